"""Export the tables as CSV that opens correctly with a double-click, SQLite, JSON or Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from nicdata import frames, schema
from nicdata.exports import answers
from nicdata.exports.cells import cells
from nicdata.files import write_folder
from nicdata.frames import Tables
from nicdata.schema import Rows
from nicdata.tidy.package import csv_text

BOM = b"\xef\xbb\xbf"  # without it Excel does not recognise UTF-8


def export(variant: str, tables: Tables, folder: Path, collection: str = schema.ALL) -> list[str]:
    """Write the tables in one of the VARIANTS into a folder, all files or none.

    Returns the names of the files.

    `collection` selects the rows as in `cells`. Raises ValueError and OSError as `cells` and `write_folder`
    do, and ModuleNotFoundError that names the package to install if one is missing."""
    files = VARIANTS[variant](cells(tables, collection))
    write_folder(files, folder, known=files.keys())
    return sorted(files)


def typed(text: str, kind: str) -> Any:
    """Convert the text of a cell to a value: a number, true or false, or text; None if it is empty.

    `kind` is the type in the descriptor."""
    if not text:
        return None
    if kind in ("integer", "number"):
        return int(text) if kind == "integer" else float(text)
    return text == "true" if kind == "boolean" else text


def _excel_nb(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return CSV files with semicolons and decimal commas."""
    files = {}
    for name, rows in tables.items():
        columns = schema.columns(name)
        decimals = {column for column, field in columns.items() if field["type"] == "number"}
        cells = [
            [cell.replace(".", ",") if c in decimals else cell for c, cell in row.items()] for row in rows
        ]
        files[f"{name}.csv"] = BOM + csv_text(columns, cells, ";", "\r\n").encode("utf-8")
    return files | _answers(tables, "nb", ";", ",")


def _excel_en(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return CSV files with commas and decimal points."""
    files = {
        f"{name}.csv": BOM
        + csv_text(schema.columns(name), [row.values() for row in rows], end="\r\n").encode("utf-8")
        for name, rows in tables.items()
    }
    return files | _answers(tables, "en", ",", ".")


def _answers(tables: dict[str, Rows], lang: str, separator: str, decimal: str) -> dict[str, bytes]:
    """Return a CSV file for each answer, with titles and words of a language."""
    files = {}
    for name, answer in answers.answers(answers.typed_tables(tables)).items():
        columns = [[_text(v, decimal) for v in answer.values(column, lang)] for column in answer.columns]
        heads = [answer.head(column, lang) for column in answer.columns]
        content = csv_text(heads, zip(*columns, strict=True), separator, "\r\n")
        files[answers.file_name(name)] = BOM + content.encode("utf-8")
    return files


def _text(value: Any, decimal: str) -> str:
    """Return a value as the text of a CSV cell."""
    if value is None:
        return ""
    return str(value).replace(".", decimal) if isinstance(value, float) else str(value)


def _json(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return one JSON file per table: a list of objects with numbers, true and false as such."""
    return {
        f"{name}.json": (json.dumps(_records(name, rows), ensure_ascii=False, indent=1) + "\n").encode(
            "utf-8"
        )
        for name, rows in tables.items()
    }


def _records(name: str, rows: Rows) -> list[dict[str, Any]]:
    return [{c: typed(row[c], field["type"]) for c, field in schema.columns(name).items()} for row in rows]


def _sqlite(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return a database with the keys of the descriptor.

    Dates are text in ISO 8601, true and false are 1 and 0."""
    import sqlite3

    kinds = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    with closing(sqlite3.connect(":memory:")) as database:
        for name, rows in tables.items():
            rules, columns = schema.resources()[name]["schema"], schema.columns(name)
            parts = [
                f'"{column}" {kinds.get(field["type"], "TEXT")}'
                + " NOT NULL" * bool(field.get("constraints", {}).get("required"))
                + " UNIQUE" * bool(field.get("constraints", {}).get("unique"))
                for column, field in columns.items()
            ]
            parts.append("PRIMARY KEY (" + ", ".join(f'"{column}"' for column in rules["primaryKey"]) + ")")
            for unique in rules.get("uniqueKeys", []):
                parts.append("UNIQUE (" + ", ".join(f'"{column}"' for column in unique) + ")")
            for key in rules.get("foreignKeys", []):
                target = key["reference"]
                parts.append(
                    f'FOREIGN KEY ("{key["fields"][0]}") REFERENCES "{target["resource"]}" ("{target["fields"][0]}")'
                )
            database.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
            marks = ", ".join("?" * len(columns))
            database.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})', [tuple(r.values()) for r in _records(name, rows)]
            )
        database.commit()
        return {"nicdata.sqlite": database.serialize()}


def _parquet(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return one Parquet file per table, with the column types of `nicdata.load`."""
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "parquet needs the package pyarrow; install it with pip install pyarrow"
        ) from None
    files = {}
    typed_tables = frames.of_cells(tables)
    for name in tables:
        buffer = io.BytesIO()
        typed_tables[name].to_parquet(buffer, index=False)
        files[f"{name}.parquet"] = buffer.getvalue()
    return files


VARIANTS: dict[str, Callable[[dict[str, Rows]], dict[str, bytes]]] = {
    "excel-nb": _excel_nb,
    "excel-en": _excel_en,
    "json": _json,
    "sqlite": _sqlite,
    "parquet": _parquet,
}
