"""The form of a predicate by its own words: tense, modal, voice, negation."""

from __future__ import annotations

from onrecord.analyse.clause.grammar import OBJECT, PASSIVE_SUBJECT, SUBJECT, infinitive, kids
from onrecord.analyse.clause.model import Form, Tense
from onrecord.analyse.english import (
    BE,
    DO,
    FUTURE,
    GOING,
    HAVE,
    LONGER,
    MAYBE,
    NEGATORS,
    NO,
    NOBODIES,
    NOT_ONE,
    ONLY,
    OR,
    WOULD,
    YET,
)
from onrecord.analyse.parse import Parse, Token

PAST, PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})


def form_of(parse: Parse, t: Token) -> Form:
    """The form of a verb, or of a noun (whose only form is its negation)."""
    if t.pos not in ("VERB", "AUX"):
        return Form(negated=negated(parse, t))
    aux = list(kids(t, "aux", "auxpass"))
    modal = next(
        (k.lower for k in aux if (k.lower in FUTURE | WOULD | MAYBE and k.tag != "VBD") or k.tag == "MD"),
        None,
    )
    perfect = t.tag in ("VBN", "VBG") and any(k.lemma == HAVE for k in aux)
    progressive = t.tag == "VBG" and any(k.lemma == BE for k in aux)
    passive = any(True for _ in kids(t, "auxpass"))
    finite = next((k for k in aux if k.tag in PAST | PRESENT), t)
    tense: Tense = "past" if finite.tag in PAST else "present" if finite.tag in PRESENT else "none"
    if modal in FUTURE or _going_to(parse, t):
        tense = "future"
    return Form(
        tense=tense,
        perfect=perfect,
        progressive=progressive,
        passive=passive,
        modal=modal,
        negated=negated(parse, t),
        infinitive=infinitive(t),
        question=_asks(parse, t),
    )


def _going_to(parse: Parse, t: Token) -> bool:
    """ "Is going to meet", "is to meet"."""
    if not infinitive(t) or t.dep != "xcomp":
        return False
    above = parse.head(t)
    return (above.tag == "VBG" and above.lower == GOING) or (
        above.lemma == BE and above.tag in PAST | PRESENT
    )


def _asks(parse: Parse, t: Token) -> bool:
    sentence = parse.sentence(t)
    return t.dep == "ROOT" and parse.tokens[sentence.last - 1].text == "?"


def negated(parse: Parse, t: Token) -> bool:
    """Whether a negation has this word in its scope: its own, its auxiliary's, or on its subject, object or
    determiner."""
    tokens = parse.tokens
    for k in t.kids:
        only = k.i + 1 < len(tokens) and tokens[k.i + 1].lower == ONLY
        if k.lower in NEGATORS and not only and k.dep in ("neg", "advmod", "det", "preconj", "aux"):
            return True
        if k.lower == LONGER and k.i and tokens[k.i - 1].lower == NO:
            return True
        nominal = k.dep in SUBJECT | PASSIVE_SUBJECT | OBJECT
        if nominal and (k.lower in NOBODIES or any(g.lower in NOT_ONE for g in kids(k, "det", "preconj"))):
            return t.pos in ("VERB", "AUX")
    if _yet(parse, t):
        return True
    if t.dep == "conj" and t.pos == "VERB":  # "did not meet or speak"
        head = parse.head(t)
        own = any(True for _ in kids(t, "aux", "auxpass", *SUBJECT, *PASSIVE_SUBJECT))
        return (
            not own and any(k.lower in OR for k in kids(head, "cc")) and any(True for _ in kids(head, "neg"))
        )
    return False


def _yet(parse: Parse, t: Token) -> bool:
    """ "Has yet to answer"."""
    above = parse.head(t)
    return (
        infinitive(t)
        and above.lemma in (HAVE, BE, DO)
        and any(k.lower == YET for k in (*t.kids, *above.kids))
    )
