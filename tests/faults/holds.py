"""What must be true for any input, for the property tests and the coverage-guided fuzzer. Each function takes
one input and returns whether it was accepted (otherwise it was refused as documented); anything else raises
an error."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from nicdata import draft, schema
from nicdata.draft import batch
from nicdata.draft.names import Known
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
    """Check that a figure is finite and possible for its digits and scale, with its lower end below it and a
    known unit and qualifier; or that the text is refused."""
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
    """Check that a date exists and that its first day is not after its last; or that the text is refused."""
    try:
        iso = printed.iso_date(text)
    except ValueError:
        return False
    first, last = printed.bounds(iso)
    assert first <= last and first.startswith(iso) and last.startswith(iso)
    assert printed.bounds(first) == (first, first) and printed.is_date(last)
    return True


def sheet(name: str, content: bytes, folder: Path) -> bool:
    """Check that a file is read as TOML or refused in one line, and then what `among` checks."""
    path = folder / name
    path.write_bytes(content)
    told: list[str] = []
    parsed = read_toml(path, told)
    if parsed is None:
        assert len(told) == 1 and "\n" not in told[0]
        return False
    return among(name, parsed)


def among(name: str, content: dict[str, Any]) -> bool:
    """Check that a sheet is read and built together with the others, or refused with faults; the same for the
    tables."""
    try:
        raw = sheets.read(schema.raw_folder(), overrides={name: content})
    except ValidationErrors as faults:
        assert faults.lines and all(faults.lines)
        return False
    made = tables.build(raw)
    return not package.check_cells(package.cells(made), tables.places(made))


def alone(content: dict[str, Any]) -> bool:
    """Check that the faults of a sheet by itself are reported, whatever it contains."""
    return not sheets.check_sheet("x.toml", content, decided())


def page(name: str, content: bytes) -> bool:
    """Check that an article has paragraphs, normalised and without characters that do not print; or that it
    is refused."""
    try:
        found = article.parse(name, content)
    except ValueError:
        return False
    assert found.paragraphs
    for line in found.paragraphs:
        assert line and line.isprintable() and printed.normalise(line) == line
    return True


def drafted(name: str, content: bytes) -> bool:
    """Check that a draft has no faults, is read back as it was written, and has only entries that their
    paragraphs confirm and figures that can be read; or that the article is refused."""
    try:
        text, _ = batch.sheet_text("fuzz-2021", name, content, names())
    except ValueError:
        return False
    parsed = tomllib.loads(text)
    found = article.parse(name, content)
    assert parsed == draft.draft("fuzz-2021", found, names()) and tomli_w.dumps(parsed) == text
    faults = sheets.check_sheet("fuzz-2021.toml", parsed, decided())
    assert not faults, faults
    facts = {key: parsed.pop(key) for key in KEYS if key in parsed}
    header = {
        key: value for key, value in parsed.items() if key not in ("new_clusters", "schemes", "set_aside")
    }
    own = Sheet("fuzz-2021.toml", header, header, facts)
    for where, _, entry in own.entries():
        for key in FIGURES.keys() & entry.keys():
            assert figure(entry[key]), where
    misses = verify.sheet_misses(own, found.paragraphs)
    # A text of bullets and signs alone has no headline that a spreadsheet would take.
    assert not [miss for miss in misses if f"title {header['title']!r} is not" not in miss], misses
    return True
