"""Which year, month, week or season is "last", "this" or "next"?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.times.calendar import add_months, days_of, iso_week, quarter_of, shift_days
from onrecord.times.context import Context
from onrecord.times.found import Found
from onrecord.times.tokens import Token

SEASON_ORDER = ("SP", "SU", "FA", "WI")


def unit_value(c: Context, found: Found, which: Token | None, unit: str, fiscal: bool = False) -> str | None:
    """The value of "last week", "this year", "the following month"."""
    symbol, word = (which.symbol, which.word) if which else ("", "")
    base = _counted_from(c, found, symbol, word, unit)
    step = {"l": -1, "n": 1}.get(symbol, 0)
    if word == "latest":
        step = -1 if fiscal else 0
    if base is None:
        return None
    if unit in STEPPED:
        return STEPPED[unit](base, step)
    if unit == "WE":
        return _weekend(c, found, symbol, step, base)
    if unit == "Q":
        if word == "latest" or (symbol == "l" and word in ("last", "previous", "past")):
            return past_quarter(c, base)
        return quarter_of(add_months(base, 3 * step))
    if unit in SEASON_ORDER:
        return season_value(c, found, symbol, unit)
    return "P2W" if unit == "FN" else None


# By unit: the value so many units from a day.
STEPPED: dict[str, Callable[[date, int], str]] = {
    "Y": lambda base, step: f"{base.year + step:04}",
    "M": lambda base, step: add_months(base, step).isoformat()[:7],
    "W": lambda base, step: iso_week(shift_days(base, 7 * step)),
    "D": lambda base, step: shift_days(base, step).isoformat(),
    "DE": lambda base, step: f"{(base.year // 10) + step}",
    "CE": lambda base, step: f"{(base.year // 100) + step}",
    "ML": lambda base, step: f"{(base.year // 1000) + step}",
}


def _counted_from(c: Context, found: Found, symbol: str, word: str, unit: str) -> date | None:
    """The day from which "last" and "next" count: that of the report, or of what was named before."""
    if unit == "D" and word in ("next", "following") and "d" in found.groups:
        return c.day
    anchor = days_of(c.last) if c.last else None
    back = symbol in ("y", "m") or word in ("following", "previous", "preceding", "prior")
    return anchor[0] if anchor is not None and back else c.base


def _weekend(c: Context, found: Found, symbol: str, step: int, base: date) -> str:
    saturday = base - timedelta(base.isoweekday() - 6)
    before = base.isoweekday() < 6
    nearest = step == 0 and before and symbol in ("", "d") and c.direction(found) != "future"
    if symbol == "l" or nearest:
        saturday -= timedelta(7)
    if symbol == "n":
        saturday += timedelta(7)
    return iso_week(saturday) + "-WE"


def season_value(c: Context, found: Found, symbol: str, season: str) -> str:
    """The season of that name last, next or nearest."""
    base = c.base
    assert base is not None
    index = SEASON_ORDER.index(season)
    now = (base.month // 3 - 1) % 4
    year = base.year
    if now == 3 and base.month < 3 and season == "WI":
        year -= 1
    if symbol == "l" and (index >= now or (now == 3 and base.month < 3)):
        year -= 1
    elif symbol == "n" and index <= now and base.month >= 3:
        year += 1
    elif symbol in ("", "d"):
        side = c.direction(found)
        if side == "past" and (index > now or (base.month < 3 and season != "WI")):
            year -= 1
        elif side == "future" and index < now and base.month >= 3:
            year += 1
    return f"{year:04}-{season}"


def past_quarter(c: Context, base: date) -> str:
    """The last quarter that had ended, or the one the report is about."""
    if c.quarter:
        return c.quarter
    return quarter_of(add_months(base, -3))
