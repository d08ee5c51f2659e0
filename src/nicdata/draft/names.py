"""An article -> the names that it gives clusters: those that are known, and new ones.

A new name is a run of capitalised words that the text itself makes a cluster's: by a level before it, by a word such as
"klyngen", by a list under a level, or by what happens to it. A person's name is none, and neither is a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from nicdata.draft import lexicon, mentions, name_runs
from nicdata.draft.lexicon import has
from nicdata.draft.persons import PERSON, is_person
from nicdata.text import slug

MOST_NEW = 500  # new clusters in one article; a text that names more is none
LONGEST_NAME = 60
NEAR_HEAD = 60  # characters behind a lone name in which a level stands
SHORTEST = 4  # letters that a short form of a name has more of
ABBREVIATION = re.compile(r"^ ?\(([A-ZÆØÅ][A-ZÆØÅa-z&!]{1,7})\)")
INSIDE = re.compile(r"(?<=[\w,;)] )([A-ZÆØÅ][\w-]+)")  # a capitalised word that begins no sentence
HOME = re.compile(r"s? (?:i|på|fra|frå|in|from|based in) ([A-ZÆØÅ][\wæøå-]+(?: i [A-ZÆØÅ]\w+)?)")
OWN_LEVEL = re.compile(r"(?:NCE|GCE|Arena(?: Pro)?|ARENA) (?=[A-ZÆØÅ0-9])")
OF_A_FIGURE = re.compile(r" ?(?:mill|mrd|kr|NOK|tusen|medlem|bedrift|verksemd|partner|member|compan|klyng)")
PAIRED = re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøå]+ (?:og|&) [A-ZÆØÅ][a-zæøå]+-klyng(?:a|en|ja)(?!\w)")
ADVERB = re.compile(
    r"^ (?:nylig|nettopp|nå|no|òg|også|i dag|i år|i går|i fjor|endelig|recently|now|also|just|finally|this year|(?:i|in) (?:19|20)\d\d)(?= )"
)
FROM_TO = re.compile(r"\b(?:fra|frå|from) [A-ZÆØÅ][\w-]+(?: i \w+)? (?:til|to) $")  # "from Narvik to Alta"
LEADER = re.compile(r"\b\w*(?:leder|leiar|leiaren|lederen|leader|head|manager) (?:i|av|for|of|in|at) $")
IN_PLACE = r"(?: (?:i|på|in|at|from) [A-ZÆØÅ]\w+)?"


class Known(NamedTuple):
    """The clusters that are known: their ids by all their names, the names that are no abbreviation, and those
    that a decision declares."""

    ids: tuple[tuple[str, str], ...]
    strong: frozenset[str]
    declared: frozenset[str]


class Names:
    """The names of clusters in one article, each with its id: those that are known here, and new ones."""

    def __init__(self, known: Known, lines: list[str], hot: list[int], language: str) -> None:
        present = _present(lines, hot, known)
        self.language = language
        self.text = "\n".join(lines[i - 1] for i in hot)
        self.present = present
        self.known = known
        self.known_here = {n: own for n, own in known.ids if n in known.strong or own in present}
        self.new: dict[str, str] = {}
        self.sure: set[str] = set()
        self.guessed: set[str] = set()  # names that only a level in their sentence makes a cluster's
        self._heads: Counter[str] = Counter()  # how often a name stands only at the head of a sentence
        self._cores = {mentions.core(name): own for name, own in known.ids if name in known.strong}

    def tagger(self) -> mentions.Tagger:
        """Return what finds these names. The pattern of those that stand for themselves is made once for all articles."""
        further = [name for name in self.identity if name not in self.known.strong]
        return mentions.Tagger((strong_pattern(self.known), mentions.known_names(further)))

    @property
    def identity(self) -> dict[str, str]:
        return self.known_here | self.new

    def add(self, name: str) -> bool:
        """Take a name up; False where it can be none."""
        if name in self.known_here or name in self.new:
            return True
        if len(self.new) >= MOST_NEW or not is_name(name, self.language):
            return False
        core = mentions.core(name)
        if whole := re.search(
            rf"(?m)(?:[\w,|] ?(?<=[ |])|^(?=[^|\n]+ \|))((?:Klynga|Klyngen|Klyngja) {re.escape(name)})(?!\w)",
            self.text,
        ):
            core = mentions.core(whole[1])  # with a capital within a sentence: a part of the name
            self.new[whole[1]] = self._cores.setdefault(core, slug(core))
        self.new[name] = self._cores.setdefault(core, slug(core))
        return True

    def add_from(self, text: str, known: mentions.Tagger, levelled: bool, is_list: bool = False) -> None:
        """Take up the new names of a sentence; `levelled` says that it gives somebody a level, `is_list` that it names
        those whom the line above counts."""
        taken = [m.span() for m in known.finditer(text)]
        if levelled or is_list:
            for name in name_runs.listed(text, self.language, bool(taken), is_list):
                if self.add(name):
                    self.sure.add(name)
        for pair in PAIRED.finditer(text):  # "Lyd og Lys-klynga"
            if self.add(pair[0]):
                self.sure.add(pair[0])
                taken.append(pair.span())
        for chunk in mentions.CHUNK.finditer(text):
            known_here = [(a, b) for a, b in taken if a < chunk.end() and chunk.start() < b]
            if known_here and not _is_longer(text, chunk, known_here, self.language):
                continue
            name, is_head = proposed(text, chunk, levelled, self.language)
            if name and self.add(name):
                self._heads[name] += bool(is_head)
                if is_head is None and " " not in name and name not in self.known_here:
                    self.guessed.add(name)
                elif not is_head:
                    self.sure.add(name)
                short = ABBREVIATION.match(text[text.find(name, chunk.start()) + len(name) :])
                if short and not mentions.LEVEL.fullmatch(short[1]):
                    self.new.setdefault(short[1], self.new.get(name, ""))

    def add_told(self, text: str, known: mentions.Tagger) -> None:
        """Take up the one name in a sentence of which the next one says that it is a cluster's."""
        if any(known.finditer(text)):
            return
        told = []
        for chunk in mentions.CHUNK.finditer(text):
            name, start = name_runs.without_lead(chunk[0], chunk.start(), self.language)
            in_place = re.search(r"\b(?:i|på|in|at|fra|frå|from|av|by|of) $", LEADER.sub("", text[:start]))
            is_it = (
                name and not in_place and not is_person(name, self.language) and is_name(name, self.language)
            )
            told += [name] if is_it and (start or " " in name) else []
        if len(told) == 1:
            self.add(told[0])
            self.sure.add(told[0])

    def add_short_forms(self, lines: list[str]) -> None:
        """Take up the first word of a longer name where the text uses it alone: "Heidner" of "Heidner Biocluster"."""
        own = {n: i for n, i in self.identity.items() if " " in n and (n in self.new or i in self.present)}
        firsts = {name.split()[0]: cluster_id for name, cluster_id in own.items()}
        for word, cluster_id in firsts.items():
            common = (lexicon.words(name, self.language) for name in ("common_first", "place", "name_lead"))
            is_short = len(word) > SHORTEST and word.isalpha() and not any(c.fullmatch(word) for c in common)
            if is_short and word not in self.identity and mentions.LEVEL.fullmatch(word) is None:
                gets = lexicon.beginning("gets", self.language)
                if any(
                    gets.match(line, m.end())
                    for line in lines
                    if f"{word} " in line
                    for m in re.finditer(rf"(?:^|[.!?] ){word}(?= )", line)
                ):
                    self.new[word] = cluster_id

    def drop_doubtful(self, inside: set[str]) -> None:
        """Drop what may be no name, or one with a word in front. `inside` are the capitalised words that stand
        within a sentence."""
        self.new = {name: own for name, own in self.new.items() if own}
        longer = {name.split()[0]: own for name, own in self.identity.items() if " " in name}
        for name in self.new:  # a short form of another name
            if " " not in name and not has("cluster_word", name, self.language):
                self.new[name] = longer.get(name, self.new[name])
        for name in [n for n in self.new if self._heads[n] and " " not in n]:
            if name not in inside | self.sure and (
                self._heads[name] == 1 or not has("cluster_word", name, self.language)
            ):  # one capitalised word at the head of a sentence may be no name at all
                del self.new[name]
        for name in list(self.new):  # "The sea cluster Fjordteknologi", and Fjordteknologi by itself
            head, _, rest = name.partition(" ")
            if rest in self.new and re.search(r"(?:klyngen|klynga|Cluster)$", head):
                del self.new[name]


