"""Sums of public support, by what the clause says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nicdata.draft import mentions
from nicdata.draft.mentions import YEAR, Mention
from nicdata.draft.reading import (
    BULLET,
    BY_NAME,
    COUNTY,
    CROWDED,
    FACT_LINE,
    LIST_GAP,
    NATIONAL,
    NEXT_YEAR,
    OTHER_GIVER,
    THIS_YEAR,
    Reading,
    Sentence,
    level_code,
    pattern_of,
    scheme_of,
    time_of,
)
from nicdata.sheets import printed
from nicdata.sheets.entries import Entry
from nicdata.sheets.verify import find_figure

PROGRAMME = re.compile(
    NATIONAL.pattern
    + r"|\bprogram(?:met|mets|me|me's)?\b|\w*ordning\w*|\bscheme\b|\bramm[ea]\w*|\bpott\w*|\bpot\b|\w*budsjett\w*|\bbudgets?\b|appropriation\w*|\w*bevilgning\w*|løyving\w*|klyngene|klyngjene|klynger|the clusters",
    re.IGNORECASE,
)
APPLIED = pattern_of(
    r"\b(?:ba|bad) om\b|søk(?:t|er|te|jer|tes|nad\w*|ere|jarar|nadssum\w*|nadsbeløp)?\b.{0,90}(?:om|for|verdi|i alt|til sammen|til saman|samlet|samla|på)\b|omsøkt\w*|søknadssum\w*|appl(?:ied|ying|ications?|ies)\b.{0,80}(?:for|worth|totall?ing|value|amount)|\bsought\b|ask(?:s|ed|ing) .{0,40}for|requested"
)
NOT_APPLIED = re.compile(
    r"\b(?:får|fikk|fekk|tildelt|gets?|receives?|granted|awarded|innvilg\w*|tilsagn|tilsegn|gitt|bevilg\w*|løyv\w*|del(?:er|te|ar) ut)\b",
    re.IGNORECASE,
)
NOT_SUPPORT = pattern_of(
    r"omset\w*|omsatt\w*|turnover|revenues?|\bsal[gs]\w*|\bsales|\bsold\b|\bsol[dg]te?\b|\bselde\b|inntekt\w*|verdiskap\w*|value creation|value added|eksport\w*|exports?|privat\w*|private|kapital\w*|\w{3,9}kapital\w*|capital|invest\w+|aksje\w*|lån\b|\w{4,11}slån\b|lånt\w*|\bloans?\b|\blent\b|garanti\w*|guarantee\w*|emisjon\w*|\bpris\w*|\bprice\w*|\bkost(?:er|et|ar|a|e|nad\w*)\b|\bcosts?\b|\begeninnsats|egenandel\w*|eigeninnsats|eigenandel\w*|own (?:work|contribution\w*|funds|money)|in kind"
    r"|kontingent\w*|medlemsavgift\w*|membership|\bfees?\b|\blønn\b|\bløn\b|overskudd\w*|overskot\w*|profits?\b|driftsresultat|kontrakt\w*|contracts?|ordre\w*|orders?\b|byggje|bygge[rst]?\b|byggjast|anlegg\w*|\bgave\w*|\bgåve\w*|\bgift|spons\w*|håp\w*|hop(?:es?|ed|ing)\b|ønsk\w*|krev\w*|\bkrav\w*|ber om|bed om|bede om|bør\b|should\b|would like|skulle gjerne|demand\w*|foreslå\w*|propos\w*|rår til|anbefal\w*|recommend\w*|stiftels\w*|stifting\w*|foundation|bank\w*"
    r"|(?:bedriftene|medlemmene|verksemdene|deltakarane|deltakerne|næringslivet) (?:selv|sjølve?|bidrar|bidreg|legg\w*|skyter|skyt|spytt\w*)|legg\w* sjølve|(?:companies|members|firms|participants) (?:themselves|contribute\w*|match\w*|put)|av egne|\bEU\b|EU-\w*|Horizon|Horisont|Interreg|Grønn plattform|Green Platform|skattefunn|\bverdt\b|\bworth\b|\bkjøp\w*|bought|innspart|spar(?:er|t)\b|saved|\btap\b|loss(?:es)?\b|\bfond\b|marked\w*|market|tunnel\w*|hospital|sykehus|miljøteknologi\w*|ferjekai\w*|samferdsel\w*|kollektiv\w*|bredbånd\w*|breiband\w*|inkubator\w*|incubator\w*|næringshage\w*|business gardens?|none of it|nothing to do|utenom klynge\w*|utanom klynge\w*|leier|leiger|\brent\b|abonnement\w*|subscription|\b(?:our|its own) budget|vårt budsjett|\bber vi\b|\bvi ber\b|derfor ber|årsmøte\w*|middag\w*|billett\w*|ticket\w*"
)
GRANT = re.compile(
    r"\b(?:får|fikk|fekk|fått|mottar|mottok|mottek|motteke|tildel\w*|innvilg\w*|\w*bevilg\w*|løyv\w*|støtt\w*|støtter|stønad\w*|studnad\w*|\w*tilskudd\w*|\w*tilskot\w*|tilsagn\w*|tilsegn\w*|\w*finansiering\w*|finansier\w*|financ\w*|fund(?:s|ed|ing)?|grants?|granted|receiv\w*|award\w*|gets?|got|support\w*|given|gitt|gir|gis|gav|ga|gjev|give[sn]?|gave|utløs\w*|midler|midlar|pengar|penger|provid\w*|eligible|pays?|allocat\w*|bidra\w*|bidreg|contribut\w*|can count on|manage with|klare seg med|adds?|legger til|legg til|ligg(?:er|ja)?|beløp\w*)\b",
    re.IGNORECASE,
)
CUT = r"kutt\w*|redus\w*|reduk\w*|reduc\w*|nedgang\w*|\bned\b|nedskj\w*|\bcuts?\b|cutting|lower\w*|slash\w*|trim\w*|decreas\w*|\bfall\b|\bfell\b|falt|skåret|minsk\w*|mindre|less|færre"
RISE = r"øk(?:t|er|e|te|es|ning\w*|ing)\b|auk\w*|styrk\w*|(?<!ført )(?<!satt )(?<!sett )\bopp\b|\brises?\b|\brose\b|rais\w*|increas\w*|boost\w*|påplus\w*|vokst\w*|grew|grown|topped up|løft\w*|høyere|høgare|\bmer\b|\bmeir\b|\bmore\b"
CHANGED = re.compile(f"(?P<cut>{CUT})|(?P<rise>{RISE})", re.IGNORECASE)
CHANGED_BY = re.compile(
    rf"(?:(?P<cut>{CUT}|\bdown\b)|(?P<rise>{RISE}|(?<!set )(?<!made )(?<!taken )(?<!took )\bup\b))"
    r"(?:[ ,]+(?!(?:til|to|fra|frå|from)\b)\w+){0,5}?(?: (?:med|på|by|of))?(?: (?:hele|heile|about|another))? ?$",
    re.IGNORECASE,
)
MORE_THAN = re.compile(
    r"^ (?:mindre|mer|meir|less|more|lavere|lågare|høyere|høgare|lower|higher) (?:enn|than|i|in)",
    re.IGNORECASE,
)
LESS = re.compile(r" (?:mindre|less|lavere|lågare|lower)", re.IGNORECASE)
UP_TO = re.compile(r"\b(?:til|to|from|fra|frå|mot|against|compared with|ned frå|ned fra) ?$", re.IGNORECASE)
BUDGET_NOUN = pattern_of(
    r"budsjettkutt\w*|budget cuts?|kutt\w* (?:i|på) (?:budsjett|ramm|bevilg|løyv|program|klyng)\w*|cuts? (?:in|to|of) the (?:programme|budget|appropriation|cluster)\w*"
    r"|(?:budsjett|ramm|bevilgning|løyving|klyngeprogram|klyngjeprogram)\w* .{0,40}\b(?:kutta?|kuttet|redusert|ned|økt|auka|styrka|styrket)\b|(?:budget|appropriation|programme|funding) .{0,40}\b(?:was|were|is|has been) (?:cut|reduced|increased|raised)"
)
APPROPRIATION = pattern_of(
    r"bevilg\w*|løyv\w*|budsjett\w*|budget\w*|\bramm[ea]\w*|\bpott\w*|\bpot\b|satt av|sett av|set aside|sets aside|avsatt|avsett|avset|disponer\w*|has\b|have\b|had\b|har\b|hadde|\bpå\b|was\b|is\b|er\b|var\b|frame|appropriat\w*|allocat\w*|total\w*|til klyng|to the|utgj\w*|amount\w*|spen[dt]\w*|bruk\w*|forvalt\w*|stod|stood|sto\b|disposal|\btil\b|\bto\b|against|mot\b|got\b|fikk|fekk|får"
)
GIVEN_IN_ALL = pattern_of(
    r"del(?:er|te|t|es|ar)? ut|utdel\w*|utbetal\w*|paid out|fordel\w*|tildel\w*|til sammen|til saman|samlet|samla|totalt|i alt|in (?:all|total)|altogether|together|combined|distribut\w*|\bshar(?:e|es|ed|ing)\b|award\w*|tilsagn|tilsegn|grants? (?:of|worth|total)|deler på|delar på|innvilg\w*|gis|gitt|gir|gjev|støtt\w*|support\w*|split|handed out"
)
STRONGLY_GIVEN = pattern_of(
    r"betal\w* ut|pays? out|del(?:er|te|t|es|ar)(?: \w+)? ut|klyng(?:ene|jene) (?:\w+ ){0,2}får|the clusters (?:get|receive)|utbetal\w*|paid out|fordeles|\bshar(?:e|es|ed)\b|dele ut|tilsagn|tilsegn|deler på|delar på|tildeles|tildelt|handed out|distributed|split"
)
ASKED = re.compile(
    r"\bber vi\b|\bvi ber\b|\bwe ask\b|\bcalls? on\b|\bwe urge\b|oppmod\w*|oppfordr\w*|\bvi krever\b",
    re.IGNORECASE,
)
OTHER_SCHEME = re.compile(r"^ (?:til|to|for) (?:the )?[A-ZÆØÅ]\w+[- ](?:program|ordning|scheme|fund)")
EACH = re.compile(
    r"\bhver(?:t)?\b|\bkvar(?:t)?\b|\beach\b|\bapiece\b|per (?:klynge|cluster|prosjekt)|pr\.? klynge|i gjennomsnitt|on average|snitt",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"årlig|årleg|i året|per år|pr\.? år|a year|per year|annually|yearly|each year|hvert år|kvart år",
    re.IGNORECASE,
)
TYPICAL = re.compile(
    YEARLY.pattern
    + r"|snakker vi om|snakkar vi om|we are talking|er det snakk om|gjerne|typisk|typical\w*|vanligvis|vanlegvis|usually|normally|as a rule|can count on|may receive|kan få",
    re.IGNORECASE,
)
OF_LEVEL = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE|[Nn]ode|[Mm]oden?|[Mm]ature)[- ]?(?:klynge\w*|klyngj\w*|klyngar|clusters?|prosjekt\w*|projects?|nivå\w*|level|status\w*|en\b|ene\b|s\b|er\b)|(?:en|ei|ein|an?|[Ss]om|[Aa]s an?|på|for|for an?|du|i|in|each|hver|kvar) (?:Arena(?: Pro)?|NCE|GCE)\b|level\b|nivå\b"
)
SUPPORT_NOUN = re.compile(
    r"(?:Støtten|Støtta|Tilskuddet|Tilskotet|Beløpet|Pengene|Pengane|Summen|Grunnfinansieringen|Finansieringen|Det gir|Det gjev|Det betyr|The (?:support|grant|funding|money|sum)|Tilsagnet|Tilsegna|Rammen på|This (?:gives|means|brings))\b"
)
PRONOUN_GRANT = re.compile(
    r"\b(?:klyngen|klynga|klyngja|vi|oss|den|ho|the cluster|it|we|us|nettverket|prosjektet|the project|the network)\b",
    re.IGNORECASE,
)
MONEY_CLAUSE = re.compile(
    r"; |,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and|hvorav|derav|of which|som|which|slik at|so that) "
)
PERIOD = re.compile(r"((?:19|20)\d\d) ?(?:[–-]|til|to|and|og|t\.o\.m\.) ?((?:19|20)\d\d)")
RIGHT_YEAR = re.compile(r"^(?: [\w/]+){0,6}? ?\(?(?:i|for|in|til|innan) ((?:19|20)\d\d)\b")
YEARS = re.compile(
    rf"(?:over|i|in|for|the first|the next|de første|dei første|de neste|dei neste|gjennom|through|og|and|på|spread over) (?P<n>{mentions.number('nb')}|{mentions.number('en')})[ -](?:nye |new |whole )?(?:år(?:ene|a)?|years?)\b|(?P<m>{mentions.number('nb')}|{mentions.number('en')})(?:-?årig|-?årsperiode|[ -]year)|(?P<k>to|tre|fire|fem|seks|sju|syv|åtte|ti)årig",
    re.IGNORECASE,
)

DENIED = re.compile(r"\b(?:ikke|ikkje|not|hvis|dersom|if|frykt\w*|fear\w*)\b", re.IGNORECASE)
NOT_DONE = re.compile(r"\b(?:ikke|ikkje|not|never|aldri)(?: \w+)? $")
BUDGET_WORDS = "udsjett udget kutt cut evilg øyv amme unding ppropri rogram".split()
ITS_FIGURE = re.compile(
    r"\b(?:figure|sum|amount|beløpet|summen|tallet|talet)\b (?:for|i|in|was)|(?:er|var|blir) den på|\bit (?:is|was)\b",
    re.IGNORECASE,
)
CLUSTERISH = re.compile(
    r"kly?ng|cluster|program|ordning|scheme|Arena|NCE|GCE|\bNIC\b|ramm[ea]", re.IGNORECASE
)


def entries(reading: Reading, questions: list[Entry]) -> Iterator[Entry]:
    """Sums of public support, by what the clause says of them; what is not understood goes to the questions."""
    told: set[Any] = set()
    for i, sentences in reading.sentences.items():
        earlier: list[Mention] = []
        for place, sentence in enumerate(sentences):
            sums = list(mentions.money(reading.language).finditer(sentence.text)) if sentence.numbered else []
            if len(sums) > CROWDED:
                seen = sums[0][0][: mentions.LONGEST_FIGURE]
                questions.append({"paragraph": i, "seen": seen, "question": "Too many sums in one sentence."})
                continue
            found = [] if sums else [_told_change(sentence, reading)]
            for n, m in enumerate(sums):
                amount = mentions.figure_text(m[0], reading.language)
                is_sum = amount and printed.parse(amount, reading.language).unit == "NOK"
                if is_sum and find_figure(amount, sentence.text, reading.language):
                    money = _money(sentence, sums, n, amount, reading.language)
                    entry = _sum(money, sentence, sentences[place + 1 : place + 2], earlier, i, reading)
                    found += _each(entry, money, sentence)
                    if entry is None:
                        question = "Is this sum support for clusters, and to whom?"
                        questions.append({"paragraph": i, "seen": amount, "question": question})
            for entry in filter(None, found):
                # A cut without a sum is told once; a sum once in each paragraph that states it.
                said = {key: value for key, value in entry.items() if key != "confidence"}
                key = tuple(said.items()) if "amount_printed" in said else said["change_direction"]
                if key not in told:
                    told.add(key)
                    yield entry
            earlier = sentence.clusters or earlier


def _each(entry: Entry | None, money: Money, sentence: Sentence) -> list[Entry | None]:
    """The entry, or one for each cluster of a list that gets the sum apiece."""
    here = money.start + len(money.before)
    names = {c.value: c.text for c in sentence.clusters if money.start <= c.start < here}
    if (
        entry
        and entry["kind"] == "cluster_grant"
        and "cluster" in entry
        and len(names) > 1
        and EACH.search(money.clause)
    ):
        return [entry | {"cluster": name} for name in names.values()]
    return [entry]


def _told_change(sentence: Sentence, reading: Reading) -> Entry | None:
    """A cut or a rise of the programme's money that the text tells without a sum."""
    text = sentence.text
    noun = BUDGET_NOUN.search(text) if any(word in text for word in BUDGET_WORDS) else None
    found = CHANGED.search(text) if noun and not DENIED.search(text, 0, noun.start()) else None
    if (
        not found
        or NOT_DONE.search(text[: found.start()])
        or not (NATIONAL.search(text) or re.search(r"programm?e?t?\b", text))
    ):
        return None
    years = [*YEAR.findall(text, found.start()), *YEAR.findall(text)]
    return {
        "scheme": scheme_of(text, reading),
        "kind": "change",
        "change_direction": found.lastgroup,
        **({"period_start": years[0], "period_end": years[0]} if years else {}),
        "paragraph": sentence.paragraph,
        "confidence": "medium",
    }


