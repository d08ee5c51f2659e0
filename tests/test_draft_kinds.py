"""Kinds of failure on real pages, and of figures and times that others reported: each by an invented sentence."""

from __future__ import annotations

from typing import Any

import pytest

from nicdata import draft, schema
from nicdata.draft import outright
from nicdata.draft.names import Known
from nicdata.sheets import decisions
from nicdata.sheets.article import Article, paragraphs
from nicdata.sheets.entries import Entry

TITLE = "Tittel uten navn eller tall her"


@pytest.fixture(scope="module")
def names() -> Known:
    decided = decisions.read(schema.raw_folder())
    return draft.known(decided.cluster_ids, decided.clusters)


def sheet_of(text: str, names: Known, article_id: str = "prove-2021") -> Entry:
    return draft.draft(article_id, Article(paragraphs(text)), names)


def sure(sheet: Entry, table: str, *keys: str) -> list[tuple[Any, ...]]:
    """What the draft asserts in a table, by these keys."""
    return [
        tuple(entry.get(key) for key in keys)
        for entry in sheet.get(table, [])
        if entry.get("status") != "unsure"
    ]


def shown(sheet: Entry) -> list[str]:
    """Every figure and name that the draft has in an entry, asserted or not."""
    keys = ("amount_printed", "value_printed", "gap_printed", "cluster")
    entries = [entry for table in draft.TABLES for entry in sheet.get(table, [])]
    return [entry[key] for entry in entries for key in keys if key in entry]


