"""Whose pot a sum is and how far its budget has come: proposed, approved, revised, spent."""

from __future__ import annotations

import re

from nicdata.draft import givers, lexicon, when, whose
from nicdata.draft.money import OF_IT, THAT, Money, above
from nicdata.draft.reading import Reading, Sentence
from nicdata.sheets.entries import Entry

PROGRAMME_OF = re.compile(r"[- ]?[Pp]rogram")
WHICH = re.compile(r"\s*(?:which|who|som)\b")
ONE_PROGRAMME = 2014  # the year in which Arena, NCE and GCE became one programme


# "If it gets through the Storting": what is told behind it is only proposed.
IF_PASSED = re.compile(
    r"\b(?:hvis|dersom|om|går|får|blir|vert|if|should|once) (?:[^,.;]{0,60}\b)?(?:Stortinget|forslag\w*|framlegg\w*|fleirtal\w*|flertall\w*|vedta\w*|vedtek\w*|gjennom|proposal|parliament|pass(?:es|ed)|approved|adopted)\b",
    re.IGNORECASE,
)
STAGES = {
    "revised": "stage_revised",
    "spent": "stage_spent",
    "approved": "stage_approved",
    "proposed": "stage_proposed",
}


def is_relative(money: Money, sentence: Sentence) -> bool:
    """Whether the clause of a sum tells of who is named right before it: ", which gets NOK 2 million"."""
    return WHICH.match(sentence.text[max(0, money.begin - 6) : money.begin + 8].lstrip(", ")) is not None


def giver_of(money: Money, sentence: Sentence, reading: Reading) -> str:
    """Who gives a sum, as far as its own words tell: "and from Agder County, which adds NOK 2 million"."""
    left = money.left
    if is_relative(money, sentence) and money.before == left:
        named = re.sub(r",? (?:which|who|som) $", "", sentence.text[: money.begin])
        left = f"{re.split(rf', | (?:og|and) (?!{givers.second_halves()})', named)[-1]} {left}"
    return givers.of_sum(left, money.right, reading, above(sentence, reading))


def stage(money: Money, sentence: Sentence, last: Sentence | None, reading: Reading, change: bool) -> str:
    """How far a budget had come: what the sum's own words say, its clause, or the sentence that "it is" follows."""
    own, before = money.left + money.right, sentence.text[: money.figure.start]
    is_against = lexicon.ending("against", reading.language).search(before)
    if not change and IF_PASSED.search(before) and not is_against:
        return "proposed"
    is_that = THAT.match(money.clause[:1].upper() + money.clause[1:])
    wide = [sentence.text] if money.alone or is_relative(money, sentence) or is_that or change else []
    if last and THAT.match(sentence.text):
        wide.append(last.text)
    for part in (own,) if is_against and not change else (own, money.clause, *wide):
        for stage, name in STAGES.items():
            is_near = part is own or change or stage in ("proposed", "revised")
            if is_near and reading.has(name, part):
                return stage
    return ""


def pot(money: Money, sentence: Sentence, reading: Reading) -> str:
    """The level whose own programme a sum of the years before they were one goes to: "40 millioner kroner til Arena"."""
    text, end = sentence.text, money.figure.end
    to = [
        level.value
        for level in sentence.levels
        if re.fullmatch(r" (?:til|to|for) (?:the )?", text[end : level.start])
        and not re.match(r"[- ]?(?:klyng|cluster|prosjekt)|s\b| (?:og|and) [A-Z]", text[level.end :])
    ]
    subject = [
        lv.value for lv in sentence.levels if re.fullmatch(r"(?:\w+ ?){0,2}", text[money.begin : lv.start])
    ]
    if (
        not to
        and subject
        and reading.has("pot_verb", money.left)
        and not re.match(
            r"[- ]?(?:klyng|cluster|prosjekt)", text[money.begin + len(sentence.levels[0].text) :]
        )
    ):
        to = subject
    if not to and not sentence.levels and not sentence.clusters and reading.has("frame", money.clause):
        before = whose.level_before(sentence, reading)
        to = [before] if before and re.search(r"[Pp]rogram", reading.before(sentence)) else []
    if not to:
        return ""
    told = when.times(reading.before(sentence) + " " + text, reading.language, reading.year)
    return to[0] if told and int(told[-1].start[:4]) < ONE_PROGRAMME else ""


def forerunner(money: Money, sentence: Sentence, reading: Reading) -> Entry:
    """The level whose own programme a frame is of: "Arena-programmet har 37 millioner kroner"."""
    if level := pot(money, sentence, reading):
        return {"level": level, "scope": "forerunner"}
    found = {lv.value for lv in sentence.levels if PROGRAMME_OF.match(sentence.text[lv.end :])}
    if len(found) != 1 or reading.has(
        "national", money.before.replace("-", " ").replace(f"{min(found)} ", "")
    ):
        is_part = reading.has("share", money.left) or (money.previous and OF_IT.match(sentence.text))
        return {"scope": "part"} if is_part else {}
    is_old = reading.year and reading.year < ONE_PROGRAMME
    return {"level": found.pop(), "scope": "forerunner" if is_old else "part"}
