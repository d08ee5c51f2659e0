"""One set of tables from all sources: articles, other public pages, and one shown row per fact."""

# mypy: disable-error-code="operator, index, call-overload, arg-type"
# A value out of a frame has the type of every scalar that pandas knows.
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import nicdata
from conftest import RAW, TIDY, edit, read_csv
from conftest import nicdata as run
from nicdata import analysis, schema
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import ValidationErrors
from nicdata.tidy import facts, package, tables
from nicdata.tidy.rows import Row, Tables

STATED = [
    table for table in schema.resources() if "confidence" in schema.columns(table) and table != "levels"
]
SETTLED = list(facts.KINDS)
DERIVED = ("clusters", "cluster_years", "schemes")  # derived from all sources


def without_choice(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("shown", "same_as") and key[0] != "_"}


@pytest.mark.parametrize("table", [table for table in schema.resources() if table not in DERIVED])
def test_other_pages_change_no_row_of_an_article(built: Tables, of_articles: Tables, table: str) -> None:
    """Catches a row of the five articles that another page adds to, changes or removes."""
    own = [without_choice(row) for row in built[table] if row.get("collection") == "article"]
    assert own == [without_choice(row) for row in of_articles[table]]


def test_each_fact_is_shown_once(built: Tables) -> None:
    """Catches a fact with no shown row or with two, and a `same_as` that points to a row that is not
    shown."""
    for table in SETTLED:
        key = schema.id_column(table)
        shown = {row[key] for row in built[table] if row["shown"]}
        for row in built[table]:
            assert (row["same_as"] in shown) == (not row["shown"]), (table, row[key])
            assert row["shown"] or row["same_as"] != row[key]


@pytest.mark.parametrize("table", SETTLED)
def test_articles_alone_show_each_of_their_facts(of_articles: Tables, table: str) -> None:
    """Catches a fact of the articles that is only shown if another page is read too."""
    rows = of_articles[table]
    shown = {row[schema.id_column(table)] for row in rows if row["shown"]}
    assert all(row["shown"] or row["same_as"] in shown for row in rows) and shown


