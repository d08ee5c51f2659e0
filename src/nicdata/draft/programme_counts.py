"""Counts of clusters, applicants, grants, companies and levels of a whole scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata.draft import fact_boxes, givers, lexicon, mentions, rules, when, whose
from nicdata.draft.candidates import Candidate
from nicdata.draft.pairs import event
from nicdata.draft.reading import CROWDED, Reading, Sentence, clauses
from nicdata.draft.verdicts import ASIDE, SURE, Found, aside, verdict
from nicdata.sheets.entries import Entry

KIND = {
    "applicant": "applicant",
    "cluster": "clusters",
    "level": "levels",
    "project": "projects",
    "company": "companies",
    "member": "companies",
}
NO_ROUND = re.compile(
    r"\b(?P<none>ikke|ikkje|ingen|inga|no)\b(?:(?: \w+){0,2} (?:opptak|intake|admission|round)\b(?! av \d)| (?:tatt|teke|tekne|teken) opp (?:nye |noen |nokon )*(?:klyng|søk))",
    re.IGNORECASE,
)
OUT_OF = r"(?: (?:nye|new)| (?:av|of) (?:(?:\w+ ){0,2}?[\w-]+(?: som (?:har )?(?:søkte|søkt|søker|konkurrerte|ville)(?: [^,.;]{1,40}(?=,))?,?)?(?: i programmet| in the programme)?))?"
OF_SOME = r"(?: (?:av|of) (?:[\w-]+ ){0,2}?(?:[\w-]*(?:klyng|cluster|søk|appl|miljø|nettverk|network)\w*))?"
HELPERS = r"(?: som| that| which| who)?(?: (?:ble|vart|blei|blir|vert|were|was|are|have been|har blitt|er|har|har nå|kunne))?"
HEADS = re.compile(
    r"-?(?:nivået|programmet|level|programme|program)? (?:består|har|hadde|teller|tel|omfatter|omfattar|deltar|deltek|er det|var det|inngår|consists?|has|had|counts)(?: \w+){0,3}? $"
)
HELD = re.compile(r" (?:har|hadde|er|have|has|had|are|hold|holds)(?: \w+)? $")
IN_NORWAY = re.compile(r" (?:i|in) (?:landet|Norge|Noreg|Norway|the country|hele landet|heile landet)\b")
THEY = re.compile(
    r"(?:(?:Together|In all|Til sammen|Til saman|Samlet|Samla|I alt|Totalt),? )?(?:\w+ )?(?:[Tt]hey|[Dd]e|[Dd]ei|[Dd]isse|[Dd]esse|[Tt]hese) (?!\d)"
)
IN_BRACKETS = re.compile(r"\w*(?:-\w+)? ?[(:] ?")
STATUS_TO = re.compile(
    r"-?(?:status|statusen|tittelen)?,? (?:gitt |tildelt |går |går nå )?(?:til|to) (?:hele |de |bare |only )?$|[ -]status(?: \w+){1,4}? (?:til|to)(?: only)? $"
)
IN_REGION = re.compile(
    r"(?:På|I|In|Frå|Fra) (?!NIC|Norge|Noreg|Norway|Arena|NCE|GCE|(?:19|20)\d\d)[A-ZÆØÅ](?!\w+ber\b)\w+ (?:finnes|finst|er|var|har|there|are|kom|ligg)|(?:I )?(?!Programm|Ordning|Vi |We |It |They |There |This |That |Dette |Den |Da |Då |Så |Nå |No |Norge |Noreg |Norway |The |Det |Ho |Han |Scheme|Klynge|Av )[A-ZÆØÅ]\w+ (?:hadde|had|fikk|fekk|får|har|sendte) ?(?:nå )?$"
)
REGIONAL = re.compile(
    r"^[^.;:]{0,25}?\b(?:i|på|fra|frå|in|from|of) (?:(?:the )?(?:fylket|fylke|regionen|landsdelen|county|region|kommunen|city|byen|nord|sør|vest|øst|north|south|west|east)\b|(?:hele )?(?!Norge\b|Noreg\b|Norway\b|Norwegian\b|NIC\b|Arena\b|NCE\b|GCE\b|Innova|Januar|January|Oslo i dag|[A-Z]\w+ber\b|Februar|February|Mars|March|April|Juni|June|Juli|July|August|Mai|May)[A-ZÆØÅ][a-zæøå]+)"
)
FROM_APPLICANTS = re.compile(
    r"(?:søknad\w*|skisse\w*|applications?|proposals?) (?:fra|frå|from) (?:hele |totalt )?$", re.IGNORECASE
)
NOT_PART = re.compile(
    r"(?:(?:består|bestod|consists?|consisted)(?: \w+){0,3}?|utnevn\w*|utnemn\w*|opptak\w*|tildeling\w*|valg\w*|admission|appointment|selection) (?:av|of) ?$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?<!total )(?<!totalt )(?<!\bone )(?<!\bein )(?<!\ben )(?<!\bei )(?<!\bett )\b(?:av|of|blant|among)(?: (?:de|dei|the|våre|our))? ?$",
    re.IGNORECASE,
)
WHOLE_OF = re.compile(
    r"(?:de|dei|the) (?:øvrige|andre|other) ?$|(?:^ ?|, |; | og | and |– |- )(?:[Aa]v|[Oo]f|[Oo]ut of)(?: (?:de|dei|the))? $"
)
ONE_OF = re.compile(r"\b(?:one of|e[ni]n? av|én av|ei av|ett av)(?:[ \w']{0,20})?$")
NEXT_LEVEL = re.compile(
    r"(?:-?\w*|[^.;]{0,25}\b(?:Arena|Arena Pro|NCE|GCE|nod\w+)(?:-\w+)?)[ ,:;(–—-]*(?:og|and|samt)?[ ,]*"
)
SINCE = re.compile(r"\b(?:siden|sidan|since)(?: \w+)? ?$", re.IGNORECASE)
BECAME = re.compile(r",? ?(?:som )?(?:ble|blei|vart|blir|became|become|were named|was named)[^.;,]{0,20}")
PROGRAMME_HAS = re.compile(
    r"\b(?:[Pp]rogram\w*|[Oo]rdning\w*|NIC|Norwegian Innovation Clusters|[Ss]cheme|[Ii]t|[Dd]et)(?: \w+)? (?:består av|har|hadde|teller|tel|talte|omfatter|omfattar|omfattet|rommer|rommar|startet med|starta med|begynte med|started with|began with|consists? of|comprise[sd]|has|had|counts|counted|numbers|numbered)"
    r"(?: \w+)?,? $|(?:består|har|hadde|teller|tel|omfatter|omfattar) (?:klynge|klyngje)?programmet(?: \w+){0,2}? (?:av )?$"
    r"|(?:er|var|blir|ble|blei|vart|vert) det(?: (?:nå|no|i dag|i alt|totalt|til sammen|til saman|fortsatt|fremdeles|framleis)){0,2} $"
    r"|[Tt]here (?:are|were|will be)(?: (?:now|currently|still|today))? $"
)
DEFINED = re.compile(r"(?: \w+){0,3}? (?:som|that|which|who) ")
CENTRE = re.compile(r"(?:sentre|sentra|centres|centers)$", re.IGNORECASE)
IT_IS = re.compile(r"[\s–—-]*(?:Det|Ho|Den|Programmet|Ordningen|Ordninga|It|The programme|The scheme)\b")
ONE_CLUSTER = re.compile(
    r"\b(?:klyngen|klynga|klyngja|nettverket|foreningen|foreninga|the cluster|the network|hver klynge|kvar klynge|each cluster)\b",
    re.IGNORECASE,
)
IT_OR_THEY = re.compile(r"[\s–—-]*(?:It|They|Den|Ho|De|Dei) (?!\d)")
LEAST_APPLICANTS = 3  # fewer are one applicant's own
STAGES = ("full", "finalist", "sketch")
AND_OTHERS = re.compile(r"\b(?:og|and) $")


class Counted(NamedTuple):
    """A number, what it counts, its level, and the text before it and behind its noun up to the numbers beside it."""

    figure: Candidate
    itself: str
    before: str
    after: str
    level: str
    facts: frozenset[str]

    @property
    def text(self) -> str:
        return self.before + self.itself + self.after


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every number that counts clusters, applicants, projects, levels or companies, and counts
    of lists and fact boxes."""
    seen: set[tuple[Any, ...]] = set()
    items = {item for section in reading.sections for item, _ in section.items}
    last_year = ""
    for i, sentences in reading.sentences.items():
        same_year = measure = earlier = ""
        for sentence in (
            sentences if i not in items and not fact_boxes.fact_line(reading.lines[i - 1]) else []
        ):
            first = sentence.figures[:1]
            is_first = bool(first) and first[0].start == 0 and first[0].kind == "bare"
            goes_on = is_first or lexicon.beginning("of_these", reading.language).match(sentence.text)
            measure = measure if goes_on else ""
            counts = list(counted(sentence, reading))
            for one in counts:
                is_told = one.figure.kind == "count" and one.figure.end == one.figure.noun_end
                last = measure or (earlier if is_told else "")
                found = _count(one, sentence, last, same_year, last_year, reading)
                if found and found.table == "programme_counts":
                    measure = earlier = found.entry["measure"]
                    keys = ("scheme", "measure", "level", "stage", "value_printed", "paragraph")
                    key = tuple(found.entry.get(k) for k in keys)
                    if key in seen:
                        continue
                    seen.add(key)
                elif found and lexicon.has("of_these", one.before, reading.language):
                    measure = ASIDE
                if found:
                    yield found
            if not counts and (found := _no_round(sentence, reading)):
                yield found
            told = [
                t.start
                for t in when.times(sentence.text, reading.language, reading.year)
                if t.kind == "in" and (not reading.year or int(t.start[:4]) <= reading.year)
            ]
            same_year = told[0][:4] if told else same_year
            last_year = same_year or last_year
    yield from fact_boxes.lines(reading)
    yield from fact_boxes.listed(reading)


