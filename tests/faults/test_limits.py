"""No input holds a run or takes its memory: what takes too long is read aside, ended and told, and the rest
is kept."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.limits import READ_SECONDS, BadLimit, limit
from onrecord.model import Report
from onrecord.read import Refused, read_paths
from onrecord.read.aside import SMALL, aside

GOOD = "Norway and Chile met in Oslo on Monday. The ministers said they would sign the accord by 2030.\n"


def page_of(attributes: int) -> str:
    return "<html><body><p " + " ".join(f"a{n}=1" for n in range(attributes)) + f">{GOOD}</p></body></html>"


@pytest.fixture(autouse=True)
def fresh() -> object:
    """A process of the test's own limits."""
    aside().end()
    yield
    aside().end()


def neighbours(folder: Path, bad: str | bytes) -> Path:
    folder.mkdir()
    for n in range(10):
        (folder / f"r{n}.html").write_text(
            f"<html><body><article>{f'<p>Report {n}. {GOOD * 2}</p>' * 4}</article></body></html>"
        )
    (folder / "r5-bad.html").write_bytes(bad.encode() if isinstance(bad, str) else bad)
    return folder


def read(folder: Path) -> tuple[list[str], list[str]]:
    found = list(read_paths([str(folder)]))
    return [x.id for x in found if isinstance(x, Report)], [str(x) for x in found if isinstance(x, Refused)]


def test_600_000_attributes_are_refused_and_ten_neighbours_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(READ_SECONDS[0], "2")
    page = page_of(600_000)
    folder = neighbours(tmp_path / "in", page)
    began = time.monotonic()
    kept, told = read(folder)
    assert time.monotonic() - began < 2 + len(page) / 500_000 + 20 + 10  # the limit, a start, ten pages
    assert kept == [f"r{n}" for n in range(10)]
    (line,) = told
    assert "r5-bad.html: took longer than" in line
    assert "save its text alone, or allow more with ONRECORD_READ_SECONDS" in line


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_READ_MEMORY", "400")
    folder = neighbours(tmp_path / "in", "[" + "[1,2],[3,4]," * 4_000_000 + "5]")
    kept, told = read(folder)
    assert kept == [f"r{n}" for n in range(10)]
    (line,) = told
    assert "allow more with ONRECORD_READ_MEMORY" in line


def test_a_process_that_dies_is_one_refusal(tmp_path: Path) -> None:
    folder = neighbours(tmp_path / "in", GOOD * 300)
    found: list[Report | Refused] = []
    for n, item in enumerate(read_paths([str(folder)])):
        found.append(item)
        if n == 4:
            process = aside().process
            assert process
            process.kill()
            process.wait()
    assert sum(isinstance(x, Report) for x in found) == 11  # a dead one is made new before it is asked


@pytest.mark.parametrize("wide", ["utf8", "utf-16"])
def test_aside_and_here_read_the_same(tmp_path: Path, wide: str) -> None:
    long = {
        "id": "a",
        "text": GOOD * 300,
        "published": "2024-05-08T10:00:00Z",
        "title": "T \u00e9 \U0001f642",
    }
    (tmp_path / "x.jsonl").write_bytes(
        "".join(
            json.dumps(x) + "\n"
            for x in (
                long,
                {**long, "id": "b", "text": GOOD},
                {"id": "c", "published": "\ud800" + "x" * SMALL},
            )
        ).encode(wide)
    )
    found = list(read_paths([str(tmp_path / "x.jsonl")]))
    reports = [x for x in found if isinstance(x, Report)]
    assert [(r.id, r.text, r.title, str(r.published), r.published_at) for r in reports] == [
        (i, t, long["title"], "2024-05-08", "2024-05-08T10:00:00+00:00")
        for i, t in (("a", GOOD * 300), ("b", GOOD))
    ]
    assert reports[0].blocks
    assert len(found) == 3


HERE = [
    "(" * SMALL,
    "a " * (SMALL // 2),
    "\n" * (SMALL - 1) + "a",
    "a\n" * (SMALL // 2),
    "“" * (SMALL // 3),
    "x" * (SMALL - 1),
    "By A" + " B" * (SMALL // 3),
    " /" * (SMALL // 2),
    "July 1 " * (SMALL // 7),
    "Photo: " * (SMALL // 7),
    "Mon, " * (SMALL // 5),
    "12:30 " * (SMALL // 6),
    "(Reuters) - " * (SMALL // 12),
    ". " * (SMALL // 2),
    "{" * SMALL,
    "<" * SMALL,
    "Hide caption 1 of 2 " * (SMALL // 20),
    "A.B. " * (SMALL // 5),
    "a" + "\u00a0" * (SMALL // 3) + "b",
    "-" * SMALL,
    '{"text": "' + "\\u0041" * (SMALL // 7) + '"}',
    "read more " * (SMALL // 10),
]


@pytest.mark.parametrize("text", HERE, ids=lambda t: repr(t[:8]))
def test_what_is_read_here_is_read_at_once(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.txt").write_bytes(text.encode()[:SMALL])
    began = time.process_time()
    assert list(read_paths([str(tmp_path / "x.txt")]))
    assert time.process_time() - began < 1.5
    draw = random.Random(1)
    (tmp_path / "y.txt").write_text(
        "".join(draw.choice([text[:5], " ", "\n", "a"]) for _ in range(SMALL // 6))
    )
    began = time.process_time()
    assert list(read_paths([str(tmp_path / "y.txt")]))
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("value", ["soon", "0", "-1", "nan", "inf"])
def test_a_limit_that_is_none(tmp_path: Path, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(READ_SECONDS[0], value)
    with pytest.raises(BadLimit, match="is no limit; set a number above 0"):
        limit(READ_SECONDS)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("signal", ["TERM", "KILL", "INT"])
def test_no_reader_is_left(tmp_path: Path, signal: str) -> None:
    """However the program ends: the process that reads aside ends with it, even from within a long page."""
    (tmp_path / "x.html").write_text(page_of(60_000))
    command = [
        sys.executable,
        "-c",
        "import sys; from onrecord.read import read_paths; print(len(list(read_paths(sys.argv[1:]))))",
        str(tmp_path / "x.html"),
    ]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, READ_SECONDS[0]: "1"}
    )
    readers: list[str] = []
    until = time.monotonic() + 20
    while not readers and time.monotonic() < until:
        readers = [p for p in _processes() if _parent(p) == parent.pid]
        time.sleep(0.1)
    assert len(readers) == 1
    time.sleep(1)
    subprocess.run(["kill", f"-{signal}", str(parent.pid)], check=True)
    parent.wait(30)
    until = time.monotonic() + 1 + 2 + 10
    while readers[0] in _processes() and time.monotonic() < until:
        time.sleep(0.2)
    assert readers[0] not in _processes()


def _processes() -> list[str]:
    return [p.name for p in Path("/proc").iterdir() if p.name.isdigit() and _state(p.name) not in ("", "Z")]


def _state(pid: str) -> str:
    return _fields(pid)[0]


def _parent(pid: str) -> int:
    return int(_fields(pid)[1] or 0)


def _fields(pid: str) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ["", ""]
