"""What every figure is made with: a chart that knows its words and sources, the style, the colours, and the pieces
that several charts draw."""

from __future__ import annotations

import inspect
import io
import math
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from nicdata import schema
from nicdata.charts.words import LANGUAGES, LEVEL_NAMES, PROGRAMME
from nicdata.frames import load, with_dtype
from nicdata.reference import places
from nicdata.sheets import printed

STYLE = Path(__file__).with_name("nicdata.mplstyle")

# One colour a level in every chart, told apart with any colour vision (tested).
LEVEL_COLOURS = {
    "Node": "#999999",
    "Arena": "#56b4e9",
    "Arena Pro": "#0072b2",
    "NCE": "#e69f00",
    "GCE": "#a8480a",
    "Mature": "#1b4332",
}
PLAIN = "#4c5a73"  # what has no level
UNCERTAIN: dict[str, Any] = {"facecolor": "white", "edgecolor": PLAIN, "hatch": "////", "linewidth": 1.0}
GREY = "#666666"

# For readers: a chart does without these columns.
UNREAD = frozenset({"note", "url", "confidence", "amount_printed", "value_printed", "gap_printed"})
P = ParamSpec("P")


class Chart(Figure):
    """A figure with what a reader needs who does not see it."""

    title: str
    subtitle: str
    about: str
    source: str
    alt: str
    lang: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """In a notebook: the picture, and its text where there are no pictures."""
        buffer = io.BytesIO()
        with style():
            self.savefig(buffer, format="png", dpi=self.dpi, metadata={"Software": None})
        width, height = (round(inches * 96) for inches in self.get_size_inches())
        shown = {"alt": self.alt, "width": width, "height": height}
        return {"image/png": buffer.getvalue(), "text/plain": self.alt}, {"image/png": shown}


@contextmanager
def style() -> Iterator[None]:
    """matplotlib's settings for drawing and for saving, whatever the user has set."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc_file(STYLE, use_default_template=False)
        yield


def draws(
    collection: str = schema.ALL, *, empty: bool = False
) -> Callable[[Callable[P, Chart]], Callable[P, Chart]]:
    """Make a function a chart of the rows of a collection. It draws in nicdata's style, and gets its tables as `load`
    gives them, whatever they went through since: a CSV file, a merge, a concatenation.

    The chart raises ValueError that names the table and the column when one is missing or holds something else, and
    when a table has no row of the collection, unless the chart can draw an `empty` one."""

    def made(draw: Callable[P, Chart]) -> Callable[P, Chart]:
        signature = inspect.signature(draw)

        @wraps(draw)
        def chart(*args: P.args, **kwargs: P.kwargs) -> Chart:
            given = signature.bind(*args, **kwargs)
            for name, value in given.arguments.items():
                if signature.parameters[name].kind is not inspect.Parameter.KEYWORD_ONLY:
                    given.arguments[name] = _table(name, value, collection, empty)
            with style():
                return draw(*given.args, **given.kwargs)

        return chart

    return made


@cache
def _kinds(name: str) -> dict[str, Any]:
    """The columns of a table that charts take, with their dtypes."""
    if name == "places":
        return dict(places()[["place", "kind", "latitude", "longitude"]].dtypes)
    return dict(load(name).dtypes)


def _table(name: str, given: Any, collection: str, empty: bool) -> pd.DataFrame:
    """The rows of the collection, each column with its dtype. Raises ValueError as `draws` says."""
    if not isinstance(given, pd.DataFrame):
        raise ValueError(
            f"{name}: expected a DataFrame like nicdata.load({name!r}); found {type(given).__name__}"
        )
    kinds = _kinds(name)
    if missing := [column for column in kinds if column not in given and column not in UNREAD]:
        raise ValueError(
            f"{name} has no column {', '.join(missing)}; expected those of nicdata.load({name!r})"
        )
    if not given.columns.is_unique:
        twice = ", ".join(map(str, given.columns[given.columns.duplicated()].unique()))
        raise ValueError(f"{name} has more than one column {twice}")
    table = given.reset_index(drop=True)
    for column in kinds.keys() & set(given):
        try:
            table[column] = with_dtype(table[column], kinds[column])
        except (TypeError, ValueError) as error:
            why = str(error).splitlines()[0]
            raise ValueError(f"{name}: column {column} is not {kinds[column]}: {why}") from None
    if collection != schema.ALL and "collection" in kinds:
        table = table[table["collection"] == collection].reset_index(drop=True)
    if not len(table) and not empty:
        raise ValueError(
            f"{name} has no row to draw" + f" of the collection {collection!r}" * (collection != schema.ALL)
        )
    return table


def speaker(lang: str) -> Callable[[str, str], str]:
    """A function that chooses between the English and the Norwegian text."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    return lambda en, nb: en if lang == "en" else nb


