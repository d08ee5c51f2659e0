"""Many articles -> draft sheets in a folder: on all cores or over an engine, a bad file passed over, a killed
run taken up where it ended."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nicdata import draft
from nicdata.draft import proposer as proposals
from nicdata.draft.header import language_of
from nicdata.files import clear_stale, put_file, read_text
from nicdata.sheets import article
from nicdata.sheets.decisions import FILE as DECISIONS
from nicdata.text import RESERVED

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from nicdata.draft.names import Known

FEW = 40  # articles that one process drafts sooner than others start
AT_ONCE = 16  # articles that go to a process at a time
AHEAD = 4  # such packets a process is ahead: as much as is in memory
COUNT_SECONDS = 5  # after which the workers of a scheduler are counted anew
LARGEST = 400_000_000  # bytes
LONGEST_NAME = 200  # characters: systems take some 255, and what is written aside has a longer name
RECORDED = re.compile(r"""^[ \t]*text_sha256[ \t]*=[ \t]*["']([0-9a-f]{64})["']""", re.MULTILINE)


class Task(NamedTuple):
    """An article to draft, or to hold against the sheet that stands there already."""

    article_id: str
    path: Path
    content: bytes | None  # where the one who drafts cannot read the file
    sheet: Path | None = None  # that stands there
    recorded: str = ""  # the digest of the text that it was drafted from


class Drafted(NamedTuple):
    """What came of an article: a sheet, a fault, a sheet that is kept though the article is another one, or nothing."""

    article_id: str
    sheet: str = ""
    fault: str = ""
    changed: str = ""


class Outcome(NamedTuple):
    """How many sheets were written, how many of them hold no fact, how many stood there already; what went
    wrong, a line each; whether it was stopped before its end; which of those that stood there are not of the article
    as it is now, a line each."""

    drafted: int
    empty: int
    kept: int
    faults: list[str]
    stopped: bool
    changed: list[str]


def run(
    paths: list[Path],
    out: Path,
    names: Known,
    address: str = "",
    proposer: str = "",
    progress: Callable[[Iterator[Drafted], int], Iterable[Drafted]] | None = None,
) -> Outcome:
    """Draft every article into `<id>.toml` in `out`; a sheet that stands there already is kept, and told of where its
    article has another text than it was drafted from. The folder is made with the first sheet.

    `address` is that of a Dask scheduler whose workers draft, else the cores of this machine do. `proposer` is the
    command of a program that proposes too. `progress`
    is given what comes back and how many will. Raises OSError when `out` cannot be written, ValueError when it is a file."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file; expected a folder, or none yet")
    nearest = next(folder for folder in (out.resolve(), *out.resolve().parents) if folder.exists())
    if not nearest.is_dir():
        raise ValueError(f"{nearest} is a file; expected a folder, or none yet")
    if not os.access(nearest, os.W_OK):
        raise PermissionError(13, "cannot be written; expected a folder of your own", str(out))
    clear_stale(out)
    faults: list[str] = []
    changed: list[str] = []

    def unreadable(error: OSError) -> None:
        faults.append(f"{error.filename}: {error.strerror}; expected a folder that can be read")

    total = sum(1 for _ in article.walk(paths, lambda _: None))
    kept = [0]
    tasks = _tasks(article.walk(paths, unreadable), out, faults, kept, read=bool(address))
    drafted = empty = 0
    stopped = False
    with _engine(address, total) as engine, _interrupts() as asked:
        done = _draft_all(tasks, names, engine, proposer)
        try:
            for one in progress(done, total) if progress else done:
                if asked:
                    raise KeyboardInterrupt
                faults += [one.fault] if one.fault else []
                changed += [one.changed] if one.changed else []
                if one.sheet:
                    put_file(one.sheet.encode("utf-8"), out / f"{one.article_id}.toml")
                    drafted += 1
                    empty += "confidence = " not in one.sheet
        except KeyboardInterrupt:
            stopped = True
        except BrokenExecutor:
            stopped = True
            faults.append("a process that drafts was killed, most likely because memory ran out")
        finally:
            if engine:
                engine.shutdown(wait=False, cancel_futures=True)
    return Outcome(drafted, empty, kept[0], faults, stopped, changed)


def sheet_text(
    article_id: str, name: str, content: bytes, names: Known, proposer: str = ""
) -> tuple[str, str]:
    """Return the draft sheet of the article in the bytes of a file, as TOML, and what is wrong with a program's
    proposals. Raises ValueError as `article.parse` and ModuleNotFoundError."""
    import tomli_w

    parsed = article.parse(name, content)
    if not proposer:
        return tomli_w.dumps(draft.draft(article_id, parsed, names)), ""
    answer = proposals.ask(proposer, parsed, language_of(parsed.paragraphs), draft.TABLES, names.declared)
    sheet = draft.draft(article_id, parsed, names, answer.found)
    held = sum(
        str(e.get("reason", "")).startswith(proposals.BY) for t in draft.TABLES for e in sheet.get(t, [])
    )
    lost = answer.refused + len(answer.found) - held
    return tomli_w.dumps(
        sheet
    ), f"{lost:,} proposals of --proposer left out: not in the text, or there already" if lost else ""


def _tasks(
    found: Iterable[tuple[str, Path]], out: Path, faults: list[str], kept: list[int], read: bool
) -> Iterator[Task]:
    """What is to be drafted or held against its sheet, read from disk if asked; what cannot be is told and passed
    over."""
    seen: dict[str, Path] = {}
    for article_id, path in found:
        sheet = out / f"{article_id}.toml"
        if (other := seen.setdefault(article_id, path)) is not path:
            faults.append(
                f"{path}: its sheet would be {sheet.name}, like that of {other}; expected another name"
            )
        elif RESERVED.fullmatch(article_id):
            faults.append(
                f"{path}: its sheet would be {sheet.name}, a device on Windows; expected another name"
            )
        elif sheet.name == DECISIONS:
            faults.append(f"{path}: its sheet would be {DECISIONS}, which is no sheet; expected another name")
        elif len(sheet.name) > LONGEST_NAME:
            faults.append(
                f"{path}: its sheet's name would have {len(sheet.name)} characters; expected at most {LONGEST_NAME}"
            )
        else:
            try:
                stands = sheet.exists()
                kept[0] += stands
                recorded = _recorded(sheet) if stands else ""
                if (size := path.stat().st_size) > LARGEST:
                    raise ValueError(f"has {size:,} bytes; expected an article of at most {LARGEST:,}")
                content = path.read_bytes() if read else None
                yield Task(article_id, path, content, sheet if stands else None, recorded)
            except OSError as error:
                faults.append(f"{error.filename}: {error.strerror}; expected a file that can be read")
            except ValueError as error:
                faults.append(f"{path}: {error}")


def _recorded(sheet: Path) -> str:
    """The digest of the text that a sheet was drafted from; empty where it does not say."""
    try:
        found = RECORDED.search(read_text(sheet))
    except ValueError:
        return ""  # a sheet that cannot be read is told of by all that reads it
    return found[1] if found else ""


def _drafted(task: Task, content: bytes, names: Known, proposer: str) -> Drafted:
    """The sheet of an article; where one stands there already, whether it is of this text."""
    article_id, path = task.article_id, task.path
    if not task.sheet:
        sheet, lost = sheet_text(article_id, path.name, content, names, proposer)
        return Drafted(article_id, sheet, f"{path.name}: {lost}" if lost else "")
    found = article.sha256("\n".join(article.parse(path.name, content).paragraphs))
    if found == task.recorded:
        return Drafted(article_id)
    differs = "text_sha256 differs" if task.recorded else "it has no text_sha256"
    return Drafted(
        article_id,
        changed=f"{task.sheet}: kept; the article is not the one it was drafted from ({differs}): {path};"
        " expected the same text, or that sheet out of the way",
    )


def _engine(address: str, total: int) -> AbstractContextManager[Executor | None]:
    """Who drafts: nobody else for a few articles, all cores for many, the workers of a scheduler."""
    if address:
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                '--dask needs the package dask; install it with pip install "nicdata[dask]"'
            ) from None
        return _Workers(Client(address, timeout=10))
    if total <= FEW or (os.cpu_count() or 1) == 1:
        return nullcontext(None)
    return ProcessPoolExecutor(initializer=_end_with_parent)


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Note that the run is to stop, as well as raising KeyboardInterrupt: where that is raised in a callback, Python
    only prints it, and the run would go on to its end."""
    asked: list[int] = []

    def stop(number: int, _: object) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield asked  # only the main thread hears of signals
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_parent() -> None:
    """Let a process of the pool not outlive a run that was killed: it would wait for work for ever. That the run
    is stopped by hand it hears from the run alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class _Workers(nullcontext[Any]):
    """The workers of a Dask scheduler as an engine, as wide as they are: more may join while it is at work."""

    def __init__(self, client: Any) -> None:
        super().__init__(self)
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._width, self._counted = 1, 0.0

    def submit(self, *work: Any) -> Any:
        """Give the workers a packet."""
        return self._executor.submit(*work)

    @property
    def width(self) -> int:
        """How many packets the workers are at work on at once, counted anew now and then."""
        if time.monotonic() - self._counted > COUNT_SECONDS:
            self._width = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._width

    def shutdown(self, **_: Any) -> None:
        """Leave the workers to whoever started them."""
        self._client.close()


def _draft_all(
    tasks: Iterator[Task], names: Known, engine: Executor | None, proposer: str = ""
) -> Iterator[Drafted]:
    """Every article drafted, in order; only as many are in memory as the engine is at work on."""
    if engine is None:
        yield from (drafted for task in tasks for drafted in _packet([task], names, proposer))
        return
    waiting: deque[Future[list[Drafted]]] = deque()
    while packet := list(islice(tasks, AT_ONCE)):
        waiting.append(engine.submit(_packet, packet, names, proposer))
        if len(waiting) >= AHEAD * (getattr(engine, "width", 0) or os.cpu_count() or 1):
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _packet(tasks: list[Task], names: Known, proposer: str = "") -> list[Drafted]:
    drafted = []
    for task in tasks:
        try:
            content = task.path.read_bytes() if task.content is None else task.content
            drafted.append(_drafted(task, content, names, proposer))
        except OSError as error:
            fault = f"{task.path}: {error.strerror}; expected a file that can be read"
            drafted.append(Drafted(task.article_id, fault=fault))
        except (ValueError, ModuleNotFoundError, RecursionError, MemoryError) as error:
            drafted.append(Drafted(task.article_id, fault=f"{task.path.name}: {error}"))
    return drafted


def with_progress(done: Iterator[Drafted], total: int) -> Iterable[Drafted]:
    """The same, with a line on the terminal that tells how many, at what rate and how long yet."""
    if not sys.stderr.isatty() or total <= FEW:
        return done
    from tqdm import tqdm

    # The line is drawn over again, which is printed to nobody else's stream.
    return tqdm(  # type: ignore[no-any-return]
        done, total=total, unit="article", desc="drafting", smoothing=0.1, file=sys.__stderr__
    )
