"""The clusters on a map of Norway, drawn by matplotlib alone.

`homes` takes frames and returns a `Chart`, as the functions of `nicdata.charts` do. Everything on it stands in one
pair of axes whose unit is an inch of the figure, so that dots, labels and lines can be kept apart by plain sums.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from numpy.typing import ArrayLike, NDArray

from nicdata.drawing import (
    GREY,
    LEVEL_COLOURS,
    PLAIN,
    Chart,
    described,
    level_name,
    new_chart,
    speaker,
    style,
)
from nicdata.frames import _sources
from nicdata.reference import norway_outline
from nicdata.schema import ARTICLE
from nicdata.words import PROGRAMME, number

EARTH_KM = 6371.0
PARALLELS, ORIGIN = (60.0, 70.0), (15.0, 65.0)  # degrees: true to scale; longitude, latitude

WIDTH, MARGIN = 8.0, 0.15  # inches, of the figure
COLUMNS = (2.3, 5.7)  # inches: where the text of the left column ends, and that of the right one begins
DOT, SPACING, REGION = 6.5, 0.115, 0.2  # a dot in points; two dots, and the circle of a region, in inches
LINE, GAP = 0.134, 0.06  # inches: a line of a label, the space between two labels
LETTERS = 33  # of the longest line
Point = tuple[float, float]
SEA, LAND, COAST = "#f3f6f8", "#e6e5df", "#aaa89e"


class Panel(NamedTuple):
    """A part of Norway: its frame and where it stands."""

    west: float  # kilometres on the projection
    south: float
    across: float
    up: float
    left: float  # inches in the axes
    bottom: float
    scale: float  # kilometres an inch
    bar: int  # kilometres of the scale
    bar_at: tuple[float, float]  # of the frame
    tilt: float  # how far the coast leans
    divide: float  # kilometres: labels of what lies west of this line go to the left

    def inches(self, x: Any, y: Any) -> tuple[Any, Any]:
        return self.left + (x - self.west) / self.scale, self.bottom + (y - self.south) / self.scale


# The south holds four of five clusters. It ends where Trøndelag does.
SOUTH = Panel(-577, -770, 420, 690, 2.55, 0.1, 420 / 2.9, 100, (0.62, 0.035), 0.0, -340)
NORTH = Panel(-290, -115, 970, 855, 2.55, 4.97, 970 / 2.9, 200, (0.05, 0.88), 1.0, -240)
BORDER = 64.6  # degrees: north of it a place is in the northern part
HEIGHT = 8.0  # inches, of the axes


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


def at_home(clusters: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Where each cluster is drawn: at the first place printed as its home, else at the first region.

    One row a cluster that has either: `cluster_id`, `name`, `latest_level`, `collection`, `home` (a `place` of
    `places`), `kind` (`town`, `region`), `further` (its other places or regions, a list), `latitude` and
    `longitude` in degrees. Raises ValueError that names the homes that `places` does not have."""
    rows = clusters.assign(
        home=clusters["place"].fillna(clusters["region"]),
        kind=clusters["place"].notna().map({True: "town", False: "region"}),
    ).dropna(subset="home")
    if "collection" not in rows:  # `load` of the articles alone
        rows["collection"] = ARTICLE
    printed = rows["home"].str.split("; ")
    rows["home"], rows["further"] = printed.str[0], printed.str[1:]
    rows = rows.merge(
        places[["place", "kind", "latitude", "longitude"]],
        how="left",
        left_on=["home", "kind"],
        right_on=["place", "kind"],
        suffixes=("_printed", ""),
    )
    lost = sorted(set(rows.loc[rows["latitude"].isna(), "home"]))
    if lost:
        raise ValueError(f"no coordinates of {', '.join(lost)}; add them to the places")
    columns = "cluster_id name latest_level collection home kind further latitude longitude"
    return rows[columns.split()]


