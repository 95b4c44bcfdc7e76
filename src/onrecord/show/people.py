"""Who is on record: what is known of each, whom they met, and the lines that they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor
from onrecord.model import Event
from onrecord.show import words

DONE = frozenset({"happened", "ongoing"})
MET = 12  # of those somebody met that are named
LINES = 12  # of somebody's lines that are named beside him


class Person(Struct, frozen=True):
    """An actor as a page shows him. met: name, times, address; lines: days, words, address."""

    id: str
    anchor: str
    name: str
    about: str
    aliases: tuple[str, ...]
    met: tuple[tuple[str, int, str | None], ...]
    count: int
    lines: tuple[tuple[str, str, str | None], ...]
    left: int


def lines_by_name(fused: Fused) -> dict[str, list[Event]]:
    """The events in which each name takes part, in order of time."""
    of: dict[str, list[Event]] = defaultdict(list)
    for e in fused.events:
        for name in dict.fromkeys((*e.actors, *e.recipients)):
            of[name].append(e)
    return of


def person(
    a: KnownActor,
    events: Iterable[Event],
    href: Callable[[Event], str | None],
    people: Mapping[str, str],
) -> Person:
    """One actor. events: those that he takes part in; href: where an event's line stands; people: where
    others stand, by name."""
    lines = list(events)
    met = Counter(
        n
        for e in lines
        if e.type == "CONSULT" and e.status in DONE
        for n in {*e.actors, *e.recipients}
        if n != a.name
    )
    most = sorted(met.items(), key=lambda x: (-x[1], x[0]))[:MET]
    shown = lines[:LINES]
    return Person(
        a.id,
        f"who-{a.id}",
        a.name,
        about(a),
        a.aliases,
        tuple((n, k, people.get(n)) for n, k in most),
        len(lines),
        tuple((words.written(e.earliest, e.latest), words.told(e), href(e)) for e in shown),
        len(lines) - len(shown),
    )


def about(a: KnownActor) -> str:
    """Kind, country, and the titles given: "person, CHN, special envoy"."""
    return ", ".join([a.kind, *([a.country] if a.country else []), *(role for role, _, _ in a.roles[:4])])


def listed(fused: Fused, most: int) -> list[KnownActor]:
    """The named actors with two lines or more, those of most lines first."""
    count = Counter(n for e in fused.events for n in {*e.actors, *e.recipients})
    seen: set[str] = set()
    found = []
    for a in sorted(fused.actors, key=lambda a: (-count[a.name], a.name, a.id)):
        if (a.named or a.kind == "state") and count[a.name] > 1 and a.name not in seen:
            seen.add(a.name)
            found.append(a)
    return found[:most]
