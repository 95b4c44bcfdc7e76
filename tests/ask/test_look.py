"""First mentions, similar events, quotations and actors."""

from __future__ import annotations

from datetime import date

from onrecord.ask.look import actors, first, quotes, similar
from onrecord.fuse import Fused
from onrecord.judge import actor
from onrecord.model import Analysis, Report

Told = tuple[Fused, list[Analysis], list[Report]]


def test_first_stands_in_the_earliest_report(told: Told) -> None:
    fused, analyses, reports = told
    found = first(actor(fused, "Pedro Rojas"), list(reversed(analyses)))
    assert found is not None
    assert (found.report, found.published) == ("plan", date(2024, 5, 2))
    text = next(r.text for r in reports if r.id == "plan")
    assert text[found.mention.start : found.mention.end] == found.mention.text
    assert found.mention.text in found.sentence.text
    assert first(actor(fused, "Norway"), analyses).report == "cut"  # type: ignore[union-attr]


def test_similar_ranks_by_what_is_shared(told: Told) -> None:
    fused = told[0]
    met = next(e for e in fused.events if "met" in e.reports and e.type == "CONSULT")
    found = similar(met, fused)
    assert all(x.event.id != met.id and x.event.type == met.type for x in found)
    assert [x.likeness for x in found] == sorted((x.likeness for x in found), reverse=True)
    assert {"Anna Lund"} <= {*found[0].event.actors}


def test_quotes_by_and_with_and_of_days(told: Told) -> None:
    fused, _, reports = told
    everything = quotes(fused, reports)
    assert len(everything) == len(fused.quotes) > 1
    assert {q.speaker for q in quotes(fused, reports, by="lund")} == {"Anna Lund"}
    (one,) = quotes(fused, reports, words="HONEST answer")
    assert one.report == "cut"
    assert quotes(fused, reports, start=date(2024, 3, 6), words="honest") == []
    assert quotes(fused, reports, by="lund", end=date(2024, 3, 5)) == [one]


def test_actors_of_a_kind_and_country(told: Told) -> None:
    found = actors(told[0], "person", "nor")
    assert [a.name for a, _, _ in found] == ["Anna Lund"]
    assert found[0][1] >= 2
    assert found[0][2] >= 1
    assert [n for _, n, _ in actors(told[0])] == sorted((n for _, n, _ in actors(told[0])), reverse=True)
