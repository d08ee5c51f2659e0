"""Normalise text for comparisons and digests, without adding digits to a figure."""

from __future__ import annotations

import re
import unicodedata

from nicdata.sheets.numerals import VULGAR

# NFKC would turn footnote marks into digits (217¹ -> 2171) and join fractions to numbers (2½ -> 21⁄2).
GAP = "\ufffd"  # in place of characters that were lost between two digits
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹" + "".join(map(chr, range(0x2460, 0x2474)))  # also ① to ⑳
KEPT = re.compile(rf"([{RAISED}{VULGAR}⅟↉]+)")
MARK = re.compile(rf"(?<=[^\W_]|[.,;:!?%»”\"'’)\]])(?<![{RAISED}])[{RAISED}]+(?:[,)][{RAISED}]+)*")
OF_A_UNIT = re.compile(r"(?<![^\W\d_])[kcdm]?m$")  # m², km³
LOWERED = re.compile(r"(?<=\d)[₀-₉]+")


def normalise(text: str) -> str:
    """Return the text in Unicode's NFKC form, with one space for each run of white space.

    No-break and thin spaces are white space too. Digests and comparisons use this form.

    Footnote marks after a word or a number are removed (`39²` -> `39`); vulgar fractions and the exponents of
    units are kept (`2½`, `km²`), so that no figure gains a digit."""
    if text.isascii():
        return " ".join(text.split())
    text = LOWERED.sub("", text)
    if not KEPT.search(text):
        return " ".join(unicodedata.normalize("NFKC", text).split())
    for _ in range(2):  # twice: when a mark is removed, the characters around it may combine into one
        parts = KEPT.split(text)
        parts[::2] = (unicodedata.normalize("NFKC", part) for part in parts[::2])
        text = MARK.sub(_unless_of_a_unit, "".join(parts))
    return " ".join(text.split())


def _unless_of_a_unit(mark: re.Match[str]) -> str:
    """Return an empty text in place of a footnote mark, and the exponent of a unit unchanged."""
    return mark[0] if OF_A_UNIT.search(mark.string, max(0, mark.start() - 4), mark.start()) else ""
