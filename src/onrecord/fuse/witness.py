"""How many independent witnesses an event has: lineages of reports, less those that only pass on another's
word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord.fuse.told import Told
from onrecord.world.world import outlet_key


def witness(t: Told) -> str:
    """Who stands behind a mention: its report's lineage, or ``outlet:name`` where the report passes on
    another's word."""
    if t.relay is None or outlet_key(t.relay) in _own(t):
        return t.lineage
    return f"outlet:{outlet_key(t.relay)}"


def independent(told: Iterable[Told]) -> int:
    """The number of independent witnesses of what is told.

    A lineage counts once, however many outlets it cites. Lineages that only relay one outlet count once
    together, and not at all beside that outlet's own report.
    """
    own: dict[str, set[str]] = defaultdict(
        set
    )  # lineages with a word of their own, and the outlets that they are
    relaying: dict[str, set[str]] = defaultdict(set)
    for t in told:
        if (by := witness(t)) == t.lineage:
            own[t.lineage] |= _own(t)
        else:
            relaying[t.lineage].add(by.removeprefix("outlet:"))
    there = {name for names in own.values() for name in names}
    counted = 0
    for lineage, outlets in sorted(relaying.items()):
        if lineage not in own and not outlets & there:
            counted += 1
            there |= outlets
    return len(own) + counted


def _own(t: Told) -> set[str]:
    return {outlet_key(name) for name in (t.report.agency, t.report.publisher) if name}
