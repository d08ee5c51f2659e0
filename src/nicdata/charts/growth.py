"""How did the programme grow: clusters over time, by level, and who was admitted."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from nicdata import schema
from nicdata.charts import series
from nicdata.charts.drawing import (
    ARTICLE_MARK,
    GREY,
    LEVEL_COLOURS,
    NOT_TOLD,
    PLAIN,
    Box,
    Chart,
    baseline,
    grid,
    text_on,
    width,
    wrapped,
    years,
)
from nicdata.charts.frame import Said, absent, bar, begin, draws, key, nothing
from nicdata.charts.series import Column, Fact
from nicdata.charts.words import Words, spans
from nicdata.frames import Tables

FEWEST = 10  # applicants of which a percentage is said


def marked(text: str, article: bool) -> str:
    """The text with the mark of the five articles."""
    return f"{text}\u00a0{ARTICLE_MARK}" if article else text


# --- how many


def clusters_title(found: list[Fact], say: Words) -> list[str]:
    """What the counts say, from the sharpest claim that holds to a plain one."""
    if not found:
        return [say("clusters_plain")]
    first, last = found[0], found[-1]
    if first.year == last.year:
        return [say("clusters_one", n=say.number(last.value), year=last.year), say("clusters_plain")]
    before = [fact for fact in found if fact.year == last.year - 1]
    titles = []
    if before and not before[-1].disputed and not last.disputed and last.value < before[-1].value * 0.9:
        titles.append(say("clusters_fell", high=say.number(before[-1].value), low=say.number(last.value)))
    high, low = (say.number(f(first.value, last.value)) for f in (max, min))
    which = "same" if first.value == last.value else "more" if last.value > first.value else "fewer"
    titles.append(say(f"clusters_{which}", high=high, low=low, n=high, first=first.year, last=last.year))
    return [*titles, say("clusters_plain")]


@draws("print", "slide")
def clusters(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """How many clusters were in the programme at each date that a source counts them."""
    found, rows = series.totals(tables)
    served = series.facts(series.counts(tables, "clusters_served"), "value", "programme_counts")
    served = [fact for fact in served if not fact.level]
    notes = []
    if summed := sorted({fact.year for fact in found if fact.summed}):
        notes.append(say("summed", years=say.all_of(spans(summed))))
    if any(fact.disputed for fact in found):
        notes.append(say("disputed_years"))
    if served and found:
        said = [say("n_in_year", n=say.number(fact.value), year=fact.year) for fact in served[-3:]]
        notes.append(say("served_years", said=say.all_of(said)))
    told = [say("n_in_year", n=say.number(fact.value), year=fact.year) for fact in found]
    subtitle = say("clusters_subtitle_one")
    if found and found[0].year < found[-1].year:
        subtitle = say("clusters_subtitle", first=found[0].year, last=found[-1].year)
    alt = (
        say("clusters_alt", said=say.all_of(told[:3] + told[-6:] if len(told) > 9 else told))
        if told
        else say("nothing")
    )
    chart = begin(tables, Said(clusters_title(found, say), subtitle, notes, alt), [rows], say, size, 0.84)
    if not found:
        return nothing(chart, say)
    axes = plot_years(chart, found[0].year, found[-1].year, max(fact.high for fact in found) * 1.2)
    points(chart, axes, found, [say.number(fact.value) for fact in found])
    absent(chart, axes, {fact.year for fact in found}, found[0].year, found[-1].year, [say("no_count")])
    return chart


def plot_years(chart: Chart, first: int, last: int, top: float, lines: int = 3) -> Axes:
    """Axes over the whole plot with years below and values at the left."""
    unit, text, plot = chart.unit, chart.sizes.text, chart.plot
    axes = chart.panel(Box(plot.left + 20 * unit, plot.bottom + text * 1.35, plot.right - 4 * unit, plot.top))
    axes.set_ylim(0, top)
    years(chart, axes, first, last)
    grid(chart, axes, top, lines)
    baseline(axes)
    return axes


def points(chart: Chart, axes: Axes, found: list[Fact], texts: list[str], colour: str = PLAIN) -> None:
    """A point for each fact with its text, a line where sources differ, and a thin line from one to the next: dotted
    over years without a figure."""
    unit = chart.unit
    for before, after in pairwise(found):
        dotted = after.year - before.year > 1
        axes.plot(
            [before.at, after.at], [before.value, after.value], color=colour, linewidth=1.2 * unit,
            linestyle=(0, (1, 2)) if dotted else "-", zorder=2,
        )  # fmt: skip
    for fact in found:
        x, y = chart.point(axes, fact.at, fact.value)
        if fact.disputed:
            axes.plot([fact.at] * 2, [fact.low, fact.high], color="#9aa3b2", linewidth=4 * unit, zorder=3)
            low, high = (chart.point(axes, fact.at, end)[1] for end in (fact.low, fact.high))
            chart.keep_clear(x - 2 * unit, low, x + 2 * unit, high)
        axes.plot([fact.at], [fact.value], "o", color=colour, markersize=6 * unit, zorder=5, clip_on=False)
        chart.keep_clear(x - 3 * unit, y - 3 * unit, x + 3 * unit, y + 3 * unit)
    for number, (fact, text) in enumerate(zip(found, texts, strict=True)):
        x, y = chart.point(axes, fact.at, fact.value)
        around = [
            other.value for other in (*found[max(number - 1, 0) : number], *found[number + 1 : number + 2])
        ]
        lowest = bool(around) and fact.value < min(around)
        sides = "below above" if lowest else "above below"
        if fact.value < fact.high:
            sides = "below right left"
        elif fact.low < fact.value:
            sides = "above right left"
        chart.put(marked(text, fact.article), (x, y), f"{sides} right left higher", bold=True)
        for end in {fact.low, fact.high} - {fact.value}:
            side = "above right" if end > fact.value else "below right"
            chart.put(f"{end:.0f}", chart.point(axes, fact.at, end), side, colour=GREY)


# --- by level


@draws("print", "slide")
def levels(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """What the programme was made of, in the years for which every level is counted."""
    found, rows = series.columns(tables)
    notes = [
        say("level_taken", year=column.year, level=say.all_of([say.level(level) for level in column.taken]))
        for column in found
        if column.taken
    ]
    if served := [column.year for column in found if column.served]:
        notes.append(say("levels_served", years=say.all_of(spans(served))))
    chart = begin(tables, _levels_said(found, notes, say), [rows], say, size, 0.98)
    if not found:
        return nothing(chart, say, "levels_nothing")
    text, plot, unit = chart.sizes.text, chart.plot, chart.unit
    first, last = found[0].year, found[-1].year
    tall = max(sum(column.levels.values()) for column in found)
    names = max(width(f"{say.level(level)} 99", text, bold=True) for level in LEVEL_COLOURS)
    axes = chart.panel(
        Box(plot.left, plot.bottom + text * 1.35, plot.right - names - 6 * unit, plot.top - text * 1.5)
    )
    axes.set_ylim(0, tall)
    years(chart, axes, first, last)
    baseline(axes)
    for column in found:
        _stack(chart, axes, column, say, named=column is found[-1])
    absent(
        chart, axes, {column.year for column in found}, first, last,
        [say("levels_gap"), say("no_count")], (plot.bottom + plot.top) / 2,
    )  # fmt: skip
    return chart


def _levels_said(found: list[Column], notes: list[str], say: Words) -> Said:
    if not found:
        return Said([say("levels_plain")], say("levels_subtitle"), notes, say("nothing"))
    first, last = found[0], found[-1]
    titles = []
    if len(last.levels) > len(first.levels) and first.year < last.year:
        which = "more" if len(first.levels) > 1 else "more_one"
        titles.append(
            say(f"levels_{which}", low=say.count(len(first.levels)), first=first.year,
                high=say.count(len(last.levels)), last=last.year)
        )  # fmt: skip
    largest = max(last.levels, key=lambda level: last.levels[level])
    whole = sum(last.levels.values())
    if whole:
        titles.append(
            say(
                "levels_largest",
                level=say.level(largest),
                n=last.levels[largest],
                whole=whole,
                year=last.year,
            )
        )
    told = [
        f"{column.year}: " + say.all_of([f"{say.level(level)} {n}" for level, n in column.levels.items()])
        for column in (found if len(found) < 3 else (first, last))
    ]
    alt = "; ".join(told) + "."
    return Said([*titles, say("levels_plain")], say("levels_subtitle"), notes, alt)


def _part(
    chart: Chart, axes: Axes, year: int, bottom: float, n: int, colour: str, aside: bool = True
) -> None:
    """A part of a column with its number: beside it where it is too low, if that is wanted."""
    bar(axes, year + 0.14, bottom, 0.72, n, colour)
    (left, low), (right, top) = (chart.point(axes, year + x, bottom + y) for x, y in ((0.14, 0), (0.86, n)))
    if width(str(n), chart.sizes.text) > right - left:
        return  # the sum above says enough where columns are so narrow
    if n and top - low >= chart.sizes.text * 0.95:
        chart.put(str(n), chart.point(axes, year + 0.5, bottom + n / 2), "on", colour=text_on(colour))
    elif n and aside:
        chart.put(str(n), chart.point(axes, year + 0.86, bottom + n / 2), "right", gap=1.5)


def _stack(chart: Chart, axes: Axes, column: Column, say: Words, named: bool) -> None:
    """One column by level and its sum above. The last one is named: beside each part stands its level, none over
    another, with its number where the part is too low to hold it."""
    text, bottom, lowest = chart.sizes.text, 0.0, -1e9
    for level, n in column.levels.items():
        _part(chart, axes, column.year, bottom, n, LEVEL_COLOURS[level], aside=not named)
        if named:
            x, y = chart.point(axes, column.year + 0.86, bottom + n / 2)
            held = (y - chart.point(axes, 0, bottom)[1]) * 2 >= text * 0.95
            middle = max(y, lowest)
            lowest = middle + text * 1.22
            name = say.level(level) + ("" if held else f" {n}")
            chart.write(name, x + 5 * chart.unit, middle + text * 0.6, bold=True)
        bottom += n
    x, y = chart.point(axes, column.year + 0.5, bottom)
    chart.put(marked(say.number(bottom), column.article), (x, y), "above", gap=1.5, bold=True)


# --- who came in


class Round(NamedTuple):
    """The admissions of a year: by level, what no source gives a level, and of how many applicants."""

    year: int
    whole: int
    levels: dict[str, int]
    rest: int
    applicants: int | None
    stage: str
    article: bool
    row: str = ""  # the id of the row that counts all of them


@series.once
def rounds(tables: Tables) -> tuple[list[Round], pd.DataFrame]:
    """The longest unbroken run of years whose admissions to every level are known, of two as long the later one. Beside
    them their rows."""
    rows = series.counts(tables, "clusters_admitted", "clusters_listed", "applicants")
    rows = rows[rows["shown"].fillna(False) & rows["year"].notna() & rows["value"].notna()]
    told = rows[["year", "measure", "level", "value", "stage", "collection", "article_id", "count_id"]]
    runs: list[list[Round]] = [[]]
    for year in sorted({int(year) for year in rows["year"]}):
        one = _round(tables, year, told[told["year"] == year])
        if one and runs[-1] and runs[-1][-1].year == year - 1:
            runs[-1].append(one)
        elif one:
            runs.append([one])
    run = max(reversed(runs), key=len)
    return run, rows[rows["year"].isin([one.year for one in run])]


def _round(tables: Tables, year: int, rows: pd.DataFrame) -> Round | None:
    admitted = rows[rows["measure"] == "clusters_admitted"]
    whole = admitted[admitted["level"].isna()]
    by_level = admitted[admitted["level"].notna()].drop_duplicates("level")
    levels = {str(level): int(n) for level, n in zip(by_level["level"], by_level["value"], strict=True)}
    if whole.empty and series.existing(tables, year) <= levels.keys() and levels:
        total, article = sum(levels.values()), bool((by_level["collection"] == schema.ARTICLE).all())
    elif whole.empty:
        return None
    else:
        total, article = int(whole["value"].iloc[0]), bool((whole["collection"] == schema.ARTICLE).iloc[0])
        if not levels:
            levels = _from_list(rows, whole)
        if sum(levels.values()) > total:
            levels = {}
    ordered = {level: levels[level] for level in series.schema_levels() if levels.get(level)}
    applied = rows[(rows["measure"] == "applicants") & rows["level"].isna()]
    full = applied[applied["stage"] == "full"]
    chosen = full if len(full) else applied[applied["stage"].isna()]
    many = int(chosen["value"].max()) if len(chosen) else None
    stage = "full" if len(full) else ""
    row = "" if whole.empty else str(whole["count_id"].iloc[0])
    return Round(year, total, ordered, total - sum(ordered.values()), many, stage, article, row)


def _from_list(rows: pd.DataFrame, whole: pd.DataFrame) -> dict[str, int]:
    """The levels of the admitted, from a list of the same source that is as long as it says."""
    listed = rows[rows["measure"] == "clusters_listed"]
    same = listed[listed["level"].isna()].merge(whole[["article_id", "value"]], on=["article_id", "value"])
    own = listed[listed["article_id"].isin(list(same["article_id"])) & listed["level"].notna()]
    own = own.drop_duplicates("level")
    return {str(level): int(n) for level, n in zip(own["level"], own["value"], strict=True)}


@draws("print", "slide")
def admissions(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """How many clusters were admitted to a level in each round, and out of how many applicants."""
    found, rows = rounds(tables)
    notes = [say("admissions_moves")] if found else []
    if full := [one.year for one in found if one.stage == "full"]:
        notes.append(say("applicants_full", years=say.all_of(spans(full))))
    chart = begin(tables, _admissions_said(found, notes, say), [rows], say, size, 1.0)
    if not found:
        return nothing(chart, say)
    unknown = any(one.rest for one in found)
    held = {level for one in found for level in one.levels}
    key(chart, [level for level in LEVEL_COLOURS if level in held], say, unknown)
    plot, text = chart.plot, chart.sizes.text
    heads = [say("admissions_of"), say("admissions_share")]
    room = max(max(width(line, text) for head in heads for line in wrapped(head, 70 * chart.unit, text)), 1)
    left = plot.left + room + 6 * chart.unit
    axes = chart.panel(Box(left, plot.bottom + text * 4.3, plot.right, plot.top - text * 1.4))
    first, last = found[0].year, found[-1].year
    axes.set_ylim(0, max([one.whole for one in found] + [1]))
    years(chart, axes, first, last)
    baseline(axes)
    each = (plot.right - left) / (last - first + 1)
    lines = [plot.bottom + text * 2.55, plot.bottom + text * 1.25]
    for head, top in zip(heads, lines, strict=True):
        chart.write(head, plot.left, top, colour=GREY)
    for one in found:
        _round_column(chart, axes, one, say)
        x = chart.point(axes, one.year + 0.5, 0)[0]
        for told, top in zip(_share(one, say), lines, strict=True):
            if width(told, text) < each:
                chart.write(told, x, top, "center", bold=top == lines[1])
    return chart


def _share(one: Round, say: Words) -> tuple[str, str]:
    """What stands below a column: the applicants, and the share of them that was admitted."""
    if one.applicants is None:
        return ("–", "–")
    if one.applicants < FEWEST or one.whole > one.applicants:
        return (say.number(one.applicants), "–")
    return (say.number(one.applicants), say.per_cent(one.whole / one.applicants))


def _round_column(chart: Chart, axes: Axes, one: Round, say: Words) -> None:
    bottom = 0.0
    for level, n in [*one.levels.items(), ("", one.rest)]:
        _part(chart, axes, one.year, bottom, n, LEVEL_COLOURS.get(level, NOT_TOLD), aside=False)
        bottom += n
    x, y = chart.point(axes, one.year + 0.5, one.whole)
    if one.whole:
        chart.put(marked(say.number(one.whole), one.article), (x, y), "above", gap=1.5, bold=True)
    else:
        each = chart.point(axes, 1, 0)[0] - chart.point(axes, 0, 0)[0]
        for text in (say("none_admitted"), say.count(0), "0"):
            lines = text.split(" ")
            # The same word in all columns, whether they bear a mark or not.
            narrow = max(width(marked(line, True), chart.sizes.text) for line in lines) < each
            lines[-1] = marked(lines[-1], one.article)
            if narrow and chart.put(lines, (x, y), "above", gap=1.5, italic=True, colour=GREY):
                return


def _admissions_said(found: list[Round], notes: list[str], say: Words) -> Said:
    if not found:
        return Said([say("admissions_plain")], say("admissions_subtitle"), notes, say("nothing"))
    titles = []
    held = [one for one in found if one.whole]
    if held and held[-1].year < found[-1].year:
        after = [one.year for one in found if one.year > held[-1].year]
        since = say.any_of(spans(after)) if len(after) < 3 else f"{after[0]}–{after[-1]}"
        if len(after) == 2:
            since = say.any_of([str(year) for year in after])
        titles.append(
            say("admissions_stopped", n=say.number(held[-1].whole), year=held[-1].year, since=since)
        )
    if len(found) > 1:
        low, high = min(one.whole for one in found), max(one.whole for one in found)
        if low < high:
            titles.append(
                say(
                    "admissions_between",
                    low=say.number(low),
                    high=say.number(high),
                    first=found[0].year,
                    last=found[-1].year,
                )
            )
    else:
        which = "one" if found[0].whole else "none"
        titles.append(say(f"admissions_{which}", n=say.number(found[0].whole), year=found[0].year))
    told = [say("n_in_year", n=say.number(one.whole), year=one.year) for one in found]
    alt = say("admissions_alt", said=say.all_of(told[-12:]))
    return Said([*titles, say("admissions_plain")], say("admissions_subtitle"), notes, alt)
