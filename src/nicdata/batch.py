"""Many articles -> draft sheets in a folder: on all cores or over an engine, a bad file passed over, a killed
run taken up where it ended."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nicdata import article, draft
from nicdata.draft.mentions import slug
from nicdata.folder import write_file

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from nicdata.draft.reading import Known

FEW = 40  # articles that one process drafts sooner than others start
AT_ONCE = 16  # articles that go to a process at a time
AHEAD = 4  # such packets a process is ahead: as much as is in memory
LARGEST = 400_000_000  # bytes

Task = tuple[str, str, bytes]
Drafted = tuple[str, str, str]  # id, sheet (or nothing), fault (or nothing)


class Outcome(NamedTuple):
    """How many sheets were written, how many of them hold no fact, how many stood there already; what went
    wrong, a line each."""

    drafted: int
    empty: int
    kept: int
    faults: list[str]


def find(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The articles in files and folders, each with its id: its path in the folder, as a slug. Links to folders
    are not followed. Raises OSError when a path is not there."""
    for path in paths:
        if path.is_dir():
            for folder, below, files in os.walk(path, onerror=_raise):
                below.sort()
                for name in sorted(files):
                    file = Path(folder, name)
                    if file.suffix in article.SUFFIXES:
                        yield slug(str(file.relative_to(path).with_suffix(""))), file
        else:
            path.lstat()
            yield slug(path.stem), path


def run(
    paths: list[Path],
    out: Path,
    names: Known,
    address: str = "",
    progress: Callable[[Iterator[Drafted], int], Iterable[Drafted]] | None = None,
) -> Outcome:
    """Draft every article into `<id>.toml` in `out`; a sheet that stands there already is kept.

    `address` is that of a Dask scheduler whose workers draft, else the cores of this machine do. `progress`
    is given what comes back and how many will. Raises OSError when `out` cannot be written."""
    out.mkdir(parents=True, exist_ok=True)
    if not os.access(out, os.W_OK):
        raise PermissionError(13, "cannot be written; expected a folder of your own", str(out))
    total = sum(1 for _ in find(paths))
    faults: list[str] = []
    kept = [0]
    tasks = _tasks(paths, out, faults, kept)
    drafted = empty = 0
    with _engine(address, total) as engine:
        done = _draft_all(tasks, names, engine)
        for article_id, sheet, fault in progress(done, total) if progress else done:
            if fault:
                faults.append(fault)
                continue
            write_file(sheet.encode("utf-8"), out / f"{article_id}.toml")
            drafted += 1
            empty += "confidence = " not in sheet
    return Outcome(drafted, empty, kept[0], faults)


def sheet_text(article_id: str, name: str, content: bytes, names: Known) -> str:
    """The draft sheet of the article in the bytes of a file, as TOML. Raises ValueError as `article.parse` and
    ModuleNotFoundError."""
    import tomli_w

    return tomli_w.dumps(draft.draft(article_id, article.parse(name, content), names))


def _raise(error: OSError) -> None:
    raise error


def _tasks(paths: list[Path], out: Path, faults: list[str], kept: list[int]) -> Iterator[Task]:
    """What is to be drafted, read from disk; what cannot be read is told and passed over."""
    seen: dict[str, Path] = {}
    for article_id, path in find(paths):
        if (other := seen.setdefault(article_id, path)) is not path:
            faults.append(
                f"{path}: its sheet would be {article_id}.toml, like that of {other}; expected another name"
            )
        elif (out / f"{article_id}.toml").exists():
            kept[0] += 1
        else:
            try:
                if (size := path.stat().st_size) > LARGEST:
                    raise ValueError(f"has {size:,} bytes; expected an article of at most {LARGEST:,}")
                yield article_id, path.name, path.read_bytes()
            except OSError as error:
                faults.append(f"{path}: {error.strerror}; expected a file that can be read")
            except ValueError as error:
                faults.append(f"{path}: {error}")


def _engine(address: str, total: int) -> AbstractContextManager[Executor | None]:
    """Who drafts: nobody else for a few articles, all cores for many, the workers of a scheduler."""
    if address:
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                "--dask needs the package dask; install it with pip install 'nicdata[dask]'"
            ) from None
        return Client(address, timeout=10).get_executor(pure=False)  # type: ignore[no-untyped-call, no-any-return]
    if total <= FEW or (os.cpu_count() or 1) == 1:
        return nullcontext(None)
    return ProcessPoolExecutor(initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let a process of the pool not outlive a run that was killed: it would wait for work for ever."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _draft_all(tasks: Iterator[Task], names: Known, engine: Executor | None) -> Iterator[Drafted]:
    """Every article drafted, in order; only as many are in memory as the engine is at work on."""
    if engine is None:
        yield from (drafted for task in tasks for drafted in _packet([task], names))
        return
    waiting: deque[Future[list[Drafted]]] = deque()
    workers = os.cpu_count() or 1
    while packet := list(islice(tasks, AT_ONCE)):
        waiting.append(engine.submit(_packet, packet, names))
        if len(waiting) >= AHEAD * workers:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _packet(tasks: list[Task], names: Known) -> list[Drafted]:
    drafted = []
    for article_id, name, content in tasks:
        try:
            drafted.append((article_id, sheet_text(article_id, name, content, names), ""))
        except (ValueError, ModuleNotFoundError, RecursionError, MemoryError) as error:
            drafted.append((article_id, "", f"{name}: {error}"))
    return drafted


def with_progress(done: Iterator[Drafted], total: int) -> Iterable[Drafted]:
    """The same, with a line on the terminal that tells how many, at what rate and how long yet."""
    if not sys.stderr.isatty() or total <= FEW:
        return done
    from tqdm import tqdm

    return tqdm(done, total=total, unit="article", desc="drafting", smoothing=0.1)  # type: ignore[no-any-return]
