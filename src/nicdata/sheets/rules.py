"""Rules beyond single values: keys that belong together, dates in order, and what must agree between sheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nicdata import schema
from nicdata.sheets import decisions, printed
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import FIGURES, Entry
from nicdata.sheets.sheet import NAMES, Sheet, names_in, own_id


def dated(file: str, header: Entry, faults: list[str]) -> Entry:
    """The header with its date, first and last possible day, and the time that its facts hold for."""
    article = dict(header)
    keys = ("date_published", "date_earliest", "date_latest", "date_basis")
    if "date_published_printed" in header:
        try:
            date = printed.iso_date(header["date_published_printed"])
        except ValueError as error:
            faults.append(f"{file}: date_published_printed: {error}")
            return article
        if double := [key for key in keys if key in header]:
            faults.append(f"{file}: {', '.join(double)}; expected none of them beside date_published_printed")
        article |= dict(zip(keys, (date, *printed.bounds(date), "printed"), strict=True))
    elif header["status"] == "draft" and not any(key in header for key in keys):
        return article  # a person finds out when it was published
    elif missing := [key for key in keys if key not in header]:
        faults.append(
            f"{file}: no {', '.join(missing)}; expected them where no date_published_printed stands"
        )
        return article
    elif header["collection"] == schema.CONTEXT:
        pass  # the page itself, whose address stands there, is what a date was inferred from
    elif header["date_basis"] == "printed" or "date_basis_url" not in header:
        faults.append(
            f"{file}: date_basis = {header['date_basis']!r}; expected event or inferred, with its date_basis_url, or date_published_printed"
        )
    days = [printed.bounds(article[key])[end] for key, end in (("date_published", 0), ("date_latest", 1))]
    earliest, published = (
        printed.bounds(article["date_earliest"])[0],
        printed.bounds(article["date_published"]),
    )
    if not earliest <= days[1] or not (published[0] <= days[1] and earliest <= published[1]):
        faults.append(
            f"{file}: dates {earliest} to {days[1]}; expected from earliest to latest, with date_published in between"
        )
    article.setdefault("as_of", article["date_published"])
    return article


def contradictions(table: str, entry: Entry, language: str) -> list[str]:
    """Keys that only make sense together."""
    has, kind, scope = entry.keys().__contains__, entry.get("kind"), entry.get("scope")
    rules: list[tuple[bool, str]] = []
    if table == "budgets":
        rules = [
            (has("amount_printed") or kind == "change", "no amount_printed; only a change may lack it"),
            (
                has("change_direction") == (kind == "change"),
                "change_direction stands with a change, and only there",
            ),
            (
                not has("cluster") or kind in ("cluster_grant", "applied_for"),
                "a cluster stands only with what it gets or applies for",
            ),
            (
                not has("level")
                or kind in ("cluster_grant", "applied_for")
                or scope in ("forerunner", "part"),
                "a level stands with what its clusters get or apply for, or with scope forerunner or part",
            ),
            (scope != "forerunner" or has("level"), "scope = 'forerunner' without the level that says which"),
            (
                not (has("period_end") and has("period_years_printed")),
                "period_end or period_years_printed, not both",
            ),
            (
                has("period_start") or not (has("period_end") or has("period_years_printed")),
                "no period_start",
            ),
        ]
        if has("period_start") and has("period_end"):
            first, last = printed.bounds(entry["period_start"])[0], printed.bounds(entry["period_end"])[1]
            rules.append(
                (
                    first <= last,
                    f"period from {entry['period_start']} to {entry['period_end']}; expected a start before its end",
                )
            )
    elif table == "effect_statistics" and has("gap_printed"):
        gap = printed.parse(entry["gap_printed"], language).value
        rules = [
            (entry["direction"] != "not_reported", "a printed gap has a direction"),
            (
                gap >= 0 or entry["direction"] == "lower",
                f"a gap of {gap} with direction {entry['direction']}",
            ),
        ]
    elif table == "programme_counts":
        rules = [
            (
                has("value_printed") != (entry.get("basis") == "counted"),
                'expected value_printed, or basis = "counted"',
            )
        ]
    elif table == "participants":
        rules = [(has("value_printed") != has("counted"), "expected value_printed, or the names in counted")]
    elif table == "level_changes":
        rules = [
            (
                kind != "change",
                "kind = 'change'; expected admission, promotion or extension: a change is inferred, never stated",
            ),
            (
                entry.get("from_level") != entry["to_level"] or kind == "extension",
                "from_level and to_level are the same",
            ),
        ]
    return [fault for right, fault in rules if not right]


def check_ids(sheets: list[Sheet], faults: list[str]) -> None:
    """An id of a table's own is used once in all sheets."""
    first: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for where, table, entry in sheet.entries():
            if (own := own_id(table, entry)) is not None:
                other = first.setdefault((table, own), where)
                if other is not where:
                    faults.append(f"{where}: its id is taken by {other}; expected one of its own")


