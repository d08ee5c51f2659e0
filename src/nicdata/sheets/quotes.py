"""Find a printed figure or a name in a passage, and tell what a quoted figure leaves out.

A figure stands in a passage only as a whole: not as the end of a longer number, not without its sign,
the word that bounds it, the other end of its range, its fraction or its scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from nicdata.sheets import numerals, printed
from nicdata.sheets.normal import RAISED, normalise
from nicdata.sheets.printed import Figure

AROUND = 80  # characters beside a figure that can make it part of another
MOST_WORDS = 8  # on each side that can belong to one figure
LONGEST_BOUND = max(words.count(" ") + 1 for group in printed.QUALIFIERS.values() for words in group)
CLOSING = ".,;:!?»”\"'’)]"
OPENING = "«“\"'‘(["
DASH = "[-−‐‑‒–—]"
TOKEN = re.compile(r"[^\s-]+|-")


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
# Between a bound and its figure: "inntil kr 8 millioner", "nesten hele 60".
BETWEEN = frozenset((*printed.UNITS["NOK"], *printed.SCALED_UNITS, "hele", "heile"))
YEAR = r"(?:19|20)\d\d"

# Words of bounds that are something else after these.
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
RISING = ("opp til", "up to")  # "gikk opp til 39 millioner" is no bound
# "Over 3 år" is how long something takes, "i over 3 år" that it is longer.
TIME_BEHIND = re.compile(
    r" ?(?:\w+ )?(?:år|månad|måned|uke|veke|dag|døgn|time|year|month|week|day|hour|quarter)", re.IGNORECASE
)
LASTING = r"(?:i|for|in|er|is|are|was|were|var|har|hatt|hadde|has|have|had|been|vart|vært|vore|med|with|etter|after)"
# A comparison, where the figure before says by how much: "20 millioner mer enn 197 millioner".
COMPARED = (
    rf"(?:(?<![\d.,])(?!{YEAR}\b)\d[\d.,]*|%|kroner|kr\.?|mill\.?|mrd\.?|milli(?:on|ard)\w*|billion|prosent\w*"
    r"|points?|per ?cent|NOK|klynge\w*|clusters?|bedrift\w*|verksemd\w*|compan(?:y|ies)|medlem\w*|members?)"
)
# "Fra 36 til 39" is a range, unless something went from one to the other.
CHANGED = re.compile(
    r"\b(?:øk|auk|vok[st]|vaks|steg|stig|opp\b|ned\b|redus|kutt|fall\b|falt\b|faller|gikk|gjekk|går\b|gått|endr|justert|utvid"
    r"|hev[aet]|løft|dobl|rose\b|ris(?:e|en|es|ing)\b|grew|grow|increas|decreas|reduc|cuts?\b|cutting|fell\b|drop"
    r"|went|goes|gone|up\b|down\b|rais|expand|lower|chang|halver|halve|styrk|trim|slank|krymp|minsk|nedgang"
    r"|oppgang|vekst|utviklet|utvikla|forfrem|flytt|mov(?:e|ed|ing)|jump|hopp)\w*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?= [A-ZÆØÅ«“\"–—-])")
RESPECTIVELY = re.compile(r"(?:henholdsvis|høvesvis|respektive|respectively)", re.IGNORECASE)


class LeftOut(NamedTuple):
    """What of a longer figure a quoted one leaves out, before it and after it."""

    before: str
    after: str

    def __str__(self) -> str:
        parts = ((self.before, "before"), (self.after, "after"))
        return " and ".join(f"{text!r} {where} it" for text, where in parts if text)


def stands_in(figure: str, passage: str, language: str = "nb") -> re.Match[str] | None:
    """Return where a printed figure stands in a passage as a whole: `5 millioner` does not in `25 millioner`,
    in `1 005 millioner`, in `3-5 millioner` or in `inntil 5 millioner`, `2,2` not in `−2,2`."""
    return next((found for found, rest in _places(figure, passage, language) if rest is None), None)


def left_out(figure: str, passage: str, language: str = "nb") -> LeftOut | None:
    """Return what a figure leaves out where it first stands in a passage; None where it stands as a
    whole somewhere, or nowhere at all."""
    first = None
    for _, rest in _places(figure, passage, language):
        if rest is None:
            return None
        first = first or rest
    return first


def names_in(name: str, passage: str) -> re.Match[str] | None:
    """Return where a name stands in a passage as a whole, in the genitive perhaps: `ACT` does in `ACTs`."""
    return re.search(rf"(?<!\w){re.escape(normalise(name))}s?(?!\w)", passage)


def _places(figure: str, passage: str, language: str) -> Iterator[tuple[re.Match[str], LeftOut | None]]:
    """Yield where a figure stands between what is no letter or digit, each with what it leaves out there."""
    figure, plain = _plain(normalise(figure)), _plain(passage)
    # A fraction close to it, and a slash, are told as left out; a longer number is another one.
    begins = r"(?<!\w)(?<!\d[.,])" if figure[:1] not in numerals.VULGAR else r"(?<![^\W\d])"
    ends = rf"(?:(?!\w)|(?=[{RAISED}{numerals.VULGAR}]))(?![.,]\d)"
    whole = re.compile(begins + re.escape(figure) + ends)
    # A text is found many times faster than a pattern, and what stands around it is near: paragraphs may be endless.
    begin = plain.find(figure) if figure else -1
    while begin >= 0:
        found, begin = whole.match(plain, begin), plain.find(figure, begin + 1)
        if found:
            start, end = found.span()
            before, after = passage[max(0, start - AROUND) : start], passage[end : end + AROUND]
            if start > AROUND:  # no word is cut
                before = "… " + before.partition(" ")[2]
            yield found, _left_out(figure, before, after, language)


def _plain(text: str) -> str:
    for dash in map(chr, printed.DASHES):
        text = text.replace(dash, "-")
    return text.replace("⁄", "/")


@lru_cache(4096)
def _left_out(figure: str, before: str, after: str, language: str) -> LeftOut | None:
    """Return what a figure leaves out between these texts; None where it is whole."""
    return (
        _sign(figure, before, after)
        or _bound_before(figure, before, after)
        or _rest_of_number(figure, before, after)
        or _bound_after(after)
        or _longer_figure(figure, before, after, language)
    )


def _sign(figure: str, before: str, after: str) -> LeftOut | None:
    """A minus before a figure: a hyphen or a dash close to it, unless it begins a line or an aside."""
    if found := re.search(r"(?:^|[\s(])(±|\+/[-−‑–]|minus|÷) ?$", before, re.IGNORECASE):
        return LeftOut(found[1], "")
    found = re.search(rf"(?:^|[\s(])({DASH})$", before)
    if not found or not figure[0].isdigit():
        return None
    is_rate = re.search(rf"{RATE}$", figure) or re.match(rf" ?{RATE}", after)
    is_sign = found[1] == "−" or is_rate or (found[1] in "-‐‑" and found.end() > 1)
    return LeftOut(found[1], "") if is_sign else None


def _rest_of_number(figure: str, before: str, after: str) -> LeftOut | None:
    """Digits that belong to the number: its thousands, the other end of its range, or its hundreds."""
    is_group = re.match(r"\d{3}(?!\d)", figure)
    before_it = rf"(?<!\S)(\S*(?:\d ?{DASH}|\d/{'' if not is_group else '|(?<![0-9.,])[0-9]{1,3}[ .]'}))$"
    if found := re.search(before_it, before) or (
        figure[:1] in numerals.VULGAR and re.search(r"(?<!\S)(\S*\d)$", before)
    ):
        return LeftOut(found[1], "")
    thousands = r"|[ .]\d{3}(?!\d)" if figure[-1:].isdigit() else ""
    if found := re.match(rf" ?{DASH}\d[\d.,]*|/\d+|[{numerals.VULGAR}]{thousands}", after):
        return LeftOut("", found[0].strip())
    if _is_number(figure.split(" ")[-1]) and (found := re.match(rf" ?({MULTIPLIERS})(?!\w)", after)):
        return LeftOut("", found[1])
    is_multiplier = re.match(rf"(?:{MULTIPLIERS})(?!\w)", figure)
    found = re.search(rf"(?<!\S)(?!{YEAR} |ett? |en )(\S+) $", before) if is_multiplier else None
    return LeftOut(found[1], "") if found and _is_number(found[1]) else None


def _bound_before(figure: str, before: str, after: str) -> LeftOut | None:
    """A word such as "inntil" or "under" right before a figure, or before its currency."""
    words = [word.lstrip(OPENING) for word in before.split(" ") if word][-LONGEST_BOUND - 2 :]
    if not before.endswith((" ", ".", "~")):
        words = words if re.search(r"(?:~|\b[a-z]+\.)$", before) else []
    while words and words[-1].casefold() in BETWEEN:
        words.pop()
    inner = _begins_with_bound(figure)
    for first in range(max(0, len(words) - LONGEST_BOUND), len(words)):
        bound = " ".join(words[first:])
        if inner:  # "mindre enn 39" of "ikke mindre enn 39"
            meaning = _bounds().get(f"{bound} {inner}".casefold())
            if meaning and meaning != _bounds()[inner]:
                return LeftOut(bound, "")
        if bound.casefold() in _bounds():
            earlier = " ".join(words[:first])
            is_bound = _is_bound(bound.casefold(), earlier, figure, after)
            return LeftOut(bound, "") if is_bound else None
    return None


def _begins_with_bound(figure: str) -> str:
    words = figure.casefold().split(" ")
    starts = (" ".join(words[:n]) for n in range(min(LONGEST_BOUND, len(words) - 1), 0, -1))
    return next((start for start in starts if start in _bounds()), "")


def _is_bound(bound: str, earlier: str, figure: str, after: str) -> bool:
    """Whether a word limits the figure behind it: "over" and others may be prepositions, but hardly before
    a sum or a percentage."""
    may_be_other = bound in RISING or not (AMOUNT.search(figure) or AMOUNT.match(after))
    if may_be_other and re.search(rf"(?:^|\W)(?:{NOT_BOUNDS.get(bound, '(?!)')})$", earlier, re.IGNORECASE):
        return False
    if bound == "over" and TIME_BEHIND.match(after):
        return re.search(rf"(?:^|\W){LASTING}$", earlier, re.IGNORECASE) is not None
    return not (
        bound.endswith((" enn", " than")) and re.search(rf"(?:^|\s){COMPARED}$", earlier, re.IGNORECASE)
    )


def _bound_after(after: str) -> LeftOut | None:
    """Words such as "eller flere" behind a figure, its unit or its noun."""
    found = _bound_behind().match(after)
    return LeftOut("", found["bound"] or found["end"] or "+") if found else None


def _longer_figure(figure: str, before: str, after: str, language: str) -> LeftOut | None:
    """The rest of a longer figure around this one: the shortest that says something else."""
    own = _read(figure, language)
    said = own and (own.value, own.low)
    printed_text, start = before + figure + after, len(before)
    text = _plain(printed_text)
    starts = [start, *(place for place in _tokens_before(text[:start]) if text[place] != "-")]
    stop = start + len(figure)
    ends = [stop, *(stop + end for end in _tokens_after(text[stop:]))]
    for first, last in sorted(
        ((i, j) for i in range(len(starts)) for j in range(len(ends))), key=lambda places: sum(places)
    ):
        longer = _read(text[starts[first] : ends[last]], language)
        if longer and (longer.value, longer.low) != said:
            outer = text[: starts[first]], text[ends[last] :]
            if not _is_two_figures(longer, *outer, text[starts[first] : ends[last]]):
                return LeftOut(
                    printed_text[starts[first] : start].strip(), printed_text[stop : ends[last]].strip()
                )
    return None


def _is_two_figures(longer: Figure, before: str, after: str, text: str) -> bool:
    """Whether what reads as one figure is two: something that went from 36 to 39, sums "henholdsvis"."""
    if longer.low is None:
        return bool(RESPECTIVELY.search(before[-30:]) or RESPECTIVELY.search(after[:30]))
    if not re.search(r" (?:til|to) ", text):
        return False
    # Only what stands in the same sentence.
    before = re.split(SENTENCE_END, before)[-1]
    after = re.split(SENTENCE_END, after)[0]
    is_from = re.search(r"\b(?:fra|frå|from) ?$", before, re.IGNORECASE) or re.match(
        "(?:fra|frå|from) ", text
    )
    return bool(is_from and (CHANGED.search(before) or CHANGED.search(after)))


def _tokens_before(before: str) -> list[int]:
    """Where the words before a figure begin that can belong to it, the nearest first."""
    found: list[int] = []
    for token in reversed(list(TOKEN.finditer(before))):
        text = token[0].lstrip(OPENING)
        is_open = len(found) == MOST_WORDS or (
            text.endswith(tuple(CLOSING)) and text.casefold() not in _figure_words()
        )
        if is_open or not _is_piece(text):
            break
        found.append(token.end() - len(text))
        if text != token[0]:
            break
    return found


def _tokens_after(after: str) -> list[int]:
    """Where the words behind a figure end that can belong to it, the nearest first."""
    found: list[int] = []
    for token in TOKEN.finditer(after):
        text = token[0]
        if text.casefold() not in _figure_words():
            text = text.rstrip(CLOSING)
        if len(found) == MOST_WORDS or not text or not _is_piece(text):
            break
        found.append(token.start() + len(text))
        if text != token[0]:
            break
    return found


def _is_piece(text: str) -> bool:
    return text.casefold() in _figure_words() or _is_number(text)


def _is_number(text: str) -> bool:
    if re.fullmatch(rf"[\d{numerals.VULGAR}][\d.,/⁄{numerals.VULGAR}]*", text, re.ASCII):
        return True
    return numerals.number_word(text.casefold()) is not None


def _read(text: str, language: str) -> Figure | None:
    try:
        return printed.parse(text, language)
    except ValueError:
        return None


@cache
def _bounds() -> dict[str, str]:
    """The words that bound or soften the figure behind them -> what they mean."""
    return {
        word: meaning for meaning, words in printed.QUALIFIERS.items() if meaning != "exact" for word in words
    }


@cache
def _figure_words() -> frozenset[str]:
    """The words, beside numbers, of which a figure may consist."""
    joined = (*numerals.SCALES, *numerals.HALVES, *printed.SCALED_UNITS, *_joined(printed.UNITS))
    links = "- og and til to à á eller or mellom between fra frå from komma point punktum minus a an of half".split()
    return frozenset(word for words in (*joined, *links) for word in words.split(" ")) - {"m"}


def _joined(groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    return (word for words in groups.values() for word in words)


@cache
def _bound_behind() -> re.Pattern[str]:
    words = _any(word for word in _joined(printed.BOUNDS_BEHIND) if word not in ("+", "plus", "pluss"))
    scales = _any(word for word in numerals.SCALES if len(word) > 2)
    units = rf"(?: ?(?:{scales}|{_any(_joined(printed.UNITS))}))"
    return re.compile(
        rf"{units}{{0,2}} (?P<bound>{words})(?! enn\b| than\b)(?!\w)"
        rf"| [^\W\d]+ (?P<end>{words})(?= ?$| ?[.,;:)!?])| ?\+(?![\w/])",
        re.IGNORECASE,
    )
