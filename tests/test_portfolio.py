"""The charts of both collections say what the tables say, and which collection says it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

import nicdata
from nicdata import analysis
from nicdata.charts import programme as portfolio
from nicdata.charts import saving as export
from nicdata.charts.drawing import LEVEL_COLOURS, Chart
from nicdata.charts.words import LANGUAGES
from nicdata.reference import consumer_price_index
from test_charts import drawn, hold_apart, texts, written

WHITE = "#ffffff"


def points(axes: Axes, colour: str | None = None) -> list[Line2D]:
    """The marks of a panel, of one colour where it is given."""
    found = [line for line in axes.lines if line.get_marker() not in ("None", None, "")]
    return [line for line in found if colour in (None, line.get_markeredgecolor())]


def solid(mark: Line2D) -> bool:
    return to_hex(mark.get_markerfacecolor()) != WHITE


def seen(marks: list[Line2D]) -> set[tuple[int, float, bool]]:
    """Year, value and whether it is drawn solid."""
    return {(int(m.get_xdata()[0]), round(float(m.get_ydata()[0]), 3), solid(m)) for m in marks}


def price(year: int, base: int) -> float:
    index = consumer_price_index().set_index("year")["index_2015_100"]
    return float(index[base] / index[year])


def frames_of(budgets: pd.DataFrame) -> pd.DataFrame:
    """The sums of a year of the programme and, before it, of NCE, each once, without what one ministry paid."""
    own = budgets[(budgets["scheme"] == "nic") & (budgets["kind"] == "appropriation")]
    own = own[(own["scope"] == "programme") | ((own["scope"] == "forerunner") & (own["level"] == "NCE"))]
    return own.sort_values("collection").drop_duplicates(["year", "amount_nok"])


# --- turns


@pytest.mark.parametrize("base", [2015, 2021])
def test_turns_draws_every_sum_nominal_and_real(base: int) -> None:
    """Catches a sum left out, in another year, of the wrong collection, or in the prices of another year."""
    tables = export.tables(portfolio.turns)
    budgets, chart = tables["budgets"], portfolio.turns(**tables, base=base)
    rows = [
        (int(r.year), r.amount_nok / 1e6, r.collection == "article") for r in frames_of(budgets).itertuples()
    ]
    assert {(2014, 127.0, False), (2014, 150.0, False), (2021, 217.0, True)} <= set(rows)
    assert seen(points(chart.axes[0], portfolio.LIGHT)) == {(y, round(v, 3), a) for y, v, a in rows}
    real = {(year, round(value * price(year, base), 3), article) for year, value, article in rows}
    assert seen(points(chart.axes[0], portfolio.PLAIN)) == real
    heads = [text.get_text() for axes in chart.axes for text in axes.texts if text.get_weight() == "bold"]
    assert [f"{base} prices" in head for head in heads] == [True, False, True]
    assert "nominal" in heads[0]
    assert "2021-kroner" in written(drawn(portfolio.turns, "nb"))


def test_turns_tells_the_forerunner_apart() -> None:
    """Catches the money of the NCE programme drawn as if it were the whole programme's, and a part of it as all."""
    money, clusters, each = drawn(portfolio.turns, "en").axes
    for axes in (money, clusters, each):
        squares = {int(mark.get_xdata()[0]) for mark in points(axes) if mark.get_marker() == "s"}
        others = {int(mark.get_xdata()[0]) for mark in points(axes) if mark.get_marker() != "s"}
        assert squares and max(squares) < min(others)
    assert 30.0 not in {value for _, value, _ in seen(points(money))}
    budgets = nicdata.load("budgets")
    early = budgets[(budgets["kind"] == "appropriation") & (budgets["year"] < 2014)]
    assert set(early["scope"]) == {"forerunner", "part"}
    assert 30_000_000 in set(early.loc[early["scope"] == "part", "amount_nok"])
    # Nor is Arena's money that of NCE.
    arena = early[(early["scope"] == "forerunner") & (early["level"] == "Arena")]
    assert len(arena) and not set(arena["amount_nok"] / 1e6) & {value for _, value, _ in seen(points(money))}


def test_turns_counts_and_divides() -> None:
    """Catches a count of one level among those of all, money divided by the clusters of another year, and money per
    cluster of a figure that the editor passed over."""
    _, clusters, each = drawn(portfolio.turns, "en").axes
    assert seen(points(clusters)) == {
        (2006, 6, False), (2007, 9, False), (2012, 12, False), (2013, 39, False), (2014, 34, False),
        (2015, 39, True), (2019, 36, False), (2021, 39, True), (2022, 44, False), (2023, 28, False),
    }  # fmt: skip
    shares = [
        (2006, 36 / 6, False), (2007, 52 / 9, False), (2014, 127 / 34, False), (2015, 137 / 39, True),
        (2019, 189 / 36, False), (2021, 217 / 39, True),
    ]  # fmt: skip
    assert seen(points(each)) == {(year, round(v * price(year, 2021), 3), a) for year, v, a in shares}