@cache
def strong_pattern(known: Known) -> re.Pattern[str]:
    """Return the pattern of the known names that are no abbreviation."""
    return mentions.known_names(name for name, _ in known.ids if name in known.strong)


def _present(lines: list[str], hot: list[int], known: Known) -> set[str]:
    """The ids of the clusters that the article calls by a full name."""
    ids = dict(known.ids)
    found = (name for i in hot for name in strong_pattern(known).findall(lines[i - 1]))
    return {ids[bare(name, ids)] for name in found}


def bare(name: str, identity: Collection[str]) -> str:
    """Return the name as it is known, without a level in front of it that is no part of it."""
    return name if name in identity else re.sub(r"^(?:NCE|GCE|Arena Pro|Arena|ARENA) ", "", name)


def is_name(name: str, language: str) -> bool:
    """Tell whether a text can be the name of a cluster."""
    return (
        2 < len(name) <= LONGEST_NAME
        and name[0] not in "=+@-0123456789"
        and not name.isdigit()
        and len(name.split()) <= 7
        and not lexicon.words("generic_name", language).fullmatch(name)
        and not lexicon.words("name_lead", language).fullmatch(name)
        and not lexicon.words("generic_name", language).fullmatch(
            lexicon.words("name_lead", language).sub("", name, 1).strip()
        )
        and not re.search(
            r"^(?:of|av) |^[NG]CE \d|(?:Arena|ARENA|NCE|GCE|Pro)(?:-\w|status|klyng|program|prosjekt|tildel)",
            name,
        )
        and not has("not_name", name, language)
        and not lexicon.words("place", language).fullmatch(re.sub("['’]s$", "", name))
    )


