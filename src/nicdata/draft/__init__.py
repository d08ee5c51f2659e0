"""An article -> a draft sheet: what its paragraphs seem to state, for a person to correct.

One pure function of one article. The rules of each table stand in a module of its name, over what the sentences
mention. Three kinds of figures become a question, and never a row, where no entry takes them: a sum of money that
is not plainly something else, a figure in percentage points that is no error or the like, and a number of applicants
or of clusters at a level that is neither wished for nor stated elsewhere. Names, moves, head-counts and other numbers
that no rule understands are passed over in silence.
"""

from __future__ import annotations

import re
from typing import Any

from nicdata.draft import (
    budgets,
    cluster_levels,
    effect_statistics,
    header,
    mentions,
    participants,
    programme_counts,
    reading,
)
from nicdata.draft.reading import Known
from nicdata.sheets import printed
from nicdata.sheets.article import Article, sha256
from nicdata.sheets.entries import FIGURES, LONGEST, Entry, expected_figure
from nicdata.sheets.verify import digest_of, missing_quotes
from nicdata.text import slug

TABLES = (
    "cluster_levels",
    "level_changes",
    "budgets",
    "programme_counts",
    "effect_statistics",
    "participants",
)
# What the id of an entry is made of, after its first key: the id itself. It ends in the article and the paragraph, so
# that no two articles of one year make the same.
IDS = {
    "level_changes": ("level_change_id", "cluster_id", "time", "to_level"),
    "budgets": ("budget_id", "scheme", "time", "kind"),
    "programme_counts": ("count_id", "scheme", "time", "measure", "level"),
    "effect_statistics": ("effect_id", "time", "measure"),
}


def known(cluster_ids: dict[str, str], clusters: dict[str, str]) -> Known:
    """The names of `decisions.toml`: ids by all names, names by id. A short spelling counts only beside a full
    one: ACT is also a word."""
    bare = {re.sub(r"^(?:NCE|GCE) ", "", name): cluster_id for name, cluster_id in cluster_ids.items()}
    telling = {name: own for name, own in bare.items() if len(name) > 6 or (len(name) > 3 and name.isupper())}
    ids = telling | cluster_ids
    full = {mentions.core(name) for name in clusters.values()} | {
        name.casefold() for name in clusters.values()
    }
    strong = {name for name in ids if len(name) > 6 or mentions.core(name) in full}
    return Known(tuple(ids.items()), frozenset(strong), frozenset(cluster_ids))


def draft(article_id: str, article: Article, names: Known) -> Entry:
    """A sheet in the format of `data/raw`: header, entries by table, and where there are any, `new_clusters`
    (names that no decision declares) and `questions`. What counts as a fact of which table stands in
    `data/raw/README.md`."""
    lines = article.paragraphs
    language = header.language_of(lines)
    date, date_paragraph = (article.date, 0) if article.date else header.date_of(lines)
    in_title = article.title in lines
    title, title_paragraph = (article.title, 1) if in_title else header.title_of(lines, date_paragraph)
    title = title if len(title) <= LONGEST else header.UNKNOWN
    text = "\n".join(lines)
    sheet: Entry = {"article_id": article_id, "collection": "article", "status": "draft", "title": title}
    sheet |= {"publisher": article.publisher or header.UNKNOWN, "language": language}
    sheet |= {"date_published_printed": date} if date else {}
    sheet |= {"paragraphs": len(lines), "text_sha256": sha256(text)}
    sheet["digest"] = digest_of(sheet, text)
    begins = reading.first_words(names)
    hot = [n for n, line in enumerate(lines, 1) if reading.may_hold_facts(line, language, begins)]
    if not hot:
        return sheet
    iso_date = printed.iso_date(date) if date else ""
    found, cluster_ids = reading.read(article_id, lines, hot, language, iso_date, names, title_paragraph)
    seen = list(cluster_levels.sightings(found))
    questions: list[Entry] = []
    tables: dict[str, list[Entry]] = {
        "cluster_levels": cluster_levels.levels(seen),
        "level_changes": cluster_levels.changes(seen, found),
        "budgets": list(budgets.entries(found, questions)),
        "programme_counts": list(programme_counts.entries(found, questions)),
        "effect_statistics": list(effect_statistics.entries(found, questions)),
        "participants": list(participants.entries(found)),
    }
    used: set[str] = set()
    for table, entries in tables.items():
        entries[:] = [entry for entry in entries if _may_stand(entry, lines, language)]
        for place, entry in enumerate(entries):
            named = _named(table, entry, article_id, cluster_ids, found.year, used)
            entries[place] = named | {"digest": digest_of(named, lines[entry["paragraph"] - 1])}
    if new := _new_clusters(tables, names, cluster_ids, found):
        sheet["new_clusters"] = new
    if questions:
        sheet["questions"] = sorted(questions, key=lambda question: question["paragraph"])
    return sheet | {table: entries for table, entries in tables.items() if entries}


def _may_stand(entry: Entry, lines: list[str], language: str) -> bool:
    """Whether a sheet may hold an entry: no count has decimals, no sum is a part of a krone, and its paragraphs
    bear out what it says is printed."""
    figures = FIGURES.keys() & entry.keys()
    wrong = any(expected_figure(entry[key], FIGURES[key], language) for key in figures)
    return not wrong and next(missing_quotes(entry, lines, language), None) is None


def _named(
    table: str, entry: Entry, article_id: str, cluster_ids: dict[str, str], year: int, used: set[str]
) -> Entry:
    """The entry with an id of its own in front, unlike all others of the sheet and of other sheets."""
    if table not in IDS:
        return entry
    key, *parts = IDS[table]
    said: dict[str, Any] = {
        **entry,
        "cluster_id": cluster_ids.get(reading.bare(entry.get("cluster", ""), cluster_ids), ""),
        "time": str(entry.get("as_of") or entry.get("period_start") or year or "undated")[:4],
    }
    words = [*(str(said[part]) for part in parts if said.get(part)), article_id, f"p{entry['paragraph']}"]
    own = base = slug(" ".join(words).replace("_", "-"))
    number = 1
    while own in used:
        number += 1
        own = f"{base}-{number}"
    used.add(own)
    return {key: own, **entry}


def _new_clusters(
    tables: dict[str, list[Entry]], names: Known, cluster_ids: dict[str, str], found: reading.Reading
) -> list[Entry]:
    """The names in the entries that no decision declares, each with the level and place the article gives it."""
    new: dict[str, Entry] = {}
    for entries in tables.values():
        for entry in entries:
            name = entry.get("cluster", "")
            if name and name not in names.declared and name not in new:
                cluster_id = cluster_ids[reading.bare(name, cluster_ids)]
                level = next((e["level"] for e in tables["cluster_levels"] if e["cluster"] == name), "")
                new[name] = {"cluster_id": cluster_id, "name": name} | (
                    {"latest_level": level} if level else {}
                )
    homes = reading.homes(new, found)
    return [entry | ({"place": homes[name]} if name in homes else {}) for name, entry in new.items()]
