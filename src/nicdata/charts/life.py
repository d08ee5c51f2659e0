"""Each cluster's way through the levels, on as many pages as their names need to be read."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

from nicdata.charts.drawing import GREY, LEVEL_COLOURS, RULE, UNKNOWN, Box, Chart, cut, width, years
from nicdata.charts.frame import Said, bar, begin, draws, key, nothing
from nicdata.charts.growth import marked
from nicdata.charts.series import once, records
from nicdata.charts.words import Words, in_order
from nicdata.frames import Tables
from nicdata.schema import ARTICLE

BETWEEN = "between"  # the basis of a year that no source reports
SMALLEST = 6.05  # points, of a name
LINE = 1.18  # of a name, in its size
NAMES = 0.34  # of the width


class Life(NamedTuple):
    """A cluster with the years in which it is seen: of each the level and how it is known."""

    name: str
    article: bool
    years: dict[int, tuple[str, str]]


@once
def lives(tables: Tables) -> tuple[list[Life], list[pd.DataFrame]]:
    """The clusters that are seen at a level, by the first year in which they are; and the rows that sources state."""
    rows = tables["cluster_years"]
    rows = rows[rows["year"].notna()]
    seen = set(rows.loc[rows["level"].notna(), "cluster_id"])
    names = {
        str(row.cluster_id): (str(row.name), row.collection == ARTICLE) for row in records(tables["clusters"])
    }
    by_cluster: dict[str, dict[int, tuple[str, str]]] = {}
    for row in records(rows):
        if row.cluster_id in seen:
            level = str(row.level) if pd.notna(row.level) else ""
            by_cluster.setdefault(str(row.cluster_id), {})[int(row.year)] = (level, str(row.basis))
    found = [
        Life(*names.get(one, (one, False)), dict(sorted(told.items()))) for one, told in by_cluster.items()
    ]
    found.sort(key=lambda life: (min(life.years), in_order(life.name)))
    stated = [tables[name] for name in ("cluster_levels", "level_changes")]
    return found, [table[table["cluster_id"].isin(list(by_cluster))] for table in stated]


def life_title(found: list[Life], say: Words) -> list[str]:
    titles = [say("life_plain")]
    if len(found) > 1:
        lengths = sorted(sum(basis != BETWEEN for _, basis in life.years.values()) for life in found)
        half = lengths[(len(found) - 1) // 2]
        few = sum(length <= half for length in lengths)
        if half < lengths[-1]:
            titles.insert(
                0, say("life_half" if half > 1 else "life_half_one", k=few, n=len(found), m=say.count(half))
            )
    return titles


@draws("page")
def life_lines(tables: Tables, say: Words, size: str, page: int) -> Chart:
    """Each cluster that is seen at a level, a line each: its level in every year that is known, gaps blank."""
    found, rows = lives(tables)
    told = []
    if found:
        longest = max(found, key=lambda life: len(life.years))
        told.append(
            say(
                "life_alt" if len(found) > 1 else "life_alt_one",
                n=len(found),
                name=longest.name,
                m=len(longest.years),
            )
        )
    notes = [say("life_thin"), say("life_grey")]
    alt = " ".join(told) or say("nothing")
    subtitle = say("life_subtitle")
    chart = begin(tables, Said(life_title(found, say), subtitle, notes, alt), rows, say, size)
    if not found:
        return nothing(chart, say)
    held = {level for life in found for level, _ in life.years.values()}
    key(chart, [level for level in LEVEL_COLOURS if level in held], say)
    plot, text = chart.plot, chart.sizes.text
    lines = int((plot.top - plot.bottom - 2.9 * text) / (SMALLEST * LINE))
    chart.pages = math.ceil(len(found) / lines)
    page = min(max(page, 1), chart.pages)  # another is refused when the chart is drawn
    if chart.pages > 1:
        place = say("page", n=page, whole=chart.pages)
        chart.write(place, plot.right, plot.top + text * 1.2 + 6 * chart.unit, "right", colour=GREY)
    each_page = math.ceil(len(found) / chart.pages)
    _lines(chart, found[(page - 1) * each_page : page * each_page], found)
    return chart


def _lines(chart: Chart, shown: list[Life], found: list[Life]) -> None:
    """The lines of one page, with the years above and below."""
    plot, text = chart.plot, chart.sizes.text
    first = min(min(life.years) for life in found)
    last = max(max(life.years) for life in found)
    room = (plot.right - plot.left) * NAMES
    each = min((plot.top - plot.bottom - 2.9 * text) / max(len(shown), 1), text * 1.9)
    size = min(max(each / LINE, SMALLEST), text)
    top = plot.top - 1.4 * text
    bottom = top - each * len(shown)
    axes = chart.panel(Box(plot.left + room, bottom, plot.right, top))
    axes.set_ylim(len(shown), 0)
    years(chart, axes, first, last, above=plot.top)
    for year in range(first, last + 2):
        if (year - first) % max(1, (last - first) // 40) == 0:
            axes.axvline(year, color=RULE, linewidth=0.5, zorder=0)
    for number, life in enumerate(shown):
        middle = top - (number + 0.5) * each
        name = cut(life.name, room - 6 - width(marked("", life.article), size), size)
        chart.write(marked(name, life.article), plot.left, middle + size * 0.6, size=size)
        if number % 2:
            axes.axhspan(number, number + 1, color="#f4f4f4", linewidth=0, zorder=-1)
        for start, end, level, basis in _stretches(life.years):
            high = {"stated": 0.7, "between": 0.3}.get(basis, 0.12)
            colour = LEVEL_COLOURS.get(level, UNKNOWN)
            thin = {"linewidth": 0.4} if level else {"linewidth": 0, "edgecolor": "none"}
            bar(axes, start, number + 0.5 - high / 2, end + 1 - start, high, colour, **thin)


def _stretches(told: dict[int, tuple[str, str]]) -> list[tuple[int, int, str, str]]:
    """Years that follow each other at one level, known in one way: first, last, level, basis."""
    found: list[tuple[int, int, str, str]] = []
    for year, (level, basis) in told.items():
        if found and found[-1][1] == year - 1 and found[-1][2:] == (level, basis):
            found[-1] = (found[-1][0], year, level, basis)
        else:
            found.append((year, year, level, basis))
    return found
