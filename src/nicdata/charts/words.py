"""Words, numbers and dates as a reader of English or Norwegian writes them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nicdata.sheets import printed

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
    "less_than": ("less than ", "under "),
    "at_least": ("at least ", "minst "),
    "more_than": ("more than ", "over "),
}
COUNTED = {"clusters_active": ("active", "aktive"), "clusters_served": ("got services", "fikk tjenester")}
FIRST_THREE = "first three years of participation"
UNPRINTED = {
    "higher": ("higher, no figure printed", "høyere, uten tall"),
    "lower": ("lower, no figure printed", "lavere, uten tall"),
    "not_reported": ("measured, result not printed", "målt, resultat ikke oppgitt"),
}
CHANGES = {"cut": ("cut", "kutt"), "rise": ("rise", "økning")}


def number(value: Any, lang: str, decimals: int = 0) -> str:
    """A number as a reader of the language writes it, rounded half up: 15,8 in `nb`, 15.8 in `en`."""
    from babel.numbers import format_decimal

    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format_decimal(exact, "#,##0." + "0" * decimals if decimals else "#,##0", locale=lang)


def when(iso_date: str, lang: str) -> str:
    """An ISO date that may be cut, as a reader of the language writes it."""
    from babel.dates import format_date

    form = {4: "y", 7: "MMMM y", 10: "long"}[len(iso_date)]
    day = date.fromisoformat(printed.bounds(iso_date)[0])
    return format_date(day, form, locale={"en": "en_GB"}.get(lang, lang))
