"""Each figure drawn once for all tests, and how tests look at what is in it."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import nicdata
from nicdata.charts import CHARTS, drawing
from nicdata.charts.drawing import Chart
from nicdata.charts.words import LANGUAGES

TABLES = nicdata.tables()
EVERY = [
    pytest.param(name, lang, size, id=f"{name}-{lang}-{size}")
    for name, chart in CHARTS.items()
    for lang in LANGUAGES
    for size in chart.sizes
]


@cache
def drawn(name: str, lang: str = "en", size: str = "") -> Chart:
    return CHARTS[name](TABLES, lang=lang, size=size or CHARTS[name].sizes[0])


def texts(chart: Chart) -> list[Text]:
    return [text for text in chart.findobj(Text) if text.get_visible() and text.get_text().strip()]


def written(chart: Chart) -> str:
    return "\n".join(text.get_text() for text in texts(chart)).replace("\u00a0", " ")


def bars(chart: Chart) -> list[Rectangle]:
    return [patch for axes in chart.axes for patch in axes.patches if isinstance(patch, Rectangle)]


def points(chart: Chart) -> list[tuple[float, float]]:
    """Where the points of the charts over time stand."""
    lines = [line for axes in chart.axes for line in axes.lines if line.get_marker() == "o"]
    return [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines if isinstance(line, Line2D)
    ]


def hold_apart(chart: Chart) -> None:
    """Fails where a text lies over another or beyond the edge of the figure."""
    with drawing.style():
        chart.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(chart)]
    for text, box in boxes:
        assert chart.bbox.x0 <= box.x0 and box.x1 <= chart.bbox.x1, text
        assert chart.bbox.y0 <= box.y0 and box.y1 <= chart.bbox.y1, text
    for (one, first), (other, second) in combinations(boxes, 2):
        overlap = Bbox.intersection(first, second)
        assert overlap is None or overlap.width <= 1 or overlap.height <= 2, (one, other)
