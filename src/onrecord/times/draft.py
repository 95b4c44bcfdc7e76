"""What is a value on its way to a Timex?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.times.timex import Kind

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A value on its way to a Timex."""

    type: Kind
    value: str
    mod: str | None = None
    days: tuple[date | None, date | None] | None = None
    anchored: bool = True
    start: int = -1
    end: int = -1
