"""Which mentions are one event: by the learned chance of ``alike.py``, and nothing that it can't weigh.

A mention joins the likest cluster of those it may be of; mentions are sorted by what they say before that, so
the order of reading changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.fuse.agreed import joined
from onrecord.fuse.alike import alike
from onrecord.fuse.blocks import Blocks
from onrecord.fuse.told import Told, anchor
from onrecord.model import Judgement
from onrecord.progress import Tell, counted, quiet

SAME = 0.55  # the least chance of being one act with some mention of a cluster; chosen on stories 2 and 3
MET = 0.55  # the same of contacts; likewise
MISTOLD = {"told": 1, "news": 4}  # days by which a day may be told wrongly, and the news of a report be old
FAR = 92  # days between two that are never one, whatever the ground of their days
ROUNDING = 1e-9
SEASON = 184  # days that a plan's time may span and still tell in which months to look: "early next year"
ON_THE_WHOLE = 0.15  # the least with all of them on the mean: no chains of likes


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions taken for one event."""

    told: list[Told] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    earliest: date | None = None
    latest: date | None = None
    exact: bool = False

    def add(self, t: Told) -> None:
        self.told.append(t)
        self.persons |= t.persons
        self.states |= t.states
        self.others |= t.others
        m = t.mention
        if (
            m.earliest
            and (self.earliest is None or m.earliest > self.earliest)
            and (self.latest is None or m.earliest <= self.latest)
        ):
            self.earliest = m.earliest
        if (
            m.latest
            and (self.latest is None or m.latest < self.latest)
            and (self.earliest is None or m.latest >= self.earliest)
        ):
            self.latest = m.latest
        self.exact = self.exact or t.day


def cluster(told: Iterable[Told], judgements: Sequence[Judgement] = (), step: Tell = quiet) -> list[Cluster]:
    """Clusters of mentions, each one event; deterministic for any order of reports. An analyst's judgements
    hold above every rule: what was split is never one, what was joined always is. step: is told how far it
    is."""
    apart: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        if j.subject == "event" and j.verb == "split":
            alone, *rest = j.members  # the first is another event than the rest, which may stay one
            apart[alone] |= set(rest)
            for m in rest:
                apart[m].add(alone)
    made = _agreed(_grown(told, apart, step), apart)
    for j in judgements:
        if j.subject == "event" and j.verb == "join":
            hit = [c for c in made if any(anchor(t) in j.members for t in c.told)]
            for other in hit[1:]:
                for t in other.told:
                    hit[0].add(t)
                made.remove(other)
    return made


def _grown(told: Iterable[Told], apart: dict[str, set[str]], step: Tell = quiet) -> list[Cluster]:
    told = list(told)
    number: dict[tuple[str, ...], int] = {}
    keys = [tuple(number.setdefault(k, len(number)) for k in _keys(t)) for t in told]
    blocks = Blocks(told, keys, [asked(t) for t in told])
    made: list[Cluster] = []
    for n, t in enumerate(counted(told, len(told), step)):
        best: int | None = None
        best_score = 0.0
        candidates = blocks.candidates(n)
        for k, likely in candidates:
            c = made[k]
            if apart and apart.get(anchor(t)) and any(anchor(x) in apart[anchor(t)] for x in c.told):
                continue
            some = [(told[m], most) for m, most in likely]
            score = _one(t, c, some, best_score, len(candidates) == 1)
            if score > best_score:
                best, best_score = k, score
        joined = blocks.join(n, best)
        if best is None:
            made.append(Cluster())
        made[joined].add(t)
    return made


def _agreed(made: list[Cluster], apart: dict[str, set[str]]) -> list[Cluster]:
    """The clusters, those joined that agree in what makes them one event."""

    def held(t: Told, x: Told) -> str | None:
        return "an analyst split them" if anchor(x) in apart.get(anchor(t), ()) else barred(t, x)

    for n, head in enumerate(joined([c.told for c in made], held)):
        if head != n:
            for t in made[n].told:
                made[head].add(t)
            made[n].told.clear()
    return [c for c in made if c.told]


def asked(t: Told) -> float:
    """The least chance with which a mention is one event with another."""
    return MET if t.mention.type == "CONSULT" else SAME


