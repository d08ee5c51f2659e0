"""An article -> what all rules share: its sentences with what they mention, lists under headings, who gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from nicdata.draft import givers, lexicon, mentions, names, when
from nicdata.draft.candidates import Candidate, asked, find, with_told_nouns
from nicdata.draft.lexicon import has
from nicdata.draft.list_names import BULLET, CELLS
from nicdata.draft.lists import Section, dashed, row_level, sections_of
from nicdata.draft.mentions import Mention
from nicdata.draft.names import HOME, Known, Names, bare

CROWDED = 12  # sums or levels in one sentence; with more it is none that a writer wrote
NEAR = 4000  # characters around a sentence that can tell what it is about: no rule reads an endless paragraph again
NEAR_LEVEL = 2  # paragraphs from a sentence that gives a level to one that names who got it
WE = re.compile(r"\b(?:vi|oss|(?<!\bi )vår[te]?|we|us|our)\b", re.IGNORECASE)
OFTEN = 4  # paragraphs that say "we", or speak of the programme
NUMBER = re.compile(r"\d")
WORD_GAP = re.compile(r"[\s,.;:()–-]+")
STADIUM = re.compile(r"(?<=\w )[A-ZÆØÅ][a-zæøå]+ $")  # "Telenor Arena" is none of the levels
OTHER_ARENA = re.compile(r"-?(?:satsing|nettverk|miljø|dag|konferanse)")
CLAUSE = re.compile(
    r"; | (?:og|and) (?=(?:rose|moved|became|was promoted|was lifted|ble|blei|vart|rykka|rykket|gikk|gjekk|fikk|fekk|i (?:19|20)\d\d|in (?:19|20)\d\d|er nå|er no|er i dag|is now|is today)\b)|,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and) (?=[^,]{0,40}\b(?:får|fikk|fekk|blir|ble|vart|gets?|receive\w*|becomes?|became|moved|rose|gikk|gjekk|rykket|was|were|is|are|har|has|have|kunne|could)\b)|, (?:hvorav|derav|of which)"
)
LISTS = re.compile(r": [A-ZÆØÅ]|\b(?:er|are|finner vi|finn vi) [A-ZÆØÅ][^.]*(?:,| og | and )")
WHILE = re.compile(
    r"(?:Mens|Medan|While|Whereas) [^,]{3,90}(?=, )"
)  # what ends before the sentence's own verb
SAME_LEVEL = re.compile(
    r"(?:samme|same|tilsvarende|tilsvarande) (?:status\w*|nivå\w*|level|tittel\w*|title)\b"
)  # as the level before
# What names a cluster in the sentence before it.
IT_IS_A_CLUSTER = re.compile(
    r"(?:Klyngen|Klynga|Klyngja|The cluster)(?! program) |(?:Den|Ho|It) (?:er|is) (?:en |ei |ein |an? )?(?:\w+ )?(?:Arena|NCE|GCE|klynge|cluster)"
    r"|(?:Nå|No|Now|I dag|Today) (?:har|er|has|is|ble|blei|vart) (?:den|det|ho|it|samarbeidet|prosjektet) [^.:]{0,40}(?:Arena|NCE|GCE)"
)
JOINT = re.compile(r", (?:og |and )?$| (?:og|and) $")
OWN_VERB = re.compile(
    r"(?:, [^,]{2,60},)? (?:er|har|får|fikk|fekk|blir|ble|blei|vart|var|går|gikk|gjekk|rykk\w+|løft\w+|is|has|was|gets?|got|becomes?|became|remains?|moves?|keeps?|beheld|beholder)\b"
)
# What a paragraph must hold to be read at all: plain text is found many times faster than a pattern.
EVERYWHERE = "rogram|luster|CE|Arena| node|Node|NOK|mill|mrd|kron| kr |of Expertise|ature cl|arena"
NORWEGIAN = "lyng|odne|Moden|søk|Søk|ndidat|skisse|prosent|kontrollgrupp|edlem|artner|artnar|onsort|edrift|nstitusjon|irksomhet|erksemd|ppgitt|ppgis|ønnsom|roduktiv|avslag|fikk ja|fekk ja|slapp|tatt inn|tatt opp|teke |tekne "
ENGLISH = "lyngen|pplica|pplied|andidate|sketch|ercent|er cent|control g|ember|artner|onsort|ature st|penses|ompan|nstitution|usiness|reported|rofitab|roductiv|turned down|got in|admitted|rejected"
TRIGGERS = {
    "nb": (*EVERYWHERE.split("|"), *NORWEGIAN.split("|")),
    "en": (*EVERYWHERE.split("|"), *ENGLISH.split("|")),
}
# What a sentence may hold besides to be of use: of gaps, of institutions that take part.
TOO = "ignifi|ammenlign|amanlikn|ompar|niversit|SINTEF|NTNU|orskning|ktør|ksport|xport|mset|sselset|erdiska|alue|urnover|mployment|ages|derimot|midlertid|owever|ontrast|other hand|tatisti|ilfeldig|chance".split(
    "|"
)


class Sentence(NamedTuple):
    """A sentence, and what it mentions: clusters, levels, figures."""

    paragraph: int
    start: int
    text: str
    clusters: list[Mention]
    levels: list[Mention]
    figures: list[Candidate]


class Reading(NamedTuple):
    """What the rules share of one article: language, year (0 where it is not known), scheme, paragraphs that
    may hold something (number -> its sentences), the sections under level headings, for each paragraph the cluster
    that was named last before it, and the one that the article is about, if it is about one ("we", "the cluster"); and the
    names that nothing but a level in their sentence makes a cluster's."""

    language: str
    year: int
    date: str
    scheme: str
    county: str
    lines: list[str]
    sentences: dict[int, list[Sentence]]
    sections: list[Section]
    focus: dict[int, tuple[Mention, int]]
    stage: str
    title: int
    home: tuple[Mention, int] | None
    guessed: frozenset[str]
    is_programme: bool  # about the programme: about no cluster, or speaks of the programme often

    def has(self, name: str, text: str) -> bool:
        """Tell whether a text holds a word of a class of the lexicon."""
        return has(name, text, self.language)

    def near(self, sentence: Sentence) -> str:
        """Return the paragraph of a sentence; of an endless one what is within `NEAR` of it."""
        line = self.lines[sentence.paragraph - 1]
        return (
            line
            if len(line) <= NEAR
            else line[max(0, sentence.start - NEAR // 2) : sentence.start + NEAR // 2]
        )

    def before(self, sentence: Sentence) -> str:
        """Return the same, up to the sentence."""
        return self.lines[sentence.paragraph - 1][max(0, sentence.start - NEAR) : sentence.start]

    def above(self, paragraph: int) -> list[str]:
        """Return the four paragraphs above one, the nearest first."""
        return [line[:NEAR] for line in reversed(self.lines[max(0, paragraph - 5) : paragraph - 1])]

    def time(self, text: str, told: str = "") -> str:
        """Return the time that a clause names; empty where it names none, or the article's own year."""
        return when.of_clause(text, self.language, self.year, told)


def may_hold_facts(line: str, language: str, first_words: frozenset[str]) -> bool:
    """Tell whether a paragraph or sentence is worth reading: holds a trigger, or a word that begins a name."""
    for word in TRIGGERS["en" if language == "en" else "nb"]:
        if word in line:
            return True
    return line.isupper() or not first_words.isdisjoint(line.split())


@cache
def first_words(known: Known) -> frozenset[str]:
    """Return the words that begin the names of which no trigger is a part."""
    return frozenset(
        name.split()[0]
        for name, _ in known.ids
        if name in known.strong and not any(word in name for word in EVERYWHERE.split("|"))
    )


def read(
    article_id: str, lines: list[str], hot: list[int], language: str, date: str, known: Known, title: int
) -> tuple[Reading, dict[str, str]]:
    """Return what the rules share, and the id of every name, known or new. `hot` are the paragraphs that may hold
    facts; the year is that of the date, else the one in the article's id."""
    in_id = re.search(r"(?:19|20)\d\d(?!\d)", article_id)
    year = int(date[:4]) if date else int(in_id[0]) if in_id else 0
    below = (i + 1 for i in hot if i < len(lines))
    hot = sorted({*hot, *(i for i in below if introduces(lines, i) or asked(lines[i - 2], language))})
    begins = first_words(known)
    split = {
        i: [
            (start, text, may_hold_facts(text, language, begins))
            for start, text in mentions.sentences(lines[i - 1])
        ]
        for i in hot
    }
    split = {i: _with_followers(texts, language) for i, texts in split.items()}
    found = Names(known, lines, hot, language)
    sections = sections_of(lines, hot, found)
    _take_up(lines, split, found, language)
    identity = found.identity
    sections = [
        s._replace(
            items=[
                (i, m._replace(value=own))
                for i, m in s.items
                if (own := identity.get(bare(m.text, identity)))
            ]
        )
        for s in sections  # without a name that was dropped as a doubtful one
    ]
    hot = _with_short_names(lines, hot, known, identity, {*found.present, *found.new.values()})
    listed = {i for section in sections for i, _ in section.items}
    sentences, focus = _sentences(lines, sorted({*hot, *listed}), split, identity, found.tagger(), language)
    scheme, county = givers.of_article(lines, hot, article_id, language)
    stage = "main" if scheme != "nic" and any("hovedprosjekt" in lines[i - 1] for i in hot) else ""
    home = _home(sentences, title, lines)
    named = sum(has("programme", lines[i - 1], language) for i in sentences)
    return Reading(
        language,
        year,
        date,
        scheme,
        county,
        lines,
        sentences,
        sections,
        focus,
        stage,
        title,
        home,
        frozenset(found.guessed - found.sure),
        named >= OFTEN or (named > 0 and not home),
    ), identity


def _with_followers(texts: list[tuple[int, str, bool]], language: str) -> list[tuple[int, str, bool]]:
    """The sentences of a paragraph, those too that go on with what the sentence before says of a level."""
    return [(start, text, is_hot or goes_on(text, language)) for start, text, is_hot in texts]


def introduces(lines: list[str], i: int) -> bool:
    """Tell whether the line above a paragraph names a level and introduces what follows."""
    above = lines[i - 2] if i > 1 else ""
    return above.endswith(":") and mentions.LEVEL.search(above) is not None


def goes_on(text: str, language: str) -> bool:
    """Tell whether a sentence names who was counted before, or who did the same."""
    return bool(
        lexicon.beginning("these_are", language).match(text)
        or has("same_step", text, language)
        or has("among_them", text, language)
    )


def _take_up(
    lines: list[str], split: dict[int, list[tuple[int, str, bool]]], found: Names, language: str
) -> None:
    """Take up the names in the rows of tables and in the sentences."""
    for i in split:
        if row_level(lines[i - 1]):
            found.add(BULLET.sub("", CELLS.split(lines[i - 1])[0]).strip())
        elif row := dashed(lines[i - 1]):
            found.add(row[0])
    known = found.tagger()
    since = NEAR_LEVEL + 1  # paragraphs since a sentence that gives a level
    for i, texts in split.items():
        texts = texts[1:] if dashed(lines[i - 1]) else texts
        for (_, text, _), (_, behind, _) in pairwise(texts):
            if not known.match(text) and IT_IS_A_CLUSTER.match(behind):
                found.add_told(text, known)
        since += 1
        before = since <= NEAR_LEVEL
        introduced = introduces(lines, i)
        for start, text, is_hot in texts:
            levelled = False
            is_list = introduced and start == 0
            if is_hot or is_list:
                verbs = ("event", "weak_event", "promotion", "new", "admitted")
                is_said = LISTS.search(text) or any(has(name, text, language) for name in verbs)
                levelled = bool(is_said and mentions.LEVEL.search(text))
                found.add_from(text, known, levelled or (before and goes_on(text, language)), is_list)
            since = 0 if levelled else since
            before = since <= NEAR_LEVEL
    found.add_short_forms([lines[i - 1] for i in split])
    found.drop_doubtful({word for i in split for word in names.INSIDE.findall(lines[i - 1])})


def _with_short_names(
    lines: list[str], hot: list[int], known: Known, identity: dict[str, str], named: Collection[str]
) -> list[int]:
    """The paragraphs to read, those too that hold only the short name of a cluster named elsewhere."""
    begins = frozenset(
        name.split()[0] for name, own in identity.items() if name not in known.strong and own in named
    )
    if not begins:
        return hot
    also = (i for i, line in enumerate(lines, 1) if not begins.isdisjoint(WORD_GAP.split(line)))
    return sorted({*hot, *also})


def _sentences(
    lines: list[str],
    places: list[int],
    split: dict[int, list[tuple[int, str, bool]]],
    identity: dict[str, str],
    tagger: mentions.Tagger,
    language: str,
) -> tuple[dict[int, list[Sentence]], dict[int, tuple[Mention, int]]]:
    """The sentences of these paragraphs with what they mention; and for each paragraph the cluster that was
    named last before it, with where."""
    sentences: dict[int, list[Sentence]] = {}
    focus: dict[int, tuple[Mention, int]] = {}
    last: tuple[Mention, int] | None = None
    name_words = frozenset(name.split()[0] for name in identity)
    for i in places:
        if last:
            focus[i] = last
        sentences[i] = []
        noun = asked(lines[i - 2], language) if i > 1 else ""
        for start, text, is_hot in split.get(i) or [(*own, True) for own in mentions.sentences(lines[i - 1])]:
            figures = with_told_nouns(text, list(find(text, language)), noun, language)
            noun = next((f.noun for f in reversed(figures) if f.kind == "count"), noun)
            named = is_hot or not name_words.isdisjoint(WORD_GAP.split(text))
            if not (named or figures or any(word in text for word in TOO)):
                continue
            clusters = [
                Mention(m.start(), m.end(), m[0], own)
                for m in (tagger.finditer(text) if named else ())
                if (own := identity.get(bare(m[0], identity))) and not _is_none(m, language)
            ]
            levels = _levels(text, clusters) if is_hot else []
            figures = [f for f in figures if not any(c.start <= f.start < c.end for c in clusters)]
            sentences[i].append(Sentence(i, start, text, clusters, levels, figures))
            if clusters:
                last = (subject(text, clusters, language), i)
    return sentences, focus


def _is_none(name: re.Match[str], language: str) -> bool:
    """Whether a name means no cluster of its own: a place, as in "the cluster at Raufoss", or an earlier name."""
    if re.search(r"\((?:tidligere|tidlegare|før|formerly|previously) $", name.string[: name.start()]):
        return True
    is_in = re.search(
        r"\b(?:i|på|in|at|fra|frå|from|of) $", name.string[max(0, name.start() - 6) : name.start()]
    )
    return bool(is_in and lexicon.words("place", language).fullmatch(name[0]))


def _home(sentences: dict[int, list[Sentence]], title: int, lines: list[str]) -> tuple[Mention, int] | None:
    """The cluster that the article is about, where it is about one, and the paragraph that names it first: the one of
    the title, or the one that is named in more sentences than all others."""
    of_title = {c.value: c for s in sentences.get(title, []) for c in s.clusters}
    named = [(c.value, c, i) for i, own in sentences.items() for s in own for c in s.clusters]
    counted = Counter(value for value, _, _ in named)
    if len(of_title) == 1:
        return of_title.popitem()[1], title
    if not counted:
        return None
    (most, times), *others = counted.most_common()
    # What "we" write of ourselves names us first.
    is_ours = sum(bool(WE.search(line)) for line in lines) >= OFTEN
    is_first = named[0][0] == most and times + is_ours > max((count for _, count in others), default=0)
    if times <= sum(count for _, count in others) and not is_first:
        return None
    return next((c, i) for value, c, i in named if value == most)


def subject(text: str, clusters: list[Mention], language: str) -> Mention:
    """Return the cluster that a sentence is about: the first that does not stand beside another one."""
    aside = lexicon.ending("aside_name", language)
    last = -1  # where the list of names ends that stand beside the one that is told of
    for cluster in clusters:
        joined = last >= 0 and re.fullmatch(r"(?:,| og| and| samt) ", text[last : cluster.start])
        if not joined and not aside.search(text[max(0, cluster.start - 40) : cluster.start]):
            return cluster
        last = cluster.end
    return clusters[0]


def _levels(text: str, clusters: list[Mention]) -> list[Mention]:
    """The levels that a sentence mentions: none in a cluster's name, no hall, no "NCE-miljø"."""
    same = [
        Mention(m.start(), m.end(), m[0], before[-1].value)
        for m in SAME_LEVEL.finditer(text)
        if (before := [level for level in mentions.levels(text) if level.end <= m.start()])
    ]
    return [
        level
        for level in sorted([*mentions.levels(text), *same])
        if not any(c.start <= level.start < c.end for c in clusters)
        and (
            not STADIUM.search(text[: level.start])
            or text[level.end : level.end + 1] == "-"
            or any(c.end + 1 == level.start for c in clusters)
        )
        and not OTHER_ARENA.match(text[level.end :])
    ]


def list_time(section: Section, reading: Reading) -> str:
    """Return the time that a list holds for, where its heading or its introduction names another year."""
    lines = (reading.lines[place - 1] for place in (section.paragraph, section.intro))
    return next((time for line in lines if len(line) < 120 and (time := reading.time(line))), "")


def homes(found: Collection[str], reading: Reading) -> dict[str, str]:
    """Return the place that the article gives each of these clusters right behind its name."""
    places: dict[str, str] = {}
    for sentence in (sentence for sentences in reading.sentences.values() for sentence in sentences):
        for cluster in sentence.clusters:
            if cluster.text in found and cluster.text not in places:
                place = HOME.match(sentence.text, cluster.end)
                if place and not reading.has("not_name", place[1]):
                    places[cluster.text] = place[1]
    return places


def clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where each part of a sentence with its own verb begins and ends."""
    stops = [m.span() for m in CLAUSE.finditer(sentence.text)] + list(_own_verbs(sentence))
    if first := WHILE.match(sentence.text):
        stops.append((first.end(), first.end() + 2))
    start = 0
    for begin, end in [*sorted(stops), (len(sentence.text), 0)]:
        if begin >= start:
            yield start, begin
            start = end


def _own_verbs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a clause ends before a name with its own verb, after another that has its level: "A er Arena, B har NCE"."""
    for name in sentence.clusters:
        joint = JOINT.search(sentence.text[: name.start])
        is_list = joint and any(c.end == joint.start() for c in sentence.clusters)
        if joint and not is_list and OWN_VERB.match(sentence.text[name.end :]):
            levels = [level for level in sentence.levels if level.end <= joint.start()]
            if levels and any(c.end <= levels[-1].start for c in sentence.clusters):
                yield joint.start(), joint.end()
