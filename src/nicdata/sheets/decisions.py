"""Read the editor's decisions (`data/raw/decisions.toml`).

They are the levels, the schemes, which names mean one cluster or organisation, and which of several figures
for one fact is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets.entries import Entry, ValidationErrors, check_entry, read_toml, shown

FILE = "decisions.toml"
# For each list of entries: the table whose columns the keys are, and the keys that every entry must have.
KEYS = {
    "levels": ("levels", "level rank name_nb name_en introduced introduced_url"),
    "schemes": ("schemes", "scheme kind name_nb name_en"),
    "same_cluster": ("cluster_names", "cluster_id name same_cluster_basis reason"),
    "conflicts": ("conflicts", "conflict_id rows shown reason"),
    "same_fact": ("conflicts", "rows reason"),
}
OPTIONAL = {"same_cluster": frozenset(["basis_url"])}


class Decisions(NamedTuple):
    """The editor's decisions.

    `levels` and `schemes` are entries. `clusters` has the name of each cluster by its id, `cluster_ids` the
    id by each of its names, `same_cluster` the entry for each name other than the one in `clusters`.
    `organisations` has the name to use by another name. `conflicts` are entries of rows that disagree, with
    the rows to show; `same_fact` are entries of rows that state one fact."""

    levels: list[Entry]
    schemes: list[Entry]
    clusters: dict[str, str]
    cluster_ids: dict[str, str]
    same_cluster: dict[str, Entry]
    organisations: dict[str, str]
    conflicts: list[Entry]
    same_fact: list[Entry]


def read(folder: Path) -> Decisions:
    """Read the decisions of a folder of sheets.

    Raises ValidationErrors with everything that is wrong with them, because the sheets cannot be checked
    until the decisions are right."""
    faults: list[str] = []
    content = read_toml(folder / FILE, faults)
    if content is None:
        raise ValidationErrors(faults)
    found: dict[str, Any] = {**{part: [] for part in KEYS}, "clusters": {}, "organisations": {}}
    for key, value in content.items():
        if key not in found:
            faults.append(f"{FILE}: unknown key {shown(key)}; expected one of {', '.join(found)}")
        elif not _has_shape(value, found[key]):
            expected = "entries" if isinstance(found[key], list) else 'lines like name = "other name"'
            faults.append(f"{FILE}: {key} = {shown(value)}; expected {expected}")
        else:
            found[key] = value
    for part, (table, keys) in KEYS.items():
        required, optional = frozenset(keys.split()), OPTIONAL.get(part, frozenset())
        found[part] = [
            entry
            for number, entry in enumerate(found[part], 1)
            if check_entry(f"{FILE}: {part} {number}", table, entry, required, optional, faults)
        ]
    cluster_ids = _check_names(found["clusters"], found["same_cluster"], faults)
    for names in found["organisations"].items():
        for name in names:
            where, key = f"{FILE}: organisations {shown(names[0])}", "organisation"
            check_entry(where, "programme_roles", {key: name}, frozenset(), frozenset([key]), faults)
    levels = schema.columns("levels")["level"]["constraints"]["enum"]
    if sorted(level["level"] for level in found["levels"]) != sorted(levels):
        faults.append(f"{FILE}: levels; expected each of {', '.join(levels)} once")
    for part, key in (("schemes", "scheme"), ("conflicts", "conflict_id")):
        values = [entry[key] for entry in found[part]]
        if double := sorted({value for value in values if values.count(value) > 1}):
            faults.append(f"{FILE}: {part}: {', '.join(double)}; expected each {key} once")
    if faults:
        raise ValidationErrors(faults)
    same_cluster = {entry["name"]: entry for entry in found["same_cluster"]}
    return Decisions(**(found | {"cluster_ids": cluster_ids, "same_cluster": same_cluster}))


def _check_names(clusters: dict[str, str], same: list[Entry], faults: list[str]) -> dict[str, str]:
    """Return the id of each cluster by each of its names."""
    cluster_ids: dict[str, str] = {}
    keys = frozenset(["cluster_id", "name"])
    for cluster_id, name in [*clusters.items(), *((entry["cluster_id"], entry["name"]) for entry in same)]:
        where = f"{FILE}: {shown(cluster_id)[1:-1]} = {shown(name)}"
        check_entry(where, "clusters", {"cluster_id": cluster_id, "name": name}, frozenset(), keys, faults)
        if cluster_id not in clusters:
            faults.append(f"{where}; expected an id that is listed under [clusters]")
        if name in cluster_ids:
            faults.append(f"{where}: the name is taken by {cluster_ids[name]}; expected each name once")
        cluster_ids[name] = cluster_id
    for entry in same:
        if (entry["same_cluster_basis"] == "renamed") != ("basis_url" in entry):
            faults.append(
                f"{FILE}: same_cluster {entry['name']!r}; expected basis_url if same_cluster_basis is 'renamed',"
                " and only then"
            )
    return cluster_ids


def _has_shape(value: Any, like: Any) -> bool:
    """Return whether a value is a list of entries (if `like` is a list) or a table of texts (otherwise)."""
    if isinstance(like, list):
        return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
