"""An analyst's corrections as rows: said once, kept for good, and taken back one by one without being
forgotten."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.model import Held, Judgement
from onrecord.record.faults import damaged

_COLUMNS = "verb, subject, members, value, author, note, made, was, line, held, undone"
_OPPOSITE = {"join": "split", "split": "join", "reject": "confirm", "confirm": "reject"}
_HELD = msgspec.json.Decoder(tuple[Held, ...])
_MEMBERS = msgspec.json.Decoder(tuple[str, ...])


def listed(db: sqlite3.Connection, undone: bool = False) -> list[Judgement]:
    """Those that hold, oldest first; with ``undone`` also those that were taken back. Raises ``Damaged``."""
    where = "" if undone else "WHERE undone IS NULL"
    rows = db.execute(f"SELECT {_COLUMNS} FROM corrections {where} ORDER BY n").fetchall()
    try:
        return [_read(*row) for row in rows]
    except (msgspec.MsgspecError, TypeError) as error:
        raise damaged(getattr(db, "path", ""), f"corrections: {error}") from error


def _read(
    verb: str,
    subject: str,
    members: str,
    value: str | None,
    author: str,
    note: str,
    made: str,
    was: str | None,
    line: str,
    held: str,
    undone: str | None,
) -> Judgement:
    found = {
        "verb": verb,
        "subject": subject,
        "members": _MEMBERS.decode(members),
        "value": value,
        "author": author,
        "note": note,
        "made": made,
        "was": was,
        "line": line,
        "held": _HELD.decode(held),
        "undone": undone,
    }
    return msgspec.convert(found, Judgement)  # the verb and the subject are ones that are known


def add(db: sqlite3.Connection, j: Judgement) -> bool:
    """Keeps a correction behind all others; whether anything changed. Its opposite on the same members is
    taken back.

    What was said before and still holds stays as it is, unless something else was said of the same since.
    """
    known = db.execute("SELECT n, undone FROM corrections WHERE id = ?", (j.id,)).fetchone()
    members = msgspec.json.encode(j.members).decode()
    same = (j.subject, members)
    if known and known[1] is None:
        later = (
            "SELECT 1 FROM corrections WHERE n > ? AND undone IS NULL AND subject = ? AND members = ? "
            "AND verb IN (?, ?)"
        )
        if db.execute(later, (known[0], *same, j.verb, _OPPOSITE.get(j.verb, j.verb))).fetchone() is None:
            return False
    db.execute("DELETE FROM corrections WHERE id = ?", (j.id,))
    if j.verb in _OPPOSITE and j.undone is None:
        db.execute(
            "UPDATE corrections SET undone = ? WHERE subject = ? AND members = ? AND verb = ? "
            "AND undone IS NULL",
            (j.made, *same, _OPPOSITE[j.verb]),
        )
    _insert(db, j, members)
    return True


def _insert(db: sqlite3.Connection, j: Judgement, members: str) -> None:
    held = msgspec.json.encode(j.held).decode()
    db.execute(
        f"INSERT INTO corrections (id, {_COLUMNS}) VALUES ({', '.join('?' * 12)})",
        (j.id, j.verb, j.subject, members, j.value, j.author, j.note, j.made, j.was, j.line, held, j.undone),
    )


def undo(db: sqlite3.Connection, id: str, made: str) -> bool:
    """Takes one back; False where none that holds has this id."""
    found = db.execute("UPDATE corrections SET undone = ? WHERE id = ? AND undone IS NULL", (made, id))
    return found.rowcount > 0


def take_over(db: sqlite3.Connection) -> None:
    """Joins and splits of a record of an earlier version become corrections without an author."""
    rows = db.execute("SELECT verb, subject, members FROM judgements ORDER BY n").fetchall()
    for verb, subject, members in rows:
        add(db, Judgement(verb, subject, _MEMBERS.decode(members)))
    db.execute("DROP TABLE judgements")
