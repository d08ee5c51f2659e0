"""Tables <-> a data package: a folder of CSV files with the `datapackage.json` that describes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nicdata import printed, schema
from nicdata.entries import is_line, shown
from nicdata.folder import read_text, write_folder

PARTS = re.compile(r'[,;"\t\r\n]')
Rows = list[dict[str, str]]
Contents = dict[str, list[list[str]]]  # table -> rows of cells


def cells(tables: dict[str, list[dict[str, Any]]], collection: str = schema.ARTICLE) -> Contents:
    """Rows of any values -> CSV cells in the descriptor's columns."""
    return {
        table: [[_cell(row.get(column)) for column in schema.columns(table, collection)] for row in rows]
        for table, rows in tables.items()
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def check_cells(
    contents: Contents, places: dict[str, list[str]], collection: str = schema.ARTICLE
) -> list[str]:
    """The faults of tables not yet written, each told with the place its row comes from."""
    with_header = {
        table: [list(schema.columns(table, collection)), *rows] for table, rows in contents.items()
    }
    faults = _faults(
        schema.descriptor(collection), with_header, lambda table, i: f"{places[table][i]}: in {table}"
    )
    for table, rows in contents.items():
        names = list(schema.columns(table, collection))
        faults.extend(
            f"{places[table][i]}: in {table}: {name} = {shown(cell)}; expected text on one line"
            for i, row in enumerate(rows)
            for name, cell in zip(names, row, strict=False)
            if not is_line(cell)
        )
    return faults


def check(folder: Path) -> list[str]:
    """Hold the CSV files of a folder against its own `datapackage.json`: files, headers, types,
    constraints, primary and foreign keys. One line a fault; none where all is right.

    Raises OSError when the folder or its descriptor cannot be read."""
    faults: list[str] = []
    try:
        package = schema.read_descriptor(folder)
        faults.extend(_unknown(package))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error) as error:
        return [f"{schema.DESCRIPTOR}: not the descriptor of a data package: {type(error).__name__}: {error}"]
    if faults:
        return faults  # nothing can be judged by rules that are not understood
    contents: Contents = {}
    for resource in package["resources"]:
        path = resource["path"]
        try:
            if not (folder / path).resolve().is_relative_to(folder.resolve()):
                raise ValueError("leads out of the folder; expected a file in it")
            text = read_text(folder / path)
            contents[resource["name"]] = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except OSError as error:
            faults.append(f"{path}: {error.strerror}; expected the table {resource['name']}")
        except ValueError as error:
            faults.append(f"{path}: {error}")
        except csv.Error as error:
            faults.append(f"{path}: not CSV: {error}")
    paths = {resource["name"]: resource["path"] for resource in package["resources"]}
    return faults + _faults(package, contents, lambda table, i: f"{paths[table]}: row {i + 2}")


# What is understood of Table Schema; all else is refused, so that no rule is passed over in silence.
TYPES = {"string", "integer", "number", "boolean", "date"}
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum"}
FIELD_KEYS = {
    "name",
    "type",
    "title",
    "title_nb",
    "description",
    "unit",
    "trueValues",
    "falseValues",
    "constraints",
}
SCHEMA_KEYS = {"fields", "primaryKey", "foreignKeys", "missingValues"}


