"""A row of any table -> its sheet entry, article, paragraph and address."""

from __future__ import annotations

import re

from nicdata import schema, sheets, tables
from nicdata.entries import Entry
from nicdata.tables import Row


def trace(row_id: str) -> list[str]:
    """The rows with this primary key (its columns parted by slashes, the table's name in front if need
    be), each with what it says and where that stands, as lines to print.

    Raises ValueError that names the nearest ids when there is no such row."""
    folder = schema.data_folder() / "raw"
    built = tables.build(sheets.read(folder))
    found: list[tuple[str, Row]] = []
    known = []
    for table, rows in built.items():
        key = schema.resources()[table]["schema"]["primaryKey"]
        for row in rows:
            own = "/".join(str(row[column]) for column in key)
            known.append(own)
            if row_id in (own, f"{table}/{own}"):
                found.append((table, row))
    if not found:
        import difflib

        near = difflib.get_close_matches(row_id, known, n=3) or known[:3]
        raise ValueError(f"no row has the id {row_id!r}; the nearest are {', '.join(near)}")
    articles = {row["article_id"]: row for row in built["articles"]}
    lines = []
    for table, row in found:
        lines += [f"{table}: {row_id}", *_said(table, row), *_stands(row, articles), ""]
    return lines[:-1]


def _said(table: str, row: Row) -> list[str]:
    values = [(name, row.get(name), field.get("unit", "")) for name, field in schema.columns(table).items()]
    width = max(len(name) for name, _, _ in values)
    return [
        f"  {name:<{width}}  {value} {unit}".rstrip() for name, value, unit in values if value is not None
    ]


def _stands(row: Row, articles: dict[str, Row]) -> list[str]:
    """Sheet lines, each passage of an article after the entries that were read from it."""
    passages: dict[tuple[str, int | None], list[str]] = {}
    for where, entry in row["_from"]:
        file, _, place = where.partition(": ")
        line = f"  sheet      data/raw/{file}{_line(file, entry)} {place}".rstrip()
        passages.setdefault((file.removesuffix(".toml"), entry.get("paragraph")), []).append(line)
    lines = []
    for (article_id, paragraph), sheet_lines in passages.items():
        lines += sheet_lines
        if article := articles.get(article_id):
            lines.append(
                f"  article    {article['publisher']}, {article['date_published']}: {article['title']}"
            )
            lines += [f"  paragraph  {paragraph}"] if paragraph else []
            lines.append(f"  address    {article.get('url') or 'not known'}")
    return lines


def _line(file: str, entry: Entry) -> str:
    """The line of a sheet on which the entry begins, found by its digest: no two entries have the same."""
    if "digest" not in entry:
        return ""
    lines = (schema.data_folder() / "raw" / file).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines) if entry["digest"] in text)
    while line and not re.match(r"\s*(\[\[|\{)", lines[line]):
        line -= 1
    return f":{line + 1}"
