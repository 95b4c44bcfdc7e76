"""A person told of before, described anew: "the Chilean leader", "the 55-year-old", "the Texas Democrat".

News varies how it names somebody. Such a description brings no role that the person was named with, so it is
held against who headed that state, or else against the one person whom the sentences just before told of.
"""

from __future__ import annotations

from onrecord.analyse.clause.grammar import kids
from onrecord.analyse.english import THE
from onrecord.analyse.parse import Token
from onrecord.analyse.who.cast import HEADS, Cast
from onrecord.analyse.who.refs import Ref

BACK = 2  # sentences in which the person must have been told of


def described_anew(cast: Cast, ref: Ref) -> bool:
    """Whether a reference was found to mean a person told of before, and is joined with that one."""
    t = cast.parse.tokens[ref.head]
    if ref.plural or ref.modifier or ref.place or t.tag in ("NNS", "NNPS") or not _is_the(cast, ref, t):
        return False
    if t.lemma.lower() in cast.lex.described["leads"]:
        meant = _head_of(cast, ref)
    elif _is_of_a_life(cast, ref, t):
        meant = _told_of(cast, ref, t)
    else:
        return False
    if meant is None:
        return False
    ref.entity, ref.kind, ref.form = meant, "person", "nominal"
    cast.absorb(cast.entities[meant], ref)
    return True


def _is_the(cast: Cast, ref: Ref, t: Token) -> bool:
    """ "The …", as a phrase of its own, with no clause or phrase behind that says which."""
    if t.dep in ("compound", "amod", "nmod", "appos", "attr") or cast.parse.tokens[ref.first].tag == "PRP$":
        return False
    the = cast.parse.tokens[ref.first].lower == THE or any(k.lower == THE for k in kids(t, "det"))
    return the and not any(True for _ in kids(t, "relcl", "acl", "prep", "appos"))


def _is_of_a_life(cast: Cast, ref: Ref, t: Token) -> bool:
    """Whether the words tell of age, party, means or past, and no other is spoken of by their noun."""
    if any(
        t.lemma in e.lemmas if not e.named else any(t.lemma in role.lower().split() for role in e.roles)
        for e in cast.entities
    ):
        return False  # somebody else, or one whom his role tells ("roles.nominal")
    words = [x.lower for x in cast.parse.tokens[min(ref.first, t.i) : t.i]]
    return (
        t.lower in cast.lex.described["life"]
        or t.lemma.lower() in cast.lex.described["life"]
        or (ref.kind == "person" and (ref.former or cast.lex.described["aged"] <= set(words)))
    )


def _head_of(cast: Cast, ref: Ref) -> int | None:
    """The one named person who heads the state that the description names."""
    found = [
        n
        for n, e in enumerate(cast.entities)
        if e.kind == "person"
        and e.named
        and ref.country is not None
        and e.country == ref.country
        and cast.fits_in(ref, e)
        and (cast.heads_a_state(e, HEADS) or _leads(cast, n))
    ]
    return found[0] if len(found) == 1 else None


def _leads(cast: Cast, n: int) -> bool:
    leads = cast.lex.described["leads"]
    return any(role.lower().split()[-1] in leads for role in cast.entities[n].roles if role.split())


def _told_of(cast: Cast, ref: Ref, t: Token) -> int | None:
    """The one named person whom the sentence before told something of; or else the sentence before that."""
    for back in range(1, BACK + 1):
        there = [
            (n, subject)
            for n, sentence, subject in cast.recent
            if sentence == t.sent - back and cast.entities[n].kind == "person" and cast.entities[n].named
        ]
        acting = {n for n, subject in there if subject} or {n for n, _ in there}
        if acting:
            n = min(acting)
            return n if len(acting) == 1 and cast.fits_in(ref, cast.entities[n]) else None
    return None
