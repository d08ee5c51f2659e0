"""What the repository says about itself is right, and it contains no text of others."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, TIDY, nicdata, read_csv
from drawn import alike, drawn
from nicdata import schema
from nicdata.charts.saving import image
from nicdata.charts.words import LANGUAGES
from nicdata.sheets.sheet import Raw
from nicdata.tidy.rows import Tables

README = (ROOT / "README.md").read_text(encoding="utf-8")
NORWEGIAN = (ROOT / "README.nb.md").read_text(encoding="utf-8")
KEPT_OUT = {
    ".git",
    ".venv",
    ".venv-bench",
    "build",
    "dist",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
}


def text_files() -> Iterator[tuple[str, str]]:
    """Return the path and content of every text file of the project."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not KEPT_OUT & set(path.relative_to(ROOT).parts):
            try:
                yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue  # a picture or a workbook


def block(marker: str) -> str:
    """Return what is between two comments in the README."""
    return README.split(f"<!-- {marker} -->\n")[1].split(f"<!-- /{marker} -->")[0]


@pytest.mark.parametrize("readme", [README, NORWEGIAN], ids=["en", "nb"])
def test_readme_answers_are_right(readme: str) -> None:
    """Catches an example that fails, or gives another answer than the README shows."""
    answers = re.findall(r"^\| [^|]+ \| `(.*?)` \| (.*?) \|$", readme, re.MULTILINE)
    names: dict[str, object] = {}
    exec("import nicdata\nfrom nicdata import questions", names)
    assert len(answers) > 8
    for line, answer in answers:
        assert str(eval(line, names)) == answer, line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pictures_of_the_readmes_are_of_today(lang: str) -> None:
    """Catches a picture of other tables than those of today."""
    picture = (ROOT / "docs" / f"overview.{lang}.png").read_bytes()
    assert alike(image(drawn("overview", lang), "png"), picture)
    assert f"docs/overview.{lang}.png" in (README if lang == "en" else NORWEGIAN)


def tables_block(built: Tables) -> str:
    """Return the README's table of tables, made from the descriptor."""
    lines = "| table | rows | one row is |\n|---|---:|---|\n"
    for name, described in schema.resources().items():
        one_row = described["description"].removeprefix("One row is ").split(". ")[0].rstrip(".")
        lines += f"| [`{name}`](data/tidy/{name}.csv) | {len(built[name])} | {one_row} |\n"
    return lines


def articles_block(of_articles: Tables, raw: Raw) -> str:
    """Return the README's table of the five articles."""
    facts = {sheet.header["article_id"]: len(list(sheet.entries())) for sheet in raw.sheets}
    lines = "| article | title | publisher | date | facts |\n|---|---|---|---|---:|\n"
    for row in sorted(of_articles["articles"], key=lambda row: row["date_latest"]):
        title = f"[{row['title']}]({row['url']})" if row.get("url") else row["title"]
        date = row["date_published"] + ("" if row["date_basis"] == "printed" else f" ({row['date_basis']})")
        row_id = row["article_id"]
        lines += f"| `{row_id}` | {title} | {row['publisher']} | {date} | {facts[row_id]} |\n"
    return lines


def test_readme_lists_every_table_and_article(built: Tables, of_articles: Tables, raw: Raw) -> None:
    """Catches a table or an article that is missing from the README or has another number of rows there."""
    assert block("tables") == tables_block(built)
    assert block("articles") == articles_block(of_articles, raw)
    pages = sum(row["collection"] == "context" for row in built["articles"])
    assert f"and {pages} other public pages" in README


def test_readme_names_every_command() -> None:
    """Catches a command that the README does not mention."""
    commands = re.findall(r"^    (\w+)  ", nicdata("--help").stdout, re.MULTILINE)
    assert len(commands) > 5
    for command in commands:
        assert f"nicdata {command}" in README or f"`{command}`" in README, command


def test_readme_is_short_and_its_links_lead_somewhere() -> None:
    """Catches a README that is too long, and a dead link."""
    assert max(len(text.splitlines()) for text in (README, NORWEGIAN)) <= 120
    for link in re.findall(r"\]\(([^)#:]+)\)", README + NORWEGIAN):
        assert (ROOT / link).exists(), link


