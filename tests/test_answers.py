"""What a notebook says in words follows the tables."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from drawn import TABLES
from nicdata import schema
from nicdata.charts import answers


@pytest.mark.parametrize(
    ("answer", "english", "norwegian"),
    [
        (
            answers.growth,
            ["**28** clusters in 2023, **39** in 2021", "**12** clusters were admitted in 2021, none in 2022 or 2023"],
            ["**28** klynger i 2023", "**12** klynger ble tatt opp i 2021, ingen i 2022 eller 2023"],
        ),
        (
            answers.budget,
            ["**127** million kroner in 2014 (another source: 150)", "**217** million in 2021", "an increase of 22 to 44%, depending on the source",
             "In 2022 it was cut by nearly 60 million kroner."],
            ["**127** mill. kr i 2014 (en annen kilde: 150)", "en økning på 22 til 44\u00a0%, avhengig av kilden", "kuttet med nærmere 60 mill. kr"],
        ),
        (
            answers.gaps,
            ["Innovasjon Norge (2022)", "**18.6** percentage points in sales revenue", "**over 8** in employment"],
            ["**18,6** prosentpoeng i salgsinntekter", "fire resultater oppgitt uten tall, blant dem lavere "],
        ),
    ],
    ids=["growth", "budget", "gaps"],
)  # fmt: skip
def test_answers_hold_the_figures(answer: object, english: list[str], norwegian: list[str]) -> None:
    """Catches an answer with another figure than the tables, and one that is not translated."""
    for lang, figures in (("en", english), ("nb", norwegian)):
        said = answer(TABLES, lang)  # type: ignore[operator]
        for figure in figures:
            assert figure in said, said
    with pytest.raises(ValueError, match="no language 'nn'"):
        answer(TABLES, "nn")  # type: ignore[operator]


def test_answers_follow_the_tables() -> None:
    """Catches a figure that is typed: other tables, another answer."""
    budgets = TABLES["budgets"]
    half = budgets.assign(amount_nok=budgets["amount_nok"] // 2)
    assert "**63.5** million kroner in 2014" in answers.budget(TABLES.replaced(budgets=half))
    counts = TABLES["programme_counts"]
    early = TABLES.replaced(programme_counts=counts[counts["year"] < 2022])
    assert "**39** clusters in 2021, **36** in 2019" in answers.growth(early)
    assert "none in" not in answers.growth(early)
    lower = TABLES["effect_statistics"].assign(gap_pp=-TABLES["effect_statistics"]["gap_pp"])
    said = answers.gaps(TABLES.replaced(effect_statistics=lower))
    assert "the difference in annual growth" in said and "higher" not in said


@pytest.mark.parametrize("answer", [answers.growth, answers.budget, answers.gaps])
def test_figures_of_answers_lead_to_their_rows(answer: Callable[..., answers.Answer]) -> None:
    """Catches a figure of an answer that leads to another row than the one that states it, and a link in plain text."""
    said = answer(TABLES)
    assert "](#" not in said
    links = answers.LINK.findall(said.linked)
    assert links
    for text, anchor in links:
        name, _, row_id = anchor.partition("-")
        row = TABLES[name].set_index(schema.id_column(name)).loc[row_id]
        column = {"programme_counts": "value", "budgets": "amount_nok", "effect_statistics": "gap_pp"}[name]
        stated = float(re.sub(r"[^\d.]", "", text)) * (1e6 if name == "budgets" else 1)
        assert float(row[column]) == stated, (text, anchor)
