"""Who is who across reports: one actor for all its names, with an analyst's word above every rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import Struct

from onrecord.model import Actor, Analysis, Judgement, Mention, Span, content_id
from onrecord.model.analysis import ActorKind
from onrecord.rules import lexicon
from onrecord.world import load, own_file
from onrecord.world.world import fold, without_generation

INITIALS = re.compile(r"[A-Z]{2,6}")
BY_FIRST_NAME = frozenset(lexicon("who")["offices"]["by_first_name"].split())


class KnownActor(Struct, frozen=True):
    """An actor of the whole record."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    roles: tuple[tuple[str, str | None, str | None], ...]  # role, first and last day it was given
    reports: int
    named: bool
    keys: tuple[str, ...] = ()  # "kind/name" of all that were taken for this actor


@dataclass(slots=True)
class _Group:
    kind: str
    names: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    sectors: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, None] = field(
        default_factory=dict
    )  # most groups are of one report: an empty set is thrice as large
    roles: dict[str, list[date]] = field(default_factory=dict)
    reports: int = 0
    last: str | None = None  # of those reports, which come one after the other
    named: bool = False
    keys: dict[str, None] = field(default_factory=dict)

    def add(self, a: Analysis, x: Actor, written: str) -> None:
        """One more report's actor that was taken for this one."""
        self.keys[written] = None
        self.named = self.named or any(m.form == "name" for m in x.mentions)
        self.names[x.name] = self.names.get(x.name, 0) + 1 + len(x.mentions)
        if x.country:
            self.countries[x.country] = self.countries.get(x.country, 0) + 1
        if x.sector:
            self.sectors[x.sector] = self.sectors.get(x.sector, 0) + 1
        if self.last != a.report.id:
            self.last, self.reports = a.report.id, self.reports + 1
        for m in x.mentions:
            if m.form == "name":
                self.aliases[m.span.text] = None
        for role in x.roles:
            self.roles.setdefault(role, [])
            if a.report.published:
                self.roles[role].append(a.report.published)


@dataclass(frozen=True, slots=True)
class Identity:
    """All actors, and for each report its own actor ids mapped to them."""

    actors: dict[str, KnownActor]
    of: dict[tuple[str, str], str]


Key = tuple[str, ...]
Ground = Literal[
    "name", "surname", "initials", "analyst"
]  # on which somebody was taken for whom the key means


@dataclass(frozen=True, slots=True)
class Naming:
    """By what somebody who is named in one report is known in the others.

    told: the key of each, by report and actor; full: whom a surname means that one person alone bears;
    countries: of those; short: whom initials mean; joined and apart: an analyst's word.
    """

    told: dict[tuple[str, str], Key]
    full: Mapping[str, Key]
    countries: Mapping[Key, Counter[str]]
    short: Mapping[Key, Key]
    joined: Mapping[str, Key]
    apart: frozenset[tuple[str, str]]

    def whom(self, report: str, x: Actor) -> tuple[Key, str, Ground]:
        """Whom an actor of a report stands for, the "kind/name" that an analyst's word holds on to, and on
        what ground."""
        key, ground = self._by_surname(self.told[(report, x.id)], x)
        if key in self.short:
            key, ground = self.short[key], "initials"
        written = f"{key[0]}/{key[1]}"
        if (written, report) in self.apart:
            return (*key, "apart", report), written, ground
        if written in self.joined and self.joined[written] != key:
            return self.joined[written], written, "analyst"
        return key, written, ground

    def _by_surname(self, key: Key, x: Actor) -> tuple[Key, Ground]:
        if key[0] != "person" or " " in key[1] or key[1] not in self.full:
            return key, "name"
        full = self.full[key[1]]
        known = self.countries.get(full)
        if full[1].split()[0] != key[1] and _is_crowned(x):
            return key, "name"  # "King Rojas" is not Pedro bin Rojas
        return (key, "name") if x.country and known and x.country not in known else (full, "surname")


