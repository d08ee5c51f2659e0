"""The word classes of `lexicon.toml` as patterns: a class has the words of one language, Bokmål and Nynorsk together."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("lexicon.toml")


@cache
def classes() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words of every class by language, as they stand in the file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: {
            language: tuple(word for part in text.split(",") if (word := " ".join(part.split())))
            for language, text in languages.items()
        }
        for name, languages in read.items()
    }


@cache
def alternatives(name: str, language: str) -> str:
    """Return the words of a class as the inside of a pattern."""
    own = classes()[name]["en" if language == "en" else "no"]
    return "|".join(_pattern(word) for word in sorted(set(own), key=len, reverse=True))


@cache
def words(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern that finds a word of a class anywhere in a text."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name, language)})(?!\w)", re.IGNORECASE)


@cache
def ending(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern that finds a word of a class at the end of a text, quotes and colons behind it perhaps."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name, language)})[\s:«“\"(–-]*$", re.IGNORECASE)


@cache
def beginning(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern that finds a word of a class at the beginning of a text."""
    return re.compile(rf"[\s»”\"),:–-]*(?:{alternatives(name, language)})(?!\w)", re.IGNORECASE)


@cache
def only(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern of texts that consist of nothing but words of a class, years and signs."""
    return re.compile(rf"(?:(?:{alternatives(name, language)}|\d{{4}}|\W+)(?!(?<=\w)\w))*", re.IGNORECASE)


def has(name: str, text: str, language: str) -> bool:
    """Tell whether a text holds a word of a class."""
    return words(name, language).search(text) is not None


def _pattern(word: str) -> str:
    pieces = [
        r"(?:\S+ ){0,3}?"
        if piece == "…"
        else re.escape(piece).replace(r"\*", r"\w*").replace(r"\?", ".?") + " "
        for piece in word.split(" ")
    ]
    pattern = "".join(pieces).removesuffix(" ")
    return f"(?-i:{pattern})" if word != word.casefold() else pattern
