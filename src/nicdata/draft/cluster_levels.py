"""Which cluster a text puts at which level, and which moves it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nicdata.draft import lexicon, mentions, when, whose
from nicdata.draft.clause_levels import NEAR, Sighting, of_clause, past
from nicdata.draft.list_names import GLOSS
from nicdata.draft.lists import dashed, heading_level, row_level
from nicdata.draft.mentions import Mention
from nicdata.draft.pairs import Part, event
from nicdata.draft.reading import CROWDED, Reading, Sentence, clauses, introduces, list_time
from nicdata.draft.verdicts import SURE, Found, proposed, verdict
from nicdata.sheets.entries import Entry

LONGEST_HEAD = 80  # characters of a line that can be a title
REPORT_OF = re.compile(
    r"(?:annual report|årsrapport|årsmelding)(?: (?:for|for the year))?[ –-]+((?:19|20)\d\d)", re.IGNORECASE
)
ELSEWHERE = "the level is told elsewhere"
NO_LONGER = re.compile(r"\b(?:ikke lenger|ikkje lenger|no longer|not .{0,20}any ?more) (?:\w+ )?$")
HAS_BEEN = re.compile(
    r"\b(?:har|har alle|has|have) (?:\w+ )?(?:vært|vore|been) (?:(?:i|på|in|at|en|ei|ein|an?) )?$|\b(?:var|were|was|leaves?|left|forlater|forlèt) (?:(?:i|på|in|at|en|ei|ein|an?) )?$"
)
ARE_NOW = re.compile(
    r"[\w-]*(?: clusters?| behind| bak seg)?,? (?:og|and|men|but) (?:(?:begge|både|alle|de|dei|both|all|they|it|den|ho) )?(?:(?:er|is|are) (?:(?:both|begge|alle) )?(?:nå|no|now)|(?:blir|vert|becomes?)|now (?:are|is)) (?:(?:en|ei|ein|an?) )?"
)
ADMITTED = re.compile(
    r"\b(?:teken|tatt|tekne|teke) (?:opp|inn)\b|\b(?:kom|komne?|kommet) (?:inn|med)\b|\b(?:admitted|accepted)\b|\bjoined (?:the|Norwegian)\b|\bopptatt\b"
)
BASES = ("announced", "listed", "mentioned")
THIS_LEVEL = re.compile(
    r"\b(?:[Dd]ette|[Dd]et|[Tt]his|[Tt]he) (?:nye |høyere |higher |new )?(?:nivået|level) (?:kalles|heter|heiter|er|is called|is)\b"
)


def sightings(reading: Reading) -> list[Sighting]:
    """Return every cluster that the text puts at a level, in the order of the text."""
    found = [
        Sighting(i, sentences[0].clusters[0], i, level, "listed")
        for i, sentences in reading.sentences.items()
        if (level := row_level(reading.lines[i - 1])) and sentences and sentences[0].clusters
    ]
    rows = list(_rows(reading))
    found += rows
    glossed = {seen.paragraph for seen in rows}
    for section in reading.sections:
        time = list_time(section, reading)
        for i, name in section.items:
            seen = Sighting(i, name, i, section.level, "listed", as_of=time)
            gloss = GLOSS.search(reading.lines[i - 1][name.end :])
            glossed |= {i} if gloss else set()
            found.append(_glossed(seen, gloss[0], reading) if gloss else seen)
    for i, sentences in reading.sentences.items():
        if i not in glossed and not heading_level(reading.lines[i - 1], reading.language):
            found += _paragraph(i, sentences, reading)
    found += _later_level(reading)
    found += _title_sightings(found, reading)
    found += _told_elsewhere(found, reading)
    found = [
        one._replace(reason="whether this is a cluster's name is not said")
        if one.name.text in reading.guessed and not one.reason
        else one
        for one in found
    ]
    told = {(seen.name.value, seen.level) for seen in found if not seen.needs_other}
    new = {(seen.name.value, seen.level) for seen in found if seen.basis == "announced" and not seen.reason}
    if year := _year_of_report(
        reading
    ):  # an annual report tells of its year, and not of the day of its printing
        found = [
            one._replace(basis="mentioned", as_of=one.as_of or year) if one.basis == "announced" else one
            for one in found
        ]
    return [
        seen._replace(basis="announced", reason="")
        if seen.basis == "mentioned"
        and not seen.as_of
        and not (seen.kind or seen.needs_other)
        and (seen.name.value, seen.level) in new
        else seen
        for seen in found
        if not seen.needs_other or (seen.name.value, seen.level) in told
    ]


def _rows(reading: Reading) -> Iterator[Sighting]:
    """Rows without a table, "Name – Arena – Place": moves where the line above them tells of the admitted."""
    intro = ""
    for i, line in enumerate(reading.lines, 1):
        row, sentences = dashed(line), reading.sentences.get(i)
        if not row:
            intro = line
        elif sentences and sentences[0].clusters and sentences[0].clusters[0].text in row[0]:
            seen = Sighting(i, sentences[0].clusters[0], i, row[1], "listed")
            is_step = reading.has("promotion", intro)
            is_new = is_step or reading.has("admitted", intro) or reading.has("new", intro)
            if is_new and not reading.has("no_move", intro) and not reading.has("served", intro):
                kind = "promotion" if is_step else "admission"
                seen = seen._replace(basis="announced", kind=kind, as_of=reading.time(intro))
            yield seen


def _year_of_report(reading: Reading) -> str:
    """The year of an annual report, as its head tells it; empty for any other article."""
    found = (REPORT_OF.search(line[:LONGEST_HEAD]) for line in reading.lines[:4])
    return next((m[1] for m in found if m), "")


def _glossed(seen: Sighting, gloss: str, reading: Reading) -> Sighting:
    """A name in a list under a level, as a move where what the list says of it tells one: "A – up from Arena"."""
    told = [level for level in mentions.levels(gloss) if not re.match(r" [A-ZÆØÅ]", gloss[level.end :])]
    below = [level.value for level in told if level.value != seen.level]
    if below and not reading.has("no_move", gloss):
        return seen._replace(kind="promotion", from_level=below[0])
    return seen._replace(kind="admission") if reading.has("only_new", gloss) else seen


def _paragraph(i: int, sentences: list[Sentence], reading: Reading) -> Iterator[Sighting]:
    before, language = reading.focus.get(i), reading.language
    last_level, last_year = "", _year_above(i, reading)
    moves = _counted_above(i, reading)  # of the sentence before
    year = _heading_year(i, reading)
    for sentence in sentences:
        if len(sentence.levels) > CROWDED:
            continue
        told = when.times(reading.before(sentence), language, 0, last_year)
        last_year = told[-1].start if told else last_year
        then = last_year if lexicon.beginning("then", language).match(sentence.text) else ""
        steps = list(_no_longer(sentence))
        found = [*_like_before(sentence, moves, reading), *steps]
        last = max((level.end for level in sentence.levels), default=0) if steps else 0
        for begin, stop in clauses(sentence):
            if begin < last:
                continue
            part = Part(sentence, begin, stop)
            told = when.times(sentence.text[:begin], language, reading.year, last_year)
            for seen in of_clause(part, before, last_level, told[-1].start if told else last_year, reading):
                if (then or year) and seen.kind and not seen.as_of:
                    basis = "mentioned" if past(then or year, reading) else seen.basis
                    seen = seen._replace(as_of=then or year, basis=basis)
                found.append(seen)
                if seen.kind and seen.level:
                    before = (seen.name, seen.named_in)
            if part.clusters:
                before = (part.clusters[0], i)
            if part.levels:
                last_level = part.levels[-1].value
        yield from found
        moves = [seen for seen in found if seen.kind] or list(_unnamed(sentence, reading))


def _heading_year(i: int, reading: Reading) -> str:
    """The year in a line by itself that a paragraph of a timeline stands below."""
    above = reading.above(i)[:NEAR]
    return next((line for line in above if re.fullmatch(r"(?:19|20)\d\d", line)), "")


def _counted_above(i: int, reading: Reading) -> list[Sighting]:
    """The move of clusters that the paragraphs above count and do not name."""
    for place in range(i - 1, max(0, i - NEAR) - 1, -1):
        for sentence in reversed(reading.sentences.get(place, [])):
            if found := list(_unnamed(sentence, reading)):
                return found
    return []


def _no_longer(sentence: Sentence) -> Iterator[Sighting]:
    """A step up told as what a cluster is no more: "A is no longer Arena, but Arena Pro"."""
    for left, to in pairwise(sentence.levels):
        before = [c for c in sentence.clusters if c.end <= left.start]
        gap, start = sentence.text[left.end : to.start], sentence.text[: left.start]
        i = sentence.paragraph
        if before and NO_LONGER.search(start) and re.match(r"\S*,? (?:men|but) (?:nå |no |now )?", gap):
            yield Sighting(i, before[-1], i, to.value, "announced", "promotion", left.value)
        elif before and HAS_BEEN.search(start) and ARE_NOW.fullmatch(gap):
            for name in {c.value: c for c in before}.values():
                yield Sighting(i, name, i, to.value, "announced", "promotion", left.value)


def _year_above(i: int, reading: Reading) -> str:
    """The year that was told last in the paragraph above: "the year after" counts from there."""
    told = when.times(reading.lines[i - 2], reading.language, 0) if i > 1 else []
    return told[-1].start if told else ""


def _unnamed(sentence: Sentence, reading: Reading) -> Iterator[Sighting]:
    """The move of clusters that a sentence counts and the next one names: "Three more start at Arena Pro."."""
    text, language = sentence.text, reading.language
    levels = {level.value for level in sentence.levels}
    is_move = event(text, language) or reading.has("promotion", text) or reading.has("admitted", text)
    if len(levels) == 1 and not sentence.clusters and is_move and not reading.has("no_move", text):
        kind = "promotion" if reading.has("promotion", text) else "admission"
        kind = "extension" if reading.has("extension", text) else kind
        nobody = Mention(0, 0, "", "")
        yield Sighting(sentence.paragraph, nobody, sentence.paragraph, levels.pop(), "announced", kind)


def _like_before(sentence: Sentence, moves: list[Sighting], reading: Reading) -> Iterator[Sighting]:
    """Clusters that a sentence names for the move of the sentence before, or that did the same: "These are A and B."."""
    text, i = sentence.text, sentence.paragraph
    if not moves or sentence.levels or not sentence.clusters:
        return
    are_they = lexicon.beginning("these_are", reading.language).match(text) or reading.has("among_them", text)
    is_item = any(i == place for section in reading.sections for place, _ in section.items)
    is_list = introduces(reading.lines, i) and sentence.start == 0 and not is_item
    names_them = (are_they or is_list) and not moves[-1].name.text
    if names_them or reading.has("same_step", text):
        stop = next((stop for _, stop in clauses(sentence)), len(text))
        for name in {c.value: c for c in sentence.clusters if c.start < stop}.values():
            yield moves[-1]._replace(paragraph=i, name=name, named_in=i)


def _later_level(reading: Reading) -> Iterator[Sighting]:
    """A move whose level the next paragraph or sentence tells: "… er tatt opp i programmet. Dette nivået kalles Arena Pro"."""
    language = reading.language
    waiting: tuple[int, list[Mention], str] | None = None
    for i, sentences in reading.sentences.items():
        for sentence in sentences:
            text = sentence.text
            if waiting and i - waiting[0] <= NEAR and sentence.levels and not sentence.clusters:
                levels = {level.value for level in sentence.levels}
                if len(levels) == 1 and (THIS_LEVEL.search(text) or reading.has("that_level", text)):
                    kind = (
                        "promotion"
                        if lexicon.words("promotion", language).search(waiting[2])
                        else "admission"
                    )
                    for name in waiting[1]:
                        yield Sighting(
                            waiting[0],
                            name,
                            waiting[0],
                            levels.pop()
                            if len(levels) == 1 and name is waiting[1][-1]
                            else next(iter(levels)),
                            "announced",
                            kind,
                        )
                    waiting = None
                elif len(levels) == 1 and i != waiting[0]:
                    reason = "the level stands in another paragraph"
                    for name in waiting[1]:
                        yield Sighting(
                            waiting[0],
                            name,
                            waiting[0],
                            next(iter(levels)),
                            "announced",
                            "admission",
                            reason=reason,
                        )
                    waiting = None
            is_move = (
                reading.has("admitted", text) and event(text, language) and not reading.has("no_move", text)
            )
            if (
                sentence.clusters
                and not sentence.levels
                and is_move
                and re.search(r"program|nivå|level", text)
            ):
                waiting = (i, list({c.value: c for c in sentence.clusters}.values()), text)


def _told_elsewhere(found: list[Sighting], reading: Reading) -> Iterator[Sighting]:
    """Moves of the article's own cluster that are told without a level, where only one level can be meant."""
    if not reading.home:
        return
    home = reading.home[0]
    own = [one for one in found if one.name.value == home.value and not one.reason]
    levels = {level for one in own for level in (one.level, one.from_level) if level}
    moves = {(one.level, one.kind) for one in own if one.kind}
    for i, sentences in reading.sentences.items():
        for sentence in (
            s for s in sentences if not s.levels and not {c.value for c in s.clusters} - {home.value}
        ):
            for begin, stop in clauses(sentence):
                text = sentence.text[begin:stop]
                kind = (
                    "extension"
                    if reading.has("extension", text)
                    else "admission"
                    if ADMITTED.search(text)
                    else ""
                )
                if not kind or len(levels) != 1 or reading.has("no_move", text) or reading.has("hoped", text):
                    continue
                (level,) = levels
                time = reading.time(text) or _heading_year(i, reading)
                is_own = sentence.clusters or whose.PRONOUN.search(sentence.text)
                if is_own and (level, kind) not in moves and (time or re.search("program", text)):
                    basis = "mentioned" if time else "announced"
                    move = Sighting(i, home, reading.home[1], level, basis, kind, "", time)
                    yield move._replace(reason=ELSEWHERE)


