"""What did the programme do for its members: how far they are ahead of a control group, by every study."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.lines import Line2D

from nicdata import schema
from nicdata.charts.drawing import EDGE, GREY, PLAIN, RULE, Box, Chart, cut, width, wrapped
from nicdata.charts.frame import Said, bar, begin, draws, nothing
from nicdata.charts.growth import marked
from nicdata.charts.series import once, records
from nicdata.charts.words import Words
from nicdata.frames import Tables

MOST_LINES = 16
OPEN = ("more_than", "at_least")  # a figure that is only a lower bound
YEARLY = "annual average"  # as `statistic` has it: the yearly gap, beside that of a whole period


class Gap(NamedTuple):
    """One study's figure for one measure, and the id of its row; without a figure what it says in words."""

    measure: str
    year: int
    analyst: str
    value: float | None
    qualifier: str
    direction: str
    yearly: bool
    article: bool
    study: str
    row: str = ""


@once
def gaps(tables: Tables) -> tuple[list[Gap], int, pd.DataFrame]:
    """What studies of all clusters say of each measure, the measure with the largest gap first and the newest study
    first; how many figures are of one cluster alone, which are left out; and the rows."""
    rows = tables["effect_statistics"]
    rows = rows[rows["shown"].fillna(False) & rows["year"].notna() & rows["measure"].notna()]
    alone = rows["cluster_id"].notna()
    rows, single = rows[~alone], int(alone.sum())
    told: dict[Gap, Gap] = {}  # two rows of the same figure are one
    for row in records(rows):
        value = float(row.gap_pp) if pd.notna(row.gap_pp) else None
        analyst = str(row.analyst) if pd.notna(row.analyst) else ""
        statistic = str(row.statistic) if pd.notna(row.statistic) else ""
        gap = Gap(
            str(row.measure), int(row.year), analyst, value,
            str(row.qualifier) if pd.notna(row.qualifier) else "",
            str(row.direction) if pd.notna(row.direction) else "not_reported",
            statistic == YEARLY, row.collection == schema.ARTICLE, f"{analyst} {int(row.year)} {statistic}",
        )  # fmt: skip
        told.setdefault(gap, gap._replace(row=str(row.effect_id)))
    found = list(told.values())
    size = {measure: _largest(found, measure) for measure in {gap.measure for gap in found}}
    found.sort(key=lambda g: (-size[g.measure], g.measure, -g.year, g.value is None, -(g.value or 0)))
    return found, single, rows


def _largest(found: list[Gap], measure: str) -> float:
    values = [abs(gap.value) for gap in found if gap.measure == measure and gap.value is not None]
    return max(values, default=0)


def gaps_title(found: list[Gap], say: Words) -> list[str]:
    """The finding: each study is judged alone, and only by its own figures."""
    titles = [say("gaps_plain")]
    values = [gap for gap in found if gap.value is not None]
    if not values:
        return titles
    positive = all((gap.value or 0) > 0 for gap in values)
    if positive:
        titles.insert(0, say("gaps_all_ahead") if len(values) > 1 else say("gaps_ahead"))
    yearly = [gap for gap in values if gap.yearly]
    best = set()
    for study in {gap.study for gap in yearly}:
        own = sorted((gap for gap in yearly if gap.study == study), key=lambda gap: -(gap.value or 0))
        open_ends = [gap for gap in own[1:] if gap.qualifier in OPEN]
        first = len(own) > 1 and (own[0].value or 0) > (own[1].value or 0) and not open_ends
        best.add(own[0].measure if first else "")
    if positive and len(best) == 1 and "" not in best:
        titles.insert(0, say("gaps_most", measure=_name(best.pop(), say)))
    return titles


def _name(measure: str, say: Words) -> str:
    return say.label("effect_statistics", "measure", measure)


