"""The rules that every chart keeps: a finding for a title, few words, sizes true to their use, a text for everyone."""

from __future__ import annotations

import ast
import functools
import re
from functools import cache
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from colorspacious import cspace_converter
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import get_font

from conftest import ROOT
from drawn import EVERY, TABLES, bars, drawn, hold_apart, texts, written
from nicdata.charts import CHARTS, drawing, sources, words
from nicdata.charts.drawing import CENTIMETRE, FONTS, LEVEL_COLOURS, SIZES
from nicdata.charts.texts import TEXTS
from nicdata.charts.words import LANGUAGES, Words
from nicdata.frames import Tables

CODE = ROOT / "src" / "nicdata" / "charts"
# What no reader should meet.
BROKEN = re.compile(r"\bnan\b|None|NaT|<NA>|\{\w*\}|\[\]|--|-\d|\.\.|  ")


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_nothing_overlaps_or_leaves_the_figure(name: str, lang: str, size: str) -> None:
    """Catches a label that cannot be read because another, or the edge, cuts it."""
    hold_apart(drawn(name, lang, size))


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_the_words_around_the_plot_are_few(name: str, lang: str, size: str) -> None:
    """Catches a title of a paragraph, a subtitle that wraps, a footer as high as the chart."""
    chart = drawn(name, lang, size)
    assert len(chart.title.replace("\u00a0", "").split()) <= 10 and "…" not in chart.title
    assert len(chart.subtitle) <= 90 and "…" not in chart.subtitle
    assert len(chart.credit) <= sources.LONGEST and chart.credit.endswith("nicdata")
    assert chart.credit.startswith({"en": "Source", "nb": "Kilde"}[lang])
    lines = written(chart).split("\n")
    assert lines.count(chart.title.replace("\u00a0", " ")) == 1 and chart.credit in lines
    note = [text for text in texts(chart) if text.get_text() in chart.note]
    assert len([t for t in note if len(t.get_text()) > 20]) <= 2
    assert (chart.sizes.credit * drawing.LEAD + chart.sizes.margin * 0.75) / chart.high <= 0.1
    assert not BROKEN.search(written(chart)), BROKEN.search(written(chart))


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_sizes_are_true_to_their_use(name: str, lang: str, size: str) -> None:
    """Catches a figure that does not fit its page, and text that cannot be read on it."""
    chart = drawn(name, lang, size)
    wide, high = chart.get_size_inches() * 72
    if size == "print":
        assert wide == pytest.approx(16 * CENTIMETRE) and high <= 11 * CENTIMETRE + 0.01
    elif size == "slide":
        assert wide / high == pytest.approx(16 / 9)
    else:
        assert wide / high == pytest.approx(21 / 29.7) and name in ("map", "life_lines")
    least = {"print": 7.5, "slide": 14, "page": 6}[size]
    assert min(float(text.get_fontsize()) for text in texts(chart)) >= least
    if size == "print":
        measures = SIZES["print"]
        assert (measures.title, measures.subtitle, measures.text, measures.credit) == (13, 9.5, 8.5, 7.5)


@cache
def empty() -> Tables:
    """Tables without a row that a chart shows."""
    return TABLES.replaced(
        **{
            table: TABLES[table].iloc[:0]
            for table in ("programme_counts", "budgets", "effect_statistics", "level_changes", "cluster_years",
                          "clusters", "state_budget_posts")
        }
    )  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_the_title_is_a_finding(name: str) -> None:
    """Catches a title that names a topic where the data say something, and one that does not follow the data."""
    for lang in LANGUAGES:
        title = drawn(name, lang).title
        assert title not in {
            texts[LANGUAGES.index(lang)] for key, texts in TEXTS.items() if key.endswith("_plain")
        }
    assert drawn(name, "en").title != drawn(name, "nb").title
    chart = CHARTS[name](empty())
    assert chart.title != drawn(name).title and not re.search(r"\d", chart.title.replace("2024", ""))


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_the_text_alternative_is_short_and_has_figures(name: str, lang: str, size: str) -> None:
    """Catches a picture that says nothing to who does not see it, and a text as long as the table."""
    chart = drawn(name, lang, size)
    assert chart.alt.startswith(chart.title) and re.search(r"\d", chart.alt) and chart.alt.endswith(".")
    assert 40 < len(chart.alt) < 500 and not BROKEN.search(chart.alt), chart.alt


