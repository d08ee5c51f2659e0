"""The workbook: it has the cells of the CSV files, with types, links and filters."""

from __future__ import annotations

import csv
import io
import re
import time
import xml.etree.ElementTree as ET
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from conftest import nicdata
from nicdata import frames, questions, reference, schema, tables
from nicdata.cli import main
from nicdata.exports import answers, variants
from nicdata.exports.answers import QUESTIONS
from nicdata.exports.book import limits, sheets, words
from nicdata.exports.book.diagrams import diagrams
from nicdata.exports.book.language import Language
from nicdata.exports.book.tables import Part, parts
from nicdata.exports.cells import cells
from nicdata.exports.workbook import workbook
from nicdata.schema import Rows
from nicdata.view import WORDS
from test_any_tables import CHANGES, made

TABLES = cells(tables())
ANSWERS = answers.answers(tables())
SMALL = {table: rows[:4] for table, rows in TABLES.items()}  # enough to be a workbook, and quick
LANGUAGES = {lang: Language(lang) for lang in ("en", "nb")}
FILES = {lang: workbook(TABLES, lang) for lang in ("en", "nb")}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


BOOKS = {
    lang: openpyxl.load_workbook(BytesIO(file)) for lang, file in FILES.items()
}  # read once, never changed


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> openpyxl.Workbook:
    return BOOKS[request.param]


def language_of(book: openpyxl.Workbook) -> Language:
    return LANGUAGES[str(book.properties.language)[:2]]


def charts_of(book: openpyxl.Workbook) -> Any:
    return book[language_of(book).pick(words.SHEETS["charts"])]


def as_cell(value: object) -> str:
    """Return a value of the workbook as its CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime) else str(value)


def in_words(table: str, language: Language) -> list[list[str]]:
    """Return the cells of a table as a workbook in this language has them: codes in English, labels in
    Norwegian."""
    rows = [list(row.values()) for row in TABLES[table]]
    if language.lang == "nb":
        for i, (name, field) in enumerate(schema.columns(table).items()):
            labels = {value: pair[1] for value, pair in field.get("labels", {}).items()}
            for row in rows:
                row[i] = language.sheet(row[i]) if name == "table" else labels.get(row[i], row[i])
    return rows


def own_columns(table: str) -> list[int]:
    """Return the positions of the table's columns in its sheet, among those that are added."""
    return [place for place, part in enumerate(parts(table)) if not part.added]


@pytest.mark.parametrize("table", TABLES)
def test_the_cells_are_those_of_the_csv(table: str, book: openpyxl.Workbook) -> None:
    """Catches a value that is lost, changed or of another type in the workbook."""
    language, columns = language_of(book), schema.columns(table)
    head, *rows = book[language.sheet(table)].iter_rows(values_only=True)
    own = own_columns(table)
    assert [head[i] for i in own] == [language.head(table, name) for name in columns]
    assert [[as_cell(row[i]) for i in own] for row in rows] == in_words(table, language)
    kinds: dict[str, Any] = {
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "date": datetime,
        "string": str,
    }
    for row in rows:
        for i, field in zip(own, columns.values(), strict=True):
            kind = str if "labels" in field and language.lang == "nb" else kinds[field["type"]]
            assert row[i] is None or isinstance(row[i], kind), (field["name"], row[i])


def test_amounts_in_the_newest_prices_are_beside_the_nominal_ones(book: openpyxl.Workbook) -> None:
    """Catches an amount without its real value next to it, a value other than the library's, or another base
    year."""
    language, base = language_of(book), reference.latest_prices()
    for table in TABLES:
        for name in (name for name in schema.columns(table) if name.endswith("_nok")):
            place = own_columns(table)[list(schema.columns(table)).index(name)] + 1
            head, *cells = (row[place] for row in book[language.sheet(table)].iter_rows(values_only=True))
            assert str(base) in str(head)
            wanted = reference.real(tables()[table])[f"{name}_{base}"]
            for cell, value in zip(cells, wanted, strict=True):
                assert (cell is None) == pd.isna(value) and (cell is None or cell == pytest.approx(value))


