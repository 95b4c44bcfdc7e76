"""What days are asked for: a day, a month or a year, wherever one is asked for."""

from __future__ import annotations

from datetime import date

from onrecord.fuse.corrected import days_of


def days(value: str) -> tuple[date, date]:
    """The first and the last day of "2023-07-28", "2023-07" or "2023".

    Raises ``ValueError`` with one line that says what is wrong and how to write it.
    """
    try:
        first, last = days_of(value.strip())
    except ValueError:
        first = last = None
    if first is None or last is None or "/" in value:
        raise ValueError(f"{value!r} is no day, month or year; write it as 2023-07-28, 2023-07 or 2023")
    return first, last


def day(value: str) -> date:
    """The one day, where a report or a claim came out. Raises ``ValueError`` for a month or a year too."""
    first, last = days(value)
    if first != last:
        raise ValueError(f"{value!r} is no one day; write it as 2023-07-28")
    return first
