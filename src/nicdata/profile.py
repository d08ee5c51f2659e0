"""Collect what the tables say about one cluster, found by its id or by any name it has had."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape
from textwrap import indent
from typing import TYPE_CHECKING

from nicdata import analysis, frames, reference, schema
from nicdata.text import slug
from nicdata.view import View, view

if TYPE_CHECKING:
    import pandas as pd

    from nicdata.frames import Tables

# The tables and columns that a profile shows, in this order. Amounts in constant prices are added to
# `budgets`.
SHOWN = {
    "cluster_names": "name date_published same_cluster_basis article_id",
    "cluster_levels": "as_of level basis article_id",
    "cluster_years": "year level basis",
    "level_changes": "from_level to_level date_earliest date_latest kind basis article_id note",
    "budgets": "year kind scheme amount_printed per_year_nok per_year_nok_ qualifier article_id note",
    "participants": "year role value qualifier article_id note",
    "effect_statistics": "year measure gap_pp gap_printed article_id",
    "projects": "year name scheme applicant_id article_id",
    "cluster_mergers": "as_of cluster_id into_cluster_id article_id",
    "cluster_exits": "as_of article_id",
    "articles": "article_id date_published publisher title url",
}
FACTS = (
    "place",
    "county",
    "sector",
    "latest_level",
    "latest_level_year",
    "first_seen",
    "last_seen",
    "left_year",
)
MOST_NEAR = 8  # similar names that a message lists
MOST = 12  # rows of a table that a notebook shows unfolded


@dataclass(frozen=True, repr=False)
class Cluster:
    """One cluster: its id, its current name, its row of `clusters`, and its rows of the other tables.

    `cluster["budgets"]` returns all rows of a table about the cluster, with the columns of `nicdata.load`
    (and, for `budgets`, amounts in the newest prices). `text(lang)` returns the profile as text, in English
    (`en`) or Norwegian (`nb`); a notebook shows it as HTML tables."""

    cluster_id: str
    name: str
    row: pd.Series
    tables: dict[str, pd.DataFrame]
    lang: str = "en"

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return the cluster's rows of a table. Raises KeyError when a profile has no such table."""
        return self.tables[table]

    def __repr__(self) -> str:
        return self.text()

    def text(self, lang: str = "") -> str:
        """Return the profile as text, in English (`en`) or Norwegian (`nb`; default: `lang` of the profile)."""
        parts = [f"{self.name} ({self.cluster_id})"]
        parts += [f"  {title}: {value}" for title, value in self.facts(lang)]
        for title, rows in self.shown(lang):
            parts += ["", title, indent(str(rows), "  ")]
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        return self.html()

    def html(self, lang: str = "") -> str:
        """Return the profile as HTML for a notebook, in English (`en`) or Norwegian (`nb`; default: `lang` of the
        profile)."""
        facts = "".join(f"<li>{escape(title)}: {escape(value)}</li>" for title, value in self.facts(lang))
        tables = "".join(f"<h4>{escape(title)}</h4>{rows.html()}" for title, rows in self.shown(lang))
        return f"<h3>{escape(self.name)}</h3><ul>{facts}</ul>{tables}"

    def shown(self, lang: str = "") -> list[tuple[str, View]]:
        """Return the title and rows of each table that has rows about the cluster. Only `shown` rows are
        included, equal rows once, with column titles and labels in a language. Consecutive years at one level are
        one row."""
        lang = lang or self.lang
        found = []
        for table, columns in SHOWN.items():
            rows = self.tables[table]
            if len(rows):
                if table == "level_changes":
                    rows = analysis.narrowed(rows)
                elif "shown" in rows:
                    rows = rows[rows["shown"]]
                rows = _spans(rows) if table == "cluster_years" else rows
                title = schema.text(schema.resources()[table], "title", lang)
                found.append((title, view(table, rows, *columns.split(), lang=lang, most=MOST)))
        return found

    def facts(self, lang: str = "") -> list[tuple[str, str]]:
        """Return the title and value of each known column of `clusters`, in a language."""
        row, lang = self.row.dropna(), lang or self.lang
        columns = schema.columns("clusters")
        known = [column for column in FACTS if column in row]
        words = {
            column: schema.label("clusters", column, str(row[column]), lang)
            for column in known
            if "labels" in columns[column]
        }
        return [(schema.text(columns[c], "title", lang), words.get(c, str(row[c]))) for c in known]


