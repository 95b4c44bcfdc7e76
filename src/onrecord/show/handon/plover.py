"""Events as PLOVER's manual codes them, one JSON object a line.

The record keeps a plan under the type of what is planned; PLOVER codes the plan as an act of words:
cooperation that lies ahead as AGREE, a withdrawal that lies ahead as CONCEDE, conflict that lies ahead as
THREATEN, and a meeting called off as REJECT. What did not happen otherwise, and what is merely possible, is
no event there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from onrecord.fuse import Fused
from onrecord.fuse.identity import called
from onrecord.fuse.level import scale
from onrecord.model import Analysis, Event, Report

QUAD = dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1)
QUAD |= dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2)
QUAD |= dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3)
QUAD |= dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4)
AHEAD = dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"), ("AGREE", None))
AHEAD |= dict.fromkeys(("RETREAT", "CONCEDE"), ("CONCEDE", None))
AHEAD |= dict.fromkeys(
    ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN"), ("THREATEN", None)
)
CODES = {"XKX": "KOS"}  # Kosovo, as PLOVER has it


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """An object an event that PLOVER codes and that has a day, with the words it was coded from."""
    reports = {a.report.id: a.report for a in analyses}
    known = {name: a for a in reversed(fused.actors) for name in (a.name, called(a))}
    for e in fused.events:
        coded = coding(e)
        day = e.earliest or e.latest
        if coded is None or day is None or not e.actors:
            continue
        kind, mode = coded

        def side(name: str) -> dict[str, object]:
            a = known.get(name)
            code = a.country if a else None
            return {
                "entity_text": name,
                "code": CODES.get(code or "", code),
                "sector": a.sector if a else None,
                "office": a.roles[-1][0] if a and a.roles else None,
            }

        row = {
            "id": e.id,
            "date": day.isoformat(),
            "enddate": e.latest.isoformat() if e.latest and e.latest != day else None,
            "actor": [side(n) for n in e.actors],
            "recipient": [side(n) for n in e.recipients],
            "event": kind,
            "mode": [mode] if mode else [],
            "context": list(e.contexts),
            "quad_code": QUAD[kind],
            "event_scale": scale().get(f"{kind}/{mode}", scale()[kind]),
            "event_loc": e.place,
            "text": e.evidence[0].text if e.evidence else None,
            "text_info": {"start": e.evidence[0].start, "end": e.evidence[0].end} if e.evidence else None,
            "cite_info": [_source(reports[r]) for r in e.reports if r in reports],
            "coder": "onrecord",
            "comment": None
            if kind == e.type
            else f"{e.status.replace('_', ' ')}: {e.type}{'/' + e.mode if e.mode else ''}",
            "p": e.p,
            "independent_sources": e.independent_sources,
        }
        yield json.dumps(row, ensure_ascii=False).encode("utf8", "replace") + b"\n"


def coding(e: Event) -> tuple[str, str | None] | None:
    """PLOVER's type and mode of an event; None for what PLOVER does not code."""
    if e.status in ("happened", "ongoing"):
        return e.type, e.mode
    if e.status in ("planned", "expected"):
        return AHEAD.get(e.type)
    if e.status == "called_off" and e.type == "CONSULT":
        return "REJECT", "meet"
    return None


def _source(r: Report) -> dict[str, object]:
    return {
        "citation": r.id,
        "url": r.url,
        "title": r.title,
        "publication": r.publisher or r.agency,
        "language": r.language,
        "date": r.published.isoformat() if r.published else None,
    }
