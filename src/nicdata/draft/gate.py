"""The gate that every entry of a draft passes, whoever proposed it: nothing in it that its paragraph does not bear out."""

from __future__ import annotations

from nicdata.draft.verdicts import ASIDE, Found
from nicdata.sheets.entries import FIGURES, Entry, expected_figure
from nicdata.sheets.quotes import missing_part
from nicdata.sheets.verify import missing_quotes


def passed(found: Found, lines: list[str], language: str) -> tuple[Entry | None, str]:
    """Return the entry, or None and why no sheet may hold it: its figure stands whole in its paragraph, with the word
    that bounds it and its sign, a number follows from it, and its names are in the text."""
    entry = found.entry
    if found.table == ASIDE:
        return entry, ""
    for key in FIGURES.keys() & entry.keys():
        if expected := expected_figure(entry[key], FIGURES[key], language):
            return None, f"expected {expected}"
    for text, number in missing_quotes(entry, lines, language):
        rest = missing_part(text, lines[number - 1], language)
        return (
            None,
            f"{text!r} leaves out {rest} there" if rest else f"{text!r} does not stand in paragraph {number}",
        )
    return entry, ""


def seen(entry: Entry) -> str:
    """Return the figure of an entry, or else its name."""
    keys = (*FIGURES, "cluster", "kind")
    return str(next((entry[key] for key in keys if key in entry), ""))
