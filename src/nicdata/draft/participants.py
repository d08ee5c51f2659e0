"""Present head-counts of a cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nicdata.draft import lexicon, programme_counts, rules, when, whose
from nicdata.draft.candidates import ROLES, Candidate, number_word
from nicdata.draft.list_names import CELLS
from nicdata.draft.lists import LONGEST_ROW
from nicdata.draft.mentions import Mention
from nicdata.draft.reading import Reading, Sentence, subject
from nicdata.draft.verdicts import SURE, Found, aside, verdict
from nicdata.sheets.entries import Entry

FARTHEST = 4  # paragraphs
LONGEST_HEADING = 80  # characters
LEAST_STAFF = 50  # employees: fewer are the cluster's own
MOST_IN_RATIO = 10  # "one of four companies" is a share
LEAST_CROWD = 8  # of whom a number tells a head-count and not some of them
PRESENT = re.compile(
    r"\b(?:til|to|har|has|have|er|is|are|i dag|nå|no|now|today|teller|tel|består|samler|samlar|omfatter|omfattar|utgjør|counts?|consists?|comprises?)\b",
    re.IGNORECASE,
)
YEAR_END = re.compile(
    r"\b(?:utgangen av|slutten av|årsskiftet|nyttår|31\. desember|31\.12|(?:end|close) of|year-end|31 December|as of|per)\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^[\s–—•*-]*(?:(?:Med|With|Har|Has|Samler|Teller|Tel|De|Dei|They)\b[^.]{0,25})?$|^[\s–—•*-]*(?:I dag|Today|Nå|No|Now)\b"
    r"|^[\s–—•*-]*(?:I tillegg|Attåt|På toppen|Dessuten|Hertil|Dertil|In addition|On top of|Besides)\b[^.;]{0,30}$"
    r"|^[\s–—•*-]*(?:(?:Klyngens|Klyngas|Klyngjas|Klynga sine|Nettverkets|The cluster's|Våre|Our|Its|Deres)(?: \w+)?) $"
)
FROM_FIGURE = re.compile(r"\b(?:fra|frå|from)(?: (?:bare|berre|kun|only|just|about|rundt|knapt))? $")
COMPANIES = re.compile(
    r"(?:Bedriftene|Medlemmene|Medlemsbedriftene|Verksemdene|Medlemene|The companies|The members)\b"
)
THEY = re.compile(r"\b(?:they|de|dei|together|til sammen|til saman)\b", re.IGNORECASE)
BEHIND_NAME = re.compile(
    r"^[^.;]{0,70}\b(?:i|in|of|til|for|hos|med i|part of|av|bak|behind|tilknytt\w*|tilslutt\w*|knytt\w* til|affiliated with|belong to|belongs to|sammen i|saman i)(?: \w+)? ?[«“\"]?$"
)
OF_MEMBER = re.compile(
    r"(?:[Bb]edriften|[Ss]elskapet|[Vv]erksemda|[Mm]edlemmet|[Ff]irmaet|[Cc]ompany|[Ff]irm|[Mm]ember) [A-ZÆØÅ][\w ]* (?:i|in|of|fra|frå|from) $"
)
OF_THE = re.compile(r"\b(?:av|of|blant|among|mellom) (?:dei?|the) $")
OTHER_NAME = re.compile(
    r"^[\s–—-]*[A-ZÆØÅ][\w-]*-?klyng(?:en|a|ja)\b(?<!^Klyngen)(?<!^Klynga)(?<!^Klyngja), "
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
    return re.compile(
        rf"^(?:[•*·–-] ?)?(?:(?:antall|talet på|number of|no\. of) )?(?:{roles})(?: ?\((?P<year>(?:19|20)\d\d)\))? ?[:|] ?"
        r"(?P<number>(?:[a-zæøå]+\.? ){0,3}\d[\d ]{0,6}?)(?: (?:stk\.?|stykk))?(?: ?\([^()]{1,40}\))?\.?$",
        re.IGNORECASE,
    )


@cache
def some_of(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands before a number of which only some are told of: "14 of 60 companies"."""
    number = rf"\d+|(?<!\w)(?:{number_word(language)})"
    return re.compile(
        rf"(?:{number}|(?<!\w)(?:e[nit]n?|eit|ett|one|flere|fleire|noen|mange|several|some|many)) (?:av|of) $",
        re.IGNORECASE,
    )


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
        before: whose.Owner | None = None  # whose head-count the sentence before tells
        for sentence in sentences:
            last: whose.Owner | None = None
            carried = before if not sentence.clusters else None
            for figure in sentence.figures:
                if figure.kind != "count" or figure.noun not in ROLES:
                    continue
                crowd = figure.noun in ("company", "member") and programme_counts.is_crowd(sentence, reading)
                if crowd or re.fullmatch(r"(?:19|20)\d\d", figure.text):
                    continue
                told_so = figure.end == figure.noun_end or LEAD.match(sentence.text[: figure.start])
                owner, how = (
                    (carried, "told")
                    if carried and told_so and not last
                    else _owner(figure, sentence, last, reading)
                )
                last = owner or last
                found = _head_count(figure, sentence, owner, how, reading)
                key = (owner.name.value if owner else "", figure.noun, i)
                if found.table == "participants" and key in seen:
                    continue
                if found.table == "participants":
                    seen.add(key)
                    before = owner
                yield found
            yield from _named(sentence, reading, seen)


