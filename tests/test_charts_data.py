"""What is drawn is what the tables say: every mark at its year and height, a gap as a gap, a claim with its condition."""

# mypy: disable-error-code="operator, index, call-overload, arg-type"
# A value out of a frame has the type of every scalar that pandas knows.
from __future__ import annotations

from sys import modules
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from drawn import TABLES, bars, drawn, points, written
from nicdata import charts
from nicdata.charts import series
from nicdata.charts.drawing import LEVEL_COLOURS, Box
from nicdata.frames import Tables
from nicdata.reference import consumer_price_index

maps = modules["nicdata.charts.map"]  # the package has a chart of that name
COUNTS, BUDGETS, EFFECTS = (TABLES[name] for name in ("programme_counts", "budgets", "effect_statistics"))


def with_counts(**values: object) -> Tables:
    """The tables with one more count of the programme."""
    row = COUNTS[(COUNTS["measure"] == "clusters_active") & COUNTS["level"].isna()].iloc[[0]]
    row = row.assign(count_id="more", shown=True, same_as=None, **values)
    return TABLES.replaced(programme_counts=pd.concat([COUNTS, row], ignore_index=True))


def test_clusters_stand_at_their_dates() -> None:
    """Catches a count in another year or height, a sum of levels left out, a year of service drawn as a date."""
    seen = [(int(x), y) for x, y in points(drawn("clusters"))]
    assert seen == [(2013, 39), (2014, 34), (2015, 39), (2019, 36), (2021, 39), (2023, 28)]
    at = dict(zip((year for year, _ in seen), (x for x, _ in points(drawn("clusters"))), strict=True))
    assert at[2023] == 2023.5 and 2015.4 < at[2015] < 2015.5 and 2019.8 < at[2019] < 2019.95
    assert written(drawn("clusters")).count("no count") == 3


def test_the_title_of_clusters_has_a_condition() -> None:
    """Catches a claim that other data do not bear."""
    title = charts.clusters(with_counts(year=2024, as_of="2024", value=60)).title
    assert title == "60 clusters in 2024, up from 39 in 2013"
    title = charts.clusters(with_counts(year=2025, as_of="2025", value=39)).title
    assert title == "39 clusters in 2025, as many as in 2013"
    one = COUNTS[(COUNTS["year"] == 2015) & (COUNTS["measure"] == "clusters_active") & COUNTS["level"].isna()]
    assert (
        charts.clusters(TABLES.replaced(programme_counts=one)).title == "39 clusters in the programme in 2015"
    )


def test_sources_that_differ_are_a_range() -> None:
    """Catches one of two figures of a year hidden, or taken for two facts."""
    chosen = COUNTS[(COUNTS["year"] == 2023) & (COUNTS["measure"] == "clusters_active") & COUNTS["shown"]]
    other = chosen.assign(count_id="other", value=33, shown=False, same_as=chosen["count_id"].iloc[0])
    chart = charts.clusters(TABLES.replaced(programme_counts=pd.concat([COUNTS, other], ignore_index=True)))
    assert tuple(series.totals(TABLES.replaced(programme_counts=pd.concat([COUNTS, other])))[0][-1][3:5]) == (
        28,
        33,
    )
    assert "33" in written(chart) and "sources differ" in chart.note and "in a year" not in chart.title


def test_levels_add_up() -> None:
    """Catches a column with another sum than its source, and one of a year that nobody counts in whole."""
    found, _ = series.columns(TABLES)
    assert [(c.year, sum(c.levels.values())) for c in found] == [
        (2013, 39),
        (2014, 34),
        (2015, 39),
        (2022, 39),
    ]
    by_year = {c.year: c for c in found}
    assert by_year[2015].taken == ("GCE",) and by_year[2015].levels["GCE"] == 39 - 22 - 14
    assert by_year[2022].served and not by_year[2013].served and by_year[2022].article
    chart = drawn("levels")
    heights = {(int(bar.get_x()), to_hex(bar.get_facecolor())): bar.get_height() for bar in bars(chart)}
    for column in found:
        for level, n in column.levels.items():
            assert heights.pop((column.year, LEVEL_COLOURS[level])) == n
    assert not heights and "2015: GCE calculated as the total minus the other levels." in chart.note
    assert "No source reports every level" in written(chart)


def test_admissions_are_comparable_rounds() -> None:
    """Catches a round of which one level alone is counted, and a share of few or of other applicants."""
    found, _ = modules["nicdata.charts.growth"].rounds(TABLES)
    assert [one.year for one in found] == list(range(2014, 2024))
    assert {one.year: one.whole for one in found} == {
        2014: 8, 2015: 7, 2016: 4, 2017: 7, 2018: 10, 2019: 8, 2020: 9, 2021: 12, 2022: 0, 2023: 0,
    }  # fmt: skip
    assert all(sum(one.levels.values()) + one.rest == one.whole for one in found)
    chart = written(drawn("admissions"))
    assert "24%" in chart and "38%" in chart and "none" in chart and "new" not in drawn("admissions").title
    few = COUNTS["value"].where(~((COUNTS["measure"] == "applicants") & (COUNTS["year"] == 2020)), 9)
    said = written(charts.admissions(TABLES.replaced(programme_counts=COUNTS.assign(value=few))))
    assert "100%" not in said and "38%" not in said


