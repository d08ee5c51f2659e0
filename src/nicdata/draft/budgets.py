"""Sums of public support: what each is, whose, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata.draft import givers, lexicon, rules, when, whose
from nicdata.draft.candidates import Candidate, read
from nicdata.draft.mentions import Mention
from nicdata.draft.names import BULLET
from nicdata.draft.reading import CROWDED, Reading, Sentence
from nicdata.draft.rules import Row
from nicdata.draft.verdicts import Found, aside, verdict
from nicdata.sheets.entries import Entry

PROGRAMME = "nic"  # what a level is of
ONE_PROGRAMME = 2014  # the year in which Arena, NCE and GCE became one programme
HEAD = 4  # characters before a time at the head of a sentence: "In 2021 …"
LEAST = 10_000  # kroner: what is less is no support
CLAUSE = re.compile(
    r"; |,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and|hvorav|derav|of which|som|which|slik at|so that) "
)
OF_LEVEL = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE|[Nn]ode|[Mm]oden?|[Mm]ature)[- ]?(?:klynge\w*|klyngj\w*|klyngar|clusters?|prosjekt\w*|projects?|nivå\w*|level|status\w*|en\b|ene\b|s\b|er\b)|(?:en|ei|ein|an?|[Ss]om|[Aa]s an?|på|for|for an?|du|i|in|each|hver|kvar) (?:Arena(?: Pro)?|NCE|GCE)\b|level\b|nivå\b"
)
PROGRAMME_OF = re.compile(r"[- ]?[Pp]rogram")
OTHER_SCHEME = re.compile(r"^ (?:til|to|for) (?:the )?[A-ZÆØÅ]\w+[- ](?:program|ordning|scheme|fund)")
TO_ALL = re.compile(
    r"^ (?:til|to|for|på|among) (?:de |dei |the )?(?:\w*klyng(?:ene|jene)|clusters|nettverkene)\b"
)
TO_LEVELS = re.compile(r"^ (?:til|to|for) (?=[A-Z])")
TO_IT = re.compile(
    r"^[^.;]{0,30}\b(?:til|to|for) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)
GIVES_IT = re.compile(
    r"\b(?:gitt|gir|gav|ga|gjeve|gjev|støttet|støtter|støttar|støtta|gives|gave|given|supports?) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)
TO = re.compile(r"\b(?:til|to|from|fra|frå|mot|against|compared with|ned frå|ned fra) ?$", re.IGNORECASE)
LEVEL_ROW = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne\w*|[Mm]ature)(?:[- ](?:klynger|klyngjer|clusters?|nivå))? ?[:|–\t-] ?\d{1,3}\b"
)
YEARS = re.compile(
    r"(?P<n>\w+|\d+)[ -](?:nye |new |whole )?(?:år(?:ene|a)?|years?)\b|(?P<m>\w+|\d+)(?:-?årig|-?årsperiode|[ -]year)|(?P<k>to|tre|fire|fem|seks|sju|syv|åtte|ti)årig",
    re.IGNORECASE,
)
LONGEST_PERIOD = 15  # years


class Money(NamedTuple):
    """A sum and the clause that it stands in: where that begins and ends, and what is before the sum and after it."""

    figure: Candidate
    begin: int
    stop: int
    clause: str
    before: str
    after: str
    alone: bool


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every sum, and of changes that are told without one."""
    told: set[Any] = set()
    for i, sentences in reading.sentences.items():
        for place, sentence in enumerate(sentences):
            sums = [figure for figure in sentence.figures if figure.kind == "money"]
            if len(sums) > CROWDED:
                yield aside(i, sums[0].text, None, "too many sums in one sentence")
                continue
            found = [_told_change(sentence, reading)] if not sums else []
            for n in range(len(sums)):
                found += _sum(_money(sentence, sums, n), sentence, sentences[place + 1 : place + 2], reading)
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


def _money(sentence: Sentence, sums: list[Candidate], n: int) -> Money:
    text, figure = sentence.text, sums[n]
    begin = max((c.end() for c in CLAUSE.finditer(text) if c.end() <= figure.start), default=0)
    stop = min((c.start() for c in CLAUSE.finditer(text) if c.start() >= figure.end), default=len(text))
    last = min(stop, sums[n + 1].end) if n + 1 < len(sums) else stop
    return Money(
        figure,
        begin,
        stop,
        text[begin:stop],
        text[begin : figure.start],
        text[figure.end : last],
        len(sums) == 1,
    )


