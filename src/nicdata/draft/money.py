"""A sum in its sentence: its own words, and the clause that it stands in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nicdata.draft import givers
from nicdata.draft.candidates import Candidate
from nicdata.draft.reading import Reading, Sentence
from nicdata.sheets.entries import Entry

HEAD = 4  # characters before a time at the head of a sentence: "In 2021 …"


CLAUSE = re.compile(
    r"; |: (?=[A-ZÆØÅ][a-zæøå]* (?!(?:NOK|kr)\b)[a-zæøå])|(?=, (?:et beløp|eit beløp|en sum|ein sum|a sum|an amount|a figure|noe|noko|something) (?:som|that|which)\b)|(?=, (?:says?|said|sier|seier|ifølge|ifølgje|according to)\b)|,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and|hvorav|derav|of which|som|which|slik at|so that) "
)


@cache
def _join() -> re.Pattern[str]:
    """What stands between two sums: what is before it belongs to the first, what is behind it to the second."""
    return re.compile(
        rf"[,;]? (?:og|and|samt|pluss|plus|while|mens|mot|against)\b (?!{givers.second_halves()})|, | [–—|-] | \(|\t"
    )


# Behind a relative clause the main one goes on: "Agder County Council, which has been there since 2015, has put in …".
MAIN_AGAIN = re.compile(
    r", (?=(?:also |now |også |òg |nå |no )?(?:har|hadde|er|var|får|fikk|fekk|skal|vil|legg\w*|gir|ga|gav|bidr\w+|has|have|had|is|was|will|gets?|receive[sd]?|gives?|gave|contribut\w+|adds?|puts?)\b)"
)


# Money that is taken from the programme, and what a thing costs: "a hall for NOK 12 million".
TAKEN = re.compile(
    r"\b(?:ta|tar|tok|tatt|tek|teke|hent\w*|trekk\w*|tak(?:e|es|en|ing)|took)\b[^.;]{0,25}$", re.IGNORECASE
)


TAKEN_FROM = re.compile(r"^ (?:\w+ ){0,3}?(?:fra|frå|from|out of|ut av) ")


THAT = re.compile(
    r"[\s–—-]*(?:(?:Det|Dette|That|This|It) (?:er|blir|betyr|gir|gjev|is|was|means|leaves)|D[aå]|Dermed|Thus|N[åo] (?:fikk|fekk|ble|vart)|Det står|Then|Den gang\w*|There)\b"
)


OF_IT = re.compile(
    r"[\s–—-]*(?:(?:Av|Of) (?:dette|desse|disse|dei|dem|midlene|midlane|pengene|pengane|potten|this|these|that|(?:(?:det|den|the) )?(?:\w+ )?(?:beløpet|summen|bevilgningen|løyvinga|rammen|ramma|amount|money|total|sum|budget|appropriation))|I tillegg til det|Resten|The (?:rest|remainder))\b"
)


IN_ALL = re.compile(r"[\s–—-]*(?:Til sammen|Til saman|I alt|Totalt|In all|In total|Altogether)\b")


class Money(NamedTuple):
    """A sum and the clause that it stands in: where that begins and ends, what is before the sum and after it, and of
    these the words that belong to no other sum (`left` and `right`)."""

    figure: Candidate
    begin: int
    stop: int
    clause: str
    before: str
    after: str
    left: str
    right: str
    alone: bool
    previous: Entry  # of the sum before it in the paragraph; empty where there is none
    aside: tuple[int, int]  # a relative clause before it: what is told there is of another time


def money_of(sentence: Sentence, sums: list[Candidate], n: int, previous: Entry) -> Money:
    text, figure = sentence.text, sums[n]
    begins = [0, *(c.end() for c in CLAUSE.finditer(text) if c.end() <= figure.start)]
    relative = (0, 0)
    while len(begins) > 1 and (again := MAIN_AGAIN.search(text, begins[-1], figure.start)):
        relative = (begins.pop(), again.start())
    begin = begins[-1]
    stop = min((c.start() for c in CLAUSE.finditer(text) if c.start() >= figure.end), default=len(text))
    last = min(stop, sums[n + 1].end) if n + 1 < len(sums) else stop
    after = max(begin, sums[n - 1].end) if n else begin
    until = min(stop, sums[n + 1].start) if n + 1 < len(sums) else stop
    joins = list(_join().finditer(text, after, figure.start)) if after > begin else []
    ends = list(_join().finditer(text, figure.end, until)) if until < stop else []
    return Money(
        figure,
        begin,
        stop,
        text[begin:stop],
        text[begin : figure.start],
        text[figure.end : last],
        text[joins[-1].end() if joins else after : figure.start],
        text[figure.end : ends[-1].start() if ends else until],
        len(sums) == 1,
        previous,
        relative,
    )


def above(sentence: Sentence, reading: Reading) -> str:
    """The text before a sentence: who "the municipality" is."""
    return "\n".join((*reversed(reading.above(sentence.paragraph)), reading.before(sentence)))
