"""What every figure is made with: the sizes, the style, the colours, and a chart that knows where its texts stand."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

STYLE = Path(__file__).with_name("nicdata.mplstyle")
FONTS = Path(__file__).with_name("fonts")
FAMILY = ["Nicdata Sans Condensed", "DejaVu Sans"]
for file in sorted(FONTS.glob("*.ttf")):
    fontManager.addfont(file)

# One colour a level in every chart, darker the higher it is; told apart in greyscale and with any colour vision (tested).
LEVEL_COLOURS = {
    "Node": "#d6d1c4",
    "Arena": "#64b7e2",
    "Arena Pro": "#c27c21",
    "NCE": "#0073ab",
    "GCE": "#751849",
    "Mature": "#002818",
}
PLAIN = "#4c5a73"  # what has no level
UNKNOWN = "#8d8d8d"
NOT_TOLD = "#ffffff"  # with a dark edge: a level that no source tells
INK, GREY, RULE, EDGE = "#222222", "#595959", "#d9d9d9", "#333333"
EM = 100  # points, at which text is measured
LEAD = 1.2  # of a line of text, in its size
ARTICLE_MARK = "•"  # stands after what one of the five articles states
CENTIMETRE = 72 / 2.54


class Size(NamedTuple):
    """A figure's largest measures and the sizes of its texts, all in points."""

    width: float
    height: float
    title: float
    subtitle: float
    text: float
    credit: float
    margin: float


SIZES = {
    "print": Size(16 * CENTIMETRE, 11 * CENTIMETRE, 13, 9.5, 8.5, 7.5, 8),
    "slide": Size(960, 540, 28, 19, 17, 14, 28),
    "page": Size(21 * CENTIMETRE, 29.7 * CENTIMETRE, 16, 10.5, 8.5, 7.5, 34),
}


class Box(NamedTuple):
    """A rectangle in points from the lower left corner of the figure."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left + 0.01
            and self.bottom <= other.bottom + 0.01
            and other.right <= self.right + 0.01
            and other.top <= self.top + 0.01
        )


@contextmanager
def style() -> Iterator[None]:
    """matplotlib's settings for drawing and for saving, whatever the user has set."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc_file(STYLE, use_default_template=False)
        yield


@lru_cache(maxsize=50_000)
def _em(text: str, bold: bool, italic: bool) -> float:
    """How long a line of text is, in its size."""
    font = FontProperties(family=FAMILY, size=EM, weight="bold" if bold else "normal")
    font.set_style("italic" if italic else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) / EM


