"""Which clusters a mention may join: those that share a block with it and hold a mention that may be alike
enough.

Plainly, each mention is held against every cluster of its blocks, which grow with the record: the cost grows
with its square, at 45 µs a pair. Here the pairs of many mentions are sieved at once (``sieve.py``, .5 µs a
pair), some hundred mentions ahead; what is asked in full is one pair in hundreds, the likeliest first and no
more than can change the answer. The candidates come in the order of the blocks, so the result is the same.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from onrecord.fuse.sieve import Sieve
from onrecord.fuse.told import Told

AHEAD = 128  # mentions that are looked at ahead; the clusters that grow meanwhile are asked in full


class Blocks:
    """Clusters by number, made of mentions by number, in the order in which the mentions are given."""

    def __init__(
        self, told: Sequence[Told], keys: Sequence[Sequence[Hashable]], least: Sequence[float]
    ) -> None:
        """keys: the blocks of each mention. least: the chance that each must have with one mention of a
        cluster."""
        self._sieve = Sieve(told)
        self._keys, self._least = keys, np.array(least)
        self._held: dict[Hashable, array[int]] = defaultdict(
            lambda: array("i")
        )  # mentions of a block's clusters
        self._place: dict[Hashable, dict[int, int]] = defaultdict(dict)  # where in a block a cluster stands
        self._members: list[list[int]] = []
        self._blocks: list[list[Hashable]] = []  # those of each cluster
        self._owner = array("i", bytes(4 * len(told)))
        # mentions that may be alike, for those looked at ahead, each with the most that its chance can be
        self._likely: dict[int, list[tuple[int, float]]] = {}
        self._grew: dict[Hashable, set[int]] = {}  # by block, clusters that mentions have joined since
        # of those how many mentions each had before, and its blocks
        self._before: dict[int, tuple[int, frozenset[Hashable]]] = {}

    def candidates(self, n: int) -> list[tuple[int, list[tuple[int, float]]]]:
        """The clusters that mention ``n`` may join, as they stand in its blocks, each with those of its
        mentions that may be alike enough and how much so at most."""
        if n not in self._likely:
            self._look_ahead(n)
        keys = self._keys[n]
        near: dict[int, list[tuple[int, float]]] = {}
        for m, most in self._likely.pop(n):
            near.setdefault(self._owner[m], []).append((m, most))
        for cluster in {c for k in keys for c in self._grew.get(k, ())}:
            if beside := self._beside(cluster, frozenset(keys)):
                near.setdefault(cluster, []).extend((m, 1.0) for m in beside)
        if len(near) < 2:
            return list(near.items())
        return sorted(
            near.items(),
            key=lambda c: next(
                (k, p[c[0]]) for k, p in enumerate(map(self._place.__getitem__, keys)) if c[0] in p
            ),
        )

    def _beside(self, cluster: int, keys: frozenset[Hashable]) -> list[int]:
        """The mentions of a cluster that has grown which no sieving of a mention with these keys saw: it
        came into their blocks meanwhile, or they came into it by another block."""
        many, blocks = self._before[cluster]
        members = self._members[cluster]
        if keys.isdisjoint(blocks):
            return [m for m in members if keys.isdisjoint(self._keys[m])]
        return [m for m in members[many:] if keys.isdisjoint(self._keys[m])]

    def join(self, n: int, cluster: int | None) -> int:
        """Puts mention ``n`` into a cluster, a new one where none is given; returns its number."""
        grew = cluster is not None
        if cluster is not None and cluster not in self._before:
            self._before[cluster] = len(self._members[cluster]), frozenset(self._blocks[cluster])
        if cluster is None:
            cluster = len(self._members)
            self._members.append([])
            self._blocks.append([])
        for key in self._blocks[cluster]:
            self._held[key].append(n)
        members = self._members[cluster]
        members.append(n)
        self._owner[n] = cluster
        for key in dict.fromkeys(self._keys[n]):
            place = self._place[key]
            if cluster not in place:
                place[cluster] = len(place)
                self._blocks[cluster].append(key)
                self._held[key].extend(members)
        if grew:
            for key in self._blocks[cluster]:
                self._grew.setdefault(key, set()).add(cluster)
        return cluster

    def _look_ahead(self, n: int) -> None:
        end = min(n + AHEAD, len(self._keys))
        mates: dict[Hashable, array[int]] = defaultdict(lambda: array("i"))
        left, right = [], []
        for i in range(n, end):
            held = [at[k] for k in self._keys[i] for at in (self._held, mates) if k in at]
            if held:
                found = np.unique(np.concatenate([np.frombuffer(x, np.int32) for x in held]))
                left.append(np.full(len(found), i))
                right.append(found)
            for k in dict.fromkeys(self._keys[i]):
                mates[k].append(i)
        self._grew.clear()
        self._before.clear()
        self._likely = {i: [] for i in range(n, end)}
        if left:
            a, b = np.concatenate(left), np.concatenate(right)
            most = self._sieve.passing(a, b, self._least[a])
            found = most > 0
            for i, m, chance in zip(a[found].tolist(), b[found].tolist(), most[found].tolist(), strict=True):
                self._likely[i].append((m, chance))