def test_one_row_of_each_fact_is_seen_on_opening(book: openpyxl.Workbook) -> None:
    """Catches a filter on `shown` that is missing, hides other rows, or is set where there is nothing to
    hide."""
    language = language_of(book)
    for table, rows in TABLES.items():
        sheet = book[language.sheet(table)]
        hidden = [sheet.row_dimensions[line].hidden for line in range(2, len(rows) + 2)]
        assert hidden == [row.get("shown") == "false" for row in rows]
        (made,) = sheet.tables.values()
        columns = made.autoFilter.filterColumn
        assert bool(columns) == any(hidden)
        if any(hidden):
            place, (value,) = columns[0].colId, columns[0].filters.filter
            head, *values = [row[place] for row in sheet.iter_rows(values_only=True)]
            assert head == language.head(table, "shown")
            kept = [str(v).upper() if isinstance(v, bool) else v for v in values]
            assert [v != value for v in kept] == hidden


def test_the_norwegian_workbook_is_norwegian() -> None:
    """Catches a sheet, head, coded value or type that is English in the Norwegian workbook."""
    book = BOOKS["nb"]
    codes = {c for table in TABLES for c in schema.columns(table) if "_" in c} | set(TABLES)
    codes |= {
        v for table in TABLES for f in schema.columns(table).values() for v in f.get("labels", {}) if "_" in v
    }
    codes |= {"string", "integer", "number", "boolean", "primary", "unique"}
    told = book.worksheets[-3]  # the codebook lists columns and values by the names of the CSV files
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=1 if sheet is told else None):
            for cell in row:
                assert cell.value not in codes, (sheet.title, cell.coordinate, cell.value)
    types = {cell.value for cell in told["D"][1:]} | {cell.value for cell in told["F"][1:]}
    assert not types & codes


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answers_are_those_of_python(name: str, book: openpyxl.Workbook) -> None:
    """Catches an answer in the workbook or its CSV file that differs from what `nicdata.questions` returns."""
    language, answer = language_of(book), ANSWERS[name]
    sheet = book[answer.title(language.lang)]
    assert book.sheetnames.index(sheet.title) == 1 + list(QUESTIONS).index(name)
    (made,) = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[made.ref]]
    columns = [column for column in answer.columns if not column.endswith("url")]
    assert head == [answer.head(column, language.lang) for column in columns]
    asked = getattr(questions, QUESTIONS[name].function)().reset_index()
    assert len(rows) == len(asked) > 10
    for place, column in enumerate(columns):
        field = schema.columns(answer.question.table).get(column, {})
        for row, value in zip(rows, asked[column], strict=True):
            if pd.isna(value):
                assert row[place] in (None, *answer.question.empty.get(column, ())), (column, row)
            elif isinstance(value, float):
                assert row[place] == pytest.approx(value)
            elif column not in WORDS and "labels" not in field:
                assert row[place] == value
    variant, separator = {"nb": ("excel-nb", ";"), "en": ("excel-en", ",")}[language.lang]
    text = variants.VARIANTS[variant](TABLES)[answers.file_name(name)].decode("utf-8-sig")
    csv_head, *csv_rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    kept = [place for place, column in enumerate(answer.columns) if not column.endswith("url")]
    assert [csv_head[place] for place in kept] == head and len(csv_rows) == len(rows)
    for found, row in zip(csv_rows, rows, strict=True):
        for place, cell in zip(kept, row, strict=True):
            if isinstance(cell, (int, float)):
                assert float(found[place].replace(",", ".")) == pytest.approx(cell)
            else:
                assert found[place] == (cell or "")