def new_chart(
    title: str,
    subtitle: str,
    rows: list[pd.DataFrame],
    lang: str,
    *,
    size: tuple[float, float] = (8, 4.2),
    left: float = 0.4,
    right: float = 0.3,
    programme: bool = True,
    further: tuple[str, ...] = (),
) -> tuple[Chart, Axes]:
    """An empty chart with its title, what it is about and its sources, and axes that end `left` and `right`
    inches from its edges. `rows` are the rows drawn: they name the articles; `further` are lines on sources
    that no row names. The sources make it higher."""
    source = "\n".join([_source(rows, lang), *(line for text in further for line in _wrapped(text))])
    about = speaker(lang)(*PROGRAMME) if programme else ""
    above, below = (
        0.75 + 0.25 * len(subtitle.splitlines()),
        0.6 + 0.17 * len(source.splitlines()) + 0.2 * programme,
    )
    width, height = size[0], size[1] + 0.17 * (len(source.splitlines()) - 1)
    chart = Chart(figsize=(width, height))
    chart.title, chart.subtitle, chart.about, chart.source, chart.lang = title, subtitle, about, source, lang
    chart.text(0.15 / width, 1 - 0.36 / height, title, va="baseline", fontsize=15, fontweight="bold")
    chart.text(0.15 / width, 1 - 0.5 / height, subtitle, va="top", color=GREY, linespacing=1.35)
    chart.text(0.15 / width, 0.12 / height, source, va="bottom", fontsize=8.5, color=GREY, linespacing=1.35)
    if about:
        at = (0.2 + 0.17 * len(source.splitlines())) / height
        chart.text(0.15 / width, at, about, va="bottom", fontsize=8.5, color=GREY, fontweight="bold")
    rect = (left / width, below / height, 1 - (left + right) / width, 1 - (above + below) / height)
    return chart, chart.add_axes(rect)


def described(chart: Chart, said: list[str]) -> Chart:
    """The chart with its text for those who do not see it."""
    parts = [chart.title, chart.subtitle.rstrip("."), "; ".join(said), chart.about, chart.source]
    chart.alt = re.sub(r"\s*\n\s*", " ", ". ".join(filter(None, parts)))
    return chart


@cache
def sources_by_id() -> dict[str, dict[str, str]]:
    """The sources by id: title, publisher, date and collection of the rows of the table `articles`."""
    columns = ["article_id", "title", "publisher", "date_published", "collection"]
    rows = load("articles")[columns].astype("str").itertuples(index=False)
    return {str(row[0]): dict(zip(columns, row, strict=True)) for row in rows}


