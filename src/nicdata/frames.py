"""The tidy tables as DataFrames."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nicdata import schema

if TYPE_CHECKING:
    import pandas as pd


def table_names() -> list[str]:
    """List the names that `load` knows."""
    return list(schema.resources())


class Tables:
    """The tidy tables of one folder, each read when it is first used: `tables["budgets"]` or `tables.budgets`.

    Charts, answers, workbook, exports and site each take one of these, so their tables always belong together."""

    def __init__(self, folder: Path | None = None, frames: Mapping[str, pd.DataFrame] | None = None) -> None:
        self.folder = folder or schema.tables_folder()
        self._frames = {name: typed(name, frame) for name, frame in (frames or {}).items()}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Raises ValueError that lists the names when there is no such table."""
        if name not in self._frames:
            self._frames[name] = _read(name, self.folder)
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in schema.resources():
            raise AttributeError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
        return self[name]

    def replaced(self, **frames: pd.DataFrame) -> Tables:
        """The same tables with some of them replaced, by frames of any origin: each is given the types of its
        columns. Raises ValueError as `typed` does."""
        return Tables(self.folder, self._frames | frames)

    def cells(self, name: str) -> schema.Rows:
        """Return the rows of a table as the text of their CSV cells. Raises ValueError when the file has other
        columns than the descriptor, or there is no such table."""
        columns = list(_columns(name))
        if name in self._frames:
            frame = self._frames[name][columns]
            truths = [column for column in columns if frame[column].dtype == "boolean"]
            frame = frame.assign(**{c: frame[c].map({True: "true", False: "false"}) for c in truths})
            return list(csv.DictReader(io.StringIO(frame.to_csv(index=False, date_format="%Y-%m-%d"))))
        path = self.folder / schema.resources()[name]["path"]
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        if reader.fieldnames != columns:
            raise ValueError(f"{path}: its columns are not those of the descriptor; run nicdata check")
        return rows

    def __repr__(self) -> str:
        return f"<tables of {self.folder}>"


def tables(folder: str | Path | None = None) -> Tables:
    """Return the tables of a folder: by default of the folder that the environment variable NICDATA_TABLES names, or
    else nicdata's own. Raises ValueError when the folder lacks some of the tables."""
    found = Tables(Path(folder) if folder else None)
    paths = [resource["path"] for resource in schema.resources().values()]
    if missing := [path for path in paths if not (found.folder / path).is_file()]:
        raise ValueError(
            f"{found.folder}: no {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}; expected a folder of"
            " tables that nicdata build wrote"
        )
    return found


def load(name: str, collection: str = schema.ALL) -> pd.DataFrame:
    """Load one tidy table, with the columns that `data/tidy/datapackage.json` describes.

    All rows are given, or with `collection` those of `article` (the five articles) or `context` (other public pages).
    Where sources state one fact several times, `shown` is true for one row of it.

    Whole numbers are `Int64`, other numbers `Float64`, days `datetime64`, truths `boolean`; columns with
    a fixed set of values are categories, levels in the order of their rank. Partial dates
    (`as_of`, `period_start`) are text. `attrs` holds the table's title, description, the units of its
    columns, the licence and the version.

    Raises ValueError that lists the names when there is no such table or collection.
    """
    frame = _read(name, schema.tables_folder())
    schema.check_collection(collection)
    if collection != schema.ALL:
        frame = frame[frame["collection"] == collection].reset_index(drop=True)
    resource, descriptor = schema.resources()[name], schema.descriptor()
    frame.attrs = {
        "title": resource["title"],
        "description": resource["description"],
        "units": {column: field["unit"] for column, field in schema.columns(name).items() if "unit" in field},
        "licenses": [dict(licence) for licence in descriptor["licenses"]],
        "version": descriptor["version"],
    }
    return frame


def typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a frame the types that the table has, whatever became of them on the way: saved and read
    again, merged, put together.

    Returns a copy with all columns of the table and those it has beside them. Raises ValueError that names the columns
    that are missing, or the first value that its column cannot hold."""

    columns = _columns(name)
    if missing := [column for column in columns if column not in frame]:
        raise ValueError(
            f"{name}: no column {', '.join(missing)}; expected the columns that nicdata.load gives"
        )
    found = frame.copy()
    for column, field in columns.items():
        kind = "datetime64" if field["type"] == "date" else _dtype(field)
        try:
            found[column] = with_dtype(found[column], kind)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{name}: {column}: {error}; expected {field['type']}") from None
    return found


def with_dtype(column: pd.Series, kind: Any) -> pd.Series:
    """Give a column another dtype, whatever a file or a merge made of it: `datetime64` is days of any unit. Raises
    TypeError or ValueError where its values do not allow it."""
    import pandas as pd

    if column.dtype == kind or (kind == "datetime64" and column.dtype.kind == "M"):
        return column
    if kind == "datetime64":
        return pd.to_datetime(column)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return pd.to_datetime(column).astype(kind)
    if pd.api.types.is_numeric_dtype(kind) and kind != "boolean":
        return pd.to_numeric(column).astype(kind)
    # Years beside empty cells come back from a file as 2015.0; a number of a post, 2421.71, is one with decimals.
    is_whole = pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all()
    texts = column.astype("Int64" if is_whole else column.dtype).astype("str")
    if kind == "str":
        return texts
    known = (
        {"True": True, "true": True, "False": False, "false": False}
        if kind == "boolean"
        else {c: c for c in kind.categories}
    )
    strange = set(texts.dropna()) - known.keys()
    if strange:
        raise ValueError(f"{min(strange)!r}; expected one of {', '.join(known)}")
    return texts.map(known).astype(kind)


def _read(name: str, folder: Path) -> pd.DataFrame:
    import pandas as pd

    columns = _columns(name)
    return pd.read_csv(
        folder / schema.resources()[name]["path"],
        dtype={column: _dtype(field) for column, field in columns.items() if field["type"] != "date"},
        parse_dates=[column for column, field in columns.items() if field["type"] == "date"],
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )


def codebook(name: str, lang: str = "en") -> pd.DataFrame:
    """Describe the columns of a table in English (`en`) or Norwegian (`nb`).

    Returns one row a column, indexed by `name`: `title`, `description`, `type`, `unit`, `key` (`primary`, `unique`, or
    the table a foreign key points to), `required` (whether a cell may be empty), `values` (the allowed values with
    their meaning; empty where any value is allowed). Raises ValueError that lists the tables when there is no such
    table."""
    import pandas as pd

    columns, rules = _columns(name), schema.resources()[name]["schema"]
    foreign = {key["fields"][0]: key["reference"]["resource"] for key in rules.get("foreignKeys", [])}
    rows = []
    for column, field in columns.items():
        constraints = field.get("constraints", {})
        key = "unique" if constraints.get("unique") else foreign.get(column, "")
        labels = field.get("labels", {})
        rows.append(
            {
                "name": column,
                **{part: schema.text(field, part, lang) for part in ("title", "description")},
                "type": field["type"],
                "unit": schema.text(field, "unit", lang),
                "key": "primary" if column in rules["primaryKey"] else key,
                "required": bool(constraints.get("required")),
                "values": "; ".join(f"{v}: {schema.label(name, column, v, lang)}" for v in labels),
            }
        )
    return pd.DataFrame(rows).set_index("name")


def labelled(name: str, frame: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Prepare a frame for readers: column titles in place of names, and what each coded value is called, in English
    (`en`) or Norwegian (`nb`).

    Takes any columns of the table `name`, and others, which stay as they are. Raises ValueError that lists the tables
    when there is no such table."""
    columns = _columns(name)
    found = frame.copy()
    for column in found.columns.intersection(list(columns)):
        if labels := columns[column].get("labels"):
            words = {value: schema.label(name, column, value, lang) for value in labels}
            words |= {truth == "true": word for truth, word in words.items() if truth in ("true", "false")}
            found[column] = found[column].astype("object").map(words).astype("str")
    return found.rename(
        columns={column: schema.text(field, "title", lang) for column, field in columns.items()}
    )


def sources(collection: str = schema.ALL) -> pd.DataFrame:
    """List the sources, oldest first: the table `articles` with `rows`, the number of rows in other tables that
    come from each (Int64).

    Raises ValueError that lists the collections when there is no such collection."""
    import pandas as pd

    found = tables()
    used = pd.concat(
        [
            found[name]["article_id"]
            for name in schema.resources()
            if name != "articles" and "article_id" in schema.columns(name)
        ]
    ).value_counts()
    listed = load("articles", collection).sort_values("date_latest", kind="stable", ignore_index=True)
    return listed.assign(rows=listed["article_id"].map(used).astype("Int64").fillna(0))


def _columns(name: str) -> dict[str, dict[str, Any]]:
    """The columns of a table. Raises ValueError when there is none."""
    if name not in schema.resources():
        raise ValueError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
    return schema.columns(name)


def _dtype(field: dict[str, Any]) -> Any:
    import pandas as pd

    if "enum" in field.get("constraints", {}):
        ordered = field["name"].endswith("level")
        return pd.CategoricalDtype(field["constraints"]["enum"], ordered=ordered)
    return {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str"}[field["type"]]
