"""Why mentions were taken for one event, or were not: the evidence that was weighed, by name, and what
decided."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from onrecord.fuse.agreed import agree
from onrecord.fuse.alike import alike as chance_of
from onrecord.fuse.alike import features, weights
from onrecord.fuse.identity import KnownActor, naming
from onrecord.fuse.sameness import ON_THE_WHOLE, asked, barred
from onrecord.fuse.told import Told, anchor
from onrecord.model import Analysis, Event, Judgement, content_id
from onrecord.rules import lexicon

MOST = 5  # refusals, and pieces of evidence of each pair


class Weighed(Struct, frozen=True):
    """Evidence and what it adds to the log odds of being one: above 0 for it, below 0 against it."""

    name: str
    weight: float


class Pair(Struct, frozen=True):
    """Two mentions ("REPORT:OFFSET:TYPE"), the chance that they tell one event, what that rests on, and what
    decided."""

    one: str
    other: str
    chance: float
    evidence: tuple[Weighed, ...]
    why: str


def joined(e: Event, told: Mapping[str, Told], judgements: Sequence[Judgement] = ()) -> tuple[Pair, ...]:
    """Each mention of an event with the one before it that it is likest to; by the day of their reports."""
    mine = [told[m] for m in e.mentions if m in told]
    by_hand = {m for j in judgements if j.subject == "event" and j.verb == "join" for m in j.members}
    out = []
    for n, t in enumerate(mine[1:], 1):
        best = max(mine[:n], key=lambda x: (agree(t, x) is not None, chance_of(t, x)))
        likest = max(mine[:n], key=lambda x: chance_of(t, x))
        best = likest if chance_of(t, likest) >= asked(t) else best
        p = chance_of(t, best)
        out.append(_pair(t, best, p, _why_joined(t, p, agree(t, best), anchor(t) in by_hand)))
    return tuple(out)


def refused(
    e: Event, told: Mapping[str, Told], event_of: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> tuple[Pair, ...]:
    """The likest mentions of other events with a participant in common, one an event, the likest first.

    event_of: the event that each mention was taken for.
    """
    mine = [told[m] for m in e.mentions if m in told]
    who = frozenset[str]().union(*(_who(t) for t in mine))
    apart = {m for j in judgements if j.subject == "event" and j.verb == "split" for m in j.members}
    best: dict[str, tuple[float, Told, Told]] = {}
    for m, x in told.items():
        other = event_of.get(m)
        if other in (None, e.id) or not who & _who(x):
            continue
        for t in mine:
            p = chance_of(t, x)
            if other and p > best.get(other, (0.0,))[0]:
                best[other] = (p, t, x)
    out = []
    for other, (p, t, x) in sorted(best.items(), key=lambda b: (-b[1][0], anchor(b[1][2])))[:MOST]:
        if {anchor(t), anchor(x)} <= apart:
            why = "an analyst split them"
        else:
            theirs = [y for m, y in told.items() if event_of.get(m) == other]
            why = _why_refused(t, x, p) or _why_lines(mine, theirs)
        out.append(_pair(t, x, p, why))
    return tuple(out)


class Name(Struct, frozen=True):
    """A name that was taken for an actor: in which reports, why, and how often such are one (None: not a
    matter of chance)."""

    name: str
    reports: tuple[str, ...]
    why: str
    chance: float | None


def named(
    actor: KnownActor, analyses: Sequence[Analysis], judgements: Sequence[Judgement] = ()
) -> tuple[Name, ...]:
    """The names under which an actor goes beside the one it is shown by, those of most reports first."""
    known = naming(analyses, judgements)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for a in analyses:
        for x in a.actors:
            key, _, ground = known.whom(a.report.id, x)
            if content_id("a", *key) != actor.id:
                continue
            names = dict.fromkeys(m.span.text for m in x.mentions if m.form == "name")
            for name in names or [x.name]:
                if name != actor.name:
                    told = _by_what(ground, name, x.name, names)
                    found.setdefault((name, told), {})[a.report.id] = None
    rows = [
        Name(name, tuple(reports), WHY_NAMED[ground], chances().get(ground))
        for (name, ground), reports in found.items()
    ]
    return tuple(sorted(rows, key=lambda n: (-len(n.reports), n.name, n.why)))


def _by_what(ground: str, name: str, full: str, names: Collection[str]) -> str:
    """The ground on which one of the names of a report's actor was taken for it."""
    if ground != "name" or name == full:
        return ground
    return "within" if full in names else "known"


@functools.cache
def chances() -> dict[str, float]:
    """How often names that were taken for one on a ground are one, of 100: measured, ``scripts/names.py``."""
    return {k: float(v) for k, v in lexicon("sameness")["names"].items()}


WHY_NAMED = {
    "name": "the same name, but for how it is spelled or what stands with it",
    "within": "a report names both and takes the one for the other",
    "known": "the list of names has it for this one, or the office that the report gives tells whom it means",
    "surname": "a report has only this part of a name, which one person alone on record bears",
    "initials": "a report spells out what the initials stand for, and none means another body by them",
    "analyst": "an analyst joined them",
}


def _who(t: Told) -> frozenset[str]:
    return t.persons | t.states | t.others


def _pair(t: Told, x: Told, p: float, why: str) -> Pair:
    known = weights()
    weighed = [Weighed(n, round(known.get(n, 0.0) * v, 2)) for n, v in features(t, x).items() if n != "bias"]
    heaviest = sorted((w for w in weighed if w.weight), key=lambda w: (-abs(w.weight), w.name))[:MOST]
    return Pair(anchor(x), anchor(t), round(p, 3), tuple(heaviest), why)


def _why_joined(t: Told, p: float, agreed: str | None, by_hand: bool) -> str:
    if by_hand:
        return "an analyst joined them"
    if p < asked(t):
        return agreed or "likest by another of its mentions"
    return f"alike enough ({asked(t):g} is asked)"


def _why_refused(t: Told, x: Told, p: float) -> str | None:
    """Why the two are not one by themselves; None where they could be."""
    if t.phase != x.phase:
        return "one is ahead or denied, the other told as done: a plan and what came of it stay two lines"
    if (t.mention.type == "CONSULT") != (x.mention.type == "CONSULT"):
        return "one is a contact, the other an act"
    if p < asked(t):
        return f"too little alike ({asked(t):g} is asked)"
    return barred(t, x)


def _why_lines(mine: Sequence[Told], theirs: Sequence[Told]) -> str:
    """Why two lines are not one though the likest of their mentions could be."""
    found = next((w for t in mine for x in theirs if (w := barred(t, x))), None)
    if found:
        return f"of other mentions of the two lines: {found}"
    return (
        "no story or month tells both, or the rest of the two lines is too little alike "
        f"({ON_THE_WHOLE:g} on the mean is asked)"
    )
