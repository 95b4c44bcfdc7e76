"""Readers beside writers: see ``beside.py``. ``ONRECORD_SOAK`` sets the seconds; ``make soak`` runs it
long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SECONDS = float(os.environ.get("ONRECORD_SOAK", "10"))
JOURNAL = 64 << 20  # bytes


def test_eight_readers_and_two_writers(tmp_path: Path) -> None:
    path = os.pathsep.join([str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, str(HERE / "beside.py"), str(tmp_path), str(SECONDS)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["problems"] == []
    assert said["journal"] < JOURNAL
    assert said["views"] > SECONDS
    assert said["reports"] > SECONDS
    print(said)
