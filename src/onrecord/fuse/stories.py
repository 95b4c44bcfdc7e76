"""Which reports tell one story: shared rare words and names, near in time; groups grow by average
likeness."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from onrecord.fuse.near import Holders
from onrecord.model import Analysis, Lineage, Report, Story, content_id

LIKE = 0.22  # cosine of tf-idf vectors at which two reports tell one story
DAYS = 60  # between neighbours of a story
LEAD = 2  # weight of words in the title and the first sentences
LEAD_CHARACTERS = 700
RARE = 60  # a word in more reports finds no candidates
ROUNDING = 1e-9
Column = Any  # a numpy array, a row a word
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


def _plain(raw: str) -> str:
    """A word as it is counted; empty for one that is not."""
    w = raw.lower().replace("’s", "").replace("'s", "")
    return w if w not in STOP and len(w) > 2 else ""


class Vector(NamedTuple):
    """The words of a report by their numbers, in the order of the text, and their weights: a unit vector."""

    words: Column
    weights: Column


class Words:
    """The words that reports are told by, counted report by report; of a text nothing else is kept."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._number: dict[str, int] = {}
        self._written: dict[str, int] = {}  # by each way in which a word is written; -1 if it is not counted
        self._counted: dict[str, tuple[array[int], array[int]]] = {}
        self._most = 1

    def add(self, r: Report) -> None:
        """Counts the words of a report, those of the title and the lead double."""
        c: dict[int, int] = {}
        for text, weight in (
            (r.title or "", LEAD),
            (r.text[:LEAD_CHARACTERS], LEAD),
            (r.text[LEAD_CHARACTERS:6000], 1),
        ):
            for raw, times in Counter(_WORD.findall(text)).items():
                n = self._written.get(raw)
                if n is None:
                    n = self._numbered(raw)
                if n >= 0:
                    c[n] = c.get(n, 0) + weight * times
        self._counted[r.id] = (array("i", c), array("i", c.values()))
        self._most = max(self._most, *c.values(), 1)

    def _numbered(self, raw: str) -> int:
        w = _plain(raw)
        n = self._number.setdefault(w, len(self.names)) if w else -1
        if n == len(self.names):
            self.names.append(w)
        self._written[raw] = n
        return n

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        """Unit tf-idf vectors of these reports; a word of one report alone weighs nothing."""
        found = {i: tuple(np.array(x, np.int32) for x in self._counted[i]) for i in ids}
        held = np.zeros(len(self.names), np.int64)
        for words, _ in found.values():
            held[words] += 1
        n = len(ids)
        rarity = {k: math.log((n + 1) / (k + 0.5)) if k > 1 else 0.0 for k in set(held.tolist())}
        weight_of = np.array([rarity[k] for k in held.tolist()])
        often = np.array([0.0, *(1 + math.log(k) for k in range(1, self._most + 1))])
        out = {}
        for i, (words, counts) in found.items():
            x = often[counts] * weight_of[words]
            words, x = words[x > 0], x[x > 0]
            out[i] = Vector(words, x / (math.sqrt(sum((x * x).tolist())) or 1.0))
        return out


def stories(analyses: Sequence[Analysis], lineages: Sequence[Lineage], words: Words) -> tuple[Story, ...]:
    """Every report in exactly one story. words: those of the reports, counted."""
    by_id = {a.report.id: a for a in analyses}
    vecs = words.vectors(list(by_id))
    day = {i: by_id[i].report.published for i in by_id}
    groups = {line.reports[0]: list(line.reports) for line in lineages}
    member_of = {i: line.reports[0] for line in lineages for i in line.reports}
    sums = _Sums(vecs, words.names, groups)
    for _, a, b in sorted((-s, a, b) for (a, b), s in _pairs(vecs, day, len(words.names)).items()):
        ga, gb = member_of[a], member_of[b]
        if ga == gb:
            continue
        if _likeness(sums.of(ga), sums.of(gb), len(groups[ga]), len(groups[gb])) >= LIKE * 0.8:
            for i in groups[gb]:
                member_of[i] = ga
            groups[ga] += groups.pop(gb)
            sums.join(ga, gb)
    made = []
    for head, members in groups.items():
        name = _name(sums.of(head), by_id, members)
        sums.drop(head)
        members.sort(key=lambda i: (day[i] or date.max, i))
        made.append(Story(content_id("s", *sorted(members)), name, tuple(members)))
    made.sort(key=lambda s: (-len(s.reports), day[s.reports[0]] or date.max, s.id))
    return tuple(made)


