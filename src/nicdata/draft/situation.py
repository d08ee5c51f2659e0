"""What the rows ask about a sum: the parts of the text around it, and the facts."""

from __future__ import annotations

import re
from typing import Any

from nicdata.draft import givers, lexicon, when, whose
from nicdata.draft.candidates import read
from nicdata.draft.givers import PROGRAMME
from nicdata.draft.mentions import Mention
from nicdata.draft.money import OF_IT, TAKEN, TAKEN_FROM, Money, above
from nicdata.draft.periods import number_of_years
from nicdata.draft.pots import PROGRAMME_OF, WHICH, pot
from nicdata.draft.reading import Reading, Sentence
from nicdata.draft.sum_rows import MOST_ROWS, ROW, column, has_known, row_head, unknown, unknown_before

LEAST, MOST = 10_000, 1_000_000_000  # kroner: what is less is no support, and no programme has more
FARTHEST = 6  # paragraphs between a sum of a public body and the cluster that gets it, at most
OF_LEVEL = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE|[Nn]ode|[Mm]oden?|[Mm]ature)[- ]?(?:klynge\w*|klyngj\w*|klyngar|clusters?|prosjekt\w*|projects?|nivå\w*|level|status\w*)|(?:Pro|ARENA|NCE|GCE)-?(?:en|ene|s|er)\b|(?:en|ei|ein|(?<!as )an?|på|for|for an?|du|i|in|each|hver|kvar) (?:Arena(?: Pro)?|NCE|GCE)\b|level\b|nivå\b"
)


TIME_AT = re.compile(
    r"\b(?:åra|årene|tida|tiden|perioden|years|time|period) (?:på|som|i|at|as|in) (?:the |an? )?$"
)


OTHER_SCHEME = re.compile(r"^ (?:til|to|for) (?:the )?[A-ZÆØÅ]\w+[- ](?:program|ordning|scheme|fund)")


