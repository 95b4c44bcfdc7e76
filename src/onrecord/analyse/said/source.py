"""Whose words: the source phrase of a cue, found from the grammar around it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.english import BY, BY_OR_FROM, IN, IT, RELATIVE, THERE
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.said.lexicon import lexicon
from onrecord.analyse.said.tree import Reach

DEEP = 8  # documents that issue documents
NEAR = 40  # dependants of a governor that are looked through; more mean that the parse went wrong
# Relations under which a verb borrows the subject of the word above it.
SHARING = frozenset(
    {
        "xcomp",
        "ccomp",
        "conj",
        "advcl",
        "pcomp",
        "prep",
        "acomp",
        "attr",
        "dep",
        "parataxis",
        "aux",
        "acl",
        "relcl",
        "oprd",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """The source phrase: tokens ``[first, last]`` (inclusive) and its head."""

    head: int
    first: int
    last: int


def subject(parse: Parse, reach: Reach, token: Token) -> Token | None:
    """The subject of a verb among its own dependants."""
    found = reach.subject[token.i]
    return parse.tokens[found] if found >= 0 else None


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
        if kid.dep == "agent" or (kid.dep == "prep" and kid.lower == BY):
            for noun in kid.kids:
                if noun.dep == "pobj":
                    return phrase(noun, reach, token.i)
    return None


def passive(reach: Reach, token: Token) -> bool:
    """Whether a verb is in the passive, or a bare participle ("a plan criticised by", "asked whether")."""
    if token.tag != "VBN":
        return False
    voiced = reach.voiced[token.i]
    if voiced:
        return voiced == 1
    if token.dep == "acl" and any(k.dep == "ccomp" for k in token.kids):
        return False  # "a survey found last week that": the parser took the verb for a participle
    return token.dep in ("acl", "relcl", "advcl") and reach.subject[token.i] < 0


def _suffers(reach: Reach, at: Token, found: Token) -> bool:
    return found.dep == "nsubj" and passive(reach, at)


def _steered(at: Token, above: Token) -> Token | None:
    """ "Asked him to say": who is to act by the object of the verb above."""
    if at.dep not in ("xcomp", "ccomp"):
        return None
    return next((k for k in above.kids[:NEAR] if k.dep == "dobj" and k.i < at.i), None)


def _is_noun_within(at: Token) -> bool:
    return at.pos in ("NOUN", "PROPN", "PRON") and at.dep not in ("ROOT", "attr", "conj")


def verb_source(parse: Parse, reach: Reach, verb: Token, deep: int = 0) -> Source | None:
    """The source of a verb: its subject, or the one it shares with the verb or noun above it."""
    if passive(reach, verb):
        return agent(verb, reach)
    tokens, words = parse.tokens, lexicon()
    at = verb
    trailing = verb.tag == "VBG" and verb.dep == "advcl" and tokens[reach.low[verb.i] - 1].text == ","
    for _ in range(8):
        found = subject(parse, reach, at)
        told = trailing and at.dep == "ccomp" and tokens[at.head].lemma in words.speaking
        if found is not None and (at is verb or not (told or _suffers(reach, at, found))):
            return _named(parse, reach, at, found, verb)
        above = tokens[at.head]
        if at.dep in ("relcl", "acl") and not reach.bare[at.i]:
            return _issuer(parse, reach, above, verb, deep) or phrase(above, reach, verb.i)
        if at.head == at.i:
            break
        owner = _steered(at, above) if above.lemma in words.steering else None
        if owner is not None:
            return phrase(owner, reach, verb.i)
        if at.dep not in SHARING:
            break
        at = above
        if _is_noun_within(at):
            own = possessor(at, reach, verb.i)
            if own is not None:
                return own
            if verb.tag == "VBG" or at.dep in ("dobj", "pobj"):
                at = _governing_verb(parse, at)
    return _of_sentence(parse, reach, verb) if verb.tag == "VBG" and verb.dep in ("advcl", "conj") else None


def _issuer(parse: Parse, reach: Reach, noun: Token, cue: Token, deep: int) -> Source | None:
    """Who issued the document that speaks: "Lund issued a statement calling on Chile to sign"."""
    words = lexicon()
    if noun.lemma not in words.record.documents or noun.dep != "dobj" or noun.head == noun.i:
        return None
    verb = parse.tokens[noun.head]
    if verb.lemma not in words.issuing or passive(reach, verb):
        return None
    return verb_source(parse, reach, verb, deep + 1) if cue.i > noun.i and deep < DEEP else None


def _of_sentence(parse: Parse, reach: Reach, verb: Token) -> Source | None:
    """The subject of the whole sentence, for a participle that trails after it."""
    top = verb
    for _ in range(NEAR):
        if top.head == top.i:
            break
        top = parse.tokens[top.head]
    found = subject(parse, reach, top)
    return phrase(found, reach, verb.i) if found is not None and found.i < verb.i else None


def _governing_verb(parse: Parse, token: Token) -> Token:
    at = token
    for _ in range(4):
        if at.pos in ("VERB", "AUX") or at.head == at.i:
            break
        at = parse.tokens[at.head]
    return at


def _named(parse: Parse, reach: Reach, verb: Token, found: Token, cue: Token) -> Source | None:
    """``found`` itself, or the noun a relative pronoun stands for."""
    if found.lower == THERE or (found.lower == IT and passive(reach, verb)):
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
    for kid in noun.kids[:NEAR]:
        if kid.dep == "poss":
            return phrase(kid, reach, noun.i)
    for kid in noun.kids[:NEAR]:
        if kid.dep in ("prep", "agent") and kid.lower in BY_OR_FROM:
            for below in kid.kids:
                if below.dep == "pobj":
                    return phrase(below, reach, avoid)
    return None


def noun_source(parse: Parse, reach: Reach, noun: Token) -> Source | None:
    """The source of a cue noun: its owner, or the subject of the verb that carries it."""
    own = possessor(noun, reach, noun.i)
    if own is not None:
        return own
    words = lexicon()
    if noun.dep not in ("dobj", "pobj", "attr", "conj"):
        return None
    verb = _governing_verb(parse, noun)
    if noun.dep == "pobj":
        # "said in a statement that": the clause hangs on the noun, the speaker on the verb
        shares = verb.lemma in words.light or (
            parse.tokens[noun.head].lower == IN and verb.lemma in words.speaking
        )
    else:
        shares = verb.lemma in words.light or (verb.lemma not in words.answering and not passive(reach, verb))
    return verb_source(parse, reach, verb) if shares else None
