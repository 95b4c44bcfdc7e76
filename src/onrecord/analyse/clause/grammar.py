"""The few words and relations of grammar itself that the clause layer asks for by name; all other words are
data."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.parse import Parse, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
ANY_SUBJECT = SUBJECT | PASSIVE_SUBJECT
OBJECT = frozenset({"dobj", "obj"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "rarely"})
NOBODIES = frozenset({"nobody", "none", "nothing", "neither"})
BE, HAVE, DO = "be", "have", "do"
FUTURE = frozenset({"will", "shall", "'ll", "wo"})
WOULD = frozenset({"would", "'d"})
MAYBE = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought"})
UNREAL = frozenset({"if", "unless", "whether", "lest"})
BEFORE = frozenset({"before", "until", "till"})
PREDICATE = frozenset({"acomp", "attr", "oprd"})
PRO_PLACES = frozenset({"there", "here", "home"})  # adverbs that stand for a place told before
PRO_OBJECTS = frozenset(
    {"it", "them", "this", "these", "those", "one", "another"}
)  # pronouns for a thing told before
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
