"""What came of what was planned: one plan has one outcome, and every view tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.fuse import Fused, fuse
from onrecord.model import Analysis
from onrecord.show import words

Analysed = Callable[[str, str, str], Analysis]


def made(analysed: Analysed, *rows: tuple[str, str]) -> Fused:
    return fuse([analysed(text, day, f"r{n}") for n, (text, day) in enumerate(rows)])


def test_what_calls_off_a_visit_settles_every_plan_of_it(analysed: Analysed) -> None:
    fused = made(
        analysed,
        (
            "Peru's foreign minister Elena Quispe will visit Nairobi early next year, her office said.",
            "2023-11-14",
        ),
        (
            "Peru's foreign minister Elena Quispe called off her visit to Nairobi on Friday after a ship was "
            "seized.\n\nQuispe had been due to arrive in Nairobi on Sunday.",
            "2024-02-03",
        ),
    )
    assert [x.outcome for x in fused.expectations] == ["called_off"]
    came = words.outcomes(fused.expectations)
    (plan,) = [e for e in fused.events if e.id in came]
    assert "called off" in words.notes(plan, came)


def test_what_another_report_of_the_day_denies_is_not_open(analysed: Analysed) -> None:
    fused = made(
        analysed,
        ("It is not clear whether President Elena Quispe of Peru will travel to Kenya.", "2024-05-08"),
        ("President Elena Quispe of Peru will not travel to Kenya, her office said.", "2024-05-08"),
    )
    assert [x.outcome for x in fused.expectations if "Kenya" in x.what] == ["did_not_happen"]


def test_a_visit_elsewhere_settles_nothing(analysed: Analysed) -> None:
    fused = made(
        analysed,
        ("Peru's foreign minister Elena Quispe will visit Nairobi on Friday.", "2024-05-08"),
        ("Peru's foreign minister Elena Quispe visited Accra on Friday.", "2024-05-11"),
    )
    assert [x.outcome for x in fused.expectations] == ["open"]


@pytest.mark.parametrize("where", ["Kenya", "Ghana", "Norway", "Togo", "Vietnam"])
def test_of_two_that_settle_a_plan_the_one_told_next_to_it_is_taken(analysed: Analysed, where: str) -> None:
    fused = made(
        analysed,
        (f"President Elena Quispe of Peru will visit {where} in May.", "2024-05-02"),
        (f"President Elena Quispe of Peru visited {where} on May 6.", "2024-05-07"),
        (f"President Elena Quispe of Peru visited {where} on May 28.", "2024-05-29"),
    )
    (plan,) = fused.expectations
    assert plan.settled_by is not None
    assert plan.settled_by.report == "r1"


def test_that_two_people_did_not_meet_settles_no_talks_of_their_states(analysed: Analysed) -> None:
    fused = made(
        analysed,
        ("Peru and Chile will hold talks on May 20.", "2024-05-08"),
        (
            "President Elena Quispe of Peru did not meet President Luis Rojas of Chile on Monday.",
            "2024-05-21",
        ),
    )
    assert {x.outcome for x in fused.expectations} == {"open"}
