"""A kept view: the whole of it comes back, a part of it reads no more, and what is lost is made anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from onrecord import pipeline
from onrecord.fuse import Fused, at_least
from onrecord.fuse.together import in_time
from onrecord.model import Event, Expectation, Line
from onrecord.pipeline import asked, read_into, view
from onrecord.record import Kept, Lost, SqliteStore, head_of, laid_out, open_store, pieces_of
from onrecord.record import kept as keeping
from onrecord.show.choose import chosen
from onrecord.show.words import lines

DAY = date(2024, 1, 1)
ROWS = keeping.ROWS
NOTHING = Fused((), (), (), (), (), (), (), (), ())
_days = st.none() | st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))


def _event(n: int, first: date | None, last: date | None, p: float, visit: int | None) -> Event:
    return Event(
        f"e{n}", "CONSULT", (), (), "planned" if n % 3 else "happened", f"Line {n}.", ("r",), 1, (), p=p,
        earliest=first, latest=last, part_of=None if visit is None or visit == n else f"e{visit}",
    )  # fmt: skip


@st.composite
def views(draw: st.DrawFn) -> Fused:
    rows = draw(st.lists(st.tuples(_days, _days, st.sampled_from([0.3, 0.6, 0.9])), max_size=12))
    visits = draw(
        st.lists(st.none() | st.integers(0, max(0, len(rows) - 1)), min_size=len(rows), max_size=len(rows))
    )
    made_of = [
        _event(
            n, *sorted((a, b)) if a and b else (a, b), p, v if v is not None and visits[v] is None else None
        )
        for n, ((a, b, p), v) in enumerate(zip(rows, visits, strict=True))
    ]
    made_of.sort(key=in_time)
    plans = [e for e in made_of if e.status == "planned"]
    expected = tuple(
        Expectation(e.id, e.summary, (), e.earliest, e.latest, None, None, ("r",), "happened", None)
        for e in plans
    )
    return at_least(msgspec.structs.replace(NOTHING, events=tuple(made_of), expectations=expected), 0.5)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "ROWS", 2)


@settings(max_examples=60, deadline=None)
@given(fused=views(), first=_days, last=_days, sure=st.sampled_from([0.0, 0.5, 0.8]))
def test_what_is_kept_is_what_was_made(
    fused: Fused, first: date | None, last: date | None, sure: float
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping, "ROWS", 3)
        kept = laid_out(fused, ())
        assert kept.whole() == fused
        assert tuple(kept.events(sure)) == at_least(fused, sure).events
        found = kept.lines(first, last)
        plain = list(lines(chosen(fused, first=first, last=last), fused.expectations))
        assert list(found) == plain
        assert len(found) == len(plain)


def test_of_a_kept_view_no_more_is_read_than_is_asked_for() -> None:
    days = [DAY + timedelta(days=n) for n in range(100)]
    events = sorted((_event(n, d, d, 0.9, None) for n, d in enumerate(days)), key=in_time)
    parts = dict(
        pieces_of(fused := msgspec.structs.replace(NOTHING, events=tuple(events)), head_of(fused, ()))
    )
    read: list[str] = []

    def part(name: str) -> bytes | None:
        read.append(name)
        return parts.get(name)

    some = Kept(part).lines(days[50], days[53])
    assert [line.event.summary for line in some] == [f"Line {n}." for n in range(50, 54)]
    assert len(list(islice(Kept(part).lines(), 4))) == 4
    assert sorted(set(read)) == ["events/000000", "events/000001", "events/000025", "events/000026", "head"]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    given_to = tmp_path / "x.jsonl"
    given_to.write_text("".join(json.dumps(o) + "\n" for o in made.objects(3)))
    store = open_store(tmp_path / "r.db")
    read_into(store, [str(given_to)], workers=0)
    return store


def everything(kept: Kept) -> list[Line]:
    return list(kept.lines())


@pytest.mark.parametrize(
    "harm", ["DELETE FROM derived WHERE key LIKE ?", "UPDATE derived SET data = x'00' WHERE key LIKE ?"]
)
@pytest.mark.parametrize("part", ["%/head", "%/events/000000", "%/lineages/000000"])
def test_a_part_that_is_not_as_it_was_kept_is_made_anew(store: SqliteStore, harm: str, part: str) -> None:
    before, whole = asked(store, everything), view(store)
    assert before
    assert store.db.execute(harm, (part,)).rowcount == 1
    assert asked(store, everything) == before
    assert view(store) == whole
    assert asked(store, Kept.whole) == whole


def test_a_kept_view_is_not_made_again(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = asked(store, everything)
    monkeypatch.setattr(pipeline, "fuse", None)
    assert asked(store, everything) == before


def test_a_view_that_can_not_be_kept_is_asked_all_the_same(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, head = asked(store, everything), asked(store, lambda kept: kept.head)
    store.db.execute("DELETE FROM derived")
    monkeypatch.setattr(store, "cache", lambda *_: None)
    assert asked(store, everything) == before
    assert asked(store, lambda kept: kept.head) == head
    assert head.reports == 3


def test_what_is_lost_is_told() -> None:
    with pytest.raises(Lost):
        Kept(partial(dict[str, bytes]().get))


@pytest.mark.slow
def test_a_month_of_a_large_view_costs_a_command_what_that_of_a_small_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 1,600 lines, as 300 reports tell, and of 100,000, as 20,000 do, the same month is asked."""
    monkeypatch.setattr(keeping, "ROWS", ROWS)  # another process reads it
    spent: dict[int, list[float]] = {}
    records = {}
    for many in (1_600, 100_000):
        records[many] = tmp_path / f"{many}.db"
        store = open_store(records[many])
        days = [DAY + timedelta(days=7 * n // 10) for n in range(many)]
        events = sorted((_event(n, d, d, 0.9, None) for n, d in enumerate(days)), key=in_time)
        fused = msgspec.structs.replace(NOTHING, events=tuple(events))
        key = pipeline._key(store, None)
        store.cache(key, pieces_of(fused, head_of(fused, ())), lambda: {})
        assert store.filled(key)
        store.close()
    asked_for = ["--from", str(DAY), "--to", str(DAY + timedelta(days=30))]
    for many in (*records, *records, *records):
        before = os.times()
        done = subprocess.run(
            [sys.executable, "-c", "from onrecord.cli import main; main()", "timeline", "--record",
             str(records[many]), *asked_for],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        after = os.times()
        assert len(done.stdout.splitlines()) == 46
        spent.setdefault(many, []).append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    small, large = (min(s) for s in spent.values())
    assert large < 1.5 * small
