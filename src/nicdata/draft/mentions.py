"""A paragraph -> what it mentions: sums, counts, gaps, levels, names of clusters, years.

Bokmål, Nynorsk and English. Each pattern is bounded, so that time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from nicdata.sheets import printed


class Mention(NamedTuple):
    """Where it stands in its sentence, the text, and what it is: a level's code, a name, a noun's meaning."""

    start: int
    end: int
    text: str
    value: str


def any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


# --- numbers -----------------------------------------------------------------------------------------------


@cache
def number(language: str) -> str:
    """A pattern for a number in figures or words."""
    english = language == "en"
    ones = [group[-1:] if english else group[:-1] for group in printed.ONES[1:]]
    if english:
        ones[0] = ("one",)
    else:
        ones[0] = (*ones[0], "ein", "éin", "eitt", "éi")
    tens = [group[-1:] if english else group[:-1] for group in printed.TENS]
    one, ten = any_of(w for group in ones for w in group), any_of(w for group in tens for w in group)
    hundred = "hundred" if english else "hundre"
    small = rf"(?:(?:{ten})(?:[ -]?(?:og )?(?:{one}))?|{one})"
    word = rf"(?:(?:{small}[ -]?)?{hundred}(?:(?: og | and |[ -])?{small})?|{small})"
    # Whole or not at all, and of at most 15 digits: of "000 000 000 …" not each shorter number is tried in turn.
    thousands = r"[ .,]\d{3}(?!\d)"
    digits = rf"(?>\d{{1,3}}(?:{thousands}){{1,4}}(?!{thousands}))(?:[.,]\d+)?|\d{{1,12}}(?:[.,]\d+)?"
    return rf"(?:(?:{digits})(?!\d)|(?i:{word})(?!\w))"


@cache
def qualifier() -> str:
    return rf"(?:(?i:{any_of(w for words in printed.QUALIFIERS.values() for w in words)}) ?)?"


@cache
def money(language: str) -> re.Pattern[str]:
    """A sum in kroner as printed, its qualifier and range included."""
    n, scale = number(language), rf"(?: ?(?:{any_of(printed.SCALES)})(?!\w))"
    currency = r"(?:norske kroner|Norwegian kroner|kronene|kroner|krone|kr\.?|NOK)"
    n = rf"(?:(?i:{any_of(printed.HALVES)})(?!\w)|{n})"
    span = (
        rf"{n}{scale}?(?: ?[–-] ?{n}| (?:til|to|og|and) (?!(?:et|en|ei|ein|eit|one)\b)(?:(?:NOK|kr) )?{n})?"
    )
    return re.compile(
        rf"(?<![\w.,–-])(?:(?i:mellom|between|fra|frå|from) )?{qualifier()}"
        rf"(?:(?:kr\.?|NOK|MNOK|TNOK|BNOK|mnok) {span}{scale}?"
        rf"|{span}{scale}? ?(?:{currency}|MNOK|TNOK|BNOK|mnok)(?!\w))"
    )


@cache
def gap(language: str) -> re.Pattern[str]:
    """A figure in percentage points or per cent as printed."""
    units = any_of((*printed.UNITS["pp"], *printed.UNITS["percent"]))
    return re.compile(rf"(?<![\w.,])(?:{qualifier()})[−-]?{number(language)} ?(?:{units})(?!\w)")


LONGEST_FIGURE = 60  # characters, as in a sheet
YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")


def figure_text(text: str, language: str) -> str:
    """The longest tail of a found figure that `printed` can read; empty where none can be."""
    words = text.strip(" ,;:").split(" ")
    for first in range(len(words)):
        candidate = " ".join(words[first:])
        if len(candidate) > LONGEST_FIGURE:
            continue
        try:
            printed.parse(candidate, language)
        except ValueError:
            continue
        return candidate
    return ""


# --- what is counted ---------------------------------------------------------------------------------------

NOUNS = {
    "cluster": r"(?:nærings|bedrifts|industri|Arena Pro[ -]?|Arena[ -]?|ARENA[ -]?|NCE[ -]?|GCE[ -]?)?"
    r"(?:kly?ngeprosjekte(?:r|ne)|klyngjeprosjekt(?:a)?|klynge(?:r|ne|miljø\w*|organisasjon\w*)|klyng(?:jer|jene|ar|ane)"
    r"|clusters?(?: projects| organi[sz]ations)?|cluster environments)"
    r"|(?:Arena|ARENA|NCE|GCE)[ -](?:prosjekter|prosjekt|projects|miljøer|status\w*)|(?:NCE|GCE)(?:-?er|-?ar|s)\b"
    r"|(?:nærings)?miljø(?:er|ene|a)?\b|noder|nodar|nodes|nettverk|environments|consortia|konsortier",
    "applicant": r"(?:prosjekt)?(?:søknad(?:er|ene|ar|ane)?|søker(?:e|ne)|søkjar(?:ar|ane)|kandidat(?:er|ene|ar|ane)|skisse(?:r|ne)|prosjektskisser)"
    r"|(?:full |complete )?applications?|(?:outline |full )?proposals|applicants?|candidates|bids|(?:outline |project )?sketches|expressions of interest|outlines",
    "company": r"(?:medlems|deltaker|deltakar)?(?:bedrift(?:er|ene|ar)|verksemd(?:er|ene)|virksomhet(?:er|ene)|selskap(?:er|ene|a)?)\b|(?:member )?(?:companies|firms|businesses|enterprises)",
    "member": r"medlem(?:mer|mene|mar|er|ar|ene)?\b|medlemsbedrift\w*|medlemsverksemd\w*|medlemsorganisasjoner|members?\b|member (?:companies|firms|organi[sz]ations)",
    "partner": r"(?:samarbeids|klynge|klyngje)?partner(?:e|ne|ar)\b|(?:samarbeids)?partnarar|partners",
    "participant": r"deltaker(?:e|ne)\b|deltakarar|deltagere|participants",
    "core_company": r"kjernebedrift(?:er|ene)|kjerneverksemder|core (?:companies|firms|members)",
    "knowledge_institution": r"(?:kunnskaps|forsknings|forskings|FoU-|utdannings)(?:institusjon\w*|miljø\w*|aktører|aktørar|partnere)|universitet(?:er)?(?: og høg?skol\w+)?|(?:knowledge|research|academic|R&D)(?: and (?:education|research))? (?:institutions|institutes|partners|organi[sz]ations)|universities",
    "public_body": r"(?:offentlige|offentlege) (?:aktører|virksomheter|virksomheiter|verksemder|partnere|organer|organ|etater|aktørar|institusjoner)|kommuner|kommunar|public (?:bodies|partners|agencies|sector (?:bodies|partners))|municipalities",
    "employee": r"(?:ansatte|tilsette|årsverk|mennesker|employees|staff|people)\b",
    "level": r"(?:program)?nivå(?:er)?\b|levels",
    "grant": r"(?:hoved|for|klynge)?prosjekt(?:er|ene|a)?\b|projects|tilsagn",
}
ROLES = (
    "core_company",
    "knowledge_institution",
    "public_body",
    "member",
    "partner",
    "participant",
    "company",
    "employee",
)


@cache
def count(language: str) -> re.Pattern[str]:
    """A number and the noun it counts, with up to four words between."""
    nouns = "|".join(
        rf"(?P<{meaning}>{pattern})"
        for meaning, pattern in (
            *(
                (m, NOUNS[m])
                for m in (
                    "core_company",
                    "knowledge_institution",
                    "public_body",
                    "member",
                    "partner",
                    "participant",
                )
            ),
            *((m, NOUNS[m]) for m in ("applicant", "cluster", "company", "employee", "level", "grant")),
        )
    )
    one = any_of(w for group in printed.ONES[2:] for w in (group[-1:] if language == "en" else group[:-1]))
    word = (
        r"(?!(?:ble|blei|vart|er|var|fikk|fekk|får|har|hadde|were|was|are|have|had|got|etter|after|før|before)\b|(?<!e )og\b|(?<!al )and\b|av\b|of\b|i\b|in\b|til\b|to\b|som\b|år\b|years\b|prosent\b|million\w*\b|milliard\w*\b|mill\b|kroner\b|NOK\b|kr\b|"
        + one
        + r"\b)[a-zæøåé][\w-]*,?"
    )
    # Only the first may follow a hyphen: in "39-a-b-c" each hyphen else could part two of them.
    between = rf"(?: klynge- (?:til|og))?(?:[ -]{word}(?: {word}){{0,3}}?)??"
    return re.compile(
        rf"(?<![\w.,/%–−-])(?!(?:19|20)\d\d\b)(?P<number>{qualifier()}{number(language)}|(?i:ingen|inga|no(?= new| cluster| appl)))(?P<between>{between})[ -](?i:{nouns})(?!\w)"
    )


# --- levels ------------------------------------------------------------------------------------------------

LEVEL = re.compile(
    r"(?<![\w-])(?=[AGNMHgnmh])(?:(?P<pro>(?:Arena|ARENA)[ -]?(?:Pro|PRO))|(?P<gce>GCE|(?i:global cent(?:re|er)s? of expertise))"
    r"|(?P<nce>NCE|(?i:(?:nasjonal\w* ekspertise|nasjonale? kompetanse)sent(?:er|re|ra)|norwegian cent(?:re|er)s? of expertise))"
    r"|(?P<arena>Arena|ARENA)|(?P<mature>(?i:mod(?:en|ne|ent) klyng\w*|mog(?:en|ne) klyng\w*|moden(?= status|-status)|mature cluster\w*|mature(?=[ -](?:status|level))))"
    r"|(?P<node>Node(?:r|ne)?(?=[ -]?(?:klyng|status|nivå)|$)|(?i:(?:hub-)?node(?=[- ]?(?:status|klyng)))|(?<=som )noder?(?!\w)|(?<=er )node(?= i )|(?<=blir )noder?(?!\w)|(?<=fra )node(?!\w)|(?<=frå )node(?!\w)|(?<=ble )node(?!\w)|[Nn]oden(?= [A-ZÆØÅ])|(?<=as a )node(?!\w)|(?<=as )[Nn]odes(?!\w)|NODE[RN]?(?=$)))(?:(?!\w)|(?=status|klyng|program|prosjekt|nivå|(?:s|er|ar|ene)(?!\w)))"
)
CODES = {"pro": "Arena Pro", "gce": "GCE", "nce": "NCE", "arena": "Arena", "mature": "Mature", "node": "Node"}


def levels(text: str) -> Iterator[Mention]:
    for found in LEVEL.finditer(text):
        yield Mention(found.start(), found.end(), found[0], CODES[found.lastgroup or ""])


# --- names of clusters -------------------------------------------------------------------------------------

CAPITAL = r"(?:[A-ZÆØÅ0-9][\w&'’!+.]*[\w!+]|[A-ZÆØÅ]|i[A-Z]\w+|e[A-Z]\w+)(?:-[\w]+)*"
CHUNK = re.compile(
    rf"(?<![\w-]){CAPITAL}(?:(?: (?:&|of|for|for the) | ){CAPITAL}|(?:(?<=[Ff]or) (?:applied|clean|green))?){{0,7}}"
)
# A word that makes a run of capitalised words the name of a cluster.
CLUSTER_WORD = re.compile(
    r"(?:cluster|klynge[nr]?|klynga|klyngja|klyngje|network|nettverket?|valley|klyngesamarbeid|hub)$",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:(?:de[nt]?|dei|en|ei|ein|et|eit|som|the|a|an|new|nye?|ny|alle|vår|our|this|each|hver|kvar|both|mange|flere|fleire|norske?|norwegian) )*"
    r"(?:(?:nærings|bedrifts|industri|medlems|super|region\w*|samarbeids|mega)?(?:klynge[nr]?|klynge(?:ne|rne)|klyngjer?|klynga|klyngja|nettverk(?:et)?|clusters?|network|hub)"
    r"|(?:NCE|GCE|Arena|ARENA|Arena Pro)[ -]?(?:klynge[nr]?|klynga|klyngene|klyngj\w*|clusters?|network|nettverk\w*)"
    r"|klyngeprogram\w*|klyngjeprogram\w*|norwegian innovation clusters?(?: programme)?|(?:global|european) cluster)$",
    re.IGNORECASE,
)
NOT_CLUSTERS = re.compile(
    r"(?:Innovasjon Norge|Innovation Norway|Siva|SIVA|Forskningsrådet|Forskingsrådet|Research Council|Norges|Noregs|Forskningsråd|Forskingsråd|Norges forskningsråd|Regjering\w*|Stortinget|Government"
    r"|\w*departement\w*|Ministry|Minister|\w+minister|\w*fylkeskommune\w*|County|Council|\w*kommune|Municipality|Universit\w*|Høg?skole\w*|NTNU|SINTEF|UiT|NORCE|Nofima|SSB|Statistics Norway|Statistisk sentralbyrå"
    r"|Menon|Oxford Research|EU|EØS|Horizon|Horisont|Interreg|NHO|LO|NRK|NTB|E24|Foto|Photo|Illustrasjon|Publisert|Published|Les|Kontakt|Contact|Tlf|Telefon"
    r"|Norge|Noreg|Norway|Norwegian Innovation Clusters?|NIC|Europa|Europe|Klyngeprogram\w*|Klyngjeprogram\w*|Programme|Programmet|Norwegian Centres?|Global Centres?|Expertise|Pro|AS|ASA"
    r"|NOK|MNOK|KR|EUR|USD|Status\w*|Støtt\w*|Prosjekt\w*|Programleiing\w*|Fakta|Fact\w*|Bakgrunn|Background|Om|About|Kontakt\w*|Konsernet|Selskapet|Bedriften\w*|Konkurranse\w*|Opptak\w*|Søknad\w*|Januar|Februar|Mars|April|Mai|Juni|Juli|August|September|Oktober|November|Desember|January|February|March|May|June|July|October|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Mandag|Tirsdag|Onsdag|Torsdag|Fredag)$"
)


def known_names(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for these names, with their level in front perhaps, in the genitive perhaps."""
    names = set(names)
    first = re.escape("".join(sorted({name[0] for name in names} | set("NGA"))))
    return re.compile(
        rf"(?<![\w-])(?=[{first}])(?:(?:NCE|GCE|Arena Pro|Arena|ARENA) )?(?:{any_of(names) or '(?!)'})(?![^\Ws]|s\w|-\w)"
    )


