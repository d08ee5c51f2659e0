"""A row of any table -> its sheet entry, article, paragraph and address."""

from __future__ import annotations

import re
from pathlib import Path

from nicdata import schema, sheets, tables
from nicdata.entries import Entry
from nicdata.tables import Row


def trace(row_id: str, raw_folder: Path | None = None) -> list[str]:
    """The rows with this primary key (its columns parted by slashes, the table's name in front if need
    be), each with what it says and where that stands, as lines to print.

    Raises ValueError that names the nearest ids when there is no such row."""
    raw = sheets.read(raw_folder or schema.raw_folder(), drafts=False)
    built = tables.build(raw)
    found: list[tuple[str, str, Row]] = []
    known = []
    for table, rows in built.items():
        key = schema.resources()[table]["schema"]["primaryKey"]
        for row in rows:
            own = "/".join(str(row[column]) for column in key)
            known.append(own)
            if row_id in (own, f"{table}/{own}"):
                found.append((table, own, row))
    if not found:
        import difflib

        near = ", ".join(difflib.get_close_matches(row_id, known, n=3))
        expected = f"the nearest are {near}" if near else "an id stands in the key columns of its table"
        raise ValueError(f"no row has the id {row_id!r}; {expected}")
    articles = {row["article_id"]: row for row in built["articles"]}
    lines = []
    for table, own, row in found:
        lines += [f"{table}: {own}", *_said(table, row), *_stands(row, articles, raw_folder), ""]
    return lines[:-1]


def _said(table: str, row: Row) -> list[str]:
    values = [(name, row.get(name), field.get("unit", "")) for name, field in schema.columns(table).items()]
    width = max(len(name) for name, _, _ in values)
    return [
        f"  {name:<{width}}  {value} {unit}".rstrip() for name, value, unit in values if value is not None
    ]


def _stands(row: Row, articles: dict[str, Row], raw_folder: Path | None) -> list[str]:
    """The entries that a row comes from, by article, and the paragraphs they were read from."""
    by_article: dict[str, list[tuple[str, Entry]]] = {}
    for where, entry in row["_from"]:
        by_article.setdefault(where.partition(".toml")[0], []).append((where, entry))
    lines = []
    for article_id, entries in by_article.items():
        for where, entry in entries:
            file, _, place = where.partition(": ")
            lines.append(f"  sheet      data/raw/{file}{_line(file, entry, raw_folder)} {place}".rstrip())
        if article := articles.get(article_id):
            paragraphs = sorted({entry["paragraph"] for _, entry in entries if "paragraph" in entry})
            lines.append(
                f"  article    {article['publisher']}, {article['date_published']}: {article['title']}"
            )
            lines += [f"  paragraph  {', '.join(map(str, paragraphs))}"] if paragraphs else []
            lines.append(f"  address    {article.get('url') or 'not known'}")
    return lines


def _line(file: str, entry: Entry, raw_folder: Path | None) -> str:
    """The line of a sheet on which the entry begins, found by its digest: no two entries have the same."""
    if "digest" not in entry:
        return ""
    folder = raw_folder or schema.raw_folder()
    lines = (folder / file).read_text(encoding="utf-8-sig").splitlines()
    line = next(number for number, text in enumerate(lines) if entry["digest"] in text)
    while line and not re.match(r"\s*(\[\[|\{)", lines[line]):
        line -= 1
    return f":{line + 1}"
