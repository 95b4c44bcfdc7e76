"""A report's correction of itself: told on the lines that it touches, and on no other."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from onrecord.fuse import fuse
from onrecord.fuse.amended import corrections
from onrecord.model import Analysis, Note, Span
from onrecord.read import report_of
from onrecord.record import laid_out
from onrecord.show.contract import analysis_object
from onrecord.show.explain import explain
from onrecord.show.export import tables, timeline_objects
from onrecord.show.words import notes

TEXT = (
    "Norway suspended its fishing talks with Chile on Tuesday, the ministry said.\n\n"
    "Norway and Chile signed the first accord in 2019.\n\n"
    "Correction: An earlier version of this story gave the wrong year of the accord. It was signed in 2019, "
    "not in 2018."
)


def test_it_is_told_on_the_lines_it_touches(analysed: Callable[..., Analysis]) -> None:
    a = analysed(TEXT, "2024-05-08", "r")
    events = fuse([a]).events
    touched = {e.summary: [x.text for x in e.amended] for e in events}
    assert any("accord" in s and found and found[0].startswith("Correction:") for s, found in touched.items())
    assert not any(found for s, found in touched.items() if "talks" in s)
    assert all(("a report was corrected" in notes(e)) == bool(e.amended) for e in events)
    (x,) = next(e for e in events if e.amended).amended
    assert x.start is not None
    assert TEXT[x.start : x.end] == x.text


def test_machines_and_people_are_told(analysed: Callable[..., Analysis]) -> None:
    a = analysed(TEXT, "2024-05-08", "r")
    told = [e["amended"] for e in analysis_object(a)["events"]]
    assert [] in told
    assert any(told)
    assert any("the report corrects" in line for s in explain(a) for line in s.lines)
    fused = fuse([a])
    rows = tables(laid_out(fused, [a.report]), lambda: [a.report], 1)["events"]
    assert {x["report"] for e in rows for x in e["amended"]} == {"r"}
    (day,) = timeline_objects([("2024-05-07", [], fused.events)])
    touched = [{"event": e["id"], **x} for e in rows for x in e["amended"]]
    assert day["amended"] == touched


@pytest.mark.parametrize(
    ("note", "touches"),
    [
        ("Correction: An earlier version of this story gave the wrong year of the accord, which was "
            "signed in 2019.", True),
        ("Correction: This article misspelled the name of the fjord.", True),  # which is named once
        ("Correction: A caption misidentified the singer.", False),
        ("Correction: An earlier version of this story was published on the wrong day.", False),
    ],
)  # fmt: skip
def test_what_a_correction_touches(note: str, touches: bool) -> None:
    text = (
        "Norway and Chile signed the accord beside the fjord in 2019. Talks on the accord had begun in Lima."
    )
    report = report_of(text)
    report = msgspec.structs.replace(report, notes=(Note("correction", note),))
    assert bool(corrections(report, Span.of(text, 0, 60))) == touches
    assert (
        corrections(msgspec.structs.replace(report, notes=(Note("editor", note),)), Span.of(text, 0, 60))
        == ()
    )
