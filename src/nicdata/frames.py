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
    """Return the names of the tables, as `load` takes them."""
    return list(schema.resources())


class Tables:
    """The tidy tables of one folder, each read when it is first used.

    `tables["budgets"]` and `tables.budgets` are the same.

    Charts, answers, workbook, exports and the website take a `Tables`, so that all tables they use come from
    one folder. `folder` defaults to `schema.tables_folder()`; `frames` replace tables of the folder by name
    and raise ValueError as `typed` does."""

    def __init__(self, folder: Path | None = None, frames: Mapping[str, pd.DataFrame] | None = None) -> None:
        self.folder = folder or schema.tables_folder()
        self._frames = {name: typed(name, frame) for name, frame in (frames or {}).items()}
        self._given = frozenset(self._frames)  # those that are not what the files contain

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table. Raises ValueError that lists the names when there is no such table."""
        if name not in self._frames:
            self._frames[name] = _read(name, self.folder)
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in schema.resources():
            raise AttributeError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
        return self[name]

    def replaced(self, **frames: pd.DataFrame) -> Tables:
        """Return the same tables with some of them replaced.

        A frame may come from anywhere: its columns are given the types of the table. Raises ValueError as
        `typed` does."""
        return Tables(self.folder, {name: self[name] for name in self._given} | frames)

    def cells(self, name: str) -> schema.Rows:
        """Return the rows of a table as the text of their CSV cells.

        Raises ValueError when the columns of the file differ from the descriptor, or when there is no such
        table."""
        columns = list(_columns(name))
        if name in self._given:
            frame = self[name][columns]
            booleans = [column for column in columns if frame[column].dtype == "boolean"]
            frame = frame.assign(**{c: frame[c].map({True: "true", False: "false"}) for c in booleans})
            return list(csv.DictReader(io.StringIO(frame.to_csv(index=False, date_format="%Y-%m-%d"))))
        path = self.folder / schema.resources()[name]["path"]
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        if reader.fieldnames != columns:
            raise ValueError(f"{path}: the columns differ from the descriptor; nicdata check shows how")
        return rows

    def __repr__(self) -> str:
        return f"<tables of {self.folder}>"


class _OfCells(Tables):
    """Tables with rows that are given as cells. A table becomes a frame when it is first used."""

    def __init__(self, cells: Mapping[str, schema.Rows]) -> None:
        super().__init__()
        self._rows, self._given = cells, frozenset(cells)

    def __getitem__(self, name: str) -> pd.DataFrame:
        import pandas as pd

        if name in self._rows and name not in self._frames:
            texts = pd.DataFrame(self._rows[name], columns=list(_columns(name)), dtype="str")
            self._frames[name] = typed(name, texts.mask(texts == ""))
        return super().__getitem__(name)


def tables(folder: str | Path | None = None) -> Tables:
    """Return the tables of a folder.

    The default is the value of the environment variable NICDATA_TABLES, or else the folder of nicdata's own
    tables. Raises ValueError when tables are missing from the folder."""
    found = Tables(Path(folder) if folder else None)
    paths = [resource["path"] for resource in schema.resources().values()]
    if missing := [path for path in paths if not (found.folder / path).is_file()]:
        raise ValueError(
            f"{found.folder}: no {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}; expected a folder of"
            " tables written by nicdata build"
        )
    return found


def of_cells(cells: Mapping[str, schema.Rows]) -> Tables:
    """Return tables with these rows, the text of CSV cells as `Tables.cells` returns them.

    A table that is asked for raises ValueError as `typed` does."""
    return _OfCells(cells)


def load(name: str, collection: str = schema.ALL) -> pd.DataFrame:
    """Load one tidy table, with the columns that `data/tidy/datapackage.json` describes.

    Returns all rows, or with `collection` those of `article` (the five articles) or `context` (other public
    pages). When several rows state one fact, `shown` is true for one of them.

    Whole numbers are `Int64`, other numbers `Float64`, days `datetime64`, true and false `boolean`; columns
    with a fixed set of values are categories, with levels in the order of their rank. Partial dates (`as_of`,
    `period_start`) are text. `attrs` has the table's `title`, `description`, `units` (by column), `licenses`
    and `version`.

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
    """Restore the column types of a table in a frame that has lost them.

    A frame loses them when it is saved and read, merged or concatenated.

    Returns a copy with the columns of the table and any others the frame has. Raises ValueError that names
    the missing columns, or the first value that does not fit its column."""
    columns = _columns(name)
    if missing := [column for column in columns if column not in frame]:
        raise ValueError(
            f"{name}: no column {', '.join(missing)}; expected the columns of nicdata.load({name!r})"
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
    """Convert a column to a dtype, from any dtype that a file or a merge may have given it.

    `kind` is a dtype, or `datetime64` for days in any time unit. Raises TypeError or ValueError when a value
    cannot be converted."""
    import pandas as pd

    if column.dtype == kind or (kind == "datetime64" and column.dtype.kind == "M"):
        return column
    if kind == "datetime64":
        return pd.to_datetime(column)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return pd.to_datetime(column).astype(kind)
    if pd.api.types.is_numeric_dtype(kind) and kind != "boolean":
        return pd.to_numeric(column).astype(kind)
    # pandas reads a year in a column with empty cells as 2015.0; a budget post such as 2421.71 has decimals.
    is_whole = pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all()
    texts = column.astype("Int64" if is_whole else column.dtype).astype("str")
    if kind == "str":
        return texts
    known = (
        {"True": True, "true": True, "False": False, "false": False}
        if kind == "boolean"
        else {c: c for c in kind.categories}
    )
    unknown = set(texts.dropna()) - known.keys()
    if unknown:
        raise ValueError(f"{min(unknown)!r}; expected one of {', '.join(known)}")
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

    Returns one row per column, indexed by `name`: `title`, `description`, `type`, `unit`, `key` (`primary`,
    `unique`, or the table that a foreign key points to), `required` (true if no cell may be empty), `values`
    (the allowed values with their meaning; empty if any value is allowed). Raises ValueError that lists the
    tables when there is no such table."""
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
    """Replace column names by titles and coded values by labels, in English (`en`) or Norwegian (`nb`).

    `frame` may have some or all columns of the table `name`, and amounts that `nicdata.real` added; other columns are
    unchanged. Raises ValueError
    that lists the tables when there is no such table."""
    columns = _columns(name)
    found = frame.copy()
    for column in found.columns.intersection(list(columns)):
        if labels := columns[column].get("labels"):
            words = {value: schema.label(name, column, value, lang) for value in labels}
            words |= {value == "true": word for value, word in words.items() if value in ("true", "false")}
            found[column] = found[column].astype("object").map(words).astype("str")
    titles = {column: schema.text(field, "title", lang) for column, field in columns.items()}
    return found.rename(
        columns=lambda column: titles.get(column) or schema.real_title(column, lang) or column
    )


def sources(collection: str = schema.ALL) -> pd.DataFrame:
    """Return the sources, oldest first.

    This is the table `articles` with a column `rows`, the number of rows in other tables that come from the
    source (Int64).

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
    """Return the columns of a table. Raises ValueError that lists the tables when there is no such table."""
    if name not in schema.resources():
        raise ValueError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
    return schema.columns(name)


def _dtype(field: dict[str, Any]) -> Any:
    import pandas as pd

    if "enum" in field.get("constraints", {}):
        ordered = field["name"].endswith("level")
        return pd.CategoricalDtype(field["constraints"]["enum"], ordered=ordered)
    return {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str"}[field["type"]]
