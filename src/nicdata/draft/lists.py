"""Lists under level headings, and rows of tables that name a level."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nicdata.draft import lexicon, list_names, mentions
from nicdata.draft.candidates import number_word
from nicdata.draft.lexicon import has
from nicdata.draft.list_names import BULLET, CELLS
from nicdata.draft.mentions import Mention
from nicdata.draft.names import Names

LONGEST_ROW = 500  # characters of a table's row
# "Name – Arena – Place", "Name, Place (Arena Pro)", "Name – Place – NCE."
DASHED_ROW = re.compile(
    rf"(?P<name>[A-ZÆØÅ«“\"][^–—|\t,(:.]{{1,60}}?)(?:(?: [–—-]|,) [A-ZÆØÅ][\w ]+)?(?: [–—-] |, ){mentions.LEVEL.pattern}(?: [–—-] |, [A-ZÆØÅ]|\.? ?$)"
)


class Section(NamedTuple):
    """A heading that names a level, the paragraphs in its list, each with the cluster it begins with, and the paragraph
    that introduces it."""

    paragraph: int
    level: str
    items: list[tuple[int, Mention]]
    intro: int


def sections_of(lines: list[str], hot: list[int], found: Names) -> list[Section]:
    """The lists under level headings; their names are taken up."""
    headings = [
        (i, level)
        for i in sorted({*hot, *(n + 1 for n in hot if n < len(lines) and lines[n].endswith(":"))})
        if (level := heading_level(lines[i - 1], found.language) or _level_above(lines, i, found.language))
    ]
    sections: list[Section] = []
    for n, (i, level) in enumerate(headings):
        until = headings[n + 1][0] if n + 1 < len(headings) else len(lines) + 1
        own = []
        for place, name in list_names.items(lines, i, until, found):
            start = lines[place - 1].find(name)
            own.append((place, Mention(start, start + len(name), name, "")))
        last = (
            (sections[-1].items[-1][0] if sections[-1].items else sections[-1].paragraph) if sections else 0
        )
        follows = bool(sections) and (i - last == 1 or (i - last == 2 and not lines[i - 2].endswith(":")))
        sections.append(
            Section(i, level, own, sections[-1].intro if follows else _intro(lines, i, found.language))
        )
    return sections


def _level_above(lines: list[str], place: int, language: str) -> str:
    """The level of a heading such as "The four projects are:", told in the paragraph above it, which admits them."""
    line, above = lines[place - 1], lines[place - 2] if place > 1 else ""
    if not line.endswith(":") or len(line) > 90 or not has("admitted", above, language):
        return ""
    levels = {level.value for level in mentions.levels(above)}
    return levels.pop() if len(levels) == 1 and _is_heading(line, language) else ""


def _is_heading(line: str, language: str) -> bool:
    """Whether a line consists of numbers and of words that stand in headings of lists."""
    number = re.compile(_number_words(), re.IGNORECASE)
    only = lexicon.words("heading", language)
    words = [word for word in re.split(r"[\s()\[\]:,.–—/-]+", re.sub(r"\d+", " ", line)) if word]
    return all(only.fullmatch(word) or number.fullmatch(word) for word in words)


def _intro(lines: list[str], heading: int, language: str) -> int:
    """The paragraph that introduces the lists: the nearest one above that is no list item."""
    for i in range(heading - 1, max(0, heading - 4), -1):
        if not BULLET.match(lines[i - 1]) and not heading_level(lines[i - 1], language):
            return i
    return heading


def heading_level(line: str, language: str) -> str:
    """Return the level of a heading, empty where the line is none."""
    line = re.sub(r"(?:https?://|www\.)\S+", "", BULLET.sub("", line))
    if len(line) > 90 or re.match(r"(?:19|20)\d\d ?[:–-] ", line):  # a row of a timeline is none
        return ""
    levels = list(mentions.levels(line)) or [
        Mention(m.start(), m.end(), m[0], mentions.CODES[key])
        for key, pattern in (
            ("node", r"^(?:Nye )?(?:hub-)?Nod(?:er|ar|es)\b"),
            ("mature", r"^Modne(?= nettverk)"),
        )
        if (m := re.search(pattern, line, re.IGNORECASE))
    ]
    if not levels or len({level.value for level in levels}) > 1:
        return ""
    rest = line
    for level in reversed(levels):
        rest = rest[: level.start] + " " + rest[level.end :]
    return levels[0].value if _is_heading(rest, language) else ""


@cache
def _number_words() -> str:
    return rf"{number_word('nb')}|{number_word('en')}|en|ein|ei|one"


def row_level(line: str) -> str:
    """Return the level in a cell of a table's row that begins with a name."""
    cells = [cell.strip() for cell in CELLS.split(line)] if len(line) <= LONGEST_ROW else []
    alone = {"moden": "Mature", "modne": "Mature", "mature": "Mature", "node": "Node", "noder": "Node"}
    levels = [
        alone.get(cell.casefold()) or next((lv.value for lv in mentions.levels(cell) if lv.text == cell), "")
        for cell in cells[1:]
    ]
    return next(filter(None, levels), "") if len(cells) > 2 and cells[0] else ""


def dashed(line: str) -> tuple[str, str] | None:
    """Return name and level of a line that is a row without a table: "Name – Arena – Place. More of it"."""
    found = DASHED_ROW.match(BULLET.sub("", line))
    return (found["name"].strip('«»“”" '), mentions.CODES[found.lastgroup or ""]) if found else None
