"""The charts say what the tables say, in both languages, and can be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import StringIO
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from colorspacious import cspace_converter
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import nicdata
from nicdata import analysis
from nicdata.charts import articles as charts
from nicdata.charts import drawing, words
from nicdata.charts import saving as export
from nicdata.charts.articles import CHARTS
from nicdata.charts.drawing import LEVEL_COLOURS, Chart
from nicdata.charts.words import LANGUAGES

EVERY = [
    pytest.param(draw, lang, id=f"{draw.__name__}-{lang}") for draw in export.CHARTS for lang in LANGUAGES
]


@cache
def drawn(draw: Callable[..., Chart], lang: str) -> Chart:
    return draw(**export.tables(draw), lang=lang)


def texts(chart: Chart) -> list[Text]:
    """Everything written in a chart that is seen."""
    with drawing.style():
        chart.draw_without_rendering()
    hidden = {
        id(t)
        for axes in chart.axes
        for axis in (axes.xaxis, axes.yaxis)
        if not axis.get_visible()
        for t in axis.findobj(Text)
    }
    found = [
        t for t in chart.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in hidden
    ]
    # A tick that is not drawn keeps a label.
    return [t for t in found if t.get_window_extent().width > 0 and within_axis(chart, t)]


def within_axis(chart: Chart, text: Text) -> bool:
    for axes in chart.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if text in (tick.label1, tick.label2):
                    shown = tick.label1.get_visible() if text is tick.label1 else tick.label2.get_visible()
                    return shown and min(limits) <= tick.get_loc() <= max(limits)
    return True


def bars(chart: Chart) -> list[Rectangle]:
    (axes,) = chart.axes
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def written(chart: Chart) -> str:
    return "\n".join(text.get_text() for text in texts(chart))


def hold_apart(chart: Chart, written_in_it: list[Text], least: int) -> None:
    """Fails where of more than so many texts one lies over another or beyond the edge."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in written_in_it]
    assert len(boxes) > least
    for text, box in boxes:
        assert chart.bbox.x0 <= box.x0 and box.x1 <= chart.bbox.x1, text
        assert chart.bbox.y0 <= box.y0 and box.y1 <= chart.bbox.y1, text
    for (one, first), (other, second) in combinations(boxes, 2):
        overlap = Bbox.intersection(first, second)
        assert overlap is None or overlap.width <= 0.5 or overlap.height <= 2, (one, other)


@pytest.mark.parametrize(("draw", "lang"), EVERY)
def test_nothing_overlaps_or_leaves_the_figure(draw: Callable[..., Chart], lang: str) -> None:
    """Catches a label that cannot be read because another, or the edge, cuts it."""
    chart = drawn(draw, lang)
    hold_apart(chart, texts(chart), least=5)


@pytest.mark.parametrize(("draw", "lang"), EVERY)
def test_every_chart_names_its_sources(draw: Callable[..., Chart], lang: str) -> None:
    """Catches a figure that cannot be checked once it has left the notebook."""
    chart = drawn(draw, lang)
    assert chart.title in written(chart) and chart.source in written(chart)
    articles = [a for a in nicdata.load("articles")["article_id"] if a in chart.source]
    assert articles and chart.source.startswith({"en": "Source: ", "nb": "Kilde: "}[lang])
    assert chart.alt.startswith(chart.title) and chart.source.split("\n")[0] in chart.alt
    assert chart.about in written(chart) and (
        "Norwegian Innovation Clusters" in chart.about or "Viken" in chart.title
    )


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_the_languages_differ_in_words_only(draw: Callable[..., Chart]) -> None:
    """Catches a label that is not translated, and a value that differs between the languages."""
    english, norwegian = drawn(draw, "en"), drawn(draw, "nb")
    assert english.title != norwegian.title
    assert [b.get_bbox().bounds for b in bars(english)] == [b.get_bbox().bounds for b in bars(norwegian)]
    for word in ("Source", "million", "clusters", "paragraph", "of 24"):
        assert word not in written(norwegian), word
    for word in ("Kilde", "mill. kr", "klynger fikk", "avsnitt", "prosentpoeng", "av 24"):
        assert word not in written(english), word
    with pytest.raises(ValueError, match="no language 'nn'; expected one of en, nb"):
        draw(**{name: nicdata.load(name) for name in export.table_names(draw)}, lang="nn")


