"""The files as users see them: LibreOffice in Norwegian and English, and readers in R, polars and DuckDB."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import nicdata
from conftest import TIDY
from nicdata import schema, tables
from nicdata.exports import variants
from nicdata.exports.book.language import Language
from nicdata.exports.cells import cells
from test_workbook import FILES, own_columns

pytestmark = pytest.mark.slow
TABLES = cells(tables())
OFFICE = shutil.which("soffice")
R = shutil.which("Rscript")
LOCALES = {"nb-NO": 1044, "en-US": 1033}  # with the number LibreOffice's import filter knows them by
needs_office = pytest.mark.skipif(not OFFICE, reason="no LibreOffice on this machine")
needs_r = pytest.mark.skipif(not R, reason="no R on this machine")

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item></oor:items>"""
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def converted(files: list[Path], locale: str, folder: Path, form: str) -> list[Path]:
    """Return the files as LibreOffice opens them in a locale, saved in another format. A CSV is opened with
    the defaults of the import dialog: tab, comma and semicolon as separators, UTF-8, no formulas."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(SETTINGS.format(locale))
    dialog = f"59/44/9,34,76,1,,{LOCALES[locale]}" + ",false" * 5 + ",0,false,false"
    command = [
        *(str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile"),
        *([f"--infilter=Text - txt - csv (StarCalc):{dialog}"] if files[0].suffix == ".csv" else []),
        *("--convert-to", form, "--outdir", str(folder / "out")),
    ]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [folder / "out" / f"{file.stem}.{form}" for file in files]


def opened(files: list[Path], locale: str, folder: Path) -> dict[str, ET.Element]:
    """Return the files as flat OpenDocument, by name."""
    return {path.stem: ET.parse(path).getroot() for path in converted(files, locale, folder, "fods")}


def attribute(element: ET.Element, name: str) -> str | None:
    space, local = name.split(":")
    return element.get(f"{{{SPACES[space]}}}{local}")


def cells_of(table: ET.Element) -> Iterator[list[tuple[str, str]]]:
    """Return the type and value of every cell as a list of rows, without empty rows at the end."""
    for row in table.iter(f"{{{SPACES['table']}}}table-row"):
        found: list[tuple[str, str]] = []
        for cell in row:
            if not cell.tag.endswith("}table-cell"):
                continue
            kind = attribute(cell, "office:value-type") or ""
            value = next(
                (
                    attribute(cell, f"office:{k}")
                    for k in ("value", "date-value", "boolean-value")
                    if attribute(cell, f"office:{k}")
                ),
                None,
            )
            text = "\n".join("".join(p.itertext()) for p in cell.findall("text:p", SPACES))
            repeated = int(attribute(cell, "table:number-columns-repeated") or 1)
            found += [(kind, value if value is not None else text)] * min(repeated, 100)
        while found and not found[-1][1]:
            found.pop()
        if found:
            yield found


def compare(table: str, found: list[list[tuple[str, str]]], loose: bool) -> None:
    """Compare every cell of a table with what a program read. `loose` is for CSV, which has no types: text of
    digits (a printed figure such as 22.500 or 120 600 000) may be a number, and true or false may be text."""
    columns = schema.columns(table)
    assert [value for _, value in found[0]] == list(columns)
    assert len(found) == len(TABLES[table]) + 1
    for row, seen in zip(TABLES[table], found[1:], strict=True):
        seen += [("", "")] * (len(columns) - len(seen))
        for (name, field), (kind, value) in zip(columns.items(), seen, strict=True):
            cell, where = row[name], (table, name, row[name], kind, value)
            if not cell:
                assert not value, where
            elif field["type"] in ("integer", "number"):
                assert kind == "float" and float(value) == float(cell), where
            elif field["type"] == "date":
                assert kind == "date" and value == cell, where
            elif field["type"] == "boolean":
                assert (kind, value.lower()) in (
                    [("boolean", cell), ("string", cell)] if loose else [("boolean", cell)]
                ), where
            elif loose and cell.isdigit():
                assert (kind, value) in [("float", cell), ("string", cell)], where
            elif loose and re.fullmatch(r"\d+([.,\s]\d+)+", cell):
                assert kind == "float" or value == cell, where
            elif loose and kind == "date":
                assert value == cell and len(cell) == 10, where
            else:
                assert (kind, value) == ("string", cell), where


@needs_office
@pytest.mark.parametrize(
    ("variant", "locale"), [("excel-nb", "nb-NO"), ("excel-en", "en-US"), ("tidy", "en-US")]
)
def test_csv_opens_right(variant: str, locale: str, tmp_path: Path) -> None:
    """Catches a CSV whose columns, letters, numbers or days are wrong when it is opened with a
    double-click."""
    folder = TIDY
    if variant != "tidy":
        variants.export(variant, tables(), tmp_path / "csv")
        folder = tmp_path / "csv"
    files = [folder / f"{table}.csv" for table in TABLES]
    for table, root in opened(files, locale, tmp_path).items():
        (sheet,) = root.iter(f"{{{SPACES['table']}}}table")
        compare(table, list(cells_of(sheet)), loose=True)


@needs_office
@pytest.mark.parametrize("locale", LOCALES)
def test_the_workbook_opens_right(locale: str, tmp_path: Path) -> None:
    """Catches a workbook that loses values, types, tables, filters, notes, links, widths or charts."""
    language = Language({"nb-NO": "nb", "en-US": "en"}[locale])
    path = tmp_path / "nicdata.xlsx"
    path.write_bytes(FILES[language.lang])
    root = opened([path], locale, tmp_path)["nicdata"]
    sheets = {
        str(attribute(t, "table:name")): t
        for t in root.iter(f"{{{SPACES['table']}}}table")
        if attribute(t, "table:style-name")
    }
    made = openpyxl.load_workbook(path)
    for table in TABLES:
        sheet = sheets[language.sheet(table)]
        as_written = [list(row) for row in made[language.sheet(table)].iter_rows(values_only=True)]
        compare_values(table, list(cells_of(sheet)), as_written)
        if language.lang == "en":
            own = own_columns(table)
            compare(table, [[row[i] for i in own if i < len(row)] for row in cells_of(sheet)], loose=False)
        links = [attribute(a, "xlink:href") for a in sheet.iter(f"{{{SPACES['text']}}}a")]
        keys = [key["fields"][0] for key in schema.resources()[table]["schema"].get("foreignKeys", [])]
        assert len(links) >= sum(bool(row[key]) for row in TABLES[table] for key in keys), table
        notes = list(sheet.iter(f"{{{SPACES['office']}}}annotation"))
        assert len(notes) == len(as_written[0])
        hidden = sum(
            int(attribute(row, "table:number-rows-repeated") or 1)
            for row in sheet.iter(f"{{{SPACES['table']}}}table-row")
            if attribute(row, "table:visibility") in ("filter", "collapse")
        )
        assert hidden == sum(row.get("shown") == "false" for row in TABLES[table]), table
    ranges = {attribute(r, "table:name"): r for r in root.iter(f"{{{SPACES['table']}}}database-range")}
    names = {language.table(table) for table in TABLES}
    assert names <= set(ranges)
    assert all(attribute(ranges[name], "table:display-filter-buttons") == "true" for name in names)
    frames = [
        f for f in root.iter(f"{{{SPACES['draw']}}}frame") if list(f.iter(f"{{{SPACES['draw']}}}object"))
    ]
    assert len(frames) == 3
    # Saved again as a workbook: what LibreOffice understood of tables, widths and charts.
    saved = openpyxl.load_workbook(converted([path], locale, tmp_path, "xlsx")[0])
    for sheet in made.worksheets:
        again = saved[sheet.title]
        assert list(again.tables) == list(sheet.tables) and len(again._charts) == len(sheet._charts)
        for letter, dimension in sheet.column_dimensions.items():
            if letter in again.column_dimensions:
                assert again.column_dimensions[letter].width == pytest.approx(dimension.width, abs=0.5)


def compare_values(table: str, found: list[list[tuple[str, str]]], written: list[list[Any]]) -> None:
    """Every cell that LibreOffice shows against the one that was written."""
    assert len(found) == len(written)
    for seen, row in zip(found, written, strict=True):
        seen = seen + [("", "")] * (len(row) - len(seen))
        for (kind, value), cell in zip(seen, row, strict=True):
            where = (table, cell, kind, value)
            if cell is None:
                assert not value, where
            elif isinstance(cell, bool):
                assert (kind, value.lower()) == ("boolean", str(cell).lower()), where
            elif isinstance(cell, (int, float)):
                assert kind == "float" and float(value) == pytest.approx(cell), where
            elif isinstance(cell, datetime):
                assert kind == "date" and value == cell.strftime("%Y-%m-%d"), where
            else:
                assert (kind, value) == ("string", str(cell)), where


@needs_office
def test_heads_stay_frozen(tmp_path: Path) -> None:
    """Catches a table whose head or key scrolls out of view in LibreOffice."""
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("no Python that knows LibreOffice (Debian: python3-uno)")
    path = tmp_path / "nicdata.xlsx"
    path.write_bytes(FILES["en"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    script = Path(__file__).with_name("office_panes.py")
    done = subprocess.run(
        [python, script, path, port, tmp_path / "profile"], capture_output=True, encoding="utf-8", timeout=120
    )
    found = dict(line.split("\t", 1) for line in done.stdout.splitlines())
    for sheet in openpyxl.load_workbook(path).worksheets:
        columns = ord(sheet.freeze_panes[0]) - ord("A") if sheet.freeze_panes else 0
        rows = int(sheet.freeze_panes[1:]) - 1 if sheet.freeze_panes else 0
        expected = f"True\t{columns}\t{rows}" if sheet.freeze_panes else "False\t0\t0"
        assert found[sheet.title] == expected, (sheet.title, done.stderr)


def test_polars_and_duckdb_read_the_tables() -> None:
    """Catches a file that other engines read with other types or values than pandas."""
    import duckdb
    import polars

    for table in TABLES:
        path = TIDY / f"{table}.csv"
        frame = nicdata.load(table)
        columns = schema.columns(table)
        numbers = [c for c, field in columns.items() if field["type"] in ("integer", "number")]
        by_polars = polars.read_csv(path, try_parse_dates=True, infer_schema_length=None)
        by_duckdb = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = false)").pl()
        for read in (by_polars, by_duckdb):
            assert read.columns == list(columns) and read.height == len(frame)
            for column in numbers:
                if frame[column].notna().any():
                    assert read[column].dtype.is_numeric(), (table, column)
                    assert read[column].drop_nulls().to_list() == frame[column].dropna().to_list()
        norwegian = variants.VARIANTS["excel-nb"](TABLES)[f"{table}.csv"]
        read = polars.read_csv(norwegian, separator=";", decimal_comma=True, infer_schema_length=None)
        for column in numbers:
            if frame[column].notna().any():
                assert read[column].drop_nulls().to_list() == frame[column].dropna().to_list(), (
                    table,
                    column,
                )


def test_parquet_keeps_values_and_types(tmp_path: Path) -> None:
    """Catches a Parquet file with other types than `load` gives."""
    import pandas as pd

    variants.export("parquet", tables(), tmp_path / "parquet")
    for table in TABLES:
        read = pd.read_parquet(tmp_path / "parquet" / f"{table}.parquet")
        wanted = nicdata.load(table)
        wanted.attrs = {}
        if not len(wanted):  # a dictionary of nothing is not kept
            read = read.astype(wanted.dtypes)
        pd.testing.assert_frame_equal(read, wanted, check_dtype=True)


@needs_r
@pytest.mark.parametrize(
    ("variant", "call"),
    [
        ("tidy", 'read.csv(f, fileEncoding = "UTF-8")'),
        ("excel-en", 'read.csv(f, fileEncoding = "UTF-8-BOM")'),
        ("excel-nb", 'read.csv2(f, fileEncoding = "UTF-8-BOM")'),
    ],
)
def test_r_reads_the_tables(variant: str, call: str, tmp_path: Path) -> None:
    """Catches a column of numbers that R reads as text, and letters that are lost."""
    folder = TIDY
    if variant != "tidy":
        variants.export(variant, tables(), tmp_path / "csv")
        folder = tmp_path / "csv"
    code = f"""f <- "{folder}/effect_statistics.csv"; d <- {call}
