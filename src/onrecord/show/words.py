"""How dates, counts and states are put in words, the same in the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from onrecord.model import Event, Expectation, Line

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
STATUS = {
    "happened": "",
    "ongoing": "ongoing",
    "planned": "planned",
    "expected": "expected",
    "possible": "possible",
    "not_happened": "did not happen",
    "called_off": "called off",
}
MARKS = {
    "happened": "●",
    "ongoing": "●",
    "planned": "○",
    "expected": "○",
    "possible": "◌",
    "not_happened": "✕",
    "called_off": "✕",
}


def days(earliest: date | None, latest: date | None) -> str:
    """A day, a month, a span, or one open side ("to 2022-11-09"); nothing where nothing is known."""
    if earliest and latest:
        if earliest == latest:
            return earliest.isoformat()
        if (
            earliest.day == 1
            and (latest.year, latest.month) == (earliest.year, earliest.month)
            and _last_day(latest)
        ):
            return f"{earliest:%Y-%m}"
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year} to {latest.year}"
        if earliest.year == latest.year:
            return f"{earliest.isoformat()} to {latest:%m-%d}"
        return f"{earliest.isoformat()} to {latest.isoformat()}"
    if latest:
        return f"to {latest.isoformat()}"
    if earliest:
        return f"from {earliest.isoformat()}"
    return "undated"


def _last_day(d: date) -> bool:
    return (d.month == 12 and d.day == 31) or (d.month < 12 and (date(d.year, d.month + 1, 1) - d).days == 1)


def month(d: date) -> str:
    return f"{MONTHS[d.month - 1]} {d.year}"


def count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


SURE = (
    (0.8, "sure"),
    (0.6, "likely"),
    (0.0, "weak"),
)  # the chance from which a line is called so: docs/page.md


SURE_TOLD = (
    "How sure a line is: "
    + "; ".join(f"{word} from {least:g}" if least else f"{word} below" for least, word in SURE)
    + "."
)


def sure(p: float) -> str:
    """The chance of a line as people read it; machine formats keep the number."""
    return next(word for least, word in SURE if p >= least)


UNDONE = {"not_happened": "Did not happen: ", "called_off": "Called off: "}


def told(e: Event) -> str:
    """An event's line, with what did not happen said before it: a mark alone reads as its opposite."""
    return UNDONE.get(e.status, "") + e.summary


def witnesses(reports: int, sources: int) -> str:
    """ "1 report", "3 reports, 2 sources"."""
    return (
        count(reports, "report")
        if reports == 1
        else f"{count(reports, 'report')}, {count(sources, 'source')}"
    )


def borne(e: Event) -> str:
    """Who tells a line and how sure it is: "3 reports, 2 sources, likely"."""
    return f"{witnesses(len(e.reports), e.independent_sources)}, {sure(e.p)}"


CAME = {"happened": "took place", "called_off": "called off", "did_not_happen": "did not take place"}


def outcomes(expectations: Iterable[Expectation]) -> dict[str, str]:
    """What came of each plan that is settled, in words, by the id of its line."""
    return {x.event: CAME[x.outcome] for x in expectations if x.event and x.outcome in CAME}


def notes(e: Event, came: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """What is to be known of an event beside its line: its status, what came of it, what is unclear.

    came: what ``outcomes`` tells.
    """
    out = [x for x in (STATUS[e.status], came.get(e.id, "")) if x]
    if any(d.field == "date" for d in e.disputes):
        out.append("day disputed")
    elif e.status in ("happened", "ongoing") and not (e.earliest and e.latest):
        out.append("day unclear")
    out += [f"{d.field} disputed" for d in e.disputes if d.field != "date"]
    if e.relayed_from and e.independent_sources == 1 and len(e.reports) == 1:
        out.append(f"after {listed(e.relayed_from)}")
    if e.amended:
        out.append("a report was corrected")
    return (*out, *said(e))


def said(e: Event) -> tuple[str, ...]:
    """What an analyst said of a line: "corrected by A. Berg", the last word where there are several of one
    kind."""
    found = {SAID[c.verb]: c for c in e.corrected}
    return tuple(f"{done} by {c.author or 'an analyst'}" for done, c in found.items())


SAID = {
    "join": "joined",
    "split": "split",
    "rename": "reworded",
    "retype": "type corrected",
    "redate": "day corrected",
    "restatus": "status corrected",
    "reject": "rejected",
    "confirm": "confirmed",
}


def nested(events: Sequence[Event]) -> list[tuple[Event, str | None]]:
    """The events in their order, but each meeting that is part of a visit after that visit, with the visit's
    id."""
    shown = {e.id for e in events}
    held: dict[str, list[Event]] = {}
    for e in events:
        if e.part_of in shown:
            held.setdefault(e.part_of or "", []).append(e)
    return [
        row
        for e in events
        if e.part_of not in shown
        for row in ((e, None), *((x, e.id) for x in held.get(e.id, ())))
    ]


def lines(events: Sequence[Event], expectations: Iterable[Expectation]) -> Iterator[Line]:
    """The events as lines, nested, each with what came of it."""
    came = {x.event: x.outcome for x in expectations}
    return (Line(e, part, came.get(e.id)) for e, part in nested(events))


def _day(d: date, year: bool = True) -> str:
    return f"{d.day} {MONTHS[d.month - 1][:3]}" + (f" {d.year}" if year else "")


def written(earliest: date | None, latest: date | None) -> str:
    """Days as people write them: "5 Aug 2022", "16–19 Jul 2023", "Nov 2021", "by 9 Nov 2022"."""
    if earliest and latest:
        if earliest == latest:
            return _day(earliest)
        if (
            earliest.day == 1
            and _last_day(latest)
            and (earliest.year, earliest.month) == (latest.year, latest.month)
        ):
            return f"{MONTHS[earliest.month - 1][:3]} {earliest.year}"
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return f"{earliest.day}–{_day(latest)}"
        return f"{_day(earliest, earliest.year != latest.year)} – {_day(latest)}"
    if latest:
        return f"by {_day(latest)}"
    return f"from {_day(earliest)}" if earliest else "undated"


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
