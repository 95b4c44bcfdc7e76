"""Which year, month, week or season is "last", "this" or "next"?"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.times.calendar import add_months, days_of, iso_week, quarter_of, shift_days
from onrecord.times.context import Context
from onrecord.times.found import Found
from onrecord.times.tokens import Token

SEASON_ORDER = ("SP", "SU", "FA", "WI")


def unit_value(c: Context, found: Found, which: Token | None, unit: str, fiscal: bool = False) -> str | None:
    """The value of "last week", "this year", "the following month"."""
    base = c.base
    symbol = which.symbol if which else ""
    word = which.word if which else ""
    anchor = days_of(c.last) if c.last else None
    step = {"l": -1, "n": 1}.get(symbol, 0)
    if anchor is not None and (
        symbol in ("y", "m") or word in ("following", "previous", "preceding", "prior")
    ):
        base = anchor[0]
    if unit == "D" and word in ("next", "following") and "d" in found.groups:
        if c.day is None:
            return None
        base = c.day
    if word == "latest":
        step = -1 if fiscal else 0
    if base is None:
        return None
    if unit == "Y":
        return f"{base.year + step:04}"
    if unit == "M":
        return add_months(base, step).isoformat()[:7]
    if unit == "W":
        return iso_week(shift_days(base, 7 * step))
    if unit == "WE":
        saturday = base - timedelta(base.isoweekday() - 6)
        if symbol == "l" or (
            step == 0 and base.isoweekday() < 6 and symbol in ("", "d") and c.direction(found) != "future"
        ):
            saturday -= timedelta(7) if base.isoweekday() < 6 or symbol == "l" else timedelta(0)
        if symbol == "n":
            saturday += timedelta(7)
        return iso_week(saturday) + "-WE"
    if unit == "D":
        return shift_days(base, step).isoformat()
    if unit == "Q":
        if word == "latest" or (symbol == "l" and word in ("last", "previous", "past")):
            return past_quarter(c, base)
        return quarter_of(add_months(base, 3 * step))
    if unit == "DE":
        return f"{(base.year // 10) + step}"
    if unit == "CE":
        return f"{(base.year // 100) + step}"
    if unit == "ML":
        return f"{(base.year // 1000) + step}"
    if unit in SEASON_ORDER:
        return season_value(c, found, symbol, unit)
    if unit == "FN":
        return "P2W"
    return None


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
