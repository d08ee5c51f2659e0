"""Whole processes beside each other: processor time, wall time and memory, in turn, and what a page says of them.

pyperf's `command` benchmark is not used: it takes wall time alone, which other work on the machine moves, makes all runs
of one command before the next, so that a machine that slows down meanwhile favours the first, and gives up where a
command tells faults by its exit status.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Command = Sequence[str | Path]
MEBI = 2**20 if sys.platform == "darwin" else 2**10  # what ru_maxrss counts in
HERE = Path(__file__).parent
ROOT = HERE.parent


class Run(NamedTuple):
    """What one process took, with all it started: seconds of the processors, seconds on the clock, mebibytes of the
    largest process; and what it wrote."""

    cpu: float
    wall: float
    memory: float
    output: str


def python(code: str) -> Command:
    return [sys.executable, "-c", code]


def nicdata(*arguments: str | Path) -> Command:
    return [sys.executable, "-m", "nicdata.cli", *arguments]


def run(command: Command, status: int = 0) -> Run:
    """Run a command to its end, in a folder of its own. Raises RuntimeError where it ends otherwise than with
    this status.

    A process counts as at least as large as the one that began it, so this one must stay small: what needs pandas
    or more runs in another process."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder)
        _, ended, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(ended)
        output.seek(0)
        said = output.read().decode("utf-8", errors="replace")
    if process.returncode != status:
        raise RuntimeError(f"{command} ended with {process.returncode}; expected {status}\n{said}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / MEBI, said)


def own_memory() -> float:
    """The most mebibytes that this process has held."""
    import resource  # which Windows does not have

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBI


def in_turn(
    commands: Mapping[str, Command], rounds: int, statuses: Mapping[str, int] | None = None
) -> dict[str, list[Run]]:
    """Each command once to warm up, then so many rounds of all of them, one after the other."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            found = run(command, (statuses or {}).get(name, 0))
            if number:
                runs[name].append(found)
    return runs


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ratios(own: Sequence[float], other: Sequence[float]) -> list[float]:
    """That of each round."""
    return [a / b for a, b in zip(own, other, strict=True)]


def spread(values: Sequence[float]) -> str:
    """Median (least to most)."""
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def cpu_ratios(runs: Mapping[str, Sequence[Run]], own: str, other: str) -> list[float]:
    return ratios([r.cpu for r in runs[own]], [r.cpu for r in runs[other]])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The first column holds words, the others numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def compared(runs: Mapping[str, Sequence[Run]], other: str, first: str = "process") -> str:
    """Processes beside one of them."""
    return table(
        [
            first,
            "n",
            "processor s",
            "wall s",
            "MiB",
            f"processor time relative to {other}",
            "wall time relative to the same",
        ],
        [
            [
                name,
                len(own),
                f"{median(r.cpu for r in own):.3f}",
                f"{median(r.wall for r in own):.3f}",
                f"{median(r.memory for r in own):,.0f}",
                spread(cpu_ratios(runs, name, other)),
                spread(ratios([r.wall for r in own], [r.wall for r in runs[other]])),
            ]
            for name, own in runs.items()
        ],
    )


def aim(what: str, found: float, most: float, unit: str = "") -> str:
    """Whether a figure is what it should be."""
    verdict = "met" if found <= most else "**missed**"
    return f"- {what}: target at most {most:,g}{unit}; measured {found:,.4g}{unit}, {verdict}."