def test_turns_names_what_explains_them() -> None:
    """Catches an event in another year than its level or budget has, and one without its page."""
    english, norwegian = (drawn(portfolio.turns, lang) for lang in LANGUAGES)
    said = ["GCE 2014", "Rise 2014: 30 million", "Arena Pro 2019", "Mature 2020", "Rise 2020: 50 million"]
    said += ["Node 2021", "Cut 2022: nearly 60 million"]
    told = [text.get_text().strip() for text in english.axes[0].texts if text.get_color() == portfolio.EVENT]
    assert told == said
    assert "Økning 2020: 50 mill. kr" in written(norwegian) and "Moden 2020" in written(norwegian)
    for axes in english.axes:
        dashed = {line.get_xdata()[0] for line in axes.lines if line.get_color() == portfolio.EVENT}
        assert dashed == {2014.5, 2019.5, 2020.5, 2021.5, 2022.5}
    for page in (
        "https://nic.innovasjonnorge.no/artikkel/arena-pro",
        "innovasjon-norge-2022-kutt",
        "price index",
    ):
        assert page in english.source, page


def test_turns_shows_an_event_that_comes_to_the_tables() -> None:
    """Catches an event that the chart knows by its id, and a proposal, a part or a row that is not shown drawn as
    one."""
    tables = export.tables(portfolio.turns)
    budgets = tables["budgets"]
    cut = budgets[budgets["budget_id"] == "nic-2022-change-kutt"]
    extra = [
        cut.assign(budget_id="new", year=2018, amount_nok=12_000_000, change_direction="rise"),
        cut.assign(budget_id="proposed", year=2017, stage="proposed"),
        cut.assign(budget_id="part", year=2016, scope="part"),
        cut.assign(budget_id="hidden", year=2015, shown=False),
    ]
    chart = portfolio.turns(**tables | {"budgets": pd.concat([budgets, *extra])})
    told = [text.get_text().strip() for text in chart.axes[0].texts if text.get_color() == portfolio.EVENT]
    assert "Rise 2018: nearly 12 million" in told
    assert not {text for text in told if re.search("2015|2016|2017", text)}
    hold_apart(chart, texts(chart), least=5)


# --- portfolio


def test_portfolio_draws_every_count() -> None:
    """Catches a count in the row of another level, in another year or of the wrong collection, and a list of new
    clusters drawn as if it were all."""
    counts = nicdata.load("programme_counts")
    levels = [None, "Node", "Arena", "Arena Pro", "NCE", "GCE", "Mature"]
    chart = drawn(portfolio.portfolio, "en")
    for axes, level in zip(chart.axes, levels, strict=True):
        of_level = counts[counts["level"] == level if level else counts["level"].isna()]
        active = of_level[of_level["measure"] == "clusters_active"]
        # A count that several sources give is drawn once, as an article's where one of them is.
        own = {(int(r.year), int(r.value)) for r in active.itertuples() if r.collection == "article"}
        expected = {
            (int(r.year), int(r.value), (int(r.year), int(r.value)) in own) for r in active.itertuples()
        }
        expected |= {(2013, 39, False), (2014, 34, False)} if level is None else set()
        assert seen(points(axes)) == expected, level
        bars = {
            (bar.get_x(), round(bar.get_y() + bar.get_height() / 2, 3), to_hex(bar.get_facecolor()) != WHITE)
            for bar in axes.patches
            if isinstance(bar, Rectangle) and bar.get_width() == 1
        }
        listed = of_level[(of_level["measure"] == "clusters_listed") & (of_level["year"] == 2022)]
        served = {(2022, value, True) for value in listed["value"]}
        assert bars == served | ({(2021, 44, False)} if level is None else set()), level
    diamonds = [mark for mark in points(chart.axes[0]) if mark.get_marker() == "D"]
    assert {year for year, _, _ in seen(diamonds)} == {2013, 2014}


def test_a_count_before_a_round_stands_left_of_the_one_after_it() -> None:
    """Catches the two counts of November 2018 drawn in the order of their rows."""
    arena = drawn(portfolio.portfolio, "en").axes[2]
    marks = {m.get_ydata()[0]: m.get_xdata()[0] for m in points(arena) if int(m.get_xdata()[0]) >= 2018}
    assert marks[16] < marks[22]


