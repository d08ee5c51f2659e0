"""The reference data are consistent, and amounts in constant prices are right."""

# mypy: disable-error-code="operator, index, call-overload, arg-type"
# A value out of a frame has the type of every scalar that pandas knows.
from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import nicdata
from nicdata import reference


def test_index_and_growth_agree() -> None:
    """Catches a mistyped index or growth: they may differ only by rounding."""
    index = reference.consumer_price_index()
    assert list(index["year"]) == list(range(2002, 2025))
    assert index.set_index("year")[reference.INDEX][2015] == 100
    pairs = zip(index.iloc[:-1].itertuples(), index.iloc[1:].itertuples(), strict=True)
    for before, row in pairs:
        growth = 100 * (row.index_2015_100 / before.index_2015_100 - 1)
        both = 100 * 0.05 / before.index_2015_100 * (1 + row.index_2015_100 / before.index_2015_100)
        assert abs(growth - row.growth_percent) <= 0.05 + both, row.year
    assert index["source_url"].str.startswith("https://").all()


def test_growth_over_the_years_agrees() -> None:
    """Catches an index that gradually departs from the printed growth although each year is within
    rounding."""
    index = reference.consumer_price_index().set_index("year")
    level = 100.0
    for year in range(2016, 2025):
        level *= 1 + index["growth_percent"][year] / 100
        assert level == pytest.approx(index[reference.INDEX][year], abs=0.2), year


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(values, dtype="Int64") for name, values in columns.items()})


def test_a_sum_by_hand() -> None:
    """Catches an inverted index: 100 kroner of 2015 are 116.1 of 2021, not 86.1."""
    rows = frame(year=[2015, 2021, 2022], amount_nok=[100, 100, 122_800])
    assert list(nicdata.real(rows, base=2021)["amount_nok_2021"]) == pytest.approx([116.1, 100, 116_100])
    assert list(nicdata.real(rows, base=2015)["amount_nok_2015"]) == pytest.approx([100, 86.1326, 100_000])


def test_every_sum_and_nothing_else() -> None:
    """Catches a column of kroner left nominal, one deflated twice, and a change of the caller's frame."""
    rows = frame(year=[2015], amount_nok=[100], per_year_nok=[50], value=[7])
    before = rows.copy()
    twice = nicdata.real(nicdata.real(rows, base=2021), base=2015)
    assert list(twice) == [
        *rows,
        *("amount_nok_2021", "per_year_nok_2021"),
        *("amount_nok_2015", "per_year_nok_2015"),
    ]
    assert twice["amount_nok_2015"][0] == 100 and str(twice["per_year_nok_2021"].dtype) == "Float64"
    pd.testing.assert_frame_equal(rows, before)


def test_a_sum_of_several_years_is_spread_over_them() -> None:
    """Catches a grant of many years in prices of its first year, and one of a single year divided between
    two."""
    index = reference.consumer_price_index().set_index("year")["index_2015_100"]
    rows = frame(year=[2019, 2019, 2023], amount_nok=[300, 300, 300])
    rows["period_end"] = ["2021-06", None, "2026"]
    parts = [100 * index[2021] / index[year] for year in (2019, 2020, 2021)]
    real = nicdata.real(rows, base=2021)["amount_nok_2021"]
    assert list(real[:2]) == pytest.approx([sum(parts), 3 * parts[0]]) and pd.isna(real[2])


def test_what_is_not_known_stays_empty() -> None:
    """Catches a guessed price level for a missing year, a year outside the index, or a missing amount."""
    rows = frame(year=[None, 2001, 2025, 2015, 2021], amount_nok=[1, 1, 1, None, 1])
    assert list(nicdata.real(rows, base=2021)["amount_nok_2021"].isna()) == [True, True, True, True, False]
    assert nicdata.real(rows.iloc[:1], base=2021)["amount_nok_2021"].isna().all()


def test_units_travel_along() -> None:
    """Catches a real amount without its base year, and nominal amounts that lose their unit."""
    budgets = nicdata.load("budgets")
    told = nicdata.real(budgets, base=2015).attrs
    assert told["units"]["amount_nok_2015"] == "NOK, prices of 2015"
    assert told["units"]["amount_nok"] == "NOK, nominal" and told["version"] == budgets.attrs["version"]
    assert "amount_nok_2015" not in budgets.attrs["units"] and "2015" in told["deflator"]


