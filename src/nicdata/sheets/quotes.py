"""Find a quoted figure or name in a passage, and what a quote leaves out of the printed figure.

A quote must be complete: not the end of a longer number, and not without the sign, the word that bounds the
figure ("inntil", "over"), the other end of the range, the fraction or the scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from nicdata.sheets import numerals, printed
from nicdata.sheets.normal import GAP, RAISED, normalise
from nicdata.sheets.printed import Figure

AROUND = 80  # characters on each side that are searched for more of a figure
MOST_WORDS = 8  # the most words on each side that can belong to a figure
LONGEST_BOUND = max(words.count(" ") + 1 for group in printed.QUALIFIERS.values() for words in group)
CLOSING = ".,;:!?»”\"'’)]"
OPENING = "«“\"'‘(["
DASH = "[-−‐‑‒–—]"
TOKEN = re.compile(r"[^\s-]+|-")
Span = tuple[int, int]  # where something begins and ends in a text
NAME_BEGINS, NAME_ENDS = re.compile(r"(?<!\w)"), re.compile(r"s?(?!\w)")
BEGINS = re.compile(r"(?<!\w)(?<!\d[.,])")
BEGINS_FRACTION = re.compile(r"(?<![^\W\d])")
ENDS = re.compile(rf"(?:(?!\w)|(?=[{RAISED}{numerals.VULGAR}]))(?![.,]\d)")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


RATE = rf"(?:{_any((*printed.UNITS['pp'], *printed.UNITS['percent']))})"
AMOUNT = re.compile(
    rf"(?:^|(?<=\d)| )(?:{_any((*numerals.SCALES, *(u for us in printed.UNITS.values() for u in us)))})(?!\w)",
    re.IGNORECASE,
)
MULTIPLIERS = _any(
    (*("hundre", "hundred"), *numerals.UNREAD_SCALES, *(word for word in numerals.SCALES if len(word) > 2))
)
# What may be between a bound and its figure: "inntil kr 8 millioner", "nesten hele 60".
BETWEEN = frozenset((*printed.UNITS["NOK"], *printed.SCALED_UNITS, "hele", "heile"))
YEAR = r"(?:19|20)\d\d"

# Words that can be bounds, and patterns of the words before them after which they are not.
NOT_BOUNDS = {
    "over": r"(?:(?:fordel|spre|strek|strakk|strukk|oversik|oversyn|liste|lista|regist|statistikk|regnska"
    r"|rekneska|tabell|katalog|kontroll|stolt|glad|fornøyd|nøgd|seier|siger|makt|distribut|split|divid|shar"
    r"|list|overview|control|proud|victor|stretch|table|stats)\w*|kart|kartet|map)"
    r"(?: (?!of|av|på|to|til|med|with|in|i|for|er|is|at|by)\w+)?|delt|deles|delast|deler",
    "under": r"(?:organis|samle|samla|sortert|sorterer|sorterar|hører|høyrer|gruppert|ligger|ligg|faller|fell"
    r"|group|listed|collected|filed|funded|falls?)\w*",
    "about": r"(?:talk|articl|stor(?:y|ies)|news|inform|report|read|learn|writ|wrote|facts?|more|book|hear"
    r"|know|ask|concern|debate|question|data)\w*",
    "around": r"(?:gathered|built|organised|organized|centred|centered|all|formed)",
    "rundt": r"(?:samlet|samla|bygd|bygget|reist|reise|organisert|sentrert|plassert)",
    "opp til": r"(?:gå|gikk|gjekk|steg|stig|klatr|klatre|rykk|øk|auk|vok|flytt|løft|hev)\w*(?: \w+)?",
    "up to": r"(?:went|go|goes|gone|rose|ris|grew|grow|grown|climb|mov|rais|increas|bring)\w*(?: \w+)?",
    "minst": r"(?:ikke|ikkje)",
    "vel": r"(?:så|like|lell)",
}
RISING = ("opp til", "up to")  # in "gikk opp til 39 millioner" they are not bounds
# "Over 3 år" means "during 3 years", "i over 3 år" means "for more than 3 years".
TIME_BEHIND = re.compile(
    r" ?(?:\w+ )?(?:år|månad|måned|uke|veke|dag|døgn|time|year|month|week|day|hour|quarter)", re.IGNORECASE
)
LASTING = r"(?:i|for|in|er|is|are|was|were|var|har|hatt|hadde|has|have|had|been|vart|vært|vore|med|with|etter|after)"
# The figure before a comparison says how large the difference is: "20 millioner mer enn 197 millioner".
COMPARED = (
    rf"(?:(?<![\d.,])(?!{YEAR}\b)\d[\d.,]*|%|kroner|kr\.?|mill\.?|mrd\.?|milli(?:on|ard)\w*|billion|prosent\w*"
    r"|points?|per ?cent|NOK|klynge\w*|clusters?|bedrift\w*|verksemd\w*|compan(?:y|ies)|medlem\w*|members?)"
)
# "Fra 36 til 39" is a range, unless something changed from one to the other.
CHANGED = re.compile(
    r"\b(?:øk|auk|vok[st]|vaks|steg|stig|opp\b|ned\b|redus|kutt|fall\b|falt\b|faller|gikk|gjekk|går\b|gått|endr|justert|utvid"
    r"|hev[aet]|løft|dobl|rose\b|ris(?:e|en|es|ing)\b|grew|grow|increas|decreas|reduc|cuts?\b|cutting|fell\b|drop"
    r"|went|goes|gone|up\b|down\b|rais|expand|lower|chang|halver|halve|styrk|trim|slank|krymp|minsk|nedgang"
    r"|oppgang|vekst|utviklet|utvikla|forfrem|flytt|mov(?:e|ed|ing)|jump|hopp)\w*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?= [A-ZÆØÅ«“\"–—-])")
UNITS = re.compile(r"\b(?:mill|mrd|million|milliard|billion)", re.IGNORECASE)
APART = 3  # times; what is further apart is no range of one change
RESPECTIVELY = re.compile(r"(?:henholdsvis|høvesvis|respektive|respectively)", re.IGNORECASE)


class MissingPart(NamedTuple):
    """What a quote leaves out of a printed figure: the text before it and the text after it."""

    before: str
    after: str

    def __str__(self) -> str:
        parts = ((self.before, "before"), (self.after, "after"))
        return " and ".join(f"{text!r} {where} it" for text, where in parts if text)


def find_figure(figure: str, passage: str, language: str = "nb") -> Span | None:
    """Return where a figure is printed completely in a passage, or None.

    `5 millioner` is not found in `25 millioner`, `1 005 millioner`, `3-5 millioner` or `inntil 5 millioner`,
    and `2,2` not in `−2,2`."""
    return next((found for found, missing in _places(figure, passage, language) if missing is None), None)


def missing_part(figure: str, passage: str, language: str = "nb") -> MissingPart | None:
    """Return what a quoted figure leaves out at its first place in a passage.

    Returns None if it is complete at some place, or is not in the passage."""
    first = None
    for _, missing in _places(figure, passage, language):
        if missing is None:
            return None
        first = first or missing
    return first


def missing_part_at(text: str, start: int, end: int, language: str = "nb") -> MissingPart | None:
    """Return what the figure at a place of a text leaves out there; None where it is whole."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    figure = _plain(text[start:end])
    is_part = (before[-1:].isalnum() and figure[:1].isalnum() and not figure[:1].isdigit()) or (
        re.search(r"\d[.,]?$", before) and figure[:1].isdigit()
    )
    if (
        is_part
        or re.match(r"[^\W_]" if figure[-1:].isalnum() else r"(?!)", after)
        or re.match(r"[.,]\d", after)
    ):
        return MissingPart(before[-1:], after[:1])
    return _missing_part(figure, before, after, language)


