"""The record as one HTML file that opens offline: no script, nothing loaded, every line beside the words that say so.

The texts are other people's: all of it is escaped, and the page forbids itself everything but its own style.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.fuse import Fused
from onrecord.model import Citation, Dispute, Event, RelationMonth, Report, Story
from onrecord.show import words
from onrecord.show.marked import anchor, clean, marked, windows
from onrecord.show.strip import between, strip

MAX_LINES = 1500  # of the timeline; the weightiest stay
BRIEF_LINES = 18  # of a brief, which is to fit on two sheets
NEWEST = 6  # lines of a summary's list
MAX_EVIDENCE = 12  # citations a line
MAX_ROWS = 400  # of every other list
MAX_QUOTES = 1500
MAX_QUOTES_A_SPEAKER = 60
WHOLE_REPORT = 12_000  # characters up to which a cited report is given whole
ALL_TEXT = 3_000_000  # characters of report text on one page; beyond it only the cited passages

BASIS = {
    "given": "date given with the report", "markup": "date from the page’s markup", "stated": "date stated in the text",
    "inferred": "date inferred", "unknown": "date unknown",
}  # fmt: skip
OUTCOME = {
    "happened": "it happened",
    "did_not_happen": "it did not happen",
    "called_off": "it was called off",
    "open": "open",
}
OUTCOME_MARKS = {"happened": "●", "did_not_happen": "✕", "called_off": "✕", "open": "○"}
TIE_MARKS = {"active": "●", "resumed": "●", "informal": "◐", "suspended": "✕", "ended": "✕"}
QUOTE_KIND = {
    "direct": "word for word",
    "indirect": "in the reporter’s words",
    "mixed": "partly word for word",
}
FIELDS = {"date": "day", "place": "place", "status": "status"}


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a report and where they stand; without ``href`` they no longer stand there."""

    text: str
    href: str | None
    title: str
    about: str
    report: str


@dataclass(frozen=True, slots=True)
class Value:
    value: str
    chosen: bool
    sources: tuple[tuple[str, str | None], ...]  # title, link


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the timeline."""

    id: str
    when: str
    iso: str | None
    year: str
    mark: str
    status: str
    summary: str
    witnesses: str
    notes: tuple[str, ...]
    evidence: tuple[
        tuple[Cited, ...], ...
    ]  # by their words: a copied sentence stands once, with all who print it
    more_evidence: int
    vouchers: tuple[str, ...]
    disputes: tuple[tuple[str, tuple[Value, ...], str], ...]
    facts: tuple[tuple[str, str], ...]
    fulfils: str | None
    planned: str | None
    undone: str = ""  # in words before the line, for a mark alone reads as its opposite
    part_of: str | None = None
    relayed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reports:
    """The reports by id, and which words of them the page cites."""

    by_id: dict[str, Report]
    number: dict[str, int]
    spans: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    lines: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    where: str = ""  # what stands before a report's anchor: nothing on one page, the address of reports on the live ones

    def cite(self, c: Citation, line: tuple[str, str] | None = None) -> Cited:
        """The citation as the page shows it; ``line`` is the id and the words of what rests on it."""
        r = self.by_id.get(c.report)
        if r is None:
            return Cited(_flat(c.text), None, c.report, "not in this record", c.report)
        href = None
        if r.text[c.start : c.end] == c.text and c.end > c.start:
            self.spans[c.report].add((c.start, c.end))
            place = self.where + quote(c.report, safe="") if self.where else ""
            href = f"{place}#{anchor(self.number[c.report], c.start, c.end)}"
            if line and line not in self.lines[c.report]:
                self.lines[c.report].append(line)
        return Cited(_flat(c.text), href, _title(r), _about(r), r.id)

    def link(self, i: str) -> tuple[str, str | None]:
        """A report's title and the link to its text, which is on the page only where it is cited."""
        r = self.by_id.get(i)
        return (_title(r) if r else i), (f"#r{self.number[i]}" if r and self.spans.get(i) else None)


