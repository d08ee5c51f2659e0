"""Who says what a figure shows: one line for the picture, and the whole list for its file."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from nicdata import schema
from nicdata.charts.drawing import width
from nicdata.charts.words import Words, spans
from nicdata.frames import Tables

LONGEST = 100  # characters of the line in the picture


class Source(NamedTuple):
    """A source that a figure cites, and the paragraphs of it."""

    article_id: str
    article: bool
    publisher: str
    title: str
    published: str
    url: str
    paragraphs: list[int]


def cited(tables: Tables, frames: list[pd.DataFrame]) -> list[Source]:
    """The sources of the rows, the five articles first, each kind from the oldest to the newest."""
    paragraphs: dict[str, set[int]] = {}
    for rows in frames:
        for prefix in ("", "from_"):
            if f"{prefix}article_id" not in rows:
                continue
            pairs = rows.reindex(columns=[f"{prefix}article_id", f"{prefix}paragraph"])
            for article_id, paragraph in pairs.dropna(subset=f"{prefix}article_id").itertuples(index=False):
                told = paragraphs.setdefault(article_id, set())
                told |= {int(paragraph)} if pd.notna(paragraph) else set()
    known = tables["articles"].set_index("article_id")
    found = []
    for article_id, numbers in paragraphs.items():
        if article_id not in known.index:
            continue
        row = {name: "" if pd.isna(value) else value for name, value in known.loc[article_id].items()}
        article = bool(row["collection"] == schema.ARTICLE)
        date = str(row["date_published"])
        found.append(
            Source(article_id, article, str(row["publisher"]), str(row["title"]), date, str(row["url"]), sorted(numbers))
        )  # fmt: skip
    return sorted(found, key=lambda s: (not s.article, s.published, s.article_id))


def short_name(source: Source, say: Words) -> str:
    """Whom readers know the source by: an abbreviation in brackets, else the first of its publishers, and its year."""
    publishers = source.publisher.split("; ")
    name, _, rest = publishers[0].partition(" (")
    short = rest.rstrip(")") if rest and " " not in rest else name
    return f"{short}{say('and_others') if len(publishers) > 1 else ''} {source.published[:4]}".strip()


def credit(sources: list[Source], say: Words, room: float, size: float, further: str = "") -> str:
    """One line for people: those of the articles that there is room for, and how many others."""
    end = (f" {further}" if further else "") + " · nicdata"
    names = list(dict.fromkeys(short_name(source, say) for source in sources))
    choices = [names[:named] for named in range(min(len(names), 4), 0, -1)]
    for chosen in [*choices, *([name] for name in names[1:4]), []]:
        others = len(names) - len(chosen)
        if not chosen:
            said = say("sources_many", n=len(names)) if len(names) != 1 else say("sources_one")
        elif others:
            said = ", ".join(chosen) + say("sources_others" if others > 1 else "sources_other", n=others)
        else:
            said = say.all_of(chosen)
        line = (
            say("sources_line" if len(names) > 1 else "source_line", said=said) + end
            if names
            else say("no_source") + end
        )
        if len(line) <= LONGEST and width(line, size) <= room:
            return line
    return "nicdata"


def whole(sources: list[Source], say: Words, further: list[str]) -> str:
    """All of them, each on a line with its title, paragraphs, id and address."""
    lines = []
    for source in sources:
        quoted = say("quoted", text=source.title)
        where = ", ".join(spans(source.paragraphs))
        part = [f"{source.publisher.replace(';', ',')} {source.published}", quoted]
        part += [say("paragraphs" if len(source.paragraphs) > 1 else "paragraph", n=where)] if where else []
        lines.append(f"{', '.join(part)} [{source.article_id}] {source.url}".rstrip())
    return "\n".join([*lines, *further])
