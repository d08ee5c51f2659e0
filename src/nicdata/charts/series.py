"""Tables -> the figures that charts and answers show: each fact once, with what sources say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from nicdata import schema
from nicdata.analysis import of_programme
from nicdata.frames import Tables
from nicdata.reference import consumer_price_index, real
from nicdata.sheets import printed

KEYS = ["article_id", "year"]


Found = TypeVar("Found")


def once(work: Callable[[Tables], Found]) -> Callable[[Tables], Found]:
    """Do the work once for the same tables, however many charts, languages and answers ask for it."""
    known: WeakKeyDictionary[Tables, Found] = WeakKeyDictionary()

    @wraps(work)
    def found(tables: Tables) -> Found:
        if tables not in known:
            known[tables] = work(tables)
        return known[tables]

    return found


def records(rows: pd.DataFrame) -> list[Any]:
    """The rows as named tuples."""
    return list(rows.itertuples(index=False))


class Fact(NamedTuple):
    """One figure: when, how much, the lowest and highest that a source states for it, whether an article states it, and
    the id of its row, if it is not a sum of several."""

    year: int
    at: float  # the middle of its date, in years
    value: float
    low: float
    high: float
    article: bool
    qualifier: str
    level: str
    summed: bool = False
    row: str = ""

    @property
    def disputed(self) -> bool:
        return self.low < self.high


def in_years(date: str) -> tuple[float, float]:
    """An ISO date that may be cut as first and last point in time, in years."""
    found = []
    for day, end in zip(printed.bounds(date), (0, 1), strict=True):
        stamp = pd.Timestamp(day)
        found.append(stamp.year + (stamp.day_of_year - 1 + end) / (366 if stamp.is_leap_year else 365))
    return found[0], found[1]


def facts(rows: pd.DataFrame, column: str, table: str) -> list[Fact]:
    """Each fact of the rows once, in the order of time: the value of the row that is shown."""
    rows = rows[rows[column].notna() & rows["year"].notna()]
    if rows.empty:
        return []
    fact_of = rows["same_as"].fillna(rows[schema.id_column(table)])
    found: dict[Fact, Fact] = {}  # two rows of the same figure are one
    for _, told in rows.groupby(fact_of, sort=False):
        shown = told[told["shown"].fillna(False)]
        row = (shown if len(shown) else told).iloc[0]
        same = told[told[column] == row[column]]
        when = in_years(str(row["as_of"])) if "as_of" in told and pd.notna(row["as_of"]) else None
        fact = Fact(
            int(row["year"]),
            sum(when) / 2 if when else int(row["year"]) + 0.5,
            float(row[column]),
            float(told[column].min()),
            float(told[column].max()),
            bool((same["collection"] == schema.ARTICLE).any()),
            str(row["qualifier"]) if pd.notna(row["qualifier"]) else "",
            str(row["level"]) if pd.notna(row["level"]) else "",
        )
        found.setdefault(fact, fact._replace(row=str(row[schema.id_column(table)])))
    return sorted(found.values(), key=lambda fact: (fact.at, fact.value))


def counts(tables: Tables, *measures: str) -> pd.DataFrame:
    """The programme's counts of these measures, without other schemes."""
    rows = of_programme(tables["programme_counts"], tables["schemes"])
    return rows[rows["measure"].isin(list(measures))]


@once
def introduced(tables: Tables) -> dict[str, int]:
    """The year each level was introduced in, the lowest level first; of those whose year is known."""
    levels = tables["levels"].dropna(subset="year").sort_values("rank", kind="stable")
    return {str(level): int(year) for level, year in zip(levels["level"], levels["year"], strict=True)}


def existing(tables: Tables, year: int) -> set[str]:
    return {level for level, since in introduced(tables).items() if since <= year}


@once
def totals(tables: Tables) -> tuple[list[Fact], pd.DataFrame]:
    """How many clusters were in the programme, at each date that a source counts them; where no source counts all, the
    levels of a source that counts every one. Beside them the rows they rest on."""
    rows = counts(tables, "clusters_active")
    whole = rows[rows["level"].isna()]
    found, used = facts(whole, "value", "programme_counts"), [whole]
    years = {fact.year for fact in found}
    by_level = rows[rows["level"].notna() & rows["shown"].fillna(False)]
    for _, told in by_level.groupby(["article_id", "as_of"], observed=True):
        year = int(told["year"].iloc[0])
        if year in years or set(told["level"]) != existing(tables, year) or told["level"].duplicated().any():
            continue
        at, value = sum(in_years(str(told["as_of"].iloc[0]))) / 2, float(told["value"].sum())
        article = bool((told["collection"] == schema.ARTICLE).all())
        found.append(Fact(year, at, value, value, value, article, "exact", "", summed=True))
        years.add(year)
        used.append(told)
    return sorted(found, key=lambda fact: (fact.at, fact.value)), pd.concat(used)


