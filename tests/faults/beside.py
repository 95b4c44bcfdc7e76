"""Eight readers and two writers on one record, for so many seconds: nothing fails, nothing is lost, the
journal stays small.

Usage: ``python beside.py FOLDER SECONDS``. Prints one JSON object: ``{"views", "reports", "problems",
"journal"}``, journal in bytes. Forks, so that spaCy is loaded once.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

import made
from onrecord import pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.cli import app
from onrecord.model import Analysis
from onrecord.read import report_of
from onrecord.record import faults, open_store

READERS, WRITERS = 8, 2
A_SECOND = 4  # reports of each writer
VIEWS = (["page", "--to", "-"], ["sources"], ["stories"], ["timeline"], ["relations"], ["search", "Norway"])
MOST = 150  # reports on record; after them they are written anew, in place


def reader(record: Path, until: float, seed: int) -> tuple[int, list[str]]:
    views, problems, draw = 0, [], random.Random(seed)
    while time.monotonic() < until:
        view = draw.choice(VIEWS)
        with (
            contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())),
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            try:
                app([*view, "--record", str(record)])
            except SystemExit as ended:
                if ended.code:
                    problems.append(f"{view[0]}: exit {ended.code}: {said.getvalue()[-300:]}")
            except BaseException as error:
                problems.append(f"{view[0]}: {type(error).__name__}: {error}")
        views += 1
    return views, problems


def writer(record: Path, until: float, name: str, analyses: list[Analysis]) -> tuple[int, list[str]]:
    store, written = open_store(record), 0
    while time.monotonic() < until:
        began = time.monotonic()
        a = analyses[written % len(analyses)]
        pipeline.write(
            store,
            msgspec.structs.replace(
                a,
                report=msgspec.structs.replace(
                    a.report, id=f"{name}{written % (MOST // WRITERS)}", path=name
                ),
            ),
        )
        written += 1
        time.sleep(max(0.0, began + 1 / A_SECOND - time.monotonic()))
    store.close()
    return written, []


def started(work: Callable[[], tuple[int, list[str]]], to: Path) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            to.write_text(json.dumps(work()))
        except BaseException as error:
            to.write_text(json.dumps([0, [f"{type(error).__name__}: {error}"]]))
        os._exit(0)
    return pid


def main(folder: Path, seconds: float) -> None:
    given = [
        report_of(o["text"], id=o["id"], published=date.fromisoformat(o["published"]))
        for o in made.objects(20, 2, 2)
    ]
    analyses, record = list(analyse_reports(given)), folder / "r.db"
    open_store(record).close()
    until, journal = time.monotonic() + seconds, 0
    pids = [started(lambda n=n: reader(record, until, n), folder / f"reader{n}") for n in range(READERS)]  # type: ignore[misc]
    pids += [
        started(lambda n=n: writer(record, until, f"w{n}-", analyses), folder / f"writer{n}")
        for n in range(WRITERS)
    ]  # type: ignore[misc]
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            journal = max(journal, (folder / "r.db-wal").stat().st_size)
        time.sleep(0.05)
    for pid in pids:
        os.waitpid(pid, 0)
    readers = [json.loads((folder / f"reader{n}").read_text()) for n in range(READERS)]
    writers = [json.loads((folder / f"writer{n}").read_text()) for n in range(WRITERS)]
    problems = [p for _, found in (*readers, *writers) for p in found] + list(faults(str(record)))
    there = {a.report.id for a in open_store(record, reading=True).analyses()}
    asked = {
        f"w{n}-{i}" for n, (written, _) in enumerate(writers) for i in range(min(written, MOST // WRITERS))
    }
    problems += [f"{i} is lost" for i in sorted(asked - there)]
    print(
        json.dumps(
            {
                "views": sum(n for n, _ in readers),
                "reports": sum(n for n, _ in writers),
                "problems": problems,
                "journal": journal,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
