"""What did the programme have: its budget in real terms, as stated, and the posts of the state budget around it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from nicdata.charts import series
from nicdata.charts.drawing import GREY, PLAIN, Box, Chart, baseline, cut, nice, width, wrapped, years
from nicdata.charts.frame import Said, absent, bar, begin, draws, nothing
from nicdata.charts.growth import plot_years, points
from nicdata.charts.series import Fact, records
from nicdata.charts.words import Words, spans
from nicdata.frames import Tables

CLEAR = 0.05  # a change that is said is larger
MOST_POSTS = 3
EARLIER = "#8b95a8"  # under an earlier name


@series.once
def budget_facts(tables: Tables) -> tuple[list[Fact], list[Fact], pd.DataFrame]:
    """The programme's budget of each year as stated and in real terms, in kroner, and the rows they rest on."""
    rows = series.appropriations(tables)
    stated = series.facts(rows, "amount_nok", "budgets")
    return stated, series.facts(rows, "real_nok", "budgets"), rows


def growth_of(found: list[Fact]) -> tuple[float, float]:
    """The least and the most by which the last figure is above the first, whichever source is right; as shares."""
    first, last = found[0], found[-1]
    return last.low / first.high - 1, last.high / first.low - 1


def budget_title(found: list[Fact], cut_after: bool, say: Words) -> list[str]:
    titles = []
    if len(found) > 1 and found[0].low > 0 and found[0].year < found[-1].year:
        first, last = found[0], found[-1]
        least, most = growth_of(found)
        at_least = say("about_at_least") if first.disputed or last.disputed else ""
        values = {"p": at_least + say.per_cent(least), "first": first.year, "last": last.year}
        if least > CLEAR:
            titles += [say("budget_up_cut", **values)] * cut_after + [say("budget_up", **values)]
        elif most < -CLEAR:
            titles.append(say("budget_down", **values | {"p": at_least + say.per_cent(most)}))
        else:
            titles.append(say("budget_level", **values))
    return [*titles, say("budget_plain", base=series.base_year())]


def cut_after(tables: Tables, year: int) -> int:
    """The first later year in which a source reports a cut; 0 where none does."""
    told = series.changes(tables)
    later = told.loc[(told["year"] > year) & (told["change_direction"] == "cut"), "year"]
    return int(later.min()) if len(later) else 0


