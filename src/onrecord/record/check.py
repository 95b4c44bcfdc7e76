"""Whether a record is still what was written: the file, the full text, every text and every analysis."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from onrecord.record.corrections import listed
from onrecord.record.faults import Db
from onrecord.record.opened import opened
from onrecord.record.protocol import Damaged
from onrecord.record.schema import digest
from onrecord.record.stored import head_of, is_text_of, restored

MOST = 20  # faults of the file that are listed
_OF_REPORT = "reports.n, id, path, sha, title, url, publisher, agency, published, published_basis, text, head"
COLUMNS = f"{_OF_REPORT}, version, mark, body"


@dataclass(frozen=True, slots=True)
class Row:
    """What the record holds of one report, of whatever type the columns then are; no analysis: three times
    None."""

    n: int
    id: str
    path: str
    sha: str
    title: str | None
    url: str | None
    publisher: str | None
    agency: str | None
    published: str | None
    published_basis: str
    text: str
    head: bytes
    version: str | None
    mark: bytes | None
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A report of which not even the row can be read."""

    n: int
    why: str


def faults(path: str) -> Iterator[str]:
    """Everything that is not as it was written, a line each; nothing where the record is whole.

    All is asked of a private copy of one moment, so that a writer goes on meanwhile and nothing is written.
    Raises ``NotARecord``, ``Stopped`` and, where nothing can be asked at all, ``Damaged``.
    """
    asked = opened(path, reading=True)
    copy = sqlite3.connect("", isolation_level=None, factory=Db)
    with closing(asked.db) as db, closing(copy):
        copy.path = path
        try:
            db.backup(copy)
            yield from _of_the_file(copy)
        except (sqlite3.Error, Damaged) as error:
            yield f"the file: {_why(error)}"
        yield from _of_the_reports(db)
    if asked.copy:
        asked.copy.close()


def _of_the_file(copy: Db) -> Iterator[str]:
    for (line,) in copy.execute(f"PRAGMA integrity_check({MOST})").fetchall():
        if line != "ok":
            yield f"the file: {line}"
    for table, row, parent, _ in copy.execute("PRAGMA foreign_key_check").fetchmany(MOST):
        yield f"the file: row {row} of {table} has no row in {parent}"
    try:
        copy.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except Damaged as error:
        yield f"the full text: it does not fit the reports ({_why(error)}); search may miss some"


def _of_the_reports(db: Db) -> Iterator[str]:
    total = 0
    for row in rows(db):
        if isinstance(row, Unread):
            yield f"a report (row {row.n}): {row.why}"
            continue
        if fault := fault_of(row):
            yield f"report {row.id}: {fault}"
        if isinstance(row.mark, bytes):
            total += digest(row.id, row.mark)
    try:
        listed(db, undone=True)
    except Damaged as error:
        yield f"an analyst's corrections: {_why(error)}"
    try:
        kept = db.execute("SELECT value FROM facts WHERE name = 'sum'").fetchone()
    except Damaged as error:
        yield f"the sum of the reports: {_why(error)}"
        return
    if kept is None or kept[0] != f"{total % 2**128:032x}":
        yield (
            "the sum of the reports: it is not that of the reports that are there; "
            "some came, went or changed without onrecord"
        )


def fault_of(row: Row) -> str | None:
    """What is not as it was kept; None where all is."""
    if row.mark is None or row.body is None:
        return "it has no analysis"
    try:
        found = restored(row.text, row.head, row.body, row.mark).report
    except ValueError as error:
        return str(error)
    day = found.published.isoformat() if found.published else None
    columns = (row.id, row.path, row.sha, row.title, row.url, row.publisher, row.agency, row.published)
    kept = (
        found.id,
        found.path,
        found.text_sha256,
        found.title,
        found.url,
        found.publisher,
        found.agency,
        day,
    )
    if (*columns, row.published_basis) != (*kept, found.published_basis):
        return "its columns are not what was kept of it"
    return None


def is_text_whole(row: Row) -> bool:
    """Whether the text is the one that was read, by what either the head or the column says of it."""
    try:
        return is_text_of(row.text, head_of(row.head).text_sha256)
    except ValueError:
        return is_text_of(row.text, row.sha)


def rows(db: Db) -> Iterator[Row | Unread]:
    """The reports by their numbers, each fetched alone, so that a damaged page costs what lies on it."""
    for n in _numbers(db):
        try:
            found = db.execute(
                f"SELECT {COLUMNS} FROM reports LEFT JOIN analyses USING (n) WHERE reports.n = ?", (n,)
            ).fetchone()
        except Damaged as error:
            try:  # without its analysis
                found = db.execute(
                    f"SELECT {_OF_REPORT}, NULL, NULL, NULL FROM reports WHERE n = ?", (n,)
                ).fetchone()
            except Damaged:
                yield Unread(n, _why(error))
                continue
        if found:
            yield Row(*found)


def _numbers(db: Db) -> list[int]:
    """All that tables and indices still name: from either end, for a walk stops at a damaged page."""
    found: set[int] = set()
    for table in ("reports", "reports INDEXED BY reports_by_path", "analyses", "traces"):
        for order in ("ASC", "DESC"):
            by = "path" if "INDEXED" in table else "n"
            try:
                for (n,) in db.execute(f"SELECT n FROM {table} ORDER BY {by} {order}"):
                    found.add(n)
            except Damaged:
                continue
    return sorted(n for n in found if isinstance(n, int))


def _why(error: Exception) -> str:
    """SQLite's own words."""
    return str(error.__cause__ or error)
