"""Which reports are compared, and how alike they are: the same as where each is held against each, word by
word."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.fuse import stories
from onrecord.model import Report

SEEDS = st.integers(0, 2**32)


def _reports(seed: int, many: int) -> list[Report]:
    """Texts of few words, some of which stand in most of them; days of half a year, some unknown and one
    of the year 1."""
    r = random.Random(seed)
    days = [None, date.min, *(date(2023, 1, 1) + timedelta(days=r.randrange(200)) for _ in range(8))]
    texts = [
        " ".join(r.choice([f"common{k % 3}", f"rare{r.randrange(40)}"]) for k in range(r.randrange(3, 12)))
        for _ in range(many)
    ]
    return [Report(f"r{n:03}", "", t, f"{n}", published=r.choice(days)) for n, t in enumerate(texts)]


def _plain(vecs: dict[str, dict[str, float]], day: dict[str, date | None]) -> dict[tuple[str, str], float]:
    """Every pair, by the definition."""
    held = Counter(w for v in vecs.values() for w in v)
    most = max(stories.RARE, len(vecs) // 20)
    out = {}
    for a in vecs:
        for b in vecs:
            da, db = day[a], day[b]
            if a >= b or (da and db and abs((da - db).days) > stories.DAYS):
                continue
            rare = math.fsum(x * vecs[b].get(w, 0.0) for w, x in vecs[a].items() if held[w] <= most)
            full = math.fsum(x * vecs[b].get(w, 0.0) for w, x in vecs[a].items())
            if rare >= stories.LIKE * 0.3 and full >= stories.LIKE:
                out[(a, b)] = full
    return out


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.sampled_from([0, 1, 2, 30, 90]))
def test_the_pairs_are_those_of_a_plain_comparison(seed: int, many: int) -> None:
    reports = _reports(seed, many)
    words = stories.Words()
    for r in reports:
        words.add(r)
    vecs = words.vectors([r.id for r in reports])
    day = {r.id: r.published for r in reports}
    named = {
        i: {words.names[n]: x for n, x in zip(v.words.tolist(), v.weights.tolist(), strict=True)}
        for i, v in vecs.items()
    }
    found, plain = stories._pairs(vecs, day, len(words.names)), _plain(named, day)
    assert found.keys() == plain.keys()
    assert all(math.isclose(found[pair], plain[pair]) for pair in found)


def test_a_vector_has_length_one_and_knows_the_title() -> None:
    words = stories.Words()
    words.add(Report("a", "", "harbour strike harbour", "a", title="Strike"))
    words.add(Report("b", "", "strike harbour", "b"))
    words.add(Report("c", "", "alone", "c"))
    vecs = words.vectors(["a", "b", "c"])
    assert np.isclose(vecs["a"].weights @ vecs["a"].weights, 1)
    assert [words.names[n] for n in vecs["a"].words] == ["strike", "harbour"]
    assert vecs["a"].weights[0] == vecs["a"].weights[1]  # twice in the text weighs as title and text
    assert not len(vecs["c"].words)  # what one report alone has likens it to none
