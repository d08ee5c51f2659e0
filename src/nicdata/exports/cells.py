"""Check the cells of the tables before they are exported, and select those of one collection."""

from __future__ import annotations

from nicdata import schema
from nicdata.frames import Tables
from nicdata.schema import Rows
from nicdata.tidy import package

CONFIDENCES = ("verified", "high", "medium", "low", "")  # from highest to lowest


def cells(tables: Tables, collection: str = schema.ALL) -> dict[str, Rows]:
    """Return the cells of every table by name, after checking them.

    These are all rows, or those of one collection together with the clusters, levels and schemes they name.

    Raises ValueError when a table has columns or values that the descriptor does not allow, or when there is
    no such collection. The descriptor allows no values that a spreadsheet would run as a formula or that
    control a terminal."""
    schema.check_collection(collection)
    found = {name: tables.cells(name) for name in schema.resources()}
    contents = {name: [list(row.values()) for row in rows] for name, rows in found.items()}
    places = {name: [f"{name}.csv: row {i + 2}" for i in range(len(rows))] for name, rows in found.items()}
    if faults := package.check_cells(contents, places):
        raise ValueError(faults[0])
    return found if collection == schema.ALL else _of_collection(found, collection)


def _of_collection(tables: dict[str, Rows], collection: str) -> dict[str, Rows]:
    """Return the rows of one collection as a complete set of tables.

    It includes the rows that foreign keys point to and the conflicts whose rows are all in the collection.
    One row of each fact is shown."""
    by_id = {table: {row[schema.id_column(table)]: row for row in rows} for table, rows in tables.items()}
    kept = {
        table: {row_id: dict(row) for row_id, row in rows.items() if row["collection"] == collection}
        for table, rows in by_id.items()
    }
    for rows in kept.values():
        # A shown row of the other collection -> the row that is shown instead.
        shown: dict[str, str] = {}
        for row_id, row in sorted(
            rows.items(), key=lambda item: CONFIDENCES.index(item[1].get("confidence", ""))
        ):
            if row.get("same_as") and row["same_as"] not in rows:
                first = shown.setdefault(row["same_as"], row_id)
                row |= {"shown": "true", "same_as": ""} if first == row_id else {"same_as": first}
    waiting = [(table, row) for table, rows in kept.items() for row in rows.values()]
    while waiting:
        table, row = waiting.pop()
        for key in schema.resources()[table]["schema"].get("foreignKeys", []):
            (column,), target = key["fields"], key["reference"]
            value, (other,) = row[column], target["fields"]
            found = next((r for r in by_id[target["resource"]].values() if r[other] == value), None)
            if value and found and column != "same_as":
                found_id = found[schema.id_column(target["resource"])]
                if found_id not in kept[target["resource"]]:
                    kept[target["resource"]][found_id] = found
                    waiting.append((target["resource"], found))
    conflicts = kept["conflicts"].values()
    incomplete = {row["conflict_id"] for row in conflicts if row["row_id"] not in kept[row["table"]]}
    kept["conflicts"] = {
        row_id: row | {"shown": kept[row["table"]][row["row_id"]]["shown"]}
        for row_id, row in kept["conflicts"].items()
        if row["conflict_id"] not in incomplete
    }
    return {table: [rows[row_id] for row_id in sorted(rows)] for table, rows in kept.items()}
