"""Words, numbers and dates as a reader of English or Norwegian writes them.

`TEXTS` holds everything that a chart says, both languages side by side: whoever changes one sees the other.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nicdata import schema
from nicdata.charts.texts import TEXTS
from nicdata.sheets import printed

LANGUAGES = ("en", "nb")
SMALL = (
    ("none", "ingen"),
    ("one", "én"),
    ("two", "to"),
    ("three", "tre"),
    ("four", "fire"),
    ("five", "fem"),
    ("six", "seks"),
    ("seven", "sju"),
    ("eight", "åtte"),
    ("nine", "ni"),
    ("ten", "ti"),
    ("eleven", "elleve"),
    ("twelve", "tolv"),
)
ROUND = 1_000_000
# `1 clusters` and `1 older figures` are one.
ONE = (
    re.compile(r"(?<![\d.,\u00a0])(1 )((?:older |smaller |other )?)(cluster|figure|item|source)s\b"),
    re.compile(r"(?<![\d.,\u00a0])(1 )((?:mindre |andre )?)(klynge|post|kilde)(?:r|er)\b"),
)
LAST = str.maketrans("æøå", "{|}")


class Words:
    """What is said in one language: `say("key", name=value)`."""

    def __init__(self, lang: str) -> None:
        """Raises ValueError when there is no such language."""
        if lang not in LANGUAGES:
            raise ValueError(f"no language {lang!r}; expected one of {', '.join(LANGUAGES)}")
        self.lang, self.which = lang, LANGUAGES.index(lang)

    def __call__(self, key: str, **values: Any) -> str:
        said = TEXTS[key][self.which].format(**values)
        return ONE[self.which].sub(r"\1\2\3", said)

    def number(self, value: Any, decimals: int = 0) -> str:
        return number(value, self.lang, decimals)

    def count(self, value: Any) -> str:
        """A number in words up to twelve, else in figures."""
        whole = int(value)
        return SMALL[whole][self.which] if 0 <= whole < len(SMALL) else self.number(whole)

    def millions(self, kroner: Any, decimals: int | None = None) -> str:
        """Kroner as a number of millions, with a decimal where it is not whole and none is asked for."""
        value = Decimal(str(float(kroner))) / ROUND
        if decimals is None:
            decimals = 0 if value == value.to_integral_value() or value >= 100 else 1
        return self.number(value, decimals)

    def per_cent(self, share: float) -> str:
        """A share of one as a whole percentage, without its sign."""
        return self("per_cent", n=self.number(abs(share) * 100))

    def signed(self, value: float, decimals: int = 1) -> str:
        text = self.number(abs(value), decimals)
        return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"

    def about(self, qualifier: Any) -> str:
        """`nearly `, as it stands before a figure; nothing where it is exact or not told."""
        known = isinstance(qualifier, str) and f"about_{qualifier}" in TEXTS
        return self(f"about_{qualifier}") if known else ""

    def level(self, level: str) -> str:
        return self.label("programme_counts", "level", level)

    def label(self, table: str, column: str, value: str) -> str:
        return schema.label(table, column, value, self.lang)

    def all_of(self, parts: list[str]) -> str:
        """`a, b and c`."""
        return f" {self('and')} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))

    def any_of(self, parts: list[str]) -> str:
        """`a, b or c`."""
        return f" {self('or')} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def in_order(name: str) -> str:
    """A key that sorts names as Norwegians do: æ, ø and å come last."""
    return name.casefold().translate(LAST)


def number(value: Any, lang: str, decimals: int = 0) -> str:
    """A number as a reader of the language writes it, rounded half up: 15,8 in `nb`, 15.8 in `en`."""
    from babel.numbers import format_decimal

    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not exact:
        exact = abs(exact)  # no minus before a nought
    return format_decimal(exact, "#,##0." + "0" * decimals if decimals else "#,##0", locale=lang)


def when(iso_date: str, lang: str) -> str:
    """An ISO date that may be cut, as a reader of the language writes it."""
    from babel.dates import format_date

    form = {4: "y", 7: "MMMM y", 10: "long"}[len(iso_date)]
    day = date.fromisoformat(printed.bounds(iso_date)[0])
    return format_date(day, form, locale={"en": "en_GB"}.get(lang, lang))


def spans(numbers: list[int]) -> list[str]:
    """`13`, `17–19`: whole numbers, those that follow each other together."""
    runs: list[list[int]] = []
    for n in sorted(set(numbers)):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
