"""Write the sheets around the tables: cover, contents, codebook, sources, decisions."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from nicdata import frames, schema
from nicdata.exports.book import sheets, words
from nicdata.exports.book.sheets import Column, Value
from nicdata.exports.book.tables import Language
from nicdata.schema import Rows

Linked = tuple[Value, str]  # a value, and the address or #place it links to (empty: no link)
COVERED = ("cluster_levels", "programme_counts")  # the cover names the newest year in these tables


def about(sheet: Worksheet, tables: dict[str, Rows], language: Language) -> None:
    """Write the cover: version, newest facts, licence, how to cite and read, limits of the data."""
    version = schema.descriptor()["version"]
    newest = max((row["year"] for table in COVERED for row in tables[table]), default="")
    shown = language.head("budgets", "shown")
    facts = {"sources": len(tables["articles"]), "version": version, "newest": newest, "shown": shown}
    texts = {key: language.pick(pair).format(**facts) for key, pair in words.TEXTS.items()}
    limits = [language.pick(limit) for limit in words.LIMITS]
    lines = [(schema.text(schema.descriptor(), "title", language.lang), "")]
    lines += [(language.pick(words.ABOUT[key]), text) for key, text in texts.items()]
    lines += [
        (language.pick(words.ABOUT["limits"]) if not n else "", limit) for n, limit in enumerate(limits)
    ]
    for line, (label, text) in enumerate(lines, 1):
        sheet.cell(line, 1, label).font = sheets.TITLE if line == 1 else sheets.BOLD
        sheet.cell(line, 2, text).font = sheets.PLAIN
        sheet.cell(line, 1).alignment, sheet.cell(line, 2).alignment = sheets.TOP, sheets.WRAPPED
        if len(text) > 85:
            sheet.row_dimensions[line].height = 16 * (1 + len(text) // 85)
    sheet.row_dimensions[1].height = 28
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    sheet.sheet_view.showGridLines = False
    sheets.page(sheet)


def contents(sheet: Worksheet, tables: dict[str, Rows], language: Language) -> None:
    """List all sheets with links, except the cover and this one."""
    lines: list[list[Linked]] = []
    tabs = {language.sheet(table): table for table in tables}
    others = {language.pick(words.SHEETS[key]): key for key in words.DESCRIBED}
    for name in sheet.parent.sheetnames[2:]:
        link = (name, f"#'{name}'!A1")
        if name in tabs:
            resource = schema.resources()[tabs[name]]
            title, what = (schema.text(resource, part, language.lang) for part in ("title", "description"))
            lines.append([link, (title, ""), (language.text(what), ""), (len(tables[tabs[name]]), "")])
        else:
            lines.append([link, ("", ""), (language.pick(words.DESCRIBED[others[name]]), ""), (None, "")])
    _fill(sheet, "contents", lines, language)


def codebook(sheet: Worksheet, language: Language) -> None:
    """Describe every column of every table."""
    lines: list[list[Linked]] = []
    for table in schema.resources():
        for name, row in frames.codebook(table, language.lang).iterrows():
            kind, key = (words.TYPES.get(row[part]) for part in ("type", "key"))
            key_text = language.pick(key) if key else (language.sheet(row["key"]) if row["key"] else "")
            required = language.pick(words.TYPES["yes"]) if row["required"] else ""
            cells = [name, row["title"], language.pick(kind or ("", "")), row["unit"], key_text, required]
            cells += [row["values"], language.text(row["description"])]
            tab = language.sheet(table)
            lines.append([(tab, f"#'{tab}'!A1"), *((cell, "") for cell in cells)])
    _fill(sheet, "codebook", lines, language)


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
    sheet: Worksheet, tables: dict[str, Rows], places: dict[tuple[str, str], str], language: Language
) -> None:
    """List the names that were decided to be one cluster, with the reasons, and then every note on a row."""
    lines: list[list[Linked]] = []
    listed = set()
    for row in tables["cluster_names"]:
        if row["reason"] and (row["cluster_id"], row["name"]) not in listed:
            listed.add((row["cluster_id"], row["name"]))
            place = places.get(("clusters", row["cluster_id"]), "")
            kind = language.pick(words.TYPES["same cluster"])
            cluster = (row["cluster_id"], f"#{place}" if place else "")
            lines.append([(kind, ""), cluster, (row["name"], ""), (row["reason"], row["basis_url"])])
    for table, rows in tables.items():
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
