"""The day of a report that bears none: from the reports it shares text with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.fuse.lineage import lineages
from onrecord.model import Report


def inferred_dates(reports: Sequence[Report]) -> dict[str, date]:
    """For each undated report, the day of the dated report it shares most text with (basis ``inferred``).

    Only reports whose date rests on something else count as dated, so the answer does not depend on order.
    """
    bare = [r for r in reports if r.published_basis in ("unknown", "inferred")]
    if not bare:
        return {}
    dated = {r.id: r for r in reports if r.published is not None and r.published_basis not in ("unknown", "inferred")}
    found: dict[str, date] = {}
    wanted = {r.id for r in bare}
    for line in lineages([*dated.values(), *bare]):
        if len(line.reports) < 2 or not wanted & set(line.reports):
            continue
        shared: dict[tuple[str, str], int] = {}
        for a, b, spans in line.copied:
            size = sum(e - s for s, e in spans)
            shared[(a, b)] = shared[(b, a)] = size
        for i in sorted(wanted & set(line.reports)):
            partners = sorted((-shared[(i, j)], j) for j in line.reports if (i, j) in shared and j in dated)
            if partners:
                day = dated[partners[0][1]].published
                if day is not None:
                    found[i] = day
    return found
