"""An article -> what all rules share: its sentences with what they mention, names of clusters, lists under headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from nicdata.draft import mentions
from nicdata.draft.header import MONTH
from nicdata.draft.mentions import YEAR, Mention
from nicdata.sheets import printed
from nicdata.text import slug

CROWDED = 12  # sums or levels in one sentence; with more it is none that a writer wrote
MOST_NEW = 500  # new clusters in one article; a text that names more is none
LONGEST_ROW = 500  # characters of a table's row
NEAR = 4000  # characters around a sentence that can tell what it is about: no rule reads an endless paragraph again


class Known(NamedTuple):
    """The clusters that are known: their ids by all their names, the names that are no abbreviation, and those
    that a decision declares."""

    ids: tuple[tuple[str, str], ...]
    strong: frozenset[str]
    declared: frozenset[str]


class Sentence(NamedTuple):
    """A sentence, what it mentions, and whether it holds a number at all."""

    paragraph: int
    start: int
    text: str
    clusters: list[Mention]
    levels: list[Mention]
    numbered: bool


class Reading(NamedTuple):
    """What the rules share of one article: language, year (0 where it is not known), scheme, paragraphs that
    may hold something (number -> its sentences), the sections under level headings."""

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
    main: tuple[Mention, int] | None

    def near(self, sentence: Sentence) -> str:
        """The paragraph of a sentence; of an endless one what is within `NEAR` of it."""
        line = self.lines[sentence.paragraph - 1]
        return (
            line
            if len(line) <= NEAR
            else line[max(0, sentence.start - NEAR // 2) : sentence.start + NEAR // 2]
        )

    def before(self, sentence: Sentence) -> str:
        """The same, up to the sentence."""
        return self.lines[sentence.paragraph - 1][max(0, sentence.start - NEAR) : sentence.start]

    def above(self, paragraph: int) -> Iterator[str]:
        """The four paragraphs above one, the nearest first."""
        return (line[:NEAR] for line in reversed(self.lines[max(0, paragraph - 5) : paragraph - 1]))


class Section(NamedTuple):
    """A heading that names a level, and the paragraphs in its list, each with the cluster it begins with."""

    paragraph: int
    level: str
    items: list[tuple[int, Mention]]
    intro: int


Split = dict[int, list[tuple[int, str, bool]]]  # paragraph -> its sentences: start, text, may hold facts

# What a paragraph must hold to be read at all: plain text is found many times faster than a pattern, so
# paragraphs with nothing in them cost next to nothing.
EVERYWHERE = "rogram|luster|CE|Arena| node|Node|NOK|mill|mrd|kron| kr |of Expertise|ature cl"
NORWEGIAN = "lyng|odne|Moden|søk|Søk|ndidat|skisse|prosentpoeng|kontrollgrupp|edlem|artner|artnar|onsort"
TRIGGERS = {
    "nb": (*EVERYWHERE.split("|"), *NORWEGIAN.split("|")),
    "nn": (*EVERYWHERE.split("|"), *NORWEGIAN.split("|")),
    "en": (
        *EVERYWHERE.split("|"),
        *"lyngen|pplica|pplied|andidate|sketch|percentage p|control g|ember|artner|onsort|ature st|penses".split(
            "|"
        ),
    ),
}


# What a sentence may hold besides to be of use: of gaps, of institutions that take part.
TOO = ("ignifi", "ammenlign", "amanlikn", "ompar", "niversit", "SINTEF", "NTNU", "orskning")


def may_hold_facts(line: str, language: str, first_words: frozenset[str]) -> bool:
    """Whether a paragraph or sentence is worth reading: holds a trigger, or a word that begins a name."""
    for word in TRIGGERS[language]:
        if word in line:
            return True
    return line.isupper() or not first_words.isdisjoint(line.split())


@cache
def first_words(names: Known) -> frozenset[str]:
    """The words that begin the names of which no trigger is a part."""
    return frozenset(
        name.split()[0]
        for name, _ in names.ids
        if name in names.strong and not any(word in name for word in EVERYWHERE.split("|"))
    )


def pattern_of(pattern: str) -> re.Pattern[str]:
    """A pattern that begins where a word does, in small letters or large."""
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


BULLET = re.compile(r"^(?:[•*·▪■●–—-]|o(?= )|\d{1,2}[.)]|[a-z]\)) ?")
HEADING_WORDS = re.compile(
    r"(?i:nye?|new|er|are|ble|nettverk|de|dei|the|klyng\w*|cluster\w*|prosjekt\w*|projects?|status\w*|nivå\w*|levels?|og|and|som|fikk|fekk|får|opptatt|tatt|opp|til|to|i|in|i år|this|year|admitted|awarded|hub|programme|programmet|"
    r"norwegian|global|cent\w+|of|expertise|www\S+|https?\S+|nce|gce|stk|støtte|support|på|at|for)|\d+|\W+"
)
NEW = pattern_of(
    r"\bny(?:e|tt)?\b|\bnew(?:ly)?\b|tatt opp|tatt inn|tek(?:ne|e|en) (?:opp|inn)|opptak|utnevn|utnemn|tildel|\bvinn|får (?:nå |no )?(?:\w+-)?status|admitted|awarded|selected"
)
SERVED = pattern_of(r"tjenest|tenest|\bservice|\bserved|betjen")
LEADING = re.compile(
    r"^(?:(?:Klynge[nr]?|Klynga|Klyngja|Klyngene|Næringsklynge[nr]?|Næringsklynga|Klyngeprosjektet|Nettverket|The|Cluster|Clusters|Både|Også|Og|Men|Da|Nå|No|I|På|Fra|Frå|Til|Av|Med|For|Ved|Hos|Blant|Sammen|Saman|Mens|Medan|Når|Om|Vi|Det|De|Dei|Den|Denne|Dette|Her"
    r"|In|At|With|Among|Both|Also|And|But|From|To|Of|By|When|While|We|It|This|These|As|After|Etter|Før|Before|En|Ei|Et|Ein|Eit|An|A|Er|Som|Dermed|Samtidig|Samstundes|Two|Three|Four|Five|Tre|Fire|Fem|Ny|Nye|New|Status|(?:Arena|ARENA|NCE|GCE|Pro)-(?:klyng\w+|nettverk\w*)|Arena Pro-klyng\w+|Gratulerer|Congratulations|Tolv|Elleve|Hausten|Høsten|Våren|Sommeren|Sommaren|Vinteren|Autumn|Spring|Summer|Winter|Der|Slik|Så|Man|Alle|Hver|Hele|Året|There|All|Each|Every|One|Over|Under|Mot|Mange|Many|Most|Begge|Flere|Several|Siden|Sidan|Since|Now|Today|Last|Next|Regjeringen|Regjeringa)"
    r"(?:-\w+)?(?: |$))+"
)
PERSON = re.compile(r"^[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøå]+)?){1,2}$")
BEFORE_NAME = re.compile(
    r"(?:klyng(?:en|a|ja|eprosjektet)|nettverket|\bnykom\w+|newcomer|\b(?:er|går|gikk|får|fikk|fekk|blir|ble|blei|vart|tildeles) |klyngene|klyngjene|clusters?|network|til|to|gratulerer|gratulerar|congratulates?|velkommen til|, |og |and |: |samt |både |both )[«“\" ]*$",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    r"^[»”\"]?(?: (?:i|på|in|from|frå|fra) [A-ZÆØÅ]\w+)?,? (?:(?:nå|no|now|i dag|today|også|òg|also|som|which|that|who) )*(?:får|fikk|fekk|har|blir|ble|blei|vart|vert|er|rykk\w+|tas|går|gikk|gjekk|gets?|got|becom\w+|became|is|was|has|moves?|moved|receiv\w+|joins?|enters?|kan|kom|kommer|kjem|slipper|slepp|klatr\w+|advanc\w+|teller|tel|counts)\b"
)
# What a list item says of the cluster it begins with: "Havklyngen får 2,1 millioner", "Tindetek 2 mill."
SAID_OF = re.compile(
    r" (?:får|fikk|fekk|har|gets?|got|receives?|received|has|er|is|are|was|blir|ble|blei|vart|vert|becomes?|became|mottar|mottok|mottek|tildeles|tildelt|søker|søkte|joins?|joined) | (?:(?:kr\.?|NOK|MNOK) )?\d[\d .,]*(?:mill|mrd|kr|NOK|MNOK|tusen)|(?<=\d)[.,]\d"
)
CALLED = r"\b(?:[Kk]lyng(?:en|a|ja)|[Kk]lyngj?eprosjektet|[Nn]ettverket|[Tt]he (?:cluster|network)) [«“\"]?"
APPOSED = re.compile(rf"{CALLED}(?=[A-ZÆØÅ])")  # "Klyngen Tindetek"
CALLED_BEFORE = re.compile(rf"{CALLED}$")
BY_NAME = re.compile(rf"{CALLED}(?:(?<=[«“\"])|(?=[A-ZÆØÅ]))")
ABBREVIATION = re.compile(r"^ ?\(([A-ZÆØÅ][A-ZÆØÅa-z&!]{1,7})\)")
LIST_GAP = re.compile(
    r"^(?:s)?(?: (?:i|på|fra|frå|in|from|at|of) [A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)?)?(?: ?\([^)]{0,60}\))?[»”\"]? ?(?:,|;|og|and|&|samt|/|, og|, and|as well as) ?(?:klyng(?:en|a) |the |nykom\w+ |the newcomer )?[«“\"]?$"
)

STADIUM = re.compile(r"(?<=\w )[A-ZÆØÅ][a-zæøå]+ $")  # "Telenor Arena" is none of the levels
INSIDE = re.compile(r"(?<=[\w,;)] )([A-ZÆØÅ][\w-]+)")  # a capitalised word that begins no sentence
DIGIT = re.compile(r"\d")
WORD_GAP = re.compile(r"[\s,.;:()–-]+")
CELLS = re.compile(r" ?[|\t] ?")
HOME = re.compile(r"s? (?:i|på|fra|frå|in|from|based in) ([A-ZÆØÅ][\wæøå-]+(?: i [A-ZÆØÅ]\w+)?)")
CLAUSE = re.compile(
    r"; | (?:og|and) (?=(?:rose|moved|became|was promoted|was lifted|ble|blei|vart|rykka|rykket|gikk|gjekk|fikk|fekk|i (?:19|20)\d\d|in (?:19|20)\d\d)\b)|,? (?:mens|medan|while|whereas|men|but)\b |, (?:og|and) (?=[^,]{0,40}\b(?:får|fikk|fekk|blir|ble|vart|gets?|receive\w*|becomes?|became|was|were|is|are|har|has|have)\b)|, (?:hvorav|derav|of which)"
)
EVENT = pattern_of(
    r"(?:tatt|tas|tok|ta(?:r)?|tek(?:e|ne|en|st|s)?|teken)(?: \w+){0,3}? (?:inn|opp)\b|opptatt|opptak|\bget?s?\b|\bgot\b|\b(?:får|fikk|fekk|fått|mottar|mottok|gir|gis|gitt|gav|gjev|oppnå\w*|innvilg\w*|bli(?:r|tt)?|ble|blei|vart|vert|vorte)\b"
    r"|tildel\w*|utnevn\w*|utnemn\w*|kår(?:et|a|es)|går til|gikk til|gjekk til|med status som|with (?:the )?status (?:of|as)|gratuler\w*|\b(?:nye?|new(?:est|ly)?) (?:\w+ ){0,2}(?=arena|nce|gce|klyng|node|cluster|global|norwegian|mod)|admit\w*|award\w*|\bgrant(?:ed|s)\b|\bgiven\b|\bnamed\b|appoint\w*|designat\w*|receiv\w*"
    r"|gain(?:ed|s)\b|obtain\w*|achiev\w*|earn(?:ed|s)\b|\bw[io]ns?\b|\bjoin(?:s|ed)?\b|becom(?:e|es|ing)\b|became|selected|welcom\w*|enter(?:s|ed)\b|taken (?:up|in)|congratulat\w*|opprykk|rykk\w*|rykt|forleng\w*|extend\w*|extension\w*|promot\w*|upgrad\w*|oppgrader\w*|løft\w*|\bmov(?:e|es|ed|ing) up|step\w* up|climb\w*|prolong\w*|renew\w*|stig\w*|steg(?:et)? (?:opp|til|fra|frå)|went to|goes to|go to|\benter\b|(?:kommer|kom|kjem|slipper|slapp|slepp|gå(?:r|tt)|gikk|gjekk) (?:\w+ ){0,2}(?:inn|opp|videre|vidare)\b|advanc(?:e|es|ed)\b|\b(?:rose|rises?) to|(?:start|begynn)(?:s|er|ar|ed)? (?:out |opp )?(?:som|as)\b|leaves the \w+ level"
)
PROMOTION = pattern_of(
    r"\b(?:rose|rises?) (?:to|from)|rykk\w* (?:\w+ )?opp|rykt opp|rykka opp|opprykk|oppgrader\w*|promot(?:ed|ion|es|ing)\b|(?:mov|step|climb)\w* up|climb\w* (?:from|to)|upgrad\w*|elevat\w*|løft\w* (?:\w+ )?(?:opp )?(?:fra|frå|til)|(?:går|gikk|gått|gjekk|stig\w*|steig|steget|klatr\w*|opp) (?:opp )?(?:fra|frå)\b|klatr\w*|avanser\w*|advanc(?:es?|ed)\b|went from|(?:et|eit|ett) (?:nivå|trinn|steg) opp|opp (?:et|eit|ett) (?:nivå|trinn|steg)|moved on from|tar steget|tek steget|takes the step|lifted|hev(?:a|et|er) (?:fra|frå|til)|raised (?:from|to)"
)
EXTENSION = pattern_of(
    r"(?:får|kan) fortsette|beholder plassen|beheld plassen|keeps its place|\b(?:to|tre|fire|fem|two|three|four|five|\d) (?:år til|years more)\b|(?:further|another|additional) \w+ years|(?:nye|more) (?:år|years)|\w+ nye år|me(?:i)?r tid|more time|forleng\w*|fornya|fornye\w*|prolong\w*|exten(?:d|ds|ded|sion)\b|renew(?:ed|al|s)\b|vidareført|videreført|ny (?:periode|kontraktsperiode|programperiode)"
)
AFTER_ALL = re.compile(
    r"\b(?:etter|after|trass i|tross|despite)(?: \w+){0,3} (?:avslag\w*|rejections?|søknad\w*|applications?|forsøk)",
    re.IGNORECASE,
)
NO_MOVE = re.compile(
    r"\b(?:avslag|avslått|avslo|ikkje|ikke|not|aldri|never|håp\w*|hopes?|hoped|hoping|von(?:ar|a)?|ønsk\w+|søk(?:er|te|t|jer|ja|jar) (?:om|på|seg|status|også)|søkte|søknad (?:om|på)|ha(?:r|dde|s|d) (?:også )?(?:søkt|applied)|appl(?:y|ied|ies|ying|ications?) (?:for|to)|applicants?"
    r"|kandidat\w*|candidates?|mål(?:et)? (?:er|om|vår\w*)|målsett?ing\w*|ambisjon\w*|ambition\w*|(?:kan|kunne) bli|(?:could|might|may) (?:\w+ )?(?:become|get|move|rise|step|reach|join)|kanskje|perhaps|konkurrer\w*|compet(?:e|es|ed|ing)\b|planlegg\w*|plan(?:s|ned|ning)? (?:to|on|om|å)|drøm\w*|dream\w*|aims?|aiming|sikte\w* mot|sikt(?:er|ar) (?:seg )?(?:mot|på)|på ve[ig] mot"
    r"|rejected|turned down|refus\w+|declin(?:ed|es)|mist(?:er|et|a|e)|lost|loses?|gikk ut|går ut|gått ut|gjekk ut|trer ut|ute av|avslutt\w*|vil bli|want(?:s|ed)? to|wish(?:es)?|tar sikte|i framtida|i fremtiden|klar til å|ready to|bør|should|hvis|dersom|if|unless|ingen|inga|nektet|nobody|none|no longer)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:klyngen|klynga|klyngja|klyngens|klynga sin|klyngeprosjektet|nettverket|vi|oss|vår\w*|den|ho|the cluster|its?|we|us|our|the network|cluster organisation)\b",
    re.IGNORECASE,
)
TURN_OF_YEAR = re.compile(
    r"(?:fra|frå|ved|from|at|etter|after) (?:årsskiftet|nyttår|(?:the )?new year|the turn of the year)",
    re.IGNORECASE,
)
NEXT_YEAR = re.compile(rf"{TURN_OF_YEAR.pattern}|(?:neste|next) (?:år|year)", re.IGNORECASE)
LAST_YEAR = re.compile(r"\bi fjor|fjoråret|last year|previous year|året før\b", re.IGNORECASE)
THIS_YEAR = re.compile(r"\bi år\b|\bårets\b|\bthis year|\binneværende år|\bdette året", re.IGNORECASE)
UNTIL = pattern_of(
    rf"\btil (?:(?:{MONTH}|utgangen av|ut) )?(?:19|20)\d\d|\b(?:until|till|til og med|t\.o\.m\.|fram til|frem til|ut|through|innen|innan|by|forlenge?t til|extended to|prolonged to)\b(?: \w+){{0,4}}? (?:19|20)\d\d"
)
MONTH_YEAR = re.compile(rf"(?:(\d{{1,2}})(?:\.|st|nd|rd|th)? )?({MONTH}) ((?:19|20)\d\d)", re.IGNORECASE)
ONE = re.compile(r"(?i:éi|en|ei|ein|et|eit|one|én|éin|ett|éitt)")
FACT_LINE = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:(?P<whole>(?:I alt|Totalt|Total|Sum|In all|In total|Aktive klynger|Aktive klyngjer|Active clusters|Antall klynger|Number of clusters|Klynger i alt|Klynger)(?: (?:aktive )?(?:klynger|clusters))?)"
    r"|(?P<level>Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne(?: klynge\w*)?|[Mm]ature(?: clusters)?)(?:[- ](?:klynger|klyngjer|clusters?|nivå))?)"
    r" ?[:|–\t-]? ?\|? ?(?P<number>\d{1,3}) ?(?:(?:aktive )?(?:klynger|klyngjer|clusters?))?(?:[ |,;]+(?P<rest>\D.*|\d.*))?$"
)
COUNTY_NAME = r"(?:(?<![\w-])(?!I |På |Frå |Fra |Også )[A-ZÆØÅ][\wæøå-]+(?: og [A-ZÆØÅ][\wæøå]+)?)"
COUNTY = re.compile(rf"({COUNTY_NAME}) (?:fylkeskommun\w*|fylkesting\w*|fylkesråd\w*|fylke\b|[Cc]ounty)")
COUNTY_GIVES = re.compile(
    rf"({COUNTY_NAME}) (?:fylkeskommune\w*|County Council|County|county)(?:'s|s)? (?:\w+ ){{0,4}}?(?:\w*ordning\w*|\w*tilskudd\w*|\w*tilskot\w*|scheme|deler|delar|gir|gjev|løyv\w+|støtter|støttar|tildel\w+|bevilg\w+|fordel\w+|grants?|awards?|supports?|gives?)\b"
)
FUND = re.compile(r"(?<!\w)([A-ZÆØÅ][\wæøå]+) (?:[Dd]evelopment )?(?:fund|Fund|[Uu]tviklingsfond|fond)\b")
THE_COUNTY = re.compile(
    r"\b(?:fylkeskommunen|fylkeskommunens|fylkestinget|fylkesutvalget|fylkesutvalet|hovedutvalg\w*|hovudutval\w*|(?:fra|frå) fylket|the county)\b",
    re.IGNORECASE,
)
OTHER_GIVER = re.compile(r"\b(Siva|SIVA)\b|(?<!\w)([A-ZÆØÅ][\wæøå]+) (?:kommune|municipality)")
NATIONAL = pattern_of(
    r"kly?ng(?:e|je)program\w*|Norwegian Innovation Clusters|\bNIC\b|cluster program\w*|(?:Arena|ARENA|NCE|GCE|Arena Pro)[ -]program\w*|statsbudsjett\w*|state budget|national (?:budget|programme)|Innovasjon Norge|Innovasjon Noreg|Innovation Norway|nasjonale? (?:klynge)?program\w*|the Storting\b|Stortinget|\bStaten\b|Regjering\w*|the Government"
)


@cache
def _known_pattern(names: Known) -> re.Pattern[str]:
    return mentions.known_names(name for name, _ in names.ids)


class _Proposals:
    """The names that an article gives clusters no decision declares, each with the id it would get."""

    def __init__(self, names: Known, known_here: dict[str, str]) -> None:
        self.known_here = known_here
        self.ids: dict[str, str] = {}
        self.starts: Counter[str] = Counter()  # how often a name stands only at the head of a sentence
        self._cores = {mentions.core(name): own_id for name, own_id in names.ids if name in names.strong}

    @property
    def identity(self) -> dict[str, str]:
        return self.known_here | self.ids

    def add(self, name: str) -> None:
        if (
            name not in self.known_here
            and name not in self.ids
            and len(self.ids) < MOST_NEW
            and _is_name(name)
        ):
            self.ids[name] = self._cores.setdefault(mentions.core(name), slug(mentions.core(name)))

    def add_from(self, text: str, is_known: re.Pattern[str]) -> None:
        """The names of a sentence that the pattern does not know."""
        taken = [m.span() for m in is_known.finditer(text)]
        levelled = bool(mentions.LEVEL.search(text)) and bool(EVENT.search(text) or PROMOTION.search(text))
        for chunk in mentions.CHUNK.finditer(text):
            if any(a < chunk.end() and chunk.start() < b for a, b in taken):
                continue
            if name := _proposal(text, chunk, levelled, self.starts):
                self.add(name)
                if short := ABBREVIATION.match(text[chunk.end() :]):
                    self.ids.setdefault(short[1], self.ids.get(name, ""))

    def drop_doubtful(self, inside: Collection[str]) -> None:
        """Without what may be no name, or one with a word in front. `inside` are the capitalised words that
        stand within a sentence."""
        self.ids = {name: own_id for name, own_id in self.ids.items() if own_id}
        for name in [n for n in self.ids if self.starts[n] and " " not in n]:
            # One capitalised word at the head of a sentence may be no name at all.
            if name not in inside:
                del self.ids[name]
        for name in list(self.ids):
            # "The sea cluster Fjordteknologi" where Fjordteknologi is a name by itself.
            head, _, rest = name.partition(" ")
            if rest in self.ids and re.search(r"(?:klyngen|klynga|Cluster)$", head):
                del self.ids[name]


def read(
    article_id: str,
    lines: list[str],
    hot: list[int],
    language: str,
    date: str,
    names: Known,
    title: int,
) -> tuple[Reading, dict[str, str]]:
    """What the rules share; and the id of every name, known or proposed. `hot` are the paragraphs that may hold
    facts; the year is that of the date, else the one in the article's id."""
    in_id = re.search(r"(?:19|20)\d\d(?!\d)", article_id)
    year = int(date[:4]) if date else int(in_id[0]) if in_id else 0
    begins = first_words(names)
    split = {
        i: [
            (start, text, may_hold_facts(text, language, begins))
            for start, text in mentions.sentences(lines[i - 1])
        ]
        for i in hot
    }
    present = _present(lines, hot, names)
    new = _Proposals(names, {n: own_id for n, own_id in names.ids if n in names.strong or own_id in present})
    sections = _sections(lines, hot, new)
    _propose(lines, split, new)
    identity = new.identity
    sections = [
        s._replace(
            # Without a name that was dropped as a doubtful one.
            items=[
                (i, m._replace(value=own))
                for i, m in s.items
                if (own := identity.get(bare(m.text, identity)))
            ]
        )
        for s in sections
    ]
    hot = _with_short_names(lines, hot, names, identity, {*present, *new.ids.values()})
    listed = {i for section in sections for i, _ in section.items}
    sentences, focus = _sentences(lines, sorted({*hot, *listed}), split, identity)
    scheme, county = _county(lines, hot, article_id)
    main = next(((s.clusters[0], title) for s in sentences.get(title, []) if s.clusters), None)
    stage = "main" if scheme != "nic" and any("hovedprosjekt" in lines[i - 1] for i in hot) else ""
    return Reading(
        language, year, date, scheme, county, lines, sentences, sections, focus, stage, title, main
    ), identity