@pytest.mark.parametrize("draw", [portfolio.turns, portfolio.portfolio])
def test_gaps_stay_gaps(draw: Callable[..., Chart]) -> None:
    """Catches a line from one year to another, through years of which nothing is printed."""
    joined = 0
    for axes in drawn(draw, "en").axes:
        years = {int(mark.get_xdata()[0]) for mark in points(axes)}
        assert not years & {2008, 2010, 2011}
        for line in axes.lines:
            if line not in points(axes) and line.get_color() != portfolio.EVENT:
                x, y = line.get_xdata(), line.get_ydata()
                assert max(x) - min(x) < 1 and max(y) > min(y)
                joined += 1
    assert joined


# --- flow


def test_a_move_told_by_several_is_one() -> None:
    """Catches a cluster counted twice at a level, a date or level told by one source lost, an extension as a move."""
    changes = nicdata.load("level_changes")
    table = analysis.moves(changes)
    assert not table.duplicated(["cluster_id", "to_level"]).any()
    assert len(table) == len(
        changes[changes["kind"] != "extension"].drop_duplicates(["cluster_id", "to_level"])
    )
    cod = table[(table["cluster_id"] == "cod-cluster") & (table["to_level"] == "Arena Pro")].iloc[0]
    assert (cod["from_level"], cod["level_before"], cod["collection"]) == ("Arena", "Arena", "article")
    assert cod["date_earliest"] == cod["date_latest"] == pd.Timestamp("2020-11-19")
    nfta = table[(table["cluster_id"] == "nfta") & (table["to_level"] == "Arena")].iloc[0]
    assert nfta["date_latest"].year == 2014
    node = table[table["cluster_id"] == "node"].set_index("to_level")["level_before"]
    assert pd.isna(node["Arena"]) and (node["NCE"], node["GCE"]) == ("Arena", "NCE")
    for collection in ("article", "context"):
        own = analysis.moves(nicdata.load("level_changes", collection))
        assert set(own["collection"]) == {collection} and len(own) < len(table)


def test_sources_that_contradict_each_other_give_the_whole_span() -> None:
    """Catches a move that ends before it begins."""
    changes = nicdata.load("level_changes")
    one = changes[changes["level_change_id"] == "node-2014-gce"]
    later = one.assign(
        level_change_id="node-2016-gce",
        same_as="node-2014-gce",
        date_earliest=pd.Timestamp("2016-01-01"),
        date_latest=pd.Timestamp("2016-12-31"),
    )
    move = analysis.moves(pd.concat([one, later])).iloc[0]
    assert (str(move["date_earliest"])[:10], str(move["date_latest"])[:10]) == ("2014-06-18", "2016-12-31")


def test_flow_draws_one_square_a_move() -> None:
    """Catches a move left out, in the colour of another level, of an article drawn hollow, or inferred and drawn as
    if it were told."""
    table = analysis.moves(nicdata.load("level_changes"))
    chart = drawn(portfolio.flow, "en")
    squares = [patch for patch in chart.axes[0].patches if isinstance(patch, Rectangle)]
    for level, colour in LEVEL_COLOURS.items():
        own = [square for square in squares if to_hex(square.get_edgecolor()) == colour]
        there = table[table["to_level"] == level]
        assert len(own) == len(there)
        full = [square for square in own if to_hex(square.get_facecolor()) == colour]
        assert len(full) == (there["collection"] == "article").sum()
        small = [square for square in own if square.get_width() < 0.5]
        assert len(small) == (there["basis"] == "inferred").sum()
    assert "Arena → Arena Pro: 12, 2 told by the articles" in chart.alt


def test_flow_says_how_many_moved_up() -> None:
    """Catches a cluster counted as risen that was at the higher level first, and a bound not called one."""
    arrived, risen = analysis.moved_up(analysis.moves(nicdata.load("level_changes")), "Arena")
    assert set(risen) < set(arrived) and len(set(risen)) == len(risen)
    assert {"blue-legasea", "node", "cod-cluster"} <= set(risen)
    assert "energy-technology" not in arrived and "h2cluster" not in risen
    english, norwegian = (drawn(portfolio.flow, lang) for lang in LANGUAGES)
    assert (
        english.title.startswith(f"At least {len(risen)} of {len(arrived)} ") and "lower bound" in english.alt
    )
    assert (
        norwegian.title.startswith(f"Minst {len(risen)} av {len(arrived)} ")
        and "nedre grense" in norwegian.alt
    )
    day = pd.Timestamp("2010-01-01")
    rows = [("a", "NCE", day), ("a", "Arena", day.replace(year=2012))]
    made = pd.DataFrame(rows, columns=["cluster_id", "to_level", "date_latest"])
    made["date_earliest"] = made["date_latest"]
    made = made.astype({"to_level": nicdata.load("level_changes")["to_level"].dtype})
    assert analysis.moved_up(made, "Arena") == (["a"], [])


# --- odds


