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
    """Catches a value that changes on its way from the file to the frame."""
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
    """Catches whole numbers turned into decimals beside an empty cell, and levels in the order of the alphabet."""
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
    """Catches a frame whose numbers have no unit, and one that does not say how it may be used."""
    attrs = nicdata.load("budgets").attrs
    assert attrs["units"]["amount_nok"] == "NOK, nominal"
    assert attrs["licenses"][0]["name"] == "CC0-1.0" and attrs["version"] == schema.descriptor()["version"]


def test_a_table_without_rows_has_its_types() -> None:
    """Catches a table of a collection that says nothing of it, and that cannot be filtered or joined."""
    posts = nicdata.load("state_budget_posts", "article")
    assert str(posts["amount_nok"].dtype) == "Int64" and posts[posts["year"] > 2014].empty
    assert not nicdata.load("state_budget_posts").empty


def test_an_unknown_name_lists_the_known_ones() -> None:
    """Catches a dead end for a misspelt name."""
    with pytest.raises(ValueError, match=r"no table 'budget'; expected one of .*budgets.*"):
        nicdata.load("budget")
    assert nicdata.table_names() == list(schema.resources())


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
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site]
    subprocess.run([*install, wheel], check=True)
    assert (site / "nicdata" / "py.typed").exists()
    code = f"""
import sys
sys.path[:0] = [{str(site)!r}]
import nicdata, nicdata.cli
assert nicdata.__file__.startswith({str(site)!r})
print(len(nicdata.load("clusters")))
nicdata.cli.main(["trace", "nic-2021-appropriation-p18"])
nicdata.cli.main(["check"])
"""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, encoding="utf-8", cwd=elsewhere, check=True
    )
    assert done.stdout.startswith(f"{len(nicdata.load('clusters'))}\n")
    assert "data/raw/ife-2020.toml:" in done.stdout
    assert "all tables match their descriptor" in done.stdout


@pytest.mark.parametrize("table", schema.resources())
def test_tables_take_frames_that_went_through_a_file(table: str, tmp_path: Path) -> None:
    """Catches a column that loses its type on the way through a CSV file, and a missing one that nobody names."""
    frame = nicdata.load(table)
    frame.to_csv(tmp_path / "x.csv", index=False)
    again = nicdata.tables().replaced(**{table: pd.read_csv(tmp_path / "x.csv")})[table]
    pd.testing.assert_frame_equal(again, frame)
    last = frame.columns[-1]
    with pytest.raises(ValueError, match=f"{table}: no column {last};"):
        nicdata.tables().replaced(**{table: frame.drop(columns=last)})
