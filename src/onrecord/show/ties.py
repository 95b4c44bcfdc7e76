"""How ties stood, in words: as exact as the events are that changed them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.model import Event, Relation, RelationState
from onrecord.show import words


def lasted(r: Relation, events: Mapping[str, Event]) -> list[str]:
    """For each state of a tie from when to when it lasted: "from Aug 2022 to 8–9 Nov 2022", where only the
    month is known."""

    def began(s: RelationState) -> str:
        e = events.get(s.event)
        first, last = (e.earliest, e.latest) if e else (None, None)
        if s.since and first and last and first <= s.since <= last:
            return words.written(first, last)
        return words.written(s.since, s.since) if s.since else ""

    out = []
    for s, after in zip(r.states, (*r.states[1:], None), strict=True):
        start = began(s)
        end = (
            began(after)
            if after and after.since == s.until
            else words.written(s.until, s.until)
            if s.until
            else ""
        )
        out.append(
            f"from {start} to {end}"
            if start and end
            else f"since {start}"
            if start
            else f"until {end}"
            if end
            else ""
        )
    return out


def on(r: Relation, first: date, last: date) -> list[int]:
    """The numbers of the states in which a tie was within these days, in order."""
    return [
        n
        for n, s in enumerate(r.states)
        if s.since and s.since <= last and (s.until is None or first < s.until)
    ]


def about(r: Relation, context: str, events: Mapping[str, Event]) -> bool:
    """Whether a tie is of an issue, or of any, or an act that changed it touches that issue too."""
    return r.context in (context, None) or any(
        context in e.contexts for s in r.states if (e := events.get(s.event)) is not None
    )
