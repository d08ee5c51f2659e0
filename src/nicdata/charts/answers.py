"""Tables -> what a notebook says beside its charts: rows to read, and the sentences it ends with, in which
every figure is computed: from the rows of the five articles, only `whole_programme` from all."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from nicdata.analysis import (
    chances,
    moved_up,
    moves,
    of_articles,
    of_programme,
    per_cluster,
    programme_budget,
    stays,
    unique,
)
from nicdata.charts.words import CHANGES, COUNTED, MEASURES, QUALIFIERS, number, when
from nicdata.reference import real

ROUNDED = -5  # a sum in other prices is shown to the hundred thousand: the index has one decimal


class Answer(str):
    """Text that a notebook sets as Markdown."""

    def _repr_markdown_(self) -> str:
        return str(self)


class Table:
    """Rows as a reader wants them: no row numbers, nothing cut off, empty where there is no value."""

    def __init__(self, rows: pd.DataFrame) -> None:
        shown = rows.astype(object).where(rows.notna(), "")
        for column in rows.select_dtypes("number").columns:
            if "_nok" in column:  # sums need their thousands apart; years and paragraphs do not
                exact = not re.search(r"_nok_\d+$", column)
                shown[column] = [
                    number(value if exact else round(value, ROUNDED), "en") if value != "" else ""
                    for value in shown[column]
                ]
        self.rows = shown

    def __repr__(self) -> str:
        return self.rows.to_string(index=False)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self.rows.to_html(index=False, border=0, justify="left")


def table(rows: pd.DataFrame, *columns: str) -> Table:
    """Some columns of a table, days without their hours."""
    shown = rows[list(columns)].copy() if columns else rows.reset_index()
    for column in shown.select_dtypes("datetime").columns:
        shown[column] = shown[column].dt.strftime("%Y-%m-%d")
    return Table(shown)


def programme_growth(
    programme_counts: pd.DataFrame, level_changes: pd.DataFrame, schemes: pd.DataFrame
) -> Answer:
    """How many clusters, which rounds, how many moves: what the articles say."""
    programme_counts, level_changes = of_articles(programme_counts), of_articles(level_changes)
    counts = unique(of_programme(programme_counts, schemes), ["as_of", "measure", "value", "level"])
    said = [
        f"**{value}** {COUNTED[measure][0]} ({when(as_of, 'en')})"
        for value, measure, as_of in _rows(
            counts[counts["measure"].isin(list(COUNTED))], "value", "measure", "as_of"
        )
    ]
    applied = dict(_rows(counts[counts["measure"] == "applicants"], "year", "value"))
    admitted = dict(_rows(counts[counts["measure"] == "clusters_admitted"], "year", "value"))
    rounds = [
        f"**{value or 'none'}** in {year}" + (f" (of {applied[year]} candidates)" if year in applied else "")
        for year, value in admitted.items()
    ]
    announced = level_changes[level_changes["basis"] == "announced"]
    named = announced["year"].value_counts().sort_index()
    untold = [str(year) for year in named.index if year not in admitted]
    without = f"; for {_and(untold)} the total is not printed" if untold else ""
    inferred = (level_changes["basis"] == "inferred").sum()
    return Answer(
        f"Clusters, as the articles count them: {_and(said)}. New clusters: {_and(rounds)}{without}. The articles name **{len(announced)}** of the new ones: "
        f"{_and([f'{n} in {year}' for year, n in named.items()])}. A further **{inferred}** moves between levels "
        "follow from comparing two articles."
    )


def budget_trends(budgets: pd.DataFrame, programme_counts: pd.DataFrame, schemes: pd.DataFrame) -> Answer:
    """How the programme's money changed, in all and for one cluster: what the articles say, and the change in the
    prices of one year."""
    budgets, programme_counts = of_articles(budgets), of_articles(programme_counts)
    sums = programme_budget(budgets)
    (first_year, first), *_, (last_year, last) = _rows(sums, "year", "amount_nok")
    at_one_price = real(sums, int(last_year))[f"amount_nok_{last_year}"]
    each = per_cluster(budgets, programme_counts)
    average = {
        year: value for year, value, one in _rows(each, "year", "per_year_nok", "cluster_id") if pd.isna(one)
    }
    single = each.loc[each["cluster_id"].notna(), "per_year_nok"]
    changes = [
        f"One article reports a {CHANGES[direction][0]} in {year}, with no amount; whether the {_millions(last)} million "
        "is before or after it is not said."
        for year, direction in _rows(budgets[budgets["kind"] == "change"], "year", "change_direction")
    ]
    of_counties = schemes[schemes["kind"] == "county"].set_index("scheme")["name_en"]
    county = budgets[budgets["scheme"].isin(of_counties.index)]
    county = county[county["year"] == county["year"].max()]
    giver = of_counties[county["scheme"].iloc[0]]
    applied = county.loc[county["kind"] == "applied_for", "amount_nok"].max()
    granted = [
        f"“{QUALIFIERS[q][0]}{_millions(a)}”"
        for q, a in _rows(county[county["kind"] == "scheme_grant"], "qualifier", "amount_nok")
    ]
    grants = programme_counts[programme_counts["measure"] == "grants_awarded"]
    further = grants.loc[grants["stage"] == "further", "value"].max()
    return Answer(
        f"The programme's budget was **{_millions(first)}** million kroner for {first_year} and "
        f"**{_millions(last)}** million for {last_year}, {number((last / first - 1) * 100, 'en')} per cent more in "
        f"nominal kroner and {number((at_one_price.iloc[-1] / at_one_price.iloc[0] - 1) * 100, 'en')} per cent more by the "
        f"consumer price index. {' '.join(changes)} For each active cluster that is {_millions(average[first_year], 1)} and "
        f"{_millions(average[last_year], 1)} million; the one grant that is printed comes to "
        f"{_and([_millions(value, 1) for value in single])} million a year. {giver} received applications for "
        f"{_millions(applied)} million and granted its main projects {' or '.join(granted)} million (the article says "
        f"both); {further} more projects got grants whose sum is not printed."
    )


def performance_gaps(effect_statistics: pd.DataFrame) -> Answer:
    """By how much members do better, and what is not told: what the articles say."""
    effect_statistics = of_articles(effect_statistics)
    gaps = effect_statistics[effect_statistics["gap_pp"].notna()].sort_values("gap_pp", ascending=False)
    said = [
        f"**{number(gap, 'en', 1)}** in {MEASURES[measure][0].lower()}"
        for measure, gap in _rows(gaps, "measure", "gap_pp")
    ]
    missing = [
        MEASURES[m][0]
        for m in effect_statistics.loc[effect_statistics["direction"] == "not_reported", "measure"]
    ]
    claimed = effect_statistics[
        effect_statistics["gap_pp"].isna() & (effect_statistics["direction"] == "higher")
    ]
    return Answer(
        f"In percentage points, member companies are ahead of their control group by {_and(said)}, as an annual "
        f"average of their first three years. {_and(missing)} was measured and no result is printed. An earlier "
        f"analysis by {_and(sorted(set(claimed['analyst'])))} is reported to show higher growth in "
        f"{_and([MEASURES[m][0].lower() for m in claimed['measure']])}, without figures."
    )


def whole_programme(
    programme_counts: pd.DataFrame,
    level_changes: pd.DataFrame,
    budgets: pd.DataFrame,
    schemes: pd.DataFrame,
    base: int = 2021,
) -> Answer:
    """How the programme grew, how many moved up and how soon, what it had in real terms; from all
    sources. Where figures differ it follows those that are `shown`."""
    told = moves(level_changes)
    admitted, up = moved_up(told, "Arena")
    ended = stays(told)
    ended = ended[ended["level"] == "Arena"]
    reached = told["to_level"].value_counts()
    rounds = chances(programme_counts, schemes)
    rounds = rounds[rounds["level"].isna()].sort_values("applicants").drop_duplicates("year")
    (low_year, low), (high_year, high) = (
        next(iter(_rows(part, "year", "percent")))
        for part in (rounds.sort_values("percent"), rounds.sort_values("percent", ascending=False))
    )
    sums = real(programme_budget(budgets[budgets["shown"]]), base)
    whole = sums[sums["scope"] == "programme"]
    peak_year, peak, peak_source = max(
        _rows(whole, "year", f"amount_nok_{base}", "article_id"), key=lambda row: float(row[1])
    )
    first_year = whole["year"].min()
    first, first_source = whole.loc[whole["year"] == first_year, [f"amount_nok_{base}", "article_id"]].iloc[0]
    return Answer(
        f"The articles and the other pages tell of **{reached['NCE']}** clusters that reached NCE, **{reached['GCE']}** GCE, "
        f"**{reached['Arena Pro']}** Arena Pro and **{reached['Mature']}** the mature level. Of **{len(admitted)}** "
        f"clusters whose admission at Arena is told, at least **{len(up)}** moved up, after {number(ended['years_low'].min(), 'en', 1)} to "
        f"{number(ended['years_high'].max(), 'en', 1)} years. Between {number(low, 'en')} per cent ({low_year}) and "
        f"{number(high, 'en')} per cent ({high_year}) of a round's applicants were admitted; where sketches and applications are both "
        f"counted, of the applications. In {base} prices the programme had {_millions(first)} million kroner in "
        f"{first_year} ({first_source}) and, the most that is known, **{_millions(peak)}** million in {peak_year} "
        f"({peak_source})."
    )


def _rows(frame: pd.DataFrame, *columns: str) -> list[Any]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def _millions(kroner: float, decimals: int = 0) -> str:
    return number(kroner / 1_000_000, "en", decimals)


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
