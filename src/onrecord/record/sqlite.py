"""A record in one SQLite file: reports, their analyses, full text and an analyst's judgements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import msgspec

from onrecord.model import Analysis, Judgement, Report
from onrecord.record.protocol import NotARecord
from onrecord.record.schema import migrate

WAIT = 60.0  # seconds for another process to finish its report
OWN_BASES = ("given", "stated", "markup")  # where a report's date is its own


class SqliteStore:
    """A ``Store`` in one file, in WAL mode: readers never wait for the one writer."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        try:
            self.db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            migrate(self.db, self.path)
            if self.db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.execute("PRAGMA cache_size = -65536")
        except sqlite3.OperationalError as error:
            raise NotARecord(f"{self.path}: can't be opened as a record ({error}); check its folder and permissions, or name another file with --record") from error
        except sqlite3.DatabaseError as error:
            raise NotARecord(f"{self.path}: not an onrecord record ({error}); name another file with --record") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise

    def write(self, analysis: Analysis) -> str:
        with self._transaction():
            r = analysis.report
            held = self._row(r.id)
            if held and held[1] != r.path and held[2] != r.text_sha256:
                r = msgspec.structs.replace(r, id=f"{r.id}-{r.text_sha256[:6]}")
                held = self._row(r.id)
            if held:
                self.db.execute("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", (held[0], held[3], held[4]))
            head = msgspec.msgpack.encode(msgspec.structs.replace(r, text=""))
            body = msgspec.msgpack.encode(msgspec.structs.replace(analysis, report=Report(r.id, "", "", "")))
            mark = blake2b(head + body, digest_size=16).digest()
            day = r.published.isoformat() if r.published else None
            values = (held[0] if held else None, r.id, r.path, r.text_sha256, r.title, r.url, r.publisher, r.agency, day, r.published_basis, r.text, head)
            n = self.db.execute(f"INSERT OR REPLACE INTO reports VALUES ({', '.join('?' * len(values))})", values).lastrowid
            self.db.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", (n, analysis.version, mark, body))
            self.db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (n, r.title, r.text))
        return r.id

    def _row(self, report_id: str) -> tuple[int, str, str, str | None, str] | None:
        row: tuple[int, str, str, str | None, str] | None
        row = self.db.execute("SELECT n, path, sha, title, text FROM reports WHERE id = ?", (report_id,)).fetchone()
        return row

    def head(self, report_id: str) -> tuple[Report, str] | None:
        row = self.db.execute("SELECT head, version FROM reports JOIN analyses USING (n) WHERE id = ?", (report_id,)).fetchone()
        return (msgspec.msgpack.decode(row[0], type=Report), str(row[1])) if row else None

    def ids_at(self, path: str) -> dict[str, str]:
        return dict(self.db.execute("SELECT id, sha FROM reports WHERE path = ? ORDER BY id", (path,)).fetchall())

    def analyses(self) -> Iterator[Analysis]:
        decode_report, decode = msgspec.msgpack.Decoder(Report).decode, msgspec.msgpack.Decoder(Analysis).decode
        for head, text, body in self.db.execute("SELECT head, text, body FROM reports JOIN analyses USING (n) ORDER BY id"):
            report = msgspec.structs.replace(decode_report(head), text=text)
            yield msgspec.structs.replace(decode(body), report=report)

    def undated(self) -> bool:
        marks = ", ".join("?" * len(OWN_BASES))
        return self.db.execute(f"SELECT 1 FROM reports WHERE published_basis NOT IN ({marks}) LIMIT 1", OWN_BASES).fetchone() is not None

    def judgements(self) -> list[Judgement]:
        rows = self.db.execute("SELECT verb, subject, members FROM judgements ORDER BY n").fetchall()
        return [Judgement(v, s, tuple(msgspec.json.decode(m, type=list[str]))) for v, s, m in rows]

    def judge(self, judgement: Judgement) -> None:
        members = msgspec.json.encode(list(judgement.members)).decode()
        opposite = "split" if judgement.verb == "join" else "join"
        with self._transaction():
            self.db.execute("DELETE FROM judgements WHERE verb = ? AND subject = ? AND members = ?", (opposite, judgement.subject, members))
            self.db.execute("INSERT OR IGNORE INTO judgements (verb, subject, members) VALUES (?, ?, ?)", (judgement.verb, judgement.subject, members))

    def cached(self, key: str) -> bytes | None:
        row = self.db.execute("SELECT data FROM derived WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def cache(self, key: str, data: bytes) -> None:
        name = key.split("/", 1)[0]
        with self._transaction():
            self.db.execute("DELETE FROM derived WHERE substr(key, 1, ?) = ?", (len(name) + 1, f"{name}/"))
            self.db.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (key, data))

    def state(self) -> str:
        digest = blake2b(digest_size=12)
        for report_id, mark in self.db.execute("SELECT id, mark FROM reports JOIN analyses USING (n) ORDER BY id"):
            digest.update(f"{report_id}\n".encode() + mark)
        for row in self.db.execute("SELECT verb, subject, members FROM judgements ORDER BY n"):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str]]:
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.replace("\0", " ").split())
        if not quoted:
            return []
        rows = self.db.execute(
            "SELECT id, snippet(words, 1, '[', ']', ' … ', 16) FROM words JOIN reports ON reports.n = words.rowid WHERE words MATCH ? ORDER BY rank, id LIMIT ?",
            (quoted, limit),
        )
        return [(str(i), str(s)) for i, s in rows]

    def close(self) -> None:
        """Gives the file back; the record's journal is folded into it."""
        self.db.close()


def open_store(path: str | Path) -> SqliteStore:
    """The record at ``path``, made where there is none. Raises ``NotARecord``."""
    return SqliteStore(path)
