"""The folder of tables: the committed files, writing, checking."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import RAW, TIDY, edit, nicdata
from nicdata import schema
from nicdata.exports.cells import cells
from nicdata.files import STALE_SECONDS
from nicdata.frames import tables as load_tables
from nicdata.tidy import package
from nicdata.tidy.rows import Tables
from nicdata.tidy.tables import places


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_committed_tables_are_what_the_sheets_build(tmp_path: Path) -> None:
    """Catches a table that was changed without its sheet, and a sheet that was changed without a build."""
    assert nicdata("build", "--out", tmp_path / "tidy").returncode == 0
    assert contents(tmp_path / "tidy") == contents(TIDY)


@pytest.mark.parametrize(
    "surroundings",
    [
        {
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "ascii:replace",
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "7",
        },
        pytest.param({"PYTHONHASHSEED": "123", "LANG": "nb_NO.UTF-8"}, marks=pytest.mark.slow),
    ],
    ids=["far away", "Norwegian"],
)
def test_same_bytes_everywhere(tmp_path: Path, surroundings: dict[str, str]) -> None:
    """Catches tables that depend on the locale, the time zone, the hash seed or the working folder."""
    done = nicdata("build", "--out", tmp_path / "tidy", env={**os.environ, **surroundings}, cwd="/")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "tidy") == contents(TIDY)


def test_form_of_the_files() -> None:
    """Catches a byte order mark, Windows line ends, unordered rows, and a cell that a spreadsheet would run
    as a formula."""
    for table, described in schema.resources().items():
        text = (TIDY / described["path"]).read_bytes()
        assert not text.startswith(b"\xef\xbb\xbf") and b"\r" not in text and text.endswith(b"\n"), table
        header, *rows = csv.reader(text.decode("utf-8").splitlines())
        for row in rows:
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row), row
        key = [header.index(column) for column in described["schema"]["primaryKey"]]
        keys = [[int(row[i]) if header[i] == "paragraph" else row[i] for i in key] for row in rows]
        assert keys == sorted(keys), table


# --- the descriptor


def test_every_column_is_described() -> None:
    """Catches a table, column or enumeration value that is not described in both languages, and a quantity
    without a unit."""
    for table, described in schema.resources().items():
        assert all(
            schema.text(described, key, lang) for key in ("title", "description") for lang in ("en", "nb")
        )
        for field in described["schema"]["fields"]:
            for lang in ("en", "nb"):
                assert schema.text(field, "title", lang), (table, field["name"])
                assert schema.text(field, "description", lang).endswith("."), (table, field["name"])
                assert bool(schema.text(field, "unit", lang)) == ("unit" in field)
            values = field.get("constraints", {}).get(
                "enum", ["true", "false"] * (field["type"] == "boolean")
            )
            assert sorted(field.get("labels", {})) == sorted(values), (table, field["name"])
            assert all(len(both) == 2 and all(both) for both in field.get("labels", {}).values())
            is_number = field["type"] in ("integer", "number")
            is_position = field["name"].endswith(("year", "paragraph", "_seen")) or field["name"] == "rank"
            assert ("unit" in field) == (is_number and not is_position), (table, field["name"])


def test_same_name_means_the_same() -> None:
    """Catches a column that has another type or unit in another table."""
    seen: dict[str, tuple[str, str | None]] = {}
    for table, described in schema.resources().items():
        for field in described["schema"]["fields"]:
            kind = (field["type"], field.get("unit"))
            assert seen.setdefault(field["name"], kind) == kind, (table, field["name"])


def test_every_id_has_its_key() -> None:
    """Catches an id column without a foreign key, a table whose first column is not its own id, and a key of
    several columns that is missing."""
    owner = {"article_id": "articles", "cluster_id": "clusters", "project_id": "projects", "level": "levels"}
    owner |= {"scheme": "schemes", "applicant_id": "clusters", "merged_into": "clusters"}
    for table, described in schema.resources().items():
        rules, first = described["schema"], next(iter(schema.columns(table)))
        assert rules["primaryKey"] == [first] and schema.columns(table)[first]["constraints"]["required"]
        foreign = {key["fields"][0]: key["reference"]["resource"] for key in rules.get("foreignKeys", [])}
        for column in schema.columns(table):
            points = next((owner[o] for o in owner if column.endswith(o)), None)
            points = table if column == "same_as" else points
            if points and column != first and (table, column) != ("levels", "level"):
                assert foreign.get(column) == points, (table, column)
            grouped = column in ("merger_id", "conflict_id", "row_id")
            assert points or column == first or grouped or not column.endswith("_id"), (table, column)
        for key in rules.get("uniqueKeys", []):
            assert set(key) <= schema.columns(table).keys(), table


# --- check, beside an independent validator


def set_cell(table: str, row: int, column: str, value: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[row][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return change


def set_line(table: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], object]:
    def apply(folder: Path) -> None:
        path = folder / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8", newline="\n")

    return apply


SEEDED: dict[str, Callable[[Path], object]] = {
    "text for a whole number": set_cell("budgets", 1, "amount_nok", "mange"),
    "decimals for a whole number": set_cell("budgets", 1, "amount_nok", "5.0"),
    "grouped whole number": set_cell("budgets", 1, "amount_nok", "25 000 000"),
    "decimal comma": set_cell("effect_statistics", 1, "gap_pp", "3,6"),
    "not a number": set_cell("effect_statistics", 1, "gap_pp", "NaN"),
    "number out of range": set_cell("effect_statistics", 1, "gap_pp", "99999"),
    "number below zero": set_cell("budgets", 1, "amount_nok", "-1"),
    "yes for true": set_cell("effect_statistics", 1, "significant", "yes"),
    "day that is none": set_cell("level_changes", 1, "date_earliest", "2020-02-30"),
    "day of another form": set_cell("level_changes", 1, "date_earliest", "19.11.2020"),
    "month that is none": set_cell("cluster_levels", 1, "as_of", "2022-13"),
    "value not of the list": set_cell("cluster_levels", 1, "basis", "rumoured"),
    "level that is none": set_cell("cluster_levels", 1, "level", "Arena pro"),
    "required cell empty": set_cell("clusters", 1, "name", ""),
    "key empty": set_cell("budgets", 1, "budget_id", ""),
    "key with a capital": set_cell("projects", 1, "project_id", "AI-lab"),
    "key twice": set_line("clusters", lambda lines: [*lines, lines[1]]),
    "cluster that is none": set_cell("cluster_levels", 1, "cluster_id", "no-such-cluster"),
    "article that is none": set_cell("budgets", 1, "article_id", "no-such-article"),
    "trailing space in a key": set_cell("budgets", 1, "article_id", "ife-2020 "),
    "lost row others point to": set_line("articles", lambda lines: [lines[0], *lines[2:]]),
    "rank twice": set_cell("levels", 1, "rank", "3"),
    "rank twice in another form": set_cell("levels", 1, "rank", "03"),
    "shown row that is none": set_cell("budgets", 1, "same_as", "no-such-sum"),
    "level others point to is lost": set_cell("levels", 1, "level", "Node"),
    "formula": set_cell("clusters", 1, "name", "=1+1"),
    "extra cell": set_line("clusters", lambda lines: [lines[0], lines[1] + ",more", *lines[2:]]),
    "lost cell": set_line("clusters", lambda lines: [lines[0], lines[1].rsplit(",", 1)[0], *lines[2:]]),
    "renamed column": set_line("clusters", lambda lines: [lines[0].replace("place", "town"), *lines[1:]]),
    "columns in another order": set_line(
        "clusters", lambda lines: [lines[0].replace("place,region", "region,place"), *lines[1:]]
    ),
    "blank row": set_line("clusters", lambda lines: [lines[0], "", *lines[1:]]),
    "lost file": lambda folder: (folder / "budgets.csv").unlink(),
    "older encoding": lambda folder: (folder / "clusters.csv").write_bytes(
        (folder / "clusters.csv").read_bytes().replace("ø".encode(), b"\xf8", 1)
    ),
}
# What the independent validator does not check: keys of several columns, except the primary key.
ALSO_REFUSED = {
    "the same statement twice under two ids": set_line(
        "cluster_levels", lambda lines: [*lines, "another-id," + lines[1].split(",", 1)[1]]
    ),
    "the same in another form": set_line(
        "participants", lambda lines: [*lines, again(lines, "paragraph", lambda cell: f"0{cell}")]
    ),
}
NOT_OURS = {
    "no descriptor": ('{\n  "$schema"', '[], {\n  "$schema"'),
    "foreign key to no table": ('"resource": "clusters"', '"resource": "klynger"'),
    "foreign key without a table": ('"resource": "clusters", ', ""),
    "key of no column": ('"primaryKey": ["budget_id"]', '"primaryKey": ["id"]'),
    "type that is none": ('"type": "integer"', '"type": "wibble"'),
    "path out of the folder": ('"budgets.csv"', '"../budgets.csv"'),
    "another rule": ('"maximum": 1000}', '"maxLength": 3, "maximum": 1000}'),
    "another word for empty": ('"missingValues": [""]', '"missingValues": ["", "NA"]'),
    "another word for true": ('"trueValues": ["true"]', '"trueValues": ["ja"]'),
    "pattern that is none": ('"pattern": "^https', '"pattern": "^(https'),
    "another encoding": ('"encoding": "utf-8"', '"encoding": "cp1252"'),
    "a digest": ('"encoding": "utf-8"', '"encoding": "utf-8", "hash": "0"'),
    "another column": ('"name": "sector"', '"name": "trade"'),
    "two columns of one name": ('"name": "sector"', '"name": "name"'),
    "a rule on the table": ('"format": "csv"', '"format": "csv", "dialect": {"delimiter": ";"}'),
    "no tables": ('"resources": [', '"resources": 1, "others": ['),
    "another package": ('"name": "nicdata"', '"name": "penguins"'),
}


def again(lines: list[str], column: str, change: Callable[[str], str]) -> str:
    """Append a copy of the last line with another id and one changed cell."""
    (row,) = csv.DictReader([lines[0], next(line for line in lines if ",article," in line)])
    row[next(iter(row))], row[column] = "another-id", change(row[column])
    return ",".join(row.values())


def valid(folder: Path) -> bool:
    """Return whether an independent validator accepts the tables."""
    import frictionless

    try:
        return bool(frictionless.Package(str(folder / "datapackage.json")).validate().valid)
    except frictionless.FrictionlessException:
        return False


@pytest.mark.parametrize(
    "accepts",
    [lambda folder: package.check(folder) == [], pytest.param(valid, marks=pytest.mark.slow)],
    ids=["check", "frictionless"],
)
def test_both_accept_the_tables(accepts: Callable[[Path], bool], tmp_path: Path) -> None:
    """Catches a folder that is only valid in its original place: it is zipped and opened elsewhere."""
    archive = shutil.make_archive(str(tmp_path / "nicdata"), "zip", TIDY)
    shutil.unpack_archive(archive, tmp_path / "moved")
    assert accepts(tmp_path / "moved")


@pytest.mark.parametrize("fault", SEEDED)
def test_the_check_refuses(fault: str, tidy_copy: Path) -> None:
    """Catches a kind of fault that passes the check."""
    SEEDED[fault](tidy_copy)
    assert package.check(tidy_copy)


@pytest.mark.slow
@pytest.mark.parametrize("fault", SEEDED)
def test_frictionless_refuses_the_same(fault: str, tidy_copy: Path) -> None:
    """Catches a kind of fault that only the check here calls a fault."""
    SEEDED[fault](tidy_copy)
    assert not valid(tidy_copy)


@pytest.mark.parametrize("fault", ALSO_REFUSED)
def test_keys_of_several_columns_hold(fault: str, tidy_copy: Path) -> None:
    """Catches a statement that is counted twice because its two rows have different ids."""
    ALSO_REFUSED[fault](tidy_copy)
    (told,) = package.check(tidy_copy)
    assert "occurs twice; expected once" in told


@pytest.mark.parametrize("change", NOT_OURS)
def test_other_packages_are_not_judged(change: str, tidy_copy: Path) -> None:
    """Catches another data package that is checked by nicdata's rules instead of being refused with the name
    of a suitable validator."""
    old, new = NOT_OURS[change]
    edit(tidy_copy / "datapackage.json", old, new)
    with pytest.raises(ValueError, match=r"does not contain nicdata's tables|not the descriptor") as told:
        package.check(tidy_copy)
    assert len(str(told.value).splitlines()) == 1


def test_the_validator_is_named(tidy_copy: Path) -> None:
    """Catches a refusal of another data package that does not say how to check it."""
    (tidy_copy / "datapackage.json").write_text("{}")
    with pytest.raises(ValueError, match="frictionless validate"):
        package.check(tidy_copy)


def test_texts_for_people_are_no_rules(tidy_copy: Path) -> None:
    """Catches tables that are refused because a description differs, as it does in a build of drafts."""
    edit(tidy_copy / "datapackage.json", '"description": "', '"description": "Draft. ')
    assert package.check(tidy_copy) == []


@pytest.mark.parametrize(
    ("one", "other"), [("0", "-0"), ("9", "09"), ("1.50", "1.5"), ("-0.0", "0"), ("007", "7")]
)
def test_numbers_in_two_forms_are_one(one: str, other: str) -> None:
    """Catches a key that occurs twice because its number is written in two ways."""
    assert len(set(package._numbers([one, other, "12"]))) == 2


def test_a_folder_in_the_place_of_a_table_is_told_with_the_rest(tidy_copy: Path) -> None:
    """Catches a folder with the name of a table that hides all other faults, or that a build deletes."""
    (tidy_copy / "budgets.csv").unlink()
    (tidy_copy / "budgets.csv").mkdir()
    set_cell("clusters", 2, "latest_level", "Arna")(tidy_copy)
    told = package.check(tidy_copy)
    assert any(line.startswith("budgets.csv: ") and "expected the file of the table" in line for line in told)
    assert any("Arna" in line for line in told)
    done = nicdata("build", "--out", tidy_copy)
    assert done.returncode == 2 and "budgets.csv" in done.stderr and (tidy_copy / "budgets.csv").is_dir()


def test_many_faults_are_counted_and_the_first_are_told(tidy_copy: Path) -> None:
    """Catches a message of many screens, and a number of faults that only counts those printed."""
    lines = (tidy_copy / "cluster_names.csv").read_text(encoding="utf-8").splitlines()
    bad = [f"x-{n},article,no-such-{n},Name,printed,,,ife-2020,1,,verified" for n in range(500)]
    (tidy_copy / "cluster_names.csv").write_text("\n".join([lines[0], *bad]) + "\n", encoding="utf-8")
    told = nicdata("check", tidy_copy).stderr.splitlines()
    assert told[-1] == "500 faults" and told[-2] == "… and 300 more" and len(told) == 202


def test_a_fault_is_told_by_file_row_column_and_value(tidy_copy: Path) -> None:
    """Catches a message without the place of the fault, and a check that stops at the first fault."""
    set_cell("budgets", 3, "amount_nok", "mange")(tidy_copy)
    set_cell("clusters", 2, "latest_level", "Arna")(tidy_copy)
    told = package.check(tidy_copy)
    assert "budgets.csv: row 4: amount_nok = 'mange'; expected a whole number" in told
    assert any(
        line.startswith("clusters.csv: row 3: latest_level = 'Arna'; expected one of Node") for line in told
    )


def test_faults_of_rows_not_yet_written_name_their_entry(built: Tables) -> None:
    """Catches a fault of unwritten rows reported by row number instead of by the entry of a sheet."""
    doubled = {**built, "participants": [*built["participants"], built["participants"][0]]}
    fault, _ = package.check_cells(package.cells(doubled), places(doubled))
    assert fault.startswith(
        "ife-2020.toml: participants 2: in participants: participant_id = 'applied-ai-member"
    )


# --- writing: all or nothing


def test_nothing_is_written_when_a_sheet_has_a_fault(raw_copy: Path, tidy_copy: Path) -> None:
    """Catches tables that are partly built from faulty sheets."""
    edit(raw_copy / "ife-2020.toml", "paragraph = 18", "paragraph = 99")
    before = contents(tidy_copy)
    done = nicdata("build", "--raw", raw_copy, "--out", tidy_copy)
    assert done.returncode == 1 and "paragraph = 99" in done.stderr
    assert contents(tidy_copy) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit the files of a process")
def test_a_full_disk_leaves_the_tables_as_they_were(raw_copy: Path, tidy_copy: Path) -> None:
    """Catches a table that is cut off when the disk is full."""
    import resource

    edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
    before = contents(tidy_copy)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))  # noqa: E731
    done = nicdata("build", "--raw", raw_copy, "--out", tidy_copy, preexec_fn=limit)
    assert done.returncode == 2 and "too large" in done.stderr
    assert contents(tidy_copy) == before
    assert {path.name for path in tidy_copy.parent.iterdir()} == {"raw", "tidy"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Catches a traceback instead of a message."""
    (tmp_path / "file").write_text("not a folder")
    # Linux has a folder in which nobody can write, not even the administrator.
    for folder in (
        *[Path("/proc/tidy")] * (sys.platform == "linux"),
        tmp_path / "file" / "tidy",
        tmp_path / "file",
    ):
        done = nicdata("build", "--out", folder)
        assert done.returncode == 2 and str(folder.parent) in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def test_files_of_others_are_not_replaced(tidy_copy: Path) -> None:
    """Catches a build that replaces a folder with other files."""
    (tidy_copy / "thesis.docx").write_text("years of work")
    done = nicdata("build", "--out", tidy_copy)
    assert done.returncode == 2 and "thesis.docx" in done.stderr
    assert (tidy_copy / "thesis.docx").read_text() == "years of work"


