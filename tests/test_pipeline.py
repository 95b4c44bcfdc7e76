"""The whole run: what is read, what is left as it is, and what is derived again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import made
from onrecord import pipeline
from onrecord.engine import Failed
from onrecord.model import Judgement
from onrecord.pipeline import read_into, view
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


def test_a_report_that_fails_is_told_and_tried_again(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = lines(tmp_path / "x.jsonl", *made.objects(2))
    told: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "analyse_all", lambda reports, **_: [Failed(r, "broke") for r in reports])
        done = read_into(store, paths, refuse=told.append)
    assert (done.read, done.refused) == (0, 2)
    assert told[0].endswith("x.jsonl (made-0): broke")
    assert read_into(store, paths).read == 2


def test_a_new_version_of_the_analysis_is_read_anew(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = lines(tmp_path / "x.jsonl", *made.objects(2))
    read_into(store, paths)
    monkeypatch.setattr(pipeline, "version", lambda name: "another")
    assert read_into(store, paths).read == 2


def test_a_corrected_field_is_read_anew(store: SqliteStore, tmp_path: Path) -> None:
    (item,) = made.objects(1)
    read_into(store, lines(tmp_path / "x.jsonl", item))
    assert read_into(store, lines(tmp_path / "x.jsonl", {**item, "published": "2024-01-01"})).read == 1
    assert next(store.analyses()).report.published == date(2024, 1, 1)
    assert read_into(store, lines(tmp_path / "x.jsonl", {k: v for k, v in item.items() if k != "published"})).unchanged == 1


def test_the_view_is_kept_until_something_changes(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_run_cut_short_before_dating_is_completed(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dating the undated comes after the last report is written: the next run does it, though it reads nothing."""
    folder = [str(made.folder(tmp_path / "in", 2))]
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "_date_the_undated", lambda *_: None)
        read_into(store, folder)
    assert next(a.report for a in store.analyses() if a.report.id == "undated").published is None
    assert read_into(store, folder).read == 0
    assert next(a.report for a in store.analyses() if a.report.id == "undated").published_basis == "inferred"
