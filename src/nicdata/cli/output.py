"""What several commands print."""

from __future__ import annotations

import sys
from collections.abc import Callable

from nicdata.text import escaped

MOST_LINES = 200


def print_some(lines: list[str]) -> None:
    """Print the first lines to standard error, and how many more there are."""
    for line in lines[:MOST_LINES]:
        print(escaped(line), file=sys.stderr)
    if len(lines) > MOST_LINES:
        print(f"… and {len(lines) - MOST_LINES} more", file=sys.stderr)


def print_faults(lines: list[str], noun: str) -> int:
    """Print faults to standard error with their number. Returns the exit status 1."""
    print_some(lines)
    plural = noun if len(lines) == 1 else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    print(f"{len(lines)} {plural}", file=sys.stderr)
    return 1


def progress(what: str) -> Callable[[int, int], None] | None:
    """Return a function that counts on the terminal while much work is done; None where there is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of >= 1000 and (done % 100 == 0 or done == of):
            end = "\n" if done == of else ""
            print(f"\r{done:,} of {of:,} {what}", end=end, file=sys.__stderr__, flush=True)

    return show
