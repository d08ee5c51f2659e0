"""Derive results from the tidy tables: moves between levels, stays, money per cluster, admission rates.

Every function takes tables with the columns and types that `nicdata.load` returns.
"""

from __future__ import annotations

import pandas as pd

from nicdata import schema
from nicdata.frames import Tables

FIGURES = ("amount_printed", "value_printed")  # the columns with a figure as printed
MOVES = ("promotion", "change", "admission")  # kinds; where sources differ, the first counts


def unique(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return one of the rows that are equal in some columns, ordered by year.

    It is the row that is `shown`, or else the one from the earliest paragraph. (In the rows of one collection
    none may be shown, because the shown row is in the other.)"""
    hidden = ~rows["shown"]
    return (
        rows.assign(hidden=hidden)
        .sort_values(["year", "hidden", "paragraph"], kind="stable")
        .drop(columns="hidden")
        .drop_duplicates(columns)
    )


def names_of(tables: Tables) -> list[tuple[str, str]]:
    """Return all names and ids of all clusters as pairs (name, cluster id)."""
    names = tables["cluster_names"][["name", "cluster_id"]].itertuples(index=False, name=None)
    clusters = tables["clusters"][["cluster_id", "name"]].itertuples(index=False, name=None)
    return [
        *names,
        *(pair for cluster_id, name in clusters for pair in ((cluster_id, cluster_id), (name, cluster_id))),
    ]


def of_programme(rows: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about Norwegian Innovation Clusters and its forerunners.

    Rows about other schemes are left out."""
    return rows[rows["scheme"].isin(schemes.loc[schemes["kind"] == "programme", "scheme"])]


def of_articles(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows from the five articles."""
    return rows[rows["collection"] == schema.ARTICLE]


def programme_budget(budgets: pd.DataFrame) -> pd.DataFrame:
    """Return the appropriations of the programme and, before 2014, of its forerunners.

    `scope` is `programme` or `forerunner`. The rows are ordered by year, with each amount of a year once."""
    appropriations = budgets[
        (budgets["kind"] == "appropriation")
        & budgets["scope"].isin(["programme", "forerunner"]).fillna(False)
    ]
    return unique(appropriations, ["year", "amount_nok"])


def per_cluster(budgets: pd.DataFrame, programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Return the money per cluster and year, computed from figures that the five articles print.

    It is the budget of a year divided by the number of active clusters, or the grant of a cluster divided by
    its number of years.

    Columns: `year`; `cluster_id` (empty for the average of a year); `amount_nok`; `divisor`; `per_year_nok`
    (NOK, nominal); `budget_id`; `count_id`."""
    budgets, programme_counts = of_articles(budgets), of_articles(programme_counts)
    active = unique(programme_counts[programme_counts["measure"] == "clusters_active"], ["year", "value"])
    average = (
        programme_budget(budgets)
        .drop(columns="cluster_id")
        .merge(active[["year", "value", "count_id"]], on="year")
    )
    average = average.assign(cluster_id=None, divisor=average["value"])
    grants = budgets[(budgets["kind"] == "cluster_grant") & budgets["period_years"].notna()]
    rows = pd.concat([average, grants.assign(divisor=grants["period_years"], count_id=None)])
    rows["per_year_nok"] = rows["amount_nok"] / rows["divisor"]
    columns = ["year", "cluster_id", "amount_nok", "divisor", "per_year_nok", "budget_id", "count_id"]
    return rows[columns].reset_index(drop=True)


def narrowed(level_changes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `level_changes` that are shown, each with the dates that all its sources agree on.

    `date_earliest` and `date_latest` are those of every source of the move taken together; where sources contradict
    each other, they stay those of the row."""
    move = level_changes["same_as"].fillna(level_changes["level_change_id"])
    earliest = level_changes.groupby(move)["date_earliest"].max()
    latest = level_changes.groupby(move)["date_latest"].min()
    rows = level_changes[level_changes["shown"]].copy()
    first, last = (rows["level_change_id"].map(dates) for dates in (earliest, latest))
    agree = first <= last
    rows["date_earliest"] = first.where(agree, rows["date_earliest"])
    rows["date_latest"] = last.where(agree, rows["date_latest"])
    return rows


def moves(level_changes: pd.DataFrame) -> pd.DataFrame:
    """Return the moves of clusters to a level, ordered by cluster and time.

    Each move is one row, even if several sources report it. Extensions are not moves.

    Columns: `level_change_id` (of the row that is shown); `cluster_id`; `from_level` (if any source states
    it); `to_level`; `level_before` (the level that the cluster reached with its previous move; empty unless
    that move is certainly earlier); `date_earliest` and `date_latest` (the interval that all sources of the
    move agree on; if they contradict each other, the interval that covers all of them); `kind` (`promotion`
    if any source calls it one, else `change`, else `admission`); `collection` (`article` if any article
    reports it, else `context`); `dated_by` (`article` if the dates come from articles only, else `context`);
    `basis` (`announced` if any source states the move, else `inferred`)."""
    rows = level_changes[level_changes["kind"] != "extension"].sort_values("collection", kind="stable")
    rows = rows.assign(
        level_change_id=rows["same_as"].fillna(rows["level_change_id"]),
        kind=rows["kind"].astype("str").map(MOVES.index),
        announced=rows["basis"] == "announced",
    )
    reports = rows.groupby(["level_change_id", "cluster_id", "to_level"], observed=True)
    table = reports.agg(
        from_level=("from_level", "first"),
        date_earliest=("date_earliest", "max"),
        date_latest=("date_latest", "min"),
        kind=("kind", "min"),
        collection=("collection", "first"),
        dated_by=("collection", "last"),
        basis=("announced", "any"),
    )
    contradict = table["date_earliest"] > table["date_latest"]
    table["date_earliest"] = table["date_earliest"].mask(contradict, reports["date_earliest"].min())
    table["date_latest"] = table["date_latest"].mask(contradict, reports["date_latest"].max())
    table["kind"] = table["kind"].map(dict(enumerate(MOVES)))
    table["basis"] = table["basis"].map({True: "announced", False: "inferred"})
    table = table.reset_index().sort_values(["cluster_id", "date_latest"], kind="stable", ignore_index=True)
    before = []
    reached: dict[str, list[tuple[pd.Timestamp, str]]] = {}
    for cluster_id, level, earliest, latest in zip(
        *(table[name] for name in ("cluster_id", "to_level", "date_earliest", "date_latest")), strict=True
    ):
        past = reached.setdefault(cluster_id, [])
        before.append(next((level for date, level in reversed(past) if date < earliest), None))
        past.append((latest, level))
    table["level_before"] = pd.Series(before, dtype="object")
    levels = rows["to_level"].dtype
    kinds_of = dict.fromkeys(("from_level", "to_level", "level_before"), levels)
    texts = ("level_change_id", "cluster_id", "kind", "collection", "dated_by", "basis")
    columns = "level_change_id cluster_id from_level to_level level_before date_earliest date_latest kind"
    return table[[*columns.split(), "collection", "dated_by", "basis"]].astype(
        kinds_of | dict.fromkeys(texts, "str")
    )


def stays(table: pd.DataFrame) -> pd.DataFrame:
    """Return how long clusters stayed at a level before they moved to another one.

    `table` is the result of `moves`. A cluster that is still at the level, or whose departure no source
    reports, is left out.

    Columns: `cluster_id`; `level`; `next_level`; `years_low` and `years_high` (the shortest and the longest
    stay that the dates of both moves allow, in years); `collection` (`article` if the dates of both moves
    come from articles only, else `context`). Ordered by level and `years_low`."""
    left = table.dropna(subset="level_before")
    both = left.merge(
        table,
        left_on=["cluster_id", "level_before"],
        right_on=["cluster_id", "to_level"],
        suffixes=("", "_in"),
    )
    by_articles = (both["dated_by"] == schema.ARTICLE) & (both["dated_by_in"] == schema.ARTICLE)
    year = 365.25 * 24 * 60 * 60
    return pd.DataFrame(
        {
            "cluster_id": both["cluster_id"],
            "level": both["to_level_in"],
            "next_level": both["to_level"],
            "years_low": (both["date_earliest"] - both["date_latest_in"]).dt.total_seconds() / year,
            "years_high": (both["date_latest"] - both["date_earliest_in"]).dt.total_seconds() / year,
            "collection": by_articles.map({True: schema.ARTICLE, False: schema.CONTEXT}),
        }
    ).sort_values(["level", "years_low"], ignore_index=True)


def chances(programme_counts: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of applicants and of admitted clusters for each year and level that has both.

    A year with counts of sketches and of full applications has a row for each.

    Columns: `year`; `level` (empty for all levels together); `stage` (of the applications); `applicants`;
    `admitted`; `percent` (admitted, in percent of the applicants); `collection` (`article` if both counts are
    from articles, else `context`); `applicants_id` and `admitted_id` (the `count_id` of each count); `note`
    (on the applicants)."""
    counts = of_programme(programme_counts[programme_counts["shown"]], schemes)
    keys = ["year", "level"]
    columns = [*keys, "stage", "value", "collection", "count_id", "note"]
    applied, admitted = (
        counts[counts["measure"] == measure].reindex(columns=columns).sort_values("year", kind="stable")
        for measure in ("applicants", "clusters_admitted")
    )
    both = applied.merge(admitted, on=keys, suffixes=("_applied", "_admitted"))
    by_articles = (both["collection_applied"] == schema.ARTICLE) & (
        both["collection_admitted"] == schema.ARTICLE
    )
    return pd.DataFrame(
        {
            "year": both["year"],
            "level": both["level"],
            "stage": both["stage_applied"],
            "applicants": both["value_applied"],
            "admitted": both["value_admitted"],
            "percent": both["value_admitted"] / both["value_applied"] * 100,
            "collection": by_articles.map({True: schema.ARTICLE, False: schema.CONTEXT}),
            "applicants_id": both["count_id_applied"],
            "admitted_id": both["count_id_admitted"],
            "note": both["note_applied"],
        }
    ).sort_values(["level", "year", "applicants"], na_position="first", ignore_index=True)


def disputed(conflicts: pd.DataFrame, **tables: pd.DataFrame) -> pd.DataFrame:
    """Return the rows on which sources disagree, in the order of `conflicts`.

    Pass the tables by name: `disputed(conflicts, budgets=budgets)`.

    Columns: `conflict_id`; `year`; `printed` (the figure as printed; empty if there is none); `shown`;
    `article_id`; `collection`; `url`; `confidence`; `reason` (only in the first row of each conflict)."""
    parts = []
    for table, rows in tables.items():
        listed = conflicts.loc[conflicts["table"] == table, ["conflict_id", "row_id", "reason"]]
        part = listed.merge(rows, left_on="row_id", right_on=schema.id_column(table))
        parts.append(part.rename(columns=dict.fromkeys(FIGURES, "printed")).set_index(listed.index))
    columns = "conflict_id year printed shown article_id collection url confidence reason".split()
    found = pd.concat([part.reindex(columns=columns) for part in parts]).sort_index().reset_index(drop=True)
    found["reason"] = found["reason"].mask(found["conflict_id"].duplicated())
    return found
