"""Counts that stand in fact boxes, "NCE: 8", and those of what lists under level headings hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from nicdata.draft.lists import Section
from nicdata.draft.reading import Reading, list_time
from nicdata.draft.verdicts import SURE, Found, verdict

LONGEST_FACT = 80  # characters
FACT_LINE = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:(?P<whole>(?:I alt|Totalt|Total|Sum|In all|In total|Aktive klynger|Aktive klyngjer|Active clusters|Antall klynger|Number of clusters|Klynger i alt|Klynger)(?: (?:aktive )?(?:klynger|clusters))?)"
    r"|(?P<level>Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne(?: klynge\w*)?|[Mm]ature(?: clusters)?)(?:[- ](?:klynger|klyngjer|clusters?|nivå))?)"
    r" ?[:|–\t-]? ?\|? ?(?P<number>\d{1,3})(?![,.]\d) ?(?:(?:aktive )?(?:klynger|klyngjer|clusters?))?(?:[ |,;]+(?P<rest>\D.*|\d.*))?$"
)


def fact_line(line: str) -> re.Match[str] | None:
    """Return what a line of a fact box says: "NCE: 8"; None where it is a sentence."""
    return FACT_LINE.match(line) if len(line) <= LONGEST_FACT and not line.endswith(".") else None


def level_line(line: str) -> bool:
    """Tell whether a line of a fact box is about a level, and does not say what it counts."""
    fact = fact_line(line)
    return bool(fact and fact["level"] and not re.search(r"\d ?(?:aktive )?(?:klyn|clus)", line))


def level_code(text: str) -> str:
    """Return the level of a word in a fact box."""
    low = text.casefold()
    if low.startswith("nod"):
        return "Node"
    if low[:4] in ("modn", "matu", "mogn"):
        return "Mature"
    return "Arena Pro" if "pro" in low else "Arena" if low == "arena" else text


def lines(reading: Reading) -> Iterator[Found]:
    """Yield the counts in rows of a table or fact box, "NCE: 8", where three of them stand near each other."""
    found = [(i, m) for i in reading.sentences if (m := fact_line(reading.lines[i - 1]))]
    places = [i for i, _ in found]
    for i, m in found:
        if bisect_right(places, i + 6) - bisect_left(places, i - 6) < 3:
            continue
        level = {"level": level_code(m["level"])} if m["level"] else {}
        entry = {
            "scheme": "nic",
            "measure": "clusters_active",
            **level,
            "value_printed": m["number"],
            "paragraph": i,
        }
        yield verdict("programme_counts", entry, SURE, True)


def listed(reading: Reading) -> Iterator[Found]:
    """Yield the counts of what stands in lists under two level headings or more."""
    groups: dict[int, list[Section]] = {}
    for section in reading.sections:
        if section.items:
            groups.setdefault(section.intro, []).append(section)
    for intro, sections in groups.items():
        is_excerpt = reading.has("excerpt", reading.lines[intro - 1])
        is_excerpt = is_excerpt or any(reading.has("new", reading.lines[s.paragraph - 1]) for s in sections)
        if len(sections) < 2 or reading.scheme != "nic" or is_excerpt:
            continue
        as_of = {"as_of": time} if (time := list_time(sections[0], reading)) else {}
        for level, paragraph in (("", intro), *((section.level, section.paragraph) for section in sections)):
            of_level = {"level": level} if level else {}
            entry = {"scheme": "nic", "measure": "clusters_listed", **of_level, "basis": "counted", **as_of}
            yield verdict("programme_counts", entry | {"paragraph": paragraph}, SURE)
