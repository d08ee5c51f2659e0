"""Rows of tables as HTML: words in place of codes, an anchor for every id, a link from every row to its source."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from html import escape
from typing import NamedTuple

from nicdata import reference, schema
from nicdata.exports.book.tables import real_amounts
from nicdata.schema import Rows
from nicdata.site.words import WORDS
from nicdata.text import RESERVED

NUMBERS = ("integer", "number")


class Site(NamedTuple):
    """What every page is made from: the rows of all tables, and where pages of clusters and sources are."""

    cells: dict[str, Rows]
    sources: dict[str, str]  # the id of a source -> its publisher and year
    lang: str
    root: str = ""  # from the page to the first page of its language

    def at(self, root: str) -> Site:
        """Return the same for a page in another folder."""
        return self._replace(root=root)

    def cluster(self, cluster_id: str) -> str:
        """Return a link to a cluster's page."""
        name = next((row["name"] for row in self.cells["clusters"] if row["cluster_id"] == cluster_id), "")
        return (
            f'<a href="{self.root}clusters/{page(cluster_id)}">{escape(name)}</a>'
            if name
            else escape(cluster_id)
        )


def page(row_id: str) -> str:
    """Return the name of the page of a cluster or source: its id, unless that names a list or a device on Windows."""
    is_taken = row_id == "index" or RESERVED.fullmatch(row_id)
    return f"{row_id}_.html" if is_taken else f"{row_id}.html"


def with_real(table: str, rows: Rows) -> Rows:
    """Add to rows their amounts in the prices of the newest year, as columns `x_nok_2024`."""
    base = reference.latest_prices()
    added = [dict(row) for row in rows]
    for column, values in real_amounts(table, rows).items():
        for row, value in zip(added, values, strict=True):
            row[f"{column}_{base}"] = "" if value is None else f"{value:.0f}"
    return added


def table(
    site: Site, name: str, rows: Rows, columns: str, caption: str = "", anchors: bool = False, label: str = ""
) -> str:
    """Return rows of a table as HTML, with their source as the last column where they have one. With `anchors` each
    row can be linked to by its id: the page is the home of the row. `label` names the table to a screen reader where the
    page has several of one kind."""
    wanted = columns.split()
    has_source = bool(rows) and "article_id" in rows[0] and name != "articles" and "article_id" not in wanted
    heads = [f"<th scope=col{_right(name, c)}>{escape(title(name, c, site.lang))}" for c in wanted]
    if has_source:
        heads.append(f"<th scope=col>{escape(WORDS['source'][site.lang == 'nb'])}")
    body = []
    for row in rows:
        row_id = row[schema.id_column(name)]
        anchor = f' id="{name}-{escape(row_id)}"' if anchors else ""
        cells = [f"<td{_right(name, column)}>{cell(site, name, column, row[column])}" for column in wanted]
        if has_source:
            cells.append(f"<td>{source_link(site, name, row)}")
        body.append(f"<tr{anchor}>{''.join(cells)}")
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    label = escape(label or caption or schema.text(schema.resources()[name], "title", site.lang))
    return (
        f'<div class=scroll tabindex=0 role=region aria-label="{label}"><table>{said}<thead><tr>{"".join(heads)}'
        f"<tbody>{''.join(body)}</table></div>"
    )


def source_link(site: Site, name: str, row: dict[str, str]) -> str:
    """Return a link to the row on the page of its source."""
    article_id = row.get("article_id", "")
    if not article_id:
        return ""
    row_id = row[schema.id_column(name)]
    paragraph = f" §{row['paragraph']}" if row.get("paragraph") else ""
    place = f"{site.root}sources/{page(article_id)}#{name}-{escape(row_id)}"
    return f'<a href="{place}">{escape(site.sources[article_id])}{paragraph}</a>'


def _right(name: str, column: str) -> str:
    field = schema.columns(name).get(column.rpartition("_")[0] if column[-4:].isdigit() else column, {})
    return " class=n" if field.get("type") in NUMBERS and column != "year" else ""


def title(name: str, column: str, lang: str) -> str:
    """Return the title of a column; that of an amount in constant prices names the year."""
    return schema.real_title(column, lang) or schema.text(schema.columns(name)[column], "title", lang)


def cell(site: Site, name: str, column: str, text: str) -> str:
    """Return one cell for readers of a language."""
    field = schema.columns(name).get(column, {"type": "number"})
    if not text:
        return ""
    if text in field.get("labels", {}):
        return escape(schema.label(name, column, text, site.lang))
    if column in ("cluster_id", "into_cluster_id", "applicant_id", "merged_into"):
        return site.cluster(text)
    if column == "article_id":
        return f'<a href="{site.root}sources/{page(text)}">{escape(text)}</a>'
    if text.startswith(("http://", "https://")):
        return f'<a href="{escape(text)}" rel=noopener>{escape(text.split("/")[2])}</a>'
    if "_nok" in column:
        return number(text, 0, site.lang)
    if field["type"] == "number":
        return number(text, 1, site.lang)
    return escape(text)


def number(text: str, decimals: int, lang: str) -> str:
    """Write a number with thousands apart, rounded half up."""
    digits = Decimal(1).scaleb(-decimals)
    written = f"{Decimal(text).quantize(digits, ROUND_HALF_UP):,}"
    written = written.removesuffix(".0") if decimals else written
    return written.translate(str.maketrans(",.", "\u00a0,")) if lang == "nb" else written