def find_name(name: str, passage: str) -> Span | None:
    """Return where a name stands in a passage, as complete words or in the genitive (`ACT` in `ACTs`), or None."""
    for start in _occurrences(name := normalise(name), passage):
        end = NAME_ENDS.match(passage, start + len(name))
        if end and NAME_BEGINS.match(passage, start):
            return start, end.end()
    return None


def _occurrences(part: str, text: str) -> Iterator[int]:
    """Yield where a part begins in a text. In long paragraphs str.find is many times faster than a pattern."""
    start = text.find(part) if part else -1
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _places(figure: str, passage: str, language: str) -> Iterator[tuple[Span, MissingPart | None]]:
    """Yield the places of a figure in a passage, each with what the figure leaves out there.

    A place is between characters that are not letters or digits. None means that nothing is left out."""
    figure, plain = _plain(normalise(figure)), _plain(passage)
    # A fraction or a slash next to the figure is a part left out; a longer number is another number.
    begins = BEGINS_FRACTION if figure[:1] in numerals.VULGAR else BEGINS
    for start in _occurrences(figure, plain):
        end = start + len(figure)
        if begins.match(plain, start) and ENDS.match(plain, end):
            before, after = passage[max(0, start - AROUND) : start], passage[end : end + AROUND]
            if start > AROUND:  # drop the first word, which may be cut
                before = "… " + before.partition(" ")[2]
            yield (start, end), _missing_part(figure, before, after, language)


