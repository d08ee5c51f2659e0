"""Build the tidy tables from fact sheets. Each table has one function, with the name of the table.

A table is a list of rows. A row is a dict of its columns (see `data/tidy/datapackage.json`); a missing key is
an empty cell. Three further keys are not written to files: `_from` has the entries that a row comes from,
each with its place in the sheets; `_article` has the header of the source; `_entry` has the entry itself.
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
    """Build all tables from all sources, or from those of one collection.

    Returns the tables by name, in the order of the descriptor, with rows ordered by id. Raises ValueError
    when there is no such collection."""
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
    """Return where the rows of each table come from, for messages.

    The texts have the file, table and number of the entries."""
    return {
        table: [" and ".join(where for where, _ in row["_from"]) for row in rows]
        for table, rows in tables.items()
    }


def articles(raw: Raw, _: Tables) -> list[Row]:
    """Return one row per sheet: its source, with its dates and year."""
    return [
        {
            **sheet.article,
            "year": year_of(sheet.article["date_published"]),
            "_from": [(sheet.file, sheet.header)],
        }
        for sheet in raw.sheets
    ]


def level_definitions(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each description of a level in a source."""
    return with_ids(
        "level_definitions", entry_rows(raw, "level_definitions"), "level", "article_id", "paragraph"
    )


def levels(raw: Raw, tables: Tables) -> list[Row]:
    """Return the levels of the decisions, each with its newest description.

    The description is from an article if any has one, or else from another page."""
    of_articles = [row for row in tables["level_definitions"] if row["collection"] == schema.ARTICLE]
    newest = history.newest(tables["level_definitions"], "level") | history.newest(of_articles, "level")
    rows = []
    for level in raw.decisions.levels:
        # A folder with only drafts or only other pages may have no description of a level.
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
    """Return one row for each cluster name, source and paragraph that an entry names.

    Inferred moves are left out, because their sources do not state them."""
    rows: dict[tuple[Any, ...], Row] = {}
    for sheet in raw.sheets:
        for where, _table, entry in sheet.entries():
            for name in cluster_names_in(entry) if entry.get("basis") != "inferred" else ():
                paragraph = entry.get("named_in", entry.get("paragraph"))
                key = (name, sheet.article["article_id"], paragraph)
                if key in rows:
                    continue
                stated = {"confidence": entry["confidence"]} if "confidence" in entry else {}
                decision = raw.decisions.same_cluster.get(name, {"same_cluster_basis": "printed"})
                columns = ("same_cluster_basis", "basis_url", "reason")
                rows[key] = {
                    "cluster_name_id": entry.get("cluster_name_id"),
                    "cluster_id": raw.decisions.cluster_ids[name],
                    "name": name,
                    **source_columns(sheet, stated),
                    "paragraph": paragraph,
                    **{column: decision[column] for column in columns if column in decision},
                    "_from": [(where, entry)],
                }
    return with_ids("cluster_names", rows.values(), "cluster_id", "name", "article_id", "paragraph")


def cluster_levels(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each statement that a cluster was in the programme at some time.

    `level` is empty if the source does not state it."""
    rows = [{"level": None, **row} for row in entry_rows(raw, "cluster_levels")]
    return with_ids("cluster_levels", rows, "cluster_id", "level", "article_id", "paragraph", "as_of")


def cluster_traits(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each statement of a cluster's sector, place or region."""
    rows = entry_rows(raw, "cluster_traits")
    return with_ids("cluster_traits", rows, "cluster_id", "trait", "trait_value", "article_id", "paragraph")


def level_changes(raw: Raw, tables: Tables) -> list[Row]:
    """Return the moves of clusters between levels, both announced and inferred ones.

    A move is inferred if two consecutive mentions of a cluster in one collection differ in level, and no
    announced move of that collection explains the difference. It happened between the first day of the
    earlier mention and the last day of the later one. `year` is empty if the interval covers more than one
    year."""
    rows: list[Row] = []
    for row in entry_rows(raw, "level_changes"):
        earliest, latest = printed.bounds(row["as_of"])
        rows.append({"basis": "announced", **row, "date_earliest": earliest, "date_latest": latest})
    for collection in schema.COLLECTIONS:
        moves = grouped([row for row in rows if row["collection"] == collection], "cluster_id")
        mentions = [
            row for row in tables["cluster_levels"] if row["collection"] == collection and row["level"]
        ]
        for cluster_id, of_cluster in grouped(mentions, "cluster_id").items():
            rows += _inferred_moves(cluster_id, of_cluster, moves.get(cluster_id, []))
    for row in rows:
        years = {year_of(row["date_earliest"]), year_of(row["date_latest"])}
        row["year"] = years.pop() if len(years) == 1 else None
    return with_ids("level_changes", rows)


def _inferred_moves(cluster_id: str, mentions: list[Row], moves: list[Row]) -> Iterator[Row]:
    """Yield the moves of one cluster that follow from two mentions of it.

    Mentions whose times overlap give no move, because their order is unknown."""
    by_time = sorted(
        mentions, key=lambda row: (printed.bounds(row["as_of"]), row["article_id"], row["paragraph"] or 0)
    )
    for before, after in pairwise(by_time):
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
            # Without the article id for articles: these ids are published and must not change.
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
            "note": "Two mentions differ in level; none of the "
            + ("other pages" if context else "articles")
            + " reports the move.",
            "_from": before["_from"] + after["_from"],
        }


