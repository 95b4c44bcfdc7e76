"""A report's words as they are shown: where they stand, and what is known of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from onrecord.model import Citation, Report
from onrecord.show import words
from onrecord.show.marked import anchor

BASIS = {
    "given": "date given with the report",
    "markup": "date from the page’s markup",
    "stated": "date stated in the text",
    "inferred": "date inferred",
    "unknown": "date unknown",
}


FIRST = 9  # words of a report that has no title


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a report and where they stand; without ``href`` they no longer stand there."""

    text: str
    href: str | None
    title: str
    about: str
    report: str


@dataclass(slots=True)
class Reports:
    """The reports by id, and which words of them the page cites."""

    by_id: Mapping[str, Report]
    number: dict[str, int]
    spans: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    lines: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    # what stands before a report's anchor: nothing on one page, the address of reports on the live ones
    where: str = ""
    view: str = ""  # the view that such a page is of, as the end of a query

    def cite(self, c: Citation, line: tuple[str, str] | None = None) -> Cited:
        """The citation as the page shows it; ``line`` is the id and the words of what rests on it."""
        r = self.by_id.get(c.report)
        if r is None:
            return Cited(flat(c.text), None, c.report, "not in this record", c.report)
        href = None
        if r.text[c.start : c.end] == c.text and c.end > c.start:
            self.spans[c.report].add((c.start, c.end))
            there = self._page(c.report, f"mark={c.start}-{c.end}") if self.where else ""
            href = f"{there}#{anchor(self.number[c.report], c.start, c.end)}"
            if line and line not in self.lines[c.report]:
                self.lines[c.report].append(line)
        return Cited(flat(c.text), href, title_of(r), about_of(r), r.id)

    def _page(self, report: str, *query: str) -> str:
        asked = "&".join(q for q in (*query, self.view) if q)
        return f"{self.where}{quote(report, safe='')}{f'?{asked}' if asked else ''}"

    def link(self, i: str) -> tuple[str, str | None]:
        """A report's title and the link to its text; one page has only the texts that it cites."""
        r = self.by_id.get(i)
        if r is None:
            return i, None
        if self.where:
            return title_of(r), self._page(i)
        return title_of(r), f"#r{self.number[i]}" if self.spans.get(i) else None


def flat(text: str) -> str:
    return " ".join(text.split())


def title_of(r: Report) -> str:
    """Its title, or its first words where it has none; the id of one without words."""
    title = flat(r.title or "")
    if title:
        return title
    body = next((b for b in r.blocks if b.kind in ("headline", "paragraph")), None)
    words = (r.text[body.start : body.end] if body else r.text).split()
    return " ".join(words[:FIRST]) + (" …" if len(words) > FIRST else "") or r.id


def about_of(r: Report) -> str:
    """Publisher, day and what the day rests on."""
    parts = [
        r.agency or r.publisher or "",
        words.written(r.published, r.published) if r.published else "",
        BASIS[r.published_basis] + (f" ({r.published_why})" if r.published_why else ""),
    ]
    return ", ".join(p for p in parts if p)
