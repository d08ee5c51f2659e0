"""What the site offers for download: tables in every format, both workbooks, and all charts."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from nicdata import charts, schema
from nicdata.charts import saving
from nicdata.exports import variants
from nicdata.exports.workbook import workbook
from nicdata.frames import Tables
from nicdata.schema import Rows
from nicdata.site.words import words

LISTED = {  # the files in the order of the page, and the word that describes each
    "nicdata-csv.zip": "csv",
    "nicdata-csv-excel-nb.zip": "csv_nb",
    "nicdata-en.xlsx": "workbook_en",
    "nicdata-nb.xlsx": "workbook_nb",
    "nicdata.sqlite": "sqlite",
    "nicdata-parquet.zip": "parquet",
    "nicdata-figures-en.zip": "figures_en",
    "nicdata-figures-nb.zip": "figures_nb",
}


def files(tables: Tables, cells: dict[str, Rows], pictures: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Return the files by name. `pictures` has the charts already drawn for pages: language -> file -> PNG."""
    folder = {path.name: path.read_bytes() for path in sorted(tables.folder.glob("*.csv"))}
    folder[schema.DESCRIPTOR] = schema.descriptor_bytes()
    found = {"nicdata-csv.zip": zipped(folder)}
    found["nicdata-csv-excel-nb.zip"] = zipped(variants.VARIANTS["excel-nb"](cells))
    found |= variants.VARIANTS["sqlite"](cells)
    with suppress(ModuleNotFoundError):  # a site without it is a site
        found["nicdata-parquet.zip"] = zipped(variants.VARIANTS["parquet"](cells))
    for lang, drawn in pictures.items():
        found[f"nicdata-{lang}.xlsx"] = workbook(cells, lang)
        found[f"nicdata-figures-{lang}.zip"] = zipped(drawn | _undrawn(tables, lang, drawn))
    return found


def _undrawn(tables: Tables, lang: str, drawn: dict[str, bytes]) -> dict[str, bytes]:
    """Draw the charts that no page shows."""
    return {
        name: saving.image(chart(tables, lang, size), "png")
        for key, chart in charts.CHARTS.items()
        for size in chart.sizes
        if (name := saving.file_name(key, lang, "png", size)) not in drawn
    }


def listed(sizes: dict[str, int], lang: str) -> list[tuple[str, str, str]]:
    """Return the name, description and size of each file that there is."""
    said = words(lang)
    return [(name, said[key], size_text(sizes[name], lang)) for name, key in LISTED.items() if name in sizes]


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as a zip archive; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, files[name])
    return buffer.getvalue()


def size_text(size: int, lang: str) -> str:
    """Return the size of a file for people."""
    text = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
    return text.replace(".", ",") if lang == "nb" else text
