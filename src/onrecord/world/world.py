"""The gazetteer: names to states, bodies, persons in office and places."""

from __future__ import annotations

import csv
import functools
import json
import os
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from onrecord.model.closed import fitting
from onrecord.world.shape import Layer as Shape

# ISO 3166 has no code for Kosovo; XKX is the user-assigned one in common use.
KOSOVO = "XKX"
ALIAS_CODE = {"UNK": KOSOVO}

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})  # behind a name, to tell it from a parent's

NameKind = Literal["state", "demonym", "seat", "body", "occasion"]


def without_generation(name: str) -> list[str]:
    """The words of a person's name, but for a "Jr." or "III" behind it."""
    words = name.split()
    last = words[-1].rstrip(".").lower() if len(words) > 2 else ""
    return words[:-1] if last in GENERATIONS else words


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation known by name; ``country`` is None for an international one."""

    name: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str | None
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Term:
    """Who held an office, from the first to the last year (None: still in office when compiled); ``since``
    and ``until`` are the days, where they are known: in office from the one, and no more on the other."""

    person: str
    country: str
    office: str
    first: int
    last: int | None
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the office may have been held on a day."""
        return (
            self.covers(day.year)
            and (self.since is None or self.since <= day)
            and (self.until is None or day < self.until)
        )

    def covers(self, year: int) -> bool:
        return self.first <= year <= (self.last or 9999)


@dataclass(frozen=True, slots=True)
class World:
    """All lookups. ``names`` maps a name, as a tuple of tokens, to what it is and its key."""

    states: dict[str, State]
    names: dict[tuple[str, ...], tuple[NameKind, str]]
    bodies: dict[str, Body]
    cities: dict[str, City]
    terms: dict[str, tuple[Term, ...]]
    surnames: dict[str, tuple[Term, ...]]
    longest: int
    capitals: dict[str, str] = field(default_factory=dict)
    families: frozenset[str] = (
        frozenset()
    )  # family names that come first, those of leaders of states where they do; in lower case

    owners: dict[str, str] = field(default_factory=dict)  # who owns an outlet, by ``outlet_key``

    def owner(self, outlet: str) -> str | None:
        """Who owns an outlet; None where that is not known."""
        return self.owners.get(outlet_key(outlet))

    def leader(self, surname_or_name: str, year: int | None) -> Term | None:
        """The one leader of that name in office in ``year``, or nearest before it; None where unclear."""
        rows = self.terms.get(surname_or_name) or self.surnames.get(surname_or_name, ())
        if not rows:
            return None
        if year is not None and surname_or_name not in self.terms:
            covering = [r for r in rows if r.covers(year)]
            past = [r for r in rows if r.first <= year and (r.last or 9999) >= year - 12]
            rows = tuple(covering or past)
        countries = {r.country for r in rows}
        return max(rows, key=lambda r: (" " in r.person, r.first, r.person)) if len(countries) == 1 else None

    def told_apart_by(self, name: str) -> str:
        """What tells a person from others: the first and last word of a name, initials aside, and "Jr." or
        "III" behind; all of it where a family name that is known to come first does ("Kim Jong Nam" is not
        "Kim Yong Nam"), spelled without hyphens."""
        words = [w for w in name.split() if len(w.rstrip(".")) > 1] or [name]
        if len(words) > 2 and (which := words[-1].rstrip(",.").lower()) in GENERATIONS:
            return f"{self.told_apart_by(' '.join(words[:-1]).rstrip(','))} {which.capitalize()}"
        if len(words) > 1 and words[0].lower() in self.families:
            return " ".join(p[:1].upper() + p[1:].lower() for w in words for p in w.split("-") if p)
        return " ".join(words if len(words) <= 2 else (words[0], words[-1]))

    def holder(self, country: str, office: str, day: date) -> str | None:
        """Who held ``office`` of ``country`` on a day; None where unknown, or where it changed hands that
        year and the day of that is not known."""
        people = {
            t.person for rows in self.terms.values() for t in rows
            if t.country == country and t.office == office and t.on(day)
        }  # fmt: skip
        return people.pop() if len(people) == 1 else None


