"""The live pages: the same templates and parts as the one file, a page at a time, with forms to search and
correct."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from onrecord.ask import look
from onrecord.ask.changes import Difference
from onrecord.defaults import SHOWN
from onrecord.fuse import Fused, at_least
from onrecord.fuse.corrected import STATUSES, written_days
from onrecord.fuse.level import scale
from onrecord.judge import Standing
from onrecord.model import Analysis, Citation, Event, Expectation, Report
from onrecord.pipeline import Seen
from onrecord.show import people, reasons, words
from onrecord.show.asked import days
from onrecord.show.calendar import calendar
from onrecord.show.changed import difference_lines, standing_rows
from onrecord.show.choose import chosen, unknown
from onrecord.show.cite import Reports, about_of, title_of
from onrecord.show.glance import head_line, heading, last_day, relation, summary
from onrecord.show.known import slider
from onrecord.show.lanes import lanes
from onrecord.show.lines import card_of, line_of
from onrecord.show.marked import marked
from onrecord.show.matrix import matrix
from onrecord.show.page import source_of
from onrecord.show.render import rendered
from onrecord.show.silence import silences
from onrecord.show.versions import side_by_side

A_PAGE = 100  # lines of the timeline at once
ROWS = 200  # of other lists
VIEW = ("as_of", "sure")  # what holds for every page that one goes on to
FIELDS = ("about", "one", "other", "type", "context", "status", "from", "to", *VIEW, "words")


class Asked(msgspec.Struct, frozen=True):
    """What a reader asks a page for; fields of its forms, empty where not asked."""

    values: Mapping[str, str]
    page: int = 1

    def get(self, name: str) -> str | None:
        return self.values.get(name, "").strip() or None

    @property
    def sure(self) -> float:
        try:
            return min(1.0, max(0.0, float(self.get("sure") or SHOWN)))
        except ValueError:
            return SHOWN

    @property
    def as_of(self) -> date | None:
        return _days(self.get("as_of"))[1]

    @property
    def view(self) -> dict[str, str]:
        """What is carried on to the next page."""
        return {k: v for k in VIEW if (v := self.get(k))}


def _days(value: str | None) -> tuple[date, date] | tuple[None, None]:
    """The days asked for; what is none asks for nothing."""
    try:
        return days(value) if value else (None, None)
    except ValueError:
        return None, None


def address(path: str, view: Mapping[str, str], anchor: str = "", **more: str) -> str:
    """A page's address, with what holds for every page."""
    query = urlencode({**more, **view})
    return f"{path}{'?' + query if query else ''}{'#' + anchor if anchor else ''}"


