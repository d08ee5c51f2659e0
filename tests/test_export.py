"""Figures as files."""

from __future__ import annotations

import os
import re
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from conftest import TIDY, nicdata
from drawn import EVERY, TABLES, drawn, written
from nicdata import cli, schema
from nicdata.charts import CHARTS
from nicdata.charts import saving as export
from nicdata.charts.words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
VERSION = f"nicdata {schema.descriptor()['version']}"
# The rest is written by the same lines, and is read among the slow tests.
QUICK = ("overview-nb-print", "levels-en-print")
WRITTEN = [
    pytest.param(*one.values, id=one.id, marks=[] if one.id in QUICK else [pytest.mark.slow])
    for one in EVERY
    if "slide" not in str(one.id)
]


@cache
def image(name: str, lang: str, form: str) -> bytes:
    return export.image(drawn(name, lang), form)


@pytest.mark.parametrize(("name", "lang", "size"), WRITTEN)
def test_every_file_says_what_it_is(name: str, lang: str, size: str) -> None:
    """Catches a figure that, sent on alone, has no title, description, source, licence or version."""
    chart = drawn(name, lang, size)
    source = chart.source.replace("\n", "; ")
    png = Image.open(BytesIO(image(name, lang, "png")))
    assert png.text == {  # type: ignore[attr-defined]
        "Title": chart.title,
        "Description": chart.alt,
        "Source": source,
        "Copyright": "CC0-1.0",
        "Software": VERSION,
    }
    svg = ET.fromstring(image(name, lang, "svg"))
    assert svg.get("role") == "img" and svg.get("lang") == lang
    described = {
        element.get("id"): element.text for element in svg if element.tag in (SVG + "title", SVG + "desc")
    }
    assert described == {"title": chart.title, "alt": chart.alt}
    assert svg.get("aria-labelledby") == "title alt"
    rdf = ET.tostring(svg, encoding="unicode")
    assert "CC0-1.0" in rdf and VERSION in rdf
    pdf = PdfReader(BytesIO(image(name, lang, "pdf"))).metadata
    assert pdf and (pdf.title, pdf.subject, pdf.creator) == (chart.title, chart.alt, VERSION)
    assert pdf.keywords == f"{source}; CC0-1.0"


@pytest.mark.parametrize(("name", "lang", "size"), WRITTEN)
def test_text_stays_text(name: str, lang: str, size: str) -> None:
    """Catches letters turned into shapes: nobody can search, copy or restyle them."""
    chart = drawn(name, lang, size)
    svg = ET.fromstring(image(name, lang, "svg"))
    in_svg = squeezed("".join(text for element in svg.iter(SVG + "text") for text in element.itertext()))
    in_pdf = squeezed(PdfReader(BytesIO(image(name, lang, "pdf"))).pages[0].extract_text())
    for line in written(chart).splitlines():
        assert squeezed(line) in in_svg, line
        assert squeezed(line) in in_pdf, line


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
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
    assert len(one) == len(CHARTS) * len(LANGUAGES) * (len(export.FORMATS) + 1)
    assert "clusters.nb.svg" in one and "life-lines.en.txt" in one


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    """Catches an option that is not heeded, and a second call that takes the first one's figures away."""
    asked = ["figures", "--out", str(tmp_path / "f"), "--only", "clusters", "--only", "budget_posts"]
    for more in (["--format", "png", "--lang", "en"], ["--format", "svg", "--lang", "nb", "--size", "slide"]):
        assert cli.main([*asked, *more]) == 0
    assert sorted(path.name for path in (tmp_path / "f").iterdir()) == [
        "budget-posts-slide.nb.svg", "budget-posts-slide.nb.txt", "budget-posts.en.png", "budget-posts.en.txt",
        "clusters-slide.nb.svg", "clusters-slide.nb.txt", "clusters.en.png", "clusters.en.txt",
    ]  # fmt: skip


def test_the_same_bytes_and_a_text_beside(tmp_path: Path) -> None:
    """Catches a figure that differs from call to call, tables that are not those asked for, sources left out."""
    for folder in ("one", "two"):
        export.figures(tmp_path / folder, ["svg"], ["en"], ["county_scheme", "levels"])
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert one == two and len(one) == 4
    told = one["levels.en.txt"].decode("utf-8")
    chart = drawn("levels")
    for part in (chart.title, chart.alt, chart.note, chart.source, "CC0-1.0", VERSION):
        assert part in told
    asked = ["figures", "--out", str(tmp_path / "f"), "--only", "levels", "--lang", "en", "--format", "svg"]
    assert cli.main([*asked, "--tables", str(TIDY)]) == 0
    assert (tmp_path / "f" / "levels.en.svg").read_bytes() == one["levels.en.svg"]


@pytest.mark.parametrize(
    ("only", "size", "said"),
    [
        ("turns", "print", "no chart turns; expected one of overview, clusters"),
        ("map", "slide", "map has no size 'slide'; expected page"),
    ],
)
def test_what_there_is_not(only: str, size: str, said: str, tmp_path: Path) -> None:
    """Catches a chart or size that is passed over in silence."""
    with pytest.raises(ValueError, match=said):
        export.figures(tmp_path / "f", only=[only], size=size)
    assert not (tmp_path / "f").exists()


def test_a_second_page_is_a_file_of_its_own() -> None:
    """Catches a page that replaces the one before, and one that a second call takes for somebody else's file."""
    names = [export.file_name("life_lines", "nb", "svg", "page", page) for page in (1, 2)]
    assert names == ["life-lines.nb.svg", "life-lines-2.nb.svg"]
    known = export.Names()
    for name in (*names, "map.en.txt", "clusters-slide.en.pdf", "budget-posts-slide-12.nb.png"):
        assert name in known, name
    for name in ("thesis.docx", "turns.en.png", "clusters.sv.png", "clusters-slide.en.pdf.bak"):
        assert name not in known, name
    assert 3 not in known


def test_a_file_takes_a_fifth_of_a_second() -> None:
    """Catches a chart that has become slow: the mean of all in one language and three formats."""
    fresh, begun, files = TABLES.replaced(), time.process_time(), 0
    for name in ("clusters", "budget"):
        chart = CHARTS[name](fresh)
        for form in export.FORMATS:
            export.image(chart, form)
            files += 1
    assert (time.process_time() - begun) / files < 0.3  # a busy machine takes half as much more


def test_files_of_others_are_not_replaced(tmp_path: Path) -> None:
    """Catches figures strewn into a folder of someone's own files, or a folder replaced by figures."""
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(ValueError, match=r"thesis\.docx"):
        export.figures(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
