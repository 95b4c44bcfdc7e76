"""Why two reports count as one source or as two: the words that both have."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.fuse.lineage import CONTAINMENT, ENOUGH, SIZE, copied_spans, copies, shingles
from onrecord.model import Citation, Lineage, Report
from onrecord.world import World
from onrecord.world.world import outlet_key


class Copied(Struct, frozen=True):
    """What ``other`` has of ``one``: runs of five words, of how many in the shorter, and the words themselves
    in ``other``."""

    one: str
    other: str
    runs: int
    of: int
    words: tuple[Citation, ...]
    why: str
    one_source: bool
    house: str | None = None  # that both come from, where that is one and known


def copied(one: Report, other: Report, lineages: tuple[Lineage, ...], world: World) -> Copied:
    """The later of the two against the earlier."""
    a, b = sorted((one, other), key=lambda r: (str(r.published or "9999"), r.published_at or "", r.id))
    first, second = shingles(a.text), shingles(b.text)
    spans = copied_spans(first, b.text, second)
    words = tuple(Citation(b.id, s, e, b.text[s:e]) for s, e in spans)
    runs, of = len(first.keys() & second.keys()), min(len(first), len(second))
    together = any({a.id, b.id} <= set(x.reports) for x in lineages)
    asked = f"{ENOUGH} runs and {CONTAINMENT:.0%} of the shorter are asked"
    shared = f"{runs} runs of {SIZE} words in common, {runs / of if of else 0:.0%} of the shorter ({asked})"
    if copies(first, second):
        why = f"one source: {shared}"
    elif together:
        why = f"one source by a third report that shares text with both; of their own {shared}"
    else:
        why = f"two sources: {shared}"
    return Copied(a.id, b.id, runs, of, words, why, together, house((a, b), world))


def house(reports: Sequence[Report], world: World) -> str | None:
    """The one house that all reports come from: their outlet, or who owns it; None where they are of several,
    or one is not known."""
    names = [r.publisher or r.agency for r in reports]
    known = {world.owner(n) or n for n in names if n}
    return known.pop() if all(names) and len({outlet_key(k) for k in known}) == 1 else None