class Column(NamedTuple):
    """A year by level: `taken` are levels that no source counts and that follow from the others."""

    year: int
    levels: dict[str, int]
    taken: tuple[str, ...]
    served: bool
    article: bool


@once
def columns(tables: Tables) -> tuple[list[Column], pd.DataFrame]:
    """The years for which every level is counted, once each: those in the programme at a date, else those that got
    services during the year. Beside them the rows they rest on."""
    rows = counts(tables, "clusters_active", "clusters_served", "clusters_listed")
    rows = rows[rows["shown"].fillna(False)]
    found: dict[int, Column] = {}
    used = []
    for year in sorted({int(year) for year in rows["year"].dropna()}):
        of_year = rows[rows["year"] == year]
        for served, own in ((False, _active(of_year)), (True, _listed(of_year))):
            column = _column(tables, year, own, served) if year not in found else None
            if column:
                found[year] = column
                used.append(own)
    return list(found.values()), pd.concat([rows.iloc[:0], *used])


def _active(of_year: pd.DataFrame) -> pd.DataFrame:
    """The counts of one year of those in the programme; after the round where a source tells before from after."""
    rows = of_year[of_year["measure"] == "clusters_active"]
    return rows[rows["moment"].ne("before_round").fillna(True)]


def _listed(of_year: pd.DataFrame) -> pd.DataFrame:
    """The list of those that got services, by level: one whose source counts as many served. Others hold new ones."""
    served = of_year[of_year["measure"] == "clusters_served"]
    listed = of_year[of_year["measure"] == "clusters_listed"]
    same = listed[listed["level"].isna()].merge(served[["article_id", "value"]], on=["article_id", "value"])
    return listed[listed["article_id"].isin(list(same["article_id"]))]


def _column(tables: Tables, year: int, rows: pd.DataFrame, served: bool) -> Column | None:
    by_level = rows[rows["level"].notna()]
    if by_level.empty or by_level["level"].duplicated().any():
        return None
    levels = {
        str(level): int(value) for level, value in zip(by_level["level"], by_level["value"], strict=True)
    }
    whole = rows.loc[rows["level"].isna(), "value"]
    missing = existing(tables, year) - levels.keys()
    taken: tuple[str, ...] = ()
    if len(whole) == 1 and len(missing) == 1:
        rest = int(whole.iloc[0]) - sum(levels.values())
        if rest < 0:
            return None
        levels, taken = levels | dict.fromkeys(missing, rest), tuple(missing)
    elif missing or (len(whole) == 1 and int(whole.iloc[0]) != sum(levels.values())):
        return None
    ordered = {level: levels[level] for level in schema_levels() if levels.get(level)}
    if not ordered:
        return None
    return Column(year, ordered, taken, served, bool((rows["collection"] == schema.ARTICLE).all()))


def schema_levels() -> list[str]:
    """The levels from the lowest to the highest."""
    return list(schema.columns("programme_counts")["level"]["constraints"]["enum"])


def base_year() -> int:
    """The newest year of the price index: real sums are in its prices, in every chart."""
    return int(consumer_price_index()["year"].max())


def index_years() -> dict[str, int]:
    """The first year of the price index, and the newest, which is the base."""
    return {"first": int(consumer_price_index()["year"].min()), "base": base_year()}


@once
def appropriations(tables: Tables) -> pd.DataFrame:
    """What the whole programme had a year, as its sources state it; beside each sum one in the prices of one year
    (`real_nok`), empty where the price index does not have the year."""
    rows = tables["budgets"]
    own = rows["kind"].eq("appropriation") & rows["scope"].eq("programme").fillna(False)
    return in_real_terms(rows[own & rows["amount_nok"].notna() & rows["year"].notna()], "amount_nok")


@once
def changes(tables: Tables) -> pd.DataFrame:
    """Cuts and rises of the whole programme's money that are no mere proposal, each once."""
    rows = tables["budgets"]
    own = rows["kind"].eq("change") & rows["scope"].eq("programme").fillna(False)
    done = own & rows["stage"].ne("proposed").fillna(True) & rows["shown"].fillna(False)
    return rows[done & rows["year"].notna() & rows["change_direction"].notna()].sort_values(
        "year", kind="stable"
    )


def in_real_terms(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    base = base_year()
    whole = rows[[*("year", "period_end"), column]] if "period_end" in rows else rows[["year", column]]
    return rows.assign(real_nok=real(whole, base)[f"{column}_{base}"])
