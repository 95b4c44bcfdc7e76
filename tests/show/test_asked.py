"""Days, months and years, wherever a day is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.asked import day, days


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_a_day_lies_in_its_month_and_the_month_in_its_year(d: date) -> None:
    assert days(d.isoformat()) == (d, d)
    first, last = days(f"{d:%Y-%m}")
    assert (first.day, (last + timedelta(days=1)).day) == (1, 1)
    assert first <= d <= last
    assert days(f"{d:%Y}") == (date(d.year, 1, 1), date(d.year, 12, 31))


@pytest.mark.parametrize(
    "wrong", ["2022-13", "22-10", "yesterday", "", "2022-10-05/2022-10-06", "../2022-10-05"]
)
def test_what_is_no_day_is_told_in_one_line(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is no day, month or year; write it as") as told:
        days(wrong)
    assert "\n" not in str(told.value)


def test_what_came_out_came_out_on_one_day() -> None:
    assert day("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(ValueError, match="is no one day"):
        day("2024-02")
