"""Fill the sheets of a workbook: cells with types and links, filters, frozen heads, widths."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from copy import copy
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

FACE = "Calibri"  # without a name LibreOffice uses a serif font
HEAD_FONT = Font(name=FACE, size=11, bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="4C5A73")
PLAIN = Font(name=FACE, size=11)
BOLD = Font(name=FACE, size=11, bold=True)
TITLE = Font(name=FACE, size=16, bold=True)
LINK = Font(name=FACE, size=11, color="0B5394", underline="single")
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
WIDEST = 60  # characters; longer text is wrapped
PAGE_WIDTH = 240  # characters beside each other on a page that can still be read
RUNS = ("=", "+", "-", "@")  # a spreadsheet may read text that begins like this as a formula
BOOLEAN = '"TRUE";"TRUE";"FALSE"'  # without this format LibreOffice shows 1 and 0

Value = str | int | float | bool | date | None


class Column(NamedTuple):
    """A column of a sheet.

    It has a head, the values of its cells, an address or `#place` that each cell links to (empty: no link), a
    note on the head, and the number format of the cells. A narrow column is as wide as its cells need, and its head is
    wrapped."""

    head: str
    values: Sequence[Value]
    links: Sequence[str] = ()
    note: str = ""
    number_format: str = "@"
    is_narrow: bool = False


class Filter(NamedTuple):
    """A filter that is set when the workbook is opened.

    It has the index of its column, and for each row whether it is visible."""

    place: int
    kept: list[bool]


def fill(
    sheet: Worksheet,
    name: str,
    columns: list[Column],
    filtered: Filter | None = None,
    above: Sequence[str] = (),
) -> None:
    """Write columns as an Excel table of this name, with filter, frozen head, widths and notes.

    The table starts at A1, or below the lines of text in `above`, of which the first is a heading. Raises ValueError
    when a text does not fit into a cell."""
    for line, text in enumerate(above, 1):
        sheet.cell(line, 1, text).font = TITLE if line == 1 else PLAIN
        sheet.row_dimensions[line].height = 24 if line == 1 else 15
    head_line = len(above) + 1
    dress = _dresser()
    links = 0
    for number, column in enumerate(columns, 1):
        if fault := limits.unfit(column.note):
            raise ValueError(f"{sheet.title}: the note on column {column.head}: {fault}")
        sheet.cell(head_line, number, column.head)
        if column.note:
            comment = Comment(column.note, "nicdata")
            comment.width, comment.height = 360, 140
            sheet.cell(head_line, number).comment = comment
        alignment = WRAPPED if _width(column) > WIDEST else TOP
        for place, value in enumerate(column.values):
            line = head_line + 1 + place
            if value is None or value == "":
                continue
            if isinstance(value, str) and (fault := limits.unfit(value)):
                raise ValueError(f"{sheet.title}: row {line}: column {column.head}: {fault}")
            cell: Any = sheet.cell(line, number, value)
            address = column.links[place] if column.links else ""
            font = PLAIN
            if address and links < limits.MOST_LINKS and (link := limits.link(address)):
                cell.hyperlink, font = link, LINK
                links += 1
            dress(cell, column.number_format, font, alignment)
            if isinstance(value, str) and value.startswith(RUNS):
                cell.data_type, cell.quotePrefix = "s", True
    _dress(sheet, name, columns, head_line)
    if filtered and any(filtered.kept) and not all(filtered.kept):
        _filter(sheet, sheet.tables[name], columns[filtered.place], filtered)


def _dresser() -> Callable[[Any, str, Font, Alignment], None]:
    """Return a function that gives a cell of a sheet its number format, font and alignment.

    openpyxl compares each style with all that it knows, which takes most of the time of a workbook. So each
    is set on one cell, and copied to the others."""
    known: dict[tuple[str, int, int], Any] = {}

    def dress(cell: Any, number_format: str, font: Font, alignment: Alignment) -> None:
        look = number_format, id(font), id(alignment)
        if look not in known:
            cell.number_format, cell.font, cell.alignment = number_format, font, alignment
            known[look] = copy(cell._style)
        cell._style = copy(known[look])

    return dress


def _dress(sheet: Worksheet, name: str, columns: list[Column], head_line: int) -> None:
    """Make the cells an Excel table, and set styles and row heights for LibreOffice.

    LibreOffice ignores table styles, and does not wrap text in rows without a height."""
    sheet.row_dimensions[head_line].height = 15.0 * max(map(_head_lines, columns))
    rows, total = len(columns[0].values), 0.0
    last = head_line + max(rows, 1)
    for number, column in enumerate(columns, 1):
        width = _width(column)
        sheet.column_dimensions[get_column_letter(number)].width = min(width, WIDEST)
        total += min(width, WIDEST)
        head = sheet.cell(head_line, number)
        head.font, head.fill, head.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
        for line, value in enumerate(column.values, head_line + 1) if width > WIDEST else ():
            lines = math.ceil(len(str(value or "")) / (WIDEST - 4))
            if lines > 1:
                tall = max(sheet.row_dimensions[line].height or 0, 15 * lines)
                sheet.row_dimensions[line].height = min(tall, limits.TALLEST)
    sheet.freeze_panes = f"B{head_line + 1}"
    end = f"{get_column_letter(len(columns))}{last}"
    table = Table(displayName=name, ref=f"A{head_line}:{end}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.print_area, sheet.print_title_rows = f"A1:{end}", f"{head_line}:{head_line}"
    sheet.print_options.gridLines = True
    pages = 1 if head_line > 1 else math.ceil(total / PAGE_WIDTH)  # lines above a table are not to be cut
    page(sheet, pages)
    if pages > 1:
        sheet.print_title_cols = "A:A"


def _width(column: Column) -> float:
    longest = max((len(str(value)) for value in column.values if value is not None), default=0)
    head = max(map(len, column.head.split())) if column.is_narrow else len(column.head)
    return max(head + 4, longest + 2, 12 if column.is_narrow else 8)  # 4: room for the filter button


def _head_lines(column: Column) -> int:
    """Return how many lines the head of a column needs."""
    lines, free = 1, min(_width(column), WIDEST) - 2
    room = free
    for word in column.head.split():
        if len(word) > room and room < free:
            lines, room = lines + 1, free
        room -= len(word) + 1
    return lines


def _filter(sheet: Worksheet, table: Table, column: Column, filtered: Filter) -> None:
    """Set the filter of a table and hide the rows it filters out. A workbook stores both."""
    value = column.values[filtered.kept.index(True)]
    wanted = str(value).upper() if isinstance(value, bool) else str(value)
    columns = [FilterColumn(colId=filtered.place, filters=Filters(filter=[wanted]))]
    table.autoFilter = AutoFilter(ref=table.ref, filterColumn=columns)
    for line, is_kept in enumerate(filtered.kept, sheet[table.ref.split(":")[0]].row + 1):
        sheet.row_dimensions[line].hidden = not is_kept


def page(sheet: Worksheet, pages: int = 1) -> None:
    """Set a sheet to print in landscape on A4, fitted to the width of a number of pages."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.oddFooter.center.text = "&A, &P/&N"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
