"""Read text files, and write files and folders in one step, so that a failed run changes nothing."""

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
FORK = "._"  # begins the name of a file that macOS writes beside another one on a disk of another system
UNASKED = {".DS_Store", "desktop.ini", "Thumbs.db"}  # what a file manager writes into a folder


def read_text(path: Path) -> str:
    """Read a text file.

    Raises OSError when it cannot be read, ValueError with the position when it is not UTF-8."""
    return decode(path.read_bytes())


def decode(content: bytes) -> str:
    """Decode the bytes of a text file.

    Raises ValueError with the position of the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8") from None


def replaceable(folder: Path, known: Collection[str]) -> dict[str, Path]:
    """Return the visible files of a folder by name, after checking that the folder may be replaced.

    `known` are the names of the files that may be in it. A folder that does not exist has no files.

    Raises ValueError when the path is a file, when the folder is the current one, or when it contains visible
    files with other names; OSError when it is read-only."""
    folder = folder.resolve()
    if Path.cwd().resolve().is_relative_to(folder):  # resolved: Windows has two names for some folders
        raise ValueError(
            f"{folder} is the current folder, or contains it; choose another, because the folder is replaced"
        )
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise ValueError(f"{folder} is a file; expected a folder, or a path that does not exist yet")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, "it is read-only; make it writable or choose another folder", str(folder))
    present = {path.name: path for path in folder.iterdir() if not _is_hidden(path)}
    if others := sorted(name for name, path in present.items() if name not in known or not path.is_file()):
        raise ValueError(
            f"{folder} contains other files: {', '.join(others[:5])}; choose an empty or new folder"
        )
    return present


def write_folder(files: dict[str, bytes], folder: Path, known: Collection[str]) -> bool:
    """Write files into a folder in one step: write them to a temporary folder, then swap the two folders.

    Existing files with `known` names that are not among `files` are kept, and so are hidden files, owners,
    groups and permissions. Returns whether anything changed.

    Raises ValueError and OSError as `replaceable` does, and OSError when writing fails (a full disk). After
    an error the folder is unchanged."""
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
        if folder.exists():  # before any file is written: new files may inherit the group of their folder
            _copy_ownership(aside, folder)
        for name, path in kept.items():
            if path.is_symlink():
                (aside / name).symlink_to(path.readlink())
            else:
                _write(path.read_bytes(), aside / name, path)
        for name, content in files.items():
            _write(content, aside / name, present.get(name))
        if not _renamed_to_new(aside, folder):
            _copy_ownership(aside, folder)
            _swap(aside, folder)
            # Keep hidden files, such as a spreadsheet program's lock or a notebook's checkpoints.
            for hidden in filter(_is_hidden, aside.iterdir()):
                hidden.rename(folder / hidden.name)
    except OSError as error:
        _explain(error, folder)
        raise
    finally:
        _remove(aside)
    return True


def write_tree(files: dict[str, bytes], folder: Path, marker: str) -> None:
    """Write files with folders in their names into a folder, and replace what was there, in one step.

    Raises ValueError when the folder exists, is not empty and lacks the file `marker`, or contains the current
    folder; OSError when writing fails. After an error the folder is unchanged."""
    folder = folder.resolve()
    if Path.cwd().resolve().is_relative_to(folder):
        raise ValueError(f"{folder} contains the current folder; run the command from another folder")
    is_own = not folder.exists() or (folder / marker).is_file()
    if not is_own and not (folder.is_dir() and all(path.name in UNASKED for path in folder.iterdir())):
        raise ValueError(f"{folder} contains other files; choose an empty or new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    clear_stale(folder.parent, folder.name)
    aside = folder.with_name(f".{folder.name}.part-{os.getpid()}-{time.monotonic_ns()}")
    try:
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if not _renamed_to_new(aside, folder):
            _swap(aside, folder)
    except OSError as error:
        _explain(error, folder)
        raise
    finally:
        _remove(aside)


def write_file(content: bytes, path: Path) -> None:
    """Write a file in one step: write a temporary file, then rename it to `path`.

    An existing file passes on its owner, group and permissions. If `path` is a symbolic link, the file it
    points to is written.

    Raises OSError when the path is a folder, the disk is full, or the existing file is read-only or open in a
    spreadsheet program. After an error the existing file is unchanged."""
    path = path.resolve()
    clear_stale(path.parent, path.name)
    put_file(content, path)


def put_file(content: bytes, path: Path) -> None:
    """Write a file as `write_file` does, without first clearing up after killed runs.

    For writing many files into one folder; call `clear_stale` once before."""
    path = path.resolve()
    if path.is_dir():
        raise OSError(
            errno.EISDIR, "it is a folder; expected a file, or a path that does not exist yet", str(path)
        )
    locks = [path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")]
    if any(lock.exists() for lock in locks):
        raise OSError(errno.EBUSY, "it is open in another program; close it there and try again", str(path))
    if path.exists() and not path.stat().st_mode & 0o222:
        raise OSError(errno.EACCES, "it is read-only; make it writable or choose another name", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        _write(content, aside, path if path.exists() else None)
        aside.replace(path)
    except OSError as error:
        _explain(error, path)
        raise
    finally:
        with suppress(OSError):  # the temporary file was renamed, or could not be written
            aside.unlink()


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name in UNASKED


def _explain(error: OSError, path: Path) -> None:
    """Let an error name what was to be written: a temporary name helps nobody, and a full disk names no file."""
    error.filename = str(path)
    if sys.platform == "win32" and isinstance(error, PermissionError):
        error.strerror = f"{error.strerror}; if it is open in another program, close it there and try again"


def _write(content: bytes, path: Path, old: Path | None) -> None:
    """Write a file that will replace an old one.

    At no moment can it be read by anyone who could not read the old one."""
    if old:
        path.touch(mode=0o600)
        path.write_bytes(content)
        _copy_ownership(path, old)
    else:
        path.write_bytes(content)


def _copy_ownership(new: Path, old: Path) -> None:
    """Give a file or folder the owner, group and permissions of the one it will replace.

    Owner and group are left as they are where the system does not let us set them. A group other than the old
    one gets no more permissions than everybody."""
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


def _renamed_to_new(new: Path, folder: Path) -> bool:
    """Rename the new folder if `folder` does not exist, and return whether that worked.

    Another run may create `folder` first."""
    if not folder.exists():
        try:
            new.rename(folder)
            return True
        except OSError:
            if not folder.is_dir():
                raise
    return False


def _swap(new: Path, old: Path) -> None:
    """Exchange two folders, in one step where the system supports it.

    Then a killed run never leaves the folder missing."""
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
    # Elsewhere in two steps: the folder is missing for a moment, and is restored if the second step fails.
    away = new.with_name(new.name + "-old")
    old.rename(away)
    try:
        new.rename(old)
    except OSError:
        away.rename(old)
        raise
    away.rename(new)


def clear_stale(folder: Path, name: str = "") -> None:
    """Delete temporary files and folders that killed runs left in a folder.

    These are the ones for `name`, or by default for any `.toml` file. Those younger than an hour are kept,
    because they may belong to a run that is still going on."""
    for path in folder.glob(f".{glob.escape(name) or '*.toml'}.part-*"):
        try:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                if path.is_dir():
                    _remove(path)
                else:
                    path.unlink()
        except OSError:
            continue  # another run has deleted it


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
