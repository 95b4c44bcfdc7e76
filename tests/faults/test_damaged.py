"""A damaged record is told in one line, whatever is damaged; check finds it, and salvage saves what is
whole."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import made
from onrecord import cli

PAGE = 4096
VIEWS = (["timeline"], ["sources"], ["search", "Norway"], ["merges"], ["page", "--to", "-"], ["check"])


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("whole")
    run("read", made.folder(here / "in", 5), "--record", here / "r.db")
    assert (
        run("correct", "join", "actor", *_two_actors(here / "r.db"), "--record", here / "r.db").exit_code == 0
    )
    assert run("check", "--record", here / "r.db").exit_code == 0
    return here


def _two_actors(record: Path) -> list[str]:
    assert run("export", "--record", record, "--to", record.parent / "names").exit_code == 0
    lines = (record.parent / "names" / "actors.jsonl").read_text().splitlines()
    return [json.loads(line)["name"] for line in lines if json.loads(line)["kind"] == "person"][:2]


@pytest.fixture
def record(whole: Path, tmp_path: Path) -> Path:
    shutil.copy(whole / "r.db", tmp_path / "r.db")
    return tmp_path / "r.db"


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        db = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            db.execute(statement)
        db.close()

    return change


def bytes_at(where: int, new: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[where : where + len(new)] = new
        path.write_bytes(data)

    return change


LEAF_OF_A_TABLE = 0x0D  # the first byte of such a page in SQLite's format


def a_leaf(new: bytes, at: float) -> Callable[[Path], None]:
    """A page of rows becomes other bytes, one that is no table's root and none of the schema: where those lie
    changes with every table that is added, and without them nothing is left to ask.

    at: a part of those pages."""

    def change(path: Path) -> None:
        db = sqlite3.connect(path)
        roots = {root for (root,) in db.execute("SELECT rootpage FROM sqlite_master")}
        db.close()
        data = path.read_bytes()
        leaves = [
            where
            for where in range(PAGE, len(data), PAGE)
            if data[where] == LEAF_OF_A_TABLE
            and where // PAGE + 1 not in roots
            and b"CREATE " not in data[where : where + PAGE]
        ]
        assert len(leaves) > 5
        bytes_at(leaves[int(at * len(leaves))], new)(path)

    return change


def the_schema(new: bytes) -> Callable[[Path], None]:
    """The pages below the first that hold the list of tables become other bytes; all rows stay."""

    def change(path: Path) -> None:
        data = path.read_bytes()
        pages = [w for w in range(PAGE, len(data), PAGE) if b"CREATE " in data[w : w + PAGE]]
        assert any(data[w] == LEAF_OF_A_TABLE for w in pages)
        for where in pages:
            bytes_at(where, new)(path)

    return change


def cut(to: float) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[: int(to * path.stat().st_size)]) and None


SCHEMA_OFF = "PRAGMA writable_schema = ON"
CHANGES: dict[str, Callable[[Path], None]] = {
    "an edited text": sql("UPDATE reports SET text = replace(text, 'suspended', 'resumed__')"),
    "an edited text and its column": sql(
        "UPDATE reports SET text = 'Norway met Chile.', sha = 'x' WHERE n = 1"
    ),
    "an edited title": sql("UPDATE reports SET title = 'Another' WHERE n = 2"),
    "an edited day": sql("UPDATE reports SET published = '2001-01-01' WHERE n = 2"),
    "a text that is no text": sql("UPDATE reports SET text = x'ff00ff' WHERE n = 1"),
    "a text that is no UTF-8": sql("UPDATE reports SET text = CAST(x'ff41ff' AS TEXT) WHERE n = 1"),
    "a text that is a number": sql("UPDATE reports SET text = 7 WHERE n = 1"),
    "no head": sql("UPDATE reports SET head = x''"),
    "another head": sql("UPDATE reports SET head = (SELECT head FROM reports WHERE n = 2) WHERE n = 1"),
    "a head that is text": sql("UPDATE reports SET head = 'x' WHERE n = 3"),
    "no body": sql("UPDATE analyses SET body = x'' WHERE n = 1"),
    "a body of noise": sql("UPDATE analyses SET body = randomblob(400) WHERE n = 1"),
    "a body that is text": sql("UPDATE analyses SET body = 'x' WHERE n = 1"),
    "a body that is a number": sql("UPDATE analyses SET body = 5 WHERE n = 1"),
    "another body": sql("UPDATE analyses SET body = (SELECT body FROM analyses WHERE n = 2) WHERE n = 1"),
    "another mark": sql("UPDATE analyses SET mark = x'00' WHERE n = 1"),
    "a mark that is text": sql("UPDATE analyses SET mark = 'x' WHERE n = 1"),
    "an analysis gone": sql("DELETE FROM analyses WHERE n = 2"),
    "a report gone": sql("PRAGMA foreign_keys = OFF", "DELETE FROM reports WHERE n = 2"),
    "both gone": sql("DELETE FROM analyses WHERE n = 2", "DELETE FROM reports WHERE n = 2"),
    "no sum": sql("DELETE FROM facts"),
    "another sum": sql("UPDATE facts SET value = '00' WHERE name = 'sum'"),
    "a sum that is none": sql("UPDATE facts SET value = 'many' WHERE name = 'sum'"),
    "no table of facts": sql("DROP TABLE facts"),
    "no table of reports": sql("PRAGMA foreign_keys = OFF", "DROP TABLE reports"),
    "no table of analyses": sql("DROP TABLE analyses"),
    "no full text": sql("DROP TABLE words"),
    "another full text": sql("INSERT INTO words (words) VALUES ('delete-all')"),
    "no corrections": sql("DROP TABLE corrections"),
    "a correction of noise": sql("UPDATE corrections SET members = '[1'"),
    "a correction with a verb that is none": sql("UPDATE corrections SET verb = 'burn'"),
    "an index gone": sql(SCHEMA_OFF, "DELETE FROM sqlite_master WHERE name = 'reports_by_path'"),
    "a schema that is none": sql(
        SCHEMA_OFF, "UPDATE sqlite_master SET sql = 'no table' WHERE name = 'analyses'"
    ),
    "a root that is none": sql(
        SCHEMA_OFF, "UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'analyses'"
    ),
    "half the file": cut(0.5),
    "a tenth of the file": cut(0.1),
    "one page": lambda path: path.write_bytes(path.read_bytes()[:PAGE]) and None,
    "50 bytes": lambda path: path.write_bytes(path.read_bytes()[:50]) and None,
    "a header of zeros": bytes_at(0, bytes(100)),
    "a first page of zeros behind the header": bytes_at(100, bytes(PAGE - 100)),
    "a page of zeros": a_leaf(bytes(PAGE), 0.3),
    "a schema of zeros": the_schema(bytes(PAGE)),
    "a schema of noise": the_schema(random.Random(3).randbytes(PAGE)),
    "a page of noise": a_leaf(random.Random(1).randbytes(PAGE), 0.6),
    "noise all over": lambda path: (
        path.write_bytes(path.read_bytes()[:100] + random.Random(2).randbytes(path.stat().st_size - 100))
        and None
    ),
}


ALL = 10  # reports of the record
NO_LIST = (
    "a first page of zeros behind the header",
    "a schema of zeros",
    "a schema of noise",
    "a schema that is none",
    "a root that is none",
)
READ_AGAIN = ("an edited text", "no head", "another body", "an analysis gone", "no sum", "a page of zeros")


def in_one_line(result: Result, *codes: int) -> None:
    assert result.exit_code in codes, (result.exit_code, result.output, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    if result.exit_code:
        lines = result.stderr.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].startswith("onrecord: ")


@pytest.mark.parametrize("change", CHANGES)
def test_every_view_tells_it_in_one_line(change: str, record: Path) -> None:
    CHANGES[change](record)
    for view in VIEWS:
        in_one_line(run(*view, "--record", record), 0, 2, 4)


@pytest.mark.parametrize("change", [c for c in CHANGES if c != "an index gone"])
def test_check_finds_it_and_salvage_saves_the_rest(
    change: str, record: Path, whole: Path, tmp_path: Path
) -> None:
    CHANGES[change](record)
    before = record.read_bytes()
    checked = run("check", "--record", record)
    assert checked.exit_code in (2, 4), checked.output
    saved = run("salvage", "--record", record, "--to", tmp_path / "new.db")
    assert record.read_bytes() == before
    if saved.exit_code in (2, 4):
        assert change in (
            "50 bytes",
            "a header of zeros",
            "a tenth of the file",
            "one page",
            "noise all over",
            "no table of reports",
        ), saved.output
        assert not (tmp_path / "new.db").exists()
        return
    assert run("check", "--record", tmp_path / "new.db").exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir() if "new" in p.name) == ["new.db"]
    if change in NO_LIST:
        assert saved.exit_code == 1
        assert "the list of tables was damaged" in saved.stderr
        assert f"{ALL} reports whole, 0 with their text alone, 0 left out" in saved.stderr
        assert "join actor" in run("corrections", "--record", tmp_path / "new.db").stdout
    if change not in READ_AGAIN:
        return
    # reading the same files again completes it to what it was, but for what an analyst said
    again = run("read", whole / "in", "--record", tmp_path / "new.db")
    assert again.exit_code == 1
    assert run("check", "--record", tmp_path / "new.db").exit_code == 0
    exports = [
        run("export", "--record", path, "--to", tmp_path / name)
        for path, name in ((tmp_path / "new.db", "a"), (whole / "r.db", "b"))
    ]
    assert [e.exit_code for e in exports] == [0, 0]
    for table in ("reports", "events", "quotes"):
        assert (tmp_path / "a" / f"{table}.jsonl").read_bytes() == (
            tmp_path / "b" / f"{table}.jsonl"
        ).read_bytes()


def test_any_flipped_byte_is_told_or_nothing(record: Path, whole: Path, tmp_path: Path) -> None:
    """Whatever byte is another: the export is what it was, or a line tells that the record is damaged."""
    assert run("export", "--record", whole / "r.db", "--to", tmp_path / "whole").exit_code == 0
    expected = {p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir()}
    data, draw = record.read_bytes(), random.Random(5)
    told = 0
    for n in range(25):
        at = draw.randrange(100, len(data)) if n % 4 else draw.randrange(100, 2 * PAGE)
        record.write_bytes(data[:at] + bytes([data[at] ^ (1 << draw.randrange(8))]) + data[at + 1 :])
        result = run("export", "--record", record, "--to", tmp_path / f"{n}")
        if result.exit_code == 0:
            assert {p.name: p.read_bytes() for p in (tmp_path / f"{n}").iterdir()} == expected, at
        else:
            told += 1
            in_one_line(result, 2, 4)
        for end in ("-wal", "-shm"):
            record.with_name(record.name + end).unlink(missing_ok=True)
    assert told


def test_salvage_writes_over_nothing(record: Path, tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("mine")
    in_one_line(run("salvage", "--record", record, "--to", tmp_path / "new.db"), 2)
    assert (tmp_path / "new.db").read_text() == "mine"
    assert run("salvage", "--record", record, "--to", tmp_path / "other.db").exit_code == 0


def test_salvage_folds_the_journal_of_a_record_without_its_list_of_tables(
    record: Path, tmp_path: Path
) -> None:
    held = sqlite3.connect(record, isolation_level=None)
    held.execute("PRAGMA wal_autocheckpoint = 0")
    held.execute("UPDATE corrections SET note = 'in the journal'")
    there = tmp_path / "there"
    there.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{record}{end}", there)
    held.close()
    assert (there / "r.db-wal").stat().st_size > PAGE
    the_schema(bytes(PAGE))(there / "r.db")
    saved = run("salvage", "--record", there / "r.db", "--to", tmp_path / "new.db")
    assert f"{ALL} reports whole" in saved.stderr
    assert "in the journal" in run("corrections", "--record", tmp_path / "new.db").stdout
