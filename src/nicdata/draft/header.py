"""What an article says of itself: language, date of publication, title, publisher."""

from __future__ import annotations

import re
from collections import Counter

from nicdata.draft import lexicon, mentions
from nicdata.draft.candidates import MONTH, MONTH_SHORT
from nicdata.draft.mentions import CHUNK
from nicdata.draft.persons import PERSON
from nicdata.sheets import printed
from nicdata.sheets.verify import UNTITLED, find_figure

UNKNOWN = UNTITLED
LANGUAGES = {
    "nb": "ikke fra hun jeg noen og som er av til det blir ble klyngen klynger være bare også gjennom mer en et de nå",
    "nn": "ikkje frå ho eg nokre og som er av til det vart vert klynga klyngene vere berre òg gjennom meir ein eit dei no",
    "en": "the and of with that from has are was which by this have been their its",
}
ON_MATTER = re.compile(r"kly?ng|cluster|\bNCE\b|\bGCE\b|\bArena\b", re.IGNORECASE)
NOT_TITLES = re.compile(
    r"(?:aktiver javascript|enable javascript|skru på javascript|hopp (?:til|over)|gå (?:rett )?til|skip to|meny|menu|kontakt|contact|logg inn|log in|lukk|close"
    r"|del |share|pressemelding|press release|publisert|published|oppdatert|updated|tekst|foto|photo|illustrasjon|av:? [A-ZÆØÅ]|by:? [A-ZÆØÅ]|cookie|vi bruker|godta"
    r"|annual report|årsrapport|årsmelding|nyhe[ti]+sbrev|annonse|abonner|subscribe|for abonnenter|nyhetsbrev|newsletter|tips oss|les også)\b.{0,60}$"
    # What may also begin a title is none only where it is alone, or in a row of a menu.
    r"|(?:søk|search|forside|hjem|heim|home|nyheter|nytt|nyhende|news|aktuelt|om oss|about|english|norsk|næringsliv|økonomi|business|bokmål|nynorsk|kommentar|debatt)(?:\W+\w+){0,2}\W*$"
    r"|(?:om klyng(?:en|a)|medlemm[ea]r|members|tenester|tjenester|prosjekt(?:er)?|projects|arrangement(?:er)?|events|partner[ea]|partners|folka våre|ansatte|bli medlem(?:mer)?|become a member|børs|eiendom|eigedom|sport|kultur)\W*$"
    r"|.*\b(?:cookies|informasjonskapsl\w+)\b.*|(?:gå |go )?(?:til|to) (?:forsid\w+|hovedinnhold\w*|hovudinnhald\w*|main content)$"
    r"|.{0,80}(?: [>›»/] |[>›]).{0,80}$|.{0,80} \| .{0,80} \| .{0,80}$|[\W\d]*$",
    re.IGNORECASE,
)
# The title of a web page, with the name of its site behind it.
PAGE_TITLE = re.compile(r"^([^|–-]{5,90}[^|–\s-]) [|–-] [A-ZÆØÅ][^|–-]{3,50}$")
MOST_ABOVE, MOST_QUOTE = (
    2,
    8,
)  # lines at the head of a page within which its title, or a quote as title, can stand
MENU = re.compile(
    r"(?<!\w)(?:hjem|heim|home|om oss|about us|aktuelt|nyheter|nyhende|news|stories|medlemm[ea]r|members|prosjekt(?:er)?|projects|kontakt(?: oss)?|contact(?: us)?|people|reports|sign in|log in|logg inn|sport|kultur|events|arrangement(?:er)?|t[je]+nester|services|partner[ea]|partners|countries|sectors|studier|forskning|studies|research|om universitetet|for ansatte|for studenter|søk|search)(?!\w)",
    re.IGNORECASE,
)
CAPTION = re.compile(r"(?:\bfoto|\bphoto|illustrasjon\w*|illustration)\b ?[:/©]", re.IGNORECASE)
DATE = re.compile(
    rf"(?<![\w.])(?:(?:\d{{1,2}}(?:\. ?|st |nd |rd |th | ))?(?:(?:{MONTH})|(?:{MONTH_SHORT})\.?),? (?:19|20)\d\d|\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d"
    rf"|(?:(?:{MONTH})|(?:{MONTH_SHORT})\.?) \d{{1,2}}(?:st|nd|rd|th)?, (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\w-])",
    re.IGNORECASE,
)
SAID_DATE = re.compile(
    r"besvart|answered|(?:utval\w*|styret?|council|board)[^.]*,? (?:møte|meeting),?(?: on)? ?$|publis|published|dato\b|\bdate\b(?!,)|lagt ut|posted|released|skrive[nt]|oppretta|opprettet",
    re.IGNORECASE,
)
UPDATED = re.compile(r"oppdatert|updated|endret|endra|modified|til nå|to date", re.IGNORECASE)
CHANGED = re.compile(r"(?:sist |last )?(?:oppdatert|updated|endret|endra|modified|changed)\b", re.IGNORECASE)
BYLINE = 40  # characters beside a date that stands alone in its line
DATELINE = 30  # characters from the head of a line within which a dateline has its date
# "Kari Nordmann, styreleder i Havklyngen" signs a text.
PERSON_AS = re.compile(rf"{PERSON.pattern.removesuffix('$')}, [a-zæøå]")
INSTITUTION = re.compile(
    r"(?:The )?(?:Innovasjon Norge|Innovation Norway|Siva|Forsk(?:nings|ings)rådet|Research Council|Universitet\w*|University|Høgskol\w+|Stortinget|Parliament|Ministry)\b"
    r"|.* (?:(?:fylkes)?kommune|departementet|University|Municipality|County(?: Council)?)$"
)
MASTHEAD = re.compile(  # "STRAUMNYTT – fagblad for energibransjen"
    r"[A-ZÆØÅ]{4,}(?: [A-ZÆØÅ]{2,})* [–-] [a-zæøå]|.{3,40} [–-] (?:fag|nett|lokal)?(?:blad|avis|magasin|tidsskrift)\w*\b"
)
REPORT = re.compile(r"(?:annual report|årsrapport|årsmelding|nyhe[ti]+sbrev|newsletter)\b", re.IGNORECASE)
SENTENCE_WORDS = 14  # more make a line a sentence, and no title
PRINTS = re.compile(
    r"^(?:Publisert av|Published by|Utgiver|Publisher|Avsender|Kilde|Source)[: ]+(?P<name>[A-ZÆØÅ].{1,60})$"
)
PRESS = re.compile(
    r"^(?:Pressemelding|Press release|Nyhetsmelding) (?:fra|frå|from) (?P<name>[A-ZÆØÅ][^.,:]{1,60})"
)
SUFFIX = re.compile(r"^.{8,}? [|–—-] (?P<name>[A-ZÆØÅ][\w .&ÆØÅæøå-]{1,40})$")
COPYRIGHT = re.compile(
    r"^(?:©|Copyright)(?: ©)?(?: (?:19|20)\d\d)?,? (?P<name>[A-ZÆØÅ][\w .&ÆØÅæøå-]{1,40})$"
)


