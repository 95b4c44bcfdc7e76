"""How much happened when: a row a year, a cell a month, each leading to the month's first line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.model import Event, Report
from onrecord.show import words

ROWS = 12  # years that have a row of their own; what lies before is one row together
STEPS = (1, 2, 5, 10)  # events from which a cell is a shade darker

Href = Callable[[Sequence[Event]], str | None]


class Cell(Struct, frozen=True):
    """A month: how many events, how dark it is drawn (0 to 4), and where its first line stands."""

    count: int
    shade: int
    href: str | None
    label: str


class Row(Struct, frozen=True):
    """A year, or all before the first that has a row: its months, and the events that no one month holds."""

    name: str
    months: tuple[Cell, ...]
    unclear: Cell
    total: int


class Calendar(Struct, frozen=True):
    rows: tuple[Row, ...]
    undated: int
    months: tuple[str, ...] = tuple(m[:3] for m in words.MONTHS)


def shade(count: int, steps: Sequence[int] = STEPS) -> int:
    """How dark a cell is drawn, from 0 for nothing."""
    return sum(count >= s for s in steps)


def calendar(events: Sequence[Event], reports: Sequence[Report], href: Href) -> Calendar | None:
    """Events by year and month; None where none has a day. href: where the first line of some events
    stands."""
    by: dict[int, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    undated = 0
    for e in events:
        day = e.earliest or e.latest
        if day is None:
            undated += 1
            continue
        one = (
            e.earliest and e.latest and (e.earliest.year, e.earliest.month) == (e.latest.year, e.latest.month)
        )
        by[day.year][day.month if one else 0].append(e)
    if not by:
        return None
    first = min((r.published.year for r in reports if r.published), default=min(by)) - 1
    first = max(first, max(by) - ROWS + 1)
    before = [e for y in sorted(by) if y < first for m in sorted(by[y]) for e in by[y][m]]
    rows = [_row(str(y), by.get(y, {}), href) for y in range(min([y for y in by if y >= first]), max(by) + 1)]
    if before:
        rows.insert(0, Row(f"before {first}", (), _cell(before, f"before {first}", href), len(before)))
    return Calendar(tuple(rows), undated)


def _row(name: str, months: dict[int, list[Event]], href: Href) -> Row:
    cells = tuple(_cell(months.get(n + 1, []), f"{m} {name}", href) for n, m in enumerate(words.MONTHS))
    unclear = _cell(months.get(0, []), f"some time in {name}", href)
    return Row(name, cells, unclear, sum(c.count for c in (*cells, unclear)))


def _cell(events: Sequence[Event], when: str, href: Href) -> Cell:
    return Cell(
        len(events),
        shade(len(events)),
        href(events) if events else None,
        f"{when}: {words.count(len(events), 'event')}",
    )
