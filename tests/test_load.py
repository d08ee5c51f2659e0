"""The tables as DataFrames, from the checkout and from an installed wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import nicdata
from conftest import ROOT, TIDY, read_csv
from nicdata import schema


@pytest.mark.parametrize("table", schema.resources())
def test_frames_hold_the_cells_of_the_files(table: str) -> None:
    """Catches a value that changes between the file and the frame."""
    frame, rows = nicdata.load(table), read_csv(TIDY / f"{table}.csv")
    assert list(frame.columns) == list(schema.columns(table)) and len(frame) == len(rows)
    for column, field in schema.columns(table).items():
        for value, cell in zip(frame[column], (row[column] for row in rows), strict=True):
            if cell == "":
                assert pd.isna(value), (column, value)
            elif field["type"] == "date":
                assert value == pd.Timestamp(cell)
            elif field["type"] == "boolean":
                assert bool(value) == (cell == "true")
            elif field["type"] == "number":
                assert value == float(cell)
            else:
                assert str(value) == cell


def test_types() -> None:
    """Catches whole numbers that become decimals because of an empty cell, and levels in alphabetical
    order."""
    clusters, changes = nicdata.load("clusters"), nicdata.load("level_changes")
    assert str(clusters["latest_level_year"].dtype) == "Int64"
    assert clusters["latest_level"].cat.ordered
    assert list(clusters["latest_level"].cat.categories) == [
        "Node",
        "Arena",
        "Arena Pro",
        "NCE",
        "GCE",
        "Mature",
    ]
    assert pd.api.types.is_datetime64_any_dtype(changes["date_earliest"])
    effects = nicdata.load("effect_statistics")
    assert str(effects["significant"].dtype) == "boolean" and str(effects["gap_pp"].dtype) == "Float64"


def test_units_and_licence_travel_along() -> None:
    """Catches a frame whose numbers have no unit, and one without a licence."""
    attrs = nicdata.load("budgets").attrs
    assert attrs["units"]["amount_nok"] == "NOK, nominal"
    assert attrs["licenses"][0]["name"] == "CC0-1.0" and attrs["version"] == schema.descriptor()["version"]


def test_a_table_without_rows_has_its_types() -> None:
    """Catches a table without rows in a collection that cannot be filtered or joined."""
    posts = nicdata.load("state_budget_posts", "article")
    assert str(posts["amount_nok"].dtype) == "Int64" and posts[posts["year"] > 2014].empty
    assert not nicdata.load("state_budget_posts").empty


def test_an_unknown_name_lists_the_known_ones() -> None:
    """Catches a misspelt name that gets no suggestion."""
    with pytest.raises(ValueError, match=r"no table 'budget'; expected one of .*budgets.*"):
        nicdata.load("budget")
    assert nicdata.table_names() == list(schema.resources())


@pytest.mark.slow
def test_an_installed_wheel_works_anywhere(tmp_path: Path) -> None:
    """Catches a wheel without its tables, sheets or types, or one that needs the checkout."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*build, "--wheel-dir", tmp_path, ROOT], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, site, wheel], check=True)
    assert (site / "nicdata" / "py.typed").exists()
    code = f"""
import sys
sys.path[:0] = [{str(site)!r}]
import nicdata, nicdata.cli
assert nicdata.__file__.startswith({str(site)!r})
print(len(nicdata.load("clusters")))
nicdata.cli.main(["trace", "nic-2021-appropriation-p18"])
nicdata.cli.main(["check"])
nicdata.cli.main(["build"])
nicdata.cli.main(["build", "--out", "tidy"])
"""
    before = sorted((path, path.stat().st_mtime_ns) for path in (site / "nicdata" / "data").rglob("*"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, encoding="utf-8", cwd=elsewhere, check=True
    )
    assert done.stdout.startswith(f"{len(nicdata.load('clusters'))}\n")
    assert "data/raw/ife-2020.toml:" in done.stdout
    assert "all tables match their descriptor" in done.stdout
    assert "choose a folder with --out" in done.stderr and (elsewhere / "tidy" / "budgets.csv").exists()
    assert before == sorted(
        (path, path.stat().st_mtime_ns) for path in (site / "nicdata" / "data").rglob("*")
    )


@pytest.mark.parametrize("table", schema.resources())
def test_tables_take_frames_that_went_through_a_file(table: str, tmp_path: Path) -> None:
    """Catches a column that loses its type in a CSV file, and a missing column that the message does not
    name."""
    frame = nicdata.load(table)
    frame.to_csv(tmp_path / "x.csv", index=False)
    again = nicdata.tables().replaced(**{table: pd.read_csv(tmp_path / "x.csv")})[table]
    pd.testing.assert_frame_equal(again, frame)
    last = frame.columns[-1]
    with pytest.raises(ValueError, match=f"{table}: no column {last};"):
        nicdata.tables().replaced(**{table: frame.drop(columns=last)})


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_the_codebook_is_the_descriptor(lang: str) -> None:
    """Catches a column, a key or an allowed value that the codebook leaves out, or describes in another language."""
    for table, resource in schema.resources().items():
        book, rules = nicdata.codebook(table, lang), resource["schema"]
        assert list(book.index) == list(schema.columns(table))
        for column, field in schema.columns(table).items():
            row = book.loc[column]
            assert row["title"] == schema.text(field, "title", lang) and row["type"] == field["type"]
            assert row["description"] == schema.text(field, "description", lang)
            assert all(f"{value}: " in row["values"] for value in field.get("labels", {}))
            assert (row["key"] == "primary") == (column in rules["primaryKey"])
        for key in rules.get("foreignKeys", []):
            assert book.loc[key["fields"][0], "key"] == key["reference"]["resource"]


@pytest.mark.parametrize("lang", ["en", "nb"])
@pytest.mark.parametrize("table", schema.resources())
def test_labelled_frames_hold_words(table: str, lang: str) -> None:
    """Catches a code or a column name in a table for readers, and a value that is lost."""
    frame = nicdata.load(table)
    found = nicdata.labelled(table, frame, lang)
    for column, field in schema.columns(table).items():
        shown = found[schema.text(field, "title", lang)]
        if "labels" in field:
            words = {schema.label(table, column, value, lang) for value in field["labels"]}
            assert set(shown.dropna()) <= words
        assert list(shown.isna()) == list(frame[column].isna())


def test_sources_count_their_rows() -> None:
    """Catches a source with a wrong number of rows, and sources that are not ordered by time."""
    found = nicdata.sources()
    assert len(found) == len(nicdata.load("articles")) and found["date_latest"].is_monotonic_increasing
    budgets = nicdata.load("budgets")["article_id"].value_counts()
    rows = found.set_index("article_id")["rows"]
    assert (rows.loc[budgets.index] >= budgets).all()
    assert set(nicdata.sources("article")["collection"]) == {"article"}


def test_tables_of_another_folder(tidy_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches tables read from another folder than the chosen one, and a folder accepted although a table is
    missing."""
    path = tidy_copy / "clusters.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    assert len(nicdata.tables(tidy_copy).clusters) == 2
    monkeypatch.setenv("NICDATA_TABLES", str(tidy_copy))
    assert len(nicdata.tables().clusters) == len(nicdata.load("clusters")) == 2
    path.unlink()
    with pytest.raises(ValueError, match=r"no clusters\.csv; expected a folder of tables"):
        nicdata.tables()


def test_public_names_are_there() -> None:
    """Catches a public name that does not exist, and a version of another release."""
    assert all(hasattr(nicdata, name) for name in nicdata.__all__)
    assert nicdata.__version__ == schema.descriptor()["version"]
    with pytest.raises(AttributeError, match="no attribute 'clsuter'"):
        getattr(nicdata, "clsuter")  # noqa: B009


def test_cells_are_those_of_the_file_whatever_was_read_before() -> None:
    """Catches a number that is written otherwise once its table was used as a frame."""
    tables = nicdata.tables()
    before = tables.cells("budgets")
    assert len(tables["budgets"]) == len(before)
    assert tables.cells("budgets") == before == read_csv(TIDY / "budgets.csv")
    doubled = tables.replaced(
        budgets=tables["budgets"].assign(amount_nok=2 * tables["budgets"]["amount_nok"])
    )
    assert doubled.replaced(clusters=tables["clusters"]).cells("budgets") != before
