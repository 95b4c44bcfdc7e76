"""Where reports contradict each other beside an event's own fields: a claim and its denial, two counts of one
thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.fuse.events import answered, counted
from onrecord.fuse.sameness import Cluster
from onrecord.fuse.summary import listed
from onrecord.fuse.told import Told
from onrecord.model import Citation, Event

DOINGS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
ASKED = {"number": counted, "answered": answered}


class Disagreement(Struct, frozen=True):
    """What reports disagree on: each value with the words of every report that says it."""

    what: str
    values: tuple[tuple[str, Citation], ...]


def disagreements(events: Sequence[Event], clusters: Sequence[Cluster]) -> tuple[Disagreement, ...]:
    """Disputed fields of events, and events that one report tells as done and another as not done."""
    found: list[Disagreement] = []
    for e, c in zip(events, clusters, strict=True):
        for d in e.disputes:
            values = [
                (
                    v.value,
                    Citation(
                        t.report.id, t.mention.evidence.start, t.mention.evidence.end, t.mention.evidence.text
                    ),
                )
                for v in d.values
                for r in v.reports
                if (t := _teller(c, r, d.field, v.value)) is not None
            ]
            if len({value for value, _ in values}) > 1:
                found.append(Disagreement(f"{d.field} of: {e.summary}", tuple(values)))
    rows = list(zip(events, clusters, strict=True))
    done: dict[tuple[object, ...], list[tuple[Event, Cluster]]] = defaultdict(list)
    for e, c in rows:
        if c.told[0].phase == "real":
            done[_side(e, c)].append((e, c))
    for e, c in rows:
        if c.told[0].phase != "not":
            continue
        for other, oc in done[_side(e, c)]:
            if not _close(e, other) or not {t.report.id for t in c.told} - {t.report.id for t in oc.told}:
                continue
            if {t.mention.lemma for t in c.told}.isdisjoint({t.mention.lemma for t in oc.told}):
                continue
            found.append(
                Disagreement(
                    f"whether it happened: {other.summary}",
                    (("happened", other.evidence[0]), (e.status, e.evidence[0])),
                )
            )
            break
    found += _doers(rows)
    found.sort(key=lambda d: (d.what, d.values[0][1]))
    return tuple(found)


def _side(e: Event, c: Cluster) -> tuple[object, ...]:
    """What a claim and its denial have in common."""
    return (e.type, e.mode, e.channel, e.earliest is None, frozenset(c.persons), frozenset(c.states))


def _teller(c: Cluster, report: str, field: str, value: str) -> Told | None:
    """The mention by which a report gives a field this value; any of its mentions where none does alone."""
    own = [t for t in c.told if t.report.id == report]
    return next((t for t in own if _value(t, field) == value), next(iter(own), None))


def _doers(rows: Sequence[tuple[Event, Cluster]]) -> Iterator[Disagreement]:
    """One act on one day against the same side, which reports lay to different doers."""
    blocks: dict[tuple[object, ...], list[tuple[Event, Cluster]]] = defaultdict(list)
    for e, c in rows:
        if (
            e.type in DOINGS
            and e.status == "happened"
            and e.actors
            and e.recipients
            and e.earliest
            and e.earliest == e.latest
        ):
            blocks[(e.type, e.recipients, e.earliest)].append((e, c))
    for same in blocks.values():
        for n, (e, c) in enumerate(same):
            for other, oc in same[n + 1 :]:
                lemmas = {t.mention.lemma for t in c.told} & {t.mention.lemma for t in oc.told}
                places = e.place is None or other.place is None or e.place == other.place
                if (
                    lemmas
                    and places
                    and set(e.actors).isdisjoint(other.actors)
                    and set(e.reports).isdisjoint(other.reports)
                ):
                    yield Disagreement(
                        f"who did it: {e.summary}",
                        ((listed(e.actors), e.evidence[0]), (listed(other.actors), other.evidence[0])),
                    )


def _value(told: Told, field: str) -> str | None:
    if field in ASKED:
        return ASKED[field](told)
    mention = told.mention
    if field == "date":
        a, b = getattr(mention, "earliest", None), getattr(mention, "latest", None)
        if not a or not b:
            return None
        return str(a.isoformat()) if a == b else f"{a.isoformat()}/{b.isoformat()}"
    return getattr(mention, field, None)


def _close(a: Event, b: Event) -> bool:
    if a.latest is None or b.latest is None:
        return False
    return abs((a.latest - b.latest).days) <= 3
