"""The tables of a record, and how a file of an earlier version becomes one of this version."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from onrecord.record.corrections import take_over
from onrecord.record.faults import damaged
from onrecord.record.protocol import NotARecord
from onrecord.record.stored import packed

# Entry n brings a file from version n to n + 1. What was released stays as it is; what changes is added
# below.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE reports (
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, sha TEXT NOT NULL,
            title TEXT, url TEXT, publisher TEXT, agency TEXT, published TEXT, published_basis TEXT NOT NULL,
            text TEXT NOT NULL, head BLOB NOT NULL)""",
        "CREATE INDEX reports_by_path ON reports (path)",
        # mark: a digest over the report and its analysis
        """CREATE TABLE analyses (
            n INTEGER PRIMARY KEY REFERENCES reports (n) ON DELETE CASCADE, version TEXT NOT NULL,
            mark BLOB NOT NULL, body BLOB NOT NULL)""",
        """CREATE TABLE judgements (
            n INTEGER PRIMARY KEY, verb TEXT NOT NULL, subject TEXT NOT NULL, members TEXT NOT NULL,
            UNIQUE (verb, subject, members))""",
        "CREATE TABLE derived (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID",
        # The full text reads titles and texts from the reports themselves, so that no text is kept twice.
        """CREATE VIRTUAL TABLE words USING fts5 (
            title, text, content = 'reports', content_rowid = 'n',
            tokenize = 'unicode61 remove_diacritics 2')""",
    ),
    (
        # Facts about the whole record: the sum of the reports' digests, and which rules made its traces.
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        # Traces (record/traces.py). A record of version 1 has none: they are made when it is next read into.
        """CREATE TABLE traces (
            n INTEGER PRIMARY KEY REFERENCES reports (n) ON DELETE CASCADE, body BLOB NOT NULL)""",
        "CREATE TABLE runs (run INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (run, n)) WITHOUT ROWID",
        """CREATE TABLE told (
            trace INTEGER NOT NULL, undated INTEGER NOT NULL, rank INTEGER NOT NULL, n INTEGER NOT NULL,
            PRIMARY KEY (trace, undated, rank, n)) WITHOUT ROWID""",
        # Its day is still to be looked for where it was touched since it was dated.
        """CREATE TABLE undated (
            n INTEGER PRIMARY KEY REFERENCES reports (n) ON DELETE CASCADE,
            touched INTEGER NOT NULL DEFAULT 1, dated INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX to_date ON undated (n) WHERE touched > dated",
    ),
    (
        # An analyst's word with who gave it, when and why (record/corrections.py); joins and splits of an
        # earlier version are taken over. undone: when it was taken back; what was said stays on record.
        """CREATE TABLE corrections (
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, verb TEXT NOT NULL, subject TEXT NOT NULL,
            members TEXT NOT NULL, value TEXT, was TEXT, line TEXT NOT NULL, held TEXT NOT NULL,
            author TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL, undone TEXT)""",
    ),
    (
        # The story that a report is a version of, by the name that its source gives it.
        """CREATE TABLE versions (
            key TEXT NOT NULL, n INTEGER NOT NULL REFERENCES reports (n) ON DELETE CASCADE,
            PRIMARY KEY (key, n)) WITHOUT ROWID""",
    ),
    (),  # analyses are packed (record/stored.py)
    (
        # Runs of reading (record/runs.py), and in which a report's text came in; n is kept where a report is
        # written anew.
        "CREATE TABLE sittings (run INTEGER PRIMARY KEY, begun TEXT NOT NULL)",
        "CREATE TABLE arrivals (n INTEGER PRIMARY KEY, sha TEXT NOT NULL, run INTEGER NOT NULL)",
    ),
)

APPLICATION = 0x6F6E7263  # "onrc" in the file's header: whose it is, asked before anything is written
_FIRST = frozenset(["reports", "analyses", "judgements", "derived", "words"])  # tables of every version
_REPORTS = (
    "n",
    "id",
    "path",
    "sha",
    "title",
    "url",
    "publisher",
    "agency",
    "published",
    "published_basis",
    "text",
    "head",
)


def is_ours(db: sqlite3.Connection) -> bool:
    """Whether a file without a name of its program is a record of a version that gave none, or is empty."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return True
    columns = tuple(row[1] for row in db.execute("PRAGMA table_info(reports)"))
    return _version(db) > 0 and tables >= _FIRST and columns[: len(_REPORTS)] == _REPORTS


def migrate(db: sqlite3.Connection, path: str) -> None:
    """Brings the file to this version. Raises ``NotARecord`` for a later one and for another program's
    file."""
    if _version(db) == len(MIGRATIONS) and _application(db) == APPLICATION:
        return
    db.execute("BEGIN IMMEDIATE")  # two processes may open a new record at once: the second finds it done
    try:
        done = _version(db)
        if done > len(MIGRATIONS):
            raise NotARecord(f"{path}: written by a later version of onrecord; update onrecord")
        if _application(db) not in (0, APPLICATION) or (_application(db) == 0 and not is_ours(db)):
            raise NotARecord(
                f"{path}: an SQLite file, but no onrecord record; name another file with --record"
            )
        for step in MIGRATIONS[done:]:
            for statement in step:
                db.execute(statement)
        if done < 2:  # SQL can't make digests
            set_sum(
                db,
                sum(
                    digest(i, mark)
                    for i, mark in db.execute("SELECT id, mark FROM reports JOIN analyses USING (n)")
                ),
            )
        if done < 3:  # nor ids
            take_over(db)
        if done < 5:  # nor pack
            _pack(db)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _pack(db: sqlite3.Connection) -> None:
    """Packs the analyses where they lie, one at a time: no more than one is in memory."""
    for (n,) in db.execute("SELECT n FROM analyses").fetchall():
        (body,) = db.execute("SELECT body FROM analyses WHERE n = ?", (n,)).fetchone()
        if isinstance(body, bytes):  # what is damaged stays as it is, for check and salvage to tell of
            db.execute("UPDATE analyses SET body = ? WHERE n = ?", (packed(body), n))


def digest(report_id: str, mark: bytes) -> int:
    """A report's part in the digest of the record: parts are added up, so that one is changed without the
    others."""
    return int.from_bytes(blake2b(f"{report_id}\n".encode() + mark, digest_size=16).digest())


def get_sum(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM facts WHERE name = 'sum'").fetchone()
    try:
        return int(row[0], 16)
    except (TypeError, ValueError) as error:
        raise damaged(getattr(db, "path", ""), "its sum is missing") from error


def set_sum(db: sqlite3.Connection, value: int) -> None:
    db.execute("INSERT OR REPLACE INTO facts VALUES ('sum', ?)", (f"{value % 2**128:032x}",))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _application(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA application_id").fetchone()[0])
