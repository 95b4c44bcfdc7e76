"""What was promised: pledges, targets and offers, who is bound, and by when."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from onrecord.analyse.clause import Clauses
from onrecord.analyse.clause.factuality import UNDONE
from onrecord.analyse.clause.grammar import CLAUSAL, PASSIVE_SUBJECT, SUBJECT, infinitive, kids
from onrecord.analyse.english import BE, BELONGING, TOWARD, WOULD
from onrecord.analyse.happened.parties import OFFICIAL, Names
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.when import When
from onrecord.model import Commitment, Span
from onrecord.rules import lexicon

MADE = frozenset({"happened", "ongoing", "planned"})
DUE = re.compile(r"\b(?:by|until|before|end of|no later than|within)\s*(?:the\s*)?$")
FLAT = frozenset({"ROOT", "relcl", "advcl"})  # where a report tells a plan on its own word
MEANT = frozenset({"planned", "possible"})
SAYS_WHAT = ("dobj", "prep", "dative", "xcomp", "ccomp", "advmod", "prt", "advcl")
DOERS = SUBJECT | PASSIVE_SUBJECT | {"aux", "auxpass"}
LONGEST = 60  # tokens of what is promised


class Words(NamedTuple):
    verbs: frozenset[str]
    verbs_without_object: frozenset[str]
    readiness: frozenset[str]
    nouns: frozenset[str]
    intents: frozenset[str]
    targets: frozenset[str]
    realms: frozenset[str]

    @property
    def binding(self) -> frozenset[str]:
        """Nouns that bind without a figure."""
        return self.nouns | self.intents


@functools.cache
def _words() -> Words:
    data = lexicon("promised")
    return Words(*(frozenset(data[k]["words"].split()) for k in Words._fields))


def find(parse: Parse, clauses: Clauses, names: Names, when: When) -> tuple[Commitment, ...]:
    """Commitments in text order. A wish, a hope or a prediction is none, and neither is a refusal."""
    words = _words()
    found: list[Commitment] = []
    for t in parse.tokens:
        if t.pos == "VERB" and t.lemma in words.verbs and t.dep != "amod":
            content, actors = _of_verb(clauses, names, t)
        elif t.pos in ("VERB", "ADJ") and t.lemma in words.readiness and t.dep != "amod":
            content, actors = _ready(clauses, names, t)
        elif t.pos == "NOUN" and t.lemma in words.binding | words.targets and t.dep != "compound":
            content, actors = _of_noun(parse, clauses, names, t, t.lemma in words.binding)
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
    objects = () if t.lemma in _words().verbs_without_object else ("dobj", "dative")
    content = [
        k
        for k in t.kids
        if k.dep in ("xcomp", "ccomp", *objects)
        or (k.dep == "prep" and k.lower in TOWARD)
        or (k.dep == "advcl" and infinitive(k))
    ]
    pronoun = len(content) == 1 and content[0].pos == "PRON"
    if clause.status not in MADE or pronoun:
        return [], []
    return content, names.at(clause.subject.heads)


def _ready(clauses: Clauses, names: Names, t: Token) -> tuple[list[Token], list[str]]:
    """ "Plans to close it", "said it was willing to talk": what one means to do oneself, with an
    infinitive."""
    content = [k for k in kids(t, "xcomp") if k.tag == "VB"]
    clause = clauses.of(t)
    if not content or clause.form.negated or clause.status not in MADE:
        return [], []
    if clauses.of(content[0]).status not in MEANT:
        return [], []
    return content, names.at(clauses.of(content[0]).subject.heads)


def _of_noun(
    parse: Parse, clauses: Clauses, names: Names, t: Token, promise: bool
) -> tuple[list[Token], list[str]]:
    """ "Its pledge to leave", "the target of 40 %": targets only with a figure."""
    content = [k for k in t.kids if k.dep in ("acl", "relcl") or (k.dep == "prep" and k.lower in BELONGING)]
    if t.lemma in _words().intents:
        content = [k for k in content if k.dep == "acl" and infinitive(k)]
    clause = clauses.of(t)
    owners = names.at(clause.owner.heads or clause.subject.heads, deep=False)
    if clause.status in UNDONE:
        return [], []  # "dropped its plan to close the port"
    if not content or not (promise or re.search(r"\d", _span(parse, t, content).text)):
        return [], []
    return content, owners


def _declared(clauses: Clauses, names: Names, t: Token) -> tuple[list[Token], list[str]]:
    """ "Norway will send two ships", as one who acts for Norway says it: a plan of one's own, told in so many
    words."""
    clause = clauses.of(t)
    parse = clauses.parse
    ahead = clause.form.tense == "future" or clause.form.modal in WOULD
    said = t
    while said.dep == "conj":
        said = parse.head(said)
    # "said that it was sorry and would pay", "would pay if they left": a promise, though what governs it is
    # told before
    meant = clause.status == "planned" or (clause.status == "possible" and said.dep == "ccomp")
    if not ahead or clause.form.negated or clause.form.infinitive or not meant or _asks(t) or t.lemma == BE:
        return [], []
    speaker = [names.vouchers.at(t.start) or ""]
    if said.dep in ("ccomp", "acl"):
        telling = clauses.of(parse.head(said))
        owner = telling.owner.heads if telling.kind == "noun" else ()
        speaker += names.at(owner or telling.subject.heads, deep=False)
    spoken = _spoken_for(names, clause.subject.heads, speaker)
    actors = names.at(clause.subject.heads) or spoken
    flat = clause.form.tense == "future" and said.dep in FLAT and not any(speaker)
    if not (spoken or _bound(names, actors, speaker) or (flat and _official(names, actors))):
        return [], []
    return [*kids(t, *DOERS), t, *kids(t, *SAYS_WHAT)], actors


def _bound(names: Names, actors: list[str], speakers: list[str]) -> bool:
    """Whether those who are to act say so themselves, or one who acts for their state."""
    by_id = names.who.by_id
    sides = {by_id[i].country for i in speakers if i in by_id and by_id[i].country}
    return any(i in speakers or (by_id[i].country in sides and by_id[i].sector != "CVL") for i in actors)


def _official(names: Names, actors: list[str]) -> bool:
    """Whether one of them acts for a state or a body, whose plans are no guesses of the report's."""
    return any(a.sector in OFFICIAL or a.kind == "state" for a in (names.who.by_id[i] for i in actors))


