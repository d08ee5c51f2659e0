"""Text for people and terminals, and for ids."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO, cast


def escaped(line: str) -> str:
    """The line with every character that a terminal could obey written as an escape; spaces of any width stay."""
    if line.isprintable():
        return line
    return "".join(
        c if c.isprintable() or unicodedata.category(c) == "Zs" else c.encode("unicode_escape").decode()
        for c in line
    )


class EscapingStream:
    """A stream to which everything is written harmless, lines as lines."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write("\n".join(map(escaped, text.split("\n"))))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def escaped_output() -> Iterator[None]:
    """While it lasts, all that is printed is harmless: an argument that is refused too, and a file's name."""
    out, err = (cast(TextIO, EscapingStream(stream)) for stream in (sys.stdout, sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield


def print_marked(line: str, places: Iterable[tuple[int, int]] = ()) -> None:
    """Print a line with these places in it marked: reversed on a terminal, in »« elsewhere."""
    before, after = ("\x1b[7m", "\x1b[0m") if sys.stdout.isatty() else ("»", "«")
    marked, end = "", 0
    for start, stop in places:
        if start >= end:
            marked += f"{escaped(line[end:start])}{before}{escaped(line[start:stop])}{after}"
            end = stop
    stream = sys.stdout.stream if isinstance(sys.stdout, EscapingStream) else sys.stdout
    stream.write(f"{marked}{escaped(line[end:])}\n")


# Letters that Unicode does not take apart into a plain letter and a mark.
FOLDED = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ð": "d", "ł": "l"}
)


def slug(text: str) -> str:
    """Return the text in ASCII kebab-case, as an id."""
    plain = text.casefold().translate(FOLDED)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
