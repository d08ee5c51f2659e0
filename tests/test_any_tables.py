"""Every chart and answer on any valid tables: rows added, dropped, doubled, other years, long names, nothing at all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from conftest import nicdata
from drawn import TABLES, hold_apart, written
from nicdata import schema
from nicdata.charts import CHARTS, answers
from nicdata.charts.words import LANGUAGES
from nicdata.frames import Tables, tables
from test_charts import BROKEN

DRAWN = ("programme_counts", "budgets", "effect_statistics", "level_changes", "cluster_years", "clusters",
         "cluster_levels", "cluster_traits", "state_budget_posts")  # fmt: skip
LONG = "Nasjonal næringsklynge for bærekraftig sirkulær havbruksteknologi"
WIDE = "W" * 60
Frames = dict[str, pd.DataFrame]


def fresh() -> Frames:
    return {name: TABLES[name].copy() for name in (*DRAWN, "articles", "schemes")}


def again(frame: pd.DataFrame, table: str, rows: pd.DataFrame, mark: str) -> pd.DataFrame:
    """The frame with the rows added under other ids."""
    key = schema.id_column(table)
    return pd.concat([frame, rows.assign(**{key: rows[key] + mark})], ignore_index=True)


def dropped(frames: Frames, dice: random.Random) -> None:
    for name in DRAWN:
        if dice.random() < 0.6:
            share = dice.choice([0.1, 0.5, 0.9, 1.0])
            frames[name] = frames[name].sample(frac=1 - share, random_state=dice.randrange(10**6))


def doubled(frames: Frames, dice: random.Random) -> None:
    for name in DRAWN:
        rows = frames[name].sample(frac=dice.choice([0.2, 1.0]), random_state=dice.randrange(10**6))
        if name != "clusters":
            frames[name] = again(frames[name], name, rows, "-b")


def later(frames: Frames, dice: random.Random) -> None:
    """Rows of years that nobody has seen yet, and of years long ago."""
    for name in ("programme_counts", "budgets", "effect_statistics", "cluster_years", "state_budget_posts"):
        by = dice.choice([-30, 3, 12, 25])
        rows = frames[name].sample(frac=0.4, random_state=dice.randrange(10**6))
        moved = rows.assign(year=rows["year"] + by)
        for column in ("as_of", "period_start", "period_end"):
            if column in moved:
                moved[column] = moved["year"].astype("Int64").astype("str")
        if "same_as" in moved:
            moved = moved.assign(same_as=None, shown=True)
        frames[name] = again(frames[name], name, moved, f"-by{by}")


def disputed(frames: Frames, dice: random.Random) -> None:
    """Two budgets and two counts of one year, some of them as one fact."""
    for name, column in (("budgets", "amount_nok"), ("programme_counts", "value")):
        rows = frames[name][frames[name][column].notna()].sample(frac=0.5, random_state=dice.randrange(10**6))
        key = schema.id_column(name)
        other = rows.assign(
            **{column: (rows[column] * dice.choice([0.3, 0.95, 2, 40])).round().astype("Int64")}
        )
        if dice.random() < 0.5:
            other = other.assign(same_as=rows[key], shown=False)
        frames[name] = again(frames[name], name, other, "-other")


def long_names(frames: Frames, dice: random.Random) -> None:
    name = dice.choice([LONG, WIDE])
    frames["clusters"] = frames["clusters"].assign(
        name=[f"{name} {n}" for n in range(len(frames["clusters"]))]
    )
    frames["effect_statistics"] = frames["effect_statistics"].assign(analyst=name)
    frames["state_budget_posts"] = frames["state_budget_posts"].assign(post_name=name)
    frames["schemes"] = frames["schemes"].assign(name_en=name, name_nb=name)
    frames["articles"] = frames["articles"].assign(publisher=name)
    frames["clusters"]["place"] = frames["clusters"]["place"].where(frames["clusters"].index % 2 == 0, name)


def two_hundred(frames: Frames, dice: random.Random) -> None:
    clusters, lives = frames["clusters"], frames["cluster_years"]
    for number in range(dice.choice([1, 2, 4])):
        mark = f"-copy{number}"
        frames["clusters"] = again(
            frames["clusters"], "clusters", clusters.assign(name=clusters["name"] + mark), mark
        )
        frames["cluster_years"] = again(
            frames["cluster_years"],
            "cluster_years",
            lives.assign(cluster_id=lives["cluster_id"] + mark),
            mark,
        )


def one_cluster(frames: Frames, dice: random.Random) -> None:
    only = dice.choice(sorted(frames["clusters"]["cluster_id"]) or [""])
    for name in ("clusters", "cluster_years", "cluster_levels", "cluster_traits", "level_changes"):
        frames[name] = frames[name][frames[name]["cluster_id"] == only]


def without_a_level(frames: Frames, dice: random.Random) -> None:
    level = dice.choice(list(schema.columns("programme_counts")["level"]["constraints"]["enum"]))
    for name in ("programme_counts", "cluster_years", "cluster_levels", "budgets"):
        frames[name] = frames[name][frames[name]["level"].ne(level).fillna(True)]


def falling(frames: Frames, dice: random.Random) -> None:
    """Gaps below zero and sums that fall."""
    effects = frames["effect_statistics"]
    frames["effect_statistics"] = effects.assign(gap_pp=-effects["gap_pp"] * dice.choice([0.1, 1, 3]))
    budgets = frames["budgets"]
    frames["budgets"] = budgets.assign(amount_nok=(3e8 - budgets["amount_nok"]).abs().round().astype("Int64"))


def no_gaps(frames: Frames, dice: random.Random) -> None:
    frames["effect_statistics"] = frames["effect_statistics"].iloc[:0]
    if dice.random() < 0.3:
        for name in DRAWN:
            frames[name] = frames[name].iloc[:0]


CHANGES: list[Callable[[Frames, random.Random], None]] = [
    dropped, doubled, later, disputed, long_names, two_hundred, one_cluster, without_a_level, falling, no_gaps,
]  # fmt: skip


def made(seed: int) -> Tables:
    """Valid tables of a kind that the seed decides."""
    dice, frames = random.Random(seed), fresh()
    first = [CHANGES[seed]] if seed < len(CHANGES) else []
    more = dice.sample(CHANGES, dice.choice([1, 2, 3])) if not first else []
    for change in [*first, *more]:
        change(frames, dice)
    return TABLES.replaced(**frames)


def judge(given: Tables, name: str, lang: str, size: str) -> None:
    page, pages = 1, 1
    while page <= min(pages, 4):
        chart = CHARTS[name](given, lang=lang, size=size, page=page)
        pages, page = chart.pages, page + 1
        hold_apart(chart)
        for text in (written(chart), chart.alt, chart.title):
            assert not BROKEN.search(text), (BROKEN.search(text), text)
        assert (
            len(chart.title.split(" ")) <= 10
            and len(chart.credit) <= 100
            and chart.alt.startswith(chart.title)
        )


def judge_answers(given: Tables, lang: str) -> None:
    for answer in (answers.growth, answers.budget, answers.gaps):
        said = answer(given, lang)
        assert not BROKEN.search(said), said
        for sentence in re.split(r"(?<!mill)\. ", said):
            assert re.match(r"[A-ZÆØÅ*]", sentence) and len(sentence.split()) > 2, said
        assert not re.search(r"[-−]\d+ ?(%|per cent|prosent)", said), said
        if answer is answers.gaps:  # one study a sentence
            studies = {str(name) for name in given["effect_statistics"]["analyst"].dropna()}
            for sentence in re.split(r"(?<!mill)\. ", said):
                assert sum(f"{study} (" in sentence for study in studies) <= 1, sentence


@pytest.mark.parametrize("seed", range(len(CHANGES)), ids=[change.__name__ for change in CHANGES])
def test_every_kind_of_tables(seed: int) -> None:
    """Catches a chart or answer that works on the tables of today alone."""
    given = made(seed)
    for number, name in enumerate(CHARTS):
        if number == seed % len(CHARTS):  # all of them with every kind of tables are drawn in the slow test
            judge(given, name, LANGUAGES[seed % 2], CHARTS[name].sizes[0])
    judge_answers(given, LANGUAGES[seed % 2])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(90))
def test_any_tables(seed: int) -> None:
    """Catches what only some mixture of tables brings about."""
    given = made(seed)
    for number, name in enumerate(CHARTS):
        for turn, size in enumerate(CHARTS[name].sizes):  # each size in another language, in turn
            judge(given, name, LANGUAGES[(number + seed + turn) % 2], size)
    for lang in LANGUAGES:
        judge_answers(given, lang)


@pytest.mark.slow
def test_two_more_articles(raw_with_added: Path, tmp_path: Path) -> None:
    """Catches a chart that the first article somebody adds breaks."""
    done = nicdata("build", "--raw", raw_with_added, "--out", tmp_path / "tidy")
    assert done.returncode == 0, done.stderr
    given = tables(tmp_path / "tidy")
    for name in CHARTS:
        for lang in LANGUAGES:
            for size in CHARTS[name].sizes:
                judge(given, name, lang, size)
    for lang in LANGUAGES:
        judge_answers(given, lang)
