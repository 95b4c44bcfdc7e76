"""Any command may be killed at any moment: nothing that was kept is lost, no file is half, and the same
command again makes what an undisturbed run makes. ``ONRECORD_KILLS`` sets how many kills; ``make soak`` asks
for a thousand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
KILLS = int(os.environ.get("ONRECORD_KILLS", "54"))  # six a command


def test_commands_times_moments(disk: Path, tmp_path: Path) -> None:
    path = os.pathsep.join([str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, str(HERE / "kills.py"), str(tmp_path), str(KILLS), "7"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, "LD_PRELOAD": str(disk)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    print(said["kills"])
    assert said["problems"] == []
    killed = [k["clock"] + k["disk"] for k in said["kills"].values()]
    assert min(killed) >= 2
    assert sum(killed) > KILLS / 2