def language_of(lines: list[str]) -> str:
    """Return the language whose small words an article has most of."""
    words = Counter(
        re.findall(r"[a-zæøåò]+", " ".join(line[:2000] for line in lines[:200])[:40_000].casefold())
    )
    score = {code: sum(words[word] for word in set(own.split())) for code, own in LANGUAGES.items()}
    return max(score, key=lambda code: score[code])


def date_of(lines: list[str], language: str) -> tuple[str, int]:
    """Return the printed date of publication and its paragraph: one that is said to be it, or one that stands alone
    or at the head of the text. A deadline, and the day on which a page was read, are none."""
    places = [*range(min(12, len(lines))), *range(max(12, len(lines) - 6), len(lines))]
    other = lexicon.words("not_date", language)
    for is_it in (
        lambda line, found: (
            SAID_DATE.search(line[: found.start()]) and not other.search(line[: found.start()])
        ),
        lambda line, found: (
            (len(line) - len(found[0]) <= BYLINE or _is_apart(line, found))
            and not other.search(line)
            and not line[0].islower()
        ),
        lambda line, found: (
            len(line) <= 120 and found.end() == len(line.rstrip(". ")) and _is_byline(line, other)
        ),
        lambda line, found: found.start() <= DATELINE and re.match(r"\)?[ ]?[:–—-] ", line[found.end() :]),
    ):
        for place in places:
            line = lines[place]
            if not line or (UPDATED.search(line[:200]) and not SAID_DATE.search(line[:40])):
                continue
            for found in DATE.finditer(line[:200]):
                if is_it(line, found) and _readable(found[0]) and find_figure(found[0], line):
                    return found[0], place + 1
    for place in places:  # the day of the last change, where no other is printed
        line = lines[place][: BYLINE * 2]
        last = DATE.search(line) if CHANGED.match(line) else None
        if last and _readable(last[0]) and find_figure(last[0], line):
            return last[0], place + 1
    return "", 0


def _is_apart(line: str, found: re.Match[str]) -> bool:
    """Whether a date stands by itself between bars or dots, as in a line of signatures."""
    return bool(re.search(r"[|·•] ?$", line[: found.start()]) or re.match(r" ?[|·•]", line[found.end() :]))


def _is_byline(line: str, other: re.Pattern[str]) -> bool:
    """Whether a line that ends in a date is no sentence of the text, nor of something else."""
    is_sentence = line.endswith(".") and len(line.split()) > 7
    return not is_sentence and not other.search(line)


def _readable(date: str) -> bool:
    try:
        return len(printed.iso_date(date)) >= 7
    except ValueError:
        return False