def _plain(text: str) -> str:
    """Return a text of the same length with every dash as a hyphen and every fraction sign as a slash."""
    for dash in map(chr, printed.DASHES):
        text = text.replace(dash, "-")
    return text.replace("⁄", "/")


@lru_cache(4096)
def _missing_part(figure: str, before: str, after: str, language: str) -> MissingPart | None:
    """Return what a figure leaves out between these texts; None if it is complete."""
    return (
        _sign(figure, before, after)
        or _bound_before(figure, before, after)
        or _rest_of_number(figure, before, after)
        or _bound_after(after)
        or _longer_figure(figure, before, after, language)
    )


def _sign(figure: str, before: str, after: str) -> MissingPart | None:
    """Return a minus sign before a figure.

    That is a hyphen or dash next to it, unless it begins a line or an aside."""
    if found := re.search(r"(?:^|[\s(])(±|\+/[-−‑–]|minus|÷) ?$", before, re.IGNORECASE):
        return MissingPart(found[1], "")
    found = re.search(rf"(?:^|[\s(])({DASH})$", before)
    if not found or not figure[0].isdigit():
        return None
    is_rate = re.search(rf"{RATE}$", figure) or re.match(rf" ?{RATE}", after)
    is_sign = found[1] == "−" or is_rate or (found[1] in "-‐‑" and found.end() > 1)
    return MissingPart(found[1], "") if is_sign else None


def _rest_of_number(figure: str, before: str, after: str) -> MissingPart | None:
    """Return digits or a multiplier that belong to the same number.

    For example its thousands, or the other end of its range."""
    if found := re.search(rf"(?<!\S)(\S*{GAP})$", before):
        return MissingPart(found[1], "")
    if found := re.match(rf"{GAP}\S*", after):
        return MissingPart("", found[0])
    is_group = re.match(r"\d{3}(?!\d)", figure)
    before_it = rf"(?<!\S)(\S*(?:\d ?{DASH}|\d/{'' if not is_group else '|(?<![0-9.,])[0-9]{1,3}[ .]'}))$"
    is_fraction = figure[:1] in numerals.VULGAR
    if digits := re.search(before_it, before) or (is_fraction and re.search(r"(?<!\S)(\S*\d)$", before)):
        return MissingPart(digits[1], "")
    thousands = r"|[ .]\d{3}(?!\d)" if figure[-1:].isdigit() else ""
    if found := re.match(rf" ?{DASH}\d[\d.,]*|/\d+|[{numerals.VULGAR}]{thousands}", after):
        return MissingPart("", found[0].strip())
    if _is_number(figure.split(" ")[-1]) and (found := re.match(rf" ?({MULTIPLIERS})(?!\w)", after)):
        return MissingPart("", found[1])
    is_multiplier = re.match(rf"(?:{MULTIPLIERS})(?!\w)", figure)
    found = re.search(rf"(?<!\S)(?!{YEAR} |ett? |en )(\S+) $", before) if is_multiplier else None
    return MissingPart(found[1], "") if found and _is_number(found[1]) else None


