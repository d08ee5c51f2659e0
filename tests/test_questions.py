"""The usual questions: answers that hold for today's tables and for any others."""

# mypy: disable-error-code="operator, index, call-overload, arg-type"
# A value out of a frame has the type of every scalar that pandas knows.
from __future__ import annotations

import pandas as pd
import pytest

import nicdata
from nicdata import questions, reference, view

TABLES = nicdata.tables()
EMPTY = TABLES.replaced(**{name: TABLES[name].iloc[:0] for name in nicdata.table_names()})
ALL = (
    questions.budgets, questions.clusters_by_county, questions.clusters_by_level, questions.departures,
    questions.rounds, questions.gaps,
)  # fmt: skip


def test_every_year_has_a_budget_or_says_that_none_is_known() -> None:
    """Catches a year that is left out because no source states its budget, and one that is guessed from others."""
    found = questions.budgets()
    own = TABLES.budgets.query("kind == 'appropriation' and scope == 'programme' and shown")
    posts = TABLES.state_budget_posts.query("stage == 'approved'")
    assert list(found.index) == list(
        range(own["year"].min(), max(own["year"].max(), posts["year"].max()) + 1)
    )
    assert set(found.index[found["known"]]) == set(own["year"])
    for year, row in found.iterrows():
        if row["known"]:
            assert row["amount_nok"] in set(own.loc[own["year"] == year, "amount_nok"]) and row["article_id"]
        else:
            assert row[["amount_printed", "amount_nok", "article_id", "url"]].isna().all()


def test_the_state_budget_is_beside_the_years_without_a_budget() -> None:
    """Catches a year for which nothing is shown although the state budget has its items, or shown without source."""
    found = questions.budgets()
    posts = TABLES.state_budget_posts.query("stage == 'approved'")
    for row in posts.itertuples():
        if row.year in found.index:
            assert found.at[row.year, f"ceiling_{row.post}"] == row.amount_nok
            assert found.at[row.year, "ceiling_url"] in set(posts.loc[posts["year"] == row.year, "url"])
    assert found.loc[~found["known"], "ceiling_url"].notna().any()


def test_real_amounts_are_of_the_newest_prices() -> None:
    """Catches another base year than the newest of the index."""
    assert f"amount_nok_{reference.latest_prices()}" in questions.budgets()


def test_every_county_lists_its_clusters() -> None:
    """Catches a cluster of two counties that is listed in one of them only, and one that is listed nowhere."""
    clusters = TABLES.clusters
    listed: set[str] = set()
    for county in {name for names in clusters["county"].dropna() for name in names.split("; ")}:
        found = questions.clusters_in(county.upper())
        assert all(county in names.split("; ") for names in found["county"])
        assert found.attrs["without_county"] == clusters["county"].isna().sum()
        listed |= set(found["cluster_id"])
    assert listed == set(clusters.loc[clusters["county"].notna(), "cluster_id"])


def test_a_county_is_found_by_its_code() -> None:
    """Catches a code that is not known, and a misspelt county without a hint."""
    row = TABLES.clusters.dropna(subset="county").query("not county.str.contains(';')").iloc[0]
    assert row["cluster_id"] in set(questions.clusters_in(row["county_code"])["cluster_id"])
    with pytest.raises(ValueError, match=row["county"]):
        questions.clusters_in("Atlantis")


def test_all_clusters_are_listed_by_county() -> None:
    """Catches a county that lists other clusters than when it is asked for alone, and clusters left out or not last."""
    found, clusters = questions.clusters_by_county(), TABLES.clusters
    for county, own in found.groupby("county"):
        assert set(own["cluster_id"]) == set(questions.clusters_in(str(county))["cluster_id"])
        assert own["county_code"].nunique() == 1
    last = found.tail(found.attrs["without_county"])
    assert set(last["cluster_id"]) == set(clusters.loc[clusters["county"].isna(), "cluster_id"])
    assert set(found["cluster_id"]) == set(clusters["cluster_id"])


def test_a_cluster_of_two_counties_is_in_both() -> None:
    """Catches a cluster that is missing from one of its counties."""
    clusters = TABLES.clusters.copy()
    clusters.loc[0, ["county", "county_code"]] = ["Agder; Rogaland", None]
    found = questions.clusters_by_county(TABLES.replaced(clusters=clusters))
    own = found[found["cluster_id"] == clusters["cluster_id"].iloc[0]]
    assert list(own["county"]) == ["Agder", "Rogaland"] and list(own["county_code"]) == ["NO-42", "NO-11"]


