"""Whose words: the source phrase of a cue, found from the grammar around it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.said.tree import Reach

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
BY = frozenset({"by", "from"})
# Verbs that only carry a cue noun ("made a claim that", "issued a warning that").
EMPTY_SUBJECTS = frozenset({"it", "there"})


@dataclass(frozen=True, slots=True)
class Source:
    """The source phrase: tokens ``[first, last]`` (inclusive) and its head."""

    head: int
    first: int
    last: int


def subject(token: Token) -> Token | None:
    """The subject of a verb among its own dependants."""
    for kid in token.kids:
        if kid.dep in SUBJECTS:
            return kid
    return None


def phrase(head: Token, reach: Reach, avoid: int) -> Source:
    """The noun phrase of ``head``, cut so that the cue at ``avoid`` isn't in it."""
    first, last = reach.low[head.i], reach.high[head.i]
    if first <= avoid <= last:
        if avoid > head.i:
            last = max(head.i, min(last, avoid - 1))
        else:
            first = min(head.i, avoid + 1)
    return Source(head.i, first, last)


def agent(token: Token, reach: Reach) -> Source | None:
    """Who did it in a passive: the noun after "by"."""
    for kid in token.kids:
        if kid.dep == "agent" or (kid.dep == "prep" and kid.lower == "by"):
            for noun in kid.kids:
                if noun.dep == "pobj":
                    return phrase(noun, reach, token.i)
    return None


def passive(token: Token) -> bool:
    """Whether a verb is in the passive, or a bare participle after a noun."""
    if token.tag != "VBN":
        return False
    for kid in token.kids:
        if kid.dep in ("auxpass", "nsubjpass"):
            return True
        if kid.dep == "aux" and kid.lemma in ("have", "'ve"):
            return False
    return token.dep in ("acl", "relcl") and subject(token) is None


def verb_source(parse: Parse, reach: Reach, verb: Token) -> Source | None:
    """The source of a verb: its subject, or the one it shares with the verb or noun above it."""
    if passive(verb):
        return agent(verb, reach)
    tokens = parse.tokens
    at = verb
    for _ in range(6):
        found = subject(at)
        if found is not None and not (at is not verb and passive(at) and found.dep == "nsubj"):
            return _named(parse, reach, at, found, verb)
        if at.dep in ("relcl", "acl"):
            return phrase(tokens[at.head], reach, verb.i)
        if at.head == at.i:
            break
        above = tokens[at.head]
        if at.dep in ("xcomp", "ccomp"):
            owner = next((k for k in above.kids if k.dep == "dobj" and k.i < at.i), None)
            if owner is not None:
                return phrase(owner, reach, verb.i)
        if at.dep in ("xcomp", "ccomp", "conj", "advcl", "pcomp", "prep", "acomp", "attr", "dep", "parataxis", "aux"):
            at = above
            if at.pos in ("NOUN", "PROPN", "PRON") and at.dep not in ("ROOT", "attr", "conj"):
                own = possessor(at, reach, verb.i)
                if own is not None:
                    return own
                if verb.tag == "VBG" or at.dep in ("dobj", "pobj"):
                    at = _governing_verb(parse, at)
            continue
        break
    return None


def _governing_verb(parse: Parse, token: Token) -> Token:
    at = token
    for _ in range(4):
        if at.pos in ("VERB", "AUX") or at.head == at.i:
            break
        at = parse.tokens[at.head]
    return at


def _named(parse: Parse, reach: Reach, verb: Token, found: Token, cue: Token) -> Source | None:
    """``found`` itself, or the noun a relative pronoun stands for."""
    if found.lower in EMPTY_SUBJECTS and verb.tag == "VBN":
        return None
    if found.lower in RELATIVE:
        clause = verb
        for _ in range(4):
            if clause.dep in ("relcl", "acl") or clause.head == clause.i:
                break
            clause = parse.tokens[clause.head]
        if clause.dep in ("relcl", "acl"):
            noun = parse.tokens[clause.head]
            return Source(noun.i, min(reach.low[noun.i], noun.i), max(noun.i, found.i))
    return phrase(found, reach, cue.i)


def possessor(noun: Token, reach: Reach, avoid: int) -> Source | None:
    """Whose a noun is: "his claim", "the company's claim", "a claim by the company"."""
    for kid in noun.kids:
        if kid.dep == "poss":
            return phrase(kid, reach, noun.i)
    for kid in noun.kids:
        if kid.dep in ("prep", "agent") and kid.lower in BY:
            for below in kid.kids:
                if below.dep == "pobj":
                    return phrase(below, reach, avoid)
    return None


def noun_source(parse: Parse, reach: Reach, noun: Token, light: frozenset[str]) -> Source | None:
    """The source of a cue noun: its owner, or the subject of the verb that carries it."""
    own = possessor(noun, reach, noun.i)
    if own is not None:
        return own
    above = parse.tokens[noun.head]
    if noun.dep in ("dobj", "pobj", "attr", "conj"):
        verb = _governing_verb(parse, noun)
        if verb.lemma in light:
            return verb_source(parse, reach, verb)
    if noun.dep == "compound" and above.pos in ("NOUN", "PROPN"):
        return None
    return None