def width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """How long a line of text is, in points; one on a screen or in a file differs by some hundredths."""
    return _em(text, bold, italic) * size * 1.01


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines that are no longer than the room; a word that is longer is cut."""
    lines: list[str] = []
    space, filled = width("n n", size, bold) - width("nn", size, bold), 0.0
    for word in text.split(" "):
        long = width(word, size, bold)
        if lines and filled + space + long <= room:
            lines[-1] += f" {word}"
            filled += space + long
        else:
            lines.append(cut(word, room, size, bold))
            filled = min(long, room)
    return lines


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as there is room for, with an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,") + "…"


class Chart(Figure):
    """A figure that keeps its texts apart, with what a reader needs who does not see it."""

    title: str
    subtitle: str
    note: str
    credit: str
    source: str
    alt: str
    lang: str
    use: str  # print, slide or page
    pages: int = 1

    def __init__(self, size: Size, height: float) -> None:
        super().__init__(figsize=(size.width / 72, height / 72))
        self.sizes, self.wide, self.high = size, size.width, height
        self.unit = size.text / SIZES["print"].text
        self.taken: list[Box] = []
        self.plot = Box(0, 0, size.width, height)

    def panel(self, box: Box) -> Axes:
        """Bare axes in a part of the figure."""
        axes = self.add_axes(
            (
                box.left / self.wide,
                box.bottom / self.high,
                max(box.right - box.left, 1) / self.wide,
                max(box.top - box.bottom, 1) / self.high,
            )
        )
        axes.set_axis_off()
        return axes

    def point(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Where a point of the axes lies in the figure."""
        across, up = axes.transData.transform((x, y)) * 72 / self.dpi
        return float(across), float(up)

    def write(
        self,
        text: str | list[str],
        x: float,
        top: float,
        align: str = "left",
        *,
        size: float | None = None,
        bold: bool = False,
        italic: bool = False,
        colour: str = INK,
    ) -> Box:
        """Write lines below `top`, whatever stands there, and remember where they are."""
        size = size or self.sizes.text
        lines = [text] if isinstance(text, str) else text
        box = self.room(lines, x, top, align, size, bold)
        for number, line in enumerate(lines):
            self.text(
                x / self.wide,
                (top - size * (0.92 + number * LEAD)) / self.high,
                line,
                ha=align,
                va="baseline",
                fontsize=size,
                fontweight="bold" if bold else "normal",
                fontstyle="italic" if italic else "normal",
                color=colour,
            )
        self.taken.append(box)
        return box

    def room(self, lines: list[str], x: float, top: float, align: str, size: float, bold: bool) -> Box:
        """What lines of text would cover."""
        long = max((width(line, size, bold) for line in lines), default=0)
        left = x - long * {"left": 0, "center": 0.5, "right": 1}[align]
        return Box(left, top - size * LEAD * len(lines), left + long, top)

    def put(
        self,
        text: str | list[str],
        at: tuple[float, float],
        sides: str = "above below right left",
        *,
        gap: float = 4,
        size: float | None = None,
        **look: Any,
    ) -> bool:
        """Write beside a point on the first side where nothing else is written. Returns whether there was one."""
        size = size or self.sizes.text
        lines = [text] if isinstance(text, str) else text
        high, gap = size * LEAD * len(lines), gap * self.unit
        x, y = at
        spots = {
            "above": (x, y + gap + high, "center"),
            "below": (x, y - gap, "center"),
            "right": (x + gap, y + high / 2, "left"),
            "left": (x - gap, y + high / 2, "right"),
            "on": (x, y + high / 2, "center"),
            "higher": (x, y + gap + high + size * LEAD, "center"),
            "northeast": (x + gap, y + gap + high, "left"),
            "northwest": (x - gap, y + gap + high, "right"),
        }
        for side in sides.split():
            across, top, align = spots[side]
            box = self.room(lines, across, top, align, size, bool(look.get("bold")))
            if self.plot.holds(box) and not any(box.meets(other) for other in self.taken):
                self.write(lines, across, top, align, size=size, **look)
                return True
        return False

    def keep_clear(self, left: float, bottom: float, right: float, top: float) -> None:
        """No text is put here."""
        self.taken.append(Box(left, bottom, right, top))

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """In a notebook: the picture, and its text where there are no pictures."""
        buffer = io.BytesIO()
        with style():
            self.savefig(buffer, format="png", dpi=self.dpi, metadata={"Software": None})
        wide, high = (round(inches * 96) for inches in self.get_size_inches())
        shown = {"alt": self.alt, "width": wide, "height": high}
        return {"image/png": buffer.getvalue(), "text/plain": self.alt}, {"image/png": shown}


def years(chart: Chart, axes: Axes, first: int, last: int, above: float = 0) -> None:
    """Give the axes the calendar years: each a stretch of time, its number below its middle, and again at a height
    above where one is given."""
    axes.set_xlim(first, last + 1)
    size = chart.sizes.text
    left, right = (chart.point(axes, x, 0)[0] for x in (first, last + 1))
    each = (right - left) / (last + 1 - first)
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 10**6) if n * each > width("2000", size) * 1.25)
    bottom = axes.get_position().y0 * chart.high
    for year in range(first, last + 1):
        if (year - last) % step == 0:
            middle = chart.point(axes, year + 0.5, 0)[0]
            for top in filter(None, (bottom - 2 * chart.unit, above)):
                chart.write(str(year), middle, top, "center", colour=GREY)


def baseline(axes: Axes) -> None:
    """Draw the line at zero."""
    axes.axhline(0, color=EDGE, linewidth=1, zorder=4, clip_on=False)


def grid(chart: Chart, axes: Axes, top: float, lines: int = 3) -> None:
    """Set the height of the axes, and draw two or three lines with their values to the left."""
    axes.set_ylim(0, max(top, 1e-9))
    step = nice(top / lines)
    left = axes.get_position().x0 * chart.wide
    value = step
    while value < top * 0.999:
        axes.axhline(value, color=RULE, linewidth=0.7, zorder=0)
        middle = chart.point(axes, axes.get_xlim()[0], value)[1]
        text = f"{value:g}"
        chart.write(text, left - 4 * chart.unit, middle + chart.sizes.text * 0.6, "right", colour=GREY)
        value += step
    middle = chart.point(axes, axes.get_xlim()[0], 0)[1]
    chart.write("0", left - 4 * chart.unit, middle + chart.sizes.text * 0.6, "right", colour=GREY)


def nice(rough: float) -> float:
    """The round number of 1, 2 or 5 that is not smaller."""
    if rough <= 0:
        return 1
    power = 10 ** math.floor(math.log10(rough))
    return float(next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.999))


def text_on(background: str) -> str:
    """White or black, whichever reads better on a colour."""
    return max(("#ffffff", INK), key=lambda text: contrast(text, background))


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
