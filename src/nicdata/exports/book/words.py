"""The texts of the workbook in English and Norwegian.

Texts about tables and columns are in the descriptor."""

from __future__ import annotations

Pair = tuple[str, str]  # English, Norwegian

SHEETS: dict[str, Pair] = {
    "about": ("About", "Om"),
    "contents": ("Contents", "Innhold"),
    "charts": ("Charts", "Figurer"),
    "codebook": ("Codebook", "Kodebok"),
    "sources": ("Sources by date", "Kilder etter dato"),
    "decisions": ("Decisions and notes", "Valg og merknader"),
}
DESCRIBED: dict[str, Pair] = {
    "budget_by_year": (
        "The programme's budget in each year, and the years for which no source states one",
        "Bevilgningen til programmet hvert år, og årene der ingen kilde oppgir den",
    ),
    "clusters_by_level": (
        "How many clusters there were at each level, as sources count them",
        "Hvor mange klynger det var på hvert nivå, slik kildene teller dem",
    ),
    "clusters_by_county": (
        "All clusters with their county, latest level and status",
        "Alle klynger med fylke, siste kjente nivå og status",
    ),
    "charts": ("Charts that you can restyle", "Redigerbare figurer"),
    "codebook": ("What every column means", "Hva hver kolonne betyr"),
    "sources": (
        "The sources from the oldest to the newest, with links",
        "Kildene fra den eldste til den nyeste, med lenker",
    ),
    "decisions": (
        "Which names are one cluster, and every note on a row",
        "Hvilke navn som viser til samme klynge, og alle merknader til radene",
    ),
}
ABOUT: dict[str, Pair] = {
    "what": ("What this is", "Om arbeidsboken"),
    "version": ("Version", "Versjon"),
    "newest": ("Newest facts", "Nyeste opplysninger"),
    "licence": ("Licence", "Lisens"),
    "cite": ("How to cite", "Slik siterer du"),
    "read": ("How to read it", "Slik leser du arbeidsboken"),
    "languages": ("Languages", "Språk"),
    "answers": ("Begin here", "Begynn her"),
    "limits": ("Limits", "Begrensninger"),
}
TEXTS: dict[str, Pair] = {
    "what": (
        "Norway's public cluster programme, from {sources} sources. Every row that states something names its source,"
        " the address and how well it is supported.",
        "Opplysninger om det norske klyngeprogrammet, hentet fra {sources} kilder. Hver rad som gjengir en opplysning, viser kilden,"
        " nettadressen og hvor sikker opplysningen er.",
    ),
    "version": ("nicdata {version}", "nicdata {version}"),
    "newest": ("{newest}", "{newest}"),
    "licence": (
        "Facts and tables: CC0 1.0. The sources belong to their publishers.",
        "Opplysninger og tabeller: CC0 1.0. Rettighetene til kildene ligger hos utgiverne.",
    ),
    "cite": (
        "nicdata {version}, with the source the figure comes from",
        "nicdata {version}, sammen med kilden tallet er hentet fra",
    ),
    "read": (
        "The sheets of the tables have the columns and codes of the CSV files. Three kinds of columns are added, which"
        " the CSV files do not have: amounts in {base} prices, and the name and the county of a cluster beside its id."
        " A note on each column explains it. Underlined cells are links. An empty cell means not known or not stated."
        " Where several sources state one fact, a filter shows one row of it: clear the filter on “{shown}” to see them"
        " all.",
        "Arkene med tabeller har de samme kolonnene som CSV-filene. Tre slags kolonner kommer i tillegg og finnes ikke"
        " i CSV-filene: beløp i {base}-priser, og klyngens navn og fylke ved siden av klyngens id. En merknad på hver"
        " kolonne forklarer den og oppgir navnet i CSV-filene. Understrekede celler er lenker. En tom celle betyr"
        " ukjent eller ikke oppgitt. Når flere kilder oppgir samme opplysning, viser filteret bare én rad: Fjern"
        " filteret på «{shown}» for å se alle.",
    ),
    "languages": (
        "These columns have free text in English, in every language of the workbook: {english}, and the sectors in {traits}. Figures as printed,"
        " names and titles are in the language of the source.",
        "Disse kolonnene har fritekst på engelsk: {english}, og næringene i {traits}. Tall som er gjengitt ordrett, navn og titler står på"
        " kildens språk.",
    ),
}
LIMITS: tuple[Pair, ...] = (
    (
        "The sources are not a register. A cluster that no source mentions is missing, and a year without a figure is"
        " a year for which no source states one.",
        "Kildene utgjør ikke noe fullstendig register. En klynge som ingen kilde nevner, mangler, og et år uten tall er et år der"
        " ingen kilde oppgir noe tall.",
    ),
    (
        "Clusters that are active on a date and clusters that are served during a year are different counts.",
        "Antall aktive klynger på en dato og antall klynger som får tjenester fra programmet i løpet av et år, er to ulike tall.",
    ),
    (
        "Amounts are nominal unless the column names a year of prices. What the programme is given is not what its"
        " clusters receive.",
        "Beløpene er i løpende priser når kolonnen ikke sier noe annet. Det programmet får bevilget, er ikke det"
        " samme som det klyngene mottar.",
    ),
    (
        "Gaps between members and other companies show neither cause nor effect: clusters and companies choose each"
        " other.",
        "Forskjeller mellom medlemmer og andre bedrifter viser ikke årsak og virkning: Klynger og bedrifter velger"
        " hverandre.",
    ),
    (
        "A change of level that no source announces is inferred from two mentions of the cluster; it has an interval,"
        " not a date.",
        "Et nivåskifte som ingen kilde har kunngjort, er utledet av to omtaler av klyngen og har et tidsrom i stedet"
        " for en dato.",
    ),
)
HEADS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "contents": (
        ("Sheet", "Title", "What it holds", "Rows"),
        ("Ark", "Tittel", "Innhold", "Rader"),
    ),
    "codebook": (
        ("Table", "Column", "Title", "Type", "Unit", "Key", "Required", "Values", "Description"),
        ("Tabell", "Kolonne", "Tittel", "Type", "Enhet", "Nøkkel", "Påkrevd", "Verdier", "Beskrivelse"),
    ),
    "sources": (
        ("Source", "Title", "Publisher", "Published", "Basis of the date", "Note"),
        ("Kilde", "Tittel", "Utgiver", "Publisert", "Datogrunnlag", "Merknad"),
    ),
    "decisions": (
        ("Kind", "Row", "Name or source", "Reason or note"),
        ("Type", "Rad", "Navn eller kilde", "Begrunnelse eller merknad"),
    ),
}
TYPES: dict[str, Pair] = {
    "string": ("string", "tekst"),
    "integer": ("integer", "heltall"),
    "number": ("number", "desimaltall"),
    "boolean": ("boolean", "ja/nei"),
    "date": ("date", "dato"),
    "primary": ("primary", "primærnøkkel"),
    "unique": ("unique", "unik"),
    "yes": ("yes", "ja"),
    "same cluster": ("same cluster", "samme klynge"),
    "row": ("row", "rad"),
}
# The columns with free text in English: table, column.
ENGLISH = (
    *(("levels", "description"), ("clusters", "sector"), ("cluster_names", "reason")),
    *(("effect_statistics", column) for column in ("statistic", "window", "comparison_group", "analyst")),
    ("budgets", "note"),
)
ADDED: dict[str, tuple[Pair, Pair]] = {  # title: beside the cluster's own id, beside another id
    "name": (("Cluster name", "Klyngens navn"), ("{title} (name)", "{title} (navn)")),
    "county": (("Cluster county", "Klyngens fylke"), ("{title} (county)", "{title} (fylke)")),
}
REAL_UNIT: Pair = ("NOK, {base} prices", "kroner, {base}-priser")
ADDED_NOTES: dict[str, Pair] = {
    "real": (
        "{title} in the prices of {base}, computed with Statistics Norway's consumer price index (NOK). Empty for years"
        " that the index does not reach. Not in the CSV files.",
        "{title} i {base}-priser, regnet om med Statistisk sentralbyrås konsumprisindeks (kroner). Tomt for år som"
        " indeksen ikke dekker. Finnes ikke i CSV-filene.",
    ),
    "name": (
        "The name of the cluster in {column}, from the sheet {sheet}. Not in the CSV files.",
        "Navnet på klyngen i kolonnen {column}, fra arket {sheet}. Finnes ikke i CSV-filene.",
    ),
    "county": (
        "The county of the cluster in {column}, from the sheet {sheet}. Empty if it is not known. Not in the CSV files.",
        "Fylket til klyngen i kolonnen {column}, fra arket {sheet}. Tomt hvis det ikke er kjent. Finnes ikke i"
        " CSV-filene.",
    ),
}
CSV_NAME: Pair = ("", " I CSV-filene: {name}.")
ANSWERS: dict[str, tuple[Pair, ...]] = {  # what stands above an answer
    "budget_by_year": (
        (
            "The budget of the whole programme as sources state it. For {gaps} of {rows} years no source states it.",
            "Bevilgningen til hele programmet slik kildene oppgir den. For {gaps} av {rows} år oppgir ingen kilde den.",
        ),
        (
            "A ceiling is an item of the state budget that also pays for other schemes: the programme got no more than that from"
            " it. It is not the programme's budget.",
            "Et tak er en post i statsbudsjettet som også går til andre ordninger: Programmet fikk ikke mer enn dette"
            " fra posten. Det er ikke programmets bevilgning.",
        ),
    ),
    "clusters_by_level": (
        (
            "Each count as a source states it. Compare within one measure: a list can be of the new clusters only (see the note).",
            "Hvert tall slik en kilde oppgir det. Sammenlign bare tall som teller det samme: En liste kan gjelde bare"
            " de nye klyngene (se merknaden).",
        ),
        (
            "Do not add up the rows of a year: some count all levels together, or the same clusters twice.",
            "Ikke summer radene for et år: Noen gjelder alle nivåer samlet, eller teller de samme klyngene to ganger.",
        ),
    ),
    "clusters_by_county": (
        (
            "{clusters} clusters. For {unknown} of them the county is not known: they come last.",
            "{clusters} klynger. For {unknown} av dem er fylket ikke kjent: De står sist.",
        ),
        (
            "Few exits are reported: a cluster without one may have left too.",
            "Få utganger er omtalt: En klynge uten omtalt utgang kan også ha gått ut.",
        ),
    ),
}
NOTHING: Pair = ("No source states this.", "Ingen kilde oppgir dette.")
ANSWER_NOTES: dict[str, Pair] = {  # columns that no table has
    "known": (
        "Whether a source states the budget of the whole programme for the year.",
        "Om noen kilde oppgir bevilgningen til hele programmet for året.",
    ),
    "ceiling_": (
        "The approved amount of the item (NOK, nominal), with a link to its source. It also pays for other schemes.",
        "Vedtatt beløp på posten (kroner, løpende priser), med lenke til kilden. Posten går også til andre ordninger.",
    ),
    "status": (
        "What sources report of the end of the cluster. “No exit reported” does not say that it still is in the programme.",
        "Hva kildene sier om slutten for klyngen. «Ingen utgang omtalt» betyr ikke at den fortsatt er med i programmet.",
    ),
    "departure_year": (
        "The year of the exit or the merger, if a source reports one.",
        "Året klyngen gikk ut eller slo seg sammen med andre, hvis en kilde sier det.",
    ),
    "merged_into_name": (
        "The cluster that it became part of. Empty if that is not a cluster of the programme.",
        "Klyngen den ble en del av. Tomt hvis det ikke er en klynge i programmet.",
    ),
}
CHARTS: dict[str, tuple[Pair, Pair, Pair]] = {  # title, unit of the cells, unit of the chart
    "levels": (
        ("Clusters by level, {year}", "Klynger etter nivå, {year}"),
        ("clusters", "klynger"),
        ("clusters", "klynger"),
    ),
    "budget": (
        ("Programme budget, {base} prices", "Bevilgning til klyngeprogrammet, {base}-priser"),
        ("NOK", "kroner"),
        ("NOK million", "millioner kroner"),
    ),
    "gaps": (
        (
            "Members compared with the control group{statistic}",
            "Medlemmer sammenlignet med kontrollgruppen{statistic}",
        ),
        ("percentage points", "prosentpoeng"),
        ("percentage points", "prosentpoeng"),
    ),
}
STATISTICS: dict[str, Pair] = {"annual average": (", average per year", ", gjennomsnitt per år")}
LEFT_OUT: Pair = (
    "Left out, because they are another kind of figure: {n}. See the sheet {sheet}.",
    "Utelatt fordi de er en annen slags tall: {n}. Se arket {sheet}.",
)
