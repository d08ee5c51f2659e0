"""Text for ids."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
FOLDED = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ð": "d", "ł": "l"}
)


def slug(text: str) -> str:
    """Return the text in ASCII kebab-case, as an id."""
    plain = text.casefold().translate(FOLDED)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