def page(
    fused: Fused,
    reports: Sequence[Report],
    *,
    title: str | None = None,
    as_of: date | None = None,
    brief: bool = False,
) -> str:
    """The whole page. The same record gives the same bytes.

    brief: only what fits on two sheets: the summary, and the weightiest lines with the words of one report each.

    title: the page's heading; None for the names most spoken of.
    as_of: the day by which everything on it was published, if the record was cut at one.
    """
    known = _Reports({r.id: r for r in reports}, {r.id: n for n, r in enumerate(reports, 1)})
    shown = _weightiest(fused.events, BRIEF_LINES if brief else MAX_LINES)
    shown_ids = {e.id for e in shown}
    expected = fused.expectations[:MAX_ROWS]
    expected_ids = {x.event for x in expected}
    lines = [_line(e, known, expected_ids, part) for e, part in words.nested(shown)]
    data: dict[str, Any] = {
        "title": title or _heading(fused),
        "head": _head(fused, reports),
        "as_of": words.written(as_of, as_of) if as_of else None,
        "lines": lines,
        "lines_left": len(fused.events) - len(shown),
        "expectations": [_expectation(x, known, shown_ids) for x in expected],
        "expectations_left": len(fused.expectations) - len(expected),
        "live": None,
        "brief": brief,
        "relations": [
            _relation(r, fused, known, shown_ids, _last(reports)) for r in fused.relations[:MAX_ROWS]
        ],
        "relations_left": max(0, len(fused.relations) - MAX_ROWS),
        "commitments": [
            {
                "actors": words.listed(c.actors) or "Somebody not named",
                "due": _deadline(c.deadline),
                "status": c.status,
                "cited": known.cite(Citation(c.report, c.start, c.end, c.text)),
            }
            for c in fused.commitments[:MAX_ROWS]
        ],
        "commitments_left": max(0, len(fused.commitments) - MAX_ROWS),
        "disputes": [
            {"what": d.what[:1].upper() + d.what[1:], "values": [(v, known.cite(c)) for v, c in d.values]}
            for d in fused.disagreements[:MAX_ROWS]
        ],
        "disputes_left": max(0, len(fused.disagreements) - MAX_ROWS),
    }
    data["summary"] = _summary(fused, shown_ids, expected_ids, data["relations"])
    by_id = {r.id: r for r in reports}
    data["stories"] = [_story(s, by_id) for s in fused.stories[:MAX_ROWS]] if len(fused.stories) > 1 else []
    data["stories_left"] = max(0, len(fused.stories) - MAX_ROWS)
    data["speakers"], data["quotes_left"] = _speakers(fused, known)
    data["quotes"] = sum(len(s["quotes"]) for s in data["speakers"])
    data["sources"] = [_source(x, known) for x in fused.lineages[: MAX_ROWS * 5]]
    data["sources_left"] = max(0, len(fused.lineages) - MAX_ROWS * 5)
    data["reports"], data["shortened"] = _texts(reports, known)
    data["uncited"] = len(reports) - len(data["reports"])
    css = _css()
    data["css"] = Markup(css)
    data["style_hash"] = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    data["version"] = version("onrecord")
    return _environment().get_template("page.html").render(**data)


@functools.cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("onrecord.show", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, finalize=lambda v: v if isinstance(v, Markup) else clean(v) if isinstance(v, str) else v,
    )  # fmt: skip
    env.filters["count"] = words.count
    return env


