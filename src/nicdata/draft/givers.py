"""Who gives: the programme, a county or another public body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nicdata.draft.lexicon import has
from nicdata.text import slug

if TYPE_CHECKING:
    from nicdata.draft.reading import Reading

_COUNTY = r"(?:(?<![\w-])(?!I |På |Frå |Fra |Også )[A-ZÆØÅ][\wæøå-]+(?: og [A-ZÆØÅ][\wæøå]+)?)"
COUNTY = re.compile(rf"({_COUNTY}) (?:fylkeskommun\w*|fylkesting\w*|fylkesråd\w*|fylke\b|[Cc]ounty)")
COUNTY_GIVES = re.compile(
    rf"({_COUNTY}) (?:fylkeskommune\w*|County Council|County|county)(?:'s|s)? (?:\w+ ){{0,4}}?(?:\w*ordning\w*|\w*tilskudd\w*|\w*tilskot\w*|scheme|deler|delar|gir|gjev|løyv\w+|støtter|støttar|tildel\w+|bevilg\w+|fordel\w+|grants?|awards?|supports?|gives?)\b"
)
FUND = re.compile(r"(?<!\w)([A-ZÆØÅ][\wæøå]+) (?:[Dd]evelopment )?(?:fund|Fund|[Uu]tviklingsfond|fond)\b")
OTHER_GIVER = re.compile(r"\b(Siva|SIVA)\b|(?<!\w)([A-ZÆØÅ][\wæøå]+) (?:kommune|municipality)")


def of_text(text: str, reading: Reading) -> str:
    """Return who gives: the programme, unless the text or the whole article names another giver."""
    national = reading.has("national", text) or (
        reading.scheme != "nic" and re.search(r"\b(?:i|in the|frå|fra|from the) program(?:met|me)\b", text)
    )
    is_county = re.search(r"fylkeskommun|County Council|county", text)
    if not national or (is_county and not re.search(r"program", text, re.IGNORECASE)):
        if county := COUNTY.search(text):
            return slug(county[1])
        if giver := OTHER_GIVER.search(text):
            return slug(giver[1] or giver[2])
    if reading.county and reading.has("the_county", text) and not re.search("program", text):
        return reading.county
    return "nic" if national else reading.scheme


def names_one(text: str, reading: Reading) -> bool:
    """Tell whether a text names who gives."""
    return bool(COUNTY.search(text) or OTHER_GIVER.search(text) or reading.has("national", text))


def of_article(lines: list[str], hot: list[int], article_id: str, language: str) -> tuple[str, str]:
    """Return the scheme of an article whose head tells of a county's own, else the programme; and the county that
    the article speaks of."""
    head = lines[:8]
    named = [m[1] for i in hot for m in COUNTY.finditer(lines[i - 1])]
    own = re.sub(r"-?(?:19|20)\d\d.*", "", article_id)
    is_place = own and any(
        slug(m[0]) == own for line in lines[:30] for m in re.finditer(r"[A-ZÆØÅ]\w+", line)
    )
    is_county = is_place and any(has("the_county", line, language) for line in head)
    county = own if own in map(slug, named) else slug(named[0]) if named else own if is_county else ""
    gives = next((m for line in head if (m := COUNTY_GIVES.search(line))), None)
    is_national = any(has("national", line, language) for line in head[:6])
    if is_national and not any(re.search(r"fylke|county", line, re.IGNORECASE) for line in head[:2]):
        return "nic", county
    if gives:
        return (own if own in map(slug, named) else slug(gives[1])), county
    if fund := next((m for line in head[:3] if (m := FUND.search(line))), None):
        return slug(fund[1]), county
    is_its_own = county and any(has("the_county", line, language) for line in head[:4])
    return county if is_its_own else "nic", county