class _Sums:
    """The sum of the vectors of each group, made when it is asked for: most groups are one report that is
    like no other."""

    def __init__(
        self, vecs: Mapping[str, Vector], names: Sequence[str], groups: Mapping[str, Sequence[str]]
    ) -> None:
        self._vecs, self._names, self._groups = vecs, names, groups
        self._made: dict[str, dict[str, float]] = {}

    def of(self, head: str) -> dict[str, float]:
        if head not in self._made:
            total: dict[str, float] = {}
            for i in self._groups[head]:
                for n, x in zip(self._vecs[i].words.tolist(), self._vecs[i].weights.tolist(), strict=True):
                    w = self._names[n]
                    total[w] = total.get(w, 0.0) + x
            self._made[head] = total
        return self._made[head]

    def join(self, head: str, other: str) -> None:
        total = self._made[head]
        for w, x in self._made.pop(other).items():
            total[w] = total.get(w, 0.0) + x

    def drop(self, head: str) -> None:
        del self._made[head]


def _pairs(
    vecs: Mapping[str, Vector], day: Mapping[str, date | None], words: int
) -> dict[tuple[str, str], float]:
    """How alike two reports are that came out within ``DAYS`` of each other or on no known day, where that is
    enough. Only those that share rare words are compared. words: how many words there are."""
    most = max(RARE, len(vecs) // 20)
    ids = sorted(
        vecs, key=lambda i: (day[i] is not None, day[i] or date.min, i)
    )  # the undated first: they are near to all
    days = [d.toordinal() if (d := day[i]) else 0 for i in ids]
    undated = days.count(0)
    held = np.zeros(words, np.int64)
    for i in ids:
        held[vecs[i].words] += 1
    rare = (held > 1) & (held <= most)
    rows = [vecs[i] for i in ids]
    always, lately = Holders(rows[:undated], rare), Holders(rows[undated:], rare)
    whole = np.zeros(words)  # the weight of each word in the report that is compared
    first = 0  # of those dated that the next can be near to
    out: dict[tuple[str, str], float] = {}
    for n, b in enumerate(ids):
        near = always.sharing(rows[n], LIKE * 0.3)
        if n < undated:
            always.add(n)
        else:
            while days[undated + first] < days[n] - DAYS:
                lately.drop(first)
                first += 1
            near += [undated + m for m in lately.sharing(rows[n], LIKE * 0.3)]
            lately.add(n - undated)
        whole[rows[n].words] = rows[n].weights
        for m in near:
            if float(rows[m].weights @ whole[rows[m].words]) >= LIKE - ROUNDING:
                pair = (ids[m], b) if ids[m] < b else (b, ids[m])
                full = _cosine(vecs[pair[0]], vecs[pair[1]])
                if full >= LIKE:
                    out[pair] = full
        whole[rows[n].words] = 0.0
    return out


def _cosine(a: Vector, b: Vector) -> float:
    """The sum in one order, so that it is the same to the last bit whichever report comes first."""
    small, large = (a, b) if len(a.words) < len(b.words) else (b, a)
    found = dict(zip(large.words.tolist(), large.weights.tolist(), strict=True))
    products = (
        x * found.get(w, 0.0) for w, x in zip(small.words.tolist(), small.weights.tolist(), strict=True)
    )
    return float(sum(products))


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
