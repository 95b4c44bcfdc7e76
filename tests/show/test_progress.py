"""How far long work is: told on a terminal alone, in shares that only grow, and left behind by Ctrl-C with a
word."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import made
from onrecord import pipeline
from onrecord.progress import counted, within
from onrecord.read import read_paths, size_of
from onrecord.record import NotARecord, open_store
from onrecord.show import progress

MAIN = [sys.executable, "-c", "from onrecord.cli import main; main()"]


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "wait", "told"), [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)]
)
def test_told_on_a_terminal_that_waits(
    terminal: bool, wait: float, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "WAIT", wait)
    with progress.shown("counting") as tell:
        time.sleep(0.3)
        for n in range(1, 5):
            tell(n / 10, f"{n} of 10")
        time.sleep(0.3)
    shown = screen.getvalue()
    assert ("counting" in shown) is told
    assert ("40%" in shown and "4 of 10" in shown and "left" in shown) is told
    assert bool(shown) is told


def test_parts_of_the_work_lie_within_it() -> None:
    shares: list[float] = []
    inner = within(within(lambda share, words: shares.append(share), 0.2, 0.6), 0.5, 1.0)
    assert list(counted("abcd", 4, inner)) == list("abcd")
    assert shares == pytest.approx([0.45, 0.5, 0.55, 0.6])


def test_a_view_tells_shares_that_grow(tmp_path: Path) -> None:
    store, shares = open_store(tmp_path / "r.db"), list[float]()
    pipeline.read_into(store, [str(made.folder(tmp_path / "in", 5))])
    pipeline.view(store, None, lambda share, words: shares.append(share))
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1
    shares.clear()
    pipeline.view(store, None, lambda share, words: shares.append(share))  # it is kept: nothing takes long
    assert shares == []


def test_what_is_read_adds_up_to_what_there_is(tmp_path: Path) -> None:
    """Line by line where a file is read so; all of it at the end, whatever its kind."""
    lines = [json.dumps({"id": f"r{n}", "text": made.text(n)[0]}) for n in range(30)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    (tmp_path / "broken.json").write_text('{"text": ')
    (tmp_path / "page.html").write_text("<html><p>Norway met Chile.")
    (tmp_path / "empty.txt").write_text("")
    read: list[int] = []
    list(read_paths([str(tmp_path)], on_read=read.append))
    assert sum(read) == size_of([str(tmp_path)]) > 0
    (tmp_path / "long").mkdir()
    (tmp_path / "long" / "many.jsonl").write_text("\n".join(lines * 10))
    read.clear()
    list(read_paths([str(tmp_path / "long")], on_read=read.append))
    assert sum(n > 0 for n in read) > 1
    assert size_of([str(tmp_path / "none"), "-", "https://news.example.org/"]) == 0


def on_record(path: Path) -> int:
    """How many reports; none where the record is just being made."""
    try:
        return open_store(path, reading=True).count()
    except NotARecord:
        return 0


@pytest.mark.slow
def test_ctrl_c_keeps_what_is_whole_and_says_how_much(tmp_path: Path) -> None:
    folder, record = made.folder(tmp_path / "in", 40), tmp_path / "r.db"
    process = subprocess.Popen(
        [*MAIN, "read", str(folder), "--record", str(record), "--workers", "1"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a job in the background has it ignored
    )
    while not on_record(record):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr
    said = process.stderr.read()
    found = re.search(
        r"stopped: (\d+) reports? kept, \d+% of what is to be read; the same command goes on", said
    )
    assert found, said
    assert "Traceback" not in said
    kept = on_record(record)
    assert kept - 1 <= int(found[1]) <= kept  # one may be kept and not yet counted
    again = subprocess.run(
        [*MAIN, "read", str(folder), "--record", str(record)], capture_output=True, text=True, check=False
    )
    assert f" {kept} unchanged" in again.stderr
