"""What was promised: pledges, targets and offers, who is bound, and by when."""

from __future__ import annotations

import functools
import re

from onrecord.analyse.happened.arguments import ids, of_verb
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import status
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model import Commitment, Span
from onrecord.rules import lexicon


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("promised")
    return tuple(frozenset(data[k]["words"].split()) for k in ("verbs", "nouns", "targets"))  # type: ignore[return-value]


def find(parse: Parse, who: Who, when: When) -> tuple[Commitment, ...]:
    """Commitments in text order. A wish, a hope or a prediction is none, and neither is a refusal."""
    verbs, nouns, targets = _words()
    found: list[Commitment] = []
    for t in parse.tokens:
        if t.pos == "VERB" and t.lemma in verbs and t.dep not in ("amod",):
            content = [k for k in t.kids if k.dep in ("xcomp", "ccomp", "dobj") or (k.dep == "prep" and k.lower in ("to", "on") and t.lemma in ("commit", "agree"))]
            if not content or status(parse, t) not in ("happened", "ongoing", "planned"):
                continue
            if any(k.dep == "dobj" and k.pos == "PRON" for k in content) and len(content) == 1:
                continue
            args = of_verb(parse, t)
            actors = ids(parse, who, args.agents or (args.patients if args.passive else []))
            if actors:
                found.append(_make(parse, when, t, content, actors, f"promised.{t.lemma}"))
        elif t.pos == "NOUN" and t.lemma in nouns | targets and t.dep != "compound":
            content = [k for k in t.kids if k.dep in ("acl", "relcl") or (k.dep == "prep" and k.lower in ("to", "of", "for"))]
            owners = ids(parse, who, [k for k in t.kids if k.dep in ("poss", "amod", "compound")], deep=False)
            if content and owners and (t.lemma in nouns or re.search(r"\d", _span(parse, t, content).text)):
                found.append(_make(parse, when, t, content, owners, f"promised.{t.lemma}"))
    return tuple(found)


def _span(parse: Parse, t: Token, content: list[Token]) -> Span:
    inside = [x for k in content for x in parse.subtree(k)]
    last = max(inside, key=lambda x: x.i)
    while last.pos == "PUNCT" and last.i > t.i:
        last = parse.tokens[last.i - 1]
    return Span.of(parse.text, t.start, max(last.end, t.end))


def _make(parse: Parse, when: When, t: Token, content: list[Token], actors: list[str], rule: str) -> Commitment:
    span = _span(parse, t, content)
    deadline = None
    for time in when.times:
        if span.start <= time.span.start and time.span.end <= span.end and time.type == "DATE":
            before = parse.text[max(0, time.span.start - 14) : time.span.start].lower()
            if re.search(r"\b(?:by|until|before|end of|no later than)\s*(?:the\s*)?$", before) and time.value[:1].isdigit():
                deadline = time.value
                break
    return Commitment(span, tuple(actors), rule, deadline)
