"""The exported tables, read back."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from conftest import nicdata
from nicdata import load, schema, tables
from nicdata.exports import variants
from nicdata.exports.cells import cells

TABLES = cells(tables())
EXCEL: dict[str, dict[str, Any]] = {"excel-nb": {"sep": ";", "decimal": ","}, "excel-en": {}}
FILES = {variant: variants.VARIANTS[variant](TABLES) for variant in EXCEL}


@pytest.mark.parametrize("variant", EXCEL)
@pytest.mark.parametrize("table", TABLES)
def test_csv_for_spreadsheets_reads_back(variant: str, table: str) -> None:
    """Catches a cell that changes, and a number read as text, in the CSV for spreadsheets."""
    content = FILES[variant][f"{table}.csv"]
    assert content.startswith(variants.BOM) and content.count(variants.BOM) == 1
    wanted = load(table)
    frame = pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""], **EXCEL[variant])
    for column, field in schema.columns(table).items():
        if field["type"] == "number":
            assert list(frame[column].dropna()) == list(wanted[column].dropna())
        elif field["type"] == "integer":
            assert list(frame[column].dropna().astype(int)) == list(wanted[column].dropna())
    rows = list(
        csv.DictReader(
            io.StringIO(content.decode("utf-8-sig"), newline=""),
            delimiter=";" if variant == "excel-nb" else ",",
        )
    )
    numbers = [c for c, field in schema.columns(table).items() if field["type"] == "number"]
    for row, original in zip(rows, TABLES[table], strict=True):
        assert row == {
            c: v.replace(".", ",") if c in numbers and variant == "excel-nb" else v
            for c, v in original.items()
        }


def test_norwegian_csv_quotes_every_comma() -> None:
    """Catches a field that LibreOffice would split at its comma."""
    for name, content in FILES["excel-nb"].items():
        text = content.decode("utf-8-sig")
        outside = "".join(part for n, part in enumerate(text.split('"')) if n % 2 == 0)
        assert "," not in outside, name


def test_no_variant_holds_what_a_spreadsheet_runs() -> None:
    """Catches a cell that a spreadsheet would run as a formula, and a leading zero that would be lost."""
    for name, rows in TABLES.items():
        for row in rows:
            for column, cell in row.items():
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, column, cell)
                assert not (cell[:1] == "0" and cell[1:2].isdigit()), (name, column, cell)


def test_json_holds_typed_values(tmp_path: Path) -> None:
    """Catches numbers as text and empty cells as empty text."""
    assert nicdata("export", "--for", "json", "--out", tmp_path / "json").returncode == 0
    for name, rows in TABLES.items():
        read = json.loads((tmp_path / "json" / f"{name}.json").read_text(encoding="utf-8"))
        assert [
            {k: variants.typed(v, schema.columns(name)[k]["type"]) for k, v in row.items()} for row in rows
        ] == read


def test_sqlite_has_the_rows_and_the_keys(tmp_path: Path) -> None:
    """Catches a database without keys, to which an undeclared cluster could be added."""
    assert nicdata("export", "--for", "sqlite", "--out", tmp_path / "db").returncode == 0
    with closing(sqlite3.connect(tmp_path / "db" / "nicdata.sqlite")) as database:
        for name, rows in TABLES.items():
            assert database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(rows),)
        assert database.execute(
            "SELECT sum(amount_nok) FROM budgets WHERE kind = 'appropriation' AND collection = 'article'"
        ).fetchone() == (491_000_000,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("UPDATE budgets SET article_id = 'nowhere'")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("UPDATE cluster_years SET year = 2022")


def test_exports_hold_one_collection_where_it_is_asked_for(tmp_path: Path) -> None:
    """Catches rows of other pages in an export of the five articles."""
    assert (
        nicdata("export", "--for", "json", "--collection", "article", "--out", tmp_path / "a").returncode == 0
    )
    rows = json.loads((tmp_path / "a" / "budgets.json").read_text(encoding="utf-8"))
    assert {row["collection"] for row in rows} == {"article"}
    assert len(rows) < len(TABLES["budgets"])


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a traceback instead of the name of the package to install."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pyarrow"):
        variants.export("parquet", tables(), tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_exports_replace_only_their_own_files(tmp_path: Path) -> None:
    """Catches an export that deletes other files."""
    (tmp_path / "thesis.docx").write_text("years of work")
    done = nicdata("export", "--for", "excel-nb", "--out", tmp_path)
    assert done.returncode == 2 and "thesis.docx" in done.stderr
