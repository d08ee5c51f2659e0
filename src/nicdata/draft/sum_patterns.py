"""The patterns that tell what a sum is: its own words and those around it."""

from __future__ import annotations

import re

OF_LEVEL = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE|[Nn]ode|[Mm]oden?|[Mm]ature)[- ]?(?:klynge\w*|klyngj\w*|klyngar|clusters?|prosjekt\w*|projects?|nivå\w*|level|status\w*)|(?:Pro|ARENA|NCE|GCE)-?(?:en|ene|ane|s|er|ar)\b|(?:en|ei|ein|(?<!as )an?|på|for|for an?|du|i|in|each|hver|kvar) (?:Arena(?: Pro)?|NCE|GCE)\b|level\b|nivå\b"
)

TIME_AT = re.compile(
    r"\b(?:åra|årene|tida|tiden|perioden|years|time|period) (?:på|som|i|at|as|in) (?:the |an? )?$"
)

OTHER_SCHEME = re.compile(r"^ (?:til|to|for) (?:the )?[A-ZÆØÅ]\w+[- ](?:program|ordning|scheme|fund)")

FROM_OTHER = re.compile(
    r"^(?: \w+){0,3} (?:fra|frå|from) (?:(?:the|det|den|ei|en|et|eit|a|an) )?(?=[A-ZÆØÅ])(?![^.;]{0,50}(?:fylke|kommune|[Cc]ounty|[Mm]unicip|[Cc]ity|[Dd]epartement|[Mm]inistry|[Dd]irektorat|råd))"
)
AGAIN = re.compile(
    r"\b(?:ytterligere|ytterlegare|enda|endå|nye|another|a further|yet another) $", re.IGNORECASE
)
APPLIED = re.compile(
    r"\b(?:søkna[dr]\w*|søkjarar\w*|søkere\w*|[Aa]pplications|[Aa]pplicants|[Bb]ids|[Pp]roposals)\b[^.;]{0,60}\b(?:gjaldt|gjeld|gjelder|summer\w+ seg|beløp\w* seg|utgjør\w*|utgjorde|var på|er på|var verdt|worth|total+\w*|amount\w+|came to|add\w* up to|til sammen|til saman)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
TO_HAND_OUT = re.compile(
    r" (?:å (?:dele|dela|fordele) ut|å (?:rutte|rutta) med|å fordele|to (?:hand|give|share) out|to distribute|to spend)\b"
)
THEY_GET = re.compile(
    r"\b(?:får|fikk|fekk|mottar|mottok|mottek|get|got|receive) (?:dei|de|they)\b|\b(?:[Dd]ei|[Dd]e|[Tt]hey) (?:får|fikk|fekk|mottar|mottok|mottek|will get|get|got|receive)\b"
)
# "It has a budget of …": its own.
OWN_BUDGET = re.compile(
    r"\b(?:har|hadde|med|og|has|have|had|with|and) (?:et|eit|an?) (?:\w+ )?\w*(?:budsjett|budget) (?:på|of)(?: \w+){0,2} $"
    r"|\b(?:[Aa]v|[Oo]f) (?:(?:the cluster's|klyngens|klynga sitt|its|sitt|et|eit|the|a|an) )?(?:\w+ )?(?:\w*budsjettet|\w*budsjett|budget) (?:på|of)(?: \w+){0,2} $"
)
PROGRAMME_BEFORE = re.compile(r"(?:[Pp]rogram\w*|[Kk]lyngene|[Kk]lyngjene|[Cc]lusters|NIC)\b[^,]{0,40}$")
CLUSTER = re.compile(r"[Kk]lyng|[Cc]luster")
A_CLUSTER = re.compile(r"\b(?:[Kk]lynge[nr]?|[Kk]lyngj?a|klynge|cluster)\b(?!-)")
TO_LEVEL_ALL = re.compile(
    r"^ (?:(?!og|and)\w+ )?(?:til|to|for) (?:de |dei |the |nye |new |to |tre |fire |fem |two |three |four |five |\d+ )*(?:Arena(?: Pro)?|ARENA|NCE|GCE)[- ]?(?:klyng(?:ene|jene|ane|er|ar|jer)\b|clusters\b|(?:e?ne|s|er|ar)\b)"
)
COUNTED = re.compile(r"^[,;]? ?(?:\(|til |to |for |– |[|] )?\w+ (?:klynger|klyngjer|klyngar|clusters)\b")
TOTAL_ROW = re.compile(
    r"^(?:Sum|I alt|Totalt?|Til sammen|Til saman|Samlet|Samla|In all|In total|Altogether)\b", re.IGNORECASE
)
MOST_FOR_ONE = 15_000_000  # kroner: no row of a level has more for one of its clusters
FARTHEST_LEVEL = 60  # characters behind a sum
EACH_OF_THEM = re.compile(
    r"(?:^|\bat |\bthat )(?:(?:[Hh]ver|[Kk]var|[Ee]ach) (?:av|of) (?:dem|dei|disse|desse|them|these)|(?:[Ee]n|[Ee]i|[Ee]in) slik|[Ss]like|[Ss]uch(?: an?)?)\b"
)

FROM_GIVER = re.compile(r"^(?: \w+){0,4} (?:fra|frå|from)\b")
FROM_NEXT = re.compile(r"^(?: (?:i året|årlig|årleg|a year|per år|annually))?,? (?:fra|frå|from) ")
FROM_FIRST = re.compile(r"[\s–—-]*(?:Fra|Frå|From|Av|Via|Gjennom|Through) ")

# The word right behind a sum, where it can say that it is more or less by so much.
NEXT = re.compile(r" (?!up |down |opp |ned )(\w+)")

TO_ALL = re.compile(
    r"^ (?:til|to|for|på|among) (?:de |dei |the )?(?:\w*klyng(?:ene|jene)|clusters|nettverkene)\b"
)

# "Arena Pro gives up to NOK 3 million", "At the top is GCE, with NOK 8 million each".
LEVEL_GIVES = re.compile(
    r"(?:Arena(?: Pro)?|ARENA|NCE|GCE)(?:[- ](?:status\w*|nivå\w*|level))?,? (?:\w+ ){0,2}?(?:gir|gjev|kan gi|utløser|utløyser|betyr|innebærer|inneber|med|der|hvor|gives|brings|means|provides|offers|with|where|which)\b"
)
OTHER_NAMED = re.compile(
    r"(?<=\w )[A-ZÆØÅ][a-zæøå]+(?:ordningen|ordninga|programmet|fondet)\b|\b(?i:inku?ba|næringshage|incubat|kat?apult|catapult)\w*"
)

HAS_GIVEN = re.compile(
    r"\b(?:har|hadde|has|have|had) (?:\S+ ){0,6}?(?:gitt|gjeve|delt ut|fordelt|tildelt|utbetalt|betalt ut|given|awarded|handed out|paid out|distributed)\b"
)

THE_CLUSTER = re.compile(r"\b(?:klyngen|klynga|klyngja|the cluster)\b(?! program| scheme)", re.IGNORECASE)

# Behind a sum: what is told there is not told of it.
OTHER_PART = re.compile(r", |\. | (?:og|and|mens|medan|while) (?:the )?(?:resten|rest)\b")

TO_SCHEME = re.compile(
    r" (?:\w+ ){0,2}?(?:into|to|towards|til|for|i|på) (?:\w+ ){0,2}?(?:klyng\w*(?:ordning|tilsk|pott|midl|fond)\w*|cluster (?:scheme|fund|pot|support))"
)
TO_LEVELS = re.compile(r"^ (?:til|to|for) (?=[A-Z])")

# "With the status come NOK 3 million".
WITH_STATUS = re.compile(
    r"\b(?:Arena(?: Pro)?|NCE|GCE)[- ](?:kontrakt|avtale|contract|agreement)|\b(?:[Mm]ed|[Ww]ith) (?:\w+ )?(?:opptaket|statusen|tittelen|tildelingen|tildelinga|opprykket|nivået|kjøpet|nivåskiftet|plassen|det|dette|that|it|place|status|title|admission|award|promotion|badge|rank) (?:følger|følgjer|fulgte|følgde|kommer|kjem|kom|comes?|came|goes?)\b"
)

TO_IT = re.compile(
    r"^[^.;]{0,30}\b(?:til|to|for) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)

GIVES_IT = re.compile(
    r"\b(?:gitt|gi|gir|gav|ga|gjeve|gjev|gje|støttet|støtter|støttar|støtta|gives|gave|given|supports?) (?:klyngen|klynga|klyngja|oss|nettverket|prosjektet|the cluster|us)\b"
)

TO = re.compile(
    r"\b(?:til|to|from|fra|frå|mot|against|compared with|(?:opp|ned|oppe|nede) (?:i|på)|kome? til|reached|nådd\w*) ?$",
    re.IGNORECASE,
)

PRICED = re.compile(
    r"\b(?:en|et|ei|ein|eit|an?|ny|nye|nytt|new)\b [^,.;]{3,60} (?:til|for|at) $|\bfor $|\bà $", re.IGNORECASE
)

PURPOSE = re.compile(
    r"^(?: (?:av|fra|frå|from|by)(?: [A-ZÆØÅ]\w+)+)? (?:til|to(?= (?:an?|the) )|for|towards?|into) (?:(?:an?|the|en|et|ei|ein|eit|ny|nye|nytt|new|den|det) )*(?P<noun>[a-zæøå][\w-]+)"
)

THEY = re.compile(
    r"[\s–—-]*(?:(?P<both>Begge|Both)|(?:[Hh]vert?|[Kk]vart?|[Ee]ach) (?:av|of) (?:dem|dei|disse|desse|them|these|(?:the|de|dei) (?P<of>\w+))|(?:De|Dei|The|These|Disse|Desse|They)(?: (?:(?P<first>to første|første|fyrste|første to|first|to fyrste)|(?P<last>siste|last)))?(?: (?P<n>to|tre|fire|fem|seks|sju|åtte|two|three|four|five|six|seven|eight))?)(?: (?:klyng\w+|nykom\w+|clusters|newcomers|winners|vinn\w+))?(?= )"
)
BOTH = re.compile(r"^(?:[\s–—-]*)(?:Både|Begge|Both|Så vel|Såvel) ")

LIST_BACK = 3  # paragraphs from a sum for each to the sentence that lists who gets it

OF_COMPANY = re.compile(
    r"\b(?:[Ee]i?n|[Ee]i|[Ee]i?tt?|[Aa]n?) (?:\w+ )?(?:medlemsbedrift|bedrift|medlem|verksemd|medlemsverksemd|member|company|firm)\b|\b(?:[Ee]tt?|[Ee]in|[Ee]it|[Ee]n|[Tt]o|[Tt]re|[Ff]ire|[Nn]oen|[Ff]leire?) av (?:medlem|bedrift|verksemd|partn|selskap)\w+|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal) of (?:the|its|our|their) (?:member|compan|partner|firm)\w*|\b(?:medlemmene|medlemene|(?:medlems)?bedriftene|verksemdene|(?:the|its|our) (?:members|compan\w+|firms)) (?:\w+ ){0,2}?(?:fått|fikk|fekk|får|mottatt|utløst|utløyst|hentet|henta|sikret|sikra|received?|got|gets?|been granted|bring in|raised?|secured?|won|win)\b|\b(?:[Mm]edlem|[Bb]edrift|[Vv]erksemd|[Mm]ember|[Cc]ompan|[Ff]irm)\w*[^.;]{0,60}\b(?:et|ett|en|ei|ein|one) (?:av dem|av dei|of them)\b|\b[A-ZÆØÅ]\w+ ASA?\b|\b(?:bedriften|bedrifta|selskapet|verksemda|[Tt]he company)\b"
)

LEVEL_ROW = re.compile(
    r"^(?:[•*·–-] ?|o )?(?:Arena[ -]?Pro|ARENA PRO|ARENA|Arena|NCE|GCE|NOD\w+|[Nn]od(?:er|ar|e|es)|[Mm]odne\w*|[Mm]ature)(?:[- ](?:klynger|klyngjer|clusters?|nivå))? ?[:|–\t -] ?\d{1,3}\b"
)

FEWEST = 2  # rows of a list, and clusters that get a sum apiece
