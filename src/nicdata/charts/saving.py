"""Figures to files: the same data give the same bytes, and every file says what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from nicdata import schema
from nicdata.charts import CHARTS, drawing
from nicdata.charts.drawing import Chart
from nicdata.charts.words import LANGUAGES
from nicdata.files import replaceable, write_folder
from nicdata.frames import Tables, tables

FORMATS = ("png", "svg", "pdf")
TEXT = "txt"  # beside each figure: what it says and all its sources
# For SVG, whose reader may not have the font: others as narrow, so that no text runs over another.
NARROW = (
    "'IBM Plex Sans Condensed'",
    "'Roboto Condensed'",
    "'Liberation Sans Narrow'",
    "'Arial Narrow'",
    "'DejaVu Sans Condensed'",
    "sans-serif",
)
PRINTED = {"print", "page"}  # a chart that has a page only is printed too


class Names:
    """The names that figures may have, however many pages a chart has."""

    def __contains__(self, name: object) -> bool:
        charts = "|".join(re.escape(chart.replace("_", "-")) for chart in CHARTS)
        languages, forms = "|".join(LANGUAGES), "|".join((*FORMATS, TEXT))
        known = rf"(?:{charts})(?:-slide)?(?:-\d+)?\.(?:{languages})\.(?:{forms})"
        return isinstance(name, str) and re.fullmatch(known, name) is not None


def figures(
    folder: Path,
    formats: Iterable[str] = FORMATS,
    languages: Iterable[str] = LANGUAGES,
    only: Iterable[str] = (),
    size: str = "print",
    given: Tables | None = None,
) -> list[str]:
    """Draw the charts and write them in every format and language into a folder, all or nothing, each with a text file
    of its sources; files of other formats and languages in it are kept. Returns the names of the files, like
    `clusters.en.png`, `clusters-slide.en.png` or `life-lines-2.en.pdf`.

    Raises ValueError for a chart that there is not or that has no such size, and as `write_folder` does."""
    chosen = [name.replace("-", "_") for name in only] or list(CHARTS)
    if unknown := [name for name in chosen if name not in CHARTS]:
        raise ValueError(f"no chart {unknown[0]}; expected one of {', '.join(CHARTS)}")
    known = Names()
    replaceable(folder, known)  # type: ignore[arg-type]  # before the work, not only after it
    given = given or tables()
    files: dict[str, bytes] = {}
    for name in dict.fromkeys(chosen):
        own = size_of(name, size)
        if not own and only:
            raise ValueError(f"{name} has no size {size!r}; expected {', '.join(CHARTS[name].sizes)}")
        for lang in languages if own else ():
            page, pages = 1, 1
            while page <= pages:
                chart = CHARTS[name](given, lang=lang, size=own, page=page)
                pages = chart.pages
                for form in formats:
                    files[file_name(name, lang, form, own, page)] = image(chart, form)
                files[file_name(name, lang, TEXT, own, page)] = told(chart).encode("utf-8")
                page += 1
    write_folder(files, folder, known)  # type: ignore[arg-type]
    return sorted(files)


def size_of(name: str, size: str) -> str:
    """The size in which a chart is drawn where one is asked for; empty where it has none that is like it."""
    sizes = CHARTS[name].sizes
    if size in sizes:
        return size
    return next((own for own in sizes if size == "print" and own in PRINTED), "")


def file_name(name: str, lang: str, form: str, size: str = "print", page: int = 1) -> str:
    which = "-slide" * (size == "slide") + f"-{page}" * (page > 1)
    return f"{name.replace('_', '-')}{which}.{lang}.{form}"


def told(chart: Chart) -> str:
    """What stands beside a figure: its words, all its sources, licence and version."""
    parts = [chart.title, chart.subtitle, chart.alt, chart.note, chart.source, f"{licence()}, {version()}"]
    return "\n\n".join(filter(None, parts)) + "\n"


def licence() -> str:
    return str(schema.descriptor()["licenses"][0]["name"])


def version() -> str:
    return f"nicdata {schema.descriptor()['version']}"


def image(chart: Chart, form: str) -> bytes:
    """The chart as `png`, `svg` or `pdf`, with its title, description, sources, licence and version inside,
    and with no date. Text in SVG and PDF stays text."""
    source = "; ".join(chart.source.split("\n"))
    metadata: dict[str, dict[str, str | None]] = {
        "png": {
            "Title": chart.title,
            "Description": chart.alt,
            "Source": source,
            "Copyright": licence(),
            "Software": version(),
        },
        "svg": {
            "Title": chart.title,
            "Description": chart.alt,
            "Source": source,
            "Rights": licence(),
            "Language": chart.lang,
            "Creator": version(),
            "Date": None,
        },
        "pdf": {
            "Title": chart.title,
            "Subject": chart.alt,
            "Keywords": f"{source}; {licence()}",
            "Creator": version(),
            "Producer": None,
            "CreationDate": None,
        },
    }
    buffer = io.BytesIO()
    with drawing.style():
        chart.savefig(buffer, format=form, metadata=metadata[form])
    return _described(buffer.getvalue(), chart) if form == "svg" else buffer.getvalue()


def _described(svg: bytes, chart: Chart) -> bytes:
    """The description where a screen reader finds it: matplotlib writes the title alone."""
    text = svg.decode("utf-8")
    described = f'<title id="title">{escape(chart.title, quote=False)}</title>\n <desc id="alt">{escape(chart.alt, quote=False)}</desc>'
    text, titles = re.subn(r"<title>.*?</title>", lambda _: described, text, count=1, flags=re.DOTALL)
    text, roots = re.subn(
        "<svg ", f'<svg role="img" lang="{chart.lang}" aria-labelledby="title alt" ', text, count=1
    )
    own = ", ".join(f"'{name}'" for name in drawing.FAMILY)
    text = text.replace(own, ", ".join((own.split(", ")[0], *NARROW)))
    assert titles == roots == 1, "matplotlib writes SVG otherwise than expected"
    return text.encode("utf-8")
