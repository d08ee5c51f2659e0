"""The commands that draft, review and score fact sheets."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nicdata.cli.commands import raw_folder
from nicdata.cli.output import print_some
from nicdata.text import escaped

if TYPE_CHECKING:
    from nicdata.draft.names import Known


def draft(chosen: argparse.Namespace) -> int:
    """Draft a fact sheet from each article."""
    from nicdata import draft
    from nicdata.draft import batch
    from nicdata.sheets import decisions

    decided = decisions.read(raw_folder(chosen))
    names = draft.known(decided.cluster_ids, decided.clusters)
    if chosen.articles == [Path("-")]:
        return _draft_from_input(chosen.out, names, chosen.proposer)
    out = chosen.out or Path("drafts")
    found = batch.run(chosen.articles, out, names, chosen.dask, chosen.proposer, batch.with_progress)
    problems = found.faults + found.changed
    print_some(problems)
    parts = [f"{found.drafted:,} drafted -> {escaped(str(out))}"]
    if found.empty:
        parts[0] += f", {found.empty:,} of them without facts"
    if found.kept:
        changed = f", {len(found.changed):,} of them from an article that has changed" * bool(found.changed)
        parts.append(f"{found.kept:,} existing sheets kept{changed}")
    if found.faults:
        parts.append(f"{len(found.faults):,} skipped")
    print("; ".join(parts))
    if found.stopped:
        print("nicdata draft: stopped; run the same command again to continue", file=sys.stderr)
        return 2
    if not found.drafted and not found.kept:
        if not found.faults:
            expected = "expected files that end in .txt or .html"
            print(f"nicdata draft: no article found; {expected}", file=sys.stderr)
        return 2
    return 1 if problems else 0


def _draft_from_input(out: Path | None, names: Known, proposer: str) -> int:
    """Draft a sheet from the article on standard input, and print it or write it into a folder."""
    from nicdata.draft import batch
    from nicdata.files import write_file

    content = sys.stdin.buffer.read()
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    name = "article.html" if begins == b"<" else "article.txt"
    sheet, refused = batch.sheet_text("article", name, content, names, proposer)
    if refused:
        print(f"{name}: {escaped(refused)}", file=sys.stderr)
    if not out:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # a sheet is UTF-8, whatever the terminal shows
        print(sheet, end="")
        return 0
    path = out / "article.toml"
    if path.exists():
        raise ValueError(f"{path} already exists; choose another folder with --out")
    write_file(sheet.encode("utf-8"), path)
    print(f"drafted -> {escaped(str(path))}; to review it, save the article in the same folder as {name}")
    return 0


def review(chosen: argparse.Namespace) -> int:
    """Review a draft entry by entry."""
    from nicdata.draft import review
    from nicdata.text import print_marked

    folders = [chosen.articles] if chosen.articles else [chosen.sheet.parent, Path()]

    def ask(question: str) -> str:
        try:
            return input(question)
        except EOFError:
            raise review.Left from None

    try:
        status = review.review(chosen.sheet, folders, ask, print_marked)
    except (review.Left, KeyboardInterrupt):
        command = ["nicdata", "review", str(chosen.sheet)]
        command += ["--articles", str(chosen.articles)] if chosen.articles else []
        join = subprocess.list2cmdline if sys.platform == "win32" else shlex.join
        print(f"\nstopped; continue with: {join(command)}")
        return 0
    print(f"{chosen.sheet}: status = {status!r}")
    return 0


def score(chosen: argparse.Namespace) -> int:
    """Print precision and recall of a draft, compared with the reviewed sheet."""
    from nicdata.draft import score
    from nicdata.draft.sheet_file import faults_alone
    from nicdata.sheets import decisions
    from nicdata.sheets.entries import ValidationErrors, read_toml

    decided = decisions.read(raw_folder(chosen))
    cluster_ids = decided.cluster_ids
    faults: list[str] = []
    both = []
    for path in (chosen.draft, chosen.sheet):
        content = read_toml(path, faults)
        if content is not None:
            # As a draft, which may lack a date and name schemes that no decision declares: neither is compared.
            faults += faults_alone(path.name, content | {"status": "draft"}, decided)
        both.append(content or {})
    if faults:
        raise ValidationErrors(faults)
    draft, sheet = both
    if draft["article_id"] != sheet["article_id"]:
        raise ValueError(
            f"the sheets are of {draft['article_id']!r} and {sheet['article_id']!r}; expected a draft and a reviewed"
            " sheet of one article"
        )
    scores = score.score(draft, sheet, cluster_ids, not chosen.any_paragraph)
    print(f"{'table':<18} {'precision':>9} {'recall':>7} {'F1':>6}  drafted  reviewed  both")
    scores["all tables"] = sum(
        (s for table, s in scores.items() if table != "articles"), score.Score(0, 0, 0)
    )
    for table, of_table in scores.items():
        has_facts = of_table.drafted or of_table.reviewed
        shares = (of_table.precision, of_table.recall, of_table.f1) if has_facts else ()
        columns = " ".join(f"{share:>{width}.2f}" for share, width in zip(shares, (9, 7, 6), strict=False))
        counts = f"{of_table.drafted:>7}  {of_table.reviewed:>8}  {of_table.both:>4}"
        print(f"{table:<18} {columns or '–':>24}  {counts}")
    print(f"\n{'proposals':<18} {'proposed':>9} {'missing':>8} {'right':>6}")
    for table, own in score.proposals(draft, sheet, cluster_ids, not chosen.any_paragraph).items():
        print(f"{table:<18} {own.drafted:>9} {own.reviewed:>8} {own.both:>6}")
    if chosen.misses:
        print("\n".join(map(escaped, score.misses(draft, sheet, cluster_ids, not chosen.any_paragraph))))
    return 0
