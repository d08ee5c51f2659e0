"""`nicdata build`: the committed sheets beside `import pandas`, and made-up sheets by their number."""

from __future__ import annotations

import hashlib
import json
import random
import re
import statistics
import sys
import tempfile
from datetime import date, timedelta
from math import log
from pathlib import Path

from measure import HERE, ROOT, aim, compared, cpu_ratios, in_turn, median, nicdata, python, run, table

CLUSTERS = 50  # one programme at every size, so that what is told of one cluster grows with the sheets
FACTS = {
    "cluster_levels": 14,
    "cluster_traits": 8,
    "level_changes": 3,
    "budgets": 4,
    "programme_counts": 4,
    "effect_statistics": 2,
    "participants": 2,
    "projects": 1,
    "project_partners": 1,
    "programme_roles": 1,
}
FIRST_DAY, DAYS = date(2002, 1, 1), 7300
RAW = ROOT / "data" / "raw"
DECISIONS = RAW / "decisions.toml"
SCHEMES = r'scheme = "(?:nic|viken)"'  # those of the facts below: one that no sheet names is refused
PICTURE = "scaling.svg"


def section(quick: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "`import pandas`": python("import pandas"),
            "`nicdata build`": nicdata("build"),
            "articles only": nicdata("build", "--collection", "article", "--out", Path(folder, "tidy")),
        }
        runs = in_turn(commands, rounds=3 if quick else 15)
    found = median(cpu_ratios(runs, "`nicdata build`", "`import pandas`"))
    parts = [
        compared(runs, "`import pandas`"),
        aim("processor time of `nicdata build` relative to `import pandas`", found, 0.5),
    ]
    return "\n\n".join([*parts, _by_number([10, 100, 300] if quick else [10, 100, 1_000, 10_000], not quick)])


def _by_number(counts: list[int], draw: bool) -> str:
    """Time and memory by the number of sheets, and the picture of it."""
    rows, taken, memory = [], [], []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder, "raw")
            raw.mkdir()
            sheets(raw, count)
            # A new folder each time, so that every run writes its tables.
            rounds = range(3 if count <= 1_000 else 2)
            runs = [run(nicdata("build", "--raw", raw, "--out", Path(folder, f"tidy-{n}"))) for n in rounds]
        cpu, wall, size = (median(getattr(r, what) for r in runs) for what in ("cpu", "wall", "memory"))
        taken.append(cpu)
        memory.append(size)
        facts = count * sum(FACTS.values())
        each = cpu / count * 1000
        rows.append(
            [
                f"{count:,}",
                f"{facts:,}",
                len(runs),
                f"{cpu:.2f}",
                f"{wall:.2f}",
                f"{size:,.0f}",
                f"{each:.1f}",
            ]
        )
    whole, last = _power(counts, taken), _power(counts[-2:], taken[-2:])
    size_whole, size_last = _power(counts, memory), _power(counts[-2:], memory[-2:])
    if draw:
        measured = {"sheets": counts, "processor seconds": taken, "MiB": memory}
        run([sys.executable, HERE / "chart.py", json.dumps(measured), HERE / PICTURE])
    lines = [
        f"Synthetic sheets of {sum(FACTS.values())} facts each, about {CLUSTERS} clusters at every size:",
        "",
        table(
            ["sheets", "facts", "n", "processor s", "wall s", "MiB", "processor s per 1,000 sheets"],
            rows,
        ),
        "",
        f"Scaling exponents in the number of sheets: time {whole:.2f} overall, {last:.2f} from {counts[-2]:,} to {counts[-1]:,};"
        f" memory {size_whole:.2f} and {size_last:.2f}. The fixed cost of a run lowers the overall exponents.",
        "",
        aim("scaling exponent of time, overall", whole, 1.05),
        aim("scaling exponent of time, last step", last, 1.05),
        aim(f"wall time for {counts[-1]:,} sheets", wall, 60, " s"),
        aim(f"memory for {counts[-1]:,} sheets", size, 1024, " MiB"),
        "",
        f"![Time and memory of nicdata build by the number of sheets]({PICTURE})",
    ]
    return "\n".join(lines)


def _power(sizes: list[int], values: list[float]) -> float:
    """The exponent of the power of the size that fits best."""
    return statistics.linear_regression(list(map(log, sizes)), list(map(log, values))).slope


