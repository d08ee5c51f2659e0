"""How fast an article is drafted, beside mere matching of the same text: in one process, on one core, in turn.

    .venv/bin/python benchmarks/draft.py [--rounds 5] [--largest 100] > benchmarks/draft.md

The text is made of Norwegian words and compounds, drawn as often as words are in texts (Zipf), a fact in one
paragraph of twenty. With spaCy installed its blank tokenizer with a Matcher is measured too.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from nicdata import article, decisions, schema
from nicdata.draft import draft, known

FIRST = "arbeid bygd fjord skog hav vind kyst dal fjell by land sjø båt vei bro hus tak stein tre is snø regn sol elv foss vann lys skole lærer elev barn ungdom familie helse sykehus lege pasient bil tog fly buss sykkel marked handel butikk vare kunde pris avtale regel lov dom politi brann stat rike grense"
SECOND = "plass hjelp lag tid dag uke måned vekst plan vei arbeid møte gruppe person system metode utvikling løsning tjeneste produkt avdeling kontor bygning område side del rest start slutt rekke serie liste bok avis artikkel film bilde lyd stemme tale språk ord setning tekst kunst musikk fest kamp seier tap bane spill"
SMALL = "og i det som er på til av for med at den de ikke om har var men så seg fra vi han jeg hun blir ble kan skal vil ved også etter da når før nå her der bare noen alle andre mer enn under mot hos siden igjen dette denne disse hva hvor hvordan hvorfor"
FACTS = (
    "Programmet har 39 klynger i dag.",
    "Regjeringen har bevilget 137 millioner kroner til klyngeprogrammet i 2015.",
    "Verdiskapingen er 15,8 prosentpoeng høyere enn i kontrollgruppen.",
    "Nordic Edge får Arena Pro-status.",
    "Cod Cluster har 84 medlemmer.",
)
# The four things that the trial of matching looked for: sums, clusters, percentage points, levels.
ALTERNATION = re.compile(
    r"(?:(?:om lag|inntil|nærmere|minst|over|cirka|ca\.) )?\d[\d .,]*\d? ?(?:millioner|milliarder|mill\.?|mrd\.?|tusen)?(?: kroner| kr)"
    r"|\b\d+ (?:\w+ )?klynger\b|\d+(?:,\d+)? prosentpoeng|\b(?:NCE|GCE|Arena Pro|Arena)\b"
)


def norwegian_like(megabytes: float, seed: int = 7) -> str:
    """A text of that size, the same for the same seed."""
    rng = random.Random(seed)
    words = dict.fromkeys(SMALL.split())
    first, second, ends = FIRST.split(), SECOND.split(), ["", "en", "et", "er", "ene", "s", "ens", "a"]
    while len(words) < 120_000:
        middle = rng.choice(first) if rng.random() < 0.4 else ""
        words[rng.choice(first) + middle + rng.choice(second) + rng.choice(ends)] = None
    vocabulary = list(words)
    often = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(vocabulary))))
    paragraphs: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        drawn = rng.choices(vocabulary, cum_weights=often, k=rng.randint(40, 110))
        sentences = [" ".join(drawn[i : i + 12]).capitalize() + "." for i in range(0, len(drawn), 12)]
        if len(paragraphs) % 20 == 0:
            sentences.insert(rng.randint(0, len(sentences)), rng.choice(FACTS))
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1].encode()) + 1
    return "\n".join(paragraphs)


def spacy_matching() -> Callable[[str], int] | None:
    """The same four things by spaCy's blank Norwegian tokenizer and its Matcher; None without spaCy."""
    try:
        import spacy
        from spacy.matcher import Matcher
    except ModuleNotFoundError:
        return None
    nlp = spacy.blank("nb")
    matcher = Matcher(nlp.vocab)
    number = {"LIKE_NUM": True}
    unit, currency = (
        {"LOWER": {"IN": ["millioner", "milliarder", "mill", "mrd"]}},
        {"LOWER": {"IN": ["kroner", "kr"]}},
    )
    matcher.add("sum", [[number, unit, currency]])
    matcher.add("clusters", [[number, {"OP": "?"}, {"LOWER": "klynger"}]])
    matcher.add("points", [[number, {"LOWER": "prosentpoeng"}]])
    matcher.add("level", [[{"TEXT": {"IN": ["NCE", "GCE", "Arena"]}}]])
    return lambda text: sum(len(matcher(nlp(line))) for line in text.split("\n"))


