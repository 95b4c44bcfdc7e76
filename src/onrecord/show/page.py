"""The record as one HTML file that opens offline: no script, nothing loaded, every line beside the words that
say so.

The texts are other people's: all of it is escaped, and the page forbids itself everything but its own style.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from onrecord.fuse import Fused
from onrecord.model import Citation, Event, Expectation, Lineage, Report, Story
from onrecord.record import Kept
from onrecord.show import people, words
from onrecord.show.calendar import calendar
from onrecord.show.cite import Reports, about_of, title_of
from onrecord.show.glance import head_line, heading, last_day, relation, summary
from onrecord.show.lanes import lanes
from onrecord.show.lines import card_of, day_words, line_of
from onrecord.show.marked import marked, windows
from onrecord.show.matrix import matrix
from onrecord.show.render import rendered
from onrecord.show.versions import changed

MAX_LINES = 1500  # of the timeline; the weightiest stay
BRIEF_LINES = 18  # of a brief, which is to fit on two sheets
MAX_ROWS = 400  # of every other list
MAX_PEOPLE = 40
MAX_QUOTES = 1500
MAX_QUOTES_A_SPEAKER = 60
WHOLE_REPORT = 12_000  # characters up to which a cited report is given whole
ALL_TEXT = 3_000_000  # characters of report text on one page; beyond it only the cited passages

OUTCOME = {
    "happened": "it happened",
    "did_not_happen": "it did not happen",
    "called_off": "it was called off",
    "open": "open",
}
OUTCOME_MARKS = {"happened": "●", "did_not_happen": "✕", "called_off": "✕", "open": "○"}
QUOTE_KIND = {
    "direct": "word for word",
    "indirect": "in the reporter’s words",
    "mixed": "partly word for word",
}


def page(
    fused: Fused,
    reports: Sequence[Report],
    *,
    title: str | None = None,
    as_of: date | None = None,
    brief: bool = False,
    texts: Mapping[str, Report] | None = None,
) -> str:
    """The whole page. The same record gives the same bytes.

    texts: the reports with their texts, where ``reports`` come without; those are asked for that are cited.

    brief: only what fits on two sheets: the summary, and the weightiest lines with the words of one report
    each.

    title: the page's heading; None for the names most spoken of.
    as_of: the day by which everything on it was published, if the record was cut at one.
    """
    by_id = {r.id: r for r in reports}
    known = Reports(by_id if texts is None else texts, {r.id: n for n, r in enumerate(reports, 1)})
    shown = _weightiest(fused.events, BRIEF_LINES if brief else MAX_LINES)
    shown_ids = {e.id for e in shown}
    expected = fused.expectations[:MAX_ROWS]
    expected_ids = _listed(expected, brief)

    def line(id: str) -> str | None:
        return f"#{id}" if id in shown_ids else None

    def plan(id: str) -> str | None:
        return f"#x-{id}" if id in expected_ids else None

    def awaited(x: Expectation) -> str | None:
        return plan(x.id) or line(x.event or "")

    def event(e: Event) -> str | None:
        return line(e.id)

    ties = [relation(r, fused, known, last_day(reports), line) for r in fused.relations[:MAX_ROWS]]
    named = people.listed(fused, MAX_PEOPLE)
    there = {a.name: f"#who-{a.id}" for a in named} if not brief else {}
    of = people.lines_by_name(fused)
    came = words.outcomes(fused.expectations)
    data: dict[str, Any] = {
        "title": title or heading(fused),
        "head": head_line(fused, reports),
        "as_of": words.written(as_of, as_of) if as_of else None,
        "sure": words.SURE_TOLD,
        "lines": [
            line_of(e, known, plan, line(part) if part else None, there, came)
            for e, part in words.nested(shown)
        ],
        "lines_left": len(fused.events) - len(shown),
        "expectations": [_expectation(x, known, shown_ids) for x in expected],
        "expectations_left": len(fused.expectations) - len(expected),
        "brief": brief,
        "relations": ties,
        "relations_left": max(0, len(fused.relations) - MAX_ROWS),
        "commitments": [_commitment(c, known) for c in fused.commitments[:MAX_ROWS]],
        "commitments_left": max(0, len(fused.commitments) - MAX_ROWS),
        "disputes": [card_of(d, known) for d in fused.disagreements[:MAX_ROWS]],
        "disputes_left": max(0, len(fused.disagreements) - MAX_ROWS),
        "summary": summary(fused, ties, line, awaited),
        "lanes": lanes(fused, reports, event),
        "calendar": calendar(shown, reports, lambda events: event(events[0])),
        "matrix": matrix(fused, event),
        "people": [people.person(a, of[a.name], event, there) for a in named],
        "people_left": len(people.listed(fused, len(fused.actors))) - len(named),
        "stories": [_story(s, by_id) for s in fused.stories[:MAX_ROWS]] if len(fused.stories) > 1 else [],
        "stories_left": max(0, len(fused.stories) - MAX_ROWS),
    }
    data["speakers"], data["quotes_left"] = _speakers(fused, known)
    data["quotes"] = sum(len(s["quotes"]) for s in data["speakers"])
    data["sources"] = [source_of(x, known) for x in fused.lineages[: MAX_ROWS * 5]]
    data["sources_left"] = max(0, len(fused.lineages) - MAX_ROWS * 5)
    data["reports"], data["shortened"] = _texts(reports, known)
    data["uncited"] = len(reports) - len(data["reports"])
    return rendered("page.html", live=False, **data)


def light(kept: Kept, sure: float, brief: bool = False) -> Fused:
    """A kept view as far as a page asks it: lines that it only counts come without their words."""
    most = BRIEF_LINES if brief else MAX_LINES
    ranked = heapq.nsmallest(most, ((-e.weight * e.p, e.id) for e in kept.events(sure)))
    whole = {i for _, i in ranked}
    events = (
        e if e.id in whole else msgspec.structs.replace(e, evidence=(), mentions=())
        for e in kept.events(sure)
    )
    rest = {name: tuple(kept.rows(name)) for name in kept.head.rows if name not in ("events", "unsure")}
    return Fused(events=tuple(events), **rest)


def _weightiest(events: Sequence[Event], most: int) -> list[Event]:
    """The events that most sources tell of and that are surest, in order of time."""
    if len(events) <= most:
        return list(events)
    kept = {e.id for e in sorted(events, key=lambda e: (-e.weight * e.p, e.id))[:most]}
    return [e for e in events if e.id in kept]


def _commitment(c: Any, known: Reports) -> dict[str, Any]:
    return {
        "actors": words.listed(c.actors) or "Somebody not named",
        "due": _deadline(c.deadline),
        "status": c.status,
        "cited": known.cite(Citation(c.report, c.start, c.end, c.text)),
    }


def _deadline(value: str | None) -> str | None:
    """A TIMEX3 value in words where it is a day, a month, a year or a decade."""
    if value is None:
        return None
    if len(value) == 3 and value.isdigit():
        return f"the {value}0s"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return f"{words.MONTHS[int(value[5:]) - 1]} {value[:4]}"
    return day_words(value) if len(value) == 10 else value


def _listed(expected: Sequence[Expectation], brief: bool) -> set[str]:
    """Ids of the expectations that the page has a row for; a brief has none."""
    return set() if brief else {x.id for x in expected}


def _expectation(x: Any, known: Reports, shown: set[str]) -> dict[str, Any]:
    first, last = x.first_expected, x.last_expected
    told = (
        ""
        if not first
        else f"on {words.written(first, first)}"
        if first == last or not last
        else f"from {words.written(first, first)} to {words.written(last, last)}"
    )
    return {
        "id": "x-" + x.id,
        "line": x.event if x.event in shown else None,
        "own": x.event is not None,
        "chance": words.sure(x.p),
        "what": x.what,
        "when": words.written(x.earliest, x.latest),
        "told": told,
        "outcome": OUTCOME[x.outcome],
        "mark": OUTCOME_MARKS[x.outcome],
        "status": x.outcome,
        "reports": [known.link(i) for i in x.reports],
        "settled": known.cite(x.settled_by) if x.settled_by else None,
        "said": [known.cite(c) for c in x.evidence],
    }


def _story(s: Story, reports: dict[str, Report]) -> dict[str, Any]:
    days = sorted(d for i in s.reports if (d := reports[i].published))
    return {
        "id": s.id,
        "name": s.name,
        "count": len(s.reports),
        "when": words.written(days[0], days[-1]) if days else "undated",
    }


def _speakers(fused: Fused, known: Reports) -> tuple[list[dict[str, Any]], int]:
    """Quotations by speaker, those who say most first, those whose speaker is not known last."""
    by: dict[str | None, list[Any]] = defaultdict(list)
    for q in fused.quotes:
        by[q.speaker].append(q)
    out = []
    shown = 0
    order = sorted(by, key=lambda s: (s is None, s == "anonymous", -len(by[s]), s or ""))
    for speaker in order:
        roles = Counter(q.speaker_role for q in by[speaker] if q.speaker_role)
        role = min(roles, key=lambda r: (-roles[r], r)) if roles else None
        taken = by[speaker][: min(MAX_QUOTES_A_SPEAKER, max(0, MAX_QUOTES - shown))]
        if not taken:
            continue
        shown += len(taken)
        name = (
            "Speaker not found"
            if speaker is None
            else "Sources that are not named"
            if speaker == "anonymous"
            else speaker
        )
        same: dict[tuple[str, str], dict[str, Any]] = {}
        for q in taken:
            quote = _quote(q, known)
            same.setdefault((quote["said"], quote["cue"]), quote)["cited"].append(quote["from"])
        out.append(
            {
                "name": name,
                "role": role,
                "quotes": list(same.values()),
                "count": len(same),
                "more": len(by[speaker]) - len(taken),
            }
        )
    return out, len(fused.quotes) - shown


def _quote(q: Any, known: Reports) -> dict[str, Any]:
    pieces = [known.cite(Citation(q.report, s, e, t)) for s, e, t in q.content]
    said = " … ".join(p.text for p in pieces)
    quoted = q.kind == "direct" and said[:1] not in "\"“'‘"
    return {
        "said": f"“{said}”" if quoted else said,
        "kind": QUOTE_KIND[q.kind],
        "cue": q.cue or "",
        "day": day_words(q.date) if q.date else None,
        "cited": [],
        "from": pieces[0],
    }


def source_of(x: Lineage, known: Reports) -> dict[str, Any]:
    """Reports that share text, with how much of each stands in the first and what changed between them."""
    rows = []
    for n, i in enumerate(x.reports):
        r = known.by_id[i]
        shared = {k for _, b, spans in x.copied if b == i for s, e in spans for k in range(s, e)}
        title, href = known.link(i)
        rows.append(
            {
                "title": title,
                "href": href,
                "about": about_of(r),
                "id": r.id,
                "shares": 100 * len(shared) // max(1, len(r.text)) if n else None,
            }
        )
    facts = [changed(c, known) for _, _, made in x.changed for c in made]
    return {"rows": rows, "changed": facts}


def _texts(reports: Sequence[Report], known: Reports) -> tuple[list[dict[str, Any]], int]:
    """The cited reports, whole up to a length; of longer ones the opening and what is cited."""
    out = []
    budget, shortened = ALL_TEXT, 0
    for head in reports:
        spans = known.spans.get(head.id)
        if not spans:
            continue
        r = known.by_id[head.id]
        whole = len(r.text) <= min(WHOLE_REPORT, budget)
        parts = None if whole else windows(r.text, spans)
        budget -= sum(e - s for s, e in parts) if parts else len(r.text)
        shortened += not whole
        n = known.number[r.id]
        url = r.url if r.url and r.url.lower().startswith(("https://", "http://")) else None
        out.append(
            {
                "id": r.id,
                "n": n,
                "title": title_of(r),
                "about": about_of(r),
                "dateline": r.dateline,
                "url": url,
                "text": marked(r.text, spans, n, parts),
                "lines": known.lines.get(r.id, []),
            }
        )
    return out, shortened