def test_norwegian_numbers() -> None:
    """Catches a decimal point in a Norwegian chart, and rounding to the even digit."""
    assert words.number(15.8, "nb", 1) == "15,8"
    assert words.number(15.8, "en", 1) == "15.8"
    assert words.number(2.5, "en") == "3"
    assert words.number(137_000_000, "nb").replace("\u00a0", " ") == "137 000 000"
    assert "18,6" in written(drawn(charts.performance_gaps, "nb"))
    assert "18.6" not in written(drawn(charts.performance_gaps, "nb"))


# --- what is drawn is what the table says


def test_performance_gaps() -> None:
    """Catches a bar of another length or in another place than its measure."""
    effects = nicdata.load("effect_statistics", "article")
    printed = effects[effects["gap_pp"].notna()].set_index("measure")["gap_pp"]
    chart = drawn(charts.performance_gaps, "en")
    (axes,) = chart.axes
    labels = dict(
        zip(axes.get_yticks().round(3), (t.get_text() for t in axes.get_yticklabels()), strict=True)
    )
    seen = {labels[round(bar.get_y() + bar.get_height() / 2, 3)]: bar.get_width() for bar in bars(chart)}
    assert seen == {words.MEASURES[measure][0]: gap for measure, gap in printed.items()}
    for gap in printed:
        assert f"+{gap}" in written(chart)
    assert len(labels) == len(effects)
    assert (
        written(chart).count("no figure printed")
        == (effects["gap_pp"].isna() & (effects["direction"] == "higher")).sum()
    )
    assert "measured, result not printed" in written(chart)
    assert axes.get_xlim()[0] == 0 and axes.get_xlim()[1] > printed.max()


def test_a_lower_gap_points_to_the_left() -> None:
    """Catches a gap below zero drawn as one above it."""
    effects = nicdata.load("effect_statistics", "article")
    effects.loc[effects["measure"] == "employment", "gap_pp"] = -3.6
    chart = charts.performance_gaps(effects)
    assert min(bar.get_width() for bar in bars(chart)) == -3.6
    assert "−3.6" in written(chart)
    assert chart.axes[0].get_xlim()[0] <= -3.6


def test_clusters_by_level() -> None:
    """Catches a level with the bar of another, or in the colour of another."""
    counts = nicdata.load("programme_counts", "article")
    listed = counts[
        (counts["year"] == 2022) & (counts["measure"] == "clusters_listed") & counts["level"].notna()
    ]
    chart = drawn(charts.clusters_by_level, "en")
    names = [label.get_text() for label in chart.axes[0].get_yticklabels()]
    seen = {
        name: (bar.get_width(), bar.get_facecolor()) for name, bar in zip(names, bars(chart), strict=True)
    }
    levels = nicdata.load("levels")
    full = dict(zip(levels["level"], levels["name_en"], strict=True))
    for level, value in zip(listed["level"], listed["value"], strict=True):
        width, colour = seen.pop(full[level])
        assert width == value and colour == pytest.approx((*drawing.to_rgb(LEVEL_COLOURS[level]), 1))
    assert not seen
    assert chart.title.startswith(str(listed["value"].sum()))


def test_appropriations() -> None:
    """Catches a bar of another height, a year in another place, a sum drawn twice, a cut left out."""
    budgets = nicdata.load("budgets", "article")
    sums = budgets[budgets["kind"] == "appropriation"].drop_duplicates(["year", "amount_nok"])
    chart = drawn(charts.appropriations, "en")
    seen = {bar.get_x() + bar.get_width() / 2 - 0.5: bar.get_height() * 1_000_000 for bar in bars(chart)}
    assert seen == pytest.approx(dict(zip(sums["year"], sums["amount_nok"].astype(float), strict=True)))
    assert "cut in 2021 reported,\nno amount printed" in written(chart)
    assert chart.axes[0].get_ylim()[0] == 0


