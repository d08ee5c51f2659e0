"""Norway's public cluster programme as tidy tables: every number walks back to a paragraph.

>>> import nicdata
>>> budgets = nicdata.load("budgets")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codebook", "load", "table_names", "trace"]


def table_names() -> list[str]:
    """The names that `load` knows."""
    from nicdata import schema

    return list(schema.resources())


def load(name: str) -> pd.DataFrame:
    """One tidy table as a DataFrame, with the columns of its descriptor in `data/tidy/datapackage.json`.

    Whole numbers are `Int64`, other numbers `Float64`, days `datetime64`, truths `boolean`; columns with
    a fixed set of values are categories, levels in the order of their rank. Dates that may be cut
    (`as_of`, `period_start`) are text. `attrs` holds the table's title, description, the units of its
    columns, the articles by their id and the licence.

    Raises ValueError that lists the names when there is no such table.
    """
    import pandas as pd

    from nicdata import schema

    columns, resource = _columns(name), schema.resources()[name]
    frame = pd.read_csv(
        schema.data_folder() / "tidy" / resource["path"],
        dtype={column: _dtype(field) for column, field in columns.items() if field["type"] != "date"},
        parse_dates=[column for column, field in columns.items() if field["type"] == "date"],
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    descriptor = schema.descriptor()
    frame.attrs = {
        "title": resource["title"],
        "description": resource["description"],
        "units": {column: field["unit"] for column, field in columns.items() if "unit" in field},
        "sources": _sources(),
        "licenses": [dict(licence) for licence in descriptor["licenses"]],
        "version": descriptor["version"],
    }
    return frame


def codebook(name: str) -> pd.DataFrame:
    """What the columns of a table mean: title, description, type and unit, by name. Raises ValueError that
    lists the names when there is no such table."""
    import pandas as pd

    rows = [
        {key: field.get(key, "") for key in ("name", "title", "description", "type", "unit")}
        for field in _columns(name).values()
    ]
    return pd.DataFrame(rows).set_index("name")


def _columns(name: str) -> dict[str, dict[str, Any]]:
    from nicdata import schema

    if name not in schema.resources():
        raise ValueError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
    return schema.columns(name)


def trace(row_id: str) -> None:
    """Print what the row with this primary key says, and the sheet, article, paragraph and address it comes
    from. The columns of a key are parted by slashes. Raises ValueError that names the nearest ids when
    there is no such row."""
    from nicdata import origin

    print("\n".join(origin.trace(row_id)))


def _sources() -> dict[str, dict[str, str]]:
    """The articles by id: title, publisher, date and address."""
    import csv

    from nicdata import schema

    path = schema.data_folder() / "tidy" / schema.resources()["articles"]["path"]
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["article_id"]: {key: row[key] for key in ("title", "publisher", "date_published", "url")}
            for row in csv.DictReader(file)
        }


def _dtype(field: dict[str, Any]) -> Any:
    import pandas as pd

    if "enum" in field.get("constraints", {}):
        ordered = field["name"].endswith("level")
        return pd.CategoricalDtype(field["constraints"]["enum"], ordered=ordered)
    return {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str"}[field["type"]]
