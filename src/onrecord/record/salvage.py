"""What is whole of a damaged record, as a new one; the damaged one stays as it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from onrecord.model import Analysis, Problem, Report
from onrecord.record.check import Row, Unread, fault_of, is_text_whole, rows
from onrecord.record.corrections import listed
from onrecord.record.faults import Db
from onrecord.record.opened import Opened, opened
from onrecord.record.protocol import Damaged, NotARecord
from onrecord.record.reframed import reframed
from onrecord.record.sqlite import SqliteStore
from onrecord.record.stored import head_of, restored

NO_VERSION = ""  # of an analysis that was left out: when its file is read again, it is analysed again

NOTHING = "the record is damaged, and no report of it can be saved; read the reports again into a new one"


@dataclass(slots=True)
class Saved:
    """whole: reports with all that follows; texts: those without their analysis; lost: those that were left
    out; unsure: the list of tables was damaged too, so that nothing tells what else there was."""

    whole: int = 0
    texts: int = 0
    lost: int = 0
    unsure: bool = False


def salvage(path: str, to: str, tell: Callable[[str], None] = lambda line: None) -> Saved:
    """Copies what is whole into a new record, which is there only when it is complete.

    tell: is given a line for each report that is not whole. Raises ``NotARecord`` where the one is no record
    or the other is there already, ``Stopped`` where the machine stops it, ``Damaged`` where nothing can be
    read."""
    if os.path.exists(to):
        raise NotARecord(f"{to}: is there already, and nothing is written over; name a new file with --to")
    asked = _asked(path, tell)
    part = f"{to}.{os.getpid()}.part"
    saved = Saved(unsure=asked.bare)
    try:
        with closing(asked.db) as db, closing(SqliteStore(part)) as store:
            for row in rows(db):
                _save(row, store, saved, tell)
            _save_judgements(db, store, tell)
        os.replace(part, to)
    finally:
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(part + end)
        if asked.copy:
            asked.copy.close()
    if not saved.whole and not saved.texts and (saved.lost or saved.unsure):
        Path(to).unlink()
        raise Damaged(f"{path}: {NOTHING}")
    return saved


def _asked(path: str, tell: Callable[[str], None]) -> Opened:
    """The damaged record, or where its list of tables is damaged a copy with another one."""
    try:
        return opened(path, reading=True)
    except Damaged as error:
        try:
            found = reframed(path)
        except Damaged:
            raise Damaged(f"{path}: {NOTHING} ({error.__cause__ or error})") from error
    tell(
        "the list of tables was damaged and is made anew: each report is held against its digest, but "
        "nothing tells whether all are there; compare onrecord reports and onrecord corrections of the new "
        "record"
    )
    return found


def _save(row: Row | Unread, store: SqliteStore, saved: Saved, tell: Callable[[str], None]) -> None:
    if isinstance(row, Unread):
        saved.lost += 1
        tell(f"a report (row {row.n}): left out, {row.why}")
        return
    fault = fault_of(row)
    if fault is None and row.mark is not None and row.body is not None:
        saved.whole += 1
        store.write(restored(row.text, row.head, row.body, row.mark))
    elif is_text_whole(row):
        saved.texts += 1
        tell(f"report {row.id}: {fault}; its text is whole and kept, read it again for the rest")
        store.write(
            Analysis(
                _report(row),
                NO_VERSION,
                problems=(Problem("its analysis was damaged and left out; read it again", row.id),),
            )
        )
    else:
        saved.lost += 1
        tell(f"report {row.id}: left out, {fault}; read it again from {row.path}")


def _report(row: Row) -> Report:
    """The report of a text that is whole: by what was kept of it, else by the columns."""
    with suppress(ValueError):
        return msgspec.structs.replace(head_of(row.head), text=row.text)

    def known(value: Any) -> str | None:
        return value if isinstance(value, str) else None

    day = None
    with suppress(ValueError, TypeError):
        day = date.fromisoformat(row.published or "")
    report = Report(
        str(row.id),
        str(row.path),
        row.text,
        row.sha,
        known(row.title),
        known(row.url),
        known(row.publisher),
        known(row.agency),
    )
    return (
        msgspec.structs.replace(report, published=day, published_basis=row.published_basis) if day else report
    )


def _save_judgements(db: Db, store: SqliteStore, tell: Callable[[str], None]) -> None:
    try:
        for judgement in listed(db, undone=True):
            store.judge(judgement)
    except Damaged as error:
        tell(
            f"corrections: some could not be read ({error.__cause__ or error}); "
            "look through onrecord corrections"
        )
