"""People by their names: full names first, then the surnames that may be theirs or a leader's."""

from __future__ import annotations

from collections import Counter

from onrecord.analyse.who.cast import CLEAR, HEADS, OFFICES, Cast
from onrecord.analyse.who.entity import Entity
from onrecord.analyse.who.refs import Ref
from onrecord.world import Term, World, family_name
from onrecord.world.world import GENERATIONS, without_generation

GENDERED = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
BY_FIRST_NAME, LOCAL_OFFICES = OFFICES["by_first_name"], OFFICES["local"]
GENERIC = frozenset({"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr."})
UNDER = frozenset(
    {
        "negotiator",
        "spokesman",
        "spokeswoman",
        "envoy",
        "ambassador",
        "diplomat",
        "aide",
        "adviser",
        "advisor",
        "lawyer",
        "reporter",
    }
)  # titles that no head of a state bears
SHORT = 8  # sentences; a longer report names the state of a leader it speaks of


def one_kind(refs: list[Ref], world: World, year: int | None) -> None:
    """A bare name that is a person's most of the time, or at times and a leader's of the day, is that
    person's wherever it stands."""
    bare = [r for r in refs if r.form == "name" and r.first == r.last and r.name]
    people = Counter(r.name for r in bare if r.kind == "person")
    others = Counter(r.name for r in bare if r.kind != "person")
    for r in bare:
        if (
            r.kind in ("organization", "place")
            and r.key is None
            and r.country is None
            and people[r.name] > (0 if world.leader(r.name or "", year) else 2 * others[r.name])
        ):
            r.kind, r.place = "person", False


def surname(ref: Ref) -> str:
    """A bare name without its possessive."""
    return (ref.name or "").removesuffix("'s").removesuffix("’s")


def _as_told(cast: Cast, name: str | None) -> str | None:
    """A full name as the report or the world has it elsewhere."""
    parts = [p for p in (name or "").split() if len(p.rstrip(".")) > 1] or [name or ""]
    if len(parts) == 1:
        return parts[0]  # "AirLima X." is AirLima where it stands alone
    if len(parts) > 2:
        return name
    if parts[0] == parts[1]:
        return parts[0]  # "Lund Lund": two headlines run into one
    turned = f"{parts[1]} {parts[0]}"
    known = turned in cast.world.terms and " ".join(parts) not in cast.world.terms
    return turned if known or ("person", turned) in cast.by_key else name


def full_names(cast: Cast, refs: list[Ref]) -> None:
    """Entities of people named in full come first, so that a headline's bare surname finds them."""
    sons: list[Ref] = []
    for ref in refs:
        if ref.kind == "person" and ref.form == "name" and ref.last > ref.first:
            ref.name = _as_told(cast, ref.name)
            if _is_a_son(ref.name or ""):
                sons.append(ref)
                continue
            key = ("person", cast.world.told_apart_by(ref.name or ""))
            cast.join(ref, key, ref.name or "")
    for ref in sons:
        _son(cast, ref)
    bare = [r for r in refs if r.kind == "person" and r.form == "name" and r.last == r.first]
    in_office = {surname(r) for r in bare if _in_office(cast, r)}
    apart = _apart(cast, bare)
    for ref in bare:
        if ref.gender and (surname(ref), ref.gender) in apart:
            cast.join(
                ref,
                ("person", f"{surname(ref)}/{ref.gender}"),
                f"{'Mr.' if ref.gender == 'm' else 'Ms.'} {surname(ref)}",
            )
        else:
            _surname(cast, ref, surname(ref) in in_office)


def _is_a_son(name: str) -> bool:
    """ "Lund Jr."."""
    parts = name.split()
    return len(parts) == 2 and parts[1].rstrip(".").lower() in GENERATIONS


def _son(cast: Cast, ref: Ref) -> None:
    """ "Lund Jr." is Carl Lund Jr., where one of that name is told of."""
    name = ref.name or ""
    hits = [
        (n, e)
        for n, e in enumerate(cast.entities)
        if e.kind == "person" and f" {e.name}".endswith(f" {name}") and e.name != name
    ]
    if len(hits) == 1:
        ref.entity = hits[0][0]
        hits[0][1].add(ref, cast.parse)
        cast.absorb(hits[0][1], ref)
    else:
        cast.join(ref, ("person", name), name)


