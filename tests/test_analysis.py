"""What is derived from the tables: moves, and where places lie on the map."""

from __future__ import annotations

from sys import modules

import numpy as np
import pandas as pd
import pytest

import nicdata
import nicdata.charts
from nicdata import analysis

maps = modules["nicdata.charts.map"]  # the package has a chart of that name


def test_a_move_told_by_several_is_one() -> None:
    """Catches a cluster counted twice at a level, a date or level told by one source lost, an extension as a move."""
    changes = nicdata.load("level_changes")
    table = analysis.moves(changes)
    assert not table.duplicated(["cluster_id", "to_level"]).any()
    assert len(table) == len(
        changes[changes["kind"] != "extension"].drop_duplicates(["cluster_id", "to_level"])
    )
    cod = table[(table["cluster_id"] == "cod-cluster") & (table["to_level"] == "Arena Pro")].iloc[0]
    assert (cod["from_level"], cod["level_before"], cod["collection"]) == ("Arena", "Arena", "article")
    assert cod["date_earliest"] == cod["date_latest"] == pd.Timestamp("2020-11-19")
    nfta = table[(table["cluster_id"] == "nfta") & (table["to_level"] == "Arena")].iloc[0]
    assert nfta["date_latest"].year == 2014
    node = table[table["cluster_id"] == "node"].set_index("to_level")["level_before"]
    assert pd.isna(node["Arena"]) and (node["NCE"], node["GCE"]) == ("Arena", "NCE")
    for collection in ("article", "context"):
        own = analysis.moves(nicdata.load("level_changes", collection))
        assert set(own["collection"]) == {collection} and len(own) < len(table)


def test_sources_that_contradict_each_other_give_the_whole_span() -> None:
    """Catches a move that ends before it begins."""
    changes = nicdata.load("level_changes")
    one = changes[changes["level_change_id"] == "node-2014-gce"]
    later = one.assign(
        level_change_id="node-2016-gce",
        same_as="node-2014-gce",
        date_earliest=pd.Timestamp("2016-01-01"),
        date_latest=pd.Timestamp("2016-12-31"),
    )
    move = analysis.moves(pd.concat([one, later])).iloc[0]
    assert (str(move["date_earliest"])[:10], str(move["date_latest"])[:10]) == ("2014-06-18", "2016-12-31")


def test_projection() -> None:
    """Catches a map whose angles or lengths are wrong."""
    x, y = maps.project([15, 15, 15], [58, 65, 71])
    assert x == pytest.approx([0, 0, 0], abs=1e-9) and y[1] == pytest.approx(0, abs=1e-9) and y[0] < 0 < y[2]
    # By the formulas of Snyder, Map Projections: A Working Manual, 15-1 to 15-4, on a sphere of 6371 km.
    oslo, tromsoe = np.array(maps.project(10.75, 59.91)), np.array(maps.project(18.96, 69.65))
    between = great_circle((10.75, 59.91), (18.96, 69.65))
    assert np.hypot(*(oslo - tromsoe)) == pytest.approx(between, rel=0.02) and 1100 < between < 1200
    for longitude, latitude in ((5, 58), (10, 60), (15, 65), (25, 70), (31, 71)):
        small = 1e-4
        here = np.array(maps.project(longitude, latitude))
        east = np.array(maps.project(longitude + small / np.cos(np.radians(latitude)), latitude)) - here
        north = np.array(maps.project(longitude, latitude + small)) - here
        assert np.hypot(*east) == pytest.approx(np.hypot(*north), rel=1e-4)
        assert east @ north == pytest.approx(0, abs=1e-4 * np.hypot(*east) * np.hypot(*north))
        assert np.hypot(*north) / (np.radians(small) * maps.EARTH_KM) == pytest.approx(1, abs=0.004)
    for parallel in maps.PARALLELS:  # true to scale
        (x0, x1), (y0, y1) = maps.project([10, 10.01], [parallel, parallel])
        length = maps.EARTH_KM * np.radians(0.01) * np.cos(np.radians(parallel))
        assert np.hypot(x1 - x0, y1 - y0) == pytest.approx(length, rel=1e-6)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = np.radians(one), np.radians(other)
    return float(maps.EARTH_KM * np.arccos(np.sin(b) * np.sin(d) + np.cos(b) * np.cos(d) * np.cos(a - c)))
