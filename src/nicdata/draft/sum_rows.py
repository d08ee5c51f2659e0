"""Sums in lists and rows: the name at the head of the row, and what its column says."""

from __future__ import annotations

import re

from nicdata.draft import givers, lexicon, mentions, names, persons
from nicdata.draft.candidates import NOUNS
from nicdata.draft.list_names import BULLET
from nicdata.draft.lists import LONGEST_ROW
from nicdata.draft.mentions import CHUNK, Mention
from nicdata.draft.money import HEAD, Money
from nicdata.draft.reading import Reading, Sentence

ROW = re.compile(
    r"^(?P<head>[^:|\t]{2,70}?)(?:,? \([^)]*\)|, [A-ZÆØÅ][\w ]{1,20})?(?: [–—-] |: ?| ?\| ?|\t)(?=.*\d)"
)

UNKNOWN = re.compile(
    rf"(?:^|[.:;,] ?|\b(?:og|and|mens|while) )(?P<name>{CHUNK.pattern})(?: [a-zæøå]+){{0,4}} $"
)


_VERB = r"(?:får|fikk|fekk|mottar|mottok|mottek|(?:er|ble|vart|blir) (?:tildelt|innvilget|innvilga|lovet|lova)|gets?|got|receives?|received|(?:is|was|will be|has been) (?:awarded|granted|promised|given))"
NAME_GETS = re.compile(
    rf"(?P<name>{CHUNK.pattern})(?: (?:\w+ ){{0,2}}?)(?:{_VERB}|(?:kan|skal|vil|can|will|may) (?:\w+ ){{0,2}}?(?:få|motta|regne med|rekne med|receive|get|count on))\b"
)
GETS_NAME = re.compile(
    rf"\b(?:{_VERB}|kan|gi|gir|gjev|ga|gav|gje|give|gives|gave|provide|provides|grant|award|støtter|støttar|supports?)(?: \w+){{0,2}}? (?P<name>{CHUNK.pattern})(?= )"
)
NAME_ASKS = re.compile(
    rf"(?P<name>{CHUNK.pattern}) (?:\w+ )?(?:ba|bad|bedt|bede|søkte|søker|søkjer|søkt|asked|asks|applied|applies|sought|requested|wanted)\b"
)
ASKED_BY = re.compile(
    rf" (?:\w+ ){{0,2}}?(?:requested|sought|asked for|applied for|søkt om|omsøkt)(?: \w+)? (?:by|av) (?P<name>{CHUNK.pattern})"
)
TO_NAME = re.compile(rf" (?:\w+ ){{0,3}}?(?:til|to|for) (?P<name>{CHUNK.pattern})")
NAME_ENDS = re.compile(rf"(?P<name>{CHUNK.pattern})(?: (?:i|på|in|from|fra|frå) [A-ZÆØÅ]\w+)?,?$")


MOST_ROWS = 60  # between a sum of a list and what introduces it


COMMON = re.compile(
    r"(?:board|council|styre|utval|utvalg|klynge|klynga|klyngja|nettverk|prosjekt|bedrift|verksemd|miljø|medlem|kommune|fylke|regjering|senter|organisasjon|selskap|forening|gruppe|program|ordning|søker|søkjar|leder|leiar|eier|eigar|folk|næring|stat|bransje|partner|region|alle|ingen|mange|flere|fleire|noen|nokre|disse|desse|dette|dei|vi|hun|han|ho|both|all|they|each|none|some|many|others?|nobody|everyone)(?:en|et|a|ene|ane|ne|er|ar|s)?$",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"(?:en|et|a|ene|ane)$")
SMALL_WORDS = ("og", "i", "for", "på", "av", "and", "of", "in", "the", "&")


LONGEST_NAME = 3  # words of a name that has small ones


FARTHEST_ROW = 4  # rows between a name and one that is known to be a cluster's


def top_of(paragraph: int, reading: Reading) -> int:
    """The first row of the list that a row stands in."""
    top = paragraph
    while max(1, paragraph - MOST_ROWS) < top and ROW.match(reading.lines[top - 2]):
        top -= 1
    return top


def column(money: Money, sentence: Sentence, top: int, reading: Reading) -> str:
    """What the header of a list says of the column that a sum stands in: "Applicant / applied for / granted"."""
    header = reading.lines[top - 2] if top > 1 else ""
    said = {
        kind: found.start()
        for kind, name in (("applied", "applied_sum"), ("granted", "received"))
        if (found := lexicon.words(name, reading.language).search(header))
    }
    columns = sorted(said, key=lambda kind: said[kind])
    sums = [f for f in sentence.figures if f.kind == "money"]
    if columns == ["applied"] and len(sums) > 1:
        columns.append("granted")
    return columns[sums.index(money.figure)] if len(columns) == len(sums) else ""


