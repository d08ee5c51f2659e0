"""The tidy tables as DataFrames, and what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicdata import schema

if TYPE_CHECKING:
    import pandas as pd


OF_BOTH = " Rows of the articles and of the context; `collection` tells them apart."


class Sources(dict[str, dict[str, str]]):
    """Title, publisher, date and address of each source by its id. pandas copies the whole of `attrs` at every step
    of work on a frame; these many texts stay the same object in all copies."""

    def __deepcopy__(self, memo: object) -> Sources:
        return self


def table_names(collection: str = schema.ARTICLE) -> list[str]:
    """The names that `load` knows."""
    return list(schema.resources(collection))


def load(name: str, collection: str = schema.ARTICLE) -> pd.DataFrame:
    """One tidy table as a DataFrame, with the columns of its descriptor in `data/tidy/datapackage.json`.

    `collection` is `article`, what the five articles say; `context`, what other public pages say (tables of
    `data/context`); or `all`, both, where `collection` tells the rows apart, `url` is the page of each and
    `confidence` (`high`, `medium`) says how sure a row of the context is. A table that only one of them has is that
    one in `all`.

    Whole numbers are `Int64`, other numbers `Float64`, days `datetime64`, truths `boolean`; columns with
    a fixed set of values are categories, levels in the order of their rank. Dates that may be cut
    (`as_of`, `period_start`) are text. `attrs` holds the table's title, description, the units of its
    columns, the sources by their id and the licence.

    Raises ValueError that lists the names when there is no such table or collection.
    """
    import pandas as pd

    described = _columns(name, collection)
    chosen = [c for c in schema.COLLECTIONS if collection in (c, schema.ALL) and name in schema.resources(c)]
    sources = Sources()
    for one in chosen:
        sources |= _sources(one)
    if collection != schema.ALL:
        frame = _read(name, collection)
    elif name == "clusters" and len(chosen) > 1:
        frame = _read(name, schema.CONTEXT)  # rolled up from both
        known = set(_read(name, schema.ARTICLE)["cluster_id"])
        found = frame["cluster_id"].isin(known).map({True: schema.ARTICLE, False: schema.CONTEXT})
        frame["collection"] = _collection(found)
    else:
        frames = [_with_source(_read(name, one), one, sources) for one in chosen]
        kinds = {column: kind for frame in frames for column, kind in frame.dtypes.items()}
        for frame in frames:
            for column in kinds.keys() - set(frame):
                frame[column] = pd.Series(None, index=frame.index, dtype=kinds[column])
        frame = pd.concat([frame[list(described)] for frame in frames], ignore_index=True)
    resource, descriptor = schema.resources(chosen[-1])[name], schema.descriptor(chosen[-1])
    frame.attrs = {
        "title": resource["title"],
        "description": resource["description"] + OF_BOTH * (len(chosen) > 1),
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


def codebook(name: str, collection: str = schema.ARTICLE) -> pd.DataFrame:
    """What the columns of a table that `load` gives mean: title, description, type and unit, by name. Raises
    ValueError that lists the names when there is no such table or collection."""
    import pandas as pd

    rows = [
        {key: field.get(key, "") for key in ("name", "title", "description", "type", "unit")}
        for field in _columns(name, collection).values()
    ]
    return pd.DataFrame(rows).set_index("name")


def _columns(name: str, collection: str) -> dict[str, dict[str, Any]]:
    """The columns of a table as `load` gives it. Raises ValueError when there is none."""
    if collection not in (*schema.COLLECTIONS, schema.ALL):
        raise ValueError(
            f"no collection {collection!r}; expected one of {', '.join((*schema.COLLECTIONS, schema.ALL))}"
        )
    if name not in schema.resources(collection):
        known = ", ".join(schema.resources(collection))
        raise ValueError(f"no table {name!r} in the collection {collection!r}; expected one of {known}")
    columns = schema.columns(name, collection)
    if collection != schema.ALL:
        return columns
    found = schema.columns("articles")
    further = ("url", "collection") if "article_id" in columns else ("collection",)
    return columns | {column: found[column] for column in further if column not in columns}


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
    """One row for what several sources say alike, in the order of the year: that of the earliest paragraph, so
    that of an article where an article says it."""
    order = [column for column in ("year", "paragraph") if column in rows]
    return rows.sort_values(order, kind="stable").drop_duplicates(columns)


def collected(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their `collection`, which `load` gives where it is asked for both: one alone is known by its
    columns."""
    if "collection" in rows:
        return rows
    return rows.assign(collection=schema.ARTICLE if "paragraph" in rows else schema.CONTEXT)


