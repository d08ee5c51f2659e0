"""Fact sheets -> tidy tables: one plain function a table, named after it.

A table is a list of rows, a row a dict of its columns (see `data/tidy/datapackage.json`); missing keys
are empty cells. `_from` in a row holds the entries of the sheets it comes from, each with the place where
it stands; `_article` the source, `_entry` the entry itself. None of them is ever written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Any

from nicdata import schema
from nicdata.sheets import printed
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.sheets.sheet import Raw, cluster_names_in
from nicdata.text import slug
from nicdata.tidy import facts, history
from nicdata.tidy.rows import (
    Row,
    Tables,
    entry_rows,
    figure_of,
    grouped,
    per_year,
    period_end,
    source_columns,
    with_ids,
    year_of,
)


def build(raw: Raw, collection: str = schema.ALL) -> Tables:
    """Build every table, from all sources or from those of one collection.

    Returns them by name as the descriptor orders them, their rows in the order of their ids. Raises ValueError when
    there is no such collection."""
    schema.check_collection(collection)
    if collection != schema.ALL:
        is_context = collection == schema.CONTEXT
        raw = raw._replace(sheets=[sheet for sheet in raw.sheets if sheet.is_context == is_context])
    tables: Tables = {}
    for function in BUILDERS:
        tables[function.__name__] = function(raw, tables)
    return {
        table: sorted(tables[table], key=itemgetter(schema.id_column(table))) for table in schema.resources()
    }


def places(tables: Tables) -> dict[str, list[str]]:
    """Where each row comes from: file, table and number of the entry."""
    return {
        table: [" and ".join(where for where, _ in row["_from"]) for row in rows]
        for table, rows in tables.items()
    }


def articles(raw: Raw, _: Tables) -> list[Row]:
    """The sources, one row a sheet, with the dates worked out."""
    return [
        {
            **sheet.article,
            "year": year_of(sheet.article["date_published"]),
            "_from": [(sheet.file, sheet.header)],
        }
        for sheet in raw.sheets
    ]


def level_definitions(raw: Raw, _: Tables) -> list[Row]:
    """What sources say a level is."""
    return with_ids(
        "level_definitions", entry_rows(raw, "level_definitions"), "level", "article_id", "paragraph"
    )


def levels(raw: Raw, tables: Tables) -> list[Row]:
    """The levels as decided, each with its newest definition: an article's, where one defines it."""
    of_articles = [row for row in tables["level_definitions"] if row["collection"] == schema.ARTICLE]
    newest = history.newest(tables["level_definitions"], "level") | history.newest(of_articles, "level")
    rows = []
    for level in raw.decisions.levels:
        # Some folders define no level: drafts alone, or other pages alone.
        definition = newest[level["level"]][-1] if level["level"] in newest else {"_from": []}
        columns = ("description", "article_id", "paragraph", "url", "collection", "confidence")
        rows.append(
            {
                "level_id": slug(level["level"]),
                **level,
                "year": year_of(level["introduced"]),
                **{column: definition.get(column) for column in columns},
                "_from": [(f"{DECISIONS}: levels", level), *definition["_from"]],
            }
        )
    return rows


def cluster_names(raw: Raw, _: Tables) -> list[Row]:
    """Every name of a cluster that any entry prints. A move that is inferred is one its source does not state, so
    it prints no name."""
    rows: dict[tuple[Any, ...], Row] = {}
    for sheet in raw.sheets:
        for where, _table, entry in sheet.entries():
            for name in cluster_names_in(entry) if entry.get("basis") != "inferred" else ():
                decision = raw.decisions.same_cluster.get(name, {})
                paragraph = entry.get("named_in", entry.get("paragraph"))
                rows.setdefault(
                    (name, sheet.article["article_id"], paragraph),
                    {
                        "cluster_name_id": entry.get("cluster_name_id"),
                        "cluster_id": raw.decisions.cluster_ids[name],
                        "name": name,
                        **source_columns(
                            sheet, {"confidence": entry["confidence"]} if "confidence" in entry else {}
                        ),
                        "paragraph": paragraph,
                        "same_cluster_basis": decision.get("same_cluster_basis", "printed"),
                        "basis_url": decision.get("basis_url"),
                        "reason": decision.get("reason"),
                        "_from": [(where, entry)],
                    },
                )
    return with_ids("cluster_names", rows.values(), "cluster_id", "name", "article_id", "paragraph")


def cluster_levels(raw: Raw, _: Tables) -> list[Row]:
    """Every sighting of a cluster at a level."""
    rows = entry_rows(raw, "cluster_levels")
    return with_ids("cluster_levels", rows, "cluster_id", "level", "article_id", "paragraph", "as_of")


def cluster_traits(raw: Raw, _: Tables) -> list[Row]:
    """Homes and industries of clusters."""
    rows = entry_rows(raw, "cluster_traits")
    return with_ids("cluster_traits", rows, "cluster_id", "trait", "trait_value", "article_id", "paragraph")


