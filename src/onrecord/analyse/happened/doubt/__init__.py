"""Why a mention may not tell of a fact: each doubt by its name, from the construction it stands in.

A doubtful mention stays in the analysis of its report; a record leaves it out, for a wrong line of a chronology is
worse than a missing one. Four questions are asked, a module each: whether it took place by its own verb or noun
(``whether``), and by the clauses around it (``frames``); whose it is (``whose``); whether it is an act that makes a line
(``worth``). The words are data (``status.toml``, part ``doubts``).
"""

from __future__ import annotations

from onrecord.analyse.happened.doubt import frames, whether, whose, worth
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.parse import Parse
from onrecord.analyse.who import Who
from onrecord.model.analysis import Status


def doubts(parse: Parse, who: Who, hit: Hit, state: Status, kind: str, dated: bool = False) -> tuple[str, ...]:
    """The names of all that speaks against taking the mention for a fact; ``kind`` is that of its block, ``dated`` says
    whether the act has a time of its own."""
    verb = hit.carrier or (hit.token if hit.token.pos in ("VERB", "AUX") else None)
    found = [
        *whether.doubts(parse, hit, verb, state, kind, dated),
        *frames.doubts(parse, hit, verb, state),
        *whose.doubts(parse, who, hit, verb),
        *worth.doubts(parse, who, hit, verb, state, kind, dated),
    ]
    return tuple(dict.fromkeys(found))