cat(class(d$gap_pp), sum(d$gap_pp, na.rm = TRUE), nrow(d), ncol(d), "\\n")
f <- "{folder}/budgets.csv"; d <- {call}; cat(class(d$amount_nok), max(d$amount_nok, na.rm = TRUE), "\\n")
f <- "{folder}/cluster_traits.csv"; d <- {call}; cat("Sørlandet" %in% d$trait_value, "\\n")"""
    (tmp_path / "read.R").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [str(R), "--encoding=UTF-8", tmp_path / "read.R"],
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    effects = schema.columns("effect_statistics")
    kind, total, rows, columns = lines[0].split()
    assert (kind, rows, columns) == ("numeric", str(len(TABLES["effect_statistics"])), str(len(effects)))
    gaps = sum(float(row["gap_pp"] or 0) for row in TABLES["effect_statistics"])
    assert float(total) == pytest.approx(gaps) and gaps
    assert lines[1].split()[0] in ("integer", "numeric") and float(lines[1].split()[1]) == max(
        int(row["amount_nok"] or 0) for row in TABLES["budgets"]
    )
    assert lines[2].strip() == "TRUE"


def test_pandas_reads_the_workbook() -> None:
    """Catches a sheet that pandas reads with other values than the CSV."""
    import pandas as pd

    book: dict[str, Any] = pd.read_excel(BytesIO(FILES["en"]), sheet_name=None, dtype=str)
    for table, rows in TABLES.items():
        assert len(book[table]) == len(rows)
        assert [book[table].columns[i] for i in own_columns(table)] == list(schema.columns(table))