def _sum(money: Money, sentence: Sentence, following: list[Sentence], reading: Reading) -> list[Found | None]:
    """What is found of one sum: one entry, or one for each cluster of a list that gets it apiece."""
    own = whose.in_part(sentence, money.begin, money.stop, reading.language)
    receiver = whose.receiver(own, money.figure, sentence, reading)
    parts, facts = _situation(money, sentence, own, receiver, reading)
    row = rules.first("money", parts, facts, reading.language)
    i = sentence.paragraph
    if row is None or row.verdict == "aside":
        return [aside(i, money.figure.text, row)]
    entry, named_in = _entry(row, money, sentence, own, receiver, facts, reading)
    if entry is None:
        return [aside(i, money.figure.text, row, "nobody who gets it is named")]
    entry["amount_printed"] = money.figure.text
    entry |= _period(money, sentence, following, entry, reading)
    if reading.has("yearly", money.before[-25:] + money.after[:25]) and entry["kind"] != "change":
        entry["amount_per"] = "year"
    entry["paragraph"] = i
    if named_in != i:
        entry["named_in"] = named_in
    weak = named_in != i or entry["kind"] in ("scheme_grant", "change")
    names = {c.value: c.text for c in own if c.start < money.figure.start}
    each = entry["kind"] == "cluster_grant" and "cluster" in entry and len(names) > 1
    if each and reading.has("each", money.clause):
        return [verdict("budgets", entry | {"cluster": name}, row, weak) for name in names.values()]
    return [verdict("budgets", entry, row, weak)]


