"""Two versions of a dispatch side by side: what each alone says is marked, and the facts that changed come
first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onrecord.fuse import Fused
from onrecord.fuse.lineage import copied_spans, shingles
from onrecord.fuse.versions import changes, version
from onrecord.model import Analysis, Change
from onrecord.show.cite import Reports, about_of, title_of
from onrecord.show.marked import marked

TOLD = {"both": "is told otherwise", "before": "fell out", "after": "came in"}


def changed(c: Change, known: Reports) -> dict[str, Any]:
    """A fact in which two versions differ, with the words of each."""
    how = TOLD["both" if c.before and c.after else "before" if c.before else "after"]
    return {
        "what": c.what,
        "how": how,
        "before": known.cite(c.before) if c.before else None,
        "after": known.cite(c.after) if c.after else None,
    }


def side_by_side(one: Analysis, other: Analysis, fused: Fused) -> dict[str, Any]:
    """The earlier and the later version, with the share of each that stands in the other."""
    earlier, later = sorted(
        (one, other),
        key=lambda a: (
            a.report.published or date.max,
            a.report.published_at or "",
            a.report.set_aside is None,
            a.report.id,
        ),
    )
    same = {m: e.id for e in fused.events for m in e.mentions}
    known = Reports(
        {a.report.id: a.report for a in (earlier, later)}, {earlier.report.id: 1, later.report.id: 2}
    )
    facts = [changed(c, known) for c in changes(version(earlier), version(later), same)]
    of = {a.report.id: shingles(a.report.text) for a in (earlier, later)}
    sides = [_side(a, b, of, known) for a, b in ((earlier, later), (later, earlier))]
    return {"sides": sides, "facts": facts}


def _side(
    a: Analysis, against: Analysis, of: Mapping[str, Mapping[int, int]], known: Reports
) -> dict[str, Any]:
    r, n = a.report, known.number[a.report.id]
    shared = copied_spans(of[against.report.id], r.text, of[r.id])
    alone = _between(r.text, shared)
    text = marked(r.text, {*known.spans.get(r.id, ()), *alone}, n, only=alone)
    share = sum(e - s for s, e in shared) * 100 // max(1, len(r.text))
    return {"title": title_of(r), "about": about_of(r), "id": r.id, "n": n, "text": text, "share": share}


def _between(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The stretches with words in them that lie outside of the spans, without the blanks and stops around
    them."""
    edges = [0, *(x for s in spans for x in s), len(text)]
    out = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = [i for i in range(start, end) if text[i].isalnum()]
        if words:
            out.append((words[0], words[-1] + 1))
    return out