def level_changes(raw: Raw, tables: Tables) -> list[Row]:
    """The moves that sources state, and those inferred where two sightings of a cluster in one collection, one after
    the other in time, differ in level and no stated move of that collection explains it. An inferred move happened
    between the first day of the earlier sighting and the last day of the later one."""
    rows: list[Row] = []
    for row in entry_rows(raw, "level_changes"):
        earliest, latest = printed.bounds(row["as_of"])
        rows.append({"basis": "announced", **row, "date_earliest": earliest, "date_latest": latest})
    for collection in schema.COLLECTIONS:
        moves = grouped([row for row in rows if row["collection"] == collection], "cluster_id")
        seen = [row for row in tables["cluster_levels"] if row["collection"] == collection]
        for cluster_id, sightings in grouped(seen, "cluster_id").items():
            rows += _inferred_moves(cluster_id, sightings, moves.get(cluster_id, []))
    for row in rows:
        years = {year_of(row["date_earliest"]), year_of(row["date_latest"])}
        row["year"] = years.pop() if len(years) == 1 else None
    return with_ids("level_changes", rows)


def _inferred_moves(cluster_id: str, sightings: list[Row], moves: list[Row]) -> Iterator[Row]:
    """The moves of one cluster that follow from two of its sightings alone. Sightings whose times overlap do not
    say which came first."""
    in_time = sorted(
        sightings, key=lambda row: (printed.bounds(row["as_of"]), row["article_id"], row["paragraph"] or 0)
    )
    for before, after in pairwise(in_time):
        (earliest, end), (begin, latest) = printed.bounds(before["as_of"]), printed.bounds(after["as_of"])
        if before["level"] == after["level"] or begin <= end:
            continue
        if any(
            move["to_level"] == after["level"]
            and move["date_latest"] >= earliest
            and move["date_earliest"] <= latest
            for move in moves
        ):
            continue
        context = after["collection"] == schema.CONTEXT
        yield {
            # The article rows keep the ids they were published with.
            "level_change_id": "-".join(
                [cluster_id, "by", latest[:4], slug(after["level"]), *[after["article_id"]] * context]
            ),
            "cluster_id": cluster_id,
            "from_level": before["level"],
            "to_level": after["level"],
            "date_earliest": earliest,
            "date_latest": latest,
            "kind": "change",
            "basis": "inferred",
            **{key: after[key] for key in ("article_id", "paragraph", "url", "collection", "_article")},
            **{f"from_{key}": before[key] for key in ("article_id", "paragraph")},
            "confidence": "medium",
            "note": "Two sightings differ; the move itself is told by none of the "
            + ("other pages." if context else "articles."),
            "_from": before["_from"] + after["_from"],
        }


def cluster_exits(raw: Raw, _: Tables) -> list[Row]:
    """Statements that a cluster left the programme, or that its support ended."""
    return with_ids(
        "cluster_exits", entry_rows(raw, "cluster_exits"), "cluster_id", "year", "article_id", "paragraph"
    )


def cluster_mergers(raw: Raw, _: Tables) -> list[Row]:
    """The clusters of each merger, and what each became a part of."""
    rows = [
        {**row, "into_cluster_id": raw.decisions.cluster_ids.get(row.get("into", ""))}
        for row in entry_rows(raw, "cluster_mergers")
    ]
    return with_ids("cluster_mergers", rows, "merger_id", "cluster_id")


def budgets(raw: Raw, _: Tables) -> list[Row]:
    """Sums of public money, with the sum of one year where it follows."""
    programmes = {scheme["scheme"] for scheme in raw.decisions.schemes if scheme["kind"] == "programme"}
    rows = []
    for row in entry_rows(raw, "budgets"):
        if figure := figure_of(row, "amount_printed"):
            row |= {"amount_nok": int(figure.value), "qualifier": figure.qualifier}
            row["amount_low_nok"] = None if figure.low is None else int(figure.low)
        if years := figure_of(row, "period_years_printed"):
            row["period_years"] = int(years.value)
            row["period_end"] = period_end(row["period_start"], row["period_years"])
        row["year"] = year_of(row.get("period_start") or row["as_of"])
        row.setdefault("amount_per", "total")
        row.setdefault("scope", "programme" if row["scheme"] in programmes else None)
        row["per_year_nok"] = per_year(row)
        rows.append(row)
    return with_ids("budgets", rows)


def state_budget_posts(raw: Raw, _: Tables) -> list[Row]:
    """Figures of posts of the state budget."""
    rows = []
    for row in entry_rows(raw, "state_budget_posts"):
        figure = figure_of(row, "amount_printed")
        rows.append(
            {**row, "year": row["_entry"]["year"], "amount_nok": int(figure.value) if figure else None}
        )
    return with_ids("state_budget_posts", rows)


