"""The usual questions, each answered in one call with a small table that names its sources.

>>> from nicdata import questions
>>> questions.budgets()
>>> questions.clusters_by_county()

Every function takes the tables that `nicdata.tables` gives (default: nicdata's own).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from nicdata import analysis, frames, reference
from nicdata.text import slug

if TYPE_CHECKING:
    from nicdata.frames import Tables

APPROVED = "approved"  # the stage of a state budget item that can be compared with a year's budget
COUNTED = ["clusters_active", "clusters_served", "clusters_listed"]  # what tells how many clusters there were
SOURCE = ["article_id", "paragraph", "url", "confidence"]


def budgets(tables: Tables | None = None) -> pd.DataFrame:
    """List what is known of the programme's budget, year by year, from the first stated budget on.

    Returns one row a year, indexed by `year`: `known` (whether a source states the programme's own budget),
    `amount_printed`, `qualifier`, `amount_nok` (NOK, nominal), the same in the prices of the newest year of the index
    (`amount_nok_2024`; empty where the index does not reach), `budget_id`, `article_id`, `paragraph`, `url`,
    `confidence`; then the approved amount of each state budget item that the programme is paid from (`ceiling_2421.71`; NOK, nominal) and
    its source (`ceiling_url`). An item holds other schemes too: it is a ceiling on what its own ministry paid, and
    the programme can be paid from several. Empty without any stated budget."""
    tables = tables or frames.tables()
    rows = analysis.programme_budget(tables.budgets)
    rows = reference.real(rows[rows["shown"] & (rows["scope"] == "programme")]).drop_duplicates("year")
    real = f"amount_nok_{reference.latest_prices()}"
    stated = rows.set_index(rows["year"].astype("int"))[
        ["amount_printed", "qualifier", "amount_nok", real, "budget_id", *SOURCE]
    ]
    if stated.empty:
        return stated
    items = tables.state_budget_posts
    items = items[(items["stage"] == APPROVED).fillna(False)].drop_duplicates(["year", "post"])
    ceilings = items.pivot(index="year", columns="post", values="amount_nok").add_prefix("ceiling_")
    ceilings["ceiling_url"] = items.drop_duplicates("year").set_index("year")["url"]
    last = max([stated.index.max(), *map(int, ceilings.index)])
    years = pd.RangeIndex(stated.index.min(), last + 1, name="year")
    found = pd.concat([stated.reindex(years), ceilings.reindex(years)], axis="columns")
    found.insert(0, "known", found["amount_nok"].notna())
    return found


def clusters_in(county: str, tables: Tables | None = None) -> pd.DataFrame:
    """List the clusters in one of today's counties, by its name or code (`Vestland`, `NO-46`).

    Returns rows of `clusters`; `attrs["without_county"]` is the number of clusters whose county is not known, of
    which some may belong here. Raises ValueError that lists the counties when there is no such one, and names the one
    that a former county now is part of."""
    clusters = (tables or frames.tables()).clusters
    known = clusters[["county", "county_code"]].dropna().drop_duplicates()
    lists = clusters["county"].astype("str").fillna("").str.split("; ")
    counties = sorted({name for names in lists for name in names if name})
    codes = {
        slug(code): name
        for names, numbers in known.itertuples(index=False, name=None)
        for name, code in zip(names.split("; "), numbers.split("; "), strict=True)
    }
    by_slug = {slug(name): name for name in counties} | codes
    if slug(county) not in by_slug:
        today = reference.former_counties().get(county.strip().casefold(), [])
        hint = f" (now in {' and '.join(today)})" if today else ""
        raise ValueError(
            f"no cluster is known to be in {county!r}{hint}; expected one of {', '.join(counties)}"
        )
    wanted = by_slug[slug(county)]
    found = clusters[[wanted in names for names in lists]].reset_index(drop=True)
    found.attrs["without_county"] = int(clusters["county"].isna().sum())
    return found


def clusters_by_county(tables: Tables | None = None) -> pd.DataFrame:
    """List all clusters by today's county; those whose county is not known are last.

    Returns `county` (one county; a cluster that lies in several has a row in each), `county_code`, `cluster_id`, `name`,
    `latest_level`, `latest_level_year`, `last_seen` (the last year in which a source states that it was in the
    programme), `status` (`left` or `merged` if a source reports it, `no_exit_reported`, or `not_stated`: no source
    states that it was in the programme), `departure_year` (of the exit or merger), `merged_into` and
    `merged_into_name` (empty where that is not a cluster of the programme). `attrs["without_county"]` is the number
    of clusters whose county is not known."""
    tables = tables or frames.tables()
    clusters = tables.clusters
    columns = ["county", "cluster_id", "name", "latest_level", "latest_level_year", "last_seen", "left_year"]
    found = clusters[columns].assign(county=clusters["county"].str.split("; ")).explode("county")
    codes = clusters[["county", "county_code"]].dropna().drop_duplicates("county")
    found.insert(1, "county_code", found["county"].map(codes.set_index("county")["county_code"]))
    merged = departures(tables).query("what == 'merged'").drop_duplicates("cluster_id", keep="last")
    merged = merged.set_index("cluster_id")
    is_merged = found["cluster_id"].isin(merged.index)
    found["status"] = "no_exit_reported"
    found.loc[found["last_seen"].isna(), "status"] = "not_stated"
    found.loc[found["left_year"].notna(), "status"] = "left"
    found.loc[is_merged, "status"] = "merged"
    year = pd.to_numeric(merged["as_of"].str[:4], errors="coerce").astype("Int64")
    found["departure_year"] = found.pop("left_year").mask(is_merged, found["cluster_id"].map(year))
    found["merged_into"] = found["cluster_id"].map(merged["into_cluster_id"]).astype("str")
    names = clusters.set_index("cluster_id")["name"]
    found["merged_into_name"] = found["merged_into"].map(names).astype("str")
    found = found.sort_values(
        ["county", "name", "cluster_id"],
        key=lambda texts: texts.astype("str").str.casefold(),
        ignore_index=True,
    )
    found.attrs["without_county"] = int(clusters["county"].isna().sum())
    return found


def clusters_by_level(tables: Tables | None = None) -> pd.DataFrame:
    """List the counts of the programme's clusters that sources state, by year and level.

    Returns `year`, `level` (empty: all levels together), `measure` (active at a date, listed, or served during the
    year: compare within one measure), `as_of`, `moment` (before or after a round), `value`, `qualifier`, `basis`,
    `note`, `count_id`, and the source. One row for each fact."""
    tables = tables or frames.tables()
    rows = analysis.of_programme(tables.programme_counts, tables.schemes)
    rows = rows[rows["shown"] & rows["measure"].isin(COUNTED)].sort_values(
        ["year", "level", "measure", "as_of"], kind="stable", na_position="first"
    )
    columns = "year level measure as_of moment value qualifier basis note count_id".split()
    return rows[[*columns, *SOURCE]].reset_index(drop=True)


def departures(tables: Tables | None = None) -> pd.DataFrame:
    """List the clusters that are reported to have left the programme or merged into another, in the order of time.

    Few departures are reported: a cluster that is not listed here may have left too.

    Returns `cluster_id`, `name`, `what` (`left` or `merged`), `as_of` (partial date), `into_cluster_id` (what it merged
    into; empty where that is not a cluster of the programme), `note`, and the source. One row for each statement."""
    tables = tables or frames.tables()
    columns = ["cluster_id", "what", "as_of", "into_cluster_id", "note", *SOURCE]
    left = tables.cluster_exits.assign(what="left")
    merged = tables.cluster_mergers.assign(what="merged")
    merged = merged[
        (merged["cluster_id"] != merged["into_cluster_id"]).fillna(True)
    ]  # one that took in another goes on
    found = pd.concat([left.reindex(columns=columns), merged[columns]], ignore_index=True)
    found.insert(1, "name", found["cluster_id"].map(tables.clusters.set_index("cluster_id")["name"]))
    return found.sort_values("as_of", kind="stable", ignore_index=True)


def rounds(tables: Tables | None = None) -> pd.DataFrame:
    """List the rounds of admission in the order of time: how many applied, and how many were admitted.

    Returns `year`, `level` (empty: all levels together), `stage` (of the applications; empty: not stated),
    `applicants`, `admitted`, `percent` (admitted of the applicants), and for both counts `applicants_id`,
    `applicants_url`, `admitted_id`, `admitted_url`. A count that no source states is empty, with `percent`."""
    tables = tables or frames.tables()
    counts = analysis.of_programme(tables.programme_counts, tables.schemes)
    counts = counts[counts["shown"]]
    applied, admitted = (
        counts.loc[
            counts["measure"] == measure, ["year", "level", "stage", "value", "count_id", "url"]
        ].rename(columns={"value": name, "count_id": f"{name}_id", "url": f"{name}_url"})
        for measure, name in (("applicants", "applicants"), ("clusters_admitted", "admitted"))
    )
    found = applied.merge(admitted.drop(columns="stage"), on=["year", "level"], how="outer")
    found["percent"] = found["admitted"] / found["applicants"] * 100
    columns = (
        "year level stage applicants admitted percent applicants_id applicants_url admitted_id admitted_url"
    )
    return found[columns.split()].sort_values(
        ["year", "level", "stage"], na_position="first", ignore_index=True
    )


def gaps(tables: Tables | None = None) -> pd.DataFrame:
    """List the gaps between members of the programme's clusters and a comparison group, by year and measure.

    Returns `year`, `measure`, `gap_pp` (percentage points; empty where no figure in points is stated), `gap_printed`,
    `qualifier`, `direction`, `statistic`, `window`, `comparison_group`, `analyst`, `effect_id`, and the source. Studies differ in
    method: compare within one study."""
    rows = (tables or frames.tables()).effect_statistics
    rows = rows[rows["shown"] & rows["cluster_id"].isna()].sort_values(["year", "measure"], kind="stable")
    columns = "year measure gap_pp gap_printed qualifier direction statistic window comparison_group analyst effect_id"
    return rows[[*columns.split(), *SOURCE]].reset_index(drop=True)
