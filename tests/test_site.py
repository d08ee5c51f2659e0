"""The static site, as files and as a reader uses it in a browser."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import nicdata
from nicdata import schema
from nicdata.site import build
from nicdata.site.words import WORDS
from nicdata.text import RESERVED

TABLES = nicdata.tables()
AXE = "axe-core@4.14.1"
LARGEST = 300_000  # bytes of a page, but for those with the map or the life lines
LARGE = ("clusters/index.html", "questions/growth.html")


class Page(HTMLParser):
    """What a page links to, its ids, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]

    @property
    def targets(self) -> list[str]:
        found = [attrs.get("href") or attrs.get("src") for _, attrs in self.tags]
        return [target for target in found if target]


class Undrawn(build.Builder):
    """The site without its charts and downloads, which take most of the time."""

    def _chart(self, lang: str, name: str) -> dict[str, str]:  # noqa: ARG002
        return {
            "svg": f"<svg><title>{name}</title></svg>",
            "title": name,
            "sources": "",
            "png": "static/style.css",
        }

    def _downloads(self) -> None:
        self.files |= {"download/nicdata-csv.zip": b"", "download/nicdata.sqlite": b""}


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return Undrawn(TABLES).build()


@pytest.fixture(scope="module")
def parsed(pages: dict[str, bytes]) -> dict[str, Page]:
    return {path: Page(text.decode()) for path, text in pages.items() if path.endswith(".html")}


def broken(files: dict[str, Any], parsed: dict[str, Page]) -> list[str]:
    """The internal links that lead to no file or to no id."""
    ids = {path: set(page.ids) for path, page in parsed.items()}
    found = []
    for path, page in parsed.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme:
                continue
            place = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if place not in files or (parts.fragment and unquote(parts.fragment) not in ids.get(place, ())):
                found.append(f"{path}: {target}")
    return found


def test_all_internal_links_lead_somewhere(pages: dict[str, bytes], parsed: dict[str, Page]) -> None:
    """Catches a link to a page or an id that is not there."""
    assert broken(pages, parsed)[:5] == []
    assert broken({"index.html": b""}, {"index.html": Page('<a href="x.html">')}) != []


def test_external_links_are_well_formed(parsed: dict[str, Page]) -> None:
    """Catches an address that no browser can open, and a file that is fetched from elsewhere."""
    for path, page in parsed.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme:
                assert parts.scheme in ("http", "https") and "." in parts.netloc and " " not in target, (
                    path,
                    target,
                )
        fetched = [
            attrs.get("src") or attrs.get("href") for attrs in page.all("script", "link", "img", "iframe")
        ]
        assert not [target for target in fetched if urlsplit(target or "").scheme], path


def test_every_cluster_and_source_has_a_page_in_both_languages(pages: dict[str, bytes]) -> None:
    """Catches a cluster or a source without its page."""
    for folder in ("", "nb/"):
        for kind, ids in (
            ("clusters", TABLES.clusters["cluster_id"]),
            ("sources", TABLES.articles["article_id"]),
        ):
            assert not [i for i in ids if f"{folder}{kind}/{i}.html" not in pages]


def test_every_row_has_an_anchor_on_the_page_of_its_source(parsed: dict[str, Page]) -> None:
    """Catches a row that cannot be linked to, and one that is on the page of another source."""
    for name in schema.resources():
        frame = TABLES[name]
        if name != "articles" and "article_id" in frame:
            rows = frame[[schema.id_column(name), "article_id"]].dropna()
            for row_id, article_id in rows.itertuples(index=False):
                assert f"{name}-{row_id}" in parsed[f"sources/{article_id}.html"].ids


def test_every_number_leads_to_its_source(pages: dict[str, bytes]) -> None:
    """Catches a table of a cluster with a row that does not link to its source."""
    for path, text in pages.items():
        if re.fullmatch(r"(nb/)?clusters/(?!index).*\.html", path):
            for row in re.findall(r"<tbody>(.*?)</table>", text.decode(), re.DOTALL):
                for cells in row.split("<tr")[1:]:
                    assert "../sources/" in cells, path


