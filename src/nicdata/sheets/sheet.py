"""A fact sheet: what one source states, typed as it is printed (`data/raw/<article_id>.toml`).

A sheet begins with the keys of its source; every other key names a table and holds its entries. The keys of an entry
are columns of that table, as far as the source states them; code works out the rest (numbers, years, cluster ids).
`data/raw/README.md` explains how to write one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata import schema
from nicdata.sheets.decisions import Decisions
from nicdata.sheets.entries import Entry

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


def names_in(entry: Entry) -> list[Any]:
    """The names of clusters in an entry."""
    return [entry[key] for key in NAMES if entry.get(key)]


def own_id(table: str, entry: Entry) -> Any:
    """The id that an entry gives its row; None where code makes it."""
    return entry.get(schema.id_column(table))