def _apart(cast: Cast, bare: list[Ref]) -> set[tuple[str, str]]:
    """ "Mr. Lund … Ms. Lund", of whom one at most is named in full: the one less spoken of is somebody
    else."""
    spoken = Counter((surname(r), r.gender) for r in bare if r.gender in ("m", "f"))
    out = set()
    for name in {n for n, _ in spoken}:
        if spoken[name, "m"] and spoken[name, "f"] and len(bearers := _bearers(cast, name)) < 2:
            told = bearers[0].gender if bearers else None
            out.add(
                (
                    name,
                    "f" if told == "m" or (told is None and spoken[name, "m"] >= spoken[name, "f"]) else "m",
                )
            )
    return out


def _in_office(cast: Cast, ref: Ref) -> bool:
    """Whether a surname alone bears the office that its leader holds, and nobody in the report has his full
    name."""
    term = cast.world.leader(surname(ref), cast.year) if ref.role and cast.year else None
    if (
        term is None
        or cast.year is None
        or not term.covers(cast.year)
        or term.office not in (ref.role or "").lower()
    ):
        return False
    return not any(
        term.office in role.lower()
        for e in _bearers(cast, surname(ref))
        for role in (*e.roles, *(r.role or "" for r in e.refs))
    )


def _bearers(cast: Cast, name: str) -> list[Entity]:
    return [e for e in cast.entities if e.kind == "person" and e.named and _bears(cast, e, name)]


def _bears(cast: Cast, e: Entity, name: str) -> bool:
    """Whether a surname is somebody's: the last word of the name, or the first where the family's comes
    first."""
    parts = without_generation(e.name)
    if cast.world.leader(name, cast.year) is not None:
        parts = e.name.split()  # "Mr. Lund" is the president before he is his son
    first = (
        e.country is None
        and len(parts) == 3
        and parts[0] == name
        and (term := cast.world.leader(name, cast.year)) is not None
        and family_name(f"{name} x", term.country) == name
    )
    return parts[-1] == name or family_name(e.name, e.country) == name or first


def _called(cast: Cast, ref: Ref, name: str, people: list[tuple[int, Entity]]) -> list[tuple[int, Entity]]:
    """Those of people who bear a surname; where nobody does, those of that first name."""
    hits = [(n, e) for n, e in people if _bears(cast, e, name)]
    if not hits and not ref.role and cast.world.leader(name, cast.year) is None:
        hits = [(n, e) for n, e in people if e.name.split()[0] == name and len(e.name.split()) <= 3]
    return hits


def _told_as(e: Entity, title: str) -> bool:
    return any(title in role.lower() for role in e.roles)


def _held(cast: Cast, e: Entity, office: str) -> bool:
    """Whether the report or the world gives somebody an office."""
    return _told_as(e, office) or any(t.office == office for t in cast.world.terms.get(e.name, ()))


def _in_power(cast: Cast, ref: Ref, name: str, title: str) -> Term | None:
    """The term of the leader whom a surname can mean."""
    term = cast.world.leader(name, cast.year) if title not in UNDER else None
    if term is None or (title in BY_FIRST_NAME and term.person.split()[0] != name):
        return None
    if ref.country and ref.country != term.country:
        return None
    return term if _may_be(cast, name, term) else None