class Money(NamedTuple):
    """A sum as printed, and the clause it stands in: what is before it and after it, up to other sums."""

    amount: str
    clause: str
    before: str
    after: str
    start: int
    end: int
    alone: bool


def _money(sentence: Sentence, sums: list[re.Match[str]], n: int, amount: str, language: str) -> Money:
    text, m = sentence.text, sums[n]
    begin, stop = m.end() - len(amount), m.end()
    start = max((c.end() for c in MONEY_CLAUSE.finditer(text) if c.end() <= begin), default=0)
    end = min((c.start() for c in MONEY_CLAUSE.finditer(text) if c.start() >= stop), default=len(text))
    if following := sums[n + 1 : n + 2]:
        figure = mentions.figure_text(following[0][0], language)
        end_of_after = min(end, following[0].end() - len(figure) if figure else following[0].start())
    after = text[stop : end_of_after if following else end]
    return Money(amount, text[start:end], text[start:begin], after, start, end, len(sums) == 1)


def _sum(
    money: Money,
    sentence: Sentence,
    following: list[Sentence],
    earlier: list[Mention],
    i: int,
    reading: Reading,
) -> Entry | None:
    """The entry for one sum; empty for money that is no support, None where that is not understood."""
    text, clause, line = sentence.text, money.clause, reading.near(sentence)
    here = money.start + len(money.before)
    clusters = [c for c in sentence.clusters if money.start <= c.start < money.end]
    of_all = re.match(r"\s*(?:klyngene|klyngjene|the clusters)\b", clause, re.IGNORECASE)
    if not clusters and not of_all and len({c.value for c in sentence.clusters}) == 1:
        clusters = sentence.clusters[:1]
    levels = [lv for lv in sentence.levels if money.start <= lv.start < money.end]
    scheme = scheme_of(
        next(
            (
                part
                for part in (money.after, clause)
                if any(p.search(part) for p in (COUNTY, OTHER_GIVER, NATIONAL))
            ),
            text,
        ),
        reading,
    )
    entry: Entry = {"scheme": scheme}
    named_in = i
    change = CHANGED_BY.search(money.before)
    if APPLIED.search(clause) and not NOT_APPLIED.search(clause):
        entry["kind"] = "applied_for"
        own = clusters or (earlier if PRONOUN_GRANT.search(text) else [])
        if len({c.value for c in own}) == 1:
            entry["cluster"] = own[0].text
    elif (
        ASKED.search(text)
        or NOT_SUPPORT.search(money.before[-120:] + money.amount + money.after.split(",")[0][:70])
        or OTHER_SCHEME.match(money.after)
    ):
        return {}
    elif (compared := MORE_THAN.match(money.after)) and not clusters and not levels:
        entry |= {
            "kind": "change",
            "change_direction": "cut" if LESS.match(compared[0]) else "rise",
        }
    elif change and not clusters and not UP_TO.search(money.before) and PROGRAMME.search(line):
        entry |= {"kind": "change", "change_direction": change.lastgroup}
    elif (row := FACT_LINE.match(reading.lines[i - 1])) and row["level"] and money.alone:
        entry |= {"kind": "cluster_grant", "level": level_code(row["level"])}
    elif head := _bullet_head(sentence, here, reading.lines[i - 1]):
        entry |= {"kind": "cluster_grant", "cluster": head.text}
    elif (
        len({c.value for c in clusters}) > 1
        and GRANT.search(clause)
        and not EACH.search(clause)
        and not _own_sum(clusters, here, text)
    ):
        entry["kind"] = "scheme_grant"
    elif clusters and GRANT.search(clause):
        near = _own_sum(clusters, here, text) or clusters[-1]
        entry |= {"kind": "cluster_grant", "cluster": near.text}
    elif (
        re.match(r"(?:Klyngen|Klynga|Klyngja|The cluster|Vi|We|Den) ", clause.lstrip(" –—-"))
        and GRANT.search(clause)
        and not clusters
        and (context := _context(text, clause, earlier, i, reading))
    ):
        name, named_in = context
        entry |= {"kind": "cluster_grant", "cluster": name.text}
    elif (
        levels
        and not clusters
        and re.match(r"^ til (?:[A-Z])", money.after)
        and re.search(r"bevilg|løyv|sett? av|satt av|set aside", money.before)
    ):
        entry["kind"] = "appropriation"
    elif (
        levels
        and not clusters
        and (
            (GRANT.search(clause) and (EACH.search(clause) or OF_LEVEL.search(clause)))
            or TYPICAL.search(clause)
            or (OF_LEVEL.search(clause) and TYPICAL.search(text))
        )
    ):
        entry |= {"kind": "cluster_grant", "level": _own_level(levels, here, money).value}
    elif (
        re.search(r"(?:det|dette|that|this) (?:nivået|level)", clause)
        and TYPICAL.search(clause)
        and (before := list(mentions.levels(reading.before(sentence))))
    ):
        entry |= {"kind": "cluster_grant", "level": before[-1].value}
    elif GRANT.search(text) and (context := _context(text, clause, earlier, i, reading)):
        name, named_in = context
        entry |= {"kind": "cluster_grant", "cluster": name.text}
    elif STRONGLY_GIVEN.search(clause) and re.search(
        r"klyng|cluster|prosjekt|project|nettverk", line, re.IGNORECASE
    ):
        entry["kind"] = "scheme_grant"
    elif (
        (
            PROGRAMME.search(clause)
            or NATIONAL.search(text)
            or (ITS_FIGURE.search(clause) and PROGRAMME.search(line))
        )
        and any(CLUSTERISH.search(near) for near in (line, *reading.above(i)))
        and APPROPRIATION.search(clause)
        and not re.search(r"prosjekt|projects|søker|søknad", clause, re.IGNORECASE)
    ):
        entry["kind"] = "appropriation"
    elif GIVEN_IN_ALL.search(clause) and re.search(
        r"klyng|cluster|prosjekt|project|nettverk", line, re.IGNORECASE
    ):
        entry["kind"] = "scheme_grant"
    else:
        return None
    entry["amount_printed"] = money.amount
    entry |= _period(money, sentence, following, entry, i, reading)
    entry["paragraph"] = i
    if named_in != i:
        entry["named_in"] = named_in
    entry["confidence"] = (
        "high" if named_in == i and entry["kind"] not in ("scheme_grant", "change") else "medium"
    )
    return entry