def test_ids_are_used_once_and_headings_are_in_order(parsed: dict[str, Page]) -> None:
    """Catches an id that two places have, a page without a language, a title, a viewport or one first heading."""
    for path, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.all("html")[0]["lang"] == ("nb" if path.startswith("nb/") else "en")
        assert page.all("title") and len(page.all("h1")) == 1
        assert any(meta.get("name") == "viewport" for meta in page.all("meta"))
        assert page.all("nav")[0]["aria-label"]


def test_no_page_holds_codes_or_nothing(pages: dict[str, bytes]) -> None:
    """Catches "nan", "None" or a column's name where words should be, and English words on a Norwegian page."""
    english = [
        pair[0] for pair in WORDS.values() if pair[0] != pair[1] and len(pair[0]) > 12 and "{" not in pair[0]
    ]
    for path, content in pages.items():
        if path.endswith(".html"):
            text = re.sub(r"<code>.*?</code>|<[^>]+>", " ", content.decode())
            assert not re.search(r"\bnan\b|\bNone\b|\bNaT\b|<NA>|\b\w+_nok\b|built-in|&lt;", text), path
            if path.startswith("nb/"):
                assert not [words for words in english if f" {words} " in text], path


def test_pages_are_small(pages: dict[str, bytes]) -> None:
    """Catches a page that takes long to load on a phone."""
    for path, content in pages.items():
        if path.endswith(".html"):
            assert len(content) < LARGEST, path


def test_tables_of_anything_make_a_site(tidy_copy: Path) -> None:
    """Catches a site that needs rows of some table."""
    for name in ("conflicts", "effect_statistics", "cluster_mergers", "level_changes"):
        path = tidy_copy / f"{name}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    files = Undrawn(nicdata.tables(tidy_copy)).build()
    pages = {path: Page(text.decode()) for path, text in files.items() if path.endswith(".html")}
    assert broken(files, pages)[:5] == []


def test_every_page_can_be_written_on_every_system(tidy_copy: Path) -> None:
    """Catches a page that takes the place of a list, that Windows takes for a device, or that differs from another
    one only in capitals."""
    for old, new in (("ikuben", "nul"), ("cod-cluster", "index"), ("eyde-2017", "con")):
        for path in tidy_copy.glob("*.csv"):
            text = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, path.read_text("utf-8"))
            path.write_text(text, encoding="utf-8", newline="\n")
    files = Undrawn(nicdata.tables(tidy_copy)).build()
    pages = {path: Page(text.decode()) for path, text in files.items() if path.endswith(".html")}
    assert "clusters/nul_.html" in files and "nb/clusters/index_.html" in files
    assert "sources/con_.html" in files and broken(files, pages)[:5] == []
    assert len({path.casefold() for path in files}) == len(files)
    assert not [path for path in files if RESERVED.fullmatch(path.split("/")[-1].split(".")[0])]


