"""Saved pages: what stands in them is read, or is no part of the article; and no figure gains or loses a digit."""

from __future__ import annotations

import pytest

from nicdata import draft, schema
from nicdata.sheets import article, decisions, quotes

TEXT = """<p>Sju nye klynger er tatt opp i klyngeprogrammet, melder departementet i dag, og det er en stor dag.</p>
<p>Programmet har i år fått 190 millioner kroner, og Nordic Edge får Arena Pro-status. Det er godt nytt for regionen.</p>"""
ITEMS = "<ul><li>Tindetek Cluster, Alta</li><li>Kystbio Cluster, Bodø</li></ul>"
LINKS = "<ul><li><a href='/a'>Tindetek Cluster</a></li><li><a href='/b'>Kystbio Cluster</a></li></ul>"
FACT = "<p>Klyngene fikk 7 millioner kroner i støtte fra programmet i år, sier departementet.</p>"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}<title>Nye klynger</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<article><h1>Nye</h1>{TEXT}<h2>Arena</h2>{LINKS}</article>", "Tindetek Cluster"),
        (f"<div><h1>Nye</h1>{TEXT}<h2>Arena</h2>{ITEMS}</div>", "Kystbio Cluster, Bodø"),
        (f"<div><h1>Nye</h1>{TEXT}<h2>Arena</h2>{LINKS}</div>", "Kystbio Cluster"),
        (
            f"<article><h1>Nye</h1>{TEXT}<table><tr><td>Arena</td><td>{ITEMS}</td></tr></table></article>",
            "Tindetek",
        ),
        (f"<article><h1>Nye</h1>{TEXT}<div class='shared-content'>{FACT}</div></article>", "7 millioner"),
        (f"<article><h1>Nye</h1>{TEXT}<div class='related'>{FACT}</div></article>", "7 millioner"),
        (f"<article><h1>Nye</h1>{TEXT}<div id='kontaktflate'>{FACT}</div></article>", "7 millioner"),
    ],
)
def test_nothing_vanishes_without_a_word(body: str, kept: str) -> None:
    """Catches a list, or a block whose class only sounds like a button, that is left out of the article."""
    assert kept in "\n".join(article.parse("x.html", page(body)).paragraphs)


def test_a_list_of_links_is_drafted() -> None:
    """Catches the clusters of a list that is all links lost to the draft."""
    decided = decisions.read(schema.raw_folder())
    names = draft.known(decided.cluster_ids, decided.clusters)
    read = article.parse("x.html", page(f"<div><h1>Nye</h1>{TEXT}<h2>Nye Arena-klynger</h2>{LINKS}</div>"))
    listed = [entry["cluster"] for entry in draft.draft("x-2021", read, names)["cluster_levels"]]
    assert {"Tindetek Cluster", "Kystbio Cluster"} <= set(listed)


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", "windows-1252"])
def test_utf8_under_another_declaration_is_read(charset: str) -> None:
    """Catches letters made of two, where the bytes can be nothing but UTF-8."""
    content = page(f"<article><h1>Klynger på Ås</h1>{TEXT}</article>", f'<meta charset="{charset}">')
    assert article.parse("x.html", content).paragraphs[0] == "Klynger på Ås"
    latin = page(f"<article><h1>Klynger</h1>{TEXT}</article>", f'<meta charset="{charset}">').decode()
    assert "klyngeprogrammet" in "".join(article.parse("x.html", latin.encode("cp1252")).paragraphs)


@pytest.mark.parametrize("name", ["x.txt", "x.html"])
def test_a_control_character_joins_no_digits(name: str) -> None:
    """Catches 21 and 7 that become 217, or 7, where a character between them was lost."""
    text = "Programmet har fått 21\x017 millioner kroner i år, sier departementet i en melding til alle."
    content = (
        text.encode() if name == "x.txt" else page(f"<article><h1>Nye</h1>{TEXT}<p>{text}</p></article>")
    )
    passage = article.parse(name, content).paragraphs[-1]
    assert "217" not in passage and quotes.find_figure("7 millioner kroner", passage) is None
    assert quotes.find_figure("21", passage) is None
    decided = decisions.read(schema.raw_folder())
    names = draft.known(decided.cluster_ids, decided.clusters)
    sheet = draft.draft("x-2021", article.parse(name, content), names)
    assert all("190" in entry["amount_printed"] for entry in sheet.get("budgets", []))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2022-07-01">',
        '<meta name="date" content="2022-07-01">',
    ],
)
def test_the_printed_date_counts(head: str) -> None:
    """Catches the day of a change, or of another article, taken for that of publication."""
    decided = decisions.read(schema.raw_folder())
    names = draft.known(decided.cluster_ids, decided.clusters)
    box = "<div class='box'><time datetime='2023-01-01'>1. januar 2023</time></div>"
    content = page(
        f"<article><h1>Nye klynger i nord</h1><p>Publisert 2. mai 2019</p>{TEXT}</article>{box}", head
    )
    sheet = draft.draft("x", article.parse("x.html", content), names)
    assert sheet["date_published_printed"] == "2. mai 2019"
