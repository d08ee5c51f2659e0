"""Compare fact sheets with their articles: each figure and name must be printed in its paragraph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nicdata.sheets import article
from nicdata.sheets.entries import Entry
from nicdata.sheets.printed import normalise
from nicdata.sheets.quotes import find_figure, find_name, missing_part
from nicdata.sheets.sheet import Raw, Sheet

__all__ = [
    "NOT_IN_DIGEST",
    "UNNAMED",
    "UNTITLED",
    "digest_of",
    "find_figure",
    "find_name",
    "missing_quotes",
    "sheet_misses",
    "verify",
]

UNTITLED = "?"  # the title of an article that prints none
UNNAMED = "not named"  # the value of `analyst` if the paragraph names none
# The keys that the digest of an entry does not cover: the digest, and what the editor says about the entry.
NOT_IN_DIGEST = frozenset({"digest", "note", "status", "reason", "confidence"})


def verify(raw: Raw, articles: Path) -> tuple[list[str], int]:
    """Compare the digests, figures and names of all sheets with their articles.

    The articles are `<article_id>.txt` or `.html` in a folder. Sheets of other pages are skipped, because
    nicdata keeps no text of them.

    Returns the misses, one line each, and the number of entries that were checked. Raises OSError when the
    folder cannot be read."""
    next(articles.iterdir(), None)  # raises if the folder cannot be read
    misses, checked = [], 0
    for sheet in raw.sheets:
        if sheet.is_context:
            continue
        path = article.find(sheet.header["article_id"], articles)
        if not path:
            misses.append(
                f"{sheet.file}: no {sheet.header['article_id']}.txt or .html in {articles}; save the article there"
            )
            continue
        try:
            paragraphs = article.read(path).paragraphs
        except OSError as error:
            misses.append(f"{path.name}: {error.strerror}; expected a readable file")
        except ValueError as error:
            misses.append(f"{path.name}: {error}")
        else:
            misses.extend(sheet_misses(sheet, paragraphs))
            checked += sum(1 for _ in sheet.entries())
    return misses, checked


def sheet_misses(sheet: Sheet, paragraphs: list[str]) -> list[str]:
    """Return everything in a sheet that the paragraphs of its article do not confirm, one line each."""
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
    if header["title"] != UNTITLED and normalise(header["title"]) not in paragraphs:
        misses.append(f"{sheet.file}: title {header['title']!r} is not a paragraph of the article")
    if "date_published_printed" in header and not find_figure(header["date_published_printed"], text):
        misses.append(f"{sheet.file}: date {header['date_published_printed']!r} is not in the article")
    if not misses:
        misses.extend(_digest_misses(sheet.file, header, text))
    for where, _, entry in sheet.entries():
        if max(entry["paragraph"], entry.get("named_in", 1)) > len(paragraphs):
            continue  # reported above: the number of paragraphs is wrong
        passage = paragraphs[entry["paragraph"] - 1]
        quote_misses = []
        for text, number in missing_quotes(entry, paragraphs, language):
            missing = missing_part(text, paragraphs[number - 1], language)
            fault = f"leaves out {missing} in" if missing else "is not in"
            quote_misses.append(f"{where}: {text!r} {fault} paragraph {number}")
        misses.extend(quote_misses or _digest_misses(where, entry, passage))
    return misses


def missing_quotes(entry: Entry, paragraphs: list[str], language: str = "nb") -> Iterator[tuple[str, int]]:
    """Yield the figures and names of an entry that its article does not print.

    Each comes with the number of the paragraph where it should be. A figure that leaves out part of what is
    printed counts as not printed."""
    for text, number, is_name in _claims(entry):
        passage = paragraphs[number - 1]
        if not (find_name(text, passage) if is_name else find_figure(text, passage, language)):
            yield text, number


def digest_of(entry: Entry, passage: str) -> str:
    """Return the digest of an entry and the normalised text it was read from.

    It changes if either of them does."""
    facts: dict[str, Any] = {key: value for key, value in entry.items() if key not in NOT_IN_DIGEST}
    return article.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n" + passage)[:16]


def _claims(entry: Entry) -> Iterator[tuple[str, int, bool]]:
    """Yield what an entry says is printed as (text, number of the paragraph, whether it is a name)."""
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


def _digest_misses(where: str, entry: Entry, passage: str) -> list[str]:
    """Return a line if the digest of an entry is missing or wrong, else an empty list."""
    found, expected = entry.get("digest"), digest_of(entry, passage)
    if found == expected:
        return []
    if found is None:
        return [f"{where}: no digest; read the paragraph again, then add digest = {expected!r}"]
    return [
        f"{where}: digest = {found!r}; expected {expected!r}: the entry or its paragraph has changed; read both again"
    ]
