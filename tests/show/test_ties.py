"""How ties stood: as exact as the events are that changed them, and on one day."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from onrecord.fuse import Fused
from onrecord.model import Relation, Report
from onrecord.show.ties import lasted, on

Sample = tuple[Fused, list[Report]]


@pytest.fixture
def tie(sample: Sample) -> Relation:
    (found,) = (r for r in sample[0].relations if r.between == ("CHN", "USA") and r.context == "environment")
    return found


def test_a_state_lasts_from_the_day_of_its_event_to_that_of_the_next(tie: Relation, sample: Sample) -> None:
    events = {e.id: e for e in sample[0].events}
    assert lasted(tie, events) == ["from 5 Aug 2022 to 14 Nov 2022", "since 14 Nov 2022"]
    first = events[tie.states[0].event]
    month = msgspec.structs.replace(first, earliest=date(2022, 8, 1), latest=date(2022, 8, 31))
    assert lasted(tie, events | {first.id: month})[0] == "from Aug 2022 to 14 Nov 2022"
    assert lasted(tie, {}) == ["from 5 Aug 2022 to 14 Nov 2022", "since 14 Nov 2022"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2022-08-04", None),
        ("2022-08-05", "suspended"),
        ("2022-10-15", "suspended"),
        ("2022-11-14", "resumed"),
        ("2030-01-01", "resumed"),
    ],
)
def test_the_state_on_a_day(day: str, state: str | None, tie: Relation) -> None:
    found = on(tie, date.fromisoformat(day), date.fromisoformat(day))
    assert [tie.states[n].state for n in found] == ([state] if state else [])


def test_a_month_has_every_state_that_held_within_it(tie: Relation) -> None:
    found = on(tie, date(2022, 11, 1), date(2022, 11, 30))
    assert [tie.states[n].state for n in found] == ["suspended", "resumed"]
