"""What follows from all that sources say of a cluster: where it is, its latest level, its years in the programme."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any, NamedTuple

from nicdata import reference
from nicdata.sheets import printed
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.tidy.rows import Row, Tables

BASES = ("money", "left", "mentioned", "listed", "announced")  # what tells most of a level comes last


class Statement(NamedTuple):
    """One source's word that a cluster was in the programme, in the order of time.

    `day` is the last day on which an announced move can have happened, and the first day for which a sighting
    holds: so a move comes after what a source says of the whole year. `weight` is how much it tells of the level,
    `level` is empty where it tells none."""

    day: str
    weight: int
    rank: int
    level: str
    row_id: str
    collection: str

    @property
    def year(self) -> int:
        return int(self.day[:4])


def statements(tables: Tables) -> dict[str, list[Statement]]:
    """By cluster, every statement that it was in the programme, in the order of time: sightings at a level, stated
    moves with the level they left and the one they reached, and the programme's money."""
    rank = {row["level"]: int(row["rank"]) for row in tables["levels"]}
    found: dict[str, list[Statement]] = defaultdict(list)

    def say(row: Row, day: str, basis: str, level: str, row_id: str) -> None:
        said = Statement(day, BASES.index(basis), rank.get(level, 0), level, row_id, row["collection"])
        found[row["cluster_id"]].append(said)

    for row in tables["cluster_levels"]:
        day = printed.bounds(row["as_of"])[row["basis"] == "announced"]
        say(row, day, row["basis"], row["level"], row["cluster_level_id"])
    for row in tables["level_changes"]:
        if row["basis"] == "announced":
            say(row, row["date_latest"], "announced", row["to_level"], row["level_change_id"])
            if row.get("from_level"):
                say(row, row["date_latest"], "left", row["from_level"], row["level_change_id"])
    for row in tables["budgets"]:
        if row["kind"] == "cluster_grant" and row.get("scope") and row.get("cluster_id"):
            say(row, f"{row['year']}-01-01", "money", "", row["budget_id"])
    return {cluster_id: sorted(said) for cluster_id, said in found.items()}


def clusters(names: dict[str, str], tables: Tables) -> list[Row]:
    """One row a cluster that any row names. `names` is the name of each by its id."""
    rows: dict[str, Row] = {}
    for table in ("cluster_names", "level_changes"):
        for row in tables[table]:
            cluster = rows.setdefault(row["cluster_id"], {"collection": row["collection"], "_from": []})
            cluster["collection"] = min(cluster["collection"], row["collection"])  # `article` if any is
    for trait in ("sector", "place", "region"):
        of_trait = [row for row in tables["cluster_traits"] if row["trait"] == trait]
        for cluster_id, traits in newest(of_trait, "cluster_id").items():
            # Several regions of one cluster in one source: all of them.
            rows[cluster_id][trait] = "; ".join(dict.fromkeys(row["trait_value"] for row in traits))
            rows[cluster_id]["_from"] += [source for row in traits for source in row["_from"]]
    said, counties = statements(tables), reference.counties()
    entries = {
        row[f"{table[:-1]}_id"]: row["_from"]
        for table in ("cluster_levels", "level_changes")
        for row in tables[table]
    }
    for cluster_id, row in rows.items():
        row |= {"cluster_id": cluster_id, "name": names[cluster_id]}
        if of_cluster := said.get(cluster_id):
            row |= {"first_seen": of_cluster[0].year, "last_seen": of_cluster[-1].year}
        if levelled := [statement for statement in said.get(cluster_id, ()) if statement.level]:
            row |= {"latest_level": levelled[-1].level, "latest_level_year": levelled[-1].year}
            row["_from"] += entries[levelled[-1].row_id]
        homes = [*row.get("place", "").split("; "), *row.get("region", "").split("; ")]
        row["county"], row["county_code"] = next((counties[h] for h in homes if h in counties), (None, None))
        row["_from"] = [(f"{DECISIONS}: clusters", {}), *row["_from"]]
    for row in sorted(tables["cluster_exits"], key=lambda row: row["as_of"]):
        is_back = any(s.day > printed.bounds(row["as_of"])[1] for s in said.get(row["cluster_id"], ()))
        rows[row["cluster_id"]]["left_year"] = None if is_back else row["year"]
    for row in sorted(tables["cluster_mergers"], key=lambda row: row["as_of"]):
        if row["into_cluster_id"] not in (None, row["cluster_id"]):
            rows[row["cluster_id"]]["merged_into"] = row["into_cluster_id"]
    return list(rows.values())


def cluster_years(tables: Tables) -> list[Row]:
    """One row a cluster and year, from the first year in which a source puts it in the programme to the last; not
    the years between an exit and the next statement."""
    exits: dict[str, list[int]] = defaultdict(list)
    for row in tables["cluster_exits"]:
        exits[row["cluster_id"]].append(row["year"])
    rows = []
    for cluster_id, said in statements(tables).items():
        levelled = [statement for statement in said if statement.level]
        years = {statement.year for statement in said}
        for before, after in pairwise(sorted(years)):
            end = min((year for year in exits[cluster_id] if before <= year < after), default=after)
            years |= set(range(before, end + 1))
        for year in sorted(years):
            own = [statement for statement in said if statement.year == year]
            if own and own[-1].level:  # in time, the last of the year
                level, basis = own[-1].level, "stated"
                own = [statement for statement in own if statement.level == level]
            else:
                sides = [s for s in levelled if s.year < year][-1:] + [s for s in levelled if s.year > year][
                    :1
                ]
                same = len(sides) == 2 and sides[0].level == sides[1].level
                level, basis = (sides[0].level, "between") if same else ("", "unknown")
                own = sides if same else own or sides or said
            rows.append(
                {
                    "cluster_year_id": f"{cluster_id}-year-{year}",
                    "collection": min(statement.collection for statement in own),  # `article` if any is
                    "cluster_id": cluster_id,
                    "year": year,
                    "level": level or None,
                    "basis": basis,
                    "sources": "; ".join(sorted({statement.row_id for statement in own})),
                    "_from": [],
                }
            )
    return rows


def newest(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """For each value of a column its rows of the source that speaks of the latest time, in the order of their
    paragraphs."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    found = {}
    for value, group in groups.items():
        last = max(group, key=lambda row: (printed.bounds(row["as_of"])[1], row["_article"]["date_latest"]))
        own = [row for row in group if row["article_id"] == last["article_id"]]
        found[value] = sorted(own, key=lambda row: row["paragraph"] or 0)
    return found
