"""Which events of a record a sentence may tell of: by kind of act, by who takes part in which role, by its
words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from onrecord.ask.wording import fold, stems
from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor, called
from onrecord.model import Actor, Analysis, Event, EventMention

Fit = Literal["same", "another_day", "elsewhere", "reversed"]
SLIP = 3  # the same where they share little else
CLOSE = 0.5  # share of the words beside the names
FAR = 62  # days between two days of what may still be one event told with another day
SAME_WORDS = 0.4  # share of the words of the shorter telling that both have


class Cast(Struct, frozen=True):
    """Who is who on record, by the names on its lines and by their countries."""

    by_name: Mapping[str, tuple[KnownActor, ...]]

    @classmethod
    def of(cls, fused: Fused) -> Cast:
        found: dict[str, tuple[KnownActor, ...]] = {}
        for a in fused.actors:
            for name in {a.name, called(a)}:
                found[name] = (*found.get(name, ()), a)
        return cls(found)

    def names(self, name: str) -> set[str]:
        """All names of who a line names, as they are written."""
        return {name, *(n for k in self.by_name.get(name, ()) for n in (k.name, *k.aliases))}

    def is_one(self, wanted: Actor, name: str) -> bool:
        """Whether a sentence's actor may be who a line names; people count for their state."""
        known = self.by_name.get(name, ())
        if wanted.kind == "state" or (wanted.country and not _named(wanted)):
            return any(k.country == wanted.country is not None for k in known) or fold(name) == fold(
                wanted.name
            )
        said = fold(wanted.name).removeprefix("the ")
        names = {fold(n).removeprefix("the ") for k in known for n in (k.name, *k.aliases)} | {fold(name)}
        if said in names:
            return True
        surname = " " not in said and wanted.kind == "person"
        return surname and any(n.split()[-1] == said or n.split()[0] == said for n in names if n)


class Act(Struct, frozen=True):
    """An act that a sentence tells: what it is, and who takes part, each with its role."""

    mention: EventMention
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]

    @property
    def text(self) -> str:
        return self.mention.evidence.text


class Match(Struct, frozen=True):
    """An event that an act may be, and in what it differs. ``likeness`` is higher the more they share;
    ``close`` where they share so much (the place, or half of the words beside the names) that another day is
    another day of one thing."""

    event: Event
    fit: Fit
    likeness: float
    close: bool = False


def acts(a: Analysis, least: float = 0.2) -> list[Act]:
    """The acts of an analysed text that name somebody, in their order."""
    who = {x.id: x for x in a.actors}
    found = []
    for m in a.events:
        actors = tuple(who[i] for i in m.actors if i in who and _tells(who[i]))
        recipients = tuple(who[i] for i in m.recipients if i in who and _tells(who[i]))
        if m.p >= least and (actors or recipients):
            found.append(Act(m, actors, recipients))
    return found


def _named(x: Actor) -> bool:
    return any(m.form == "name" for m in x.mentions)


def _tells(x: Actor) -> bool:
    return _named(x) or x.country is not None


def matches(
    act: Act, events: Iterable[Event], cast: Cast, days: tuple[date | None, date | None]
) -> list[Match]:
    """The events that the act may be, the likeliest first. days: of the act, where they are known."""
    found = []
    about = stems(act.text) - stems(
        " ".join(m.span.text for x in (*act.actors, *act.recipients) for m in x.mentions)
    )
    for e in events:
        if e.type != act.mention.type or (e.mode == "visit") != (act.mention.mode == "visit"):
            continue
        sides = _sides(act, e, cast)
        if sides is None:
            continue
        shared = _shared(
            about, e, stems(" ".join(n for x in (*e.actors, *e.recipients) for n in cast.names(x)))
        )
        if e.type != "CONSULT" and shared < SAME_WORDS:
            continue
        apart = gap(days, (e.earliest, e.latest))
        place = act.mention.place
        elsewhere = place is not None and e.place is not None and fold(place) != fold(e.place)
        fit: Fit = "reversed" if sides else "another_day" if apart else "elsewhere" if elsewhere else "same"
        likeness = (
            shared
            + (0.5 if place and not elsewhere and e.place else 0)
            - min(apart, 400) / 400
            - 0.5 * elsewhere
        )
        close = (e.type != "CONSULT" and shared >= CLOSE) or bool(place and e.place and not elsewhere)
        found.append(Match(e, fit, round(likeness + e.p / 10, 4), close))
    order = ("same", "elsewhere", "another_day", "reversed")
    return sorted(found, key=lambda m: (order.index(m.fit), -m.likeness, m.event.id))


def _sides(act: Act, e: Event, cast: Cast) -> bool | None:
    """None where others take part; else whether they take part the other way round."""
    everyone = (*e.actors, *e.recipients)
    if not all(any(cast.is_one(x, n) for n in everyone) for x in (*act.actors, *act.recipients)):
        return None
    if not act.recipients or not e.recipients or not act.actors:
        return False
    straight = all(any(cast.is_one(x, n) for n in e.actors) for x in act.actors)
    back = all(any(cast.is_one(x, n) for n in e.recipients) for x in act.actors)
    return back and not straight


def _shared(about: frozenset[str], e: Event, names: frozenset[str]) -> float:
    """The share of the shorter telling's words, names apart, that stand in both, at the best of an event's
    tellings."""
    best = 0.0
    for told in (e.summary, *(c.text for c in e.evidence[:8])):
        other = stems(told) - names
        if other and about:
            best = max(best, len(about & other) / min(len(about), len(other)))
    return best


def gap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> int:
    """Days that lie between two spans of days; 0 where they may meet. An open end meets everything on its
    side."""
    first = max(d for d in (one[0] or date.min, other[0] or date.min))
    last = min(d for d in (one[1] or date.max, other[1] or date.max))
    return max(0, (first - last).days)


def near(found: Sequence[Match], days: tuple[date | None, date | None]) -> list[Match]:
    """Of those on another day the ones that are near enough to be the same thing."""
    return [
        m for m in found if m.fit == "another_day" and gap(days, (m.event.earliest, m.event.latest)) <= FAR
    ]
