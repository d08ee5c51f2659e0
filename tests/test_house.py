"""The structure of the code: which modules may import from which, and no use of private names of other
modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT

CODE = ROOT / "src" / "nicdata"
# From the lowest up. A module imports only from lower floors; `cli` and the public names are on top.
FLOORS = (
    {"schema", "text", "files"},
    {"reference", "sheets"},
    {"draft", "tidy", "frames"},
    {"analysis", "view"},
    {"questions"},
    {"charts", "exports", "profile"},
    {"site"},
    {"cli", "__init__"},
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(CODE).parts[0].removesuffix(".py")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the line, module and name of each import from nicdata."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "nicdata":
            for name in node.names:
                yield node.lineno, node.module or "", name.name


MODULES = sorted(CODE.rglob("*.py"))


def test_every_room_has_a_floor() -> None:
    """Catches a new module without a floor, and a floor for a module that no longer exists."""
    assert {room_of(path) for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_rooms_import_only_from_below(path: Path) -> None:
    """Catches an import from a module on the same or a higher floor, which leads to circular imports."""
    own = room_of(path)
    for line, module, name in imports(path):
        parts = module.split(".")
        other = parts[1] if len(parts) > 1 else name
        if other != own and other in ROOMS:
            assert ROOMS[other] < ROOMS[own], f"{path.name}:{line}: {own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_nobody_takes_private_names(path: Path) -> None:
    """Catches a module that uses private names of another one, which may change at any time."""
    taken = [f"{path.name}:{line}: {module}.{name}" for line, module, name in imports(path) if name[0] == "_"]
    assert not [name for name in taken if not name.endswith("__")]


def test_the_pattern_of_private_names_is_right() -> None:
    """Catches a check that passes because it finds no imports."""
    found = [name for path in MODULES for _, _, name in imports(path)]
    assert len(found) > 100 and not re.search(r"\b_[a-z]", " ".join(found))


WORDS_ALONE = {"texts.py"}  # words in both languages, read a key at a time


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """Catches a module or a function that nobody reads to its end."""
    code = path.read_text(encoding="utf-8")
    assert len(code.splitlines()) <= 400 or path.name in WORDS_ALONE
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name}: {node.lineno}"
