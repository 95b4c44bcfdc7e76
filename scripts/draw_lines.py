"""Sixty lines of the timeline of forty drawn reports, for a reader who counts those no editor would write.

    python scripts/draw_lines.py REPORTS.jsonl [--skip N]

REPORTS.jsonl holds a report a line; the same N gives the same reports and lines, another N fresh ones.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from pathlib import Path

SEED, REPORTS, LINES = 26, 40, 60


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("reports", type=Path)
    arguments.add_argument("--skip", type=int, default=0, help="reports that were drawn before")
    asked = arguments.parse_args()
    rows = asked.reports.read_text(encoding="utf8").splitlines(keepends=True)
    random.Random(SEED).shuffle(rows)
    with tempfile.TemporaryDirectory() as folder:
        drawn, record = Path(folder, "drawn.jsonl"), str(Path(folder, "drawn.db"))
        drawn.write_text("".join(rows[asked.skip : asked.skip + REPORTS]), encoding="utf8")
        subprocess.run(["onrecord", "read", str(drawn), "--record", record], check=True, capture_output=True)
        told = subprocess.run(
            ["onrecord", "timeline", "--record", record], check=True, capture_output=True, text=True
        ).stdout.splitlines()[1:]
    random.Random(asked.skip // REPORTS + 1).shuffle(told)
    print(*told[:LINES], sep="\n")


if __name__ == "__main__":
    main()
