"""Present head-counts of a cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nicdata.draft import lexicon, programme_counts, rules, whose
from nicdata.draft.candidates import ROLES, Candidate
from nicdata.draft.mentions import Mention
from nicdata.draft.names import CELLS
from nicdata.draft.reading import LONGEST_ROW, Reading, Sentence, subject
from nicdata.draft.verdicts import SURE, Found, aside, verdict
from nicdata.sheets.entries import Entry

FARTHEST = 4  # paragraphs
LEAST_STAFF = 50  # employees: fewer are the cluster's own
LEAST_CROWD = 8  # of whom a number tells a head-count and not some of them
PAST_UP_TO = re.compile(r"\b(?:til|to|(?:og|and|men|but) (?:har|has|have)|i dag|nå|no|now)\b[^.;]{0,12}$")
LEAD = re.compile(
    r"^[\s–—•*-]*(?:(?:Med|With|Har|Has|Samler|Teller|Tel|I dag|Today|Nå|No|Now|De|Dei|They)\b[^.]{0,25})?$"
    r"|^[\s–—•*-]*(?:I dag|Today|Nå|No|Now)\b"
)
COMPANIES = re.compile(
    r"(?:Bedriftene|Medlemmene|Medlemsbedriftene|Verksemdene|Medlemene|The companies|The members)\b"
)
BEHIND_NAME = re.compile(
    r"^[^.;]{0,40}\b(?:i|in|of|til|for|hos|med i|part of|av|bak|behind|sammen i|saman i)(?: \w+)? ?[«“\"]?$"
)
INSTITUTION = re.compile(
    r"(?:NTNU|SINTEF|UiT(?: – Norges arktiske universitet)?|UiB|UiO|UiA|UiS|NMBU|NORCE|Nofima|IFE|NHH|BI|USN|NGU|NIVA|Havforskningsinstituttet|[A-ZÆØÅ]\w+(?:forskning|forsking)|[A-ZÆØÅ]\w+ (?:universitet|høgskole|høyskole|høgskule|University)|(?:Universitetet|Høgskolen|Høyskolen|Høgskulen) (?:i|på) [A-ZÆØÅ][\wæøå-]+(?:-[A-ZÆØÅ]\w+)?|(?:University|University College) of [A-ZÆØÅ]\w+)"
)
CORE_LIST = re.compile(
    r"(?:Kjernebedriftene|Kjerneverksemdene|[Cc]ore (?:companies|members)) (?:i|in|of) .{2,60}? (?:er|are) (?P<list>.+?)\.?$"
)


@cache
def key_value(language: str) -> re.Pattern[str]:
    """Return the pattern of a fact line such as "Medlemmer: 85"."""
    roles = "|".join(
        f"(?P<{role}>{lexicon.alternatives(f'noun_{role}', language)})" for role in ROLES if role != "company"
    )
    return re.compile(rf"^(?:[•*·–-] ?)?(?:{roles}) ?[:|] ?(?P<number>[\d ]{{1,7}})$", re.IGNORECASE)


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every number of members, partners, companies and the like."""
    seen: set[tuple[Any, ...]] = set()
    for i, sentences in reading.sentences.items():
        if found := _fact_line(i, reading):
            yield found
            continue
        if sentences and sentences[0].clusters and (cell := _cell(reading, i)):
            entry = {
                "cluster": sentences[0].clusters[0].text,
                "role": cell[0],
                "value_printed": cell[1],
                "paragraph": i,
            }
            yield verdict("participants", entry, SURE)
        for sentence in sentences:
            last: whose.Owner | None = None
            for figure in sentence.figures:
                if figure.kind != "count" or figure.noun not in ROLES:
                    continue
                crowd = figure.noun in ("company", "member") and programme_counts.is_crowd(sentence, reading)
                if crowd or re.fullmatch(r"(?:19|20)\d\d", figure.text):
                    continue
                owner, how = _owner(figure, sentence, last, reading)
                last = owner or last
                found = _head_count(figure, sentence, owner, how, reading)
                key = (owner.name.value if owner else "", figure.noun, i)
                if found.table == "participants" and key in seen:
                    continue
                seen.add(key) if found.table == "participants" else None
                yield found
            yield from _named(sentence, reading, seen)


def _fact_line(i: int, reading: Reading) -> Found | None:
    fact = key_value(reading.language).match(reading.lines[i - 1])
    if not fact or not (i in reading.focus or reading.home):
        return None
    of, named_in = reading.focus.get(i) or reading.home or (Mention(0, 0, "", ""), 0)
    role = next(role for role in ROLES if role != "company" and fact[role])
    entry = {
        "cluster": of.text,
        "role": role,
        "value_printed": fact["number"].strip(),
        "paragraph": i,
        "named_in": named_in,
    }
    return verdict("participants", entry, SURE, True)


