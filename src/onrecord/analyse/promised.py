"""What was promised: pledges, targets and offers, who is bound, and by when."""

from __future__ import annotations

import functools
import re

from onrecord.analyse.clause import Clauses
from onrecord.analyse.clause.grammar import CLAUSAL, kids
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.when import When
from onrecord.model import Commitment, Span
from onrecord.rules import lexicon

MADE = frozenset({"happened", "ongoing", "planned"})
DUE = re.compile(r"\b(?:by|until|before|end of|no later than|within)\s*(?:the\s*)?$")
LONGEST = 60  # tokens of what is promised


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("promised")
    return tuple(frozenset(data[k]["words"].split()) for k in ("verbs", "nouns", "targets"))  # type: ignore[return-value]


def find(parse: Parse, clauses: Clauses, names: Names, when: When) -> tuple[Commitment, ...]:
    """Commitments in text order. A wish, a hope or a prediction is none, and neither is a refusal."""
    verbs, nouns, targets = _words()
    found: list[Commitment] = []
    for t in parse.tokens:
        if t.pos == "VERB" and t.lemma in verbs and t.dep != "amod":
            content, actors = _of_verb(clauses, names, t)
        elif t.pos == "NOUN" and t.lemma in nouns | targets and t.dep != "compound":
            content, actors = _of_noun(parse, clauses, names, t, t.lemma in nouns)
        elif t.pos in CLAUSAL and t.tag == "VB":
            content, actors = _declared(clauses, names, t)
        else:
            continue
        if content and actors:
            found.append(_make(parse, when, t, content, actors))
    return tuple(found)


def _of_verb(clauses: Clauses, names: Names, t: Token) -> tuple[list[Token], list[str]]:
    """ "Promised to sign", "pledged 40 tents", "agreed on a date"."""
    clause = clauses.of(t)
    content = [
        k
        for k in t.kids
        if k.dep in ("xcomp", "ccomp", "dobj", "dative") or (k.dep == "prep" and k.lower in ("to", "on"))
    ]
    pronoun = len(content) == 1 and content[0].pos == "PRON"
    if clause.status not in MADE or pronoun:
        return [], []
    return content, names.at(clause.subject.heads)


def _of_noun(
    parse: Parse, clauses: Clauses, names: Names, t: Token, promise: bool
) -> tuple[list[Token], list[str]]:
    """ "Its pledge to leave", "the target of 40 %": targets only with a figure."""
    content = [
        k for k in t.kids if k.dep in ("acl", "relcl") or (k.dep == "prep" and k.lower in ("to", "of", "for"))
    ]
    clause = clauses.of(t)
    owners = names.at(clause.owner.heads or clause.subject.heads, deep=False)
    if not content or not (promise or re.search(r"\d", _span(parse, t, content).text)):
        return [], []
    return content, owners


def _declared(clauses: Clauses, names: Names, t: Token) -> tuple[list[Token], list[str]]:
    """ "Norway will send two ships", as one who acts for Norway says it: a plan of one's own, told in so many words."""
    clause = clauses.of(t)
    own = (
        clause.form.tense == "future"
        and not clause.form.negated
        and t.dep == "ccomp"
        and not clause.form.infinitive
    )
    if not own or clause.status != "planned":
        return [], []
    speaker = names.at(clauses.of(clauses.parse.head(t)).subject.heads, deep=False)
    actors = names.at(clause.subject.heads)
    by_id = names.who.by_id
    sides = {by_id[i].country for i in speaker if by_id[i].country}
    binds = any(i in speaker or (by_id[i].country in sides and by_id[i].sector != "CVL") for i in actors)
    return ([t, *(k for k in kids(t, "dobj", "prep", "dative"))], actors) if binds else ([], [])


def _span(parse: Parse, t: Token, content: list[Token]) -> Span:
    inside = [x for k in content for x in ([k] if k.i == t.i else parse.subtree(k))]
    last = max((x for x in inside if x.i < t.i + LONGEST), key=lambda x: x.i, default=t)
    while last.pos == "PUNCT" and last.i > t.i:
        last = parse.tokens[last.i - 1]
    return Span.of(parse.text, t.start, max(last.end, t.end))


def _make(parse: Parse, when: When, t: Token, content: list[Token], actors: list[str]) -> Commitment:
    span = _span(parse, t, content)
    deadline = None
    for time in when.times:
        if span.start <= time.span.start and time.span.end <= span.end and time.type == "DATE":
            before = parse.text[max(0, time.span.start - 14) : time.span.start].lower()
            if DUE.search(before) and time.value[:1].isdigit():
                deadline = time.value
                break
    return Commitment(span, tuple(actors), f"promised.{t.lemma}", deadline)
