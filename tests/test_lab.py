"""The notebooks in a real JupyterLab and a real browser, run as a reader runs them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="no playwright: pip install -r requirements-marked.txt"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if not CHROMIUM:
    pytest.skip("no Chromium on this machine", allow_module_level=True)

SCREENSHOTS = ROOT / "build" / "screenshots"
QUIET = [  # a browser of its own that calls nobody
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-proxy-server", "--disable-dev-shm-usage"),
]
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
SEEN = f"""() => {{
  const panel = document.querySelector('{PANEL}');
  const cells = [...panel.querySelectorAll('.jp-CodeCell')];
  const prompt = cell => cell.querySelector('.jp-InputPrompt')?.textContent ?? '';
  const images = [...panel.querySelectorAll('.jp-OutputArea-output img')];
  return {{
    code: cells.length,
    run: cells.filter(cell => /^\\[\\d+\\]:$/.test(prompt(cell))).length,
    images: images.filter(image => image.complete && image.naturalWidth > 100).length,
    tables: panel.querySelectorAll('.jp-OutputArea-output table').length,
    status: panel.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status,
  }};
}}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab on a copy of the notebooks, with separate settings. Yields its address and that
    folder."""
    home = tmp_path_factory.mktemp("lab")
    books = Path(shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".*")))
    extension = home / "settings" / "@jupyterlab" / "notebook-extension"
    extension.mkdir(parents=True)
    # Lab draws only the cells in view; every cell must be in the page to be counted.
    (extension / "tracker.jupyterlab-settings").write_text(json.dumps({"windowingMode": "none"}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    lab_folders = {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "spaces"),
    }
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"),
        *(f"--ServerApp.root_dir={books}", "--IdentityProvider.token=", "--ServerApp.allow_root=True"),
        *("--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
    ]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **folders, **lab_folders, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1"},
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(lambda: answers(address) or server.poll() is not None, 90)
            assert server.poll() is None, (home / "log").read_text()[-2000:]
            yield address, books
        finally:
            os.killpg(server.pid, signal.SIGTERM)  # the session that was started here, kernels included


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


def answers(address: str) -> bool:
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address + "/api", timeout=2).close()
    except OSError:
        return False
    return True


def wait_for(ready: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"not ready after {seconds} s"
        time.sleep(0.1)


def whole(path: Path) -> bool:
    """Return whether a notebook is completely written: JupyterLab writes a large one in parts."""
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True


def choose(page: Any, menu: str, item: str) -> None:
    """Choose from a menu as a reader does. A dialog that is in the way is answered first and mentioned in the
    report."""
    for _ in range(5):
        try:
            page.click(f'.lm-MenuBar-itemLabel:text-is("{menu}")', timeout=5_000)
            page.click(f'.lm-Menu-itemLabel:text-is("{item}")', timeout=5_000)
            return
        except sync_api.TimeoutError:
            dialog = page.query_selector(".jp-Dialog")
            print("in the way:", dialog.inner_text() if dialog else "nothing to be seen")
            if dialog:
                page.click(".jp-Dialog .jp-mod-accept", timeout=5_000)
            else:
                page.keyboard.press("Escape")
    raise AssertionError(f"cannot choose {menu}, {item}")


BOOKS = [path.relative_to(ROOT / "notebooks") for path in sorted((ROOT / "notebooks").rglob("*.ipynb"))]


@pytest.mark.parametrize(
    "name", [path.as_posix() for path in BOOKS if ".ipynb_checkpoints" not in path.parts]
)
def test_a_reader_opens_and_runs_it(name: str, lab: tuple[str, Path], browser: Any) -> None:
    """Catches a notebook that runs on the command line but not in JupyterLab: missing pictures and tables, a
    cell that fails, a warning."""
    address, books = lab
    stored = json.loads((books / name).read_text(encoding="utf-8"))["cells"]
    kinds = [set(o["data"]) for cell in stored for o in cell.get("outputs", []) if "data" in o]
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="nb-NO")
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.wait_for_selector(f"{PANEL} .jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=60_000)  # it swallows clicks
    wait_for(lambda: page.evaluate(SEEN)["status"] == "idle", 60)
    choose(page, "Edit", "Clear Outputs of All Cells")
    wait_for(lambda: page.evaluate(SEEN)["images"] == 0, 10)
    prompts = (
        f"[...document.querySelectorAll('{PANEL} .jp-InputPrompt')].map(prompt => prompt.textContent).join()"
    )
    for _ in range(3):  # a click made while the page still settles is lost
        choose(page, "Run", "Run All Cells")
        try:
            page.wait_for_function(f"/[*\\d]/.test({prompts})", timeout=3_000)
            break
        except sync_api.TimeoutError:
            continue

    def done() -> bool:
        seen = page.evaluate(SEEN)
        return bool(seen["run"] == seen["code"] and seen["status"] == "idle")

    wait_for(done, 60)
    wait_for(lambda: page.evaluate(SEEN)["images"] == sum("image/png" in kind for kind in kinds), 10)
    pages = [
        "".join(o["data"].get("text/html", "")) for c in stored for o in c.get("outputs", []) if "data" in o
    ]
    assert page.evaluate(SEEN)["tables"] == sum(html.count("<table") for html in pages)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate(
        f"document.querySelector('{PANEL} .jp-OutputArea-output img')?.scrollIntoView({{block: 'center'}})"
    )
    page.screenshot(path=SCREENSHOTS / f"{name.replace('/', '-')}.png")
    # A traceback and a warning look alike in the page: they are told apart in what a reader saves.
    before = (books / name).stat().st_mtime_ns
    choose(page, "File", "Save Notebook")
    wait_for(lambda: (books / name).stat().st_mtime_ns != before and whole(books / name), 20)
    saved = json.loads((books / name).read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in saved for output in cell.get("outputs", [])]
    assert not [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert [o.get("data", {}).get("text/plain") for o in outputs] == [
        o.get("data", {}).get("text/plain") for cell in stored for o in cell.get("outputs", [])
    ]
    page.close()
