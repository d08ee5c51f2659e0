"""Counts of clusters, applicants, grants, companies and levels of a whole scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nicdata.draft import fact_boxes, givers, lexicon, mentions, rules, when, whose
from nicdata.draft.counted import ONE_OF, STAGES, Counted, counted
from nicdata.draft.reading import Reading, Sentence
from nicdata.draft.verdicts import ASIDE, SURE, Found, aside, verdict
from nicdata.sheets.entries import Entry
from nicdata.text import slug

NO_ROUND = re.compile(
    r"\b(?P<none>ikke|ikkje|ingen|inga|no)\b(?:(?: \w+){0,2} (?:opptak|intake|admission|round)\b(?! av \d)| (?:tatt|teke|tekne|teken) opp (?:nye |noen |nokon )*(?:klyng|søk))",
    re.IGNORECASE,
)
THEY = re.compile(
    r"(?:(?:Together|In all|Til sammen|Til saman|Samlet|Samla|I alt|Totalt),? )?(?:\w+ )?(?:[Tt]hey|[Dd]e|[Dd]ei|[Dd]isse|[Dd]esse|[Tt]hese) (?!\d)"
)
IN_REGION = re.compile(
    r"(?:\w+ )?(?:[Pp]å|[Ii]|[Ii]n|[Ff]rå|[Ff]ra) (?!NIC|Norge|Noreg|Norway|Arena|NCE|GCE|(?:19|20)\d\d)[A-ZÆØÅ](?!\w+ber\b)\w+(?:(?:, | og | and )[A-ZÆØÅ]\w+)* (?:finnes|finst|er|var|har|there|are|kom|ligg)|(?:I )?(?!Programm|Ordning|Vi |We |It |They |There |This |That |Dette |Den |Da |Då |Så |Nå |No |Norge |Noreg |Norway |The |Det |Ho |Han |Scheme|Klynge|Av )[A-ZÆØÅ]\w+ (?:hadde|had|fikk|fekk|får|har|sendte) ?(?:nå )?$|[^.;]*\b(?:home to|hjem for|heim for|vertskap for)(?: now)? $"
)
REGIONAL = re.compile(
    r"^(?![^.;]*\b(?:fra|frå|from) [A-ZÆØÅ]\w+(?: (?:i|in the) \w+)? (?:til|to) [A-ZÆØÅ])(?:[^.;:,]|,(?! (?:og|and|men|but)\b)){0,25}?\b(?:i|på|fra|frå|in|from|of) (?:(?:the )?(?:(?:nord|sør|vest|øst|north|south|west|east) (?:for|of)\b|fylket|fylke|regionen|landsdelen|county|region|kommunen|city|byen|nord|sør|vest|øst|north|south|west|east)\b|(?:hele )?(?!Norge\b|Noreg\b|Norway\b|Norwegian\b|NIC\b|Arena\b|NCE\b|GCE\b|Innova|Januar|January|Oslo i dag|[A-Z]\w+ber\b|Februar|February|Mars|March|April|Juni|June|Juli|July|August|Mai|May)[A-ZÆØÅ][a-zæøå]+)"
)
FROM_APPLICANTS = re.compile(
    r"(?:søknad\w*|skisse\w*|applications?|proposals?) (?:fra|frå|from) (?:hele |totalt )?$", re.IGNORECASE
)
NOT_PART = re.compile(
    r"(?:(?:består|bestod|consists?|consisted)(?: \w+){0,3}?|utnevn\w*|utnemn\w*|opptak\w*|tildeling\w*|valg\w*|admission|appointment|selection) (?:av|of) ?$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?<!, )(?<!total )(?<!totalt )(?<!\bone )(?<!\bein )(?<!\ben )(?<!\bei )(?<!\bett )\b(?:av|of|blant|among)(?: (?:de|dei|the|våre|our))? ?$|\b(?:(?:one|two|three|four|nine) in|hver|kvar|every) $",
    re.IGNORECASE,
)
WHOLE_OF = re.compile(
    r"(?:de|dei|the) (?:øvrige|andre|other) ?$|(?:^ ?|, |; |: | og | and |– |- )(?:[Aa]v|[Oo]f|[Oo]ut of|from a field of|blant)(?: (?:de|dei|the))? $"
)
NEXT_LEVEL = re.compile(
    r"(?:-?\w*|[^.;]{0,25}\b(?:Arena|Arena Pro|NCE|GCE|nod\w+)(?:-\w+)?)[ ,:;(–—-]*(?:og|and|samt)?(?: (?:de|dei|the))?[ ,]*"
)
SINCE = re.compile(r"\b(?:siden|sidan|since)(?: \w+){0,3} ?$", re.IGNORECASE)
BECAME = re.compile(r",? ?(?:som )?(?:ble|blei|vart|blir|became|become|were named|was named)[^.;,]{0,20}")
PROGRAMME_HAS = re.compile(
    r"\b(?:[Pp]rogram\w*|[Oo]rdning\w*|NIC|Norwegian Innovation Clusters|[Ss]cheme|[Ii]t|[Dd]et)(?: \w+)? (?:består av|har|hadde|teller|tel|talte|omfatter|omfattar|omfattet|rommer|rommar|(?:startet|starta|begynte|started|began)(?: (?:i|in) \d{4})? (?:med|with)|consists? of|comprise[sd]|has|had|counts|counted|numbers|numbered)"
    r"(?: \w+)?,? $|(?:består|har|hadde|teller|tel|omfatter|omfattar) (?:klynge|klyngje)?programmet(?: \w+){0,2}? (?:av )?$"
    r"|(?:er|var|blir|ble|blei|vart|vert) det(?: (?:nå|no|i dag|i alt|totalt|til sammen|til saman|fortsatt|fremdeles|framleis)){0,2} $"
    r"|\b(?:[Pp]rogram\w*|NIC|Clusters) (?:er|is)(?: \w+){1,4} (?:på|av|of) $"
    r"|\b(?:[Pp]rogram\w*|[Oo]rdning\w*|[Ss]cheme) (?:igjen |att )?(?:med|with|opp i|to) $"
    r"|[Tt]here (?:are|were|will be)(?: (?:now|currently|still|today))? $"
)
DEFINED = re.compile(r"(?: \w+){0,3}? (?:som|that|which|who) ")
ONE_CLUSTER = re.compile(
    r"\b(?:klyngen|klynga|klyngja|nettverket|foreningen|foreninga|the cluster|the network|hver klynge|kvar klynge|each cluster)\b",
    re.IGNORECASE,
)
BY_YEAR = re.compile(
    r"(?:Innen|Innan|By|Fram til|Frem til|Until|Up to|Ved utgangen av) (?:the end of )?(?:19|20)\d\d\b"
)
SINCE_THEN = re.compile(r"\b(?:siden|sidan|since)\b")
IS_NOW = re.compile(r"\b(?:er|is|are) (?:(?:e[nit]n?|[eé]i|én|one) (?:av|of)(?: \w+)? )?$")
ITS = re.compile(
    r"\b(?:Its|[Pp]rogrammets|[Pp]rogrammet sine|[Oo]rdningens|[Ll]andets|Norges|Noregs|(?:[Pp]rogramme|[Cc]ountry|[Ss]cheme|Norway)'s) $"
)
OF_THE = re.compile(r"\b(?:av|of|blant|among) (?:dei?|the) $")
FACT_LINE = re.compile(r"[^.;|]{3,80}[:|] ?")
FACT = re.compile(
    FACT_LINE.pattern
    + r"(?:[a-zæøå]+\.? ){0,3}\d[\d ]*|(?:[•*·–-] ?)?(?:[a-zæøå]+\.? ){0,2}\d[\d ,]*[a-zæøå]+",
    re.IGNORECASE,
)
FAR = 6  # lines of a fact box
TABLE_ROW = re.compile(
    r"(?:[•*·–-] ?)?(?:Arena(?: Pro)?|NCE|GCE|Sum|I alt|Totalt|Til sammen|Total|In all)(?:[ -](?:klynger|klyngjer|clusters|nivå))? ?[:|]"
)
HAD = re.compile(r"\b(?:hadde|var|talte|telte|had|were|counted)\b")
HAS_SUPPORTED = re.compile(
    r"\b(?:har|hadde|has|have|had)\b[^.;:]{0,40}\b(?:støtt(?:a|et)|hjulpet|hjelpt|finansiert|supported|helped|funded|backed) (?:\w+ )?$"
)
IT_OR_THEY = re.compile(r"[\s–—-]*(?:It|They|Den|Ho|De|Dei) (?!\d)")
LEAST_APPLICANTS = 3  # fewer are one applicant's own
OUR_SCHEME = re.compile(
    r"(?:ordning\w*|tilskudd\w*|tilskot\w*|pott\w*|program\w*) vår|\b(?:vår|our)(?: \w+){0,3} (?:\w*ordning|scheme|programme)\b",
    re.IGNORECASE,
)
FROM_THEN = re.compile(r" (?:i|in) (?:19|20)\d\d(?: \w+){0,4}? (?:til|to) ")  # "from six in 2006 to 14"
ANOTHER = re.compile(r",? (?:og|and|men|but|mens|medan|while) (?:én|ein|en annen|ein annan|one|another)\b")
IN_YEAR = re.compile(
    r"i løpet av året|(?:during|in the course of) the year\b", re.IGNORECASE
)  # or last told beside it
MANY = 1000  # companies: more than one cluster has
AND_OTHERS = re.compile(r"\b(?:og|and) $")


def entries(reading: Reading) -> Iterator[Found]:
    """Yield what is found of every number that counts clusters, applicants, projects, levels or companies, and counts
    of lists and fact boxes."""
    seen: set[tuple[Any, ...]] = set()
    items = {item for section in reading.sections for item, _ in section.items}
    items |= {i for i in reading.sentences if fact_boxes.level_line(reading.lines[i - 1])}
    items |= {found.entry["paragraph"] for found in fact_boxes.lines(reading)}
    last_year = ""
    for i, sentences in reading.sentences.items():
        same_year = measure = earlier = ""
        done = 0  # characters of the paragraph
        before: Entry = {}  # what was counted before in the paragraph
        for sentence in sentences if i not in items else []:
            between = reading.lines[i - 1][done : sentence.start]
            same_year = _year_told(between, reading) or same_year
            last_year = same_year or last_year
            done = sentence.start + len(sentence.text)
            first = sentence.figures[:1]
            is_first = bool(first) and first[0].start == 0 and first[0].kind == "bare"
            goes_on = is_first or lexicon.beginning("of_these", reading.language).match(sentence.text)
            measure = measure if goes_on else ""
            if IN_YEAR.search(sentence.text):
                last_year = same_year
            counts = list(counted(sentence, reading))
            for one in counts:
                is_told = one.figure.kind == "count" and one.figure.end == one.figure.noun_end
                last = measure or (earlier if is_told or "bare" in one.facts else "")
                if not one.level and before and _goes_on(one, before, reading):
                    one = one._replace(level=before.get("level", ""), scheme=before["scheme"])
                found = _count(one, sentence, last, same_year, last_year, reading)
                if found and found.table == "programme_counts":
                    before = found.entry
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
            told = _year_told(sentence.text, reading, last_year)
            last_year = told or same_year or last_year
            same_year = "" if told and reading.has("now", sentence.text[-60:]) else told or same_year
    yield from fact_boxes.lines(reading)
    yield from fact_boxes.listed(reading)


def _year_told(text: str, reading: Reading, last: str = "") -> str:
    """The first year of a text in which something happened; `last` is the year that was told before."""
    times = when.times(text, reading.language, reading.year, last) if text.strip() else []
    told = (t.start[:4] for t in times if t.kind == "in" and not SINCE.search(text[: t.place]))
    return next((year for year in told if not reading.year or int(year) <= reading.year), "")


def _goes_on(one: Counted, before: Entry, reading: Reading) -> bool:
    """Tell whether a number without a level is one of those that were counted before, at their level."""
    if next(mentions.levels(one.before), None):
        return False
    is_some = "bare" in one.facts or reading.has("of_these", one.before[-40:])
    whole = ("applicants", "applicants_rejected", "clusters_supported", "clusters_completed")
    return is_some and (before["measure"] in whole or "bare_rejected" in one.facts)


def _count(
    one: Counted, sentence: Sentence, last: str, same_year: str, last_year: str, reading: Reading
) -> Found | None:
    """What is found of one number."""
    if one.figure.noun in ("company", "member") and not is_crowd(sentence, reading):
        return None  # a head-count of one cluster, if anything
    of_county = givers.COUNTY.search(one.text)
    scheme = one.scheme or givers.of_text(one.text if of_county else sentence.text, reading)
    if OUR_SCHEME.search(sentence.text) and (
        names := givers.COUNTY.findall("\n".join(reading.lines[: sentence.paragraph]))
    ):
        scheme = slug(names[-1])
    before = reading.before(sentence)
    if scheme == givers.PROGRAMME and not any(
        reading.has("scheme_named", text) for text in (before, sentence.text)
    ):
        scheme = givers.of_text(before, reading)
    scheme = givers.PROGRAMME if one.level and not givers.COUNTY.search(sentence.text) else scheme
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
    if time and (row.measure != "clusters_supported" or BY_YEAR.match(sentence.text)):
        entry["as_of"] = time
    entry["paragraph"] = i
    return verdict("programme_counts", entry, row, one.figure.noun not in ("cluster", "applicant"))


def _stage(one: Counted, reading: Reading) -> str:
    """Which applications are counted: outlines, full ones, or those of the finalists."""
    clause = (
        re.split(r"[.,;]| (?:og|and) ", one.before)[-1][-40:]
        + one.itself
        + re.split(r"[.;]|,? (?:og|and) \w+ $|, (?:og|and|men|but) ", one.after)[0]
    )
    clause = one.itself if PART.search(one.before) else clause
    is_outline = reading.has("sketch", one.itself)
    return "sketch" if is_outline else next((name for name in STAGES if reading.has(name, clause)), "")


def is_crowd(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a sentence speaks of the companies of all clusters."""
    text = sentence.text
    if FACT.fullmatch(text) and _beside_clusters(sentence.paragraph, reading):
        return True
    if lexicon.beginning("other_body", reading.language).match(text):
        return False
    is_one = ONE_CLUSTER.search(text) or whose.US.search(text) or IT_OR_THEY.match(text)
    if THEY.match(text) and not sentence.clusters and not ONE_CLUSTER.search(text):
        told = [s for i in (-1, 0) for s in reading.sentences.get(sentence.paragraph + i, [])]
        told = [s for s in told if (s.paragraph, s.start) < (sentence.paragraph, sentence.start)][-1:]
        if any(f.noun == "cluster" and f.figure.value > 1 for s in told for f in s.figures if not s.clusters):
            return True
    is_of_all = not is_one or any(figure.noun == "cluster" for figure in sentence.figures)
    is_many = any(f.noun == "company" and f.figure.value >= MANY for f in sentence.figures)
    said = "\n".join((reading.near(sentence), *reading.above(sentence.paragraph))) if is_many else text
    is_told = reading.has("company_crowd", said) or (is_many and reading.has("national", said))
    return not sentence.clusters and is_of_all and is_told