def title_of(lines: list[str], date_paragraph: int) -> tuple[str, int]:
    """Return the first line that can be a title, and its paragraph: no menu, date, byline or caption, no sentence of
    the body, and no person's name. `?` and 0 where none can be."""
    body = next((n for n, line in enumerate(lines[:14]) if is_body(line) and not NOT_TITLES.match(line)), 14)
    found = [
        (number, line)
        for number, line in enumerate(lines[:body], 1)
        if number != date_paragraph
        and not NOT_TITLES.match(line)
        and not _is_menu(line)
        and (line[0] not in "=+@-•*–" or _is_quote(number, lines))
        and is_title(line)
    ]
    for number, line in enumerate(lines[:MOST_ABOVE], 1):
        if (
            (page := PAGE_TITLE.match(line))
            and not page[1].isupper()
            and is_title(line)
            and not DATE.search(line)
        ):
            return line, number
    said = [(number, line) for number, line in found if not _is_label(line)]
    reports = [(n, line) for n, line in enumerate(lines[:4], 1) if REPORT.match(line) and is_title(line)]
    # "Annual Report 2021" below the name of a cluster
    if reports and (not said or (reports[0][0] < said[0][0] and not ON_MATTER.search(said[0][1]))):
        return reports[0][1], reports[0][0]
    if found := said or [(n, line) for n, line in found if " " in line or ON_MATTER.search(line)]:
        # A section's or publisher's name may stand above it: of the first short lines, the one on the matter.
        on_matter = [
            (number, line)
            for number, line in found[:6]
            if ON_MATTER.search(line) and len(line) <= 120 and number <= found[0][0] + 5
        ]
        phrases = [(n, line) for n, line in on_matter if len(line.split()) > 3 and not line.endswith(".")]
        near = [(n, line) for n, line in phrases if n <= found[0][0] + 4]
        short = len(found[0][1].split()) < 4 or found[0][1].isupper()
        if near and short and not ON_MATTER.search(found[0][1]):
            number, line = near[0]
        else:
            number, line = (phrases or on_matter or found)[0] if short else found[0]
        return line, number
    line = re.sub(r"^[=+@\-•*–\s]+", "", lines[0])
    is_none = NOT_TITLES.match(line) or _is_menu(line)
    return (line, 1) if line and is_title(line) and not is_none else (UNKNOWN, 0)


def _is_quote(number: int, lines: list[str]) -> bool:
    """Whether a line at the head that begins with a dash is what somebody says, and no item of a list."""
    return (
        number <= MOST_QUOTE
        and lines[number - 1][:2] == "– "
        and lines[number : number + 1] != []
        and lines[number][:1] != "–"
    )


def _is_menu(line: str) -> bool:
    """Whether a line consists of the words of a menu."""
    words = [word for word in re.split(r"[\s|/·•]+", line) if word]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) > 2
        and not re.search(r"[.!?:,]", line)
        and len(MENU.findall(line)) > 1
        and capitals * 2 > len(words)
    )


def _is_label(line: str) -> bool:
    """Whether a line is nothing but a name, a site's or an institution's, or a word above a title."""
    is_about = re.match(r"(?:About|Om|Welcome|Velkommen)\b", line)
    is_name = CHUNK.fullmatch(line) and not is_about
    words = len(line.split())
    if line.isupper():
        return words < 3 or bool(re.search(r" [·|–-] ", line))
    if words == 1:
        return not ON_MATTER.search(line)
    is_institution = words < 6 and INSTITUTION.match(line) and line[-1] not in "!?"
    return bool((is_name and words < 5) or is_institution or MASTHEAD.match(line))


def is_body(line: str) -> bool:
    """Tell whether a line is a paragraph of a text: what stands below it is no title of the whole."""
    sentences = len(list(mentions.sentences(line[:1000])))
    return (
        len(line) > 160
        or (sentences > 1 and len(line) > 100)
        or (line.endswith(".") and len(line.split()) > SENTENCE_WORDS)
    )


def is_title(line: str) -> bool:
    """Tell whether a line can be a title: not a caption, not sentences of a text, not a person's name alone."""
    is_text = len(list(mentions.sentences(line))) > 1 and (len(line) > 100 or line.endswith("."))
    is_sentence = (line.endswith(".") and len(line.split()) > SENTENCE_WORDS) or len(line) > 200
    return not (
        is_text
        or is_sentence
        or CAPTION.search(line)
        or PERSON_AS.match(line)
        or (PERSON.match(line) and not ON_MATTER.search(line))
    )


def publisher_of(lines: list[str]) -> str:
    """Return who published the article, where its first lines, a suffix of its title or its last lines say so."""
    for pattern, own in (
        (PRINTS, lines[:12] + lines[-6:]),
        (PRESS, lines[:6]),
        (SUFFIX, lines[:2]),
        (COPYRIGHT, lines[-4:]),
    ):
        for line in own:
            found = pattern.match(line[:200])
            if found and not PERSON.match(found["name"]) and not DATE.search(found["name"]):
                return found["name"].strip()
    return ""