@style()
def homes(clusters: pd.DataFrame, places: pd.DataFrame, *, lang: str = "en") -> Chart:
    """Norway with every cluster at its home, in the colour of its newest level: `clusters` as `nicdata.load` gives
    them (with `collection="all"`: both collections), `places` as `nicdata.reference.places` does. Filled where an
    article names the cluster, hollow where other pages alone do; a diamond in a circle where only a region is
    printed. Clusters without a home are named below. 8 inches wide, for 16 cm in print.

    Raises ValueError as `at_home` does, and for an unknown language."""
    say = speaker(lang)
    rows = at_home(clusters, places)
    absent = clusters[~clusters["cluster_id"].isin(rows["cluster_id"])]
    larger = number(NORTH.scale / SOUTH.scale, lang, 1)
    chart, axes = new_chart(
        say("Where the clusters have their home", "Hvor klyngene hører hjemme"),
        say(
            f"{len(rows)} clusters that were ever named, at the home printed first; dots that would cover each other\n"
            f"stand side by side. The south is drawn {larger} times as large as the north.",
            f"{len(rows)} klynger som er navngitt en gang, på det første oppgitte hjemstedet; punkter som ville dekke\n"
            f"hverandre, står ved siden av hverandre. Sør er tegnet {larger} ganger så stort som nord.",
        ),
        [clusters],
        lang,
        size=(WIDTH, HEIGHT + 2),
        programme=False,
    )
    _lay_out(chart, axes, _without(absent, say), _origin(clusters, say), lang)
    land = [np.column_stack(project(*zip(*ring, strict=True))) for ring in norway_outline()]
    rows["x"], rows["y"] = project(rows["longitude"], rows["latitude"])
    told = []
    for panel, part in ((NORTH, rows["latitude"] > BORDER), (SOUTH, rows["latitude"] <= BORDER)):
        _ground(axes, panel, land)
        _dots(axes, panel, rows, part)
    for side in (0, 1):
        _column(axes, rows, side, say)
    _key(axes, rows, say, lang)
    for home, group in rows.sort_values("latitude", ascending=False, kind="stable").groupby(
        "home", sort=False
    ):
        names = [f"{_named(row, say)} ({_how(row, say, lang)})" for row in group.itertuples()]
        told.append(f"{_heading(home, group)}: {', '.join(names)}")
    return described(chart, [*told, *filter(None, [_without(absent, say)])])


def _lay_out(chart: Chart, axes: Axes, note: str, source: str, lang: str) -> None:
    """Make the chart as high as the map needs; write what stands below it, and what the chart says of itself."""
    lines = textwrap.wrap(source, 118, subsequent_indent="  ")
    chart.source, chart.about = "\n".join(lines), speaker(lang)(*PROGRAMME)
    notes = textwrap.wrap(note, 118)
    above, below = 1.1, 0.5 + 0.17 * (len(lines) + len(notes))
    old, new = chart.get_size_inches()[1], above + HEIGHT + below
    for text in chart.texts:  # as far from the upper edge as before
        text.set_y(1 - (1 - text.get_position()[1]) * old / new)
    chart.set_size_inches(WIDTH, new)
    small: dict[str, Any] = {"va": "bottom", "fontsize": 8.5, "color": GREY}
    y = 0.12
    for said, weight in ((chart.source, "normal"), (chart.about, "bold"), ("\n".join(notes), "normal")):
        chart.text(MARGIN / WIDTH, y / new, said, fontweight=weight, linespacing=1.35, **small)
        y += 0.17 * len(said.splitlines()) + 0.05
    axes.set_position((0, below / new, 1, HEIGHT / new))
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.axis("off")


def _ground(axes: Axes, panel: Panel, land: list[NDArray[Any]]) -> None:
    """Sea, land and scale of a part."""
    corner, wide, high = (panel.left, panel.bottom), panel.across / panel.scale, panel.up / panel.scale
    axes.add_patch(Rectangle(corner, wide, high, facecolor=SEA, edgecolor="none", zorder=0))
    for ring in land:
        shape = axes.add_patch(
            Polygon(
                np.column_stack(panel.inches(*ring.T)),
                facecolor=LAND,
                edgecolor=COAST,
                linewidth=0.5,
                zorder=1,
            )
        )
        shape.set_clip_path(Rectangle(corner, wide, high, transform=axes.transData))
    x, y = panel.left + panel.bar_at[0] * wide, panel.bottom + panel.bar_at[1] * high
    length = panel.bar / panel.scale
    axes.plot([x, x + length], [y, y], color=GREY, linewidth=1.5)
    axes.text(
        x + length / 2, y + 0.04, f"{panel.bar} km", ha="center", va="bottom", fontsize=8, color="#555555"
    )


