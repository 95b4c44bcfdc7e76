"""Which days and sentences belong on a short timeline: looked back on, reported on, central; no training."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Analysis, Citation

_WORD = re.compile(r"[A-Za-z][\w'’-]+")
NEIGHBOUR = 0.1  # what a day loses beside a day that outweighs it: one event is seldom two lines
DATED, LEAD, LEAD_NEXT = 2.0, 1.0, 0.7  # weights of a sentence that names the day, of leads of that day and the next
LEAD_SENTENCES = 4
BASE = 0.6  # share of a sentence's score that its weight leaves alone
MIN_WORDS, MAX_WORDS = 15, 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day of the timeline with its sentences, word for word."""

    day: date
    score: float
    sentences: tuple[Citation, ...]


@dataclass(slots=True)
class _Candidate:
    report: str
    start: int
    end: int
    text: str
    words: dict[str, float]
    weight: float


def days(analyses: Sequence[Analysis], first: date | None, last: date | None) -> dict[date, float]:
    """A score for every day that reports speak of, within the bounds.

    Three counts of reports, each on a logarithmic scale so that none drowns the others: those that name the day,
    those that still look back on it two days later or more, and those that tell an event of that very day. Days
    that lie ahead of their report count for nothing: they are plans. Compared on Timeline17 in docs/quality.md.
    """
    named: Counter[date] = Counter()
    later: Counter[date] = Counter()
    told: Counter[date] = Counter()
    for a in analyses:
        published = a.report.published
        days = {t.earliest for t in a.times if t.earliest is not None and t.earliest == t.latest and t.type in ("DATE", "TIME")}
        events = {e.earliest for e in a.events if e.earliest is not None and e.earliest == e.latest and e.status == "happened"}
        for day in days:
            if published and day > published:
                continue
            named[day] += 1
            later[day] += published is not None and (published - day).days > 1
            told[day] += day in events
    score = {d: math.log1p(named[d]) + math.log1p(later[d]) + math.log1p(told[d]) for d in named}
    for a in analyses:  # a day on which reports came out is a day of the story, if only just
        if a.report.published and a.report.published not in score:
            score[a.report.published] = 0.0
    one = timedelta(days=1)
    eased = {d: s * (1 - NEIGHBOUR * (max(score.get(d - one, 0.0), score.get(d + one, 0.0)) > s)) for d, s in score.items()}
    return {d: s for d, s in eased.items() if (first is None or d >= first) and (last is None or d <= last)}


def timeline(analyses: Sequence[Analysis], dates: int, sentences: int, first: date | None = None, last: date | None = None) -> list[Chosen]:
    """The ``dates`` best days in calendar order, ``sentences`` each."""
    scores = days(analyses, first, last)
    ranked = sorted(scores, key=lambda d: (-scores[d], d))[:dates]
    pool = _candidates(analyses, set(ranked))
    df = Counter(w for a in analyses for w in {m.group().lower() for m in _WORD.finditer(a.report.text[:3000])})
    n = max(1, len(analyses))
    out = []
    for day in sorted(ranked):
        chosen = _central(pool.get(day, []), sentences, df, n)
        if chosen:
            out.append(Chosen(day, scores[day], chosen))
    return out


def _candidates(analyses: Sequence[Analysis], wanted: set[date]) -> dict[date, list[_Candidate]]:
    """Sentences that name a wanted day, and the first ones of reports of that day or the next."""
    pool: dict[date, list[_Candidate]] = defaultdict(list)
    for a in analyses:
        text, published = a.report.text, a.report.published
        dated: dict[int, set[date]] = defaultdict(set)
        starts = a.sentences
        k = 0
        for t in sorted(a.times, key=lambda t: t.span.start):
            while k < len(starts) and starts[k][1] <= t.span.start:
                k += 1
            if k < len(starts) and starts[k][0] <= t.span.start and t.earliest is not None and t.earliest == t.latest and t.earliest in wanted:
                dated[k].add(t.earliest)
        for n, (s, e) in enumerate(starts):
            targets: dict[date, float] = dict.fromkeys(dated.get(n, ()), 2.0)
            if not targets and published and n < LEAD_SENTENCES:
                for d, w in ((published, LEAD), (published - timedelta(days=1), LEAD_NEXT)):
                    if d in wanted:
                        targets.setdefault(d, w / (1 + .15 * n))
            if targets:
                sentence = text[s:e]
                count = len(sentence.split())
                if MIN_WORDS <= count <= MAX_WORDS:
                    words = Counter(m.group().lower() for m in _WORD.finditer(sentence))
                    for d, w in targets.items():
                        pool[d].append(_Candidate(a.report.id, s, e, sentence, dict(words), w * (1.15 if n < 3 else 1.0)))
    return pool


def _central(pool: Sequence[_Candidate], k: int, df: Mapping[str, int], n: int) -> tuple[Citation, ...]:
    """The sentences nearest to what all the day's sentences say, none repeating another (centroid with MMR)."""
    if not pool:
        return ()
    idf = {w: math.log((n + 1) / (df.get(w, 0) + .5)) + .1 for c in pool for w in c.words}
    centroid: dict[str, float] = defaultdict(float)
    for c in pool:
        norm = math.sqrt(sum((x * idf[w]) ** 2 for w, x in c.words.items())) or 1.0
        for w, x in c.words.items():
            centroid[w] += c.weight * x * idf[w] / norm

    def unit(c: _Candidate) -> dict[str, float]:
        norm = math.sqrt(sum((x * idf[w]) ** 2 for w, x in c.words.items())) or 1.0
        return {w: x * idf[w] / norm for w, x in c.words.items()}

    vectors = [unit(c) for c in pool]
    size = math.sqrt(sum(x * x for x in centroid.values())) or 1.0
    score = [sum(x * centroid[w] for w, x in v.items()) / size * (BASE + (1 - BASE) * c.weight / DATED) for v, c in zip(vectors, pool, strict=True)]
    chosen: list[int] = []
    while len(chosen) < min(k, len(pool)):
        best, best_value = -1, -math.inf
        for i in range(len(pool)):
            if i in chosen:
                continue
            overlap = max((sum(x * vectors[j].get(w, 0.0) for w, x in vectors[i].items()) for j in chosen), default=0.0)
            if overlap > .7:
                continue
            value = score[i] - .4 * overlap
            if value > best_value + 1e-12 or (abs(value - best_value) <= 1e-12 and best >= 0 and (pool[i].report, pool[i].start) < (pool[best].report, pool[best].start)):
                best, best_value = i, value
        if best < 0:
            break
        chosen.append(best)
    return tuple(Citation(pool[i].report, pool[i].start, pool[i].end, pool[i].text) for i in chosen)
