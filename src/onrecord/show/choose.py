"""Which events a timeline shows: by time, by people, by story, by issue, by what is sure enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.fuse import Fused
from onrecord.judge import did_you_mean
from onrecord.model import Event
from onrecord.show.states import called


def chosen(
    fused: Fused,
    *,
    first: date | None = None,
    last: date | None = None,
    about: str | None = None,
    between: Sequence[str] = (),
    context: str | None = None,
    story: str | None = None,
    status: str | None = None,
) -> list[Event]:
    """Events in order of time that meet every condition given."""
    out = []
    reports = _story_reports(fused, story)
    wanted = about.lower() if about else None
    sides = [_names(fused, side) for side in between]
    for e in fused.events:
        day_first, day_last = e.earliest or e.latest, e.latest or e.earliest
        if first and (day_last is None or day_last < first):
            continue
        if last and (day_first is None or day_first > last):
            continue
        everyone = (*e.actors, *e.recipients)
        if wanted and not any(wanted in n.lower() for n in everyone):
            continue
        if sides and not all(any(n in side for n in everyone) for side in sides):
            continue
        if context and context not in e.contexts:
            continue
        if status and e.status != status:
            continue
        if reports is not None and not reports & set(e.reports):
            continue
        out.append(e)
    return out


def unknown(
    fused: Fused, asked: Sequence[str], context: str | None = None, story: str | None = None
) -> str | None:
    """What to say where nothing was found: what was asked for and is not on record, each with what it may be
    meant for."""
    names = [
        n
        for a in fused.actors
        for n in (a.name, *a.aliases, *((a.country,) if a.kind == "state" and a.country else ()))
    ]
    low = [n.lower() for n in names]
    told = [
        f"{name!r} is no name on record{did_you_mean(name, names)}"
        for name in asked
        if not any(name.lower() in n for n in low)
    ]
    contexts = sorted({c for e in fused.events for c in e.contexts})
    if context and context not in contexts:
        told.append(
            f"{context!r} is the issue of no line{did_you_mean(context, contexts) or among(contexts)}"
        )
    if story and not _story_reports(fused, story):
        names = [s.name for s in fused.stories]
        told.append(f"{story!r} is no story{did_you_mean(story, names)}; onrecord stories lists them")
    return "; ".join(told) or None


def among(known: Sequence[str]) -> str:
    """What there is, where nothing is near."""
    return f"; there are {', '.join(known)}" if known else ""


def side_codes(fused: Fused, side: str) -> set[str]:
    """The states that a name or an alpha-3 code may mean."""
    low = side.lower()
    found = {
        a.country
        for a in fused.actors
        if a.kind == "state"
        and a.country
        and low in (a.country.lower(), a.name.lower(), *(x.lower() for x in a.aliases))
    }
    return found | {code for code, name in called(fused).items() if low in (code.lower(), name.lower())}


def _names(fused: Fused, side: str) -> set[str]:
    """The names of a side: itself, and those who act for it where it is a state."""
    low = side.lower()
    found = {a.name for a in fused.actors if low in a.name.lower() or low in (x.lower() for x in a.aliases)}
    codes = side_codes(fused, side)
    homes: dict[str, set[str | None]] = {}
    for a in fused.actors:
        homes.setdefault(a.name, set()).add(a.country)
    # a name that stands for people of several states ("officials") speaks for none
    return found | {
        a.name for a in fused.actors if a.country in codes and a.country and homes[a.name] == {a.country}
    }


def _story_reports(fused: Fused, story: str | None) -> set[str] | None:
    if story is None:
        return None
    low = story.lower()
    return {r for s in fused.stories if s.id == story or low in s.name.lower() for r in s.reports}