@pytest.mark.parametrize("name", CHARTS)
def test_all_sources_are_listed_beside(name: str) -> None:
    """Catches a figure that cannot be checked once it has left the notebook: paragraphs and addresses."""
    for lang in LANGUAGES:
        chart = drawn(name, lang)
        cited = re.findall(r" \[([\w-]+)\]", chart.source)
        assert cited and set(cited) <= set(TABLES["articles"]["article_id"]) and len(cited) == len(set(cited))
        assert chart.source.count("https://") + chart.source.count("http://") >= len(cited) * 0.9
        articles = TABLES["articles"].query("collection == 'article'")["article_id"]
        if set(cited) & set(articles):
            assert {"en": "paragraph", "nb": "avsnitt"}[lang] in chart.source


def test_articles_are_marked_and_the_mark_is_explained_once() -> None:
    """Catches a mark without a meaning, and a figure of another source with the mark of the articles."""
    for name in CHARTS:
        chart = drawn(name)
        marks = written(chart).count(drawing.ARTICLE_MARK)
        assert marks != 1, name
        assert chart.note.count(drawing.ARTICLE_MARK) == (marks > 0), name
    assert "39 •" in written(drawn("clusters")) and "28 •" not in written(drawn("clusters"))


@pytest.mark.parametrize("name", CHARTS)
def test_the_languages_differ_in_words_only(name: str) -> None:
    """Catches a label that is not translated, and a value that differs between the languages."""
    english, norwegian = drawn(name, "en"), drawn(name, "nb")
    names = TABLES.state_budget_posts["post_name"].unique()  # in Norwegian everywhere
    in_english = functools.reduce(
        lambda text, own: text.replace(own, ""), names, written(english) + english.alt
    )
    across = [
        sorted(round(bar.get_width() * bar.get_height(), 3) for bar in bars(c)) for c in (english, norwegian)
    ]
    assert len(across[0]) == len(across[1])
    for word in ("Source", "million ", "clusters", "paragraph ", "stated", "other sources", "one of"):
        assert word not in written(norwegian) + norwegian.alt, word
    for word in ("Kilde", "mill. kr", "klynger", "avsnitt", "oppgitt", "andre kilder"):
        assert word not in in_english, word
    assert not re.search(r"\d\.\d(?!\d*[^\d]*·)", re.sub(r"\d+\.\d\d", "", written(norwegian)))
    with pytest.raises(ValueError, match="no language 'nn'; expected one of en, nb"):
        CHARTS[name](TABLES, lang="nn")
    with pytest.raises(ValueError, match="no size 'poster'; expected one of"):
        CHARTS[name](TABLES, size="poster")


def test_norwegian_as_norwegians_write_it() -> None:
    """Catches words that read as translated."""
    everything = "\n".join(nb for _, nb in TEXTS.values())
    for word in ("programmets penger", "stolpe", "offentlige sider", " en gang", "i det fri", "nominelt"):
        assert word not in everything, word
    for word in ("Bevilgning til klyngeprogrammet", "faste {base}-priser", "løpende priser", "ingen opptak",
                 "bedt om full søknad", "høyere vekst", "hva prosentpoengene er regnet ut fra",
                 "Kartgrunnlag: Natural Earth (fri bruk)"):  # fmt: skip
        assert word in everything, word
    assert [
        key
        for key, (en, nb) in TEXTS.items()
        if set(re.findall(r"{\w+}", nb)) - set(re.findall(r"{\w+}", en))
    ] == []


# --- the look


def test_levels_grow_darker_and_are_told_apart_in_greyscale() -> None:
    """Catches two neighbours that a copier makes one, and a pale level without an edge."""
    colours = np.array([to_rgb(colour) for colour in LEVEL_COLOURS.values()])
    lightness = cspace_converter("sRGB1", "CIELab")(colours)[:, 0]
    assert all(light - dark >= 12 for light, dark in pairwise(lightness)), lightness
    assert list(LEVEL_COLOURS) == list(TABLES["levels"].sort_values("rank")["level"])
    for name in ("levels", "admissions", "support_per_level"):
        for bar in bars(drawn(name)):
            dark = drawing.contrast(to_hex(bar.get_edgecolor()), "#ffffff") >= 3
            assert dark or drawing.contrast(to_hex(bar.get_facecolor()), "#ffffff") >= 3


@pytest.mark.parametrize("deficiency", [None, "protanomaly", "deuteranomaly", "tritanomaly"])
def test_levels_are_told_apart_with_any_colour_vision(deficiency: str | None) -> None:
    """Catches two levels that look the same to one reader in twelve."""
    colours = np.array([to_rgb(colour) for colour in LEVEL_COLOURS.values()])
    if deficiency:
        seen = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
        colours = np.clip(cspace_converter(seen, "sRGB1")(colours), 0, 1)
    found = cspace_converter("sRGB1", "CAM02-UCS")(colours)
    far = np.linalg.norm(found[:, None] - found[None], axis=2)[np.triu_indices(len(found), 1)]
    assert far.min() > 15, far.min()


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_text_can_be_read(name: str, lang: str, size: str) -> None:
    """Catches text that is too pale on white."""
    inside = {
        drawing.text_on(colour) for colour in (*LEVEL_COLOURS.values(), drawing.PLAIN, drawing.NOT_TOLD)
    }
    for text in texts(drawn(name, lang, size)):
        colour = to_hex(text.get_color())
        assert colour in inside or drawing.contrast(colour, "#ffffff") >= 4.5, text.get_text()


