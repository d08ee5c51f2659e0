"""The names of tables, sheets, columns and codes in the workbook of one language."""

from __future__ import annotations

import re
from typing import NamedTuple

from nicdata import schema
from nicdata.text import slug

CODE = re.compile(r"`([^`]+)`")
PATH = re.compile(r" \(`[^`]*/[^`]*`\)")  # a file in brackets, which nobody can open from a workbook
QUOTES = ("“{}”", "«{}»")


class Language(NamedTuple):
    """The names of tables, sheets and columns in one language, `en` or `nb`.

    In Norwegian they are the titles and labels in the descriptor, in English the names and codes in the CSV
    files."""

    lang: str

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the text in this language from a pair of English and Norwegian."""
        return pair[self.lang == "nb"]

    def sheet(self, table: str) -> str:
        """Return the name of a table's sheet."""
        return schema.text(schema.resources()[table], "title", "nb") if self.lang == "nb" else table

    def table(self, table: str) -> str:
        """Return the name of a table for formulas: letters, digits and underscores."""
        return slug(self.sheet(table)).replace("-", "_")

    def head(self, table: str, column: str) -> str:
        """Return the head of a column."""
        field = schema.columns(table)[column]
        return schema.text(field, "title", "nb") if self.lang == "nb" else column

    def word(self, table: str, column: str, code: str) -> str:
        """Return what a cell of a column shows for a code."""
        return schema.label(table, column, code, "nb") if self.lang == "nb" else code

    def quoted(self, text: str) -> str:
        """Return a text in the quotation marks of the language."""
        return self.pick(QUOTES).format(text)

    def text(self, text: str, table: str = "", column: str = "") -> str:
        """Return a description as a reader of the workbook needs it: with the words that cells, heads and sheets show
        in place of codes.

        `table` and `column` are what the text describes. A code in it is a value of that column, else a column of
        that table, a table, or a value of another column of that table; anything else stands as it is."""
        return CODE.sub(lambda found: self._name(found[1], table, column), PATH.sub("", text))

    def _name(self, code: str, table: str, column: str) -> str:
        columns = schema.columns(table) if table else {}
        holders = [name for name, field in columns.items() if code in field.get("labels", {})]
        if column in holders:
            return self.quoted(self.word(table, column, code))
        if code in columns:
            return self.quoted(self.head(table, code))
        if code in schema.resources():
            return self.quoted(self.sheet(code))
        return self.quoted(self.word(table, holders[0], code)) if holders else code
