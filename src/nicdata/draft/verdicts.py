"""What the rules make of a candidate: an entry that is asserted or proposed, or a figure set aside with the reason."""

from __future__ import annotations

from typing import NamedTuple

from nicdata.draft.rules import Row
from nicdata.sheets.entries import Entry

# What a measure is called where an entry is only proposed.
CALLED = {
    "appropriation": "the money of a scheme",
    "cluster_grant": "a grant to a cluster",
    "scheme_grant": "a sum given to several",
    "applied_for": "a sum applied for",
    "cut": "a cut of a scheme's money",
    "rise": "a rise of a scheme's money",
}

SURE = Row("", "asserted", (), "", "")  # for what is found by no row of the rules
ASIDE = "set_aside"  # the list of a sheet that holds what no table takes


class Found(NamedTuple):
    """A table and an entry of it, or `set_aside` and what was seen and why."""

    table: str
    entry: Entry
    row: Row | None = None


def aside(paragraph: int, seen: str, row: Row | None, reason: str = "") -> Found:
    """Return a figure that no table takes, and why: what its row says, or the reason."""
    said = reason or (row.measure if row else "it fits no rule")
    return Found(ASIDE, {"paragraph": paragraph, "seen": seen, "reason": said}, row)


def verdict(table: str, entry: Entry, row: Row, weak: bool = False, reason: str = "") -> Found:
    """Return an entry as its row has it: asserted with high or, where it is `weak`, medium confidence, or proposed."""
    if row.verdict == "proposed" or reason:
        called = CALLED.get(row.measure, f"of the kind '{row.measure.replace('_', ' ')}'")
        return proposed(table, entry, reason or f"likely {called}, but not said outright", row)
    return Found(table, entry | {"confidence": "medium" if weak else "high"}, row)


def proposed(table: str, entry: Entry, reason: str, row: Row | None = None) -> Found:
    """Return an entry as the best guess, for the reviewer to judge."""
    return Found(table, entry | {"status": "unsure", "reason": reason, "confidence": "low"}, row)
