"""Write the sheets around the tables: cover, contents, codebook, sources, decisions."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from nicdata import frames, reference, schema
from nicdata.exports.answers import QUESTIONS, Answer
from nicdata.exports.book import limits, sheets, tables, words
from nicdata.exports.book.language import Language
from nicdata.exports.book.sheets import Column, Value
from nicdata.exports.book.tables import Part
from nicdata.schema import Rows

Linked = tuple[Value, str]  # a value, and the address or #place it links to (empty: no link)
COVERED = ("cluster_levels", "programme_counts")  # the cover names the newest year in these tables


def about(sheet: Worksheet, cells: dict[str, Rows], language: Language) -> None:
    """Write the cover: version, newest facts, licence, how to cite and read, limits of the data."""
    version = schema.descriptor()["version"]
    newest = max((row["year"] for table in COVERED for row in cells[table]), default="")
    facts = {
        "sources": len(cells["articles"]),
        "version": version,
        "newest": newest,
        "shown": language.head("budgets", "shown"),
        "base": reference.latest_prices(),
        "traits": language.quoted(language.sheet("cluster_traits")),
        "english": ", ".join(language.quoted(language.head(*place)) for place in words.ENGLISH),
    }
    texts = {key: language.pick(pair).format(**facts) for key, pair in words.TEXTS.items()}
    told = [language.pick(limit) for limit in words.LIMITS]
    lines = [(schema.text(schema.descriptor(), "title", language.lang), "", "")]
    lines += [(language.pick(words.ABOUT[key]), text, "") for key, text in texts.items()]
    lines += [("", limit, "") for limit in told]
    lines[-len(told)] = (language.pick(words.ABOUT["limits"]), told[0], "")
    begin = [language.pick(question.title) for question in QUESTIONS.values()]
    begin.append(language.pick(words.SHEETS["contents"]))
    lines[2:2] = [
        ("" if n else language.pick(words.ABOUT["answers"]), name, f"#'{name}'!A1")
        for n, name in enumerate(begin)
    ]
    for line, (label, text, address) in enumerate(lines, 1):
        sheet.cell(line, 1, label).font = sheets.TITLE if line == 1 else sheets.BOLD
        cell = sheet.cell(line, 2, text)
        cell.font = sheets.LINK if address else sheets.PLAIN
        if address:
            cell.hyperlink = limits.link(address)
        sheet.cell(line, 1).alignment, cell.alignment = sheets.TOP, sheets.WRAPPED
        if len(text) > 85:
            sheet.row_dimensions[line].height = 16 * (1 + len(text) // 85)
    sheet.row_dimensions[1].height = 28
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    sheet.sheet_view.showGridLines = False
    sheets.page(sheet)


def contents(
    sheet: Worksheet, cells: dict[str, Rows], answers: dict[str, Answer], language: Language
) -> None:
    """List all sheets with links, except the cover and this one."""
    lines: list[list[Linked]] = []
    tabs = {language.sheet(table): table for table in cells}
    others = {language.pick(words.SHEETS[key]): key for key in words.SHEETS}
    others |= {answer.title(language.lang): key for key, answer in answers.items()}
    for name in sheet.parent.sheetnames[1:]:
        if name == sheet.title:
            continue
        link = (name, f"#'{name}'!A1")
        if name in tabs:
            resource = schema.resources()[tabs[name]]
            title, what = (schema.text(resource, part, language.lang) for part in ("title", "description"))
            lines.append(
                [link, (title, ""), (language.text(what, tabs[name]), ""), (len(cells[tabs[name]]), "")]
            )
        else:
            key = others[name]
            rows = len(answers[key].rows) if key in answers else None
            lines.append([link, ("", ""), (language.pick(words.DESCRIBED[key]), ""), (rows, "")])
    _fill(sheet, "contents", lines, language)


def codebook(sheet: Worksheet, language: Language) -> None:
    """Describe every column of the sheet of every table, added columns included."""
    lines: list[list[Linked]] = []
    for table in schema.resources():
        tab = language.sheet(table)
        told = frames.codebook(table, language.lang).to_dict("index")
        for part in tables.parts(table):
            cells = (
                _added(table, part, language)
                if part.added
                else _own(table, part.column, told[part.column], language)
            )
            lines.append([(tab, f"#'{tab}'!A1"), *((cell, "") for cell in cells)])
    _fill(sheet, "codebook", lines, language)


def _own(table: str, name: str, row: dict[Any, Any], language: Language) -> list[Value]:
    """Return what the codebook says of a column of a table."""
    kind, key = (words.TYPES.get(row[part]) for part in ("type", "key"))
    key_text = language.pick(key) if key else (language.sheet(row["key"]) if row["key"] else "")
    required = language.pick(words.TYPES["yes"]) if row["required"] else ""
    cells = [name, row["title"], language.pick(kind or ("", "")), row["unit"], key_text, required]
    return [*cells, row["values"], language.text(row["description"], table, name)]


def _added(table: str, part: Part, language: Language) -> list[Value]:
    """Return what the codebook says of a column that only the workbook has."""
    kind, unit = ("number", words.REAL_UNIT) if part.added == tables.REAL else ("string", ("", ""))
    heads = [tables.added_head(table, part, Language("en")), tables.added_title(table, part, language)]
    cells = [language.pick(words.TYPES[kind]), language.pick(unit).format(base=reference.latest_prices())]
    return [*heads, *cells, "", "", "", tables.added_note(table, part, language)]


def sources(sheet: Worksheet, articles: Rows, language: Language) -> None:
    """List the sources, oldest first."""
    lines: list[list[Linked]] = []
    for row in sorted(articles, key=lambda row: row["date_latest"]):
        basis = row["date_basis"]
        if basis and language.lang == "nb":
            basis = schema.label("articles", "date_basis", basis, "nb")
        cells = [row["publisher"], row["date_published"], basis, row["note"]]
        lines.append([(row["article_id"], ""), (row["title"], row["url"]), *((cell, "") for cell in cells)])
    _fill(sheet, "sources", lines, language)


def decisions(
    sheet: Worksheet, cells: dict[str, Rows], places: dict[tuple[str, str], str], language: Language
) -> None:
    """List the names that were decided to be one cluster, with the reasons, and then every note on a row."""
    lines: list[list[Linked]] = []
    listed = set()
    for row in cells["cluster_names"]:
        if row["reason"] and (row["cluster_id"], row["name"]) not in listed:
            listed.add((row["cluster_id"], row["name"]))
            place = places.get(("clusters", row["cluster_id"]), "")
            kind = language.pick(words.TYPES["same cluster"])
            cluster = (row["cluster_id"], f"#{place}" if place else "")
            lines.append([(kind, ""), cluster, (row["name"], ""), (row["reason"], row["basis_url"])])
    for table, rows in cells.items():
        for row in rows:
            if row.get("note"):
                row_id = row[schema.id_column(table)]
                link = (row_id, f"#{places[table, row_id]}")
                tab, source = (language.sheet(table), ""), (row.get("article_id", ""), "")
                lines.append([tab, link, source, (row["note"], "")])
    _fill(sheet, "decisions", lines, language)


def _fill(sheet: Worksheet, name: str, lines: list[list[Linked]], language: Language) -> None:
    """Write lines of cells with links as a table of this name."""
    heads = words.HEADS[name][language.lang == "nb"]
    columns = [
        Column(
            head,
            [line[i][0] for line in lines],
            [line[i][1] for line in lines],
            number_format="0" if any(isinstance(line[i][0], int) for line in lines) else "@",
        )
        for i, head in enumerate(heads)
    ]
    sheets.fill(sheet, name, columns)
