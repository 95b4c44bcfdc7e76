"""How often is it? "Every Tuesday", "twice a year", "daily"."""

from __future__ import annotations

from onrecord.times.amounts import period
from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.found import Found

__all__ = ["RULES"]


def read_every(c: Context, found: Found) -> Draft | None:
    """ "Every Tuesday", "each year"."""
    token = found.groups["u"][0]
    if token.symbol == "W":
        value = f"XXXX-WXX-{token.value}"
        return Draft(
            "SET", value + (f"T{found.groups['P'][0].value}" if "P" in found.groups else ""), anchored=False
        )
    if token.symbol == "M":
        return Draft("SET", f"XXXX-{token.value:02}", anchored=False)
    if token.symbol == "F":
        return Draft("SET", f"XXXX-{token.value}", anchored=False)
    if token.symbol == "P":
        return Draft("SET", f"XXXX-XX-XXT{token.value}", anchored=False)
    if token.symbol == "L":
        rule = token.value
        return Draft(
            "SET", f"XXXX-{rule[1]:02}-{rule[2]:02}" if rule[0] == "fixed" else "P1Y", anchored=False
        )
    return Draft("SET", period(1, str(token.value)), anchored=False)


def read_everymany(c: Context, found: Found) -> Draft | None:
    """ "Every two weeks"."""
    token, unit = found.groups["n"][0], found.groups["u"][0]
    count = 2.0 if token.symbol == "S" else None if token.symbol == "X" else float(token.value)
    if unit.symbol == "W":
        return Draft("SET", f"XXXX-WXX-{unit.value}", anchored=False)
    if unit.symbol == "S":
        return None
    return Draft("SET", period(count, str(unit.value)), anchored=False)


def read_weekdays(c: Context, found: Found) -> Draft | None:
    """ "Mondays"."""
    day = (found.groups.get("w") or found.groups["W"])[0]
    part = found.groups.get("P") or found.groups.get("V")
    return Draft("SET", f"XXXX-WXX-{day.value}" + (f"T{part[0].value}" if part else ""), anchored=False)


def read_often(c: Context, found: Found) -> Draft | None:
    """ "Daily"."""
    return Draft("SET", str(found.groups["s"][0].value), anchored=False)


def read_times(c: Context, found: Found) -> Draft | None:
    """ "Twice a year"."""
    return Draft("SET", period(1, found.unit()), anchored=False)


def read_per(c: Context, found: Found) -> Draft | None:
    """ "Per month"."""
    return Draft("SET", period(1, found.unit()), anchored=False)


RULES: dict[str, Rule] = {
    "every": read_every,
    "everymany": read_everymany,
    "weekdays": read_weekdays,
    "often": read_often,
    "times": read_times,
    "per": read_per,
}
