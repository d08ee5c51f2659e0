"""Changed figures and cells."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import TIDY
from faults.conftest import Report
from nicdata import schema
from nicdata.sheets import article, verify
from nicdata.sheets.entries import Entry
from nicdata.sheets.sheet import Raw, Sheet
from nicdata.tidy import package
from nicdata.tidy.rows import Tables

# So many cells of a table are changed, and fewer where not everything is tried.
MOST = {"a typo": 2000, "a cell from another row": 400}
A_PART = 20
WORDS = "to tre fire fem seks sju åtte ni ti".split()


def slips(value: object) -> Iterator[object]:
    """Yield similar values of the same kind, as after a typing error: every digit, every number word."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value - 1 if value > 1 else 2
    elif isinstance(value, list):
        for place in range(len(value)):
            yield value[:place] + value[place + 1 :]
    else:
        text, found = str(value), False
        for digit in re.finditer(r"\d", text):
            found = True
            yield text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]
        for word in re.finditer(rf"\b({'|'.join(WORDS)})\b", text):
            found = True
            yield text[: word.start()] + WORDS[WORDS.index(word[0]) - 1] + text[word.end() :]
        if not found:
            yield text + "e"


def sealed(raw: Raw) -> list[Sheet]:
    """Return the sheets of the articles, the only ones that can be compared with a text."""
    return [sheet for sheet in raw.sheets if not sheet.is_context]


def test_every_figure_of_the_sheets_changed(
    articles: Path, raw: Raw, everything: bool, report: Report
) -> None:
    """Catches a figure, name or date that can be changed in a sheet without `nicdata verify` reporting it."""
    tried: dict[bool, int] = {True: 0, False: 0}
    by_text = dict(tried)
    missed: list[str] = []
    for sheet in sealed(raw):
        paragraphs = article.read(articles / f"{sheet.header['article_id']}.txt").paragraphs
        for key, changed in changed_sheets(sheet):
            for one in changed if everything else list(changed)[:1]:
                is_printed = key.endswith("_printed")
                misses = verify.sheet_misses(one, paragraphs)
                tried[is_printed] += 1
                by_text[is_printed] += any("digest = " not in miss for miss in misses)
                missed += [] if misses else [f"{sheet.file}: {key}"]
    for is_printed, what in (
        (True, "a printed figure, word or date in a sheet"),
        (False, "another key in a sheet"),
    ):
        number = tried[is_printed]
        lost = [where for where in missed if where.endswith("_printed") == is_printed]
        how = f"detected by `verify`: {by_text[is_printed]:,} because the text does not contain the value, the rest only by the digest"
        report(f"{what}, one at a time", number, number - len(lost), how, lost[:5])


def changed_sheets(sheet: Sheet) -> Iterator[tuple[str, list[Sheet]]]:
    """Yield the sheet with one value changed, for every key that states something and every slip."""
    for key, value in sheet.header.items():
        if key not in verify.NOT_IN_DIGEST:
            yield key, [sheet._replace(header={**sheet.header, key: slip}) for slip in slips(value)]
    for _, table, entry in sheet.entries():
        for key, value in entry.items():
            if key not in verify.NOT_IN_DIGEST:
                made: list[Entry] = [{**entry, key: slip} for slip in slips(value)]
                yield key, [sheet._replace(tables={table: [one]}) for one in made]


def test_a_digest_changed(articles: Path, raw: Raw, report: Report) -> None:
    """Catches a digest that is not checked."""
    tried = held = 0
    for sheet in sealed(raw):
        paragraphs = article.read(articles / f"{sheet.header['article_id']}.txt").paragraphs
        for _, table, entry in sheet.entries():
            digest = str(entry["digest"])
            one = {**entry, "digest": ("1" if digest[0] == "0" else "0") + digest[1:]}
            tried += 1
            held += bool(verify.sheet_misses(sheet._replace(tables={table: [one]}), paragraphs))
    report("a digest in a sheet, one at a time", tried, held, "detected by `verify`")


def slip(cell: str, field: dict[str, Any]) -> str:
    """Return another cell of the same type: another word of an enumeration, another number, day or letter."""
    allowed = field.get("constraints", {}).get("enum")
    if allowed:
        return str(allowed[(allowed.index(cell) + 1) % len(allowed)] if cell else allowed[0])
    if field["type"] == "boolean":
        return "false" if cell == "true" else "true"
    if not cell:
        return {"integer": "7", "number": "7.5", "date": "2015-06-12"}.get(field["type"], "x")
    changed = str(next(slips(cell)))
    return changed if field["type"] != "date" else cell[:-1] + str((int(cell[-1]) + 1) % 10)


def neighbour(cell: str, column: list[str]) -> str:
    """Return the cell of another row of the same column, which is valid but in the wrong place."""
    others = sorted(set(column) - {cell})
    return others[len(cell) % len(others)] if others else cell


@pytest.mark.parametrize("how", MOST)
def test_every_cell_of_the_tables_changed(
    how: str, built: Tables, tmp_path: Path, everything: bool, report: Report
) -> None:
    """Catches a cell of a committed table that can be changed unnoticed."""
    package.write(package.cells(built), tmp_path / "fresh")
    folder = Path(shutil.copytree(TIDY, tmp_path / "tables"))
    assert package.check(folder) == [] and differing(folder, tmp_path / "fresh") == []
    tried = alone = either = 0
    survived = []
    for table, resource in schema.resources().items():
        path = folder / resource["path"]
        kept = path.read_bytes()
        fields = schema.columns(table)
        header, *rows = csv.reader(io.StringIO(kept.decode("utf-8"), newline=""))
        places = [(i, j) for i in range(len(rows)) for j in range(len(header))]
        most = MOST[how] if everything else A_PART
        for i, j in random.Random(1).sample(places, min(most, len(places))):
            column = [row[j] for row in rows]
            cell = rows[i][j]
            changed = slip(cell, fields[header[j]]) if how == "a typo" else neighbour(cell, column)
            if changed == cell:
                continue  # the column has no other
            lines = [*rows[:i], [*rows[i][:j], changed, *rows[i][j + 1 :]], *rows[i + 1 :]]
            path.write_text(package.csv_text(header, lines), encoding="utf-8", newline="\n")
            is_told = bool(package.check(folder))
            is_seen = differing(folder, tmp_path / "fresh") == [path.name]
            tried, alone, either = tried + 1, alone + is_told, either + (is_told or is_seen)
            if not (is_told or is_seen):
                survived.append(f"{path.name}: row {i + 2}: {header[j]} = {changed!r}")
        path.write_bytes(kept)
    what = f"a cell in `data/tidy` changed to {how}, one at a time"
    told = f"{alone:,} ({alone / tried:.0%}) detected by `check` alone, the rest by comparison with a fresh build"
    report(what, tried, either, told, survived[:5])


def differing(folder: Path, fresh: Path) -> list[str]:
    """Return the files that differ between two folders, as CI compares them."""
    names = {path.name for one in (folder, fresh) for path in one.iterdir()}
    return sorted(
        name
        for name in names
        if not all((one / name).is_file() for one in (folder, fresh))
        or (folder / name).read_bytes() != (fresh / name).read_bytes()
    )
