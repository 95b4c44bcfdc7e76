"""Answers to questions as objects for programs; every one carries report ids, offsets, words and the
chance."""

from __future__ import annotations

from typing import Any

from onrecord.ask.chronology import Row
from onrecord.ask.claim import Verdict
from onrecord.ask.look import First, Like
from onrecord.ask.quoted import Checked
from onrecord.fuse.identity import KnownActor
from onrecord.fuse.together import SaidOnRecord
from onrecord.model import Citation, Event

WORDS = 3  # citations a line


def cite(c: Citation) -> dict[str, Any]:
    return {"report": c.report, "start": c.start, "end": c.end, "text": c.text}


def line_object(e: Event) -> dict[str, Any]:
    """A line with the first words behind it."""
    return {
        "id": e.id,
        "summary": e.summary,
        "earliest": e.earliest.isoformat() if e.earliest else None,
        "latest": e.latest.isoformat() if e.latest else None,
        "status": e.status,
        "type": e.type,
        "p": e.p,
        "independent_sources": e.independent_sources,
        "reports": list(e.reports),
        "disputed": [d.field for d in e.disputes],
        "evidence": [cite(c) for c in e.evidence[:WORDS]],
    }


def verdict_object(v: Verdict) -> dict[str, Any]:
    return {
        "verdict": v.word,
        "claim": v.claim,
        "why": v.why,
        "independent_sources": v.independent_sources,
        "events": [line_object(e) for e in v.events],
    }


def checked_object(c: Checked) -> dict[str, Any]:
    return {
        "found": c.found,
        "start": c.start,
        "end": c.end,
        "text": c.text,
        "source": cite(c.source) if c.source else None,
        "differs": [{"draft": a, "report": b} for a, b in c.differs],
        "speaker": c.speaker,
        "laid_to": c.laid_to,
        "other_speaker": c.other_speaker,
        "note": c.note,
    }


def compared_object(r: Row) -> dict[str, Any]:
    entry = r.entry
    told = (
        {
            "line": entry.line,
            "earliest": entry.earliest.isoformat(),
            "latest": entry.latest.isoformat(),
            "text": entry.text,
        }
        if entry
        else None
    )
    return {
        "standing": r.standing,
        "days_apart": r.apart,
        "entry": told,
        "event": line_object(r.event) if r.event else None,
    }


def like_object(x: Like) -> dict[str, Any]:
    return {"likeness": x.likeness, "common": list(x.common), "event": line_object(x.event)}


def first_object(f: First) -> dict[str, Any]:
    return {
        "name": f.name,
        "report": f.report,
        "published": f.published.isoformat() if f.published else None,
        "roles": list(f.roles),
        "sentence": cite(f.sentence),
        "mention": cite(f.mention),
    }


def quote_object(q: SaidOnRecord) -> dict[str, Any]:
    return {
        "id": q.id,
        "kind": q.kind,
        "speaker": q.speaker,
        "speaker_role": q.speaker_role,
        "report": q.report,
        "content": [{"start": s, "end": e, "text": t} for s, e, t in q.content],
        "cue": q.cue,
        "date": q.date,
    }


def actor_object(a: KnownActor, lines: int, said: int) -> dict[str, Any]:
    return {
        "id": a.id,
        "name": a.name,
        "kind": a.kind,
        "country": a.country,
        "sector": a.sector,
        "aliases": list(a.aliases),
        "roles": [r for r, _, _ in a.roles],
        "reports": a.reports,
        "events": lines,
        "quotes": said,
    }