def _dots(axes: Axes, panel: Panel, rows: pd.DataFrame, part: pd.Series) -> None:
    """Draw the clusters of a part, those of one home together; set `at_x`, `at_y` and `side` of their rows."""
    taken: list[tuple[float, float]] = []
    drawn = rows[part]
    count = drawn.groupby("home")["home"].transform("size")
    # The largest first: they stand in the middle of their town, and single ones make way for them.
    for index in count.sort_values(ascending=False, kind="stable").index:
        row = drawn.loc[index]
        x, y = panel.inches(row["x"], row["y"])
        if row["kind"] == "region":
            around: dict[str, Any] = {"edgecolor": "#777777", "linestyle": (0, (2, 2)), "linewidth": 0.8}
            axes.add_patch(Circle((x, y), REGION, facecolor="#ffffffaa", zorder=2, **around))
        x, y = next(
            spot
            for spot in _around(x, y)
            if all(np.hypot(*np.subtract(spot, t)) > SPACING * 0.99 for t in taken)
        )
        taken.append((x, y))
        rows.loc[index, ["at_x", "at_y"]] = x, y
        axes.plot([x], [y], gid=row["cluster_id"], zorder=5, **_look(row))
    rows.loc[part, "side"] = (drawn["x"] - panel.tilt * drawn["y"] > panel.divide).astype(int)


def _around(x: float, y: float) -> Iterator[tuple[float, float]]:
    """A point, then six around it, twelve around these, and so on."""
    yield x, y
    ring = 0
    while True:
        ring += 1
        for angle in np.linspace(np.pi / 2, np.pi * 5 / 2, 6 * ring, endpoint=False):
            yield x + ring * SPACING * np.cos(angle), y + ring * SPACING * np.sin(angle)


def _look(row: Any) -> dict[str, Any]:
    """How a cluster is drawn: the colour of its level, filled or hollow, a dot or a diamond."""
    colour = LEVEL_COLOURS.get(row["latest_level"], PLAIN)
    solid = row["collection"] == ARTICLE
    return {
        "marker": "o" if row["kind"] == "town" else "D",
        "markersize": DOT - (not solid) - (row["kind"] == "region"),
        "markerfacecolor": colour if solid else "white",
        "markeredgecolor": "white" if solid else colour,
        "markeredgewidth": 0.5 if solid else 1.6,
        "linestyle": "none",
    }


