"""What the reports say together, as rows of the tables: pure, in the order of the columns of
``tables.TABLES``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import TypeVar

import msgspec

from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor, called
from onrecord.fuse.level import scale
from onrecord.fuse.together import Promise, SaidOnRecord
from onrecord.fuse.told import mention_key
from onrecord.model import Analysis, Citation, Event
from onrecord.record.tables import Rows, Value

Row = tuple[Value, ...]
BETWEEN = "; "


def rows_of(fused: Fused, analyses: Iterable[Analysis]) -> Rows:
    """All rows, by table. analyses: those that the view is made of; what they tell and no event holds is told
    too."""
    fused = _told_apart(fused)
    known = _by_name(fused.actors)
    booked = {e.id for e in fused.events}
    return {
        "events": [_event(n, e, booked) for n, e in enumerate(fused.events, 1)],
        "participants": [row for e in fused.events for row in participants(e, known)],
        "contexts": [(e.id, x) for e in fused.events for x in e.contexts],
        "evidence": [(e.id, n, *_cited(c)) for e in fused.events for n, c in enumerate(e.evidence)],
        "mentions": list(_mentions(fused.events, analyses)),
        "disputes": list(_disputes(fused)),
        "amendments": [(e.id, a.report, a.start, a.end, a.text) for e in fused.events for a in e.amended],
        **_of_actors(fused.actors),
        **_of_words(fused, known),
        **_of_ties_and_reports(fused),
    }


def _of_actors(actors: Sequence[KnownActor]) -> Rows:
    return {
        "actors": [(a.id, a.name, a.kind, a.country, a.sector, int(a.named), a.reports) for a in actors],
        "aliases": [(a.id, x) for a in actors for x in a.aliases],
        "roles": [(a.id, *role) for a in actors for role in a.roles],
    }


def _of_words(fused: Fused, known: Mapping[str, KnownActor | None]) -> Rows:
    """What was said, promised and expected."""
    return {
        "quotes": [
            (
                q.id,
                q.kind,
                q.speaker,
                _id(known, q.speaker),
                q.speaker_role,
                q.report,
                q.content[0][0],
                q.content[-1][1],
                " … ".join(text for _, _, text in q.content),
                q.cue,
                q.date,
                BETWEEN.join(q.contexts),
            )
            for q in fused.quotes
        ],
        "quote_spans": [(q.id, n, *piece) for q in fused.quotes for n, piece in enumerate(q.content)],
        "commitments": [
            (c.id, BETWEEN.join(c.actors), c.deadline, c.status, c.report, c.start, c.end, c.text)
            for c in fused.commitments
        ],
        "expectations": [
            (
                x.id,
                x.event,
                x.what,
                x.p,
                _day(x.earliest),
                _day(x.latest),
                _day(x.first_expected),
                _day(x.last_expected),
                x.outcome,
                *(_cited(x.settled_by) if x.settled_by else (None,) * 4),
                *(_cited(x.evidence[0]) if x.evidence else (None,) * 4),
            )
            for x in fused.expectations
        ],
    }


def _of_ties_and_reports(fused: Fused) -> Rows:
    return {
        "ties": [
            (*r.between, r.context, s.state, _day(s.since), _day(s.until), s.event, *_cited(s.evidence))
            for r in fused.relations
            for s in r.states
        ],
        "months": [
            (*r.between, r.context, m.month, m.level, m.direction, m.events)
            for r in fused.relations
            for m in r.months
        ],
        "lineages": [(x.id, r, n, len(x.reports)) for x in fused.lineages for n, r in enumerate(x.reports)],
        "copies": [
            (x.id, a, b, start, end)
            for x in fused.lineages
            for a, b, spans in x.copied
            for start, end in spans
        ],
        "stories": [(s.id, s.name, r) for s in fused.stories for r in s.reports],
    }


def _told_apart(fused: Fused) -> Fused:
    """The same with no id twice: two reports of one text that an analyst keeps apart give what they say the
    same ids."""
    return msgspec.structs.replace(
        fused,
        events=_numbered(fused.events),
        quotes=_numbered(fused.quotes),
        commitments=_numbered(fused.commitments),
    )


T = TypeVar("T", Event, SaidOnRecord, Promise)


def _numbered(things: Sequence[T]) -> tuple[T, ...]:
    """From the second of an id on, its number stands behind it."""
    seen: Counter[str] = Counter()
    out: list[T] = []
    for x in things:
        seen[x.id] += 1
        out.append(x if seen[x.id] == 1 else msgspec.structs.replace(x, id=f"{x.id}-{seen[x.id]}"))
    return tuple(out)


def _day(d: date | None) -> str | None:
    return d.isoformat() if d else None


def _cited(c: Citation) -> tuple[str, int, int, str]:
    return c.report, c.start, c.end, c.text


def _by_name(actors: Sequence[KnownActor]) -> dict[str, KnownActor | None]:
    """Who a name on a line means; None where it may mean several ("officials")."""
    found: dict[str, KnownActor | None] = {}
    for a in actors:
        for name in {a.name, called(a)}:
            found[name] = a if name not in found else None
    return found


def _id(known: Mapping[str, KnownActor | None], name: str | None) -> str | None:
    a = known.get(name or "")
    return a.id if a else None


def score(e: Event) -> float:
    """PLOVER's score of an event's type and mode, -10 to 10."""
    return scale().get(f"{e.type}/{e.mode}", scale()[e.type])


def dyads(e: Event) -> list[tuple[str, str | None, bool]]:
    """``(actor, recipient, mutual)``: who acts on whom; those who act together in every pair; one alone with
    None."""
    if e.recipients:
        return [(a, b, False) for a, b in product(e.actors, e.recipients)] or [
            ("", b, False) for b in e.recipients
        ]
    if len(e.actors) > 1:
        return [(a, b, True) for a, b in combinations(e.actors, 2)]
    return [(a, None, False) for a in e.actors]


def participants(e: Event, known: Mapping[str, KnownActor | None]) -> Iterator[Row]:
    """The rows of an event's dyads."""
    for one, other, mutual in dyads(e):
        a, b = known.get(one), known.get(other or "")
        yield (
            e.id,
            one,
            a.id if a else None,
            a.country if a else None,
            a.sector if a else None,
            other,
            b.id if b else None,
            b.country if b else None,
            b.sector if b else None,
            int(mutual),
            score(e),
        )


