"""Where reports disagree, and what of it stands on the timeline."""

from __future__ import annotations

import pytest

from onrecord.fuse import at_least, fuse


def made(analysed, *texts, day="2024-05-08"):
    return fuse([analysed(text, day, f"r{n}") for n, text in enumerate(texts)])


def test_two_counts_of_one_act_stand_side_by_side(analysed):
    fused = made(
        analysed,
        "Chilean rebels killed 12 people in Arica on Monday.",
        "Chilean rebels killed 15 people in Arica on Monday, the army said.",
    )
    (d,) = [x for e in fused.events for x in e.disputes if x.field == "number"]
    assert {v.value for v in d.values} == {"12 people", "15 people"}
    assert any(x.what.startswith("number of") and len(x.values) == 2 for x in fused.disagreements)


def test_unanswered_and_exchanged_is_a_dispute(analysed):
    fused = made(
        analysed,
        "Norway's envoy Anna Lund sent unanswered e-mails to Chile's envoy Pedro Rojas.",
        "Norway's envoy Anna Lund and Chile's envoy Pedro Rojas exchanged e-mails, Rojas said.",
    )
    assert any(x.field == "answered" for e in fused.events for x in e.disputes), [
        (e.summary, e.disputes) for e in fused.events
    ]


def test_who_did_it(analysed):
    fused = made(
        analysed, "Chilean rebels shelled Peru on Monday.", "Norwegian soldiers shelled Peru on Monday."
    )
    assert [d.what for d in fused.disagreements if d.what.startswith("who did it")], [
        (e.summary, e.recipients, e.earliest) for e in fused.events
    ]


def test_the_value_of_more_witnesses_is_shown_and_says_so(analysed):
    fused = made(
        analysed,
        "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lima on Monday.",
        "In Lima on Monday, Norway's envoy Anna Lund met Chile's envoy Pedro Rojas, and the peso rose by "
        "half.",
        "Chile's envoy Pedro Rojas met Norway's envoy Anna Lund in Cusco on Monday.",
    )
    (e,) = [e for e in fused.events if e.type == "CONSULT"]
    assert e.place == "Lima"
    assert [(d.field, d.reason) for d in e.disputes] == [("place", "more independent sources")]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [("visited Lima", "visited Peru", True), ("visited Lima", "visited Cusco", False)],
)
def test_a_city_lies_within_its_state_and_not_within_another_city(analysed, first, second, one):
    fused = made(
        analysed,
        f"Norway's envoy Anna Lund {first} in March 2024.",
        f"In March 2024, Norway's envoy Anna Lund {second}.",
    )
    visits = [e for e in at_least(fused, 0.2).events if e.mode == "visit"]
    assert (len(visits) == 1) is one, [(e.summary, e.place) for e in visits]
