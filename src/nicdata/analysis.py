"""What is derived from the tidy tables: moves and stays, money for each cluster, how many applicants were admitted.

Every function takes tables as `nicdata.load` gives them.
"""

from __future__ import annotations

import pandas as pd

from nicdata import schema
from nicdata.frames import Tables

FIGURES = ("amount_printed", "value_printed")  # what a table prints of the figure that sources disagree on


def unique(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row for what several rows say alike, in the order of the year: the one that is `shown`, else (in one
    collection, where that may be in the other) the one of the earliest paragraph."""
    hidden = ~rows["shown"]
    return (
        rows.assign(hidden=hidden)
        .sort_values(["year", "hidden", "paragraph"], kind="stable")
        .drop(columns="hidden")
        .drop_duplicates(columns)
    )


def names_of(tables: Tables) -> list[tuple[str, str]]:
    """List every name and id of every cluster as pairs (name, cluster id)."""
    names = tables["cluster_names"][["name", "cluster_id"]].itertuples(index=False, name=None)
    clusters = tables["clusters"][["cluster_id", "name"]].itertuples(index=False, name=None)
    return [
        *names,
        *(pair for cluster_id, name in clusters for pair in ((cluster_id, cluster_id), (name, cluster_id))),
    ]


def of_programme(rows: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """The rows of Norwegian Innovation Clusters and its forerunners, without other schemes."""
    return rows[rows["scheme"].isin(schemes.loc[schemes["kind"] == "programme", "scheme"])]


def of_articles(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the five articles state."""
    return rows[rows["collection"] == schema.ARTICLE]


def programme_budget(budgets: pd.DataFrame) -> pd.DataFrame:
    """What the programme had, each sum of a year once: of the whole programme and, before 2014, of its forerunners
    (`scope` tells them apart)."""
    own = budgets[
        (budgets["kind"] == "appropriation")
        & budgets["scope"].isin(["programme", "forerunner"]).fillna(False)
    ]
    return unique(own, ["year", "amount_nok"])


def per_cluster(budgets: pd.DataFrame, programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Money a year for one cluster, computed from figures that the five articles print: a year's budget divided by
    the clusters active in it, a cluster's grant divided by its years.

    Columns `year, cluster_id` (empty for the average), `amount_nok, divisor, per_year_nok` (NOK, nominal),
    `budget_id, count_id`."""
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


def moves(level_changes: pd.DataFrame) -> pd.DataFrame:
    """The moves of clusters, each once however many sources tell it, in the order of cluster and level. Extensions are
    left out, they reach no level.

    Columns `level_change_id` (of the row that is shown), `cluster_id`, `from_level` (where any source tells it),
    `to_level`, `level_before` (the level of the cluster's move before this one, where the table has one that is
    surely earlier), `date_earliest` and `date_latest` (what all sources of the move agree on; where they contradict
    each other, the whole span), `kind` (`promotion` if any source calls it one, else `change`, else `admission`),
    `collection` (`article` if any article tells it, else `context`), `dated_by` (`article` where the dates rest on
    articles alone, else `context`), `basis` (`announced` if any source states the move, else `inferred`)."""
    rows = level_changes[level_changes["kind"] != "extension"].sort_values("collection", kind="stable")
    move = rows["same_as"].fillna(rows["level_change_id"])
    found = []
    for (move_id, cluster_id, to_level), told in rows.groupby(
        [move, "cluster_id", "to_level"], observed=True
    ):
        earliest, latest = told["date_earliest"].max(), told["date_latest"].min()
        if earliest > latest:
            earliest, latest = told["date_earliest"].min(), told["date_latest"].max()
        kinds, origins = set(told["kind"]), told["from_level"].dropna()
        kind = next(kind for kind in ("promotion", "change", "admission") if kind in kinds)
        origin = origins.iloc[0] if len(origins) else None
        collections = told["collection"].iloc[[0, -1]]
        basis = "announced" if (told["basis"] == "announced").any() else "inferred"
        found.append(
            (move_id, cluster_id, origin, to_level, None, earliest, latest, kind, *collections, basis)
        )
    columns = "level_change_id cluster_id from_level to_level level_before date_earliest date_latest kind collection"
    table = pd.DataFrame(found, columns=[*columns.split(), "dated_by", "basis"])
    table = table.sort_values(["cluster_id", "date_latest"], kind="stable", ignore_index=True)
    for row in table.itertuples():
        earlier = table[
            (table["cluster_id"] == row.cluster_id) & (table["date_latest"] < row.date_earliest)
        ].sort_values("date_latest")
        if len(earlier):
            table.loc[row.Index, "level_before"] = earlier["to_level"].iloc[-1]
    levels = rows["to_level"].dtype
    kinds_of = dict.fromkeys(("from_level", "to_level", "level_before"), levels)
    texts = ("level_change_id", "cluster_id", "kind", "collection", "dated_by", "basis")
    return table.astype(kinds_of | dict.fromkeys(texts, "str"))


def moved_up(table: pd.DataFrame, level: str) -> tuple[list[str], list[str]]:
    """The clusters whose admission at a level `moves` tells, and those of them with a later move to a higher one.
    The second are a lower bound of those that moved up: not every move is told, and a cluster may have moved under
    another name."""
    arrived = table[table["to_level"] == level].set_index("cluster_id")["date_latest"]
    later = table[(table["to_level"] > level) & table["cluster_id"].isin(arrived.index)]
    later = later[later["date_earliest"] > arrived.loc[later["cluster_id"]].to_numpy()]
    return list(arrived.index), list(dict.fromkeys(later["cluster_id"]))


def stays(table: pd.DataFrame) -> pd.DataFrame:
    """How long clusters were at a level that `moves` tells them to reach and to leave for another. A cluster that
    is there still, or left without a word, is not among them.

    Columns `cluster_id`, `level`, `next_level`, `years_low` and `years_high` (the shortest and the longest time the
    dates of both moves allow, in years), `collection` (`article` where the dates of both moves rest on articles alone)."""
    left = table.dropna(subset="level_before")
    both = left.merge(
        table,
        left_on=["cluster_id", "level_before"],
        right_on=["cluster_id", "to_level"],
        suffixes=("", "_in"),
    )
    own = (both["dated_by"] == schema.ARTICLE) & (both["dated_by_in"] == schema.ARTICLE)
    year = 365.25 * 24 * 60 * 60
    return pd.DataFrame(
        {
            "cluster_id": both["cluster_id"],
            "level": both["to_level_in"],
            "next_level": both["to_level"],
            "years_low": (both["date_earliest"] - both["date_latest_in"]).dt.total_seconds() / year,
            "years_high": (both["date_latest"] - both["date_earliest_in"]).dt.total_seconds() / year,
            "collection": own.map({True: schema.ARTICLE, False: schema.CONTEXT}),
        }
    ).sort_values(["level", "years_low"], ignore_index=True)


def chances(programme_counts: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """Applicants and admitted of each round of the programme, where one year and level (or all levels) has both.
    Sketches and full applications are paired each with the admitted.

    Columns `year`, `level` (empty: all), `stage` (of the applicants), `applicants`, `admitted`, `percent` (admitted of
    the applicants), `collection` (`article` where both counts are an article's, else `context`), `applicants_id`,
    `admitted_id` (`count_id` of both), `note` (of the applicants)."""
    counts = of_programme(programme_counts[programme_counts["shown"]], schemes)
    keys = ["year", "level"]
    columns = [*keys, "stage", "value", "collection", "count_id", "note"]
    applied, admitted = (
        counts[counts["measure"] == measure].reindex(columns=columns).sort_values("year", kind="stable")
        for measure in ("applicants", "clusters_admitted")
    )
    both = applied.merge(admitted, on=keys, suffixes=("_applied", "_admitted"))
    own = (both["collection_applied"] == schema.ARTICLE) & (both["collection_admitted"] == schema.ARTICLE)
    return pd.DataFrame(
        {
            "year": both["year"],
            "level": both["level"],
            "stage": both["stage_applied"],
            "applicants": both["value_applied"],
            "admitted": both["value_admitted"],
            "percent": both["value_admitted"] / both["value_applied"] * 100,
            "collection": own.map({True: schema.ARTICLE, False: schema.CONTEXT}),
            "applicants_id": both["count_id_applied"],
            "admitted_id": both["count_id_admitted"],
            "note": both["note_applied"],
        }
    ).sort_values(["level", "year", "applicants"], na_position="first", ignore_index=True)


def disputed(conflicts: pd.DataFrame, **tables: pd.DataFrame) -> pd.DataFrame:
    """The rows that disagree, side by side, of the tables that are given by their names: `conflict_id`, `year`,
    `printed` (the figure as printed; empty where none is), `shown`, `article_id`, `collection`, `url`, `confidence`,
    `reason` (with the first row of a conflict, for all of it), in the order of `conflicts`."""
    parts = []
    for table, rows in tables.items():
        told = conflicts.loc[conflicts["table"] == table, ["conflict_id", "row_id", "reason"]]
        part = told.merge(rows, left_on="row_id", right_on=schema.id_column(table))
        parts.append(part.rename(columns=dict.fromkeys(FIGURES, "printed")).set_index(told.index))
    columns = "conflict_id year printed shown article_id collection url confidence reason".split()
    found = pd.concat([part.reindex(columns=columns) for part in parts]).sort_index().reset_index(drop=True)
    found["reason"] = found["reason"].mask(found["conflict_id"].duplicated())
    return found