def test_the_answers_name_their_sources_and_gaps(book: openpyxl.Workbook) -> None:
    """Catches a stated budget without a link to its source, a gap that looks like an oversight, and clusters without a
    county whose number is not told."""
    language = language_of(book)
    budget, _, county = (ANSWERS[name] for name in QUESTIONS)
    sheet = book[budget.title(language.lang)]
    told = [column for column in budget.columns if not column.endswith("url")]
    missing = language.pick(WORDS["known"][False])
    for row, known in zip(sheet.iter_rows(min_row=5), budget.rows["known"], strict=True):
        cell = row[told.index("article_id")]
        assert bool(cell.hyperlink) == known == (row[1].value != missing)
    unknown = sum(not row["county"] for row in TABLES["clusters"])
    sheet = book[county.title(language.lang)]
    assert str(unknown) in sheet["A2"].value and str(len(TABLES["clusters"])) in sheet["A2"].value
    counties = [cell.value for cell in sheet["A"][4:]]
    assert counties[-unknown:] == [language.pick(QUESTIONS["clusters_by_county"].empty["county"])] * unknown


def test_every_id_of_a_cluster_has_its_name_beside_it(book: openpyxl.Workbook) -> None:
    """Catches a cluster that has to be looked up, and a name or county of another one."""
    language = language_of(book)
    clusters = {row["cluster_id"]: row for row in TABLES["clusters"]}
    named = 0
    for table in TABLES:
        keys = schema.resources()[table]["schema"].get("foreignKeys", [])
        ids = [key["fields"][0] for key in keys if key["reference"]["resource"] == "clusters"]
        for column in ids:
            place = parts(table).index(Part(column))
            assert parts(table)[place + 1] == Part(column, "name")
            has_county = parts(table)[place + 2 : place + 3] == [Part(column, "county")]
            assert has_county == (table != "clusters" and column == ids[0])
            for row in book[language.sheet(table)].iter_rows(min_row=2, values_only=True):
                if row[place]:
                    cluster = clusters[str(row[place])]
                    assert row[place + 1] == cluster["name"]
                    assert not has_county or (row[place + 2] or "") == cluster["county"]
                    named += 1
    assert named > 1000


def test_notes_have_the_words_of_the_cells() -> None:
    """Catches a note that explains a code which no Norwegian cell shows, and the value of a column that is taken for
    the table of the same name."""
    book, language = BOOKS["nb"], LANGUAGES["nb"]
    for table in TABLES:
        heads = [cell for cell in book[language.sheet(table)][1] if cell.comment]
        notes = dict(zip(parts(table), (cell.comment.text for cell in heads), strict=True))
        for part, text in notes.items():
            said = text.partition(" I CSV-filene")[0]
            assert not re.search(r"[`“”]|\w+_\w+|\w/\w", said), said
            field = schema.columns(table)[part.column]
            for code in re.findall("`([^`]+)`", field["description_nb"]) if not part.added else ():
                if code in field.get("labels", {}):
                    assert f"«{field['labels'][code][1]}»" in said
    for language in LANGUAGES.values():
        field = schema.columns("programme_counts")["measure"]
        text = language.text(schema.text(field, "description", language.lang), "programme_counts", "measure")
        assert language.quoted(language.word("programme_counts", "measure", "levels")) in text
        table = schema.text(schema.resources()["programme_counts"], "title", "nb")
        assert language.quoted(table) not in text


def test_the_cover_names_the_columns_in_english() -> None:
    """Catches English text in the Norwegian workbook that a reader is not told of."""
    cover = " ".join(str(row[1].value) for row in BOOKS["nb"].worksheets[0].iter_rows())
    english = re.compile(r" (the|of|and|with|from|which|than|similar) ")
    names = {"title", "name", "name_en", "name_nb", "publisher", "trait_value", "organisation", "post_name"}
    for table, rows in TABLES.items():
        for name, field in schema.columns(table).items():
            if field["type"] == "string" and "printed" not in name and name not in names:
                texts = [row[name] for row in rows if english.search(row[name]) and " " in row[name]]
                if texts and "labels" not in field:
                    assert f"«{LANGUAGES['nb'].head(table, name)}»" in cover, (table, name, texts[0])


