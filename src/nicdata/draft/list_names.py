"""The names that the lines of a list begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nicdata.draft import lexicon, mentions
from nicdata.draft.lexicon import has
from nicdata.draft.names import Names

BULLET = re.compile(r"^(?:[•*·▪■●–—-]|o(?= )|\d{1,2}[.)]|[a-z]\)) ?")
CELLS = re.compile(r" ?[|\t] ?")


# What a list item says of the cluster it begins with: "Havklyngen får 2,1 millioner", "Tindetek 2 mill."
SUM_BEHIND = re.compile(r" (?:(?:kr\.?|NOK|MNOK) )?\d[\d .,]*(?:mill|mrd|kr|NOK|MNOK|tusen)|(?<=\d)[.,]\d")
ITEM_END = re.compile(r"(.{2,60}?)(?= ?(?:[,:;(|\t]| [–—-] |\. |$))")
GLOSS = re.compile(r" [–—-] [^.]{2,80}$|, [A-ZÆØÅ][\wæøå]+$| \([^)]{2,40}\)$")  # what a list says of a name


def items(lines: list[str], heading: int, until: int, names: Names) -> Iterator[tuple[int, str]]:
    """Yield the lines of the list under a heading, each with the name of the cluster that it begins with."""
    own = names.tagger()
    missed = found = 0
    bulleted = False
    for i in range(heading + 1, min(until, heading + 60)):
        bullet = BULLET.match(lines[i - 1])
        if found and bulleted and not bullet:
            return
        text = lines[i - 1][bullet.end() :] if bullet else lines[i - 1]
        is_row = len(cells := CELLS.split(text[:200])) > 1
        name = _item_name((cells[0] if is_row else text).lstrip('«“"| '), bool(bullet) or is_row, own, names)
        if name and names.add(name):
            yield i, name
            found += 1
            bulleted = bool(bullet)
        elif found and not bullet:
            return
        else:
            missed += 1
            if missed > 2 and not found:
                return


def _item_name(text: str, bullet: bool, own: mentions.Tagger, names: Names) -> str:
    """The name that a list item begins with; empty where it begins with none."""
    language = names.language
    if not own.match(text) and (called := lexicon.words("called", language).match(text)):
        text = text[called.end() :].lstrip(' «“"')
    if m := own.match(text):
        return str(m[0])
    verb = lexicon.words("gets", language).search(text)
    said = min((m.start() for m in (verb, SUM_BEHIND.search(text)) if m), default=None)
    head = ITEM_END.match(text[:said].rstrip() if said else text)
    name = head[1].strip(' .»”"–—-') if head else ""
    is_run = bool(mentions.CHUNK.fullmatch(name))
    is_cluster = has("cluster_word", name, language)
    if said is not None and not is_cluster and not (is_run and (" " in name or re.search(r"\d", text))):
        return ""  # "Medlemmene får hjelp"
    begins = name[:1].isupper() or name[:1].isdigit() or re.match(r"[ie][A-Z]", name)
    if (
        not begins
        or len(name.split()) > 7
        or text.endswith(":")
        or (not bullet and not (is_run or is_cluster))
        or (not bullet and name != text.rstrip(" .") and not GLOSS.match(text[len(name) :]))
        or (len(name.split()) > 3 and not mentions.CHUNK.match(name))
    ):
        name = ""
    if bullet and not name and (m := mentions.CHUNK.match(text)):
        name = m[0] if len(m[0].split()) > 1 or has("cluster_word", m[0], language) else ""
    return name