# The command in a process of its own, which tells its own largest size and its workers'.
CHILD = "import resource, sys; from nicdata.cli import main; main(sys.argv[1:]); print(max(resource.getrusage(w).ru_maxrss for w in (0, -1)), file=sys.stderr)"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def folders_drafted() -> str:
    """The command on folders of articles: a table of rate and size. Before all else: a new process counts as large
    as the one that began it."""
    lines = [
        "\nFolders of articles, all cores:\n",
        "| articles | articles/s | MB of the largest process |",
        "|---:|---:|---:|",
    ]
    sample = norwegian_like(0.004)
    for count in (1_000, 10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "in")
            source.mkdir()
            for n in range(count):
                (source / f"a{n:06}-2021.txt").write_text(f"Klynger {n}\n{sample}", encoding="utf-8")
            command = [sys.executable, "-c", CHILD, "draft", str(source), "--out", str(Path(folder, "out"))]
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            taken = time.perf_counter() - start
        most = int(done.stderr.split()[-1])
        lines.append(f"| {count:,} | {count / taken:,.0f} | {most / 1024:,.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=float, default=100, help="megabytes of the largest text")
    chosen = parser.parse_args()
    folders = folders_drafted()
    decided = decisions.read(schema.raw_folder())
    names = known(decided.cluster_ids, decided.clusters)

    def whole_draft(text: str) -> object:
        return draft("text-2021", article.Article(article.paragraphs(text)), names)

    print(
        f"# Drafting\n\n{platform.machine()}, {platform.system()}, Python {platform.python_version()}, nicdata {version('nicdata')}, {date.today()}.\n"
    )
    text = norwegian_like(3)
    size = len(text.encode()) / 1e6
    works: dict[str, Callable[[], object]] = {
        "one `re` alternation of the triggers": lambda: ALTERNATION.findall(text),
        "whole draft": lambda: whole_draft(text),
    }
    if matching := spacy_matching():
        works[f"spaCy {version('spacy')} blank `nb` and Matcher"] = lambda: matching(text)
    for work in works.values():
        work()  # warm
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(chosen.rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    print(
        f"{size:.1f} MB in memory, one core, median of {chosen.rounds} rounds in turn:\n\n| work | MB/s | draft is so many times as fast (each round) |\n|---|---:|---|"
    )
    for name, taken in times.items():
        ratios = sorted(other / own for other, own in zip(taken, times["whole draft"], strict=True))
        spread = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"| {name} | {size / statistics.median(taken):.1f} | {spread} |")

    print("\nTime by size:\n\n| text | s | MB/s |\n|---|---:|---:|")
    wanted = 0.001
    while wanted <= chosen.largest:
        part = norwegian_like(wanted)
        taken = statistics.median(
            seconds(lambda part=part: whole_draft(part)) for _ in range(3 if wanted < 5 else 1)
        )  # type: ignore[misc]
        print(
            f"| {len(part.encode()) / 1e6:,.3f} MB | {taken:.3f} | {len(part.encode()) / 1e6 / taken:.1f} |"
        )
        wanted *= 10
    one = " ".join(norwegian_like(1.1).split("\n"))[:1_000_000]
    print(f"| one paragraph of {len(one):,} characters | {seconds(lambda: whole_draft(one)):.3f} | |")
    print(folders)


if __name__ == "__main__":
    main()
