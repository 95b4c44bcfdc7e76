"""What was found and not booked: mentions under a chance, with what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.model import Analysis


def silences(analyses: Iterable[Analysis], sure: float) -> list[dict[str, Any]]:
    """Mentions with ``p`` under ``sure``, the likeliest first: report, offsets, words, type, participants, p,
    reasons."""
    rows = []
    for a in analyses:
        names = {x.id: x.name for x in a.actors}
        rows += [
            {
                "report": a.report.id,
                "start": e.evidence.start,
                "end": e.evidence.end,
                "text": e.evidence.text,
                "trigger": e.trigger.text,
                "type": e.type,
                "status": e.status,
                "actors": [names[i] for i in e.actors],
                "recipients": [names[i] for i in e.recipients],
                "p": e.p,
                "left_out": list(e.left_out),
            }
            for e in a.events
            if e.p < sure
        ]
    return sorted(rows, key=lambda x: (-x["p"], x["report"], x["start"]))