# fmt: off
GRANTS = [
    ("Vinneren er NCE Alfa, i samarbeid med GCE Beta. Dette prosjektet får 8 millioner kroner i støtte.", "NCE Alfa", "8 millioner kroner"),
    ("Prisen deles ut i Oslo. NCE Gamma, sammen med Delta Cluster, får 4 millioner kroner i støtte.", "NCE Gamma", "4 millioner kroner"),
    ("Sjøklyngen AS, en klynge med 40 bedrifter, har fått innvilget kr 300 000.", "Sjøklyngen", "kr 300 000"),
    ("Fjellklyngen i Voss, ei klynge for tre og stein, får 2 millioner kroner i tilskot.", "Fjellklyngen", "2 millioner kroner"),
]
OTHERS_MONEY = [
    "12 new Centres of Excellence have an annual budget of NOK 140 million, and that is for the research of the country.",
    "NCE Sol sees export potential. In total, we are talking about NOK 90 billion for the companies of the country.",
    "Medlemmene i NCE Sol omsatte for 4 milliarder kroner i fjor.",
]
NO_NAME = [
    ("Klyngeleder Ola Nordmann er stolt over Arena Pro-tildelingen.", "Ola Nordmann"),
    ("Det svir, seier Anbjørg Solheimsnes, som har leia klynga sidan ho vart Arena-klynge i 2017.", "Anbjørg Solheimsnes"),
    ("Daglig leder Kari Hansen jubler for NCE-status til klyngen.", "Kari Hansen"),
    ("What is an NCE? It is one of the levels that the clusters of the programme have.", "What"),
    ("Fiskeklynge i Agder får Arena-status", "Fiskeklynge"),
    ("Miljøet er en av Norges største IKT-klynger og har fått Arena-status.", "IKT-klynger"),
    ("Nordland, Troms og Finnmark fikk i dag en ny Arena-klynge.", "Finnmark"),
    ("Innovasjon Norge og Siva gir Arena-status til to miljøer i år.", "Innovasjon Norge"),
]
MOVES = [
    ("To nye klynger får Arena-status: Fiskeklyngen i Bodø, Arena Vik – The Green City, Nordlys Cluster i Tromsø og Bergverk Cluster.", {("Fiskeklyngen", "Arena"), ("Arena Vik – The Green City", "Arena"), ("Nordlys Cluster", "Arena"), ("Bergverk Cluster", "Arena")}),
    ("De tre nye Arena-prosjektene er:\n* Arena Tang, Østfold\n* Mat i Dalen\n* Nordlys Cluster", {("Arena Tang", "Arena"), ("Mat i Dalen", "Arena"), ("Nordlys Cluster", "Arena")}),
    ("Nord Cluster er løftet til et høyere nivå i programmet. Dette nivået kalles Arena Pro.", {("Nord Cluster", "Arena Pro")}),
    ("To miljøer rykker opp til NCE, Alfa Cluster og Gamma Cluster.", {("Alfa Cluster", "NCE"), ("Gamma Cluster", "NCE")}),
    ("To miljøer avanserer til status som NCE: Alfa Cluster i Molde og Gamma Cluster.", {("Alfa Cluster", "NCE"), ("Gamma Cluster", "NCE")}),
    ("Klynga Nordfisk vart teken opp i Arenaprogrammet i 2012.", {("Nordfisk", "Arena")}),
    ("Nord Cluster er utnevnt som en av landets tre første hub-noder.", {("Nord Cluster", "Node")}),
    ("Nord Cluster har fått arena pro-status.", {("Nord Cluster", "Arena Pro")}),
    ("Nord Cluster, som er en sammenslåing av de tidligere Arena-prosjektene Alfa Cluster og Gamma Cluster, er nytt NCE.", {("Nord Cluster", "NCE")}),
]
HEADS = [
    ("Nord Cluster holder til i Bodø. Klyngen består nå av 90 aktører.", ("Nord Cluster", "participant", "90")),
    ("46 aktører er gått sammen i Arena Furu.", ("Arena Furu", "participant", "46")),
    ("Nord Cluster i Bodø har rundt 70 små og mellomstore medlemsbedrifter.", ("Nord Cluster", "member", "rundt 70")),
    ("Nord Cluster er en sammenslutning av 60 bedrifter.", ("Nord Cluster", "company", "60")),
    ("Tang Cluster has 20 active companies, and the rest of them are from the region.", ("Tang Cluster", "company", "20")),
]
COUNTS = [
    ("I alt fire nye klynger får Arena-status.", [("clusters_admitted", "Arena", "fire")]),
    ("Innovasjon Norge gir Arena-status til to klynger.", [("clusters_admitted", "Arena", "to")]),
    ("Innovasjon Norge har tildelt Arena Pro-status til tre.", [("clusters_admitted", "Arena Pro", "tre")]),
    ("Statsråden står for utnevnelse av fire nye klynger i programmet.", [("clusters_admitted", None, "fire")]),
    ("There are 13 NCE clusters in Norway, and that is the number for now.", [("clusters_active", "NCE", "13")]),
    ("Innovasjon Norge gir støtte til fem modne klynger.", [("clusters_active", "Mature", "fem")]),
    ("Programmet har fått søknader fra ni sterke miljøer.", [("applicants", None, "ni")]),
    ("Arena-nivået består i dag av 19 klyngeprosjekter.", [("clusters_active", "Arena", "19")]),
    ("Tang Cluster og 13 andre klynger søkte om opptak i programmet.", []),  # 14 of them: a question
    ("Trøndelag får to nye næringsklynger i programmet.", []),  # a region's
]
WHOLE = [  # the figure as it must stand, or that there is none
    ("Nordic Edge får 2½ millioner kroner i støtte.", "2½ millioner kroner"),
    ("Nordic Edge får 1 1/2 millioner kroner i støtte.", "1 1/2 millioner kroner"),
    ("Nordic Edge får 3/4 milliard kroner i støtte.", "3/4 milliard kroner"),
    ("Nordic Edge får to og en halv million kroner i støtte.", "to og en halv million kroner"),
    ("Nordic Edge får tre komma to millioner kroner i støtte.", "tre komma to millioner kroner"),
    ("Nordic Edge receives two point five million kroner in support of the work.", "two point five million kroner"),
    ("Nordic Edge får 1 million 400 000 kroner i støtte.", "1 million 400 000 kroner"),
    ("Nordic Edge får én milliard og 200 millioner kroner i støtte.", "én milliard og 200 millioner kroner"),
    ("Klyngeprogrammet har fem og tjue klynger i dag.", "fem og tjue"),
    ("Klyngeprogrammet har to dusin klynger i dag.", "to dusin"),
    ("Nordic Edge får inntil 8 millioner kroner i støtte.", "inntil 8 millioner kroner"),
    ("Nordic Edge får mellom 5 og 9 millioner kroner i støtte.", "mellom 5 og 9 millioner kroner"),
    ("Klyngeprogrammet har 39² klynger i dag.", "39"),
    ("Medlemmene i klyngene hadde 15,8² prosentpoeng høyere omsetning enn kontrollgruppen.", "15,8 prosentpoeng"),
    ("Klyngeprogrammet får under 200 millioner kroner i 2021.", "under 200 millioner kroner"),
    ("Klyngeprogrammet får bortimot 200 millioner kroner i 2021.", "bortimot 200 millioner kroner"),
    ("Klyngeprogrammet har færre enn 40 klynger i dag.", "færre enn 40"),
    ("Klyngeprogrammet har 30 til 40 klynger i dag.", None),  # a count is no range: set aside
    ("Nordic Edge får 5—6 millioner kroner i støtte.", "5—6 millioner kroner"),
    ("Nordic Edge receives NOK 5 - NOK 6 million in support of the work.", "NOK 5 - NOK 6 million"),
    ("Nordic Edge får mellom 500 000 og 2 millioner kroner i støtte.", "mellom 500 000 og 2 millioner kroner"),
    ("Nordic Edge får kr217 millioner i støtte.", "kr217 millioner"),
    ("Nordic Edge receives NOK217 million in support of the work.", "NOK217 million"),
    ("Nordic Edge får 500.000,- kroner i støtte.", "500.000,- kroner"),
    ("Nordic Edge får 8.5 MNOK i støtte.", "8.5 MNOK"),
    ("Nordic Edge får 217 mill.kr i støtte.", "217 mill.kr"),
]
TIMES = [
    ("I forfjor fikk klyngeprogrammet 217 millioner kroner.", [("2019", "2019")]),
    ("For to år siden fikk klyngeprogrammet 217 millioner kroner.", [("2019", "2019")]),
    ("The year before last the cluster programme got NOK 217 million from the state budget.", [("2019", "2019")]),
    ("I 2018 fikk klyngeprogrammet 217 millioner kroner, året før 200 millioner kroner.", [("2018", "2018"), ("2017", "2017")]),
    ("Nordic Edge får 12 millioner kroner fra 2019 til og med 2021.", [("2019", "2021")]),
    ("Nordic Edge får 12 millioner kroner fra 1. januar 2019 til 31. desember 2021.", [("2019", "2021")]),
    ("Nordic Edge får 12 millioner kroner over tre år fra 2019.", [("2019", None)]),
]
HEADERS = [  # text, title, date
    ("Fjordvik, 16. okt. 2017\nNye klynger i nord er her\nTekst.", "Nye klynger i nord er her", "16. okt. 2017"),
    ("Nye klynger i nord er her\nnov. 2018\nTekst.", "Nye klynger i nord er her", "nov. 2018"),
    ("New clusters in the north are here\njun 01, 2011\nText of the page and more of it.", "New clusters in the north are here", "jun 01, 2011"),
    ("To date, there are 12 clusters. The newest was started in January 2009.", "?", None),
    ("Nye klynger i nord er her\nSøknadsfrist: 1. mars 2022", "Nye klynger i nord er her", None),
    ("Nye klynger i nord er her\nHentet 5. januar 2024", "Nye klynger i nord er her", None),
    ("Pressemelding fra Fjordvik\nNye klynger i nord er her\nTekst.", "Nye klynger i nord er her", None),
    ("Foto: Ola Nordmann / Fjordposten\nNye klynger i nord er her\nTekst.", "Nye klynger i nord er her", None),
    ("Ola Nordmann\nNye klynger i nord er her\nTekst.", "Nye klynger i nord er her", None),
    ("I dag var ledelsen i klyngen i Oslo, der Kari Hansen og Ola Nordmann tok imot beviset på at de er tatt opp. Det var stas.\nLedende klynge\nMer tekst.", "?", None),
]
PUBLISHERS = [
    ("Pressemelding fra Fjordvik kommune\nNye klynger i nord\nTekst.", "Fjordvik kommune"),
    ("Nye klynger i nord er her | Fjordposten\nTekst.", "Fjordposten"),
    ("Nye klynger i nord\nUtgiver: Fjorddepartementet\nTekst.", "Fjorddepartementet"),
    ("Nye klynger i nord\nTekst.", "?"),
]
# fmt: on


