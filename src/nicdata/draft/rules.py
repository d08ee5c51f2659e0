"""The rows of `rules.toml`, tried in order: what a figure measures, where its sentence says which words.

A row has a measure, its conditions and the sentence that it was made for. A condition is "part: class, class": one of
the classes of the lexicon has a word in that part of the text; "is: fact, fact": one of the facts holds; with "not"
before it, neither does. A measure with "?" behind it is proposed and not asserted; one with "-" before it sets the
figure aside, and is the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nicdata.draft.lexicon import has

FILE = Path(__file__).with_name("rules.toml")


class Condition(NamedTuple):
    """Whether it is negated, which part of the text it asks about (or `is`), and the classes or facts."""

    negated: bool
    part: str
    names: tuple[str, ...]


class Row(NamedTuple):
    """A row: what it makes of a figure, when, and the sentence that it was made for."""

    measure: str
    verdict: str  # asserted, proposed or aside
    conditions: tuple[Condition, ...]
    sentence: str
    language: str


@cache
def tables() -> dict[str, tuple[Row, ...]]:
    """Return the rows of every table in their order."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {table: tuple(_row(*row) for row in rows) for table, rows in read.items()}


def _row(measure: str, where: str, sentence: str = "", language: str = "nb") -> Row:
    verdict = "aside" if measure.startswith("-") else "proposed" if measure.endswith("?") else "asserted"
    conditions = []
    for part in filter(None, (part.strip() for part in where.split(";"))):
        negated = part.startswith("not ")
        place, _, names = part.removeprefix("not ").partition(":")
        conditions.append(Condition(negated, place.strip(), tuple(name.strip() for name in names.split(","))))
    return Row(measure.strip("-?").strip(), verdict, tuple(conditions), sentence, language)


def first(table: str, parts: Mapping[str, str], facts: Collection[str], language: str) -> Row | None:
    """Return the first row of a table whose conditions hold."""
    for row in tables()[table]:
        if all(_holds(condition, parts, facts, language) for condition in row.conditions):
            return row
    return None


def _holds(condition: Condition, parts: Mapping[str, str], facts: Collection[str], language: str) -> bool:
    if condition.part == "is":
        found = any(name in facts for name in condition.names)
    else:
        found = any(has(name, parts[condition.part], language) for name in condition.names)
    return found != condition.negated
