"""What fails is told, each kind with the exit code that the documents give it."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import made
from onrecord import cli, pipeline
from onrecord.engine import Failed, analyse_all
from onrecord.guard import DAMAGED, REFUSED, STOPPED, USAGE
from onrecord.guard import told as told_of
from onrecord.limits import ANALYSIS_SECONDS
from onrecord.model import Analysis, Report
from onrecord.pipeline import read_into
from onrecord.record import Damaged, NotARecord, Stopped, open_store
from onrecord.record.faults import told

ROOT = Path(__file__).parent.parent.parent


def test_the_codes_are_those_of_the_document() -> None:
    text = (ROOT / "docs" / "durability.md").read_text(encoding="utf8")
    codes = [int(n) for n in re.findall(r"^\| (\d+) \|", text, re.M)]
    assert codes == [0, REFUSED, USAGE, STOPPED, DAMAGED, 130]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotARecord("x"), 2),
        (Stopped("x"), 3),
        (Damaged("x"), 4),
        (MemoryError(), 3),
        (OSError(errno.ENOSPC, "full", "r.db"), 3),
        (OSError(errno.EIO, "failed"), 3),
        (OSError(errno.EPIPE, "closed"), None),
        (KeyError("a fault of the program"), None),
    ],
)
def test_what_ends_a_command(error: Exception, code: int | None) -> None:
    found = told_of(error)
    assert (found and found[1]) == code
    assert found is None or "\n" not in found[0]


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        (sqlite3.SQLITE_FULL, Stopped, "no room left on the disk"),
        (sqlite3.SQLITE_IOERR, Stopped, "the disk failed"),
        (sqlite3.SQLITE_IOERR | (12 << 8), Stopped, "the disk failed"),
        (sqlite3.SQLITE_BUSY, Stopped, "another program holds the record"),
        (sqlite3.SQLITE_READONLY, Stopped, "may not be written"),
        (
            sqlite3.SQLITE_IOERR | (2 << 8),
            Damaged,
            "onrecord salvage saves what is whole",
        ),  # the file is too short
        (sqlite3.SQLITE_CORRUPT, Damaged, "onrecord check tells where"),
        (sqlite3.SQLITE_NOTADB, Damaged, "onrecord check tells where"),
        (None, Damaged, "onrecord check tells where"),  # a text that is no UTF-8 has no code
    ],
)
def test_what_sqlite_says(code: int | None, kind: type[Exception], why: str) -> None:
    error = sqlite3.OperationalError("said so")
    if code is not None:
        error.sqlite_errorcode = code
    found = told(error, "r.db")
    assert type(found) is kind
    assert why in str(found)
    assert "said so" in str(found)


def test_a_fault_of_the_program_stays_one() -> None:
    error = sqlite3.ProgrammingError("closed")
    assert told(error, "r.db") is error


def test_dating_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def failing(reports: Iterator[Report], **options: object) -> Iterator[Analysis | Failed]:
        nonlocal calls
        calls += 1
        if calls == 1:
            yield from analyse_all(reports, **options)  # type: ignore[arg-type]
        else:
            yield from (Failed(r, "broke") for r in reports)

    store, lines = open_store(tmp_path / "r.db"), list[str]()
    folder = [str(made.folder(tmp_path / "in", 2))]
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "analyse_all", failing)
        read_into(store, folder, refuse=lines.append)
    (line,) = [x for x in lines if "broke" in x]
    assert "undated.txt (undated): broke (kept without the day that others tell of it" in line
    assert read_into(store, folder).read == 0  # and is tried again
    assert next(a.report for a in store.analyses() if a.report.id == "undated").published_basis == "inferred"


def test_a_limit_that_is_none_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ANALYSIS_SECONDS[0], "soon")
    (tmp_path / "a.txt").write_text("Norway met Chile.")
    result = CliRunner().invoke(cli.app, ["analyse", str(tmp_path / "a.txt")])
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: ONRECORD_ANALYSIS_SECONDS='soon' is no limit")


def test_ctrl_c(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_all", stopped)
    (tmp_path / "a.txt").write_text("Norway met Chile.")
    result = CliRunner().invoke(
        cli.app, ["read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "r.db")]
    )
    assert result.exit_code == 130
    assert "Traceback" not in result.output
