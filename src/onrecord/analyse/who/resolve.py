"""Which references are one actor: surnames to full names, roles to their holders, pronouns to both."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.names import find_names, name_text
from onrecord.analyse.who.nominals import nominals, titles
from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.words import Words, words
from onrecord.model import Actor, Mention, Place, Report, Span
from onrecord.world import Term, World, family_name, load

GENDERED = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OFFICES = words().offices
OFFICES, SPECIAL, SECOND = _OFFICES["shared"], _OFFICES["special"], _OFFICES["second"]
BY_FIRST_NAME, LOCAL_OFFICES = _OFFICES["by_first_name"], _OFFICES["local"]
HEADS_OF_STATE, HEADS = _OFFICES["of_state"], _OFFICES["of_state"] | _OFFICES["of_government"]
REACH = 3  # sentences back that a pronoun or a bare role may point
SHORT = 8  # sentences; a longer report names the state of a leader it speaks of
RULING = frozenset({"administration", "government", "regime"})  # what they are warned or accused of is no part of their name
PORTFOLIOS = {"foreign": "foreign", "diplomat": "foreign", "defense": "defense", "defence": "defense", "finance": "finance", "treasury": "finance", "trade": "trade", "climate": "climate", "interior": "interior"}
TOUCHING = frozenset({"call", "phone", "telephone", "meet", "speak", "talk", "host", "greet", "receive", "visit", "join"})
CLEAR = 2  # times as often as any other of the role must one be spoken of for "the senator" to mean him beyond doubt


@dataclass(slots=True)
class Entity:
    """An actor in the making."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    key: str | None = None
    gender: str | None = None
    refs: list[Ref] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    named: bool = False
    firsts: list[int] = field(default_factory=list)  # where its references start, sorted
    lemmas: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)  # of what its roles are: "the head of the agency"
    held: set[int] = field(default_factory=set)

    def add(self, ref: Ref, parse: Parse) -> None:
        """Takes a reference in, once; in time that does not grow with how many there are."""
        if id(ref) not in self.held:
            self.held.add(id(ref))
            self.refs.append(ref)
            insort(self.firsts, ref.first)
            self.lemmas.add(parse.tokens[ref.head].lemma)
            if ref.form == "nominal" and (of := domain(parse, ref)) is not None:
                self.domains.add(of.lemma)

    def before(self, place: int) -> tuple[int, int] | None:
        """How many references lie before a place, and where the last of them starts."""
        n = bisect_left(self.firsts, place)
        return (n, self.firsts[n - 1]) if n else None


@dataclass(frozen=True, slots=True)
class Who:
    """The actors and places of a report, and for each token of a reference what it refers to.

    ``at`` holds ids for names, roles, pronouns and pairs; ``place_at`` names for where things happen.
    """

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    at: dict[int, tuple[str, ...]]
    place_at: dict[int, str]
    refs: tuple[Ref, ...]
    ref_at: dict[int, Ref]
    by_id: dict[str, Actor]
    beside: dict[int, tuple[int, ...]] = field(default_factory=dict)  # head of a name to those listed after it

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
    entities = _Resolver(parse, lex, world, report.published).run(refs)
    _share_in_lists(parse, refs, entities)
    _locate(parse, refs, entities, world)
    return _assemble(parse, refs, entities, world)


def _share_in_lists(parse: Parse, refs: list[Ref], entities: list[Entity]) -> None:
    """The state of the first of a list holds for its other officials: "China's top diplomat A, Premier B and C"."""
    at = {r.head: r for r in refs if r.form == "name" and r.kind == "person"}
    for head, others in _listed(parse, refs).items():
        first = at.get(head)
        if first is None or first.entity < 0 or not first.role or not entities[first.entity].country:
            continue
        for other in (at[o] for o in others if o in at):
            if other.entity >= 0 and other.role and entities[other.entity].country is None and entities[other.entity].sector == "GOV":
                entities[other.entity].country = entities[first.entity].country


# Sectors whose people belong to the country where they are told of, unless something says otherwise.
LOCAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "OPP", "CVL", "LAB", "AGR", "CRM", "PTY", "EDU", "ELI"})
TITLED = frozenset({"GOV", "JUD", "LEG", "MIL", "COP", "OPP"})
FOREIGN_WORDS = frozenset({"foreign", "international", "overseas", "western", "expatriate", "united", "peacekeeping", "u.n.", "un", "expert", "experts", "analyst", "analysts"})


def _locate(parse: Parse, refs: list[Ref], entities: list[Entity], world: World) -> None:
    """A country for those described without one ("police", "the judge", "protesters"): the one place their sentence
    names, else the one country it speaks of."""
    places: dict[int, set[str]] = {}
    spoken: dict[int, set[str]] = {}
    for ref in refs:
        sent = parse.tokens[ref.head].sent
        code = ref.country or (entities[ref.entity].country if ref.entity >= 0 else None)
        if code:
            spoken.setdefault(sent, set()).add(code)
            if ref.place or ref.kind == "place":
                places.setdefault(sent, set()).add(code)
    for e in entities:
        if e.country or e.kind == "state" or e.sector not in LOCAL or not e.refs:
            continue
        if e.named and e.kind == "person" and (e.sector not in TITLED or not e.roles):
            continue  # a name alone does not belong where it is spoken of
        first = min((r for r in e.refs if r.form != "pronoun"), key=lambda r: r.first, default=None)
        if first is None or any(t.lower in FOREIGN_WORDS for t in parse.tokens[first.first : first.last + 1]):
            continue
        ruler = next((t.text for t in parse.tokens[first.first : first.head] if t.pos == "PROPN" and t.dep in ("compound", "nmod") and t.text in world.surnames), None)
        if ruler is not None and parse.tokens[first.head].lemma in RULING:  # "the Lund administration": of the country she led
            led = {term.country for term in world.surnames[ruler]}
            e.country = led.pop() if len(led) == 1 else None
            continue
        sent = parse.tokens[first.head].sent
        for table in (spoken,) if e.named else (places, spoken):
            codes = table.get(sent, set())
            if len(codes) == 1:
                e.country = next(iter(codes))
                break


def _one_kind(refs: list[Ref], world: World, year: int | None) -> None:
    """A bare name that is a person's most of the time, or at times and a leader's of the day, is that person's wherever
    it stands."""
    bare = [r for r in refs if r.form == "name" and r.first == r.last and r.name]
    people = Counter(r.name for r in bare if r.kind == "person")
    others = Counter(r.name for r in bare if r.kind != "person")
    for r in bare:
        if r.kind in ("organization", "place") and r.key is None and r.country is None and people[r.name] > (0 if world.leader(r.name or "", year) else 2 * others[r.name]):
            r.kind, r.place = "person", False


