"""What else an entry may be: the short list from which a reviewer changes its kind or table with one answer."""

from __future__ import annotations

from typing import Any, NamedTuple

from nicdata import schema
from nicdata.draft import commented
from nicdata.sheets import rules
from nicdata.sheets.entries import Entry, check_entry
from nicdata.sheets.sheet import KEYS
from nicdata.sheets.verify import missing_quotes

# The key of each table that says of which kind an entry is.
KIND = {
    "cluster_levels": "level",
    "level_changes": "kind",
    "budgets": "kind",
    "programme_counts": "measure",
    "effect_statistics": "measure",
    "participants": "role",
}
DIRECTIONS = ("cut", "rise")
FIXED = ("paragraph", "note", "confidence", "status", "reason")
# The tables between which a number may move: it counts clusters, or the members of one.
COUNTS = ("programme_counts", "participants")


class Choice(NamedTuple):
    """What an entry may become: how that is called, its table, and the keys that say so."""

    label: str
    table: str
    keys: Entry


def choices(table: str, entry: Entry) -> list[Choice]:
    """Return what an entry may be instead, in the words of the tables."""
    if table not in KIND:
        return []
    tables = COUNTS if table in COUNTS else (table,)
    found = [choice for one in tables for choice in _of_table(one)]
    return [
        choice
        for choice in found
        if choice.table != table or any(entry.get(k) != v for k, v in choice.keys.items())
    ]


def _of_table(table: str) -> list[Choice]:
    key = KIND[table]
    values = [str(value) for value in schema.columns(table)[key]["constraints"]["enum"]]
    if table == "budgets":
        kinds = [Choice(value, table, {key: value}) for value in values if value != "change"]
        changes = [Choice(way, table, {key: "change", "change_direction": way}) for way in DIRECTIONS]
        return kinds + changes
    if table == "level_changes":
        values = [value for value in values if value != "change"]  # is only inferred
    return [Choice(value, table, {key: value}) for value in values]


def changed(choice: Choice, entry: Entry) -> Entry:
    """Return the entry as its new kind has it, without the keys that this kind cannot have."""
    required, optional = KEYS[choice.table]
    allowed = {*required, *optional, *FIXED, schema.id_column(choice.table)}
    kept = {key: value for key, value in entry.items() if key in allowed} | choice.keys
    if choice.table == "budgets":
        if kept["kind"] != "change":
            kept.pop("change_direction", None)
        if kept["kind"] not in ("cluster_grant", "applied_for"):
            kept.pop("cluster", None)
            kept.pop("named_in", None)
            if "scope" not in kept:
                kept.pop("level", None)
    id_key = schema.id_column(choice.table)
    if choice.table == "programme_counts" and id_key not in kept:
        kept.setdefault("scheme", "nic")
        kept[id_key] = f"{kept['scheme']}-{kept['measure']}-p{kept['paragraph']}".replace("_", "-")
    return kept


def faults(choice: Choice, entry: Entry, paragraphs: list[str], language: str) -> list[str]:
    """Return what is wrong with an entry of a new kind, a line each."""
    required, optional = KEYS[choice.table]
    known = optional | {"paragraph", "note", "confidence", schema.id_column(choice.table)}
    plain = {key: value for key, value in entry.items() if key not in ("status", "reason", "digest")}
    found: list[str] = []
    if check_entry(
        choice.label, choice.table, plain, required | {"paragraph"}, known, found, len(paragraphs), language
    ):
        found += rules.contradictions(choice.table, plain, language)
        found += [
            f"{text!r} is not in paragraph {n}" for text, n in missing_quotes(plain, paragraphs, language)
        ]
    return found


def take_over(entry: Any, made: Entry) -> None:
    """Give an entry of a document other keys; comments stay."""
    for key in [key for key in entry if key not in made]:
        commented.remove_key(entry, key)
    for key, value in made.items():
        if entry.get(key) != value:
            commented.set_value(entry, key, value)


def append(document: Any, table: str, entry: Entry) -> None:
    """Put an entry at the end of a table of a document."""
    import tomlkit

    if table not in document:
        document.append(table, tomlkit.aot())
    own: Any = tomlkit.table()
    for key, value in entry.items():
        own.add(key, value)
    document[table].append(own)
