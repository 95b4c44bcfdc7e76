"""Whatever is sent costs itself: a line or the report that it is, its neighbours are read, time and memory
are bounded, nothing is written, nothing is fetched."""

from __future__ import annotations

import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cases import CASES, Case

import files_made as made
from onrecord.model import Report
from onrecord.read import Refused, read_paths
from onrecord.read.aside import BYTES_PER_SECOND, aside

SECONDS = 4.0
MEMORY = 1_200  # MB
GOOD = made.text(made.THIRD)


@pytest.fixture(scope="module", autouse=True)
def limits() -> Iterator[None]:
    """One process for all, with limits of its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ONRECORD_READ_SECONDS", str(SECONDS))
        patched.setenv("ONRECORD_READ_MEMORY", str(MEMORY))
        aside().end()
        yield
        aside().end()


def test_there_are_300() -> None:
    assert len(CASES) >= 300
    assert len({(family, c.name) for family, c in CASES}) == len(CASES)


@pytest.mark.parametrize(("family", "bad"), CASES, ids=[f"{f}-{c.name}" for f, c in CASES])
def test_it_costs_itself(family: str, bad: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    data = bad.data()
    (folder / "a.txt").write_text(GOOD)
    (folder / "m").write_bytes(data)
    (folder / "z.html").write_bytes(made.page())
    before = {p: p.stat().st_size for p in tmp_path.rglob("*")}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", None)  # here; what is aside has no address that answers
    began = time.monotonic()
    found = list(read_paths([str(folder)]))
    took = time.monotonic() - began
    of_it = [x for x in found if (x.path if isinstance(x, Report) else x.where).startswith(str(folder / "m"))]
    reports = [x for x in of_it if isinstance(x, Report)]
    refused = [x for x in of_it if isinstance(x, Refused)]
    others = [x.id for x in found if isinstance(x, Report) and x not in reports]

    assert others == ["a", "z"]  # the neighbours
    assert of_it  # never in silence
    if bad.read is not None:
        assert len(reports) == bad.read, [str(x)[:200] for x in of_it]
    if bad.why:
        assert any(re.search(bad.why, x.why) for x in refused), [str(x) for x in refused]
    for x in refused:
        assert "\n" not in str(x)
        assert len(x.why) < 400
    for r in reports:
        r.text.encode()
        assert r.text.strip()
        assert "root:x:0" not in r.text  # no file of this machine
        assert all(0 <= b.start < b.end <= len(r.text) for b in r.blocks)
    assert took < 4 * (SECONDS + len(data) / BYTES_PER_SECOND) + 25  # three that are ended, and a start
    assert {p: p.stat().st_size for p in tmp_path.rglob("*")} == before  # nothing was written
    assert _peak() < MEMORY


def _peak() -> float:
    """Megabytes that the process which reads aside has taken at most."""
    process = aside().process
    if process is None:
        return 0.0
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_devices_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "random").symlink_to("/dev/urandom")
    (tmp_path / "terminal").symlink_to("/dev/tty")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "up").symlink_to("..")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)
        listening.bind("socket")
        (tmp_path / "z.txt").write_text(GOOD)
        began = time.monotonic()
        found = list(read_paths([str(tmp_path)]))
    assert [x.id for x in found if isinstance(x, Report)] == ["z"]
    assert len([x for x in found if isinstance(x, Refused)]) == 7
    assert time.monotonic() - began < 5


def test_a_member_that_never_ends_costs_itself_and_its_neighbours_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one archive too: the process is ended, and goes on behind it."""
    monkeypatch.setenv("ONRECORD_READ_SECONDS", "1")
    slow = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p>"
    files: dict[str, bytes | str] = {f"{n}.txt": f"{n}. {GOOD}" for n in range(6)}
    (tmp_path / "x.zip").write_bytes(made.zipped({**files, "2a.html": slow, "4a.html": slow}))
    found = list(read_paths([str(tmp_path / "x.zip")]))
    assert [x.id for x in found if isinstance(x, Report)] == [str(n) for n in range(6)]
    assert [x.where.rsplit("/", 1)[1] for x in found if isinstance(x, Refused)] == ["2a.html", "4a.html"]


def test_of_many_faults_of_one_file_the_rest_is_counted(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[" + "1," * 14_000 + '{"text": "Norway and Chile met in Oslo."}]')
    found = list(read_paths([str(tmp_path / "x.json")]))
    assert len([x for x in found if isinstance(x, Report)]) == 1
    assert len(found) == 10_002
    assert "4,000 more could not be read" in str(found[-1])


def test_an_archive_of_nothing_else_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_READ_SECONDS", "1")
    slow = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p>"
    (tmp_path / "x.zip").write_bytes(made.zipped({f"{n}.html": slow for n in range(9)}))
    found = [str(x) for x in read_paths([str(tmp_path / "x.zip")])]
    assert len(found) == 4
    assert "3 of its files could not be read in time; unpack it" in found[-1]
