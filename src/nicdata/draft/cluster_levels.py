"""Which cluster a text puts at which level, and which moves it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nicdata.draft import lexicon, when, whose
from nicdata.draft.mentions import Mention
from nicdata.draft.pairs import Part, beside, event, moves, pairs
from nicdata.draft.reading import (
    CROWDED,
    Reading,
    Sentence,
    clauses,
    heading_level,
    list_time,
    row_level,
)
from nicdata.draft.verdicts import SURE, Found, proposed, verdict
from nicdata.sheets.entries import Entry

NEAR = 2  # paragraphs back to the cluster that a move without a name is of
BASES = ("announced", "listed", "mentioned")
IT_IS = re.compile(
    r"(?:Klyngen|Klynga|Klyngja|The cluster|It|Den|Ho) (?:er|har|is|has|var|was|remains|forblir|beholder|keeps)\b[^,;]{0,30}(?:Arena|ARENA|NCE|GCE)"
)
NO_SUBJECT = re.compile(
    r"(?:rose|moved|became|was|ble|blei|vart|rykka|rykket|gikk|gjekk|fikk|fekk)\b|(?:Kom|Ble|Blei|Vart|Fikk|Fekk|Har vært|Har vore|Became|Was|Got|Joined|Admitted|Tatt|Teken)\b"
)
AS_LEVEL = re.compile(
    r"(?:\b[Ss]om|\b[Aa]s an?|\b[Ss]tatusen som) (?:en |ei |ein )?(?:Arena|ARENA|NCE|GCE|[Nn]ode|[Mm]oden)|(?:[Aa]rena(?: [Pp]ro)?|ARENA|NCE|GCE)-status"
)
THIS_LEVEL = re.compile(
    r"\b(?:[Dd]ette|[Dd]et|[Tt]his|[Tt]he) (?:nye |høyere |higher |new )?(?:nivået|level) (?:kalles|heter|heiter|er|is called|is)\b"
)


class Sighting(NamedTuple):
    """A cluster put at a level by a sentence; a move where `kind` says so; only proposed where there is a reason."""

    paragraph: int
    name: Mention
    named_in: int
    level: str
    basis: str
    kind: str = ""
    from_level: str = ""
    as_of: str = ""
    reason: str = ""
    needs_other: bool = False  # holds only where another paragraph says the same by name


def sightings(reading: Reading) -> list[Sighting]:
    """Return every cluster that the text puts at a level, in the order of the text."""
    found = [
        Sighting(i, sentences[0].clusters[0], i, level, "listed")
        for i, sentences in reading.sentences.items()
        if (level := row_level(reading.lines[i - 1])) and sentences and sentences[0].clusters
    ]
    found += [
        Sighting(i, name, i, section.level, "listed", as_of=list_time(section, reading))
        for section in reading.sections
        for i, name in section.items
    ]
    for i, sentences in reading.sentences.items():
        if not heading_level(reading.lines[i - 1], reading.language):
            found += _paragraph(i, sentences, reading)
    found += _later_level(reading)
    found += _title_sightings(found, reading)
    told = {(seen.name.value, seen.level) for seen in found if not seen.needs_other}
    return [seen for seen in found if not seen.needs_other or (seen.name.value, seen.level) in told]


def _paragraph(i: int, sentences: list[Sentence], reading: Reading) -> Iterator[Sighting]:
    before = reading.focus.get(i)
    last_level, last_year = "", ""
    for sentence in sentences:
        if len(sentence.levels) > CROWDED:
            continue
        then = last_year if lexicon.beginning("then", reading.language).match(sentence.text) else ""
        years = [t.start for t in when.times(sentence.text, reading.language, 0)]
        for begin, stop in clauses(sentence):
            part = Part(sentence, begin, stop)
            for seen in _clause(part, before, last_level, last_year, reading):
                if then and seen.kind and not seen.as_of:
                    basis = "mentioned" if past(then, reading) else seen.basis
                    seen = seen._replace(as_of=then, basis=basis)
                yield seen
            if part.clusters:
                before = (part.clusters[0], i)
            if part.levels:
                last_level = part.levels[-1].value
        last_year = years[-1] if years else last_year


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


def _clause(
    part: Part, before: tuple[Mention, int] | None, last_level: str, last_year: str, reading: Reading
) -> Iterator[Sighting]:
    """What one clause puts at a level."""
    text, language, paragraph = part.text, reading.language, part.sentence.paragraph
    if not part.levels:
        return
    extension = reading.has("extension", text)
    plain = lexicon.words("after_all", language).sub(lambda m: " " * len(m[0]), text)
    refused = None if extension else lexicon.words("no_move", language).search(plain)
    if refused:
        has = [level for level in part.levels if level.end - part.begin <= refused.start()]
        for name, level, direct in pairs(part, has, language):
            if direct and not _is_left(part, level, language):
                yield Sighting(paragraph, name, paragraph, level.value, "mentioned")
        return
    left = [level for level in part.levels if _is_left(part, level, language)]
    to = [level for level in part.levels if level not in left]
    promotion = reading.has("promotion", text)
    from_there = last_level if reading.has("from_there", text) else ""
    from_level = left[0].value if len(left) == 1 else from_there
    if promotion and not part.clusters and not left and last_level not in {level.value for level in to}:
        from_level = from_level or last_level
    is_event = bool(event(text, language) or promotion or extension or from_level)
    kind = "extension" if extension else "promotion" if from_level or promotion else "admission"
    as_of = reading.time(text, last_year) or reading.time(part.sentence.text[: part.stop], last_year)
    seen = Sighting(paragraph, Mention(0, 0, "", ""), paragraph, "", "announced", kind, from_level, as_of)
    if left and not to and len(part.clusters) == 1:
        yield Sighting(paragraph, part.clusters[0], paragraph, "", "mentioned", "promotion", from_level)
    if chain := list(_chain(part, to, seen, reading)):
        yield from chain
    elif part.clusters:
        yield from _named(part, to, left, seen, is_event, reading)
    elif to and len({level.value for level in to}) == 1 and (before or reading.home):
        yield from _meant(part, to[0], before or reading.home, seen, is_event, reading)
    elif to and before and is_event and whose.IT.match(text) and paragraph - before[1] <= NEAR:
        for level in to:  # "We became Arena in 2019 and have been Arena Pro since 2022"
            own = seen._replace(as_of=_time_of(part, level, reading))
            told = _at(own, before[0], level, before[1], level is to[0], part, reading)
            yield told._replace(reason="who is meant is told before")


def _is_left(part: Part, level: Mention, language: str) -> bool:
    """Whether a level is the one that a cluster leaves."""
    text = part.text[: level.start - part.begin].rstrip(" :")
    filler = lexicon.words("level_left", language)
    while (last := text.rsplit(" ", 1)) and len(last) == 2 and filler.fullmatch(last[1]):
        text = last[0]
    return lexicon.ending("from_level", language).search(text) is not None


def _at(
    seen: Sighting, name: Mention, level: Mention, named_in: int, is_move: bool, part: Part, reading: Reading
) -> Sighting:
    """The sighting of one name and level, a move or not."""
    behind = part.text[level.end - part.begin :]
    is_dated = seen.as_of and re.match(rf"^[^,.;]{{0,30}}{seen.as_of[:4]}", behind)
    return seen._replace(
        name=name,
        level=level.value,
        named_in=named_in,
        basis="announced" if is_move and not past(seen.as_of, reading) else "mentioned",
        kind=seen.kind if is_move else "",
        from_level=seen.from_level if is_move and seen.kind == "promotion" else "",
        as_of=seen.as_of if is_move or is_dated else "",
    )


def _named(
    part: Part, to: list[Mention], left: list[Mention], seen: Sighting, is_event: bool, reading: Reading
) -> Iterator[Sighting]:
    """Clusters that a clause with a level names."""
    text, language = part.text, reading.language
    old = {name for name, _, direct in pairs(part, left, language) if direct and left[0].start < name.start}
    if old:  # "a merger of the former Arena projects A and B"
        seen = seen._replace(from_level="", kind="admission" if seen.kind == "promotion" else seen.kind)
    held: dict[Mention, str] = {}
    for name, level, direct in pairs(part, to, language, old):
        if len(part.levels) > 1:
            seen = seen._replace(as_of=_time_of(part, level, reading))
        if name in held and seen.kind == "promotion":
            seen = seen._replace(from_level=held[name])
        held[name] = level.value
        if direct is None:
            own = _at(seen, name, level, seen.paragraph, is_event, part, reading)
            yield own._replace(reason="which of the levels is whose is a guess")
        elif (
            left and not old and left[0].start > level.start
        ):  # "A became NCE, as B, which went from Arena to NCE"
            kind = "admission" if is_event else ""
            yield seen._replace(
                name=name,
                level=level.value,
                basis="announced" if is_event else "mentioned",
                kind=kind,
                from_level="",
                as_of="",
            )
        elif is_event or direct:
            is_move = is_event and (
                seen.kind == "extension" or not direct or moves(part, level, name, language)
            )
            own = _at(seen, name, level, seen.paragraph, is_move, part, reading)
            if (
                is_move
                and not seen.from_level
                and lexicon.ending("aside_name", language).search(text[: name.start - part.begin])
            ):
                own = own._replace(reason="named beside another cluster")
            elif is_event and not direct and not beside(part, level, name, language):
                own = own._replace(reason="the level stands far from the name")
            yield own
        elif not direct:
            yield _at(seen, name, level, seen.paragraph, False, part, reading)._replace(
                reason="name and level stand in one sentence, but not beside each other"
            )


def _time_of(part: Part, level: Mention, reading: Reading) -> str:
    """The time of one of several levels in a clause: right behind it, else the one before all of them."""
    text = part.sentence.text
    found = when.times(text, reading.language, reading.year)
    behind = [
        time for time in found if time.place >= level.end and when.NEAR.match(text[level.end : time.place])
    ]
    ahead = [time for time in found if part.begin <= time.place and time.stop <= part.levels[0].start]
    start = next((time.start for time in behind + ahead if time.kind != "until"), "")
    return "" if start == str(reading.year) else start


def _chain(part: Part, to: list[Mention], seen: Sighting, reading: Reading) -> Iterator[Sighting]:
    """One cluster's way through the levels, each with its year: "Arena in 2006, promoted to NCE in 2009"."""
    if len({c.value for c in part.clusters}) != 1 or len({level.value for level in to}) < 2:
        return
    stops = [level.start for level in to[1:]] + [part.stop]
    text = part.sentence.text
    found = [when.times(text[lv.end : stop], reading.language, 0) for lv, stop in zip(to, stops, strict=True)]
    if not all(found) or not any(reading.has(name, part.text) for name in ("promotion", "event")):
        return
    before = ""
    for level, times in zip(to, found, strict=True):
        kind = "promotion" if before else "admission"
        move = seen._replace(kind=kind, from_level=before, as_of=times[0].start)
        yield _at(move, part.clusters[0], level, seen.paragraph, True, part, reading)
        before = level.value