def _present(lines: list[str], hot: list[int], names: Known) -> set[str]:
    """The ids of the clusters that the article calls by a full name."""
    ids = dict(names.ids)
    found = {bare(name, ids) for i in hot for name in _known_pattern(names).findall(lines[i - 1])}
    return {ids[name] for name in found if name in names.strong}


def _sections(lines: list[str], hot: list[int], new: _Proposals) -> list[Section]:
    """The lists under level headings; their names are proposed."""
    headings = [(i, level) for i in hot if (level := heading_level(lines[i - 1]))]
    sections: list[Section] = []
    for n, (i, level) in enumerate(headings):
        until = headings[n + 1][0] if n + 1 < len(headings) else len(lines) + 1
        items = list(_items(lines, i, until, new))
        intro = sections[-1].intro if sections and _follows(sections[-1], i) else _intro(lines, i)
        sections.append(Section(i, level, items, intro))
    return sections


def _propose(lines: list[str], split: Split, new: _Proposals) -> None:
    """The names in the rows of tables and in the sentences, proposed."""
    for i in split:
        if row_level(lines[i - 1]):
            new.add(BULLET.sub("", CELLS.split(lines[i - 1])[0]).strip())
    is_known = mentions.known_names(new.identity)
    for texts in split.values():
        for _, text, is_hot in texts:
            if is_hot:
                new.add_from(text, is_known)
    new.drop_doubtful({word for i in split for word in INSIDE.findall(lines[i - 1])})


