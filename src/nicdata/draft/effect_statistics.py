"""Gaps between member companies and those they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nicdata.draft import mentions
from nicdata.draft.reading import Reading, Sentence, pattern_of
from nicdata.sheets.entries import Entry
from nicdata.sheets.verify import UNNAMED, find_figure

MEASURES = {
    "value_added": r"verdiskap\w*|value (?:added|creation)|verdiauke",
    "sales_revenue": r"salgsinntekt\w*|salsinntekt\w*|omsetning\w*|omsetnad\w*|omset\w*|\bsal(?:g|et)\b|salg\w*|turnover|revenues?|sales\b",
    "employment": r"sysselset\w*|årsverk\w*|\bansatte\b|tilsette\b|antall ansatte|employ(?:ment|ees?)|jobs\b|staff numbers|headcount|arbeidsplass\w*",
    "productivity": r"produktiv\w*|productiv\w*",
    "exports": r"eksport\w*|exports?\b|export\w*",
    "profitability": r"lønnsomhet\w*|lønsemd\w*|driftsmargin\w*|driftsresultat\w*|profitab\w*|profit margins?|operating margins?|margin\w*",
    "wages": r"\blønn(?:a|en|snivå\w*|inger|svekst\w*)?\b|\bløn\b|lønna|lønns\w*|lønning\w*|lønene|lønnene|løns\w*|\bwages?\b|\bpay\b|salar\w*",
    "innovation": r"\binnovasjon(?! Nor)\w*|innovativ\w*|nyskaping\w*|\binnovation(?! (?:Norway|Clusters))\w*|innovative\w*|patent\w*",
}
MEASURE = pattern_of("|".join(rf"(?P<{name}>{pattern})" for name, pattern in MEASURES.items()))
COMPARED = pattern_of(
    r"kontrollgrupp\w*|control group\w*|comparison group\w*|\bthe matches\b|than (?:outside|those|the rest|among|elsewhere)|enn (?:utenfor|utanfor|ellers|elles|resten)|controls\b|samanlikn\w*|sammenlign\w*|sammenlikn\w*|compar\w+|enn (?:\w+ ){0,3}(?:bedrifter|andre|selskap\w*|virksomheter|verksemder|utenfor|liknende|lignende|resten|kontroll)|enn (?:hos|for|i|blant) (?:\w+ ){0,3}(?:bedrift\w*|verksemd\w*|kontroll\w*|andre|tilsvar\w*|liknande|like)|than (?:\w+ ){0,4}(?:companies|firms|businesses|peers|others|outsiders|non-members|in the control|the control|comparable|similar|control|matched)|utenfor klyng\w*|utanfor klyng\w*|outside the clusters?|non-members?|ikke-medlem\w*|ikkje-medlem\w*|peers\b|referansegrupp\w*|tvillingbedrift\w*|matched|tilsvarende bedrift\w*|tilsvarande verksemd\w*|comparable (?:companies|firms|businesses)|similar (?:companies|firms|businesses)|foran kontroll|bak kontroll|behind|ahead of"
)
COMPARING = (
    " enn ",
    " than ",
    "kontroll",
    "ontrol",
    "ompar",
    "amanlikn",
    "ammenl",
    "tenfor",
    "utanfor",
    "utside",
    "peers",
    "match",
    "ehind",
    "head",
    " bak ",
    "foran",
    "member",
    "medlem",
    "referanse",
    "tvilling",
    "ilsvar",
    "imilar",
)
LOWER = pattern_of(
    r"\btrail\w*|\blag(?:ged|s)? behind|\blavere\b|\blågare\b|\blower\b|mindre\b|\bless\b|færre|fewer|svakere|svakare|weaker|dårligere|dårlegare|worse|under kontroll|under(?=[.,;]|$)|bak\b|behind|below|minus|negativ\w*|tilbake|slower|langsommere|seinare"
)
HIGHER = pattern_of(
    r"høyere|høgare|higher|større|larger|greater|bedre|betre|better|raskere|raskare|faster|sterkere|sterkare|stronger|mer\b|meir\b|more\b|flere|fleire|over\b|above|foran|føre|ahead|økt|auka|kraftigere|exceed\w*|outperform\w*|positiv\w*|pluss|advantage|lead\b|forsprang|høyest"
)
NOT_GAP = pattern_of(
    r"standardfeil|standardavvik|standard (?:error|deviation)s?|signifikansnivå|significance level|feilmargin|margin of error|konfidens\w*|confidence|usikkerhet på|svarprosent|response rate|rente\w*|interest rate|arbeidsledig\w*|unemployment|valg\w*|meningsmåling|poll\b|oppslutning"
)
NOT_SIGNIFICANT = re.compile(
    r"(?:ikke|ikkje|ingen|inga|none|not|neppe|hardly|verken|neither|isn't|wasn't)(?: [\w]+){0,6}? (?:statistisk |statistically )?signifi\w+|insignificant|utan signifikans",
    re.IGNORECASE,
)
SIGNIFICANT = re.compile(r"(?:statistisk |statistically )?(?<!\w)signifi[kc]an\w*", re.IGNORECASE)
STUDIED = pattern_of(
    r"omfatt\w*|\bcovers?\b|includes?|mål(?:er|te|t|es|ing)|bereg\w*|berekn\w*|analys\w*|undersøk\w*|vurder\w*|studi\w*|measur\w*|calculat\w*|examin\w*|looked at|also (?:measured|tested)|så på|såg på"
)
UNTOLD = pattern_of(
    r"will be reported|reported in a later|later note|kommer (?:senere|seinare)|kjem seinare|(?:ikke|ikkje|not|ingen|inga|no)\b.{0,40}(?:teke med|tatt med|included|ready|oppgi\w*|oppgje\w*|publis\w*|rapporter\w*|vist|tal\b|tall\b|report\w*|publish\w*|later|given|stated|disclos\w*|print\w*|resultat\w*|results?|figures?)"
)
ANALYST = re.compile(
    r"\b(Statistisk sentralbyrå|SSB|Statistics Norway|Menon(?: Economics)?|Oxford Research|NIFU|SINTEF|Samfunnsøkonomisk analyse|SNF|NIBR|Innovasjon Norge|Innovation Norway|Nordlandsforskning|NORCE|Vista Analyse|Telemarksforsking|Møreforsking|Damvad|Econ|Proba|Technopolis|[A-ZÆØÅ]\w+(?:forsking|forskning| Research| Economics| Analyse))\b"
)

POINTS = ("poeng", "point", "pp")
IN_POINTS = re.compile(r"poeng|point|pp$")
GROUPS = {
    "a control group": r"kontrollgrupp|control group|controls",
    "comparable companies": r"tilsvar|liknande|liknende|lignende|comparable|similar|matched|peers|tvilling",
    "companies outside the clusters": r"utenfor|utanfor|outside|non-member|ikke-medlem|ikkje-medlem",
}


def entries(reading: Reading, questions: list[Entry]) -> Iterator[Entry]:
    """Gaps between members and those they are compared with; percentage points of which no gap was made go to
    the questions."""
    taken: set[tuple[int, str]] = set()
    for entry in _gaps(reading):
        taken.add((entry["paragraph"], entry.get("gap_printed", "")))
        yield entry
    for i, sentences in reading.sentences.items():
        for sentence in sentences if any(word in reading.lines[i - 1] for word in POINTS) else []:
            for found in mentions.gap(reading.language).finditer(sentence.text) if sentence.numbered else ():
                seen = mentions.figure_text(found[0], reading.language)
                error = NOT_GAP.search(sentence.text[max(0, found.start() - 60) : found.start()])
                if seen and IN_POINTS.search(found[0]) and not error and (i, seen) not in taken:
                    taken.add((i, seen))
                    question = "Is this a gap between member companies and others, and in what?"
                    questions.append({"paragraph": i, "seen": seen, "question": question})


def _gaps(reading: Reading) -> Iterator[Entry]:
    """The gaps, those without a figure too."""
    compared = {
        i
        for i, sentences in reading.sentences.items()
        if any(word in reading.lines[i - 1] for word in COMPARING)
        and any(COMPARED.search(x.text) for x in sentences)
    }
    rows: list[Entry] = []
    studied: list[tuple[int, list[str], str]] = []
    for i, sentences in reading.sentences.items():
        if not {i - 1, i, i + 1} & compared:
            continue
        here: list[Entry] = []
        for sentence in sentences:
            text = sentence.text
            if not any(word in text for word in (*COMPARING, "rosent", "er cent", "ercent", "%", "ignifi")):
                continue
            gaps = [
                g
                for g in mentions.gap(reading.language).finditer(text)
                if not NOT_GAP.search(text[max(0, g.start() - 45) : g.start()])
            ]
            points = [g for g in gaps if IN_POINTS.search(g[0])]
            usable = gaps if COMPARED.search(text) else points
            found = [row for g in usable if (row := _gap_row(g, usable, sentence, reading))]
            measures = list(dict.fromkeys(m.lastgroup or "" for m in MEASURE.finditer(text)))
            told_behind = (
                i in compared
                and re.search(r"medlem|member|klyngebedrift", text, re.IGNORECASE)
                and re.search(
                    r"trail\w*|lagg?\w* (?:behind|etter)|låg etter|lå etter|ligger etter|ahead", text
                )
            )
            if (
                not found
                and not gaps
                and (COMPARED.search(text) or told_behind)
                and re.search(
                    r"klyng|cluster|medlem|member",
                    " ".join((reading.near(sentence), *reading.above(i))),
                    re.IGNORECASE,
                )
            ):
                direction = _direction(text)
                if (
                    direction
                    and measures
                    and not (
                        UNTOLD.search(text)
                        and STUDIED.search(text)
                        and not re.search(r"\ben(?:n)?\b|\bthan\b", text)
                    )
                ):
                    found = [{"measure": m, "direction": direction, "paragraph": i} for m in measures]
                elif measures and UNTOLD.search(text):
                    found = [{"measure": m, "direction": "not_reported", "paragraph": i} for m in measures]
                elif STUDIED.search(text):
                    studied.append((i, measures, reading.near(sentence)))
            for row in found:
                row["passage"] = reading.near(sentence)
            here += found
            if SIGNIFICANT.search(text) and not re.search(r"signifikansniv|significance level", text):
                significant = not NOT_SIGNIFICANT.search(text)
                one = re.search(
                    r"\b(?:denne|det siste|den siste|the latter|this|that|skilnaden|forskjellen|utslaget|the (?:difference|gap))\b",
                    text,
                    re.IGNORECASE,
                )
                earlier = [] if here or one else [row for row in rows if i - row["paragraph"] <= 3]
                for row in found or (here[-1:] if one else here) or earlier:
                    if row["direction"] != "not_reported":
                        row.setdefault("significant", significant)
        rows += here
    have = {row["measure"] for row in rows}
    for i, measures, passage in studied:
        if any(row["paragraph"] == i and "gap_printed" in row for row in rows):
            rows += [
                {"measure": m, "direction": "not_reported", "paragraph": i, "passage": passage}
                for m in measures
                if m not in have
            ]
    done: set[tuple[Any, ...]] = set()
    for row in rows:
        key = (row["measure"], row.get("gap_printed"), row["paragraph"])
        if key in done:
            continue
        done.add(key)
        passage = row["passage"]
        analyst = ANALYST.search(passage)
        yield {
            "measure": row["measure"],
            "direction": row["direction"],
            "comparison_group": _compared_with(passage),
            "analyst": analyst[0] if analyst else UNNAMED,
            **{k: row[k] for k in ("gap_printed", "significant") if k in row},
            "paragraph": row["paragraph"],
            "confidence": "high" if "gap_printed" in row else "medium",
        }


def _compared_with(passage: str) -> str:
    return next(
        (said for said, pattern in GROUPS.items() if re.search(pattern, passage, re.IGNORECASE)),
        "other companies",
    )


def _gap_row(
    g: re.Match[str], gaps: list[re.Match[str]], sentence: Sentence, reading: Reading
) -> Entry | None:
    text = sentence.text
    gap = mentions.figure_text(g[0], reading.language)
    if not gap or not find_figure(gap, text, reading.language):
        return None
    k = gaps.index(g)
    before = text[gaps[k - 1].end() if k else 0 : g.start()]
    after = text[g.end() : gaps[k + 1].start() if k + 1 < len(gaps) else len(text)]
    left = list(MEASURE.finditer(before))
    # "18,6 prosentpoeng høyere for salgsinntekter", "3,6 prosentpoeng flere årsverk": the measure is behind.
    right = re.match(
        rf"^(?: [\w-]+){{0,2}}?(?: (?:for|i|in|på|når det gjelder))?(?: \w+)? (?:{MEASURE.pattern})",
        after,
        re.IGNORECASE,
    )
    if right and (k or not left):
        measure = right.lastgroup
    else:
        said_before = list(MEASURE.finditer(reading.before(sentence)))
        measure = next(
            (m.lastgroup for m in (*left[-1:], *([right] if right else []), *said_before[-1:])), None
        )
    if not measure:
        return None
    minus = g[0][0] in "−-"
    direction = "lower" if minus else _direction(after[:60]) or _direction(before[-60:]) or _direction(text)
    return {
        "measure": measure,
        "direction": direction or "higher",
        "gap_printed": re.sub("^-", "−", gap),  # a spreadsheet takes - for a formula
        "paragraph": sentence.paragraph,
    }


def _direction(text: str) -> str:
    low, high = LOWER.search(text), HIGHER.search(text)
    if low and (not high or low.start() < high.start()):
        return "lower"
    return "higher" if high else ""
