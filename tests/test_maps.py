"""The map shows every cluster where the tables say that it is, and can be read."""

from __future__ import annotations

import time
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

import nicdata
from nicdata import reference, schema
from nicdata.charts import drawing
from nicdata.charts import map as maps
from nicdata.charts import saving as export
from nicdata.charts.drawing import LEVEL_COLOURS, Chart
from nicdata.charts.words import LANGUAGES
from test_charts import hold_apart


@cache
def drawn(lang: str, collection: str = schema.ALL) -> Chart:
    return maps.homes(nicdata.load("clusters", collection), reference.places(), lang=lang)


def texts(chart: Chart) -> list[Text]:
    """Everything written, the legends' entries included; the axes have no ticks that are seen."""
    with drawing.style():
        chart.draw_without_rendering()
    axes = chart.axes[0]
    inside = [
        t
        for a in axes.get_children()
        for t in a.findobj(Text)
        if not a.axes or a not in (axes.xaxis, axes.yaxis)
    ]
    titles = {id(axes.title), id(axes._left_title), id(axes._right_title)}
    found = {id(t): t for t in [*chart.texts, *inside] if t.get_text().strip() and id(t) not in titles}
    return list(found.values())


def lines(chart: Chart) -> dict[str, list[Line2D]]:
    """What is drawn of each cluster: by its id on the map, with `key-` before it in the list."""
    found: dict[str, list[Line2D]] = {}
    for line in chart.axes[0].lines:
        if line.get_gid():
            found.setdefault(line.get_gid(), []).append(line)
    return found


def place(line: Line2D) -> tuple[float, float]:
    return float(line.get_xdata()[0]), float(line.get_ydata()[0])  # type: ignore[index]


# --- it can be read


