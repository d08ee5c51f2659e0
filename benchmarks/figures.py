"""Every chart in both languages and three formats, beside empty figures of the same sizes in the same formats."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import compared, in_turn, nicdata, python, run

SIZES = """
import nicdata
from nicdata.charts import CHARTS, words
tables = nicdata.tables()
sizes = [
    tuple(map(float, draw(tables, lang=lang).get_size_inches()))
    for draw in CHARTS.values() for lang in words.LANGUAGES
]
print(sizes)
"""
# The resolution is that of nicdata's style.
EMPTY = """
import pathlib
import matplotlib
from matplotlib.figure import Figure
for number, size in enumerate({sizes}):
    for form in ("png", "svg", "pdf"):
        Figure(size).savefig(pathlib.Path({folder!r}, f"{{number}}.{{form}}"), dpi=200)
"""


def section(quick: bool) -> str:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as empty:
        sizes = run(python(SIZES)).output.strip()
        commands = {
            "empty figures": python(EMPTY.format(sizes=sizes, folder=empty)),
            "`nicdata figures`": nicdata("figures", "--out", Path(folder, "figures")),
        }
        runs = in_turn(commands, rounds=1 if quick else 3)
        written = [
            len([file for file in place.iterdir() if file.suffix != ".txt"])
            for place in (Path(folder, "figures"), Path(empty))
        ]
    if written[0] != written[1]:
        raise RuntimeError(f"{written[0]} figures and {written[1]} empty ones; expected as many")
    return f"{written[0]} files in each case.\n\n" + compared(runs, "empty figures")