def _spoken_for(names: Names, subject: tuple[int, ...], speakers: list[str]) -> list[str]:
    """ "The campaign will fight", says its manager, "the country will close the site", says its president:
    those who say so."""
    nouns = {names.clauses.parse.tokens[h].lemma for h in subject}
    return [
        i
        for i in dict.fromkeys(speakers)
        if (a := names.who.by_id.get(i)) is not None
        and (
            any(nouns & set(r.lower().split()) for r in a.roles)
            or bool(a.country and a.sector == "GOV" and nouns & _words().realms)
        )
    ]


def _asks(t: Token) -> bool:
    """An embedded question promises nothing: "did not say how it will leave"."""
    return any(k.tag in ("WRB", "WP", "WDT") for k in t.kids)


def _span(parse: Parse, t: Token, content: list[Token]) -> Span:
    inside = [x for k in content for x in ([k] if k.i == t.i else parse.subtree(k))]
    doers = [x for k in content if k.dep in DOERS for x in parse.subtree(k) if x.i < t.i]
    first = min(doers, key=lambda x: x.i, default=t)
    last = max((x for x in inside if x.i < t.i + LONGEST), key=lambda x: x.i, default=t)
    while last.pos == "PUNCT" and last.i > t.i:
        last = parse.tokens[last.i - 1]
    return Span.of(parse.text, first.start, max(last.end, t.end))


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
