"""Fact sheets: what one source states, typed as it is printed (`data/raw/<article_id>.toml`).

A sheet begins with keys about the source; every other key is the name of a table and has a list of entries.
The keys of an entry are columns of that table that the source states; nicdata derives the others (numbers,
years, cluster ids). `data/raw/README.md` explains how to write a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import Entry

# The keys that an entry must have | may have. In addition, an entry of an article must have `paragraph` and
# may have `digest`; an entry of another page must have `confidence`. Any entry may have the id of its row
# (otherwise one is made from the entry), and `note` if the table has that column.
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
# Another page has an address instead of a number of paragraphs.
CONTEXT_KEYS = (
    ARTICLE_KEYS[0] - {"paragraphs"} | {"url"},
    ARTICLE_KEYS[1] - {"url", "text_sha256", "digest"},
)
DATE_KEYS = ("date_published_printed", "date_published", "date_earliest", "date_latest", "date_basis")
# The keys with the name of a cluster.
NAMES = ("cluster", "into")
# Further keys that only an entry of another page may have. An inferred move explains itself in its note.
CONTEXT_ENTRY_KEYS = {"level_changes": frozenset(["basis"])}
# Keys that an entry of another page may lack: a page may say that a cluster is in the programme without its level.
CONTEXT_LACKING = {"cluster_levels": frozenset(["level"])}

# The keys of `new_clusters`, which only a draft has: clusters that decisions.toml does not declare yet.
NEW_CLUSTER_KEYS = (frozenset(["cluster_id", "name"]), frozenset(["latest_level", "place"]))
# The keys of an entry that a draft only proposes: that it is unsure, and why.
PROPOSAL_KEYS = frozenset(["status", "reason"])
# The keys of `schemes`: support schemes that decisions.toml does not declare, such as a county's.
SCHEME_KEYS = frozenset(["scheme", "kind", "name_nb", "name_en"])


class Sheet(NamedTuple):
    """The sheet of one source.

    It has the name of its file, its header as typed, the header with the dates filled in (`article`), its
    entries by table, the new clusters of a draft, and the schemes that it declares."""

    file: str
    header: Entry
    article: Entry
    tables: dict[str, list[Entry]]
    new_clusters: tuple[Entry, ...] = ()
    schemes: tuple[Entry, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether the sheet is a draft that nobody has reviewed."""
        return bool(self.header.get("status") == "draft")

    @property
    def is_undated(self) -> bool:
        """Whether the sheet is a draft of an article without a date, whose year was only worked out."""
        return self.is_draft and not any(key in self.header for key in DATE_KEYS)

    @property
    def is_context(self) -> bool:
        """Whether the source is another public page, not one of the articles."""
        return bool(self.header.get("collection") == schema.CONTEXT)

    def entries(self, *tables: str) -> Iterator[tuple[str, str, Entry]]:
        """Yield the entries of all tables, or of some, as (where, table, entry).

        `where` has the file, table, number and id of the entry, for messages."""
        for table in tables or self.tables:
            for number, entry in enumerate(self.tables.get(table, ()), 1):
                label = next(
                    (
                        f" ({value:.60})"
                        for key, value in entry.items()
                        if key.endswith("_id") and isinstance(value, str)
                    ),
                    "",
                )
                yield f"{self.file}: {table} {number}{label}", table, entry


class Raw(NamedTuple):
    """The sheets of a folder and its decisions.

    Sheets are ordered by file name, with articles before other pages. The decisions include the new clusters of
    drafts and the schemes of sheets. `skipped` lists the files of drafts that were left out."""

    sheets: list[Sheet]
    decisions: Decisions
    skipped: tuple[str, ...] = ()


def cluster_names_in(entry: Entry) -> list[Any]:
    """Return the cluster names in an entry."""
    return [entry[key] for key in NAMES if entry.get(key)]


def entry_id(table: str, entry: Entry) -> Any:
    """Return the row id in an entry; None if the entry has none."""
    return entry.get(schema.id_column(table))
