"""Whose a file is, before anything is changed in it."""

from __future__ import annotations

import sqlite3

import pytest

from onrecord.record import NotARecord, schema


@pytest.mark.parametrize(
    "made",
    [
        ("PRAGMA application_id = 7", "CREATE TABLE x (y)"),  # another program's, which says so
        ("PRAGMA application_id = 7",),
        ("CREATE TABLE x (y)",),  # another program's, which says nothing
        ("CREATE TABLE reports (id)", "PRAGMA user_version = 1"),
    ],
)
def test_another_programs_file_is_refused_and_stays_as_it_is(made: tuple[str, ...]) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    for statement in made:
        db.execute(statement)
    before = list(db.iterdump())
    with pytest.raises(NotARecord, match="no onrecord record; name another file"):
        schema.migrate(db, "x.db")
    assert list(db.iterdump()) == before


def test_a_new_file_is_brought_to_this_version_once() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(db, "x.db")
    before = list(db.iterdump())
    assert db.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION
    schema.migrate(db, "x.db")
    assert list(db.iterdump()) == before
