"""Tables -> figures: one function a chart. Draws, saves nothing.

Every function takes tables as `nicdata.load` gives them, under their own names, and `lang` (`en` or `nb`),
and returns a `Chart`: a matplotlib figure that knows its title, its text for those who cannot see it, and
its sources. Sums are nominal, as printed. What is uncertain is drawn hatched or hollow, and said.
"""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from nicdata import printed

STYLE = Path(__file__).with_name("nicdata.mplstyle")

# One colour a level in every chart, told apart with any colour vision (tested).
LEVEL_COLOURS = {
    "Node": "#999999",
    "Arena": "#56b4e9",
    "Arena Pro": "#0072b2",
    "NCE": "#e69f00",
    "GCE": "#a8480a",
    "Mature": "#1b4332",
}
PLAIN = "#4c5a73"  # what has no level
UNCERTAIN: dict[str, Any] = {"facecolor": "white", "edgecolor": PLAIN, "hatch": "////", "linewidth": 1.0}
GREY = "#666666"
LANGUAGES = ("en", "nb")

LEVEL_NAMES = {"Node": ("Node", "Node"), "Mature": ("Mature", "Moden")}
MEASURES = {
    "value_added": ("Value added", "Verdiskaping"),
    "sales_revenue": ("Sales revenue", "Salgsinntekter"),
    "employment": ("Employment", "Sysselsetting"),
    "productivity": ("Productivity", "Produktivitet"),
    "exports": ("Exports", "Eksport"),
    "profitability": ("Profitability", "Lønnsomhet"),
    "wages": ("Wages", "Lønn"),
    "innovation": ("Innovation", "Innovasjon"),
}
QUALIFIERS = {
    "exact": ("", ""),
    "about": ("about ", "om lag "),
    "nearly": ("nearly ", "nærmere "),
    "up_to": ("up to ", "inntil "),
    "at_least": ("at least ", "minst "),
}
COUNTED = {"clusters_active": ("active", "aktive"), "clusters_served": ("got services", "fikk tjenester")}
FIRST_THREE = "first three years of participation"
UNPRINTED = {
    "higher": ("higher, no figure printed", "høyere, uten tall"),
    "lower": ("lower, no figure printed", "lavere, uten tall"),
    "not_reported": ("measured, result not printed", "målt, resultat ikke oppgitt"),
}
CHANGES = {"cut": ("cut", "kutt"), "rise": ("rise", "økning")}


class Chart(Figure):
    """A figure with what a reader needs who does not see it."""

    title: str
    alt: str
    source: str
    lang: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """In a notebook: the picture, and its text where there are no pictures."""
        buffer = io.BytesIO()
        with style():
            self.savefig(buffer, format="png", dpi=self.dpi, metadata={"Software": None})
        width, height = (round(inches * 96) for inches in self.get_size_inches())
        shown = {"alt": self.alt, "width": width, "height": height}
        return {"image/png": buffer.getvalue(), "text/plain": self.alt}, {"image/png": shown}


def number(value: Any, lang: str, decimals: int = 0) -> str:
    """A number as a reader of the language writes it, rounded half up: 15,8 in `nb`, 15.8 in `en`."""
    from babel.numbers import format_decimal

    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format_decimal(exact, "#,##0." + "0" * decimals if decimals else "#,##0", locale=lang)


