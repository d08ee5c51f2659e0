"""Meaning stands in columns: no code knows a row, a cluster or a scheme by its name, and none reads a note."""

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
    """Those of all rows but of levels, whose set is closed."""
    tables = set(nicdata.table_names()) - {"levels"}
    return {row_id for table in tables for row_id in nicdata.load(table)[schema.id_column(table)]}


@cache
def names() -> re.Pattern[str]:
    """Those of clusters and schemes, but for the programme that all of this is about."""
    schemes = nicdata.load("schemes").query("kind != 'programme'")
    found = {*nicdata.load("cluster_names")["name"], *schemes["name_en"], *schemes["name_nb"]}
    return re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in found if len(name) > 5))


def literals(code: str) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, without docstrings."""
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
    """Where a string is an id (an example within a text may be one), or has a name in it."""
    return [f"{line}: {text!r}" for line, text in literals(code) if text in ids() or names().search(text)]


def read_notes(code: str) -> list[str]:
    """Where a note is compared or looked into."""
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
                found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_code_knows_a_row(path: Path) -> None:
    """Catches code that works for a row or scheme of today by its id or name, and passes over that of tomorrow."""
    assert known_rows(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_code_reads_a_note(path: Path) -> None:
    """Catches a decision that hangs on the words of a note, which is for readers alone."""
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