def test_the_gaps_in_the_chart_can_be_compared() -> None:
    """Catches gaps of a whole period drawn beside gaps per year, and a lower bound that is drawn as a figure."""
    rows = [row for row in TABLES["effect_statistics"] if row["gap_pp"] and not row["cluster_id"]]
    newest = max(rows, key=lambda row: row["year"])
    lower = {**newest, "effect_id": "x", "qualifier": "more_than", "measure": "exports"}
    changed = frames.of_cells({**TABLES, "effect_statistics": [*TABLES["effect_statistics"], lower]})
    for language in LANGUAGES.values():
        drawn = next(d for d in diagrams(changed, language) if d.table == "effect_statistics")
        kinds = {row["effect_id"]: row["statistic"] for row in rows} | {"x": lower["statistic"]}
        assert {kinds[bar.row_id] for bar in drawn.bars} == {newest["statistic"]}
        assert str(len(rows) + 1 - len(drawn.bars)) in drawn.note
        (bound,) = [bar.label for bar in drawn.bars if bar.row_id == "x"]
        assert language.pick(schema.columns("effect_statistics")["qualifier"]["labels"]["more_than"]) in bound


def test_a_wide_table_is_printed_over_several_pages(book: openpyxl.Workbook) -> None:
    """Catches thirty columns on one page, and a page without the heads or the ids of its rows."""
    language = language_of(book)
    for table in TABLES:
        sheet = book[language.sheet(table)]
        wide = sum(size.width for size in sheet.column_dimensions.values())
        assert sheet.page_setup.orientation == "landscape" and sheet.print_area
        assert wide / sheet.page_setup.fitToWidth <= sheets.PAGE_WIDTH
        assert bool(sheet.print_title_cols) == (sheet.page_setup.fitToWidth > 1)
        assert not any(size.hidden for size in sheet.column_dimensions.values())


@pytest.mark.parametrize("seed", range(len(CHANGES)), ids=[change.__name__ for change in CHANGES])
def test_any_tables_have_answers(seed: int) -> None:
    """Catches an answer or a chart of the workbook that works on the tables of today alone."""
    given = made(seed)
    found = answers.answers(given)
    for language in LANGUAGES.values():
        for answer in found.values():
            for column in answer.columns:
                assert answer.head(column, language.lang)
                assert len(answer.values(column, language.lang)) == len(answer.rows)
        for diagram in diagrams(given, language):
            assert all(bar.label and bar.row_id for bar in diagram.bars)
    assert set(found["clusters_by_county"].rows["cluster_id"]) == set(given.clusters["cluster_id"])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_any_tables_make_a_workbook(seed: int) -> None:
    """Catches a sheet that only some mixture of tables breaks."""
    given = made(seed)
    book = opened({table: given.cells(table) for table in TABLES}, ("en", "nb")[seed % 2])
    assert len(book.sheetnames) == len(TABLES) + 6 + len(QUESTIONS)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_can_be_filtered_and_read(table: str, book: openpyxl.Workbook) -> None:
    """Catches a sheet without its Excel table, frozen head, notes or widths, or with something below the
    table."""
    language = language_of(book)
    sheet = book[language.sheet(table)]
    assert isinstance(sheet, Worksheet)
    made = sheet.tables[language.table(table)]
    assert made.ref == (sheet.dimensions if TABLES[table] else sheet.dimensions[:-1] + "2")
    assert made.autoFilter is not None
    assert sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1"
    assert not sheet.merged_cells.ranges
    heads = [sheet[1][i] for i in own_columns(table)]
    for cell, (name, field) in zip(heads, schema.columns(table).items(), strict=True):
        assert cell.font.b and cell.fill.fgColor.rgb == "004C5A73"
        assert cell.comment and schema.text(field, "title", language.lang) in cell.comment.text
        assert (
            language.text(schema.text(field, "description", language.lang), table, name) in cell.comment.text
        )
        assert schema.text(field, "unit", language.lang) in cell.comment.text
        assert name in cell.comment.text or language.lang == "en"
        column = list(schema.columns(table)).index(name)
        longest = max((len(row[column]) for row in in_words(table, language)), default=0)
        width = sheet.column_dimensions[cell.column_letter].width
        assert width >= min(longest, sheets.WIDEST) and width >= min(len(str(cell.value)), sheets.WIDEST), (
            name
        )


