"""Tables of both collections -> figures: the programme over its years. Draws, saves nothing.

As in `charts`, every function takes tables under their own names and `lang` (`en` or `nb`) and returns a `Chart`.
What the five articles say is drawn solid, what other public
pages say hollow. A year without a figure stays empty, and where figures differ all of them are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from nicdata import schema
from nicdata.analysis import chances, moved_up, moves, of_programme, programme_budget, unique
from nicdata.charts.drawing import (
    GREY,
    LEVEL_COLOURS,
    PLAIN,
    Chart,
    bare,
    calendar,
    described,
    draws,
    in_years,
    level_name,
    new_chart,
    readable,
    records,
    speaker,
)
from nicdata.charts.words import CHANGES, QUALIFIERS, number
from nicdata.frames import load
from nicdata.reference import real

LIGHT = "#9aa5b8"
EVENT = "#8a2f2f"
LETTERS = 112  # of an event, across a chart
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # lines end where a text begins
# What a count of applicants counts, where a source tells.
STAGES = {
    "sketch": ("sketches", "skisser"),
    "full": ("full applications", "fulle søknader"),
    "finalist": ("still in the running", "fortsatt med"),
}
MOMENTS = {"before_round": -1, "after_round": 1}
PRICES = (
    "Prices: Statistics Norway's consumer price index, nicdata.reference.consumer_price_index()",
    "Priser: Statistisk sentralbyrås konsumprisindeks, nicdata.reference.consumer_price_index()",
)
SOLID = (
    "Solid: the five articles. Hollow: other public pages.",
    "Fylt: de fem artiklene. Åpent: andre offentlige sider.",
)


class Mark(NamedTuple):
    """One figure in a chart: where, how much, whether an article says it, its shape and the text beside it."""

    x: float
    value: float
    article: bool
    shape: str
    text: str


@draws()
def turns(
    budgets: pd.DataFrame,
    programme_counts: pd.DataFrame,
    schemes: pd.DataFrame,
    *,
    lang: str = "en",
    base: int = 2021,
) -> Chart:
    """The programme's money, its clusters and the money per cluster, year by year, with what explains the turns.

    `base` is the year whose prices the real sums are in. Sums in NOK millions; money per cluster is a year's
    programme money divided by the clusters active in it, and stands only where both are printed; where figures
    differ it follows those that are `shown`, while the panels above it have all. Until 2013 it is the
    NCE programme alone, a forerunner; what one ministry paid into it is left out. Raises ValueError when there is
    no such language or no index for `base`."""
    say = speaker(lang)
    own = real(programme_budget(budgets), base=base)
    own = own[(own["scope"] == "programme") | (own["level"] == "NCE")]
    nce_alone = own["scope"] == "forerunner"
    counts = _active(of_programme(programme_counts, schemes))
    totals = counts[counts["level"].isna()]
    nce = counts[(counts["level"] == "NCE") & ~counts["year"].isin(set(totals["year"]))]
    events, pages = _events(budgets, lang)
    event_rows = _changes(budgets)
    prices = say(f"{base} prices", f"{base}-kroner")
    chart, below = new_chart(
        say("The programme's money and clusters", "Programmets penger og klynger"),
        say(*SOLID)
        + say(" Square: the NCE programme alone.\nDiamond: levels added up. Thin bar: figures of one year that differ. No mark: nothing printed.",
              " Firkant: NCE-programmet alene.\nRute: nivåene lagt sammen. Tynn strek: ulike tall for ett år. Uten merke: ikke oppgitt."),
        [own, totals, nce, event_rows],
        lang,
        size=(8, 9.2),
        left=0.25,
        right=0.25,
        further=(*pages, say(*PRICES)),
    )  # fmt: skip
    money, clusters, each = _stacked(chart, below, [1.7, 1, 1.1], [0.2, 0.75, 0.4])
    first, last = int(own["year"].min()), int(max(totals["year"].max(), own["year"].max()))
    before = max([*own.loc[nce_alone, "year"], *nce["year"]], default=None)  # the last year of NCE alone
    told: list[str] = []

    _head(money, say(f"Programme money, NOK million in {prices}. Light, and the figures below: nominal, as printed",
                     f"Programmets penger, mill. kr i {prices}. Lyst, og tallene under: nominelt, som oppgitt"))  # fmt: skip
    for year, rows in _by_year(own.assign(alone=nce_alone)):
        printed, converted = [], []
        for row in records(rows.sort_values("amount_nok", ascending=False)):
            shape = "s" if row.alone else "o"
            about = "~" if row.qualifier == "about" else ""
            nominal, value = row.amount_nok / 1_000_000, getattr(row, f"amount_nok_{base}") / 1_000_000
            article = row.collection == schema.ARTICLE
            text = about + number(nominal, lang, int(nominal % 1 > 0))
            printed.append(Mark(year + 0.2, nominal, article, shape, text))
            converted.append(Mark(year + 0.75, value, article, shape, about + number(value, lang)))
        _draw(money, printed, LIGHT, labels=False)
        _draw(money, converted, PLAIN)
        money.annotate(
            "\n".join(mark.text for mark in printed), (year + 0.5, 0), (0, -4), xycoords="data",
            textcoords="offset points", ha="center", va="top", fontsize=8.5, color=GREY, annotation_clip=False,
        )  # fmt: skip
        whose = say(", the NCE programme alone", ", NCE-programmet alene") if rows["alone"].all() else ""
        told.append(
            say(f"{year}{whose}: {_or(printed, lang)} million printed, {_or(converted, lang)} million in {prices}",
                f"{year}{whose}: {_or(printed, lang)} mill. kr oppgitt, {_or(converted, lang)} mill. kr i {prices}")
        )  # fmt: skip

    _head(clusters, say("Active clusters", "Aktive klynger"))
    for rows, what in ((nce, say("active NCE clusters", "aktive NCE-klynger")), (totals, say("active clusters", "aktive klynger"))):  # fmt: skip
        for year, of_year in _by_year(rows):
            marks = [
                Mark(year + 0.5, row.value, row.collection == schema.ARTICLE, "s" if rows is nce else _shape(row), number(row.value, lang))
                for row in records(of_year)
            ]  # fmt: skip
            _draw(clusters, marks, PLAIN)
            told.append(f"{year}: {_or(marks, lang)} {what}")

    _head(each, say(f"Programme money per active cluster, computed, NOK million in {prices}", f"Programmets penger per aktiv klynge, beregnet, mill. kr i {prices}"))  # fmt: skip
    settled = own[own["shown"]]
    for alone, divisors in ((True, nce), (False, totals)):
        for year, sums in _by_year(settled[(settled["scope"] == "forerunner") == alone]):
            of_year = divisors[(divisors["year"] == year) & divisors["shown"]]
            shares: dict[float, bool] = {}
            for amount, count in product(records(sums), records(of_year)):
                article = schema.ARTICLE == amount.collection == count.collection
                value = getattr(amount, f"amount_nok_{base}") / 1_000_000 / count.value
                shares[value] = article or shares.get(value, False)
            marks = [
                Mark(year + 0.5, value, article, "s" if alone else "o", number(value, lang, 1))
                for value, article in shares.items()
            ]
            _draw(each, marks, PLAIN)
            if marks:
                told.append(
                    say(f"{year}: {_or(marks, lang)} million per cluster in {prices}", f"{year}: {_or(marks, lang)} mill. kr per klynge i {prices}")
                )  # fmt: skip

    for axes in (money, clusters, each):
        calendar(axes, first, last + 1)
        axes.tick_params(axis="x", which="minor", labelbottom=axes is each, labelsize=9)
        axes.set_ylim(0, axes.dataLim.y1 * (1.75 if axes is money else 1.35))
        bare(axes, "y")
        if before:  # another programme: its marks are not to be read on into those of the whole
            axes.axvspan(first, before + 1, color="#f3f3f3", linewidth=0, zorder=-1)
        for year in {year for year, _ in events}:
            axes.axvline(year + 0.5, color=EVENT, linewidth=0.8, linestyle=(0, (3, 3)), zorder=0)
    money.annotate(
        say("the NCE programme alone", "NCE-programmet alene") * bool(before), (first, 1), (4, -2), xycoords=("data", "axes fraction"),
        textcoords="offset points", va="top", fontsize=9, color=GREY,
    )  # fmt: skip
    ends: list[float] = []  # of the last text in each line: neighbours would touch
    for year, text in events:
        start = year - len(text) * (last + 1 - first) / LETTERS
        line = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        ends[line : line + 1] = [year]
        money.annotate(
            f"{text} ", (year + 0.5, 1), (0, -2 - 13 * line), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="right", va="top", fontsize=9, color=EVENT, bbox=PAPER,
        )  # fmt: skip
        told.append(text)
    return described(chart, told)


@draws()
def portfolio(programme_counts: pd.DataFrame, schemes: pd.DataFrame, *, lang: str = "en") -> Chart:
    """How many clusters stood at each level, year by year, as printed: those active at a time, and those that got
    services during a year. A list of new clusters alone is not drawn. Raises ValueError when there is no such
    language."""
    say = speaker(lang)
    counts = of_programme(programme_counts, schemes)
    active, served = _active(counts), _served(counts)
    introduced = _introduced()
    held = {*active["level"].dropna(), *served["level"].dropna()}
    levels = [None, *(level for level in introduced.index if level in held)]
    chart, below = new_chart(
        say("Clusters by level", "Klynger etter nivå"),
        say(*SOLID)
        + say(" Point: active at the time.\nBroad bar: got services during the year. Diamond: levels added up. Thin bar: figures of one\nyear that differ, also before and after a round. Grey: before the level existed.\nNo mark: nothing printed. Each row has its own scale from zero.",
              " Punkt: aktive på tidspunktet.\nBred strek: fikk tjenester i løpet av året. Rute: nivåene lagt sammen. Tynn strek: ulike tall\nfor ett år, også før og etter opptak. Grått: før nivået fantes.\nUten merke: ikke oppgitt. Hver rad har sin egen skala fra null."),
        [active, served],
        lang,
        size=(8, 2.3 + 0.78 * len(levels)),
        left=1.3,
    )  # fmt: skip
    first = int(introduced.min())
    last = int(max(active["year"].max(), served["year"].max()))
    told = []
    panels = _stacked(chart, below, [1.3, *[1.0] * (len(levels) - 1)], [0.06] * len(levels))
    for axes, level in zip(panels, levels, strict=True):
        colour = LEVEL_COLOURS[level] if level else PLAIN
        name = level_name(level, lang) if level else say("All levels", "Alle nivåer")
        points = _of_level(active, level)
        spans = _of_level(served, level)
        top = max([*points["value"], *spans["value"]])
        for year in sorted({*points["year"], *spans["year"]}):
            marks = [
                Mark(_time(row), row.value, row.collection == schema.ARTICLE, _shape(row), number(row.value, lang))
                for row in records(points[points["year"] == year])
            ]  # fmt: skip
            bars = [
                Mark(year + 0.5, row.value, row.collection == schema.ARTICLE, "bar", number(row.value, lang))
                for row in records(spans[spans["year"] == year])
            ]
            for bar in bars:
                face = colour if bar.article else "white"
                axes.add_patch(
                    Rectangle((year, bar.value - 0.045 * top), 1, 0.09 * top, facecolor=face, edgecolor=colour)
                )  # fmt: skip
            _draw(axes, marks, colour, beside=bars)
            said = [f"{_or(marks, lang)} {say('active', 'aktive')}"] * bool(marks)
            said += [f"{_or(bars, lang)} {say('got services', 'fikk tjenester')}"] * bool(bars)
            told.append(f"{name} {year}: {', '.join(said)}")
        if level and introduced[level] > first:
            axes.axvspan(first, introduced[level], color="#eeeeee", linewidth=0, zorder=0)
        axes.annotate(
            name, (0, 0.4), (-8, 0), xycoords="axes fraction", textcoords="offset points", ha="right", va="center",
            fontweight="bold", color=readable(colour), annotation_clip=False,
        )  # fmt: skip
        calendar(axes, first, last + 1)
        shown = range(first, last + 1, 2)  # every year's number would not fit
        axes.set_xticks([year + 0.5 for year in shown], [str(year) for year in shown], minor=True)
        axes.tick_params(axis="x", which="minor", labelbottom=axes is panels[-1], labelsize=9)
        axes.set_ylim(0, top * 1.6)
        axes.grid(axis="x")
        bare(axes, "y")
    return described(chart, told)


@draws()
def flow(level_changes: pd.DataFrame, *, lang: str = "en") -> Chart:
    """From which level clusters came to which: one square a cluster and level reached, however many sources tell it
    (`analysis.moves`). Where no source tells the level it came from, it is the one the table has before. Raises
    ValueError when there is no such language."""
    say = speaker(lang)
    table = moves(level_changes)
    origin = table["from_level"].where(table["from_level"].notna(), table["level_before"])
    levels = list(table["to_level"].cat.categories)
    reached = [level for level in levels if (table["to_level"] == level).any()]
    origins = [None, *(level for level in levels if (origin == level).any())]
    arrived, risen = moved_up(table, "Arena")
    m, n = number(len(risen), lang), number(len(arrived), lang)
    wide, step = 7, 8.6  # squares in a row, and from one level to the next
    cells = {(a, b): _cell(table, origin, a, b) for a in origins for b in reached}
    tall = [max(math.ceil(len(cells[a, b]) / wide) for b in reached) for a in origins]
    across, down = len(reached) * step + 0.2, sum(rows + 2.6 for rows in tall) + 0.4
    left, right = 1.35, 0.15
    chart, axes = new_chart(
        say(f"At least {m} of {n} clusters admitted at Arena moved up", f"Minst {m} av {n} klynger tatt opp i Arena har rykket opp"),
        say("One square: a cluster that reached the level, once. Solid: told by the five articles (number in\nbrackets). Hollow: by other public pages alone. "
            f"{m} is a lower bound: a move may be told nowhere,\nor of a cluster under another name. A cluster whose admission nobody tells is not among the {n}.\nFrom: the level a source tells, else the one reached before. Small: inferred, stated nowhere.",
            "En rute: en klynge som nådde nivået, én gang. Fylt: omtalt av de fem artiklene (antall i parentes).\nÅpen: bare av andre offentlige sider. "
            f"{m} er en nedre grense: et opprykk kan være uomtalt, eller\ngjelde klyngen under et annet navn. Klynger uten omtalt opptak er ikke blant de {n}.\nFra: nivået en kilde oppgir, ellers det som ble nådd før. Liten: utledet, sies ingen steder."),
        [level_changes[level_changes["kind"] != "extension"]],
        lang,
        size=(8, (8 - left - right) * down / across + 2.6),
        left=left,
        right=right,
    )  # fmt: skip
    told, y = [], 0.0
    for level_from, rows in zip(origins, tall, strict=True):
        name = level_name(level_from, lang) if level_from else say("Not seen\nbefore", "Ikke sett\ntidligere")
        for place, level_to in enumerate(reached):
            cell = cells[level_from, level_to]
            if not len(cell):
                continue
            articles = int((cell["collection"] == schema.ARTICLE).sum())
            inferred = int((cell["basis"] == "inferred").sum())
            for i, basis in enumerate(cell["basis"]):
                colour = LEVEL_COLOURS[level_to]
                face = colour if i < articles else "white"
                side = 0.42 if basis == "inferred" else 0.76
                at = (place * step + i % wide + 0.5 - side / 2, y + 1.7 + i // wide + 0.5 - side / 2)
                axes.add_patch(Rectangle(at, side, side, facecolor=face, edgecolor=colour, linewidth=1.1))
            text = number(len(cell), lang) + (f" ({number(articles, lang)})" if articles else "")
            axes.annotate(text, (place * step, y + 1.5), va="bottom", fontweight="bold")
            told.append(
                f"{name} → {level_name(level_to, lang)}: {number(len(cell), lang)}, "
                + say(f"{articles} told by the articles", f"{articles} omtalt av artiklene")
                + say(f", {inferred} inferred", f", {inferred} utledet") * bool(inferred)
            )
        axes.annotate(
            name, (-0.8, y + 0.2), ha="right", va="top", fontweight="bold", linespacing=1.1,
            color=readable(LEVEL_COLOURS[level_from]) if level_from else GREY, annotation_clip=False,
        )  # fmt: skip
        y += rows + 2.6
        axes.axhline(y - 0.4, color="#dddddd", linewidth=0.8)
    for place, level_to in enumerate(reached):
        axes.annotate(
            level_name(level_to, lang), (place * step, -0.6), va="bottom", fontweight="bold",
            color=readable(LEVEL_COLOURS[level_to]), annotation_clip=False,
        )  # fmt: skip
    axes.annotate(
        say("From … to", "Fra … til"),
        (-0.8, -0.6),
        ha="right",
        va="bottom",
        color=GREY,
        annotation_clip=False,
    )
    axes.set_xlim(-0.2, len(reached) * step)
    axes.set_ylim(y, -0.4)
    axes.set_aspect("equal", anchor="NW")
    axes.spines[["left", "bottom"]].set_visible(False)
    bare(axes, "x")
    bare(axes, "y")
    return described(chart, told)


@draws()
def odds(programme_counts: pd.DataFrame, schemes: pd.DataFrame, *, lang: str = "en") -> Chart:
    """How many applied and how many were admitted in each round, where one round and level has both printed; in
    percent. Where counts contradict each other it follows those that are `shown`; counts of different
    things, like sketches and applications, are all drawn. Raises ValueError when there is no such language."""
    say = speaker(lang)
    table = chances(programme_counts, schemes)
    used = {*table["applicants_id"], *table["admitted_id"]}
    levels = list(dict.fromkeys(table["level"].astype(object).where(table["level"].notna(), None)))
    chart, axes = new_chart(
        say("How many applicants were admitted", "Hvor mange søkere som ble tatt opp"),
        say("Whole bar: applicants. Filled: admitted; dark by the five articles, light by other public pages.\nTwo bars in one round: sketches and applications are counted. Other rounds: not both printed.",
            "Hele søylen: søkere. Fylt: tatt opp; mørkt i de fem artiklene, lyst på andre sider.\nTo søyler i en runde: både skisser og søknader er talt. Andre runder: ikke begge tall oppgitt."),
        [programme_counts[programme_counts["count_id"].isin(list(used))]],
        lang,
        size=(8, 2.3 + 0.27 * len(table) + 0.2 * len(levels)),
        left=1.75,
    )  # fmt: skip
    told, ticks, y = [], [], 0.0
    for level in levels:
        name = level_name(level, lang) if level else say("All levels", "Alle nivåer")
        colour = LEVEL_COLOURS[level] if level else PLAIN
        rows = _of_level(table, level)
        axes.annotate(
            name, (0, y), (-48, 0), textcoords="offset points", ha="right", va="center", fontweight="bold",
            color=readable(colour), annotation_clip=False,
        )  # fmt: skip
        for year, of_round in _by_year(rows):
            ticks.append((y + (len(of_round) - 1) / 2, str(year)))
            for row in records(of_round):
                article = row.collection == schema.ARTICLE
                edge: dict[str, Any] = {"edgecolor": colour, "linewidth": 1.2, "height": 0.66}
                axes.barh(y, row.applicants, facecolor="white", **edge)
                axes.barh(y, row.admitted, facecolor=colour if article else _pale(colour), **edge)
                text = say(f"{row.admitted} of {row.applicants}", f"{row.admitted} av {row.applicants}")
                text += (
                    f" = {number(row.percent, lang)} %"
                    if lang == "nb"
                    else f" = {number(row.percent, lang)}%"
                )
                what = say(*STAGES.get(row.stage, ("", "")))
                axes.annotate(
                    text + (f" ({what})" if what else ""), (row.applicants, y), (6, 0), textcoords="offset points",
                    va="center", fontsize=9.5,
                )  # fmt: skip
                told.append(f"{name} {year}: {text}" + (f" ({what})" if what else ""))
                y += 1
        y += 0.7
    axes.set_yticks([place for place, _ in ticks], [text for _, text in ticks], fontsize=9.5)
    axes.set_ylim(y - 1.1, -0.6)
    axes.set_xlim(0, table["applicants"].max() * 1.75)
    bare(axes, "x")
    return described(chart, told)


CHARTS: tuple[Callable[..., Chart], ...] = (turns, portfolio, flow, odds)


# --- what the charts share


def _by_year(rows: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    return [(int(year), rows[rows["year"] == year]) for year in sorted(set(rows["year"]))]


def _of_level(rows: pd.DataFrame, level: str | None) -> pd.DataFrame:
    """The rows of one level, or those of all levels together."""
    return rows[rows["level"] == level if level else rows["level"].isna()]


def _introduced() -> pd.Series[int]:
    """The year each level was introduced in, the lowest level first."""
    return load("levels").sort_values("rank").set_index("level")["year"]


def _active(programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Counts of active clusters, each once; and for a year without one of all levels their sum, where one source
    counts every level that existed at one time (`basis` is then `summed`)."""
    counts = programme_counts[programme_counts["measure"] == "clusters_active"].astype({"basis": "str"})
    by_level, introduced = counts[counts["level"].notna()], _introduced()
    sums = []
    for _, rows in by_level.groupby(["article_id", "as_of"], observed=True):
        year = int(rows["year"].iloc[0])
        whole = set(rows["level"]) == set(introduced.index[introduced <= year])
        if whole and not (counts["level"].isna() & (counts["year"] == year)).any():
            sums.append(
                rows.iloc[[0]].assign(level=None, value=rows["value"].sum(), basis="summed", shown=True)
            )
    found = pd.concat([counts, *(row.astype(counts.dtypes) for row in sums)])
    return unique(found, ["level", "year", "value"])


