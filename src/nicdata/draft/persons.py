"""Whether a name is a person's: no person enters a draft."""

from __future__ import annotations

import re

from nicdata.draft import lexicon
from nicdata.draft.lexicon import has

PERSON = re.compile(
    r"^[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ]\.)?(?: [A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøå]+)?){1,2}$"
)


SURNAME = re.compile(
    r" \w+(?:sen|son|sson|stad|vik|nes|berg|rud|haug|seth|gaard|gård|hagen|bakken|moen|bø|rød|tveit|aas|vold|land|dal|eide|mann|lund)$"
)


def is_person(name: str, language: str) -> bool:
    """Tell whether a name looks like a person's."""
    first = lexicon.words("given_name", language).match(name)
    return bool(PERSON.match(name) and (first or SURNAME.search(name))) and not has(
        "cluster_word", name, language
    )