def _bullet_head(sentence: Sentence, here: int, line: str) -> Mention | None:
    """The cluster at the head of a list item that gives its sum after a colon or dash."""
    if (
        sentence.clusters
        and sentence.start <= 4
        and (BULLET.match(line) or " | " in line[:1000] or "\t" in line[:1000])
    ):
        first = sentence.clusters[0]
        if (
            first.start <= 4
            and re.match(r"^(?: \([^)]*\)|, [A-ZÆØÅ]\w+)?(?::| [–—-]|,|\t| \|)", sentence.text[first.end :])
            and first.end < here
        ):
            return first
    return None


def _own_sum(clusters: list[Mention], here: int, text: str) -> Mention | None:
    """The cluster that a sum belongs to where a sentence gives several their own."""
    before = [c for c in clusters if c.end <= here]
    if before and not LIST_GAP.match(text[before[-2].end : before[-1].start] if len(before) > 1 else "."):
        return before[-1]
    after = [c for c in clusters if c.start > here]
    if after and not before and re.search(r"\b(?:til|to|for)\b[^,.]{0,30}$", text[here : after[0].start]):
        return after[0] if len(after) == 1 else None
    return None


def _own_level(levels: list[Mention], here: int, money: Money) -> Mention:
    after = [lv for lv in levels if lv.start > here]
    if after and re.match(
        r"^(?: \w+){0,4}? (?:til|to|for|per|pr\.?)(?: (?:en|ei|ein|an?|hver|each|kvar|the))? $",
        money.after[: after[0].start - here - len(money.amount)],
    ):
        return after[0]
    return ([lv for lv in levels if lv.start < here] or levels)[-1]


