"""Reference data of `data/raw/reference`: consumer prices, places, Norway's outline.

The README of that folder names the sources.

pandas is imported inside the functions that need it, so that importing the package is quick.
"""

from __future__ import annotations

import csv
import json
import operator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from nicdata import schema

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

INDEX = "index_2015_100"


def consumer_price_index() -> pd.DataFrame:
    """Return Norway's consumer price index, one row per year.

    Columns: `year` (Int64); `index_2015_100` (Float64, 2015 = 100, chained from the printed growth);
    `growth_percent` (Float64, on the year before, as printed); `confidence`; `source_url` (of the growth)."""
    return _read("consumer_price_index.csv", {"year": "Int64", INDEX: "Float64", "growth_percent": "Float64"})


def places() -> pd.DataFrame:
    """Return the coordinates of the places and regions of `clusters`, one row each.

    Columns: `place` (as in `clusters`); `kind` (`town` or `region`); `latitude`, `longitude` (Float64,
    degrees); `basis` (how the coordinates are known; those of a region are its centre, estimated by eye)."""
    return _read("places.csv", {"latitude": "Float64", "longitude": "Float64"})


def counties() -> dict[str, tuple[str, str]]:
    """Return today's county by place or region: place -> (county, code of the county).

    A region that lies in several counties is left out."""
    with (_folder() / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["place"]: (row["county"], row["county_code"]) for row in csv.DictReader(file) if row["county"]
        }


def former_counties() -> dict[str, list[str]]:
    """Return today's counties by a former county's name in small letters, as of 2024."""
    found: dict[str, list[str]] = {}
    with (_folder() / "former_counties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["former"].casefold(), []).append(row["county"])
    return found


def norway_outline() -> list[list[tuple[float, float]]]:
    """Return Norway's mainland and islands as closed rings of (longitude, latitude) in degrees.

    The ring with most points is first. From Natural Earth 4.1.0 (public domain), simplified to 1 km."""
    polygons = json.loads((_folder() / "norway-outline.geojson").read_bytes())["coordinates"]
    return sorted(
        ([(longitude, latitude) for longitude, latitude in ring] for (ring,) in polygons),
        key=len,
        reverse=True,
    )


LATEST: Literal["latest"] = "latest"


@cache
def latest_prices() -> int:
    """Return the newest year of the consumer price index."""
    return int(consumer_price_index()["year"].max())


def real(frame: pd.DataFrame, base: int | Literal["latest"] = LATEST) -> pd.DataFrame:
    """Add every amount in constant prices.

    For each column `x_nok` there is a new column such as `x_nok_2024` (Float64, NOK; the name has the base
    year): the amount, times the consumer price index of the base year, divided by the index of the row's
    `year`.

    `base` is a year, or `latest` for the newest year of the index. An amount for several years (`period_end`
    in a later year) is divided into equal parts, one for each calendar year, because it is not known how it
    was paid. The real amount is empty in a row without a year and for a year outside the index;
    `attrs["without_index"]` lists these years. `attrs["units"]` states the base year and `attrs["deflator"]`
    the index. Other columns and `attrs` are unchanged.

    Raises ValueError when the index does not have the base year, when the frame has no `year` or no column
    that ends in `_nok`, or when one of these columns contains something other than numbers; TypeError when
    `base` is neither a whole number nor `latest`.
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
        raise ValueError("expected a frame with a column 'year' and a column whose name ends in '_nok'")
    first = _numbers(frame, "year", "Int64")
    last = first
    if "period_end" in frame:  # text, or a number if the frame was read from a file with nothing but years
        ends = pd.to_numeric(frame["period_end"].astype("str").str[:4])
        last = ends.astype("Int64").fillna(first).clip(lower=first)
    # The parts of an amount are equal, so its factor is the mean of the yearly factors: a difference of
    # running totals.
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
    """Return a column as numbers. Raises ValueError that names the column when it contains anything else."""
    import pandas as pd

    try:
        return pd.to_numeric(frame[column]).astype(kind)
    except (TypeError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise ValueError(f"the column {column} contains something other than numbers: {why}") from None


def _folder() -> Path:
    return schema.raw_folder() / "reference"


def _read(file: str, numbers: dict[str, str]) -> pd.DataFrame:
    """Return a file as a frame that its caller may change."""
    return _texts(_folder() / file).astype(numbers)


@cache
def _texts(path: Path) -> pd.DataFrame:
    import pandas as pd

    # Only an empty cell is missing: a place may be called NA, None or Null.
    return pd.read_csv(path, dtype="str", encoding="utf-8", keep_default_na=False, na_values=[""])
