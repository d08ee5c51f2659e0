"""How fast an article is drafted, beside mere matching of the same text.

The text is made of Norwegian words and compounds, drawn as often as words are in texts (Zipf), a fact in one
paragraph of twenty. With spaCy installed its blank tokenizer with a Matcher is measured too.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from measure import median, nicdata, ratios, run, spread, table

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


def seconds(work: Callable[[], object]) -> float:
    """Of the processor: what is measured inside this process is on one core."""
    start = time.process_time()
    work()
    return time.process_time() - start


def section(quick: bool) -> str:
    """The text by itself in a process that may be large, then the command on folders."""
    size = ["--rounds", "2", "--largest", "0.1"] if quick else []
    inside = run([sys.executable, Path(__file__), *size]).output
    return inside + "\n" + _folders([100] if quick else [1_000, 10_000, 100_000])


def _folders(counts: list[int]) -> str:
    # The words a text is drawn from are large, so in another process.
    sample = run([sys.executable, Path(__file__), "--sample"]).output
    rows = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "in")
            source.mkdir()
            for n in range(count):
                (source / f"a{n:06}-2021.txt").write_text(f"Klynger {n}\n{sample}", encoding="utf-8")
            done = run(nicdata("draft", source, "--out", Path(folder, "out")))
        rows.append(
            [
                f"{count:,}",
                f"{count / done.wall:,.0f}",
                f"{done.cpu / count * 1e3:.2f}",
                f"{done.memory:,.0f}",
            ]
        )
    head = ["articles", "articles per second", "processor ms per article", "MiB"]
    return "`nicdata draft` on folders of articles, using all cores, one run each:\n\n" + table(head, rows)


def main() -> None:
    """Print what is measured of a text inside one process."""
    from nicdata import schema
    from nicdata.draft import draft, known
    from nicdata.sheets import article, decisions

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=float, default=100, help="megabytes of the largest text")
    parser.add_argument("--sample", action="store_true", help="print the text of an article and leave")
    chosen = parser.parse_args()
    if chosen.sample:
        print(norwegian_like(0.004))
        return
    decided = decisions.read(schema.raw_folder())
    names = known(decided.cluster_ids, decided.clusters)

    def whole_draft(text: str) -> object:
        return draft("text-2021", article.Article(article.paragraphs(text)), names)

    text = norwegian_like(3)
    own = "full draft"
    works: dict[str, Callable[[], object]] = {
        "one `re` alternation of the trigger words": lambda: ALTERNATION.findall(text),
        own: lambda: whole_draft(text),
    }
    if matching := spacy_matching():
        works[f"spaCy {version('spacy')}, blank `nb` pipeline with Matcher"] = lambda: matching(text)
    for work in works.values():
        work()  # warm
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(chosen.rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    size = len(text.encode()) / 1e6
    print(f"A text of {size:.1f} MB in memory, within one process:\n")
    rows: list[list[object]] = [
        [name, chosen.rounds, f"{size / median(taken):.1f}", spread(ratios(taken, times[own]))]
        for name, taken in times.items()
    ]
    print(table(["work", "n", "MB per processor second", "time relative to the full draft"], rows))
    rows = []
    wanted = 0.001
    while wanted <= chosen.largest:
        part = norwegian_like(wanted)
        taken = [seconds(functools.partial(whole_draft, part)) for _ in range(3 if wanted < 5 else 1)]
        size = len(part.encode()) / 1e6
        rows.append([f"{size:,.3f} MB", len(taken), f"{median(taken):.3f}", f"{size / median(taken):.1f}"])
        wanted *= 10
    one = " ".join(norwegian_like(1.1).split("\n"))[:1_000_000]
    taken = [seconds(lambda: whole_draft(one)) for _ in range(3)]
    rows.append([f"one paragraph of {len(one):,} characters", len(taken), f"{median(taken):.3f}", ""])
    print("\nTime by text size:\n\n" + table(["text", "n", "processor s", "MB per processor second"], rows))


if __name__ == "__main__":
    main()
