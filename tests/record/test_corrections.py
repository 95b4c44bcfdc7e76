"""Corrections as the record keeps them: once each, in order, taken back one by one, and through a change of
version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from onrecord.model import Held, Judgement
from onrecord.record import Changed, Damaged, SqliteStore, open_store

WORD = Judgement(
    "redate",
    "event",
    ("r:1:CONSULT",),
    "2024-01-01/2024-01-01",
    "A",
    "why",
    "t1",
    "x",
    "met",
    (Held("r", "s", 1, "CONSULT", 0, 3, "met"),),
)
JUDGEMENTS = st.builds(
    Judgement,
    st.sampled_from(["join", "split", "redate", "reject", "confirm", "rename"]),
    st.just("event"),
    st.sampled_from([("a:1:CONSULT",), ("a:1:CONSULT", "b:2:AGREE")]),
    st.sampled_from([None, "x", "y"]),
)


def test_what_goes_in_comes_out() -> None:
    store = SqliteStore(":memory:")
    assert store.judge(WORD)
    assert store.judgements() == [WORD]
    assert not store.judge(msgspec.structs.replace(WORD, author="B", made="t2"))
    assert store.judgements() == [WORD]


def test_taken_back_is_kept_and_said_again_holds() -> None:
    store = SqliteStore(":memory:")
    store.judge(WORD)
    before = store.state()
    assert store.undo(WORD.id, "t2")
    assert not store.undo(WORD.id, "t3")
    assert (store.judgements(), [j.undone for j in store.judgements(undone=True)]) == ([], ["t2"])
    assert store.state() != before
    assert store.judge(msgspec.structs.replace(WORD, made="t4"))
    assert [(j.made, j.undone) for j in store.judgements(undone=True)] == [("t4", None)]


def test_the_last_word_on_a_thing_stands_last() -> None:
    store = SqliteStore(":memory:")
    other = msgspec.structs.replace(WORD, value="2024-01-02/2024-01-02")
    for j in (WORD, other, WORD):
        assert store.judge(j)
    assert [j.value for j in store.judgements()] == [other.value, WORD.value]


def test_the_opposite_takes_it_back() -> None:
    store = SqliteStore(":memory:")
    store.judge(Judgement("reject", "event", ("a:1:CONSULT",), made="t1"))
    store.judge(Judgement("confirm", "event", ("a:1:CONSULT",), made="t2"))
    assert [j.verb for j in store.judgements()] == ["confirm"]
    assert [(j.verb, j.undone) for j in store.judgements(undone=True)] == [
        ("reject", "t2"),
        ("confirm", None),
    ]


@given(st.lists(JUDGEMENTS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_one_of_an_id_and_the_last_said_holds(said: list[Judgement]) -> None:
    store = SqliteStore(":memory:")
    for j in said:
        store.judge(j)
        assert j in store.judgements()
    ids = [j.id for j in store.judgements(undone=True)]
    assert len(ids) == len(set(ids))
    assert set(ids) == {j.id for j in said}


def test_two_who_correct_at_once(tmp_path: Path) -> None:
    """The second sees that the first was there."""
    one, two = open_store(tmp_path / "r.db"), open_store(tmp_path / "r.db")
    looked = two.state()
    one.judge(WORD, one.state())
    with pytest.raises(Changed, match="look again"):
        two.judge(Judgement("reject", "event", ("r:1:CONSULT",)), looked)
    assert two.judgements() == [WORD]


def test_joins_and_splits_of_an_earlier_version_are_taken_over(tmp_path: Path) -> None:
    store = open_store(tmp_path / "r.db")
    store.close()
    db = sqlite3.connect(tmp_path / "r.db", isolation_level=None)
    made.older(db, 2)
    db.execute(
        "INSERT INTO judgements (verb, subject, members) VALUES ('join', 'actor', '[\"person/a\", "
        '"person/b"]\')'
    )
    db.close()
    (j,) = open_store(tmp_path / "r.db").judgements()
    assert (j.verb, j.subject, j.members, j.author) == ("join", "actor", ("person/a", "person/b"), "")


def test_noise_is_damage() -> None:
    store = SqliteStore(":memory:")
    store.judge(WORD)
    for column, noise in (("members", "[1"), ("verb", "burn"), ("held", "{}")):
        store.db.execute(f"UPDATE corrections SET {column} = ?", (noise,))
        with pytest.raises(Damaged, match="corrections"):
            store.judgements()
        store.db.execute("DELETE FROM corrections")
        store.judge(WORD)
