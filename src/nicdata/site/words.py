"""The words of the site in English and Norwegian; those of tables, columns and charts have their own homes."""

from __future__ import annotations

LANGUAGES = ("en", "nb")
WORDS: dict[str, tuple[str, str]] = {
    "name": ("Norway's cluster programme", "Det norske klyngeprogrammet"),
    "skip": ("Skip to content", "Hopp til innholdet"),
    "main_menu": ("Main menu", "Hovedmeny"),
    "front": ("Front page", "Forsiden"),
    "questions": ("Questions", "Spørsmål"),
    "clusters": ("Clusters", "Klynger"),
    "sources": ("Sources", "Kilder"),
    "conflicts": ("When sources disagree", "Når kildene er uenige"),
    "codebook": ("Codebook", "Kodebok"),
    "download": ("Download", "Last ned"),
    "other_language": ("På norsk", "In English"),
    "about": (
        "Norwegian Innovation Clusters is Norway's public programme for industry clusters: groups of companies and"
        " research institutions that work together. It is run by Innovation Norway, Siva and the Research Council, and"
        " admits clusters at different levels. This site collects what {sources} public sources say about the programme"
        " since {first}. Every number in its tables leads to its source.",
        "Norwegian Innovation Clusters er det offentlige programmet for næringsklynger, der bedrifter og"
        " forskningsmiljøer samarbeider. Innovasjon Norge, Siva og Forskningsrådet står bak programmet, som tar opp"
        " klynger på ulike nivåer. Dette nettstedet samler opplysninger om programmet fra {sources} åpne kilder, fra"
        " {first} til i dag. Alle tall i tabellene har lenke til kilden.",
    ),
    "swipe": ("Swipe sideways to see the whole chart.", "Sveip sidelengs for å se hele figuren."),
    "ways": ("What are you looking for?", "Hva leter du etter?"),
    "want_figure": ("I want a number", "Et tall"),
    "want_figure_text": ("The answers, with their numbers and sources", "Svarene, med tall og kilder"),
    "want_chart": ("I want a chart", "En figur"),
    "want_chart_text": (
        "All charts as PNG, for print and slides",
        "Alle figurene som PNG, til trykk og presentasjoner",
    ),
    "want_table": ("I want a table", "En tabell"),
    "want_table_text": ("CSV, Excel and SQLite", "CSV, Excel og SQLite"),
    "want_cluster": ("I want one cluster", "En klynge"),
    "want_cluster_text": (
        "Find it under any name it has had",
        "Finn den under navnet den har eller har hatt",
    ),
    "growth": ("How has the programme changed?", "Hvordan har programmet utviklet seg?"),
    "budget": ("What did it cost?", "Hva har det kostet?"),
    "gaps": ("What did it do for its members?", "Hva har det betydd for medlemmene?"),
    "growth_short": ("Growth", "Vekst"),
    "budget_short": ("Cost", "Kostnader"),
    "gaps_short": ("Results", "Resultater"),
    "conflicts_short": ("Conflicts", "Uenighet"),
    "more": ("Charts, tables and sources", "Figurer, tabeller og kilder"),
    "filter_name": ("Name", "Navn"),
    "filter_level": ("Latest level", "Siste kjente nivå"),
    "filter_county": ("County", "Fylke"),
    "filter_status": ("Status", "Status"),
    "all": ("All", "Alle"),
    "filter": ("Filter", "Filtrer"),
    "found": ("{n} clusters", "{n} klynger"),
    "no_script": (
        "The filter needs JavaScript. Without it, use your browser's search on this page: every old name is listed.",
        "Filteret krever JavaScript. Uten det kan du bruke nettleserens søk: alle tidligere navn står i listen.",
    ),
    "present": ("no exit reported", "ikke oppgitt at den har gått ut"),
    "last_seen": ("last reported in {year}", "sist omtalt i {year}"),
    "not_stated": ("Not stated", "Ikke oppgitt"),
    "left": ("left in {year}", "gikk ut i {year}"),
    "merged": ("merged", "slått sammen"),
    "other_names": ("Other names", "Andre navn"),
    "years_seen": ("Years mentioned", "År med omtale"),
    "life": ("Year by year", "År for år"),
    "life_note": (
        "A filled box is a year in which sources show the level. A striped box is a year between two mentions at the"
        " same level. An empty box is a year in which the level is unknown.",
        "En fylt rute er et år der kildene oppgir nivået. En stripet rute er et år mellom to omtaler på samme nivå. En"
        " tom rute er et år der nivået er ukjent.",
    ),
    "unknown": ("unknown", "ukjent"),
    "nothing": (
        "No source says more about this cluster than its name.",
        "Ingen kilde sier mer om denne klyngen enn navnet.",
    ),
    "published": ("Published", "Publisert"),
    "rows": ("Rows", "Rader"),
    "rows_from": ("Data taken from this source", "Dette er hentet fra kilden"),
    "open_source": ("Open the source", "Åpne kilden"),
    "no_address": (
        "The address of this source is not known.",
        "Nettadressen til denne kilden er ikke kjent.",
    ),
    "five": ("The five articles", "De fem artiklene"),
    "others": ("Other public sources", "Andre åpne kilder"),
    "conflict_text": (
        "Where sources state different figures for one fact, all of them stay in the tables and one is used in charts"
        " and answers. The editor's reason is given below each table. Where nobody has decided, the five articles come"
        " before other pages, then the highest confidence, then the earliest source.",
        "Når kildene oppgir ulike tall for samme forhold, beholdes alle i tabellene, og ett av dem brukes i figurer og"
        " svar. Har redaktøren valgt, står begrunnelsen under tabellen. Ellers går de fem artiklene foran andre sider,"
        " deretter den høyeste påliteligheten og til slutt den eldste kilden.",
    ),
    "codebook_text": (
        "What every column of every table means.",
        "Hva hver kolonne i hver tabell betyr.",
    ),
    "column": ("Column", "Kolonne"),
    "meaning": ("Meaning", "Betydning"),
    "type": ("Type", "Type"),
    "unit": ("Unit", "Enhet"),
    "values": ("Values", "Verdier"),
    "key": ("Key", "Nøkkel"),
    "data": ("Data", "Data"),
    "picture": ("Chart", "Figur"),
    "sources_of_chart": ("Sources of the chart", "Kilder til figuren"),
    "figures_of_chart": ("The figures", "Tallene"),
    "file": ("File", "Fil"),
    "what": ("What it is", "Innhold"),
    "size": ("Size", "Størrelse"),
    "licence": (
        "Facts, tables and figures: CC0 1.0. The publishers keep the rights to the sources.",
        "Opplysninger, tabeller og figurer: CC0 1.0. Rettighetene til kildene ligger hos utgiverne.",
    ),
    "cite": (
        "Cite as: nicdata {version}, with the source of the figure.",
        "Ved bruk: Oppgi «nicdata {version}» og kilden til tallet.",
    ),
    "source": ("Source", "Kilde"),
    "csv": ("Tables as CSV with their description (zip)", "Tabellene som CSV med beskrivelse (zip)"),
    "csv_nb": (
        "Tables as CSV for Norwegian Excel (zip)",
        "Tabellene som CSV for norsk Excel (zip)",
    ),
    "workbook_en": ("Workbook for Excel and LibreOffice, in English", "Arbeidsbok på engelsk"),
    "workbook_nb": (
        "Workbook for Excel and LibreOffice, in Norwegian",
        "Arbeidsbok for Excel og LibreOffice, på norsk",
    ),
    "sqlite": ("Database (SQLite)", "Database (SQLite)"),
    "parquet": ("Tables as Parquet (zip)", "Tabellene som Parquet (zip)"),
    "figures_en": ("All charts as PNG, in English (zip)", "Alle figurene som PNG, på engelsk (zip)"),
    "figures_nb": ("All charts as PNG, in Norwegian (zip)", "Alle figurene som PNG, på norsk (zip)"),
}


def words(lang: str) -> dict[str, str]:
    """Return the words of one language, `en` or `nb`."""
    return {key: pair[lang == "nb"] for key, pair in WORDS.items()}