def _may_be(name: str, before: str, after: str, at_head: bool, language: str) -> bool:
    """Whether a run of capitalised words in a sentence that gives a level may be the name of a cluster that gets it."""
    told = before.rstrip(" ,:")
    is_role = lexicon.ending("person_before", language).search(told) and not re.search(r"\b(?:av|by)$", told)
    if is_person(name, language) or is_role or before.endswith("("):
        return False
    if lexicon.beginning("person_after", language).match(after):
        return False
    if re.search(
        rf"\b(?:i|på|ved|in|fra|frå|from|near|nær|hos{'|at' * (language == 'en')}) (?:the )?$", before
    ):
        return False
    if " " in name:
        return True
    is_word = len(name) > SHORTEST and not re.search(r"[-–]|^[A-ZÆØÅ]+$", name)
    subject = lexicon.beginning("gets_level", language).match(after)
    is_common = lexicon.words("common_head", language).fullmatch(name)
    return bool(is_word and (not at_head or (subject and not is_common)))


def proposed(text: str, chunk: re.Match[str], levelled: bool, language: str) -> tuple[str, bool | None]:
    """Return the name of a cluster that a run of capitalised words is, or nothing; and whether nothing but the head
    of the sentence makes it one, None where it is but a guess."""
    name, start = name_runs.without_lead(chunk[0], chunk.start(), language)
    words = name.split()
    if not words or mentions.LEVEL.fullmatch(name) or FROM_TO.search(text[:start]):
        return "", False
    if PERSON.match(name) and lexicon.words("given_name", language).match(name) and is_person(name, language):
        return "", False
    at_head = start < 12 and text[:start].strip(' –—-«“"•*') == ""
    at_head = at_head or text[:start].endswith((", mens ", ", medan ", " while ", ", men "))
    figure = re.search(r"(?: \d[\d.,]*)+$", name)  # "Energy Shore Cluster 950 000 kroner"
    if figure and (figure[0].count(" ") > 1 or OF_A_FIGURE.match(text[start + len(name) :])):
        name = name[: figure.start()]
    end = start + len(name)
    before, after = text[max(0, start - 60) : start], ADVERB.sub("", text[end : end + 140])
    if is_person(name, language) and lexicon.ending("person_before", language).search(before.rstrip(" ,:")):
        return "", False
    is_place = re.search(
        r"[A-ZÆØÅ][\w-]*[»”\"]? (?:i|på|in|at|fra|frå|from) $", before
    )  # "Cod Cluster i Tromsø"
    in_place = re.search(rf"\b(?:i|på|in|fra|frå|from|ved{'|at' * (language == 'en')}) $", before)
    if own := OWN_LEVEL.match(name):
        rest = name[own.end() :]
        is_own = not re.match(r"(?:Pro|Status|Clusters?|Programme|Project)\b", rest)
        dashed = name_runs.DASHED.match(after)
        tail = dashed[0] if dashed and not re.search(r"\d{4}", dashed[0]) else ""  # "… – Annual Report 2021"
        return (name + tail, False) if is_own else ("", False)
    if (
        at_head
        and text[:1] in "•*-–o"
        and re.match(r"(?:, [A-ZÆØÅ]\w+)?: .{0,40}(?:kr|NOK|kroner|mill)", after)
    ):
        return name, False
    partner = re.match(rf"^{IN_PLACE}(?:,| og| and| samt)(?: klyngen)? {mentions.CAPITAL}", after)
    gets = lexicon.beginning("gets", language).match(re.sub(rf"^{IN_PLACE}", "", after))
    is_firm = re.match(r" (?:ASA?|SA|BA)\b", after)
    if has("cluster_word", name, language):
        return name, not is_firm and not _is_told(after, len(words)) and at_head and not (
            levelled and bool(partner or gets)
        )
    if (
        lexicon.ending("called", language).search(before)
        or (not in_place and _apart(language).match(after))
        or (not is_place and name_runs.WHICH_LEVEL.match(re.sub(rf"^{IN_PLACE}", "", after)))
        or (not in_place and _is_told(after, len(words)))
    ):
        return name, False
    if not levelled or not _gets_level(name, before, after, at_head, bool(partner), bool(gets), language):
        is_guess = (levelled or mentions.LEVEL.search(text)) and _may_be(
            name, before, after, at_head, language
        )
        return (name, None) if is_guess and not is_firm else ("", False)
    sure = partner or (re.match(rf"^{IN_PLACE} ", after) and re.match(IN_PLACE, after)[0])  # type: ignore[index]
    if is_lone_subject(name, after, at_head and not sure, language):
        return name, None
    return name, at_head and not sure