def _title_sightings(found: list[Sighting], reading: Reading) -> Iterator[Sighting]:
    """A title that counts the new clusters of a level means those that the text names."""
    for sentence in reading.sentences.get(reading.title, []):
        for figure in sentence.figures:
            own = [level for level in sentence.levels if figure.start <= level.start < figure.noun_end]
            if not own or not reading.has("new", sentence.text[figure.start : figure.noun_end]):
                continue
            of_level = [
                seen
                for seen in found
                if seen.level == own[0].value and seen.basis == "announced" and not seen.reason
            ]
            announced = {seen.name.value: seen for seen in reversed(of_level)}
            if len(announced) == figure.figure.value:
                for seen in announced.values():
                    yield seen._replace(paragraph=reading.title, kind="")


def levels(seen: list[Sighting]) -> Iterator[Found]:
    """Yield one entry a cluster, level and paragraph: announced before listed before mentioned."""
    best: dict[tuple[str, str, int], Sighting] = {}
    order = sorted(
        (one for one in seen if one.level and one.reason != ELSEWHERE),
        key=lambda one: (one.paragraph, bool(one.reason), BASES.index(one.basis)),
    )
    for one in order:
        best.setdefault((one.name.value, one.level, one.paragraph), one)
    for one in best.values():
        entry: Entry = {"cluster": one.name.text, "level": one.level, "basis": one.basis}
        if one.as_of and one.basis != "announced":
            entry["as_of"] = one.as_of
        entry["paragraph"] = one.paragraph
        if one.named_in != one.paragraph:
            entry["named_in"] = one.named_in
        if one.reason:
            yield proposed("cluster_levels", entry, one.reason)
        else:
            yield verdict("cluster_levels", entry, SURE, one.basis == "mentioned" or "named_in" in entry)
