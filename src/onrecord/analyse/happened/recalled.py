"""Act nouns that look back: "the attack", "that meeting", "Friday's talks" are the act told before.

Such a noun takes over its antecedent's days where it tells none of its own, and whom it names and its status
where nobody is told of it (nominal event anaphora; Jurafsky and Martin, 3rd ed., ch. 23). Whether that is
right is for the chance to say, "found recalled" is one of its facts; whether both are one event for
``fuse.alike``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from onrecord.analyse.clause import Clause
from onrecord.analyse.clause.grammar import kids
from onrecord.analyse.happened.days import Days
from onrecord.analyse.happened.match import Match
from onrecord.analyse.happened.parties import Parties
from onrecord.analyse.parse import Token
from onrecord.analyse.who import Who
from onrecord.lexicon.acts import Act
from onrecord.model.analysis import Status

BACK = 12  # sentences that a noun looks back over
LEAST = 0.3  # the chance from which an act can be meant
REFERS = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})


class Told(Protocol):
    """What is asked of an act told before."""

    @property
    def token(self) -> Token: ...
    @property
    def match(self) -> Match: ...
    @property
    def parties(self) -> Parties: ...
    @property
    def status(self) -> Status: ...
    @property
    def days(self) -> Days: ...
    @property
    def p(self) -> float: ...


T = TypeVar("T", bound=Told)


def antecedent(who: Who, t: Token, clause: Clause, act: Act, told: Parties, before: Sequence[T]) -> T | None:
    """The act that a noun looks back on: the nearest of its type and form that names somebody whom the noun
    names, and all of them where the noun names too few to take part. A gathering that is named ("the COP26
    summit") is that one and looks back on none."""
    if clause.kind != "noun" or not _refers(t) or _is_named(who, t):
        return None
    own = {*told.actors, *told.recipients}
    near = [c for c in _behind(t, before) if _fits(act, own, is_open(act, told), c)]
    return next((c for c in near if c.token.lemma == t.lemma), near[0] if near else None)


def taken_over(told: Parties, earlier: Told) -> Parties:
    """The participants of the act told before."""
    left = tuple(u for u in told.unmet if u not in ("nobody", "needs", "subject"))
    return Parties(earlier.parties.actors, earlier.parties.recipients, told.found | {"recalled"}, left)


def by_its_act(clause: Clause, told: Parties, before: Sequence[T]) -> Parties:
    """Who acts where an act does: "the suit accuses them" is by who sued, "the raid killed nine" by who
    raided."""
    if told.actors or not clause.subject:
        return told
    acts = (c for c in reversed(before) if c.token.i in clause.subject.heads and c.parties.actors)
    if (meant := next(acts, None)) is None:
        return told
    actors = tuple(i for i in meant.parties.actors if i not in told.recipients)
    left = tuple(u for u in told.unmet if u not in ("nobody", "subject"))
    return Parties(actors, told.recipients, told.found | {"by its act"}, left) if actors else told


def is_open(act: Act, told: Parties) -> bool:
    """Whether the noun tells too few to take part."""
    return len({*told.actors, *told.recipients}) < (2 if act.both else 1)


def _is_named(who: Who, t: Token) -> bool:
    """ "The COP26 summit", and no "Oslo talks" or "Lund deal": a name that is nobody's and no place's."""
    names = [x for x in kids(t, "compound", "nmod") if x.pos == "PROPN"]
    return any(_is_occasion(who, x) or not (x.i in who.at or x.i in who.place_at) for x in names)


def _is_occasion(who: Who, x: Token) -> bool:
    return x.i in who.ref_at and who.ref_at[x.i].kind == "occasion"


def _refers(t: Token) -> bool:
    """ "The", "that", "their", "Friday's": a noun that names what is known already."""
    return any(
        k.lower in REFERS or (k.dep == "poss" and k.ent in ("DATE", "TIME")) for k in kids(t, "det", "poss")
    )


def _behind(t: Token, before: Sequence[T]) -> Iterator[T]:
    for c in reversed(before):
        if t.sent - c.token.sent > BACK:
            return
        if c.token.i < t.i:
            yield c


def _fits(act: Act, own: set[str], open_: bool, c: Told) -> bool:
    other = c.match.act
    people = {*c.parties.actors, *c.parties.recipients}
    return (
        other.type == act.type
        and not other.told
        and c.p >= LEAST
        and (own <= people if open_ else not own.isdisjoint(people))
        and len(people) >= (2 if act.both else 1)
        and not (act.format and other.format and act.format != other.format)
    )
