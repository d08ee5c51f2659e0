"""Somebody else's proposals: a program that reads the paragraphs of an article as JSON lines and prints entries as such.

The program is given a line for each paragraph, `{"paragraph": 3, "text": "…", "language": "nb"}`, and prints a line for
each proposal: the keys of an entry with its `table`, and a `reason` if it has one. A proposal is never more than that:
it enters the draft as unsure, and only where it passes the gate that every entry passes.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import Any, NamedTuple

from nicdata.draft import names, persons
from nicdata.draft.verdicts import Found, proposed
from nicdata.sheets import rules
from nicdata.sheets.article import Article
from nicdata.sheets.entries import Entry, check_entry
from nicdata.sheets.sheet import KEYS
from nicdata.text import slug

SECONDS = 600  # that a program may take for one article
BY = "by another program: "  # how the reason of each begins
LONGEST_REASON = 200
TIMES = ("as_of", "period_start", "period_end")
OURS = frozenset({"status", "confidence", "digest", "note", "reason"})  # what no program says of an entry


class Answer(NamedTuple):
    """What a program proposed that can be judged, and how many of its lines could not."""

    found: list[Found]
    refused: int


def ask(
    command: str, article: Article, language: str, tables: tuple[str, ...], known: frozenset[str]
) -> Answer:
    """Return what a program proposes for an article. Raises ValueError where it cannot be run, fails or does not end."""
    lines = article.paragraphs
    said = "".join(
        json.dumps({"paragraph": n, "text": line, "language": language}, ensure_ascii=False) + "\n"
        for n, line in enumerate(lines, 1)
    )
    try:
        done = subprocess.run(
            command if sys.platform == "win32" else shlex.split(command),  # \\ parts the folders there
            input=said.encode("utf-8"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except OSError as error:
        raise ValueError(
            f"--proposer {command}: {error.strerror}; expected a program that can be run"
        ) from None
    except subprocess.TimeoutExpired:
        raise ValueError(f"--proposer {command}: did not end within {SECONDS} seconds") from None
    if done.returncode:
        raise ValueError(f"--proposer {command}: ended with status {done.returncode}; expected 0")
    found, refused = [], 0
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.strip():
            one = _proposal(line, lines, language, tables, known)
            found += [one] if one else []
            refused += one is None
    return Answer(found, refused)


def _proposal(
    line: str, lines: list[str], language: str, tables: tuple[str, ...], known: frozenset[str]
) -> Found | None:
    """The proposal in a line of a program; None where it is no entry that a table can take."""
    try:
        read: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("table") not in tables:
        return None
    table = str(read.pop("table"))
    reason = read.get("reason")
    entry: Entry = {key: value for key, value in read.items() if key not in OURS and not key.endswith("_id")}
    required, optional = KEYS[table]
    keys = {key for key in required if not key.endswith("_id")}
    is_right = check_entry(
        "", table, entry, frozenset(keys | {"paragraph"}), frozenset(optional), [], len(lines), language
    )
    if (
        not is_right
        or rules.contradictions(table, entry, language)
        or not _stands(entry, lines, language, known)
    ):
        return None
    text = (
        reason
        if isinstance(reason, str) and reason.isprintable() and reason.strip()
        else "no reason is given"
    )
    return proposed(table, entry, f"{BY}{text.strip()}"[:LONGEST_REASON])


def _stands(entry: Entry, lines: list[str], language: str, known: frozenset[str]) -> bool:
    """Whether what no figure proves is in the text: who gives, when, and that a name is none of a person."""
    text = "\n".join(lines)
    scheme = entry.get("scheme", "nic")
    is_giver = scheme == "nic" or any(slug(word) == scheme for word in re.findall(r"[A-ZÆØÅ][\w-]+", text))
    dated = all(str(entry[key])[:4] in text for key in TIMES if key in entry)
    name = str(entry.get("cluster", ""))
    is_cluster = names.is_name(name, language) and not persons.is_person(name, language)
    return is_giver and dated and (not name or name in known or is_cluster)
