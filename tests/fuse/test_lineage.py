"""Who may have copied whom is asked of columns: the same as where every two reports are held against each
other."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.fuse.lineage import _WORD, CANDIDATE, RARE, SIZE, copies, near, pairs, rare_runs, shingles

WORDS = st.sampled_from(["a", "Öl", "straße", "İ", "met", "talks", "\ud800x", ".", "—"])


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_shingle_is_the_hash_of_five_words_in_lower_case(text: str) -> None:
    found = list(_WORD.finditer(text))
    plain: dict[int, int] = {}
    for n in range(len(found) - SIZE + 1):
        run = " ".join(m.group().lower() for m in found[n : n + SIZE])
        plain[crc32(run.encode("utf8", "surrogatepass"))] = found[n].start()
    assert shingles(text) == plain


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_near_are_those_that_share_runs_which_few_hold(seed: int, many: int) -> None:
    r = random.Random(seed)
    runs = {f"r{n}": tuple(sorted(r.sample(range(60), r.randrange(40)))) for n in range(many)}
    held = Counter(k for own in runs.values() for k in own)
    plain = [
        (a, b)
        for a, b in combinations(sorted(runs), 2)
        if sum(held[k] <= RARE for k in {*runs[a]} & {*runs[b]}) >= CANDIDATE
    ]
    assert near(runs) == plain


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32))
def test_pairs_are_those_near_that_share_enough(seed: int) -> None:
    r = random.Random(seed)
    parts = [" ".join(f"w{k}x{n}" for n in range(60)) for k in range(6)]
    texts = {f"r{n}": " ".join(r.sample(parts, 3)) for n in range(9)}
    runs = {i: rare_runs(t) for i, t in texts.items()}
    found = {(a, b) for a, b, _, _ in pairs(texts.__getitem__, runs)}
    of = {i: shingles(t) for i, t in texts.items()}
    assert found == {(a, b) for a, b in near(runs) if copies(of[a], of[b])}
