"""Read numbers in digits, words and fractions, with the scale words and dozens that multiply them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import NamedTuple

SCALES = (
    dict.fromkeys(("dusin", "dozen", "dozens", "tylft", "tylfter"), 12)
    | {"snes": 20}
    | dict.fromkeys(("tusen", "thousand"), 1_000)
    | dict.fromkeys(
        ("millioner", "millionar", "million", "millions", "mill.", "mill", "mio.", "mio", "m"), 1_000_000
    )
    | dict.fromkeys(("milliarder", "milliardar", "milliard", "mrd.", "mrd", "billion", "bn"), 1_000_000_000)
)
FALSE_FRIENDS = {"billion": "en"}  # "billion" means a thousand times as much in Norwegian
# Scale words that are not supported: a figure before one of them is only part of what is printed.
UNREAD_SCALES = ("billion", "billioner", "billionar", "trillion", "trillioner", "billiard", "billiarder")
HUNDRED = "hundre"  # begins the word in all three languages
MOST_DIGITS = 15

_AND_HALVES = {  # what may follow a whole number and "og" or "and"
    **dict.fromkeys(("en halv", "ein halv", "ei halv", "et halvt", "eit halvt", "a half", "one half"), "0.5"),
    **dict.fromkeys(("en kvart", "ein kvart", "a quarter", "one quarter"), "0.25"),
    **dict.fromkeys(("tre kvart", "trekvart", "three quarters"), "0.75"),
}
HALVES = {word: value for word, value in _AND_HALVES.items() if word != "a half"} | {
    **dict.fromkeys(("halv", "halvt", "half a", "half an"), "0.5"),
    **dict.fromkeys(("halvannen", "halvannan", "halvannet", "halvanna", "halvtanna"), "1.5"),
    "a quarter of a": "0.25",
    "three quarters of a": "0.75",
}
ARTICLES = ("a", "an")  # they mean one before a scale word: "a million", "a dozen"
SLASHED = r"(\d{1,3}) ?/ ?(\d{1,3})"
VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

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
LINKS = ("", "og", "and")  # what may be between the hundreds and the number after them


class Amount(NamedTuple):
    """A number with its scale word.

    `value` is the product, `scale` the factor of the scale word (1 if there is none, or if there are several,
    as in `1 million 400 000`)."""

    value: Fraction
    scale: int


def amount(text: str, language: str, either_sign: bool, is_money: bool) -> Amount | None:
    """Read a number with its scale words. Returns None if any part of the text is not understood.

    `text` is in lower case, with a space between digits and letters. `either_sign` says that a point or comma
    that cannot separate thousands is a decimal sign, `is_money` that there is a currency beside the
    number."""
    pieces = [piece.strip(" ") for piece in _scale().split(text)]
    numbers, words = pieces[::2], pieces[1::2]
    if not words:
        value = _number(text, language, either_sign)
        return None if value is None else Amount(value, 1)
    if any(FALSE_FRIENDS.get(word, language) != language for word in words):
        return None
    scales = [SCALES[word] for word in words]
    if not numbers[-1]:
        numbers.pop()
    if len(numbers) == 1:
        value = Fraction(1) if numbers[0] in ARTICLES else _number(numbers[0], language, either_sign)
        return None if value is None else Amount(value * scales[0], scales[0])
    return _sum(numbers, scales, language, is_money)


def _sum(numbers: list[str], scales: list[int], language: str, is_money: bool) -> Amount | None:
    """Add up `1 million 400 000`, `2 millioner og 300 tusen`.

    Returns None unless each part is smaller than the scale before it."""
    total = Fraction(0)
    has_scale = len(scales) == len(numbers)
    for place, printed in enumerate(numbers):
        link, text = re.fullmatch(r"((?:(?:og|and) )?)(.*)", printed).groups()  # type: ignore[union-attr]
        scale = scales[place] if place < len(scales) else 1
        value = _number(text, language, has_scale)
        if value is None or value < 0 or (scale < 1000 and place < len(scales)):
            return None
        if place == 0:
            if link:
                return None
        else:
            above = scales[place - 1]
            # "2 millioner og 3 000" may be two figures; "1 million 39" is not how anybody writes a figure.
            loose = scale == 1 and link and not is_money and (above > 1000 or text.isdigit())
            small = scale == 1 and value < (1000 if above > 1000 else 1 if not text.isdigit() else 100)
            if value * scale >= above or loose or small:
                return None
        if place < len(numbers) - 1 and value.denominator != 1:
            return None
        total += value * scale
    return Amount(total, 1)


def decimal(value: Fraction) -> Decimal | None:
    """Return a fraction as a decimal number; None if it has no finite decimal form, such as a third."""
    with localcontext() as context:
        context.prec = 60
        found = Decimal(value.numerator) / Decimal(value.denominator)
    return found if Fraction(found) == value else None


def _number(text: str, language: str, either_sign: bool) -> Fraction | None:
    """Read one number without a scale word."""
    for value in (_digits(text, language, either_sign), _fraction(text, language, either_sign)):
        if value is not None:
            return value
    if " " in text and (value := _decimal_words(text)) is not None:
        return value
    is_negative = text.startswith("minus ")
    spelled = text.removeprefix("minus ")
    if spelled.startswith("-"):
        return None  # a bullet, or the end of a word
    n = number_word(re.sub("[ -]", "", spelled))
    return None if n is None else Fraction(-n if is_negative else n)


def _digits(text: str, language: str, either_sign: bool) -> Fraction | None:
    """Read a number in digits, with separators of thousands and a decimal sign."""
    group, sign = ("[ ,]", r"\.") if language == "en" else (r"[ .]", ",")
    grouped = rf"[1-9]\d{{0,2}}({group})\d{{3}}(?:\1\d{{3}})*|0|[1-9]\d*"
    text = re.sub(r"^minus (?=\d)", "-", text)
    if re.fullmatch(rf"-?(?:{grouped})(?:{sign}\d+)?", text, re.ASCII):
        plain = re.sub(group, "", text).replace(",", ".")
    elif either_sign and re.fullmatch(
        # The decimal sign of the other language: before exactly three digits it would separate thousands.
        r"-?(?:(?:[1-9]\d{0,2}(?: \d{3})+|[1-9]\d*)[.,](?!\d{3}$)\d+|0[.,]\d+)",
        text,
        re.ASCII,
    ):
        plain = text.replace(" ", "").replace(",", ".")
    else:
        return None
    return Fraction(plain) if sum(map(str.isdigit, plain)) <= MOST_DIGITS else None


def _fraction(text: str, language: str, either_sign: bool) -> Fraction | None:
    """Read a fraction such as `2½`, `1 1/2` or `to og en halv`.

    `½` or `1/2` without a whole number is read only beside a scale or a unit."""
    is_negative = text.startswith(("minus ", "-"))
    text = re.sub(r"^(?:minus |-)", "", text)
    if text in HALVES:
        return Fraction(HALVES[text]) * (-1 if is_negative else 1) if either_sign else None
    whole, part = "", Fraction(0)
    if found := re.fullmatch(rf"((?:\d+(?: |-)?)?)([{VULGAR}])", text):
        whole, part = found[1].rstrip(" -"), _vulgar(found[2])
    elif found := re.fullmatch(rf"((?:\d+ )?){SLASHED}(?: of an?| av en| av ein)?", text, re.ASCII):
        above, below = int(found[2]), int(found[3])
        if not 0 < above < below:
            return None
        whole, part = found[1].strip(), Fraction(above, below)
    elif found := _and_a_half().fullmatch(text):
        whole, part = found[1], Fraction(_AND_HALVES[found[2]])
    else:
        return None
    if not whole:
        value: Fraction | None = part if either_sign else None
    else:
        before = _digits(whole, language, False)
        n = number_word(re.sub("[ -]", "", whole)) if before is None else before
        value = None if n is None or n != int(n) else n + part
    return -value if value is not None and is_negative else value


@cache
def _and_a_half() -> re.Pattern[str]:
    return re.compile(rf"(.+?)[ -](?:og|and)[ -]({_any(_AND_HALVES)})")


def _vulgar(sign: str) -> Fraction:
    above, below = unicodedata.normalize("NFKC", sign).split("⁄")
    return Fraction(int(above), int(below))


def _decimal_words(text: str) -> Fraction | None:
    """Read decimals in words: `tre komma to`, `two point five`, `null komma tjuefem`."""
    found = re.fullmatch(r"(.+?) (?:komma|point|punktum) (.+)", text)
    if not found:
        return None
    is_negative, whole = found[1].startswith("minus "), found[1].removeprefix("minus ")
    n = int(whole) if re.fullmatch(r"[1-9]?\d{1,5}", whole, re.ASCII) else number_word(whole.replace(" ", ""))
    read = [int(d) if d.isascii() and d.isdigit() else number_word(d) for d in found[2].split(" ")]
    digits = [d for d in read if d is not None]
    one_each = all(d <= 9 for d in digits) or (len(digits) == 1 and digits[0] <= 99)
    if n is None or len(digits) != len(read) or not one_each or len(digits) > 6:
        return None
    value = Fraction(f"{n}.{''.join(map(str, digits))}")
    return -value if is_negative else value


@cache
def number_words() -> dict[str, int]:
    """Return all known number words from 0 to 999: word without hyphens and spaces -> number."""
    small, hundreds = _small_words(), _hundreds()
    after = {f"{link}{word}": n for word, n in small.items() if n for link in LINKS}
    return small | hundreds | {h + r: a + b for h, a in hundreds.items() for r, b in after.items()}


def number_word(letters: str) -> int | None:
    """Return the number that one word of `number_words` means, or None, without building that large table."""
    small = _small_words()
    if letters in small:
        return small[letters]
    if HUNDRED not in letters:
        return None
    for hundred, n in _hundreds().items():
        if letters.startswith(hundred):
            after = letters.removeprefix(hundred)
            if not after:
                return n
            for link in LINKS:
                if after.startswith(link) and (tens := small.get(after.removeprefix(link))):
                    return n + tens
    return None


@cache
def _hundreds() -> dict[str, int]:
    return {
        f"{one}{hundred}": 100 * (n or 1)
        for hundred in (HUNDRED, "hundred")
        for one, n in {"": 0, "a": 1, **{w: n for w, n in _small_words().items() if 1 <= n <= 9}}.items()
    }


@cache
def _small_words() -> dict[str, int]:
    """Return the number words below a hundred: word -> number."""
    ones = {word: n for n, words in enumerate(ONES) for word in words} | dict.fromkeys(ALSO_ONE, 1)
    small = dict(ones)
    for ten, words in enumerate(TENS, 2):
        for word in words:
            small[word] = 10 * ten
            for one, n in ones.items():
                if 1 <= n <= 9:
                    small[word + one] = small[f"{one}og{word}"] = 10 * ten + n
    return small


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _scale() -> re.Pattern[str]:
    """Return a pattern for scale words; `m` and `bn` only after digits, as in `1.2m`."""
    letters = ("m", "bn")
    words = _any(scale for scale in SCALES if scale not in letters)
    return re.compile(rf"(?<!\w)({words}|(?<=\d )(?:{_any(letters)}))(?!\w)")
