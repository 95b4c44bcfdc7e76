"""Does a clause speak of what has been or of what is to come? Decided by the words around a time."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.times.lexicon import lexicon

__all__ = ["awaited", "clause_of"]

REACH = 160
FAR = 99
WORD = re.compile(r"(?<!\w-)(?<![^\W\d_])[^\W\d_]+(?:['’][^\W\d_]+)?|['’]ll\b|[,;:]|--|[\"“”]")
STOP = re.compile(r"[.;!?]['\"”’]*\s+(?=[\"“A-Z`'])|\n\s*\n|\n(?=[A-Z])")
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[ap]\.m|Ala|Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|Okla|Ore"
    r"|Pa|Tenn|Tex"
    r"|Va|Wash|Wis|vs|No|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co"
    r"|Ltd)$"
)
CLAUSE = frozenset({";", ":", "--", '"', "“", "”"})
LIMITS = frozenset({"until", "till", "through", "by"})


def clause_of(text: str, start: int, end: int) -> tuple[str | None, int]:
    """ "past", "future" or None for the clause around a span, and how many words away the verb that says so
    stands:
    the nearest before the span, or else the first behind it."""
    tense = lexicon().tense
    left = _words(_sentence_left(text, start))
    right = _words(_sentence_right(text, end))
    if left[-2:] == ["at", "least"]:
        left = left[:-2]
    elif left[-3:] == ["no", "later", "than"]:
        return "future", 1
    limit = left[-1] if left and left[-1] in LIMITS else ""
    if limit:
        if limit != "by" and any(w in tense["deferring"] for w in left[-9:]):
            return "future", 1
        left.pop()
    noun = next((w for w in reversed(left[-3:]) if w not in tense["leading"]), "")
    if noun in tense["events_past"] or right[:1] == ["that"]:
        return "past", 1
    before, distance = _nearest(left[::-1], backwards=True)
    after, further = _nearest(right, backwards=False)
    if limit and before != "future" and _to_do(left):
        return "future", 1
    if before is None or _stands_behind(left, right, distance, after, further):
        before, distance = after, further + 1
    return before or ("future" if limit else None), distance


def _stands_behind(left: list[str], right: list[str], distance: int, after: str | None, further: int) -> bool:
    """Whether the verb behind a time counts and not the one before it: "Lund, who on Monday also
    proposed"."""
    if after is None:
        return False
    between = distance >= 3 and (further == 0 or (further == 1 and _adverb(right[0])))
    return between or (distance > 9 and further < 4 and "," in left[-2:])


def awaited(text: str, start: int, end: int) -> bool:
    """Whether the event that belongs to a day ("Tuesday's vote") is still to come."""
    tense = lexicon().tense
    left = _words(_sentence_left(text, start))[-2:]
    if left and (left[-1] in tense["awaiting"] or " ".join(left) in tense["awaiting"]):
        return True
    right = _words(_sentence_right(text, end))[:5]
    coming = any(w in tense["events_coming"] for w in right[1:])
    return coming and clause_of(text, start, end)[0] == "future"


def _to_do(words: list[str]) -> bool:
    """Whether something "to do" is named among the words."""
    not_verb = lexicon().tense["not_verb"]
    return any(a == "to" and b.isalpha() and b not in not_verb for a, b in pairwise(words))


def _adverb(word: str) -> bool:
    return word.endswith("ly") or word in lexicon().tense["adverbs"]


def _words(piece: str) -> list[str]:
    base = lexicon().tense["base"]
    return [low for w in WORD.findall(piece) if (low := w.lower()) == w or (w != "May" and low not in base)]


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
    infinitive = FAR  # how far the nearest "to do" is
    for i, word in enumerate(words[:22]):
        if word in CLAUSE and i > 3:
            break
        if word == "to" and backwards:
            if i and words[i - 1].isalpha() and words[i - 1] not in lexicon().tense["not_verb"]:
                infinitive = i
            continue
        earlier = words[i + 1 : i + 4] if backwards else words[max(0, i - 3) : i][::-1]
        later = words[max(0, i - 3) : i][::-1] if backwards else words[i + 1 : i + 4]
        says = _says(word, earlier, later, infinitive if backwards else FAR, i)
        if says is not None:
            return says, i
    return None, FAR


def _says(word: str, earlier: list[str], later: list[str], infinitive: int, away: int) -> str | None:
    """What one word says of its clause, knowing the three words before it and behind it, nearest first."""
    tense = lexicon().tense
    previous, following = (earlier[0] if earlier else ""), (later[0] if later else "")
    if word in tense["conditional"]:
        return _supposed(word, following, later)
    if word in tense["future"]:
        if word in tense["base"] and ("did" in earlier or "didn't" in earlier):
            return "past"
        return None if _describes(previous) else "future"
    if infinitive != FAR and away == infinitive + 1 and word in ("is", "are", "was", "were"):
        return "future"
    if word in ("has", "have", "'ve"):
        known = following in tense["past"] or following in ("not", "also", "already")
        return "past" if known or following.endswith(("ed", "en", "ly")) else None
    regular = word.endswith("ed") and len(word) > 3 and word not in tense["not_past"]
    return _says_past(word, earlier, later, infinitive) if word in tense["past"] or regular else None


def _supposed(word: str, following: str, later: list[str]) -> str | None:
    """What "would" and "could" say: of what is to come, unless they are denied."""
    if following == "not" or word.endswith(("n't", "n’t")):
        return "past" if any(w in lexicon().tense["declining"] for w in later) else None
    return None if word == "could" and following in ("be", "have") else "future"


def _describes(previous: str) -> bool:
    """Whether the word before shows that this one stands before a noun: "the coming talks"."""
    return previous in lexicon().tense["before_adjective"] and previous != "and"


def _says_past(word: str, earlier: list[str], later: list[str], infinitive: int) -> str | None:
    """What a past form says: of what has been, unless it looks ahead or stands below another verb."""
    tense = lexicon().tense
    previous, to_do = (earlier[0] if earlier else ""), infinitive != FAR
    if word in tense["looking_ahead"]:
        if _describes(previous):
            return None
        arranged = word in tense["arranging"] or previous in tense["being"] or to_do
        if arranged or "to" in later or "for" in later:
            return "past" if previous == "been" and "had" in earlier else "future"
    elif previous in tense["before_adjective"] and word.endswith("ed"):
        return None
    if any(w in tense["modal"] for w in earlier):
        return "future"
    if to_do and word in tense["deciding"]:
        return "future" if infinitive <= 3 or word not in ("agreed", "offered") else "past"
    return "future" if previous in ("be", "is", "are") else "past"
