"""Sums of public support: what each is, whose, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata.draft import givers, lexicon, mentions, names, rules, when, whose
from nicdata.draft.candidates import Candidate, read
from nicdata.draft.givers import PROGRAMME
from nicdata.draft.mentions import CHUNK, Mention
from nicdata.draft.names import BULLET
from nicdata.draft.reading import CROWDED, LONGEST_ROW, Reading, Sentence
from nicdata.draft.rules import Row
from nicdata.draft.verdicts import Found, aside, verdict
from nicdata.sheets.entries import Entry

ONE_PROGRAMME = 2014  # the year in which Arena, NCE and GCE became one programme
HEAD = 4  # characters before a time at the head of a sentence: "In 2021 …"
LEAST, MOST = 10_000, 1_000_000_000  # kroner: what is less is no support, and no programme has more
FARTHEST = 6  # paragraphs between a sum of a public body and the cluster that gets it, at most
FARTHEST_WHICH = 40  # characters between a name and the "which" that stands for it
CLAUSE = re.compile(
    r"; |,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and|hvorav|derav|of which|som|which|slik at|so that) "
)
WHICH = re.compile(r"\s*(?:which|who|som)\b")
# Between two sums: what is before it belongs to the first, what is behind it to the second.
JOIN = re.compile(r"[,;]? (?:og|and|samt|pluss|plus|while|mens|mot|against)\b |, | [–—|-] |\t")
# Behind a relative clause the main one goes on: "Agder County Council, which has been there since 2015, has put in …".
MAIN_AGAIN = re.compile(
    r", (?=(?:har|hadde|er|var|får|fikk|fekk|skal|vil|legg\w*|gir|ga|gav|bidr\w+|has|have|had|is|was|will|gets?|receive[sd]?|gives?|gave|contribut\w+|adds?|puts?)\b)"
)
VERB_PHRASE = re.compile(
    r"\b(?:og|and) (?=(?:får|fikk|fekk|har|mottar|mottek|skal|gets?|got|receives?|has|have|will)\b)"
)
OF_LEVEL = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE|[Nn]ode|[Mm]oden?|[Mm]ature)[- ]?(?:klynge\w*|klyngj\w*|klyngar|clusters?|prosjekt\w*|projects?|nivå\w*|level|status\w*)|(?:Pro|ARENA|NCE|GCE)-?(?:en|ene|s|er)\b|(?:en|ei|ein|(?<!as )an?|på|for|for an?|du|i|in|each|hver|kvar) (?:Arena(?: Pro)?|NCE|GCE)\b|level\b|nivå\b"
)
TIME_AT = re.compile(
    r"\b(?:åra|årene|tida|tiden|perioden|years|time|period) (?:på|som|i|at|as|in) (?:the |an? )?$"
)
PROGRAMME_OF = re.compile(r"[- ]?[Pp]rogram")
OTHER_SCHEME = re.compile(r"^ (?:til|to|for) (?:the )?[A-ZÆØÅ]\w+[- ](?:program|ordning|scheme|fund)")
TO_ALL = re.compile(
    r"^ (?:til|to|for|på|among) (?:de |dei |the )?(?:\w*klyng(?:ene|jene)|clusters|nettverkene)\b"
)
THE_CLUSTER = re.compile(r"\b(?:klyngen|klynga|klyngja|the cluster)\b(?! program| scheme)", re.IGNORECASE)
TO_LEVELS = re.compile(r"^ (?:til|to|for) (?=[A-Z])")
TO_IT = re.compile(
    r"^[^.;]{0,30}\b(?:til|to|for) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)
GIVES_IT = re.compile(
    r"\b(?:gitt|gir|gav|ga|gjeve|gjev|støttet|støtter|støttar|støtta|gives|gave|given|supports?) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)
TO = re.compile(r"\b(?:til|to|from|fra|frå|mot|against|compared with|ned frå|ned fra) ?$", re.IGNORECASE)
# Money that is taken from the programme, and what a thing costs: "a hall for NOK 12 million".
TAKEN = re.compile(
    r"\b(?:ta|tar|tok|tatt|tek|teke|hent\w*|trekk\w*|tak(?:e|es|en|ing)|took)\b[^.;]{0,25}$", re.IGNORECASE
)
TAKEN_FROM = re.compile(r"^ (?:\w+ ){0,3}?(?:fra|frå|from|out of|ut av) ")
PRICED = re.compile(
    r"\b(?:en|et|ei|ein|eit|an?|ny|nye|nytt|new)\b [^,.;]{3,60} (?:til|for|at) $|\bfor $|\bà $", re.IGNORECASE
)
PURPOSE = re.compile(
    r"^ (?:til|to|for|towards?|into) (?:(?:an?|the|en|et|ei|ein|eit|ny|nye|nytt|new|den|det) )*(?P<noun>[a-zæøå][\w-]+)"
)
THEY = re.compile(
    r"[\s–—-]*(?:(?P<both>Begge|Both)|(?:Hver|Kvar|Each) (?:av|of) (?:dem|dei|disse|desse|them|these)|(?:De|Dei|The|These|Disse|Desse|They)(?: (?:(?P<first>to første|første|fyrste|første to|first|to fyrste)|(?P<last>siste|last)))?(?: (?P<n>to|tre|fire|fem|seks|sju|åtte|two|three|four|five|six|seven|eight))?)(?= )"
)
OF_COMPANY = re.compile(
    r"\b(?:[Ee]tt?|[Ee]in|[Ee]it|[Ee]n) av (?:medlem|bedrift|verksemd|partn|selskap)\w+|\b[Oo]ne of (?:the|its|our|their) (?:member|compan|partner|firm)\w*|\b[A-ZÆØÅ]\w+ ASA?\b|\b(?:bedriften|bedrifta|selskapet|verksemda|[Tt]he company)\b"
)
LEVEL_ROW = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne\w*|[Mm]ature)(?:[- ](?:klynger|klyngjer|clusters?|nivå))? ?[:|–\t -] ?\d{1,3}\b"
)
ROW = re.compile(
    r"^(?P<head>[^:|\t]{2,70}?)(?:,? \([^)]*\)|, [A-ZÆØÅ][\w ]{1,20})?(?: [–—-] |: ?| ?\| ?|\t)(?=.*\d)"
)
YEARS = re.compile(
    r"(?P<n>\w+|\d+)[ -](?:nye |new |whole )?(?:år(?:ene|a)?|years?)\b|(?P<m>\w+|\d+)(?:-?årig|-?årsperiode|[ -]year)|(?P<k>to|tre|fire|fem|seks|sju|syv|åtte|ti)årig",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    rf"(?:^|[.:;,] ?|\b(?:og|and|mens|while) )(?P<name>{CHUNK.pattern})(?: [a-zæøå]+){{0,4}} $"
)
SMALL_WORDS = ("og", "i", "for", "på", "av", "and", "of", "in", "the", "&")
LONGEST_NAME = 3  # words of a name that has small ones
MOST_ROWS = 60  # between a sum of a list and what introduces it
FARTHEST_ROW = 4  # rows between a name and one that is known to be a cluster's
STAGES = {
    "revised": "stage_revised",
    "spent": "stage_spent",
    "approved": "stage_approved",
    "proposed": "stage_proposed",
}
LONGEST_PERIOD = 15  # years
FEWEST = 2  # rows of a list, and clusters that get a sum apiece
THAT = re.compile(
    r"[\s–—-]*(?:(?:Det|Dette|That|This|It) (?:er|blir|betyr|gir|gjev|is|was|means|leaves)|D[aå]|Det står|Then|Den gang\w*|There)\b"
)


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
    aside: tuple[int, int]  # a relative clause before it: what is told there is of another time


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every sum, and of changes that are told without one."""
    told: set[Any] = set()
    last: Sentence | None = None
    for i, sentences in reading.sentences.items():
        for place, sentence in enumerate(sentences):
            sums = [figure for figure in sentence.figures if figure.kind == "money"]
            if len(sums) > CROWDED:
                yield aside(i, sums[0].text, None, "too many sums in one sentence")
                continue
            found = [_told_change(sentence, reading)] if not sums else []
            for n in range(len(sums)):
                found += _sum(
                    _money(sentence, sums, n), sentence, last, sentences[place + 1 : place + 2], reading
                )
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


