"""What was expected and what came of it: a plan meets the event that fulfils it, or stays open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.fuse.sameness import Cluster
from onrecord.fuse.told import Told
from onrecord.model import Citation, Event, Expectation
from onrecord.model.event import OUTCOME_OF, Outcome

GRACE = timedelta(days=45)  # how far a plan without a day reaches ahead
SLIP = timedelta(days=3)  # by how many days a plan may be off
UNDONE = frozenset({"not_happened", "called_off"})
LONG = timedelta(days=31)  # an event that spans more is looked at whatever its days


def settle(
    events: Sequence[Event], clusters: Sequence[Cluster], as_of: date | None
) -> tuple[tuple[Expectation, ...], dict[str, str]]:
    """Expectations in order of the day first told, and for each event that came about the plan it fulfils."""
    pairs = list(zip(events, clusters, strict=True))
    ahead = [(e, c) for e, c in pairs if c.told[0].phase == "ahead"]
    later = _Later([(e, c) for e, c in pairs if c.told[0].phase != "ahead"])
    found: list[Expectation] = []
    outcome_of: dict[str, str] = {}
    for e, c in ahead:
        told = [t for t in c.told if t.report.published]
        first = min((t.report.published for t in told if t.report.published), default=None)
        last = max((t.report.published for t in told if t.report.published), default=None)
        best: tuple[tuple[object, ...], Event, Told] | None = None
        for other, oc in later.near(e, c, first):
            witness = _settles(e, c, other, oc, first)
            if witness is not None:
                rank = (
                    other.status in ("happened", "ongoing"),
                    -(
                        abs(
                            (witness.report.published or date.max).toordinal()
                            - (last or date.min).toordinal()
                        )
                    ),
                    other.id,
                )
                if best is None or rank > best[0]:
                    best = (rank, other, witness)
        outcome: Outcome = "open"
        settled = None
        if best is not None:
            _, other, witness = best
            outcome = OUTCOME_OF[other.status]
            m = witness.mention
            settled = Citation(witness.report.id, m.evidence.start, m.evidence.end, m.evidence.text)
            if outcome == "happened":
                outcome_of[other.id] = e.id
        found.append(
            Expectation(
                e.id,
                e.summary,
                e.actors + e.recipients,
                e.earliest,
                e.latest,
                first,
                last,
                e.reports,
                outcome,
                settled,
                p=e.p,
            )
        )
    found.sort(key=lambda x: (x.first_expected or date.max, x.earliest or date.max, x.id))
    return tuple(found), outcome_of


class _Later:
    """Events that may settle a plan, by whom they concern and by their day: a plan is held against few of
    them."""

    def __init__(self, events: Sequence[tuple[Event, Cluster]]) -> None:
        self._dated: dict[str, list[tuple[date, int]]] = defaultdict(list)
        self._long: dict[str, list[int]] = defaultdict(list)
        self._events = events
        for n, (e, c) in enumerate(events):
            if e.latest is None:
                continue  # _in_window: what tells no last day settles nothing
            for who in c.persons | c.states:
                if e.earliest and e.latest - e.earliest > LONG:
                    self._long[who].append(n)
                else:
                    self._dated[who].append((e.latest, n))
        for row in self._dated.values():
            row.sort()

    def near(self, plan: Event, c: Cluster, first: date | None) -> list[tuple[Event, Cluster]]:
        """The events that share somebody with a plan and may lie in its window, each once, in their order."""
        start = plan.earliest or first
        end = plan.latest or (start + GRACE if start else None)
        if start is None or end is None:
            return []
        found: set[int] = set()
        for who in c.persons | c.states:
            found.update(self._long[who])
            row = self._dated[who]
            low = bisect_left(row, (min(start - SLIP, first or start), -1))
            high = bisect_right(row, (end + GRACE, len(self._events)))
            found.update(n for _, n in row[low:high])
        return [self._events[n] for n in sorted(found)]


def _settles(plan: Event, pc: Cluster, event: Event, ec: Cluster, first: date | None) -> Told | None:
    """The mention, told later than the plan, that settles it; None where it is about something else."""
    if plan.type != event.type or (plan.mode == "visit") != (event.mode == "visit"):
        return None
    people = pc.persons and ec.persons
    if people and not (pc.persons <= ec.persons or ec.persons <= pc.persons):
        return None
    if not people and not (
        pc.states
        and ec.states
        and (pc.states <= ec.states or ec.states <= pc.states)
        and len(pc.states & ec.states) >= min(2, len(pc.states))
    ):
        return None
    if not _in_window(plan, event, first):
        return None
    hosts = (_hosts(pc), _hosts(ec)) if plan.mode == "visit" else (set[str](), set[str]())
    if hosts[0] and hosts[1] and not hosts[0] & hosts[1]:
        return None
    places = (
        {t.mention.place for t in pc.told if t.mention.place},
        {t.mention.place for t in ec.told if t.mention.place},
    )
    occasions = (
        {t.mention.occasion for t in pc.told if t.mention.occasion},
        {t.mention.occasion for t in ec.told if t.mention.occasion},
    )
    if occasions[0] and occasions[1] and not occasions[0] & occasions[1]:
        return None
    undone = event.status in UNDONE
    if undone and bool(pc.persons) != bool(ec.persons):
        return None  # that two ministers did not meet says nothing of the talks of their states
    if undone and not (
        occasions[0] & occasions[1]
        or places[0] & places[1]
        or hosts[0] & hosts[1]
        or (plan.earliest and event.earliest)
    ):
        return None
    planned_by = {t.report.id for t in pc.told}
    for t in ec.told:
        out = t.report.published
        if first is None or (
            out and (out > first or (undone and out == first and t.report.id not in planned_by))
        ):
            return t
    return None


def _hosts(c: Cluster) -> set[str]:
    return {host for t in c.told for host in t.hosts}


def _in_window(plan: Event, event: Event, first: date | None) -> bool:
    if first is not None and event.latest is not None and event.latest < first:
        return False  # what lay before the plan was told can't be its outcome
    start = plan.earliest or first
    end = plan.latest or (start + GRACE if start else None)
    if start is None or end is None:
        return False
    if event.status == "called_off" and event.latest:
        return event.latest <= end + SLIP  # a plan is called off before its day, however long before
    if event.earliest and event.latest:
        return event.earliest <= end + SLIP and event.latest >= start - SLIP
    if event.latest:  # only known to lie before a day
        return event.latest >= start and event.latest <= end + GRACE
    return False
