"""Which level of a clause belongs to which name in it, and whether it is given or had."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from nicdata.draft import lexicon
from nicdata.draft.mentions import LEVEL, Mention
from nicdata.draft.reading import Sentence
from nicdata.draft.whose import LIST_GAP

FARTHEST = 60  # characters between a level and the names it is given to behind it
PREFIX_GAP = re.compile(
    r"^[- ]?(?:klynge\w*|klynga\w*|klyngja|klyngje\w*|klyngar\w*|cluster\w*|nettverk\w*|prosjekt\w*|projects?|miljø\w*|network|nodes?|noden?e?)?(?: (?:er|is|are|i år er|this year are)|,)?[ :–-]*[«“\"]?$",
    re.IGNORECASE,
)
TO_GAP = re.compile(
    r"^[- ]?(?:status\w*|klynge\w*|nivå\w*|clusters?|level|tittel\w*|merke\w*)?(?: (?:går|gikk|gjekk|goes|went|gis|ble gitt|blir gitt|is given|was given|was awarded|is awarded|tildeles|tildelt|i dag|today|nå|no|now|i år|this year|denne gangen|denne gongen|this time|dermed|also|også|òg|starter|startar|begynner))*(?: (?:heter|heiter|går|gikk|gjekk|starter|startar|kommer|kjem|begynner|til|to|(?:(?:was|were|has been|is|are|ble|blei|vart|er) )?(?:also |også |òg )?(?:conferred on|given to|awarded to|handed to|granted to|gitt til|gjeven til|tildelt)|for|er|are|is|blir|ble|vart|fikk|får|fekk|were|was))(?: (?:klyng\w+|både|the clusters?|the))?[ :]*[«“\"]?$",
    re.IGNORECASE,
)
LISTS = re.compile(r"(?:: ?|\b(?:er|are|finner vi|finn vi|includes?|omfatter|omfattar) )[«“\"]?$")
TOO = re.compile(r": |\b(?:sammen med|saman med|together with|along with) $")
RESPECTIVELY = re.compile(r"\b(?:respectively|henholdsvis|høvesvis)\b")
REACHED = re.compile(r"\b(?:til|to) $")  # right before the level that a name in front of it gets
AS_A = re.compile(r"\b(?:[Aa]s an?|[Ss]om) $")
AS_A_GAP = re.compile(
    r"^(?:-kly\w+| cluster)?,? (?:(?:får|fekk|fikk|vil|skal|har|må|er|kan|can|may|will|gets?) )?$"
)
# "Som nye Arena-klynger startet A, B og C"
STARTS_GAP = re.compile(
    r"^-?\w*(?: clusters?| projects?)? (?:start\w*|kom\w*|kjem|slapp|slepp|slipper|velges|valgt|møter|came|enter\w*) (?:vi )?$"
)
FROM_NOW = re.compile(
    r"\b(?:from (?:now on|today|this week)|as of (?:now|today)|starting today|(?:fra|frå) (?:nå av|no av|nå|no|i dag)|heretter) (?:\w+ )?(?:the )?$",
    re.IGNORECASE,
)
NOT_HAD = re.compile(r"\b(?:er|var|har|is|was|has|which|that|holder|holds)\b")
GIVES = re.compile(
    r"\b(?:får|fikk|fekk|gir|gav|ga|gjev|tildel\w*|gives?|gave|awards?|awarded|grants?|granted)\b[^,.;]*$",
    re.IGNORECASE,
)
NEW_BEFORE = re.compile(
    r"\b(?:nye?|new|newcomers?|nykom\w+|årets|this year's|blir|ble|vart|becomes?|became|tildel\w*|utnevn\w*|gratulerer|velkom\w+|welcome|er de|(?:får|fikk|fekk|gets?|got|receives?|received|given|granted)\b[^,]*\bstatus)\b[^,]*$",
    re.IGNORECASE,
)
NEW_LEVEL = re.compile(
    r"\b(?:nye?|nytt|new(?:est|ly)?|ferske?|årets|this year's) (?:\w+ ){0,2}(?=arena|nce|gce|klyng|node|hub|cluster|global|norwegian|mod)",
    re.IGNORECASE,
)
LEVEL_GIVEN = re.compile(
    r" (?:nå |no |now |også |òg )?(?:Arena Pro|ARENA PRO|NCE|GCE|Arena|ARENA)(?=[,.;:]| og | and | i | in |$)"
)


HELD = re.compile(
    r"\b(?:har|has|have|had|hadde) (?:\w+ ){0,2}(?:vært|vore|been|hatt) (?:(?:en|ei|ein|an?|som) )?$"
    r"|\b(?:currently|until now|still|i dag|for tiden|for tida|så langt)(?: (?:en|ei|ein|an?))? $"
    r"|\b(?:til nå|til no|hittil|so far) (?:har )?(?:vært|vore|er) $"
)
TO_NEXT = re.compile(rf"(?:-\w+)?,? ?(?:to|til|→|->|=>) ?{LEVEL.pattern}")
UNTIL_THEN = re.compile(r"[- ]?\w*(?: \w+)? (?:until|till|fram til|frem til|til nå|til no)\b")


class Part(NamedTuple):
    """A part of a sentence with its own verb."""

    sentence: Sentence
    begin: int
    stop: int

    @property
    def text(self) -> str:
        return self.sentence.text[self.begin : self.stop]

    @property
    def clusters(self) -> list[Mention]:
        return [c for c in self.sentence.clusters if self.begin <= c.start < self.stop]

    @property
    def levels(self) -> list[Mention]:
        return [level for level in self.sentence.levels if self.begin <= level.start < self.stop]


STAYS = re.compile(r"\b(?:blir|bli|ble|vert|vart) (?:værende|verande)\b|\bstay(?:s|ed)?\b")


def event(text: str, language: str) -> bool:
    """Tell whether a clause says that a level is given or reached."""
    text = STAYS.sub("", text)
    if lexicon.has("event", text, language) or NEW_LEVEL.search(text):
        return True
    return any(
        LEVEL_GIVEN.match(text[found.end() :])
        or (
            lexicon.has("status", text[found.end() :].split(", og ")[0], language)
            and not re.match(r" som ", text[found.end() :])
        )
        for found in lexicon.words("weak_event", language).finditer(text)
    )


def is_left(part: Part, level: Mention, is_given: bool, language: str) -> bool:
    """Whether a level is the one that a cluster leaves: "from Arena", or "has been Arena" where another is given."""
    others = {one.value for one in part.levels} - {level.value}
    behind = others & {one.value for one in part.levels if one.start > level.end}
    if is_given and behind and HELD.search(part.text[: level.start - part.begin]):
        return True
    if TO_NEXT.match(part.text[level.end - part.begin :]):
        return True
    if is_given and others and UNTIL_THEN.match(part.text[level.end - part.begin :]):
        return True
    text = part.text[: level.start - part.begin].rstrip(" :")
    filler = lexicon.words("level_left", language)
    while (last := text.rsplit(" ", 1)) and len(last) == 2 and filler.fullmatch(last[1]):
        text = last[0]
    return lexicon.ending("from_level", language).search(text) is not None


def beside(part: Part, level: Mention, name: Mention, language: str) -> bool:
    """Tell whether nothing of another matter stands between a name and the level that it gets."""
    first, last = (name, level) if name.start < level.start else (level, name)
    gap = part.sentence.text[first.end : last.start]
    if first is level and ": " in gap:
        return True  # in a list
    return len(gap) <= 2 * FARTHEST and not re.search(
        r"\bat\b(?= )|\bthat\b|;|\. ", gap if language != "en" else ""
    )


def moves(part: Part, level: Mention, name: Mention, language: str) -> bool:
    """Tell whether a level that stands right beside a name is what the name is given, and not what it has."""
    text, start = part.text, part.begin
    if name.end <= level.start:
        between = text[name.end - start : level.start - start]
        if FROM_NOW.search(text[: name.start - start]):
            return True
        if not between.strip() and GIVES.search(text[: name.start - start]):
            return True  # "Then A got NCE status" with the verb in front, as Norwegian has it
        if event((text[: name.start - start].split() or [""])[-1] + between, language):
            return True  # "In 2012 came A along in Arena"
        is_link = re.search(r"\b(?:status|med|with|tittel|som|as)\b", between)
        given = (
            is_link
            and event(text[: name.start - start] + " status", language)
            and _acts(text[: name.start - start], language)
        )
        last = between.split(" ")[-2] if " " in between.strip() else ""
        is_weak = last and lexicon.words("weak_event", language).fullmatch(last)
        return event(between + (" status" if is_weak else ""), language) or bool(
            given and not NOT_HAD.search(between)
        )
    before = text[: level.start - start]
    told_behind = part.clusters[0].start > level.end
    is_list = ": " in text[level.end - start : name.start - start]
    is_given = told_behind or is_list
    is_step = lexicon.has("promotion", before, language) and not before.endswith("den ")
    return (
        bool(NEW_BEFORE.search(before[-40:]))
        or bool(is_given and is_step)
        or (is_list and event(before, language))
    )


def _acts(text: str, language: str) -> bool:
    return lexicon.has("event", text, language) or lexicon.has("weak_event", text, language)


def pairs(
    part: Part, levels: list[Mention], language: str, without: Collection[Mention] = ()
) -> Iterator[tuple[Mention, Mention, bool | None]]:
    """Yield which level belongs to which name; and whether their nearness alone says so, None where it is a guess."""
    text, start, free = part.text, part.begin, sorted(c for c in part.clusters if c not in without)
    had: dict[Mention, Mention] = {}
    if len(free) == len(levels) > 1 and RESPECTIVELY.search(text):
        yield from ((name, level, False) for name, level in zip(free, levels, strict=True))
        return
    for found in (_as_a, _prefix, partial(_behind, language), _this):
        for level in levels:
            for name, direct in found(text, start, free, level):
                yield name, level, direct
                free.remove(name)
                had[level] = name
    for before, level in pairwise(levels):  # "A, which has been Arena since 2020, is lifted to NCE"
        between = text[before.end - start : level.start - start]
        if before in had and level not in had and lexicon.has("promotion", between, language):
            yield had[before], level, False
            had[level] = had[before]
    if not free or not levels:
        return
    if len({level.value for level in levels}) > 1 and min(levels) < min(free) and event(text, language):
        for name in free:
            yield name, max(level for level in levels if level < name), None
        return
    tokens = sorted([*free, *levels])
    if tokens[0] in free:
        pending: list[Mention] = []
        for token in tokens:
            if token in free:
                pending.append(token)
            else:
                yield from ((name, token, False) for name in pending)
                pending = []
        if (
            pending
            and len(levels) == 1
            and TOO.search(text[levels[0].end - start : pending[0].start - start])
        ):
            yield from ((name, levels[0], False) for name in pending)
    elif len(levels) == 1:
        gap = text[levels[0].end - start : free[0].start - start]
        if LISTS.search(gap) or (len(gap) <= FARTHEST and event(text, language)):
            yield from ((name, levels[0], False) for name in _group(text, start, free))


def _as_a(text: str, start: int, free: list[Mention], level: Mention) -> list[tuple[Mention, bool]]:
    """ "As an NCE, A will"."""
    after = [c for c in free if c.start >= level.end]
    is_as = after and AS_A.search(text[: level.start - start])
    if not is_as:
        return []
    gap = text[level.end - start : after[0].start - start]
    if AS_A_GAP.match(gap):
        return [(after[0], True)]
    return [(name, False) for name in _group(text, start, after)] if STARTS_GAP.match(gap) else []


def _prefix(text: str, start: int, free: list[Mention], level: Mention) -> list[tuple[Mention, bool]]:
    """ "The Arena clusters A, B and C"; "NCE status goes to A"."""
    after = [c for c in free if c.start >= level.end]
    gap = text[level.end - start : after[0].start - start] if after else ""
    is_reached = any(c.end <= level.start for c in free) and REACHED.search(text[: level.start - start])
    near = PREFIX_GAP.match(gap) if after and not is_reached else None
    if not after or not (near or TO_GAP.match(gap)):
        return []
    return [(name, bool(near) and "status" not in gap) for name in _group(text, start, after)]


def _behind(
    language: str, text: str, start: int, free: list[Mention], level: Mention
) -> list[tuple[Mention, bool]]:
    """ "A, B and C (Arena)", "A is an Arena cluster"."""
    before = [c for c in free if c.end <= level.start]
    gap = text[before[-1].end - start : level.start - start] if before else ""
    if not before or ";" in gap or not _link(language).fullmatch(gap):
        return []
    return [(name, True) for name in _group_before(text, start, before)]


def _this(text: str, start: int, free: list[Mention], level: Mention) -> list[tuple[Mention, bool]]:
    """ "A – named after its market, this NCE works with feed"."""
    before = [c for c in free if c.end <= level.start]
    is_this = re.search(r"\b(?:this|denne|dette) $", text[: level.start - start], re.IGNORECASE)
    return [(before[0], True)] if before and is_this else []


@cache
def _link(language: str) -> re.Pattern[str]:
    """What may stand between a name and the level that it has."""
    return re.compile(
        rf"[»”\"]?s?(?: (?:i|på|in|at|from|fra|frå) [A-ZÆØÅ]\w+)?,?[ (/]*(?:(?:{lexicon.alternatives('be', language)}|\d{{4}}),?[ (]*)*",
        re.IGNORECASE,
    )


def _group(text: str, start: int, names: list[Mention]) -> list[Mention]:
    """The names that stand in a list with the first one."""
    group, last = names[:1], names[0]
    for name in names[1:]:
        same = name.value == last.value  # its abbreviation in brackets
        if not same and not LIST_GAP.match(re.sub(r"^ ?\)", "", text[last.end - start : name.start - start])):
            break
        group += [] if same else [name]
        last = name
    return group


def _group_before(text: str, start: int, names: list[Mention]) -> list[Mention]:
    group = names[-1:]
    for name in reversed(names[:-1]):
        if not LIST_GAP.match(text[name.end - start : group[0].start - start]):
            break
        group.insert(0, name)
    return group
