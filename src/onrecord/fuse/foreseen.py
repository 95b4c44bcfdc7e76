"""What reports say may come and no line of the record tells: one expectation, however many reports say it.

Two are one where they are told by the same word of the same first participant and their days can meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.defaults import SHOWN
from onrecord.fuse.identity import Identity, called
from onrecord.fuse.sameness import Cluster
from onrecord.fuse.told import Told
from onrecord.model import Analysis, Citation, Event, Expectation, Forecast, Report
from onrecord.model.event import OUTCOME_OF

Key = tuple[str, str]  # the word that tells it, and who comes first


@dataclass(frozen=True, slots=True)
class _Said:
    """A forecast with its report and the names of its actors across reports."""

    report: Report
    lineage: str
    what: Forecast
    actors: tuple[str, ...]


def foreseen(
    analyses: Sequence[Analysis],
    identity: Identity,
    lineage_of: Mapping[str, str],
    told: Sequence[tuple[Event, Cluster]],
) -> tuple[Expectation, ...]:
    """Expectations without a line of their own, by the day first told. told: the lines of the record."""
    lines = _lines(told)
    later = _later(told)
    groups: dict[Key, list[list[_Said]]] = defaultdict(list)
    for said in _said(analyses, identity, lineage_of):
        if not _has_a_line(said, lines.get(said.report.id, ())):
            _into(groups[(said.what.lemma, said.actors[0])], said)
    found = [
        _expectation(those, later.get(key, ()))
        for key, rows in groups.items()
        for those in rows
        if _chance(those) >= SHOWN
    ]
    return tuple(sorted(found, key=lambda x: (x.first_expected or date.max, x.earliest or date.max, x.id)))


def _said(analyses: Sequence[Analysis], identity: Identity, lineage_of: Mapping[str, str]) -> Iterator[_Said]:
    for a in analyses:
        for f in a.forecasts:
            ids = (identity.of[(a.report.id, i)] for i in f.actors)
            actors = tuple(dict.fromkeys(called(identity.actors[i]) for i in ids))
            yield _Said(a.report, lineage_of.get(a.report.id, a.report.id), f, actors)


def _into(groups: list[list[_Said]], said: _Said) -> None:
    """Into the first group whose days it can share, or a new one; reports come in one order."""
    for those in groups:
        if all(_can_meet(said.what, x.what) for x in those):
            those.append(said)
            return
    groups.append([said])


def _can_meet(a: Forecast, b: Forecast) -> bool:
    first = max((d for d in (a.earliest, b.earliest) if d), default=None)
    last = min((d for d in (a.latest, b.latest) if d), default=None)
    return first is None or last is None or first <= last


Spot = tuple[int, int, frozenset[str]]  # of a line's word, and who takes part


def _lines(told: Sequence[tuple[Event, Cluster]]) -> dict[str, list[Spot]]:
    """By report, where the words of the record's lines stand; of what lies ahead with those who take part."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for e, c in told:
        for t in c.told:
            who = frozenset((*e.actors, *e.recipients)) if t.phase == "ahead" else frozenset()
            found[t.report.id].append((t.mention.trigger.start, t.mention.trigger.end, who))
    return found


def _has_a_line(said: _Said, lines: Sequence[Spot]) -> bool:
    """Whether the record tells it as an act: by the same word, or a noun among them ("will hold talks")."""
    head, span, who = said.what.head, said.what.span, frozenset(said.actors)
    return any(
        (start < head.end and head.start < end)
        or (span.start <= start and end <= span.end and not who.isdisjoint(actors))
        for start, end, actors in lines
    )


def _later(told: Sequence[tuple[Event, Cluster]]) -> dict[Key, list[tuple[Event, Told]]]:
    """What is told as done or undone, by word and participant."""
    found: dict[Key, list[tuple[Event, Told]]] = defaultdict(list)
    for e, c in told:
        if e.status in OUTCOME_OF:
            for t in c.told:
                for who in (*e.actors, *e.recipients):
                    found[((t.mention.lemma or "").split(" ")[0], who)].append((e, t))
    return found


def _chance(those: Sequence[_Said]) -> float:
    """That at least one of those who say it is right; copies of one text say it once."""
    best: dict[str, float] = {}
    for s in those:
        best[s.lineage] = max(best.get(s.lineage, 0.0), s.what.p)
    wrong = 1.0
    for p in best.values():
        wrong *= 1 - p
    return round(1 - wrong, 4)


def _expectation(those: Sequence[_Said], later: Sequence[tuple[Event, Told]]) -> Expectation:
    surest = max(those, key=lambda s: (s.what.p, -s.what.span.start, s.report.id))
    days = [s.report.published for s in those if s.report.published]
    first, last = min(days, default=None), max(days, default=None)
    earliest = max((d for s in those if (d := s.what.earliest)), default=None)
    latest = min((d for s in those if (d := s.what.latest)), default=None)
    settling = next((x for x in later if _settles(x, first, latest)), None)
    outcome = OUTCOME_OF[settling[0].status] if settling else "open"
    return Expectation(
        event=None,
        what=" ".join(surest.what.span.text.split()),
        actors=tuple(dict.fromkeys(i for s in (surest, *those) for i in s.actors)),
        earliest=earliest,
        latest=latest,
        first_expected=first,
        last_expected=last,
        reports=tuple(sorted({s.report.id for s in those})),
        outcome=outcome,
        settled_by=_cited(settling[1]) if settling else None,
        evidence=tuple(
            Citation(s.report.id, s.what.span.start, s.what.span.end, s.what.span.text) for s in those
        ),
        p=_chance(those),
    )


def _settles(x: tuple[Event, Told], first: date | None, latest: date | None) -> bool:
    """Whether an act told later is what was expected: it lies behind the day on which that was told."""
    event, told = x
    out = told.report.published
    if first is None or out is None or out <= first or event.latest is None or event.latest < first:
        return False
    return latest is None or event.earliest is None or event.earliest <= latest


def _cited(t: Told) -> Citation:
    words = t.mention.evidence
    return Citation(t.report.id, words.start, words.end, words.text)