def _with_short_names(
    lines: list[str], hot: list[int], names: Known, identity: dict[str, str], named: Collection[str]
) -> list[int]:
    """The paragraphs to read, those too that hold only the short name of a cluster named elsewhere."""
    begins = frozenset(
        name.split()[0] for name, own_id in identity.items() if name not in names.strong and own_id in named
    )
    if not begins:
        return hot
    also = (i for i, line in enumerate(lines, 1) if not begins.isdisjoint(WORD_GAP.split(line)))
    return sorted({*hot, *also})


def _sentences(
    lines: list[str], places: list[int], split: Split, identity: dict[str, str]
) -> tuple[dict[int, list[Sentence]], dict[int, tuple[Mention, int]]]:
    """The sentences of these paragraphs with what they mention; and for each paragraph the cluster that was
    named last before it, with where."""
    sentences: dict[int, list[Sentence]] = {}
    focus: dict[int, tuple[Mention, int]] = {}
    last: tuple[Mention, int] | None = None
    tagger = mentions.known_names(identity)
    name_words = frozenset(name.split()[0] for name in identity)
    for i in places:
        if last:
            focus[i] = last
        sentences[i] = []
        for start, text, is_hot in split.get(i) or [(*own, True) for own in mentions.sentences(lines[i - 1])]:
            numbered = _numbered(text)
            named = is_hot or not name_words.isdisjoint(WORD_GAP.split(text))
            if not (named or numbered or any(word in text for word in TOO)):
                continue
            clusters = [
                Mention(m.start(), m.end(), m[0], cluster_id)
                for m in (tagger.finditer(text) if named else ())
                if (cluster_id := identity.get(bare(m[0], identity)))
            ]
            levels = _levels(text, clusters) if is_hot else []
            sentences[i].append(Sentence(i, start, text, clusters, levels, numbered))
            if clusters:
                last = (clusters[0], i)
    return sentences, focus


