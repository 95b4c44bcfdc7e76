"""Every span that an output cites holds the words it quotes, on reports of our own and on real ones where
they are."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import made
from onrecord.engine import analyse_all
from onrecord.model import Analysis, Report
from onrecord.pipeline import read_into, view
from onrecord.read import Refused, read_paths, report_of
from onrecord.record import laid_out, open_store
from onrecord.show.contract import analysis_object
from onrecord.show.export import tables

SHARED = Path(__file__).parent.parent.parent / "shared"
SEEDS = SHARED / "seeds"
STREAM = SHARED / "bench" / "stream" / "allsides.jsonl"


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a start and an end, however deep."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def check_analysis(a: Analysis) -> int:
    """Offsets within the text, quoted text the same, and whole words at both ends. Returns how many were
    checked."""
    text, said, count = a.report.text, analysis_object(a), 0
    assert a.problems == ()
    for name in ("times", "actors", "places", "quotes", "events", "commitments"):
        for span in spans_of(said[name]):
            count += 1
            words = text[span["start"] : span["end"]]
            assert 0 <= span["start"] < span["end"] <= len(text), (name, span)
            assert words == words.strip() != "", (name, words)
            if "text" in span:
                assert words == span["text"], (name, span)
    ids = {x["id"] for x in said["actors"]}
    for event in said["events"]:
        assert {*event["actors"], *event["recipients"]} <= ids
        assert event["evidence"]["start"] <= event["start"] < event["end"] <= event["evidence"]["end"]
    last = 0
    for start, end in a.sentences:
        assert last <= start < end <= len(text)
        last = end
    return count


def check_export(exported: dict[str, list[dict[str, Any]]]) -> int:
    """Every citation holds the words of the report that it names."""
    texts = {r["id"]: r["text"] for r in exported["reports"]}
    count = 0
    for name in ("events", "quotes", "commitments", "expectations", "relations", "disagreements"):
        for row in exported[name]:
            for span in spans_of(row):
                count += 1
                words = texts[span.get("report", row.get("report"))][span["start"] : span["end"]]
                assert words == span["text"], (name, span)
                assert words.strip()
    for row in exported["events"]:
        assert row["evidence"], row["id"]
        assert {e["report"] for e in row["evidence"]} <= set(row["reports"]) <= set(texts)
    lines = {e["id"] for e in exported["events"]}
    assert {x["event"] for x in exported["expectations"] if x["event"]} <= lines
    assert all(x["event"] or x["evidence"] for x in exported["expectations"])
    for line in exported["lineages"]:
        for copied in line["copied"]:
            for start, end in copied["spans"]:
                assert 0 <= start < end <= len(texts[copied["to"]])
    return count


def reports_of(paths: list[Path], count: int) -> list[Report]:
    return list(
        itertools.islice(
            (r for r in read_paths(map(str, paths)) if not isinstance(r, Refused) and r.language == "en"),
            count,
        )
    )


def check(paths: list[Path], count: int, tmp_path: Path) -> int:
    """Analysis and export of the reports below the paths."""
    given = reports_of(paths, count)
    path = tmp_path / "given.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {"id": r.id, "text": r.text, "published": r.published.isoformat() if r.published else None}
            )
            + "\n"
            for r in given
        )
    )
    store = open_store(tmp_path / "r.db")
    done = read_into(store, [str(path)])
    assert done.read >= len(given)
    analyses = list(store.analyses())
    checked = sum(map(check_analysis, analyses))
    reports = [a.report for a in analyses]
    made_of = tables(laid_out(view(store), reports), lambda: reports, len(reports))
    return checked + check_export({name: list(rows) for name, rows in made_of.items()})


def test_made_reports(tmp_path: Path) -> None:
    assert check([made.folder(tmp_path / "reports", 12)], 99, tmp_path) > 1000


def test_odd_text() -> None:
    """Characters of two code units, combining marks, blanks of all kinds: offsets are code points."""
    odd = (
        "𝔑orway 🙂 and Chile\u00a0met in O\u0301slo on\u2009Monday.\r\n\r\n“We\u200b will sign 🙂 by "
        "2030,”\tsaid Anna Bérg.\u2028São Tomé left the talks on 3 May 2024."
    )
    (a,) = analyse_all([report_of(odd, id="odd")])
    assert isinstance(a, Analysis)
    assert check_analysis(a) > 3


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here")
def test_seeds(tmp_path: Path) -> None:
    assert check([SEEDS], 99, tmp_path) > 500


@pytest.mark.skipif(not STREAM.is_file(), reason="the stream of reports is not here")
def test_stream(tmp_path: Path) -> None:
    assert check([STREAM], 200, tmp_path) > 20_000
