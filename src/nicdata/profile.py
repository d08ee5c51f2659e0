"""Collect what the tables say about one cluster, found by its id or by any name it has had."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from nicdata import analysis, frames, reference, schema
from nicdata.text import slug

if TYPE_CHECKING:
    import pandas as pd

    from nicdata.frames import Tables

# The tables and columns that a profile shows, in this order. Constant prices are added to `budgets`.
SHOWN = {
    "cluster_names": "name date_published same_cluster_basis article_id",
    "cluster_levels": "as_of level basis article_id",
    "cluster_years": "year level basis",
    "level_changes": "from_level to_level date_earliest date_latest kind basis article_id",
    "budgets": "year kind scheme amount_printed per_year_nok qualifier article_id",
    "participants": "year role value qualifier article_id",
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
REAL = re.compile(r"per_year_nok_(\d{4})")
WIDEST = 60  # characters of a column on a terminal


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

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return the cluster's rows of a table. Raises KeyError when a profile has no such table."""
        return self.tables[table]

    def __repr__(self) -> str:
        return self.text()

    def text(self, lang: str = "en") -> str:
        """Return the profile as text, in English (`en`) or Norwegian (`nb`)."""
        parts = [
            f"{self.name} ({self.cluster_id})",
            *(f"  {title}: {value}" for title, value in self._facts(lang)),
        ]
        for title, frame in self.shown(lang):
            parts += ["", title, *_lines(frame)]
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        return self.html()

    def html(self, lang: str = "en") -> str:
        """Return the profile as HTML for a notebook, in English (`en`) or Norwegian (`nb`)."""
        facts = "".join(f"<li>{escape(title)}: {escape(value)}</li>" for title, value in self._facts(lang))
        tables = "".join(
            f"<details open><summary>{escape(title)}</summary>"
            f"{frame.to_html(index=False, na_rep='', border=0, render_links=True)}</details>"
            for title, frame in self.shown(lang)
        )
        return f"<h3>{escape(self.name)}</h3><ul>{facts}</ul>{tables}"

    def shown(self, lang: str = "en") -> list[tuple[str, pd.DataFrame]]:
        """Return the title and rows of each table that has rows about the cluster.

        Only `shown` rows are included, equal rows once, with column titles and labels in English (`en`) or
        Norwegian (`nb`). Consecutive years at one level are one row."""
        found = []
        for table, columns in SHOWN.items():
            rows = self.tables[table]
            if len(rows):
                rows = rows[rows["shown"]] if "shown" in rows else rows
                rows = _spans(rows) if table == "cluster_years" else rows
                wanted = [*columns.split(), *(c for c in map(str, rows) if REAL.fullmatch(c))]
                title = schema.text(schema.resources()[table], "title", lang)
                found.append((title, _titled(table, rows[wanted].drop_duplicates(), lang)))
        return found

    def _facts(self, lang: str) -> list[tuple[str, str]]:
        columns = schema.columns("clusters")
        known = [(c, str(self.row[c])) for c in FACTS if self.row.notna()[c]]
        return [(schema.text(columns[column], "title", lang), value) for column, value in known]


def cluster(name_or_id: str, tables: Tables | None = None) -> Cluster:
    """Collect what the tables say about one cluster.

    `name_or_id` is a cluster id or any name the cluster has had. Capitals, accents, and a level before or
    after the name (`NCE`, `Arena`) are ignored. `tables` is the result of `nicdata.tables` (default: the
    tables of `nicdata.tables()`).

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
    return Cluster(cluster_id, str(row["name"]), row, found)


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
    near = [by_slug[key] for key in difflib.get_close_matches(slug(name_or_id), by_slug, n=3)]
    advice = f"did you mean {', '.join(near)}?" if near else "nicdata.load('clusters') lists them all"
    raise ValueError(f"no cluster is called {name_or_id!r}; {advice}")


def _without_level(text: str, tables: Tables) -> str:
    """Return a name without a level at its beginning or end."""
    levels = "|".join(sorted(map(re.escape, tables["levels"]["level"].astype("str")), key=len, reverse=True))
    return re.sub(rf"^(?:{levels})\s+|\s+(?:{levels})$", "", text.strip(), flags=re.IGNORECASE) or text


def _spans(years: pd.DataFrame) -> pd.DataFrame:
    """Join consecutive years with the same level and basis into one row.

    Its `year` is text such as 2016–2021."""
    same = ["level", "basis"]
    texts = years[same].astype("object").fillna("")
    is_new = (texts != texts.shift()).any(axis="columns") | (years["year"].diff() != 1)
    groups = years.groupby(is_new.cumsum())
    first, last = groups["year"].first(), groups["year"].last()
    spans = first.astype("str").where(first == last, first.astype("str") + "–" + last.astype("str"))
    return groups[same].first().assign(year=spans)


def _titled(table: str, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Replace the column names of a profile by titles and the coded values by labels."""
    each_year = schema.text(schema.columns("budgets")["per_year_nok"], "title", lang)
    titles = {"date_published": schema.text(schema.columns("articles")["date_published"], "title", lang)}
    titles |= {c: f"{each_year} ({m[1]})" for c in map(str, rows) if (m := REAL.fullmatch(c))}
    return frames.labelled(table, rows, lang).rename(columns=titles)


def _lines(frame: pd.DataFrame) -> list[str]:
    """Return a frame as lines of text with aligned columns."""
    texts = [
        [str(c) for c in frame.columns],
        *([_text(v) for v in row] for row in frame.astype("object").to_numpy()),
    ]
    last = len(frame.columns) - 1
    widths = [min(max(len(row[i]) for row in texts), WIDEST) for i in range(last + 1)]
    return [
        "  " + "  ".join(cell if i == last else f"{cell:<{widths[i]}}" for i, cell in enumerate(row)).rstrip()
        for row in texts
    ]


def _text(value: Any) -> str:
    """Return a value as text for a terminal."""
    import pandas as pd

    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
    return str(value)
