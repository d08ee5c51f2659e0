"""A draft held against the reviewed sheet of the same article: how much of it is right, how much it found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from nicdata.draft import TABLES, mentions
from nicdata.sheets import printed
from nicdata.sheets.entries import Entry
from nicdata.text import slug


class Score(NamedTuple):
    """Facts of one table: how many the draft states, how many the sheet states, how many both do."""

    drafted: int
    reviewed: int
    both: int

    @property
    def precision(self) -> float:
        """Share of the drafted facts that are right; 1 where none is drafted."""
        return self.both / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        """Share of the reviewed facts that are drafted; 1 where there are none."""
        return self.both / self.reviewed if self.reviewed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / (self.drafted + self.reviewed) if self.drafted + self.reviewed else 1.0

    def __add__(self, other: tuple[Any, ...]) -> Score:  # facts of both together
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def score(
    draft: Entry, sheet: Entry, cluster_ids: dict[str, str], paragraphs: bool = True
) -> dict[str, Score]:
    """The score of every table that a draft can hold, and of the header as `articles` (title, date).

    A fact counts as the same when all that it says is: subject, kind, value, qualifier, year, paragraph
    (unless `paragraphs` is false); ids, notes and words of our own do not matter. Only what the draft asserts counts:
    `proposals` counts the rest."""
    scores = {}
    draft = _asserted(draft)
    for table in ("articles", *TABLES):
        drafted, reviewed = (Counter(_facts(table, one, cluster_ids, paragraphs)) for one in (draft, sheet))
        scores[table] = Score(drafted.total(), reviewed.total(), (drafted & reviewed).total())
    return scores


def proposals(
    draft: Entry, sheet: Entry, cluster_ids: dict[str, str], paragraphs: bool = True
) -> dict[str, Score]:
    """Return how many entries of each table the draft only proposes, how many facts of the sheet it does not assert,
    and how many of these it proposes rightly."""
    scores = {}
    for table in TABLES:
        sure, unsure = (
            Counter(_facts(table, {**draft, table: part}, cluster_ids, paragraphs))
            for part in _parts(draft, table)
        )
        missing = Counter(_facts(table, sheet, cluster_ids, paragraphs)) - sure
        scores[table] = Score(unsure.total(), missing.total(), (unsure & missing).total())
    return scores


def _parts(draft: Entry, table: str) -> tuple[list[Entry], list[Entry]]:
    """The entries that a draft asserts, and those that it only proposes."""
    entries = draft.get(table, [])
    unsure = [entry for entry in entries if entry.get("status") == "unsure"]
    return [entry for entry in entries if entry not in unsure], unsure


def _asserted(draft: Entry) -> Entry:
    return {**draft, **{table: _parts(draft, table)[0] for table in TABLES if table in draft}}


def misses(draft: Entry, sheet: Entry, cluster_ids: dict[str, str], paragraphs: bool = True) -> list[str]:
    """What only one of the two says, a line a fact: `+` in the draft, `-` in the sheet."""
    lines = []
    draft = _asserted(draft)
    for table in ("articles", *TABLES):
        drafted, reviewed = (Counter(_facts(table, one, cluster_ids, paragraphs)) for one in (draft, sheet))
        for sign, facts in (("+", drafted - reviewed), ("-", reviewed - drafted)):
            lines += [
                f"{sign} {table}: {', '.join(map(_told, filter(None, fact)))}"
                for fact in sorted(facts.elements(), key=str)
            ]
    return lines


def _told(part: Any) -> str:
    """A part of a fact in words: a figure as "about 5400000 NOK"."""
    if isinstance(part, printed.Figure):
        value = str(part.value) if part.low is None else f"{part.low} to {part.value}"
        bound = part.qualifier.replace("_", " ") if part.qualifier != "exact" and part.low is None else ""
        return " ".join(filter(None, (bound, value, part.unit)))
    return "significant" if part is True else str(part)


def _facts(table: str, sheet: Entry, cluster_ids: dict[str, str], paragraphs: bool) -> list[tuple[Any, ...]]:
    if table == "articles":
        date = sheet.get("date_published_printed")
        facts: list[tuple[Any, ...]] = [("title", printed.normalise(sheet["title"]))]
        return facts + ([("date", _or_text(printed.iso_date, date))] if date else [])
    own = (
        {mentions.core(name): cluster_id for name, cluster_id in cluster_ids.items()}
        | cluster_ids
        | {new["name"]: new["cluster_id"] for new in sheet.get("new_clusters", [])}
    )
    return [_fact(entry, sheet, own, paragraphs) for entry in sheet.get(table, [])]


def _fact(entry: Entry, sheet: Entry, cluster_ids: dict[str, str], paragraphs: bool) -> tuple[Any, ...]:
    """All that an entry says, in one form whatever the spelling."""
    name = entry.get("cluster")
    figures = [
        _or_text(printed.parse, entry[key], sheet["language"]) if key in entry else ""
        for key in ("amount_printed", "value_printed", "gap_printed", "period_years_printed")
    ]
    own_year = _year(sheet)
    kinds = [
        entry.get(key, "")
        for key in (
            "scheme",
            "kind",
            "measure",
            "role",
            "basis",
            "direction",
            "change_direction",
            "stage",
            "level",
            "from_level",
            "to_level",
        )
    ]
    return (
        cluster_ids.get(name) or cluster_ids.get(mentions.core(name)) or slug(mentions.core(name))
        if name
        else "",
        *(kind.casefold() for kind in kinds),
        *figures,
        "; ".join(sorted(entry.get("counted", []))),
        entry.get("significant", ""),
        str(entry.get("as_of") or own_year)[:4],
        *(str(entry.get(key, ""))[:4] for key in ("period_start", "period_end")),
        f"paragraph {entry['paragraph']}" if paragraphs else "",
    )


def _or_text(read: Callable[..., Any], *arguments: str) -> Any:
    """What a figure says; the figure itself where it cannot be read."""
    try:
        return read(*arguments)
    except ValueError:
        return arguments[0]


def _year(sheet: Entry) -> str:
    """The year that a sheet's facts hold for unless they say another."""
    date = sheet.get("date_published_printed")
    said = sheet.get("as_of") or (_or_text(printed.iso_date, date) if date else sheet.get("date_published"))
    return str(said or "".join(re.findall(r"(?:19|20)\d\d", sheet["article_id"])))[:4]
