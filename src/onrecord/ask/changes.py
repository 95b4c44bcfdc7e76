"""What is new, changed, settled or withdrawn between two states of a record, each with its cause.

Lines are paired by the words they rest on, not by their ids, for an id changes when one more report tells of
an event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from onrecord.fuse import Fused
from onrecord.fuse.corrected import written_days
from onrecord.model import Event

Kind = Literal["new", "changed", "settled", "withdrawn"]
VERBS = {
    "join": "joined",
    "reject": "rejected",
    "confirm": "confirmed",
    "rename": "reworded",
} | dict.fromkeys(("retype", "redate", "restatus"), "corrected")
ORDER: tuple[Kind, ...] = ("new", "changed", "settled", "withdrawn")


class Difference(Struct, frozen=True):
    """One line that is not what it was. ``fields`` are ``(field, before, after)``; ``reports`` those behind
    the change."""

    kind: Kind
    before: Event | None
    after: Event | None
    fields: tuple[tuple[str, str, str], ...]
    reports: tuple[str, ...]
    cause: str

    @property
    def line(self) -> Event:
        """The line as it is now, or as it was where there is none."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(before: Fused, after: Fused) -> tuple[Difference, ...]:
    """All differences between two states, kind by kind, each in order of time."""
    found = [*_lines(before, after), *_settled(before, after)]
    return tuple(sorted(found, key=lambda d: (ORDER.index(d.kind), _day(d.line), d.line.id)))


def _day(e: Event) -> str:
    return str(e.earliest or e.latest or "9999")


def _lines(before: Fused, after: Fused) -> Iterator[Difference]:
    was, now = _reports(before), _reports(after)
    partner, joined = _pairs(before, after)
    left = {e.id for e in before.events}
    for e in after.events:
        old = partner.get(e.id)
        fresh = tuple(r for r in e.reports if r not in was)
        if old is None:
            yield Difference("new", None, e, (), fresh or e.reports, _why_new(e, fresh, after))
            continue
        left.discard(old.id)
        if fields := _fields(old, e):
            gone = tuple(r for r in old.reports if r not in now)
            yield Difference("changed", old, e, fields, fresh + gone, _why_changed(old, e, fresh, gone))
    unsure = {m: e for e in after.unsure for m in e.mentions}
    for e in before.events:
        if e.id in left:
            gone = tuple(r for r in e.reports if r not in now)
            yield Difference("withdrawn", e, None, (), gone, _why_gone(e, gone, joined.get(e.id), unsure))


def _pairs(before: Fused, after: Fused) -> tuple[dict[str, Event], dict[str, Event]]:
    """For each line of today the one it was, by the most words in common; and for those that are none's,
    where they went."""
    shared = []
    for key in (str, _place):  # where the type was corrected, the word is still the same
        holder: dict[str, dict[str, Event]] = defaultdict(dict)
        for old in before.events:
            for m in old.mentions:
                holder[key(m)][old.id] = old
        for e in after.events:
            found = [old for m in e.mentions for old in holder.get(key(m), {}).values()]
            count, by_id = Counter(old.id for old in found), {old.id: old for old in found}
            shared += [(key is _place, -n, i, e.id, by_id[i], e) for i, n in count.items()]
    partner: dict[str, Event] = {}
    taken: dict[str, Event] = {}
    joined: dict[str, Event] = {}
    for _, _, _, _, old, e in sorted(shared, key=lambda x: x[:4]):
        if e.id not in partner and old.id not in taken:
            partner[e.id], taken[old.id] = old, e
        else:
            joined.setdefault(old.id, e)
    return partner, joined


def _place(mention: str) -> str:
    """A mention without its type."""
    return mention.rpartition(":")[0]


def _fields(old: Event, new: Event) -> tuple[tuple[str, str, str], ...]:
    """What of a line is another than before, in words."""
    pairs = [
        ("what", old.summary, new.summary),
        ("type", _type(old), _type(new)),
        ("status", old.status, new.status),
        ("days", written_days(old.earliest, old.latest), written_days(new.earliest, new.latest)),
        ("place", old.place or "", new.place or ""),
        ("sources", str(old.independent_sources), str(new.independent_sources)),
        ("reports", str(len(old.reports)), str(len(new.reports))),
        ("disputed", _disputed(old), _disputed(new)),
        ("corrections", _said(old), _said(new)),
    ]
    return tuple(p for p in pairs if p[1] != p[2])


def _type(e: Event) -> str:
    return f"{e.type}/{e.mode}" if e.mode else e.type


def _disputed(e: Event) -> str:
    return ", ".join(f"{d.field}: {' or '.join(v.value for v in d.values)}" for d in e.disputes)


def _said(e: Event) -> str:
    return ", ".join(f"{VERBS.get(c.verb, c.verb)} by {c.author or 'an analyst'}" for c in e.corrected)


def _settled(before: Fused, after: Fused) -> Iterator[Difference]:
    """Plans that were open and are no longer."""
    holder = {m: e for e in before.events for m in e.mentions}
    was = {x.event: x.outcome for x in before.expectations if x.event}
    by_id = {e.id: e for e in after.events}
    for x in after.expectations:
        e = by_id.get(x.event or "")
        if x.outcome == "open" or e is None:
            continue
        old = next((holder[m] for m in e.mentions if m in holder and holder[m].id in was), None)
        if old is not None and was[old.id] == "open":
            report = (x.settled_by.report,) if x.settled_by else ()
            told = f"told by {report[0]}" if report else "an analyst's word"
            outcome = x.outcome.replace("_", " ")
            yield Difference("settled", old, e, (("outcome", "open", outcome),), report, told)


def _reports(fused: Fused) -> set[str]:
    return {r for x in fused.lineages for r in x.reports}


def _why_new(e: Event, fresh: tuple[str, ...], after: Fused) -> str:
    if fresh:
        return f"told by {', '.join(fresh)}"
    return _said(e) or "read otherwise than before, in the light of other reports"


def _why_changed(old: Event, e: Event, fresh: tuple[str, ...], gone: tuple[str, ...]) -> str:
    reasons = []
    if fresh:
        reasons.append(f"told by {', '.join(fresh)}")
    if gone:
        reasons.append(f"no longer on record: {', '.join(gone)}")
    if _said(old) != _said(e):
        reasons.append(_said(e) or "a correction was taken back")
    return "; ".join(reasons) or "read otherwise than before, in the light of other reports"


def _why_gone(e: Event, gone: tuple[str, ...], into: Event | None, unsure: Mapping[str, Event]) -> str:
    if into is not None:
        return f"joined with: {into.summary}"
    if set(gone) >= set(e.reports):
        return f"no longer on record: {', '.join(gone)}"
    below = next((unsure[m] for m in e.mentions if m in unsure), None)
    if below is not None:
        return _said(below) or f"less likely right than wrong by now (chance {below.p:.2f})"
    return "read otherwise than before"
