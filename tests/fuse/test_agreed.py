"""Contacts that are one event by what they agree in, and those that are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.fuse import Fused, fuse
from onrecord.fuse.together import mentions
from onrecord.fuse.why import joined
from onrecord.model import Analysis, Event

Analysed = Callable[[str, str, str], Analysis]
ENVOYS = "Norway's envoy Anna Lund and Chile's envoy Pedro Rojas concluded talks in Arica on Monday."


def made(analysed: Analysed, *rows: tuple[str, str]) -> tuple[list[Analysis], Fused]:
    analyses = [analysed(text, day, f"r{n}") for n, (text, day) in enumerate(rows)]
    return analyses, fuse(analyses)


def contacts(fused: Fused, visits: bool) -> list[Event]:
    real = ("happened", "ongoing")
    return [
        e for e in fused.events if e.type == "CONSULT" and (e.mode == "visit") == visits and e.status in real
    ]


def test_people_and_the_states_they_act_for_are_one_contact_whose_day_is_disputed(analysed: Analysed) -> None:
    _, fused = made(
        analysed,
        (ENVOYS, "2024-05-07"),
        (
            "Talks between Chile and Norway ended on Tuesday at Arica, the Chilean ministry said.",
            "2024-05-08",
        ),
    )
    (e,) = contacts(fused, visits=False)
    assert {"Anna Lund", "Pedro Rojas"} == {*e.actors, *e.recipients}
    (d,) = e.disputes
    assert (d.field, {v.value for v in d.values}) == ("date", {"2024-05-06", "2024-05-07"})
    assert [x.what for x in fused.disagreements if x.what.startswith("date of")]


@pytest.mark.parametrize(
    "other",
    [
        "Talks between Chile and Norway ended on Tuesday at Tacna, the Chilean ministry said.",  # elsewhere
        "Talks between Chile and Kenya ended on Tuesday at Arica, the Chilean ministry said.",  # other states
        "Norway and Chile opened talks on Tuesday in Lima, a week after their ministers met in Arica.",
    ],
)
def test_what_does_not_agree_stays_apart(other: str, analysed: Analysed) -> None:
    _, fused = made(analysed, (ENVOYS, "2024-05-07"), (other, "2024-05-08"))
    assert not [e for e in fused.events if any(d.field == "date" for d in e.disputes)]


VISITS = (
    ("Peru's envoy Elena Quispe arrived in Nairobi late on Tuesday.", "2024-05-08"),
    (
        "Ghana cut its ties with Peru on Friday, days after Elena Quispe, its envoy, visited Kenya.",
        "2024-05-10",
    ),
    ("Peru's envoy Elena Quispe visited Kenya in May 2024, and the price of tea fell.", "2024-09-02"),
)


def test_one_visit_that_three_reports_tell_is_one_line_and_says_why(analysed: Analysed) -> None:
    analyses, fused = made(analysed, *VISITS)
    (e,) = contacts(fused, visits=True)
    assert len(e.reports) == 3
    reasons = {pair.why for pair in joined(e, mentions(analyses))}
    assert any("one visitor in one country" in why or "alike enough" in why for why in reasons)


def test_visits_of_two_months_or_to_two_countries_stay_two(analysed: Analysed) -> None:
    _, fused = made(
        analysed,
        VISITS[0],
        ("Peru's envoy Elena Quispe visited Kenya in August 2024.", "2024-09-02"),
        ("Peru's envoy Elena Quispe arrived in Accra on Wednesday.", "2024-05-09"),
    )
    assert len(contacts(fused, visits=True)) == 3


def test_two_agreements_of_the_same_two_a_year_apart_stay_two(analysed: Analysed) -> None:
    _, fused = made(
        analysed,
        ("The presidents of Norway and Chile agreed to resume talks on fishing on Monday.", "2023-05-09"),
        ("The presidents of Norway and Chile agreed to restore talks on fishing on Tuesday.", "2024-05-08"),
    )
    found = [e for e in fused.events if e.type == "AGREE"]
    assert [e.reports for e in found] == [("r0",), ("r1",)]
