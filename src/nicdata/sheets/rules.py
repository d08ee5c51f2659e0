"""Check rules for more than one value.

These are rules about keys that belong together, the order of dates, and consistency between sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from nicdata import schema
from nicdata.sheets import decisions, printed
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import FIGURES, Entry
from nicdata.sheets.sheet import DATE_KEYS, NAMES, Sheet, cluster_names_in, entry_id


def dated(file: str, header: Entry, faults: list[str]) -> Entry:
    """Return the header of a sheet with its dates filled in.

    The dates are `date_published`, `date_earliest`, `date_latest`, `date_basis` and `as_of`. Everything that
    is wrong with them is added to `faults`."""
    article = dict(header)
    keys = DATE_KEYS[1:]
    if "date_published_printed" in header:
        try:
            date = printed.iso_date(header["date_published_printed"])
        except ValueError as error:
            faults.append(f"{file}: date_published_printed: {error}")
            return article
        if double := [key for key in keys if key in header]:
            faults.append(f"{file}: {', '.join(double)}; expected none of them beside date_published_printed")
        article |= dict(zip(keys, (date, *printed.bounds(date), "printed"), strict=True))
    elif header["status"] == "draft" and any(key not in header for key in keys):
        return article  # the dates are added in the review, which can be left between two of them
    elif missing := [key for key in keys if key not in header]:
        faults.append(f"{file}: no {', '.join(missing)}; expected these keys, or date_published_printed")
        return article
    elif header["collection"] == schema.CONTEXT:
        pass  # no date_basis_url needed: the date was inferred from the page itself, whose address is in url
    elif header["date_basis"] == "printed" or "date_basis_url" not in header:
        faults.append(
            f"{file}: date_basis = {header['date_basis']!r}; expected 'event' or 'inferred' with a date_basis_url,"
            " or date_published_printed instead of these dates"
        )
    days = [printed.bounds(article[key])[end] for key, end in (("date_published", 0), ("date_latest", 1))]
    earliest, published = (
        printed.bounds(article["date_earliest"])[0],
        printed.bounds(article["date_published"]),
    )
    if not earliest <= days[1] or not (published[0] <= days[1] and earliest <= published[1]):
        faults.append(
            f"{file}: dates {earliest} to {days[1]}; expected date_earliest before date_latest, with date_published"
            " in between"
        )
    article.setdefault("as_of", article["date_published"])
    return article


def contradictions(table: str, entry: Entry, language: str) -> list[str]:
    """Return the faults of an entry in which keys or values contradict each other."""
    rules = RULES[table](entry, language) if table in RULES else []
    return [fault for is_right, fault in rules if not is_right]


Rules = list[tuple[bool, str]]  # whether a rule is kept, and the fault where it is not


def _budget_rules(entry: Entry, _: str) -> Rules:
    has, kind, scope = entry.keys().__contains__, entry.get("kind"), entry.get("scope")
    of_a_cluster = kind in ("cluster_grant", "applied_for")
    has_length = has("period_end") or has("period_years_printed")
    rules = [
        (has("amount_printed") or kind == "change", "no amount_printed; expected one unless kind = 'change'"),
        (
            has("change_direction") == (kind == "change"),
            "expected change_direction if kind = 'change', and only then",
        ),
        (
            not has("cluster") or of_a_cluster,
            "expected cluster only if kind is 'cluster_grant' or 'applied_for'",
        ),
        (
            not has("level") or of_a_cluster or scope in ("forerunner", "part"),
            "expected level only if kind is 'cluster_grant' or 'applied_for', or scope is 'forerunner' or 'part'",
        ),
        (
            scope != "forerunner" or has("level"),
            "scope = 'forerunner' without level; expected the level of the forerunner",
        ),
        (
            not (has("period_end") and has("period_years_printed")),
            "expected period_end or period_years_printed, not both",
        ),
        (
            has("period_start") or not has_length,
            "no period_start; expected one with period_end or period_years_printed",
        ),
    ]
    if has("period_start") and has("period_end"):
        start, end = entry["period_start"], entry["period_end"]
        is_right = printed.bounds(start)[0] <= printed.bounds(end)[1]
        rules.append((is_right, f"period from {start} to {end}; expected a start before the end"))
    return rules


def _gap_rules(entry: Entry, language: str) -> Rules:
    if "gap_printed" not in entry:
        return []
    gap, direction = printed.parse(entry["gap_printed"], language).value, entry["direction"]
    return [
        (
            direction != "not_reported",
            "direction = 'not_reported'; expected the direction of the gap in gap_printed",
        ),
        (
            gap >= 0 or direction == "lower",
            f"a gap of {gap} with direction = {direction!r}; expected 'lower' for a negative gap",
        ),
    ]


def _count_rules(entry: Entry, _: str) -> Rules:
    is_counted = entry.get("basis") == "counted"
    return [(("value_printed" in entry) != is_counted, 'expected value_printed, or basis = "counted"')]


def _participant_rules(entry: Entry, _: str) -> Rules:
    is_right = ("value_printed" in entry) != ("counted" in entry)
    return [(is_right, "expected value_printed, or the list of names in counted")]


def _move_rules(entry: Entry, _: str) -> Rules:
    kind = entry.get("kind")
    return [
        (
            kind != "change",
            "kind = 'change'; expected 'admission', 'promotion' or 'extension': nicdata build infers changes",
        ),
        (
            entry.get("from_level") != entry["to_level"] or kind == "extension",
            "from_level and to_level are the same; expected two levels, or kind = 'extension'",
        ),
    ]


RULES = {
    "budgets": _budget_rules,
    "effect_statistics": _gap_rules,
    "programme_counts": _count_rules,
    "participants": _participant_rules,
    "level_changes": _move_rules,
}


def check_ids(sheets: list[Sheet], faults: list[str]) -> None:
    """Add a fault for each entry with an id that another entry of the same table has, in any sheet."""
    first: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for where, table, entry in sheet.entries():
            if (row_id := entry_id(table, entry)) is not None:
                other = first.setdefault((table, row_id), where)
                if other is not where:
                    faults.append(f"{where}: its id is taken by {other}; choose another id")


def check_conflicts(sheets: list[Sheet], decided: Decisions, faults: list[str]) -> None:
    """Add a fault for each decision on rows that is wrong or no longer needed.

    Its rows must be in the sheets. The rows of a conflict must state different figures, and those to show
    must be among its rows and shown by every conflict that they are part of."""
    entries = {
        f"{table}/{entry_id(table, entry)}": (sheet, entry)
        for sheet in sheets
        for _, table, entry in sheet.entries()
    }
    shown_somewhere = {row for conflict in decided.conflicts for row in conflict["shown"]}
    for number, decision in enumerate((*decided.conflicts, *decided.same_fact), 1):
        name, rows = decision.get("conflict_id"), decision["rows"]
        choice = decision.get("shown", [])
        where = f"{decisions.FILE}: " + (
            f"conflicts {name!r}" if name else f"same_fact {number - len(decided.conflicts)}"
        )
        if missing := [row for row in (*rows, *choice) if row not in entries]:
            faults.append(
                f"{where}: {', '.join(dict.fromkeys(missing))}; expected TABLE/ID of entries in the sheets"
            )
        elif extra := [row for row in choice if row not in rows]:
            faults.append(f"{where}: shown {', '.join(extra)}; expected one or more of its rows")
        elif both := [row for row in rows if name and row not in choice and row in shown_somewhere]:
            faults.append(
                f"{where}: {', '.join(both)} is shown by another conflict; expected the same choice in both"
            )
        elif name and len({_states(*entries[row]) for row in rows}) < 2:
            faults.append(f"{where}: its rows state the same; remove the entry")


def _states(sheet: Sheet, entry: Entry) -> tuple[Any, ...]:
    """Return the figures of an entry, or its time if it has none."""
    language = sheet.article["language"]
    figures = tuple(printed.parse(entry[key], language).value for key in FIGURES if key in entry)
    return figures or (entry.get("as_of", sheet.article["as_of"]),)


def check_decisions(
    sheets: list[Sheet], decided: Decisions, faults: list[str], also_used: Collection[str] = ()
) -> None:
    """Add a fault for each decision that no sheet needs, and for each cluster with an old name.

    `also_used` are names in drafts that were skipped.

    The name of a cluster must be in the newest reviewed article that names the cluster (or, if no article
    does, in the newest other page)."""
    newest: dict[str, tuple[str, set[str]]] = {}
    drafts = [sheet for sheet in sheets if sheet.is_draft]
    used = {
        entry.get(key)
        for sheet in drafts
        for _, _, entry in sheet.entries()
        for key in (*NAMES, "organisation", "scheme")
    } | set(also_used)
    only_drafted = {decided.cluster_ids.get(name) for name in used if name}
    reviewed = [sheet for sheet in sheets if not sheet.is_draft]
    for sheet in sorted(reviewed, key=lambda sheet: (not sheet.is_context, sheet.article["date_latest"])):
        by_cluster: dict[str, set[str]] = {}
        for _, _, entry in sheet.entries():
            used |= {entry.get("organisation"), entry.get("scheme")}
            for name in cluster_names_in(entry):
                used.add(name)
                by_cluster.setdefault(decided.cluster_ids[name], set()).add(name)
        newest |= {cluster_id: (sheet.file, found) for cluster_id, found in by_cluster.items()}
    declared: dict[str, Iterable[str]] = {
        "same_cluster": decided.same_cluster,
        "organisations": decided.organisations,
        "schemes": [scheme["scheme"] for scheme in decided.schemes],
    }
    for key, names in declared.items():
        faults.extend(
            f"{decisions.FILE}: {key} {name!r}: no sheet has this name; remove the entry"
            for name in names
            if name not in used
        )
    for cluster_id, name in decided.clusters.items():
        file, found = newest.get(cluster_id, ("", set()))
        if name not in found and (file or cluster_id not in only_drafted):
            where = f"{decisions.FILE}: clusters: {cluster_id} = {name!r}"
            faults.append(
                f"{where}; expected the newest name, but {file}, the newest sheet that names the cluster, has"
                f" {', '.join(sorted(found))}; use that name here, and list the old one under [[same_cluster]]"
                if file
                else f"{where}: no sheet names this cluster; remove the entry"
            )
