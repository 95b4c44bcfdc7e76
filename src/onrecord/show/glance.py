"""What is seen at a glance: the heading, what is on record, how ties stand, what happened last, what is open
or disputed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from onrecord.fuse import Fused
from onrecord.model import Event, Expectation, Relation, RelationMonth, Report
from onrecord.show import words
from onrecord.show.cite import Reports
from onrecord.show.lines import FIELDS
from onrecord.show.states import called
from onrecord.show.strip import between, strip
from onrecord.show.ties import lasted

NEWEST = 6  # lines of a summary's list
TIE_MARKS = {"active": "●", "resumed": "●", "informal": "◐", "suspended": "✕", "ended": "✕"}


def heading(fused: Fused) -> str:
    if len(fused.stories) == 1:
        return fused.stories[0].name or "The record"
    names = [a.name for a in fused.actors if a.named][:3]
    return words.listed(names) or "The record"


def head_line(fused: Fused, reports: Sequence[Report]) -> str:
    days = sorted(r.published for r in reports if r.published)
    span = ""
    if days:
        first, last = words.month(days[0]), words.month(days[-1])
        span = first if first == last else f"{first} to {last}"
    undated = sum(r.published is None for r in reports)
    stories = f"{len(fused.stories):,} stories" if len(fused.stories) > 1 else ""
    return " · ".join(
        p
        for p in (
            words.count(len(reports), "report"),
            words.count(len(fused.lineages), "source"),
            stories,
            span,
            f"{undated:,} undated" if undated else "",
        )
        if p
    )


def last_day(reports: Sequence[Report]) -> date | None:
    return max((r.published for r in reports if r.published), default=None)


def summary(
    fused: Fused,
    relations: Sequence[dict[str, Any]],
    href: Callable[[str], str | None],
    plan: Callable[[Expectation], str | None],
) -> dict[str, Any]:
    """What is seen in ten seconds: how each tie stands now, what happened last, what is still open, what is
    disputed.

    href: the address of a line by its id; plan: that of what was expected. What has a line goes before what
    reports only say may come.
    """
    done = [
        e
        for e in fused.events
        if e.status in ("happened", "ongoing") and (e.latest or e.earliest) and not e.background_only
    ]
    last = sorted(done, key=lambda e: (e.latest or e.earliest or date.min, e.weight, e.id))[-NEWEST:][::-1]
    plans = [x for x in fused.expectations if x.outcome == "open"]
    disputed = [e for e in fused.events if e.disputes]

    def short(e: Event) -> dict[str, Any]:
        return {"what": e.summary, "when": words.written(e.earliest, e.latest), "href": href(e.id)}

    return {
        "ties": [
            {"between": r["between"], "context": r["context"], "id": r["id"], **r["states"][-1]}
            for r in relations[:NEWEST]
            if r["states"]
        ],
        "last": [short(e) for e in last],
        "plans": [
            {
                "what": x.what if x.event else f"“{x.what}”",
                "when": words.written(x.earliest, x.latest),
                "href": plan(x),
            }
            for x in sorted(plans, key=_soonest)[:NEWEST]
        ],
        "plans_left": max(0, len(plans) - NEWEST),
        "disputes": [
            {**short(e), "fields": ", ".join(FIELDS.get(d.field, d.field) for d in e.disputes)}
            for e in disputed[:NEWEST]
        ],
        "disputes_left": max(0, len(disputed) - NEWEST),
    }


def _soonest(x: Expectation) -> tuple[bool, str]:
    return (x.event is None, str(x.earliest or x.latest or "9999"))


def relation(
    r: Relation, fused: Fused, known: Reports, last: date | None, href: Callable[[str], str | None]
) -> dict[str, Any]:
    """A tie as it is shown. href: the address of a line by its id, None where it is not shown."""
    home = {a.name: a.country for a in fused.actors}
    told = lasted(r, {e.id: e for e in fused.events})
    names = called(fused)
    return {
        "between": words.listed([names.get(x, x) for x in r.between]),
        "context": r.context or "any issue",
        "states": [
            {
                "state": s.state,
                "mark": TIE_MARKS[s.state],
                "when": when,
                "line": href(s.event),
                "cited": known.cite(s.evidence),
            }
            for s, when in zip(r.states, told, strict=True)
        ],
        "plot": _plot(r.months),
        "strip": strip(r, told, between(r, fused.events, home), last, lambda e: href(e.id)),
        "id": f"tie-{'-'.join(r.between)}-{r.context or 'all'}",
    }


STEP, HALF = 16, 30  # of the plot: units a month, and from its middle to +10


def _plot(months: Sequence[RelationMonth]) -> dict[str, Any] | None:
    """A tie's level month by month as bars from a middle line; None where there is no change to see."""
    if len(months) < 2:
        return None
    first = _ordinal(months[0].month)
    bars = [
        {
            "x": (_ordinal(m.month) - first) * STEP + 2,
            "y": round(HALF - max(0.0, m.level) * HALF / 10, 1),
            "h": round(max(1.0, abs(m.level) * HALF / 10), 1),
            "way": "warm" if m.level > 0 else "cold",
            "label": f"{m.month}: {m.level:+g} from {words.count(m.events, 'event')}",
        }
        for m in months
    ]
    width = (_ordinal(months[-1].month) - first + 1) * STEP
    return {
        "bars": bars,
        "width": width,
        "half": HALF,
        "height": 2 * HALF,
        "label": f"Level from {months[0].month} to {months[-1].month}: "
        + "; ".join(str(b["label"]) for b in bars),
    }


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
