"""The numbers of a sentence that may count something of a scheme, each with its level and the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nicdata.draft import lexicon, mentions
from nicdata.draft.candidates import PER_TIME, ROLES, Candidate
from nicdata.draft.pairs import event
from nicdata.draft.reading import CROWDED, Reading, Sentence, clauses

KIND = {
    "applicant": "applicant",
    "cluster": "clusters",
    "level": "levels",
    "project": "projects",
    "company": "companies",
    "member": "companies",
}
OUT_OF = r"(?: (?:nye|new)| (?:av|of) (?:(?:\w+ ){0,2}?[\w-]+(?: som (?:har )?(?:søkte|søkt|søker|konkurrerte|ville)(?: [^,.;]{1,40}(?=,))?,?)?(?: (?:i|til|in|to|for) (?:the )?(?:\w+ )?\w*program\w*)?))?"
BECOME = re.compile(r"\b(?:etter|after|become|blitt|vorte) $", re.IGNORECASE)
ADVERB = r"(?:(?!ville?\b|wanted|hoped|programm?e?|bedrift|compan|av\b|of\b)\w+)"
OF_FINALISTS = re.compile(r"^ (?:av|of) (?:\w+ ){0,3}?\w*finalist\w*")
ENDS = re.compile(r"[,.;)]|$| (?:og|and|men|but|av|of)\b")
INVERTED = re.compile(
    r"\b(fikk|fekk|får|ble|blei|vart|blir|slapp|slepp|kom|gikk|nådde)(?: (?:bare|berre|kun|til slutt))? $"
)
OF_SOME = r"(?: (?:av|of) (?:[\w-]+ ){0,2}?(?:[\w-]*(?:klyng|cluster|søk|appl|miljø|nettverk|network)\w*))?"
HELPERS = r"(?: som| that| which| who| to)?(?:,? (?:ble|vart|blei|blir|vert|were|was|are|have been|har blitt|er|har|har nå|kunne))?"
HEADS = re.compile(
    r"-?(?:nivået|programmet|klyngene|klyngjene|level|programme|program| clusters)? (?:er|var|are|were|består|har|hadde|teller|tel|omfatter|omfattar|deltar|deltek|er det|var det|inngår|consists?|has|had|counts)(?: \w+){0,3}? $"
)
AT_HEAD = re.compile(r"[\s–—-]*(?:På|I|Til|For|At|On|In|To|Within|Innen|Innan|Da|Då|When)(?: (?:det|the))? ?")
ROW = re.compile(r"(?:[ -](?:klynger|klyngjer|clusters|nivå))? ?[:|]")
NUMBER_AT = re.compile(r"(?:[Aa]ntall\w*|[Tt]al(?:et|let)? på|[Nn]umber of)(?: \w+)? $")
IN_NORWAY = re.compile(r" (?:i|in) (?:landet|Norge|Noreg|Norway|the country|hele landet|heile landet)\b")
IN_BRACKETS = re.compile(r"\w*(?:-\w+)?(?: (?:er|is|are)(?: the)? \w+)? ?[(:] ?$")
# "NCE med 13", "and GCE three", "NCE, finnes det 14 klynger"
LEVEL_HAS = re.compile(
    r"(?:-\w+)?,?(?: (?:med|with|har|hadde|has|had|teller|tel|talte|counts?|counted|(?:finnes|finst|er|var) det))?(?: (?:bare|berre|kun|only|just|hele))? $"
)
STATUS_TO = re.compile(
    r"-?(?:status|statusen|tittelen)?,? (?:gitt |tildelt |går |går nå )?(?:til|to) (?:hele |de |bare |only )?$|[ -]status(?: \w+){1,4}? (?:til|to)(?: only)? $"
)
ONE_OF = re.compile(r"\b(?:one of|e[ni]n? av|én av|ei av|ett av)(?:[ \w']{0,20})?$")
CENTRE = re.compile(r"(?:sentre|sentra|centres|centers)$", re.IGNORECASE)
IT_IS = re.compile(r"[\s–—-]*(?:Det|Ho|Den|Programmet|Ordningen|Ordninga|It|The programme|The scheme)\b")
THE_SCHEME = re.compile(r"\b(?:ordningen|ordninga|the scheme)\b")
STAGES = ("full", "finalist", "sketch")


class Counted(NamedTuple):
    """A number, what it counts, its level, and the text before it and behind its noun up to the numbers beside it."""

    figure: Candidate
    itself: str
    before: str
    after: str
    level: str
    facts: frozenset[str]
    scheme: str = ""  # of those of whom it counts some

    @property
    def text(self) -> str:
        return self.before + self.itself + self.after


def counted(sentence: Sentence, reading: Reading) -> Iterator[Counted]:
    """Yield the numbers of a sentence that may count something of a scheme."""
    text = sentence.text
    figures = [f for f in sentence.figures if _may_count(f, text)]
    if len(figures) > 2 * CROWDED:
        return
    parts = list(clauses(sentence))
    told = [s for s in reading.sentences.get(sentence.paragraph, []) if s.start < sentence.start][-1:]
    before_it = [f for s in told for f in s.figures]
    levels = {
        _level_in(f_level) for s in told for f in s.figures if (f_level := s.text[f.start : f.noun_end])
    }
    last_level = levels.pop() if len(levels) == 1 else ""
    for k, figure in enumerate(figures):
        start, end = figure.start, figure.noun_end
        first = max([figures[k - 1].noun_end if k else 0, *(a for a, _ in parts if a <= start)])
        stops = [b for _, b in parts if b >= end]
        is_told = figure.kind == "count" and end == figure.end  # its noun was told before it
        level = "" if is_told else _level_in(text[start:end])
        others = figures[k + 1 :]
        # "3 GCE and 13 NCE take part": what stands behind the last is said of both.
        joined = others and re.fullmatch(
            r"[- ]?\w* ?\w*(?: |, )(?:og|and|samt) | (?:av|of) (?:de |dei |the )?",
            text[end : others[0].start],
        )
        behind = others[1:] if joined and (level or figure.kind == "bare") else others
        last = min([behind[0].start if behind else len(text), *stops[:1]])
        before, after = text[first:start], text[end:last]
        facts = (
            _bare_facts(
                text[first:start],
                text[end : stops[0] if stops else None],
                next((f.noun for f in reversed([*before_it, *figures[:k]]) if f.noun), ""),
                reading.language,
            )
            if figure.kind == "bare"
            else {KIND.get(figure.noun, "")}
        )
        whole_end = others[0].noun_end if joined and re.match(r" (?:av|of)\b", text[end:]) else end
        near = _level_near(figure, sentence, (whole_end, last), reading)
        if figure.kind == "bare" and near and not facts:
            is_at = before.endswith("(") or re.match(r" \w+ ", after)
            level, facts = near, {"clusters"} | ({"at_level"} if is_at else set())
        elif not level and figure.noun in ("cluster", "applicant", "project", ""):
            given = _level_before(sentence, start) or (
                figure.noun and _level_given(sentence, end, last, reading)
            )
            level = (
                near
                or given
                or _level_of_subject(sentence, start)
                or _level_told(sentence, start, end, reading)
            )
            facts = (facts or {"clusters"}) | {"status_to"} if given else facts
        level = last_level = level or (last_level if is_told else "")
        if CENTRE.search(text[start:end]) and not level:
            continue  # of research, or of anything else
        if facts - {""}:
            yield Counted(figure, text[start:end], before, after, level, frozenset(facts))


def _may_count(figure: Candidate, text: str) -> bool:
    """Tell whether a number may count anything: it is no year and no number of years."""
    is_bare = (
        figure.kind == "bare"
        and not PER_TIME.match(text, figure.end)
        and not BECOME.search(text[: figure.start])
    )
    return (figure.kind == "count" or is_bare) and not re.fullmatch(r"(?:19|20)\d\d", figure.text)


def _level_near(figure: Candidate, sentence: Sentence, behind: tuple[int, int], reading: Reading) -> str:
    """The level beside a number: behind it, or behind the whole of which it is a part, in front of its bracket, or in
    what it is some of."""
    text, start, end = sentence.text, figure.start, figure.noun_end
    near = _level_at(sentence, end, behind[1], reading) or _level_at(sentence, *behind, reading)
    before = [level for level in sentence.levels if level.end <= start]
    gap = text[before[-1].end : start] if before else "-"
    has_it = LEVEL_HAS.fullmatch(gap)
    if near or has_it or IN_BRACKETS.fullmatch(gap):
        return before[-1].value if has_it and "," not in gap else near or before[-1].value
    if re.match(
        r"\w*(?: \w+){0,3}? (?:(?:på|at|on|i|in) (?:dette|det|this|that) (?:nivå|trinn|steg|level|tier|step)|(?:reached|nådde|oppnådde|attained) (?:it|det)\b)",
        text[end:],
    ):
        return _level_reached(sentence, reading)
    if figure.kind == "bare" and (some := re.match(OF_SOME, text[end : behind[1]])) and _level_in(some[0]):
        return _level_in(some[0])
    is_one = figure.kind == "bare" and IN_NORWAY.match(text[end:]) and ONE_OF.search(text[:start])
    return before[-1].value if before and is_one else ""


def _level_reached(sentence: Sentence, reading: Reading) -> str:
    """The level that was told last in the paragraph before a sentence, and is none that somebody left."""
    text, left = reading.before(sentence), lexicon.ending("from_level", reading.language)
    return next(
        (m.value for m in reversed(list(mentions.levels(text))) if not left.search(text[: m.start])), ""
    )


def _level_in(text: str) -> str:
    node = "Node" if re.search(r"nod(?:er|ar|es)$", text, re.IGNORECASE) else ""
    return node or next((level.value for level in mentions.levels(text)), "")


def _level_at(sentence: Sentence, end: int, last: int, reading: Reading) -> str:
    """The level that a number is at, where it stands right behind."""
    for n, level in enumerate(sentence.levels):
        after = sentence.levels[n + 1] if n + 1 < len(sentence.levels) else None
        if after and re.fullmatch(
            r"\w*(?: \([^)]*\))? (?:og|and|eller|or) ", sentence.text[level.end : after.start]
        ):
            continue  # "six new ones in Arena and NCE"
        gap = re.sub(f"^{OUT_OF}", "", sentence.text[end : level.start])
        is_near = end <= level.start < last and len(gap) <= 45
        only = lexicon.only("to_level", reading.language).fullmatch(gap) if is_near else None
        is_programme = re.match(r"[- ]?program", sentence.text[level.end :])
        if only and (not is_programme or re.search(r"\b(?:til|to|for|i|in)\b", gap)):
            return level.value
    return ""


def _level_given(sentence: Sentence, end: int, last: int, reading: Reading) -> str:
    """The level that a verb gives to a number of clusters: "fire klynger fikk nylig status som Arena"."""
    level = next(
        (
            level
            for level in sentence.levels
            if level.start >= end
            and not lexicon.ending("from_level", reading.language).search(sentence.text[: level.start])
        ),
        None,
    )
    if level is None or level.start >= last or any(end <= c.start < level.start for c in sentence.clusters):
        return ""
    gap = re.sub(f"^{OUT_OF}", "", sentence.text[end : level.start])
    is_plain = len(gap) <= 80 and not re.search(r"[.;:()]|, (?!som |that |which |who )", gap)
    is_given = is_plain and event(gap + " status", reading.language)
    return level.value if is_given else ""


def _level_before(sentence: Sentence, start: int) -> str:
    """The level that is given to a number of clusters: "Arena-status til to klynger"."""
    own = [level for level in sentence.levels if level.end <= start]
    return own[-1].value if own and STATUS_TO.fullmatch(sentence.text[own[-1].end : start]) else ""


def _level_of_subject(sentence: Sentence, start: int) -> str:
    """The level that a sentence is about: "Arena-nivået består av 19 klynger"."""
    own = [level for level in sentence.levels if level.end <= start]
    is_head = len(own) == 1 and not re.search(r"[,;]", sentence.text[: own[0].start])
    gap = sentence.text[own[0].end : start] if is_head else ""
    lead = sentence.text[: own[0].start] if is_head else ""
    is_row = not lead.strip(" •*–-") and ROW.match(gap)
    is_at = AT_HEAD.fullmatch(lead) and not re.search(r"[.;]|, (?:mens|while|og|and) ", gap)
    return (
        own[0].value
        if is_head and (is_row or is_at or HEADS.fullmatch(gap) or NUMBER_AT.search(lead))
        else ""
    )


def _level_told(sentence: Sentence, start: int, end: int, reading: Reading) -> str:
    """The level of centres that are told of before their number, or of "it", the programme of the sentence before."""
    own = [level for level in sentence.levels if level.end <= start]
    if own and CENTRE.search(sentence.text[start:end]):
        return own[-1].value
    before = [s for s in reading.sentences.get(sentence.paragraph, []) if s.start < sentence.start]
    means_it = IT_IS.match(sentence.text) or THE_SCHEME.search(sentence.text[:start])
    if not before or sentence.levels or sentence.clusters or not means_it:
        return ""
    first, levels = before[0], {level.value for s in before for level in s.levels}
    is_head = len(levels) == 1 and first.levels and first.levels[0].start < 5 and not first.clusters
    return levels.pop() if is_head else ""


def _bare_facts(before: str, after: str, noun: str, language: str) -> set[str]:
    """What became of a number that stands without a noun; `noun` is what was counted before it."""
    whole = re.match(r" (?:av|of)(?: [\w-]+){1,3}", after)
    is_of_others = noun in ROLES or (
        whole and noun not in ("applicant", "cluster") and not lexicon.has("of_whom", whole[0], language)
    )
    if is_of_others:
        return set()
    clause = re.split(r"[.;]|, (?:og|and|men|but) ", OF_FINALISTS.sub("", after))[0][:120]
    before = re.sub(r" (?:bare|berre|kun|only|just|hele|heile) $", " ", before)
    if any(lexicon.has(name, clause, language) for name in STAGES):
        return {"bare", "bare_stage"}
    is_object = lexicon.beginning("of_these", language).match(after) or ENDS.match(after)
    if is_object and lexicon.ending("finalist", language).search(before):
        return {"bare", "bare_stage"}
    verb = INVERTED.search(before)
    outcomes = ["rejected", "extended", "completed", "still_active", "admitted", "granted", "applies"]
    if re.match(r" (?:som|that|who|which) ", after):  # "19 som ville inn"
        outcomes.insert(0, outcomes.pop())
    for name in outcomes:
        told = rf"(?P<told>{lexicon.alternatives(name, language)})"
        if is_object and lexicon.ending(name, language).search(before):
            return {"bare", f"bare_{name}"}
        pattern = rf"{OUT_OF}{HELPERS}(?: (?:i|in) \w+)?(?: {ADVERB})? {told}(?!\w)"
        found = re.match(pattern, after, re.IGNORECASE)
        found = found or (verb and re.match(rf" {told}(?!\w)", f" {verb[1]}{after}", re.IGNORECASE))
        if found and not lexicon.words("only_new", language).fullmatch(found["told"]):
            return {"bare", f"bare_{name}"}
    return set()
