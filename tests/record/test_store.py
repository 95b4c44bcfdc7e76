"""The store: what goes in comes out, whoever else writes; and no other file is taken for a record."""

from __future__ import annotations

import hashlib
import multiprocessing
import sqlite3
import zlib
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from onrecord.model import Analysis, Block, EventMention, Judgement, Problem, Quote, Report, Span
from onrecord.read import report_of
from onrecord.record import Damaged, NotARecord, Places, SqliteStore, is_kept, open_store
from onrecord.record.schema import MIGRATIONS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
MAYBE = st.none() | TEXT


def an_analysis(
    id: str = "a",
    text: str = "Norway met Chile.",
    path: str | None = None,
    version: str = "1",
    **more: object,
) -> Analysis:
    report = msgspec.structs.replace(report_of(text, id=id), path=path or f"{id}.txt", **more)
    return Analysis(report, version)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    words = draw(TEXT)
    start = draw(st.integers(0, len(words) - 1))
    span = Span.of(words, start, draw(st.integers(start + 1, len(words))))
    report = Report(
        draw(TEXT),
        draw(TEXT),
        words,
        hashlib.sha256(words.encode()).hexdigest(),
        draw(MAYBE),
        draw(MAYBE),
        draw(MAYBE),
        draw(MAYBE),
        "en",
        draw(st.none() | st.dates()),
        None,
        draw(st.sampled_from(["given", "unknown", "inferred"])),
        blocks=(Block("paragraph", 0, len(words)),),
    )
    quote = Quote("direct", (span,), "r1", said_earliest=draw(st.none() | st.dates()))
    return Analysis(
        report,
        draw(TEXT),
        (),
        (),
        (),
        (quote,),
        (EventMention("e-1", span, span, "CONSULT", "r2"),),
        (),
        (Problem(draw(TEXT), "x"),),
        ((0, 1),),
    )


@given(analyses())
@settings(max_examples=60, deadline=None)
def test_round_trip_is_identity(a: Analysis) -> None:
    store = SqliteStore(":memory:")
    assert store.write(a) == a.report.id
    assert list(store.analyses()) == [a]
    state = store.state()
    store.write(a)
    assert list(store.analyses()) == [a]
    assert store.state() == state
    store.db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    store.close()


def test_written_in_place() -> None:
    store = SqliteStore(":memory:")
    store.write(an_analysis(text="Norway met Chile."))
    store.write(an_analysis(text="Kenya met Peru."))
    assert [a.report.text for a in store.analyses()] == ["Kenya met Peru."]
    assert store.search("Norway", 9) == []
    assert store.search("kenya", 9) == [("a", "[Kenya] met Peru.")]


def test_no_report_gives_way_to_another() -> None:
    store = SqliteStore(":memory:")
    store.write(an_analysis("a", "Norway met Chile.", "one/a.txt"))
    other = an_analysis("a", "Kenya met Peru.", "two/a.txt")
    assert store.write(other) == f"a-{other.report.text_sha256[:6]}"
    assert len(list(store.analyses())) == 2


@pytest.mark.parametrize("words", ['"', "a AND", "NEAR(", "* ^ :", "x" * 5000, "\0", "-", "title:Norway"])
def test_search_takes_any_words(words: str) -> None:
    store = SqliteStore(":memory:")
    store.write(an_analysis())
    assert isinstance(store.search(words, 9), list)


def test_judgements() -> None:
    store = SqliteStore(":memory:")
    store.judge(Judgement("join", "event", ("e-1", "e-2")))
    store.judge(Judgement("join", "event", ("e-1", "e-2")))
    assert store.judgements() == [Judgement("join", "event", ("e-1", "e-2"))]
    store.judge(Judgement("split", "event", ("e-1", "e-2")))
    assert store.judgements() == [Judgement("split", "event", ("e-1", "e-2"))]


def test_cache_keeps_one_of_a_name() -> None:
    store = SqliteStore(":memory:")
    store.cache("fused/1", [("head", b"x")])
    store.cache("fused/2", [("head", b"y"), ("events/0", b"more")])
    store.cache("fus_d/2", [("head", b"z")])
    assert [store.cached(k, "head") for k in ("fused/1", "fused/2", "fus_d/2")] == [None, b"y", b"z"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Norway left Chile."},
        {"version": "2"},
        {"published": date(2024, 5, 8)},
        {"published_basis": "stated"},
        {"title": "T"},
        {"url": "u"},
        {"publisher": "P"},
        {"agency": "AFP"},
        {"path": "b.txt"},
        {"dateline": "OSLO"},
        {"blocks": ()},
    ],
)
def test_state_changes_with_what_matters(change: dict[str, object]) -> None:
    one, other = SqliteStore(":memory:"), SqliteStore(":memory:")
    one.write(an_analysis())
    other.write(an_analysis(**change))  # type: ignore[arg-type]
    assert one.state() != other.state()


def test_state_changes_with_judgements_and_reports_and_not_with_caches() -> None:
    store = SqliteStore(":memory:")
    seen = [store.state()]
    store.write(an_analysis())
    seen.append(store.state())
    store.judge(Judgement("join", "actor", ("x", "y")))
    seen.append(store.state())
    store.write(msgspec.structs.replace(an_analysis(), problems=(Problem("p", "a"),)))
    seen.append(store.state())
    assert len(set(seen)) == 4
    store.cache("fused/1", [("head", b"x")])
    assert store.state() == seen[-1]


def test_state_does_not_depend_on_order() -> None:
    one, other = SqliteStore(":memory:"), SqliteStore(":memory:")
    for store, order in ((one, "ab"), (other, "ba")):
        for i in order:
            store.write(an_analysis(i))
    assert one.state() == other.state()


