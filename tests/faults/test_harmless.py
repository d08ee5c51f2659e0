"""Malicious input: formulas, control characters, paths, markup and oversized content."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import time
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl

import nicdata
from conftest import RAW, TIDY
from faults import holds
from faults.conftest import Report
from nicdata import cli, schema, tables
from nicdata.charts import CHARTS
from nicdata.charts import saving as export
from nicdata.draft import batch
from nicdata.exports import variants, workbook
from nicdata.exports.cells import cells
from nicdata.sheets import decisions
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import ValidationErrors
from nicdata.sheets.sheet import KEYS
from nicdata.tidy import package

# What makes a program take a cell for something to compute, at its beginning, with what would follow.
RUN = [
    begin + "cmd|' /C calc'!A0"
    for begin in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =")
]
RUN += ['=HYPERLINK("http://x.example";"x")', "=1+1", "-1", "+47 00", "@SUM(1)", "\ufeff=1", "\u200b=1"]
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What a terminal obeys, or what turns or hides the text that a person reads.
OBEYED = [
    *(
        "\x1b[31m",
        "\x1b]0;title\x07",
        "\x1b]8;;http://x.example\x1b\\x\x1b]8;;\x1b\\",
        "\x1b[2J\x1b[H",
        "\x1bP$q\x1b\\",
    ),
    *(
        "\x9b31m",
        "\x9d0;x\x9c",
        "\x90x\x9c",
        "\x07",
        "\x08\x08",
        "\rover",
        "\x00",
        "\x7f",
        "\x85",
        "\x0b",
        "\x0c",
        "\x0e",
    ),
    *(
        chr(n)
        for n in (
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            0x200B,
            0x200F,
            0x2028,
            0x2029,
            0xFEFF,
            0xAD,
        )
    ),
]


def raw_signs(text: str) -> set[str]:
    """Return the characters in a text that could control a terminal."""
    return {
        c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    }


def free_texts() -> Iterator[tuple[str, int | None, str]]:
    """Yield every key of a reviewed sheet that has a text as (table, entry, key); the table is empty for the
    header."""
    name = "ministries-2015.toml"
    content = tomllib.loads((RAW / name).read_text(encoding="utf-8"))
    for key, value in content.items():
        if isinstance(value, str):
            yield "", None, key
    for table in (table for table in KEYS if table in schema.resources()):
        keys = {key for part in KEYS[table] for key in part} | {"note"}
        kinds = schema.columns(table)
        for key in sorted(keys):
            if kinds.get(key, {}).get("type", "string") == "string" and key != "named_in":
                yield table, 0, key


# Entries of tables that no article has anything for, as they would stand in viken-2021.toml.
FURTHER: dict[str, dict[str, Any]] = {
    "cluster_exits": {"cluster": "Oslo Cancer Cluster", "as_of": "2021"},
    "cluster_mergers": {"merger_id": "x-2021", "cluster": "Oslo Cancer Cluster", "as_of": "2021"},
    "state_budget_posts": {
        "state_budget_post_id": "post-2021",
        "post": "2421.71",
        "post_name": "Nettverk",
        "year": 2021,
        "stage": "approved",
        "amount_printed": "8 millioner kroner",
    },
}


def sheet_with(table: str, at: int | None, key: str, text: Any) -> dict[str, Any]:
    """Return a sheet in which this text replaces another."""
    names = (
        "ministries-2015.toml",
        "viken-2021.toml",
        "innovasjon-norge-2022.toml",
        "ife-2020.toml",
        "eyde-2017.toml",
    )
    for name in names:
        content = tomllib.loads((RAW / name).read_text(encoding="utf-8"))
        if not table or table in content:
            break
    else:
        content[table] = [{**FURTHER[table], "paragraph": 2, "digest": "0" * 12}]
    entry = content if at is None else content[table][at]
    entry[key] = [text] if key == "counted" else text
    return content


def refused_by_sheets(texts: list[str]) -> tuple[int, list[str]]:
    """Try each text in every text key of a sheet. Returns the number of trials and the texts not refused."""
    tried, failed = 0, []
    decided = decisions.read(RAW)
    for table, at, key in free_texts():
        for text in texts:
            tried += 1
            if not sheets.check_sheet("x.toml", sheet_with(table, at, key, text), decided):
                failed.append(f"{table} {key} = {text!r}")
    return tried, failed


def refused_by_decisions(texts: list[str], folder: Path) -> tuple[int, list[str]]:
    """Try each text instead of every name in the decisions."""
    import tomli_w

    content = tomllib.loads((RAW / decisions.FILE).read_text(encoding="utf-8"))
    tried, failed = 0, []
    places: list[tuple[str, Callable[[dict[str, Any], str], None]]] = [
        ("clusters", lambda c, t: c["clusters"].update({next(iter(c["clusters"])): t})),
        ("clusters, an id", lambda c, t: c["clusters"].update({t: "Klyngen"})),
        ("organisations", lambda c, t: c["organisations"].update({"Et navn": t})),
        ("organisations, as printed", lambda c, t: c["organisations"].update({t: "Et navn"})),
        *(
            (f"{part} {key}", lambda c, t, part=part, key=key: c[part][0].update({key: t}))
            for part, key in (("levels", "name_nb"), ("levels", "name_en"), ("levels", "introduced_url"))
        ),
        *(
            (f"same_cluster {key}", lambda c, t, key=key: c["same_cluster"][0].update({key: t}))
            for key in ("name", "reason", "cluster_id")
        ),
    ]
    for what, put in places:
        for text in texts:
            changed = tomllib.loads(tomli_w.dumps(content))
            put(changed, text)
            (folder / decisions.FILE).write_text(tomli_w.dumps(changed), encoding="utf-8")
            tried += 1
            try:
                decisions.read(folder)
                failed.append(f"{what} = {text!r}")
            except ValidationErrors:
                pass
    return tried, failed


def test_nothing_that_a_spreadsheet_could_run_comes_in(
    everything: bool, report: Report, tmp_path: Path
) -> None:
    """Catches a text with which a sheet, a decision or an article puts a formula into a reader's
    spreadsheet."""
    some = RUN if everything else RUN[::3]
    tried, failed = refused_by_sheets(some)
    report("a formula in a text value of a sheet", tried, tried - len(failed), "rejected", failed[:5])
    tried, failed = refused_by_decisions(some, tmp_path)
    report("a formula in a text value of the decisions", tried, tried - len(failed), "rejected", failed[:5])
    failed = []
    lines = [form.format(text=text) for text in some for form in PLACES]
    for line in lines:
        sheet = tomllib.loads(batch.sheet_text("a-2021", "a.txt", line.encode(), holds.names())[0])
        sheet.pop("set_aside", None)  # what is in no table
        texts = [v for part in sheet.values() if isinstance(part, list) for e in part for v in e.values()]
        bad = [v for v in (*sheet.values(), *texts) if isinstance(v, str) and v.startswith(STARTS)]
        failed += [f"{line!r}: {bad}"] if bad else []
    report(
        "a formula in an article",
        len(lines),
        len(lines) - len(failed),
        "not carried into its draft",
        failed[:5],
    )


PLACES = (
    "{text}\nProgrammet har 39 klynger.",
    "Nye klynger\n{text}\nProgrammet har {text} klynger.",
    "Nye klynger\nKlyngen {text} Tindetek får NCE-status i dag.",
    "Nye klynger\n• {text} Klynge (NCE)\nNCE-klynger:\n• {text} Cluster\n• Blue Case {text}",
    "Nye klynger\nProgrammet har i år fått {text}190 millioner kroner.",
    "Nye klynger\nDe har {text}3 prosentpoeng høyere verdiskaping enn en kontrollgruppe.",
)


def hostile_tables(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the tables with this text in every text column that is not a key."""
    found = cells(tables())
    for name, rows in found.items():
        rules = schema.resources()[name]["schema"]
        keys = {
            *rules["primaryKey"],
            *(field for key in rules.get("foreignKeys", []) for field in key["fields"]),
        }
        for column, field in schema.columns(name).items():
            limits = field.get("constraints", {})
            if field["type"] == "string" and column not in keys and "enum" not in limits:
                for row in rows:
                    row[column] = row[column] and text
    return found


