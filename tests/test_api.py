"""The Python face: typed objects, fused, which go into data frames as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.api import Record, Rows
from onrecord.fuse.together import SaidOnRecord
from onrecord.model import Analysis, Event, Expectation, Relation
from onrecord.pipeline import write
from onrecord.record import open_store

TEXTS = {
    "cut": (
        "Norway suspended talks with Chile on fishing rights on March 4. “We waited too long,” said Anna "
        "Lund, Norway's envoy.",
        "2024-03-05",
    ),
    "plan": ("Norway's envoy Anna Lund will visit Chile on June 3.", "2024-05-20"),
    "back": ("Norway and Chile resumed talks on fishing rights on June 4.", "2024-06-05"),
}


@pytest.fixture
def record(tmp_path: Path, analysed: Callable[..., Analysis]) -> Record:
    store = open_store(tmp_path / "r.db")
    for id, (text, day) in TEXTS.items():
        write(store, analysed(text, day, id))
    store.close()
    return onrecord.open(tmp_path / "r.db")


def test_all_of_it_is_fused_and_typed(record: Record) -> None:
    for rows, kind in (
        (record.events(), Event),
        (record.quotes(), SaidOnRecord),
        (record.relations(), Relation),
        (record.expectations(), Expectation),
    ):
        assert rows
        assert all(isinstance(x, kind) for x in rows)
    assert {q.speaker for q in record.quotes()} == {"Anna Lund"}
    assert len(record.events(sure=0)) >= len(record.events())
    assert {r for e in record.events(as_of=date(2024, 3, 6)) for r in e.reports} == {"cut"}
    assert [v.word for v in record.check_claim("Norway suspended talks with Chile on fishing rights.")] == [
        "supported"
    ]


def test_frames_of_pandas(record: Record) -> None:
    pandas = pytest.importorskip("pandas")
    frame = record.events().to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(record.events())
    assert frame.loc[0, "earliest"] == date(2024, 3, 4)
    assert frame.loc[0, "evidence"][0]["report"] == "cut"
    assert list(Rows([]).to_frame()) == []
    assert set(record.quotes().to_frame()["speaker"]) == {"Anna Lund"}


def test_without_either(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match="install one of them"):
        record.events().to_frame()
