"""An actor in the making: what it is called, and where it is referred to."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from onrecord.analyse.english import FOR, OF_OR_FOR
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.refs import Ref

RULING = frozenset(
    {"administration", "government", "regime"}
)  # what they are warned or accused of is no part of their name


@dataclass(slots=True)
class Entity:
    """An actor in the making."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    key: str | None = None
    gender: str | None = None
    refs: list[Ref] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    named: bool = False
    firsts: list[int] = field(default_factory=list)  # where its references start, sorted
    lemmas: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)  # of what its roles are: "the head of the agency"
    held: set[int] = field(default_factory=set)

    def add(self, ref: Ref, parse: Parse) -> None:
        """Takes a reference in, once; in time that does not grow with how many there are."""
        if id(ref) not in self.held:
            self.held.add(id(ref))
            self.refs.append(ref)
            insort(self.firsts, ref.first)
            self.lemmas.add(parse.tokens[ref.head].lemma)
            if ref.form == "nominal" and (of := domain(parse, ref)) is not None:
                self.domains.add(of.lemma)

    def before(self, place: int) -> tuple[int, int] | None:
        """How many references lie before a place, and where the last of them starts."""
        n = bisect_left(self.firsts, place)
        return (n, self.firsts[n - 1]) if n else None


def domain(parse: Parse, ref: Ref) -> Token | None:
    """What a role is said to be of, next to it: "the head of the agency"."""
    of = next(
        (
            k
            for k in parse.tokens[ref.head].kids
            if k.dep == "prep" and k.lower in OF_OR_FOR and k.i == ref.head + 1
        ),
        None,
    )
    if of is not None and (
        ref.kind in ("organization", "group")
        if of.lower == FOR
        else parse.tokens[ref.head].lemma in RULING and any(g.pos == "NOUN" for g in of.kids)
    ):
        return None  # "sent the army for a time", "warned the government of a war"
    return (
        next(
            (
                g
                for g in of.kids
                if g.dep == "pobj" and (g.pos == "NOUN" or (g.pos == "PROPN" and ref.country is None))
            ),
            None,
        )
        if of is not None
        else None
    )
