"""Make text safe to print on a terminal, and turn names into ids."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO, cast


def escaped(line: str) -> str:
    """Return the line with control and other non-printing characters written as escapes.

    Spaces of any width are kept."""
    if line.isprintable():
        return line
    return "".join(
        c if c.isprintable() or unicodedata.category(c) == "Zs" else c.encode("unicode_escape").decode()
        for c in line
    )


class EscapingStream:
    """A text stream that escapes what is written to it, line by line. Line ends are kept."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text with its non-printing characters escaped. Returns the length of the text."""
        self.stream.write("\n".join(map(escaped, text.split("\n"))))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts with their non-printing characters escaped."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def escaped_output() -> Iterator[None]:
    """Escape everything that is printed inside the `with` block.

    That includes error messages that quote arguments or file names."""
    out, err = (cast(TextIO, EscapingStream(stream)) for stream in (sys.stdout, sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield


def print_marked(line: str, places: Iterable[tuple[int, int]] = ()) -> None:
    """Print a line with some places in it highlighted.

    They are in reverse video on a terminal, between » and « elsewhere and in the old console of Windows.

    `places` are (start, stop) positions in the line; a place that overlaps an earlier one is skipped."""
    is_terminal = sys.stdout.isatty() and (sys.platform != "win32" or "WT_SESSION" in os.environ)
    before, after = ("\x1b[7m", "\x1b[0m") if is_terminal else ("»", "«")
    marked, end = "", 0
    for start, stop in places:
        if start >= end:
            marked += f"{escaped(line[end:start])}{before}{escaped(line[start:stop])}{after}"
            end = stop
    stream = sys.stdout.stream if isinstance(sys.stdout, EscapingStream) else sys.stdout
    stream.write(f"{marked}{escaped(line[end:])}\n")


RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # devices on Windows, with any ending


# Letters that Unicode does not decompose into a plain letter and a mark.
FOLDED = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ð": "d", "ł": "l"}
)


def slug(text: str) -> str:
    """Return the text as an id: lower-case ASCII words joined by hyphens; `x` when nothing is left."""
    plain = text.casefold().translate(FOLDED)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
