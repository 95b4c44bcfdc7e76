"""Which days does a TIMEX3 value hold, and which value holds a day?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

__all__ = [
    "WEEKDAYS",
    "Span",
    "add_months",
    "days_of",
    "holiday",
    "iso_week",
    "last_day",
    "narrowed",
    "nth_weekday",
    "quarter_of",
    "safe_date",
    "shift_days",
]

Span = tuple[date, date]
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
SEASON_STARTS = {"SP": (3, 1), "SU": (6, 1), "FA": (9, 1), "WI": (12, 1)}
VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?$"
    r"|(?P<month>\d{4}-\d\d)$"
    r"|(?P<week>\d{4})-W(?P<number>\d\d)(?P<weekend>-WE)?(?:T.*)?$"
    r"|(?P<quarter>\d{4})-Q(?P<q>[1-4])$"
    r"|(?P<half>\d{4})-H(?P<h>[12])$"
    r"|(?P<season>\d{4})-(?P<s>SP|SU|FA|WI)$"
    r"|(?P<year>\d{2,4})$"
)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)


def shift_days(day: date, days: int) -> date:
    """The day so many days on, held within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The day so many months on, held within the month it falls in and within the calendar."""
    index = day.year * 12 + day.month - 1 + months
    index = min(max(index, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, last_day(year, month + 1).day))


def iso_week(day: date) -> str:
    """The value of the week a day falls in.

    >>> iso_week(date(2022, 11, 8))
    '2022-W45'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_of(day: date) -> str:
    """The value of the calendar quarter a day falls in."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (Monday is 1) of a month, from its end where nth is negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = last_day(year, month)
    return last - timedelta((last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=4096)
def days_of(value: str) -> Span | None:
    """First and last day of a value that says which days it holds.

    >>> days_of("2023-Q2")
    (datetime.date(2023, 4, 1), datetime.date(2023, 6, 30))
    >>> days_of("P3D") is None
    True
    """
    m = VALUE.match(value)
    if not m:
        return None
    try:
        return _days(m)
    except (ValueError, OverflowError):
        return None


def _days(m: re.Match[str]) -> Span | None:
    if m["day"]:
        day = date.fromisoformat(m["day"])
        return day, day
    if m["month"]:
        year, month = int(m["month"][:4]), int(m["month"][5:])
        return date(year, month, 1), last_day(year, month)
    if m["week"]:
        monday = date.fromisocalendar(int(m["week"]), int(m["number"]), 1)
        return (monday + timedelta(5) if m["weekend"] else monday), monday + timedelta(6)
    if m["quarter"]:
        year, month = int(m["quarter"]), 3 * int(m["q"])
        return date(year, month - 2, 1), last_day(year, month)
    if m["half"]:
        year, month = int(m["half"]), 6 * int(m["h"])
        return date(year, month - 5, 1), last_day(year, month)
    if m["season"]:
        year = int(m["season"])
        first = date(year, *SEASON_STARTS[m["s"]])
        return first, add_months(first, 3) - timedelta(1)
    text = m["year"]
    length = 10 ** (4 - len(text))
    year = int(text) * length
    return date(max(year, 1), 1, 1), date(year + length - 1, 12, 31)


def narrowed(span: tuple[date, date], mod: str | None) -> tuple[date, date]:
    """The part of a span of days that a modifier leaves: a third of it, ten days of a month."""
    first, final = span
    length = (final - first).days + 1
    if mod not in ("START", "MID", "END") or length < 3:
        return span
    third = 10 if 28 <= length <= 31 else -(-length // 3)
    if mod == "START":
        return first, first + timedelta(third - 1)
    if mod == "END":
        return final - timedelta(third - 1), final
    return first + timedelta(third), final - timedelta(third)


def holiday(rule: tuple[str, ...] | tuple[int, ...], year: int) -> date:
    """The day a holiday falls on in a year."""
    kind, *numbers = rule
    if kind == "fixed":
        return date(year, int(numbers[0]), int(numbers[1]))
    if kind == "easter":
        return easter(year) + timedelta(int(numbers[0]))
    return nth_weekday(year, int(numbers[0]), int(numbers[1]), int(numbers[2]))
