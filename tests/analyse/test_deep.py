"""However long a sentence is, and however deep its tree: every question is answered, none runs out of
stack."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse.mend import mend
from onrecord.analyse.parse import Parse, Sentence, Token
from onrecord.analyse.report import analyse_reports, from_parse
from onrecord.read import report_of

DAY = date(2024, 5, 8)
LONG = {
    "names": "Norway met " + ", ".join(f"Peru{n}" for n in range(5_000)) + " and Chile in Oslo on Monday.",
    "people": "Norway met " + ", ".join(f"Anna Berg{n}" for n in range(5_000)) + " and Luis Rojas.",
    "and": " and ".join(f"Minister Berg{n} of Peru" for n in range(2_000)) + " met Chile.",
    "verbs": "Norway " + " and ".join("met Chile" for _ in range(2_000)) + ".",
    "sentences": "In August 2022 Norway vowed to help. " + "The envoys met. " * 2_500,
    "documents": "Norway issued a statement " + "calling on a note " * 1_500 + "to sign.",
}
DEPS = (
    "conj",
    "prep",
    "xcomp",
    "ccomp",
    "advcl",
    "acl",
    "relcl",
    "pcomp",
    "appos",
    "compound",
    "dobj",
    "nsubj",
    "poss",
)
WORDS = {
    "verb": ("meet", "VERB", "VB"),
    "participle": ("say", "VERB", "VBG"),
    "noun": ("talk", "NOUN", "NNS"),
    "name": ("Chile", "PROPN", "NNP"),
    "preposition": ("in", "ADP", "IN"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_of_thousands_of_words(kind: str) -> None:
    text = f"{LONG[kind]} “We agreed,” said Luis Rojas."
    (found,) = analyse_reports([report_of(text, id="a", published=DAY)])
    assert found.problems == ()
    assert found.quotes


def chain(dep: str, word: str, count: int, back: bool) -> Parse:
    """Each word hangs on the one before it, or on the one behind it."""
    lemma, pos, tag = WORDS[word]
    tokens, at = [], 0
    for i in range(count):
        head = min(i + 1, count - 1) if back else max(i - 1, 0)
        tokens.append(
            Token(
                i, at, at + len(lemma), lemma, lemma, pos, tag, dep if head != i else "ROOT", head, "", "O", 0
            )
        )
        at += len(lemma) + 1
    mend(tokens, 0)
    for t in tokens:
        if t.head != t.i:
            tokens[t.head].kids.append(t)
    return Parse(" ".join(t.text for t in tokens), tokens, [Sentence(0, 0, count, 0, "paragraph")])


@pytest.mark.slow
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("dep", DEPS)
def test_a_chain_of_any_kind(dep: str, word: str, back: bool) -> None:
    parse = chain(dep, word, 1_500, back)
    found = from_parse(report_of(parse.text, id="a", published=DAY), parse)
    assert found.problems == ()