def _is_crowned(x: Actor) -> bool:
    return any(w in BY_FIRST_NAME for role in x.roles for w in role.lower().split())


def naming(analyses: Sequence[Analysis], judgements: Sequence[Judgement] = ()) -> Naming:
    """By what the actors of these reports are known, over all of them."""
    told: dict[tuple[str, str], Key] = {}
    one: dict[Key, Key] = {}
    surnames: dict[str, set[Key]] = defaultdict(set)
    countries: dict[Key, Counter[str]] = defaultdict(Counter)
    for a in analyses:
        for x in a.actors:
            key = _key(x, a.report.id)
            told[(a.report.id, x.id)] = one.setdefault(key, key)
    plain = _without_generation(told)
    for a in analyses:
        for x in a.actors:
            key = told[(a.report.id, x.id)]
            told[(a.report.id, x.id)] = key = plain.get(key, key)
            if key[0] == "person" and " " in key[1]:
                names = without_generation(key[1])
                surnames[names[-1]].add(key)
                surnames[names[0]].add(key)
            if x.country:
                countries[key][x.country] += 1
    full = {name: next(iter(those)) for name, those in surnames.items() if len(those) == 1}
    joined, apart = _judged(judgements)
    return Naming(told, full, countries, _initialisms(analyses, told), joined, frozenset(apart))


def _without_generation(told: Mapping[tuple[str, str], Key]) -> dict[Key, Key]:
    """ "Carl Lund Jr." and "Carl Lund" of another report are one, unless a report tells of both, or the one
    without is known for an office: sons are named beside their fathers."""
    reports: dict[Key, set[str]] = defaultdict(set)
    for (report, _), key in told.items():
        if key[0] == "person":
            reports[key].add(report)
    bearers: dict[Key, list[Key]] = defaultdict(list)
    for key in reports:
        plain = " ".join(without_generation(key[1]))
        if plain != key[1]:
            bearers[("person", plain)].append(key)
    leaders = load(own_file()).surnames
    known = {term.person.lower() for terms in leaders.values() for term in terms} if bearers else set()
    return {
        those[0]: base
        for base, those in bearers.items()
        if len(those) == 1
        and base in reports
        and not reports[base] & reports[those[0]]
        and base[1] not in known
    }


def identify(analyses: Sequence[Analysis], judgements: Sequence[Judgement] = ()) -> Identity:
    """One id an actor. People meet by full name, or by a surname that only one person of the record bears."""
    known = naming(analyses, judgements)
    groups: dict[Key, _Group] = {}
    of = (
        known.told
    )  # each place is asked once and then says for whom it stands: a second table would be as large
    for a in analyses:
        for x in a.actors:
            key, written, _ = known.whom(a.report.id, x)
            of[(a.report.id, x.id)] = key
            g = groups.get(key)
            if g is None:
                g = groups[key] = _Group(x.kind)
            g.add(a, x, written)
    ids = {key: content_id("a", *key) for key in groups}
    actors = {id: _known(id, groups.pop(key)) for key, id in ids.items()}
    return Identity(actors, {place: ids[key] for place, key in of.items()})


