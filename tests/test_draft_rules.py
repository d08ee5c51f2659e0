"""Each rule of the draft has the sentence it was made for: what is found in it, and where nothing is to be found."""

from __future__ import annotations

from typing import Any

import pytest

from nicdata import draft, schema
from nicdata.draft import outright
from nicdata.draft.names import Known
from nicdata.sheets import decisions
from nicdata.sheets.article import Article, paragraphs
from nicdata.sheets.entries import Entry

TITLE = "Tittel uten navn eller tall her"  # and without words that tell a language
YEAR = "prove-2021"
NOT_COMPARED = {
    "level_change_id",
    "budget_id",
    "count_id",
    "effect_id",
    "digest",
    "confidence",
    "status",
    "reason",
    "paragraph",
    "amount_per",
}

Case = tuple[str, str, list[Entry]]  # rule, sentence (or lines), what is found in it


def row(**keys: Any) -> Entry:
    return keys


def by_rule(cases: list[Case]) -> pytest.MarkDecorator:
    found = [case[1:] for case in cases]
    return pytest.mark.parametrize(("sentence", "expected"), found, ids=[case[0] for case in cases])


def by_name(cases: list[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sentence", [case[1] for case in cases], ids=[case[0] for case in cases])


@pytest.fixture(scope="module")
def names() -> Known:
    decided = decisions.read(schema.raw_folder())
    return draft.known(decided.cluster_ids, decided.clusters)


def sheet_of(text: str, names: Known) -> Entry:
    return draft.draft(YEAR, Article(paragraphs(text)), names)


def rows(table: str, sentence: str, names: Known) -> list[Entry]:
    """The entries of one table that the rules find in an article of a title and this sentence, without what every entry
    has; those too that leave a doubt."""
    found = sheet_of(f"{TITLE}\n{sentence}", names).get(table, [])
    entries = [e for e in found if e.get("status") != "unsure" or e["reason"] in outright.REASONS]
    return [{key: value for key, value in entry.items() if key not in NOT_COMPARED} for entry in entries]


# --- cluster_levels ----------------------------------------------------------------------------------------

# fmt: off
CLUSTER_LEVELS: list[Case] = [
    # the level before the name
    ("level-klyngen", "Arena-klyngen Tindetek holder til i Alta.", [row(cluster="Tindetek", level="Arena", basis="mentioned")]),
    ("level-cluster", "The NCE cluster Nordic Edge has a new leader from the north.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("level-klyngene-list", "NCE-klyngene Norway Health Tech, Nordic Edge og Cod Cluster møtes i Bodø.", [
        row(cluster="Norway Health Tech", level="NCE", basis="mentioned"), row(cluster="Nordic Edge", level="NCE", basis="mentioned"), row(cluster="Cod Cluster", level="NCE", basis="mentioned")]),
    ("list-with-places", "Arena Pro-klyngene Nordic Edge i Stavanger og Cod Cluster i Tromsø går sammen om messen.", [
        row(cluster="Nordic Edge", level="Arena Pro", basis="mentioned"), row(cluster="Cod Cluster", level="Arena Pro", basis="mentioned")]),
    ("as-an", "As an NCE, Nordic Edge will help the region with its homes.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("som", "Som Arena-klynge skal Nordic Edge hjelpe byene.", [row(cluster="Nordic Edge", level="Arena", basis="mentioned")]),
    ("status-goes-to", "NCE-status går til Nordic Edge og Cod Cluster.", [
        row(cluster="Nordic Edge", level="NCE", basis="announced"), row(cluster="Cod Cluster", level="NCE", basis="announced")]),
    ("verb-name-level", "Av klyngene har Tindekraft Vest og Skogringen Øst NCE-status.", [row(cluster="Tindekraft Vest", level="NCE", basis="mentioned"), row(cluster="Skogringen Øst", level="NCE", basis="mentioned")]),
    # the level behind the name
    ("level-is-no-short-name", "Four of them take part in the programme: Cold Reef Guild (NCE), Deep Ford (GCE), Fjord Steel and Cold Iron (both Arena).", [
        row(cluster="Cold Reef Guild", level="NCE", basis="mentioned"), row(cluster="Deep Ford", level="GCE", basis="mentioned"),
        row(cluster="Fjord Steel", level="Arena", basis="mentioned"), row(cluster="Cold Iron", level="Arena", basis="mentioned")]),
    ("in-the-county", "Cold Reef Guild, the county's only NCE, and Deep Ford, an Arena cluster, share an office in the city.", [
        row(cluster="Cold Reef Guild", level="NCE", basis="mentioned"), row(cluster="Deep Ford", level="Arena", basis="mentioned")]),
    ("brackets", "Både Nordic Edge (NCE) og ITS Norway (Arena Pro) deltar på messen.", [
        row(cluster="Nordic Edge", level="NCE", basis="mentioned"), row(cluster="ITS Norway", level="Arena Pro", basis="mentioned")]),
    ("brackets-for-all", "Nordic Edge og ITS Norway (Arena) deltar på messen.", [
        row(cluster="Nordic Edge", level="Arena", basis="mentioned"), row(cluster="ITS Norway", level="Arena", basis="mentioned")]),
    ("er-en", "Solenergiklyngen er en Arena-klynge på Østlandet.", [row(cluster="Solenergiklyngen", level="Arena", basis="mentioned")]),
    ("er-ei", "Havbruksnettverk Helgeland er ei Arena-klynge på kysten.", [row(cluster="Havbruksnettverk Helgeland", level="Arena", basis="mentioned")]),
    ("is-an", "Nordic Edge is an Arena Pro cluster in the west of Norway.", [row(cluster="Nordic Edge", level="Arena Pro", basis="mentioned")]),
    ("som-er-en", "Cod Cluster, som er en Arena Pro-klynge, holder messe.", [row(cluster="Cod Cluster", level="Arena Pro", basis="mentioned")]),
    ("apposition", "Nordic Edge, en NCE-klynge fra Stavanger, holder messe.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("forblir", "Nordic Edge forblir NCE.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("one-of-five", "Nordic Edge er en av fem GCE-klynger.", [row(cluster="Nordic Edge", level="GCE", basis="mentioned")]),
    ("each-clause", "Nordic Edge er GCE-klynge, mens Cod Cluster er Arena-klynge.", [
        row(cluster="Nordic Edge", level="GCE", basis="mentioned"), row(cluster="Cod Cluster", level="Arena", basis="mentioned")]),
    ("since", "Nordic Edge har vært NCE siden 2015.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned", as_of="2015")]),
    # the levels by their other names
    ("ekspertisesenter", "Nordic Edge er et nasjonalt ekspertisesenter.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("norwegian-centre", "Nordic Edge is a Norwegian Centre of Expertise and has been in the city from the start.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("global-center", "Nordic Edge is a Global Center of Expertise, which is rare.", [row(cluster="Nordic Edge", level="GCE", basis="mentioned")]),
    ("moden", "Oslo Cancer Cluster er en moden klynge.", [row(cluster="Oslo Cancer Cluster", level="Mature", basis="mentioned")]),
    ("mature", "Oslo Cancer Cluster is a mature cluster which has left the programme.", [row(cluster="Oslo Cancer Cluster", level="Mature", basis="mentioned")]),
    ("node", "Nordic Edge starter som node.", [row(cluster="Nordic Edge", level="Node", basis="announced")]),
    ("a-node", "Kongsbergklyngen is admitted as a node of the programme.", [row(cluster="Kongsbergklyngen", level="Node", basis="announced")]),
    # a name that no decision declares
    ("klyngen-name", "Klyngen Tindetek i Alta er tatt inn i Arena.", [row(cluster="Tindetek", level="Arena", basis="announced")]),
    ("cluster-word", "Fjordmat Cluster er blitt NCE.", [row(cluster="Fjordmat Cluster", level="NCE", basis="announced")]),
    ("two-names", "Tindetek og Kystbio får Arena-status.", [row(cluster="Tindetek", level="Arena", basis="announced"), row(cluster="Kystbio", level="Arena", basis="announced")]),
    ("quoted-name", "Nettverket «Kystbio» får Arena-status.", [row(cluster="Kystbio", level="Arena", basis="announced")]),
    ("the-network", "The network Tidal Works is given Arena status.", [row(cluster="Tidal Works", level="Arena", basis="announced")]),
    ("abbreviation", "Klyngen Kystbio (KBIO) er ny Arena-klynge.", [row(cluster="Kystbio", level="Arena", basis="announced")]),
    # what only the context names
    ("pronoun-is", "Nordic Edge holder messe. Klyngen er en NCE-klynge.", [row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    ("we-as-told-elsewhere", "Nordic Edge holder messe.\nSom NCE-klynge har vi et ansvar, sier styret.\nNordic Edge er en NCE-klynge.", [
        row(cluster="Nordic Edge", level="NCE", basis="mentioned", named_in=2), row(cluster="Nordic Edge", level="NCE", basis="mentioned")]),
    # what a cluster has although it is refused more
    ("has-and-applied", "Arena-klyngen Solenergiklyngen søkte om Arena Pro og må vente.", [row(cluster="Solenergiklyngen", level="Arena", basis="mentioned")]),
    ("had-then", "Nordic Edge ble en Arena-klynge i 2016.", [row(cluster="Nordic Edge", level="Arena", basis="mentioned", as_of="2016")]),
    # a row of a table
    ("table", "Klynge | Nivå | Fylke\nTindetek | Arena | Troms\nNordic Edge | NCE | Rogaland", [
        row(cluster="Tindetek", level="Arena", basis="listed"), row(cluster="Nordic Edge", level="NCE", basis="listed")]),
    ("table-mature", "Nordic Edge | Moden | Rogaland", [row(cluster="Nordic Edge", level="Mature", basis="listed")]),
    # lists under headings
    ("list-bullets", "Arena:\n• Tindetek, Alta\n• Kystbio (Bodø)\n• Nordic Edge – bedre byer", [
        row(cluster="Tindetek", level="Arena", basis="listed"), row(cluster="Kystbio", level="Arena", basis="listed"), row(cluster="Nordic Edge", level="Arena", basis="listed")]),
    ("list-plain", "Arena Pro\nNordic Edge\nCod Cluster", [row(cluster="Nordic Edge", level="Arena Pro", basis="listed"), row(cluster="Cod Cluster", level="Arena Pro", basis="listed")]),
    ("list-numbered", "Arena (2)\n1. Tindetek\n2. Kystbio", [row(cluster="Tindetek", level="Arena", basis="listed"), row(cluster="Kystbio", level="Arena", basis="listed")]),
    ("list-two-levels", "Arena\n– Nordic Edge\nNCE\n– Cod Cluster", [row(cluster="Nordic Edge", level="Arena", basis="listed"), row(cluster="Cod Cluster", level="NCE", basis="listed")]),
    ("list-mature", "MODNE KLYNGER\n• Oslo Cancer Cluster\n• Solenergiklyngen", [
        row(cluster="Oslo Cancer Cluster", level="Mature", basis="listed"), row(cluster="Solenergiklyngen", level="Mature", basis="listed")]),
    ("list-nodes", "Noder\n• Kongsbergklyngen", [row(cluster="Kongsbergklyngen", level="Node", basis="listed")]),
    ("list-verb", "Nye Arena-klynger:\n- Solvindklyngen Øst får 3,4 millioner kroner\n- Tindetek fikk 2 mill. kroner\n- Klyngen Kystbio er på plass i 2021", [
        row(cluster="Solvindklyngen Øst", level="Arena", basis="listed"), row(cluster="Tindetek", level="Arena", basis="listed"), row(cluster="Kystbio", level="Arena", basis="listed")]),
    ("list-verb-in-english", "NCE:\n- Tidal Works Cluster receives NOK 5.5 million\n- The network Kystbio gets 4 million", [
        row(cluster="Tidal Works Cluster", level="NCE", basis="listed"), row(cluster="Kystbio", level="NCE", basis="listed")]),
    ("list-sum", "Arena\n- Solvindklyngen Øst 3,4 millioner kroner\n- Tindetek 2 mill. kroner", [
        row(cluster="Solvindklyngen Øst", level="Arena", basis="listed"), row(cluster="Tindetek", level="Arena", basis="listed")]),
    ("status-as-list", "To klynger får nå status som NCE: Tindetek og Kystbio.", [
        row(cluster="Tindetek", level="NCE", basis="announced"), row(cluster="Kystbio", level="NCE", basis="announced")]),
    ("list-global", "Global Centres of Expertise\n- Nordic Edge\n- Cod Cluster", [row(cluster="Nordic Edge", level="GCE", basis="listed"), row(cluster="Cod Cluster", level="GCE", basis="listed")]),
    ("list-of-another-year", "Klyngene i 2019:\nArena\n• Nordic Edge\nNCE\n• Cod Cluster", [
        row(cluster="Nordic Edge", level="Arena", basis="listed", as_of="2019"), row(cluster="Cod Cluster", level="NCE", basis="listed", as_of="2019")]),
]
NO_LEVEL = [
    ("refusal", "Cod Cluster fikk avslag på søknaden om NCE-status."),
    ("not-given", "Nordic Edge vant ikke fram og fikk ikke Arena-status."),
    ("hope", "Solenergiklyngen håper å bli NCE."),
    ("dream", "The cluster Nordic Edge dreams of NCE status, and the board is behind it."),
    ("plan", "Nordic Edge planlegger å søke om NCE-status i 2022."),
    ("application", "Solenergiklyngen har søkt om NCE-status."),
    ("possible", "Cod Cluster kan bli NCE neste år."),
    ("wish", "Nordic Edge vil bli NCE."),
    ("condition", "Dersom Nordic Edge blir NCE, får klynga fleire pengar."),
    ("none", "Ingen av klyngene, heller ikke Nordic Edge, ble GCE."),
    ("lost", "Nordic Edge mistet NCE-statusen."),
    ("left", "Nordic Edge gikk ut av NCE."),
    ("former", "Det tidligere NCE-nettverket Nordic Edge får ny leder."),
    ("only-from", "Nordic Edge forlater Arena."),
    ("programme", "Arena-programmet hjelper Nordic Edge."),
    ("money-as-level", "Nordic Edge får 3 millioner kroner som NCE."),
    ("list-of-others", "Nye Arena-klynger:\n- Medlemmene får hjelp til messer\n- Hver klynge får 2 millioner kroner"),
    ("hall", "Messen holdes på Telenor Arena, og Nordic Edge er med."),
    ("hall-behind", "Nordic Edge viser fram bølgekraft i Vestkyst Arena."),
    ("in-name", "GCE NODE holder til i Kristiansand."),
    ("in-two-names", "NCE Eyde og GCE Blue Maritime samarbeider om metall til skip."),
    ("we-untold", "Nordic Edge holder messe.\nSom NCE-klynge har vi et ansvar, sier styret."),
    ("sentence-no-heading", "Arena er et program for unge klynger.\n• Tindetek\n• Kystbio"),
    ("heading-no-list", "Arena:\nher er ingen navn"),
    ("list-of-applicants", "Disse søkte i år:\n• Tindetek\n• Kystbio"),
]
# --- level_changes -----------------------------------------------------------------------------------------
LEVEL_CHANGES: list[Case] = [
    ("rows-with-dashes", "Desse klyngene er tekne opp:\nSteinrøys – Arena – Voss. Driv med skifer.\nTorv og Myr Klynge – Arena Pro – Røros.", [
        row(cluster="Steinrøys", to_level="Arena", kind="admission"), row(cluster="Torv og Myr Klynge", to_level="Arena Pro", kind="admission")]),
    ("rows-with-commas", "The newcomers of the year:\nHarbour Heat, Molde, Arena\nNorthern Wool Cluster, Voss, NCE", [
        row(cluster="Harbour Heat", to_level="Arena", kind="admission"), row(cluster="Northern Wool Cluster", to_level="NCE", kind="admission")]),
    ("were-and-now-are", "The Slate Cluster and the Wool Cluster were Arena clusters and now are NCE.", [
        row(cluster="Slate Cluster", from_level="Arena", to_level="NCE", kind="promotion"), row(cluster="Wool Cluster", from_level="Arena", to_level="NCE", kind="promotion")]),
    ("leaves-behind", "The Slate Cluster leaves Arena behind and becomes Arena Pro.", [row(cluster="Slate Cluster", from_level="Arena", to_level="Arena Pro", kind="promotion")]),
    ("from-today", "From today the Slate Cluster is an Arena cluster.", [row(cluster="Slate Cluster", to_level="Arena", kind="admission")]),
    ("level-in-the-name", "GCE Slate was promoted from NCE in 2018.", [row(cluster="GCE Slate", from_level="NCE", to_level="GCE", kind="promotion", as_of="2018")]),
    ("status-in-the-name", "NCE Skifer, som fekk statusen i 2014 etter fire år som Arena, har 80 medlemmer.", [
        row(cluster="NCE Skifer", from_level="Arena", to_level="NCE", kind="promotion", as_of="2014")]),
    ("it-is-told-behind", "Ness er prosjektleiar i Myrringen, eit samarbeid frå Voss. No har det fått plass i Arena.", [
        row(cluster="Myrringen", to_level="Arena", kind="admission")]),
    ("klynga-in-the-name", "Bedriftene i Klynga Raud Leire er nøgde. Klynga Raud Leire vart teken opp i Arena.", [
        row(cluster="Klynga Raud Leire", to_level="Arena", kind="admission")]),
    ("may-keep", "NCE Slate has been told that it may keep its NCE status for five years.", [row(cluster="NCE Slate", to_level="NCE", kind="extension")]),
    ("status-as-list", "To klynger får nå status som NCE: Tindetek og Kystbio.", [
        row(cluster="Tindetek", to_level="NCE", kind="admission"), row(cluster="Kystbio", to_level="NCE", kind="admission")]),
    ("får-status", "Nordic Edge får NCE-status.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("tatt-opp", "Tindetek og Kystbio er tatt opp som nye Arena-klynger.", [
        row(cluster="Tindetek", to_level="Arena", kind="admission"), row(cluster="Kystbio", to_level="Arena", kind="admission")]),
    ("teken-opp", "Klynga Tindetek vert teken opp i Arena.", [row(cluster="Tindetek", to_level="Arena", kind="admission")]),
    ("er-nye", "Klyngene Tindetek og Kystbio er nye Arena-klynger.", [
        row(cluster="Tindetek", to_level="Arena", kind="admission"), row(cluster="Kystbio", to_level="Arena", kind="admission")]),
    ("after-colon", "To nye Arena-klynger er tatt opp: Tindetek i Alta og Kystbio i Bodø.", [
        row(cluster="Tindetek", to_level="Arena", kind="admission"), row(cluster="Kystbio", to_level="Arena", kind="admission")]),
    ("alle", "Nordic Edge i Stavanger, ITS Norway i Oslo og Cod Cluster i Tromsø får alle Arena-status.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission"), row(cluster="ITS Norway", to_level="Arena", kind="admission"), row(cluster="Cod Cluster", to_level="Arena", kind="admission")]),
    ("kåret", "Klyngen Tindetek er kåret til NCE.", [row(cluster="Tindetek", to_level="NCE", kind="admission")]),
    ("utnemnd", "Nordic Edge vart utnemnd til NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("innvilges", "Klyngen Tindetek innvilges Arena-status.", [row(cluster="Tindetek", to_level="Arena", kind="admission")]),
    ("gratulerer", "Gratulerer til Nordic Edge med GCE-status!", [row(cluster="Nordic Edge", to_level="GCE", kind="admission")]),
    ("congratulations", "Congratulations to Nordic Edge with the NCE status, from all of us by the sea.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("admitted", "The cluster Tidal Works was admitted to Arena and will have its home in the north.", [row(cluster="Tidal Works", to_level="Arena", kind="admission")]),
    ("wins", "The cluster Tidal Works wins NCE status, which is the best news of the year.", [row(cluster="Tidal Works", to_level="NCE", kind="admission")]),
    ("joins", "The cluster Tidal Works joins the Arena level, and the city is proud of that.", [row(cluster="Tidal Works", to_level="Arena", kind="admission")]),
    ("awarded-to", "The NCE status was awarded to Nordic Edge by the ministry.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("earned", "Nordic Edge earned GCE status after years of work by the members.", [row(cluster="Nordic Edge", to_level="GCE", kind="admission")]),
    ("selected-then", "The cluster Kelp Works was selected for the Arena level in 2017.", [row(cluster="Kelp Works", to_level="Arena", kind="admission", as_of="2017")]),
    ("after-refusals", "Etter mange avslag er Nordic Edge tatt opp i Arena.", [row(cluster="Nordic Edge", to_level="Arena", kind="admission")]),
    ("new-before-name", "Dagens vinner er den nye NCE-klyngen Nordic Edge.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    # moves up
    ("rykker-opp", "Nordic Edge rykker opp fra Arena til Arena Pro.", [row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena")]),
    ("rykkjer-opp", "Nordic Edge rykkjer opp frå Arena til NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    ("moved-up", "Nordic Edge has moved up from Arena Pro to NCE and has the work of the members to thank.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena Pro")]),
    ("promoted", "The cluster Nordic Edge was promoted from Arena to NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    ("climbs", "Nordic Edge climbs from Arena Pro to NCE, and the rest of the city follows.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena Pro")]),
    ("løftet", "Nordic Edge er løftet fra NCE til GCE.", [row(cluster="Nordic Edge", to_level="GCE", kind="promotion", from_level="NCE")]),
    ("tek-steget", "Nordic Edge tek steget opp frå Arena til NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    ("opprykk", "Nordic Edge får opprykk til GCE.", [row(cluster="Nordic Edge", to_level="GCE", kind="promotion")]),
    ("upgraded", "Nordic Edge is upgraded to NCE and has the right to more of the money.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion")]),
    ("from-next-year", "Nordic Edge rykker opp fra NCE til GCE fra 2022.", [row(cluster="Nordic Edge", to_level="GCE", kind="promotion", from_level="NCE", as_of="2022")]),
    ("each-its-own", "Nordic Edge går fra Arena til Arena Pro, mens Cod Cluster går fra Arena Pro til NCE.", [
        row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena"), row(cluster="Cod Cluster", to_level="NCE", kind="promotion", from_level="Arena Pro")]),
    ("left-in-next-sentence", "Nordic Edge får NCE-status. Nordic Edge forlater Arena.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    ("told-better-later", "Nordic Edge får NCE-status i dag.\nNordic Edge rykker nemlig opp fra Arena til NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    ("as-another-did", "Nordic Edge fikk Arena-status, i likhet med Cod Cluster, som gikk fra Arena til NCE.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission"), row(cluster="Cod Cluster", to_level="NCE", kind="promotion", from_level="Arena")]),
    # one after the other
    ("ble-og-rykket", "Nordic Edge ble Arena i 2015 og rykket opp til NCE i 2018.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2015"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2018")]),
    ("became-and-rose", "Nordic Edge became an Arena cluster in 2015, and rose to NCE in 2018.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2015"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2018")]),
    ("derfra", "Nordic Edge ble Arena i 2014 og rykket derfra opp til NCE i 2018.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2014"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2018")]),
    ("and-in-year", "Nordic Edge ble Arena-klynge i 2014, og i 2018 fikk klyngen NCE-status.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2014"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2018")]),
    # names that no word "cluster" stands beside
    ("list-without-a-cluster-word", "Innovasjon Norge har valgt ut Havtech Nord, Smart Ull og Reine Fjorder til Arena-programmet.", [
        row(cluster=name, to_level="Arena", kind="admission") for name in ("Havtech Nord", "Smart Ull", "Reine Fjorder")]),
    ("verb-behind-the-list", "På Arena-nivået slipper Havtech Nord og Smart Ull til.", [
        row(cluster=name, to_level="Arena", kind="admission") for name in ("Havtech Nord", "Smart Ull")]),
    ("named-in-the-next-sentence", "Ytterligere to starter direkte på Arena Pro. Det gjelder Havtech Nord og Smart Ull.", [
        row(cluster=name, to_level="Arena Pro", kind="admission") for name in ("Havtech Nord", "Smart Ull")]),
    ("introduced-by-a-colon", "Disse er tatt opp på Arena-nivå i år:\nKvann & Kvede, Nordisk Batteriverk og Smart Ull.", [
        row(cluster=name, to_level="Arena", kind="admission") for name in ("Kvann & Kvede", "Nordisk Batteriverk", "Smart Ull")]),
    ("did-the-same", "Nordic Edge was promoted from Arena to Arena Pro. Cod Cluster made the same step in the same week, to the joy of all.", [
        row(cluster=name, to_level="Arena Pro", kind="promotion", from_level="Arena") for name in ("Nordic Edge", "Cod Cluster")]),
    ("no-longer", "Nordic Edge er ikkje lenger Arena, men Arena Pro.", [
        row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena")]),
    ("has-been", "Nordic Edge, som til nå har vært Arena-klynge, blir Arena Pro.", [
        row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena")]),
    ("own-verb-for-each", "Nordic Edge rykker opp fra Arena til Arena Pro, og Cod Cluster beholder NCE-statusen i tre nye år.", [
        row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena"), row(cluster="Cod Cluster", to_level="NCE", kind="extension")]),
    ("until-is-no-time-of-a-move", "Nordic Edge keeps its NCE status until the end of 2028, and the board is pleased with that.", [
        row(cluster="Nordic Edge", to_level="NCE", kind="extension")]),
    ("years-later", "Nordic Edge started as an Arena project in 2010 and became an NCE five years later, to the joy of all.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2010"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2015")]),
    ("glosses-of-a-list", "Arena Pro\nNordic Edge – rykker opp fra Arena\nCod Cluster – helt ny i programmet", [
        row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena"), row(cluster="Cod Cluster", to_level="Arena Pro", kind="admission")]),
    ("timeline", "Nordic Edge fyller år.\n2011: Tatt opp i Arena\n2015: Blir NCE", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2011", named_in=2), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2015", named_in=2)]),
    # extensions
    ("forlenget", "Solenergiklyngen får forlenget Arena-statusen med to år.", [row(cluster="Solenergiklyngen", to_level="Arena", kind="extension")]),
    ("nye-år", "Solenergiklyngen får Arena-status i tre nye år.", [row(cluster="Solenergiklyngen", to_level="Arena", kind="extension")]),
    ("extended", "The NCE status of Nordic Edge is extended by two years, and the board is pleased with that.", [row(cluster="Nordic Edge", to_level="NCE", kind="extension")]),
    ("renewed", "Nordic Edge has its NCE status renewed, which was expected by the board.", [row(cluster="Nordic Edge", to_level="NCE", kind="extension")]),
    ("keeps-its-place", "Nordic Edge keeps its place as an NCE and the board is happy.", [row(cluster="Nordic Edge", to_level="NCE", kind="extension")]),
    # whom only the context names
    ("klyngen", "Nordic Edge jubler. Klyngen får NCE-status.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("klynga-then", "Nordic Edge gler seg. Klynga vart NCE i 2019.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission", as_of="2019")]),
    ("klyngen-next-paragraph", "Nordic Edge jubler i dag.\nKlyngen får nemlig NCE-status av staten.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission", named_in=2)]),
    # when
    ("the-same-year", "Nordic Edge ble stiftet i 2012. Samme år fikk klyngen Arena-status.", [row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2012")]),
    ("month", "Nordic Edge fikk Arena-status i mars 2019, lenge før noen i byen hadde hørt om det de driver med der.", [row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2019-03")]),
    ("turn-of-the-year", "Nordic Edge blir NCE fra årsskiftet.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission", as_of="2022")]),
    ("last-year", "Nordic Edge fikk NCE-status i fjor.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission", as_of="2020")]),
    ("before-the-date", "5. mai 2021\nNordic Edge fikk NCE-status i mars 2021, etter lang tids venting i byen.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission", as_of="2021-03")]),
    # lists of what is new
    ("list-new", "Nye Arena-klynger\n• Tindetek\n• Kystbio", [row(cluster="Tindetek", to_level="Arena", kind="admission"), row(cluster="Kystbio", to_level="Arena", kind="admission")]),
    ("list-introduced", "Disse klyngene er tatt opp i programmet:\nArena:\n• Tindetek\nNCE:\n• Nordic Edge", [
        row(cluster="Tindetek", to_level="Arena", kind="admission"), row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("steps-by-year", "Klyngen Digital Sound har gått gradene: Arena fra 2012, Arena Pro fra 2015 og NCE fra 2019.", [
        row(cluster="Digital Sound", to_level="Arena", kind="admission", as_of="2012"), row(cluster="Digital Sound", to_level="Arena Pro", kind="promotion", from_level="Arena", as_of="2015"),
        row(cluster="Digital Sound", to_level="NCE", kind="promotion", from_level="Arena Pro", as_of="2019")]),
    ("each-its-own-step", "To klynger rykker opp: Nordic Edge fra Arena Pro til NCE og Cod Cluster fra NCE til GCE.", [
        row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena Pro"), row(cluster="Cod Cluster", to_level="GCE", kind="promotion", from_level="NCE")]),
    ("while-another-stays", "Mens Nordic Edge blir værende i Arena, går Cod Cluster videre til Arena Pro.", [row(cluster="Cod Cluster", to_level="Arena Pro", kind="promotion")]),
    ("the-status-came", "Det var i 2009 at Nordic Edge ble NCE, og i 2014 kom GCE-statusen.", [
        row(cluster="Nordic Edge", to_level="NCE", kind="admission", as_of="2009"), row(cluster="Nordic Edge", to_level="GCE", kind="promotion", from_level="NCE", as_of="2014")]),
    ("after-years-in", "Having spent four years in Arena, Nordic Edge now steps up to Arena Pro, and that is for the good of the city.", [row(cluster="Nordic Edge", to_level="Arena Pro", kind="promotion", from_level="Arena")]),
    ("year-and-name", "In 2014 Cold Reef Guild was elevated to a Norwegian Centre of Expertise (NCE), and that was that.", [row(cluster="Cold Reef Guild", to_level="NCE", kind="promotion", as_of="2014")]),
    ("earlier-name", "Tindekraft Vest (tidligere Kraft i Vest) fikk i 2018 GCE-status etter seks år som NCE.", [row(cluster="Tindekraft Vest", to_level="GCE", kind="promotion", from_level="NCE", as_of="2018")]),
    ("verb-in-front", "I 2012 kom Nordic Edge med i Arena, og tre år seinare vart klynga NCE.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2012"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2015")]),
    ("kept", "Nordic Edge fikk beholde GCE-statusen etter evalueringen.", [row(cluster="Nordic Edge", to_level="GCE", kind="extension")]),
    ("respectively", "Nordic Edge and Cod Cluster were promoted to NCE and GCE respectively, which is good for the north.", [
        row(cluster="Nordic Edge", to_level="NCE", kind="promotion"), row(cluster="Cod Cluster", to_level="GCE", kind="promotion")]),
    ("once-a", "Cold Reef Guild, once an Arena cluster, was made an NCE last year, and that is that for the city.", [row(cluster="Cold Reef Guild", to_level="NCE", kind="promotion", from_level="Arena", as_of="2020")]),
    ("genitive-name", "Cold Reef Guild's promotion to NCE was announced on Friday to the members of it.", [row(cluster="Cold Reef Guild", to_level="NCE", kind="promotion")]),
    ("place-in-front", "Klyngen på Smøla, Tindekraft Vest, er oppgradert fra Arena til Arena Pro.", [row(cluster="Tindekraft Vest", to_level="Arena Pro", kind="promotion", from_level="Arena")]),
    # the level left, told behind the new one or in front of the name
    ("having-been", "Nordic Edge became a GCE last night, having been an NCE until then.", [row(cluster="Nordic Edge", to_level="GCE", kind="promotion", from_level="NCE")]),
    ("outgrown", "Nordic Edge was named an NCE today, having outgrown the Arena Pro status that it had.", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena Pro")]),
    ("after-years-as", "Etter tre år som Arena-klynge er Nordic Edge nå NCE, og vi kunne ikke ønsket oss mer!", [row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena")]),
    # two moves of one cluster in a sentence
    ("twice", "Nordic Edge is ten. The cluster was admitted to Arena in 2012, and four years later it moved up from Arena to become an NCE.", [
        row(cluster="Nordic Edge", to_level="Arena", kind="admission", as_of="2012"), row(cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", as_of="2016")]),
    # a name that the next sentence says is a cluster's
    ("klynga-behind", "Lenger ute ligg Saltringen på Smøla. Klynga gjekk frå Arena til NCE i 2014.", [row(cluster="Saltringen", to_level="NCE", kind="promotion", from_level="Arena", as_of="2014")]),
    # what is told of a name before its verb has a time of its own
    ("aside-time", "Nordic Edge, som Kari Moe har ledet siden 2011, er blitt NCE.", [row(cluster="Nordic Edge", to_level="NCE", kind="admission")]),
    ("month-to-come", "Publisert 5. februar 2021\nDet ble i desember klart at Nordic Edge får forlenget NCE-statusen sin.", [row(cluster="Nordic Edge", to_level="NCE", kind="extension", as_of="2020")]),
    ("instead-of", "Nordic Edge had its NCE status extended by two years instead of the four it had hoped for.", [row(cluster="Nordic Edge", to_level="NCE", kind="extension")]),
    ("timeline-of-new", "Tindetek er en klynge i Alta.\n2012 – Klyngen kommer med i Arena, som én av tre nye Arena-klynger.", [row(cluster="Tindetek", to_level="Arena", kind="admission", as_of="2012", named_in=2)]),
    ("newcomers", "De to andre nykommerne på Arena-nivået er Tindetek Cluster og Kystbio Cluster.", [row(cluster="Tindetek Cluster", to_level="Arena", kind="admission"), row(cluster="Kystbio Cluster", to_level="Arena", kind="admission")]),
    ("of-a-place", "Cold Reef Robotics of Alta was admitted to Arena yesterday, and the owners are glad.", [row(cluster="Cold Reef Robotics", to_level="Arena", kind="admission")]),
    ("at-a-place", "Støperiklyngen på Raufoss får forlenget NCE-statusen sin.", [row(cluster="Støperiklyngen", to_level="NCE", kind="extension")]),
]
NO_CHANGE = [
    ("person", "Kari Moe og Per Berg fikk Arena-status for prosjektet sitt."),
    ("moves-down", "Nordic Edge rykker ned fra NCE til Arena Pro."),
    ("list-of-all", "Klyngene i programmet:\nArena\nNordic Edge (tidligere Arena Kant)\nCod Cluster"),
    ("extension-hoped-for", "Nordic Edge hadde regnet med å få NCE-perioden forlenget."),
    ("has", "Solenergiklyngen er en Arena-klynge på Østlandet."),
    ("remains", "Nordic Edge forblir NCE."),
    ("refusal", "Cod Cluster fikk avslag på søknaden om NCE-status."),
    ("hope", "Solenergiklyngen håper å bli NCE."),
    ("could", "Nordic Edge could become an NCE, and the board is for it."),
    ("condition", "Hvis Nordic Edge blir GCE, får byen flere besøk."),
    ("money", "Nordic Edge får 3 millioner kroner som NCE."),
    ("list", "Arena:\n• Tindetek\n• Kystbio"),
    ("list-served", "Klyngene som fikk tjenester i 2020:\nArena\n• Nordic Edge\nNCE\n• Cod Cluster"),
    ("table", "Tindetek | Arena | Troms"),
]
# --- budgets -----------------------------------------------------------------------------------------------
BUDGETS: list[Case] = [
    # who speaks of a sum is not who gets it, and a second giver has no years of the first
    ("speaker-behind-a-sum", "En Arena-klynge får inntil 2 millioner kroner i året, et beløp som Ola Berg, leder for Nordic Edge, kaller latterlig.", [
        row(scheme="nic", kind="cluster_grant", level="Arena", amount_printed="inntil 2 millioner kroner")]),
    ("second-giver", "Nordic Edge får 6 millioner kroner over tre år fra 2022 fra klyngeprogrammet, og Rogaland fylkeskommune har lovet 300 000 kroner.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="6 millioner kroner", period_start="2022", period_years_printed="tre"),
        row(scheme="rogaland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="300 000 kroner")]),
    ("county-alone", "The cluster has friends. Nordland gave Nordic Edge NOK 250,000 in 2019.", [
        row(scheme="nordland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="NOK 250,000", period_start="2019", period_end="2019")]),
    ("giver-before-which", "Nordic Edge is backed by Troms and Finnmark County Council, which adds NOK 400,000 this year.", [
        row(scheme="troms-og-finnmark", kind="cluster_grant", cluster="Nordic Edge", amount_printed="NOK 400,000", period_start="2021", period_end="2021")]),
    ("approved-balance", "Klyngeprogrammet fikk 140 millioner kroner i saldert budsjett for 2021.", [
        row(scheme="nic", kind="appropriation", stage="approved", amount_printed="140 millioner kroner", period_start="2021", period_end="2021")]),
    ("set-aside-then", "Oppland fylkesting satte i november av 4 millioner kroner til klyngetilskuddet for 2021.", [
        row(scheme="oppland", kind="appropriation", amount_printed="4 millioner kroner", period_start="2021", period_end="2021")]),
    ("told-before-colon", "Det burde flere vite: I år har Stortinget satt av 140 millioner kroner til klyngeprogrammet.", [
        row(scheme="nic", kind="appropriation", amount_printed="140 millioner kroner", period_start="2021", period_end="2021")]),
    ("they-amounted-to", "Nine clusters sent applications to the cluster programme. They totalled NOK 14 million.", [
        row(scheme="nic", kind="applied_for", amount_printed="NOK 14 million")]),
    ("says-who", "The clusters have grown. An NCE cluster receives about NOK 5 million a year, says Ola Berg of Nordic Edge.", [
        row(scheme="nic", kind="cluster_grant", level="NCE", amount_printed="about NOK 5 million")]),
    ("list-of-a-giver", "Nordic Edge og Cod Cluster er klynger.\nDette gir Rogaland fylkeskommune i 2021:\nNordic Edge: 200 000 kroner\nCod Cluster: 300 000 kroner", [
        row(scheme="rogaland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="200 000 kroner", period_start="2021", period_end="2021"),
        row(scheme="rogaland", kind="cluster_grant", cluster="Cod Cluster", amount_printed="300 000 kroner", period_start="2021", period_end="2021")]),
    # who gets it, told by a word that stands for a cluster
    ("it-anywhere", "Cod Cluster holder til i Bodø. De neste tre årene kan klyngen få inntil 9 millioner kroner fra programmet.", [
        row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="inntil 9 millioner kroner", period_start="2021", period_years_printed="tre")]),
    ("we-get", "Cod Cluster holder til i Bodø.\nOpptaket gjør at vi får 2 millioner kroner i år fra klyngeprogrammet.", [
        row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="2 millioner kroner", named_in=2, period_start="2021", period_end="2021")]),
    ("we-had", "Cod Cluster held til i Bodø.\nDå vi kom med i 2016, hadde vi ein tilsett og 1,5 millionar kroner frå programmet i året.", [
        row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="1,5 millionar kroner", named_in=2, period_start="2016")]),
    ("bound-of-years", "Cod Cluster is based in the north. It receives NOK 5 million a year for up to ten years.", [
        row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="NOK 5 million", period_start="2021", period_years_printed="up to ten")]),
    ("respectively", "Nordic Edge og Cod Cluster får henholdsvis 2 millioner kroner og 900 000 kroner i støtte.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="2 millioner kroner"), row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="900 000 kroner")]),
    ("both", "Både Nordic Edge og Cod Cluster får 750 000 kroner i støtte.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="750 000 kroner"), row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="750 000 kroner")]),
    ("one-million", "Nordic Edge er tildelt én million kroner fra klyngeprogrammet.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="én million kroner")]),
    ("council", "Cod Cluster holder til nord i landet. Kommunestyret i Vadsø vedtok å gi klyngen 250 000 kroner.", [
        row(scheme="vadso", kind="cluster_grant", cluster="Cod Cluster", amount_printed="250 000 kroner")]),
    ("level-heading", "Klyngeprogrammet\nGCE\nFor klynger i verdenstoppen. Årlig støtte: rundt 9 millioner kroner.", [row(scheme="nic", kind="cluster_grant", level="GCE", amount_printed="rundt 9 millioner kroner")]),
    ("each-of-nodes", "Klyngeprogrammet har åtte noder, og hver av dem får inntil 500 000 kroner.", [row(scheme="nic", kind="cluster_grant", level="Node", amount_printed="inntil 500 000 kroner")]),
    # parts of what is given
    ("rows-of-levels", "Tilsagn i 2019\nNCE: 50 millioner kroner, 11 klynger\nSum: 90 millioner kroner, 21 klynger", [
        row(scheme="nic", kind="scheme_grant", scope="part", level="NCE", amount_printed="50 millioner kroner", period_start="2019", period_end="2019"),
        row(scheme="nic", kind="scheme_grant", amount_printed="90 millioner kroner", period_start="2019", period_end="2019")]),
    ("of-it-to-a-level", "Klyngeprogrammet delte ut 130 millioner kroner i 2018. Av dem gikk 30 millioner kroner til GCE-klyngene.", [
        row(scheme="nic", kind="scheme_grant", amount_printed="130 millioner kroner", period_start="2018", period_end="2018"),
        row(scheme="nic", kind="scheme_grant", scope="part", level="GCE", amount_printed="30 millioner kroner", period_start="2018", period_end="2018")]),
    # changes that are told behind the sum
    ("below-this-year", "I budsjettet får klyngeprogrammet 140 millioner kroner i 2022. Det er 15 millioner kroner under årets nivå.", [
        row(scheme="nic", kind="appropriation", amount_printed="140 millioner kroner", period_start="2022", period_end="2022"),
        row(scheme="nic", kind="change", change_direction="cut", amount_printed="15 millioner kroner", period_start="2022", period_end="2022")]),
    ("by-a-sum-to-a-sum", "Bevilgningen til klyngeprogrammet økes med 8 millioner kroner til 148 millioner kroner.", [
        row(scheme="nic", kind="change", change_direction="rise", amount_printed="8 millioner kroner"), row(scheme="nic", kind="appropriation", amount_printed="148 millioner kroner")]),
    ("less-than-it-got", "Parliament voted NOK 150 million for the cluster programme in 2021, NOK 6 million less than it got last year.", [
        row(scheme="nic", kind="appropriation", stage="approved", amount_printed="NOK 150 million", period_start="2021", period_end="2021"),
        row(scheme="nic", kind="change", change_direction="cut", stage="approved", amount_printed="NOK 6 million", period_start="2021", period_end="2021")]),
    # what the programme has
    ("ramme", "Klyngeprogrammet har en ramme på 120 millioner kroner i 2021.", [row(scheme="nic", kind="appropriation", amount_printed="120 millioner kroner", period_start="2021", period_end="2021")]),
    ("bevilger", "Stortinget bevilger 95 mill. kroner til klyngeprogrammet i 2022.", [row(scheme="nic", kind="appropriation", amount_printed="95 mill. kroner", period_start="2022", period_end="2022")]),
    ("neste-år", "Klyngjeprogrammet har 95 millionar kroner neste år, og det er ikkje nok.", [row(scheme="nic", kind="appropriation", amount_printed="95 millionar kroner", period_start="2022", period_end="2022")]),
    ("budget", "The cluster programme has a budget of NOK 110 million for 2021.", [row(scheme="nic", kind="appropriation", amount_printed="NOK 110 million", period_start="2021", period_end="2021")]),
    ("satt-av", "På statsbudsjettet for 2022 er det satt av 88 millioner kroner til klyngene.", [row(scheme="nic", kind="appropriation", amount_printed="88 millioner kroner", period_start="2022", period_end="2022")]),
    ("pott", "Potten til klyngene er på 60 millioner kroner.", [row(scheme="nic", kind="appropriation", amount_printed="60 millioner kroner")]),
    ("two-years", "Klyngeprogrammet fikk 90 millioner kroner i 2019, mot 110 millioner kroner i 2020.", [
        row(scheme="nic", kind="appropriation", amount_printed="90 millioner kroner", period_start="2019", period_end="2019"), row(scheme="nic", kind="appropriation", amount_printed="110 millioner kroner", period_start="2020", period_end="2020")]),
    ("to-levels", "Det bevilges 20 millioner kroner til Arena og NCE.", [row(scheme="nic", kind="appropriation", amount_printed="20 millioner kroner")]),
    # rises and cuts
    ("kuttes-med", "Klyngeprogrammet kuttes med 30 millioner kroner i 2022.", [row(scheme="nic", kind="change", change_direction="cut", amount_printed="30 millioner kroner", period_start="2022", period_end="2022")]),
    ("cut-by", "The cluster programme was cut by NOK 15 million, and the clusters were not asked.", [row(scheme="nic", kind="change", change_direction="cut", amount_printed="NOK 15 million")]),
    ("øker-med", "Bevilgningen til klyngeprogrammet øker med 12 millioner kroner.", [row(scheme="nic", kind="change", change_direction="rise", amount_printed="12 millioner kroner")]),
    ("auka-med", "I statsbudsjettet er løyvinga til klyngjeprogrammet auka med 10 millionar kroner.", [row(scheme="nic", kind="change", change_direction="rise", amount_printed="10 millionar kroner")]),
    ("raised-by-another", "The appropriation to the cluster programme was raised by another NOK 20 million.", [row(scheme="nic", kind="change", change_direction="rise", amount_printed="NOK 20 million")]),
    ("mindre-enn", "Klyngeprogrammet får 20 millioner kroner mindre enn i 2020.", [row(scheme="nic", kind="change", change_direction="cut", amount_printed="20 millioner kroner", period_start="2021", period_end="2021")]),
    ("mer-enn", "Klyngeprogrammet får 8 millioner kroner mer enn i fjor.", [row(scheme="nic", kind="change", change_direction="rise", amount_printed="8 millioner kroner", period_start="2021", period_end="2021")]),
    ("report-year", "Annual report 2018\nFishing news.\nThe budget of the cluster programme was NOK 130 million.", [row(scheme="nic", kind="appropriation", amount_printed="NOK 130 million", period_start="2018", period_end="2018")]),
    ("during-that-year", "I 2019 fikk klyngeprogrammet nye regler. Klyngene fikk i løpet av året tilsagn om 90 millioner kroner til sammen.", [row(scheme="nic", kind="scheme_grant", amount_printed="90 millioner kroner", period_start="2019", period_end="2019")]),
    ("from-month", "Publisert 5. november 2021\nNordic Edge får 9 millioner kroner fra klyngeprogrammet over tre år fra februar.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="9 millioner kroner", period_start="2022", period_years_printed="tre")]),
    ("until", "Nordic Edge får 4 millioner kroner i året fra i år til og med 2024 gjennom klyngeprogrammet.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 millioner kroner", period_start="2021", period_end="2024")]),
    ("year-of-line-above", "I fjor fikk Nordic Edge 3 millioner kroner fra klyngeprogrammet.\nRogaland fylkeskommune ga i samme år Nordic Edge 500 000 kroner.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner", period_start="2020", period_end="2020"),
        row(scheme="rogaland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="500 000 kroner", period_start="2020", period_end="2020")]),
    ("chronicle", "2017 – Nordic Edge flytter. Støtten fra klyngeprogrammet til Nordic Edge øker til 4 millioner kroner i året.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 millioner kroner", period_start="2017")]),
    ("if-passed", "Går det gjennom i Stortinget, har klyngeprogrammet en ramme på 95 millioner kroner i 2022, mot 110 millioner kroner i år.", [
        row(scheme="nic", kind="appropriation", amount_printed="95 millioner kroner", period_start="2022", period_end="2022", stage="proposed"),
        row(scheme="nic", kind="appropriation", amount_printed="110 millioner kroner", period_start="2021", period_end="2021")]),
    ("list-of-years", "Nordland fylkeskommune har lovet Nordic Edge 900 000 kroner for hvert av årene 2022, 2023 og 2024.", [row(scheme="nordland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="900 000 kroner", period_start="2022", period_end="2024")]),
    ("each-of-the-years", "Nordic Edge får 3 millioner kroner fra klyngeprogrammet, fordelt på 2022 og 2023. Nordland fylkeskommune gir Nordic Edge 500 000 kroner i hvert av de to årene.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner", period_start="2022", period_end="2023"),
        row(scheme="nordland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="500 000 kroner", period_start="2022", period_end="2023")]),
    ("for-which-year", "For 2021 satte Stortinget i fjor høst av en ramme på 120 millioner kroner til klyngeprogrammet.", [row(scheme="nic", kind="appropriation", amount_printed="120 millioner kroner", period_start="2021", period_end="2021")]),
    ("mayor-of-the-town", "Mer støtte til Nordic Edge, sier ordfører Kari Vik i Sandnes.\nKommunestyret gir Nordic Edge 300 000 kroner.", [row(scheme="sandnes", kind="cluster_grant", cluster="Nordic Edge", amount_printed="300 000 kroner")]),
    ("levels-in-a-list", "Arena-klynger får 2 millioner kroner i året, Arena Pro-klynger 3 millioner og GCE-klynger 9 millioner.", [
        row(scheme="nic", kind="cluster_grant", level="Arena", amount_printed="2 millioner kroner"),
        row(scheme="nic", kind="cluster_grant", level="Arena Pro", amount_printed="3 millioner"),
        row(scheme="nic", kind="cluster_grant", level="GCE", amount_printed="9 millioner")]),
    ("level-gives", "Arena Pro gir inntil 3 millioner kroner årlig. På toppen ligger GCE med 9 millioner kroner hver per år.", [
        row(scheme="nic", kind="cluster_grant", level="Arena Pro", amount_printed="inntil 3 millioner kroner"),
        row(scheme="nic", kind="cluster_grant", level="GCE", amount_printed="9 millioner kroner")]),
    ("respective-givers", "Rogaland fylkeskommune og Sandnes kommune har gitt henholdsvis 900 000 kroner og 200 000 kroner til Nordic Edge.", [
        row(scheme="rogaland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="900 000 kroner"),
        row(scheme="sandnes", kind="cluster_grant", cluster="Nordic Edge", amount_printed="200 000 kroner")]),
    ("apposition", "Nordic Edge, an NCE since 2015, gets NOK 4 million from the cluster programme.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="NOK 4 million")]),
    ("row-with-applied-for", "Viken fylkeskommune støtter klynger:\n• Nordic Edge: 400 000 kr (søkt om 700 000 kr)", [
        row(scheme="viken", kind="cluster_grant", cluster="Nordic Edge", amount_printed="400 000 kr"),
        row(scheme="viken", kind="applied_for", cluster="Nordic Edge", amount_printed="700 000 kr")]),
    ("it-is-the-programme", "The cluster programme began in 2014. It has a budget of NOK 130 million for 2021.", [row(scheme="nic", kind="appropriation", amount_printed="NOK 130 million", period_start="2021", period_end="2021")]),
    ("up", "The cluster programme has a budget of NOK 120 million in 2021, up NOK 7 million.", [
        row(scheme="nic", kind="appropriation", amount_printed="NOK 120 million", period_start="2021", period_end="2021"),
        row(scheme="nic", kind="change", change_direction="rise", amount_printed="NOK 7 million", period_start="2021", period_end="2021")]),
    ("down-by", "The cluster programme has a budget of NOK 120 million in 2021, down by NOK 7 million from 2020.", [
        row(scheme="nic", kind="appropriation", amount_printed="NOK 120 million", period_start="2021", period_end="2021"),
        row(scheme="nic", kind="change", change_direction="cut", amount_printed="NOK 7 million", period_start="2021", period_end="2021")]),
    ("after-a-cut", "After the cut the budget of the cluster programme is NOK 120 million.", [row(scheme="nic", kind="appropriation", amount_printed="NOK 120 million")]),
    ("up-to", "The budget of the cluster programme is up to NOK 120 million.", [row(scheme="nic", kind="appropriation", amount_printed="up to NOK 120 million")]),
    ("cut-without-sum", "Budsjettet for klyngeprogrammet er kuttet i 2020.", [row(scheme="nic", kind="change", change_direction="cut", period_start="2020", period_end="2020")]),
    ("rise-without-sum", "The budget of the cluster programme was increased in 2019.", [row(scheme="nic", kind="change", change_direction="rise", period_start="2019", period_end="2019")]),
    ("cut-told-twice", "Budsjettkuttet i klyngeprogrammet rammer Nordic Edge. Budsjettkuttet i klyngeprogrammet er stort.", [row(scheme="nic", kind="change", change_direction="cut")]),
    # what one cluster gets
    ("får", "Nordic Edge får 4 millioner kroner i støtte.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 millioner kroner")]),
    ("mottar-kr", "Nordic Edge mottar kr 750 000 i støtte.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="kr 750 000")]),
    ("nearly", "Nordic Edge får nærmere 3 mill. kr i tilskudd.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="nærmere 3 mill. kr")]),
    ("range", "Nordic Edge får støtte på 3–5 millioner kroner.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3–5 millioner kroner")]),
    ("between", "Nordic Edge gets between NOK 2 million and NOK 3 million in support of the work.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="between NOK 2 million and NOK 3 million")]),
    ("to-cluster", "Støtten til klyngene: 4 MNOK til Nordic Edge.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 MNOK")]),
    ("each-clause", "Nordic Edge får 3 millioner kroner i støtte, mens Cod Cluster får 2 millioner kroner i støtte.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner"), row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="2 millioner kroner")]),
    ("bullet", "• Tindetek, Alta: 900 000 kroner", [row(scheme="nic", kind="cluster_grant", cluster="Tindetek", amount_printed="900 000 kroner")]),
    ("klyngen", "Nordic Edge jubler. Klyngen får 3 millioner kroner i støtte.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner")]),
    ("named-in-other-clause", "Nordic Edge er fornøyd, men støtten er på bare 4 millioner kroner.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 millioner kroner")]),
    ("klyngen-next-paragraph", "Nordic Edge holder til i Stavanger.\nKlyngen får 5 millioner kroner i støtte.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="5 millioner kroner", named_in=2)]),
    ("støtten-er", "Nordic Edge holder til i Stavanger.\nStøtten er på 5 millioner kroner.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="5 millioner kroner", named_in=2)]),
    ("table-of-a-year", "Klynge | Støtte 2020\nNordic Edge | 2 millioner kroner", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="2 millioner kroner", period_start="2020", period_end="2020")]),
    # for how long
    ("over-years", "Nordic Edge får inntil 12 millioner kroner over tre år.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="inntil 12 millioner kroner", period_start="2021", period_years_printed="tre")]),
    ("years-in-next-sentence", "Nordic Edge får 6 millioner kroner. Støtten gis over fem år.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="6 millioner kroner", period_start="2021", period_years_printed="fem")]),
    ("årig", "Nordic Edge får en 3-årig støtte på 6 millioner kroner.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="6 millioner kroner", period_start="2021", period_years_printed="3")]),
    ("from-to", "Nordic Edge receives NOK 3.5 million from Innovation Norway for the years 2021 to 2023.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="NOK 3.5 million", period_start="2021", period_end="2023")]),
    ("from", "Nordic Edge får 4 millioner kroner fra 2022.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="4 millioner kroner", period_start="2022")]),
    ("in-year", "Nordic Edge fekk 2,5 millionar kroner i tilskot frå Innovasjon Noreg i 2020.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="2,5 millionar kroner", period_start="2020", period_end="2020")]),
    ("last-year", "Nordic Edge fikk 6 millioner kroner i fjor.", [row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="6 millioner kroner", period_start="2020", period_end="2020")]),
    # what a level gets
    ("a-level", "En NCE-klynge får 5 millioner kroner i året.", [row(scheme="nic", kind="cluster_grant", level="NCE", amount_printed="5 millioner kroner")]),
    ("levels-yearly", "Arena-klynger får inntil 2 millioner kroner årlig.", [row(scheme="nic", kind="cluster_grant", level="Arena", amount_printed="inntil 2 millioner kroner")]),
    ("can-count-on", "A GCE cluster can count on 10 million kroner a year from the programme.", [row(scheme="nic", kind="cluster_grant", level="GCE", amount_printed="10 million kroner")]),
    ("each-of-level", "De tre Arena-klyngene får 2 millioner kroner hver.", [row(scheme="nic", kind="cluster_grant", level="Arena", amount_printed="2 millioner kroner")]),
    ("we-are-talking", "For en GCE-klynge snakker vi om 10 millioner kroner i året.", [row(scheme="nic", kind="cluster_grant", level="GCE", amount_printed="10 millioner kroner")]),
    ("that-level", "NCE er neste nivå. På dette nivået får en klynge vanligvis 6 millioner kroner.", [row(scheme="nic", kind="cluster_grant", level="NCE", amount_printed="6 millioner kroner")]),
    ("level-row", "Arena | 12 | 2 millioner kroner", [row(scheme="nic", kind="cluster_grant", level="Arena", amount_printed="2 millioner kroner")]),
    # what is given in all
    ("deler-ut", "Klyngeprogrammet deler ut 45 millioner kroner til klyngene i år.", [row(scheme="nic", kind="scheme_grant", amount_printed="45 millioner kroner", period_start="2021", period_end="2021")]),
    ("shared-by-two", "Nordic Edge og Cod Cluster deler 14 millioner kroner i støtte.", [row(scheme="nic", kind="scheme_grant", amount_printed="14 millioner kroner")]),
    ("i-alt", "I alt er det tildelt 30 millioner kroner til ni klyngeprosjekter.", [row(scheme="nic", kind="scheme_grant", amount_printed="30 millioner kroner")]),
    ("share", "The clusters share 30 million kroner, which is more than they had.", [row(scheme="nic", kind="scheme_grant", amount_printed="30 million kroner")]),
    ("fordeles", "Tilsagn på 16 millioner kroner fordeles på klyngene.", [row(scheme="nic", kind="scheme_grant", amount_printed="16 millioner kroner")]),
    ("til-sammen", "Til sammen 30 millioner kroner er utbetalt til ni nettverk.", [row(scheme="nic", kind="scheme_grant", amount_printed="30 millioner kroner")]),
    # what is applied for
    ("søkte-om", "Klyngene søkte om 75 millioner kroner i alt.", [row(scheme="nic", kind="applied_for", amount_printed="75 millioner kroner")]),
    ("ba-om", "Søkerne ba om 75 millioner kroner til sammen.", [row(scheme="nic", kind="applied_for", amount_printed="75 millioner kroner")]),
    ("one-applies", "Nordic Edge søkte om 6 millioner kroner.", [row(scheme="nic", kind="applied_for", cluster="Nordic Edge", amount_printed="6 millioner kroner")]),
    ("applied-for", "The clusters applied for a total of NOK 80 million, which is more than the programme has.", [row(scheme="nic", kind="applied_for", amount_printed="NOK 80 million")]),
    # another giver than the programme
    ("county", "Viken fylkeskommune gir 2 millioner kroner til Solenergiklyngen.", [row(scheme="viken", kind="cluster_grant", cluster="Solenergiklyngen", amount_printed="2 millioner kroner")]),
    ("siva", "Siva støtter Nordic Edge med 1 million kroner.", [row(scheme="siva", kind="cluster_grant", cluster="Nordic Edge", amount_printed="1 million kroner")]),
    ("municipality", "Bodø kommune gir Cod Cluster 500 000 kroner i støtte.", [row(scheme="bodo", kind="cluster_grant", cluster="Cod Cluster", amount_printed="500 000 kroner")]),
    ("two-givers", "Nordic Edge er i vekst. Fra Innovasjon Norge får klyngen 3 millioner kroner, og Sandnes kommune gir klyngen 200 000 kroner.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner"), row(scheme="sandnes", kind="cluster_grant", cluster="Nordic Edge", amount_printed="200 000 kroner")]),
    ("two-givers-in-one-clause", "Nordic Edge fikk 3 millioner kroner fra Innovasjon Norge, 400 000 kroner fra Rogaland fylkeskommune og 100 000 kroner fra Sandnes kommune.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="3 millioner kroner"), row(scheme="rogaland", kind="cluster_grant", cluster="Nordic Edge", amount_printed="400 000 kroner"),
        row(scheme="sandnes", kind="cluster_grant", cluster="Nordic Edge", amount_printed="100 000 kroner")]),
    ("municipality-of", "Cod Cluster is growing. The municipality of Bodø gave the cluster NOK 300,000.", [row(scheme="bodo", kind="cluster_grant", cluster="Cod Cluster", amount_printed="NOK 300,000")]),
    ("behind-a-relative-clause", "Cod Cluster, which was founded in 2015, has been granted NOK 3 million for 2020.", [row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="NOK 3 million", period_start="2020", period_end="2020")]),
    # lists
    ("asked-and-got", "Tilskudd til klynger\nNordic Edge – søkt kr 900 000 – tildelt kr 400 000\nKanonverket – søkt kr 800 000 – tildelt kr 300 000", [
        row(scheme="nic", kind="applied_for", cluster="Nordic Edge", amount_printed="kr 900 000"), row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="kr 400 000"),
        row(scheme="nic", kind="applied_for", cluster="Kanonverket", amount_printed="kr 800 000"), row(scheme="nic", kind="cluster_grant", cluster="Kanonverket", amount_printed="kr 300 000")]),
    ("years", "Klyngeprogrammet:\n2018: 150 mill. kr vedtatt\n2019: 140 mill. kr vedtatt, 155 mill. kr etter revidert budsjett", [
        row(scheme="nic", kind="appropriation", stage="approved", amount_printed="150 mill. kr", period_start="2018", period_end="2018"), row(scheme="nic", kind="appropriation", stage="approved", amount_printed="140 mill. kr", period_start="2019", period_end="2019"),
        row(scheme="nic", kind="appropriation", stage="revised", amount_printed="155 mill. kr", period_start="2019", period_end="2019")]),
    ("apiece", "Nordic Edge og Cod Cluster er med. De to får 2 millioner kroner hver i 2022.", [
        row(scheme="nic", kind="cluster_grant", cluster="Nordic Edge", amount_printed="2 millioner kroner", period_start="2022", period_end="2022"), row(scheme="nic", kind="cluster_grant", cluster="Cod Cluster", amount_printed="2 millioner kroner", period_start="2022", period_end="2022")]),
    # how far a budget had come, and programmes of their own
    ("taken-from", "Regjeringen vil ta 20 millioner kroner fra klyngeprogrammet i 2022.", [row(scheme="nic", kind="change", change_direction="cut", stage="proposed", amount_printed="20 millioner kroner", period_start="2022", period_end="2022")]),
    ("a-cut-of", "I revidert budsjett for 2020 er det et kutt på 12 millioner kroner i klyngeprogrammet.", [row(scheme="nic", kind="change", change_direction="cut", stage="revised", amount_printed="12 millioner kroner", period_start="2020", period_end="2020")]),
    ("spent", "Regnskapet for 2019 viser at det ble brukt 140 millioner kroner på klyngeprogrammet.", [row(scheme="nic", kind="appropriation", stage="spent", amount_printed="140 millioner kroner", period_start="2019", period_end="2019")]),
    ("pots", "I 2010 gikk det 40 millioner kroner til Arena og 60 millioner kroner til NCE.", [
        row(scheme="nic", kind="appropriation", level="Arena", scope="forerunner", amount_printed="40 millioner kroner", period_start="2010", period_end="2010"), row(scheme="nic", kind="appropriation", level="NCE", scope="forerunner", amount_printed="60 millioner kroner", period_start="2010", period_end="2010")]),
]
NO_SUPPORT = [
    ("the-cluster-has-got", "Klyngen har fått tilsagn om 2 millioner kroner til neste år."),
    ("wanted-and-not-got", "Opposisjonen ville øke bevilgningen til klyngeprogrammet med 50 millioner kroner."),
    ("named-scheme", "Klyngene får mindre.\nRegjeringen har styrket Gruveordningen, som i år er på 300 millioner kroner."),
    ("incubators", "Inkubatorene tok opp 500 bedrifter, og rammen for programmet var 120 millioner kroner."),
    ("money-of-a-fund", "Nordic Edge er NCE.\nSørlandets kompetansefond bidrar med 400 000 kroner."),
    ("own-budget", "Nordic Edge har 30 medlemmer og et budsjett på 9 millioner kroner."),
    ("part-of-own-budget", "Nordic Edge holder messe. Av budsjettet på 9 millioner kroner betaler medlemmene det meste."),
    ("private-giver", "Nordic Edge fikk 2 millioner kroner fra Sparekassa Nord i fjor."),
    ("of-one-of-them", "Medlemmene i Nordic Edge vokser, og et av dem har fått 4 millioner kroner i støtte."),
    ("of-the-members", "Nordic Edge hjelper til. Gjennom klyngen har bedriftene utløst 45 millioner kroner i støtte."),
    ("fee-of-members", "Medlemskap i Nordic Edge koster 25 000 kroner i året, og de største betaler 90 000 kroner."),
    ("quay-of-a-company", "Nordic Edge er en klynge.\nLaksen i Bodø har fått 2 millioner kroner fra Innovasjon Norge til en ny brygge."),
    ("incubators", "Nordic Edge er en klynge. Inkubasjonsprogrammet og næringshageprogrammet får henholdsvis 90 og 80 millioner kroner av Siva."),
    ("funding-round", "The firm in Nordic Edge closed a funding round of NOK 40 million."),
    ("loan", "Nordic Edge har et lån på 3 millioner kroner fra Innovasjon Norge."),
    ("other-cut", "Kommunen må spare 12 millioner kroner. Den er medlem i Nordic Edge, som er en klynge."),
    ("he-says-that", "Leder Ola Berg er stolt av Nordic Edge. Han forteller at eierne alene har lagt 4 millioner kroner på bordet."),
    ("wish", "Nordic Edge er en klynge. Helst skulle jeg sett at potten til klyngene var på 40 millioner kroner."),
    ("turnover", "Bedriftene i Nordic Edge omsatte for 4 milliarder kroner."),
    ("turnover-en", "The companies in the cluster have a turnover of NOK 900 million."),
    ("exports", "Eksporten fra klyngene var på 3 milliarder kroner."),
    ("profit", "Selskapet i klyngen hadde et overskudd på 6 millioner kroner."),
    ("private-capital", "Nordic Edge hentet 40 millioner kroner i privat kapital."),
    ("share-issue", "Klyngen hentet 9 millioner kroner i en emisjon."),
    ("own-money", "Medlemmene bidrar selv med 3 millioner kroner."),
    ("fee", "Medlemmene i Nordic Edge betaler 20 000 kroner i kontingent."),
    ("loan", "Nordic Edge tok opp et lån på 6 millioner kroner."),
    ("purchase", "Nordic Edge kjøpte et bygg for 15 millioner kroner."),
    ("order", "Klyngen fikk en ordre verdt 80 millioner kroner."),
    ("cost", "Prosjektet har en kostnad på 9 millioner kroner, sier Nordic Edge."),
    ("ticket", "Billetten til klyngedagen koster 900 kroner."),
    ("gift", "Stiftelsen ga klyngen 2 millioner kroner i gave."),
    ("hope", "Klyngen Nordic Edge håper på 5 millioner kroner i støtte."),
    ("demand", "Nordic Edge krever 10 millioner kroner mer til programmet."),
    ("should", "Regjeringen bør gi 200 millioner kroner til klyngeprogrammet."),
    ("proposal", "Regjeringen foreslår 120 millioner kroner til klyngeprogrammet."),
    ("we-ask", "Vi ber Stortinget om å sette av 200 millioner kroner til klyngeprogrammet."),
    ("we-ask-en", "We ask the Storting for NOK 200 million for the clusters, and that is the least of it."),
    ("other-programme", "Programmet Grønn plattform ga klyngen 20 millioner kroner."),
    ("horizon", "Nordic Edge fikk 4 millioner kroner fra Horisont."),
    ("hall", "Nordic Edge vokser.\nDe bygger en testhall til 12 millioner kroner."),
    ("quay", "Nordic Edge vokser.\nKommunen har satt av 14 millioner kroner til ny kai."),
    ("one-member", "Et av medlemmene i klyngen Nordic Edge fikk 3 millioner kroner fra Innovasjon Norge."),
    ("a-party", "Senterpartiet vil øke bevilgningen til klyngeprogrammet med 40 millioner kroner."),
    ("research", "Forskningsrådet betaler prosjektet med 4 millioner kroner."),
    ("euro", "Nordic Edge fikk 3 millioner euro i støtte."),
    ("dollar", "Nordic Edge fikk 2 millioner dollar i støtte."),
    ("feared-cut", "Klyngene frykter budsjettkutt i programmet."),
    ("no-cut", "Det er ikke snakk om budsjettkutt i klyngeprogrammet."),
]
# sentence, the figures that no row asserts: each is proposed, or set aside with its reason
NOT_ASSERTED = [
    ("spent", "Klyngen brukte 800 000 kroner i fjor.", ["800 000 kroner"]),
    ("agreement", "Innovasjon Norge og Nordic Edge har en avtale om 6 millioner kroner.", ["6 millioner kroner"]),
    ("on-the-table", "Kommunen har lagt 7 millioner kroner på bordet for klyngeprosjektet.", ["7 millioner kroner"]),
    ("from-somewhere", "Det kom 700 000 kroner til klyngen i november.", ["700 000 kroner"]),
    ("two-sums", "Klyngene snakker om 40 millioner kroner hit og 2 millioner kroner dit.", ["40 millioner kroner", "2 millioner kroner"]),
    ("of-an-unknown-cluster", "Nordic Edge holder messe.\nKlyngen «solvind» får 3 millioner kroner.", ["3 millioner kroner"]),
    ("points-of-nothing", "Forspranget til klyngebedriftene er på 5,2 prosentpoeng.", ["5,2 prosentpoeng"]),
    ("points-in-english", "The cluster members are 4 percentage points ahead of the rest in satisfaction.", ["4 percentage points"]),
    ("points-once", "Klyngene økte andelen med 3 prosentpoeng, og 3 prosentpoeng er mye.", ["3 prosentpoeng"]),
    ("applications-of-a-county", "Fra Telemark kom det 14 søknader til klyngene.", ["14"]),
    ("clusters-at-a-level", "Rapporten er skrevet sammen med ni Arena-klynger.", ["ni"]),
    ("study-of-a-year", "Menon fant i 2018 at klyngebedriftene hadde 3 prosentpoeng høyere eksport enn andre bedrifter.", ["3 prosentpoeng"]),
    ("crowd", "Klyngene nevner " + ", ".join(f"{n} 000 kroner" for n in range(11, 25)) + ".", ["11 000 kroner"]),
    ("error", "Klyngebedriftene er flere, med en feilmargin på 2 prosentpoeng.", ["2 prosentpoeng"]),
    ("these", "De ni Arena-klyngene møtes i Oslo.", ["ni"]),
    ("hope", "Innovasjon Norge håper på 30 søknader til klyngeprogrammet.", ["30"]),
    ("per-cent", "Klyngebedriftene bruker 12 prosent av tiden på møter.", ["12 prosent"]),
]
# --- programme_counts --------------------------------------------------------------------------------------
PROGRAMME_COUNTS: list[Case] = [
    # numbers that stand with a level alone
    ("of-these-by-level", "Programmet har 41 klynger, av disse 4 GCE og 15 NCE.", [
        row(scheme="nic", measure="clusters_active", value_printed="41"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="4"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="15")]),
    ("of-these-in-the-next", "Programmet har 41 klynger. Av disse er 4 GCE og 15 NCE.", [
        row(scheme="nic", measure="clusters_active", value_printed="41"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="4"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="15")]),
    ("of-these-in-words", "The programme has 41 clusters. Of these are four GCE and 15 NCE.", [
        row(scheme="nic", measure="clusters_active", value_printed="41"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="four"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="15")]),
    ("two-levels-share-a-verb", "4 GCE og 15 NCE er med i klyngeprogrammet.", [
        row(scheme="nic", measure="clusters_active", level="GCE", value_printed="4"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="15")]),
    # applicants by their number
    ("the-applicants-were", "Søkjarane til programmet møttest. Søkjarane var 44. Av dei fekk 30 avslag.", [
        row(scheme="nic", measure="applicants", value_printed="44"), row(scheme="nic", measure="applicants_rejected", value_printed="30")]),
    # clusters in the programme
    ("har-i-dag", "Klyngeprogrammet har i dag 38 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="38")]),
    ("has-today", "The programme has 39 clusters today, and three of them are from the north.", [row(scheme="nic", measure="clusters_active", value_printed="39")]),
    ("aktive", "I dag er det 40 aktive klynger.", [row(scheme="nic", measure="clusters_active", value_printed="40")]),
    ("støtter", "Innovasjon Norge støtter 40 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="40")]),
    ("with-the-new", "Med de nye er det 43 klynger i programmet.", [row(scheme="nic", measure="clusters_active", value_printed="43")]),
    ("after-the-round", "Etter opptaket har klyngeprogrammet 39 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="39")]),
    ("number-of", "The number of clusters in the programme was 36.", [row(scheme="nic", measure="clusters_active", value_printed="36")]),
    ("talet-på", "Talet på klyngjer i programmet er 41, og det er ikkje få.", [row(scheme="nic", measure="clusters_active", value_printed="41")]),
    # by level
    ("bare-levels", "I klyngeprogrammet er det 14 NCE og 3 GCE.", [
        row(scheme="nic", measure="clusters_active", level="NCE", value_printed="14"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="3")]),
    ("level-after-level", "Klyngeprogrammet har 20 Arena-klynger, 14 NCE-klynger og tre GCE-klynger.", [
        row(scheme="nic", measure="clusters_active", level="Arena", value_printed="20"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="14"),
        row(scheme="nic", measure="clusters_active", level="GCE", value_printed="tre")]),
    ("there-are", "There are 20 Arena clusters, 14 NCEs and three GCEs in the cluster programme.", [
        row(scheme="nic", measure="clusters_active", level="Arena", value_printed="20"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="14"),
        row(scheme="nic", measure="clusters_active", level="GCE", value_printed="three")]),
    ("on-level", "Tolv er på Arena, ni på NCE og to på GCE i klyngeprogrammet.", [
        row(scheme="nic", measure="clusters_active", level="Arena", value_printed="Tolv"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="ni"),
        row(scheme="nic", measure="clusters_active", level="GCE", value_printed="to")]),
    ("nodes", "Det er ni noder i klyngeprogrammet.", [row(scheme="nic", measure="clusters_active", level="Node", value_printed="ni")]),
    ("mature", "Fem modne klynger er med i klyngeprogrammet.", [row(scheme="nic", measure="clusters_active", level="Mature", value_printed="Fem")]),
    ("one-of", "Nordic Edge er en av fem GCE-klynger.", [row(scheme="nic", measure="clusters_active", level="GCE", value_printed="fem")]),
    ("fact-box", "Aktive klynger: 39\nArena: 20\nNCE: 14\nGCE: 5", [
        row(scheme="nic", measure="clusters_active", value_printed="39"), row(scheme="nic", measure="clusters_active", level="Arena", value_printed="20"),
        row(scheme="nic", measure="clusters_active", level="NCE", value_printed="14"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="5")]),
    # a round
    ("tatt-opp", "Ni nye klynger ble tatt opp i programmet i 2021.", [row(scheme="nic", measure="clusters_admitted", value_printed="Ni")]),
    ("tekne-opp", "Åtte klyngjer vart tekne opp i klyngjeprogrammet i 2019.", [row(scheme="nic", measure="clusters_admitted", value_printed="Åtte", as_of="2019")]),
    ("admitted", "Seven new clusters were admitted to the programme this year.", [row(scheme="nic", measure="clusters_admitted", value_printed="Seven")]),
    ("new-of-level", "To nye Arena-klynger er tatt opp: Tindetek i Alta og Kystbio i Bodø.", [row(scheme="nic", measure="clusters_admitted", level="Arena", value_printed="To")]),
    ("none-admitted", "Ingen nye klynger ble tatt opp i programmet.", [row(scheme="nic", measure="clusters_admitted", value_printed="Ingen")]),
    ("no-clusters", "No clusters were admitted to the programme in 2020, and the round of 2019 was the last.", [row(scheme="nic", measure="clusters_admitted", value_printed="No", as_of="2020")]),
    ("no-round", "Det var ikke opptak i klyngeprogrammet i 2020.", [row(scheme="nic", measure="clusters_admitted", value_printed="ikke", as_of="2020")]),
    ("no-round-nn", "Det var ikkje noko opptak i klyngjeprogrammet i 2016.", [row(scheme="nic", measure="clusters_admitted", value_printed="ikkje", as_of="2016")]),
    ("no-intake", "There was no intake to the cluster programme in 2019.", [row(scheme="nic", measure="clusters_admitted", value_printed="no", as_of="2019")]),
    ("extended", "Fire klynger fikk forlenget perioden i programmet.", [row(scheme="nic", measure="clusters_extended", value_printed="Fire")]),
    ("fornya", "Seks klynger får fornya kontrakten sin i klyngjeprogrammet.", [row(scheme="nic", measure="clusters_extended", value_printed="Seks")]),
    ("completed", "Five clusters have completed the programme.", [row(scheme="nic", measure="clusters_completed", value_printed="Five")]),
    ("gikk-ut", "Fire klynger gikk ut av klyngeprogrammet.", [row(scheme="nic", measure="clusters_completed", value_printed="Fire")]),
    ("served", "In 2020 the programme served 44 clusters of all kinds.", [row(scheme="nic", measure="clusters_served", value_printed="44", as_of="2020")]),
    ("tjenester", "Klyngeprogrammet ga tjenester til 44 klynger.", [row(scheme="nic", measure="clusters_served", value_printed="44")]),
    # applicants
    ("søknader", "Klyngeprogrammet fikk 24 søknader.", [row(scheme="nic", measure="applicants", value_printed="24")]),
    ("søkere", "12 søkere konkurrerte om plassene i klyngeprogrammet.", [row(scheme="nic", measure="applicants", value_printed="12")]),
    ("skisser", "Fjorten skisser ble levert til klyngeprogrammet.", [row(scheme="nic", measure="applicants", stage="sketch", value_printed="Fjorten")]),
    ("clusters-apply", "Tolv klynger søkte om opprykk.", [row(scheme="nic", measure="applicants", value_printed="Tolv")]),
    ("number-of-applicants", "The number of applicants was 33, and that is the highest of the years.", [row(scheme="nic", measure="applicants", value_printed="33")]),
    ("rejected", "15 søknader ble avslått.", [row(scheme="nic", measure="applicants_rejected", value_printed="15")]),
    ("clusters-rejected", "Sju klynger fikk avslag fra klyngeprogrammet.", [row(scheme="nic", measure="applicants_rejected", value_printed="Sju")]),
    ("of-the-applicants", "Tre av de 24 søkerne nådde opp.", [row(scheme="nic", measure="clusters_admitted", value_printed="Tre"), row(scheme="nic", measure="applicants", value_printed="24")]),
    # numbers without a noun
    ("bare-admitted", "Of the 24 applicants to the programme, eight were admitted.", [
        row(scheme="nic", measure="applicants", value_printed="24"), row(scheme="nic", measure="clusters_admitted", value_printed="eight")]),
    ("bare-applied", "Ni søkte om NCE, og to fikk ja.", [row(scheme="nic", measure="applicants", level="NCE", value_printed="Ni"), row(scheme="nic", measure="clusters_admitted", level="NCE", value_printed="to")]),
    ("bare-rejected", "24 søknader kom inn i år, 16 av dem fikk avslag.", [
        row(scheme="nic", measure="applicants", value_printed="24"), row(scheme="nic", measure="applicants_rejected", value_printed="16")]),
    ("bare-to-level", "Av de 24 søkerne til programmet fikk åtte Arena-status.", [
        row(scheme="nic", measure="applicants", value_printed="24"), row(scheme="nic", measure="clusters_admitted", level="Arena", value_printed="åtte")]),
    # companies, levels, grants of a county
    ("companies", "Om lag 2 300 bedrifter deltar i klyngeprogrammet.", [row(scheme="nic", measure="companies", value_printed="Om lag 2 300")]),
    ("companies-en", "More than 3,000 companies take part in the clusters of the programme.", [row(scheme="nic", measure="companies", value_printed="More than 3,000")]),
    ("members-of-all", "Klyngene har flere enn 2 000 medlemsbedrifter.", [row(scheme="nic", measure="companies", value_printed="flere enn 2 000")]),
    ("levels", "The cluster programme has three levels, which are known to the members.", [row(scheme="nic", measure="levels", value_printed="three")]),
    ("levels-nn", "Klyngjeprogrammet har fire nivå.", [row(scheme="nic", measure="levels", value_printed="fire")]),
    ("county-grants", "Viken fylkeskommune støtter tolv klyngeprosjekter.", [row(scheme="viken", measure="grants_awarded", value_printed="tolv")]),
    ("county-main-projects", "Viken fylkeskommune støtter klynger.\nTi hovedprosjekter i klyngene får tilsagn.", [row(scheme="viken", measure="grants_awarded", stage="main", value_printed="Ti")]),
    ("county-applications", "Viken fylkeskommune fikk 17 søknader.", [row(scheme="viken", measure="applicants", value_printed="17")]),
    # when
    ("in-year", "I 2018 fikk klyngeprogrammet 31 søknader.", [row(scheme="nic", measure="applicants", value_printed="31", as_of="2018")]),
    ("same-year", "I 2015 var det 12 NCE i programmet. Samme år kom 19 søknader.", [
        row(scheme="nic", measure="clusters_active", level="NCE", value_printed="12", as_of="2015"), row(scheme="nic", measure="applicants", value_printed="19", as_of="2015")]),
    ("turn-of-the-year", "Fra nyttår er det 41 klynger i programmet.", [row(scheme="nic", measure="clusters_active", value_printed="41", as_of="2022-01")]),
    ("first-of-january", "Fra 1. januar har klyngeprogrammet 37 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="37", as_of="2022-01")]),
    ("next-year", "Neste år blir det 37 klynger i klyngeprogrammet.", [row(scheme="nic", measure="clusters_active", value_printed="37", as_of="2022")]),
    ("last-year", "I fjor var det 37 klynger i klyngeprogrammet.", [row(scheme="nic", measure="clusters_active", value_printed="37", as_of="2020")]),
    ("that-year", "I 2016 var det opptak i klyngeprogrammet.\nDet året kom det 19 søknader.", [row(scheme="nic", measure="applicants", value_printed="19", as_of="2016")]),
    ("end-of-year", "Ved utgangen av 2019 hadde klyngeprogrammet 38 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="38", as_of="2019")]),
    ("against", "Klyngeprogrammet fikk 21 søknader i år, fire færre enn i 2019.", [row(scheme="nic", measure="applicants", value_printed="21")]),
    ("now-after-then", "Klyngeprogrammet begynte i 2014 og har i dag fire nivåer.", [row(scheme="nic", measure="levels", value_printed="fire")]),
    # nouns told before their numbers
    ("against-then", "Det er 39 klynger i klyngeprogrammet, mot 47 i 2018.", [
        row(scheme="nic", measure="clusters_active", value_printed="39"), row(scheme="nic", measure="clusters_active", value_printed="47", as_of="2018")]),
    ("from-to", "Antallet klynger i programmet har gått ned fra 44 i 2018 til 39 i dag.", [
        row(scheme="nic", measure="clusters_active", value_printed="44", as_of="2018"), row(scheme="nic", measure="clusters_active", value_printed="39")]),
    ("breakdown", "Klyngeprogrammet teller nå 40 klynger, hvorav 21 i Arena, 15 med NCE-status og de fire siste GCE.", [row(scheme="nic", measure="clusters_active", value_printed="40"), row(scheme="nic", measure="clusters_active", level="Arena", value_printed="21"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="15"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="fire")]),
    ("disappointed-others", "I alt var vi 18 søkere til klyngeprogrammet, så vi vet at mange er skuffet.", [row(scheme="nic", measure="applicants", value_printed="18")]),
    ("who-wanted-in", "Det var 21 som ville inn i klyngeprogrammet, og bare seks slapp inn.", [row(scheme="nic", measure="applicants", value_printed="21"), row(scheme="nic", measure="clusters_admitted", value_printed="seks")]),
    ("went-on-and-handed-in", "Det kom 28 skisser til klyngeprogrammet, 12 miljøer gikk videre og leverte full søknad.", [row(scheme="nic", measure="applicants", stage="sketch", value_printed="28"), row(scheme="nic", measure="applicants", stage="full", value_printed="12")]),
    ("with-the-intake", "Med årets opptak er 37 klynger med i klyngeprogrammet. Tre har i vår fullført perioden sin.", [row(scheme="nic", measure="clusters_active", value_printed="37")]),
    ("when-introduced", "Da NCE ble innført i 2006, ble seks klynger valgt ut i klyngeprogrammet.", [row(scheme="nic", measure="clusters_admitted", level="NCE", value_printed="seks", as_of="2006")]),
    ("in-the-programme-at-levels", "Ved årsslutt 2020 var 27 klynger med i klyngeprogrammet, og de fordelte seg på ni Arena-klynger og 18 NCE-klynger.", [row(scheme="nic", measure="clusters_active", value_printed="27", as_of="2020"), row(scheme="nic", measure="clusters_active", level="Arena", value_printed="ni", as_of="2020"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="18", as_of="2020")]),
    ("verb-before", "Av de 21 som søkte om plass i klyngeprogrammet, fikk seks ja.", [row(scheme="nic", measure="applicants", value_printed="21"), row(scheme="nic", measure="clusters_admitted", value_printed="seks")]),
    ("year-before-that", "Seks miljøer kom med i klyngeprogrammet i fjor, fem året før.", [row(scheme="nic", measure="clusters_admitted", value_printed="Seks", as_of="2020"), row(scheme="nic", measure="clusters_admitted", value_printed="fem", as_of="2019")]),
    ("from-then-to-now-en", "The number of NCE clusters in the programme has grown from five in 2007 to 13 today.", [row(scheme="nic", measure="clusters_active", level="NCE", value_printed="five", as_of="2007"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="13")]),
    ("total-up-to", "The programme took in six new clusters, bringing the total to 40.", [row(scheme="nic", measure="clusters_admitted", value_printed="six"), row(scheme="nic", measure="clusters_active", value_printed="40")]),
    ("shortlisted-en", "The panel for the cluster programme had 24 applications and shortlisted nine.", [row(scheme="nic", measure="applicants", value_printed="24"), row(scheme="nic", measure="applicants", stage="finalist", value_printed="nine")]),
    ("level-has", "I klyngeprogrammet har Arena 17 klynger, NCE 12 og GCE tre.", [row(scheme="nic", measure="clusters_active", level="Arena", value_printed="17"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="12"), row(scheme="nic", measure="clusters_active", level="GCE", value_printed="tre")]),
    ("years-without-noun", "I 2015 hadde klyngeprogrammet 31 klynger, året etter 34 og i 2017 hele 37.", [row(scheme="nic", measure="clusters_active", value_printed="31", as_of="2015"), row(scheme="nic", measure="clusters_active", value_printed="34", as_of="2016"), row(scheme="nic", measure="clusters_active", value_printed="37", as_of="2017")]),
    ("some-of-applicants", "For 13 av de 19 søkerne til klyngeprogrammet ble det nei.", [row(scheme="nic", measure="applicants_rejected", value_printed="13"), row(scheme="nic", measure="applicants", value_printed="19")]),
    ("from-town-to-town", "Sju klynger fra Alta til Arendal er tatt opp i klyngeprogrammet.", [row(scheme="nic", measure="clusters_admitted", value_printed="Sju")]),
    ("in-number", "De andre søknadene til klyngeprogrammet, ni i tallet, avslås.", [row(scheme="nic", measure="applicants_rejected", value_printed="ni")]),
    ("year-after", "I 2018 ble det tatt opp fire klynger i klyngeprogrammet. Året etter var det seks.", [
        row(scheme="nic", measure="clusters_admitted", value_printed="fire", as_of="2018"), row(scheme="nic", measure="clusters_admitted", value_printed="seks", as_of="2019")]),
    # stages of applications, and what became of the clusters
    ("stages", "Det kom 30 skisser til klyngeprogrammet. 14 av dem ble fulle søknader, og seks gikk videre til intervju.", [
        row(scheme="nic", measure="applicants", stage="sketch", value_printed="30"), row(scheme="nic", measure="applicants", stage="full", value_printed="14"),
        row(scheme="nic", measure="applicants", stage="finalist", value_printed="seks")]),
    ("extension-granted", "Åtte klynger søkte om forlengelse i programmet, og sju fikk ja.", [
        row(scheme="nic", measure="applicants", value_printed="Åtte"), row(scheme="nic", measure="clusters_extended", value_printed="sju")]),
    ("in-all-these-years", "Over 100 clusters have been through the cluster programme since 2002.", [row(scheme="nic", measure="clusters_supported", value_printed="Over 100")]),
    ("programme-counts", "Når de nye er på plass, teller programmet 42 klynger.", [row(scheme="nic", measure="clusters_active", value_printed="42")]),
    ("centres", "Norway has 13 Norwegian Centres of Expertise, and they are spread all over the country.", [
        row(scheme="nic", measure="clusters_active", level="NCE", value_printed="13")]),
    ("in-brackets", "Nivåene i klyngeprogrammet er Arena (22), NCE (14) og GCE (3).", [
        row(scheme="nic", measure="clusters_active", level="Arena", value_printed="22"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="14"),
        row(scheme="nic", measure="clusters_active", level="GCE", value_printed="3")]),
    ("have-status", "Femten klynger har Arena-status, og ni er NCE, viser tall fra klyngeprogrammet.", [
        row(scheme="nic", measure="clusters_active", level="Arena", value_printed="Femten"), row(scheme="nic", measure="clusters_active", level="NCE", value_printed="ni")]),
    ("with-the-new", "Med sju nye klynger er det nå 42 i klyngeprogrammet.", [
        row(scheme="nic", measure="clusters_admitted", value_printed="sju"), row(scheme="nic", measure="clusters_active", value_printed="42")]),
    ("applications-by-level", "Det kom 18 søknader til klyngeprogrammet. Sju gjaldt Arena, seks Arena Pro og fem NCE.", [
        row(scheme="nic", measure="applicants", value_printed="18"), row(scheme="nic", measure="applicants", level="Arena", value_printed="Sju"),
        row(scheme="nic", measure="applicants", level="Arena Pro", value_printed="seks"), row(scheme="nic", measure="applicants", level="NCE", value_printed="fem")]),
    ("from-below", "Three clusters were promoted from Arena to Arena Pro in the cluster programme, and they are glad.", [
        row(scheme="nic", measure="clusters_admitted", level="Arena Pro", value_printed="Three")]),
    ("highest-since", "Talet på søknader til klyngjeprogrammet var 29, det høgaste sidan 2015.", [row(scheme="nic", measure="applicants", value_printed="29")]),
    ("they", "Det er 37 klynger i klyngeprogrammet. Til sammen har de over 2 500 medlemmer.", [
        row(scheme="nic", measure="clusters_active", value_printed="37"), row(scheme="nic", measure="companies", value_printed="over 2 500")]),
    ("one-of-the-country's", "I 2010 rykte klynga opp til NCE, som ei av tolv i landet.", [row(scheme="nic", measure="clusters_active", level="NCE", value_printed="tolv", as_of="2010")]),
    ("part-of-a-level", "Bare to av de ni som ville bli NCE i klyngeprogrammet, nådde opp.", [
        row(scheme="nic", measure="clusters_admitted", level="NCE", value_printed="to"), row(scheme="nic", measure="applicants", level="NCE", value_printed="ni")]),
    ("it-is-the-level", "Arena er laveste nivå i klyngeprogrammet. Det har 19 klynger.", [row(scheme="nic", measure="clusters_active", level="Arena", value_printed="19")]),
    # lists
    ("listed", "Disse er med:\nArena\n• Tindetek\n• Kystbio\nNCE\n• Nordic Edge", [
        row(scheme="nic", measure="clusters_listed", basis="counted"), row(scheme="nic", measure="clusters_listed", level="Arena", basis="counted"),
        row(scheme="nic", measure="clusters_listed", level="NCE", basis="counted")]),
    ("listed-then", "Klyngene i 2019:\nArena\n• Nordic Edge\nNCE\n• Cod Cluster", [
        row(scheme="nic", measure="clusters_listed", basis="counted", as_of="2019"), row(scheme="nic", measure="clusters_listed", level="Arena", basis="counted", as_of="2019"),
        row(scheme="nic", measure="clusters_listed", level="NCE", basis="counted", as_of="2019")]),
    ("level-carried", "Innovasjon Norge fikk 23 søknader om NCE-status. Av disse ble fire innvilget, og de øvrige 19 fikk avslag.", [row(scheme="nic", measure="applicants", level="NCE", value_printed="23"), row(scheme="nic", measure="clusters_admitted", level="NCE", value_printed="fire"), row(scheme="nic", measure="applicants_rejected", level="NCE", value_printed="19")]),
    ("level-at-the-head-nn", "På Arena Pro-nivået kom det inn åtte søknader, og tre vart innvilga.", [row(scheme="nic", measure="applicants", level="Arena Pro", value_printed="åtte"), row(scheme="nic", measure="clusters_admitted", level="Arena Pro", value_printed="tre")]),
    ("this-level", "Tangklynga er no Arena Pro. Til saman er det 12 klynger på dette nivået i landet.", [row(scheme="nic", measure="clusters_active", level="Arena Pro", value_printed="12")]),
    ("some-of-all", "Seks av 17 søkere til klyngeprogrammet slapp inn.", [row(scheme="nic", measure="clusters_admitted", value_printed="Seks"), row(scheme="nic", measure="applicants", value_printed="17")]),
    ("county-some-of-all", "Viken fylkeskommune støtter klynger.\nFire av ni søkere får støtte.", [row(scheme="viken", measure="grants_awarded", value_printed="Fire"), row(scheme="viken", measure="applicants", value_printed="ni")]),
    ("verb-before-en", "The cluster programme received 16 applications and admitted five of them.", [row(scheme="nic", measure="applicants", value_printed="16"), row(scheme="nic", measure="clusters_admitted", value_printed="five")]),
    ("number-of-level-nn", "Med dette er talet på GCE-klynger i klyngeprogrammet kome opp i fire.", [row(scheme="nic", measure="clusters_active", level="GCE", value_printed="fire")]),
    ("leaves-with", "The intake leaves the programme with 36 clusters.", [row(scheme="nic", measure="clusters_active", value_printed="36")]),
    ("supported-by-a-year", "Innen 2012 hadde klyngeprogrammet støttet 55 miljøer, og 30 av dem var fremdeles i gang.", [row(scheme="nic", measure="clusters_supported", value_printed="55", as_of="2012"), row(scheme="nic", measure="clusters_active", value_printed="30", as_of="2012")]),
    ("still-since", "Siden starten i 2006 har 30 klynger fått støtte fra programmet, og 12 er fortsatt i gang.", [row(scheme="nic", measure="clusters_supported", value_printed="30"), row(scheme="nic", measure="clusters_active", value_printed="12")]),
    ("up-from-en", "In 2019, 27 clusters applied to the programme, up from 15 four years earlier.", [row(scheme="nic", measure="applicants", value_printed="27", as_of="2019"), row(scheme="nic", measure="applicants", value_printed="15", as_of="2015")]),
    ("fact-lines", "Om klyngeprogrammet\nKlynger i programmet: 33\nKlynger som er ferdige: 48\nBedrifter som er med: ca. 2 100", [row(scheme="nic", measure="clusters_active", value_printed="33"), row(scheme="nic", measure="clusters_completed", value_printed="48"), row(scheme="nic", measure="companies", value_printed="ca. 2 100")]),
    ("table-rows", "Klyngeprogrammet i fjor\nNCE: 61,5 mill. kroner, 12 klynger", [row(scheme="nic", measure="clusters_active", level="NCE", value_printed="12")]),
    ("bullets", "Om klyngeprogrammet\n• 34 klynger\n• 2 400 bedrifter", [row(scheme="nic", measure="clusters_active", value_printed="34"), row(scheme="nic", measure="companies", value_printed="2 400")]),
    ("of-the-new", "Tre av de åtte nye klyngene i klyngeprogrammet kommer fra Agder.", [row(scheme="nic", measure="clusters_admitted", value_printed="åtte")]),
    ("another-applied", "To klynger gikk ut av klyngeprogrammet, og én har søkt om mer tid.", [row(scheme="nic", measure="clusters_completed", value_printed="To")]),
    ("join-en", "Six networks join the cluster programme this year.", [row(scheme="nic", measure="clusters_admitted", value_printed="Six")]),
    ("now-of-then", "I 2018 var det 48 klynger i klyngeprogrammet; nå er det 37. Av dem er tre GCE-klynger.", [row(scheme="nic", measure="clusters_active", value_printed="48", as_of="2018"), row(scheme="nic", measure="clusters_active", value_printed="37"), row(scheme="nic", measure="clusters_active", value_printed="tre", level="GCE")]),
    ("our-scheme-nn", "Rogaland fylkeskommune er nøgd.\nI år fekk vi elleve søknader til ordninga vår.", [row(scheme="rogaland", measure="applicants", value_printed="elleve")]),
    ("one-of-ours-en", "Our application was one of 22 to the cluster programme, and one of only five to succeed.", [row(scheme="nic", measure="applicants", value_printed="22"), row(scheme="nic", measure="clusters_admitted", value_printed="five")]),
    ("asked-nn", "Kor mange klynger finst det i landet?\nDå eg byrja i 2012, var det ni, og i dag er det 39.", [row(scheme="nic", measure="clusters_active", value_printed="ni", as_of="2012"), row(scheme="nic", measure="clusters_active", value_printed="39")]),
    ("of-whom-no", "14 klynger søkte om plass i klyngeprogrammet, og for ni av dem ble svaret nei.", [row(scheme="nic", measure="applicants", value_printed="14"), row(scheme="nic", measure="applicants_rejected", value_printed="ni")]),
    ("box-without-bullets", "Om klyngeprogrammet\n34 klynger\nRundt 2 400 bedrifter deltar", [row(scheme="nic", measure="clusters_active", value_printed="34")]),
]
NO_COUNT = [
    ("at-most", "Klyngeprogrammet tar opp maksimalt fem nye klynger i Arena."),
    ("applied-from-a-county", "Tre klynger i Agder søkte om plass i klyngeprogrammet."),
    ("feared", "NHO frykter at åtte klynger må legge ned hvis klyngeprogrammet kuttes."),
    ("only-in-a-county", "Bare i Troms er det fire klynger som vil inn i klyngeprogrammet."),
    ("incubators", "Inkubatorene tok opp 611 bedrifter, og klyngeprogrammet hadde det trangt."),
    ("had-become", "In 2004 the five, who had by then become twelve, were admitted to Arena under the name Cod Coast."),
    ("companies-at-our-table", "Da vi ble med i klyngeprogrammet, satt 14 bedrifter rundt bordet."),
    ("companies-of-it", "It was founded by 12 companies and joined the cluster programme in 2015."),
    ("required", "Klynger i programmet må ha minst 20 bedrifter."),
    ("intake-planned", "Det er lagt opp til å ta inn inntil ti nye klynger i klyngeprogrammet."),
    ("for-a-position", "Klyngen fikk 40 søkere til stillingen."),
    ("own-applications", "Medlemmene i klyngen har lagt mye arbeid i to søknader."),
    ("course", "Klyngeprogrammet holdt kurs for 60 bedrifter i klyngene."),
    ("applicants-in-per-cent", "Søkerne var 20 prosent flere enn før."),
    ("these-at-the-table", "Av disse satt 4 GCE og 15 NCE ved bordet da møtet begynte."),
    ("in-a-county", "I Nordland er det fire klynger."),
    ("from-a-county", "Fire klynger i Nordland samarbeider."),
    ("in-the-county", "Sju klynger i fylket deltar i programmet."),
    ("county-applies", "Nordland fikk 12 søknader til klyngene sine."),
    ("applications-from", "24 søknader fra Nordland kom inn."),
    ("companies-from", "500 bedrifter i Nordland er med i klyngene."),
    ("sample", "Undersøkelsen dekker 20 klynger i programmet."),
    ("answers", "I klyngeundersøkelsen svarte 300 bedrifter i klyngene."),
    ("proposal", "Programmet bør ha 50 klynger."),
    ("goal", "Målet er 50 klynger i programmet."),
    ("hope", "Vi håper på 30 søkere."),
    ("expected", "The programme expects 30 applicants, and it is the largest number of the year."),
    ("planned-grants", "Viken fylkeskommune planlegger å støtte tolv klyngeprosjekter."),
    ("known-ones-get-it", "Nordic Edge, Cod Cluster og Norway Health Tech er glade: De tre får Arena-status i klyngeprogrammet."),
    ("known-ones", "De tre klyngene møttes."),
    ("known-grants", "Viken fylkeskommune deler ut støtte til klynger.\nDe ti prosjektene får støtte i tre år."),
    ("some-work-together", "To klynger samarbeider om havvind."),
    ("customers", "Bedriften Alfaverk har to klynger som kunder."),
    ("part", "Av 40 klynger i programmet er 12 i nord."),
    ("one", "En klynge ble tatt opp i programmet."),
    ("per-cent", "Det er 14 prosent flere klynger i klyngeprogrammet."),
    ("members-of-one", "Nordic Edge har 120 medlemsbedrifter."),
    ("two-facts-no-box", "Arena: 20\nNCE: 14"),
    ("one-list", "Arena:\n• Tindetek\n• Kystbio"),
    ("years-more", "NCE Tang fikk fire nye år i programmet."),
    ("ratio-of-others", "Klyngene i programmet er store, og åtte av ti blokker går ut av landet."),
    ("some-companies", "Inkubatoren har 20 bedrifter, og tre av dem ble tatt opp i år. Klyngeprogrammet er noe annet."),
    ("section-number", "3 Søknader og opptak i klyngeprogrammet"),
    ("other-currency", "Cluster Guide is a service. Membership for clusters is EUR 300 a year."),
    ("next-time", "Neste gang det kommer 40 søknader til klyngeprogrammet, bør åtte få plass."),
    ("regions", "I Agder, Vestfold og Telemark er det sju klynger i programmet."),
]
# --- effect_statistics -------------------------------------------------------------------------------------
EFFECT_STATISTICS: list[Case] = [
    ("høyere-enn", "Medlemmene hadde 12,4 prosentpoeng høyere vekst i omsetningen enn kontrollgruppen.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="12,4 prosentpoeng")]),
    ("lavere-enn", "Klyngebedriftene hadde 3,1 prosentpoeng lavere vekst i sysselsettingen enn tilsvarende bedrifter.", [
        row(measure="employment", direction="lower", comparison_group="comparable companies", analyst="not named", gap_printed="3,1 prosentpoeng")]),
    ("per-cent", "Medlemsbedriftene hadde 5 prosent høgare produktivitet enn bedrifter utanfor klyngene.", [
        row(measure="productivity", direction="higher", comparison_group="companies outside the clusters", analyst="not named", gap_printed="5 prosent")]),
    ("english", "Members had 6.5 percentage points higher growth in value added than the control group.", [
        row(measure="value_added", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="6.5 percentage points")]),
    ("about", "Members had about 9 percentage points higher turnover than the control group.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="about 9 percentage points")]),
    ("wages", "The members had 2 per cent lower wages than comparable companies.", [
        row(measure="wages", direction="lower", comparison_group="comparable companies", analyst="not named", gap_printed="2 per cent")]),
    ("pp-ahead", "Klyngebedriftene lå 4 pp foran kontrollgruppen i eksport.", [row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 pp")]),
    ("behind", "Medlemmene lå 3 prosentpoeng bak kontrollgruppen i produktivitet.", [
        row(measure="productivity", direction="lower", comparison_group="a control group", analyst="not named", gap_printed="3 prosentpoeng")]),
    ("minus", "Verdiskapingen vokste −2,2 prosentpoeng sammenlignet med kontrollgruppen.", [
        row(measure="value_added", direction="lower", comparison_group="a control group", analyst="not named", gap_printed="−2,2 prosentpoeng")]),
    ("margin", "Driftsmarginen i klyngebedriftene var 1,1 prosentpoeng lavere enn i kontrollgruppen.", [
        row(measure="profitability", direction="lower", comparison_group="a control group", analyst="not named", gap_printed="1,1 prosentpoeng")]),
    # several in one sentence
    ("measure-behind", "Veksten var 18,6 prosentpoeng høyere for salgsinntekter og 9,1 prosentpoeng høyere for verdiskaping enn i kontrollgruppen.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="18,6 prosentpoeng"),
        row(measure="value_added", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="9,1 prosentpoeng")]),
    ("measure-before", "Eksporten økte med 14 prosentpoeng mer i klyngene enn i kontrollgruppen, og produktiviteten med 2 prosentpoeng mindre.", [
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="14 prosentpoeng"),
        row(measure="productivity", direction="lower", comparison_group="a control group", analyst="not named", gap_printed="2 prosentpoeng")]),
    # without a figure
    ("higher", "Medlemmene hadde høyere eksport enn andre bedrifter.", [row(measure="exports", direction="higher", comparison_group="other companies", analyst="not named")]),
    ("weaker", "Medlemmene hadde svakere lønnsomhet enn bedrifter utenfor klyngene.", [
        row(measure="profitability", direction="lower", comparison_group="companies outside the clusters", analyst="not named")]),
    ("better", "Members did better in innovation than non-members, and the gap is the largest of the study.", [
        row(measure="innovation", direction="higher", comparison_group="companies outside the clusters", analyst="not named")]),
    ("trail", "Members trail the control group in exports, and the reason is not known.", [row(measure="exports", direction="lower", comparison_group="a control group", analyst="not named")]),
    # measured and not told
    ("no-figures", "Analysen omfatter eksport i klyngebedriftene og kontrollgruppen, men ingen tall er oppgitt.", [
        row(measure="exports", direction="not_reported", comparison_group="a control group", analyst="not named")]),
    ("no-results", "Innovation in member companies was measured against a control group, but no results are published.", [
        row(measure="innovation", direction="not_reported", comparison_group="a control group", analyst="not named")]),
    ("one-of-two-told", "Analysen omfatter lønn hos medlemmene og i kontrollgruppen. Omsetningen var 4 prosentpoeng høyere enn i kontrollgruppen.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng"),
        row(measure="wages", direction="not_reported", comparison_group="a control group", analyst="not named")]),
    # significance
    ("significant", "Members had 4 percentage points higher sales than the control group, and the difference is significant.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 percentage points", significant=True)]),
    ("significant-next", "Medlemmene hadde 4 prosentpoeng høyere omsetning enn kontrollgruppen. Forskjellen er statistisk signifikant.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng", significant=True)]),
    ("not-significant", "Medlemmene hadde 4 prosentpoeng høyere omsetning enn kontrollgruppen. Forskjellen er ikke signifikant.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng", significant=False)]),
    ("none-significant", "Medlemmene hadde 4 prosentpoeng høyere omsetning og 2 prosentpoeng høyere eksport enn kontrollgruppen. Ingen av forskjellene er signifikante.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng", significant=False),
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="2 prosentpoeng", significant=False)]),
    ("the-last-one", "Medlemmene hadde 4 prosentpoeng høyere omsetning enn kontrollgruppen. Eksporten var 2 prosentpoeng høyere. Den siste forskjellen er ikke signifikant.", [
        row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng"),
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="2 prosentpoeng", significant=False)]),
    ("significant-nn", "Verksemdene i klyngene auka lønene 1,5 prosentpoeng raskare enn kontrollgruppa, og utslaget er signifikant.", [
        row(measure="wages", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="1,5 prosentpoeng", significant=True)]),
    # by whom
    ("analyst", "Ifølge Menon Economics hadde medlemmene 4 prosentpoeng høyere eksport enn kontrollgruppen.", [
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="Menon Economics", gap_printed="4 prosentpoeng")]),
    ("of-our-members-on", "Nordic Edge er en klynge.\nVåre medlemmer hadde 4 prosentpoeng høyere eksport enn kontrollgruppen.\nLønningene vokste derimot 1 prosentpoeng mindre enn i kontrollgruppen.", [
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", cluster="Nordic Edge", named_in=2, gap_printed="4 prosentpoeng"),
        row(measure="wages", direction="lower", comparison_group="a control group", analyst="not named", cluster="Nordic Edge", named_in=2, gap_printed="1 prosentpoeng")]),
    ("of-one-cluster", "The members of Nordic Edge increased their exports by 6 percentage points more than similar companies elsewhere.", [
        row(measure="exports", direction="higher", comparison_group="comparable companies", analyst="not named", cluster="Nordic Edge", gap_printed="6 percentage points")]),
    ("each-its-way", "Eksporten vokste raskere i klyngene enn i næringslivet ellers, mens lønnsomheten var svakere.", [
        row(measure="exports", direction="higher", comparison_group="other companies", analyst="not named"),
        row(measure="profitability", direction="lower", comparison_group="other companies", analyst="not named")]),
    ("by-chance", "Medlemmene hadde 4 prosentpoeng høyere eksport enn kontrollgruppen. Forskjellen kan skyldes tilfeldigheter.", [
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng", significant=False)]),
    ("both", "Eksporten økte 4 prosentpoeng mer hos medlemmene enn i kontrollgruppen. Lønningene økte 2 prosentpoeng mer, og begge forskjellene er signifikante.", [
        row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng", significant=True),
        row(measure="wages", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="2 prosentpoeng", significant=True)]),
    ("analyst-en", "Statistics Norway found that members had 3 percentage points higher growth in jobs than similar firms.", [
        row(measure="employment", direction="higher", comparison_group="comparable companies", analyst="Statistics Norway", gap_printed="3 percentage points")]),
    ("untold-beside", "Omsetningen er høyere i klyngebedriftene enn i bedrifter utenfor, men lønnsomheten er 2,2 prosentpoeng lavere.", [row(measure="profitability", direction="lower", comparison_group="companies outside the clusters", analyst="not named", gap_printed="2,2 prosentpoeng"), row(measure="sales_revenue", direction="higher", comparison_group="companies outside the clusters", analyst="not named")]),
    ("by-contrast-nn", "Medlemene hadde 4 prosentpoeng høgare omsetnad enn kontrollgruppa. Lønene til dei tilsette voks derimot saktare.", [row(measure="sales_revenue", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="4 prosentpoeng"), row(measure="wages", direction="lower", comparison_group="a control group", analyst="not named")]),
    ("behind", "Eksporten til medlemmene ligger 1,8 prosentpoeng etter bedrifter utenfor klyngene.", [row(measure="exports", direction="lower", comparison_group="companies outside the clusters", analyst="not named", gap_printed="1,8 prosentpoeng")]),
    ("more-slowly-en", "Exports of the member companies grew more slowly than in the control group.", [row(measure="exports", direction="lower", comparison_group="a control group", analyst="not named")]),
    ("without-significance", "Lønna til medlemmene vokste 1,2 prosentpoeng mindre enn i kontrollgruppen, uten at forskjellen er signifikant.", [row(measure="wages", direction="lower", comparison_group="a control group", analyst="not named", gap_printed="1,2 prosentpoeng", significant=False)]),
    ("its-members-en", "Nordic Edge was studied. Profitability among its members was 2 percentage points higher than in comparable firms.", [row(measure="profitability", direction="higher", comparison_group="comparable companies", analyst="not named", cluster="Nordic Edge", gap_printed="2 percentage points")]),
    ("pairs-en", "The members of the clusters sold 11 per cent more abroad than their pairs.", [row(measure="exports", direction="higher", comparison_group="a control group", analyst="not named", gap_printed="11 per cent")]),
]
NO_EFFECT = [
    ("nothing-to-compare", "Medlemmene i klyngen har vokst 12 prosent mer i omsetning, men vi har ingen å sammenligne med."),
    ("compared-later", "Omsetningen i klyngene økte med 12 prosent, og sammenlignet med i fjor er det bra."),
    ("standard-error", "Standardfeilen er 1,2 prosentpoeng i omsetning mot kontrollgruppen."),
    ("margin-of-error", "Feilmarginen er 3 prosentpoeng i omsetning mot kontrollgruppen."),
    ("significance-level", "Signifikansnivået er 5 prosent i sammenligningen med kontrollgruppen."),
    ("response-rate", "Svarprosenten var 40 prosent blant medlemmene og kontrollgruppen."),
    ("interest-rate", "Renten er 2 prosentpoeng høyere enn i fjor, sier medlemmene."),
    ("unemployment", "Arbeidsledigheten er 2 prosentpoeng lavere enn i kontrollgruppen av medlemmer."),
    ("election", "Partiet gikk fram 3 prosentpoeng, mer enn andre, i valget der klyngene var tema."),
    ("growth-of-one", "Omsetningen i Nordic Edge økte 12 prosent i 2020."),
    ("growth-of-all", "Omsetningen i klyngene økte med 12 prosent."),
    ("more-members", "Klyngene fikk 4 prosent flere medlemmer."),
    ("share", "Medlemmene eksporterer 60 prosent av det de lager."),
    ("size-of-group", "Kontrollgruppen er på 400 bedrifter."),
    ("denied", "Lønnsnivået er ikke høyere i klyngebedriftene enn i andre bedrifter."),
]
# --- participants ------------------------------------------------------------------------------------------
PARTICIPANTS: list[Case] = [
    ("of-the-one-that-is-named", "Nordic Edge holder messe.\nKlyngen Tindetek har 60 medlemmer.", [row(cluster="Tindetek", role="member", value_printed="60")]),
    ("members", "Nordic Edge har 120 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="120")]),
    ("members-and-institutions", "Nordic Edge har om lag 120 medlemsbedrifter og ni kunnskapsinstitusjoner.", [
        row(cluster="Nordic Edge", role="member", value_printed="om lag 120"), row(cluster="Nordic Edge", role="knowledge_institution", value_printed="ni")]),
    ("partners-nn", "Nordic Edge tel 45 partnarar, og det er ikkje få.", [row(cluster="Nordic Edge", role="partner", value_printed="45")]),
    ("members-en", "Nordic Edge has more than 200 member companies and 14 partners.", [
        row(cluster="Nordic Edge", role="member", value_printed="more than 200"), row(cluster="Nordic Edge", role="partner", value_printed="14")]),
    ("core-companies", "Nordic Edge has 30 core companies, which are the heart of it.", [row(cluster="Nordic Edge", role="core_company", value_printed="30")]),
    ("participants", "Nordic Edge har 30 deltakere.", [row(cluster="Nordic Edge", role="participant", value_printed="30")]),
    ("companies", "Nordic Edge er ei klynge med 70 verksemder.", [row(cluster="Nordic Edge", role="company", value_printed="70")]),
    ("public-bodies", "Nordic Edge samler 14 offentlige aktører.", [row(cluster="Nordic Edge", role="public_body", value_printed="14")]),
    ("institutions-en", "Nordic Edge has nine research institutions and five municipalities on the team.", [
        row(cluster="Nordic Edge", role="knowledge_institution", value_printed="nine"), row(cluster="Nordic Edge", role="public_body", value_printed="five")]),
    ("employees-of-all", "Bedriftene i Nordic Edge har 4 500 ansatte.", [row(cluster="Nordic Edge", role="employee", value_printed="4 500")]),
    ("employees-of-all-en", "The member companies of Nordic Edge have 4,500 employees.", [row(cluster="Nordic Edge", role="employee", value_printed="4,500")]),
    ("employed", "Medlemmene i Nordic Edge sysselsetter 12 000 mennesker.", [row(cluster="Nordic Edge", role="employee", value_printed="12 000")]),
    # whose
    ("name-behind", "Over 60 selskaper er med i Nordic Edge.", [row(cluster="Nordic Edge", role="company", value_printed="Over 60")]),
    ("name-behind-en", "120 members are part of the Nordic Edge cluster, and they are from all over the west.", [row(cluster="Nordic Edge", role="member", value_printed="120")]),
    ("behind-the-cluster", "Bak Nordic Edge står tolv kjernebedrifter.", [row(cluster="Nordic Edge", role="core_company", value_printed="tolv")]),
    ("apposition", "Nordic Edge, med 120 medlemmer, holder messe.", [row(cluster="Nordic Edge", role="member", value_printed="120")]),
    ("each-clause", "Nordic Edge har 140 medlemmer, mens Cod Cluster har 90 medlemmer.", [
        row(cluster="Nordic Edge", role="member", value_printed="140"), row(cluster="Cod Cluster", role="member", value_printed="90")]),
    ("klyngen", "Nordic Edge holder til i Stavanger. Klyngen har 80 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="80")]),
    ("they", "Nordic Edge holder til i Stavanger. De teller 80 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="80")]),
    ("next-paragraph", "Nordic Edge møttes i Bodø.\nI dag er klyngen på 90 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="90", named_in=2)]),
    ("leading-with", "Nordic Edge har kontor i Bodø.\nMed 45 partnere er den størst i landet.", [row(cluster="Nordic Edge", role="partner", value_printed="45", named_in=2)]),
    ("bullets", "Nordic Edge har kontor i Bodø.\n• 60 medlemmer\n• 12 partnere", [
        row(cluster="Nordic Edge", role="member", value_printed="60", named_in=2), row(cluster="Nordic Edge", role="partner", value_printed="12", named_in=2)]),
    ("fact-line", "Nordic Edge holder messe.\nMedlemmer: 85", [row(cluster="Nordic Edge", role="member", value_printed="85", named_in=2)]),
    ("column", "Klynge | Nivå | Medlemmer\nNordic Edge | Arena | 44\nCod Cluster | NCE | 61", [
        row(cluster="Nordic Edge", role="member", value_printed="44"), row(cluster="Cod Cluster", role="member", value_printed="61")]),
    # now, of earlier and now
    ("now", "Nordic Edge startet med 20 medlemmer og har i dag 75 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="75")]),
    ("whole-of-whole-and-part", "Nordic Edge har 140 medlemmer, hvorav 12 bedrifter er i Bodø.", [row(cluster="Nordic Edge", role="member", value_printed="140")]),
    ("number-alone", "På det meste hadde Nordic Edge 104 medlemmer. I dag er tallet 78.", [row(cluster="Nordic Edge", role="member", value_printed="78")]),
    ("we-are", "I Nordic Edge var vi 39 medlemmer da vi startet. I dag er vi 85.", [row(cluster="Nordic Edge", role="member", value_printed="85")]),
    ("up-from", "Nordic Edge har 92 medlemmer, opp fra 80 i fjor.", [row(cluster="Nordic Edge", role="member", value_printed="92")]),
    ("several-heads-before", "A total of 58 companies and nine universities take part in Nordic Edge, which is the largest of its kind.", [
        row(cluster="Nordic Edge", role="company", value_printed="58"), row(cluster="Nordic Edge", role="knowledge_institution", value_printed="nine")]),
    ("on-top", "Nordic Edge har 94 medlemmer. I tillegg kommer fire forskningsinstitusjoner.", [
        row(cluster="Nordic Edge", role="member", value_printed="94"), row(cluster="Nordic Edge", role="knowledge_institution", value_printed="fire")]),
    ("with-in-front", "Med over 90 medlemmer er Nordic Edge blant de største.", [row(cluster="Nordic Edge", role="member", value_printed="over 90")]),
    ("fact-line-of-two-years", "Nordic Edge holder messe.\nAntall medlemmer: 85 (79)", [row(cluster="Nordic Edge", role="member", value_printed="85", named_in=2)]),
    ("end-of-last-year", "Ved utgangen av 2020 hadde Nordic Edge 97 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="97", as_of="2020")]),
    # names to count
    ("institutions-named", "NTNU, SINTEF og Nofima deltar i Nordic Edge.", [row(cluster="Nordic Edge", role="knowledge_institution", counted=["NTNU", "SINTEF", "Nofima"])]),
    ("institutions-partners", "Universitetet i Bergen, NORCE og Havforskningsinstituttet er partnere i Nordic Edge.", [
        row(cluster="Nordic Edge", role="knowledge_institution", counted=["Universitetet i Bergen", "NORCE", "Havforskningsinstituttet"])]),
    ("core-named", "Kjernebedriftene i Nordic Edge er Alfaverk, Betaverk, Gammaverk og Deltaverk.", [
        row(cluster="Nordic Edge", role="core_company", counted=["Alfaverk", "Betaverk", "Gammaverk", "Deltaverk"])]),
    ("core-named-en", "Core members of Nordic Edge are Alfaverk, Betaverk and Gammaverk.", [row(cluster="Nordic Edge", role="core_company", counted=["Alfaverk", "Betaverk", "Gammaverk"])]),
    ("one-of-the", "Bedriften er en av de 53 i Nordic Edge.", [row(cluster="Nordic Edge", role="company", value_printed="53")]),
    ("a-cluster-of", "Nordic Edge is a cluster of 70 companies and six universities.", [row(cluster="Nordic Edge", role="company", value_printed="70"), row(cluster="Nordic Edge", role="knowledge_institution", value_printed="six")]),
    ("today-it-has", "Nordic Edge joined in 2019, when it had just 12 members. Today it has 31.", [row(cluster="Nordic Edge", role="member", value_printed="31")]),
    ("the-smallest", "Størst er NCE Tang, som har 150 medlemmer, og minst er Nordic Edge med 14.", [row(cluster="NCE Tang", role="member", value_printed="150"), row(cluster="Nordic Edge", role="member", value_printed="14")]),
    ("support-from", "Nordic Edge klarer seg uten støtte fra klyngeprogrammet, med 44 medlemmer.", [row(cluster="Nordic Edge", role="member", value_printed="44")]),
    ("since-then", "Med 160 medlemmer er Nordic Edge dobbelt så stor som i 2014.", [row(cluster="Nordic Edge", role="member", value_printed="160")]),
    ("left", "Nordic Edge har mistet tre bedrifter, og er nå nede i 41.", [row(cluster="Nordic Edge", role="company", value_printed="41")]),
    ("colleges-nn", "Nordic Edge samlar 52 bedrifter og to høgskular.", [row(cluster="Nordic Edge", role="company", value_printed="52"), row(cluster="Nordic Edge", role="knowledge_institution", value_printed="to")]),
]
NO_PARTICIPANTS = [
    ("met-in-a-year-of-long-ago", "Nordic Edge er i gang.\n2015: Tolv bedrifter møtes og blir enige."),
    ("of-an-unknown-cluster", "Nordic Edge holder messe.\nKlyngen «solvind» har 60 medlemmer."),
    ("staff-of-a-company", "Bedriften Alfaverk i Nordic Edge har 250 ansatte."),
    ("own-staff", "Nordic Edge har fire ansatte."),
    ("at-the-start", "Nordic Edge hadde 20 medlemmer ved starten."),
    ("originally", "Nordic Edge hadde opprinnelig ni partnere."),
    ("grown-from", "Nordic Edge har vokst fra 20 medlemmer."),
    ("in-a-year", "Nordic Edge hadde 30 medlemmer i 2015."),
    ("new", "Nordic Edge fikk 12 nye medlemmer."),
    ("more", "Nordic Edge fikk ti flere medlemmer."),
    ("others", "Nordic Edge og tolv andre bedrifter søker."),
    ("part", "I Nordic Edge er 14 av 60 bedrifter fra Bodø."),
    ("hope", "Nordic Edge håper på 200 medlemmer."),
    ("by-a-year", "Nordic Edge skal ha 200 medlemmer innen 2025."),
    ("asked", "I undersøkelsen svarte 60 medlemmer i Nordic Edge."),
    ("one", "Nordic Edge har ett medlem i Bodø."),
    ("all-clusters", "Klyngene i programmet har 2 000 medlemmer."),
    ("nobody-named", "Klyngen har 60 medlemmer."),
    ("invited", "Nordic Edge inviterte 40 bedrifter til konferanse."),
    ("partners-of-a-member", "Bedriften Alfaverk i Nordic Edge har 12 partnere."),
    ("of-them", "I Nordic Edge er det travelt, og av dem har 20 bedrifter eksport."),
    ("same-street", "NTNU, SINTEF og Nofima ligger i samme gate som Nordic Edge."),
    ("another-name", "Nordic Edge er i gang. Prosessklyngen, en NCE-klynge med 29 medlemmer, håper på mer."),
    ("owners", "Nordic Edge is a project. It is owned by 14 municipalities and two companies."),
    ("ratio", "En av fire bedrifter i Nordic Edge eksporterer."),
    ("other-body", "Nordic Edge er i gang. Inkubatoren har 27 bedrifter."),
    ("to-come", "Nordic Edge vil passere 100 medlemmer i 2030."),
]
# --- header ------------------------------------------------------------------------------------------------
LANGUAGES = [
    ("Klyngen er ikke noe jeg ble med i.", "nb"),
    ("Eg veit ikkje kva klynga vart.", "nn"),
    ("The cluster has been here from the start of it.", "en"),
    ("Alta", "nb"),  # no word that tells
]
DATES = [
    ("Publisert 5. mai 2021", "5. mai 2021"),
    ("Publisert: 05.05.2021, oppdatert 7. mai 2021", "05.05.2021"),
    ("Published May 5, 2021", "May 5, 2021"),
    ("12 October 2017", "12 October 2017"),
    ("February 2020", "February 2020"),
    ("2020-11-19", "2020-11-19"),
    ("19/11/2020", "19/11/2020"),
    ("(Bodø 19. november 2020) – Klyngen er åpnet.", "19. november 2020"),
    ("19. november 2020 – Klyngen er åpnet og alle er glade for det, sier de som var med på laget i fjor.", "19. november 2020"),
    ("Oppdatert 7. mai 2021", "7. mai 2021"),
    ("Besvart: 28.03.2018 av næringsministeren etter ti dager, slik fristen er for alle skriftlige spørsmål om slikt", "28.03.2018"),
    ("5/6/2020", None),  # May or June
    ("31. februar 2020", None),
    ("2020", None),
    ("Møtet den 5. mai 2020 samlet folk fra alle klyngene i hele landet, og det ble en lang dag for mange.", None),
]
TITLES = [
    ("Hopp til innhold\nMeny\nNye klynger i nord\nTekst.", "Nye klynger i nord"),
    ("Forside > Nyheter > Klynger\nNye klynger i nord", "Nye klynger i nord"),
    ("Nyheter\n5. mai 2021\nNye klynger i nord", "Nye klynger i nord"),
    ("Pressemelding\nAv: Kari Nordmann\nNye klynger i nord", "Nye klynger i nord"),
    ("NÆRINGSLIV\nNye klynger i nord", "Nye klynger i nord"),
    ("Fjordvik kommune\nNye klynger i Fjordvik får støtte\nTekst.", "Nye klynger i Fjordvik får støtte"),
    ("– Nå er vi NCE, sier klyngen", "Nå er vi NCE, sier klyngen"),
]
# fmt: on


@by_rule(CLUSTER_LEVELS)
def test_levels(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a cluster that is put at no level, at a wrong one, or on a wrong basis."""
    assert rows("cluster_levels", sentence, names) == expected


@by_name(NO_LEVEL)
def test_no_level(sentence: str, names: Known) -> None:
    """Catches a cluster put at a level that it was refused, hopes for, has left, or that is a word in a name."""
    assert rows("cluster_levels", sentence, names) == []


@by_rule(LEVEL_CHANGES)
def test_level_changes(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a move that is missed, or told of another kind, time or cluster."""
    assert rows("level_changes", sentence, names) == expected


@by_name(NO_CHANGE)
def test_no_level_change(sentence: str, names: Known) -> None:
    """Catches a move made of a level that a cluster has, or does not get."""
    assert rows("level_changes", sentence, names) == []


@by_rule(BUDGETS)
def test_budgets(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a sum of support that is missed, or of another kind, receiver, giver or period."""
    assert rows("budgets", sentence, names) == expected


@by_name(NO_SUPPORT)
def test_no_support(sentence: str, names: Known) -> None:
    """Catches money that is no public support, or only wished for, taken for a sum of it."""
    assert rows("budgets", sentence, names) == []


@pytest.mark.parametrize(
    ("sentence", "seen"), [case[1:] for case in NOT_ASSERTED], ids=[case[0] for case in NOT_ASSERTED]
)
def test_nothing_passes_in_silence(sentence: str, seen: list[str], names: Known) -> None:
    """Catches a figure that no rule understands and that makes a fact, or is neither proposed nor set aside."""
    sheet = sheet_of(f"{TITLE}\n{sentence}", names)
    found = [
        entry
        for table in ("budgets", "effect_statistics", "programme_counts")
        for entry in sheet.get(table, [])
    ]
    assert all(entry["status"] == "unsure" and entry["reason"] for entry in found)
    figures = [
        entry.get(key) for entry in found for key in ("amount_printed", "gap_printed", "value_printed")
    ]
    asides = sheet.get("set_aside", [])
    assert all(aside["reason"] for aside in asides)
    assert {*filter(None, figures), *(aside["seen"] for aside in asides)} == set(seen)


@by_rule(PROGRAMME_COUNTS)
def test_programme_counts(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a count of the programme that is missed, or of another measure, level or time."""
    assert rows("programme_counts", sentence, names) == expected


@by_name(NO_COUNT)
def test_no_count(sentence: str, names: Known) -> None:
    """Catches a count of a region, a sample, a wish or some clusters taken for one of the programme."""
    assert rows("programme_counts", sentence, names) == []


@by_rule(EFFECT_STATISTICS)
def test_effect_statistics(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a gap that is missed, of another measure or sign, or with the significance of another."""
    assert rows("effect_statistics", sentence, names) == expected


@by_name(NO_EFFECT)
def test_no_effect(sentence: str, names: Known) -> None:
    """Catches a share, a growth or an error taken for a gap between members and others."""
    assert rows("effect_statistics", sentence, names) == []


@by_rule(PARTICIPANTS)
def test_participants(sentence: str, expected: list[Entry], names: Known) -> None:
    """Catches a head-count that is missed, or of another role or cluster."""
    assert rows("participants", sentence, names) == expected


@by_name(NO_PARTICIPANTS)
def test_no_participants(sentence: str, names: Known) -> None:
    """Catches an earlier, hoped for or partial head-count, or one of a single company."""
    assert rows("participants", sentence, names) == []


@pytest.mark.parametrize(("sentence", "language"), LANGUAGES)
def test_language(sentence: str, language: str, names: Known) -> None:
    """Catches an article whose figures would be read by the signs of another language."""
    assert sheet_of(f"{TITLE}\n{sentence}", names)["language"] == language


@pytest.mark.parametrize(("line", "date"), DATES)
def test_date(line: str, date: str | None, names: Known) -> None:
    """Catches a date in the text, of a change, or of no calendar taken for the one of publication."""
    assert sheet_of(f"{TITLE}\n{line}", names).get("date_published_printed") == date


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text: str, title: str, names: Known) -> None:
    """Catches a menu, a section or a byline taken for the title."""
    assert sheet_of(text, names)["title"] == title


def test_title_names_whom_we_is(names: Known) -> None:
    """Catches a move of "us" that is not given to the cluster of the title."""
    text = "Nordic Edge er på vei opp igjen\nSteget fra Arena til NCE betyr mye for oss."
    move = sheet_of(text, names)["level_changes"][0]
    said = {key: value for key, value in move.items() if key not in NOT_COMPARED}
    assert said == row(
        cluster="Nordic Edge", to_level="NCE", kind="promotion", from_level="Arena", named_in=1
    )


def test_title_counts_the_new(names: Known) -> None:
    """Catches clusters that a title counts and the text names, and that the title does not announce."""
    text = "Tre nye NCE-klynger er klare\nNordic Edge, Norway Health Tech og Cod Cluster får NCE-status."
    levels = sheet_of(text, names)["cluster_levels"]
    expected = {(name, n) for name in ("Nordic Edge", "Norway Health Tech", "Cod Cluster") for n in (1, 2)}
    assert {(seen["cluster"], seen["paragraph"]) for seen in levels} == expected


def test_new_clusters(names: Known) -> None:
    """Catches a name that no decision declares and that is not proposed, or without its level and place."""
    sheet = sheet_of(f"{TITLE}\nKlyngen Tindetek i Alta er tatt inn i Arena.", names)
    assert sheet["new_clusters"] == [
        row(cluster_id="tindetek", name="Tindetek", latest_level="Arena", place="Alta")
    ]
    assert "new_clusters" not in sheet_of(f"{TITLE}\nNordic Edge er tatt inn i Arena.", names)


def test_an_abbreviation_is_the_same_cluster(names: Known) -> None:
    """Catches an abbreviation in brackets that becomes a cluster of its own."""
    text = f"{TITLE}\nKlyngen Kystbio (KBIO) er ny Arena-klynge.\nKBIO har 40 medlemmer."
    assert {new["cluster_id"] for new in sheet_of(text, names)["new_clusters"]} == {"kystbio"}


def test_ids_differ(names: Known) -> None:
    """Catches two entries of one sheet with the same id."""
    text = f"{TITLE}\nKlyngeprogrammet har 20 Arena-klynger. Klyngeprogrammet har 21 Arena-klynger."
    assert [count["count_id"] for count in sheet_of(text, names)["programme_counts"]] == [
        *("nic-2021-clusters-active-arena-prove-2021-p2", "nic-2021-clusters-active-arena-prove-2021-p2-2"),
    ]


def test_an_article_without_facts(names: Known) -> None:
    """Catches tables in the sheet of an article that states nothing."""
    assert not {*draft.TABLES, "new_clusters", "set_aside"} & set(sheet_of(f"{TITLE}\nDet regner.", names))
