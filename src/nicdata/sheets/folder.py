"""Read a folder of fact sheets, and report everything that is wrong with it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.sheets import decisions
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import Entry, ValidationErrors, check_entry, read_toml, shown
from nicdata.sheets.rules import check_conflicts, check_decisions, check_ids, contradictions, dated
from nicdata.sheets.sheet import (
    ARTICLE_KEYS,
    CONTEXT_ENTRY_KEYS,
    CONTEXT_KEYS,
    KEYS,
    NEW_CLUSTER_KEYS,
    Raw,
    Sheet,
    cluster_names_in,
)


def read(
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    drafts: bool = True,
    overrides: dict[str, Entry] | None = None,
) -> Raw:
    """Read the sheets of a folder and of its subfolder `context`, and its `decisions.toml`.

    A folder with nothing but drafts may lack that file; nicdata's own decisions are used then.

    `progress` is called with the number of sheets read and the number of all sheets. `drafts` says whether
    the result includes drafts. `overrides` has contents to use instead of the files with these names.

    Raises ValidationErrors with the faults of all files, OSError when there is no such folder.
    """
    paths = {path.name: path for path in _toml_files(folder) if path.name != decisions.FILE}
    if (folder / schema.CONTEXT).is_dir():
        paths |= {f"{schema.CONTEXT}/{path.name}": path for path in _toml_files(folder / schema.CONTEXT)}
    if not paths:
        raise ValidationErrors(
            [f"{folder}: no sheets found; expected files with names like <article_id>.toml"]
        )
    faults: list[str] = []
    contents = {}
    for done, (file, path) in enumerate(paths.items(), 1):
        content = overrides[file] if overrides and file in overrides else read_toml(path, faults)
        if content is not None:
            contents[file] = content
        if progress:
            progress(done, len(paths))
    only_drafts = all(content.get("status") == "draft" for content in contents.values())
    own_decisions = (folder / decisions.FILE).exists() or not only_drafts
    decided = decisions.read(folder if own_decisions else schema.raw_folder())
    sheets = [
        _sheet(file, content, decided, faults)
        for file, content in contents.items()
        if drafts or content.get("status") != "draft"
    ]
    faults.extend(
        f"{sheet.file}: article_id = {shown(sheet.header.get('article_id'))}; expected the name of the file"
        " without .toml"
        for sheet in sheets
        if sheet.header.get("article_id") != Path(sheet.file).stem
    )
    check_ids(sheets, faults)
    if not faults and own_decisions:
        check_decisions(sheets, decided, faults)
        if decided.conflicts or decided.same_fact:  # saves time: only these refer to entries by id
            check_conflicts(sheets, decided, faults)
    if faults:
        raise ValidationErrors(faults)
    for new in (new for sheet in sheets for new in sheet.new_clusters):
        decided.clusters.setdefault(new["cluster_id"], new["name"])
        decided.cluster_ids.setdefault(new["name"], new["cluster_id"])
    return Raw(sheets, decided)


def _toml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == ".toml")


def check_sheet(file: str, content: Entry, decided: Decisions) -> list[str]:
    """Return the faults of one sheet without looking at others.

    Every cluster name in it counts as declared."""
    lists = [part for key, part in content.items() if key in KEYS and isinstance(part, list)]
    names = [
        name
        for entries in lists
        for entry in entries
        if isinstance(entry, dict)
        for name in cluster_names_in(entry)
    ]
    new = [entry.get("name") for entry in content.get("new_clusters", []) if isinstance(entry, dict)]
    ids = {name: "" for name in names if isinstance(name, str) and name not in new} | decided.cluster_ids
    return _sheet_faults(file, content, decided._replace(cluster_ids=ids))


def check_in_folder(path: Path, content: Entry, names: dict[str, str]) -> list[str]:
    """Return the faults of the folder of a sheet, with `content` instead of what the file contains.

    If the folder has no `decisions.toml`, return the faults of the sheet only, with `names` as the cluster
    ids by name."""
    if not (path.parent / decisions.FILE).exists():
        decided = decisions.read(schema.raw_folder())
        return _sheet_faults(path.name, content, decided._replace(cluster_ids=names))
    try:
        read(path.parent, overrides={path.name: copy.deepcopy(content)})
    except ValidationErrors as found:
        return found.lines
    return []


def _sheet_faults(file: str, content: Entry, decided: Decisions) -> list[str]:
    """Return the faults of one sheet, without changing `content`."""
    faults: list[str] = []
    sheet = _sheet(file, copy.deepcopy(content), decided, faults)
    check_ids([sheet], faults)
    return faults


def _sheet(file: str, content: Entry, decided: Decisions, faults: list[str]) -> Sheet:
    """Return a sheet with the entries that are right, and add everything that is wrong to `faults`."""
    tables = {key: content.pop(key) for key in list(content) if key in KEYS}
    is_draft = content.get("status") == "draft"
    new = _new_clusters(file, content.pop("new_clusters", []), decided, faults) if is_draft else ()
    if is_draft:
        content.pop("questions", None)
    known_names = decided.cluster_ids | {entry["name"]: entry["cluster_id"] for entry in new}
    schemes = [scheme["scheme"] for scheme in decided.schemes]
    is_context = Path(file).parent.name == schema.CONTEXT
    expected = schema.CONTEXT if is_context else schema.ARTICLE
    is_right = check_entry(file, "articles", content, *(CONTEXT_KEYS if is_context else ARTICLE_KEYS), faults)
    if is_right and content["collection"] != expected:
        faults.append(f"{file}: collection = {content['collection']!r}; expected {expected!r} in this folder")
    sheet = Sheet(file, content, dated(file, content, faults) if is_right else content, tables, new)
    for table, entries in tables.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            faults.append(f"{file}: {table}; expected entries, each [[{table}]] or {{ … }} in a list")
            tables[table] = []
    paragraphs, language = content.get("paragraphs"), str(content.get("language"))
    wrong = set()
    for where, table, entry in sheet.entries():
        keys = _entry_keys(table, is_context, is_draft)
        if not check_entry(where, table, entry, *keys, faults, paragraphs, language):
            wrong.add(id(entry))
            continue
        faults.extend(
            f"{where}: cluster {shown(name)}; expected a name that {decisions.FILE} declares{_like(name, decided)}"
            for name in cluster_names_in(entry)
            if name not in known_names
        )
        if entry.get("confidence") == "low" and not is_draft:
            faults.append(
                f"{where}: confidence = 'low'; expected one of high, medium, or no entry for this fact"
            )
        if "scheme" in entry and entry["scheme"] not in schemes and not is_draft:
            faults.append(
                f"{where}: scheme = {shown(entry['scheme'])}; expected one that {decisions.FILE} declares:"
                f" {', '.join(schemes)}"
            )
        faults.extend(f"{where}: {fault}" for fault in contradictions(table, entry, language))
    for entries in tables.values():
        entries[:] = [entry for entry in entries if id(entry) not in wrong]
    return sheet


def _entry_keys(table: str, is_context: bool, is_draft: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys that an entry of a sheet must have, and those it may have."""
    required, optional = KEYS[table]
    optional |= {"note"} & schema.columns(table).keys() | {schema.id_column(table)}
    if is_context:
        further = CONTEXT_ENTRY_KEYS.get(table, frozenset())
        return required | {"confidence"}, (optional - {"named_in"}) | further
    return required | {"paragraph"}, optional | {"digest"} | ({"confidence"} if is_draft else set())


def _new_clusters(file: str, entries: Any, decided: Decisions, faults: list[str]) -> tuple[Entry, ...]:
    """Return the new clusters of a draft that are right, and add everything that is wrong to `faults`."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"{file}: new_clusters; expected entries, each [[new_clusters]] or {{ … }} in a list")
        return ()
    right = []
    for number, entry in enumerate(entries, 1):
        where = f"{file}: new_clusters {number}"
        if check_entry(where, "clusters", entry, *NEW_CLUSTER_KEYS, faults):
            if (known := decided.cluster_ids.get(entry["name"], entry["cluster_id"])) != entry["cluster_id"]:
                faults.append(
                    f"{where}: {entry['name']!r} is {known} in {decisions.FILE}; expected a name that is not used there"
                )
            right.append(entry)
    return tuple(right)


def _like(name: str, decided: Decisions) -> str:
    """Return a hint at the most similar cluster name, for a message; empty if there is none."""
    import difflib

    near = difflib.get_close_matches(name, decided.cluster_ids, n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
