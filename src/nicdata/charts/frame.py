"""A chart before anything is drawn: its finding as title, what it measures, its note and its sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nicdata.charts import drawing, sources
from nicdata.charts.drawing import ARTICLE_MARK, GREY, LEVEL_COLOURS, SIZES, Box, Chart, wrapped
from nicdata.charts.words import Words
from nicdata.frames import Tables

MOST_WORDS = 10  # of a title


class Draws(Protocol):
    """A chart function: it takes the tables, a language and a size that it has."""

    sizes: tuple[str, ...]
    __name__: str

    def __call__(self, tables: Tables, lang: str = "en", size: str = ..., page: int = 1) -> Chart: ...


class Said(NamedTuple):
    """What a chart says around its plot: titles from the one that is wished for to the one that always fits, what it
    measures, and the sentences of its note, the most important first."""

    titles: list[str]
    subtitle: str
    notes: list[str]
    alt: str = ""
    credit: str = ""  # after the sources, in the same line
    further: tuple[str, ...] = ()  # lines after the full list of sources


def draws(*sizes: str) -> Callable[[Callable[..., Chart]], Draws]:
    """Make a function a chart of these sizes, the first of which it has by default. It is called with the tables, the
    words of a language, a size and a page."""

    def made(draw: Callable[..., Chart]) -> Draws:
        @wraps(draw, assigned=("__module__", "__name__", "__qualname__"))
        def chart(tables: Tables, lang: str = "en", size: str = sizes[0], page: int = 1) -> Chart:
            say = Words(lang)
            if size not in sizes:
                raise ValueError(f"{draw.__name__}: no size {size!r}; expected one of {', '.join(sizes)}")
            with drawing.style():
                drawn = draw(tables, say, size, page)
            if not 1 <= page <= drawn.pages:
                raise ValueError(f"{draw.__name__}: no page {page}; expected 1 to {drawn.pages}")
            return drawn

        del chart.__wrapped__  # help() shows how it is called, not how it is written
        kinds = " or ".join(map(repr, sizes))
        chart.__doc__ = f"""{draw.__doc__}

        `lang` is `en` or `nb`, `size` {kinds}. Returns a matplotlib figure:
        `savefig("x.png")` writes it. Raises ValueError for a language, a size or a page that there is not."""
        chart.sizes = sizes  # type: ignore[attr-defined]
        return chart  # type: ignore[return-value]

    return made


def begin(
    tables: Tables,
    said: Said,
    rows: list[pd.DataFrame],
    say: Words,
    size: str,
    height: float = 1.0,
    mark: bool = True,
) -> Chart:
    """A chart with its words written; `plot` is what they leave free. It is `height` times as high as it may be, on a
    slide as high as the slide is. Raises nothing: what does not fit is said shorter."""
    measures = SIZES[size]
    chart = Chart(measures, measures.height * (height if size == "print" else 1))
    chart.lang, chart.use, unit = say.lang, size, chart.unit
    room = chart.wide - 2 * measures.margin
    fits = (
        t
        for t in said.titles
        if drawing.width(t, measures.title, bold=True) <= room and len(t.split(" ")) <= MOST_WORDS
    )
    chart.title = next(fits, drawing.cut(said.titles[-1], room, measures.title, bold=True))
    chart.subtitle = drawing.cut(said.subtitle, room, measures.subtitle)
    found = sources.cited(tables, rows)
    chart.source = sources.whole(found, say, list(said.further))
    chart.credit = sources.credit(found, say, room, measures.credit, said.credit)
    notes = said.notes + (
        [say("mark_note", mark=f"{ARTICLE_MARK}\u00a0")] if mark and any(s.article for s in found) else []
    )
    lines = _note(notes, room, measures.text)
    chart.note = " ".join(lines)
    top = chart.high - measures.margin
    top = chart.write(chart.title, measures.margin, top, size=measures.title, bold=True).bottom - unit
    top = chart.write(chart.subtitle, measures.margin, top, size=measures.subtitle, colour=GREY).bottom
    bottom = measures.margin * 0.75 + measures.credit * drawing.LEAD
    chart.write(chart.credit, measures.margin, bottom, size=measures.credit, colour=GREY)
    if lines:
        bottom += len(lines) * measures.text * drawing.LEAD + 2 * unit
        chart.write(lines, measures.margin, bottom, colour=GREY)
    chart.plot = Box(measures.margin, bottom + 4 * unit, chart.wide - measures.margin, top - 7 * unit)
    chart.alt = " ".join(filter(None, [f"{chart.title}.", said.alt]))
    return chart


def _note(sentences: list[str], room: float, size: float) -> list[str]:
    """The sentences that two lines hold."""
    lines: list[str] = []
    kept: list[str] = []
    for sentence in sentences:
        tried = wrapped(" ".join([*kept, sentence]), room, size)
        if len(tried) <= 2 and not any(line.endswith("…") for line in tried):
            kept, lines = [*kept, sentence], tried
    return lines


def nothing(chart: Chart, say: Words, key: str = "nothing") -> Chart:
    """The chart of no figures, which says so."""
    plot = chart.plot
    middle = (plot.left + plot.right) / 2, (plot.bottom + plot.top) / 2
    lines = wrapped(say(key), plot.right - plot.left, chart.sizes.subtitle)
    chart.put(lines, middle, "on", size=chart.sizes.subtitle, italic=True, colour=GREY)
    return chart


def key(chart: Chart, levels: list[str], say: Words, unknown: bool = False) -> None:
    """What colours mean, in a line above the plot, which gets lower by it."""
    plot, size = chart.plot, chart.sizes.text
    entries = [(LEVEL_COLOURS[level], say.level(level)) for level in levels]
    entries += [(drawing.NOT_TOLD, say("level_not_told"))] if unknown else []
    x = plot.left
    for colour, name in entries:
        square(chart, x, plot.top - size * 0.95, size * 0.8, colour)
        box = chart.write(name, x + size * 1.15, plot.top)
        x = box.right + size * 1.2
    if entries:
        chart.plot = plot._replace(top=plot.top - size * drawing.LEAD - 6 * chart.unit)


def square(chart: Chart, left: float, bottom: float, side: float, colour: str) -> None:
    chart.add_artist(
        Rectangle(
            (left / chart.wide, bottom / chart.high), side / chart.wide, side / chart.high, facecolor=colour,
            edgecolor=drawing.EDGE, linewidth=0.6, transform=chart.transFigure,
        )
    )  # fmt: skip


def absent(
    chart: Chart, axes: Axes, known: set[int], first: int, last: int, texts: list[str], height: float = 0
) -> None:
    """Say in the plot which years have no figure: the first of the texts that there is room for in each run of such
    years. `height` is where, in the figure; by default above the middle of the lower half."""
    runs: list[list[int]] = []
    for year in range(first, last + 1):
        if year not in known:
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
    for run in runs:
        left, right = (chart.point(axes, x, 0)[0] for x in (run[0], run[-1] + 1))
        y = height or chart.plot.bottom + 0.18 * (chart.plot.top - chart.plot.bottom)
        for text in texts:
            for lines in ([text], text.split(" ")):
                long = max(drawing.width(line, chart.sizes.text) for line in lines)
                if long <= right - left and chart.put(
                    lines, ((left + right) / 2, y), "on", italic=True, colour=GREY
                ):
                    break
            else:
                continue
            break


def bar(axes: Axes, x: float, y: float, wide: float, high: float, colour: str, **look: Any) -> None:
    """A rectangle from its lower left corner, with the dark edge that a light colour needs on white."""
    if wide and high:
        look = {"linewidth": 0.6, "edgecolor": drawing.EDGE, "zorder": 2, **look}
        axes.add_patch(Rectangle((x, y), wide, high, facecolor=colour, **look))
