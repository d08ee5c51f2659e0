"""Rows of a table as a reader wants to see them: titles and words in place of codes, links, long lists folded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from html import escape
from numbers import Number
from typing import TYPE_CHECKING, Any

from nicdata import frames, schema

if TYPE_CHECKING:
    import pandas as pd

ONE, TENTH = Decimal(1), Decimal("0.1")
MOST = 10  # rows that are shown unfolded
WIDEST = 60  # characters of a column of text
ROWS = ("{n} rows", "{n} rader")
# Columns that no table has: what questions and analyses add.
TITLES = {
    "applicants": ("Applicants", "Søkere"),
    "admitted": ("Admitted", "Tatt opp"),
    "percent": ("Per cent", "Prosent"),
    "name": ("Name", "Navn"),
    "what": ("What happened", "Hva skjedde"),
    "rows": ("Rows", "Rader"),
    "known": ("Stated", "Oppgitt"),
    "status": ("Status", "Status"),
    "departure_year": ("Year of exit or merger", "Gikk ut eller slo seg sammen (år)"),
    "merged_into_name": ("Merged into (name)", "Gikk inn i (navn)"),
    "ceiling_url": ("Source of the ceilings", "Kilde for takene"),
}
CEILING = ("Ceiling: state budget item {post}", "Tak: post {post} i statsbudsjettet")
WORDS: dict[str, dict[Any, tuple[str, str]]] = {
    "what": {"left": ("left", "gikk ut"), "merged": ("merged", "slo seg sammen")},
    "known": {True: ("stated", "oppgitt"), False: ("no source states it", "ingen kilde oppgir det")},
    "status": {
        "left": ("left", "gikk ut"),
        "merged": ("merged", "slo seg sammen"),
        "no_exit_reported": ("no exit reported", "ingen utgang omtalt"),
        "not_stated": ("not stated to be in the programme", "ikke omtalt som deltaker i programmet"),
    },
}


class View:
    """Rows that print as text, and that a notebook shows as a table: folded when there are more than `most`."""

    def __init__(self, rows: pd.DataFrame, links: dict[str, str], lang: str, most: int) -> None:
        self.rows, self._links, self._lang, self._most = rows, links, lang, most

    def __repr__(self) -> str:
        texts = [list(map(str, self.rows.columns)), *self.rows.to_numpy().tolist()]
        last = len(self.rows.columns) - 1
        widths = [min(max(len(row[i]) for row in texts), WIDEST) for i in range(last)]
        lines = [[f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)] for row in texts]
        return "\n".join(
            "  ".join([*line, row[last]]).rstrip() for line, row in zip(lines, texts, strict=True)
        )

    def _repr_html_(self) -> str:
        return self.html()

    def html(self) -> str:
        """Return the rows as an HTML table."""
        head = "".join(f"<th>{escape(str(title))}</th>" for title in self.rows)
        body = "".join(
            f"<tr>{''.join(self._cell(value) for value in row)}</tr>" for row in self.rows.to_numpy()
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        if len(self.rows) <= self._most:
            return table
        summary = ROWS[self._lang == "nb"].format(n=len(self.rows))
        return f"<details><summary>{summary}</summary>{table}</details>"

    def _cell(self, value: str) -> str:
        address = self._links.get(value) or (value if value.startswith(("http://", "https://")) else "")
        text = escape(value)
        return f'<td><a href="{escape(address)}">{text}</a></td>' if address else f"<td>{text}</td>"


def view(table: str, rows: pd.DataFrame, *columns: str, lang: str = "en", most: int = MOST) -> View:
    """Show rows of a table, or rows derived from it, to readers of one language (`en` or `nb`).

    `columns` are those to show, in their order (default: all but `url`); a column that
    ends in `_nok_` stands for the amounts in the prices of a year. More rows than `most` are folded. Sources link to
    their address. Raises ValueError when there is no such table, KeyError when there is no such column."""
    rows = rows.reset_index() if rows.index.name else rows
    real = {m[1]: c for c in map(str, rows.columns) if (m := schema.REAL.fullmatch(c))}
    wanted = [real.get(c.removesuffix("_"), c) if c.endswith("_nok_") else c for c in columns] or [
        c for c in map(str, rows.columns) if c != "url"
    ]
    links = {}
    if "url" in rows and "article_id" in rows:
        links = dict(rows[["article_id", "url"]].dropna().itertuples(index=False, name=None))
    shown = rows[wanted].copy()
    for column in shown:
        shown[column] = [_text(str(column), value, lang) for value in shown[column]]
    shown = frames.labelled(table, shown.astype("object").drop_duplicates(), lang).fillna("")
    titles = {
        c: title
        for c in map(str, wanted)
        if c not in schema.columns(table) and (title := column_title(c, lang))
    }
    return View(shown.rename(columns=titles).astype("str"), links, lang, most)


def column_title(column: str, lang: str) -> str:
    """Return the title of a column that the table itself does not have: amounts in constant prices, what questions
    add, or a column of another table; empty for any other."""
    if real := schema.real_title(column, lang):
        return real
    if column in TITLES:
        return TITLES[column][lang == "nb"]
    if column.startswith("ceiling_"):
        return CEILING[lang == "nb"].format(post=column.removeprefix("ceiling_"))
    fields = (schema.columns(table).get(column) for table in schema.resources())
    return next((schema.text(field, "title", lang) for field in fields if field), "")


def _text(column: str, value: Any, lang: str) -> Any:
    """Write a value for readers: days without hours, amounts with their thousands apart, a decimal comma in Norwegian.
    Coded values stay as they are, and get their words later."""
    import pandas as pd

    if pd.isna(value):
        return None
    if column in WORDS:
        return WORDS[column][value][lang == "nb"]
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (str, bool)) or not isinstance(value, Number):
        return value
    digits = ONE if "_nok" in column else TENTH
    text = f"{Decimal(str(value)).quantize(digits, ROUND_HALF_UP):,}".removesuffix(".0")
    if "_nok" not in column:
        text = text.replace(",", "")  # years and counts need no separators
    return text.translate(str.maketrans(",.", "\u00a0,")) if lang == "nb" else text