def _surname(cast: Cast, ref: Ref, in_office: bool = False) -> None:
    name = surname(ref)
    title = (ref.role or "").lower().rpartition(" ")[2]
    people = [(n, e) for n, e in enumerate(cast.entities) if e.kind == "person" and e.named]
    if title in BY_FIRST_NAME:  # "King Harald" is no Prince Sverre bin Harald
        people = [(n, e) for n, e in people if e.name.split()[0] == name]
    hits = _called(cast, ref, name, people)
    once = _once(cast, ref, title.removesuffix("s"))
    if once is not None:  # "Presidents Lund and Berg": he who was president, and not the senator of his name
        hits = [(n, e) for n, e in hits if _held(cast, e, once.office)]
        if not hits and people:
            cast.join(ref, ("person", once.person), once.person)
            return
    if title in UNDER:  # "negotiator Kim" is not Kim who heads the state
        hits = [(n, e) for n, e in hits if _told_as(e, title) or not cast.heads_a_state(e, HEADS)]
    hit = _one_of(cast, ref, title, hits)
    if hit is not None and not (
        in_office and ref.gender != "f"
    ):  # "President Lund" and "Mr. Lund" are he, though only his wife is named in full
        ref.entity = hit[0]
        hit[1].add(ref, cast.parse)
        cast.absorb(hit[1], ref)
        return
    term = _in_power(cast, ref, name, title)
    if term is not None:
        ref.country, ref.sector = ref.country or term.country, ref.sector or "GOV"
        name = term.person if " " in term.person and "." not in term.person[:2] else name
    cast.join(ref, ("person", name), name)


def _once(cast: Cast, ref: Ref, office: str) -> Term | None:
    """The term of one who heads or headed a state under the title that a surname bears."""
    return next(
        (
            t
            for t in cast.world.surnames.get(surname(ref), ())
            if t.office == office in HEADS and ref.country in (None, t.country)
        ),
        None,
    )


def _titled(e: Entity, title: str) -> bool:
    return any(title in role.lower().split() for role in (*e.roles, *(r.role or "" for r in e.refs)))


def _in_office_in(cast: Cast, e: Entity, year: int) -> bool:
    terms = cast.world.terms
    return any(
        term.covers(year) for term in terms.get(e.name.replace("-", " ").title(), terms.get(e.name, ()))
    )


def _most_told(ref: Ref, hits: list[tuple[int, Entity]]) -> tuple[int, Entity]:
    """Of two of one surname, the one spoken of far more, or else the last one named before this place."""
    earlier = sorted(
        ((at, n, e) for n, e in hits if (at := e.before(ref.first + 1)) is not None),
        key=lambda h: h[:2],
        reverse=True,
    )
    if len(earlier) > 1 and earlier[0][0][0] < CLEAR * earlier[1][0][0]:
        earlier.sort(key=lambda h: (h[0][1], h[1]), reverse=True)
    return earlier[0][1:] if earlier else hits[0]


def _one_of(cast: Cast, ref: Ref, title: str, hits: list[tuple[int, Entity]]) -> tuple[int, Entity] | None:
    """Of those who bear a surname, the one whom title, gender, office and nearness point to."""
    if ref.gender:  # "Ms. Lund" is not Erik Lund
        hits = [(n, e) for n, e in hits if e.gender in (None, ref.gender)]
    if (
        len(hits) > 1
        and len({e.gender for _, e in hits}) > 1
        and (said := _gender_nearby(cast, ref)) is not None
    ):
        hits = [(n, e) for n, e in hits if e.gender in (None, said)] or hits
    if (
        len(hits) > 1 and title and title not in GENERIC
    ):  # "negotiator Lund" is he who was named with that role
        hits = [(n, e) for n, e in hits if _titled(e, title)] or hits
    if len(hits) > 1 and cast.year:  # of two of one surname, the one in office now is spoken of
        now = [(n, e) for n, e in hits if _in_office_in(cast, e, cast.year)]
        hits = now if len(now) == 1 else hits
    if len(hits) > 1:
        return _most_told(ref, hits)
    return hits[0] if hits else None


def _gender_nearby(cast: Cast, ref: Ref) -> str | None:
    """ "Lund spoke, and her aides left": the gender of the pronouns behind a surname, where they are of one
    alone."""
    sentence = cast.parse.sentences[cast.parse.tokens[ref.head].sent]
    found = {g for t in cast.parse.tokens[ref.last + 1 : sentence.last] if (g := GENDERED.get(t.lower))}
    return found.pop() if len(found) == 1 else None


def _may_be(cast: Cast, name: str, term: Term) -> bool:
    """Whether a bare surname may be a leader's: in a report of some length, his state is spoken of too, and
    he is told to be no mayor."""
    roles = {w for r in cast.named if surname(r) == name and r.role for w in r.role.lower().split()}
    if roles & LOCAL_OFFICES:
        return False
    return len(cast.parse.sentences) <= SHORT or term.country in cast.spoken_of
