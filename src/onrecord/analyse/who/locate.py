"""The country of those who are described without one."""

from __future__ import annotations

from onrecord.analyse.parse import Parse
from onrecord.analyse.who.entity import RULING, Entity
from onrecord.analyse.who.refs import Ref
from onrecord.world import World

# Sectors whose people belong to the country where they are told of, unless something says otherwise.
LOCAL = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "REB", "OPP", "CVL", "LAB", "AGR", "CRM", "PTY", "EDU", "ELI"}
)
TITLED = frozenset({"GOV", "JUD", "LEG", "MIL", "COP", "OPP"})
ABROAD = frozenset({"visit", "tour", "arrive", "fly", "travel", "land"})
FOREIGN_WORDS = frozenset(
    {
        "foreign",
        "international",
        "overseas",
        "western",
        "expatriate",
        "united",
        "peacekeeping",
        "u.n.",
        "un",
        "expert",
        "experts",
        "analyst",
        "analysts",
    }
)


def _countries(
    parse: Parse, refs: list[Ref], entities: list[Entity]
) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """By sentence, the countries of the places it names, and those it speaks of."""
    places: dict[int, set[str]] = {}
    spoken: dict[int, set[str]] = {}
    for ref in refs:
        sent = parse.tokens[ref.head].sent
        code = ref.country or (entities[ref.entity].country if ref.entity >= 0 else None)
        if code:
            spoken.setdefault(sent, set()).add(code)
            if ref.place or ref.kind == "place":
                places.setdefault(sent, set()).add(code)
    return places, spoken


def _ruler(parse: Parse, ref: Ref, world: World) -> str | None:
    """The leader whose surname stands before a word for a government."""
    if parse.tokens[ref.head].lemma not in RULING:
        return None
    before = parse.tokens[ref.first : ref.head]
    named = (t.text for t in before if t.pos == "PROPN" and t.dep in ("compound", "nmod"))
    return next((name for name in named if name in world.surnames), None)


def locate(parse: Parse, refs: list[Ref], entities: list[Entity], world: World) -> None:
    """A country for those described without one ("police", "the judge", "protesters"): the one place their
    sentence names, else the one country it speaks of."""
    places, spoken = _countries(parse, refs, entities)
    for e in entities:
        if e.country or e.kind == "state" or e.sector not in LOCAL or not e.refs:
            continue
        if e.named and e.kind == "person" and (e.sector not in TITLED or not e.roles):
            continue  # a name alone does not belong where it is spoken of
        first = min((r for r in e.refs if r.form != "pronoun"), key=lambda r: r.first, default=None)
        if first is None or any(t.lower in FOREIGN_WORDS for t in parse.tokens[first.first : first.last + 1]):
            continue
        ruler = _ruler(parse, first, world)
        if ruler is not None:  # "the Lund administration": of the country she led
            led = {term.country for term in world.surnames[ruler]}
            e.country = led.pop() if len(led) == 1 else None
            continue
        if e.named and parse.tokens[parse.tokens[first.head].head].lemma in ABROAD:
            continue  # "King Name visited Peru" is no king of Peru's
        sent = parse.tokens[first.head].sent
        for table in (spoken,) if e.named else (places, spoken):
            codes = table.get(sent, set())
            if len(codes) == 1:
                e.country = next(iter(codes))
                break
