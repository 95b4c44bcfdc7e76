"""What came in, as a table of text; and the reports of a record with their days and what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.intake import Intake, Row, why_undated
from onrecord.model import Report
from onrecord.show.plain import line

COLUMNS = Row.__struct_fields__
MOST_WORDS = 6_000  # of a version that are compared
MOST = 8  # reasons that are told; the report has all


def table(intake: Intake) -> Iterator[str]:
    """A line a format, in the order of their names, then the reasons."""
    if not intake.formats:
        return
    width = max(len("format"), *map(len, intake.formats))
    yield "  ".join(["format".ljust(width), *(c.rjust(max(len(c), 6)) for c in COLUMNS)])
    for name, row in sorted(intake.formats.items()):
        cells = [f"{getattr(row, c):,}".rjust(max(len(c), 6)) for c in COLUMNS]
        yield "  ".join([name.ljust(width), *cells])
    for what in ("undated", "refused"):
        reasons = intake.reasons(what)
        for why, count in reasons[:MOST]:
            yield line(f"{what} {count:,}: {why}")
        if len(reasons) > MOST:
            yield f"{what}: {len(reasons) - MOST} more reasons; --report FILE has them all"


def listed(reports: Sequence[Report], aside: Sequence[Report], undated: bool) -> list[list[str]]:
    """A row a report: its id, its day and what that rests on, what it was read from, what became of it, its
    notes."""
    rows = []
    standing = {r.id: r for r in (*reports, *aside)}
    for r in sorted((*reports, *aside), key=lambda r: (r.published is not None, str(r.published), r.id)):
        if undated and r.published_basis not in ("unknown", "inferred"):
            continue
        day = r.published.isoformat() if r.published else "undated"
        basis = why_undated(r) if r.published is None else r.published_basis
        rows.append(
            [
                r.id,
                day,
                basis,
                r.format or "",
                fate(r) + _counts(r, standing),
                r.title or "",
                "; ".join(n.text for n in r.notes),
            ]
        )
    return rows


def fate(report: Report) -> str:
    """Whether it counts."""
    if report.set_aside is None:
        return ""
    by = "" if report.set_aside.by == report.id else f" by {report.set_aside.by}"
    return f"{report.set_aside.why}{by}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a later version took out and what it put there; either may be empty."""

    out: str
    put: str


def passages(earlier: str, later: str) -> list[Passage]:
    """What was changed between two versions of a text, in the order of the later one, word for word."""
    a, b = [re.findall(r"\S+", text)[:MOST_WORDS] for text in (earlier, later)]
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [Passage(" ".join(a[i:j]), " ".join(b[k:n])) for tag, i, j, k, n in found if tag != "equal"]


def _superseding(report: Report, by_id: Mapping[str, Report]) -> Report | None:
    """The version that took a report's place, where it is at hand."""
    aside = report.set_aside
    return by_id.get(aside.by) if aside and aside.why == "superseded" and aside.by != report.id else None


def _counts(report: Report, by_id: Mapping[str, Report]) -> str:
    later = _superseding(report, by_id)
    if later is None:
        return ""
    found = passages(report.text, later.text)
    out, put = (
        sum(len(w.split()) for w in words) for words in ([p.out for p in found], [p.put for p in found])
    )
    return f" ({out:,} words out, {put:,} in)"


def changes_told(reports: Sequence[Report], aside: Sequence[Report]) -> Iterator[str]:
    """For people: each superseded report with the words that were taken out and put in."""
    by_id = {r.id: r for r in (*reports, *aside)}
    told = False
    for r in sorted(aside, key=lambda r: (str(r.published), r.id)):
        if (later := _superseding(r, by_id)) is None:
            continue
        told = True
        yield line(f"{r.id} superseded by {later.id}{_counts(r, by_id)}: {later.title or 'no title'}")
        for p in passages(r.text, later.text):
            yield from (line(f"  {sign} {words}") for sign, words in (("-", p.out), ("+", p.put)) if words)
    if not told:
        yield "No report has a later version."


def report_object(
    report: Report, reports: Sequence[Report] = (), set_aside: Sequence[Report] = ()
) -> dict[str, object]:
    """A report for programs, without its text; of one that was superseded, what the later version changed."""
    aside = report.set_aside
    later = _superseding(report, {r.id: r for r in (*reports, *set_aside)})
    return {
        "id": report.id,
        "path": report.path,
        "format": report.format,
        "title": report.title,
        "url": report.url,
        "publisher": report.publisher,
        "agency": report.agency,
        "byline": report.byline,
        "published": report.published.isoformat() if report.published else None,
        "published_at": report.published_at,
        "published_basis": report.published_basis,
        "published_why": report.published_why,
        "updated_at": report.updated_at,
        "version": report.version,
        "set_aside": {"why": aside.why, "by": aside.by, "day": aside.day.isoformat() if aside.day else None}
        if aside
        else None,
        "notes": [{"kind": n.kind, "text": n.text, "start": n.start, "end": n.end} for n in report.notes],
        "changed": [{"out": p.out, "in": p.put} for p in passages(report.text, later.text)]
        if later
        else None,
    }
