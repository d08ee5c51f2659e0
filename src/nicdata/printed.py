"""A figure or a date as printed -> what it says: number, unit, qualifier; ISO date.

Reads Bokmål, Nynorsk and English. What it does not know it refuses with the text in the message:
a figure is never guessed.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple


class Figure(NamedTuple):
    """A printed figure: `value` (a range's upper end), `low` (its lower end, else None), `unit`
    (`NOK`, `pp` for percentage points, `percent`, or empty for a plain count) and `qualifier`
    (`exact`, `about`, `nearly`, `up_to`, `at_least`)."""

    value: Decimal
    low: Decimal | None
    unit: str
    qualifier: str


QUALIFIERS = {
    "exact": ("nøyaktig", "eksakt", "exactly"),
    "about": (
        *("om lag", "omlag", "omtrent", "omkring", "rundt", "cirka", "circa", "ca.", "ca", "~"),
        *("kring", "sirka", "about", "around", "approximately", "roughly", "some"),
    ),
    "nearly": (
        *(
            "nærmere",
            "nærmare",
            "nærare",
            "nesten",
            "nær",
            "snaut",
            "snaue",
            "knapt",
            "knappe",
            "i underkant av",
        ),
        *("opp mot", "nearly", "almost", "close to", "just under"),
    ),
    "up_to": (
        *("inntil", "opptil", "opp til", "maksimalt", "maks.", "maks", "høyst", "ikke mer enn"),
        *("ikkje meir enn", "up to", "at most", "no more than", "as much as", "a maximum of", "maximum"),
    ),
    "at_least": (
        *("minst", "minimum", "over", "mer enn", "meir enn", "flere enn", "fleire enn", "drøyt", "drøye"),
        *("i overkant av", "at least", "more than", "upwards of"),
    ),
}
UNITS = {
    "NOK": ("kroner", "krone", "kronene", "kr.", "kr", "nok", "norske kroner", "norwegian kroner"),
    "pp": ("prosentpoeng", "percentage points", "percentage point", "pp"),
    "percent": ("prosent", "%", "pst.", "pst", "per cent", "percent"),
}
SCALES = (
    dict.fromkeys(("tusen", "thousand"), 1_000)
    | dict.fromkeys(("millioner", "millionar", "million", "millions", "mill.", "mill", "m"), 1_000_000)
    | dict.fromkeys(("milliarder", "milliardar", "milliard", "mrd.", "mrd", "billion", "bn"), 1_000_000_000)
)
FALSE_FRIENDS = {"billion": "en"}  # in Norwegian a thousand times as much
AMERICAN = re.compile(r"^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?, ")  # November 19, 2020
MOST_DIGITS = 15
WIDEST_RANGE = 100  # "3-5 000" may mean 3 000 to 5 000, or a misprint
# A scale and a currency in one word.
SCALED_UNITS = {"tnok": 1_000, "mnok": 1_000_000, "bnok": 1_000_000_000}
RANGES = (
    r"(?:fra |frå |from )?(.+?)(?: ?[–-] ?| (?:til|to) )(.+)",
    r"(?:mellom|between) (.+?) (?:og|and) (.+)",
)
INNER_CURRENCY = re.compile(
    r"^(between|mellom|from|fra|frå) (nok|kr\.?|mnok) (?:(.+? (?:and|og|to|til)) \2 )?"
)
HALVES = {"en halv": "0.5", "ein halv": "0.5", "half a": "0.5", "halvannen": "1.5", "halvannan": "1.5"}

ONES = (
    *(("null", "ingen", "ikke", "ikkje", "inga", "zero", "none"), ("en", "én", "ett", "et", "ei")),
    *(("to", "two"), ("tre", "three"), ("fire", "four"), ("fem", "five"), ("seks", "six")),
    *(("sju", "syv", "seven"), ("åtte", "eight"), ("ni", "nine"), ("ti", "ten"), ("elleve", "eleven")),
    *(("tolv", "twelve"), ("tretten", "thirteen"), ("fjorten", "fourteen"), ("femten", "fifteen")),
    *(("seksten", "sixteen"), ("sytten", "seventeen"), ("atten", "eighteen"), ("nitten", "nineteen")),
)
ALSO_ONE = ("ein", "éin", "eitt", "éi", "one")
TENS = (
    *(("tjue", "tyve", "twenty"), ("tretti", "tredve", "thirty"), ("førti", "førr", "forty")),
    *(("femti", "fifty"), ("seksti", "sixty"), ("sytti", "seventy"), ("åtti", "eighty"), ("nitti", "ninety")),
)
LINKS = ("", "og", "and")  # between hundreds and the rest
MONTHS = (
    *(("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may")),
    *(("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october")),
    *(("november",), ("desember", "december")),
)


def normalise(text: str) -> str:
    """The text in Unicode's NFKC form with every run of white space as one space: no-break, narrow
    and thin spaces count as spaces. Digests and comparisons are made on this form."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def parse(text: str, language: str = "nb") -> Figure:
    """Read a printed figure such as `inntil 8 millioner kroner`, `15,8 prosentpoeng` or `syv`.

    In `en` the decimal sign is a point and thousands are parted by comma or space; in every other
    language (`nb`, `nn`) the decimal sign is a comma and thousands are parted by point or space.
    A range has its upper end as `value`, its lower end as `low` and the qualifier `up_to`.
    Raises ValueError that names the text when any of it is not understood.
    """
    clean = normalise(text).casefold().replace("−", "-")
    if clean == "no" and language == "en":
        clean = "none"  # in Norwegian it means "now"
    if any(c.isdigit() and not c.isascii() for c in text):
        clean = ""  # a footnote mark beside a figure is no digit of it
    clean = INNER_CURRENCY.sub(lambda m: f"{m[2]} {m[1]} {m[3] or ''} ".replace("  ", " "), clean)
    if frame := _frame().fullmatch(clean):
        qualifier, before, body, after = frame.groups()
        values = _values(body, language)
        if values and not (before and after) and not (qualifier and len(values) == 2):
            currency = before or after or ""
            low, high = (v * SCALED_UNITS.get(currency, 1) for v in (values[0], values[-1]))
            unit = "NOK" if currency in SCALED_UNITS else _meaning(UNITS, currency)
            if len(values) == 2:
                return Figure(high, low, unit, "up_to")
            return Figure(high, None, unit, _meaning(QUALIFIERS, qualifier) or "exact")
    raise ValueError(f"cannot read the figure {text!r}")


def iso_date(text: str) -> str:
    """A printed date as ISO 8601, cut to what is printed: `19. november 2020` -> `2020-11-19`,
    `oktober 2017` -> `2017-10`. Raises ValueError that names the text."""
    clean = normalise(text).casefold()
    iso = clean
    if numeric := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", clean):
        day, month, year = numeric.groups()
        iso = f"{year}-{month:0>2}-{day:0>2}"
    elif slashed := re.fullmatch(r"(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})", clean):
        day, month, year = slashed.groups()  # only where no other order of day and month is possible
        iso = f"{year}-{month:0>2}-{day}"
    elif named := re.fullmatch(
        r"(?:(\d{1,2})(?:\.|st|nd|rd|th)? )?(?:of )?([a-z]+),? (\d{4})", AMERICAN.sub(r"\2 \1 ", clean)
    ):
        day, month_name, year = named.groups()
        for number, names in enumerate(MONTHS, 1):
            if month_name in names:
                iso = f"{year}-{number:02}" + (f"-{day:0>2}" if day else "")
    try:
        bounds(iso)
    except ValueError:
        raise ValueError(f"cannot read the date {text!r}") from None
    return iso


@cache
def bounds(date: str) -> tuple[str, str]:
    """First and last day of an ISO date that may be cut: `2017-10` -> (`2017-10-01`, `2017-10-31`).
    Raises ValueError for what is no date of the calendar."""
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
    """Whether a text is an ISO date of the calendar, cut perhaps."""
    try:
        return bool(bounds(text))
    except ValueError:
        return False


@cache
def number_words() -> dict[str, int]:
    """Every number word from 0 to 999 that is known, hyphens and spaces taken out -> its number."""
    small, hundreds = _small_words(), _hundreds()
    rest = {f"{link}{word}": n for word, n in small.items() if n for link in LINKS}
    return small | hundreds | {h + r: a + b for h, a in hundreds.items() for r, b in rest.items()}


def _number_word(letters: str) -> int | None:
    """The same of one word, without making all of them: they are many."""
    small = _small_words()
    if letters in small:
        return small[letters]
    for hundred, n in _hundreds().items():
        if letters.startswith(hundred):
            rest = letters.removeprefix(hundred)
            if not rest:
                return n
            for link in LINKS:
                if rest.startswith(link) and (tens := small.get(rest.removeprefix(link))):
                    return n + tens
    return None


@cache
def _hundreds() -> dict[str, int]:
    return {
        f"{one}{hundred}": 100 * (n or 1)
        for hundred in ("hundre", "hundred")
        for one, n in {"": 0, "a": 1, **{w: n for w, n in _small_words().items() if 1 <= n <= 9}}.items()
    }


@cache
def _small_words() -> dict[str, int]:
    """Those below a hundred."""
    ones = {word: n for n, words in enumerate(ONES) for word in words} | dict.fromkeys(ALSO_ONE, 1)
    small = dict(ones)
    for ten, words in enumerate(TENS, 2):
        for word in words:
            small[word] = 10 * ten
            for one, n in ones.items():
                if 1 <= n <= 9:
                    small[word + one] = small[f"{one}og{word}"] = 10 * ten + n
    return small


def _meaning(groups: dict[str, tuple[str, ...]], word: str | None) -> str:
    return next((meaning for meaning, words in groups.items() if word in words), "")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _frame() -> re.Pattern[str]:
    """Qualifier, currency, body, unit."""
    qualifiers = _any(word for words in QUALIFIERS.values() for word in words)
    before = _any((*UNITS["NOK"], *SCALED_UNITS))
    after = _any((*(word for words in UNITS.values() for word in words), *SCALED_UNITS))
    return re.compile(rf"(?:({qualifiers})(?: |(?<=[.~])))?(?:({before}) )?(.+?)(?: ?({after}))?")


@cache
def _scaled() -> re.Pattern[str]:
    # "1.2m", but not "fem".
    letters = [scale for scale in SCALES if scale in ("m", "bn")]
    words = [scale for scale in SCALES if scale not in letters]
    return re.compile(rf"(.+?)(?: ?((?:{_any(words)})|(?<=[\d ])(?:{_any(letters)})))?")


def _values(body: str, language: str) -> list[Decimal]:
    """One value, or the two of a range; none where the text is not understood."""
    number, scale = _number(body, language)
    if number is not None:
        return [number * scale]
    for pattern in RANGES:
        if ends := re.fullmatch(pattern, body):
            (low, low_scale), (high, scale) = (_number(end, language) for end in ends.groups())
            if low is not None and high is not None:
                # In "3 til 5 millioner" the scale stands once and holds for both.
                low, high = low * (scale if low_scale == 1 else low_scale), high * scale
                return [low, high] if low < high <= low * WIDEST_RANGE else []
    return []


def _number(text: str, language: str) -> tuple[Decimal | None, int]:
    match = _scaled().fullmatch(text)
    digits, word = (match[1], match[2] or "") if match else (text, "")
    if FALSE_FRIENDS.get(word, language) != language:
        return None, 1
    scale = SCALES.get(word, 1)
    group, sign = ("[ ,]", r"\.") if language == "en" else (r"[ .]", ",")
    grouped = rf"[1-9]\d{{0,2}}({group})\d{{3}}(?:\1\d{{3}})*|0|[1-9]\d*"
    if re.fullmatch(rf"-?(?:{grouped})(?:{sign}\d+)?", digits, re.ASCII):
        plain = re.sub(group, "", digits).replace(",", ".")
        return (Decimal(plain) if sum(map(str.isdigit, plain)) <= MOST_DIGITS else None), scale
    if scale > 1 and digits in HALVES:
        return Decimal(HALVES[digits]), scale
    n = _number_word(re.sub("[ -]", "", digits))
    return (None if n is None else Decimal(n)), scale
