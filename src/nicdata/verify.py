"""A sheet held against its article: nothing in it that its paragraph does not bear out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nicdata import article
from nicdata.entries import Entry
from nicdata.printed import normalise
from nicdata.sheets import Raw, Sheet

AROUND = 20  # characters beside a figure that can make it part of another
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
        gone = [f"{where}: {text!r} is not in paragraph {number}" for text, number in lost(entry, paragraphs)]
        misses.extend(gone or _seal_miss(where, entry, passage))
    return misses


def lost(entry: Entry, paragraphs: list[str]) -> Iterator[tuple[str, int]]:
    """What an entry says is printed and is not, each with the paragraph that should print it."""
    for text, number, is_name in _claims(entry):
        if not (names_in if is_name else stands_in)(text, paragraphs[number - 1]):
            yield text, number


def seal(entry: Entry, passage: str) -> str:
    """Digest of an entry together with the normalised text it was read from: it changes when either does."""
    facts: dict[str, Any] = {key: value for key, value in entry.items() if key not in UNSEALED}
    return article.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n" + passage)[:16]


def stands_in(figure: str, passage: str) -> re.Match[str] | None:
    """Where a printed figure stands in a passage as a whole: `5 millioner` does not in `25 millioner`, in
    `1 005 millioner` or in `3-5 millioner`, `2,2` not in `−2,2`."""
    figure, passage = (text.replace("−", "-") for text in (normalise(figure), passage))
    is_group = re.match(r"\d{3}(?!\d)", figure)
    whole = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(figure)}(?!\w)(?![.,]\d)")
    # A text is found many times faster than a pattern, and what stands around it is near: paragraphs may be endless.
    begin = passage.find(figure)
    while begin >= 0:
        found, begin = whole.match(passage, begin), passage.find(figure, begin + 1)
        if not found:
            continue
        before = passage[max(0, found.start() - AROUND) : found.start()]
        after = passage[found.end() : found.end() + AROUND]
        part_of_range = re.search(r"\d ?[-–]$", before) or re.match(r" ?[-–]\d", after)
        thousands_before = is_group and re.search(r"(?<!\d)\d{1,3}[ .]$", before)
        thousands_after = figure[-1:].isdigit() and re.match(r"[ .]\d{3}(?!\d)", after)
        sign = figure[0].isdigit() and re.search(r"(?:^|\s)-$", before)
        if not (part_of_range or thousands_before or thousands_after or sign):
            return found
    return None


def names_in(name: str, passage: str) -> re.Match[str] | None:
    """Where a name stands in a passage as a whole, in the genitive perhaps: `ACT` does in `ACTs`."""
    return re.search(rf"(?<!\w){re.escape(normalise(name))}s?(?!\w)", passage)


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
