"""Write the tables as a data package, and check a folder with one.

The package is a folder of CSV files with a `datapackage.json`."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nicdata import schema
from nicdata.files import read_text, write_folder
from nicdata.sheets import printed
from nicdata.sheets.entries import is_line, shown

PARTS = re.compile(r'[,;"\t\r\n]')
Contents = dict[str, list[list[str]]]  # table -> rows of cells


def cells(tables: dict[str, list[dict[str, Any]]]) -> Contents:
    """Convert rows of values to rows of CSV cells, with the columns in the order of the descriptor."""
    return {
        table: [[_cell(row.get(column)) for column in schema.columns(table)] for row in rows]
        for table, rows in tables.items()
    }


def _cell(value: Any) -> str:
    """Return a value as the text of a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return sys.intern(text)  # the same years and numbers stand in many rows


def check_cells(contents: Contents, places: dict[str, list[str]]) -> list[str]:
    """Return the faults of tables that are not yet written, one line each.

    The cells must follow the rules of the descriptor and be single lines. `places` says where each row comes
    from, for the messages."""
    with_header = {table: [list(schema.columns(table)), *rows] for table, rows in contents.items()}
    faults = _faults(with_header, lambda table, i: f"{places[table][i]}: in {table}")
    for table, rows in contents.items():
        names = list(schema.columns(table))
        faults.extend(
            f"{places[table][i]}: in {table}: {name} = {shown(cell)}; expected text on one line"
            for i, row in enumerate(rows)
            for name, cell in zip(names, row, strict=False)
            if not is_line(cell)
        )
    return faults


def check(folder: Path) -> list[str]:
    """Check the CSV files of a folder, and return the faults, one line each.

    The descriptor of nicdata's tables says what is right: files, headers, types, constraints, primary, unique
    and foreign keys.

    Raises ValueError when the folder has another data package than nicdata's tables, OSError when the folder
    or its descriptor cannot be read."""
    try:
        package = schema.read_descriptor(folder)
        is_nicdata = _rules(package) == _rules(schema.descriptor())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(
            f"{folder / schema.DESCRIPTOR}: not the descriptor of a data package: {error}"
        ) from None
    if not is_nicdata:
        raise ValueError(
            f"{folder} does not contain nicdata's tables: the tables, columns or rules in its"
            f" {schema.DESCRIPTOR} differ from those of version {schema.descriptor()['version']}. To check other"
            " data packages, use a validator such as `frictionless validate datapackage.json`"
        )
    faults: list[str] = []
    contents: Contents = {}
    for table, resource in schema.resources().items():
        path = resource["path"]
        try:
            if not (folder / path).resolve().is_relative_to(folder.resolve()):
                raise ValueError("points outside the folder; expected a file in it")
            text = read_text(folder / path)
            contents[table] = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except OSError as error:
            faults.append(f"{path}: {error.strerror}; expected the file of the table {table}")
        except ValueError as error:
            faults.append(f"{path}: {error}")
        except csv.Error as error:
            faults.append(f"{path}: not CSV: {error}")
    return faults + _faults(contents, lambda table, i: f"{schema.resources()[table]['path']}: row {i + 2}")


# The keys of a descriptor that are texts for readers; all others are rules.
TEXTS = frozenset({"title", "title_nb", "description", "description_nb", "unit", "unit_nb", "labels"})
TEXTS |= {"keywords", "contributors", "sources", "licenses", "version"}


def _rules(part: Any) -> Any:
    """Return a descriptor without the texts for readers."""
    if isinstance(part, dict):
        return {key: _rules(value) for key, value in part.items() if key not in TEXTS}
    return [_rules(value) for value in part] if isinstance(part, list) else part