def cluster(name_or_id: str, tables: Tables | None = None, lang: str = "en") -> Cluster:
    """Collect what the tables say about one cluster.

    `name_or_id` is a cluster id or any name the cluster has had. Capitals, accents, and a level before or
    after the name (`NCE`, `Arena`) are ignored. `tables` is the result of `nicdata.tables` (default: the
    tables of `nicdata.tables()`). `lang` (`en` or `nb`) is the language in which the profile prints and shows itself.

    Raises ValueError when no cluster has this name (the message lists similar names), or when several have it
    (the message lists their ids)."""
    tables = tables or frames.tables()
    cluster_id = find(name_or_id, tables)
    row = tables["clusters"].loc[tables["clusters"]["cluster_id"] == cluster_id].iloc[0]
    found: dict[str, pd.DataFrame] = {}
    for table in schema.resources():
        columns = [c for c in ("cluster_id", "into_cluster_id", "applicant_id") if c in schema.columns(table)]
        if columns and table != "clusters":
            found[table] = tables[table][
                (tables[table][columns] == cluster_id).any(axis="columns").fillna(False)
            ]
    joined = tables["project_partners"].loc[found["project_partners"].index, "project_id"]
    found["projects"] = tables["projects"][tables["projects"]["project_id"].isin(joined)]
    found["budgets"] = reference.real(found["budgets"])
    articles = tables["articles"]
    named = found["cluster_names"].merge(
        articles[["article_id", "date_published", "date_latest"]], on="article_id"
    )
    found["cluster_names"] = named.sort_values("date_latest", kind="stable").drop(columns="date_latest")
    ids = {i for rows in found.values() if "article_id" in rows for i in rows["article_id"].dropna()}
    found["articles"] = articles[articles["article_id"].isin(ids)].sort_values("date_latest", kind="stable")
    for table, rows in found.items():
        if by := [c for c in ("date_latest", "year", "as_of") if c in rows]:
            found[table] = rows.sort_values(by[0], kind="stable")
    return Cluster(cluster_id, str(row["name"]), row, found, lang)


def find(name_or_id: str, tables: Tables) -> str:
    """Return the id of the cluster with this id or name. Raises ValueError as `cluster` does."""
    names = analysis.names_of(tables)
    forms = (lambda text: text, slug, lambda text: slug(_without_level(text, tables)))
    for form in forms:  # from the strictest comparison to the loosest
        wanted = form(name_or_id)
        ids = sorted({cluster_id for name, cluster_id in names if form(name) == wanted})
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise ValueError(
                f"several clusters are called {name_or_id!r}; use one of the ids {', '.join(ids)}"
            )
    by_slug = {slug(name): name for name, _ in names}
    wanted = slug(name_or_id)
    ids = tables["clusters"]["cluster_id"].tolist()
    holds = {
        i: n
        for n, i in sorted(names, reverse=True)
        if wanted and f"-{wanted}-" in f"-{slug(n)}-" and n not in ids
    }
    near = sorted(holds.values())[:MOST_NEAR] or [
        by_slug[key] for key in difflib.get_close_matches(wanted, by_slug, n=3)
    ]
    advice = f"did you mean {', '.join(near)}?" if near else "the table clusters lists them all"
    raise ValueError(f"no cluster is called {name_or_id!r}; {advice}")


def _without_level(text: str, tables: Tables) -> str:
    """Return a name without a level at its beginning or end."""
    levels = "|".join(sorted(map(re.escape, tables["levels"]["level"].astype("str")), key=len, reverse=True))
    return re.sub(rf"^(?:{levels})\s+|\s+(?:{levels})$", "", text.strip(), flags=re.IGNORECASE) or text


def _spans(years: pd.DataFrame) -> pd.DataFrame:
    """Join consecutive years with the same level and basis into one row, with `year` as text such as
    2016–2021."""
    same = ["level", "basis"]
    texts = years[same].astype("object").fillna("")
    is_new = (texts != texts.shift()).any(axis="columns") | (years["year"].diff() != 1)
    groups = years.groupby(is_new.cumsum())
    first, last = groups["year"].first(), groups["year"].last()
    spans = first.astype("str").where(first == last, first.astype("str") + "–" + last.astype("str"))
    return groups[same].first().assign(year=spans)
