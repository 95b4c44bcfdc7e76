"""Paragraphs that were parsed in this run, in a file that its workers share: wire copy that is reprinted is
parsed once.

It is a help and no more. Whatever is wrong with the file (no room, another's lock, a broken page) means that
a paragraph is parsed again. It lies among the temporary files and goes with the run; it grows no larger than
``MOST``.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from onrecord.analyse.language import Words
from onrecord.scratch import Scratch

MOST = 64 << 20  # bytes of the file: some 60,000 paragraphs
WAIT = 1.0  # seconds that another worker's write is waited for; parsing a paragraph anew takes less
_PAGE = 4096
_DECODER = msgspec.msgpack.Decoder(Words)


@contextlib.contextmanager
def shared() -> Iterator[str | None]:
    """A place for the file, there within; None where the machine gives none."""
    try:
        folder = Scratch()
    except OSError:
        yield None
        return
    with contextlib.closing(folder):
        yield str(Path(folder.name) / "parses")


class Parses:
    """The file, open for one batch. pipeline: by whose name parses are kept apart."""

    def __init__(self, path: str, pipeline: str, most: int = MOST) -> None:
        self.pipeline = pipeline.encode()
        self.db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        with contextlib.suppress(sqlite3.Error):
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = OFF")  # it need not outlive the machine
            self.db.execute(f"PRAGMA max_page_count = {max(8, most // _PAGE)}")
            self.db.execute(
                "CREATE TABLE IF NOT EXISTS parses (n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, body "
                "BLOB NOT NULL)"
            )

    def get(self, texts: Iterable[str]) -> Mapping[str, Words]:
        text_of = {self._key(t): t for t in texts}
        asked = json.dumps(list(text_of))
        found: dict[str, Words] = {}
        with contextlib.suppress(sqlite3.Error, zlib.error, msgspec.MsgspecError):
            for key, body in self.db.execute(
                "SELECT parses.key, body FROM json_each(?) JOIN parses ON parses.key = value", (asked,)
            ):
                found[text_of[key]] = _DECODER.decode(zlib.decompress(body))
        return found

    def put(self, parsed: Mapping[str, Words]) -> None:
        rows = [(self._key(t), zlib.compress(msgspec.msgpack.encode(w), 1)) for t, w in parsed.items()]
        with contextlib.suppress(sqlite3.Error):
            try:
                self._write(rows)
            except sqlite3.OperationalError:  # it is full: the older half makes room
                self.db.execute("DELETE FROM parses WHERE n <= (SELECT (min(n) + max(n)) / 2 FROM parses)")
                self._write(rows)

    def _write(self, rows: list[tuple[str, bytes]]) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self.db.executemany("INSERT OR IGNORE INTO parses (key, body) VALUES (?, ?)", rows)
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.db.close()

    def _key(self, text: str) -> str:
        return blake2b(
            text.encode("utf8", "surrogatepass"), digest_size=16, key=blake2b(self.pipeline).digest()
        ).hexdigest()