def moves(level_changes: pd.DataFrame) -> pd.DataFrame:
    """The moves of clusters, each once however many sources tell it: one row a cluster and level reached, in the
    order of both. Extensions are left out, they reach no level.

    Columns `cluster_id`, `from_level` (where any source tells it, an article's word before another's), `to_level`,
    `level_before` (the level of the cluster's move before this one, where the table has one that is surely
    earlier), `date_earliest` and `date_latest` (what all sources of the move agree on; where they contradict each
    other, the whole span), `kind` (`promotion` if any source calls it one, else `change`, else `admission`) and
    `collection` (`article` if any article tells it, else `context`) and `dated_by` (`article` where the dates rest on
    articles alone, else `context`), `basis` (`announced` if any source states the move, else `inferred`)."""
    import pandas as pd

    rows = collected(level_changes)
    rows = rows[rows["kind"] != "extension"].sort_values("collection", kind="stable")
    found = []
    for (cluster_id, to_level), told in rows.groupby(["cluster_id", "to_level"], observed=True):
        earliest, latest = told["date_earliest"].max(), told["date_latest"].min()
        if earliest > latest:
            earliest, latest = told["date_earliest"].min(), told["date_latest"].max()
        kinds, origins = set(told["kind"]), told["from_level"].dropna()
        kind = next(kind for kind in ("promotion", "change", "admission") if kind in kinds)
        origin = origins.iloc[0] if len(origins) else None
        collections = told["collection"].iloc[[0, -1]]
        basis = "announced" if (told["basis"] == "announced").any() else "inferred"
        found.append((cluster_id, origin, to_level, None, earliest, latest, kind, *collections, basis))
    columns = (
        "cluster_id from_level to_level level_before date_earliest date_latest kind collection dated_by basis"
    )
    table = pd.DataFrame(found, columns=columns.split())
    for row in table.itertuples():
        earlier = table[
            (table["cluster_id"] == row.cluster_id) & (table["date_latest"] < row.date_earliest)
        ].sort_values("date_latest")
        if len(earlier):
            table.loc[row.Index, "level_before"] = earlier["to_level"].iloc[-1]
    levels = rows["to_level"].dtype
    kinds_of = dict.fromkeys(("from_level", "to_level", "level_before"), levels)
    return table.astype(
        kinds_of | dict.fromkeys(("cluster_id", "kind", "collection", "dated_by", "basis"), "str")
    )


# How the notes of the context begin where a sum is not the whole programme's.
NCE_ALONE, A_PART = "The NCE programme alone", "A part only"


def noted(rows: pd.DataFrame, *beginnings: str) -> pd.Series[bool]:
    """Which rows have a note that begins so."""
    return rows["note"].fillna("").str.startswith(beginnings)