def _beside_clusters(paragraph: int, reading: Reading) -> bool:
    """Tell whether a line stands among lines that count clusters."""
    lines = (s for i in range(paragraph - FAR, paragraph + FAR) for s in reading.sentences.get(i, []))
    return any(f.noun == "cluster" and FACT.fullmatch(s.text) for s in lines for f in s.figures)


def _time(one: Counted, sentence: Sentence, same_year: str, last_year: str, reading: Reading) -> str:
    """The time that a count holds for, where it is not the article's."""
    text, language = sentence.text, reading.language
    found = [
        t for t in when.times(text, language, reading.year, last_year) if not SINCE.search(text[: t.place])
    ]
    start = one.figure.start
    own = when.of_figure(
        text,
        start,
        one.figure.noun_end,
        (start - len(one.before), one.figure.noun_end + len(one.after)),
        [t for t in found if not when.AGAINST.search(text[start : t.place])],
    )
    if reading.year and reading.has("turn_of_year", text[: one.figure.noun_end] + one.after):
        return "" if HAD.search(text) else f"{reading.year + 1}-01"
    if BY_YEAR.match(text) and found:
        return found[0].start
    found = [t for t in found if not reading.year or t.start[:4] <= str(reading.year)]
    others = [t for t in found if t.kind != "until" and not when.AGAINST.search(text[: t.place])]
    if own and own.start[:4] != own.end[:4] and own.kind == "in":
        return ""  # of several years together
    time = own.start if own else next((t.start for t in others), "")
    is_beside = own and (own.stop <= start or when.NEAR.match(text[one.figure.noun_end : own.place]))
    said = text[own.stop : start] if own and is_beside else one.before
    if reading.has("now", said + " " + one.after[:9]) or FROM_THEN.fullmatch(one.before):
        return ""
    if not time and one.figure.noun in ("company", "member") and THEY.match(text):
        time = last_year
    is_now = reading.has("now", text) or IS_NOW.search(one.before)
    if not time and same_year and not is_now and not SINCE_THEN.search(one.before):
        time = same_year
    return "" if time == str(reading.year) else time


