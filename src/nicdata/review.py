"""A draft sheet, entry by entry beside its paragraph: accept, edit, drop, or leave and take it up again.

Every answer is on disk before the next question. An accepted entry has no `confidence` any more: that is how
a review that was left knows where it was.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicdata import article, decisions, entries, sheets, verify
from nicdata.entries import Entry, Faults
from nicdata.folder import read_text, write_file

MARK = ("\x1b[7m", "\x1b[0m")
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


def review(
    path: Path, articles: list[Path], ask: Callable[[str], str], tell: Callable[[str], None], marks: bool
) -> str:
    """Review the draft in `path`, its article looked for in these folders. `ask` shows a prompt and returns the
    answer, `tell` shows a line; `marks` says whether the terminal can mark the figure.

    Returns the status the sheet has then. Raises ValueError or OSError when sheet or article cannot be read,
    Faults when the finished sheet is not right, Left when the reviewer leaves."""
    text = read_text(path)
    sheet = tomllib.loads(text)
    if sheet.get("status") != "draft":
        raise ValueError(f"{path}: status = {sheet.get('status')!r}; expected a draft")
    paragraphs = _paragraphs(sheet, articles)
    import tomlkit

    desk = _Desk(path, tomlkit.parse(text), paragraphs, ask, tell, marks)
    desk.entries()
    desk.questions()
    desk.header()
    desk.clusters()
    return desk.finish()


def _paragraphs(sheet: Entry, folders: list[Path]) -> list[str]:
    article_id = str(sheet.get("article_id"))
    for folder in folders:
        for suffix in article.SUFFIXES:
            if (file := folder / f"{article_id}{suffix}").is_file():
                found = article.read(file).paragraphs
                if article.sha256("\n".join(found)) != sheet.get("text_sha256"):
                    raise ValueError(
                        f"{file}: is not the text that was drafted; expected the one with text_sha256 {sheet.get('text_sha256')}"
                    )
                return found
    raise ValueError(
        f"no {article_id}.txt in {', '.join(map(str, folders))}; expected the article, see --articles"
    )


class _Desk:
    """One review: the sheet as a document that keeps its comments, its article, and the person."""

    def __init__(
        self,
        path: Path,
        document: Any,
        paragraphs: list[str],
        ask: Callable[[str], str],
        tell: Callable[[str], None],
        marks: bool,
    ) -> None:
        self.path, self.document, self.paragraphs = path, document, paragraphs
        self.ask, self.tell, self.marks = ask, tell, marks
        self.names = decisions.read(self._decisions_folder()).cluster_ids

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
        missing = [key for key in ("publisher",) if self.document.get(key) in (None, "?")]
        if "date_published_printed" not in self.document:
            missing += [key for key in ASKED if key.startswith("date_") and key not in self.document]
        if "url" not in self.document:
            missing.append("url")
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
                self.tell("\n".join(faults))

    def clusters(self) -> None:
        """Declare the new clusters of the sheet in `decisions.toml`, which knows all names."""
        import tomlkit

        used = {entry.get("cluster") for table in sheets.KEYS for entry in self.document.get(table, [])}
        folder = self._decisions_folder()
        for new in list(self.document.get("new_clusters", [])):
            name, cluster_id = str(new["name"]), str(new["cluster_id"])
            if name in used and name not in self.names:
                reason = ""
                if cluster_id in self.names.values():
                    reason = self._answer(f"{name!r} is taken for {cluster_id}. Why are they one cluster")
                if self.path.parent == folder:
                    known = tomlkit.parse(read_text(folder / decisions.FILE))
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
                        known["same_cluster"].append(same)
                    else:
                        known["clusters"][cluster_id] = name
                    write_file(tomlkit.dumps(known).encode("utf-8"), folder / decisions.FILE)
                    self.tell(f"{decisions.FILE}: {cluster_id} = {name!r}")
                else:
                    self.tell(f"declare in {decisions.FILE}: {cluster_id} = {name!r}")
            self._remove("new_clusters", new)
            self._save()

    def finish(self) -> str:
        """Make the sheet a reviewed one if it is right."""
        plain = self.document.unwrap()
        header = {key: value for key, value in plain.items() if key not in sheets.KEYS}
        loose = sheets.Sheet(
            self.path.name, header, header, {key: plain[key] for key in plain if key in sheets.KEYS}
        )
        if misses := verify.sheet_misses(loose, self.paragraphs):
            raise Faults(misses)
        self.document["status"] = "reviewed"
        self._save()
        return "reviewed"

    def _show(self, head: str, table: str, entry: Any) -> None:
        paragraph = int(entry["paragraph"])
        confidence = f" ({entry['confidence']} confidence)" if "confidence" in entry else ""
        self.tell(f"\n{head}: {table}{confidence}")
        for key, value in entry.items():
            if key not in SHOWN_FIRST:
                self.tell(f"  {key:<22} {_plain(value)}")
        for place in dict.fromkeys([int(entry.get("named_in", paragraph)), paragraph]):
            figures = [str(v) for k, v in entry.items() if k.endswith("_printed") or k in ("cluster", "seen")]
            self.tell(f"  [{place}] {self._marked(self.paragraphs[place - 1], figures)}")

    def _marked(self, passage: str, figures: list[str]) -> str:
        before, after = MARK if self.marks else ("»", "«")
        for figure in sorted({f for f in figures if f in passage}, key=len, reverse=True):
            passage = passage.replace(figure, f"{before}{figure}{after}", 1)
        return passage

    def _edit(self, table: str, entry: Any) -> None:
        """Take `key = value` until an empty line; an empty value takes the key out."""
        while line := self.ask("key = value (empty when done): ").strip():
            key, _, typed = (part.strip() for part in line.partition("="))
            try:
                value = tomllib.loads(f"x = {typed}")["x"] if typed else None
            except tomllib.TOMLDecodeError:
                value = typed
            changed: Entry = {k: v for k, v in entry.unwrap().items() if k != key}
            if value is not None:
                changed[key] = value
            faults: list[str] = []
            required, optional = sheets.KEYS[table]
            allowed = optional | {"digest", "note", "confidence"}
            if not entries.check_entry(
                key,
                table,
                changed,
                required | {"paragraph"},
                allowed,
                faults,
                len(self.paragraphs),
                str(self.document["language"]),
                True,
            ):
                self.tell("\n".join(faults))
                continue
            if value is None:
                del entry[key]
            else:
                entry[key] = value
            changed.pop("digest", None)
            entry["digest"] = verify.seal(changed, self.paragraphs[int(changed["paragraph"]) - 1])
            self._save()
            self._show("now", table, entry)

    def _answer(self, question: str) -> str:
        answer = self.ask(f"{question}: ").strip()
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
        write_file(text.encode("utf-8"), self.path)

    def _decisions_folder(self) -> Path:
        from nicdata import schema

        return self.path.parent if (self.path.parent / decisions.FILE).exists() else schema.raw_folder()


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
