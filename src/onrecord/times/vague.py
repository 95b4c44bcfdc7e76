"""What do "now", "recently" and "the future" mean?"""

from __future__ import annotations

from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.found import Found

__all__ = ["RULES"]


def read_vague(c: Context, found: Found) -> Draft | None:
    """ "Now", "the past"; "soon" only where the clause looks ahead."""
    if found.groups["v"][0].word == "soon" and c.direction(found) == "past":
        return None
    return Draft("DATE", str(found.groups["v"][0].value))


def read_vagueword(c: Context, found: Found) -> Draft | None:
    """ "Recent", "current" before a noun."""
    return Draft("DATE", "PRESENT_REF" if found.groups["v"][0].symbol == "k" else "PAST_REF")


def read_future(c: Context, found: Found) -> Draft | None:
    """ "Future years"."""
    return Draft("DATE", "FUTURE_REF")


RULES: dict[str, Rule] = {
    "vague": read_vague,
    "vagueword": read_vagueword,
    "future": read_future,
}
