"""Each figure drawn once for all tests, and how tests look at what is in it."""

from __future__ import annotations

import io
import sys
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

import nicdata
from nicdata.charts import CHARTS, drawing
from nicdata.charts.drawing import Chart
from nicdata.charts.words import LANGUAGES

TABLES = nicdata.tables()
EVERY = [
    # A slide of another language is laid out by the same lines.
    pytest.param(
        name,
        lang,
        size,
        id=f"{name}-{lang}-{size}",
        marks=[pytest.mark.slow] * (f"{lang}-{size}" == "en-slide"),
    )
    for name, chart in CHARTS.items()
    for lang in LANGUAGES
    for size in chart.sizes
]


@cache
def drawn(name: str, lang: str = "en", size: str = "") -> Chart:
    return CHARTS[name](TABLES, lang=lang, size=size or CHARTS[name].sizes[0])


@lru_cache(maxsize=64)
def texts(chart: Chart) -> list[Text]:
    return [text for text in chart.findobj(Text) if text.get_visible() and text.get_text().strip()]


def written(chart: Chart) -> str:
    return "\n".join(text.get_text() for text in texts(chart)).replace("\u00a0", " ")


def bars(chart: Chart) -> list[Rectangle]:
    return [patch for axes in chart.axes for patch in axes.patches if isinstance(patch, Rectangle)]


def points(chart: Chart) -> list[tuple[float, float]]:
    """Where the points of the charts over time stand."""
    lines: list[Any] = [line for axes in chart.axes for line in axes.lines if line.get_marker() == "o"]
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines]


def alike(png: bytes, kept: bytes) -> bool:
    """Return whether a picture is the one that is kept: to the byte on Linux, where that was drawn. On other systems
    edges may be rounded to another grey."""
    if sys.platform == "linux" or png == kept:
        return png == kept
    one, other = (np.asarray(Image.open(io.BytesIO(file)).convert("RGB"), dtype=int) for file in (png, kept))
    return one.shape == other.shape and float(np.abs(one - other).mean()) < 1


def hold_apart(chart: Chart) -> None:
    """Fails where a text lies over another or beyond the edge of the figure."""
    found = texts(chart)
    renderer: Any = RendererAgg(1, 1, chart.dpi)  # type: ignore[no-untyped-call]
    with drawing.style():
        boxes = np.array([text.get_window_extent(renderer).extents for text in found])
    inside: Any = (boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= np.array([*chart.bbox.size])).all(axis=1)
    assert inside.all(), [text.get_text() for text, good in zip(found, inside, strict=True) if not good]
    least = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:]) - np.maximum(
        boxes[:, None, :2], boxes[None, :, :2]
    )
    over = np.triu((least[..., 0] > 1) & (least[..., 1] > 2), 1)
    assert not over.any(), [(found[i].get_text(), found[j].get_text()) for i, j in np.argwhere(over)]