def row_head(sentence: Sentence, here: int, reading: Reading) -> Mention | None:
    """What stands at the head of a list item or row that gives its sum after a colon, dash or bar: a cluster that is
    known, another name where its neighbours are such rows too, or a year (its value is "year" then)."""
    line = reading.lines[sentence.paragraph - 1]
    if sentence.start > HEAD or len(line) > LONGEST_ROW:
        return None
    begin = m.end() if (m := BULLET.match(sentence.text)) else 0
    row = ROW.match(sentence.text[begin:])
    if not row or begin + row.end() > here:
        return None
    known = next((c for c in sentence.clusters if c.start <= begin + HEAD and c.end < here), None)
    if known and (
        BULLET.match(line) or " | " in line or "\t" in line or _has_neighbour(sentence.paragraph, reading)
    ):
        return known
    name = row["head"].strip()
    if re.fullmatch(r"(?:19|20)\d\d", name):
        return Mention(begin, begin + len(name), name, "year")
    is_name = names.is_name(name, reading.language) and re.match(r"[A-ZÆØÅ]|[a-z][A-Z]", name)
    if (
        known
        or not is_name
        or sentence.levels
        or re.search(r"\.(?!\d)", name)
        or not _has_neighbour(sentence.paragraph, reading)
    ):
        return None
    words = [word for word in name.split() if word[0].islower() and word not in SMALL_WORDS]
    labels = ("applied_sum", "given", "strong_frame", "in_total", "not_support")
    is_label = (words and len(name.split()) > LONGEST_NAME) or any(
        reading.has(label, name) for label in labels
    )
    # Beside a cluster that is known it is none of persons.
    is_person = persons.is_person(name, reading.language) and not has_known(sentence.paragraph, reading)
    return None if is_person or is_label else Mention(begin, begin + len(name), name, "")


def has_known(paragraph: int, reading: Reading) -> bool:
    """Whether a row near this one begins with a cluster that is known."""
    return any(
        row.clusters
        for place in range(paragraph - FARTHEST_ROW, paragraph + FARTHEST_ROW + 1)
        for row in reading.sentences.get(place, [])[:1]
        if ROW.match(BULLET.sub("", row.text))
    )


def _has_neighbour(paragraph: int, reading: Reading) -> bool:
    """Whether a line beside this one is a row with a sum as well."""
    return any(
        ROW.match(BULLET.sub("", reading.lines[place - 1]))
        and any(f.kind == "money" for s in reading.sentences[place][:1] for f in s.figures)
        for place in (paragraph - 1, paragraph + 1)
        if place in reading.sentences
    )


def unknown(money: Money, sentence: Sentence, reading: Reading) -> str:
    """A name that the article gives no level, where it gets a sum: "Spillverket gets NOK 2 million", "to Spillverket"."""
    before, behind = money.left, money.right
    is_sure = reading.has("programme", behind)
    relative = re.search(r"(?:, |^)(?:som|which|who) $", sentence.text[: money.begin])
    found = [
        UNKNOWN.search(before),
        TO_NAME.match(behind),
        NAME_GETS.search(before),
        GETS_NAME.search(before),
        NAME_ENDS.search(sentence.text[: relative.start()]) if relative else None,
    ]
    return next(
        (
            m["name"]
            for m in found
            if m and _is_unknown(m["name"], m.string[m.end("name") :], reading, is_sure)
        ),
        "",
    )


def beside(name: str, left: str) -> list[str]:
    """The names of a list that ends with a name: "Spillverket, Kanonverket and Vannverket get NOK 2 million each"."""
    found = re.search(
        rf"((?:{CHUNK.pattern}, )*{CHUNK.pattern}) (?:og|and|samt) {re.escape(name)}(?!\w)", left
    )
    return [*found[1].split(", "), name] if found else []


def asks(money: Money, reading: Reading) -> str:
    """A name that the article gives no level, where it asks for a sum: "Spillverket applied for NOK 2 million"."""
    found = (NAME_ASKS.search(money.left), ASKED_BY.match(money.right))
    return next((m["name"] for m in found if m and _is_unknown(m["name"], "", reading, is_sure=True)), "")


def unknown_before(money: Money, reading: Reading) -> bool:
    """Whether such a name stands right before its sum."""
    found = UNKNOWN.search(money.left)
    return bool(found and _is_unknown(found["name"], "", reading))


def _is_unknown(name: str, behind: str, reading: Reading, is_sure: bool = False) -> bool:
    """Whether a name can be that of a cluster: none of a giver, a level, a company, a person or a time."""
    name = name.removeprefix("The ")
    is_name = (
        names.is_name(name, reading.language)
        and not re.search(r"\d", name)
        and not givers.all_in(name + behind[:25], reading)
        and not any(f"{word} {name}" in lexicon.alternatives("county", "en") for word in ("og", "and"))
        and not re.match(
            r" (?:ASA?|Ltd|GmbH|Inc|\w*(?:fond|bank|fund|foundation|klynger|klyngjer|clusters)|stiftelse\w*|stifting\w*)\b",
            behind,
        )
        and not any(True for _ in mentions.levels(name))
        and not persons.is_person(name, reading.language)
        and not reading.has("not_support", name)
        and not any(
            re.search(rf"\b(?:i|på|in|at) {re.escape(name)}(?!\w| [A-ZÆØÅ])", line)
            for line in reading.lines
            if f" {name}" in line
        )
    )
    if not is_name or " " in name or COMMON.fullmatch(name):
        return is_name and " " in name
    # One word at the head of a sentence is a name where it stands within one as well, or is in no other way a word.
    nouns = ("generic_name", "members_pay", *(f"noun_{noun}" for noun in NOUNS))
    is_noun = any(reading.has(noun, name) for noun in nouns) or COMMON.search(name)
    small = name.casefold()
    is_word = any(
        small in line and re.search(rf"(?<![\w-]){re.escape(small)}", line) for line in reading.lines
    )
    is_within = any(
        name in line and re.search(rf"[a-zæøå,–-] {re.escape(name)}(?!\w)", line) for line in reading.lines
    )
    return is_within or not (is_noun or is_word or (DEFINITE.search(name) and not is_sure))
