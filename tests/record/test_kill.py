"""A reader may be killed at any moment: what it recorded is whole, and the same command again completes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import made

HERE = Path(__file__).parent


def test_kill_at_random_moments(tmp_path: Path) -> None:
    reports = made.folder(tmp_path / "reports", 8)
    done = subprocess.run(
        [sys.executable, str(HERE / "killed.py"), str(reports), str(tmp_path), "20", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["problems"] == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(o) + "\n" for o in made.objects(400, 3, 8)), encoding="utf8")
    command = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "read",
        str(path),
        "--record",
        str(tmp_path / "r.db"),
        "--workers",
        "2",
    ]
    parent = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    workers: list[int] = []
    until = time.monotonic() + 30
    while len(workers) < 2 and time.monotonic() < until and parent.poll() is None:
        time.sleep(0.2)
        workers = [p for p in _children(parent.pid) if b"spawn_main" in _command(p)]
    assert len(workers) == 2
    time.sleep(1)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 15
    while any(b"spawn_main" in _command(p) for p in workers) and time.monotonic() < until:
        time.sleep(0.2)
    assert [p for p in workers if b"spawn_main" in _command(p)] == []


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