@draws("print", "slide")
def performance_gaps(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """How far members are ahead of a control group, a panel a measure; what studies say without a figure in words."""
    found, single, rows = gaps(tables)
    shown = _fitting(found)
    notes = [say("gaps_base")]
    if len(shown) < len(found):
        notes.insert(0, say("gaps_more", n=len(found) - len(shown)))
    if single:
        notes.append(say("gaps_single" if single == 1 else "gaps_singles", n=say.count(single)))
    values = [gap for gap in found if gap.value is not None]
    told = [f"{gap.year} {_name(gap.measure, say)} {figure(gap, say)}" for gap in values[:6]]
    alt = say("gaps_alt", said="; ".join(told)) if told else say("gaps_none")
    chart = begin(
        tables, Said(gaps_title(found, say), say("gaps_subtitle"), notes, alt), [rows], say, size, 0.94
    )
    if not shown:
        return nothing(chart, say)
    _panels(chart, shown, say)
    return chart


def _fitting(found: list[Gap]) -> list[Gap]:
    """As many as there are lines for: of the measure with most lines the oldest goes first."""
    kept = list(found)
    while len(kept) > MOST_LINES:
        many = [gap.measure for gap in kept]
        crowded = max(dict.fromkeys(many), key=many.count)
        kept.remove([gap for gap in kept if gap.measure == crowded][-1])
    return kept


def _panels(chart: Chart, shown: list[Gap], say: Words) -> None:
    """Three columns: yearly gaps, gaps over a period, words; the measures below each other, a panel each."""
    plot, text, unit = chart.plot, chart.sizes.text, chart.unit
    measures = list(dict.fromkeys(gap.measure for gap in shown))
    names = max(width(_name(m, say).capitalize(), text, bold=True) for m in measures) + 8 * unit
    names = min(names, (plot.right - plot.left) * 0.25)
    heads = {"yearly": say("gaps_yearly"), "period": say("gaps_period"), "words": say("gaps_words")}
    held = {kind: [g for g in shown if _kind(g) == kind] for kind in heads}
    shares = {"yearly": 1.25, "period": 1.0, "words": 1.15}
    kinds = [kind for kind in heads if held[kind]]
    room, x = plot.right - plot.left - names, plot.left + names
    whole = sum(shares[kind] for kind in kinds)
    columns: dict[str, tuple[float, float]] = {}
    top = plot.top
    for kind in kinds:
        columns[kind] = (x, x + room * shares[kind] / whole - 10 * unit)
        lines = wrapped(heads[kind], columns[kind][1] - x, text)
        top = min(top, chart.write(lines, x, plot.top, colour=GREY).bottom)
        x += room * shares[kind] / whole
    lines_of = {m: max(len([g for g in held[k] if g.measure == m]) for k in kinds) for m in measures}
    each = min((top - plot.bottom - 4 * unit) / (sum(lines_of.values()) + 0.45 * len(measures)), text * 2.1)
    y = top - 5 * unit
    for measure in measures:
        chart.add_artist(_rule(chart, plot, y))
        y -= 0.22 * each
        chart.write(cut(_name(measure, say).capitalize(), names - 6 * unit, text, bold=True), plot.left,
                    y - each / 2 + text * 0.6, bold=True)  # fmt: skip
        bottom = y - lines_of[measure] * each
        for kind in kinds:
            own = [gap for gap in held[kind] if gap.measure == measure]
            _panel(chart, own, Box(columns[kind][0], bottom, columns[kind][1], y), each, held[kind], say)
        y = bottom - 0.23 * each


def _kind(gap: Gap) -> str:
    return "words" if gap.value is None else "yearly" if gap.yearly else "period"


def _rule(chart: Chart, plot: Box, y: float) -> Line2D:
    across = [plot.left / chart.wide, plot.right / chart.wide]
    return Line2D(across, [y / chart.high] * 2, color=RULE, linewidth=0.7, transform=chart.transFigure)


def _panel(chart: Chart, own: list[Gap], box: Box, each: float, all_of_kind: list[Gap], say: Words) -> None:
    """The studies of one measure below each other; bars of one scale for all measures of the column."""
    if not own:
        return
    text, unit = chart.sizes.text, chart.unit
    if own[0].value is None:
        for number, gap in enumerate(own):
            room = box.right - box.left - 10 * unit
            names = (f"{gap.analyst} {gap.year}".strip(), str(gap.year))
            choices = [say(f"gap_{gap.direction}", who=name) for name in names]
            told = next(
                (t for t in choices if width(t, text, italic=True) <= room), cut(choices[-1], room, text)
            )
            chart.write(
                marked(told, gap.article), box.left, box.top - (number + 0.5) * each + text * 0.6, italic=True
            )
        return
    values = [gap.value or 0 for gap in all_of_kind]
    high, low = max([*values, 0]), min([*values, 0])
    years = width("2000", text) + 5 * unit
    labels = max(width(_label(gap, say), text, bold=True) for gap in all_of_kind) + 5 * unit
    left = box.left + years + (labels if low < 0 else 0)
    right = max(box.right - labels, left + 10)
    axes = chart.panel(Box(left, box.bottom, right, box.top))
    axes.set_xlim(low, max(high, low + 1e-6))
    axes.set_ylim(box.bottom, box.top)
    for number, gap in enumerate(own):
        middle = box.top - (number + 0.5) * each
        thick = min(each * 0.72, text * 1.35)
        value = gap.value or 0
        open_end = gap.qualifier in OPEN and value > 0
        bar(axes, 0, middle - thick / 2, value, thick, PLAIN, edgecolor="none")
        x = chart.point(axes, value, middle)[0]
        if open_end:  # an arrow: the gap is larger than this
            axes.plot([value], [middle], ">", color=PLAIN, markersize=thick * 0.9, clip_on=False, zorder=3)
            x += thick * 0.45
        chart.write(str(gap.year), box.left, middle + text * 0.6, colour=GREY)
        chart.put(_label(gap, say), (x, middle), "right" if value >= 0 else "left", bold=True, gap=3)
    axes.plot([0, 0], [box.bottom, box.top], color=EDGE, linewidth=1, clip_on=False, zorder=4)


def _label(gap: Gap, say: Words) -> str:
    return marked(figure(gap, say), gap.article)


def figure(gap: Gap, say: Words) -> str:
    """The figure of a study as it states it: `+18.6`, `over 8`."""
    value = gap.value or 0
    decimals = int(value % 1 != 0)
    about = say.about(gap.qualifier)
    return about + say.number(value, decimals) if about and value > 0 else about + say.signed(value, decimals)
