"""Meaning is in columns: no code refers to a row, cluster or scheme by its name or id, and none reads
notes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import nicdata
from conftest import ROOT
from nicdata import schema

CODE = ROOT / "src" / "nicdata"
MODULES = sorted(path for path in CODE.rglob("*.py") if "draft" not in path.relative_to(CODE).parts)
LOOKS_INTO = {"startswith", "endswith", "contains", "match", "fullmatch", "search", "find", "isin", "split"}


@cache
def ids() -> set[str]:
    """Return the ids of all rows except levels, which are a fixed set."""
    tables = set(nicdata.table_names()) - {"levels"}
    return {row_id for table in tables for row_id in nicdata.load(table)[schema.id_column(table)]}


@cache
def names() -> re.Pattern[str]:
    """Return the names of clusters and schemes, except the programme itself."""
    schemes = nicdata.load("schemes").query("kind != 'programme'")
    found = {*nicdata.load("cluster_names")["name"], *schemes["name_en"], *schemes["name_nb"]}
    return re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in found if len(name) > 5))


def literals(code: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, without docstrings."""
    tree = ast.parse(code)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def known_rows(code: str) -> list[str]:
    """Yield where a string is an id (an example in a longer text is allowed) or contains a name."""
    return [f"{line}: {text!r}" for line, text in literals(code) if text in ids() or names().search(text)]


def read_notes(code: str) -> list[str]:
    """Yield where a note is compared or searched."""
    found = []
    for node in ast.walk(ast.parse(code)):
        looks = isinstance(node, ast.Compare) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LOOKS_INTO
        )
        for part in ast.walk(node) if looks else ():
            own = isinstance(part, ast.Attribute) and part.attr == "note"
            own |= (
                isinstance(part, ast.Subscript)
                and isinstance(part.slice, ast.Constant)
                and part.slice.value == "note"
            )
            own |= isinstance(part, ast.Call) and "get('note'" in ast.unparse(part)
            if own:
                found.append(f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_code_knows_a_row(path: Path) -> None:
    """Catches code that handles a row or scheme by its id or name and misses new ones."""
    assert known_rows(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_code_reads_a_note(path: Path) -> None:
    """Catches code whose result depends on the wording of a note, which is only for readers."""
    assert read_notes(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'rows[rows["scheme"] == "viken"]',
        'say("Viken county\'s cluster scheme, 2021", "")',
        'EVENTS = {"nic-2020-change-tiltakspakke": ""}',
        'f"{x} Norway Health Tech"',
        'if row["article_id"] == "ife-2020": pass',
    ],
)
def test_a_known_row_is_found(code: str) -> None:
    """Catches a check above that cannot fail."""
    assert known_rows(code)


@pytest.mark.parametrize(
    "code",
    [
        'rows["note"].fillna("").str.startswith("A part only")',
        'str(row.note).startswith("Before")',
        'row.get("note") == "x"',
        '"NCE alone" in row["note"]',
    ],
)
def test_a_note_that_is_read_is_found(code: str) -> None:
    """Catches a check above that cannot fail."""
    assert read_notes(code)
