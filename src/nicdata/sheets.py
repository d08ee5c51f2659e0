"""One fact sheet an article (`data/raw/<article_id>.toml`): read it, or refuse it with all its faults.

A sheet begins with the keys of the article; every other key names a table and holds its entries.
An entry's keys are the table's columns, as far as the article states them; what code can work out
(numbers, years, ids of clusters) is left out. `data/raw/README.md` tells how to write one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nicdata import printed, schema

Entry = dict[str, Any]

# The keys an entry must have | may have. `paragraph` is a must and `note`, `digest` may stand everywhere.
KEYS = {
    table: tuple(frozenset(part.split()) for part in keys.split("|"))
    for table, keys in {
        "level_definitions": "level description |",
        "cluster_names": "cluster |",
        "cluster_levels": "cluster level basis | as_of named_in",
        "cluster_traits": "cluster trait trait_value trait_printed |",
        "level_changes": "level_change_id cluster to_level kind | from_level as_of",
        "budgets": "budget_id scheme kind | cluster amount_printed change_direction as_of"
        " period_start period_end period_years_printed",
        "effect_statistics": "effect_id measure direction comparison_group analyst |"
        " gap_printed window statistic significant as_of",
        "programme_counts": "count_id scheme measure | level stage value_printed basis as_of",
        "participants": "cluster role | value_printed counted as_of",
        "projects": "project_id name scheme stage cluster | as_of",
        "project_partners": "project_id cluster |",
        "programme_roles": "scheme organisation role | as_of",
    }.items()
}
ARTICLE_KEYS = (
    frozenset("article_id collection status title publisher language paragraphs text_sha256".split()),
    frozenset(
        "date_published date_published_printed date_earliest date_latest date_basis date_basis_url"
        " as_of url note digest".split()
    ),
)
DECISION_KEYS = {
    "levels": frozenset("level rank name_nb name_en introduced introduced_url".split()),
    "same_cluster": frozenset("cluster_id name basis reason".split()),
}
STATUSES = ("draft", "reviewed")
DATES = (
    "as_of",
    "period_start",
    "period_end",
    "date_published",
    "date_earliest",
    "date_latest",
    "introduced",
)
# What each printed figure must say: its unit.
PRINTED = {"amount_printed": "NOK", "gap_printed": "pp", "value_printed": "", "period_years_printed": ""}
LONGEST_PRINTED = 60  # a figure or a name, never a sentence
DECISIONS = "decisions.toml"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Faults(Exception):
    """Everything that is wrong, one line each: where, what was found, what was expected."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Sheet(NamedTuple):
    """One article: its file, its own keys as typed, the same with the dates worked out, and its entries
    by table."""

    file: str
    header: Entry
    article: Entry
    tables: dict[str, list[Entry]]

    def entries(self) -> Iterator[tuple[str, str, Entry]]:
        """Where it stands (file, table, number, id), its table, the entry."""
        for table, entries in self.tables.items():
            for number, entry in enumerate(entries, 1):
                entry_id = next((f" ({value})" for key, value in entry.items() if key.endswith("_id")), "")
                yield f"{self.file}: {table} {number}{entry_id}", table, entry


class Decisions(NamedTuple):
    """What an editor decided: the levels; the name of each cluster by its id; the id of each cluster by
    all its names; the entry behind each name that is not the cluster's own; organisations by other names."""

    levels: list[Entry]
    clusters: dict[str, str]
    cluster_ids: dict[str, str]
    same_cluster: dict[str, Entry]
    organisations: dict[str, str]


class Raw(NamedTuple):
    """All sheets in the order of their files, and the decisions."""

    sheets: list[Sheet]
    decisions: Decisions


def read(folder: Path, progress: Callable[[int, int], None] | None = None) -> Raw:
    """Read every sheet of a folder and its `decisions.toml`.

    Raises Faults with the faults of all files, OSError when a file cannot be read. `progress` is told
    how many sheets of how many are read.
    """
    faults: list[str] = []
    paths = sorted(path for path in folder.glob("*.toml") if path.name != DECISIONS)
    if not paths:
        raise Faults([f"{folder}: no sheets found; expected files named <article_id>.toml"])
    decisions = _decisions(_toml(folder / DECISIONS, faults), faults)
    sheets = []
    for done, path in enumerate(paths, 1):
        if content := _toml(path, faults):
            sheets.append(_sheet(path.name, content, decisions, faults))
        if progress:
            progress(done, len(paths))
    _check_ids(sheets, faults)
    if not faults:
        _check_decisions(sheets, decisions, faults)
    if faults:
        raise Faults(faults)
    return Raw(sheets, decisions)


def _toml(path: Path, faults: list[str]) -> Entry:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        faults.append(f"{path.name}: byte {error.start + 1} is not UTF-8; expected a text saved as UTF-8")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path.name}: not TOML: {error}")
    except FileNotFoundError:
        faults.append(f"{path.name}: no such file in {path.parent}")
    return {}


