"""Read a printed figure (number, unit and qualifier) or a printed date (ISO 8601).

Reads Bokmål, Nynorsk and English. A text that is not understood completely raises an error that quotes it:
figures are never guessed and never read in part.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from nicdata.sheets import numerals
from nicdata.sheets.normal import normalise
from nicdata.sheets.numerals import FALSE_FRIENDS, HALVES, MOST_DIGITS, ONES, SCALES, TENS, number_words

__all__ = [
    "FALSE_FRIENDS",
    "HALVES",
    "MONTHS",
    "MOST_DIGITS",
    "ONES",
    "QUALIFIERS",
    "SCALED_UNITS",
    "SCALES",
    "TENS",
    "UNITS",
    "Figure",
    "bounds",
    "is_date",
    "iso_date",
    "normalise",
    "number_words",
    "parse",
]


class Figure(NamedTuple):
    """A printed figure.

    `value` is the number (of a range, the upper end), `low` the lower end of a range (else None), `unit` is
    `NOK`, `pp` for percentage points, `percent`, or empty for a plain count, `qualifier` is `exact`, `about`,
    `nearly`, `up_to`, `less_than`, `at_least` or `more_than`."""

    value: Decimal
    low: Decimal | None
    unit: str
    qualifier: str


# Words that may precede a figure. `up_to` and `at_least` include the figure itself, `less_than` and
# `more_than` do not.
QUALIFIERS = {
    "exact": ("nøyaktig", "eksakt", "akkurat", "exactly", "precisely"),
    "about": (
        *("om lag", "omlag", "omtrent", "omkring", "rundt", "rundt regnet", "cirka", "circa", "ca.", "ca"),
        *("~", "kring", "ikring", "sirka", "umlag", "anslagsvis", "grovt regnet", "mer eller mindre"),
        *("meir eller mindre", "about", "around", "approximately", "approx.", "approx", "roughly", "some"),
        *(
            "i nærheten av",
            "i nærleiken av",
            "more or less",
            "an estimated",
            "in the region of",
            "in the order of",
            "on the order of",
        ),
    ),
    "nearly": (
        *("nærmere", "nærmare", "nærare", "nesten", "nær", "nær ved", "nærmest", "snaut", "snautt", "snaue"),
        *("knapt", "knappe", "i underkant av", "opp mot", "oppimot", "opp imot", "oppunder", "opp under"),
        *("bortimot", "bort imot", "borti mot", "inn mot", "tett på", "tett oppunder", "like under"),
        *(
            "rett under",
            "litt under",
            "like oppunder",
            "tett opp mot",
            "ikke helt",
            "ikkje heilt",
            "ikke fullt",
        ),
        *("ikkje fullt", "knapt nok", "noe under", "noko under", "litt mindre enn", "litt færre enn"),
        *("nearly", "almost", "close to", "close on", "just under", "slightly under", "just below"),
        *("slightly below", "just short of", "just shy of", "not quite", "slightly less than"),
    ),
    "up_to": (
        *("inntil", "opptil", "opp til", "maksimalt", "maksimum", "maks.", "maks", "høyst", "høgst"),
        *("i høyden", "på det meste", "ikke mer enn", "ikkje meir enn", "ikke flere enn", "ikkje fleire enn"),
        *("ikke over", "ikkje over", "up to", "at most", "at the most", "no more than", "not more than"),
        *("as much as", "as many as", "a maximum of", "maximum", "max.", "max", "så mye som", "så mykje som"),
        "så mange som",
    ),
    "less_than": (
        *("under", "mindre enn", "færre enn", "lavere enn", "lågare enn", "godt under", "langt under"),
        *("below", "less than", "fewer than", "lower than", "well under", "well below", "far below"),
    ),
    "at_least": (
        *("minst", "minimum", "min.", "i det minste", "ikke mindre enn", "ikkje mindre enn"),
        *("ikke færre enn", "ikkje færre enn", "ikke under", "ikkje under", "at least", "no less than"),
        *("not less than", "no fewer than", "not fewer than", "a minimum of", "upwards of"),
    ),
    "more_than": (
        *("over", "mer enn", "meir enn", "flere enn", "fleire enn", "høyere enn", "høgare enn", "drøyt"),
        *("drøye", "drygt", "vel", "godt og vel", "i overkant av", "godt over", "langt over", "like over"),
        *("litt over", "rett over", "så vidt over", "noe over", "noko over", "litt mer enn", "litt meir enn"),
        *("above", "more than", "greater than", "higher than", "in excess of", "well over", "just over"),
        *("slightly over", "slightly more than", "a little over", "far more than", "well above"),
    ),
}
# Words that may follow a figure or its unit.
BOUNDS_BEHIND = {
    "about": ("or so", "eller deromkring", "eller der omkring"),
    "up_to": (
        *("eller mindre", "eller færre", "eller lavere", "eller lågare", "or less", "or fewer", "or lower"),
        *("og nedover", "or below", "and below"),
    ),
    "at_least": (
        *(
            "eller mer",
            "eller meir",
            "eller flere",
            "eller fleire",
            "eller høyere",
            "eller høgare",
            "or more",
        ),
        *("or higher", "or above", "and above", "and up", "and upwards", "og oppover", "og mer", "og meir"),
        *("pluss", "plus", "+"),
    ),
}
UNITS = {
    "NOK": (
        *("kroner", "kronar", "krone", "kronene", "kr.", "kr", "nok", "norske kroner", "norske kr"),
        *("norwegian kroner", "norwegian krone", "nkr"),
    ),
    "pp": (
        *("prosentpoeng", "prosenteiningar", "prosenteining", "prosentenheter", "prosentenhet"),
        *("percentage points", "percentage point", "percentage-points", "percentage-point", "pp"),
    ),
    "percent": ("prosent", "%", "pst.", "pst", "per cent", "percent", "pct.", "pct"),
}
# A scale and a currency in one word.
SCALED_UNITS = {"tnok": 1_000, "mnok": 1_000_000, "bnok": 1_000_000_000, "tkr": 1_000, "mkr": 1_000_000}
LONGEST = 200  # characters; a longer text is not a figure
WIDEST_RANGE = 100  # the highest ratio of the ends: "3-5 000" may mean 3 000 to 5 000, or be a misprint
# In a range all dashes are equivalent: hyphens, en and em dashes, minus signs.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
SEPARATOR = re.compile(r" ?- ?| (?:til|to|à|á|og|and|eller|or) ")
MONTHS = (
    *(("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may")),
    *(("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october")),
    *(("november",), ("desember", "december")),
)
MONTHS_SHORT = (
    *(("jan",), ("feb", "febr"), ("mar",), ("apr",), (), ("jun",), ("jul",), ("aug",)),
    *(("sep", "sept"), ("okt", "oct"), ("nov",), ("des", "dec")),
)
AMERICAN = re.compile(r"^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?, ?(?=\d)")  # November 19, 2020

# --- figures -----------------------------------------------------------------------------------------------


def parse(text: str, language: str = "nb") -> Figure:
    """Read a printed figure such as `inntil 8 millioner kroner`, `15,8 prosentpoeng`, `2½ mill. kr` or `syv`.

    In `en` the decimal sign is a point, and a comma or space separates thousands. In every other language
    (`nb`, `nn`) the decimal sign is a comma, and a point or space separates thousands. Beside a scale word,
    `MNOK` or a percentage the other sign is a decimal sign too, unless exactly three digits follow it:
    `8.5 MNOK` has only one meaning, `8.500` and a bare `8.5` have not.

    A range has its upper end as `value`, its lower end as `low`, and the qualifier `up_to`.
    Raises ValueError that quotes the text when any part of it is not understood.
    """
    if figure := _read(text, language):
        return figure
    raise ValueError(f"cannot read the figure {text!r}")


class _Surroundings(NamedTuple):
    """The arguments of `numerals.amount` that depend on the whole figure."""

    language: str
    either_sign: bool
    is_money: bool


class _End(NamedTuple):
    """A figure without qualifier, or one end of a range.

    It has an amount, the factor in its unit (as in `MNOK`), its unit, and whether the unit follows the
    amount."""

    amount: numerals.Amount
    times: int
    unit: str
    is_behind: bool


@lru_cache(4096)
def _read(text: str, language: str) -> Figure | None:
    """Read a figure as `parse` does; None if it is not understood."""
    # Raised digits and digits of other scripts are not read.
    if len(text) > LONGEST or any(c.isdigit() and not c.isascii() for c in text):
        return None
    clean = _spread(normalise(text).casefold().translate(DASHES).replace("⁄", "/"))
    if clean == "no" and language == "en":
        clean = "none"  # "no" means "none" only in English; in Norwegian it means "now"
    before = _leading().match(clean)
    clean = clean[before.end() :] if before else clean
    behind = _trailing().search(clean)
    clean = clean[: behind.start()] + clean[behind.end() :] if behind else clean
    if before and behind:
        return None
    clean = re.sub(r"^(?:pluss |plus |\+ ?)(?=\d)", "", clean)
    qualifier = (before and _meaning(QUALIFIERS, before[1])) or (
        behind and _meaning(BOUNDS_BEHIND, behind[1] or "+")
    )
    around = _Surroundings(
        language, _measure().search(clean) is not None, _currency().search(clean) is not None
    )
    if end := _end(clean, around):
        value = numerals.decimal(end.amount.value * end.times)
        return None if value is None else Figure(value, None, end.unit, qualifier or "exact")
    # "About 3 to 5" is read like "3 to 5"; "at least 3 to 5" contradicts itself.
    return None if behind or qualifier not in (None, "exact", "about") else _range(clean, around)


def _spread(clean: str) -> str:
    """Put a space between digits and letters, and remove the dash that means "no øre".

    For example in `kr217`, `217mill.kr`, `500.000,-`."""
    clean = re.sub(r"(?<=\d)[.,] ?-+(?![\d-])", "", clean)
    clean = re.sub(
        rf"(?<=[\d{numerals.VULGAR}])(?=[a-zæøå%])|(?<=[a-zæøå])(?=[\d{numerals.VULGAR}])", " ", clean
    )
    clean = re.sub(r"\b(mill|mio|mrd|kr|ca)\.(?=\w)", r"\1. ", clean)
    return re.sub(r"(?<=[a-zæøåé])(tusen|thousand)\b", r" \1", clean)


def _range(clean: str, around: _Surroundings) -> Figure | None:
    """Read a range such as `3-5 millioner` or `mellom 3 og 5`; None if the text is not one."""
    currency = _currency_of_range().match(clean)
    clean = clean[currency.end() :] if currency else clean
    prefix = re.match(r"(?:(mellom|between)|fra|frå|from) ", clean)
    body = clean[prefix.end() :] if prefix else clean
    allowed = {"-", "til", "to", "à", "á"}
    allowed |= {"og", "and"} if prefix and prefix[1] else set() if prefix else {"eller", "or"}
    for separator in SEPARATOR.finditer(body):
        if separator[0].strip() in allowed:
            low = _end((f"{currency[1]} " if currency else "") + body[: separator.start()], around)
            high = _end(body[separator.end() :], around) if low else None
            if low and high and (figure := _between(low, high)):
                return figure
    return None


def _between(low: _End, high: _End) -> Figure | None:
    """Return the range between two ends.

    In `3 til 5 millioner` the scale applies to both ends, in `mellom 500 000 og 2 millioner` only to the
    second."""
    if low.unit and high.unit and (low.unit != high.unit or (not low.is_behind and high.is_behind)):
        return None
    times = low.times if low.unit else high.times
    high_value = high.amount.value * (high.times if high.unit else times)
    lows = [low.amount.value * times]
    if low.amount.scale == 1 and not low.is_behind:
        lows.insert(0, lows[0] * high.amount.scale)
    for value in lows:
        if value < high_value and (value <= 0 or high_value <= value * WIDEST_RANGE):
            ends = numerals.decimal(value), numerals.decimal(high_value)
            if ends[0] is not None and ends[1] is not None:
                return Figure(ends[1], ends[0], low.unit or high.unit, "up_to")
    return None


def _end(text: str, around: _Surroundings) -> _End | None:
    """Read a figure without qualifier, or one end of a range; None if it is not understood."""
    before, body, behind = _framed().fullmatch(text).groups() if text else (None, "", None)  # type: ignore[union-attr]
    if before and behind:
        return None
    amount = numerals.amount(body, *around)
    if amount is None:
        return None
    printed = before or behind or ""
    unit = "NOK" if printed in SCALED_UNITS else _meaning(UNITS, printed)
    return _End(amount, SCALED_UNITS.get(printed, 1), unit, behind is not None)


def _meaning(groups: dict[str, tuple[str, ...]], word: str | None) -> str:
    """Return the key of the group that contains a word; empty if none does."""
    return next((meaning for meaning, words in groups.items() if word in words), "")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


CURRENCIES = _any((*UNITS["NOK"], *SCALED_UNITS))


def _words(groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    return (word for words in groups.values() for word in words)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"({_any(_words(QUALIFIERS))})(?: |(?<=[.~]))")


@cache
def _trailing() -> re.Pattern[str]:
    words = _any(word for word in _words(BOUNDS_BEHIND) if word != "+")
    return re.compile(rf" ({words})$|(?<=\d) ?\+(?= |$)")


@cache
def _framed() -> re.Pattern[str]:
    """Return a pattern with three groups: currency, amount, unit."""
    return re.compile(rf"(?:({CURRENCIES}) )?(.+?)(?: ({_any((*_words(UNITS), *SCALED_UNITS))}))?")


@cache
def _currency_of_range() -> re.Pattern[str]:
    """Return a pattern for the currency in front of `between 3 and 5 million`."""
    return re.compile(rf"({CURRENCIES}) (?=(?:mellom|between|fra|frå|from) )")


@cache
def _measure() -> re.Pattern[str]:
    """Return a pattern for words that show that a number is an amount.

    `8.5` may be a date or a section, `8.5 mill.` cannot."""
    words = _any((*SCALES, *SCALED_UNITS, *UNITS["pp"], *UNITS["percent"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _currency() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{CURRENCIES})(?!\w)")


# --- dates -------------------------------------------------------------------------------------------------


def iso_date(text: str) -> str:
    """Return a printed date in ISO 8601, as precise as it is printed.

    For example `19. november 2020` -> `2020-11-19`, `okt. 2017` -> `2017-10`. Raises ValueError that quotes
    the text when it is not such a date, or when its year has two digits."""
    clean = normalise(text).casefold()
    iso = clean
    if numeric := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", clean):
        day, month, year = numeric.groups()
        iso = f"{year}-{month:0>2}-{day:0>2}"
    elif slashed := re.fullmatch(r"(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})", clean):
        day, month, year = slashed.groups()  # the first number is over 12, so it can only be the day
        iso = f"{year}-{month:0>2}-{day}"
    elif named := re.fullmatch(
        r"(?:(\d{1,2})(?:\. ?|(?:st|nd|rd|th)? ))?(?:of )?([a-z]+)(\.?),? ?(\d{4})",
        AMERICAN.sub(r"\2 \1 ", clean),
    ):
        day, month_name, point, year = named.groups()
        for number, names in enumerate(MONTHS, 1):
            if month_name in MONTHS_SHORT[number - 1] or (month_name in names and not point):
                iso = f"{year}-{number:02}" + (f"-{day:0>2}" if day else "")
    try:
        bounds(iso)
    except ValueError:
        raise ValueError(f"cannot read the date {text!r}") from None
    return iso


@cache
def bounds(date: str) -> tuple[str, str]:
    """Return the first and last day of an ISO date, which may be a year or a month.

    For example `2017-10` -> (`2017-10-01`, `2017-10-31`). Raises ValueError when there is no such date."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date, re.ASCII)
    if not parts:
        raise ValueError(f"{date!r} is not a date like 2015, 2017-10 or 2020-11-19")
    year, month, day = parts.groups()
    first, last = int(month or 1), int(month or 12)
    if not (int(year) and first >= 1 and last <= 12):
        raise ValueError(f"{date!r} is not a date of the calendar")
    days = calendar.monthrange(int(year), last)[1]
    if day and not 1 <= int(day) <= days:
        raise ValueError(f"{date!r} is not a date of the calendar")
    return f"{year}-{first:02}-{day or '01'}", f"{year}-{last:02}-{day or days}"


def is_date(text: str) -> bool:
    """Return whether a text is an ISO date: a year, a month or a day."""
    try:
        return bool(bounds(text))
    except ValueError:
        return False
