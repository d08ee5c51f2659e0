"""One fact sheet an article (`data/raw/<article_id>.toml`): read it, or refuse it with all its faults.

A sheet begins with the keys of the article; every other key names a table and holds its entries. An entry's
keys are the table's columns, as far as the article states them; what code can work out (numbers, years, ids
of clusters) is left out. `data/raw/README.md` tells how to write one.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets import decisions, printed
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import FIGURES, Entry, Faults, check_entry, read_toml, shown

# The keys an entry must have | may have. In an article `paragraph` is a must and `digest` may stand everywhere; on
# another page `confidence` is. `note` may stand where the table has one, and the id of a row everywhere: without
# one, code makes it from what the entry says.
KEYS = {
    table: tuple(frozenset(part.split()) for part in keys.split("|"))
    for table, keys in {
        "level_definitions": "level description |",
        "cluster_names": "cluster |",
        "cluster_levels": "cluster level basis | as_of named_in",
        "cluster_traits": "cluster trait trait_value trait_printed |",
        "level_changes": "level_change_id cluster to_level kind | from_level as_of named_in",
        "cluster_exits": "cluster | as_of named_in",
        "cluster_mergers": "merger_id cluster | into as_of",
        "budgets": "budget_id scheme kind | scope stage cluster level amount_printed amount_per change_direction"
        " as_of period_start period_end period_years_printed named_in",
        "state_budget_posts": "state_budget_post_id post post_name year stage amount_printed |",
        "effect_statistics": "effect_id measure direction comparison_group analyst |"
        " cluster gap_printed window statistic significant as_of named_in",
        "programme_counts": "count_id scheme measure | level stage moment value_printed basis as_of",
        "participants": "cluster role | value_printed counted as_of named_in",
        "projects": "project_id name scheme stage cluster | as_of",
        "project_partners": "project_id cluster |",
        "programme_roles": "scheme organisation role | as_of",
    }.items()
}
ARTICLE_KEYS = (
    frozenset("article_id collection status title publisher language paragraphs".split()),
    frozenset(
        "date_published date_published_printed date_earliest date_latest date_basis date_basis_url"
        " as_of url note text_sha256 digest".split()
    ),
)
# Another page has its address in place of counted paragraphs.
CONTEXT_KEYS = (
    ARTICLE_KEYS[0] - {"paragraphs"} | {"url"},
    ARTICLE_KEYS[1] - {"url", "text_sha256", "digest"},
)
# The keys that hold a cluster's name.
NAMES = ("cluster", "into")
# What only an entry of another page may say: which move it is inferred from is told in its note.
CONTEXT_ENTRY_KEYS = {"level_changes": frozenset(["basis"])}

# What only a draft holds: names that no decision declares yet, and what was seen and not understood.
NEW_CLUSTER_KEYS = (frozenset(["cluster_id", "name"]), frozenset(["latest_level", "place"]))


class Sheet(NamedTuple):
    """One source: its file, its own keys as typed, the same with the dates worked out, its entries by table,
    and the new clusters of a draft."""

    file: str
    header: Entry
    article: Entry
    tables: dict[str, list[Entry]]
    new_clusters: tuple[Entry, ...] = ()

    @property
    def is_draft(self) -> bool:
        return bool(self.header.get("status") == "draft")

    @property
    def is_context(self) -> bool:
        return bool(self.header.get("collection") == schema.CONTEXT)

    def entries(self, *tables: str) -> Iterator[tuple[str, str, Entry]]:
        """Where it stands (file, table, number, id), its table, the entry; of all tables, or of these."""
        for table in tables or self.tables:
            for number, entry in enumerate(self.tables.get(table, ()), 1):
                entry_id = next(
                    (
                        f" ({value:.60})"
                        for key, value in entry.items()
                        if key.endswith("_id") and isinstance(value, str)
                    ),
                    "",
                )
                yield f"{self.file}: {table} {number}{entry_id}", table, entry


class Raw(NamedTuple):
    """All sheets in the order of their files, those of the articles before those of other pages, and the decisions,
    with the new clusters of drafts among them."""

    sheets: list[Sheet]
    decisions: Decisions


def read(
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    drafts: bool = True,
    instead: dict[str, Entry] | None = None,
) -> Raw:
    """Read every sheet of a folder and of the folder `context` in it, and `decisions.toml`; where a folder (of drafts)
    has none, nicdata's own hold. `drafts` says whether drafts are among the sheets that are returned; `instead` is
    read in the place of files of these names.

    Raises Faults with the faults of all files, OSError when there is no such folder. `progress` is told
    how many sheets of how many are read.
    """
    paths = {path.name: path for path in _toml_files(folder) if path.name != decisions.FILE}
    if (folder / schema.CONTEXT).is_dir():
        paths |= {f"{schema.CONTEXT}/{path.name}": path for path in _toml_files(folder / schema.CONTEXT)}
    if not paths:
        raise Faults([f"{folder}: no sheets found; expected files named <article_id>.toml"])
    faults: list[str] = []
    contents = {}
    for done, (file, path) in enumerate(paths.items(), 1):
        content = instead[file] if instead and file in instead else read_toml(path, faults)
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
        for sheet in sheets
        if sheet.header.get("article_id") != Path(sheet.file).stem
    )
    _check_ids(sheets, faults)
    if not faults and own_decisions:
        _check_decisions(sheets, decided, faults)
        if decided.conflicts or decided.same_fact:  # else no entry needs to be found by its id
            _check_conflicts(sheets, decided, faults)
    if faults:
        raise Faults(faults)
    for new in (new for sheet in sheets for new in sheet.new_clusters):
        decided.clusters.setdefault(new["cluster_id"], new["name"])
        decided.cluster_ids.setdefault(new["name"], new["cluster_id"])
    return Raw(sheets, decided)


def _toml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == ".toml")


def alone(file: str, content: Entry, decided: Decisions) -> list[str]:
    """The faults of one sheet by itself; every name in it is taken for declared."""
    lists = [part for key, part in content.items() if key in KEYS and isinstance(part, list)]
    names = [
        name for entries in lists for entry in entries if isinstance(entry, dict) for name in names_in(entry)
    ]
    new = [entry.get("name") for entry in content.get("new_clusters", []) if isinstance(entry, dict)]
    ids = {name: "" for name in names if isinstance(name, str) and name not in new} | decided.cluster_ids
    return _own_faults(file, content, decided._replace(cluster_ids=ids))


def among(path: Path, content: Entry, names: dict[str, str]) -> list[str]:
    """The faults of a folder of sheets with this content in the place of one; of the sheet alone where the folder
    has no decisions of its own, where `names` are the clusters' ids by name."""
    if not (path.parent / decisions.FILE).exists():
        decided = decisions.read(schema.raw_folder())
        return _own_faults(path.name, content, decided._replace(cluster_ids=names))
    try:
        read(path.parent, instead={path.name: copy.deepcopy(content)})
    except Faults as found:
        return found.lines
    return []