@pytest.mark.parametrize(("text", "cluster", "amount"), GRANTS)
def test_money_goes_to_its_receiver(text: str, cluster: str, amount: str, names: Known) -> None:
    """Catches a sum given to the cluster named beside the receiver, or to nobody."""
    assert sure(sheet_of(f"{TITLE}\n{text}", names), "budgets", "cluster", "amount_printed") == [
        (cluster, amount)
    ]


@pytest.mark.parametrize("text", OTHERS_MONEY)
def test_other_peoples_money_is_set_aside(text: str, names: Known) -> None:
    """Catches turnover, potential and other programmes' budgets taken for the programme's, and a part of a phrase
    ("talking about") for the bound of a figure."""
    sheet = sheet_of(f"{TITLE}\n{text}", names)
    assert not sheet.get("budgets") and sheet["set_aside"]


def test_gaps_of_others_are_set_aside(names: Known) -> None:
    """Catches a gap between customers and others taken for one of clusters' members."""
    text = "Våre kunder økte salget 7,1 prosentpoeng mer enn lignende bedrifter uten støtte."
    sheet = sheet_of(f"{TITLE}\n{text}", names)
    assert not sheet.get("effect_statistics") and sheet["set_aside"][0]["seen"] == "7,1 prosentpoeng"


@pytest.mark.parametrize(("text", "name"), NO_NAME)
def test_what_is_no_cluster_is_none(text: str, name: str, names: Known) -> None:
    """Catches a person, a question word, a place or a kind of cluster taken for a cluster's name."""
    assert name not in str(
        [sheet_of(f"{TITLE}\n{text}", names).get(key) for key in ("new_clusters", *draft.TABLES)]
    )


