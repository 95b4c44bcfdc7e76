"""Reported clauses told by the order of words, where the parser gave the cue nothing.

Long sentences are often parsed apart between the cue and what it reports.
"""

from __future__ import annotations

from onrecord.analyse.english import THAT
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground, hyphened
from onrecord.analyse.said.source import subject, verb_source

FAR = 25  # tokens from a verb to its "that"
TAIL = 5  # words after a closing cue: "officials said late on Friday."


def drafts(ground: Ground, used: set[int]) -> list[Draft]:
    """Drafts for the cue verbs not in ``used``."""
    found: list[Draft] = []
    verbs = ground.lexicon.verbs
    for token in ground.parse.tokens:
        if token.tag[:2] != "VB" or token.lemma not in verbs or token.i in used:
            continue
        if ground.inside[token.i] >= 0 or hyphened(ground, token):
            continue
        frame = next((f for f in verbs[token.lemma] if "clause" in f.takes), None)
        if frame is None:
            continue
        content = _that(ground, token) or _tail(ground, token)
        if content is not None:
            source = verb_source(ground.parse, ground.reach, token)
            found.append(
                Draft(token.i, f"{frame.rule}/order", [content], source, spoken="quote" in frame.takes)
            )
    return found


def _that(ground: Ground, verb: Token) -> tuple[int, int] | None:
    """ "said late on Friday at a meeting of the board that …": from "that" to the end of the sentence."""
    if verb.lemma not in ground.lexicon.speaking:
        return None
    tokens = ground.parse.tokens
    sentence = ground.parse.sentence(verb)
    for k in range(verb.i + 1, min(sentence.last, verb.i + FAR)):
        token = tokens[k]
        if ground.inside[k] >= 0 or token.tag[:2] in ("VB", "MD"):
            return None
        if token.lower == THAT and token.tag == "IN":
            return (k, sentence.last - 1) if sentence.last - k > 3 else None
    return None


def _tail(ground: Ground, verb: Token) -> tuple[int, int] | None:
    """ "…, a survey shows.": what stands before the comma of a closing clause."""
    tokens = ground.parse.tokens
    sentence = ground.parse.sentence(verb)
    if sentence.last - 1 - verb.i > TAIL:
        return None
    who = subject(ground.parse, ground.reach, verb)
    if who is None or who.i > verb.i:
        return None
    low = ground.reach.low[who.i]
    if low <= sentence.first + 2 or tokens[low - 1].text != "," or ground.inside[low - 1] >= 0:
        return None
    if any(t.tag[:2] in ("VB", "MD") for t in tokens[verb.i + 1 : sentence.last]):
        return None
    return sentence.first, low - 2
