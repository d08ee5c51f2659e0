"""Derive the tables `clusters` and `cluster_years` from everything that sources say about a cluster."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any, NamedTuple

from nicdata import reference
from nicdata.sheets import printed
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.tidy.rows import Row, Tables

BASES = ("money", "left", "mentioned", "listed", "announced")  # the strongest evidence of a level is last


class Statement(NamedTuple):
    """A statement of a source that a cluster was in the programme. Statements sort by time.

    `day` is the last possible day of an announced move and the first day of the time of any other statement,
    so that a move sorts after a statement about its year. `weight` is the position of the evidence in BASES;
    `rank` is the rank of the level; `level` is empty if the statement does not say."""

    day: str
    weight: int
    rank: int
    level: str
    row_id: str
    collection: str

    @property
    def year(self) -> int:
        """The year of `day`."""
        return int(self.day[:4])


def statements(tables: Tables) -> dict[str, list[Statement]]:
    """Return the statements that a cluster was in the programme: cluster id -> statements by time.

    They are mentions, announced moves (for the level left and the level reached), and money of the
    programme."""
    rank = {row["level"]: int(row["rank"]) for row in tables["levels"]}
    found: dict[str, list[Statement]] = defaultdict(list)

    def add(row: Row, day: str, basis: str, level: str, row_id: str) -> None:
        weight = BASES.index(basis)
        statement = Statement(day, weight, rank.get(level, 0), level, row_id, row["collection"])
        found[row["cluster_id"]].append(statement)

    for row in tables["cluster_levels"]:
        day = printed.bounds(row["as_of"])[row["basis"] == "announced"]
        add(row, day, row["basis"], row["level"] or "", row["cluster_level_id"])
    for row in tables["level_changes"]:
        if row["basis"] == "announced":
            add(row, row["date_latest"], "announced", row["to_level"], row["level_change_id"])
            if row.get("from_level"):
                add(row, row["date_latest"], "left", row["from_level"], row["level_change_id"])
    for row in tables["budgets"]:
        if row["kind"] == "cluster_grant" and row.get("scope") and row.get("cluster_id"):
            add(row, f"{row['year']}-01-01", "money", "", row["budget_id"])
    return {cluster_id: sorted(of_cluster) for cluster_id, of_cluster in found.items()}


def clusters(names: dict[str, str], tables: Tables) -> list[Row]:
    """Return one row for each cluster that any other table names.

    `names` has the name of each cluster by its id.

    Columns include the newest sector, place and region, today's counties (of the places, or else of the
    regions), the latest level and its year, the first and last year in the programme, the year it left (empty
    if a later source mentions it again), and the cluster it merged into."""
    rows: dict[str, Row] = {}
    for table in ("cluster_names", "level_changes"):
        for row in tables[table]:
            cluster = rows.setdefault(row["cluster_id"], {"collection": row["collection"], "_from": []})
            cluster["collection"] = min(cluster["collection"], row["collection"])  # `article` if any is
    for trait in ("sector", "place", "region"):
        of_trait = [row for row in tables["cluster_traits"] if row["trait"] == trait]
        for cluster_id, traits in newest(of_trait, "cluster_id").items():
            # A source may name several regions: keep all of them.
            rows[cluster_id][trait] = "; ".join(dict.fromkeys(row["trait_value"] for row in traits))
            rows[cluster_id]["_from"] += [source for row in traits for source in row["_from"]]
    by_cluster, counties = statements(tables), reference.counties()
    entries = {
        row[f"{table[:-1]}_id"]: row["_from"]
        for table in ("cluster_levels", "level_changes")
        for row in tables[table]
    }
    for cluster_id, row in rows.items():
        row |= {"cluster_id": cluster_id, "name": names[cluster_id]}
        if of_cluster := by_cluster.get(cluster_id):
            row |= {"first_seen": of_cluster[0].year, "last_seen": of_cluster[-1].year}
        if with_level := [statement for statement in by_cluster.get(cluster_id, ()) if statement.level]:
            row |= {"latest_level": with_level[-1].level, "latest_level_year": with_level[-1].year}
            row["_from"] += entries[with_level[-1].row_id]
        for homes in (row.get("place", ""), row.get("region", "")):
            found = dict.fromkeys(counties[home] for home in homes.split("; ") if home in counties)
            if found and "county" not in row:
                row["county"], row["county_code"] = map("; ".join, zip(*found, strict=True))
        row["_from"] = [(f"{DECISIONS}: clusters", {}), *row["_from"]]
    for row in sorted(tables["cluster_exits"], key=lambda row: row["as_of"]):
        last_day = printed.bounds(row["as_of"])[1]
        is_back = any(statement.day > last_day for statement in by_cluster.get(row["cluster_id"], ()))
        rows[row["cluster_id"]]["left_year"] = None if is_back else row["year"]
    for row in sorted(tables["cluster_mergers"], key=lambda row: row["as_of"]):
        if row["into_cluster_id"] not in (None, row["cluster_id"]):
            rows[row["cluster_id"]]["merged_into"] = row["into_cluster_id"]
    return list(rows.values())


def cluster_years(tables: Tables) -> list[Row]:
    """Return one row per cluster and year in the programme.

    The years go from the first to the last for which a source states that the cluster was in the programme,
    without those between an exit and the next such statement.

    `basis` says how the level is known: `stated` (by a source, for this year), `between` (the same level is
    stated before and after), `unknown`."""
    exits: dict[str, list[int]] = defaultdict(list)
    for row in tables["cluster_exits"]:
        exits[row["cluster_id"]].append(row["year"])
    rows = []
    for cluster_id, of_cluster in statements(tables).items():
        with_level = [statement for statement in of_cluster if statement.level]
        years = {statement.year for statement in of_cluster}
        for before, after in pairwise(sorted(years)):
            end = min((year for year in exits[cluster_id] if before <= year < after), default=after)
            years |= set(range(before, end + 1))
        for year in sorted(years):
            used = [statement for statement in of_cluster if statement.year == year]
            if stated := [statement.level for statement in used if statement.level]:
                level, basis = stated[-1], "stated"  # the last one of the year
                used = [statement for statement in used if statement.level == level]
            else:
                before_it = [statement for statement in with_level if statement.year < year]
                after_it = [statement for statement in with_level if statement.year > year]
                sides = before_it[-1:] + after_it[:1]
                is_between = len(sides) == 2 and sides[0].level == sides[1].level
                level, basis = (sides[0].level, "between") if is_between else ("", "unknown")
                used = sides if is_between else used or sides or of_cluster
            rows.append(
                {
                    "cluster_year_id": f"{cluster_id}-year-{year}",
                    "collection": min(statement.collection for statement in used),  # `article` if any is
                    "cluster_id": cluster_id,
                    "year": year,
                    "level": level or None,
                    "basis": basis,
                    "sources": "; ".join(sorted({statement.row_id for statement in used})),
                    "_from": [],
                }
            )
    return rows


def newest(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """Return the rows of the newest source by the value of a column, ordered by paragraph.

    The newest source is the one with the latest `as_of`."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    found = {}
    for value, group in groups.items():
        last = max(group, key=lambda row: (printed.bounds(row["as_of"])[1], row["_article"]["date_latest"]))
        of_source = [row for row in group if row["article_id"] == last["article_id"]]
        found[value] = sorted(of_source, key=lambda row: row["paragraph"] or 0)
    return found
