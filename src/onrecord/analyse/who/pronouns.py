"""Whom a pronoun means: the nearest who fits, subjects before others, and nobody else of its own clause."""

from __future__ import annotations

from onrecord.analyse.parse import Token
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
    if t.lower.endswith(("self", "selves")) or (
        t.tag == "PRP$" and t.i + 1 < len(cast.parse.tokens) and cast.parse.tokens[t.i + 1].lower == "own"
    ):  # the clause's own subject
        verb = next((up for up in cast.parse.ancestors(t) if up.pos == "VERB"), None)
        own = next((k for k in verb.kids if k.dep in SUBJECTS), None) if verb is not None else None
        if own is not None and own.i in cast.entity_at:
            ref.entity = cast.entity_at[own.i]
            cast.entities[ref.entity].add(ref, cast.parse)
            return
    noun = cast.parse.head(t)
    if (
        t.tag == "PRP$"
        and noun.dep == "conj"
        and ref.gender in ("m", "f")
        and (beside := cast.entity_at.get(noun.head)) is not None
        and cast.fits(ref, cast.entities[beside])
    ):
        ref.entity = beside  # "Rojas and his supporters"
        cast.entities[beside].add(ref, cast.parse)
        return
    if (
        t.tag == "PRP$"
        and noun.dep == "pobj"
        and (
            owner := next(
                (
                    k
                    for k in cast.parse.head(cast.parse.head(noun)).kids
                    if k.dep == "poss" and k.i < t.i and k.i in cast.entity_at
                ),
                None,
            )
        )
        is not None
        and cast.fits(ref, cast.entities[cast.entity_at[owner.i]])
    ):
        ref.entity = cast.entity_at[owner.i]  # "Berg's attacks on his own people"
        cast.entities[ref.entity].add(ref, cast.parse)
        return
    if t.tag == "PRP$" and (ahead := _subject_ahead(cast, ref)) is not None:
        ref.entity = ahead
        cast.entities[ahead].add(ref, cast.parse)
        return
    others = _acts_on(cast, t)
    if (
        ref.plural
        and cast.last_pair is not None
        and t.sent - cast.last_pair[1] <= 1
        and not others & set(cast.last_pair[0])
    ):
        group = next(
            (at for n, at, subject in reversed(cast.recent) if cast.entities[n].kind == "group" and subject),
            -1,
        )
        if group < cast.last_pair[1]:
            ref.pair = cast.last_pair[0]
            for n in ref.pair:
                cast.entities[n].add(ref, cast.parse)
            return
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
    found = best[1] if best else _speaker(cast, ref)
    if found is not None:
        ref.entity = found
        meant = cast.entities[found]
        meant.add(ref, cast.parse)
        if ref.gender in ("m", "f") and meant.named:
            meant.gender = meant.gender or ref.gender  # "she" two sentences on is somebody else


def _acts_on(cast: Cast, t: Token) -> set[int]:
    """Who stands beside a pronoun in its clause and so is not meant by it: in "they armed them" and in "he
    met Rojas" two are spoken of (principles B and C of Chomsky's binding theory)."""
    node = t
    if t.dep == "nsubj" and cast.parse.head(t).pos == "VERB":
        clause = cast.parse.head(t)
        fronted = [
            k
            for k in clause.kids
            if k.dep == "advcl"
            and k.tag == "VBG"
            and k.i < t.i
            and not any(g.dep in SUBJECTS for g in k.kids)
        ]  # "singling out Rojas, he …"
        near = [
            g
            for x in (clause, *fronted)
            for k in x.kids
            for g in ((k,) if k.dep in ("dobj", "dative") else k.kids if k.dep == "prep" else ())
        ]
        return {r.entity for g in near for r in cast.named if r.first <= g.i <= r.last and r.entity >= 0}
    if node.dep == "pobj" and cast.parse.head(node).dep in ("prep", "dative"):
        node = cast.parse.head(node)
    if (
        t.tag != "PRP"
        or (node is t and t.dep not in ("dobj", "dative"))
        or cast.parse.head(node).pos != "VERB"
    ):
        return set()
    verb = cast.parse.head(node)
    for _ in range(4):
        subjects = [k for k in verb.kids if k.dep in SUBJECTS]
        if (
            subjects
            or verb.dep not in ("conj", "advcl", "xcomp")
            or verb.head == verb.i
            or any(k.dep == "dobj" for k in cast.parse.head(verb).kids if verb.dep == "xcomp")
        ):
            break
        verb = cast.parse.head(verb)
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
