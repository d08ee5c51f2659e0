"""Make the charts of the workbook.

They are drawn from cells on the same sheet, so readers can change their style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nicdata import reference, schema
from nicdata.exports.book import sheets, words
from nicdata.exports.book.language import Language
from nicdata.view import WORDS

if TYPE_CHECKING:
    from nicdata.frames import Tables

LONG = 10  # characters that have no room below a bar
MILLIONS = "#,##0,,"


class Bar(NamedTuple):
    """A bar: its label, its value, and the id of its row; without a value what to write in place of the id."""

    label: str
    value: float | None
    row_id: str


class Diagram(NamedTuple):
    """The contents of a chart: its title, the unit of its cells and of what is drawn, the table of its rows, the bars,
    and what a reader should know about it."""

    title: str
    unit: str
    drawn_unit: str
    table: str
    bars: list[Bar]
    note: str = ""


def diagrams(tables: Tables, language: Language) -> list[Diagram]:
    """Return the charts for which the tables have data: clusters by level, budget, gaps."""
    possible = (_levels(tables, language), _budget(tables, language), _gaps(tables, language))
    return [diagram for diagram in possible if any(bar.value is not None for bar in diagram.bars)]


def _diagram(
    key: str, table: str, bars: list[Bar], language: Language, note: str = "", **facts: object
) -> Diagram:
    title, unit, drawn_unit = (language.pick(pair).format(**facts) for pair in words.CHARTS[key])
    return Diagram(title, unit, drawn_unit, table, bars, note)


def _levels(tables: Tables, language: Language) -> Diagram:
    """Return the chart of the clusters at each level, in the newest year for which a source lists them."""
    from nicdata import questions

    rows = questions.clusters_by_level(tables)
    rows = rows[rows["measure"].eq("clusters_listed") & rows["level"].notna()]
    newest = "" if rows.empty else int(rows["year"].max())
    bars = [
        Bar(schema.label("levels", "level", row["level"], language.lang), int(row["value"]), row["count_id"])
        for row in rows[rows["year"] == newest].to_dict("records")
    ]
    return _diagram("levels", "programme_counts", bars, language, year=newest)


def _budget(tables: Tables, language: Language) -> Diagram:
    """Return the chart of the programme's budget in each year, in constant prices (NOK)."""
    from nicdata import questions

    base = reference.latest_prices()
    rows = questions.budgets(tables)
    missing = language.pick(WORDS["known"][False])
    bars = []
    for year, amount, row_id in zip(rows.index, rows[f"amount_nok_{base}"], rows["budget_id"], strict=True):
        value = None if _is_missing(amount) else round(float(amount), 2)
        bars.append(Bar(str(year), value, missing if _is_missing(row_id) else str(row_id)))
    return _diagram("budget", "budgets", bars, language, base=base)


def _gaps(tables: Tables, language: Language) -> Diagram:
    """Return the chart of the gaps between members and comparison groups, in percentage points.

    Only figures of one kind can be compared: those with the statistic of the newest figure."""
    from nicdata import questions

    told = questions.gaps(tables).dropna(subset="gap_pp")
    told = told.sort_values(["year", "gap_pp"], ascending=[True, False], kind="stable")
    statistics = told["statistic"].fillna("")
    newest = statistics.iloc[-1] if len(told) else ""
    bars = []
    for row in told[statistics == newest].to_dict("records"):
        name = schema.label("effect_statistics", "measure", row["measure"], language.lang)
        label = f"{name[0].upper()}{name[1:]} {row['year']}"
        if not _is_missing(row["qualifier"]) and row["qualifier"] != "exact":
            words_of = schema.label("effect_statistics", "qualifier", row["qualifier"], language.lang)
            label += f" ({words_of})"
        bars.append(Bar(label, float(row["gap_pp"]), row["effect_id"]))
    left_out = len(told) - len(bars)
    sheet = language.quoted(language.sheet("effect_statistics"))
    note = language.pick(words.LEFT_OUT).format(n=left_out, sheet=sheet) if left_out else ""
    statistic = language.pick(words.STATISTICS.get(newest, ("", "")))
    return _diagram("gaps", "effect_statistics", bars, language, note, statistic=statistic)


