"""The files below a path, in an order that holds on every machine; what can't be opened is told and passed
over."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator

from onrecord.read.refused import Refused

SKIPPED_SUFFIXES = frozenset({".db", ".db-wal", ".db-shm", ".py", ".pyc"})


def files(path: str) -> Iterator[str | Refused]:
    """Plain files below ``path``; hidden ones are passed over, links to folders are told and not followed."""
    todo = [path]
    while todo:
        here = todo.pop()
        try:
            mode = os.stat(here).st_mode
        except OSError as error:
            yield Refused(here, _unopened(here, error))
            continue
        if stat.S_ISREG(mode):
            yield here
        elif not stat.S_ISDIR(mode):
            yield Refused(here, "not a plain file (a pipe or a device); name a file, a folder or -")
        elif here != path and os.path.islink(here):
            yield Refused(here, "a link to a folder, not followed; name its target")
        else:
            try:
                entries = sorted(os.listdir(here), reverse=True)
            except OSError as error:
                yield Refused(
                    here, f"a folder that may not be read ({error.strerror}); change its permissions"
                )
                continue
            todo += [
                os.path.join(here, e)
                for e in entries
                if not e.startswith(".") and os.path.splitext(e)[1] not in SKIPPED_SUFFIXES
            ]


def size_of(paths: Iterable[str]) -> int:
    """Bytes of the plain files below the paths; standard input, addresses and what can't be opened count for
    none."""
    size = 0
    for path in paths:
        for file in files(path) if os.path.exists(path) else ():
            if not isinstance(file, Refused):
                with contextlib.suppress(OSError):
                    size += os.path.getsize(file)
    return size


def _unopened(path: str, error: OSError) -> str:
    if os.path.islink(path):
        return "a link that leads nowhere or to itself; remove it or name its target"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the spelling"
    return f"can't be opened ({error.strerror}); check the path and its permissions"
