"""The programme at a glance: clusters, money and gaps, one number each."""

from __future__ import annotations

from nicdata.charts import series
from nicdata.charts.drawing import GREY, PLAIN, Box, Chart, cut, width, wrapped
from nicdata.charts.frame import Said, absent, bar, begin, draws
from nicdata.charts.gaps import Gap, figure, gaps
from nicdata.charts.growth import marked
from nicdata.charts.money import budget_facts, cut_after, growth_of
from nicdata.charts.series import Fact
from nicdata.charts.words import Words
from nicdata.frames import Tables

PALER = "#868fa3"  # of the figures beside the one that is said


@draws("print", "slide")
def overview(tables: Tables, say: Words, size: str, _: int) -> Chart:
    """Three small panels: how many clusters, what they have, how far members are ahead."""
    counted, count_rows = series.totals(tables)
    _stated, money, money_rows = budget_facts(tables)
    found, _single, gap_rows = gaps(tables)
    ahead = _newest(found)
    parts = [_clusters_part(counted, say), _money_part(money, tables, say), _gaps_part(ahead, say)]
    titles = [say("overview_plain")]
    if len(said := [part for part in parts if part]) > 1:
        titles.insert(0, ", ".join(said).capitalize())
    alt = " ".join(filter(None, [_clusters_alt(counted, say), _money_alt(money, say), _gaps_alt(ahead, say)]))
    said_all = Said(
        titles, say("overview_subtitle"), [], alt or say("nothing"), say("prices_source") if money else "",
        (say("prices_line"),) if money else (),
    )  # fmt: skip
    own = gap_rows[gap_rows["year"].isin([gap.year for gap in ahead])]
    chart = begin(tables, said_all, [count_rows, money_rows, own], say, size, 0.78)
    plot, space = chart.plot, 20 * chart.unit
    each = (plot.right - plot.left - 2 * space) / 3
    boxes = [
        Box(plot.left + n * (each + space), plot.bottom, plot.left + n * (each + space) + each, plot.top)
        for n in range(3)
    ]
    base = series.base_year()
    _trend(chart, boxes[0], counted, say("overview_clusters"), say, 1)
    cut_in = cut_after(tables, money[-1].year) if money else 0
    _trend(chart, boxes[1], money, say("overview_money", base=base), say, 1e6, cut_in)
    _bars(chart, boxes[2], ahead, say)
    return chart


def _newest(found: list[Gap]) -> list[Gap]:
    """The figures of the newest study that has any, the largest first."""
    values = [gap for gap in found if gap.value is not None and gap.yearly]
    values = values or [gap for gap in found if gap.value is not None]
    if not values:
        return []
    study = max(values, key=lambda gap: (gap.year, gap.article, gap.study)).study
    own = sorted((gap for gap in values if gap.study == study), key=lambda gap: -(gap.value or 0))
    once = {gap.measure: gap for gap in reversed(own)}
    return sorted(once.values(), key=lambda gap: -(gap.value or 0))[:5]


def _head(chart: Chart, box: Box, number: str, what: str, article: bool = False) -> float:
    """The one number of a panel, and what it is; returns where it ends."""
    size = chart.sizes.title * 1.5
    number = cut(number, box.right - box.left, size, bold=True)
    bottom = chart.write(number, box.left, box.top, size=size, bold=True, colour=PLAIN).bottom
    lines = wrapped(marked(what, article), box.right - box.left, chart.sizes.text)[:2]
    lines += [""] * (2 - len(lines))
    return chart.write(lines, box.left, bottom + chart.unit, colour=GREY).bottom


