"""Every citation as a W3C Web Annotation: the exact words, those around them, their place, and the hash of
their text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from onrecord.fuse import Fused
from onrecord.model import Analysis, Citation, Report

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"sha256": "http://schema.org/sha256", "onrecord": "urn:onrecord:", "p": "onrecord:p"},
]
AROUND = 32  # characters before and after


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """One annotation a line and quotation of it, as an AnnotationPage."""
    reports = {a.report.id: a.report for a in analyses}
    items = [
        _annotation(f"urn:onrecord:{e.id}:{n}", e.summary, e.p, c, reports[c.report])
        for e in fused.events
        for n, c in enumerate(e.evidence)
        if c.report in reports
    ]
    items += [
        _annotation(
            f"urn:onrecord:{q.id}:{n}",
            f"said by {q.speaker or 'a speaker who is not found'} ({q.kind})",
            None,
            Citation(q.report, s, e, t),
            reports[q.report],
        )
        for q in fused.quotes
        for n, (s, e, t) in enumerate(q.content)
        if q.report in reports
    ]
    page = {"@context": CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationPage", "items": items}
    yield json.dumps(page, ensure_ascii=False, indent=1).encode("utf8", "replace")


def _annotation(id: str, says: str, p: float | None, c: Citation, r: Report) -> dict[str, object]:
    body: dict[str, object] = {
        "type": "TextualBody",
        "value": says,
        "purpose": "describing",
        "format": "text/plain",
    }
    if p is not None:
        body["p"] = p
    web = r.url if r.url and r.url.startswith(("http://", "https://")) else None
    return {
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": {
            "source": {
                "id": web or f"urn:onrecord:report:{quote(r.id, safe='')}",
                "type": "Text",
                "sha256": r.text_sha256,
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": c.text,
                    "prefix": r.text[max(0, c.start - AROUND) : c.start],
                    "suffix": r.text[c.end : c.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": c.start, "end": c.end},
            ],
        },
    }
