"""Readers and writers on one record at once: nothing fails, nothing is lost, the journal stays small.

Usage: ``python beside.py FOLDER [--seconds N | --views N] [--readers N] [--writers N] [--a-second N] [--pause
S]``. Ends after so many seconds, or when so many views were made by all readers together. Prints one JSON
object: ``{"views":
{view: n}, "reports", "seconds", "problems", "journal"}``, journal in bytes. Forks, so that spaCy is loaded
once.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

import made
from onrecord import pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.cli import app
from onrecord.model import Analysis
from onrecord.read import report_of
from onrecord.record import faults, open_store

VIEWS = (["page"], ["sources"], ["stories"], ["timeline"], ["export"], ["relations"], ["search", "Norway"])
MOST = 150  # reports on record; after them they are written anew, in place
Done = tuple[dict[str, int], list[str]]


def reader(record: Path, to: Path, options: argparse.Namespace, goes_on: Callable[[], bool], n: int) -> Done:
    """Views in turn, each reader from another one on, so that few views are of all kinds too."""
    made_of, problems, turn = Counter[str](), list[str](), n
    draw = random.Random(n)
    while goes_on():
        view = VIEWS[turn % len(VIEWS)]
        turn += 1
        files = {"page": ["--to", str(to / "page.html")], "export": ["--to", str(to / "out")]}
        with (
            contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())),
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            try:
                app([*view, "--record", str(record), *files.get(view[0], [])])
            except SystemExit as ended:
                if ended.code:
                    problems.append(f"{view[0]}: exit {ended.code}: {said.getvalue()[-300:]}")
            except BaseException as error:
                problems.append(f"{view[0]}: {type(error).__name__}: {error}")
        made_of[view[0]] += 1
        (to / "views").write_text(str(made_of.total()))
        time.sleep(draw.uniform(0, 2 * options.pause))
    return made_of, problems


def writer(
    record: Path, analyses: list[Analysis], pace: float, most: int, goes_on: Callable[[], bool], name: str
) -> Done:
    store, written = open_store(record), 0
    while goes_on():
        began = time.monotonic()
        a = analyses[written % len(analyses)]
        report = msgspec.structs.replace(a.report, id=f"{name}{written % most}", path=name)
        pipeline.write(store, msgspec.structs.replace(a, report=report))
        written += 1
        time.sleep(max(0.0, began + pace - time.monotonic()))
    store.close()
    return {"reports": written}, []


def started(work: Callable[[], Done], to: Path) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            to.write_text(json.dumps(work()))
        except BaseException as error:
            to.write_text(json.dumps([{}, [f"{type(error).__name__}: {error}"]]))
        os._exit(0)
    return pid


def main(folder: Path, options: argparse.Namespace) -> None:
    given = [
        report_of(o["text"], id=o["id"], published=date.fromisoformat(o["published"]))
        for o in made.objects(20, 2, 2)
    ]
    analyses, record, stop = list(analyse_reports(given)), folder / "r.db", folder / "stop"
    open_store(record).close()
    began, journal, pids, most = time.monotonic(), 0, [], MOST // options.writers
    places = [folder / f"reader{n}" for n in range(options.readers)]

    def goes_on() -> bool:
        return not stop.exists()

    for n in range(options.writers):
        pace = options.writers / options.a_second
        work = partial(writer, record, analyses, pace, most, goes_on, f"w{n}-")
        pids.append(started(work, folder / f"writer{n}"))
    for n, place in enumerate(places):
        place.mkdir()
        (place / "views").write_text("0")
        pids.append(started(partial(reader, record, place, options, goes_on, n), place / "said"))
    while options.views or time.monotonic() - began < options.seconds:
        with contextlib.suppress(OSError):
            journal = max(journal, (folder / "r.db-wal").stat().st_size)
        time.sleep(0.05)
        if options.views and sum(int((p / "views").read_text() or 0) for p in places) >= options.views:
            break
    seconds = time.monotonic() - began
    stop.touch()
    for pid in pids:
        os.waitpid(pid, 0)
    readers = [json.loads((p / "said").read_text()) for p in places]
    writers = [json.loads((folder / f"writer{n}").read_text()) for n in range(options.writers)]
    problems = [p for _, found in (*readers, *writers) for p in found] + list(faults(str(record)))
    there = {a.report.id for a in open_store(record, reading=True).analyses()}
    written = [done.get("reports", 0) for done, _ in writers]
    asked = {f"w{n}-{i}" for n, count in enumerate(written) for i in range(min(count, most))}
    problems += [f"{i} is lost" for i in sorted(asked - there)]
    views: Counter[str] = sum((Counter(done) for done, _ in readers), Counter())
    said = {"views": dict(views), "reports": sum(written), "seconds": round(seconds), "problems": problems}
    print(json.dumps({**said, "journal": journal}))
    for place in places:
        shutil.rmtree(place)


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--views", type=int, default=0)
    asked.add_argument("--readers", type=int, default=8)
    asked.add_argument("--writers", type=int, default=2)
    asked.add_argument("--a-second", type=float, default=8, help="reports written, by all writers together")
    asked.add_argument(
        "--pause", type=float, default=0, help="seconds between two views of a reader, on average"
    )
    options = asked.parse_args()
    main(options.folder, options)
    sys.exit(0)
