"""The schema: `data/tidy/datapackage.json`, written by hand, is its one home; that of the context follows from it
and from `data/raw/context/datapackage.json`, which tells what the context has beside it.

Types, enumerations, keys and units are read from it, here and everywhere else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
# The five articles, and what other public pages print of the programme.
ARTICLE, CONTEXT = COLLECTIONS = ("article", "context")
ALL = "all"
ONLY_ARTICLES = {"levels", "level_definitions", "projects", "project_partners", "programme_roles"}
OF_A_TEXT = {"paragraph", "paragraphs", "text_sha256", "from_article_id", "from_paragraph"}


@cache
def data_folder() -> Path:
    """`data/` with the sheets and tables: inside the installed package, or of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def raw_folder(collection: str = ARTICLE) -> Path:
    """The fact sheets."""
    return data_folder() / "raw" / ("" if collection == ARTICLE else collection)


def tidy_folder(collection: str = ARTICLE) -> Path:
    """The tables and their descriptor."""
    return data_folder() / ("tidy" if collection == ARTICLE else collection)


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a folder. Raises OSError or ValueError when it cannot be read."""
    content = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("expected a JSON object")
    return content


@cache
def descriptor(collection: str = ARTICLE) -> dict[str, Any]:
    """The descriptor of a collection's tables: that of the articles as written, that of the context derived from
    it. No line of a context page is counted, so where the articles name a paragraph its rows have the page's
    address and how sure the entry is."""
    content = read_descriptor(tidy_folder())
    if collection == ARTICLE:
        return content
    own = read_descriptor(raw_folder(CONTEXT))
    further, of_a_page = own.pop("resources"), own.pop("fields")
    del content["sources"]
    content |= own
    content["resources"] = [r for r in content["resources"] if r["name"] not in ONLY_ARTICLES]
    for resource in content["resources"]:
        rules = resource["schema"]
        names = {field["name"] for field in rules["fields"]}
        rules["fields"] = [f for f in rules["fields"] if f["name"] not in OF_A_TEXT]
        if "article_id" in names and resource["name"] != "articles":
            rules["fields"] += of_a_page
        rules["primaryKey"] = [
            "as_of" if name == "paragraph" and "as_of" in names else name
            for name in rules["primaryKey"]
            if name != "paragraph" or "as_of" in names
        ]
        rules["foreignKeys"] = [
            key
            for key in rules.get("foreignKeys", [])
            if key["reference"]["resource"] not in ONLY_ARTICLES and not OF_A_TEXT.intersection(key["fields"])
        ]
    for resource in further:
        if any(field["name"] == "article_id" for field in resource["schema"]["fields"]):
            resource["schema"]["fields"] += of_a_page
    content["resources"] += further
    return content


def descriptor_bytes(collection: str = ARTICLE, remark: str = "") -> bytes:
    """The descriptor of a collection's tables as a file, a remark added to its description; without one that of
    the articles is as it was written by hand."""
    if collection == ARTICLE and not remark:
        return (tidy_folder() / DESCRIPTOR).read_bytes()
    content = descriptor(collection)
    described = content | {"description": f"{content['description']} {remark}".strip()}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@cache
def resources(collection: str = ARTICLE) -> dict[str, dict[str, Any]]:
    """A collection's tables, or with `all` those of both: name -> resource of the descriptor, an article's before
    that of the context."""
    if collection == ALL:
        return _both(resources(ARTICLE), resources(CONTEXT))
    return {resource["name"]: resource for resource in descriptor(collection)["resources"]}


@cache
def columns(table: str, collection: str = ARTICLE) -> dict[str, dict[str, Any]]:
    """The columns of a table, or with `all` those that it has in either collection: name -> field of the
    descriptor."""
    if collection == ALL:
        found = [columns(table, one) if table in resources(one) else {} for one in COLLECTIONS]
        return _both(*found)
    return {field["name"]: field for field in resources(collection)[table]["schema"]["fields"]}


def _both(own: dict[str, Any], further: dict[str, Any]) -> dict[str, Any]:
    return own | {name: value for name, value in further.items() if name not in own}
