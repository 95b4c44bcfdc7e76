"""Which issues a passage is about: PLOVER contexts from the words of ``contexts.toml``."""

from __future__ import annotations

import functools
import re
from collections import Counter

from onrecord.rules import lexicon

_WORD = re.compile(r"[a-z0-9][a-z0-9'\-]*")


@functools.cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    one: dict[str, list[str]] = {}
    two: dict[tuple[str, str], list[str]] = {}
    for context, entry in lexicon("contexts")["contexts"].items():
        for phrase in entry.split(", "):
            words = phrase.split()
            if len(words) == 1:
                one.setdefault(words[0], []).append(context)
            else:
                two.setdefault((words[0], words[1]), []).append(context)
    return {k: tuple(v) for k, v in one.items()}, {k: tuple(v) for k, v in two.items()}


def counts(text: str) -> Counter[str]:
    """How often a passage speaks of each context."""
    one, two = _tables()
    words = _WORD.findall(text.lower())
    found: Counter[str] = Counter()
    for i, word in enumerate(words):
        for context in one.get(word, ()):
            found[context] += 1
        if i + 1 < len(words):
            for context in two.get((word, words[i + 1]), ()):
                found[context] += 1
    return found