def _event(n: int, e: Event, booked: set[str]) -> Row:
    return (
        n,
        e.id,
        _day(e.earliest),
        _day(e.latest),
        e.status,
        e.type,
        e.mode,
        e.summary,
        BETWEEN.join(e.actors),
        BETWEEN.join(e.recipients),
        BETWEEN.join(e.contexts),
        e.place,
        e.format,
        e.channel,
        e.p,
        e.day_basis,
        len(e.reports),
        e.independent_sources,
        BETWEEN.join(e.according_to),
        BETWEEN.join(e.relayed_from),
        int(e.background_only),
        BETWEEN.join(d.field for d in e.disputes),
        e.outcome_of if e.outcome_of in booked else None,
        e.part_of if e.part_of in booked else None,
        BETWEEN.join(f"{c.verb} by {c.author or 'an analyst'}" for c in e.corrected),
    )


def _mentions(events: Sequence[Event], analyses: Iterable[Analysis]) -> Iterator[Row]:
    event = {m: e.id for e in events for m in e.mentions}
    place = {
        m.rpartition(":")[0]: e.id
        for e in events
        for m in e.mentions
        if any(c.verb == "retype" for c in e.corrected)
    }
    for a in analyses:
        for m in a.events:
            key = mention_key(a.report.id, m)
            yield (
                event.get(key) or place.get(key.rpartition(":")[0]),
                a.report.id,
                m.trigger.start,
                m.trigger.end,
                m.trigger.text,
                m.evidence.start,
                m.evidence.end,
                m.type,
                m.mode,
                m.status,
                _day(m.earliest),
                _day(m.latest),
                m.p,
                BETWEEN.join(m.left_out),
                m.rule,
            )


def _disputes(fused: Fused) -> Iterator[Row]:
    """The disputed fields of events, and what reports disagree on beside them."""
    cited: set[tuple[str, str]] = set()
    for e in fused.events:
        for d in e.disputes:
            cited.add((d.field, e.summary))
            for n, v in enumerate(d.values):
                for report in v.reports:
                    words = next((c for c in e.evidence if c.report == report), None)
                    yield (
                        e.id,
                        d.field,
                        v.value,
                        int(n == 0),
                        d.reason,
                        report,
                        *(_cited(words)[1:] if words else (None,) * 3),
                    )
    of_events = {f"{field} of: {summary}" for field, summary in cited}
    for x in fused.disagreements:
        if x.what not in of_events:
            for value, c in x.values:
                yield (None, x.what, value, None, "", *_cited(c))