def test_moves_add_up_to_the_title() -> None:
    """Catches a cluster counted at two levels, or moved down."""
    ways = modules["nicdata.charts.flow"].ways(TABLES)
    order = series.schema_levels()
    assert all(order.index(begun) <= order.index(top) for begun, top in ways)
    up = sum(n for (begun, top), n in ways.items() if begun != top)
    changes = TABLES["level_changes"].query("kind != 'extension'")
    assert sum(ways.values()) == changes["cluster_id"].nunique()
    assert drawn("level_flow").title == f"At least {up} of {sum(ways.values())} clusters moved up"
    blocks = [int(text) for text in written(drawn("level_flow")).split("\n") if text.isdigit()]
    assert sum(ways.values()) - up in blocks


def test_the_budget_is_in_real_terms_and_a_year_without_one_stays_empty() -> None:
    """Catches a nominal sum among real ones, an end of a range left out, and an invented sum for the year of the cut."""
    index = consumer_price_index().set_index("year")["index_2015_100"]
    base = int(index.index.max())
    real = {int(x): y for x, y in points(drawn("budget"))}
    shown = BUDGETS.query("kind == 'appropriation' and scope == 'programme' and shown")
    expected = {row.year: row.amount_nok / 1e6 * index[base] / index[row.year] for row in shown.itertuples()}
    assert real == pytest.approx(expected)
    nominal = {int(x): y for x, y in points(drawn("budget_nominal"))}
    assert nominal == {2014: 127, 2015: 137, 2017: 190, 2019: 189, 2021: 217}
    for name in ("budget", "budget_nominal"):
        said = written(drawn(name)).replace("\n", " ")
        assert "cut of nearly 60 million" in said and "extra 50 million" in said and "no figure" in said
    assert "205" in written(drawn("budget")) and "150" in written(drawn("budget_nominal"))


def test_a_year_beyond_the_index_has_no_real_amount() -> None:
    """Catches a sum of next year in prices that nobody knows yet."""
    beyond = series.base_year() + 1
    row = BUDGETS.query("kind == 'appropriation' and scope == 'programme' and shown").iloc[[0]]
    row = row.assign(budget_id="more", year=beyond, period_start=str(beyond), period_end=str(beyond))
    tables = TABLES.replaced(budgets=pd.concat([BUDGETS, row], ignore_index=True))
    chart = charts.budget(tables)
    assert (
        beyond not in {int(x) for x, _ in points(chart)}
        and f"{beyond}: not in constant prices, because the price index covers" in chart.note
    )
    assert beyond in {int(x) for x, _ in points(charts.budget_nominal(tables))}


def test_the_title_of_the_budget_has_a_condition() -> None:
    """Catches a rise that one of the sources contradicts, and a cut that nobody tells of."""
    assert drawn("budget").title == "Real budget up at least 22% by 2021, then cut"
    without = BUDGETS[BUDGETS["change_direction"].ne("cut").fillna(True)]
    assert "cut" not in charts.budget(TABLES.replaced(budgets=without)).title
    falling = BUDGETS.assign(amount_nok=BUDGETS["amount_nok"].mask(BUDGETS["year"] == 2021, 100_000_000))
    assert "down" in charts.budget(TABLES.replaced(budgets=falling)).title


def test_posts_and_grants_and_the_county() -> None:
    """Catches a post, a grant or a sum of a county of another height than its row."""
    approved = TABLES["state_budget_posts"].query("stage == 'approved'").drop_duplicates(["post", "year"])
    heights = sorted(bar.get_height() for bar in bars(drawn("budget_posts")))
    assert heights == pytest.approx(sorted(approved["amount_nok"].astype(float) / 1e6))
    found, _, _ = modules["nicdata.charts.grants"].grants(TABLES)
    widths = sorted(bar.get_width() for bar in bars(drawn("support_per_level")))
    assert widths == pytest.approx(sorted(grant.high for grant in found))
    assert {grant.level for grant in found} == {"Arena", "Arena Pro", "NCE", "GCE"}
    assert sorted(bar.get_width() for bar in bars(drawn("county_scheme"))) == [8e6, 43e6]
    assert "nearly 8 or up to 8 million" in written(drawn("county_scheme"))
    assert "amount not stated" in written(drawn("county_scheme"))


