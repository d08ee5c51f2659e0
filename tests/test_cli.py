"""The commands, run as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, TIDY, nicdata

COMMANDS = (
    "build",
    "check",
    "verify",
    "draft",
    "review",
    "score",
    "cluster",
    "trace",
    "figures",
    "workbook",
    "export",
)
HEAVY = ("pandas", "numpy", "matplotlib", "openpyxl", "trafilatura", "tomlkit", "tqdm", "distributed")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """Catches a command that is missing from the overview or has no description."""
    assert f"    {command} " in nicdata("--help").stdout
    done = nicdata(command, "--help")
    assert done.returncode == 0 and len(done.stdout.splitlines()) > 5


@pytest.mark.parametrize("arguments", [["--help"], ["build"], ["check"], ["trace", "cod-cluster"]])
def test_no_command_imports_what_it_does_not_need(arguments: list[str], tmp_path: Path) -> None:
    """Catches an import that slows down every command, such as pandas where no frames are used."""
    if arguments == ["build"]:
        arguments = ["build", "--out", str(tmp_path / "tidy")]
    code = f"""
import sys
from nicdata import cli
try:
    cli.main({arguments!r})
except SystemExit:
    pass
print("loaded:", sorted(set({HEAVY!r}) & set(sys.modules)), "nicdata.tidy.tables" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert f"loaded: [] {arguments[0] in ('build', 'trace')}" in done.stdout


def test_exit_statuses(tmp_path: Path, tidy_copy: Path) -> None:
    """Catches a failure that a script takes for success, and faults in the data reported with the status of a
    wrong call."""
    assert nicdata("check").returncode == 0
    (tidy_copy / "budgets.csv").unlink()
    assert nicdata("check", tidy_copy).returncode == 1
    assert nicdata("check", tmp_path / "nowhere").returncode == 2
    assert nicdata("build", "--raw", tmp_path / "nowhere", "--out", tmp_path / "out").returncode == 2
    assert nicdata("chek").returncode == 2
    assert nicdata().returncode == 2


def test_build_ends_with_a_summary(tmp_path: Path) -> None:
    """Catches a build that does not say what it built, and where."""
    lines = nicdata("build", "--out", tmp_path / "tidy").stdout.splitlines()
    assert len(lines) == len(list(TIDY.glob("*.csv"))) + 1
    assert lines[-1].endswith(f"-> {tmp_path / 'tidy'}")
    assert nicdata("build", "--out", tmp_path / "tidy").stdout.splitlines()[-1].endswith("nothing changed")


@pytest.mark.parametrize(
    ("row_id", "said"),
    [
        (
            "nic-2021-appropriation-p18",
            ["217 millioner kroner", "217000000 NOK", "ife-2020.toml:", "paragraph  18"],
        ),
        (
            "budgets/viken-2021-granted-p2",
            ["viken-2021.toml:", "paragraph  2", "address    https://viken.no/"],
        ),
        (
            "cod-cluster-by-2022-arena-pro",
            ["ministries-2015.toml:", "innovasjon-norge-2022.toml:", "paragraph  46"],
        ),
        ("ikuben-ikuben-eyde-2017-p19", ["cluster_names", "eyde-2017.toml:", "paragraph  19"]),
        ("norway-health-tech", ["decisions.toml", "cluster_levels", "paragraph  72"]),
        ("Oslo Medtech", ["clusters: norway-health-tech"]),
    ],
)
def test_trace_finds_the_source(row_id: str, said: list[str]) -> None:
    """Catches a row that cannot be traced to its sheet, source, paragraph and address."""
    done = nicdata("trace", row_id)
    assert done.returncode == 0, done.stderr
    assert all(part in done.stdout for part in said), done.stdout


def test_trace_points_at_the_line_of_the_entry() -> None:
    """Catches a line number that points to another entry."""
    for row_id, begins in (
        ("nic-2021-appropriation-p18", '[[budgets]]\nbudget_id = "nic-2021-appropriation-p18"'),
        ("ikuben-2017-nce", '  { level_change_id = "ikuben-2017-nce"'),
    ):
        line = next(x for x in nicdata("trace", row_id).stdout.splitlines() if "entry" in x)
        path, number = line.split()[1].rsplit(":", 1)
        entry = (ROOT / path).read_text(encoding="utf-8").splitlines()[int(number) - 1 :]
        assert "\n".join(entry).startswith(begins)


def test_trace_shows_what_was_counted() -> None:
    """Catches a count whose counted rows are not listed."""
    said = nicdata("trace", "nic-2022-listed-arena").stdout
    assert said.count("cluster_levels") == 11 and "paragraph  26, 28, 29" in said
    assert "level_definitions" in nicdata("trace", "levels/arena").stdout


def test_a_terminal_without_norwegian_letters_is_no_obstacle() -> None:
    """Catches a command that fails on a terminal that cannot show æ."""
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = nicdata("trace", "nic-2021-appropriation-p18", env=plain)
    assert done.returncode == 0 and "Budgeted" in done.stdout


def test_trace_names_the_nearest_id() -> None:
    """Catches a misspelt id that gets no suggestion."""
    done = nicdata("trace", "cod-clutser")
    assert done.returncode == 2 and "'cod-clutser'" in done.stderr and "cod-cluster" in done.stderr


def test_version_is_the_package_version() -> None:
    """Catches a version that is typed in two places."""
    assert f'version = "{nicdata("--version").stdout.split()[1]}"' in (ROOT / "pyproject.toml").read_text(
        "utf-8"
    )
