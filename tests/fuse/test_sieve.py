"""The sieve turns nobody away who is alike, and clusters are those of plain comparison."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuse.told_made import told
from onrecord.fuse import sameness
from onrecord.fuse.alike import alike, features, weights
from onrecord.fuse.sameness import Cluster
from onrecord.fuse.sieve import Sieve
from onrecord.fuse.told import Told, anchor

SEEDS = st.integers(0, 2**32)


def _plain(told: Sequence[Told], apart: dict[str, set[str]]) -> list[Cluster]:
    """Every mention held against every cluster of its blocks."""
    blocks: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    made: list[Cluster] = []
    for t in told:
        best: Cluster | None = None
        best_score = 0.0
        seen: set[int] = set()
        for key in sameness._keys(t):
            for c in blocks[key]:
                if id(c) in seen or any(anchor(x) in apart.get(anchor(t), ()) for x in c.told):
                    continue
                seen.add(id(c))
                score = sameness._one(t, c, [(x, 1.0) for x in c.told])
                if score > best_score:
                    best, best_score = c, score
        if best is None:
            best = Cluster()
            made.append(best)
        best.add(t)
        for key in sameness._keys(t):
            if best not in blocks[key]:
                blocks[key].append(best)
    return made


def _as_numbers(clusters: Sequence[Cluster], told: Sequence[Told]) -> list[list[int]]:
    number = {id(t): n for n, t in enumerate(told)}
    return [[number[id(t)] for t in c.told] for c in clusters]


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_the_bound_never_lies_below_the_sum_of_weights(seed: int) -> None:
    mentions = told(seed, 24)
    a, b = (np.repeat(np.arange(24), 24), np.tile(np.arange(24), 24))
    most = Sieve(mentions).at_most(a, b)
    for bound, i, j in zip(most, a, b, strict=True):
        found = features(mentions[i], mentions[j])
        assert bound >= math.fsum(weights().get(n, 0.0) * v for n, v in found.items()) - 1e-9


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.sampled_from([0.1, 0.3, 0.6, 0.9]))
def test_whoever_is_alike_passes_with_any_table_also_one_that_names_more(seed: int, least: float) -> None:
    mentions, r = told(seed, 20), random.Random(seed)
    names = {n for i in range(20) for j in range(20) for n in features(mentions[i], mentions[j])}
    table = {n: r.uniform(-1, 1) for n in (*sorted(names), "a feature of tomorrow")}
    a, b = (np.repeat(np.arange(20), 20), np.tile(np.arange(20), 20))
    most = Sieve(mentions, table).passing(a, b, np.full(400, least))
    for chance, i, j in zip(most, a, b, strict=True):
        assert alike(mentions[i], mentions[j], table) <= (chance or least)


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.sampled_from([1, 3, 16, 1000]))
def test_clusters_are_those_of_plain_comparison(seed: int, ahead: int) -> None:
    mentions = told(seed, 90)
    r = random.Random(seed)
    apart: dict[str, set[str]] = defaultdict(set)
    for _ in range(r.choice([0, 0, 5])):
        x, y = anchor(r.choice(mentions)), anchor(r.choice(mentions))
        apart[x].add(y)
        apart[y].add(x)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onrecord.fuse.blocks.AHEAD", ahead)
        found = sameness._grown(mentions, apart)
    assert _as_numbers(found, mentions) == _as_numbers(_plain(mentions, apart), mentions)


def test_mentions_made_here_do_join_and_the_sieve_does_turn_away() -> None:
    mentions = told(7, 200)
    assert 20 < len(sameness._grown(mentions, {})) < 190
    a, b = np.repeat(np.arange(200), 200), np.tile(np.arange(200), 200)
    assert Sieve(mentions).passing(a, b, np.full(40_000, 0.6)).astype(bool).mean() < 0.2


@pytest.mark.slow
def test_plain_comparison_takes_half_as_long_again_or_more_and_the_more_the_larger() -> None:
    def seconds(grown: object, many: int) -> float:
        mentions = told(3, many)
        began = time.process_time()
        grown(mentions, {})  # type: ignore[operator]
        return time.process_time() - began

    small, large = (seconds(_plain, n) / seconds(sameness._grown, n) for n in (250, 2000))
    assert (
        large > 1.5
    )  # contacts of these few people are one cluster of hundreds, whose mean is asked either way
    assert large > small
