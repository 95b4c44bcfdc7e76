"""What hangs on which predicate: whether a time or a place belongs to a clause by structure, and how far off
it stands."""

from __future__ import annotations

from onrecord.analyse.clause.grammar import CLAUSAL
from onrecord.analyse.parse import Parse, Token

CROSSING = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
FAR = 8


def hangs_on(parse: Parse, item: Token, predicate: Token) -> tuple[int, str] | None:
    """Steps from ``item`` up to ``predicate`` with the first preposition on the way, "" without one.

    None where it hangs elsewhere or another clause lies between: "met the envoy who fled in May" did not meet
    in May, and "sued him for spoiling the 2016 vote" did not sue in 2016.
    """
    node, steps, prep = item, 0, ""
    while node.i != predicate.i:
        if node.head == node.i or steps > FAR:
            return None
        if node.i != item.i and (
            node.dep in CROSSING or (node.pos in CLAUSAL and node.dep in ("conj", "xcomp", "pcomp"))
        ):
            return None
        if (
            node.i != item.i
            and node.dep in ("nsubj", "nsubjpass")
            and predicate.pos in CLAUSAL
            and prep == ""
        ):
            return None
        node = parse.head(node)
        if (
            node.dep in ("prep", "agent", "mark", "advmod")
            and not prep
            and node.pos in ("ADP", "SCONJ", "ADV")
        ):
            prep = node.lower
        steps += 1
    return steps, prep