def _faults(contents: Contents, label: Callable[[str, int], str]) -> list[str]:
    """Return the faults of tables with their headers.

    `label` says where row i of a table is, for the messages."""
    faults: list[str] = []
    keys: dict[str, dict[str, Sequence[str]]] = {}  # table -> column -> cells
    for table, resource in schema.resources().items():
        if table not in contents:
            continue
        fields = schema.columns(table)
        header, *rows = contents[table] or [[]]
        if header != list(fields):
            faults.append(f"{resource['path']}: header {','.join(header)!r}; expected {','.join(fields)!r}")
            continue
        if uneven := [i for i, row in enumerate(rows) if len(row) != len(header)]:
            faults.extend(f"{label(table, i)}: {len(rows[i])} cells; expected {len(header)}" for i in uneven)
            continue
        by_column = zip(*rows, strict=True) if rows else [()] * len(header)
        columns = dict(zip(header, by_column, strict=True))
        # Numbers are compared by value: 9 and 09 are equal, and so are 0 and -0.
        keys[table] = {
            name: _numbers(columns[name]) if field["type"] in ("integer", "number") else columns[name]
            for name, field in fields.items()
        }
        for name, field in fields.items():
            faults.extend(_column_faults(table, field, columns[name], keys[table][name], label))
        for key in (resource["schema"]["primaryKey"], *resource["schema"].get("uniqueKeys", ())):
            values = list(zip(*(keys[table][name] for name in key), strict=True))
            faults.extend(
                f"{label(table, i)}: {_named(key, values[i])} occurs twice; expected once"
                for i in _repeated(values)
            )
    for table, resource in schema.resources().items():
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"]
            if table not in keys or target not in keys:
                continue
            known = set(zip(*(keys[target][name] for name in key["reference"]["fields"]), strict=True))
            values = list(zip(*(keys[table][name] for name in key["fields"]), strict=True))
            unknown = {value for value in set(values) if all(value)} - known
            faults.extend(
                f"{label(table, i)}: {_named(key['fields'], value)}; expected one that occurs in {target}"
                for i, value in enumerate(values)
                if value in unknown
            )
    return faults


def _numbers(column: Sequence[str]) -> Sequence[str]:
    """Return a column with equal numbers written alike. Cells that are not numbers are unchanged."""
    forms = {}
    for cell in set(column):
        if NUMBER.fullmatch(cell) and (cell[0] in "-0" or "." in cell):
            forms[cell] = format(Decimal(cell).normalize() + 0, "f")
    return [forms.get(cell, cell) for cell in column] if forms else column


def _column_faults(
    table: str,
    field: dict[str, Any],
    column: Sequence[str],
    compared: Sequence[str],
    label: Callable[[str, int], str],
) -> Iterator[str]:
    """Yield the faults of the cells of a column.

    Equal cells are checked once. `compared` are the cells with equal numbers written alike."""
    if wrong := _wrong(field, set(column)):
        for i, cell in enumerate(column):
            if cell in wrong:
                yield f"{label(table, i)}: {field['name']} = {cell!r}; expected {wrong[cell]}"
    if field.get("constraints", {}).get("unique"):
        for i in _repeated(compared):
            if column[i]:
                yield f"{label(table, i)}: {field['name']} = {column[i]!r} occurs twice; expected once"


NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
TYPE_TESTS: dict[str, tuple[Callable[[str], object], str]] = {
    "boolean": (re.compile("true|false").fullmatch, "true or false"),
    "integer": (re.compile(r"-?[0-9]{1,18}").fullmatch, "a whole number"),
    "number": (NUMBER.fullmatch, "a number with a decimal point"),
    "date": (lambda cell: len(cell) == 10 and printed.is_date(cell), "a day like 2020-11-19"),
}


def _wrong(field: dict[str, Any], cells: set[str]) -> dict[str, str]:
    """Return the wrong cells of a column, each with what was expected by the first rule it breaks."""
    rules = field.get("constraints", {})
    wrong = {"": "a value"} if "" in cells and rules.get("required") else {}
    unchecked = cells - {""}
    for is_right, expected in _tests(field["type"], rules):
        refused = [cell for cell in unchecked if not is_right(cell)]
        wrong |= dict.fromkeys(refused, expected)
        unchecked.difference_update(refused)
    return wrong


def _tests(kind: str, rules: dict[str, Any]) -> Iterator[tuple[Callable[[str], object], str]]:
    """Yield the tests for the cells of a column that are not empty, each with what it expects."""
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
    """Return the positions of values that also occur earlier."""
    if len(set(values)) == len(values):
        return []
    first: dict[Any, int] = {}
    return [i for i, value in enumerate(values) if first.setdefault(value, i) != i]


def _named(names: Sequence[str], values: Sequence[str]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in zip(names, values, strict=True))


def csv_text(
    header: Iterable[str], rows: Iterable[Iterable[str]], separator: str = ",", end: str = "\n"
) -> str:
    """Return rows of cells as CSV.

    Cells with a comma, semicolon, tab or quote are quoted, whatever the separator is, because LibreOffice
    splits cells at all of these by default."""
    lines = [header, *rows]
    return "".join(separator.join(map(_quoted, cells)) + end for cells in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if PARTS.search(cell) else cell


def write(contents: Contents, folder: Path, remark: str = "") -> bool:
    """Write all tables and the descriptor into a folder, all or nothing.

    A remark is added to the description in the descriptor. Returns whether anything changed. Raises
    ValueError and OSError as `write_folder` does."""
    files = {schema.DESCRIPTOR: schema.descriptor_bytes(remark)}
    for table, resource in schema.resources().items():
        files[resource["path"]] = csv_text(schema.columns(table), contents[table]).encode("utf-8")
    return write_folder(files, folder, known=files.keys())
