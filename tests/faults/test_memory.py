"""Memory and open files do not grow with the number of reports; ``make soak`` reads 20,000."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPORTS = int(os.environ.get("ONRECORD_REPORTS", "1200"))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_flat(tmp_path: Path) -> None:
    path = os.pathsep.join([str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, str(HERE / "memory.py"), str(tmp_path), str(REPORTS)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    print(said)
    assert said["reports"] == REPORTS
    second, last = said["quarters"][1], said["quarters"][3]
    assert second["megabytes"] > 100
    assert last["megabytes"] < 1.1 * second["megabytes"]
    assert last["files"] <= second["files"] + 3  # one more that is looked at while it is open
