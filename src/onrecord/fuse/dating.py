"""The day of a report that bears none: from the reports it shares text with, the events it tells, or its
occasions.

For the events, the report is read as if it had come out on each day that could be; the day is right on which
its "on Monday" and "last week" agree with what dated reports tell of the same people. Only reports that bear
a date count as dated, and an undated one is taken as it reads without a day, so the answer depends on no
order and no earlier one.

What could date a report is looked up by traces: rare runs of words, acts between two people, occasions. So
the answer is that of the whole record, and what it costs does not grow with the record. People meet by the
names that each report gives them, not by who else is on record, for otherwise any new name could change any
day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations
from typing import Protocol

import msgspec

from onrecord.fuse.identity import person
from onrecord.fuse.lineage import copied_spans, copies, pairs, rare_runs, shingles
from onrecord.fuse.told import AHEAD, REAL
from onrecord.model import Analysis, EventMention, Report

ReadAs = Callable[[Report, date], Analysis]

WEEK = 7  # days after an event within which it is news, and before one within which it is announced
OCCASION = 31  # days that reports may speak of an occasion and still date each other
CANDIDATES = 30  # days that are tried
# reports that are asked about one kind of act between two people; where more tell of it, a sample of them
MANY = 200
UNDATED = frozenset({"unknown", "inferred"})


@dataclass(frozen=True, slots=True)
class Inferred:
    """The likeliest day of publication, the days it may be (both inclusive), and what that rests on."""

    day: date
    earliest: date
    latest: date
    why: str


class Others(Protocol):
    """What may be asked of the other reports of a record. All answers are of reports that bear a date."""

    def sharing(self, report: Report) -> Iterable[Report]:
        """Those that share enough rare runs of words with it to be compared."""

    def telling(self, act: int) -> Iterable[Analysis]:
        """The first ``MANY`` by their lot of those that tell of the act on an exact day."""

    def days(self, occasion: int) -> tuple[int, date, date] | None:
        """How many tell what happened on the occasion, the first and the last day of their publication."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A mention of what named people did together."""

    mention: EventMention
    report: Report
    persons: frozenset[str]


def inferred(analyses: Sequence[Analysis], read_as: ReadAs) -> dict[str, Inferred]:
    """For each undated report of which one can tell, its day.

    analyses: all of the record; undated reports as they read without any day.
    read_as: the analysis of a report on the assumption that it came out on a day.
    """
    others = _Given(analyses)
    found = {a.report.id: day_of(a, others, read_as) for a in analyses if is_undated(a.report)}
    return {i: made for i, made in found.items() if made is not None}


def day_of(bare: Analysis, others: Others, read_as: ReadAs) -> Inferred | None:
    """The day of an undated report, given as it reads without any. Where ``day_of_text`` knows it, no reading
    is needed."""
    return (
        day_of_text(bare.report, others)
        or _from_events(bare, others, read_as)
        or _from_occasions(bare, others)
    )


def is_undated(report: Report) -> bool:
    return report.published_basis in UNDATED


def lot(report: Report) -> int:
    """Its place in a sample: drawn from its words, so the same whatever else is on record."""
    return _code("lot", report.text_sha256, report.id) >> 32


def act_traces(a: Analysis) -> tuple[int, ...]:
    """The acts between two people by which it dates others, or others date it. Any day may be its own while
    it has none."""
    undated = is_undated(a.report)
    return tuple(sorted({k for t in _acts(a) if undated or _exact(t) for k in _keys(t)}))


def occasion_traces(a: Analysis) -> tuple[int, ...]:
    return tuple(sorted(_code("occasion", o) for o in _occasions(a)))


def _code(*parts: str) -> int:
    return (
        int.from_bytes(blake2b("\n".join(parts).encode(), digest_size=8).digest()) >> 1
    )  # as wide as SQLite's integers


def day_of_text(bare: Report, others: Others) -> Inferred | None:
    """The day of the dated report it shares most text with; a reprint comes out within a day of it."""
    mine = shingles(bare.text)
    best: tuple[int, str, date] | None = None
    for other in others.sharing(bare):
        theirs = shingles(other.text)
        if other.published is None or not copies(mine, theirs):
            continue
        most = sum(e - s for s, e in copied_spans(theirs, bare.text, mine))
        best = min(best or (1, "", other.published), (-most, other.id, other.published))
    if best is None:
        return None
    day = best[2]
    return Inferred(day, day - timedelta(days=1), day + timedelta(days=1), f"shares text with {best[1]}")


def _known_by_key(mine: Sequence[_Act], others: Others) -> dict[int, list[_Act]]:
    """What dated reports tell on exact days of what a report tells, by key and in order."""
    tellers = {a.report.id: a for k in sorted({k for t in mine for k in _keys(t)}) for a in others.telling(k)}
    known = sorted(
        (t for a in tellers.values() for t in _acts(a) if _exact(t)),
        key=lambda t: (t.report.published or date.max, t.report.id, t.mention.trigger.start, t.mention.id),
    )
    by_key: dict[int, list[_Act]] = defaultdict(list)
    for t in known:
        for k in _keys(t):
            by_key[k].append(t)
    return by_key


