"""Who gives: the programme, a county or another public body."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nicdata.draft import lexicon
from nicdata.draft.lexicon import has
from nicdata.text import slug

if TYPE_CHECKING:
    from nicdata.draft.reading import Reading

PROGRAMME = "nic"
_PLACE = r"(?<![\w-])(?:(?:Møre|Sogn|Troms|Vestfold|Nore|Evje) (?:og|and) [A-ZÆØÅ][\wæøå]+|(?!(?:I|På|Frå|Fra|Også|The|Og|And|In|From|Men|Både|Hver|Kvar|Each|Every|En|Ein|Norges|Vår|Our) )[A-ZÆØÅ][\wæøå-]+)"
COUNTY = re.compile(rf"({_PLACE}) (?:fylkeskommun\w*|fylkesting\w*|fylkesråd\w*|fylke\b|[Cc]ounty)")
OTHER_GIVER = re.compile(
    rf"\b(?P<body>Siva|SIVA|Enova|Sametinget)\b|(?P<town>{_PLACE}) (?:kommun\w+|herad\w*|[Mm]unicipality|City Council|bystyre\w*)|\b(?:[Kk]ommunestyret|[Bb]ystyret|[Ff]ormannskapet|[Hh]eradsstyret|[Kk]ommunen) (?:i|på) (?P<board>{_PLACE})|\b(?:[Mm]unicipality|[Cc]ity|[Tt]own|[Cc]ounty) of (?P<of>{_PLACE})"
)
# "The municipalities A and B", "A and B municipalities".
SEVERAL = re.compile(
    rf"\b(?:(?:[Ff]ylkesk|[Kk])ommun(?:ene|ane)(?: i)?|[Tt]he (?:municipalities|counties) of) ({_PLACE}) (?:og|and) ({_PLACE})|({_PLACE}) (?:og|and) (?:{_PLACE}) (?:fylkeskommun(?:er|ar)|kommun(?:er|ar)|[Cc]ounty [Cc]ouncils|[Mm]unicipalities)"
)
SCHEME = r"\w*ordning\w*|\w*tilskudd\w*|\w*tilskot\w*|scheme|deler|delar|fordel\w+"
COUNTY_GIVES = re.compile(
    rf"({_PLACE}) (?:fylkeskommune\w*|County Council|County|county)(?:'s|s)? (?:\w+ ){{0,4}}?(?:{SCHEME}|gir|gjev|løyv\w+|støtter|støttar|tildel\w+|bevilg\w+|grants?|awards?|supports?|gives?)\b"
)
OWN_SCHEME = re.compile(rf"fylkeskommun|[Cc]ounty[^.]{{0,60}}?(?:{SCHEME})")
# "Vestland gives us …": a county without the word for it.
GIVES = re.compile(
    r"(?: (?:har|hadde|has|have|had|also|også|òg|alt|already))* (?:gir|ga|gav|gjev|gitt|gjeve|la|legger|legg|lagt|lovet|lova|løyv\w+|bevilg\w+|støtt\w+|bidr\w+|spytt\w+|skyter|skjøt|skyt|skaut|stiller|stilte|betal\w+|tildel\w+|gives?|gave|given|grant\w*|award\w*|add(?:s|ed)|contribut\w+|put|puts|chip\w*|pays|paid|support\w*|promis\w+|pledg\w+)\b"
)
FUND = re.compile(r"(?<!\w)([A-ZÆØÅ][\wæøå]+) (?:[Dd]evelopment )?(?:fund|Fund|[Uu]tviklingsfond|fond)\b")
THE_COUNTY = re.compile(r"\b(?:[Ff]ylkeskommunen|[Ff]ylket|[Ff]ylkestinget|[Tt]he [Cc]ounty)\b")
THE_TOWN = re.compile(
    r"\b(?:[Kk]ommunen|[Kk]ommunestyret|[Ff]ormannskapet|[Bb]ystyret|[Hh]eradsstyret|[Hh]eradet|[Tt]he (?:municipality|city|town|(?:municipal|city|town|local) council))\b"
)
# Where a text tells of its town without its municipality.
TOWN_TOLD = re.compile(
    rf"\b(?:[Oo]rdfører\w*|[Rr]ådhuset|[Rr]ådmann\w*|[Mm]ayor|[Tt]own hall)(?: [A-ZÆØÅ][\w.-]+){{0,3}} (?:i|in|of) (?P<seat>{_PLACE})|(?P<mayor>{_PLACE})-(?:ordfører|rådmann)"
)
THE_PROGRAMME = re.compile(r"\b(program(?:met|me))\b")
FROM = re.compile(
    r"\b(?:fra|frå|from|gjennom|through|via|av|by|hos|over|på)(?: (?:the|det|den|\w*nasjonale|national))* ?$",
    re.IGNORECASE,
)


@cache
def second_halves() -> str:
    """Return what follows "og" in the names of counties, as the inside of a pattern: there it joins no two givers."""
    return "|".join(re.findall(r" og (\w+)", ",".join(lexicon.classes()["county"]["no"])))


class Giver(NamedTuple):
    """Where the name of a giver stands in a text, the scheme that it is, and whether a preposition says that it gives."""

    start: int
    scheme: str
    is_from: bool


def all_in(text: str, reading: Reading, above: str = "") -> list[Giver]:
    """Return the givers that a text names, in its order. `above` is the text before it: "the municipality"."""
    found = [(m.start(), _scheme(m[1])) for m in COUNTY.finditer(text)]
    found += [
        (m.start(), _scheme(m["body"] or m["town"] or m["of"] or m["board"]))
        for m in OTHER_GIVER.finditer(text)
    ]
    found += [(m.start(), PROGRAMME) for m in lexicon.words("national", reading.language).finditer(text)]
    found += [
        (m.start(1), PROGRAMME)
        for m in THE_PROGRAMME.finditer(text)
        if reading.scheme != PROGRAMME or FROM.search(text[: m.start(1)])
    ]
    found += [(m.start(), _scheme(place)) for m in SEVERAL.finditer(text) for place in m.groups() if place]
    found += [
        (m.start(), _scheme(m[0]))
        for m in lexicon.words("county", reading.language).finditer(text)
        if GIVES.match(text[m.end() :])
    ]
    told = {start for start, _ in found}
    for pattern, known in ((THE_COUNTY, COUNTY), (THE_TOWN, OTHER_GIVER)):
        for m in pattern.finditer(text):
            names = [n for n in known.finditer(above + text[: m.start()]) if n.lastgroup != "body"]
            if not names and pattern is THE_TOWN:
                names = [
                    n for line in reading.lines for n in (*TOWN_TOLD.finditer(line), *known.finditer(line))
                ]
                names = [n for n in names if n.lastgroup != "body"][:1]
            scheme = slug(next(filter(None, names[-1].groups()))) if names else ""
            scheme = scheme or (reading.county if pattern is THE_COUNTY else "")
            if scheme and m.start() not in told:
                found.append((m.start(), scheme))
    return sorted(Giver(start, scheme, bool(FROM.search(text[:start]))) for start, scheme in found)


def of_sum(left: str, right: str, reading: Reading, above: str) -> str:
    """Return who gives a sum, from the words before it and behind it that belong to it; empty where they do not tell."""
    behind = all_in(right, reading, above + left)
    before = all_in(left, reading, above)
    if said := [giver for giver in behind if giver.is_from]:
        return said[0].scheme
    others = [giver for giver in before if giver.scheme != PROGRAMME]
    if said := [giver for giver in before if giver.is_from] or others or before or behind:
        return said[-1].scheme if said is not behind else said[0].scheme
    return ""


def of_text(text: str, reading: Reading) -> str:
    """Return who gives: the programme, unless the text or the whole article names another giver."""
    national = reading.has("national", text) or (
        reading.scheme != PROGRAMME
        and re.search(r"\b(?:i|in the|frå|fra|from the) program(?:met|me)\b", text)
    )
    is_county = re.search(r"fylkeskommun|County Council|county", text)
    if not national or (is_county and not re.search(r"program", text, re.IGNORECASE)):
        if county := COUNTY.search(text):
            return slug(county[1])
        if giver := OTHER_GIVER.search(text):
            return _scheme(giver["body"] or giver["town"] or giver["of"] or giver["board"])
    if reading.county and reading.has("the_county", text) and not re.search("program", text):
        return reading.county
    return PROGRAMME if national else reading.scheme


def _scheme(name: str) -> str:
    """The scheme of a place: its Norwegian name."""
    return slug(name.replace(" and ", " og "))


def _plain(name: str) -> str:
    return slug(name).replace("-", "")


def _of_id(name: str) -> str:
    """The county whose name, or initials before "fylke", begin the id of its own article; else the name itself."""
    short = re.sub(r"-?(?:fylke\w*|fk|county)$", "", name)
    for county in lexicon.classes()["county"]["no"]:
        initials = "".join(word[0] for word in re.split(r"[ -](?:og )?", county)).casefold()
        if _plain(county) in (_plain(name), _plain(short)) or (short != name and short == initials):
            return slug(county)
    return name


def of_article(lines: list[str], hot: list[int], article_id: str, language: str) -> tuple[str, str]:
    """Return the scheme of an article whose head tells of a county's own, else the programme; and the county that
    the article speaks of."""
    head = lines[:8]
    named = [m[1] for i in hot for m in COUNTY.finditer(lines[i - 1])]
    own = _of_id(re.sub(r"-?(?:19|20)\d\d.*", "", article_id))
    counties = lexicon.words("county", language)
    # A county's own page or paper: its name in the article's id, or in the head of one that speaks of "the county council".
    of_head = [m[0] for line in head[:3] for m in counties.finditer(line)]
    is_place = any(slug(m[0]) == own for line in lines[:30] for m in counties.finditer(line))
    speaks = sum(has("the_county", line, language) for line in lines[:30])
    county = own if own in map(slug, named) or (is_place and speaks) else slug(named[0]) if named else ""
    county = county or (slug(of_head[0]) if of_head and speaks else "")
    if speaks and (county == own or own in map(slug, lexicon.classes()["county"]["no"])):
        return own, own
    gives = next((m for line in head if (m := COUNTY_GIVES.search(line))), None)
    is_national = any(has("national", line, language) for line in head[:6])
    is_scheme = gives and any(OWN_SCHEME.search(line) for line in head[:3])
    if (
        is_national
        and not is_scheme
        and not any(re.search(r"fylke|county", line, re.IGNORECASE) for line in head[:2])
    ):
        return PROGRAMME, county
    if gives:
        return (own if own in map(slug, named) else slug(gives[1])), county
    if fund := next((m for line in head[:3] if (m := FUND.search(line))), None):
        return slug(fund[1]), county
    is_its_own = county and any(has("the_county", line, language) for line in head[:4])
    return county if is_its_own else PROGRAMME, county
