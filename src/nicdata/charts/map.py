"""The clusters on a map of Norway, drawn by matplotlib alone.

`homes` takes frames and returns a `Chart`, as the functions of `nicdata.charts` do. Everything on it stands in one
pair of axes whose unit is an inch of the figure, so that dots, labels and lines can be kept apart by plain sums.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.textpath import text_to_path
from numpy.typing import ArrayLike, NDArray

from nicdata.charts.drawing import (
    GREY,
    LEVEL_COLOURS,
    PLAIN,
    Chart,
    described,
    draws,
    level_name,
    new_chart,
    sources_by_id,
    speaker,
)
from nicdata.charts.words import PROGRAMME, number
from nicdata.reference import norway_outline
from nicdata.schema import ARTICLE

EARTH_KM = 6371.0
PARALLELS, ORIGIN = (60.0, 70.0), (15.0, 65.0)  # degrees: true to scale; longitude, latitude

WIDTH, MARGIN = 8.0, 0.15  # inches, of the figure
COLUMNS = (2.3, 5.7)  # inches: where the text of the left column ends, and that of the right one begins
DOT, SPACING, REGION = 6.5, 0.115, 0.2  # a dot in points; two dots, and the circle of a region, in inches
LINE, GAP = 0.134, 0.06  # inches: a line of a label, the space between two labels
LETTERS = 33  # of the longest line of a label
LETTERS_BELOW = 118  # of the longest line below the map
HEAD = 0.45  # inches above the labels, for what colours and marks mean
ROOMS = (COLUMNS[0] - MARGIN, WIDTH - 2 * MARGIN)  # inches: of a line of a label, of one below the map
RINGS = 60  # of dots around a place, more than any part of the map has room for
TRIALS = 4000  # orders of labels that are tried, enough for any number of homes that Norway has
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

    def held(self, x: float, y: float, margin: float) -> Point:
        """The nearest point of the frame that is so far from its edge."""
        right, top = self.left + self.across / self.scale, self.bottom + self.up / self.scale
        return (
            min(max(x, self.left + margin), right - margin),
            min(max(y, self.bottom + margin), top - margin),
        )


# The south holds four of five clusters. It ends where Trøndelag does.
SOUTH = Panel(-577, -770, 420, 690, 2.55, 0.1, 420 / 2.9, 100, (0.62, 0.035), 0.0, -340)
NORTH = Panel(-290, -115, 970, 855, 2.55, 4.97, 970 / 2.9, 200, (0.62, 0.05), 1.0, -240)
BORDER = 64.6  # degrees: north of it a place is in the northern part
HEIGHT = 8.0  # inches, of the axes where the labels need no more


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


@draws(empty=True)
def homes(clusters: pd.DataFrame, places: pd.DataFrame, *, lang: str = "en") -> Chart:
    """Norway with every cluster at its home, in the colour of its newest level: `clusters` as `nicdata.load` gives
    them, `places` as `nicdata.reference.places` does. Filled where an
    article names the cluster, hollow where other pages alone do; a diamond in a circle where only a region is
    printed; at the edge of the map where the home lies outside it. Clusters without a home are named below. 8 inches
    wide, for 16 cm in print, and as high as its labels need.

    Raises ValueError as `at_home` does, and for an unknown language."""
    say = speaker(lang)
    rows = at_home(clusters, places)
    absent = clusters[~clusters["cluster_id"].isin(rows["cluster_id"])]
    larger = number(NORTH.scale / SOUTH.scale, lang, 1)
    chart, axes = new_chart(
        say("Where the clusters have their home", "Hvor klyngene hører hjemme"),
        say(
            f"{len(rows)} cluster{'s that were' if len(rows) != 1 else ' that was'} ever named, at the home printed first; dots that would cover each other\n"
            f"stand side by side. The south is drawn {larger} times as large as the north.",
            f"{len(rows)} klynge{'r' if len(rows) != 1 else ''} som er navngitt en gang, på det første oppgitte hjemstedet; punkter som ville dekke\n"
            f"hverandre, står ved siden av hverandre. Sør er tegnet {larger} ganger så stort som nord.",
        ),
        [clusters],
        lang,
        size=(WIDTH, HEIGHT + 2),
        programme=False,
    )
    parts = ((NORTH, rows["latitude"] > BORDER), (SOUTH, rows["latitude"] <= BORDER))
    rows["x"], rows["y"] = project(rows["longitude"], rows["latitude"])
    for panel, part in parts:
        rows.loc[part, "side"] = (rows["x"] - panel.tilt * rows["y"] > panel.divide).astype(int)
    columns = [[Label(own, say) for _, own in rows[rows["side"] == side].groupby("home")] for side in (0, 1)]
    height = max(HEIGHT, *(HEAD + sum(label.height for label in labels) for labels in columns))
    _lay_out(chart, axes, height, _without(absent, say), _origin(clusters, say), lang)
    land = [np.column_stack(project(*zip(*ring, strict=True))) for ring in norway_outline()]
    for panel, part in parts:
        shown = panel._replace(bottom=panel.bottom + (height - HEIGHT) / 2)
        _ground(axes, shown, land)
        _dots(axes, shown, rows, part)
    for side, labels in enumerate(columns):
        for label in labels:
            label.aim(rows)
        _column(axes, labels, side, height - HEAD)
    _key(axes, rows, say, lang, height)
    told = []
    for home, group in rows.sort_values("latitude", ascending=False, kind="stable").groupby(
        "home", sort=False
    ):
        names = [f"{_named(row, say)} ({_how(row, say, lang)})" for row in group.itertuples()]
        told.append(f"{_heading(home, group)}: {', '.join(names)}")
    return described(chart, [*told, *filter(None, [_without(absent, say)])])


def _lay_out(chart: Chart, axes: Axes, height: float, note: str, source: str, lang: str) -> None:
    """Make the chart as high as the map needs; write what stands below it, and what the chart says of itself."""
    small: dict[str, Any] = {"va": "bottom", "fontsize": 8.5, "color": GREY}
    lines = _lines(source, LETTERS_BELOW, ROOMS[1], FontProperties(size=8.5), indent="  ")
    chart.source, chart.about = "\n".join(lines), speaker(lang)(*PROGRAMME)
    notes = _lines(note, LETTERS_BELOW, ROOMS[1], FontProperties(size=8.5))
    above, below = 1.1, 0.5 + 0.17 * (len(lines) + len(notes))
    old, new = chart.get_size_inches()[1], above + height + below
    for text in chart.texts:  # as far from the upper edge as before
        text.set_y(1 - (1 - text.get_position()[1]) * old / new)
    chart.set_size_inches(WIDTH, new)
    y = 0.12
    for said, weight in ((chart.source, "normal"), (chart.about, "bold"), ("\n".join(notes), "normal")):
        chart.text(MARGIN / WIDTH, y / new, said, fontweight=weight, linespacing=1.35, **small)
        y += 0.17 * len(said.splitlines()) + 0.05
    axes.set_position((0, below / new, 1, height / new))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.axis("off")


def _lines(text: str, letters: int, room: float, font: FontProperties, indent: str = "") -> list[str]:
    """The text in lines of so many letters, of fewer where wide ones leave no room (in inches) for so many."""
    for most in range(letters, len(indent) + 1, -1):
        lines = textwrap.wrap(text, most, subsequent_indent=indent)
        if all(_inches(line, font) <= room for line in lines):
            break
    return lines


def _inches(line: str, font: FontProperties) -> float:
    """How long a line is; one on a screen or in a file differs by some hundredths."""
    return float(text_to_path.get_text_width_height_descent(line, font, False)[0]) / 72 * 1.02


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
    """Draw the clusters of a part, those of one home together; set `at_x` and `at_y` of their rows."""
    taken: list[Point] = []
    drawn = rows[part]
    count = drawn.groupby("home")["home"].transform("size")
    around: dict[Point, Iterator[Point]] = {}
    # The largest first: they stand in the middle of their town, and single ones make way for them.
    for index in count.sort_values(ascending=False, kind="stable").index:
        row = drawn.loc[index]
        home = panel.held(*panel.inches(row["x"], row["y"]), SPACING / 2)
        if row["kind"] == "region":
            dashed: dict[str, Any] = {"edgecolor": "#777777", "linestyle": (0, (2, 2)), "linewidth": 0.8}
            axes.add_patch(Circle(home, REGION, facecolor="#ffffffaa", zorder=2, **dashed))
        spots = around.setdefault(home, _around(*home))  # a spot that is taken once stays so
        free = (
            spot
            for spot in spots
            if spot == panel.held(*spot, SPACING / 2)
            and all(math.dist(spot, other) > SPACING * 0.99 for other in taken)
        )
        x, y = next(free, home)
        taken.append((x, y))
        rows.loc[index, ["at_x", "at_y"]] = x, y
        axes.plot([x], [y], gid=row["cluster_id"], zorder=5, **_look(row))


def _around(x: float, y: float) -> Iterator[Point]:
    """A point, then six around it, twelve around these, and so on."""
    yield x, y
    for ring in range(1, RINGS):
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


def _column(axes: Axes, labels: list[Label], side: int, limit: float) -> None:
    """The labels of one side, from north to south: a home and its clusters, with a line to their dots."""
    labels = sorted(labels, key=lambda label: -label.at[1])
    edge, inward = COLUMNS[side], (1, -1)[side]
    for label, top in _placed(labels, edge + inward * 0.25, limit):
        put: dict[str, Any] = {
            "ha": ("right", "left")[side],
            "va": "center",
            "fontsize": 8,
            "style": label.slant,
        }
        bold = put | {"fontweight": "bold"}
        y = top - LINE / 2
        for line in label.homes if not label.short else ():
            axes.text(edge, y, line, **bold)
            y -= LINE
        first = y
        for (_, row), name in zip(label.rows.iterrows(), label.names, strict=True):
            axes.plot([edge + inward * 0.09], [y], gid=f"key-{row['cluster_id']}", zorder=5, **_look(row))
            for line in name:
                if not label.short:
                    axes.text(edge, y, line, gid=f"label-{row['cluster_id']}", **put)
                elif side:
                    home = axes.text(edge, y, label.homes[0], **bold)
                    beside: dict[str, Any] = {
                        "xycoords": home,
                        "xytext": (4, 0),
                        "textcoords": "offset points",
                    }
                    axes.annotate(line, (1, 0.5), gid=f"label-{row['cluster_id']}", **beside, **put)
                else:
                    words = axes.text(edge, y, line, gid=f"label-{row['cluster_id']}", **put)
                    beside = {"xycoords": words, "xytext": (-4, 0), "textcoords": "offset points"}
                    axes.annotate(label.homes[0], (0, 0.5), **beside, **bold)
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
        self.slant: Literal["italic", "normal"] = "italic" if (rows["kind"] == "region").any() else "normal"
        plain = FontProperties(size=8, style=self.slant)
        bold = FontProperties(size=8, style=self.slant, weight="bold")
        self.homes = _lines(str(rows["home"].iloc[0]), LETTERS, ROOMS[0], bold)
        self.names = [_lines(_named(row, say), LETTERS, ROOMS[0], plain) or [""] for row in rows.itertuples()]
        home, first = self.homes[0], self.names[0][0]
        lines = sum(map(len, self.names))
        # A single cluster stands in the line of its home where both fit.
        self.short = (
            lines == len(self.homes) == 1
            and len(home) * 1.15 + len(first) < LETTERS - 1
            and _inches(home, bold) + 4 / 72 + _inches(first, plain) < ROOMS[0]
        )
        self.height = LINE * (lines + len(self.homes) * (not self.short)) + GAP

    def aim(self, rows: pd.DataFrame) -> None:
        """Learn where the dots are, by the rows of the same clusters."""
        self.rows = rows.loc[self.rows.index]
        self.dots = list(zip(self.rows["at_x"], self.rows["at_y"], strict=True))
        self.at = (float(self.rows["at_x"].mean()), float(self.rows["at_y"].mean()))


def _placed(labels: list[Label], edge: float, limit: float) -> list[tuple[Label, float]]:
    """The labels with where each begins, below `limit`. Neighbours change places while fewer lines then cross each
    other, or the dots of another home."""
    if not labels:
        return []
    dots = [dot for label in labels for dot in label.dots]
    owners = [id(label) for label in labels for _ in label.dots]

    def put(order: list[Label]) -> tuple[int, list[float]]:
        wanted = [label.at[1] + label.height / 2 for label in order]
        tops = _tops(wanted, [label.height for label in order], limit)
        starts = [(edge, top - label.height / 2) for label, top in zip(order, tops, strict=True)]
        ends = [label.at for label in order]
        others = np.not_equal.outer([id(label) for label in order], owners)
        return _crossings(starts, ends) + _near(dots, starts, ends, others), tops

    faults, tops = put(labels)
    better, trials = True, TRIALS
    while better:
        better = False
        for i in range(min(len(labels) - 1, trials)):
            trials -= 1
            swapped = [*labels[:i], labels[i + 1], labels[i], *labels[i + 2 :]]
            fewer, moved = put(swapped)
            if fewer < faults:
                labels, faults, tops, better = swapped, fewer, moved, True
    return list(zip(labels, tops, strict=True))


def _near(dots: ArrayLike, starts: ArrayLike, ends: ArrayLike, others: ArrayLike = True) -> int:
    """How many of the dots lines touch; `others` says which dots count for which line."""
    points, begin, end = (np.reshape(np.asarray(part, dtype=float), (-1, 2)) for part in (dots, starts, ends))
    along, to = (end - begin)[:, None], points[None] - begin[:, None]
    foot = np.clip((to * along).sum(axis=2) / (along * along).sum(axis=2), 0, 1)
    away = to - foot[:, :, None] * along
    return int(((np.hypot(away[:, :, 0], away[:, :, 1]) < SPACING * 0.45) & others).sum())


def _crossings(starts: ArrayLike, ends: ArrayLike) -> int:
    """How many pairs of lines cross each other."""
    begin, end = np.asarray(starts, dtype=float), np.asarray(ends, dtype=float)

    def turn(p: NDArray[Any], q: NDArray[Any], r: NDArray[Any]) -> NDArray[Any]:
        left = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
        return np.asarray(left > (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0]))

    a, b, c, d = begin[:, None], end[:, None], begin[None], end[None]
    both = (turn(a, b, c) != turn(a, b, d)) & (turn(c, d, a) != turn(c, d, b))
    return int(np.triu(both, 1).sum())


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


def _key(axes: Axes, rows: pd.DataFrame, say: Callable[[str, str], str], lang: str, height: float) -> None:
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
    for y, pairs in ((height, colours), (height - 0.21, marks)):
        if not pairs:
            continue
        handles, labels = zip(*pairs, strict=True)
        legend = Legend(
            axes, handles, labels, loc="upper left", bbox_to_anchor=(MARGIN / WIDTH, y / height), ncols=len(pairs),
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
    sources = sources_by_id()
    articles = [article_id for article_id, row in sources.items() if row["collection"] == ARTICLE]
    others = (len(sources) - len(articles)) * bool((clusters["collection"] != ARTICLE).any())
    ids = ", ".join(articles)
    return say(
        f"Source: homes as printed by the articles [{ids}]"
        + f" and {others} other public pages" * bool(others)
        + ", page by page in the table cluster_traits. Outline: Natural Earth 4.1.0, public domain.",
        f"Kilde: hjemsted slik artiklene [{ids}]"
        + f" og {others} andre offentlige sider" * bool(others)
        + " oppgir det, side for side i tabellen cluster_traits. Omriss: Natural Earth 4.1.0, i det fri.",
    )
