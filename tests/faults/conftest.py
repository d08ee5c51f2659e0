"""Collect the results of the fault-injection tests; `make faults` runs all trials and writes RESULTS.md, with what
failed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOLD = (
    "fault trials"  # what the results are called among the properties of a test, which pass between processes
)
Report = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all these tests as slow, because they take minutes."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def everything(request: pytest.FixtureRequest) -> bool:
    """Return whether to run all trials that RESULTS.md reports, or a part of them that takes a minute or
    two."""
    return request.config.getoption("--results") is not None


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """Return a function `report(what, tried, held, how="")` that records the number of trials of one kind and
    the number of those with the right outcome, and fails if they differ. `failed` names the others, or a few
    of them."""

    def tell(what: str, tried: int, held: int, how: str = "", failed: object = "") -> None:
        row = f"| {what} | {tried:,} | {held:,} | {tried - held:,} | {how} |"
        title = (request.module.__doc__ or request.module.__name__).split("\n")[0]
        request.node.user_properties.append((TOLD, [title.rstrip("."), row]))
        assert tried > 0 and held == tried, f"{what}: {held} of {tried} held; not: {failed}"

    return tell


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    path = session.config.getoption("--results")
    stopped = exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    if path is None or stopped or hasattr(session.config, "workerinput"):
        return
    spec = importlib.util.spec_from_file_location("machine", ROOT / "benchmarks" / "machine.py")
    assert spec and spec.loader
    machine = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(machine)
    lines = [
        "# Fault-injection results",
        "",
        "Written by `make faults`. " + machine.about("pandas", "pytest"),
    ]
    terminal: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    reports = [*terminal.stats.get("passed", []), *terminal.stats.get("failed", [])]
    reports.sort(key=lambda report: report.location[:2])
    sections: dict[str, list[str]] = {}
    for title, row in (told for report in reports for name, told in report.user_properties if name == TOLD):
        sections.setdefault(title, []).append(row)
    for title, rows in sections.items():
        head = ["| case | trials | passed | failed | details |", "|---|---:|---:|---:|---|"]
        lines += ["", f"## {title}", "", *head, *rows]
    failed = [f"- `{report.nodeid}`" for report in terminal.stats.get("failed", [])]
    lines += ["", "## Failed", "", *failed] if failed else []
    left_out = [
        f"- {report.longrepr[2].removeprefix('Skipped: ')}" for report in terminal.stats.get("skipped", [])
    ]
    lines += ["", "## Not run", "", *dict.fromkeys(left_out)] if left_out else []
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
