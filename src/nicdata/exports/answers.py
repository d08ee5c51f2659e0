"""The usual questions as tables in words, for the workbook and the CSV files for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nicdata import frames, schema
from nicdata.schema import Rows
from nicdata.sheets.printed import is_date
from nicdata.view import WORDS, column_title

if TYPE_CHECKING:
    import pandas as pd

    from nicdata.frames import Tables

Pair = tuple[str, str]  # English, Norwegian
SPREADSHEET_DECIMALS = 2


class Question(NamedTuple):
    """A question: its title, the function of `nicdata.questions` that answers it, the table whose words it uses, its
    columns, and what to write in an empty cell of some of them. `amount_nok_` stands for the amounts in the newest
    prices, `ceiling_` for all ceilings."""

    title: Pair
    function: str
    table: str
    columns: str
    empty: dict[str, Pair] = {}  # noqa: RUF012  (a NamedTuple's default is not changed)


class Answer(NamedTuple):
    """The answer to a question: its rows as `nicdata.questions` returns them, and the names of the columns to show."""

    question: Question
    rows: pd.DataFrame
    columns: list[str]

    def title(self, lang: str) -> str:
        """Return the title of the answer in a language."""
        return self.question.title[lang == "nb"]

    def head(self, column: str, lang: str) -> str:
        """Return the title of a column in a language."""
        field = schema.columns(self.question.table).get(column)
        return schema.text(field, "title", lang) if field else column_title(column, lang)

    def values(self, column: str, lang: str) -> list[Any]:
        """Return the cells of a column: numbers, and text in which codes are words of a language; None if empty."""
        import pandas as pd

        field = schema.columns(self.question.table).get(column, {})
        words = WORDS.get(column) or field.get("labels", {})
        empty = self.question.empty.get(column)
        found: list[Any] = []
        for value in self.rows[column].astype("object"):
            if pd.isna(value):
                found.append(empty[lang == "nb"] if empty else None)
            elif value in words:
                found.append(words[value][lang == "nb"])
            else:
                found.append(round(value, SPREADSHEET_DECIMALS) if isinstance(value, float) else value)
        return found


# The name of an answer is that of its file and of its table in the workbook.
QUESTIONS = {
    "budget_by_year": Question(
        ("Budget by year", "Bevilgning år for år"),
        "budgets",
        "budgets",
        "year known amount_nok amount_nok_ ceiling_ qualifier amount_printed article_id paragraph url confidence"
        " budget_id ceiling_url",
    ),
    "clusters_by_level": Question(
        ("Clusters by level and year", "Klynger etter nivå og år"),
        "clusters_by_level",
        "programme_counts",
        "year level measure value qualifier as_of moment basis article_id paragraph url confidence count_id note",
        {"level": ("all levels together", "alle nivåer samlet")},
    ),
    "clusters_by_county": Question(
        ("Clusters by county", "Klynger etter fylke"),
        "clusters_by_county",
        "clusters",
        "county county_code name latest_level latest_level_year status last_seen departure_year merged_into_name"
        " cluster_id",
        {"county": ("not known", "ikke kjent")},
    ),
}


def answers(tables: Tables) -> dict[str, Answer]:
    """Return the answers by name."""
    return {name: _answer(question, tables) for name, question in QUESTIONS.items()}


def typed_tables(cells: dict[str, Rows]) -> Tables:
    """Return the result of `cells.cells` as tables. An end of a period that is no date is left out: any text may be in a table that is
    not nicdata's own."""
    budgets = [
        row if is_date(row["period_end"]) else {**row, "period_end": ""} for row in cells.get("budgets", [])
    ]
    return frames.of_cells({**cells, "budgets": budgets})


def _answer(question: Question, tables: Tables) -> Answer:
    from nicdata import questions  # which needs pandas; not every export does

    found = getattr(questions, question.function)(tables)
    rows = found.reset_index() if found.index.name else found
    names = list(map(str, rows.columns))
    many = {
        "amount_nok_": [name for name in names if schema.REAL.fullmatch(name)],
        "ceiling_": [name for name in names if name.startswith("ceiling_") and name != "ceiling_url"],
    }
    columns = [name for column in question.columns.split() for name in many.get(column, [column])]
    return Answer(question, rows, [name for name in columns if name in names])


def file_name(name: str) -> str:
    """Return the name of the CSV file of an answer."""
    return f"answer-{name.replace('_', '-')}.csv"
