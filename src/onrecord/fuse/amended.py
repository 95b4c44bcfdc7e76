"""Which lines a report's own correction touches: those whose words speak of what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.fuse.told import Told
from onrecord.model import Amended, Note, Report, Span
from onrecord.rules import lexicon

_WORD = re.compile(r"[^\W_][\w’'-]*")
LETTERS = 5  # of a word that are compared, so that "signed" and "signing" are one
OWN = frozenset(
    w[:LETTERS] for w in lexicon("sameness")["words"]["correcting"].split()
)  # what every correction has


def corrections(report: Report, words: Span) -> tuple[Note, ...]:
    """The corrections of a report that touch words of it: those that share two words of matter with them, or
    one that the report has nowhere else."""
    return tuple(n for n in report.notes if n.kind == "correction" and _touches(n, report, words))


def amended(told: Sequence[Told]) -> tuple[Amended, ...]:
    """The corrections that touch an event, by the reports that made them."""
    found = (
        Amended(t.report.id, n.text, n.start, n.end)
        for t in told
        if t.report.notes
        for n in corrections(t.report, t.mention.evidence)
    )
    return tuple(dict.fromkeys(found))


def _touches(note: Note, report: Report, words: Span) -> bool:
    shared = _matter(note.text) & _matter(words.text)
    if len(shared) >= 2:
        return True
    start, end = (note.start, note.end) if note.start is not None and note.end is not None else (0, 0)
    rest = report.text[:start] + report.text[end:]
    here = [w.lower()[:LETTERS] for w in _WORD.findall(rest)] if shared else []
    return any(here.count(w) == 1 for w in shared)


def _matter(text: str) -> frozenset[str]:
    """Words of some length and numbers, by their first letters."""
    found = (w.lower() for w in _WORD.findall(text))
    return frozenset(w[:LETTERS] for w in found if len(w) > 3 or w.isdigit()) - OWN
