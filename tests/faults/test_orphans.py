"""However a run ends, no process of it is left, and nothing among the temporary files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import made
from onrecord import scratch
from onrecord.record import faults, open_store

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
# a shell's background job ignores SIGINT, and so would what it starts
MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from onrecord.cli import main; main()"
)
PAGE = (
    "<html><body><article>"
    + "<p>Norway and Chile met in Oslo on Monday.</p>" * 40
    + "</article></body></html>"
)
ENDS = {
    "by itself": None,
    "Ctrl-C": signal.SIGINT,
    "SIGTERM": signal.SIGTERM,
    "killed": signal.SIGKILL,
    "a worker killed": None,
    "its reader killed": None,
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        (folder / f"a{n}.html").write_text(PAGE)  # what a process of its own reads
    lines = (json.dumps(o) + "\n" for o in made.objects(36, 3, 6))
    (folder / "many.jsonl").write_text("".join(lines), encoding="utf8")
    (tmp_path / "tmp").mkdir()
    return folder


def fields(pid: str) -> list[str]:
    """The state, parent, group and session of a process, and more; nothing of one that is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return []


def of_session(session: int) -> dict[int, bytes]:
    """The processes of a session that are there, with their command lines."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (f := fields(entry.name)) and f[3] == str(session) and f[0] != "Z":
            with suppress(OSError):
                found[int(entry.name)] = (entry / "cmdline").read_bytes()
    return found


def workers(session: int) -> list[int]:
    return [p for p, command in of_session(session).items() if b"spawn_main" in command]


def readers(session: int) -> list[int]:
    return [p for p, command in of_session(session).items() if b"serve_jobs" in command]


@pytest.fixture
def run(reports: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [
        sys.executable,
        "-c",
        MAIN,
        "read",
        str(reports),
        "--record",
        str(tmp_path / "r.db"),
        "--workers",
        "2",
    ]
    with open(tmp_path / "said", "wb") as said:
        process = subprocess.Popen(
            command, stderr=said, start_new_session=True, env={**os.environ, "TMPDIR": str(tmp_path / "tmp")}
        )
    yield process
    for pid in of_session(process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def count(record: Path) -> int:
    with suppress(Exception):
        return open_store(record, reading=True).count()
    return 0


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_left(end: str, run: subprocess.Popen[bytes], tmp_path: Path) -> None:
    until = time.monotonic() + 90
    while (
        len(workers(run.pid)) < 2 or not readers(run.pid) or not count(tmp_path / "r.db")
    ) and run.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert run.poll() is None, (tmp_path / "said").read_text()
    assert list((tmp_path / "tmp").glob("onrecord-*"))
    if ENDS[end]:
        run.send_signal(ENDS[end])  # type: ignore[arg-type]
    elif end != "by itself":
        os.kill((workers if "worker" in end else readers)(run.pid)[0], signal.SIGKILL)
    code = run.wait(180)
    assert code == {"Ctrl-C": 130, "SIGTERM": 130, "killed": -signal.SIGKILL}.get(end, 0), (
        tmp_path / "said"
    ).read_text()
    until = time.monotonic() + 15
    while of_session(run.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert of_session(run.pid) == {}
    left = sorted(p.name for p in (tmp_path / "tmp").iterdir())
    assert len(left) == (end == "killed"), left
    assert list(faults(str(tmp_path / "r.db"))) == []
    if end in ("by itself", "a worker killed", "its reader killed"):
        assert count(tmp_path / "r.db") == 40
    else:
        assert "Traceback" not in (tmp_path / "said").read_text()
        assert 0 < count(tmp_path / "r.db") < 40


def test_what_a_killed_run_left_is_swept_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    others = tmp_path / "onrecord-mine"
    others.mkdir()
    (others / "notes.txt").write_text("mine")
    goes_on = scratch.Scratch()
    pid = os.fork()
    if pid == 0:
        killed = scratch.Scratch()
        (Path(killed.name) / "parses").write_bytes(b"x" * 1000)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert len(list(tmp_path.iterdir())) == 3
    young = scratch.Scratch()  # what is young may be another's that is not locked yet
    assert len(list(tmp_path.iterdir())) == 4
    young.close()
    monkeypatch.setattr(scratch, "YOUNG", -1.0)
    another = scratch.Scratch()
    assert {p.name for p in tmp_path.iterdir()} == {
        Path(p).name for p in (others, goes_on.name, another.name)
    }
    assert (others / "notes.txt").read_text() == "mine"
    for one in (goes_on, another):
        one.close()
    assert [p.name for p in tmp_path.iterdir()] == ["onrecord-mine"]
