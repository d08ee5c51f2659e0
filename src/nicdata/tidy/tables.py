"""Fact sheets -> tidy tables: one plain function a table, named after it.

A table is a list of rows, a row a dict of its columns (see `data/tidy/datapackage.json`); missing keys
are empty cells. `_from` in a row holds the entries of the sheets it comes from, each with the place where
it stands; `_article` the source, `_entry` the entry itself. None of them is ever written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Any

from nicdata import schema
from nicdata.sheets import printed
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.sheets.entries import Entry
from nicdata.sheets.sheet import Raw, Sheet, names_in
from nicdata.text import slug
from nicdata.tidy import facts, history

Row = dict[str, Any]
Tables = dict[str, list[Row]]
ORE = Decimal("0.01")  # of a krone


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
            "year": _year(sheet.article["date_published"]),
            "_from": [(sheet.file, sheet.header)],
        }
        for sheet in raw.sheets
    ]


def level_definitions(raw: Raw, _: Tables) -> list[Row]:
    """What sources say a level is."""
    return _identified(
        "level_definitions", _rows(raw, "level_definitions"), "level", "article_id", "paragraph"
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
                "year": _year(level["introduced"]),
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
            for name in names_in(entry) if entry.get("basis") != "inferred" else ():
                decision = raw.decisions.same_cluster.get(name, {})
                paragraph = entry.get("named_in", entry.get("paragraph"))
                rows.setdefault(
                    (name, sheet.article["article_id"], paragraph),
                    {
                        "cluster_name_id": entry.get("cluster_name_id"),
                        "cluster_id": raw.decisions.cluster_ids[name],
                        "name": name,
                        **_source(
                            sheet, {"confidence": entry["confidence"]} if "confidence" in entry else {}
                        ),
                        "paragraph": paragraph,
                        "same_cluster_basis": decision.get("same_cluster_basis", "printed"),
                        "basis_url": decision.get("basis_url"),
                        "reason": decision.get("reason"),
                        "_from": [(where, entry)],
                    },
                )
    return _identified("cluster_names", rows.values(), "cluster_id", "name", "article_id", "paragraph")


def cluster_levels(raw: Raw, _: Tables) -> list[Row]:
    """Every sighting of a cluster at a level."""
    rows = _rows(raw, "cluster_levels")
    return _identified("cluster_levels", rows, "cluster_id", "level", "article_id", "paragraph", "as_of")


def cluster_traits(raw: Raw, _: Tables) -> list[Row]:
    """Homes and industries of clusters."""
    rows = _rows(raw, "cluster_traits")
    return _identified(
        "cluster_traits", rows, "cluster_id", "trait", "trait_value", "article_id", "paragraph"
    )


def level_changes(raw: Raw, tables: Tables) -> list[Row]:
    """The moves that sources state, and those inferred where two sightings of a cluster in one collection, one after
    the other in time, differ in level and no stated move of that collection explains it. An inferred move happened
    between the first day of the earlier sighting and the last day of the later one."""
    rows: list[Row] = []
    for row in _rows(raw, "level_changes"):
        earliest, latest = printed.bounds(row["as_of"])
        rows.append({"basis": "announced", **row, "date_earliest": earliest, "date_latest": latest})
    for collection in schema.COLLECTIONS:
        moves = _grouped([row for row in rows if row["collection"] == collection], "cluster_id")
        seen = [row for row in tables["cluster_levels"] if row["collection"] == collection]
        for cluster_id, sightings in _grouped(seen, "cluster_id").items():
            rows += _inferred_moves(cluster_id, sightings, moves.get(cluster_id, []))
    for row in rows:
        years = {_year(row["date_earliest"]), _year(row["date_latest"])}
        row["year"] = years.pop() if len(years) == 1 else None
    return _identified("level_changes", rows)


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
    return _identified(
        "cluster_exits", _rows(raw, "cluster_exits"), "cluster_id", "year", "article_id", "paragraph"
    )


def cluster_mergers(raw: Raw, _: Tables) -> list[Row]:
    """The clusters of each merger, and what each became a part of."""
    rows = [
        {**row, "into_cluster_id": raw.decisions.cluster_ids.get(row.get("into", ""))}
        for row in _rows(raw, "cluster_mergers")
    ]
    return _identified("cluster_mergers", rows, "merger_id", "cluster_id")


def budgets(raw: Raw, _: Tables) -> list[Row]:
    """Sums of public money, with the sum of one year where it follows."""
    programmes = {scheme["scheme"] for scheme in raw.decisions.schemes if scheme["kind"] == "programme"}
    rows = []
    for row in _rows(raw, "budgets"):
        if figure := _figure(row, "amount_printed"):
            row |= {"amount_nok": int(figure.value), "qualifier": figure.qualifier}
            row["amount_low_nok"] = None if figure.low is None else int(figure.low)
        if years := _figure(row, "period_years_printed"):
            row["period_years"] = int(years.value)
            row["period_end"] = _end(row["period_start"], row["period_years"])
        row["year"] = _year(row.get("period_start") or row["as_of"])
        row.setdefault("amount_per", "total")
        row.setdefault("scope", "programme" if row["scheme"] in programmes else None)
        row["per_year_nok"] = _per_year(row)
        rows.append(row)
    return _identified("budgets", rows)


def state_budget_posts(raw: Raw, _: Tables) -> list[Row]:
    """Figures of posts of the state budget."""
    rows = []
    for row in _rows(raw, "state_budget_posts"):
        figure = _figure(row, "amount_printed")
        rows.append(
            {**row, "year": row["_entry"]["year"], "amount_nok": int(figure.value) if figure else None}
        )
    return _identified("state_budget_posts", rows)


def effect_statistics(raw: Raw, _: Tables) -> list[Row]:
    """Gaps between members and a comparison group, signed: the text tells the direction in words, the figure seldom
    has a sign."""
    rows = []
    for row in _rows(raw, "effect_statistics"):
        if figure := _figure(row, "gap_printed"):
            row["qualifier"] = figure.qualifier
            if figure.unit == "pp":
                row["gap_pp"] = -abs(figure.value) if row["direction"] == "lower" else figure.value
        rows.append(row)
    return _identified("effect_statistics", rows)


def programme_counts(raw: Raw, tables: Tables) -> list[Row]:
    """Counts of a scheme or level, as printed or counted from the source's list of the same time."""
    listed = _grouped([row for row in tables["cluster_levels"] if row["basis"] == "listed"], "article_id")
    rows = []
    for row in _rows(raw, "programme_counts"):
        if row["measure"] == "clusters_served":
            row.setdefault("moment", "during_year")
        if figure := _figure(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            of_its_time = _of_one_time(row["as_of"], listed.get(row["article_id"], []))
            counted = {s["cluster_id"]: s for s in of_its_time if row.get("level") in (None, s["level"])}
            row |= {"value": len(counted), "qualifier": "exact"}
            row["_from"] = row["_from"] + [source for seen in counted.values() for source in seen["_from"]]
        rows.append(row)
    return _identified("programme_counts", rows)


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
    for row in _rows(raw, "participants"):
        if figure := _figure(row, "value_printed"):
            row |= {"value": int(figure.value), "qualifier": figure.qualifier, "basis": "printed"}
        else:
            names = row["counted"]
            row |= {"value": len(names), "qualifier": "exact", "basis": "counted", "named": "; ".join(names)}
        rows.append(row)
    return _identified("participants", rows, "cluster_id", "role", "article_id", "paragraph", "as_of")


def projects(raw: Raw, _: Tables) -> list[Row]:
    """Funded projects."""
    return [{**row, "applicant_id": row["cluster_id"]} for row in _rows(raw, "projects")]


def project_partners(raw: Raw, tables: Tables) -> list[Row]:
    """The applicant of each project, and its partners."""
    copied = ("project_id", "article_id", "paragraph", "url", "collection", "confidence", "_from", "_entry")
    applicants = [
        {"cluster_id": row["applicant_id"], "role": "applicant", **{key: row.get(key) for key in copied}}
        for row in tables["projects"]
    ]
    partners = [{**row, "role": "partner"} for row in _rows(raw, "project_partners")]
    return _identified("project_partners", [*applicants, *partners], "project_id", "cluster_id")


def programme_roles(raw: Raw, _: Tables) -> list[Row]:
    """Who owns, runs or pays for a scheme, each organisation by one name."""
    rows = [
        {
            **row,
            "organisation": raw.decisions.organisations.get(row["organisation"], row["organisation"]),
            "organisation_printed": row["organisation"],
        }
        for row in _rows(raw, "programme_roles")
    ]
    return _identified("programme_roles", rows, "scheme", "organisation", "role", "article_id")


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
    return facts.settle(tables, raw.decisions)


# In the order in which they need each other.
BUILDERS: tuple[Callable[[Raw, Tables], list[Row]], ...] = (
    *(articles, level_definitions, levels, cluster_names, cluster_levels, cluster_traits, level_changes),
    *(cluster_exits, cluster_mergers, budgets, state_budget_posts, effect_statistics, programme_counts),
    *(participants, projects, project_partners, programme_roles, schemes, conflicts, clusters, cluster_years),
)


# --- what the tables share


def _rows(raw: Raw, table: str) -> Iterator[Row]:
    """The entries of one table of all sheets, each with its source, cluster and year."""
    for sheet in raw.sheets:
        article = sheet.article
        for where, _, entry in sheet.entries(table):
            row = {"as_of": article["as_of"], **entry, **_source(sheet, entry)}
            if "cluster" in entry:
                row["cluster_id"] = raw.decisions.cluster_ids[entry["cluster"]]
            yield {
                **row,
                "year": _year(row["as_of"]),
                "_article": article,
                "_entry": entry,
                "_from": [(where, entry)],
            }


def _source(sheet: Sheet, entry: Entry) -> Row:
    """What every row that states something says of its source."""
    basis = entry.get("basis")
    proved = (
        "high"
        if basis == "counted" or "counted" in entry
        else "medium"
        if basis == "inferred"
        else "verified"
    )
    return {
        "article_id": sheet.article["article_id"],
        "paragraph": entry.get("paragraph"),
        "url": sheet.article.get("url"),
        "collection": sheet.article["collection"],
        "confidence": entry.get("confidence", proved),
    }


def _identified(table: str, rows: Iterable[Row], *columns: str) -> list[Row]:
    """The rows with their ids: the one the entry gives, else one made of some columns. `paragraph` is told where there
    is one, `as_of` only where the entry states a time of its own. Ids that would be the same get a number."""
    key = schema.id_column(table)
    found, taken = list(rows), Counter[str]()
    for row in found:
        if not row.get(key):
            parts = [
                f"p{row['paragraph']}" if column == "paragraph" else str(row[column])
                for column in columns
                if row.get(column) and (column != "as_of" or column in row.get("_entry", {}))
            ]
            made = slug("-".join(parts))
            taken[made] += 1
            row[key] = made if taken[made] == 1 else f"{made}-{taken[made]}"
    return found


def _year(iso_date: str) -> int:
    return int(iso_date[:4])


def _figure(row: Row, key: str) -> printed.Figure | None:
    """The printed figure of a row, read in the language of its source."""
    return printed.parse(row[key], row["_article"]["language"]) if row.get(key) else None


def _per_year(row: Row) -> Decimal | int | None:
    """The sum for one year, where the entry says it or its period is a whole number of years."""
    amount = row.get("amount_nok")
    if amount is None or row["amount_per"] == "year":
        return amount
    years = row.get("period_years")
    if not years and row.get("period_start") and row.get("period_end"):
        years = int(row["period_end"][:4]) - _year(row["period_start"]) + 1
        if printed.bounds(_end(row["period_start"], years))[1] != printed.bounds(row["period_end"])[1]:
            return None
    if not years:
        return None
    each = (Decimal(amount) / years).quantize(ORE, ROUND_HALF_UP)
    return int(each) if each == int(each) else each


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
