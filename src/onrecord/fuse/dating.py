"""The day of a report that bears none: from the reports it shares text with, the events it tells, or its occasions.

For the events, the report is read as if it had come out on each day that could be; the day is right on which its
"on Monday" and "last week" agree with what dated reports tell of the same people. Only reports that bear a date count
as dated, and an undated one is taken as it reads without a day, so the answer depends on no order and no earlier one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from onrecord.fuse.identity import identify
from onrecord.fuse.lineage import lineages
from onrecord.fuse.sameness import Told, tell
from onrecord.model import Analysis, Report

ReadAs = Callable[[Report, date], Analysis]

WEEK = 7  # days after an event within which it is news, and before one within which it is announced
OCCASION = 31  # days that reports may speak of an occasion and still date each other
CANDIDATES = 30  # days that are tried
UNDATED = frozenset({"unknown", "inferred"})


@dataclass(frozen=True, slots=True)
class Inferred:
    """The likeliest day of publication, the days it may be (both inclusive), and what that rests on."""

    day: date
    earliest: date
    latest: date
    why: str


def inferred(analyses: Sequence[Analysis], read_as: ReadAs) -> dict[str, Inferred]:
    """For each undated report of which one can tell, its day.

    analyses: all of the record; undated reports as they read without any day.
    read_as: the analysis of a report on the assumption that it came out on a day.
    """
    ordered = sorted(analyses, key=lambda a: a.report.id)
    bare = [a for a in ordered if a.report.published_basis in UNDATED]
    if not bare:
        return {}
    dated = [a for a in ordered if a.report.published is not None and a.report.published_basis not in UNDATED]
    found = _from_lineage([a.report for a in dated], [a.report for a in bare])
    for a in bare:
        made = found.get(a.report.id) or _from_events(a, dated, read_as) or _from_occasions(a, dated)
        if made is not None:
            found[a.report.id] = made
    return found


def _from_lineage(dated: Sequence[Report], bare: Sequence[Report]) -> dict[str, Inferred]:
    """The day of the dated report it shares most text with; a reprint comes out within a day of it."""
    by_id = {r.id: r for r in dated}
    wanted = {r.id for r in bare}
    found: dict[str, Inferred] = {}
    for line in lineages([*dated, *bare]):
        if len(line.reports) < 2 or not wanted & set(line.reports):
            continue
        shared: dict[tuple[str, str], int] = {}
        for a, b, spans in line.copied:
            shared[(a, b)] = shared[(b, a)] = sum(e - s for s, e in spans)
        for i in sorted(wanted & set(line.reports)):
            partners = sorted((-shared[(i, j)], j) for j in line.reports if (i, j) in shared and j in by_id)
            if partners and (day := by_id[partners[0][1]].published) is not None:
                found[i] = Inferred(day, day - timedelta(days=1), day + timedelta(days=1), f"shares text with {partners[0][1]}")
    return found


def _from_events(bare: Analysis, dated: Sequence[Analysis], read_as: ReadAs) -> Inferred | None:
    """The days on which most of its events agree with the dated ones of others, if any do."""
    known = [t for t in _told(dated) if _exact(t)]
    people: dict[str, list[Told]] = defaultdict(list)
    for t in known:
        for p in t.persons:
            people[p].append(t)
    votes: Counter[date] = Counter()
    by_name = {a.report.id for a in dated}
    for t in _told([bare, *dated]):
        if t.report.id in by_name:
            continue
        for x in {id(x): x for p in t.persons for x in people[p] if _alike(t, x)}.values():
            day = x.mention.earliest
            if day is not None:
                votes.update(day + timedelta(days=n) for n in range(-WEEK, WEEK + 1))
    best: list[date] = []
    most = 0
    told_of: Told | None = None
    for day in sorted(d for d, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:CANDIDATES]):
        read = read_as(bare.report, day)
        score = 0
        hit: Told | None = None
        for t in _told([read]):
            partners = [x for p in sorted(t.persons) for x in people[p] if _alike(t, x)] if _exact(t) else []
            if any(x.mention.earliest == t.mention.earliest for x in partners):
                score += 2
                hit = hit or next(x for x in partners if x.mention.earliest == t.mention.earliest)
            elif any(_one_place(t, x) for x in partners):
                score -= 1  # the same people in the same place, on another day
        if score > most:
            best, most, told_of = [day], score, hit
        elif score == most and score:
            best.append(day)
    if not best or told_of is None:
        return None
    return Inferred(best[0], best[0], best[-1], f"tells of {told_of.mention.trigger.text!r} on {told_of.mention.earliest}, as {told_of.report.id} does")


def _told(analyses: Sequence[Analysis]) -> list[Told]:
    one = {a.report.id: a.report.id for a in analyses}
    return tell(analyses, identify(analyses), one, one)


def _exact(t: Told) -> bool:
    return t.mention.earliest is not None and t.mention.earliest == t.mention.latest and t.phase != "not"


def _alike(t: Told, x: Told) -> bool:
    """The same kind of act between the same two people or more."""
    return t.mention.type == x.mention.type and t.mention.mode == x.mention.mode and len(t.persons & x.persons) >= 2


def _one_place(t: Told, x: Told) -> bool:
    return t.mention.place is not None and t.mention.place == x.mention.place


def _from_occasions(bare: Analysis, dated: Sequence[Analysis]) -> Inferred | None:
    """The days on which others tell what happened on the same occasion, where these lie close together."""
    mine = _occasions(bare)
    days: dict[str, list[date]] = defaultdict(list)
    for a in dated:
        for occasion in _occasions(a) & mine:
            if a.report.published is not None:
                days[occasion].append(a.report.published)
    for occasion in sorted(days, key=lambda o: (-len(days[o]), o)):
        first, last = min(days[occasion]), max(days[occasion])
        if (last - first).days <= OCCASION:
            return Inferred(first, first, last, f"tells of {occasion}")
    return None


def _occasions(a: Analysis) -> frozenset[str]:
    """Occasions on which something is told as done."""
    return frozenset(e.occasion for e in a.events if e.occasion and e.status in ("happened", "ongoing"))


def dated(report: Report, found: Mapping[str, Inferred]) -> Report:
    """The report with the day inferred for it, or with none."""
    made = found.get(report.id)
    return msgspec.structs.replace(
        report, published=made.day if made else None, published_basis="inferred" if made else "unknown",
        published_earliest=made.earliest if made else None, published_latest=made.latest if made else None, published_why=made.why if made else None,
    )  # fmt: skip
