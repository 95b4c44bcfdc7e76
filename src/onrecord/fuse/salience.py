"""Which days belong on a short timeline: named, looked back on, told, listed; no training. ``telling`` picks the words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.fuse.chronology import chronology
from onrecord.fuse.telling import STORY_CHARACTERS, candidates, shares, telling, words
from onrecord.model import Analysis, Citation

LISTED = 2.0  # a chronology both names a day and looks back on it, on purpose
SPARE = 2  # days looked at for each one wanted: of some no whole sentence tells
NEIGHBOUR = 0.1  # what a day loses beside a day that outweighs it: one event is seldom two lines


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day of the timeline with its sentences, word for word."""

    day: date
    score: float
    sentences: tuple[Citation, ...]


def days(analyses: Sequence[Analysis], first: date | None, last: date | None) -> dict[date, float]:
    """A score for every day that reports speak of, within the bounds.

    Counts on a logarithmic scale, so that none drowns the others: of reports that name the day, of days of publication
    from which they still look back on it, of reports that tell an event of that very day, and of chronologies that
    list it. Days that lie ahead of their report count for nothing: they are plans. Compared in docs/design.md.
    """
    named: Counter[date] = Counter()
    later: defaultdict[date, set[date]] = defaultdict(set)  # by the day of publication: a day's ten reports recall once
    told: Counter[date] = Counter()
    listed: Counter[date] = Counter()
    for a in analyses:
        published = a.report.published
        days = {t.earliest for t in a.times if t.earliest is not None and t.earliest == t.latest and t.type in ("DATE", "TIME")}
        events = {e.earliest for e in a.events if e.earliest is not None and e.earliest == e.latest and e.status == "happened"}
        for day in days:
            if published and day > published:
                continue
            named[day] += 1
            if published and (published - day).days > 1:
                later[day].add(published)
            told[day] += day in events
        listed.update({line.day for line in chronology(a)})
    log = math.log1p
    score = {d: log(named[d]) + log(len(later[d])) + log(told[d]) + LISTED * log(listed[d]) for d in {*named, *listed}}
    for a in analyses:  # a day on which reports came out is a day of the story, if only just
        if a.report.published and a.report.published not in score:
            score[a.report.published] = 0.0
    one = timedelta(days=1)
    eased = {d: s * (1 - NEIGHBOUR * (max(score.get(d - one, 0.0), score.get(d + one, 0.0)) > s)) for d, s in score.items()}
    return {d: s for d, s in eased.items() if (first is None or d >= first) and (last is None or d <= last)}


def timeline(analyses: Sequence[Analysis], dates: int, sentences: int, first: date | None = None, last: date | None = None) -> list[Chosen]:
    """The ``dates`` best days of which a sentence tells, in calendar order, with up to ``sentences`` each."""
    scores = days(analyses, first, last)
    ranked = sorted(scores, key=lambda d: (-scores[d], d))[: SPARE * dates]
    pool = candidates(analyses, frozenset(ranked))
    best = sorted([d for d in ranked if d in pool][:dates])
    story = shares(words(a.report.text[:STORY_CHARACTERS]) for a in analyses)
    return [Chosen(day, scores[day], telling(pool[day], sentences, story)) for day in best]
