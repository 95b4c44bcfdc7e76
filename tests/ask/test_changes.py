"""Differences between two states of a record: every line is accounted for, and each has its cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ask.changes import changes
from onrecord.fuse import fuse
from onrecord.model import Analysis

TEXTS = {
    "plan": (
        "Norway's envoy Anna Lund will meet Chile's envoy Pedro Rojas in Lisbon on May 6.",
        "2024-05-02",
    ),
    "met": ("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on Monday.", "2024-05-08"),
    "late": (
        "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6, officials said.",
        "2024-05-11",
    ),
    "cut": ("Norway suspended talks with Kenya on fishing rights on May 9, the ministry said.", "2024-05-12"),
}


@pytest.fixture(scope="module")
def analyses(analysed: Callable[..., Analysis]) -> tuple[Analysis, ...]:
    return tuple(analysed(text, day, id) for id, (text, day) in TEXTS.items())


def of(analyses: Sequence[Analysis], *ids: str) -> list[Analysis]:
    return [a for a in analyses if a.report.id in ids]


def test_new_and_settled(analyses: Sequence[Analysis]) -> None:
    found = changes(fuse(of(analyses, "plan")), fuse(of(analyses, "plan", "met", "cut")))
    assert [(d.kind, d.reports, d.cause) for d in found if d.kind == "settled"] == [
        ("settled", ("met",), "told by met")
    ]
    assert {d.reports for d in found if d.kind == "new"} >= {("met",), ("cut",)}
    assert not [d for d in found if d.kind == "withdrawn"]


def test_another_witness_is_a_change(analyses: Sequence[Analysis]) -> None:
    (d,) = changes(fuse(of(analyses, "met")), fuse(of(analyses, "met", "late")))
    assert (d.kind, d.reports, d.cause) == ("changed", ("late",), "told by late")
    assert ("sources", "1", "2") in d.fields


def test_what_fell_with_its_report(analyses: Sequence[Analysis]) -> None:
    found = changes(fuse(of(analyses, "met", "cut")), fuse(of(analyses, "met")))
    assert [(d.kind, d.cause) for d in found] == [("withdrawn", "no longer on record: cut")]


@settings(max_examples=15, deadline=None)
@given(one=st.sets(st.sampled_from(sorted(TEXTS))), other=st.sets(st.sampled_from(sorted(TEXTS))))
def test_every_line_is_accounted_for(analyses: Sequence[Analysis], one: set[str], other: set[str]) -> None:
    before, after = fuse(of(analyses, *one)), fuse(of(analyses, *other))
    found = changes(before, after)
    if before == after:
        assert found == ()
    new = {d.after.id for d in found if d.kind == "new" and d.after}
    gone = {d.before.id for d in found if d.kind == "withdrawn" and d.before}
    assert len(before.events) - len(gone) == len(after.events) - len(new)
    assert all(d.cause for d in found)
    assert all(set(d.reports) <= one | other for d in found)
