"""What reports say together that is no event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.fuse import fuse
from onrecord.model import Analysis


def test_a_reprint_promises_nothing_new_and_a_day_that_has_passed_is_due(
    analysed: Callable[..., Analysis],
) -> None:
    pledge = "Norway pledged to cut its catch by 2030."
    made = [
        analysed(pledge, "2024-05-08", "one"),
        analysed(pledge + " Nobody asked why.", "2024-05-09", "two"),
        analysed("Chile pledged to close the mine by 2020.", "2019-05-08", "three"),
    ]
    found = fuse(made, as_of=date(2024, 6, 1)).commitments
    assert sorted((c.actors, c.deadline, c.status) for c in found) == [
        (("Chile",), "2020", "due"),
        (("Norway",), "2030", "open"),
    ]
