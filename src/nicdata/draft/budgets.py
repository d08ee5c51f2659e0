"""Sums of public support: what each is, whose, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nicdata.draft import givers, lexicon, rules, when, whose
from nicdata.draft.givers import PROGRAMME
from nicdata.draft.mentions import Mention
from nicdata.draft.money import OF_IT, Money, above, money_of
from nicdata.draft.periods import period
from nicdata.draft.pots import forerunner, giver_of, is_relative, stage
from nicdata.draft.reading import CROWDED, Reading, Sentence
from nicdata.draft.rules import Row
from nicdata.draft.situation import FARTHEST, apiece, situation
from nicdata.draft.sum_rows import ROW, asks, beside, row_head, top_of, unknown
from nicdata.draft.verdicts import Found, aside, verdict
from nicdata.sheets.entries import Entry

RESPECTIVELY = re.compile(r"\b(?:henholdsvis|høvesvis|respectively)\b")
FARTHEST_WHICH = 40  # characters between a name and the "which" that stands for it


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every sum, and of changes that are told without one."""
    told: set[Any] = set()
    last: Sentence | None = None
    previous: Entry = {}
    for i, sentences in reading.sentences.items():
        previous = previous if previous and previous["paragraph"] >= i - 2 else {}
        for place, sentence in enumerate(sentences):
            sums = [figure for figure in sentence.figures if figure.kind == "money"]
            if len(sums) > CROWDED:
                yield aside(i, sums[0].text, None, "too many sums in one sentence")
                continue
            found = [_told_change(sentence, reading)] if not sums else []
            for n in range(len(sums)):
                is_near = previous.get("paragraph") == i or OF_IT.match(sentence.text)
                money = money_of(sentence, sums, n, previous if is_near else {})
                found += _sum(money, sentence, last, sentences[place + 1 : place + 2], reading)
                previous = found[-1].entry if found[-1] and found[-1].table == "budgets" else {}
            for one in filter(None, found):
                said = {key: value for key, value in one.entry.items() if key != "confidence"}
                # A cut without a sum is told once; a sum once in each paragraph that states it.
                key = (
                    tuple(said.items())
                    if "amount_printed" in said or "seen" in said
                    else said["change_direction"]
                )
                if key not in told:
                    told.add(key)
                    yield one
            last = sentence


def _sum(
    money: Money, sentence: Sentence, last: Sentence | None, following: list[Sentence], reading: Reading
) -> list[Found | None]:
    """What is found of one sum: one entry, or one for each cluster of a list that gets it apiece."""
    own = whose.in_part(sentence, money.begin, money.stop, reading.language)
    own = _respective(own, money, sentence)
    receiver = _receiver(own, money, sentence, reading)
    parts, facts = situation(money, sentence, own, receiver, last, reading)
    row = rules.first("money", parts, facts, reading.language)
    i = sentence.paragraph
    if row is None or row.verdict == "aside":
        return [aside(i, money.figure.text, row)]
    entry, named_in = _entry(row, money, sentence, own, receiver, facts, last, reading)
    if entry is None:
        return [aside(i, money.figure.text, row, "nobody who gets it is named")]
    entry["amount_printed"] = money.figure.text
    is_list = "level" in entry and money.previous.get("paragraph") == i and "amount_per" in money.previous
    is_yearly = is_list or reading.has("yearly", money.before[-25:] + money.after[:25])
    if is_yearly and entry["kind"] != "change":
        entry["amount_per"] = "year"
    entry |= period(money, sentence, last, following, entry, reading)
    entry["paragraph"] = i
    if named_in != i:
        entry["named_in"] = named_in
    weak = named_in != i or entry["kind"] in ("scheme_grant", "change")
    if entry["kind"] == "cluster_grant" and "level" not in entry:
        return [
            verdict("budgets", one, row, weak) for one in _each(entry, own, money, sentence, last, reading)
        ]
    return [verdict("budgets", entry, row, weak)]


