"""The commands except those for drafting.

Each function takes the parsed arguments and returns the exit status."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nicdata.cli.output import print_faults, print_some, progress

if TYPE_CHECKING:
    from nicdata.frames import Tables
    from nicdata.sheets.sheet import Raw


def raw_folder(chosen: argparse.Namespace) -> Path:
    """Return the folder of fact sheets chosen with --raw, or else nicdata's own."""
    from nicdata import schema

    return chosen.raw or schema.raw_folder()


def chosen_tables(chosen: argparse.Namespace) -> Tables:
    """Return the tables chosen with --tables or NICDATA_TABLES, or else nicdata's own."""
    from nicdata import frames

    return frames.tables(chosen.tables)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch off Python's cyclic garbage collector.

    It would examine many rows repeatedly, although they have no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collector()
def build(chosen: argparse.Namespace) -> int:
    """Build the tidy tables from the fact sheets."""
    from nicdata import schema
    from nicdata.sheets import folder as sheets
    from nicdata.sheets.entries import ValidationErrors
    from nicdata.tidy import package, tables

    if not chosen.out and (chosen.drafts or chosen.collection != schema.ALL):
        option = "--drafts" if chosen.drafts else f"--collection {chosen.collection}"
        raise ValueError(f"{option} needs --out, so that the finished tables are not overwritten")
    if chosen.proposed and not chosen.drafts:
        raise ValueError("--proposed needs --drafts: only drafts have proposals")
    out = chosen.out or schema.writable_tidy_folder()
    raw = sheets.read(
        raw_folder(chosen), progress("sheets read"), drafts=chosen.drafts, proposed=chosen.proposed
    )
    _report_unfinished(raw)
    has_drafts = any(sheet.is_draft for sheet in raw.sheets)
    built = tables.build(raw, chosen.collection)
    places = tables.places(built)
    undecided = dict.fromkeys(row["conflict_id"] for row in built["conflicts"] if row["basis"] == "rule")
    contents: package.Contents = {}
    for table in list(built):  # one after another, because many sheets need much memory
        contents |= package.cells({table: built.pop(table)})
    del raw
    if faults := package.check_cells(contents, places):
        raise ValidationErrors(faults)
    changed = package.write(contents, out, "Contains drafts that nobody has reviewed." if has_drafts else "")
    print_some(
        [
            f"{conflict}: figures that differ, and no editor has decided between them; shown by rule until"
            " decisions.toml has a [[conflicts]] entry with their rows"
            for conflict in undecided
        ]
    )
    width = max(map(len, contents))
    for name, rows in contents.items():
        print(f"{name:<{width}}  {len(rows):>7,} rows  {schema.resources()[name]['title']}")
    total = sum(map(len, contents.values()))
    print(f"{total:,} rows in {len(contents)} tables from {len(contents['articles'])} sources", end=" ")
    print(f"-> {out}" if changed else f"in {out}, nothing changed")
    return 0


def _report_unfinished(raw: Raw) -> None:
    """Name the drafts that are skipped and those without a date.

    Raises ValidationErrors where a sheet lacks what a build needs, or where there are only drafts."""
    from nicdata.sheets.entries import ValidationErrors

    expected = "expected a reviewed sheet, or the option --drafts"
    notes = [f"{file}: status = 'draft'; skipped, {expected}" for file in raw.skipped]
    if not raw.sheets:
        raise ValidationErrors(notes)
    notes += [
        f"{sheet.file}: no date; facts without a year of their own are placed in {sheet.article['as_of']}, the"
        " earliest possible one, until nicdata review asks for the date"
        for sheet in raw.sheets
        if sheet.is_undated
    ]
    print_some(notes)
    articles = [sheet for sheet in raw.sheets if not sheet.is_context]
    entries = [found for sheet in articles for found in sheet.entries()]
    if unsealed := [where for where, _, entry in entries if "digest" not in entry]:
        expected = "expected the digest that nicdata verify reports"
        raise ValidationErrors([f"{where}: no digest; {expected}" for where in unsealed])


@_without_collector()
def check(chosen: argparse.Namespace) -> int:
    """Check whether the tables in a folder match their descriptor."""
    from nicdata import schema
    from nicdata.tidy import package

    folder = chosen.folder or schema.tidy_folder()
    if faults := package.check(folder):
        return print_faults(faults, "fault")
    print(f"{folder}: all tables match their descriptor")
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """Check whether the fact sheets match the text of their articles."""
    from nicdata.sheets import folder as sheets
    from nicdata.sheets.verify import verify

    misses, checked = verify(sheets.read(raw_folder(chosen)), chosen.articles)
    if misses:
        return print_faults(misses, "miss")
    print(f"All {checked} entries match their articles.")
    return 0


def trace(chosen: argparse.Namespace) -> int:
    """Print the rows with an id and where they come from."""
    from nicdata.tidy.trace import trace

    print(trace(chosen.id, chosen.raw, chosen.lang))
    return 0


def cluster(chosen: argparse.Namespace) -> int:
    """Print everything the tables say about one cluster."""
    from nicdata.profile import cluster

    print(cluster(chosen.name, chosen_tables(chosen)).text(chosen.lang))
    return 0


def figures(chosen: argparse.Namespace) -> int:
    """Draw the charts into files."""
    from nicdata.charts import saving, words

    names = saving.figures(
        chosen.out,
        chosen.format or saving.FORMATS,
        chosen.lang or words.LANGUAGES,
        chosen.only or (),
        chosen.size,
        chosen_tables(chosen),
    )
    drawn = [name for name in names if not name.endswith(saving.TEXT)]
    print("\n".join(drawn))
    print(f"{len(drawn)} figures -> {chosen.out}")
    return 0


def workbook(chosen: argparse.Namespace) -> int:
    """Write all tables into one workbook."""
    from nicdata.exports.cells import cells
    from nicdata.exports.workbook import workbook
    from nicdata.files import write_file

    out = chosen.out or Path(f"nicdata-{chosen.lang}.xlsx")
    if out.suffix != ".xlsx":
        raise ValueError(f"{out}: expected a file name that ends in .xlsx")
    write_file(workbook(cells(chosen_tables(chosen), chosen.collection), chosen.lang), out)
    print(f"workbook -> {out}")
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write the tables in another format."""
    from nicdata.exports import variants

    out = chosen.out or Path(f"nicdata-{chosen.variant}")
    names = variants.export(chosen.variant, chosen_tables(chosen), out, chosen.collection)
    print(f"{len(names)} files -> {out}")
    return 0


def site(chosen: argparse.Namespace) -> int:
    """Write the static site."""
    from nicdata.site import build

    print(f"{build.write(chosen_tables(chosen), chosen.out)} pages -> {chosen.out / 'index.html'}")
    return 0
