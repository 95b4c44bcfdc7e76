"""What time of day is it?"""

from __future__ import annotations

import re

from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.found import Found

__all__ = ["RULES"]


def hour_and_minute(word: str) -> tuple[int, int]:
    """ "9:15", "9.15" or "0915" as numbers."""
    parts = re.split("[:.]", word)
    return (int(parts[0]), int(parts[1])) if len(parts) > 1 else (int(word[:2]), int(word[2:]))


def clock_value(c: Context, found: Found) -> str | None:
    """The part of a value behind its T."""
    groups = found.groups
    if found.rule == "noon":
        return str(groups["P"][0].value)
    token = groups["c"][0]
    hour, minute = (int(token.value), 0) if token.symbol == "N" else hour_and_minute(token.word)
    meridiem = groups["A"][0].value if "A" in groups else ""
    if meridiem == "pm" and hour < 12:
        hour += 12
    elif meridiem == "am" and hour == 12:
        hour = 0
    if ("P" in groups and groups["P"][0].value in ("AF", "EV", "NI") and 5 <= hour < 12) or (
        "P" in groups and groups["P"][0].value == "AF" and hour < 5
    ):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    zone = groups["Z"][0].value if "Z" in groups else ""
    return f"{hour:02}:{minute:02}" + ("Z" if zone == "Z" else "")


def read_clock(c: Context, found: Found) -> Draft | None:
    """A clock time by itself is of the day last mentioned, if that is near, or of the day of publication."""
    clock = clock_value(c, found)
    if clock is None:
        return None
    day = c.base
    if c.day is not None and day is not None and abs((c.day - day).days) <= 10:
        day = c.day
    held = day.isoformat() if day else "XXXX-XX-XX"
    mod = str(found.groups["x"][0].value) if "x" in found.groups else None
    if "i" in found.groups:
        mod = str(found.groups["i"][0].value)
    return Draft("TIME", f"{held}T{clock}", mod)


RULES: dict[str, Rule] = {
    "clock": read_clock,
    "oclock": read_clock,
    "clockpart": read_clock,
    "noon": read_clock,
}
