"""Gaps between member companies and those they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nicdata.draft import lexicon, rules
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
COMPARING = (
    " enn ",
    " than ",
    "kontroll",
    "ontrol",
    "ompar",
    "amanlikn",
    "ammenl",
    "tenfor",
    "utanfor",
    "peers",
)
ALSO = (
    "match",
    "ehind",
    "head",
    " bak ",
    "foran",
    "referanse",
    "tvilling",
    "ilsvar",
    "imilar",
    "rosent",
    "ercent",
    "er cent",
)
BESIDE = re.compile(r"^(?: [\w-]+){0,2}?(?: (?:for|i|in|på|når det gjelder))?(?: \w+)? ?$")
OTHER_FIRM = re.compile(r"\b[A-ZÆØÅ]\w+(?:forsking|forskning| Research| Economics| Analyse)\b")
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
            is_of_use = gaps or "ignifi" in text or any(word in text for word in (*COMPARING, *ALSO))
            if not is_of_use:
                continue
            here: list[tuple[Entry, Row]] = []
            for figure in gaps:
                found = _gap(figure, gaps, sentence, reading)
                if isinstance(found, Found):
                    yield found
                else:
                    here.append(found)
            if not gaps:
                here += _untold(sentence, studied, reading)
            _significance(here, rows, sentence, reading)
            rows += here
    yield from _all(rows, studied, reading)


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
    is_points = figure.noun == "pp"
    facts = {"points" if is_points else "percent", *(("measure",) if measure else ())}
    row = rules.first("gap", parts, facts, reading.language)
    if row is None or row.verdict == "aside":
        return aside(sentence.paragraph, figure.text, row)
    k = gaps.index(figure)
    before = text[gaps[k - 1].end if k else 0 : figure.start]
    after = text[figure.end : gaps[k + 1].start if k + 1 < len(gaps) else len(text)]
    minus = figure.figure.value < 0
    direction = (
        "lower"
        if minus
        else next(
            filter(None, (_direction(part, reading) for part in (after[:60], before[-60:], text))), "higher"
        )
    )
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
    earlier = [m.lastgroup or "" for m in pattern.finditer(reading.before(sentence))]
    behind = [right.lastgroup or ""] if right else []
    return next(iter((*left[-1:], *behind, *earlier[-1:])), "")


def _untold(
    sentence: Sentence, studied: list[tuple[int, list[str], str]], reading: Reading
) -> list[tuple[Entry, Row]]:
    """Gaps that a sentence tells without a figure; what is only studied is kept for the end."""
    text, i = sentence.text, sentence.paragraph
    passage = reading.near(sentence)
    near = " ".join((passage, *reading.above(i)))
    if (
        not reading.has("compared", text)
        or not reading.has("cluster_members", near)
        or reading.has("supported_others", text)
    ):
        return []
    named = list(dict.fromkeys(m.lastgroup or "" for m in measures(reading.language).finditer(text)))
    direction, untold = _direction(text, reading), reading.has("untold", text)
    row = SURE
    is_plan = untold and reading.has("studied", text) and not re.search(r"\ben(?:n)?\b|\bthan\b", text)
    if (
        direction
        and named
        and not is_plan
        and re.search(r"\benn\b|\bthan\b|trail|behind|ahead|\bbak\b|foran|lag", text)
    ):
        return [
            ({"measure": m, "direction": direction, "paragraph": i, "passage": passage}, row) for m in named
        ]
    if named and untold:
        return [
            ({"measure": m, "direction": "not_reported", "paragraph": i, "passage": passage}, row)
            for m in named
        ]
    if reading.has("studied", text):
        studied.append((i, named, passage))
    return []


def _significance(
    here: list[tuple[Entry, Row]], rows: list[tuple[Entry, Row]], sentence: Sentence, reading: Reading
) -> None:
    """Give the gaps that a sentence speaks of what it says of their significance."""
    text = sentence.text
    if (
        "ignifi" not in text
        or not reading.has("significant", text)
        or re.search(r"ignifikansniv|ignificance level", text)
    ):
        return
    found = lexicon.words("significant", reading.language).search(text)
    before_it = found and reading.has("negation", text[max(0, found.start() - 60) : found.start()])
    negated = before_it or re.search(r"insignifi|utan signifikans", text, re.IGNORECASE)
    one = reading.has("the_last", text)
    earlier = [row for row in rows if sentence.paragraph - row[0]["paragraph"] <= UP_TO]
    for entry, _ in here or (earlier[-1:] if one else earlier):
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
        made |= {key: entry[key] for key in ("gap_printed", "significant") if key in entry}
        yield verdict(
            "effect_statistics", made | {"paragraph": entry["paragraph"]}, row, "gap_printed" not in entry
        )


def _direction(text: str, reading: Reading) -> str:
    low = lexicon.words("lower", reading.language).search(text)
    high = lexicon.words("higher", reading.language).search(text)
    if low and (not high or low.start() < high.start()):
        return "lower"
    return "higher" if high else ""