def _served(programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Counts of clusters that got services during a year, with those that are counted from the list of them: a list
    whose article counts as many served. Other lists hold new clusters only."""
    counts = programme_counts
    served = counts[counts["measure"] == "clusters_served"]
    listed = counts[counts["measure"] == "clusters_listed"]
    keys = ["article_id", "year", "value"]
    same = listed[listed["level"].isna()].merge(served[keys], on=keys)
    listed = listed[
        listed["article_id"].isin(set(same["article_id"])) & listed["year"].isin(set(same["year"]))
    ]
    found = pd.concat([served, listed])
    return unique(found, ["level", "year", "value"])


def _cell(table: pd.DataFrame, origin: pd.Series[str], level_from: str | None, level_to: str) -> pd.DataFrame:
    """The moves from one level to another, those that an article tells first."""
    comes = origin == level_from if level_from else origin.isna()
    return table[comes & (table["to_level"] == level_to)].sort_values("collection", kind="stable")


def _time(row: Any) -> float:
    """Where a count stands in time: the middle of its date; a count before a round to the left, one after it to
    the right, both within their year."""
    first, last = in_years(row.as_of)
    beside = (first + last) / 2 + 0.22 * MOMENTS.get(row.moment, 0)
    return min(max(beside, int(row.year) + 0.08), int(row.year) + 0.92)


def _shape(row: Any) -> str:
    """A diamond where levels are added up."""
    return "D" if row.basis == "summed" else "o"


def _or(marks: Iterable[Mark], lang: str) -> str:
    return speaker(lang)(" or ", " eller ").join(mark.text for mark in marks)


def _changes(budgets: pd.DataFrame) -> pd.DataFrame:
    """The cuts and rises of the whole programme that have a sum."""
    is_change = (budgets["kind"] == "change") & (budgets["scope"] == "programme") & budgets["shown"]
    return budgets[is_change & budgets["amount_nok"].notna() & (budgets["stage"] != "proposed").fillna(True)]


def _events(budgets: pd.DataFrame, lang: str) -> tuple[list[tuple[int, str]], list[str]]:
    """What explains the turns, in the order of the years, and the pages that say when a level was introduced."""
    say = speaker(lang)
    events, pages = [], []
    first = int(programme_budget(budgets)["year"].min())
    for row in records(load("levels")):
        if row.year > first:
            name = level_name(row.level, lang)
            events.append((int(row.year), f"{name} {row.year}"))
            pages.append(f"{name} {row.year}: {row.introduced_url}")
    for row in records(_changes(budgets)):
        millions = number(row.amount_nok / 1_000_000, lang) + say(" million", " mill. kr")
        name = say(*CHANGES[row.change_direction]).capitalize()
        events.append((int(row.year), f"{name} {row.year}: {say(*QUALIFIERS[row.qualifier])}{millions}"))
    return sorted(events), pages


def _stacked(chart: Chart, whole: Axes, heights: list[float], above: list[float]) -> list[Axes]:
    """Axes one below the other in the place of `whole`, each with some inches above it; `heights` are shares."""
    place = whole.get_position()
    whole.remove()
    gaps = [inches / chart.get_figheight() for inches in above]
    unit = (place.height - sum(gaps)) / sum(heights)
    found, top = [], place.y1
    for height, gap in zip(heights, gaps, strict=True):
        top -= gap + height * unit
        found.append(chart.add_axes((place.x0, top, place.width, height * unit)))
    return found


def _head(axes: Axes, text: str) -> None:
    """What a panel shows, above it."""
    axes.annotate(
        text, (0, 1), (0, 5), xycoords="axes fraction", textcoords="offset points", fontsize=9.5, fontweight="bold"
    )  # fmt: skip


def _draw(
    axes: Axes, marks: list[Mark], colour: str, *, labels: bool = True, beside: Iterable[Mark] = ()
) -> None:
    """The figures of one year: a point each, hollow where no article says it, joined where they differ. The
    highest has its text above, the others below; `beside` are others that get texts but no point."""
    ordered = sorted(marks, key=lambda mark: (mark.x, mark.value))
    if len(ordered) > 1:
        axes.plot([m.x for m in ordered], [m.value for m in ordered], color=colour, linewidth=1.2, zorder=1)
    for mark in ordered:
        face = colour if mark.article else "white"
        axes.plot(
            mark.x, mark.value, mark.shape, markerfacecolor=face, markeredgecolor=colour, markeredgewidth=1.4,
            markersize=6 if mark.shape == "D" else 7, zorder=2,
        )  # fmt: skip
    everything = [*marks, *beside]
    highest = max((mark.value for mark in everything), default=0)
    for mark in everything if labels else ():
        up = mark.value == highest
        axes.annotate(
            mark.text, (mark.x, mark.value), (0, 6 if up else -6), textcoords="offset points", ha="center",
            va="bottom" if up else "top", fontsize=9, annotation_clip=False, bbox=PAPER, zorder=1.5,
        )  # fmt: skip


def _pale(colour: str) -> str:
    """The colour mixed with white."""
    red, green, blue = (0.35 * part + 0.65 for part in to_rgb(colour))
    return to_hex((red, green, blue))
