"""Where the clusters are: counts at their places on a map of Norway, and their names in a table beside it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from numpy.typing import ArrayLike, NDArray

from nicdata.charts.drawing import GREY, PLAIN, Box, Chart, cut, wrapped
from nicdata.charts.frame import Said, begin, draws, nothing
from nicdata.charts.growth import marked
from nicdata.charts.series import records
from nicdata.charts.words import Words, in_order
from nicdata.frames import Tables
from nicdata.reference import norway_outline, places
from nicdata.schema import ARTICLE

EARTH_KM = 6371.0
PARALLELS, ORIGIN = (60.0, 70.0), (15.0, 65.0)  # degrees: true to scale; longitude, latitude
LAND, COAST = "#e6e5df", "#aaa89e"
SMALLEST = 6.2  # points, of a name in the table
COLUMN_GAP = 18
SHARE = 0.56  # of the width: the map, and the column of the table below it
LINE = 1.22  # of the table, in the size of its text
WEST = 44  # points, of the sea beside the land, for names
NAMED = 3  # clusters of a place whose name stands on the map
TURNS = 400
Point = tuple[float, float]


class Home(NamedTuple):
    """A place or region with its clusters: their names and whether an article names them."""

    place: str
    region: bool
    at: Point | None  # longitude, latitude
    clusters: list[tuple[str, bool]]


def project(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Kilometres east and north of 15° E 65° N on a Lambert conformal conic map of a sphere (standard parallels
    60° and 70° N) for longitudes and latitudes in degrees, numbers or arrays of one shape. Angles are kept;
    lengths in Norway are off by 0.4 per cent at most."""
    first, last = np.radians(PARALLELS)
    middle, origin = np.radians(ORIGIN)

    def steep(angle: Any) -> Any:
        return np.tan(np.pi / 4 + angle / 2)

    cone = np.log(np.cos(first) / np.cos(last)) / np.log(steep(last) / steep(first))
    size = EARTH_KM * np.cos(first) * steep(first) ** cone / cone
    radius = size / steep(np.radians(np.asarray(latitude, dtype=float))) ** cone
    turned = cone * (np.radians(np.asarray(longitude, dtype=float)) - middle)
    return radius * np.sin(turned), size / steep(origin) ** cone - radius * np.cos(turned)


def homes(clusters: pd.DataFrame) -> tuple[list[Home], list[tuple[str, bool]]]:
    """The places at which clusters are at home, each at the first that is stated: a town, else a region. Beside them
    the clusters without one."""
    known = {
        (str(row.place), str(row.kind)): (float(row.longitude), float(row.latitude))
        for row in records(places())
    }
    found: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    without = []
    for row in records(clusters):
        one = (str(row.name), bool(row.collection == ARTICLE))
        town = pd.notna(row.place)
        stated = row.place if town else row.region
        if pd.isna(stated):
            without.append(one)
        else:
            found.setdefault((str(stated).split("; ")[0], "town" if town else "region"), []).append(one)
    made = [
        Home(place, kind == "region", known.get((place, kind)), sorted(told, key=lambda c: in_order(c[0])))
        for (place, kind), told in found.items()
    ]
    made.sort(key=lambda home: (in_order(home.place), home.region))
    return made, sorted(without, key=lambda c: in_order(c[0]))


@draws("page")
def map(tables: Tables, say: Words, size: str, page: int) -> Chart:  # noqa: A001
    """Norway with the number of clusters at each place, and their names in a table."""
    found, without = homes(tables["clusters"])
    whole = sum(len(home.clusters) for home in found)
    titles = [say("map_plain")]
    ranked = sorted(found, key=lambda home: -len(home.clusters))
    if len(ranked) > 1 and len(ranked[0].clusters) > len(ranked[1].clusters):
        titles.insert(0, say("map_most", place=ranked[0].place, n=len(ranked[0].clusters), whole=whole))
    told = [f"{home.place} {len(home.clusters)}" for home in ranked[:5]]
    alt = say("map_alt", said=say.all_of(told)) if told else say("map_nothing")
    rows = tables["cluster_traits"]
    rows = rows[rows["trait"].isin(["place", "region"])]
    notes = [say("map_region")] if any(home.region for home in found) else []
    said = Said(titles, say("map_subtitle"), notes, alt, say("map_source"), (say("map_line"),))
    chart = begin(tables, said, [rows], say, size)
    if not found and not without:
        return nothing(chart, say, "map_nothing")
    plot = chart.plot
    wide = (plot.right - plot.left - COLUMN_GAP) * SHARE
    ground = _place(plot, wide)
    if page == 1:
        _ground(chart, ground, found)
    _table(chart, _entries(found, without, say), wide, ground, page, say)
    return chart


