"""Read the TOML files of `data/raw` and check the keys and values of their entries."""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.files import read_text
from nicdata.sheets import printed

Entry = dict[str, Any]

DATES = (
    "as_of",
    "period_start",
    "period_end",
    "date_published",
    "date_earliest",
    "date_latest",
    "introduced",
)
# The keys with a printed figure, and the units it may have.
FIGURES = {
    "amount_printed": ("NOK",),
    "gap_printed": ("pp", "percent"),
    "value_printed": ("",),
    "period_years_printed": ("",),
}
LEAST_BARE_SUM = 100_000  # kroner: without a currency, "2 mill." is an amount, but "25" may be anything
LISTS = ("counted", "rows", "shown")  # the keys with a list of names
LONGEST = 32_767  # characters, the most that a spreadsheet cell can hold
LONGEST_PRINTED = 60  # characters: a figure or a name, not a sentence
STATUSES = ("draft", "reviewed")
ENTRY_STATUSES = ("unsure",)  # of an entry that a draft only proposes
CONFIDENCES = ("high", "medium", "low")
DEEPEST = 9  # levels of nested lists and tables; an entry of a sheet needs three
# Each part of a dotted key is one more nested table. Such keys take a long time to read.
LONG_KEY = re.compile(
    rf"""(?:^|[{{,\[])[ \t]*(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST}}}""",
    re.MULTILINE,
)
LONGEST_SHARED = 40  # characters of a text that many entries may have
MOST_SHOWN = 200  # characters of a value that are quoted in a message
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ValidationErrors(Exception):
    """Everything that is wrong with the data.

    `lines` has one line per fault: where it is, what was found, what was expected."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_toml(path: Path, faults: list[str]) -> Entry | None:
    """Read a TOML file. If that is not possible, add a line to `faults` and return None."""
    try:
        text = read_text(path)
    except OSError as error:
        faults.append(f"{path.name}: {error.strerror}; expected a readable file")
        return None
    except ValueError as error:
        faults.append(f"{path.name}: {error}")
        return None
    if deep := LONG_KEY.search(text):
        line = text.count("\n", 0, deep.end()) + 1
        faults.append(
            f"{path.name}: line {line}: a key with more than {DEEPEST} parts; expected a key without dots"
        )
        return None
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        faults.append(f"{path.name}: not TOML: {str(error).splitlines()[0]}")
        return None
    return {key: _shared(value) for key, value in content.items()}


def shown(value: Any) -> str:
    """Return a value as text for a message, shortened if it is long."""
    try:
        text = repr(value)
    except ValueError:  # Python does not convert whole numbers of more than 4,300 digits to text
        text = "a whole number with thousands of digits"
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _shared(value: Any) -> Any:
    """Return an equal value in which equal keys and short texts are one object.

    tomllib creates new strings for each entry, which take a large part of the memory for many sheets."""
    if isinstance(value, str):
        return sys.intern(value) if len(value) <= LONGEST_SHARED else value
    if isinstance(value, dict):
        return {sys.intern(key): _shared(part) for key, part in value.items()}
    return [_shared(part) for part in value] if isinstance(value, list) else value


def check_entry(
    where: str,
    table: str,
    entry: Entry,
    required: frozenset[str],
    optional: frozenset[str],
    faults: list[str],
    paragraphs: Any = None,
    language: str = "nb",
) -> bool:
    """Return whether an entry has all required keys, no unknown ones, and values that the schema allows.

    If not, add a line to `faults` for everything that is wrong, each beginning with `where`.

    `table` is the table whose columns the keys are, `paragraphs` the number of paragraphs of the article,
    `language` the language of the printed figures."""
    before = len(faults)
    known = required | optional
    for key in sorted(required - entry.keys()):
        allowed = schema.columns(table).get(key, {}).get("constraints", {}).get("enum")
        faults.append(f"{where}: no {key}" + (f"; expected one of {', '.join(allowed)}" if allowed else ""))
    for key, value in entry.items():
        if key not in known:
            faults.append(f"{where}: unknown key {shown(key)}; expected one of {', '.join(sorted(known))}")
        elif expected := _expected(table, key, value, paragraphs, language):
            faults.append(f"{where}: {key} = {shown(value)}; expected {expected}")
    return len(faults) == before


def _expected(table: str, key: str, value: Any, paragraphs: Any, language: str) -> str:
    """Return what was expected of a value, for a message; empty when the value is right."""
    column = schema.columns(table).get(key, {})
    kind = column.get("type", "string")
    if key in ("paragraph", "named_in"):
        right = type(value) is int and type(paragraphs) is int and 1 <= value <= paragraphs
        most = (
            shown(paragraphs)
            if type(paragraphs) is int
            else "the number of its paragraphs, which the sheet does not give"
        )
        return "" if right else f"a paragraph of the article, 1 to {most}"
    if kind == "integer":
        return "" if type(value) is int and 0 < value < 1_000_000 else "a whole number above 0"
    if key in LISTS:
        if not isinstance(value, list) or not value:
            return "a list of different names"
        if fault := next((fault for name in value if (fault := _expected_text(name, ";"))), ""):
            return f"names: {fault}"
        return "" if len(set(value)) == len(value) else "a list of different names"
    if kind == "boolean":
        return "" if isinstance(value, bool) else "true or false"
    if fault := _expected_text(value):
        return fault
    constraints = column.get("constraints", {})
    statuses = STATUSES if table == "articles" else ENTRY_STATUSES
    if allowed := {"status": statuses, "confidence": CONFIDENCES}.get(key, constraints.get("enum")):
        return "" if value in allowed else f"one of {', '.join(allowed)}"
    if key in DATES and not printed.is_date(value):
        return "a date like 2015, 2017-10 or 2020-11-19"
    if key.endswith("_printed") and len(value) > LONGEST_PRINTED:
        return f"at most {LONGEST_PRINTED} characters: a printed figure or name, not a sentence"
    if key in FIGURES:
        return expected_figure(value, FIGURES[key], language)
    if "pattern" in constraints and not pattern(constraints["pattern"]).fullmatch(value):
        return f"text that matches {constraints['pattern']}"
    return ""


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return the compiled pattern of a column; compiled only once."""
    return re.compile(text)


