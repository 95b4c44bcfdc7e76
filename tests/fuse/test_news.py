"""What is an event, and what only tells how things had been before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.fuse import fuse
from onrecord.model import Analysis

Analysed = Callable[[str, str, str], Analysis]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No holder of that office had visited Chile since 1997.", False),
        ("Peru's envoy Elena Quispe had not visited Chile in twelve years.", False),
        ("The two had never before met Chile's envoy Luis Rojas.", False),
        ("Peru's envoy Elena Quispe did not visit Chile on Monday.", True),
        ("Peru's envoy Elena Quispe had not visited Chile, the ministry said.", True),
    ],
)
def test_what_had_not_happened_before_is_no_event(text: str, denied: bool, analysed: Analysed) -> None:
    made = fuse([analysed(text, "2024-05-08", "one")])
    found = [e for e in (*made.events, *made.unsure) if e.type == "CONSULT"]
    assert bool(found) == denied
    assert {e.status for e in found} <= {"not_happened"}
