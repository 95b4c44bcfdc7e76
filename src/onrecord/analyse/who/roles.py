"""Those who are described: by a role that somebody was named with, by a body's kind, or by words of their
own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.analyse.english import DEFINITE, OF, OF_OR_FROM, OF_PEOPLE, PREFIXED
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.cast import CLEAR, OFFICES, SECOND, Cast
from onrecord.analyse.who.entity import RULING, Entity, domain
from onrecord.analyse.who.names import name_text
from onrecord.analyse.who.nominals import coordinated
from onrecord.analyse.who.refs import Ref

OF_WHAT = frozenset(
    {
        "accuse",
        "convict",
        "acquit",
        "suspect",
        "rob",
        "deprive",
        "warn",
        "inform",
        "remind",
        "assure",
        "convince",
        "clear",
        "strip",
        "cure",
        "rid",
    }
)
# What a description opens with, in the order in which it is taken off.
OPENING = (
    "which ", "whose ", "these ", "those ", "this ", "that ", "the ", "The ", "a ", "A ", "an ", "An ",
    "his ", "her ", "its ", "their ",
)  # fmt: skip
MANY = frozenset(
    {
        "rebel",
        "protester",
        "demonstrator",
        "victim",
        "militant",
        "soldier",
        "troop",
        "fighter",
        "supporter",
        "activist",
        "official",
        "lawmaker",
        "people",
        "migrant",
        "refugee",
        "student",
    }
)
COUNTED = re.compile(
    r"^(?:at least|at most|about|around|almost|nearly|more than|fewer than|up to|some|over)?\s*"
    r"(?:\d|one |two |three |four |five |six |seven |"
    r"eight |nine |ten |eleven |twelve |dozens |scores |hundreds |thousands |several |many )",
    re.I,
)
SHARED, SPECIAL = OFFICES["shared"], OFFICES["special"]


def organization(cast: Cast, ref: Ref, name: str) -> None:
    key = ("organization", ref.key or name.lower())
    acronym = name.replace(".", "")
    if key not in cast.by_key and acronym.isupper() and 2 <= len(acronym) <= 6:
        for n, e in enumerate(cast.entities):
            if (
                e.kind == "organization"
                and "".join(w[0] for w in e.name.split() if w[0].isupper()) == acronym
            ):
                cast.by_key[key] = n
    if (
        key not in cast.by_key
        and ref.kind == "organization"
        and " " not in name
        and not name.isupper()
        and name not in cast.world.cities
        and cast.parse.tokens[ref.head].ent != "NORP"
    ):
        longer = [
            n
            for n, e in enumerate(cast.entities)
            if e.kind == "organization" and e.named and _short_for(e.name.split(), name, cast.lex.heads)
        ]
        if longer:
            cast.by_key[key] = longer[-1]
    cast.join(ref, key, name)


def _short_for(words: list[str], name: str, heads: dict[str, str]) -> bool:
    """ "Goldman" and "the Commission" stand for a longer name, "Lima" for no School of Lima Arts, "AirLima"
    for no AirLima X."""
    whole = name in (words[0], words[-1]) and not (len(words) == 2 and len(words[1].rstrip(".")) == 1)
    return whole or (name in words and name in heads)


def nominal(cast: Cast, ref: Ref) -> None:
    tokens = cast.parse.tokens
    lemma = tokens[ref.head].lemma
    opening = tokens[ref.first].lower
    definite = (
        opening in DEFINITE or tokens[ref.first].tag == "PRP$" or (ref.first == ref.last and not ref.plural)
    )
    if lemma in cast.lex.counterparts:
        return _counterpart(cast, ref)
    hit = _holder_told(cast, ref, lemma) if definite and not ref.plural else None
    if hit is not None:
        ref.entity = hit
        cast.absorb(cast.entities[hit], ref)
        return None
    if (person := _in_office(cast, ref, lemma)) is not None:
        return cast.join(ref, ("person", person), person)
    judged = (
        tokens[ref.head].dep in ("dobj", "nsubjpass") and cast.parse.head(tokens[ref.head]).lemma in OF_WHAT
    )  # "accused the judge of theft": it is no part of his name
    of = None if judged else domain(cast.parse, ref)
    label = _label(cast, ref, lemma, of)
    if tokens[ref.first].tag == "PRP$":
        return _owned(cast, ref, label)
    if definite and ref.first >= ref.head - 1 and not _restricted(cast, ref):
        # "the leaders", with nothing more said: those of the same noun before
        same = _of_the_noun(cast, ref, lemma, of)
        if same is not None:
            ref.entity = same
            cast.absorb(cast.entities[same], ref)
            return None
    known = definite or ref.plural or ref.country
    key = f"{ref.country}/{label.lower()}/{ref.kind}" if known else f"{ref.first}"
    cast.join(ref, ("nominal", key), label)
    return None


def _of_state(cast: Cast, ref: Ref) -> Ref | None:
    """The state that a role is said to be of, right behind it."""
    of = next(
        (
            k
            for k in cast.parse.tokens[ref.head].kids
            if k.dep == "prep" and k.lower == OF and k.i == ref.head + 1
        ),
        None,
    )
    return next((cast.states[g.i] for g in of.kids if g.i in cast.states), None) if of is not None else None


def _label(cast: Cast, ref: Ref, lemma: str, of: Token | None) -> str:
    """What somebody is told to be, with what it is of."""
    label = (ref.role or lemma).strip()
    for article in OPENING:
        label = label.removeprefix(article)
    if of is not None and of.i - ref.head <= 6:
        return f"{label} {name_text(cast.parse, ref.head + 1, of.i)}"  # "head of the agency"
    state = _of_state(cast, ref) if ref.kind == "person" and ref.country and " " not in label else None
    return (
        f"{label} {name_text(cast.parse, ref.head + 1, state.last)}" if state else label
    )  # "leader of Peru"


def _owned(cast: Cast, ref: Ref, label: str) -> None:
    """ "His aides" are his, and not another's."""
    owner = cast.entity_at.get(ref.first)
    bare = label.split(" ", 1)[-1] if label.lower().startswith(cast.parse.tokens[ref.first].lower) else label
    named = owner is not None and cast.entities[owner].kind == "person" and cast.entities[owner].named
    whose = f"{cast.entities[owner].name}'s {bare}" if owner is not None and named else bare
    key = f"{ref.first if owner is None else owner}'s {bare.lower()}/{ref.kind}"
    cast.join(ref, ("nominal", key), whose)


