"""Fixtures that the tests share: the sheets, the tables built from them, and the articles if they are
available."""

from __future__ import annotations

import csv
import gc
import io
import pickle
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from nicdata import cli
from nicdata.sheets import folder as sheets
from nicdata.sheets.sheet import Raw
from nicdata.tidy import tables
from nicdata.tidy.rows import Tables

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
TIDY = ROOT / "data" / "tidy"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--results", metavar="FILE", help="make every trial of the fault tests and write what came of them"
    )


def pytest_configure(config: pytest.Config) -> None:
    """In parallel (`pytest -n 2`) the cells of a notebook stay together, in their order."""
    if getattr(config.option, "dist", "no") == "load":
        config.option.dist = "loadfile"


def pytest_collection_finish() -> None:
    """What the modules hold, workbooks among it, stays to the end: the garbage collector need not walk over it."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each notebook starts Jupyter: nbval runs them among the slow tests, test_notebooks.py their code alone."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def raw() -> Raw:
    return sheets.read(RAW)


@pytest.fixture(scope="session")
def built(raw: Raw) -> Tables:
    return tables.build(raw)


@pytest.fixture(scope="session")
def of_articles(raw: Raw) -> Tables:
    """Return the tables of the five articles only."""
    return tables.build(raw, "article")


@pytest.fixture(scope="session")
def articles() -> Path:
    """Return the folder of the articles. They belong to their publishers; only some machines have them next
    to the checkout."""
    folder = ROOT.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the articles are not at hand (looked in ../shared/articles)")
    return folder


@pytest.fixture(autouse=True, scope="session")
def nothing_committed_changes() -> Iterator[None]:
    """Catches a test that changes committed files, on which other tests depend."""
    before = {path: path.read_bytes() for path in (ROOT / "data").rglob("*") if path.is_file()}
    yield
    assert {path: path.read_bytes() for path in (ROOT / "data").rglob("*") if path.is_file()} == before


@pytest.fixture(autouse=True, scope="session")
def each_text_is_parsed_once() -> Iterator[None]:
    """The tests read the same sheets thousands of times. A text is parsed the first time; whoever reads it again
    gets a copy of what came of it."""
    parse = tomllib.loads
    parsed = lru_cache(maxsize=2000)(lambda text: pickle.dumps(parse(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", lambda text: pickle.loads(parsed(text)))
        yield


@pytest.fixture
def raw_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAW, tmp_path / "raw"))


@pytest.fixture
def few_sheets(tmp_path: Path) -> Path:
    """The sheets of the five articles with all decisions. They are read quickly; whole tables need `raw_copy`."""
    return Path(shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("context")))


@pytest.fixture
def tidy_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TIDY, tmp_path / "tidy"))


def nicdata(
    *arguments: object,
    input: str | bytes | None = None,  # noqa: A002  (as subprocess.run calls it)
    process: bool = False,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a command as a user does: in this process, which is quick, or in one of its own where a test is about
    processes or gives options for one (`env`, `cwd`, `timeout`)."""
    if process or options or isinstance(input, bytes):
        command = [sys.executable, "-m", "nicdata.cli", *map(str, arguments)]
        encoding = None if isinstance(input, bytes) else "utf-8"
        limits = {"timeout": 60} | options
        done: Any = subprocess.run(command, capture_output=True, encoding=encoding, input=input, **limits)
        return done  # type: ignore[no-any-return]
    out, err = io.StringIO(), io.StringIO()
    typed = io.TextIOWrapper(io.BytesIO((input or "").encode("utf-8")), encoding="utf-8")
    before, sys.stdin = sys.stdin, typed
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = cli.main([str(argument) for argument in arguments])
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    finally:
        sys.stdin = before
    return subprocess.CompletedProcess(list(map(str, arguments)), status, out.getvalue(), err.getvalue())


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of `old` in a file. It must occur."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ADDED = Path(__file__).parent / "articles" / "added"


@pytest.fixture
def raw_with_added(raw_copy: Path) -> Path:
    """Return the sheets with two more articles, as an editor would add them."""
    for path in ADDED.glob("added-*.toml"):
        shutil.copy(path, raw_copy)
    edit(
        raw_copy / "decisions.toml",
        "[clusters]\n",
        "[clusters]\n" + (ADDED / "decisions.toml").read_text("utf-8"),
    )
    return raw_copy