def test_a_hope_is_no_fact(names: Known) -> None:
    """Catches a promotion made of what may be considered some day."""
    text = "Arena Tang will run for three years before it can be considered for possible upgrade to a Norwegian Centre of Expertise."
    assert not {*draft.TABLES} & set(sheet_of(f"{TITLE}\n{text}", names))


@pytest.mark.parametrize(("text", "moves"), MOVES)
def test_moves(text: str, moves: set[tuple[str, str]], names: Known) -> None:
    """Catches names cut at a dash, bullets of the admitted, a level far from its verb, and verbs that are not known."""
    assert set(sure(sheet_of(f"{TITLE}\n{text}", names), "level_changes", "cluster", "to_level")) == moves


def test_a_level_in_the_next_paragraph_is_proposed(names: Known) -> None:
    """Catches a move whose level stands in the next paragraph that is lost, or asserted."""
    text = "Nord Cluster og Sør Cluster er tatt opp i det nasjonale programmet.\nDe får status som Arena Pro fra nyttår."
    sheet = sheet_of(f"{TITLE}\n{text}", names)
    assert sure(sheet, "level_changes", "cluster") == []
    found = [(entry["cluster"], entry["to_level"], entry["status"]) for entry in sheet["level_changes"]]
    assert found == [("Nord Cluster", "Arena Pro", "unsure"), ("Sør Cluster", "Arena Pro", "unsure")]


@pytest.mark.parametrize(("text", "head"), HEADS)
def test_head_counts(text: str, head: tuple[str, str, str], names: Known) -> None:
    """Catches a head-count in words that are not known, or one that goes to the programme."""
    sheet = sheet_of(f"{TITLE}\n{text}", names)
    assert sure(sheet, "participants", "cluster", "role", "value_printed") == [head]
    assert "programme_counts" not in sheet


@pytest.mark.parametrize(("text", "counts"), COUNTS)
def test_counts(text: str, counts: list[tuple[str, str | None, str]], names: Known) -> None:
    """Catches a count without its level, one of a region, and one of all but the cluster that is named."""
    assert (
        sure(sheet_of(f"{TITLE}\n{text}", names), "programme_counts", "measure", "level", "value_printed")
        == counts
    )


def test_a_gap_without_a_figure(names: Known) -> None:
    """Catches a gap to the average that is told in words."""
    text = "Medlemmene i NCE Sol har betydelig høyere produktivitetsvekst enn gjennomsnittet i industrien."
    assert sure(sheet_of(f"{TITLE}\n{text}", names), "effect_statistics", "measure", "direction") == [
        ("productivity", "higher")
    ]


@pytest.mark.parametrize(("text", "figure"), WHOLE)
def test_a_figure_is_whole_or_not_there(text: str, figure: str | None, names: Known) -> None:
    """Catches a figure taken in part: without its fraction, its scale, its bound, or with a footnote's mark."""
    found = [value for value in shown(sheet_of(f"{TITLE}\n{text}", names)) if value != "Nordic Edge"]
    assert found == ([figure] if figure else [])


def test_under_is_no_cut(names: Known) -> None:
    """Catches "mindre enn 200 millioner" taken for a cut of 200 millions."""
    sheet = sheet_of(f"{TITLE}\nKlyngeprogrammet har mindre enn 200 millioner kroner i 2021.", names)
    assert sure(sheet, "budgets", "kind", "amount_printed") == [
        ("appropriation", "mindre enn 200 millioner kroner")
    ]


