"""What differs between Linux, macOS and Windows, as far as one of them can show it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, nicdata
from nicdata import cli, files, text
from nicdata.draft import proposer
from nicdata.sheets import article
from nicdata.sheets import folder as sheets
from nicdata.sheets.sheet import Raw
from nicdata.site import downloads
from nicdata.text import RESERVED

ARTICLES = ROOT / "tests" / "articles"
NYNORSK = ARTICLES / "own" / "soga-om-skipsklynga.txt"


def test_no_file_is_read_in_the_encoding_of_the_system(tmp_path: Path) -> None:
    """Catches a file opened without its encoding: Windows would take another one than UTF-8."""
    commands = [
        ["build", "--out", "tidy"],
        ["cluster", "cod-cluster"],
        ["trace", "cod-cluster"],
        ["draft", str(NYNORSK), "--out", "drafts"],
        ["figures", "--only", "levels", "--lang", "en", "--out", "figures"],
        ["workbook", "--collection", "article"],
        ["export", "--for", "excel-nb"],
    ]
    code = (
        f"from nicdata import cli\nfor command in {commands!r}:\n    assert cli.main(command) == 0, command"
    )
    watched = ["-X", "warn_default_encoding", "-W", "always::EncodingWarning", "-c", code]
    done = subprocess.run([sys.executable, *watched], capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if str(ROOT / "src") in line]


@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(page, marks=pytest.mark.slow) for page in ("cp1252", "cp850"))]
)
def test_an_old_code_page_is_no_obstacle(encoding: str, tmp_path: Path) -> None:
    """Catches a command that fails on an arrow, a minus or an æ, and a sheet in another encoding than UTF-8."""
    old = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    sheet = tmp_path / "sheet.toml"
    with NYNORSK.open("rb") as given, sheet.open("wb") as out:
        command = [sys.executable, "-m", "nicdata.cli", "draft", "-"]
        subprocess.run(command, stdin=given, stdout=out, check=True, env=old)
    assert tomllib.loads(sheet.read_text(encoding="utf-8"))["language"] == "nn"
    for command in (["cluster", "Oslo Medtech", "--lang", "nb"], ["build", "--out", str(tmp_path / "→æ")]):
        shown = nicdata(*command, env=old, input=b"")
        assert shown.returncode == 0 and not shown.stderr


def test_windows_reads_and_writes_utf8_in_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a name that is garbled when a command's output is written to a file on Windows."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline="\n")
    cli._set_encoding(stream)
    stream.write("−2,2 → Ås\n")
    stream.flush()
    assert raw.getvalue().decode("utf-8") == "−2,2 → Ås\n"
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    asked_for = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    cli._set_encoding(asked_for)
    assert (asked_for.encoding, asked_for.errors) == ("cp1252", "backslashreplace")


@pytest.mark.skipif(sys.platform == "win32", reason="sh is not there")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_is_no_error(unbuffered: str) -> None:
    """Catches an error of Python's at the end of a short output that `head` or a pager did not read."""
    line = f"{{ '{sys.executable}' -m nicdata.cli check; echo $? >&2; }} | sh -c 'exec 0<&-; sleep 2'"
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(line, shell=True, capture_output=True, encoding="utf-8", env=env)
    assert done.stderr == "0\n"


