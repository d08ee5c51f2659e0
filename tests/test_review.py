"""A review of a draft: what a person answers is kept, and nothing else becomes a fact."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from conftest import nicdata
from nicdata.draft import TABLES
from nicdata.entries import Entry

TEXT = """Nye klynger i Fjordvik
Publisert 2. mai 2022
Fjordklyngen på Stord og Nordic Edge får NCE-status i dag.
Nordic Edge får 5 millioner kroner fra klyngeprogrammet i 2022.
Kommunen satte av 3 millioner kroner til festen.
"""


@pytest.fixture
def desk(raw_copy: Path, tmp_path: Path) -> Path:
    """A draft of the article above among the other sheets, and the article in a folder beside them."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "fjordvik-2022.txt").write_text(TEXT, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    return raw_copy / "fjordvik-2022.toml"


def review(sheet: Path, *answers: str) -> str:
    done = nicdata(
        "review", sheet, "--articles", sheet.parents[1] / "articles", input="\n".join(answers) + "\n"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(sheet: Path) -> Entry:
    return tomllib.loads(sheet.read_text(encoding="utf-8"))


def entries(sheet: Path) -> list[Entry]:
    return [entry for table in TABLES for entry in read(sheet).get(table, [])]


def test_a_whole_review(desk: Path) -> None:
    """Catches a sheet that is reviewed and cannot be built, a cluster that is not declared, or a fact that
    nobody accepted."""
    before = len(entries(desk))
    assert before == 5 and len(read(desk)["questions"]) == 1
    said = review(desk, *["a"] * before, "n", "Fjordvik kommune", "https://fjordvik.example/nytt")
    assert "5 of 5: budgets" in said and "[4] »Nordic Edge« får »5 millioner kroner« fra" in said
    assert "status = 'reviewed'" in said and "decisions.toml: fjord = 'Fjordklyngen'" in said
    sheet = read(desk)
    assert sheet["status"] == "reviewed" and sheet["publisher"] == "Fjordvik kommune"
    assert not {"new_clusters", "questions"} & sheet.keys() and not any(
        "confidence" in e for e in entries(desk)
    )
    done = nicdata("build", "--raw", desk.parent, "--out", desk.parents[1] / "tidy")
    assert done.returncode == 0, done.stderr
    assert "fjord-2022-nce,fjord,,NCE" in (desk.parents[1] / "tidy" / "level_changes.csv").read_text("utf-8")


def test_what_was_answered_is_kept(desk: Path) -> None:
    """Catches an interrupted review that loses an answer, or a comment of the reviewer."""
    desk.write_text("# mine\n" + desk.read_text(encoding="utf-8"), encoding="utf-8")
    for left in (4, 3, 2):
        said = review(desk, "a")  # the input ends after one answer, as when a terminal is closed
        assert "goes on from here" in said and sum("confidence" in entry for entry in entries(desk)) == left
    assert "1 of 2" in review(desk, "q")
    assert desk.read_text(encoding="utf-8").startswith("# mine\n")


def test_drop_takes_the_entry_out(desk: Path) -> None:
    """Catches a fact that stays though it was dropped."""
    before = entries(desk)
    review(desk, "d")
    assert entries(desk) == before[1:]


def test_edit_changes_and_seals_anew(desk: Path) -> None:
    """Catches a change that is lost, let in though it is wrong, or not sealed to its paragraph."""
    first = entries(desk)[0]
    said = review(
        desk, "e", 'level = "Arna"', "levl = 3", 'level = "GCE"', 'note = "Told again."', "", "a", "q"
    )
    assert "level = 'Arna'; expected one of Node, Arena" in said and "unknown key 'levl'" in said
    now = entries(desk)[0]
    assert now["level"] == "GCE" and now["note"] == "Told again." and now["digest"] != first["digest"]
    misses = nicdata("verify", desk.parents[1] / "articles", "--raw", desk.parent).stderr
    assert "fjordvik" not in misses


def test_another_text_is_refused(desk: Path) -> None:
    """Catches a review beside a text that is not the one drafted, or beside none."""
    article = desk.parents[1] / "articles" / "fjordvik-2022.txt"
    article.write_text(TEXT.replace("5 millioner", "6 millioner"), encoding="utf-8")
    done = nicdata("review", desk, "--articles", article.parent)
    assert done.returncode == 2 and "is not the text that was drafted" in done.stderr
    done = nicdata("review", desk, "--articles", desk.parent)
    assert done.returncode == 2 and "no fjordvik-2022.txt" in done.stderr
    assert nicdata("review", desk.with_name("ife-2020.toml"), "--articles", article.parent).returncode == 2


def test_an_undated_article_is_asked_for_its_date(raw_copy: Path, tmp_path: Path) -> None:
    """Catches a sheet that becomes reviewed though its facts cannot be placed in time."""
    (tmp_path / "articles").mkdir()
    text = TEXT.replace("Publisert 2. mai 2022\n", "").replace(
        "Kommunen satte av 3 millioner kroner til festen.\n", ""
    )
    (tmp_path / "articles" / "fjordvik-2022.txt").write_text(text, encoding="utf-8")
    sheet = raw_copy / "fjordvik-2022.toml"
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    done = nicdata("build", "--raw", raw_copy, "--out", tmp_path / "tidy", "--drafts")
    assert done.returncode == 1 and "fjordvik-2022.toml: no date" in done.stderr
    dates = ("2022-13", "2022", "2022-01-01", "2022-12-31", "inferred", "https://fjordvik.example/")
    said = review(sheet, *["a"] * len(entries(sheet)), "Fjordvik kommune", *dates, "")
    assert "date_published = '2022-13'; expected" in said and "status = 'reviewed'" in said
    assert nicdata("build", "--raw", raw_copy, "--out", tmp_path / "tidy").returncode == 0


def test_two_new_spellings_are_asked_about(raw_copy: Path, tmp_path: Path) -> None:
    """Catches a name that takes the place of a cluster that `decisions.toml` knows: an empty answer must not
    overwrite, and of two new spellings of one cluster neither may be lost."""
    (tmp_path / "articles").mkdir()
    text = "Torsk\nPublisert 2. mai 2022\nCodklyngen er tatt opp som NCE-klynge i dag.\n"
    (tmp_path / "articles" / "torsk-2022.txt").write_text(text, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    sheet = raw_copy / "torsk-2022.toml"
    judged = ["a"] * len(entries(sheet))
    said = review(sheet, *judged, "Torskeposten", "", "", "n", "cod-cluster", "cod-north")
    assert "expected s or n" in said and "cod-cluster is taken" in said and "status = 'reviewed'" in said
    clusters = tomllib.loads((raw_copy / "decisions.toml").read_text(encoding="utf-8"))["clusters"]
    assert clusters["cod-cluster"] == "Cod Cluster" and clusters["cod-north"] == "Codklyngen"
    done = nicdata("build", "--raw", raw_copy, "--out", tmp_path / "tidy")
    assert done.returncode == 0, done.stderr


def test_a_sheet_that_the_build_refuses_stays_a_draft(desk: Path) -> None:
    """Catches `reviewed` on a sheet that `nicdata build` refuses, and a wrong entry that is never shown again."""
    text = desk.read_text(encoding="utf-8").replace("fjord-2022-nce", "ikuben-2017-nce")
    desk.write_text(text, encoding="utf-8")
    answers = [*["a"] * len(entries(desk)), "n", "Fjordvik kommune", "https://fjordvik.example/"]
    command = ("review", desk, "--articles", desk.parents[1] / "articles")
    done = nicdata(*command, input="\n".join(answers) + "\n")
    assert done.returncode == 1 and "its id is taken by" in done.stderr
    assert read(desk)["status"] == "draft" and sum("confidence" in entry for entry in entries(desk)) == 1
    said = review(desk, "e", "level_change_id = fjord-2022-nce", "", "a")
    assert "1 of 1: level_changes" in said and "status = 'reviewed'" in said


def test_what_another_program_writes_is_kept(desk: Path) -> None:
    """Catches a review that writes over what was entered in an editor meanwhile."""
    import nicdata.review

    def ask(_: str) -> str:
        desk.write_text(desk.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        return "a"

    with pytest.raises(ValueError, match="changed by another program"):
        nicdata.review.review(desk, [desk.parents[1] / "articles"], ask, lambda *_: None)
    assert desk.read_text(encoding="utf-8").endswith("# mine\n") and len(entries(desk)) == 5


def test_the_mark_is_on_the_figure(raw_copy: Path, tmp_path: Path) -> None:
    """Catches a mark inside another number: 7 in 2017."""
    (tmp_path / "articles").mkdir()
    text = (
        "Tall\nPublisert 2. mai 2022\nI 2017 ble det sagt, og nå har Nordic Edge 17 medlemmer og 7 ansatte.\n"
    )
    (tmp_path / "articles" / "tall-2022.txt").write_text(text, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    said = review(raw_copy / "tall-2022.toml", "a", "q")
    assert "I 2017 ble" in said and "»Nordic Edge« »17« medlemmer" in said


@pytest.mark.parametrize("typed", ["q", "note", "note =", "confidence = ", "digest = x"])
def test_an_edit_takes_any_answer(desk: Path, typed: str) -> None:
    """Catches a traceback, or a seal that a person breaks by hand."""
    said = review(desk, "e", typed, "", "a", "q")
    assert "goes on from here" in said and ("expected" in said or typed == "q")


@pytest.mark.parametrize(
    ("found", "made"),
    [
        ('title = "Nye klynger i Fjordvik"', ""),
        ("paragraph = 3", "paragraph = 33"),
        ("paragraph = 3", 'paragraph = "3"'),
        ('cluster = "Fjordklyngen"', "cluster = 5"),
        ("[[questions]]", "[[budgtes]]\nx = 1\n\n[[questions]]"),
    ],
)
def test_a_broken_draft_is_told_before_it_is_reviewed(desk: Path, found: str, made: str) -> None:
    """Catches a traceback on a sheet that was spoilt by hand."""
    text = desk.read_text(encoding="utf-8")
    assert found in text
    desk.write_text(text.replace(found, made, 1), encoding="utf-8")
    done = nicdata("review", desk, "--articles", desk.parents[1] / "articles")
    assert done.returncode == 1 and "fjordvik-2022.toml: " in done.stderr and "Traceback" not in done.stderr
