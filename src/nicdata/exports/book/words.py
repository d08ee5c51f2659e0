"""The texts of the workbook in English and Norwegian.

Texts about tables and columns are in the descriptor."""

from __future__ import annotations

Pair = tuple[str, str]  # English, Norwegian

SHEETS: dict[str, Pair] = {
    "about": ("About", "Om"),
    "contents": ("Contents", "Innhold"),
    "charts": ("Charts", "Figurer"),
    "codebook": ("Codebook", "Kodebok"),
    "sources": ("Sources", "Kildeliste"),
    "decisions": ("Decisions and notes", "Valg og merknader"),
}
DESCRIBED: dict[str, Pair] = {
    "charts": ("Charts that you can restyle", "Redigerbare figurer"),
    "codebook": ("What every column means", "Hva hver kolonne betyr"),
    "sources": ("The sources with their addresses", "Kildene med nettadresser"),
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
        "Columns are named as in the CSV files; a note on each explains it. Underlined cells are links. An empty cell"
        " means not known or not stated. Where several sources state one fact, a filter shows one row of it: clear the"
        " filter on “shown” to see them all.",
        "En merknad på hver kolonne forklarer den og oppgir navnet i CSV-filene. Understrekede celler er lenker. En"
        " tom celle betyr ukjent eller ikke oppgitt. Når flere kilder oppgir samme opplysning, viser filteret bare én"
        " rad: Fjern filteret på «{shown}» for å se alle. Merknader, begrunnelser, definisjoner og næringer er på engelsk.",
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
REAL_NOTE: Pair = (
    "{title} in the prices of {base}, computed with Statistics Norway's consumer price index. Empty for years that the"
    " index does not reach.",
    "{title} i {base}-priser, regnet om med Statistisk sentralbyrås konsumprisindeks. Tom for år som indeksen ikke"
    " dekker.",
)
CSV_NAME: Pair = ("", " I CSV-filene: {name}.")
CHARTS: dict[str, tuple[Pair, Pair]] = {  # title, unit
    "levels": (("Clusters by level, {year}", "Klynger etter nivå, {year}"), ("clusters", "klynger")),
    "budget": (
        ("Programme budget, {base} prices", "Bevilgning til klyngeprogrammet, {base}-priser"),
        ("NOK million", "millioner kroner"),
    ),
    "gaps": (
        ("Members compared with the control group", "Medlemmer sammenlignet med kontrollgruppen"),
        ("percentage points", "prosentpoeng"),
    ),
}