def counted(sentence: Sentence, reading: Reading) -> Iterator[Counted]:
    """Yield the numbers of a sentence that may count something of a scheme."""
    text = sentence.text
    figures = [
        f
        for f in sentence.figures
        if f.kind in ("count", "bare") and not re.fullmatch(r"(?:19|20)\d\d", f.text)
    ]
    if len(figures) > 2 * CROWDED:
        return
    parts = list(clauses(sentence))
    told = [s for s in reading.sentences.get(sentence.paragraph, []) if s.start < sentence.start][-1:]
    last_level = next((_level_in(s.text[f.start : f.noun_end]) for s in told for f in s.figures[-1:]), "")
    for k, figure in enumerate(figures):
        start, end = figure.start, figure.noun_end
        first = max([figures[k - 1].noun_end if k else 0, *(a for a, _ in parts if a <= start)])
        stops = [b for _, b in parts if b >= end]
        is_told = figure.kind == "count" and end == figure.end  # its noun was told before it
        level = last_level if is_told else _level_in(text[start:end])
        last_level = level
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
            _bare_facts(text[first:start], text[end : stops[0] if stops else None], reading.language)
            if figure.kind == "bare"
            else {KIND.get(figure.noun, "")}
        )
        near = _level_at(sentence, end, last, reading)
        if joined and not near and re.match(r" (?:av|of)\b", text[end:]):
            near = _level_at(sentence, others[0].noun_end, last, reading)
        bracketed = [n for n in sentence.levels if IN_BRACKETS.fullmatch(text[n.end : start])]
        near = near or (bracketed[-1].value if bracketed else "")
        if figure.kind == "bare" and not near and (some := re.match(OF_SOME, text[end:last])):
            near = _level_in(some[0])
        if figure.kind == "bare" and not near and IN_NORWAY.match(text[end:]) and ONE_OF.search(text[:start]):
            near = next((n.value for n in reversed(sentence.levels) if n.end <= start), "")
        if figure.kind == "bare" and near and not facts:
            level, facts = (
                near,
                {"clusters"} | ({"at_level"} if bracketed or re.match(r" \w+ ", after) else set()),
            )
        elif not level and figure.noun in ("cluster", "applicant", ""):
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
        if CENTRE.search(text[start:end]) and not level:
            continue  # of research, or of anything else
        if facts - {""}:
            yield Counted(figure, text[start:end], before, after, level, frozenset(facts))


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
    return own[0].value if is_head and HEADS.fullmatch(sentence.text[own[0].end : start]) else ""


