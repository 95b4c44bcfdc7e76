"""Word class and plain form of a word as a table: what the pipeline's last two steps would say, asked once a
word.

spaCy's attribute ruler and rule lemmatizer look at one word at a time, at its letters, tag and role, but for
a few rules over two words. They take three tenths of a pass and say the same of "said/VBD/ROOT" every time.
Each such triple is asked of the two steps themselves, on a text of that one word; a paragraph that a rule
over two words fits is given to them whole.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

STEPS = ("attribute_ruler", "lemmatizer")
ASKED = frozenset(
    {"TAG", "DEP", "LOWER", "ORTH", "TEXT", "IS_SPACE"}
)  # of a word, by rules that a table can stand for
MOST = 200_000  # words that are kept


class Form(NamedTuple):
    """What is said of one word."""

    lemma: str
    pos: str
    tag: str
    dep: str


class Forms:
    """The forms of the words of parsed texts on which ``STEPS`` have not been run."""

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher

        self._steps = [nlp.get_pipe(name) for name in STEPS]
        self._vocab = nlp.vocab
        self._known: dict[tuple[int, int, int], Form] = {}
        self._two = Matcher(nlp.vocab)
        for rule in self._steps[0].patterns:
            longer = [p for p in rule["patterns"] if len(p) > 1]
            if longer:
                self._two.add("two words", longer)

    def of(self, doc: Any) -> list[Form]:
        """One form a word of the text."""
        if len(self._two) and self._two(doc):
            for step in self._steps:
                doc = step(doc)
            return [Form(t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]
        if len(self._known) > MOST:
            self._known.clear()
        return [self._known.get((t.orth, t.tag, t.dep)) or self._asked(t) for t in doc]

    def _asked(self, token: Any) -> Form:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        for step in self._steps:
            alone = step(alone)
        word = alone[0]
        made = self._known[token.orth, token.tag, token.dep] = Form(
            word.lemma_, word.pos_, word.tag_, word.dep_
        )
        return made


@functools.lru_cache(maxsize=4)
def forms(nlp: Any) -> Forms | None:
    """The table of a pipeline; None for one whose steps ask more than a word's own letters, tag and role."""
    if not set(STEPS) <= set(nlp.pipe_names) or nlp.pipe_names.index(STEPS[0]) + 1 != nlp.pipe_names.index(
        STEPS[1]
    ):
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in STEPS)
    if type(ruler).__name__ != "AttributeRuler" or getattr(lemmatizer, "mode", "") != "rule":
        return None
    asked = {name for rule in ruler.patterns for p in rule["patterns"] for word in p for name in word}
    return Forms(nlp) if asked <= ASKED else None