# --- files ---------------------------------------------------------------------------------------


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.touch()
    open_store(path).close()
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_later_version(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NotARecord, match="later version of onrecord; update onrecord"):
        open_store(path)


def test_another_programs_file(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="no onrecord record; name another file"):
        open_store(path)
    assert path.read_bytes() == before


def test_no_database(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("Norway met Chile. " * 200)
    with pytest.raises(NotARecord, match="not an onrecord record"):
        open_store(path)
    assert path.read_text() == "Norway met Chile. " * 200


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="can't be opened"):
        open_store(tmp_path / "missing" / "r.db")


def _many(path: str, name: str) -> None:
    store = open_store(path)
    for n in range(40):
        store.write(an_analysis(f"{name}{n}", f"Report {n} of {name}."))
        store.cache(f"fused/{name}{n}", [("head", b"x" * 1000)])
    store.close()


def test_two_processes_open_and_write_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "r.db")
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_many, args=(path, name)) for name in "ab"]
    for p in both:
        p.start()
    for p in both:
        p.join(60)
    assert [p.exitcode for p in both] == [0, 0]
    assert len(list(open_store(path).analyses())) == 80


# --- places --------------------------------------------------------------------------------------


def read(store: SqliteStore, *given: tuple[str, str, str]) -> list[str]:
    """Reads ``(id, path, text)`` as one run does; the ids they were placed under, "-" for one passed over."""
    places, found = Places(store), []
    placed = [places.place(msgspec.structs.replace(report_of(t, id=i), path=p)) for i, p, t in given]
    for report in placed:
        if report is None or is_kept(store, report, "1"):
            found.append("-")
        else:
            found.append(store.write(Analysis(report, "1")))
    return found


def test_two_files_of_one_name_are_two_reports() -> None:
    store = SqliteStore(":memory:")
    both = [("x", "a/x.txt", "Norway met Chile."), ("x", "b/x.txt", "Kenya met Peru.")]
    first = read(store, *both)
    assert first[0] == "x"
    assert first[1].startswith("x-")
    assert read(store, *both) == ["-", "-"]
    assert read(store, *reversed(both)) == ["-", "-"]


def test_an_edited_file_is_one_report() -> None:
    store = SqliteStore(":memory:")
    read(store, ("x", "a/x.txt", "Norway met Chile."), ("x", "b/x.txt", "Kenya met Peru."))
    second = read(store, ("x", "a/x.txt", "Norway left Chile."), ("x", "b/x.txt", "Kenya left Peru."))
    assert second[0] == "x"
    assert second[1].startswith("x-")
    assert sorted(a.report.text for a in store.analyses()) == ["Kenya left Peru.", "Norway left Chile."]


def test_one_id_twice_in_a_file_loses_nothing() -> None:
    store = SqliteStore(":memory:")
    lines = [
        ("7", "l.jsonl", "Norway met Chile."),
        ("7", "l.jsonl", "Kenya met Peru."),
        ("7", "l.jsonl", "Kenya met Peru."),
    ]
    read(store, *lines)
    assert len(list(store.analyses())) == 2
    assert read(store, *lines) == ["-", "-", "-"]
    read(store, ("7", "l.jsonl", "Ghana met Peru."), *lines)
    assert len(list(store.analyses())) == 3


def test_a_corrected_date_is_read_and_a_missing_one_takes_none_away() -> None:
    store = SqliteStore(":memory:")
    dated = msgspec.structs.replace(
        report_of("Norway met Chile.", id="x"), published=date(2024, 5, 8), published_basis="given"
    )
    store.write(Analysis(dated, "1"))
    assert is_kept(store, dated, "1")
    assert is_kept(store, report_of("Norway met Chile.", id="x"), "1")
    assert not is_kept(store, msgspec.structs.replace(dated, published=date(2024, 5, 9)), "1")
    assert not is_kept(store, dated, "2")


def test_an_analysis_is_packed_and_one_of_an_earlier_version_is_packed_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store = SqliteStore(path)
    made_of = [an_analysis(f"r{n}", f"Norway met Chile on day {n}. " * 40) for n in range(3)]
    for a in made_of:
        store.write(a)
    state = store.state()
    bodies = {n: bytes(b) for n, b in store.db.execute("SELECT n, body FROM analyses")}
    for n, body in bodies.items():
        store.db.execute("UPDATE analyses SET body = ? WHERE n = ?", (zlib.decompress(body), n))
    made.older(store.db, 4)
    store.close()
    again = SqliteStore(path)
    assert {n: bytes(b) for n, b in again.db.execute("SELECT n, body FROM analyses")} == bodies
    assert again.state() == state
    assert sorted(again.analyses(), key=lambda a: a.report.id) == sorted(made_of, key=lambda a: a.report.id)
    assert [r.id for r in again.reports()] == ["r0", "r1", "r2"]
    assert list(again.reports()) == [a.report for a in again.analyses()]


@pytest.mark.parametrize("at", [0, 1, 20, -1])
def test_a_packed_analysis_that_was_changed_is_told_as_damaged(tmp_path: Path, at: int) -> None:
    store = SqliteStore(tmp_path / "r.db")
    store.write(an_analysis("r0", "Norway met Chile. " * 40))
    body = bytearray(store.db.execute("SELECT body FROM analyses").fetchone()[0])
    body[at] ^= 0x55
    store.db.execute("UPDATE analyses SET body = ?", (bytes(body),))
    with pytest.raises(Damaged, match="report r0"):
        list(store.analyses())
