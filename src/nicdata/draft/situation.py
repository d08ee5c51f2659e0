"""What the rows ask about a sum: the parts of the text around it, and the facts."""

from __future__ import annotations

import re
from typing import Any

from nicdata.draft import givers, lexicon, when, whose
from nicdata.draft import sum_patterns as words
from nicdata.draft.candidates import read
from nicdata.draft.givers import PROGRAMME
from nicdata.draft.mentions import Mention
from nicdata.draft.money import IN_ALL, OF_IT, TAKEN, TAKEN_FROM, Money
from nicdata.draft.periods import number_of_years
from nicdata.draft.pots import IF_PASSED, PROGRAMME_OF, giver_of, is_relative, pot
from nicdata.draft.reading import Reading, Sentence
from nicdata.draft.sum_rows import ROW, column, has_known, row_head, top_of, unknown, unknown_before

LEAST, MOST = 10_000, 1_000_000_000  # kroner: what is less is no support, and no programme has more
FARTHEST = 6  # paragraphs between a sum of a public body and the cluster that gets it, at most


def apiece(
    own: list[Mention], money: Money, sentence: Sentence, last: Sentence | None, reading: Reading
) -> list[tuple[str, int]]:
    """The clusters that get a sum apiece, with the paragraph that names them: those of the clause, or "the first two"
    of those that the sentence before it lists."""
    is_both = words.BOTH.match(money.clause)
    plural = words.THEY.match(money.clause)
    if (
        not is_both
        and not (plural and (plural["both"] or plural["of"]))
        and not reading.has("each", money.left + money.right)
    ):
        return []
    named = {c.value: c.text for c in own if c.start < money.figure.start}
    if len(named) > 1:
        return [(name, sentence.paragraph) for name in named.values()]
    if not plural or named or not last:
        return []
    last = _lister(sentence, last, reading)
    listed = list({c.value: c.text for c in last.clusters}.values())
    told = plural["n"] or plural["of"]
    number = read(told, reading.language) if told else None
    wanted = int(number.value) if number else 2 if plural["both"] else len(listed)
    if wanted > len(listed) or len(listed) < words.FEWEST or (wanted != len(listed) and not plural["first"]):
        return []
    return [(name, last.paragraph) for name in (listed[-wanted:] if plural["last"] else listed[:wanted])]


def _lister(sentence: Sentence, last: Sentence, reading: Reading) -> Sentence:
    """The nearest sentence before one that names several clusters; else the last one."""
    places = range(sentence.paragraph, max(0, sentence.paragraph - words.LIST_BACK), -1)
    earlier = (
        s
        for i in places
        for s in reversed(reading.sentences.get(i, []))
        if (i, s.start) < (sentence.paragraph, sentence.start)
    )
    return next((s for s in earlier if len({c.value for c in s.clusters}) >= words.FEWEST), last)


def situation(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    receiver: whose.Owner | None,
    last: Sentence | None,
    reading: Reading,
) -> tuple[dict[str, str], set[str]]:
    """The parts of the text that the rows ask about, and the facts."""
    line, figure = reading.near(sentence), money.figure
    row = row_head(sentence, figure.start, reading)
    top = top_of(sentence.paragraph, reading) if row else sentence.paragraph
    near = "\n".join((line, *reading.above(top)))
    is_by = re.search(r"\b(?:med|by) (?:hele |heile |another |ytterligere )?$", money.before)
    by = money.before[-80:] if is_by else re.split(r"\b(?:til|to|fra|frå|from)\b", money.before[-60:])[-1]
    around = money.left[-120:] + figure.text + words.OTHER_PART.split(money.right)[0][:70]
    for name in sorted({c.text for c in sentence.clusters}, key=len, reverse=True):
        around = around.replace(name, "…")
    parts = {
        "clause": money.clause,
        "before": money.before,
        "after": money.after,
        "left": money.left,
        "own": money.left + money.figure.text + money.right,
        "around": around,
        "by": by if is_by else " ".join(by.split(" ")[-7:]),
        "next": m[1] if (m := words.NEXT.match(money.after)) else "",
        "behind": " ".join(money.after.lstrip(",").split(" ")[:4]),
        "sentence": sentence.text,
        "paragraph": line,
        "near": near,
        "title": reading.lines[reading.title - 1] if reading.title else "",
    }
    own_levels = [level for level in sentence.levels if not PROGRAMME_OF.match(sentence.text[level.end :])]
    own_levels = [level for level in own_levels if not words.TIME_AT.search(sentence.text[: level.start])]
    later = [f.start for f in sentence.figures if f.kind == "money" and f.start > figure.start]
    farthest = min(money.stop, figure.end + words.FARTHEST_LEVEL, *later)
    levels = [level for level in own_levels if money.begin <= level.start < farthest]
    giver = giver_of(money, sentence, reading)
    tests = _of_sum(money, sentence, own, levels, receiver, last, giver, reading) | _of_text(
        money, sentence, own, levels, own_levels, reading
    )
    tests |= _of_words(money, sentence, reading) | {
        "context": receiver and receiver.how == "context",
        "applied_column": row and column(money, sentence, top, reading) == "applied",
        "item": row and row.value != "year" and (row.value or has_known(sentence.paragraph, reading)),
        "item_unknown": row and not row.value,
        "year_row": row and row.value == "year",
    }
    return parts, {name for name, holds in tests.items() if holds}


