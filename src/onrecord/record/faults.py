"""What goes wrong below the record, told as one of two: the machine stopped it, or the file is damaged."""

from __future__ import annotations

import sqlite3
from typing import Any

from onrecord.record.protocol import Damaged, Stopped

AGAIN = "then give the same command again, it goes on where it stopped"
_BY_CODE = {
    sqlite3.SQLITE_FULL: f"no room left on the disk; free some, {AGAIN}",
    sqlite3.SQLITE_IOERR: f"the disk failed; check the disk and its room, {AGAIN}",
    sqlite3.SQLITE_BUSY: f"another program holds the record; wait until it is done, {AGAIN}",
    sqlite3.SQLITE_LOCKED: f"another program holds the record; wait until it is done, {AGAIN}",
    sqlite3.SQLITE_READONLY: f"the record may not be written; check its folder and permissions, {AGAIN}",
    sqlite3.SQLITE_PERM: f"the record may not be opened; check its permissions, {AGAIN}",
    sqlite3.SQLITE_CANTOPEN: f"the record can't be opened; check its folder and permissions, {AGAIN}",
    sqlite3.SQLITE_NOMEM: f"no memory left; end other programs, {AGAIN}",
}
SHORT_READ = 522  # SQLITE_IOERR_SHORT_READ: the file ends before its pages do


def told(error: sqlite3.Error, path: str) -> Exception:
    """The error as ``Stopped`` or ``Damaged`` with one clear line; a fault of the program stays what it
    is."""
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return error
    code = getattr(error, "sqlite_errorcode", None) or 0
    why = _BY_CODE.get(code & 0xFF)
    if why and code != SHORT_READ:
        return Stopped(f"{path}: {why} ({error})")
    return damaged(path, str(error))


def damaged(path: str, what: str) -> Damaged:
    """The line for a record that can't be trusted."""
    return Damaged(
        f"{path}: the record is damaged ({what}); "
        "onrecord check tells where, onrecord salvage saves what is whole"
    )


class Db(sqlite3.Connection):
    """A connection whose errors say what to do."""

    path = ""

    def cursor(self, factory: Any = None) -> Rows:  # type: ignore[override]
        return super().cursor(Rows)

    def execute(self, *arguments: Any) -> Rows:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Rows:
        return self.cursor().executemany(*arguments)


class Rows(sqlite3.Cursor):
    connection: Db

    def execute(self, *arguments: Any) -> Rows:
        try:
            return super().execute(*arguments)
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error

    def executemany(self, *arguments: Any) -> Rows:
        try:
            return super().executemany(*arguments)
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error
