"""A review of a draft: what a person answers is kept, and nothing else becomes a fact."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
import tomli_w

from conftest import nicdata
from nicdata.draft import TABLES
from nicdata.draft import review as reviewing
from nicdata.sheets.entries import Entry, ValidationErrors

TEXT = """Nye klynger i Fjordvik
Publisert 2. mai 2022
Fjordklyngen på Stord og Nordic Edge får NCE-status i dag.
Nordic Edge får 5 millioner kroner fra klyngeprogrammet i 2022.
Kommunen satte av 3 millioner kroner til festen.
"""


def drafted_into(raw: Path) -> Path:
    articles = raw.parent / "articles"
    articles.mkdir()
    (articles / "fjordvik-2022.txt").write_text(TEXT, encoding="utf-8")
    assert nicdata("draft", articles, "--out", raw).returncode == 0
    return raw / "fjordvik-2022.toml"


@pytest.fixture
def desk(few_sheets: Path) -> Path:
    """A draft of the article above among other sheets, and the article in a folder beside them."""
    return drafted_into(few_sheets)


@pytest.fixture
def whole_desk(raw_copy: Path) -> Path:
    """The same among all sheets, for a review that comes to its end: the build must take them."""
    return drafted_into(raw_copy)


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


def test_a_whole_review(whole_desk: Path) -> None:
    """Catches a sheet that is reviewed and cannot be built, a cluster that is not declared, or a fact that
    nobody accepted."""
    desk = whole_desk
    before = len(entries(desk))
    assert before == 5 and len(read(desk)["set_aside"]) == 1
    said = review(desk, *["a"] * before, "n", "Fjordvik kommune", "https://fjordvik.example/nytt")
    assert "5 of 5: budgets" in said and "[4] »Nordic Edge« får »5 millioner kroner« fra" in said
    assert "status = 'reviewed'" in said and "decisions.toml: fjord = 'Fjordklyngen'" in said
    sheet = read(desk)
    assert sheet["status"] == "reviewed" and sheet["publisher"] == "Fjordvik kommune"
    assert not {"new_clusters", "set_aside"} & sheet.keys() and not any(
        "confidence" in e for e in entries(desk)
    )
    done = nicdata("build", "--raw", desk.parent, "--out", desk.parents[1] / "tidy")
    assert done.returncode == 0, done.stderr
    assert "fjord-2022-nce-fjordvik-2022-p3,article,fjord,,NCE" in (
        desk.parents[1] / "tidy" / "level_changes.csv"
    ).read_text("utf-8")


def test_what_was_answered_is_kept(desk: Path) -> None:
    """Catches an interrupted review that loses an answer, or a comment of the reviewer."""
    desk.write_text("# mine\n" + desk.read_text(encoding="utf-8"), encoding="utf-8")
    for left in (4, 3, 2):
        said = review(desk, "a")  # the input ends after one answer, as when a terminal is closed
        assert "continue with" in said and sum("confidence" in entry for entry in entries(desk)) == left
    assert "1 of 2" in review(desk, "q")
    assert desk.read_text(encoding="utf-8").startswith("# mine\n")


def test_drop_takes_the_entry_out(desk: Path) -> None:
    """Catches a fact that stays though it was dropped."""
    before = entries(desk)
    review(desk, "d")
    assert entries(desk) == before[1:]


def test_edit_changes_and_seals_anew(whole_desk: Path) -> None:
    """Catches a change that is lost, let in though it is wrong, or not sealed to its paragraph."""
    desk = whole_desk
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
    assert done.returncode == 0 and "fjordvik-2022.toml: no date" in done.stderr
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
    assert (
        "expected s or n" in said
        and "the id cod-cluster is already used" in said
        and "status = 'reviewed'" in said
    )
    clusters = tomllib.loads((raw_copy / "decisions.toml").read_text(encoding="utf-8"))["clusters"]
    assert clusters["cod-cluster"] == "Cod Cluster" and clusters["cod-north"] == "Codklyngen"
    done = nicdata("build", "--raw", raw_copy, "--out", tmp_path / "tidy")
    assert done.returncode == 0, done.stderr


def test_a_sheet_that_the_build_refuses_stays_a_draft(whole_desk: Path) -> None:
    """Catches `reviewed` on a sheet that `nicdata build` refuses, and a wrong entry that is never shown again."""
    desk = whole_desk
    text = desk.read_text(encoding="utf-8").replace("fjord-2022-nce-fjordvik-2022-p3", "ikuben-2017-nce")
    desk.write_text(text, encoding="utf-8")
    answers = [*["a"] * len(entries(desk)), "n", "Fjordvik kommune", "https://fjordvik.example/"]
    command = ("review", desk, "--articles", desk.parents[1] / "articles")
    done = nicdata(*command, input="\n".join(answers) + "\n")
    assert done.returncode == 1 and "its id is taken by" in done.stderr
    assert read(desk)["status"] == "draft" and sum("confidence" in entry for entry in entries(desk)) == 1
    said = review(desk, "e", "level_change_id = fjord-2022-nce-fjordvik-2022-p3", "", "a")
    assert "1 of 1: level_changes" in said and "status = 'reviewed'" in said


def test_what_another_program_writes_is_kept(desk: Path) -> None:
    """Catches a review that writes over what was entered in an editor meanwhile."""

    def ask(_: str) -> str:
        desk.write_text(desk.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        return "a"

    with pytest.raises(ValueError, match="changed by another program"):
        reviewing.review(desk, [desk.parents[1] / "articles"], ask, lambda *_: None)
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
    assert "continue with" in said and ("expected" in said or typed == "q")


@pytest.mark.parametrize(
    ("found", "made"),
    [
        ('title = "Nye klynger i Fjordvik"', ""),
        ("paragraph = 3", "paragraph = 33"),
        ("paragraph = 3", 'paragraph = "3"'),
        ('cluster = "Fjordklyngen"', "cluster = 5"),
        ("[[budgets]]", "[[budgtes]]\nx = 1\n\n[[budgets]]"),
    ],
)
def test_a_broken_draft_is_told_before_it_is_reviewed(desk: Path, found: str, made: str) -> None:
    """Catches a traceback on a sheet that was spoilt by hand."""
    text = desk.read_text(encoding="utf-8")
    assert found in text
    desk.write_text(text.replace(found, made, 1), encoding="utf-8")
    done = nicdata("review", desk, "--articles", desk.parents[1] / "articles")
    assert done.returncode == 1 and "fjordvik-2022.toml: " in done.stderr and "Traceback" not in done.stderr


def alone(sheet: Path, answers: Iterator[str]) -> list[str]:
    """Review in this process; returns what was asked, also where the review ended before its end."""
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    try:
        reviewing.review(sheet, [sheet.parents[1] / "articles"], ask, lambda *_: None)
    except reviewing.Left:
        asked.append("left")
    return asked


def spoil(sheet: Path, table: str | None, changes: Entry) -> None:
    """Give keys of the draft, or of the first entry of a table, other values; None takes them out."""
    content = read(sheet)
    changed = content[table][0] if table else content
    for key, value in changes.items():
        changed[key] = value
        if value is None:
            del changed[key]
    sheet.write_bytes(tomli_w.dumps(content).encode("utf-8"))


@pytest.mark.parametrize(
    "quit_word",
    [" QUIT ", *(pytest.param(word, marks=pytest.mark.slow) for word in ("q", "Q", "quit"))],
)
def test_quit_leaves_whatever_is_asked(desk: Path, quit_word: str) -> None:
    """Catches `quit` taken for the publisher, the address, a date, an id or a reason."""
    spoil(desk, None, {"date_published_printed": None})
    content = read(desk)
    content["new_clusters"][0]["cluster_id"] = "cod-cluster"  # taken: another spelling of it, or a new one
    kept = [desk.parent / "decisions.toml", desk]
    kept[1].write_bytes(tomli_w.dumps(content).encode("utf-8"))
    before = [path.read_bytes() for path in kept]
    judged = ["e", "note = Told.", "", "a", *["a"] * 4, "n"]
    header = [
        "Fjordvik kommune",
        "2022",
        "2022-01-01",
        "2022-12-31",
        "inferred",
        "https://fjordvik.example/",
        "",
    ]
    whole = [[*judged, *header, *rest] for rest in (["same", "One spelling."], ["new", "fjord"])]
    questions = set()
    for answers in whole:
        for length in range(len(answers)):
            for path, content_before in zip(kept, before, strict=True):
                path.write_bytes(content_before)
            asked = alone(desk, chain(answers[:length], repeat(quit_word)))
            assert asked[-1] == "left" and len(asked) == length + 2
            questions.add(asked[-2])
            for path in kept:
                text = path.read_text(encoding="utf-8").casefold()
                assert not re.search(r"\bquit\b", text) and '= "q"' not in text
    told = " ".join(questions)
    for part in "[a]ccept|key =|[n]othing|published it|earliest date|is known|address|[s]ame|Why".split("|"):
        assert part in told, part


@pytest.mark.parametrize("typed", ["note = quit", 'note = "quit"', "cluster = Quit", "level = q"])
def test_quit_is_no_value_of_an_edit(desk: Path, typed: str) -> None:
    """Catches `quit` stored by somebody who wanted to leave."""
    before = desk.read_bytes()
    assert alone(desk, chain(["e"], repeat(typed)))[-1] == "left" and desk.read_bytes() == before


@pytest.mark.parametrize("answer", ["agree not", "drop it not", "", "all", "accept edit", "?", "x", "0"])
def test_an_answer_that_is_none_is_asked_again(desk: Path, answer: str) -> None:
    """Catches a word taken for the answer that it begins like."""
    before = desk.read_bytes()
    assert alone(desk, iter([answer, "quit"]))[-1] == "left" and desk.read_bytes() == before
    alone(desk, iter(["DROP", "Accept", "q"]))
    assert len(entries(desk)) == 4


def test_comments_stay_with_their_entries(whole_desk: Path) -> None:
    """Catches a comment of the reviewer that stands over another entry once its own is dropped, edited or
    accepted, or over another key or cluster."""
    desk = whole_desk
    text = desk.read_text(encoding="utf-8")
    parts = text.split("\n[[")
    assert len(parts) == 6
    marked = parts[0] + "".join(
        f"\n# above {i}\n[[" + part.replace('confidence = "high"', f'confidence = "high" # beside {i}')
        for i, part in enumerate(parts[1:])
    )
    marked = marked.replace('publisher = "?"', 'publisher = "?" # who?').replace(
        "[\n    {", "[\n    # new\n    {"
    )
    desk.write_text(marked, encoding="utf-8")
    answers = [
        "d",
        "a",
        "e",
        "note = Told.",
        "",
        "a",
        "d",
        "a",
        "n",
        "Fjordvik kommune",
        "https://x.example/",
    ]
    decisions = desk.parent / "decisions.toml"
    known = decisions.read_text(encoding="utf-8")
    above = "# Which other names are the same cluster, and why."
    assert f"\n{above}" in known
    asked = alone(desk, iter(answers))
    assert asked[-1] != "left" and read(desk)["status"] == "reviewed"
    now = desk.read_text(encoding="utf-8")
    blocks = now.split("\n[[")
    assert 'publisher = "Fjordvik kommune" # who?' in blocks[0] and blocks[0].endswith("\n\n# above 1")
    found = {"cluster_levels": 1, "level_changes": 2, "budgets": 4}
    assert [block.partition("]]")[0] for block in blocks[1:]] == list(found)
    for block, i in zip(blocks[1:], found.values(), strict=True):
        assert f"# beside {i}\n" in block and ("note" in block) == (i == 2)
    for gone in (0, 3):
        assert f"# above {gone}" not in now and f"# beside {gone}" not in now
    assert [line for line in now.splitlines() if line.startswith("# above")] == [
        f"# above {i}" for i in (1, 2, 4)
    ]
    added = decisions.read_text(encoding="utf-8")
    assert added.replace('fjord = "Fjordklyngen"\n', "") == known and added.index("fjord =") < added.index(
        above
    )


WRONG = [
    5,
    -1,
    True,
    1.5,
    "x",
    [],
    {},
    [5],
    [[]],
    [{}],
    datetime.date(2020, 1, 1),
    10**30,
    [{"paragraph": 99}],
]


@pytest.mark.parametrize("everything", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("command", ["review", "score"])
@pytest.mark.parametrize("table", [None, "set_aside", "new_clusters", "cluster_levels", "budgets"])
def test_a_spoilt_sheet_is_told_in_lines(
    desk: Path, table: str | None, command: str, everything: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a traceback on a sheet in which one value is of another kind, or is not there; and a sheet that is
    written although it was refused."""
    from nicdata import cli

    good = desk.read_bytes()
    (desk.parents[1] / "good.toml").write_bytes(good)
    keys = read(desk)[table][0] if table else read(desk)
    for number, key in enumerate([*keys, "named_in", "new", "set_aside", "new_clusters", "budgets", "note"]):
        wrong = [*WRONG, *([None] if key in keys else [])]
        for value in wrong if everything else wrong[number % len(WRONG) :: len(WRONG)]:
            desk.write_bytes(good)
            spoil(desk, table, {key: value})
            spoilt = desk.read_bytes()
            if command == "score":
                for pair in ((desk, desk.parents[1] / "good.toml"), (desk.parents[1] / "good.toml", desk)):
                    status = cli.main(["score", *map(str, pair), "--raw", str(desk.parent)])
                    told = capsys.readouterr().err
                    assert (status == 0) == (told == "")
                continue
            try:
                alone(desk, repeat("quit"))
            except (ValidationErrors, ValueError) as told_of:
                assert desk.stem in str(told_of) or "no x.txt" in str(told_of)
                assert all(line.strip() for line in str(told_of).splitlines())
            assert desk.read_bytes() == spoilt