def of_articles(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the five articles say."""
    return rows[collected(rows)["collection"] == schema.ARTICLE]


def chosen(rows: pd.DataFrame, conflicts: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows of a table without those that the editor's choice passes over where figures differ (table
    `conflicts`): for a chart or sentence that can follow one figure alone."""
    passed = conflicts[(conflicts["table"] == table) & ~conflicts["shown"]]
    return rows[~rows[_id_column(table)].isin(set(passed["row_id"]))]


def disputed(conflicts: pd.DataFrame, **tables: pd.DataFrame) -> pd.DataFrame:
    """The rows that do not agree, side by side, of the tables that are given by their names: `conflict_id`, `year`,
    `printed` (the figure as printed; empty where none is), `shown`, `article_id`, `collection`, `url`, `confidence`,
    `reason` (with the first row of a conflict, for all of it), in the order of `conflicts`."""
    import pandas as pd

    figures = ("amount_printed", "value_printed")
    parts = []
    for table, rows in tables.items():
        told = conflicts[conflicts["table"] == table].drop(columns="collection", errors="ignore")
        part = told.merge(collected(rows), left_on="row_id", right_on=_id_column(table))
        parts.append(part.rename(columns=dict.fromkeys(figures, "printed")).set_index(told.index))
    columns = "conflict_id year printed shown article_id collection url confidence reason".split()
    found = pd.concat([part.reindex(columns=columns) for part in parts]).sort_index().reset_index(drop=True)
    found["reason"] = found["reason"].mask(found["conflict_id"].duplicated())
    return found


def _id_column(table: str) -> str:
    """The column whose values are the ids of a table's rows."""
    return str(schema.resources(schema.ALL)[table]["schema"]["primaryKey"][0])


def programme_budget(budgets: pd.DataFrame) -> pd.DataFrame:
    """The programme's own budget, each sum of a year once; no other giver's money."""
    own = budgets[(budgets["kind"] == "appropriation") & (budgets["scheme"] == "nic")]
    return unique(own, ["year", "amount_nok"])


def per_cluster(budgets: pd.DataFrame, programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Money a year for one cluster, computed from figures that the articles print (rows of the context are left
    out): a year's budget divided by the clusters active in it, a cluster's grant divided by its years.

    Columns `year, cluster_id` (empty for the average), `amount_nok, divisor, per_year_nok` (NOK, nominal),
    `budget_id, count_id`."""
    import pandas as pd

    budgets, programme_counts = of_articles(budgets), of_articles(programme_counts)
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


def moved_up(table: pd.DataFrame, level: str) -> tuple[list[str], list[str]]:
    """The clusters whose admission at a level `moves` tells, and those of them with a later move to a higher one.
    The second are a lower bound of those that moved up: not every move is told, and a cluster may have moved under
    another name."""
    arrived = table[table["to_level"] == level].set_index("cluster_id")["date_latest"]
    later = table[(table["to_level"] > level) & table["cluster_id"].isin(arrived.index)]
    later = later[later["date_earliest"] > arrived.loc[later["cluster_id"]].to_numpy()]
    return list(arrived.index), list(dict.fromkeys(later["cluster_id"]))


def stays(table: pd.DataFrame) -> pd.DataFrame:
    """How long clusters were at a level that `moves` tells them to reach and to leave for another. A cluster that
    is there still, or left without a word, is not among them.

    Columns `cluster_id`, `level`, `next_level`, `years_low` and `years_high` (the shortest and the longest time the
    dates of both moves allow, in years), `collection` (`article` where the dates of both moves rest on articles alone)."""
    import pandas as pd

    left = table.dropna(subset="level_before")
    both = left.merge(
        table,
        left_on=["cluster_id", "level_before"],
        right_on=["cluster_id", "to_level"],
        suffixes=("", "_in"),
    )
    own = (both["dated_by"] == schema.ARTICLE) & (both["dated_by_in"] == schema.ARTICLE)
    year = 365.25 * 24 * 60 * 60
    return pd.DataFrame(
        {
            "cluster_id": both["cluster_id"],
            "level": both["to_level_in"],
            "next_level": both["to_level"],
            "years_low": (both["date_earliest"] - both["date_latest_in"]).dt.total_seconds() / year,
            "years_high": (both["date_latest"] - both["date_earliest_in"]).dt.total_seconds() / year,
            "collection": own.map({True: schema.ARTICLE, False: schema.CONTEXT}),
        }
    ).sort_values(["level", "years_low"], ignore_index=True)


def chances(programme_counts: pd.DataFrame) -> pd.DataFrame:
    """Applicants and admitted of each round of the programme, where one year and level (or all levels) has both
    printed; counts that differ are paired each with each.

    Columns `year`, `level` (empty: all), `applicants`, `admitted`, `percent` (admitted of the applicants),
    `collection` (`article` where both counts are an article's, else `context`), `applicants_id`, `admitted_id`
    (`count_id` of both), `note` (what is said of the applicants)."""
    import pandas as pd

    counts = collected(programme_counts)
    counts = counts[counts["scheme"] == "nic"]
    keys = ["year", "level"]
    applied, admitted = (
        unique(counts[counts["measure"] == measure], [*keys, "value"])[
            [*keys, "value", "collection", "count_id", "note"]
        ]
        for measure in ("applicants", "clusters_admitted")
    )
    both = applied.merge(admitted, on=keys, suffixes=("_applied", "_admitted"))
    own = (both["collection_applied"] == schema.ARTICLE) & (both["collection_admitted"] == schema.ARTICLE)
    return pd.DataFrame(
        {
            "year": both["year"],
            "level": both["level"],
            "applicants": both["value_applied"],
            "admitted": both["value_admitted"],
            "percent": both["value_admitted"] / both["value_applied"] * 100,
            "collection": own.map({True: schema.ARTICLE, False: schema.CONTEXT}),
            "applicants_id": both["count_id_applied"],
            "admitted_id": both["count_id_admitted"],
            "note": both["note_applied"],
        }
    ).sort_values(["level", "year", "applicants"], na_position="first", ignore_index=True)
