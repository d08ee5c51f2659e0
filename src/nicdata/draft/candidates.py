"""A sentence -> its candidates: every figure with what it measures or counts, whole or not at all.

One finder for three languages, built upon the parser of printed figures. What bounds a figure ("inntil", "mellom … og")
belongs to it; a footnote mark, a date, a year and a number of a list do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nicdata.draft import lexicon
from nicdata.sheets import numerals, printed, quotes
from nicdata.sheets.printed import Figure

NOUNS = (
    *("core_company", "knowledge_institution", "public_body", "member", "partner", "participant"),
    *("applicant", "cluster", "company", "employee", "level", "project"),
)
ROLES = (*NOUNS[:6], "company", "employee")
MOST_PIECES = 9  # words of one figure on either side of its first number
MOST_TRIED = 12  # readings of one number, of which each leaves something out
DOTTED = ("ca.", "kr.", "maks.", "min.", "approx.", "max.")
MOST_BETWEEN = 5  # words between a number and what it counts
LOOK_BACK = 150  # characters before a number in which its noun may stand
LONGEST = 60  # characters of a figure, as in a sheet
MONTH = "|".join(month for names in printed.MONTHS for month in names)
MONTH_SHORT = "|".join(month for names in printed.MONTHS_SHORT for month in names)
YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")
# Digits that are no figure: dates, ordinals, telephone numbers, times, addresses on the web, years.
NO_FIGURE = re.compile(
    rf"\d{{1,2}}\.? ?(?:{MONTH}|(?:{MONTH_SHORT})\b)\.?(?: \d{{4}})?|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! (?:mill|mrd|kr|tusen|prosent)),?(?: \d{{4}})?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}(?!\d)|\d{1,2}/\d{1,2}/(?:\d\d){1,2}(?!\d)|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?:tlf|telefon|tel|phone|mob|mobil)\w*\.?:? ?\+?[\d ]{8,}|\+47[\d ]{8,}|(?<!\d)\d{2}[.:]\d{2}(?= ?(?:–|-|\)|$))"
    r"|(?:https?://|www\.)\S+|\S+@\S+|(?<![\d.,])(?:19|20)\d\d(?: ?[–-] ?(?:19|20)?\d\d)?(?![\d,.]*\d)(?! ?(?:mill|mrd|kr|NOK|%|prosent|per ?cent))"
    r"|(?<![\d.,])\d{1,2}\.(?= [a-zæøå])|(?-i:^\d{1,2} (?!Arena|NCE|GCE|Node|Norwegian|Global)[A-ZÆØÅ][^.!?\d]{2,60}$)|(?:(?:nr|side|page|kap|kapittel|chapter|punkt|post)\.?|no\.) \d+\b|(?<=[^\W\d])(?<!kr)(?<!nok)\d+|covid[- ]?19",
    re.IGNORECASE,
)
CURRENCY = re.compile(r"(?:\b(?:EUR|USD|SEK|DKK|GBP|euro|dollar)|[€$£]) ?$", re.IGNORECASE)
TOKEN = re.compile(r"\S+")
ONE_MILLION = r"(?:en|én|ein|éin|one|a)(?= (?:million|milliard|mill\.))"
HAS_NUMBER = re.compile(r"[\d½¼¾]")


class Candidate(NamedTuple):
    """A figure as printed, what it says, its kind (`money`, `gap`, `count` or `other`), the noun that it counts, and
    where it and its noun stand in the sentence."""

    text: str
    figure: Figure
    kind: str
    noun: str
    start: int
    end: int
    noun_end: int


def find(text: str, language: str) -> Iterator[Candidate]:
    """Yield every figure of a sentence that has a unit or counts something, in the order of the text."""
    anchors = list(_anchor(language).finditer(text))
    taken = [m.span() for m in NO_FIGURE.finditer(text)] if anchors else []
    done = 0
    for m in anchors:
        if m.start() < done or any(a <= m.start() < b for a, b in taken):
            continue
        found = whole(text, m.start(), m.end(), language, done)
        if not found:
            continue
        start, end, figure = found
        kind, noun, noun_end = _kind(text, start, end, figure, language)
        done = end
        if kind:
            yield Candidate(text[start:end], figure, kind, noun, start, end, noun_end)


# A number whose noun was told before it: "the number is now 78", "we are 78", "118 of them".
COUNTED_BEFORE = re.compile(
    r"(?:antallet|tallet|talet|number|figure|count)(?:(?: \w+){0,2}? (?:er|var|is|was|at|på))?(?: (?:nå|no|now|i dag|today))? $"
    r"|^[\s–—-]*(?:Det|There|Then there) (?:var|er|were|are)(?: (?:bare|berre|only|just|hele|heile))? $|\b(?:teller|tel|counts|numbers)(?: (?:klyngen|klynga|klyngja|nettverket|den|ho|vi|dei?|it|they))?(?: (?:dermed|derfor|nå|no|now|i dag|thus))? $"
    r"|\b(?:er|var|is|was) (?:antallet|tallet|talet|the number)(?: \w+){0,3} (?:i|på|til|to|at) $|\btotal (?:up )?to $"
    r"|\b(?:it|they|we|den|ho|vi|dei?|klyngen|klynga|klyngja|cluster|network) (?:has|have|har)(?: (?:nå|no|now|i dag|today|bare|berre|only))? (?=$)"
    r"|\b(?:is|are|er|har|står|står vi|sitter) (?:left|igjen|att) (?:with|med) $|\bthere (?:are|were)(?: (?:now|today|only))? $"
    r"|\b(?:er|var|are|is|were|was)(?: [\w-]+){0,3}? (?:oppe i|oppe på|nede i|up to|at|down to) $"
    r"|\b(?:(?:er|var|blitt|are|were|become|teller|tel|har|has|have) (?:vi|den|ho|it|klyngen|klynga|klyngja|the cluster|de|dei|they|we|det(?= (?:nå |no )?$))|(?:vi|de|dei|they|we)(?: har| have)? (?:er|are|var|were|blitt|grown to|vokst til))(?: (?:nå|no|now|i dag|today|blitt))? $",
    re.IGNORECASE,
)
# "The number of clusters went from 44 in 2018 to 39", "our membership stood at 97", "the applicants were 24".
NUMBER_OF = re.compile(
    r"(?:\b(?:antall\w*|talet på|tal på|number of|numbers of)(?: [\w-]+){0,2}? (?=(?P<of>(?!NCE |GCE |Arena )[\w-]+))[\w-]+|(?P<member>medlemstal\w*|medlemsmass\w*|membership)(?: of [A-ZÆØÅ][\w ]+?(?= [a-z]))?"
    r"|(?P<applicant>søkermass\w*|søkertal\w*|søkjartal\w*|søknadstal\w*)|(?P<cluster>klyngetal\w*)|^(?:The )?(?P<those>[\w-]+)(?= (?:var|er|was|were)(?: (?:fortsatt|fremdeles|framleis|nå|no|now|still))? #[.,;]))"
    r"(?: [\w-]+){0,10}?(?:[^.;#]{0,30}\b(?:og|and|mot|against|til|to|fra|frå|from))?"
    r" (?:er|var|is|was|were|passert|passerte|passed|nådd|nådde|reached|rundt|about|på|oppe? i|nede i|at|til|to|fra|frå|from|mot|against|stood at|og|and)(?: \w+)? #"
    r"|\b(?:er|var|blir|vert|is|was) (?:antallet|talet på|the number of) (?P<now>\w+)(?: \w+){0,3}? #",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:[•*·–-] ?)?[A-ZÆØÅ][^.:;|]{2,80} ?[:|] ?")  # of a line such as "Companies: 40"
ONE_APPLICANT = re.compile(
    r"\b(?:søknad\w*|applica\w+|bid|proposal)(?: \w+){0,3}? (?:var|er|is|was) (?:e[nit]n?|éi?n|one) (?:av|of)(?: (?:dei?|the|only|bare|berre|hele|heile))* $",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    r"(?:nærmere bestemt|nærare bestemt|hele|heile|i alt|totalt|all told|to be precise|precisely|exactly|no fewer than|as many as) #(?: av dem| av dei| of them|$)"
    r"|\b(?:e[nit]n?|eit|ett|one) (?:av|of) (?:dei?|the) # (?:i|in)\b|# (?:i tallet|i talet|i alt|stykker|stykk|in number|in all|all told)\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:[^.;:]{0,70}[ ,])?(?:og|and|til|to|mot|against|compared (?:with|to)|up from|down from|opp fra|ned fra|opp frå|ned frå)"
    r"(?: (?:bare|berre|hele|heile|only|just|as many as))? $|[^.;:]{0,40} (?:og|and|men|but)(?: (?:now|no|nå|i dag|today))? (?:har|has|er|is|teller|tel)(?: (?:i dag|nå|no|now|today))? $"
    r"|[^.;:]{0,70}(?:,|;| og| and| men| but| mot) (?:(?:i|in) (?:19|20)\d\d|året (?:før|etter)|i (?:dag|fjor|år)|today|now|nå|last year)(?: (?:var|er|are|were))?(?: (?:hele|heile|bare|berre|only))? $"
    r"|[^.;:]{0,60} (?:og|and|men|but|mens|medan|while) [^.;:]{0,50} (?:med|with)(?: (?:sine|its|bare|berre|only))? $"
)
# "Six clusters got in last year, five the year before."
THE_YEAR = re.compile(
    r" (?:(?:i|in) (?:19|20)\d\d|året (?:før|etter)|i (?:fjor|forfjor)|the year (?:before|after)|last year)\b"
)
TIMED = re.compile(
    r" (?:\w+ (?:years?|år) (?:earlier|before|tidligere|tidlegare|før)|i|in|på|etter|over|within|ved|da|då|when|at|året|by|the|a|last|for|per|og i|and in)\b|[.,;)]|$"
)


MANY_OF = re.compile(r"\b(?:mange|antall\w*|tal(?:et|let)? på|many|number of) ", re.IGNORECASE)
PER_TIME = re.compile(
    r"(?: (?:nye|hele|heile|ekstra|nytt|more|new|further|full))? (?:år|års|årene|måneder|månader|dager|dagar|uker|veker|ganger|gonger|prosent|years?|months?|days|weeks|times|per cent)\b"
)


def asked(line: str, language: str) -> str:
    """The noun of which a line asks or says how many there are: "Are there too many clusters?"."""
    nouns = (noun_behind(line, m.end(), language)[0] for m in MANY_OF.finditer(line[:LOOK_BACK]))
    return next(filter(None, nouns), "")


def with_told_nouns(text: str, figures: list[Candidate], last: str, language: str) -> list[Candidate]:
    """Return the figures of a sentence with the nouns that were told before them; `last` is the noun counted last in
    the sentence before. Where a noun is told so, it ends with its figure."""
    found: list[Candidate] = []
    for figure in figures:
        is_alone = (
            figure.kind == "bare" and not YEAR.fullmatch(figure.text) and not PER_TIME.match(text, figure.end)
        )
        noun = _noun_before(text, figure, found, last, language) if is_alone else ""
        found.append(figure._replace(kind="count", noun=noun) if noun else figure)
    return found


def _noun_before(text: str, figure: Candidate, earlier: list[Candidate], last: str, language: str) -> str:
    """The noun of a number that stands alone, told before it; empty where none is."""
    before, after = text[max(0, figure.start - LOOK_BACK) : figure.start], text[figure.end :]
    counted = [one for one in earlier if one.kind == "count"]
    if LABEL.fullmatch(before) and not after.strip(" .") and (told := _noun(language).search(before)):
        return told.lastgroup or ""
    if number := NUMBER_OF.search(before + "#" + after[:1]):
        word = number["of"] or number["those"] or number["now"] or ""
        groups = (_noun(language).fullmatch(word) or number).groupdict()
        if noun := next((n for n in NOUNS if groups.get(n)), ""):
            return noun
    if counted and before.endswith(", ") and THE_YEAR.match(after):
        return counted[-1].noun
    if ONE_APPLICANT.search(before):
        return "applicant"
    if COUNTED_BEFORE.search(before):
        return counted[-1].noun if counted else last
    if counted and TIMED.match(after) and BESIDE.fullmatch(text[counted[-1].noun_end : figure.start]):
        return counted[-1].noun
    if OF_THEM.search(before[-25:] + "#" + after[:14]):
        nouns = list(_noun(language).finditer(before))
        return (nouns[-1].lastgroup or "") if nouns else last
    return ""


def whole(text: str, begin: int, stop: int, language: str, first: int = 0) -> tuple[int, int, Figure] | None:
    """Return the whole figure around a number: the longest text that reads as one and leaves nothing out."""
    starts = [begin, *_starts(text, begin, first)][:MOST_PIECES]
    ends = _ends(text, begin, stop)[:MOST_PIECES]
    spans = sorted(((i, j) for i in starts for j in ends if j - i <= LONGEST), key=lambda s: s[0] - s[1])
    tried = 0
    for i, j in spans:
        figure = read(text[i:j], language)
        if figure is None or (figure.low is not None and _is_two(text, i, j, figure)):
            continue
        if quotes.missing_part_at(text, i, j, language) is None:
            stop = j - (text[j - 1] == "." and (j == len(text) or text[j : j + 2].strip().isupper()))
            return i, stop if read(text[i:stop], language) == figure else j, figure
        tried += 1
        if tried == MOST_TRIED:
            return None
    return None


def read(text: str, language: str) -> Figure | None:
    """Return what a figure says; None where it cannot be read."""
    try:
        return printed.parse(text, language)
    except ValueError:
        return None


def _is_two(text: str, start: int, end: int, figure: Figure) -> bool:
    """Tell whether what reads as a range is two years, or two figures: something went from one to the other."""
    is_years = figure.low is not None and 1900 <= figure.low <= 2100 and not figure.unit
    is_years = is_years and (figure.value <= 2100 or re.search(r"\b(?:i|in) $", text[:start]) is not None)
    return is_years or quotes.is_two_figures(figure, text[:start], text[end:], text[start:end])


@cache
def _anchor(language: str) -> re.Pattern[str]:
    """A number: digits, a vulgar fraction, or a word for one that is no article."""
    words = number_word(language)
    minus = rf"(?<![\w.)])[−–-](?=\d[\d.,]* ?{quotes.RATE})"
    return re.compile(
        rf"(?:{minus})?(?:\d[\d.,]*[{numerals.VULGAR}]?|[{numerals.VULGAR}])|(?<!\w)(?:{words}|{ONE_MILLION})(?!\w)",
        re.IGNORECASE,
    )


@cache
def number_word(language: str) -> str:
    """Return the pattern of a number in words of one language, "one" left out: it is an article too."""
    english = language == "en"
    ones, tens = (
        [word for group in groups for word in (group[-1:] if english else group[:-1])]
        for groups in (printed.ONES[2:], printed.TENS)
    )
    own = "|".join(sorted((*ones, *tens), key=len, reverse=True))
    inner = f"{own}|{'one|hundred|-' if english else 'en|én|ett|hundre|og|-'}"
    also = (
        ("half an?", "a dozen", "dozens?", "none", "no", "a hundred")
        if english
        else ("halvannen", "halvannan", "halv", "et dusin", "dusin", "ingen", "inga", "hundre")
    )
    return rf"(?:{own})(?:{inner})*|{'|'.join(also)}"


def _starts(text: str, begin: int, first: int) -> Iterator[int]:
    """Where words before a number begin that can belong to it, the nearest first."""
    place = begin
    for _ in range(MOST_PIECES):
        left = text[first:place].rstrip(" ")
        if not left or (len(text[first:place]) - len(left)) > 1:
            return
        cut = max((m.end() for m in re.finditer(r"[\s(«“\"]", left)), default=0)
        word = left[cut:]
        is_open = word[-1:] in ",;:!?)»”" or (word[-1:] == "." and word.casefold() not in DOTTED)
        if not word or is_open or not _is_piece(word, QUALIFIER_WORDS):
            return
        place = first + cut
        yield place


def _ends(text: str, begin: int, stop: int) -> list[int]:
    """Where words behind the beginning of a number end that can belong to it."""
    found = [stop] if text[stop - 1] not in ".," else [stop - 1]
    for token in TOKEN.finditer(text, begin):
        word = token[0]
        bare = word.rstrip(quotes.CLOSING)
        if word.casefold() in ("kr.", "mill.", "mrd.", "mio.", "pst.", "500,-") or word.endswith(",-"):
            bare = word
        if token.start() > begin and not _is_piece(bare, BEHIND_WORDS):
            break
        found += [token.start() + len(bare)] if bare else []
        if bare != word:
            found += [token.end()] if word[len(bare) :] in (".", ",-") else []
            break
    return sorted(set(found))


QUALIFIER_WORDS, BEHIND_WORDS = (
    frozenset(word for group in groups.values() for words in group for word in words.split(" "))
    for groups in (printed.QUALIFIERS, printed.BOUNDS_BEHIND)
)


def _is_piece(word: str, bounds: frozenset[str]) -> bool:
    """Tell whether a word can be a part of a figure: a number, a unit, a scale, a link, or a bound."""
    low = word.casefold()
    if quotes.is_piece(word) or low in bounds or low.strip(".") in printed.SCALED_UNITS:
        return True
    if re.fullmatch(r"(?:mill|mrd|mio)\.?(?:kr|kroner|nok)\.?", low):
        return True
    return (
        HAS_NUMBER.search(low) is not None
        and re.fullmatch(
            r"[\d.,/½¼¾⅓⅔–—−+-]*(?:kr|nok|mnok|mill|mrd|%)?\.?[\d.,/½¼¾⅓⅔–—−+%-]*(?:mill|mrd|kr|nok|mnok|tkr|mkr|tusen|m|%)?\.?(?:kr|kroner)?\.?",
            low,
        )
        is not None
    )


def _kind(text: str, start: int, end: int, figure: Figure, language: str) -> tuple[str, str, int]:
    """Return what a figure is, what it counts and where that ends."""
    if figure.unit == "NOK":
        return "money", "", end
    if figure.unit:
        return "gap", figure.unit, end
    if CURRENCY.search(text[:start]):
        return "other", "", end
    scaled = re.search(r"\b(?:mill|mrd|mio|milli)", text[start:end], re.IGNORECASE)
    if scaled and figure.value >= numerals.SCALES["tusen"]:
        other = lexicon.beginning("other_unit", language).match(text[end:])
        is_apart = other or re.match(r"[,;]| (?:og|and)\b", text[end:])
        noun, noun_end = noun_behind(text, end, language) if not is_apart else ("", end)
        return ("other", "", end) if other else ("count", noun, noun_end) if noun else ("money", "", end)
    if figure.value != int(figure.value) or (figure.low is not None and figure.value > 1_000_000):
        return "", "", end
    noun, noun_end = noun_behind(text, end, language)
    return ("count", noun, noun_end) if noun else ("bare", "", end)


def noun_behind(text: str, end: int, language: str) -> tuple[str, int]:
    """Return what a number counts, a class of nouns within a few words behind it, and where the noun ends."""
    place = end
    for _ in range(MOST_BETWEEN):
        while text[place : place + 1] in (" ", "-"):
            place += 1
        if found := _noun(language).match(text, place):
            return found.lastgroup or "", found.end()
        token = TOKEN.match(text, place)
        if not token or _stop(language).match(text, place) or HAS_NUMBER.search(token[0]):
            return "", end
        if token[0].rstrip(",") != token[0].rstrip(quotes.CLOSING) or token[0][:1] in "–—(":
            return "", end
        place = token.end()
    return "", end


@cache
def _noun(language: str) -> re.Pattern[str]:
    groups = (f"(?P<{noun}>{lexicon.alternatives(f'noun_{noun}', language)})" for noun in NOUNS)
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


@cache
def _stop(language: str) -> re.Pattern[str]:
    words = f"{lexicon.alternatives('noun_stop', language)}|{number_word(language)}"
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)
