"""For when a sum is: the period that the text gives it."""

from __future__ import annotations

import re

from nicdata.draft import when
from nicdata.draft.candidates import MONTH, read
from nicdata.draft.money import HEAD, IN_ALL, OF_IT, TAKEN, TAKEN_FROM, THAT, Money
from nicdata.draft.reading import Reading, Sentence
from nicdata.draft.sum_rows import ROW, row_head, top_of
from nicdata.sheets import printed
from nicdata.sheets.entries import Entry

VERB_PHRASE = re.compile(
    r"\b(?:og|and) (?=(?:får|fikk|fekk|har|mottar|mottek|skal|gets?|got|receives?|has|have|will)\b)"
)


YEARS = re.compile(
    r"(?P<n>(?:(?:inntil|opptil|up to) )?(?:\w+|\d+))[ -](?:nye |new |whole |neste |første |fyrste |siste |kommende |komande |next |first |coming )?(?:år(?:ene|a)?|years?)\b(?! (?:later|ago|before|earlier|after|siden|sidan|etter|senere|seinare|før|tidligere|tidlegare))|(?P<m>\w+|\d+)(?:-?årig|-?årsperiode|[ -]year\b)|(?P<k>to|tre|fire|fem|seks|sju|syv|åtte|ti)årig",
    re.IGNORECASE,
)


# "Less than it got last year": that is no time of the change.
AGAINST = re.compile(
    r"\b(?:over|under|above|below) $|\b(?:enn|than) (?:it|they|the|det|den|dei|de|han|ho|programmet|klyngene|what|hva|kva) (?:\w+ ){0,4}$"
)
SINCE = re.compile(
    r"\b(?:[Dd]a|[Dd]å|[Ww]hen|[Ee]tter at|[Aa]fter) (?!\w+ (?:får|fikk|fekk|got))[^,.;]{0,30} $"
)
IT_IS = re.compile(r"[\s–—-]*(?:It|This|Det|Dette) (?:is|was|er|var)\b")
SINCE_THEN = re.compile(r"\b(?:har|have|has) (?:siden|sidan|since)\b|\bsince then\b")
SEASON = re.compile(
    r"(?:i|this) \w*(?:vår|sommer|sommar|høst|haust|vinter|spring|summer|autumn|winter)", re.IGNORECASE
)
MONTH_ALONE = re.compile(
    rf"\b(?:(?:fra|frå|from)(?: og med| as of)?|(?P<at>i|in)) (?:\d{{1,2}}\.? )?(?P<month>{MONTH})(?! \d|\w)",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:var|hadde|ble|blei|vart|fikk|fekk|mottok|mottek|gikk|gjekk|kom|utgjorde|delte|stod|sto|was|were|had|got|received|went|came|amounted|totalled|paid|handed)\b"
)
FIRST_YEAR = re.compile(r"\b(?:første|fyrste|first) (?:året|år|year)\b")


THEN = re.compile(r"[\s–—-]*(?:D[aå]|Then|Den gang\w*|Den gongen)\b")
FOR = re.compile(r"\b(?:[Ff]or|[Bb]udsjett(?:et)? for|[Bb]udget for)(?: året| budsjettåret| the year)? $")
# "In each of the two years": those that were told before.
EACH_YEAR = re.compile(
    r"\b(?:(?:hvert|kvart|each)(?: av| of)|begge|both)(?: de| dei| the| disse| desse| these)?(?: \w+)? (?:årene|åra|years)\b|\b(?:samme|same) (?:period\w*|time span)"
)
# "Cod Cluster, an NCE since 2015, gets …".
APPOSITION = re.compile(
    r", (?:an?|the|en|ei|ein|et|eit|tatt opp|teken opp|opptatt|admitted|stiftet|stifta|etablert|founded|formed)\b[^,;.]*,(?= )"
)
YEAR_ROW = re.compile(r"(?:[•*·–-] ?)?(?:19|20)\d\d(?: [–—-] |: | ?\| ?|\t)")
IN_BUDGET = re.compile(r"(?:budsjett\w*|budget\w*)(?: for)?(?: året)? $")
POTS = ("appropriation", "scheme_grant")


LONGEST_PERIOD = 15  # years


