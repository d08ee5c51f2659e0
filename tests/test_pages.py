"""The static pages, for readers without Jupyter."""

from __future__ import annotations

import importlib.util
import re
from html.parser import HTMLParser

import pytest

from conftest import ROOT

SPEC = importlib.util.spec_from_file_location("render", ROOT / "notebooks" / "pages" / "render.py")
assert SPEC and SPEC.loader
render = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(render)


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: page.decode("utf-8") for name, page in render.render().items()}


def test_there_is_a_page_a_notebook(pages: dict[str, str]) -> None:
    """Catches a notebook without a page, and a page without outputs."""
    stems = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    assert list(pages) == ["index.html", *(f"{stem}.html" for stem in stems)]
    for stem in stems:
        notebook = (ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8")
        page = Page(pages[f"{stem}.html"])
        assert len(page.all("img")) == notebook.count('"image/png": "')
        assert len(page.all("table")) == notebook.count("<table")
        assert len(page.all("details")) == notebook.count('"cell_type": "code"')


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, str]) -> None:
    """Catches a script, font or picture from another site, and a dead link."""
    for name, text in pages.items():
        page = Page(text)
        assert not page.all("script", "link", "iframe", "object", "embed"), name
        assert not re.search(r"@import|url\(", text), name
        assert all((img["src"] or "").startswith("data:image/png;base64,") for img in page.all("img")), name
        for link in page.all("a"):
            target = link["href"] or ""
            assert target.startswith("#") or target in pages, (name, target)


def test_a_page_can_be_read_without_seeing_it(pages: dict[str, str]) -> None:
    """Catches a picture without a description, and a page without a language, title or heading."""
    for name, text in pages.items():
        page = Page(text)
        assert page.all("html")[0]["lang"] == "en" and page.all("title") and len(page.all("h1")) == 1, name
        for img in page.all("img"):
            assert len(img["alt"] or "") > 50, name


def test_pages_are_the_same_from_run_to_run(pages: dict[str, str]) -> None:
    """Catches a page that changes when nothing else has."""
    assert {name: page.decode("utf-8") for name, page in render.render().items()} == pages
