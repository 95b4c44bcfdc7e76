"""Who copied whom: reports that share text are one witness, found by containment of five-word shingles.

Containment (shared shingles over those of the shorter text), not Jaccard: two versions of one dispatch share
half of their shingles while their Jaccard is under a third. Shingles that many reports hold (boilerplate) say
nothing, so candidates come from an index of rare ones; the cost grows with the text, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np

from onrecord.model import Lineage, Report, content_id

SIZE = 5
RARE = 12  # reports that may hold a shingle for it to tell of copying
CONTAINMENT = 0.20  # of the shorter report's shingles
ENOUGH = 12  # shared shingles, so that one quoted sentence makes no lineage
SAMPLE = 4  # one shingle in so many serves to find candidates (by its hash, so the same in every report)
CANDIDATE = max(2, ENOUGH // SAMPLE)  # rare shingles of the sample that two texts must share to be compared
_WORD = re.compile(r"\w+")


def shingles(text: str) -> dict[int, int]:
    """Hash of each five-word run to the offset of its first word."""
    found = list(_WORD.finditer(text))
    words = [m.group().lower() for m in found]
    return {
        crc32(" ".join(words[i : i + SIZE]).encode()): found[i].start() for i in range(len(words) - SIZE + 1)
    }


def rare_runs(text: str) -> tuple[int, ...]:
    """The shingles that serve to find candidates."""
    return tuple(sorted(h for h in shingles(text) if h % SAMPLE == 0))


def copies(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    """The number of shingles that two texts share, where that is enough for one to be copied; else 0."""
    common = len(one.keys() & other.keys())
    return common if common >= ENOUGH and common >= CONTAINMENT * min(len(one), len(other)) else 0


def pairs(
    texts: Mapping[str, str], runs: Mapping[str, Sequence[int]]
) -> tuple[dict[tuple[str, str], int], dict[str, dict[int, int]]]:
    """Pairs of report ids that share text, with the number of shingles shared; and the shingles of those reports.

    runs: ``rare_runs`` of every text. Only texts that share some of these are compared in full.
    """
    shared: Counter[tuple[str, str]] = Counter()
    for holders in _holders(runs):
        for i, a in enumerate(holders):
            for b in holders[i + 1 :]:
                shared[(a, b)] += 1
    near = [pair for pair, n in shared.items() if n >= CANDIDATE]
    of = {i: shingles(texts[i]) for i in {i for pair in near for i in pair}}
    found = {(a, b): common for a, b in near if (common := copies(of[a], of[b]))}
    return found, of


def _holders(runs: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    """For each run that some reports hold, but not many, those reports in the order of their ids."""
    names = sorted(runs)
    if not names:
        return
    run = np.fromiter((h for i in names for h in runs[i]), np.int64)
    of = np.repeat(np.arange(len(names)), [len(runs[i]) for i in names])
    order = np.argsort(run, kind="stable")
    run, of = run[order], of[order]
    starts = np.flatnonzero(np.r_[True, run[1:] != run[:-1]]) if len(run) else np.zeros(0, int)
    many = np.diff(np.r_[starts, len(run)])
    for start, n in zip(starts.tolist(), many.tolist(), strict=True):
        if 1 < n <= RARE:
            yield [names[k] for k in of[start : start + n].tolist()]


def lineages(
    reports: Sequence[Report], runs: Mapping[str, Sequence[int]] | None = None
) -> tuple[Lineage, ...]:
    """Every report in exactly one lineage, alone or with those it shares text with."""
    known = runs or {}
    found, texts = pairs(
        {r.id: r.text for r in reports},
        {r.id: known[r.id] if r.id in known else rare_runs(r.text) for r in reports},
    )
    root = {r.id: r.id for r in reports}

    def top(x: str) -> str:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for a, b in sorted(found):
        ra, rb = sorted((top(a), top(b)))
        root[rb] = ra
    groups: dict[str, list[str]] = defaultdict(list)
    for r in reports:
        groups[top(r.id)].append(r.id)
    sharing: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in found:
        sharing[top(pair[0])].append(pair)
    order = {
        r.id: (r.published.isoformat() if r.published else "9999", r.published_at or "", r.id)
        for r in reports
    }
    by_id = {r.id: r for r in reports}
    made = []
    for head, members in groups.items():
        members.sort(key=lambda i: order[i])
        copied = tuple(
            (a, b, copied_spans(by_id[a].text, texts[a], by_id[b].text, texts[b]))
            for a, b in sorted(tuple(sorted(p, key=lambda i: order[i])) for p in sharing[head])
        )
        made.append(Lineage(content_id("l", *sorted(members)), tuple(members), copied))
    return tuple(sorted(made, key=lambda x: (order[x.reports[0]], x.id)))


def copied_spans(
    _from: str, first: Mapping[int, int], into: str, second: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """Stretches of the later text that stand in the earlier one, as offsets of the later."""
    starts = sorted(at for h, at in second.items() if h in first)
    spans: list[tuple[int, int]] = []
    for at in starts:
        m = None
        end = at
        for n, m in enumerate(_WORD.finditer(into, at)):
            end = m.end()
            if n + 1 == SIZE:
                break
        if spans and at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((at, end))
    return tuple(spans)
