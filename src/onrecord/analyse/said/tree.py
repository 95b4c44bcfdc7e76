"""What is asked of a governor time and again: how far it reaches, and which word is its subject.

Reaches are intervals, so a clause costs two look-ups however long its sentence is. Subjects are found
once for all words, for thousands of verbs may share a governor in a sentence that was parsed badly.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.english import PERFECT, TO
from onrecord.analyse.parse import Parse


@dataclass(frozen=True, slots=True)
class Reach:
    """``low[i]`` and ``high[i]``: first and last token (both inclusive) of the subtree of token ``i``.

    ``subject[i]`` is the index of its subject or -1; ``bare[i]`` is 1 where it stands with "to"; and
    ``voiced[i]`` is 1 where it has an auxiliary of the passive, 2 of the perfect.
    """

    low: list[int]
    high: list[int]
    subject: list[int]
    bare: bytearray
    voiced: bytearray


SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def reach(parse: Parse) -> Reach:
    """The reach of every token, in one pass over the text."""
    tokens = parse.tokens
    low = list(range(len(tokens)))
    high = list(range(len(tokens)))
    subject = [-1] * len(tokens)
    bare, voiced = bytearray(len(tokens)), bytearray(len(tokens))
    for token in tokens:
        head, dep = token.head, token.dep
        if dep in SUBJECTS and (subject[head] < 0 or token.i < head):
            subject[head] = token.i  # of two before a verb the nearer: "The bridge, she said, is safe"
        if token.lower == TO:
            bare[head] = 1
        if not voiced[head]:
            if dep == "auxpass" or dep == "nsubjpass":
                voiced[head] = 1
            elif dep == "aux" and token.lemma in PERFECT:
                voiced[head] = 2
    for sentence in parse.sentences:
        order = [t for t in tokens[sentence.first : sentence.last] if t.head == t.i or t.dep == "ROOT"]
        for token in order:  # grows while it is walked: governors before governed
            order.extend(token.kids)
        for token in reversed(order):
            i, head = token.i, token.head
            if head != i:
                if low[i] < low[head]:
                    low[head] = low[i]
                if high[i] > high[head]:
                    high[head] = high[i]
    return Reach(low, high, subject, bare, voiced)
