"""A disk that fills, fails or takes the process along at any write and sync: one line, and nothing is
lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import made

HERE = Path(__file__).parent
STEP = int(os.environ.get("ONRECORD_DISK_STEP", "80"))  # every so many writes; make soak asks for all


def reports(folder: Path) -> Path:
    """Three reports, of which one is an undated copy: it is dated, and so written again, in the end."""
    folder.mkdir()
    for n in (1, 2):
        (folder / f"r{n}.txt").write_text(made.text(n, 2)[0], encoding="utf8")
    copied, day = made.text(1, 2)
    (folder / "undated.txt").write_text(
        copied.replace(f"{day:%B} {day.day}, {day.year}\n\n", ""), encoding="utf8"
    )
    return folder


def test_at_every_write_and_sync(disk: Path, tmp_path: Path) -> None:
    given = reports(tmp_path / "in")
    done = subprocess.run(
        [sys.executable, str(HERE / "disk.py"), str(given), str(tmp_path), str(STEP)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LD_PRELOAD": str(disk)},
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["problems"] == []
    print(said["runs"], said["steps"])
    assert min(n for what, n in said["steps"].items() if what.startswith("record")) > 20
    assert min(n for what, n in said["steps"].items() if what.startswith("parses")) > 3


def test_standard_output_that_is_full(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    path = tmp_path / "x.txt"
    path.write_text(made.text(1, 3)[0])
    for command in (["analyse", str(path)], ["times", str(path)], ["explain", str(path)]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-c", "from onrecord.cli import main; main()", *command],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 3, done.stderr
        assert done.stderr.count("\n") == 1
        assert "standard output: no room left on the disk" in done.stderr


def test_a_page_that_finds_no_room(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    assert (
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from onrecord.cli import main; main()",
                "read",
                str(reports(tmp_path / "in")),
                "--record",
                str(tmp_path / "r.db"),
            ],
            check=False,
        ).returncode
        == 0
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from onrecord.cli import main; main()",
            "page",
            "--record",
            str(tmp_path / "r.db"),
            "--to",
            "/dev/full",
        ],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