def period(
    money: Money,
    sentence: Sentence,
    last: Sentence | None,
    following: list[Sentence],
    entry: Entry,
    reading: Reading,
) -> Entry:
    """The period of a sum as far as the text names one: in its own words, else once for the whole sentence."""
    row = row_head(sentence, money.figure.start, reading)
    if row and row.value == "year" and "amount_per" not in entry:
        return {"period_start": row.text, "period_end": row.text}
    verbs = list(VERB_PHRASE.finditer(money.left)) if "cluster" in entry else []
    verbs = [] if FIRST_YEAR.match(money.right.lstrip()) else verbs
    begin = verbs[-1].end() if verbs else 0  # of its own words in those to the left
    told, found, against = _times(money, sentence, last, entry, reading)
    time = _time(money, sentence, entry, told, found, begin, reading)
    month, is_open = _month(money, money.left[begin:], bool(told or found), reading)
    start = month or (time.start if time else "")
    ends = [t.start for t in found if t.kind == "until" and money.figure.start < t.place < money.stop]
    end = time.end if time and time.end != time.start else ends[0] if time and ends else ""
    if not end and EACH_YEAR.search(money.left + money.right) and (span := _span_told(sentence, reading)):
        start, end = span.start, span.end
    if end > start:
        return {"period_start": start, "period_end": end}
    start = start or (str(reading.year or "") if entry.get("stage") == "revised" else "")
    typical = "level" in entry and entry["kind"] == "cluster_grant"
    if (
        entry["kind"] == "cluster_grant"
        and not typical
        and (years := _years(money, sentence, following, reading))
    ):
        start = start or years[1] or (str(reading.year) if reading.year else "")
        if start:
            return {"period_start": start, "period_years_printed": years[0]}
    start = start or _start_elsewhere(money, sentence, entry, reading)
    if not start and entry["kind"] == "change" and against:  # "less than in 2020": of the year after that
        start = str(max(int(against[-1].start[:4]) + 1, reading.year))
    elif not start and told and (typical or entry["kind"] in POTS):
        is_of_budget = not typical and IN_BUDGET.search(reading.before(sentence)[: told[-1].place])
        start = told[-1].start if PAST.search(money.clause) or is_of_budget else ""
    if not start:
        return {}
    is_from = entry["kind"] != "change" and (
        is_open
        or ("amount_per" in entry and time and not THEN.match(sentence.text))
        or (time and time.kind == "from")
        or (time and "cluster" in entry and SINCE.search(sentence.text[: time.place]))
        or SINCE_THEN.search(money.left)
    )
    return {"period_start": start} if is_from else {"period_start": start, "period_end": start}


def _span_told(sentence: Sentence, reading: Reading) -> when.Time | None:
    """The span of years that was told last before a sentence."""
    before = [*reversed(reading.above(sentence.paragraph)[:2]), reading.before(sentence)]
    told = [t for line in before for t in when.times(line, reading.language, reading.year)]
    return next((t for t in reversed(told) if t.end != t.start), None)


def _month(money: Money, left: str, is_told: bool, reading: Reading) -> tuple[str, bool]:
    """The year of a month told without one, and whether a sum is given from then on: "from January" is of the next
    year in an article of December, "in March" of this one."""
    found = MONTH_ALONE.search(left + money.figure.text + money.right)
    if not found or not reading.date[5:7]:
        return "", False
    month = printed.iso_date(f"{found['month']} {reading.year}")[5:7]
    is_from = not found["at"]
    is_other = month < reading.date[5:7] if is_from else month > reading.date[5:7]
    if not is_from and not is_told:  # when it was decided
        return "", False
    return str(reading.year + (is_other if is_from else -is_other)), is_from


def _time(
    money: Money,
    sentence: Sentence,
    entry: Entry,
    told: list[when.Time],
    found: list[when.Time],
    own: int,
    reading: Reading,
) -> when.Time | None:
    """The time of a sum: in its own words, else once for the whole sentence, else that of what it is a part of."""
    text, figure = sentence.text, money.figure
    typical = "level" in entry and entry["kind"] == "cluster_grant"
    begin = figure.start - len(money.left) + own
    bounds = (money.begin, money.stop) if typical else (begin, figure.end + len(money.right))
    meant = [t for t in found if bounds[0] <= t.place < bounds[1] and FOR.search(text[: t.place])]
    if len(meant) == 1 and entry["kind"] in ("appropriation", "change"):  # "for 2022 it voted last autumn"
        return meant[0]
    time = when.of_figure(text, figure.start, figure.end, bounds, found)
    in_sentence = [t for t in found if t.kind != "until" and not (own and t.place < begin)]
    in_sentence = [t for t in in_sentence if t.kind != "from" or t.place < money.stop]
    later = [f for f in sentence.figures if f.kind == "money" and f.start > figure.end]
    if later and not re.fullmatch(
        r"[^,;]*\b(?:og|and)\b[^,;]*|,? (?:til|to) ", text[figure.end : later[0].start]
    ):
        in_sentence = [t for t in in_sentence if t.place < later[0].start]
    if (later and later[0].start >= money.stop) or _is_of_other(money, sentence, entry):
        in_sentence = [t for t in in_sentence if t.place < money.stop and (later or t.place >= money.begin)]
    if not time and not typical and in_sentence:
        before = [t for t in in_sentence if t.place < figure.start]
        is_one = len({t.start for t in in_sentence}) == 1
        is_open = not money.alone or entry["kind"] != "cluster_grant"
        time = in_sentence[0] if is_one else before[-1] if before and is_open else None
    # A part of what was told of before, and a total, have its time.
    is_part = (THAT.match(text) and not ("cluster" in entry and IT_IS.match(text))) or (
        entry["kind"] == "scheme_grant" and IN_ALL.match(text)
    )
    is_row = YEAR_ROW.match(reading.lines[sentence.paragraph - 1])  # of a chronicle: "2015 – …"
    if not time and (entry["kind"] == "change" or is_part or is_row) and told and not typical:
        time = told[0] if is_row else told[-1]
    return found[0] if not time and typical and found and found[0].place <= HEAD else time