@functools.cache
def _css() -> str:
    return (
        (files("onrecord.show") / "templates" / "page.css").read_text(encoding="utf8").replace("\r\n", "\n")
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _title(r: Report) -> str:
    return _flat(r.title or "") or r.id


def _about(r: Report) -> str:
    """Publisher, day and what the day rests on."""
    parts = [
        r.agency or r.publisher or "",
        words.written(r.published, r.published) if r.published else "",
        BASIS[r.published_basis] + (f" ({r.published_why})" if r.published_why else ""),
    ]
    return ", ".join(p for p in parts if p)


def _heading(fused: Fused) -> str:
    if len(fused.stories) == 1:
        return fused.stories[0].name or "The record"
    names = [a.name for a in fused.actors if a.named][:3]
    return words.listed(names) or "The record"


def _head(fused: Fused, reports: Sequence[Report]) -> str:
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


def _weightiest(events: Sequence[Event], most: int) -> list[Event]:
    """The events that most sources tell of, in order of time."""
    if len(events) <= most:
        return list(events)
    kept = {e.id for e in sorted(events, key=lambda e: (-e.weight, e.id))[:most]}
    return [e for e in events if e.id in kept]


def _line(e: Event, known: _Reports, expected: set[str], part: bool) -> Line:
    day = e.earliest if e.earliest and e.latest else e.latest or e.earliest
    where = (e.id, e.summary)
    evidence = [known.cite(c, where) for c in e.evidence[:MAX_EVIDENCE]]
    same: dict[str, list[Cited]] = defaultdict(list)
    for c in evidence:
        same[c.text].append(c)
    facts = [
        ("Kind", ", ".join(x for x in (e.type, e.mode or "") if x)), ("Issues", ", ".join(e.contexts)), ("Actors", ", ".join(e.actors)),
        ("Towards", ", ".join(e.recipients)), ("Place", e.place or ""), ("Form", (e.format or "").replace("_", " ")), ("Channel", e.channel or ""), ("Id", e.id),
    ]  # fmt: skip
    return Line(
        id=where[0], when=words.written(e.earliest, e.latest), iso=e.earliest.isoformat() if e.earliest and e.earliest == e.latest else None,
        year=str(day.year) if day else "Undated", mark=words.MARKS[e.status], status=e.status, summary=e.summary,
        witnesses=words.witnesses(len(e.reports), e.independent_sources), notes=words.notes(e) + (("told in retrospect only",) if e.background_only else ()), evidence=tuple(map(tuple, same.values())),
        more_evidence=len(e.evidence) - len(evidence), vouchers=tuple("a source that is not named" if v == "anonymous" else v for v in e.according_to),
        disputes=tuple(_dispute(d, known) for d in e.disputes), facts=tuple((k, v) for k, v in facts if v),
        fulfils="x-" + e.outcome_of if e.outcome_of in expected else None, planned="x-" + e.id if e.id in expected else None,
        undone={"not_happened": "Did not happen: ", "called_off": "Called off: "}.get(e.status, ""),
        part_of=e.part_of if part else None, relayed=e.relayed_from,
    )  # fmt: skip


def _dispute(d: Dispute, known: _Reports) -> tuple[str, tuple[Value, ...], str]:
    values = tuple(
        Value(
            _day_words(v.value) if d.field == "date" else v.value.replace("_", " "),
            n == 0,
            tuple(known.link(i) for i in v.reports),
        )
        for n, v in enumerate(d.values)
    )
    return FIELDS.get(d.field, d.field), values, d.reason


def _day_words(value: str) -> str:
    try:
        first, _, last = value.partition("/")
        return words.written(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return value


def _deadline(value: str | None) -> str | None:
    """A TIMEX3 value in words where it is a day, a month, a year or a decade."""
    if value is None:
        return None
    if len(value) == 3 and value.isdigit():
        return f"the {value}0s"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return f"{words.MONTHS[int(value[5:]) - 1]} {value[:4]}"
    return _day_words(value) if len(value) == 10 else value


def _expectation(x: Any, known: _Reports, shown: set[str]) -> dict[str, Any]:
    first, last = x.first_expected, x.last_expected
    told = (
        ""
        if not first
        else f"on {words.written(first, first)}"
        if first == last or not last
        else f"from {words.written(first, first)} to {words.written(last, last)}"
    )
    return {
        "id": "x-" + x.event, "line": x.event if x.event in shown else None, "what": x.what, "when": words.written(x.earliest, x.latest), "told": told,
        "outcome": OUTCOME[x.outcome], "mark": OUTCOME_MARKS[x.outcome], "status": x.outcome, "reports": [known.link(i) for i in x.reports],
        "settled": known.cite(x.settled_by) if x.settled_by else None,
    }  # fmt: skip


def _last(reports: Sequence[Report]) -> date | None:
    return max((r.published for r in reports if r.published), default=None)


def _summary(
    fused: Fused, shown: set[str], expected: set[str], relations: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What is seen in ten seconds: how each tie stands now, what happened last, what is still open, what is disputed."""
    done = [
        e
        for e in fused.events
        if e.status in ("happened", "ongoing") and (e.latest or e.earliest) and not e.background_only
    ]
    last = sorted(done, key=lambda e: (e.latest or e.earliest or date.min, e.weight, e.id))[-NEWEST:][::-1]
    plans = [x for x in fused.expectations if x.outcome == "open"]
    disputed = [e for e in fused.events if e.disputes]
    return {
        "ties": [
            {"between": r["between"], "context": r["context"], "id": r["id"], **r["states"][-1]}
            for r in relations[:NEWEST]
            if r["states"]
        ],
        "last": [_short(e, shown) for e in last],
        "plans": [
            {
                "what": x.what,
                "when": words.written(x.earliest, x.latest),
                "id": x.event,
                "href": f"#x-{x.event}" if x.event in expected else None,
            }
            for x in sorted(plans, key=lambda x: str(x.earliest or x.latest or "9999"))[:NEWEST]
        ],
        "plans_left": max(0, len(plans) - NEWEST),
        "disputes": [
            {**_short(e, shown), "fields": ", ".join(FIELDS.get(d.field, d.field) for d in e.disputes)}
            for e in disputed[:NEWEST]
        ],
        "disputes_left": max(0, len(disputed) - NEWEST),
    }


def _short(e: Event, shown: set[str]) -> dict[str, Any]:
    return {
        "id": e.id,
        "what": e.summary,
        "when": words.written(e.earliest, e.latest),
        "href": f"#{e.id}" if e.id in shown else None,
    }


def _relation(r: Any, fused: Fused, known: _Reports, shown: set[str], last: date | None) -> dict[str, Any]:
    home = {a.name: a.country for a in fused.actors}
    drawn = strip(r, between(r, fused.events, home), last)
    names = {a.country: a.name for a in fused.actors if a.kind == "state" and a.country}
    return {
        "between": " and ".join(names.get(x, x) for x in r.between), "context": r.context or "any issue",
        "states": [
            {"state": s.state, "mark": TIE_MARKS[s.state], "when": words.since(s.since, s.until), "line": s.event if s.event in shown else None, "cited": known.cite(s.evidence)}
            for s in r.states
        ],
        "plot": _plot(r.months),
        "strip": drawn,
        "id": f"tie-{'-'.join(r.between)}-{r.context or 'all'}",
        "shown": shown,
    }  # fmt: skip


def _story(s: Story, reports: dict[str, Report]) -> dict[str, Any]:
    days = sorted(d for i in s.reports if (d := reports[i].published))
    return {
        "id": s.id,
        "name": s.name,
        "count": len(s.reports),
        "when": words.written(days[0], days[-1]) if days else "undated",
    }


STEP, HALF = 16, 30  # of the plot: units a month, and from its middle to +10


def _plot(months: Sequence[RelationMonth]) -> dict[str, Any] | None:
    """A tie's level month by month as bars from a middle line; None where there is no change to see."""
    if len(months) < 2:
        return None
    first = _ordinal(months[0].month)
    bars = [
        {"x": (_ordinal(m.month) - first) * STEP + 2, "y": round(HALF - max(0.0, m.level) * HALF / 10, 1), "h": round(max(1.0, abs(m.level) * HALF / 10), 1),
         "way": "warm" if m.level > 0 else "cold", "label": f"{m.month}: {m.level:+g} from {words.count(m.events, 'event')}"}
        for m in months
    ]  # fmt: skip
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


def _speakers(fused: Fused, known: _Reports) -> tuple[list[dict[str, Any]], int]:
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


def _quote(q: Any, known: _Reports) -> dict[str, Any]:
    pieces = [known.cite(Citation(q.report, s, e, t)) for s, e, t in q.content]
    said = " … ".join(p.text for p in pieces)
    quoted = q.kind == "direct" and said[:1] not in "\"“'‘"
    return {
        "said": f"“{said}”" if quoted else said,
        "kind": QUOTE_KIND[q.kind],
        "cue": q.cue or "",
        "day": _day_words(q.date) if q.date else None,
        "cited": [],
        "from": pieces[0],
    }


def _source(x: Any, known: _Reports) -> dict[str, Any]:
    rows = []
    for n, i in enumerate(x.reports):
        r = known.by_id[i]
        shared = {k for _, b, spans in x.copied if b == i for s, e in spans for k in range(s, e)}
        title, href = known.link(i)
        rows.append(
            {
                "title": title,
                "href": href,
                "about": _about(r),
                "id": r.id,
                "shares": 100 * len(shared) // max(1, len(r.text)) if n else None,
            }
        )
    changed = [
        {"what": c.what, "how": "is told otherwise" if c.before and c.after else "fell out" if c.before else "came in",
         "before": known.cite(c.before) if c.before else None, "after": known.cite(c.after) if c.after else None}
        for _, _, made in x.changed for c in made
    ]  # fmt: skip
    return {"rows": rows, "changed": changed}


def _texts(reports: Sequence[Report], known: _Reports) -> tuple[list[dict[str, Any]], int]:
    """The cited reports, whole up to a length; of longer ones the opening and what is cited."""
    out = []
    budget, shortened = ALL_TEXT, 0
    for r in reports:
        spans = known.spans.get(r.id)
        if not spans:
            continue
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
                "title": _title(r),
                "about": _about(r),
                "dateline": r.dateline,
                "url": url,
                "text": marked(r.text, spans, n, parts),
                "lines": known.lines.get(r.id, []),
            }
        )
    return out, shortened