def test_keys_link_to_their_rows(book: openpyxl.Workbook) -> None:
    """Catches a link to another row, and an article without its address."""
    language = language_of(book)
    for table in TABLES:
        rules, sheet = schema.resources()[table]["schema"], book[language.sheet(table)]
        for key in rules.get("foreignKeys", []):
            (column,), target = key["fields"], key["reference"]["resource"]
            place = own_columns(table)[list(schema.columns(table)).index(column)]
            for row in sheet.iter_rows(min_row=2):
                cell = row[place]
                if cell.value is None:
                    continue
                assert cell.hyperlink, (table, column)
                if cell.hyperlink.location:
                    name, there = cell.hyperlink.location.replace("'", "").split("!")
                    assert (name, book[name][there].value) == (language.sheet(target), cell.value)
                else:
                    address = next(a["url"] for a in TABLES["articles"] if a["article_id"] == cell.value)
                    assert target == "articles" and cell.hyperlink.target == address


def test_contents_lead_to_every_sheet(book: openpyxl.Workbook) -> None:
    """Catches a sheet missing from the contents, and a link that leads nowhere."""
    contents = book.worksheets[len(QUESTIONS) + 1]
    names = [cell.value for cell in contents["A"][1:]]
    assert names == [name for name in book.sheetnames[1:] if name != contents.title]
    for cell in contents["A"][1:]:
        assert cell.hyperlink.location == f"'{cell.value}'!A1"


def test_it_says_what_it_is(book: openpyxl.Workbook) -> None:
    """Catches a workbook without a title, language, version, licence or limits, and one that does not open at
    A1 of the cover."""
    cover = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    choose = ("en", "nb").index(language_of(book).lang)
    assert book.properties.title and book.properties.title in cover
    assert f"nicdata {schema.descriptor()['version']}" in cover and "CC0 1.0" in cover
    assert all(limit[choose] in cover for limit in words.LIMITS)
    assert book.active is book.worksheets[0]
    for sheet in book.worksheets:
        assert sheet.sheet_view.selection[0].activeCell in ("A1", None) or sheet.freeze_panes
    assert book.sheetnames[0] == ("About", "Om")[choose]


def test_codebook_sources_and_decisions_are_whole(book: openpyxl.Workbook) -> None:
    """Catches a column, article, decision or conflict that is only in the CSV files."""
    codebook, sources, decisions = book.worksheets[-3:]
    assert codebook.max_row - 1 == sum(len(parts(table)) for table in TABLES)
    assert {cell.value for cell in sources["A"][1:]} == {row["article_id"] for row in TABLES["articles"]}
    text = " ".join(str(cell.value) for row in decisions.iter_rows() for cell in row)
    for row in TABLES["cluster_names"]:
        assert row["reason"] in text
    for rows in TABLES.values():
        assert all(row["note"] in text for row in rows if row.get("note"))


def test_charts_draw_the_cells(book: openpyxl.Workbook) -> None:
    """Catches a chart of other cells, one with hidden axes, and values that differ from their rows."""
    sheet = charts_of(book)
    assert len(sheet._charts) == 3
    for chart in sheet._charts:
        assert not chart.x_axis.delete and not chart.y_axis.delete
        reference = chart.series[0].val.numRef.f.split("!")[1].replace("$", "")
        for (cell,) in sheet[reference]:
            if cell.value is None:
                continue
            row_id, place = sheet.cell(cell.row, 3), sheet.cell(cell.row, 3).hyperlink.location
            name, target = place.replace("'", "").split("!")
            row = [c.value for c in book[name][book[name][target].row]]
            assert row_id.value in row and cell.value in row