class Glance:
    """What the pages of one state of the record and one view share, each made once, when it is first asked
    for."""

    def __init__(self, seen: Seen, asked: Asked) -> None:
        self.seen, self.view, self.as_of = seen, asked.view, asked.as_of
        self.fused = at_least(seen.fused, asked.sure)
        self.reports = [a.report for a in seen.analyses]
        self.by_id = {r.id: r for r in self.reports}
        self.number = dict.fromkeys(self.by_id, 1)  # a page shows one report, in whichever view
        self.title, self.head = heading(self.fused), head_line(self.fused, self.reports)

    def line(self, id: str) -> str:
        return address(f"/line/{id}", self.view)

    def event(self, e: Event) -> str:
        return self.line(e.id)

    def known(self) -> Reports:
        """The reports, with nothing cited yet."""
        return Reports(self.by_id, self.number, where="/report/", view=urlencode(self.view))

    def expected(self, x: Expectation) -> str | None:
        """The line that tells it, or the words of the first report that says it."""
        return self.line(x.event) if x.event else self.known().cite(x.evidence[0]).href

    def lines(self, events: Sequence[Event]) -> list[Any]:
        known = self.known()
        return [
            line_of(e, known, lambda id: None, self.line(part) if part else None, self.people, self.came)
            for e, part in words.nested(events)
        ]

    def between(self, events: Sequence[Event]) -> str:
        """The timeline of the months of some events."""
        days = [d for e in events if (d := e.earliest or e.latest)]
        first, last = min(days), max(days)
        whole = {"from": f"{first:%Y-%m}-01", "to": written_days(*_month(last)).partition("/")[2]}
        return address("/", self.view, "timeline", **whole)

    @functools.cached_property
    def relations(self) -> list[dict[str, Any]]:
        known, last = self.known(), last_day(self.reports)
        return [relation(r, self.fused, known, last, self.line) for r in self.fused.relations[:12]]

    @functools.cached_property
    def summary(self) -> dict[str, Any]:
        return summary(self.fused, self.relations, self.line, self.expected)

    @functools.cached_property
    def choices(self) -> dict[str, list[str]]:
        events = self.fused.events
        return {
            "type": sorted({e.type for e in events}),
            "context": sorted({c for e in events for c in e.contexts}),
            "status": [s for s in STATUSES if any(e.status == s for e in events)],
        }

    @functools.cached_property
    def of(self) -> dict[str, list[Event]]:
        return people.lines_by_name(self.fused)

    @functools.cached_property
    def came(self) -> dict[str, str]:
        """What came of plans, by the ids of their lines."""
        return words.outcomes(self.fused.expectations)

    @functools.cached_property
    def people(self) -> dict[str, str]:
        """The address of everybody's page, by name."""
        return {a.name: address(f"/actor/{a.id}", self.view) for a in reversed(self.fused.actors)}

    @functools.cached_property
    def top(self) -> str:
        """What stands above the timeline."""
        return rendered(
            "above.html",
            summary=self.summary,
            relations=[r for r in self.relations if r["strip"]],
            calendar=calendar(self.fused.events, self.reports, self.between),
        )

    @functools.cached_property
    def lanes(self) -> Any:
        return lanes(self.fused, self.reports, self.event)

    @functools.cached_property
    def matrix(self) -> Any:
        return matrix(self.fused, self.event)


def _month(day: date) -> tuple[date, date]:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else date.max
    return day.replace(day=1), date.fromordinal(after.toordinal() - 1)


