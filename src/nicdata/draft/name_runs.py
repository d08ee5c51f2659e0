"""The runs of capitalised words in a sentence that can be names, and the lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nicdata.draft import lexicon, mentions
from nicdata.draft.lexicon import has
from nicdata.draft.persons import is_person

DASHED = re.compile(rf"^ [–—-] {mentions.CAPITAL}(?: {mentions.CAPITAL}){{0,4}}(?=,| og | and |\.?$)")
ITEM = (
    rf"[«“\"]?(?P<name>{mentions.CHUNK.pattern})[»”\"]?(?: [–—-] [A-ZÆØÅ][^,;:.]{{0,40}}?)?(?: ?\([^)]{{0,60}}\))?"
    r"(?: (?:i|på|fra|frå|in|from|at|of) [A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)?)?(?:, (?:som|which|who) [^,.;]{2,70}(?=,| og | and ))?"
)
GAP = re.compile(r"(?:, (?:og |and )?|; | (?:og|and|samt|&) )(?:the (?:[A-ZÆØÅ][a-zæøå]+-based )?)?")
ITEM_AT = re.compile(ITEM)
# "…, som blir node i programmet", ", which is an Arena cluster", ", ei av dei få på GCE-nivå"
WHICH_LEVEL = re.compile(
    rf"[»”\"]?(?:,? (?:som|which|that|who|whose|begge|both)\b[^.;,]{{0,60}}?|, (?:en|ei|ein|eit|et|an?|the|one) [^.;,]{{0,40}}?|"
    rf" \(|,? (?:er|is|has|har|var|was) (?:(?:en|ei|ein|an?|status|som|as|vært|vore|been|siden|sidan|since|\d{{4}}) ){{0,4}}(?:ny )?){mentions.LEVEL.pattern}"
)


def listed(text: str, language: str, holds_known: bool, is_list: bool) -> Iterator[str]:
    """Yield the names of a list that a sentence gives a level: "… får Arena-status: A, B i Bodø og C", "På Arena-nivået
    slipper A, B og C til"."""
    colon = text.find(": ") + 2
    behind = [m.end() for m in lexicon.words("name_list", language).finditer(text)]
    for place in (0, colon, *(end + 1 for end in behind)) if colon > 1 else (0, *(end + 1 for end in behind)):
        yield from _list_at(text, place, language, holds_known, is_head=place == 0 and not is_list)


def _list_at(text: str, place: int, language: str, holds_known: bool, is_head: bool) -> Iterator[str]:
    """The names of the list that begins at a place; at the head of a sentence only where they then get something."""
    found: list[str] = []
    end = place
    while item := ITEM_AT.match(text, place):
        name, begin = without_lead(item["name"], item.start("name"), language)
        gap = GAP.match(text, item.end())
        if not name and not found and gap:  # "Meanwhile, A and B have been admitted"
            place = gap.end()
            continue
        if not name:
            return
        if dashed := DASHED.match(text[item.end("name") :]):
            name += dashed[0]
        end = max(item.end(), begin + len(name))
        found.append(name)
        gap = GAP.match(text, end)
        if not gap:
            break
        place = gap.end()
    if is_head and not (
        lexicon.beginning("gets_level", language).match(text[end:]) or WHICH_LEVEL.match(text[end:])
    ):
        return
    plain = [name for name in found if not is_person(name, language)]
    given = mentions.LEVEL.search(text[end:]) and lexicon.beginning("gets_level", language).match(text[end:])
    if plain and given and place and len(found) == 1 and text[:place].endswith(": "):
        yield found[0]
    if (
        len(found) > 1
        and (plain or holds_known)
        and not lexicon.beginning("belongs", language).match(text[end:])
    ):
        yield from plain


OF_PLACE = re.compile(
    r"^(.+ (?:Cluster|Klynge|Network|Nettverk|Hub)|\S+ (?!Cent)\S+(?: \S+)*?) of \S+$"
)  # "Cold Chain Cluster of Ålesund"


# What stands behind a name and is no part of it.
BEHIND = re.compile(r" (?:ASA?|SA|BA)$|['’]s$| (?:NCE|GCE|Arena|Arena Pro)-\w+$")


def without_lead(name: str, start: int, language: str) -> tuple[str, int]:
    """The run without the words at its head that are capitalised for the sentence's sake; where it begins."""
    lead = lexicon.words("name_lead", language)
    if based := re.match(r"(?:In (?=\d)|[A-ZÆØÅ][a-zæøå]+-based )", name):
        name, start = name[based.end() :], start + based.end()
    if year := re.match(r"(?:19|20)\d\d ", name):
        name, start = name[year.end() :], start + year.end()
    kind = re.match(r"\w+klyng(?:en|a|ja) ", name)
    if kind and (
        has("cluster_word", name[kind.end() :], language) or name[kind.end() :].count(" ") > 1
    ):  # "Havklyngen Cod Cluster"
        name, start = name[kind.end() :], start + kind.end()
    while (m := lead.match(name)) and (m.end() == len(name) or name[m.end()] == " "):
        if m.end() == len(name):
            return "", start
        if name[m.end() :].startswith((" & ", " og ")):  # "Tre & Teknikk Cluster"
            break
        name, start = name[m.end() + 1 :], start + m.end() + 1
    name = OF_PLACE.sub(r"\1", BEHIND.sub("", name.rstrip(".!'’ ")))
    return re.sub(r"(klyng(?:en|a|ja)|Cluster)s$", r"\1", name), start