def _of_sum(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    levels: list[Mention],
    receiver: whose.Owner | None,
    last: Sentence | None,
    giver: str,
    reading: Reading,
) -> dict[str, Any]:
    """The facts of a sum and of whose it is; `rules.toml` says what follows from each."""
    figure = money.figure
    purpose = words.PURPOSE.match(money.right)
    of = {c.value for c in own}
    is_later = levels and receiver and receiver.name.start >= money.stop  # who speaks of what a level gets
    return {
        "applied_noun": words.APPLIED.search(_told_of_they(sentence, last) + sentence.text[: figure.start]),
        "small": figure.figure.value < LEAST,
        "large": figure.figure.value >= MOST,
        "other_scheme": words.OTHER_SCHEME.match(money.after),
        "priced": words.PRICED.search(money.left) and not reading.has("changed", money.left),
        "for_else": purpose
        and not reading.has("purpose", purpose["noun"])
        and not read(purpose["noun"], reading.language),
        "cluster": own
        or (receiver and (receiver.how == "near" or (receiver.how == "sentence" and not is_later))),
        "several": len(of) > 1,
        "own_sum": len(of) > 1 and receiver and receiver.how == "near",
        "apiece": apiece(own, money, sentence, last, reading),
        "of_all": re.match(r"\s*(?:klyngene|klyngjene|the clusters)\b", money.clause, re.IGNORECASE),
        "company": words.OF_COMPANY.search(sentence.text[: min([figure.start, *(c.start for c in own)])]),
        "giver": giver,
        "from_giver": giver
        and (words.FROM_GIVER.search(money.right[:90]) or words.FROM_FIRST.match(money.clause)),
        "from_next": giver and words.FROM_NEXT.match(money.right),
        "public": giver not in ("", PROGRAMME),
        "elsewhere": giver not in ("", PROGRAMME, reading.scheme),
        "foreign": (giver or reading.scheme) != PROGRAMME,
        "unknown_near": not own and unknown_before(money, reading),
        "unknown": not own and unknown(money, sentence, reading),
        "own_budget": words.OWN_BUDGET.search(money.left)
        and not words.PROGRAMME_BEFORE.search(money.left)
        and not whose.of_programme(sentence, reading)
        and (
            own or reading.home or whose.PRONOUN.search(sentence.text) or words.A_CLUSTER.search(money.clause)
        ),
        "told_here": not own
        and (owner := whose.told(sentence, reading, 0))
        and owner.paragraph == sentence.paragraph,
        "after_frame": not sentence.clusters
        and not levels
        and money.previous.get("kind") in ("appropriation", "change")
        and (when.times(sentence.text, reading.language, reading.year) or words.TO.search(money.before)),
        "part_of_it": money.previous.get("kind") == "appropriation"
        and OF_IT.match(sentence.text)
        and (sentence.text[:1] in "AOI" or reading.has("government", money.clause)),
        "ministry": reading.has("share", money.left) and reading.has("government", money.left),
        "after_grant": not sentence.clusters and not giver and "cluster" in money.previous,
    }


def _told_of_they(sentence: Sentence, last: Sentence | None) -> str:
    """What was told of "they" at the head of a sentence: "Nine applications came in. They totalled NOK 14 million"."""
    return f"{last.text.rstrip('. ')} " if last and words.THEY.match(sentence.text) else ""


