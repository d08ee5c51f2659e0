"""Writing over files and folders: the content changes, and nothing else."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nicdata import files as folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
MODES = [0o600, 0o640, 0o660, 0o664, 0o755, 0o4755, 0o2755, 0o200, 0o646]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def whole_folder(content: bytes, path: Path) -> None:
    folder.write_folder({path.name: content, "new": b""}, path.parent, {path.name, "new", "other"})


WAYS = [folder.write_file, folder.put_file, whole_folder]


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> object:
    """Return the permissions that the system removes from new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("write", WAYS)
@pytest.mark.parametrize("kept", MODES)
def test_a_file_keeps_its_mode(tmp_path: Path, kept: int, write: Callable[[bytes, Path], None]) -> None:
    """Catches a private file that everybody can read after it was written again, and a shared one that only
    its owner can write."""
    path = tmp_path / "own" / "kept"
    path.parent.mkdir()
    path.write_bytes(b"old")
    path.chmod(kept)
    write(b"new", path)
    assert path.read_bytes() == b"new" and oct(mode(path)) == oct(kept)


@pytest.mark.parametrize("write", WAYS)
def test_a_new_file_has_the_usual_mode(
    tmp_path: Path, umask: int, write: Callable[[bytes, Path], None]
) -> None:
    """Catches a new file with restricted permissions although it replaces no private file."""
    write(b"new", tmp_path / "own" / "made")
    assert mode(tmp_path / "own" / "made") == 0o666 & ~umask


@pytest.mark.parametrize("write", WAYS[:2])
def test_a_link_stays_a_link(tmp_path: Path, write: Callable[[bytes, Path], None]) -> None:
    """Catches a symbolic link replaced by a file, and a link whose target gets other permissions."""
    path, link = tmp_path / "kept", tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    path.write_bytes(b"old")
    path.chmod(0o600)
    link.symlink_to(Path("..", "kept"))
    write(b"new", link)
    assert link.is_symlink() and path.read_bytes() == b"new" and mode(path) == 0o600


def test_what_a_folder_keeps(tmp_path: Path) -> None:
    """Catches a folder that loses its permissions, and a file or link in it that changes although it was not
    written."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ("other", ".hidden", "first"):
        (own / name).write_bytes(b"old")
        (own / name).chmod(0o600)
    (tmp_path / "outside").write_bytes(b"outside")
    (own / "link").symlink_to(Path("..", "outside"))
    own.chmod(0o2750)
    known = {"other", "first", "link", "new"}
    assert folder.write_folder({"first": b"new", "new": b"new"}, own, known)
    assert mode(own) == 0o2750 and (own / "link").readlink() == Path("..", "outside")
    for name, content in (("other", b"old"), (".hidden", b"old"), ("first", b"new")):
        assert (own / name).read_bytes() == content and mode(own / name) == 0o600
    assert (own / "new").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "own"]


@pytest.mark.parametrize("write", WAYS)
def test_owner_and_group_stay(tmp_path: Path, write: Callable[[bytes, Path], None]) -> None:
    """Catches a file that belongs to whoever wrote it last, so that its owner can no longer read it."""
    if os.geteuid():
        pytest.skip("only the administrator can give files away")
    path = tmp_path / "own" / "kept"
    path.parent.mkdir()
    path.write_bytes(b"old")
    for one in (path.parent, path):
        os.chown(one, 12345, 54321)
    path.chmod(0o4640)
    write(b"new", path)
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (12345, 54321, 0o4640)
    assert path.parent.stat().st_gid == 54321


def test_another_group_gets_no_more_than_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a file that the writer's group can read although only the old group could, on a system that
    does not let the writer set the group."""
    old, new = tmp_path / "old", tmp_path / "new"
    if os.geteuid():
        pytest.skip("only the administrator can give files away")

    def refuse(*_: object) -> None:
        raise PermissionError

    for before, after in ((0o660, 0o600), (0o664, 0o644), (0o2755, 0o755), (0o4750, 0o700)):
        old.write_bytes(b"old")
        os.chown(old, 12345, 54321)
        old.chmod(before)
        new.write_bytes(b"new")
        with monkeypatch.context() as patched:
            patched.setattr(os, "chown", refuse)
            folder._copy_ownership(new, old)
        assert oct(mode(new)) == oct(after)
