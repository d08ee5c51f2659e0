"""Unexpected input: figures, dates, sheets, articles, drafts, tables."""

# mypy: allow-untyped-decorators, disable-error-code="arg-type, attr-defined"
# hypothesis gives values of types that mypy cannot follow where it is not installed.
from __future__ import annotations

import copy
import csv
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, TypeVar

import pytest
from num2words import num2words

from conftest import RAW, ROOT
from faults import holds
from faults.conftest import Report
from nicdata.charts import words
from nicdata.draft import batch
from nicdata.sheets import article, printed
from nicdata.sheets.sheet import KEYS
from nicdata.tidy import package

hypothesis = pytest.importorskip(
    "hypothesis", reason="no hypothesis: pip install -r requirements-marked.txt", exc_type=ImportError
)
from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

T = TypeVar("T")
SECONDS = 1.0  # of processor time that one input of a few thousand characters may take
INVENTED = [path for path in (ROOT / "tests" / "articles").rglob("*") if path.suffix in article.SUFFIXES]
SHEETS = {path.name: path.read_bytes() for path in RAW.glob("*-*.toml")}
# What the rules look for, with what stands between: a text of these goes further than one of letters.
WORDS = tuple(
    dict.fromkeys(
        word
        for path in sorted(INVENTED)
        if path.suffix == ".txt"
        for word in path.read_text(encoding="utf-8").split()
        if re.search(
            r"\d|kly?ng|cluster|NCE|GCE|Arena|kron|mill|prosent|per ?cent|[Ss]tatus|søk|medl|member", word
        )
    )
)
FIGURE_WORDS = (
    *(word for group in printed.QUALIFIERS.values() for word in group),
    *(word for group in printed.UNITS.values() for word in group),
    *printed.SCALES, *printed.SCALED_UNITS, *printed.HALVES,
    *(word for group in (*printed.ONES, *printed.TENS, *printed.MONTHS) for word in group),
    *"hundre hundred og and til to mellom between fra from – - − . , 1 19 000 2021 no".split(),
)  # fmt: skip
SIGNS = "\u00a0\u202f\u00ad\u200b\u2028\u0085\x1b\x00\ufeff\u202e½²٣Ⅷﬁ⁄e\u0301=+-@"
TEXT = st.text(max_size=200)
PIECES = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(FIGURE_WORDS) | st.sampled_from(SIGNS) | TEXT, max_size=60
)
ARTICLES = st.builds(
    lambda parts, by: by.join(parts), PIECES, st.sampled_from((" ", "\n", ". ", ", ", "-", ""))
)
FIGURES = st.builds(
    lambda parts, by: by.join(parts),
    st.lists(st.sampled_from(FIGURE_WORDS) | st.integers(0, 10**18).map(str), max_size=8),
    st.sampled_from((" ", "", "\u00a0", "-")),
)
VALUES = st.recursive(
    st.none().map(lambda _: "x") | st.booleans() | st.integers() | st.floats() | st.text(max_size=70)
    | st.dates() | st.sampled_from(("2021", "2017-10", "12 millioner kroner", "NCE", "sju", "=1+1")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


DATES = st.builds(
    lambda parts, by: by.join(parts),
    st.lists(
        st.sampled_from([*(m for ms in printed.MONTHS for m in ms), "of", "th"])
        | st.integers(0, 2100).map(str),
        max_size=4,
    ),
    st.sampled_from((" ", "-", ".", "/", ". ", ", ")),
)
LETTERS = st.text("abcæøå 0123456789-", max_size=9).map(str.encode)
TAGS = st.sampled_from(
    b"<table> </p> <p> <article> </article> <!-- <script> <td> &#0; &#x202e; <![CDATA[ <h1> <title> </body> <svg>"
    b" <time\ndatetime='x'> \xff <?xml".split(b" ")
)


class Slow(Exception):
    """An input took longer than allowed."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop whatever takes more processor time than allowed, including the matching of a pattern."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise Slow(f"more than {seconds} s in {frame.f_code.co_qualname if frame else '?'}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Trials(NamedTuple):
    """The number of inputs that were tried and of those that were accepted; the others were refused as
    documented."""

    tried: int = 0
    taken: int = 0

    def __add__(self, other: Any) -> Trials:
        return Trials(self.tried + other.tried, self.taken + other.taken)


def trials(one: Callable[[T], object], inputs: st.SearchStrategy[T], many: int) -> Trials:
    """Try a number of inputs, the same in every run. The first one that fails is reduced and raised."""
    tried = taken = 0

    @settings(
        max_examples=many,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def run(given: T) -> None:
        nonlocal tried, taken
        tried += 1
        with within(SECONDS):
            taken += bool(one(given))

    run()
    return Trials(tried, taken)


def told(report: Report, what: str, found: Trials, how: str) -> None:
    """Record the number of accepted inputs too: a test in which all inputs are refused, or none, tests
    nothing."""
    assert 0 < found.taken < found.tried, found
    report(
        what, found.tried, found.tried, f"{how}; {found.taken:,} accepted, the rest rejected as documented"
    )


def test_figures_and_dates_are_read_or_refused(everything: bool, report: Report) -> None:
    """Catches a crash, a hang, a range that ends before it begins, a figure with more digits than printed, a
    day that does not exist."""
    many = 20_000 if everything else 300
    told(report, "a text parsed as a figure", trials(holds.figure, FIGURES | TEXT, many), "property test")
    told(report, "a text parsed as a date", trials(holds.date, DATES | TEXT, many), "property test")


def test_numbers_come_back_as_they_were_written(everything: bool, report: Report) -> None:
    """Catches a number read as another one, in Bokmål, Nynorsk and English, in digits and in words."""

    def digits(given: tuple[int, int, str]) -> None:
        unscaled, decimals, lang = given
        value = Decimal(unscaled).scaleb(-decimals)
        assert printed.parse(words.number(value, lang, decimals), lang).value == value

    spread = st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 3), st.sampled_from(holds.LANGUAGES))
    tried = trials(digits, spread, 5_000 if everything else 200).tried
    report(
        "a number in figures",
        tried,
        tried,
        "formatted by babel in Bokmål, Nynorsk and English, then parsed back",
    )
    spelled = [(num2words(n, lang="no"), n, lang) for n in range(1000) for lang in ("nb", "nn")]
    spelled += [(num2words(n, lang="en"), n, "en") for n in range(1000)]
    spelled += [(word, n, lang) for word, n in printed.number_words().items() for lang in holds.LANGUAGES]
    spelled = spelled if everything else spelled[::25]
    wrong = [(word, n, lang) for word, n, lang in spelled if printed.parse(word, lang).value != n]
    report(
        "a number in words",
        len(spelled),
        len(spelled) - len(wrong),
        "compared with num2words and the project's own word list",
        wrong,
    )


def test_printed_sums_come_back(report: Report) -> None:
    """Catches a qualifier, scale or unit that is lost or confused with another, in any combination."""
    tried, wrong = 0, []
    for qualifier, said in printed.QUALIFIERS.items():
        for word in said:
            for scale, times in {"": 1, **printed.SCALES}.items():
                for unit, spellings in printed.UNITS.items():
                    for spelled in spellings:
                        text = " ".join(filter(None, (word, "7", scale, spelled)))
                        lang = printed.FALSE_FRIENDS.get(scale, "nb")
                        tried += 1
                        expected: Any = (7 * times, None, unit, qualifier)
                        if printed.parse(text, lang) != expected:
                            wrong.append(text)
    report("an amount with qualifier, scale and unit", tried, tried - len(wrong), "every combination", wrong)


def test_dates_come_back_as_they_were_written(everything: bool, report: Report) -> None:
    """Catches a day or month read as another one."""
    days = [date(1990, 1, 1) + timedelta(n) for n in range(0, 18_000, 1 if everything else 31)]
    forms = [(day.isoformat()[:cut], lang) for day in days for lang in words.LANGUAGES for cut in (4, 7, 10)]
    wrong = [(iso, lang) for iso, lang in forms if printed.iso_date(words.when(iso, lang)) != iso]
    report(
        "a date",
        len(forms),
        len(forms) - len(wrong),
        "year, month and day, formatted by babel, then parsed back",
        wrong,
    )


def test_any_file_in_the_place_of_a_sheet_is_read_or_refused(
    everything: bool, report: Report, tmp_path: Path
) -> None:
    """Catches a sheet that leads to a traceback, a hang, or tables that cannot be built."""
    names = st.sampled_from(sorted(SHEETS))
    parsed = {name: tomllib.loads(content.decode()) for name, content in SHEETS.items()}

    def damaged(data: Any) -> bool:
        name = data.draw(names)
        content = bytearray(SHEETS[name])
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(content)))
            content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9) | LETTERS)
        return holds.sheet(name, bytes(content), tmp_path)

    def changed(data: Any) -> bool:
        name = data.draw(names)
        sheet = copy.deepcopy(parsed[name])
        for _ in range(data.draw(st.integers(1, 2))):
            lists = [entry for part in sheet.values() if isinstance(part, list) for entry in part]
            at = data.draw(st.sampled_from([sheet, *(entry for entry in lists if isinstance(entry, dict))]))
            at[data.draw(st.sampled_from(sorted(at)) | st.text(max_size=9))] = data.draw(VALUES)
        holds.alone(sheet)
        return holds.among(name, sheet)

    many = 2_000 if everything else 60
    found = trials(damaged, st.data(), many) + trials(changed, st.data(), many)
    any_bytes = st.binary(max_size=300)
    found += trials(lambda content: holds.sheet(min(SHEETS), content, tmp_path), any_bytes, many)
    found += trials(holds.alone, st.dictionaries(st.sampled_from([*KEYS, "status"]) | TEXT, VALUES), many)
    told(
        report,
        "a file in place of a sheet",
        found,
        "property test: damaged bytes, changed values, random bytes",
    )


def test_any_article_is_read_and_drafted_or_refused(everything: bool, report: Report) -> None:
    """Catches an article that leads to a traceback or a hang, and a draft that has faults, is not confirmed
    by its article, or is not read back as it was written."""
    pages = [path.read_bytes() for path in sorted(INVENTED) if path.suffix == ".html"]

    def damaged(data: Any) -> bool:
        content = bytearray(data.draw(st.sampled_from(pages)))
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(content)))
            content[at : at + data.draw(st.integers(0, 99))] = data.draw(st.binary(max_size=9) | TAGS)
        return holds.drafted("a.html", bytes(content))

    many = 10_000 if everything else 200
    few = many // 20
    found = trials(lambda text: holds.drafted("a.txt", text.encode("utf-8", "replace")), ARTICLES, many)
    found += trials(lambda content: holds.page("a.txt", content), st.binary(max_size=300), many)
    found += trials(lambda content: holds.page("a.html", content), st.binary(max_size=300), few)
    found += trials(damaged, st.data(), few)
    told(
        report,
        "an article parsed and drafted",
        found,
        "property test: words that the rules match, damaged pages, random bytes",
    )


# Long runs of one thing are where a pattern that can part them in many ways is caught.
RUNS = (
    *(
        "A",
        "Ø",
        "a",
        "1",
        "1-a",
        "-a",
        "tjue-",
        "000 ",
        "1 ",
        "1,",
        "A-",
        "Aa ",
        "Aa & ",
        "NCE ",
        "NCE\n",
        "( ",
    ),
    *(
        "«",
        "- ",
        "•\n",
        "klynger ",
        "39 klynger ",
        "Arena Øst Klynge, ",
        "NCE iKuben og ",
        "5 mill. kr ",
        "2015–",
    ),
    *(
        "½-members ",
        "et-nettverk",
        "1. januar 2015 ",
        "15,8 prosentpoeng høyere ",
        "mer enn ",
        ": ",
        "|",
        "fylke ",
    ),
)


def test_time_grows_with_the_length_of_an_article(everything: bool, report: Report) -> None:
    """Catches a rule that rereads its text for every part of it, or tries a run of characters in every
    combination."""

    def seconds(text: str) -> float:
        begun = time.process_time()
        with within(60):
            batch.sheet_text("a", "a.txt", text.encode(), holds.names())
        return time.process_time() - begun

    runs = list(RUNS)
    if everything:
        runs += [f"{a}{by}{b}{by}" for a, b in zip(WORDS, WORDS[7:], strict=False) for by in (" ", "-")][::20]
    else:
        runs = runs[::4]
    few = 10_000
    failed = []
    for run in runs:
        # A rule may look at the whole of a sentence, which is cut at 1,500 characters.
        short, long = (seconds("Nye klynger\n" + (run * few)[:length]) for length in (few, 4 * few))
        if long > max(8 * short, 0.5):
            failed.append(f"{run!r}: {short:.2f} s, {long:.2f} s")
    report(
        "an article four times as long", len(runs), len(runs) - len(failed),
        "takes at most eight times as long; repeated words or characters", failed,
    )  # fmt: skip


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_tables_come_back_as_they_were_written(everything: bool, report: Report, tmp_path: Path) -> None:
    """Catches a cell that is lost, cut or moved because of its characters, in the tidy tables and the CSV for
    spreadsheets."""
    rows = st.lists(st.tuples(CELL, CELL, CELL), max_size=4)

    def csv_files(given: tuple[list[tuple[str, str, str]], str, str]) -> None:
        cells, by, end = given
        text = package.csv_text("abc", cells, by, end).encode()
        path = tmp_path / "table.csv"
        path.write_bytes(text)
        with path.open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file, delimiter=by, strict=True))
        assert found == [list("abc"), *map(list, cells)]

    spread = st.tuples(rows, st.sampled_from((",", ";")), st.sampled_from(("\n", "\r\n")))
    tried = trials(csv_files, spread, 5_000 if everything else 200).tried
    report(
        "a table with random cells",
        tried,
        tried,
        "property test: written and read back, with comma and semicolon",
    )


TARGETS = ("figure", "date", "sheet", "article", "page", "drafted")


@pytest.mark.parametrize("target", TARGETS)
def test_a_fuzzer_guided_by_coverage_breaks_nothing(
    target: str, everything: bool, report: Report, tmp_path: Path
) -> None:
    """Catches faults that random input does not reach: inputs that run new lines of code are kept and varied
    further."""
    pytest.importorskip("atheris", reason="no atheris: pip install -r requirements-marked.txt")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for n, seed in enumerate(seeds(target)):
        (corpus / str(n)).write_bytes(seed)
    runs = RUNS_OF[target] // (1 if everything else 100)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "faults.fuzzer", target, str(corpus), f"-runs={runs}", "-seed=1"),
            *("-timeout=10", "-rss_limit_mb=3000", "-max_len=4000", f"-artifact_prefix={tmp_path}/"),
        ],
        cwd=ROOT / "tests", capture_output=True, encoding="utf-8", errors="replace", timeout=900,
    )  # fmt: skip
    said = re.search(r"Done (\d+) runs", done.stderr)
    assert done.returncode == 0 and said, done.stdout[-2000:] + done.stderr[-300:]
    tried = int(said[1])
    covered = re.findall(r"cov: (\d+)", done.stderr)
    report(
        f"fuzzer: {target}", tried, tried, f"atheris from {n + 1} seeds, {covered[-1]} code locations reached"
    )


RUNS_OF = {
    "figure": 200_000,
    "date": 200_000,
    "sheet": 2_000,
    "article": 50_000,
    "page": 5_000,
    "drafted": 8_000,
}


def seeds(target: str) -> list[bytes]:
    """Yield the inputs that the fuzzer starts with: the sheets, the articles, the figures in both."""
    if target == "sheet":
        return list(SHEETS.values())
    if target in ("figure", "date"):
        said = [
            v
            for content in SHEETS.values()
            for v in re.findall(rb'(?:_printed|as_of|date\w*) = "(.*?)"', content)
        ]
        return sorted(set(said))
    ending = ".html" if target == "page" else ".txt"
    return [path.read_bytes() for path in sorted(INVENTED) if path.suffix == ending]
