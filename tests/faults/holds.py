"""What must hold of any input, for the property tests and the coverage-guided fuzzer alike: each function takes one
input and says whether it was taken (else refused as documented); anything else is an error or a failed assert."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from nicdata import draft, schema
from nicdata.draft import batch
from nicdata.draft.reading import Known
from nicdata.sheets import article, decisions, printed, verify
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import FIGURES, ValidationErrors, read_toml
from nicdata.sheets.sheet import KEYS, Sheet
from nicdata.tidy import package, tables

LANGUAGES = ("nb", "nn", "en")
LARGEST = (
    Decimal(10) ** printed.MOST_DIGITS * max(printed.SCALES.values()) * max(printed.SCALED_UNITS.values())
)
REVIEWED = sorted(path.name for path in schema.raw_folder().glob("*-*.toml"))


@cache
def decided() -> decisions.Decisions:
    return decisions.read(schema.raw_folder())


@cache
def names() -> Known:
    return draft.known(decided().cluster_ids, decided().clusters)


def figure(text: str) -> bool:
    """A figure is finite and within what its digits and scale can make, its lower end below it, its unit and
    qualifier among those that are known; or the text is refused."""
    taken = False
    for language in LANGUAGES:
        try:
            found = printed.parse(text, language)
        except ValueError as error:
            assert repr(text) in str(error)
            continue
        taken = True
        assert found.value.is_finite() and abs(found.value) <= LARGEST
        assert found.low is None or (found.low < found.value and found.qualifier == "up_to")
        assert found.unit in ("", *printed.UNITS) and found.qualifier in printed.QUALIFIERS
    return taken


def date(text: str) -> bool:
    """A date is one of the calendar, its first day not after its last; or the text is refused."""
    try:
        iso = printed.iso_date(text)
    except ValueError:
        return False
    first, last = printed.bounds(iso)
    assert first <= last and first.startswith(iso) and last.startswith(iso)
    assert printed.bounds(first) == (first, first) and printed.is_date(last)
    return True


def sheet(name: str, content: bytes, folder: Path) -> bool:
    """A file in the place of a sheet is read as TOML or refused in one line; what it says, as `among` tells."""
    path = folder / name
    path.write_bytes(content)
    told: list[str] = []
    parsed = read_toml(path, told)
    if parsed is None:
        assert len(told) == 1 and "\n" not in told[0]
        return False
    return among(name, parsed)


def among(name: str, content: dict[str, Any]) -> bool:
    """A sheet among the others is read and built, or refused with faults; so are the tables made of it."""
    try:
        raw = sheets.read(schema.raw_folder(), overrides={name: content})
    except ValidationErrors as faults:
        assert faults.lines and all(faults.lines)
        return False
    made = tables.build(raw)
    return not package.check_cells(package.cells(made), tables.places(made))


def alone(content: dict[str, Any]) -> bool:
    """What is wrong with a sheet by itself is told, whatever stands in it."""
    return not sheets.check_sheet("x.toml", content, decided())


def page(name: str, content: bytes) -> bool:
    """An article's paragraphs are normalised, hold something, and nothing that does not print; or it is refused."""
    try:
        found = article.parse(name, content)
    except ValueError:
        return False
    assert found.paragraphs
    for line in found.paragraphs:
        assert line and line.isprintable() and printed.normalise(line) == line
    return True


def drafted(name: str, content: bytes) -> bool:
    """A draft is a sheet without faults that is read back as it was written, every entry of it borne out by its
    paragraph, every figure one that can be read; or the article is refused."""
    try:
        text = batch.sheet_text("fuzz-2021", name, content, names())
    except ValueError:
        return False
    parsed = tomllib.loads(text)
    found = article.parse(name, content)
    assert parsed == draft.draft("fuzz-2021", found, names()) and tomli_w.dumps(parsed) == text
    faults = sheets.check_sheet("fuzz-2021.toml", parsed, decided())
    assert not faults, faults
    facts = {key: parsed.pop(key) for key in KEYS if key in parsed}
    header = {key: value for key, value in parsed.items() if key not in ("new_clusters", "questions")}
    own = Sheet("fuzz-2021.toml", header, header, facts)
    for where, _, entry in own.entries():
        for key in FIGURES.keys() & entry.keys():
            assert figure(entry[key]), where
    misses = verify.sheet_misses(own, found.paragraphs)
    # A text of bullets and signs alone has no headline that a spreadsheet would take.
    assert not [miss for miss in misses if f"title {header['title']!r} is not" not in miss], misses
    return True
