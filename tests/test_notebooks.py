"""The committed notebooks: run in order to the end, with the pictures that the charts draw today. nbval runs
them again and compares text and tables, but it does not compare pictures and accepts a notebook without
outputs or run out of order; these checks do the rest."""

from __future__ import annotations

import base64
import copy
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest

from conftest import ROOT
from nicdata.charts.saving import CHARTS
from nicdata.charts.words import LANGUAGES
from test_charts import drawn

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(r"(?:/(?:home|root|work|tmp|Users|usr|var)/|[A-Z]:\\|site-packages)")
CALL = re.compile(r"(?:charts|answers|maps|portfolio)\.\w+\(|nicdata\.trace\(")


@cache
def pictures() -> dict[str, str]:
    """Return what each chart shows in a notebook today: its text -> its picture."""
    shown = {}
    for draw in CHARTS:
        for lang in LANGUAGES:
            data, _ = drawn(draw, lang)._repr_mimebundle_()
            shown[data["text/plain"]] = base64.b64encode(data["image/png"]).decode()
    return shown


def faults(book: Any) -> Iterator[str]:
    """Return what is wrong with a committed notebook."""
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
            if picture := output.get("data", {}).get("image/png"):
                text = output["data"]["text/plain"]
                if pictures().get(text) != picture.replace("\n", ""):
                    yield f"{cell.id}: not the picture that the chart draws"
                if output.metadata.get("image/png", {}).get("alt") != text:
                    yield f"{cell.id}: a picture without its description"
        if cell.execution_count != 1 and not cell.outputs:
            yield f"{cell.id}: shows nothing"
        if re.search(r"^\s*(def|class|for|while|if|with) |[/\\]\w+[/\\]", cell.source, re.MULTILINE):
            yield f"{cell.id}: more than a call, or a path"
        if cell.execution_count != 1 and len(CALL.findall(cell.source)) > 2:
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


def without_pictures(cell: Any) -> Any:
    cell = copy.deepcopy(cell)
    for output in cell.get("outputs", []):
        output.get("data", {}).pop("image/png", None)
    return cell


@pytest.fixture
def book() -> Any:
    return nbformat.read(PATHS[0], as_version=4)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_should_be(path: Path) -> None:
    """Catches a notebook without outputs or out of order, with a warning, a machine's path or a picture of
    other data."""
    assert list(faults(nbformat.read(path, as_version=4))) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_a_question_and_ends_with_answer_and_limits(path: Path) -> None:
    """Catches a notebook without a question, an answer or limits."""
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].source.startswith("# ") and "?" in cells[0].source
    headings = [
        line
        for cell in cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert headings[-2:] == ["## Answer", "## Limits"]


def test_every_chart_is_in_a_notebook() -> None:
    """Catches a chart that no notebook shows."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PATHS)
    calls = [f"charts.{draw.__name__}(" for draw in CHARTS]
    assert [call for call in calls if call not in sources] == []


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
    output["data"]["text/plain"] = output["data"]["text/plain"].replace("39", "3900")


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
    """Catches a picture in a notebook without a text that nbval can compare."""
    for text in pictures():
        assert re.search(r"\d", text) and "<Figure" not in text
    assert all(map(inspect.isfunction, CHARTS))