def _is_longer(text: str, chunk: re.Match[str], taken: list[tuple[int, int]], language: str) -> bool:
    """Whether a run is a name of its own though one word of it is a known name: "the Maritime Robotics Hub"."""
    name, _ = name_runs.without_lead(chunk[0], chunk.start(), language)
    inner = [text[a:b] for a, b in taken]
    is_one_word = len(inner) == 1 and " " not in inner[0]
    return is_one_word and len(name.split()) > 2 and has("cluster_word", name.split()[-1], language)


@cache
def _apart(language: str) -> re.Pattern[str]:
    """What tells a level behind more words in commas: ", formed by five mills, enters directly as an Arena cluster"."""
    return re.compile(
        rf"^{IN_PLACE}, [^.;,]{{2,90}}, (?:{lexicon.alternatives('gets_level', language)})(?!\w)[^.;,]{{0,60}}?{mentions.LEVEL.pattern}",
        re.IGNORECASE,
    )


def _is_told(after: str, words: int) -> bool:
    """Whether the text behind a name says that it is a cluster."""
    return bool(
        re.match(
            r" (?:har|teller|tel|samler|samlar|has|counts|gathers) (?:\w+ ){0,3}\d+ (?:medlem\w+|member\w*)",
            after,
        )
        or re.match(
            rf"^{IN_PLACE}, (?:(?:en|ei|ein|et|eit|an?|the|som|which) (?:\w+ ){{0,3}})?(?:klyng(?:e|en|a|je|ja)|nettverk(?:et)?|cluster|network)\b",
            after,
        )
        or re.match(
            r" (?:er|is|var) (?:(?:den|en|én|ei|ein|the|an?|vår|our) (?:\w+ ){0,2})?(?:klynge|klyngen|klynga|cluster)\b",
            after,
        )
        or re.match(
            r" [–—-] (?:A|An|The|En|Ei|Et|Eit) [^.]{0,60}\b(?:cluster|\w*klynge|\w*nettverk|network)\b", after
        )
        or (words > 1 and re.match(r" (?:har |hadde |had )?(?:søkt|søkte|applied) (?:om|for)", after))
    )


