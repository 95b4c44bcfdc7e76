"""Expectations without a line of their own: told twice they are one, an act has its own line, a later act
settles them."""

from __future__ import annotations

from datetime import date

from onrecord import analyse
from onrecord.fuse import Fused, fuse
from onrecord.fuse.together import at_least

MAY, JUNE, JULY = date(2024, 5, 8), date(2024, 6, 10), date(2024, 7, 20)
LOSE = "Prime Minister Ana Torres may lose her majority in the vote."


def fused(*texts: tuple[str, date]) -> Fused:
    return fuse([analyse(text, published=day, id=f"r{n}") for n, (text, day) in enumerate(texts)])


def test_one_expectation_however_many_reports_say_it() -> None:
    alone = fused((LOSE, MAY)).expectations
    (x,) = fused(
        (LOSE, MAY), ("Analysts say that Ana Torres is expected to lose the vote of the chamber.", JUNE)
    ).expectations
    assert (x.event, x.reports, x.outcome) == (None, ("r0", "r1"), "open")
    assert (x.first_expected, x.last_expected) == (MAY, JUNE)
    assert [c.report for c in x.evidence] == ["r0", "r1"]
    assert x.p > alone[0].p
    assert x.id == alone[0].id  # of the words that say it first


def test_a_copy_makes_it_no_surer() -> None:
    text = (
        f"{LOSE} Her party has 61 of 120 seats and three of its members have said that they would leave it."
    )
    assert fused((text, MAY)).expectations[0].p == fused((text, MAY), (text, MAY)).expectations[0].p


def test_what_has_a_line_is_told_there_alone() -> None:
    found = fused(("President Ana Torres will hold talks with President Luis Rojas of Chile in June.", MAY))
    assert [(x.event, x.outcome) for x in found.expectations] == [(found.events[0].id, "open")]


def test_a_later_act_of_the_same_word_settles_it() -> None:
    plan = ("Peru may join the fishing pact in June.", MAY)
    (x,) = fused(plan).expectations
    assert (x.event, x.outcome) == (None, "open")
    later = fused(plan, ("Peru joined the fishing pact in June.", JULY))
    (y,) = (x for x in later.expectations if x.event is None)
    assert y.outcome == "happened"
    assert y.settled_by is not None
    assert y.settled_by.report == "r1"


def test_the_chance_that_is_asked_for_holds_for_them_too() -> None:
    found = fused((LOSE, MAY))
    p = found.expectations[0].p
    assert at_least(found, p).expectations == found.expectations
    assert at_least(found, p + 0.01).expectations == ()
