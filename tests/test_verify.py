"""A sheet held against its article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import RAW, edit, nicdata
from nicdata import article, sheets, verify

TEXT = """Nye klynger i Fjordvik

Fjordklyngen og Fjellklyngen ble i dag tatt opp som Arena-klynger.
\u00a0
Fylket gir 25 millioner kroner, klyngene har 39 medlemmer og 5 partnere hver.
"""


def invented(entry: dict[str, object], paragraph: int = 3) -> sheets.Sheet:
    """A sheet of one entry on the invented article above, sealed."""
    paragraphs = article.paragraphs(TEXT)
    text = "\n".join(paragraphs)
    header = {"article_id": "x", "title": paragraphs[0], "paragraphs": 3, "text_sha256": article.sha256(text)}
    header["digest"] = verify.seal(header, text)
    entry = {**entry, "paragraph": paragraph}
    entry["digest"] = verify.seal(entry, paragraphs[paragraph - 1])
    return sheets.Sheet("x.toml", header, header, {"budgets": [entry]})


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    """Catches another numbering: a line of no-break spaces is blank, a heading counts."""
    found = article.paragraphs(TEXT)
    assert len(found) == 3 and found[2].startswith("Fylket")


def test_an_entry_that_stands_there_passes() -> None:
    """Catches a check that nothing can pass."""
    sheet = invented({"amount_printed": "25 millioner kroner"})
    assert verify.sheet_misses(sheet, article.paragraphs(TEXT)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount_printed", "5 millioner kroner"),  # the tail of 25
        ("amount_printed", "26 millioner kroner"),
        ("value_printed", "3"),  # the head of 39
        ("cluster", "Fjellklynga"),
        ("cluster", "Fjordklyngen"),  # stands in another paragraph
    ],
)
def test_what_does_not_stand_there_is_told(key: str, value: str) -> None:
    """Catches a figure or name found as a part of another, or in another paragraph."""
    (miss,) = verify.sheet_misses(invented({key: value}), article.paragraphs(TEXT))
    assert miss == f"x.toml: budgets 1: {value!r} is not in paragraph 3"


def test_another_figure_of_the_same_paragraph_is_told() -> None:
    """Catches 39 members turned into 5: both figures stand in the paragraph."""
    sheet = invented({"value_printed": "39"})
    sheet.tables["budgets"][0]["value_printed"] = "5"
    (miss,) = verify.sheet_misses(sheet, article.paragraphs(TEXT))
    assert "digest" in miss and "x.toml: budgets 1" in miss


def test_a_changed_article_is_told() -> None:
    """Catches a sheet held against another text than the one that was read."""
    misses = verify.sheet_misses(
        invented({"amount_printed": "25 millioner kroner"}),
        article.paragraphs(TEXT.replace("hver", "til sammen")),
    )
    assert any("text_sha256" in miss for miss in misses) and any("budgets 1" in miss for miss in misses)


def test_spaces_and_minus_signs_do_not_matter() -> None:
    """Catches a figure lost for a no-break space, a thin space or another minus sign."""
    assert verify.stands_in("1 234 kroner", article.paragraphs("i alt 1\u202f234\u00a0kroner")[0])
    assert verify.stands_in("−2,2 prosentpoeng", "et gap på -2,2 prosentpoeng")
    assert verify.names_in("NCE Fjord", "NCE Fjords leder")
    assert not verify.stands_in("5 prosentpoeng", "15,5 prosentpoeng")


@pytest.mark.parametrize(
    ("figure", "passage"),
    [
        ("137 millioner kroner", "i alt 1 137 millioner kroner"),
        ("8", "8 000 kroner"),
        ("5 millioner", "3-5 millioner kroner"),
        ("2,2 prosentpoeng", "et gap på −2,2 prosentpoeng"),
        ("tre", "tres"),
        ("5,8 prosentpoeng", "15,8 prosentpoeng"),
    ],
)
def test_a_part_of_a_figure_is_not_the_figure(figure: str, passage: str) -> None:
    """Catches the tail of a larger sum, one end of a range, or a figure without its sign taken for it."""
    assert not verify.stands_in(figure, passage)


def test_a_year_before_a_figure_is_no_part_of_it() -> None:
    """Catches a figure lost because another number stands before it."""
    assert verify.stands_in("39", "i 2020 39 klynger") and verify.stands_in(
        "137 millioner", "i 2015 137 millioner"
    )


@pytest.mark.parametrize("key", ["organisation", "analyst", "name", "trait_printed"])
def test_names_of_every_kind_are_looked_up(key: str) -> None:
    """Catches an organisation, analyst, project or place that its paragraph does not name."""
    (miss,) = verify.sheet_misses(invented({key: "Fjellfylket"}), article.paragraphs(TEXT))
    assert "'Fjellfylket' is not in paragraph 3" in miss


def test_each_of_counted_names_is_looked_up() -> None:
    """Catches a count of names of which one does not stand there."""
    (miss,) = verify.sheet_misses(invented({"counted": ["Fylket", "Staten"]}), article.paragraphs(TEXT))
    assert "'Staten'" in miss


@pytest.mark.parametrize(
    ("key", "value"), [("title", "Andre klynger"), ("date_published_printed", "1. mai 2020")]
)
def test_title_and_date_are_looked_up(key: str, value: str) -> None:
    """Catches a title or date of publication that the article does not print."""
    sheet = invented({"value_printed": "39"})
    sheet.header[key] = value
    assert any(value in miss for miss in verify.sheet_misses(sheet, article.paragraphs(TEXT)))


def test_context_is_not_said_to_be_verified(tmp_path: Path, raw_copy: Path) -> None:
    """Catches a sheet counted as held against its article that was not: one of the context, or one mixed up with it."""
    done = nicdata("verify", tmp_path, "--raw", raw_copy / "context")
    assert done.returncode == 2 and "has no texts to hold them against" in done.stderr
    edit(raw_copy / "viken-2021.toml", 'collection = "article"', 'collection = "context"')
    done = nicdata("verify", tmp_path, "--raw", raw_copy)
    assert (
        done.returncode == 1 and "viken-2021.toml: collection = 'context'; expected 'article'" in done.stderr
    )


def test_the_sheets_stand_in_their_articles(articles: Path) -> None:
    """Catches any fact that its paragraph does not bear out."""
    done = nicdata("verify", articles)
    assert done.returncode == 0, done.stderr
    assert "5 sheets stand in their articles" in done.stdout


def test_a_missing_article_is_told(tmp_path: Path, raw: sheets.Raw) -> None:
    """Catches a verification that passes because there was nothing to hold the sheets against."""
    done = nicdata("verify", tmp_path)
    assert done.returncode == 1
    for sheet in raw.sheets:
        assert f"{sheet.file}: no {sheet.header['article_id']}.txt" in done.stderr
    assert nicdata("verify", tmp_path / "nowhere").returncode == 2


def test_every_entry_is_sealed(raw: sheets.Raw) -> None:
    """Catches an entry that nobody held against its article."""
    seals = [entry.get("digest") for sheet in raw.sheets for _, _, entry in sheet.entries()]
    assert all(re.fullmatch("[0-9a-f]{16}", str(seal)) for seal in seals)
    assert RAW.is_dir() and len(set(seals)) == len(seals)
