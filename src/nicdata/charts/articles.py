"""What the five articles say -> figures: one function a chart. Draws, saves nothing.

Every function takes tables as `nicdata.load` gives them, under their own names, and `lang` (`en` or `nb`),
and returns a `Chart`: a matplotlib figure that knows its title, its text for those who cannot see it, and
its sources. Rows of other pages are left out. Raises ValueError that names what is missing from a table or
wrong in it, and for an unknown language. Sums are nominal, as printed. What is uncertain is drawn hatched or hollow, and said.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd

from nicdata import schema
from nicdata.analysis import of_programme, per_cluster, programme_budget, unique
from nicdata.charts.drawing import (
    GREY,
    LEVEL_COLOURS,
    PLAIN,
    UNCERTAIN,
    Chart,
    bare,
    beside,
    calendar,
    described,
    draws,
    in_years,
    inside,
    level_name,
    new_chart,
    readable,
    records,
    speaker,
    text_on,
)
from nicdata.charts.words import (
    CHANGES,
    COUNTED,
    FIRST_THREE,
    MEASURES,
    QUALIFIERS,
    UNPRINTED,
    number,
    when,
)


@draws(schema.ARTICLE)
def clusters_counted(programme_counts: pd.DataFrame, *, lang: str = "en") -> Chart:
    """How many clusters the articles count, and what each counts: active at a date, or served in a year."""
    say = speaker(lang)
    counts = unique(
        programme_counts[programme_counts["measure"].isin(list(COUNTED))], ["as_of", "measure", "value"]
    )
    values = set(counts["value"])
    drawn = [(*in_years(row.as_of), row) for row in records(counts)]
    always = number(max(values), lang)
    chart, axes = new_chart(
        say(f"{always} clusters each time", f"{always} klynger hver gang")
        if len(values) == 1
        else say("How many clusters", "Hvor mange klynger"),
        say("Dot: active at the time. Bar: got services during the year.", "Punkt: aktive på tidspunktet. Strek: fikk tjenester i løpet av året."),
        [counts],
        lang,
    )  # fmt: skip
    previous, told = float("-inf"), []
    for first, last, row in drawn:
        middle = (first + last) / 2
        if row.measure == "clusters_served":
            axes.plot([first, last], [row.value, row.value], color=PLAIN, linewidth=7)
        else:
            axes.plot(middle, row.value, "o", color=PLAIN, markersize=12)
        below = middle - previous < 2  # two labels side by side would touch
        text = f"{number(row.value, lang)} {say(*COUNTED[row.measure])}"
        axes.annotate(
            f"{text}\n{when(row.as_of, lang)}", (middle, row.value), (0, -12 if below else 12),
            textcoords="offset points", ha="center", va="top" if below else "bottom",
        )  # fmt: skip
        previous = float("-inf") if below else middle
        told.append(f"{text}, {when(row.as_of, lang)}")
    axes.set_ylim(0, max(values) * 1.5)
    calendar(axes, min(first for first, _, _ in drawn), max(last for _, last, _ in drawn), margin=0.5)
    axes.grid(axis="x")
    bare(axes, "y")
    return described(chart, told)


@draws(schema.ARTICLE)
def clusters_by_level(programme_counts: pd.DataFrame, levels: pd.DataFrame, *, lang: str = "en") -> Chart:
    """The newest list of clusters, counted under the heading of each level."""
    say = speaker(lang)
    listed = programme_counts[programme_counts["measure"] == "clusters_listed"]
    listed = listed[listed["year"] == listed["year"].max()]
    year = int(listed["year"].iloc[0])
    served = programme_counts[
        (programme_counts["measure"] == "clusters_served") & (programme_counts["year"] == year)
    ]
    total = number(listed.loc[listed["level"].isna(), "value"].iloc[0], lang)
    rows = listed[listed["level"].notna()].sort_values("level")
    full = dict(zip(levels["level"], levels[say("name_en", "name_nb")], strict=True))
    chart, axes = new_chart(
        say(f"{total} clusters got services in {year}", f"{total} klynger fikk tjenester i {year}"),
        say(
            "By the heading they stand under in the article", "Etter overskriften de står under i artikkelen"
        ),
        [listed, served],
        lang,
        left=3.3,
    )
    names = [full[level] for level in rows["level"]]
    texts = [number(value, lang) for value in rows["value"]]
    colours = [LEVEL_COLOURS[level] for level in rows["level"]]
    bars = axes.barh(names, rows["value"], color=colours, height=0.7)
    axes.bar_label(bars, texts, padding=5, fontweight="bold", fontsize=12)
    bare(axes, "x")
    axes.set_xlim(0, rows["value"].max() * 1.1)
    return described(chart, [f"{name} {text}" for name, text in zip(names, texts, strict=True)])


@draws(schema.ARTICLE)
def admissions(
    programme_counts: pd.DataFrame, level_changes: pd.DataFrame, schemes: pd.DataFrame, *, lang: str = "en"
) -> Chart:
    """New clusters in each year that an article tells of: those named by level, the rest of the printed
    number, and of how many candidates."""
    say = speaker(lang)
    programme_counts = of_programme(programme_counts, schemes)
    admitted = unique(programme_counts[programme_counts["measure"] == "clusters_admitted"], ["year", "value"])
    applied = programme_counts[programme_counts["measure"] == "applicants"]
    candidates = dict(zip(applied["year"], applied["value"], strict=True))
    printed_numbers = dict(zip(admitted["year"], admitted["value"], strict=True))
    named = level_changes[(level_changes["basis"] == "announced") & (level_changes["kind"] != "extension")]
    chart, axes = new_chart(
        say("New clusters by admission round", "Nye klynger etter opptaksrunde"),
        say(
            "By level where the article names the cluster. Hatched: not named, or number unknown.",
            "Etter nivå der artikkelen navngir klyngen. Skravert: ikke navngitt, eller ukjent antall.",
        ),
        [admitted, applied, named],
        lang,
    )
    told = []
    for year in sorted({*printed_numbers, *named["year"].dropna()}):
        by_level = named.loc[named["year"] == year, "to_level"].value_counts().sort_index()
        x, bottom, parts = year + 0.5, 0, []
        for level, count in by_level[by_level > 0].items():
            colour = LEVEL_COLOURS[str(level)]
            axes.bar(x, count, bottom=bottom, color=colour, width=0.8, edgecolor="white")
            parts.append(f"{number(count, lang)} {level_name(str(level), lang)}")
            inside(axes, parts[-1], x, bottom + count / 2, text_on(colour))
            bottom += count
        if year not in printed_numbers:
            axes.bar(x, 1, bottom=bottom, width=0.8, **UNCERTAIN | {"linestyle": ":"})
            inside(axes, "?", x, bottom + 0.5, "#222222", box=True)
            bottom += 1
            text = say("number\nnot printed", "antall\nikke oppgitt")
        else:
            value = number(printed_numbers[year], lang)
            rest = printed_numbers[year] - bottom
            if rest > 0:
                axes.bar(x, rest, bottom=bottom, width=0.8, **UNCERTAIN)
                parts.append(say(f"{number(rest, lang)} not named", f"{number(rest, lang)} ikke navngitt"))
                inside(
                    axes,
                    parts[-1].replace(" ", "\n", 2).replace("\n", " ", 1),
                    x,
                    bottom + rest / 2,
                    "#222222",
                    box=True,
                )
                bottom += rest
            if year in candidates:
                of = number(candidates[year], lang)
                text = say(f"{value} of {of}\ncandidates", f"{value} av {of}\nkandidater")
            else:
                text = (
                    say(f"{value} new", f"{value} nye")
                    if rest or bottom
                    else say("none:\nno round", "ingen:\nikke opptak")
                )
        axes.annotate(
            text, (x, bottom), (0, 5), textcoords="offset points", ha="center", va="bottom", fontweight="bold"
        )
        told.append(f"{year}: {text}".replace("\n", " ") + (f" ({', '.join(parts)})" if parts else ""))
    years = {*printed_numbers, *named["year"].dropna()}
    calendar(axes, min(years), max(years) + 1)
    bare(axes, "y")
    axes.set_ylim(0, max(printed_numbers.values()) * 1.3)
    return described(chart, told)


@draws(schema.ARTICLE)
def life_lines(
    cluster_levels: pd.DataFrame,
    level_changes: pd.DataFrame,
    cluster_names: pd.DataFrame,
    *,
    lang: str = "en",
) -> Chart:
    """Every cluster seen at a level: when it was seen, announced admissions at their date, inferred moves as
    the interval in which they happened, another name beside the newest."""
    say = speaker(lang)
    spans = [in_years(as_of) for as_of in cluster_levels["as_of"]]
    seen = cluster_levels.assign(first=[s[0] for s in spans], last=[s[1] for s in spans])
    seen = seen.sort_values(["first", "last"]).drop_duplicates(["cluster_id", "level", "first"])
    start, end = math.floor(seen["first"].min()), math.ceil(seen["last"].max())
    groups = seen.groupby("cluster_id", observed=True)
    order = groups.agg(level=("level", "last"), first=("first", "first"), last=("last", "last"))
    order = order.sort_values(["level", "last", "first"], ascending=[False, False, True], kind="stable")
    names = _labels(cluster_names, order.index)
    chart, axes = new_chart(
        say(f"Cluster levels {start}–{end - 1}", f"Klyngenes nivå {start}–{end - 1}"),
        say(
            "Point or bar: seen at a level. Triangle: admission announced. Dotted: same level at both\n"
            "ends, unknown between. Hatched: moved at some time in between. Brackets: another name.",
            "Punkt eller strek: sett på et nivå. Trekant: opptak kunngjort. Prikket: samme nivå i begge\n"
            "ender, ukjent imellom. Skravert: skiftet nivå en gang imellom. Parentes: annet navn.",
        ),
        [cluster_levels, level_changes],
        lang,
        size=(8, 2.2 + 0.235 * len(order)),
        left=3.65,
        right=1.15,
    )
    announced = level_changes[level_changes["basis"] == "announced"]
    admitted = {(row.cluster_id, row.to_level) for row in records(announced)}
    edge: dict[str, Any] = {"markeredgecolor": "#222222", "markeredgewidth": 0.6}
    for y, cluster_id in enumerate(order.index):
        sightings = records(groups.get_group(cluster_id))
        for before, after in pairwise(sightings):
            if before.level == after.level:
                axes.plot([before.last, after.first], [y, y], ":", color="#888888", linewidth=1.4, zorder=1)
            else:
                axes.barh(y, after.last - before.first, left=before.first, height=0.6, zorder=1, **UNCERTAIN)
                text = f"{level_name(before.level, lang)} → {level_name(after.level, lang)}"
                inside(axes, text, (before.first + after.last) / 2, y, "#222222", box=True, fontsize=8.5)
        for number_seen, sighting in enumerate(sightings):
            colour = LEVEL_COLOURS[sighting.level]
            told = number_seen == 0 and (cluster_id, sighting.level) in admitted
            if sighting.last - sighting.first > 0.5:
                axes.barh(
                    y,
                    sighting.last - sighting.first,
                    left=sighting.first,
                    height=0.34,
                    color=colour,
                    edgecolor="#222222",
                    linewidth=0.6,
                )
            else:
                middle = (sighting.first + sighting.last) / 2
                axes.plot(middle, y, "^" if told else "o", color=colour, markersize=9 if told else 7, **edge)
        if order.loc[cluster_id, "last"] < end - 1:
            year = math.floor(order.loc[cluster_id, "last"])
            axes.annotate(
                say(f"last seen {year}", f"sist omtalt {year}"),
                (order.loc[cluster_id, "last"], y),
                (9, 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
                style="italic",
            )
    axes.set_yticks(range(len(order)), names, fontsize=9)
    axes.set_ylim(len(order) - 0.4, -0.6)
    calendar(axes, start, end)
    axes.tick_params(axis="x", which="minor", labeltop=True, labelsize=9.5)
    axes.grid(axis="x")
    axes.spines[["left", "bottom"]].set_visible(False)
    # The level of a group stands once, at its right end, in its colour.
    head: dict[str, Any] = {"va": "center", "annotation_clip": False}
    axes.annotate(say("Last seen as", "Sist sett som"), (end + 0.1, -1.25), color=GREY, fontsize=9, **head)
    levels = list(order["level"])
    for level in dict.fromkeys(levels):
        row = levels.index(level)
        axes.annotate(
            level_name(level, lang),
            (end + 0.1, row),
            fontweight="bold",
            color=readable(LEVEL_COLOURS[level]),
            **head,
        )
        if row:
            axes.axhline(row - 0.5, color="#bbbbbb", linewidth=0.8)
    named = dict(zip(order.index, names, strict=True))
    said = [say(f"{len(order)} clusters", f"{len(order)} klynger")]
    for row in records(level_changes[level_changes["basis"] == "inferred"]):
        years = row.date_earliest.year, row.date_latest.year
        said.append(
            f"{named[row.cluster_id]}: {level_name(row.from_level, lang)} → {level_name(row.to_level, lang)}, "
            + say("between {} and {}", "mellom {} og {}").format(*years)
        )
    return described(chart, said)


@draws(schema.ARTICLE)
def appropriations(budgets: pd.DataFrame, *, lang: str = "en") -> Chart:
    """The programme's budget a year, and changes reported without a figure."""
    say = speaker(lang)
    programme = budgets[budgets["scope"].notna()]
    sums = programme_budget(budgets)
    changes = programme[programme["kind"] == "change"]
    years = [str(year) for year in sums["year"]]
    chart, axes = new_chart(
        say(f"The programme's budget, {' and '.join(years)}", f"Programmets budsjett, {' og '.join(years)}"),
        say(
            "Million kroner, nominal. Years without a bar: not reported.",
            "Mill. kr, nominelt. År uten søyle: ikke omtalt.",
        ),
        [sums, changes],
        lang,
    )
    millions = sums["amount_nok"] / 1_000_000
    bars = axes.bar(sums["year"] + 0.5, millions, width=0.7, color=PLAIN)
    texts = [
        say(*QUALIFIERS[q]) + number(m, lang) + say(" million", " mill. kr")
        for q, m in zip(sums["qualifier"], millions, strict=True)
    ]
    axes.bar_label(bars, texts, padding=4, fontweight="bold", fontsize=12)
    told = [f"{year}: {text}" for year, text in zip(years, texts, strict=True)]
    first, last = int(sums["year"].min()), int(programme["year"].max())
    top = millions.max()
    for row in records(changes):
        word = say(*CHANGES[row.change_direction])
        text = say(
            f"{word} in {row.year} reported,\nno amount printed",
            f"{word} i {row.year} omtalt,\nbeløp ikke oppgitt",
        )
        marker = {"cut": "v", "rise": "^"}[row.change_direction]
        axes.plot(
            last + 1.15, top * 0.85, marker, markerfacecolor="white", markeredgecolor=PLAIN, markersize=11
        )
        axes.annotate(text, (last + 1.15, top * 0.85), (10, 0), textcoords="offset points", va="center")
        told.append(text.replace("\n", " "))
    calendar(axes, first, last + 1)
    axes.set_xlim(first, last + 3.4)
    axes.set_ylim(0, top * 1.15)
    bare(axes, "y")
    return described(chart, told)


