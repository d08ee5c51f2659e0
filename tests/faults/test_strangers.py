"""Other people's tables, names and proposals: charts of random tables, the site, a program that lies."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import test_any_tables as any_tables
from conftest import ROOT
from faults import holds
from faults.conftest import Report
from faults.test_harmless import hostile_tables
from nicdata import schema, tables
from nicdata.charts import CHARTS
from nicdata.charts.words import LANGUAGES
from nicdata.draft import TABLES, draft, proposer
from nicdata.exports.cells import cells
from nicdata.sheets import article
from nicdata.tidy import package
from test_site import Page, Undrawn, broken

# A program that proposes, for every number with a noun in a text, one entry that the text bears out and many that it
# does not. Each says of itself which it is.
LIAR = """
import json, re, sys

lines = [json.loads(line) for line in sys.stdin]
text = "\\n".join(line["text"] for line in lines)


def say(word, **entry):
    print(json.dumps(entry | {"reason": word}, ensure_ascii=False))


def count(word, figure, place, **keys):
    keys = {"table": "programme_counts", "scheme": "nic", "measure": "clusters_active"} | keys
    say(word, value_printed=figure, paragraph=place, **keys)


for line in lines:
    for found in re.finditer(r"(?<![\\w.,–-])\\d{2,3}(?= (?:klynger|clusters|medlemmer|medlemer|members|bedrifter)\\b)", line["text"]):
        figure, place = found[0], line["paragraph"]
        count("truth", figure, place)
        for lie in (figure[1:], figure[:-1], figure + "0", "1" + figure, f"over {figure}", f"−{figure}", f"{figure} %"):
            if not re.search(rf"(?<!\\w){re.escape(lie)}(?!\\w)", line["text"]):
                count("lie", lie, place)
        for other in lines:
            if figure not in other["text"]:
                count("lie", figure, other["paragraph"])
        count("lie", figure, 10**6)
        count("lie", figure, str(place))
        count("lie", [figure], place)
        count("lie", figure, place, measure="friends")
        count("lie", figure, place, scheme="storebjorn")
        count("lie", figure, place, as_of="1814")
        count("lie", figure, place, extra="x")
        head = {"role": "member", "value_printed": figure, "paragraph": place}
        for name in ("Ola Nordmann", "Bjørnebærklyngen", "", 7, ["NCE"], "=1+1", "a\\u202eb"):
            say("lie", table="participants", cluster=name, **head)
        grant = {"scheme": "nic", "kind": "cluster_grant", "paragraph": place}
        say("lie", table="budgets", amount_printed=figure + " trillioner kroner", **grant)
        say("lie", table="budgets", amount_printed=f"kr {figure} 000 000", **grant)
        say("lie", table="articles", title=figure, paragraph=place)
        say("lie", table="level_changes", cluster="Bjørnebærklyngen", to_level="NCE", kind="admission", paragraph=place)
for noise in ("", "{", "[]", "null", "7", '{"table": 1}', '{"table": "budgets"}', "[" * 5000, "\\x00", "NaN"):
    print(noise)
"""


def test_a_program_that_lies(everything: bool, report: Report, tmp_path: Path) -> None:
    """Catches a proposal that the text does not bear out, and a check that lets nothing in at all."""
    liar = tmp_path / "liar.py"
    liar.write_text(LIAR, encoding="utf-8")
    paths = sorted((ROOT / "tests" / "articles").rglob("*.txt"))
    said, failed = Counter[str](), []
    names = holds.names()
    for path in paths if everything else paths[::9]:
        found = article.read(path)
        answer = proposer.ask(f"{sys.executable} {liar}", found, "nb", TABLES, names.declared)
        said["refused"] += answer.refused
        sheet = draft(path.stem, found, names, answer.found)
        for entry in (entry for table in TABLES for entry in sheet.get(table, [])):
            word = entry.get("reason", "").removeprefix(proposer.BY)
            said[word] += word == "truth"
            if word == "lie":
                failed.append(f"{path.name}: {entry}")
    assert said["truth"], said
    report(
        "a proposal that the text does not bear out", said["refused"], said["refused"] - len(failed),
        f"refused; {said['truth']:,} true ones entered as proposals", failed[:3],
    )  # fmt: skip


def test_random_tables_are_drawn(everything: bool, report: Report) -> None:
    """Catches a chart or an answer that only some mixture of tables brings about: rows added, dropped, doubled, of
    other years, with long names."""
    seeds = range(1000, 1060 if everything else 1002)
    charts = 0
    for seed in seeds:
        given = any_tables.made(seed)
        for number, name in enumerate(CHARTS):
            sizes = CHARTS[name].sizes
            any_tables.judge(given, name, LANGUAGES[(number + seed) % 2], sizes[seed % len(sizes)])
            charts += 1
        for lang in LANGUAGES:
            any_tables.judge_answers(given, lang)
    report("a chart of random valid tables", charts, charts, "no two texts overlap, no broken sentence")
    report("the answers to random valid tables", 2 * len(seeds), 2 * len(seeds), "whole sentences")


CLOSERS = (
    '</script></title></style>--><b id="hostile" onload="x">',
    """"><b id="hostile">'{{ 7 * 7 }}{% raw %}""",
    '&lt;b id="hostile"&gt;<!-- <b id="hostile"> ]]>',
)


def fits(limits: dict[str, str], text: str) -> bool:
    """Return whether a column of these limits can hold a text."""
    return re.fullmatch(limits.get("pattern", ".*"), text) is not None


def test_a_site_of_hostile_names(everything: bool, report: Report, tidy_copy: Path) -> None:
    """Catches a name that closes a tag or a script, is run by the templates, or breaks a link."""
    tried, failed, clean = 0, [], cells(tables())
    for text in CLOSERS if everything else CLOSERS[:1]:
        for table, rows in hostile_tables(text).items():
            path = tidy_copy / schema.resources()[table]["path"]
            limits = {name: field.get("constraints", {}) for name, field in schema.columns(table).items()}
            lines = [
                # What stood there follows, because no two names of a cluster are the same.
                [
                    f"{text} {was[name]}" if row[name] == text and fits(limits[name], text) else was[name]
                    for name in limits
                ]
                for row, was in zip(rows, clean[table], strict=True)
            ]
            path.write_text(package.csv_text(limits, lines), encoding="utf-8", newline="")
        files = Undrawn(tables(tidy_copy)).build()
        pages = {path: Page(body.decode()) for path, body in files.items() if path.endswith(".html")}
        failed += [path for path, page in pages.items() if "hostile" in page.ids]
        failed += [path for path in pages if re.search("('|&#39;)49", files[path].decode())]
        failed += broken(files, pages)
        for path in (path for path in files if path.endswith(".json")):
            json.loads(files[path])
        assert any(re.search("&lt;b id|&amp;lt;b", files[path].decode()) for path in pages)
        tried += len(pages)
    report("a page of a site with markup in names", tried, tried - len(failed), "shown as text", failed[:3])
