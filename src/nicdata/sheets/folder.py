"""Read a folder of fact sheets, and report everything that is wrong with it."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.files import FORK
from nicdata.sheets import decisions, printed
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import Entry, ValidationErrors, check_entry, read_toml, shown
from nicdata.sheets.rules import check_conflicts, check_decisions, check_ids, contradictions, dated
from nicdata.sheets.sheet import (
    ARTICLE_KEYS,
    CONTEXT_ENTRY_KEYS,
    CONTEXT_KEYS,
    CONTEXT_LACKING,
    KEYS,
    NAMES,
    NEW_CLUSTER_KEYS,
    PROPOSAL_KEYS,
    SCHEME_KEYS,
    Raw,
    Sheet,
    cluster_names_in,
)


def read(
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    drafts: bool = True,
    overrides: dict[str, Entry] | None = None,
    proposed: bool = True,
) -> Raw:
    """Read the sheets of a folder and of its subfolder `context`, and its `decisions.toml`.

    A folder with nothing but drafts may lack that file; nicdata's own decisions are used then.

    `progress` is called with the number of sheets read and the number of all sheets. `drafts` says whether
    the result includes drafts, `proposed` whether it includes the entries that drafts only propose. `overrides`
    has contents to use instead of the files with these names.

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
    skipped = {} if drafts else {f: c for f, c in contents.items() if c.get("status") == "draft"}
    sheets = [
        _sheet(file, content, decided, faults) for file, content in contents.items() if file not in skipped
    ]
    faults.extend(
        f"{sheet.file}: article_id = {shown(sheet.header.get('article_id'))}; expected the name of the file"
        " without .toml"
        for sheet in sheets
        if sheet.header.get("article_id") != Path(sheet.file).stem
    )
    check_ids(sheets, faults)
    if not faults and own_decisions:
        check_decisions(sheets, decided, faults, _named_in(skipped.values()))
        if decided.conflicts or decided.same_fact:  # saves time: only these refer to entries by id
            check_conflicts(sheets, decided, faults)
            faults += [f"{file}: status = 'draft'; skipped" for file in skipped if faults]
    if faults:
        raise ValidationErrors(faults)
    _declare(sheets, decided)
    for sheet in sheets:
        for entries in sheet.tables.values():
            entries[:] = [
                _without_proposal(entry) for entry in entries if proposed or entry.get("status") != "unsure"
            ]
    return Raw(sheets, decided, tuple(skipped))


def _declare(sheets: list[Sheet], decided: Decisions) -> None:
    """Add the new clusters of drafts and the schemes of sheets to the decisions."""
    for new in (new for sheet in sheets for new in sheet.new_clusters):
        decided.clusters.setdefault(new["cluster_id"], new["name"])
        decided.cluster_ids.setdefault(new["name"], new["cluster_id"])
    declared = {scheme["scheme"] for scheme in decided.schemes}
    for scheme in (scheme for sheet in sheets for scheme in sheet.schemes):
        if scheme["scheme"] not in declared:
            declared.add(scheme["scheme"])
            decided.schemes.append(scheme)


def _without_proposal(entry: Entry) -> Entry:
    """Return a proposed entry as the tables take it: with low confidence, without the keys for the reviewer."""
    if "status" not in entry:
        return entry
    return {k: v for k, v in entry.items() if k not in PROPOSAL_KEYS} | {"confidence": "low"}


def _named_in(contents: Iterable[Entry]) -> set[str]:
    """Return the names of clusters, organisations and schemes in drafts, whatever else is wrong with them."""
    lists = [part for content in contents for key, part in content.items() if key in KEYS]
    entries = [entry for part in lists if isinstance(part, list) for entry in part if isinstance(entry, dict)]
    found = (entry.get(key) for entry in entries for key in (*NAMES, "organisation", "scheme"))
    return {name for name in found if isinstance(name, str)}


def _toml_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(FORK)
    )


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
        read(path.parent, drafts=False, overrides={path.name: copy.deepcopy(content)})
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
    own_schemes = _own_schemes(file, content.pop("schemes", []), faults)
    if is_draft:
        content.pop("set_aside", None)
    known_names = decided.cluster_ids | {entry["name"]: entry["cluster_id"] for entry in new}
    schemes = [scheme["scheme"] for scheme in (*decided.schemes, *own_schemes)]
    is_context = Path(file).parent.name == schema.CONTEXT
    expected = schema.CONTEXT if is_context else schema.ARTICLE
    is_right = check_entry(file, "articles", content, *(CONTEXT_KEYS if is_context else ARTICLE_KEYS), faults)
    if is_right and content["collection"] != expected:
        faults.append(f"{file}: collection = {content['collection']!r}; expected {expected!r} in this folder")
    article = dated(file, content, faults) if is_right else content
    sheet = Sheet(file, content, article, tables, new, own_schemes)
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
    if is_right and sheet.is_undated:
        sheet.article.update(_inferred_dates(sheet, decided))
    return sheet


def _inferred_dates(sheet: Sheet, decided: Decisions) -> Entry:
    """Return the dates of a draft whose article has none.

    The article is at least as new as the newest year in its entries or its id, and as the levels that it names.
    Its latest date is today. The review asks for the right one."""
    entries = [entry for _, _, entry in sheet.entries()]
    named = {entry.get(key) for entry in entries for key in ("level", "to_level", "from_level")}
    years = [str(level["introduced"])[:4] for level in decided.levels if level["level"] in named]
    years += [entry[key][:4] for entry in entries for key in ("as_of", "period_start") if key in entry]
    years += re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", str(sheet.header["article_id"]))[:1]
    today = datetime.date.today().isoformat()
    year = max((year for year in years if year <= today[:4]), default=max(years, default=today[:4]))
    latest = max(today, printed.bounds(year)[1]) if year > today[:4] else today
    dates = {"date_earliest": f"{year}-01-01", "date_latest": latest, "date_basis": "inferred"}
    return {"date_published": year, "as_of": year} | dates


def _own_schemes(file: str, entries: Any, faults: list[str]) -> tuple[Entry, ...]:
    """Return the schemes that a sheet declares, and add everything that is wrong to `faults`."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"{file}: schemes; expected entries, each [[schemes]] or {{ … }} in a list")
        return ()
    return tuple(
        entry
        for number, entry in enumerate(entries, 1)
        if check_entry(f"{file}: schemes {number}", "schemes", entry, SCHEME_KEYS, frozenset(), faults)
    )


def _entry_keys(table: str, is_context: bool, is_draft: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys that an entry of a sheet must have, and those it may have."""
    required, optional = KEYS[table]
    optional |= {"note"} & schema.columns(table).keys() | {schema.id_column(table)}
    if is_context:
        further = CONTEXT_ENTRY_KEYS.get(table, frozenset())
        lacking = CONTEXT_LACKING.get(table, frozenset())
        return (required - lacking) | {"confidence"}, (optional - {"named_in"}) | further | lacking
    of_drafts = {"confidence"} | PROPOSAL_KEYS if is_draft else set()
    return required | {"paragraph"}, optional | {"digest"} | of_drafts


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