@draws(schema.ARTICLE)
def money_per_cluster(
    budgets: pd.DataFrame, programme_counts: pd.DataFrame, clusters: pd.DataFrame, *, lang: str = "en"
) -> Chart:
    """The programme's budget a year divided by its active clusters, beside what one cluster gets a year."""
    say = speaker(lang)
    table = per_cluster(budgets, programme_counts)
    names = dict(zip(clusters["cluster_id"], clusters["name"], strict=True))
    chart, axes = new_chart(
        say("Money per cluster and year", "Penger per klynge og år"),
        say("Million kroner, nominal; computed from printed figures", "Mill. kr, nominelt; regnet ut fra oppgitte tall"),
        [
            budgets[budgets["budget_id"].isin(table["budget_id"])],
            programme_counts[programme_counts["count_id"].isin(table["count_id"])],
        ],
        lang,
        left=3.5,
    )  # fmt: skip
    positions, labels, texts = [], [], []
    for y, row in enumerate(records(table)):
        total, divisor = number(row.amount_nok / 1_000_000, lang), number(row.divisor, lang)
        average = pd.isna(row.cluster_id)
        if average:
            labels.append(
                say(f"Programme budget per active cluster, {row.year}\n{total} million / {divisor}", f"Programbudsjett per aktiv klynge, {row.year}\n{total} mill. kr / {divisor}")
            )  # fmt: skip
        else:
            name = names[row.cluster_id]
            labels.append(
                say(f"Grant to {name} from {row.year}\n{total} million / {divisor} years", f"Tilskudd til {name} fra {row.year}\n{total} mill. kr / {divisor} år")
            )  # fmt: skip
        positions.append(y + 0.5 * (not average))
        value = row.per_year_nok / 1_000_000
        axes.barh(positions[-1], value, color="#9aa5b8" if average else PLAIN, height=0.6)
        texts.append(number(value, lang, 1) + say(" million", " mill. kr"))
        beside(axes, texts[-1], value, positions[-1])
    axes.set_yticks(positions, labels, fontsize=10)
    axes.invert_yaxis()
    axes.set_xlim(0, table["per_year_nok"].max() / 1_000_000 * 1.35)
    bare(axes, "x")
    return described(chart, [f"{label}: {text}" for label, text in zip(labels, texts, strict=True)])


