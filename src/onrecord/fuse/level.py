"""How warm a tie is month by month, on the scale that PLOVER gives to its types and modes."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from onrecord.model import Event, RelationMonth
from onrecord.rules import lexicon

DONE = frozenset({"happened", "ongoing"})


@functools.cache
def scale() -> dict[str, float]:
    """PLOVER's score of a type ("SUPPORT") or of a mode of one ("CONSULT/visit"), -10 to 10."""
    return {k: float(v) for k, v in lexicon("relations")["scale"].items()}


def months(events: Sequence[Event]) -> tuple[RelationMonth, ...]:
    """Months in which something passed, with the mean score of what did; plans, denials and events that no
    one month holds count for nothing."""
    scores: dict[str, list[float]] = defaultdict(list)
    for e in events:
        if (
            e.status in DONE
            and e.earliest
            and e.latest
            and (e.earliest.year, e.earliest.month) == (e.latest.year, e.latest.month)
        ):
            scores[f"{e.earliest:%Y-%m}"].append(scale().get(f"{e.type}/{e.mode}", scale()[e.type]))
    out: list[RelationMonth] = []
    for month in sorted(scores):
        level = round(sum(scores[month]) / len(scores[month]), 2)
        out.append(
            RelationMonth(month, level, _direction(out[-1].level, level) if out else None, len(scores[month]))
        )
    return tuple(out)


def _direction(before: float, now: float) -> Literal["up", "down", "level"]:
    return "up" if now > before else "down" if now < before else "level"
