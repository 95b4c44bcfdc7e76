"""Which meetings are part of which visit: a trip holds its meetings and does not swallow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.fuse.identity import Identity
from onrecord.fuse.sameness import Cluster
from onrecord.model import Event

REMOTE = frozenset({"call", "video", "email", "text_message", "letter"})

NEAR_TEXT = 1200  # characters within which a report speaks of the same talks


def parts(
    rows: Sequence[tuple[Event, Cluster]], identity: Identity, countries: Mapping[str, str]
) -> dict[str, str]:
    """For each meeting that belongs to a visit, the id of the visit's event.

    countries: the country of each place that reports name, as alpha-3.
    """
    visits: dict[str, list[tuple[Event, Cluster, frozenset[str]]]] = defaultdict(list)
    for e, c in rows:
        if e.type == "CONSULT" and e.mode == "visit":
            hosts = _hosts(c)
            for person in {i for t in c.told for i in t.actors if i in t.persons}:
                if hosts:
                    visits[person].append((e, c, hosts))
    found: dict[str, str] = {}
    for e, c in rows:
        if e.type != "CONSULT" or e.mode == "visit" or e.format in REMOTE:
            continue
        ranked = [
            (fit, v.id)
            for person in sorted(c.persons)
            for v, vc, hosts in visits[person]
            if vc.told[0].phase == c.told[0].phase
            and _there(c, identity, countries, hosts, person)
            and (fit := _during(e, c, v, vc))
        ]
        if ranked:
            found[e.id] = min(ranked, key=lambda x: (-x[0], x[1]))[1]
    return found


def _hosts(c: Cluster) -> frozenset[str]:
    """The countries visited."""
    return frozenset(host for t in c.told for host in t.hosts)


def _there(
    c: Cluster, identity: Identity, countries: Mapping[str, str], hosts: frozenset[str], visitor: str
) -> bool:
    """Whether a meeting is held in a country visited: by its place, or where none is told, by whom the
    visitor meets."""
    places = {countries[place] for t in c.told if (place := t.mention.place) and place in countries}
    return bool(places & hosts) if places else bool((c.states - {identity.actors[visitor].country}) & hosts)


def _during(e: Event, c: Cluster, v: Event, vc: Cluster) -> float:
    """2 where both have days that meet, 1 where one has none and a report tells of them together, else 0."""
    if (e.earliest and v.latest and e.earliest > v.latest) or (
        e.latest and v.earliest and e.latest < v.earliest
    ):
        return 0.0
    if c.exact and v.earliest and v.latest and (v.latest - v.earliest).days <= 31:
        return 2.0
    return (
        1.0
        if any(
            a.report.id == b.report.id and abs(a.mention.trigger.start - b.mention.trigger.start) <= NEAR_TEXT
            for a in c.told
            for b in vc.told
        )
        else 0.0
    )
