"""A record in one SQLite file: reports, their analyses, full text and an analyst's judgements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from onrecord.model import Analysis, Judgement, Report


class NotARecord(ValueError):
    """The file is not a record, or one of a later version."""


class Store(Protocol):
    """What a store must keep. A report and all that follows from it are written in one transaction; writing
    the same again changes nothing; nothing that was recorded is lost when the process dies."""

    def write(self, analysis: Analysis) -> None:
        """Keeps the report and its analysis, in place of what was kept under the report's id."""

    def head(self, report_id: str) -> tuple[str, str, str] | None:
        """``(path, text_sha256, version of the analysis)`` of a report, or None."""

    def same_text(self, path: str, sha: str) -> str | None:
        """The id under which this very text was read from this path, or None."""

    def analyses(self) -> Iterator[Analysis]:
        """All analyses in the order of their ids."""

    def judgements(self) -> list[Judgement]:
        """An analyst's joins and splits, oldest first."""

    def judge(self, judgement: Judgement) -> None:
        """Keeps a judgement for good."""

    def cached(self, key: str) -> bytes | None:
        """What was derived under this key, or None."""

    def cache(self, key: str, data: bytes) -> None:
        """Keeps what was derived, in place of what was kept before under the same name."""

    def state(self) -> str:
        """A digest that changes with everything that could change what follows from the record."""

    def search(self, words: str, limit: int) -> list[tuple[str, str]]:
        """``(report id, snippet)`` of reports that hold the words, the best first."""


MIGRATIONS = (
    """
    CREATE TABLE reports (
        id TEXT PRIMARY KEY, path TEXT NOT NULL, sha TEXT NOT NULL, title TEXT, url TEXT, publisher TEXT, agency TEXT,
        published TEXT, published_basis TEXT NOT NULL, text TEXT NOT NULL, head BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX reports_by_text ON reports (sha);
    CREATE TABLE analyses (report TEXT PRIMARY KEY REFERENCES reports (id), version TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE judgements (n INTEGER PRIMARY KEY, verb TEXT NOT NULL, subject TEXT NOT NULL, members TEXT NOT NULL, UNIQUE (verb, subject, members));
    CREATE TABLE derived (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
    """,
)


class SqliteStore:
    """A ``Store`` in one file, in WAL mode: readers never wait for the one writer."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        try:
            self.db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.execute("PRAGMA cache_size = -65536")
            self._migrate()
        except sqlite3.DatabaseError as error:
            raise NotARecord(f"{self.path}: not an onrecord record ({error}); name another file with --record") from error

    def _migrate(self) -> None:
        (done,) = self.db.execute("PRAGMA user_version").fetchone()
        if done > len(MIGRATIONS):
            raise NotARecord(f"{self.path}: written by a later version of onrecord; update onrecord")
        if done == 0 and self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise NotARecord(f"{self.path}: an SQLite file, but no onrecord record; name another file with --record")
        for n, script in enumerate(MIGRATIONS[done:], done + 1):
            self.db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {n}; COMMIT;")

    def write(self, analysis: Analysis) -> None:
        r = analysis.report
        head = msgspec.msgpack.encode(msgspec.structs.replace(r, text=""))
        body = msgspec.msgpack.encode(msgspec.structs.replace(analysis, report=msgspec.structs.replace(r, text="", blocks=())))
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self.db.execute("DELETE FROM words WHERE id = ?", (r.id,)) if self.head(r.id) else None
            self.db.execute(
                "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (r.id, r.path, r.text_sha256, r.title, r.url, r.publisher, r.agency, r.published.isoformat() if r.published else None, r.published_basis, r.text, head),
            )
            self.db.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)", (r.id, analysis.version, body))
            self.db.execute("INSERT INTO words VALUES (?, ?, ?)", (r.id, r.title, r.text))
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise

    def head(self, report_id: str) -> tuple[str, str, str] | None:
        row = self.db.execute("SELECT path, sha, version FROM reports JOIN analyses ON report = id WHERE id = ?", (report_id,)).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def same_text(self, path: str, sha: str) -> str | None:
        row = self.db.execute("SELECT id FROM reports WHERE sha = ? AND path = ?", (sha, path)).fetchone()
        return str(row[0]) if row else None

    def analyses(self) -> Iterator[Analysis]:
        for head, text, body in self.db.execute("SELECT head, text, body FROM reports JOIN analyses ON report = id ORDER BY id"):
            report = msgspec.structs.replace(msgspec.msgpack.decode(head, type=Report), text=text)
            yield msgspec.structs.replace(msgspec.msgpack.decode(body, type=Analysis), report=report)

    def judgements(self) -> list[Judgement]:
        rows = self.db.execute("SELECT verb, subject, members FROM judgements ORDER BY n").fetchall()
        return [Judgement(v, s, tuple(msgspec.json.decode(m, type=list[str]))) for v, s, m in rows]

    def judge(self, judgement: Judgement) -> None:
        members = msgspec.json.encode(list(judgement.members)).decode()
        opposite = "split" if judgement.verb == "join" else "join"
        self.db.execute("DELETE FROM judgements WHERE verb = ? AND subject = ? AND members = ?", (opposite, judgement.subject, members))
        self.db.execute("INSERT OR IGNORE INTO judgements (verb, subject, members) VALUES (?, ?, ?)", (judgement.verb, judgement.subject, members))

    def cached(self, key: str) -> bytes | None:
        row = self.db.execute("SELECT data FROM derived WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def cache(self, key: str, data: bytes) -> None:
        name = key.split("/", 1)[0]
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("DELETE FROM derived WHERE key LIKE ? || '/%'", (name,))
        self.db.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (key, data))
        self.db.execute("COMMIT")

    def state(self) -> str:
        from hashlib import blake2b

        digest = blake2b(digest_size=12)
        for row in self.db.execute("SELECT id, sha, published, published_basis, version FROM reports JOIN analyses ON report = id ORDER BY id"):
            digest.update(repr(row).encode())
        for row in self.db.execute("SELECT verb, subject, members FROM judgements ORDER BY n"):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str]]:
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.split())
        if not quoted:
            return []
        rows = self.db.execute("SELECT id, snippet(words, 2, '[', ']', ' … ', 16) FROM words WHERE words MATCH ? ORDER BY rank, id LIMIT ?", (quoted, limit))
        return [(str(i), str(s)) for i, s in rows]

    def close(self) -> None:
        self.db.close()


def open_store(path: str | Path) -> SqliteStore:
    """The record at ``path``, made where there is none."""
    return SqliteStore(path)
