"""The context: what pages beside the five articles print stands apart from them, with address and confidence."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import nicdata
from conftest import RAW, ROOT, edit, read_csv
from conftest import nicdata as run
from nicdata import answers, frames, package, schema, sheets, tables
from test_package import contents, valid

CONTEXT = ROOT / "data" / "context"
TABLES = list(schema.resources("context"))
STATED = [table for table in TABLES if table not in ("articles", "clusters", "conflicts")]


def test_committed_tables_are_what_the_sheets_build(tmp_path: Path) -> None:
    """Catches a table of the context that no sheet makes, and a sheet changed without a build."""
    done = run("build", "--raw", RAW / "context", "--out", tmp_path / "context")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "context") == contents(CONTEXT)


def test_an_independent_validator_accepts_the_tables() -> None:
    """Catches a descriptor that is derived wrong: keys, types or references that its tables do not keep."""
    assert package.check(CONTEXT) == [] and valid(CONTEXT)


@pytest.mark.parametrize("table", STATED)
def test_every_row_has_its_page_and_confidence(table: str) -> None:
    """Catches a statement that nobody can look up, or one too weak to stand here."""
    rows = read_csv(CONTEXT / f"{table}.csv")
    assert rows and all(re.fullmatch(r"https?://\S+", row["url"]) for row in rows)
    assert {row["confidence"] for row in rows} <= {"high", "medium"}
    assert not {"paragraph", "text_sha256"} & rows[0].keys()


@pytest.mark.parametrize("table", schema.resources())
def test_the_articles_are_the_default(table: str) -> None:
    """Catches a row of the context where only the articles were asked for, and a row lost where all were."""
    articles, everything = nicdata.load(table), nicdata.load(table, collection="all")
    own = everything[everything["collection"] == "article"].reset_index(drop=True)
    if table != "clusters":  # there the newest of both is rolled up
        pd.testing.assert_frame_equal(own[list(articles.columns)], articles, check_dtype=True)
        context = nicdata.load(table, "context") if table in TABLES else []
        assert len(everything) == len(articles) + len(context)
    assert set(own["cluster_id"] if table == "clusters" else own.index) == set(
        articles["cluster_id"] if table == "clusters" else articles.index
    )
    assert set(everything["collection"]) <= {"article", "context"}


def test_every_row_of_all_says_where_it_is_from() -> None:
    """Catches an address that goes to another row, and a confidence given to what an article prints."""
    budgets = nicdata.load("budgets", "all")
    sources = nicdata.load("articles", "all").set_index("article_id")["url"]
    for row in budgets.itertuples():
        url = sources[row.article_id]
        assert row.url == url or (pd.isna(row.url) and pd.isna(url))
        assert pd.isna(row.confidence) == (row.collection == "article")
    assert set(budgets.attrs["sources"]) == set(sources.index)


@pytest.mark.parametrize(
    ("name", "collection"), [("budgets", "everything"), ("levels", "context"), ("x", "all")]
)
def test_what_is_not_there_is_told(name: str, collection: str) -> None:
    """Catches an empty frame in the place of an error."""
    with pytest.raises(ValueError, match=r"no collection|no table"):
        nicdata.load(name, collection)


def test_an_inferred_move_says_so() -> None:
    """Catches a move put together from other pages that stands as if its page announced it."""
    rows = read_csv(CONTEXT / "level_changes.csv")
    inferred = {row["level_change_id"] for row in rows if row["basis"] == "inferred"}
    assert inferred == {row["level_change_id"] for row in rows if row["note"].startswith("Inferred")}
    assert inferred and all(
        row["confidence"] == "medium" for row in rows if row["level_change_id"] in inferred
    )
    # Its page prints no name for it, unless it does so elsewhere.
    names = {(row["name"], row["article_id"]) for row in read_csv(CONTEXT / "cluster_names.csv")}
    assert (
        not {("ProptechInnovation", "ntb-2020-wood"), ("NCE Eyde", "innovasjon-norge-2021-clusters")} & names
    )
    assert ("Stiim Aqua Cluster", "stiim-2021-arena-pro") in names


def test_a_yearly_sum_has_the_year_alone() -> None:
    """Catches a sum a year with the period of the whole grant, which would be divided by its years again."""
    rows = read_csv(CONTEXT / "budgets.csv")
    yearly = [row for row in rows if row["note"].startswith("A year")]
    assert len(yearly) > 10
    assert all(row["period_start"] == row["period_end"] == row["year"] for row in yearly)
    whole = {
        row["budget_id"]: int(row["amount_nok"]) // int(row["period_years"])
        for row in rows
        if row["period_years"]
    }
    yearly_nok = {row["budget_id"]: int(row["amount_nok"]) for row in yearly}
    one = "woodworks-2019-arena-pro-grant"
    assert whole[f"{one}-total"] == yearly_nok[f"{one}-yearly"]
    assert whole["maritime-cleantech-2011-arena-grant"] == 2_000_000


def test_conflicting_figures_stand_in_pairs() -> None:
    """Catches a conflict of which only one side stands in the tables, one without a choice, and a note of a conflict
    that nobody decided on."""
    conflicts = nicdata.load("conflicts", "all")
    told = {name: nicdata.load(name, "all") for name in ("budgets", "programme_counts", "level_changes")}
    assert set(conflicts["table"]) <= set(told)
    rows = frames.disputed(conflicts, **told)
    assert len(rows) == len(conflicts) and rows["year"].notna().all()
    for conflict_id, group in rows.groupby("conflict_id"):
        assert len(group) >= 2 and group["shown"].any(), conflict_id
        assert group["reason"].nunique() == 1, conflict_id
    assert {"article", "context"} == set(rows["collection"])
    for table in ("budgets", "programme_counts"):
        noted = told[table][told[table]["note"].fillna("").str.contains("Conflicts with")]
        assert set(noted.iloc[:, 0]) <= set(conflicts["row_id"]), table


def test_the_choice_is_followed() -> None:
    """Catches a chart or sentence that takes a figure which the editor passed over."""
    budgets, conflicts = nicdata.load("budgets", "all"), nicdata.load("conflicts", "all")
    left = frames.chosen(budgets, conflicts, "budgets")
    gone = set(budgets["budget_id"]) - set(left["budget_id"])
    passed = conflicts[~conflicts["shown"] & (conflicts["table"] == "budgets")]
    assert gone == set(passed["row_id"]) and "nic-2014-appropriation-tu" in gone
    yearly = frames.programme_budget(left)
    whole = yearly[~frames.noted(yearly, frames.NCE_ALONE, frames.A_PART)]
    assert whole["year"].is_unique


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rows = [\"budgets/nic-2014", "rows = [\"budgets/nik-2014", "budgets/nik-2014-appropriation-stortinget"),
        ("shown = [\"budgets/nic-2014-appropriation-stortinget\"]", "shown = [\"budgets/nic-2017-appropriation-digi\"]", "expected some of its rows"),
        ("conflict_id = \"budget-2014\"\n", "", "no conflict_id"),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_refused(raw_copy: Path, old: str, new: str, said: str) -> None:
    """Catches a decision on rows that are gone, or for a row that is not at stake."""
    edit(raw_copy / "context" / "decisions.toml", old, new)
    with pytest.raises(sheets.Faults, match=said):
        sheets.read(raw_copy / "context")


def test_a_conflict_that_is_settled_is_told(raw_copy: Path) -> None:
    """Catches a decision that stands on after the figures agree."""
    edit(raw_copy / "context" / "tu-2014-gce.toml", '"150 millioner kroner"', '"127 millioner kroner"')
    with pytest.raises(sheets.Faults, match="'budget-2014': its rows say the same"):
        sheets.read(raw_copy / "context")


def test_mergers_name_who_merged() -> None:
    """Catches a merger of one, and a cluster that merges into one that no table knows."""
    mergers = nicdata.load("cluster_mergers", "all")
    ids = set(nicdata.load("clusters", "all")["cluster_id"])
    assert (mergers.groupby("merger_id").size() >= 2).all()
    assert set(mergers["cluster_id"]) | set(mergers["into_cluster_id"].dropna()) <= ids
    assert set(mergers.loc[mergers["into_cluster_id"] == "aquatech", "cluster_id"]) == {
        "akvarena",
        "smart-water",
    }


def test_ids_are_those_of_one_row() -> None:
    """Catches an id that an article's row and another page's share: a choice by id would take both."""
    for table, described in schema.resources("all").items():
        key = described["schema"]["primaryKey"]
        if len(key) == 1 and table != "clusters":
            assert nicdata.load(table, "all")[key[0]].is_unique, table


@pytest.mark.parametrize("collection", ["article", "context", "all"])
def test_the_codebook_tells_every_column(collection: str) -> None:
    """Catches a column of both collections, like the address or the confidence, that nothing explains."""
    for table in nicdata.table_names(collection):
        frame, told = nicdata.load(table, collection), nicdata.codebook(table, collection)
        assert list(told.index) == list(frame.columns) and (told["description"] != "").all()
    both = nicdata.load("budgets", "all").attrs["description"]
    assert "`collection`" in both and "`collection`" not in nicdata.load("budgets").attrs["description"]


def test_what_the_articles_say_stays_theirs() -> None:
    """Catches figures of other pages in what is told of the articles alone."""
    own, everything = (
        {name: nicdata.load(name, c) for name in ("budgets", "programme_counts", "level_changes", "effect_statistics")}
        for c in ("article", "all")
    )  # fmt: skip
    pd.testing.assert_frame_equal(
        frames.per_cluster(everything["budgets"], everything["programme_counts"]),
        frames.per_cluster(own["budgets"], own["programme_counts"]),
    )
    for answer, names in (
        (answers.programme_growth, ("programme_counts", "level_changes")),
        (answers.budget_trends, ("budgets", "programme_counts")),
        (answers.performance_gaps, ("effect_statistics",)),
    ):
        assert answer(*(own[n] for n in names)) == answer(*(everything[n] for n in names))


def test_counts_by_level_add_up() -> None:
    """Catches a level counted twice or left out where level and total are both known."""
    counts = nicdata.load("programme_counts", "all")
    counts = counts[counts["scheme"] == "nic"]

    def value(year: int, measure: str, level: str | None) -> int:
        rows = counts[(counts["year"] == year) & (counts["measure"] == measure)]
        rows = rows[rows["level"].isna() if level is None else rows["level"] == level]
        assert rows["value"].nunique() == 1, (year, measure, level)
        return int(rows["value"].iloc[0])

    levels = schema.columns("levels")["level"]["constraints"]["enum"]
    assert sum(value(2022, "clusters_listed", level) for level in levels) == value(
        2022, "clusters_served", None
    )
    # In 2015 no page prints the GCE clusters: two of the year before and one admitted.
    gce = value(2014, "clusters_active", "GCE") + value(2015, "clusters_listed", "GCE")
    arena, nce = (value(2015, "clusters_active", level) for level in ("Arena", "NCE"))
    assert arena + nce + gce == value(2015, "clusters_active", None)
    admitted = [value(2018, "clusters_admitted", level) for level in ("Arena", "NCE", None)]
    assert admitted[0] + admitted[1] == admitted[2]
    admitted = [value(2017, "clusters_admitted", level) for level in ("Arena", "NCE", None)]
    assert admitted[0] + admitted[1] == admitted[2]
    parts = ("Arena", "Arena Pro", "Mature", "Node")
    assert sum(value(2021, "clusters_admitted", level) for level in parts) == value(
        2021, "clusters_admitted", None
    )


def test_trace_leads_to_the_page() -> None:
    """Catches a row of the context that cannot be walked back, and a sheet named in the wrong folder."""
    said = run("trace", "nic-2014-appropriation-tu").stdout
    assert re.search(r"data/raw/context/tu-2014-gce\.toml:\d+ budgets 1", said)
    line = int(re.findall(r"tu-2014-gce\.toml:(\d+)", said)[0])
    sheet = (RAW / "context" / "tu-2014-gce.toml").read_text(encoding="utf-8").splitlines()
    assert sheet[line - 1] == "[[budgets]]" and "nic-2014-appropriation-tu" in sheet[line]
    assert "address    https://www.tu.no/" in said
    assert "confidence            high" in said and "paragraph" not in said
    said = run("trace", "clusters/cod-cluster").stdout
    assert "data/raw/innovasjon-norge-2022.toml:" in said and "data/raw/context/kyst-og-fjord" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('confidence = "high"', 'confidence = "low"', "confidence = 'low'; expected one of high, medium"),
        ('confidence = "high"', "paragraph = 3", "no confidence"),
        ("\nurl = ", "\n# url = ", "no url"),
        ("[[budgets]]", "[[projects]]", "unknown key 'projects'"),
        ('collection = "context"', 'collection = "article"', "collection = 'article'"),
    ],
)
def test_a_wrong_sheet_is_refused(raw_copy: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    """Catches a fact of the context without address, too weak, or mixed up with the articles."""
    edit(raw_copy / "context" / "tu-2014-gce.toml", old, new)
    done = run("build", "--raw", raw_copy / "context", "--out", tmp_path / "context")
    assert done.returncode == 1 and "tu-2014-gce.toml" in done.stderr and said in done.stderr
    assert not (tmp_path / "context").exists()


def test_a_name_is_declared_once(raw_copy: Path) -> None:
    """Catches a decision on the context that overrules, or repeats, one on the articles."""
    edit(
        raw_copy / "context" / "decisions.toml", "[clusters]\n", '[clusters]\ncod-cluster = "Torskeklyngen"\n'
    )
    with pytest.raises(sheets.Faults, match="cod-cluster; expected only those the articles do not name"):
        sheets.read(raw_copy / "context")


def test_the_context_adds_to_the_articles_clusters(built: tables.Tables) -> None:
    """Catches a cluster of the articles that the context loses or renames."""
    everyone = nicdata.load("clusters", "all").set_index("cluster_id")
    for row in built["clusters"]:
        assert everyone.loc[row["cluster_id"], "name"] == row["name"]
        assert everyone.loc[row["cluster_id"], "collection"] == "article"
    assert len(everyone) > len(built["clusters"])


def test_the_readme_counts_the_context() -> None:
    """Catches a README that tells of another context than the tables hold."""
    lines = "| table | rows | high | medium |\n|---|---:|---:|---:|\n"
    for table in TABLES:
        rows = read_csv(CONTEXT / f"{table}.csv")
        sure = [sum(row.get("confidence") == said for row in rows) or "" for said in ("high", "medium")]
        lines += f"| [`{table}`](data/context/{table}.csv) | {len(rows)} | {sure[0]} | {sure[1]} |\n"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.split("<!-- context -->\n")[1].split("<!-- /context -->")[0] == lines


def test_stays_lie_between_two_moves() -> None:
    """Catches a stay of the wrong length: one known to the day, one of which only the years are known."""
    told = frames.stays(frames.moves(nicdata.load("level_changes", "all"))).set_index(["cluster_id", "level"])
    exact = told.loc[("solenergiklyngen", "Arena")]
    assert exact["years_low"] == exact["years_high"] and exact["next_level"] == "Arena Pro"
    rough = told.loc[("node", "Arena")]
    assert rough["years_low"] < rough["years_high"] <= rough["years_low"] + 1.01
    assert (told["years_low"] > 0).all()
    # The articles alone date no stay at both ends, so none of these lengths is theirs.
    assert frames.stays(frames.moves(nicdata.load("level_changes"))).empty
    assert set(told["collection"]) == {"context"}


def test_the_answer_holds_the_figures() -> None:
    """Catches a sentence that does not follow the tables: with every promotion taken out nobody moves up."""
    names = ("programme_counts", "level_changes", "budgets", "conflicts")
    counts, changes, budgets, conflicts = (nicdata.load(name, "all") for name in names)
    told = frames.moves(changes)
    admitted, up = frames.moved_up(told, "Arena")
    said = answers.whole_programme(counts, changes, budgets, conflicts)
    assert f"Of **{len(admitted)}** clusters" in said and f"at least **{len(up)}** moved up" in said
    assert "**217** million in 2021 (ife-2020)" in said and "In 2021 prices" in said
    assert "In 2015 prices" in answers.whole_programme(counts, changes, budgets, conflicts, base=2015)


def test_one_collection_does_not_replace_the_other(tmp_path: Path) -> None:
    """Catches the tables of the articles written over those of the context, or the other way round."""
    folders = {"article": (RAW, tmp_path / "tidy"), "context": (RAW / "context", tmp_path / "context")}
    for raw, out in folders.values():
        assert run("build", "--raw", raw, "--out", out).returncode == 0
    for raw, out in ((RAW, tmp_path / "context"), (RAW / "context", tmp_path / "tidy")):
        before = contents(out)
        done = run("build", "--raw", raw, "--out", out)
        assert done.returncode == 2 and "holds the tables of" in done.stderr and contents(out) == before