def test_money_per_cluster() -> None:
    """Catches a division by the clusters of another year."""
    table = analysis.per_cluster(
        nicdata.load("budgets", "article"), nicdata.load("programme_counts", "article")
    )
    assert list(table["per_year_nok"].round()) == [round(137e6 / 39), round(217e6 / 39), 5e6]
    chart = drawn(charts.money_per_cluster, "en")
    assert [bar.get_width() * 1e6 for bar in bars(chart)] == pytest.approx(list(table["per_year_nok"]))


def test_county_scheme() -> None:
    """Catches an uncertain sum drawn as a certain one, or one of two qualifiers left out."""
    applied, granted = bars(drawn(charts.county_scheme, "en"))
    assert (applied.get_width(), granted.get_width()) == (43, 8)
    assert applied.get_hatch() is None and granted.get_hatch()
    assert "“nearly 8” / “up to 8” million" in written(drawn(charts.county_scheme, "en"))
    assert "«nærmere 8» / «inntil 8» mill. kr" in written(drawn(charts.county_scheme, "nb"))


def test_county_scheme_shows_one_year() -> None:
    """Catches the grants of one year drawn beside the applications of another."""
    budgets, counts = nicdata.load("budgets", "article"), nicdata.load("programme_counts", "article")
    later = budgets[budgets["budget_id"] == "viken-2021-granted-p2"].assign(year=2019, amount_nok=3_000_000)
    chart = charts.county_scheme(pd.concat([later, budgets]), counts, nicdata.load("schemes"))
    assert "2021" in chart.title and "3" not in [t.get_text() for t in chart.texts]
    assert [bar.get_width() for bar in bars(chart)] == [43, 8]


def test_admissions() -> None:
    """Catches a round in another year, or with more or fewer clusters than the article prints."""
    counts, chart = nicdata.load("programme_counts", "article"), drawn(charts.admissions, "en")
    heights: dict[int, float] = {}
    for bar in bars(chart):
        year = int(bar.get_x() + bar.get_width() / 2)
        heights[year] = heights.get(year, 0) + bar.get_height()
    admitted = counts[counts["measure"] == "clusters_admitted"].drop_duplicates(["year", "value"])
    expected = dict(zip(admitted["year"], admitted["value"], strict=True))
    assert {year: heights.get(year, 0) for year in expected} == expected
    dotted = [bar for bar in bars(chart) if bar.get_linestyle() in (":", "dotted")]
    assert [int(bar.get_x() + 0.5) for bar in dotted] == [2017] and heights[2017] == 2 + 1
    for said in ("number\nnot printed", "9 of 24\ncandidates", "7 not\nnamed", "none:\nno round"):
        assert said in written(chart), said


def test_life_lines() -> None:
    """Catches a cluster left out, and an inferred move drawn as if its date were known."""
    levels, changes = nicdata.load("cluster_levels", "article"), nicdata.load("level_changes", "article")
    chart = drawn(charts.life_lines, "en")
    assert len(chart.axes[0].get_yticks()) == levels["cluster_id"].nunique()
    hatched = [bar for bar in bars(chart) if bar.get_hatch()]
    assert len(hatched) == (changes["basis"] == "inferred").sum()
    ends = {(bar.get_x(), bar.get_x() + bar.get_width()) for bar in hatched}
    moves = changes[changes["basis"] == "inferred"]
    for row in moves.itertuples():
        first, last = (
            drawing.in_years(f"{row.date_earliest:%Y-%m-%d}")[0],
            drawing.in_years(f"{row.date_latest:%Y-%m-%d}")[1],
        )
        assert any(end == pytest.approx((first, last)) for end in ends), row.cluster_id
        assert f"{row.from_level} → {drawing.level_name(row.to_level, 'en')}" in written(chart)
    triangles = [line for line in chart.axes[0].lines if line.get_marker() == "^"]
    assert len(triangles) == (changes["basis"] == "announced").sum()
    assert written(chart).count("last seen 2015") == 2
    assert "Norway Health Tech (Oslo Medtech)" in written(chart)


def test_clusters_counted() -> None:
    """Catches a count in another year or height."""
    chart = drawn(charts.clusters_counted, "en")
    heights = {y for line in chart.axes[0].lines for y in np.atleast_1d(line.get_ydata())}
    counts = nicdata.load("programme_counts", "article")
    assert heights == set(counts.loc[counts["measure"].isin(["clusters_active", "clusters_served"]), "value"])
    for said in ("39 active\n12 June 2015", "39 active\nJanuary 2021", "39 got services\n2022"):
        assert said in written(chart)


