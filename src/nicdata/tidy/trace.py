"""Trace a row of any table to the entry of its fact sheet, its source, paragraph and address."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import Entry
from nicdata.text import slug
from nicdata.tidy import tables
from nicdata.tidy.rows import Row


class Words(NamedTuple):
    """What the lines of a trace are called in one language."""

    entry: str
    source: str
    paragraph: str
    address: str
    no_address: str


WORDS = {
    "en": Words("entry", "source", "paragraph", "address", "none: known by publisher, date and title only"),
    "nb": Words("faktaark", "kilde", "avsnitt", "adresse", "ingen: kjent bare ved utgiver, dato og tittel"),
}


@dataclass(frozen=True)
class Origin:
    """One source of a row.

    It has entries of a fact sheet (`file:line table number`), publisher, date and title of the source, the
    paragraphs (none for a web page), and the address (empty if none is known)."""

    entries: tuple[str, ...]
    publisher: str
    date_published: str
    title: str
    paragraphs: tuple[int, ...]
    url: str


@dataclass(frozen=True)
class Traced:
    """A row that was found: its table, its id, its cells that are not empty, and its origins."""

    table: str
    row_id: str
    cells: dict[str, Any]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, repr=False)
class Trace:
    """The result of `trace`: `rows`, each with its origins.

    It prints as text; a notebook shows it with links."""

    rows: tuple[Traced, ...]
    lang: str = "en"

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(_lines(row, self.lang)) for row in self.rows)

    def _repr_html_(self) -> str:
        return "".join(
            f"<pre>{re.sub(r'https?://[^ <]+', _link, escape(chr(10).join(_lines(row, self.lang))))}</pre>"
            for row in self.rows
        )


def trace(name_or_id: str, raw_folder: Path | None = None, lang: str = "en") -> Trace:
    """Find the rows with an id, in any table, and where each comes from.

    A table name and a slash before the id (`budgets/nic-2021-appropriation-p18`) restrict the search to one
    table. Instead of the id of a cluster, any name of it may be given.

    `raw_folder` is a folder of fact sheets (default: nicdata's own). Raises ValueError that lists similar ids
    and names when nothing is found."""
    folder = raw_folder or schema.raw_folder()
    raw = sheets.read(folder, drafts=False)
    built = tables.build(raw)
    wanted = {name_or_id}
    names = {slug(name): cluster_id for name, cluster_id in raw.decisions.cluster_ids.items()}
    wanted.add(names.get(slug(name_or_id), name_or_id))
    articles = {row["article_id"]: row for row in built["articles"]}
    found, known = [], []
    for table, rows in built.items():
        for row in rows:
            row_id = row[schema.id_column(table)]
            known.append(row_id)
            if row_id in wanted or f"{table}/{row_id}" in wanted:
                cells = {c: row[c] for c in schema.columns(table) if row.get(c) is not None}
                found.append(Traced(table, row_id, cells, _origins(row, articles, folder)))
    if not found:
        near = difflib.get_close_matches(name_or_id, [*known, *raw.decisions.cluster_ids], n=3)
        advice = f"did you mean {', '.join(near)}?" if near else "the first column of each table has its ids"
        raise ValueError(f"no row has the id {name_or_id!r}; {advice}")
    return Trace(tuple(found), lang)


def _origins(row: Row, articles: dict[str, Row], folder: Path) -> tuple[Origin, ...]:
    """Return the sources of a row, each with the entries that the row was made from."""
    by_article: dict[str, list[tuple[str, Entry]]] = {}
    for where, entry in row["_from"]:
        by_article.setdefault(Path(where.partition(".toml")[0]).name, []).append((where, entry))
    name = "data/raw" if folder == schema.raw_folder() else str(folder)
    origins = []
    for article_id, entries in by_article.items():
        places = []
        for where, _ in entries:
            file, _, place = where.partition(": ")
            places.append(f"{name}/{file}{_line(folder / file, place)} {place}".rstrip())
        article = articles.get(article_id, {})
        publisher, day, title, url = (
            str(article.get(key) or "") for key in ("publisher", "date_published", "title", "url")
        )
        paragraphs = sorted({entry["paragraph"] for _, entry in entries if "paragraph" in entry})
        origins.append(Origin(tuple(places), publisher, day, title, tuple(paragraphs), url))
    return tuple(origins)


def _lines(row: Traced, lang: str) -> list[str]:
    """Return a row and its origins as lines of text."""
    columns, words = schema.columns(row.table), WORDS[lang]
    names = {c: c if lang == "en" else schema.text(columns[c], "title", lang) for c in columns}
    width = max(map(len, names.values()))
    table = row.table if lang == "en" else schema.text(schema.resources()[row.table], "title", lang)
    lines = [f"{table}: {row.row_id}"]
    for c, value in row.cells.items():
        labels = columns[c].get("labels", {})
        code = str(value).lower() if isinstance(value, bool) else str(value)
        shown = schema.label(row.table, c, code, lang) if lang != "en" and code in labels else value
        lines.append(f"  {names[c]:<{width}}  {shown} {schema.text(columns[c], 'unit', lang)}".rstrip())
    for origin in row.origins:
        parts = [(words.entry, entry) for entry in origin.entries]
        if origin.title:
            parts.append((words.source, f"{origin.publisher}, {origin.date_published}: {origin.title}"))
        if origin.paragraphs:
            parts.append((words.paragraph, ", ".join(map(str, origin.paragraphs))))
        if origin.url or origin.title:
            parts.append((words.address, origin.url or words.no_address))
        lines += [f"  {label:<9}  {text}" for label, text in parts]
    return lines


def _link(address: re.Match[str]) -> str:
    return f'<a href="{address[0]}">{address[0]}</a>'


def _line(path: Path, place: str) -> str:
    """Return the line on which an entry begins, as `:12`; empty if `place` is not an entry.

    `place` is `table number`, with an id in brackets or without."""
    table, _, number = place.partition(" (")[0].partition(" ")
    if not number:
        return ""
    count, listed = 0, ""
    for line, text in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if begins := re.match(r"(\w+)\s*=\s*\[|\[\[(\w+)\]\]", text):
            listed = begins[1] or ""
            count += begins[2] == table
        elif listed == table and re.match(r"\s*\{", text):
            count += 1
        if count == int(number):
            return f":{line}"
    return ""