def test_nothing_that_a_spreadsheet_could_run_goes_out(
    everything: bool, report: Report, tidy_copy: Path
) -> None:
    """Catches a formula in exported tables that were changed by hand, and in the workbook."""
    text_cells = [text for text in RUN if text[0] not in "\n＝＋－＠\ufeff\u200b"]
    path = tidy_copy / "budgets.csv"
    before = path.read_text(encoding="utf-8")
    tried, failed = 0, []
    for text in RUN if everything else RUN[::4]:
        rows = list(csv.reader(io.StringIO(before)))
        rows[1][rows[0].index("note")] = text
        path.write_text(package.csv_text(rows[0], rows[1:]), encoding="utf-8", newline="")
        for form in variants.VARIANTS:
            tried += 1
            try:
                variants.export(form, tables(tidy_copy), tidy_copy.parent / form)
                if text in text_cells or raw_signs(text):
                    failed.append(f"{form}: {text!r}")
            except (ValueError, ModuleNotFoundError):
                pass
    path.write_text(before, encoding="utf-8")
    report(
        "a formula inserted into a tidy table",
        tried,
        tried - len(failed),
        "rejected by every export",
        failed[:5],
    )
    tried, failed = 0, []
    harmless = [text for text in RUN if not raw_signs(text)]
    for text in harmless if everything else harmless[:2]:
        for lang in ("en", "nb") if everything else ("nb",):
            book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(hostile_tables(text), lang)))
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        if isinstance(cell.value, str) and text in cell.value:
                            tried += 1
                            runs = cell.value.startswith(("=", "+", "-", "@"))
                            if cell.data_type != "s" or (runs and not cell.quotePrefix):
                                failed.append(f"{sheet.title}!{cell.coordinate} {cell.value!r}")
    report("a formula in a cell of the workbook", tried, tried - len(failed), "stored as text", failed[:5])


