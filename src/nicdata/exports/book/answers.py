"""Write the sheets that answer the usual questions."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from nicdata import schema
from nicdata.exports.answers import Answer
from nicdata.exports.book import sheets, words
from nicdata.exports.book.sheets import Column
from nicdata.exports.book.tables import Context, address, field_note, number_format

AMOUNT = "#,##0"
# The table that a cell of these columns leads to.
TARGETS = {"article_id": "articles", "budget_id": "budgets", "count_id": "programme_counts"} | dict.fromkeys(
    ("cluster_id", "name", "merged_into_name"), "clusters"
)
IDS = {"name": "cluster_id", "merged_into_name": "merged_into"}  # the column with the id of what a cell names


def write(sheet: Worksheet, name: str, answer: Answer, context: Context) -> None:
    """Write an answer: what it says in a line or two, and its rows as an Excel table.

    An address is no column of its own, but what the cells of its source link to."""
    lang = context.language.lang
    columns = []
    for column in answer.columns:
        if not column.endswith("url"):
            linked = "ceiling_url" if column.startswith("ceiling_") else IDS.get(column, column)
            links = [
                address(str(found or ""), TARGETS.get(column), context)
                for found in answer.values(linked, lang)
            ]
            head, values = answer.head(column, lang), answer.values(column, lang)
            note, form = _note(answer, column, context), _format(answer, column)
            columns.append(Column(head, values, links, note, form, is_narrow=True))
    texts = words.ANSWERS[name] if len(answer.rows) else [words.NOTHING]
    said = [context.language.pick(pair).format(**_facts(answer)) for pair in texts]
    sheets.fill(sheet, name, columns, above=[answer.title(lang), *said])


def _facts(answer: Answer) -> dict[str, int]:
    """Return the figures that the lines above an answer name."""
    rows = answer.rows
    return {
        "rows": len(rows),
        "gaps": int((~rows["known"]).sum()) if "known" in rows else 0,
        "clusters": rows["cluster_id"].nunique() if "cluster_id" in rows else 0,
        "unknown": rows.attrs.get("without_county", 0),
    }


def _note(answer: Answer, column: str, context: Context) -> str:
    """Return what a column holds."""
    table, language = answer.question.table, context.language
    if column in schema.columns(table):
        return field_note(table, column, language)
    if schema.REAL.fullmatch(column):
        title = schema.text(schema.columns(table)["amount_nok"], "title", language.lang)
        base = column.rpartition("_")[2]
        return language.pick(words.ADDED_NOTES["real"]).format(title=title, base=base)
    title = answer.head(column, language.lang)
    key = column if column in words.ANSWER_NOTES else "ceiling_"
    return f"{title}: {language.pick(words.ANSWER_NOTES[key])}"


def _format(answer: Answer, column: str) -> str:
    if field := schema.columns(answer.question.table).get(column):
        return "@" if "labels" in field else number_format(field)
    if schema.REAL.fullmatch(column) or column.startswith("ceiling_"):
        return AMOUNT
    return "0" if column.endswith("_year") else "@"