def _column(axes: Axes, rows: pd.DataFrame, side: int, say: Callable[[str, str], str]) -> None:
    """The labels of one side, from north to south: a home and its clusters, with a line to their dots."""
    labels = [Label(group, say) for _, group in rows[rows["side"] == side].groupby("home")]
    dots = list(zip(rows["at_x"], rows["at_y"], strict=True))
    labels.sort(key=lambda label: -label.at[1])
    edge, inward = COLUMNS[side], (1, -1)[side]
    for label, top in _placed(labels, edge + inward * 0.25, dots):
        put: dict[str, Any] = {
            "ha": ("right", "left")[side],
            "va": "center",
            "fontsize": 8,
            "style": label.slant,
        }
        bold = put | {"fontweight": "bold"}
        y = top - LINE / 2
        if not label.short:
            axes.text(edge, y, label.home, **bold)
            y -= LINE
        first = y
        for (_, row), name in zip(label.rows.iterrows(), label.names, strict=True):
            axes.plot([edge + inward * 0.09], [y], gid=f"key-{row['cluster_id']}", zorder=5, **_look(row))
            for line in name:
                if not label.short:
                    axes.text(edge, y, line, gid=f"label-{row['cluster_id']}", **put)
                elif side:
                    home = axes.text(edge, y, label.home, **bold)
                    beside: dict[str, Any] = {
                        "xycoords": home,
                        "xytext": (4, 0),
                        "textcoords": "offset points",
                    }
                    axes.annotate(line, (1, 0.5), gid=f"label-{row['cluster_id']}", **beside, **put)
                else:
                    words = axes.text(edge, y, line, gid=f"label-{row['cluster_id']}", **put)
                    beside = {"xycoords": words, "xytext": (-4, 0), "textcoords": "offset points"}
                    axes.annotate(label.home, (0, 0.5), **beside, **bold)
                y -= LINE
        x, last = edge + inward * 0.17, y + LINE
        grey: dict[str, Any] = {"color": "#777777", "linewidth": 0.6, "zorder": 3}
        axes.plot([x, x], [first + LINE * 0.4, last - LINE * 0.4], **grey)
        middle = (first + last) / 2
        axes.plot([x, x + inward * 0.08, label.at[0]], [middle, middle, label.at[1]], **grey)


class Label:
    """What is written of a home, before it is known where."""

    def __init__(self, rows: pd.DataFrame, say: Callable[[str, str], str]) -> None:
        self.rows = rows
        self.home = str(rows["home"].iloc[0])
        self.slant = "italic" if (rows["kind"] == "region").any() else "normal"
        self.dots = list(zip(rows["at_x"], rows["at_y"], strict=True))
        self.at = (float(rows["at_x"].mean()), float(rows["at_y"].mean()))
        self.names = [textwrap.wrap(_named(row, say), LETTERS) for row in rows.itertuples()]
        lines = sum(map(len, self.names))
        # A single cluster stands in the line of its home where both fit.
        self.short = lines == 1 and len(self.home) * 1.15 + len(self.names[0][0]) < LETTERS - 1
        self.height = LINE * (lines + (not self.short)) + GAP


def _placed(labels: list[Label], edge: float, dots: list[Point]) -> list[tuple[Label, float]]:
    """The labels with where each begins. Neighbours change places while fewer lines then cross each other, or
    the dots of another home."""

    others = {id(label): [dot for dot in dots if dot not in label.dots] for label in labels}

    def put(order: list[Label]) -> tuple[int, list[float]]:
        wanted = [label.at[1] + label.height / 2 for label in order]
        tops = _tops(wanted, [label.height for label in order], HEIGHT - 0.45)
        lines = [((edge, y - label.height / 2), label) for label, y in zip(order, tops, strict=True)]
        faults = sum(_cross(a, one.at, b, other.at) for (a, one), (b, other) in combinations(lines, 2))
        faults += sum(_near(others[id(label)], start, label.at) for start, label in lines)
        return faults, tops

    faults, tops = put(labels)
    better = True
    while better:
        better = False
        for i in range(len(labels) - 1):
            swapped = [*labels[:i], labels[i + 1], labels[i], *labels[i + 2 :]]
            fewer, moved = put(swapped)
            if fewer < faults:
                labels, faults, tops, better = swapped, fewer, moved, True
    return list(zip(labels, tops, strict=True))


