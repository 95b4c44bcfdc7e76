"""A folder for what a run needs and nobody else: among the temporary files, and gone with the run.

A run that was killed can't take its folder away; the next that makes one does. Whose run goes on is told by a
lock that ends with it, not by its number, which another process may have by then.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

START = "onrecord-"
LOCK = ".lock"
YOUNG = 60.0  # seconds in which a folder may be there and not locked yet


class Scratch:
    """One folder, by its ``name``; there until it is closed. Raises ``OSError`` where the machine gives
    none."""

    def __init__(self) -> None:
        _sweep()
        self._folder = tempfile.TemporaryDirectory(prefix=START, ignore_cleanup_errors=True)
        self.name = self._folder.name
        try:
            self._lock = os.open(os.path.join(self.name, LOCK), os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            self._folder.cleanup()
            raise
        _locked(self._lock)

    def close(self) -> None:
        os.close(self._lock)
        self._folder.cleanup()


def _locked(handle: int) -> bool:
    """Whether the lock is had; it is held until the handle is closed, by whatever end."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep() -> None:
    """Takes away what killed runs of this user left."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{START}*"):
            with contextlib.suppress(OSError):
                _sweep_one(folder)


def _sweep_one(folder: Path) -> None:
    there = folder.lstat()
    if there.st_uid != os.getuid() or time.time() - there.st_mtime < YOUNG:
        return
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)  # a folder without one is not of this kind
    try:
        if _locked(handle):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)
