"""All words of the charts: key -> (English, Norwegian).

Longer than other modules, because it is nothing but words and is read a key at a time."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # --- shared
    "and": ("and", "og"),
    "or": ("or", "eller"),
    "per_cent": ("{n}%", "{n}\u00a0%"),
    "quoted": ("“{text}”", "«{text}»"),
    "about_about": ("about ", "om lag "),
    "about_nearly": ("nearly ", "nærmere "),
    "about_up_to": ("up to ", "inntil "),
    "about_less_than": ("less than ", "under "),
    "about_at_least": ("at least ", "minst "),
    "about_more_than": ("over ", "over "),
    "and_others": (" et al.", " m.fl."),
    "paragraph": ("paragraph {n}", "avsnitt {n}"),
    "paragraphs": ("paragraphs {n}", "avsnitt {n}"),
    "source_line": ("Source: {said}", "Kilde: {said}"),
    "sources_line": ("Sources: {said}", "Kilder: {said}"),
    "sources_one": ("one source", "én kilde"),
    "sources_many": ("{n} sources", "{n} kilder"),
    "sources_other": (" and one other", " og én annen"),
    "sources_others": (" and {n} others", " og {n} andre"),
    "no_source": ("No source", "Ingen kilde"),
    "prices_source": ("· Prices: Statistics Norway", "· Priser: SSB"),
    "prices_line": (
        "Prices: Statistics Norway, consumer price index, yearly mean",
        "Priser: Statistisk sentralbyrå, konsumprisindeksen, årsgjennomsnitt",
    ),
    "mark_note": (
        "{mark}One\u00a0of\u00a0the\u00a0five\u00a0articles.",
        "{mark}En\u00a0av\u00a0de\u00a0fem\u00a0artiklene.",
    ),
    "nothing": ("No source states a figure.", "Ingen kilde oppgir noe tall."),
    "level_not_told": ("level not stated", "nivå ikke oppgitt"),
    "no_count": ("no count", "ingen tall"),
    # --- clusters
    "clusters_fell": (
        "From {high} clusters to {low} in a year",
        "Fra {high} til {low} klynger på ett år",
    ),
    "clusters_fewer": (
        "{low} clusters in {last}, down from {high} in {first}",
        "{low} klynger i {last}, ned fra {high} i {first}",
    ),
    "clusters_more": (
        "{high} clusters in {last}, up from {low} in {first}",
        "{high} klynger i {last}, opp fra {low} i {first}",
    ),
    "clusters_same": (
        "{n} clusters in {last}, as many as in {first}",
        "{n} klynger i {last}, like mange som i {first}",
    ),
    "clusters_one": ("{n} clusters in the programme in {year}", "{n} klynger i programmet i {year}"),
    "clusters_plain": ("Clusters in the programme", "Klynger i programmet"),
    "clusters_subtitle": (
        "Number of clusters in Norway’s cluster programme on one date a year, {first}–{last}",
        "Antall klynger i det norske klyngeprogrammet på ett tidspunkt i året, {first}–{last}",
    ),
    "clusters_subtitle_one": (
        "Number of clusters in Norway’s cluster programme on one date",
        "Antall klynger i det norske klyngeprogrammet på ett tidspunkt",
    ),
    "summed": ("{years}: the levels added up.", "{years}: summen av nivåene."),
    "served_years": (
        "Clusters served during a year are counted differently: {said}.",
        "Klynger som fikk tjenester fra programmet i løpet av et år, er et annet tall: {said}.",
    ),
    "n_in_year": ("{n} in {year}", "{n} i {year}"),
    "disputed_years": (
        "Grey bar: sources differ; the bold figure was chosen (reasons in the data).",
        "Grå strek: Kildene er uenige. Tallet med fet skrift er valgt (begrunnet i dataene).",
    ),
    "clusters_alt": (
        "Sources report {said}.",
        "Kildene oppgir {said}.",
    ),
    # --- levels
    "levels_more": (
        "From {low} levels in {first} to {high} in {last}",
        "Fra {low} nivåer i {first} til {high} i {last}",
    ),
    "levels_more_one": (
        "From one level in {first} to {high} in {last}",
        "Fra ett nivå i {first} til {high} i {last}",
    ),
    "levels_largest": (
        "{level} was the largest level in {year}: {n} of {whole}",
        "{level} var størst i {year}: {n} av {whole}",
    ),
    "levels_plain": ("Clusters by level", "Klynger etter nivå"),
    "levels_subtitle": (
        "Clusters in Norway’s cluster programme by level, years with a figure for every level",
        "Klynger i det norske klyngeprogrammet etter nivå, år med tall for alle nivåene",
    ),
    "levels_gap": ("No source reports every level", "Ingen kilde oppgir tall for alle nivåene"),
    "levels_nothing": ("No source reports every level.", "Ingen kilde oppgir tall for alle nivåene."),
    "level_taken": (
        "{year}: {level} calculated as the total minus the other levels.",
        "{year}: Tallet for {level} er summen minus de andre nivåene.",
    ),
    "levels_served": (
        "{years}: clusters served during the year; other years: on one date.",
        "{years}: klynger som fikk tjenester i løpet av året. Andre år: på ett tidspunkt.",
    ),
    # --- admissions
    "admissions_stopped": (
        "{n} clusters were admitted in {year}, none in {since}",
        "{n} klynger tatt opp i {year}, ingen i {since}",
    ),
    "admissions_between": (
        "Between {low} and {high} admitted a year, {first}–{last}",
        "Mellom {low} og {high} tatt opp i året, {first}–{last}",
    ),
    "admissions_one": ("{n} were admitted to a level in {year}", "{n} ble tatt opp på et nivå i {year}"),
    "admissions_none": ("No clusters were admitted in {year}", "Ingen klynger ble tatt opp i {year}"),
    "admissions_plain": ("Admissions to a level", "Opptak på et nivå"),
    "admissions_subtitle": (
        "Clusters admitted to a level of Norway’s cluster programme, by year of the round",
        "Klynger tatt opp på et nivå i det norske klyngeprogrammet, etter opptaksår",
    ),
    "admissions_of": ("Applicants", "Søkere"),
    "admissions_share": ("Admitted", "Tatt opp"),
    "admissions_moves": (
        "Includes new clusters and clusters that moved up.",
        "Omfatter både klynger som er nye i programmet, og klynger som rykket opp.",
    ),
    "applicants_full": (
        "Applicants in {years}: those asked for a full application.",
        "Søkere i {years}: bare de som ble bedt om full søknad.",
    ),
    "none_admitted": ("no admissions", "ingen opptak"),
    "admissions_alt": ("Admitted: {said}.", "Tatt opp: {said}."),
    # --- money
    "million": ("{n} million", "{n} mill. kr"),
    "no_figure": ("no figure", "ingen tall"),
    "no_sum": ("amount not stated", "beløp ikke oppgitt"),
    "budget_up_cut": (
        "Real budget up {p} by {last}, then cut",
        "Bevilgningen økte reelt med {p}, så kom et kutt",
    ),
    "budget_up": (
        "Real budget up {p} from {first} to {last}",
        "Bevilgningen økte reelt med {p} fra {first} til {last}",
    ),
    "budget_down": (
        "Real budget down {p} from {first} to {last}",
        "Bevilgningen falt reelt med {p} fra {first} til {last}",
    ),
    "budget_level": (
        "Real budget much the same in {first} and {last}",
        "Bevilgningen var reelt omtrent lik i {first} og {last}",
    ),
    "budget_plain": (
        "The programme’s budget in {base} prices",
        "Bevilgning til klyngeprogrammet i {base}-priser",
    ),
    "budget_subtitle": (
        "Budget of Norway’s cluster programme, NOK million in constant {base} prices",
        "Bevilgning til klyngeprogrammet, mill. kr i faste {base}-priser",
    ),
    "budget_alt": (
        "The budget in NOK million, constant {base} prices: {said}.",
        "Bevilgningen i mill. kr, faste {base}-priser: {said}.",
    ),
    "beyond_index": (
        "{years}: not in constant prices, because the price index covers {first}–{base}.",
        "{years}: ikke i faste priser, siden prisindeksen bare dekker {first}–{base}.",
    ),
    "events_nominal": (
        "In italics: rises and cuts in years without a stated budget (current prices).",
        "I kursiv: økninger og kutt i år uten oppgitt bevilgning (løpende priser).",
    ),
    "event_cut": ("cut, no figure", "kutt, uten tall"),
    "event_rise": ("rise, no figure", "økning, uten tall"),
    "event_cut_by": ("cut of {n} million", "kutt på {n} mill. kr"),
    "event_rise_by": ("extra {n} million", "{n} mill. kr ekstra"),
    "nominal_from_to": (
        "From {low} million kroner in {first} to {high} in {last}",
        "Fra {low} mill. kr i {first} til {high} i {last}",
    ),
    "nominal_plain": ("The programme’s budget as stated", "Bevilgning til klyngeprogrammet som oppgitt"),
    "nominal_subtitle": (
        "Budget of Norway’s cluster programme, NOK million in current prices",
        "Bevilgning til klyngeprogrammet, mill. kr i løpende priser",
    ),
    "nominal_alt": (
        "The budget in NOK million, current prices: {said}.",
        "Bevilgningen i mill. kr, løpende priser: {said}.",
    ),
    # --- posts of the state budget
    "posts_fell": (
        "Item {post} fell from {high} to {low} million in {year}",
        "Post {post} falt fra {high} til {low} millioner i {year}",
    ),
    "posts_plain": (
        "Budget items that the programme is part of",
        "Budsjettposter som programmet er en del av",
    ),
    "posts_subtitle": (
        "Approved amounts in the state budget, NOK million in current prices",
        "Vedtatte beløp på statsbudsjettet, mill. kr i løpende priser",
    ),
    "posts_ceiling": (
        "The items also pay for other schemes: a ceiling, not the programme’s budget.",
        "Postene dekker også andre ordninger: et tak, ikke programmets egen bevilgning.",
    ),
    "posts_more": ("Not shown: {n} smaller items.", "Ikke vist: {n} mindre poster."),
    "posts_renamed": (
        "Lighter: the item had another name, {said}.",
        "Lyse søyler: posten hadde et annet navn, {said}.",
    ),
    "post_until": ("{post} until {year}", "{post} til {year}"),
    "post_head": ("{post} {name}", "{post} {name}"),
    "post_alt": ("{n} million for item {post} in {year}", "{n} mill. kr på post {post} i {year}"),
    "posts_alt": ("Last approved: {said}.", "Sist vedtatt: {said}."),
    # --- what a level gives
    "support_rises": (
        "{low} clusters get {a} million a year, {high} {b}",
        "En {low}-klynge får {a} mill. kr i året, {high} {b}",
    ),
    "support_plain": ("What a cluster gets at each level", "Hva en klynge får på hvert nivå"),
    "support_subtitle": (
        "Annual grant to one cluster, by source, NOK million in constant {base} prices",
        "Årlig tilskudd til én klynge, etter kilde, mill. kr i faste {base}-priser",
    ),
    "support_range": (
        "A line in a bar: the lower end of a stated range.",
        "Strek i en søyle: laveste oppgitte beløp.",
    ),
    "support_newest": (
        "The title uses the newest figure of each level.",
        "Tittelen bruker det nyeste tallet for hvert nivå.",
    ),
    "support_more": ("Not shown: {n} older figures.", "Ikke vist: {n} eldre tall."),
    "support_level": ("{level} {n} ({year})", "{level} {n} ({year})"),
    "support_alt": (
        "Newest figures in {base} prices, NOK million a year: {said}.",
        "Nyeste tall i faste {base}-priser, mill. kr i året: {said}.",
    ),
    # --- a county
    "county_finding": (
        "{asked} million applied for, {given} million granted",
        "Søkt om {asked} mill. kr, innvilget {given}",
    ),
    "county_plain": ("A county’s own cluster scheme", "En egen klyngeordning i et fylke"),
    "county_subtitle": (
        "{name}, {year}, NOK million in current prices",
        "{name}, {year}, mill. kr i løpende priser",
    ),
    "county_subtitle_none": ("Schemes that counties run themselves", "Ordninger som fylker driver selv"),
    "county_beside": (
        "The county’s own money, separate from the national programme.",
        "Fylkets egne midler, ved siden av det statlige programmet.",
    ),
    "county_applied": ("Applied for: {n} applications", "Omsøkt: {n} søknader"),
    "county_applied_none": ("Applied for", "Omsøkt"),
    "county_main": ("Granted: {n} main projects", "Innvilget: {n} hovedprosjekter"),
    "county_main_none": ("Granted", "Innvilget"),
    "county_further": ("Granted: {n} further projects", "Innvilget: {n} andre prosjekter"),
    "county_alt": ("{said}.", "{said}."),
    # --- members and control group
    "gaps_most": (
        "Members’ annual lead is largest in {measure} in every study",
        "Medlemmenes årlige forsprang er størst for {measure}",
    ),
    "gaps_all_ahead": (
        "Members are ahead in every figure stated",
        "Medlemmene ligger foran i alle oppgitte tall",
    ),
    "gaps_ahead": (
        "Members are ahead in the one figure stated",
        "Medlemmene ligger foran i det ene tallet som er oppgitt",
    ),
    "gaps_plain": ("Members compared with a control group", "Medlemmer sammenlignet med en kontrollgruppe"),
    "gaps_subtitle": (
        "Difference in growth between members and control group, percentage points",
        "Forskjell i vekst mellom medlemsbedrifter og kontrollgruppe, prosentpoeng",
    ),
    "gaps_yearly": ("Annual average", "Gjennomsnitt per år"),
    "gaps_period": ("Period not stated", "Periode ikke oppgitt"),
    "gaps_words": ("No figure stated", "Uten tall"),
    "gaps_base": (
        "The sources do not say what the points are measured from.",
        "Kildene oppgir ikke hva prosentpoengene er regnet ut fra.",
    ),
    "gaps_single": (
        "Not shown: one figure for the members of one cluster.",
        "Ikke vist: ett tall for medlemmene i én klynge alene.",
    ),
    "gaps_singles": (
        "Not shown: {n} figures, each for the members of one cluster.",
        "Ikke vist: {n} tall som gjelder medlemmene i hver sin klynge.",
    ),
    "gaps_more": ("Not shown: {n} older figures.", "Ikke vist: {n} eldre tall."),
    "gap_higher": ("{who}: higher", "{who}: høyere"),
    "gap_lower": ("{who}: lower", "{who}: lavere"),
    "gap_not_reported": ("{who}: result not stated", "{who}: resultat ikke oppgitt"),
    "gaps_alt": ("Difference in percentage points: {said}.", "Forskjell i prosentpoeng: {said}."),
    "gaps_none": ("No study states a figure.", "Ingen studie oppgir noe tall."),
    # --- moves
    "flow_up": (
        "At least {n} of {whole} clusters moved up",
        "Minst {n} av {whole} klynger rykket opp",
    ),
    "flow_none": (
        "No move up is reported of {whole} clusters",
        "Ingen opprykk er oppgitt for {whole} klynger",
    ),
    "flow_plain": ("How clusters moved between levels", "Hvordan klynger byttet nivå"),
    "flow_subtitle": (
        "Clusters by the level at which they began and the highest that is reported",
        "Klynger etter nivået de begynte på og det høyeste som er oppgitt",
    ),
    "flow_began": ("Began at", "Begynte på"),
    "flow_reached": ("Reached", "Nådde"),
    "flow_stayed": ("no move up\nreported", "opprykk ikke\noppgitt"),
    "flow_bound": (
        "A lower bound: not every move is reported.",
        "Tallet er et minimum: Ikke alle opprykk er omtalt.",
    ),
    "flow_begin": (
        "Began at: the first level that a source dates.",
        "Begynte på: det første nivået en kilde oppgir med årstall.",
    ),
    "flow_way": ("{n} from {begun} to {top}", "{n} fra {begun} til {top}"),
    "flow_alt": ("Reported: {said}.", "Oppgitt: {said}."),
    # --- overview
    "overview_plain": ("Norway’s cluster programme at a glance", "Det norske klyngeprogrammet i korte trekk"),
    "overview_subtitle": (
        "Norwegian Innovation Clusters, Norway’s public cluster programme",
        "Norwegian Innovation Clusters, det statlige klyngeprogrammet",
    ),
    "overview_of": ("{what}, {year}", "{what}, {year}"),
    "overview_before_cut": ("{what}, {year}, cut in {cut}", "{what}, {year}, kutt i {cut}"),
    "overview_clusters": ("clusters", "klynger"),
    "overview_money": (
        "million kroner, constant {base} prices",
        "mill. kr, faste {base}-priser",
    ),
    "overview_gap": (
        "percentage points higher growth in {measure} a year, {year}",
        "prosentpoeng høyere vekst i {measure} per år, {year}",
    ),
    "part_fewer": ("fewer clusters", "færre klynger"),
    "part_more": ("more clusters", "flere klynger"),
    "part_cut": ("a cut budget", "kutt i bevilgningen"),
    "part_money_up": ("a larger budget", "større bevilgning"),
    "part_ahead": ("members ahead of others", "høyere vekst hos medlemmene"),
    "overview_alt_clusters": ("{n} clusters in {year}.", "{n} klynger i {year}."),
    "overview_alt_money": (
        "{n} million kroner in {year}, in {base} prices.",
        "{n} mill. kr i {year}, i faste {base}-priser.",
    ),
    "overview_alt_gaps": (
        "Members’ lead in percentage points, {year}: {said}.",
        "Medlemmenes forsprang i prosentpoeng, {year}: {said}.",
    ),
    # --- each cluster's way
    "page": ("Page {n} of {whole}", "Side {n} av {whole}"),
    "life_half": (
        "{k} of {n} clusters appear in at most {m} years",
        "{k} av {n} klynger er omtalt i høyst {m} år",
    ),
    "life_half_one": (
        "{k} of {n} clusters appear in one year only",
        "{k} av {n} klynger er omtalt i bare ett år",
    ),
    "life_plain": ("Each cluster’s way through the levels", "Hver klynges vei gjennom nivåene"),
    "life_subtitle": (
        "Clusters reported at a level of Norway’s cluster programme, by the first year",
        "Klynger som er omtalt på et nivå i det norske klyngeprogrammet, etter første år",
    ),
    "life_thin": (
        "Thick line: level stated for the year. Thin line: the same level stated before and after.",
        "Tykk linje: nivået er oppgitt for året. Tynn linje: samme nivå er oppgitt før og etter.",
    ),
    "life_grey": (
        "Grey line: in the programme, level not known. Blank: not reported.",
        "Grå linje: i programmet, men på ukjent nivå. Tomt: ikke omtalt.",
    ),
    "life_alt": (
        "Of {n} clusters {name} is reported in the most years: {m}.",
        "Av {n} klynger er {name} omtalt i flest år: {m}.",
    ),
    "life_alt_one": ("Years in which {name} is reported: {m}.", "År der {name} er omtalt: {m}."),
    # --- the map
    "map_most": (
        "{place} is home to {n} of {whole} clusters",
        "{place} er hjemsted for {n} av {whole} klynger",
    ),
    "map_plain": ("Where the clusters are at home", "Hvor klyngene hører hjemme"),
    "map_subtitle": (
        "All clusters that sources name, at the first home stated: a town, else a region",
        "Alle klynger kildene nevner, på det første hjemstedet som er oppgitt",
    ),
    "map_region": (
        "In italics: only a region is stated, and the circle stands in the middle of it.",
        "I kursiv: bare en region er oppgitt, og sirkelen står midt i den.",
    ),
    "map_alt": ("Most clusters: {said}.", "Flest klynger: {said}."),
    "map_nothing": ("No source states a home.", "Ingen kilde oppgir et hjemsted."),
    "map_without": (
        "Home not stated, or not on the map: {n}",
        "Ukjent hjemsted, eller ikke plassert på kartet: {n}",
    ),
    "map_source": ("· Map: Natural Earth (public domain)", "· Kartgrunnlag: Natural Earth (fri bruk)"),
    "map_line": (
        "Outline: Natural Earth 4.1.0, public domain",
        "Kartgrunnlag: Natural Earth 4.1.0 (fri bruk)",
    ),
}