@pytest.mark.parametrize("command", ["review", "score"])
@pytest.mark.parametrize(
    ("table", "key", "value", "said"),
    [
        (None, "set_aside", 5, "set_aside = 5; expected entries"),
        (None, "new_clusters", 5, "new_clusters = 5; expected entries"),
        (
            "set_aside",
            "paragraph",
            None,
            "set_aside 1: paragraph = missing; expected a paragraph of the article",
        ),
        (
            "set_aside",
            "paragraph",
            99,
            "set_aside 1: paragraph = 99; expected a paragraph of the article, 1 to 5",
        ),
        ("set_aside", "seen", 3, "set_aside 1: seen = 3; expected text"),
        ("budgets", "paragraph", None, "no paragraph"),
        ("budgets", "paragraph", 99, "paragraph = 99; expected a paragraph of the article, 1 to 5"),
    ],
)
def test_what_is_spoilt_is_told(
    desk: Path, command: str, table: str, key: str, value: object, said: str
) -> None:
    """Catches a fault that is passed over, or told without its place."""
    spoil(desk, table, {key: value})
    spoil(desk, None, {"title": 5})
    other = (
        ["--articles", desk.parents[1] / "articles"] if command == "review" else [desk, "--raw", desk.parent]
    )
    done = nicdata(command, desk, *other)
    assert done.returncode == 1 and f"fjordvik-2022.toml: {said}" in done.stderr.replace(
        "budgets 1 (", ""
    ).replace("nic-2022-cluster-grant-fjordvik-2022-p4): ", "")
    assert "fjordvik-2022.toml: title = 5; expected text" in done.stderr
    assert all(line.startswith("fjordvik-2022.toml: ") for line in done.stderr.splitlines()[:-1])


