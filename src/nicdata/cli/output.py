"""Output that several commands share: lists of faults, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable

from nicdata.text import escaped

MOST_LINES = 200


def print_some(lines: list[str]) -> None:
    """Print the first lines to standard error, and the number of further lines."""
    for line in lines[:MOST_LINES]:
        print(escaped(line), file=sys.stderr)
    if len(lines) > MOST_LINES:
        print(f"… and {len(lines) - MOST_LINES} more", file=sys.stderr)


def print_faults(lines: list[str], noun: str) -> int:
    """Print faults and their number to standard error.

    `noun` is what one is called. Returns the exit status 1."""
    print_some(lines)
    plural = noun if len(lines) == 1 else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    print(f"{len(lines)} {plural}", file=sys.stderr)
    return 1


def progress(what: str) -> Callable[[int, int], None] | None:
    """Return a function that prints progress on the terminal, or None if there is no terminal.

    It takes the number done and the total, and prints only if the total is 1,000 or more. `what` says what is
    counted."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of >= 1000 and (done % 100 == 0 or done == of):
            end = "\n" if done == of else ""
            print(f"\r{done:,} of {of:,} {what}", end=end, file=sys.__stderr__, flush=True)

    return show
