"""What a reviewer sees: an entry with its keys, and its paragraph with every figure marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicdata.draft.verdicts import ASIDE
from nicdata.sheets import verify
from nicdata.sheets.sheet import KEYS

FIRST = ("confidence", "digest", "status", "reason")  # in the first line, or not at all


def entry(tell: Callable[..., None], head: str, table: str, entry: Any) -> None:
    """Show an entry: its table, how sure it is or why it is only proposed, and its keys."""
    confidence = f" ({entry['confidence']} confidence)" if "confidence" in entry else ""
    proposed = f", proposed: {entry.get('reason', 'no reason is given')}" if "status" in entry else confidence
    tell("")
    tell(f"{head}: {table}{proposed}")
    for key, value in entry.items():
        if key not in FIRST:
            plain = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            tell(f"  {key:<22} {plain}")


def paragraph(tell: Callable[..., None], document: Any, paragraphs: list[str], number: int) -> None:
    """Show a paragraph once, with the figures and names of all its entries marked; before it those that name what it
    means."""
    tables = (document.get(table, []) for table in (*KEYS, ASIDE))
    own = [entry for entries in tables for entry in entries if int(entry["paragraph"]) == number]
    tell("")
    for place in sorted({int(entry.get("named_in", number)) for entry in own} | {number}):
        begin, passage = f"  [{place}] ", paragraphs[place - 1]
        found = {span for entry in own for span in _spans(entry, passage, str(document["language"]))}
        tell(begin + passage, [(start + len(begin), end + len(begin)) for start, end in sorted(found)])


def _spans(entry: Any, passage: str, language: str) -> list[tuple[int, int]]:
    """Where the figures and the name of an entry stand in a paragraph."""
    printed = [str(v) for k, v in entry.items() if k.endswith("_printed") or k == "seen"]
    found = [verify.find_name(str(entry["cluster"]), passage)] if "cluster" in entry else []
    found += [verify.find_figure(figure, passage, language) for figure in printed]
    return [span for span in found if span]
