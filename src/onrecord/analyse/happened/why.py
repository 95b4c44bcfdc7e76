"""Why a word tells an act or none: which entries of the lexicon were asked for it, and what each answered.

The same steps as in ``find``, each told: the names that a word may stand under, the entries there, what their
frames lack, who takes part, and the chance in the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.analyse.clause import Clauses
from onrecord.analyse.happened.chance import against
from onrecord.analyse.happened.find import KEPT, LIKELY, WORDS, Candidate, candidates, settle
from onrecord.analyse.happened.match import HARD, Match, looked_up, matches, narrowed
from onrecord.analyse.happened.parties import Names, parties
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.lexicon.acts import Act, Acts
from onrecord.model import Quote, Report


@dataclass(frozen=True, slots=True)
class Answer:
    """What one entry says to a word: ``taken`` where it makes the mention, else why it does not."""

    entry: str
    type: str
    key: str
    taken: bool
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A word at ``[start, end)``, the names it was looked up under, and what each entry there answered."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]
    answers: tuple[Answer, ...]
    why_none: str | None


def why(
    word: str,
    parse: Parse,
    report: Report,
    who: Who,
    when: When,
    quotes: Sequence[Quote],
    clauses: Clauses,
    lexicon: Acts,
) -> tuple[Asked, ...]:
    """Each place where the word stands, in any of its forms, in the order of the text."""
    vouchers = Vouchers(quotes)
    names = Names(clauses, who, vouchers)
    made = candidates(parse, report, who, when, clauses, vouchers, names, lexicon)
    by_word: dict[int, list[Candidate]] = {}
    for c in made:
        by_word.setdefault(c.token.i, []).append(c)
    kept = {id(c) for c in settle(made)}
    has_body = any(s.kind == "paragraph" for s in parse.sentences)
    low = word.lower()

    def answer(t: Token, m: Match, narrow: Sequence[Match]) -> Answer:
        def no(text: str) -> Answer:
            return Answer(m.act.id, m.act.type, m.key, False, text)

        if lacking := [_lacking(u, m.act) for u in dict.fromkeys(m.unmet) if u in HARD]:
            return no("; ".join(lacking))
        if all(x.act.id != m.act.id for x in narrow):
            return no("a narrower entry of the word is met")
        clause = clauses.of(t)
        if "nobody" in parties(names, clause, m.act, t).unmet:
            return no("nobody who could take part is told")
        c = next((c for c in by_word.get(t.i, ()) if c.match.act.id == m.act.id), None)
        if c is None:
            return no("another entry of the word is likelier")
        return weighed(c)

    def weighed(c: Candidate) -> Answer:
        act, speaks = c.match.act, "; ".join(against(c.features))
        if id(c) not in kept:
            return Answer(
                act.id, act.type, c.match.key, False, "the same act is told by another word of the sentence"
            )
        if c.p < KEPT:
            told = f"chance {c.p:.2f}, and what has less than {KEPT:g} is not kept; against it: {speaks}"
            return Answer(act.id, act.type, c.match.key, False, told)
        doubt = f", too little for a line; against it: {speaks}" if c.p < LIKELY else ""
        return Answer(act.id, act.type, c.match.key, True, f"chance {c.p:.2f}{doubt}")

    def asked(t: Token) -> Asked:
        known = tuple(looked_up(parse, t))
        readings = matches(clauses, who, t, lexicon)
        none = None
        if t.pos not in WORDS:
            none = f"read as {t.pos}, and only verbs, nouns and adjectives tell acts"
        elif parse.sentence(t).kind == "headline" and has_body:
            none = "it stands in a headline, and the text below tells the story"
        elif not readings:
            as_what = {"VERB": "a verb", "AUX": "a verb", "ADJ": "an adjective"}.get(t.pos, "a noun")
            none = f"no entry has it as {as_what}"
        met = [m for m in readings if not HARD & set(m.unmet)]
        narrow = narrowed(met)[:3]
        by_entry = {m.act.id: m for m in reversed(readings)}  # one that stands under two names is told once
        answers = [answer(t, by_entry[i], narrow) for i in dict.fromkeys(m.act.id for m in readings)]
        # what is announced, refused or asked is an act in words beside the act itself
        answers += [weighed(c) for c in by_word.get(t.i, ()) if c.match.act.id not in by_entry]
        return Asked(t.start, t.end, t.text, known, () if none else tuple(answers), none)

    return tuple(asked(t) for t in _standing(parse, low))


def _standing(parse: Parse, low: str) -> Iterator[Token]:
    return (t for t in parse.tokens if low in (t.lower, t.lemma.lower()))


def _lacking(condition: str, act: Act) -> str:
    """A condition of the frame that is not met, with what it asks for."""
    wanted = {
        "object": act.object,
        "object_not": act.object_not,
        "modified": act.modified,
        "under": act.under,
        "complement": act.complement_verbs or ({act.complement} if act.complement else set()),
    }[condition]
    some = sorted(wanted)[:6]
    more = f" and {len(wanted) - 6} more" if len(wanted) > 6 else ""
    asks = {
        "object": "its object must be",
        "object_not": "its object must not be",
        "modified": "before it must stand",
        "under": "it must stand under",
        "complement": "it must govern",
    }[condition]
    return f"{asks} {', '.join(some) or 'plain'}{more}"
