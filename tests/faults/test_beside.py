"""Many readers beside writers: no view fails, no report is lost, the journal stays small; see ``beside.py``.
``make soak`` runs it long: ``ONRECORD_SOAK`` sets the seconds, ``ONRECORD_PAUSE`` those between two views of
a reader, ``ONRECORD_VIEWS`` how many views beside one writer are asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SECONDS = float(os.environ.get("ONRECORD_SOAK", "10"))
PAUSE = float(os.environ.get("ONRECORD_PAUSE", "0"))
VIEWS = int(os.environ.get("ONRECORD_VIEWS", "20"))
JOURNAL = 64 << 20  # bytes
KINDS = {"page", "sources", "stories", "timeline", "export"}


def beside(folder: Path, *options: float | str) -> dict[str, Any]:
    path = os.pathsep.join([str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, str(HERE / "beside.py"), str(folder), *map(str, options)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(said)
    assert said["problems"] == []
    assert said["journal"] < JOURNAL
    assert set(said["views"]) >= KINDS
    return said


def test_eight_readers_and_two_writers(tmp_path: Path) -> None:
    said = beside(tmp_path, "--seconds", SECONDS, "--pause", PAUSE)
    assert sum(said["views"].values()) > SECONDS / (1 + PAUSE)
    assert said["reports"] > SECONDS


def test_views_beside_a_writer_of_eight_reports_a_second(tmp_path: Path) -> None:
    said = beside(tmp_path, "--views", VIEWS, "--readers", 2, "--writers", 1, "--a-second", 8)
    assert sum(said["views"].values()) >= VIEWS
    assert said["reports"] >= 8  # a second's worth at least: views may be quicker than the writer
