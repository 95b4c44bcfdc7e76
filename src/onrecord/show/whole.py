"""Files that are there whole or not at all: what was there before stays until all of the new is on the disk.

A file is written beside its place, brought to the disk and renamed. A folder is made beside its place in the
same way and exchanged with the one that is there in one step of the file system, with whatever else was in
that one."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

STALE = 3600.0  # seconds after which what a killed run left beside the place is taken away
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD of Linux


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Puts the parts in place of what is at ``path``. Raises ``OSError``; what was there is then as it was.

    A link is followed. A pipe or a device is written to as it is.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not stat.S_ISREG(place.stat().st_mode):
        with open(place, "wb") as out:
            out.writelines(parts)
        return
    _sweep(place)
    new = _beside(place)
    try:
        _write(new, parts)
        with contextlib.suppress(OSError):  # FileNotFoundError: there was none
            shutil.copymode(place, new)
        os.replace(new, place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise
    _sync_folder(place.parent)


def write_folder(folder: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Puts the files into the folder, all of them or none; other files there stay. Raises ``OSError``.

    Where the folder can't be exchanged (it holds folders of its own, somebody stands in it, or the file
    system has no such step), each file is still whole: all are on the disk before the first is put in its
    place."""
    place = Path(os.path.realpath(folder))
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    others = _others(place, files)
    new = _beside(place) if others is not None else _beside(place / "files")
    try:
        os.mkdir(new)
        for name, parts in files.items():
            _write(new / name, parts)
        if others is None or not _exchanged(place, new, others):
            place.mkdir(exist_ok=True)
            for name in files:
                os.replace(new / name, place / name)
            _sync_folder(place)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _sync_folder(place.parent)


def _exchanged(place: Path, new: Path, others: list[str]) -> bool:
    """Whether the new folder now stands at the place; the old one, if there was any, is then where the new
    one was."""
    _sync_folder(new)
    try:
        if not place.exists():
            os.rename(new, place)
            return True
        for name in others:
            os.link(place / name, new / name, follow_symlinks=False)
        shutil.copymode(place, new)
        exchange(place, new)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        for name in others:
            with contextlib.suppress(OSError):
                os.unlink(new / name)
        return False
    return True


def _others(place: Path, files: Mapping[str, Iterable[bytes]]) -> list[str] | None:
    """The files of the folder that are not written; None where it must not be exchanged."""
    if not place.exists():
        return []
    here = os.getcwd()
    if os.path.ismount(place) or here == str(place) or here.startswith(f"{place}{os.sep}"):
        return None
    found = []
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                return None
            if entry.name not in files:
                found.append(entry.name)
    return found


def exchange(one: Path, other: Path) -> None:
    """Lets two paths change places in one step. Raises ``OSError``, also where the system has no such
    step."""
    libc = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(a, b, _EXCHANGE)
        else:
            failed = libc.renameat2(_HERE, a, _HERE, b, _EXCHANGE)
    except AttributeError:
        raise OSError(errno.ENOSYS, "no exchange of folders") from None
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one))


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with open(path, "xb") as out:
        out.writelines(parts)
        out.flush()
        os.fsync(out.fileno())


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.part")


def _sweep(place: Path) -> None:
    """Takes away what killed runs left; what is young may be another run's that is still going on."""
    for old in _left(place):
        with contextlib.suppress(OSError):
            if old.name == _beside(place).name or time.time() - old.lstat().st_mtime > STALE:
                shutil.rmtree(old) if old.is_dir() else old.unlink()


def _left(place: Path) -> Iterator[Path]:
    start = f".{place.name}."
    with contextlib.suppress(OSError):
        yield from (
            p for p in place.parent.iterdir() if p.name.startswith(start) and p.name.endswith(".part")
        )


def _sync_folder(path: Path) -> None:
    """The names in a folder reach the disk as the files do, where the system can be asked for it."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