def _bound_before(figure: str, before: str, after: str) -> MissingPart | None:
    """Return a bound such as "inntil" or "under" right before a figure or its currency."""
    words = [word.lstrip(OPENING) for word in before.split(" ") if word][-LONGEST_BOUND - 2 :]
    if not before.endswith((" ", ".", "~")):
        words = words if re.search(r"(?:~|\b[a-z]+\.)$", before) else []
    while words and words[-1].casefold() in BETWEEN:
        words.pop()
    inner = _begins_with_bound(figure)
    for first in range(max(0, len(words) - LONGEST_BOUND), len(words)):
        bound = " ".join(words[first:])
        if inner:  # as in the quote "mindre enn 39" from "ikke mindre enn 39"
            meaning = _bounds().get(f"{bound} {inner}".casefold())
            if meaning and meaning != _bounds()[inner]:
                return MissingPart(bound, "")
        if bound.casefold() in _bounds():
            earlier = " ".join(words[:first])
            is_bound = _is_bound(bound.casefold(), earlier, figure, after)
            return MissingPart(bound, "") if is_bound else None
    return None


def _begins_with_bound(figure: str) -> str:
    """Return the bound at the beginning of a quoted figure; empty if there is none."""
    words = figure.casefold().split(" ")
    starts = (" ".join(words[:n]) for n in range(min(LONGEST_BOUND, len(words) - 1), 0, -1))
    return next((start for start in starts if start in _bounds()), "")


def _is_bound(bound: str, earlier: str, figure: str, after: str) -> bool:
    """Return whether a word is a bound of the figure after it.

    "Over" and others may be prepositions instead, but hardly before an amount or a percentage."""
    may_be_other = bound in RISING or not (AMOUNT.search(figure) or AMOUNT.match(after))
    if may_be_other and re.search(rf"(?:^|\W)(?:{NOT_BOUNDS.get(bound, '(?!)')})$", earlier, re.IGNORECASE):
        return False
    if bound == "over" and TIME_BEHIND.match(after):
        return re.search(rf"(?:^|\W){LASTING}$", earlier, re.IGNORECASE) is not None
    return not (
        bound.endswith((" enn", " than")) and re.search(rf"(?:^|\s){COMPARED}$", earlier, re.IGNORECASE)
    )


def _bound_after(after: str) -> MissingPart | None:
    """Return a bound such as "eller flere" after a figure, its unit or its noun."""
    found = _bound_behind().match(after)
    return MissingPart("", found["bound"] or found["end"] or "+") if found else None


def _longer_figure(figure: str, before: str, after: str, language: str) -> MissingPart | None:
    """Return what belongs to a longer figure around this one: the shortest longer text with another value."""
    quoted = _read(figure, language)
    quoted_value = quoted and (quoted.value, quoted.low)
    printed_text, start = before + figure + after, len(before)
    text = _plain(printed_text)
    starts = [start, *(place for place in _tokens_before(text[:start]) if text[place] != "-")]
    stop = start + len(figure)
    ends = [stop, *(stop + end for end in _tokens_after(text[stop:]))]
    for first, last in sorted(
        ((i, j) for i in range(len(starts)) for j in range(len(ends))), key=lambda places: sum(places)
    ):
        longer = _read(text[starts[first] : ends[last]], language)
        if longer and (longer.value, longer.low) != quoted_value:
            outer = text[: starts[first]], text[ends[last] :]
            if not is_two_figures(longer, *outer, text[starts[first] : ends[last]]):
                return MissingPart(
                    printed_text[starts[first] : start].strip(), printed_text[stop : ends[last]].strip()
                )
    return None