def _initialisms(
    analyses: Sequence[Analysis], keys: dict[tuple[str, str], tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """ "HWC" for the Harbour Workers Council, where some report names it both ways and none another body
    so."""
    long: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    brief: dict[str, tuple[str, ...]] = {}
    for a in analyses:
        for x in a.actors:
            key = keys[(a.report.id, x.id)]
            if key[0] != "organization":
                continue
            if INITIALS.fullmatch(name := x.name.replace(".", "")):
                brief[name] = key
            else:
                for m in x.mentions:
                    if INITIALS.fullmatch(text := m.span.text.replace(".", "")):
                        long[text].add(key)
    return {key: next(iter(long[name])) for name, key in brief.items() if len(long[name]) == 1}


_OF_ANY_STATE = re.compile(
    r"(?:the )?(?:(?:foreign|defen[cs]e|interior|finance|health|justice|oil|energy|trade|economy|"
    r"education|information|transport|environment|agriculture|culture|labou?r) ministry|parliament|"
    r"supreme court|constitutional court|central bank|national assembly|army|navy|air force|coast guard|"
    r"election commission|mission|embassy|consulate)",
    re.I,
)


def of_any_state(name: str) -> bool:
    """Whether a body's name alone does not say whose it is: every state has a foreign ministry."""
    return _OF_ANY_STATE.fullmatch(name) is not None


def called(x: KnownActor) -> str:
    """What a line calls an actor: "Chile's Foreign Ministry", where the name alone does not say whose it
    is."""
    state = (
        load(own_file()).states.get(x.country or "")
        if x.kind == "organization" and of_any_state(x.name)
        else None
    )
    return f"{state.name}'s {x.name}" if state is not None else x.name


def _key(x: Actor, report: str) -> tuple[str, ...]:
    if x.kind == "state":
        return ("state", x.country or x.name)
    named = any(m.form == "name" for m in x.mentions)
    if x.kind == "person":
        if not named and x.name not in load(own_file()).terms:  # "the two heads of state" are called by name
            return (
                ("unnamed", x.name.lower(), report, x.id)
                if not x.country
                else ("role", x.name.lower(), x.country)
            )
        # "Kim Jong Un", "Kim Jong-un" and "Kim Jong-Un" are spellings of one name
        plain = fold(x.name).lower().replace("’s", "").replace("'s", "").replace("-", " ")
        return ("person", load(own_file()).told_apart_by(plain).lower())
    name = fold(x.name).lower().removeprefix("the ").replace(".", "").replace("’s", "'s")
    if x.kind == "organization" and named:
        return (
            ("organization", name, x.country)
            if x.country and of_any_state(x.name)
            else ("organization", name)
        )
    if x.country:
        return ("group", name, x.country)
    return ("group", name, "" if named else report)


def person(x: Actor) -> str | None:
    """The name under which a person meets others, as the report itself bears it out; None for no person or no
    name."""
    key = _key(x, "")
    return key[1] if key[0] == "person" else None


def written(kind: ActorKind, name: str, country: str | None = None) -> str:
    """ "kind/name" under which a named actor is kept: what an analyst's word on an actor holds on to."""
    mention = Mention(Span(0, len(name), name), "name")
    return "/".join(_key(Actor("", name, kind, (mention,), country), "")[:2])


def _judged(judgements: Sequence[Judgement]) -> tuple[dict[str, tuple[str, ...]], set[tuple[str, str]]]:
    """An analyst's word: keys that stand for the first one's actor, and ``(key, report)`` that stand
    alone."""
    joined: dict[str, tuple[str, ...]] = {}
    apart: set[tuple[str, str]] = set()
    for j in judgements:
        if j.subject != "actor" or len(j.members) < 2:
            continue
        if j.verb in ("join", "alias"):
            first = joined.get(j.members[0], tuple(j.members[0].split("/", 1)))
            for member in j.members:
                joined[member] = first
        elif j.verb == "split":
            apart.update((j.members[0], report) for report in j.members[1:])
    return joined, apart


def _known(id: str, g: _Group) -> KnownActor:
    def most(c: Mapping[str, int]) -> str | None:
        return min(c, key=lambda k: (-c[k], -len(k), k)) if c else None

    full = {n: c * (3 if " " in n else 1) for n, c in g.names.items()}
    name = most(full) or "?"
    roles = tuple(
        sorted(
            (role, min(days).isoformat() if days else None, max(days).isoformat() if days else None)
            for role, days in g.roles.items()
        )
    )
    return KnownActor(
        id,
        name,
        g.kind,
        most(g.countries),
        most(g.sectors),
        tuple(sorted(g.aliases.keys() - {name})),
        roles,
        g.reports,
        g.named,
        tuple(sorted(g.keys)),
    )
