"""Which clusters are one event by what they agree in, where no pair of mentions is alike enough by its words.

Three facts are firm beyond any words: one visitor in one country on days that meet; a visit on such days that
is spoken of without saying where to; and people of several states who met, beside "the two states met", at
one place on one day. Each has a reason that is told, and what bars a pair bars it here too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta

from onrecord.fuse.contacts import another, manner
from onrecord.fuse.told import Told

VISIT = "one visitor in one country on days that meet"
SPOKEN_OF = "one visitor on days that meet, and one report does not say where"
SIDES = "people and the states they act for, at one place on the same day or the next"
CLEAR = 62  # days within which one goes to a country once
ABOUT = timedelta(days=14)  # how far back "the visit" may lie that a report tells without a day

ELSEWHERE = re.compile(r"\b(?:after|before|since|when|while|until|ahead of)\b|;", re.I)

Barred = Callable[[Told, Told], str | None]


def agree(t: Told, x: Told) -> str | None:
    """Why two contacts are one event whatever their words; None where nothing says so."""
    m, n = t.mention, x.mention
    if m.type != "CONSULT" or n.type != "CONSULT" or not t.phase == x.phase == "real":
        return None
    if m.mode == n.mode == "visit":
        return _visit(t, x)
    if "visit" in (m.mode, n.mode):
        return None
    return _sides(t, x) or _sides(x, t)


def groups(t: Told) -> list[Hashable]:
    """Where a mention may find one that it agrees with: the visitor, or the states and the days around."""
    m = t.mention
    if m.type != "CONSULT" or t.phase != "real":
        return []
    if m.mode == "visit":
        return [*sorted(t.persons & set(t.actors))]
    if not (t.day and m.earliest and m.latest and m.day_basis == "told") or len(t.states) < 2:
        return []
    span = range((m.latest - m.earliest).days + 2)
    return [(*sorted(t.states), m.earliest + timedelta(days=n)) for n in span]


def joined(clusters: Sequence[Sequence[Told]], barred: Barred) -> list[int]:
    """For each cluster the number of the first of those that it is one with, its own where it stands alone.

    barred: why two mentions are not one event whatever they agree in.
    """
    where: dict[Hashable, dict[int, None]] = defaultdict(dict)
    for n, told in enumerate(clusters):
        for t in told:
            for key in groups(t):
                where[key].setdefault(n)
    head = list(range(len(clusters)))
    members = {n: [n] for n in head}
    tried: set[tuple[int, int]] = set()
    for group in where.values():
        for a, b in _pairs(list(group)):
            one, other = sorted((head[a], head[b]))
            if one == other or (a, b) in tried:
                continue
            tried.add((a, b))
            ours = [t for n in members[one] for t in clusters[n]]
            theirs = [t for n in members[other] for t in clusters[n]]
            if _one(ours, theirs, barred):
                for n in members[other]:
                    head[n] = one
                members[one] += members.pop(other)
    return head


def _pairs(group: list[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for i, a in enumerate(group) for b in group[i + 1 :])


def _one(ours: Sequence[Told], theirs: Sequence[Told], barred: Barred) -> bool:
    here, there = ({h for t in told for h in t.hosts} for told in (ours, theirs))
    if here and there and not here & there and ours[0].mention.mode == "visit":
        return False  # a visit that does not say where to makes no one visit of two
    pairs = [(t, x) for t in ours for x in theirs]
    return any(agree(t, x) for t, x in pairs) and not any(barred(t, x) for t, x in pairs)


def _visit(t: Told, x: Told) -> str | None:
    if not t.persons & x.persons & set(t.actors) & set(x.actors):
        return None
    if another(t, x) or not _meet(t, x):
        return None
    if not (t.hosts and x.hosts):
        return SPOKEN_OF if (t.story or t.lineage) == (x.story or x.lineage) else None
    return VISIT if t.hosts & x.hosts else None


def _meet(t: Told, x: Told) -> bool:
    """Whether the days of both meet, and leave no room for two visits."""
    a, b = _window(t), _window(x)
    if a is None or b is None:
        return False
    return a[0] <= b[1] and b[0] <= a[1] and max((a[1] - a[0]).days, (b[1] - b[0]).days) <= CLEAR


def _window(t: Told) -> tuple[date, date] | None:
    """The days on which a visit can have been, as far as its mention tells."""
    first, last = t.mention.earliest, t.mention.latest
    return (first or last - ABOUT, last) if last else None


def _sides(t: Told, x: Told) -> str | None:
    """People on the one side of the pair, only their states on the other."""
    if len(t.persons) < 2 or x.persons or x.others or t.states != x.states or len(t.states) < 2:
        return None
    if t.report.id == x.report.id or not (t.day and x.day):
        return None
    m, n = t.mention, x.mention
    if not (m.day_basis == n.day_basis == "told" and m.earliest and m.latest and n.earliest and n.latest):
        return None
    apart = max((m.earliest - n.latest).days, (n.earliest - m.latest).days)
    remote = {"remote", "written"} & {manner(t)} != {"remote", "written"} & {manner(x)}
    return SIDES if apart <= 1 and not remote and _one_place(t, x) else None


def _one_place(t: Told, x: Told) -> bool:
    """Whether both tell the same place or occasion; a country is too wide to be one."""
    m, n = t.mention, x.mention
    if m.occasion or n.occasion:
        return m.occasion == n.occasion
    return bool(m.place and not t.wide and _names(x, m.place)) or bool(
        n.place and not x.wide and _names(t, n.place)
    )


def _names(t: Told, place: str) -> bool:
    """Whether a mention's sentence has the place, and not as that of what came before or after."""
    at = t.mention.evidence.text.find(place)
    trigger = t.mention.trigger.start - t.mention.evidence.start
    return at >= 0 and not ELSEWHERE.search(t.mention.evidence.text[min(at, trigger) : max(at, trigger)])
