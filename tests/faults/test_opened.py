"""Whose file it is is asked before anything is written; a view writes nothing; an old record comes through
whole or stays."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

import made
from onrecord import cli, pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.model import Analysis, Judgement
from onrecord.pipeline import view
from onrecord.read import report_of
from onrecord.record import NotARecord, SqliteStore, Stopped, open_store, opened, schema
from onrecord.record.schema import APPLICATION, MIGRATIONS

OTHERS = {
    "same version": ("CREATE TABLE bookmarks (url TEXT)", f"PRAGMA user_version = {len(MIGRATIONS)}"),
    "first version": ("CREATE TABLE reports (id TEXT)", "PRAGMA user_version = 1"),
    "no version": ("CREATE TABLE bookmarks (url TEXT)",),
    "named": (f"PRAGMA application_id = {0x4D504258}", f"PRAGMA user_version = {len(MIGRATIONS)}"),
    "named and empty": (f"PRAGMA application_id = {0x4D504258}", "CREATE TABLE x (y)", "DROP TABLE x"),
    "later version of it": ("CREATE TABLE bookmarks (url TEXT)", "PRAGMA user_version = 99"),
}


def run(*arguments: str | Path) -> object:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    return list(analyse_reports([report_of(o["text"], id=o["id"]) for o in made.objects(4, 2, 2)]))


@pytest.fixture
def record(tmp_path: Path, analyses: list[Analysis]) -> Path:
    (tmp_path / "in").mkdir()
    store = open_store(tmp_path / "in" / "r.db")
    for a in analyses:
        pipeline.write(store, a)
    store.close()
    return tmp_path / "in" / "r.db"


def older(record: Path, version: int) -> None:
    """Makes the record one of an earlier version, which did not name its program."""
    db = sqlite3.connect(record, isolation_level=None)
    db.execute("PRAGMA journal_mode = DELETE")
    made.older(db, version)
    db.execute("PRAGMA application_id = 0")
    db.execute("DELETE FROM derived")
    db.close()


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    "command",
    [
        ["read", "x"],
        ["timeline"],
        ["correct", "join", "actor", "a", "b"],
        ["check"],
        ["salvage", "--to", "new.db"],
    ],
    ids=lambda c: c[0],
)
def test_another_programs_file_is_left_as_it_is(
    kind: str, journal: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "other.db"
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA journal_mode = {journal}")
    for statement in OTHERS[kind]:
        db.execute(statement)
    db.close()
    before, files = path.read_bytes(), sorted(os.listdir(tmp_path))
    result = run(*command, "--record", path)
    assert result.exit_code == 2, result.output  # type: ignore[attr-defined]
    assert "--record" in result.stderr or "update onrecord" in result.stderr  # type: ignore[attr-defined]
    assert result.stderr.count("\n") == 1  # type: ignore[attr-defined]
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == files


def test_a_record_says_whose_it_is(record: Path) -> None:
    assert int.from_bytes(record.read_bytes()[68:72]) == APPLICATION


@pytest.mark.parametrize(
    "command", [["timeline"], ["page", "--to", "-"], ["search", "Norway"], ["check"]], ids=lambda c: c[0]
)
def test_a_view_leaves_the_file_and_no_other(record: Path, command: list[str]) -> None:
    view(open_store(record))  # what a view may keep is kept
    before, mode = record.read_bytes(), record.stat()
    assert run(*command, "--record", record).exit_code == 0  # type: ignore[attr-defined]
    assert record.read_bytes() == before
    assert record.stat().st_mtime_ns == mode.st_mtime_ns
    assert os.listdir(record.parent) == ["r.db"]


def test_what_is_written_is_synced(record: Path) -> None:
    """With less, SQLite may undo at a power cut what was told to be read."""
    full = 2
    store = open_store(record)
    assert store.db.execute("PRAGMA synchronous").fetchone() == (full,)
    assert store.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


def test_a_view_can_not_write(record: Path) -> None:
    store = open_store(record, reading=True)
    view(store)
    with pytest.raises(Stopped, match="may not be written"):
        store.db.execute("DELETE FROM reports")


@pytest.mark.parametrize("journal", ["folded", "left"])
@pytest.mark.parametrize("version", [1, 2, None])
def test_from_a_folder_that_can_not_be_written(
    record: Path,
    analyses: list[Analysis],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    journal: str,
    version: int | None,
) -> None:
    """As on a medium that is read only: SQLite may make no file beside the record. ``left``: a killed
    writer's journal."""
    whole = view(open_store(record)).events
    if version is not None:
        older(record, version)
    if journal == "left":
        store = SqliteStore(record)
        store.judge(Judgement("join", "event", ("e-1", "e-2")))
        shutil.copytree(record.parent, tmp_path / "copy")
        store.close()
        record = tmp_path / "copy" / "r.db"
        (record.parent / "r.db-shm").unlink()
        assert (record.parent / "r.db-wal").stat().st_size
    real = opened.connect

    def connect(path: str, mode: str, *rest: float) -> object:
        if str(tmp_path) in path and "onrecord-" not in path and mode != "immutable":
            raise Stopped(f"{path}: may not be written")
        return real(path, mode, *rest)

    monkeypatch.setattr(opened, "connect", connect)
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = {p.name: p.read_bytes() for p in record.parent.iterdir()}
    store = open_store(record, reading=True)
    assert view(store).events == whole
    assert view(store).events == whole
    store.close()
    assert {p.name: p.read_bytes() for p in record.parent.iterdir()} == before


def test_a_record_whose_rights_are_taken_away(record: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    whole = view(open_store(record)).events
    record.chmod(0o444)
    record.parent.chmod(0o555)
    try:
        assert view(open_store(record, reading=True)).events == whole
    finally:
        record.parent.chmod(0o755)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("by", ["view", "read"])
def test_earlier_versions_are_brought_up(record: Path, version: int, by: str) -> None:
    store = open_store(record)
    whole, state = view(store).events, store.state()
    store.close()
    older(record, version)
    store = open_store(record, reading=by == "view")
    assert (view(store).events, store.state()) == (whole, state)


def test_a_migration_that_fails_at_any_statement_leaves_the_old_record(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(record, 1)
    before = hashlib.sha256(record.read_bytes()).hexdigest()
    for n in range(len(MIGRATIONS[1]) + 1):
        with monkeypatch.context() as patched:
            patched.setattr(
                schema,
                "MIGRATIONS",
                (MIGRATIONS[0], (*MIGRATIONS[1][:n], "no statement", *MIGRATIONS[1][n:])),
            )
            with pytest.raises(RuntimeError, match=r"no statement|syntax"):
                open_store(record)
        assert hashlib.sha256(record.read_bytes()).hexdigest() == before
    assert len(list(open_store(record).analyses())) == 4


@pytest.mark.parametrize("name", ["", " ", ":memory:"])
def test_a_record_without_a_file_keeps_nothing_and_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Norway met Chile.")
    result = run("read", tmp_path / "a.txt", "--record", name)
    assert result.exit_code == 2  # type: ignore[attr-defined]
    assert "names no file; name one" in result.stderr  # type: ignore[attr-defined]


def test_an_empty_file_is_no_record_to_look_into(tmp_path: Path) -> None:
    (tmp_path / "r.db").touch()
    with pytest.raises(NotARecord, match="an empty file and no record yet"):
        open_store(tmp_path / "r.db", reading=True)
    assert (tmp_path / "r.db").stat().st_size == 0
