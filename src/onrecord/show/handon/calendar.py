"""Plans as an iCalendar (RFC 5545): whole days, an exclusive end, and what came of them as the status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.fuse import Fused
from onrecord.model import Analysis, Expectation
from onrecord.show.plain import line as one_line

STATUS = {
    "happened": "CONFIRMED",
    "open": "TENTATIVE",
    "called_off": "CANCELLED",
    "did_not_happen": "CANCELLED",
}
OUTCOME = {
    "happened": "it came about",
    "open": "no report says what came of it",
    "called_off": "it was called off",
    "did_not_happen": "it did not happen",
}
OCTETS = 75  # of a line, its break not counted
UNKNOWN = date(1970, 1, 1)


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """Each plan with a day as an event of whole days; those of which no day is known have no place in a
    calendar."""
    words = {e.id: e.evidence[0] for e in fused.events if e.evidence}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//onrecord//record of news reports//EN",
        "CALSCALE:GREGORIAN",
    ]
    for x in fused.expectations:
        if x.earliest is not None or x.latest is not None:
            c = words.get(x.event or "") or next(iter(x.evidence), None)
            lines += _event(x, f"“{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]" if c else "")
    lines.append("END:VCALENDAR")
    for text in lines:
        yield from _folded(text)


def _event(x: Expectation, words: str) -> list[str]:
    first, last = x.earliest or x.latest or UNKNOWN, x.latest or x.earliest or UNKNOWN
    said = [f"Expected in: {', '.join(x.reports)}", f"Outcome: {OUTCOME[x.outcome]}"]
    if x.earliest is None or x.latest is None:
        said.append("One end of its days is not known.")
    if x.settled_by:
        said.append(f"Settled by: “{' '.join(x.settled_by.text.split())}” [{x.settled_by.report}]")
    stamp = x.last_expected or x.first_expected or UNKNOWN
    return [
        "BEGIN:VEVENT",
        f"UID:{x.id}@onrecord",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{_after(last):%Y%m%d}",
        f"SUMMARY:{_text(x.what)}",
        f"DESCRIPTION:{_text(chr(10).join([words, *said] if words else said))}",
        f"STATUS:{STATUS[x.outcome]}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _after(d: date) -> date:
    return d + timedelta(days=1) if d < date.max else d


def _text(text: str) -> str:
    """A value of type TEXT; characters that are none in a calendar are replaced."""
    plain = "\n".join(one_line(part) for part in text.split("\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(text: str) -> Iterator[bytes]:
    """The line in pieces of so many octets, none within a character."""
    rest, room = text, OCTETS
    while True:
        size = 0
        for at, c in enumerate(rest):  # noqa: B007
            size += len(c.encode("utf8", "replace"))
            if size > room:
                break
        else:
            yield rest.encode("utf8", "replace") + b"\r\n"
            return
        yield rest[:at].encode("utf8", "replace") + b"\r\n "
        rest, room = rest[at:], OCTETS - 1
