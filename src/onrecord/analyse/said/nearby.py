"""Quotations that neither marks nor grammar gave to a cue: found by the words just before or after them.

``called the senator "a fraud"`` is often parsed apart at the mark; the order of words still says it.
"""

from __future__ import annotations

from onrecord.analyse.english import AUXILIARIES
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground, hyphened
from onrecord.analyse.said.marks import Quotation
from onrecord.analyse.said.quoted import DASHES, STOPS, block_of
from onrecord.analyse.said.source import Source, phrase, verb_source

REACH = 9  # tokens from "called" to what someone is called
NAME = 8  # tokens a signature after a dash may have


def drafts(ground: Ground, taken: set[int], found: list[Draft]) -> list[Draft]:
    """Drafts for the quotations not in ``taken``; ones whose cue has a draft already lengthen it."""
    by_cue = {draft.cue: draft for draft in found}
    made: list[Draft] = []
    for n, quote in enumerate(ground.quotes):
        if n in taken:
            continue
        draft = _signed(ground, quote) or _colon(ground, quote)
        if draft is None:
            draft = _verb_before(ground, quote, by_cue)
        if draft is not None:
            made.append(draft)
            by_cue[draft.cue] = draft
    return made


def _signed(ground: Ground, quote: Quotation) -> Draft | None:
    """ "…" — a name to the end of the paragraph."""
    tokens = ground.parse.tokens
    at = quote.last
    if at >= len(tokens) or tokens[at].text not in DASHES:
        return None
    block = block_of(ground, at)
    names = []
    k = at + 1
    while k < len(tokens) and block_of(ground, k) == block:
        if k > at + NAME or tokens[k].tag[:2] == "VB":
            return None
        if tokens[k].pos == "PROPN":
            names.append(k)
        k += 1
    if not names:
        return None
    return Draft(at, "quote signed", [(quote.first, quote.last - 1)], Source(names[-1], at + 1, names[-1]))


def _colon(ground: Ground, quote: Quotation) -> Draft | None:
    """From the report: "…"."""
    tokens = ground.parse.tokens
    colon = quote.first - 1
    if colon < 1 or tokens[colon].text != ":" or ground.inside[colon] >= 0:
        return None
    sentence = ground.parse.sentence(tokens[colon])
    first = next(
        (k + 1 for k in range(colon - 1, max(sentence.first, colon - NAME), -1) if tokens[k].text in DASHES),
        sentence.first,
    )
    before = tokens[first:colon]
    head = next((t for t in before if t.dep in ("nsubj", "nsubjpass")), None)
    if head is None:
        head = next((t for t in reversed(before) if t.pos in ("PROPN", "NOUN")), None)
    if head is None or ground.inside[head.i] >= 0:
        return None
    return Draft(
        colon,
        "quote after colon",
        [(quote.first, quote.last - 1)],
        phrase(head, ground.reach, colon),
        spoken=True,
    )


def _verb_before(ground: Ground, quote: Quotation, by_cue: dict[int, Draft]) -> Draft | None:
    tokens, verbs = ground.parse.tokens, ground.lexicon.verbs
    for k in range(quote.first - 1, max(-1, quote.first - 1 - REACH), -1):
        token = tokens[k]
        if (
            token.text in STOPS
            or token.text in (",", ";", ":")
            or ground.inside[k] >= 0
            or block_of(ground, k) != quote.block
        ):
            return None
        if token.tag[:2] != "VB" or (token.lemma in AUXILIARIES and quote.first - k > 1):
            if token.tag == "MD":
                return None
            continue
        frames = verbs.get(token.lemma)
        if not frames or hyphened(ground, token):
            return None
        near = k + 1 == quote.first or all(_passes(ground, tokens[m]) for m in range(k + 1, quote.first))
        names = next((f for f in frames if "as" in f.takes), None)
        if not near and names is None:
            return None
        existing = by_cue.get(k)
        if existing is not None:
            first = min(a for a, _ in existing.content)
            if first > k:
                existing.content.append((first, quote.last - 1))
            return None
        rule = names.rule if names is not None else frames[0].rule
        first = quote.first if near else k + 1
        return Draft(
            k, f"{rule}/quoted", [(first, quote.last - 1)], verb_source(ground.parse, ground.reach, token)
        )
    return None


def _passes(ground: Ground, token: Token) -> bool:
    """Words that may stand between a verb and the quotation it governs."""
    return token.pos in ("ADP", "DET") or token.lower in ground.lexicon.wordings
