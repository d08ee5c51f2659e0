"""Proposals of another program: they enter as such, and only where the text bears them out."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import nicdata
from nicdata.draft import TABLES
from nicdata.sheets.entries import Entry

TEXT = """Nye klynger i Fjordvik
Publisert 2. mai 2022
Nordic Edge får inntil 2½ millioner kroner av kommunen i Fjordvik.
Dommen fra Fjordvik er klar: Nordic Edge har over 25 venner, og nedgangen var på −2,2 prosentpoeng.
"""
LIES = [
    {
        "table": "participants",
        "cluster": "Nordic Edge",
        "role": "member",
        "value_printed": "99",
        "paragraph": 4,
    },
    {
        "table": "participants",
        "cluster": "Nordic Edge",
        "role": "member",
        "value_printed": "5",
        "paragraph": 4,
    },
    {
        "table": "participants",
        "cluster": "Nordic Edge",
        "role": "member",
        "value_printed": "25",
        "paragraph": 4,
    },
    {
        "table": "participants",
        "cluster": "Sør Cluster",
        "role": "member",
        "value_printed": "over 25",
        "paragraph": 4,
    },
    {
        "table": "participants",
        "cluster": "Ola Nordmann",
        "role": "member",
        "value_printed": "over 25",
        "paragraph": 4,
    },
    {
        "table": "participants",
        "cluster": "Nordic Edge",
        "role": "member",
        "value_printed": "over 25",
        "paragraph": 9,
    },
    {
        "table": "participants",
        "cluster": "Nordic Edge",
        "role": "friend",
        "value_printed": "over 25",
        "paragraph": 4,
    },
    {
        "table": "budgets",
        "scheme": "nic",
        "kind": "scheme_grant",
        "amount_printed": "2½ millioner kroner",
        "paragraph": 3,
    },
    {
        "table": "budgets",
        "scheme": "nic",
        "kind": "scheme_grant",
        "amount_printed": "½ millioner kroner",
        "paragraph": 3,
    },
    {
        "table": "budgets",
        "scheme": "bergen",
        "kind": "scheme_grant",
        "amount_printed": "inntil 2½ millioner kroner",
        "paragraph": 3,
    },
    {
        "table": "effect_statistics",
        "measure": "exports",
        "direction": "higher",
        "comparison_group": "others",
        "analyst": "not named",
        "gap_printed": "2,2 prosentpoeng",
        "paragraph": 4,
    },
    {
        "table": "programme_counts",
        "scheme": "nic",
        "measure": "applicants",
        "value_printed": "over 25",
        "as_of": "1999",
        "paragraph": 4,
    },
    {"table": "articles", "title": "x"},
    [1, 2],
]
TRUE = {"table": "participants", "cluster": "Nordic Edge", "role": "member", "value_printed": "over 25", "paragraph": 4, "reason": "venner are members", "confidence": "high", "status": "sure"}  # fmt: skip


def drafted(tmp_path: Path, lines: list[object], code: str = "") -> tuple[int, str, Entry]:
    """Draft the text above beside a program that prints these lines, and then does what `code` says."""
    (tmp_path / "fjordvik-2022.txt").write_text(TEXT, encoding="utf-8")
    said = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    program = tmp_path / "propose.py"
    program.write_text(
        "import json, sys\nread = [json.loads(line) for line in sys.stdin]\n"
        f"assert len(read) == 4 and read[2]['paragraph'] == 3 and read[2]['language'] == 'nb'\n"
        f"print({said!r})\n{code}",
        encoding="utf-8",
    )
    command = f"{sys.executable} {program}"
    done = nicdata("draft", tmp_path / "fjordvik-2022.txt", "--out", tmp_path / "out", "--proposer", command)
    sheet = tmp_path / "out" / "fjordvik-2022.toml"
    return done.returncode, done.stderr, tomllib.loads(sheet.read_text("utf-8")) if sheet.exists() else {}


def test_a_proposal_enters_as_one(tmp_path: Path) -> None:
    """Catches a proposal that is lost, asserted, or that the build takes without being asked."""
    status, told, sheet = drafted(tmp_path, [TRUE])
    assert (status, told) == (0, "")
    entry = next(entry for entry in sheet["participants"] if entry["status"] == "unsure")
    assert entry["confidence"] == "low" and entry["reason"] == "by another program: venner are members"
    for option, rows in (("--drafts", 0), ("--proposed", 1)):
        out = tmp_path / f"tidy{option}"
        options = ["--drafts", "--proposed"] if rows else ["--drafts"]
        done = nicdata("build", "--raw", tmp_path / "out", "--out", out, *options)
        assert done.returncode == 0, done.stderr
        assert (out / "participants.csv").read_text("utf-8").count(
            "nordic-edge"
        ) == rows * 2  # id and cluster


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Entry:
    """The draft without proposals."""
    return drafted(tmp_path_factory.mktemp("alone"), [])[2]


@pytest.mark.parametrize("lie", LIES, ids=range(len(LIES)))
def test_a_lie_does_not_enter(tmp_path: Path, lie: object, alone: Entry) -> None:
    """Catches a figure that is not there, a part of one, one without its bound or sign, a name or a giver that is not in
    the text, a person, a time of nowhere, and what no table takes."""
    status, told, sheet = drafted(tmp_path, [lie])
    assert status == 1 and "1 proposals of --proposer left out" in told
    assert sheet == alone


def test_truth_among_lies(tmp_path: Path) -> None:
    """Catches a gate that lets a lie in beside a truth, or shuts out the truth with the lies."""
    _, told, sheet = drafted(tmp_path, [*LIES, "no json", TRUE, TRUE, LIES[0]])
    assert "17 proposals of --proposer left out" in told
    reasons = [entry.get("reason", "") for table in TABLES for entry in sheet.get(table, [])]
    assert sum("another program" in reason for reason in reasons) == 1


@pytest.mark.parametrize("code", ["sys.exit(3)", "raise ValueError"])
def test_a_program_that_fails_is_told(tmp_path: Path, code: str) -> None:
    """Catches a draft that looks as if the program had nothing to say."""
    status, told, sheet = drafted(tmp_path, [TRUE], code)
    assert status == 2 and "ended with status" in told and not sheet


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Catches a traceback where the command names no program."""
    (tmp_path / "a-2022.txt").write_text(TEXT, encoding="utf-8")
    done = nicdata(
        "draft", tmp_path / "a-2022.txt", "--out", tmp_path / "out", "--proposer", "no-such-program"
    )
    assert done.returncode == 2 and "expected a program that can be run" in done.stderr
