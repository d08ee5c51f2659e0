"""Make the columns of the sheet of each table: the cells of its CSV file, and amounts in constant prices."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from nicdata import reference, schema
from nicdata.exports.book import words
from nicdata.exports.book.sheets import BOOLEAN, Column, Filter
from nicdata.exports.variants import typed
from nicdata.schema import Rows
from nicdata.sheets.printed import is_date
from nicdata.text import slug


class Language(NamedTuple):
    """The names of tables, sheets and columns in one language, `en` or `nb`.

    In Norwegian they are the titles in the descriptor, in English the names in the CSV files."""

    lang: str

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the text in this language from a pair of English and Norwegian."""
        return pair[self.lang == "nb"]

    def sheet(self, table: str) -> str:
        """Return the name of a table's sheet."""
        return schema.text(schema.resources()[table], "title", "nb") if self.lang == "nb" else table

    def table(self, table: str) -> str:
        """Return the name of a table for formulas: letters, digits and underscores."""
        return slug(self.sheet(table)).replace("-", "_")

    def text(self, text: str) -> str:
        """Return a description in which the names of tables are replaced by the names of their sheets."""
        tables = schema.resources()
        return re.sub(r"`(\w+)`", lambda m: f"“{self.sheet(m[1])}”" if m[1] in tables else m[1], text)

    def head(self, table: str, column: str) -> str:
        """Return the head of a column."""
        field = schema.columns(table)[column]
        return schema.text(field, "title", "nb") if self.lang == "nb" else column


def places(tables: dict[str, Rows], language: Language) -> dict[tuple[str, str], str]:
    """Return the place of each row in the workbook: (table, id) -> place.

    Values of other unique columns count as ids too."""
    found: dict[tuple[str, str], str] = {}
    for table, rows in tables.items():
        letters = {name: letter for name, letter in _letters(table).items() if _is_key(table, name)}
        for name, letter in letters.items():
            sheet = language.sheet(table)
            found |= {(table, row[name]): f"'{sheet}'!{letter}{line}" for line, row in enumerate(rows, 2)}
    return found


def columns(
    table: str, rows: Rows, language: Language, places: dict[tuple[str, str], str], addresses: dict[str, str]
) -> tuple[list[Column], Filter | None]:
    """Return the columns of the sheet of a table, and its filter.

    The filter shows one row of each fact, if the table has the column `shown`. `places` is the result of
    `places`, `addresses` has the URL of each source by its id."""
    keys = schema.resources()[table]["schema"].get("foreignKeys", [])
    targets = {key["fields"][0]: key["reference"]["resource"] for key in keys}
    real, base = real_amounts(table, rows), str(reference.latest_prices()) if _amounts(table) else ""
    made: list[Column] = []
    filtered = None
    for name, field in schema.columns(table).items():
        texts = [row[name] for row in rows]
        if name == "shown":
            filtered = Filter(len(made), [text == "true" for text in texts])
        links = [_address(text, targets.get(name), places, addresses) for text in texts]
        parts = (schema.text(field, part, language.lang) for part in ("title", "description", "unit"))
        title, description, unit = parts
        note = f"{title}: {language.text(description)}" + f" ({unit})" * bool(unit)
        note += language.pick(words.CSV_NAME).format(name=name)
        values = _values(table, name, texts, language)
        made.append(Column(language.head(table, name), values, links, note, _number_format(field)))
        if name in real:
            head = f"{name}_{base}"
            head = head if language.lang == "en" else schema.real_title(head, language.lang)
            note = language.pick(words.REAL_NOTE).format(title=title, base=base)
            made.append(Column(head, real[name], (), note, "#,##0"))
    return made, filtered


def _amounts(table: str) -> list[str]:
    return [name for name in schema.columns(table) if name.endswith("_nok")]


def real_amounts(table: str, rows: Rows) -> dict[str, list[float | None]]:
    """Return the amounts of a table in the prices of the newest year, by column (NOK)."""
    import pandas as pd

    if not (amounts := _amounts(table)):
        return {}
    names = ["year", *amounts, *(["period_end"] if "period_end" in schema.columns(table) else [])]
    records = [{name: row[name] or None for name in names} for row in rows]
    for record in records:  # any text may be in a table that is not nicdata's own
        if not is_date(record.get("period_end") or ""):
            record.pop("period_end", None)
    frame = pd.DataFrame(records, columns=names)
    found = reference.real(frame)
    base = reference.latest_prices()
    return {
        name: [None if pd.isna(value) else round(float(value), 2) for value in found[f"{name}_{base}"]]
        for name in amounts
    }


def _letters(table: str) -> dict[str, str]:
    """Return the letter of each column of a table in its sheet, where a second column follows each amount."""
    found, number = dict[str, str](), 0
    for name in schema.columns(table):
        number += 1
        found[name] = get_column_letter(number)
        number += name.endswith("_nok")
    return found


def _is_key(table: str, name: str) -> bool:
    unique = schema.columns(table)[name].get("constraints", {}).get("unique")
    return bool(name == schema.id_column(table) or unique)


def _address(
    text: str, target: str | None, places: dict[tuple[str, str], str], addresses: dict[str, str]
) -> str:
    """Return what a cell links to; empty if it does not link.

    That is the address of a source, the `#place` of the row it names, or the address in the cell."""
    if target == "articles" and addresses.get(text):
        return addresses[text]
    if target and (target, text) in places:
        return f"#{places[target, text]}"
    return text if text.startswith(("http://", "https://")) else ""


def _values(table: str, name: str, texts: list[str], language: Language) -> list[Any]:
    """Convert the cells of a column to numbers, dates, true and false.

    In Norwegian, coded values are converted to their labels."""
    field = schema.columns(table)[name]
    if language.lang == "nb" and "labels" in field:
        labels = {value: schema.label(table, name, value, "nb") for value in field["labels"]}
        return [labels.get(text, text) for text in texts]
    if language.lang == "nb" and name == "table":
        return [language.sheet(text) if text in schema.resources() else text for text in texts]
    if field["type"] == "date":
        return [date.fromisoformat(text) if text else None for text in texts]
    return [typed(text, field["type"]) for text in texts]


def _number_format(field: dict[str, Any]) -> str:
    """Return the number format of a column.

    Quantities have thousands separators; years and paragraph numbers, which have no unit, do not."""
    if field["type"] == "integer":
        return "#,##0" if "unit" in field else "0"
    return {"number": "#,##0.0##", "date": "yyyy-mm-dd", "boolean": BOOLEAN}.get(field["type"], "@")