def test_committed_tables_hold_nothing_to_run_or_obey(report: Report) -> None:
    """Catches a formula or a control character in the published tables."""
    cells = [
        cell
        for path in sorted(TIDY.glob("*.csv"))
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        for cell in row
    ]
    numbers = re.compile(r"-?\d+(\.\d+)?")
    failed = [c for c in cells if raw_signs(c) or (c.startswith(STARTS) and not numbers.fullmatch(c))]
    report(
        "a cell in the committed tables",
        len(cells),
        len(cells) - len(failed),
        "text or a number",
        failed[:5],
    )
    for sign in OBEYED:
        assert raw_signs(sign) - {"\n"}, repr(sign)


def run(*arguments: object, answers: str = "") -> tuple[int, str]:
    """Return the exit status of a command and everything it printed."""
    out = io.StringIO()
    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(answers.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(out):
            try:
                status = cli.main([str(argument) for argument in arguments])
            except SystemExit as left:
                status = int(left.code or 0)
    finally:
        sys.stdin = stdin
    return status, out.getvalue()


def test_nothing_that_a_terminal_could_obey_is_printed(
    everything: bool, report: Report, tmp_path: Path
) -> None:
    """Catches a control character of an argument, a path, a sheet or an article that reaches the terminal
    unescaped."""
    signs = OBEYED if everything else OBEYED[::6]
    spoken = [
        *(("trace", "{}"), ("build", "--raw", "{}"), ("build", "--out", "{}/x/"), ("check", "{}"), ("verify", "{}")),
        *(("score", "{}", "{}"), ("review", "{}.toml"), ("draft", "{}.txt"), ("draft", "{}", "--out", "{}"), ("{}",)),
        *(("workbook", "--out", "{}"), ("export", "--for", "{}"), ("figures", "--lang", "{}"), ("trace", "x", "{}")),
        *(("draft", "x", "--dask", "{}"), ("verify", "{}", "--raw", "{}"), ("trace", "x", "--raw", "{}")),
    ]  # fmt: skip
    tried, failed = 0, []
    folder = tmp_path / "lists"
    for n, sign in enumerate(signs):
        asked = [tuple(word.replace("{}", f"a{sign}b") for word in words) for words in spoken]
        for words in asked:
            if "\0" in sign and words[0] == "build":
                continue  # no path
            with chdir(folder_of(folder / str(n))):
                _, said = run(*words)
            tried += 1
            if raw_signs(said):
                failed.append(f"{words}: {said!r:.200}")
    report(
        "a control character in an argument or path",
        tried,
        tried - len(failed),
        "printed as an escape sequence",
        failed[:3],
    )

    tried, failed = 0, []
    for n, sign in enumerate(signs):
        own = folder_of(tmp_path / "articles" / str(n))
        text = f"Nye {sign}klynger\nNordic{sign} Edge får {sign}NCE-status.\nProgrammet fikk {sign}5 millioner kroner."
        page = f"<title>Nye {sign}klynger</title><meta property='og:site_name' content='Fjord{sign}posten'>"
        (own / "a-2021.txt").write_text(text, encoding="utf-8", newline="")
        (own / "b-2021.html").write_text(
            f"<html><head>{page}</head><body><article><h1>Nye {sign}klynger</h1><p>{text}</p></article></body></html>",
            encoding="utf-8", newline="",
        )  # fmt: skip
        if "\0" not in sign and "/" not in sign:
            (own / f"c{sign}.txt").write_text(text.replace("\0", ""), encoding="utf-8")
        steps: list[tuple[Any, ...]] = [
            ("draft", own, "--out", own / "out"),
            ("draft", own / "a-2021.txt", "--out", own / "out"),
        ]
        sheets_made = [own / "out" / f"{name}-2021.toml" for name in "ab"]
        steps += [("review", path, "--articles", own) for path in sheets_made]
        steps += [("score", path, path, "--misses") for path in sheets_made]
        texts = [run(*step, answers="e\nnote = x" + sign + "\n\na\nq\n")[1] for step in steps]
        texts += [path.read_text(encoding="utf-8") for path in (own / "out").glob("*.toml")]
        tried += len(texts)
        failed += [f"{sign!r}: {text!r:.300}" for text in texts if raw_signs(text.replace("\r\n", "\n"))]
    report(
        "a control character in an article",
        tried,
        tried - len(failed),
        "not in any draft, message, review or score",
        failed[:3],
    )

    tried, failed = refused_by_sheets(
        [f"a{sign}b" for sign in OBEYED] if everything else [f"a{s}b" for s in signs]
    )
    report(
        "a control character in a text value of a sheet", tried, tried - len(failed), "rejected", failed[:5]
    )
    tried, failed = refused_by_decisions([f"a{sign}b" for sign in signs], tmp_path)
    report(
        "a control character in a text value of the decisions",
        tried,
        tried - len(failed),
        "rejected",
        failed[:5],
    )

    tried, failed = 0, []
    for n, sign in enumerate(signs):
        own = Path(shutil.copytree(RAW, tmp_path / "raw" / str(n)))
        sheet = own / "ife-2020.toml"
        text = sheet.read_text(encoding="utf-8")
        escaped = "".join(f"\\u{ord(c):04x}" for c in sign)
        for old in ('title = "', 'article_id = "', 'cluster = "', 'budget_id = "', '"bud', "[[budgets"):
            sheet.write_text(text.replace(old, f"{old}{escaped}", 1), encoding="utf-8")
            for step in (("build", "--raw", own, "--out", own / "out"), ("trace", "x", "--raw", own)):
                status, said = run(*step)
                tried += 1
                if raw_signs(said) or (old in text and not status):
                    failed.append(f"{step[0]} {old} {sign!r}: {said!r:.200}")
        draft = own / "d-2021.toml"
        made, _ = batch.sheet_text(
            "d-2021", "a.txt", b"Nye klynger\nDe fikk 5 millioner kroner.", holds.names()
        )
        draft.write_text(
            made + f'[[set_aside]]\nparagraph = 1\nreason = "x{escaped}\\u001b[7m"\n', encoding="utf-8"
        )
        (own / "d-2021.txt").write_text("Nye klynger\nDe fikk 5 millioner kroner.", encoding="utf-8")
        _, said = run("review", draft, answers="n\n" * 9)
        tried += 1
        failed += [f"review {sign!r}: {said!r:.300}"] if raw_signs(said) else []
    report(
        "a control character in a sheet",
        tried,
        tried - len(failed),
        "rejected or printed as an escape sequence",
        failed[:3],
    )


def folder_of(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


REACHING = (
    *(
        "../x",
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "a/../../x",
        "..\\x",
        "C:\\x",
        "\\\\host\\x",
        "~/x",
        "a/b",
    ),
    *(
        "a\\b",
        "CON",
        "con",
        "nul",
        "aux.txt",
        "COM1",
        "lpt9",
        "x\0y",
        "x/",
        "./x",
        "file:///etc/passwd",
        "%2e%2e/x",
        "|x",
    ),
    *("$HOME", "`x`", "x;y", "x\ny", "-x", "--out", "...", " x", "x ", "x:y", "http://x.example/x"),
)


def test_no_name_leads_out_of_its_folder(everything: bool, report: Report, tmp_path: Path) -> None:
    """Catches an id, a name or a path with which files outside the chosen folder are written or read."""
    outside = folder_of(tmp_path / "outside")
    home = folder_of(outside / "in" / "deep")
    (outside / "x.txt").write_text("Nye klynger\nProgrammet har 39 klynger.", encoding="utf-8")
    (outside / "x.csv").write_text("geheim\n", encoding="utf-8")
    decided = decisions.read(RAW)
    reaching = REACHING if everything else REACHING[::3]

    tried, failed = 0, []
    for name in reaching:
        for table, key in (("", "article_id"), ("budgets", "budget_id"), ("projects", "project_id")):
            tried += 1
            taken = not sheets.check_sheet(
                "x.toml", sheet_with(table, 0 if table else None, key, name), decided
            )
            if taken and name not in ("con", "nul", "lpt9"):
                failed.append(f"{key} = {name!r}")
        made = tomllib.loads(
            batch.sheet_text(name, "a.txt", b"Nye klynger\n39 klynger er med i programmet", holds.names())[0]
        )
        tried += 1
        if not sheets.check_sheet("x.toml", made, decided) and not re.fullmatch("[a-z0-9-]+", name):
            failed.append(f"draft {name!r}")
    report("a path used as an id", tried, tried - len(failed), "rejected", failed[:5])

    tried, failed = 0, []
    for n, name in enumerate(reaching):
        source, out = folder_of(home / f"s{n}"), home / f"o{n}"
        try:
            file = (
                source / "a" / f"{name}.txt"
                if "/" not in name and name not in ("..", ".")
                else source / f"a{n}.txt"
            )
            folder_of(file.parent)
            file.write_text("Nye klynger\nProgrammet har 39 klynger.", encoding="utf-8")
        except (OSError, ValueError):
            continue
        before = everything_in(tmp_path, out)
        with chdir(home):
            run("draft", source, "--out", out)
            run("draft", file.relative_to(home) if file.is_relative_to(home) else file, "--out", out)
        tried += 1
        names = [path.name for path in out.iterdir()] if out.is_dir() else []
        odd = [
            m
            for m in names
            if not re.fullmatch(r"[a-z0-9-]+\.toml", m) or re.match(r"(con|nul|aux|com1|lpt9)\.", m)
        ]
        if everything_in(tmp_path, out) != before or odd or not (made or n):
            failed.append(f"{name!r}: {made}")
    report(
        "a path used as the name of an article",
        tried,
        tried - len(failed),
        "its sheet is written inside the folder",
        failed[:5],
    )

    tried, failed = 0, []
    for name in (
        "../x.csv",
        "../../outside/x.csv",
        str(outside / "x.csv"),
        "..",
        "a/../../x.csv",
        "x\0.csv",
        "link.csv",
    ):
        for part in ("path", "name"):
            tidy = Path(shutil.copytree(TIDY, home / "tidy", dirs_exist_ok=True))
            (tidy / "link.csv").unlink(missing_ok=True)
            (tidy / "link.csv").symlink_to(outside / "x.csv")
            content = json.loads((tidy / "datapackage.json").read_text(encoding="utf-8"))
            content["resources"][0][part] = name
            (tidy / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
            status, said = run("check", tidy)
            tried += 1
            if status != 2 or "geheim" in said or raw_signs(said):
                failed.append(f"{part} {name!r}: {status} {said[:200]}")
    report(
        "a path in a descriptor",
        tried,
        tried - len(failed),
        "rejected, nothing of the file revealed",
        failed[:5],
    )

    tried, failed = 0, []
    own = Path(shutil.copytree(RAW, home / "raw"))
    for name in reaching:
        before = everything_in(tmp_path, home / "none")
        for step in (("trace", name), ("trace", f"budgets/{name}"), ("trace", "--raw", own, "--", name)):
            status, said = run(*step)
            tried += 1
            if status != 2 or "root:" in said:
                failed.append(f"{step}: {status} {said[:200]}")
        if everything_in(tmp_path, home / "none") != before:
            failed.append(f"trace {name!r} wrote")
    report(
        "a path used as the argument of `trace`",
        tried,
        tried - len(failed),
        "reported as no row with that id",
        failed[:5],
    )


def everything_in(folder: Path, but: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_relative_to(but)
    }


BOMB = "<!DOCTYPE x [<!ENTITY a '" + "x" * 1000 + "'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
ENTITY = "<!DOCTYPE x [<!ENTITY % p SYSTEM '{0}'> %p; <!ENTITY i SYSTEM '{0}'>]>"
BODY = "<html><body><article><h1>Nye klynger</h1><p>&i; Programmet har 39 klynger, og det er mange.</p></article></body></html>"
NASTY = (
    *(
        "<b>&amp;</b>",
        "A & B < C > D ]]> \"'",
        "&#x202e;",
        "<!ENTITY e SYSTEM 'file:///etc/passwd'>&e;",
        "$\\bad{$",
    ),
    *(
        "$x^2$ og 5 $",
        "</svg><script>alert(1)</script>",
        "<![CDATA[x",
        "--><x",
        "{0} %s %(x)s",
        "\\N{SNOWMAN}",
        "<?xml x?>",
    ),
)


def test_no_table_is_read_through_a_link(tidy_copy: Path, tmp_path: Path) -> None:
    """Catches a folder of tables that discloses the content of a file elsewhere in a fault."""
    (tmp_path / "x.csv").write_text("geheim,x\n1,2\n", encoding="utf-8")
    (tidy_copy / "budgets.csv").unlink()
    (tidy_copy / "budgets.csv").symlink_to(tmp_path / "x.csv")
    status, said = run("check", tidy_copy)
    assert status == 1 and "geheim" not in said


def test_no_markup_opens_or_fills_anything(everything: bool, report: Report, tmp_path: Path) -> None:
    """Catches a file included through an entity, an exponential expansion of entities, endless nesting, and a
    name that closes a tag."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig 77 klynger", encoding="utf-8")
    pages = {
        "file": ENTITY.format(secret.as_uri()) + BODY,
        "path": ENTITY.format(secret) + BODY,
        "xml": "<?xml version='1.0'?>" + ENTITY.format(secret.as_uri()) + BODY,
        "bomb": BOMB + BODY,
        "xml bomb": "<?xml version='1.0'?>" + BOMB + BODY,
        "xinclude": f"<html xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{secret.as_uri()}' parse='text'/>{BODY}",
        "object": BODY.replace("<h1>", f"<object data='{secret.as_uri()}'></object><iframe src='{secret.as_uri()}'></iframe><h1>"),
        "deep": BODY.replace("<p>", "<div>" * 50_000 + "<p>"),
        "deep inline": BODY.replace("<p>", "<p>" + "<b>" * 50_000),
        "deep lists": BODY.replace("<p>", "<ul><li>" * 20_000 + "<p>"),
        "deep tables": BODY.replace("<p>", "<table><tr><td>" * 500 + "<p>"),
        "wide": BODY.replace("<p>", "<p " + " ".join(f"a{n}='x'" for n in range(50_000)) + ">"),
        "references": BODY.replace("&i;", "&#0;&#x1b;[31m&#x202e;&#xD800;&#x110000;&#99999999999;" * 500),
        "comments": BODY.replace("<p>", "<!-- - -" * 20_000 + "--><p>"),
    }  # fmt: skip
    failed = []
    for name, page in pages.items():
        for ending in ("html", "htm"):
            begun = time.process_time()
            try:
                made, _ = batch.sheet_text("a-2021", f"a.{ending}", page.encode(), holds.names())
            except (ValueError, RecursionError):
                made = ""
            spent = time.process_time() - begun
            if "hemmelig" in made or raw_signs(made) or spent > 10:
                failed.append(f"{name}: {spent:.1f} s {made[:200]!r}")
    tried = 2 * len(pages)
    report(
        "a page with entities, entity bombs or deep nesting",
        tried,
        tried - len(failed),
        "no file opened, done within 10 s",
        failed,
    )

    tried, failed = 0, []
    named = (
        "name",
        "name_en",
        "name_nb",
        "sector",
        "title",
        "publisher",
        "note",
        "organisation",
        "post_name",
    )
    given = nicdata.tables()
    for table in ("clusters", "articles", "schemes", "state_budget_posts"):
        frame = given[table].copy()
        for column in set(named) & set(frame):
            frame[column] = [
                NASTY[n % len(NASTY)] if isinstance(value, str) else value
                for n, value in enumerate(frame[column])
            ]
        given = given.replaced(**{table: frame})
    for name, draw in list(CHARTS.items()) if everything else list(CHARTS.items())[5:7]:
        for lang in ("en", "nb"):
            svg = export.image(draw(given, lang=lang, size=draw.sizes[0]), "svg")
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
            tried += 1
            if tags & {"script", "b", "x"} or b"<!ENTITY" in svg:
                failed.append(f"{name} {lang}: {tags}")
    report(
        "a chart with markup in names", tried, tried - len(failed), "valid SVG with the names as text", failed
    )

    tried, failed = 0, []
    for text in NASTY if everything else NASTY[::4]:
        book = workbook.workbook(hostile_tables(text))
        with zipfile.ZipFile(io.BytesIO(book)) as parts:
            for part in parts.namelist():
                tried += 1
                if part.endswith((".xml", ".rels", ".vml")):
                    root = ET.fromstring(parts.read(part))
                    if {e.tag.rpartition("}")[2] for e in root.iter()} & {"script", "b1", "x"}:
                        failed.append(f"{part}: {text!r}")
        cell = openpyxl.load_workbook(io.BytesIO(book))["projects"]["C2"].value
        if cell != text:
            failed.append(f"{text!r} became {cell!r}")
    report(
        "a workbook part with such names",
        tried,
        tried - len(failed),
        "valid XML with the names as text",
        failed[:5],
    )


def test_no_sheet_is_a_bomb(everything: bool, report: Report, tmp_path: Path) -> None:
    """Catches a sheet whose nesting, numbers or length lead to a traceback, a hang or a message of
    megabytes."""
    values = {
        "lists": "[" * 400 + "]" * 400, "more lists": "[" * 5000 + "]" * 5000, "tables": "{a=" * 300 + "1" + "}" * 300,
        "hexadecimal": "0x" + "f" * 50_000, "decimal": "9" * 50_000, "digits": "9" * 4000, "float": "1e" + "9" * 4000,
        "long": "'" + "x" * 1_000_000 + "'", "lines": "'''" + "x\n" * 100_000 + "'''", "many": "[" + "1," * 200_000 + "]",
        "nan": "nan", "inf": "-inf", "day": "1979-05-27T07:32:00Z", "surrogate": '"\\ud800"', "nul": '"a\\u0000"',
    }  # fmt: skip
    own = Path(shutil.copytree(RAW, tmp_path / "raw"))
    sheet, decided = own / "ife-2020.toml", own / decisions.FILE
    text, names = sheet.read_text(encoding="utf-8"), decided.read_text(encoding="utf-8")
    keys = (
        "paragraphs",
        "title",
        "status",
        "collection",
        "language",
        "publisher",
        "article_id",
        "scheme",
        "cluster",
        "budget_id",
    )
    contents = {
        f"{key} {what}": re.sub(
            rf"\b{key} = (\".*?\"|\d+)", f"{key} = {value}".replace("\\", r"\\"), text, count=1
        )
        for key in keys
        for what, value in values.items()
    }
    contents |= {f"a key {what}": f"x = {value}\n{text}" for what, value in values.items()}
    contents |= {
        "dotted": "x" + ".a" * 30_000 + " = 1\n" + text, "dotted table": text + "\n[x" + ".a" * 30_000 + "]\n",
        "dotted inline": "x = {y" + ".'a'" * 30_000 + " = 1}\n" + text, "long key": "x" * 1_000_000 + " = 1\n" + text,
        "many keys": "".join(f"k{n} = 1\n" for n in range(20_000)) + text,
        "many entries": text + "[[budgets]]\n" * 20_000, "unclosed": text + "x = '''" + "y" * 1_000_000,
    }  # fmt: skip
    if not everything:
        contents = {what: contents[what] for what in [*list(contents)[:-7:5], *list(contents)[-7:]]}
    failed = []
    for what, content in contents.items():
        sheet.write_text(content, encoding="utf-8")
        failed += told_shortly(what, "build", "--raw", own, "--out", tmp_path / "out")
    draft = text.replace('status = "reviewed"', 'status = "draft"')
    some = [what for what in contents if what.startswith(("a key", "title", "dotted", "many", "budget_id"))]
    for what in some:
        path = tmp_path / "draft.toml"
        path.write_text(contents[what].replace('status = "reviewed"', 'status = "draft"'), encoding="utf-8")
        failed += told_shortly(what, "review", path, "--articles", tmp_path)
        failed += told_shortly(what, "score", path, path)
    assert draft != text
    tried = len(contents) + 2 * len(some)
    sheet.write_text(text, encoding="utf-8")
    places = ("[organisations]\nx = ", "[clusters]\nx = ", "levels = ")
    for what, value in values.items():
        for place in places:
            head = place.split("\n")[0]
            decided.write_text(names.replace(head, "", 1) + f"\n{place}{value}\n", encoding="utf-8")
            failed += told_shortly(f"{place!r} {what}", "build", "--raw", own, "--out", tmp_path / "out")
            tried += 1
    report(
        "a sheet or decisions with deeply nested or oversized content",
        tried,
        tried - len(failed),
        "rejected within 5 s with a short message",
        failed[:5],
    )


def told_shortly(what: str, *arguments: object) -> list[str]:
    """Return what is wrong with the way a command refuses its input."""
    begun = time.process_time()
    try:
        status, said = run(*arguments)
    except Exception as error:
        return [f"{what}: {arguments[0]}: {type(error).__name__}: {error!s:.200}"]
    spent = time.process_time() - begun
    right = status and spent < 5 and max(map(len, said.splitlines())) < 2000
    return (
        []
        if right
        else [f"{what}: {arguments[0]}: {status}, {spent:.1f} s, {len(said):,} characters: {said[:200]}"]
    )
