"""Kinds of acts and words that several questions about a mention ask for."""

from __future__ import annotations

POINTLIKE = frozenset({"SANCTION", "AGREE", "REJECT", "CONCEDE", "RETREAT", "THREATEN", "REQUEST", "ACCUSE", "SUPPORT"})
AHEAD: frozenset[str] = frozenset({"planned", "expected", "possible"})
REPORTING = frozenset(["say", "tell", "report", "announce", "state", "add", "note", "claim", "write", "warn", "confirm", "believe", "think", "describe", "quote", "insist", "stress", "recall", "explain", "argue", "suggest", "acknowledge", "admit", "deny", "reveal", "disclose", "declare"])  # fmt: skip
RELATIVE_CLAUSES = frozenset({"after", "before", "since", "until", "following"})
IN_WORDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "AGREE", "THREATEN", "CONCEDE"})
