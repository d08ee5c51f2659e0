"""Group rows that state one fact, choose the row to show, and list the rows on which sources disagree.

Rows state one fact if they are about the same thing at the same time, even if their figures differ. One row
of each fact is shown: the one an editor chose (`[[conflicts]]` and `[[same_fact]]` in the decisions), or else
a row of an article before one of another page, then the row with the higher confidence, then the one of the
earlier source. Of moves that are only inferred, the one with the narrowest dates comes first. The other rows are
kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets import printed
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.sheets.decisions import Decisions
from nicdata.text import slug
from nicdata.tidy.rows import Row

CONFIDENCES = ("verified", "high", "medium", "low")
BY_RULE = (
    "No editor has decided between these figures. Shown by rule: an article before another page, then the row that is"
    " proved better, then the earliest source."
)


class Kind(NamedTuple):
    """The conditions under which two rows of a table state one fact.

    They are equal results of `same`, no two different values in the columns of `unlike` (an empty cell is
    compatible with any value), and overlapping times (`time` returns the first and last day). `figure` is the
    column in which sources can disagree, if there is one."""

    same: Callable[[Row], tuple[Any, ...]]
    unlike: tuple[str, ...]
    time: Callable[[Row], tuple[str, str]]
    figure: str = ""


def _same(*columns: str) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(row.get(column) for column in columns)


def _as_of(row: Row) -> tuple[str, str]:
    return printed.bounds(row["as_of"])


def _amount_key(row: Row) -> tuple[Any, ...]:
    """Return what is equal in rows that state the same amount.

    An amount per year and a total are the same if the period is one year. Parts of a budget have no names to
    compare, so each is a separate fact unless an editor decides otherwise."""
    is_budget = row["kind"] in ("appropriation", "change")  # for one year, unless the row has a longer period
    has_several_years = (row.get("period_end") or "")[:4] > str(row["year"])
    is_yearly = row.get("per_year_nok") is not None and row["per_year_nok"] == row.get("amount_nok")
    part_id = row["budget_id"] if row.get("scope") == "part" else None
    keys = ("scheme", "kind", "scope", "cluster_id", "level", "change_direction")
    return (*_same(*keys)(row), is_yearly or (is_budget and not has_several_years), part_id)


def _period(row: Row) -> tuple[str, str]:
    """Return the first and last day of the year of a row.

    For an amount, that is the year in which its period begins."""
    return printed.bounds(str(row["year"]))


def _count_key(row: Row) -> tuple[Any, ...]:
    """Return what is equal in rows that state the same count.

    Counts of the lists of different sources are different facts."""
    list_id = row["article_id"] if row["measure"] == "clusters_listed" else None
    return (*_same("scheme", "measure", "level")(row), list_id)


KINDS = {
    "level_changes": Kind(
        lambda row: (row["cluster_id"], row["to_level"], row["kind"] == "extension"),
        (),
        lambda row: (row["date_earliest"], row["date_latest"]),
    ),
    "budgets": Kind(_amount_key, ("stage",), _period, "amount_nok"),
    "effect_statistics": Kind(
        _same("measure", "cluster_id", "analyst"), ("window", "statistic"), _period, "gap_pp"
    ),
    "programme_counts": Kind(_count_key, ("stage", "moment"), _as_of, "value"),
    "participants": Kind(_same("cluster_id", "role"), (), _as_of, "value"),
}


def resolve(tables: dict[str, list[Row]], decisions: Decisions) -> list[Row]:
    """Set `shown` and `same_as` in the tables of KINDS, and return the rows of the table `conflicts`."""
    rows = {f"{table}/{row[schema.id_column(table)]}": row for table in KINDS for row in tables[table]}
    by_rule: list[Row] = []
    for table, kind in KINDS.items():
        facts = _facts(table, kind, tables[table], decisions)
        key = schema.id_column(table)
        for fact in facts:
            first, *others = fact
            first |= {"shown": True, "same_as": None}
            for row in others:
                row |= {"shown": False, "same_as": first[key]}
            by_rule += _undecided(table, kind, fact, decisions)
    return _decided(rows, decisions) + by_rule


def _facts(table: str, kind: Kind, rows: list[Row], decisions: Decisions) -> list[list[Row]]:
    """Return the rows of a table grouped by fact, with the row to show first in each group."""
    key = schema.id_column(table)
    by_name = {f"{table}/{row[key]}": row for row in rows}
    heads: dict[str, str] = {}  # row -> the row that an editor shows instead of it
    chosen: set[str] = set()  # rows that an editor shows, which are always first in their group
    for decision in decisions.same_fact:
        present = [name for name in decision["rows"] if name in by_name]
        heads |= dict.fromkeys(present[1:], present[0] if present else "")
    for conflict in decisions.conflicts:
        shown = [name for name in conflict["shown"] if name in by_name]
        chosen |= set(shown)
        for name in conflict["rows"] if shown else ():
            if name in by_name and name not in conflict["shown"]:
                row = by_name[name]
                like = [head for head in shown if _is_same_fact(kind, by_name[head], row)]
                heads[name] = (like or shown)[0]
    facts: dict[str, list[Row]] = {
        name: [by_name[name]] for name in {*heads.values(), *chosen} - heads.keys()
    }
    for name, head in heads.items():
        while head in heads:
            head = heads[head]
        facts[head].append(by_name[name])
    known: dict[tuple[Any, ...], list[list[Row]]] = defaultdict(list)
    for fact in facts.values():
        known[kind.same(fact[0])].append(fact)
    # The places of the rows of each fact, which may be thousands.
    taken = {id(fact): set(map(_place, fact)) for fact in facts.values()}
    decided = {*facts, *heads}
    found = list(facts.values())
    for row in sorted(rows, key=lambda row: _rank(row, key)):
        if f"{table}/{row[key]}" in decided:
            continue
        candidates = known[kind.same(row)]
        place = _place(row)
        for fact in candidates:
            if place not in taken[id(fact)] and _is_same_fact(kind, fact[0], row):
                fact.append(row)
                taken[id(fact)].add(place)
                break
        else:
            candidates.append([row])
            found.append(candidates[-1])
            taken[id(found[-1])] = {place}
    return found


def _rank(row: Row, key: str) -> tuple[Any, ...]:
    """Return a sort key: of the rows of one fact, the one with the lowest key is shown."""
    is_inferred = row.get("basis") == "inferred"
    return (
        is_inferred,
        (date.fromisoformat(row["date_latest"]) - date.fromisoformat(row["date_earliest"])).days
        if is_inferred
        else 0,
        row["collection"],  # `article` before `context`
        CONFIDENCES.index(row["confidence"]),
        row["_article"]["date_earliest"],
        row["article_id"],
        row.get("paragraph") or 0,
        row[key],
    )


def _is_same_fact(kind: Kind, one: Row, other: Row) -> bool:
    """Return whether two rows state one fact."""
    if kind.same(one) != kind.same(other):
        return False
    if any(one.get(c) and other.get(c) and one[c] != other[c] for c in kind.unlike):
        return False
    (first, last), (begin, end) = kind.time(one), kind.time(other)
    return first <= end and begin <= last


def _place(row: Row) -> tuple[Any, ...]:
    """Return the paragraph of a row, or its page if that has no paragraphs.

    Rows of one place are different facts, because an editor types each fact only once."""
    return row["article_id"], row.get("paragraph")


def _decided(rows: dict[str, Row], decisions: Decisions) -> list[Row]:
    """Return the rows of the conflicts that an editor decided.

    Conflicts whose rows are not all in the tables are left out."""
    return [
        found
        for conflict in decisions.conflicts
        if all(name in rows for name in conflict["rows"])
        for found in _conflict(
            conflict["conflict_id"],
            [(name.partition("/")[0], rows[name]) for name in conflict["rows"]],
            "decided",
            conflict["reason"],
            [(f"{DECISIONS}: conflicts", conflict)],
        )
    ]


def _undecided(table: str, kind: Kind, fact: list[Row], decisions: Decisions) -> list[Row]:
    """Return the rows of conflicts that no editor has decided.

    These are figures of one fact that exclude each other, as one conflict for each collection."""
    shown = fact[0]
    if not kind.figure or shown.get(kind.figure) is None:
        return []
    key = schema.id_column(table)
    decided = [set(decision["rows"]) for decision in (*decisions.conflicts, *decisions.same_fact)]
    found = []
    for collection in schema.COLLECTIONS:
        differ = [
            row
            for row in fact[1:]
            if row["collection"] == collection
            and _disagree(shown, row, kind.figure)
            and not any({f"{table}/{row[key]}", f"{table}/{shown[key]}"} <= rows for rows in decided)
        ]
        if differ:
            name = f"{shown[key]}-{slug(table)}-{collection}"
            sources = [(table, row) for row in (shown, *differ)]
            found += _conflict(name, sources, "rule", BY_RULE)
    return found


def _disagree(one: Row, other: Row, figure: str) -> bool:
    """Return whether two figures exclude each other: no value is within the ranges of both."""
    if other.get(figure) is None:
        return False
    (low, high), (bottom, top) = _range(one, figure), _range(other, figure)
    return high < bottom or top < low


def _range(row: Row, figure: str) -> tuple[float, float]:
    """Return the lowest and the highest value that a figure with its qualifier allows."""
    value, qualifier = float(row[figure]), row.get("qualifier")
    if row.get("amount_low_nok") is not None:
        return float(row["amount_low_nok"]), value
    if qualifier in ("at_least", "more_than"):
        return value, float("inf")
    return (float("-inf") if qualifier in ("up_to", "less_than") else value), value


def _conflict(
    conflict_id: str,
    rows: Iterable[tuple[str, Row]],
    basis: str,
    reason: str,
    decision: list[tuple[str, Any]] | None = None,
) -> list[Row]:
    """Return the rows of the table `conflicts` for one conflict: each from the decision, or else from what its row is
    from."""
    rows = list(rows)
    collection = max(row["collection"] for _, row in rows)  # `context` if any is
    return [
        {
            "conflict_row_id": f"{conflict_id}-{row[schema.id_column(table)]}",
            "collection": collection,
            "conflict_id": conflict_id,
            "table": table,
            "row_id": row[schema.id_column(table)],
            "shown": row["shown"],
            "basis": basis,
            "reason": reason,
            "_from": decision or row["_from"],
        }
        for table, row in rows
    ]