def test_fewer_paragraphs_than_the_sheet_says(desk: Path) -> None:
    """Catches a traceback where an entry names a paragraph that the sheet counts and the article does not have."""
    spoil(desk, None, {"paragraphs": 99})
    spoil(desk, "set_aside", {"paragraph": 98})
    done = nicdata("review", desk, "--articles", desk.parents[1] / "articles")
    assert done.returncode == 2 and "paragraphs = 99; expected 5, as many as" in done.stderr


@pytest.mark.parametrize("content", ["", "# nothing\n", "x = 1\nx = 2\n", "= 5"])
@pytest.mark.parametrize("command", ["review", "score"])
def test_a_sheet_of_nothing(desk: Path, command: str, content: str) -> None:
    """Catches a traceback on a file in which no sheet is."""
    desk.write_text(content, encoding="utf-8")
    done = nicdata(command, desk, *([desk] if command == "score" else []))
    assert (
        done.returncode in (1, 2) and "fjordvik-2022.toml" in done.stderr and "Traceback" not in done.stderr
    )


def test_entries_that_stand_apart_are_told(desk: Path) -> None:
    """Catches entries that change places in the file of a person, with comments over the wrong ones."""
    parts = desk.read_text(encoding="utf-8").rstrip("\n").split("\n\n[[")
    moved = next(part for part in parts if part.startswith("level_changes"))
    parts.append(parts.pop(parts.index(moved)))
    desk.write_text("\n\n[[".join(parts) + "\n", encoding="utf-8")
    before = desk.read_bytes()
    done = nicdata("review", desk, "--articles", desk.parents[1] / "articles", input="a\n")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "stand apart" in done.stderr
    assert desk.read_bytes() == before


