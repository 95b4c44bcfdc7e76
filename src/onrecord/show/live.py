"""The live pages: the same templates and parts as the one file, a page at a time, with forms to search and correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from onrecord.ask.changes import Difference
from onrecord.fuse import Fused, at_least
from onrecord.fuse.corrected import STATUSES, written_days
from onrecord.fuse.level import scale
from onrecord.judge import Standing
from onrecord.model import Event, Report
from onrecord.pipeline import Seen
from onrecord.show import page as whole
from onrecord.show import words
from onrecord.show.changed import difference_lines, standing_rows
from onrecord.show.choose import chosen, unknown
from onrecord.show.marked import marked

A_PAGE = 100  # lines of the timeline at once
FIELDS = ("about", "one", "other", "type", "context", "status", "from", "to", "sure", "words")


class Asked(msgspec.Struct, frozen=True):
    """What a reader asks the timeline for; fields of the form, empty where not asked."""

    values: Mapping[str, str]
    page: int = 1

    def get(self, name: str) -> str | None:
        return self.values.get(name, "").strip() or None


def rendered(template: str, **data: Any) -> str:
    """A template with what every live page has."""
    given = {
        "brief": False,
        "version": version("onrecord"),
        "css": Markup(whole._css()),
        "style_hash": "",
        "token": "",
        "live": True,
    }
    return whole._environment().get_template(template).render(**{**given, **data})


class Glance:
    """What every page of one state of the record shares, made once: the lines that are sure enough, ties, summary, choices."""

    def __init__(self, seen: Seen, sure: float) -> None:
        self.fused = at_least(seen.fused, sure)
        self.reports = [a.report for a in seen.analyses]
        self.by_id = {r.id: r for r in self.reports}
        self.number = {r.id: n for n, r in enumerate(self.reports, 1)}
        known, last = self.known(), whole._last(self.reports)
        self.relations = [
            whole._relation(r, self.fused, known, set(), last) for r in self.fused.relations[:12]
        ]
        self.summary = whole._summary(self.fused, set(), set(), self.relations)
        self.choices = _choices(self.fused)
        self.title, self.head = whole._heading(self.fused), whole._head(self.fused, self.reports)

    def known(self) -> whole._Reports:
        """The reports, with nothing cited yet."""
        return whole._Reports(self.by_id, self.number, where="/report/")


class Glances:
    """Those of the state that was asked for last; a few chances each."""

    def __init__(self) -> None:
        self._made: dict[float, Glance] = {}
        self._of: Seen | None = None

    def __call__(self, seen: Seen, sure: float) -> Glance:
        if self._of is not seen or len(self._made) > 8:
            self._of, self._made = seen, {}
        made = self._made
        return made[sure] if sure in made else made.setdefault(sure, Glance(seen, sure))


def timeline(seen: Seen, asked: Asked, token: str, glances: Glances) -> str:
    """The glance and a page of the timeline, by what was asked."""
    glance = glances(seen, _sure(asked))
    events = _asked_for(glance.fused, asked)
    pages = max(1, -(-len(events) // A_PAGE))
    at = min(max(1, asked.page), pages)
    shown = events[(at - 1) * A_PAGE : at * A_PAGE]
    names = [x for x in (asked.get("about"), asked.get("one"), asked.get("other")) if x]
    known = glance.known()
    return rendered(
        "live.html",
        title=glance.title,
        head=glance.head,
        summary=glance.summary,
        relations=glance.relations,
        lines=[whole._line(e, known, set(), part) for e, part in words.nested(shown)],
        count=len(events),
        page=at,
        pages=pages,
        asked={k: asked.values.get(k, "") for k in FIELDS},
        query="&".join(f"{k}={quote(v)}" for k, v in asked.values.items() if v),
        hint=None if events else unknown(glance.fused, names),
        choices=glance.choices,
        token=token,
    )


def _known(reports: Sequence[Report]) -> whole._Reports:
    numbers = {r.id: n for n, r in enumerate(reports, 1)}
    return whole._Reports({r.id: r for r in reports}, numbers, where="/report/")


def _sure(asked: Asked) -> float:
    try:
        return min(1.0, max(0.0, float(asked.get("sure") or 0.5)))
    except ValueError:
        return 0.5


def _asked_for(fused: Fused, asked: Asked) -> list[Event]:
    between = [x for x in (asked.get("one"), asked.get("other")) if x]
    found = chosen(
        fused,
        first=_day(asked.get("from")),
        last=_day(asked.get("to")),
        about=asked.get("about"),
        between=between,
        context=asked.get("context"),
        status=asked.get("status"),
    )
    kind, told = asked.get("type"), (asked.get("words") or "").lower()
    return [
        e
        for e in found
        if (not kind or e.type == kind)
        and (not told or told in e.summary.lower() or any(told in c.text.lower() for c in e.evidence))
    ]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _choices(fused: Fused) -> dict[str, list[str]]:
    return {
        "type": sorted({e.type for e in fused.events}),
        "context": sorted({c for e in fused.events for c in e.contexts}),
        "status": [s for s in STATUSES if any(e.status == s for e in fused.events)],
    }


def line(seen: Seen, e: Event, state: str, token: str, told: str = "", author: str = "") -> str:
    """One line with all its words, what was said of it, and the forms that correct it. told: what went wrong before."""
    known = _known([a.report for a in seen.analyses])
    return rendered(
        "line.html",
        title=e.summary,
        line=whole._line(e, known, set(), False),
        event=e,
        types=[t for t in scale() if "/" not in t],
        statuses=STATUSES,
        days=written_days(e.earliest, e.latest) if e.earliest or e.latest else "",
        others=[
            x
            for x in seen.fused.events
            if x.type == e.type and x.id != e.id and set(x.actors) & set(e.actors)
        ][:40],
        state=state,
        token=token,
        told=told,
        author=author,
    )


def preview(e: Event, found: Sequence[Difference], form: Mapping[str, str], token: str, what: str) -> str:
    """What a correction would change, and the form that does it."""
    return rendered(
        "preview.html", title=what, event=e, lines=difference_lines(found), form=form, token=token
    )


def report(seen: Seen, id: str) -> str | None:
    """A report's text with all that lines rest on marked; None where there is none of that id."""
    reports = [a.report for a in seen.analyses]
    known = _known(reports)
    r = known.by_id.get(id)
    if r is None:
        return None
    for e in seen.fused.events:
        for c in e.evidence:
            if c.report == id:
                known.cite(c, (e.id, e.summary))
    n = known.number[id]
    text = marked(r.text, known.spans.get(id, ()), n)
    return rendered(
        "report.html",
        title=whole._title(r),
        report=r,
        n=n,
        about=whole._about(r),
        text=text,
        lines=known.lines.get(id, []),
    )


def found(query: str, hits: Sequence[tuple[Report, str]]) -> str:
    """The reports that hold words."""
    rows = [
        (whole._title(r), whole._about(r), f"/report/{quote(r.id, safe='')}", snippet) for r, snippet in hits
    ]
    return rendered(
        "found.html", title=f"Reports with “{query}”" if query else "Search", query=query, rows=rows
    )


def corrections(standing: Sequence[Standing], token: str, told: str = "") -> str:
    """An analyst's corrections, each with the button that takes it back."""
    rows = [(s.judgement, cells) for s, cells in zip(standing, standing_rows(standing), strict=True)]
    return rendered("corrections.html", title="Corrections", rows=rows, token=token, told=told)


def plain(title: str, text: str) -> str:
    """A page that says one thing."""
    return rendered("plain.html", title=title, text=text)
