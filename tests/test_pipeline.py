"""The whole run: what is read, what is left as it is, and what is derived again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from onrecord import pipeline
from onrecord.engine import Failed
from onrecord.fuse import fuse
from onrecord.fuse.corrected import placed, withdrawn
from onrecord.fuse.dating import inferred
from onrecord.fuse.lineage import RARE
from onrecord.judge import Desk, redate, reject, withdraw
from onrecord.model import Analysis, Judgement, SetAside
from onrecord.pipeline import read_into, seen, view
from onrecord.record import SqliteStore, open_store


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "r.db")


def lines(path: Path, *objects: dict[str, object]) -> list[str]:
    path.write_text("".join(json.dumps(o) + "\n" for o in objects))
    return [str(path)]


def test_counts_and_refusals(store: SqliteStore, tmp_path: Path) -> None:
    told: list[str] = []
    folder = [str(made.folder(tmp_path / "in", 3))]
    first = read_into(store, folder, refuse=told.append)
    assert (first.read, first.unchanged, first.refused) == (8, 0, 2)
    assert [line.split(": ")[0].rsplit("/")[-1] for line in told] == ["empty.txt", "german.txt"]
    second = read_into(store, folder)
    assert (second.read, second.unchanged, second.refused) == (0, 8, 2)


def test_a_report_that_fails_is_told_and_tried_again(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = lines(tmp_path / "x.jsonl", *made.objects(2))
    told: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "analyse_all", lambda reports, **_: (Failed(r, "broke") for r in reports))
        done = read_into(store, paths, refuse=told.append)
    assert (done.read, done.refused) == (0, 2)
    assert told[0].endswith("x.jsonl (made-0): broke")
    assert read_into(store, paths).read == 2


def test_a_new_version_of_the_analysis_is_read_anew(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = lines(tmp_path / "x.jsonl", *made.objects(2))
    read_into(store, paths)
    monkeypatch.setattr(pipeline, "version", lambda name: "another")
    assert read_into(store, paths).read == 2


def test_a_corrected_field_is_read_anew(store: SqliteStore, tmp_path: Path) -> None:
    (item,) = made.objects(1)
    read_into(store, lines(tmp_path / "x.jsonl", item))
    assert read_into(store, lines(tmp_path / "x.jsonl", {**item, "published": "2024-01-01"})).read == 1
    assert next(store.analyses()).report.published == date(2024, 1, 1)
    assert (
        read_into(
            store, lines(tmp_path / "x.jsonl", {k: v for k, v in item.items() if k != "published"})
        ).unchanged
        == 1
    )


def test_the_view_is_kept_until_something_changes(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_into(store, lines(tmp_path / "x.jsonl", *made.objects(3)))
    made_of = view(store)
    calls = []
    real = pipeline.fuse

    def counted(*arguments: object) -> object:
        calls.append(1)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "fuse", counted)
    assert view(store) == made_of
    assert calls == []
    store.judge(Judgement("split", "event", (made_of.events[0].id,)))
    view(store)
    assert calls == [1]


def test_a_run_cut_short_before_dating_is_completed(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dating the undated comes after the last report is written: the next run does it, though it reads
    nothing."""
    folder = [str(made.folder(tmp_path / "in", 2))]
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "_date_the_undated", lambda *_: None)
        read_into(store, folder)
    assert next(a.report for a in store.analyses() if a.report.id == "undated").published is None
    assert read_into(store, folder).read == 0
    assert next(a.report for a in store.analyses() if a.report.id == "undated").published_basis == "inferred"


# --- one by one or all at once --------------------------------------------------------------------

