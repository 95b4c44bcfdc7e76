"""What was known by which day: a scale of the days on which reports came out, each a link, the one that is
shown marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from onrecord.model import Report
from onrecord.show import words
from onrecord.show.axis import Axis, Mark

LEFT, WIDTH, STOPS = 10, 700, 120  # units; days that are drawn


class Stop(Struct, frozen=True):
    """A day on which reports came out; the bigger the more did."""

    x: float
    size: float
    label: str
    href: str
    shown: bool


class Slider(Struct, frozen=True):
    """The scale, where it stands, and the days next to that."""

    stops: tuple[Stop, ...]
    marks: tuple[Mark, ...]
    at: float
    told: str
    earlier: str | None
    later: str | None
    now: str
    width: float = WIDTH + 2 * LEFT
    height: float = 44


def slider(
    reports: Sequence[Report], as_of: date | None, href: Callable[[date | None], str]
) -> Slider | None:
    """None where reports came out on fewer than two days. href: the page as of a day; of None: as it is
    now."""
    count = Counter(r.published for r in reports if r.published)
    days = sorted(count)
    if len(days) < 2:
        return None
    step = -(-len(days) // STOPS)
    drawn = sorted({*days[::step], days[-1]})
    axis = Axis(days[0], days[-1], LEFT, WIDTH)
    by = max((d for d in days if as_of is None or d <= as_of), default=days[0])
    n = days.index(by)
    stops = tuple(
        Stop(
            axis.at(d),
            min(8.0, 3 + count[d]),
            f"{words.written(d, d)}: {words.count(count[d], 'report')}",
            href(d),
            d <= by,
        )
        for d in drawn
    )
    out = sum(count[d] for d in days[: n + 1])
    undated = len(reports) - count.total()
    more = f", and {undated:,} of no day, which always count" if undated else ""
    told = f"As known on {words.written(as_of, as_of)}: " if as_of else "All that is on record: "
    return Slider(
        stops,
        axis.marks(),
        axis.at(by),
        f"{told}{out:,} of {words.count(count.total(), 'dated report')}{more}",
        href(days[n - 1]) if n else None,
        None if as_of is None else href(days[n + 1]) if n + 1 < len(days) else href(None),
        href(None),
    )
