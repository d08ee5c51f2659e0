"""The words of charts and workbook, in English and Norwegian."""

LANGUAGES = ("en", "nb")

PROGRAMME = (
    "Norwegian Innovation Clusters, Norway's public cluster programme",
    "Norwegian Innovation Clusters, det statlige klyngeprogrammet",
)
LEVEL_NAMES = {"Mature": ("Mature", "Moden")}
MEASURES = {
    "value_added": ("Value added", "Verdiskaping"),
    "sales_revenue": ("Sales revenue", "Salgsinntekter"),
    "employment": ("Employment", "Sysselsetting"),
    "productivity": ("Productivity", "Produktivitet"),
    "exports": ("Exports", "Eksport"),
    "profitability": ("Profitability", "Lønnsomhet"),
    "wages": ("Wages", "Lønn"),
    "innovation": ("Innovation", "Innovasjon"),
}
QUALIFIERS = {
    "exact": ("", ""),
    "about": ("about ", "om lag "),
    "nearly": ("nearly ", "nærmere "),
    "up_to": ("up to ", "inntil "),
    "at_least": ("at least ", "minst "),
}
COUNTED = {"clusters_active": ("active", "aktive"), "clusters_served": ("got services", "fikk tjenester")}
FIRST_THREE = "first three years of participation"
UNPRINTED = {
    "higher": ("higher, no figure printed", "høyere, uten tall"),
    "lower": ("lower, no figure printed", "lavere, uten tall"),
    "not_reported": ("measured, result not printed", "målt, resultat ikke oppgitt"),
}
CHANGES = {"cut": ("cut", "kutt"), "rise": ("rise", "økning")}