def test_the_font_is_open_and_has_what_norwegian_needs() -> None:
    """Catches a letter that is drawn as a box, figures of unequal width, and a font without its licence."""
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8").upper()
    for file in FONTS.glob("*.ttf"):
        font = get_font(str(file))
        letters = set(font.get_charmap())
        signs = "".join(text for pair in TEXTS.values() for text in pair) + "æøåÆØÅ0123456789−–•…·“”«»\u00a0"
        assert not {sign for sign in signs if ord(sign) not in letters and sign > " "}, file.name
        assert len({font.load_char(ord(figure)).linearHoriAdvance for figure in "0123456789"}) == 1
    assert re.search(
        r"font-family: 'Nicdata Sans Condensed', 'IBM Plex Sans Condensed'[^;]*Narrow[^;]*sans-serif", _svg()
    )


def _svg() -> str:
    from nicdata.charts.saving import image

    return image(drawn("county_scheme"), "svg").decode("utf-8")


@pytest.mark.parametrize("dpi", [96, 144, 200])
def test_a_text_is_as_long_as_it_is_measured(dpi: int) -> None:
    """Catches text that screens draw longer than there is room for."""
    renderer: Any = RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]
    for name in ("budget", "performance_gaps"):
        chart = CHARTS[name](TABLES, lang="nb")
        chart.set_dpi(dpi)
        with drawing.style():
            for text in texts(chart):
                bold, italic = text.get_fontweight() == "bold", text.get_fontstyle() == "italic"
                measured = drawing.width(text.get_text(), float(text.get_fontsize()), bold, italic)
                assert text.get_window_extent(renderer).width * 72 / dpi <= measured + 0.5, text.get_text()


def test_the_users_settings_do_not_change_a_chart() -> None:
    """Catches a figure that looks otherwise in a notebook that sets its own style."""
    from nicdata.charts.saving import image

    before = image(CHARTS["levels"](TABLES), "svg")
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "black", "svg.fonttype": "path"}):
        assert image(CHARTS["levels"](TABLES), "svg") == before


def test_one_base_of_real_terms_everywhere() -> None:
    """Catches two charts in the prices of different years, and a base that is typed."""
    from nicdata.reference import consumer_price_index

    base = str(consumer_price_index()["year"].max())
    for name in ("budget", "support_per_level", "overview"):
        assert f"{base} prices" in written(drawn(name)) and f"faste {base}-priser" in written(
            drawn(name, "nb")
        )
    for name in ("budget_nominal", "budget_posts", "county_scheme"):
        assert "current prices" in drawn(name).subtitle and "constant" not in written(drawn(name))


def test_no_year_or_amount_is_typed() -> None:
    """Catches a figure in the code that the next article makes wrong."""
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, int)
                and not isinstance(node.value, bool)
            ):
                assert not 1990 <= node.value <= 2100, f"{path.name}:{node.lineno}"
    assert not [key for key, pair in TEXTS.items() if re.search(r"(19|20)\d\d", "".join(pair))]


def test_words() -> None:
    """Catches a decimal point in a Norwegian chart, rounding to the even digit, and a minus before a nought."""
    say, si = Words("en"), Words("nb")
    assert (say.number(15.8, 1), si.number(15.8, 1), say.number(2.5)) == ("15.8", "15,8", "3")
    assert si.number(137_000_000).replace("\u00a0", " ") == "137 000 000"
    assert (say.per_cent(-0.1), si.per_cent(0.225)) == ("10%", "23\u00a0%")
    assert (say.signed(-3.6), si.signed(18.6), say.number(-0.04, 1)) == ("−3.6", "+18,6", "0.0")
    assert sorted(["Å", "b", "Ø", "Æ", "Z"], key=words.in_order) == ["b", "Z", "Æ", "Ø", "Å"]
    assert say("flow_none", whole=1) == "No move up is reported of 1 cluster"
    assert say("flow_none", whole=11).endswith("11 clusters")
    assert si("clusters_one", n="1", year="x").startswith("1 klynge i")
    assert (
        say.all_of(["a", "b", "c"]) == "a, b and c"
        and si.any_of(["a", "b"]) == "a eller b"
        and say.all_of([]) == ""
    )
