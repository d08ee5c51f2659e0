"""How clusters moved up: from the level at which each began to the highest it is reported to have reached."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from nicdata.analysis import moves
from nicdata.charts import series
from nicdata.charts.drawing import GREY, LEVEL_COLOURS, Box, Chart, text_on, width
from nicdata.charts.frame import Said, bar, begin, draws, nothing
from nicdata.charts.words import Words
from nicdata.frames import Tables

REST = "#c9ccd3"


@series.once
def ways(tables: Tables) -> dict[tuple[str, str], int]:
    """How many clusters began at a level and how many of them reached which level as their highest: the same level
    where no source reports a move up. Of clusters whose admission or first move a source reports."""
    rows = tables["level_changes"]
    if rows[rows["kind"].ne("extension").fillna(True)].empty:
        return {}
    table = moves(rows)
    order = {level: rank for rank, level in enumerate(series.schema_levels())}
    found: dict[tuple[str, str], int] = {}
    for _, own in table.groupby("cluster_id"):
        own = own.sort_values("date_latest", kind="stable")
        first = own.iloc[0]
        begun = str(first["from_level"] if pd.notna(first["from_level"]) else first["to_level"])
        top = max([begun, *(str(level) for level in own["to_level"])], key=lambda level: order[level])
        found[begun, top] = found.get((begun, top), 0) + 1
    return dict(sorted(found.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])))


@draws("print", "slide")
def level_flow(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """Where clusters began and how far up they are reported to have come, as bands with their numbers."""
    found = ways(tables)
    whole = sum(found.values())
    up = sum(n for (begun, top), n in found.items() if begun != top)
    titles = [say("flow_plain")]
    if whole > 1 and up:
        titles.insert(0, say("flow_up", n=say.number(up), whole=say.number(whole)))
    elif whole > 1:
        titles.insert(0, say("flow_none", whole=say.number(whole)))
    told = [
        say("flow_way", n=n, begun=say.level(begun), top=say.level(top))
        for (begun, top), n in found.items()
        if begun != top
    ]
    alt = say("flow_alt", said=say.all_of(told)) if told else say("nothing") if not found else ""
    notes = [say("flow_bound"), say("flow_begin")]
    rows = tables["level_changes"]
    said = Said(titles, say("flow_subtitle"), notes, alt)
    chart = begin(tables, said, [rows[rows["kind"].ne("extension").fillna(True)]], say, size, mark=False)
    if not found:
        return nothing(chart, say)
    _bands(chart, found, say)
    return chart


def _bands(chart: Chart, found: dict[tuple[str, str], int], say: Words) -> None:
    """Blocks of the levels at which clusters began at the left, those they reached at the right, bands between."""
    plot, text, unit = chart.plot, chart.sizes.text, chart.unit
    order = series.schema_levels()[::-1]  # the highest on top
    begun = [level for level in order if any(a == level for a, _ in found)]
    ends = [level for level in order if any(b == level and a != b for a, b in found)]
    right_keys = [
        *ends,
        *(
            [
                "",
            ]
            if any(a == b for a, b in found)
            else []
        ),
    ]
    names = max(width(say.level(level), text, bold=True) for level in LEVEL_COLOURS) + 8 * unit
    stayed = say("flow_stayed").split("\n")
    last = max(*(width(line, text) for line in stayed), names - 8 * unit) + 8 * unit
    heads = plot.top - text * 1.5
    block = 26 * unit
    chart.write(say("flow_began"), plot.left + names + block, plot.top, "right", colour=GREY)
    chart.write(say("flow_reached"), plot.right - last - block, plot.top, colour=GREY)
    axes = chart.panel(Box(plot.left + names, plot.bottom, plot.right - last, heads))
    wide = plot.right - last - plot.left - names
    axes.set_xlim(0, wide)
    axes.set_ylim(plot.bottom, heads)
    gap = text * 1.1
    whole = sum(found.values())
    most = max(len(begun), len(right_keys))
    each = (heads - plot.bottom - gap * (most - 1)) / whole
    left = _blocks(
        [(level, sum(n for (a, _), n in found.items() if a == level)) for level in begun], heads, each, gap
    )
    ranks = [
        (end, sum(n for (a, b), n in found.items() if (b if a != b else "") == end)) for end in right_keys
    ]
    right = _blocks(ranks, heads, each, gap)
    for level, (top, n) in left.items():
        _block(chart, axes, level, 0, block, top, n, each, say, "left")
    for level, (top, n) in right.items():
        _block(chart, axes, level, wide - block, block, top, n, each, say, "right")
    out, into = ({key: top for key, (top, _) in side.items()} for side in (left, right))
    for end in right_keys:
        for start in begun:
            n = found.get((start, end or start), 0) if end != start else 0
            if n:
                colour = LEVEL_COLOURS.get(end, REST)
                _band(axes, block, wide - block, out[start], into[end], n * each, colour)
                y = out[start] - n * each / 2
                if n * each >= text * 1.05:
                    chart.put(str(n), chart.point(axes, block + 9 * unit, y), "on", gap=0)
                out[start] -= n * each
                into[end] -= n * each


def _blocks(
    levels: list[tuple[str, int]], top: float, each: float, gap: float
) -> dict[str, tuple[float, int]]:
    """Where the block of each level begins, from above."""
    found = {}
    for level, n in levels:
        found[level] = (top, n)
        top -= n * each + gap
    return found


def _block(
    chart: Chart,
    axes: Axes,
    level: str,
    x: float,
    wide: float,
    top: float,
    n: int,
    each: float,
    say: Words,
    side: str,
) -> None:
    colour = LEVEL_COLOURS.get(level, REST)
    bar(axes, x, top - n * each, wide, n * each, colour, zorder=3)
    text = chart.sizes.text
    middle = chart.point(axes, x + wide / 2, top - n * each / 2)
    name = [say.level(level)] if level else say("flow_stayed").split("\n")
    if n * each >= text * 1.05:
        chart.put(str(n), middle, "on", bold=True, colour=text_on(colour))
    else:
        name[-1] += f" {n}"
    edge = chart.point(axes, x if side == "left" else x + wide, top - n * each / 2)
    chart.put(name, edge, side, bold=bool(level), italic=not level, gap=5)


def _band(axes: Axes, left: float, right: float, start: float, end: float, high: float, colour: str) -> None:
    """A curved band from one block to another."""
    middle = (left + right) / 2
    corners = [
        (left, start), (middle, start), (middle, end), (right, end), (right, end - high), (middle, end - high),
        (middle, start - high), (left, start - high), (left, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    shape = Path(np.array(corners), codes)
    axes.add_patch(PathPatch(shape, facecolor=colour, edgecolor="none", alpha=0.45, zorder=1))