def core(name: str) -> str:
    """A name without the level in front of it, in small letters: what two spellings of it share."""
    bare = re.sub(r"^(?:the |(?:nce|gce|arena pro|arena)[ -])+", "", name.casefold())
    bare = re.sub(r"[ -]?(?:cluster|klynge[nr]?|klynga|klyngja)$", "", bare) or bare
    return re.sub(r"[^\w]+", "-", bare).strip("-")


# --- sentences ---------------------------------------------------------------------------------------------

LONGEST_SENTENCE = 1500
STOP = re.compile(
    r"[.!?](?<!\bmill\.)(?<!\bmrd\.)(?<!\bca\.)(?<!\bkr\.)(?<!\bmaks\.)(?<!\bpst\.)(?<!\bbl\.a\.)(?<!\bf\.eks\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bnr\.)"
    r"(?:(?<!\b\d\.)[»”\")]?(?: ?(?=[–—-] ?[A-ZÆØÅ«“\"]|[A-ZÆØÅ«“\"])| (?=\d+ [a-zæøå]))|(?<=\d\.) (?=[A-ZÆØÅ][a-zæøå]+ ))"
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph, each with where it begins; an endless one is cut at a space."""
    start = 0
    for stop in [*(found.end() for found in STOP.finditer(text)), len(text)]:
        while stop - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = cut if cut > start else start + LONGEST_SENTENCE
            yield start, text[start:cut].strip()
            start = cut
        if piece := text[start:stop].strip():
            yield start, piece
        start = stop
