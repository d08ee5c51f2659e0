"""What an editor decided: which names are one cluster, which are one organisation, the levels
(`data/raw/decisions.toml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.entries import Entry, Faults, check_entry, read_toml, shown

FILE = "decisions.toml"
LEVEL_KEYS = frozenset("level rank name_nb name_en introduced introduced_url".split())
CONFLICT_KEYS = frozenset("conflict_id rows shown reason".split())
SAME_CLUSTER_KEYS = frozenset("cluster_id name same_cluster_basis reason".split())


class Decisions(NamedTuple):
    """The levels; the name of each cluster by its id; the id of each cluster by all its names; the entry
    behind each name that is not the cluster's own; organisations by their other names; rows that do not agree,
    with the choice among them."""

    levels: list[Entry]
    clusters: dict[str, str]
    cluster_ids: dict[str, str]
    same_cluster: dict[str, Entry]
    organisations: dict[str, str]
    conflicts: list[Entry]


def read(folder: Path, base: Decisions | None = None) -> Decisions:
    """Read the decisions of a folder of sheets, which may stand on those of another, `base`. Raises Faults with
    all that is wrong with them: nothing else can be judged until they are right."""
    faults: list[str] = []
    content = read_toml(folder / FILE, faults)
    if content is None:
        raise Faults(faults)
    found: dict[str, Any] = {
        "levels": [],
        "same_cluster": [],
        "clusters": {},
        "organisations": {},
        "conflicts": [],
    }
    for key, value in content.items():
        if key not in found:
            faults.append(f"{FILE}: unknown key {shown(key)}; expected one of {', '.join(found)}")
        elif not _has_shape(value, found[key]):
            expected = "entries" if isinstance(found[key], list) else 'lines like name = "other name"'
            faults.append(f"{FILE}: {key} = {shown(value)}; expected {expected}")
        else:
            found[key] = value
    levels = _entries("levels", "levels", found["levels"], LEVEL_KEYS, frozenset(), faults)
    same = _entries(
        "same_cluster",
        "cluster_names",
        found["same_cluster"],
        SAME_CLUSTER_KEYS,
        frozenset(["basis_url"]),
        faults,
    )
    conflicts = _entries("conflicts", "conflicts", found["conflicts"], CONFLICT_KEYS, frozenset(), faults)
    clusters = found["clusters"]
    cluster_ids: dict[str, str] = {}
    if conflicts and not base:
        faults.append(f"{FILE}: conflicts; expected none here, they stand in that of the {schema.CONTEXT}")
    if base:
        if levels:
            faults.append(f"{FILE}: levels; expected none, those of the articles hold here too")
        if double := sorted(clusters.keys() & base.clusters.keys()):
            faults.append(
                f"{FILE}: clusters {', '.join(double)}; expected only those the articles do not name"
            )
        cluster_ids |= base.cluster_ids
    known = clusters | (base.clusters if base else {})
    pairs = [*clusters.items(), *((entry["cluster_id"], entry["name"]) for entry in same)]
    for cluster_id, name in pairs:
        where = f"{FILE}: {shown(cluster_id)[1:-1]} = {shown(name)}"
        check_entry(
            where,
            "clusters",
            {"cluster_id": cluster_id, "name": name},
            frozenset(),
            frozenset(["cluster_id", "name"]),
            faults,
        )
        if cluster_id not in known:
            faults.append(f"{where}; expected an id that stands under [clusters]")
        if name in cluster_ids:
            faults.append(f"{where}: the name is taken by {cluster_ids[name]}; expected each name once")
        cluster_ids[name] = cluster_id
    for entry in same:
        if (entry["same_cluster_basis"] == "renamed") != ("basis_url" in entry):
            faults.append(
                f"{FILE}: same_cluster {entry['name']!r}: a renamed cluster has its source in basis_url, no other has one"
            )
    for names in found["organisations"].items():
        for name in names:
            where = f"{FILE}: organisations {shown(names[0])}"
            key = "organisation"
            check_entry(where, "programme_roles", {key: name}, frozenset(), frozenset([key]), faults)
    if not base and sorted(level["level"] for level in levels) != sorted(
        schema.columns("levels")["level"]["constraints"]["enum"]
    ):
        faults.append(
            f"{FILE}: levels; expected each of {', '.join(schema.columns('levels')['level']['constraints']['enum'])} once"
        )
    if faults:
        raise Faults(faults)
    same_cluster = {entry["name"]: entry for entry in same}
    own = Decisions(levels, clusters, cluster_ids, same_cluster, found["organisations"], conflicts)
    if not base:
        return own
    return Decisions(
        base.levels,
        base.clusters | own.clusters,
        cluster_ids,
        base.same_cluster | own.same_cluster,
        base.organisations | own.organisations,
        base.conflicts + own.conflicts,
    )


def _has_shape(value: Any, like: Any) -> bool:
    if isinstance(like, list):
        return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _entries(
    key: str,
    table: str,
    entries: list[Entry],
    required: frozenset[str],
    optional: frozenset[str],
    faults: list[str],
) -> list[Entry]:
    """The entries that are right."""
    return [
        entry
        for number, entry in enumerate(entries, 1)
        if check_entry(f"{FILE}: {key} {number}", table, entry, required, optional, faults)
    ]
