"""Whom "both men", "the two leaders" and "both sides" mean."""

from __future__ import annotations

from collections import Counter

from onrecord.analyse.english import THE
from onrecord.analyse.who.cast import CLEAR, HEADS, HEADS_OF_STATE, REACH, WITHIN, Cast
from onrecord.analyse.who.names import name_text
from onrecord.analyse.who.refs import Ref


def _is_counterpart(cast: Cast, role: str) -> bool:
    return any(noun in role.lower() for noun in cast.lex.counterparts)


def pair(cast: Cast, ref: Ref) -> None:
    """Two people by nearness (and by role, where one is named); two states by how much they are spoken of."""
    sent = cast.parse.tokens[ref.head].sent
    noun = cast.parse.tokens[ref.head].lemma
    genders = dict.fromkeys(cast.lex.male_nouns, "m") | dict.fromkeys(cast.lex.female_nouns, "f")
    leads = cast.lex.described["leads"]
    found: list[int] = []
    number = cast.parse.tokens[ref.head].pos == "NUM"  # "the two": of any role
    bare = ref.last == ref.first + 1 and cast.parse.tokens[ref.first].lower == THE
    if ref.kind == "person":
        if cast.last_talk is not None and 0 <= sent - cast.last_talk[1] <= REACH and noun not in genders:
            cast.stand_for(ref, cast.last_talk[0])  # "A called B. … The two leaders also spoke of ships."
            return
        near = [n for n, at, _ in reversed(cast.recent) if sent - at <= 12]
        people = [
            n for n in dict.fromkeys(near) if cast.entities[n].kind == "person" and cast.entities[n].named
        ]
        people.sort(
            key=lambda n: -min(3, near.count(n))
        )  # those the story is of before who is named in passing
        if noun in genders:
            people = [n for n in people if cast.entities[n].gender in (None, genders[noun])]
        holders = [n for n in people if any(noun in role.lower() for role in cast.entities[n].roles)]
        of_states = [
            n
            for n in holders
            if not any(WITHIN & set(role.lower().split()) for role in cast.entities[n].roles)
        ]
        holders = (
            of_states if noun in leads and of_states else holders
        )  # a party's leader is not one of "the two leaders" with a head of state
        counterparts = [
            n
            for n in people
            if n not in holders and any(_is_counterpart(cast, r) for r in cast.entities[n].roles)
        ]
        others = [] if bare else [n for n in people if n not in holders + counterparts]
        found = (holders + counterparts + others)[:2]
        if (
            number and len(found) < 2
        ):  # "the two", where just two people stand in this sentence and the one before
            just = dict.fromkeys(
                n
                for n, at, _ in cast.recent
                if sent - at <= 1 and cast.entities[n].kind == "person" and cast.entities[n].named
            )
            found = list(just) if len(just) == 2 else []
        if bare and len(found) < 2:  # "the ministers", of whom no two are known: those just told of together
            pair = cast.last_pair
            fit = (
                pair is not None
                and len(pair[0]) == 2
                and all(
                    e.kind == "person" and (number or not e.roles or any(noun in r.lower() for r in e.roles))
                    for e in (cast.entities[n] for n in pair[0])
                )
            )
            together = fit and pair is not None and sent - pair[1] <= REACH
            found = list(pair[0])[:2] if pair is not None and together else []
        fits = holders + counterparts if bare or len(holders + counterparts) > 1 else people
        if noun in cast.lex.pair_heads and len(holders) < 2 and not (holders and counterparts):
            fits = [
                n
                for n in people
                if cast.heads_a_state(cast.entities[n], HEADS if noun in leads else HEADS_OF_STATE)
            ]
            found = fits[:2] if len({cast.entities[n].country for n in fits[:2]} - {None}) == 2 else []
        ref.open = len(fits) != 2 and not _just_told(cast, found, sent)
        if (
            noun in leads
            and sum(cast.heads_a_state(cast.entities[n], HEADS) for n in people) > 2
            and not _just_told(cast, found, sent)
        ):
            ref.open = True  # three heads of state are spoken of
    if (
        ref.kind == "state"
        and cast.last_pair is not None
        and sent == cast.last_pair[1]
        and len(cast.last_pair[0]) == 2
        and all(
            cast.entities[n].kind == "state" or cast.entities[n].name in cast.lex.unions
            for n in cast.last_pair[0]
        )
    ):
        found = list(cast.last_pair[0])[:2]  # "the row between Chile and Peru, … both sides"
    if (
        not found
        and not (bare and ref.kind == "person")
        and (ref.kind == "state" or noun in cast.lex.pair_heads)
    ):
        weight: Counter[str] = Counter()
        sides = {
            n: e.name if e.name in cast.lex.unions else e.country
            for n, e in enumerate(cast.entities)
            if e.kind in ("state", "person", "organization")
        }
        for n, at, _ in cast.recent:
            if side := sides.get(n):
                weight[side] += 2 if sent - at <= 4 else 1
        codes = [code for code, _ in weight.most_common(2)]
        close = {sides.get(n) for n, at, _ in cast.recent if sent - at <= 4}
        ref.open = (len(weight) > 2 and weight.most_common(3)[2][1] * CLEAR > weight[codes[1]]) or not set(
            codes
        ) <= close
        heads = (
            [cast.head_of_state(code) for code in codes]
            if noun in cast.lex.pair_heads - leads and not cast.lex.unions & set(codes)
            else []
        )
        found = [n for n in heads if n is not None]
        found = found if len(found) == 2 else [cast.state(code) for code in codes]
    if (
        len(found) == 2
        and ref.kind == "state"
        and (told := _side_of_speaker(cast, ref)) is not None
        and told not in {cast.entities[n].country or cast.entities[n].name for n in found}
    ):
        ref.open = True  # "the union's president said both sides had agreed": hers is one of them
    if len(found) != 2:  # nobody is known whom they could be: they stand for themselves
        ref.kind = "group"
        words_of = (
            (ref.name or name_text(cast.parse, ref.first, ref.last)).removeprefix("The ").removeprefix("the ")
        )
        cast.join(ref, ("nominal", f"pair/{words_of.lower()}"), words_of)
        return
    cast.stand_for(ref, (min(found), max(found)))


def _side_of_speaker(cast: Cast, ref: Ref) -> str | None:
    """The state or union of the one who speaks of "both sides"."""
    says = next(
        (
            x
            for x in cast.parse.ancestors(cast.parse.tokens[ref.head])
            if any(k.dep == "ccomp" for k in x.kids)
        ),
        None,
    )
    own = (
        next((cast.entity_at.get(k.i) for k in says.kids if k.dep == "nsubj"), None)
        if says is not None
        else None
    )
    e = cast.entities[own] if own is not None else None
    if e is None or e.kind not in ("person", "state", "organization"):
        return None
    also = {" ".join(name): body for name, (_, body) in cast.world.names.items() if body in cast.lex.unions}
    union = next(
        (u for name, u in sorted(also.items()) if e.name == u or any(name in role for role in e.roles)), None
    )
    return union or (e.country if e.sector == "GOV" else None)


def _just_told(cast: Cast, found: list[int], sent: int) -> bool:
    """Whether these two, and no third person, were named just before, or were told together."""
    if (
        cast.last_pair is not None
        and set(cast.last_pair[0]) == set(found)
        and sent - cast.last_pair[1] <= REACH
    ):
        return True
    return {
        n
        for n, at, _ in cast.recent
        if sent - at <= REACH and cast.entities[n].kind == "person" and cast.entities[n].named
    } == set(found)