def check_conflicts(sheets: list[Sheet], decided: Decisions, faults: list[str]) -> None:
    """Each decision is on rows that stand in the sheets; those of a conflict do not say the same, and the choice is
    among them, and the same in all conflicts."""
    said = {
        f"{table}/{own_id(table, entry)}": (sheet, entry)
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
        if lost := [row for row in (*rows, *choice) if row not in said]:
            faults.append(
                f"{where}: {', '.join(dict.fromkeys(lost))}; expected TABLE/ID of entries in the sheets"
            )
        elif extra := [row for row in choice if row not in rows]:
            faults.append(f"{where}: shown {', '.join(extra)}; expected some of its rows")
        elif both := [row for row in rows if name and row not in choice and row in shown_somewhere]:
            faults.append(f"{where}: {', '.join(both)} is shown by another conflict; expected one choice")
        elif name and len({_states(*said[row]) for row in rows}) < 2:
            faults.append(f"{where}: its rows say the same; take the entry out")


def _states(sheet: Sheet, entry: Entry) -> tuple[Any, ...]:
    """The figure of an entry; where it has none, its time."""
    language = sheet.article["language"]
    figures = tuple(printed.parse(entry[key], language).value for key in FIGURES if key in entry)
    return figures or (entry.get("as_of", sheet.article["as_of"]),)


def check_decisions(sheets: list[Sheet], decided: Decisions, faults: list[str]) -> None:
    """A decision that no sheet needs is out of date, and so is a cluster's name that is not in the newest reviewed
    article that names it or, where no article does, in the newest page."""
    newest: dict[str, tuple[str, set[str]]] = {}
    drafts = [sheet for sheet in sheets if sheet.is_draft]
    used = {
        entry.get(key)
        for sheet in drafts
        for _, _, entry in sheet.entries()
        for key in (*NAMES, "organisation", "scheme")
    }
    only_drafted = {decided.cluster_ids.get(name) for name in used if name}
    reviewed = [sheet for sheet in sheets if not sheet.is_draft]
    for sheet in sorted(reviewed, key=lambda sheet: (not sheet.is_context, sheet.article["date_latest"])):
        by_cluster: dict[str, set[str]] = {}
        for _, _, entry in sheet.entries():
            used |= {entry.get("organisation"), entry.get("scheme")}
            for name in names_in(entry):
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
            f"{decisions.FILE}: {key} {name!r}: no sheet has this name; take the entry out"
            for name in names
            if name not in used
        )
    for cluster_id, name in decided.clusters.items():
        file, found = newest.get(cluster_id, ("", set()))
        if name not in found and (file or cluster_id not in only_drafted):
            seen = (
                f"{file}, the newest sheet that names it, has {', '.join(sorted(found))}"
                if file
                else "no sheet names it"
            )
            faults.append(
                f"{decisions.FILE}: clusters: {cluster_id} = {name!r}; expected its newest name, but {seen};"
                " make that the name there, and keep the old one under [[same_cluster]]"
            )
