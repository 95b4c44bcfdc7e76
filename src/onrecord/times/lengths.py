"""How long is it? Durations, those that end or begin on the day of publication among them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.times.amounts import moved, period
from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.filter import neighbours
from onrecord.times.found import Found
from onrecord.times.lexicon import lexicon
from onrecord.times.tokens import Token

__all__ = ["RULES"]


MONEY = re.compile(
    r"(?:[$£€¥#]\s?[0-9.,]+(?:\s(?:million|billion|trillion|[mb]n))?|(?:million|billion|thousand|hundred"
    r"|dollars|pounds|euros|yen|francs|"
    r"cents|pence|percent|%|people|tons|tonnes|barrels|times|rate)|[0-9])(?:\s[a-z]+){0,2}\s$"
)


def stretch(c: Context, found: Found, which: Token, count: float | None, unit: str, mod: str | None) -> Draft:
    """ "The past year", "the next three weeks": a duration that ends or begins on the day of publication."""
    value = period(count, unit)
    days: tuple[date | None, date | None] | None = None
    if c.published:
        length = count if count is not None else 5
        if which.symbol == "l":
            days = (moved(c.published, -length, unit), c.published)
        elif which.symbol == "n":
            days = (c.published, moved(c.published, length, unit))
    if which.word == "recent" and count is None and c.published and days and days[0]:
        days = (moved(c.published, -6, unit), c.published)
    return Draft("DURATION", value, mod, days, start=c.undetermined(found))


def read_refs(c: Context, found: Found) -> Draft | None:
    """ "Recent weeks", "the coming years"."""
    which = found.groups["t"][0]
    if found.groups["u"][0].symbol not in "UQ":
        return None
    unit = found.unit()
    if which.symbol in ("t", "y"):
        return None
    start = c.undetermined(found)
    draft = stretch(c, found, which, None, unit, None)
    return replace(draft, start=start)


def quantity(c: Context, found: Found) -> float | None:
    """How many units; None for "a few"."""
    tokens = found.groups["q"]
    symbols = "".join(t.symbol for t in tokens)
    if "&" in symbols:
        return float(tokens[0].value) + 0.5
    if "H" in symbols:
        return 0.5
    if "X" in symbols:
        token = next(t for t in tokens if t.symbol == "X")
        return 2 if token.value == "2" else None
    numbers = [t.value for t in tokens if t.symbol in "NY"]
    extra = 0.5 if "o1" in found.groups and found.groups["o1"][-1].symbol == "H" else 0.0
    return (float(numbers[0]) if numbers else 1.0) + extra


def spelt(c: Context, found: Found) -> tuple[float | None, str, str | None]:
    """Count, unit and modifier of a quantity of time."""
    mod = None
    for name in ("q0", "so"):
        if name in found.groups:
            token = found.groups[name][0]
            mod = "APPROX" if name == "so" or token.symbol == "X" else str(token.value)
    tokens = found.groups["q"]
    if "".join(t.symbol for t in tokens).startswith("aX") and tokens[1].value == "2":
        mod = mod or "APPROX"
    return quantity(c, found), found.unit(), mod


def read_duration(c: Context, found: Found) -> Draft | None:
    """ "Three weeks", "a five-year term", "more than four years"; "a year" of so many dollars is a habit."""
    groups = found.groups
    count, unit, mod = spelt(c, found)
    start = -1
    tokens = groups["q"]
    symbols = "".join(t.symbol for t in tokens)
    text = c.text
    before = neighbours(text, found.start, found.end).before.lower()
    if unit == "D" and tokens[0].word == "one" and before in lexicon().tense["modal"]:
        return Draft("DATE", "FUTURE_REF")
    plain = symbols == "a" and groups["u"][0].symbol == "u" and not groups.keys() & {"q0", "r"}
    if plain and MONEY.search(text, max(0, found.start - 60), found.start):
        return Draft("SET", period(1, unit), anchored=False)
    hyphen = text[tokens[-1].end : groups["u"][0].start].strip() in ("-", "‐", "‑", "–")
    if "d" in groups:
        adjective = hyphen or (groups["u"][0].symbol == "u" and count != 1) or c.attributive(found)
        start = tokens[0].start if adjective or groups["d"][0].symbol in "aye" else -1
    if symbols == "aX" and hyphen:
        start = tokens[1].start
    if "p" in groups:
        return Draft("DURATION", period(count, unit), mod, anchored=False)
    loose = "q0" in groups and groups["q0"][0].word in ("over", "under", "around")
    if loose and (hyphen or before not in lexicon().filters["before_over"]):
        start, mod = tokens[0].start, None
    return Draft("DURATION", period(count, unit), mod, anchored=False, start=start)


def read_stretch(c: Context, found: Found) -> Draft | None:
    """ "The last three days", "the first nine months"."""
    count, unit, mod = spelt(c, found)
    which = found.groups["l"][0]
    loose = "q0" in found.groups and found.groups["q0"][0].word in lexicon().filters["loose"]
    if loose:
        mod = None
    if which.symbol in "ln":
        draft = stretch(c, found, which, count, unit, mod)
    else:
        draft = Draft("DURATION", period(count, unit), mod, anchored=False, start=c.undetermined(found))
    return replace(draft, start=found.groups.get("d", [which])[0].start) if loose else draft


def read_theunits(c: Context, found: Found) -> Draft | None:
    """ "The years"."""
    start = c.undetermined(found)
    if neighbours(c.text, found.start, found.end)[3].lower() in ("before", "after", "since"):
        start = found.groups["u"][0].start
    return Draft("DURATION", period(None, found.unit()), anchored=False, start=start)


def read_durationold(c: Context, found: Found) -> Draft | None:
    """ "Eight-month-old"."""
    count, unit, mod = spelt(c, found)
    return Draft("DURATION", period(count, unit), mod, anchored=False, start=c.start(found, "q"))


def read_quartercentury(c: Context, found: Found) -> Draft | None:
    """ "The last quarter century"."""
    which = found.groups["l"][0] if "l" in found.groups else None
    if which is not None and which.symbol in "ln":
        return stretch(c, found, which, 25, "Y", None)
    return Draft("DURATION", "P25Y", anchored=False)


def read_units(c: Context, found: Found) -> Draft | None:
    """ "Months"."""
    if found.unit() == "WE":
        return Draft("SET", "XXXX-WXX-WE", anchored=False)
    return Draft(
        "DURATION",
        period(None, found.unit()),
        anchored=False,
        start=found.groups["r"][0].start if "r" in found.groups else found.groups["u"][0].start,
    )


def read_unitlong(c: Context, found: Found) -> Draft | None:
    """ "Day-long"."""
    count = 1.0 if found.groups["u"][0].symbol == "u" else None
    return Draft("DURATION", period(count, found.unit()), anchored=False)


def read_halfspan(c: Context, found: Found) -> Draft | None:
    """ "Half-year"."""
    return Draft("DURATION", period(0.5, found.unit()), anchored=False)


RULES: dict[str, Rule] = {
    "refs": read_refs,
    "duration": read_duration,
    "stretch": read_stretch,
    "theunits": read_theunits,
    "durationold": read_durationold,
    "quartercentury": read_quartercentury,
    "units": read_units,
    "unitlong": read_unitlong,
    "halfspan": read_halfspan,
}