def _head_count(
    figure: Candidate, sentence: Sentence, owner: whose.Owner | None, how: str, reading: Reading
) -> Found:
    """What is found of one number."""
    text, i = sentence.text, sentence.paragraph
    before, after = text[: figure.start], text[figure.noun_end :]
    parts = {"before": before, "after": after, "itself": text[figure.end : figure.noun_end], "sentence": text}
    near = re.split(r"[.;]", before)[-1][-45:]
    dated = re.match(r"^ (?:i|in|siden|since) (?:19|20)\d\d", after) and reading.time(after[:12])
    tests = {
        "past": (reading.has("earlier", near) and not PAST_UP_TO.search(before[-30:]))
        or dated
        or re.match(r" (?:ved start|at the start|den gang)", after),
        "part": lexicon.ending("part", reading.language).search(before)
        and not re.search(
            r"(?:består|consists?|made up|over|sammenslutning|samanslutning|nettverk|network|samling|group|sammensatt) (?:\w+ )?(?:av|of) $",
            before,
        ),
        "all_clusters": reading.has("company_crowd", text)
        and not sentence.clusters
        and not whose.IT.match(text)
        and re.search(r"klyngene|klyngjene|clusters\b(?! of)|programmet|programme\b", text),
        "employee": figure.noun == "employee",
        "few": figure.figure.value < LEAST_STAFF,
        "people": lexicon.words("people", reading.language).search(text[figure.end : figure.noun_end]),
        "named": owner and how == "named",
        "told_near": owner and how in ("told", "last"),
        "told": owner,
        "it": how == "last" or _means_it(text, before, reading),
        "crowd": figure.figure.value >= LEAST_CROWD,
    }
    row = rules.first("head_count", parts, {name for name, holds in tests.items() if holds}, reading.language)
    if row is None or row.verdict == "aside" or owner is None:
        return aside(i, figure.text, row)
    entry: Entry = {
        "cluster": owner.name.text,
        "role": figure.noun,
        "value_printed": figure.text,
        "paragraph": i,
    }
    if owner.paragraph != i:
        entry["named_in"] = owner.paragraph
    return verdict("participants", entry, row, owner.paragraph != i)


def _means_it(text: str, before: str, reading: Reading) -> bool:
    means = reading.has("consists", before[-40:]) and (whose.PRONOUN.search(before) or whose.IT.match(text))
    return bool(means or LEAD.match(before) or COMPANIES.match(text))


def _owner(
    figure: Candidate, sentence: Sentence, last: whose.Owner | None, reading: Reading
) -> tuple[whose.Owner | None, str]:
    """Whose a head-count is, and whether its sentence names it or it was told before."""
    text, i = sentence.text, sentence.paragraph
    before = [c for c in sentence.clusters if c.end <= figure.start]
    if before and not re.fullmatch(r" (?:og|and) ", text[before[-1].end : figure.start]):
        own = before[-1]
        if len({c.value for c in before}) > 1 and whose.LIST_GAP.match(
            text[before[-2].end : before[-1].start]
        ):
            return None, ""  # several in a list
        if subject(text, before[-1:] + before[:-1], reading.language) is not own:
            own = subject(text, before, reading.language)
        return whose.Owner(own, i, "near"), "named"
    after = [c for c in sentence.clusters if c.start >= figure.noun_end]
    if after and BEHIND_NAME.search(text[figure.noun_end : after[0].start]):
        return whose.Owner(after[0], i, "near"), "named"
    if sentence.clusters or whose.of_unknown(text):
        return None, ""
    if last:
        return last, "last"
    told = whose.told(sentence, reading, FARTHEST)
    return (told, "told") if told else (whose.home(reading), "far")


def _cell(reading: Reading, i: int) -> tuple[str, str] | None:
    """The head-count in a table's row, by the heading of its column: role and figure."""
    lines = reading.lines
    cells = CELLS.split(lines[i - 1][:LONGEST_ROW])
    for row in range(i - 1, max(0, i - 40), -1):
        heads = CELLS.split(lines[row - 1][:LONGEST_ROW])
        if len(heads) < 2:
            return None
        for k, head in enumerate(heads):
            nouns = (lexicon.words(f"noun_{role}", reading.language) for role in ROLES)
            role = next((r for r, noun in zip(ROLES, nouns, strict=True) if noun.fullmatch(head.strip())), "")
            if role and k < len(cells) and re.fullmatch(r"\d[\d ]{0,6}", cells[k].strip()):
                return role, cells[k].strip()
    return None


def _named(sentence: Sentence, reading: Reading, seen: set[tuple[Any, ...]]) -> Iterator[Found]:
    """Head-counts whose names are listed and not their number: core companies, knowledge institutions."""
    text, i = sentence.text, sentence.paragraph
    owner = sentence.clusters[0] if sentence.clusters else None
    if not owner:
        told = whose.told(sentence, reading, 0)
        owner = told.name if told and told.paragraph == i else None
    core = CORE_LIST.match(text)
    institutions = list(dict.fromkeys(m[0] for m in INSTITUTION.finditer(text))) if owner else []
    taking_part = institutions if reading.has("take_part", text) else []
    core_names = re.split(r", | og | and | samt ", core["list"]) if core else []
    for role, names in (("core_company", core_names), ("knowledge_institution", taking_part)):
        if owner and 2 < len(names) == len(set(names)) and (owner.value, role, i) not in seen:
            seen.add((owner.value, role, i))
            entry = {"cluster": owner.text, "role": role, "counted": names, "paragraph": i}
            yield verdict("participants", entry, SURE, True)
