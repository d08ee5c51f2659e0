"""A sheet held against its article: nothing in it that its paragraph does not bear out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nicdata import article
from nicdata.printed import normalise
from nicdata.sheets import Entry, Raw, Sheet

# What the digest of an entry leaves out: itself, and what the editor says of the entry.
UNSEALED = frozenset({"digest", "note", "confidence"})


def verify(raw: Raw, articles: Path) -> list[str]:
    """Every miss of every sheet of the collection `article` against `<article_id>.txt` in a folder:
    digests, printed figures, names. Raises OSError when the folder cannot be read."""
    present = {path.name for path in articles.iterdir()}
    misses = []
    for sheet in raw.sheets:
        if sheet.header["collection"] != "article":
            continue
        name = f"{sheet.header['article_id']}.txt"
        if name not in present:
            misses.append(f"{sheet.file}: no {name} in {articles}")
            continue
        try:
            paragraphs = article.read(articles / name)
        except UnicodeDecodeError as error:
            misses.append(f"{name}: byte {error.start + 1} is not UTF-8; expected a text saved as UTF-8")
            continue
        misses.extend(sheet_misses(sheet, paragraphs))
    return misses


def sheet_misses(sheet: Sheet, paragraphs: list[str]) -> list[str]:
    """The misses of one sheet against the paragraphs of its article."""
    header = sheet.header
    text = "\n".join(paragraphs)
    misses = []
    if header["paragraphs"] != len(paragraphs):
        misses.append(f"{sheet.file}: paragraphs = {header['paragraphs']}; the article has {len(paragraphs)}")
    if header["text_sha256"] != (found := article.sha256(text)):
        misses.append(f"{sheet.file}: text_sha256 = {header['text_sha256']!r}; the article's is {found!r}")
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
        lost = [
            f"{where}: {text!r} is not in paragraph {number}"
            for text, number in _claims(entry)
            if not stands_in(text, paragraphs[number - 1])
        ]
        misses.extend(lost or _seal_miss(where, entry, passage))
    return misses


def seal(entry: Entry, passage: str) -> str:
    """Digest of an entry together with the normalised text it was read from: it changes when either does."""
    facts: dict[str, Any] = {key: value for key, value in entry.items() if key not in UNSEALED}
    return article.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n" + passage)[:16]


def stands_in(text: str, passage: str) -> bool:
    """Whether a name or figure stands in a passage as a whole: `5 millioner` does not in `25 millioner`,
    `ACT` does in `ACTs`."""
    text, passage = (t.replace("−", "-") for t in (normalise(text), passage))
    return re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(text)}s?(?!\w)(?![.,]\d)", passage) is not None


def _claims(entry: Entry) -> Iterator[tuple[str, int]]:
    """What an entry says is printed, with the paragraph that should print it."""
    paragraph: int = entry["paragraph"]
    named_in: int = entry.get("named_in", paragraph)
    for key, value in entry.items():
        if key in ("cluster", "organisation", "analyst", "name") or key.endswith("_printed"):
            yield value, named_in if key == "cluster" else paragraph
        elif key == "counted":
            yield from ((name, paragraph) for name in value)


def _seal_miss(where: str, entry: Entry, passage: str) -> list[str]:
    found, expected = entry.get("digest"), seal(entry, passage)
    if found == expected:
        return []
    return [
        f"{where}: digest = {found!r}; expected {expected!r}: the entry or its paragraph is not what was read"
    ]