def _money(sentence: Sentence, sums: list[Candidate], n: int) -> Money:
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
    joins = list(JOIN.finditer(text, after, figure.start)) if after > begin else []
    ends = list(JOIN.finditer(text, figure.end, until)) if until < stop else []
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
        relative,
    )


def _sum(
    money: Money, sentence: Sentence, last: Sentence | None, following: list[Sentence], reading: Reading
) -> list[Found | None]:
    """What is found of one sum: one entry, or one for each cluster of a list that gets it apiece."""
    own = whose.in_part(sentence, money.begin, money.stop, reading.language)
    receiver = _receiver(own, money, sentence, reading)
    parts, facts = _situation(money, sentence, own, receiver, last, reading)
    row = rules.first("money", parts, facts, reading.language)
    i = sentence.paragraph
    if row is None or row.verdict == "aside":
        return [aside(i, money.figure.text, row)]
    entry, named_in = _entry(row, money, sentence, own, receiver, facts, last, reading)
    if entry is None:
        return [aside(i, money.figure.text, row, "nobody who gets it is named")]
    entry["amount_printed"] = money.figure.text
    entry |= _period(money, sentence, last, following, entry, reading)
    if reading.has("yearly", money.before[-25:] + money.after[:25]) and entry["kind"] != "change":
        entry["amount_per"] = "year"
    entry["paragraph"] = i
    if named_in != i:
        entry["named_in"] = named_in
    weak = named_in != i or entry["kind"] in ("scheme_grant", "change")
    if entry["kind"] == "cluster_grant" and "level" not in entry:
        apiece = _apiece(own, money, sentence, last, reading)
        found = [entry | {"cluster": name, "named_in": n} for name, n in apiece]
        for one in found:
            if one["named_in"] == i:
                del one["named_in"]
        if found:
            return [verdict("budgets", one, row, weak) for one in found]
    return [verdict("budgets", entry, row, weak)]


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
    is_which = WHICH.match(text[max(0, money.begin - 6) : money.begin + 8].lstrip(", "))
    if is_which and not own and "," not in money.before:
        named = [c for c in sentence.clusters if c.end <= money.begin]
        if named and money.begin - named[-1].end <= FARTHEST_WHICH:
            return whose.Owner(named[-1], i, "near")
    return whose.receiver(own, money.figure, sentence, reading)


