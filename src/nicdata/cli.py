"""The commands. Exit status: 0 done; 1 the data have faults; 2 the command could not be carried out."""

from __future__ import annotations

import argparse
import gc
import io
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nicdata.text import harmless, kept_harmless

if TYPE_CHECKING:
    from nicdata.sheets.sheet import Raw

MOST_TOLD = 200
EPILOG = """exit status:
  0  done, nothing wrong
  1  the data have faults; each is told in one line
  2  the command could not be carried out (wrong arguments, a file that cannot be read or written)
"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no æ shows an escape
    with kept_harmless():
        return _run(_parser().parse_args(arguments))


def _run(chosen: argparse.Namespace) -> int:
    from nicdata.sheets.entries import Faults

    try:
        return int(chosen.run(chosen))
    except Faults as faults:
        return _tell(faults.lines, "fault")
    except KeyboardInterrupt:
        print(f"nicdata {chosen.command}: stopped", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing is wrong
        return 0
    except (OSError, ValueError, ModuleNotFoundError) as error:
        what = (
            f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else error
        )
        print(f"nicdata {chosen.command}: {harmless(str(what))}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="nicdata",
        description="Norway's public cluster programme as tidy tables: every number walks back to a paragraph.",
        epilog=EPILOG,
        formatter_class=formatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, run: object, summary: str, description: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=description, formatter_class=formatter)
        added.set_defaults(run=run)
        return added

    def raw_option(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "--raw", type=Path, metavar="DIR", help="folder of the fact sheets (default: data/raw)"
        )

    def collection_option(added: argparse.ArgumentParser, more: str = "") -> None:
        added.add_argument(
            "--collection",
            choices=("article", "context", "all"),
            default="all",
            help=f"only the five articles, or only other public pages{more} (default: all)",
        )

    added = command(
        "build",
        _build,
        "fact sheets -> tidy tables",
        "Read the fact sheets, make the tidy tables and write them with their descriptor into data/tidy.\n"
        "The folder is replaced as a whole, or left as it was when anything is wrong.",
    )
    raw_option(added)
    added.add_argument("--out", type=Path, metavar="DIR", help="folder of the tables (default: data/tidy)")
    added.add_argument(
        "--drafts", action="store_true", help="take drafts too, which nobody has reviewed (needs --out)"
    )
    collection_option(added, " (one of them needs --out)")
    added = command(
        "check",
        _check,
        "hold a folder of tables against its descriptor",
        "Check files, headers, types, constraints, primary, unique and foreign keys of a folder of nicdata's\n"
        "tables. Any other data package is refused: use a validator such as frictionless for those.",
    )
    added.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="folder of tables (default: data/tidy)"
    )
    added = command(
        "verify",
        _verify,
        "hold the fact sheets against their articles",
        "Check that each fact stands in the paragraph its sheet names: digests, figures, names.\n"
        "The articles belong to their publishers and are not part of nicdata: bring your own copies,\n"
        "one <article_id>.txt each.",
    )
    added.add_argument("articles", type=Path, metavar="ARTICLES_DIR", help="folder of <article_id>.txt")
    raw_option(added)
    added = command(
        "draft",
        _draft,
        "an article -> a draft sheet for a person to correct",
        "Read articles (.txt, .html, folders of them, - for standard input) and write a draft sheet for each,\n"
        "with a paragraph, a digest and a confidence for every fact, and questions for what was not understood.\n"
        "A sheet that stands there already is kept, so a run that was stopped is taken up where it ended.",
    )
    added.add_argument("articles", type=Path, metavar="ARTICLE", nargs="+", help="a file, a folder, or -")
    added.add_argument(
        "--out", type=Path, metavar="DIR", help="folder of the sheets (default: drafts; for -, the terminal)"
    )
    added.add_argument(
        "--dask", metavar="ADDRESS", default="", help="draft on the workers of this Dask scheduler"
    )
    raw_option(added)
    added = command(
        "review",
        _review,
        "go through a draft sheet beside its article",
        "Show each entry of a draft beside its paragraph, the figure marked, and take accept, edit, drop or quit.\n"
        "Every answer is saved at once; the next review goes on where the last one ended. A sheet of which\n"
        "everything is judged becomes a reviewed one.",
    )
    added.add_argument("sheet", type=Path, metavar="SHEET", help="the draft sheet")
    added.add_argument(
        "--articles",
        type=Path,
        metavar="DIR",
        help="folder of <article_id>.txt (default: that of the sheet, or this one)",
    )
    added = command(
        "score",
        _score,
        "how much of a draft is right",
        "Hold a draft against the reviewed sheet of the same article and print precision, recall and F1 for each\n"
        "table. A fact is the same when subject, kind, value, qualifier, year and paragraph are.",
    )
    added.add_argument("draft", type=Path, metavar="DRAFT", help="the draft sheet")
    added.add_argument("sheet", type=Path, metavar="SHEET", help="the reviewed sheet")
    added.add_argument(
        "--misses", action="store_true", help="list every fact that only one of the two states"
    )
    added.add_argument(
        "--any-paragraph", action="store_true", help="leave the paragraph out of the comparison"
    )
    raw_option(added)
    added = command(
        "trace",
        _trace,
        "walk a row back to its sheet, article and paragraph",
        "Find the rows with this id in all tables and show the entry of the sheet, the article, the\n"
        "paragraph and the address each comes from:\n"
        "  nicdata trace nic-2021-appropriation-p18\n"
        "  nicdata trace cod-cluster",
    )
    added.add_argument("id", metavar="ID", help="the id of a row: the first column of its table")
    raw_option(added)
    added = command(
        "figures",
        _figures,
        "draw every chart into files",
        "Draw the charts, in English and Norwegian, as PNG, SVG and PDF. Title, description, sources, licence and\n"
        "version are inside each file, and in a text file beside it.",
    )
    added.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("figures"), help="folder (default: figures)"
    )
    added.add_argument(
        "--only", action="append", metavar="NAME", help="only this chart, like clusters; may be repeated"
    )
    added.add_argument(
        "--size",
        choices=("print", "slide", "page"),
        default="print",
        help="16 cm wide to print (default; map and life lines on a page of their own), a slide, or a page",
    )
    added.add_argument(
        "--format", action="append", choices=("png", "svg", "pdf"), help="only this format; may be repeated"
    )
    added.add_argument(
        "--lang", action="append", choices=("en", "nb"), help="only this language; may be repeated"
    )
    added.add_argument(
        "--tables", type=Path, metavar="DIR", help="folder of the tables (default: those of nicdata)"
    )
    added = command(
        "workbook",
        _workbook,
        "all tables in one workbook for Excel and LibreOffice",
        "Write one workbook: a cover, contents, a sheet for each table, charts, codebook, sources, decisions.\n"
        "Numbers and days are real and show as the reader's program writes them.",
    )
    added.add_argument("--out", type=Path, metavar="FILE", help="the file (default: nicdata-LANG.xlsx)")
    added.add_argument("--lang", choices=("en", "nb"), default="en", help="language (default: en)")
    collection_option(added)
    added = command(
        "export",
        _export,
        "the tables in another form",
        "Write the tables in another form:\n"
        "  excel-nb  CSV for a double-click in Norwegian Excel and LibreOffice (a date cut to its month, like\n"
        "            2017-10, becomes a day there: the workbook keeps it)\n"
        "  excel-en  the same for English ones\n"
        "  json      a list of objects a table\n"
        "  sqlite    one database with keys\n"
        "  parquet   needs the package pyarrow",
    )
    variants = ("excel-nb", "excel-en", "json", "sqlite", "parquet")
    added.add_argument("--for", dest="variant", choices=variants, required=True, help="the form")
    added.add_argument("--out", type=Path, metavar="DIR", help="folder (default: nicdata-FORM)")
    collection_option(added)
    return parser


class _Version(argparse.Action):
    def __call__(self, *_: object) -> None:
        from importlib.metadata import version

        print(f"nicdata {version('nicdata')}")
        raise SystemExit(0)


def _raw_folder(chosen: argparse.Namespace) -> Path:
    from nicdata import schema

    return chosen.raw or schema.raw_folder()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles, which walks the rows again and again where they are many: they have none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def _build(chosen: argparse.Namespace) -> int:
    from nicdata import schema
    from nicdata.sheets import sheet as sheets
    from nicdata.sheets.entries import Faults
    from nicdata.tidy import package, tables

    if not chosen.out and (chosen.drafts or chosen.collection != schema.ALL):
        option = "--drafts" if chosen.drafts else f"--collection {chosen.collection}"
        raise ValueError(f"{option} without --out; expected another folder than that of the finished tables")
    out = chosen.out or schema.tidy_folder()
    raw = sheets.read(_raw_folder(chosen), _progress("sheets read"))
    _refuse_unfinished(raw, chosen.drafts)
    made = tables.build(raw, chosen.collection)
    contents, places = package.cells(made), tables.places(made)
    del made  # half of the memory that many sheets take
    if faults := package.check_cells(contents, places):
        raise Faults(faults)
    has_drafts = any(sheet.is_draft for sheet in raw.sheets)
    changed = package.write(contents, out, "Holds drafts that nobody has reviewed." if has_drafts else "")
    width = max(map(len, contents))
    for name, rows in contents.items():
        print(f"{name:<{width}}  {len(rows):>7,} rows  {schema.resources()[name]['title']}")
    total = sum(map(len, contents.values()))
    print(f"{total:,} rows in {len(contents)} tables from {len(contents['articles'])} sources", end=" ")
    print(f"-> {out}" if changed else f"= {out}, nothing changed")
    return 0


def _refuse_unfinished(raw: Raw, drafts_too: bool) -> None:
    """Raises Faults where a sheet is not ready to be built from."""
    from nicdata.sheets.entries import Faults

    drafts = [sheet for sheet in raw.sheets if sheet.is_draft]
    if drafts and not drafts_too:
        raise Faults(
            [
                f"{sheet.file}: status = 'draft'; expected a sheet that is reviewed, or --drafts"
                for sheet in drafts
            ]
        )
    if undated := [sheet.file for sheet in drafts if "date_published" not in sheet.article]:
        raise Faults(
            [f"{file}: no date; expected one before its facts can be placed in time" for file in undated]
        )
    articles = [sheet for sheet in raw.sheets if not sheet.is_context]
    if unsealed := [
        where for sheet in articles for where, _, entry in sheet.entries() if "digest" not in entry
    ]:
        raise Faults(
            [f"{where}: no digest; expected the one that nicdata verify tells" for where in unsealed]
        )


@_uncollected()
def _check(chosen: argparse.Namespace) -> int:
    from nicdata import schema
    from nicdata.tidy import package

    folder = chosen.folder or schema.tidy_folder()
    if faults := package.check(folder):
        return _tell(faults, "fault")
    print(f"{folder}: all tables are as their descriptor says")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from nicdata.sheets import sheet as sheets
    from nicdata.sheets import verify

    misses, held = verify.verify(sheets.read(_raw_folder(chosen)), chosen.articles)
    if misses:
        return _tell(misses, "miss")
    print(f"All {held} entries match their articles.")
    return 0


def _draft(chosen: argparse.Namespace) -> int:
    from nicdata import draft
    from nicdata.draft import batch
    from nicdata.sheets import decisions

    decided = decisions.read(_raw_folder(chosen))
    names = draft.known(decided.cluster_ids, decided.clusters)
    if chosen.articles == [Path("-")]:
        content = sys.stdin.buffer.read()
        begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        name = "article.html" if begins == b"<" else "article.txt"
        sheet = batch.sheet_text("article", name, content, names)
        if chosen.out:
            from nicdata.files import write_file

            path = chosen.out / "article.toml"
            if path.exists():
                raise ValueError(f"{path} stands there already; expected another --out")
            write_file(sheet.encode("utf-8"), path)
            print(f"drafted -> {harmless(str(path))}; to review it, save the article beside it as {name}")
        else:
            print(sheet, end="")
        return 0
    out = chosen.out or Path("drafts")
    found = batch.run(chosen.articles, out, names, chosen.dask, batch.with_progress)
    told = found.faults + found.changed
    for line in told[:MOST_TOLD]:
        print(harmless(line), file=sys.stderr)
    if len(told) > MOST_TOLD:
        print(f"… and {len(told) - MOST_TOLD} more", file=sys.stderr)
    print(f"{found.drafted:,} drafted -> {harmless(str(out))}", end="")
    print(f", {found.empty:,} of them hold no facts" if found.empty else "", end="")
    print(f"; {found.kept:,} stood there already" if found.kept else "", end="")
    print(
        f", {len(found.changed):,} of them not from the article as it is now" if found.changed else "", end=""
    )
    print(f"; {len(found.faults):,} passed over" if found.faults else "")
    if found.stopped:
        print("nicdata draft: stopped; the same command goes on from here", file=sys.stderr)
        return 2
    if not found.drafted and not found.kept:
        if not found.faults:
            print(
                "nicdata draft: no article found; expected files that end in .txt or .html", file=sys.stderr
            )
        return 2
    return 1 if told else 0


def _review(chosen: argparse.Namespace) -> int:
    from nicdata.draft import review
    from nicdata.text import tell

    folders = [chosen.articles] if chosen.articles else [chosen.sheet.parent, Path()]

    def ask(question: str) -> str:
        try:
            return input(question)
        except EOFError:
            raise review.Left from None

    try:
        status = review.review(chosen.sheet, folders, ask, tell)
    except (review.Left, KeyboardInterrupt):
        command = ["nicdata", "review", str(chosen.sheet)]
        command += ["--articles", str(chosen.articles)] if chosen.articles else []
        print(f"\nleft; {shlex.join(command)} goes on from here")
        return 0
    print(f"{chosen.sheet}: status = {status!r}")
    return 0


def _score(chosen: argparse.Namespace) -> int:
    from nicdata.draft import review, score
    from nicdata.sheets import decisions
    from nicdata.sheets.entries import Faults, read_toml

    decided = decisions.read(_raw_folder(chosen))
    cluster_ids = decided.cluster_ids
    faults: list[str] = []
    both = []
    for path in (chosen.draft, chosen.sheet):
        content = read_toml(path, faults)
        faults += review.faults_alone(path.name, content, decided) if content is not None else []
        both.append(content or {})
    if faults:
        raise Faults(faults)
    draft, sheet = both
    if draft["article_id"] != sheet["article_id"]:
        raise ValueError(
            f"{draft['article_id']!r} and {sheet['article_id']!r}; expected two sheets of one article"
        )
    scores = score.score(draft, sheet, cluster_ids, not chosen.any_paragraph)
    print(f"{'table':<18} {'precision':>9} {'recall':>7} {'F1':>6}  drafted  reviewed  both")
    scores["all tables"] = sum(
        (s for table, s in scores.items() if table != "articles"), score.Score(0, 0, 0)
    )
    for table, own in scores.items():
        shares = (own.precision, own.recall, own.f1) if own.drafted or own.reviewed else ()
        said = " ".join(f"{share:>{width}.2f}" for share, width in zip(shares, (9, 7, 6), strict=False))
        print(f"{table:<18} {said or '–':>24}  {own.drafted:>7}  {own.reviewed:>8}  {own.both:>4}")
    if chosen.misses:
        print("\n".join(map(harmless, score.misses(draft, sheet, cluster_ids, not chosen.any_paragraph))))
    return 0


def _trace(chosen: argparse.Namespace) -> int:
    from nicdata.tidy import trace as origin

    print("\n".join(origin.trace(chosen.id, chosen.raw)))
    return 0


def _figures(chosen: argparse.Namespace) -> int:
    from nicdata.charts import saving, words
    from nicdata.frames import tables

    names = saving.figures(
        chosen.out,
        chosen.format or saving.FORMATS,
        chosen.lang or words.LANGUAGES,
        chosen.only or (),
        chosen.size,
        tables(chosen.tables),
    )
    drawn = [name for name in names if not name.endswith(saving.TEXT)]
    print("\n".join(drawn))
    print(f"{len(drawn)} figures -> {chosen.out}")
    return 0


def _workbook(chosen: argparse.Namespace) -> int:
    from nicdata.exports import workbook
    from nicdata.files import write_file
    from nicdata.tidy import package

    out = chosen.out or Path(f"nicdata-{chosen.lang}.xlsx")
    if out.suffix != ".xlsx":
        raise ValueError(f"{out}: expected a name that ends in .xlsx")
    write_file(workbook.workbook(package.read_tables(chosen.collection), chosen.lang), out)
    print(f"workbook -> {out}")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from nicdata.exports import variants

    out = chosen.out or Path(f"nicdata-{chosen.variant}")
    names = variants.export(chosen.variant, out, chosen.collection)
    print(f"{len(names)} files -> {out}")
    return 0


def _progress(what: str) -> Callable[[int, int], None] | None:
    """A line on the terminal that counts, where work is long."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if of >= 1000 and (done % 100 == 0 or done == of):
            end = "\n" if done == of else ""
            print(f"\r{done:,} of {of:,} {what}", end=end, file=sys.__stderr__, flush=True)

    return show


def _tell(lines: list[str], noun: str) -> int:
    for line in lines[:MOST_TOLD]:
        print(harmless(line), file=sys.stderr)
    if len(lines) > MOST_TOLD:
        print(f"… and {len(lines) - MOST_TOLD} more", file=sys.stderr)
    plural = noun if len(lines) == 1 else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    print(f"{len(lines)} {plural}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
