"""Runs of reading: when each began, and in which of them a report's text first came in. Reports of an earlier
version of the
file are of run 0, of which nothing more is known."""

from __future__ import annotations

import sqlite3

from msgspec import Struct


class Run(Struct, frozen=True):
    """A run that brought reports: its number, the moment it began (ISO, UTC), and how many texts came in."""

    number: int
    begun: str
    reports: int


def begin(db: sqlite3.Connection, begun: str) -> int:
    """The number of a new run."""
    return int(db.execute("INSERT INTO sittings (begun) VALUES (?)", (begun,)).lastrowid or 0)


def arrive(db: sqlite3.Connection, n: int, sha: str, run: int) -> None:
    """Notes that a report's text came in; one that is read again in the same words came when it first did."""
    db.execute(
        "INSERT INTO arrivals VALUES (?, ?, ?) "
        "ON CONFLICT (n) DO UPDATE SET sha = excluded.sha, run = excluded.run WHERE sha <> excluded.sha",
        (n, sha, run),
    )


def listed(db: sqlite3.Connection) -> list[Run]:
    """All runs, the first first."""
    rows = db.execute(
        "SELECT s.run, s.begun, count(a.n) FROM sittings s LEFT JOIN arrivals a USING (run) "
        "GROUP BY s.run ORDER BY s.run"
    )
    return [Run(*row) for row in rows]


def arrivals(db: sqlite3.Connection) -> dict[str, int]:
    """The run in which each report's text came in, by the report's id."""
    rows = db.execute("SELECT id, coalesce(run, 0) FROM reports LEFT JOIN arrivals USING (n)")
    return dict(rows.fetchall())
