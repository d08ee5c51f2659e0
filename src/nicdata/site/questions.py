"""The pages of the three questions: the answer, then each chart with its figures and sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from nicdata.charts import answers
from nicdata.frames import Tables
from nicdata.schema import Rows


class Section(NamedTuple):
    """One chart of a question: its name, the table behind it, which of its rows, and the columns to show."""

    chart: str
    table: str
    is_wanted: Callable[[dict[str, str]], bool]
    columns: str


class Question(NamedTuple):
    """A question: the sentences that answer it, and its charts."""

    answer: Callable[[Tables, str], answers.Answer]
    sections: tuple[Section, ...]


def _shown(row: dict[str, str]) -> bool:
    return row.get("shown") != "false"


# In `columns`, one that ends in `_nok_` is the amount in the prices of the newest year.
GROWTH = (
    Section(
        "clusters",
        "programme_counts",
        lambda row: _shown(row) and not row["level"] and row["measure"].startswith("clusters"),
        "as_of measure value qualifier confidence",
    ),
    Section(
        "levels",
        "programme_counts",
        lambda row: (
            _shown(row) and bool(row["level"]) and row["measure"] in ("clusters_listed", "clusters_active")
        ),
        "as_of level measure value qualifier confidence",
    ),
    Section(
        "admissions",
        "programme_counts",
        lambda row: _shown(row) and row["measure"] in ("clusters_admitted", "applicants"),
        "as_of measure level stage value qualifier confidence",
    ),
    Section(
        "level_flow",
        "level_changes",
        lambda row: _shown(row) and row["kind"] != "extension",
        "cluster_id from_level to_level date_earliest date_latest kind basis confidence",
    ),
    Section("life_lines", "cluster_years", _shown, "cluster_id year level basis sources"),
)
BUDGET = (
    Section(
        "budget",
        "budgets",
        lambda row: (
            _shown(row) and row["scope"] == "programme" and row["kind"] in ("appropriation", "change")
        ),
        "year kind amount_printed qualifier amount_nok amount_nok_ confidence",
    ),
    Section(
        "budget_posts",
        "state_budget_posts",
        _shown,
        "post year stage amount_printed amount_nok confidence",
    ),
    Section(
        "support_per_level",
        "budgets",
        lambda row: _shown(row) and row["kind"] == "cluster_grant" and not row["cluster_id"],
        "level year amount_printed per_year_nok per_year_nok_ confidence",
    ),
    Section(
        "county_scheme",
        "budgets",
        lambda row: _shown(row) and row["scope"] == "",
        "scheme year kind stage amount_printed amount_nok confidence",
    ),
)
GAPS = (
    Section(
        "performance_gaps",
        "effect_statistics",
        _shown,
        "year measure cluster_id gap_printed direction comparison_group analyst confidence",
    ),
)
QUESTIONS = {
    "growth": Question(answers.growth, GROWTH),
    "budget": Question(answers.budget, BUDGET),
    "gaps": Question(answers.gaps, GAPS),
}


def rows_of(section: Section, rows: Rows) -> Rows:
    """Return the rows that a section shows, in the order of time."""
    wanted = [row for row in rows if section.is_wanted(row)]
    return sorted(wanted, key=lambda row: row.get("as_of") or row.get("date_latest") or row.get("year", ""))
