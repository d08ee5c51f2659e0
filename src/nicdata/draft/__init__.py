"""An article -> a draft sheet: what its paragraphs seem to state, for a person to correct.

One pure function of one article. A draft answers for every figure with a unit and every cluster beside a level: it is
asserted, or proposed (an entry with the best guess, `status = "unsure"` and the reason), or listed under `set_aside` with
the reason. The words that the rules know stand in `lexicon.toml`, what a figure measures in `rules.toml`.

    article -> paragraphs -> candidates -> reading of each -> doubts (outright.py) -> gate -> sheet
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nicdata.draft import (
    budgets,
    cluster_levels,
    effect_statistics,
    gate,
    header,
    level_changes,
    mentions,
    names,
    outright,
    participants,
    programme_counts,
    reading,
)
from nicdata.draft.names import Known
from nicdata.draft.verdicts import ASIDE, Found
from nicdata.sheets import printed
from nicdata.sheets.article import Article, sha256
from nicdata.sheets.entries import LONGEST, Entry
from nicdata.sheets.verify import digest_of
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
PROGRAMME = "nic"  # the scheme that is meant where no other giver is named


def known(cluster_ids: dict[str, str], clusters: dict[str, str]) -> Known:
    """Return the names of `decisions.toml`: ids by all their names, names by id. A short spelling counts only beside a
    full one: ACT is also a word."""
    bare = {re.sub(r"^(?:NCE|GCE) ", "", name): cluster_id for name, cluster_id in cluster_ids.items()}
    telling = {name: own for name, own in bare.items() if len(name) > 6 or (len(name) > 3 and name.isupper())}
    ids = telling | cluster_ids
    ids |= {
        small: own for name, own in ids.items() if (small := name.replace(" Cluster", " cluster")) not in ids
    }
    full = {mentions.core(name) for name in clusters.values()} | {
        name.casefold() for name in clusters.values()
    }
    strong = {name for name in ids if len(name) > 6 or mentions.core(name) in full}
    return Known(tuple(ids.items()), frozenset(strong), frozenset(cluster_ids))


def draft(article_id: str, article: Article, known_names: Known, further: Iterable[Found] = ()) -> Entry:
    """Return a sheet in the format of `data/raw`: header, entries by table, and where there are any, `new_clusters`
    (names that no decision declares), `schemes` and `set_aside`. What counts as a fact of which table stands in
    `data/raw/README.md`. `further` are proposals of somebody else, which pass the same gate."""
    lines = article.paragraphs
    language = header.language_of(lines)
    sheet, title, date = _header(article_id, article, language)
    begins = reading.first_words(known_names)
    hot = [n for n, line in enumerate(lines, 1) if reading.may_hold_facts(line, language, begins)]
    further = list(further)
    if not hot and not further:
        return sheet
    found, cluster_ids = reading.read(article_id, lines, hot, language, date, known_names, title)
    tables: dict[str, list[Entry]] = {table: [] for table in (*TABLES, ASIDE)}
    stated: set[tuple[Any, ...]] = set()
    for one in [*outright.judged(found_in(found), found), *further]:
        taken, reason = gate.passed(one, lines, language)
        if taken and (key := _key(one)) in stated and one in further:
            continue  # the rules say so already
        if taken:
            stated.add(key)
            tables[one.table].append(taken)
        elif one not in further:
            tables[ASIDE].append(
                {"paragraph": one.entry["paragraph"], "seen": gate.seen(one.entry), "reason": reason}
            )
    asides = _unlike(tables.pop(ASIDE))
    used: set[str] = set()
    for table, entries in tables.items():
        for place, entry in enumerate(entries):
            named = _named(table, entry, article_id, cluster_ids, found.year, used)
            entries[place] = named | {"digest": digest_of(named, lines[entry["paragraph"] - 1])}
    lists = {
        "new_clusters": _new_clusters(tables, known_names, cluster_ids, found),
        "schemes": _schemes(tables, lines),
        ASIDE: sorted(asides, key=lambda entry: int(entry["paragraph"])),
    }
    return sheet | {key: entries for key, entries in (*lists.items(), *tables.items()) if entries}


def _key(one: Found) -> tuple[Any, ...]:
    """What makes two entries one fact for a reviewer: the table, where it stands, and its figure or its level."""
    told = ("amount_printed", "value_printed", "gap_printed")
    figure = next((one.entry[key] for key in told if key in one.entry), "")
    parts = () if figure else (one.entry.get("cluster"), one.entry.get("level"), one.entry.get("to_level"))
    return (one.table, one.entry.get("paragraph"), figure, *parts)


def _header(article_id: str, article: Article, language: str) -> tuple[Entry, int, str]:
    """The head of the sheet, the paragraph of the title, and the date of the article as ISO 8601."""
    lines = article.paragraphs
    # What the page prints counts before what it declares, which may be the day of a change.
    body = ["" if article.date and line == article.date else line for line in lines]
    date, date_paragraph = header.date_of(body, language)
    date, date_paragraph = (date, date_paragraph) if date else (article.date, 0)
    in_title = article.title in lines
    title, place = (
        (article.title, lines.index(article.title) + 1)
        if in_title
        else header.title_of(lines, date_paragraph)
    )
    title = title if len(title) <= LONGEST else header.UNKNOWN
    text = "\n".join(lines)
    sheet: Entry = {"article_id": article_id, "collection": "article", "status": "draft", "title": title}
    sheet |= {
        "publisher": article.publisher or header.publisher_of(lines) or header.UNKNOWN,
        "language": language,
    }
    sheet |= {"date_published_printed": date} if date else {}
    sheet |= {"paragraphs": len(lines), "text_sha256": sha256(text)}
    sheet["digest"] = digest_of(sheet, text)
    return sheet, place, printed.iso_date(date) if date else ""


def found_in(found: reading.Reading) -> Iterator[Found]:
    """Return what the rules of every table make of an article."""
    seen = cluster_levels.sightings(found)
    yield from cluster_levels.levels(seen)
    yield from level_changes.changes(seen, found)
    for table in (budgets, programme_counts, effect_statistics, participants):
        yield from table.entries(found)


def _unlike(asides: list[Entry]) -> list[Entry]:
    """What is set aside, each once."""
    return list({(entry["paragraph"], entry["seen"]): entry for entry in reversed(asides)}.values())[::-1]


def _named(
    table: str, entry: Entry, article_id: str, cluster_ids: dict[str, str], year: int, used: set[str]
) -> Entry:
    """The entry with an id of its own in front, unlike all others of the sheet and of other sheets."""
    if table not in IDS:
        return entry
    key, *parts = IDS[table]
    said: dict[str, Any] = {
        **entry,
        "cluster_id": cluster_ids.get(names.bare(entry.get("cluster", ""), cluster_ids), ""),
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
    tables: dict[str, list[Entry]], known_names: Known, cluster_ids: dict[str, str], found: reading.Reading
) -> list[Entry]:
    """The names in the entries that no decision declares, each with the level and place the article gives it."""
    new: dict[str, Entry] = {}
    for entries in tables.values():
        for entry in entries:
            name = entry.get("cluster", "")
            if name and name not in known_names.declared and name not in new:
                own = names.bare(name, cluster_ids)
                cluster_id = cluster_ids.get(own) or slug(mentions.core(name))
                level = next((e["level"] for e in tables["cluster_levels"] if e["cluster"] == name), "")
                new[name] = {"cluster_id": cluster_id, "name": name} | (
                    {"latest_level": level} if level else {}
                )
    homes = reading.homes(new, found)
    return [entry | ({"place": homes[name]} if name in homes else {}) for name, entry in new.items()]


def _schemes(tables: dict[str, list[Entry]], lines: list[str]) -> list[Entry]:
    """The givers in the entries beside the programme, declared: a person gives them their names."""
    used = dict.fromkeys(
        entry["scheme"] for entries in tables.values() for entry in entries if "scheme" in entry
    )
    declared = []
    for scheme in used:
        if scheme != PROGRAMME:
            words = (word for line in lines for word in re.findall(r"[A-ZÆØÅ][\wæøå-]+", line[:2000]))
            name = next((word for word in words if slug(word) == scheme), scheme)
            county = any(re.search(rf"{re.escape(name)}\w* (?:fylke|[Cc]ounty)", line) for line in lines)
            kind = "county" if county else "other"
            declared.append({"scheme": scheme, "kind": kind, "name_nb": name, "name_en": name})
    return declared
