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
REFERENCE = 1.0  # weight of a sentence that names the day
LOOK_BACK = 2.0  # further weight where the report came out on a later day
PUBLISHED = 0.6  # weight of a report that came out on the day or the day after
LEAD_SENTENCES = 4
MIN_WORDS, MAX_WORDS = 6, 60


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
    """A score for every day that reports speak of or came out on, within the bounds."""
    score: dict[date, float] = defaultdict(float)
    for a in analyses:
        published = a.report.published
        seen: Counter[date] = Counter()
        for t in a.times:
            if t.earliest is not None and t.earliest == t.latest and t.type in ("DATE", "TIME"):
                seen[t.earliest] += 1
        for day, n in seen.items():
            if published and day > published:
                continue
            later = published is not None and (published - day).days > 1
            score[day] += (REFERENCE + LOOK_BACK * later) * (1 + math.log(n))
        if published:
            score[published] += PUBLISHED
            score[published - timedelta(days=1)] += PUBLISHED * .5
    return {d: s for d, s in score.items() if (first is None or d >= first) and (last is None or d <= last)}


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
                for d, w in ((published, 1.0), (published - timedelta(days=1), .7)):
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
    score = [sum(x * centroid[w] for w, x in v.items()) / size * (.6 + .2 * c.weight) for v, c in zip(vectors, pool, strict=True)]
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
