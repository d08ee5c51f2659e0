"""A draft sheet as a file that a person edits: its faults, its text with the comments, what is typed into it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.draft import commented
from nicdata.draft.verdicts import ASIDE
from nicdata.sheets import decisions, entries
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import Entry

ASIDE_KEYS = ("paragraph", "seen", "reason")


def faults_alone(file: str, content: Entry, decided: decisions.Decisions) -> list[str]:
    """Return the faults of one sheet by itself, those of what only a draft holds among them."""
    faults = []
    right = dict(content)
    for key in ("new_clusters", ASIDE):
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            faults.append(
                f"{file}: {key} = {entries.shown(value)}; expected entries, each [[{key}]] or {{ … }} in a list"
            )
            del right[key]
    for number, aside in enumerate(right.get(ASIDE, []), 1):
        for key in dict.fromkeys([*ASIDE_KEYS, *aside]):
            if said := _expected_aside(key, aside.get(key), content.get("paragraphs")):
                found = entries.shown(aside[key]) if key in aside else "missing"
                faults.append(
                    f"{file}: {ASIDE} {number}: {entries.shown(key)[1:-1]} = {found}; expected {said}"
                )
    return faults + sheets.check_sheet(file, right, decided)


def _expected_aside(key: str, value: object, paragraphs: object) -> str:
    """What the value of a figure set aside should have been; empty when it is right."""
    if key not in ASIDE_KEYS:
        return f"one of the keys {', '.join(ASIDE_KEYS)}"
    if key != "paragraph":
        return "" if isinstance(value, str) and value.strip() else "text"
    is_right = type(value) is int and type(paragraphs) is int and 1 <= value <= paragraphs
    return "" if is_right else f"a paragraph of the article, 1 to {entries.shown(paragraphs)}"


def document(path: Path, text: str) -> Any:
    """Return TOML with its comments. Raises ValueError that names the file."""
    try:
        return commented.parse(text)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def text_of(path: Path, document: Any) -> str:
    """Return what to write into the file. Raises ValueError when it would not be read as what it is."""
    import tomlkit

    text = tomlkit.dumps(document)
    if tomllib.loads(text) != document.unwrap():
        raise ValueError(f"{path}: could not be written as it was read; nothing was changed")
    return text


def typed(table: str, key: str, text: str) -> Any:
    """Return what a person typed, as the column's type: text needs no quotes."""
    kind = schema.columns(table).get(key, {}).get("type", "string")
    if kind in ("integer", "boolean") or key == "named_in" or text[0] in "['\"":
        try:
            return tomllib.loads(f"x = {text}")["x"]
        except tomllib.TOMLDecodeError:
            return text
    return text
