"""Kills commands at moments and says what they left: a crash matrix of commands × moments.

Usage: ``python kills.py FOLDER COUNT SEED``, with ``disk.c`` loaded for kills at a write or sync; without it
all are at a moment of the clock. Each kill is a SIGKILL of a command on a record of its own; then the record
is looked at in a copy, the same command is given again, and what there is then must be what an undisturbed
run leaves, byte for byte. Prints one JSON object: ``{"kills": {command: {"clock", "disk", "late"}}, "lost",
"problems"}``; late: it had ended before. Forks, so that spaCy is loaded once.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import made
from onrecord import cli
from onrecord.analyse.report import analyse_reports
from onrecord.cli import correct
from onrecord.engine import pool
from onrecord.pipeline import view
from onrecord.read import report_of
from onrecord.record import faults, laid_out, open_store
from onrecord.record.schema import MIGRATIONS
from onrecord.show.export import tables

LIBRARY = ctypes.CDLL(None)
SECONDS = 120  # of a command that is not to be killed
Problems = list[str]
OLD = {"a.txt": b"mine", "events.jsonl": b"old\n", "CODEBOOK.md": b"old\n"}


@dataclass(frozen=True)
class Case:
    """One command. before: makes what is there when it begins; left: what is wrong after the kill, of the
    copy that is looked at and what was told until then; result: what there is when it was given again."""

    command: Callable[[Path], list[str]]
    before: Callable[[Path], None]
    left: Callable[[Path, str], Problems]
    result: Callable[[Path], object]
    done: Callable[[Path], bool] = lambda here: False  # so that it need not be given again


def started(
    arguments: list[str], said: Path, at: int = 0, part: Path | None = None, seen: Path | None = None
) -> int:
    """The id of a forked process that runs the command, and kills itself at its at-th write below the
    part."""
    pid = os.fork()
    if pid == 0:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        code = 99
        try:
            if part is not None:
                LIBRARY.disk_fails(at, -1, 1, os.fsencode(part))
            cli.app(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            if seen is not None:
                seen.write_text(str(LIBRARY.disk_seen()))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def ids(record: Path) -> set[str]:
    with closing(sqlite3.connect(record)) as db:
        there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone()
        return {i for (i,) in db.execute("SELECT id FROM reports")} if there else set()


def exported(record: Path) -> str:
    with closing(open_store(record, reading=True)) as store:
        reports = [a.report for a in store.analyses()]
        made = tables(laid_out(view(store), reports), lambda: reports, len(reports))
        return json.dumps({name: list(rows) for name, rows in made.items()})


def whole(record: Path) -> Problems:
    """What is not sound of a record; one that was killed before it was made has nothing that could be."""
    if not record.exists() or not record.stat().st_size or not ids(record):
        return []
    return list(faults(str(record)))


def noted(record: Path) -> list[str]:
    with closing(sqlite3.connect(record)) as db:
        return [i for (i,) in db.execute("SELECT id FROM corrections ORDER BY n")]


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.exists() else {}


def cases(base: Path) -> dict[str, Case]:
    """base: a folder with the reports (``in``, ``earlier``), their records and what undisturbed commands made
    of them."""
    everything, earlier = ids(base / "whole.db"), ids(base / "earlier.db")
    page, out = (base / "page.html").read_bytes(), files(base / "out")
    told = (base / "corrections.jsonl").read_text().splitlines()
    known = [json.loads(line)["id"] for line in told]
    versions = random.Random(1)

    def copied(name: str) -> Callable[[Path], None]:
        return lambda here: shutil.copy(base / name, here / "r.db") and None

    def keeps(least: set[str]) -> Callable[[Path, str], Problems]:
        def left(look: Path, said: str) -> Problems:
            gone = least - ids(look / "r.db") if least else set()
            return [*(f"lost {i}" for i in sorted(gone)), *whole(look / "r.db")]

        return left

    def old_or_new(
        what: Callable[[Path], object], old: object, new: object
    ) -> Callable[[Path, str], Problems]:
        def left(look: Path, said: str) -> Problems:
            return [*keeps(everything)(look, said), *([] if what(look) in (old, new) else ["half a file"])]

        return left

    def with_page(here: Path) -> None:
        copied("whole.db")(here)
        (here / "page.html").write_bytes(b"old")

    def with_folder(here: Path) -> None:
        copied("whole.db")(here)
        (here / "out").mkdir()
        for name, data in OLD.items():
            (here / "out" / name).write_bytes(data)

    def judged(look: Path, said: str) -> Problems:
        there = noted(look / "r.db")
        lost = ["lost a correction that was noted"] if "noted as" in said and len(there) != 1 else []
        return [*keeps(everything)(look, said), *lost, *([] if len(there) <= 1 else ["two corrections"])]

    def loaded(look: Path, said: str) -> Problems:
        there = noted(look / "r.db")
        wrong = [] if there == known[: len(there)] else [f"corrections {there}"]
        return [*keeps(everything)(look, said), *wrong]

    def counts(here: Path) -> dict[str, int | None]:
        with closing(open_store(here / "r.db", reading=True)) as store:
            return store.counts(("events", "actors", "quotes", "event_evidence", "filled"))

    def filled(look: Path, said: str) -> Problems:
        found = counts(look)
        empty = not any(found.values())
        return [
            *keeps(everything)(look, said),
            *([] if empty or found == counts(base / "tables") else [f"tables {found}"]),
        ]

    def older(here: Path) -> None:
        copied("whole.db")(here)
        with closing(sqlite3.connect(here / "r.db", isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            version = versions.choice((1, 2, 3, 5))
            made.older(db, version)
            if version < 3:
                db.execute("PRAGMA application_id = 0")  # they did not name their program yet
            db.execute("DELETE FROM derived")

    def brought_up(look: Path, said: str) -> Problems:
        with closing(sqlite3.connect(look / "r.db")) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
        wrong = [] if version in (1, 2, 3, 5, len(MIGRATIONS)) else [f"version {version}"]
        gone = [f"lost {i}" for i in sorted(everything - ids(look / "r.db"))]
        return [*gone, *wrong, *(whole(look / "r.db") if version == len(MIGRATIONS) else [])]

    def hurt(here: Path) -> None:
        copied("hurt.db")(here)

    def saved(look: Path, said: str) -> Problems:
        same = (look / "r.db").read_bytes() == (base / "hurt.db").read_bytes()
        return [*([] if same else ["the damaged record was written to"]), *whole(look / "new.db")]

    def at(*arguments: str) -> Callable[[Path], list[str]]:
        return lambda here: [a.format(here=here, base=base) for a in (*arguments, "--record", "{here}/r.db")]

    def of_record(here: Path) -> object:
        return exported(here / "r.db")

    return {
        "read": Case(at("read", "{base}/in"), lambda here: None, keeps(set()), of_record),
        "read more": Case(at("read", "{base}/in"), copied("earlier.db"), keeps(earlier), of_record),
        "page": Case(
            at("page", "--to", "{here}/page.html"),
            with_page,
            old_or_new(lambda look: (look / "page.html").read_bytes(), b"old", page),
            lambda here: (here / "page.html").read_bytes(),
        ),
        "export": Case(
            at("export", "--to", "{here}/out"),
            with_folder,
            old_or_new(lambda look: files(look / "out"), OLD, {"a.txt": b"mine", **out}),
            lambda here: files(here / "out"),
        ),
        "correct": Case(
            at("correct", "join", "actor", *json.loads((base / "two.json").read_text()), "--author", "A"),
            copied("whole.db"),
            judged,
            lambda here: (exported(here / "r.db"), noted(here / "r.db")),
            lambda here: bool(noted(here / "r.db")),
        ),
        "correct load": Case(
            at("correct", "load", "{base}/corrections.jsonl"),
            copied("whole.db"),
            loaded,
            lambda here: (exported(here / "r.db"), noted(here / "r.db")),
        ),
        "tables": Case(at("tables"), copied("whole.db"), filled, counts),
        "migration": Case(at("timeline"), older, brought_up, of_record),
        "salvage": Case(
            at("salvage", "--to", "{here}/new.db"),
            hurt,
            saved,
            lambda here: (ids(here / "new.db"), exported(here / "new.db")),
            lambda here: (here / "new.db").exists(),
        ),
    }


def prepared(base: Path) -> None:
    """The reports, and what undisturbed commands make of them."""
    made.folder(base / "in", 4)
    (base / "earlier").mkdir()
    for name in ("report-00.txt", "report-01.txt", "undated.txt"):
        data = (base / "in" / name).read_text(encoding="utf8")
        (base / "earlier" / name).write_text(data.replace("suspended", "resumed"), encoding="utf8")

    def run(*arguments: str | Path, codes: tuple[int, ...] = (0,)) -> None:
        code = ended(started([str(a) for a in arguments], base / "said"))
        assert code in codes, (arguments, (base / "said").read_text())

    run("read", base / "in", "--record", base / "whole.db", codes=(0, 1))
    # the same names in the same places, as an earlier run had read them
    shutil.move(base / "in", base / "later")
    shutil.copytree(base / "earlier", base / "in")
    run("read", base / "in", "--record", base / "earlier.db")
    shutil.rmtree(base / "in")
    shutil.move(base / "later", base / "in")
    run("page", "--to", base / "page.html", "--record", base / "whole.db")
    run("export", "--to", base / "out", "--record", base / "whole.db")
    (base / "tables").mkdir()
    shutil.copy(base / "whole.db", base / "tables" / "r.db")
    run("tables", "--record", base / "tables" / "r.db")
    actors = [json.loads(line) for line in (base / "out" / "actors.jsonl").read_text().splitlines()]
    people = [a["name"] for a in actors if a["kind"] == "person"]
    (base / "two.json").write_text(json.dumps(people[:2]))
    shutil.copy(base / "whole.db", base / "corrected.db")
    for n in range(6):
        run(
            "correct",
            "rename",
            "actor",
            people[n % len(people)],
            f"Name {n}",
            "--record",
            base / "corrected.db",
        )
    run("corrections", "--all", "--format", "jsonl", "--record", base / "corrected.db")
    (base / "corrections.jsonl").write_text((base / "said").read_text())
    with closing(sqlite3.connect(base / "whole.db")) as db:  # as one that was read into and never looked at
        db.execute("PRAGMA journal_mode = DELETE")
        shutil.copy(base / "whole.db", base / "hurt.db")
    for name in ("whole", "earlier"):
        with closing(sqlite3.connect(base / f"{name}.db", isolation_level=None)) as db:
            db.execute("DELETE FROM derived")
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE name = 'filled'").fetchall():
                db.execute(f"DROP TABLE {table}")
    with closing(sqlite3.connect(base / "hurt.db", isolation_level=None)) as db:
        db.execute("DELETE FROM analyses WHERE n = 2")


def looked_at(here: Path, to: Path) -> Path:
    """A copy to look at, so that the same command again meets what the kill left and nothing else."""
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(here, to, ignore=shutil.ignore_patterns("*-shm"))


def main(folder: Path, count: int, seed: int) -> None:
    pool.BATCH_REPORTS = 1  # a report is written as soon as it is analysed
    correct._now = lambda: "2024-01-01T00:00:00+00:00"
    list(analyse_reports([report_of("Norway met Chile.")]))
    base, said, draw = folder / "base", folder / "said", random.Random(seed)
    base.mkdir()
    prepared(base)
    matrix, counts_disk = cases(base), hasattr(LIBRARY, "disk_fails")
    undisturbed: dict[str, tuple[float, int, object]] = {}
    for name, case in matrix.items():
        here = folder / f"whole {name}"
        here.mkdir()
        case.before(here)
        began = time.monotonic()
        part, seen = (here, folder / "seen") if counts_disk else (None, None)
        code = ended(started(case.command(here), said, 1 << 30, part, seen))
        assert code in (0, 1), (name, code, said.read_text())
        seconds = time.monotonic() - began
        steps = int((folder / "seen").read_text()) if counts_disk else 0
        undisturbed[name] = (seconds, steps, case.result(here))
    kills = {name: {"clock": 0, "disk": 0, "late": 0} for name in matrix}
    problems: Problems = []
    for n in range(count):
        name = list(matrix)[n % len(matrix)]
        case, (seconds, steps, result) = matrix[name], undisturbed[name]
        here = folder / str(n)
        here.mkdir()
        case.before(here)
        on_disk = bool(steps) and n // len(matrix) % 2 == 1  # turn about
        if on_disk:
            code = ended(started(case.command(here), said, draw.randint(1, steps), here))
        else:
            pid = started(case.command(here), said)
            time.sleep(draw.uniform(0, seconds))
            os.kill(pid, signal.SIGKILL)
            code = ended(pid)
        kills[name]["late" if code != -signal.SIGKILL else "disk" if on_disk else "clock"] += 1
        found = case.left(looked_at(here, folder / "look"), said.read_text())
        if not found and not case.done(here):
            code = ended(started(case.command(here), said))
            if code not in (0, 1):
                found = [f"the same command again: exit {code}: {said.read_text()[-300:]}"]
        if not found and case.result(here) != result:
            found = ["another result than that of a run undisturbed"]
        problems += [f"{n} {name} ({'disk' if on_disk else 'clock'}): {x}" for x in found]
        if not found:
            shutil.rmtree(here)
        if n % 50 == 49:
            print(n + 1, kills, problems, file=sys.stderr, flush=True)
    lost = sum(": lost " in p for p in problems)
    print(json.dumps({"kills": kills, "lost": lost, "problems": problems}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