def _source(frames: list[pd.DataFrame], lang: str) -> str:
    """The articles that the rows come from, with their paragraphs, oldest first, each on a line of its own; then
    the other public pages, by publisher."""
    say = speaker(lang)
    cited: dict[str, set[int]] = {}
    pages: set[str] = set()
    for rows in frames:
        for prefix in ("", "from_"):
            if f"{prefix}article_id" in rows:
                pairs = rows.reindex(columns=[f"{prefix}article_id", f"{prefix}paragraph"])
                for article_id, paragraph in pairs.dropna(subset=f"{prefix}article_id").itertuples(
                    index=False
                ):
                    if pd.notna(paragraph):
                        cited.setdefault(article_id, set()).add(int(paragraph))
                    else:
                        pages.add(article_id)
    sources = sources_by_id()
    if unknown := sorted({*cited, *pages} - sources.keys()):
        raise ValueError(f"no source {', '.join(unknown)} in the table articles")
    lines: list[str] = []
    for article_id in sorted(cited, key=lambda article_id: sources[article_id]["date_published"]):
        source = sources[article_id]
        publishers = source["publisher"].split("; ")
        publisher = publishers[0].split(" (")[0] + say(" et al.", " m.fl.") * (len(publishers) > 1)
        quoted = say(f"“{source['title']}”", f"«{source['title']}»")
        where = _paragraphs(cited[article_id], lang)
        text = f"{publisher} {source['date_published'][:4]}, {quoted}, {where} [{article_id}]"
        lines += textwrap.wrap(
            ("" if lines else say("Source: ", "Kilde: ")) + text, 126, subsequent_indent="  "
        )
    if pages:
        own: dict[str, list[str]] = {}
        for article_id in sorted(pages):
            publisher = sources[article_id]["publisher"].split(";")[0].split(" (")[0]
            own.setdefault(publisher, []).append(article_id)
        text = "; ".join(f"{name} [{', '.join(own[name])}]" for name in sorted(own))
        head = say("Other public pages: ", "Andre offentlige sider: ")
        lines += _wrapped(("" if lines else say("Source: ", "Kilde: ")) + head + text)
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    """A line of the sources, on as many as it needs; an id or address stays whole where a line holds it."""
    return textwrap.wrap(text, 114, subsequent_indent="  ", break_on_hyphens=False)


def _paragraphs(numbers: set[int], lang: str) -> str:
    """`paragraphs 13, 17–19`."""
    ordered = sorted(numbers)
    runs: list[list[int]] = []
    for n in ordered:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return speaker(lang)("paragraph" + "s" * (len(ordered) > 1), "avsnitt") + f"\u00a0{text}"


def records(rows: pd.DataFrame) -> list[Any]:
    """The rows as named tuples."""
    return list(rows.itertuples(index=False))


def in_years(date: str) -> tuple[float, float]:
    """An ISO date that may be cut as first and last point in time, in years."""
    first, last = (pd.Timestamp(day) for day in printed.bounds(date))
    return tuple(
        d.year + (d.day_of_year - 1 + end) / (366 if d.is_leap_year else 365)
        for d, end in ((first, 0), (last, 1))
    )  # type: ignore[return-value]


def level_name(level: str, lang: str) -> str:
    return speaker(lang)(*LEVEL_NAMES.get(level, (level, level)))


def calendar(axes: Axes, first: float, last: float, margin: float = 0) -> None:
    """Years as stretches of time: a line where one begins, its number in the middle."""
    years = range(math.floor(first), math.ceil(last))
    axes.set_xlim(years[0] - margin, years[-1] + 1 + margin)
    axes.set_xticks([*years, years[-1] + 1], [""] * (len(years) + 1))
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years], minor=True)
    axes.tick_params(axis="x", which="minor", length=0)


def bare(axes: Axes, values: str) -> None:
    """Values stand at their bars: no axis repeats them."""
    axis, spine = (axes.xaxis, "bottom") if values == "x" else (axes.yaxis, "left")
    axis.set_visible(False)
    axes.spines[spine].set_visible(False)


def beside(axes: Axes, text: str, x: float, y: float) -> None:
    """A value to the right of its bar."""
    axes.annotate(
        text, (x, y), (6, 0), textcoords="offset points", va="center_baseline", fontweight="bold", fontsize=12
    )


def inside(
    axes: Axes, text: str, x: float, y: float, colour: str, box: bool = False, fontsize: float = 10
) -> None:
    """Text in the middle of a bar; on hatching in a box."""
    around = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if box else None
    axes.annotate(text, (x, y), ha="center", va="center", color=colour, fontsize=fontsize, bbox=around)


def text_on(background: str) -> str:
    """White or black, whichever reads better on a colour."""
    return max(("#ffffff", "#222222"), key=lambda text: contrast(text, background))


def readable(colour: str) -> str:
    """The colour, darkened until it can be read on white (WCAG 2: a contrast of 4.5)."""
    red, green, blue = to_rgb(colour)
    while contrast(to_hex((red, green, blue)), "#ffffff") < 4.5:
        red, green, blue = red * 0.95, green * 0.95, blue * 0.95
    return to_hex((red, green, blue))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
