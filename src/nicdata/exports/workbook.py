"""Tables -> one workbook for Excel and LibreOffice: the same cells as the CSV files, ready to read.

Written by openpyxl; what it cannot write (a description on a chart, the same bytes each time) is put into
the finished file.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import date, datetime
from html import escape
from operator import itemgetter
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nicdata import schema
from nicdata.exports.variants import typed
from nicdata.schema import Rows

FACE = "Calibri"  # without a face LibreOffice takes a serif
HEAD_FONT = Font(name=FACE, size=11, bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="4C5A73")
PLAIN = Font(name=FACE, size=11)
BOLD = Font(name=FACE, size=11, bold=True)
TITLE = Font(name=FACE, size=16, bold=True)
LINK = Font(name=FACE, size=11, color="0B5394", underline="single")
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
BOOLEAN = '"TRUE";"TRUE";"FALSE"'  # Excel shows truths anyway; LibreOffice takes them for numbers without
WIDEST = 60  # characters; longer text is wrapped
# What Excel takes for damage if it is more: it repairs the file, and what was too much is gone.
LONGEST_TEXT = (
    32_767  # UTF-16 units of a cell or note: a sign outside the first 65,536 of Unicode counts as two
)
LONGEST_LINK = 2_079  # the same of an address
MOST_LINKS = 65_530  # of a sheet
MOST_ROWS = 1_048_576
TALLEST = 409  # points, of a row
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
RUNS = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula

SHEETS = {
    "about": ("About", "Om"),
    "contents": ("Contents", "Innhold"),
    "charts": ("Charts", "Figurer"),
    "codebook": ("Codebook", "Kodebok"),
    "sources": ("Sources", "Kilder"),
    "decisions": ("Decisions and conflicts", "Valg og konflikter"),
}
LIMITS = (
    (
        "The articles give a few points in time, no history: a cluster that none of them names is not here.",
        "Artiklene gir noen tidspunkter, ingen historie: en klynge som ingen av dem nevner, er ikke med.",
    ),
    (
        "A count of clusters active at a date and one of clusters served in a year are different things.",
        "Klynger som er aktive på en dato, og klynger som får tjenester i et år, er to forskjellige ting.",
    ),
    (
        "Sums are nominal, as printed. What a programme is given is not what its clusters receive.",
        "Beløp er nominelle, slik de står. Det et program får, er ikke det klyngene mottar.",
    ),
    (
        "Gaps between members and others tell neither cause nor effect: clusters and companies choose each other.",
        "Gap mellom medlemmer og andre sier ikke hva som er årsak: klynger og bedrifter velger hverandre.",
    ),
    (
        "A move between levels that no article announces is inferred from two sightings and has an interval.",
        "Et nivåskifte som ingen artikkel kunngjør, er utledet av to observasjoner og har et tidsrom.",
    ),
)


def workbook(tables: dict[str, Rows], lang: str = "en") -> bytes:
    """The workbook as a file: a cover, contents with links, a sheet for each table, charts, codebook,
    sources, decisions and conflicts. The same tables give the same bytes. `lang` is `en` or `nb`.

    Raises ValueError that tells all that is more than a sheet or cell can hold. An address longer than a link can be
    stands there as text."""
    _refuse_too_much(tables)
    book = Workbook()
    choose = ("en", "nb").index(lang)
    names = {key: both[choose] for key, both in SHEETS.items()}
    places = {
        (table, row[column]): f"'{table}'!{get_column_letter(number)}{line}"
        for table in schema.resources()
        for number, column in _keys(table)
        for line, row in enumerate(tables[table], 2)
    }
    about = book.active
    assert isinstance(about, Worksheet)
    _about(about, names["about"], tables, choose)
    contents = book.create_sheet(names["contents"])
    charts = book.create_sheet(names["charts"])
    addresses = {row["article_id"]: row["url"] for row in tables["articles"]}
    for table, rows in tables.items():
        _table_sheet(book.create_sheet(table), table, rows, places, addresses, choose)
    alts = _charts(charts, tables, places, choose)
    _codebook(book.create_sheet(names["codebook"]), choose)
    _sources(book.create_sheet(names["sources"]), tables["articles"], choose)
    _decisions(book.create_sheet(names["decisions"]), tables, places, choose)
    _contents(contents, book, names, tables, choose)
    properties = book.properties
    properties.title, properties.creator = _title(choose), "nicdata"
    properties.description = schema.text(schema.descriptor(), "description", lang)
    properties.keywords = ", ".join(schema.descriptor()["keywords"])
    properties.language = ("en-GB", "nb-NO")[choose]
    buffer = io.BytesIO()
    ExcelWriter(book, _Undated(buffer, "w", strict_timestamps=False)).save()
    newest = max(row["date_latest"] for row in tables["articles"])
    return _finished(buffer.getvalue(), alts, newest)


def _keys(table: str) -> list[tuple[int, str]]:
    """The columns whose values name one row of a table, each with its number: its id, and what else is unique."""
    return [
        (number, column)
        for number, (column, field) in enumerate(schema.columns(table).items(), 1)
        if column == schema.id_column(table) or field.get("constraints", {}).get("unique")
    ]


def _refuse_too_much(tables: dict[str, Rows]) -> None:
    """Raise ValueError that tells what no workbook can hold: too many rows, too long a text."""
    faults = []
    for table, rows in tables.items():
        if len(rows) >= MOST_ROWS:
            faults.append(f"{table}: {len(rows):,} rows; expected at most {MOST_ROWS - 1:,}")
        for line, row in enumerate(rows, 2):
            for column, text in row.items():
                if said := _unfit(text):
                    faults.append(f"{table}: row {line}: column {column}: {said}")
    if faults:
        raise ValueError("no workbook can hold this: " + "; ".join(faults))


def _unfit(text: str) -> str:
    """What is wrong with a text in a cell or note; empty where nothing is."""
    if len(text) * 2 > LONGEST_TEXT and (units := _units(text)) > LONGEST_TEXT:
        return f"a text of {units:,} UTF-16 units; expected at most {LONGEST_TEXT:,}"
    if not text.isprintable() and (found := UNWRITABLE.search(text)):
        return f"the character U+{ord(found[0]):04X}; expected text that XML can hold"
    return ""


def _units(text: str) -> int:
    """How long a text is in UTF-16, as spreadsheets count."""
    return len(text) + sum(c > "\uffff" for c in text)


def _link(address: str) -> Hyperlink | None:
    """A link to an address, or to a `#place` of the workbook; none to what is longer than a link can be."""
    if _units(address) > LONGEST_LINK:
        return None
    if address.startswith("#"):
        return Hyperlink(ref="", location=address[1:])
    return Hyperlink(ref="", target=address)


class _Undated(zipfile.ZipFile):
    """An archive that does not look at the clock: one set before 1980, which no such file can tell, stops it."""

    def writestr(
        self,
        zinfo_or_arcname: Any,
        data: Any,
        compress_type: int | None = zipfile.ZIP_DEFLATED,
        compresslevel: int | None = None,
    ) -> None:
        super().writestr(zipfile.ZipInfo(zinfo_or_arcname), data, compress_type, compresslevel)


def _title(choose: int) -> str:
    return ("Norwegian Innovation Clusters in figures", "Norwegian Innovation Clusters i tall")[choose]


def _about(sheet: Worksheet, name: str, tables: dict[str, Rows], choose: int) -> None:
    version, sources = schema.descriptor()["version"], len(tables["articles"])
    newest = max(row["year"] for table in ("cluster_levels", "programme_counts") for row in tables[table])
    labels = (
        (
            "What this is",
            "Version",
            "Newest facts are of",
            "Licence",
            "How to cite",
            "How to read it",
            "What the data cannot say",
        ),
        (
            "Hva dette er",
            "Versjon",
            "Nyeste fakta er fra",
            "Lisens",
            "Hvordan sitere",
            "Hvordan lese den",
            "Hva dataene ikke kan si",
        ),
    )[choose]
    texts = (
        (
            f"Norway's public cluster programme, from {sources} sources. Every row that states something names its source,"
            " its address and how well it is proved.",
            f"nicdata {version}",
            newest,
            "Facts and tables: CC0 1.0. The articles belong to their publishers.",
            f"nicdata {version}, with the article a figure comes from",
            "Column names are those of the CSV files; a note on each explains it. Underlined cells are links. An"
            " empty cell: not known or not printed.",
        ),
        (
            f"Det norske klyngeprogrammet, fra {sources} kilder. Hver rad som sier noe, oppgir kilden, adressen og hvor"
            " sikkert det er.",
            f"nicdata {version}",
            newest,
            "Fakta og tabeller: CC0 1.0. Artiklene tilhører dem som har gitt dem ut.",
            f"nicdata {version}, med artikkelen et tall kommer fra",
            "Kolonnenavnene er de samme som i CSV-filene; en merknad på hver forklarer den. Understrekede celler"
            " er lenker. En tom celle: ikke kjent eller ikke oppgitt. Merknader til radene er på engelsk.",
        ),
    )[choose]
    limits = [limit[choose] for limit in LIMITS]
    lines = [
        (_title(choose), ""),
        *zip(labels, (*texts, limits[0]), strict=True),
        *(("", text) for text in limits[1:]),
    ]
    sheet.title = name
    for line, (label, text) in enumerate(lines, 1):
        sheet.cell(line, 1, label).font = TITLE if line == 1 else BOLD
        sheet.cell(line, 2, text).font = PLAIN
        sheet.cell(line, 1).alignment, sheet.cell(line, 2).alignment = TOP, WRAPPED
        if len(text) > 85:
            sheet.row_dimensions[line].height = 32
    sheet.row_dimensions[1].height = 28
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    sheet.sheet_view.showGridLines = False
    _page(sheet)


def _table_sheet(
    sheet: Worksheet,
    table: str,
    rows: Rows,
    places: dict[tuple[str, str], str],
    addresses: dict[str, str],
    choose: int,
) -> None:
    """One table from A1 with real numbers, days and truths; keys link to the rows they mean."""
    rules, columns = schema.resources()[table]["schema"], schema.columns(table)
    targets = {key["fields"][0]: key["reference"]["resource"] for key in rules.get("foreignKeys", [])}
    fields = [(name, field, _number_format(field), targets.get(name)) for name, field in columns.items()]
    sheet.append(list(columns))
    links = 0
    for line, row in enumerate(rows, 2):
        for column, (name, field, number_format, target) in enumerate(fields, 1):
            if not (text := row[name]):
                continue
            cell = sheet.cell(line, column, _value(text, field["type"]))
            cell.number_format = number_format
            cell.font, cell.alignment = PLAIN, TOP
            _as_text(cell)
            link = None
            if target == "articles" and addresses.get(text):
                link = _link(addresses[text])
            elif target and (target, text) in places:
                link = _link("#" + places[target, text])
            elif text.startswith(("http://", "https://")):
                link = _link(text)
            if link and links < MOST_LINKS:
                cell.hyperlink, cell.font = link, LINK
                links += 1
    widths = [_width(name, [row[name] for row in rows]) for name in columns]
    lang = ("en", "nb")[choose]
    for column, field in enumerate(columns.values(), 1):
        title, description, unit = (schema.text(field, key, lang) for key in ("title", "description", "unit"))
        note = f"{title}: {description}" + f" ({unit})" * bool(unit)
        if said := _unfit(note):
            raise ValueError(f"{table}: the note on column {field['name']}: {said}")
        comment = Comment(note, "nicdata")
        comment.width, comment.height = 360, 140
        sheet.cell(1, column).comment = comment
    _dress(sheet, widths, len(rows), 1, table)


def _as_text(cell: Any) -> None:
    """A text that a spreadsheet would take for a formula stays text."""
    if isinstance(cell.value, str) and cell.value.startswith(RUNS):
        cell.data_type, cell.quotePrefix = "s", True


def _dress(sheet: Worksheet, widths: list[float], rows: int, key_columns: int, name: str) -> None:
    """An Excel table with filter, its head frozen and styled by hand as well: LibreOffice shows no table
    styles, and breaks no lines without a height."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST)
        head = sheet.cell(1, column)
        head.font, head.fill, head.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
        if width > WIDEST:
            for line in range(2, rows + 2):
                cell = sheet.cell(line, column)
                cell.alignment = WRAPPED
                lines = math.ceil(len(str(cell.value or "")) / (WIDEST - 4))
                if lines > 1:
                    tall = max(sheet.row_dimensions[line].height or 0, 15 * lines)
                    sheet.row_dimensions[line].height = min(tall, TALLEST)
    sheet.freeze_panes = f"{get_column_letter(key_columns + 1)}2"
    made = Table(displayName=name, ref=f"A1:{get_column_letter(len(widths))}{max(rows, 1) + 1}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(made)
    sheet.print_title_rows = "1:1"
    _page(sheet)


def _page(sheet: Worksheet) -> None:
    """Printed lying, as wide as the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _value(text: str, kind: str) -> Any:
    return date.fromisoformat(text) if kind == "date" else typed(text, kind)


def _number_format(field: dict[str, Any]) -> str:
    """Thousands and decimals as the reader's program writes them; years and paragraphs are no quantities."""
    if field["type"] == "integer":
        return "#,##0" if "unit" in field else "0"
    return {"number": "#,##0.0##", "date": "yyyy-mm-dd", "boolean": BOOLEAN}.get(field["type"], "@")


def _width(name: str, texts: list[str]) -> float:
    # The filter's button takes room beside the name.
    return max(len(name) + 4, *(len(text) + 2 for text in texts), 8) if texts else len(name) + 4


def _listed(sheet: Worksheet, name: str, head: list[str], lines: list[list[Any]]) -> None:
    """A sheet of plain text with a head; a cell may be (text, link): `#place` or an address."""
    sheet.append(head)
    links = 0
    for line, cells in enumerate(lines, 2):
        for column, value in enumerate(cells, 1):
            text, address = value if isinstance(value, tuple) else (value, "")
            if said := _unfit(str(text)):
                raise ValueError(f"{sheet.title}: row {line}: column {head[column - 1]}: {said}")
            cell = sheet.cell(line, column, text)
            _as_text(cell)
            cell.font, cell.alignment = PLAIN, TOP
            if address and links < MOST_LINKS and (link := _link(address)):
                cell.hyperlink, cell.font = link, LINK
                links += 1
    texts = [
        [str(cells[i][0] if isinstance(cells[i], tuple) else cells[i]) for cells in lines]
        for i in range(len(head))
    ]
    _dress(sheet, [_width(h, t) for h, t in zip(head, texts, strict=True)], len(lines), 1, name)


def _contents(
    sheet: Worksheet, book: Workbook, names: dict[str, str], tables: dict[str, Rows], choose: int
) -> None:
    told = {
        names["charts"]: ("Three charts to restyle", "Tre diagrammer som kan endres"),
        names["codebook"]: ("What every column means", "Hva hver kolonne betyr"),
        names["sources"]: ("The sources, with their addresses", "Kildene, med adresser"),
        names["decisions"]: (
            "Which names are one cluster; notes on rows",
            "Hvilke navn som er samme klynge; merknader til rader",
        ),
    }
    lines = []
    for name in book.sheetnames[2:]:
        link = (name, f"#'{name}'!A1")
        if name in tables:
            described = schema.resources()[name]
            lines.append(
                [
                    link,
                    schema.text(described, "title", ("en", "nb")[choose]),
                    schema.text(described, "description", ("en", "nb")[choose]),
                    len(tables[name]),
                ]
            )
        else:
            lines.append([link, "", told[name][choose], ""])
    _listed(
        sheet,
        "contents",
        [["Sheet", "Title", "What it holds", "Rows"], ["Ark", "Tittel", "Hva det inneholder", "Rader"]][
            choose
        ],
        lines,
    )


def _codebook(sheet: Worksheet, choose: int) -> None:
    lines, lang = [], ("en", "nb")[choose]
    for table, resource in schema.resources().items():
        foreign = {
            key["fields"][0]: key["reference"]["resource"]
            for key in resource["schema"].get("foreignKeys", [])
        }
        for name, field in schema.columns(table).items():
            key = "primary" if name in resource["schema"]["primaryKey"] else ""
            allowed = ", ".join(field.get("constraints", {}).get("enum", []))
            lines.append(
                [
                    *((table, f"#'{table}'!A1"), name, schema.text(field, "title", lang)),
                    *(
                        field["type"],
                        schema.text(field, "unit", lang),
                        key,
                        foreign.get(name, ""),
                        allowed,
                        schema.text(field, "description", lang),
                    ),
                ]
            )
    head = (
        ["Table", "Column", "Title", "Type", "Unit", "Key", "Points to", "Values", "Description"],
        ["Tabell", "Kolonne", "Tittel", "Type", "Enhet", "Nøkkel", "Viser til", "Verdier", "Beskrivelse"],
    )
    _listed(sheet, "codebook", head[choose], lines)


def _sources(sheet: Worksheet, articles: Rows, choose: int) -> None:
    lines = [
        [
            row["article_id"],
            (row["title"], row["url"]),
            row["publisher"],
            row["date_published"],
            row["date_basis"],
            row["note"],
        ]
        for row in sorted(articles, key=lambda row: row["date_latest"])
    ]
    head = (
        ["Article", "Title", "Publisher", "Published", "Basis of the date", "Note"],
        ["Artikkel", "Tittel", "Utgiver", "Publisert", "Grunnlag for datoen", "Merknad"],
    )
    _listed(sheet, "sources", head[choose], lines)


def _decisions(
    sheet: Worksheet, tables: dict[str, Rows], places: dict[tuple[str, str], str], choose: int
) -> None:
    """The names taken as one cluster with their reasons, then every note: what conflicts, what is not printed."""
    lines: list[list[Any]] = []
    seen = set()
    for row in tables["cluster_names"]:
        if row["reason"] and (row["cluster_id"], row["name"]) not in seen:
            seen.add((row["cluster_id"], row["name"]))
            place = "#" + places["clusters", row["cluster_id"]]
            lines.append(
                [
                    ("same cluster", "samme klynge")[choose],
                    (row["cluster_id"], place),
                    row["name"],
                    (row["reason"], row["basis_url"]),
                ]
            )
    for table, rows in tables.items():
        key = schema.id_column(table)
        for line, row in enumerate(rows, 2):
            if row.get("note"):
                lines.append(
                    [
                        table,
                        (row[key], f"#'{table}'!A{line}"),
                        row.get("article_id", ""),
                        row["note"],
                    ]
                )
    head = (
        ["Kind", "Row", "Name or article", "Reason or note"],
        ["Slag", "Rad", "Navn eller artikkel", "Begrunnelse eller merknad"],
    )
    _listed(sheet, "decisions", head[choose], lines)


class Block(NamedTuple):
    """What one chart draws: a label, a value and its row for each bar."""

    title: str
    unit: str
    table: str
    bars: list[tuple[str, float, str]]


def _measured(row: dict[str, str], lang: str) -> str:
    """What a gap measures, and its year: the label of a bar."""
    name = schema.label("effect_statistics", "measure", row["measure"], lang)
    return f"{name[0].upper()}{name[1:]} {row['year']}"


def _blocks(tables: dict[str, Rows], choose: int) -> list[Block]:
    """Growth, budgets, gaps."""
    programmes = {row["scheme"] for row in tables["schemes"] if row["kind"] == "programme"}
    listed = [
        r
        for r in tables["programme_counts"]
        if r["measure"] == "clusters_listed" and r["level"] and r["scheme"] in programmes
    ]
    newest = max((row["year"] for row in listed), default="")
    rank = {row["level"]: int(row["rank"]) for row in tables["levels"]}
    levels = sorted((row for row in listed if row["year"] == newest), key=lambda row: rank[row["level"]])
    budgets = [
        row
        for row in tables["budgets"]
        if row["kind"] == "appropriation" and row["scope"] == "programme" and row["shown"] == "true"
    ]
    gaps = sorted(
        (
            r
            for r in tables["effect_statistics"]
            if r["gap_pp"] and r["shown"] == "true" and not r["cluster_id"]
        ),
        key=lambda r: (r["year"], -float(r["gap_pp"])),
    )
    titles = (
        (f"Clusters by level, {newest}", "Programme budget, nominal", "Members less control group"),
        (f"Klynger etter nivå, {newest}", "Programmets budsjett, nominelt", "Medlemmer minus kontrollgruppe"),
    )[choose]
    units = (("clusters", "NOK", "percentage points"), ("klynger", "kroner", "prosentpoeng"))[choose]
    return [
        Block(
            titles[0],
            units[0],
            "programme_counts",
            [
                (
                    schema.label("levels", "level", r["level"], ("en", "nb")[choose]),
                    int(r["value"]),
                    r["count_id"],
                )
                for r in levels
            ],
        ),
        Block(
            titles[1],
            units[1],
            "budgets",
            [
                (r["year"], int(r["amount_nok"]), r["budget_id"])
                for r in sorted(budgets, key=itemgetter("year"))
            ],
        ),
        Block(
            titles[2],
            units[2],
            "effect_statistics",
            [(_measured(r, ("en", "nb")[choose]), float(r["gap_pp"]), r["effect_id"]) for r in gaps],
        ),
    ]


def _charts(
    sheet: Worksheet, tables: dict[str, Rows], places: dict[tuple[str, str], str], choose: int
) -> list[str]:
    """Three charts of cells on this sheet, each with the row its value comes from. Returns their texts."""
    alts, first = [], 1
    for title, unit, table, bars in _blocks(tables, choose):
        for column, text in enumerate((title, unit, ("row", "rad")[choose]), 1):
            head = sheet.cell(first, column, text)
            head.font, head.fill, head.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
        for line, (label, value, row_id) in enumerate(bars, first + 1):
            sheet.cell(line, 1, label).font = PLAIN
            cell = sheet.cell(line, 2, value)
            cell.number_format, cell.font = "#,##0.0" if isinstance(value, float) else "#,##0", PLAIN
            link = sheet.cell(line, 3, row_id)
            link.hyperlink, link.font = Hyperlink(ref="", location=places[table, row_id]), LINK
        last = first + len(bars)
        chart = BarChart()
        chart.title, chart.legend, chart.height, chart.width = f"{title}, {unit}", None, 8.5, 17
        chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.number_format, chart.y_axis.majorGridlines = "#,##0", None
        chart.series[0].graphicalProperties.solidFill = "4C5A73"
        chart.dataLabels = DataLabelList(
            showVal=True, showCatName=False, showSerName=False, showLegendKey=False, showPercent=False
        )
        sheet.add_chart(chart, f"E{first}")
        alts.append(f"{title}, {unit}: " + "; ".join(f"{label} {value}" for label, value, _ in bars))
        first += 20
    for letter, width in zip("ABC", (34, 18, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    _page(sheet)
    sheet.page_setup.fitToHeight = 1
    return alts


def _finished(file: bytes, alts: list[str], day: str) -> bytes:
    """The file with descriptions on its charts, the day of the data as its date, and no trace of when it was
    written."""
    stamp = datetime.fromisoformat(day).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    texts = iter(alts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", lambda m: m[1] + stamp, content
                )
            if name.startswith("xl/drawings/drawing"):
                content = re.sub(
                    rb'(<(?:xdr:)?cNvPr id="\d+" name="Chart \d+")',
                    lambda m: m[1] + f' descr="{escape(next(texts))}"'.encode(),
                    content,
                )
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(info, content)
    assert next(texts, None) is None, "openpyxl writes charts otherwise than expected"
    return buffer.getvalue()
