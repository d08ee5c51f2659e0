"""Gaps between member companies and those they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nicdata.draft import lexicon, rules, when, whose
from nicdata.draft.candidates import Candidate
from nicdata.draft.reading import Reading, Sentence
from nicdata.draft.rules import Row
from nicdata.draft.verdicts import SURE, Found, aside, verdict
from nicdata.sheets.entries import Entry
from nicdata.sheets.verify import UNNAMED

MEASURES = (
    *("value_added", "sales_revenue", "employment", "productivity", "exports", "profitability", "wages"),
    "innovation",
)
GROUPS = {
    "group_control": "a control group",
    "group_outside": "companies outside the clusters",
    "group_comparable": "comparable companies",
}
# Plain text that a sentence must hold to be of use here.
OF_USE = re.compile(
    " enn | than |kontroll|ontrol|ompar|amanlikn|ammenl|tenfor|utanfor|peers|match|ehind|head| bak |foran|"
    "referanse|tvilling|ilsvar|imilar|rosent|ercent|er cent|også| òg|also|likewise|eported|pport|ppgi|"
    "wins|igure|tatisti|wice|obbelt|derimot|midlertid|owever|ontrast| hand|ignifi|ilfeldig|chance"
)
BESIDE = re.compile(r"^(?: [\w-]+){0,2}?(?: (?:for|i|in|på|når det gjelder))?(?: \w+)? ?$")
HEAD = re.compile(
    r"(?:By|In|I|Per|Innen|Innan|For|As of|At the end of|Ved utgangen av) (?:the )?", re.IGNORECASE
)
ITS_MEMBERS = re.compile(
    r"\b(?:its|the cluster's|the network's|klyngens|klyngas|klyngjas|nettverkets|dens|hennes|hennar) (?:\w+ )?(?:members|member companies|companies|firms|medlem\w*|bedrifter|verksemder)|\b(?:members of the cluster|medlem\w* i (?:klyngen|klynga|klyngja|nettverket))\b",
    re.IGNORECASE,
)
THEIRS = re.compile(
    r"(?:Their|Its|They|Her members|Deres|Deira|Medlemmene|Medlemene|Bedriftene|The members|De|Dei)\b"
)
OUR_MEMBERS = re.compile(
    r"\b(?:våre(?: egne)? medlem\w*|medlem\w* våre|our(?: own)? (?:members|companies)|våre bedrifter)\b",
    re.IGNORECASE,
)
FINDS = re.compile(
    r" (?:har |has )?(?:f[ia]nn\w*|fant|funnet|funne|vis\w*|syn\w*|rapport\w*|(?:sam\w*|jam)(?:lign|likn|før)\w*|finds|found|shows?|showed|reports?|reported|compare[sd])\b"
)
QUESTION = re.compile(r"[^.?!]*\?\s*$")
LIKELY = Row("effect", "proposed", (), "", "")
BEHIND = re.compile(r" (?:etter|bak|under|behind|below|short of)\b")
NOT = re.compile(r"\b(?:ikke|ikkje|neppe|hverken|verken|ingen|inga)(?: (?!bare|berre)\w+)? $", re.IGNORECASE)
NOT_EN = re.compile(r"\b(?:no|not|neither|nor|hardly)(?: (?!only)\w+)? $", re.IGNORECASE)
OTHER_FIRM = re.compile(r"\b[A-ZÆØÅ]\w+(?:forsking|forskning| Research| Economics| Analyse)\b")
THAN = re.compile(r"\benn\b|\bthan\b|trail|behind|ahead|\bbak\b|foran|lag|twice as|dobbelt så")
CLAUSES = re.compile(r"; |,? (?:mens|medan|while|whereas|men|but) |, (?:og|and) ")
CHANCE = re.compile(r"tilfeldig|chance", re.IGNORECASE)
LONGEST_OF = 12  # characters between a measure and whose it is
OF_MEASURE = re.compile(r"^ (?:til|for|of|per|pr\.|hos|among)(?: (?:de|dei|the|hver|kvar))? $")
STUDIED = "the study is of an earlier year: the text does not say for which year the gap is"
UP_TO = 3  # paragraphs back to which a word on significance may belong


@cache
def measures(language: str) -> re.Pattern[str]:
    """Return the pattern of all measures."""
    groups = (f"(?P<{name}>{lexicon.alternatives(name, language)})" for name in MEASURES)
    return re.compile(rf"(?<!\w)(?!Innova\w+ No)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every gap, and of gaps that are told without a figure."""
    rows: list[tuple[Entry, Row]] = []
    studied: list[tuple[int, list[str], str]] = []
    for sentences in reading.sentences.values():
        for sentence in sentences:
            text = sentence.text
            gaps = [figure for figure in sentence.figures if figure.kind == "gap"]
            if not gaps and not OF_USE.search(text):
                continue
            here: list[tuple[Entry, Row]] = []
            for figure in gaps:
                found = _gap(figure, gaps, sentence, reading)
                if isinstance(found, Found):
                    yield found
                else:
                    here.append(found)
            here += _untold(sentence, studied, rows + here, reading) or _two_rates(gaps, sentence, reading)
            for entry, _ in here:
                entry |= _study_time(sentence, reading) | _whose(sentence, rows[-1:], reading)
            _significance(here, rows, sentence, reading)
            rows += here
    yield from _all(rows, studied, reading)


