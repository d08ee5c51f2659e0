"""The tidy tables as DataFrames, and what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicdata import schema

if TYPE_CHECKING:
    import pandas as pd


def table_names() -> list[str]:
    """The names that `load` knows."""
    return list(schema.resources())


def load(name: str, collection: str = schema.ARTICLE) -> pd.DataFrame:
    """One tidy table as a DataFrame, with the columns of its descriptor in `data/tidy/datapackage.json`.

    `collection` is `article`, what the five articles say; `context`, what other public pages say (tables of
    `data/context`); or `all`, both, where `collection` tells the rows apart, `url` is the page of each and
    `confidence` (`high`, `medium`) says how sure a row of the context is. A table that the context does not have
    is that of the articles.

    Whole numbers are `Int64`, other numbers `Float64`, days `datetime64`, truths `boolean`; columns with
    a fixed set of values are categories, levels in the order of their rank. Dates that may be cut
    (`as_of`, `period_start`) are text. `attrs` holds the table's title, description, the units of its
    columns, the sources by their id and the licence.

    Raises ValueError that lists the names when there is no such table or collection.
    """
    import pandas as pd

    if collection not in (*schema.COLLECTIONS, "all"):
        raise ValueError(
            f"no collection {collection!r}; expected one of {', '.join((*schema.COLLECTIONS, 'all'))}"
        )
    chosen = [c for c in schema.COLLECTIONS if collection in (c, "all") and name in schema.resources(c)]
    if not chosen:
        _columns(name)
        raise ValueError(
            f"the {collection} has no table {name!r}; it stands in the collection {schema.ARTICLE}"
        )
    sources: dict[str, dict[str, str]] = {}
    for one in chosen:
        sources |= _sources(one)
    if collection != "all":
        frame = _read(name, collection)
    elif name == "clusters" and len(chosen) > 1:
        frame = _read(name, schema.CONTEXT)  # rolled up from both
        known = set(_read(name, schema.ARTICLE)["cluster_id"])
        found = frame["cluster_id"].isin(known).map({True: schema.ARTICLE, False: schema.CONTEXT})
        frame["collection"] = _collection(found)
    else:
        frames = [_with_source(_read(name, one), one, sources) for one in chosen]
        columns = list(dict.fromkeys(column for frame in frames for column in frame))
        kinds = {column: kind for frame in frames for column, kind in frame.dtypes.items()}
        for frame in frames:
            for column in kinds.keys() - set(frame):
                frame[column] = pd.Series(None, index=frame.index, dtype=kinds[column])
        frame = pd.concat([frame[columns] for frame in frames], ignore_index=True)
    described, resource = _columns(name), schema.resources(chosen[0])[name]
    descriptor = schema.descriptor()
    frame.attrs = {
        "title": resource["title"],
        "description": resource["description"],
        "units": {column: field["unit"] for column, field in described.items() if "unit" in field},
        "sources": sources,
        "licenses": [dict(licence) for licence in descriptor["licenses"]],
        "version": descriptor["version"],
    }
    return frame


def _read(name: str, collection: str) -> pd.DataFrame:
    import pandas as pd

    columns = schema.columns(name, collection)
    return pd.read_csv(
        schema.tidy_folder(collection) / schema.resources(collection)[name]["path"],
        dtype={column: _dtype(field) for column, field in columns.items() if field["type"] != "date"},
        parse_dates=[column for column, field in columns.items() if field["type"] == "date"],
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )


def _with_source(frame: pd.DataFrame, collection: str, sources: dict[str, dict[str, str]]) -> pd.DataFrame:
    """The rows with their collection, and the address of the article or page each comes from."""
    import pandas as pd

    if "url" not in frame and "article_id" in frame:
        addresses = {key: source["url"] or None for key, source in sources.items()}
        frame["url"] = frame["article_id"].map(addresses).astype("str")
    frame["collection"] = _collection(pd.Series(collection, index=frame.index))
    return frame


def _collection(values: pd.Series[str]) -> pd.Series[str]:
    return values.astype(_dtype(schema.columns("articles")["collection"]))


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
    if name not in schema.resources():
        raise ValueError(f"no table {name!r}; expected one of {', '.join(schema.resources())}")
    return schema.columns(name)


def _sources(collection: str) -> dict[str, dict[str, str]]:
    """The sources of a collection by id: title, publisher, date and address."""
    import csv

    path = schema.tidy_folder(collection) / schema.resources(collection)["articles"]["path"]
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


def unique(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row for what several paragraphs say alike, in the order of the year."""
    return rows.sort_values(["year", "paragraph"]).drop_duplicates(columns)


def programme_budget(budgets: pd.DataFrame) -> pd.DataFrame:
    """The programme's own budget, each sum of a year once; no other giver's money."""
    own = budgets[(budgets["kind"] == "appropriation") & (budgets["scheme"] == "nic")]
    return unique(own, ["year", "amount_nok"])


def per_cluster(budgets: pd.DataFrame, programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Money a year for one cluster, computed from printed figures: a year's budget divided by the clusters
    active in it, a cluster's grant divided by its years.

    Columns `year, cluster_id` (empty for the average), `amount_nok, divisor, per_year_nok` (NOK, nominal),
    `budget_id, count_id`."""
    import pandas as pd

    active = unique(programme_counts[programme_counts["measure"] == "clusters_active"], ["year", "value"])
    average = (
        programme_budget(budgets)
        .drop(columns="cluster_id")
        .merge(active[["year", "value", "count_id"]], on="year")
    )
    average = average.assign(cluster_id=None, divisor=average["value"])
    grants = budgets[(budgets["kind"] == "cluster_grant") & budgets["period_years"].notna()]
    rows = pd.concat([average, grants.assign(divisor=grants["period_years"], count_id=None)])
    rows["per_year_nok"] = rows["amount_nok"] / rows["divisor"]
    columns = ["year", "cluster_id", "amount_nok", "divisor", "per_year_nok", "budget_id", "count_id"]
    return rows[columns].reset_index(drop=True)