def test_gaps_are_those_of_the_studies() -> None:
    """Catches a bar of another length, two statistics on one axis, a figure invented where there is none."""
    chart = drawn("performance_gaps")
    own = EFFECTS[EFFECTS["cluster_id"].isna()]
    widths = sorted(bar.get_width() for bar in bars(chart))
    assert widths == pytest.approx(sorted(own["gap_pp"].dropna().astype(float)))
    yearly = {18.6, 15.2, 15.8, 14.6, 3.6, 5.8}
    for axes in chart.axes:
        in_panel = {round(bar.get_width(), 1) for bar in axes.patches if isinstance(bar, Rectangle)}
        assert in_panel <= yearly or not in_panel & yearly
    said = written(chart)
    for words in ("over 8", "2022: result not stated", "SSB 2014: lower", "SSB 2015: higher"):
        assert words in said, words
    assert "two figures" in chart.note and "margin" not in chart.title
    open_end = EFFECTS.assign(
        qualifier=EFFECTS["qualifier"].mask(EFFECTS["measure"] == "employment", "more_than")
    )
    assert "largest" not in charts.performance_gaps(TABLES.replaced(effect_statistics=open_end)).title
    lower = EFFECTS.assign(gap_pp=-EFFECTS["gap_pp"])
    chart = charts.performance_gaps(TABLES.replaced(effect_statistics=lower))
    assert "−18.6" in written(chart) and chart.title == "Members compared with a control group"


def test_life_lines_show_every_cluster_and_leave_gaps_blank() -> None:
    """Catches a cluster left out, a year of unknown level in a colour, a gap that is filled."""
    years = TABLES["cluster_years"]
    seen = set(years.loc[years["level"].notna(), "cluster_id"])
    chart = drawn("life_lines")
    names = TABLES["clusters"].set_index("cluster_id")["name"]
    for one in seen:
        assert names[one][:12] in written(chart), one
    drawn_years = sum(bar.get_width() for bar in bars(chart) if bar.get_height() < 0.9)
    assert drawn_years == len(years[years["cluster_id"].isin(seen)])
    assert min(text.get_fontsize() for text in chart.texts) >= 6 and chart.pages == 1


def test_life_lines_go_to_a_second_page() -> None:
    """Catches names too small to read, a page without clusters, a page that there is not."""
    lives, clusters = TABLES["cluster_years"], TABLES["clusters"]
    more = lives.assign(
        cluster_id=lives["cluster_id"] + "-2", cluster_year_id=lives["cluster_year_id"] + "-2"
    )
    twice = clusters.assign(cluster_id=clusters["cluster_id"] + "-2", name="Second " + clusters["name"])
    tables = TABLES.replaced(cluster_years=pd.concat([lives, more]), clusters=pd.concat([clusters, twice]))
    pages = [charts.life_lines(tables, page=page) for page in (1, 2)]
    assert pages[0].pages == 2 and "Page 2 of 2" in written(pages[1])
    for chart in pages:
        assert min(text.get_fontsize() for text in chart.texts) >= 6 and len(bars(chart)) > 30
    with pytest.raises(ValueError, match="no page 3; expected 1 to 2"):
        charts.life_lines(tables, page=3)


def test_the_map_counts_every_cluster_once() -> None:
    """Catches a cluster at two places or none, a name left out, circles that cover each other."""
    chart = drawn("map")
    found, without = maps.homes(TABLES["clusters"])
    assert sum(len(home.clusters) for home in found) + len(without) == len(TABLES["clusters"])
    said = written(chart).replace("\n", " ")
    assert all(f"{home.place} {len(home.clusters)}" in said for home in found if home.at)
    for name in TABLES["clusters"]["name"]:
        assert name in said, name
    round_ones: list[Any] = [p for axes in chart.axes for p in axes.patches if type(p).__name__ == "Circle"]
    circles = [(*circle.center, circle.radius) for circle in round_ones if circle.radius > 2]
    assert len(circles) == sum(home.at is not None for home in found)
    for i, (x, y, r) in enumerate(circles):
        for u, v, s in circles[:i]:
            assert np.hypot(x - u, y - v) >= (r + s) * 0.97


def test_circles_move_apart_within_the_map() -> None:
    """Catches circles that leave the map or never come to rest."""
    true = np.full((30, 2), 50.0)
    shown = maps.apart(true, np.full(30, 5.0), Box(0, 0, 100, 100))
    far = np.hypot(*(shown[:, None] - shown[None]).transpose(2, 0, 1))[np.triu_indices(30, 1)]
    assert far.min() >= 9.7 and shown.min() >= 5 and shown.max() <= 95


def test_tables_are_not_changed_by_drawing() -> None:
    """Catches a chart that changes the tables it was given."""
    names = ("programme_counts", "budgets", "effect_statistics", "level_changes", "cluster_years", "clusters")
    before = {name: TABLES[name].copy() for name in names}
    fresh = TABLES.replaced()
    for name in ("overview", "admissions", "level_flow", "support_per_level"):
        charts.CHARTS[name](fresh)
    for name in names:
        pd.testing.assert_frame_equal(fresh[name], before[name])
