"""The words by which a mention is doubted (``status.toml``, part ``doubts``)."""

from __future__ import annotations

import functools

from onrecord.rules import lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    return {name: frozenset(row.split()) for name, row in lexicon("status")["doubts"].items()}
