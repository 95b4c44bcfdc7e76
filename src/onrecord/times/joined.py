"""What do neighbours mean together? "9 a.m." and "Tuesday", "August" and "last year"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.times.clock import clock_value
from onrecord.times.context import Context, Rule
from onrecord.times.days import read_weekdayweek
from onrecord.times.draft import Draft
from onrecord.times.found import Found
from onrecord.times.units import unit_value

__all__ = ["RULES"]

CLOCKS = ("clock", "clockpart", "oclock", "noon")


def read_joined(c: Context, found: Found) -> Draft | None:
    """Two neighbours: a time and its day, or a date and the year it is of."""
    left, right = found.parts
    if left.rule in CLOCKS or right.rule in CLOCKS:
        times, day = (left, right) if left.rule in CLOCKS else (right, left)
        clock, draft = clock_value(c, times), c.draft(replace(day, start=found.start))
        if clock is None or draft is None:
            return None
        value = draft.value.split("T")[0]
        if draft.value.endswith(("TEV", "TNI", "TAF")) and clock[:2] < "12" and "A" not in times.groups:
            clock = f"{int(clock[:2]) + 12:02}{clock[2:]}"
        start = found.start if left is times else draft.start
        return Draft("TIME", f"{value}T{clock}", draft.mod, anchored=draft.anchored, start=start)
    if right.rule in ("ago", "before", "yearago") or left.unit() == "period":
        return joined_ago(c, found, left, right)
    if right.rule == "year":
        year = f"{right.groups['Y'][0].value:04}"
    else:
        year = unit_value(c, right, right.groups["t"][0], "Y") or ""
    if right.unit() == "W":
        return read_weekdayweek(
            c,
            Found(
                "", found.start, found.end, {**left.groups, "t": right.groups["t"], "u": right.groups["u"]}
            ),
        )
    draft = c.draft(left)
    if draft is None or not year.isdigit():
        return draft
    value = re.sub(r"^(\d{4}|XXXX)", year, draft.value)
    return Draft("DATE", value, draft.mod, start=draft.start)


def joined_ago(c: Context, found: Found, left: Found, right: Found) -> Draft | None:
    """ "The quarter a year ago", "the same period last year"."""
    year = c.base.year - 1 if c.base else None
    if right.rule == "ref":
        text = unit_value(c, right, right.groups["t"][0], "Y") or ""
        year = int(text) if text.isdigit() else None
    if year is None:
        return Draft("DATE", "XXXX")
    quarter = c.quarter if c.focus != "Y" else None
    draft = c.draft(left) if left.unit() != "period" else None
    if draft is not None and "-Q" in draft.value:
        return Draft("DATE", f"{year:04}{draft.value[4:]}")
    return Draft("DATE", f"{year:04}{quarter[4:]}" if quarter else f"{year:04}")


RULES: dict[str, Rule] = {
    "joined": read_joined,
}