def _study_time(sentence: Sentence, reading: Reading) -> Entry:
    """The earlier year that a gap holds for; or that a study was made in one, which leaves open what it holds for."""
    said = [s for s in reading.sentences[sentence.paragraph] if s.start < sentence.start][-1:]
    for text, is_own in ((sentence.text, True), *((s.text, False) for s in said)):
        for time in when.times(text, reading.language, reading.year):
            is_head = is_own and HEAD.fullmatch(text[: time.place]) is not None
            is_found = time.kind == "in" and reading.has(
                "found_out", text[max(0, time.place - 40) : time.stop + 60]
            )
            if time.start == time.end and time.start[:4] < str(reading.year) and (is_head or is_found):
                return {"studied": True} if is_found else {"as_of": time.start[:4]}
    return {}


def _whose(sentence: Sentence, last: list[tuple[Entry, Row]], reading: Reading) -> Entry:
    """The cluster whose members alone are compared; of a gap that goes on from the `last`, that one's."""
    text = sentence.text
    before = [s for s in reading.sentences[sentence.paragraph] if s.start < sentence.start]
    own = [c for c in sentence.clusters if not FINDS.match(text, c.end)]
    own = own or (before[-1].clusters if before and THEIRS.match(text) else [])
    if len({c.value for c in own}) == 1:
        return {"cluster": own[0].text}
    if not own and reading.home and OUR_MEMBERS.search(reading.before(sentence) + text):
        named = {"named_in": reading.home[1]} if reading.home[1] != sentence.paragraph else {}
        return {"cluster": reading.home[0].text, **named}
    if not own and ITS_MEMBERS.search(text) and (owner := whose.told(sentence, reading, 1)):
        named = {"named_in": owner.paragraph} if owner.paragraph != sentence.paragraph else {}
        return {"cluster": owner.name.text, **named}
    if not own and last and sentence.paragraph - last[0][0]["paragraph"] <= 1 and reading.has("also", text):
        return {key: last[0][0][key] for key in ("cluster", "named_in") if key in last[0][0]}
    return {}


def _gap(
    figure: Candidate, gaps: list[Candidate], sentence: Sentence, reading: Reading
) -> tuple[Entry, Row] | Found:
    """What one figure in percentage points or per cent is: an entry and its row, or set aside."""
    text = sentence.text
    measure = _measure(figure, gaps, sentence, reading)
    near = "\n".join(
        (reading.near(sentence), *reading.above(sentence.paragraph), reading.lines[reading.title - 1])
    )
    parts = {"left": text[max(0, figure.start - 45) : figure.start], "sentence": text, "near": near}
    parts["paragraph"] = reading.near(sentence)
    k = gaps.index(figure)
    before = text[gaps[k - 1].end if k else 0 : figure.start]
    after = text[figure.end : gaps[k + 1].start if k + 1 < len(gaps) else len(text)]
    parts["around"] = before[-70:] + figure.text + after[:70]
    is_points = figure.noun == "pp"
    facts = {"points" if is_points else "percent", *(("measure",) if measure else ())}
    row = rules.first("gap", parts, facts, reading.language)
    if row is None or row.verdict == "aside":
        return aside(sentence.paragraph, figure.text, row)
    told = (_direction(part, reading) for part in (after[:60], before[-60:], text))
    is_lower = figure.figure.value < 0 or BEHIND.match(after)
    direction = "lower" if is_lower else next(filter(None, told), "higher")
    gap = re.sub("^[-–]", "−", figure.text)  # a spreadsheet takes - for a formula
    entry = {"measure": measure, "direction": direction, "gap_printed": gap, "paragraph": sentence.paragraph}
    return entry | {"passage": reading.near(sentence)}, row


