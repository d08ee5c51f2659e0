"""`nicdata check` on two tables of many rows, with the same faults for all to find, beside frictionless and pandera."""

from __future__ import annotations

import csv
import json
import random
import re
import tempfile
from pathlib import Path
from typing import Any

from measure import aim, compared, cpu_ratios, in_turn, median, nicdata, python

LEVELS = ["Node", "Arena", "Arena Pro", "NCE", "GCE", "Mature"]
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


def _field(name: str, kind: str, **constraints: object) -> dict[str, object]:
    field: dict[str, object] = {"name": name, "type": kind}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | {"constraints": {"required": True} | constraints}


FIELDS = {
    "clusters": [
        _field("cluster_id", "string", pattern=SLUG),
        _field("name", "string"),
        _field("level", "string", enum=LEVELS),
    ],
    "sightings": [
        _field("sighting_id", "string", pattern=SLUG),
        _field("cluster_id", "string", pattern=SLUG),
        _field("level", "string", enum=LEVELS),
        _field("day", "date"),
        _field("year", "integer", minimum=1900, maximum=2100),
        _field("members", "integer", minimum=0, maximum=1_000_000_000),
        _field("share", "number", minimum=-1000, maximum=1000),
        _field("announced", "boolean"),
    ],
}
# What is written over a right cell of `sightings`; one empty cell, one wrong cell of every rule.
FAULTS = {
    "sighting_id": "sighting-0",  # the first row has it
    "cluster_id": "cluster-unknown",
    "level": "Arena pro",
    "day": "2015-02-30",
    "year": "2101",
    "members": "n/a",
    "share": "1,5",
    "announced": "",
}


def tables(folder: Path, rows: int, faults_each: int, seed: int = 7) -> set[tuple[str, int]]:
    """A data package of two tables in a folder; the places of its faults, column and line of `sightings.csv`."""
    rng = random.Random(seed)
    resources: list[dict[str, Any]] = [
        {
            "name": table,
            "type": "table",
            "path": f"{table}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "primaryKey": [fields[0]["name"]], "foreignKeys": []},
        }
        for table, fields in FIELDS.items()
    ]
    refers = {"fields": ["cluster_id"], "reference": {"resource": "clusters", "fields": ["cluster_id"]}}
    resources[1]["schema"]["foreignKeys"].append(refers)
    descriptor = json.dumps({"name": "benchmark", "resources": resources}, indent=2)
    (folder / "datapackage.json").write_text(descriptor, encoding="utf-8")
    parents, children = max(1, rows // 100), rows - max(1, rows // 100)
    places = rng.sample(range(1, children), faults_each * len(FAULTS))
    wrong = dict(zip(places, list(FAULTS) * faults_each, strict=True))
    with (folder / "clusters.csv").open("w", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(field["name"] for field in FIELDS["clusters"])
        lines.writerows((f"cluster-{n}", f"Cluster {n}", LEVELS[n % 6]) for n in range(parents))
    with (folder / "sightings.csv").open("w", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(field["name"] for field in FIELDS["sightings"])
        for n in range(children):
            day = f"{rng.randrange(2002, 2023)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
            row = {
                "sighting_id": f"sighting-{n}",
                "cluster_id": f"cluster-{rng.randrange(parents)}",
                "level": rng.choice(LEVELS),
                "day": day,
                "year": day[:4],
                "members": str(rng.randrange(100_000)),
                "share": f"{rng.randrange(-200, 200)}.{rng.randrange(100)}",
                "announced": rng.choice(("true", "false")),
            }
            if n in wrong:
                row[wrong[n]] = FAULTS[wrong[n]]
            lines.writerow(row.values())
    return {(column, n + 2) for n, column in wrong.items()}


# Both print the column and line of every fault they find. frictionless is asked as its manual has it. pandera knows no
# foreign key and no descriptor; with `coerce=True` it tries every cell of a column with a wrong one by itself, many
# times as long, so here it reads text and tests whole columns, which is the fastest way found.
FRICTIONLESS = """
from frictionless import Package

for task in Package("datapackage.json").validate(limit_errors=100_000).tasks:
    for error in map(dict, (error.to_dict() for error in task.errors)):
        columns = [error["fieldName"]] if "fieldName" in error else error.get("fieldNames", ["sighting_id"])
        print(*columns, error["rowNumber"])
"""
PANDERA = f"""
import pandas as pd
import pandera.pandas as pa

def read(table):
    return pd.read_csv(table, dtype="str", keep_default_na=False, na_values=[""])

def number(low, high, pattern):
    def within(cells):
        return pd.to_numeric(cells, errors="coerce").fillna(low).between(low, high)
    return pa.Column(str, [pa.Check.str_matches(pattern), pa.Check(within)])

def known(cells):
    return cells.isin(clusters["cluster_id"])

def day(cells):
    return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()

clusters, sightings = read("clusters.csv"), read("sightings.csv")
slug, level = pa.Check.str_matches({SLUG!r}), pa.Column(str, pa.Check.isin({LEVELS!r}))
whole = "^-?[0-9]+$"
of_clusters = dict(cluster_id=pa.Column(str, slug, unique=True), name=pa.Column(str), level=level)
of_sightings = dict(
    sighting_id=pa.Column(str, slug, unique=True, report_duplicates="exclude_first"),
    cluster_id=pa.Column(str, [slug, pa.Check(known)]),
    level=level,
    day=pa.Column(str, pa.Check(day)),
    year=number(1900, 2100, whole),
    members=number(0, 1_000_000_000, whole),
    share=number(-1000, 1000, r"^-?[0-9]+(\\.[0-9]+)?$"),
    announced=pa.Column(str, pa.Check.isin(["true", "false"])),
)
for table, columns in ((clusters, of_clusters), (sightings, of_sightings)):
    try:
        pa.DataFrameSchema(columns, strict=True, ordered=True).validate(table, lazy=True)
    except pa.errors.SchemaErrors as found:
        for case in found.failure_cases.itertuples():
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
        f"{rows:,} rows in two tables with a primary and a foreign key. {len(seeded)} faults in them, found by:",
        "",
    ]
    for name, own in runs.items():
        told = re.findall(
            r"^(?:sightings\.csv: row (\d+): )?(\w+) (?:(\d+)$|= )", own[0].output, re.MULTILINE
        )
        found = {(column, int(first or last)) for first, column, last in told if first or last}
        lines.append(f"- {name}: {len(found & seeded)}, and {len(found - seeded)} that are none")
        if found != seeded:
            raise RuntimeError(f"{name} found {sorted(found ^ seeded)[:5]} otherwise than seeded")
    beside = cpu_ratios(runs, "`nicdata check`", "pandera")
    return "\n".join(
        [*lines, "", compared(runs, "pandera"), "", aim("`nicdata check` beside pandera", median(beside), 1)]
    )
