"""What speaks against a mention is told in words: every feature that the weights hold against one, and none
by its bare name."""

from __future__ import annotations

import re

import pytest

from onrecord.analyse.happened.chance import weights
from onrecord.defaults import SHOWN
from onrecord.model import Analysis
from onrecord.show.reasons import told
from onrecord.show.silence import silences


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("basis of tense none noun", "told by a noun, which gives no time"),
        ("recipients 0 CONSULT", "at whom or what it is aimed is not told"),
        ("status not_happened", "it is told as not happened"),
        ("entry retreat.withdraw", "what the entry retreat.withdraw finds is often none"),
        ("something new", "something new"),
    ],
)
def test_a_feature_in_words(name: str, words: str) -> None:
    assert told(name) == words


def test_most_that_speaks_against_has_words_of_its_own() -> None:
    against = [n for n, w in weights().items() if w < 0 and n != "bias"]
    bare = [n for n in against if told(n) == n]
    assert len(bare) < len(against) / 4, bare


def test_all_that_the_sample_story_leaves_out_has_words(sample_analyses: list[Analysis]) -> None:
    reasons = {r for x in silences(sample_analyses, SHOWN) for r in x["left_out"]}
    assert len(reasons) > 10
    assert [r for r in reasons if told(r) == r] == []
    assert not [told(r) for r in reasons if re.search(r"\bNone\b", told(r))]
