"""What Excel can hold. It takes more for damage: it repairs the file, and what was too much is gone."""

from __future__ import annotations

import re

from openpyxl.worksheet.hyperlink import Hyperlink

from nicdata.schema import Rows

LONGEST_TEXT = (
    32_767  # UTF-16 units of a cell or note: a character outside the first 65,536 of Unicode counts as two
)
LONGEST_LINK = 2_079  # the same of an address
MOST_LINKS = 65_530  # of a sheet
MOST_ROWS = 1_048_576
TALLEST = 409  # points, of a row
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML


def refuse_too_much(tables: dict[str, Rows]) -> None:
    """Raise ValueError that lists what no workbook can hold: too many rows, or a text that is too long."""
    faults = []
    for table, rows in tables.items():
        if len(rows) >= MOST_ROWS:
            faults.append(f"{table}: {len(rows):,} rows; expected at most {MOST_ROWS - 1:,}")
        for line, row in enumerate(rows, 2):
            for column, text in row.items():
                if fault := unfit(text):
                    faults.append(f"{table}: row {line}: column {column}: {fault}")
    if faults:
        raise ValueError("no workbook can hold this: " + "; ".join(faults))


def unfit(text: str) -> str:
    """Say what is wrong with a text in a cell or note; empty where nothing is."""
    if len(text) * 2 > LONGEST_TEXT and (units := utf16_units(text)) > LONGEST_TEXT:
        return f"a text of {units:,} UTF-16 units; expected at most {LONGEST_TEXT:,}"
    if not text.isprintable() and (found := UNWRITABLE.search(text)):
        return f"the character U+{ord(found[0]):04X}; expected text that XML can hold"
    return ""


def utf16_units(text: str) -> int:
    """Return the length of a text in UTF-16, as spreadsheets count."""
    return len(text) + sum(c > "\uffff" for c in text)


def link(address: str) -> Hyperlink | None:
    """Return a link to an address, or to a `#place` of the workbook; None when it is longer than a link can be."""
    if utf16_units(address) > LONGEST_LINK:
        return None
    if address.startswith("#"):
        return Hyperlink(ref="", location=address[1:])
    return Hyperlink(ref="", target=address)
