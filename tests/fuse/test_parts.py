"""A trip holds its meetings as parts."""

from __future__ import annotations

import pytest

from onrecord.fuse import fuse

TRIP = "Norway's foreign minister Anna Lund visited Chile from Monday to Thursday. "


def of(analysed, *texts):
    fused = fuse([analysed(text, "2024-05-10", f"r{n}") for n, text in enumerate(texts)])
    names = {e.id: e.summary for e in fused.events}
    return {e.summary: names[e.part_of] for e in fused.events if e.part_of}


@pytest.mark.parametrize(
    ("meeting", "held"),
    [
        ("Lund met Chile's president Pedro Rojas in Santiago on Tuesday.", True),
        ("On Wednesday Lund met Chile's president Pedro Rojas.", True),
        ("Lund had met Chile's president Pedro Rojas in Madrid on April 2.", False),
        ("Lund spoke with Chile's president Pedro Rojas by telephone on Tuesday.", False),
        ("On Tuesday Chile's president Pedro Rojas met Peru's envoy Elena Quispe in Santiago.", False),
    ],
)
def test_a_meeting_of_the_visitor_there_and_then_is_part_of_the_visit(analysed, meeting, held):
    assert bool(of(analysed, TRIP + meeting)) is held


def test_the_visit_stays_an_event_of_its_own(analysed):
    fused = fuse(
        [analysed(TRIP + "Lund met Chile's president Pedro Rojas in Santiago on Tuesday.", "2024-05-10", "r")]
    )
    assert {e.mode for e in fused.events if e.type == "CONSULT"} == {"visit", None}