def _bears(cast: Cast, ref: Ref, e: Entity, lemma: str) -> bool:
    """Whether somebody named is told to be what a noun says, or a body has it in its name."""
    if not e.named or ref.kind != e.kind:
        return False
    if ref.kind == "person":
        second = SECOND & set((ref.role or "").lower().split())
        told = (role.lower().split() for role in e.roles)
        return any(lemma in words and SECOND & set(words) == second for words in told)
    words = e.name.lower().split()
    return ref.kind == "organization" and lemma in (words[0], words[-1]) and not _over(cast, e.name, lemma)


def _in_office(cast: Cast, ref: Ref, lemma: str) -> str | None:
    """Who holds the office that a description tells of, on the day of the report."""
    if ref.kind != "person" or not ref.country or not cast.day or ref.former or ref.modifier:
        return None
    role = (ref.role or "").lower()
    offices = (o for o in cast.lex.offices["by_term"] if o.split()[-1] == lemma)
    office = next((o for o in offices if all(word in role for word in o.split()[:-1])), None)
    if office is None or any(word in role for word in cast.lex.offices["deputies"]):
        return None
    return cast.world.holder(ref.country, office, cast.day) or None


def _restricted(cast: Cast, ref: Ref) -> bool:
    """Whether a clause behind a description tells which are meant: "the leaders who left"."""
    tokens = cast.parse.tokens
    if ref.last + 1 >= len(tokens) or tokens[ref.last + 1].text == ",":
        return False
    behind = [k for k in tokens[ref.head].kids if k.i > ref.head]
    return any(
        (k.dep == "relcl" and any(g.lower in OF_PEOPLE for g in k.kids))
        or (k.dep == "acl" and k.tag == "VBN")
        for k in behind
    )


def _of_the_noun(cast: Cast, ref: Ref, lemma: str, of: Token | None) -> int | None:
    """Who was last described by the same noun; "the rebels" are more than "five rebels" of before."""
    same = [
        n
        for n, e in enumerate(cast.entities)
        if e.kind == ref.actor_kind
        and not e.named
        and lemma in e.lemmas
        and (of is None or of.lemma in e.domains)
        and not _over(cast, e.name, lemma)
        and not (lemma in MANY and COUNTED.match(e.name))
    ]
    if not same or (ref.country and cast.entities[same[-1]].country not in (None, ref.country)):
        return None
    return same[-1]


def _holder_told(cast: Cast, ref: Ref, lemma: str) -> int | None:
    """Who was named with this role, where nothing that stands before the noun says otherwise: "co-president",
    "the Select Committee"."""
    tokens = cast.parse.tokens
    if ref.head > 1 and tokens[ref.head - 1].text == "-" and tokens[ref.head - 2].lower in PREFIXED:
        return None
    hit = _holder(cast, ref, lemma)
    if hit is None or ref.kind != "organization":
        return hit
    own = {x.text for x in tokens[ref.first + 1 : ref.head] if x.pos == "PROPN"}
    return hit if own <= set(cast.entities[hit].name.split()) else None


def _may_hold(ref: Ref, e: Entity, kinds: set[str], of: Token | None) -> bool:
    """Whether nothing told of somebody speaks against a description."""
    if kinds and e.roles and not any(kinds & set(role.lower().split()) for role in e.roles):
        return False  # "the general secretary" is no foreign secretary
    if of is not None and of.lemma not in e.domains and not any(of.lemma in role.lower() for role in e.roles):
        return False  # "the head of the agency" is not the head of the fleet
    return not (ref.country and e.country and ref.country != e.country)


