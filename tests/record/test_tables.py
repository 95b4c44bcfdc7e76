"""The record as tables: of this moment or empty, with keys that hold, and words that stand where they are
said to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord import judge, pipeline
from onrecord.judge import Desk
from onrecord.model import Analysis
from onrecord.pipeline import seen, view
from onrecord.record import SqliteStore, open_store
from onrecord.record.rows import dyads, rows_of
from onrecord.record.tables import TABLES, VIEWS
from onrecord.show.codebook import ALL, INTERNAL, codebook, datasette

ROOT = Path(__file__).parent.parent.parent
TEXTS = {
    "met": (
        "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on Monday to discuss trade.",
        "2024-05-08",
    ),
    "other": (
        "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 7, officials said.",
        "2024-05-11",
    ),
    "cut": (
        "Norway suspended talks with Chile on fishing rights on March 4. “We are done,” said Anna Lund.",
        "2024-03-05",
    ),
    "back": (
        "Norway and Chile resumed talks on fishing rights on June 4. Norway pledged to cut its catch by "
        "2030.",
        "2024-06-05",
    ),
    "plan": (
        "Norway's envoy Anna Lund will visit Chile on July 3.\n\nCorrection: An earlier version of this "
        "story said that the envoy will visit Chile in August.",
        "2024-06-20",
    ),
}


@pytest.fixture(scope="module")
def analyses(analysed: Callable[..., Analysis]) -> list[Analysis]:
    return [analysed(text, day, id) for id, (text, day) in TEXTS.items()]


@pytest.fixture
def store(tmp_path: Path, analyses: list[Analysis]) -> SqliteStore:
    made = open_store(tmp_path / "r.db")
    for a in analyses:
        pipeline.write(made, a)
    view(made)
    return made


def ask(store: SqliteStore, sql: str) -> list[Any]:
    return store.db.execute(sql).fetchall()


def test_every_column_is_in_the_codebook_and_every_entry_is_a_column(store: SqliteStore) -> None:
    there = {n for (n,) in ask(store, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = {t.name for t in ALL}
    hidden = {n for n, said in datasette("r")["databases"]["r"]["tables"].items() if said.get("hidden")}
    assert there - hidden == known
    assert not {*INTERNAL} - there
    for t in ALL:
        columns = [row[1] for row in ask(store, f"PRAGMA table_info({t.name})")]
        assert columns == [c.name for c in t.columns], t.name
    assert {n for (n,) in ask(store, "SELECT name FROM sqlite_master WHERE type = 'view'")} == {*VIEWS}
    assert codebook().strip() in (ROOT / "docs" / "tables.md").read_text(encoding="utf8")


def test_rows_have_the_shape_of_their_columns(store: SqliteStore) -> None:
    found = seen(store)
    rows = rows_of(found.fused, found.analyses)
    assert set(rows) == {t.name for t in TABLES}
    for t in TABLES:
        assert all(len(row) == len(t.columns) for row in rows[t.name]), t.name
        assert rows[t.name] or t.name in ("aliases", "copies"), f"{t.name}: nothing tests it"


def test_a_reports_own_correction_stands_beside_its_line(store: SqliteStore) -> None:
    asked = (
        "SELECT e.summary, a.report, a.start, a.end, a.text, r.text "
        "FROM amendments a JOIN events e ON e.id = a.event"
    )
    ((summary, report, start, end, text, whole),) = ask(store, f"{asked} JOIN reports r ON r.id = a.report")
    assert ("visit" in summary, report) == (True, "plan")
    assert whole[start:end] == text
    assert text.startswith("Correction: An earlier version")


def test_keys_hold_and_indexes_are_used(store: SqliteStore) -> None:
    assert ask(store, "PRAGMA foreign_key_check") == []
    assert sum(len(ask(store, f"PRAGMA foreign_key_list({t.name})")) for t in TABLES) >= 20
    plan = ask(store, "EXPLAIN QUERY PLAN SELECT * FROM evidence WHERE event = 'x'")
    assert "USING INDEX" in str(plan)


def test_words_stand_where_they_are_said_to(store: SqliteStore) -> None:
    texts = dict(ask(store, "SELECT id, text FROM reports"))
    for table in ("evidence", "mentions", "commitments", "ties", "disputes", "quote_spans"):
        sql = f'SELECT report, start, "end", text FROM {table}'
        if table == "quote_spans":
            sql = (
                'SELECT q.report, s.start, s."end", s.text FROM quote_spans s JOIN quotes q ON q.id = s.quote'
            )
        rows = [r for r in ask(store, sql) if r[3] is not None]
        assert rows, table
        assert all(texts[report][start:end] == text for report, start, end, text in rows), table
    whole = ask(store, 'SELECT report, start, "end", text FROM quotes')
    assert whole
    for report, start, end, content in whole:
        first, last = content.split(" … ")[0], content.split(" … ")[-1]
        assert texts[report][start:].startswith(first)
        assert texts[report][:end].endswith(last)


def test_they_are_what_the_view_says(store: SqliteStore) -> None:
    fused = view(store)
    assert [i for (i,) in ask(store, "SELECT id FROM events ORDER BY n")] == [e.id for e in fused.events]
    assert len(ask(store, "SELECT * FROM participants")) == sum(len(dyads(e)) for e in fused.events)
    assert {tuple(r) for r in ask(store, "SELECT DISTINCT one, other FROM ties")} == {
        r.between for r in fused.relations
    }
    one = ask(
        store,
        "SELECT actor_country, recipient_country, score FROM participants JOIN events ON id = event WHERE "
        "type = 'SANCTION'",
    )
    assert one[0][:2] == ("NOR", "CHL")
    assert one[0][2] < 0
    (met,) = ask(
        store,
        "SELECT actor, recipient, mutual FROM dyads WHERE type = 'CONSULT' AND mutual AND actor = 'Anna "
        "Lund' LIMIT 1",
    )
    assert met == ("Anna Lund", "Pedro Rojas", 1)
    assert {f for (f,) in ask(store, "SELECT field FROM disputes WHERE event IS NOT NULL")} == {"date"}


def test_full_text_finds_a_line_by_its_words_and_by_its_reports(store: SqliteStore) -> None:
    sql = (
        "SELECT e.status FROM event_words JOIN events e ON e.n = event_words.rowid WHERE event_words MATCH ?"
    )
    assert store.db.execute(sql, ("officials",)).fetchall()
    assert store.db.execute(sql, ("zebra",)).fetchall() == []


def test_never_stale(store: SqliteStore, analyses: list[Analysis]) -> None:
    """After every change they are empty until the next view, and then of the new state."""

    def is_empty() -> bool:
        return all(ask(store, f"SELECT count(*) FROM {t.name}") == [(0,)] for t in TABLES)

    found = seen(store)
    line = next(e for e in found.fused.events if "cut" in e.reports and e.type == "SANCTION")
    word = judge.reject(Desk(found.fused, found.analyses), line.id)
    store.judge(word)
    assert is_empty()
    view(store)
    assert line.id not in {i for (i,) in ask(store, "SELECT id FROM events")}
    assert [r for (r,) in ask(store, "SELECT report FROM left_out WHERE report = 'cut'")]
    store.undo(word.id, "t")
    assert is_empty()
    view(store)
    assert line.id in {i for (i,) in ask(store, "SELECT id FROM events")}
    pipeline.write(store, analyses[0])
    assert is_empty()
    assert ask(store, "PRAGMA foreign_key_check") == []


def test_a_view_as_of_a_day_leaves_them(store: SqliteStore) -> None:
    from datetime import date

    before = ask(store, "SELECT * FROM events")
    view(store, date(2024, 3, 10))
    assert ask(store, "SELECT * FROM events") == before


def test_tables_of_another_version_are_made_anew(store: SqliteStore) -> None:
    before = ask(store, "SELECT * FROM events")
    store.db.execute("DROP VIEW timeline")
    store.db.execute("ALTER TABLE events DROP COLUMN corrected")
    store.db.execute("UPDATE facts SET value = 'older' WHERE name = 'tables_schema'")
    store.db.execute("DELETE FROM facts WHERE name = 'tables'")
    view(store)
    assert ask(store, "SELECT * FROM events") == before
    assert ask(store, "SELECT * FROM timeline")


@pytest.mark.parametrize("table", [t.name for t in TABLES if t.name != "events"])
def test_reports_are_added_to_a_record_of_a_version_that_had_fewer_tables(
    store: SqliteStore, analyses: list[Analysis], table: str
) -> None:
    store.db.execute("PRAGMA foreign_keys = OFF")
    for name in VIEWS:
        store.db.execute(f"DROP VIEW {name}")
    store.db.execute(f"DROP TABLE {table}")
    store.db.execute("UPDATE facts SET value = 'older' WHERE name = 'tables_schema'")
    pipeline.write(store, analyses[0])
    view(store)
    assert ask(store, f"SELECT count(*) FROM {table}")
    assert ask(store, "SELECT * FROM timeline")


def test_a_record_that_cant_be_written_is_viewed_without(
    tmp_path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is kept of it is used, though its tables are of another state."""
    store.db.execute("DELETE FROM facts WHERE name = 'tables'")
    store.close()
    other = open_store(tmp_path / "r.db", reading=True)
    object.__setattr__(other.opened, "keeps", False)
    monkeypatch.setattr(pipeline, "fuse", lambda *_: pytest.fail("made anew"))
    assert view(other).events