def _keys(t: Told) -> list[tuple[str, ...]]:
    """Where a mention looks for its like: among contacts, or acts, of the same people and states that the
    same story tells, or that fall into the same months."""
    m = t.mention
    kind = "contact" if m.type == "CONSULT" else "act"
    who = sorted(t.persons | t.states | t.others)
    keys: list[tuple[str, ...]] = [(kind, t.phase, k, t.story or t.lineage) for k in who]
    plan = t.phase == "ahead" and m.earliest and m.latest and (m.latest - m.earliest).days <= SEASON
    if m.earliest and m.latest and (t.dated or plan):
        months = dict.fromkeys(
            f"{m.earliest + timedelta(days=n):%Y-%m}" for n in _steps(m.earliest, m.latest)
        )
        keys += [(kind, t.phase, k, month) for k in who for month in months]
    return keys


def _steps(first: date, last: date) -> list[int]:
    """Numbers of days that fall into each month between two days."""
    span = (last - first).days
    return [*range(0, span, 28), span]


def _one(
    t: Told, c: Cluster, likely: Sequence[tuple[Told, float]], beaten: float = 0.0, alone: bool = False
) -> float:
    """The chance that a mention is of the cluster's event, by its likest mention; 0 where it is too small,
    or no more than ``beaten``. likely: those of the cluster's mentions that may reach what is asked, each
    with the most that its chance can be; the others are asked only where the mean is not plain without them.
    alone: whether no other cluster is asked, so that it is enough to know that this one is alike enough."""
    likely = sorted(likely, key=lambda x: -x[1])
    if not likely or likely[0][1] <= beaten or any(barred(t, x) for x in c.told):
        return 0.0
    enough, least = asked(t), ON_THE_WHOLE * len(c.told)
    known: dict[int, float] = {}
    best = total = 0.0
    for x, most in likely:
        if best >= enough and total > least + ROUNDING and (alone or most <= best):
            return best  # whom is left can add nothing
        known[id(x)] = chance = alike(t, x)
        best, total = max(best, chance), total + chance
    if best < enough:
        return 0.0
    if len(likely) < len(c.told) and total > least + ROUNDING:
        return best
    return best if sum(known.get(id(x)) or alike(t, x) for x in c.told) >= least else 0.0


def barred(t: Told, x: Told) -> str | None:
    """Why two contacts, or two acts, are not one however alike they are; None where nothing says so."""
    if t.mention.type == "CONSULT":
        return _excluded(t, x)
    if _gap(t, x) > FAR:
        return "their days lie too far apart"  # two agreements of the same two
    # one act that reports lay to different sides is a dispute (disagreements.py)
    return "other sides act" if _other_side(t, x) else None


def _gap(t: Told, x: Told) -> int:
    """Days between two mentions that both have a day; 0 or less where those meet, and where one has none."""
    m, n = t.mention, x.mention
    if not (t.day and x.day and m.earliest and m.latest and n.earliest and n.latest):
        return 0
    return max((m.earliest - n.latest).days, (n.earliest - m.latest).days)


def _other_side(t: Told, x: Told) -> bool:
    """Whether those who act are others, and of other states."""
    sides, others = t.states - t.hosts, x.states - x.hosts
    return bool(sides and others) and not sides & others and set(t.actors).isdisjoint(x.actors)


def _excluded(t: Told, x: Told) -> str | None:
    """Why no contact can be both: its days lie too far apart, or it was here and there and no one day is told
    for both."""
    m, n = t.mention, x.mention
    if t.day and x.day:
        gap = _gap(t, x)
        if gap > max(MISTOLD.get(m.day_basis, FAR), MISTOLD.get(n.day_basis, FAR)):
            return "their days lie too far apart"
        if gap <= 0:
            return None
    return "they were in two places, and no one day is told for both" if _apart(t, x) else None


def _apart(t: Told, x: Told) -> bool:
    """Whether two mentions are in two places: Lima and Cusco are, Lima and Peru are not."""
    if not (t.mention.place and x.mention.place) or t.mention.place == x.mention.place:
        return False
    return not (t.land is not None and t.land == x.land and (t.wide or x.wide))
