"""A record in one SQLite file: reports, their analyses, full text and an analyst's judgements."""

from __future__ import annotations

import os
import sqlite3
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import msgspec

from onrecord.model import Analysis, Judgement, Report
from onrecord.record import corrections, runs, tables, traces
from onrecord.record.faults import damaged
from onrecord.record.opened import WAIT, opened
from onrecord.record.protocol import CHANGED, Changed, Damaged, Stopped
from onrecord.record.runs import Run
from onrecord.record.schema import digest, get_sum, set_sum
from onrecord.record.stored import head_of, held, packed, restored, stored, unpacked, with_text
from onrecord.record.tables import Rows
from onrecord.record.traces import Traces

JOURNAL = 16 << 20  # bytes of the journal that a writer folds into the file before it goes on
PAGES = 16 << 10  # kB of the file that a connection holds: that far a run of reading grows
FOLD = 5.0  # seconds that it waits for readers to let it
CACHE = 1.0  # seconds that a view waits to be kept


class SqliteStore:
    """A ``Store`` in one file, in WAL mode: readers never wait for the one writer.

    reading: opened for views: nothing is written but what was derived, and that only where it can be at once.
    """

    def __init__(self, path: str | Path, reading: bool = False) -> None:
        self.path = str(path)
        self.reading = reading
        self._run = 0  # of reading; begun by the first report that is written
        self.opened = opened(self.path, reading)
        self.db = self.opened.db
        weakref.finalize(self, _close, self.db)  # its statements hold a connection alive after its last user
        self.db.execute("PRAGMA synchronous = FULL")  # what was said to be read is there after a power cut
        self.db.execute(f"PRAGMA journal_size_limit = {JOURNAL}")
        self.db.execute(f"PRAGMA cache_size = -{PAGES}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:  # SQLite itself takes back what a full disk refused
                self.db.execute("ROLLBACK")
            raise
        self._fold(JOURNAL)

    def _fold(self, least: int) -> None:
        """Brings a journal of so many bytes into the file, as far as readers let it."""
        try:
            if os.stat(f"{self.path}-wal").st_size <= least:
                return
        except OSError:
            return
        self.db.execute(f"PRAGMA busy_timeout = {int(FOLD * 1000)}")
        try:
            with suppress(Stopped):  # it is safe in the journal, and the next report tries again
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self.db.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self.db.in_transaction:
            yield
            return
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")  # nothing was written; the moment is given back

    def write(
        self,
        analysis: Analysis,
        left: Traces | None = None,
        dated: int | None = None,
        beside: Sequence[tuple[Analysis, Traces]] = (),
    ) -> str:
        with self._transaction():
            tables.empty(self.db)
            for other, its in beside:
                self._put(other, its, None)
            return self._put(analysis, left, dated)

    def _put(self, analysis: Analysis, left: Traces | None, dated: int | None) -> str:
        r = analysis.report
        held = self._row(r.id)
        if left is None:
            self.db.execute("DELETE FROM facts WHERE name = 'traces'")  # made when they are next asked for
        if held and held[1] != r.path and held[2] != r.text_sha256:
            r = msgspec.structs.replace(r, id=f"{r.id}-{r.text_sha256[:6]}")
            held = self._row(r.id)
        if held:
            self.db.execute(
                "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
                (held[0], held[3], held[4]),
            )
        kept = stored(msgspec.structs.replace(analysis, report=r))
        day = r.published.isoformat() if r.published else None
        values = (
            held[0] if held else None,
            r.id,
            r.path,
            r.text_sha256,
            r.title,
            r.url,
            r.publisher,
            r.agency,
            day,
            r.published_basis,
            r.text,
            kept.head,
        )
        old = (
            self.db.execute("SELECT mark FROM analyses WHERE n = ?", (held[0],)).fetchone() if held else None
        )
        set_sum(self.db, get_sum(self.db) + digest(r.id, kept.mark) - (digest(r.id, old[0]) if old else 0))
        n = self.db.execute(
            f"INSERT OR REPLACE INTO reports VALUES ({', '.join('?' * len(values))})", values
        ).lastrowid
        self.db.execute(
            "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)",
            (n, analysis.version, kept.mark, kept.body),
        )
        self.db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (n, r.title, r.text))
        if n is not None:
            self._run = self._run or runs.begin(self.db, datetime.now(UTC).isoformat(timespec="seconds"))
            runs.arrive(self.db, n, r.text_sha256, self._run)
        self.db.execute("DELETE FROM versions WHERE n = ? AND key IS NOT ?", (n, r.key))
        if r.key:
            self.db.execute("INSERT OR IGNORE INTO versions VALUES (?, ?)", (r.key, n))
        if left is not None and n is not None:
            self._leave(n, left, dated)
        return r.id

    def _leave(self, n: int, left: Traces, dated: int | None = None) -> None:
        if not left.undated:
            self.db.execute("DELETE FROM undated WHERE n = ?", (n,))
        elif dated is not None:
            self.db.execute("UPDATE undated SET dated = ? WHERE n = ?", (dated, n))
        else:
            self.db.execute(
                "INSERT INTO undated (n) VALUES (?) ON CONFLICT DO UPDATE SET touched = touched + 1", (n,)
            )
        traces.leave(self.db, n, left)

    def trace(self, version: str, of: Callable[[Analysis], Traces]) -> None:
        if self._traced(version):
            return
        with self._transaction():
            known = self.db.execute("SELECT 1 FROM facts WHERE name = 'traces'").fetchone()  # of other rules
            if known or not self.db.execute("SELECT 1 FROM traces LIMIT 1").fetchone():
                traces.clear(self.db)
            for n, *row in self.db.execute(f"SELECT n, {_WHOLE} FROM reports JOIN analyses USING (n)"):
                self._leave(n, of(self._analysis(*row)))
            self.db.execute("INSERT OR REPLACE INTO facts VALUES ('traces', ?)", (version,))

    def runs(self, version: str) -> dict[str, Sequence[int]]:
        if not self._traced(version):
            return {}
        rows = self.db.execute("SELECT id, body FROM traces JOIN reports USING (n)")
        return {i: array("I", msgspec.msgpack.decode(body, type=Traces).runs) for i, body in rows}

    def _traced(self, version: str) -> bool:
        return (
            self.db.execute("SELECT 1 FROM facts WHERE name = 'traces' AND value = ?", (version,)).fetchone()
            is not None
        )

    def to_date(self) -> list[tuple[str, int]]:
        return self.db.execute(
            "SELECT id, touched FROM undated JOIN reports USING (n) WHERE touched > dated ORDER BY id"
        ).fetchall()

    def dated(self, report_id: str, touched: int) -> None:
        with self._transaction():
            self.db.execute(
                "UPDATE undated SET dated = ? WHERE n = (SELECT n FROM reports WHERE id = ?)",
                (touched, report_id),
            )

    def sharing(self, report_id: str, least: int) -> list[Analysis]:
        row = self._row(report_id)
        return self._analyses(traces.sharing(self.db, row[0], least)) if row else []

    def telling(self, act: int, most: int) -> list[Analysis]:
        return self._analyses(traces.telling(self.db, act, most))

    def days(self, occasion: int) -> tuple[int, int, int] | None:
        return traces.days(self.db, occasion)

    def analysis(self, report_id: str) -> Analysis | None:
        row = self._row(report_id)
        return next(iter(self._analyses([row[0]])), None) if row else None

    def _analyses(self, ns: Iterable[int]) -> list[Analysis]:
        rows = (
            self.db.execute(
                f"SELECT {_WHOLE} FROM reports JOIN analyses USING (n) WHERE n = ?", (n,)
            ).fetchone()
            for n in ns
        )
        return [self._analysis(*row) for row in rows if row]

    def _analysis(self, report_id: str, text: str, head: bytes, body: bytes, mark: bytes) -> Analysis:
        try:
            return restored(text, head, body, mark)
        except ValueError as error:
            raise damaged(self.path, f"report {report_id}: {error}") from error

    def _row(self, report_id: str) -> tuple[int, str, str, str | None, str] | None:
        row: tuple[int, str, str, str | None, str] | None
        row = self.db.execute(
            "SELECT n, path, sha, title, text FROM reports WHERE id = ?", (report_id,)
        ).fetchone()
        return row

    def head(self, report_id: str) -> tuple[Report, str] | None:
        row = self.db.execute(
            "SELECT head, version FROM reports JOIN analyses USING (n) WHERE id = ?", (report_id,)
        ).fetchone()
        try:
            return (head_of(row[0]), str(row[1])) if row else None
        except ValueError as error:
            raise damaged(self.path, f"report {report_id}: {error}") from error

    def bearing(self, key: str) -> list[Report]:
        rows = self.db.execute(
            "SELECT id, head FROM versions JOIN reports USING (n) WHERE key = ? ORDER BY n", (key,)
        )
        try:
            return [head_of(head) for _, head in rows.fetchall()]
        except ValueError as error:
            raise damaged(self.path, f"versions of {key}: {error}") from error

    def ids_at(self, path: str) -> dict[str, str]:
        return dict(
            self.db.execute("SELECT id, sha FROM reports WHERE path = ? ORDER BY id", (path,)).fetchall()
        )

    def count(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM reports").fetchone()[0])

    def analyses(self) -> Iterator[Analysis]:
        for row in self.db.execute(f"SELECT {_WHOLE} FROM reports JOIN analyses USING (n) ORDER BY id"):
            yield self._analysis(*row)

    def heads(self) -> Iterator[Report]:
        for i, head in self.db.execute("SELECT id, head FROM reports ORDER BY id"):
            try:
                yield head_of(head)
            except ValueError as error:
                raise damaged(self.path, f"report {i}: {error}") from error

    def reports(self, id: str | None = None) -> Iterator[Report]:
        which, given = ("", ()) if id is None else ("WHERE id = ?", (id,))
        rows = self.db.execute(
            f"SELECT {_WHOLE} FROM reports JOIN analyses USING (n) {which} ORDER BY id", given
        )
        for i, text, head, body, mark in rows:
            try:
                held(head, body, mark)  # one mark is of what is known of a report and of its analysis
                yield with_text(head, text)
            except ValueError as error:
                raise damaged(self.path, f"report {i}: {error}") from error

    def note(self, name: str, value: str) -> None:
        with self._transaction():
            self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (f"note/{name}", value))

    def noted(self, name: str) -> str | None:
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (f"note/{name}",)).fetchone()
        return str(row[0]) if row else None

    def judgements(self, undone: bool = False) -> list[Judgement]:
        return corrections.listed(self.db, undone)

    def judge(self, judgement: Judgement, seen: str | None = None) -> bool:
        with self._transaction():
            if seen is not None and self._state() != seen:
                raise Changed(CHANGED)
            tables.empty(self.db)
            return corrections.add(self.db, judgement)

    def undo(self, id: str, made: str) -> bool:
        with self._transaction():
            tables.empty(self.db)
            return corrections.undo(self.db, id, made)

    def begin(self) -> None:
        self._run = 0

    def sittings(self) -> list[Run]:
        return runs.listed(self.db)

    def arrivals(self) -> dict[str, int]:
        return runs.arrivals(self.db)

    def cached(self, key: str, part: str) -> bytes | None:
        row = self.db.execute("SELECT data FROM derived WHERE key = ?", (f"{key}/{part}",)).fetchone()
        data = bytes(row[0]) if row else b""
        if not data or data[:16] != _digest(data[16:]):
            return None
        return unpacked(data[16:])

    def cache(
        self, key: str, parts: Iterable[tuple[str, bytes]], rows: Callable[[], Rows] | None = None
    ) -> None:
        if not self.opened.keeps:
            return
        name = key.split("/", 1)[0]
        with suppress(Stopped), self._briefly(), self._transaction():
            if rows is not None and self._state() in key:  # else the record has gone on since
                tables.fill(self.db, key, rows())
            self.db.execute("DELETE FROM derived WHERE substr(key, 1, ?) = ?", (len(name) + 1, f"{name}/"))
            for part, data in parts:
                data = packed(data, level=1)
                self.db.execute(
                    "INSERT OR REPLACE INTO derived VALUES (?, ?)", (f"{key}/{part}", _digest(data) + data)
                )

    def filled(self, key: str) -> bool:
        return not self.opened.keeps or tables.is_filled(self.db, key)

    def counts(self, names: Iterable[str]) -> dict[str, int | None]:
        """How many rows each of these tables has; None for one that is not there."""
        there = {n for (n,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            n: int(self.db.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0]) if n in there else None
            for n in names
        }

    @contextmanager
    def _briefly(self) -> Iterator[None]:
        """What a view keeps is worth a short wait and no failure; it may then write, for so long."""
        self.db.execute(f"PRAGMA busy_timeout = {int(CACHE * 1000)}")
        self.db.execute("PRAGMA query_only = OFF")
        try:
            yield
        finally:
            self.db.execute(f"PRAGMA query_only = {'ON' if self.reading else 'OFF'}")
            self.db.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")

    def state(self) -> str:
        return self._state()

    def _state(self) -> str:
        state = blake2b(f"{get_sum(self.db):032x}".encode(), digest_size=12)
        for row in self.db.execute(
            "SELECT id, value, author, note, made, was FROM corrections WHERE undone IS NULL ORDER BY n"
        ):
            state.update(repr(row).encode())
        return state.hexdigest()

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str]]:
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.replace("\0", " ").split())
        if not quoted:
            return []
        rows = self.db.execute(
            "SELECT id, snippet(words, 1, '[', ']', ' … ', 16) FROM words "
            "JOIN reports ON reports.n = words.rowid WHERE words MATCH ? ORDER BY rank, id LIMIT ?",
            (quoted, limit),
        )
        return [(str(i), str(s)) for i, s in rows]

    def close(self) -> None:
        """Gives the file back; the record's journal is folded into it."""
        if not self.reading:
            with suppress(Stopped, Damaged, sqlite3.ProgrammingError):  # closed before
                self._fold(0)
        _close(self.db)
        if self.opened.copy:
            self.opened.copy.close()


def _close(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):  # a disk that fails now has what was committed
        db.close()


_WHOLE = "id, text, head, body, mark"


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def open_store(path: str | Path, reading: bool = False) -> SqliteStore:
    """The record at ``path``; made where there is none and it is not only read.

    Raises ``NotARecord`` for what is none, ``Stopped`` where the machine does not give it, ``Damaged``.
    """
    return SqliteStore(path, reading)
