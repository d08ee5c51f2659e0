"""The schema of the tidy tables: `data/tidy/datapackage.json`, written by hand, is its one home.

Types, enumerations, keys and units are read from it, here and everywhere else.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
# The five articles, and other public pages about the programme.
ARTICLE, CONTEXT = COLLECTIONS = ("article", "context")
ALL = "all"

Rows = list[dict[str, str]]  # the rows of a table as the text of their cells


@cache
def data_folder() -> Path:
    """`data/` with the sheets and tables: inside the installed package, or of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def raw_folder() -> Path:
    """The folder of the fact sheets; those of other public pages are in `context` inside it."""
    return data_folder() / "raw"


def tidy_folder() -> Path:
    """The folder of the tables and their descriptor."""
    return data_folder() / "tidy"


def writable_tidy_folder() -> Path:
    """Return the folder of the tables in a checkout. Raises ValueError when nicdata is installed as a package: its own
    tables are never written over."""
    if (Path(__file__).parent / "data").is_dir():
        raise ValueError(
            "nicdata is installed as a package, whose tables stay as they are; name a folder with --out"
        )
    return tidy_folder()


def tables_folder() -> Path:
    """The folder that the tables are read from: the one that the environment variable NICDATA_TABLES names, else
    nicdata's own."""
    named = os.environ.get("NICDATA_TABLES")
    return Path(named) if named else tidy_folder()


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read the descriptor of a folder. Raises OSError or ValueError when it cannot be read."""
    content = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("expected a JSON object")
    return content


@cache
def descriptor() -> dict[str, Any]:
    """The descriptor of the tables."""
    return read_descriptor(tidy_folder())


def descriptor_bytes(remark: str = "") -> bytes:
    """The descriptor as a file: as it was written by hand, or with a remark added to its description."""
    if not remark:
        return (tidy_folder() / DESCRIPTOR).read_bytes()
    content = descriptor()
    described = content | {"description": f"{content['description']} {remark}"}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@cache
def resources() -> dict[str, dict[str, Any]]:
    """The tables: name -> resource of the descriptor."""
    return {resource["name"]: resource for resource in descriptor()["resources"]}


@cache
def columns(table: str) -> dict[str, dict[str, Any]]:
    """The columns of a table: name -> field of the descriptor."""
    return {field["name"]: field for field in resources()[table]["schema"]["fields"]}


def text(part: dict[str, Any], key: str, lang: str) -> str:
    """The title, description or unit of a table or column in a language, `en` or `nb`; empty where it has none."""
    return str(part.get(f"{key}_nb" if lang == "nb" else key, ""))


def label(table: str, column: str, value: str, lang: str) -> str:
    """What a value of an enumeration is called in a language, `en` or `nb`."""
    english, norwegian = columns(table)[column]["labels"][value]
    return str(norwegian if lang == "nb" else english)


def id_column(table: str) -> str:
    """The column that holds the ids of a table's rows: the first, and its primary key."""
    return str(resources()[table]["schema"]["primaryKey"][0])


def check_collection(collection: str) -> None:
    """Raise ValueError that lists the collections when there is no such one."""
    if collection not in (*COLLECTIONS, ALL):
        raise ValueError(f"no collection {collection!r}; expected one of {', '.join((*COLLECTIONS, ALL))}")
