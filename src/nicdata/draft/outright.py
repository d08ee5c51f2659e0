"""What a rule finds, but the text does not say outright, is only proposed: the doubts of an asserted entry.

Each doubt is a kind of entry that was wrong too often in articles that nobody had read while the rules were written.
"""

from __future__ import annotations

from collections.abc import Iterator

from nicdata.draft import whose
from nicdata.draft.givers import PROGRAMME
from nicdata.draft.reading import NEAR, Reading
from nicdata.draft.verdicts import ASIDE, Found, proposed
from nicdata.sheets.entries import FIGURES, Entry

NO_NAME = "the sentence does not say which cluster it is about"
NO_GIVER = "the text does not say that the programme gives the money"
NO_YEAR = "the text does not say for which year the money is"
NO_STAGE = "the text does not say whether the money for a coming year is only proposed"
NAMED_ONCE = "the text names the receiver only once, so this may be no cluster"
DENIED = "the sentence also says what did not happen or is only hoped for"
NO_PROGRAMME = "the sentence does not say that these are clusters of the programme"
WHERE = "these may be where the members are, and not members themselves"
OUTCOME = "what became of clusters or applicants is told in many ways: check what the number counts"
REASONS = frozenset((NO_NAME, NO_GIVER, NO_YEAR, NO_STAGE, NAMED_ONCE, DENIED, NO_PROGRAMME, WHERE, OUTCOME))

NOTICE = 5  # paragraphs of a text that is too short to say more of what it names
OUTCOMES = frozenset(
    "clusters_admitted clusters_completed clusters_extended applicants_rejected companies grants_awarded".split()
)


def judged(found: Iterator[Found], reading: Reading) -> Iterator[Found]:
    """Yield what the rules found, with what they assert in spite of a doubt as a proposal that tells the doubt."""
    for one in found:
        is_asserted = one.table != ASIDE and "status" not in one.entry
        reason = _doubt(one, reading) if is_asserted else ""
        yield proposed(one.table, one.entry, reason, one.row) if reason else one


def _doubt(one: Found, reading: Reading) -> str:
    entry, table = one.entry, one.table
    if table == "participants":
        return WHERE if entry["role"] == "public_body" else ""
    sentence = _sentence(entry, reading)
    if "named_in" in entry and not whose.US.search(sentence):
        return NO_NAME
    if table == "budgets":
        return _of_money(entry, reading)
    if table == "programme_counts" and entry.get("basis") != "counted":
        if entry["measure"] in OUTCOMES and not _is_notice(reading):
            return OUTCOME
        is_named = reading.has("scheme_named", sentence) or entry["scheme"] != PROGRAMME
        return "" if is_named else NO_PROGRAMME
    is_news = table == "level_changes" or entry.get("basis") == "announced"
    if is_news and "as_of" not in entry:
        return DENIED if reading.has("denied", sentence) else ""
    return ""


def _of_money(entry: Entry, reading: Reading) -> str:
    line = reading.lines[entry["paragraph"] - 1][:NEAR]
    is_notice = _is_notice(reading)
    if entry["scheme"] == PROGRAMME and not is_notice and not reading.has("scheme_named", line):
        return NO_GIVER
    if entry["kind"] in ("appropriation", "scheme_grant") and "period_start" not in entry:
        return NO_YEAR
    is_coming = bool(reading.year) and entry.get("period_start", "")[:4] > str(reading.year)
    if entry["kind"] == "appropriation" and is_coming and "stage" not in entry:
        return NO_STAGE
    name = entry.get("cluster")
    if not name or is_notice or entry["kind"] == "applied_for":
        return ""
    return "" if sum(name in text for text in reading.lines) > 1 else NAMED_ONCE


def _is_notice(reading: Reading) -> bool:
    return len(reading.lines) <= NOTICE


def _sentence(entry: Entry, reading: Reading) -> str:
    """The sentence of an entry: the first of its paragraph that holds its figure or name."""
    said = next((entry[key] for key in (*FIGURES, "cluster") if key in entry), "")
    texts = (one.text for one in reading.sentences.get(entry["paragraph"], []))
    return next((text for text in texts if said in text), reading.lines[entry["paragraph"] - 1])