def _level_told(sentence: Sentence, start: int, end: int, reading: Reading) -> str:
    """The level of centres that are told of before their number, or of "it", the programme of the sentence before."""
    own = [level for level in sentence.levels if level.end <= start]
    if own and CENTRE.search(sentence.text[start:end]):
        return own[-1].value
    before = [s for s in reading.sentences.get(sentence.paragraph, []) if s.start < sentence.start]
    if not before or sentence.levels or sentence.clusters or not IT_IS.match(sentence.text):
        return ""
    last = before[-1]
    is_head = len(last.levels) == 1 and last.levels[0].start < 5 and not last.clusters
    return last.levels[0].value if is_head else ""


def _bare_facts(before: str, after: str, language: str) -> set[str]:
    """What became of a number that stands without a noun."""
    if re.search(r"\b(?:etter|after) $", before, re.IGNORECASE):
        return set()
    clause = re.split(r"[.;]|, (?:og|and|men|but) ", after)[0][:120]
    if any(lexicon.has(name, clause, language) for name in STAGES):
        return {"bare", "bare_stage"}
    for name in ("rejected", "extended", "completed", "admitted", "applies"):
        told = rf"(?P<told>{lexicon.alternatives(name, language)})"
        found = re.match(rf"{OUT_OF}{HELPERS}(?: \w+)? {told}(?!\w)", after, re.IGNORECASE)
        if found and not lexicon.words("only_new", language).fullmatch(found["told"]):
            return {"bare", f"bare_{name}"}
    return set()


