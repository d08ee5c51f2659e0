"""Counts of clusters, applicants, grants, companies and levels of a whole scheme."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from nicdata.draft import mentions
from nicdata.draft.mentions import YEAR
from nicdata.draft.reading import (
    CLAUSE,
    COUNTY,
    CROWDED,
    EXTENSION,
    FACT_LINE,
    NATIONAL,
    ONE,
    SERVED,
    THIS_YEAR,
    TURN_OF_YEAR,
    Reading,
    Section,
    Sentence,
    level_code,
    list_time,
    pattern_of,
    scheme_of,
    time_of,
)
from nicdata.sheets.entries import Entry

REJECTED = pattern_of(
    r"avslag|avslått|avsl[åo]|nådde ikke|ikke nådde|nådde ikkje|ikkje nådde|rejected|turned down|unsuccessful|refus\w*|not admitted|måtte gå|(?:få|fikk|fekk|får) nei|tomhendt|reise hjem|gå hjem|went home|falt fra|failed"
)
COMPLETED = pattern_of(
    r"avslutt\w*|fullfør\w*|gått ut|gikk ut|gjekk ut|går ut|ferdig\w*|complet\w*|graduat\w*|ended|finish\w*|leave\w*|left\b|phased out|uteksaminer\w*"
)
ADMITTED = pattern_of(
    r"\bny(?:e|tt)?\b|\bnew\b|newcomers?|tatt opp|tas opp|tok opp|tek(?:ne|e|en) (?:\w+ )?opp|tatt inn|opptak|opptatt|admi\w*|taken (?:up|in)|took (?:up|in)|awarded|selected|utnevn\w*|utnemn\w*|tildelt|vart tekne|(?:får|fikk|fekk|got|given|granted|receive\w*|gained) (?:\w+ ){0,2}\w*-?status|(?:får|fikk|fekk|gets?) (?:a )?pla(?:ss|ce)|får bli med|nådde opp|nådde fram|kom (?:gjennom|inn|med)|slapp inn|joined|startet|started|valgt|vald|welcom\w*"
)
ACTIVE = pattern_of(
    r"\bmed\b|i programmet|i klyngeprogrammet|i klyngjeprogrammet|i Norwegian Innovation|med i |deltar|deltek|deltok|deltakar|er det|var det|det er|det var|er nå|aktiv\w*|\bactive|består|omfatt\w*|i dag|\bnå\b|\bno\b|for tiden|for tida|currently|there (?:are|were)|ha(?:r|dde|s|d|ve)\b|consist\w*|compris\w*|count(?:s|ed)|tel(?:ler|te|j)|telt|part of the|in the programme|made up|take part|took part|participat\w*|i alt|i sum|totalt|in total|in all|fordel\w*|numbered|stood at|ble det|across|run(?:s|ning)|støtt\w*|supports?"
)
GRANTED = re.compile(
    r"\b(?:får|fikk|fekk|fått|tildel\w*|tilsagn|innvilg\w*|støtt\w*|gis|gitt|løyv\w*|bevilg\w*|deler?|delte|delar|funded|granted|grants|awarded|receiv\w*|support\w*|gets?|midler|midlar|tilskudd|tilskot|valgte|vald\w*)\b",
    re.IGNORECASE,
)
ANAPHOR = re.compile(
    r"(?:\b(?:de|dei|disse|desse|the|these|those|alle|all|all the|begge|our|våre|of the|av de|av dei|blant(?: de| dei)?|among(?: the)?) )$",
    re.IGNORECASE,
)
SAMPLE = re.compile(
    r"\b(?:undersøk\w*|survey\w*|intervju\w*|interview\w*|utvalg\w*|utval\b|sample\w*|svar(?:te|ar|er)|respond\w*|evaluer\w*|plan(?:legg\w*|s|ned)?|mål(?:et)? (?:er|om)|ambisjon|aim\w*|goal|ønsk\w*|håp\w*|hope\w*|kan (?:få|bli)|could|could be|vil trolig|ventes|expected|blant annet|sammen med|saman med|together with|samarbeid\w*|collaborat\w*|cooperat\w*)\b",
    re.IGNORECASE,
)
REGIONAL = re.compile(
    r"^[^.;:]{0,25}?\b(?:i|på|fra|frå|in|from|of) (?:(?:the )?(?:fylket|fylke|regionen|landsdelen|county|region|kommunen|city|byen|nord|sør|vest|øst|north|south|west|east)\b|(?:hele )?(?!Norge\b|Noreg\b|Norway\b|Norwegian\b|NIC\b|Arena\b|NCE\b|GCE\b|Innova|Januar|January|Oslo i dag|[A-Z]\w+ber\b|Februar|February|Mars|March|April|Juni|June|Juli|July|August|Mai|May)[A-ZÆØÅ][a-zæøå]+)"
)
TO_LEVEL = re.compile(
    r"^(?:[^.;:]{0,45}\b(?:på|i|som|as|an?|at|to|til|on|in|with|med|seg|om|for)(?: (?:nivået|level|the|en|ei|nivå))*|,? ?\(?| er| ble| are| were| is| blir| vart)[ «(]*$",
    re.IGNORECASE,
)
COMPANIES_OF = re.compile(
    r"klyngene|klyngjene|klynger\b|klyngjer\b|klyngar\b|\bclusters\b|programmet|\bprogramme?\b|klyngeprogram\w*|a cluster in",
    re.IGNORECASE,
)
NO_ROUND = re.compile(
    r"\b(?P<none>ikke|ikkje|ingen|inga|no)\b(?: \w+){0,2} (?:opptak|intake|admission|round)\b(?! av \d)",
    re.IGNORECASE,
)
THAT_YEAR = re.compile(
    r"(?:det|same|samme|that|the same|this) (?:året?|year)|\båret\b|\bthen\b|\bdå\b|\bden gang", re.IGNORECASE
)
NOW = re.compile(r"\bi dag\b|\bnå\b|\bno\b(?= )|\btoday\b|\bnow\b|etter dette|currently", re.IGNORECASE)
WHOLE_OF = re.compile(r"(?:de|dei|the) (?:øvrige|andre|other) ?$|^(?:Av|Of)(?: (?:de|dei|the))? $")
PLANNED = re.compile(
    r"\b(?:bør|should|foreslå\w*|propose\w*|håp\w*|hope\w*|venta?r?|ventes|expect\w*|planlagt|planlagd|planned|mål(?:et)? (?:er|om)|kan (?:få|bli)|trolig|truleg|framtid\w*|skal (?:kunne|støtte))\b",
    re.IGNORECASE,
)
ACTIVE_STRONG = re.compile(r"aktive|\bactive", re.IGNORECASE)
WITH_NEW = re.compile(
    r"(?:medregnet|medrekna|inkludert|inkludera|including|counting|with|med) (?:de|dei|the) (?:\w+ )?(?:nye|new|siste|ferske|ferskeste)|(?:etter|after|med|medregnet|medrekna|inkludert) (?:\w+ )?(?:opptak\w*|intake|round)",
    re.IGNORECASE,
)
NUMBER_OF = re.compile(
    r"(?:(?:[Aa]ntallet|[Aa]ntall|[Tt]alet på|[Tt]al på|[Nn]umber of) (?:(?P<applicants>søk\w+|applica\w+|kandidat\w+)|(?P<clusters_active>klynge\w*|klyngj\w*|clusters))(?: \w+){0,3}?|(?P<those>[Ss]øker(?:ne|ane)|[Ss]økjarane|[Ss]øknad[ea]ne|[Aa]pplicants)) (?:var|er|was|is|were) (?P<number>\d{1,3}|[a-zæøå]+)\b(?(those)(?=[.,;]|$| og | and ))"
)
AND = re.compile(r" (?:og|and|samt) ")
OF_THESE = re.compile(
    r"\b(?:av|of|blant|among) (?:disse|desse|dem|dei|these|them|which)(?: (?:er|var|are|were))?(?= |$)",
    re.IGNORECASE,
)
OF_THESE_LAST = re.compile(rf"{OF_THESE.pattern} ?$", re.IGNORECASE)
NEXT_LEVEL = re.compile(
    r"(?:-?\w*|[^.;]{0,25}\b(?:Arena|Arena Pro|NCE|GCE|nod\w+)(?:-\w+)?)[ ,:;(]*(?:og|and|samt)?[ ,]*"
)
BARE = {
    "applied": "applicants",
    "admitted": "clusters_admitted",
    "extended": "clusters_extended",
    "rejected": "applicants_rejected",
    "completed": "clusters_completed",
}


@cache
def _number(language: str) -> re.Pattern[str]:
    """Numbers that count without a noun: right before a level ("14 NCE"), or before what became of them
    ("eight were admitted")."""
    return re.compile(
        rf"(?<![\w.,/–-])(?P<number>{mentions.qualifier()}{mentions.number(language)}|(?i:ingen|none|inga))(?! (?:kroner|prosent|mill))"
        r"(?: (?:nye|new|av (?:dem|dei|klyngene|klyngjene|søkerne|søkjarane|søknadene)(?: i programmet)?|av (?:disse|desse)|av de(?:i)? \d+|of the \d+|of (?:them|these|the clusters|the applicants)))?"
        r"(?:(?: (?:er|var|ble|blir|vart|are|were|is|at|on|i|in|på|som|as|an?|had|har|hadde|får|fikk|fekk|gets?|got|received?)){0,2} (?P<level>Arena[ -]?Pro|ARENA|Arena|NCE|GCE|[Nn]od(?:er|ar|es)|[Mm]odne|[Mm]ature|[Mm]ogne)(?:s|-?er|-?ar)?(?!\w)(?![ -][A-ZÆØÅ])"
        r"|(?: \w+)? (?P<applied>søkte|applied)"
        r"|(?: (?:ble|vart|blei|blir|vert|were|was|are|have been|har blitt))?(?: \w+)? (?:(?P<admitted>tatt opp|tatt inn|tekne opp|tekne inn|teke opp|tas opp|admitted|accepted|nådde opp|nådde fram|fikk ja|fekk ja|slapp inn|slapp gjennom|slapp til|går inn|kjem inn|kommer inn|kom inn|kom med|kom gjennom|slepp inn|made it|got in|got through|were let in|succeeded|enter|entered)"
        r"|(?P<extended>forleng\w*|extended|fikk forleng\w*|fekk forleng\w*)|(?P<rejected>avslag|avvist\w*|avslått|rejected|turned down|fikk avslag|fekk avslag|fikk nei|fekk nei|måtte gå)|(?P<completed>fullført\w*|avslutt\w*|completed|graduated|gikk ut|gjekk ut)))(?!\w)"
    )


class Counted(NamedTuple):
    """A number, what it counts, the words of both, and the text around it up to the numbers on either side."""

    number: str
    noun: str
    itself: str
    before: str
    after: str
    level: str

    @property
    def text(self) -> str:
        return self.before + self.itself + self.after

    @property
    def near(self) -> str:
        return self.before[-70:] + self.itself + self.after[:90]


def entries(reading: Reading, questions: list[Entry]) -> Iterator[Entry]:
    """Counts of a whole scheme; a number of applicants or of clusters at a level that none of them is goes to
    the questions, unless another paragraph states it as a count."""
    told: set[str] = set()
    for entry in _entries(reading):
        told.add(entry.get("value_printed", "").casefold())
        yield entry
    for i, sentences in reading.sentences.items():
        for sentence in sentences:
            for counted in _counts(sentence, reading):
                asks = counted.noun == "applicant" or (counted.noun == "cluster" and counted.level)
                understood = ANAPHOR.search(counted.before) or PLANNED.search(counted.text)
                if asks and not understood and counted.number.casefold() not in told:
                    told.add(counted.number.casefold())
                    question = "Is this a count of the programme, and of what?"
                    questions.append({"paragraph": i, "seen": counted.number, "question": question})


def _entries(reading: Reading) -> Iterator[Entry]:
    """Counts of clusters, applicants, grants, companies and levels of a whole scheme, and of its lists."""
    seen: set[tuple[Any, ...]] = set()
    items = {item for section in reading.sections for item, _ in section.items}
    last_year = ""
    for i, sentences in reading.sentences.items():
        same_year = measure = ""
        for sentence in sentences if i not in items and not FACT_LINE.match(reading.lines[i - 1]) else []:
            measure = measure if OF_THESE.match(sentence.text) else ""
            counts = list(_counts(sentence, reading))
            for counted in counts:
                entry = _count(counted, sentence, i, measure, reading)
                if not entry:
                    continue
                measure = entry["measure"] if entry["measure"].startswith("clusters") else measure
                if (
                    "as_of" not in entry
                    and same_year
                    and same_year != str(reading.year)
                    and not any(p.search(sentence.text) for p in (NOW, THIS_YEAR, YEAR))
                ):
                    entry["as_of"] = same_year
                if (
                    "as_of" not in entry
                    and last_year
                    and THAT_YEAR.search(sentence.text)
                    and last_year != str(reading.year)
                ):
                    entry["as_of"] = last_year
                entry |= {
                    "paragraph": i,
                    "confidence": "high" if counted.noun in ("cluster", "applicant") else "medium",
                }
                key = tuple(
                    entry.get(k)
                    for k in ("scheme", "measure", "level", "stage", "value_printed", "paragraph")
                )
                if key not in seen:
                    seen.add(key)
                    yield entry
            if (
                not counts
                and any(word in sentence.text for word in ("pptak", "ntake", "dmission", "round"))
                and (none := NO_ROUND.search(sentence.text))
            ):
                last = next((y[0] for y in reversed(list(YEAR.finditer(sentence.text)))), "")
                as_of = {"as_of": last} if last and last != str(reading.year) else {}
                yield {
                    "scheme": scheme_of(sentence.text, reading),
                    "measure": "clusters_admitted",
                    "value_printed": none["none"],
                    **as_of,
                    "paragraph": i,
                    "confidence": "medium",
                }
            same_year = next((y[0] for y in YEAR.finditer(sentence.text)), same_year)
            last_year = same_year or last_year
    for i, sentences in reading.sentences.items():
        for m in (m for sentence in sentences for m in NUMBER_OF.finditer(sentence.text)):
            if mentions.figure_text(m["number"], reading.language):
                measure = "applicants" if m["applicants"] or m["those"] else "clusters_active"
                yield {
                    "scheme": scheme_of(reading.lines[i - 1], reading),
                    "measure": measure,
                    "value_printed": m["number"],
                    "paragraph": i,
                    "confidence": "medium",
                }
    yield from _fact_lines(reading)
    yield from _listed(reading)


def _fact_lines(reading: Reading) -> Iterator[Entry]:
    """Rows of a table or fact box, "NCE: 8", where three of them stand near each other."""
    found = [(i, m) for i in reading.sentences if (m := FACT_LINE.match(reading.lines[i - 1]))]
    places = [i for i, _ in found]
    for i, m in found:
        if bisect_right(places, i + 6) - bisect_left(places, i - 6) < 3:
            continue
        level = {"level": level_code(m["level"])} if m["level"] else {}
        yield {
            "scheme": "nic",
            "measure": "clusters_active",
            **level,
            "value_printed": m["number"],
            "paragraph": i,
            "confidence": "medium",
        }


def _counts(sentence: Sentence, reading: Reading) -> Iterator[Counted]:
    """The numbers of a sentence that may count something of a scheme."""
    text = sentence.text
    if not sentence.numbered:
        return
    found: list[tuple[int, int, str, str, str]] = []
    for m in mentions.count(reading.language).finditer(text):
        noun = next(key for key, value in m.groupdict().items() if value and key not in ("number", "between"))
        node = "Node" if noun == "cluster" and re.search(r"nod(?:er|ar|es)$", m[0], re.IGNORECASE) else ""
        found.append(
            (
                m.start(),
                m.end(),
                m["number"],
                noun,
                node or next((lv.value for lv in mentions.levels(m[0])), ""),
            )
        )
    for m in _number(reading.language).finditer(text):
        if not any(a < m.end("number") and m.start() < b for a, b, *_ in found):
            noun = "cluster" if m["level"] else m.lastgroup or ""
            found.append(
                (m.start(), m.end(), m["number"], noun, level_code(m["level"]) if m["level"] else "")
            )
    found.sort()
    if len(found) > 2 * CROWDED:
        return
    breaks = [(c.start(), c.end()) for c in CLAUSE.finditer(text)]
    for k, (start, end, number, noun, level) in enumerate(found):
        value = mentions.figure_text(number, reading.language)
        if not value or re.fullmatch(r"(?:19|20)\d\d", value) or ONE.fullmatch(value):
            continue
        if noun == "rejected" and re.search(r"\b(?:etter|after) $", text[:start], re.IGNORECASE):
            continue
        first = max([found[k - 1][1] if k else 0, *(b for _, b in breaks if b <= start)])
        # "3 GCE and 13 NCE take part": what stands behind the last is said of both.
        joined = (
            level and k + 1 < len(found) and found[k + 1][4] and AND.fullmatch(text[end : found[k + 1][0]])
        )
        others = found[k + 2 if joined else k + 1 :]
        last = min([others[0][0] if others else len(text), *(a for a, _ in breaks if a >= end)])
        if not level and noun in ("cluster", "applicant", *BARE):
            level = next(
                (
                    lv.value
                    for lv in sentence.levels
                    if end <= lv.start < last
                    and TO_LEVEL.match(text[end : lv.start])
                    and not re.match(r"[- ]?program", text[lv.end :])
                ),
                "",
            )
        yield Counted(value, noun, text[start:end], text[first:start], text[end:last], level)


def _count(counted: Counted, sentence: Sentence, i: int, last: str, reading: Reading) -> Entry | None:
    """The entry for one count; None where it is no count of a scheme. `last` is the measure of the count
    before it in the sentence."""
    text = sentence.text
    scheme = scheme_of(counted.text if COUNTY.search(counted.text) else text, reading)
    measure = _measure(counted, sentence, scheme, i, last, reading)
    if not measure:
        return None
    entry: Entry = {"scheme": scheme, "measure": measure}
    if counted.level:
        entry["level"] = counted.level
    if measure == "grants_awarded" and reading.stage:
        further = re.search(
            r"ytterligere|ytterlegare|further|additional", counted.before[-40:] + counted.itself
        )
        entry["stage"] = "further" if further and "hovedprosjekt" not in counted.itself else "main"
    entry["value_printed"] = counted.number
    for part in (counted.text, text):
        if reading.year and (
            TURN_OF_YEAR.search(part) or (re.search(r"1\. januar|1 January", part) and not YEAR.search(part))
        ):
            entry["as_of"] = f"{reading.year + 1}-01"
        elif date := time_of(part, reading):
            entry["as_of"] = date
        if "as_of" in entry or YEAR.search(part) or THIS_YEAR.search(part) or NOW.search(part):
            break
    return entry


def _measure(counted: Counted, sentence: Sentence, scheme: str, i: int, last: str, reading: Reading) -> str:
    """What a number counts, of the measures of `programme_counts`; empty where it counts something else."""
    text, noun = sentence.text, counted.noun
    in_region = re.match(
        r"(?:På|I|In|Frå|Fra) (?!NIC|Norge|Noreg|Norway|Arena|NCE|GCE|(?:19|20)\d\d)[A-ZÆØÅ](?!\w+ber\b)\w+ (?:finnes|finst|er|var|har|there|are|kom|ligg)",
        counted.before,
    )
    if in_region and not NATIONAL.search(counted.before):
        return ""
    part = bool(
        re.search(
            r"(?<!total )(?<!totalt )(?<!\bone )(?<!\bein )(?<!\ben )(?<!\bei )(?<!\bett )\b(?:av|of|blant|among)(?: (?:de|dei|the|våre|our))? ?$",
            counted.before,
        )
    )
    regional = bool(REGIONAL.match(counted.after)) and not NATIONAL.search(counted.after)
    if measure := BARE.get(noun, ""):
        named = [c for c in sentence.clusters if c.start < text.find(counted.itself)]
        return (
            measure
            if not named
            and _about_scheme(reading, i)
            and not (scheme != "nic" and measure == "clusters_admitted")
            else ""
        )
    if noun == "applicant":
        hoped = re.search(
            r"(?:håp\w* på|hop\w+ for|expect\w*|venta?r?|ventes|mål\w*|aim\w*)[^.]{0,20}$",
            counted.before,
            re.IGNORECASE,
        ) or re.search(r"\b(?:i|in) framtid|planlagd|planlagt|planned", text)
        if (
            hoped
            or regional
            or (
                re.fullmatch(
                    r"(?:I )?(?!Programm|Ordning|Vi |We |The |Det |Ho |Han |Scheme)[A-ZÆØÅ]\w+ (?:hadde|had|fikk|fekk|har|sendte) ?",
                    counted.before,
                )
                and not NATIONAL.search(counted.before)
            )
            or (part and not WHOLE_OF.search(counted.before))
        ):
            return ""
        return "applicants_rejected" if REJECTED.search(counted.text) else "applicants"
    if noun in ("company", "member"):
        of_programme = (
            (COMPANIES_OF.search(text) or re.search(r"take part|deltar|deltek|deltok", text))
            and not sentence.clusters
            and not re.search(r"\b(?:klyngen|klynga|klyngja|the cluster|hver klynge)\b", text)
        )
        if (
            not of_programme
            or SAMPLE.search(text)
            or ANAPHOR.search(counted.before)
            or regional
            or part
            or reading.scheme != "nic"
        ):
            return ""
        return "companies"
    if noun == "level":
        return "levels" if re.search(r"[Pp]rogram|Arena|NCE|GCE|Innovation Clusters", text) else ""
    if noun == "grant":
        selected = re.search(r"valgte|valde|utvalgte|selected", counted.itself)
        granted = (GRANTED.search(counted.text) or selected) and not (
            ANAPHOR.search(counted.before) and not selected
        )
        return (
            "grants_awarded" if granted and scheme != "nic" and not part and not PLANNED.search(text) else ""
        )
    return (
        _cluster_measure(counted, sentence, scheme, i, last, reading)
        if noun == "cluster" and not part and not regional
        else ""
    )


def _cluster_measure(
    counted: Counted, sentence: Sentence, scheme: str, i: int, last: str, reading: Reading
) -> str:
    text = sentence.text
    if SAMPLE.search(counted.text) or PLANNED.search(counted.text):
        return ""
    if COUNTY.search(counted.before) and scheme == "nic" and not NATIONAL.search(text):
        return ""
    near = counted.itself + counted.after[:90]
    if not any(p.search(near) for p in (REJECTED, EXTENSION, COMPLETED, ADMITTED)):
        near = counted.near
    if REJECTED.search(near):
        return "applicants_rejected"
    if re.search(
        r"\b(?:søk(?:te|jer|t)|applied|competed|konkurrerte|kjemp\w*|vying|søker (?:om|seg)|meldte seg|seg på|wanted in|(?:leverte|sendte|submitted) .{0,20}(?:skisse\w*|søknad\w*|sketch\w*|application\w*))\b",
        near,
    ):
        return "applicants"
    if SERVED.search(counted.text) or last == "clusters_served":
        return "clusters_served"
    if EXTENSION.search(near):
        return "clusters_extended"
    if COMPLETED.search(near):
        return "clusters_completed"
    if scheme != "nic":
        return "grants_awarded" if GRANTED.search(near) else ""
    if ADMITTED.search(near) and not WITH_NEW.search(text) and not ACTIVE_STRONG.search(counted.itself):
        if ANAPHOR.search(counted.before) and not re.search(r"\bny|\bnew|valgt|selected", counted.itself):
            return ""
        return "clusters_admitted"
    if last == "clusters_active" and counted.level and OF_THESE_LAST.search(counted.before):
        return last
    if ANAPHOR.search(counted.before) and not ACTIVE_STRONG.search(near):
        return ""
    if (
        last in ("clusters_active", "clusters_admitted")
        and counted.level
        and NEXT_LEVEL.fullmatch(counted.before)
    ):
        return last
    whole = (
        counted.level
        or re.search(r"\b[Pp]rogram", reading.near(sentence))
        or re.search(
            r"[Pp]rogram|i dag|aktiv|active|nasjonal|national|Norge|Noreg|Norway|hele landet|heile landet|klyngeprosjekt|today|country|nyttår|årsskiftet",
            text,
        )
        or any(NATIONAL.search(near) for near in (reading.near(sentence), *reading.above(i)))
    )
    if (
        counted.level
        and not sentence.clusters
        and re.match(rf"^{re.escape(counted.number)} (?:er|are|is|was|var|på|at|on|i|in) ", counted.itself)
    ):
        return "clusters_active"
    one_of = counted.level and re.search(
        r"\b(?:one of|e[ni]n? av|ei av|ett av)(?: the| de| dei)? ?$", counted.before
    )
    if one_of:
        return "clusters_active"
    return "clusters_active" if whole and ACTIVE.search(counted.text) and not sentence.clusters else ""


def _about_scheme(reading: Reading, i: int) -> bool:
    """Whether a paragraph or the one before it speaks of a programme or its applicants."""
    near = " ".join(line[:3000] for line in reading.lines[max(0, i - 2) : i])
    return bool(re.search(r"klyng|cluster|program|[Ss]øk|[Aa]pplica|opptak|nåløye|Arena|NCE|GCE", near))


def _listed(reading: Reading) -> Iterator[Entry]:
    """Counts of what stands in lists under two level headings or more."""
    groups: dict[int, list[Section]] = {}
    for section in reading.sections:
        if section.items:
            groups.setdefault(section.intro, []).append(section)
    for intro, sections in groups.items():
        if len(sections) < 2 or reading.scheme != "nic":
            continue
        as_of = {"as_of": time} if (time := list_time(sections[0], reading)) else {}
        for level, paragraph in (("", intro), *((section.level, section.paragraph) for section in sections)):
            of_level = {"level": level} if level else {}
            yield {
                "scheme": "nic",
                "measure": "clusters_listed",
                **of_level,
                "basis": "counted",
                **as_of,
                "paragraph": paragraph,
                "confidence": "high",
            }
