"""A draft sheet, paragraph by paragraph: accept each entry, change its kind, edit or drop it, go back, or leave.

Every answer is on disk before the next question. An accepted entry has no `confidence` any more: that is how
a review that was left knows where it was. What the draft only proposes is judged with the same keys.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.draft import commented, kinds, showing
from nicdata.draft.sheet_file import document, faults_alone, text_of, typed
from nicdata.draft.verdicts import ASIDE
from nicdata.files import read_text, write_file
from nicdata.sheets import article, decisions, entries, rules, verify
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import Entry, ValidationErrors
from nicdata.sheets.sheet import KEYS, Sheet

JUDGED = {"a": "accept", "c": "change", "e": "edit", "d": "drop", "b": "back"}
READ = {"n": "nothing to enter"}
SAME = {"s": "same", "n": "new"}
LEAVES = ("q", "quit")  # whatever is asked
ASKED = {
    "title": "Its title, as a paragraph prints it (empty if none does)",
    "publisher": "Who published it",
    "url": "Its web address (empty if not known)",
    "date_published": "When it was published, like 2015, 2017-10 or 2020-11-19",
    "date_earliest": "The earliest date that it can have been",
    "date_latest": "The latest date that it can have been",
    "date_basis": "How that is known: event or inferred",
    "date_basis_url": "The address of the page that shows the date (required)",
}


class Left(Exception):
    """The reviewer has left; all answers are saved."""


def review(path: Path, articles: list[Path], ask: Callable[[str], str], tell: Callable[..., None]) -> str:
    """Review the draft in `path`, its article looked for in these folders. `ask` shows a prompt and returns the
    answer, `tell` shows a line, with places in it (start, end) marked where they are given. The answer q or quit
    leaves, whatever was asked.

    Returns the status the sheet has then. Raises ValueError or OSError when sheet or article cannot be read,
    ValidationErrors when the finished sheet is not right, Left when the reviewer leaves."""
    faults: list[str] = []
    sheet = entries.read_toml(path, faults)
    if sheet and sheet.get("status") != "draft":
        raise ValueError(f"{path}: status = {entries.shown(sheet.get('status'))}; expected a draft")
    folder = path.parent if (path.parent / decisions.FILE).exists() else schema.raw_folder()
    decided = decisions.read(folder)
    faults += faults_alone(path.name, sheet, decided) if sheet else []
    if not sheet or faults:
        raise ValidationErrors(faults or [f"{path.name}: is empty; expected a draft"])
    desk = _Desk(path, folder, _paragraphs(sheet, articles), decided.cluster_ids, ask, tell)
    desk.entries()
    desk.set_aside()
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
    if sheet["paragraphs"] != len(found):
        raise ValueError(f"paragraphs = {sheet['paragraphs']}; expected {len(found)}, as many as {file} has")
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
        self.path, self.folder, self.paragraphs, self.names = path, folder, paragraphs, names
        self.text = read_text(path)
        self.document: Any = document(path, self.text)
        self.ask, self.tell = ask, tell

    def entries(self) -> None:
        """Ask for every entry that nobody has judged, those of one paragraph after each other."""
        judged: list[str] = []  # the texts of the sheet before each answer: the way back
        shown = 0
        while waiting := self._waiting():
            table, place = waiting[0]
            entry = self.document[table][place]
            if (paragraph := int(entry["paragraph"])) != shown:
                showing.paragraph(self.tell, self.document, self.paragraphs, paragraph)
                shown = paragraph
            showing.entry(self.tell, f"{len(judged) + 1} of {len(judged) + len(waiting)}", table, entry)
            while (answer := self._choice("", JUDGED)) == "edit":
                self._edit(table, entry)
            if answer == "back":
                if judged:
                    self._restore(judged.pop())
                else:
                    self.tell(
                        "nothing has been judged in this session; to change an earlier answer, edit the sheet"
                    )
                shown = 0
                continue
            before = self.text
            if answer == "change":
                self._change(table, place)
                continue
            judged.append(before)
            if answer == "accept":
                for key in ("confidence", "status", "reason"):
                    if key in entry:
                        commented.remove_key(entry, key)
                if "digest" not in entry:  # typed by hand; its paragraph has now been read
                    passage = self.paragraphs[int(entry["paragraph"]) - 1]
                    commented.set_value(entry, "digest", verify.digest_of(entry.unwrap(), passage))
            else:
                self._remove(table, place)
            self._save()

    def _waiting(self) -> list[tuple[str, int]]:
        """The entries that nobody has judged, by paragraph: table and place in it."""
        found = [
            (table, place)
            for table in KEYS
            for place, entry in enumerate(self.document.get(table, []))
            if "confidence" in entry or "status" in entry
        ]
        return sorted(found, key=lambda one: int(self.document[one[0]][one[1]]["paragraph"]))

    def _restore(self, text: str) -> None:
        """Take the sheet back to what it was before the last answer."""
        self.document = document(self.path, text)
        self._save()

    def _change(self, table: str, place: int) -> None:
        """Give an entry another kind from a short list."""
        entry = self.document[table][place]
        choices = kinds.choices(table, entry.unwrap())
        self.tell(", ".join(f"{number} {choice.label}" for number, choice in enumerate(choices, 1)))
        answer = self._asked("its number (empty: no change; q quits): ")
        if not answer:
            return
        if not answer.isdigit() or not 1 <= int(answer) <= len(choices):
            self.tell(f"expected a number from 1 to {len(choices)}")
            return
        chosen = choices[int(answer) - 1]
        made = kinds.changed(chosen, entry.unwrap())
        for key in sorted(KEYS[chosen.table][0] - made.keys()):
            made[key] = typed(chosen.table, key, self._answer(f"its {key}, as it is printed"))
        if faults := kinds.faults(chosen, made, self.paragraphs, str(self.document["language"])):
            self._tell_all(faults)
            return
        made["digest"] = verify.digest_of(made, self.paragraphs[int(made["paragraph"]) - 1])
        if chosen.table == table:
            kinds.take_over(entry, made)
        else:
            self._remove(table, place)
            kinds.append(self.document, chosen.table, made)
        self._save()

    def set_aside(self) -> None:
        """Show what no table takes, and why, and strike it out once read. A fact in it is typed into the sheet by
        hand."""
        asides = self.document.get(ASIDE, [])
        if not asides:
            return
        self.tell("")
        self.tell(f"set aside: {len(asides)}")
        for aside in asides:
            self.tell(f"  [{aside['paragraph']}] {aside['seen']}: {aside['reason']}")
        self._choice("", READ)
        while self.document.get(ASIDE):
            self._remove(ASIDE, 0)
        self._save()

    def header(self) -> None:
        """What the article does not print of itself."""
        unknown = (None, verify.UNTITLED)
        self._ask_header([key for key in ("title", "publisher") if self.document.get(key) in unknown])
        dates = [key for key in ASKED if key.startswith("date_")]
        faults = ["no date yet"] if "date_published_printed" not in self.document else []
        while faults:
            self._ask_header([key for key in dates if key not in self.document])
            faults = []
            rules.dated(self.path.name, self.document.unwrap(), faults)
            if faults:
                self._tell_all(faults)
                for key in filter(self.document.__contains__, dates):
                    commented.remove_key(self.document, key)
        self._ask_header([key for key in ("url",) if key not in self.document])

    def _ask_header(self, missing: list[str]) -> None:
        for key in missing:
            while True:
                value = self._answer(ASKED[key])
                faults: list[str] = []
                if not value and key in ("title", "url"):
                    break
                if key == "title" and value not in self.paragraphs:
                    self.tell(
                        f"{value!r} is not a paragraph of the article; expected one of them, or nothing"
                    )
                    continue
                if entries.check_entry(key, "articles", {key: value}, frozenset(), frozenset([key]), faults):
                    commented.set_value(self.document, key, value)
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
        used = [str(e["cluster"]) for key in KEYS for e in self.document.get(key, []) if "cluster" in e]
        for name in dict.fromkeys(used):
            if name not in self.names:
                self._declare(name, new.get(name) or self._new_id(name))
        while self.document.get("new_clusters"):
            self._remove("new_clusters", 0)
        self._save()

    def _declare(self, name: str, cluster_id: str) -> None:
        reason = ""
        if cluster_id in self.names.values():
            known = next(other for other, own in self.names.items() if own == cluster_id)
            answer = self._choice(f"Is {name!r} the same as {known!r} or a new cluster? ", SAME)
            if answer == "new":
                cluster_id = self._new_id(name)
            while answer == "same" and not reason:
                reason = self._answer("Why are these the same cluster")
        said = f"{cluster_id} = {name!r}" + (f", another name of it: {reason}" if reason else "")
        if self.path.parent == self.folder:
            import tomlkit

            path = self.folder / decisions.FILE
            known_names: Any = document(path, read_text(path))
            if reason:
                same = {"cluster_id": cluster_id, "name": name}
                same |= {"same_cluster_basis": "spelling", "reason": reason}
                known_names.setdefault("same_cluster", tomlkit.aot()).append(same)
            else:
                commented.set_value(known_names.setdefault("clusters", tomlkit.table()), cluster_id, name)
            write_file(text_of(path, known_names).encode("utf-8"), path)
            self.tell(f"{decisions.FILE}: {said}")
        else:
            self.tell(f"declare in {decisions.FILE}: {said}")
        self.names[name] = cluster_id
        declared = [e["name"] == name for e in self.document.get("new_clusters", [])]
        if True in declared:
            self._remove("new_clusters", declared.index(True))
        self._save()

    def _new_id(self, name: str) -> str:
        """An id that no cluster has."""
        while True:
            cluster_id = self._answer(f"The id of the new cluster {name!r}, like nordic-edge")
            if not entries.SLUG.fullmatch(cluster_id):
                self.tell("expected small letters a to z and digits, words joined by hyphens")
            elif cluster_id in self.names.values():
                self.tell(f"the id {cluster_id} is already used; choose another")
            else:
                return cluster_id

    def finish(self) -> str:
        """Make the sheet a reviewed one if it is right among the others of its folder. An entry that is not
        waits to be judged again."""
        header: Entry = {}
        facts: dict[str, list[Entry]] = {}
        for key, value in (self.document.unwrap() | {"status": "reviewed"}).items():
            (facts if key in KEYS else header)[key] = value
        plain = {key: value for key, value in header.items() if key != "schemes"}
        own = Sheet(self.path.name, plain, plain, facts)
        faults = sheets.check_in_folder(self.path, header | facts, self.names)
        faults = faults or verify.sheet_misses(own, self.paragraphs)
        if faults:
            for where, table, entry in own.entries():
                if any(fault.startswith(f"{where}:") for fault in faults):
                    wrong = facts[table].index(entry)
                    commented.set_value(self.document[table][wrong], "confidence", "low")
            self._save()
            raise ValidationErrors(faults)
        commented.set_value(self.document, "status", "reviewed")
        self._save()
        return "reviewed"

    def _tell_all(self, faults: list[str]) -> None:
        for fault in faults:
            self.tell(fault)

    def _edit(self, table: str, entry: Any) -> None:
        """Take `key = value` until an empty line; an empty value takes the key out."""
        required, optional = KEYS[table]
        editable = required | optional | {"paragraph", "note"}
        language = str(self.document["language"])
        while line := self._answer("key = value (empty when done)"):
            key, equals, said = (part.strip() for part in line.partition("="))
            if not equals:
                self.tell("expected key = value")
                continue
            if key not in editable or (not said and key not in entry):
                self.tell(f"unknown key {key!r}; expected one of {', '.join(sorted(editable))}")
                continue
            changed: Entry = {k: v for k, v in entry.unwrap().items() if k not in (key, *showing.FIRST)}
            if said:
                changed[key] = typed(table, key, said)
                if str(changed[key]).casefold() in LEAVES:
                    raise Left
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
            ):
                faults += rules.contradictions(table, changed, language)
                faults += [
                    f"{text!r} is not in paragraph {n}"
                    for text, n in verify.missing_quotes(changed, self.paragraphs, language)
                ]
            if faults:
                self._tell_all(faults)
                continue
            if said:
                commented.set_value(entry, key, changed[key])
            else:
                commented.remove_key(entry, key)
            digest = verify.digest_of(changed, self.paragraphs[int(changed["paragraph"]) - 1])
            commented.set_value(entry, "digest", digest)
            self._save()
            showing.paragraph(self.tell, self.document, self.paragraphs, int(changed["paragraph"]))
            showing.entry(self.tell, "now", table, entry)

    def _answer(self, question: str) -> str:
        return self._asked(f"{question}; q quits: ")

    def _choice(self, question: str, words: dict[str, str]) -> str:
        """One of these words, each by its letter; asked until it is one."""
        choices = ", ".join(f"[{letter}]{word[1:]}" for letter, word in (words | {"q": "quit"}).items())
        while True:
            answer = self._asked(f"{question}{choices}: ").casefold()
            for letter, word in words.items():
                if answer in (letter, word):
                    return word
            *letters, last = words
            self.tell(f"expected {' or '.join(filter(None, [', '.join(letters), last]))}")

    def _asked(self, prompt: str) -> str:
        answer = self.ask(prompt).strip()
        if answer.casefold() in LEAVES:
            raise Left
        return answer

    def _seal_header(self) -> None:
        plain = self.document.unwrap()
        own = {
            key: value
            for key, value in plain.items()
            if key not in (*KEYS, "new_clusters", "schemes", ASIDE, "digest")
        }
        commented.set_value(self.document, "digest", verify.digest_of(own, "\n".join(self.paragraphs)))

    def _remove(self, table: str, place: int) -> None:
        """Take an entry out, with the comments that are about it."""
        for comment in commented.remove_entry(self.document, table, place):
            self.tell(f"also removed: {comment}")

    def _save(self) -> None:
        text = text_of(self.path, self.document)
        if read_text(self.path) != self.text:
            raise ValueError(
                f"{self.path}: was changed by another program; the last answer is not saved, start the review again"
            )
        write_file(text.encode("utf-8"), self.path)
        self.text = text