@pytest.mark.parametrize("lang", FILES)
def test_the_xml_is_right_by_a_second_reader(lang: str) -> None:
    """Catches what openpyxl accepts in its own files: invalid XML, charts without a description, formulas,
    links to files, a date of writing."""
    with zipfile.ZipFile(BytesIO(FILES[lang])) as file:
        assert file.testzip() is None and file.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: file.read(name) for name in file.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            assert b"<!ENTITY" not in content
            root = ET.fromstring(content)
            if name.startswith("xl/worksheets/sheet"):
                assert not root.findall(f".//{MAIN}f"), name
                panes = [pane.get("state") for pane in root.iter(f"{MAIN}pane")]
                assert panes == (["frozen"] if root.findall(f".//{MAIN}tablePart") else []), name
            for link in root.iter(
                "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
            ):
                if link.get("TargetMode") == "External":
                    assert (link.get("Target") or "").startswith(("http://", "https://"))
    drawn = ET.fromstring(parts["xl/drawings/drawing1.xml"])
    texts = [e.get("descr") for e in drawn.iter() if e.tag.endswith("cNvPr") and e.get("descr")]
    assert len(texts) == 3 and all("; " in str(text) for text in texts)
    newest = max(row["date_latest"] for row in TABLES["articles"])
    assert newest.encode() in parts["docProps/core.xml"]


