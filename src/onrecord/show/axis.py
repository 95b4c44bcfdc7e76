"""A scale of days along a picture, with marks for its years, months or days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from onrecord.show import words

MARKS = 9  # that have room side by side
EDGE = 16  # units that half a name takes


class Mark(Struct, frozen=True):
    """A place on the scale and its name: "2023", "Aug 2022", "5 Aug"."""

    x: float
    name: str


class Axis(Struct, frozen=True):
    """From the first to the last day, over ``width`` units from ``left``."""

    first: date
    last: date
    left: float
    width: float

    def at(self, day: date) -> float:
        """Where a day lies; days outside lie at the end that is nearer."""
        span = max(1, (self.last - self.first).days)
        return round(self.left + self.width * min(max(0, (day - self.first).days), span) / span, 1)

    def marks(self) -> tuple[Mark, ...]:
        """As many as have room, whole years before whole months before days."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        if months < 2:
            step = max(1, -(-(self.last - self.first).days // MARKS))
            days = [self.first + timedelta(n) for n in range(0, (self.last - self.first).days + 1, step)]
            return self._named((d, f"{d.day} {words.MONTHS[d.month - 1][:3]}") for d in days)
        step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 1200, 12000) if months // s <= MARKS)
        at = [n for n in range(self._month(self.first), self._month(self.last) + 1) if n % step == 0]
        starts = [date(n // 12, n % 12 + 1, 1) for n in at]
        return self._named(
            (d, str(d.year) if step >= 12 else f"{words.MONTHS[d.month - 1][:3]} {d.year}") for d in starts
        )

    @staticmethod
    def _month(day: date) -> int:
        return day.year * 12 + day.month - 1

    def _named(self, days: Iterable[tuple[date, str]]) -> tuple[Mark, ...]:
        found = [Mark(self.at(d), name) for d, name in days if self.first <= d <= self.last]
        return tuple(m for m in found if self.left + EDGE <= m.x <= self.left + self.width - EDGE)