def _own_faults(file: str, content: Entry, decided: Decisions) -> list[str]:
    faults: list[str] = []
    sheet = _sheet(file, copy.deepcopy(content), decided, faults)
    _check_ids([sheet], faults)
    return faults


def _sheet(file: str, content: Entry, decided: Decisions, faults: list[str]) -> Sheet:
    """A sheet with the entries of it that are right."""
    tables = {key: content.pop(key) for key in list(content) if key in KEYS}
    is_draft = content.get("status") == "draft"
    new = _new_clusters(file, content.pop("new_clusters", []), decided, faults) if is_draft else ()
    if is_draft:
        content.pop("questions", None)
    own_names = decided.cluster_ids | {entry["name"]: entry["cluster_id"] for entry in new}
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
            for name in names_in(entry)
            if name not in own_names
        )
        if entry.get("confidence") == "low" and not is_draft:
            faults.append(
                f"{where}: confidence = 'low'; expected one of high, medium: what is weaker stays out"
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
    """The keys an entry of a sheet must have and those it may have."""
    required, optional = KEYS[table]
    optional |= {"note"} & schema.columns(table).keys() | {schema.id_column(table)}
    if is_context:
        further = CONTEXT_ENTRY_KEYS.get(table, frozenset())
        return required | {"confidence"}, (optional - {"named_in"}) | further
    return required | {"paragraph"}, optional | {"digest"} | ({"confidence"} if is_draft else set())


def _new_clusters(file: str, entries: Any, decided: Decisions, faults: list[str]) -> tuple[Entry, ...]:
    """The new clusters of a draft that are right."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"{file}: new_clusters; expected entries, each [[new_clusters]] or {{ … }} in a list")
        return ()
    right = []
    for number, entry in enumerate(entries, 1):
        where = f"{file}: new_clusters {number}"
        if check_entry(where, "clusters", entry, *NEW_CLUSTER_KEYS, faults):
            if (known := decided.cluster_ids.get(entry["name"], entry["cluster_id"])) != entry["cluster_id"]:
                faults.append(
                    f"{where}: {entry['name']!r} is {known} in {decisions.FILE}; expected a name that is not taken"
                )
            right.append(entry)
    return tuple(right)


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


def _like(name: str, decided: Decisions) -> str:
    import difflib

    near = difflib.get_close_matches(name, decided.cluster_ids, n=1)
    return f" (as {near[0]!r})" if near else ""


def _check_ids(sheets: list[Sheet], faults: list[str]) -> None:
    """An id of a table's own is used once in all sheets."""
    first: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for where, table, entry in sheet.entries():
            if (own := own_id(table, entry)) is not None:
                other = first.setdefault((table, own), where)
                if other is not where:
                    faults.append(f"{where}: its id is taken by {other}; expected one of its own")


def names_in(entry: Entry) -> list[Any]:
    """The names of clusters in an entry."""
    return [entry[key] for key in NAMES if entry.get(key)]


def own_id(table: str, entry: Entry) -> Any:
    """The id that an entry gives its row; None where code makes it."""
    return entry.get(schema.id_column(table))


def _check_conflicts(sheets: list[Sheet], decided: Decisions, faults: list[str]) -> None:
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


def _check_decisions(sheets: list[Sheet], decided: Decisions, faults: list[str]) -> None:
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
