"""What is a step up worth, and what a county gives beside the programme."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from nicdata.charts import series
from nicdata.charts.drawing import EDGE, GREY, LEVEL_COLOURS, PLAIN, Box, Chart, cut, readable, width
from nicdata.charts.frame import Said, bar, begin, draws, nothing
from nicdata.charts.growth import marked
from nicdata.charts.series import records
from nicdata.charts.words import Words, spans
from nicdata.frames import Tables
from nicdata.schema import ARTICLE

MOST_ROWS = 16


class Grant(NamedTuple):
    """What one cluster of a level got a year: as stated, and in the prices of one year; from a low to a high end."""

    level: str
    year: int
    stated: float
    low: float
    high: float
    qualifier: str
    article: bool


@series.once
def grants(tables: Tables) -> tuple[list[Grant], list[int], pd.DataFrame]:
    """The grants a year that sources state for a level, the lowest level and oldest year first; the years of those that
    have no real amount; and the rows they rest on."""
    rows = tables["budgets"]
    own = rows["kind"].eq("cluster_grant") & rows["scope"].isin(["programme", "forerunner"]).fillna(False)
    rows = rows[own & rows["level"].notna() & rows["per_year_nok"].notna() & rows["shown"].fillna(False)]
    rows = series.in_real_terms(rows[rows["year"].notna()], "per_year_nok")
    beyond = sorted({int(year) for year in rows.loc[rows["real_nok"].isna(), "year"]})
    rows = rows[rows["real_nok"].notna()]
    found: dict[tuple[str, int, float], Grant] = {}
    for row in records(rows):
        share = 1.0
        if pd.notna(row.amount_low_nok) and row.amount_nok:
            share = float(row.amount_low_nok) / float(row.amount_nok)
        grant = Grant(
            str(row.level), int(row.year), float(row.per_year_nok), float(row.real_nok) * share, float(row.real_nok),
            str(row.qualifier), row.collection == ARTICLE,
        )  # fmt: skip
        found.setdefault((grant.level, grant.year, round(grant.high, -4)), grant)
    order = series.schema_levels()
    return sorted(found.values(), key=lambda g: (order.index(g.level), g.year, g.high)), beyond, rows


@draws("print", "slide")
def support_per_level(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """What one cluster of each level gets a year by each source, in the prices of one year."""
    found, beyond, rows = grants(tables)
    base = series.base_year()
    newest = {grant.level: grant for grant in found}
    titles = [say("support_plain")]
    if len(newest) > 1:
        low, high = next(iter(newest.values())), list(newest.values())[-1]
        if low.high < high.low:
            values = {
                "low": say.level(low.level), "a": say.millions(low.high, 1),
                "high": say.level(high.level), "b": say.millions(high.high, 1),
            }  # fmt: skip
            titles.insert(0, say("support_rises", **values))
    shown = _most_recent(found)
    notes = [say("support_more", n=len(found) - len(shown))] if len(shown) < len(found) else []
    if beyond:
        notes.append(say("beyond_index", years=say.all_of(spans(beyond)), **series.index_years()))
    if any(grant.low < grant.high for grant in shown):
        notes.append(say("support_range"))
    notes.append(say("support_newest"))
    told = [
        say("support_level", level=say.level(g.level), n=say.millions(g.high, 1), year=g.year)
        for g in newest.values()
    ]
    alt = say("support_alt", said=say.all_of(told), base=base) if told else say("nothing")
    said = Said(
        titles, say("support_subtitle", base=base), notes, alt, say("prices_source"), (say("prices_line"),)
    )
    chart = begin(tables, said, [rows], say, size)
    if not shown:
        return nothing(chart, say)
    _grant_rows(chart, shown, say)
    return chart


def _most_recent(found: list[Grant]) -> list[Grant]:
    """As many as there are lines for, of each level the newest ones."""
    kept = list(found)
    while len(kept) > MOST_ROWS:
        many = [grant.level for grant in kept]
        crowded = max(dict.fromkeys(many), key=many.count)
        kept.remove(next(grant for grant in kept if grant.level == crowded))
    return kept


def _grant_rows(chart: Chart, shown: list[Grant], say: Words) -> None:
    """A line a source: its year, a bar and the sum; the level before its first line."""
    plot, text, unit = chart.plot, chart.sizes.text, chart.unit
    levels = list(dict.fromkeys(grant.level for grant in shown))
    each = min((plot.top - plot.bottom) / (len(shown) + 0.5 * (len(levels) - 1)), text * 2.2)
    names = max(width(say.level(level), text, bold=True) for level in levels)
    years = width("2000", text)
    left = plot.left + names + years + 12 * unit
    axes = chart.panel(Box(left, plot.bottom, plot.right, plot.top))
    axes.set_xlim(0, max(max(grant.high for grant in shown), 1) * 1.4)
    axes.set_ylim(plot.bottom, plot.top)
    y, before = plot.top, ""
    for grant in shown:
        y -= 0.5 * each if before and grant.level != before else 0
        middle = y - each / 2
        if grant.level != before:
            colour = readable(LEVEL_COLOURS[grant.level])
            chart.write(say.level(grant.level), plot.left, middle + text * 0.6, bold=True, colour=colour)
        chart.write(str(grant.year), left - 5 * unit, middle + text * 0.6, "right", colour=GREY)
        thick = min(each * 0.7, text * 1.3)
        bar(axes, 0, middle - thick / 2, grant.high, thick, LEVEL_COLOURS[grant.level])
        if grant.low < grant.high:
            axes.plot(
                [grant.low] * 2, [middle - thick / 2, middle + thick / 2], color=EDGE, linewidth=1.6 * unit
            )
        x = chart.point(axes, grant.high, middle)[0]
        low = say.millions(grant.low, 1) + "–" if grant.low < grant.high else say.about(grant.qualifier)
        chart.put(marked(low + say.millions(grant.high, 1), grant.article), (x, middle), "right", bold=True)
        y, before = y - each, grant.level
    axes.plot([0, 0], [y, plot.top], color=EDGE, linewidth=1)


# --- a county beside the programme


class Scheme(NamedTuple):
    """A county's scheme in one year: what was applied for and granted, each sum with how exactly it is stated."""

    name: str
    year: int
    applied: list[tuple[str, float]]
    granted: list[tuple[str, float]]
    applications: int | None
    main: int | None
    further: int | None
    article: bool