def _trend(
    chart: Chart, box: Box, found: list[Fact], what: str, say: Words, unit: float, cut_in: int = 0
) -> None:
    """The last figure as the number, all of them as columns at their years. `cut_in` is a later year of a cut."""
    if not found:
        _head(chart, box, "–", say("nothing"))
        return
    text, last = chart.sizes.text, found[-1]
    once = {fact.year: fact for fact in found}
    told = say("overview_before_cut" if cut_in else "overview_of", what=what, year=last.year, cut=cut_in)
    top = _head(chart, box, say.number(last.value / unit), told, last.article)
    axes = chart.panel(Box(box.left, box.bottom + text * 1.35, box.right, top - text * 1.6))
    first = found[0].year
    axes.set_xlim(first, last.year + 1)
    axes.set_ylim(0, max(max(fact.value for fact in found), 1e-6))
    for fact in once.values():
        bar(
            axes,
            fact.year + 0.12,
            0,
            0.76,
            fact.value,
            PLAIN if fact.year == last.year else PALER,
            edgecolor="none",
        )
    axes.axhline(0, color="#333333", linewidth=1, clip_on=False)
    bottom = box.bottom + text * 1.25
    for year in dict.fromkeys((last.year, first)):
        x = chart.point(axes, year + 0.5, 0)[0]
        half = width(str(year), text) / 2
        x = min(max(x, box.left + half), box.right - half)
        if not any(
            abs(x - (b.left + b.right) / 2) < 3 * half for b in chart.taken if abs(b.top - bottom) < 1
        ):
            chart.write(str(year), x, bottom, "center", colour=GREY)
    middle = chart.point(axes, first, axes.get_ylim()[1] * 0.12)[1]
    absent(chart, axes, set(once), first, last.year, [say("no_figure")], middle)
    high = max(once.values(), key=lambda fact: fact.value)
    for fact in dict.fromkeys((once[last.year], once[first], high, *once.values())):
        chart.put(
            say.number(fact.value / unit), chart.point(axes, fact.year + 0.5, fact.value), "above", gap=1.5
        )


def _bars(chart: Chart, box: Box, ahead: list[Gap], say: Words) -> None:
    """The largest gap as the number, all of the study as bars."""
    if not ahead:
        _head(chart, box, "–", say("gaps_none"))
        return
    text, first = chart.sizes.text, ahead[0]
    top = _head(
        chart, box, figure(first, say),
        say("overview_gap", measure=say.label("effect_statistics", "measure", first.measure), year=first.year),
        first.article,
    )  # fmt: skip
    top -= 5 * chart.unit
    labels = max(width(figure(gap, say), text) for gap in ahead) + 6 * chart.unit
    values = [gap.value or 0 for gap in ahead]
    low, high = min([*values, 0]), max([*values, 0])
    left = box.left + (labels if low < 0 else 0)
    axes = chart.panel(Box(left, box.bottom, box.right - labels, top))
    axes.set_xlim(low, max(high, low + 1e-6))
    axes.set_ylim(box.bottom, top)
    each = min((top - box.bottom) / len(ahead), text * 4)
    for number, gap in enumerate(ahead):
        upper = top - number * each
        name = say.label("effect_statistics", "measure", gap.measure).capitalize()
        chart.write(cut(name, box.right - box.left, text), box.left, upper - 2 * chart.unit)
        thick = max(min(each - text * 1.9, text * 1.3), text * 0.4)
        middle = upper - text * 1.65 - thick / 2
        value = gap.value or 0
        bar(axes, 0, middle - thick / 2, value, thick, PLAIN if number == 0 else PALER, edgecolor="none")
        x = chart.point(axes, value, middle)[0]
        chart.put(figure(gap, say), (x, middle), "right" if value >= 0 else "left", gap=3)


def _clusters_part(found: list[Fact], say: Words) -> str:
    before = [fact for fact in found if found and fact.year < found[-1].year]
    if not before or before[-1].disputed or before[-1].value == found[-1].value:
        return ""
    return say("part_fewer" if found[-1].value < before[-1].value else "part_more")


def _money_part(found: list[Fact], tables: Tables, say: Words) -> str:
    if found and cut_after(tables, found[-1].year):
        return say("part_cut")
    if len(found) > 1 and growth_of(found)[0] > 0:
        return say("part_money_up")
    return ""


def _gaps_part(ahead: list[Gap], say: Words) -> str:
    return say("part_ahead") if ahead and all((gap.value or 0) > 0 for gap in ahead) else ""


def _clusters_alt(found: list[Fact], say: Words) -> str:
    return say("overview_alt_clusters", n=say.number(found[-1].value), year=found[-1].year) if found else ""


def _money_alt(found: list[Fact], say: Words) -> str:
    if not found:
        return ""
    last = found[-1]
    return say("overview_alt_money", n=say.millions(last.value, 0), year=last.year, base=series.base_year())


def _gaps_alt(ahead: list[Gap], say: Words) -> str:
    if not ahead:
        return ""
    told = [f"{say.label('effect_statistics', 'measure', gap.measure)} {figure(gap, say)}" for gap in ahead]
    return say("overview_alt_gaps", said=say.all_of(told), year=ahead[0].year)
