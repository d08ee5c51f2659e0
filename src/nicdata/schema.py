"""The schema of the tidy tables, read from `data/tidy/datapackage.json`.

That file is written by hand and is the only definition of types, enumerations, keys and units.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
# Collections of sources: the five articles, and other public pages about the programme.
ARTICLE, CONTEXT = COLLECTIONS = ("article", "context")
ALL = "all"
REAL = re.compile(r"(\w+_nok)_(\d{4})")  # a column of amounts in the prices of a year
REAL_TITLES = ("{title}, {year} prices", "{title}, {year}-priser")

Rows = list[dict[str, str]]  # the rows of a table: column -> text of the cell


@cache
def data_folder() -> Path:
    """Return the folder `data` of the installed package, or of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def raw_folder() -> Path:
    """Return the folder of the fact sheets. Its subfolder `context` has those of other public pages."""
    return data_folder() / "raw"


def tidy_folder() -> Path:
    """Return the folder of nicdata's own tables and their descriptor."""
    return data_folder() / "tidy"


def writable_tidy_folder() -> Path:
    """Return the folder of the tables in a checkout.

    Raises ValueError when nicdata is installed as a package, whose tables must not be overwritten."""
    if (Path(__file__).parent / "data").is_dir():
        raise ValueError(
            "nicdata is installed as a package, and its tables must not be overwritten; choose a folder with --out"
        )
    return tidy_folder()


def tables_folder() -> Path:
    """Return the folder that tables are read from.

    It is the value of the environment variable NICDATA_TABLES, or else the folder of nicdata's own tables."""
    named = os.environ.get("NICDATA_TABLES")
    return Path(named) if named else tidy_folder()


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read the descriptor of a folder.

    Raises OSError when it cannot be read, ValueError when it is not a JSON object in UTF-8."""
    content = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("expected a JSON object")
    return content


@cache
def descriptor() -> dict[str, Any]:
    """Return the descriptor of nicdata's own tables."""
    return read_descriptor(tidy_folder())


def descriptor_bytes(remark: str = "") -> bytes:
    """Return the bytes of the descriptor file: unchanged, or with a remark added to its description."""
    if not remark:
        return (tidy_folder() / DESCRIPTOR).read_bytes()
    content = descriptor()
    described = content | {"description": f"{content['description']} {remark}"}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Return the tables: name -> resource of the descriptor."""
    return {resource["name"]: resource for resource in descriptor()["resources"]}


@cache
def columns(table: str) -> dict[str, dict[str, Any]]:
    """Return the columns of a table: name -> field of the descriptor."""
    return {field["name"]: field for field in resources()[table]["schema"]["fields"]}


def text(part: dict[str, Any], key: str, lang: str) -> str:
    """Return a text of the descriptor in English (`en`) or Norwegian (`nb`); empty where there is none.

    `part` is the descriptor, a resource or a field, `key` is `title`, `description` or `unit`."""
    return str(part.get(f"{key}_nb" if lang == "nb" else key, ""))


def real_title(column: str, lang: str) -> str:
    """Return the title of amounts in constant prices, a column such as `amount_nok_2024`; empty for any other."""
    found = REAL.fullmatch(column)
    field = found and next((columns(t)[found[1]] for t in resources() if found[1] in columns(t)), None)
    return (
        REAL_TITLES[lang == "nb"].format(title=text(field, "title", lang), year=found[2])
        if found and field
        else ""
    )


def label(table: str, column: str, value: str, lang: str) -> str:
    """Return the label of a value of an enumeration, in English (`en`) or Norwegian (`nb`)."""
    english, norwegian = columns(table)[column]["labels"][value]
    return str(norwegian if lang == "nb" else english)


def id_column(table: str) -> str:
    """Return the name of the column with the ids of a table's rows, its primary key."""
    return str(resources()[table]["schema"]["primaryKey"][0])


def check_collection(collection: str) -> None:
    """Raise ValueError that lists the collections when there is none with this name."""
    if collection not in (*COLLECTIONS, ALL):
        raise ValueError(f"no collection {collection!r}; expected one of {', '.join((*COLLECTIONS, ALL))}")