def _candidates(mine: Sequence[_Act], by_key: dict[int, list[_Act]]) -> list[date]:
    """The days within a week of most of what is alike."""
    votes: Counter[date] = Counter()
    for day in (x.mention.earliest for t in mine for x in _alike(t, by_key)):
        if day is not None:
            votes.update(day + timedelta(days=n) for n in range(-WEEK, WEEK + 1))
    return sorted(d for d, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:CANDIDATES])


def _from_events(bare: Analysis, others: Others, read_as: ReadAs) -> Inferred | None:
    """The days on which most of its events agree with the dated ones of others, if any do."""
    mine = _acts(bare)
    by_key = _known_by_key(mine, others)
    best: list[date] = []
    most = 0
    told_of: _Act | None = None
    for day in _candidates(mine, by_key):
        score = 0
        hit: _Act | None = None
        for t in _acts(read_as(bare.report, day)):
            partners = _alike(t, by_key) if _exact(t) else []
            on_day = next((x for x in partners if x.mention.earliest == t.mention.earliest), None)
            if on_day is not None:
                score += 2
                hit = hit or on_day
            elif any(_one_place(t, x) for x in partners):
                score -= 1  # the same people in the same place, on another day
        if score > most:
            best, most, told_of = [day], score, hit
        elif score == most and score:
            best.append(day)
    if not best or told_of is None:
        return None
    return Inferred(
        best[0],
        best[0],
        best[-1],
        f"tells of {told_of.mention.trigger.text!r} on {told_of.mention.earliest}, "
        f"as {told_of.report.id} does",
    )


def _acts(a: Analysis) -> list[_Act]:
    """What two named people or more did together, in the order of the text."""
    names = {x.id: name for x in a.actors if (name := person(x))}
    made = []
    for m in sorted(a.events, key=lambda m: (m.trigger.start, m.id)):
        persons = frozenset(names[i] for i in (*m.actors, *m.recipients) if i in names)
        if len(persons) >= 2:
            made.append(_Act(m, a.report, persons))
    return made


def _exact(t: _Act) -> bool:
    return (
        t.mention.earliest is not None
        and t.mention.earliest == t.mention.latest
        and t.mention.status in REAL | AHEAD
    )


def _keys(t: _Act) -> list[int]:
    """One for each two of its people: what two mentions share that tell of one kind of act between the same
    two."""
    return [
        _code("act", t.mention.type, t.mention.mode or "", *two) for two in combinations(sorted(t.persons), 2)
    ]


def _alike(t: _Act, by_key: Mapping[int, Sequence[_Act]]) -> list[_Act]:
    """Each once, in the order of the days on which they were told."""
    return list({id(x): x for k in _keys(t) for x in by_key.get(k, ())}.values())


def _one_place(t: _Act, x: _Act) -> bool:
    return t.mention.place is not None and t.mention.place == x.mention.place


def _from_occasions(bare: Analysis, others: Others) -> Inferred | None:
    """The days on which others tell what happened on the same occasion, where these lie close together."""
    found = [
        (-made[0], o, made[1], made[2])
        for o in _occasions(bare)
        if (made := others.days(_code("occasion", o)))
    ]
    for _, occasion, first, last in sorted(found):
        if (last - first).days <= OCCASION:
            return Inferred(first, first, last, f"tells of {occasion}")
    return None


class _Given:
    """The reports at hand, searched through one by one."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self.dated = sorted(
            (a for a in analyses if a.report.published is not None and not is_undated(a.report)),
            key=lambda a: (lot(a.report), a.report.id),
        )
        texts = {a.report.id: a.report.text for a in analyses}
        runs = {i: rare_runs(text) for i, text in texts.items()}
        self.shared = {(a, b) for a, b, _, _ in pairs(texts.__getitem__, runs)}

    def sharing(self, report: Report) -> Iterable[Report]:
        return [
            a.report
            for a in self.dated
            if (report.id, a.report.id) in self.shared or (a.report.id, report.id) in self.shared
        ]

    def telling(self, act: int) -> Iterable[Analysis]:
        return [a for a in self.dated if act in act_traces(a)][:MANY]

    def days(self, occasion: int) -> tuple[int, date, date] | None:
        told = [
            a.report.published
            for a in self.dated
            if occasion in occasion_traces(a) and a.report.published is not None
        ]
        return (len(told), min(told), max(told)) if told else None


def _occasions(a: Analysis) -> frozenset[str]:
    """Occasions on which something is told as done."""
    return frozenset(e.occasion for e in a.events if e.occasion and e.status in ("happened", "ongoing"))


def dated(report: Report, made: Inferred | None) -> Report:
    """The report with the day inferred for it, or with none."""
    return msgspec.structs.replace(
        report,
        published=made.day if made else None,
        published_basis="inferred" if made else "unknown",
        published_earliest=made.earliest if made else None,
        published_latest=made.latest if made else None,
        published_why=made.why if made else None,
    )
