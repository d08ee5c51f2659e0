"""What an article says of itself: language, date of publication, title."""

from __future__ import annotations

import re
from collections import Counter

from nicdata.sheets import printed
from nicdata.sheets.verify import find_figure

UNKNOWN = "?"
LANGUAGES = {
    "nb": "ikke fra hun jeg noen og som er av til det blir ble klyngen klynger være bare også gjennom mer en et de nå",
    "nn": "ikkje frå ho eg nokre og som er av til det vart vert klynga klyngene vere berre òg gjennom meir ein eit dei no",
    "en": "the and of with that from has are was which by this have been their its",
}
ON_MATTER = re.compile(r"kly?ng|cluster|\bNCE\b|\bGCE\b|\bArena\b", re.IGNORECASE)
NOT_TITLES = re.compile(
    r"(?:hopp (?:til|over)|gå (?:rett )?til|skip to|meny|menu|søk|search|forside|hjem|heim|home|nyheter|nytt|nyhende|news|aktuelt|kontakt|contact|om oss|about|logg inn|log in|lukk|close"
    r"|del |share|pressemelding|pressemelding:?|press release|publisert|published|oppdatert|updated|tekst|foto|photo|av:? [A-ZÆØÅ]|by:? [A-ZÆØÅ]|english|norsk|cookie|vi bruker|godta"
    r"|annual report|årsrapport|årsmelding|nyhe[ti]+sbrev|næringsliv|økonomi|business|annonse|abonner|subscribe|for abonnenter|nyhetsbrev|newsletter|tips oss|les også|bokmål|nynorsk|kommentar|debatt)\b.{0,60}$"
    r"|.{0,80}(?: [>›»|/] |[>›»]).{0,80}$|[\W\d]*$",
    re.IGNORECASE,
)
MONTH = "|".join(month for names in printed.MONTHS for month in names)
DATE = re.compile(
    rf"(?<![\w.])(?:(?:\d{{1,2}}(?:\.|st|nd|rd|th)? )?(?:{MONTH}),? (?:19|20)\d\d|\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?, (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\w-])",
    re.IGNORECASE,
)
SAID_DATE = re.compile(
    r"publis|published|dato\b|date\b|lagt ut|posted|released|skrive[nt]|oppretta|opprettet", re.IGNORECASE
)
UPDATED = re.compile(r"oppdatert|updated|endret|endra|modified", re.IGNORECASE)


def language_of(lines: list[str]) -> str:
    words = Counter(
        re.findall(r"[a-zæøåò]+", " ".join(line[:2000] for line in lines[:200])[:40_000].casefold())
    )
    score = {code: sum(words[word] for word in set(own.split())) for code, own in LANGUAGES.items()}
    return max(score, key=lambda code: score[code])


def date_of(lines: list[str]) -> tuple[str, int]:
    """The printed date of publication and its paragraph: one that is said to be it, or one that stands alone
    or at the head of the text."""
    places = [*range(min(12, len(lines))), *range(max(12, len(lines) - 6), len(lines))]
    for is_it in (
        lambda line, found: (
            SAID_DATE.search(line[: found.start()]) and not UPDATED.search(line[: found.start()])
        ),
        lambda line, found: len(line) - len(found[0]) <= 40 and not UPDATED.search(line),
        lambda line, found: (
            len(line) <= 120 and found.end() == len(line.rstrip(". ")) and not UPDATED.search(line)
        ),
        lambda line, found: found.start() <= 30 and re.match(r"\)?[ ]?[:–—-] ", line[found.end() :]),
    ):
        for place in places:
            line = lines[place]
            for found in DATE.finditer(line[:200]):
                if is_it(line, found) and _readable(found[0]) and find_figure(found[0], line):
                    return found[0], place + 1
    return "", 0


def _readable(date: str) -> bool:
    try:
        return len(printed.iso_date(date)) >= 7
    except ValueError:
        return False


def title_of(lines: list[str], date_paragraph: int) -> tuple[str, int]:
    """The first line that is no menu, date or byline."""
    found = [
        (number, line)
        for number, line in enumerate(lines[:14], 1)
        if number != date_paragraph and not NOT_TITLES.match(line) and line[0] not in "=+@-•*–"
    ]
    if found:
        # A section's or publisher's name may stand above it: of the first short lines, the one on the matter.
        on_matter = [
            (number, line)
            for number, line in found[:6]
            if ON_MATTER.search(line) and len(line) <= 120 and number <= found[0][0] + 5
        ]
        phrases = [(n, line) for n, line in on_matter if len(line.split()) > 3 and not line.endswith(".")]
        near = [(n, line) for n, line in phrases if n <= found[0][0] + 4]
        short = len(found[0][1].split()) <= 4 or found[0][1].isupper()
        if near and not ON_MATTER.search(found[0][1]):
            number, line = near[0]
        else:
            number, line = (phrases or on_matter or found)[0] if short else found[0]
        return line, number
    line = re.sub(r"^[=+@\-•*–\s]+", "", lines[0]) or UNKNOWN
    return line, 1
