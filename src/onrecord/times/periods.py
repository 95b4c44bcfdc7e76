"""Which year, quarter, season or century is it?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.times.amounts import moved, period
from onrecord.times.calendar import add_months, days_of, quarter_of
from onrecord.times.context import Context, Rule
from onrecord.times.days import part_of_day
from onrecord.times.draft import Draft
from onrecord.times.filter import neighbours
from onrecord.times.found import Found
from onrecord.times.lengths import stretch
from onrecord.times.lexicon import lexicon
from onrecord.times.tokens import Token
from onrecord.times.units import past_quarter, season_value, unit_value

__all__ = ["RULES"]

ENDED = re.compile(r" (?:that )?(?:ended|ending|to) (?:on )?([A-Z][a-z]+)")


def read_ref(c: Context, found: Found) -> Draft | None:
    """ "Last week", "this year", "the latest quarter", "last night"."""
    groups = found.groups
    which = groups["t"][0]
    unit = found.unit()
    fiscal = any(t.symbol == "f" for t in groups.get("r", ()))
    start = c.undetermined(found)
    mod = c.mods(found) or ("APPROX" if "so" in groups else None)
    if groups["u"][0].symbol == "P":
        return part_of_day(c, found, which, unit)
    if unit == "period":
        return _period(c, which, start)
    the, back = "d" in groups, which.word in ("last", "past")
    if unit in ("DE", "CE") and (back or (the and which.symbol == "n")):
        return stretch(c, found, which, 1, unit, mod)
    if the and back and unit in ("Y", "M", "W", "D"):
        value = unit_value(c, found, which, unit)
        if value and c.published:
            return Draft("DATE", value, mod, (moved(c.published, -1, unit), c.published), start=start)
    if which.symbol == "m" and c.last is None:
        return None
    if unit == "Q" and which.symbol == "t" and c.quarter and c.direction(found) == "past":
        return Draft("DATE", c.quarter, mod, start=start)
    value = unit_value(c, found, which, unit, fiscal)
    if value is None:
        value = OPEN_VALUES.get(unit) or OPEN_REFS.get(which.symbol, "PRESENT_REF")
    draft = Draft("DATE", value, mod, start=start)
    return _begun(c, found, draft) or (c.clipped(draft, c.direction(found)) if which.symbol == "t" else draft)


# What stands for a time of which only the unit, or only the direction, is known.
OPEN_VALUES = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}
OPEN_REFS = {"l": "PAST_REF", "n": "FUTURE_REF"}


def _period(c: Context, which: Token, start: int) -> Draft | None:
    """ "The latest period", "the same period": a quarter of a business report, or the year before."""
    if which.word in ("latest", "current") and c.base:
        return Draft("DATE", past_quarter(c, c.base))
    year = c.base.year - 1 if c.base else None
    if not year:
        return None
    return Draft("DATE", f"{year:04}{c.quarter[4:]}" if c.quarter else f"{year}", start=start)


def _begun(c: Context, found: Found, draft: Draft) -> Draft | None:
    """ "So far this year", "later this week": the part of it up to the report's day, or from it on."""
    inner = found.groups.get("i")
    if not inner or inner[0].symbol not in "BG" or not c.published:
        return None
    span = days_of(draft.value)
    if not span or not span[0] <= c.published <= span[1]:
        return None
    if inner[0].symbol == "B":
        return replace(draft, days=(span[0], c.published))
    return replace(draft, days=(c.published, span[1]) if c.direction(found) != "past" else span)


def read_the(c: Context, found: Found) -> Draft | None:
    """ "The quarter", "the year", "the end of the month"."""
    groups = found.groups
    unit = found.unit()
    mod = c.mods(found)
    if "e" in groups:
        mod = (
            str(groups["e"][0].value)
            if groups["e"][0].symbol == "i"
            else "START"
            if groups["e"][0].symbol == "B"
            else "END"
        )
    base = c.base
    fiscal = any(t.symbol == "f" for t in groups.get("r", ()))
    start = c.undetermined(found)
    if "b" not in groups and unit in ("D", "H", "m", "S"):
        return None
    if groups["u"][0].symbol == "P":
        return None
    if base is None:
        return Draft("DATE", "XXXX", mod, start=start) if unit == "Y" else None
    side = c.direction(found)
    if unit == "Q":
        value = c.quarter or ended_quarter(c, found)
        if not value:
            value = quarter_of(base if side == "future" else add_months(base, -3))
        return Draft("DATE", value, mod, start=start)
    if unit == "D":
        held = c.day or base
        return Draft("DATE", held.isoformat(), mod)
    if unit == "Y" and "b" not in groups:
        _, _, _, after = neighbours(c.text, found.start, found.end)
        if after.lower() in ("ended", "ending", "to", "before", "after", "since", "through") or fiscal:
            return Draft("DURATION", "P1Y", mod, start=start)
    value = unit_value(c, found, None, unit) or ""
    if not value:
        return None
    return c.clipped(Draft("DATE", value, mod, start=start), side if unit != "Y" else None)