def test_the_folder_one_stands_in_is_not_replaced(tmp_path: Path) -> None:
    """Catches a build that replaces the current folder of the user's shell."""
    for command in (["build", "--out", "."], ["export", "--for", "json", "--out", "."]):
        done = nicdata(*command, cwd=tmp_path)
        assert done.returncode == 2 and "is the current folder" in done.stderr
    (tmp_path / "file").write_text("text")
    done = nicdata("export", "--for", "json", "--out", tmp_path / "file")
    assert done.returncode == 2 and "is a file" in done.stderr


def test_hidden_files_of_other_programs_stay(tidy_copy: Path, raw_copy: Path) -> None:
    """Catches a build that fails because a table is open in a spreadsheet program, or that deletes the
    program's lock file."""
    (tidy_copy / ".~lock.budgets.csv#").write_text("open")
    edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
    assert nicdata("build", "--raw", raw_copy, "--out", tidy_copy).returncode == 0
    assert (tidy_copy / ".~lock.budgets.csv#").read_text() == "open"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot exchange two folders in one step")
@pytest.mark.parametrize("kills", [4, pytest.param(24, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_old_or_new(
    raw_copy: Path, tidy_copy: Path, tmp_path: Path, kills: int
) -> None:
    """Catches a folder that is incomplete or missing after a kill at any moment."""
    old = contents(tidy_copy)
    edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
    assert nicdata("build", "--raw", raw_copy, "--out", tmp_path / "new").returncode == 0
    new = contents(tmp_path / "new")
    moments = random.Random(1)
    command = [sys.executable, "-m", "nicdata.cli", "build", "--out", str(tidy_copy), "--raw"]
    for turn in range(kills):
        source = (raw_copy, RAW)[turn % 2]
        with subprocess.Popen([*command, str(source)], stdout=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0.05, 0.2))
            process.kill()
        assert contents(tidy_copy) in (old, new)
    assert nicdata("build", "--raw", raw_copy, "--out", tidy_copy).returncode == 0
    assert contents(tidy_copy) == new


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot exchange two folders in one step")
@pytest.mark.parametrize("times", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_two_builds_at_once_do_not_mix(raw_copy: Path, tidy_copy: Path, tmp_path: Path, times: int) -> None:
    """Catches tables of two builds in one folder."""
    old = contents(tidy_copy)
    edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
    assert nicdata("build", "--raw", raw_copy, "--out", tmp_path / "new").returncode == 0
    command = [sys.executable, "-m", "nicdata.cli", "build", "--out", str(tidy_copy), "--raw"]
    running = [
        subprocess.Popen([*command, str(source)], stdout=subprocess.DEVNULL)
        for source in (raw_copy, RAW) * times
    ]
    assert not any(process.wait() for process in running)
    assert contents(tidy_copy) in (old, contents(tmp_path / "new"))
    assert not list(tmp_path.glob(".tidy.part-*"))


def test_what_a_killed_build_left_is_cleared_once_it_is_old(tidy_copy: Path, raw_copy: Path) -> None:
    """Catches temporary folders that accumulate, and a build that deletes the temporary folder of another one
    still running."""
    for name, age in (("old", 2 * STALE_SECONDS), ("young", 0)):
        left = tidy_copy.with_name(f".tidy.part-{name}")
        left.mkdir()
        os.utime(left, (time.time() - age, time.time() - age))
    edit(raw_copy / "ife-2020.toml", "Candidates assessed.", "Candidates that were assessed.")
    assert nicdata("build", "--raw", raw_copy, "--out", tidy_copy).returncode == 0
    assert [path.name for path in tidy_copy.parent.glob(".tidy.part-*")] == [".tidy.part-young"]


def test_descriptor_is_json_without_surprises() -> None:
    """Catches a key that occurs twice in the descriptor: JSON readers silently use the last one."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    json.loads((TIDY / "datapackage.json").read_text(encoding="utf-8"), object_pairs_hook=once)


@pytest.mark.parametrize("collection", schema.COLLECTIONS)
def test_one_collection_is_whole_by_itself(collection: str) -> None:
    """Catches a workbook or export of one collection whose rows refer to missing rows, or in which a fact has
    no shown row."""
    tables = cells(load_tables(), collection)
    rows = {table: [list(row.values()) for row in rows] for table, rows in tables.items()}
    assert package.check_cells(rows, {table: [""] * len(of_table) for table, of_table in rows.items()}) == []
    assert {row["collection"] for row in tables["budgets"]} == {collection}
    assert any(row["shown"] == "true" for row in tables["budgets"])
    own = {row["cluster_id"] for table in ("cluster_levels", "cluster_names") for row in tables[table]}
    assert own <= {row["cluster_id"] for row in tables["clusters"]}
