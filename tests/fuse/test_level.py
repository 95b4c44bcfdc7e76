"""The level of a tie by month."""

from __future__ import annotations

from datetime import date

from onrecord.fuse.level import months, scale
from onrecord.lexicon import table
from onrecord.model import Event

TYPES = {a["type"] for a in table("acts")["act"]}


def event(type, day, mode=None, status="happened", latest=None):
    return Event(
        f"e-{type}-{day}",
        type,
        (),
        (),
        status,
        "",
        (),
        1,
        (),
        mode=mode,
        earliest=date.fromisoformat(day),
        latest=date.fromisoformat(latest or day),
    )


def test_every_type_has_a_score_within_the_scale():
    assert scale().keys() >= TYPES
    assert all(-10 <= v <= 10 for v in scale().values())


def test_a_month_is_the_mean_of_what_passed_and_its_direction_against_the_last_one():
    found = months(
        [
            event("SANCTION", "2024-03-05"),
            event("CONSULT", "2024-05-06"),
            event("CONSULT", "2024-05-07", mode="visit"),
            event("ACCUSE", "2024-06-01"),
        ]
    )
    assert [(m.month, m.level, m.direction, m.events) for m in found] == [
        ("2024-03", -6, None, 1),
        ("2024-05", 3.25, "up", 2),
        ("2024-06", -3, "down", 1),
    ]


def test_plans_denials_and_what_no_month_holds_count_for_nothing():
    assert (
        months(
            [
                event("CONSULT", "2024-05-06", status="planned"),
                event("CONSULT", "2024-05-06", status="not_happened"),
                event("CONSULT", "2024-05-06", latest="2024-06-02"),
            ]
        )
        == ()
    )
