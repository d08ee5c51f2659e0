"""The notebooks as they are kept: run in order to the end, with the pictures that the charts draw today.

Among the slow tests nbval runs them again in Jupyter and compares text and tables. It never compares pictures,
and it passes a notebook that was stripped or run out of order; these checks close that.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

import base64
import copy
import importlib.util
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from conftest import ROOT, nicdata
from drawn import alike, drawn
from nicdata.charts import CHARTS

SPEC = importlib.util.spec_from_file_location("write", ROOT / "notebooks" / "source" / "write.py")
assert SPEC and SPEC.loader
write = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(write)

BOOKS = [
    pytest.param(path, lang, id=f"{lang}-{path.stem}", marks=[pytest.mark.slow] * (lang == "nb"))
    for lang, folder in write.FOLDERS.items()
    for path in sorted(folder.glob("*.ipynb"))
]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(r"(?:/(?:home|root|work|tmp|Users|usr|var)/|[A-Z]:\\|site-packages)")
CALL = re.compile(r"(?:charts|answers)\.\w+\(|nicdata\.(?:trace|cluster)\(|\bview\(")
DRAWS = re.compile(r"charts\.(\w+)\(tables, lang(?:, \"(\w+)\")?\)")


@cache
def picture(name: str, size: str, lang: str) -> tuple[str, bytes]:
    """What a chart shows in a notebook today: its text and its picture."""
    data, _ = drawn(name, lang, size)._repr_mimebundle_()
    return data["text/plain"], data["image/png"]


def faults(book: Any, lang: str = "en") -> Iterator[str]:
    """What is wrong with a notebook as it is kept."""
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    if counts != list(range(1, len(code) + 1)):
        yield f"not run once, in order, to the end: {counts}"
    for cell in book.cells:
        if MACHINE.search(nbformat.v4.writes(nbformat.v4.new_notebook(cells=[without_pictures(cell)]))):
            yield f"{cell.id}: a path of a machine"
    for cell in code:
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"{cell.id}: an error or a warning"
            if png := output.get("data", {}).get("image/png"):
                name, size = DRAWS.search(cell.source).groups()  # type: ignore[union-attr]
                text = output["data"]["text/plain"]
                today = picture(name, size or CHARTS[name].sizes[0], lang)
                if today[0] != text or not alike(today[1], base64.b64decode(png)):
                    yield f"{cell.id}: not the picture that the chart draws"
                if output.metadata.get("image/png", {}).get("alt") != text:
                    yield f"{cell.id}: a picture without its description"
        if cell.execution_count != 1 and not cell.outputs:
            yield f"{cell.id}: shows nothing"
        if re.search(r"^\s*(def|class|for|while|if|with) |[/\\]\w+[/\\]", cell.source, re.MULTILINE):
            yield f"{cell.id}: more than a call, or a path"
        if cell.execution_count != 1 and len(CALL.findall(cell.source)) > 1:
            yield f"{cell.id}: more than one call"
    section = 0
    for cell in book.cells:
        if cell.cell_type == "markdown":
            section = 0
            prose = re.split(r"^#.*$", cell.source, flags=re.MULTILINE)
            for part in prose:
                lines = [x for x in re.sub(r"```.*?```", "", part, flags=re.DOTALL).splitlines() if x.strip()]
                if len(lines) > 3:
                    yield f"{cell.id}: more than three lines of prose"
            if re.search(r"\d", re.sub(r"`[^`]*`|\([^)]*\)", "", cell.source)):
                yield f"{cell.id}: a figure typed into prose"
        else:
            section += 1
            if section > 2:
                yield f"{cell.id}: more than a chart and a table in a section"
    for cell in code:
        html = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        if (
            html.count("<tr") > 25
            and "<details" not in html
            and "codebook" not in cell.source
            and "<h3>" not in html
        ):
            yield f"{cell.id}: a long table that is not folded"


def without_pictures(cell: Any) -> Any:
    cell = copy.deepcopy(cell)
    for output in cell.get("outputs", []):
        output.get("data", {}).pop("image/png", None)
    return cell


@pytest.fixture
def book() -> Any:
    return nbformat.read(PATHS[0], as_version=4)


@pytest.mark.parametrize(("path", "lang"), BOOKS)
def test_a_notebook_is_kept_as_it_should_be(path: Path, lang: str) -> None:
    """Catches a notebook stripped, disordered, with a warning, a machine's path or a picture of other data."""
    assert list(faults(nbformat.read(path, as_version=4), lang)) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_its_code_gives_today(path: Path) -> None:
    """Catches code that fails, and a text or table that other code or data would show."""
    names: dict[str, Any] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        if not cell.outputs:
            exec(cell.source, names)
            continue
        value, (output,) = eval(cell.source, names), cell.outputs
        if not hasattr(value, "_repr_mimebundle_"):  # a chart: its text and picture are compared above
            with pd.option_context("display.max_columns", 20):  # as in Jupyter
                assert repr(value) == output.data["text/plain"]
            for mime in output.data.keys() - {"text/plain"}:
                assert getattr(value, f"_repr_{mime.removeprefix('text/')}_")() == output.data[mime]