def _extent() -> tuple[list[NDArray[Any]], NDArray[Any], NDArray[Any]]:
    """The outline in kilometres, its south-western and its north-eastern corner."""
    land = [np.column_stack(project(*zip(*ring, strict=True))) for ring in norway_outline()]
    every = np.concatenate(land)
    return land, every.min(axis=0), every.max(axis=0)


def _place(plot: Box, wide: float) -> Box:
    """Where the map stands: as wide as a column of the table, and as high as the land then is."""
    _, low, high = _extent()
    tall = (wide - WEST) * (high[1] - low[1]) / (high[0] - low[0])
    return Box(plot.left, plot.top - tall, plot.left + wide, plot.top)


def _ground(chart: Chart, box: Box, found: list[Home]) -> None:
    """The land, and a circle with a number at each place; one that would cover another gives way."""
    land, (west, south), (east, _) = _extent()
    sea = box._replace(left=box.left + WEST)
    scale = (sea.right - sea.left) / (east - west)
    axes = chart.panel(box)
    axes.set_xlim(box.left, box.right)
    axes.set_ylim(box.bottom, box.top)
    for ring in land:
        corners = np.column_stack(
            (sea.left + (ring[:, 0] - west) * scale, box.bottom + (ring[:, 1] - south) * scale)
        )
        axes.add_patch(Polygon(corners, facecolor=LAND, edgecolor=COAST, linewidth=0.4, zorder=1))
    placed = [home for home in found if home.at]
    if not placed:
        return
    x, y = project([home.at[0] for home in placed if home.at], [home.at[1] for home in placed if home.at])
    true = np.column_stack((sea.left + (x - west) * scale, box.bottom + (y - south) * scale))
    sizes = np.array([4.6 + 1.9 * math.sqrt(len(home.clusters)) for home in placed])
    shown = apart(true, sizes, sea)
    for home, at, seen, radius in zip(placed, true, shown, sizes, strict=True):
        if math.dist(at, seen) > radius * 0.6:
            axes.add_line(Line2D([at[0], seen[0]], [at[1], seen[1]], color=PLAIN, linewidth=0.7, zorder=2))
            axes.add_patch(Circle((at[0], at[1]), 1.1, facecolor=PLAIN, edgecolor="none", zorder=2))
        axes.add_patch(
            Circle((seen[0], seen[1]), radius, facecolor=PLAIN, edgecolor="white", linewidth=0.8, zorder=3)
        )
        text = min(chart.sizes.text, radius * 1.25)
        chart.write(
            str(len(home.clusters)),
            seen[0],
            seen[1] + text * 0.58,
            "center",
            size=text,
            bold=True,
            colour="white",
        )
        chart.keep_clear(seen[0] - radius, seen[1] - radius, seen[0] + radius, seen[1] + radius)
    _names(chart, placed, shown, sizes, box)


def _names(chart: Chart, placed: list[Home], shown: NDArray[Any], sizes: NDArray[Any], box: Box) -> None:
    """The names of the places with most clusters, where there is room."""
    plot, chart.plot = chart.plot, box
    for home, seen, radius in sorted(zip(placed, shown, sizes, strict=True), key=lambda part: -part[2]):
        if len(home.clusters) >= NAMED:
            at = (float(seen[0]), float(seen[1]))
            name = cut(home.place, (box.right - box.left) * 0.4, chart.sizes.text)
            chart.put(name, at, "left right above below", gap=radius + 2, italic=home.region)
    chart.plot = plot


