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


def locate(parse: Parse, refs: list[Ref], entities: list[Entity], world: World) -> None:
    """A country for those described without one ("police", "the judge", "protesters"): the one place their
    sentence names, else the one country it speaks of."""
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
        ruler = next(
            (
                t.text
                for t in parse.tokens[first.first : first.head]
                if t.pos == "PROPN" and t.dep in ("compound", "nmod") and t.text in world.surnames
            ),
            None,
        )
        if (
            ruler is not None and parse.tokens[first.head].lemma in RULING
        ):  # "the Lund administration": of the country she led
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
