"""By what a report is found again: rare runs of words, acts between two people, occasions.

Kept so that one more report finds the few it has to do with and need not go through all. Who is touched by a
report
that comes, changes or goes is noted in its own transaction: nothing is forgotten when the process dies.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

import msgspec
from msgspec import Struct


class Traces(Struct, frozen=True):
    """What a report leaves. Those of an undated one only ask; those of a dated one only answer.

    rare: reports that may hold a run for it to count; most: reports that are asked about one act.
    """

    undated: bool
    runs: tuple[int, ...]
    acts: tuple[int, ...]
    occasions: tuple[int, ...]
    lot: int  # its place in a sample of those that tell of one act
    day: int  # of its publication, counted from the year 1; 0 where undated
    rare: int
    most: int

    def told(self) -> list[tuple[int, int]]:
        """Acts and occasions, each with what the reports that share it are ordered by."""
        return [(k, self.lot) for k in self.acts] + [(k, self.day) for k in self.occasions]


def leave(db: sqlite3.Connection, n: int, new: Traces) -> None:
    """Puts a report's traces in place of those it left before; those that either touches are to be dated
    again."""
    row = db.execute("SELECT body FROM traces WHERE n = ?", (n,)).fetchone()
    old = msgspec.msgpack.decode(row[0], type=Traces) if row else None
    if old == new:
        return
    if old is not None:
        _touch(db, n, old)
        db.executemany("DELETE FROM runs WHERE run = ? AND n = ?", [(k, n) for k in old.runs])
        db.executemany(
            "DELETE FROM told WHERE trace = ? AND undated = ? AND rank = ? AND n = ?",
            [(k, old.undated, rank, n) for k, rank in old.told()],
        )
    db.execute("INSERT OR REPLACE INTO traces VALUES (?, ?)", (n, msgspec.msgpack.encode(new)))
    db.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?)", [(k, n) for k in new.runs])
    db.executemany(
        "INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)",
        [(k, new.undated, rank, n) for k, rank in new.told()],
    )
    _touch(db, n, new)


def _touch(db: sqlite3.Connection, n: int, traces: Traces) -> None:
    """Marks the undated reports whose day may be another with this report than without it."""
    if db.execute("SELECT 1 FROM undated WHERE n != ? LIMIT 1", (n,)).fetchone() is None:
        return
    touched: set[int] = set()
    for run in traces.runs:  # with this report, or no longer, as rare as it must be
        held = [m for (m,) in db.execute("SELECT n FROM runs WHERE run = ? LIMIT ?", (run, traces.rare + 2))]
        if len(held) <= traces.rare + 1:
            touched.update(held)
    if not traces.undated:
        for k in traces.acts:
            asking = [m for (m,) in db.execute("SELECT n FROM told WHERE trace = ? AND undated = 1", (k,))]
            if asking and _before(db, k, traces.lot, traces.most) < traces.most:
                touched.update(asking)
        for k in traces.occasions:
            touched.update(
                m for (m,) in db.execute("SELECT n FROM told WHERE trace = ? AND undated = 1", (k,))
            )
    touched.discard(n)
    db.executemany("UPDATE undated SET touched = touched + 1 WHERE n = ?", [(m,) for m in sorted(touched)])


def _before(db: sqlite3.Connection, act: int, lot: int, most: int) -> int:
    """How many tell of the act that come before this lot, counted no further than needed."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM told WHERE trace = ? AND undated = 0 AND rank < ? LIMIT ?)"
    return int(db.execute(sql, (act, lot, most)).fetchone()[0])


def sharing(db: sqlite3.Connection, n: int, least: int) -> list[int]:
    """The reports that share so many rare runs with this one."""
    row = db.execute("SELECT body FROM traces WHERE n = ?", (n,)).fetchone()
    if row is None:
        return []
    mine = msgspec.msgpack.decode(row[0], type=Traces)
    shared: Counter[int] = Counter()
    for run in mine.runs:
        held = [m for (m,) in db.execute("SELECT n FROM runs WHERE run = ? LIMIT ?", (run, mine.rare + 1))]
        if len(held) <= mine.rare:
            shared.update(held)
    return sorted(m for m, count in shared.items() if count >= least and m != n)


def telling(db: sqlite3.Connection, act: int, most: int) -> list[int]:
    """The dated reports that tell of the act; of many, those of the first lots."""
    return [
        m
        for (m,) in db.execute(
            "SELECT n FROM told WHERE trace = ? AND undated = 0 ORDER BY rank, n LIMIT ?", (act, most)
        )
    ]


def days(db: sqlite3.Connection, occasion: int) -> tuple[int, int, int] | None:
    """How many dated reports tell of the occasion, and the first and the last day on which they came out."""
    row = db.execute(
        "SELECT count(*), min(rank), max(rank) FROM told WHERE trace = ? AND undated = 0", (occasion,)
    ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2])) if row[0] else None


def clear(db: sqlite3.Connection, tables: Iterable[str] = ("runs", "told", "traces")) -> None:
    for table in tables:
        db.execute(f"DELETE FROM {table}")