def _fact_line(i: int, reading: Reading) -> Found | None:
    fact = key_value(reading.language).match(reading.lines[i - 1])
    if not fact or not (i in reading.focus or reading.home):
        return None
    near = i in reading.focus and (not reading.home or i - reading.focus[i][1] <= FARTHEST)
    of, named_in = reading.focus[i] if near else reading.home or (Mention(0, 0, "", ""), 0)
    role = next(role for role in ROLES if role != "company" and fact[role])
    entry = {
        "cluster": of.text,
        "role": role,
        "value_printed": fact["number"].strip(),
        "paragraph": i,
        "named_in": named_in,
    }
    time = fact["year"] or _time_above(i, reading)
    return verdict("participants", entry | ({"as_of": time} if time else {}), SURE, True)


def _time_above(i: int, reading: Reading) -> str:
    """The year before that of the article, where the heading of a fact box names it."""
    for line in reading.above(i):
        if len(line) <= LONGEST_HEADING and not re.search(r"[:|] ?\d|\.$", line):
            told = [t.start[:4] for t in when.times(line, reading.language, reading.year)]
            return told[0] if told and int(told[0]) == reading.year - 1 else ""
    return ""


def _head_count(
    figure: Candidate, sentence: Sentence, owner: whose.Owner | None, how: str, reading: Reading
) -> Found:
    """What is found of one number."""
    text, i = sentence.text, sentence.paragraph
    before, after = text[: figure.start], text[figure.noun_end :]
    parts = {"before": before, "after": after, "itself": text[figure.end : figure.noun_end], "sentence": text}
    parts["near"] = before[-60:] + text[figure.start : figure.noun_end] + re.split(r"[,.;]", after)[0][:40]
    time = _time(figure, text, reading)
    some = some_of(reading.language).search(before)
    tests = {
        "past": _is_past(before, after, time, sentence, reading),
        "of_member": owner and owner.paragraph == i and OF_MEMBER.search(text[: owner.name.start]),
        "part": reading.has("of_these", OF_THE.sub("", re.split(r"[.;,]", before)[-1]))
        or lexicon.ending("part", reading.language).search(before)
        or (some and figure.figure.value <= MOST_IN_RATIO),
        "some": some,
        "came_or_left": lexicon.ending("came_or_left", reading.language).search(before),
        "employee": figure.noun == "employee",
        "few": figure.figure.value < LEAST_STAFF,
        "people": lexicon.words("people", reading.language).search(text[figure.end : figure.noun_end]),
        "named": owner and how == "named",
        "told_near": owner and how in ("told", "last"),
        "told": owner,
        "it": how == "last" or figure.end == figure.noun_end or _means_it(text, before, reading),
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
    if time:
        entry["as_of"] = time
    return verdict("participants", entry, row, owner.paragraph != i)


def _time(figure: Candidate, text: str, reading: Reading) -> str:
    """The time that a head-count holds for, where it is not the article's; none where the text says that it is now."""
    found = when.times(text, reading.language, reading.year)
    begin = text.rfind(";", 0, figure.start) + 1
    stop = re.search(r"[,;:.)]|$", text[figure.noun_end :])
    bounds = (begin, figure.noun_end + (stop.start() if stop else 0))
    time = when.of_figure(
        text,
        figure.start,
        figure.noun_end,
        bounds,
        [t for t in found if t.kind != "from" and not when.AGAINST.search(text[figure.noun_end : t.place])],
    )
    is_now = time and PRESENT.search(text[time.stop : figure.start])
    return time.start[:4] if time and not is_now and time.start[:4] != str(reading.year) else ""


def _is_past(before: str, after: str, time: str, sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a head-count is one of then: its verb or its year is, save that of the end of last year."""
    rest = reading.near(sentence).split(sentence.text, 1)[-1]
    is_last = not time or (reading.year and int(time) == reading.year - 1)
    if is_last and YEAR_END.search(before[-60:]) and not reading.has("now", rest):
        return False
    near = re.split(r"[.;]", before)[-1][-60:]
    then = [m.end() for m in lexicon.words("earlier", reading.language).finditer(near)]
    now = [m.end() for m in PRESENT.finditer(near)]
    is_then = bool(then and then[-1] >= max(now, default=0)) or FROM_FIGURE.search(before) is not None
    is_dated = bool(time and ((reading.year and int(time) != reading.year) or (not reading.year and is_then)))
    return is_then or is_dated or re.match(r" (?:ved start|at the start|den gang)", after) is not None


def _means_it(text: str, before: str, reading: Reading) -> bool:
    if reading.has("employs", text) and THEY.search(before):
        return True
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
    gap = text[_end_of_heads(figure, sentence) : after[0].start] if after else ""
    is_lead = gap in (", ", " er ", " is ", " har ", " blir ") and re.match(
        r"[\s–—-]*(?:Med|With)\b[^,]*$", text[: figure.start]
    )
    if after and (is_lead or BEHIND_NAME.search(gap)):
        return whose.Owner(after[0], i, "near"), "named"
    is_other = lexicon.beginning("other_body", reading.language).match(text)
    if sentence.clusters or is_other or whose.of_unknown(text) or OTHER_NAME.search(text[: figure.start]):
        return None, ""
    if last:
        return last, "last"
    told, home = whose.told(sentence, reading, FARTHEST), whose.home(reading)
    is_us = whose.US.search(reading.near(sentence))
    if home and (is_us or (told and i - told.paragraph > 1 and whose.PRONOUN.search(text))):
        told = home
    named = ((c, place) for place, own in reading.sentences.items() for s in own for c in s.clusters)
    first = next((whose.Owner(*one, "context") for one in named), None)
    if told and told.name.value == (home or first or told).name.value:
        return told, "told"
    if is_us or not told:
        return told or (first if is_us else None), "far"
    return told, "told" if i - told.paragraph <= 1 else "far"


def _end_of_heads(figure: Candidate, sentence: Sentence) -> int:
    """Where the last of the heads ends that are counted one beside the other: "58 companies and nine institutes"."""
    end = figure.noun_end
    for other in sentence.figures:
        if other.start > end and re.fullmatch(r",? ?(?:og|and|samt|,)? ?", sentence.text[end : other.start]):
            end = other.noun_end
    return end


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