def _measure(figure: Candidate, gaps: list[Candidate], sentence: Sentence, reading: Reading) -> str:
    """What is higher or lower by a gap: told right behind the figure, else before it."""
    text, pattern = sentence.text, measures(reading.language)
    k = gaps.index(figure)
    before = text[gaps[k - 1].end if k else 0 : figure.start]
    after = text[figure.end : gaps[k + 1].start if k + 1 < len(gaps) else len(text)]
    left = [m.lastgroup or "" for m in pattern.finditer(before)]
    right = pattern.search(after)
    is_beside = right and BESIDE.match(after[: right.start()])
    if right and is_beside and (k or not left):
        return right.lastgroup or ""
    earlier = [m.lastgroup or "" for m in pattern.finditer(reading.before(sentence) + text[: figure.start])]
    behind = [right.lastgroup or ""] if right else []
    return next(iter((*left[-1:], *behind, *earlier[-1:])), "")


def _untold(
    sentence: Sentence,
    studied: list[tuple[int, list[str], str]],
    rows: list[tuple[Entry, Row]],
    reading: Reading,
) -> list[tuple[Entry, Row]]:
    """Gaps that a sentence tells without a figure; what is only studied is kept for the end."""
    text, i = sentence.text, sentence.paragraph
    passage = reading.near(sentence)
    near = " ".join((passage, *reading.above(i)))
    if not reading.has("cluster_members", near) or reading.has("supported_others", text):
        return []
    is_compared = reading.has("compared", text)
    told = [(f.start, f.end) for f in sentence.figures if f.kind in ("gap", "money")]
    if told and not (is_compared and any(entry["paragraph"] == i for entry, _ in rows)):
        return []
    asked = QUESTION.search(reading.before(sentence))
    text = "; ".join((*((asked[0],) if asked else ()), *_parts_without(told, text, reading)))
    named = list(dict.fromkeys(_named(text, reading)))
    direction, untold = _direction(text, reading), reading.has("untold", text)
    follows = bool(rows) and rows[-1][0]["paragraph"] == i and (bool(told) or reading.has("also", text))
    is_plan = untold and reading.has("studied", text) and not re.search(r"\ben(?:n)?\b|\bthan\b", text)
    is_gap = is_compared and THAN.search(text) and not is_plan
    if direction and named and (is_gap or follows):
        parts = CLAUSES.split(text)
        own = {m: _direction(part, reading) for part in parts for m in _named(part, reading)}
        return [
            ({"measure": m, "direction": own.get(m) or direction, "paragraph": i, "passage": passage}, SURE)
            for m in named
        ]
    if named and untold and (is_compared or reading.has("compared", near)):
        return [
            ({"measure": m, "direction": "not_reported", "paragraph": i, "passage": passage}, SURE)
            for m in named
        ]
    if is_compared and reading.has("studied", text):
        studied.append((i, named, passage))
    return []


def _two_rates(gaps: list[Candidate], sentence: Sentence, reading: Reading) -> list[tuple[Entry, Row]]:
    """The gap between a rate of the members and one of those they are compared with, which is not printed itself."""
    text, near = sentence.text, reading.near(sentence)
    group = lexicon.words("group_control", reading.language).search(text)
    group = group or lexicon.words("group_outside", reading.language).search(text)
    measure = next(_named(text, reading), "")
    if not group or not measure or not reading.has("cluster_members", near):
        return []
    if [f.noun == "pp" for f in gaps] != [False, False]:
        return []
    theirs = min(gaps, key=lambda f: min(abs(f.start - group.end()), abs(f.end - group.start())))
    ours = next(f for f in gaps if f is not theirs)
    direction = "higher" if ours.figure.value > theirs.figure.value else "lower"
    entry = {"measure": measure, "direction": direction, "paragraph": sentence.paragraph, "passage": near}
    return [(entry, LIKELY)]