# --- the look


@pytest.mark.parametrize("deficiency", [None, "protanomaly", "deuteranomaly", "tritanomaly"])
def test_levels_are_told_apart_with_any_colour_vision(deficiency: str | None) -> None:
    """Catches two levels that look the same to one reader in twelve."""
    colours = np.array([drawing.to_rgb(colour) for colour in LEVEL_COLOURS.values()])
    if deficiency:
        seen = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
        colours = np.clip(cspace_converter(seen, "sRGB1")(colours), 0, 1)
    points = cspace_converter("sRGB1", "CAM02-UCS")(colours)
    distances = {
        pair: float(np.linalg.norm(points[i] - points[j]))
        for (i, j), pair in zip(combinations(range(6), 2), combinations(LEVEL_COLOURS, 2), strict=True)
    }
    assert min(distances.values()) > 15, min(distances.items(), key=lambda item: item[1])


@pytest.mark.parametrize(("draw", "lang"), EVERY)
def test_text_can_be_read(draw: Callable[..., Chart], lang: str) -> None:
    """Catches text too small at the width of an A4 page, or too pale."""
    chart = drawn(draw, lang)
    width, height = chart.get_size_inches() * 2.54
    shrink = min(1, 16 / width, 25.7 / height)  # the text area of an A4 page
    inside = {drawing.text_on(colour) for colour in LEVEL_COLOURS.values()}
    for text in texts(chart):
        assert text.get_fontsize() * shrink >= 6, text.get_text()
        colour = drawing.to_hex(text.get_color())
        assert colour in inside or drawing.contrast(colour, "#ffffff") >= 4.5, text.get_text()


def test_the_users_settings_do_not_change_a_chart() -> None:
    """Catches a figure that looks otherwise in a notebook that sets its own style."""
    counts, levels = nicdata.load("programme_counts", "article"), nicdata.load("levels")
    before = export.image(charts.clusters_by_level(counts, levels), "svg")
    with drawing.mpl.rc_context({"font.size": 20, "axes.facecolor": "black", "svg.fonttype": "path"}):
        assert export.image(charts.clusters_by_level(counts, levels), "svg") == before


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_charts_of_the_articles_leave_other_pages_out(draw: Callable[..., Chart]) -> None:
    """Catches the rows of other pages mixed into a chart that says what the articles say."""
    chart = draw(**{name: nicdata.load(name) for name in export.table_names(draw)})
    assert chart.alt == drawn(draw, "en").alt
    assert not set(nicdata.load("articles", "context")["article_id"]) & set(chart.source.split())
    with pytest.raises(ValueError, match="no row to draw of the collection 'article'"):
        draw(**{name: nicdata.load(name, "context") for name in export.table_names(draw)})


# --- whatever the tables went through


def through_csv(table: pd.DataFrame) -> pd.DataFrame:
    """As whoever keeps a table as CSV gets it back: with the types that pandas guesses."""
    return pd.read_csv(StringIO(table.to_csv(index=False)))


def concatenated(table: pd.DataFrame) -> pd.DataFrame:
    """Two halves with the same row numbers, one of which was read as text from a file."""
    half = len(table) // 2
    read = pd.read_csv(StringIO(table[half:].to_csv(index=False)), dtype=str)
    return pd.concat([table[:half].reset_index(drop=True), read])


def merged(table: pd.DataFrame) -> pd.DataFrame:
    """With the titles of the sources, where the table names its sources, so that its own `url` is called otherwise;
    without what is for readers, the columns in another order, no attributes."""
    if "article_id" in table:
        sources = nicdata.load("articles")[["article_id", "title", "publisher", "url"]]
        table = table.merge(sources, on="article_id", how="left")
    table = table.drop(columns=list(drawing.UNREAD & set(table)))
    table.attrs = {}
    return table[table.columns[::-1]]


