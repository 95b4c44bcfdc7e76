"""Of what kind what is acted on is: one's own, attacked in words, or with force."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids
from onrecord.analyse.happened.words import (
    VIOLENT,
)
from onrecord.analyse.parse import Parse
from onrecord.analyse.who import Who


def its_own(parse: Parse, who: Who, args: Arguments) -> bool:
    """Whether what is acted on belongs to who acts, or is himself."""
    actors = set(ids(parse, who, args.agents))
    near = [x for p in args.patients for x in (p, *p.kids) if x.tag == "PRP$" or x.lower.endswith(("self", "selves"))]
    return any(actors & set(who.at.get(x.i, ())) or not who.at.get(x.i) for x in near)


def in_words(parse: Parse, who: Who, args: Arguments) -> bool:
    """"The president attacked the plan": what one person attacks that is no place, people or building, he attacks in words."""
    by = [who.by_id[i] for i in ids(parse, who, args.agents, deep=False)]
    if not by or any(a.kind != "person" or a.sector in ("MIL", "REB", "COP", "CRM") or not a.mentions[0].span.text[:1].isupper() for a in by):
        return False
    return bool(args.patients) and not any(x.i in who.at or x.i in who.place_at or x.lemma in VIOLENT for p in args.patients for x in (p, *(g for k in p.kids if k.dep in ("poss", "prep", "appos", "conj") for g in parse.subtree(k))))


def in_force(parse: Parse, who: Who, args: Arguments) -> bool:
    """Whether what is acted on is somebody, some place or a thing of force."""
    return any(x.i in who.at or x.i in who.place_at or x.lemma in VIOLENT for p in args.patients for x in parse.subtree(p))