def ended_quarter(c: Context, found: Found) -> str | None:
    """The calendar quarter that holds the middle of "the quarter ended July 31"."""
    m = ENDED.match(c.text, found.end)
    month = lexicon().words.get(m[1].lower()) if m else None
    if month is None or month.symbol != "M" or c.base is None:
        return None
    year = c.base.year - (month.value > c.base.month)
    return quarter_of(add_months(date(year, month.value, 1), -1))


def read_year(c: Context, found: Found) -> Draft | None:
    """ "1998", "fiscal 1998", "2019-20"."""
    token = found.groups["Y"][0]
    start = c.start(found, "f" if "f" in found.groups else "Y")
    if "f" in found.groups and "d" in found.groups:
        start = -1
    days = None
    if token.symbol == "%":
        days = date(token.value, 1, 1), date(token.value - token.value % 100 + int(token.word[-2:]), 12, 31)
    return Draft("DATE", f"{token.value:04}", c.mods(found), days, anchored=False, start=start)


def read_yearwords(c: Context, found: Found) -> Draft | None:
    """ "The year two thousand"."""
    return Draft("DATE", f"{int(found.groups['n'][0].value):04}", anchored=False)


def read_yearof(c: Context, found: Found) -> Draft | None:
    """ "The 1988 quarter", "the 1988 second quarter"."""
    year = found.groups["Y"][0].value
    if "O" in found.groups:
        return Draft("DATE", f"{year:04}-Q{ordinal(c, found)}", start=c.undetermined(found))
    unit = found.unit()
    if c.quarter and unit in ("Q", "period") and c.focus != "Y":
        return Draft("DATE", f"{year:04}{c.quarter[4:]}", start=c.undetermined(found))
    return Draft("DATE", f"{year:04}", start=c.undetermined(found))


def ordinal(c: Context, found: Found) -> int:
    """The number of an ordinal, "second" and "last" among them."""
    token = found.groups["O"][0]
    if token.symbol == "S":
        return 2
    if token.symbol == "l":
        return 4
    return int(token.value)


def read_quarter(c: Context, found: Found) -> Draft | None:
    """ "The third quarter", "second-quarter", "the first quarter of 1990"."""
    number = ordinal(c, found)
    if not 1 <= number <= 4:
        return None
    start = c.undetermined(found)
    mod = c.mods(found)
    if "Y" in found.groups:
        return Draft("DATE", f"{found.groups['Y'][0].value:04}-Q{number}", mod, anchored=False, start=start)
    base = c.base
    if base is None:
        year = c.year
        return Draft("DATE", f"{year:04}-Q{number}" if year else f"XXXX-Q{number}", mod, start=start)
    now = (base.month + 2) // 3
    side = c.direction(found)
    year = base.year
    if number > now + 1 or (number == now + 1 and side == "past"):
        year -= 1
    elif number < now - 2 and side == "future":
        year += 1
    return c.clipped(Draft("DATE", f"{year:04}-Q{number}", mod, start=start), side)


def read_quarternumber(c: Context, found: Found) -> Draft | None:
    """ "Q2 2021", "H1 2022"."""
    number = found.groups["O"][0].value
    if "Y" in found.groups:
        return Draft("DATE", f"{found.groups['Y'][0].value:04}-{number}", anchored=False)
    if c.base is None:
        return Draft("DATE", f"XXXX-{number}")
    now = (c.base.month + 2) // 3 if number[0] == "Q" else (c.base.month + 5) // 6
    year = c.base.year - (int(number[1]) > now)
    return Draft("DATE", f"{year:04}-{number}")


def read_yearsquarter(c: Context, found: Found) -> Draft | None:
    """ "Next year's first quarter"."""
    year = unit_value(c, found, found.groups["t"][0], "Y")
    if found.groups["u"][0].value != "Y" or not year:
        return None
    if "O" in found.groups:
        return Draft("DATE", f"{year}-Q{ordinal(c, found)}")
    return Draft("DATE", f"{year}{c.quarter[4:]}" if c.quarter else f"{year}-QX")


def read_half(c: Context, found: Found) -> Draft | None:
    """ "The first half of 2021"."""
    number = ordinal(c, found)
    if number not in (1, 2, 4):
        return None
    number = min(number, 2)
    start = c.undetermined(found)
    if "Y" in found.groups:
        return Draft("DATE", f"{found.groups['Y'][0].value:04}-H{number}", start=start, anchored=False)
    which = found.groups["t"][0] if "t" in found.groups else None
    if which is not None and found.groups["u"][0].value != "Y":
        return None
    year = unit_value(c, found, which, "Y") or "XXXX"
    if which is None and c.base and number == 2 and c.base.month <= 6 and c.direction(found) != "future":
        year = f"{c.base.year - 1:04}"
    return Draft("DATE", f"{year}-H{number}", start=start)


