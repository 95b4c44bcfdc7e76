"""One report's analysis as the JSON object that the contract lays down."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.fuse.amended import corrections
from onrecord.model import Analysis, Mention, Span


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans]


def _mentions(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    return [{"start": m.span.start, "end": m.span.end, "text": m.span.text, "form": m.form} for m in mentions]


def analysis_object(a: Analysis, sure: float = 0.0) -> dict[str, Any]:
    """The object of ``onrecord analyse``; unknown is None or []. sure: the least chance that counts."""
    r = a.report
    told = [e for e in a.events if e.p >= sure]
    there = {e.id for e in told}
    return {
        "report": {
            "id": r.id,
            "path": r.path,
            "title": r.title,
            "url": r.url,
            "publisher": r.publisher,
            "agency": r.agency,
            "language": r.language,
            "published": _day(r.published),
            "published_at": r.published_at,
            "byline": r.byline,
            "updated_at": r.updated_at,
            "format": r.format,
            "notes": [{"kind": n.kind, "text": n.text, "start": n.start, "end": n.end} for n in r.notes],
            "published_basis": r.published_basis,
            "dateline": r.dateline,
            "text_sha256": r.text_sha256,
        },
        "times": [
            {
                "start": t.span.start,
                "end": t.span.end,
                "text": t.span.text,
                "type": t.type,
                "value": t.value,
                "mod": t.mod,
                "earliest": _day(t.earliest),
                "latest": _day(t.latest),
            }
            for t in a.times
        ],
        "actors": [
            {
                "id": x.id,
                "name": x.name,
                "kind": x.kind,
                "country": x.country,
                "sector": x.sector,
                "roles": list(x.roles),
                "mentions": _mentions(x.mentions),
            }
            for x in a.actors
        ],
        "places": [
            {
                "name": p.name,
                "country": p.country,
                "latitude": p.latitude,
                "longitude": p.longitude,
                "mentions": _mentions(p.mentions),
            }
            for p in a.places
        ],
        "quotes": [
            {
                "kind": q.kind,
                "speaker": q.speaker,
                "relay": q.relay,
                "anonymous": q.anonymous,
                "source": _spans(q.source),
                "cue": _spans(q.cue),
                "content": _spans(q.content),
                "said": {"earliest": _day(q.said_earliest), "latest": _day(q.said_latest)},
                "contexts": list(q.contexts),
                "rule": q.rule,
            }
            for q in a.quotes
        ],
        "events": [
            {
                "id": e.id,
                "start": e.trigger.start,
                "end": e.trigger.end,
                "type": e.type,
                "mode": e.mode,
                "contexts": list(e.contexts),
                "actors": list(e.actors),
                "recipients": list(e.recipients),
                "earliest": _day(e.earliest),
                "latest": _day(e.latest),
                "place": e.place,
                "status": e.status,
                "format": e.format,
                "channel": e.channel,
                "according_to": e.according_to,
                "relay": e.relay,
                "occasion": e.occasion,
                "background": e.background,
                "p": e.p,
                "left_out": list(e.left_out),
                "day_basis": e.day_basis,
                "grounds": list(e.grounds),
                "refers": e.refers if e.refers in there else None,
                "rule": e.rule,
                "evidence": {"start": e.evidence.start, "end": e.evidence.end},
                "amended": [n.text for n in corrections(r, e.evidence)],
            }
            for e in told
        ],
        "commitments": [
            {
                "actors": list(c.actors),
                "start": c.span.start,
                "end": c.span.end,
                "deadline": c.deadline,
                "rule": c.rule,
            }
            for c in a.commitments
        ],
        "forecasts": [
            {
                "head": {"start": f.head.start, "end": f.head.end},
                "start": f.span.start,
                "end": f.span.end,
                "actors": list(f.actors),
                "status": f.status,
                "earliest": _day(f.earliest),
                "latest": _day(f.latest),
                "according_to": f.according_to,
                "p": f.p,
            }
            for f in a.forecasts
            if f.p >= sure
        ],
        "problems": [{"what": p.what, "where": p.where} for p in a.problems],
    }