def _each(
    entry: Entry,
    own: list[Mention],
    money: Money,
    sentence: Sentence,
    last: Sentence | None,
    reading: Reading,
) -> list[Entry]:
    """The entries of a sum that several clusters get, or several givers give, apiece; else the entry itself."""
    i = sentence.paragraph
    named = apiece(own, money, sentence, last, reading)
    if not named and reading.has("each", money.left + money.right):
        named = [(name, i) for name in ([] if own else beside(entry["cluster"], money.left))]
        schemes = {giver.scheme for giver in givers.all_in(money.left, reading)} if not named else set()
        if len(schemes) > 1:
            return [entry | {"scheme": scheme} for scheme in sorted(schemes)]
    found = [{k: v for k, v in entry.items() if k != "named_in"} | {"cluster": name} for name, _ in named]
    for one, (_, place) in zip(found, named, strict=True):
        one |= {"named_in": place} if place != i else {}
    return found or [entry]


def _respective(own: list[Mention], money: Money, sentence: Sentence) -> list[Mention]:
    """Of as many clusters as sums, the one whose this is: "A and B get 2 and 3 million respectively"."""
    if not RESPECTIVELY.search(money.clause):
        return own
    sums = [f for f in sentence.figures if f.kind == "money" and money.begin <= f.start < money.stop]
    named = [c for c in own if c.end <= sums[0].start]
    return [named[sums.index(money.figure)]] if len(named) == len(sums) else own


def _receiver(own: list[Mention], money: Money, sentence: Sentence, reading: Reading) -> whose.Owner | None:
    """Whose a sum is: who it is given to right behind it, who the clause tells of, or who "which" stands for."""
    text, i = sentence.text, sentence.paragraph
    end = money.figure.end
    to = [
        c
        for c in own
        if end <= c.start < end + len(money.right) and whose.GIVEN_TO.search(text[end : c.start])
    ]
    if to and len(to) == 1:
        return whose.Owner(to[0], i, "near")
    if is_relative(money, sentence) and not own and "," not in money.before:
        named = [c for c in sentence.clusters if c.end <= money.begin]
        if named and money.begin - named[-1].end <= FARTHEST_WHICH:
            return whose.Owner(named[-1], i, "near")
    return whose.receiver(own, money.figure, sentence, reading)


def _giver(money: Money, sentence: Sentence, reading: Reading) -> str:
    """The scheme of who gives a sum: who is named beside it, or told of before, or gives in the whole article."""
    if RESPECTIVELY.search(money.clause):  # "A county and B municipality gave 2 and 1 million respectively"
        sums = [f for f in sentence.figures if f.kind == "money" and money.begin <= f.start < money.stop]
        told_givers = givers.all_in(sentence.text[money.begin : sums[0].start], reading)
        if len(told_givers) == len(sums) > 1:
            return told_givers[sums.index(money.figure)].scheme
    giver = giver_of(money, sentence, reading)
    if not giver and not money.alone:  # of the sum before it perhaps
        giver = givers.of_sum(money.before, "", reading, "")
    if not giver and ROW.match(sentence.text) and (top := top_of(sentence.paragraph, reading)) > 1:
        giver = next((one.scheme for one in givers.all_in(reading.lines[top - 2], reading)), "")
    if not giver and whose.WE_GIVE.search(money.clause):
        told_givers = givers.all_in(above(sentence, reading), reading)
        giver = next((one.scheme for one in reversed(told_givers) if one.scheme != PROGRAMME), "")
    if not giver and reading.has("support_noun", sentence.text):  # of the support told of before
        told_givers = givers.all_in(
            "\n".join([*reading.above(sentence.paragraph)[:2][::-1], reading.before(sentence)]), reading
        )
        giver = told_givers[-1].scheme if told_givers else ""
    told = sentence.text if money.alone else money.left + money.right
    if (
        not giver
        and money.previous
        and not sentence.levels
        and not reading.has("national", told)
        and not givers.all_in(told, reading)
    ):
        return str(money.previous["scheme"])
    return giver or givers.of_text(told, reading)


def _asked(row: Row) -> set[tuple[str, ...]]:
    """The facts that a row asks for."""
    return {
        condition.names for condition in row.conditions if condition.part == "is" and not condition.negated
    }


