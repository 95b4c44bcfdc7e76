"""Which days belong on a short timeline: named, looked back on, told, listed; no training. ``telling`` picks
the words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.fuse.chronology import chronology
from onrecord.fuse.telling import candidates, dated_sentences, story_words, telling, words
from onrecord.model import Analysis, Citation

CENTRAL = 20  # words; 5 to 50 do about as well
LISTED = 2.0  # a chronology both names a day and looks back on it, on purpose
SPARE = 2  # days looked at for each one wanted: of some no whole sentence tells
NEIGHBOUR = 0.1  # what a day loses beside a day that outweighs it: one event is seldom two lines


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day of the timeline with its sentences, word for word."""

    day: date
    score: float
    sentences: tuple[Citation, ...]


def days(analyses: Sequence[Analysis], story: Mapping[str, float]) -> dict[date, float]:
    """A score for every day that reports speak of, given the share of reports that has each word.

    Counts on a logarithmic scale, so that none drowns the others: of reports that name the day, of those that
    name it along with a word that is central to the story (reports name days of other stories too), of days
    of publication from which they still look back on it, of reports that tell an event of that very day, and
    of chronologies that list it. Days that lie ahead of their report count for nothing: they are plans.
    Compared in docs/design.md.
    """
    central = frozenset(sorted(story, key=lambda w: (-story[w], w))[:CENTRAL])
    named: Counter[date] = Counter()
    about: Counter[date] = Counter()
    later: defaultdict[date, set[date]] = defaultdict(
        set
    )  # by the day of publication: a day's ten reports recall once
    told: Counter[date] = Counter()
    listed: Counter[date] = Counter()
    for a in analyses:
        published = a.report.published
        past = {
            t.earliest
            for t in a.times
            if t.earliest
            and t.earliest == t.latest
            and t.type in ("DATE", "TIME")
            and not (published and t.earliest > published)
        }
        named.update(past)
        told.update(
            past & {e.earliest for e in a.events if e.earliest == e.latest and e.status == "happened"}
        )
        listed.update({line.day for line in chronology(a)})
        sentences = {k: dated & past for k, dated in dated_sentences(a).items() if dated & past}
        about.update(
            {
                d
                for k, dated in sentences.items()
                if words(a.report.text[slice(*a.sentences[k])]) & central
                for d in dated
            }
        )
        for day in past:
            if published and (published - day).days > 1:
                later[day].add(published)
    log = math.log1p
    score = {
        d: log(named[d]) + log(about[d]) + log(len(later[d])) + log(told[d]) + LISTED * log(listed[d])
        for d in {*named, *listed}
    }
    for a in analyses:  # a day on which reports came out is a day of the story, if only just
        if a.report.published:
            score.setdefault(a.report.published, 0.0)
    one = timedelta(days=1)
    return {
        d: s * (1 - NEIGHBOUR * (max(score.get(d - one, 0.0), score.get(d + one, 0.0)) > s))
        for d, s in score.items()
    }


def timeline(
    analyses: Sequence[Analysis],
    dates: int,
    sentences: int,
    first: date | None = None,
    last: date | None = None,
) -> list[Chosen]:
    """The ``dates`` best days of which a sentence tells, in calendar order, with up to ``sentences`` each."""
    story = story_words(analyses)
    scores = {
        d: s
        for d, s in days(analyses, story).items()
        if (first is None or d >= first) and (last is None or d <= last)
    }
    ranked = sorted(scores, key=lambda d: (-scores[d], d))[: SPARE * dates]
    pool = candidates(analyses, frozenset(ranked))
    told = telling({d: pool[d] for d in [d for d in ranked if d in pool][:dates]}, sentences, story)
    return [Chosen(day, scores[day], told[day]) for day in sorted(told)]