def _decisions(content: Entry, faults: list[str]) -> Decisions:
    for key in content.keys() - {"levels", "clusters", "same_cluster", "organisations"}:
        faults.append(
            f"{DECISIONS}: unknown key {key!r}; expected levels, clusters, same_cluster or organisations"
        )
    for table in ("levels", "same_cluster"):
        for number, entry in enumerate(content.get(table, []), 1):
            where = f"{DECISIONS}: {table} {number} ({entry.get('name', entry.get('level'))})"
            _check_keys(where, entry, DECISION_KEYS[table], frozenset({"basis_url"}), faults)
            if table == "levels":
                _check_values(where, table, entry, 1, faults)
            if entry.get("basis") not in ("printed", "spelling", "renamed") and table == "same_cluster":
                faults.append(
                    f"{where}: basis = {entry.get('basis')!r}; expected printed, spelling or renamed"
                )
            if (entry.get("basis") == "renamed") != ("basis_url" in entry):
                faults.append(f"{where}: a renamed cluster has its source in basis_url, no other has one")
    clusters = content.get("clusters", {})
    cluster_ids: dict[str, str] = {}
    same_cluster = {entry["name"]: entry for entry in content.get("same_cluster", []) if "name" in entry}
    for cluster_id, name in [
        *clusters.items(),
        *((e.get("cluster_id"), name) for name, e in same_cluster.items()),
    ]:
        if cluster_id not in clusters or not SLUG.fullmatch(cluster_id):
            faults.append(
                f"{DECISIONS}: {cluster_id!r} ({name}); expected an id that stands under [clusters], like cod-cluster"
            )
        if name in cluster_ids:
            faults.append(f"{DECISIONS}: {name!r} names two clusters, {cluster_ids[name]} and {cluster_id}")
        cluster_ids[name] = cluster_id
    return Decisions(
        content.get("levels", []), clusters, cluster_ids, same_cluster, content.get("organisations", {})
    )


def _sheet(file: str, content: Entry, decisions: Decisions, faults: list[str]) -> Sheet:
    tables = {k: content.pop(k) for k in list(content) if k in KEYS}
    _check_keys(file, content, *ARTICLE_KEYS, faults)
    _check_values(file, "articles", content, content.get("paragraphs"), faults)
    if content.get("article_id") != file.removesuffix(".toml"):
        faults.append(f"{file}: article_id = {content.get('article_id')!r}; expected the name of the file")
    sheet = Sheet(file, content, _dated(file, content, faults), tables)
    for table, entries in tables.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            faults.append(f"{file}: {table}; expected entries, each [[{table}]] or {{ … }} in a list")
            tables[table] = []
    for where, table, entry in sheet.entries():
        required, optional = KEYS[table]
        _check_keys(where, entry, required | {"paragraph"}, optional | {"note", "digest"}, faults)
        _check_values(where, table, entry, content.get("paragraphs"), faults)
        if (name := entry.get("cluster")) and name not in decisions.cluster_ids:
            faults.append(
                f"{where}: cluster {name!r}; expected a name that {DECISIONS} declares{_like(name, decisions)}"
            )
        faults.extend(f"{where}: {fault}" for fault in _contradictions(table, entry))
    return sheet


def _dated(file: str, header: Entry, faults: list[str]) -> Entry:
    """The header with its date, first and last possible day, and the time that its facts hold for."""
    article = dict(header)
    if "date_published_printed" in header:
        try:
            date = printed.iso_date(header["date_published_printed"])
        except ValueError as error:
            faults.append(f"{file}: date_published_printed: {error}")
        else:
            first, last = printed.bounds(date)
            article |= {
                "date_published": date,
                "date_earliest": first,
                "date_latest": last,
                "date_basis": "printed",
            }
    else:
        faults.extend(
            f"{file}: no {key}; expected it where no date_published_printed stands"
            for key in ("date_published", "date_earliest", "date_latest", "date_basis")
            if key not in header
        )
    article.setdefault("as_of", article.get("date_published"))
    return article


def _check_keys(
    where: str, entry: Entry, required: frozenset[str], optional: frozenset[str], faults: list[str]
) -> None:
    known = required | optional
    faults.extend(f"{where}: no {key}" for key in sorted(required - entry.keys()))
    faults.extend(
        f"{where}: unknown key {key!r}; expected one of {', '.join(sorted(known))}"
        for key in entry
        if key not in known
    )


def _check_values(where: str, table: str, entry: Entry, paragraphs: Any, faults: list[str]) -> None:
    for key, value in entry.items():
        expected = _expected(table, key, value, paragraphs)
        if expected:
            faults.append(f"{where}: {key} = {value!r}; expected {expected}")