def test_two_reports_of_one_text_are_told_apart(tmp_path: Path, analyses: list[Analysis]) -> None:
    """They say the same at the same places, so what they say has the same ids; kept apart it is still two."""
    store = open_store(tmp_path / "two.db")
    for id in ("one", "two"):
        pipeline.write(
            store,
            msgspec.structs.replace(analyses[2], report=msgspec.structs.replace(analyses[2].report, id=id)),
        )
    found = seen(store)
    e = next(e for e in found.fused.events if e.type == "SANCTION")
    assert len(e.mentions) == 2
    store.judge(judge.split_event(Desk(found.fused, found.analyses), e.id, e.mentions[0]))
    assert len([x for x in view(store).events if x.type == "SANCTION"]) == 2
    for table in ("events", "quotes"):
        ids = [i for (i,) in ask(store, f"SELECT id FROM {table}")]
        assert len(ids) == len(set(ids)) > 1
    assert ask(store, "SELECT count(*) FROM quote_spans") == ask(store, "SELECT count(*) FROM quotes")
    assert ask(store, "PRAGMA foreign_key_check") == []


def test_any_tool_reads_them(tmp_path: Path, store: SqliteStore) -> None:
    store.close()
    with sqlite3.connect(f"file:{tmp_path / 'r.db'}?mode=ro", uri=True) as db:
        assert db.execute("SELECT summary, text FROM timeline").fetchall()
        assert db.execute("SELECT * FROM left_out").description[0][0] == "report"
