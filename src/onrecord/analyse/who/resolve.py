"""Which references are one actor: surnames to full names, roles to their holders, pronouns to both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.beside import (
    appositions,
    listed,
    named_together,
    people_by_role,
    share_country,
    share_in_lists,
)
from onrecord.analyse.who.cast import Cast
from onrecord.analyse.who.described import described_anew
from onrecord.analyse.who.entity import Entity
from onrecord.analyse.who.locate import locate
from onrecord.analyse.who.names import find_names, name_text
from onrecord.analyse.who.nominals import nominals, titles
from onrecord.analyse.who.pairs import pair
from onrecord.analyse.who.pronouns import pronoun
from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.roles import holders, nominal, organization, sides_of
from onrecord.analyse.who.surnames import full_names, one_kind
from onrecord.analyse.who.words import words
from onrecord.model import Actor, Mention, Place, Report, Span
from onrecord.world import World, load


@dataclass(frozen=True, slots=True)
class Who:
    """The actors and places of a report, and for each token of a reference what it refers to.

    ``at`` holds ids for names, roles, pronouns and pairs; ``place_at`` names for where things happen;
    ``city_at`` those of capitals that stand for their state, where a visit leads all the same.
    """

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    at: dict[int, tuple[str, ...]]
    place_at: dict[int, str]
    refs: tuple[Ref, ...]
    ref_at: dict[int, Ref]
    by_id: dict[str, Actor]
    beside: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # head of a name to those listed after it
    city_at: dict[int, str] = field(default_factory=dict)

    def listed_after(self, i: int) -> tuple[int, ...]:
        """The heads of the names that stand in one list after the name or the title at token ``i``."""
        ref = self.ref_at.get(i)
        return self.beside.get(ref.head if ref is not None else i, ())


def find(parse: Parse, report: Report, world: World | None = None) -> Who:
    """All actors and places of the report."""
    world, lex = world or load(), words()
    names = find_names(parse, world, lex)
    titles(parse, names, lex)
    refs = sorted(names + nominals(parse, names, lex), key=lambda r: (r.first, r.last))
    people_by_role(parse, refs, lex.heads)
    entities = _run(Cast(parse, lex, world, report.published), refs)
    share_in_lists(parse, refs, entities)
    locate(parse, refs, entities, world)
    return _assemble(parse, refs, entities, world)


def _run(cast: Cast, refs: list[Ref]) -> list[Entity]:
    """One pass over names, then one in text order over all that refers to them."""
    one_kind(refs, cast.world, cast.year)
    cast.states = {
        i: r for r in refs if r.kind == "state" and r.form == "name" for i in range(r.first, r.last + 1)
    }
    cast.named = [r for r in refs if r.kind == "person" and r.form == "name"]
    cast.spoken_of = {r.country for r in refs if r.country}
    full_names(cast, refs)
    cast.named = [r for r in refs if r.kind == "person" and r.form == "name"]
    linked = appositions(cast, refs)
    share_country(cast, refs)
    for ref in refs:  # roles beside names hold for the whole report, also before they are told
        partner = linked.get(id(ref), ref)
        if partner is not ref and partner.entity >= 0 and ref.role:
            cast.absorb(cast.entities[partner.entity], ref)
    _refer(cast, refs, linked)
    return cast.entities


def _refer(cast: Cast, refs: list[Ref], linked: dict[int, Ref]) -> None:
    """Finds whom each word means, in text order."""
    for ref in refs:
        if ref.kind in ("place", "occasion") or ref.pair or ref.consumed:
            continue
        if ref.within is None and _several(cast, ref, refs):
            continue
        if ref.entity < 0 or ref.within is not None:
            _one(cast, ref, linked.get(id(ref)))
        if ref.entity >= 0:
            cast.note(ref.entity, ref)


def _several(cast: Cast, ref: Ref, refs: list[Ref]) -> bool:
    """Whether a description stands for several who are known, for whom it is noted then."""
    described = ref.form == "nominal" and ref.plural
    if described and named_together(cast, ref):
        return True
    if len(ref.countries) >= 2 and holders(cast, ref):
        return True
    row = sides_of(cast.parse, ref, refs) if described else []
    for side in row:
        if side.entity < 0:
            _resolve(cast, side)
    if not row or any(side.entity < 0 for side in row):
        return False
    cast.stand_for(ref, tuple(dict.fromkeys(side.entity for side in row)))
    return True


def _one(cast: Cast, ref: Ref, partner: Ref | None) -> None:
    """Finds whom one word or name means: by the name within it or beside it, else by itself."""
    beside = ref.within or partner
    if beside is not None:
        if beside.entity < 0:
            _resolve(cast, beside)
        ref.entity = beside.entity
        if ref.within is None and ref.entity >= 0:
            cast.absorb(cast.entities[ref.entity], ref)
    elif ref.kind not in ("person", "group", "organization") or not described_anew(cast, ref):
        _resolve(cast, ref)


def _resolve(cast: Cast, ref: Ref) -> None:
    if ref.key == "pair":
        pair(cast, ref)
    elif ref.form == "pronoun":
        pronoun(cast, ref)
    elif ref.kind == "state":
        key = ref.key or ref.country or ""
        cast.join(ref, ("state", key), cast.world.states[key].name if key in cast.world.states else key)
        cast.entities[ref.entity].country = key or None
        cast.entities[ref.entity].key = key
    elif ref.form == "name" or (ref.kind == "group" and ref.key):
        name = (ref.name or "").removeprefix("the ").removeprefix("The ")
        organization(cast, ref, name)
    else:
        nominal(cast, ref)


def _roles_in_title(tokens: Sequence[Token], ref: Ref) -> list[Token]:
    """The nouns of a title: the parse may take one for the head."""
    title = tokens[ref.title_from : ref.first] if ref.title_from is not None else ()
    roles = (t for t in title if t.lemma in words().person or t.lemma in words().counterparts)
    return [t for t in roles if t.pos in ("NOUN", "PROPN")]


def _actor(parse: Parse, e: Entity, id: str) -> Actor | None:
    """An entity with its mentions; None where it has none."""
    tokens = parse.tokens
    mentions: dict[tuple[int, int], Mention] = {}
    for r in sorted(e.refs, key=lambda r: (r.first, r.last)):
        span = (tokens[r.first].start, tokens[r.last].end)
        form = "title" if r.form == "nominal" and e.kind == "person" and e.named else r.form
        if span not in mentions:
            mentions[span] = Mention(Span.of(parse.text, *span), form)
    if not mentions:
        return None
    kind = e.kind if e.kind in ("person", "organization", "state", "group") else "group"
    roles = tuple(role for role, _ in sorted(e.roles.items(), key=lambda r: (-r[1], r[0])))
    sector = e.sector if e.kind != "state" else "GOV"
    seen = tuple(mentions.values())
    return Actor(id, e.name, kind, seen, e.country, sector, roles)  # type: ignore[arg-type]


def _place(world: World, name: str, mentions: list[Mention], country: str | None) -> Place:
    city = world.cities.get(name)
    if city and country and city.country not in (country, None):
        city = None
    located = city if city and (city.latitude or city.longitude) else None
    return Place(
        name,
        tuple(mentions),
        country or (city.country if city else None),
        located.latitude if located else None,
        located.longitude if located else None,
    )


def _assemble(parse: Parse, refs: list[Ref], entities: list[Entity], world: World) -> Who:
    """Actors and places with their mentions; ids are ``a1``, ``a2`` … in order of first mention."""
    text, tokens = parse.text, parse.tokens
    order = sorted(
        range(len(entities)), key=lambda n: min((r.first for r in entities[n].refs), default=1 << 30)
    )
    ids = {n: f"a{k}" for k, n in enumerate(order, 1)}
    at: dict[int, tuple[str, ...]] = {}
    place_at: dict[int, str] = {}
    city_at: dict[int, str] = {}
    ref_at: dict[int, Ref] = {}
    places: dict[str, tuple[list[Mention], str | None]] = {}
    for ref in refs:
        if ref.consumed:
            continue
        who = tuple(ids[n] for n in ref.pair) or ((ids[ref.entity],) if ref.entity >= 0 else ())
        first = ref.first if ref.form == "name" else ref.head
        for i in range(first, ref.last + 1):
            ref_at.setdefault(i, ref)
            if who:
                at.setdefault(i, who)
        for t in _roles_in_title(tokens, ref) if who else ():
            if t.i not in at:
                at[t.i] = who
                ref_at.setdefault(t.i, ref)
        if ref.kind == "place" or ref.place:
            name = name_text(parse, ref.first, ref.last)
            name = name.removeprefix("the ").removeprefix("The ")
            mention = Mention(Span.of(text, tokens[ref.first].start, tokens[ref.last].end), "name")
            places.setdefault(name, ([], ref.country))[0].append(mention)
            for i in range(ref.first, ref.last + 1):
                place_at[i] = name
        elif ref.kind == "state" and (name := name_text(parse, ref.first, ref.last)) in world.cities:
            city_at.update(dict.fromkeys(range(ref.first, ref.last + 1), name))
    actors = [a for n in order if (a := _actor(parse, entities[n], ids[n])) is not None]
    by_place = sorted(places.items(), key=lambda p: p[1][0][0].span.start)
    return Who(
        tuple(actors),
        tuple(_place(world, name, found, country) for name, (found, country) in by_place),
        at,
        place_at,
        tuple(refs),
        ref_at,
        {a.id: a for a in actors},
        listed(parse, refs),
        city_at,
    )
