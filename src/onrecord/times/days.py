"""Which day is it? Days of the week, days of a month, months, today and its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.times.calendar import safe_date, shift_days
from onrecord.times.context import Context, Rule
from onrecord.times.direction import awaited
from onrecord.times.draft import Draft
from onrecord.times.filter import neighbours
from onrecord.times.found import Found
from onrecord.times.tokens import Token
from onrecord.times.units import unit_value

__all__ = ["RULES"]


def read_iso(c: Context, found: Found) -> Draft | None:
    """ "2022-11-08", "3/14/2020"."""
    raw = found.groups["iso"][0].word
    if found.groups["iso"][0].symbol == "7":
        a, b, year = (int(part) for part in raw.split("/"))
        year += 0 if year > 99 else 1900 if year > 50 else 2000
        month, day = (b, a) if a > 12 else (a, b)
        held = safe_date(year, month, day)
        return Draft("DATE", held.isoformat(), anchored=False) if held else None
    held = safe_date(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    if held is None:
        return None
    if len(raw) > 10:
        return Draft("TIME", raw[:10] + "T" + raw[11:], anchored=False)
    return Draft("DATE", raw, anchored=False)


def read_monthday(c: Context, found: Found) -> Draft | None:
    """ "Friday, Nov. 3", "the 3rd of November 2022", "Nov. 15-16"."""
    groups = found.groups
    month = groups["M"][0].value
    numbers = [int(t.value) for name in ("n", "n2") for t in groups.get(name, ())]
    numbers.sort()
    first, final = numbers[0], numbers[-1]
    start = c.start(found, "W" if "W" in groups else "n" if found.rule == "daymonth" else "M")
    if (found.rule == "daymonth" and "W" not in groups) or groups["M"][0].start < found.start:
        start = -1
    if "Y" in groups:
        held = safe_date(groups["Y"][0].value, month, first)
        anchored = False
    else:
        held = nearest_day(c, found, month, first)
        anchored = True
        if held is None:
            if c.base is None and final <= 31:
                return Draft("DATE", f"XXXX-{month:02}-{first:02}", c.mods(found), start=start)
            return None
    if held is None:
        return None
    draft = Draft("DATE", held.isoformat(), c.mods(found), anchored=anchored, start=start)
    if final != first:
        to = safe_date(held.year, month, final)
        if to is None:
            return None
        draft = replace(draft, days=(held, to))
    return draft


def nearest_day(c: Context, found: Found, month: int, day: int) -> date | None:
    """The day of that name nearest the day of publication, on the side the clause looks to."""
    base = c.base
    if base is None:
        return None
    options = [d for year in (base.year - 1, base.year, base.year + 1) if (d := safe_date(year, month, day))]
    if not options:
        return None
    if "W" in found.groups:
        named = [d for d in options if d.isoweekday() == found.groups["W"][0].value]
        options = named or options
    side, distance = c.clause(found)
    doubt = 10 if distance <= 3 else 3

    def cost(d: date) -> float:
        away = (d - base).days
        if (side == "past" and away > 0) or (side == "future" and away < 0):
            return abs(away) * doubt + 60
        return abs(away)

    return min(options, key=cost)


def read_monthyear(c: Context, found: Found) -> Draft | None:
    """ "March 1999"."""
    value = f"{found.groups['Y'][0].value:04}-{found.groups['M'][0].value:02}"
    return Draft("DATE", value, c.mods(found), anchored=False, start=c.start(found, "M"))


NAMED_MAY = re.compile(
    r"\b(?:Mrs?|Ms|Dr|Sir|Dame|Lord|Lady|[Mm]inister|[Ss]ecretary|[Pp]resident|[Ll]eader|[Ss]enator"
    r"|Sen)\.?\s+(?:[A-Z][a-z]+\s+)?May\b"
)
MONTH_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|until|till|through|during|last|next|this|early|late|mid)[\s-]+$"
)


def _may_is_a_name(c: Context) -> bool:
    if c.may_is_a_name is None:
        c.may_is_a_name = NAMED_MAY.search(c.text) is not None
    return c.may_is_a_name


def read_month(c: Context, found: Found) -> Draft | None:
    """ "August", "last March", "the end of January"."""
    groups = found.groups
    month = groups["M"][0].value
    if (
        month == 5
        and len(groups) == 1
        and _may_is_a_name(c)
        and not MONTH_BEFORE.search(c.text, max(0, found.start - 9), found.start)
    ):
        return None  # of somebody called so
    start = c.start(found, "t" if "t" in groups else "M")
    base = c.base
    if "Y" in groups:
        return Draft("DATE", f"{groups['Y'][0].value:04}-{month:02}", c.mods(found), start=start)
    if base is None:
        year = c.year
        value = f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
        return Draft("DATE", value, c.mods(found), start=start)
    which = groups["t"][0].symbol if "t" in groups else ""
    side = c.direction(found)
    if which == "l":
        year = base.year if month < base.month else base.year - 1
        side = "past"
    elif which == "n":
        year = base.year if month > base.month else base.year + 1
        side = "future"
    elif which == "t":
        year = base.year
    elif which in ("y", "m") and c.year:
        year = c.year
    else:
        year = month_year(c, month, side)
    value = f"{year:04}-{month:02}"
    return c.clipped(Draft("DATE", value, c.mods(found), start=start), side)


def month_year(c: Context, month: int, side: str | None) -> int:
    """The year of a month named alone."""
    base = c.base
    assert base is not None
    away = (month - base.month + 12) % 12
    if side == "past":
        return base.year if month <= base.month else base.year - 1
    if side == "future":
        return base.year if month >= base.month else base.year + 1
    if month <= base.month:
        return base.year if base.month - month <= 9 else base.year + 1
    return base.year if away <= 3 else base.year - 1


def read_monthunit(c: Context, found: Found) -> Draft | None:
    """ "August last year"."""
    month = found.groups["M"][0].value
    if found.groups["u"][0].value != "Y":
        return None
    year = unit_value(c, found, found.groups["t2"][-1], "Y")
    if year is None or not year.isdigit():
        return Draft("DATE", f"XXXX-{month:02}", c.mods(found))
    return Draft("DATE", f"{year}-{month:02}", c.mods(found), start=c.start(found, "M"))


def read_weekday(c: Context, found: Found) -> Draft | None:
    """ "Tuesday", "last Friday", "Monday morning"."""
    groups = found.groups
    weekday = groups["W"][0].value
    which = groups["t"][0].symbol if "t" in groups else ""
    if which == "n" and groups["t"][0].word == "following" and "d" not in groups:
        which = ""  # "following Monday's talks": after them
    start = c.start(found, "t" if which else "W")
    if which in ("l", "n") and found.text(c.text).lower().startswith(("the ", "this ")):
        start = -1
    part = str(groups["P"][0].value) if "P" in groups else None
    base = c.base
    if base is None:
        return timed(c, Draft("DATE", f"XXXX-WXX-{weekday}", c.mods(found), start=start), part)
    held = _weekday(c, found, which, weekday, base)
    return timed(c, Draft("DATE", held.isoformat(), c.mods(found), start=start), part)


def _weekday(c: Context, found: Found, which: str, weekday: int, base: date) -> date:
    """The day that a weekday is, by the word before it (its symbol; none: the nearest)."""
    word = found.groups["t"][0].word if which else ""
    back = (base.isoweekday() - weekday) % 7
    if which == "l" and word in ("previous", "preceding") and c.day is not None:
        return c.day - timedelta((c.day.isoweekday() - weekday) % 7 or 7)
    if which == "l":  # of the day before one says "yesterday" or "on Monday", not "last Monday"
        return base - timedelta(back + 7 if back < 2 else back)
    if which == "n" and word == "following" and c.day is not None:
        return c.day + timedelta((weekday - c.day.isoweekday() - 1) % 7 + 1)
    if which == "n":
        return base + timedelta((7 - back) if back else 7)
    if which in ("y", "m") and c.day is not None:
        return c.day - timedelta((c.day.isoweekday() - weekday) % 7)
    if which == "t":
        return base - timedelta(base.isoweekday() - weekday)
    if ahead(c, found) or (back == 6 and LOCAL.match(c.text, found.end)):
        return base + timedelta((7 - back) % 7)
    return base - timedelta(back)


# "Thursday, local time" in a report of Wednesday: it is a day later where it happened.
LOCAL = re.compile(r",? \(?local time")


def ahead(c: Context, found: Found) -> bool:
    """Whether a day named alone is one to come. "Tuesday's ruling" has been, unless something waits for
    it."""
    owns = c.text[found.end : found.end + 2] in ("'s", "’s")
    if owns and (c.hint is None or c.hint(found.start, found.end) is None):
        return awaited(c.text, found.start, found.end)
    side, distance = c.clause(found)
    if (side != "past" or distance > 1) and neighbours(
        c.text, found.start, found.end
    ).before.lower() == "for":
        return True
    return side == "future"


def timed(c: Context, draft: Draft, part: str | None) -> Draft:
    """The draft of a day with the part of the day added."""
    if part is None or not re.match(r"\d{4}-\d\d-\d\d$|XXXX-", draft.value):
        return draft
    return replace(draft, type="TIME", value=f"{draft.value}T{part}")


def read_weekdayweek(c: Context, found: Found) -> Draft | None:
    """ "Tuesday of last week"."""
    if found.groups["u"][0].value != "W" or c.base is None:
        return None
    move = {"l": -7, "n": 7}.get(found.groups["t"][-1].symbol, 0)
    held = c.base + timedelta(found.groups["W"][0].value - c.base.isoweekday() + move)
    return Draft("DATE", held.isoformat(), c.mods(found))


def read_deictic(c: Context, found: Found) -> Draft | None:
    """ "Today", "yesterday morning", "tonight"."""
    token = found.groups["T"][0]
    part = str(found.groups["P"][0].value) if "P" in found.groups else None
    if token.word == "tonight":
        part = "NI"
    if c.base is None:
        return Draft("DATE", "PRESENT_REF") if token.word == "today" else Draft("DATE", "XXXX-XX-XX")
    held = c.base + timedelta(token.value)
    start = c.start(found, "T") if "d" in found.groups else -1
    return timed(c, Draft("DATE", held.isoformat(), c.mods(found), start=start), part)


def read_partdeictic(c: Context, found: Found) -> Draft | None:
    """ "Mid-afternoon yesterday"."""
    draft = read_deictic(
        c, Found("deictic", found.start, found.end, {k: v for k, v in found.groups.items() if k in "TP"})
    )
    return replace(draft, mod=str(found.groups["i"][0].value)) if draft and "i" in found.groups else draft


def part_of_day(c: Context, found: Found, which: Token, part: str) -> Draft | None:
    """ "This morning", "last night", "that evening"."""
    base = c.base
    if which.symbol in ("y", "m") or which.word in ("following", "previous") or "d" in found.groups:
        base = c.day or c.base
    step = 0
    if which.word in ("last", "previous"):
        step = -1
    elif which.symbol == "n":
        step = 1
    held = shift_days(base, step).isoformat() if base else "XXXX-XX-XX"
    return Draft("TIME", f"{held}T{part}", c.mods(found))


def read_inthepart(c: Context, found: Found) -> Draft | None:
    """ "In the morning"."""
    base = c.day or c.base
    mod = str(found.groups["i"][0].value) if "i" in found.groups else None
    return Draft("TIME", f"{base.isoformat() if base else 'XXXX-XX-XX'}T{found.groups['P'][0].value}", mod)


def read_dayofmonth(c: Context, found: Found) -> Draft | None:
    """The 14th of this month."""
    month = unit_value(c, found, found.groups["t"][-1], "M")
    held = safe_date(int(month[:4]), int(month[5:7]), int(found.groups["n"][0].value)) if month else None
    return Draft("DATE", held.isoformat()) if held else None


RULES: dict[str, Rule] = {
    "iso": read_iso,
    "monthday": read_monthday,
    "monthyear": read_monthyear,
    "month": read_month,
    "monthunit": read_monthunit,
    "weekday": read_weekday,
    "dayofmonth": read_dayofmonth,
    "weekdayweek": read_weekdayweek,
    "deictic": read_deictic,
    "partdeictic": read_partdeictic,
    "inthepart": read_inthepart,
    "slash": read_iso,
    "daymonth": read_monthday,
}
