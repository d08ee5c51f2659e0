"""Killed commands."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest

from conftest import RAW, edit, nicdata
from faults.commands import ARTICLES, COMMANDS, Command, contents, left_over, older, put, run
from faults.conftest import Report
from nicdata.draft import review
from nicdata.draft.batch import FEW
from nicdata.files import STALE_SECONDS
from test_review import TEXT

MOMENTS, A_PART = 100, 4
# Run before the command: kills it just before one of the steps that change something on disk, or some seconds after
# the first of them (the signal of a timer that nobody handles ends a process as SIGKILL does), or tells of them.
STEPS = """
import atexit, os, signal, sys, time
step, last, folder = 0, int(os.environ["STEP"]), os.environ["FOLDER"]
moment, began = float(os.environ["MOMENT"]), 0.0
def count(event, found):
    global step, began
    where = str(found[0]) if found else ""
    is_step = (
        event == "open" and where.startswith(folder) and found[2] & (os.O_WRONLY | os.O_RDWR)
        or event in ("os.mkdir", "os.rename", "os.chmod", "os.scandir") and where.startswith(folder)
        or event in ("os.remove", "os.rmdir") and (where.startswith(folder) or not os.path.isabs(where))
        or event == "ctypes.dlopen" and found[0] is None and step
    )
    if is_step:
        step += 1
        began = began or time.perf_counter()
        if step == 1 and moment:
            signal.setitimer(signal.ITIMER_REAL, moment)
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
atexit.register(lambda: print(step, "steps; wrote for", time.perf_counter() - began, "s", file=sys.stderr))
"""


class Trial(NamedTuple):
    """A command, what is at its output before a run, and what is there after it."""

    command: Command
    instead: list[object]  # of its usual arguments
    folder: Path
    old: dict[str, bytes] | None
    new: dict[str, bytes] | None

    @property
    def out(self) -> Path:
        return self.command.out(self.folder)

    def line(self, before: str = "") -> list[str]:
        return self.command.line(self.folder, *self.instead, before=before)

    def is_whole(self, from_nothing: bool) -> bool:
        """Return whether the output is the old or the new one; for drafts, whether each sheet is complete or
        absent."""
        found = contents(self.out)
        if from_nothing and found is None:
            return True
        if self.command.name == "draft":
            return (found or {}).items() <= (self.new or {}).items()
        return found in (self.old, self.new)

    def goes_on(self) -> bool:
        """Return whether the next run succeeds without any clearing up before it, and the killed runs left
        only hidden files."""
        done = run(self.line())
        strange = [name for name in left_over(self.folder) if ".part-" not in name]
        beside = {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}
        return (
            done.returncode == 0
            and contents(self.out) == self.new
            and not strange
            and beside == {self.out.name}
        )

    def clear(self) -> tuple[int, list[str]]:
        """Return how much killed runs have left, and what of it the next run does not delete once it is
        old."""
        left = age(self.folder)
        put(self.out, self.old)
        assert run(self.line()).returncode == 0
        return left, left_over(self.folder)


def age(folder: Path) -> int:
    """Make what killed runs have left in a folder older than any run takes. Returns the number of these
    files."""
    left = left_over(folder)
    for name in left:
        os.utime(folder / name, (time.time() - 2 * STALE_SECONDS,) * 2)
    return len(left)


@pytest.fixture(params=COMMANDS, ids=lambda command: command.name)
def trial(request: pytest.FixtureRequest, tmp_path: Path, raw_copy: Path) -> Trial:
    command: Command = request.param
    instead: list[object] = []
    if command.name == "build":  # the sheets have changed since the tables were built
        edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
        instead = ["--raw", raw_copy]
    elif command.name == "draft" and request.function is test_killed_at_any_moment:
        instead = [many(tmp_path / "articles", FEW + 10)]  # so many that all cores draft
    elif command.name == "draft":
        instead = [many(tmp_path / "articles", 4)]
    folder, new = tmp_path / "folder", tmp_path / "new"
    folder.mkdir()
    new.mkdir()
    assert run(command.line(new, *instead)).returncode == 0
    made = contents(command.out(new))
    if command.name == "build":
        assert run(command.line(folder)).returncode == 0
        old = contents(command.out(folder))
    else:
        old = None if command.name == "draft" else older(made)
    assert made and made != old
    return Trial(command, instead, folder, old, made)


def many(folder: Path, number: int) -> Path:
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    for n in range(number):
        begins = "\n".join(texts[n % len(texts)].splitlines()[:12])
        (folder / f"a{n:04}-2020.txt").write_text(f"{begins}\n{n}\n", encoding="utf-8")
    return folder


def until_drafted(out: Path) -> None:
    """Wait for the first draft in a folder, or for its temporary file."""
    end = time.perf_counter() + 60
    while not (out.is_dir() and os.listdir(out)):  # noqa: PTH208
        assert time.perf_counter() < end, "nothing was drafted"


def times(trial: Trial) -> tuple[float, float]:
    """Return the seconds until a run begins to write, and from then to its end."""
    untils, writings = [], []
    for _ in range(3):
        put(trial.out, trial.old)
        began = time.perf_counter()
        with subprocess.Popen(
            trial.line(STEPS), stderr=subprocess.PIPE, text=True, env=environment(trial)
        ) as process:
            assert process.stderr
            found = re.search(r"wrote for (\S+) s", process.stderr.read())
        assert process.returncode == 0 and found
        writings.append(float(found[1]))
        untils.append(time.perf_counter() - began - writings[-1])
    return median(untils), median(writings)


def environment(trial: Trial, step: int = 0, moment: float = 0) -> dict[str, str]:
    return {**os.environ, "FOLDER": str(trial.folder), "STEP": str(step), "MOMENT": str(moment)}


def test_killed_at_any_moment(trial: Trial, everything: bool, report: Report) -> None:
    """Catches a folder that is partly old and partly new, a file that is cut off, and remains of a killed run
    that hinder the next one."""
    until, writing = times(trial)
    tried = MOMENTS if everything else A_PART
    second = trial._replace(folder=trial.folder.with_name("second"))
    second.folder.mkdir()

    def lane(number: int) -> list[tuple[bool, str]]:
        """Run every other turn in a separate folder, so that two cores are used."""
        own, moments = (trial, second)[number], random.Random(number)
        return [
            turn(own, n, moments.uniform(0, writing if n % 4 else until)) for n in range(number, tried, 2)
        ]

    with ThreadPoolExecutor(2) as lanes:
        turns = [done for made in lanes.map(lane, range(2)) for done in made]
    failed = [said for _, said in turns if said]
    how = (
        f"random moments: a quarter in the {until:.2f} s before it starts to write, the rest in the {writing * 1000:,.0f} ms"
        f" after that; {sum(was_writing for was_writing, _ in turns)} left temporary files"
    )
    report(f"`{trial.command.name}` killed at a random moment", tried, tried - len(failed), how, failed[:3])


def chosen(steps: int, everything: bool) -> list[int]:
    """Return the steps before which a run is killed. If only a few are chosen, the last but one is among
    them, because it leaves files behind."""
    return list(range(1, steps + 1)) if everything else [steps // 2, steps - 1]


def turn(trial: Trial, number: int, moment: float) -> tuple[bool, str]:
    """Kill a run some seconds after its start (every fourth turn) or after it began to write, and run it
    again. Returns whether the killed run left anything, and what was wrong."""
    from_nothing, is_early = number % 5 == 4, number % 4 == 0
    put(trial.out, None if from_nothing else trial.old)
    before = left_over(trial.folder)
    # Its own timer ends a run to the microsecond; a run of several processes is ended from outside.
    own_timer = not is_early and trial.command.name != "draft"
    process = subprocess.Popen(
        trial.line(STEPS if own_timer else ""),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment(trial, moment=moment),
    )
    if not own_timer:
        if not is_early:
            until_drafted(trial.out)
        time.sleep(moment)
        with suppress(ProcessLookupError):  # it was faster
            os.killpg(process.pid, signal.SIGKILL)
    assert process.wait(60) in (0, -signal.SIGKILL, -signal.SIGALRM)
    left = left_over(trial.folder) != before
    if trial.is_whole(from_nothing) and trial.goes_on():
        return left, ""
    return left, f"turn {number}, {moment:.4f} s, left {left_over(trial.folder)}"


def test_killed_before_each_step(trial: Trial, everything: bool, report: Report) -> None:
    """Catches an order of file operations that leaves something unfinished between any two of them."""
    tried, failed = 0, []
    for start in (trial.old, None) if trial.old and everything else (trial.old,):
        put(trial.out, start)
        done = run(trial.line(STEPS), env=environment(trial))
        assert done.returncode == 0, done.stderr
        found = re.search(r"(\d+) steps", done.stderr)
        assert found and int(found[1]) >= 2, "the steps are not seen"
        for step in chosen(int(found[1]), everything):
            put(trial.out, start)
            done = run(trial.line(STEPS), env=environment(trial, step))
            assert done.returncode == -signal.SIGKILL, done.stderr
            tried += 1
            if not (trial.is_whole(start is None) and trial.goes_on()):
                failed.append((step, left_over(trial.folder)))
    how = "before each creation, opening, renaming or removal of a file or folder"
    report(
        f"`{trial.command.name}` killed before a disk operation", tried, tried - len(failed), how, failed[:3]
    )
    left, kept = trial.clear()
    report(
        f"leftover of killed `{trial.command.name}` runs, over an hour old",
        left,
        left - len(kept),
        "removed by the next run",
        kept,
    )


# --- a review, which a person answers

ANSWERS = [
    "e",
    'note = "Told again."',
    "",
    "a",
    "a",
    "d",
    "a",
    "a",
    "n",
    "Fjordvik kommune",
    "https://fjordvik.example/",
]
PROMPT = re.compile(r"\[q\]uit(?: to enter it by hand)?: |; q quits: ")


class Desk(NamedTuple):
    """A draft among other sheets, and every state of it and of the decisions during a review: what is on disk
    after a number of answers."""

    sheet: Path
    states: list[tuple[bytes, bytes]]
    answered: list[int]

    @property
    def files(self) -> tuple[Path, Path]:
        return self.sheet, self.sheet.with_name("decisions.toml")

    def on_disk(self) -> tuple[bytes, bytes]:
        sheet, decided = (path.read_bytes() for path in self.files)
        return sheet, decided

    def begin(self) -> None:
        for path, content in zip(self.files, self.states[0], strict=True):
            path.write_bytes(content)

    def line(self, before: str = "") -> list[str]:
        program = f"import sys\n{before}\nfrom nicdata import cli\nsys.exit(cli.main(sys.argv[1:]))\n"
        articles = self.sheet.parents[1] / "articles"
        return [sys.executable, "-c", program, "review", str(self.sheet), "--articles", str(articles)]

    def is_kept(self, said: str) -> bool:
        """Return whether the files are complete and have every answer except the one being saved, and the
        review continues from there to the same end."""
        found = self.on_disk()
        if found not in self.states:
            return False
        tomllib.loads(found[0].decode("utf-8"))
        asked = len(PROMPT.findall(said))
        place = self.states.index(found)
        at_least = max(
            i
            for i, answered in enumerate(self.answered)
            if answered <= max(asked - 1, 0) and i <= self.first_at(answered)
        )
        if place < at_least:
            return False
        if found != self.states[-1]:
            rest = "\n".join(ANSWERS[self.answered[place] :]) + "\n"
            if run(self.line(), input=rest).returncode != 0:
                return False
        return self.on_disk() == self.states[-1]

    def first_at(self, answered: int) -> int:
        """Return the first state after a number of answers: one answer may lead to several states."""
        return self.answered.index(answered)


@pytest.fixture
def desk(raw_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "fjordvik-2022.txt").write_text(TEXT, encoding="utf-8")
    assert nicdata("draft", tmp_path / "articles", "--out", raw_copy).returncode == 0
    desk = Desk(raw_copy / "fjordvik-2022.toml", [], [])
    given: list[str] = []

    def keep() -> None:
        desk.states.append(desk.on_disk())
        desk.answered.append(len(given))

    def ask(_: str) -> str:
        given.append(ANSWERS[len(given)])
        return given[-1]

    write: Any = getattr(review, "write_file")  # noqa: B009

    def watched(content: bytes, path: Path) -> None:
        write(content, path)
        keep()

    keep()
    monkeypatch.setattr(review, "write_file", watched)
    assert review.review(desk.sheet, [tmp_path / "articles"], ask, lambda *_: None) == "reviewed"
    assert len(given) == len(ANSWERS) and len(desk.states) > len(ANSWERS) - 3
    desk.begin()
    return desk


def test_a_review_killed_at_any_moment(desk: Desk, tmp_path: Path, everything: bool, report: Report) -> None:
    """Catches an answer that is lost, and a sheet that cannot be read afterwards."""
    answers, said = tmp_path / "answers", tmp_path / "said"
    answers.write_text("\n".join(ANSWERS) + "\n", encoding="utf-8")
    began = time.perf_counter()
    assert run(desk.line(), input=answers.read_text(encoding="utf-8")).returncode == 0
    whole = time.perf_counter() - began
    moments = random.Random(1)
    tried = MOMENTS if everything else 2 * A_PART
    failed = []
    for _ in range(tried):
        desk.begin()
        moment = moments.uniform(0.3, 1.0) * whole
        with answers.open("rb") as given, said.open("wb") as heard:
            process = subprocess.Popen(desk.line(), stdin=given, stdout=heard, start_new_session=True)
            time.sleep(moment)
            process.kill()
            process.wait()
        if not desk.is_kept(said.read_text(encoding="utf-8")):
            failed.append(moment)
    how = f"random moments in the last two thirds of the {whole:.2f} s; no answer lost except the one being given"
    report("`review` killed at a random moment", tried, tried - len(failed), how, failed[:3])
    strange = [name for name in left_over(desk.sheet.parent) if ".part-" not in name]
    assert strange == []
    there = {path.name for path in desk.sheet.parent.iterdir() if not path.name.startswith(".")}
    assert there == {path.name for path in RAW.iterdir()} | {desk.sheet.name}


def test_a_review_killed_before_each_step(desk: Desk, everything: bool, report: Report) -> None:
    """Catches a lost answer, or a cluster that is only partly declared, between any two file operations."""
    before = {**os.environ, "FOLDER": str(desk.sheet.parent), "MOMENT": "0"}
    answers = "\n".join(ANSWERS) + "\n"
    done = run(desk.line(STEPS), env={**before, "STEP": "0"}, input=answers)
    found = re.search(r"(\d+) steps", done.stderr)
    assert done.returncode == 0 and found and int(found[1]) > len(ANSWERS)
    tried, failed = 0, []
    for step in chosen(int(found[1]), everything):
        desk.begin()
        done = run(desk.line(STEPS), env={**before, "STEP": str(step)}, input=answers)
        assert done.returncode == -signal.SIGKILL, done.stderr
        tried += 1
        if not desk.is_kept(done.stdout):
            failed.append(step)
    how = "before each opening, renaming or removal of a file; no answer lost except the one being given"
    report("`review` killed before a disk operation", tried, tried - len(failed), how, failed[:3])
    left = age(desk.sheet.parent)
    desk.begin()
    assert run(desk.line(), input=answers).returncode == 0
    kept = left_over(desk.sheet.parent)
    report(
        "leftover of killed `review` runs, over an hour old",
        left,
        left - len(kept),
        "removed by the next run",
        kept,
    )