def _near(dots: list[Point], start: Point, end: Point) -> int:
    """How many of the dots a line touches."""
    along, to = np.subtract(end, start), np.reshape(dots, (-1, 2)) - start
    foot = np.clip(to @ along / (along @ along), 0, 1)
    return int((np.hypot(*(to - np.outer(foot, along)).T) < SPACING * 0.45).sum())


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the line from a to b crosses that from c to d."""

    def turn(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b)


def _tops(wanted: list[float], heights: list[float], limit: float) -> list[float]:
    """Where labels begin that want to begin at `wanted`, from above: none over another, all between `limit` and 0,
    and as near as that leaves them (least squares)."""
    before = np.cumsum([0, *heights])
    pools: list[list[float]] = []  # of labels that touch: the mean of where they want to be, and how many
    for want, above in zip(wanted, before, strict=False):
        pools.append([want + above, 1])
        while len(pools) > 1 and pools[-1][0] > pools[-2][0]:
            (mean, count), (other, others) = pools.pop(), pools.pop()
            pools.append([(mean * count + other * others) / (count + others), count + others])
    flat = np.concatenate([np.full(int(count), mean) for mean, count in pools])
    return list(np.clip(flat, before[-1], limit) - before[:-1])


def _key(axes: Axes, rows: pd.DataFrame, say: Callable[[str, str], str], lang: str) -> None:
    """What colours and marks mean."""

    def mark(level: str | None = None, collection: str = ARTICLE, kind: str = "town") -> Line2D:
        return Line2D([], [], **_look({"latest_level": level, "collection": collection, "kind": kind}))

    levels = [level for level in LEVEL_COLOURS if (rows["latest_level"] == level).any()]
    colours = [(mark(level), level_name(level, lang)) for level in levels]
    if rows["latest_level"].isna().any():
        colours.append((mark(), say("no level printed", "uten oppgitt nivå")))
    marks = [(mark(), say("named by the articles", "navngitt i artiklene"))]
    if (rows["collection"] != ARTICLE).any():
        marks.append(
            (mark(collection=""), say("only by other public pages", "bare på andre offentlige sider"))
        )
    if (rows["kind"] == "region").any():
        only = say("only a region printed (dashed circle)", "bare region oppgitt (stiplet sirkel)")
        marks.append((mark(kind="region"), only))
    for y, pairs in ((HEIGHT, colours), (HEIGHT - 0.21, marks)):
        handles, labels = zip(*pairs, strict=True)
        legend = Legend(
            axes, handles, labels, loc="upper left", bbox_to_anchor=(MARGIN / WIDTH, y / HEIGHT), ncols=len(pairs),
            frameon=False, fontsize=8.5, handletextpad=0.2, columnspacing=1.4, borderpad=0, borderaxespad=0, handlelength=1.2,
        )  # fmt: skip
        axes.add_artist(legend)


def _heading(home: object, group: pd.DataFrame) -> str:
    """A home in the text for those who do not see whether it is a circle."""
    region = (group["kind"] == "region").any() and "region" not in str(home)
    return f"{home}{' (region)' if region else ''}"


def _named(row: Any, say: Callable[[str, str], str]) -> str:
    """The name of a cluster, with what else is printed as its home."""
    return str(row.name) + (f" ({say('also', 'også')} {', '.join(row.further)})" if row.further else "")


def _how(row: Any, say: Callable[[str, str], str], lang: str) -> str:
    """The level of a cluster, and whether the articles name it."""
    known = pd.notna(row.latest_level)
    level = level_name(row.latest_level, lang) if known else say("no level printed", "uten oppgitt nivå")
    return level if row.collection == ARTICLE else level + say(", other pages", ", andre sider")


def _without(absent: pd.DataFrame, say: Callable[[str, str], str]) -> str:
    """The clusters that are not on the map."""
    names = ", ".join(absent["name"])
    if not names:
        return ""
    return say(
        f"Not on the map, because no home of theirs was read ({len(absent)}): {names}.",
        f"Ikke på kartet fordi hjemstedet ikke er lest noe sted ({len(absent)}): {names}.",
    )


def _origin(clusters: pd.DataFrame, say: Callable[[str, str], str]) -> str:
    articles = _sources(ARTICLE)
    others = len(clusters.attrs["sources"].keys() - articles.keys())
    ids = ", ".join(articles)
    return say(
        f"Source: homes as printed by the articles [{ids}]"
        + f" and {others} other public pages" * bool(others)
        + ", page by page in the table cluster_traits. Outline: Natural Earth 4.1.0, public domain.",
        f"Kilde: hjemsted slik artiklene [{ids}]"
        + f" og {others} andre offentlige sider" * bool(others)
        + " oppgir det, side for side i tabellen cluster_traits. Omriss: Natural Earth 4.1.0, i det fri.",
    )