def _levels(text: str, clusters: list[Mention]) -> list[Mention]:
    """The levels that a sentence mentions: none in a cluster's name, no hall, no "NCE-miljø"."""
    return [
        level
        for level in mentions.levels(text)
        if not any(c.start <= level.start < c.end for c in clusters)
        and (
            not STADIUM.search(text[: level.start])
            or text[level.end : level.end + 1] == "-"
            or any(c.end + 1 == level.start for c in clusters)
        )
        and not re.match(r"-?(?:satsing|nettverk|merke[nt]|miljø)", text[level.end :])
    ]


@cache
def _number_words() -> frozenset[str]:
    return frozenset(word for word in printed.number_words() if not ONE.fullmatch(word)) | {
        "halvannen",
        "halvannan",
        "halv",
        "half",
    }


def _numbered(text: str) -> bool:
    return DIGIT.search(text) is not None or not _number_words().isdisjoint(WORD_GAP.split(text.casefold()))


def bare(name: str, identity: dict[str, str]) -> str:
    """The name as it is known, without a level in front of it that is no part of it."""
    return name if name in identity else re.sub(r"^(?:NCE|GCE|Arena Pro|Arena|ARENA) ", "", name)


def _is_name(name: str) -> bool:
    return (
        2 < len(name) <= 60
        and not mentions.GENERIC.match(name)
        and not re.search(r"(?:Arena|ARENA|NCE|GCE|Pro)(?:-\w|status|klyng|program|prosjekt)", name)
        and not any(mentions.NOT_CLUSTERS.match(word) for word in name.split())
        and name[0] not in "=+@-0123456789"
        and not name.isdigit()
    )


