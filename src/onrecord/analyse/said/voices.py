"""Who else is in it: who was told, who only passes on, and whether the source is left unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.analyse.english import ACCORDING, AS, TO
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.source import agent, phrase, subject, verb_source

LONG = 400  # tokens; a "sentence" longer than this is a parsing failure


def addressee(ground: Ground, cue: Token) -> int | None:
    """Who was told: "told the paper", "was told", "said to reporters"; the index of the head."""
    frames = ground.lexicon.verbs.get(cue.lemma, ())
    if cue.tag[:2] != "VB" or not frames:
        return None
    if any(frame.hearer for frame in frames):
        for kid in cue.kids:
            if (
                kid.dep in ("dobj", "dative", "nsubjpass")
                and ground.inside[kid.i] < 0
                and kid.pos in ("PROPN", "NOUN", "PRON")
            ):
                return kid.i
    if cue.lemma in ground.lexicon.speaking:
        for kid in cue.kids:
            if kid.lower == TO and kid.dep in ("prep", "dative") and ground.inside[kid.i] < 0:
                for noun in kid.kids:
                    if noun.dep == "pobj":
                        return noun.i
    return None


def settle_relayed(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """ "the agency quoted Soto as saying …" becomes one draft: Soto is the source and the agency the
    relay."""
    tokens, parse, reach = ground.parse.tokens, ground.parse, ground.reach
    by_cue = {draft.cue: draft for draft in drafts}
    dropped: set[int] = set()
    for draft in drafts:
        verb = tokens[draft.cue]
        saying = _as_saying(verb) if verb.lemma in ground.lexicon.relaying and verb.tag[:2] == "VB" else None
        if saying is None:
            continue
        inner = by_cue.get(saying.i, draft)  # the words stand before: "…, the agency quoted Soto as saying"
        if any(k.dep == "nsubjpass" for k in verb.kids):
            told, relay = subject(parse, reach, verb), agent(verb, reach) or agent(saying, reach)
        else:
            told = next(
                (k for k in verb.kids if k.dep in ("dobj", "nsubj") and verb.i < k.i < saying.i), None
            )
            told = told or next((k for k in saying.kids if k.dep == "nsubj"), None)
            relay = verb_source(parse, reach, verb)
        if told is not None:
            inner.source = phrase(told, reach, verb.i)
            inner.relay = relay.head if relay is not None else None
            if inner is not draft:
                dropped.add(draft.cue)
    return [draft for draft in drafts if draft.cue not in dropped]


def _as_saying(verb: Token) -> Token | None:
    todo = [k for k in verb.kids if k.i > verb.i]
    for kid in todo:
        if kid.lower == AS:
            return next((k for k in kid.kids if k.dep == "pcomp" and k.tag == "VBG"), None)
        if kid.dep == "dobj":
            todo.extend(k for k in kid.kids if k.lower == AS)
    return None


def mark_relays(ground: Ground, drafts: list[Draft]) -> None:
    """Gives what stands within "…, according to the agency" or "the agency reported that …" its relay."""
    tokens = ground.parse.tokens
    ordered = sorted(drafts, key=lambda d: d.cue)
    cues = [d.cue for d in ordered]
    for outer in drafts:
        source = outer.source
        if source is None or not _passes_on(ground, outer):
            continue
        head = tokens[source.head]
        if head.ent == "PERSON" or head.pos == "PRON":
            continue
        if sum(last - first for first, last in outer.content) > LONG:
            continue
        for first, last in outer.content:
            for inner in ordered[bisect_left(cues, first) : bisect_right(cues, last)]:
                if (
                    inner.relay is None
                    and inner.spoken
                    and inner.source is not None
                    and inner.source.head != source.head
                ):
                    inner.relay = source.head


def _passes_on(ground: Ground, draft: Draft) -> bool:
    return draft.rule == "according to" or ground.parse.tokens[draft.cue].lemma in ground.lexicon.relaying


def unnamed(ground: Ground, draft: Draft) -> bool:
    """Whether the source is a person or people the report doesn't name."""
    source = draft.source
    if source is None:
        return False
    tokens, words = ground.parse.tokens, ground.lexicon
    head = tokens[source.head]
    if head.pos == "PROPN" or (head.pos == "PRON" and head.lemma not in words.anonymous_nouns):
        return False
    if any(k.dep == "appos" and k.pos == "PROPN" for k in head.kids):
        return False
    if head.lemma in words.anonymous_nouns:
        return True
    sentence = ground.parse.sentence(head)
    outside = (t for t in ground.parse.sent_tokens(sentence)[:LONG] if ground.inside[t.i] < 0)
    return any(t.lower in words.anonymous_markers for t in outside)


def cue_tokens(token: Token) -> list[int]:
    """The cue with its auxiliaries, negation and particle."""
    if token.lower == ACCORDING:
        return [token.i, *(k.i for k in token.kids if k.lower == TO)]
    if token.tag[:2] != "VB":
        return [token.i]
    parts = [k.i for k in token.kids if k.dep in ("aux", "auxpass", "neg", "prt") and abs(k.i - token.i) < 6]
    return sorted([token.i, *parts])
