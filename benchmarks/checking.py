"""`nicdata check` on nicdata's tables with many rows in one of them and the same faults for all to find, beside
frictionless and pandera."""

from __future__ import annotations

import csv
import random
import re
import shutil
import tempfile
from pathlib import Path

from measure import ROOT, aim, compared, cpu_ratios, in_turn, median, nicdata, python

TABLE = "level_changes"
# What is written over a right cell; one empty cell, one wrong cell of every rule.
FAULTS = {
    "level_change_id": "move-0",  # the first row has it
    "cluster_id": "cluster-unknown",
    "to_level": "Arena pro",
    "date_earliest": "2015-02-30",
    "year": "2101",
    "paragraph": "n/a",
    "url": "ftp://example.org",
    "shown": "",
}


def tables(folder: Path, rows: int, faults_each: int, seed: int = 7) -> set[tuple[str, int]]:
    """The committed tables in a folder, one of them made so many rows long with rows of its own; the places of its
    faults, column and line."""
    rng = random.Random(seed)
    shutil.copytree(ROOT / "data" / "tidy", folder, dirs_exist_ok=True)
    path = folder / f"{TABLE}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *known = csv.reader(file)
    places = rng.sample(range(1, rows), faults_each * len(FAULTS))
    wrong = dict(zip(places, list(FAULTS) * faults_each, strict=True))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        for n in range(rows):
            row = dict(zip(header, rng.choice(known), strict=True))
            row |= {"level_change_id": f"move-{n}", "same_as": ""}
            if n in wrong:
                row[wrong[n]] = FAULTS[wrong[n]]
            lines.writerow(row.values())
    return {(column, n + 2) for n, column in wrong.items()}


# Both print the column and line of every fault they find in the long table. frictionless is asked as its manual has it.
# pandera knows no foreign key and no descriptor; with `coerce=True` it tries every cell of a column with a wrong one by
# itself, many times as long, so here it reads text and tests whole columns, which is the fastest way found.
FRICTIONLESS = f"""
from frictionless import Package

for task in Package("datapackage.json").validate(limit_errors=100_000).tasks:
    for error in map(dict, (error.to_dict() for error in task.errors)):
        columns = [error["fieldName"]] if "fieldName" in error else error.get("fieldNames", ["level_change_id"])
        if task.name == {TABLE!r}:
            print(*columns, error["rowNumber"])
"""
PANDERA = f"""
import json
import pandas as pd
import pandera.pandas as pa

resources = {{r["name"]: r for r in json.load(open("datapackage.json"))["resources"]}}
frames = {{
    name: pd.read_csv(r["path"], dtype="str", keep_default_na=False, na_values=[""]) for name, r in resources.items()
}}
NUMBERS = {{"integer": "^-?[0-9]+$", "number": r"^-?[0-9]+(\\.[0-9]+)?$"}}

def within(low, high):
    return lambda cells: pd.to_numeric(cells, errors="coerce").fillna(low or 0).between(low or -1e18, high or 1e18)

def day(cells):
    return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()

def known(table, column):
    return lambda cells: cells.isin(frames[table][column])

def column_of(field, rules):
    limits, kind = field.get("constraints", {{}}), field["type"]
    checks = [pa.Check.str_matches(NUMBERS[kind])] if kind in NUMBERS else []
    checks += [pa.Check(within(limits.get("minimum"), limits.get("maximum")))] if kind in NUMBERS else []
    checks += [pa.Check(day)] if kind == "date" else []
    checks += [pa.Check.isin(["true", "false"])] if kind == "boolean" else []
    checks += [pa.Check.str_matches(limits["pattern"])] if "pattern" in limits else []
    checks += [pa.Check.isin(limits["enum"])] if "enum" in limits else []
    for key in rules["foreignKeys"] if "foreignKeys" in rules else []:
        if key["fields"] == [field["name"]]:
            target = key["reference"]
            checks += [pa.Check(known(target["resource"], target["fields"][0]))]
    is_key = rules["primaryKey"] == [field["name"]]
    return pa.Column(
        str, checks, nullable=not limits.get("required"), unique=is_key, report_duplicates="exclude_first"
    )

for name, resource in resources.items():
    rules = resource["schema"]
    columns = {{field["name"]: column_of(field, rules) for field in rules["fields"]}}
    try:
        pa.DataFrameSchema(columns, strict=True, ordered=True).validate(frames[name], lazy=True)
    except pa.errors.SchemaErrors as found:
        for case in found.failure_cases.itertuples() if name == {TABLE!r} else ():
            print(case.column, case.index + 2)
"""


def section(quick: bool) -> str:
    rows = 5_000 if quick else 200_000
    with tempfile.TemporaryDirectory() as folder:
        seeded = tables(Path(folder), rows, faults_each=20)
        commands = {
            "`nicdata check`": nicdata("check", folder),
            "frictionless": python(f"import os; os.chdir({folder!r})\n{FRICTIONLESS}"),
            "pandera": python(f"import os; os.chdir({folder!r})\n{PANDERA}"),
        }
        runs = in_turn(commands, 1 if quick else 5, statuses={"`nicdata check`": 1})
    lines = [
        f"nicdata's tables, one of them with {rows:,} rows and {len(seeded)} faults. Faults found by:",
        "",
    ]
    for name, own in runs.items():
        told = re.findall(rf"^(?:{TABLE}\.csv: row (\d+): )?(\w+) (?:(\d+)$|= )", own[0].output, re.MULTILINE)
        found = {(column, int(first or last)) for first, column, last in told if first or last}
        lines.append(f"- {name}: {len(found & seeded)}, and {len(found - seeded)} false positives")
        if found != seeded:
            raise RuntimeError(f"{name} found {sorted(found ^ seeded)[:5]} otherwise than seeded")
    beside = cpu_ratios(runs, "`nicdata check`", "pandera")
    return "\n".join(
        [
            *lines,
            "",
            compared(runs, "pandera"),
            "",
            aim("processor time of `nicdata check` relative to pandera", median(beside), 1),
        ]
    )