@pytest.mark.parametrize("collection", ["article", "context", "all"])
def test_budgets_in_the_newest_prices(collection: str) -> None:
    """Catches a table that cannot be deflated, an older amount that becomes smaller, a base that is not the
    newest year, and a year outside the index that is not listed."""
    budgets = nicdata.load("budgets", collection)
    newest = int(reference.consumer_price_index()["year"].max())
    rows = nicdata.real(budgets)
    real = rows[f"amount_nok_{newest}"]
    assert len(rows) == len(budgets) and f"prices of {newest}" in rows.attrs["units"][real.name]
    one_year = ~(rows["period_end"].str[:4].astype("Int64") > rows["year"]).fillna(False)
    known = rows["amount_nok"].notna() & (rows["year"] < newest) & one_year
    assert known.any() and (real[known] > rows.loc[known, "amount_nok"]).all()
    beyond = rows["year"] > newest
    assert real[beyond].isna().all() and set(rows.loc[beyond, "year"]) <= set(rows.attrs["without_index"])
    assert min(rows.attrs["without_index"], default=newest + 1) > newest


def test_errors() -> None:
    """Catches a frame or a base year that is accepted and gives wrong results."""
    rows = frame(year=[2015], amount_nok=[100])
    with pytest.raises(ValueError, match="2030; expected 'latest' or a year from 2002 to 2024"):
        nicdata.real(rows, base=2030)
    with pytest.raises(TypeError):
        nicdata.real(rows, base=2021.0)
    for wrong in (rows[["year"]], rows[["amount_nok"]]):
        with pytest.raises(ValueError, match="'year' and a column whose name ends in '_nok'"):
            nicdata.real(wrong)


def test_outline() -> None:
    """Catches an outline with longitude and latitude exchanged, cut off, or with open rings."""
    rings = reference.norway_outline()
    assert len(rings) > 50 and len(rings[0]) > 1000
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
    longitudes, latitudes = zip(*(point for ring in rings for point in ring), strict=True)
    assert (min(longitudes), max(longitudes)) == pytest.approx((4.6, 31.1), abs=0.2)
    assert (min(latitudes), max(latitudes)) == pytest.approx((58.0, 71.2), abs=0.2)


def test_places_lie_in_norway() -> None:
    """Catches a place at sea or abroad, one listed twice, and one of an unknown kind."""
    places, rings = reference.places(), reference.norway_outline()
    longitudes, latitudes = zip(*(point for ring in rings for point in ring), strict=True)
    assert places["place"].is_unique and set(places["kind"]) == {"town", "region"}
    assert places["longitude"].between(min(longitudes), max(longitudes)).all()
    assert places["latitude"].between(min(latitudes), max(latitudes)).all()
    assert places["basis"].notna().all()


NAMES = "NA None nan NaN null NULL N/A n/a #N/A #NA <NA> -nan -NaN 1.#IND 1.#QNAN inf True 007 1e5".split()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_whatever_it_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a place, source or basis that is lost because its name looks like a missing value."""
    monkeypatch.setattr(reference, "_folder", lambda: tmp_path)
    (tmp_path / "places.csv").write_text(
        f'place,kind,latitude,longitude,basis\n{name},town,60.1,5,{name}\n"{name}",region,,,\n',
        encoding="utf-8",
    )
    places = reference.places()
    assert (
        list(places["place"]) == [name, name] and places["basis"][0] == name and pd.isna(places["basis"][1])
    )
    assert places["latitude"][0] == 60.1 and places[["latitude", "longitude"]].isna().all(axis=1)[1]
    (tmp_path / "consumer_price_index.csv").write_text(
        f"year,index_2015_100,growth_percent,confidence,source_url\n2015,100,,{name},{name}\n",
        encoding="utf-8",
    )
    index = reference.consumer_price_index()
    assert index["confidence"][0] == index["source_url"][0] == name and pd.isna(index["growth_percent"][0])


@pytest.mark.parametrize(("column", "kind"), [("place", "town"), ("region", "region")])
def test_every_home_is_placed(column: str, kind: str) -> None:
    """Catches a place of a cluster without coordinates, and coordinates of a place without a cluster."""
    places = reference.places()
    homes = nicdata.load("clusters", "all")[column].dropna().str.split("; ").explode()
    assert set(homes) == set(places.loc[places["kind"] == kind, "place"])
