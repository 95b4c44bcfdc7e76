"""Does a clause speak of what has been or of what is to come? Decided by the words around a time."""

from __future__ import annotations

import re

from onrecord.times.lexicon import lexicon

__all__ = ["clause_of"]

REACH = 160
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|['’]ll\b|[,;:]|--|[\"“”]")
STOP = re.compile(r"[.;!?]['\"”’]*\s+(?=[\"“A-Z`'])|\n\s*\n|\n(?=[A-Z])")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|[ap]\.m|Ala|Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|vs|No|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd)$")
CLAUSE = frozenset({";", ":", "--", '"', "“", "”"})


def clause_of(text: str, start: int, end: int) -> tuple[str | None, int]:
    """"past", "future" or None for the clause around a span, and how many words away the verb that says so stands:
    the nearest before the span, or else the first behind it."""
    left = [w.lower() for w in WORD.findall(_sentence_left(text, start)) if w != "May"]
    right = [w.lower() for w in WORD.findall(_sentence_right(text, end)) if w != "May"]
    limit = left[-1] if left and left[-1] in ("until", "till", "through", "by") else ""
    if limit:
        if limit != "by" and any(w in lexicon().tense["deferring"] for w in left[-9:]):
            return "future", 1
        left.pop()
    before, distance = _nearest(list(reversed(left)), backwards=True)
    after, further = _nearest(right, backwards=False)
    if before is None or (after is not None and distance > 9 and further < 4 and "," in left[-2:]):
        before, distance = after, further + 1
    return before or ("future" if limit else None), distance


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


def _nearest(words: list[str], backwards: bool) -> tuple[str | None, int]:
    """What the first verb says, going away from the time, and how many words lie between."""
    tense = lexicon().tense
    infinitive = False
    for i, word in enumerate(words[:22]):
        if word in CLAUSE and i > 3:
            break
        if word in tense["future"]:
            if backwards and infinitive is False and i + 1 < len(words) and words[i + 1] in tense["had_been"]:
                return "past", i
            return "future", i
        if word == "to":
            infinitive = backwards and i > 0 and _verbal(words[i - 1])
            continue
        if infinitive and word in ("is", "are"):
            return "future", i
        looks_back = word in tense["past"] or (word.endswith("ed") and len(word) > 3 and word not in tense["not_past"])
        if not looks_back:
            continue
        neighbour = words[i + 1] if backwards and i + 1 < len(words) else words[i - 1] if not backwards and i else ""
        if word in tense["looking_ahead"]:
            # "expected to close in June", "is scheduled for Friday": ahead unless it had been.
            behind = words[:i] if backwards else words[i + 1 : i + 3]
            if word in tense["arranging"] or neighbour in tense["being"] or infinitive or "to" in behind or "for" in behind:
                return ("past" if neighbour == "been" and "had" in words[i + 1 : i + 4] else "future"), i
        elif word not in tense["past"] and neighbour in tense["before_adjective"]:
            continue
        if backwards and i + 1 < len(words) and any(w in tense["modal"] for w in words[i + 1 : i + 4]):
            return "future", i
        if backwards and infinitive and word in tense["deciding"]:
            return "future", i
        if neighbour in ("be", "is", "are"):
            return "future", i
        return "past", i
    return None, 99


def _verbal(word: str) -> bool:
    """Whether a word behind "to" may be a verb."""
    return word.isalpha() and word not in ("the", "a", "an", "its", "his", "her", "their", "this", "that", "about")
