"""Differences between two states of a record, and an analyst's corrections, as lines for people and
programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.ask.changes import Difference
from onrecord.judge import Standing
from onrecord.model import Event
from onrecord.show import words
from onrecord.show.plain import line as one_line


def difference_lines(found: Sequence[Difference]) -> list[str]:
    """What falls behind "−", what comes behind "+", each with its cause."""
    out = []
    for d in found:
        if d.before is not None and d.kind != "settled":
            out.append(f"− {_line(d.before)}")
        if d.after is not None:
            out.append(f"{'=' if d.kind == 'settled' else '+'} {_line(d.after)}")
        fields = "; ".join(
            f"{n}: {a or 'none'} → {b or 'none'}" for n, a, b in d.fields if n != "corrections"
        )
        out.append("    " + one_line(". ".join(x for x in (fields, d.cause) if x)))
    return out


def _line(e: Event) -> str:
    notes = ", ".join(words.notes(e))
    told = f"{words.days(e.earliest, e.latest)}  {words.MARKS[e.status]}  {e.summary}"
    return one_line(f"{told}  [{e.id}]{f'  ({notes})' if notes else ''}")


def difference_object(d: Difference) -> dict[str, Any]:
    """One difference for programs; ``event`` is the line's id today, or the one it had."""
    first = d.line.evidence[0] if d.line.evidence else None
    return {
        "kind": d.kind,
        "event": d.line.id,
        "summary": d.line.summary,
        "earliest": d.line.earliest.isoformat() if d.line.earliest else None,
        "latest": d.line.latest.isoformat() if d.line.latest else None,
        "status": d.line.status,
        "fields": [{"field": n, "before": a, "after": b} for n, a, b in d.fields],
        "reports": list(d.reports),
        "cause": d.cause,
        "evidence": msgspec.to_builtins(first) if first else None,
    }


def standing_object(s: Standing) -> dict[str, Any]:
    """A correction as another record takes it over, and how it stands in this one."""
    plain: dict[str, Any] = msgspec.to_builtins(s.judgement)
    plain.pop("known_as")
    return {"id": s.judgement.id, **plain, "orphaned": s.orphaned, "told_since": list(s.since)}


def standing_rows(found: Sequence[Standing]) -> list[list[str]]:
    return [list(_row(s)) for s in found]


def _row(s: Standing) -> Iterator[str]:
    j = s.judgement
    yield j.id
    yield j.made[:10]
    yield j.author or "an analyst"
    told = f"{j.was or ''} → {j.value}".strip() if j.value else ""
    yield f"{j.verb} {j.subject}: {'; '.join(x for x in (j.line or ', '.join(j.members), told) if x)}"
    notes = [j.note] if j.note else []
    if j.undone is not None:
        notes.append(f"taken back {j.undone[:10]}".strip())
    if s.orphaned:
        notes.append("orphaned: what it was said of is no longer on record")
    if s.since:
        notes.append(f"told since by {', '.join(s.since)}")
    yield "; ".join(notes)
