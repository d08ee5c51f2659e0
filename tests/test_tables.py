"""The contents of the tables, and their consistency with each other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import edit
from nicdata import schema
from nicdata.sheets import folder as sheets
from nicdata.sheets.sheet import Raw
from nicdata.tidy import package, tables
from nicdata.tidy.rows import Row, Tables, period_end


def test_tables_are_those_of_the_descriptor(built: Tables) -> None:
    """Catches a table without a codebook, and a codebook without a table."""
    assert list(built) == list(schema.resources())


def test_every_column_is_filled_somewhere_or_is_known_to_wait(built: Tables) -> None:
    """Catches a column that no code fills: a misspelt key gives an empty column."""
    empty = {
        (table, column)
        for table, rows in built.items()
        for column in schema.columns(table)
        if all(row.get(column) is None for row in rows)
    }
    assert all(built.values())
    assert empty == {
        # no article tells of a merger, of an exit or of a post of the state budget
        ("cluster_mergers", "paragraph"),
        ("cluster_exits", "paragraph"),
        ("state_budget_posts", "paragraph"),
        ("effect_statistics", "same_as"),  # no gap is told twice
    }


def test_every_statement_names_a_paragraph_of_its_article(of_articles: Tables) -> None:
    """Catches a row that cannot be traced to a paragraph."""
    paragraphs = {row["article_id"]: row["paragraphs"] for row in of_articles["articles"]}
    for table, rows in of_articles.items():
        if "paragraph" in schema.columns(table):
            for row in rows:
                assert 1 <= row["paragraph"] <= paragraphs[row["article_id"]], (table, row)


def test_level_changes(of_articles: Tables) -> None:
    """Catches a missing or invented move: eleven are announced, four follow from two mentions."""
    basis = Counter(row["basis"] for row in of_articles["level_changes"])
    assert basis == {"announced": 11, "inferred": 4}
    inferred = {
        (r["cluster_id"], r["from_level"], r["to_level"], r["date_earliest"], r["date_latest"])
        for r in of_articles["level_changes"]
        if r["basis"] == "inferred"
    }
    assert inferred == {
        ("cod-cluster", "Arena", "Arena Pro", "2015-06-12", "2022-12-31"),
        ("arctic-cluster-team", "Arena", "Arena Pro", "2017-10-16", "2022-12-31"),
        ("eyde", "NCE", "Mature", "2015-06-12", "2022-12-31"),
        ("norway-health-tech", "NCE", "Mature", "2015-06-12", "2022-12-31"),
    }


def test_a_move_starts_and_ends_at_levels_the_cluster_was_seen_at(built: Tables) -> None:
    """Catches a move between levels that no mention supports, or one that ends before it begins."""
    seen = {(row["cluster_id"], row["level"]) for row in built["cluster_levels"]}
    for row in built["level_changes"]:
        typed = (
            row["collection"] == "context" and row["basis"] == "inferred" and not row.get("from_article_id")
        )
        assert typed or (row["cluster_id"], row["to_level"]) in seen, row
        other = row["collection"] == "context"  # a page may tell of a level it left long ago
        assert other or row.get("from_level") is None or (row["cluster_id"], row["from_level"]) in seen, row
        assert date.fromisoformat(row["date_earliest"]) <= date.fromisoformat(row["date_latest"]), row


def test_the_list_of_2022_counts_what_the_article_says(of_articles: Tables) -> None:
    """Catches a cluster missing from the list, or listed at two levels."""
    rows = [r for r in of_articles["cluster_levels"] if r["article_id"] == "innovasjon-norge-2022"]
    assert len({row["cluster_id"] for row in rows}) == len(rows)
    served = value(of_articles, measure="clusters_served", year=2022)
    assert value(of_articles, measure="clusters_listed", year=2022, level=None) == served == len(rows)
    levels = [r["value"] for r in counts(of_articles, measure="clusters_listed", year=2022) if r.get("level")]
    assert sum(levels) == served


def test_parts_do_not_exceed_the_whole(of_articles: Tables) -> None:
    """Catches more clusters admitted than applied, listed or active, and more granted than applied for."""
    assert value(of_articles, measure="clusters_admitted", year=2020) < value(
        of_articles, measure="applicants", year=2020
    )
    for row in counts(of_articles, measure="clusters_admitted", year=2015):
        assert row["value"] == value(of_articles, measure="clusters_listed", year=2015, level=None)
        assert row["value"] < value(of_articles, measure="clusters_active", year=2015)
    moves = Counter(r["year"] for r in of_articles["level_changes"] if r["basis"] == "announced")
    assert moves[2015] == value(of_articles, measure="clusters_admitted", year=2015)
    assert moves[2020] <= value(of_articles, measure="clusters_admitted", year=2020)
    viken = {row["kind"]: row["amount_nok"] for row in of_articles["budgets"] if row["scheme"] == "viken"}
    assert viken["scheme_grant"] < viken["applied_for"]


def test_projects_add_up(of_articles: Tables) -> None:
    """Catches a project without an applicant, and a count of grants that contradicts the list of projects."""
    stages = Counter(row["stage"] for row in of_articles["projects"])
    for row in counts(of_articles, measure="grants_awarded"):
        assert row["value"] == stages[row["stage"]]
    applicants = {
        r["project_id"]: r["cluster_id"] for r in of_articles["project_partners"] if r["role"] == "applicant"
    }
    assert applicants == {row["project_id"]: row["applicant_id"] for row in of_articles["projects"]}
    partners = Counter(r["project_id"] for r in of_articles["project_partners"] if r["role"] == "partner")
    assert set(partners) == set(applicants)


def test_a_sum_of_several_years_ends_where_its_years_end(of_articles: Tables) -> None:
    """Catches a period of another length than printed."""
    (row,) = [row for row in of_articles["budgets"] if row.get("period_years")]
    assert (row["period_start"], row["period_end"], row["period_years"]) == ("2017-10", "2022-09", 5)


def test_levels_are_ranked_in_the_order_of_the_codebook(built: Tables) -> None:
    """Catches categories in another order than the ranks."""
    ranked = [row["level"] for row in sorted(built["levels"], key=lambda row: row["rank"])]
    assert ranked == schema.columns("levels")["level"]["constraints"]["enum"]


def test_every_variant_of_a_name_has_its_reason(built: Tables, raw: Raw) -> None:
    """Catches two names treated as one cluster without a recorded decision."""
    for row in built["cluster_names"]:
        own = row["name"] == raw.decisions.clusters[row["cluster_id"]]
        assert own != bool(row.get("reason")), row
        assert (row["same_cluster_basis"] == "renamed") == bool(row.get("basis_url")), row


def rows_of(raw_copy: Path, table: str, file: str, old: str, new: str) -> list[Row]:
    """Return a table built from the sheets with one of them changed."""
    edit(raw_copy / file, old, new)
    return tables.build(sheets.read(raw_copy))[table]


def test_a_range_has_both_ends(raw_copy: Path) -> None:
    """Catches a range stored as its upper end only, or as exact."""
    rows = rows_of(raw_copy, "budgets", "ife-2020.toml", "217 millioner", "200-217 millioner")
    (row,) = [row for row in rows if row["article_id"] == "ife-2020"]
    assert (row["amount_low_nok"], row["amount_nok"], row["qualifier"]) == (200_000_000, 217_000_000, "up_to")


def test_a_lower_gap_is_negative(raw_copy: Path) -> None:
    """Catches members that did worse shown as doing better: the text says "lower", the figure has no sign."""
    rows = rows_of(
        *(raw_copy, "effect_statistics", "innovasjon-norge-2022.toml"),
        'gap_printed = "15,8 prosentpoeng"\ndirection = "higher"',
        'gap_printed = "nærmere 15,8 prosentpoeng"\ndirection = "lower"',
    )
    (row,) = [row for row in rows if row["effect_id"] == "nic-2022-value-added"]
    assert (row["gap_pp"], row["qualifier"]) == (Decimal("-15.8"), "nearly")


def test_a_gap_in_per_cent_has_no_percentage_points(raw_copy: Path) -> None:
    """Catches percent stored as percentage points."""
    rows = rows_of(
        raw_copy, "effect_statistics", "innovasjon-norge-2022.toml", "15,8 prosentpoeng", "15,8 prosent"
    )
    (row,) = [row for row in rows if row["effect_id"] == "nic-2022-value-added"]
    assert row.get("gap_pp") is None and row["gap_printed"] == "15,8 prosent"


def test_a_rough_count_is_said_to_be_rough(raw_copy: Path) -> None:
    """Catches an estimate stored as an exact count."""
    rows = rows_of(raw_copy, "participants", "ife-2020.toml", '"37"', '"mer enn 37"')
    assert [
        (r["value"], r["qualifier"]) for r in rows if r["article_id"] == "ife-2020" and r["value"] == 37
    ] == [(37, "more_than")]


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2017-10", 5, "2022-09"),
        ("2017", 5, "2021"),
        ("2017-10-16", 3, "2020-10-15"),
        ("2016-02-29", 1, "2017-02-28"),
    ],
)
def test_a_period_ends_with_its_last_day_month_or_year(start: str, years: int, end: str) -> None:
    """Catches a period of five years that covers six calendar years, or ends on a day that does not exist."""
    assert period_end(start, years) == end


def test_a_move_between_two_sightings_of_one_article_is_inferred(raw_copy: Path) -> None:
    """Catches a narrower interval ignored because both mentions are in one article."""
    seen = '{{ cluster = "Norway Health Tech", level = "{}", basis = "mentioned", as_of = "{}", paragraph = 20 }},\n  '
    both = "cluster_levels = [\n  " + seen.format("NCE", "2016") + seen.format("Mature", "2021")
    rows = rows_of(raw_copy, "level_changes", "viken-2021.toml", "cluster_levels = [\n  ", both)
    (row,) = [r for r in rows if r["cluster_id"] == "norway-health-tech" and r["basis"] == "inferred"]
    assert (row["date_earliest"], row["date_latest"]) == ("2016-01-01", "2021-12-31")
    assert (row["from_article_id"], row["article_id"]) == ("viken-2021", "viken-2021")


@pytest.mark.parametrize(
    ("as_of", "inferred"),
    [("2018", False), ("2023-05", True), ("2014", True)],
    ids=["between the sightings", "after both", "before both"],
)
def test_an_announced_move_explains_a_change_only_at_its_time(
    raw_copy: Path, as_of: str, inferred: bool
) -> None:
    """Catches a change both announced and inferred, and one explained by a move at another time."""
    edit(
        raw_copy / "eyde-2017.toml",
        "level_changes = [\n",
        'level_changes = [\n  { level_change_id = "eyde-mature", cluster = "Eyde-klyngen", to_level = "Mature",'
        f' kind = "promotion", as_of = "{as_of}", paragraph = 27 }},\n',
    )
    rows = tables.build(sheets.read(raw_copy), "article")["level_changes"]
    assert any(row["cluster_id"] == "eyde" and row["basis"] == "inferred" for row in rows) == inferred


SIGHTING = '  { cluster = "Fjordklyngen", level = "%s", basis = "%s", as_of = "%s", paragraph = %d },\n'


def sighted(raw_copy: Path, *sightings: tuple[str, str, str, int]) -> Tables:
    """Return the tables with further mentions of one new cluster in an article, in the order of the text."""
    lines = "".join(SIGHTING % sighting for sighting in sightings)
    edit(raw_copy / "ife-2020.toml", "cluster_levels = [\n", "cluster_levels = [\n" + lines)
    edit(raw_copy / "decisions.toml", "[clusters]\n", '[clusters]\nfjordklyngen = "Fjordklyngen"\n')
    return tables.build(sheets.read(raw_copy))


def test_the_latest_level_is_by_time_and_not_by_place(raw_copy: Path) -> None:
    """Catches an older level used as the latest because it comes later in the text."""
    built = sighted(raw_copy, ("NCE", "listed", "2022", 5), ("Arena", "listed", "2016", 20))
    (row,) = [row for row in built["clusters"] if row["cluster_id"] == "fjordklyngen"]
    assert (row["latest_level"], row["latest_level_year"]) == ("NCE", 2022)
    assert (row["first_seen"], row["last_seen"]) == (2016, 2022)


def test_overlapping_sightings_imply_no_move(raw_copy: Path) -> None:
    """Catches a demotion inferred from two mentions whose order is unknown."""
    built = sighted(raw_copy, ("NCE", "mentioned", "2022", 5), ("Arena", "mentioned", "2022-03", 6))
    assert not [row for row in built["level_changes"] if row["cluster_id"] == "fjordklyngen"]


def test_years_between_two_levels_have_no_level(raw_copy: Path) -> None:
    """Catches a guessed level in years in which the cluster moved, and a missing level where it is the same
    before and after."""
    seen = [
        ("Arena", "listed", "2012", 5),
        ("Arena", "listed", "2014", 6),
        ("NCE", "announced", "2016-06", 7),
    ]
    years = [row for row in sighted(raw_copy, *seen)["cluster_years"] if row["cluster_id"] == "fjordklyngen"]
    assert [(row["year"], row["level"], row["basis"]) for row in years] == [
        (2012, "Arena", "stated"),
        (2013, "Arena", "between"),
        (2014, "Arena", "stated"),
        (2015, None, "unknown"),
        (2016, "NCE", "stated"),
    ]


def test_the_level_of_a_year_is_the_last_one_stated(raw_copy: Path) -> None:
    """Catches a year in which a cluster moved up recorded with the level that it left."""
    seen = [("Arena", "listed", "2018", 5), ("NCE", "announced", "2018-11-08", 6)]
    years = [row for row in sighted(raw_copy, *seen)["cluster_years"] if row["cluster_id"] == "fjordklyngen"]
    assert [(row["year"], row["level"]) for row in years] == [(2018, "NCE")]


def test_each_list_is_counted_for_its_own_time(raw_copy: Path) -> None:
    """Catches the clusters of two lists of one article counted together."""
    seen = [("Arena", "listed", "2022", 5), ("Arena", "listed", "2019", 6)]
    edit(raw_copy / "ife-2020.toml", "cluster_levels = [\n", "cluster_levels = [\n" + ANOTHER)
    for year in ("2019", "2022"):
        edit(
            raw_copy / "ife-2020.toml",
            "[[programme_counts]]\n",
            COUNTED.format(year) + "[[programme_counts]]\n",
        )
    built = sighted(raw_copy, *seen)
    found = {
        row["year"]: row["value"]
        for row in built["programme_counts"]
        if row["count_id"].startswith("listed-")
    }
    assert found == {2019: 2, 2022: 1}


ANOTHER = '  { cluster = "H2Cluster", level = "Arena", basis = "listed", as_of = "2019", paragraph = 7 },\n'
COUNTED = (
    '[[programme_counts]]\ncount_id = "listed-{0}"\nscheme = "nic"\nmeasure = "clusters_listed"\nlevel = "Arena"\n'
    'basis = "counted"\nas_of = "{0}"\nparagraph = 5\n\n'
)


def test_added_articles_build(raw_with_added: Path) -> None:
    """Catches rules that only work for today's articles: the new ones have a revised budget of a known year,
    a yearly grant of several years, an exit, a negative gap."""
    built = tables.build(sheets.read(raw_with_added))
    assert package.check_cells(package.cells(built), tables.places(built)) == []
    own = [r for r in built["budgets"] if r["shown"] and r["kind"] == "appropriation" and r["year"] == 2024]
    assert [row["amount_nok"] for row in own] == [165_000_000]
    differ = {row["row_id"] for row in built["conflicts"] if row["basis"] == "rule"}
    assert {"nic-2024-appropriation-added", "nic-2024-appropriation-revised-added"} <= differ
    (grant,) = [row for row in built["budgets"] if row["budget_id"] == "nic-2023-arena-grant-added"]
    assert (grant["per_year_nok"], grant["period_end"]) == (2_500_000, "2026")
    clusters = {row["cluster_id"]: row for row in built["clusters"]}
    left = [row["year"] for row in built["cluster_exits"] if row["cluster_id"] == "norwegian-wood"]
    assert (
        2024 in left and clusters["norwegian-wood"]["left_year"] is None
    )  # another page has it back in 2026
    assert (clusters["havklyngen"]["county"], clusters["havklyngen"]["county_code"]) == ("Vestland", "NO-46")
    assert clusters["stiim-aqua"]["latest_level"] == "NCE"
    gaps = {row["effect_id"]: row.get("gap_pp") for row in built["effect_statistics"]}
    assert gaps["added-2024-employment"] == Decimal("-3.6")


def test_a_cluster_that_comes_back_has_not_left(raw_copy: Path) -> None:
    """Catches a cluster marked as having left although a later source mentions it, and years in the gap."""
    exit_ = 'cluster_exits = [{ cluster = "Fjordklyngen", as_of = "2014", paragraph = 5 }]\n\n'
    edit(raw_copy / "ife-2020.toml", "cluster_levels = [\n", exit_ + "cluster_levels = [\n")
    seen = [("Arena", "listed", "2012", 5), ("Arena", "listed", "2017", 6)]
    built = sighted(raw_copy, *seen)
    (row,) = [row for row in built["clusters"] if row["cluster_id"] == "fjordklyngen"]
    assert row["left_year"] is None
    years = [row["year"] for row in built["cluster_years"] if row["cluster_id"] == "fjordklyngen"]
    assert years == [2012, 2013, 2014, 2017]


def test_a_cluster_can_be_in_the_programme_at_a_level_that_is_not_stated(built: Tables) -> None:
    """Catches a cluster that a page places in the programme without a level and that has no year, one whose level of
    a year is lost because a later page does not state it, and a move to or from no level."""
    without = [row for row in built["cluster_levels"] if row["level"] is None]
    years = {(row["cluster_id"], row["year"]): row["level"] for row in built["cluster_years"]}
    assert without and {row["collection"] for row in without} == {"context"}
    for row in without:
        stated = {
            other["level"]
            for other in built["cluster_levels"]
            if (other["cluster_id"], other["year"]) == (row["cluster_id"], row["year"])
        }
        assert years[row["cluster_id"], row["year"]] in stated
    assert all(row["to_level"] for row in built["level_changes"])
    wood = {year for cluster_id, year in years if cluster_id == "norwegian-wood"}
    assert {2022, 2026} <= wood and 2025 not in wood


def test_a_cluster_in_several_counties_has_all_of_them(built: Tables) -> None:
    """Catches a county left out, codes in another order, and a descriptor that gives another number of clusters
    without a county."""
    rows = {row["cluster_id"]: row for row in built["clusters"]}
    assert (rows["cod-cluster"]["county"], rows["cod-cluster"]["county_code"]) == (
        "Nordland; Finnmark",
        "NO-18; NO-56",
    )
    without = sum(not row.get("county") for row in rows.values())
    described = schema.columns("clusters")["county"]
    assert f"Empty for {without} of the {len(rows)} clusters" in described["description"]
    assert f"Tomt for {without} av de {len(rows)} klyngene" in described["description_nb"]


def counts(built: Tables, **wanted: object) -> list[Row]:
    return [r for r in built["programme_counts"] if all(r.get(k) == v for k, v in wanted.items())]


def value(built: Tables, **wanted: object) -> int:
    """Return the one value of these counts, which several rows may state."""
    (found,) = {row["value"] for row in counts(built, **wanted)}
    return int(found)