WAYS = (through_csv, concatenated, merged)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("draw", export.CHARTS, ids=lambda draw: draw.__name__)
def test_tables_that_went_through_something_are_drawn_alike(
    draw: Callable[..., Chart], way: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    """Catches a chart that fails or says something else when a table lost its dtypes, attributes or row numbers."""
    chart = draw(**{name: way(table) for name, table in export.tables(draw).items()})
    assert chart.alt == drawn(draw, "en").alt
    seen = [line.get_xydata().tolist() for axes in chart.axes for line in axes.lines]
    assert seen == [line.get_xydata().tolist() for axes in drawn(draw, "en").axes for line in axes.lines]


@pytest.mark.parametrize("draw", export.CHARTS, ids=lambda draw: draw.__name__)
def test_a_missing_column_is_named(draw: Callable[..., Chart]) -> None:
    """Catches a chart that fails on a table without a column, or draws nonsense of it, and does not say which."""
    tables = export.tables(draw)
    for name, table in tables.items():
        needed = [column for column in table if column not in drawing.UNREAD]
        if name == "places":
            needed = ["place", "kind", "latitude", "longitude"]
        for column in needed:
            with pytest.raises(ValueError, match=rf"^{name} has no column {column}; .*{name}") as caught:
                draw(**tables | {name: table.drop(columns=column)})
            assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("year", "in 2015", "budgets: column year is not Int64: "),
        ("year", 2015.5, "budgets: column year is not Int64: "),
        ("amount_nok", "137 mill.", "budgets: column amount_nok is not Int64: "),
        ("kind", "gift", "budgets: column kind is not category: 'gift'; expected one of appropriation, "),
        ("shown", "perhaps", "budgets: column shown is not boolean: 'perhaps'; expected one of True, "),
        ("article_id", "my-own-notes", "no source my-own-notes in the table articles"),
    ],
)
def test_a_wrong_value_is_named(column: str, value: object, said: str) -> None:
    """Catches a value of another type that is drawn as missing, or an error that names no column."""
    budgets = nicdata.load("budgets", "article")
    budgets[column] = budgets[column].astype(object)
    budgets.loc[budgets["kind"] == "appropriation", column] = value
    with pytest.raises(ValueError) as caught:
        charts.appropriations(budgets)
    assert str(caught.value).startswith(said) and "\n" not in str(caught.value)


def test_what_is_no_table_is_named() -> None:
    """Catches an obscure error for a name given in the place of a table, no rows, or a column that stands twice."""
    budgets = nicdata.load("budgets")
    for given, said in (
        ("budgets", r"^budgets: expected a DataFrame like nicdata.load\('budgets'\); found str$"),
        (budgets[:0], r"^budgets has no row to draw"),
        (pd.concat([budgets, budgets[["year"]]], axis=1), r"^budgets has more than one column year$"),
    ):
        with pytest.raises(ValueError, match=said):
            charts.appropriations(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_real_takes_tables_that_went_through_something(
    way: Callable[[pd.DataFrame], pd.DataFrame],
) -> None:
    """Catches another sum, or an error, where a table lost its dtypes; and a wrong value whose column is not named."""
    budgets = nicdata.load("budgets")
    found = nicdata.real(way(budgets)).set_index("budget_id")["amount_nok_2021"]
    expected = nicdata.real(budgets).set_index("budget_id")["amount_nok_2021"]
    pd.testing.assert_series_equal(found, expected, check_index_type=False)
    for column in ("year", "amount_nok"):
        wrong = way(budgets).astype({column: object})
        wrong.iloc[3, wrong.columns.get_loc(column)] = "much"
        with pytest.raises(
            ValueError, match=f"^the column {column} contains something other than numbers: .*much"
        ):
            nicdata.real(wrong)
    years_alone = pd.DataFrame({"year": [2015, 2016], "period_end": [2016, None], "amount_nok": [100, 100]})
    assert nicdata.real(years_alone)["amount_nok_2021"].notna().all()
    never_ends = years_alone.assign(period_end=float("nan"))
    assert nicdata.real(never_ends)["amount_nok_2021"].notna().all()


def test_tables_are_not_changed_by_drawing() -> None:
    """Catches a chart that changes the table it was given."""
    for draw in export.CHARTS:
        tables = export.tables(draw)
        copies = {name: table.copy() for name, table in tables.items()}
        draw(**tables)
        for name, table in tables.items():
            pd.testing.assert_frame_equal(table, copies[name])
