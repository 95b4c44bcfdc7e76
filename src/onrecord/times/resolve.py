"""What does an expression denote? Hands each to its rule and works out its first and last day."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.times import ago, clock, days, holidays, joined, lengths, periods, sets, vague
from onrecord.times.calendar import days_of, narrowed
from onrecord.times.context import Context, Rule
from onrecord.times.draft import Draft
from onrecord.times.found import Found
from onrecord.times.timex import Timex

__all__ = ["RULES", "resolve"]

SUNDAY = 7

RULES: dict[str, Rule] = {
    **days.RULES,
    **holidays.RULES,
    **clock.RULES,
    **joined.RULES,
    **periods.RULES,
    **lengths.RULES,
    **ago.RULES,
    **sets.RULES,
    **vague.RULES,
}


def resolve(c: Context, found: Found) -> Timex | None:
    """The Timex of an expression, or None where it turns out to be none; the context remembers it."""
    draft = c.draft(found)
    if draft is None:
        return None
    start = draft.start if draft.start >= 0 else found.start
    end = draft.end if draft.end >= 0 else found.end
    earliest, latest = draft.days if draft.days is not None else span(c, draft)
    if draft.type == "SET":
        earliest = latest = None
    if (
        latest is not None
        and c.published is not None
        and _week_before(c.published, c.text[start:end], latest)
    ):
        latest = c.published - timedelta(1)  # to a Sunday's paper, last week may be the week that it ends
    if earliest is not None and latest is not None and earliest > latest:
        latest = earliest
    c.remember(draft, found)
    return Timex(
        start, end, c.text[start:end], draft.type, draft.value, draft.mod, earliest, latest, draft.anchored
    )


def _week_before(published: date, text: str, latest: date) -> bool:
    return (
        published.isoweekday() == SUNDAY
        and text.lower() == "last week"
        and latest == published - timedelta(7)
    )


def span(c: Context, draft: Draft) -> tuple[date | None, date | None]:
    """First and last day of a value, narrowed by its modifier."""
    if draft.type in ("DURATION", "SET"):
        return None, None
    if draft.value.endswith("_REF"):
        if c.published is None:
            return None, None
        if draft.value == "PRESENT_REF":
            return c.published, c.published
        if draft.value == "PAST_REF":
            return None, c.published
        return c.published, None
    held = days_of(draft.value)
    return narrowed(held, draft.mod) if held else (None, None)
