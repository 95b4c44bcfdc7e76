"""How a record's file is opened: whose it is is asked before anything is written, and a view writes
nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from onrecord.record.faults import Db, told
from onrecord.record.protocol import Damaged, NotARecord, Stopped
from onrecord.record.schema import APPLICATION, MIGRATIONS, is_ours, migrate
from onrecord.scratch import Scratch

WAIT = 60.0  # seconds for another process to finish its report
MEMORY = ":memory:"
MAGIC = b"SQLite format 3\0"
CHECK = "check its folder and permissions, or name another file with --record"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of an SQLite file say; ``application`` is 0 where no program put its name
    there."""

    application: int
    version: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, whether it may keep what was derived, the folder of a private copy, if it is to one, and
    whether that copy has the tables of reports and corrections alone (``reframed``)."""

    db: Db
    keeps: bool
    copy: Scratch | None = None
    bare: bool = False


def opened(path: str, reading: bool) -> Opened:
    """The record at the path; made where there is none and it is not only read.

    Raises ``NotARecord`` for what is none, ``Stopped`` and ``Damaged`` for one that can't be had.
    """
    if not path.strip():
        raise NotARecord("no file is named; name one with --record")
    if path == MEMORY:
        return Opened(_written(path), keeps=True)
    header = header_of(path)
    if header is None:
        if reading:
            raise NotARecord(
                f"{path}: an empty file and no record yet; "
                f"read reports into it with: onrecord read FOLDER --record {path}"
            )
    elif header.application not in (0, APPLICATION):
        raise NotARecord(
            f"{path}: the file of another program, no onrecord record; name another file with --record"
        )
    elif header.version > len(MIGRATIONS) and header.application == APPLICATION:
        raise NotARecord(f"{path}: written by a later version of onrecord; update onrecord")
    elif header.application == 0:
        _asked(path)
    if not reading or header is None:
        return Opened(_written(path), keeps=True)
    may_write = os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK)
    if header.version < len(MIGRATIONS):
        return Opened(_written(path), keeps=True) if may_write else _copied(path)
    return _read(path, may_write)


def header_of(path: str) -> Header | None:
    """What the file says of itself, by its own bytes; None where it is not there or empty. Raises
    ``NotARecord``."""
    try:
        with open(path, "rb") as file:
            data = file.read(100)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotARecord(f"{path}: can't be opened as a record ({error.strerror}); {CHECK}") from error
    if not data:
        return None
    if len(data) < 100 or not data.startswith(MAGIC):
        raise NotARecord(f"{path}: not an onrecord record (no SQLite file); name another file with --record")
    return Header(int.from_bytes(data[68:72]), int.from_bytes(data[60:64]))


def connect(path: str, mode: str, wait: float = WAIT) -> Db:
    """mode: ``rwc``, ``rw``, ``ro``, or ``immutable`` for a file that nobody writes and whose folder can't be
    written."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    uri = path if path == MEMORY else f"file:{quote(path if os.path.isabs(path) else './' + path)}?{query}"
    try:
        db = sqlite3.connect(uri, timeout=wait, isolation_level=None, factory=Db, uri=path != MEMORY)
    except sqlite3.Error as error:
        raise told(error, path) from error
    db.path = path
    return db


def _asked(path: str) -> None:
    """Raises ``NotARecord`` for a file without a name of its program that is no record of an earlier
    version."""
    db = connect(path, "immutable")
    try:
        if not is_ours(db):
            raise NotARecord(
                f"{path}: an SQLite file, but no onrecord record; name another file with --record"
            )
    finally:
        db.close()


def _written(path: str) -> Db:
    try:
        db = connect(path, "rwc")
        migrate(db, path)
        if path != MEMORY and db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode = WAL")
    except Stopped as error:
        if (
            isinstance(error.__cause__, sqlite3.Error)
            and error.__cause__.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN
        ):
            raise NotARecord(f"{path}: can't be opened as a record ({error.__cause__}); {CHECK}") from error
        raise
    return db


def _read(path: str, may_write: bool) -> Opened:
    """Without a write, and from a folder that can't be written too."""
    for mode in ("rw", "ro") if may_write else ("ro",):
        try:
            db = connect(path, mode)
            db.execute("PRAGMA query_only = ON")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return Opened(db, keeps=mode == "rw")
        except Stopped:
            continue  # asked for in a plainer way
    journal = Path(f"{path}-wal")
    if journal.exists() and journal.stat().st_size:
        return _copied(path)
    db = connect(path, "immutable")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return Opened(db, keeps=False)


def _copied(path: str) -> Opened:
    """A private copy with its journal, brought to this version: for a record that can't be opened where it
    lies."""
    folder = None
    try:
        folder = Scratch()
        to = os.path.join(folder.name, "record.db")
        for end in ("", "-wal"):
            if os.path.exists(path + end):
                shutil.copyfile(path + end, to + end)
        return Opened(_written(to), keeps=False, copy=folder)
    except (OSError, Stopped, Damaged) as error:
        if folder is not None:
            folder.close()
        raise Stopped(
            f"{path}: can't be opened where it lies, nor copied ({error}); "
            "copy it to a folder that may be written"
        ) from error
