"""Reported clauses and phrases: one draft for each cue word outside quotation marks that has content."""

from __future__ import annotations

from onrecord.analyse.parse import Token
from onrecord.analyse.said.content import (
    Ranges,
    clause_after,
    clause_around,
    complement,
    extended,
    infinitive,
    noun_content,
    passive_complement,
    prepositional,
    whole,
)
from onrecord.analyse.said.draft import Draft, Ground, hyphened
from onrecord.analyse.said.lexicon import Frame
from onrecord.analyse.said.source import noun_source, passive, verb_source

SHORT = 5  # tokens of "not to be quoted for fear"


def drafts(ground: Ground, used: set[int]) -> list[Draft]:
    """One draft for each cue word (``used`` ones aside) that has content in its sentence."""
    found: list[Draft] = []
    verbs, nouns, adjectives = ground.lexicon.verbs, ground.lexicon.nouns, ground.lexicon.adjectives
    for token in ground.parse.tokens:
        if ground.inside[token.i] >= 0 or token.i in used or hyphened(ground, token):
            continue
        draft: Draft | None = None
        if token.tag[:2] == "VB" and token.lemma in verbs:
            draft = _verb(ground, token, verbs[token.lemma])
        elif token.pos == "NOUN" and token.lemma in nouns:
            draft = _noun(ground, token, nouns[token.lemma])
        if draft is None and token.lower in adjectives and token.tag[:2] in ("JJ", "VB"):
            draft = _adjective(ground, token, adjectives[token.lower])
        if draft is not None and not _withholds_name(ground, draft):
            found.append(draft)
    return found


def _withholds_name(ground: Ground, draft: Draft) -> bool:
    """Whether all that is asked is not to be named: that tells of the source, it isn't what was said."""
    first, last = draft.content[0][0], draft.content[-1][1]
    if last - first > SHORT:
        return False
    return any(t.lower in ground.lexicon.anonymous_markers for t in ground.parse.tokens[first : last + 1])


def _verb(ground: Ground, verb: Token, frames: tuple[Frame, ...]) -> Draft | None:
    if verb.dep == "acl" and infinitive(verb):
        return None  # "a way to claim that": nobody has claimed it
    low = passive(ground.reach, verb)
    for frame in frames:
        if "clause" in frame.takes:
            content = clause_after(ground, verb, any(f.hearer for f in frames))
            if content:
                return _made(ground, verb, frame, "clause", content)
            if not low:
                content = clause_around(ground, verb)
                if content:
                    return _made(ground, verb, frame, "around", content)
    for frame in frames:
        how, content = passive_complement(ground, verb, frame) if low else complement(ground, verb, frame)
        if content:
            draft = _made(ground, verb, frame, how, content)
            return None if draft.source is None and how == "object" else draft
    return None


def _made(ground: Ground, verb: Token, frame: Frame, how: str, content: Ranges) -> Draft:
    source = None if how == "seem" else verb_source(ground.parse, ground.reach, verb)
    draft = Draft(verb.i, f"{frame.rule}/{how}", content, source)
    draft.spoken = "quote" in frame.takes
    if how == "clause":
        extended(ground, verb, draft)
    return draft


def _noun(ground: Ground, noun: Token, frames: tuple[Frame, ...]) -> Draft | None:
    for frame in frames:
        how, content = noun_content(ground, noun, frame)
        if content:
            source = noun_source(ground.parse, ground.reach, noun)
            return Draft(noun.i, f"{frame.rule}/{how}", content, source)
    return None


def _adjective(ground: Ground, word: Token, frames: tuple[Frame, ...]) -> Draft | None:
    for frame in frames:
        how, content = "", []
        for kid in word.kids:
            if kid.i > word.i and kid.dep in ("ccomp", "xcomp"):
                how, content = "clause", [whole(ground, kid)]
                break
        if not content:
            how, content = "preposition", prepositional(ground, word, frame)
        if content:
            return Draft(
                word.i, f"{frame.rule}/{how}", content, verb_source(ground.parse, ground.reach, word)
            )
    return None
