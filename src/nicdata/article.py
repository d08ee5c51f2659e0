"""An article's text -> its paragraphs, numbered from 1."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nicdata.folder import read_text
from nicdata.printed import normalise


def paragraphs(text: str) -> list[str]:
    """The lines of the text that are not blank, each normalised: paragraph n is item n - 1."""
    return [clean for line in text.splitlines() if (clean := normalise(line))]


def read(path: Path) -> list[str]:
    """The paragraphs of a text file. Raises OSError, or ValueError when it is not UTF-8."""
    return paragraphs(read_text(path))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