@pytest.mark.parametrize(("text", "periods"), TIMES)
def test_times(text: str, periods: list[tuple[str, str | None]], names: Known) -> None:
    """Catches a year that is counted from another one, and a span of which only the beginning is read."""
    assert sure(sheet_of(f"{TITLE}\n{text}", names), "budgets", "period_start", "period_end") == periods


def test_an_undated_article_counts_from_no_year(names: Known) -> None:
    """Catches "i fjor" of an article without a date placed in some year."""
    sheet = sheet_of(f"{TITLE}\nI fjor fikk klyngeprogrammet 217 millioner kroner.", names, "prove")
    (entry,) = sheet["budgets"]
    assert entry["reason"] == outright.NO_YEAR and "period_start" not in entry
    assert "date_published_printed" not in sheet


def test_a_second_list_has_its_own_year(names: Known) -> None:
    """Catches a list of 2022 that is placed in the year of the list before it."""
    text = "Klyngene i 2019:\nArena\n• Nordic Edge\nNCE\n• Cod Cluster\nKlyngene i 2022:\nArena\n• Tindetek\nNCE\n• Nordic Edge"
    sheet = sheet_of(f"{TITLE}\n{text}", names)
    found = sure(sheet, "cluster_levels", "cluster", "level", "as_of")
    assert set(found) == {
        ("Nordic Edge", "Arena", "2019"),
        ("Cod Cluster", "NCE", "2019"),
        ("Tindetek", "Arena", "2022"),
        ("Nordic Edge", "NCE", "2022"),
    }


@pytest.mark.parametrize(("text", "title", "date"), HEADERS)
def test_headers(text: str, title: str, date: str | None, names: Known) -> None:
    """Catches a sentence, a caption or a person taken for the title, and a deadline for the date."""
    sheet = sheet_of(text, names, "prove")
    assert (sheet["title"], sheet.get("date_published_printed")) == (title, date)


@pytest.mark.parametrize(("text", "publisher"), PUBLISHERS)
def test_publishers(text: str, publisher: str, names: Known) -> None:
    """Catches a publisher that the page prints and that the draft asks for."""
    assert sheet_of(text, names)["publisher"] == publisher


FILLER = "\n".join(["Det regner i byen."] * outright.NOTICE)  # so that it is no short notice
DOUBTS = [
    (outright.NO_NAME, "Arena Tang holder til på Stord.\nKlyngen fikk NCE-status mandag."),
    (outright.NO_GIVER, "Sjøklyngen er i gang.\nNå får Sjøklyngen 2 millioner kroner i støtte."),
    (outright.NO_YEAR, "Klyngeprogrammet fikk 217 millioner kroner."),
    (outright.NAMED_ONCE, "Nå får Sjøklyngen 2 millioner kroner fra klyngeprogrammet."),
    (outright.DENIED, "Sjøklyngen ble tatt opp i Arena mandag, for ordføreren ville det slik."),
    (outright.NO_PROGRAMME, "Klyngeprogrammet er stort.\nI dag er det 31 aktive klynger."),
    (outright.WHERE, "Sjøklyngen har 38 medlemmer fordelt på fire kommuner."),
    (outright.OUTCOME, "Ni nye klynger ble tatt opp i klyngeprogrammet."),
]


@pytest.mark.parametrize(("reason", "text"), DOUBTS, ids=[reason for reason, _ in DOUBTS])
def test_what_is_not_said_outright_is_only_proposed(reason: str, text: str, names: Known) -> None:
    """Catches a reading that is a guess, and is put among what the text says."""
    sheet = sheet_of(f"{TITLE}\n{FILLER}\n{text}", names, "prove")
    found = [e for table in draft.TABLES for e in sheet.get(table, [])]
    assert reason in [entry.get("reason") for entry in found], found
    doubted = [entry for entry in found if entry.get("reason") == reason]
    assert all(entry["status"] == "unsure" and entry["confidence"] == "low" for entry in doubted)


def test_money_for_a_coming_year_may_be_only_proposed(names: Known) -> None:
    """Catches next year's money taken for what was adopted."""
    text = f"{TITLE}\n{FILLER}\nKlyngeprogrammet får 98 millioner kroner i 2022."
    (entry,) = sheet_of(text, names)["budgets"]
    assert entry["reason"] == outright.NO_STAGE
