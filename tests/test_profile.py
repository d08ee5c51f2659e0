"""One cluster: found under every name, with all its rows, readable in two languages."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import nicdata
from conftest import nicdata as run
from nicdata import analysis, profile, schema

TABLES = nicdata.tables()
WITH_CLUSTERS = [name for name in schema.resources() if "cluster_id" in schema.columns(name)]
IDS = sorted(TABLES["clusters"]["cluster_id"])


def test_every_name_leads_to_its_cluster() -> None:
    """Catches a name, an old one too, under which a cluster is not found, however it is typed."""
    names = sorted(set(analysis.names_of(TABLES)))
    for number, (name, cluster_id) in enumerate(names[::7]):
        typed = (name, name.upper(), f" {name} ")[number % 3]
        assert profile.find(typed, TABLES) == cluster_id


def test_a_level_before_a_name_does_not_matter() -> None:
    """Catches a cluster that is only found without, or only with, the level that people put before its name."""
    plain = next(name for name, _ in analysis.names_of(TABLES) if " " not in name and name.isalpha())
    level = str(TABLES["levels"]["level"].iloc[-1])
    assert profile.find(f"{level} {plain}", TABLES) == profile.find(plain, TABLES)


def test_an_unknown_name_gets_suggestions() -> None:
    """Catches a dead end for a misspelt name."""
    name = next(name for name, _ in analysis.names_of(TABLES) if len(name) > 10)
    with pytest.raises(ValueError, match=re.escape(name)):
        nicdata.cluster(name[:-1] + "xq")
    with pytest.raises(ValueError, match=r"Oslo Cancer Cluster, .*Oslo Medtech"):  # what holds the word
        nicdata.cluster("Oslo")
    with pytest.raises(ValueError, match="the table clusters lists them all"):
        nicdata.cluster("?")


def test_a_name_of_two_clusters_lists_their_ids() -> None:
    """Catches one of two clusters that is chosen silently."""
    names = TABLES["cluster_names"]
    double = pd.concat([names, names.tail(1).assign(cluster_id=IDS[0], cluster_name_id="x")])
    tables = TABLES.replaced(cluster_names=double)
    with pytest.raises(ValueError, match="several clusters"):
        profile.find(str(names["name"].iloc[-1]), tables)


@pytest.mark.parametrize("cluster_id", IDS[:: len(IDS) // 5])
def test_a_profile_holds_every_row_of_the_cluster(cluster_id: str) -> None:
    """Catches a row that a profile leaves out, and one of another cluster."""
    found = nicdata.cluster(cluster_id)
    for table in WITH_CLUSTERS:
        if table != "clusters":
            rows = TABLES[table]
            wanted = rows.loc[(rows["cluster_id"] == cluster_id).fillna(False), schema.id_column(table)]
            assert set(wanted) <= set(found[table][schema.id_column(table)])
    assert set(found["cluster_names"]["article_id"]) <= set(found["articles"]["article_id"])


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_every_profile_can_be_read(lang: str) -> None:
    """Catches a cluster whose profile fails, holds "nan", or codes and column names where words should be."""
    codes = {column for name in schema.resources() for column in schema.columns(name) if "_" in column}
    for cluster_id in IDS[lang == "nb" :: 40]:  # the site's tests look at all of them
        found = nicdata.cluster(cluster_id, TABLES)
        text = found.text(lang)
        assert text.startswith(f"{found.name} ({cluster_id})")
        assert not re.search(r"\bnan\b|\bNaT\b|<NA>|\bNone\b", text)
        assert not codes & set(re.findall(r"\w+", text))
        assert all(title in found.html(lang) for title, _ in found.shown(lang))


def test_the_command_prints_the_profile() -> None:
    """Catches a command that says something other than the library."""
    found = nicdata.cluster(IDS[0])
    for lang in ("en", "nb"):
        done = run("cluster", found.name, "--lang", lang)
        assert done.stdout == found.text(lang) + "\n", done.stderr
    done = run("cluster", "no such cluster at all")
    assert done.returncode == 2 and "no cluster is called" in done.stderr


def test_years_of_one_level_are_one_span() -> None:
    """Catches a span over a year that is missing, or over a change of level."""
    rows = pd.DataFrame(
        {
            "year": pd.array([2010, 2011, 2013, 2014, 2015], "Int64"),
            "level": ["Arena", "Arena", "Arena", None, "NCE"],
            "basis": ["stated", "stated", "stated", "unknown", "stated"],
        }
    )
    years = dict(nicdata.cluster(IDS[0]).tables) | {"cluster_years": rows}
    for name in years:
        if name != "cluster_years":
            years[name] = years[name].iloc[:0]
    ((_, frame),) = profile.Cluster("x", "X", pd.Series(dtype="str"), years).shown()
    assert list(frame.rows.iloc[:, 0]) == ["2010–2011", "2013", "2014", "2015"]
