"""An analyst's word on what is one and what is two: kept for good, above every rule and every later import."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor
from onrecord.model import Event, Judgement


class Unclear(ValueError):
    """A name or id that is not on record, or stands for several; the message says what to do."""


def event(fused: Fused, id: str) -> Event:
    """The event of that id, or of an id that begins so."""
    found = [e for e in fused.events if e.id == id or e.id.startswith(id) or f"e-{id}" == e.id]
    if len(found) != 1:
        raise Unclear(
            f"{id!r}: {'no event' if not found else 'several events'} of that id; see: onrecord merges"
        )
    return found[0]


def actor(fused: Fused, name: str) -> KnownActor:
    """The actor of that id, name or alias."""
    found = [a for a in fused.actors if a.id == name or a.name == name] or [
        a for a in fused.actors if name in a.aliases
    ]
    if len(found) != 1:
        raise Unclear(
            f"{name!r}: {'no actor' if not found else 'several actors'} of that name; see: onrecord export, actors.jsonl"
        )
    return found[0]


def join_events(fused: Fused, ids: Sequence[str]) -> Judgement:
    """That these are one event: held on to by the first mention of each."""
    events = [event(fused, i) for i in ids]
    if len({e.id for e in events}) < 2:
        raise Unclear("name two events or more")
    return Judgement("join", "event", tuple(e.mentions[0] for e in events))


def split_event(fused: Fused, id: str, mention: str) -> Judgement:
    """That one mention is another event than the rest."""
    e = event(fused, id)
    if mention not in e.mentions or len(e.mentions) < 2:
        raise Unclear(f"{mention!r} is not one of several mentions of {e.id}: {', '.join(e.mentions)}")
    return Judgement("split", "event", (mention, *(m for m in e.mentions if m != mention)))


def join_actors(fused: Fused, names: Sequence[str]) -> Judgement:
    """That these names are one actor; the first one's name is kept."""
    found = [actor(fused, n) for n in names]
    if len({a.id for a in found}) < 2:
        raise Unclear("name two actors or more")
    return Judgement("join", "actor", tuple(k for a in found for k in a.keys))


def split_actor(fused: Fused, name: str, report: str) -> Judgement:
    """That in one report this name is somebody else."""
    a = actor(fused, name)
    return Judgement("split", "actor", (a.keys[0], report))