@contextmanager
def style() -> Iterator[None]:
    """matplotlib's settings for drawing and for saving, whatever the user has set."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc_file(STYLE, use_default_template=False)
        yield


@style()
def clusters_counted(programme_counts: pd.DataFrame, *, lang: str = "en") -> Chart:
    """How many clusters the articles count, and what each counts: active at a date, or served in a year."""
    say = _speaker(lang)
    counts = unique(
        programme_counts[programme_counts["measure"].isin(["clusters_active", "clusters_served"])],
        ["as_of", "measure", "value"],
    )
    drawn = [(*_years(row.as_of), row) for row in _records(counts)]
    chart, axes = _chart(
        say("How many clusters: every count the articles print", "Hvor mange klynger: alle tall i artiklene"),
        say("Dot: at a time. Bar: during a year.", "Punkt: på et tidspunkt. Strek: i løpet av et år."),
        [counts],
        lang,
    )
    previous = float("-inf")
    for first, last, row in drawn:
        middle, value = (first + last) / 2, row.value
        if row.measure == "clusters_served":
            axes.plot([first, last], [value, value], color=PLAIN, linewidth=7)
        else:
            axes.plot(middle, value, "o", color=PLAIN, markersize=12)
        below = middle - previous < 2  # two labels side by side would touch
        axes.annotate(
            f"{number(value, lang)} {say(*COUNTED[row.measure])}\n{when(row.as_of, lang)}",
            (middle, value),
            (0, -12 if below else 12),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
        )
        previous = float("-inf") if below else middle
    axes.set_ylim(0, max(counts["value"]) * 1.5)
    _calendar(axes, min(first for first, _, _ in drawn), max(last for _, last, _ in drawn), margin=0.5)
    _bare(axes, "y")
    said = "; ".join(
        f"{number(row.value, lang)} {say(*COUNTED[row.measure])}, {when(row.as_of, lang)}"
        for _, _, row in drawn
    )
    return _described(chart, said)


@style()
def clusters_by_level(programme_counts: pd.DataFrame, *, lang: str = "en") -> Chart:
    """The newest list of clusters, counted at each level."""
    say = _speaker(lang)
    listed = programme_counts[programme_counts["measure"] == "clusters_listed"]
    listed = listed[listed["year"] == listed["year"].max()]
    total = listed.loc[listed["level"].isna(), "value"].iloc[0]
    levels = listed[listed["level"].notna()].sort_values("level")
    year = int(levels["year"].iloc[0])
    chart, axes = _chart(
        say(
            f"{number(total, lang)} clusters got services in {year}",
            f"{number(total, lang)} klynger fikk tjenester i {year}",
        ),
        say("Clusters in the list, by level", "Klynger i listen, etter nivå"),
        [listed],
        lang,
        left=1.5,
    )
    names = [_level(level, lang) for level in levels["level"]]
    bars = axes.barh(
        names, levels["value"], color=[LEVEL_COLOURS[level] for level in levels["level"]], height=0.7
    )
    axes.bar_label(bars, [number(value, lang) for value in levels["value"]], padding=5, fontweight="bold")
    _bare(axes, "x")
    axes.set_xlim(0, levels["value"].max() * 1.1)
    said = ", ".join(f"{name} {number(v, lang)}" for name, v in zip(names, levels["value"], strict=True))
    return _described(chart, said)


@style()
def admissions(programme_counts: pd.DataFrame, level_changes: pd.DataFrame, *, lang: str = "en") -> Chart:
    """New clusters in each year that an article tells of: those named by level, the rest of the printed
    number, and of how many candidates."""
    say = _speaker(lang)
    admitted = unique(programme_counts[programme_counts["measure"] == "clusters_admitted"], ["year", "value"])
    applied = programme_counts[
        (programme_counts["measure"] == "applicants") & (programme_counts["scheme"] == "nic")
    ]
    candidates = dict(zip(applied["year"], applied["value"], strict=True))
    printed = dict(zip(admitted["year"], admitted["value"], strict=True))
    named = level_changes[(level_changes["basis"] == "announced") & (level_changes["kind"] != "extension")]
    years = sorted({*printed, *named["year"].dropna()})
    chart, axes = _chart(
        say(
            "New clusters in each round the articles tell of",
            "Nye klynger i hver runde artiklene forteller om",
        ),
        say(
            "By level where the cluster is named; hatched: not named in the article",
            "Etter nivå der klyngen er navngitt; skravert: ikke navngitt i artikkelen",
        ),
        [admitted, applied, named],
        lang,
    )
    told = []
    for place, year in enumerate(years):
        by_level = named.loc[named["year"] == year, "to_level"].value_counts().sort_index()
        bottom = 0
        for level, count in by_level[by_level > 0].items():
            axes.bar(place, count, bottom=bottom, color=LEVEL_COLOURS[level], width=0.6, edgecolor="white")
            _inside(
                axes,
                place,
                bottom + count / 2,
                f"{number(count, lang)} {_level(level, lang)}",
                LEVEL_COLOURS[level],
            )
            bottom += count
        if year in printed and printed[year] > bottom:
            rest = printed[year] - bottom
            axes.bar(place, rest, bottom=bottom, width=0.6, **UNCERTAIN)
            axes.annotate(
                say(f"{number(rest, lang)} not named", f"{number(rest, lang)} ikke navngitt"),
                (place, bottom + rest / 2), ha="center", va="center",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
            )  # fmt: skip
            bottom += rest
        if year not in printed:
            text = say(
                f"{number(bottom, lang)} named,\nnumber not printed",
                f"{number(bottom, lang)} navngitt,\nantall ikke oppgitt",
            )
        elif year in candidates:
            text = say(
                f"{number(printed[year], lang)} of {number(candidates[year], lang)} candidates",
                f"{number(printed[year], lang)} av {number(candidates[year], lang)} kandidater",
            )
        elif printed[year] == 0:
            text = say("none: no round held", "ingen: ikke opptak")
        else:
            text = say(f"{number(printed[year], lang)} new", f"{number(printed[year], lang)} nye")
        axes.annotate(
            text,
            (place, bottom),
            (0, 5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontweight="bold",
        )
        told.append(f"{year}: {text}".replace("\n", " "))
    axes.set_xticks(range(len(years)), [str(year) for year in years])
    _bare(axes, "y")
    axes.set_ylim(0, max([*printed.values()]) * 1.25)
    axes.set_xlim(-0.6, len(years) - 0.4)
    return _described(chart, "; ".join(told))


@style()
def life_lines(
    cluster_levels: pd.DataFrame,
    level_changes: pd.DataFrame,
    cluster_names: pd.DataFrame,
    *,
    lang: str = "en",
) -> Chart:
    """Every cluster seen at a level: when and where it was seen, announced moves at their date, inferred
    ones as the interval in which they happened, earlier names beside the newest."""
    say = _speaker(lang)
    seen = cluster_levels.assign(
        first=[_years(as_of)[0] for as_of in cluster_levels["as_of"]],
        last=[_years(as_of)[1] for as_of in cluster_levels["as_of"]],
    )
    seen["time"] = (seen["first"] + seen["last"]) / 2
    order = (
        seen.sort_values("time")
        .groupby("cluster_id", observed=True)
        .agg(level=("level", "last"), time=("time", "first"), last=("time", "last"))
    )
    order = order.sort_values(["level", "last", "time"], ascending=[False, False, True], kind="stable")
    labels = _labels(cluster_names, order.index)
    height = 1.75 + 0.235 * len(order)
    chart, axes = _chart(
        say("Every cluster the articles see at a level", "Alle klynger artiklene ser på et nivå"),
        say(
            "Dot: seen at a level. Triangle: move announced. Hatched: moved at some time in between.",
            "Punkt: sett på et nivå. Trekant: opptak kunngjort. Skravert: skiftet nivå en gang imellom.",
        ),
        [cluster_levels, level_changes],
        lang,
        size=(8, height),
        left=3.55,
        right=1.05,
    )
    moves = level_changes[level_changes["basis"] == "announced"].set_index("cluster_id")
    for y, cluster_id in enumerate(order.index):
        sightings = (
            seen[seen["cluster_id"] == cluster_id].drop_duplicates(["level", "time"]).sort_values("time")
        )
        points = _records(sightings)
        for before, after in pairwise(points):
            if before.level == after.level:
                axes.plot(
                    [before.time, after.time], [y, y], color=LEVEL_COLOURS[after.level], linewidth=3, zorder=1
                )
            else:
                axes.barh(y, after.time - before.time, left=before.time, height=0.34, zorder=1, **UNCERTAIN)
        announced = moves.loc[[cluster_id]] if cluster_id in moves.index else moves.iloc[:0]
        for point in points:
            told = (announced["to_level"].astype(str) == point.level).any() and point.time == points[0].time
            axes.plot(
                point.time,
                y,
                "^" if told else "o",
                color=LEVEL_COLOURS[point.level],
                markersize=9 if told else 7,
            )
    axes.set_yticks(range(len(order)), labels, fontsize=8.5)
    axes.set_ylim(len(order) - 0.4, -0.6)
    first, last = seen["first"].min(), seen["last"].max()
    _calendar(axes, first, last)
    axes.tick_params(axis="x", which="minor", labeltop=True, labelsize=9.5)
    axes.grid(axis="x")
    axes.spines[["left", "bottom"]].set_visible(False)
    # The level of a group stands once, at its right end, in its colour.
    places = list(order["level"])
    for level in dict.fromkeys(places):
        row = places.index(level)
        axes.annotate(
            _level(level, lang), (last + 0.1, row), va="center", fontweight="bold", fontsize=9.5, annotation_clip=False,
            color=_readable(LEVEL_COLOURS[level]),
        )  # fmt: skip
        if row:
            axes.axhline(row - 0.5, color="#bbbbbb", linewidth=0.8)
    inferred = level_changes[level_changes["basis"] == "inferred"]
    named = dict(zip(order.index, labels, strict=True))
    said = [
        say(f"{len(order)} clusters", f"{len(order)} klynger"),
        *(
            f"{named[row.cluster_id]}: {_level(row.from_level, lang)} → {_level(row.to_level, lang)}, "
            + say(
                f"between {row.date_earliest:%Y} and {row.date_latest:%Y}",
                f"mellom {row.date_earliest:%Y} og {row.date_latest:%Y}",
            )
            for row in _records(inferred)
        ),
    ]
    return _described(chart, "; ".join(said))


@style()
def appropriations(budgets: pd.DataFrame, *, lang: str = "en") -> Chart:
    """What the programme has a year, and changes told without a figure."""
    say = _speaker(lang)
    programme = budgets[budgets["scheme"] == "nic"]
    sums = unique(programme[programme["kind"] == "appropriation"], ["year", "amount_nok"])
    changes = programme[programme["kind"] == "change"]
    chart, axes = _chart(
        say("What the programme was given a year", "Hva programmet fikk per år"),
        say("Million kroner, nominal, as budgeted", "Mill. kr, nominelt, som budsjettert"),
        [sums, changes],
        lang,
    )
    millions = sums["amount_nok"] / 1_000_000
    bars = axes.bar(sums["year"], millions, width=0.7, color=PLAIN)
    texts = [say(*QUALIFIERS[q]) + number(m, lang) for q, m in zip(sums["qualifier"], millions, strict=True)]
    axes.bar_label(bars, texts, padding=4, fontweight="bold", fontsize=12)
    told = [f"{year}: {text}" for year, text in zip(sums["year"], texts, strict=True)]
    top = millions.max()
    for row in _records(changes):
        word = say(*CHANGES[row.change_direction])
        text = say(f"{word} told,\nno figure printed", f"{word} omtalt,\nuten tall")
        axes.annotate(
            "",
            (row.year + 0.75, top * 0.62),
            (row.year + 0.75, top * 0.98),
            arrowprops={"arrowstyle": "-|>", "color": PLAIN, "linestyle": "--", "mutation_scale": 18},
        )
        axes.annotate(text, (row.year + 0.9, top * 0.8), va="center")
        told.append(f"{row.year}: {text}".replace("\n", " "))
    last = int(programme["year"].max())
    axes.set_xticks(range(int(sums["year"].min()), last + 1))
    axes.set_xlim(int(sums["year"].min()) - 0.6, last + 2.6)
    axes.set_ylim(0, top * 1.15)
    _bare(axes, "y")
    return _described(chart, "; ".join(told))


def per_cluster(budgets: pd.DataFrame, programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Money a year for one cluster, computed from printed figures: an appropriation divided by the
    clusters active in its year, a cluster's grant divided by its years.

    Columns `year, cluster_id` (empty for the average), `amount_nok, divisor, per_year_nok` (NOK, nominal),
    `budget_id, count_id`."""
    active = unique(programme_counts[programme_counts["measure"] == "clusters_active"], ["year", "value"])
    sums = unique(
        budgets[(budgets["kind"] == "appropriation") & (budgets["scheme"] == "nic")], ["year", "amount_nok"]
    )
    average = sums.drop(columns="cluster_id").merge(active[["year", "value", "count_id"]], on="year")
    average = average.assign(cluster_id=None, divisor=average["value"])
    grants = budgets[(budgets["kind"] == "cluster_grant") & budgets["period_years"].notna()]
    rows = pd.concat([average, grants.assign(divisor=grants["period_years"], count_id=None)])
    rows["per_year_nok"] = rows["amount_nok"] / rows["divisor"]
    columns = ["year", "cluster_id", "amount_nok", "divisor", "per_year_nok", "budget_id", "count_id"]
    return rows.sort_values("year")[columns].reset_index(drop=True)


