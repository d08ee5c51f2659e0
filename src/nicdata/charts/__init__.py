"""Tables -> charts, and the sentences that answer the programme's questions.

`charts.NAME(tables, lang="en", size="print")` draws one chart; `CHARTS` lists them all by their names, each with the
`sizes` it has. `nicdata.charts.answers` writes the sentences.
"""

from nicdata.charts.flow import level_flow
from nicdata.charts.frame import Draws
from nicdata.charts.gaps import performance_gaps
from nicdata.charts.grants import county_scheme, support_per_level
from nicdata.charts.growth import admissions, clusters, levels
from nicdata.charts.life import life_lines
from nicdata.charts.map import map  # noqa: A004
from nicdata.charts.money import budget, budget_nominal, budget_posts
from nicdata.charts.overview import overview

CHARTS: dict[str, Draws] = {
    chart.__name__: chart
    for chart in (
        *(overview, clusters, levels, admissions, level_flow, life_lines, map),
        *(budget, budget_nominal, budget_posts, support_per_level, county_scheme, performance_gaps),
    )
}

__all__ = [
    "CHARTS",
    "admissions",
    "budget",
    "budget_nominal",
    "budget_posts",
    "clusters",
    "county_scheme",
    "level_flow",
    "levels",
    "life_lines",
    "map",
    "overview",
    "performance_gaps",
    "support_per_level",
]