def _unknown(package: dict[str, Any]) -> Iterator[str]:
    """What in a descriptor is no rule that `check` knows. Raises KeyError, TypeError or re.error where it
    is no descriptor."""
    tables = {
        resource["name"]: {f["name"] for f in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    if len(tables) < len(package["resources"]):
        yield f"{schema.DESCRIPTOR}: a resource stands twice; expected each name once"
    for resource in package["resources"]:
        where, rules = f"{schema.DESCRIPTOR}: {resource['name']}", resource["schema"]
        path = Path(resource["path"])
        if path.is_absolute() or ".." in path.parts:
            yield f"{where}: path = {resource['path']!r}; expected a file of the folder"
        unknown = (rules.keys() - SCHEMA_KEYS) | (resource.keys() & {"dialect", "hash", "bytes"})
        if rules.get("missingValues", [""]) != [""]:
            unknown.add("missingValues other than empty")
        for field in rules["fields"]:
            constraints = field.get("constraints", {})
            unknown |= (
                (field.keys() - FIELD_KEYS) | (constraints.keys() - CONSTRAINTS) | ({field["type"]} - TYPES)
            )
            if {"minimum", "maximum"} & constraints.keys() and field["type"] not in ("integer", "number"):
                unknown.add(f"a minimum or maximum of a {field['type']}")
            if field["type"] == "boolean" and (field.get("trueValues"), field.get("falseValues")) != (
                ["true"],
                ["false"],
            ):
                unknown.add("booleans other than true and false")
            re.compile(constraints.get("pattern", ""))
        if unknown:
            yield f"{where}: {', '.join(sorted(unknown))}; expected rules that nicdata checks"
        keys = [(resource["name"], rules.get("primaryKey", []))]
        for key in rules.get("foreignKeys", []):
            keys += [
                (resource["name"], key["fields"]),
                (key["reference"]["resource"] or resource["name"], key["reference"]["fields"]),
            ]
        for table, columns in keys:
            if not isinstance(columns, list) or not set(columns) <= tables.get(table, set()):
                yield f"{where}: key {columns!r} of {table}; expected a list of columns that it has"


def _faults(package: dict[str, Any], contents: Contents, label: Callable[[str, int], str]) -> list[str]:
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
        if uneven := [i for i, row in enumerate(rows) if len(row) != len(header)]:
            faults.extend(f"{label(table, i)}: {len(rows[i])} cells; expected {len(header)}" for i in uneven)
            continue
        by_column = zip(*rows, strict=True) if rows else [()] * len(header)
        columns = dict(zip(header, by_column, strict=True))
        for field in rules["fields"]:
            faults.extend(_column_faults(table, field, columns[field["name"]], label))
        # In a key 9 and 09 are one number.
        keys[table] = {
            field["name"]: _numbers(columns[field["name"]])
            if field["type"] == "integer"
            else columns[field["name"]]
            for field in rules["fields"]
        }
        if primary := rules.get("primaryKey"):
            values = list(zip(*(keys[table][name] for name in primary), strict=True))
            faults.extend(
                f"{label(table, i)}: {_named(primary, values[i])} stands twice; expected once"
                for i in _repeated(values)
            )
            faults.extend(
                f"{label(table, i)}: {name} is empty; expected a value, it is in the primary key"
                for name in primary
                for i, cell in enumerate(columns[name])
                if not cell
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
                f"{label(table, i)}: {_named(key['fields'], value)}; expected one that stands in {target}"
                for i, value in enumerate(values)
                if value in lost
            )
    return faults


def _numbers(column: Sequence[str]) -> Sequence[str]:
    """Whole numbers in one form each."""
    padded = {cell for cell in set(column) if cell.lstrip("-").startswith("0")}
    form = {cell: re.sub(r"^(-?)0+(?=\d)", r"\1", cell) for cell in padded}
    return [form.get(cell, cell) for cell in column] if form else column


def _column_faults(
    table: str, field: dict[str, Any], column: Sequence[str], label: Callable[[str, int], str]
) -> Iterator[str]:
    """Each different cell is judged once, however often it stands."""
    if wrong := _wrong(field, set(column)):
        for i, cell in enumerate(column):
            if cell in wrong:
                yield f"{label(table, i)}: {field['name']} = {cell!r}; expected {wrong[cell]}"
    if field.get("constraints", {}).get("unique"):
        for i in _repeated(column):
            if column[i]:
                yield f"{label(table, i)}: {field['name']} = {column[i]!r} stands twice; expected once"


TYPE_TESTS: dict[str, tuple[Callable[[str], object], str]] = {
    "boolean": (re.compile("true|false").fullmatch, "true or false"),
    "integer": (re.compile(r"-?[0-9]{1,18}").fullmatch, "a whole number"),
    "number": (
        re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?").fullmatch,
        "a number with a decimal point",
    ),
    "date": (lambda cell: len(cell) == 10 and printed.is_date(cell), "a day like 2020-11-19"),
}


def _wrong(field: dict[str, Any], cells: set[str]) -> dict[str, str]:
    """Those of a column's different cells that are wrong, each with what it should have been by the first rule it
    breaks."""
    rules = field.get("constraints", {})
    wrong = {"": "a value"} if "" in cells and rules.get("required") else {}
    left = cells - {""}
    for is_right, expected in _rules(field["type"], rules):
        refused = [cell for cell in left if not is_right(cell)]
        wrong |= dict.fromkeys(refused, expected)
        left.difference_update(refused)
    return wrong


def _rules(kind: str, rules: dict[str, Any]) -> Iterator[tuple[Callable[[str], object], str]]:
    """What a cell that is not empty must be: a test, and what it expects."""
    if kind in TYPE_TESTS:
        yield TYPE_TESTS[kind]
    if "enum" in rules:
        allowed = [_cell(value) for value in rules["enum"]]
        yield allowed.__contains__, f"one of {', '.join(allowed)}"
    if "pattern" in rules:
        yield re.compile(rules["pattern"]).fullmatch, f"text that matches {rules['pattern']}"
    if "minimum" in rules:
        least = Decimal(str(rules["minimum"]))
        yield lambda cell: Decimal(cell) >= least, f"at least {rules['minimum']}"
    if "maximum" in rules:
        most = Decimal(str(rules["maximum"]))
        yield lambda cell: Decimal(cell) <= most, f"at most {rules['maximum']}"


def _repeated(values: Sequence[Any]) -> list[int]:
    """Places of values that stand earlier already."""
    if len(set(values)) == len(values):
        return []
    first: dict[Any, int] = {}
    return [i for i, value in enumerate(values) if first.setdefault(value, i) != i]


def _named(names: Sequence[str], values: Sequence[str]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in zip(names, values, strict=True))


def read_tables() -> dict[str, Rows]:
    """The cells of every table, by name. Raises ValueError when a file has other columns or values than described:
    nothing goes out in any form that a spreadsheet could run or a terminal obey."""
    tables = {}
    for name, resource in schema.resources().items():
        path = schema.tidy_folder() / resource["path"]
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            tables[name] = list(reader)
        if reader.fieldnames != list(schema.columns(name)):
            raise ValueError(f"{path}: its columns are not those of the descriptor; nicdata check tells more")
    contents = {name: [list(row.values()) for row in rows] for name, rows in tables.items()}
    places = {name: [f"{name}.csv: row {i + 2}" for i in range(len(rows))] for name, rows in tables.items()}
    if faults := check_cells(contents, places):
        raise ValueError(faults[0])
    return tables


def csv_text(
    header: Iterable[str], rows: Iterable[Iterable[str]], separator: str = ",", end: str = "\n"
) -> str:
    """Rows of cells as CSV. A cell with any sign at which some spreadsheet parts fields stands in quotes:
    LibreOffice offers comma, semicolon and tab at once."""
    lines = [header, *rows]
    return "".join(separator.join(map(_quoted, cells)) + end for cells in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if PARTS.search(cell) else cell


def write(contents: Contents, folder: Path, collection: str = schema.ARTICLE, remark: str = "") -> bool:
    """Write every table and the descriptor into a folder, all or nothing; a remark joins the descriptor's
    description. Returns whether anything changed; raises ValueError where the folder holds the tables of another
    collection, else as `write_folder` does."""
    if (folder / schema.DESCRIPTOR).exists():
        own, found = schema.descriptor(collection)["name"], schema.read_descriptor(folder).get("name")
        if found != own:
            raise ValueError(
                f"{folder} holds the tables of {found!r}; expected those of {own!r}, or none yet"
            )
    files = {schema.DESCRIPTOR: schema.descriptor_bytes(collection, remark)}
    for table, resource in schema.resources(collection).items():
        files[resource["path"]] = csv_text(schema.columns(table, collection), contents[table]).encode("utf-8")
    return write_folder(files, folder, known=files.keys())
