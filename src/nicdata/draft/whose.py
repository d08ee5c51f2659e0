"""Whose a figure is: the cluster, or the level, that a sentence or its surroundings give it to. One set for all tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from nicdata.draft import lexicon, mentions
from nicdata.draft.candidates import Candidate
from nicdata.draft.lists import heading_level
from nicdata.draft.mentions import Mention
from nicdata.draft.reading import Reading, Sentence, subject

NODES = re.compile(r"\b[Nn]od(?:er|ar|es|ene|ane|e)\b")
LONGEST_HEADING = 40
FARTHEST = 3  # paragraphs between a figure and the cluster that its paragraph means
LIST_GAP = re.compile(
    r"^(?:s)?(?: (?:i|på|fra|frå|in|from|at|of) [A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)?)?(?:(?: [–—-] |[–—])[A-ZÆØÅ][^,;]{0,40})?(?: ?\([^)]{0,60}\))?[»”\"]?(?:, (?:som|which|who) [^,.;]{2,70}(?=,| og | and ))? ?(?:,|;|og|and|&|samt|/|, og|, and|as well as) ?(?:the [A-ZÆØÅ][a-zæøå]+-based |klyng(?:en|a) |the |nykom\w+ |the newcomer )?[«“\"]?$"
)
GIVEN_TO = re.compile(r"\b(?:til|to|for|tildelt|går til)\b(?: \w+){0,3} ?[«“\"]?$", re.IGNORECASE)
IT = re.compile(
    r"[\s–—-]*(?:(?:I dag|Today|Nå|No|Now),? (?:får|er|har|is|has) )?(?:Klyngen|Klynga|Klyngja|Næringsklyngen|Klyngeprosjektet|Nettverket|Prosjektet|Dette prosjektet|The cluster(?! program| scheme| polic)|The network|The project|This project|Vi|We|(?:Den|De|Dei)(?! (?:samlede|samla|totale|nye|første|fyrste|andre|\w+ste|\w+lige|\w+lege|(?:\w+ )?(?:klyngene|klyngjene|klyngane|miljøene|nettverkene))\b)|Ho|It|They|Han|Hun|Får|Fikk|Fekk|Mottar|Mottok|Receives|Gets)\b"
)
IT_ALONE = re.compile(r"[\s–—-]*(?:Det|Den|It) (?!er? )")
HEAD_OF_IT = 60  # characters at the head of the sentence before that tell what "it" is
PRONOUN = re.compile(
    r"\b(?:klyngen|klynga|klyngja|klyngens|klyngeprosjektet|næringsklyngen|nettverket|prosjektet|vi|oss|(?<!\bi )vår[te]?|dere|dykk|den|ho|dette samarbeidet|samarbeidet|styret(?! i)|the board(?! of)|the cluster(?! program| scheme| polic)|the hub|its?|we|us|our|the network|the project)\b",
    re.IGNORECASE,
)
US = re.compile(r"\b(?:vi|oss|våre|vårt|(?<!i )vår|dere|dykk|we|us|our)\b", re.IGNORECASE)
_IT = r"(?:ho|klyngen|klynga|klyngja|klyngeprosjektet|nettverket|prosjektet|vi|me|the (?:cluster|hub|network)|we)\b"
_GET = r"(?:får|fikk|fekk|få|fått|mottar|mottok|mottek|motta|gets?|got|receives?|received|(?:been|is|are|was|were) (?:promised|granted|awarded|given))\b"
GETS_IT = re.compile(
    rf"\b(?:har|hadde|fikk|fekk|får|mottok|mottar|mottek|kan|skal|vil|has|have|had|did|will) {_IT}"
    rf"|(?<!enn )(?<!than )\b(?:{_IT}|den\b)(?: \w+){{0,3}}? {_GET}",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\b(?:[Kk]lyng(?:en|a|ja)|[Kk]lyngj?eprosjektet|[Nn]ettverket|[Tt]he (?:cluster|network)) (?:[«“\"]|(?!M?NOK)(?=[A-ZÆØÅ]))"
)


WE_GIVE = re.compile(
    r"\b(?:vi|we|me|jeg|eg) (?:(?:har|have|had|hadde) )?(?:\w+ )?(?:gitt|gir|gav|ga|gjev|gjeve|løyv\w*|bevilg\w+|støtt\w+|given|give|gave|granted|support(?:ed)?)\b",
    re.IGNORECASE,
)


SAYS = re.compile(
    r" (?:fortell?er|fortel|sier|seier|opplyser|mener|meiner|skriver|skriv|says|said|tells|explains|adds) "
)


class Owner(NamedTuple):
    """A cluster, the paragraph that names it, and how it was found: `near` the figure, in its `part` of the sentence,
    in the `sentence`, or in the `context`."""

    name: Mention
    paragraph: int
    how: str


def in_part(sentence: Sentence, begin: int, stop: int, language: str) -> list[Mention]:
    """Return the clusters that stand in a part of a sentence; those named beside others are left out."""
    own = [c for c in sentence.clusters if begin <= c.start < stop]
    aside = lexicon.ending("aside_name", language)
    return [c for c in own if not aside.search(sentence.text[max(0, c.start - 40) : c.start])] or own


def receiver(own: list[Mention], figure: Candidate, sentence: Sentence, reading: Reading) -> Owner | None:
    """Return whose a figure is: the cluster that stands nearest before it, to which it is given, the one that the
    sentence is about, or the one that the text was about before."""
    text, i = sentence.text, sentence.paragraph
    before = [c for c in own if c.end <= figure.start]
    after = [c for c in own if c.start >= figure.end]
    given = [c for c in after if GIVEN_TO.search(text[figure.end : c.start])]
    if before:
        is_list = len(before) > 1 and LIST_GAP.match(text[before[-2].end : before[-1].start])
        is_aside = subject(text, before, reading.language)
        if len({c.value for c in before}) == 1:
            return Owner(before[0], i, "near")
        return (
            Owner(is_aside, i, "part")
            if is_list
            or (is_aside is before[0] and is_aside is not before[-1] and _beside(text, before[-1], reading))
            else Owner(before[-1], i, "near")
        )
    if given:
        return Owner(given[0], i, "near" if len(given) == 1 else "part")
    if own:
        return Owner(own[0], i, "part")
    if len({c.value for c in sentence.clusters}) == 1 and not _of_all(text):
        return Owner(sentence.clusters[0], i, "sentence")
    return context(sentence, reading) if not sentence.clusters else None


def _beside(text: str, name: Mention, reading: Reading) -> bool:
    return bool(
        lexicon.ending("aside_name", reading.language).search(text[max(0, name.start - 40) : name.start])
    )


def _of_all(text: str) -> bool:
    return bool(re.search(r"\b(?:klyngene|klyngjene|the clusters)\b", text, re.IGNORECASE))


def context(sentence: Sentence, reading: Reading) -> Owner | None:
    """Return the cluster that the text was about before a sentence that means one without naming it."""
    text = sentence.text
    means = PRONOUN.search(text) or IT.match(text) or reading.has("support_noun", text)
    if not means or of_unknown(text) or of_programme(sentence, reading):
        return None
    owner = told(sentence, reading, FARTHEST)
    is_near = owner and owner.paragraph >= sentence.paragraph - 1
    return home(reading) if reading.home and (US.search(text) or not is_near) else owner


def of_programme(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether "it" at the head of a sentence is the programme, which the sentence before begins with."""
    last = next(
        (s for s in reversed(reading.sentences[sentence.paragraph]) if s.start < sentence.start), None
    )
    is_it = last and not last.clusters and IT_ALONE.match(sentence.text)
    return bool(is_it and last and reading.has("national", last.text[:HEAD_OF_IT]))