def test_the_status_is_what_a_source_reports() -> None:
    """Catches a cluster that is said to have left because nobody mentions it any more, or to go on though it left."""
    by_county = questions.clusters_by_county().drop_duplicates("cluster_id")  # one may be in several counties
    found = by_county.set_index("cluster_id")
    gone = questions.departures().set_index("cluster_id")["what"]
    left = TABLES.clusters.set_index("cluster_id")["left_year"].dropna()
    for cluster_id, status in found["status"].items():
        if status == "merged":
            assert "merged" in list(gone[gone.index == cluster_id])
        elif status == "left":
            assert found.at[cluster_id, "departure_year"] == left[cluster_id]
        else:
            assert cluster_id not in left and "merged" not in list(gone[gone.index == cluster_id])
            assert (status == "not_stated") == pd.isna(found.at[cluster_id, "last_seen"])
    assert set(found["status"]) == {"left", "merged", "no_exit_reported", "not_stated"}


def test_counts_by_level_are_of_the_programme() -> None:
    """Catches a count of another scheme, of something else than clusters, without source, or told twice."""
    found = questions.clusters_by_level()
    rows = TABLES.programme_counts.set_index("count_id").loc[found["count_id"]]
    assert found["count_id"].is_unique and rows["shown"].all() and set(rows["scheme"]) == {"nic"}
    assert set(found["measure"]) == {"clusters_active", "clusters_served", "clusters_listed"}
    assert found["article_id"].notna().all() and found["year"].is_monotonic_increasing


def test_every_round_is_listed_with_its_sources() -> None:
    """Catches a round with one known number that is left out, and a number without the page it is from."""
    found = questions.rounds()
    counts = TABLES.programme_counts[TABLES.programme_counts["shown"]]
    for name, measure in (("applicants", "applicants"), ("admitted", "clusters_admitted")):
        own = counts[(counts["measure"] == measure) & (counts["scheme"] == "nic")]
        assert set(found[f"{name}_id"].dropna()) == set(own["count_id"])
        assert (found[name].notna() == found[f"{name}_url"].notna()).all()
    assert found["year"].is_monotonic_increasing
    both = found.dropna(subset=["applicants", "admitted"])
    assert (both["percent"] == both["admitted"] / both["applicants"] * 100).all()


def test_who_left_or_merged_is_named_with_its_time() -> None:
    """Catches a departure without its time, name or source, and a cluster that took in another and goes on."""
    found = questions.departures()
    mergers = TABLES.cluster_mergers
    into_itself = (mergers["cluster_id"] == mergers["into_cluster_id"]).fillna(False)
    assert into_itself.any()
    assert len(found) == len(TABLES.cluster_exits) + len(mergers[~into_itself])
    assert found["as_of"].is_monotonic_increasing
    assert found[["name", "what", "as_of", "article_id"]].notna().all().all()


def test_gaps_are_of_the_programme() -> None:
    """Catches a gap of one cluster's members among those of the programme, and a study told twice."""
    found = questions.gaps()
    assert (
        len(found)
        == (TABLES.effect_statistics["shown"] & TABLES.effect_statistics["cluster_id"].isna()).sum()
    )
    assert found["article_id"].notna().all() and found["year"].is_monotonic_increasing


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.__name__)
def test_tables_without_rows_have_an_empty_answer(question: object) -> None:
    """Catches a question that fails where nothing is known."""
    assert callable(question)
    assert isinstance(question(EMPTY), pd.DataFrame) and len(question(EMPTY)) == 0


def test_view_shows_words_and_numbers_for_readers() -> None:
    """Catches codes and column names in what readers see, a decimal point in Norwegian, and thousands run together."""
    rows = questions.budgets().query("known")
    english, norwegian = (
        view("budgets", rows, "year", "amount_nok", "amount_nok_", "qualifier", "article_id", lang=lang)
        for lang in ("en", "nb")
    )
    amount = int(rows["amount_nok"].iloc[0])
    assert f"{amount:,}" in str(english) and f"{amount:,}".replace(",", "\u00a0") in str(norwegian)
    for shown in (english, norwegian):
        assert not {"amount_nok", "qualifier", "exact", "article_id"} & set(str(shown).split())
        assert str(rows["url"].iloc[0]) in shown._repr_html_()
    percents = view("programme_counts", questions.rounds(), "percent", lang="nb")
    assert "." not in str(percents).split("\n", 1)[1]


def test_view_folds_what_is_long() -> None:
    """Catches a long table that fills a notebook, and a short one that has to be opened."""
    rows = TABLES.budgets
    assert "<details>" in view("budgets", rows, "year")._repr_html_()
    assert "<details>" not in view("budgets", rows.head(3), "year")._repr_html_()


def test_a_former_county_leads_to_todays() -> None:
    """Catches a dead end for those who ask by the county's old name, and a county that is none of today's."""
    with pytest.raises(ValueError, match=r"'hordaland' \(now in Vestland\)"):
        questions.clusters_in("hordaland")
    former = reference.former_counties()
    today = {county for counties in former.values() for county in counties}
    assert not former.keys() & {county.casefold() for county in today}
