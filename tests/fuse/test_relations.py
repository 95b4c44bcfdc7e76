"""How ties stand: only acts change them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.fuse import fuse
from onrecord.model import Analysis

Analysed = Callable[[str, str, str], Analysis]
CUT = "Peru suspended its fishing talks with Chile on Monday."


def states(analysed: Analysed, *texts: str) -> list[tuple[str | None, list[str]]]:
    made = fuse([analysed(text, "2024-05-08", f"r{n}") for n, text in enumerate(texts)])
    return [(r.context, [s.state for s in r.states]) for r in made.relations if r.between == ("CHL", "PER")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CUT, ["suspended"]),
        ("Peru ended its cooperation with Chile on Monday.", ["suspended"]),
        ("Peru's envoy Elena Quispe ended a three-day visit to Chile on Monday.", []),
        ("Peru's envoy Elena Quispe concluded a round of talks with Chile on Monday.", []),
    ],
)
def test_what_comes_to_its_close_suspends_nothing(text: str, told: list[str], analysed: Analysed) -> None:
    assert [s for _, found in states(analysed, text) for s in found] == told


def test_that_there_was_contact_is_no_state(analysed: Analysed) -> None:
    met = "Peru's envoy Elena Quispe met Chile's envoy Luis Rojas in Lima on {}."
    assert states(analysed, met.format("Monday"), met.format("Tuesday")) == []


def test_one_act_that_cuts_a_tie_is_a_state_on_its_issue(analysed: Analysed) -> None:
    (found,) = states(analysed, "Peru suspended its talks with Chile on carbon emissions on Monday.")
    assert found == ("environment", ["suspended"])
