"""Which cluster a text puts at which level, and which moves it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nicdata.draft import mentions
from nicdata.draft.mentions import YEAR, Mention
from nicdata.draft.reading import (
    AFTER_ALL,
    CROWDED,
    EVENT,
    EXTENSION,
    LIST_GAP,
    NEW,
    NO_MOVE,
    PROMOTION,
    PRONOUN,
    SERVED,
    Clause,
    Reading,
    Sentence,
    clauses,
    heading_level,
    list_time,
    row_level,
    time_of,
)
from nicdata.sheets import printed
from nicdata.sheets.entries import Entry


class Sighting(NamedTuple):
    """A cluster put at a level by a sentence; a move where `kind` says so."""

    paragraph: int
    name: Mention
    named_in: int
    level: str
    basis: str
    kind: str = ""
    from_level: str = ""
    as_of: str = ""
    sure: bool = True


PREFIX_GAP = re.compile(
    r"^[- ]?(?:klynge\w*|klynga\w*|klyngja|klyngje\w*|klyngar\w*|cluster\w*|nettverk\w*|prosjekt\w*|projects?|miljø\w*|network|nodes?|noden?e?)?(?: (?:er|is|are|i år er|this year are)|,)?[ :–-]*[«“\"]?$",
    re.IGNORECASE,
)
TO_GAP = re.compile(
    r"^[- ]?(?:status\w*|klynge\w*|nivå\w*|clusters?|level|tittel\w*|merke\w*)?(?: (?:går|gikk|gjekk|goes|went|gis|ble gitt|blir gitt|is given|was given|was awarded|is awarded|tildeles|tildelt|i dag|today|nå|no|now|starter|startar|begynner))*(?: (?:går|gikk|gjekk|starter|startar|kommer|kjem|begynner|til|to|for|er|are|is|blir|ble|vart|fikk|får|fekk|were|was))(?: (?:klyng\w+|både|the clusters?|the))?[ :]*[«“\"]?$",
    re.IGNORECASE,
)
LINK_GAP = re.compile(
    r"^(?:[»”\"]?s?,?(?:[ (/]|\(|(?:er|var|are|den|det|dei|vært|vore|har|hatt|som|en|ei|ein|et|eit|a|an|the|is|was|were|has|have|had|been|being|as|one|of|av|de|landets|landet|Norges|Noregs|Norway's|norsk|norske|fem|fire|tre|to|four|three|two|five|eneste|only|første|first|status|statusen|med|with|holds?|holding|nå|no|now|allerede|allereie|already|i|dag|today|both|både|siden|sidan|since|which|that|who|på|nivå|nivået|at|level|klyngen|klynga|klynge|cluster|clusters|næringsklynge|også|òg|also|alt|regnes|reknes|reknast|regna|rekna|fra|frå|før|counted|considered|kalles|einaste|beholder|beheld|keeps|retains|remains|fortsatt|forblir|still|framleis|begge|alle|all|each|on|in|programmet|programme|merke|merkenavn|brand|sin|vår|our|its|deres|deira|eldste|nyeste|\d{4}),?)*[ (]*)$"
)
FROM_BEFORE = re.compile(
    r"\b(?:fra|frå|from|out of|tidligere|tidlegare|former|formerly|(?:etter|after) (?:\w+ ){0,4}(?:år|tid|years|time) (?:som|as)(?: an?)?|forlater|left|leaves|leaving|steget opp fra)(?: (?:å være|å vere|being|status som|statusen som|nivået|the|an?|en|ei|ein|its|sin|level|status))*[ :]*$",
    re.IGNORECASE,
)

THEN = re.compile(r"(?:Da|Då|Then|The same year|Samme år|Same året?|Det året)\b")
SUBJECT = re.compile(
    r"\b(?:klyngen|klynga|klyngja|nettverket|klyngeprosjektet|(?:the|that|this) cluster|the network|(?:ble|vart|blei|blir) (?:den|ho|det)\b|it (?:was|became|is))\b",
    re.IGNORECASE,
)
PRONOUN_IS = re.compile(
    r"(?:Klyngen|Klynga|Klyngja|The cluster|It|Den|Ho) (?:er|har|is|has|var|was|remains|forblir|beholder|keeps)\b[^,;]{0,30}(?:Arena|ARENA|NCE|GCE)"
)
NO_SUBJECT = re.compile(
    r"(?:rose|moved|became|was|ble|blei|vart|rykka|rykket|gikk|gjekk|fikk|fekk)\b|(?:Kom|Ble|Blei|Vart|Fikk|Fekk|Har vært|Har vore|Became|Was|Got|Joined|Admitted|Tatt|Teken)\b"
)
AS_LEVEL = re.compile(
    r"(?:\b[Ss]om|\b[Aa]s an?|\b[Ss]tatusen som) (?:en |ei |ein )?(?:Arena|ARENA|NCE|GCE|[Nn]ode|[Mm]oden)|(?:Arena(?: Pro)?|ARENA|NCE|GCE)-status"
)
# Verbs that give anything, and so a level only with a word for it.
WEAK = re.compile(
    r"(?:får|fikk|fekk|fått|mottar|mottok|gir|gis|gitt|gav|gjev|innvilg\w*|gets?|got|receiv\w*|given|granted|grants|har)$",
    re.IGNORECASE,
)
STATUS = re.compile(r"status|tittel|\bmerke|badge|opprykk|\bplass|nivå|level|klynge|cluster", re.IGNORECASE)
GIVES = re.compile(
    r"\b(?:får|fikk|fekk|gir|gav|ga|gjev|tildel\w*|gives?|gave|awards?|awarded|grants?|granted)\b[^,.;]*$",
    re.IGNORECASE,
)


def sightings(reading: Reading) -> Iterator[Sighting]:
    """Every cluster that the text puts at a level, in the order of the text. What only the context names is
    kept where another paragraph says the same of the cluster by name."""
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
        if heading_level(reading.lines[i - 1]):
            continue
        before = reading.focus.get(i)
        last_level = ""
        years: list[str] = []
        for sentence in sentences:
            if len(sentence.levels) > CROWDED:
                continue
            then = years[-1] if THEN.match(sentence.text) and years else ""
            years += [y[0] for y in YEAR.finditer(sentence.text)]
            for clause in clauses(sentence):
                found += [
                    seen._replace(as_of=then, basis="mentioned" if _past(then, reading) else seen.basis)
                    if then and seen.kind and not seen.as_of
                    else seen
                    for seen in _clause_sightings(clause, sentence, before, last_level, reading)
                ]
                if clause.clusters:
                    before = (clause.clusters[0], i)
                if clause.levels:
                    last_level = clause.levels[-1].value
    found += _title_sightings(found, reading)
    told = {(seen.name.value, seen.level) for seen in found if seen.sure}
    return iter([seen for seen in found if seen.sure or (seen.name.value, seen.level) in told])


def _title_sightings(found: list[Sighting], reading: Reading) -> Iterator[Sighting]:
    """A title that counts the new clusters of a level means those that the text names."""
    title = reading.lines[reading.title - 1]
    for m in mentions.count(reading.language).finditer(title):
        level = next((lv.value for lv in mentions.levels(m[0])), "")
        announced = {
            seen.name.value: seen
            for seen in reversed(found)
            if seen.level == level and seen.basis == "announced"
        }
        value = mentions.figure_text(m["number"], reading.language)
        if (
            level
            and value
            and NEW.search(m[0])
            and len(announced) == printed.parse(value, reading.language).value
        ):
            for seen in announced.values():
                yield seen._replace(paragraph=reading.title, kind="")


def _clause_sightings(
    clause: Clause, sentence: Sentence, before: tuple[Mention, int] | None, last_level: str, reading: Reading
) -> Iterator[Sighting]:
    text, start, paragraph = clause.text, clause.start, sentence.paragraph
    extension = bool(EXTENSION.search(text))
    if not clause.levels:
        return
    refused = None if extension else NO_MOVE.search(AFTER_ALL.sub(lambda m: " " * len(m[0]), text))
    if refused:
        has = [level for level in clause.levels if level.end - start <= refused.start()]
        for name, level, direct in _pairs(text, start, clause.clusters, has):
            if direct and not FROM_BEFORE.search(text[: level.start - start]):
                yield Sighting(paragraph, name, paragraph, level.value, "mentioned")
        return
    left = [level for level in clause.levels if FROM_BEFORE.search(text[: level.start - start])]
    to = [level for level in clause.levels if level not in left]
    from_level = (
        left[0].value
        if len(left) == 1
        else last_level
        if re.search(r"\bder(?:ifra|fra|frå)\b|from there", text, re.IGNORECASE)
        else ""
    )
    event = bool(_event(text) or PROMOTION.search(text) or extension or from_level)
    as_of = time_of(text, reading) or time_of(sentence.text[: start + len(text)], reading)
    if (
        PROMOTION.search(text)
        and not clause.clusters
        and not from_level
        and not left
        and last_level not in {level.value for level in to}
    ):
        from_level = last_level
    kind = "extension" if extension else "promotion" if from_level or PROMOTION.search(text) else "admission"

    def seen(name: Mention, level: Mention, named_in: int, is_move: bool, sure: bool = True) -> Sighting:
        return Sighting(
            paragraph,
            name,
            named_in,
            level.value,
            "announced" if is_move and not _past(as_of, reading) else "mentioned",
            kind if is_move else "",
            from_level if is_move and kind == "promotion" else "",
            as_of
            if is_move or (as_of and re.match(rf"^[^,.;]{{0,30}}{as_of[:4]}", text[level.end - start :]))
            else "",
            sure,
        )

    if left and not to and len(clause.clusters) == 1:
        yield Sighting(paragraph, clause.clusters[0], paragraph, "", "mentioned", "promotion", from_level)
    if clause.clusters:
        for name, level, direct in _pairs(text, start, clause.clusters, to):
            if left and left[0].start > level.start:  # "A became NCE, as B, which went from Arena to NCE"
                yield Sighting(
                    paragraph,
                    name,
                    paragraph,
                    level.value,
                    "announced" if event else "mentioned",
                    "admission" if event else "",
                )
            elif event or direct:
                yield seen(
                    name,
                    level,
                    paragraph,
                    event and (extension or not direct or _moves(text, level, start, name)),
                )
    elif (
        (before := before or reading.main)
        and to
        and len({level.value for level in to}) == 1
        and (paragraph - before[1] <= 2 or from_level)
    ):
        moves = event and (SUBJECT.search(text) or (before[1] == paragraph and NO_SUBJECT.match(text)))
        us = from_level and reading.main and re.search(r"\b(?:oss|us|vi|we|me)\b", text, re.IGNORECASE)
        if us and reading.main:
            yield seen(reading.main[0], to[0], reading.main[1], True)
        elif moves and (before[1] == paragraph or SUBJECT.search(text)):
            yield seen(before[0], to[0], before[1], True)
        elif before[1] == paragraph and PRONOUN_IS.match(text):
            yield seen(before[0], to[0], before[1], False)
        elif PRONOUN.search(text) and AS_LEVEL.search(text):
            yield seen(before[0], to[0], before[1], False, sure=False)


def _event(text: str) -> bool:
    """Whether a clause tells that a level is given or reached."""
    return any(
        not WEAK.match(found[0])
        or (
            STATUS.search(text[found.end() :].split(", og ")[0])
            and not re.match(r" som ", text[found.end() :])
        )
        for found in EVENT.finditer(text)
    )


def _past(as_of: str, reading: Reading) -> bool:
    if reading.date and as_of:
        return as_of < reading.date[: len(as_of)]
    return bool(as_of) and (not reading.year or int(as_of[:4]) < reading.year)


def _moves(text: str, level: Mention, start: int, name: Mention) -> bool:
    """Whether a level that stands right beside a name is what the name is given, and not what it has."""
    if name.end <= level.start:
        between = text[name.end - start : level.start - start]
        if not between.strip() and GIVES.search(text[: name.start - start]):
            return True  # "Then A got NCE status" with the verb in front, as Norwegian has it
        given = re.search(r"\b(?:status|med|with|tittel|som|as)\b", between) and EVENT.search(
            text[: name.start - start]
        )
        return bool(
            _event(
                between + " status"
                if WEAK.search(between.split(" ")[-2] if " " in between.strip() else "")
                else between
            )
            or (given and not re.search(r"\b(?:er|var|har|is|was|has|which|that|holder|holds)\b", between))
        )
    around = text[max(0, level.start - start - 40) : level.start - start]
    return bool(
        re.search(
            r"\b(?:nye?|new|blir|ble|vart|becomes?|became|tildel\w*|utnevn\w*|gratulerer|er de|(?:får|fikk|fekk|gets?|got|receives?|received|given|granted)\b[^,]*\bstatus)\b[^,]*$",
            around,
            re.IGNORECASE,
        )
    )


def _pairs(
    text: str, start: int, clusters: list[Mention], levels: list[Mention]
) -> Iterator[tuple[Mention, Mention, bool]]:
    """Which level belongs to which name; and whether their nearness alone says so."""
    free = sorted(clusters)
    for level in levels:  # "As an NCE, A will"
        after = [c for c in free if c.start >= level.end]
        if (
            after
            and re.search(r"\b(?:[Aa]s an?|[Ss]om) $", text[: level.start - start])
            and re.match(
                r"^(?:-kly\w+| cluster)?,? (?:(?:får|fekk|fikk|vil|skal|har|må|er|kan|can|may|will|gets?) )?$",
                text[level.end - start : after[0].start - start],
            )
        ):
            yield after[0], level, True
            free.remove(after[0])
    for level in levels:  # "the Arena clusters A, B and C"; "NCE status goes to A"
        after = [c for c in free if c.start >= level.end]
        if after:
            gap = text[level.end - start : after[0].start - start]
            near, given = PREFIX_GAP.match(gap), TO_GAP.match(gap)
            if near or given:
                group = _group(text, start, after)
                for name in group:
                    yield name, level, bool(near) and "status" not in gap
                    free.remove(name)
    for level in levels:  # "A, B and C (Arena)", "A is an Arena cluster"
        before = [c for c in free if c.end <= level.start]
        if before and LINK_GAP.match(text[before[-1].end - start : level.start - start]):
            for name in _group_before(text, start, before):
                yield name, level, True
                free.remove(name)
    if not free or not levels:
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
    elif len(levels) == 1:
        level = levels[0]
        gap = text[level.end - start : free[0].start - start]
        if len(gap) <= 60 and EVENT.search(text):
            yield from ((name, level, False) for name in _group(text, start, free))


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


def levels(sightings: list[Sighting]) -> list[Entry]:
    """One row a cluster, level and paragraph: announced before listed before mentioned."""
    order = ("announced", "listed", "mentioned")
    best: dict[tuple[str, str, int], Sighting] = {}
    for seen in sorted(
        (seen for seen in sightings if seen.level), key=lambda seen: (seen.paragraph, order.index(seen.basis))
    ):
        best.setdefault((seen.name.value, seen.level, seen.paragraph), seen)
    entries = []
    for seen in best.values():
        entry: Entry = {"cluster": seen.name.text, "level": seen.level, "basis": seen.basis}
        if seen.as_of and seen.basis != "announced":
            entry["as_of"] = seen.as_of
        entry["paragraph"] = seen.paragraph
        if seen.named_in != seen.paragraph:
            entry["named_in"] = seen.named_in
        entry["confidence"] = "medium" if seen.basis == "mentioned" or "named_in" in entry else "high"
        entries.append(entry)
    return entries


def changes(sightings: list[Sighting], reading: Reading) -> list[Entry]:
    """One row a move, at the paragraph that states it first; what is listed as new is a move too."""
    moves = [seen for seen in sightings if seen.kind]
    for section in reading.sections:
        intro = [text for _, text in mentions.sentences(reading.lines[section.intro - 1])][-1:]
        line = " ".join([*intro, reading.lines[section.paragraph - 1]])
        if NEW.search(line) and not SERVED.search(line):
            moves += [Sighting(i, name, i, section.level, "listed", "admission") for i, name in section.items]
    kept: dict[tuple[str, str, bool], Sighting] = {}
    for move in sorted(moves, key=lambda move: move.paragraph):
        if not move.level:  # only the level that was left is told
            known = [
                key for key in kept if key[0] == move.name.value and key[1] != move.from_level and not key[2]
            ]
            if len(known) == 1 and not kept[known[0]].from_level:
                kept[known[0]] = kept[known[0]]._replace(kind="promotion", from_level=move.from_level)
            continue
        key = (move.name.value, move.level, move.kind == "extension")
        if move.basis == "listed" and (*key[:2], True) in kept:
            continue
        first = kept.setdefault(key, move)
        if first is not move:
            if first.kind == "admission" and move.kind == "promotion":
                first = first._replace(kind="promotion", from_level=move.from_level)
            if not first.from_level and move.from_level:
                first = first._replace(from_level=move.from_level, kind="promotion")
            if not first.as_of and _past(move.as_of, reading) and first.basis == "mentioned":
                first = first._replace(as_of=move.as_of)
            kept[key] = first
    entries = []
    for move in kept.values():
        entry: Entry = {"cluster": move.name.text, "to_level": move.level, "kind": move.kind}
        if move.from_level and move.from_level != move.level:
            entry["from_level"] = move.from_level
        if move.as_of:
            entry["as_of"] = move.as_of
        entry["paragraph"] = move.paragraph
        if move.named_in != move.paragraph:
            entry["named_in"] = move.named_in
        entry["confidence"] = "high" if move.basis == "announced" and "named_in" not in entry else "medium"
        entries.append(entry)
    return entries
