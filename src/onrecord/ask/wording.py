"""Words of a text with their places, compared without regard to case, marks and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

_WORD = re.compile(r"\w+(?:['’\-‐‑]\w+)*")
_LIGHT = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "said",
        "say",
        "says",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
    ]
)


class Word(Struct, frozen=True):
    """A word as it is compared, and where it stands."""

    plain: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in their order; offsets are code points of it."""
    return [Word(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def fold(text: str) -> str:
    """A word without case, accents and curls."""
    flat = unicodedata.normalize(
        "NFKD", text.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")
    )
    return "".join(c for c in flat if not unicodedata.combining(c))


def stems(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its words that are no mere grammar."""
    return frozenset(
        w.plain.removesuffix("'s")[:5] for w in words_of(text) if w.plain not in _LIGHT and len(w.plain) > 2
    )


def find(wanted: Sequence[Word], text: Sequence[Word], start: int = 0) -> int:
    """The place of the first word of ``wanted`` in ``text``, as a whole and in order; -1 where it is not."""
    if not wanted:
        return -1
    plain = [w.plain for w in wanted]
    for n in range(start, len(text) - len(plain) + 1):
        if text[n].plain == plain[0] and all(text[n + k].plain == p for k, p in enumerate(plain)):
            return n
    return -1
