"""The few relations of grammar itself that the clause layer asks for by name; the words are in
``analyse/english.py``, all others are data."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.parse import Parse, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
ANY_SUBJECT = SUBJECT | PASSIVE_SUBJECT
OBJECT = frozenset({"dobj", "obj"})
PREDICATE = frozenset({"acomp", "attr", "oprd"})
NOMINAL = frozenset({"NOUN", "PROPN"})
CLAUSAL = frozenset({"VERB", "AUX"})


def kids(t: Token, *deps: str) -> Iterator[Token]:
    return (k for k in t.kids if k.dep in deps)


def spread(parse: Parse, heads: list[Token]) -> list[Token]:
    """The heads with all that is coordinated with them, in text order, each once."""
    found: dict[int, Token] = {}
    todo = list(heads)
    while todo:
        t = todo.pop(0)
        if t.i in found:
            continue
        found[t.i] = t
        todo += [k for k in t.kids if k.dep == "conj" and (k.pos not in CLAUSAL or t.pos in CLAUSAL)]
    return sorted(found.values(), key=lambda t: t.i)


def first_conjunct(parse: Parse, t: Token) -> Token:
    """The first of a coordination: what the whole hangs on."""
    while t.dep == "conj" and t.head != t.i:
        t = parse.head(t)
    return t


def infinitive(t: Token) -> bool:
    """ "To meet", "to be met": a verb or participle under "to"."""
    return any(k.tag == "TO" for k in kids(t, "aux"))
