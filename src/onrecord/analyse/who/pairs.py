"""Whom "both men", "the two leaders" and "both sides" mean."""

from __future__ import annotations

from collections import Counter

from onrecord.analyse.english import THE
from onrecord.analyse.who.cast import CLEAR, HEADS, HEADS_OF_STATE, REACH, WITHIN, Cast
from onrecord.analyse.who.names import name_text
from onrecord.analyse.who.refs import Ref


def _is_counterpart(cast: Cast, n: int) -> bool:
    roles = (role.lower() for role in cast.entities[n].roles)
    return any(noun in role for role in roles for noun in cast.lex.counterparts)


def pair(cast: Cast, ref: Ref) -> None:
    """Two people by nearness (and by role, where one is named); two states by how much they are spoken of."""
    sent = cast.parse.tokens[ref.head].sent
    noun = cast.parse.tokens[ref.head].lemma
    found: list[int] = []
    bare = ref.last == ref.first + 1 and cast.parse.tokens[ref.first].lower == THE
    if ref.kind == "person":
        if (
            cast.last_talk is not None
            and 0 <= sent - cast.last_talk[1] <= REACH
            and noun not in genders(cast)
        ):
            cast.stand_for(ref, cast.last_talk[0])  # "A called B. … The two leaders also spoke of ships."
            return
        found = _two_people(cast, ref, noun, bare)
    elif ref.kind == "state":
        found = _just_named(cast, sent)
    sides = ref.kind == "state" or (noun in cast.lex.pair_heads and not (bare and ref.kind == "person"))
    if sides and not found:
        found = _two_sides(cast, ref, noun)
    if len(found) == 2 and ref.kind == "state":
        told = _side_of_speaker(cast, ref)
        if told not in {None, *(cast.entities[n].country or cast.entities[n].name for n in found)}:
            ref.open = True  # "the union's president said both sides had agreed": hers is one of them
    if len(found) != 2:  # nobody is known whom they could be: they stand for themselves
        ref.kind = "group"
        words_of = (
            (ref.name or name_text(cast.parse, ref.first, ref.last)).removeprefix("The ").removeprefix("the ")
        )
        cast.join(ref, ("nominal", f"pair/{words_of.lower()}"), words_of)
        return
    cast.stand_for(ref, (min(found), max(found)))


def _just_named(cast: Cast, sent: int) -> list[int]:
    """ "The row between Chile and Peru, … both sides"."""
    two = list(cast.last_pair[0]) if cast.last_pair is not None and cast.last_pair[1] == sent else []
    states = [n for n in two if cast.entities[n].kind == "state" or cast.entities[n].name in cast.lex.unions]
    return two if len(two) == len(states) == 2 else []


def genders(cast: Cast) -> dict[str, str]:
    """The gender that a noun tells: "both men"."""
    return dict.fromkeys(cast.lex.male_nouns, "m") | dict.fromkeys(cast.lex.female_nouns, "f")


def _two_people(cast: Cast, ref: Ref, noun: str, bare: bool) -> list[int]:
    """Two people who fit, or none; ``ref`` is open where others fit too. bare: nothing but "the" stands
    before the noun."""
    sent, leads = cast.parse.tokens[ref.head].sent, cast.lex.described["leads"]
    number = cast.parse.tokens[ref.head].pos == "NUM"  # "the two": of any role
    people = _people(cast, noun, sent)
    holders = _holders(cast, noun, people)
    counterparts = [n for n in people if n not in holders and _is_counterpart(cast, n)]
    others = [] if bare else [n for n in people if n not in holders + counterparts]
    found = (holders + counterparts + others)[:2]
    if len(found) < 2:
        found = _lately(cast, sent, noun, found, number, bare)
    fits = holders + counterparts if bare or len(holders + counterparts) > 1 else people
    if noun in cast.lex.pair_heads and len(holders) < 2 and not (holders and counterparts):
        offices = HEADS if noun in leads else HEADS_OF_STATE
        fits = [n for n in people if cast.heads_a_state(cast.entities[n], offices)]
        found = fits[:2] if len({cast.entities[n].country for n in fits[:2]} - {None}) == 2 else []
    heads = sum(cast.heads_a_state(cast.entities[n], HEADS) for n in people) if noun in leads else 0
    # also where three heads of state are spoken of
    ref.open = (len(fits) != 2 or heads > 2) and not _just_told(cast, found, sent)
    return found


def _people(cast: Cast, noun: str, sent: int) -> list[int]:
    """Those named lately whom a noun can mean by gender, those the story is of before who is named in
    passing."""
    near = [n for n, at, _ in reversed(cast.recent) if sent - at <= 12]
    people = [n for n in dict.fromkeys(near) if cast.entities[n].kind == "person" and cast.entities[n].named]
    people.sort(key=lambda n: -min(3, near.count(n)))
    gender = genders(cast).get(noun)
    return [n for n in people if gender is None or cast.entities[n].gender in (None, gender)]


def _holders(cast: Cast, noun: str, people: list[int]) -> list[int]:
    """Those told to be what the noun says; a party's leader is not one of "the two leaders" with a head of
    state."""
    holders = [n for n in people if any(noun in role.lower() for role in cast.entities[n].roles)]
    of_states = [
        n for n in holders if not any(WITHIN & set(role.lower().split()) for role in cast.entities[n].roles)
    ]
    return of_states if noun in cast.lex.described["leads"] and of_states else holders


def _just_two(cast: Cast, sent: int) -> list[int]:
    """ "The two", where just two people stand in this sentence and the one before."""
    near = dict.fromkeys(n for n, at, _ in cast.recent if sent - at <= 1)
    people = [n for n in near if cast.entities[n].kind == "person" and cast.entities[n].named]
    return people if len(people) == 2 else []


def _lately(cast: Cast, sent: int, noun: str, found: list[int], number: bool, bare: bool) -> list[int]:
    """Two who stand together just before, where of no two it is told that they are what the noun says."""
    if number:
        found = _just_two(cast, sent)
    return _last_two(cast, sent, None if number else noun) if bare and len(found) < 2 else found


def _last_two(cast: Cast, sent: int, noun: str | None) -> list[int]:
    """ "The ministers", of whom no two are known: those just told of together. noun: what they are to be,
    where they are told to be anything."""
    if cast.last_pair is None or len(cast.last_pair[0]) != 2 or sent - cast.last_pair[1] > REACH:
        return []
    fit = all(
        e.kind == "person" and (noun is None or not e.roles or any(noun in r.lower() for r in e.roles))
        for e in (cast.entities[n] for n in cast.last_pair[0])
    )
    return list(cast.last_pair[0]) if fit else []


def _two_sides(cast: Cast, ref: Ref, noun: str) -> list[int]:
    """The two states or unions spoken of most, or who heads them; ``ref`` is open where a third is near."""
    sent, leads = cast.parse.tokens[ref.head].sent, cast.lex.described["leads"]
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
    third = len(weight) > 2 and weight.most_common(3)[2][1] * CLEAR > weight[codes[1]]
    ref.open = third or not set(codes) <= close
    if noun in cast.lex.pair_heads - leads and not cast.lex.unions & set(codes):
        heads = [n for n in map(cast.head_of_state, codes) if n is not None]
        if len(heads) == 2:
            return heads
    return [cast.state(code) for code in codes]


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
