"""Run by ``test_disk`` with ``disk.c`` loaded: lets the disk fill, fail or take the process along at the n-th
write.

Usage: ``python disk.py REPORTS FOLDER STEP [record|parses]``. Forks, so that spaCy is loaded once. Prints one
JSON object: ``{"problems": [...], "runs": n, "steps": {kind: n}}``, and how far it is on standard error."""

from __future__ import annotations

import ctypes
import errno
import itertools
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord import cli
from onrecord.analyse.report import analyse_reports
from onrecord.read import report_of
from onrecord.record import faults

# Of the path that is written to: the record, and the parses that are kept for a run.
PARTS = {"record": "", "parses": "/parses"}
KINDS = {"full": (errno.ENOSPC, 0), "failing": (errno.EIO, 1), "killed": (-1, 1)}
LIBRARY = ctypes.CDLL(None)


def child(work: Callable[[], None], said: Path) -> int:
    pid = os.fork()
    if pid == 0:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 2)
        code = 1
        try:
            work()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            (said.parent / "seen").write_text(str(LIBRARY.disk_seen()))
            LIBRARY.disk_fails(0, 0, 0, b"")
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def read(reports: Path, record: Path, n: int = 0, kind: str = "full", part: str = "") -> None:
    error, syncs = KINDS[kind]
    LIBRARY.disk_fails(n, error, syncs, (part or record.name).encode())
    cli.app(["read", str(reports), "--record", str(record)])


def export(record: Path, to: Path) -> None:
    cli.app(["export", "--record", str(record), "--to", str(to)])


def there(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def one(
    n: int, kind: str, part: str, reports: Path, here: Path, whole: dict[str, bytes]
) -> tuple[list[str], bool]:
    """What went wrong when the n-th write did, and whether there was an n-th."""
    record, said, where = here / f"{kind}{n}.db", here / "said", f"{kind} at {n} of {part or 'the record'}"
    (here / "seen").unlink(missing_ok=True)
    code = child(lambda: read(reports, record, n, kind, part), said)
    if kind != "killed" and int((here / "seen").read_text()) < n:
        return [], False
    if kind == "killed" and code == 0:
        return [], False
    problems = []
    lines = said.read_text().splitlines()
    as_ever = [x.replace(record.name, "whole.db") for x in lines] == (here / "told").read_text().splitlines()
    if part and kind != "killed" and (code or not as_ever):  # kept parses are a help and no more
        problems.append(f"{where}: exit {code}: {lines}")
    if kind != "killed" and code not in (0, 3):  # a journal that can't be folded at the end is no loss
        problems.append(f"{where}: exit {code}: {lines[-1:]}")
    if (
        kind != "killed"
        and code == 3
        and not (len(lines) == 1 and lines[0].startswith("onrecord: ") and "same command again" in lines[0])
    ):
        problems.append(f"{where}: {len(lines)} lines: {lines[-1:]}")
    if child(lambda: read(reports, record), said) != 0:
        problems.append(f"{where}: the same command again: {said.read_text()[-300:]}")
    elif found := list(faults(str(record))):
        problems.append(f"{where}: {found}")
    elif child(lambda: export(record, here / "out"), said) or there(here / "out") != whole:
        problems.append(f"{where}: another export {said.read_text()[-300:]}")
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{record}{end}").unlink(missing_ok=True)
    return problems, True


def main(reports: Path, here: Path, step: int, parts: Iterable[str]) -> None:
    list(analyse_reports([report_of("Norway met Chile.")]))
    assert child(lambda: read(reports, here / "whole.db"), here / "said") == 0
    shutil.copy(here / "said", here / "told")
    assert child(lambda: export(here / "whole.db", here / "whole"), here / "said") == 0
    whole, problems, steps, runs = there(here / "whole"), [], {}, 0
    for name, kind in itertools.product(parts, KINDS):
        part, n = PARTS[name], 1
        while True:
            found, happened = one(n, kind, part, reports, here, whole)
            problems += found
            if not happened:
                break
            runs += 1
            steps[f"{name} {kind}"] = n
            print(runs, steps, problems, file=sys.stderr, flush=True)
            n += step if n > 12 else 1  # the file is made in the first ones
    print(json.dumps({"problems": problems, "runs": runs, "steps": steps}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] or PARTS)