def is_lone_subject(name: str, after: str, at_head: bool, language: str) -> bool:
    """Tell whether one capitalised word at the head of a sentence is who gets a level, so that it may be a name."""
    gets = lexicon.beginning("gets_level", language).match(after) and mentions.LEVEL.search(after[:NEAR_HEAD])
    is_common = lexicon.words("common_head", language).fullmatch(name)
    return bool(at_head and " " not in name and gets and not is_common)


def _gets_level(
    name: str, before: str, after: str, at_head: bool, partner: bool, gets: bool, language: str
) -> bool:
    """Whether a name in a sentence that gives somebody a level is the cluster's that gets it."""
    if lexicon.ending("person_before", language).search(before.rstrip(" ,:")):
        return False
    if lexicon.beginning("person_after", language).match(after):
        return False
    takes = lexicon.beginning("gets_level", language).match(re.sub(rf"^{IN_PLACE}", "", after))
    verb = re.search(r"\b(?:er|ble|blei|vart|blir|vert|is|was|are|were|får|fikk|fekk) $", before)
    is_given = verb and has("event", after.split(", ")[0], language)
    takes_level = bool(mentions.LEVEL.search(after) and (takes or is_given))
    if at_head and (partner or gets):
        return bool(partner or takes_level or not is_person(name, language))
    if re.search(
        rf"\b(?:i|på|fra|frå|ved|av|in{'|at' * (language == 'en')}|from|by|hos|of|for|with|med|om|under|until|till|since|after|before|siden|sidan|etter|før) $",
        before,
    ) and not re.search(r"(?:gratulerer|status) med $", before):
        return False
    beside = re.match(rf"^{IN_PLACE}(?:,| og| and| samt) ({mentions.CHUNK.pattern})", after)
    if partner and beside and has("cluster_word", beside[1], language):
        return bool(lexicon.ending("name_list", language).search(before)) or gets
    if is_person(name, language) and not takes_level:
        return (gets and bool(re.search(r"[«“\"]$|, $| og $| and $", before))) or (at_head and partner)
    is_listed = re.search(r"[A-ZÆØÅ][\w-]*[»\"]?(?:,| og| and| samt) $", before)
    is_linked = lexicon.ending("name_list", language).search(before) and not re.search(
        r"(?:,| og| and| samt) $", before
    )
    return gets or bool(is_listed or is_linked)
