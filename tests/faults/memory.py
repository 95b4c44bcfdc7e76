"""Memory and open files while many short reports are read: both stay flat.

Usage: ``python memory.py FOLDER COUNT``. Runs ``onrecord read`` on so many made reports with two workers,
looks at it and all that it started, and prints one JSON object: ``{"reports", "seconds", "quarters":
[{"reports", "megabytes", "files"}, ...]}``, the most of each quarter of the reports on record: resident
memory of all its processes, and open files. Tells of each quarter on standard error as it is done.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import made

PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(session: int) -> list[Path]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if fields[3] == str(session) and fields[0] != "Z":
                    found.append(entry)
    return found


def taken(session: int) -> tuple[float, int]:
    """Megabytes and open files of the processes of a session."""
    pages = files = 0
    for entry in tree(session):
        with suppress(OSError):
            pages += int((entry / "statm").read_text().split()[1])
            files += len(list((entry / "fd").iterdir()))
    return pages * PAGE / 1e6, files


def on_record(record: Path) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM reports").fetchone()[0])
    return 0


def main(folder: Path, count: int) -> None:
    given, record = folder / "in.jsonl", folder / "r.db"
    with given.open("w", encoding="utf8") as out:
        for n in range(count):
            words, day = made.text(n, 1, dated=False)
            row = {"id": f"r{n}", "text": f"{words}\nReport number {n}.\n", "published": day.isoformat()}
            out.write(json.dumps(row) + "\n")
    began = time.monotonic()
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(given)]
    with open(folder / "said", "wb") as said:
        process = subprocess.Popen(
            [*command, "--record", str(record), "--workers", "2"], stderr=said, start_new_session=True
        )
    quarters = [{"reports": 0, "megabytes": 0.0, "files": 0} for _ in range(4)]
    while process.poll() is None:
        time.sleep(0.25)
        done, (megabytes, files) = on_record(record), taken(process.pid)
        if done:
            quarter = min(3, 4 * done // count)
            if quarter and not quarters[quarter]["reports"]:
                print(quarters[:quarter], file=sys.stderr, flush=True)
            most = quarters[quarter]
            most.update(
                reports=done,
                megabytes=max(most["megabytes"], round(megabytes)),
                files=max(most["files"], files),
            )
    assert process.returncode == 0, (folder / "said").read_text()
    seconds = round(time.monotonic() - began)
    print(json.dumps({"reports": on_record(record), "seconds": seconds, "quarters": quarters}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
