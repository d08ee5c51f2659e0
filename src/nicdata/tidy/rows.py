"""Make rows of tidy tables from the entries of fact sheets, with their source, year and id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nicdata import schema
from nicdata.sheets import printed
from nicdata.sheets.entries import Entry
from nicdata.sheets.sheet import Raw, Sheet
from nicdata.text import slug

Row = dict[str, Any]  # column -> value, and the keys _from, _article, _entry, which are not written to files
Tables = dict[str, list[Row]]
ORE = Decimal("0.01")  # kroner


def entry_rows(raw: Raw, table: str) -> Iterator[Row]:
    """Yield the entries of one table of all sheets as rows, with their source, cluster id and year."""
    for sheet in raw.sheets:
        article = sheet.article
        for where, _, entry in sheet.entries(table):
            row = {"as_of": article["as_of"], **entry, **source_columns(sheet, entry)}
            if "cluster" in entry:
                row["cluster_id"] = raw.decisions.cluster_ids[entry["cluster"]]
            row["year"] = year_of(row["as_of"])
            yield row | {"_article": article, "_entry": entry, "_from": [(where, entry)]}


def source_columns(sheet: Sheet, entry: Entry) -> Row:
    """Return the columns about the source of an entry.

    They are `article_id`, `paragraph`, `url`, `collection` and `confidence`.

    Without a confidence in the entry, it is `high` if the figure was counted, `medium` if the fact was
    inferred, else `verified`."""
    basis = entry.get("basis")
    default = (
        "high"
        if basis == "counted" or "counted" in entry
        else "medium"
        if basis == "inferred"
        else "verified"
    )
    return {
        "article_id": sheet.article["article_id"],
        "paragraph": entry.get("paragraph"),
        "url": sheet.article.get("url"),
        "collection": sheet.article["collection"],
        "confidence": entry.get("confidence", default),
    }


def with_ids(table: str, rows: Iterable[Row], *columns: str) -> list[Row]:
    """Return the rows with their ids: the id in the entry, or else one made from some columns.

    Empty columns are left out, and so is `as_of` unless it is in the entry. Equal ids are numbered."""
    key = schema.id_column(table)
    found, taken = list(rows), Counter[str]()
    for row in found:
        if not row.get(key):
            parts = [
                f"p{row['paragraph']}" if column == "paragraph" else str(row[column])
                for column in columns
                if row.get(column) and (column != "as_of" or column in row.get("_entry", {}))
            ]
            made = slug("-".join(parts))
            taken[made] += 1
            row[key] = made if taken[made] == 1 else f"{made}-{taken[made]}"
    return found


def year_of(iso_date: str) -> int:
    """Return the year of an ISO date."""
    return int(iso_date[:4])


def figure_of(row: Row, key: str) -> printed.Figure | None:
    """Return a printed figure of a row, parsed in the language of its source; None if the row has none."""
    return printed.parse(row[key], row["_article"]["language"]) if row.get(key) else None


def per_year(row: Row) -> Decimal | int | None:
    """Return the amount for one year in NOK, rounded to øre.

    It is the amount itself if that is per year, or else the amount divided by the years of its period. None
    if there is no amount, or no period of a whole number of years."""
    amount = row.get("amount_nok")
    if amount is None or row["amount_per"] == "year":
        return amount
    years = row.get("period_years")
    if not years and row.get("period_start") and row.get("period_end"):
        years = int(row["period_end"][:4]) - year_of(row["period_start"]) + 1
        if printed.bounds(period_end(row["period_start"], years))[1] != printed.bounds(row["period_end"])[1]:
            return None
    if not years:
        return None
    each = (Decimal(amount) / years).quantize(ORE, ROUND_HALF_UP)
    return int(each) if each == int(each) else each


def period_end(start: str, years: int) -> str:
    """Return the end of a period of whole years as an ISO date.

    It has the precision of `start` (day, month or year)."""
    first = date.fromisoformat(printed.bounds(start)[0])
    leap = (first.month, first.day) == (2, 29)
    after = first.replace(year=first.year + years, **({"month": 3, "day": 1} if leap else {}))
    return (after - timedelta(days=1)).isoformat()[: len(start)]


def grouped(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """Return the rows by the value of a column."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
