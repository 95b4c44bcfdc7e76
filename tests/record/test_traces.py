"""What a report is found again by: the runs of words that it shares, as far as they are rare."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.fuse.dating import occasion_traces
from onrecord.read import report_of
from onrecord.record import SqliteStore, open_store

SHARED = (
    "Norway suspended its talks with Chile on fishing rights after patrol boats boarded a trawler off the "
    "southern islands, and the trawler is still held in the port of Valdivia, where its crew lives on board "
    "and waits for a court that has not yet said when it will hear the owner, who wrote to the ministry."
)
OTHER = (
    "Ghana and Togo signed a treaty on ferries in Lome on Friday, a minister said after the ceremony there."
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    made = open_store(tmp_path / "r.db")
    texts = {"one": SHARED, "two": f"{SHARED} The ministers will meet in May.", "other": OTHER}
    for a in analyse_reports([report_of(text, id=id) for id, text in texts.items()]):
        pipeline.write(made, a)
    return made


def test_those_that_share_runs_are_found_and_nobody_else(store: SqliteStore) -> None:
    assert [a.report.id for a in store.sharing("one", 2)] == ["two"]
    assert [a.report.id for a in store.sharing("two", 2)] == ["one"]
    assert store.sharing("other", 1) == []


def test_so_many_runs_must_be_shared(store: SqliteStore) -> None:
    shared = next(n for n in range(1, 200) if not store.sharing("one", n + 1))
    assert shared > 2
    assert [a.report.id for a in store.sharing("one", shared)] == ["two"]


def test_an_occasion_has_the_days_on_which_dated_reports_tell_of_it(tmp_path: Path) -> None:
    told = "At the G20 summit in Lima, Anna Lund of Norway met Pedro Rojas of Chile."
    store = open_store(tmp_path / "r.db")
    first, last = date(2024, 5, 8), date(2024, 5, 10)
    for n, day in enumerate((first, last, None)):
        report = report_of(f"{told} It took {n + 2} hours.", id=f"r{n}", published=day)
        made = next(iter(analyse_reports([report])))
        pipeline.write(store, made)
    (occasion, *_) = occasion_traces(made)
    assert store.days(occasion) == (2, first.toordinal(), last.toordinal())
    assert store.days(occasion + 1) is None
