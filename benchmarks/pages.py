"""The whole static site, both languages and all downloads, beside `import pandas`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import aim, compared, in_turn, median, nicdata, python


def section(quick: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "site")
        commands = {
            "`import pandas`": python("import pandas"),
            "`nicdata site`": nicdata("site", "--out", out),
        }
        runs = in_turn(commands, rounds=1 if quick else 3)
        pages = len(list(out.rglob("*.html")))
    wall = median([run.wall for run in runs["`nicdata site`"]])
    return (
        f"{pages} pages.\n\n" + compared(runs, "`import pandas`") + "\n\n" + aim("wall time", wall, 20, " s")
    )