class Glances:
    """Those of the states that were asked for last; a few views each."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, tuple[tuple[str, str], ...]], Glance] = {}

    def __call__(self, seen: Seen, asked: Asked) -> Glance:
        key = (id(seen), tuple(asked.view.items()))
        found = self._made.get(key)
        if found is None or found.seen is not seen:
            if len(self._made) > 8:
                self._made.clear()
            found = self._made[key] = Glance(seen, asked)
        return found


def _shown(template: str, glance: Glance, path: str, whole: Seen, **data: Any) -> str:
    """A page of a view: with the scale of what was known by when, and links that keep the view."""

    def at(day: date | None) -> str:
        view = {k: v for k, v in glance.view.items() if k != "as_of"}
        return address(path, view | ({"as_of": day.isoformat()} if day else {}))

    return rendered(
        template,
        view=glance.view,
        path=path,
        slider=slider([a.report for a in whole.analyses], glance.as_of, at),
        as_of=words.written(glance.as_of, glance.as_of) if glance.as_of else None,
        address=address,
        sure=words.SURE_TOLD,
        **data,
    )


def timeline(glance: Glance, asked: Asked, whole: Seen) -> str:
    """The glance and a page of the timeline, by what was asked. whole: the record as it is now."""
    events = _asked_for(glance.fused, asked)
    pages = max(1, -(-len(events) // A_PAGE))
    at = min(max(1, asked.page), pages)
    names = [x for x in (asked.get("about"), asked.get("one"), asked.get("other")) if x]
    return _shown(
        "live.html",
        glance,
        "/",
        whole,
        title=glance.title,
        head=glance.head,
        top=glance.top,
        lines=glance.lines(events[(at - 1) * A_PAGE : at * A_PAGE]),
        count=len(events),
        page=at,
        pages=pages,
        asked={k: asked.values.get(k, "") for k in FIELDS},
        query="&".join(f"{k}={quote(v)}" for k, v in asked.values.items() if v),
        hint=None if events else unknown(glance.fused, names, asked.get("context")),
        choices=glance.choices,
    )


def _asked_for(fused: Fused, asked: Asked) -> list[Event]:
    between = [x for x in (asked.get("one"), asked.get("other")) if x]
    found = chosen(
        fused,
        first=_days(asked.get("from"))[0],
        last=_days(asked.get("to"))[1],
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


def drawn(glance: Glance, whole: Seen) -> str:
    """The lanes: who did what when."""
    return _shown("lanes.html", glance, "/lanes", whole, title="Who did what when", lanes=glance.lanes)


def everybody(glance: Glance, whole: Seen) -> str:
    """Who met whom, and who is on record."""
    named = people.listed(glance.fused, ROWS)
    rows = [people.person(a, glance.of[a.name], glance.event, glance.people) for a in named]
    return _shown(
        "people.html",
        glance,
        "/people",
        whole,
        title="Who is on record",
        matrix=glance.matrix,
        people=[(w, glance.people[w.name]) for w in rows],
    )


def actor(glance: Glance, id: str, whole: Seen) -> str | None:
    """All of one actor; None where there is none of that id, now or in the view."""
    names = {a.id: a.name for a in (*glance.fused.actors, *whole.fused.actors)}
    if id not in names:
        return None
    path = f"/actor/{id}"
    a = next((a for a in glance.fused.actors if a.id == id or a.name == names[id]), None)
    if a is None:  # of a view of the past
        return _shown(
            "plain.html", glance, path, whole, title=names[id], text="No report named this actor by then."
        )
    events = glance.of.get(a.name, [])
    known = glance.known()
    said = look.quotes(glance.fused, glance.reports, by=a.name)
    promised = [c for c in glance.fused.commitments if a.name in c.actors]
    return _shown(
        "actor.html",
        glance,
        path,
        whole,
        title=a.name,
        person=people.person(a, events, glance.event, glance.people),
        roles=a.roles,
        lines=glance.lines(events[:A_PAGE]),
        left=max(0, len(events) - A_PAGE),
        quotes=[
            (q.cue or "", known.cite(Citation(q.report, *q.content[0]))) for q in said if q.speaker == a.name
        ][:A_PAGE],
        promises=[
            (c.deadline, known.cite(Citation(c.report, c.start, c.end, c.text))) for c in promised[:A_PAGE]
        ],
    )


def disputes(glance: Glance, whole: Seen) -> str:
    """Where reports disagree, the values of each side by side."""
    known = glance.known()
    found = [card_of(d, known) for d in glance.fused.disagreements[:ROWS]]
    return _shown(
        "disputes.html",
        glance,
        "/disputes",
        whole,
        title="Where reports disagree",
        disputes=found,
        left=max(0, len(glance.fused.disagreements) - ROWS),
    )


def sources(glance: Glance, whole: Seen) -> str:
    """Which reports share text, which superseded which, and what changed between them."""
    known = glance.known()
    ordered = sorted(glance.fused.lineages, key=lambda x: len(x.reports) == 1)
    pairs = [[address("/versions", {}, one=a, other=b) for a, b, _ in x.copied] for x in ordered[:ROWS]]
    rows = [(source_of(x, known), p) for x, p in zip(ordered, pairs, strict=False)]
    aside = [
        (
            title_of(r),
            about_of(r),
            r.set_aside.why,
            r.set_aside.by,
            address("/versions", {}, one=r.id, other=r.set_aside.by),
        )
        for r in glance.seen.aside
        if r.set_aside
    ]
    return _shown(
        "sources.html",
        glance,
        "/sources",
        whole,
        title="Sources",
        sources=rows,
        aside=aside,
        left=max(0, len(ordered) - ROWS),
    )


def versions(glance: Glance, one: Analysis, other: Analysis) -> str:
    """Two reports side by side."""
    return rendered(
        "versions.html",
        title="Two versions",
        view=glance.view,
        address=address,
        **side_by_side(one, other, glance.fused),
    )


def left_out(glance: Glance, asked: Asked, whole: Seen) -> str:
    """What was found and not booked, a page at a time, with what speaks against each."""
    found, known = silences(glance.seen.analyses, asked.sure), glance.known()
    pages = max(1, -(-len(found) // A_PAGE))
    at = min(max(1, asked.page), pages)
    rows = [
        {
            **x,
            "against": [reasons.told(r) for r in x["left_out"]],
            "cited": known.cite(Citation(x["report"], x["start"], x["end"], x["text"])),
        }
        for x in found[(at - 1) * A_PAGE : at * A_PAGE]
    ]
    return _shown(
        "left_out.html",
        glance,
        "/left-out",
        whole,
        title="What was left out",
        rows=rows,
        count=len(found),
        page=at,
        pages=pages,
        least=f"{asked.sure:g}",
    )


def line(glance: Glance, e: Event, state: str, token: str, told: str = "", author: str = "") -> str:
    """One line with all its words, what was said of it, and the forms that correct it, which a view of the
    past has not. told: what went wrong before."""
    others = [
        x
        for x in glance.seen.fused.events
        if x.type == e.type and x.id != e.id and set(x.actors) & set(e.actors)
    ][:40]
    return rendered(
        "line.html",
        view=glance.view,
        address=address,
        title=e.summary,
        line=line_of(e, glance.known(), lambda id: None, None, glance.people, glance.came),
        event=e,
        types=[t for t in scale() if "/" not in t],
        statuses=STATUSES,
        days=written_days(e.earliest, e.latest) if e.earliest or e.latest else "",
        others=others,
        state=state,
        token=token,
        told=told,
        author=author,
        past=glance.as_of is not None,
    )


def preview(e: Event, found: Sequence[Difference], form: Mapping[str, str], token: str, what: str) -> str:
    """What a correction would change, and the form that does it."""
    return rendered(
        "preview.html",
        view={},
        address=address,
        title=what,
        event=e,
        lines=difference_lines(found),
        form=form,
        token=token,
    )


def report(glance: Glance, id: str, marks: Iterable[tuple[int, int]] = ()) -> str | None:
    """A report's text with all that lines rest on marked, and ``marks`` beside; None where there is none of
    that id."""
    known = glance.known()
    r = known.by_id.get(id)
    if r is None:
        return None
    for e in glance.seen.fused.events:
        for c in e.evidence:
            if c.report == id:
                known.cite(c, (e.id, e.summary))
    n = known.number[id]
    spans = {*known.spans.get(id, ()), *((s, e) for s, e in marks if 0 <= s < e <= len(r.text))}
    return rendered(
        "report.html",
        view=glance.view,
        address=address,
        title=title_of(r),
        report=r,
        n=n,
        about=about_of(r),
        text=marked(r.text, spans, n),
        lines=known.lines.get(id, []),
    )


def found(query: str, hits: Sequence[tuple[Report, str]]) -> str:
    """The reports that hold words."""
    rows = [(title_of(r), about_of(r), f"/report/{quote(r.id, safe='')}", snippet) for r, snippet in hits]
    title = f"Reports with “{query}”" if query else "Search"
    return rendered("found.html", view={}, address=address, title=title, query=query, rows=rows)


def corrections(standing: Sequence[Standing], token: str, told: str = "") -> str:
    """An analyst's corrections, each with the button that takes it back."""
    rows = [(s.judgement, cells) for s, cells in zip(standing, standing_rows(standing), strict=True)]
    return rendered(
        "corrections.html", view={}, address=address, title="Corrections", rows=rows, token=token, told=told
    )


def plain(title: str, text: str) -> str:
    """A page that says one thing."""
    return rendered("plain.html", view={}, address=address, slider=None, title=title, text=text)
