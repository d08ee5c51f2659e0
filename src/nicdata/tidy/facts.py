"""One fact, several statements: which row of a fact is shown, and where sources disagree.

Rows are one fact where they speak of the same thing at the same time, whatever figure they give. One of them is
shown: the one an editor chose (`[[conflicts]]` and `[[same_fact]]` of the decisions), else by rule: an article's row
before another page's, then the one that is proved better, then the earliest source's. Every row stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
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
    """When two rows of a table are one fact: equal in what `same` gives, not different in the columns of `unlike`
    (empty goes with anything), and at times that overlap."""

    same: Callable[[Row], tuple[Any, ...]]
    unlike: tuple[str, ...]
    time: Callable[[Row], tuple[str, str]]
    figure: str = ""  # the column in which sources can disagree


def _same(*columns: str) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(row.get(column) for column in columns)


def _as_of(row: Row) -> tuple[str, str]:
    return printed.bounds(row["as_of"])


def _of_a_sum(row: Row) -> tuple[Any, ...]:
    """A sum for one year is the same whether it is told for the year or for the period. Parts have no names by which
    two could be known as the same, so each is a fact of its own unless an editor says otherwise."""
    budget = row["kind"] in ("appropriation", "change")  # of one year, unless a longer period is told
    several = (row.get("period_end") or "")[:4] > str(row["year"])
    same = row.get("per_year_nok") is not None and row["per_year_nok"] == row.get("amount_nok")
    own = row["budget_id"] if row.get("scope") == "part" else None
    keys = ("scheme", "kind", "scope", "cluster_id", "level", "change_direction")
    return (*_same(*keys)(row), same or (budget and not several), own)


def _period(row: Row) -> tuple[str, str]:
    """The year in which the period of a sum begins."""
    return printed.bounds(str(row["year"]))


def _of_a_count(row: Row) -> tuple[Any, ...]:
    """Lists are counted each for itself: another list is another fact."""
    own = row["article_id"] if row["measure"] == "clusters_listed" else None
    return (*_same("scheme", "measure", "level")(row), own)


KINDS = {
    "level_changes": Kind(
        lambda row: (row["cluster_id"], row["to_level"], row["kind"] == "extension"),
        (),
        lambda row: (row["date_earliest"], row["date_latest"]),
    ),
    "budgets": Kind(_of_a_sum, ("stage",), _period, "amount_nok"),
    "effect_statistics": Kind(
        _same("measure", "cluster_id", "analyst"), ("window", "statistic"), _period, "gap_pp"
    ),
    "programme_counts": Kind(_of_a_count, ("stage", "moment"), _as_of, "value"),
    "participants": Kind(_same("cluster_id", "role"), (), _as_of, "value"),
}


def resolve(tables: dict[str, list[Row]], decisions: Decisions) -> list[Row]:
    """Give each row of the tables of KINDS its `shown` and `same_as`, and return the rows of `conflicts`."""
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
    """The rows of a table by fact, the shown one first."""
    key = schema.id_column(table)
    by_name = {f"{table}/{row[key]}": row for row in rows}
    heads: dict[str, str] = {}  # a row -> the row that an editor shows for it
    alone: set[str] = set()  # rows that an editor shows: they are never put under another
    for decision in decisions.same_fact:
        there = [name for name in decision["rows"] if name in by_name]
        heads |= dict.fromkeys(there[1:], there[0] if there else "")
    for conflict in decisions.conflicts:
        shown = [name for name in conflict["shown"] if name in by_name]
        alone |= set(shown)
        for name in conflict["rows"] if shown else ():
            if name in by_name and name not in conflict["shown"]:
                row = by_name[name]
                like = [head for head in shown if _is_one(kind, by_name[head], row)]
                heads[name] = (like or shown)[0]
    facts: dict[str, list[Row]] = {name: [by_name[name]] for name in {*heads.values(), *alone} - heads.keys()}
    for name, head in heads.items():
        while head in heads:
            head = heads[head]
        facts[head].append(by_name[name])
    known: dict[tuple[Any, ...], list[list[Row]]] = defaultdict(list)
    for fact in facts.values():
        known[kind.same(fact[0])].append(fact)
    settled = {*facts, *heads}
    found = list(facts.values())
    for row in sorted(rows, key=lambda row: _rank(row, key)):
        if f"{table}/{row[key]}" in settled:
            continue
        of_kind = known[kind.same(row)]
        for fact in of_kind:
            if _is_one(kind, fact[0], row) and not any(_in_one_place(row, other) for other in fact):
                fact.append(row)
                break
        else:
            of_kind.append([row])
            found.append(of_kind[-1])
    return found


def _rank(row: Row, key: str) -> tuple[Any, ...]:
    """What is shown before what."""
    return (
        row.get("basis") == "inferred",
        row["collection"],  # `article` before `context`
        CONFIDENCES.index(row["confidence"]),
        row["_article"]["date_earliest"],
        row["article_id"],
        row.get("paragraph") or 0,
        row[key],
    )


def _is_one(kind: Kind, one: Row, other: Row) -> bool:
    if kind.same(one) != kind.same(other):
        return False
    if any(one.get(c) and other.get(c) and one[c] != other[c] for c in kind.unlike):
        return False
    (first, last), (begin, end) = kind.time(one), kind.time(other)
    return first <= end and begin <= last


def _in_one_place(one: Row, other: Row) -> bool:
    """Whether two rows come from one paragraph, or from one page without paragraphs: then they are two facts, because
    a fact is typed once."""
    return (one["article_id"], one.get("paragraph")) == (other["article_id"], other.get("paragraph"))


def _decided(rows: dict[str, Row], decisions: Decisions) -> list[Row]:
    """The conflicts that an editor decided, as far as all their rows are there."""
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
    """The figures of one fact that cannot both be right and that no editor has decided on, the articles' apart."""
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
            found += _conflict(name, sources, "rule", BY_RULE, [s for row in differ for s in row["_from"]])
    return found


def _disagree(one: Row, other: Row, figure: str) -> bool:
    """Whether two figures exclude each other: the ranges they leave open have nothing in common."""
    if other.get(figure) is None:
        return False
    (low, high), (bottom, top) = _range(one, figure), _range(other, figure)
    return high < bottom or top < low


def _range(row: Row, figure: str) -> tuple[float, float]:
    """The lowest and the highest value that a figure leaves open."""
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
    sources: list[tuple[str, Any]],
) -> list[Row]:
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
            "_from": sources,
        }
        for table, row in rows
    ]
