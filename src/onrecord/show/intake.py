"""What came in, as a table of text; and the reports of a record with their days and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.intake import Intake, Row, why_undated
from onrecord.model import Report
from onrecord.show.plain import line

COLUMNS = Row.__struct_fields__
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
    """A row a report: its id, its day and what that rests on, what it was read from, what became of it, its notes."""
    rows = []
    for r in sorted((*reports, *aside), key=lambda r: (r.published is not None, str(r.published), r.id)):
        if undated and r.published_basis not in ("unknown", "inferred"):
            continue
        day = r.published.isoformat() if r.published else "undated"
        basis = why_undated(r) if r.published is None else r.published_basis
        rows.append(
            [r.id, day, basis, r.format or "", fate(r), r.title or "", "; ".join(n.text for n in r.notes)]
        )
    return rows


def fate(report: Report) -> str:
    """Whether it counts."""
    if report.set_aside is None:
        return ""
    by = "" if report.set_aside.by == report.id else f" by {report.set_aside.by}"
    return f"{report.set_aside.why}{by}"


def report_object(report: Report) -> dict[str, object]:
    """A report for programs, without its text."""
    aside = report.set_aside
    return {
        "id": report.id, "path": report.path, "format": report.format, "title": report.title, "url": report.url, "publisher": report.publisher,
        "agency": report.agency, "byline": report.byline, "published": report.published.isoformat() if report.published else None,
        "published_at": report.published_at, "published_basis": report.published_basis, "published_why": report.published_why, "updated_at": report.updated_at,
        "version": report.version, "set_aside": {"why": aside.why, "by": aside.by, "day": aside.day.isoformat() if aside.day else None} if aside else None,
        "notes": [{"kind": n.kind, "text": n.text, "start": n.start, "end": n.end} for n in report.notes],
    }  # fmt: skip