FROM_OTHER = re.compile(
    r"^(?: \w+){0,3} (?:fra|frå|from) (?:(?:the|det|den|ei|en|et|eit|a|an) )?(?=[A-ZÆØÅ])(?![^.;]{0,50}(?:fylke|kommune|[Cc]ounty|[Mm]unicip|[Cc]ity|[Dd]epartement|[Mm]inistry|[Dd]irektorat|råd))"
)
AGAIN = re.compile(r"\b(?:ytterligere|ytterlegare|enda|endå|nye|another|a further|yet another) $", re.IGNORECASE)
APPLIED = re.compile(
    r"\b(?:søkna[dr]\w*|søkjarar\w*|søkere\w*|[Aa]pplications|[Aa]pplicants|[Bb]ids|[Pp]roposals)\b[^.;]{0,60}\b(?:gjaldt|gjeld|gjelder|summer\w+ seg|beløp\w* seg|utgjør\w*|utgjorde|var på|er på|var verdt|worth|total+\w*|amount\w+|came to|add\w* up to|til sammen|til saman)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
TO_HAND_OUT = re.compile(r" (?:å (?:dele|dela|fordele) ut|å (?:rutte|rutta) med|å fordele|to (?:hand|give|share) out|to distribute|to spend)\b")
THEY_GET = re.compile(
    r"\b(?:får|fikk|fekk|mottar|mottok|mottek|get|got|receive) (?:dei|de|they)\b|\b(?:[Dd]ei|[Dd]e|[Tt]hey) (?:får|fikk|fekk|mottar|mottok|mottek|will get|get|got|receive)\b"
)
REMOVED = re.compile(
    r" (?:\w+ ){0,3}?(?:fjern\w*|strøk\w*|strok\w*|avvikl\w*|kutt\w*|borte|vekk|tatt (?:ut|bort)|teke (?:ut|bort)|scrapped|removed|axed|abolished|cut)\b"
)
# "It has a budget of …": its own.
OWN_BUDGET = re.compile(
    r"\b(?:har|hadde|med|og|has|have|had|with|and) (?:et|eit|an?) (?:\w+ )?\w*(?:budsjett|budget) (?:på|of)(?: \w+){0,2} $"
    r"|\b(?:[Aa]v|[Oo]f) (?:(?:the cluster's|klyngens|klynga sitt|its|sitt|et|eit|the|a|an) )?(?:\w+ )?(?:\w*budsjettet|\w*budsjett|budget) (?:på|of)(?: \w+){0,2} $"
)
A_CLUSTER = re.compile(r"\b(?:[Kk]lynge[nr]?|[Kk]lyngj?a|klynge|cluster)\b(?!-)")
TO_LEVEL_ALL = re.compile(
    r"^ (?:\w+ )?(?:til|to|for) (?:de |dei |the |nye |new )*(?:Arena(?: Pro)?|ARENA|NCE|GCE)[- ]?(?:klyng(?:ene|jene|ane|er|ar|jer)\b|clusters\b|(?:e?ne|s|er|ar)\b)"
)
COUNTED = re.compile(r"^[,;]? ?(?:\(|til |to |for |– |[|] )?\w+ (?:klynger|klyngjer|klyngar|clusters)\b")
TOTAL_ROW = re.compile(r"^(?:Sum|I alt|Totalt?|Til sammen|Til saman|Samlet|Samla|In all|In total|Altogether)\b", re.IGNORECASE)
OFTEN = 4  # paragraphs that speak of the programme
MOST_FOR_ONE = 15_000_000  # kroner: no row of a level has more for one of its clusters
FARTHEST_LEVEL = 60  # characters behind a sum
EACH_OF_THEM = re.compile(r"(?:[Hh]ver|[Kk]var|[Ee]ach) (?:av|of) (?:dem|dei|disse|desse|them|these)\b")


FROM_GIVER = re.compile(r"^(?: \w+){0,4} (?:fra|frå|from)\b")
IMPERSONAL = re.compile(
    r"\b(?:er|ble|blei|vart|blir|kom|kjem|kommer) det\b|\b[Dd]et (?:er|ble|blei|vart|blir|kom|kjem|kommer|følg\w+)\b|\b[Tt]here (?:is|are|was|were)\b|\b(?:has|have) been\b"
)
FROM_NEXT = re.compile(r"^(?: (?:i året|årlig|årleg|a year|per år|annually))?,? (?:fra|frå|from) ")
FROM_FIRST = re.compile(r"[\s–—-]*(?:Fra|Frå|From|Av|Via|Gjennom|Through) ")


TO_ALL = re.compile(
    r"^ (?:til|to|for|på|among) (?:de |dei |the )?(?:\w*klyng(?:ene|jene)|clusters|nettverkene)\b"
)


THE_CLUSTER = re.compile(r"\b(?:klyngen|klynga|klyngja|the cluster)\b(?! program| scheme)", re.IGNORECASE)


# Behind a sum: what is told there is not told of it.
OTHER_PART = re.compile(r", |\. | (?:og|and|mens|medan|while) (?:the )?(?:resten|rest)\b")


TO_LEVELS = re.compile(r"^ (?:til|to|for) (?=[A-Z])")


TO_IT = re.compile(
    r"^[^.;]{0,30}\b(?:til|to|for) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)


GIVES_IT = re.compile(
    r"\b(?:gitt|gi|gir|gav|ga|gjeve|gjev|gje|støttet|støtter|støttar|støtta|gives|gave|given|supports?) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)


TO = re.compile(
    r"\b(?:til|to|from|fra|frå|mot|against|compared with|(?:opp|ned|oppe|nede) (?:i|på)|kome? til|reached|nådd\w*) ?$",
    re.IGNORECASE,
)


PRICED = re.compile(
    r"\b(?:en|et|ei|ein|eit|an?|ny|nye|nytt|new)\b [^,.;]{3,60} (?:til|for|at) $|\bfor $|\bà $", re.IGNORECASE
)


PURPOSE = re.compile(
    r"^ (?:til|to(?= (?:an?|the) )|for|towards?|into) (?:(?:an?|the|en|et|ei|ein|eit|ny|nye|nytt|new|den|det) )*(?P<noun>[a-zæøå][\w-]+)"
)


THEY = re.compile(
    r"[\s–—-]*(?:(?P<both>Begge|Both)|(?:[Hh]vert?|[Kk]vart?|[Ee]ach) (?:av|of) (?:dem|dei|disse|desse|them|these|(?:the|de|dei) (?P<of>\w+))|(?:De|Dei|The|These|Disse|Desse|They)(?: (?:(?P<first>to første|første|fyrste|første to|first|to fyrste)|(?P<last>siste|last)))?(?: (?P<n>to|tre|fire|fem|seks|sju|åtte|two|three|four|five|six|seven|eight))?)(?: (?:klyng\w+|nykom\w+|clusters|newcomers|winners|vinn\w+))?(?= )"
)
BOTH = re.compile(r"^(?:[\s–—-]*)(?:Både|Begge|Both|Så vel|Såvel) ")


LIST_BACK = 3  # paragraphs from a sum for each to the sentence that lists who gets it


OF_COMPANY = re.compile(
    r"\b(?:[Ee]tt?|[Ee]in|[Ee]it|[Ee]n|[Tt]o|[Tt]re|[Ff]ire|[Nn]oen|[Ff]leire?) av (?:medlem|bedrift|verksemd|partn|selskap)\w+|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal) of (?:the|its|our|their) (?:member|compan|partner|firm)\w*|\b(?:medlemmene|medlemene|(?:medlems)?bedriftene|verksemdene|(?:the|its|our) (?:members|compan\w+|firms)) (?:\w+ ){0,2}?(?:fått|fikk|fekk|får|mottatt|received?|got|gets?|been granted)\b|\b(?:[Mm]edlem|[Bb]edrift|[Vv]erksemd|[Mm]ember|[Cc]ompan|[Ff]irm)\w*[^.;]{0,60}\b(?:et|ett|en|ei|ein|one) (?:av dem|av dei|of them)\b|\b[A-ZÆØÅ]\w+ ASA?\b|\b(?:bedriften|bedrifta|selskapet|verksemda|[Tt]he company)\b"
)


LEVEL_ROW = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne\w*|[Mm]ature)(?:[- ](?:klynger|klyngjer|clusters?|nivå))? ?[:|–\t -] ?\d{1,3}\b"
)


FEWEST = 2  # rows of a list, and clusters that get a sum apiece


def apiece(
    own: list[Mention], money: Money, sentence: Sentence, last: Sentence | None, reading: Reading
) -> list[tuple[str, int]]:
    """The clusters that get a sum apiece, with the paragraph that names them: those of the clause, or "the first two"
    of those that the sentence before it lists."""
    is_both = BOTH.match(money.clause)
    plural = THEY.match(money.clause)
    if not is_both and not (plural and (plural["both"] or plural["of"])) and not reading.has("each", money.left + money.right):
        return []
    named = {c.value: c.text for c in own if c.start < money.figure.start}
    if len(named) > 1:
        return [(name, sentence.paragraph) for name in named.values()]
    if not plural or named or not last:
        return []
    last = _lister(sentence, last, reading)
    listed = list({c.value: c.text for c in last.clusters}.values())
    told = plural["n"] or plural["of"]
    number = read(told, reading.language) if told else None
    wanted = int(number.value) if number else 2 if plural["both"] else len(listed)
    if wanted > len(listed) or len(listed) < FEWEST or (wanted != len(listed) and not plural["first"]):
        return []
    return [(name, last.paragraph) for name in (listed[-wanted:] if plural["last"] else listed[:wanted])]


def _lister(sentence: Sentence, last: Sentence, reading: Reading) -> Sentence:
    """The nearest sentence before one that names several clusters; else the last one."""
    places = range(sentence.paragraph, max(0, sentence.paragraph - LIST_BACK), -1)
    earlier = (
        s
        for i in places
        for s in reversed(reading.sentences.get(i, []))
        if (i, s.start) < (sentence.paragraph, sentence.start)
    )
    return next((s for s in earlier if len({c.value for c in s.clusters}) >= FEWEST), last)


def situation(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    last: Sentence | None,
    reading: Reading,
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    line, figure = reading.near(sentence), money.figure
    row = row_head(sentence, figure.start, reading)
    top = sentence.paragraph
    while row and max(1, sentence.paragraph - MOST_ROWS) < top and ROW.match(reading.lines[top - 2]):
        top -= 1  # of a list: what introduces it
    near = "\n".join((line, *reading.above(top)))
    is_by = re.search(r"\b(?:med|by) (?:hele |heile |another |ytterligere )?$", money.before)
    by = money.before[-80:] if is_by else re.split(r"\b(?:til|to|fra|frå|from)\b", money.before[-60:])[-1]
    nameless = re.compile("|".join(re.escape(c.text) for c in sentence.clusters) or r"(?!)")
    parts = {
        "clause": money.clause,
        "before": money.before,
        "after": money.after,
        "left": money.left,
        "own": money.left + money.figure.text + money.right,
        "around": nameless.sub(
            "…", money.left[-120:] + figure.text + OTHER_PART.split(money.right)[0][:70]
        ),
        "by": by if is_by else " ".join(by.split(" ")[-7:]),
        "behind": " ".join(money.after.lstrip(",").split(" ")[:4]),
        "sentence": sentence.text,
        "paragraph": line,
        "near": near,
        "title": reading.lines[reading.title - 1] if reading.title else "",
    }
    own_levels = [level for level in sentence.levels if not PROGRAMME_OF.match(sentence.text[level.end :])]
    own_levels = [level for level in own_levels if not TIME_AT.search(sentence.text[: level.start])]
    levels = [
        level
        for level in own_levels
        if money.begin <= level.start < min(money.stop, figure.end + FARTHEST_LEVEL)
    ]
    giver = givers.of_sum(money.left, money.right, reading, above(sentence, reading))
    tests = _of_sum(money, sentence, own, levels, receiver, last, giver, reading) | _of_text(
        money, sentence, own, levels, own_levels, reading
    )
    tests |= {
        "context": receiver and receiver.how == "context",
        "applied_column": row and column(money, sentence, top, reading) == "applied",
        "item": row and row.value != "year" and (row.value or has_known(sentence.paragraph, reading)),
        "item_unknown": row and not row.value,
        "year_row": row and row.value == "year",
    }
    return parts, {name for name, holds in tests.items() if holds}


def _of_sum(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    levels: list[Mention],
    receiver: whose.Owner | None,
    last: Sentence | None,
    giver: str,
    reading: Reading,
) -> dict[str, Any]:
    """The facts of a sum and of whose it is; `rules.toml` says what follows from each."""
    figure = money.figure
    purpose = PURPOSE.match(money.right)
    of = {c.value for c in own}
    return {
        "small": figure.figure.value < LEAST,
        "large": figure.figure.value >= MOST,
        "other_scheme": OTHER_SCHEME.match(money.after),
        "priced": PRICED.search(money.left) and not reading.has("changed", money.left),
        "for_else": purpose
        and not reading.has("purpose", purpose["noun"])
        and not read(purpose["noun"], reading.language),
        "cluster": own or (receiver and receiver.how in ("sentence", "near")),
        "several": len(of) > 1,
        "own_sum": len(of) > 1 and receiver and receiver.how == "near",
        "apiece": apiece(own, money, sentence, last, reading),
        "of_all": re.match(r"\s*(?:klyngene|klyngjene|the clusters)\b", money.clause, re.IGNORECASE),
        "company": OF_COMPANY.search(sentence.text[: min([figure.start, *(c.start for c in own)])]),
        "after_frame": not sentence.clusters
        and not levels
        and money.previous.get("kind") in ("appropriation", "change")
        and (when.times(sentence.text, reading.language, reading.year) or TO.search(money.before)),
        "part_of_it": money.previous.get("kind") == "appropriation" and OF_IT.match(sentence.text),
        "home": reading.home,
        "impersonal": IMPERSONAL.search(money.clause),
        "from_next": giver and FROM_NEXT.match(money.right),
        "after_grant": not sentence.clusters and not giver and "cluster" in money.previous,
        "again": money.previous.get("change_direction") and AGAIN.search(money.before),
        "from_other": FROM_OTHER.search(money.right[:90]) and not _names_giver(money, reading),
        "removed": REMOVED.match(money.after),
        "own_budget": OWN_BUDGET.search(money.left) and (own or whose.PRONOUN.search(sentence.text) or A_CLUSTER.search(money.clause) or (reading.home and not reading.has("programme", money.left))),
        "giver": giver,
        "from_giver": giver and FROM_GIVER.search(money.right[:90]) or (giver and FROM_FIRST.match(money.clause)),
        "public": giver not in ("", PROGRAMME),
        "unknown_near": not own and unknown_before(money, reading),
        "unknown": not own and unknown(money, sentence, reading),
        "over_years": number_of_years(money.left + money.right, reading.language),
        "cut_told": _is_change("cut", money, reading),
        "rise_told": _is_change("rise", money, reading),
        "told_here": not own
        and (told := whose.told(sentence, reading, 0))
        and told.paragraph == sentence.paragraph,
        "us": whose.US.search(re.sub(r"snakk[ae]r vi|we are talking", "", sentence.text)),
        "foreign": (giver or reading.scheme) != PROGRAMME,
        "taken": TAKEN.search(money.before) and TAKEN_FROM.match(money.after),
    }


def _of_text(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    levels: list[Mention],
    own_levels: list[Mention],
    reading: Reading,
) -> dict[str, Any]:
    """The facts of the levels beside a sum and of what was told before it."""
    is_which = WHICH.match(sentence.text[max(0, money.begin - 6) : money.begin + 8].lstrip(", "))
    return {
        "level": levels,
        "level_told": not levels
        and not own
        and ((is_which and "," not in money.before) or EACH_OF_THEM.match(money.clause))
        and len({level.value for level in own_levels} or whose.NODES.findall(sentence.text)[:1]) == 1,
        "to_all": TO_ALL.match(money.after),
        "to_level_all": TO_LEVEL_ALL.match(money.after),
        "counted": COUNTED.match(money.after),
        "many": COUNTED.match(money.after) or money.figure.figure.value > MOST_FOR_ONE,
        "applied_noun": APPLIED.search(sentence.text[: money.figure.start]),
        "to_hand_out": TO_HAND_OUT.match(money.after),
        "they_get": THEY_GET.search(money.left),
        "about": about(reading),
        "total_row": TOTAL_ROW.match(sentence.text) and ROW.match(sentence.text),
        "to_levels": TO_LEVELS.match(money.after),
        "pot": pot(money, sentence, reading),
        "of_level": OF_LEVEL.search(money.clause),
        "level_row": LEVEL_ROW.match(reading.lines[sentence.paragraph - 1]) and money.alone,
        "level_heading": whose.level_heading(sentence, reading),
        "level_before": whose.level_before(sentence, reading),
        "one_cluster": whose.IT.match(sentence.text) or THE_CLUSTER.search(money.clause),
        "up_to": TO.search(money.before),
        "told": not own and whose.told(sentence, reading, whose.FARTHEST),
        "far": not own and (whose.home(reading) or whose.told(sentence, reading, FARTHEST)),
        "it_gets": whose.gets(money.clause, money.left + money.right),
        "to_it": TO_IT.match(money.after) or GIVES_IT.search(money.before),
        "support_noun": reading.has("support_noun", sentence.text),
        "unknown_name": whose.of_unknown(sentence.text) and not own,
    }


def about(reading: Reading) -> bool:
    """Whether an article is about the programme: it is about no cluster, or speaks of the programme often."""
    named = sum(reading.has("programme", line) for i in reading.sentences for line in [reading.lines[i - 1]])
    return named >= OFTEN or (named > 0 and not reading.home)


def _names_giver(money: Money, reading: Reading) -> bool:
    """Whether the words behind a sum name who gives it: one that is known, a county or a level's programme."""
    return bool(
        givers.all_in(money.right, reading)
        or reading.has("county", money.right[:60])
        or reading.has("the_county", money.right[:60])
        or re.search(r"\b(?:fra|frå|from) (?:the )?(?:Arena|NCE|GCE|ARENA)", money.right)
    )


def _is_change(name: str, money: Money, reading: Reading) -> bool:
    """Whether a sum is that of a change: "a cut of …", "The cut in the programme for 2022 was …"."""
    start = re.sub(r"^[\s–—-]*(?:The|Et|Ein|En|Denne|Dette|This) ", "", money.before)
    is_noun = lexicon.beginning(name, reading.language).match(start)
    is_it = is_noun and re.search(r"\b(?:er|var|blir|ble|vart|is|was)(?: på| of)? $", money.before)
    of = re.search(r" (?:på|of) $", money.before)
    return bool(is_it or (of and lexicon.ending(name, reading.language).search(money.before[: of.start()])))