def _apiece(
    own: list[Mention], money: Money, sentence: Sentence, last: Sentence | None, reading: Reading
) -> list[tuple[str, int]]:
    """The clusters that get a sum apiece, with the paragraph that names them: those of the clause, or "the first two"
    of those that the sentence before it lists."""
    if not reading.has("each", money.left + money.right):
        return []
    named = {c.value: c.text for c in own if c.start < money.figure.start}
    if len(named) > 1:
        return [(name, sentence.paragraph) for name in named.values()]
    plural = THEY.match(money.clause)
    if not plural or named or not last:
        return []
    listed = list({c.value: c.text for c in last.clusters}.values())
    number = read(plural["n"], reading.language) if plural["n"] else None
    wanted = int(number.value) if number else 2 if plural["both"] else len(listed)
    if wanted > len(listed) or len(listed) < FEWEST or (wanted != len(listed) and not plural["first"]):
        return []
    return [(name, last.paragraph) for name in (listed[-wanted:] if plural["last"] else listed[:wanted])]


def _situation(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    last: Sentence | None,
    reading: Reading,
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    line, figure = reading.near(sentence), money.figure
    row = _row_head(sentence, figure.start, reading)
    top = sentence.paragraph
    while row and max(1, sentence.paragraph - MOST_ROWS) < top and ROW.match(reading.lines[top - 2]):
        top -= 1  # of a list: what introduces it
    near = "\n".join((line, *reading.above(top)))
    is_by = re.search(r"\b(?:med|by) (?:hele |heile |another |ytterligere )?$", money.before)
    by = money.before[-80:] if is_by else re.split(r"\b(?:til|to|fra|frå|from)\b", money.before[-60:])[-1]
    nameless = re.compile("|".join(re.escape(c.text) for c in sentence.clusters) or r"(?!)")
    parts = {
        "clause": money.clause,
        "before": money.before,
        "after": money.after,
        "left": money.left,
        "own": money.left + money.figure.text + money.right,
        "around": nameless.sub(
            "…", money.left[-120:] + figure.text + re.split(r", |\. ", money.right)[0][:70]
        ),
        "by": by if is_by else " ".join(by.split(" ")[-7:]),
        "behind": " ".join(money.after.lstrip(",").split(" ")[:4]),
        "sentence": sentence.text,
        "paragraph": line,
        "near": near,
        "title": reading.lines[reading.title - 1] if reading.title else "",
    }
    own_levels = [level for level in sentence.levels if not PROGRAMME_OF.match(sentence.text[level.end :])]
    own_levels = [level for level in own_levels if not TIME_AT.search(sentence.text[: level.start])]
    levels = [level for level in own_levels if money.begin <= level.start < money.stop]
    is_which = WHICH.match(sentence.text[max(0, money.begin - 6) : money.begin + 8].lstrip(", "))
    purpose = PURPOSE.match(money.right)
    giver = givers.of_sum(money.left, money.right, reading, _above(sentence, reading))
    tests = {
        "small": figure.figure.value < LEAST,
        "large": figure.figure.value >= MOST,
        "other_scheme": OTHER_SCHEME.match(money.after),
        "priced": PRICED.search(money.left) and not reading.has("changed", money.left),
        "for_else": purpose
        and not reading.has("purpose", purpose["noun"])
        and not read(purpose["noun"], reading.language),
        "cluster": own or (receiver and receiver.how in ("sentence", "near")),
        "several": len({c.value for c in own}) > 1,
        "own_sum": len({c.value for c in own}) > 1 and receiver and receiver.how == "near",
        "apiece": _apiece(own, money, sentence, last, reading),
        "of_all": re.match(r"\s*(?:klyngene|klyngjene|the clusters)\b", money.clause, re.IGNORECASE),
        "company": OF_COMPANY.search(sentence.text[: min([figure.start, *(c.start for c in own)])]),
        "applied_column": row and _column(money, sentence, top, reading) == "applied",
        "after_frame": not sentence.clusters
        and not levels
        and last
        and last.paragraph == sentence.paragraph
        and reading.has("strong_frame", last.text)
        and any(f.kind == "money" for f in last.figures)
        and when.times(sentence.text, reading.language, reading.year),
        "giver": giver,
        "public": giver not in ("", PROGRAMME),
        "unknown": not own and _unknown(money, reading),
        "over_years": _number_of_years(money.right, reading.language),
        "cut_told": _is_change("cut", money, reading),
        "rise_told": _is_change("rise", money, reading),
        "told_here": not own
        and (told := whose.told(sentence, reading, 0))
        and told.paragraph == sentence.paragraph,
        "us": whose.US.search(re.sub(r"snakk[ae]r vi|we are talking", "", sentence.text)),
        "foreign": (giver or reading.scheme) != PROGRAMME,
        "taken": TAKEN.search(money.before) and TAKEN_FROM.match(money.after),
        "level": levels,
        "level_told": not levels
        and not own
        and is_which
        and "," not in money.before
        and len({level.value for level in own_levels}) == 1,
        "to_all": TO_ALL.match(money.after),
        "to_levels": TO_LEVELS.match(money.after),
        "pot": _pot(money, sentence, reading),
        "of_level": OF_LEVEL.search(money.clause),
        "level_row": LEVEL_ROW.match(reading.lines[sentence.paragraph - 1]) and money.alone,
        "level_before": whose.level_before(sentence, reading),
        "item": row and row.value != "year" and (row.value or _has_known(sentence.paragraph, reading)),
        "item_unknown": row and not row.value,
        "one_cluster": whose.IT.match(sentence.text) or THE_CLUSTER.search(money.clause),
        "year_row": row and row.value == "year",
        "up_to": TO.search(money.before),
        "told": not own and whose.told(sentence, reading, whose.FARTHEST),
        "far": not own and (whose.home(reading) or whose.told(sentence, reading, FARTHEST)),
        "context": receiver and receiver.how == "context",
        "it_gets": whose.begins_with_it(money.clause),
        "to_it": TO_IT.match(money.after) or GIVES_IT.search(money.before),
        "support_noun": reading.has("support_noun", sentence.text),
        "unknown_name": whose.of_unknown(sentence.text) and not own,
    }
    return parts, {name for name, holds in tests.items() if holds}


def _column(money: Money, sentence: Sentence, top: int, reading: Reading) -> str:
    """What the header of a list says of the column that a sum stands in: "Applicant / applied for / granted"."""
    header = reading.lines[top - 2] if top > 1 else ""
    said = {
        kind: found.start()
        for kind, name in (("applied", "applied_sum"), ("granted", "received"))
        if (found := lexicon.words(name, reading.language).search(header))
    }
    columns = sorted(said, key=lambda kind: said[kind])
    sums = [f for f in sentence.figures if f.kind == "money"]
    return columns[sums.index(money.figure)] if len(columns) == len(sums) else ""


def _is_change(name: str, money: Money, reading: Reading) -> bool:
    """Whether a sum is that of a change: "a cut of …", "The cut in the programme for 2022 was …"."""
    start = re.sub(r"^[\s–—-]*(?:The|Et|Ein|En|Denne|Dette|This) ", "", money.before)
    is_noun = lexicon.beginning(name, reading.language).match(start)
    is_it = is_noun and re.search(r"\b(?:er|var|blir|ble|vart|is|was)(?: på| of)? $", money.before)
    of = re.search(r" (?:på|of) $", money.before)
    return bool(is_it or (of and lexicon.ending(name, reading.language).search(money.before[: of.start()])))


def _above(sentence: Sentence, reading: Reading) -> str:
    """The text before a sentence: who "the municipality" is."""
    return "\n".join((*reversed(reading.above(sentence.paragraph)), reading.before(sentence)))


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
    giver = givers.of_sum(money.left, money.right, reading, _above(sentence, reading))
    if not giver and not money.alone:  # of the sum before it perhaps
        giver = givers.of_sum(money.before, "", reading, "")
    told = sentence.text if money.alone else money.left + money.right
    entry: Entry = {"scheme": giver or givers.of_text(told, reading)}
    i = sentence.paragraph
    is_change = row.measure in ("cut", "rise")
    entry["kind"] = "change" if is_change else row.measure
    entry |= {"change_direction": row.measure} if is_change else {}
    if row.measure in ("appropriation", "cut", "rise") and (stage := _stage(money, sentence, last, reading)):
        entry["stage"] = stage
    if row.measure == "appropriation" and entry["scheme"] == PROGRAMME:
        entry |= _forerunner(money, sentence, reading)
    head = _row_head(sentence, money.figure.start, reading) if {"item", "item_unknown"} & facts else None
    if row.measure == "applied_for":
        one = receiver and (receiver.how in ("near", "context") or len({c.value for c in own}) == 1)
        name, where = (
            (head.text, i)
            if head
            else (receiver.name.text, receiver.paragraph)
            if receiver and one
            else ("", i)
        )
        return entry | ({"cluster": name} if name else {}), where
    if row.measure != "cluster_grant":
        return entry, i
    if head:
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
    if row.verdict == "proposed":
        if name := _unknown(money, reading) if not own else "":
            return entry | {"cluster": name}, i
        told_of = whose.told(sentence, reading, whose.FARTHEST) or whose.home(reading)
        receiver = receiver or told_of or whose.told(sentence, reading, FARTHEST)
    return (entry | {"cluster": receiver.name.text}, receiver.paragraph) if receiver else (None, i)


def _stage(money: Money, sentence: Sentence, last: Sentence | None, reading: Reading) -> str:
    """How far a budget had come: what the sum's own words say, its clause, or the sentence that "it is" follows."""
    own = money.left + money.right
    is_which = WHICH.match(sentence.text[max(0, money.begin - 6) : money.begin + 8].lstrip(", "))
    wide = [sentence.text] if money.alone or is_which else []
    if last and THAT.match(sentence.text):
        wide.append(last.text)
    for part in (own, money.clause, *wide):
        for stage, name in STAGES.items():
            is_near = part is own or stage in ("proposed", "revised")
            if is_near and reading.has(name, part):
                return stage
    return ""


def _pot(money: Money, sentence: Sentence, reading: Reading) -> str:
    """The level whose own programme a sum of the years before they were one goes to: "40 millioner kroner til Arena"."""
    text, end = sentence.text, money.figure.end
    to = [
        level.value
        for level in sentence.levels
        if re.fullmatch(r" (?:til|to|for) (?:the )?", text[end : level.start])
        and not re.match(r"[- ]?(?:klyng|cluster|prosjekt)|s\b| (?:og|and) [A-Z]", text[level.end :])
    ]
    if not to and not sentence.levels and not sentence.clusters and reading.has("frame", money.clause):
        before = whose.level_before(sentence, reading)
        to = [before] if before and re.search(r"[Pp]rogram", reading.before(sentence)) else []
    if not to:
        return ""
    told = when.times(reading.before(sentence) + " " + text, reading.language, reading.year)
    return to[0] if told and int(told[-1].start[:4]) < ONE_PROGRAMME else ""


def _forerunner(money: Money, sentence: Sentence, reading: Reading) -> Entry:
    """The level whose own programme a frame is of: "Arena-programmet har 37 millioner kroner"."""
    if pot := _pot(money, sentence, reading):
        return {"level": pot, "scope": "forerunner"}
    found = {lv.value for lv in sentence.levels if PROGRAMME_OF.match(sentence.text[lv.end :])}
    if len(found) != 1 or reading.has(
        "national", money.before.replace("-", " ").replace(f"{min(found)} ", "")
    ):
        return {"scope": "part"} if reading.has("share", money.left) else {}
    is_old = reading.year and reading.year < ONE_PROGRAMME
    return {"level": found.pop(), "scope": "forerunner" if is_old else "part"}


def _row_head(sentence: Sentence, here: int, reading: Reading) -> Mention | None:
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
        or "." in name
        or not _has_neighbour(sentence.paragraph, reading)
    ):
        return None
    words = [word for word in name.split() if word[0].islower() and word not in SMALL_WORDS]
    labels = ("applied_sum", "given", "strong_frame", "in_total", "not_support")
    is_label = (words and len(name.split()) > LONGEST_NAME) or any(
        reading.has(label, name) for label in labels
    )
    # Beside a cluster that is known it is none of persons.
    is_person = names.is_person(name, reading.language) and not _has_known(sentence.paragraph, reading)
    return None if is_person or is_label else Mention(begin, begin + len(name), name, "")


