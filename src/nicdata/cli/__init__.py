"""The command line: its exit status is 0 for success, 1 for faults in the data, 2 for a failed command."""

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
            stream.reconfigure(errors="backslashreplace")  # for terminals that cannot show æ
    with escaped_output():
        return _run(parser().parse_args(arguments))


def _run(chosen: argparse.Namespace) -> int:
    """Run the chosen command, report its errors, and return its exit status."""
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
        sys.stderr.close()  # the program that reads the output, such as head, has ended: not an error
        return 0
    except (OSError, ValueError, ModuleNotFoundError) as error:
        what = str(error)
        if isinstance(error, OSError) and error.filename:
            what = f"{error.filename}: {error.strerror}"
        print(f"nicdata {chosen.command}: {escaped(what)}", file=sys.stderr)
        return 2
