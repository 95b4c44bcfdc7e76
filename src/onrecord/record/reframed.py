"""A copy of a record whose list of tables is damaged, with the list that every record has: what lies behind
it is often whole.

SQLite keeps that list (its schema) in the first page and what hangs from it; without it no table can be asked
for. Those of the reports are the first that a record makes, so their first pages have the same numbers in
every record, and a list that names them can be written anew. What is then read is held against its digests.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.record.faults import Db
from onrecord.record.opened import Opened, connect
from onrecord.record.protocol import Damaged, Stopped
from onrecord.record.schema import migrate
from onrecord.scratch import Scratch

NEEDED = ("reports", "analyses", "corrections")
HEADER = 100  # bytes
_SIZE, _PAGES, _FREE = slice(16, 18), slice(28, 32), slice(32, 40)  # of the header


def reframed(path: str) -> Opened:
    """The reports, analyses and corrections of a file, to be read. Raises ``Damaged`` where not even the
    reports can be asked for, ``Stopped`` where there is no room for a copy."""
    folder = Scratch()
    try:
        copy = Path(folder.name) / "record.db"
        for end in ("", "-wal"):
            if os.path.exists(path + end):
                shutil.copyfile(path + end, f"{copy}{end}")
        _fold(copy)
        with open(copy, "r+b") as file:
            header = file.read(HEADER)
            size = int.from_bytes(header[_SIZE])
            size = size if size >= 512 and size & (size - 1) == 0 else 1 << 16 if size == 1 else 4096
            page = bytearray(_first_page(size, Path(folder.name)))
            page[_PAGES] = (os.path.getsize(copy) // size).to_bytes(4)
            page[_FREE] = bytes(8)
            file.seek(0)
            file.write(page)
        db = connect(str(copy), "rw")
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT n FROM reports LIMIT 1").fetchone()
    except OSError as error:
        folder.close()
        raise Stopped(
            f"{path}: can't be copied ({error}); free some room among the temporary files"
        ) from error
    except Damaged:
        folder.close()
        raise
    return Opened(db, keeps=False, copy=folder, bare=True)


def _fold(copy: Path) -> None:
    """Folds the journal into the file: closing does, whatever can be read of it."""
    try:
        with closing(sqlite3.connect(copy)) as db:
            db.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.Error:
        pass
    for end in ("-wal", "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)


def _first_page(size: int, folder: Path) -> bytes:
    """The first page of a record that has the needed tables alone, where a new record has them."""
    with closing(sqlite3.connect(folder / "new.db", isolation_level=None, factory=Db)) as new:
        new.execute(f"PRAGMA page_size = {size}")
        migrate(new, "new.db")
        marks = ", ".join("?" * len(NEEDED))
        tables = new.execute(f"SELECT * FROM sqlite_master WHERE tbl_name IN ({marks})", NEEDED).fetchall()
        version = new.execute("PRAGMA user_version").fetchone()[0]
    with closing(sqlite3.connect(folder / "frame.db", isolation_level=None)) as frame:
        frame.execute(f"PRAGMA page_size = {size}")
        frame.execute(f"PRAGMA user_version = {version}")
        frame.execute("PRAGMA writable_schema = ON")
        frame.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", tables)
    return (folder / "frame.db").read_bytes()[:size]
