"""Tables <-> a data package: a folder of CSV files with the `datapackage.json` that describes them."""

from __future__ import annotations

import csv
import io
import re
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


def check_cells(contents: Contents, places: dict[str, list[str]]) -> list[str]:
    """The faults of tables not yet written, each told with the place its row comes from."""
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
    """Hold the CSV files of a folder against the descriptor of nicdata's tables: files, headers, types, constraints,
    primary, unique and foreign keys. One line a fault; none where all is right.

    Only folders of nicdata's own tables are judged: ValueError says so of any other package, and OSError is raised
    when the folder or its descriptor cannot be read."""
    try:
        package = schema.read_descriptor(folder)
        own = _rules(package) == _rules(schema.descriptor())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(
            f"{folder / schema.DESCRIPTOR}: not the descriptor of a data package: {error}"
        ) from None
    if not own:
        raise ValueError(
            f"{folder} does not hold nicdata's tables: its {schema.DESCRIPTOR} has other tables, columns or rules"
            f" than those of version {schema.descriptor()['version']}. To check any data package, use a validator such"
            " as `frictionless validate datapackage.json`"
        )
    faults: list[str] = []
    contents: Contents = {}
    for table, resource in schema.resources().items():
        path = resource["path"]
        try:
            if not (folder / path).resolve().is_relative_to(folder.resolve()):
                raise ValueError("leads out of the folder; expected a file in it")
            text = read_text(folder / path)
            contents[table] = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except OSError as error:
            faults.append(f"{path}: {error.strerror}; expected the table {table}")
        except ValueError as error:
            faults.append(f"{path}: {error}")
        except csv.Error as error:
            faults.append(f"{path}: not CSV: {error}")
    return faults + _faults(contents, lambda table, i: f"{schema.resources()[table]['path']}: row {i + 2}")


# What people read in a descriptor; all else are rules.
TEXTS = frozenset({"title", "title_nb", "description", "description_nb", "unit", "unit_nb", "labels"})
TEXTS |= {"keywords", "contributors", "sources", "licenses", "version"}


def _rules(part: Any) -> Any:
    """A descriptor without the texts for people."""
    if isinstance(part, dict):
        return {key: _rules(value) for key, value in part.items() if key not in TEXTS}
    return [_rules(value) for value in part] if isinstance(part, list) else part


def _faults(contents: Contents, label: Callable[[str, int], str]) -> list[str]:
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
        # Numbers are compared as numbers: 9 and 09 are one, and so are 0 and -0.
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
            lost = {value for value in set(values) if all(value)} - known
            faults.extend(
                f"{label(table, i)}: {_named(key['fields'], value)}; expected one that occurs in {target}"
                for i, value in enumerate(values)
                if value in lost
            )
    return faults


def _numbers(column: Sequence[str]) -> Sequence[str]:
    """Numbers in one form each; what is no number stays."""
    form = {}
    for cell in set(column):
        if NUMBER.fullmatch(cell) and (cell[0] in "-0" or "." in cell):
            form[cell] = format(Decimal(cell).normalize() + 0, "f")
    return [form.get(cell, cell) for cell in column] if form else column


def _column_faults(
    table: str,
    field: dict[str, Any],
    column: Sequence[str],
    compared: Sequence[str],
    label: Callable[[str, int], str],
) -> Iterator[str]:
    """Each different cell is judged once, however often it occurs. `compared` are the cells in one form each."""
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
    """Those of a column's different cells that are wrong, each with what it should have been by the first rule it
    breaks."""
    rules = field.get("constraints", {})
    wrong = {"": "a value"} if "" in cells and rules.get("required") else {}
    left = cells - {""}
    for is_right, expected in _tests(field["type"], rules):
        refused = [cell for cell in left if not is_right(cell)]
        wrong |= dict.fromkeys(refused, expected)
        left.difference_update(refused)
    return wrong


def _tests(kind: str, rules: dict[str, Any]) -> Iterator[tuple[Callable[[str], object], str]]:
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


def csv_text(
    header: Iterable[str], rows: Iterable[Iterable[str]], separator: str = ",", end: str = "\n"
) -> str:
    """Rows of cells as CSV. A cell with any sign at which some spreadsheet parts fields stands in quotes:
    LibreOffice offers comma, semicolon and tab at once."""
    lines = [header, *rows]
    return "".join(separator.join(map(_quoted, cells)) + end for cells in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if PARTS.search(cell) else cell


def write(contents: Contents, folder: Path, remark: str = "") -> bool:
    """Write every table and the descriptor into a folder, all or nothing; a remark joins the descriptor's
    description. Returns whether anything changed; raises ValueError and OSError as `write_folder` does."""
    files = {schema.DESCRIPTOR: schema.descriptor_bytes(remark)}
    for table, resource in schema.resources().items():
        files[resource["path"]] = csv_text(schema.columns(table), contents[table]).encode("utf-8")
    return write_folder(files, folder, known=files.keys())