def county(tables: Tables, say: Words) -> tuple[Scheme | None, list[pd.DataFrame]]:
    """The newest year of a county's scheme in which something was granted or applied for."""
    of_counties = tables["schemes"][tables["schemes"]["kind"].eq("county").fillna(False)]
    rows = tables["budgets"]
    own = rows["scheme"].isin(list(of_counties["scheme"])) & rows["kind"].isin(
        ["applied_for", "scheme_grant"]
    )
    rows = rows[own & rows["amount_nok"].notna() & rows["year"].notna()]
    if rows.empty:
        return None, [rows]
    newest = rows.sort_values("year", kind="stable").iloc[-1]
    rows = rows[(rows["scheme"] == newest["scheme"]) & (rows["year"] == newest["year"])]
    counted = tables["programme_counts"]
    counted = counted[(counted["scheme"] == newest["scheme"]) & (counted["year"] == newest["year"])]
    awarded = counted[counted["measure"] == "grants_awarded"]
    name = of_counties.set_index("scheme").loc[newest["scheme"], f"name_{say.lang}"]
    scheme = Scheme(
        str(name),
        int(newest["year"]),
        _sums(rows[rows["kind"] == "applied_for"]),
        _sums(rows[rows["kind"] == "scheme_grant"]),
        _most(counted[counted["measure"] == "applicants"]),
        _most(awarded[awarded["stage"] == "main"]),
        _most(awarded[awarded["stage"] == "further"]),
        bool((rows["collection"] == ARTICLE).any()),
    )
    return scheme, [rows, counted]


