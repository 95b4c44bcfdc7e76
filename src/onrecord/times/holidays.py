"""On which day does a holiday fall?"""

from __future__ import annotations

from onrecord.times.calendar import days_of, holiday, iso_week
from onrecord.times.context import Context, Rule
from onrecord.times.days import timed
from onrecord.times.draft import Draft
from onrecord.times.found import Found

__all__ = ["RULES"]


def read_holiday(c: Context, found: Found) -> Draft | None:
    """ "Christmas Day", "last Thanksgiving"."""
    groups = found.groups
    rule = groups["L"][0].value
    which = groups["t"][0].symbol if "t" in groups else ""
    part = str(groups["P"][0].value) if "P" in groups else None
    start = c.start(found, "t" if which else "L")
    if "Y" in groups:
        return timed(
            c,
            Draft(
                "DATE",
                holiday(rule, groups["Y"][0].value).isoformat(),
                c.mods(found),
                anchored=False,
                start=start,
            ),
            part,
        )
    base = c.base
    if base is None:
        value = f"XXXX-{rule[1]:02}-{rule[2]:02}" if rule[0] == "fixed" else "XXXX-XX-XX"
        return Draft("DATE", value, c.mods(found), start=start)
    options = [holiday(rule, year) for year in (base.year - 1, base.year, base.year + 1)]
    side = {"l": "past", "n": "future"}.get(which) or c.direction(found)
    if which == "t":
        held = options[1]
    elif side == "past":
        held = max(d for d in options if d <= base)
    elif side == "future":
        held = min(d for d in options if d >= base)
    else:
        held = min(options, key=lambda d: abs((d - base).days))
    return timed(c, Draft("DATE", held.isoformat(), c.mods(found), start=start), part)


def read_holidayunit(c: Context, found: Found) -> Draft | None:
    """ "Easter week"."""
    draft = read_holiday(c, Found("holiday", found.start, found.end, {"L": found.groups["L"]}))
    span = days_of(draft.value) if draft else None
    if draft is None or span is None:
        return None
    if found.unit() == "W":
        return Draft("DATE", iso_week(span[0]))
    if found.unit() == "WE":
        return Draft("DATE", iso_week(span[0]) + "-WE")
    return draft if found.unit() == "D" else None


def read_weekof(c: Context, found: Found) -> Draft | None:
    """ "The week of March 6"."""
    groups = {name: tokens for name, tokens in found.groups.items() if name in ("M", "n", "Y")}
    day = c.draft(Found("monthday", groups["M"][0].start, found.end, groups))
    span = days_of(day.value) if day else None
    if span is None or found.unit() not in ("W", "WE"):
        return None
    return Draft("DATE", iso_week(span[0]) + ("-WE" if found.unit() == "WE" else ""))


RULES: dict[str, Rule] = {
    "holiday": read_holiday,
    "weekof": read_weekof,
    "holidayunit": read_holidayunit,
}
