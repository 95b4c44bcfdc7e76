"""Who met whom: a row and a column each of those who met most, and every meeting by pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

from msgspec import Struct

from onrecord.fuse import Fused
from onrecord.model import Event
from onrecord.show import words
from onrecord.show.calendar import shade

NAMES = 12  # rows and columns
PAIRS = 60  # that are listed
MEETINGS = 12  # of a pair that are named, the last ones
DONE = frozenset({"happened", "ongoing"})


class Meeting(Struct, frozen=True):
    when: str
    what: str
    href: str | None


class Pair(Struct, frozen=True):
    """Two who met, how often, and the last times; ``id`` is what a cell leads to."""

    id: str
    one: str
    other: str
    count: int
    meetings: tuple[Meeting, ...]


class Cell(Struct, frozen=True):
    count: int
    shade: int
    pair: str | None
    label: str


class Matrix(Struct, frozen=True):
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]  # None where somebody meets himself
    pairs: tuple[Pair, ...]
    left: int


def matrix(fused: Fused, href: Callable[[Event], str | None]) -> Matrix | None:
    """Meetings, talks, visits and calls that took place, by pair; None where nobody met."""
    named = {a.name for a in fused.actors if a.named or a.kind == "state"}
    met: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for e in fused.events:
        if e.type == "CONSULT" and e.status in DONE:
            who = sorted(n for n in {*e.actors, *e.recipients} if n in named)
            for pair in combinations(who, 2):
                met[pair].append(e)
    if not met:
        return None
    count = Counter[str]()
    for pair, events in met.items():
        for name in pair:
            count[name] += len(events)
    names = tuple(n for n, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:NAMES])
    listed = sorted(met, key=lambda p: (-len(met[p]), p))[:PAIRS]
    ids = {pair: f"met-{n}" for n, pair in enumerate(listed, 1)}

    def cell(one: str, other: str) -> Cell | None:
        if one == other:
            return None
        pair = (one, other) if one < other else (other, one)
        n = len(met.get(pair, ()))
        return Cell(n, shade(n), ids.get(pair), f"{one} and {other}: {words.count(n, 'meeting')}")

    rows = tuple((one, tuple(cell(one, other) for other in names)) for one in names)
    pairs = tuple(Pair(ids[p], *p, len(met[p]), _meetings(met[p][-MEETINGS:], href)) for p in listed)
    return Matrix(names, rows, pairs, len(met) - len(listed))


def _meetings(events: Sequence[Event], href: Callable[[Event], str | None]) -> tuple[Meeting, ...]:
    return tuple(Meeting(words.written(e.earliest, e.latest), e.summary, href(e)) for e in events)