def test_odds() -> None:
    """Catches admitted of one round or level held against the applicants of another, and a count that the editor
    passed over."""
    counts, schemes = nicdata.load("programme_counts"), nicdata.load("schemes")
    assert 33 in set(counts.loc[~counts["shown"] & (counts["measure"] == "applicants"), "value"])
    table = analysis.chances(counts, schemes)
    assert 33 not in set(table["applicants"])
    rows = {
        (r.year, None if pd.isna(r.level) else r.level, r.applicants, r.admitted, round(r.percent))
        for r in table.itertuples()
    }
    assert {
        (2006, "NCE", 24, 6, 25), (2014, "Arena", 18, 4, 22),
        (2016, None, 52, 4, 8), (2016, None, 27, 4, 15), (2020, None, 24, 9, 38), (2021, "Arena Pro", 14, 4, 29),
    } <= rows  # fmt: skip
    assert len(rows) == len(table) and not any(level == "Mature" for _, level, *_ in rows)
    assert list(table.loc[table["collection"] == "article", "year"]) == [2020]
    (axes,) = drawn(portfolio.odds, "en").axes
    widths = [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)]
    assert widths[::2] == list(table["applicants"]) and widths[1::2] == list(table["admitted"])
    strong = [bar.get_width() for bar in axes.patches[1::2] if to_hex(bar.get_facecolor()) == portfolio.PLAIN]
    assert strong == [9]
    assert "2 of 11 = 18%" in written(drawn(portfolio.odds, "en"))
    assert "2 av 11 = 18 %" in written(drawn(portfolio.odds, "nb"))


# --- what they share


def test_what_a_column_tells_apart_is_said() -> None:
    """Catches a stage of applicants without its words, or a moment of a count without its place: it would go unseen."""
    counts, chart = nicdata.load("programme_counts"), drawn(portfolio.odds, "en")
    applied = counts[(counts["measure"] == "applicants") & (counts["scheme"] == "nic")]
    assert set(applied["stage"].dropna()) == set(portfolio.STAGES)
    used = analysis.chances(counts, nicdata.load("schemes"))["stage"].dropna()
    for stage in used:
        assert f"({portfolio.STAGES[stage][0]})" in written(chart)
    active = counts[counts["measure"] == "clusters_active"]
    assert set(active["moment"].dropna()) == set(portfolio.MOMENTS)


@pytest.mark.parametrize("draw", portfolio.CHARTS, ids=lambda draw: draw.__name__)
def test_solid_and_hollow_are_told_apart(draw: Callable[..., Chart]) -> None:
    """Catches a chart of both collections that does not say which is which, and other pages left out of its sources."""
    for lang, articles, others in (("en", "five articles", "Other public pages"), ("nb", "fem artiklene", "Andre offentlige sider")):  # fmt: skip
        chart = drawn(draw, lang)
        assert articles in chart.subtitle and articles in chart.alt
        assert f"\n{others}: " in chart.source


@pytest.mark.parametrize("draw", portfolio.CHARTS, ids=lambda draw: draw.__name__)
def test_the_languages_differ_in_words_only(draw: Callable[..., Chart]) -> None:
    """Catches a value that differs between the languages, and a label that is not translated."""
    english, norwegian = (drawn(draw, lang) for lang in LANGUAGES)
    for one, other in zip(english.axes, norwegian.axes, strict=True):
        assert [m.get_xydata().tolist() for m in points(one)] == [
            m.get_xydata().tolist() for m in points(other)
        ]
        assert [p.get_extents().bounds for p in one.patches] == [
            p.get_extents().bounds for p in other.patches
        ]
    for word in ("Source", "million", "clusters:", "paragraph", "Hollow", "All levels", "Mature\n"):
        assert word not in written(norwegian), word
    for word in ("Kilde", "mill. kr", "Fylt", "avsnitt", "Åpen", "Alle nivåer", "Moden"):
        assert word not in written(english), word
    with pytest.raises(ValueError, match="no language 'nn'; expected one of en, nb"):
        draw(**export.tables(draw), lang="nn")


@pytest.mark.parametrize("draw", portfolio.CHARTS, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("collection", ["article", "context"])
def test_one_collection_alone_is_drawn_as_what_it_is(draw: Callable[..., Chart], collection: str) -> None:
    """Catches rows of one collection drawn as those of the other, or not at all."""
    names = [name for name in export.table_names(draw) if name != "schemes"]
    tables = {name: nicdata.load(name, collection) for name in names}
    if "schemes" in export.table_names(draw):
        tables["schemes"] = nicdata.load("schemes")
    chart = draw(**tables)
    assert {solid(m) for axes in chart.axes for m in points(axes)} <= {collection == "article"}
    assert ("Other public pages" in chart.source) == (collection == "context")
    assert ("[ife-2020]" in chart.source) == (collection == "article")
