"""Who is who across reports: one actor for all its names, with an analyst's word above every rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from onrecord.model import Actor, Analysis, Judgement, Mention, Span, content_id
from onrecord.model.analysis import ActorKind
from onrecord.rules import lexicon
from onrecord.world import load, own_file
from onrecord.world.world import fold

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


@dataclass(frozen=True, slots=True)
class Identity:
    """All actors, and for each report its own actor ids mapped to them."""

    actors: dict[str, KnownActor]
    of: dict[tuple[str, str], str]


def identify(analyses: Sequence[Analysis], judgements: Sequence[Judgement] = ()) -> Identity:
    """One id an actor. People meet by full name, or by a surname that only one person of the record bears."""
    keys: dict[
        tuple[str, str], tuple[str, ...]
    ] = {}  # by report and actor: first each as told, then for whom it stands
    one: dict[tuple[str, ...], tuple[str, ...]] = {}
    surnames: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    countries: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for a in analyses:
        for x in a.actors:
            key = _key(x, a.report.id)
            keys[(a.report.id, x.id)] = key = one.setdefault(key, key)
            if key[0] == "person" and " " in key[1]:
                surnames[key[1].split()[-1]].add(key)
                surnames[key[1].split()[0]].add(key)
            if x.country:
                countries[key][x.country] += 1
    alias = {name: next(iter(full)) for name, full in surnames.items() if len(full) == 1}
    short = _initialisms(analyses, keys)
    joined, apart = _judged(judgements)
    groups: dict[tuple[str, ...], _Group] = {}
    for a in analyses:
        for x in a.actors:
            place = (a.report.id, x.id)
            key = keys[place]
            if key[0] == "person" and " " not in key[1] and key[1] in alias:
                full = alias[key[1]]
                known = countries.get(full)
                crowned = full[1].split()[0] != key[1] and any(
                    w in BY_FIRST_NAME for role in x.roles for w in role.lower().split()
                )
                if not crowned and not (x.country and known and x.country not in known):
                    key = full  # but "King Rojas" is not Pedro bin Rojas
            key = short.get(key, key)
            written = f"{key[0]}/{key[1]}"
            if (written, a.report.id) in apart:
                key = (*key, "apart", a.report.id)
            else:
                key = joined.get(written, key)
            keys[place] = key
            g = groups.get(key)
            if g is None:
                g = groups[key] = _Group(x.kind)
            named = any(m.form == "name" for m in x.mentions)
            g.keys[written] = None
            g.named = g.named or named
            g.names[x.name] = g.names.get(x.name, 0) + 1 + len(x.mentions)
            if x.country:
                g.countries[x.country] = g.countries.get(x.country, 0) + 1
            if x.sector:
                g.sectors[x.sector] = g.sectors.get(x.sector, 0) + 1
            if g.last != a.report.id:
                g.last, g.reports = a.report.id, g.reports + 1
            for m in x.mentions:
                if m.form == "name":
                    g.aliases[m.span.text] = None
            for role in x.roles:
                g.roles.setdefault(role, [])
                if a.report.published:
                    g.roles[role].append(a.report.published)
    ids = {key: content_id("a", *key) for key in groups}
    actors = {id: _known(id, groups.pop(key)) for key, id in ids.items()}
    return Identity(actors, {place: ids[key] for place, key in keys.items()})


def _initialisms(
    analyses: Sequence[Analysis], keys: dict[tuple[str, str], tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """ "HWC" for the Harbour Workers Council, where some report names it both ways and none another body so."""
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
    r"(?:the )?(?:(?:foreign|defen[cs]e|interior|finance|health|justice|oil|energy|trade|economy|education|information|transport|environment|agriculture|culture|labou?r) ministry|parliament|supreme court|constitutional court|central bank|national assembly|army|navy|air force|coast guard|election commission|mission|embassy|consulate)",
    re.I,
)


def of_any_state(name: str) -> bool:
    """Whether a body's name alone does not say whose it is: every state has a foreign ministry."""
    return _OF_ANY_STATE.fullmatch(name) is not None


def called(x: KnownActor) -> str:
    """What a line calls an actor: "Chile's Foreign Ministry", where the name alone does not say whose it is."""
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
        if not named:
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
    """The name under which a person meets others, as the report itself bears it out; None for no person or no name."""
    key = _key(x, "")
    return key[1] if key[0] == "person" else None


def written(kind: ActorKind, name: str, country: str | None = None) -> str:
    """ "kind/name" under which a named actor is kept: what an analyst's word on an actor holds on to."""
    mention = Mention(Span(0, len(name), name), "name")
    return "/".join(_key(Actor("", name, kind, (mention,), country), "")[:2])


def _judged(judgements: Sequence[Judgement]) -> tuple[dict[str, tuple[str, ...]], set[tuple[str, str]]]:
    """An analyst's word: keys that stand for the first one's actor, and ``(key, report)`` that stand alone."""
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