def _holder(cast: Cast, ref: Ref, lemma: str) -> int | None:
    """Who was last named with this role: "the envoy" after "China's climate envoy, Name"."""
    rivals: list[tuple[tuple[int, int], int]] = []
    of = domain(cast.parse, ref)
    before = [
        k for k in cast.parse.tokens[ref.head].kids if k.dep in ("compound", "amod") and ref.first <= k.i
    ]
    kinds = {k.lemma for k in before if k.lemma in SPECIAL or (k.pos == "NOUN" and k.dep == "compound")}
    for n, e in enumerate(cast.entities):
        if not _may_hold(ref, e, kinds, of):
            continue
        # the one most spoken of so far, and of equals the last: "the president" is the story's own
        spoken = e.before(ref.first) if _bears(cast, ref, e, lemma) else None
        if spoken is not None:
            rivals.append((spoken, n))
    if lemma in SHARED and ref.kind == "person" and not ref.former and cast.day and not kinds:
        # of two who are told to hold an office, the one who does; and if none is, the one known to
        now = [r for r in rivals if not cast.left_office(cast.entities[r[1]].name)]
        rivals = now or _serving(cast, ref, lemma, cast.day)
    if not rivals:
        return None
    rivals.sort(reverse=True)
    ref.open = len(rivals) > 1 and rivals[0][0][0] < CLEAR * rivals[1][0][0]
    return rivals[0][1]


def _serving(cast: Cast, ref: Ref, office: str, day: date) -> list[tuple[tuple[int, int], int]]:
    """Those named so far who hold an office on the report's day, though the report does not say so."""
    found = []
    for n, e in enumerate(cast.entities):
        before = (
            e.before(ref.first)
            if e.kind == "person" and e.named and ref.country in (None, e.country)
            else None
        )
        if before is not None and any(
            t.office == office and t.on(day) for t in cast.world.terms.get(e.name, ())
        ):
            found.append((before, n))
    return found


def _over(cast: Cast, name: str, lemma: str) -> bool:
    """Whether a government is named after one who leads no more: years later, "the administration" is
    another's."""
    led = cast.world.surnames.get(name.split()[0], ()) if lemma in RULING else ()
    return bool(led) and cast.day is not None and not any(term.on(cast.day) for term in led)


def holders(cast: Cast, ref: Ref) -> bool:
    """ "Chinese and American envoys", "the leaders of Kenya and Peru": the people of that role, or else the
    states."""
    lemma = cast.parse.tokens[ref.head].lemma
    found = []
    for code in ref.countries:
        there = [
            (n, e)
            for n, e in enumerate(cast.entities)
            if e.kind == "person" and e.named and e.country == code
        ]
        hits = [n for n, e in there if any(lemma in r.lower() for r in e.roles)]
        hits = hits or [
            n for n, e in there if any(w in r.lower() for r in e.roles for w in cast.lex.counterparts)
        ]
        found.append(hits[0] if len(hits) == 1 else cast.state(code))
    cast.stand_for(ref, tuple(found))
    return True


def sides_of(parse: Parse, ref: Ref, refs: Sequence[Ref]) -> list[Ref]:
    """ "Envoys of the Peruvian government and the Shining Path": the bodies that people described by what
    they are of act for."""
    tokens = parse.tokens
    of = next(
        (
            k
            for k in tokens[ref.head].kids
            if k.dep == "prep" and k.lower in OF_OR_FROM and k.i == ref.head + 1
        ),
        None,
    )
    if of is None or ref.pair:
        return []
    heads = [t for k in of.kids if k.dep == "pobj" for t in (k, *coordinated(k))]
    bodies = {
        r.head: r
        for r in refs
        if r.kind in ("state", "organization", "group")
        and not r.consumed
        and not r.pair
        and r.form != "pronoun"
    }
    row = [bodies[t.i] for t in heads if t.i in bodies]
    return row if len(row) == len(heads) > 1 else []


def _counterpart(cast: Cast, ref: Ref) -> None:
    people = [
        n
        for n, e in enumerate(cast.entities)
        if e.kind == "person"
        and e.named
        and ref.country
        and e.country == ref.country
        and not cast.left_office(e.name)
        and not (e.roles and all(SECOND & set(role.lower().split()) & {"former"} for role in e.roles))
    ]
    owner = cast.entity_at.get(ref.first) if cast.parse.tokens[ref.first].tag == "PRP$" else None
    if owner is not None and (own := cast.portfolios(owner)):
        people = [
            n for n in people if not (held := cast.portfolios(n)) or held & own
        ]  # a foreign minister's is no president
    near = [n for n, _, _ in reversed(cast.recent) if n in people]
    if near and not ref.plural:  # "its Chilean counterparts" are others than Chile's president
        ref.entity = near[0]
        cast.absorb(cast.entities[near[0]], ref)
    else:
        cast.join(
            ref,
            ("nominal", f"{ref.country}/counterpart/{ref.first}"),
            (ref.role or "counterpart")
            .removeprefix("his ")
            .removeprefix("her ")
            .removeprefix("its ")
            .removeprefix("their "),
        )
