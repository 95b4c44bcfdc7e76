"""A view as it is kept: in parts of some rows each, so that who asks for some lines reads no others.

What is asked of all lines at once (their days, which is part of which visit) stands in the head as columns.
"""

from __future__ import annotations

import functools
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Struct

from onrecord.defaults import SHOWN
from onrecord.fuse import Fused
from onrecord.fuse.together import in_time
from onrecord.model import Event, Expectation, Line, Report

ROWS = 128  # of a part
OPEN = 24  # parts of lines that are held at once: what is part of a visit may stand some way behind it
NAMES = tuple(Fused.__struct_fields__)
EVENTS = ("events", "unsure")


class Head(Struct, frozen=True):
    """rows: how many each table has. first, last: the days of each event, as ordinals, 0 where none is known;
    part_of: the number of the visit's event, or -1. reports: how many the view is made of; published: their
    first and last day."""

    rows: dict[str, int]
    first: list[int]
    last: list[int]
    part_of: list[int]
    reports: int
    published: tuple[date, date] | None


def head_of(fused: Fused, reports: Iterable[Report]) -> Head:
    """reports: those that the view is made of."""
    number = {e.id: n for n, e in enumerate(fused.events)}
    days = [(e.earliest or e.latest, e.latest or e.earliest) for e in fused.events]
    out = [r.published for r in reports]
    dated = [d for d in out if d]
    return Head(
        {name: len(getattr(fused, name)) for name in NAMES},
        [d.toordinal() if d else 0 for d, _ in days],
        [d.toordinal() if d else 0 for _, d in days],
        [number.get(e.part_of or "", -1) for e in fused.events],
        len(out),
        (min(dated), max(dated)) if dated else None,
    )


def pieces_of(fused: Fused, head: Head) -> Iterator[tuple[str, bytes]]:
    """The names of all parts with their bytes, the head first."""
    yield "head", msgspec.msgpack.encode(head)
    came = {x.event: x.outcome for x in fused.expectations}
    for name in NAMES:
        rows = getattr(fused, name)
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            told = [came.get(e.id) for e in some] if name in EVENTS else []
            yield _part(name, start // ROWS), msgspec.msgpack.encode((some, told))


def laid_out(fused: Fused, reports: Iterable[Report]) -> Kept:
    """A view that is at hand, as one that is kept. reports: those that it is made of."""
    return Kept(dict(pieces_of(fused, head_of(fused, reports))).get)


class Lost(LookupError):
    """A part of a kept view is not there, or is not what was kept: the view is to be made anew."""


class Kept:
    """A kept view. Each table is read when it is asked for, and not held."""

    def __init__(self, part: Callable[[str], bytes | None]) -> None:
        """part: the bytes of a part by its name, None where it is not as it was kept. Raises ``Lost``."""
        self._bytes = part
        self.head = msgspec.msgpack.decode(self._part("head"), type=Head)
        self._some = functools.lru_cache(maxsize=OPEN)(self._rows)

    def whole(self) -> Fused:
        """All of it. Raises ``Lost``."""
        return Fused(**{name: tuple(self.rows(name)) for name in NAMES})

    def rows(self, name: str) -> Iterator[Any]:
        """The rows of a table of ``Fused`` in their order. Raises ``Lost``."""
        for n in range(-(-self.head.rows[name] // ROWS)):
            yield from self._rows(name, n)[0]

    def events(self, sure: float) -> Iterator[Event]:
        """The events of at least this chance in order of time, as ``at_least`` gives them."""
        tables = [self.rows(name) for name in (EVENTS if sure < SHOWN else EVENTS[:1])]
        return (e for e in heapq.merge(*tables, key=in_time) if e.p >= sure)

    def expectations(self, sure: float) -> Iterator[Expectation]:
        """What is expected with a line of its own, or with at least this chance, as ``at_least`` gives it."""
        return (x for x in self.rows("expectations") if x.event is not None or x.p >= sure)

    def count(self, sure: float) -> int:
        """How many events those are."""
        if sure == SHOWN:
            return self.head.rows["events"]
        return sum(1 for _ in self.events(sure))

    def lines(self, first: date | None = None, last: date | None = None) -> Lines:
        """The events that may lie between two days; a meeting that is part of a visit stands behind it."""
        return Lines(self.head, self._line, first, last)

    def _line(self, n: int) -> tuple[Event, str | None]:
        rows, told = self._some("events", n // ROWS)
        return rows[n % ROWS], told[n % ROWS]

    def _rows(self, name: str, n: int) -> tuple[Sequence[Any], Sequence[str | None]]:
        rows: tuple[Sequence[Any], Sequence[str | None]] = _decoder(name).decode(self._part(_part(name, n)))
        return rows

    def _part(self, name: str) -> bytes:
        data = self._bytes(name)
        if data is None:
            raise Lost(name)
        return data


class Lines:
    """Lines of a kept view in the order in which they are shown; no others are read."""

    def __init__(
        self,
        head: Head,
        line: Callable[[int], tuple[Event, str | None]],
        first: date | None,
        last: date | None,
    ) -> None:
        starts, ends, visit = head.first, head.last, head.part_of
        least, most = first.toordinal() if first else 0, last.toordinal() if last else date.max.toordinal()
        self._line = line
        self._shown: Sequence[int] = range(len(starts))
        if first or last:  # what has no day lies between no two
            days = enumerate(zip(starts, ends, strict=True))
            self._shown = [n for n, (start, end) in days if start and start <= most and end >= least]
        shown = set(self._shown) if first or last else range(len(starts))
        self._held: dict[int, list[int]] = defaultdict(list)
        for n in self._shown:
            if visit[n] in shown:
                self._held[visit[n]].append(n)
        self._below = {n for held in self._held.values() for n in held}

    def __len__(self) -> int:
        return len(self._shown)

    def __iter__(self) -> Iterator[Line]:
        for n in self._shown:
            if n not in self._below:
                event, outcome = self._line(n)
                yield Line(event, None, outcome)
                for part in self._held.get(n, ()):
                    within, came = self._line(part)
                    yield Line(within, event.id, came)


def _part(name: str, n: int) -> str:
    return f"{name}/{n:06}"


@functools.cache
def _decoder(name: str) -> msgspec.msgpack.Decoder[Any]:
    (row, *_) = get_args(get_type_hints(Fused)[name])
    return msgspec.msgpack.Decoder(tuple[tuple[row, ...], tuple[str | None, ...]])  # type: ignore[valid-type]