def _sums(rows: pd.DataFrame) -> list[tuple[str, float]]:
    ordered = rows.sort_values("shown", ascending=False, kind="stable")
    pairs = [(str(row.qualifier), float(row.amount_nok)) for row in records(ordered)]
    return list(dict.fromkeys(pairs))


def _most(rows: pd.DataFrame) -> int | None:
    values = rows["value"].dropna()
    return int(values.max()) if len(values) else None


@draws("print", "slide")
def county_scheme(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """What a county's own scheme was applied for and what it granted, the newest."""
    scheme, rows = county(tables, say)
    titles, notes, alt, subtitle = [say("county_plain")], [], say("nothing"), say("county_subtitle_none")
    if scheme:
        subtitle = say("county_subtitle", name=scheme.name, year=scheme.year)
        if scheme.applied and scheme.granted and scheme.granted[0][1] < scheme.applied[0][1]:
            asked, given = (
                say.about(part[0][0]) + say.millions(part[0][1]) for part in (scheme.applied, scheme.granted)
            )
            titles.insert(0, say("county_finding", asked=asked, given=given))
        lines = _county_lines(scheme, say)
        alt = say("county_alt", said="; ".join(f"{head}: {told}" for head, told, _ in lines))
        notes = [say("county_beside")]
    chart = begin(tables, Said(titles, subtitle, notes, alt), rows, say, size, 0.62)
    if not scheme:
        return nothing(chart, say)
    _county_bars(chart, lines, scheme)
    return chart


def _county_lines(scheme: Scheme, say: Words) -> list[tuple[str, str, float]]:
    """What stands before, after and as a bar in each line."""

    def head(key: str, n: int | None) -> str:
        return say(key, n=say.count(n)) if n is not None else say(f"{key}_none")

    def told(sums: list[tuple[str, float]]) -> str:
        texts = [say.about(qualifier) + say.millions(value) for qualifier, value in sums]
        return say("million", n=say.any_of(list(dict.fromkeys(texts)))) if texts else say("no_sum")

    lines = [
        (
            head("county_applied", scheme.applications),
            told(scheme.applied),
            max([v for _, v in scheme.applied] + [0]),
        ),
        (head("county_main", scheme.main), told(scheme.granted), max([v for _, v in scheme.granted] + [0])),
    ]
    if scheme.further is not None:
        lines.append((head("county_further", scheme.further), say("no_sum"), 0))
    return lines


def _county_bars(chart: Chart, lines: list[tuple[str, str, float]], scheme: Scheme) -> None:
    plot, text, unit = chart.plot, chart.sizes.text, chart.unit
    names = min(max(width(head, text) for head, _, _ in lines), (plot.right - plot.left) * 0.45)
    left = plot.left + names + 6 * unit
    longest = max(width(told, text, bold=True) for _, told, _ in lines) + 20 * unit
    axes = chart.panel(Box(left, plot.bottom, plot.right, plot.top))
    share = max(1 - longest / (plot.right - left), 0.2)
    axes.set_xlim(0, max([value for _, _, value in lines] + [1]) / share)
    axes.set_ylim(plot.bottom, plot.top)
    each = min((plot.top - plot.bottom) / len(lines), text * 5.5)
    for number, (head, told, value) in enumerate(lines):
        middle = plot.top - (number + 0.5) * each
        chart.write(cut(head, names, text), left - 5 * unit, middle + text * 0.6, "right")
        bar(axes, 0, middle - each * 0.32, value, each * 0.64, PLAIN, edgecolor="none")
        look: dict[str, Any] = {"bold": True} if value else {"italic": True, "colour": GREY}
        chart.put(
            marked(told, scheme.article and value > 0),
            (chart.point(axes, value, middle)[0], middle),
            "right",
            **look,
        )
    axes.plot([0, 0], [plot.top - len(lines) * each, plot.top], color=EDGE, linewidth=1)
