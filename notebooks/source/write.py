"""Write the notebooks of both languages from their source, so that the two cannot drift apart.

A source has cells: prose in `en` and `nb`, or `code`, which is the same in both languages but for the variable `lang`.
Outputs of cells that did not change are kept. `make notebooks` writes and then runs them.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import nbformat

SOURCE = Path(__file__).parent
FOLDERS = {"en": SOURCE.parent, "nb": SOURCE.parent / "nb"}
SETUP = """import nicdata
from nicdata import charts, questions, view
from nicdata.charts import answers

tables, lang = nicdata.tables(), "{lang}\""""
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(source: Path, lang: str) -> Any:
    """Return a notebook without outputs."""
    cells = []
    for number, cell in enumerate(tomllib.loads(source.read_text(encoding="utf-8"))["cells"]):
        if lang in cell:
            made = nbformat.v4.new_markdown_cell(cell[lang].strip())
        else:
            code = SETUP.format(lang=lang) if cell.get("setup") else cell["code"].strip()
            made = nbformat.v4.new_code_cell(code)
        made["id"] = f"cell-{number}"
        cells.append(made)
    return nbformat.v4.new_notebook(cells=cells, metadata=KERNEL)


def main() -> None:
    """Write every notebook whose cells differ from its source."""
    for source in sorted(SOURCE.glob("*.toml")):
        for lang, folder in FOLDERS.items():
            path = folder / f"{source.stem}.ipynb"
            made = notebook(source, lang)
            if path.exists():
                kept = nbformat.read(path, as_version=4)
                if [cell.source for cell in kept.cells] == [cell.source for cell in made.cells]:
                    continue
            folder.mkdir(exist_ok=True)
            nbformat.write(made, path)
            print(path.relative_to(SOURCE.parents[1]))


if __name__ == "__main__":
    sys.exit(main())
