"""How a tie stood over time, as a strip: a band a state, a tick an event, with an axis of days; and the same
in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.model import Event, Relation
from onrecord.show import words
from onrecord.show.axis import Axis, Mark

WIDTH, LEFT, BAND, TICK = 680, 4, 18, 14  # units of the drawing
BEFORE = timedelta(days=730)  # the first state that are still drawn
DONE = frozenset({"happened", "ongoing"})


class Band(Struct, frozen=True):
    """A state from one place to another, with its name where there is room for it."""

    x: float
    width: float
    state: str
    label: str
    name: str


class Tick(Struct, frozen=True):
    """An event at a place: a line where it happened, an open one where it was planned or did not happen."""

    x: float
    done: bool
    href: str | None
    label: str


class Strip(Struct, frozen=True):
    """The drawing of one tie, and what it shows in words."""

    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    label: str
    width: int = WIDTH + 2 * LEFT
    height: int = BAND + TICK + 20


def strip(
    r: Relation,
    lasted: Sequence[str],
    events: Sequence[Event],
    last: date | None,
    href: Callable[[Event], str | None],
) -> Strip | None:
    """None where no day is known. lasted: how long each state did, in words; events: those between the two
    sides; last: the last day of the record; href: where an event's line stands. Events long before the first
    state are not drawn."""
    since = [s.since for s in r.states if s.since]
    low = min(since) - BEFORE if since else date.min
    dated = [(d, e) for e in events if (d := e.earliest or e.latest) and d >= low]
    days = since + [d for d, _ in dated]
    if not days or not r.states:
        return None
    first, end = min(days), max([*days, *([last] if last else [])])
    axis = Axis(first, end, LEFT, WIDTH)
    x = axis.at
    bands = []
    for s, when in zip(r.states, lasted, strict=True):
        start, stop = x(s.since or first), x(s.until or end)
        name = s.state if stop - start > 8 * len(s.state) else ""
        bands.append(
            Band(
                start,
                max(1.0, round(stop - start, 1)),
                s.state,
                f"{s.state} {when}",
                name,
            )
        )
    ticks = tuple(
        Tick(x(d), e.status in DONE, href(e), f"{words.written(e.earliest, e.latest)}: {words.told(e)}")
        for d, e in dated
    )
    told = "; ".join(b.label for b in bands)
    return Strip(tuple(bands), ticks, axis.marks(), f"{told}. {words.count(len(ticks), 'event')}.")


def between(r: Relation, events: Sequence[Event], home: dict[str, str | None]) -> list[Event]:
    """The events on the tie's issue in which both sides take part."""
    sides = set(r.between)
    return [
        e
        for e in events
        if sides <= {home.get(n) for n in (*e.actors, *e.recipients)}
        and (r.context is None or r.context in e.contexts)
    ]
