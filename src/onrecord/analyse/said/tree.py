"""How far each word reaches: the leftmost and rightmost token below it in the grammar.

Reaches are intervals, so a clause costs two look-ups however long its sentence is.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.parse import Parse


@dataclass(frozen=True, slots=True)
class Reach:
    """``low[i]`` and ``high[i]``: first and last token (both inclusive) of the subtree of token ``i``."""

    low: list[int]
    high: list[int]


def reach(parse: Parse) -> Reach:
    """The reach of every token, in one pass over the text."""
    tokens = parse.tokens
    low = list(range(len(tokens)))
    high = list(range(len(tokens)))
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
    return Reach(low, high)