def test_windows_has_another_word_for_a_reader_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches "Invalid argument" where Windows means a closed pipe, and a real error that is taken for one."""
    invalid = OSError(22, "Invalid argument")
    assert not cli._is_closed_pipe(invalid) and cli._is_closed_pipe(BrokenPipeError())
    monkeypatch.setattr(sys, "platform", "win32")
    assert cli._is_closed_pipe(invalid)
    assert not cli._is_closed_pipe(OSError(22, "Invalid argument", "a?b.toml"))
    assert not cli._is_closed_pipe(ValueError())


def test_a_file_that_is_open_elsewhere_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a bare "Access is denied" on Windows, which does not replace a file that a program has open."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied", ".part", None, "other")

    (tmp_path / "tidy").mkdir()
    (tmp_path / "tidy" / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(files, "_swap", refuse)
    monkeypatch.setattr(sys, "platform", "win32")
    for write in (
        lambda: files.write_file(b"new", tmp_path / "tidy" / "a"),
        lambda: files.write_folder({"a": b"new"}, tmp_path / "tidy", {"a"}),
    ):
        with pytest.raises(PermissionError, match="open in another program, close it") as told:
            write()
        assert "tidy" in str(told.value.filename) and ".part" not in str(told.value.filename)
    assert (tmp_path / "tidy" / "a").read_bytes() == b"old"


def test_windows_takes_a_command_as_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a path that loses its backslashes, and is then no program."""
    asked: list[object] = []

    def run(command: object, **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess([], 0, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    for platform in ("win32", "linux"):
        monkeypatch.setattr(sys, "platform", platform)
        proposer.ask(r'"C:\Program Files\p.exe" -q', article.Article(["Tekst"]), "nb", (), frozenset())
    assert asked == [r'"C:\Program Files\p.exe" -q', [r"C:\Program Files\p.exe", "-q"]]


def test_the_old_console_of_windows_is_sent_no_escape_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a figure between ←[7m and ←[0m in a review."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("WT_SESSION", raising=False)
    for platform, shown in (("win32", "»39« klynger\n"), ("darwin", "\x1b[7m39\x1b[0m klynger\n")):
        terminal = Terminal()
        with monkeypatch.context() as changed:
            changed.setattr(sys, "platform", platform)
            changed.setattr(sys, "stdout", terminal)
            text.print_marked("39 klynger", [(0, 2)])
        assert terminal.getvalue() == shown


def test_processes_may_start_afresh(tmp_path: Path) -> None:
    """Catches a draft on all cores that needs what a process has in memory: macOS and Windows copy none of it."""
    (tmp_path / "in").mkdir()
    for n in range(45):
        (tmp_path / "in" / f"a{n}-2020.txt").write_bytes(NYNORSK.read_bytes())
    (tmp_path / "run.py").write_text(
        "import multiprocessing, sys\nfrom nicdata import cli\n"
        "if __name__ == '__main__':\n    multiprocessing.set_start_method('spawn')\n"
        "    sys.exit(cli.main(['draft', 'in', '--out', 'out']))\n",
        encoding="utf-8",
    )
    command = [sys.executable, "run.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0 and done.stdout.startswith("45 drafted"), done.stderr


def test_what_macos_writes_beside_files_is_passed_over(raw_copy: Path, raw: Raw, tmp_path: Path) -> None:
    """Catches a build or a draft that is refused because the folder was on a foreign disk."""
    for name in ("._ife-2020.toml", "context/._x.toml"):
        (raw_copy / name).write_bytes(b"\x00\x05\x16\x07\xff")
    assert sheets.read(raw_copy) == raw
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "._a.txt").write_bytes(b"\x00\x05\x16\x07\xff")
    (tmp_path / "in" / "A\u030asane-2020.txt").write_bytes(NYNORSK.read_bytes())  # as macOS writes Å
    assert [found for found, _ in article.walk([tmp_path / "in"])] == ["asane-2020"]


def test_what_a_file_manager_writes_is_kept(tmp_path: Path) -> None:
    """Catches a folder that is refused because someone has looked at it, and one that loses how it looks."""
    own = tmp_path / "own"
    own.mkdir()
    for name in (".DS_Store", "desktop.ini", "Thumbs.db", "a"):
        (own / name).write_bytes(b"old")
    assert files.write_folder({"a": b"new"}, own, {"a"})
    assert {path.name: path.read_bytes() for path in own.iterdir()} == {
        ".DS_Store": b"old",
        "desktop.ini": b"old",
        "Thumbs.db": b"old",
        "a": b"new",
    }


def test_archives_are_the_same_from_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches an archive that records on which system it was made."""
    before = downloads.zipped({"a": b"text"})
    monkeypatch.setattr(zipfile.sys, "platform", "win32")  # type: ignore[attr-defined]
    assert downloads.zipped({"a": b"text"}) == before


def test_the_files_of_the_project_can_be_there_on_every_system() -> None:
    """Catches a file that Windows cannot have, or that is another one where capitals do not count."""
    own = [
        path.relative_to(ROOT)
        for folder in ("benchmarks", "data", "docs", "notebooks", "src", "tests")
        for path in (ROOT / folder).rglob("*")
    ]
    assert len(own) > 400 and len({str(path).casefold() for path in own}) == len(own)
    assert not [path for path in own if RESERVED.fullmatch(path.name.split(".")[0].casefold())]
    assert not [path for path in own if not path.name.isascii() or set(path.name) & set('<>:"|?*\\')]
    assert max(len(str(path)) for path in own if "__pycache__" not in path.parts) < 100
