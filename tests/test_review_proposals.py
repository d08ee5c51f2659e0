"""Proposals in a review: judged with one key, given another kind from a list, and taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from conftest import nicdata
from nicdata.draft import TABLES
from nicdata.draft import review as reviewing
from nicdata.sheets.entries import Entry

TEXT = """Nye klynger i Fjordvik
Publisert 2. mai 2022
Innovasjon Norge og Nordic Edge har en avtale om 6 millioner kroner, og Nordic Edge har 40 medlemmer.
Rapporten ble lagt fram for ni Arena-klynger.
"""


@pytest.fixture
def desk(raw_copy: Path, tmp_path: Path) -> Path:
    """A draft with proposals in it among the other sheets, and its article in a folder beside them."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "fjordvik-2022.txt").write_text(TEXT, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    return raw_copy / "fjordvik-2022.toml"


def review(sheet: Path, *answers: str) -> str:
    """Review in this process until the answers end; returns all that was told."""
    told: list[str] = []
    left = iter(answers)

    def tell(line: str, places: object = ()) -> None:
        told.append(line + ("" if not places else f" {list(places)}"))  # type: ignore[call-overload]

    try:
        reviewing.review(sheet, [sheet.parents[1] / "articles"], lambda _: next(left, "q"), tell)
    except reviewing.Left:
        told.append("left")
    return "\n".join(told)


def entries(sheet: Path) -> dict[str, list[Entry]]:
    content = tomllib.loads(sheet.read_text(encoding="utf-8"))
    return {table: content[table] for table in TABLES if table in content}


def test_the_draft_proposes(desk: Path) -> None:
    """Catches a draft without the proposals that the other tests judge."""
    found = entries(desk)
    assert [e["status"] for e in found["budgets"]] == ["unsure"] and found["budgets"][0]["reason"]
    assert [e["status"] for e in found["programme_counts"]] == ["unsure"]
    assert "status" not in found["participants"][0]


def test_a_paragraph_is_shown_once_with_all_its_figures(desk: Path) -> None:
    """Catches a paragraph shown for each entry anew, or with the figure of one entry alone marked."""
    said = review(desk, "a", "a", "q")
    assert said.count("  [3] Innovasjon Norge og") == 1
    line = next(line for line in said.splitlines() if line.startswith("  [3] "))
    passage, _, places = line.rpartition(" [(")
    marked = [
        passage[int(a) : int(b)]
        for a, b in (p.strip("()[] ").split(", ") for p in places.rstrip(")]").split("), ("))
    ]
    assert marked == ["Nordic Edge", "6 millioner kroner", "40"]


def test_one_key_accepts_and_one_drops(desk: Path) -> None:
    """Catches a proposal that stays one though it was accepted, or stays though it was dropped."""
    said = review(desk, "a", "a", "d", "q")
    assert "budgets, proposed: likely a grant to a cluster" in said
    found = entries(desk)
    assert (
        not {"status", "reason", "confidence"} & found["budgets"][0].keys()
        and "programme_counts" not in found
    )


def test_a_kind_is_changed_from_a_list(desk: Path) -> None:
    """Catches a kind that is not on the list, not stored, or stored with keys that it cannot have."""
    said = review(desk, "c", "2", "a", "q")
    assert "1 appropriation, 2 scheme_grant, 3 applied_for, 4 cut, 5 rise" in said
    budget = entries(desk)["budgets"][0]
    assert budget["kind"] == "scheme_grant" and "cluster" not in budget and "status" not in budget
    misses = nicdata("verify", desk.parents[1] / "articles", "--raw", desk.parent).stderr
    assert "fjordvik" not in misses


def test_a_table_is_changed_from_the_list(desk: Path) -> None:
    """Catches a head-count that cannot become a count of the programme, or the other way round."""
    said = review(desk, "a", "c", "11", "q")
    assert "11 companies" in said
    found = entries(desk)
    assert "participants" not in found and found["programme_counts"][-1]["measure"] == "companies"
    assert found["programme_counts"][-1]["value_printed"] == "40"
    review(desk, "a", "a", "c", "13", "Nordic Edge", "q")
    assert len(entries(desk)["programme_counts"]) == 2  # Nordic Edge is not named in that paragraph


@pytest.mark.parametrize("typed", ["", "0", "99", "x", "-1"])
def test_no_number_of_the_list_changes_nothing(desk: Path, typed: str) -> None:
    """Catches a traceback or a change where the answer is no number of the list."""
    before = desk.read_bytes()
    said = review(desk, "c", typed, "q")
    assert desk.read_bytes() == before and (typed == "" or "expected a number from 1 to" in said)


def test_one_key_goes_back(desk: Path) -> None:
    """Catches a judgement that cannot be taken back, a comment lost on the way, or a way back from the first."""
    desk.write_text(
        desk.read_text(encoding="utf-8").replace("[[budgets]]", "# mine\n[[budgets]]"), encoding="utf-8"
    )
    before = desk.read_bytes()
    said = review(desk, "b", "d", "b", "q")
    assert "nothing has been judged in this session" in said and desk.read_bytes() == before
    said = review(desk, "a", "d", "b", "b", "a", "q")
    assert (
        "confidence" not in entries(desk)["budgets"][0] and "confidence" in entries(desk)["participants"][0]
    )
    assert "# mine" in desk.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [["c"], ["a", "a", "c"], ["c", "2", "b"]])
@pytest.mark.parametrize("word", ["q", "quit", "QUIT"])
def test_quit_leaves_everywhere(desk: Path, answers: list[str], word: str) -> None:
    """Catches a question of the review that takes "quit" for an answer."""
    assert review(desk, *answers, word).endswith("left") and "quit" not in desk.read_text("utf-8").casefold()


def test_a_whole_review_of_proposals_is_built(desk: Path) -> None:
    """Catches a reviewed sheet that still holds what only a draft may hold."""
    text = desk.read_text(encoding="utf-8")
    assert "set_aside" not in text
    said = review(desk, "a", "a", "d", "Fjordvik kommune", "")
    assert "left" not in said and 'status = "reviewed"' in desk.read_text(encoding="utf-8")
    done = nicdata("build", "--raw", desk.parent, "--out", desk.parents[1] / "tidy")
    assert done.returncode == 0, done.stderr


def test_the_score_counts_proposals_apart(desk: Path, tmp_path: Path) -> None:
    """Catches a proposal that counts as asserted, or a right one that counts for nothing."""
    good = tmp_path / "good" / desk.name
    good.parent.mkdir()
    good.write_text(desk.read_text(encoding="utf-8"), encoding="utf-8")
    for line in ('status = "unsure"\n', 'confidence = "low"\n'):
        good.write_text(good.read_text(encoding="utf-8").replace(line, ""), encoding="utf-8")
    text = "\n".join(
        line for line in good.read_text(encoding="utf-8").split("\n") if not line.startswith("reason")
    )
    good.write_text(text, encoding="utf-8")
    said = nicdata("score", desk, good, "--raw", desk.parent).stdout
    head, proposals = said.split("\nproposals")
    assert "all tables              1.00    0.33   0.50        1         3     1" in head
    assert "budgets                    1        1      1" in proposals