def test_one_version_everywhere() -> None:
    """Catches a release whose parts have different versions."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert schema.descriptor()["version"] == version
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"nicdata {version}" in README and f"nicdata {version}" in NORWEGIAN
    newest = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest and newest[1] == version


def test_the_changelog_says_what_moved() -> None:
    """Catches a table or column of version 0.1.0 without its new place in the changelog, and a new place that
    does not exist."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("## 0.1.0")[0]
    moved = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    new = {f"{table}.{column}" for table in schema.resources() for column in schema.columns(table)}
    told = set()
    for old, now, _ in moved:
        told |= set(re.findall(r"`([^`]+)`", old))
        assert {
            place for place in re.findall(r"`(\w+\.\w+)`", now) if not place.startswith("nicdata")
        } <= new, now
    keys = "level_definitions cluster_names cluster_levels cluster_traits participants project_partners programme_roles"
    assert {f"{table} (key)" for table in (*keys.split(), "cluster_mergers", "conflicts", "levels")} <= told
    assert {"data/context", "load(name)", 'load(name, collection="all")'} <= told


def test_no_sentence_of_an_article_is_here(articles: Path, raw: Raw) -> None:
    """Catches a sentence copied from an article: eight words in a row, except titles of articles and
    projects."""
    titles = {sheet.header["title"] for sheet in raw.sheets}
    titles |= {entry["name"] for sheet in raw.sheets for entry in sheet.tables.get("projects", [])}
    allowed = {run for title in titles for run in runs(title)}
    forbidden = {
        run
        for path in articles.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        for run in runs(line)
    } - allowed
    assert len(forbidden) > 1000
    found = {(path, run) for path, text in text_files() for run in runs(text) if run in forbidden}
    assert not found


def runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return [tuple(words[i : i + 8]) for i in range(len(words) - 7)]


def test_no_contact_is_here(articles: Path) -> None:
    """Catches an e-mail address, a phone number or a contact's name copied from an article."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in articles.glob("*.txt"))
    contacts = set(re.findall(r"\S+@\S+\.\w+", text)) | set(re.findall(r"\d{3} \d{2} \d{3}", text))
    speakers = re.findall(r"(?:sier|leder|direktør|rådgiver|sjef)\s+([A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)+)", text)
    assert len(contacts) > 5 and len(speakers) > 5
    own = {row["name"] for row in read_csv(TIDY / "cluster_names.csv")}
    lost = contacts | {name for name in speakers if not any(name in cluster for cluster in own)}
    assert not {(path, item) for path, said in text_files() for item in lost if item in said}


def test_the_lock_is_whole_and_names_no_registry() -> None:
    """Catches a package without a hash, the address of a registry, and the package that slows down every
    notebook and test by two seconds."""
    files = [ROOT / f"requirements{name}.txt" for name in ("", "-marked", "-bench")]
    lock = "".join(path.read_text(encoding="utf-8") for path in files)
    packages = re.findall(r"^([\w.-]+)==.*?(?=^\w|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=\w)", lock, flags=re.MULTILINE) if part)
    assert "://" not in lock and "--index" not in lock and "--find-links" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    assert {re.match(r"[\w.-]+", line)[0].lower() for line in wanted} <= {name.lower() for name in packages}  # type: ignore[index]
    assert "rfc3987-syntax" not in packages and importlib.util.find_spec("rfc3987_syntax") is None


def test_every_part_of_the_benchmarks_is_in_their_page() -> None:
    """Catches a benchmark that is missing from the page of results, a result without its benchmark, and a
    missing picture."""
    code = "import run; print(*(title for title, _ in run.PARTS.values()), sep='\\n')"
    parts = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT / "benchmarks",
        check=True,
    )
    page = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == parts.stdout.splitlines()
    pictures = re.findall(r"!\[.+\]\((.+)\)", page)
    assert pictures and all((ROOT / "benchmarks" / picture).exists() for picture in pictures)


@pytest.mark.parametrize("name", ["data/raw", "data/tidy", "notebooks", "src/nicdata"])
def test_the_rooms_are_there(name: str) -> None:
    """Catches a folder that is mentioned to readers and missing from a clone."""
    assert any((ROOT / name).iterdir())
