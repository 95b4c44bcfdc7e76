"""Whom a pronoun means: the nearest who fits, subjects before others, and nobody else of its own clause."""

from __future__ import annotations

from onrecord.analyse.english import OWN
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.cast import REACH, SUBJECTS, Cast
from onrecord.analyse.who.refs import Ref


def _subject_ahead(cast: Cast, ref: Ref) -> int | None:
    """ "In his meeting with farmers, Berg said …": before the subject, "his" is most often the subject's."""
    t = cast.parse.tokens[ref.head]
    node = t
    for _ in range(8):
        if node.head == node.i:
            return None
        node = cast.parse.head(node)
        if node.pos == "VERB" and node.i > t.i:
            break
    else:
        return None
    own = next((k for k in node.kids if k.dep == "nsubj" and k.i > t.i), None)
    if own is None or any(k.dep == "nsubj" and k.i < t.i for k in node.kids):
        return None
    state = cast.states.get(own.i)
    if state is not None and state.country and not state.consumed:
        n = cast.state(state.country)  # "Following the recall of its envoy, Chile said …"
        return n if cast.fits(ref, cast.entities[n]) else None
    name = next((r for r in cast.named if r.first <= own.i <= r.last and r.entity >= 0), None)
    return name.entity if name is not None and cast.fits(ref, cast.entities[name.entity]) else None


def pronoun(cast: Cast, ref: Ref) -> None:
    """The nearest fitting actor, subjects before others, the same sentence's own subject first."""
    t = cast.parse.tokens[ref.head]
    tied = _own_subject(cast, t)
    if tied is None and t.tag == "PRP$":
        tied = _owner(cast, ref, t)
    if tied is not None:
        ref.entity = tied
        cast.entities[tied].add(ref, cast.parse)
        return
    others = _acts_on(cast, t)
    if ref.plural and (pair := _pair_before(cast, t, others)) is not None:
        ref.pair = pair
        for n in pair:
            cast.entities[n].add(ref, cast.parse)
        return
    found = _nearest(cast, ref, t, others)
    if found is None:
        found = _speaker(cast, ref)
    if found is not None:
        ref.entity = found
        meant = cast.entities[found]
        meant.add(ref, cast.parse)
        if ref.gender in ("m", "f") and meant.named:
            meant.gender = meant.gender or ref.gender  # "she" two sentences on is somebody else


def _own_subject(cast: Cast, t: Token) -> int | None:
    """Of "himself" and "his own": the clause's subject."""
    after = cast.parse.tokens[t.i + 1 : t.i + 2]
    own = t.tag == "PRP$" and any(k.lower == OWN for k in after)
    if not own and not t.lower.endswith(("self", "selves")):
        return None
    verb = next((up for up in cast.parse.ancestors(t) if up.pos == "VERB"), None)
    subject = next((k for k in verb.kids if k.dep in SUBJECTS), None) if verb is not None else None
    return cast.entity_at.get(subject.i) if subject is not None else None


def _owner(cast: Cast, ref: Ref, t: Token) -> int | None:
    """Of "his": who is named beside what he owns, or acts ahead of it."""
    noun = cast.parse.head(t)
    if noun.dep == "conj" and ref.gender in ("m", "f"):
        beside = cast.entity_at.get(noun.head)
        if beside is not None and cast.fits(ref, cast.entities[beside]):
            return beside  # "Rojas and his supporters"
    if noun.dep == "pobj":
        above = cast.parse.head(cast.parse.head(noun)).kids
        named = (
            cast.entity_at[k.i] for k in above if k.dep == "poss" and k.i < t.i and k.i in cast.entity_at
        )
        owner = next(named, None)
        if owner is not None and cast.fits(ref, cast.entities[owner]):
            return owner  # "Berg's attacks on his own people"
    return _subject_ahead(cast, ref)


