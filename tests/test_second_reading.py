"""The articles were read a second time by someone who had not seen the sheets (`second_reading.csv`). Where
the two readings differed, the article was read again; the result is in the column `settled`: `left out: …`
for what the second reading has and the sheets do not, `added: …` for the reverse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import read_csv
from nicdata.sheets.sheet import Raw
from nicdata.tidy.rows import Row, Tables

READING = read_csv(Path(__file__).with_name("second_reading.csv"))
Fact = tuple[str | None, ...]


def sheet_facts(table: str, row: Row) -> Iterator[Fact]:
    """Return what both readings record of a row: first the place, then subject, kind and figure."""
    get = row.get
    number = get("value", get("amount_nok", get("gap_pp")))
    facts: dict[str, tuple[object, ...]] = {
        "articles": (get("title"),),
        "level_definitions": (get("level"),),
        "cluster_names": (get("name"),),
        "cluster_levels": (get("cluster_id"), get("level"), get("basis")),
        "cluster_traits": (get("cluster_id"), get("trait"), get("trait_value")),
        "level_changes": (get("cluster_id"), get("kind"), get("to_level")),
        "budgets": (get("cluster_id") or get("scheme"), get("kind"), number, get("qualifier"), get("year")),
        "effect_statistics": (get("measure"), number, get("direction"), get("analyst")),
        "programme_counts": (
            get("scheme"),
            get("measure"),
            get("level"),
            number,
            get("value_printed"),
            get("year"),
        ),
        "participants": (get("cluster_id"), get("role"), number, get("value_printed")),
        "projects": (get("name"), get("stage")),
        "project_partners": (get("cluster_id"), get("role")),
        "programme_roles": (get("organisation_printed"), get("role"), get("scheme")),
    }
    if table in facts and get("basis") != "inferred" and get("trait") != "sector":
        yield (
            table,
            get("article_id"),
            str(get("paragraph", "")),
            *(None if f is None else str(f) for f in facts[table]),
        )


def reading_fact(row: dict[str, str], raw: Raw) -> Fact:
    """Return the same of a line of the second reading."""
    get = {key: value or None for key, value in row.items()}.__getitem__
    table = {"levels": "level_definitions"}.get(row["table"], row["table"])
    cluster = raw.decisions.cluster_ids.get(row["subject"], row["subject"])
    number, figure = get("number"), get("figure")
    facts: dict[str, tuple[str | None, ...]] = {
        "articles": (get("subject"),),
        "level_definitions": (get("level") or get("subject"),),
        "cluster_names": (get("subject"),),
        "cluster_levels": (cluster, get("level"), get("item")),
        "cluster_traits": (cluster, get("item"), figure),
        "level_changes": (cluster, get("item"), get("level")),
        "budgets": (cluster, get("item"), number, get("qualifier"), (get("date") or "")[:4]),
        "effect_statistics": (get("item"), number, get("qualifier"), get("subject")),
        "programme_counts": (
            get("subject"),
            get("item"),
            get("level"),
            number,
            figure,
            (get("date") or "")[:4],
        ),
        "participants": (cluster, get("item"), number, figure),
        "projects": (get("subject"), get("item")),
        "project_partners": (cluster, get("item")),
        "programme_roles": (
            get("subject"),
            get("item"),
            "viken" if "viken" in (get("note") or "") else "nic",
        ),
    }
    paragraph = "" if table == "articles" else row["paragraph"]
    return (table, row["article_id"], paragraph, *facts[table])


@pytest.fixture(scope="module")
def in_sheets(of_articles: Tables) -> Counter[Fact]:
    return Counter(
        fact for table, rows in of_articles.items() for row in rows for fact in sheet_facts(table, row)
    )


def test_every_fact_of_the_second_reading_is_in_the_tables(raw: Raw, in_sheets: Counter[Fact]) -> None:
    """Catches a fact that is missing from the sheets or typed differently."""
    read = Counter(reading_fact(row, raw) for row in READING if not row["settled"].startswith("left out: "))
    assert not read - in_sheets


def test_every_fact_of_the_tables_is_in_the_second_reading(raw: Raw, in_sheets: Counter[Fact]) -> None:
    """Catches a fact that only the sheets have."""
    read = Counter(reading_fact(row, raw) for row in READING if not row["settled"].startswith("left out: "))
    assert not in_sheets - read


def test_settled_differences_are_still_differences(raw: Raw, in_sheets: Counter[Fact]) -> None:
    """Catches a settled difference that no longer exists, and one without a reason."""
    for row in READING:
        outcome, _, reason = row["settled"].partition(": ")
        assert outcome in ("", "left out", "added") and bool(outcome) == bool(reason)
        if outcome:
            assert (reading_fact(row, raw) in in_sheets) == (outcome == "added"), row