@draws(schema.ARTICLE)
def county_scheme(
    budgets: pd.DataFrame, programme_counts: pd.DataFrame, schemes: pd.DataFrame, *, lang: str = "en"
) -> Chart:
    """A county's own scheme, the newest: what was applied for, what was granted, what has no sum."""
    say = speaker(lang)
    of_counties = schemes[schemes["kind"] == "county"]
    sums = budgets[budgets["scheme"].isin(of_counties["scheme"]) & budgets["amount_nok"].notna()]
    scheme = sums.sort_values("year", kind="stable")["scheme"].iloc[-1]
    name = of_counties.set_index("scheme").loc[scheme, say("name_en", "name_nb")]
    sums = sums[sums["scheme"] == scheme]
    year = int(sums["year"].max())
    sums = sums[sums["year"] == year]
    applied, granted = (sums[sums["kind"] == kind] for kind in ("applied_for", "scheme_grant"))
    counts = programme_counts[(programme_counts["scheme"] == scheme) & (programme_counts["year"] == year)]
    applications = number(counts.loc[counts["measure"] == "applicants", "value"].max(), lang)
    grants = counts[counts["measure"] == "grants_awarded"]
    main, further = (
        number(grants.loc[grants["stage"] == s, "value"].max(), lang) for s in ("main", "further")
    )
    chart, axes = new_chart(
        f"{name}, {year}",
        say("Million kroner, nominal. Hatched: not an exact sum.", "Mill. kr, nominelt. Skravert: ikke et eksakt beløp."),
        [sums, counts],
        lang,
        left=2.3,
        programme=False,
    )  # fmt: skip
    labels = [
        say(f"Applied for:\n{applications} applications", f"Omsøkt:\n{applications} søknader"),
        say(f"Granted:\n{main} main projects", f"Innvilget:\n{main} hovedprosjekter"),
        say(f"Granted:\n{further} further projects", f"Innvilget:\n{further} andre prosjekter"),
    ]
    texts = []
    for y, rows in enumerate((applied, granted)):
        value = rows["amount_nok"].max() / 1_000_000
        exact = (rows["qualifier"] == "exact").all()
        axes.barh(y, value, height=0.6, **({"color": PLAIN} if exact else UNCERTAIN))
        qualified = [
            say(*QUALIFIERS[row.qualifier]) + number(row.amount_nok / 1_000_000, lang)
            for row in records(rows)
        ]
        quoted = dict.fromkeys(qualified if exact else [say(f"“{text}”", f"«{text}»") for text in qualified])
        texts.append(" / ".join(quoted) + say(" million", " mill. kr"))
        beside(axes, texts[-1], value, y)
    texts.append(say("sum not printed", "beløp ikke oppgitt"))
    axes.annotate(texts[-1], (0, 2), (6, 0), textcoords="offset points", va="center", style="italic")
    axes.set_yticks(range(3), labels)
    axes.set_ylim(2.6, -0.6)
    axes.set_xlim(0, sums["amount_nok"].max() / 1_000_000 * 1.35)
    bare(axes, "x")
    return described(chart, [f"{label} – {text}" for label, text in zip(labels, texts, strict=True)])


