"""Reference data of `data/raw/reference`, whose README tells the sources: prices, places, Norway's outline.

pandas is loaded by the functions that need it: importing the package stays quick.
"""

from __future__ import annotations

import csv
import json
import operator
from typing import TYPE_CHECKING, Any, Literal

from nicdata import schema

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

INDEX = "index_2015_100"


def consumer_price_index() -> pd.DataFrame:
    """Norway's consumer price index, one row a year: `year` (Int64), `index_2015_100` (Float64, 2015 = 100, chained
    and not printed), `growth_percent` (Float64, on the year before, as printed), `confidence`, `source_url` (of
    the growth)."""
    return _read("consumer_price_index.csv", {"year": "Int64", INDEX: "Float64", "growth_percent": "Float64"})


def places() -> pd.DataFrame:
    """Where the places and regions of `clusters` lie, one row each: `place` (as in `clusters`), `kind` (`town`,
    `region`), `latitude`, `longitude` (Float64, degrees), `basis` (how they are known: a region's are the middle
    of it by eye)."""
    return _read("places.csv", {"latitude": "Float64", "longitude": "Float64"})


def counties() -> dict[str, tuple[str, str]]:
    """Today's county and its code by place, for the places and regions that lie in one county."""
    with (_folder() / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["place"]: (row["county"], row["county_code"]) for row in csv.DictReader(file) if row["county"]
        }


def norway_outline() -> list[list[tuple[float, float]]]:
    """Norway's mainland and islands as closed rings of (longitude, latitude) in degrees, the largest first. Made
    with Natural Earth 4.1.0 (public domain), simplified to 1 km."""
    polygons = json.loads((_folder() / "norway-outline.geojson").read_bytes())["coordinates"]
    return sorted(
        ([(longitude, latitude) for longitude, latitude in ring] for (ring,) in polygons),
        key=len,
        reverse=True,
    )


LATEST: Literal["latest"] = "latest"


def latest_prices() -> int:
    """Return the newest year of the consumer price index."""
    return int(consumer_price_index()["year"].max())


def real(frame: pd.DataFrame, base: int | Literal["latest"] = LATEST) -> pd.DataFrame:
    """Add every amount in constant prices: beside each column `x_nok` a column `x_nok_2024` (Float64, NOK; the name has
    the base year), the amount times the consumer price index of the base year over that of the row's `year`.

    `base` is a year, or `latest`: the newest year of the index. An amount for several years (`period_end` in a later
    year) counts as equal parts, one in each calendar year of them: how it was paid is not known. The real amount is
    empty in a row without a year and in a year that the index does not reach; `attrs["without_index"]` lists these
    years. `attrs["units"]` states the base year and `attrs["deflator"]` the index. Other columns and `attrs` stay as
    they are.

    Raises ValueError when the index does not have the base year, and when the frame has no `year` or no column that
    ends in `_nok`, or one of these columns holds something other than numbers; TypeError when `base` is neither a
    whole number nor `latest`.
    """
    import pandas as pd

    base = latest_prices() if isinstance(base, str) and base == LATEST else operator.index(base)
    index = consumer_price_index().set_index("year")[INDEX]
    if base not in index.index:
        raise ValueError(
            f"no consumer price index for {base!r}; expected {LATEST!r} or a year from {index.index.min()} to"
            f" {index.index.max()}"
        )
    sums = [c for c in map(str, frame.columns) if c.endswith("_nok")]
    if "year" not in frame or not sums:
        raise ValueError("expected a frame with a column 'year' and one whose name ends in '_nok'")
    first = _numbers(frame, "year", "Int64")
    last = first
    if "period_end" in frame:  # text, or a number where a file with nothing but years was read
        ends = pd.to_numeric(frame["period_end"].astype("str").str[:4])
        last = ends.astype("Int64").fillna(first).clip(lower=first)
    # The parts of a sum weigh alike, so its factor is the mean of theirs: a difference of running totals.
    running = (index[base] / index).cumsum()
    before = running.shift(fill_value=0.0)
    factor = (last.map(running) - first.map(before)).astype("Float64") / (last - first + 1)
    names = {column: f"{column}_{base}" for column in sums}
    deflated = frame.assign(
        **{name: _numbers(frame, column, "Float64") * factor for column, name in names.items()}
    )
    units = dict.fromkeys(names.values(), f"NOK, prices of {base}")
    years = {int(year) for ends in (first, last) for year in ends.dropna().unique()}
    deflated.attrs = dict(frame.attrs) | {
        "units": dict(frame.attrs.get("units", {})) | units,
        "deflator": f"Norway's consumer price index, yearly mean, {base} = 1; amounts for several years in equal parts",
        "without_index": sorted(years - set(map(int, index.index))),
    }
    return deflated


def _numbers(frame: pd.DataFrame, column: str, kind: Literal["Int64", "Float64"]) -> pd.Series[Any]:
    """A column as numbers. Raises ValueError that names it where it holds something else."""
    import pandas as pd

    try:
        return pd.to_numeric(frame[column]).astype(kind)
    except (TypeError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise ValueError(f"the column {column} holds something other than numbers: {why}") from None


def _folder() -> Path:
    return schema.raw_folder() / "reference"


def _read(file: str, numbers: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    # An empty cell is missing, and nothing else: a place may be called NA, None or Null.
    texts = pd.read_csv(
        _folder() / file, dtype="str", encoding="utf-8", keep_default_na=False, na_values=[""]
    )
    return texts.astype(numbers)
