"""Tables -> charts, and the sentences that answer the programme's questions.

`charts.NAME(tables, lang="en")` draws one chart; `nicdata.charts.answers` writes the sentences.
"""

from nicdata.charts.articles import (
    admissions,
    appropriations,
    clusters_by_level,
    clusters_counted,
    county_scheme,
    life_lines,
    money_per_cluster,
    performance_gaps,
)
from nicdata.charts.map import homes
from nicdata.charts.programme import flow, odds, portfolio, turns

__all__ = [
    "admissions",
    "appropriations",
    "clusters_by_level",
    "clusters_counted",
    "county_scheme",
    "flow",
    "homes",
    "life_lines",
    "money_per_cluster",
    "odds",
    "performance_gaps",
    "portfolio",
    "turns",
]