def _entry(
    row: Row,
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    facts: set[str],
    last: Sentence | None,
    reading: Reading,
) -> tuple[Entry | None, int]:
    """The entry of a sum so far, and the paragraph that names who gets it; None where nobody is named."""
    entry: Entry = {"scheme": _giver(money, sentence, reading)}
    i = sentence.paragraph
    is_change = row.measure in ("cut", "rise")
    entry["kind"] = "change" if is_change else row.measure
    entry |= {"change_direction": row.measure} if is_change else {}
    is_pot = is_change or row.measure == "appropriation"
    of_it = money.previous.get("stage", "") if OF_IT.match(sentence.text) else ""
    if is_pot and (came := stage(money, sentence, last, reading, is_change) or of_it):
        entry["stage"] = came
    if row.measure == "appropriation" and entry["scheme"] == PROGRAMME:
        entry |= forerunner(money, sentence, reading)
    if row.measure == "scheme_grant" and _asked(row) & {("level_row",), ("to_level_all",)}:
        level = whose.level_of(money.figure, sentence, (money.begin, money.stop), reading)
        return entry | {"scope": "part", "level": level}, i
    head = row_head(sentence, money.figure.start, reading) if {"item", "item_unknown"} & facts else None
    if row.measure not in ("cluster_grant", "applied_for"):
        return entry, i
    if head:
        return entry | {"cluster": head.text}, i
    return _with_receiver(row, money, sentence, own, receiver, entry, reading)


def _with_receiver(
    row: Row,
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    entry: Entry,
    reading: Reading,
) -> tuple[Entry | None, int]:
    """An entry with the level or the cluster that gets it, and the paragraph that names it."""
    i, facts = sentence.paragraph, _asked(row)
    if row.measure == "applied_for":
        one = receiver and (receiver.how in ("near", "context") or len({c.value for c in own}) == 1)
        if not own and (name := asks(money, reading)):
            return entry | {"cluster": name}, i
        if not receiver or not one or (not own and reading.has("noun_applicant", money.before)):
            return entry, i
        return entry | {"cluster": receiver.name.text}, receiver.paragraph
    if any(name.startswith("level") for names in facts for name in names):
        level = whose.level_of(money.figure, sentence, (money.begin, money.stop), reading)
        entry["scheme"] = (
            entry["scheme"] if givers.COUNTY.search(money.clause) or level == "Node" else PROGRAMME
        )
        return (entry | {"level": level} if level else None), i
    if not own and (name := unknown(money, sentence, reading)) and facts & {("unknown",), ("unknown_near",)}:
        return entry | {"cluster": name}, i
    if ("after_grant",) in facts:
        kept = {key: money.previous[key] for key in ("scheme", "cluster")}
        return entry | kept, money.previous.get("named_in") or money.previous["paragraph"]
    if row.verdict == "proposed":
        told_of = whose.told(sentence, reading, whose.FARTHEST) or whose.home(reading)
        receiver = receiver or told_of or whose.told(sentence, reading, FARTHEST)
    return (entry | {"cluster": receiver.name.text}, receiver.paragraph) if receiver else (None, i)


def _told_change(sentence: Sentence, reading: Reading) -> Found | None:
    """A cut or a rise of the programme's money that the text tells without a sum."""
    text, language = sentence.text, reading.language
    if not (reading.has("national", text) or re.search(r"programm?e?t?\b", text)) or (
        sentence.clusters and "udsjett" not in text
    ):
        return None
    frame = lexicon.words("strong_frame", language).search(text)
    changes = [(m, name) for name in ("cut", "rise") for m in lexicon.words(name, language).finditer(text)]
    compound = re.search(r"budsjettkutt\w*|budget cuts?", text, re.IGNORECASE)
    if compound:
        changes, frame = [(compound, "cut")], compound
    if not frame or not changes or reading.has("wished", text):
        return None
    found, name = min(changes, key=lambda change: change[0].start())
    gap = text[frame.end() : found.start()]
    is_verb = (
        compound
        or (found.start() >= frame.end() and len(gap) <= 45 and not re.search(r"[,;]", gap))
        or re.search(r"(?:\b(?:er|ble|blei|vart|blir|was|were|is|has been|been) |^)$", text[: found.start()])
        or frame.start() - found.end() in range(12)
    )
    first = min(found.start(), frame.start())
    if not is_verb or reading.has("negation", text[max(0, first - 30) : max(found.end(), frame.end())]):
        return None
    told = [time for time in when.times(text, language, reading.year) if time.kind != "until"]
    years = [time.start for time in told if time.place >= found.start()] + [time.start for time in told[::-1]]
    entry = {"scheme": givers.of_text(text, reading), "kind": "change", "change_direction": name}
    entry |= {"period_start": years[0], "period_end": years[0]} if years else {}
    row = Row(name, "asserted", (), "", "")
    return verdict("budgets", entry | {"paragraph": sentence.paragraph}, row, True)