def is_two_figures(longer: Figure, before: str, after: str, text: str) -> bool:
    """Return whether a text that can be read as one figure is two.

    For example a change from 36 to 39, or amounts that are distributed ("henholdsvis", "respectively")."""
    if longer.low is None:
        return bool(RESPECTIVELY.search(before[-30:]) or RESPECTIVELY.search(after[:30]))
    if not re.search(r" (?:til|to) ", text):
        return False
    if (
        re.search(r"\b(?:med|by)(?: NOK| kr)? ?$", before)
        and len(UNITS.findall(text)) > 1
        and longer.low * APART < longer.value
    ):
        return True  # changed by one sum to another
    # Look only at the same sentence.
    before = re.split(SENTENCE_END, before)[-1]
    after = re.split(SENTENCE_END, after)[0]
    is_from = re.search(r"\b(?:fra|frå|from) ?$", before, re.IGNORECASE) or re.match(
        "(?:fra|frå|from) ", text
    )
    return bool(is_from and (CHANGED.search(before) or CHANGED.search(after)))


def _tokens_before(before: str) -> list[int]:
    """Return the beginnings of the words before a figure that can belong to it, the nearest first."""
    found: list[int] = []
    for token in reversed(list(TOKEN.finditer(before))):
        text = token[0].lstrip(OPENING)
        is_open = len(found) == MOST_WORDS or (
            text.endswith(tuple(CLOSING)) and text.casefold() not in _figure_words()
        )
        if is_open or not is_piece(text):
            break
        found.append(token.end() - len(text))
        if text != token[0]:
            break
    return found


def _tokens_after(after: str) -> list[int]:
    """Return the ends of the words after a figure that can belong to it, the nearest first."""
    found: list[int] = []
    for token in TOKEN.finditer(after):
        text = token[0]
        if text.casefold() not in _figure_words():
            text = text.rstrip(CLOSING)
        if len(found) == MOST_WORDS or not text or not is_piece(text):
            break
        found.append(token.start() + len(text))
        if text != token[0]:
            break
    return found


def is_piece(text: str) -> bool:
    """Return whether a word can be part of a figure: a number, a scale, a unit or a link."""
    return text.casefold() in _figure_words() or _is_number(text)


def _is_number(text: str) -> bool:
    """Return whether a word is a number in digits or letters."""
    if re.fullmatch(rf"[\d{numerals.VULGAR}][\d.,/⁄{numerals.VULGAR}]*", text, re.ASCII):
        return True
    return numerals.number_word(text.casefold()) is not None


def _read(text: str, language: str) -> Figure | None:
    """Read a figure; None if it is not understood."""
    try:
        return printed.parse(text, language)
    except ValueError:
        return None


@cache
def _bounds() -> dict[str, str]:
    """Return the words that bound or qualify the figure after them: word -> qualifier."""
    return {
        word: meaning for meaning, words in printed.QUALIFIERS.items() if meaning != "exact" for word in words
    }


@cache
def _figure_words() -> frozenset[str]:
    """Return the words that a figure may contain besides numbers."""
    joined = (*numerals.SCALES, *numerals.HALVES, *printed.SCALED_UNITS, *_joined(printed.UNITS))
    links = "- og and til to à á eller or mellom between fra frå from komma point punktum minus a an of half".split()
    return frozenset(word for words in (*joined, *links) for word in words.split(" ")) - {"m"}


def _joined(groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    return (word for words in groups.values() for word in words)


@cache
def _bound_behind() -> re.Pattern[str]:
    """Return a pattern for a bound after a figure and up to two units, or after a figure and its noun."""
    words = _any(word for word in _joined(printed.BOUNDS_BEHIND) if word not in ("+", "plus", "pluss"))
    scales = _any(word for word in numerals.SCALES if len(word) > 2)
    units = rf"(?: ?(?:{scales}|{_any(_joined(printed.UNITS))}))"
    return re.compile(
        rf"{units}{{0,2}} (?P<bound>{words})(?! enn\b| than\b)(?!\w)"
        rf"| [^\W\d]+ (?P<end>{words})(?= ?$| ?[.,;:)!?])| ?\+(?![\w/])",
        re.IGNORECASE,
    )