def fold(name: str) -> str:
    """Without accents, so that "Erdogan" and "Erdoğan" meet."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=10_000)
def outlet_key(name: str) -> str:
    """One key for the spellings of an outlet: "The Associated Press" and "Associated Press"."""
    plain = fold(name).lower().removeprefix("the ").strip()
    return plain.removesuffix(" news") if " " in plain else plain


def words(name: str) -> tuple[str, ...]:
    """A name as the tokens that spaCy makes of it (possessive and hyphen apart)."""
    return tuple(name.replace("'s", " 's").replace("-", " - ").split())


OWN = "ONRECORD_WORLD"  # environment: a user's own file, so that every worker process reads the same world


def own_file() -> str | None:
    """The path of the user's own file, if one is set."""
    return os.environ.get(OWN) or None


@functools.cache
def load(extra: str | None = None) -> World:
    """The world as shipped, with a user's own TOML file of the shape of ``more.toml`` laid over it; the
    user's word
    wins."""
    data = files("onrecord.world") / "data"
    given = [Path(extra).read_text(encoding="utf8")] if extra else []
    texts = [*given, (data / "more.toml").read_text(encoding="utf8")]
    layers: list[Layer] = [fitting(tomllib.loads(text), Shape, "names") for text in texts]
    compiled: list[Layer] = json.loads((data / "states.json").read_text(encoding="utf8"))
    for c in compiled:
        c["code"] = ALIAS_CODE.get(c["code"], c["code"])
    states = {c["code"]: State(c["code"], SHOWN_AS.get(c["code"]) or c["name"]) for c in compiled}
    names = _Names()
    for layer in layers:
        for code, aliases in layer.get("states", {}).items():
            names.add(aliases, "state", code)
        for code, aliases in layer.get("demonyms", {}).items():
            names.add(aliases, "demonym", code)
    cities = _cities((data / "cities.csv").read_text(encoding="utf8"), layers)
    capitals = _compiled(compiled, _listed(layers, "not_seats"), names, cities)
    bodies = _bodies(layers, names)
    terms, surnames = _terms((data / "leaders.csv").read_text(encoding="utf8"), layers)
    families = frozenset(
        t.person.split()[0].lower()
        for rows in terms.values()
        for t in rows
        if t.country in FAMILY_NAME_FIRST and " " in t.person
    )
    longest = max(map(len, names.known))
    return World(
        states, names.known, bodies, cities, terms, surnames, longest, capitals, families, _owners(layers)
    )


Layer = dict[str, Any]
SHOWN_AS = {"TUR": "Turkey"}


def _listed(layers: list[Layer], table: str) -> list[str]:
    """The ``names`` of one table, of all layers."""
    return [n for layer in layers for n in layer.get(table, {}).get("names", [])]