def _expected(table: str, key: str, value: Any, paragraphs: Any) -> str:
    """What the value should have been; empty when it is right."""
    column = schema.columns(table).get(key, {})
    if key in ("paragraph", "named_in"):
        right = type(value) is int and type(paragraphs) is int and 1 <= value <= paragraphs
        return "" if right else f"a paragraph of the article, 1 to {paragraphs}"
    if key == "counted":
        names = value if isinstance(value, list) and all(isinstance(v, str) for v in value) else []
        return "" if names and len(set(names)) == len(names) else "a list of different names"
    if column.get("type") == "integer":
        return "" if type(value) is int and value > 0 else "a whole number above 0"
    if column.get("type") == "boolean":
        return "" if isinstance(value, bool) else "true or false"
    if not isinstance(value, str) or value != value.strip() or not value.isprintable() or not value:
        return "text on one line, with no space at its ends"
    if value[0] in "=+-@" and not (key in PRINTED and value[1:2].isdigit()):
        return "text that no spreadsheet takes for a formula: not beginning with = + - @"
    constraints = column.get("constraints", {})
    if "enum" in constraints:
        return "" if value in constraints["enum"] else f"one of {', '.join(constraints['enum'])}"
    if key == "status":
        return "" if value in STATUSES else f"one of {', '.join(STATUSES)}"
    if key in DATES:
        try:
            printed.bounds(value)
        except ValueError:
            return "a date like 2015, 2017-10 or 2020-11-19"
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], value):
        return f"{column['description']} (pattern {constraints['pattern']})"
    if key in PRINTED:
        return _expected_figure(value, PRINTED[key])
    if key.endswith("_printed") and len(value) > LONGEST_PRINTED:
        return f"at most {LONGEST_PRINTED} characters: what is printed, never a sentence"
    return ""


def _expected_figure(text: str, unit: str) -> str:
    kind = {"NOK": "a sum in kroner", "pp": "a gap in percentage points", "": "a whole number"}[unit]
    try:
        figure = printed.parse(text)
    except ValueError as error:
        return f"{kind}: {error}"
    if figure.unit != unit or (unit != "pp" and figure.value != int(figure.value)):
        return kind
    if (unit != "NOK" and figure.low is not None) or (not unit and figure.qualifier != "exact"):
        return f"{kind}, not a range or an estimate"
    return ""


def _contradictions(table: str, entry: Entry) -> list[str]:
    """Keys that only make sense together."""
    rules = {
        "budgets": [
            (
                "amount_printed" in entry or entry.get("kind") == "change",
                "no amount_printed; only a change may lack it",
            ),
            (
                ("change_direction" in entry) == (entry.get("kind") == "change"),
                "change_direction stands with a change, and only there",
            ),
            (
                ("cluster" in entry) <= (entry.get("kind") == "cluster_grant"),
                "cluster stands only with a cluster_grant",
            ),
            (
                ("period_end" in entry) + ("period_years_printed" in entry) < 2,
                "period_end or period_years_printed, not both",
            ),
            (
                "period_start" in entry or not {"period_end", "period_years_printed"} & entry.keys(),
                "no period_start",
            ),
        ],
        "effect_statistics": [
            (
                not ("gap_printed" in entry and entry.get("direction") == "not_reported"),
                "a printed gap has a direction",
            ),
        ],
        "programme_counts": [
            (
                ("value_printed" in entry) != (entry.get("basis") == "counted"),
                'expected value_printed, or basis = "counted"',
            ),
        ],
        "participants": [
            (
                ("value_printed" in entry) != ("counted" in entry),
                "expected value_printed, or the names in counted",
            ),
        ],
    }
    return [fault for right, fault in rules.get(table, []) if not right]


def _like(name: str, decisions: Decisions) -> str:
    import difflib

    near = difflib.get_close_matches(name, decisions.cluster_ids, n=1)
    return f" (as {near[0]!r})" if near else ""


def _check_ids(sheets: list[Sheet], faults: list[str]) -> None:
    """An id of a table's own is used once in all sheets."""
    first: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for where, table, entry in sheet.entries():
            own = schema.resources()[table]["schema"]["primaryKey"]
            if len(own) == 1 and own[0] in entry:
                other = first.setdefault((table, str(entry[own[0]])), where)
                if other is not where:
                    faults.append(f"{where}: its id is taken by {other}; expected one of its own")


def _check_decisions(sheets: list[Sheet], decisions: Decisions, faults: list[str]) -> None:
    """A decision that no sheet needs is out of date, and so is a cluster's name that its newest article
    does not print."""
    newest: dict[str, tuple[str, set[str]]] = {}
    used = set()
    for sheet in sorted(sheets, key=lambda sheet: sheet.article["date_latest"]):
        by_cluster: dict[str, set[str]] = {}
        for _, _, entry in sheet.entries():
            if name := entry.get("cluster"):
                by_cluster.setdefault(decisions.cluster_ids[name], set()).add(name)
        used |= {name for found in by_cluster.values() for name in found}
        newest |= {cluster_id: (sheet.file, found) for cluster_id, found in by_cluster.items()}
    for name in decisions.cluster_ids.keys() - used - set(decisions.clusters.values()):
        faults.append(f"{DECISIONS}: same_cluster {name!r}: no sheet prints this name; take the entry out")
    for cluster_id, name in decisions.clusters.items():
        file, found = newest.get(cluster_id, ("", set()))
        if name not in found:
            seen = (
                f"{file}, the newest sheet that names it, has {', '.join(sorted(found))}"
                if file
                else "no sheet names it"
            )
            faults.append(
                f"{DECISIONS}: clusters: {cluster_id} = {name!r}; expected its newest name, but {seen}"
            )