@draws(schema.ARTICLE)
def performance_gaps(effect_statistics: pd.DataFrame, *, lang: str = "en") -> Chart:
    """Members against their comparison group, measure by measure: printed gaps as bars, the rest as words."""
    say = speaker(lang)
    rows = effect_statistics.assign(size=effect_statistics["gap_pp"].abs())
    rows = rows.sort_values(["year", "size"], ascending=[False, False], na_position="last", kind="stable")
    chart, axes = new_chart(
        say(
            "Member companies compared with other companies",
            "Medlemsbedrifter sammenlignet med andre bedrifter",
        ),
        say(
            "Difference in percentage points; the articles do not say of what base",
            "Forskjell i prosentpoeng; artiklene oppgir ikke av hvilket grunnlag",
        ),
        rows.groupby("article_id", sort=False).pipe(lambda groups: [group for _, group in groups]),
        lang,
        size=(8, 5.1),
        left=2.5,
    )
    chart_rows: list[tuple[float, str]] = []
    told, y = [], 0.0
    widest = max(rows["size"].max(), 1)
    for (year, analyst), group in rows.groupby(["year", "analyst"], sort=False):
        gaps = group[group["gap_pp"].notna()]
        head = [
            f"{analyst} {year}"
            if len(gaps)
            else say(f"{analyst}, as reported in {year}", f"{analyst}, gjengitt i {year}")
        ]
        if len(gaps) and (gaps["window"] == FIRST_THREE).all():
            head.append(
                say("annual average of the first three years", "årlig gjennomsnitt for de tre første årene")
            )
        if len(gaps) and gaps["significant"].fillna(False).all():
            head.append(say("statistically significant", "statistisk signifikant"))
        if not len(gaps):
            head.append(
                say("growth; no test of significance reported", "vekst; ingen signifikanstest omtalt")
            )
        axes.annotate(
            ", ".join(head), (0.15 * 72, y), xycoords=("figure points", "data"), va="center", color=GREY
        )
        y += 0.95
        top = y - 0.45
        said = []
        for row in records(group):
            measure = say(*MEASURES[row.measure])
            if pd.notna(row.gap_pp):
                significant = pd.notna(row.significant) and bool(row.significant)
                axes.barh(y, row.gap_pp, height=0.62, **({"color": PLAIN} if significant else UNCERTAIN))
                sign = "+" if row.gap_pp > 0 else ""
                text = f"{sign}{number(row.gap_pp, lang, 1)}".replace("-", "−")
                beside(axes, text, max(row.gap_pp, 0), y)
                text += say(" percentage points", " prosentpoeng")
            else:
                text = say(*UNPRINTED[row.direction])
                marker = {"higher": ">", "lower": "<", "not_reported": "s"}[row.direction]
                hollow: dict[str, Any] = {
                    "markerfacecolor": "white",
                    "markeredgecolor": PLAIN,
                    "markersize": 9,
                }
                axes.plot(widest * 0.02, y, marker, **hollow)
                axes.annotate(
                    text, (widest * 0.02, y), (11, 0), textcoords="offset points", va="center", style="italic"
                )
            said.append(f"{measure} {text}")
            chart_rows.append((y, measure))
            y += 1
        axes.plot([0, 0], [top, y - 0.55], color="#888888", linewidth=0.8)
        told.append(f"{', '.join(head)}: {', '.join(said)}")
        y += 0.5
    axes.spines["left"].set_visible(False)
    axes.set_yticks([place for place, _ in chart_rows], [label for _, label in chart_rows])
    axes.set_ylim(y - 0.6, -0.6)
    axes.set_xlim(min(rows["gap_pp"].min(), 0), widest * 1.15)
    bare(axes, "x")
    return described(chart, told)


CHARTS: tuple[Callable[..., Chart], ...] = (
    *(clusters_counted, clusters_by_level, admissions, life_lines),
    *(appropriations, money_per_cluster, county_scheme, performance_gaps),
)


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
