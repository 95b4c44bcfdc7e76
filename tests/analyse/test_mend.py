"""Mending a parse: whatever tree comes in, a tree goes out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.mend import mend
from onrecord.analyse.parse import Token

WORDS = [
    "Lund",
    "and",
    ",",
    "that",
    "home",
    "Chile",
    "said",
    "called",
    "the",
    "to",
    "after",
    "Monday",
    "met",
    "on",
    "will",
    "acting",
    "co",
    "-",
    "as",
    "well",
    "who",
    "boats",
]
TAGS = [
    ("PROPN", "NNP"),
    ("NOUN", "NN"),
    ("NOUN", "NNS"),
    ("VERB", "VBD"),
    ("VERB", "VBN"),
    ("VERB", "VBZ"),
    ("VERB", "VBG"),
    ("VERB", "VB"),
    ("AUX", "MD"),
    ("ADP", "IN"),
    ("CCONJ", "CC"),
    ("PUNCT", ","),
    ("DET", "DT"),
    ("PART", "TO"),
    ("ADJ", "JJ"),
]
DEPS = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "prep",
    "conj",
    "cc",
    "compound",
    "acl",
    "relcl",
    "advcl",
    "ccomp",
    "xcomp",
    "aux",
    "det",
    "punct",
    "appos",
    "oprd",
    "amod",
    "mark",
    "npadvmod",
]
ENTS = ["", "PERSON", "GPE", "NORP", "DATE", "ORG"]
LEMMAS = {"said": "say", "called": "call", "met": "meet", "boats": "boat"}


@st.composite
def trees(draw: st.DrawFn) -> list[Token]:
    size = draw(st.integers(2, 14))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]} | {i: order[draw(st.integers(0, n))] for n, i in enumerate(order[1:])}
    tokens, at = [], 0
    for i in range(size):
        word = draw(st.sampled_from(WORDS))
        pos, tag = draw(st.sampled_from(TAGS))
        tokens.append(
            Token(
                i=i,
                start=at,
                end=at + len(word),
                text=word,
                lemma=LEMMAS.get(word, word.lower()),
                pos=pos,
                tag=tag,
                dep="ROOT" if heads[i] == i else draw(st.sampled_from(DEPS)),
                head=heads[i],
                ent=draw(st.sampled_from(ENTS)),
                ent_iob="B",
                sent=0,
            )
        )
        at += len(word) + 1
    return tokens


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(trees())
def test_every_word_still_reaches_a_root(tokens: list[Token]) -> None:
    mend(tokens, 0)
    for t in tokens:
        up, steps = t, 0
        while up.head != up.i:
            up, steps = tokens[up.head], steps + 1
            assert steps <= len(tokens), [(x.text, x.dep, x.head) for x in tokens]