def test_a_text_that_looks_like_a_formula_is_text() -> None:
    """Catches a cell that a spreadsheet would run as a formula."""
    tables = with_cell("projects", "name", "=1+1")
    sheet = openpyxl.load_workbook(BytesIO(workbook(tables)))["projects"]
    cell = sheet["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_the_budget_chart_is_of_the_programme() -> None:
    """Catches money of another body or of a forerunner drawn as the programme's, and a year drawn twice."""
    row = next(r for r in TABLES["budgets"] if r["kind"] == "appropriation" and r["scope"] == "programme")
    other = {**row, "budget_id": "x", "scope": "", "amount_nok": "3000000"}
    changed = frames.of_cells({**TABLES, "budgets": [*TABLES["budgets"], other]})
    for language in LANGUAGES.values():
        budget = next(d for d in diagrams(changed, language) if d.table == "budgets")
        own = [r for r in TABLES["budgets"] if r["kind"] == "appropriation" and r["scope"] == "programme"]
        years = sorted(r["year"] for r in own if r["shown"] == "true")
        drawn = [bar for bar in budget.bars if bar.value is not None]
        assert [bar.label for bar in drawn] == years
        amounts = reference.real(tables().budgets).set_index("budget_id")[
            f"amount_nok_{reference.latest_prices()}"
        ]
        assert all(bar.value == pytest.approx(amounts[bar.row_id]) for bar in drawn)
        every = [int(bar.label) for bar in budget.bars]  # a year without a budget has its place too
        assert every == list(range(every[0], every[-1] + 1))


@pytest.mark.parametrize("lang", ["en", pytest.param("nb", marks=pytest.mark.slow)])
def test_empty_tables_make_a_workbook(lang: str) -> None:
    """Catches a workbook that fails if a table has no rows."""
    book = openpyxl.load_workbook(BytesIO(workbook({table: [] for table in TABLES}, lang)))
    assert len(charts_of(book)._charts) == 0 and len(book.sheetnames) == len(TABLES) + 6 + len(QUESTIONS)


@pytest.mark.parametrize(
    "collection", [schema.ARTICLE, *(pytest.param(c, marks=pytest.mark.slow) for c in schema.COLLECTIONS[1:])]
)
def test_one_collection_makes_a_workbook(collection: str, tmp_path: Path) -> None:
    """Catches rows of other pages in a workbook of the five articles, and a workbook that fails if a table
    has no rows."""
    out = tmp_path / f"{collection}.xlsx"
    done = nicdata("workbook", "--collection", collection, "--out", out)
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(out, read_only=True)["budgets"]
    assert {cells[0] for cells in sheet.iter_rows(2, min_col=2, max_col=2, values_only=True)} == {collection}


def test_only_a_workbook_is_called_one(tmp_path: Path) -> None:
    """Catches a workbook with a file name that Excel opens as something else."""
    done = nicdata("workbook", "--out", tmp_path / "nicdata.xls")
    assert done.returncode == 2 and ".xlsx" in done.stderr


def test_same_bytes_for_the_same_data(tmp_path: Path) -> None:
    """Catches a workbook that changes from run to run."""
    for n, zone in ((7, "Pacific/Kiritimati"),):
        out = tmp_path / f"{n}.xlsx"
        done = nicdata("workbook", "--lang", "nb", "--out", out, env={"TZ": zone, "PYTHONHASHSEED": str(n)})
        assert done.returncode == 0, done.stderr
        assert out.read_bytes() == FILES["nb"]


@pytest.mark.slow
def test_many_rows_take_little_more_time_than_they_must() -> None:
    """Catches work that grows faster than the rows: ten times the rows take at most twenty times as long."""
    times = []
    for count in (300, 3000):
        rows = [{**TABLES["cluster_names"][n % 100], "paragraph": str(n + 1)} for n in range(count)]
        start = time.process_time()
        workbook({**SMALL, "cluster_names": rows})
        times.append(time.process_time() - start)
    assert times[1] < 20 * times[0]


@pytest.mark.parametrize("fault", ["folder", "read-only", "open in LibreOffice", "open in Excel", "nowhere"])
def test_an_output_that_cannot_be_written_is_told(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a workbook lost because another one could not be written over it."""
    out = tmp_path / "nicdata.xlsx"
    out.write_bytes(b"old")
    if fault == "folder":
        out.unlink()
        out.mkdir()
    elif fault == "read-only":
        out.chmod(0o444)
    elif fault == "open in LibreOffice":
        (tmp_path / ".~lock.nicdata.xlsx#").touch()
    elif fault == "open in Excel":
        (tmp_path / "~$nicdata.xlsx").touch()
    monkeypatch.setattr("nicdata.exports.workbook.workbook", lambda *_: b"new")
    assert main(["workbook", "--out", str(out / "x" / "y.xlsx" if fault == "nowhere" else out)]) == 2
    assert "nicdata.xlsx" in capsys.readouterr().err
    assert out.is_dir() or out.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part-*"))


def with_cell(table: str, column: str, *texts: str) -> dict[str, Rows]:
    """Return a few rows of each table, with these texts in the first rows of a column."""
    rows = [{**row, column: text} for row, text in zip(SMALL[table], texts, strict=False)]
    return {**SMALL, table: rows + SMALL[table][len(texts) :]}


def opened(tables: dict[str, Rows], lang: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(tables, lang)))


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://x.example/" + "a" * (2079 - 18), True),
        ("https://x.example/" + "a" * (2080 - 18), False),
        pytest.param("https://x.example/?q=" + "å" * 3000, False, marks=pytest.mark.slow),
        pytest.param("https://x.example/" + "𝒜" * 1030, True, marks=pytest.mark.slow),
        pytest.param("https://x.example/" + "𝒜" * 1031, False, marks=pytest.mark.slow),
        pytest.param("http://x.example/" + "a" * 30_000, False, marks=pytest.mark.slow),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("lang", ["en", pytest.param("nb", marks=pytest.mark.slow)])
def test_a_long_address_is_text(address: str, is_link: bool, lang: str) -> None:
    """Catches a link whose address is too long for Excel, and a link removed although it is not too long."""
    book = opened(with_cell("articles", "url", address), lang)
    article_id = TABLES["articles"][0]["article_id"]
    found = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in (address, article_id, TABLES["articles"][0]["title"]):
                    target = cell.hyperlink.target if cell.hyperlink else None
                    found[f"{sheet.title} {cell.column_letter}"] = target
                if cell.hyperlink and cell.hyperlink.target:
                    assert limits.utf16_units(cell.hyperlink.target) <= 2079
                    assert cell.font.underline
                elif not cell.hyperlink:
                    assert not cell.font.underline
    assert len(found) > 2 and (address in found.values()) == is_link


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("a" * 32_767, True),
        ("a" * 32_768, False),
        ("å" * 32_768, False),
        pytest.param("𝒜" * 16_383 + "a", True, marks=pytest.mark.slow),
        ("𝒜" * 16_384, False),
        ("a\x07", False),
        ("a\ufffe", False),
        ("a\ud800", False),
        ("a\tb\u00a0\u200b", True),
    ],
    ids=lambda value: ascii(value)[:12],
)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("budgets", "note"),
        pytest.param("articles", "note", marks=pytest.mark.slow),
        pytest.param("cluster_names", "reason", marks=pytest.mark.slow),
    ],
)
def test_a_text_that_no_cell_holds_is_told(table: str, column: str, text: str, is_right: bool) -> None:
    """Catches a text that is cut off without notice, or that makes Excel repair the file: a character above
    U+FFFF counts as two."""
    tables = with_cell(table, column, "short", text, text)
    if is_right:
        assert (
            opened(tables)[table].cell(3, own_columns(table)[list(TABLES[table][0]).index(column)] + 1).value
            == text
        )
        return
    with pytest.raises(ValueError, match="do not fit into a workbook") as told:
        workbook(tables)
    for row in (3, 4):
        assert f"{table}: row {row}: column {column}: " in str(told.value)
    assert "expected" in str(told.value) and len(str(told.value)) < 400


@pytest.mark.parametrize("most", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (0, 100))])
def test_no_sheet_has_more_links_than_it_can(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a sheet with more links than Excel allows; the texts are all kept."""
    monkeypatch.setattr(limits, "MOST_LINKS", most)
    book = opened(SMALL)
    for table, rows in SMALL.items():
        links = sum(bool(cell.hyperlink) for row in book[table].iter_rows() for cell in row)
        assert links <= most and book[table].max_row == len(rows) + 1
    assert sum(bool(cell.hyperlink) for row in book["Codebook"].iter_rows() for cell in row) == most


def test_the_limits_are_those_of_excel() -> None:
    """Catches a changed limit: the limits of Excel do not change."""
    assert (limits.LONGEST_TEXT, limits.LONGEST_LINK) == (32_767, 2_079)
    assert (limits.MOST_LINKS, limits.MOST_ROWS, limits.TALLEST) == (65_530, 1_048_576, 409)


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a sheet with more rows than a spreadsheet can show."""
    monkeypatch.setattr(limits, "MOST_ROWS", len(TABLES["cluster_names"]))
    with pytest.raises(ValueError, match=r"cluster_names: [\d,]+ rows; expected at most"):
        workbook(TABLES)


def test_names_notes_and_heights_are_what_excel_takes(book: openpyxl.Workbook) -> None:
    """Catches the name of a sheet or table, a note or a row height that makes Excel repair the file."""
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.casefold() != "history"
        assert name.strip("'") == name
    tables = [table for sheet in book.worksheets for table in sheet.tables]
    assert len({table.casefold() for table in tables}) == len(tables)
    assert all(re.fullmatch(r"[a-z_]{4,255}", table) for table in tables)
    for sheet in book.worksheets:
        assert all((size.height or 0) <= 409 for size in sheet.row_dimensions.values())
        assert all(limits.utf16_units(c.comment.text) <= 32_767 for c in sheet[1] if c.comment)


def test_a_long_text_makes_no_row_too_tall() -> None:
    """Catches a row that is taller than Excel allows."""
    sheet = opened(with_cell("articles", "note", "a " * 16_000))["articles"]
    assert sheet.row_dimensions[2].height == 409