def test_the_programmes_own_budget_is_one_row_a_year() -> None:
    """Catches a year counted twice because several pages print its budget, and the budget of a forerunner
    counted as the programme's."""
    budgets = nicdata.load("budgets")
    own = budgets[budgets["shown"] & (budgets["kind"] == "appropriation") & (budgets["scope"] == "programme")]
    assert own["year"].is_unique
    millions = dict(zip(own["year"], own["amount_nok"] // 1_000_000, strict=True))
    assert millions == {2014: 127, 2015: 137, 2017: 190, 2019: 189, 2021: 217}


def test_what_a_cluster_of_each_level_gets_a_year() -> None:
    """Catches a part of a grant, or an amount for several years, counted as the yearly amount of a
    cluster."""
    budgets = nicdata.load("budgets")
    typical = budgets[budgets["shown"] & (budgets["kind"] == "cluster_grant") & budgets["cluster_id"].isna()]
    yearly = typical[typical["scope"] != "part"].dropna(subset="per_year_nok")
    newest = (
        yearly.sort_values("year").drop_duplicates("level", keep="last").set_index("level")["per_year_nok"]
    )
    assert dict(newest / 1e6) == {"GCE": 10.0, "Arena": 2.2, "NCE": 5.0, "Arena Pro": 6.0}


def test_each_gce_was_admitted_once() -> None:
    """Catches a move that is counted once per source."""
    moves = nicdata.load("level_changes")
    gce = moves[moves["shown"] & (moves["to_level"] == "GCE")].set_index("cluster_id")["year"]
    assert dict(gce) == {"node": 2014, "blue-maritime": 2014, "ocean-technology": 2015}


def test_the_clusters_of_a_level_in_a_year() -> None:
    """Catches a cluster missing from a year in which a list names it, and one with two levels in one year."""
    years = nicdata.load("cluster_years")
    assert not years.duplicated(["cluster_id", "year"]).any()
    listed = nicdata.load("cluster_levels").query("article_id == 'innovasjon-norge-2022' and level == 'NCE'")
    assert set(listed["cluster_id"]) <= set(years.query("year == 2022 and level == 'NCE'")["cluster_id"])
    stated = years[years["basis"] == "stated"]
    assert stated["level"].notna().all() and years.loc[years["basis"] == "unknown", "level"].isna().all()


def test_a_year_rests_on_rows_that_exist(built: Tables) -> None:
    """Catches a year of a cluster whose sources do not exist, or are about another cluster or level."""
    rows = {
        row[schema.id_column(table)]: row
        for table in ("cluster_levels", "level_changes", "budgets")
        for row in built[table]
    }
    for year in built["cluster_years"]:
        for row in (rows[row_id] for row_id in year["sources"].split("; ")):
            assert row["cluster_id"] == year["cluster_id"]
            if year["level"]:
                assert year["level"] in (row.get("level"), row.get("to_level"), row.get("from_level"))


def test_one_fact_in_two_forms_is_shown_once(built: Tables) -> None:
    """Catches a grant of 30 million for five years counted in addition to the same grant as six million a
    year."""
    rows = {row["budget_id"]: row for row in built["budgets"] if row.get("cluster_id") == "woodworks"}
    assert [row["shown"] for row in rows.values()].count(True) == 1
    assert {row["per_year_nok"] for row in rows.values()} == {6_000_000}


def test_parts_are_never_one_fact_by_rule(built: Tables) -> None:
    """Catches two parts of a grant treated as one because their amounts happen to be equal."""
    parts = [row for row in built["budgets"] if row.get("level") == "Arena Pro" and row["scope"] == "part"]
    assert len(parts) == 2 and all(row["shown"] for row in parts)


def test_an_announced_move_is_shown_before_an_inferred_one(built: Tables) -> None:
    """Catches an inferred move of an article shown although a page announces the move."""
    moves = {row["level_change_id"]: row for row in built["level_changes"]}
    assert moves["cod-cluster-by-2022-arena-pro"]["same_as"] == "cod-cluster-2020-arena-pro"
    assert moves["cod-cluster-2020-arena-pro"]["shown"]
    # Both inferred: the one that is dated.
    assert moves["eyde-by-2022-mature"]["same_as"] == "eyde-2021-mature"


@pytest.mark.parametrize("table", STATED)
def test_every_row_says_how_well_it_is_proved(table: str) -> None:
    """Catches a statement that cannot be looked up, one with low confidence, and one of an article without a
    paragraph."""
    for row in read_csv(TIDY / f"{table}.csv"):
        if row["collection"] == "context":
            assert re.fullmatch(r"https?://\S+", row["url"]) and row["confidence"] in ("high", "medium")
            assert not row["paragraph"]
        else:
            assert row["paragraph"] and row["confidence"] in ("verified", "high", "medium")
            derived = row.get("basis") in ("counted", "inferred")
            assert (row["confidence"] == "verified") != derived


def test_load_gives_one_collection_where_it_is_asked_for() -> None:
    """Catches a row of other pages when only the articles were asked for, and a row missing when all were."""
    for table in nicdata.table_names():
        everything = nicdata.load(table)
        parts = [nicdata.load(table, collection) for collection in schema.COLLECTIONS]
        assert sum(map(len, parts)) == everything["collection"].notna().sum(), table
        for collection, part in zip(schema.COLLECTIONS, parts, strict=True):
            assert set(part["collection"]) <= {collection}
            assert dict(part.dtypes) == dict(everything.dtypes)


@pytest.mark.parametrize(("name", "collection"), [("budgets", "everything"), ("x", "all"), ("x", "article")])
def test_what_is_not_there_is_told(name: str, collection: str) -> None:
    """Catches an empty frame where an error is expected."""
    with pytest.raises(ValueError, match=r"no collection|no table"):
        nicdata.load(name, collection)


def test_build_writes_one_collection_where_it_is_asked_for(tmp_path: Path) -> None:
    """Catches tables of the articles that contain other rows, or that replace the finished tables."""
    done = run("build", "--collection", "article", "--out", tmp_path / "tidy")
    assert done.returncode == 0 and "from 5 sources" in done.stdout
    rows = read_csv(tmp_path / "tidy" / "budgets.csv")
    assert {row["collection"] for row in rows} == {"article"} and package.check(tmp_path / "tidy") == []
    refused = run("build", "--collection", "context")
    assert refused.returncode == 2 and "--collection context needs --out" in refused.stderr


def test_an_inferred_move_says_so() -> None:
    """Catches a move inferred from other pages that is marked as announced."""
    rows = read_csv(TIDY / "level_changes.csv")
    inferred = [row for row in rows if row["basis"] == "inferred"]
    assert inferred and all(row["confidence"] == "medium" for row in inferred)
    # Its page prints no name for it, unless it does so elsewhere.
    names = {(row["name"], row["article_id"]) for row in read_csv(TIDY / "cluster_names.csv")}
    assert (
        not {("ProptechInnovation", "ntb-2020-wood"), ("NCE Eyde", "innovasjon-norge-2021-clusters")} & names
    )
    assert ("Stiim Aqua Cluster", "stiim-2021-arena-pro") in names


def test_the_sum_of_one_year_follows_from_the_columns() -> None:
    """Catches a yearly amount divided by its years, a total used as a yearly amount, and a period that is not
    a number of years divided."""
    rows = {row["budget_id"]: row for row in read_csv(TIDY / "budgets.csv")}
    for row in rows.values():
        if row["amount_per"] == "year":
            assert row["per_year_nok"] == row["amount_nok"]
        elif row["period_years"]:
            assert float(row["per_year_nok"]) == int(row["amount_nok"]) / int(row["period_years"])
    assert rows["maritime-cleantech-2011-arena-grant"]["per_year_nok"] == "2000000"
    assert rows["nic-2016-appropriation-innovasjonsrammen"]["per_year_nok"] == "5000000"  # 2016 to 2017
    assert rows["nic-2002-2006-arena-granted-snf"]["per_year_nok"] == ""  # 2002 to October 2006
    assert rows["nic-2017-granted-aftenposten"]["per_year_nok"] == ""  # no period


def test_conflicting_figures_stand_side_by_side() -> None:
    """Catches a conflict with one side missing from the tables, one without a choice, a choice that the rows
    do not follow, and a note on a conflict that is not in the table."""
    conflicts = nicdata.load("conflicts")
    told = {name: nicdata.load(name) for name in SETTLED}
    assert set(conflicts["table"]) <= set(told)
    rows = analysis.disputed(conflicts, **told)
    assert len(rows) == len(conflicts) and rows["year"].notna().all()
    assert list(rows["shown"]) == list(conflicts["shown"])
    for conflict_id, group in rows.groupby("conflict_id"):
        assert len(group) >= 2 and group["shown"].any(), conflict_id
        assert group["reason"].nunique() == 1, conflict_id
    assert {"article", "context"} == set(rows["collection"])
    for table in ("budgets", "programme_counts"):
        noted = told[table][told[table]["note"].fillna("").str.contains("Conflicts with")]
        assert set(noted.iloc[:, 0]) <= set(conflicts["row_id"]), table


def test_figures_that_nobody_decided_on_are_told(raw_copy: Path, tmp_path: Path) -> None:
    """Catches a figure chosen without notice when a new page contradicts another."""
    edit(
        raw_copy / "context" / "digi-2017-klynger.toml",
        '"rundt 2,2 millioner kroner"',
        '"3 millioner kroner"',
    )
    done = run("build", "--raw", raw_copy, "--out", tmp_path / "tidy")
    assert "nic-2017-arena-grant-aftenposten-budgets-context: figures that differ" in done.stderr
    rows = tables.build(sheets.read(raw_copy))["conflicts"]
    found = [(row["row_id"], row["shown"]) for row in rows if row["basis"] == "rule"]
    assert found == [("nic-2017-arena-grant-aftenposten", True), ("nic-2017-arena-grant-digi", False)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rows = [\"budgets/nic-2014", "rows = [\"budgets/nik-2014", "budgets/nik-2014-appropriation-stortinget"),
        ("shown = [\"budgets/nic-2014-appropriation-stortinget\"]", "shown = [\"budgets/nic-2017-appropriation-digi\"]", "expected one or more of its rows"),
        ("conflict_id = \"budget-2014\"\n", "", "no conflict_id"),
        ("conflict_id = \"budget-2014\"\n", "conflict_id = \"budget-2015\"\n", "expected each conflict_id once"),
        ("rows = [\"budgets/woodworks-2019", "rows = [\"budgets/woodwork-2019", "same_fact 1: budgets/woodwork-2019"),
        ("[[schemes]]", "[[schemes]]\nscheme = \"x\"\nkind = \"other\"\nname_nb = \"X\"\nname_en = \"X\"\n\n[[schemes]]", "'x': no sheet has this name"),
    ],
)  # fmt: skip
def test_a_wrong_decision_is_refused(raw_copy: Path, old: str, new: str, said: str) -> None:
    """Catches a decision on rows that do not exist, for a row that is not part of the conflict, or on a name
    that no sheet has."""
    edit(raw_copy / "decisions.toml", old, new)
    with pytest.raises(ValidationErrors, match=said):
        sheets.read(raw_copy)


def test_a_conflict_that_is_settled_is_told(raw_copy: Path) -> None:
    """Catches a decision that is kept although the figures now agree."""
    edit(raw_copy / "context" / "tu-2014-gce.toml", '"150 millioner kroner"', '"127 millioner kroner"')
    with pytest.raises(ValidationErrors, match="'budget-2014': its rows state the same"):
        sheets.read(raw_copy)


def test_mergers_name_who_merged() -> None:
    """Catches a merger of only one cluster, and a cluster that merges into one that is not in the tables."""
    mergers, clusters = nicdata.load("cluster_mergers"), nicdata.load("clusters").set_index("cluster_id")
    assert (mergers.groupby("merger_id").size() >= 2).all()
    into = mergers["into_cluster_id"].dropna()
    assert set(mergers["cluster_id"]) | set(into) <= set(clusters.index)
    assert set(clusters.index[clusters["merged_into"] == "aquatech"]) == {"akvarena", "smart-water"}
    assert pd.isna(clusters.loc["cod-cluster", "merged_into"])  # it continues under its own name


def test_ids_are_those_of_one_row(built: Tables) -> None:
    """Catches an id that rows of two tables share, so that `nicdata trace` would find both."""
    first: dict[str, str] = {}
    for table, rows in built.items():
        key = schema.id_column(table)
        assert len({row[key] for row in rows}) == len(rows), table
        # Ids of sources and levels are names of their own; the others lead to one row each.
        for row in rows if table not in ("articles", "levels") else ():
            assert first.setdefault(row[key], table) == table, (row[key], table)


def test_the_codebook_tells_every_column() -> None:
    """Catches a column that nothing explains, such as the address or the confidence."""
    for table in nicdata.table_names():
        frame, told = nicdata.load(table), nicdata.codebook(table)
        assert list(told.index) == list(frame.columns) and (told["description"] != "").all()
        assert list(frame.columns)[:2] == [schema.id_column(table), "collection"]


def test_what_the_articles_say_stays_theirs() -> None:
    """Catches figures of other pages in results about the articles only."""
    own, everything = (
        {name: nicdata.load(name, c) for name in ("budgets", "programme_counts", "level_changes", "effect_statistics")}
        for c in ("article", "all")
    )  # fmt: skip
    pd.testing.assert_frame_equal(
        analysis.per_cluster(everything["budgets"], everything["programme_counts"]),
        analysis.per_cluster(own["budgets"], own["programme_counts"]),
    )


def test_counts_by_level_add_up() -> None:
    """Catches a level counted twice or left out where both levels and total are known."""
    counts = nicdata.load("programme_counts")
    counts = analysis.of_programme(counts[counts["shown"]], nicdata.load("schemes"))

    def value(year: int, measure: str, level: str | None) -> int:
        rows = counts[(counts["year"] == year) & (counts["measure"] == measure)]
        rows = rows[rows["level"].isna() if level is None else rows["level"] == level]
        assert rows["value"].nunique() == 1, (year, measure, level)
        return int(rows["value"].iloc[0])

    levels = schema.columns("levels")["level"]["constraints"]["enum"]
    assert sum(value(2022, "clusters_listed", level) for level in levels) == value(
        2022, "clusters_served", None
    )
    # No page lists the GCE clusters of 2015: two from the year before and one admitted.
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
    """Catches a row of another page that cannot be traced, and a sheet named in the wrong folder."""
    said = run("trace", "nic-2014-appropriation-tu").stdout
    assert re.search(r"data/raw/context/tu-2014-gce\.toml:\d+ budgets 1", said)
    line = int(re.findall(r"tu-2014-gce\.toml:(\d+)", said)[0])
    sheet = (RAW / "context" / "tu-2014-gce.toml").read_text(encoding="utf-8").splitlines()
    assert sheet[line - 1] == "[[budgets]]" and "nic-2014-appropriation-tu" in sheet[line]
    assert "address    https://www.tu.no/" in said
    assert re.search(r"confidence +high", said) and "paragraph" not in said
    said = run("trace", "clusters/cod-cluster").stdout
    assert "data/raw/innovasjon-norge-2022.toml:" in said and "data/raw/context/kyst-og-fjord" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('confidence = "high"', 'confidence = "low"', "confidence = 'low'; expected one of high, medium"),
        ('confidence = "high"', "paragraph = 3", "no confidence"),
        ("\nurl = ", "\n# url = ", "no url"),
        ("[[budgets]]", "[[budget]]", "unknown key 'budget'"),
        ('collection = "context"', 'collection = "article"', "collection = 'article'"),
        ('scheme = "nic"', 'scheme = "nick"', "scheme = 'nick'; expected one that decisions.toml declares"),
    ],
)
def test_a_wrong_sheet_is_refused(raw_copy: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    """Catches a fact of another page without an address, with low confidence, or mixed up with the
    articles."""
    edit(raw_copy / "context" / "tu-2014-gce.toml", old, new)
    done = run("build", "--raw", raw_copy, "--out", tmp_path / "tidy")
    assert done.returncode == 1 and "context/tu-2014-gce.toml" in done.stderr and said in done.stderr
    assert not (tmp_path / "tidy").exists()


def test_stays_lie_between_two_moves() -> None:
    """Catches a stay of the wrong length, both for moves known to the day and for moves known to the year."""
    told = analysis.stays(analysis.moves(nicdata.load("level_changes"))).set_index(["cluster_id", "level"])
    exact = told.loc[("solenergiklyngen", "Arena")]
    assert exact["years_low"] == exact["years_high"] and exact["next_level"] == "Arena Pro"
    rough = told.loc[("node", "Arena")]
    assert rough["years_low"] < rough["years_high"] <= rough["years_low"] + 1.01
    assert (told["years_low"] > 0).all()
    # The articles alone give no stay with a date at both ends, so none of these lengths comes from them.
    assert analysis.stays(analysis.moves(nicdata.load("level_changes", "article"))).empty
    assert set(told["collection"]) == {"context"}
