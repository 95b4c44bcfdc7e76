"""Acts in words that a report of somebody's words tells: what is announced, refused or demanded in them.

PLOVER has no category of statements: "said it would send food" is an AGREE, "said it would strike" a
THREATEN, "said that Chile must leave" a REQUEST (PLOVER manual, rules on future and hypothetical acts). They
stand beside the planned act itself.
"""

from __future__ import annotations

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.grammar import CLAUSAL
from onrecord.analyse.clause.words import words
from onrecord.analyse.english import WOULD
from onrecord.analyse.happened.parties import Names, Parties
from onrecord.analyse.parse import Token
from onrecord.lexicon.acts import Acts

OUGHT = frozenset({"must", "should", "ought", "need"})


def in_words(
    names: Names, clauses: Clauses, t: Token, clause: Clause, kind: str, told: Parties, lexicon: Acts
) -> tuple[str, Parties] | None:
    """The type of the act in words that stands beside an act of type ``kind``, with who says it to whom; None
    where none does."""
    speaker = _speaker(names, clauses, t)
    if not speaker:
        return None
    by_id = names.who.by_id
    own = set(told.actors) & set(speaker) or {by_id[i].country for i in told.actors if by_id[i].country} & {
        by_id[i].country for i in speaker
    }
    if own and clause.form.negated and (clause.form.tense == "future" or clause.form.modal in WOULD):
        return "REJECT", told
    if own and clause.status == "planned" and kind in lexicon.announced:
        return lexicon.announced[kind], told
    if not own and told.actors and clause.form.modal in OUGHT and not clause.form.negated:
        return "REQUEST", Parties(tuple(speaker), told.actors, told.found, ())
    return None


def _speaker(names: Names, clauses: Clauses, t: Token) -> list[str]:
    """Who says it, where the act stands in a clause that reports words."""
    above = clauses.parse.head(t)
    status, _ = words().governors.get((above.lemma, "that"), ("", ""))
    reported = t.dep == "ccomp" and above.pos in CLAUSAL and status == "own"
    return names.at(clauses.of(above).subject.heads) if reported else []