def _named(text: str, reading: Reading) -> Iterator[str]:
    """The measures that a text names; "the wages of the employees" are wages."""
    last = -LONGEST_OF
    for m in measures(reading.language).finditer(text):
        if m.start() - last > LONGEST_OF or not OF_MEASURE.search(text[last : m.start()]):
            yield m.lastgroup or ""
        last = m.end()


def _parts_without(figures: list[tuple[int, int]], text: str, reading: Reading) -> Iterator[str]:
    """The parts of a sentence that hold no figure and deny nothing."""
    begin = 0
    for stop, after in [*(m.span() for m in CLAUSES.finditer(text)), (len(text), 0)]:
        part = text[begin:stop]
        is_denied = _direction(part, reading) == "" and re.search(r"\benn\b|\bthan\b", part)
        if not any(begin <= start < stop for start, _ in figures) and (figures or not is_denied):
            yield part
        begin = after


def _significance(
    here: list[tuple[Entry, Row]], rows: list[tuple[Entry, Row]], sentence: Sentence, reading: Reading
) -> None:
    """Give the gaps that a sentence speaks of what it says of their significance."""
    text = sentence.text
    if (
        not any(word in text for word in ("ignifi", "tatisti", "ilfeldig", "chance"))
        or not reading.has("significant", text)
        or re.search(r"ignifikansniv|ignificance level", text)
    ):
        return
    found = lexicon.words("significant", reading.language).search(text)
    before_it = found and reading.has("negation", text[max(0, found.start() - 60) : found.start()])
    is_denied = before_it or re.search(r"insignifi|utan signifikans", text, re.IGNORECASE)
    negated = bool(is_denied) != bool(CHANCE.search(text))
    one = reading.has("the_last", text)
    earlier = [row for row in rows if sentence.paragraph - row[0]["paragraph"] <= UP_TO]
    both = earlier[-1:] if here and reading.has("both", text[: found.start()] if found else "") else []
    for entry, _ in here + both or (earlier[-1:] if one else earlier):
        if entry["direction"] != "not_reported":
            entry.setdefault("significant", not negated)


def _all(
    rows: list[tuple[Entry, Row]], studied: list[tuple[int, list[str], str]], reading: Reading
) -> Iterator[Found]:
    have = {entry["measure"] for entry, _ in rows}
    for i, named, passage in studied:
        if any(entry["paragraph"] == i and "gap_printed" in entry for entry, _ in rows):
            row = SURE
            entries = (
                {"measure": m, "direction": "not_reported", "paragraph": i, "passage": passage} for m in named
            )
            rows += [(entry, row) for entry in entries if entry["measure"] not in have]
    done: set[tuple[Any, ...]] = set()
    for entry, row in rows:
        key = (entry["measure"], entry.get("gap_printed"), entry["paragraph"])
        if key in done:
            continue
        done.add(key)
        passage = entry["passage"]
        analyst = lexicon.words("analysts", reading.language).search(passage) or OTHER_FIRM.search(passage)
        group = next((said for name, said in GROUPS.items() if reading.has(name, passage)), "other companies")
        made = {"measure": entry["measure"], "direction": entry["direction"], "comparison_group": group}
        made |= {"analyst": analyst[0] if analyst else UNNAMED}
        made |= {
            key: entry[key]
            for key in ("cluster", "named_in", "gap_printed", "significant", "as_of")
            if key in entry
        }
        made["paragraph"] = entry["paragraph"]
        doubt = STUDIED if entry.get("studied") else ""
        yield verdict("effect_statistics", made, row, "gap_printed" not in entry, doubt)


def _direction(text: str, reading: Reading) -> str:
    low = lexicon.words("lower", reading.language).search(text)
    high = lexicon.words("higher", reading.language).search(text)
    first = min((m for m in (low, high) if m), key=lambda m: m.start(), default=None)
    if first and (NOT_EN if reading.language == "en" else NOT).search(text[: first.start()]):
        return ""
    if low and (not high or low.start() <= high.start()):
        return "lower"
    return "higher" if high else ""
