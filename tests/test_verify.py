"""Fact sheets compared with their articles."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from conftest import RAW, edit, nicdata
from nicdata.sheets import article, printed, verify
from nicdata.sheets import folder as sheets
from nicdata.sheets.sheet import Raw, Sheet

TEXT = """Nye klynger i Fjordvik

Fjordklyngen og Fjellklyngen ble i dag tatt opp som Arena-klynger.
\u00a0
Fylket gir 25 millioner kroner, klyngene har 39 medlemmer og 5 partnere hver.
"""


def invented(entry: dict[str, object], paragraph: int = 3) -> Sheet:
    """Return a sheet with one entry about the invented article above, with digests."""
    paragraphs = article.paragraphs(TEXT)
    text = "\n".join(paragraphs)
    header = {"article_id": "x", "title": paragraphs[0], "paragraphs": 3, "text_sha256": article.sha256(text)}
    header["digest"] = verify.digest_of(header, text)
    entry = {**entry, "paragraph": paragraph}
    entry["digest"] = verify.digest_of(entry, paragraphs[paragraph - 1])
    return Sheet("x.toml", header, header, {"budgets": [entry]})


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    """Catches different numbering: a line of no-break spaces is blank, a heading counts."""
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
        ("cluster", "Fjordklyngen"),  # in another paragraph
    ],
)
def test_what_does_not_stand_there_is_told(key: str, value: str) -> None:
    """Catches a figure or name found inside another one, or in another paragraph."""
    (miss,) = verify.sheet_misses(invented({key: value}), article.paragraphs(TEXT))
    assert miss == f"x.toml: budgets 1: {value!r} is not in paragraph 3"


def test_another_figure_of_the_same_paragraph_is_told() -> None:
    """Catches 39 members changed to 5 when both figures are in the paragraph."""
    sheet = invented({"value_printed": "39"})
    sheet.tables["budgets"][0]["value_printed"] = "5"
    (miss,) = verify.sheet_misses(sheet, article.paragraphs(TEXT))
    assert "digest" in miss and "x.toml: budgets 1" in miss


def test_a_changed_article_is_told() -> None:
    """Catches a sheet compared with another text than the one it was typed from."""
    misses = verify.sheet_misses(
        invented({"amount_printed": "25 millioner kroner"}),
        article.paragraphs(TEXT.replace("hver", "til sammen")),
    )
    assert any("text_sha256" in miss for miss in misses) and any("budgets 1" in miss for miss in misses)


def test_spaces_and_minus_signs_do_not_matter() -> None:
    """Catches a figure not found because of a no-break space, a thin space or another minus sign."""
    assert verify.find_figure("1 234 kroner", article.paragraphs("i alt 1\u202f234\u00a0kroner")[0])
    assert verify.find_figure("−2,2 prosentpoeng", "et gap på -2,2 prosentpoeng")
    assert verify.find_name("NCE Fjord", "NCE Fjords leder")
    assert not verify.find_figure("5 prosentpoeng", "15,5 prosentpoeng")


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
    """Catches a match with the end of a larger figure, one end of a range, or a figure without its sign."""
    assert not verify.find_figure(figure, passage)


PARTS = [
    # sheet, paragraph, what the message names
    ("8 millioner", "De får inntil 8 millioner kroner.", "'inntil' before it"),
    ("8 millioner kroner", "Inntil kr 8 millioner kroner", "'Inntil' before it"),
    ("200 millioner", "mindre enn 200 millioner kroner", "'mindre enn' before it"),
    ("200 millioner", "Rammen blir under 200 millioner.", "'under' before it"),
    ("200 millioner kroner", "fordelte over 200 millioner kroner", "'over' before it"),
    ("200", "bortimot 200 bedrifter", "'bortimot' before it"),
    ("40", "færre enn 40 klynger", "'færre enn' before it"),
    ("40", "(ca. 40 klynger)", "'ca.' before it"),
    ("40", "nesten hele 40 klynger", "'nesten' before it"),
    ("40", "40 klynger eller flere.", "'eller flere' after it"),
    ("40", "40 or more members", "'or more' after it"),
    ("217 millioner", "217 millioner kroner eller mindre", "'eller mindre' after it"),
    ("100", "100+ medlemmer", "'+' after it"),
    ("3", "varte i over 3 år", "'over' before it"),
    ("mindre enn 40", "ikke mindre enn 40 klynger", "'ikke' before it"),
    ("NOK 8 million", "up to NOK 8 million", "'up to' before it"),
    ("9 millioner", "mellom 5 og 9 millioner kroner", "'mellom 5 og' before it"),
    ("9 millioner", "5–9 millioner kroner", "'5–' before it"),
    ("6 millioner", "5—6 millioner", "'5—' before it"),
    ("NOK 6 million", "NOK 5 - NOK 6 million", "'5 -' before it"),
    ("40", "De tar opp 30 til 40 klynger.", "'30 til' before it"),
    ("30", "De tar opp 30 til 40 klynger.", "'til 40' after it"),
    ("2 millioner", "mellom 500 000 og 2 millioner kroner", "'mellom 500 000 og' before it"),
    ("5 prosent", "0-5 prosent", "'0-' before it"),
    ("fire", "tre eller fire klynger", "'tre eller' before it"),
    ("5 millioner", "NCE får fra 3 til 5 millioner kroner", "'3 til' before it"),
    ("2,2 prosentpoeng", "et gap på −2,2 prosentpoeng", "'−' before it"),
    ("2,2", "et gap på –2,2 prosentpoeng", "'–' before it"),
    ("2,2 prosentpoeng", "gapet er minus 2,2 prosentpoeng", "'minus' before it"),
    ("7 prosent", "veksten var ± 7 prosent", "'±' before it"),
    ("halv million", "to og en halv million", "'to og en' before it"),
    ("en halv million", "to og en halv million", "'to og' before it"),
    ("2", "2½ millioner", "'½' after it"),
    ("½ million", "2½ million", "'2' before it"),
    ("1/2 millioner", "1 1/2 millioner", "'1' before it"),
    ("4 milliard", "3/4 milliard", "'3/' before it"),
    ("1/2", "2 1/2 år", "'2' before it"),
    ("15", "12 à 15 klynger", "'12 à' before it"),
    ("fire millioner", "tre à fire millioner kroner", "'tre à' before it"),
    ("fem hundre", "to tusen fem hundre kroner", "'to tusen' before it"),
    ("200", "ikke fullt 200 bedrifter", "'ikke fullt' before it"),
    ("400 000 kroner", "1 million 400 000 kroner", "'1 million' before it"),
    ("1 million", "1 million 400 000 kroner", "'400 000' after it"),
    ("200 millioner", "én milliard og 200 millioner kroner", "'én milliard og' before it"),
    ("217", "217 millioner kroner", "'millioner' after it"),
    ("10", "10 MNOK", "'MNOK' after it"),
    ("2", "2 billioner kroner", "'billioner' after it"),
    ("tjue", "fem og tjue klynger", "'fem og' before it"),
    ("fem", "fem og tjue klynger", "'og tjue' after it"),
    ("to", "to dusin klynger", "'dusin' after it"),
    ("femten", "femten hundre bedrifter", "'hundre' after it"),
    ("five million", "two point five million kroner", "'two point' before it"),
    ("to millioner", "tre komma to millioner kroner", "'tre komma' before it"),
]
WHOLE = [
    ("39", "39 klynger"),
    ("137 millioner kroner", "I 2015 er det 137 millioner kroner."),
    ("inntil 8 millioner", "inntil 8 millioner kroner"),
    ("8 millioner", "inntil 8 millioner i fjor, 8 millioner i år"),
    ("8 millioner", "8 millioner kroner til 39 klynger"),
    ("2 millioner", "2 millioner og 39 klynger"),
    ("500 000 kroner", "henholdsvis 2 millioner og 500 000 kroner"),
    ("39", "antallet økte fra 36 til 39 klynger"),
    ("150 millioner kroner", "Bevilgningen økes fra 137 millioner kroner til 150 millioner kroner."),
    ("39", "fra 36 til 39 klynger, en økning på tre"),
    ("39", "antallet gikk opp til 39"),
    ("137 millioner", "20 millioner mer enn 137 millioner"),
    ("tre", "fordelt over tre år"),
    ("3", "pengene går over 3 år"),
    ("39", "fordelt over 39 kommuner"),
    ("39", "en oversikt over 39 klynger"),
    ("3", "organisert under 3 programmer"),
    ("39", "an article about 39 clusters"),
    ("39", "og ikke minst 39 klynger"),
    ("39", "39 klynger, eller flere enn i fjor"),
    ("39", "39 klynger er flere enn 25"),
    ("39", "– 39 klynger er med, sier hun"),
    ("39", "-39 klynger"),
    ("39", "klyngene – 39 i alt – er med"),
    ("39", "i 2021 – 39 klynger"),
    ("to", "de to på hundre"),
    ("40", "mellom klynger og 40 bedrifter"),
    ("-2,2 prosentpoeng", "et gap på –2,2 prosentpoeng"),
    ("3–5 millioner", "3-5 millioner kroner"),
]


@pytest.mark.parametrize(("figure", "passage", "rest"), PARTS)
def test_a_figure_taken_in_part_is_told(figure: str, passage: str, rest: str) -> None:
    """Catches a sheet that leaves out a bound, sign, range, fraction, scale or number word of its figure."""
    assert verify.find_figure(figure, passage) is None
    sheet = invented({"amount_printed": figure}, 2)
    paragraphs = ["Nye klynger i Fjordvik", passage]
    misses = [miss for miss in verify.sheet_misses(sheet, paragraphs) if "budgets" in miss]
    assert misses == [f"x.toml: budgets 1: {figure!r} leaves out {rest} in paragraph 2"]


@pytest.mark.parametrize(("figure", "passage"), WHOLE)
def test_a_whole_figure_is_no_part(figure: str, passage: str) -> None:
    """Catches a figure refused because of a preposition, a change, an aside or another figure next to it."""
    assert verify.find_figure(figure, passage)


@pytest.mark.parametrize("words", [words for words in printed.QUALIFIERS.items() if words[0] != "exact"])
def test_every_bound_before_a_figure_is_told(words: tuple[str, tuple[str, ...]]) -> None:
    """Catches a bound that `parse` reads and that a sheet can leave out unnoticed."""
    for word in words[1]:
        passage = f"Det var {word} 39 klynger med, og {word} 8 millioner kroner."
        assert (
            verify.find_figure("39", passage) is None and verify.find_figure("8 millioner", passage) is None
        )
        assert verify.find_figure(f"{word} 39", passage) and verify.find_figure(
            f"{word} 8 millioner", passage
        )


def test_footnote_marks_are_no_digits(tmp_path: Path) -> None:
    """Catches a footnote mark read as a digit, or a figure not found because of it, in text and web pages;
    struck-out text read as text; an exponent or fraction that joins a figure."""
    text = "Programmet har 217¹ millioner kroner, 39² klynger og et gap på 15,8³ prosentpoeng."
    page = (
        "<html><body><article><h1>Nye klynger</h1><p>Programmet har <del>117</del> <ins>217</ins><sup>1</sup>"
        " millioner kroner, <s>38</s> 39<sup><a href='#n'>[2]</a></sup> klynger og et gap på <strike>3</strike>"
        " 15,8<sup>3)</sup> prosentpoeng. De leier 100 m<sup>2</sup> for 2<sup>1</sup>/<sub>2</sub> millioner"
        " kroner, den 2<sup>nd</sup> avtalen av sitt slag i landet.</p></article></body></html>"
    )
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    for passage in (article.paragraphs(text)[0], article.read(tmp_path / "x.html").paragraphs[-1]):
        assert passage.startswith(
            "Programmet har 217 millioner kroner, 39 klynger og et gap på 15,8 prosentpoeng."
        )
    assert "100 m² for 2 1/2 millioner kroner, den 2nd avtalen" in passage
    assert verify.find_figure("39", "39² klynger") and not verify.find_figure("392", "39² klynger")


def test_endless_paragraphs_take_no_long_time() -> None:
    """Catches a search whose time grows with the square of the length of a paragraph."""
    began = time.process_time()
    for piece in (
        "inntil 5 ",
        "5-5 ",
        "1 39 000 ",
        "fem og 5 tjue ",
        "fra 5 til ",
        "5 eller ",
        "5,",
        "-",
        "5 millioner ",
    ):
        verify.find_figure("5", piece * (250_000 // len(piece)))
        verify.find_figure("5 millioner", piece * (250_000 // len(piece)))
    assert time.process_time() - began < 5


def test_a_year_before_a_figure_is_no_part_of_it() -> None:
    """Catches a figure not found because there is another number before it."""
    assert verify.find_figure("39", "i 2020 39 klynger") and verify.find_figure(
        "137 millioner", "i 2015 137 millioner"
    )


@pytest.mark.parametrize("key", ["organisation", "analyst", "name", "trait_printed"])
def test_names_of_every_kind_are_looked_up(key: str) -> None:
    """Catches an organisation, analyst, project or place that is not in its paragraph."""
    (miss,) = verify.sheet_misses(invented({key: "Fjellfylket"}), article.paragraphs(TEXT))
    assert "'Fjellfylket' is not in paragraph 3" in miss


def test_each_of_counted_names_is_looked_up() -> None:
    """Catches a count of names one of which is not in the paragraph."""
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


def test_other_pages_are_not_said_to_be_verified(tmp_path: Path, raw_copy: Path, articles: Path) -> None:
    """Catches a sheet counted as verified that was not: one of another page, or one mixed up with them."""
    (raw_copy / "context" / "tu-2014-gce.toml").unlink()
    edit(
        raw_copy / "decisions.toml",
        '"budgets/nic-2014-appropriation-tu"',
        '"budgets/nic-2017-appropriation-digi"',
    )
    read = sheets.read(raw_copy)
    own = [entry for sheet in read.sheets if not sheet.is_context for _, _, entry in sheet.entries()]
    assert verify.verify(read, articles)[1] == len(own)
    edit(raw_copy / "viken-2021.toml", 'collection = "article"', 'collection = "context"')
    done = nicdata("verify", tmp_path, "--raw", raw_copy)
    assert (
        done.returncode == 1 and "viken-2021.toml: collection = 'context'; expected 'article'" in done.stderr
    )


def test_the_sheets_stand_in_their_articles(articles: Path) -> None:
    """Catches any fact that its paragraph does not state."""
    done = nicdata("verify", articles)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"All \d+ entries match their articles\.\n", done.stdout)


def test_a_missing_article_is_told(tmp_path: Path, raw: Raw) -> None:
    """Catches a verification that passes because the articles are missing."""
    done = nicdata("verify", tmp_path)
    assert done.returncode == 1
    for sheet in (sheet for sheet in raw.sheets if not sheet.is_context):
        assert f"{sheet.file}: no {sheet.header['article_id']}.txt" in done.stderr
    assert nicdata("verify", tmp_path / "nowhere").returncode == 2


def test_every_entry_is_sealed(raw: Raw) -> None:
    """Catches an entry that was never verified against its article."""
    own = [sheet for sheet in raw.sheets if not sheet.is_context]
    seals = [entry.get("digest") for sheet in own for _, _, entry in sheet.entries()]
    assert all(re.fullmatch("[0-9a-f]{16}", str(seal)) for seal in seals)
    assert RAW.is_dir() and len(set(seals)) == len(seals)