def read_yearshalf(c: Context, found: Found) -> Draft | None:
    """ "This year's first half"."""
    year = unit_value(c, found, found.groups["t"][0], "Y")
    return Draft("DATE", f"{year or 'XXXX'}-H{min(ordinal(c, found), 2)}") if found.unit() == "Y" else None


def read_manyquarters(c: Context, found: Found) -> Draft | None:
    """ "The first two quarters of 1987"."""
    year, count = found.groups["Y"][0].value, found.groups["n"][0].value
    if found.unit() == "Q" and count == 2:
        return Draft(
            "DATE",
            f"{year:04}-H{1 if ordinal(c, found) == 1 else 2}",
            anchored=False,
            start=c.undetermined(found),
        )
    return Draft("DURATION", period(count, found.unit()))


def read_unitend(c: Context, found: Found) -> Draft | None:
    """ "The year's end"."""
    which = found.groups["t"][0] if "t" in found.groups else None
    value = unit_value(c, found, which if which and which.symbol != "d" else None, found.unit())
    start = -1
    if which and which.symbol == "d":
        start = c.undetermined(Found(found.rule, found.start, found.end, {"d": [which]}))
    return Draft("DATE", value or "XXXX", str(found.groups["b"][0].value), start=start)


def read_yearend(c: Context, found: Found) -> Draft | None:
    """ "Year-end"."""
    if c.base is None:
        return Draft("DATE", "XXXX", "END")
    since = neighbours(c.text, found.start, found.end).before.lower() == "since"
    return Draft("DATE", f"{c.base.year - since:04}", "END")


def read_yearago(c: Context, found: Found) -> Draft | None:
    """ "Year-ago", "the year-earlier quarter"."""
    if found.unit() != "Y" and found.groups["u"][0].value != "Y":
        return None
    start = c.undetermined(found)
    year = c.base.year - 1 if c.base else None
    if year is None:
        return Draft("DATE", "PAST_REF", start=start)
    if "O" in found.groups:
        return Draft("DATE", f"{year:04}-Q{ordinal(c, found)}", start=start)
    if "n" in found.groups:
        return Draft(
            "DURATION", period(found.groups["n"][0].value, str(found.groups["n"][1].value)), start=start
        )
    if c.quarter and (c.focus != "Y" or ("q" in found.groups and found.groups["q"][0].symbol == "q")):
        return Draft("DATE", f"{year:04}{c.quarter[4:]}", start=start)
    return Draft("DATE", f"{year:04}", start=start)


def read_decade(c: Context, found: Found) -> Draft | None:
    """ "The 1990s", "the early eighties"."""
    token = found.groups["D"][0]
    value = token.value
    base = c.base.year if c.base else 2000
    if value < 10:
        value += base // 100 * 10
        if value * 10 > base:
            value -= 10
    which = found.groups["t"][0] if "t" in found.groups else None
    return (
        Draft("DATE", f"{value}", c.mods(found), anchored=False)
        if which is None or which.symbol != "n"
        else None
    )


def read_century(c: Context, found: Found) -> Draft | None:
    """ "The 19th century"."""
    number = ordinal(c, found)
    value = f"{number - 1:02}" if found.unit() == "CE" else f"{number - 1}"
    return Draft("DATE", value, c.mods(found), anchored=False, start=c.undetermined(found))


def read_season(c: Context, found: Found) -> Draft | None:
    """ "Summer 1943", "the spring"."""
    season = str(found.groups["F"][0].value)
    start = c.undetermined(found)
    if "Y" in found.groups:
        return Draft(
            "DATE", f"{found.groups['Y'][0].value:04}-{season}", c.mods(found), anchored=False, start=start
        )
    if c.base is None:
        return Draft("DATE", f"XXXX-{season}", c.mods(found), start=start)
    return Draft("DATE", season_value(c, found, "", season), c.mods(found), start=start)


def read_seasonunit(c: Context, found: Found) -> Draft | None:
    """ "Summer last year"."""
    year = unit_value(c, found, found.groups["t"][0], "Y")
    if found.groups["u"][0].value != "Y" or not year:
        return None
    return Draft("DATE", f"{year}-{found.groups['F'][0].value}", c.mods(found))


RULES: dict[str, Rule] = {
    "ref": read_ref,
    "the": read_the,
    "year": read_year,
    "yearwords": read_yearwords,
    "yearof": read_yearof,
    "quarter": read_quarter,
    "quarternumber": read_quarternumber,
    "yearsquarter": read_yearsquarter,
    "half": read_half,
    "yearshalf": read_yearshalf,
    "manyquarters": read_manyquarters,
    "unitend": read_unitend,
    "yearend": read_yearend,
    "yearago": read_yearago,
    "decade": read_decade,
    "century": read_century,
    "season": read_season,
    "seasonunit": read_seasonunit,
    "yearquarternumber": read_quarternumber,
}