def _pair_before(cast: Cast, t: Token, others: set[int]) -> tuple[int, ...] | None:
    """Two told of together just before, where no group has acted since."""
    if cast.last_pair is None or t.sent - cast.last_pair[1] > 1 or others & set(cast.last_pair[0]):
        return None
    groups = (at for n, at, subject in reversed(cast.recent) if cast.entities[n].kind == "group" and subject)
    return cast.last_pair[0] if next(groups, -1) < cast.last_pair[1] else None


def _nearest(cast: Cast, ref: Ref, t: Token, others: set[int]) -> int | None:
    """The fitting actor that is nearest, subjects before others."""
    best: tuple[float, int] | None = None
    seen: set[int] = set()
    for rank, (n, sent, subject) in enumerate(reversed(cast.recent)):
        if t.sent - sent > REACH or rank > 12:
            break
        e = cast.entities[n]
        if n in seen or n in others or not cast.fits(ref, e):
            continue
        seen.add(n)
        score = (
            3.0 * subject
            - 1.2 * (t.sent - sent)
            - 0.25 * rank
            + 1.5 * e.named
            + (2.5 if others and t.sent == sent else 0.0)
        )
        if best is None or score > best[0]:
            best = (score, n)
    return best[1] if best else None


def _acted_on(clause: Token, t: Token) -> list[Token]:
    """Whom the clause of a subject acts on, and participles before it: "singling out Rojas, he …"."""
    fronted = (k for k in clause.kids if k.dep == "advcl" and k.tag == "VBG" and k.i < t.i)
    found: list[Token] = []
    for x in (clause, *(k for k in fronted if not any(g.dep in SUBJECTS for g in k.kids))):
        for k in x.kids:
            found += [k] if k.dep in ("dobj", "dative") else k.kids if k.dep == "prep" else ()
    return found


def _subjects(parse: Parse, verb: Token) -> list[Token]:
    """The subjects of a verb, or those it shares with the verbs above it."""
    found: list[Token] = []
    for _ in range(4):
        found = [k for k in verb.kids if k.dep in SUBJECTS]
        above = parse.head(verb)
        if found or verb.dep not in ("conj", "advcl", "xcomp") or verb.head == verb.i:
            break
        if verb.dep == "xcomp" and any(k.dep == "dobj" for k in above.kids):
            break
        verb = above
    return found


def _acts_on(cast: Cast, t: Token) -> set[int]:
    """Who stands beside a pronoun in its clause and so is not meant by it: in "they armed them" and in "he
    met Rojas" two are spoken of (principles B and C of Chomsky's binding theory)."""
    node = t
    if t.dep == "nsubj" and cast.parse.head(t).pos == "VERB":
        near = _acted_on(cast.parse.head(t), t)
        return {r.entity for g in near for r in cast.named if r.first <= g.i <= r.last and r.entity >= 0}
    if node.dep == "pobj" and cast.parse.head(node).dep in ("prep", "dative"):
        node = cast.parse.head(node)
    if (
        t.tag != "PRP"
        or (node is t and t.dep not in ("dobj", "dative"))
        or cast.parse.head(node).pos != "VERB"
    ):
        return set()
    subjects = _subjects(cast.parse, cast.parse.head(node))
    found = {cast.entity_at[k.i] for k in subjects if k.i in cast.entity_at}
    if cast.last_pair is not None and found & set(cast.last_pair[0]) and cast.last_pair[1] == t.sent:
        found |= set(cast.last_pair[0])
    return found


def _speaker(cast: Cast, ref: Ref) -> int | None:
    """ "The spokesman said they would …": a subject that fits nobody else is the one who speaks of it."""
    verb = cast.parse.head(cast.parse.tokens[ref.head])
    if verb.dep not in ("ccomp", "xcomp") or ref.gender in ("m", "f"):
        return None
    subject = next((k for k in cast.parse.head(verb).kids if k.dep == "nsubj"), None)
    return cast.entity_at.get(subject.i) if subject is not None else None