def _has_known(paragraph: int, reading: Reading) -> bool:
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


def _unknown(money: Money, reading: Reading) -> str:
    """A name that the article gives no level, where it stands right before its sum: "Spillverket gets NOK 2 million"."""
    found = UNKNOWN.search(money.left)
    name = found["name"] if found else ""
    # One word at the head of a sentence is a name only where it stands within one as well.
    is_name = name and names.is_name(name, reading.language) and not givers.all_in(money.left, reading)
    if is_name and " " not in name:
        is_name = any(re.search(rf"[a-zæøå,] {re.escape(name)}(?!\w)", line) for line in reading.lines)
    if any(True for _ in mentions.levels(name)):
        return ""
    return name if is_name and not names.is_person(name, reading.language) else ""


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
    money: Money,
    sentence: Sentence,
    last: Sentence | None,
    following: list[Sentence],
    entry: Entry,
    reading: Reading,
) -> Entry:
    """The period of a sum as far as the text names one: in its own words, else once for the whole sentence."""
    text, figure = sentence.text, money.figure
    row = _row_head(sentence, figure.start, reading)
    if row and row.value == "year":
        return {"period_start": row.text, "period_end": row.text}
    told = when.times(reading.before(sentence), reading.language, reading.year)
    if not told and last and THAT.match(text):
        told = when.times(last.text, reading.language, reading.year)
    found = when.times(text, reading.language, reading.year, told[-1].start if told else "")
    found = [time for time in found if not money.aside[0] <= time.place < money.aside[1]]
    if entry["kind"] == "change" and not (TAKEN.search(money.before) and TAKEN_FROM.match(money.after)):
        found = [time for time in found if not when.AGAINST.search(text[: time.place])]
    typical = "level" in entry and entry["kind"] == "cluster_grant"
    verbs = list(VERB_PHRASE.finditer(money.left)) if "cluster" in entry else []
    begin = figure.start - len(money.left) + (verbs[-1].end() if verbs else 0)
    bounds = (money.begin, money.stop) if typical else (begin, figure.end + len(money.right))
    time = when.of_figure(text, figure.start, figure.end, bounds, found)
    in_sentence = [t for t in found if t.kind != "until" and not (verbs and t.place < begin)]
    later = [f for f in sentence.figures if f.kind == "money" and f.start > figure.end]
    if later and not re.fullmatch(r"[^,;]*\b(?:og|and)\b[^,;]*", text[figure.end : later[0].start]):
        in_sentence = [t for t in in_sentence if t.place < later[0].start]
    if not time and not typical and in_sentence:
        before = [t for t in in_sentence if t.place < figure.start]
        is_one = len({t.start for t in in_sentence}) == 1
        is_open = not money.alone or entry["kind"] != "cluster_grant"
        time = in_sentence[0] if is_one else before[-1] if before and is_open else None
    if not time and (entry["kind"] == "change" or THAT.match(text)) and told and not typical:
        time = told[-1]
    if not time and typical and found and found[0].place <= HEAD:
        time = found[0]
    start = time.start if time else ""
    if time and time.end != time.start:
        return {"period_start": time.start, "period_end": time.end}
    start = start or (str(reading.year or "") if entry.get("stage") == "revised" else "")
    if (
        entry["kind"] == "cluster_grant"
        and not typical
        and (years := _years(money, text, following, reading))
    ):
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


def _years(money: Money, text: str, following: list[Sentence], reading: Reading) -> tuple[str, str] | None:
    """For how many years a sum is, as printed, and from when where that stands with it."""
    later = (
        following[0].text if following and not any(f.kind == "money" for f in following[0].figures) else ""
    )
    told = money.clause.replace(text[money.aside[0] : money.aside[1]], "") if money.aside[1] else money.clause
    for part in (told, later):
        if number := _number_of_years(part, reading.language):
            starts = [t.start for t in when.times(part, reading.language, reading.year) if t.kind != "until"]
            return number, starts[0] if starts else ""
    return None


def _number_of_years(text: str, language: str) -> str:
    """For how many years a text says that something is, as printed."""
    for m in YEARS.finditer(text):
        figure = read(number := m["n"] or m["m"] or m["k"], language)
        if figure and 1 < figure.value <= LONGEST_PERIOD and figure.value == int(figure.value):
            return number
    return ""