@style()
def money_per_cluster(
    budgets: pd.DataFrame, programme_counts: pd.DataFrame, clusters: pd.DataFrame, *, lang: str = "en"
) -> Chart:
    """The programme's money a year divided by its active clusters, beside what one cluster gets a year."""
    say = _speaker(lang)
    table = per_cluster(budgets, programme_counts)
    names = dict(zip(clusters["cluster_id"], clusters["name"], strict=True))
    used = [
        budgets[budgets["budget_id"].isin(table["budget_id"])],
        programme_counts[programme_counts["count_id"].isin(table["count_id"])],
    ]
    chart, axes = _chart(
        say("Money per cluster and year", "Penger per klynge og år"),
        say(
            "Million kroner, nominal; computed from printed figures",
            "Mill. kr, nominelt; regnet ut fra oppgitte tall",
        ),
        used,
        lang,
        left=3.1,
    )
    labels = []
    for row in _records(table):
        total, divisor = number(row.amount_nok / 1_000_000, lang), number(row.divisor, lang)
        if pd.isna(row.cluster_id):
            head = say(f"Average {row.year}", f"Gjennomsnitt {row.year}")
            labels.append(
                head + say(f"\n{total} million / {divisor} active", f"\n{total} mill. kr / {divisor} aktive")
            )
        else:
            head = say(f"{names[row.cluster_id]} from {row.year}", f"{names[row.cluster_id]} fra {row.year}")
            labels.append(
                head + say(f"\n{total} million / {divisor} years", f"\n{total} mill. kr / {divisor} år")
            )
    millions = table["per_year_nok"] / 1_000_000
    colours = ["#9aa5b8" if pd.isna(cluster_id) else PLAIN for cluster_id in table["cluster_id"]]
    bars = axes.barh(range(len(table)), millions, color=colours, height=0.6)
    texts = [number(m, lang, 1) for m in millions]
    axes.bar_label(bars, texts, padding=5, fontweight="bold", fontsize=12)
    axes.set_yticks(range(len(table)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, millions.max() * 1.15)
    _bare(axes, "x")
    pairs = zip(labels, texts, strict=True)
    return _described(chart, "; ".join(f"{label}: {text}".replace("\n", ", ") for label, text in pairs))


@style()
def county_scheme(budgets: pd.DataFrame, programme_counts: pd.DataFrame, *, lang: str = "en") -> Chart:
    """Viken county's scheme: what was applied for against what was granted."""
    say = _speaker(lang)
    sums = budgets[(budgets["scheme"] == "viken") & budgets["amount_nok"].notna()]
    applied, granted = (sums[sums["kind"] == kind] for kind in ("applied_for", "scheme_grant"))
    counts = programme_counts[programme_counts["scheme"] == "viken"]
    applications = counts.loc[counts["measure"] == "applicants", "value"].max()
    main = counts.loc[(counts["measure"] == "grants_awarded") & (counts["stage"] == "main"), "value"].max()
    chart, axes = _chart(
        say("Viken county: applied for and granted", "Viken: søkt og innvilget"),
        say(
            "Million kroner, nominal; hatched: not an exact sum",
            "Mill. kr, nominelt; skravert: ikke et eksakt beløp",
        ),
        [sums, counts],
        lang,
        left=2.2,
    )
    labels = [
        say(
            f"Applied for\n{number(applications, lang)} applications",
            f"Søkt\n{number(applications, lang)} søknader",
        ),
        say(
            f"Granted\n{number(main, lang)} main projects", f"Innvilget\n{number(main, lang)} hovedprosjekter"
        ),
    ]
    texts = []
    for y, rows in enumerate((applied, granted)):
        value = rows["amount_nok"].max() / 1_000_000
        exact = (rows["qualifier"] == "exact").all()
        axes.barh(y, value, height=0.6, **({"color": PLAIN} if exact else UNCERTAIN))
        said = [
            say(*QUALIFIERS[q]) + number(a / 1_000_000, lang)
            for q, a in zip(rows["qualifier"], rows["amount_nok"], strict=True)
        ]
        texts.append(say(" or ", " eller ").join(dict.fromkeys(said)))
        _beside(axes, texts[-1], value, y)
    axes.set_yticks(range(2), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, sums["amount_nok"].max() / 1_000_000 * 1.15)
    _bare(axes, "x")
    pairs = zip(labels, texts, strict=True)
    return _described(chart, "; ".join(f"{label}: {text}".replace("\n", ", ") for label, text in pairs))


@style()
def performance_gaps(effect_statistics: pd.DataFrame, *, lang: str = "en") -> Chart:
    """Members against their comparison group, measure by measure: printed gaps as bars, the rest as words."""
    say = _speaker(lang)
    rows = effect_statistics.assign(size=effect_statistics["gap_pp"].abs())
    rows = rows.sort_values(["year", "size"], ascending=[False, False], na_position="last", kind="stable")
    chart, axes = _chart(
        say("Member companies against their comparison group", "Medlemsbedrifter mot sammenligningsgruppen"),
        say(
            "Percentage points; minus would mean that members are lower",
            "Prosentpoeng; minus ville bety at medlemmene ligger lavere",
        ),
        [rows],
        lang,
        size=(8, 5.2),
        left=2.75,
    )
    positions, labels, told, y = [], [], [], 0.0
    widest = max(rows["size"].max(), 1)
    for (year, analyst), group in rows.groupby(["year", "analyst"], sort=False):
        gaps = group[group["gap_pp"].notna()]
        head = [f"{analyst} {year}"]
        if len(gaps) and (gaps["window"] == FIRST_THREE).all():
            head.append(
                say("annual average of the first three years", "årlig gjennomsnitt for de tre første årene")
            )
        if len(gaps) and gaps["significant"].fillna(False).all():
            head.append(say("all printed gaps significant", "alle oppgitte gap signifikante"))
        axes.annotate(
            ", ".join(head), (0.15 * 72, y), xycoords=("figure points", "data"), va="center", color=GREY
        )
        y += 0.9
        top = y - 0.45
        for row in _records(group):
            if pd.notna(row.gap_pp):
                significant = pd.notna(row.significant) and bool(row.significant)
                axes.barh(y, row.gap_pp, height=0.62, **({"color": PLAIN} if significant else UNCERTAIN))
                sign = "+" if row.gap_pp > 0 else ""
                text = f"{sign}{number(row.gap_pp, lang, 1)}".replace("-", "−")
                _beside(axes, text, max(row.gap_pp, 0), y)
                told.append(
                    f"{say(*MEASURES[row.measure])} {text} {say('percentage points', 'prosentpoeng')}"
                )
            else:
                text = say(*UNPRINTED[row.direction])
                marker = {"higher": ">", "lower": "<", "not_reported": "s"}[row.direction]
                axes.plot(
                    widest * 0.02, y, marker, markerfacecolor="white", markeredgecolor=PLAIN, markersize=9
                )
                axes.annotate(
                    text, (widest * 0.02, y), (11, 0), textcoords="offset points", va="center", style="italic"
                )
                told.append(f"{say(*MEASURES[row.measure])}: {text}")
            positions.append(y)
            labels.append(say(*MEASURES[row.measure]))
            y += 1
        axes.plot([0, 0], [top, y - 0.55], color="#888888", linewidth=0.8)
        told[-len(group)] = f"{', '.join(head)}: {told[-len(group)]}"
        y += 0.5
    axes.spines["left"].set_visible(False)
    axes.set_yticks(positions, labels)
    axes.set_ylim(y - 0.6, -0.6)
    axes.set_xlim(min(rows["gap_pp"].min(), 0), widest * 1.15)
    _bare(axes, "x")
    return _described(chart, "; ".join(told))


CHARTS: tuple[Callable[..., Chart], ...] = (
    *(clusters_counted, clusters_by_level, admissions, life_lines),
    *(appropriations, money_per_cluster, county_scheme, performance_gaps),
)


# --- what the charts share


def _speaker(lang: str) -> Callable[[str, str], str]:
    """A function that chooses between the English and the Norwegian text."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    return lambda en, nb: en if lang == "en" else nb


def _chart(
    title: str,
    subtitle: str,
    rows: list[pd.DataFrame],
    lang: str,
    *,
    size: tuple[float, float] = (8, 4.5),
    left: float = 0.75,
    right: float = 0.3,
) -> tuple[Chart, Axes]:
    """An empty chart of a size in inches with its title, its source line and axes that end `left` and
    `right` inches from its edges. `rows` are the rows drawn: they name the articles."""
    chart = Chart(figsize=size)
    width, height = size
    chart.title, chart.lang, chart.source = title, lang, _source(rows, lang)
    chart.text(0.15 / width, 1 - 0.15 / height, title, va="top", fontsize=15, fontweight="bold")
    chart.text(0.15 / width, 1 - 0.5 / height, subtitle, va="top", color=GREY)
    chart.text(
        0.15 / width, 0.12 / height, chart.source, va="bottom", fontsize=8, color=GREY, linespacing=1.4
    )
    bottom = 0.6 + 0.16 * len(chart.source.splitlines())
    rect = (left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + 1.1) / height)
    axes = chart.add_axes(rect)
    return chart, axes


def _described(chart: Chart, said: str) -> Chart:
    chart.alt = f"{chart.title}. {said}. {chart.source.replace(chr(10), ' ')}"
    return chart


def _source(frames: list[pd.DataFrame], lang: str) -> str:
    """The articles that the rows come from, with their paragraphs, oldest first."""
    say = _speaker(lang)
    cited: dict[str, set[int]] = {}
    for rows in frames:
        for prefix in ("", "from_"):
            if f"{prefix}article_id" in rows:
                pairs = rows[[f"{prefix}article_id", f"{prefix}paragraph"]].dropna()
                for article_id, paragraph in pairs.itertuples(index=False):
                    cited.setdefault(article_id, set()).add(int(paragraph))
    sources = frames[0].attrs["sources"]
    parts = []
    for article_id in sorted(cited, key=lambda article_id: sources[article_id]["date_published"]):
        publisher = sources[article_id]["publisher"].split(";")[0].split(" (")[0]
        parts.append(f"{article_id} ({publisher}), {_paragraphs(cited[article_id], lang)}")
    text = say("Source: ", "Kilde: ") + " · ".join(parts)
    return "\n".join(textwrap.wrap(text, 130))


def _paragraphs(numbers: set[int], lang: str) -> str:
    """`paragraphs 13, 17–19`."""
    ordered = sorted(numbers)
    runs: list[list[int]] = []
    for n in ordered:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return _speaker(lang)("paragraph" + "s" * (len(ordered) > 1), "avsnitt") + f"\u00a0{text}"


def unique(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row for what several paragraphs say alike, in the order of the year."""
    return rows.sort_values(["year", "paragraph"]).drop_duplicates(columns)


def _records(rows: pd.DataFrame) -> list[Any]:
    """The rows as named tuples."""
    return list(rows.itertuples(index=False))


def _years(date: str) -> tuple[float, float]:
    """An ISO date that may be cut as first and last point in time, in years."""
    first, last = (pd.Timestamp(day) for day in printed.bounds(date))
    return tuple(
        d.year + (d.day_of_year - 1 + end) / (366 if d.is_leap_year else 365)
        for d, end in ((first, 0), (last, 1))
    )  # type: ignore[return-value]


def when(date: str, lang: str) -> str:
    """An ISO date that may be cut, as a reader of the language writes it."""
    from babel.dates import format_date

    form = {4: "y", 7: "MMMM y", 10: "long"}[len(date)]
    return format_date(
        pd.Timestamp(printed.bounds(date)[0]).date(), form, locale={"en": "en_GB"}.get(lang, lang)
    )


def _level(level: str, lang: str) -> str:
    return _speaker(lang)(*LEVEL_NAMES.get(level, (level, level)))


def _labels(cluster_names: pd.DataFrame, cluster_ids: pd.Index) -> list[str]:
    """The newest name of each cluster, with an earlier one of its own in brackets."""
    labels = []
    for cluster_id in cluster_ids:
        names = cluster_names[cluster_names["cluster_id"] == cluster_id]
        newest = names.loc[names["reason"].isna(), "name"].iloc[0]
        renamed = names.loc[names["same_cluster_basis"] == "renamed", "name"]
        former = min(renamed, key=len) if len(renamed) else ""
        labels.append(f"{newest} ({former})" if former else newest)
    return labels


def _calendar(axes: Axes, first: float, last: float, margin: float = 0) -> None:
    """Years as stretches of time: a line where one begins, its number in the middle."""
    years = range(math.floor(first), math.ceil(last))
    axes.set_xlim(years[0] - margin, years[-1] + 1 + margin)
    axes.set_xticks([*years, years[-1] + 1], [""] * (len(years) + 1))
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years], minor=True)
    axes.tick_params(axis="x", which="minor", length=0)


def _bare(axes: Axes, values: str) -> None:
    """Values stand at their bars: no axis repeats them."""
    axis, spine = (axes.xaxis, "bottom") if values == "x" else (axes.yaxis, "left")
    axis.set_visible(False)
    axes.spines[spine].set_visible(False)


def _beside(axes: Axes, text: str, x: float, y: float) -> None:
    """A value to the right of its bar."""
    axes.annotate(
        text, (x, y), (6, 0), textcoords="offset points", va="center", fontweight="bold", fontsize=12
    )


def _inside(axes: Axes, x: float, y: float, text: str, background: str) -> None:
    axes.annotate(text, (x, y), ha="center", va="center", color=_contrast(background), fontsize=10)


def _contrast(background: str) -> str:
    """White or black, whichever reads better on a colour."""
    return max(("#ffffff", "#222222"), key=lambda text: contrast(text, background))


def _readable(colour: str) -> str:
    """The colour, darkened until it can be read on white (WCAG 2: a contrast of 4.5)."""
    red, green, blue = to_rgb(colour)
    while contrast(to_hex((red, green, blue)), "#ffffff") < 4.5:
        red, green, blue = red * 0.95, green * 0.95, blue * 0.95
    return to_hex((red, green, blue))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
