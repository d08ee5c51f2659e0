"""Sheets of a workbook: cells with types and links, filters, frozen heads, widths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from nicdata.exports.book import limits

FACE = "Calibri"  # without a face LibreOffice takes a serif
HEAD_FONT = Font(name=FACE, size=11, bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="4C5A73")
PLAIN = Font(name=FACE, size=11)
BOLD = Font(name=FACE, size=11, bold=True)
TITLE = Font(name=FACE, size=16, bold=True)
LINK = Font(name=FACE, size=11, color="0B5394", underline="single")
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
WIDEST = 60  # characters; longer text is wrapped
RUNS = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula
BOOLEAN = '"TRUE";"TRUE";"FALSE"'  # Excel shows truth values anyway; without this LibreOffice shows numbers

Value = str | int | float | bool | date | None


class Column(NamedTuple):
    """A column of a sheet: its head, a note on it, the format of its cells, their values, and for each an address or
    `#place` it links to (empty: none)."""

    head: str
    values: Sequence[Value]
    links: Sequence[str] = ()
    note: str = ""
    number_format: str = "@"


class Filter(NamedTuple):
    """A filter that is set when the workbook opens: the place of its column, and whether each row is kept."""

    place: int
    kept: list[bool]


def fill(sheet: Worksheet, name: str, columns: list[Column], filtered: Filter | None = None) -> None:
    """Write columns from A1 as an Excel table with this name: filter, frozen head, widths, notes. Raises ValueError
    where a text does not fit into a cell."""
    sheet.append([column.head for column in columns])
    links = 0
    for number, column in enumerate(columns, 1):
        if fault := limits.unfit(column.note):
            raise ValueError(f"{sheet.title}: the note on column {column.head}: {fault}")
        if column.note:
            comment = Comment(column.note, "nicdata")
            comment.width, comment.height = 360, 140
            sheet.cell(1, number).comment = comment
        for line, value in enumerate(column.values, 2):
            if value is None or value == "":
                continue
            if isinstance(value, str) and (fault := limits.unfit(value)):
                raise ValueError(f"{sheet.title}: row {line}: column {column.head}: {fault}")
            cell: Any = sheet.cell(line, number, value)
            cell.number_format, cell.font, cell.alignment = column.number_format, PLAIN, TOP
            if isinstance(value, str) and value.startswith(RUNS):
                cell.data_type, cell.quotePrefix = "s", True
            address = column.links[line - 2] if column.links else ""
            if address and links < limits.MOST_LINKS and (link := limits.link(address)):
                cell.hyperlink, cell.font = link, LINK
                links += 1
    _dress(sheet, name, columns)
    if filtered and any(filtered.kept) and not all(filtered.kept):
        _filter(sheet, sheet.tables[name], columns[filtered.place], filtered)


def _dress(sheet: Worksheet, name: str, columns: list[Column]) -> None:
    """Make the cells a table. The head is styled by hand too: LibreOffice shows no table styles, and breaks no lines
    without a height."""
    rows = len(columns[0].values)
    for number, column in enumerate(columns, 1):
        width = _width(column)
        sheet.column_dimensions[get_column_letter(number)].width = min(width, WIDEST)
        head = sheet.cell(1, number)
        head.font, head.fill, head.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
        for line in range(2, rows + 2) if width > WIDEST else ():
            cell = sheet.cell(line, number)
            cell.alignment = WRAPPED
            lines = math.ceil(len(str(cell.value or "")) / (WIDEST - 4))
            if lines > 1:
                tall = max(sheet.row_dimensions[line].height or 0, 15 * lines)
                sheet.row_dimensions[line].height = min(tall, limits.TALLEST)
    sheet.freeze_panes = "B2"
    made = Table(displayName=name, ref=f"A1:{get_column_letter(len(columns))}{max(rows, 1) + 1}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(made)
    sheet.print_title_rows = "1:1"
    page(sheet)


def _width(column: Column) -> float:
    longest = max((len(str(value)) for value in column.values if value is not None), default=0)
    return max(len(column.head) + 4, longest + 2, 8)  # the filter's button needs room beside the head


def _filter(sheet: Worksheet, table: Table, column: Column, filtered: Filter) -> None:
    """Set the filter of a table and hide the rows it leaves out, as Excel saves both."""
    value = column.values[filtered.kept.index(True)]
    wanted = str(value).upper() if isinstance(value, bool) else str(value)
    columns = [FilterColumn(colId=filtered.place, filters=Filters(filter=[wanted]))]
    table.autoFilter = AutoFilter(ref=table.ref, filterColumn=columns)
    for line, is_kept in enumerate(filtered.kept, 2):
        sheet.row_dimensions[line].hidden = not is_kept


def page(sheet: Worksheet) -> None:
    """Print in landscape, as wide as the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
