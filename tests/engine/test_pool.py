"""The pool: in order, the same from one worker as from many, and no report costs another."""

from __future__ import annotations

import time

import msgspec
import pytest

import faults
import made
from onrecord.engine import Failed, analyse_all
from onrecord.engine.batch import BATCH_REPORTS, batches
from onrecord.model import Analysis, Report
from onrecord.read import report_of


def reports(*marks: str, count: int = 60) -> list[Report]:
    """Short reports; the marks stand in the 7th, 14th, … of them."""
    words = [f"Report number {n}." for n in range(count)]
    for n, mark in enumerate(marks, 1):
        words[7 * n] += f" {mark}"
    return [report_of(w, id=f"r{n}") for n, w in enumerate(words)]


def outcome(given: list[Report], **options: object) -> list[str]:
    return [
        f"{x.report.id}: {x.why}" if isinstance(x, Failed) else x.report.id
        for x in analyse_all(given, function=faults.work, **options)
    ]  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", [1, 2])
def test_order(workers: int) -> None:
    given = reports()
    assert outcome(given, workers=workers) == [r.id for r in given]


def test_nothing() -> None:
    assert list(analyse_all([])) == []
    assert list(analyse_all([], workers=2)) == []


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("RAISE", "could not be analysed (LookupError: marked); please report it"),
        ("KILL", "ended its worker process (out of memory?); split it or leave it out"),
        ("SLEEP", "took longer than 1 s; split it or leave it out"),
    ],
)
def test_one_bad_report(mark: str, why: str) -> None:
    given = reports(mark)
    expected = [f"{r.id}: {why}" if mark in r.text else r.id for r in given]
    assert outcome(given, workers=2, seconds=1, seconds_to_start=10) == expected


def test_all_kinds_of_bad_reports() -> None:
    found = outcome(reports("KILL", "RAISE", "KILL"), workers=2, seconds=5, seconds_to_start=10)
    assert [x for x in found if ":" in x] == [x for x in found if x.split(":")[0] in ("r7", "r14", "r21")]
    assert len(found) == 60


def test_in_this_process_when_little() -> None:
    """Little text needs no pool, and what raises there is told the same way."""
    found = outcome(reports("RAISE", count=30))
    assert [x.split(":")[0] for x in found] == [f"r{n}" for n in range(30)]
    assert found[7] == "r7: could not be analysed (LookupError: marked); please report it"


def test_little_text_that_takes_long_is_ended_too() -> None:
    """Little text is analysed in this process, and is given no more time for that."""
    began = time.monotonic()
    found = outcome(reports("SLEEP", count=20), seconds=1)
    assert [x for x in found if ":" in x] == ["r7: took longer than 1 s; split it or leave it out"]
    assert len(found) == 20
    assert time.monotonic() - began < 10


def test_stops_when_asked() -> None:
    """Whoever stops asking is not made to wait for the rest."""
    began = time.monotonic()
    results = analyse_all(reports(*["SLEEP"] * 3), workers=2, function=faults.work)
    first = next(analyse_all(reports(), workers=1, function=faults.work))
    results.close()  # type: ignore[attr-defined]
    assert isinstance(first, Analysis)
    assert time.monotonic() - began < 20


def test_batches_do_not_depend_on_workers() -> None:
    given = reports(count=100)
    sizes = [len(b) for b in batches(iter(given))]
    assert sum(sizes) == 100
    assert max(sizes) == BATCH_REPORTS


@pytest.mark.slow
def test_same_bytes_from_one_and_two_workers_and_none() -> None:
    given = [report_of(o["text"], id=o["id"]) for o in made.objects(40, 5, 3)]
    answers = [msgspec.msgpack.encode(list(analyse_all(given, workers=n))) for n in (1, 2)]
    assert answers[0] == answers[1]
    alone = msgspec.msgpack.encode([x for r in given for x in analyse_all([r])])
    assert alone == answers[0]