def _expected_text(value: Any, forbidden: str = "") -> str:
    """Return what was expected of a text without a forbidden sign, for a message; empty when it is right."""
    if not isinstance(value, str):
        return 'text in quotes, like "2015"'
    if not value.strip() or value != value.strip():
        return "text without spaces at its ends"
    if len(value) > LONGEST:
        return f"at most {LONGEST:,} characters"
    if not is_line(value) or (forbidden and forbidden in value):
        return "text on one line" + (f" without {forbidden}" if forbidden else "")
    first = value[0]
    if first.isalnum():
        return ""
    first = unicodedata.normalize("NFKC", first)[:1]  # some programs read ＝ as =
    if first in "=+@" or (first == "-" and not value[1:2].isdigit()):
        return "text that no spreadsheet reads as a formula: it must not begin with = + - @"
    if first == "-":
        return "a minus sign typed as − (U+2212): a spreadsheet reads - as the beginning of a formula"
    return ""


def is_line(text: str) -> bool:
    """Return whether a text is one line without control characters or hidden characters.

    Characters that change the direction of text are not allowed either."""
    return text.isprintable() or not any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in text
    )


def expected_figure(text: str, units: tuple[str, ...], language: str) -> str:
    """Return what was expected of a printed figure, for a message; empty when it is right.

    `units` are the units it may have."""
    kind = {"NOK": "a sum in kroner", "pp": "a gap in percentage points", "": "a whole number"}[units[0]]
    try:
        figure = printed.parse(text, language)
    except ValueError as error:
        return f"{kind}: {error}"
    bare = units[0] == "NOK" and not figure.unit and figure.value >= LEAST_BARE_SUM
    is_gap = units[0] == "pp"  # the only figure with decimals or a sign
    if (figure.unit not in units and not bare) or (not is_gap and figure.value != int(figure.value)):
        return kind
    if not is_gap and figure.value < 0:
        return f"{kind}, not negative"
    return f"{kind}, not a range" if figure.low is not None and units[0] != "NOK" else ""
