"""Sheets -> tidy tables: one plain function a table, named after it.

A table is a list of rows, a row a dict of its columns (see `data/tidy/datapackage.json`); missing keys
are empty cells. `_from` in a row holds the entries of the sheets it comes from, each with the place where
it stands; `_article` their article. Both are never written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from nicdata import printed, schema
from nicdata.decisions import FILE as DECISIONS
from nicdata.entries import Entry
from nicdata.sheets import Raw, Sheet, names_in

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def build(raw: Raw) -> Tables:
    """Every table by name, as the descriptor orders them, its rows in the order of its primary key."""
    tables: Tables = {}
    for function in (
        *(articles, level_definitions, levels, cluster_names, cluster_levels, cluster_traits, clusters),
        *(level_changes, budgets, effect_statistics, programme_counts, participants),
        *(projects, project_partners, programme_roles, cluster_mergers, conflicts),
    ):
        if function.__name__ in schema.resources(raw.collection):
            tables[function.__name__] = function(raw, tables)
    return {
        table: _by_primary_key(tables[table], resource["schema"]["primaryKey"])
        for table, resource in schema.resources(raw.collection).items()
    }


def places(tables: Tables) -> dict[str, list[str]]:
    """Where each row comes from: file, table and number of the entry."""
    return {
        table: [" and ".join(where for where, _ in row["_from"]) for row in rows]
        for table, rows in tables.items()
    }


def articles(raw: Raw, _: Tables) -> list[Row]:
    return [
        {
            **sheet.article,
            "year": _year(sheet.article["date_published"]),
            "_from": [(sheet.file, sheet.header)],
        }
        for sheet in raw.sheets
    ]


def levels(raw: Raw, tables: Tables) -> list[Row]:
    """The levels as decided, each with its newest definition."""
    newest = _newest(tables["level_definitions"], "level")
    rows = []
    for level in raw.decisions.levels:
        # A folder of drafts alone defines no level.
        definition = newest[level["level"]][-1] if level["level"] in newest else {"_from": []}
        said = {key: definition.get(key) for key in ("description", "article_id", "paragraph")}
        sources = [(f"{DECISIONS}: levels", level), *definition["_from"]]
        rows.append({**level, "year": _year(level["introduced"]), **said, "_from": sources})
    return rows


def level_definitions(raw: Raw, _: Tables) -> list[Row]:
    return list(_rows(raw, "level_definitions"))


def cluster_names(raw: Raw, _: Tables) -> list[Row]:
    """Every name of a cluster that any entry prints; a move that is inferred is one its page does not tell, so
    it prints no name."""
    rows: dict[tuple[Any, ...], Row] = {}
    for sheet in raw.sheets:
        for where, _table, entry in sheet.entries():
            for name in names_in(entry) if entry.get("basis") != "inferred" else ():
                decision = raw.decisions.same_cluster.get(name, {})
                row: Row = {
                    "cluster_id": raw.decisions.cluster_ids[name],
                    "name": name,
                    "article_id": sheet.article["article_id"],
                    "paragraph": entry.get("named_in", entry.get("paragraph")),
                    **_of_a_page(sheet, entry),
                    "same_cluster_basis": decision.get("same_cluster_basis", "printed"),
                    "basis_url": decision.get("basis_url"),
                    "reason": decision.get("reason"),
                    "_from": [(where, entry)],
                }
                rows.setdefault((name, row["article_id"], row["paragraph"]), row)
    return list(rows.values())


def cluster_levels(raw: Raw, _: Tables) -> list[Row]:
    return list(_rows(raw, "cluster_levels"))


def cluster_traits(raw: Raw, _: Tables) -> list[Row]:
    return list(_rows(raw, "cluster_traits"))


def clusters(raw: Raw, tables: Tables) -> list[Row]:
    """One row a cluster, rolled up from its names, levels and traits: the newest of each, of the articles and
    of the context when that is built."""
    articles = raw._replace(sheets=list(raw.articles))
    told = {
        table: [*_rows(articles, table), *tables[table]] for table in ("cluster_levels", "cluster_traits")
    }
    seen = _newest(told["cluster_levels"], "cluster_id")
    traits = {
        trait: _newest([r for r in told["cluster_traits"] if r["trait"] == trait], "cluster_id")
        for trait in ("sector", "place", "region")
    }
    rows = []
    for cluster_id, cluster_name in raw.decisions.clusters.items():
        row: Row = {"cluster_id": cluster_id, "name": cluster_name, "_from": [(f"{DECISIONS}: clusters", {})]}
        for trait, newest in traits.items():
            # Several regions of one cluster in one article: all of them.
            values = dict.fromkeys(r["trait_value"] for r in newest.get(cluster_id, []))
            row[trait] = "; ".join(values) or None
        for newest in (seen, *traits.values()):
            row["_from"] = row["_from"] + [
                source for r in newest.get(cluster_id, []) for source in r["_from"]
            ]
        if cluster_id in seen:
            row["latest_level"] = seen[cluster_id][-1]["level"]
            row["latest_level_year"] = seen[cluster_id][-1]["year"]
        rows.append(row)
    return rows


def level_changes(raw: Raw, tables: Tables) -> list[Row]:
    """The moves that articles announce, and those inferred where two sightings of a cluster, one after
    the other in time, differ in level and no announced move explains it. An inferred move happened
    between the first day of the earlier sighting and the last day of the later one. From the context, which
    tells of levels long past and only of some clusters, no move is inferred here; its sheets say which move they
    infer."""
    announced = []
    for row in _rows(raw, "level_changes"):
        earliest, latest = _span(row)
        announced.append({"basis": "announced", **row, "date_earliest": earliest, "date_latest": latest})
    moves = _grouped(announced, "cluster_id")
    inferred = []
    seen = tables["cluster_levels"] if raw.collection == schema.ARTICLE else []
    for cluster_id, sightings in _grouped(seen, "cluster_id").items():
        in_time = sorted(sightings, key=lambda row: (_span(row), row["article_id"], row["paragraph"]))
        for before, after in pairwise(in_time):
            (earliest, _), (_, latest) = _span(before), _span(after)
            if before["level"] == after["level"] or _span(before) == _span(after):
                continue
            if any(
                move["to_level"] == after["level"]
                and move["date_latest"] >= earliest
                and move["date_earliest"] <= latest
                for move in moves.get(cluster_id, [])
            ):
                continue
            inferred.append(
                {
                    "level_change_id": _slug(cluster_id, "by", latest[:4], after["level"]),
                    "cluster_id": cluster_id,
                    "from_level": before["level"],
                    "to_level": after["level"],
                    "date_earliest": earliest,
                    "date_latest": latest,
                    "kind": "change",
                    "basis": "inferred",
                    **{key: after[key] for key in ("article_id", "paragraph")},
                    **{f"from_{key}": before[key] for key in ("article_id", "paragraph")},
                    "note": "Two sightings differ; the move itself is told by none of the articles.",
                    "_from": before["_from"] + after["_from"],
                }
            )
    rows = announced + inferred
    for row in rows:
        years = {_year(row["date_earliest"]), _year(row["date_latest"])}
        row["year"] = years.pop() if len(years) == 1 else None
    return rows


def budgets(raw: Raw, _: Tables) -> list[Row]:
    rows = []
    for row in _rows(raw, "budgets"):
        if figure := _figure(row, "amount_printed"):
            row |= {"amount_nok": int(figure.value), "qualifier": figure.qualifier}
            row["amount_low_nok"] = None if figure.low is None else int(figure.low)
        if years := _figure(row, "period_years_printed"):
            row["period_years"] = int(years.value)
            row["period_end"] = _end(row["period_start"], row["period_years"])
        row["year"] = _year(row.get("period_start") or row["as_of"])
        rows.append(row)
    return rows


def effect_statistics(raw: Raw, _: Tables) -> list[Row]:
    rows = []
    for row in _rows(raw, "effect_statistics"):
        if figure := _figure(row, "gap_printed"):
            row["qualifier"] = figure.qualifier
            if figure.unit == "pp":
                # The text tells the direction in words, the figure seldom has a sign.
                row["gap_pp"] = -abs(figure.value) if row["direction"] == "lower" else figure.value
        rows.append(row)
    return rows


def programme_counts(raw: Raw, tables: Tables) -> list[Row]:
    listed = _grouped([row for row in tables["cluster_levels"] if row["basis"] == "listed"], "article_id")
    rows = []
    for row in _rows(raw, "programme_counts"):
        if figure := _figure(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            counted = {
                seen["cluster_id"]: seen
                for seen in listed.get(row["article_id"], [])
                if row.get("level") in (None, seen["level"])
            }
            row |= {"value": len(counted), "qualifier": "exact"}
            row["_from"] = row["_from"] + [source for seen in counted.values() for source in seen["_from"]]
        rows.append(row)
    return rows


def participants(raw: Raw, _: Tables) -> list[Row]:
    rows = []
    for row in _rows(raw, "participants"):
        if figure := _figure(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            names = row["counted"]
            row |= {"value": len(names), "qualifier": "exact", "basis": "counted", "named": "; ".join(names)}
        rows.append(row)
    return rows


def projects(raw: Raw, _: Tables) -> list[Row]:
    return [{**row, "applicant_id": row["cluster_id"]} for row in _rows(raw, "projects")]


def project_partners(raw: Raw, tables: Tables) -> list[Row]:
    """The applicant of each project, and its partners."""
    applicants = [
        {
            "cluster_id": row["applicant_id"],
            "role": "applicant",
            **{key: row[key] for key in ("project_id", "article_id", "paragraph", "_from")},
        }
        for row in tables["projects"]
    ]
    return applicants + [{**row, "role": "partner"} for row in _rows(raw, "project_partners")]


def programme_roles(raw: Raw, _: Tables) -> list[Row]:
    return [
        {
            **row,
            "organisation": raw.decisions.organisations.get(row["organisation"], row["organisation"]),
            "organisation_printed": row["organisation"],
        }
        for row in _rows(raw, "programme_roles")
    ]


def cluster_mergers(raw: Raw, _: Tables) -> list[Row]:
    return [
        {**row, "into_cluster_id": raw.decisions.cluster_ids.get(row.get("into", ""))}
        for row in _rows(raw, "cluster_mergers")
    ]


def conflicts(raw: Raw, _: Tables) -> list[Row]:
    """The rows that do not agree, as decided."""
    return [
        {
            **{key: conflict[key] for key in ("conflict_id", "reason")},
            **dict(zip(("table", "row_id"), row.split("/", 1), strict=True)),
            "shown": row in conflict["shown"],
            "_from": [(f"{DECISIONS}: conflicts", conflict)],
        }
        for conflict in raw.decisions.conflicts
        for row in conflict["rows"]
    ]


def _rows(raw: Raw, table: str) -> Iterator[Row]:
    """The entries of one table of all sheets, each with its article, cluster and year."""
    for sheet in raw.sheets:
        article = sheet.article
        for where, _, entry in sheet.entries(table):
            row = {"as_of": article["as_of"], **entry, **_of_a_page(sheet, entry)}
            row["article_id"] = article["article_id"]
            if "cluster" in entry:
                row["cluster_id"] = raw.decisions.cluster_ids[entry["cluster"]]
            yield {**row, "year": _year(row["as_of"]), "_article": article, "_from": [(where, entry)]}


def _of_a_page(sheet: Sheet, entry: Entry) -> Row:
    """The address of the page that states an entry, and how sure that is."""
    return {"url": sheet.article.get("url"), "confidence": entry.get("confidence")}


def _by_primary_key(rows: list[Row], key: list[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [(row.get(k) is not None, row.get(k)) for k in key])


def _year(iso_date: str) -> int:
    return int(iso_date[:4])


def _span(row: Row) -> tuple[str, str]:
    """First and last day of what a row's `as_of` can mean."""
    return printed.bounds(row["as_of"])


def _figure(row: Row, key: str) -> printed.Figure | None:
    """The printed figure of a row, read in the language of its article."""
    return printed.parse(row[key], row["_article"]["language"]) if key in row else None


def _end(start: str, years: int) -> str:
    """The last day, month or year of a period of whole years, as exact as its start."""
    first = date.fromisoformat(printed.bounds(start)[0])
    leap = (first.month, first.day) == (2, 29)
    after = first.replace(year=first.year + years, **({"month": 3, "day": 1} if leap else {}))
    return (after - timedelta(days=1)).isoformat()[: len(start)]


def _grouped(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _newest(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """For each value of `key` its rows of the article that speaks of the latest time, in the order of
    their paragraphs."""
    newest = {}
    for value, group in _grouped(rows, key).items():
        last = max(group, key=lambda row: (_span(row)[1], row["_article"]["date_latest"]))["article_id"]
        newest[value] = sorted(
            (r for r in group if r["article_id"] == last), key=lambda r: r.get("paragraph", 0)
        )
    return newest


def _slug(*parts: str) -> str:
    return "-".join(parts).lower().replace(" ", "-")
