"""Does a clause speak of what has been or of what is to come? Decided by the words around a time."""

from __future__ import annotations

import re

from onrecord.times.lexicon import lexicon

__all__ = ["direction_of"]

REACH = 160
WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|['’]ll|[.;:!?\n](?=\s)|[,\"“”]")
STOP = re.compile(r"[.;!?]\s+(?=[\"“A-Z`'])|\n\s*\n")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd)$")


def direction_of(text: str, start: int, end: int) -> str | None:
    """"past", "future" or None for the clause around a span."""
    left = _sentence_left(text, start)
    right = _sentence_right(text, end)
    before = [w.lower() for w in WORD.findall(left)]
    after = [w.lower() for w in WORD.findall(right)]
    score = 0.0
    score += _side(list(reversed(before)), 1.0)
    score += _side(after, 0.7)
    if score > 0.05:
        return "future"
    if score < -0.05:
        return "past"
    return None


def _sentence_left(text: str, start: int) -> str:
    piece = text[max(0, start - REACH) : start]
    for m in reversed(list(STOP.finditer(piece))):
        if piece[m.start()] != "." or not ABBREVIATED.search(piece[: m.start()]):
            return piece[m.end() :]
    return piece


def _sentence_right(text: str, end: int) -> str:
    piece = text[end : end + REACH]
    for m in STOP.finditer(piece):
        if piece[m.start()] != "." or not ABBREVIATED.search(piece[: m.start()]):
            return piece[: m.start()]
    return piece


def _side(words: list[str], weight: float) -> float:
    """Below zero for the past, above for the future; the nearer the word the more it weighs."""
    tense = lexicon().tense
    strong, future, past = tense["strong_future"], tense["future"], tense["past"]
    score = 0.0
    for i, word in enumerate(words[:18]):
        near = weight / (i + 2)
        if word in strong:
            score += 2 * near
        elif word in future:
            score += 0.6 * near
        elif word in past:
            score -= near
        elif word.endswith("ed") and len(word) > 3:
            score -= near
    return score
