"""Ray: the pool's bytes, whoever dies; nothing begun where a node would say something else."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from test_pool import reports

import faults
import made
from onrecord.engine import Failed, Unlike, analyse_all, analyse_spread, spread
from onrecord.model import Report
from onrecord.read import report_of
from shell import run

pytest.importorskip("ray")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _found_by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(faults.__file__).parent))


def outcome(given: list[Report], **options: Any) -> list[str]:
    found = analyse_spread(given, function=faults.work, workers=2, **options)
    return [f"{x.report.id}: {x.why}" if isinstance(x, Failed) else x.report.id for x in found]


def workers_of_ray() -> Iterator[int]:
    """Processes that run tasks just now, among the descendants of this one."""
    parent = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat, title = (entry / "stat").read_text(), (entry / "cmdline").read_bytes()
            except OSError:
                continue
            parent[int(entry.name)] = (int(stat.rpartition(")")[2].split()[1]), title)
    for pid, (_, title) in parent.items():
        above = pid
        while above in parent and above != os.getpid():
            above = parent[above][0]
        if above == os.getpid() and title.startswith(b"ray::_answers"):
            yield pid


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="workers are found by /proc")
def test_the_same_bytes_as_the_pool_with_one_worker_killed() -> None:
    given = [report_of(o["text"], id=o["id"]) for o in made.objects(60, 5, 3)]
    expected = msgspec.msgpack.encode(list(analyse_all(given, workers=1)))
    killed: list[int] = []

    results = analyse_spread(given, workers=2)

    def kill() -> None:
        until = time.monotonic() + 120
        while not killed and time.monotonic() < until:
            for pid in workers_of_ray():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                return
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    found = list(results)
    killer.join()
    assert killed
    assert msgspec.msgpack.encode(found) == expected


def test_no_report_costs_another() -> None:
    given = reports("KILL", "RAISE")
    found = outcome(given)
    assert [x for x in found if ":" in x] == [
        "r7: ended its worker (out of memory, or too long?); split it or leave it out",
        "r14: could not be analysed (LookupError: marked); please report it",
    ]
    assert len(found) == 60


def test_one_that_takes_too_long() -> None:
    assert [x for x in outcome(reports("SLEEP", count=20), seconds=1) if ":" in x] == [
        "r7: took longer than 1 s; split it or leave it out"
    ]


def test_nothing() -> None:
    assert list(analyse_spread([])) == []


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (lambda pipeline: ("far", "other rules"), "node far would analyse otherwise"),
        (lambda pipeline: 1 / 0, "can't analyse .*ZeroDivisionError"),
    ],
)
def test_a_node_that_is_unlike(there: Any, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is begun, and the line says what to do."""
    monkeypatch.setattr(spread, "asked_there", there)
    with pytest.raises(Unlike, match=told):
        list(analyse_spread(reports(), function=faults.work, workers=1))


def test_no_ray_at_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    (tmp_path / "a.txt").write_text(made.text(1)[0])
    result = run("read", tmp_path / "a.txt", "--record", tmp_path / "r.db", "--engine", "ray")
    assert result.exit_code == 2
    assert "RAY_ADDRESS" in result.stderr


def test_no_such_engine(tmp_path: Path) -> None:
    assert "'gpu' is not pool or ray" in run("read", tmp_path, "--engine", "gpu").stderr