def _context(
    text: str, clause: str, earlier: list[Mention], i: int, reading: Reading
) -> tuple[Mention, int] | None:
    """The cluster that a sum is for where the sentence does not name it, and the paragraph that does."""
    support = SUPPORT_NOUN.search(text)
    if BY_NAME.search(text):  # of a cluster that is not known
        return None
    if not support and not PRONOUN_GRANT.search(clause) and not PRONOUN_GRANT.search(text[:60]):
        return None
    if earlier:
        return earlier[-1], i
    if i in reading.focus and i - reading.focus[i][1] <= 2:
        return reading.focus[i]
    return None


def _period(
    money: Money, sentence: Sentence, following: list[Sentence], entry: Entry, i: int, reading: Reading
) -> Entry:
    """The period of a sum as far as the text names one."""
    text = sentence.text
    if found := PERIOD.search(money.clause):
        return {"period_start": found[1], "period_end": found[2]}
    right = RIGHT_YEAR.match(money.after)
    typical = "level" in entry
    whole = money.clause if typical else text if money.alone else money.before + money.after
    if entry["kind"] == "change" or re.match(r"(?:Då|Da|Den gang\w*|Then)\b", text):
        against = re.compile(
            r"(?:enn|than|fra|frå|from|mot|against|compared with|sammenlignet med)(?: (?:i|in|året))?(?: [\w ,]{0,40}?(?:i|in))? (?:19|20)\d\d"
        )
        own = against.sub(" ", text)
        ahead = str(reading.year + 1) if reading.year and NEXT_YEAR.search(own) else ""
        told = (
            [y[0] for y in YEAR.finditer(against.sub(" ", money.clause))]
            or [y[0] for y in YEAR.finditer(own)]
            or ([ahead] if ahead else [])
            or [y[0] for y in YEAR.finditer(reading.before(sentence))][-1:]
        )
        named = (
            right[1]
            if right and not against.search(money.after)
            else told[0]
            if told
            else str(reading.year)
            if reading.year and THIS_YEAR.search(text)
            else ""
        )
        return {"period_start": named, "period_end": named} if named else {}
    date = (
        right[1]
        if right
        else time_of(money.after if not money.alone else whole, reading) or time_of(whole, reading)
    )
    years = [y[0] for y in YEAR.finditer(whole)]
    named = (
        date
        or (years[0] if years else "")
        or ("" if typical else str(reading.year) if reading.year and THIS_YEAR.search(whole) else "")
    )
    if entry["kind"] == "cluster_grant":
        later = (
            following[0].text
            if following and not mentions.money(reading.language).search(following[0].text)
            else ""
        )
        for part in (money.clause, later):
            length = YEARS.search(part)
            if not length:
                continue
            number = length["n"] or length["m"] or length["k"]
            start = (
                named
                or time_of(part, reading)
                or next((y[0] for y in YEAR.finditer(part)), "")
                or (str(reading.year) if reading.year else "")
            )
            try:
                count = printed.parse(number, reading.language).value
            except ValueError:
                continue
            if start and 1 < count <= 15 and count == int(count):
                return {"period_start": start, "period_years_printed": number}
    if not named and not typical and len(set(told := [y[0] for y in YEAR.finditer(text)])) == 1:
        named = told[0]
    if not named and " | " in reading.lines[i - 1]:  # the header of its table
        named = next(
            (
                y[0]
                for row in reversed(reading.lines[max(0, i - 12) : i - 1])
                if " | " in row
                for y in YEAR.finditer(row)
            ),
            "",
        )
    if not named:
        return {}
    if re.search(rf"\b(?:fra|frå|from) (?:\w+ )?{named[:4]}", whole) and entry["kind"] == "cluster_grant":
        return {"period_start": named}
    return {"period_start": named, "period_end": named}
