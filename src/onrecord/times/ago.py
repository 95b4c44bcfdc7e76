"""When is "two weeks ago", "a year later", "three days from now"?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.times.amounts import CLOCK_UNITS, moved, period
from onrecord.times.calendar import days_of, iso_week
from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.found import Found
from onrecord.times.lengths import spelt

__all__ = ["RULES"]


def read_ago(c: Context, found: Found) -> Draft | None:
    """ "Two weeks ago"."""
    count, unit, mod = spelt(c, found)
    base = c.base
    if count is None:
        days: tuple[date | None, date | None] | None = None
        if c.published:
            days = (moved(c.published, -9, unit), moved(c.published, -2, unit))
        return Draft("DATE", "PAST_REF", mod, days)
    if base is None:
        return Draft("DATE", "PAST_REF", mod)
    if unit == "Y" and count == 1 and c.quarter and c.focus != "Y":
        return Draft("DATE", f"{base.year - 1:04}{(c.recent or c.quarter)[4:]}", mod)
    return moved_value(c, base, -count, unit, mod)


def read_unitsago(c: Context, found: Found) -> Draft | None:
    """ "Months ago"."""
    return Draft("DATE", "PAST_REF", start=found.groups["u"][0].start)


def read_agotoday(c: Context, found: Found) -> Draft | None:
    """ "Fifty years ago today", "one year ago on Sunday"."""
    count, unit, mod = spelt(c, found)
    if c.base is None or count is None:
        return Draft("DATE", "PAST_REF", mod)
    day = c.base
    if "W" in found.groups:
        day -= timedelta((day.isoweekday() - found.groups["W"][0].value) % 7)
    return Draft("DATE", moved(day, -count, unit).isoformat(), mod)


def moved_value(c: Context, base: date, count: float, unit: str, mod: str | None) -> Draft:
    """The value so many units from a day, as coarse as the unit."""
    to = moved(base, count, unit)
    if unit == "Y":
        value = f"{to.year:04}"
    elif unit in ("M", "Q"):
        value = to.isoformat()[:7]
    elif unit in ("W", "FN"):
        value = iso_week(to)
    elif unit == "WE":
        value = iso_week(to) + "-WE"
    elif unit == "DE":
        value = f"{to.year:04}"
    elif unit == "CE":
        value = f"{to.year // 100}"
    elif unit in CLOCK_UNITS:
        return Draft("TIME", f"{to.isoformat()}TXX:XX", mod)
    else:
        value = to.isoformat()
    return Draft("DATE", value, mod)


def read_before(c: Context, found: Found) -> Draft | None:
    """ "A year earlier", "two days later"; before "after the vote" only the length is a time."""
    count, unit, mod = spelt(c, found)
    word = found.groups["g"][0].word
    end = len(c.text[: found.groups["g"][0].start].rstrip())
    if word not in ("earlier", "later"):
        return replace(Draft("DURATION", period(count, unit), mod, anchored=False), end=end)
    step = -1 if word == "earlier" else 1
    anchor = c.day or c.base
    if word == "earlier" and unit == "Y" and count == 1 and c.base:
        if c.quarter and c.focus != "Y":
            return Draft("DATE", f"{c.base.year - 1:04}{(c.recent or c.quarter)[4:]}", mod)
        return Draft("DATE", f"{c.base.year - 1:04}", mod)
    if step > 0 and c.last is None:
        return replace(Draft("DURATION", period(count, unit), mod, anchored=False), end=end)
    if c.last and (span := days_of(c.last)):
        anchor = span[0] if unit not in ("D", "W", "FN") or span[0] == span[1] else anchor
    if count is None or unit in CLOCK_UNITS:
        return replace(Draft("DURATION", period(count, unit), mod, anchored=False), end=end)
    if anchor is None:
        return Draft("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", mod)
    return moved_value(c, anchor, step * count, unit, mod)


def read_fromnow(c: Context, found: Found) -> Draft | None:
    """ "Two weeks from now"."""
    count, unit, mod = spelt(c, found)
    base = c.base
    if base is None or count is None:
        return Draft("DATE", "FUTURE_REF", mod)
    token = found.groups["T"][0]
    if token.symbol == "T":
        base = base + timedelta(token.value)
    elif token.symbol == "W":
        base = base + timedelta((token.value - base.isoweekday()) % 7 or 7)
        return Draft("DATE", moved(base, count, unit).isoformat(), mod)
    elif token.word not in ("now", "right now"):
        return None
    return moved_value(c, base, count, unit, mod)


def read_dayaside(c: Context, found: Found) -> Draft | None:
    """The day before yesterday, the day after tomorrow."""
    if found.unit() != "D" or c.base is None:
        return None
    step = -1 if found.groups["g"][0].symbol == "<" else 1
    return Draft("DATE", (c.base + timedelta(found.groups["T"][0].value + step)).isoformat())


RULES: dict[str, Rule] = {
    "ago": read_ago,
    "unitsago": read_unitsago,
    "agotoday": read_agotoday,
    "before": read_before,
    "fromnow": read_fromnow,
    "dayaside": read_dayaside,
}