def effect_statistics(raw: Raw, _: Tables) -> list[Row]:
    """Gaps between members and a comparison group, signed: the text tells the direction in words, the figure seldom
    has a sign."""
    rows = []
    for row in entry_rows(raw, "effect_statistics"):
        if figure := figure_of(row, "gap_printed"):
            row["qualifier"] = figure.qualifier
            if figure.unit == "pp":
                row["gap_pp"] = -abs(figure.value) if row["direction"] == "lower" else figure.value
        rows.append(row)
    return with_ids("effect_statistics", rows)


def programme_counts(raw: Raw, tables: Tables) -> list[Row]:
    """Counts of a scheme or level, as printed or counted from the source's list of the same time."""
    listed = grouped([row for row in tables["cluster_levels"] if row["basis"] == "listed"], "article_id")
    rows = []
    for row in entry_rows(raw, "programme_counts"):
        if row["measure"] == "clusters_served":
            row.setdefault("moment", "during_year")
        if figure := figure_of(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            of_its_time = _of_one_time(row["as_of"], listed.get(row["article_id"], []))
            counted = {s["cluster_id"]: s for s in of_its_time if row.get("level") in (None, s["level"])}
            row |= {"value": len(counted), "qualifier": "exact"}
            row["_from"] = row["_from"] + [source for seen in counted.values() for source in seen["_from"]]
        rows.append(row)
    return with_ids("programme_counts", rows)


def _of_one_time(as_of: str, listed: list[Row]) -> list[Row]:
    """The rows of the list that holds for a time: of just that time, else of one that overlaps with it."""
    first, last = printed.bounds(as_of)
    return [row for row in listed if row["as_of"] == as_of] or [
        row
        for row in listed
        if printed.bounds(row["as_of"])[0] <= last and first <= printed.bounds(row["as_of"])[1]
    ]


def participants(raw: Raw, _: Tables) -> list[Row]:
    """Head-counts of clusters, as printed or counted from the names in the entry."""
    rows = []
    for row in entry_rows(raw, "participants"):
        if figure := figure_of(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            names = row["counted"]
            row |= {"value": len(names), "qualifier": "exact", "basis": "counted", "named": "; ".join(names)}
        rows.append(row)
    return with_ids("participants", rows, "cluster_id", "role", "article_id", "paragraph", "as_of")


def projects(raw: Raw, _: Tables) -> list[Row]:
    """Funded projects."""
    return [{**row, "applicant_id": row["cluster_id"]} for row in entry_rows(raw, "projects")]


def project_partners(raw: Raw, tables: Tables) -> list[Row]:
    """The applicant of each project, and its partners."""
    copied = ("project_id", "article_id", "paragraph", "url", "collection", "confidence", "_from", "_entry")
    applicants = [
        {"cluster_id": row["applicant_id"], "role": "applicant", **{key: row.get(key) for key in copied}}
        for row in tables["projects"]
    ]
    partners = [{**row, "role": "partner"} for row in entry_rows(raw, "project_partners")]
    return with_ids("project_partners", [*applicants, *partners], "project_id", "cluster_id")


def programme_roles(raw: Raw, _: Tables) -> list[Row]:
    """Who owns, runs or pays for a scheme, each organisation by one name."""
    rows = [
        {
            **row,
            "organisation": raw.decisions.organisations.get(row["organisation"], row["organisation"]),
            "organisation_printed": row["organisation"],
        }
        for row in entry_rows(raw, "programme_roles")
    ]
    return with_ids("programme_roles", rows, "scheme", "organisation", "role", "article_id")


def schemes(raw: Raw, tables: Tables) -> list[Row]:
    """The schemes that any row names: as decided, and those that only a draft knows."""
    named: dict[str, set[str]] = defaultdict(set)
    for table in ("budgets", "programme_counts", "projects", "programme_roles"):
        for row in tables[table]:
            named[row["scheme"]].add(row["collection"])
    decided = {scheme["scheme"]: scheme for scheme in raw.decisions.schemes}
    return [
        {
            **decided.get(name, {"scheme": name, "kind": "other", "name_nb": name, "name_en": name}),
            "collection": min(collections),
            "_from": [(f"{DECISIONS}: schemes", {})],
        }
        for name, collections in named.items()
    ]


def clusters(raw: Raw, tables: Tables) -> list[Row]:
    """The clusters, rolled up from all that sources say of them."""
    return history.clusters(raw.decisions.clusters, tables)


def cluster_years(_: Raw, tables: Tables) -> list[Row]:
    """The clusters year by year."""
    return history.cluster_years(tables)


def conflicts(raw: Raw, tables: Tables) -> list[Row]:
    """Rows that disagree, side by side. Marks the one row of each fact that is shown in its own table."""
    return facts.resolve(tables, raw.decisions)


# In the order in which they need each other.
BUILDERS: tuple[Callable[[Raw, Tables], list[Row]], ...] = (
    *(articles, level_definitions, levels, cluster_names, cluster_levels, cluster_traits, level_changes),
    *(cluster_exits, cluster_mergers, budgets, state_budget_posts, effect_statistics, programme_counts),
    *(participants, projects, project_partners, programme_roles, schemes, conflicts, clusters, cluster_years),
)