def _meant(
    part: Part,
    level: Mention,
    before: tuple[Mention, int] | None,
    seen: Sighting,
    is_event: bool,
    reading: Reading,
) -> Iterator[Sighting]:
    """The cluster told of before, where a clause with a level names none."""
    text, paragraph = part.text, seen.paragraph
    if not before or (paragraph - before[1] > NEAR and not seen.from_level):
        return
    is_near = before[1] == paragraph
    stands_for = reading.has("subject", text)
    is_move = is_event and (stands_for or (is_near and NO_SUBJECT.match(text)))
    if seen.from_level and reading.home and reading.has("us", text):
        yield _at(seen, reading.home[0], level, reading.home[1], True, part, reading)
    elif is_move and (is_near or stands_for):
        yield _at(seen, before[0], level, before[1], True, part, reading)
    elif is_near and IT_IS.match(text):
        yield _at(seen, before[0], level, before[1], False, part, reading)
    elif is_event and re.search(r"status", text, re.IGNORECASE) and reading.has("us", text):
        own = _at(seen, before[0], level, before[1], True, part, reading)
        yield own._replace(reason="who gets the status is told before")
    elif is_event and whose.PRONOUN.search(text) and part.begin == 0:
        own = _at(seen, before[0], level, before[1], True, part, reading)
        yield own._replace(reason="who is meant is told before")
    elif whose.PRONOUN.search(text) and AS_LEVEL.search(text):
        yield _at(seen, before[0], level, before[1], False, part, reading)._replace(needs_other=True)


def past(as_of: str, reading: Reading) -> bool:
    """Tell whether a time lies before the article."""
    if reading.date and as_of:
        return as_of < reading.date[: len(as_of)]
    return bool(as_of) and (not reading.year or int(as_of[:4]) < reading.year)


def levels(seen: list[Sighting]) -> Iterator[Found]:
    """Yield one entry a cluster, level and paragraph: announced before listed before mentioned."""
    best: dict[tuple[str, str, int], Sighting] = {}
    order = sorted(
        (one for one in seen if one.level),
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
