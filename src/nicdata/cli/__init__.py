"""The command line: its exit status is 0 for success, 1 for faults in the data, 2 for a failed command."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys

from nicdata.text import escaped, escaped_output


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    from nicdata.cli.parser import parser

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _set_encoding(stream)
    with escaped_output():
        return _run(parser().parse_args(arguments))


def _set_encoding(stream: io.TextIOWrapper) -> None:
    """Read and write UTF-8 in files and pipes on Windows too, where Python would use an old code page.

    A character that a terminal cannot show is written as an escape."""
    if sys.platform == "win32" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        stream.reconfigure(encoding="utf-8")
    if stream is not sys.stdin:
        stream.reconfigure(errors="backslashreplace")


def _run(chosen: argparse.Namespace) -> int:
    """Run the chosen command, report its errors, and return its exit status."""
    from nicdata.cli.output import print_faults
    from nicdata.sheets.entries import ValidationErrors

    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
        return status
    except ValidationErrors as errors:
        return print_faults(errors.lines, "fault")
    except KeyboardInterrupt:
        print(f"nicdata {chosen.command}: stopped", file=sys.stderr)
        return 2
    except (OSError, ValueError, ModuleNotFoundError) as error:
        if _is_closed_pipe(error):  # the program that reads the output, such as head, has ended: not an error
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
            )  # for what Python writes at its end
            return 0
        what = str(error)
        if isinstance(error, OSError) and error.filename:
            what = f"{error.filename}: {error.strerror}"
        print(f"nicdata {chosen.command}: {escaped(what)}", file=sys.stderr)
        return 2


def _is_closed_pipe(error: Exception) -> bool:
    """Return whether nobody reads the output any more, which Windows calls an invalid argument."""
    is_invalid = isinstance(error, OSError) and error.errno == errno.EINVAL and not error.filename
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and is_invalid)
