"""What a notebook says in words follows the tables."""

from __future__ import annotations

import pytest

import nicdata
from nicdata.charts import answers


def test_growth_without_an_untold_round() -> None:
    """Catches a sentence about rounds whose number is not printed when all are."""
    counts, moves, schemes = (nicdata.load(name) for name in ("programme_counts", "level_changes", "schemes"))
    assert "for 2017 the total is not printed" in answers.programme_growth(counts, moves, schemes)
    told = answers.programme_growth(counts, moves[moves["year"] != 2017], schemes)
    assert "not printed" not in told and "**9** of the new ones: 7 in 2015 and 2 in 2020" in told


@pytest.mark.parametrize(
    ("answer", "tables", "figures"),
    [
        (
            answers.programme_growth,
            ("programme_counts", "level_changes", "schemes"),
            [
                "**39** active (12 June 2015)",
                "**7** in 2015",
                "**9** in 2020 (of 24 candidates)",
                "**11**",
                "**4** moves",
            ],
        ),
        (
            answers.budget_trends,
            ("budgets", "programme_counts", "schemes"),
            [
                "**137**",
                "**217**",
                "58 per cent",
                "3.5 and 5.6",
                "5.0 million a year",
                "“nearly 8” or “up to 8”",
            ],
        ),
        (
            answers.performance_gaps,
            ("effect_statistics",),
            ["**18.6** in sales revenue", "**15.8**", "**3.6**", "Productivity was measured", "SSB"],
        ),
    ],
    ids=["growth", "budgets", "gaps"],
)
def test_answers_hold_the_figures(answer: object, tables: tuple[str, ...], figures: list[str]) -> None:
    """Catches an answer with another figure than the tables."""
    said = answer(*(nicdata.load(table) for table in tables))  # type: ignore[operator]
    for figure in figures:
        assert figure in said, said


def test_tables_in_notebooks_have_no_gaps_in_words() -> None:
    """Catches NaN, NA or a cut text where a reader expects an empty cell or the whole text, and sums that
    cannot be read."""
    html = answers.table(nicdata.load("budgets"), "kind", "amount_nok", "note", "cluster_id")._repr_html_()
    assert "NaN" not in html and "NA" not in html and "..." not in html and "137,000,000" in html
    days = answers.table(nicdata.load("level_changes"), "date_earliest")._repr_html_()
    assert "2015-06-12<" in days
