"""How is a length of time written, and where does it lead from a day?"""

from __future__ import annotations

from datetime import date

from onrecord.times.calendar import add_months, shift_days

__all__ = ["CLOCK_UNITS", "moved", "period"]

CLOCK_UNITS = ("H", "m", "S")
# Half of a unit, written in the next smaller.
HALVES = {"Y": "6M", "H": "30M", "m": "30S"}


def period(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> period(3, "W"), period(None, "Y"), period(24, "H"), period(0.5, "Y")
    ('P3W', 'PXY', 'PT24H', 'P6M')
    >>> period(2.5, "Y")
    'P2Y6M'
    """
    if count is not None and count % 1 == 0.5 and unit in HALVES:
        whole = period(count - 0.5, unit) if count > 1 else "P" if unit == "Y" else "PT"
        return whole + HALVES[unit]
    if unit == "FN":
        count, unit = (count * 2 if count is not None else None), "W"
    if unit in ("DE", "CE") and count is not None:
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    number = "X" if count is None else str(int(count)) if count == int(count) else str(count)
    if unit == "ML":
        number, unit = (str(int(count * 1000)) if count is not None else "X000"), "Y"
    if unit in CLOCK_UNITS:
        return f"PT{number}{unit.upper()}"
    return f"P{number}{unit}"


def moved(day: date, count: float, unit: str) -> date:
    """The day so many units on."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}.get(unit)
    if months:
        return add_months(day, round(min(max(count, -1e6), 1e6) * months))
    days = {"W": 7, "FN": 14, "WE": 7, "D": 1}.get(unit, 0)
    return shift_days(day, round(min(max(count, -1e6), 1e6) * days))
