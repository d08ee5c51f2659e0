"""What one clause puts at a level: which cluster, which level, whether it is a move, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nicdata.draft import lexicon, when, whose
from nicdata.draft.candidates import MONTH
from nicdata.draft.mentions import OF_LEVEL, Mention, levels
from nicdata.draft.pairs import Part, beside, event, is_left, moves, pairs
from nicdata.draft.reading import Reading
from nicdata.sheets import printed

NEWS = 2  # months after which a move is no news
NEAR = 2  # paragraphs back to the cluster that a move without a name is of

IT_IS = re.compile(
    r"(?:er|is) (?:nå|no|now|i dag|today)\b[^,;]{0,30}(?:Arena|ARENA|NCE|GCE)"
    r"|(?:Klyngen|Klynga|Klyngja|The cluster|It|Den|Ho|Vi|Me|We) (?:er|har|is|are|has|have|var|was|remains?|forblir|beholder|keeps?)\b[^,;]{0,30}(?:Arena|ARENA|NCE|GCE)"
    r"|(?:[^,;.]{0,60}, )?(?:[Tt]his|[Dd]enne|[Dd]ette|[Dd]en) (?:NCE|GCE|Arena|ARENA)"
)
SINCE_IT = re.compile(
    r"\b(?:da|då|when|etter at|after|since|siden|sidan) (?:ho|den|det|vi|me|it|we|klyngen|klynga|the cluster)\b",
    re.IGNORECASE,
)
PROGRAMME = re.compile("Norwegian Innovation Clusters?", re.IGNORECASE)
OTHER_IT = re.compile(
    r"\b(?:den|ho|klyngen|klynga|nettverket|the cluster|it)\b|\b(?:de|dei|they) (?:ble|vart|fikk|fekk|er|har|gikk|gjekk|became|were|are|got)\b",
    re.IGNORECASE,
)
CONTRAST = re.compile(r"\b(?:men|but|mens|medan|while|whereas) $")
ASIDE = re.compile(r", (?:som|which|who|whose) [^,]*,")  # what is told of a name before its verb
WHICH = re.compile(r", (?:som|which|who|noe|noko|something)\b")
GIVING = re.compile(
    r"\b(?:vi|we) (?:(?:har|have) (?:gitt|gjeve|tatt|tildelt|given|awarded|admitted|granted)|gir|gjev|tildeler|tar|tek|tok|ga|gav|awards?|gives?|gave|admits?|grants?)\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:instead of|rather than|i ?ste[dt]et for|i staden for|snarere enn|heller enn)\b.*")
MONTH_ALONE = re.compile(
    rf"\b(?:i|in|on|since|siden|sidan|\d{{1,2}}\.?) ({MONTH})\b(?! ?\d{{4}})(?! (?:neste|next))",
    re.IGNORECASE,
)
STATUS = re.compile(r"\b(?:status|statusen|perioden|avtalen|kontrakten|contract|period)\b", re.IGNORECASE)
IS = re.compile(r"\b(?:er|is|are)\b|,")
MANY = re.compile(r"\b(?:klyngene|klyngjene|klynger|klyngjer|the clusters|clusters)\b", re.IGNORECASE)
TIMELINE = re.compile(r"^(?:[•*·–-] ?)?((?:19|20)\d\d)(?:[–-]\d{2,4})? ?[:–—|\t-] ?")
NO_SUBJECT = re.compile(
    r"(?:rose|moved|joined|entered|became|was|ble|blei|vart|rykka|rykk\w+|rykket|går|gikk|gjekk|får|fikk|fekk|blir|vert|moves|gets|steps|(?:i|in) (?:19|20)\d\d (?:kom|kjem|fulgte|følgde|came|followed))\b|(?:Kom|Ble|Blei|Vart|Fikk|Fekk|Har vært|Har vore|Became|Was|Got|Joined|Admitted|Tatt|Teken)\b"
)
AS_LEVEL = re.compile(
    r"(?:\b[Ss]om|\b[Aa]s an?|\b[Ss]tatusen som) (?:en |ei |ein )?(?:Arena|ARENA|NCE|GCE|[Nn]ode|[Mm]oden)|(?:[Aa]rena(?: [Pp]ro)?|ARENA|NCE|GCE)-status"
)
CODES = ("Node", "Mature", "Arena", "Arena Pro", "NCE", "GCE")  # the levels from below


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


def of_clause(
    part: Part, before: tuple[Mention, int] | None, last_level: str, last_year: str, reading: Reading
) -> Iterator[Sighting]:
    """What one clause puts at a level."""
    text, language, paragraph = part.text, reading.language, part.sentence.paragraph
    if not part.levels:
        yield from _extended(part, before, last_level, reading)
        return
    extension = reading.has("extension", text)
    plain = _plain(part, language)
    if extension and reading.has("hoped", plain):
        return
    refused = None if extension else lexicon.words("no_move", language).search(plain)
    if refused:
        has = [level for level in part.levels if level.end - part.begin <= refused.start()]
        for name, level, direct in pairs(part, has, language):
            if direct and not is_left(part, level, False, language):
                yield Sighting(paragraph, name, paragraph, level.value, "mentioned")
        return
    promotion = reading.has("promotion", text)
    is_given = bool(event(text, language) or promotion)
    left = [level for level in part.levels if is_left(part, level, is_given, language)]
    to = [level for level in part.levels if level not in left]
    from_there = last_level if promotion and reading.has("from_there", text) else ""
    from_level = left[0].value if len(left) == 1 else from_there
    if promotion and not part.clusters and not left and last_level not in {level.value for level in to}:
        from_level = from_level or last_level
    is_event = bool(is_given or extension or from_level)
    kind = "extension" if extension else "promotion" if from_level or promotion else "admission"
    text_alone = ASIDE.sub(",", text)
    as_of = reading.time(text_alone, last_year)
    if not as_of and not CONTRAST.search(part.sentence.text[: part.begin]):
        as_of = reading.time(ASIDE.sub(",", part.sentence.text[: part.stop]), last_year)
    as_of = _right_behind(part, to[0], as_of, reading) if len(to) == 1 else as_of
    seen = Sighting(paragraph, Mention(0, 0, "", ""), paragraph, "", "announced", kind, from_level, as_of)
    if left and not to and len(part.clusters) < 2:
        yield from _left_only(part, before, seen, reading)
    if chain := list(_chain(part, to, seen, reading)):
        yield from chain
    elif SINCE_IT.search(text) and not seen.as_of and not part.clusters:
        return
    elif part.clusters:
        yield from _named(part, to, left, seen, is_event, reading)
        aside = lexicon.ending("aside_name", language)
        if (
            to
            and before
            and whose.IT.match(text)
            and aside.search(text[: part.clusters[0].start - part.begin])
        ):
            yield from _meant(part, to[0], before, seen, is_event, reading)
    elif to and len({level.value for level in to}) == 1 and (before or reading.home):
        yield from _meant(part, to[0], before, seen, is_event, reading)
    elif to and is_event and whose.IT.match(text):
        yield from _several(part, to, before, seen, reading)


def _plain(part: Part, language: str) -> str:
    """What of a clause can deny its level: not what stands before a colon, nor what more is said behind the level."""
    text, level = part.text, part.levels[-1]
    plain = lexicon.words("after_all", language).sub(lambda m: " " * len(m[0]), text)
    plain = INSTEAD.sub("", plain)
    colon = text.rfind(": ")
    if (
        part.clusters
        and colon > 0
        and part.clusters[0].start - part.begin > colon < part.levels[0].start - part.begin
    ):
        plain = plain[min(colon, len(plain)) :].rjust(len(plain))
    if behind := WHICH.search(plain, level.end - part.begin):  # what more is said of it
        plain = plain[: behind.start()]
    return plain


def _left_only(
    part: Part, before: tuple[Mention, int] | None, seen: Sighting, reading: Reading
) -> Iterator[Sighting]:
    """A step up that tells only the level that was left; the new one may stand in the name, as in "GCE A"."""
    is_home = before and reading.home and before[0].value == reading.home[0].value
    is_it = whose.IT.match(part.text) or (is_home and reading.has("us", part.text))
    named = (part.clusters[0], seen.paragraph) if part.clusters else before if is_it else None
    if named:
        seen = seen._replace(as_of=seen.as_of or reading.time(part.text))
        told = OF_LEVEL.match(named[0].text) if seen.as_of or STATUS.search(part.text) else None
        to = next((one.value for one in levels(told[0]) if one.value != seen.from_level), "") if told else ""
        yield seen._replace(name=named[0], named_in=named[1], level=to, basis="mentioned", kind="promotion")


def _extended(
    part: Part, before: tuple[Mention, int] | None, last_level: str, reading: Reading
) -> Iterator[Sighting]:
    """An extension of a status whose level is told before, or only in the name: "NCE A gets its status renewed"."""
    i, text = part.sentence.paragraph, part.text
    name, named_in = (part.clusters[0], i) if part.clusters else before or (None, i)
    own = OF_LEVEL.match(name.text) if name else None
    level = next((found.value for found in levels(own[0])), "") if own else last_level
    is_near = part.clusters or (part.begin > 0 and STATUS.search(text))
    if not (name and level and is_near and STATUS.search(text) and reading.has("extension", text)):
        return
    if reading.has("no_move", text) or reading.has("hoped", text):
        return
    as_of = reading.time(text)
    basis = "mentioned" if past(as_of, reading) else "announced"
    yield Sighting(
        i,
        name,
        named_in,
        level,
        basis,
        "extension",
        "",
        as_of,
        "the level is told only before or in the name",
    )


def _several(
    part: Part, to: list[Mention], before: tuple[Mention, int] | None, seen: Sighting, reading: Reading
) -> Iterator[Sighting]:
    """Several levels of a cluster that is not named: "We became Arena in 2019 and have been Arena Pro since 2022"."""
    us = reading.home if reading.has("us", part.text) else None
    meant = us or (before if before and seen.paragraph - before[1] <= NEAR else None)
    last, end = "", part.begin
    for level in to if meant else ():
        assert meant
        between = part.sentence.text[end : level.start]
        is_move = event(between, reading.language) or reading.has("promotion", between)
        own = seen._replace(
            as_of=_time_of(part, level, reading), from_level=last, kind="promotion" if last else "admission"
        )
        told = _at(own, meant[0], level, meant[1], is_move, part, reading)
        yield told if us else told._replace(reason="who is meant is told before")
        last, end = level.value, level.end


def _at(
    seen: Sighting, name: Mention, level: Mention, named_in: int, is_move: bool, part: Part, reading: Reading
) -> Sighting:
    """The sighting of one name and level, a move or not."""
    behind = part.text[level.end - part.begin :]
    ago = _months_ago(part, reading) if is_move and not seen.as_of else 0
    if ago < 0:  # in a month that is still to come: that of the year before
        seen = seen._replace(as_of=str(reading.year - 1))
    is_dated = seen.as_of and re.match(rf"^[^,.;]{{0,30}}{seen.as_of[:4]}", behind)
    return seen._replace(
        name=name,
        level=level.value,
        named_in=named_in,
        basis="announced"
        if is_move and ago < NEWS and not past(seen.as_of, reading) and not _was_last_year(part, reading)
        else "mentioned",
        kind=seen.kind if is_move else "",
        from_level=seen.from_level if is_move and seen.kind == "promotion" else "",
        as_of=seen.as_of if is_move or is_dated else "",
    )


def _months_ago(part: Part, reading: Reading) -> int:
    """How many months before the article a clause says that something happened; 0 where it names no month."""
    named = MONTH_ALONE.search(part.text.rsplit(": ", 1)[-1])
    if named and re.match(r" (?:i år|this year)", named.string[named.end() :]):
        return NEWS  # what is news has no need of it
    if not named or len(reading.date) < len("2020-01"):
        return 0
    month = int(printed.iso_date(f"{named[1]} {reading.year}")[5:7])
    return int(reading.date[5:7]) - month


def _was_last_year(part: Part, reading: Reading) -> bool:
    """Whether a clause of an undated text tells of a year before."""
    return not reading.year and any(
        reading.has(name, part.text) for name in ("last_year", "year_before_last")
    )


def _named(
    part: Part, to: list[Mention], left: list[Mention], seen: Sighting, is_event: bool, reading: Reading
) -> Iterator[Sighting]:
    """Clusters that a clause with a level names."""
    text, language = part.text, reading.language
    old = {
        name
        for name, lv, direct in pairs(part, left, language)
        if direct and lv.end < name.start and not IS.search(part.sentence.text[lv.end : name.start])
    }
    if old:  # "a merger of the former Arena projects A and B"
        seen = seen._replace(from_level="", kind="admission" if seen.kind == "promotion" else seen.kind)
    held: dict[Mention, str] = {}
    for name, level, direct in pairs(part, to, language, old):
        if len(part.levels) > 1:
            seen = seen._replace(as_of=_time_of(part, level, reading))
        own_left = [one for one in left if name.end <= one.start < level.start]
        if len(left) > 1 and own_left:
            seen = seen._replace(kind="promotion", from_level=own_left[-1].value)
        if name in held and seen.kind == "promotion":
            seen = seen._replace(from_level=held[name])
        held[name] = level.value
        if direct is None:
            own = _at(seen, name, level, seen.paragraph, is_event, part, reading)
            yield own._replace(reason="which of the levels is whose is a guess")
        elif (
            left and not old and any(level.end < c.start < left[0].start for c in part.clusters)
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
                seen.kind == "extension"
                or not direct
                or bool(seen.from_level)
                or moves(part, level, name, language)
            )
            own = _at(seen, name, level, seen.paragraph, is_move, part, reading)
            is_aside = lexicon.ending("aside_name", language).search(text[: name.start - part.begin])
            if is_move and is_aside and not any(lv.start > name.end for lv in left):
                kind = "extension" if own.kind == "extension" else "admission"
                own = own._replace(kind=kind, from_level="", reason="named beside another cluster")
            elif is_event and not direct and not beside(part, level, name, language):
                own = own._replace(reason="the level stands far from the name")
            yield own
        elif not direct:
            yield _at(seen, name, level, seen.paragraph, False, part, reading)._replace(
                reason="name and level stand in one sentence, but not beside each other"
            )


def _right_behind(part: Part, level: Mention, else_at: str, reading: Reading) -> str:
    """The time right behind a level, which counts before any other of its clause."""
    text = part.sentence.text
    for time in when.times(text, reading.language, reading.year):
        if time.kind != "until" and time.place >= level.end and when.NEAR.match(text[level.end : time.place]):
            return "" if time.start == str(reading.year) else time.start
    return else_at


def _time_of(part: Part, level: Mention, reading: Reading) -> str:
    """The time of one of several levels in a clause: right behind it, else between the one before and it, else the one
    before all of them."""
    text = part.sentence.text
    found = [time for time in when.times(text, reading.language, reading.year) if time.kind != "until"]
    last = max((one.end for one in part.levels if one.end <= level.start), default=0)
    behind = [t for t in found if t.place >= level.end and when.NEAR.match(text[level.end : t.place])]
    between = [
        t for t in found if last <= t.place < level.start and not when.NEAR.match(text[last : t.place])
    ]
    ahead = [t for t in found if part.begin <= t.place and t.stop <= part.levels[0].start]
    start = next((time.start for time in behind + (between if last else []) + ahead), "")
    return "" if start == str(reading.year) else start


def _chain(part: Part, to: list[Mention], seen: Sighting, reading: Reading) -> Iterator[Sighting]:
    """One cluster's way through the levels, each with its year: "Arena in 2006, promoted to NCE in 2009"."""
    if len({c.value for c in part.clusters}) != 1 or len({level.value for level in to}) < 2:
        return
    stops = [level.start for level in to[1:]] + [part.stop]
    text = part.sentence.text
    found = [when.times(text[lv.end : stop], reading.language, 0) for lv, stop in zip(to, stops, strict=True)]
    steps = [CODES.index(level.value) for level in to]
    if not all(found) or not (steps == sorted(steps) or event(part.text, reading.language)):
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
    """The cluster told of before, or the one that the article is about, where a clause with a level names none."""
    text, paragraph, home = part.text, seen.paragraph, reading.home
    us = reading.has("us", text) and not GIVING.search(text) and not OTHER_IT.search(text)
    row = TIMELINE.match(reading.lines[paragraph - 1])
    whom = home if home and (us or row or not before or paragraph - before[1] > NEAR) else before
    if (
        not whom
        or MANY.search(PROGRAMME.sub("", text[: level.end - part.begin]))
        or any(f.noun in ("cluster", "applicant") and f.start < level.end for f in part.sentence.figures)
    ):
        return
    is_near = whom[1] == paragraph or part.begin > 0
    is_home = home is not None and whom[0].value == home[0].value
    if not is_home and paragraph - whom[1] > NEAR:
        return
    if row and not seen.as_of and row[1] != str(reading.year):
        seen = seen._replace(as_of=row[1])
    own = _at(seen, whom[0], level, whom[1], is_event, part, reading)
    stands_for = reading.has("subject", text) or (is_home and us) or (is_home and row)
    if is_event and (stands_for or (is_near and NO_SUBJECT.match(text))):
        yield own
    elif (is_near or is_home) and IT_IS.match(text):
        yield _at(seen, whom[0], level, whom[1], False, part, reading)
    elif (
        is_event
        and (us or is_home or whose.PRONOUN.search(text))
        and (part.begin == 0 or seen.kind == "extension")
    ):
        yield own._replace(reason="who is meant is told before")
    elif whose.PRONOUN.search(text) and AS_LEVEL.search(text):
        yield _at(seen, whom[0], level, whom[1], False, part, reading)._replace(needs_other=True)


def past(as_of: str, reading: Reading) -> bool:
    """Tell whether a time lies before the article."""
    if reading.date and as_of:
        return as_of < reading.date[: len(as_of)]
    return bool(as_of) and (not reading.year or int(as_of[:4]) < reading.year)
