"""Figures to files: the same data give the same bytes, and every file says what it is."""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import pandas as pd

from nicdata import reference, schema
from nicdata.charts import articles as charts
from nicdata.charts import drawing
from nicdata.charts import map as maps
from nicdata.charts import programme as portfolio
from nicdata.charts.drawing import Chart
from nicdata.charts.words import LANGUAGES
from nicdata.files import replaceable, write_folder
from nicdata.frames import load

FORMATS = ("png", "svg", "pdf")
# Every chart, and whose rows it draws: those of the five articles, or all.
CHARTS: dict[Callable[..., Chart], str] = {
    **dict.fromkeys(charts.CHARTS, schema.ARTICLE),
    **dict.fromkeys(portfolio.CHARTS, schema.ALL),
    maps.homes: schema.ALL,
}


def figures(
    folder: Path, formats: Iterable[str] = FORMATS, languages: Iterable[str] = LANGUAGES
) -> list[str]:
    """Draw every chart and write it in every format and language into a folder, all or nothing; files of
    other formats and languages in it are kept. Returns the names of the files, like
    `clusters-by-level.en.png`. Raises ValueError and OSError as `write_folder` does."""
    known = {file_name(draw, lang, form) for draw in CHARTS for lang in LANGUAGES for form in FORMATS}
    replaceable(folder, known)  # before the work, not only after it
    files = {}
    for draw in CHARTS:
        given = tables(draw)
        for lang in languages:
            chart = draw(**given, lang=lang)
            for form in formats:
                files[file_name(draw, lang, form)] = image(chart, form)
    write_folder(files, folder, known)
    return sorted(files)


def tables(draw: Callable[..., Chart]) -> dict[str, pd.DataFrame]:
    """The tables a chart takes, of the collection it draws; `places` is that of `nicdata.reference`."""
    return {
        name: reference.places() if name == "places" else load(name, CHARTS[draw])
        for name in table_names(draw)
    }


def table_names(draw: Callable[..., Chart]) -> list[str]:
    """The names of the tables a chart takes: its parameters are named after them. What may be given by keyword
    alone is no table."""
    parameters = inspect.signature(draw).parameters.values()
    return [parameter.name for parameter in parameters if parameter.kind is not parameter.KEYWORD_ONLY]


def file_name(draw: Callable[..., Chart], lang: str, form: str) -> str:
    return f"{draw.__name__.replace('_', '-')}.{lang}.{form}"


def image(chart: Chart, form: str) -> bytes:
    """The chart as `png`, `svg` or `pdf`, with its title, description, source, licence and version inside,
    and with no date. Text in SVG and PDF stays text."""
    licence = schema.descriptor()["licenses"][0]["name"]
    version = f"nicdata {schema.descriptor()['version']}"
    source = " ".join(chart.source.split("\n"))
    metadata: dict[str, dict[str, str | None]] = {
        "png": {
            "Title": chart.title,
            "Description": chart.alt,
            "Source": source,
            "Copyright": licence,
            "Software": version,
        },
        "svg": {
            "Title": chart.title,
            "Description": chart.alt,
            "Source": source,
            "Rights": licence,
            "Language": chart.lang,
            "Creator": version,
            "Date": None,
        },
        "pdf": {
            "Title": chart.title,
            "Subject": chart.alt,
            "Keywords": f"{source}; {licence}",
            "Creator": version,
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
    assert titles == roots == 1, "matplotlib writes SVG otherwise than expected"
    return text.encode("utf-8")
