"""A draft sheet, entry by entry beside its paragraph: accept, edit, drop, or leave and take it up again.

Every answer is on disk before the next question. An accepted entry has no `confidence` any more: that is how
a review that was left knows where it was.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicdata import article, decisions, entries, schema, sheets, verify
from nicdata.entries import Entry, Faults
from nicdata.folder import read_text, write_file

HELP = "[a]ccept, [e]dit, [d]rop, [q]uit"
SHOWN_FIRST = ("confidence", "digest")
ASKED = {
    "publisher": "Who published it",
    "url": "Its address (empty if not known)",
    "date_published": "When it was published, like 2015, 2017-10 or 2020-11-19",
    "date_earliest": "The first day it can have been",
    "date_latest": "The last day it can have been",
    "date_basis": "How that is known: event or inferred",
    "date_basis_url": "The page from which it is known",
}


class Left(Exception):
    """The reviewer has left; all answers are saved."""


def review(path: Path, articles: list[Path], ask: Callable[[str], str], tell: Callable[..., None]) -> str:
    """Review the draft in `path`, its article looked for in these folders. `ask` shows a prompt and returns the
    answer, `tell` shows a line, with places in it (start, end) marked where they are given.

    Returns the status the sheet has then. Raises ValueError or OSError when sheet or article cannot be read,
    Faults when the finished sheet is not right, Left when the reviewer leaves."""
    faults: list[str] = []
    sheet = entries.read_toml(path, faults)
    if sheet and sheet.get("status") != "draft":
        raise ValueError(f"{path}: status = {entries.shown(sheet.get('status'))}; expected a draft")
    folder = path.parent if (path.parent / decisions.FILE).exists() else schema.raw_folder()
    decided = decisions.read(folder)
    if sheet:
        faults += sheets.alone(path.name, sheet, decided)
    if not sheet or faults:
        raise Faults(faults)
    desk = _Desk(path, folder, _paragraphs(sheet, articles), decided.cluster_ids, ask, tell)
    desk.entries()
    desk.questions()
    desk.header()
    desk.clusters()
    return desk.finish()


def _paragraphs(sheet: Entry, folders: list[Path]) -> list[str]:
    article_id = str(sheet["article_id"])
    file = next((file for folder in folders if (file := article.find(article_id, folder))), None)
    if not file:
        looked = " or ".join(map(str, folders))
        raise ValueError(f"no {article_id}.txt (or .html) in {looked}; name its folder with --articles")
    found = article.read(file).paragraphs
    if article.sha256("\n".join(found)) != sheet.get("text_sha256"):
        raise ValueError(
            f"{file}: is not the text that was drafted; expected the one with text_sha256 {sheet.get('text_sha256')}"
        )
    return found


class _Desk:
    """One review: the sheet as a document that keeps its comments, its article, and the person."""

    def __init__(
        self,
        path: Path,
        folder: Path,
        paragraphs: list[str],
        names: dict[str, str],
        ask: Callable[[str], str],
        tell: Callable[..., None],
    ) -> None:
        import tomlkit

        self.path, self.folder, self.paragraphs, self.names = path, folder, paragraphs, names
        self.text = read_text(path)
        self.document: Any = tomlkit.parse(self.text)
        self.ask, self.tell = ask, tell

    def entries(self) -> None:
        """Ask for every entry that nobody has judged."""
        waiting = [
            (table, entry)
            for table in sheets.KEYS
            for entry in self.document.get(table, [])
            if "confidence" in entry
        ]
        for number, (table, entry) in enumerate(waiting, 1):
            self._show(f"{number} of {len(waiting)}", table, entry)
            while True:
                answer = self.ask(f"{HELP}: ").strip().casefold()[:1]
                if answer == "a":
                    del entry["confidence"]
                elif answer == "e":
                    self._edit(table, entry)
                    continue
                elif answer == "d":
                    self._remove(table, entry)
                elif answer == "q":
                    raise Left
                else:
                    self.tell(f"expected one of: {HELP}")
                    continue
                self._save()
                break

    def questions(self) -> None:
        """What was seen and not understood: shown, and struck out once read. A fact in it is typed into the
        sheet by hand."""
        while self.document.get("questions"):
            question = self.document["questions"][0]
            self._show("question", "questions", question)
            answer = self.ask("[n]othing to enter, [q]uit to enter it by hand: ").strip().casefold()[:1]
            if answer == "q":
                raise Left
            if answer == "n":
                self._remove("questions", question)
                self._save()

    def header(self) -> None:
        """What the article does not print of itself."""
        self._ask_header([key for key in ("publisher",) if self.document.get(key) in (None, "?")])
        dates = [key for key in ASKED if key.startswith("date_")]
        faults = ["no date yet"] if "date_published_printed" not in self.document else []
        while faults:
            self._ask_header([key for key in dates if key not in self.document])
            faults = []
            sheets.dated(self.path.name, self.document.unwrap(), faults)
            if faults:
                self._tell_all(faults)
                for key in dates:
                    self.document.pop(key, None)
        self._ask_header([key for key in ("url",) if key not in self.document])

    def _ask_header(self, missing: list[str]) -> None:
        for key in missing:
            while True:
                value = self._answer(ASKED[key])
                faults: list[str] = []
                if not value and key == "url":
                    break
                if entries.check_entry(key, "articles", {key: value}, frozenset(), frozenset([key]), faults):
                    self.document[key] = value
                    self._seal_header()
                    self._save()
                    break
                self._tell_all(faults)

    def clusters(self) -> None:
        """Declare the names that the sheet brings in `decisions.toml`, which knows all names: each is a new
        cluster, or another spelling of one that is known."""
        new = {
            str(entry["name"]): str(entry["cluster_id"]) for entry in self.document.get("new_clusters", [])
        }
        used = [
            str(e["cluster"]) for key in sheets.KEYS for e in self.document.get(key, []) if "cluster" in e
        ]
        for name in dict.fromkeys(used):
            if name not in self.names:
                self._declare(name, new.get(name) or self._new_id(name))
        for entry in list(self.document.get("new_clusters", [])):
            self._remove("new_clusters", entry)
        self._save()

    def _declare(self, name: str, cluster_id: str) -> None:
        reason = ""
        if cluster_id in self.names.values():
            known = next(other for other, own in self.names.items() if own == cluster_id)
            while (
                answer := self._answer(f"Is {name!r} [s]ame as {known!r} or a [n]ew cluster")[:1]
            ) not in "sn" or not answer:
                self.tell("expected s or n")
            if answer == "n":
                cluster_id = self._new_id(name)
            while answer == "s" and not reason:
                reason = self._answer("Why are they one cluster")
        said = f"{cluster_id} = {name!r}" + (f", another name of it: {reason}" if reason else "")
        if self.path.parent == self.folder:
            import tomlkit

            path = self.folder / decisions.FILE
            known_names = tomlkit.parse(read_text(path))
            if reason:
                same = tomlkit.table()
                same.update(
                    {
                        "cluster_id": cluster_id,
                        "name": name,
                        "same_cluster_basis": "spelling",
                        "reason": reason,
                    }
                )
                known_names.setdefault("same_cluster", tomlkit.aot()).append(same)
            else:
                known_names["clusters"][cluster_id] = name
            write_file(tomlkit.dumps(known_names).encode("utf-8"), path)
            self.tell(f"{decisions.FILE}: {said}")
        else:
            self.tell(f"declare in {decisions.FILE}: {said}")
        self.names[name] = cluster_id
        for entry in [e for e in self.document.get("new_clusters", []) if e["name"] == name]:
            self._remove("new_clusters", entry)
        self._save()

    def _new_id(self, name: str) -> str:
        """An id that no cluster has."""
        while True:
            cluster_id = self._answer(f"The id of the new cluster {name!r}, like nordic-edge")
            if not entries.SLUG.fullmatch(cluster_id):
                self.tell("expected small letters a to z and digits, words parted by -")
            elif cluster_id in self.names.values():
                self.tell(f"{cluster_id} is taken; expected one of its own")
            else:
                return cluster_id

    def finish(self) -> str:
        """Make the sheet a reviewed one if it is right among the others of its folder. An entry that is not
        waits to be judged again."""
        header: Entry = {}
        facts: dict[str, list[Entry]] = {}
        for key, value in (self.document.unwrap() | {"status": "reviewed"}).items():
            (facts if key in sheets.KEYS else header)[key] = value
        own = sheets.Sheet(self.path.name, header, header, facts)
        faults = sheets.among(self.path, header | facts, self.names)
        faults = faults or verify.sheet_misses(own, self.paragraphs)
        if faults:
            for where, table, entry in own.entries():
                if any(fault.startswith(f"{where}:") for fault in faults):
                    wrong = facts[table].index(entry)
                    self.document[table][wrong]["confidence"] = "low"
            self._save()
            raise Faults(faults)
        self.document["status"] = "reviewed"
        self._save()
        return "reviewed"

    def _show(self, head: str, table: str, entry: Any) -> None:
        paragraph = int(entry["paragraph"])
        confidence = f" ({entry['confidence']} confidence)" if "confidence" in entry else ""
        self.tell("")
        self.tell(f"{head}: {table}{confidence}")
        for key, value in entry.items():
            if key not in SHOWN_FIRST:
                self.tell(f"  {key:<22} {_plain(value)}")
        printed = [str(v) for k, v in entry.items() if k.endswith("_printed") or k == "seen"]
        for place in dict.fromkeys([int(entry.get("named_in", paragraph)), paragraph]):
            passage = self.paragraphs[place - 1]
            found = [verify.names_in(str(entry["cluster"]), passage)] if "cluster" in entry else []
            language = str(self.document["language"])
            found += [verify.stands_in(figure, passage, language) for figure in printed]
            begin = f"  [{place}] "
            spans = sorted((m.start() + len(begin), m.end() + len(begin)) for m in found if m)
            self.tell(begin + passage, spans)

    def _tell_all(self, faults: list[str]) -> None:
        for fault in faults:
            self.tell(fault)

    def _edit(self, table: str, entry: Any) -> None:
        """Take `key = value` until an empty line; an empty value takes the key out."""
        required, optional = sheets.KEYS[table]
        editable = required | optional | {"paragraph", "note"}
        language = str(self.document["language"])
        while line := self._answer("key = value (empty when done)"):
            key, equals, typed = (part.strip() for part in line.partition("="))
            if not equals:
                self.tell("expected key = value")
                continue
            if key not in editable or (not typed and key not in entry):
                self.tell(f"unknown key {key!r}; expected one of {', '.join(sorted(editable))}")
                continue
            changed: Entry = {k: v for k, v in entry.unwrap().items() if k not in (key, *SHOWN_FIRST)}
            if typed:
                changed[key] = _typed(table, key, typed)
            faults: list[str] = []
            if entries.check_entry(
                key,
                table,
                changed,
                required | {"paragraph"},
                editable,
                faults,
                len(self.paragraphs),
                language,
                True,
            ):
                faults += sheets.contradictions(table, changed, language)
            if faults:
                self._tell_all(faults)
                continue
            if typed:
                entry[key] = changed[key]
            else:
                del entry[key]
            entry["digest"] = verify.seal(changed, self.paragraphs[int(changed["paragraph"]) - 1])
            self._save()
            self._show("now", table, entry)

    def _answer(self, question: str) -> str:
        answer = self.ask(f"{question}; q leaves: ").strip()
        if answer == "q":
            raise Left
        return answer

    def _seal_header(self) -> None:
        plain = self.document.unwrap()
        own = {
            key: value
            for key, value in plain.items()
            if key not in (*sheets.KEYS, "new_clusters", "questions", "digest")
        }
        self.document["digest"] = verify.seal(own, "\n".join(self.paragraphs))

    def _remove(self, key: str, entry: Any) -> None:
        rest = self.document[key]
        for place, other in enumerate(rest):
            if other is entry or other == entry:
                del rest[place]
                break
        if not len(rest):
            del self.document[key]

    def _save(self) -> None:
        import tomlkit

        text = tomlkit.dumps(self.document)
        if tomllib.loads(text) != self.document.unwrap():
            raise ValueError(f"{self.path}: could not be written as it was read; nothing was changed")
        if read_text(self.path) != self.text:
            raise ValueError(
                f"{self.path}: was changed by another program; the last answer is not saved, start the review again"
            )
        write_file(text.encode("utf-8"), self.path)
        self.text = text


def _typed(table: str, key: str, text: str) -> Any:
    """What a person typed, as the column's type: text needs no quotes."""
    kind = schema.columns(table).get(key, {}).get("type", "string")
    if kind in ("integer", "boolean") or key == "named_in" or text[0] in "['\"":
        try:
            return tomllib.loads(f"x = {text}")["x"]
        except tomllib.TOMLDecodeError:
            return text
    return text


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