def test_both_languages_come_from_one_source() -> None:
    """Catches a notebook that was changed and its source was not, prose of one language alone, and code that differs."""
    sources = sorted(write.SOURCE.glob("*.toml"))
    for lang, folder in write.FOLDERS.items():
        assert [path.stem for path in sorted(folder.glob("*.ipynb"))] == [path.stem for path in sources]
        for source in sources:
            kept = nbformat.read(folder / f"{source.stem}.ipynb", as_version=4)
            made = write.notebook(source, lang)
            assert [(cell.cell_type, cell.source) for cell in kept.cells] == [
                (cell.cell_type, cell.source) for cell in made.cells
            ]


@pytest.mark.parametrize(("path", "lang"), BOOKS)
def test_a_notebook_opens_with_a_question_and_ends_with_the_limits(path: Path, lang: str) -> None:
    """Catches a notebook that shows much and answers nothing, or answers at its end."""
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].source.startswith("# ") and "?" in cells[0].source
    lines = [line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    headings = [line for line in lines if line.startswith("## ")]
    answer, limits = {"en": ("## Answer", "## Limits"), "nb": ("## Svaret", "## Begrensninger")}[lang]
    assert headings[-1] == limits and answer not in headings[1:]
    if any("answers." in cell.source for cell in cells[2:]):
        assert headings[0] == answer


def test_every_chart_is_in_a_notebook() -> None:
    """Catches a chart that no notebook shows."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PATHS)
    assert [name for name in CHARTS if f"charts.{name}(" not in sources] == []


@pytest.mark.slow
@pytest.mark.parametrize(("path", "lang"), BOOKS)
def test_notebooks_run_with_two_articles_more(
    path: Path, lang: str, raw_with_added: Path, tmp_path: Path
) -> None:
    """Catches a notebook that only works with today's tables."""
    from nbclient import NotebookClient

    done = nicdata("build", "--raw", raw_with_added, "--out", tmp_path / "tidy")
    assert done.returncode == 0, done.stderr
    book = nbformat.read(path, as_version=4)
    before = [copy.deepcopy(cell.get("outputs")) for cell in book.cells]
    os.environ["NICDATA_TABLES"] = str(tmp_path / "tidy")
    try:
        NotebookClient(book, timeout=120, kernel_name="python3").execute()
    finally:
        del os.environ["NICDATA_TABLES"]
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert not [
        output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"
    ]
    shown = " ".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    assert not re.search(r"\bnan\b|<NA>|\bNone\b", shown)
    if lang == "en" and not path.stem.startswith("05"):
        assert before != [cell.get("outputs") for cell in book.cells]


def first_output(book: Any, mime: str) -> Any:
    return next(o for cell in book.cells for o in cell.get("outputs", []) if mime in o.get("data", {}))


def strip(book: Any) -> None:
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def disorder(book: Any) -> None:
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    code[1].execution_count, code[2].execution_count = 3, 2


def leave_the_last_cell_out(book: Any) -> None:
    last = [cell for cell in book.cells if cell.cell_type == "code"][-1]
    last.outputs, last.execution_count = [], None


def another_picture(book: Any) -> None:
    pngs = [o for cell in book.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    pngs[0]["data"]["image/png"] = pngs[1]["data"]["image/png"]


def another_text(book: Any) -> None:
    output = first_output(book, "image/png")
    output["data"]["text/plain"] = output["data"]["text/plain"] + "0"


def no_description(book: Any) -> None:
    first_output(book, "image/png").metadata = {}


def a_warning(book: Any) -> None:
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    code[1].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="FutureWarning"))


def an_error(book: Any) -> None:
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    code[1].outputs.append(nbformat.v4.new_output("error", ename="KeyError", evalue="x", traceback=[]))


def a_path(book: Any) -> None:
    first_output(book, "text/html")["data"]["text/html"] += "/home/kari/nicdata"


def a_typed_figure(book: Any) -> None:
    book.cells[0].source += " There are 39."


def long_prose(book: Any) -> None:
    book.cells[0].source += "\nMore.\nAnd more."


def own_code(book: Any) -> None:
    book.cells[1].source += "\ndef helper():\n    pass"


DOCTORED = (
    *(strip, disorder, leave_the_last_cell_out, another_picture, another_text, no_description),
    *(a_warning, an_error, a_path, a_typed_figure, long_prose, own_code),
)


@pytest.mark.parametrize("doctor", DOCTORED, ids=lambda doctor: doctor.__name__)
def test_a_doctored_notebook_is_refused(doctor: Callable[[Any], None], book: Any) -> None:
    """Catches a check above that cannot fail."""
    assert list(faults(book)) == []
    doctor(book)
    assert list(faults(book))


def test_charts_show_their_text_where_there_are_no_pictures() -> None:
    """Catches a picture in a notebook that nbval has nothing of to compare."""
    for name, chart in CHARTS.items():
        text, _ = picture(name, chart.sizes[0], "en")
        assert re.search(r"\d", text) and "<Figure" not in text
