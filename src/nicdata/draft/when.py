"""A text -> the times that it tells: years, months, spans, and what is told by "last year" or "the year before".

One set of rules for all tables. A time that something lasts until is not when it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from nicdata.draft import lexicon
from nicdata.draft.candidates import MONTH, MONTH_SHORT, YEAR, read
from nicdata.sheets import printed

LONGEST_BEFORE = 60  # characters before a time that tell whether something begins or ends then
_Y = r"(?:19|20)\d\d(?!\d)"
_DAY = rf"(?:\d{{1,2}}\.?(?:st|nd|rd|th)? ?)?(?:(?:{MONTH}|(?:{MONTH_SHORT})\.?) )?"
SPAN = re.compile(
    rf"(?:(?:fra|frå|from) (?:og med )?)?{_DAY}(?<!\d)({_Y})(?:, {_Y})*(?: ?[–—-] ?| (?:til(?: og med)?|to|t\.o\.m\.|through|og|and) ){_DAY}({_Y})(?!\d)",
    re.IGNORECASE,
)
# "Prop. 1 S (2022–2023)": the budget of the year in which the session ends.
SESSION = re.compile(r"\b(?:Prop|Innst|Meld|St|Dok)\w*\.?[^().]{0,12}(?:\.[^().]{0,12})?\($")
MONTH_YEAR = re.compile(rf"(?<!\w)(?:({MONTH})|({MONTH_SHORT})\.?),? ({_Y})(?!\d)", re.IGNORECASE)
FROM = re.compile(
    r"\b(?:fra|frå|from|siden|sidan|since)(?: og med)?(?: (?!\w*(?:program|kommun|fylke|Nor(?:ge|eg|way)|stat))\w+)? ?$|\b(?:siden|sidan|since) (?:\w+ ){1,3}$",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\b(?:enn|than|(?:fra|frå|from)(?! (?:the|\w*program))|mot|against|compared with|sammenlignet med|samanlikna med|on|(?:som|as)(?= (?:i|in|året)\b))(?: (?:i|in|året))?(?: (?:(?! til | to )[\w ,]){0,40}?(?:i|in|for|budsjett|budget))? ?$",
    re.IGNORECASE,
)
# "At the end of 2021" something is, and does not last until then.
AT_EDGE = re.compile(
    r"(?<!until )(?<!till )(?<!til )\b(?:ved|på|i|at|towards|before) (?:the )?(?:ut|inn)?(?:gangen|slutten|starten|begynnelsen|byrjinga|end|close|start|beginning|turn) (?:av|til|of) $",
    re.IGNORECASE,
)
# How far each of these is from the year of the article, and from the year that was told last.
FROM_NOW = {"year_before_last": -2, "last_year": -1, "this_year": 0, "next_year": 1}
FROM_TOLD = {"year_before": -1, "year_after": 1, "that_year": 0, "of_year": 0}
AGO = re.compile(r"(?<!\w)(?:for )?(\w+) (?:år (?:siden|sidan)|years ago)(?!\w)", re.IGNORECASE)
LATER = re.compile(
    r"(?<!\w)(\w+) (?:år|years?) (?:etter|seinere|senere|seinare|later|after that|afterwards)(?! at)(?!\w)",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"(?<!\w)(\w+) (?:years? (?:earlier|before|previously)|år (?:tidligere|tidlegare|i forveien|i forvegen))(?!\w)",
    re.IGNORECASE,
)
NEAR = re.compile(
    r"^-?\w*(?: [\w/]+){0,6}? ?\(?(?:(?:i|for|in|til|innan|innen|by|fra|frå|from|på|of|av) )?$", re.IGNORECASE
)


class Time(NamedTuple):
    """A time as ISO 8601, cut to what is told: the first and the last of it, where it stands, and whether something
    begins then (`from`), lasts until then (`until`) or happens then (`in`)."""

    start: str
    end: str
    place: int
    stop: int
    kind: str


def times(text: str, language: str, year: int, told: str = "") -> list[Time]:
    """Return the times of a text in their order. `year` is that of the article, 0 where it is not known; `told` is the
    time that was told last before the text."""
    return list(_times(text, language, year, told))


@lru_cache(maxsize=2048)
def _times(text: str, language: str, year: int, told: str) -> tuple[Time, ...]:
    found: list[Time] = []
    for place, stop, name, said in sorted(_mentions(text, language), key=lambda one: (one[0], -one[1])):
        if found and place < found[-1].stop:
            continue
        start, end = said
        if name in FROM_NOW:
            if not year:
                continue
            start = end = str(year + FROM_NOW[name])
        elif name in FROM_TOLD:
            last = found[-1].start if found else told or (str(year or "") if name == "of_year" else "")
            if not last or (name == "that_year" and found):
                continue
            start = end = str(int(last[:4]) + FROM_TOLD[name])
        elif name == "ago":
            years = read(start, language)
            if not year or not years:
                continue
            start = end = str(year - int(years.value))
        elif name in ("later", "earlier"):
            years, last = read(start, language), found[-1].start if found else told
            if not last or not years:
                continue
            start = end = str(int(last[:4]) + int(years.value) * (1 if name == "later" else -1))
        before = text[max(0, place - LONGEST_BEFORE) : place]
        until = lexicon.ending("until", language).search(before) and name in ("year", "month")
        until = until and not AT_EDGE.search(before)
        is_from = name in ("year", "this_year", "next_year") and FROM.search(before)
        kind = "until" if until else "from" if is_from else "in"
        found.append(Time(start, end, place, stop, kind))
    return tuple(found)


def _mentions(text: str, language: str) -> Iterator[tuple[int, int, str, tuple[str, str]]]:
    """What tells a time: where it stands, its kind, and the time where it is told in figures."""
    for m in SPAN.finditer(text):
        if m[1] < m[2]:
            start = m[2] if SESSION.search(text[: m.start()]) else m[1]
            yield m.start(), m.end(), "span", (start, m[2])
    for m in MONTH_YEAR.finditer(text):
        iso = printed.iso_date(f"{m[1] or m[2]} {m[3]}")
        yield m.start(), m.end(), "month", (iso, iso)
    for m in YEAR.finditer(text):
        yield m.start(), m.end(), "year", (m[0], m[0])
    if not _relative(language).search(text):
        return
    for m in AGO.finditer(text):
        yield m.start(), m.end(), "ago", (m[1], "")
    for m in LATER.finditer(text):
        yield m.start(), m.end(), "later", (m[1], "")
    for m in EARLIER.finditer(text):
        yield m.start(), m.end(), "earlier", (m[1], "")
    for name in (*FROM_NOW, *FROM_TOLD):
        for m in lexicon.words(name, language).finditer(text):
            yield m.start(), m.end(), name, ("", "")


@cache
def _relative(language: str) -> re.Pattern[str]:
    parts = (lexicon.alternatives(name, language) for name in (*FROM_NOW, *FROM_TOLD))
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)|{LATER.pattern}|{EARLIER.pattern}|{AGO.pattern}", re.IGNORECASE
    )


def of_clause(text: str, language: str, year: int, told: str = "") -> str:
    """Return the time that a clause names; empty where it names none, or the article's own year."""
    found = [time for time in times(text, language, year, told) if time.kind != "until"]
    first = next((time.start for time in found if "-" in time.start), found[0].start if found else "")
    return "" if first == str(year) else first


def of_figure(text: str, start: int, end: int, bounds: tuple[int, int], found: list[Time]) -> Time | None:
    """Return the time of a figure that stands from `start` to `end` in a text: the one right behind it, else the last
    one before it, else one behind it; all within the bounds of its part of the sentence."""
    own = [
        time for time in found if bounds[0] <= time.place and time.stop <= bounds[1] and time.kind != "until"
    ]
    behind = [time for time in own if time.place >= end]
    if behind and NEAR.match(text[end : behind[0].place]):
        return behind[0]
    before = [time for time in own if time.stop <= start]
    return before[-1] if before else behind[0] if behind else None
