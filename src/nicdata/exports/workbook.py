"""Write the tables as one workbook for Excel and LibreOffice.

openpyxl writes the file. What it does not support (alternative texts for charts, a file that is the same each
time) is added to the finished file.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from html import escape
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nicdata import schema
from nicdata.exports import answers
from nicdata.exports.book import answers as answer_sheets
from nicdata.exports.book import diagrams, front, limits, sheets, tables, words
from nicdata.exports.book.language import Language
from nicdata.schema import Rows

FIRST_DAY = "2000-01-01"  # the date of a workbook without sources


def workbook(cells: dict[str, Rows], lang: str = "en") -> bytes:
    """Return the bytes of a workbook with all tables.

    It has a cover, the answers to the usual questions, contents with links, charts, a sheet for each table,
    codebook, sources, decisions and notes. Amounts in the prices of the newest year are next to the nominal ones,
    the name and county of a cluster next to its id. A filter shows one row of each fact.

    `cells` is the result of `cells.cells`, `lang` is `en` or `nb`. Equal cells give equal bytes. An address
    that is too long for a link is written as text. Raises ValueError that lists everything that does not fit
    into a sheet or cell."""
    limits.refuse_too_much(cells)
    book, language = Workbook(), Language(lang)
    names = {key: language.pick(pair) for key, pair in words.SHEETS.items()}
    context = tables.context(cells, language)
    typed = answers.typed_tables(cells)
    answered = answers.answers(typed)
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = names["about"]
    front.about(cover, cells, language)
    for name, answer in answered.items():
        answer_sheets.write(book.create_sheet(answer.title(lang)), name, answer, context)
    contents, charts = (book.create_sheet(names[key]) for key in ("contents", "charts"))
    for table, rows in cells.items():
        columns, filtered = tables.columns(table, rows, context)
        sheets.fill(book.create_sheet(language.sheet(table)), language.table(table), columns, filtered)
    texts = diagrams.draw(charts, typed, context.places, language)
    front.codebook(book.create_sheet(names["codebook"]), language)
    front.sources(book.create_sheet(names["sources"]), cells["articles"], language)
    front.decisions(book.create_sheet(names["decisions"]), cells, context.places, language)
    front.contents(contents, cells, answered, language)
    _describe(book, language)
    buffer = io.BytesIO()
    ExcelWriter(book, _Undated(buffer, "w", strict_timestamps=False)).save()
    newest = max((row["date_latest"] for row in cells["articles"]), default=FIRST_DAY)
    return _finished(buffer.getvalue(), texts, newest)


def _describe(book: Workbook, language: Language) -> None:
    """Set the properties of the file."""
    properties, descriptor = book.properties, schema.descriptor()
    properties.title, properties.creator = schema.text(descriptor, "title", language.lang), "nicdata"
    properties.description = schema.text(descriptor, "description", language.lang)
    properties.keywords = ", ".join(descriptor["keywords"])
    properties.language = language.pick(("en-GB", "nb-NO"))


class _Undated(zipfile.ZipFile):
    """A ZIP archive that does not use the current time.

    openpyxl would fail if the clock were set to a date before 1980, which ZIP files cannot store."""

    def writestr(
        self,
        zinfo_or_arcname: Any,
        data: Any,
        compress_type: int | None = zipfile.ZIP_DEFLATED,
        compresslevel: int | None = None,
    ) -> None:
        super().writestr(zipfile.ZipInfo(zinfo_or_arcname), data, compress_type, compresslevel)


def _finished(file: bytes, alts: list[str], day: str) -> bytes:
    """Return the workbook with alternative texts for its charts, their own number formats and a fixed date.

    The date is the day of the newest source instead of the time of writing."""
    stamp = datetime.fromisoformat(day).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    texts = iter(alts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", lambda m: m[1] + stamp, content
                )
            if name.startswith("xl/charts/chart"):  # without this LibreOffice takes the format of the cells
                content = re.sub(
                    rb'(<(?:c:)?numFmt formatCode="[^"]*") ?/>', rb'\1 sourceLinked="0"/>', content
                )
            if name.startswith("xl/drawings/drawing"):
                content = re.sub(
                    rb'(<(?:xdr:)?cNvPr id="\d+" name="Chart \d+")',
                    lambda m: m[1] + f' descr="{escape(next(texts))}"'.encode(),
                    content,
                )
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(info, content)
    assert next(texts, None) is None, "openpyxl writes charts otherwise than expected"
    return buffer.getvalue()
