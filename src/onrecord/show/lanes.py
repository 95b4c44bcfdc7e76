"""Who did what when: a lane a side, a mark an event, a line from a plan to what came of it; and the same in
words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.fuse import Fused
from onrecord.model import Event, Report
from onrecord.show import words
from onrecord.show.axis import Axis, Mark
from onrecord.show.states import called

LANES = 8  # sides that are drawn, those of most events
EVENTS = 300  # marks that are drawn, the weightiest
LEFT, WIDTH, HEIGHT, TOP = 150, 720, 40, 6  # units: names, days, a lane, what is above the first
ROWS, APART = (
    (0, -9, 9, -18, 18),
    9,
)  # where marks lie in a lane that would lie on one another, and how near that is
BEFORE, AFTER = (
    timedelta(days=60),
    timedelta(days=400),
)  # of the reports: what lies further off is told in number
WIDE = 92  # days from which an event's days are too many to be drawn
KINDS = {"happened": "done", "ongoing": "done", "planned": "ahead", "expected": "ahead", "possible": "ahead"}
TOLD = {"done": "happened", "ahead": "planned or expected", "undone": "did not happen"}

Href = Callable[[Event], str | None]


class Bar(Struct, frozen=True):
    """An event in a lane: as wide as its days are unclear. kind: done, ahead or undone."""

    x: float
    y: float
    width: float
    kind: str
    label: str
    href: str | None


class Lane(Struct, frozen=True):
    """A side, its events, and what the lane shows in words."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    told: str


class Join(Struct, frozen=True):
    """A line: between the lanes of those who take part, or from a plan to its outcome."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


class Lanes(Struct, frozen=True):
    """The drawing, and how many events it leaves out and why."""

    lanes: tuple[Lane, ...]
    joins: tuple[Join, ...]
    marks: tuple[Mark, ...]
    label: str
    left: str
    height: float
    width: float = LEFT + WIDTH + 10
    start: float = LEFT
    lane: float = HEIGHT


def lanes(fused: Fused, reports: Sequence[Report], href: Href) -> Lanes | None:
    """The lanes of the sides with most events; None where fewer than two events have a day.

    href: the address of an event's line, None where there is none.
    """
    sides = _sides(fused)
    dated = [e for e in fused.events if _day(e) and sides(e)]
    first, last = _span(dated, reports)
    inside = [e for e in dated if first <= _day(e) <= last]
    count = Counter(s for e in inside for s in sides(e))
    names = [n for n, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:LANES]]
    shown = [e for e in inside if any(s in names for s in sides(e))]
    kept = {e.id for e in sorted(shown, key=lambda e: (-e.weight, e.id))[:EVENTS]}
    shown = [e for e in shown if e.id in kept]
    if len(shown) < 2:
        return None
    drawn = {s for e in shown for s in sides(e)}
    names = [n for n in names if n in drawn]
    axis = Axis(first, last, LEFT, WIDTH)
    at = {name: TOP + n * HEIGHT + HEIGHT / 2 for n, name in enumerate(names)}
    of: dict[str, list[Event]] = defaultdict(list)
    for e in shown:
        for s in sides(e):
            of[s].append(e)
    made = tuple(Lane(n, at[n], _bars(of[n], axis, at[n], href), _told(of[n])) for n in names)
    return Lanes(
        made, tuple(_joins(shown, axis, at, sides)), axis.marks(),
        f"{words.count(len(shown), 'event')} of {words.listed(names)} from {words.month(first)} to "
        f"{words.month(last)}",
        _left(len(fused.events), len(dated), len(inside), len(shown)), TOP + len(names) * HEIGHT + 24,
    )  # fmt: skip


def _sides(fused: Fused) -> Callable[[Event], list[str]]:
    """Gives the sides that take part: states by their own or their people's names, others by name."""
    states = called(fused)
    homes: dict[str, set[str | None]] = defaultdict(set)
    for a in fused.actors:
        homes[a.name].add(a.country)
    named = {a.name for a in fused.actors if a.named}

    def side(name: str) -> str | None:
        home = next(iter(homes[name])) if len(homes[name]) == 1 else None
        return states.get(home, home) if home else (name if name in named else None)

    known = {n: side(n) for n in homes}
    return lambda e: list(dict.fromkeys(s for n in (*e.actors, *e.recipients) if (s := known.get(n))))


def _day(e: Event) -> date:
    """The day that an event is drawn from; ``date.min`` where it has none, which no picture holds."""
    first, last = e.earliest, e.latest
    if first and last:
        return first if (last - first).days < WIDE else date.min
    return first or last or date.min


def _span(events: Sequence[Event], reports: Sequence[Report]) -> tuple[date, date]:
    """The time that the reports tell as theirs: what lies long before is retrospect."""
    days = [r.published for r in reports if r.published]
    known = [d for e in events if (d := _day(e)) > date.min]
    if not known:
        return date.min, date.min
    low, high = (min(days) - BEFORE, max(days) + AFTER) if days else (min(known), max(known))
    inside = [d for d in known if low <= d <= high] or known
    return min(inside), max([*inside, *days])


def _bars(events: Sequence[Event], axis: Axis, y: float, href: Href) -> tuple[Bar, ...]:
    """The marks of a lane, beside one another where there is room, else above and below its line."""
    out, taken = [], dict.fromkeys(ROWS, 0.0)
    for e in sorted(events, key=_day):
        start = axis.at(_day(e))
        stop = axis.at(e.latest) if e.earliest and e.latest else start
        row = next((r for r in ROWS if taken[r] <= start), min(ROWS, key=lambda r: taken[r]))
        taken[row] = stop + APART
        label = f"{words.written(e.earliest, e.latest)}: {words.told(e)}"
        out.append(Bar(start, y + row, round(stop - start, 1), KINDS.get(e.status, "undone"), label, href(e)))
    return tuple(out)


def _joins(
    events: Sequence[Event], axis: Axis, at: dict[str, float], sides: Callable[[Event], list[str]]
) -> list[Join]:
    out, by_id = [], {e.id: e for e in events}
    for e in events:
        rows = [at[s] for s in sides(e) if s in at]
        x = axis.at(_day(e))
        if len(rows) > 1:
            out.append(Join(x, min(rows), x, max(rows), "both"))
        plan = by_id.get(e.outcome_of or "")
        before = [at[s] for s in sides(plan) if s in at] if plan else []
        if plan and rows and before and _day(plan) != _day(e):
            out.append(Join(axis.at(_day(plan)), min(before), x, min(rows), "came"))
    return out


def _told(events: Sequence[Event]) -> str:
    """ "12 happened, 3 planned or expected; 3 Aug 2022 to 15 Nov 2023"."""
    count = Counter(KINDS.get(e.status, "undone") for e in events)
    days = sorted(_day(e) for e in events)
    span = words.written(days[0], days[0])
    span += "" if days[0] == days[-1] else f" to {words.written(days[-1], days[-1])}"
    return f"{', '.join(f'{count[k]} {name}' for k, name in TOLD.items() if count[k])}; {span}"


def _left(all: int, dated: int, inside: int, shown: int) -> str:
    parts = [
        (all - dated, "of no clear day or side"),
        (dated - inside, "long before or after the reports"),
        (inside - shown, "of other sides or told by fewer sources"),
    ]
    return ", ".join(f"{n:,} {why}" for n, why in parts if n)