class _Names:
    """What each name is; who comes first has it."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], tuple[NameKind, str]] = {}

    def add(self, names: Iterable[str], kind: NameKind, key: str) -> None:
        for name in names:
            for form in {name, fold(name)}:
                self.known.setdefault(words(form), (kind, key))

    def is_seat(self, name: str) -> bool:
        known = self.known.get(words(name))
        return known is not None and known[0] == "seat"


def _compiled(
    compiled: list[Layer], not_seats: list[str], names: _Names, cities: dict[str, City]
) -> dict[str, str]:
    """Adds the names, peoples and capitals of the compiled states; returns whose seat each capital is."""
    capitals: dict[str, str] = {}
    # Independent states first: "French" is France, not a French territory.
    for c in sorted(compiled, key=lambda c: not c["independent"]):
        code = c["code"]
        names.add((c["name"], c["official"]), "state", code)
        for demonym in (d.strip() for entry in c["demonyms"] for d in entry.replace(" or ", ",").split(",")):
            names.add([demonym], "demonym", code)
            if not demonym.endswith(("ese", "ish", "ch", "s")):
                names.add([demonym + "s"], "demonym", code)
        lat, lon = (c["at"] + [0.0, 0.0])[:2]
        for capital in c["capital"]:
            if c["independent"] and capital not in not_seats:
                names.add([capital], "seat", code)
                capitals[capital] = code
            known = cities.get(capital)
            if known is None or known.country != code:
                cities[capital] = City(capital, code, lat, lon, 0)
    return capitals


def _bodies(layers: list[Layer], names: _Names) -> dict[str, Body]:
    """Adds seats of power, bodies and occasions; returns the bodies. A name that is a seat's stays the
    seat's."""
    bodies: dict[str, Body] = {}
    for layer in layers:
        for seat, code in layer.get("seats", {}).items():
            names.add([seat], "seat", code)
        for b in layer.get("body", []):
            bodies.setdefault(b["name"], Body(b["name"], b.get("country") or None, b.get("sector")))
            names.add(
                (a for a in (b["name"], *b.get("aliases", [])) if not names.is_seat(a)), "body", b["name"]
            )
        for occasion in _listed([layer], "occasions"):
            names.add([occasion], "occasion", occasion)
    return bodies


def _owners(layers: list[Layer]) -> dict[str, str]:
    return {
        outlet_key(outlet): owner
        for layer in reversed(layers)
        for owner, outlets in layer.get("owners", {}).items()
        for outlet in outlets
    }


def _cities(table: str, layers: list[dict[str, Any]]) -> dict[str, City]:
    found: dict[str, City] = {}
    for name, country, lat, lon, population in csv.reader(table.splitlines()):
        city = City(name, ALIAS_CODE.get(country, country), float(lat), float(lon), int(population))
        found.setdefault(name, city)
        found.setdefault(fold(name), city)
    for layer in reversed(layers):
        for name, (country, lat, lon) in layer.get("places", {}).items():
            found[name] = City(name, country or None, lat, lon, 0)
        for name in layer.get("us_states", {}).get("names", []):
            found[name] = City(name, "USA", 0.0, 0.0, 0)
    return found


def _terms(
    table: str, layers: list[dict[str, Any]]
) -> tuple[dict[str, tuple[Term, ...]], dict[str, tuple[Term, ...]]]:
    """Terms by full name and by surname; single names (as REIGN has them) count as surnames."""
    by_hand = [tuple(r) for layer in layers for r in layer.get("terms", {}).get("rows", [])]
    known = {(r[0], r[1]) for r in by_hand}  # the compiled lists end in 2022 and leave terms open
    rows = [tuple(r) for r in csv.reader(table.splitlines()) if (r[0], r[1]) not in known] + by_hand
    by_name: dict[str, list[Term]] = defaultdict(list)
    by_surname: dict[str, list[Term]] = defaultdict(list)
    for person, country, office, first, last in rows:
        since, until = (date.fromisoformat(x) if len(x) > 4 else None for x in (first, last))
        term = Term(
            person,
            ALIAS_CODE.get(country, country),
            office,
            int(first[:4] or 1900),
            int(last[:4]) if last else None,
            since,
            until,
        )
        crowned = REGNAL.match(person)  # "Harald V of Norway" is Harald V
        for form in {person, fold(person), *((crowned[1],) if crowned else ())}:
            if " " in form:
                by_name[form].append(term)
            by_surname[family_name(form, term.country)].append(term)
    return {k: tuple(v) for k, v in by_name.items()}, {k: tuple(v) for k, v in by_surname.items()}


REGNAL = re.compile(r"(\w+ [IVX]+) of ")
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"})


def family_name(name: str, country: str | None) -> str:
    """The surname of a full name: the first word where the family name comes first, else the last."""
    parts = name.split()
    return parts[0] if country in FAMILY_NAME_FIRST else parts[-1]