def _is_missing(value: object) -> bool:
    import pandas as pd

    return bool(pd.isna(value))  # type: ignore[call-overload]


def draw(
    sheet: Worksheet, tables: Tables, places: dict[tuple[str, str], str], language: Language
) -> list[str]:
    """Write the charts and the cells they are drawn from. Returns the alternative text of each chart."""
    texts, first = [], 1
    for diagram in diagrams(tables, language):
        form = _format(diagram)
        _write(sheet, diagram, first, places, language)
        last = first + len(diagram.bars)
        title = f"{diagram.title}, {diagram.drawn_unit}"
        chart = BarChart()
        chart.title, chart.legend, chart.height, chart.width = title, None, 8.5, 17
        chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.number_format, chart.y_axis.majorGridlines = form, None
        chart.series[0].graphicalProperties.solidFill = "4C5A73"
        chart.dataLabels = DataLabelList(
            showVal=True, showCatName=False, showSerName=False, showLegendKey=False, showPercent=False
        )
        chart.dataLabels.numFmt = form
        if any(len(bar.label) > LONG for bar in diagram.bars):  # bars from left to right, the first on top
            chart.type, chart.x_axis.scaling.orientation = "bar", "maxMin"
            chart.y_axis.crosses = "max"
        sheet.add_chart(chart, f"E{first}")
        texts.append(f"{title}: " + "; ".join(_told(bar, form) for bar in diagram.bars))
        first += max(20, len(diagram.bars) + 4)
    for letter, width in zip("ABC", (48, 18, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheets.page(sheet)
    sheet.page_setup.fitToHeight = 1
    return texts


def _write(
    sheet: Worksheet, diagram: Diagram, first: int, places: dict[tuple[str, str], str], language: Language
) -> None:
    """Write the cells of a chart, from a line on."""
    for column, text in enumerate((diagram.title, diagram.unit, language.pick(words.TYPES["row"])), 1):
        head = sheet.cell(first, column, text)
        sheet.row_dimensions[first].height = 32
        head.font, head.fill, head.alignment = sheets.HEAD_FONT, sheets.HEAD_FILL, sheets.WRAPPED
    whole = all(bar.value is None or bar.value == int(bar.value) for bar in diagram.bars)
    for line, bar in enumerate(diagram.bars, first + 1):
        sheet.cell(line, 1, bar.label).font = sheets.PLAIN
        cell = sheet.cell(line, 2, bar.value)
        cell.number_format, cell.font = "#,##0" if whole or _is_money(diagram) else "#,##0.0", sheets.PLAIN
        link = sheet.cell(line, 3, bar.row_id)
        link.font = sheets.PLAIN
        if place := places.get((diagram.table, bar.row_id)):
            link.hyperlink, link.font = Hyperlink(ref="", location=place), sheets.LINK
    if diagram.note:
        note = sheet.cell(first + len(diagram.bars) + 1, 1, diagram.note)
        note.font, note.alignment = sheets.PLAIN, sheets.WRAPPED
        sheet.row_dimensions[note.row].height = 32


def _is_money(diagram: Diagram) -> bool:
    return diagram.unit != diagram.drawn_unit


def _format(diagram: Diagram) -> str:
    """Return the number format of what is drawn: kroner in millions, whole numbers, or one decimal."""
    values = [bar.value for bar in diagram.bars if bar.value is not None]
    if _is_money(diagram):
        return MILLIONS if max(values) >= 1e7 else "#,##0.0,,"
    return "#,##0" if all(value == int(value) for value in values) else "#,##0.0"


def _told(bar: Bar, form: str) -> str:
    """Return a bar in words, for those who do not see it."""
    if bar.value is None:
        return f"{bar.label} ({bar.row_id})"
    return f"{bar.label} {bar.value / 1e6 if form.endswith(',,') else bar.value:.4g}"
