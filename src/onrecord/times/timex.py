"""What a time expression is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Kind", "Timex"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression of a text, as TIMEX3 writes it.

    start, end: code points of the text, end not included. text: what stands there.
    value, mod: as in TimeML. earliest, latest: the first and last day it can denote, both included; None
    where no days follow from it. anchored: whether the days were worked out from another date (the day of
    publication or a date before it in the text) and not stated in full.
    """

    start: int
    end: int
    text: str
    type: Kind
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    anchored: bool = False