DISPATCH = (
    "Norway suspended talks with Chile on fishing rights in March after Chilean patrol boats boarded a "
    "Norwegian trawler off the "
    "southern islands, and officials of both countries have traded letters since then."
)
MET = "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Madrid"
NEWS: dict[str, tuple[str, str | None]] = {
    "dispatch": (DISPATCH, "2024-04-10"),
    "reprint": ("An update on the fleet. " + DISPATCH, None),
    "other-reprint": ("The crew is well. " + DISPATCH, None),
    "meeting": (MET + " on Wednesday. The fleet sailed on.", "2024-05-09"),
    "earlier-meeting": (MET + " on Tuesday, the ministry said.", "2024-02-07"),
    "recap": ("Anna Lund of Norway met Pedro Rojas of Chile yesterday, and they spoke for hours.", None),
    "summit": (MET.replace("in Madrid", "at the COP31 summit") + " on Monday.", "2026-11-10"),
    "at-the-summit": (
        "Kenya's president Grace Otieno met Ghana's president Kofi Mensah at the COP31 summit.",
        None,
    ),
    "unknown": ("Peru's envoy Elena Quispe arrived in Hanoi on Friday.", None),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A file for each report."""
    folder = tmp_path_factory.mktemp("news")
    return {
        i: lines(folder / f"{i}.jsonl", {"id": i, "text": text} | ({"published": day} if day else {}))[0]
        for i, (text, day) in NEWS.items()
    }


def told(store: SqliteStore) -> tuple[dict[str, object], bytes]:
    """The day of each report with what it rests on, and all that the record hands out."""
    return {
        a.report.id: (a.report.published, a.report.published_why) for a in store.analyses()
    }, msgspec.json.encode(view(store))


@pytest.fixture(scope="module")
def at_once(news: dict[str, str]) -> tuple[dict[str, object], bytes]:
    store = SqliteStore(":memory:")
    read_into(store, list(news.values()), workers=0)
    return told(store)


def test_each_way_to_a_day_is_taken(at_once: tuple[dict[str, tuple[object, str]], bytes]) -> None:
    days, _ = at_once
    assert days["reprint"] == days["other-reprint"] == (date(2024, 4, 10), "shares text with dispatch")
    assert days["recap"][1].startswith("tells of 'met'")
    assert days["at-the-summit"] == (date(2026, 11, 10), "tells of COP31")
    assert days["unknown"] == (None, None)


@settings(max_examples=6, deadline=None)
@given(
    order=st.permutations(sorted(NEWS)),
    sizes=st.lists(st.integers(1, 4), min_size=len(NEWS), max_size=len(NEWS)),
)
def test_order_and_number_of_runs_change_nothing(
    news: dict[str, str], at_once: object, order: list[str], sizes: list[int]
) -> None:
    store = SqliteStore(":memory:")
    left = list(order)
    for size in sizes:
        run, left = left[:size], left[size:]
        read_into(store, [news[i] for i in run], workers=0)
        if size % 2:
            view(store)  # what it leaves behind for the next one
    assert told(store) == at_once
    store.close()


def test_dating_by_traces_is_dating_by_the_whole_record(
    news: dict[str, str],
    at_once: tuple[dict[str, tuple[object, str]], bytes],
    analysed: Callable[..., Analysis],
) -> None:
    whole = inferred(
        [analysed(text, day, i) for i, (text, day) in NEWS.items()],
        lambda r, day: analysed(r.text, day.isoformat(), r.id),
    )
    assert {i: at_once[0][i] for i, (_, day) in NEWS.items() if day is None} == {
        i: (whole[i].day, whole[i].why) if i in whole else (None, None)
        for i, (_, day) in NEWS.items()
        if day is None
    }


def test_a_run_of_words_that_is_no_longer_rare_dates_nothing(tmp_path: Path) -> None:
    """The thirteenth report that holds the same words takes the day away that they gave, and without it they
    give it back."""
    store = SqliteStore(":memory:")
    paths = [
        lines(
            tmp_path / f"{n}.jsonl",
            {"id": f"r{n}", "text": f"Note {n}. {DISPATCH}", "published": "2024-04-10"},
        )[0]
        for n in range(RARE)
    ]
    read_into(store, lines(tmp_path / "u.jsonl", {"id": "u", "text": DISPATCH}), workers=0)
    for path in paths[:-1]:
        read_into(store, [path], workers=0)
    assert store.head("u")[0].published == date(2024, 4, 10)  # type: ignore[index]
    read_into(store, paths[-1:], workers=0)
    assert store.head("u")[0].published is None  # type: ignore[index]
    read_into(
        store,
        lines(
            tmp_path / f"{RARE - 1}.jsonl",
            {"id": f"r{RARE - 1}", "text": "Kenya met Peru.", "published": "2024-04-10"},
        ),
        workers=0,
    )
    assert store.head("u")[0].published == date(2024, 4, 10)  # type: ignore[index]


def test_a_record_without_traces_gets_them(tmp_path: Path, news: dict[str, str], at_once: object) -> None:
    """One of the first version of the file has no tables for them."""
    store = open_store(tmp_path / "old.db")
    read_into(store, [news[i] for i in NEWS if i != "unknown"], workers=0)
    state = store.state()
    made.older(store.db, 1)
    store.close()
    store = open_store(tmp_path / "old.db")
    assert store.state() == state
    read_into(store, [news["unknown"]], workers=0)
    assert told(store) == at_once
    assert store.to_date() == []


def test_a_view_is_what_the_whole_analyses_say_together(store: SqliteStore, tmp_path: Path) -> None:
    """Gathered one by one, with corrections, a withdrawn report and one that was superseded, on any day."""
    items = made.objects(6)
    read_into(store, lines(tmp_path / "x.jsonl", *items), workers=0)
    known = seen(store)
    first, last = known.fused.events[0], known.fused.events[-1]
    desk = Desk(known.fused, known.analyses)
    store.judge(redate(desk, first.id, "2024-02-03"))
    store.judge(reject(desk, last.id))
    store.judge(withdraw(desk, known.analyses[1].report.id))
    old = known.analyses[2]
    why = SetAside("superseded", known.analyses[3].report.id, date(2024, 1, 1))
    pipeline.write(
        store, msgspec.structs.replace(old, report=msgspec.structs.replace(old.report, set_aside=why))
    )
    everything = list(store.analyses())
    said = placed(store.judgements(), everything)
    there = [a for a in everything if a.report.id not in withdrawn(said)]
    assert len(there) == len(everything) - 1
    days = [None, *sorted({a.report.published for a in everything if a.report.published})]
    for day in days:
        counting = [a for a in there if not pipeline._is_aside(a.report, day)]
        assert msgspec.json.encode(view(store, day)) == msgspec.json.encode(fuse(counting, said, day))
    fused = view(store)
    assert any(e.corrected for e in (*fused.events, *fused.unsure))
    kept = {i for (i,) in store.db.execute("SELECT DISTINCT report FROM mentions")}
    assert kept == {a.report.id for a in there if a.events}  # of the superseded one too