def _below(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether a token hangs on another, over any number of steps."""
    for _ in range(12):
        if tokens[i].head == head:
            return True
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


def domain(parse: Parse, ref: Ref) -> Token | None:
    """What a role is said to be of, next to it: "the head of the agency"."""
    of = next((k for k in parse.tokens[ref.head].kids if k.dep == "prep" and k.lower in ("of", "for") and k.i == ref.head + 1), None)
    if of is not None and (ref.kind in ("organization", "group") if of.lower == "for" else parse.tokens[ref.head].lemma in RULING and any(g.pos == "NOUN" for g in of.kids)):
        return None  # "sent the army for a time", "warned the government of a war"
    return next((g for g in of.kids if g.dep == "pobj" and (g.pos == "NOUN" or (g.pos == "PROPN" and ref.country is None))), None) if of is not None else None


def surname(ref: Ref) -> str:
    """A bare name without its possessive."""
    return (ref.name or "").removesuffix("'s").removesuffix("’s")


class _Resolver:
    """One pass in text order, so that what is said first can be referred to later."""

    def __init__(self, parse: Parse, lex: Words, world: World, day: date | None) -> None:
        self.parse, self.lex, self.world = parse, lex, world
        self.day, self.year = day, day.year if day else None
        self.entities: list[Entity] = []
        self.by_key: dict[tuple[str, str], int] = {}
        self.recent: list[tuple[int, int, bool]] = []  # (entity, sentence, subject)
        self.last_pair: tuple[tuple[int, ...], int] | None = None  # two actors spoken of together, and the sentence
        self.last_talk: tuple[tuple[int, ...], int] | None = None  # two people of whom one met or called the other, and the sentence
        self.spoken_of: set[str | None] = set()  # states that the report names
        self.named: list[Ref] = []  # people by name, who may be meant before they are told
        self.states: dict[int, Ref] = {}  # tokens of names of states
        self.entity_at: dict[int, int] = {}  # head token of a reference to its entity

    def run(self, refs: list[Ref]) -> list[Entity]:
        _one_kind(refs, self.world, self.year)
        self.states = {i: r for r in refs if r.kind == "state" and r.form == "name" for i in range(r.first, r.last + 1)}
        self.named = [r for r in refs if r.kind == "person" and r.form == "name"]
        self.spoken_of = {r.country for r in refs if r.country}
        self._full_names(refs)
        self.named = [r for r in refs if r.kind == "person" and r.form == "name"]
        linked = self._appositions(refs)
        self._share_country(refs)
        for ref in refs:  # roles beside names hold for the whole report, also before they are told
            partner = linked.get(id(ref))
            if partner is not None and partner.entity >= 0 and ref.role:
                self._absorb(self.entities[partner.entity], ref)
        for ref in refs:
            if ref.kind in ("place", "occasion") or ref.pair or ref.consumed:
                continue
            if ref.within is not None:
                if ref.within.entity < 0:
                    self._resolve(ref.within)
                ref.entity = ref.within.entity
                self._note(ref.entity, ref)
                continue
            if ref.form == "nominal" and ref.plural and self._named_together(ref):
                continue
            if len(ref.countries) >= 2 and self._holders(ref):
                continue
            if ref.entity < 0:
                partner = linked.get(id(ref))
                if partner is not None:
                    if partner.entity < 0:
                        self._resolve(partner)
                    ref.entity = partner.entity
                    if ref.entity >= 0:
                        self._absorb(self.entities[ref.entity], ref)
                else:
                    self._resolve(ref)
            if ref.entity >= 0:
                self._note(ref.entity, ref)
        return self.entities

    # --- names ---------------------------------------------------------------------------------------------
    def _full_names(self, refs: list[Ref]) -> None:
        """Entities of people named in full come first, so that a headline's bare surname finds them."""
        for ref in refs:
            if ref.kind == "person" and ref.form == "name" and ref.last > ref.first:
                parts = [p for p in (ref.name or "").split() if len(p.rstrip(".")) > 1] or [ref.name or ""]
                if len(parts) == 2 and parts[0] == parts[1]:
                    ref.name, parts = parts[0], parts[:1]  # "Lund Lund": two headlines run into one
                if len(parts) == 2 and ("person", f"{parts[1]} {parts[0]}") in self.by_key:
                    parts.reverse()
                key = ("person", f"{parts[0]} {parts[-1]}" if len(parts) > 1 else parts[0])
                self._join(ref, key, ref.name or "")
        bare = [r for r in refs if r.kind == "person" and r.form == "name" and r.last == r.first]
        in_office = {surname(r) for r in bare if self._in_office(r)}
        for ref in bare:
            self._surname(ref, surname(ref) in in_office)

    def _in_office(self, ref: Ref) -> bool:
        """Whether a surname alone bears the office that its leader holds, and nobody in the report has his full name."""
        term = self.world.leader(surname(ref), self.year) if ref.role and self.year else None
        if term is None or self.year is None or not term.covers(self.year) or term.office not in (ref.role or "").lower():
            return False
        return not any(term.office in role.lower() for e in self._bearers(surname(ref)) for role in (*e.roles, *(r.role or "" for r in e.refs)))

    def _bearers(self, name: str) -> list[Entity]:
        return [e for e in self.entities if e.kind == "person" and e.named and e.name.split()[-1] == name]

    def _surname(self, ref: Ref, in_office: bool = False) -> None:
        name = surname(ref)
        people = [(n, e) for n, e in enumerate(self.entities) if e.kind == "person" and e.named]
        if (ref.role or "").lower().rpartition(" ")[2] in BY_FIRST_NAME:  # "King Harald" is no Prince Sverre bin Harald
            people = [(n, e) for n, e in people if e.name.split()[0] == name]
        hits = [(n, e) for n, e in people if e.name.split()[-1] == name or family_name(e.name, e.country) == name]
        if not hits:
            hits = [(n, e) for n, e in people if e.name.split()[0] == name and len(e.name.split()) <= 3]
        if ref.gender and len(hits) > 1:
            hits = [(n, e) for n, e in hits if e.gender in (None, ref.gender)] or hits
        if len(hits) > 1 and len({e.gender for _, e in hits}) > 1 and (said := self._gender_nearby(ref)) is not None:
            hits = [(n, e) for n, e in hits if e.gender in (None, said)] or hits
        if len(hits) > 1 and self.year:  # of two of one surname, the one in office now is spoken of
            year = self.year
            now = [(n, e) for n, e in hits if any(term.covers(year) for term in self.world.terms.get(e.name.replace("-", " ").title(), self.world.terms.get(e.name, ())))]
            hits = now if len(now) == 1 else hits
        if len(hits) > 1:  # two of one surname: the one spoken of far more, or else the last one named before this place
            earlier = sorted(((at, n, e) for n, e in hits if (at := e.before(ref.first + 1)) is not None), key=lambda h: h[:2], reverse=True)
            if len(earlier) > 1 and earlier[0][0][0] < CLEAR * earlier[1][0][0]:
                earlier.sort(key=lambda h: (h[0][1], h[1]), reverse=True)
            hits = [earlier[0][1:]] if earlier else hits[:1]
        if in_office and ref.gender != "f":
            hits = []  # "President Lund" and "Mr. Lund" are he, though only his wife is named in full
        if hits:
            ref.entity = hits[0][0]
            hits[0][1].add(ref, self.parse)
            self._absorb(hits[0][1], ref)
            return
        term = self.world.leader(name, self.year)
        if term and (ref.role or "").lower().rpartition(" ")[2] in BY_FIRST_NAME and term.person.split()[0] != name:
            term = None
        if term and not (ref.country and ref.country != term.country) and self._may_be(name, term):
            full = term.person if " " in term.person and "." not in term.person[:2] else name
            ref.country = ref.country or term.country
            ref.sector = ref.sector or "GOV"
            self._join(ref, ("person", full), full)
        else:
            self._join(ref, ("person", name), name)

    def _gender_nearby(self, ref: Ref) -> str | None:
        """"Lund spoke, and her aides left": the gender of the pronouns behind a surname, where they are of one alone."""
        sentence = self.parse.sentences[self.parse.tokens[ref.head].sent]
        found = {g for t in self.parse.tokens[ref.last + 1 : sentence.last] if (g := GENDERED.get(t.lower))}
        return found.pop() if len(found) == 1 else None

    def _may_be(self, name: str, term: Term) -> bool:
        """Whether a bare surname may be a leader's: in a report of some length, his state is spoken of too, and he is
        told to be no mayor."""
        roles = {w for r in self.named if surname(r) == name and r.role for w in r.role.lower().split()}
        if roles & LOCAL_OFFICES:
            return False
        return len(self.parse.sentences) <= SHORT or term.country in self.spoken_of

    def _join(self, ref: Ref, key: tuple[str, str], name: str) -> None:
        n = self.by_key.get(key)
        if n is None:
            n = len(self.entities)
            self.by_key[key] = n
            self.entities.append(Entity(ref.actor_kind, name, ref.country, ref.sector, named=ref.form == "name"))
            if ref.kind == "person" and " " in name:
                self._known_person(self.entities[n])
            elif ref.kind == "person" and ref.form == "name" and ref.role is None:  # one who goes by a given name alone
                male, female = name in self.lex.given_male, name in self.lex.given_female
                self.entities[n].gender = None if male == female else "m" if male else "f"
        ref.entity = n
        self.entities[n].add(ref, self.parse)
        self._absorb(self.entities[n], ref)

    def _known_person(self, entity: Entity) -> None:
        first = entity.name.split()[0]
        entity.gender = "m" if first in self.lex.given_male else "f" if first in self.lex.given_female else None
        term = self.world.leader(entity.name, self.year)
        if term:
            entity.country = entity.country or term.country
            entity.sector = entity.sector or "GOV"

    def _absorb(self, entity: Entity, ref: Ref) -> None:
        if ref.form != "pronoun":
            entity.country = entity.country or ref.country
            entity.sector = entity.sector or ref.sector
        if ref.gender in ("m", "f"):
            entity.gender = entity.gender or ref.gender
        if ref.role and entity.kind == "person":
            entity.roles[ref.role] += 1
        entity.add(ref, self.parse)

    def _appositions(self, refs: list[Ref]) -> dict[int, Ref]:
        """Roles beside a name that describe its bearer: "China's envoy, Name", "Name, the US envoy,"."""
        tokens = self.parse.tokens
        names = {i: r for r in refs if r.form == "name" and r.kind in ("person", "organization") for i in range(r.first, r.last + 1)}
        linked: dict[int, Ref] = {}
        for ref in refs:
            if ref.form != "nominal" or ref.plural or ref.key == "pair" or ref.modifier or ref.kind not in ("person", "organization"):
                continue
            t = tokens[ref.head]
            partner = names.get(t.head) if t.dep == "appos" else None
            if t.dep == "attr" and tokens[t.head].lemma in ("be", "become", "remain"):
                partner = next((names[k.i] for k in tokens[t.head].kids if k.dep == "nsubj" and k.i in names), None)
            if partner is None:
                partner = next((names[k.i] for k in t.kids if k.dep == "appos" and k.i in names), None)
            start = ref.first
            while start > 1 and tokens[start - 1].lower in self.lex.former:
                start -= 1  # "Name, then the speaker of the house,"
            before = tokens[start - 1] if start else None
            if partner is None and before is not None and before.text == "," and start >= 2 and (start - 2) in names:
                after = tokens[ref.last + 1] if ref.last + 1 < len(tokens) else None
                ended = ref.last + 1
                while ended < len(tokens) and tokens[ended].head >= ref.first and tokens[ended].sent == t.sent and _below(tokens, ended, ref.head):
                    ended += 1
                closed = ended < len(tokens) and tokens[ended].text == ","  # "Name, then the speaker of the house, left"
                if closed or (t.dep not in ("nsubj", "nsubjpass", "conj") and (after is None or after.text in (",", ".", "of", "for", "and") or after.pos == "VERB")):
                    partner = names[start - 2]
            if partner is None and t.dep in ("nsubj", "dep", "npadvmod", "appos", "ROOT") and ref.last + 2 < len(tokens) and tokens[ref.last + 1].text == ",":
                following = names.get(ref.last + 2)  # "Chile's prime minister, Name said"
                after_name = tokens[following.last + 1] if following is not None and following.last + 1 < len(tokens) else None
                if following is not None and following.first == ref.last + 2 and following.last > following.first and after_name is not None and (after_name.text == "," or after_name.pos in ("VERB", "AUX")):
                    partner = following
            if partner is None and ref.kind == "person":
                partner = self._named_after(ref, names)
            if partner is None and ref.kind == "person" and t.pos != "PROPN":
                partner = self._titled_with(ref, refs)
            if partner is None or partner.kind != ref.kind:
                continue
            if any(x.text in ('"', ":") for x in tokens[min(ref.last, partner.last) + 1 : max(ref.first, partner.first)]):
                continue  # a quotation begins between them
            if not (partner.country and ref.country and partner.country != ref.country and partner.form == "name" and partner.role):
                linked[id(ref)] = partner
        return linked

    def _named_after(self, ref: Ref, names: dict[int, Ref]) -> Ref | None:
        """"The leader of the northern party, Name, said": the name behind what the role is of."""
        tokens = self.parse.tokens
        if domain(self.parse, ref) is None:
            return None
        for i in range(ref.last + 1, min(ref.last + 9, len(tokens) - 2)):
            if tokens[i].pos in ("VERB", "AUX") or tokens[i].sent != tokens[ref.last].sent:
                return None
            if tokens[i].text == ",":
                name = names.get(i + 1)
                after = tokens[name.last + 1] if name is not None and name.last + 1 < len(tokens) else None
                full = name is not None and name.kind == "person" and name.last > name.first
                return name if full and after is not None and (after.text == "," or after.pos in ("VERB", "AUX")) else None
        return None

    def _titled_with(self, ref: Ref, refs: list[Ref]) -> Ref | None:
        """"Chilean academic and activist Name": two titles of one name, as the second has no word of its own before."""
        and_, last = ref.last + 1, self.parse.tokens[ref.last]
        if ref.plural or and_ >= len(self.parse.tokens) or self.parse.tokens[and_].lower != "and" or self.parse.tokens[ref.first].dep == "det":
            return None
        return next((r for r in refs if r.form == "name" and r.kind == "person" and r.title_from is not None and r.title_from in (and_ + 1, ref.first) and r.first > and_ + 1 and self.parse.tokens[r.head].sent == last.sent), None)

    def _share_country(self, refs: list[Ref]) -> None:
        """In "China's top diplomat A, Premier B and Vice-President C" the state holds for all three."""
        at = {r.head: r for r in refs if r.kind == "person" and r.form == "name"}
        for ref in refs:
            t = self.parse.tokens[ref.head]
            if ref.kind == "person" and ref.form == "name" and ref.role and not ref.country and t.dep in ("conj", "appos") and t.head in at:
                first = at[t.head]
                if first.role and first.country and ref.sector == "GOV" and first.sector == "GOV":
                    ref.country = first.country
                    if ref.entity >= 0:
                        self.entities[ref.entity].country = self.entities[ref.entity].country or first.country

    # --- everything else -----------------------------------------------------------------------------------
    def _resolve(self, ref: Ref) -> None:
        if ref.key == "pair":
            self._pair(ref)
        elif ref.form == "pronoun":
            self._pronoun(ref)
        elif ref.kind == "state":
            key = ref.key or ref.country or ""
            self._join(ref, ("state", key), self.world.states[key].name if key in self.world.states else key)
            self.entities[ref.entity].country = key or None
            self.entities[ref.entity].key = key
        elif ref.form == "name" or (ref.kind == "group" and ref.key):
            name = (ref.name or "").removeprefix("the ").removeprefix("The ")
            self._organization(ref, name)
        else:
            self._nominal(ref)

    def _organization(self, ref: Ref, name: str) -> None:
        key = ("organization", ref.key or name.lower())
        acronym = name.replace(".", "")
        if key not in self.by_key and acronym.isupper() and 2 <= len(acronym) <= 6:
            for n, e in enumerate(self.entities):
                if e.kind == "organization" and "".join(w[0] for w in e.name.split() if w[0].isupper()) == acronym:
                    self.by_key[key] = n
        if key not in self.by_key and ref.kind == "organization" and " " not in name and not name.isupper() and name not in self.world.cities and self.parse.tokens[ref.head].ent != "NORP":
            longer = [n for n, e in enumerate(self.entities) if e.kind == "organization" and e.named and name in e.name.split()]
            if longer:
                self.by_key[key] = longer[-1]
        self._join(ref, key, name)

    def _nominal(self, ref: Ref) -> None:
        tokens = self.parse.tokens
        lemma = tokens[ref.head].lemma
        opening = tokens[ref.first].lower
        definite = opening in ("the", "this", "that") or tokens[ref.first].tag == "PRP$" or (ref.first == ref.last and not ref.plural)
        if lemma == "counterpart":
            return self._counterpart(ref)
        deputy = ref.head > 1 and tokens[ref.head - 1].text == "-" and tokens[ref.head - 2].lower in ("co", "vice", "ex")
        if not ref.plural and definite and not deputy:
            hit = self._holder(ref, lemma)
            own = {tokens[i].text for i in range(ref.first + 1, ref.head) if tokens[i].pos == "PROPN"} if ref.kind == "organization" else set()
            if hit is not None and own <= set(self.entities[hit].name.split()):  # "the Select Committee" is no other committee
                ref.entity = hit
                self._absorb(self.entities[hit], ref)
                return None
        if ref.kind == "person" and ref.country and self.day and not ref.former and not ref.modifier:
            office = lemma if lemma in ("president", "chancellor", "premier") else "prime minister" if lemma == "minister" and "prime" in (ref.role or "").lower() else None
            if office and "vice" not in (ref.role or "").lower() and "deputy" not in (ref.role or "").lower():
                person = self.world.holder(ref.country, office, self.day)
                if person:
                    return self._join(ref, ("person", person), person)
        label = (ref.role or lemma).strip()
        for article in ("which ", "whose ", "these ", "those ", "this ", "that ", "the ", "The ", "a ", "A ", "an ", "An ", "his ", "her ", "its ", "their "):
            label = label.removeprefix(article)
        if (of := domain(self.parse, ref)) is not None and of.i - ref.head <= 6:
            label = f"{label} {name_text(self.parse, ref.head + 1, of.i)}"  # "head of the agency"
        elif ref.kind == "person" and ref.country and len(label.split()) == 1 and (state := self._of_state(ref)) is not None:
            label = f"{label} {name_text(self.parse, ref.head + 1, state.last)}"  # "leader of Peru"
        if tokens[ref.first].tag == "PRP$":  # "his aides" are his, and not another's
            owner = self.entity_at.get(ref.first)
            bare = label.split(" ", 1)[-1] if label.lower().startswith(tokens[ref.first].lower) else label
            named = owner is not None and self.entities[owner].kind == "person" and self.entities[owner].named
            whose = f"{self.entities[owner].name}'s {bare}" if owner is not None and named else bare
            return self._join(ref, ("nominal", f"{ref.first if owner is None else owner}'s {bare.lower()}/{ref.kind}"), whose)
        restricted = any(k.i > ref.head and tokens[ref.last + 1].text != "," and ((k.dep == "relcl" and any(g.lower in ("who", "that") for g in k.kids)) or (k.dep == "acl" and k.tag == "VBN")) for k in tokens[ref.head].kids)
        if definite and ref.first >= ref.head - 1 and not restricted:  # "the leaders", with nothing more said: those of the same noun before
            same = [n for n, e in enumerate(self.entities) if e.kind == ref.actor_kind and not e.named and lemma in e.lemmas and (of is None or of.lemma in e.domains)]
            if same and not (ref.country and self.entities[same[-1]].country not in (None, ref.country)):
                ref.entity = same[-1]
                self._absorb(self.entities[same[-1]], ref)
                return None
        key = ("nominal", f"{ref.country}/{label.lower()}/{ref.kind}" if definite or ref.plural or ref.country else f"{ref.first}")
        self._join(ref, key, label)
        return None

    def _of_state(self, ref: Ref) -> Ref | None:
        """The state that a role is said to be of, right behind it."""
        of = next((k for k in self.parse.tokens[ref.head].kids if k.dep == "prep" and k.lower == "of" and k.i == ref.head + 1), None)
        return next((self.states[g.i] for g in of.kids if g.i in self.states), None) if of is not None else None

    def _holder(self, ref: Ref, lemma: str) -> int | None:
        """Who was last named with this role: "the envoy" after "China's climate envoy, Name"."""
        rivals: list[tuple[tuple[int, int], int]] = []
        of = domain(self.parse, ref)
        kinds = {k.lemma for k in self.parse.tokens[ref.head].kids if k.dep in ("compound", "amod") and ref.first <= k.i and (k.lemma in SPECIAL or (k.pos == "NOUN" and k.dep == "compound"))}
        for n, e in enumerate(self.entities):
            if kinds and e.roles and not any(kinds & set(role.lower().split()) for role in e.roles):
                continue  # "the general secretary" is no foreign secretary
            if of is not None and of.lemma not in e.domains and not any(of.lemma in role.lower() for role in e.roles):
                continue  # "the head of the agency" is not the head of the fleet
            if ref.country and e.country and ref.country != e.country:
                continue
            if ref.kind == "person" and e.kind == "person" and e.named:
                fits = any(lemma in words and SECOND & set(words) == SECOND & set((ref.role or "").lower().split()) for role in e.roles if (words := role.lower().split()))
            elif ref.kind == "organization" and e.kind == "organization" and e.named:
                fits = lemma in (e.name.lower().split()[0], e.name.lower().split()[-1]) and not self._over(e.name, lemma)
            else:
                continue
            # the one most spoken of so far, and of equals the last: "the president" is the story's own
            before = e.before(ref.first) if fits else None
            if before is not None:
                rivals.append((before, n))
        if lemma in OFFICES and ref.kind == "person" and not ref.former and self.day and not kinds:
            # of two who are told to hold an office, the one who does; and if none is, the one known to
            now = [r for r in rivals if not self._left_office(self.entities[r[1]].name)]
            rivals = now or self._serving(ref, lemma, self.day)
        if not rivals:
            return None
        rivals.sort(reverse=True)
        ref.open = len(rivals) > 1 and rivals[0][0][0] < CLEAR * rivals[1][0][0]
        return rivals[0][1]

    def _serving(self, ref: Ref, office: str, day: date) -> list[tuple[tuple[int, int], int]]:
        """Those named so far who hold an office on the report's day, though the report does not say so."""
        found = []
        for n, e in enumerate(self.entities):
            before = e.before(ref.first) if e.kind == "person" and e.named and ref.country in (None, e.country) else None
            if before is not None and any(t.office == office and t.on(day) for t in self.world.terms.get(e.name, ())):
                found.append((before, n))
        return found

    def _left_office(self, name: str) -> bool:
        """Whether someone's terms are known, and none reaches the report's day."""
        terms = self.world.terms.get(name, ())
        return bool(terms) and self.day is not None and not any(term.on(self.day) for term in terms)

    def _over(self, name: str, lemma: str) -> bool:
        """Whether a government is named after one who leads no more: years later, "the administration" is another's."""
        led = self.world.surnames.get(name.split()[0], ()) if lemma in RULING else ()
        return bool(led) and self.day is not None and not any(term.on(self.day) for term in led)

    def _named_together(self, ref: Ref) -> bool:
        """"A and B, the envoys of Kenya and Peru": two people and the role that both have."""
        t = self.parse.tokens[ref.head]
        first = self.parse.head(t)
        if t.dep != "appos":
            return False
        if first.dep == "conj":
            first = self.parse.head(first)
        row = [first.i, *(k.i for k in first.kids if k.dep == "conj")]
        found = [n for i in row if (n := self.entity_at.get(i)) is not None and self.entities[n].kind == "person" and self.entities[n].named]
        if len(found) != 2 or len(row) != 2:
            return False
        ref.pair = (min(found), max(found))
        for n in ref.pair:
            self.entities[n].roles[t.lemma] += 1
            self.entities[n].add(ref, self.parse)
        return True

    def _holders(self, ref: Ref) -> bool:
        """"Chinese and American envoys", "the leaders of Kenya and Peru": the people of that role, or else the states."""
        lemma = self.parse.tokens[ref.head].lemma
        found = []
        for code in ref.countries:
            there = [(n, e) for n, e in enumerate(self.entities) if e.kind == "person" and e.named and e.country == code]
            hits = [n for n, e in there if any(lemma in r.lower() for r in e.roles)]
            hits = hits or [n for n, e in there if any("counterpart" in r.lower() for r in e.roles)]
            found.append(hits[0] if len(hits) == 1 else self._state(code))
        ref.pair = tuple(found)
        for n in ref.pair:
            self.entities[n].add(ref, self.parse)
            self._note(n, ref)
        return True

    def _counterpart(self, ref: Ref) -> None:
        people = [n for n, e in enumerate(self.entities) if e.kind == "person" and e.named and ref.country and e.country == ref.country and not self._left_office(e.name) and not (e.roles and all(SECOND & set(role.lower().split()) & {"former"} for role in e.roles))]
        owner = self.entity_at.get(ref.first) if self.parse.tokens[ref.first].tag == "PRP$" else None
        if owner is not None and (own := self._portfolios(owner)):
            people = [n for n in people if not (held := self._portfolios(n)) or held & own]  # a foreign minister's is no president
        near = [n for n, _, _ in reversed(self.recent) if n in people]
        if near:
            ref.entity = near[0]
            self._absorb(self.entities[near[0]], ref)
        else:
            self._join(ref, ("nominal", f"{ref.country}/counterpart/{ref.first}"), (ref.role or "counterpart").removeprefix("his ").removeprefix("her "))

    def _portfolios(self, n: int) -> set[str]:
        """What somebody is told or known to be in charge of: "foreign", "defense", or a country ("head")."""
        e = self.entities[n]
        words = {w for role in e.roles for w in role.lower().split()} | {w for t in self.world.terms.get(e.name, ()) if self.day and t.on(self.day) for w in t.office.split()}
        heads = {"head"} if words & HEADS and not words & SECOND else set()
        return heads | {PORTFOLIOS[w] for w in words if w in PORTFOLIOS}

    def _pair(self, ref: Ref) -> None:
        """Two people by nearness (and by role, where one is named); two states by how much they are spoken of."""
        sent = self.parse.tokens[ref.head].sent
        noun = self.parse.tokens[ref.head].lemma
        found: list[int] = []
        bare = ref.last == ref.first + 1 and self.parse.tokens[ref.first].lower == "the"
        if ref.kind == "person":
            if self.last_talk is not None and 0 <= sent - self.last_talk[1] <= REACH and (noun != "woman" and noun != "man"):
                self._are(ref, self.last_talk[0])  # "A called B. … The two leaders also spoke of ships."
                return
            near = [n for n, at, _ in reversed(self.recent) if sent - at <= 12]
            people = [n for n in dict.fromkeys(near) if self.entities[n].kind == "person" and self.entities[n].named]
            people.sort(key=lambda n: -min(3, near.count(n)))  # those the story is of before who is named in passing
            if noun in ("man", "woman"):
                people = [n for n in people if self.entities[n].gender in (None, "m" if noun == "man" else "f")]
            holders = [n for n in people if any(noun in role.lower() for role in self.entities[n].roles)]
            of_states = [n for n in holders if not any(_OFFICES["within"] & set(role.lower().split()) for role in self.entities[n].roles)]
            holders = of_states if noun == "leader" and of_states else holders  # a party's leader is not one of "the two leaders" with a head of state
            counterparts = [n for n in people if n not in holders and any("counterpart" in r.lower() for r in self.entities[n].roles)]
            others = [] if bare else [n for n in people if n not in holders + counterparts]
            found = (holders + counterparts + others)[:2]
            if bare and len(found) < 2:  # "the ministers", of whom no two are known: those just told of together
                pair = self.last_pair
                fit = pair is not None and all(e.kind == "person" and (not e.roles or any(noun in r.lower() for r in e.roles)) for e in (self.entities[n] for n in pair[0]))
                together = fit and pair is not None and sent - pair[1] <= REACH
                found = list(pair[0])[:2] if pair is not None and together else []
            fits = holders + counterparts if bare or len(holders + counterparts) > 1 else people
            if noun in ("head", "leader", "president") and len(holders) < 2 and not (holders and counterparts):
                fits = [n for n in people if self._heads_a_state(self.entities[n], HEADS if noun == "leader" else HEADS_OF_STATE)]
                found = fits[:2] if len({self.entities[n].country for n in fits[:2]} - {None}) == 2 else []
            ref.open = len(fits) != 2 and not self._just_told(found, sent)
            if noun == "leader" and sum(self._heads_a_state(self.entities[n], HEADS) for n in people) > 2 and not self._just_told(found, sent):
                ref.open = True  # three heads of state are spoken of
        if ref.kind == "state" and self.last_pair is not None and sent == self.last_pair[1] and all(self.entities[n].kind == "state" or self.entities[n].name in self.lex.unions for n in self.last_pair[0]):
            found = list(self.last_pair[0])[:2]  # "the row between Chile and Peru, … both sides"
        if not found and not (bare and ref.kind == "person") and (ref.kind == "state" or noun in ("head", "leader", "president")):
            weight: Counter[str] = Counter()
            sides = {n: e.name if e.name in self.lex.unions else e.country for n, e in enumerate(self.entities) if e.kind in ("state", "person", "organization")}
            for n, at, _ in self.recent:
                if side := sides.get(n):
                    weight[side] += 2 if sent - at <= 4 else 1
            codes = [code for code, _ in weight.most_common(2)]
            close = {sides.get(n) for n, at, _ in self.recent if sent - at <= 4}
            ref.open = (len(weight) > 2 and weight.most_common(3)[2][1] * CLEAR > weight[codes[1]]) or not set(codes) <= close
            heads = [self._head_of_state(code) for code in codes] if noun in ("head", "president") and not self.lex.unions & set(codes) else []
            found = [n for n in heads if n is not None]
            found = found if len(found) == 2 else [self._state(code) for code in codes]
        if len(found) == 2 and ref.kind == "state" and (told := self._side_of_speaker(ref)) is not None and told not in {self.entities[n].country or self.entities[n].name for n in found}:
            ref.open = True  # "the union's president said both sides had agreed": hers is one of them
        if len(found) != 2:  # nobody is known whom they could be: they stand for themselves
            ref.kind = "group"
            words_of = (ref.name or name_text(self.parse, ref.first, ref.last)).removeprefix("The ").removeprefix("the ")
            self._join(ref, ("nominal", f"pair/{words_of.lower()}"), words_of)
            return
        self._are(ref, (min(found), max(found)))

    def _are(self, ref: Ref, pair: tuple[int, ...]) -> None:
        """What is said of two is said of these."""
        ref.pair = pair
        for n in pair:
            self.entities[n].add(ref, self.parse)
            self._note(n, ref)

    def _side_of_speaker(self, ref: Ref) -> str | None:
        """The state or union of the one who speaks of "both sides"."""
        says = next((x for x in self.parse.ancestors(self.parse.tokens[ref.head]) if any(k.dep == "ccomp" for k in x.kids)), None)
        own = next((self.entity_at.get(k.i) for k in says.kids if k.dep == "nsubj"), None) if says is not None else None
        e = self.entities[own] if own is not None else None
        if e is None or e.kind not in ("person", "state", "organization"):
            return None
        also = {" ".join(name): body for name, (_, body) in self.world.names.items() if body in self.lex.unions}
        union = next((u for name, u in sorted(also.items()) if e.name == u or any(name in role for role in e.roles)), None)
        return union or (e.country if e.sector == "GOV" else None)

    def _just_told(self, found: list[int], sent: int) -> bool:
        """Whether these two, and no third person, were named just before, or were told together."""
        if self.last_pair is not None and set(self.last_pair[0]) == set(found) and sent - self.last_pair[1] <= REACH:
            return True
        return {n for n, at, _ in self.recent if sent - at <= REACH and self.entities[n].kind == "person" and self.entities[n].named} == set(found)

    def _heads_a_state(self, e: Entity, offices: frozenset[str]) -> bool:
        """Whether someone is told to hold one of the offices, or is known to hold it in the report's year."""
        told = {" ".join(role.lower().split()[-n:]) for role in e.roles for n in (1, 2) if not (SECOND | _OFFICES["within"]) & set(role.lower().split())}
        terms = self.world.terms.get(e.name, ()) if self.year else ()
        return bool(told & offices) or any(t.office in offices and t.covers(self.year or 0) for t in terms)

    def _head_of_state(self, code: str) -> int | None:
        """The one who heads a state all through the report's year, though the report may not name him."""
        name = next((p for office in sorted(HEADS_OF_STATE) if self.day and (p := self.world.holder(code, office, self.day))), None)
        if name is None:
            return None
        key = ("person", f"{name.split()[0]} {name.split()[-1]}")
        if key not in self.by_key:
            self.by_key[key] = len(self.entities)
            self.entities.append(Entity("person", name, code, "GOV", named=True))
        return self.by_key[key]

    def _state(self, code: str) -> int:
        key = ("organization" if code in self.lex.unions else "state", code)
        if key not in self.by_key:
            self.by_key[key] = len(self.entities)
            self.entities.append(Entity("state", self.world.states[code].name if code in self.world.states else code, code, None, code))
        return self.by_key[key]

    def _subject_ahead(self, ref: Ref) -> int | None:
        """"In his meeting with farmers, Berg said …": before the subject, "his" is most often the subject's."""
        t = self.parse.tokens[ref.head]
        node = t
        for _ in range(8):
            if node.head == node.i:
                return None
            node = self.parse.head(node)
            if node.pos == "VERB" and node.i > t.i:
                break
        else:
            return None
        own = next((k for k in node.kids if k.dep == "nsubj" and k.i > t.i), None)
        if own is None or any(k.dep == "nsubj" and k.i < t.i for k in node.kids):
            return None
        name = next((r for r in self.named if r.first <= own.i <= r.last and r.entity >= 0), None)
        return name.entity if name is not None and self._fits(ref, self.entities[name.entity]) else None

    def _pronoun(self, ref: Ref) -> None:
        """The nearest fitting actor, subjects before others, the same sentence's own subject first."""
        t = self.parse.tokens[ref.head]
        if t.lower.endswith(("self", "selves")):  # the clause's own subject
            verb = next((up for up in self.parse.ancestors(t) if up.pos == "VERB"), None)
            own = next((k for k in verb.kids if k.dep in SUBJECTS), None) if verb is not None else None
            if own is not None and own.i in self.entity_at:
                ref.entity = self.entity_at[own.i]
                self.entities[ref.entity].add(ref, self.parse)
                return
        noun = self.parse.head(t)
        if t.tag == "PRP$" and noun.dep == "conj" and ref.gender in ("m", "f") and (beside := self.entity_at.get(noun.head)) is not None and self._fits(ref, self.entities[beside]):
            ref.entity = beside  # "Rojas and his supporters"
            self.entities[beside].add(ref, self.parse)
            return
        if t.tag == "PRP$" and (ahead := self._subject_ahead(ref)) is not None:
            ref.entity = ahead
            self.entities[ahead].add(ref, self.parse)
            return
        others = self._acts_on(t)
        if ref.plural and self.last_pair is not None and t.sent - self.last_pair[1] <= 1 and not others & set(self.last_pair[0]):
            group = next((at for n, at, subject in reversed(self.recent) if self.entities[n].kind == "group" and subject), -1)
            if group < self.last_pair[1]:
                ref.pair = self.last_pair[0]
                for n in ref.pair:
                    self.entities[n].add(ref, self.parse)
                return
        best: tuple[float, int] | None = None
        seen: set[int] = set()
        for rank, (n, sent, subject) in enumerate(reversed(self.recent)):
            if t.sent - sent > REACH or rank > 12:
                break
            e = self.entities[n]
            if n in seen or n in others or not self._fits(ref, e):
                continue
            seen.add(n)
            score = 3.0 * subject - 1.2 * (t.sent - sent) - 0.25 * rank + 1.5 * e.named + (2.5 if others and t.sent == sent else 0.0)
            if best is None or score > best[0]:
                best = (score, n)
        found = best[1] if best else self._speaker(ref)
        if found is not None:
            ref.entity = found
            self.entities[found].add(ref, self.parse)

    def _acts_on(self, t: Token) -> set[int]:
        """Who stands beside a pronoun in its clause and so is not meant by it: in "they armed them" and in "he met
        Rojas" two are spoken of (principles B and C of Chomsky's binding theory)."""
        node = t
        if t.dep == "nsubj" and self.parse.head(t).pos == "VERB":
            clause = self.parse.head(t)
            fronted = [k for k in clause.kids if k.dep == "advcl" and k.tag == "VBG" and k.i < t.i and not any(g.dep in SUBJECTS for g in k.kids)]  # "singling out Rojas, he …"
            near = [g for x in (clause, *fronted) for k in x.kids for g in ((k,) if k.dep in ("dobj", "dative") else k.kids if k.dep == "prep" else ())]
            return {r.entity for g in near for r in self.named if r.first <= g.i <= r.last and r.entity >= 0}
        if node.dep == "pobj" and self.parse.head(node).dep in ("prep", "dative"):
            node = self.parse.head(node)
        if t.tag != "PRP" or (node is t and t.dep not in ("dobj", "dative")) or self.parse.head(node).pos != "VERB":
            return set()
        verb = self.parse.head(node)
        for _ in range(4):
            subjects = [k for k in verb.kids if k.dep in SUBJECTS]
            if subjects or verb.dep not in ("conj", "advcl", "xcomp") or verb.head == verb.i or any(k.dep == "dobj" for k in self.parse.head(verb).kids if verb.dep == "xcomp"):
                break
            verb = self.parse.head(verb)
        found = {self.entity_at[k.i] for k in subjects if k.i in self.entity_at}
        if self.last_pair is not None and found & set(self.last_pair[0]) and self.last_pair[1] == t.sent:
            found |= set(self.last_pair[0])
        return found

    def _speaker(self, ref: Ref) -> int | None:
        """"The spokesman said they would …": a subject that fits nobody else is the one who speaks of it."""
        verb = self.parse.head(self.parse.tokens[ref.head])
        if verb.dep not in ("ccomp", "xcomp") or ref.gender in ("m", "f"):
            return None
        subject = next((k for k in self.parse.head(verb).kids if k.dep == "nsubj"), None)
        return self.entity_at.get(subject.i) if subject is not None else None

    def _fits(self, ref: Ref, e: Entity) -> bool:
        if ref.gender in ("m", "f"):
            return e.kind == "person" and e.gender in (None, ref.gender)
        if ref.gender == "i":
            return e.kind in ("state", "organization")
        return e.kind in ("group", "organization", "state") or any(r.plural for r in e.refs)

    def _note(self, n: int, ref: Ref) -> None:
        self.entity_at[ref.head] = n
        t = self.parse.tokens[ref.head]
        if ref.pair:
            self.last_pair = (ref.pair, t.sent)
        elif t.dep == "conj" and t.head in self.entity_at and self.entities[n].kind == self.entities[self.entity_at[t.head]].kind != "group":
            self.last_pair = ((self.entity_at[t.head], n), t.sent)
        if ref.kind == "person" and not ref.pair:
            self._in_touch(n, t)
        if (ref.modifier and ref.form != "pronoun") or ref.place:
            return
        t = self.parse.tokens[ref.head]
        self.recent.append((n, t.sent, t.dep in SUBJECTS))
        if len(self.recent) > 60:
            del self.recent[:20]


    def _in_touch(self, n: int, t: Token) -> None:
        """Keeps the two of whom one is told to have met, called or visited the other."""
        above = self.parse.head(t) if t.dep in ("dobj", "pobj") else t
        verb = self.parse.head(above) if t.dep == "pobj" and above.lower in ("with", "to") else above
        own = next((self.entity_at[k.i] for k in verb.kids if k.dep == "nsubj" and k.i in self.entity_at), None) if verb is not t and verb.lemma in TOUCHING else None
        if own is not None and own != n and self.entities[own].kind == self.entities[n].kind == "person" and self.entities[own].named and self.entities[n].named:
            self.last_talk = ((min(own, n), max(own, n)), t.sent)


def _assemble(parse: Parse, refs: list[Ref], entities: list[Entity], world: World) -> Who:
    """Actors and places with their mentions; ids are ``a1``, ``a2`` … in order of first mention."""
    text, tokens = parse.text, parse.tokens
    order = sorted(range(len(entities)), key=lambda n: min((r.first for r in entities[n].refs), default=1 << 30))
    ids = {n: f"a{k}" for k, n in enumerate(order, 1)}
    at: dict[int, tuple[str, ...]] = {}
    place_at: dict[int, str] = {}
    ref_at: dict[int, Ref] = {}
    places: dict[str, tuple[list[Mention], str | None]] = {}
    for ref in refs:
        if ref.consumed:
            continue
        who = tuple(ids[n] for n in ref.pair) or ((ids[ref.entity],) if ref.entity >= 0 else ())
        first = ref.first if ref.form == "name" else ref.head
        for i in range(first, ref.last + 1):
            ref_at.setdefault(i, ref)
            if who and (i == ref.head or ref.form == "name" or i not in at):
                at.setdefault(i, who)
        if ref.title_from is not None and who:
            for i in range(ref.title_from, ref.first):  # the parse may take the title for the head
                if tokens[i].pos in ("NOUN", "PROPN") and (tokens[i].lemma in words().person or tokens[i].lemma == "counterpart") and i not in at:
                    at[i] = who
                    ref_at.setdefault(i, ref)
        if ref.kind == "place" or ref.place:
            name = name_text(parse, ref.first, ref.last)
            name = name.removeprefix("the ").removeprefix("The ")
            mention = Mention(Span.of(text, tokens[ref.first].start, tokens[ref.last].end), "name")
            places.setdefault(name, ([], ref.country))[0].append(mention)
            for i in range(ref.first, ref.last + 1):
                place_at[i] = name
    actors = []
    for n in order:
        e = entities[n]
        mentions, seen = [], set()
        for r in sorted(e.refs, key=lambda r: (r.first, r.last)):
            span = (tokens[r.first].start, tokens[r.last].end)
            if span in seen:
                continue
            seen.add(span)
            form = "title" if r.form == "nominal" and e.kind == "person" and e.named else r.form
            mentions.append(Mention(Span.of(text, *span), form))
        if mentions:
            kind = e.kind if e.kind in ("person", "organization", "state", "group") else "group"
            roles = tuple(role for role, _ in sorted(e.roles.items(), key=lambda r: (-r[1], r[0])))
            sector = e.sector if e.kind != "state" else "GOV"
            actors.append(Actor(ids[n], e.name, kind, tuple(mentions), e.country, sector, roles))  # type: ignore[arg-type]
    made = []
    for name, (found, country) in sorted(places.items(), key=lambda p: p[1][0][0].span.start):
        city = world.cities.get(name)
        if city and country and city.country not in (country, None):
            city = None
        located = city and (city.latitude or city.longitude)
        made.append(Place(name, tuple(found), country or (city.country if city else None), city.latitude if city and located else None, city.longitude if city and located else None))  # fmt: skip
    return Who(tuple(actors), tuple(made), at, place_at, tuple(refs), ref_at, {a.id: a for a in actors}, _listed(parse, refs))


def _listed(parse: Parse, refs: list[Ref]) -> dict[int, tuple[int, ...]]:
    """Names in one list, "A, Premier B and Vice-President C", by what stands between them: parses of long lists
    with titles break."""
    tokens = parse.tokens
    names = [r for r in refs if r.form == "name" and r.kind in ("person", "state", "organization") and not r.consumed]
    runs: list[list[Ref]] = []
    closed = False
    for before, ref in zip([None, *names], names, strict=False):
        start = ref.title_from if ref.title_from is not None else ref.first
        between = {t.text for t in tokens[before.last + 1 : start]} if before is not None else {"."}
        joined = before is not None and before.kind == ref.kind and start > before.last + 1 and between <= {",", "and", "&"} and not closed
        if joined and tokens[ref.head].sent == tokens[runs[-1][0].head].sent:
            runs[-1].append(ref)
            closed = "and" in between or "&" in between
        else:
            runs.append([ref])
            closed = False
    found: dict[int, tuple[int, ...]] = {}
    for run in runs:
        last = run[-1]
        start = last.title_from if last.title_from is not None else last.first
        if len(run) > 1 and tokens[start - 1].text in ("and", "&"):
            subject = tokens[last.head].dep in ("nsubj", "nsubjpass") and tokens[run[0].head].dep not in ("nsubj", "nsubjpass", "appos", "compound", "poss")
            if not subject:
                for n, ref in enumerate(run):
                    found[ref.head] = tuple(r.head for r in run[n + 1 :])
            if _below(tokens, run[0].head, last.head):  # "President A and Premier B met": A was taken for a part of B's title
                found[last.head] = tuple(r.head for r in run[:-1])
    return found