def cluster_exits(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each statement that a cluster left the programme, or that its support ended."""
    return with_ids(
        "cluster_exits", entry_rows(raw, "cluster_exits"), "cluster_id", "year", "article_id", "paragraph"
    )


def cluster_mergers(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each cluster of a merger, with the cluster it merged into."""
    rows = [
        {**row, "into_cluster_id": raw.decisions.cluster_ids.get(row.get("into", ""))}
        for row in entry_rows(raw, "cluster_mergers")
    ]
    return with_ids("cluster_mergers", rows, "merger_id", "cluster_id")


def budgets(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each amount of public money that a source states.

    `amount_nok` and `per_year_nok` are in nominal NOK; `per_year_nok` is the amount for one year, empty if it
    cannot be derived. `scope` is `programme` unless the entry has another one or the scheme is not part of
    the programme."""
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
    """Return one row for each figure of a post of the state budget, in nominal NOK."""
    rows = []
    for row in entry_rows(raw, "state_budget_posts"):
        figure = figure_of(row, "amount_printed")
        rows.append(
            {**row, "year": row["_entry"]["year"], "amount_nok": int(figure.value) if figure else None}
        )
    return with_ids("state_budget_posts", rows)


def effect_statistics(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each comparison of cluster members with a comparison group.

    `gap_pp` is in percentage points, negative if members did worse: sources usually state the direction in
    words and print the figure without a sign. It is empty for gaps in percent."""
    rows = []
    for row in entry_rows(raw, "effect_statistics"):
        if figure := figure_of(row, "gap_printed"):
            row["qualifier"] = figure.qualifier
            if figure.unit == "pp":
                row["gap_pp"] = -abs(figure.value) if row["direction"] == "lower" else figure.value
        rows.append(row)
    return with_ids("effect_statistics", rows)


def programme_counts(raw: Raw, tables: Tables) -> list[Row]:
    """Return one row for each count of a scheme or level.

    The value is printed, or counted from the list of clusters that the same source has for the same time
    (`basis`)."""
    listed = grouped([row for row in tables["cluster_levels"] if row["basis"] == "listed"], "article_id")
    rows = []
    for row in entry_rows(raw, "programme_counts"):
        if row["measure"] == "clusters_served":
            row.setdefault("moment", "during_year")
        if figure := figure_of(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            in_list = _listed_at(row["as_of"], listed.get(row["article_id"], []))
            counted = {
                other["cluster_id"]: other for other in in_list if row.get("level") in (None, other["level"])
            }
            row |= {"value": len(counted), "qualifier": "exact"}
            row["_from"] = row["_from"] + [source for other in counted.values() for source in other["_from"]]
        rows.append(row)
    return with_ids("programme_counts", rows)


def _listed_at(as_of: str, listed: list[Row]) -> list[Row]:
    """Return the rows of a list that apply to a time.

    They are the rows of exactly that time, or else those of a time that overlaps with it."""
    first, last = printed.bounds(as_of)
    return [row for row in listed if row["as_of"] == as_of] or [
        row
        for row in listed
        if printed.bounds(row["as_of"])[0] <= last and first <= printed.bounds(row["as_of"])[1]
    ]


def participants(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each head-count of a cluster.

    The value is printed, or the number of names in the entry (`basis`)."""
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
    """Return one row for each project, with the cluster that applied for it."""
    return [{**row, "applicant_id": row["cluster_id"]} for row in entry_rows(raw, "projects")]


def project_partners(raw: Raw, tables: Tables) -> list[Row]:
    """Return one row for each cluster of a project, its applicant or a partner (`role`)."""
    copied = ("project_id", "article_id", "paragraph", "url", "collection", "confidence", "_from", "_entry")
    applicants = [
        {"cluster_id": row["applicant_id"], "role": "applicant", **{key: row.get(key) for key in copied}}
        for row in tables["projects"]
    ]
    partners = [{**row, "role": "partner"} for row in entry_rows(raw, "project_partners")]
    return with_ids("project_partners", [*applicants, *partners], "project_id", "cluster_id")


def programme_roles(raw: Raw, _: Tables) -> list[Row]:
    """Return one row for each statement that an organisation owns, runs or pays for a scheme.

    `organisation` is the name chosen in the decisions, `organisation_printed` the name in the source."""
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
    """Return one row for each scheme that a row of another table names, with the names in the decisions.

    A scheme of a draft may be missing there; then its id is its name, and its kind is `other`."""
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
    """Return one row per cluster, summarising what sources say about it. See `history.clusters`."""
    return history.clusters(raw.decisions.clusters, tables)


def cluster_years(_: Raw, tables: Tables) -> list[Row]:
    """Return one row per cluster and year in the programme. See `history.cluster_years`."""
    return history.cluster_years(tables)


def conflicts(raw: Raw, tables: Tables) -> list[Row]:
    """Return one row for each row that is part of a disagreement between sources.

    Also sets `shown` and `same_as` in the tables with facts, see `facts.resolve`."""
    return facts.resolve(tables, raw.decisions)


# Ordered so that each builder comes after those whose tables it uses.
BUILDERS: tuple[Callable[[Raw, Tables], list[Row]], ...] = (
    *(articles, level_definitions, levels, cluster_names, cluster_levels, cluster_traits, level_changes),
    *(cluster_exits, cluster_mergers, budgets, state_budget_posts, effect_statistics, programme_counts),
    *(participants, projects, project_partners, programme_roles, schemes, conflicts, clusters, cluster_years),
)
