"""Figures as files."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from conftest import nicdata
from nicdata import schema
from nicdata.charts import saving as export
from nicdata.charts.words import LANGUAGES
from test_charts import EVERY, drawn, written

SVG = "{http://www.w3.org/2000/svg}"
VERSION = f"nicdata {schema.descriptor()['version']}"


@cache
def image(draw: object, lang: str, form: str) -> bytes:
    return export.image(drawn(draw, lang), form)  # type: ignore[arg-type]


@pytest.mark.parametrize(("draw", "lang"), EVERY)
def test_every_file_says_what_it_is(draw: object, lang: str) -> None:
    """Catches a figure that, sent on alone, has no title, description, source, licence or version."""
    chart = drawn(draw, lang)  # type: ignore[arg-type]
    source = chart.source.replace("\n", " ")
    png = Image.open(BytesIO(image(draw, lang, "png")))
    assert png.text == {  # type: ignore[attr-defined]
        "Title": chart.title,
        "Description": chart.alt,
        "Source": source,
        "Copyright": "CC0-1.0",
        "Software": VERSION,
    }
    svg = ET.fromstring(image(draw, lang, "svg"))
    assert svg.get("role") == "img" and svg.get("lang") == lang
    described = {
        element.get("id"): element.text for element in svg if element.tag in (SVG + "title", SVG + "desc")
    }
    assert described == {"title": chart.title, "alt": chart.alt}
    assert svg.get("aria-labelledby") == "title alt"
    rdf = ET.tostring(svg, encoding="unicode")
    assert "CC0-1.0" in rdf and VERSION in rdf
    pdf = PdfReader(BytesIO(image(draw, lang, "pdf"))).metadata
    assert pdf and (pdf.title, pdf.subject, pdf.creator) == (chart.title, chart.alt, VERSION)
    assert pdf.keywords == f"{source}; CC0-1.0"


@pytest.mark.parametrize(("draw", "lang"), EVERY)
def test_text_stays_text(draw: object, lang: str) -> None:
    """Catches letters turned into shapes: nobody can search, copy or restyle them."""
    chart = drawn(draw, lang)  # type: ignore[arg-type]
    svg = ET.fromstring(image(draw, lang, "svg"))
    in_svg = squeezed("".join(text for element in svg.iter(SVG + "text") for text in element.itertext()))
    in_pdf = squeezed(PdfReader(BytesIO(image(draw, lang, "pdf"))).pages[0].extract_text())
    for line in written(chart).splitlines():
        assert squeezed(line) in in_svg, line
        assert squeezed(line) in in_pdf, line


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_command_writes_every_figure_with_the_same_bytes(tmp_path: Path) -> None:
    """Catches a figure that changes from run to run, and a chart that is not exported."""
    surroundings = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    with ThreadPoolExecutor() as both:
        runs = [
            both.submit(
                nicdata, "figures", "--out", tmp_path / folder, env={**os.environ, **env}, timeout=180
            )
            for folder, env in (("one", {}), ("two", surroundings))
        ]
    for run in runs:
        assert run.result().returncode == 0, run.result().stderr
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert one == two
    assert len(one) == len(export.CHARTS) * len(LANGUAGES) * len(export.FORMATS)
    assert "clusters-by-level.nb.svg" in one


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    """Catches an option that is not heeded, and a second call that takes the first one's figures away."""
    for form, lang in (("png", "en"), ("svg", "nb")):
        assert nicdata("figures", "--out", tmp_path / "f", "--format", form, "--lang", lang).returncode == 0
    names = [path.name for path in (tmp_path / "f").iterdir()]
    assert len(names) == 2 * len(export.CHARTS)
    assert all(name.endswith((".en.png", ".nb.svg")) for name in names)


def test_files_of_others_are_not_replaced(tmp_path: Path) -> None:
    """Catches figures strewn into a folder of someone's own files, or a folder replaced by figures."""
    (tmp_path / "thesis.docx").write_text("years of work")
    done = nicdata("figures", "--out", tmp_path, "--format", "png", "--lang", "en")
    assert done.returncode == 2 and "thesis.docx" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
