"""The story as the JSON of TimelineJS. It shows what it is given as HTML, so every text is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from onrecord.fuse import Fused
from onrecord.model import Analysis, Event
from onrecord.show import words
from onrecord.show.marked import clean

GROUPS = {
    "happened": "happened",
    "ongoing": "happened",
    "planned": "planned",
    "expected": "planned",
    "possible": "planned",
    "not_happened": "did not happen",
    "called_off": "did not happen",
}
MOST = 3  # quotations a slide


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """A slide an event; those without any day have no place on a timeline."""
    titles = {a.report.id: a.report.title or a.report.id for a in analyses}
    slides = [_slide(e, titles) for e in fused.events if e.earliest or e.latest]
    name = fused.stories[0].name if fused.stories else "A record of news reports"
    title = {"text": {"headline": _html(name), "text": _html(words.count(len(analyses), "report"))}}
    yield json.dumps({"title": title, "events": slides}, ensure_ascii=False, indent=1).encode(
        "utf8", "replace"
    )


def _slide(e: Event, titles: dict[str, str]) -> dict[str, object]:
    first, last = e.earliest or e.latest or date.min, e.latest or e.earliest or date.min
    quoted = "".join(
        f"<blockquote>“{_html(' '.join(c.text.split()))}”<br>"
        f"<cite>{_html(titles.get(c.report, c.report))}</cite></blockquote>"
        for c in e.evidence[:MOST]
    )
    notes = [
        words.written(e.earliest, e.latest),
        words.witnesses(len(e.reports), e.independent_sources),
        *words.notes(e),
    ]
    slide: dict[str, object] = {
        "start_date": _day(first),
        "text": {"headline": _html(e.summary), "text": f"<p>{_html('; '.join(notes))}</p>{quoted}"},
        "group": GROUPS[e.status],
        "unique_id": e.id,
        "display_date": words.written(e.earliest, e.latest),
    }
    if last != first:
        slide["end_date"] = _day(last)
    return slide


def _day(d: date) -> dict[str, int]:
    return {"year": d.year, "month": d.month, "day": d.day}


def _html(text: str) -> str:
    return escape(clean(text))
