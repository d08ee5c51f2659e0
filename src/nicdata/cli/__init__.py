"""The command line. Exit status: 0 done; 1 the data have faults; 2 the command could not be carried out."""

from __future__ import annotations

import argparse
import io
import sys

from nicdata.text import escaped, escaped_output


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    from nicdata.cli.parser import parser

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without æ shows an escape
    with escaped_output():
        return _run(parser().parse_args(arguments))


def _run(chosen: argparse.Namespace) -> int:
    from nicdata.cli.output import print_faults
    from nicdata.sheets.entries import ValidationErrors

    try:
        return int(chosen.run(chosen))
    except ValidationErrors as errors:
        return print_faults(errors.lines, "fault")
    except KeyboardInterrupt:
        print(f"nicdata {chosen.command}: stopped", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the program that read our output has ended; nothing is wrong
        return 0
    except (OSError, ValueError, ModuleNotFoundError) as error:
        what = str(error)
        if isinstance(error, OSError) and error.filename:
            what = f"{error.filename}: {error.strerror}"
        print(f"nicdata {chosen.command}: {escaped(what)}", file=sys.stderr)
        return 2