def told(sentence: Sentence, reading: Reading, farthest: int) -> Owner | None:
    """Return the cluster that was told of last before a sentence: in its paragraph, or not too far above it."""
    i = sentence.paragraph
    earlier = [s for s in reading.sentences.get(i, []) if s.start < sentence.start and s.clusters]
    if earlier:
        return Owner(subject(earlier[-1].text, earlier[-1].clusters, reading.language), i, "context")
    if i in reading.focus and i - reading.focus[i][1] <= farthest:
        return Owner(*reading.focus[i], "context")
    return home(reading) if not sentence.clusters else None


def home(reading: Reading) -> Owner | None:
    """Return the cluster that the article is about, where it is about one."""
    return Owner(*reading.home, "context") if reading.home else None


def of_unknown(text: str) -> bool:
    """Tell whether a sentence speaks of a cluster by a name that is not known."""
    return UNKNOWN.search(text) is not None


def gets(clause: str, own: str) -> bool:
    """Tell whether what stands for a cluster told of before begins a clause, or gets the sum of these words of it."""
    it = IT.match(clause)
    is_said = it and SAYS.match(clause[it.end() :])  # "he says that …"
    return bool(((it and not is_said) or GETS_IT.search(own)) and not WE_GIVE.search(clause))


def level_before(sentence: Sentence, reading: Reading) -> str:
    """Return the level that was told last before a sentence of a paragraph, or that is its heading."""
    found = list(mentions.levels(reading.before(sentence)))
    return found[-1].value if found else level_heading(sentence, reading)


def level_heading(sentence: Sentence, reading: Reading) -> str:
    """Return the level that the line above a paragraph is, as its heading."""
    above = reading.lines[sentence.paragraph - 2] if sentence.paragraph > 1 else ""
    return heading_level(above, reading.language) if len(above) <= LONGEST_HEADING else ""


def level_of(figure: Candidate, sentence: Sentence, bounds: tuple[int, int], reading: Reading) -> str:
    """Return the level whose a figure is: the one that it is given to, else the last one before it."""
    levels = [level for level in sentence.levels if bounds[0] <= level.start < bounds[1]]
    after = [level for level in levels if level.start >= figure.end]
    gap = re.compile(
        r"^(?: (?!og\b|and\b)\w+){0,4}? (?:til|to|for|per|pr\.?)(?: (?:en|ei|ein|an?|hver|each|kvar|the))? $"
    )
    if after and gap.match(sentence.text[figure.end : after[0].start]):
        return after[0].value
    own = [level for level in levels if level.start < figure.start] or levels or sentence.levels[:1]
    if own:
        return own[-1].value
    if NODES.search(sentence.text):
        return "Node"
    line = reading.lines[sentence.paragraph - 1]
    first = next(mentions.levels(line), None) if not sentence.levels else None
    return first.value if first else level_before(sentence, reading)
