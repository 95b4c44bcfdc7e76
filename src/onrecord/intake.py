"""What came in: counts by format, and every refusal and undated report with its reason. For the end of a run,
and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct, field, to_builtins

from onrecord.model import Report
from onrecord.read import Refused

UNKNOWN = "not told apart"
NO_DAY = "no date in it or beside it"
MOST = 10_000  # refusals and undated reports that are listed; more are counted


class Row(Struct):
    """What came in of one format. ``superseded`` and ``withdrawn`` are of those read, and of those on record
    before."""

    read: int = 0
    unchanged: int = 0
    superseded: int = 0
    withdrawn: int = 0
    undated: int = 0
    refused: int = 0


class Told(Struct):
    """One that was refused or has no day, and why."""

    where: str
    why: str
    format: str


class Intake(Struct):
    """A run of ``read``: a row a format, and what wants a look."""

    formats: dict[str, Row] = field(default_factory=dict)
    refused: list[Told] = field(default_factory=list)
    undated: list[Told] = field(default_factory=list)

    def row(self, form: str | None) -> Row:
        return self.formats.setdefault(form or UNKNOWN, Row())

    def refuse(self, refused: Refused) -> None:
        self.row(refused.format).refused += 1
        if len(self.refused) < MOST:
            self.refused.append(Told(refused.where, refused.why, refused.format or UNKNOWN))

    def keep(self, report: Report) -> None:
        """A report that was read and written."""
        row = self.row(report.format)
        row.read += 1
        if report.published is None:
            row.undated += 1
            if len(self.undated) < MOST:
                self.undated.append(
                    Told(f"{report.path} ({report.id})", why_undated(report), report.format or UNKNOWN)
                )

    def total(self, name: str) -> int:
        return sum(int(getattr(row, name)) for row in self.formats.values())

    def reasons(self, name: str) -> list[tuple[str, int]]:
        """Reasons of refusals or of missing days with how often each was met, the most frequent first. What
        differs from file to file in them (numbers, names) is left out."""
        told: list[Told] = getattr(self, name)
        return Counter(_reason(t.why) for t in told).most_common()

    def as_object(self) -> dict[str, Any]:
        names = Row.__struct_fields__
        return {"total": {n: self.total(n) for n in names}, **to_builtins(self)}


def why_undated(report: Report) -> str:
    return report.published_why or NO_DAY


def _reason(why: str) -> str:
    """A reason without what it says of one input: up to what is to be done, figures and quotations out."""
    head = why.split("; ")[0].split(" (")[0]
    words = ["…" if w[:1] in "'\"“" or any(c.isdigit() for c in w) else w for w in head.split()]
    return " ".join(w for n, w in enumerate(words) if w != "…" or words[n - 1 : n] != ["…"])
