"""A paragraph -> its sentences, and what is found in them by its spelling: levels, and names that are known.

Bokmål, Nynorsk and English. Each pattern is bounded, so that time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Mention(NamedTuple):
    """Where it stands in its sentence, the text, and what it is: a level's code, a name, a noun's meaning."""

    start: int
    end: int
    text: str
    value: str


def any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


# --- levels ------------------------------------------------------------------------------------------------

LEVEL = re.compile(
    r"(?<![\w-])(?=[AGNMHagnmh])(?:(?P<pro>(?:Arena|ARENA)[ -]?(?:Pro|PRO)|(?i:arena[ -]?pro)(?=[ -]?(?:status|klyng|prosjekt|program|nivå|cluster))|(?:Arena|ARENA) pro(?!\w))|(?P<gce>GCE|(?i:global cent(?:re|er)s? of expertise))"
    r"|(?P<nce>NCE|(?i:(?:nasjonal\w* ekspertise|nasjonale? kompetanse)sent(?:er|re|ra)|(?:norwegian|national) cent(?:re|er)s? of expertise))"
    r"|(?P<arena>Arena|ARENA|arena(?=-?(?:status|klyng|program|prosjekt)))|(?P<mature>(?i:mod(?:en|ne|ent) klyng\w*|mog(?:en|ne) klyng\w*|moden(?= status|-status)|mature cluster\w*|mature(?=[ -](?:status|level))))"
    r"|(?P<node>Node(?:r|ne)?(?=[ -]?(?:klyng|status|nivå)|$)|(?i:(?:hub-)?node(?=[- ]?(?:status|klyng)))|(?i:hub[- ]nod(?:er|ar|es|e))(?!\w)|(?<=som )noder?(?!\w)|(?<=er )node(?= i )|(?<=blir )noder?(?!\w)|(?<=fra )node(?!\w)|(?<=frå )node(?!\w)|(?<=ble )node(?!\w)|[Nn]oden(?= [A-ZÆØÅ])|(?<=as a )node(?!\w)|(?<=becomes a )node(?!\w)|(?<=became a )node(?!\w)|(?<=as )[Nn]odes(?!\w)|NODE[RN]?(?=$)))(?:(?!\w)|(?=status|klyng|program|prosjekt|nivå|(?:s|er|ar|ene)(?!\w)))"
)
CODES = {"pro": "Arena Pro", "gce": "GCE", "nce": "NCE", "arena": "Arena", "mature": "Mature", "node": "Node"}


def levels(text: str) -> Iterator[Mention]:
    for found in LEVEL.finditer(text):
        yield Mention(found.start(), found.end(), found[0], CODES[found.lastgroup or ""])


# --- names of clusters -------------------------------------------------------------------------------------

CAPITAL = r"(?:[A-ZÆØÅ0-9][\w&'’!+.]*[\w!+]|[A-ZÆØÅ]|i[A-Z]\w+|e[A-Z]\w+)(?:-[\w]+)*"
CHUNK = re.compile(
    rf"(?<![\w-]){CAPITAL}(?:(?: (?:&|of|for|for the) | ){CAPITAL}| i (?:Nord|Sør|Vest|Øst|Aust)(?![\w-])|(?:(?<=[Ff]or) (?:applied|clean|green))?){{0,7}}"
)
OF_LEVEL = re.compile(r"^(?:NCE|GCE|Arena Pro|Arena|ARENA) ")
LONE_BEFORE = "Arena|NCE|GCE|Cluster|Klynge|Norge|Norway|Pro"  # what may stand behind a name of one word


def known_names(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for these names, with their level in front perhaps, in the genitive perhaps. A name of one word is none
    within a longer one: "Maritime" in "Maritime Zero"."""
    names = set(names)
    first = re.escape("".join(sorted({name[0] for name in names} | set("NGA"))))
    alone = {name for name in names if " " not in OF_LEVEL.sub("", name)}
    single = rf"(?:{any_of(alone) or '(?!)'})(?! (?!(?:{LONE_BEFORE})\b)[A-ZÆØÅ][a-zæøå])"
    return re.compile(
        rf"(?<![\w-])(?=[{first}])(?:(?:NCE|GCE|Arena Pro|Arena|ARENA) )?(?:{any_of(names - alone) or '(?!)'}|{single})(?![^\Ws]|s\w|-\w)"
    )


class Tagger(NamedTuple):
    """Finds the names of several patterns, the first and longest at each place."""

    patterns: tuple[re.Pattern[str], ...]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the names of a text that do not overlap."""
        found = [m for pattern in self.patterns for m in pattern.finditer(text)]
        end = 0
        for m in sorted(found, key=lambda m: (m.start(), -m.end())):
            if m.start() >= end:
                end = m.end()
                yield m

    def match(self, text: str) -> re.Match[str] | None:
        """Return the longest name that a text begins with."""
        found = [m for pattern in self.patterns if (m := pattern.match(text))]
        return max(found, key=lambda m: m.end(), default=None)


def core(name: str) -> str:
    """A name without the level in front of it, in small letters: what two spellings of it share."""
    bare = re.sub(r"^(?:the |(?:nce|gce|arena pro|arena)[ -])+", "", name.casefold())
    bare = re.sub(r"[ -]?(?:cluster|klynge[nr]?|klynga|klyngja)$", "", bare) or bare
    return re.sub(r"[^\w]+", "-", bare).strip("-")


# --- sentences ---------------------------------------------------------------------------------------------

LONGEST_SENTENCE = 1500
STOP = re.compile(
    r"[.!?](?<!\bmill\.)(?<!\bkap\.)(?<!\bmrd\.)(?<!\bca\.)(?<!\bkr\.)(?<!\bmaks\.)(?<!\bpst\.)(?<!\bbl\.a\.)(?<!\bf\.eks\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bnr\.)"
    r"(?:(?<!\b\d\.)[»”\")]?(?: ?(?=[–—-] ?[A-ZÆØÅ«“\"]|[A-ZÆØÅ«“\"])| (?=\d+ [a-zæøå]))|(?<=\d\.) (?=[A-ZÆØÅ][a-zæøå]+ ))"
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph, each with where it begins; an endless one is cut at a space."""
    start = 0
    for stop in [*(found.end() for found in STOP.finditer(text)), len(text)]:
        while stop - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = cut if cut > start else start + LONGEST_SENTENCE
            yield start, text[start:cut].strip()
            start = cut
        if piece := text[start:stop].strip():
            yield start, piece
        start = stop