def sheets(folder: Path, count: int, seed: int = 7) -> None:
    """So many sheets of 40 facts each, with their decisions; the same for the same seed. Every cluster moves up once,
    from Arena to NCE, so that sightings of it differ in level and a move is announced or inferred."""
    rng = random.Random(seed)
    head = DECISIONS.read_text(encoding="utf-8").split("[clusters]")[0]
    levels, *schemes = head.split("[[schemes]]")
    levels += "".join(f"[[schemes]]{part}" for part in schemes if re.search(SCHEMES, part))
    names = "\n".join(f'cluster-{n} = "Cluster {n}"' for n in range(CLUSTERS))
    (folder / DECISIONS.name).write_text(f"{levels}[clusters]\n{names}\n", encoding="utf-8")
    for number in range(count):
        content = _sheet(rng, number)
        (folder / f"sheet-{number}.toml").write_text(content, encoding="utf-8")


def _sheet(rng: random.Random, number: int) -> str:
    day = FIRST_DAY + timedelta(rng.randrange(DAYS))
    lines = [
        f'article_id = "sheet-{number}"',
        'collection = "article"\nstatus = "reviewed"\nlanguage = "nb"\nparagraphs = 60',
        f'title = "Article {number}"\npublisher = "Publisher {number % 97}"',
        f'date_published_printed = "{day.day}.{day.month}.{day.year}"',
        f'text_sha256 = "{hashlib.sha256(str(number).encode()).hexdigest()}"',
    ]
    paragraph = 0
    for name, count in FACTS.items():
        for n in range(count):
            paragraph += 1
            cluster = (number * FACTS["cluster_levels"] + n) % CLUSTERS
            entry = _entry(name, n, f"{name.split('_')[0]}-{number}-{n}", cluster, day.year, rng)
            digest = hashlib.sha256(f"{number} {paragraph}".encode()).hexdigest()[:16]
            entry |= {"paragraph": paragraph, "digest": digest}
            lines.append(f"\n[[{name}]]")
            lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    return "\n".join(lines) + "\n"


def _entry(
    table: str, n: int, row_id: str, cluster: int, year: int, rng: random.Random
) -> dict[str, str | int]:
    moved = FIRST_DAY.year + 1 + cluster % 18
    of: dict[str, str | int] = {"cluster": f"Cluster {cluster}"}
    if table == "cluster_levels":
        return of | {"level": "NCE" if year >= moved else "Arena", "basis": "listed"}
    if table == "cluster_traits":
        value = f"place {rng.randrange(200)}"
        return of | {"trait": "place", "trait_value": value, "trait_printed": value}
    if table == "level_changes":
        move = {"to_level": "NCE", "kind": "promotion", "as_of": str(moved)}
        return {"level_change_id": row_id} | of | move
    if table == "budgets":
        amount = rng.choice(
            [f"{rng.randrange(1, 900)} millioner kroner", f"om lag {rng.randrange(2, 99)} mill. kr"]
        )
        return {
            "budget_id": row_id,
            "scheme": "nic",
            "kind": "appropriation",
            "amount_printed": amount,
            "period_start": str(year),
        }
    if table == "programme_counts":
        stated = {"value_printed": str(rng.randrange(1, 900))} if n else {"basis": "counted"}
        return {"count_id": row_id, "scheme": "nic", "measure": "clusters_listed"} | stated
    if table == "effect_statistics":
        return {
            "effect_id": row_id,
            "measure": "value_added",
            "direction": "higher",
            "gap_printed": f"{rng.randrange(1, 40)},{rng.randrange(10)} prosentpoeng",
            "comparison_group": "companies outside the clusters",
            "analyst": f"Analyst {rng.randrange(9)}",
        }
    if table == "participants":
        return of | {
            "role": "member",
            "value_printed": rng.choice(["tjuefem", "førti", str(rng.randrange(900))]),
        }
    if table == "projects":
        return {
            "project_id": row_id.replace("projects", "project"),
            "name": f"Project {row_id}",
            "scheme": "viken",
            "stage": "main",
        } | of
    if table == "project_partners":
        return {"project_id": row_id, "cluster": f"Cluster {(cluster + 1) % CLUSTERS}"}
    return {"scheme": "nic", "organisation": f"Organisation {rng.randrange(50)}", "role": "owner"}
