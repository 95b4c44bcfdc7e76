"""Reported clauses and phrases: what the grammar hangs on a cue word outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.lexicon import Frame
from onrecord.analyse.said.source import agent, noun_source, passive, phrase, possessor, verb_source

LIGHT = frozenset(
    "make have express voice issue give raise reiterate repeat offer deliver release publish share hold get take send".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"})


def drafts(ground: Ground, used: set[int]) -> list[Draft]:
    """One draft for each cue word (``used`` ones aside) that has content in its sentence."""
    found: list[Draft] = []
    verbs, nouns, adjectives = ground.lexicon.verbs, ground.lexicon.nouns, ground.lexicon.adjectives
    for token in ground.parse.tokens:
        if ground.inside[token.i] >= 0 or token.i in used:
            continue
        draft: Draft | None = None
        if token.tag.startswith("VB") and token.lemma in verbs:
            draft = _verb(ground, token, verbs[token.lemma])
        elif token.pos == "NOUN" and token.lemma in nouns:
            draft = _noun(ground, token, nouns[token.lemma])
        elif token.pos in ("ADJ", "VERB") and token.lower in adjectives:
            draft = _adjective(ground, token, adjectives[token.lower])
        elif token.lower == "according":
            draft = _according(ground, token)
        if draft is not None:
            found.append(draft)
    return found


def _range(ground: Ground, token: Token) -> tuple[int, int]:
    return ground.reach.low[token.i], ground.reach.high[token.i]


def finite(token: Token) -> bool:
    """Whether a clause has a tensed verb."""
    return token.tag in ("VBD", "VBZ", "VBP", "MD") or any(
        k.tag in ("VBD", "VBZ", "VBP", "MD") for k in token.kids if k.dep in ("aux", "auxpass", "cop")
    )


def _verb(ground: Ground, verb: Token, frames: tuple[Frame, ...]) -> Draft | None:
    for frame in frames:
        if "clause" in frame.takes:
            content = _clause(ground, verb)
            if content:
                return _made(ground, verb, frame, content)
    low = passive(verb)
    for frame in frames:
        content = _passive(ground, verb, frame) if low else _phrase(ground, verb, frame)
        if content:
            return _made(ground, verb, frame, content)
    return None


def _made(ground: Ground, verb: Token, frame: Frame, content: list[tuple[int, int]]) -> Draft:
    source = verb_source(ground.parse, ground.reach, verb)
    draft = Draft(verb.i, "verb." + frame.rule, content, source)
    if frame.hearer:
        for kid in verb.kids:
            if kid.dep in ("dobj", "dative", "nsubjpass"):
                draft.addressee = kid.i
                break
    return draft


def _clause(ground: Ground, verb: Token) -> list[tuple[int, int]]:
    """The finite clause a verb reports, after it, before it or around it."""
    after = [k for k in verb.kids if k.dep == "ccomp" and k.i > verb.i and finite(k)]
    if after:
        low, high = _range(ground, after[0])
        return [(max(low, verb.i + 1), high)]
    before = [k for k in verb.kids if k.dep == "ccomp" and k.i < verb.i]
    if before:
        own = min([verb.i] + [ground.reach.low[k.i] for k in verb.kids if k.dep == "nsubj" and k.i < verb.i and k.i > before[0].i])
        low, high = _range(ground, before[0])
        content = [(low, min(high, own - 1))]
        if high > verb.i:
            content.append((ground.reach.high[verb.i] + 1, high))
        return content
    if verb.dep == "parataxis":
        above = ground.parse.tokens[verb.head]
        low, high = _range(ground, above)
        left, right = _range(ground, verb)
        return [(low, left - 1), (right + 1, high)]
    return []


def _phrase(ground: Ground, verb: Token, frame: Frame) -> list[tuple[int, int]]:
    """Infinitives, gerunds, objects and prepositional phrases after a verb in the active."""
    takes = frame.takes
    objects = [k for k in verb.kids if k.dep == "dobj" and k.i > verb.i]
    opens = [k for k in verb.kids if k.dep in ("xcomp", "ccomp") and k.i > verb.i]
    if "as" in takes:
        content = _as(ground, verb, objects)
        if content:
            return content
    for k in opens:
        low, high = _range(ground, k)
        if k.tag == "VBG":
            if "ing" in takes:
                return [(low, high)]
        elif any(a.lower == "to" for a in k.kids):
            owned = bool(objects) or any(a.dep == "nsubj" for a in k.kids)
            if owned and "person" in takes:
                if objects:
                    low = min(low, ground.reach.low[objects[0].i])
                return [(max(low, verb.i + 1), high)]
            if not owned and "inf" in takes:
                return [(low, high)]
    if "object" in takes and objects and not frame.hearer:
        low, high = _range(ground, objects[0])
        return [(max(low, verb.i + 1), high)]
    if frame.prepositions:
        return list(_prepositional(ground, verb, frame))[:1]
    return []


def _as(ground: Ground, verb: Token, objects: list[Token]) -> list[tuple[int, int]]:
    after = [k for k in verb.kids if k.i > verb.i]
    called = [k for k in after if k.dep in ("oprd", "attr", "acomp") or (k.dep == "ccomp" and not finite(k)) or (k.dep == "prep" and k.lower == "as")]
    if not called:
        return []
    if objects:
        return [(max(verb.i + 1, min(ground.reach.low[objects[0].i], ground.reach.low[called[0].i])), ground.reach.high[called[-1].i])]
    if called[0].dep == "ccomp":
        low, high = _range(ground, called[0])
        return [(max(low, verb.i + 1), high)]
    return []


def _prepositional(ground: Ground, word: Token, frame: Frame) -> Iterator[tuple[int, int]]:
    for kid in word.kids:
        if kid.dep == "prep" and kid.i > word.i and kid.lower in frame.prepositions:
            for noun in kid.kids:
                if noun.dep in ("pobj", "pcomp"):
                    yield _range(ground, noun)[0], ground.reach.high[kid.i]


def _passive(ground: Ground, verb: Token, frame: Frame) -> list[tuple[int, int]]:
    subjects = [k for k in verb.kids if k.dep in ("nsubjpass", "nsubj") and k.i < verb.i]
    rest = [k for k in verb.kids if k.i > verb.i and (k.dep in ("xcomp", "oprd", "ccomp") or (k.dep == "prep" and k.lower in ("as", "of")))]
    if "passive" in frame.takes or "as" in frame.takes or "person" in frame.takes:
        if subjects and rest:
            return [_range(ground, subjects[0]), (ground.reach.low[rest[0].i], ground.reach.high[rest[-1].i])]
        return []
    if "object" in frame.takes and subjects and not frame.hearer:
        return [_range(ground, subjects[0])]
    return []


def _noun(ground: Ground, noun: Token, frames: tuple[Frame, ...]) -> Draft | None:
    for frame in frames:
        content: list[tuple[int, int]] = []
        for kid in noun.kids:
            if kid.i < noun.i or kid.dep not in ("acl", "ccomp", "relcl"):
                continue
            if "clause" in frame.takes and finite(kid) and any(k.dep == "mark" and k.lower in ("that", "whether") for k in kid.kids):
                content = [_range(ground, kid)]
            elif "inf" in frame.takes and kid.dep == "acl" and any(k.lower == "to" for k in kid.kids):
                content = [_range(ground, kid)]
        if not content:
            content = list(_prepositional(ground, noun, frame))[:1]
        if not content and noun.dep == "nsubj" and "clause" in frame.takes:
            verb = ground.parse.tokens[noun.head]
            if verb.lemma == "be":
                for kid in verb.kids:
                    if kid.dep == "ccomp" and kid.i > verb.i:
                        content = [_range(ground, kid)]
        if content:
            return Draft(noun.i, "noun." + frame.rule, content, noun_source(ground.parse, ground.reach, noun, LIGHT))
    return None


def _adjective(ground: Ground, word: Token, frames: tuple[Frame, ...]) -> Draft | None:
    for frame in frames:
        for kid in word.kids:
            if kid.i > word.i and kid.dep in ("ccomp", "xcomp"):
                return Draft(word.i, "adjective." + frame.rule, [_range(ground, kid)], verb_source(ground.parse, ground.reach, word))
        found = list(_prepositional(ground, word, frame))
        if found:
            return Draft(word.i, "adjective." + frame.rule, found[:1], verb_source(ground.parse, ground.reach, word))
    return None


def _according(ground: Ground, word: Token) -> Draft | None:
    """According to X: all the sentence says but this phrase."""
    tokens = ground.parse.tokens
    to = word.i + 1
    if to >= len(tokens) or tokens[to].lower != "to":
        return None
    noun = next((k for k in tokens[to].kids if k.dep == "pobj"), None)
    if noun is None:
        return None
    source = phrase(noun, ground.reach, word.i)
    sentence = ground.parse.sentence(word)
    low, high = sentence.first, sentence.last - 1
    if source.last >= high - 1:
        content = [(low, word.i - 1)]
    elif word.i == low:
        content = [(source.last + 1, high)]
    else:
        content = [(low, word.i - 1), (source.last + 1, high)]
    return Draft(word.i, "according to", content, source)
