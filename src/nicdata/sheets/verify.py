"""A sheet held against its article: nothing in it that its paragraph does not bear out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nicdata.sheets import article
from nicdata.sheets.entries import Entry
from nicdata.sheets.printed import normalise
from nicdata.sheets.quotes import left_out, names_in, stands_in
from nicdata.sheets.sheet import Raw, Sheet

__all__ = ["UNNAMED", "UNSEALED", "missing_quotes", "names_in", "seal", "sheet_misses", "stands_in", "verify"]

UNNAMED = "not named"  # the analyst of a figure whose paragraph names none
# What the digest of an entry leaves out: itself, and what the editor says of the entry.
UNSEALED = frozenset({"digest", "note", "status", "confidence"})


def verify(raw: Raw, articles: Path) -> tuple[list[str], int]:
    """Hold every sheet against `<article_id>.txt` or `.html` in a folder: digests,
    printed figures, names. Returns every miss, and how many entries were held. Raises OSError when the folder
    cannot be read."""
    next(articles.iterdir(), None)  # a folder that cannot be read is told at once
    misses, held = [], 0
    for sheet in raw.sheets:
        if sheet.is_context:
            continue  # no text of these pages is kept
        path = article.find(sheet.header["article_id"], articles)
        if not path:
            misses.append(f"{sheet.file}: no {sheet.header['article_id']}.txt (or .html) in {articles}")
            continue
        try:
            paragraphs = article.read(path).paragraphs
        except OSError as error:
            misses.append(f"{path.name}: {error.strerror}; expected a file that can be read")
        except ValueError as error:
            misses.append(f"{path.name}: {error}")
        else:
            misses.extend(sheet_misses(sheet, paragraphs))
            held += sum(1 for _ in sheet.entries())
    return misses, held


def sheet_misses(sheet: Sheet, paragraphs: list[str]) -> list[str]:
    """The misses of one sheet against the paragraphs of its article."""
    header = sheet.header
    text = "\n".join(paragraphs)
    language = sheet.header.get("language", "nb")
    misses = []
    if header["paragraphs"] != len(paragraphs):
        misses.append(f"{sheet.file}: paragraphs = {header['paragraphs']}; the article has {len(paragraphs)}")
    if header.get("text_sha256") != (found := article.sha256(text)):
        misses.append(
            f"{sheet.file}: text_sha256 = {header.get('text_sha256')!r}; the article's is {found!r}"
        )
    if normalise(header["title"]) not in paragraphs:
        misses.append(f"{sheet.file}: title {header['title']!r} is not a paragraph of the article")
    if "date_published_printed" in header and not stands_in(header["date_published_printed"], text):
        misses.append(f"{sheet.file}: date {header['date_published_printed']!r} is not in the article")
    if not misses:
        misses.extend(_seal_miss(sheet.file, header, text))
    for where, _, entry in sheet.entries():
        if max(entry["paragraph"], entry.get("named_in", 1)) > len(paragraphs):
            continue  # told already: the article has fewer paragraphs than the sheet says
        passage = paragraphs[entry["paragraph"] - 1]
        gone = []
        for text, number in missing_quotes(entry, paragraphs, language):
            rest = left_out(text, paragraphs[number - 1], language)
            said = f"leaves out {rest} in" if rest else "is not in"
            gone.append(f"{where}: {text!r} {said} paragraph {number}")
        misses.extend(gone or _seal_miss(where, entry, passage))
    return misses


def missing_quotes(entry: Entry, paragraphs: list[str], language: str = "nb") -> Iterator[tuple[str, int]]:
    """What an entry says is printed and is not, each with the paragraph that should print it. A figure
    that leaves out a part of what is printed is not printed."""
    for text, number, is_name in _claims(entry):
        passage = paragraphs[number - 1]
        if not (names_in(text, passage) if is_name else stands_in(text, passage, language)):
            yield text, number


def seal(entry: Entry, passage: str) -> str:
    """Digest of an entry together with the normalised text it was read from: it changes when either does."""
    facts: dict[str, Any] = {key: value for key, value in entry.items() if key not in UNSEALED}
    return article.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n" + passage)[:16]


def _claims(entry: Entry) -> Iterator[tuple[str, int, bool]]:
    """What an entry says is printed, the paragraph that should print it, whether it is a name."""
    paragraph: int = entry["paragraph"]
    named_in: int = entry.get("named_in", paragraph)
    for key, value in entry.items():
        if value == UNNAMED:
            continue
        if key in ("cluster", "organisation", "analyst", "name", "trait_printed"):
            yield value, named_in if key == "cluster" else paragraph, True
        elif key.endswith("_printed"):
            yield value, paragraph, False
        elif key == "counted":
            yield from ((name, paragraph, True) for name in value)


def _seal_miss(where: str, entry: Entry, passage: str) -> list[str]:
    found, expected = entry.get("digest"), seal(entry, passage)
    if found == expected:
        return []
    if found is None:
        return [f"{where}: no digest; read the paragraph once more, then enter digest = {expected!r}"]
    return [
        f"{where}: digest = {found!r}; expected {expected!r}: the entry or its paragraph is not what was read"
    ]
