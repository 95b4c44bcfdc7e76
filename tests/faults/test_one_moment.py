"""A view is of one moment: what a writer adds while it is made is in all of it or in none of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import made
from onrecord import cli, pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.fuse import Fused
from onrecord.model import Analysis, Judgement
from onrecord.pipeline import seen, view
from onrecord.read import report_of
from onrecord.record import SqliteStore, open_store
from onrecord.world import OWN

VIEWS = (
    ["timeline"],
    ["timeline", "--dates", "5", "--format", "jsonl"],
    ["page", "--to", "-"],
    ["relations"],
    ["expectations"],
    ["disputes"],
    ["sources"],
    ["stories"],
    ["merges"],
    ["search", "Norway"],
)


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    given = [
        report_of(o["text"], id=o["id"], published=date.fromisoformat(o["published"]))
        for o in made.objects(24, 2, 2)
    ]
    return list(analyse_reports(given))


@pytest.fixture
def record(tmp_path: Path, analyses: list[Analysis]) -> Path:
    store = open_store(tmp_path / "r.db")
    for a in analyses[:8]:
        pipeline.write(store, a)
    store.close()
    return tmp_path / "r.db"


@pytest.fixture
def meddled(record: Path, analyses: list[Analysis], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whenever a view has fetched something, another connection adds a report; the ids of those added."""
    other, waiting, added = open_store(record), iter(analyses[8:]), list[str]()

    def add() -> None:
        for a in waiting:
            pipeline.write(other, a)
            added.append(a.report.id)
            return

    def then_add(name: str) -> None:
        real = getattr(SqliteStore, name)

        def changed(self: SqliteStore, *arguments: object) -> object:
            found = real(self, *arguments)
            found = iter(list(found)) if isinstance(found, Iterator) else found
            if self is not other:
                add()
            return found

        monkeypatch.setattr(SqliteStore, name, changed)

    for name in ("state", "cached", "analyses", "judgements", "runs"):
        then_add(name)
    return added


@pytest.mark.parametrize("command", VIEWS, ids=lambda c: "-".join(c[:2]))
def test_a_writer_between_any_two_questions(command: list[str], record: Path, meddled: list[str]) -> None:
    for _ in range(3):
        result = CliRunner().invoke(cli.app, [*command, "--record", str(record)])
        assert result.exit_code == 0, result.exception
    assert meddled or command[0] == "search"


def test_what_is_kept_under_a_key_is_of_that_key(
    record: Path, meddled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view that is kept under the state before a report came must not hold that report."""
    found = seen(open_store(record))
    there = {a.report.id for a in found.analyses}
    assert len(meddled) >= 3
    assert {i for line in found.fused.lineages for i in line.reports} == there
    assert not there & set(meddled)


def test_nothing_is_written_within(record: Path) -> None:
    store = open_store(record)
    with store.snapshot():
        before = store.state()
        with store.snapshot():
            assert store.state() == before
        other = open_store(record)
        other.judge(Judgement("join", "event", ("e-1", "e-2")))
        assert store.state() == before
    assert store.state() != before


# --- what a view is kept under -------------------------------------------------------------------


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls: list[int] = []
    real = pipeline.fuse

    def fuse(*arguments: object) -> Fused:
        calls.append(1)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "fuse", fuse)
    return calls


def test_the_key_holds_the_day(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, calls = open_store(record), _counted(monkeypatch)
    whole, early = view(store), view(store, date(2023, 5, 1))
    assert len(calls) == 2
    assert {i for x in early.lineages for i in x.reports} < {i for x in whole.lineages for i in x.reports}
    assert view(store, date(2023, 5, 1)) == early
    assert view(store) == whole  # a view of the past takes the other's place nowhere
    assert len(calls) == 2
    later = view(store, date(2023, 7, 15))
    assert {i for x in early.lineages for i in x.reports} < {i for x in later.lineages for i in x.reports}
    assert len(calls) == 3


def test_the_key_holds_the_reports_and_the_corrections(
    record: Path, analyses: list[Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, calls = open_store(record), _counted(monkeypatch)
    view(store)
    pipeline.write(store, analyses[9])
    assert analyses[9].report.id in {i for x in view(store).lineages for i in x.reports}
    store.judge(Judgement("join", "event", ("e-1", "e-2")))
    view(store)
    view(store)
    assert len(calls) == 3


def test_the_key_holds_the_code_and_rules_of_fusion(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, calls = open_store(record), _counted(monkeypatch)
    view(store)
    monkeypatch.setattr(pipeline, "_fuse_version", lambda: "of another version")
    view(store)
    view(store)
    assert len(calls) == 2


def test_the_key_holds_the_users_own_names(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, calls = open_store(record), _counted(monkeypatch)
    view(store)
    own = tmp_path / "own.toml"
    own.write_text("")
    monkeypatch.setenv(OWN, str(own))
    view(store)
    own.write_text("# other names\n")
    view(store)
    view(store)
    assert len(calls) == 3


def test_the_key_holds_the_shipped_names(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pipeline._fuse_version.__wrapped__()
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda p: real(p) + (b"\n" if p.name == "leaders.csv" else b""))
    assert pipeline._fuse_version.__wrapped__() != before


def test_a_kept_view_that_was_damaged_is_made_anew(record: Path) -> None:
    store = open_store(record)
    whole = view(store)
    parts = store.db.execute("SELECT key, data FROM derived").fetchall()
    assert len(parts) > 1
    for key, data in parts:
        for at in {0, min(20, len(data) - 1), len(data) // 2, len(data) - 1}:
            store.db.execute(
                "UPDATE derived SET data = ? WHERE key = ?",
                (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], key),
            )
            assert msgspec.msgpack.encode(view(store)) == msgspec.msgpack.encode(whole)
