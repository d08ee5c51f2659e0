"""Render all notebooks, with their stored outputs, to one folder of static pages: render.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook

from nicdata import schema
from nicdata.files import write_folder

HERE = Path(__file__).parent


def render() -> dict[str, bytes]:
    """The pages by file name: one a notebook, and `index.html` with their questions."""
    books = [nbformat.read(path, as_version=4) for path in sorted(HERE.parent.glob("*.ipynb"))]
    names = [f"{path.stem}.html" for path in sorted(HERE.parent.glob("*.ipynb"))]
    resources = {
        "css": (HERE / "page.css").read_text(encoding="utf-8"),
        "pages": {"index.html": "Contents"}
        | {n: b.metadata.title for n, b in zip(names, books, strict=True)},
        "version": schema.descriptor()["version"],
    }
    questions = [book.cells[0].source.splitlines()[2] for book in books]
    listed = "\n".join(
        f"- [{book.metadata.title}]({name}): {question}"
        for name, book, question in zip(names, books, questions, strict=True)
    )
    text = f"# {schema.descriptor()['title']}\n\n{schema.descriptor()['description']}\n\n{listed}"
    contents = new_notebook(cells=[new_markdown_cell(text)], metadata={"title": "Contents"})
    exporter = HTMLExporter(template_name=HERE.name, extra_template_basedirs=[str(HERE.parent)])
    return {
        name: exporter.from_notebook_node(book, resources=dict(resources))[0].encode("utf-8")
        for name, book in {"index.html": contents, **dict(zip(names, books, strict=True))}.items()
    }


if __name__ == "__main__":
    pages = render()
    folder = Path(sys.argv[1])
    write_folder(pages, folder, known=pages)
    print(f"{len(pages)} pages -> {folder / 'index.html'}")