def test_only_a_site_is_replaced(
    pages: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a site written over somebody's files, and pages of a cluster that is gone."""
    monkeypatch.setattr(build, "site", lambda _: pages)
    assert build.write(TABLES, tmp_path / "site") > 100
    (tmp_path / "site" / "clusters" / "old.html").write_text("old")
    build.write(TABLES, tmp_path / "site")
    assert not (tmp_path / "site" / "clusters" / "old.html").exists()
    (tmp_path / "looked at").mkdir()
    (tmp_path / "looked at" / ".DS_Store").touch()  # as macOS does
    assert build.write(TABLES, tmp_path / "looked at") > 100
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("years of work")
    with pytest.raises(ValueError, match="contains other files"):
        build.write(TABLES, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.docx").exists() and not list(tmp_path.glob(".*.part-*"))


# --- as a reader uses it


class Silent(http.server.SimpleHTTPRequestHandler):
    """A server that does not write a line for each request."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "site"
    build.write(TABLES, folder)
    return folder


@pytest.fixture(scope="module")
def address(whole: Path) -> Iterator[str]:
    """The site served on this machine."""
    handler = functools.partial(Silent, directory=str(whole))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright on this machine")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def kinds() -> list[str]:
    """One page of each kind, with the clusters and sources of which most and least is known."""
    rows = TABLES.cluster_names["cluster_id"].value_counts()
    cited = TABLES.cluster_levels["article_id"].value_counts()
    clusters = [f"clusters/{rows.index[i]}.html" for i in (0, -1)]
    found = [f"sources/{cited.index[i]}.html" for i in (0, -1)]
    names = (
        "index conflicts codebook download questions/growth questions/budget questions/gaps clusters/index"
    )
    return [f"{name}.html" for name in [*names.split(), "sources/index"]] + clusters + found


@pytest.mark.slow
def test_the_whole_site_is_whole_and_the_same_again(whole: Path) -> None:
    """Catches a link that leads nowhere once the charts are in, a page too large, and bytes that change."""
    files = {
        path.relative_to(whole).as_posix(): path.read_bytes() for path in whole.rglob("*") if path.is_file()
    }
    pages = {path: Page(text.decode()) for path, text in files.items() if path.endswith(".html")}
    assert broken(files, pages)[:5] == []
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert len(files[path]) < LARGEST or path.removeprefix("nb/") in LARGE, path
    assert build.site(TABLES) == files


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "nb"])
def test_no_page_is_wider_than_the_screen(lang: str, width: int, address: str, browser: Any) -> None:
    """Catches a layout that has to be scrolled sideways on a phone."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    for path in kinds():
        page.goto(f"{address}/{'nb/' * (lang == 'nb')}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


@pytest.mark.slow
def test_a_reader_finds_a_cluster_by_its_old_name(address: str, browser: Any) -> None:
    """Catches a filter that knows present names only, and a level or a source that cannot be reached."""
    names = TABLES.cluster_names.merge(TABLES.clusters, on="cluster_id", suffixes=("_old", "_new"))
    names = names[(names["same_cluster_basis"] == "renamed") & names["latest_level"].notna()]
    row = names[names["name_old"] == "Oslo Medtech"].iloc[0]
    for lang in ("en", "nb"):
        page = browser.new_page()
        page.goto(f"{address}/{'nb/' * (lang == 'nb')}index.html")
        page.get_by_role("link", name=WORDS["clusters"][lang == "nb"], exact=True).first.click()
        page.get_by_label(WORDS["filter_name"][lang == "nb"]).fill(row["name_old"].lower())
        assert page.locator("#clusters tbody tr:visible").count() == 1
        page.get_by_role("link", name=row["name_new"]).click()
        moves = TABLES.level_changes.query("cluster_id == @row.cluster_id and shown").sort_values(
            "date_latest"
        )
        first = moves.iloc[0]
        line = page.locator("tr", has_text=str(first["date_latest"].date())).first
        assert schema.label("level_changes", "to_level", first["to_level"], lang) in line.inner_text()
        line.get_by_role("link").last.click()
        assert page.url.endswith(
            f"sources/{first['article_id']}.html#level_changes-{first['level_change_id']}"
        )
        assert page.locator("tr:target").count() == 1
        url = TABLES.articles.set_index("article_id").loc[first["article_id"], "url"]
        assert page.get_by_role("link", name=WORDS["open_source"][lang == "nb"]).get_attribute("href") == url
        page.close()


@pytest.mark.slow
def test_pages_are_accessible(address: str, browser: Any, tmp_path: Path) -> None:
    """Catches what axe-core finds on any kind of page: contrast, names, landmarks, what the keyboard cannot reach."""
    if not shutil.which("npm"):
        pytest.skip("no npm on this machine")
    subprocess.run(["npm", "pack", "--silent", AXE], cwd=tmp_path, check=True, capture_output=True)
    shutil.unpack_archive(next(tmp_path.glob("*.tgz")), tmp_path / "axe")
    axe = (tmp_path / "axe" / "package" / "axe.min.js").read_text(encoding="utf-8")
    found = []
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 844})
        for path in [*kinds(), *(f"nb/{path}" for path in kinds()[:2])]:
            page.goto(f"{address}/{path}")
            page.evaluate(axe)
            result = json.loads(page.evaluate("axe.run().then(JSON.stringify)"))
            assert result["passes"]
            found += [
                f"{path} {width}: {v['id']}: {v['nodes'][0]['html'][:90]}" for v in result["violations"]
            ]
        page.close()
    assert found == []
