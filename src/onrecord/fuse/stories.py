"""Which reports tell one story: shared rare words and names, near in time; groups grow by average likeness."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from onrecord.model import Analysis, Lineage, Story, content_id

LIKE = 0.22  # cosine of tf-idf vectors at which two reports tell one story
DAYS = 60  # between neighbours of a story
LEAD = 2.0  # weight of words in the title and the first sentences
LEAD_CHARACTERS = 700
RARE = 60  # a word in more reports finds no candidates
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
STOP = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "a",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "said",
        "with",
        "as",
        "by",
        "at",
        "from",
        "it",
        "be",
        "has",
        "he",
        "have",
        "his",
        "are",
        "not",
        "an",
        "were",
        "who",
        "which",
        "but",
        "had",
        "they",
        "will",
        "this",
        "their",
        "been",
        "its",
        "after",
        "more",
        "or",
        "would",
        "she",
        "her",
        "about",
        "one",
        "when",
        "all",
        "also",
        "than",
        "up",
        "two",
        "out",
        "i",
        "we",
        "you",
        "if",
        "no",
        "so",
        "what",
        "can",
        "there",
        "into",
        "over",
        "some",
        "other",
        "could",
        "new",
        "first",
        "last",
        "year",
        "years",
        "week",
        "day",
        "days",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mr",
        "mrs",
        "ms",
        "say",
        "says",
        "told",
        "people",
        "time",
        "us",
        "them",
        "him",
        "our",
        "how",
        "just",
        "like",
        "many",
        "most",
        "may",
        "now",
        "only",
        "because",
        "before",
        "while",
        "during",
        "where",
        "these",
        "those",
        "being",
        "did",
        "do",
        "does",
        "between",
        "under",
        "against",
        "per",
        "cent",
        "percent",
    ]
)


@functools.lru_cache(maxsize=200_000)
def _plain(raw: str) -> str:
    """A word as it is counted; empty for one that is not."""
    w = raw.lower().replace("’s", "").replace("'s", "")
    return w if w not in STOP and len(w) > 2 else ""


def vectors(analyses: Sequence[Analysis]) -> dict[str, dict[str, float]]:
    """Unit tf-idf vectors of the reports, with the title and the lead counted double."""
    counts: dict[str, Counter[str]] = {}
    df: Counter[str] = Counter()
    for a in analyses:
        c: Counter[str] = Counter()
        for text, weight in (
            (a.report.title or "", LEAD),
            (a.report.text[:LEAD_CHARACTERS], LEAD),
            (a.report.text[LEAD_CHARACTERS:6000], 1.0),
        ):
            for raw, times in Counter(_WORD.findall(text)).items():
                if w := _plain(raw):
                    c[w] += weight * times  # type: ignore[assignment]
        counts[a.report.id] = c
        df.update(c.keys())
    n = len(analyses)
    weight_of = {w: math.log((n + 1) / (k + 0.5)) for w, k in df.items() if k > 1}
    out = {}
    for i, c in counts.items():
        v = {w: (1 + math.log(k)) * weight_of[w] for w, k in c.items() if w in weight_of}
        norm = math.sqrt(sum(x * x for x in v.values())) or 1.0
        out[i] = {w: x / norm for w, x in v.items() if x > 0}
    return out


def stories(analyses: Sequence[Analysis], lineages: Sequence[Lineage]) -> tuple[Story, ...]:
    """Every report in exactly one story."""
    by_id = {a.report.id: a for a in analyses}
    vecs = vectors(analyses)
    index: dict[str, list[str]] = defaultdict(list)
    for i in sorted(vecs):
        for w in vecs[i]:
            index[w].append(i)
    day = {i: by_id[i].report.published for i in by_id}
    groups: dict[str, list[str]] = {}
    member_of: dict[str, str] = {}
    sums: dict[str, dict[str, float]] = {}
    for line in lineages:
        for i in line.reports:
            member_of[i] = line.reports[0]
        groups[line.reports[0]] = list(line.reports)
        sums[line.reports[0]] = _sum([vecs[i] for i in line.reports])
    pairs = _pairs(vecs, index, day)
    for _, a, b in sorted(((-s, a, b) for (a, b), s in pairs.items())):
        ga, gb = member_of[a], member_of[b]
        if ga == gb:
            continue
        if _likeness(sums[ga], sums[gb], len(groups[ga]), len(groups[gb])) >= LIKE * 0.8:
            for i in groups[gb]:
                member_of[i] = ga
            groups[ga] += groups.pop(gb)
            sums[ga] = _sum([sums[ga], sums.pop(gb)])
    made = []
    for head, members in groups.items():
        members.sort(key=lambda i: (day[i] or date.max, i))
        made.append(
            Story(content_id("s", *sorted(members)), _name(sums[head], by_id, members), tuple(members))
        )
    made.sort(key=lambda s: (-len(s.reports), day[s.reports[0]] or date.max, s.id))
    return tuple(made)


def _pairs(
    vecs: Mapping[str, dict[str, float]], index: Mapping[str, list[str]], day: Mapping[str, date | None]
) -> dict[tuple[str, str], float]:
    most = max(RARE, len(vecs) // 20)
    found: dict[tuple[str, str], float] = defaultdict(float)
    at = {i: d.toordinal() if d else None for i, d in day.items()}
    for w, holders in index.items():
        if not 1 < len(holders) <= most:
            continue
        undated = [(i, vecs[i][w]) for i in holders if at[i] is None]
        held = sorted((d, i, vecs[i][w]) for i in holders if (d := at[i]) is not None)
        first = 0  # of those dated that the next can be near to
        for n, (db, b, xb) in enumerate(held):
            while held[first][0] < db - DAYS:
                first += 1
            for _, a, xa in held[first:n]:
                found[(a, b) if a < b else (b, a)] += xa * xb
            for a, xa in undated:
                found[(a, b) if a < b else (b, a)] += xa * xb
        for n, (a, xa) in enumerate(undated):
            for b, xb in undated[n + 1 :]:
                found[(a, b)] += xa * xb
    out = {}
    for (a, b), partial in found.items():
        if partial >= LIKE * 0.3:
            small, large = (vecs[a], vecs[b]) if len(vecs[a]) < len(vecs[b]) else (vecs[b], vecs[a])
            full = sum(x * large.get(w, 0.0) for w, x in small.items())
            if full >= LIKE:
                out[(a, b)] = full
    return out


def _sum(vs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for v in vs:
        for w, x in v.items():
            total[w] += x
    return dict(total)


def _likeness(a: Mapping[str, float], b: Mapping[str, float], na: int, nb: int) -> float:
    """Average likeness of the members of two groups."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(x * large.get(w, 0.0) for w, x in small.items()) / (na * nb)


def _name(total: Mapping[str, float], by_id: Mapping[str, Analysis], members: Sequence[str]) -> str:
    """The names most spoken of, else the heaviest words."""
    names: Counter[str] = Counter()
    for i in members:
        for x in by_id[i].actors:
            if any(m.form == "name" for m in x.mentions) and x.sector != "JRN":
                names[x.name] += min(3, len(x.mentions))
    top = [n for n, _ in sorted(names.items(), key=lambda x: (-x[1], x[0]))[:3]]
    named = [n.lower() for n in top]
    words = list(
        islice(
            (
                w
                for w, _ in sorted(total.items(), key=lambda x: (-x[1], x[0]))
                if not any(w in n for n in named)
            ),
            2,
        )
    )
    return ", ".join(top) + (f" ({' '.join(words)})" if words else "")
