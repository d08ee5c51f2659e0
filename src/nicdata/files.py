"""Files from disk, and to disk all or nothing."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

STALE_SECONDS = 3600


def read_text(path: Path) -> str:
    """A text file. Raises OSError, or ValueError that names the place when it is not UTF-8."""
    return decode(path.read_bytes())


def decode(content: bytes) -> str:
    """The text of a file. Raises ValueError that names the place when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not UTF-8; expected a text saved as UTF-8") from None


def replaceable(folder: Path, known: Collection[str]) -> dict[str, Path]:
    """The files of a folder that may be replaced as a whole, by name; hidden ones are left out, and none are where
    there is no folder. Raises ValueError when it holds files that are not known and not hidden, OSError when it is
    read-only."""
    folder = folder.resolve()
    if Path.cwd().is_relative_to(folder):
        raise ValueError(
            f"{folder} is the folder you stand in; expected another, because it is replaced as a whole"
        )
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise ValueError(f"{folder} is a file; expected a folder, or none yet")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, "it is read-only; make it writable or choose another folder", str(folder))
    present = {path.name: path for path in folder.iterdir() if not path.name.startswith(".")}
    if strange := sorted(name for name, path in present.items() if name not in known or not path.is_file()):
        raise ValueError(
            f"{folder} holds {', '.join(strange[:5])}; expected a folder of its own, or none yet"
        )
    return present


def write_folder(files: dict[str, bytes], folder: Path, known: Collection[str]) -> bool:
    """Write files into a folder in one step: they are written aside and swapped in. Files of `known`
    names that are not among them are kept, and who may read and write the folder and its files stays as it was.
    Returns whether anything changed.

    Raises ValueError and OSError as `replaceable` does, and OSError when writing is not possible (full disk). In
    all cases the folder stays as it was."""
    folder = folder.resolve()
    present = replaceable(folder, known)
    if folder.exists() and all(
        name in present and present[name].read_bytes() == content for name, content in files.items()
    ):
        return False
    kept = {name: path for name, path in present.items() if name not in files}
    folder.parent.mkdir(parents=True, exist_ok=True)
    clear_stale(folder.parent, folder.name)
    aside = folder.with_name(f".{folder.name}.part-{os.getpid()}-{time.monotonic_ns()}")
    try:
        aside.mkdir()
        if folder.exists():  # first: the group of a folder may pass to the files in it
            _entrust(aside, folder)
        for name, path in kept.items():
            if path.is_symlink():
                (aside / name).symlink_to(path.readlink())
            else:
                _write(path.read_bytes(), aside / name, path)
        for name, content in files.items():
            _write(content, aside / name, present.get(name))
        if not _placed(aside, folder):
            _entrust(aside, folder)
            _swap(aside, folder)
            for hidden in aside.glob(".*"):  # a lock of a spreadsheet program, a checkpoint of a notebook
                hidden.rename(folder / hidden.name)
    except OSError as error:
        error.filename = str(folder)  # not what was written aside, and a full disk names no file
        raise
    finally:
        _remove(aside)
    return True


def write_file(content: bytes, path: Path) -> None:
    """Write a file in one step: it is written aside and put in the place of the old one, whose owner, group and
    mode it takes. A link stays a link: the file it leads to is written.

    Raises OSError when that is not possible: a folder in its place, a full disk, a file that is read-only or
    open in a spreadsheet program. The old file stays as it was."""
    path = path.resolve()
    clear_stale(path.parent, path.name)
    put_file(content, path)


def put_file(content: bytes, path: Path) -> None:
    """The same for one of very many files: what killed runs left is not looked for each time."""
    path = path.resolve()
    if path.is_dir():
        raise OSError(errno.EISDIR, "a folder stands in its place; expected a file, or none yet", str(path))
    locks = [path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")]
    if any(lock.exists() for lock in locks):
        raise OSError(errno.EBUSY, "it is open in another program; close it there first", str(path))
    if path.exists() and not path.stat().st_mode & 0o222:
        raise OSError(errno.EACCES, "it is read-only; make it writable or choose another name", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        _write(content, aside, path if path.exists() else None)
        aside.replace(path)
    except OSError as error:
        error.filename = str(path)  # not what was written aside, and a full disk names no file
        raise
    finally:
        with suppress(OSError):  # where nothing can be written there is nothing to take away
            aside.unlink()


def _write(content: bytes, path: Path, old: Path | None) -> None:
    """Write a file that takes the place of an old one: nobody may read it, at no moment, who could not read that."""
    if old:
        path.touch(mode=0o600)
        path.write_bytes(content)
        _entrust(path, old)
    else:
        path.write_bytes(content)


def _entrust(new: Path, old: Path) -> None:
    """Give a file or folder the owner, the group and the mode of the one whose place it takes. Owner and group stay
    where the system does not let us set them; a group that is another one may do no more than everybody."""
    before, now = old.stat(), new.stat()
    mode = stat.S_IMODE(before.st_mode)
    if hasattr(os, "chown") and (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):
            os.chown(new, -1, before.st_gid)
        with suppress(OSError):
            os.chown(new, before.st_uid, -1)
        now = new.stat()
        if now.st_uid != before.st_uid:
            mode &= ~stat.S_ISUID
        if now.st_gid != before.st_gid:
            everybody = (mode & stat.S_IRWXO) << 3
            mode &= ~(stat.S_ISGID | stat.S_IRWXG) | everybody
    new.chmod(mode)


def _placed(new: Path, folder: Path) -> bool:
    """Whether the new folder could be put where none was; another run may put its own there first."""
    if not folder.exists():
        try:
            new.rename(folder)
            return True
        except OSError:
            if not folder.is_dir():
                raise
    return False


def _swap(new: Path, old: Path) -> None:
    """Exchange two folders in one step where the system can, so that a killed run leaves one or the
    other and never none."""
    import ctypes

    if sys.platform == "linux":
        at_cwd, exchange = -100, 2
        renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
        if renameat2 and not renameat2(at_cwd, os.fsencode(new), at_cwd, os.fsencode(old), exchange):
            return
    elif sys.platform == "darwin":
        swap = 2
        if not ctypes.CDLL(None).renamex_np(os.fsencode(new), os.fsencode(old), swap):
            return
    # Elsewhere two steps: the old folder is out of the way for a moment, and comes back if the second fails.
    away = new.with_name(new.name + "-old")
    old.rename(away)
    try:
        new.rename(old)
    except OSError:
        away.rename(old)
        raise
    away.rename(new)


def clear_stale(folder: Path, name: str = "") -> None:
    """Take away what killed runs left in a folder of what they were to write as `name`, or as any sheet; what a run
    still at work has there is younger than that."""
    for path in folder.glob(f".{glob.escape(name) or '*.toml'}.part-*"):
        try:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                if path.is_dir():
                    _remove(path)
                else:
                    path.unlink()
        except OSError:
            continue  # another run was faster


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