def _count(
    one: Counted, sentence: Sentence, last: str, same_year: str, last_year: str, reading: Reading
) -> Found | None:
    """What is found of one number."""
    if one.figure.noun in ("company", "member") and not is_crowd(sentence, reading):
        return None  # a head-count of one cluster, if anything
    scheme = givers.of_text(one.text if givers.COUNTY.search(one.text) else sentence.text, reading)
    row = rules.first("count", *_situation(one, sentence, scheme, last, reading), reading.language)
    i = sentence.paragraph
    if row is None or row.verdict == "aside":
        return aside(i, one.figure.text, row) if row else None
    entry: Entry = {"scheme": scheme, "measure": row.measure}
    if one.level:
        entry["level"] = one.level
    if row.measure == "grants_awarded" and reading.stage:
        further = re.search(r"ytterligere|ytterlegare|further|additional", one.before[-40:] + one.itself)
        entry["stage"] = "further" if further and "hovedprosjekt" not in one.itself else "main"
    if row.measure == "applicants" and (stage := _stage(one, reading)):
        entry["stage"] = stage
        levels = {level.value for level in sentence.levels}
        entry |= {"level": levels.pop()} if stage == "finalist" and len(levels) == 1 else {}
    entry["value_printed"] = one.figure.text
    time = _time(one, sentence, same_year, last_year, reading)
    if time and row.measure != "clusters_supported":
        entry["as_of"] = time
    entry["paragraph"] = i
    return verdict("programme_counts", entry, row, one.figure.noun not in ("cluster", "applicant"))


