"""The table of forms says of every word what the pipeline's own steps say."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from onrecord.analyse.forms import STEPS, Form, Forms, forms
from onrecord.analyse.language import parses, pipeline
from onrecord.read import report_of

TEXTS = [
    "There is no doubt that there were talks; there's hope yet.",
    "Let's go. They're gonna meet, and we've got ta leave. C'm on, y' all. It ain't so.",
    "You said I met him, and he left it to us.  Nothing but talks,\tsaid Anna Berg.",
    "The minister's aides saw the leaves fall; he leaves on Monday, having left his saws behind.",
    "“We will sign,” 12 envoys said (in Oslo) - cheaper, better, worst, most likely.",
    *(made.text(n)[0] for n in range(20)),
]
WORDS = st.sampled_from(
    [
        "there",
        "is",
        "'s",
        "was",
        "were",
        "ai",
        "n't",
        "gon",
        "na",
        "got",
        "ta",
        "let",
        "c'm",
        "on",
        "y'",
        "all",
        "I",
        "you",
        "it",
        "that",
        "to",
        "but",
        "have",
        "has",
        "left",
        "leaves",
        "Berg",
        "the",
        "a",
        "Oslo",
        "met",
        ",",
        ".",
        "“",
    ]
)


def _both(text: str) -> tuple[list[Form], list[Form]]:
    nlp = pipeline()
    said = [Form(t.lemma_, t.pos_, t.tag_, t.dep_) for t in nlp(text)]
    with nlp.select_pipes(disable=STEPS):
        doc = nlp(text)
    table = forms(nlp)
    assert table is not None
    return table.of(doc), said


@pytest.mark.parametrize("text", TEXTS)
def test_the_table_says_what_the_steps_say(text: str) -> None:
    found, said = _both(text)
    assert found == said


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS | st.text(max_size=6), min_size=1, max_size=12).map(" ".join))
def test_the_table_says_what_the_steps_say_of_any_words(text: str) -> None:
    found, said = _both(text)
    assert found == said


def test_a_pipeline_that_asks_more_of_a_word_has_no_table_and_reads_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = report_of(TEXTS[-1], id="r")
    found = [str(vars_of(t)) for t in next(iter(parses([report], pipeline()))).tokens]
    monkeypatch.setattr(sys.modules["onrecord.analyse.language"], "forms", lambda nlp: None)
    assert [str(vars_of(t)) for t in next(iter(parses([report], pipeline()))).tokens] == found
    monkeypatch.setattr(sys.modules["onrecord.analyse.forms"], "ASKED", frozenset({"TAG"}))
    assert forms.__wrapped__(pipeline()) is None


def vars_of(token: object) -> list[object]:
    return [getattr(token, name) for name in token.__slots__ if name != "kids"]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_table_costs_less_than_half_of_the_steps() -> None:
    nlp = pipeline()
    with nlp.select_pipes(disable=STEPS):
        docs = list(nlp.pipe(made.text(n)[0] for n in range(150)))
    table = Forms(nlp)
    began = time.process_time()
    for doc in docs:
        table.of(doc)
    with_table = time.process_time() - began
    began = time.process_time()
    for doc in docs:
        for name in STEPS:
            nlp.get_pipe(name)(doc)
    assert with_table < (time.process_time() - began) / 2
