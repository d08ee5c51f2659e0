"""Check the limits of Excel.

Excel reports a workbook that exceeds them as damaged, and removes the excess when it repairs the file."""

from __future__ import annotations

import re

from openpyxl.worksheet.hyperlink import Hyperlink

from nicdata.schema import Rows

LONGEST_TEXT = 32_767  # UTF-16 code units in a cell or note; a character above U+FFFF counts as two
LONGEST_LINK = 2_079  # UTF-16 code units in an address
MOST_LINKS = 65_530  # in a sheet
MOST_ROWS = 1_048_576  # in a sheet
TALLEST = 409  # points, the height of a row
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML


def refuse_too_much(tables: dict[str, Rows]) -> None:
    """Raise ValueError that lists everything that does not fit into a workbook.

    That is a table with too many rows, and a text that is too long or has characters that XML does not
    allow."""
    faults = []
    for table, rows in tables.items():
        if len(rows) >= MOST_ROWS:
            faults.append(f"{table}: {len(rows):,} rows; expected at most {MOST_ROWS - 1:,}")
        for line, row in enumerate(rows, 2):
            for column, text in row.items():
                if fault := unfit(text):
                    faults.append(f"{table}: row {line}: column {column}: {fault}")
    if faults:
        raise ValueError("these tables do not fit into a workbook: " + "; ".join(faults))


def unfit(text: str) -> str:
    """Return what is wrong with a text for a cell or note, for a message; empty if nothing is."""
    if len(text) * 2 > LONGEST_TEXT and (units := utf16_units(text)) > LONGEST_TEXT:
        return f"a text of {units:,} UTF-16 code units; expected at most {LONGEST_TEXT:,}"
    if not text.isprintable() and (found := UNWRITABLE.search(text)):
        return f"the character U+{ord(found[0]):04X}; expected characters that XML allows"
    return ""


def utf16_units(text: str) -> int:
    """Return the length of a text in UTF-16 code units, as spreadsheets count it."""
    return len(text) + sum(c > "\uffff" for c in text)


def link(address: str) -> Hyperlink | None:
    """Return a link to an address, or to a `#place` in the workbook; None if it is too long for a link."""
    if utf16_units(address) > LONGEST_LINK:
        return None
    if address.startswith("#"):
        return Hyperlink(ref="", location=address[1:])
    return Hyperlink(ref="", target=address)
