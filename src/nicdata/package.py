"""Tables <-> a data package: a folder of CSV files with the `datapackage.json` that describes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.folder import write_folder

MOST_SHOWN = 20  # faults of one kind in one column


Cells = dict[str, list[list[str]]]


def cells(tables: dict[str, list[dict[str, Any]]]) -> Cells:
    """Rows of any values -> CSV cells in the descriptor's columns."""
    return {
        table: [[_cell(row.get(column)) for column in schema.columns(table)] for row in rows]
        for table, rows in tables.items()
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def check_cells(contents: Cells, places: dict[str, list[str]]) -> list[str]:
    """The faults of tables not yet written, each told with the place its row comes from."""
    with_header = {table: [list(schema.columns(table)), *rows] for table, rows in contents.items()}
    return _faults(schema.descriptor(), with_header, lambda table, i: f"{places[table][i]}: in {table}")


def check(folder: Path) -> list[str]:
    """Hold the CSV files of a folder against its own `datapackage.json`: files, headers, types,
    constraints, primary and foreign keys. One line a fault; none where all is right.

    Raises OSError when the folder or its descriptor cannot be read."""
    try:
        package = schema.descriptor(folder)
        contents: dict[str, list[list[str]]] = {}
        faults = []
        for resource in package["resources"]:
            name, path = resource["name"], resource["path"]
            if Path(path).is_absolute() or ".." in Path(path).parts:
                faults.append(f"{schema.DESCRIPTOR}: {name}: path = {path!r}; expected a file of the folder")
                continue
            try:
                text = (folder / path).read_bytes().decode("utf-8-sig")
                contents[name] = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            except FileNotFoundError:
                faults.append(f"{path}: no such file in {folder}; expected the table {name}")
            except UnicodeDecodeError as error:
                faults.append(f"{path}: byte {error.start + 1} is not UTF-8; expected a text saved as UTF-8")
            except csv.Error as error:
                faults.append(f"{path}: not CSV: {error}")
        paths = {resource["name"]: resource["path"] for resource in package["resources"]}
        return faults + _faults(package, contents, lambda table, i: f"{paths[table]}: row {i + 2}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [f"{schema.DESCRIPTOR}: not the descriptor of a data package: {type(error).__name__}: {error}"]


def _faults(
    package: dict[str, Any], contents: dict[str, list[list[str]]], label: Callable[[str, int], str]
) -> list[str]:
    faults: list[str] = []
    keys: dict[str, dict[str, Sequence[str]]] = {}  # table -> column -> cells
    for resource in package["resources"]:
        table, rules = resource["name"], resource["schema"]
        if table not in contents:
            continue
        expected = [field["name"] for field in rules["fields"]]
        header, *rows = contents[table] or [[]]
        if header != expected:
            faults.append(f"{resource['path']}: header {','.join(header)!r}; expected {','.join(expected)!r}")
            continue
        uneven = [i for i, row in enumerate(rows) if len(row) != len(header)]
        if uneven:
            found = (f"{label(table, i)}: {len(rows[i])} cells; expected {len(header)}" for i in uneven)
            faults.extend(_shown(found))
            continue
        columns = keys[table] = dict(
            zip(header, zip(*rows, strict=True) if rows else [()] * len(header), strict=True)
        )
        for field in rules["fields"]:
            faults.extend(_column_faults(table, field, columns[field["name"]], label))
        primary = list(zip(*(columns[name] for name in rules["primaryKey"]), strict=True))
        for i in _repeated(primary):
            faults.append(
                f"{label(table, i)}: {_named(rules['primaryKey'], primary[i])} stands twice; expected once"
            )
        for name in rules["primaryKey"]:
            empty = (i for i, cell in enumerate(columns[name]) if not cell)
            faults.extend(
                _shown(
                    f"{label(table, i)}: {name} is empty; expected a value, it is in the primary key"
                    for i in empty
                )
            )
    for resource in package["resources"]:
        table = resource["name"]
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or table
            if table not in keys or target not in keys:
                continue
            known = set(zip(*(keys[target][name] for name in key["reference"]["fields"]), strict=True))
            values = list(zip(*(keys[table][name] for name in key["fields"]), strict=True))
            lost = {value for value in set(values) if all(value)} - known
            faults.extend(
                _shown(
                    f"{label(table, i)}: {_named(key['fields'], value)}; expected one that stands in {target}"
                    for i, value in enumerate(values)
                    if value in lost
                )
            )
    return faults


def _column_faults(
    table: str, field: dict[str, Any], column: Sequence[str], label: Callable[[str, int], str]
) -> Iterable[str]:
    """Each different cell is judged once, however often it stands."""
    judged = {cell: _expected(field, cell) for cell in set(column)}
    wrong = {cell: expected for cell, expected in judged.items() if expected}
    found = [i for i, cell in enumerate(column) if cell in wrong] if wrong else []
    yield from _shown(
        f"{label(table, i)}: {field['name']} = {column[i]!r}; expected {wrong[column[i]]}" for i in found
    )
    if field.get("constraints", {}).get("unique"):
        for i in _repeated(column):
            if column[i]:
                yield f"{label(table, i)}: {field['name']} = {column[i]!r} stands twice; expected once"


def _expected(field: dict[str, Any], cell: str) -> str:
    """What a cell should have been; empty when it is right."""
    rules = field.get("constraints", {})
    if not cell:
        return "a value" if rules.get("required") else ""
    kind = field["type"]
    if kind == "boolean" and cell not in ("true", "false"):
        return "true or false"
    if kind == "integer" and not re.fullmatch(r"-?[0-9]+", cell):
        return "a whole number"
    if kind == "number" and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
        return "a number with a decimal point"
    if kind == "date" and not _is_day(cell):
        return "a day like 2020-11-19"
    if "enum" in rules and cell not in rules["enum"]:
        return f"one of {', '.join(rules['enum'])}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f"text that matches {rules['pattern']}"
    if "minimum" in rules and Decimal(cell) < Decimal(str(rules["minimum"])):
        return f"at least {rules['minimum']}"
    if "maximum" in rules and Decimal(cell) > Decimal(str(rules["maximum"])):
        return f"at most {rules['maximum']}"
    return ""


def _is_day(cell: str) -> bool:
    from nicdata import printed

    try:
        return len(cell) == 10 and bool(printed.bounds(cell))
    except ValueError:
        return False


def _repeated(values: Sequence[Any]) -> list[int]:
    """Places of values that stand earlier already."""
    if len(set(values)) == len(values):
        return []
    first: dict[Any, int] = {}
    return [i for i, value in enumerate(values) if first.setdefault(value, i) != i]


def _named(names: Sequence[str], values: Sequence[str]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in zip(names, values, strict=True))


def _shown(faults: Iterable[str]) -> list[str]:
    shown = list(faults)
    more = len(shown) - MOST_SHOWN
    return (
        shown if more <= 0 else [*shown[:MOST_SHOWN], f"{shown[0].split(': ')[0]}: … and {more} more like it"]
    )


def write(contents: Cells, folder: Path) -> bool:
    """Write every table and the descriptor into a folder, all or nothing. Returns whether anything
    changed; raises as `write_folder` does."""
    files = {schema.DESCRIPTOR: (schema.data_folder() / "tidy" / schema.DESCRIPTOR).read_bytes()}
    for table, resource in schema.resources().items():
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows([list(schema.columns(table)), *contents[table]])
        files[resource["path"]] = buffer.getvalue().encode("utf-8")
    return write_folder(files, folder, known=files.keys())
