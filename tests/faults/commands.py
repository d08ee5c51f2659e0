"""The commands that write files, as the fault tests run them, and helpers to examine what a run leaves
behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import RAW, ROOT

# Three charts tell as much of the writing as all of them, in a fifth of the time.
THREE_CHARTS = """
import sys
from nicdata import cli
from nicdata.charts import saving
saving.CHARTS = dict(list(saving.CHARTS.items())[:3])
sys.exit(cli.main(sys.argv[1:]))
"""
ARTICLES = ROOT / "tests" / "articles" / "unseen"
Contents = dict[str, bytes] | None


class Command:
    """A command that writes, with one of its possible outputs: `out` in a folder."""

    def __init__(self, name: str, *arguments: object, suffix: str = "") -> None:
        self.name, self.arguments, self.suffix = name, arguments, suffix

    def out(self, folder: Path) -> Path:
        return folder / f"out{self.suffix}"

    def line(self, folder: Path, *instead: object, before: str = "") -> list[str]:
        """Return the command line that writes into a folder, with other arguments if given. `before` is
        Python code to run first."""
        program = THREE_CHARTS if self.name == "figures" else "import sys\nfrom nicdata import cli\n"
        program += "" if self.name == "figures" else "sys.exit(cli.main(sys.argv[1:]))\n"
        arguments = [*(instead or self.arguments), "--out", self.out(folder)]
        return [sys.executable, "-c", before + program, self.name, *map(str, arguments)]


COMMANDS = [
    Command("build", "--raw", RAW),
    Command("figures", "--format", "svg", "--lang", "en"),
    Command("workbook", suffix=".xlsx"),
    Command("export", "--for", "json"),
    Command("draft", ARTICLES),
]


def run(line: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    done: Any = subprocess.run(line, capture_output=True, encoding="utf-8", timeout=120, **options)  # type: ignore[call-overload]
    return done  # type: ignore[no-any-return]


def contents(path: Path) -> Contents:
    """Return the content of a file or of the visible files of a folder; None if there is nothing."""
    if path.is_dir():
        return {p.name: p.read_bytes() for p in path.iterdir() if not p.name.startswith(".")}
    return {"": path.read_bytes()} if path.exists() else None


def put(path: Path, files: Contents) -> None:
    """Write what `contents` returned, replacing what is there."""
    if path.is_dir():
        for file in path.iterdir():
            if not file.name.startswith("."):
                file.unlink()
        if files is None and not any(path.iterdir()):
            path.rmdir()
    else:
        path.unlink(missing_ok=True)
    for name, content in (files or {}).items():
        if name:
            path.mkdir(exist_ok=True)
        (path / name if name else path).write_bytes(content)


def older(files: Contents) -> Contents:
    """Return the same files as an earlier version may have written them."""
    return {name: content + b" \n" for name, content in (files or {}).items()}


def left_over(folder: Path) -> list[str]:
    """Return the hidden files and folders that a run has left next to its output or in it."""
    return sorted(str(path.relative_to(folder)) for path in folder.glob("**/.*"))
