"""Which of two versions is the later."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from onrecord.model import Report
from onrecord.read import report_of
from onrecord.record.succession import _later


def made(**fields: object) -> Report:
    return msgspec.structs.replace(report_of("Norway met Chile.", id="x"), **fields)


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ({"version": "2"}, {"version": "1"}, True),
        ({"version": "9"}, {"version": "10"}, False),
        ({"version": "1", "updated_at": "2024-05-08T10:00:00Z"}, {"version": "2"}, False),
        ({"updated_at": "2024-05-08T10:00:00Z"}, {"updated_at": "2024-05-08T11:00:00Z"}, False),
        # without a zone it is UTC, and is compared with one that has a zone
        ({"updated_at": "2024-05-08T10:00:00"}, {"updated_at": "2024-05-08T11:00:00+02:00"}, True),
        ({"updated_at": "2024-05-08T10:00:00"}, {"updated_at": "2024-05-08T11:30:00+01:00"}, False),
        ({"published": date(2024, 5, 9)}, {"updated_at": "2024-05-08T23:00:00Z"}, True),
        ({"published": date(2024, 5, 8)}, {"published": date(2024, 5, 9)}, False),
        ({}, {"published": date(2024, 5, 9)}, True),  # where neither tells, what comes in is
        ({"updated_at": "2024-05-08T10:00:00Z"}, {"updated_at": "2024-05-08T10:00:00Z"}, True),
    ],
)
def test_the_later_of_two_versions(one: dict[str, object], other: dict[str, object], later: bool) -> None:
    assert _later(made(**one), made(**other)) is later
