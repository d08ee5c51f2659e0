"""A row of any table -> its sheet entry, article, paragraph and address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import Entry
from nicdata.tidy import tables
from nicdata.tidy.rows import Row


def trace(row_id: str, raw_folder: Path | None = None) -> list[str]:
    """The rows with this id (the table's name and a slash in front if need be), each with what it says and where that
    stands, as lines to print.

    Raises ValueError that names the nearest ids when there is no such row."""
    folder = raw_folder or schema.raw_folder()
    built = tables.build(sheets.read(folder, drafts=False))
    articles = {row["article_id"]: row for row in built["articles"]}
    known: list[str] = []
    lines: list[str] = []
    for table, rows in built.items():
        for row in rows:
            own = row[schema.id_column(table)]
            known.append(own)
            if row_id in (own, f"{table}/{own}"):
                lines += [f"{table}: {own}", *_said(schema.columns(table), row)]
                lines += [*_stands(row, articles, folder), ""]
    if not lines:
        import difflib

        near = ", ".join(difflib.get_close_matches(row_id, known, n=3))
        expected = f"the nearest are {near}" if near else "an id stands in the first column of its table"
        raise ValueError(f"no row has the id {row_id!r}; {expected}")
    return lines[:-1]


def _said(columns: dict[str, dict[str, Any]], row: Row) -> list[str]:
    values = [(name, row.get(name), field.get("unit", "")) for name, field in columns.items()]
    width = max(len(name) for name, _, _ in values)
    return [
        f"  {name:<{width}}  {value} {unit}".rstrip() for name, value, unit in values if value is not None
    ]


def _stands(row: Row, articles: dict[str, Row], folder: Path) -> list[str]:
    """The entries that a row comes from, by article, and the paragraphs they were read from."""
    by_article: dict[str, list[tuple[str, Entry]]] = {}
    for where, entry in row["_from"]:
        by_article.setdefault(Path(where.partition(".toml")[0]).name, []).append((where, entry))
    name = "data/raw" if folder == schema.raw_folder() else str(folder)
    lines = []
    for article_id, entries in by_article.items():
        for where, _ in entries:
            file, _, place = where.partition(": ")
            lines.append(f"  sheet      {name}/{file}{_line(folder / file, place)} {place}".rstrip())
        if article := articles.get(article_id):
            paragraphs = sorted({entry["paragraph"] for _, entry in entries if "paragraph" in entry})
            lines.append(
                f"  article    {article['publisher']}, {article['date_published']}: {article['title']}"
            )
            lines += [f"  paragraph  {', '.join(map(str, paragraphs))}"] if paragraphs else []
            lines.append(f"  address    {article.get('url') or 'not known'}")
    return lines


def _line(path: Path, place: str) -> str:
    """The line of a file on which an entry begins, given as `table number`; nothing for what is no entry."""
    table, _, number = place.partition(" (")[0].partition(" ")
    if not number:
        return ""
    seen, listed = 0, ""
    for line, text in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if begins := re.match(r"(\w+)\s*=\s*\[|\[\[(\w+)\]\]", text):
            listed = begins[1] or ""
            seen += begins[2] == table
        elif listed == table and re.match(r"\s*\{", text):
            seen += 1
        if seen == int(number):
            return f":{line}"
    return ""