def _is_of_other(money: Money, sentence: Sentence, entry: Entry) -> bool:
    """Whether a clause of its own tells what another giver adds to a sum before it."""
    is_second = any(f.kind == "money" and f.end <= money.begin for f in sentence.figures)
    return is_second and "cluster" in entry and money.previous.get("scheme") != entry["scheme"]


def _times(
    money: Money, sentence: Sentence, last: Sentence | None, entry: Entry, reading: Reading
) -> tuple[list[when.Time], list[when.Time], list[when.Time]]:
    """The times told before a sentence, those of the sentence that can be the sum's, and what a change is measured from."""
    text, language, year = sentence.text, reading.language, reading.year
    told = when.times(reading.before(sentence), language, year)
    if not told and last and THAT.match(text):
        told = when.times(last.text, language, year)
    above = reading.above(sentence.paragraph)[:1] if not told else []
    earlier = told or [time for line in above for time in when.times(line, language, year)]
    told = told or _of_report(reading)
    earlier = earlier or told
    found = when.times(text, language, year, earlier[-1].start if earlier else "")
    spans = [money.aside, *(m.span() for m in APPOSITION.finditer(text) if m.end() <= money.figure.start)]
    found = [time for time in found if not any(a <= time.place < b for a, b in spans)]
    if entry["kind"] == "applied_for":  # when it was applied for, and not what for
        found = [time for time in found if not SEASON.fullmatch(text[time.place : time.stop])]
    if entry["kind"] != "change" or (TAKEN.search(money.before) and TAKEN_FROM.match(money.after)):
        return told, found, []
    own = [time for time in found if time.place < money.stop]
    against = [
        time for time in own if when.AGAINST.search(text[: time.place]) or AGAINST.search(text[: time.place])
    ]
    return told, [time for time in own if time not in against], against


def _of_report(reading: Reading) -> list[when.Time]:
    """The year that an annual report is about: that of its title, else the one before it came out."""
    line = next((line for line in reading.lines[:4] if reading.has("report", line)), "")
    told = when.times(line, reading.language, 0)
    year = told[0].start if told else str(reading.year - bool(reading.date)) if line and reading.year else ""
    return [when.Time(year, year, 0, 0, "in")] if year else []


def _start_elsewhere(money: Money, sentence: Sentence, entry: Entry, reading: Reading) -> str:
    """When the period of a sum begins whose own sentence does not tell: that of the sum that it is a part of, of the
    line above its list, or of the header of its table."""
    text, start, previous = sentence.text, "", money.previous
    if entry["kind"] != "cluster_grant" and previous.get("kind", "cluster_grant") != "cluster_grant":
        is_part = OF_IT.match(text) or {"scope", "level"} & entry.keys() or entry.get("stage") == "proposed"
        start = previous.get("period_start", "") if is_part else ""
    if not start and ROW.match(text):
        start = _header_year(sentence.paragraph, reading)
    if not start and " | " in reading.lines[sentence.paragraph - 1]:  # the header of its table
        rows = reversed(reading.lines[max(0, sentence.paragraph - 12) : sentence.paragraph - 1])
        start = next(
            (t.start for row in rows if " | " in row for t in when.times(row, reading.language, 0)), ""
        )
    return start


def _header_year(paragraph: int, reading: Reading) -> str:
    """The year of the line above a list of rows, where it tells one."""
    top = top_of(paragraph, reading) - 1
    line = reading.lines[top - 1]
    is_heading = line.endswith(":") or not re.search(r"\b(?:mill|kron|NOK|kr\b)", line)
    told = {time.start[:4] for time in when.times(line, reading.language, 0)} if is_heading else set()
    return told.pop() if len(told) == 1 and top else ""


def _years(
    money: Money, sentence: Sentence, following: list[Sentence], reading: Reading
) -> tuple[str, str] | None:
    """For how many years a sum is, as printed, and from when where that stands with it."""
    text = sentence.text
    is_first = FIRST_YEAR.search(money.right)
    later = (
        following[0].text
        if following and not is_first and not any(f.kind == "money" for f in following[0].figures)
        else ""
    )
    told = money.left + money.figure.text + text[money.figure.end : money.stop]
    told = told.replace(text[money.aside[0] : money.aside[1]], "") if money.aside[1] else told
    for part in (told, later):
        if number := number_of_years(part, reading.language):
            starts = [t.start for t in when.times(part, reading.language, reading.year) if t.kind != "until"]
            return number, starts[0] if starts else ""
    return None


def number_of_years(text: str, language: str) -> str:
    """For how many years a text says that something is, as printed."""
    for m in YEARS.finditer(text):
        figure = read(number := m["n"] or m["m"] or m["k"], language)
        is_whole = re.search(rf"(?<!\w){re.escape(number)}(?!\w)", text)  # and no part of "treårsperiode"
        if is_whole and figure and 1 < figure.value <= LONGEST_PERIOD and figure.value == int(figure.value):
            return number
    return ""