def _of_words(money: Money, sentence: Sentence, reading: Reading) -> dict[str, Any]:
    """The facts of the words around a sum."""
    again = money.previous.get("change_direction") if words.AGAIN.search(money.before) else None
    return {
        "home": reading.home,
        "about": reading.is_programme,
        "again_cut": again == "cut",
        "again_rise": again == "rise",
        "from_other": words.FROM_OTHER.search(money.right[:90]) and not _names_giver(money, reading),
        "with_status": words.WITH_STATUS.search(money.left),
        "over_years": number_of_years(money.left + money.right, reading.language),
        "cut_told": _is_change("cut", money, reading),
        "rise_told": _is_change("rise", money, reading),
        "us": whose.US.search(re.sub(r"snakk[ae]r vi|we are talking", "", sentence.text)),
        "taken": TAKEN.search(money.before) and TAKEN_FROM.match(money.after),
        "to_hand_out": words.TO_HAND_OUT.match(money.after),
        "they_get": words.THEY_GET.search(money.left),
        "it_gets": whose.gets(money.clause, money.left + money.right),
        "to_it": words.TO_IT.match(money.after) or words.GIVES_IT.search(money.before),
        "support_noun": reading.has("support_noun", sentence.text),
        "up_to": words.TO.search(money.before),
    }


def _of_text(
    money: Money,
    sentence: Sentence,
    own: list[Mention],
    levels: list[Mention],
    own_levels: list[Mention],
    reading: Reading,
) -> dict[str, Any]:
    """The facts of the levels beside a sum and of what was told before it."""
    return {
        "level": levels,
        "level_told": not levels
        and not own
        and (
            (is_relative(money, sentence) and "," not in money.before)
            or words.EACH_OF_THEM.search(money.clause)
        )
        and len({level.value for level in own_levels} or whose.NODES.findall(sentence.text)[:1]) == 1,
        "each_of_them": (words.THEY.match(money.clause) and reading.has("each", money.clause))
        or words.EACH_OF_THEM.search(money.clause),
        "to_all": words.TO_ALL.match(money.after),
        "to_scheme": words.TO_SCHEME.match(money.after),
        "lists": money.after.endswith(":"),
        "level_gives": levels and words.LEVEL_GIVES.search(money.left),
        "if_passed": IF_PASSED.search(sentence.text[: money.figure.start]),
        "other_named": words.OTHER_NAMED.search(sentence.text) and not words.CLUSTER.search(sentence.text),
        "all_get": IN_ALL.match(sentence.text) and words.THEY_GET.search(money.left),
        "has_given": words.HAS_GIVEN.search(money.clause),
        "to_level_all": words.TO_LEVEL_ALL.match(money.after),
        "counted": words.COUNTED.match(money.after),
        "too_much": money.figure.figure.value > words.MOST_FOR_ONE
        and not number_of_years(money.left + money.right, reading.language),
        "many": words.COUNTED.match(money.after) or money.figure.figure.value > words.MOST_FOR_ONE,
        "total_row": words.TOTAL_ROW.match(sentence.text) and ROW.match(sentence.text),
        "to_levels": words.TO_LEVELS.match(money.after),
        "pot": pot(money, sentence, reading),
        "of_level": words.OF_LEVEL.search(money.clause)
        or (words.THEY.match(money.clause) and reading.has("each", money.clause)),
        "level_row": words.LEVEL_ROW.match(reading.lines[sentence.paragraph - 1]) and money.alone,
        "level_heading": whose.level_heading(sentence, reading),
        "level_before": whose.level_before(sentence, reading),
        "one_cluster": whose.IT.match(sentence.text) or words.THE_CLUSTER.search(money.clause),
        "told": not own and whose.told(sentence, reading, whose.FARTHEST),
        "far": not own and (whose.home(reading) or whose.told(sentence, reading, FARTHEST)),
        "unknown_name": whose.of_unknown(sentence.text) and not own,
    }


def _names_giver(money: Money, reading: Reading) -> bool:
    """Whether the words behind a sum name who gives it: one that is known, a county or a level's programme."""
    return bool(
        givers.all_in(money.right, reading)
        or reading.has("county", money.right[:60])
        or reading.has("the_county", money.right[:60])
        or re.search(r"\b(?:fra|frå|from) (?:the )?(?:Arena|NCE|GCE|ARENA)", money.right)
    )


def _is_change(name: str, money: Money, reading: Reading) -> bool:
    """Whether a sum is that of a change: "a cut of …", "The cut in the programme for 2022 was …"."""
    start = re.sub(r"^[\s–—«“\"-]*(?:The|An?|Et|Ein|En|Denne|Dette|This) ", "", money.before)
    is_noun = lexicon.beginning(name, reading.language).match(start)
    is_it = is_noun and re.search(r"\b(?:er|var|blir|ble|vart|is|was)(?: på| of)? $", money.before)
    of = re.search(r" (?:på|of) $", money.before)
    return bool(is_it or (of and lexicon.ending(name, reading.language).search(money.before[: of.start()])))