@pytest.mark.parametrize("collection", [schema.ALL, schema.ARTICLE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps_or_leaves_the_figure(lang: str, collection: str) -> None:
    """Catches a label over another one, or cut by the edge."""
    chart = drawn(lang, collection)
    hold_apart(chart, texts(chart), least=30)


@pytest.mark.parametrize(("collection", "share"), [(schema.ARTICLE, 0.125), (schema.ALL, 0.3)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_runs_through_a_text_or_a_dot_of_another_home(
    lang: str, collection: str, share: float
) -> None:
    """Catches a line that strikes a label out, or that seems to lead to the dot it passes. Around Oslo the homes of
    all sources lie so close that some lines touch a dot that is not theirs; those of the articles have room."""
    chart = drawn(lang, collection)
    boxes = [text.get_window_extent() for text in texts(chart)]
    homes = maps.at_home(nicdata.load("clusters", collection), reference.places())
    dots = {row.cluster_id: place(lines(chart)[row.cluster_id][0]) for row in homes.itertuples()}
    leaders = [line for line in chart.axes[0].lines if len(line.get_xdata()) == 3]  # type: ignore[arg-type]
    assert len(leaders) == homes["home"].nunique()
    passed = 0
    for leader in leaders:
        path = leader.get_transform().transform(leader.get_xydata())
        points = np.concatenate([np.linspace(a, b, 200) for a, b in pairwise(path)])
        for box in boxes:
            assert not (((points > box.p0) & (points < box.p1)).all(axis=1)).any()
        start, end = leader.get_xydata()[1:]
        ends = {h: np.mean([dots[i] for i in g["cluster_id"]], axis=0) for h, g in homes.groupby("home")}
        own = min(ends, key=lambda home: np.hypot(*(ends[home] - end)))
        others = homes.loc[homes["home"] != own, "cluster_id"]
        passed += maps._near([dots[i] for i in others], tuple(start), tuple(end))
    assert passed <= share * len(leaders)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_and_dots_can_be_seen_in_print(lang: str) -> None:
    """Catches a map larger than a page, text too small or too pale on paper, and dots over each other."""
    chart = drawn(lang)
    width, height = chart.get_size_inches() * 2.54
    shrink = 16 / width
    assert height * shrink < 26.7  # an A4 page with margins of 1.5 cm
    for text in texts(chart):
        assert text.get_fontsize() * shrink >= 6, text.get_text()
        assert drawing.contrast(drawing.to_hex(text.get_color()), maps.SEA) >= 4.5, text.get_text()
    at = [place(found[0]) for gid, found in lines(chart).items() if not gid.startswith("key-")]
    nearest = min(np.hypot(*np.subtract(one, other)) for one, other in combinations(at, 2))
    assert nearest * 72 > maps.DOT


# --- what is drawn is what the table says


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cluster_is_drawn_once(lang: str) -> None:
    """Catches a cluster left out, drawn twice, or without a home and yet on the map; and one that is not named."""
    clusters = nicdata.load("clusters")
    homeless = clusters["place"].isna() & clusters["region"].isna()
    chart = drawn(lang)
    found = lines(chart)
    expected = set(clusters.loc[~homeless, "cluster_id"])
    assert set(found) == expected | {f"key-{cluster_id}" for cluster_id in expected}
    assert all(len(drawn_of_it) == 1 for drawn_of_it in found.values())
    labels: dict[str, str] = {}
    for text in texts(chart):
        gid = text.get_gid() or ""
        labels[gid] = f"{labels.get(gid, '')} {text.get_text()}".strip()
    for row in clusters[~homeless].itertuples():
        assert labels[f"label-{row.cluster_id}"].startswith(row.name) and row.name in chart.alt
    note = next(t.get_text() for t in chart.texts if f"({homeless.sum()}): " in t.get_text())
    for name in clusters.loc[homeless, "name"]:
        assert name in note.replace("\n", " ") and name in chart.alt
    assert str(len(expected)) in chart.subtitle


def test_colours_and_marks() -> None:
    """Catches a cluster in the colour of another level, one of the articles drawn hollow, a region as a town."""
    clusters, found = nicdata.load("clusters").set_index("cluster_id"), lines(drawn("en"))
    for gid, (line,) in found.items():
        row = clusters.loc[gid.removeprefix("key-")]
        colour = drawing.PLAIN if pd.isna(row["latest_level"]) else LEVEL_COLOURS[row["latest_level"]]
        solid = row["collection"] == "article"
        assert line.get_markerfacecolor() == (colour if solid else "white"), gid
        assert line.get_markeredgecolor() == ("white" if solid else colour), gid
        assert line.get_marker() == ("D" if pd.isna(row["place"]) else "o"), gid
    hollow = [gid for gid, (line,) in found.items() if line.get_markerfacecolor() == "white"]
    assert 0 < len(hollow) < len(found)


def test_dots_stand_at_their_homes() -> None:
    """Catches a dot in another town, in the wrong part of the map, or pushed so far that it seems elsewhere; and
    a region without its circle."""
    homes = maps.at_home(nicdata.load("clusters"), reference.places())
    found, circles = lines(drawn("en")), set()
    for patch in drawn("en").axes[0].patches:
        if isinstance(patch, Circle):
            circles.add(tuple(np.round(patch.center, 6)))
    expected = set()
    for row in homes.itertuples():
        panel = maps.NORTH if row.latitude > maps.BORDER else maps.SOUTH
        grown = drawn("en").axes[0].get_ylim()[1] - maps.HEIGHT  # the map stands in the middle of its labels
        panel = panel._replace(bottom=panel.bottom + grown / 2)
        at = panel.inches(*map(float, maps.project(row.longitude, row.latitude)))
        assert np.hypot(*np.subtract(at, place(found[row.cluster_id][0]))) < 0.26, row.name
        if row.kind == "region":
            expected.add(tuple(np.round(at, 6)))
    assert circles == expected
    ends = {row.home: place(found[row.cluster_id][0]) for row in homes.itertuples()}
    assert ends["Bergen"][0] < ends["Oslo"][0] and ends["Stavanger"][1] < ends["Bergen"][1] < ends["Bodø"][1]


def test_a_home_that_nobody_placed() -> None:
    """Catches a cluster that disappears because its town has no coordinates, or is a region of the same name."""
    places = reference.places()
    with pytest.raises(ValueError, match="no coordinates of Bergen, Molde; add them"):
        maps.homes(nicdata.load("clusters"), places[~places["place"].isin(["Bergen", "Molde"])])
    towns_alone = places.assign(kind="town")
    with pytest.raises(ValueError, match=r"no coordinates of .*Finnmark, .*Hordaland"):
        maps.at_home(nicdata.load("clusters"), towns_alone)


def test_labels_keep_their_order_and_their_distance() -> None:
    """Catches labels that run into each other, out of the map, or farther from their dots than they must."""
    assert maps._tops([5, 3], [1, 1], 8) == [5, 3]
    assert maps._tops([5, 5], [1, 1], 8) == [5.5, 4.5]
    assert maps._tops([9, 0], [1, 1], 8) == [8, 1]


# --- the projection


def test_projection() -> None:
    """Catches a map whose angles or lengths are wrong."""
    x, y = maps.project([15, 15, 15], [58, 65, 71])
    assert x == pytest.approx([0, 0, 0], abs=1e-9) and y[1] == pytest.approx(0, abs=1e-9) and y[0] < 0 < y[2]
    # By the formulas of Snyder, Map Projections: A Working Manual, 15-1 to 15-4, on a sphere of 6371 km.
    oslo, tromsoe = np.array(maps.project(10.75, 59.91)), np.array(maps.project(18.96, 69.65))
    between = great_circle((10.75, 59.91), (18.96, 69.65))
    assert np.hypot(*(oslo - tromsoe)) == pytest.approx(between, rel=0.02) and 1100 < between < 1200
    for longitude, latitude in ((5, 58), (10, 60), (15, 65), (25, 70), (31, 71)):
        small = 1e-4
        here = np.array(maps.project(longitude, latitude))
        east = np.array(maps.project(longitude + small / np.cos(np.radians(latitude)), latitude)) - here
        north = np.array(maps.project(longitude, latitude + small)) - here
        assert np.hypot(*east) == pytest.approx(np.hypot(*north), rel=1e-4)
        assert east @ north == pytest.approx(0, abs=1e-4 * np.hypot(*east) * np.hypot(*north))
        assert np.hypot(*north) / (np.radians(small) * maps.EARTH_KM) == pytest.approx(1, abs=0.004)
    for parallel in maps.PARALLELS:  # true to scale
        (x0, x1), (y0, y1) = maps.project([10, 10.01], [parallel, parallel])
        length = maps.EARTH_KM * np.radians(0.01) * np.cos(np.radians(parallel))
        assert np.hypot(x1 - x0, y1 - y0) == pytest.approx(length, rel=1e-6)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = np.radians(one), np.radians(other)
    return float(maps.EARTH_KM * np.arccos(np.sin(b) * np.sin(d) + np.cos(b) * np.cos(d) * np.cos(a - c)))


# --- as every chart


def test_sources_and_languages() -> None:
    """Catches a map that does not tell its sources, and a text that is not translated."""
    english, norwegian = drawn("en"), drawn("nb")
    for chart, begins in ((english, "Source: "), (norwegian, "Kilde: ")):
        assert chart.source.startswith(begins) and "Natural Earth" in chart.source
        assert all(
            article_id in chart.source for article_id in nicdata.load("articles", "article")["article_id"]
        )
        assert chart.alt.startswith(chart.title) and "Norwegian Innovation Clusters" in chart.about
    pages = len(nicdata.load("articles", "context"))
    assert "other" not in drawn("en", "article").source and f"{pages} other" in english.source
    said = "\n".join(text.get_text() for text in texts(norwegian))
    for word in ("Source", "also", "region printed", "no level", "home"):
        assert word not in said, word
    places = [
        {gid: place(line) for gid, (line,) in lines(c).items() if "key-" not in gid}
        for c in (english, norwegian)
    ]
    assert places[0] == places[1]
    with pytest.raises(ValueError, match="no language 'nn'"):
        maps.homes(nicdata.load("clusters"), reference.places(), lang="nn")


def test_the_same_bytes_and_the_tables_unchanged() -> None:
    """Catches a map that differs from run to run, or that changes what it was given."""
    clusters, places = nicdata.load("clusters"), reference.places()
    copies = clusters.copy(), places.copy()
    first = export.image(maps.homes(clusters, places), "svg")
    assert export.image(maps.homes(clusters, places), "svg") == first
    pd.testing.assert_frame_equal(clusters, copies[0])
    pd.testing.assert_frame_equal(places, copies[1])


# --- with other clusters than today's

LEVELS = [*LEVEL_COLOURS, None]
PLACES = ["Oslo", "Bergen", "Bodø", "Stavanger", "Båtsfjord", "Kristiansand", "Finnmark", "Hordaland"]
NAMES = {
    "short": "Ny klynge {}",
    "60 letters": "Klyngen for bærekraftig verdiskaping og omstilling {} i landet",
    "60 in one": "Klyngeforbærekraftigverdiskapingogomstillingilandetogverden{}",
    "60 wide": "W" * 57 + "{}",
    "wide words": "WWWWWWW MMMMMMMMM {} MMWWMMWW WWWWWW WMWMWM WWWWWWWWWW MMMMMM",
}


def more(number: int, homes: list[str], name: str = "Ny klynge {}", further: str = "") -> pd.DataFrame:
    """So many clusters, the homes in turn, of all levels and both collections, without any of today's."""
    clusters, places = nicdata.load("clusters", "all"), reference.places().set_index("place")["kind"]
    homes = [homes[n % len(homes)] for n in range(number)]
    kinds = [places.get(home, "town") for home in homes]
    rows = {
        "cluster_id": [f"new-{n}" for n in range(number)],
        "name": [name.format(n) for n in range(number)],
        "latest_level": [LEVELS[n % len(LEVELS)] for n in range(number)],
        "collection": [("article", "context")[n % 3 == 0] for n in range(number)],
        "place": [
            home + further if kind == "town" else None for home, kind in zip(homes, kinds, strict=True)
        ],
        "region": [home if kind == "region" else None for home, kind in zip(homes, kinds, strict=True)],
    }
    made = (
        clusters.iloc[:0]
        .reindex(range(number))
        .assign(**{column: pd.array(values, dtype="str") for column, values in rows.items()})
    )
    made.attrs = clusters.attrs
    return made


def with_more(*added: pd.DataFrame) -> pd.DataFrame:
    clusters = nicdata.load("clusters", "all")
    joined = pd.concat([clusters, *added], ignore_index=True)
    joined.attrs = clusters.attrs
    return joined


def holds(chart: Chart, clusters: pd.DataFrame) -> None:
    """Fails where a text lies over another, over what stands below, or outside; where a dot lies over another, over
    a label or outside the map; where a cluster is not drawn, or not named in full."""
    written = texts(chart)
    boxes = np.array([text.get_window_extent().extents for text in written])
    assert (boxes[:, :2] >= chart.bbox.p0).all() and (boxes[:, 2:] <= chart.bbox.p1).all()
    shared = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:]) - np.maximum(
        boxes[:, None, :2], boxes[None, :, :2]
    )
    over = np.argwhere(np.triu((shared[..., 0] > 0.5) & (shared[..., 1] > 2), 1))
    assert not len(over), [written[i].get_text() for i in over[0]]
    below = [
        text.get_window_extent().y1 for text in chart.texts if text.get_text() and text.get_va() == "bottom"
    ]
    axes = chart.axes[0]
    assert (boxes[[text not in chart.texts for text in written], 1] >= max(below)).all()
    homeless = clusters["place"].isna() & clusters["region"].isna()
    found = lines(chart)
    expected = set(clusters.loc[~homeless, "cluster_id"])
    assert set(found) == expected | {f"key-{cluster_id}" for cluster_id in expected}
    frames = [patch.get_window_extent() for patch in axes.patches if isinstance(patch, Rectangle)]
    assert len(frames) == 2
    names = boxes[[str(text.get_gid()).startswith("label-") for text in written]]
    at = []
    for gid, (line,) in found.items():
        (spot,) = axes.transData.transform([place(line)])
        assert chart.bbox.contains(*spot)
        if not gid.startswith("key-"):
            at.append(place(line))
            assert any(frame.padded(1).contains(*spot) for frame in frames)
            assert not ((names[:, :2] < spot) & (spot < names[:, 2:])).all(axis=1).any()
    if len(at) > 1:
        apart = np.hypot(*(np.array(at)[:, None] - np.array(at)[None]).T) + np.eye(len(at)) * 9
        assert apart.min() * 72 > maps.DOT
    said: dict[str, str] = {}
    for text in written:
        gid = text.get_gid() or ""
        said[gid] = f"{said.get(gid, '')}{text.get_text()}".replace(" ", "")
    for row in clusters[~homeless].itertuples():
        assert said[f"label-{row.cluster_id}"].startswith(row.name.replace(" ", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("number", "homes"),
    [
        *((number, homes) for number in (1, 4, 15, 80, 200) for homes in (["Oslo"], PLACES)),
        *((80, [home]) for home in ("Bergen", "Bodø", "Finnmark", "Hordaland")),
    ],
    ids=str,
)
def test_there_is_room_for_more_clusters(number: int, homes: list[str], lang: str) -> None:
    """Catches labels over each other, over the note or out of the figure once there are more clusters in a place."""
    clusters = with_more(more(number, homes)) if number < 200 else more(number, homes)
    holds(maps.homes(clusters, reference.places(), lang=lang), clusters)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_room_for_long_names(lang: str, name: str) -> None:
    """Catches a long name that runs out of the figure or into the map, or is cut."""
    for number, homes in ((1, ["Oslo"]), (1, ["Bergen"]), (30, PLACES), (12, ["Bodø"])):
        clusters = more(number, homes, name, further="; Hamar; Svolvær")
        holds(maps.homes(clusters, reference.places(), lang=lang), clusters)
    absent = more(200, ["Oslo"], name).assign(place=pd.array([None] * 200, dtype="str"))
    clusters = with_more(absent)
    holds(maps.homes(clusters, reference.places(), lang=lang), clusters)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("home", ["W" * 60, "Sted " * 12, "Å"])
def test_there_is_room_for_long_places(home: str, lang: str) -> None:
    """Catches the name of a place that runs out of the figure."""
    home = home.strip()
    for longitude, latitude in ((10.75, 59.91), (5.32, 60.39), (15.4, 68.7)):
        places = pd.concat(
            [
                reference.places(),
                pd.DataFrame({"place": [home], "kind": "town", "longitude": longitude, "latitude": latitude}),
            ],
            ignore_index=True,
        )
        for number in (1, 3):
            clusters = more(number, [home])
            holds(maps.homes(clusters, places, lang=lang), clusters)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", range(3))
def test_there_is_room_for_many_homes(seed: int, lang: str) -> None:
    """Catches labels that need more room, or more time, than there is where every cluster has a home of its own."""
    chance = np.random.default_rng(seed)
    count = (80, 140, 200)[seed]
    homes = [f"Sted {n}" for n in range(count)]
    places = pd.DataFrame(
        {
            "place": homes,
            "kind": "town",
            "longitude": chance.uniform(4.5, 31, count),
            "latitude": chance.uniform(57.9, 71.2, count),
        }
    )
    clusters = more(count, homes)
    start = time.process_time()
    chart = maps.homes(clusters, places, lang=lang)
    assert time.process_time() - start < 60
    holds(chart, clusters)


@pytest.mark.parametrize("at", [(16, 78.2), (-8.6, 71), (0, 51.5), (37, 55.7), (15, 57), (40, 72)])
def test_a_home_outside_the_map_stands_at_its_edge(at: tuple[float, float]) -> None:
    """Catches a dot on a label or out of the figure because its home lies on Svalbard, Jan Mayen or abroad."""
    places = pd.DataFrame({"place": ["Ute"], "kind": "town", "longitude": at[0], "latitude": at[1]})
    for number in (1, 40):
        clusters = more(number, ["Ute"])
        holds(maps.homes(clusters, places), clusters)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("collection", ["all", "article"])
def test_a_map_of_no_clusters(lang: str, collection: str) -> None:
    """Catches an error where nothing is to be drawn, or nothing of it has a home."""
    none = nicdata.load("clusters", collection).iloc[:0]
    chart = maps.homes(none, reference.places(), lang=lang)
    hold_apart(chart, texts(chart), least=4)
    assert chart.subtitle.startswith({"en": "0 clusters that were", "nb": "0 klynger som"}[lang])
    homeless = more(3, ["Oslo"]).assign(place=pd.array([None] * 3, dtype="str"))
    holds(maps.homes(homeless, reference.places(), lang=lang), homeless)
    one = maps.homes(more(1, ["Oslo"]), reference.places(), lang=lang)
    assert one.subtitle.startswith({"en": "1 cluster that was", "nb": "1 klynge som"}[lang])


def test_the_map_is_no_higher_than_it_must_be() -> None:
    """Catches a map that grows although its labels have room."""
    clusters = nicdata.load("clusters", "all")
    usual = drawn("en").get_size_inches()[1]
    assert maps.homes(clusters.iloc[:0], reference.places()).get_size_inches()[1] <= usual
    assert drawn("en", schema.ARTICLE).axes[0].get_ylim()[1] == maps.HEIGHT
    grown = maps.homes(with_more(more(15, ["Oslo"])), reference.places()).get_size_inches()[1]
    assert usual < grown < usual + 15 * 2 * maps.LINE + 1
