"""The schema: `data/tidy/datapackage.json`, written by hand, is its one home.

Types, enumerations, keys and units are read from it, here and everywhere else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"


@cache
def data_folder() -> Path:
    """`data/` with the sheets and tables: inside the installed package, or of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def raw_folder() -> Path:
    """The fact sheets."""
    return data_folder() / "raw"


def tidy_folder() -> Path:
    """The tables and their descriptor."""
    return data_folder() / "tidy"


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a folder. Raises OSError or ValueError when it cannot be read."""
    content = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("expected a JSON object")
    return content


@cache
def descriptor() -> dict[str, Any]:
    """The descriptor of nicdata's own tables."""
    return read_descriptor(tidy_folder())


@cache
def resources() -> dict[str, dict[str, Any]]:
    """nicdata's tables: name -> resource of the descriptor."""
    return {resource["name"]: resource for resource in descriptor()["resources"]}


@cache
def columns(table: str) -> dict[str, dict[str, Any]]:
    """The columns of a table: name -> field of the descriptor."""
    return {field["name"]: field for field in resources()[table]["schema"]["fields"]}
