"""Run by ``test_kill``: kills readers at random moments and says what they left. Forks, so that spaCy is loaded once."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from onrecord.analyse.report import analyse_reports
from onrecord.engine import pool
from onrecord.pipeline import read_into, view
from onrecord.read import report_of
from onrecord.record import open_store
from onrecord.show.export import tables


def child(function: Any, *arguments: Any) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            function(*arguments)
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def read(record: Path, reports: Path) -> None:
    read_into(open_store(record), [str(reports)])


def export(record: Path, to: Path) -> None:
    store = open_store(record)
    to.write_text(json.dumps(tables(view(store), [a.report for a in store.analyses()])), encoding="utf8")


def halves(record: Path) -> list[str]:
    """What is there of a report without the rest of it, or of the file that is no longer sound."""
    db = sqlite3.connect(record)
    try:
        if not db.execute("PRAGMA user_version").fetchone()[0]:
            return []  # killed before the record was made
        found = [
            f"{i} without analysis"
            for (i,) in db.execute("SELECT id FROM reports WHERE n NOT IN (SELECT n FROM analyses)")
        ]
        found += [
            f"analysis {n} without report"
            for (n,) in db.execute("SELECT n FROM analyses WHERE n NOT IN (SELECT n FROM reports)")
        ]
        for i, n, title in db.execute("SELECT id, n, title FROM reports").fetchall():
            words = '"' + (title or "Regierung") + '"'
            if (n,) not in db.execute("SELECT rowid FROM words WHERE words MATCH ?", (words,)).fetchall():
                found.append(f"{i} without full text")
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        found += [x for (x,) in db.execute("PRAGMA integrity_check") if x != "ok"]
        return found
    except sqlite3.DatabaseError as error:
        return [str(error)]
    finally:
        db.close()


def main(reports: Path, folder: Path, times: int, seed: int) -> None:
    pool.BATCH_REPORTS = 1  # a report is written as soon as it is analysed
    list(analyse_reports([report_of("Norway met Chile.")]))
    began = time.monotonic()
    assert ended(child(read, folder / "whole.db", reports)) == 0
    seconds = time.monotonic() - began
    assert ended(child(export, folder / "whole.db", folder / "whole.json")) == 0
    whole = (folder / "whole.json").read_bytes()
    moments = random.Random(seed)
    problems: list[str] = []
    kept: list[int] = []
    for n in range(times):
        record = folder / f"{n}.db"
        pid = child(read, record, reports)
        time.sleep(moments.uniform(0, 0.9 * seconds))
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        problems += [f"{n}: {x}" for x in halves(record)]
        db = sqlite3.connect(record)
        kept.append(
            db.execute("SELECT count(*) FROM reports").fetchone()[0]
            if db.execute("PRAGMA user_version").fetchone()[0]
            else 0
        )
        db.close()
        if ended(child(read, record, reports)):
            problems.append(f"{n}: the same command again failed")
        if ended(child(export, record, folder / f"{n}.json")) or (folder / f"{n}.json").read_bytes() != whole:
            problems.append(f"{n}: another export than that of a run undisturbed")
    print(json.dumps({"problems": problems, "kept": kept, "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
