"""Make the charts of the workbook.

They are drawn from cells on the same sheet, so readers can change their style."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nicdata import reference, schema
from nicdata.exports.book import sheets, words
from nicdata.exports.book.tables import Language, real_amounts
from nicdata.schema import Rows


class Diagram(NamedTuple):
    """The contents of a chart. Each bar has a label, a value and the id of its row in `table`."""

    title: str
    unit: str
    table: str
    bars: list[tuple[str, float, str]]


def diagrams(tables: dict[str, Rows], language: Language) -> list[Diagram]:
    """Return the charts for which the tables have data: clusters by level, budget, gaps."""
    possible = (_levels(tables, language), _budget(tables, language), _gaps(tables, language))
    return [diagram for diagram in possible if diagram.bars]


def _diagram(
    key: str, table: str, bars: list[tuple[str, float, str]], language: Language, **facts: object
) -> Diagram:
    title, unit = (language.pick(pair).format(**facts) for pair in words.CHARTS[key])
    return Diagram(title, unit, table, bars)


def _levels(tables: dict[str, Rows], language: Language) -> Diagram:
    """Return the chart of the clusters at each level, in the newest year for which a source lists them."""
    programmes = {row["scheme"] for row in tables["schemes"] if row["kind"] == "programme"}
    listed = [
        row
        for row in tables["programme_counts"]
        if row["measure"] == "clusters_listed" and row["level"] and row["scheme"] in programmes
    ]
    newest = max((row["year"] for row in listed), default="")
    rank = {row["level"]: int(row["rank"]) for row in tables["levels"]}
    rows = sorted((row for row in listed if row["year"] == newest), key=lambda row: rank.get(row["level"], 0))
    bars = [
        (schema.label("levels", "level", row["level"], language.lang), float(row["value"]), row["count_id"])
        for row in rows
    ]
    return _diagram("levels", "programme_counts", bars, language, year=newest)


def _budget(tables: dict[str, Rows], language: Language) -> Diagram:
    """Return the chart of the programme's budget in each year, in constant prices (NOK)."""
    real = real_amounts("budgets", tables["budgets"])["amount_nok"]
    bars = [
        (row["year"], amount, row["budget_id"])
        for row, amount in zip(tables["budgets"], real, strict=True)
        if row["kind"] == "appropriation" and row["scope"] == "programme" and row["shown"] == "true"
        if amount is not None
    ]
    base = reference.latest_prices()
    return _diagram("budget", "budgets", sorted(bars, key=itemgetter(0)), language, base=base)


def _gaps(tables: dict[str, Rows], language: Language) -> Diagram:
    """Return the chart of the gaps between members and comparison groups, in percentage points."""
    rows = [
        row
        for row in tables["effect_statistics"]
        if row["gap_pp"] and row["shown"] == "true" and not row["cluster_id"]
    ]
    rows.sort(key=lambda row: (row["year"], -float(row["gap_pp"])))
    bars = []
    for row in rows:
        name = schema.label("effect_statistics", "measure", row["measure"], language.lang)
        label = f"{name[0].upper()}{name[1:]} {row['year']}"
        bars.append((label, float(row["gap_pp"]), row["effect_id"]))
    return _diagram("gaps", "effect_statistics", bars, language)


def draw(
    sheet: Worksheet, tables: dict[str, Rows], places: dict[tuple[str, str], str], language: Language
) -> list[str]:
    """Write the charts and the cells they are drawn from. Returns the alternative text of each chart."""
    texts, first = [], 1
    for title, unit, table, bars in diagrams(tables, language):
        number_format = _format([value for _, value, _ in bars])
        for column, text in enumerate((title, unit, language.pick(words.TYPES["row"])), 1):
            head = sheet.cell(first, column, text)
            head.font, head.fill, head.alignment = sheets.HEAD_FONT, sheets.HEAD_FILL, sheets.WRAPPED
        for line, (label, value, row_id) in enumerate(bars, first + 1):
            sheet.cell(line, 1, label).font = sheets.PLAIN
            cell = sheet.cell(line, 2, value)
            cell.number_format, cell.font = number_format, sheets.PLAIN
            link = sheet.cell(line, 3, row_id)
            link.hyperlink, link.font = Hyperlink(ref="", location=places[table, row_id]), sheets.LINK
        last = first + len(bars)
        chart = BarChart()
        chart.title, chart.legend, chart.height, chart.width = f"{title}, {unit}", None, 8.5, 17
        chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.number_format, chart.y_axis.majorGridlines = number_format, None
        chart.series[0].graphicalProperties.solidFill = "4C5A73"
        chart.dataLabels = DataLabelList(
            showVal=True, showCatName=False, showSerName=False, showLegendKey=False, showPercent=False
        )
        chart.dataLabels.numFmt = number_format
        sheet.add_chart(chart, f"E{first}")
        texts.append(
            f"{title}, {unit}: "
            + "; ".join(
                f"{label} {value / 1e6 if number_format.endswith(',,') else value:.4g}"
                for label, value, _ in bars
            )
        )
        first += max(20, len(bars) + 3)
    for letter, width in zip("ABC", (48, 18, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheets.page(sheet)
    sheet.page_setup.fitToHeight = 1
    return texts


def _format(values: list[float]) -> str:
    """Return the number format of a chart: in millions from a million up, whole numbers, or one decimal."""
    if max(values) >= 1e6:
        return "#,##0,,"
    return "#,##0" if all(value == int(value) for value in values) else "#,##0.0"