def _stage(one: Counted, reading: Reading) -> str:
    """Which applications are counted: outlines, full ones, or those of the finalists."""
    clause = (
        re.split(r"[.,;]| (?:og|and) ", one.before)[-1][-40:]
        + one.itself
        + re.split(r"[.;]|,? (?:og|and|men|but) ", one.after)[0]
    )
    is_outline = reading.has("sketch", one.itself)
    return "sketch" if is_outline else next((name for name in STAGES if reading.has(name, clause)), "")


def is_crowd(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a sentence speaks of the companies of all clusters."""
    text = sentence.text
    is_one = ONE_CLUSTER.search(text) or whose.US.search(text) or IT_OR_THEY.match(text)
    if THEY.match(text) and not sentence.clusters and not ONE_CLUSTER.search(text):
        told = [s for i in (-1, 0) for s in reading.sentences.get(sentence.paragraph + i, [])]
        told = [s for s in told if (s.paragraph, s.start) < (sentence.paragraph, sentence.start)][-1:]
        if any(f.noun == "cluster" and f.figure.value > 1 for s in told for f in s.figures if not s.clusters):
            return True
    is_of_all = not is_one or any(figure.noun == "cluster" for figure in sentence.figures)
    return not sentence.clusters and is_of_all and reading.has("company_crowd", text)


def _time(one: Counted, sentence: Sentence, same_year: str, last_year: str, reading: Reading) -> str:
    """The time that a count holds for, where it is not the article's."""
    text, language = sentence.text, reading.language
    found = [
        t
        for t in when.times(text, language, reading.year, last_year)
        if not (t.kind == "from" and SINCE.search(text[: t.place]))
    ]
    start = one.figure.start
    own = when.of_figure(
        text,
        start,
        one.figure.noun_end,
        (start - len(one.before), one.figure.noun_end + len(one.after)),
        [t for t in found if not when.AGAINST.search(text[start : t.place])],
    )
    if reading.year and reading.has("turn_of_year", text):
        return f"{reading.year + 1}-01"
    others = [t for t in found if t.kind != "until" and not when.AGAINST.search(text[: t.place])]
    time = own.start if own else next((t.start for t in others), "")
    if reading.has("now", (text[own.stop : start] if own else one.before) + " " + one.after[:9]):
        return ""
    if not time and one.figure.noun in ("company", "member") and THEY.match(text):
        time = last_year
    if not time and same_year and not reading.has("now", text):
        time = same_year
    return "" if time == str(reading.year) else time


def _parts(one: Counted, sentence: Sentence, reading: Reading) -> dict[str, str]:
    """The parts of the text that the rows ask about."""
    near = one.itself + one.after[:90]
    outcomes = ("rejected", "extended", "completed", "admitted", "applies")
    return {
        "itself": one.itself,
        "before": one.before,
        "after": one.after,
        "text": one.text,
        "near": near if any(reading.has(name, near) for name in outcomes) else one.before[-70:] + near,
        "close": one.before[-60:] + one.itself + one.after[:12],
        "sentence": sentence.text,
        "paragraph": reading.near(sentence),
        "above": "\n".join(reading.above(sentence.paragraph)),
    }


def _situation(
    one: Counted, sentence: Sentence, scheme: str, last: str, reading: Reading
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    language, i = reading.language, sentence.paragraph
    parts = _parts(one, sentence, reading)
    line, above = parts["paragraph"], parts["above"]
    national = reading.has("national", one.before)
    is_whole = reading.has("whole", sentence.text) or any(
        reading.has("national", part) or re.search(r"\b[Pp]rogram", part)
        for part in (line, *reading.above(i))
    )
    about = re.search(
        r"(?i:klyng|cluster|program|søk|applica|opptak|nåløye)|Arena|NCE|GCE", line + "\n" + above[:3000]
    )
    tests = {
        "level": one.level,
        "regional": (IN_REGION.match(one.before) and not national)
        or (REGIONAL.match(one.after) and not reading.has("national", one.after))
        or (scheme == "nic" and reading.has("the_county", one.before) and not national)
        or (
            givers.COUNTY.search(one.before)
            and scheme == "nic"
            and not reading.has("national", sentence.text)
        ),
        "part": PART.search(one.before) and not NOT_PART.search(one.before),
        "from_applicants": FROM_APPLICANTS.search(one.before),
        "whole_program": re.search(r" (?:de|dei|the) $", one.before)
        and re.match(r" (?:i|in) (?:the )?\w*[Pp]rogram", one.after),
        "whole_of": WHOLE_OF.search(one.before),
        "one_of": ONE_OF.search(one.before),
        "anaphor": lexicon.ending("anaphor", language).search(one.before),
        "others": AND_OTHERS.search(one.before) and reading.has("adjective_new", one.itself),
        "cluster_before": any(c.start < one.figure.start for c in sentence.clusters),
        "verb_first": lexicon.ending("applies", language).search(one.before),
        "first": re.search(r"\b(?:blir|ble|blei|vart|vert|becomes?|became|utnevnt|named|is)\b", one.before)
        and re.search(r"første|fyrste|first|nye|new", one.itself),
        "last_aside": last == ASIDE,
        "last_applicants": last == "applicants",
        "cluster_named": any(c.start < one.figure.start or not one.level for c in sentence.clusters),
        "cluster_head": any(c.end <= one.figure.start for c in sentence.clusters)
        and ONE_OF.search(one.before),
        "they": THEY.match(sentence.text),
        "one_cluster": not is_crowd(sentence, reading),
        "number_of": re.search(
            r"\b(?:[Aa]ntall\w*|[Tt]alet på|[Nn]umber of) (?:(?!nye|new)[\w-]+ )?(?:klyng|cluster)",
            one.before,
        ),
        "told": one.figure.kind == "count" and one.figure.end == one.figure.noun_end,
        "held": one.level
        and any(HELD.fullmatch(one.after[: m.start()]) for m in mentions.LEVEL.finditer(one.after)),
        "became": one.level and BECAME.match(one.after),
        "pair": one.figure.figure.value < LEAST_APPLICANTS,
        "of_programme": PROGRAMME_HAS.search(one.before),
        "defined": DEFINED.match(one.after) and reading.has("admitted", one.after[:60]),
        "told_extended": reading.has("extended", sentence.text[: one.figure.start]),
        "round": reading.has("admitted", "\n".join(reading.lines[:6])),
        "finalist": _stage(one, reading) == "finalist",
        "other_scheme": scheme != "nic",
        "about_scheme": about,
        "whole": is_whole,
        "last_active": last == "clusters_active",
        "last_admitted": last == "clusters_admitted",
        "last_served": last == "clusters_served",
        "next_level": NEXT_LEVEL.fullmatch(one.before),
        "of_these": reading.has("of_these", one.before) and reading.has("of_these", one.before[-40:]),
    }
    return parts, {name for name, holds in tests.items() if holds} | one.facts


def _no_round(sentence: Sentence, reading: Reading) -> Found | None:
    """A year without admissions."""
    text = sentence.text
    found = any(word in text for word in ("pptak", "ntake", "dmission", "round", "opp ")) and NO_ROUND.search(
        text
    )
    if not found:
        return None
    years = [t.start for t in when.times(text, reading.language, reading.year)]
    entry = {
        "scheme": givers.of_text(text, reading),
        "measure": "clusters_admitted",
        "value_printed": found["none"],
    }
    entry |= {"as_of": years[-1]} if years and years[-1] != str(reading.year) else {}
    return verdict("programme_counts", entry | {"paragraph": sentence.paragraph}, SURE, True)
