"""The arguments of every command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from nicdata.cli import commands, drafting

EPILOG = """exit status:
  0  done, nothing wrong
  1  the data have faults; each is reported on one line
  2  the command could not be carried out (wrong arguments, a file that cannot be read or written)
"""
Command = Callable[[argparse.Namespace], int]


class _Version(argparse.Action):
    """The option --version. Reads the version only when it is needed, which is faster than a fixed text."""

    def __call__(self, *_: object) -> None:
        from importlib.metadata import version

        print(f"nicdata {version('nicdata')}")
        raise SystemExit(0)


class Commands:
    """Builds the parser of the command line, one command at a time."""

    def __init__(self) -> None:
        self.parser = argparse.ArgumentParser(
            prog="nicdata",
            description="Norway's public cluster programme as tidy tables, every number traceable to its source.",
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
        self._all = self.parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(self, run: Command, summary: str, description: str) -> argparse.ArgumentParser:
        """Add a command with the name of the function that runs it. Returns its parser."""
        added = self._all.add_parser(
            run.__name__,
            help=summary,
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    builder = Commands()
    for add in (*SHEETS_TO_TABLES, *TABLES_TO_READERS, *DRAFTING):
        add(builder)
    return builder.parser


def _build(builder: Commands) -> None:
    added = builder.add(
        commands.build,
        "build the tidy tables from the fact sheets",
        "Read the fact sheets, build the tidy tables and write them with their descriptor to data/tidy.\n"
        "If anything is wrong, nothing is written.",
    )
    _raw(added)
    added.add_argument("--out", type=Path, metavar="DIR", help="folder of the tables (default: data/tidy)")
    added.add_argument(
        "--drafts", action="store_true", help="include drafts that nobody has reviewed (needs --out)"
    )
    added.add_argument(
        "--proposed", action="store_true", help="with --drafts: include what drafts only propose"
    )
    _collection(added, " (needs --out)")


def _check(builder: Commands) -> None:
    added = builder.add(
        commands.check,
        "check whether the tables in a folder match their descriptor",
        "Check files, headers, types, constraints, primary, unique and foreign keys of a folder of nicdata's\n"
        "tables. For any other data package use a validator such as frictionless.",
    )
    added.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="folder of tables (default: data/tidy)"
    )


def _verify(builder: Commands) -> None:
    added = builder.add(
        commands.verify,
        "check whether the fact sheets match their articles",
        "Check that every fact is in the paragraph its sheet names: digests, figures, names.\n"
        "The articles belong to their publishers and are not part of nicdata: bring your own copies,\n"
        "one <article_id>.txt for each.",
    )
    added.add_argument("articles", type=Path, metavar="ARTICLES_DIR", help="folder of <article_id>.txt")
    _raw(added)


def _trace(builder: Commands) -> None:
    added = builder.add(
        commands.trace,
        "show the source of a row",
        "Find the rows with this id in all tables and show, for each, the entry of the fact sheet, the source,\n"
        "the paragraph and the address it comes from:\n"
        "  nicdata trace nic-2021-appropriation-p18\n"
        "  nicdata trace cod-cluster",
    )
    added.add_argument(
        "id", metavar="ID", help="the id of a row (the first column of its table), or the name of a cluster"
    )
    _lang(added)
    _raw(added)


def _cluster(builder: Commands) -> None:
    added = builder.add(
        commands.cluster,
        "show everything about one cluster",
        "Show a cluster's names, levels, moves, money, head-counts, projects, mergers and sources. Any name the\n"
        "cluster has had can be used:\n"
        "  nicdata cluster cod-cluster\n"
        "  nicdata cluster ikuben --lang nb",
    )
    added.add_argument("name", metavar="NAME", help="a name or id of the cluster")
    _lang(added)
    _tables(added)


def _figures(builder: Commands) -> None:
    added = builder.add(
        commands.figures,
        "draw the charts into files",
        "Draw the charts, in English and Norwegian, as PNG, SVG and PDF. Title, description, sources, licence and\n"
        "version are inside each file, and in a text file beside it.",
    )
    _folder(added, "figures")
    added.add_argument(
        "--only", action="append", metavar="NAME", help="only this chart, such as clusters; may be repeated"
    )
    added.add_argument(
        "--size",
        choices=("print", "slide", "page"),
        default="print",
        help="16 cm wide for print (default), a 16:9 slide, or an A4 page (map and life lines)",
    )
    _repeatable(added, "--format", ("png", "svg", "pdf"), "only this format")
    _repeatable(added, "--lang", ("en", "nb"), "only this language")
    _tables(added)


def _workbook(builder: Commands) -> None:
    added = builder.add(
        commands.workbook,
        "write all tables to one workbook for Excel and LibreOffice",
        "Write one workbook: a cover, the answers to the usual questions, contents, charts, a sheet for each table,\n"
        "codebook, sources, decisions.\n"
        "Numbers and dates appear in the format of the reader's program.",
    )
    added.add_argument("--out", type=Path, metavar="FILE", help="the file (default: nicdata-LANG.xlsx)")
    _lang(added)
    _tables(added)
    _collection(added)


def _export(builder: Commands) -> None:
    added = builder.add(
        commands.export,
        "write the tables in another format",
        "Write the tables in another format:\n"
        "  excel-nb  CSV for Excel and LibreOffice in Norwegian (they turn a partial date such as 2017-10 into\n"
        "            a day; the workbook does not), and the answers to the usual questions (answer-….csv)\n"
        "  excel-en  the same in English\n"
        "  json      a list of objects for each table\n"
        "  sqlite    one database with keys\n"
        "  parquet   needs the package pyarrow",
    )
    variants = ("excel-nb", "excel-en", "json", "sqlite", "parquet")
    added.add_argument("--for", dest="variant", choices=variants, required=True, help="the format")
    added.add_argument("--out", type=Path, metavar="DIR", help="folder (default: nicdata-FORMAT)")
    _tables(added)
    _collection(added)


def _site(builder: Commands) -> None:
    added = builder.add(
        commands.site,
        "write a static site with a page for every cluster and source",
        "Write a static site in English and, under nb/, in Norwegian: the answers with charts, a page for every\n"
        "cluster and every source, codebook and downloads. It needs no network and can be read without script.",
    )
    _folder(added, "site")
    _tables(added)


def _draft(builder: Commands) -> None:
    added = builder.add(
        drafting.draft,
        "draft fact sheets from articles, for a person to correct",
        "Read articles (.txt, .html, folders of them, - for standard input) and write a draft sheet for each,\n"
        "with a paragraph, a digest and a confidence for every fact, and questions about what was not understood.\n"
        "Existing sheets are kept, so a run that was stopped can be continued with the same command.",
    )
    added.add_argument("articles", type=Path, metavar="ARTICLE", nargs="+", help="a file, a folder, or -")
    added.add_argument(
        "--out", type=Path, metavar="DIR", help="folder of the sheets (default: drafts; for -, the terminal)"
    )
    added.add_argument(
        "--dask", metavar="ADDRESS", default="", help="draft on the workers of this Dask scheduler"
    )
    added.add_argument(
        "--proposer",
        metavar="COMMAND",
        default="",
        help="a program that also proposes entries: paragraphs as JSON lines in, entries as JSON lines out",
    )
    _raw(added)


def _review(builder: Commands) -> None:
    added = builder.add(
        drafting.review,
        "review a draft sheet entry by entry",
        "Show each entry of a draft and its paragraph, with the figure marked, and ask whether to accept, edit\n"
        "or drop it. Every answer is saved at once; the next review continues where the last one ended. When\n"
        "every entry has been reviewed, the sheet's status changes to reviewed.",
    )
    added.add_argument("sheet", type=Path, metavar="SHEET", help="the draft sheet")
    added.add_argument(
        "--articles",
        type=Path,
        metavar="DIR",
        help="folder of <article_id>.txt (default: the folder of the sheet, or the current one)",
    )


def _score(builder: Commands) -> None:
    added = builder.add(
        drafting.score,
        "measure how much of a draft is right",
        "Compare a draft with the reviewed sheet of the same article and print precision, recall and F1 for each\n"
        "table. Two facts are the same if they have the same subject, kind, value, qualifier, year and paragraph.",
    )
    added.add_argument("draft", type=Path, metavar="DRAFT", help="the draft sheet")
    added.add_argument("sheet", type=Path, metavar="SHEET", help="the reviewed sheet")
    added.add_argument(
        "--misses", action="store_true", help="list every fact that only one of the two sheets has"
    )
    added.add_argument("--any-paragraph", action="store_true", help="ignore the paragraph when comparing")
    _raw(added)


# In the order of `nicdata --help`.
SHEETS_TO_TABLES = (_build, _check, _verify)
TABLES_TO_READERS = (_cluster, _trace, _figures, _workbook, _export, _site)
DRAFTING = (_draft, _review, _score)


def _raw(added: argparse.ArgumentParser) -> None:
    added.add_argument("--raw", type=Path, metavar="DIR", help="folder of fact sheets (default: data/raw)")


def _tables(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--tables",
        type=Path,
        metavar="DIR",
        help="folder of tables (default: $NICDATA_TABLES, else nicdata's own)",
    )


def _lang(added: argparse.ArgumentParser) -> None:
    added.add_argument("--lang", choices=("en", "nb"), default="en", help="language (default: en)")


def _collection(added: argparse.ArgumentParser, more: str = "") -> None:
    added.add_argument(
        "--collection",
        choices=("article", "context", "all"),
        default="all",
        help=f"only the five articles, or only other public pages{more} (default: all)",
    )


def _folder(added: argparse.ArgumentParser, default: str) -> None:
    added.add_argument(
        "--out", type=Path, metavar="DIR", default=Path(default), help=f"folder (default: {default})"
    )


def _repeatable(added: argparse.ArgumentParser, option: str, values: tuple[str, ...], what: str) -> None:
    added.add_argument(option, action="append", choices=values, help=f"{what}; may be repeated")
