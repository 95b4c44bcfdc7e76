"""Everybody that a report has spoken of so far, and in which order: what later references can point to."""

from __future__ import annotations

from datetime import date

from onrecord.analyse.english import WITH_OR_TO
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.entity import Entity
from onrecord.analyse.who.names import PLACE_PREPOSITIONS
from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.words import Words, words
from onrecord.world import World

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OFFICES = words().offices
SECOND, WITHIN = OFFICES["second"], OFFICES["within"]
HEADS_OF_STATE, HEADS = OFFICES["of_state"], OFFICES["of_state"] | OFFICES["of_government"]
REACH = 3  # sentences back that a pronoun or a bare role may point
# times as often as any other of the role must one be spoken of for "the senator" to mean him beyond doubt
CLEAR = 2
PORTFOLIOS = {
    "foreign": "foreign",
    "diplomat": "foreign",
    "defense": "defense",
    "defence": "defense",
    "finance": "finance",
    "treasury": "finance",
    "trade": "trade",
    "climate": "climate",
    "interior": "interior",
}
TOUCHING = frozenset(
    {"call", "phone", "telephone", "meet", "speak", "talk", "host", "greet", "receive", "visit", "join"}
)


class Cast:
    """Filled in text order, so that what is said first can be referred to later."""

    def __init__(self, parse: Parse, lex: Words, world: World, day: date | None) -> None:
        self.parse, self.lex, self.world = parse, lex, world
        self.day, self.year = day, day.year if day else None
        self.entities: list[Entity] = []
        self.by_key: dict[tuple[str, str], int] = {}
        self.recent: list[tuple[int, int, bool]] = []  # (entity, sentence, subject)
        self.last_pair: tuple[tuple[int, ...], int] | None = (
            None  # two actors spoken of together, and the sentence
        )
        self.last_talk: tuple[tuple[int, ...], int] | None = (
            None  # two people of whom one met or called the other, and the sentence
        )
        self.spoken_of: set[str | None] = set()  # states that the report names
        self.named: list[Ref] = []  # people by name, who may be meant before they are told
        self.states: dict[int, Ref] = {}  # tokens of names of states
        self.entity_at: dict[int, int] = {}  # head token of a reference to its entity

    def join(self, ref: Ref, key: tuple[str, str], name: str) -> None:
        n = self.by_key.get(key)
        if n is None:
            n = len(self.entities)
            self.by_key[key] = n
            self.entities.append(
                Entity(ref.actor_kind, name, ref.country, ref.sector, named=ref.form == "name")
            )
            if ref.kind == "person" and " " in name:
                self._known_person(self.entities[n])
            elif (
                ref.kind == "person" and ref.form == "name" and ref.role is None
            ):  # one who goes by a given name alone
                male, female = name in self.lex.given_male, name in self.lex.given_female
                self.entities[n].gender = None if male == female else "m" if male else "f"
        ref.entity = n
        self.entities[n].add(ref, self.parse)
        self.absorb(self.entities[n], ref)

    def _known_person(self, entity: Entity) -> None:
        first = entity.name.split()[0]
        entity.gender = (
            "m" if first in self.lex.given_male else "f" if first in self.lex.given_female else None
        )
        term = self.world.leader(entity.name, self.year)
        if term:
            entity.country = entity.country or term.country
            entity.sector = entity.sector or "GOV"

    def absorb(self, entity: Entity, ref: Ref) -> None:
        if ref.form != "pronoun":
            entity.country = entity.country or ref.country
            entity.sector = entity.sector or ref.sector
        if ref.gender in ("m", "f"):
            entity.gender = entity.gender or ref.gender
        if ref.role and entity.kind == "person":
            entity.roles[ref.role] += 1
        entity.add(ref, self.parse)

    def left_office(self, name: str) -> bool:
        """Whether someone's terms are known, and none reaches the report's day."""
        terms = self.world.terms.get(name, ())
        return bool(terms) and self.day is not None and not any(term.on(self.day) for term in terms)

    def portfolios(self, n: int) -> set[str]:
        """What somebody is told or known to be in charge of: "foreign", "defense", or a country ("head")."""
        e = self.entities[n]
        words = {w for role in e.roles for w in role.lower().split()} | {
            w
            for t in self.world.terms.get(e.name, ())
            if self.day and t.on(self.day)
            for w in t.office.split()
        }
        heads = {"head"} if words & HEADS and not words & SECOND else set()
        return heads | {PORTFOLIOS[w] for w in words if w in PORTFOLIOS}

    def heads_a_state(self, e: Entity, offices: frozenset[str]) -> bool:
        """Whether someone is told to hold one of the offices, or is known to hold it in the report's year."""
        told = {
            " ".join(role.lower().split()[-n:])
            for role in e.roles
            for n in (1, 2)
            if not (SECOND | WITHIN) & set(role.lower().split())
        }
        terms = self.world.terms.get(e.name, ()) if self.year else ()
        return bool(told & offices) or any(t.office in offices and t.covers(self.year or 0) for t in terms)

    def head_of_state(self, code: str) -> int | None:
        """The one who heads a state all through the report's year, though the report may not name him."""
        name = next(
            (
                p
                for office in sorted(HEADS_OF_STATE)
                if self.day and (p := self.world.holder(code, office, self.day))
            ),
            None,
        )
        if name is None:
            return None
        key = ("person", self.world.told_apart_by(name))
        if key not in self.by_key:
            self.by_key[key] = len(self.entities)
            self.entities.append(Entity("person", name, code, "GOV", named=True))
        return self.by_key[key]

    def state(self, code: str) -> int:
        key = ("organization" if code in self.lex.unions else "state", code)
        if key not in self.by_key:
            self.by_key[key] = len(self.entities)
            self.entities.append(
                Entity(
                    "state",
                    self.world.states[code].name if code in self.world.states else code,
                    code,
                    None,
                    code,
                )
            )
        return self.by_key[key]

    def fits(self, ref: Ref, e: Entity) -> bool:
        if ref.gender in ("m", "f"):
            return e.kind == "person" and e.gender in (None, ref.gender)
        if ref.gender == "i":
            return e.kind in ("state", "organization")
        return e.kind in ("group", "organization", "state") or any(r.plural for r in e.refs)

    def fits_in(self, ref: Ref, e: Entity) -> bool:
        """Whether a description can be of someone: of no other state, and of no other gender."""
        other = ref.country and e.country and ref.country != e.country
        return not other and (ref.gender not in ("m", "f") or e.gender in (None, ref.gender))

    def note(self, n: int, ref: Ref) -> None:
        self.entity_at[ref.head] = n
        t = self.parse.tokens[ref.head]
        if ref.pair:
            self.last_pair = (ref.pair, t.sent)
        elif (
            t.dep == "conj"
            and t.head in self.entity_at
            and _alike(self.entities[n].kind, self.entities[self.entity_at[t.head]].kind)
        ):
            first, more = self.entity_at[t.head], self.last_pair
            goes_on = more is not None and more[1] == t.sent and more[0][-1] == first and n not in more[0]
            self.last_pair = ((*more[0], n) if goes_on and more else (first, n), t.sent)
        if ref.kind == "person" and not ref.pair:
            self._in_touch(n, t)
        if (ref.modifier and ref.form != "pronoun") or ref.place or self._where(ref):
            return
        t = self.parse.tokens[ref.head]
        self.recent.append((n, t.sent, t.dep in SUBJECTS))
        if len(self.recent) > 60:
            del self.recent[:20]

    def _where(self, ref: Ref) -> bool:
        """ "The crossing at Berg": one bare name behind such a preposition is a place that the gazetteer does
        not have."""
        t = self.parse.tokens[ref.head]
        return (
            ref.form == "name"
            and ref.first == ref.last
            and ref.title_from is None
            and len(self.entities[ref.entity].refs) == 1
            and t.dep == "pobj"
            and self.parse.head(t).lower in PLACE_PREPOSITIONS
        )

    def stand_for(self, ref: Ref, entities: tuple[int, ...]) -> None:
        """What is said of a reference is said of each of these."""
        ref.pair = entities
        for n in entities:
            self.entities[n].add(ref, self.parse)
            self.note(n, ref)

    def _in_touch(self, n: int, t: Token) -> None:
        """Keeps the two of whom one is told to have met, called or visited the other."""
        if (
            t.dep == "conj"
            and self.last_talk is not None
            and self.last_talk[1] == t.sent
            and self.entity_at.get(t.head) in self.last_talk[0]
        ):
            self.last_talk = None  # "called Rojas and Lund": three are in touch
        above = self.parse.head(t) if t.dep in ("dobj", "pobj") else t
        verb = self.parse.head(above) if t.dep == "pobj" and above.lower in WITH_OR_TO else above
        own = (
            next((self.entity_at[k.i] for k in verb.kids if k.dep == "nsubj" and k.i in self.entity_at), None)
            if verb is not t and verb.lemma in TOUCHING and verb.tag == "VBD"
            else None
        )
        if (
            own is not None
            and own != n
            and self.entities[own].kind == self.entities[n].kind == "person"
            and self.entities[own].named
            and self.entities[n].named
        ):
            self.last_talk = ((min(own, n), max(own, n)), t.sent)


def _alike(kind: str, other: str) -> bool:
    """Whether two listed together may be meant by "they": two people, or two bodies or states."""
    return kind == other != "group" or {kind, other} == {"state", "organization"}
