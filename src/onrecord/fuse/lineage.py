"""Who copied whom: reports that share text are one witness, found by containment of five-word shingles.

Containment (shared shingles over those of the shorter text), not Jaccard: two versions of one dispatch share
half of their shingles while their Jaccard is under a third. Shingles that many reports hold (boilerplate) say
nothing, so candidates come from an index of rare ones; the cost grows with the text, not with its square.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from zlib import crc32

import numpy as np

from onrecord.fuse.memo import Memo, Spans, key_of
from onrecord.model import Lineage, Report, content_id

SIZE = 5
RARE = 12  # reports that may hold a shingle for it to tell of copying
CONTAINMENT = 0.20  # of the shorter report's shingles
ENOUGH = 12  # shared shingles, so that one quoted sentence makes no lineage
SAMPLE = 4  # one shingle in so many serves to find candidates (by its hash, so the same in every report)
CANDIDATE = max(2, ENOUGH // SAMPLE)  # rare shingles of the sample that two texts must share to be compared
HELD = 512  # texts whose runs are held at once; those of one lineage are asked one after the other
_WORD = re.compile(r"\w+")


def shingles(text: str) -> dict[int, int]:
    """Hash of each five-word run to the offset of its first word."""
    found = list(_WORD.finditer(text))
    words = [m.group().lower().encode("utf8", "surrogatepass") for m in found]
    joined = memoryview(b" ".join(words))
    ends = list(accumulate(len(w) + 1 for w in words))  # behind the space that follows each word
    return {
        crc32(joined[end - len(w) - 1 : last - 1]): m.start()
        for m, w, end, last in zip(found, words, ends, ends[SIZE - 1 :], strict=False)
    }


def rare_runs(text: str) -> tuple[int, ...]:
    """The shingles that serve to find candidates."""
    return tuple(sorted(h for h in shingles(text) if h % SAMPLE == 0))


def copies(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    """The number of shingles that two texts share, where that is enough for one to be copied; else 0."""
    common = len(one.keys() & other.keys())
    return common if common >= ENOUGH and common >= CONTAINMENT * min(len(one), len(other)) else 0


def pairs(
    text_of: Callable[[str], str], runs: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, str, dict[int, int], dict[int, int]]]:
    """Pairs of report ids that share text, with the shingles of both.

    text_of: a report's text by its id; asked only of those that share some rare runs with another, a few of
    which are held at once. runs: ``rare_runs`` of every text.
    """
    of = functools.lru_cache(maxsize=HELD)(lambda i: shingles(text_of(i)))
    for a, b in _side_by_side(near(runs)):
        if copies(of(a), of(b)):
            yield a, b, of(a), of(b)


def _side_by_side(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, those of one group one after the other."""
    group = _Groups(i for pair in found for i in pair)
    for a, b in found:
        group.join(a, b)
    return sorted(found, key=lambda pair: (group.top(pair[0]), pair))


class _Groups:
    """Ids that were joined, by the first of them."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._root = {i: i for i in ids}

    def top(self, x: str) -> str:
        root = self._root
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    def join(self, a: str, b: str) -> None:
        first, last = sorted((self.top(a), self.top(b)))
        self._root[last] = first


def near(runs: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    """The pairs of reports that share enough of the runs that few hold to be compared, in the order of their
    ids."""
    names = sorted(runs)
    if not names:
        return []
    run = np.concatenate([np.asarray(runs[i], np.int64) for i in names])
    of = np.repeat(np.arange(len(names), dtype=np.int64), [len(runs[i]) for i in names])
    order = np.argsort(run, kind="stable")
    run, of = run[order], of[order]
    starts = np.flatnonzero(np.r_[True, run[1:] != run[:-1]]) if len(run) else np.zeros(0, int)
    many = np.diff(np.r_[starts, len(run)])
    shared = [np.zeros(0, np.int64)]
    for n in range(2, RARE + 1):  # runs that as many hold, side by side
        holders = of[starts[many == n][:, None] + np.arange(n)]
        shared += [holders[:, i] * len(names) + holders[:, j] for i, j in combinations(range(n), 2)]
    pair, times = np.unique(np.concatenate(shared), return_counts=True)
    return [(names[p // len(names)], names[p % len(names)]) for p in pair[times >= CANDIDATE].tolist()]


def lineages(
    reports: Sequence[Report],
    runs: Mapping[str, Sequence[int]],
    text_of: Callable[[str], str],
    before: Memo[Spans] | None = None,
) -> tuple[Lineage, ...]:
    """Every report in exactly one lineage, alone or with those it shares text with.

    runs: ``rare_runs`` of the reports. text_of: the text of a report that is ``near`` another, by its id;
    asked only of pairs that ``before`` does not know.
    """
    order = {
        r.id: (r.published.isoformat() if r.published else "9999", r.published_at or "", r.id)
        for r in reports
    }
    one = _Groups(r.id for r in reports)
    found: list[tuple[str, str, tuple[tuple[int, int], ...]]] = []
    of = functools.lru_cache(maxsize=HELD)(lambda i: shingles(text_of(i)))
    sha = {r.id: r.text_sha256.encode() for r in reports}
    known = before or Memo[Spans]()

    def copied(a: str, b: str) -> Spans:
        return copied_spans(of(a), text_of(b), of(b)) if copies(of(a), of(b)) else ()

    for pair in _side_by_side(near({r.id: runs[r.id] for r in reports})):
        a, b = sorted(pair, key=order.__getitem__)
        if spans := known.of(key_of(sha[a], sha[b]), functools.partial(copied, a, b)):
            one.join(a, b)
            found.append((a, b, spans))
    groups: dict[str, list[str]] = defaultdict(list)
    for r in reports:
        groups[one.top(r.id)].append(r.id)
    sharing: dict[str, list[tuple[str, str, tuple[tuple[int, int], ...]]]] = defaultdict(list)
    for row in sorted(found):
        sharing[one.top(row[0])].append(row)
    made = []
    for head, members in groups.items():
        members.sort(key=lambda i: order[i])
        made.append(Lineage(content_id("l", *sorted(members)), tuple(members), tuple(sharing[head])))
    return tuple(sorted(made, key=lambda x: (order[x.reports[0]], x.id)))


def copied_spans(
    first: Mapping[int, int], into: str, second: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """Stretches of the later text that stand in the earlier one, as offsets of the later."""
    starts = sorted(at for h, at in second.items() if h in first)
    ends: dict[int, int] = {}  # behind the run that begins with a word
    if starts:
        words = [m.span() for m in _WORD.finditer(into, starts[0])]
        ends = {at: words[min(n + SIZE, len(words)) - 1][1] for n, (at, _) in enumerate(words)}
    spans: list[tuple[int, int]] = []
    for at in starts:
        if spans and at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], ends[at]))
        else:
            spans.append((at, ends[at]))
    return tuple(spans)
