"""Make the columns of the sheet of each table: the cells of its CSV file, and columns that are added beside them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from nicdata import reference, schema
from nicdata.exports.book import words
from nicdata.exports.book.language import Language
from nicdata.exports.book.sheets import BOOLEAN, Column, Filter
from nicdata.exports.variants import typed
from nicdata.schema import Rows
from nicdata.sheets.printed import is_date

REAL, NAME, COUNTY = "real", "name", "county"


class Part(NamedTuple):
    """A column of a sheet: a column of the table or, with `added`, one that follows it.

    `real` is an amount in the newest prices, `name` and `county` are of the cluster whose id the column has."""

    column: str
    added: str = ""


class Context(NamedTuple):
    """What the cells of a sheet refer to: the place of each row by (table, id), the address of each source by its
    id, each cluster by its id, and the language."""

    places: dict[tuple[str, str], str]
    addresses: dict[str, str]
    clusters: dict[str, dict[str, str]]
    language: Language


def context(cells: dict[str, Rows], language: Language) -> Context:
    """Return what the cells refer to."""
    addresses = {row["article_id"]: row["url"] for row in cells["articles"]}
    clusters = {row["cluster_id"]: row for row in cells["clusters"]}
    return Context(_places(cells, language), addresses, clusters, language)


def parts(table: str) -> list[Part]:
    """Return the columns of the sheet of a table, from the left."""
    targets, found, has_county = _targets(table), list[Part](), table == "clusters"
    for name in schema.columns(table):
        found.append(Part(name))
        if name.endswith("_nok"):
            found.append(Part(name, REAL))
        if targets.get(name) == "clusters":
            found += [Part(name, NAME), *([] if has_county else [Part(name, COUNTY)])]
            has_county = True
    return found


def added_head(table: str, part: Part, language: Language) -> str:
    """Return the head of an added column."""
    if part.added == REAL:
        name = f"{part.column}_{reference.latest_prices()}"
        return name if language.lang == "en" else schema.real_title(name, language.lang)
    if language.lang == "en":
        return f"{part.column.removesuffix('_id')}_{part.added}"
    return added_title(table, part, language)


def added_title(table: str, part: Part, language: Language) -> str:
    """Return the title of an added column."""
    if part.added == REAL:
        return schema.real_title(f"{part.column}_{reference.latest_prices()}", language.lang)
    own, other = (language.pick(pair) for pair in words.ADDED[part.added])
    title = schema.text(schema.columns(table)[part.column], "title", language.lang)
    return own if part.column == "cluster_id" else other.format(title=title)


def added_note(table: str, part: Part, language: Language) -> str:
    """Return what an added column holds, in a sentence or two."""
    title = schema.text(schema.columns(table)[part.column], "title", language.lang)
    facts = {
        "title": title,
        "base": reference.latest_prices(),
        "column": language.quoted(language.head(table, part.column)),
        "sheet": language.quoted(language.sheet("clusters")),
    }
    return language.pick(words.ADDED_NOTES[part.added]).format(**facts)


def columns(table: str, rows: Rows, context: Context) -> tuple[list[Column], Filter | None]:
    """Return the columns of the sheet of a table, and its filter.

    The filter shows one row of each fact, if the table has the column `shown`."""
    language, targets = context.language, _targets(table)
    real = real_amounts(table, rows)
    made: list[Column] = []
    filtered = None
    for part in parts(table):
        name = part.column
        texts = [row[name] for row in rows]
        if part.added:
            head, note = added_head(table, part, language), added_note(table, part, language)
            told = [context.clusters.get(text, {}).get(part.added) for text in texts]
            is_real = part.added == REAL
            made.append(Column(head, real[name] if is_real else told, (), note, "#,##0" if is_real else "@"))
            continue
        if name == "shown":
            filtered = Filter(len(made), [text == "true" for text in texts])
        links = [address(text, targets.get(name), context) for text in texts]
        note = field_note(table, name, language) + language.pick(words.CSV_NAME).format(name=name)
        values = _values(table, name, texts, language)
        form = number_format(schema.columns(table)[name])
        made.append(Column(language.head(table, name), values, links, note, form))
    return made, filtered


def field_note(table: str, name: str, language: Language) -> str:
    """Return the title, description and unit of a column of a table."""
    field = schema.columns(table)[name]
    title, description, unit = (
        schema.text(field, p, language.lang) for p in ("title", "description", "unit")
    )
    return f"{title}: {language.text(description, table, name)}" + f" ({unit})" * bool(unit)


def real_amounts(table: str, rows: Rows) -> dict[str, list[float | None]]:
    """Return the amounts of a table in the prices of the newest year, by column (NOK)."""
    import pandas as pd

    amounts = [name for name in schema.columns(table) if name.endswith("_nok")]
    if not amounts:
        return {}
    names = ["year", *amounts, *(["period_end"] if "period_end" in schema.columns(table) else [])]
    records = [{name: row[name] or None for name in names} for row in rows]
    for record in records:  # any text may be in a table that is not nicdata's own
        if not is_date(record.get("period_end") or ""):
            record.pop("period_end", None)
    found = reference.real(pd.DataFrame(records, columns=names))
    base = reference.latest_prices()
    return {
        name: [None if pd.isna(value) else round(float(value), 2) for value in found[f"{name}_{base}"]]
        for name in amounts
    }


def address(text: str, target: str | None, context: Context) -> str:
    """Return what a cell links to; empty if it does not link.

    That is the address of a source, the `#place` of the row of the table `target` that it names, or the address in
    the cell."""
    if target == "articles" and context.addresses.get(text):
        return context.addresses[text]
    if target and (target, text) in context.places:
        return f"#{context.places[target, text]}"
    return text if text.startswith(("http://", "https://")) else ""


def number_format(field: dict[str, Any]) -> str:
    """Return the number format of a column.

    Quantities have thousands separators; years and paragraph numbers, which have no unit, do not."""
    if field["type"] == "integer":
        return "#,##0" if "unit" in field else "0"
    return {"number": "#,##0.0##", "date": "yyyy-mm-dd", "boolean": BOOLEAN}.get(field["type"], "@")


def _places(tables: dict[str, Rows], language: Language) -> dict[tuple[str, str], str]:
    """Return the place of each row in the workbook: (table, id) -> place.

    Values of other unique columns count as ids too."""
    found: dict[tuple[str, str], str] = {}
    for table, rows in tables.items():
        sheet = language.sheet(table)
        for number, (name, added) in enumerate(parts(table), 1):
            if _is_key(table, name) and not added:
                letter = get_column_letter(number)
                found |= {(table, row[name]): f"'{sheet}'!{letter}{line}" for line, row in enumerate(rows, 2)}
    return found


def _targets(table: str) -> dict[str, str]:
    """Return the table that each foreign key points to, by column."""
    keys = schema.resources()[table]["schema"].get("foreignKeys", [])
    return {key["fields"][0]: key["reference"]["resource"] for key in keys}


def _is_key(table: str, name: str) -> bool:
    unique = schema.columns(table)[name].get("constraints", {}).get("unique")
    return bool(name == schema.id_column(table) or unique)


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
