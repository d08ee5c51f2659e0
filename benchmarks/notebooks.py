"""All notebooks run anew, beside as many that hold the same imports and nothing else; a kernel each."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from measure import ROOT, compared, in_turn


def section(quick: bool) -> str:
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as folder:
        empty = [_imports_alone(path, Path(folder, path.name)) for path in notebooks]
        command = [
            *(
                sys.executable,
                "-m",
                "jupyter",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--log-level",
                "WARN",
            ),
            *("--KernelManager.transport_encryption=auto", "--output-dir", Path(folder, "done")),
        ]
        commands = {"imports only": [*command, *empty], "the notebooks": [*command, *notebooks]}
        runs = in_turn(commands, rounds=1 if quick else 3)
    return f"{len(notebooks)} notebooks in each case.\n\n" + compared(runs, "imports only")


def _imports_alone(notebook: Path, out: Path) -> Path:
    """A notebook of one cell, with every import of another."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]
    imports = re.findall(r"^(?:import|from) .*$", "\n".join(code), re.MULTILINE)
    if not imports:
        raise RuntimeError(f"{notebook.name} imports nothing; expected a notebook of nicdata")
    cell = {
        "cell_type": "code",
        "id": "imports",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": "\n".join(imports),
    }
    out.write_text(json.dumps(content | {"cells": [cell]}), encoding="utf-8")
    return out