def _situation(
    money: Money, sentence: Sentence, own: list[Mention], receiver: whose.Owner | None, reading: Reading
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    line, figure = reading.near(sentence), money.figure
    near = "\n".join((line, *reading.above(sentence.paragraph)))
    head = _item_head(sentence, figure.start, reading.lines[sentence.paragraph - 1])
    is_by = re.search(r"\b(?:med|by) (?:hele |heile |another |ytterligere )?$", money.before)
    by = money.before[-80:] if is_by else re.split(r"\b(?:til|to|fra|frå|from)\b", money.before[-60:])[-1]
    parts = {
        "clause": money.clause,
        "before": money.before,
        "after": money.after,
        "around": money.before[-120:] + figure.text + re.split(r", |\. ", money.after)[0][:70],
        "by": by if is_by else " ".join(by.split(" ")[-7:]),
        "behind": " ".join(money.after.lstrip(",").split(" ")[:4]),
        "sentence": sentence.text,
        "paragraph": line,
        "near": near,
    }
    own_levels = [level for level in sentence.levels if not PROGRAMME_OF.match(sentence.text[level.end :])]
    levels = [level for level in own_levels if money.begin <= level.start < money.stop]
    is_which = re.match(
        r"\s*(?:which|who|som)\b", sentence.text[max(0, money.begin - 6) : money.begin + 8].lstrip(", ")
    )
    of_all = re.match(r"\s*(?:klyngene|klyngjene|the clusters)\b", money.clause, re.IGNORECASE)
    tests = {
        "small": figure.figure.value < LEAST,
        "other_scheme": OTHER_SCHEME.match(money.after),
        "cluster": own or (receiver and receiver.how == "sentence"),
        "several": len({c.value for c in own}) > 1,
        "own_sum": len({c.value for c in own}) > 1 and receiver and receiver.how == "near",
        "of_all": of_all,
        "foreign": givers.of_text(sentence.text, reading) != PROGRAMME,
        "level": levels,
        "level_told": not levels and not own and is_which and len({level.value for level in own_levels}) == 1,
        "to_all": TO_ALL.match(money.after),
        "to_levels": TO_LEVELS.match(money.after),
        "of_level": OF_LEVEL.search(money.clause),
        "level_row": LEVEL_ROW.match(reading.lines[sentence.paragraph - 1]) and money.alone,
        "level_before": whose.level_before(sentence, reading),
        "item": head,
        "up_to": TO.search(money.before),
        "told": not own and whose.told(sentence, reading, 2),
        "far": not own and whose.home(reading),
        "context": receiver and receiver.how == "context",
        "it_gets": whose.begins_with_it(money.clause),
        "to_it": TO_IT.match(money.after) or GIVES_IT.search(money.before),
        "support_noun": reading.has("support_noun", sentence.text),
        "unknown_name": whose.of_unknown(sentence.text) and not own,
    }
    return parts, {name for name, holds in tests.items() if holds}


def _entry(
    row: Row,
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    facts: set[str],
    reading: Reading,
) -> tuple[Entry | None, int]:
    """The entry of a sum so far, and the paragraph that names who gets it; None where nobody is named."""
    asked = [money.after, money.clause]
    entry: Entry = {
        "scheme": givers.of_text(
            next((part for part in asked if givers.names_one(part, reading)), sentence.text), reading
        )
    }
    i = sentence.paragraph
    if row.measure in ("cut", "rise"):
        return entry | {"kind": "change", "change_direction": row.measure}, i
    entry["kind"] = row.measure
    if row.measure == "applied_for":
        one = len({c.value for c in own}) == 1 or (receiver and receiver.how == "context")
        return entry | (
            {"cluster": receiver.name.text} if receiver and one else {}
        ), receiver.paragraph if receiver and one else i
    if row.measure == "appropriation" and reading.has("proposes", sentence.text):
        entry["stage"] = "proposed"
    if row.measure == "appropriation" and entry["scheme"] == PROGRAMME:
        entry |= _forerunner(money, sentence, reading)
    if row.measure != "cluster_grant":
        return entry, i
    if row.verdict == "proposed":
        receiver = receiver or (whose.told(sentence, reading, 2) if "told" in facts else whose.home(reading))
    if "item" in facts and (head := _item_head(sentence, money.figure.start, reading.lines[i - 1])):
        return entry | {"cluster": head.text}, i
    of_level = {
        condition.names for condition in row.conditions if condition.part == "is" and not condition.negated
    }
    if of_level & {("level",), ("level_row",), ("level_before",), ("level_told",)}:
        level = whose.level_of(money.figure, sentence, (money.begin, money.stop), reading)
        entry["scheme"] = (
            entry["scheme"] if givers.COUNTY.search(money.clause) or level == "Node" else PROGRAMME
        )
        return (entry | {"level": level} if level else None), i
    return (entry | {"cluster": receiver.name.text}, receiver.paragraph) if receiver else (None, i)


def _forerunner(money: Money, sentence: Sentence, reading: Reading) -> Entry:
    """The level whose own programme a frame is of: "Arena-programmet har 37 millioner kroner"."""
    found = {lv.value for lv in sentence.levels if PROGRAMME_OF.match(sentence.text[lv.end :])}
    if len(found) != 1 or reading.has(
        "national", money.before.replace("-", " ").replace(f"{min(found)} ", "")
    ):
        return {}
    is_old = reading.year and reading.year < ONE_PROGRAMME
    return {"level": found.pop(), "scope": "forerunner" if is_old else "part"}


def _item_head(sentence: Sentence, here: int, line: str) -> Mention | None:
    """The cluster at the head of a list item or row that gives its sum after a colon, dash or bar."""
    if (
        sentence.clusters
        and sentence.start <= 4
        and (BULLET.match(line) or " | " in line[:1000] or "\t" in line[:1000])
    ):
        head = sentence.clusters[0]
        behind = re.match(r"^(?: \([^)]*\)|, [A-ZÆØÅ]\w+)?(?::| [–—-]|,|\t| \|)", sentence.text[head.end :])
        if head.start <= 4 and behind and head.end < here:
            return head
    return None


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


def _period(
    money: Money, sentence: Sentence, following: list[Sentence], entry: Entry, reading: Reading
) -> Entry:
    """The period of a sum as far as the text names one."""
    text, figure = sentence.text, money.figure
    told = when.times(reading.before(sentence), reading.language, reading.year)
    found = when.times(text, reading.language, reading.year, told[-1].start if told else "")
    if entry["kind"] == "change":
        found = [time for time in found if not when.AGAINST.search(text[: time.place])]
    typical = "level" in entry
    begin = money.begin if not money.alone or typical else 0
    stop = money.stop if typical else money.figure.end + len(money.after) if not money.alone else len(text)
    time = when.of_figure(text, figure.start, figure.end, (begin, stop), found)
    later = [f for f in sentence.figures if f.kind == "money" and f.start > figure.end]
    is_its_own = found and (not later or found[0].place < later[0].start)
    if not time and not typical and is_its_own and len({t.start for t in found}) == 1:
        time = found[0] if found[0].kind != "until" else None
    if not time and not typical and entry["kind"] == "change" and told:
        time = told[-1]
    if not time and typical and found and found[0].place <= HEAD:
        time = found[0]
    start = time.start if time else ""
    if time and time.end != time.start:
        return {"period_start": time.start, "period_end": time.end}
    if entry["kind"] == "cluster_grant" and (years := _years(money, following, reading)):
        start = start or years[1] or (str(reading.year) if reading.year else "")
        if start:
            return {"period_start": start, "period_years_printed": years[0]}
    if not start and " | " in reading.lines[sentence.paragraph - 1]:  # the header of its table
        rows = reversed(reading.lines[max(0, sentence.paragraph - 12) : sentence.paragraph - 1])
        start = next(
            (t.start for row in rows if " | " in row for t in when.times(row, reading.language, 0)), ""
        )
    if not start:
        return {}
    is_from = time and time.kind == "from" and entry["kind"] == "cluster_grant"
    return {"period_start": start} if is_from else {"period_start": start, "period_end": start}


def _years(money: Money, following: list[Sentence], reading: Reading) -> tuple[str, str] | None:
    """For how many years a sum is, as printed, and from when where that stands with it."""
    later = (
        following[0].text if following and not any(f.kind == "money" for f in following[0].figures) else ""
    )
    for part in (money.clause, later):
        for m in YEARS.finditer(part):
            number = m["n"] or m["m"] or m["k"]
            figure = read(number, reading.language)
            if figure and 1 < figure.value <= LONGEST_PERIOD and figure.value == int(figure.value):
                starts = [
                    t.start for t in when.times(part, reading.language, reading.year) if t.kind != "until"
                ]
                return number, starts[0] if starts else ""
    return None
