"""Unusual disks, folders, clocks, locales and paths."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import RAW, ROOT, TIDY
from faults.commands import ARTICLES, COMMANDS, Command, Contents, contents, left_over, older, put, run
from faults.conftest import Report

IS_ROOT = sys.platform == "linux" and os.geteuid() == 0
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
Made = dict[str, Contents]
QUICK = [command for command in COMMANDS if command.name != "figures"]  # where not everything is tried


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, everything: bool) -> Made:
    """Return what each command writes in normal surroundings."""
    found = {}
    for command in COMMANDS if everything else QUICK:
        folder = tmp_path_factory.mktemp(command.name)
        done = run(command.line(folder))
        assert done.returncode == 0 and not done.stderr, done.stderr
        found[command.name] = contents(command.out(folder))
        assert found[command.name]
    return found


def before(command: Command, made: Made) -> list[Contents]:
    """Return what may be at the output before a run: nothing, or an older output (for drafts, an existing
    sheet)."""
    files = made[command.name]
    assert files
    if command.name == "draft":
        name = min(files)
        return [None, {name: files[name]}]
    return [None, older(files)]


def is_refused(command: Command, done: subprocess.CompletedProcess[str]) -> bool:
    """Return whether one clear line says why nothing was done."""
    one_line = done.stderr.count("\n") == 1 and done.stderr.startswith(f"nicdata {command.name}: ")
    return (
        done.returncode in (1, 2)
        and one_line
        and "Traceback" not in done.stderr
        and ".part-" not in done.stderr
    )


class Judge:
    """Counts the trials of one kind and those with the right outcome: either the right files, or one line,
    status 1 or 2 and an unchanged output; in both cases without any other files."""

    def __init__(self, made: Made) -> None:
        self.made, self.tried, self.done, self.refused = made, 0, 0, 0
        self.commands = [command for command in COMMANDS if command.name in made]
        self.failed: list[object] = []

    def judge(
        self,
        command: Command,
        done: subprocess.CompletedProcess[str],
        folder: Path,
        start: Contents,
        must_do: bool = False,
    ) -> None:
        found = contents(command.out(folder))
        # matplotlib tells where it keeps its fonts when there is no home for them.
        said = [line for line in done.stderr.splitlines() if "matplotlib" not in line]
        is_done = done.returncode == 0 and not said and found == self.made[command.name]
        kept = found == start
        if command.name == "draft":  # each sheet is whole or absent, and one that stood there is kept
            kept = (
                kept or (start or {}).items() <= (found or {}).items() <= (self.made["draft"] or {}).items()
            )
        refused = not must_do and is_refused(command, done) and kept
        self.tried, self.done, self.refused = self.tried + 1, self.done + is_done, self.refused + refused
        left = left_over(folder)
        if left or not (is_done or refused):
            self.failed.append(
                (
                    command.name,
                    "over old" if start else "from nothing",
                    done.returncode,
                    done.stderr[-600:],
                    left,
                )
            )

    def report(self, report: Report, what: str, how: str = "") -> None:
        how += f"{'; ' if how else ''}{self.done} wrote the expected bytes, {self.refused} failed with a one-line message"
        report(what, self.tried, self.tried - len(self.failed), how, self.failed[:4])


@pytest.fixture
def judge(made: Made) -> Judge:
    return Judge(made)


def everywhere(
    judge: Judge, folder: Path, env: dict[str, str], must_do: bool = True, first: tuple[str, ...] = ()
) -> None:
    """Run every command in an environment, without an output and with an older one."""
    for command in judge.commands:
        for start in before(command, judge.made):
            put(command.out(folder), start)
            done = run([*first, *command.line(folder)], env={**os.environ, **env})
            judge.judge(command, done, folder, start, must_do)
            put(command.out(folder), None)


# --- the disk


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    if not IS_ROOT:
        pytest.skip("only root can mount a small disk")
    done = run(["mount", *options, str(folder)])
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(judge: Judge, tmp_path: Path, everything: bool, report: Report) -> None:
    """Catches a file that is cut off, an old output that is lost, and remains of a run on a full disk."""
    for command in judge.commands:
        for start in before(command, judge.made):
            size = sum(
                -(-len(content) // 4096) * 4096 for content in (judge.made[command.name] or {}).values()
            )
            shares = (0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98) if everything else (0, 0.6)
            for share in shares:
                with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=8m", "tmpfs"):
                    folder = tmp_path / "disk" / "in"
                    folder.mkdir()
                    put(command.out(folder), start)
                    fill(tmp_path / "disk" / "filler", int(size * share))
                    done = run(command.line(folder))
                    judge.judge(command, done, folder, start)
    assert judge.refused > judge.tried / 2, "the disk was not full"
    judge.report(report, "a full disk, from no free space to almost enough", "a small in-memory disk")


def fill(path: Path, free: int) -> None:
    """Fill the disk except for some bytes."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC
        file.truncate(max(0, file.tell() - free // 4096 * 4096))


def test_a_disk_that_is_read_only(judge: Judge, tmp_path: Path, report: Report) -> None:
    """Catches a traceback where nothing can be written."""
    for command in judge.commands:
        for start in before(command, judge.made):
            with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=8m", "tmpfs"):
                put(command.out(tmp_path / "disk"), start)
                subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
                done = run(command.line(tmp_path / "disk"))
                judge.judge(command, done, tmp_path / "disk", start)
    assert judge.done <= 1  # a draft that stands there is kept
    judge.report(report, "a read-only disk")


def test_a_folder_that_is_a_disk(judge: Judge, tmp_path: Path, report: Report) -> None:
    """Catches an output lost because its folder cannot be renamed, such as a volume of a container."""
    for command in judge.commands:
        if command.out(tmp_path).suffix:
            continue  # a file is no disk
        for start in before(command, judge.made):
            with mounted(command.out(tmp_path), "-t", "tmpfs", "-o", "size=8m", "tmpfs"):
                if start:
                    put(command.out(tmp_path), start)
                done = run(command.line(tmp_path))
                judge.judge(command, done, tmp_path, start or {})
            command.out(tmp_path).rmdir()
    judge.report(report, "an output folder that is a separate mount")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder whose parents everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_no_permission(judge: Judge, open_folder: Path, everything: bool, report: Report) -> None:
    """Catches a traceback, a read-only folder that is replaced, and an old output that is lost because it
    cannot be deleted."""
    # Of root's powers none is kept: then the modes of files bind it like anybody.
    bound = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if IS_ROOT else ()
    if IS_ROOT and not shutil.which("setpriv"):
        pytest.skip("root can write everywhere, and setpriv is not available")
    folder = open_folder / "in"
    for command in judge.commands:
        out = command.out(folder)
        for start in before(command, judge.made):
            # The parent closed; the output closed; both closed; the output or the parent not even to be read.
            modes = ((0o755, 0o555), (0o555, 0o755), (0o555, 0o555), (0o755, 0o000), (0o000, 0o755))
            for parent, own in modes if everything else modes[:2]:
                folder.mkdir(mode=0o755)
                put(out, start)
                if start:
                    out.chmod(own & (0o777 if out.is_dir() else 0o666))
                folder.chmod(parent)
                done = run([*bound, *command.line(folder)])
                folder.chmod(0o755)
                if out.is_dir():
                    out.chmod(0o755)
                judge.judge(command, done, folder, start)
                shutil.rmtree(folder)
    assert judge.refused >= judge.tried / 2, "the permissions do not bind"
    judge.report(report, "no write permission for the output, its parent or both", "without root privileges")


def test_somebody_else_s_folder(judge: Judge, open_folder: Path, report: Report) -> None:
    """Catches an old output that is partly deleted because it belongs to another user."""
    if not IS_ROOT or not shutil.which("setpriv"):
        pytest.skip(
            "only root can give a folder to another user, and setpriv is needed to drop its privileges"
        )
    for command in judge.commands:
        for mode in (0o755, 0o777):
            folder = open_folder / "in"
            folder.mkdir()
            start = before(command, judge.made)[1]
            put(command.out(folder), start)
            for path in (command.out(folder), *command.out(folder).glob("*")):
                os.chown(path, 65534, 65534)
                path.chmod(mode)
            done = run(["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command.line(folder)])
            judge.judge(command, done, folder, start)
            shutil.rmtree(folder)
    judge.report(report, "an output owned by another user", "without root privileges")


def test_something_else_in_the_place_of_the_output(judge: Judge, tmp_path: Path, report: Report) -> None:
    """Catches a file taken for a folder, the reverse, and other people's files that are replaced."""
    for command in judge.commands:
        out = command.out(tmp_path)
        if out.suffix:
            out.mkdir()
            judge.judge(command, run(command.line(tmp_path)), tmp_path, contents(out))
            out.rmdir()
        else:
            out.write_bytes(b"a file")
            judge.judge(command, run(command.line(tmp_path)), tmp_path, {"": b"a file"})
            assert out.read_bytes() == b"a file"
            out.unlink()
        parent = tmp_path / "parent"
        parent.write_bytes(b"a file")
        done = run(command.line(parent))
        judge.tried += 1
        if is_refused(command, done) and parent.read_bytes() == b"a file" and not left_over(tmp_path):
            judge.refused += 1
        else:
            judge.failed.append((command.name, "parent is a file", done.returncode, done.stderr[-600:]))
        parent.unlink()
    judge.report(report, "a file in place of the output folder or its parent, or a folder in place of a file")


# --- at once


def test_at_once(judge: Judge, tmp_path: Path, everything: bool, report: Report) -> None:
    """Catches two runs into one folder whose outputs mix, or one of which makes the other fail."""
    for command in judge.commands:
        quick = command.name in ("build", "export")
        for turn in range((25 if quick else 5) if everything else (3 if quick else 1)):
            start = before(command, judge.made)[turn % 2]
            put(command.out(tmp_path), start)
            running = [
                subprocess.Popen(
                    command.line(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
                )
                for _ in range(4 if quick else 2)
            ]
            for process in running:
                _, said = process.communicate(timeout=120)
                done = subprocess.CompletedProcess(process.args, process.returncode, "", said)
                if process is not running[-1]:
                    judge.tried += 1
                    judge.done += not said
                    judge.failed += [(command.name, said)] if said or done.returncode else []
                else:
                    judge.judge(command, done, tmp_path, start, must_do=True)
            put(command.out(tmp_path), None)
    judge.report(
        report, "concurrent runs into the same folder", "two runs at a time; four for `build` and `export`"
    )


# Run before the command: when it is about to put its output in place, another run does all of it first.
OVERTAKEN = """
import json, os, subprocess, sys
other = json.loads(os.environ["OTHER"])
def overtake(event, found):
    swap = event == "ctypes.dlopen" and found[0] is None and any(".part-" in n for n in os.listdir(os.environ["IN"]))
    placing = swap or event == "os.rename" and str(found[1]) == os.environ["OUT"]
    if other and placing:
        line = other.copy()
        other.clear()
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
        print("overtaken")
sys.addaudithook(lambda event, found: other and overtake(event, found))
"""


def test_overtaken(judge: Judge, tmp_path: Path, report: Report) -> None:
    """Catches a run that fails because another one has just written its output."""
    for command in judge.commands:
        for start in before(command, judge.made):
            put(command.out(tmp_path), start)
            other = command.line(tmp_path)
            if command.name == "draft":
                sheet = sorted(judge.made["draft"] or {})[-1]
                other = [
                    sys.executable,
                    "-c",
                    "import shutil, sys; shutil.copy(*sys.argv[1:])",
                    str(tmp_path / sheet),
                    str(command.out(tmp_path) / sheet),
                ]
                (tmp_path / sheet).write_bytes((judge.made["draft"] or {})[sheet])
            env = {"OTHER": json.dumps(other), "IN": str(tmp_path), "OUT": other[-1]}
            done = run(command.line(tmp_path, before=OVERTAKEN), env={**os.environ, **env})
            assert "overtaken" in done.stdout, done.stderr
            judge.judge(command, done, tmp_path, start, must_do=True)
            put(command.out(tmp_path), None)
    judge.report(report, "a run overtaken by another while it moves its output into place")


# --- clock, time zone, locale, hash seed


@pytest.mark.parametrize("day", ["1970-01-02", "2100-06-01"])
def test_clock(day: str, judge: Judge, tmp_path: Path, everything: bool, report: Report) -> None:
    """Catches a run that fails, or writes other bytes, if the clock is wrong."""
    if not everything and day > "2000":
        pytest.skip("run only by `make faults`")
    if not FAKETIME.exists():
        pytest.skip(f"faketime is not installed (looked for {FAKETIME})")
    everywhere(judge, tmp_path, {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"@{day} 00:00:00"})
    judge.report(report, f"a system clock set to {day[:4]}", "libfaketime")


SURROUNDINGS = {
    "a time zone far to the east": {"TZ": "Pacific/Kiritimati"},
    "a time zone far to the west": {"TZ": "Etc/GMT+12"},
    "an unknown time zone": {"TZ": "Nowhere/Nothing"},
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=C without Python's UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=nb_NO.UTF-8, installed or not": {"LC_ALL": "nb_NO.UTF-8", "LANG": "nb_NO.UTF-8"},
    "PYTHONHASHSEED=0": {"PYTHONHASHSEED": "0"},
    "PYTHONHASHSEED=1": {"PYTHONHASHSEED": "1"},
    "PYTHONHASHSEED=4294967295": {"PYTHONHASHSEED": "4294967295"},
    "python -O, without assertions": {"PYTHONOPTIMIZE": "2"},
    "no home directory": {"HOME": "/proc/nowhere"},  # where nobody can make one
}
A_PART = ("a time zone far to the east", "LC_ALL=C without Python's UTF-8 mode")


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_environment(what: str, judge: Judge, tmp_path: Path, everything: bool, report: Report) -> None:
    """Catches bytes that depend on where and by whom a command is run."""
    if not everything and what not in A_PART:
        pytest.skip("run only by `make faults`")
    everywhere(judge, tmp_path, SURROUNDINGS[what])
    judge.report(report, what)


# --- the checkout


@pytest.mark.parametrize(
    "env", [{}, SURROUNDINGS["LC_ALL=C without Python's UTF-8 mode"]], ids=["usual", "ascii"]
)
def test_a_checkout_with_spaces_and_other_letters(
    env: dict[str, str], judge: Judge, tmp_path: Path, report: Report
) -> None:
    """Catches a path that is split at a space, or that cannot be read in another locale."""
    checkout = tmp_path / "Mine dokumenter æøå (ny)"
    leave = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "pages", "articles")
    shutil.copytree(ROOT, checkout, ignore=leave)
    env = {**os.environ, **env, "PYTHONPATH": str(checkout / "src")}
    for command in judge.commands:
        instead: list[object] = []
        if command.name == "build":
            instead = ["--raw", checkout / "data" / "raw"]
        elif command.name == "draft":
            instead = [shutil.copytree(ARTICLES, tmp_path / "artikler på norsk")]
        done = run(command.line(checkout, *instead), env=env)
        judge.judge(command, done, checkout, None, must_do=True)
        put(command.out(checkout), None)
    for command_line in (["build"], ["check"]):  # with the checkout's own folders
        done = run([sys.executable, "-m", "nicdata.cli", *command_line], env=env, cwd=tmp_path)
        judge.tried += 1
        judge.done += done.returncode == 0
        where = (checkout if not env.get("LC_ALL") else checkout.parent).name
        if done.returncode or done.stderr or where not in done.stdout:
            judge.failed.append((command_line, done.stdout, done.stderr))
    assert contents(checkout / "data" / "tidy") == contents(TIDY)
    judge.report(report, f"a checkout whose path has spaces and æøå{', LC_ALL=C' if 'LC_ALL' in env else ''}")


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "Windows line endings": lambda content: content.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "both": lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("way", WAYS)
def test_text_as_windows_saves_it(way: str, judge: Judge, tmp_path: Path, report: Report) -> None:
    """Catches tables and drafts that depend on the line ends or the byte order mark of their sources."""
    raw = Path(shutil.copytree(RAW, tmp_path / "raw"))
    changed = [*raw.glob("*.toml"), *raw.glob("context/*.toml")]
    for path in changed:
        path.write_bytes(WAYS[way](path.read_bytes()))
    assert len(changed) > 100
    done = run(COMMANDS[0].line(tmp_path, "--raw", raw))
    judge.judge(COMMANDS[0], done, tmp_path, None, must_do=True)
    put(COMMANDS[0].out(tmp_path), None)
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in ARTICLES.glob("*.txt"):
        (articles / path.name).write_bytes(WAYS[way](path.read_bytes()))
    texts = {f"{path.stem}.toml" for path in articles.iterdir()}
    judge.made = {**judge.made, "draft": {n: c for n, c in (judge.made["draft"] or {}).items() if n in texts}}
    done = run(COMMANDS[-1].line(tmp_path, articles))
    judge.judge(COMMANDS[-1], done, tmp_path, None, must_do=True)
    judge.report(report, f"sheets, decisions and articles with {way}", "`build`, `draft`")