def _proposal(text: str, chunk: re.Match[str], levelled: bool, starts: Counter[str]) -> str:
    """The name of a cluster that a run of capitalised words is, or nothing."""
    lead = LEADING.match(chunk[0])
    name, start = (chunk[0][lead.end() :], chunk.start() + lead.end()) if lead else (chunk[0], chunk.start())
    name = name.rstrip(".!'’ ")
    words = name.split()
    if not words or (len(words) == 1 and mentions.LEVEL.fullmatch(words[0])):
        return ""
    at_start = start < 12 and text[:start].strip(' –—-«“"•') == ""
    before, after = text[max(0, start - 60) : start], text[chunk.end() : chunk.end() + 120]
    own_level = re.match(r"(?:NCE|GCE|Arena(?: Pro)?|ARENA) (?=[A-ZÆØÅ])", name)
    if own_level and not re.match(r"(?:Pro|Status|Cluster|Clusters|Programme)\b", name[own_level.end() :]):
        return name
    if (
        at_start
        and text[:1] in "•*-–o"
        and re.match(r"(?:, [A-ZÆØÅ]\w+)?: .{0,40}(?:kr|NOK|kroner|mill)", after)
    ):
        return name
    partner = re.match(
        rf"^(?: (?:i|på|in|at) [A-ZÆØÅ]\w+)?(?:,| og| and| samt)(?: klyngen)? {mentions.CAPITAL}", after
    )
    if mentions.CLUSTER_WORD.search(words[-1]) or any(mentions.CLUSTER_WORD.fullmatch(w) for w in words):
        starts[name] += at_start and not (levelled and (partner or AFTER_NAME.match(after)))
        return name
    if CALLED_BEFORE.search(before):
        return name
    if re.match(
        r" (?:er|is|var) (?:(?:den|en|ei|ein|the|an?|vår|our) (?:\w+ ){0,2})?(?:klynge|klyngen|klynga|cluster)\b",
        after,
    ):
        return name
    if re.match(
        r",? (?:som |which |that )?(?:er|is|has|har) (?:(?:en|ei|ein|an?) )?(?:ny )?(?:Arena|ARENA|NCE|GCE)",
        after,
    ):
        return name
    if len(words) > 1 and re.match(r" (?:har |hadde |had )?(?:søkt|søkte|applied) (?:om|for)", after):
        return name
    at_start = at_start or before.endswith((", mens ", ", medan ", " while "))
    if (
        levelled
        and at_start
        and (
            partner
            or re.match(
                r"^ (?:i|på|in) [A-ZÆØÅ]\w+ (?:får|fikk|fekk|blir|ble|vart|går|kjem|kommer|rykk\w+|becomes|is|was|gets)\b",
                after,
            )
        )
        and not re.match(r"[A-ZÆØÅ]\w+ (?:[A-ZÆØÅ]\w+ )?(?:sier|says)", name)
    ):
        return name
    if not levelled or (
        PERSON.match(name) and not BEFORE_NAME.search(before) and not AFTER_NAME.match(after)
    ):
        return ""
    if re.search(
        r"\b(?:sier|seier|says?|said|ifølge|ifølgje|according to|minister\w*|leder|leiar|direktør|ordfører|statsråd)[ ,:]*$",
        before,
        re.IGNORECASE,
    ):
        return ""
    if re.match(
        r",? (?:sier|seier|says|said|daglig leder|dagleg leiar|direktør|leder|leiar|managing|CEO|director|chief)",
        after,
    ):
        return ""
    if re.search(
        r"\b(?:i|på|fra|frå|ved|av|in|at|from|by|hos|of|for|with|med|om|under) $", before
    ) and not re.search(r"(?:gratulerer|status) med $", before):
        return ""
    if at_start and len(words) == 1 and not AFTER_NAME.match(after):
        return ""
    if (
        AFTER_NAME.match(after)
        or BEFORE_NAME.search(before)
        or (LIST_GAP.match(after[:12].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ")) and at_start)
    ):
        starts[name] += at_start
        return name
    return ""


def heading_level(line: str) -> str:
    """The level of a heading, empty where the line is none."""
    line = re.sub(r"(?:https?://|www\.)\S+", "", BULLET.sub("", line))
    if len(line) > 90:
        return ""
    levels = list(mentions.levels(line)) or [
        Mention(m.start(), m.end(), m[0], mentions.CODES[key])
        for key, pattern in (("node", r"^(?:Nye )?Nod(?:er|ar|es)\b"), ("mature", r"^Modne(?= nettverk)"))
        if (m := re.search(pattern, line, re.IGNORECASE))
    ]
    if not levels or len({level.value for level in levels}) > 1:
        return ""
    rest = line
    for level in reversed(levels):
        rest = rest[: level.start] + " " + rest[level.end :]
    numbers = re.compile(mentions.number("nb") + "|" + mentions.number("en"))
    words = [w for w in re.split(r"[\s()\[\]:,.–—/-]+", rest) if w]
    return levels[0].value if all(HEADING_WORDS.fullmatch(w) or numbers.fullmatch(w) for w in words) else ""


def _items(lines: list[str], heading: int, until: int, new: _Proposals) -> Iterator[tuple[int, Mention]]:
    """The lines of the list under a heading, each with the cluster it begins with."""
    identity = new.identity
    own = mentions.known_names(identity)
    missed = found = 0
    bulleted = False
    for i in range(heading + 1, min(until, heading + 60)):
        line = lines[i - 1]
        bullet = BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        text = text.lstrip('«“"| ')
        if found and bulleted and not bullet:
            return
        if not own.match(text) and (called := APPOSED.match(text)):
            text = text[called.end() :]
        name = m[0] if (m := own.match(text)) else ""
        if not name:
            said = SAID_OF.search(text)
            head = re.match(r"(.{2,60}?)(?= ?(?:[,:;(|\t]| [–—-] |\. |$))", text[: said and said.start()])
            name = head[1].strip(' .»”"') if head else ""
            if said and not (
                mentions.CLUSTER_WORD.search(name)
                or (mentions.CHUNK.fullmatch(name) and (" " in name or DIGIT.search(text)))
            ):
                name = ""  # "Medlemmene får hjelp"
            if (
                (
                    (not name[:1].isupper() and not name[:1].isdigit() and not re.match(r"[ie][A-Z]", name))
                    or len(name.split()) > 7
                    or (not bullet and name != text.rstrip(" ."))
                    or text.endswith(":")
                )
                or (not bullet and not (mentions.CHUNK.fullmatch(name) or mentions.CLUSTER_WORD.search(name)))
                or (len(name.split()) > 3 and not mentions.CHUNK.match(name))
            ):
                name = ""
            if bullet and not name and (m := mentions.CHUNK.match(text)):
                name = m[0] if len(m[0].split()) > 1 or mentions.CLUSTER_WORD.search(m[0]) else ""
        if name and (bare(name, identity) in identity or _is_name(name)):
            new.add(name)
            start = line.find(name)
            yield i, Mention(start, start + len(name), name, "")
            found += 1
            bulleted = bool(bullet)
        elif found and not bullet:
            return
        else:
            missed += 1
            if missed > 2 and not found:
                return


def _follows(before: Section, heading: int) -> bool:
    last = before.items[-1][0] if before.items else before.paragraph
    return heading - last <= 2


def _intro(lines: list[str], heading: int) -> int:
    """The paragraph that introduces the lists: the nearest one above that is no list item."""
    for i in range(heading - 1, max(0, heading - 4), -1):
        if not BULLET.match(lines[i - 1]) and not heading_level(lines[i - 1]):
            return i
    return heading


def homes(names: Collection[str], reading: Reading) -> dict[str, str]:
    """The place that the article gives each of these clusters right behind its name."""
    found: dict[str, str] = {}
    for sentence in (sentence for sentences in reading.sentences.values() for sentence in sentences):
        for cluster in sentence.clusters:
            if cluster.text in names and cluster.text not in found:
                place = HOME.match(sentence.text, cluster.end)
                if place and not mentions.NOT_CLUSTERS.match(place[1]):
                    found[cluster.text] = place[1]
    return found


class Clause(NamedTuple):
    """A part of a sentence with its own verb."""

    text: str
    start: int
    clusters: list[Mention]
    levels: list[Mention]


def clauses(sentence: Sentence) -> Iterator[Clause]:
    start = 0
    for stop in [*CLAUSE.finditer(sentence.text), None]:
        end = stop.start() if stop else len(sentence.text)
        yield Clause(
            sentence.text[start:end],
            start,
            [m for m in sentence.clusters if start <= m.start < end],
            [m for m in sentence.levels if start <= m.start < end],
        )
        start = stop.end() if stop else end


def time_of(text: str, reading: Reading) -> str:
    """The time that a clause names, cut as printed; empty where it names none or the article's own year. A time
    that something lasts until is not when it happened."""
    text = UNTIL.sub(" ", text)
    if found := MONTH_YEAR.search(text):
        return printed.iso_date(f"{found[2]} {found[3]}")
    years = [y[0] for y in YEAR.finditer(text)]
    if years and int(years[0]) != reading.year:
        return years[0]
    if reading.year and NEXT_YEAR.search(text):
        return f"{reading.year + 1}"
    if reading.year and LAST_YEAR.search(text):
        return f"{reading.year - 1}"
    return ""


def row_level(line: str) -> str:
    """The level in a cell of a table's row that begins with a name."""
    cells = [cell.strip() for cell in CELLS.split(line)] if len(line) <= LONGEST_ROW else []
    alone = {"moden": "Mature", "modne": "Mature", "mature": "Mature", "node": "Node", "noder": "Node"}
    levels = [
        alone.get(cell.casefold()) or next((lv.value for lv in mentions.levels(cell) if lv.text == cell), "")
        for cell in cells[1:]
    ]
    return next(filter(None, levels), "") if len(cells) > 2 and cells[0] else ""


def list_time(section: Section, reading: Reading) -> str:
    """The time that a list holds for, where its heading or its introduction names another year."""
    return next(
        (
            time
            for line in (section.paragraph, section.intro)
            if len(reading.lines[line - 1]) < 120 and (time := time_of(reading.lines[line - 1], reading))
        ),
        "",
    )


def scheme_of(text: str, reading: Reading) -> str:
    """Who gives: the programme, unless the text or the whole article names another giver."""
    national = NATIONAL.search(text) or (
        reading.scheme != "nic" and re.search(r"\b(?:i|in the|frå|fra|from the) program(?:met|me)\b", text)
    )
    if not national or (
        re.search(r"fylkeskommun|County Council|county", text)
        and not re.search(r"program", text, re.IGNORECASE)
    ):
        if county := COUNTY.search(text):
            return slug(county[1])
        if giver := OTHER_GIVER.search(text):
            return slug(giver[1] or giver[2])
    if reading.county and THE_COUNTY.search(text) and not re.search("program", text):
        return reading.county
    return "nic" if national else reading.scheme


def _county(lines: list[str], hot: list[int], article_id: str) -> tuple[str, str]:
    """The scheme of an article whose head tells of a county's own, else the programme; and the county that
    the article speaks of."""
    head = lines[:8]
    named = [m[1] for i in hot for m in COUNTY.finditer(lines[i - 1])]
    own = re.sub(r"-?(?:19|20)\d\d.*", "", article_id)
    place = next(
        (m[0] for line in lines[:30] for m in re.finditer(r"[A-ZÆØÅ]\w+", line) if own and slug(m[0]) == own),
        "",
    )
    county = (
        own
        if own in map(slug, named)
        else slug(named[0])
        if named
        else own
        if place and any(THE_COUNTY.search(line) for line in head)
        else ""
    )
    gives = next((m for line in head if (m := COUNTY_GIVES.search(line))), None)
    if any(NATIONAL.search(line) for line in head[:6]) and not any(
        re.search(r"fylke|[Cc]ounty", line) for line in head[:2]
    ):
        return "nic", county
    if gives:
        return (own if own in map(slug, named) else slug(gives[1])), county
    if fund := next((m for line in head[:3] if (m := FUND.search(line))), None):
        return slug(fund[1]), county
    return (
        county
        if county
        and any(
            re.search(r"fylkeskommunen|hovedutvalg|hovudutval|fylkesråd", line, re.IGNORECASE)
            for line in head[:4]
        )
        else "nic"
    ), county


def level_code(text: str) -> str:
    low = text.casefold()
    if low.startswith("nod"):
        return "Node"
    if low[:4] in ("modn", "matu", "mogn"):
        return "Mature"
    return "Arena Pro" if "pro" in low else "Arena" if low == "arena" else text
