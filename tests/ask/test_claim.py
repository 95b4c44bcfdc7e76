"""Claims held against a record: each verdict with the lines and words behind it, and none from names
alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.ask.claim import Verdict, check
from onrecord.fuse import Fused
from onrecord.model import Analysis, Report

Told = tuple[Fused, list[Analysis], list[Report]]


@pytest.mark.parametrize(
    ("claim", "word", "report"),
    [
        ("Norway suspended talks with Chile on fishing rights in March 2024.", "supported", "cut"),
        ("Norway suspended talks with Chile on fishing rights.", "supported", "cut"),
        ("Chile suspended talks with Norway on fishing rights.", "contradicted", "cut"),
        ("Norway suspended talks with Chile on fishing rights on March 20, 2024.", "contradicted", "cut"),
        ("Anna Lund met Pedro Rojas in Lisbon in May 2024.", "disputed", "met"),
        ("Anna Lund met Pedro Rojas in Madrid in May 2024.", "contradicted", "met"),
        ("Anna Lund did not meet Pedro Rojas in Lisbon.", "contradicted", "met"),
        ("Anna Lund visited Kenya.", "planned", "plan"),
        ("Anna Lund will visit Kenya.", "supported", "plan"),
        ("Elena Quispe visited Ghana.", "contradicted", "off"),
        ("Elena Quispe did not visit Ghana.", "supported", "off"),
        ("Kenya met Peru in Lisbon.", "not on record", None),
        ("Norway suspended talks with Kenya on fishing rights.", "not on record", None),
        ("Anna Lund met Pedro Rojas in December 2019.", "not on record", None),
        ("The weather was fine.", "not on record", None),
    ],
)  # fmt: skip
def test_verdicts(
    claim: str, word: str, report: str | None, told: Told, analysed: Callable[..., Analysis]
) -> None:
    fused, _, reports = told
    found = check(analysed(claim, None, "claim"), fused)
    assert [v.word for v in found] == [word], found
    (v,) = found
    assert v.why
    if report is not None:
        assert report in v.events[0].reports
        assert v.independent_sources >= 1
    texts = {r.id: r.text for r in reports}
    assert all(texts[c.report][c.start : c.end] == c.text for c in v.evidence)
    if word == "not on record":
        assert v.independent_sources == 0


def test_each_act_of_a_claim_is_asked_for_itself(told: Told, analysed: Callable[..., Analysis]) -> None:
    claim = (
        "Norway suspended talks with Chile on fishing rights on March 4, 2024. Norway suspended talks with "
        "Kenya on fishing rights."
    )
    assert [v.word for v in check(analysed(claim, None, "claim"), told[0])] == ["supported", "not on record"]


def test_reprints_are_one_source_and_others_count(told: Told, analysed: Callable[..., Analysis]) -> None:
    (v,) = check(analysed("Anna Lund met Pedro Rojas in Lisbon in May 2024.", None, "claim"), told[0])
    assert v.independent_sources == 2
    assert v.why == "it happened, but reports disagree on its date"


def test_nothing_is_on_an_empty_record(analysed: Callable[..., Analysis]) -> None:
    empty = Fused((), (), (), (), (), (), (), (), ())
    found: list[Verdict] = check(analysed("Norway suspended talks with Chile.", None, "claim"), empty)
    assert [(v.word, v.events) for v in found] == [("not on record", ())]
