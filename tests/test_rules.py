"""Every row of `rules.toml` has the sentence it was made for, and takes the figure in it; every word class is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nicdata import draft, schema
from nicdata.draft import lexicon, reading, rules
from nicdata.draft.names import Known
from nicdata.sheets import decisions

TITLE = "Tittel uten navn eller tall her"
ROWS = [(table, row) for table, rows in rules.tables().items() for row in rows]


@pytest.fixture(scope="module")
def names() -> Known:
    decided = decisions.read(schema.raw_folder())
    return draft.known(decided.cluster_ids, decided.clusters)


@pytest.mark.parametrize(
    "row", [row for _, row in ROWS], ids=[f"{table}-{n}" for n, (table, _) in enumerate(ROWS)]
)
def test_a_row_takes_its_sentence(row: rules.Row, names: Known) -> None:
    """Catches a row that never holds, or whose sentence another row takes first."""
    lines = [TITLE, *row.sentence.split("\n")]
    found, _ = reading.read("prove-2021", lines, list(range(1, len(lines) + 1)), row.language, "", names, 1)
    taken = [one.row for one in draft.found_in(found)]
    assert row in taken, [f"{one.measure} ({one.verdict})" for one in taken if one]


def test_every_class_of_words_is_used() -> None:
    """Catches a class that no rule asks for, and a rule that asks for a class that is not there."""
    known = set(lexicon.classes())
    asked = {name for _, row in ROWS for c in row.conditions if c.part != "is" for name in c.names}
    assert asked <= known
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(draft.__file__).parent.glob("*.py"))
    named = set(re.findall(r"""["']([a-z_]+)["']""", code)) | {
        name for name in known if name.startswith("noun_")
    }
    assert known <= asked | named, known - asked - named


@pytest.mark.parametrize("name", sorted(lexicon.classes()))
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_class_can_be_read(name: str, language: str) -> None:
    """Catches a class without words in a language, or a word that makes no pattern."""
    assert (
        lexicon.words(name, language).pattern
        and lexicon.ending(name, language)
        and lexicon.only(name, language)
    )
    for word in lexicon.classes()[name]["en" if language == "en" else "no"]:
        plain = word.replace("…", "x").replace("*", "").replace("?", "")
        assert lexicon.words(name, language).search(f" {plain} "), word