@draws("print", "slide")
def budget(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """The programme's budget a year in the prices of one year, with cuts and rises where no sum is stated."""
    stated, found, rows = budget_facts(tables)
    base = series.base_year()
    events = _events(tables, stated)
    notes = _notes(stated, found, events, say)
    last = found[-1].year if found else 0
    told = [say("n_in_year", n=say.millions(fact.value, 0), year=fact.year) for fact in found]
    alt = say("budget_alt", said=say.all_of(told), base=base) if told else say("nothing")
    said = Said(
        budget_title(found, bool(cut_after(tables, last)), say), say("budget_subtitle", base=base), notes, alt,
        say("prices_source"), (say("prices_line"),),
    )  # fmt: skip
    chart = begin(tables, said, [rows, events], say, size, 0.94)
    if not found:
        return nothing(chart, say)
    return _over_years(chart, found, events, say)


@draws("print", "slide")
def budget_nominal(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """The programme's budget a year as its sources state it, in the prices of each year."""
    found, _real, rows = budget_facts(tables)
    titles = [say("nominal_plain")]
    if found and found[0].year < found[-1].year:
        first, last = found[0], found[-1]
        titles.insert(
            0, say("nominal_from_to", low=say.millions(first.value), first=first.year,
                   high=say.millions(last.value), last=last.year)
        )  # fmt: skip
    events = _events(tables, found)
    notes = [say("disputed_years")] if any(fact.disputed for fact in found) else []
    told = [say("n_in_year", n=say.millions(fact.value), year=fact.year) for fact in found]
    alt = say("nominal_alt", said=say.all_of(told)) if told else say("nothing")
    chart = begin(tables, Said(titles, say("nominal_subtitle"), notes, alt), [rows, events], say, size, 0.94)
    return _over_years(chart, found, events, say) if found else nothing(chart, say)


def _events(tables: Tables, stated: list[Fact]) -> pd.DataFrame:
    """Cuts and rises in years of which no sum is stated, from the first of these years on."""
    told = series.changes(tables)
    known = {fact.year for fact in stated}
    if not known:
        return told.iloc[:0]
    return told[~told["year"].isin(known) & (told["year"] > min(known))].drop_duplicates("year")


def _notes(stated: list[Fact], found: list[Fact], events: pd.DataFrame, say: Words) -> list[str]:
    notes = []
    beyond = sorted({fact.year for fact in stated} - {fact.year for fact in found})
    if beyond:
        notes.append(say("beyond_index", years=say.all_of(spans(beyond)), **series.index_years()))
    if any(fact.disputed for fact in found):
        notes.append(say("disputed_years"))
    if events["amount_nok"].notna().any():
        notes.append(say("events_nominal"))
    return notes


def _over_years(chart: Chart, found: list[Fact], events: pd.DataFrame, say: Words) -> Chart:
    """Points at their years, in millions; what is told of years without a sum stands in words."""
    in_millions = [
        fact._replace(value=fact.value / 1e6, low=fact.low / 1e6, high=fact.high / 1e6) for fact in found
    ]
    first = found[0].year
    last = max([found[-1].year, *(int(year) for year in events["year"])])
    top = max(fact.high for fact in in_millions)
    axes = plot_years(chart, first, last, top * 1.2)
    texts = [say.about(fact.qualifier) + say.millions(fact.value * 1e6, 0) for fact in in_millions]
    points(chart, axes, in_millions, texts)
    taken = {fact.year for fact in found}
    step = nice(top * 1.2 / 3)  # between two lines of the grid, or the line would strike the words out
    level = step * (1.5 if step * 2 < min(fact.low for fact in in_millions) else 0.5)
    for row in records(events):
        x, y = chart.point(axes, int(row.year) + 0.5, level)
        if chart.put(_event(row, say, axes, chart), (x, y), "on", italic=True):
            taken.add(int(row.year))
    absent(chart, axes, taken, first, last, [say("no_figure")], chart.point(axes, first, step / 2)[1])
    return chart


def _event(row: object, say: Words, axes: Axes, chart: Chart) -> list[str]:
    """What a source tells of a cut or a rise, in short lines."""
    direction, amount = row.change_direction, row.amount_nok  # type: ignore[attr-defined]
    if pd.isna(amount):
        text = say(f"event_{direction}")
    else:
        told = say.about(row.qualifier) + say.millions(amount)  # type: ignore[attr-defined]
        text = say(f"event_{direction}_by", n=told)
    each = chart.point(axes, 1, 0)[0] - chart.point(axes, 0, 0)[0]
    return wrapped(text, max(each, 34 * chart.unit), chart.sizes.text)


# --- the posts of the state budget


class Post(NamedTuple):
    """A post of the state budget: what was approved each year, and its newest name and year under it."""

    post: str
    name: str
    approved: dict[int, float]
    renamed: list[int]


@series.once
def posts(tables: Tables) -> list[Post]:
    """The posts with what the Storting approved, the one with the largest sum first."""
    rows = tables["state_budget_posts"]
    rows = rows[
        rows["stage"].eq("approved").fillna(False) & rows["amount_nok"].notna() & rows["year"].notna()
    ]
    found = []
    for post, told in rows.sort_values("year", kind="stable").groupby("post", sort=True):
        once = told.drop_duplicates("year")
        names = dict(zip((int(y) for y in once["year"]), once["post_name"].astype("str"), strict=True))
        ordered = list(names)
        renamed = [b for a, b in pairwise(ordered) if names[a] != names[b]]
        sums = {int(y): float(n) for y, n in zip(once["year"], once["amount_nok"], strict=True)}
        found.append(Post(str(post), names[ordered[-1]], sums, renamed))
    return sorted(found, key=lambda post: -max(post.approved.values()))


def largest_fall(found: list[Post]) -> tuple[Post, int] | None:
    """The post and the year of the largest fall from one year to the next under one name."""
    falls = [
        (post.approved[year] - post.approved[year - 1], post.post, year, post)
        for post in found
        for year in post.approved
        if year - 1 in post.approved and year not in post.renamed
    ]
    if not falls or min(falls)[0] >= 0:
        return None
    return min(falls)[3], min(falls)[2]


@draws("print", "slide")
def budget_posts(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """What the Storting approved for the posts of the state budget that the programme is a part of: a ceiling."""
    found = posts(tables)
    rows = tables["state_budget_posts"]
    rows = rows[rows["stage"].eq("approved").fillna(False)]
    titles = [say("posts_plain")]
    fall = largest_fall(found)
    if fall:
        post, year = fall
        found = [post, *(other for other in found if other is not post)]
        before, after = (say.millions(post.approved[y], 0) for y in (year - 1, year))
        titles.insert(0, say("posts_fell", post=post.post, high=before, low=after, year=year))
    notes = [say("posts_ceiling")]
    shown = found[:MOST_POSTS]
    if len(found) > MOST_POSTS:
        notes.insert(0, say("posts_more", n=len(found) - MOST_POSTS))
    if renamed := [
        say("post_until", post=post.post, year=post.renamed[-1] - 1) for post in shown if post.renamed
    ]:
        notes.append(say("posts_renamed", said=say.all_of(renamed)))
    told = [
        say("post_alt", post=p.post, n=say.millions(p.approved[max(p.approved)], 0), year=max(p.approved))
        for p in shown
    ]
    alt = say("posts_alt", said=say.all_of(told)) if told else say("nothing")
    chart = begin(tables, Said(titles, say("posts_subtitle"), notes, alt), [rows], say, size)
    if not found:
        return nothing(chart, say)
    first = min(min(post.approved) for post in shown)
    last = max(max(post.approved) for post in shown)
    tall = max(max(post.approved.values()) for post in shown) / 1e6
    plot, text = chart.plot, chart.sizes.text
    each = (plot.top - plot.bottom - text * 1.35) / len(shown)  # the years stand below the last
    for number, post in enumerate(shown):
        top = plot.top - number * each
        bottom = plot.top - (number + 1) * each
        _post(
            chart,
            post,
            Box(plot.left, bottom, plot.right, top),
            (first, last, tall),
            say,
            number == len(shown) - 1,
        )
    return chart


def _post(chart: Chart, post: Post, box: Box, scale: tuple[int, int, float], say: Words, dated: bool) -> None:
    """The columns of one post, its name above them."""
    first, last, tall = scale
    text = chart.sizes.text
    head = say("post_head", post=post.post, name=post.name)
    chart.write(cut(head, box.right - box.left, text, bold=True), box.left, box.top, bold=True)
    axes = chart.panel(Box(box.left, box.bottom + 3 * chart.unit, box.right, box.top - text * 2.6))
    axes.set_xlim(first, last + 1)
    axes.set_ylim(0, max(tall, 1e-6))
    if dated:
        years(chart, axes, first, last)
    baseline(axes)
    for year, kroner in post.approved.items():
        earlier = bool(post.renamed) and year < post.renamed[-1]
        bar(axes, year + 0.14, 0, 0.72, kroner / 1e6, EARLIER if earlier else PLAIN, edgecolor="none")
        x, y = chart.point(axes, year + 0.5, kroner / 1e6)
        chart.put(say.millions(kroner, 0), (x, y), "above", gap=1)
    each = chart.point(axes, 1, 0)[0] - chart.point(axes, 0, 0)[0]
    missing = [year for year in range(first, last + 1) if year not in post.approved]
    for year in missing:
        x, y = chart.point(axes, year + 0.5, 0)
        if width("–", text) < each:
            chart.put("–", (x, y), "above", gap=1, colour=GREY)
