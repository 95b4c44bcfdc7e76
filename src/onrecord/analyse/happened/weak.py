"""Points on which a mention is weakly told, each by its name: three of them, and it bears out what others tell and
makes no line of its own.

Taken by hand from six readings of a hundred lines each: of those with none of these points 85 of a hundred were right, of
those with one or two 70, of those with three or more 40 (docs/design.md). The points weigh the same; nothing is fitted.
"""

from __future__ import annotations

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.parse import Parse

DEEP = 120  # characters of its sentence before it
MANY = 3  # who act together
ENOUGH = 3  # points


def weak_points(parse: Parse, hit: Hit, dated: bool, relayed: bool) -> tuple[str, ...]:
    """``dated``: it has a time of its own; ``relayed``: it stands in somebody's reported speech."""
    sentence = parse.sentence(hit.token)
    before = parse.tokens[sentence.first : hit.token.i]
    points = {
        "undated": not dated,
        "relayed": relayed,
        "alone": len(hit.actors) <= 1 and not hit.recipients,
        "many": len(hit.actors) >= MANY,
        "deep": hit.token.start - parse.tokens[sentence.first].start >= DEEP,
        "content": any(x.lower == "that" and x.dep == "mark" for x in before),
    }
    return tuple(name for name, holds in points.items() if holds)