def test_a_review_left_between_two_dates_can_go_on(tmp_path: Path, raw_copy: Path) -> None:
    """Catches a draft that has one of its dates and that no review opens any more."""
    (tmp_path / "articles").mkdir()
    text = TEXT.replace("Publisert 2. mai 2022\n", "")
    (tmp_path / "articles" / "fjordvik-2022.txt").write_text(text, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    sheet = raw_copy / "fjordvik-2022.toml"
    review(sheet, *["a"] * len(entries(sheet)), "n", "Fjordvik kommune", "2022", "q")
    assert read(sheet)["date_published"] == "2022" and "date_earliest" not in read(sheet)
    review(
        sheet,
        "2022-01-01",
        "2022-12-31",
        "inferred",
        "https://fjordvik.example/",
        "https://fjordvik.example/nytt",
    )
    assert read(sheet)["status"] == "reviewed"


def test_an_entry_typed_by_hand_gets_its_digest(whole_desk: Path) -> None:
    """Catches an entry without a digest that no answer of the review can mend."""
    text = whole_desk.read_text(encoding="utf-8")
    part = re.search(r'\[\[budgets\]\](?:.|\n)*?digest = "\w+"\n', text)
    assert part
    whole_desk.write_text(text.replace(part[0], re.sub(r'digest = "\w+"\n', "", part[0])), encoding="utf-8")
    review(
        whole_desk,
        *["a"] * len(entries(whole_desk)),
        "n",
        "Fjordvik kommune",
        "https://fjordvik.example/nytt",
    )
    assert read(whole_desk)["status"] == "reviewed"


def test_a_name_that_the_paragraph_does_not_have_is_refused_at_once(desk: Path) -> None:
    """Catches a misspelt cluster that is declared before anybody says that no paragraph has it."""
    said = review(desk, "e", "cluster = Fjordklynga", "q")
    assert "'Fjordklynga' is not in paragraph 3" in said
