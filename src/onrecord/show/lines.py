"""One event as a line that opens to the words it rests on, and one dispute as a card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.fuse.copied import house
from onrecord.fuse.disagreements import Disagreement
from onrecord.model import Dispute, Event
from onrecord.show import words
from onrecord.show.cite import Cited, Reports
from onrecord.world import load, own_file

MAX_EVIDENCE = 12  # citations a line
FIELDS = {"date": "day", "place": "place", "status": "status"}


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
    part_of: str | None = None  # where the visit stands
    relayed: tuple[str, ...] = ()
    amended: tuple[tuple[str, tuple[str, str | None]], ...] = ()  # what a report corrects, its title and link
    actors: tuple[tuple[str, str | None], ...] = ()  # name, link
    recipients: tuple[tuple[str, str | None], ...] = ()


def line_of(
    e: Event,
    known: Reports,
    expected: Callable[[str], str | None],
    part: str | None,
    people: Mapping[str, str],
    came: Mapping[str, str],
) -> Line:
    """An event as it is shown.

    expected: where what came of a plan is told, by the plan's id; part: where the visit stands that it is
    part of, None where it stands alone; people: where people are told of, by name; came: what came of
    plans, by id.
    """
    day = e.earliest if e.earliest and e.latest else e.latest or e.earliest
    where = (e.id, e.summary)
    evidence = [known.cite(c, where) for c in e.evidence[:MAX_EVIDENCE]]
    same: dict[str, list[Cited]] = defaultdict(list)
    for c in evidence:
        same[c.text].append(c)
    facts = [
        ("Kind", ", ".join(x for x in (e.type, e.mode or "") if x)),
        ("Issues", ", ".join(e.contexts)),
        ("Place", e.place or ""),
        ("Form", (e.format or "").replace("_", " ")),
        ("Channel", e.channel or ""),
        ("Chance", f"{e.p:.2f}"),
    ]
    return Line(
        id=where[0],
        when=words.written(e.earliest, e.latest),
        iso=e.earliest.isoformat() if e.earliest and e.earliest == e.latest else None,
        year=str(day.year) if day else "Undated",
        mark=words.MARKS[e.status],
        status=e.status,
        summary=e.summary,
        witnesses=words.borne(e),
        notes=words.notes(e, came)
        + (("told in retrospect only",) if e.background_only else ())
        + _house(e, known),
        evidence=tuple(map(tuple, same.values())),
        more_evidence=len(e.evidence) - len(evidence),
        vouchers=tuple("a source that is not named" if v == "anonymous" else v for v in e.according_to),
        disputes=tuple(_dispute(d, known) for d in e.disputes),
        facts=tuple((k, v) for k, v in facts if v),
        fulfils=expected(e.outcome_of) if e.outcome_of else None,
        planned=expected(e.id),
        undone=words.UNDONE.get(e.status, ""),
        part_of=part,
        relayed=e.relayed_from,
        amended=tuple((a.text, known.link(a.report)) for a in e.amended),
        actors=tuple((n, people.get(n)) for n in e.actors),
        recipients=tuple((n, people.get(n)) for n in e.recipients),
    )


def _house(e: Event, known: Reports) -> tuple[str, ...]:
    """That sources which seem independent are of one house."""
    if e.independent_sources < 2:
        return ()
    found = house([r for i in e.reports if (r := known.by_id.get(i))], load(own_file()))
    return (f"all of one house, {found}",) if found else ()


def _dispute(d: Dispute, known: Reports) -> tuple[str, tuple[Value, ...], str]:
    values = tuple(
        Value(
            day_words(v.value) if d.field == "date" else v.value.replace("_", " "),
            n == 0,
            tuple(known.link(i) for i in v.reports),
        )
        for n, v in enumerate(d.values)
    )
    return FIELDS.get(d.field, d.field), values, d.reason


def day_words(value: str) -> str:
    try:
        first, _, last = value.partition("/")
        return words.written(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return value


def card_of(d: Disagreement, known: Reports) -> dict[str, Any]:
    """A disagreement with its values side by side, each with the words of those who say so."""
    by: dict[str, list[Cited]] = defaultdict(list)
    for value, citation in d.values:
        by[_day_or_word(value)].append(known.cite(citation))
    return {"what": d.what[:1].upper() + d.what[1:], "values": list(by.items())}


def _day_or_word(value: str) -> str:
    return day_words(value) if value[:4].isdigit() else value.replace("_", " ")