def _parts(one: Counted, sentence: Sentence, reading: Reading) -> dict[str, str]:
    """The parts of the text that the rows ask about."""
    near = one.itself + ANOTHER.split(one.after)[0][:90]
    outcomes = ("rejected", "extended", "completed", "admitted", "applies")
    return {
        "itself": one.itself,
        "clause": one.before + one.itself + re.split(r"(?<!tallet),|;| (?:så|so|men|but) ", one.after)[0],
        "before": one.before,
        "after": one.after,
        "text": one.text,
        "near": near if any(reading.has(name, near) for name in outcomes) else one.before[-70:] + near,
        "next": re.split(r" (?:og|and|men|but) |[,;]", one.after)[0],
        "close": one.before[-60:] + one.itself + one.after[:12],
        "sentence": sentence.text,
        "paragraph": reading.near(sentence),
    }


def _situation(
    one: Counted, sentence: Sentence, scheme: str, last: str, reading: Reading
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    i = sentence.paragraph
    parts = _parts(one, sentence, reading)
    line, above = parts["paragraph"], "\n".join(reading.above(i))
    national = reading.has("national", one.before)
    is_whole = reading.has("whole", sentence.text) or any(
        reading.has("national", part) or re.search(r"\b[Pp]rogram", part)
        for part in (line, *reading.above(i))
    )
    about = re.search(
        r"(?i:klyng|cluster|program|søk|applica|opptak|nåløye|skisse|finalist)|Arena|NCE|GCE",
        line + "\n" + above[:3000],
    )
    tests = {
        "level": one.level,
        "regional": (IN_REGION.match(one.before) and not national)
        or REGIONAL.match(one.after)
        or (scheme == "nic" and reading.has("the_county", one.before) and not national)
        or (
            givers.COUNTY.search(one.before)
            and scheme == "nic"
            and not reading.has("national", sentence.text)
        ),
        "up_to": one.figure.figure.qualifier == "up_to",
        "last_aside": last == ASIDE,
        "last_applicants": last == "applicants",
        "cluster_named": any(c.start < one.figure.start or not one.level for c in sentence.clusters),
        "cluster_head": any(c.end <= one.figure.start for c in sentence.clusters)
        and ONE_OF.search(one.before),
        "they": THEY.match(sentence.text),
        "other_scheme": scheme != "nic",
        "about_scheme": about or last,
        "whole": is_whole,
        "fact_row": FACT.fullmatch(sentence.text)
        and any(reading.has("national", part) for part in (line, above, reading.lines[reading.title - 1])),
        "last_active": last == "clusters_active",
        "last_admitted": last == "clusters_admitted",
        "last_served": last == "clusters_served",
        "next_level": NEXT_LEVEL.fullmatch(one.before),
        "of_these": reading.has("of_these", one.before) and reading.has("of_these", one.before[-40:]),
    }
    return parts, {name for name, holds in tests.items() if holds} | _beside(
        one, sentence, reading
    ) | one.facts


def _beside(one: Counted, sentence: Sentence, reading: Reading) -> set[str]:
    """The facts that stand right beside a number."""
    language = reading.language
    tests = {
        "part": PART.search(one.before) and not NOT_PART.search(one.before),
        "from_applicants": FROM_APPLICANTS.search(one.before),
        "whole_of": WHOLE_OF.search(one.before),
        "one_of": ONE_OF.search(one.before),
        "anaphor": lexicon.ending("anaphor", language).search(one.before),
        "others": AND_OTHERS.search(one.before) and reading.has("adjective_new", one.itself),
        "cluster_before": any(c.start < one.figure.start for c in sentence.clusters),
        "verb_first": lexicon.ending("applies", language).search(one.before),
        "of_the": OF_THE.search(one.before),
        "its": ITS.search(one.before),
        "table_row": TABLE_ROW.match(sentence.text) and len(sentence.text) <= fact_boxes.LONGEST_FACT,
        "has_supported": HAS_SUPPORTED.search(one.before),
        "number_of": re.search(
            r"\b(?:[Aa]ntall\w*|[Tt]alet på|[Nn]umber of) (?:(?!nye|new)[\w-]+ )?(?:klyng|cluster)|\b(?:total|totalen|tallet|talet) (?:\w+ ){0,3}(?:to|til|i|på) $",
            one.before,
        ),
        "told": one.figure.kind == "count" and one.figure.end == one.figure.noun_end,
        "became": one.level and BECAME.match(one.after),
        "pair": one.figure.figure.value < LEAST_APPLICANTS,
        "of_programme": PROGRAMME_HAS.search(one.before),
        "defined": DEFINED.match(one.after) and reading.has("admitted", one.after[:60]),
        "told_extended": reading.has("extended", sentence.text[: one.figure.start]),
        "round": reading.has("admitted", "\n".join(reading.lines[:6])),
        "finalist": _stage(one, reading) == "finalist",
    }
    return {name for name, holds in tests.items() if holds}


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