def apart(true: NDArray[Any], sizes: NDArray[Any], box: Box) -> NDArray[Any]:
    """Where circles stand that want to stand at `true`: moved apart until none covers another, within the box as far as
    it has room for them."""
    turns = np.arange(len(true)) * 2.4  # of several at one point each goes its own way
    shown = true + 0.01 * np.column_stack((np.cos(turns), np.sin(turns)))
    low = np.array([box.left, box.bottom]) + sizes[:, None]
    high = np.array([box.right, box.top]) - sizes[:, None]
    least = (sizes[:, None] + sizes[None]) * 1.02
    for turn in range(TURNS):
        between = shown[:, None] - shown[None]
        far = np.hypot(between[..., 0], between[..., 1])
        lacking = np.where(far < least, least - far, 0)
        np.fill_diagonal(lacking, 0)
        if not lacking.any():
            break
        push = (between / np.maximum(far, 1e-6)[..., None] * lacking[..., None] * 0.5).sum(axis=1)
        length = np.hypot(push[:, 0], push[:, 1])[:, None]
        push *= np.minimum(1, sizes[:, None] * 0.4 / np.maximum(length, 1e-6))  # none jumps over another
        pull = (true - shown) * 0.02 if turn < TURNS * 0.6 else 0
        own = turns + turn  # no two stay pressed into one corner
        aside = 0.02 * np.column_stack((np.cos(own), np.sin(own)))
        shown = np.clip(shown + push + pull + aside, low, high)
    return np.asarray(shown)


# --- the table


class Line(NamedTuple):
    """A line of the table: a heading or names."""

    text: str
    head: bool  # in bold
    italic: bool
    first: bool  # of its place


def _entries(
    found: list[Home], without: list[tuple[str, bool]], say: Words
) -> list[tuple[str, bool, list[str]]]:
    """What the table has: a heading, whether it is a region, and the names below it."""
    entries = [
        (f"{home.place} {len(home.clusters)}", home.region, [marked(*one) for one in home.clusters])
        for home in found
        if home.at
    ]
    lost = [(name, article) for home in found if not home.at for name, article in home.clusters]
    without = sorted([*without, *lost], key=lambda one: in_order(one[0]))
    if without:
        entries.append((say("map_without", n=len(without)), False, [marked(*one) for one in without]))
    return entries


def _table(
    chart: Chart,
    entries: list[tuple[str, bool, list[str]]],
    wide: float,
    ground: Box,
    page: int,
    say: Words,
) -> None:
    """Two columns, the first below the map; in smaller text before a second page is needed."""
    plot, text = chart.plot, chart.sizes.text
    below = ground.bottom - 10
    narrow = plot.right - plot.left - wide - COLUMN_GAP
    for points in np.arange(text, SMALLEST - 0.01, -0.25):
        size = float(points)
        rooms = [int((height - plot.bottom) / (size * LINE)) for height in (below, plot.top)]
        columns = _columns(_lines(entries, narrow, size), rooms)
        if len(columns) <= 2:
            break
    chart.pages = max(1, math.ceil(len(columns) / 2))
    if chart.pages > 1:
        place = say("page", n=page, whole=chart.pages)
        chart.write(place, plot.right, plot.top + 6 + text, "right", colour=GREY)
    shown = columns[2 * page - 2 : 2 * page]
    for number, (left, lines) in enumerate(
        zip((plot.left, plot.left + wide + COLUMN_GAP), shown, strict=False)
    ):
        top = below if page == 1 and number == 0 else plot.top
        for line in lines:
            chart.write(line.text, left, top, size=size, bold=line.head, italic=line.italic)
            top -= size * LINE


def _columns(lines: list[Line], rooms: list[int]) -> list[list[Line]]:
    """The lines in columns, the first as long as the first room, the others as the second; no heading stands last."""
    columns: list[list[Line]] = []
    while lines:
        many = max(rooms[min(len(columns), 1)], 2)
        while many > 1 and many < len(lines) and lines[many - 1].first:
            many -= 1
        columns.append(lines[:many])
        lines = lines[many:]
    return columns


def _lines(entries: list[tuple[str, bool, list[str]]], wide: float, size: float) -> list[Line]:
    found = []
    for head, region, names in entries:
        room = wide - size
        found.append(Line(cut(head, wide * 0.95, size, bold=True), not region, region, True))
        joined = ", ".join(cut(name.replace(" ", "\u00a0"), room * 0.95, size) for name in names)
        found += [Line(line, False, False, False) for line in wrapped(joined, room, size)]
    return found
