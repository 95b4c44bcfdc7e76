"""The lexicon of ``who.toml`` in the form that lookups want."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.rules import lexicon


@dataclass(frozen=True, slots=True)
class Words:
    person: dict[str, str]  # role lemma -> sector
    organization: dict[str, str]
    transparent: frozenset[str]
    for_state: frozenset[str]
    titles: frozenset[str]
    former: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    heads: dict[str, str]  # word of an organisation's name -> sector
    unions: frozenset[str]  # of states, that deal with others as a side of their own
    features: frozenset[str]  # seas, straits, peninsulas: named after a state, and no state
    papers: frozenset[str]  # last words of the names of laws and treaties
    matters: frozenset[str]  # capitalised names of policies and affairs, which act on nobody either
    occasion: re.Pattern[str]
    occasion_nouns: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    offices: dict[str, frozenset[str]]
    pairs: dict[tuple[str, ...], str]
    described: dict[str, frozenset[str]]
    counterparts: frozenset[str]
    pair_heads: frozenset[str]  # of two who head a state each
    given_months: frozenset[str]
    idioms: frozenset[tuple[str, str]]  # two words next to each other that tell of nobody
    people_behind: dict[str, frozenset[str]]  # noun -> one of these before it makes it tell of people
    things_but_behind: dict[str, frozenset[str]]  # noun -> without one of these before it, it tells of none
    people_counted: frozenset[str]
    things_behind_nouns: frozenset[str]
    plurals: frozenset[str]
    parts: frozenset[str]
    military: frozenset[str]
    of_government: frozenset[str]
    states: frozenset[str]
    below_states: frozenset[str]
    lands: frozenset[str]
    of_states: frozenset[str]
    descent: frozenset[str]


@functools.cache
def words() -> Words:
    data = lexicon("who")
    described = data["descriptions"]

    def table(part: dict[str, str]) -> dict[str, str]:
        return {w.replace("_", " "): sector for sector, ws in part.items() for w in ws.split()}

    def sets(part: dict[str, str]) -> dict[str, frozenset[str]]:
        return {k: frozenset(ws.split()) for k, ws in part.items()}

    return Words(
        person=table(data["roles"]["person"]),
        organization=table(data["roles"]["organization"]),
        transparent=frozenset(data["transparent"]["nouns"].split()),
        for_state=frozenset(data["for_state"]["nouns"].split()),
        titles=frozenset(data["titles"]["words"].split()),
        former=frozenset(data["titles"]["former"]),
        male=frozenset(data["titles"]["male"]),
        female=frozenset(data["titles"]["female"]),
        male_nouns=frozenset(data["titles"]["male_nouns"].split()),
        female_nouns=frozenset(data["titles"]["female_nouns"].split()),
        heads=table(data["organisation_heads"]),
        unions=frozenset(data["unions"]["names"]),
        features=frozenset(data["features"]["nouns"].split()),
        papers=frozenset(data["papers"]["nouns"].split()),
        matters=frozenset(data["papers"]["matters"].split()),
        occasion=re.compile(data["occasions"]["pattern"]),
        occasion_nouns=frozenset(data["occasions"]["nouns"].split()),
        given_male=frozenset(data["given_names"]["male"].split()),
        given_female=frozenset(data["given_names"]["female"].split()),
        offices={k: frozenset(w.replace("_", " ") for w in v.split()) for k, v in data["offices"].items()},
        described=sets(data["described"]),
        counterparts=frozenset(data["counterparts"]["nouns"]),
        pair_heads=frozenset(data["pairs"]["heads"].split()),
        given_months=frozenset(data["given_names"]["months"].split()),
        idioms=frozenset((a, b) for a, b in map(str.split, described["idioms"])),
        people_behind=sets(described["people_behind"]),
        things_but_behind=sets(described["things_but_behind"]),
        people_counted=frozenset(described["people_counted"].split()),
        things_behind_nouns=frozenset(described["things_behind_nouns"].split()),
        plurals=frozenset(described["plurals"].split()),
        parts=frozenset(described["parts"].split()),
        military=frozenset(described["military"].split()),
        of_government=frozenset(described["of_government"].split()),
        states=frozenset(described["states"].split()),
        below_states=frozenset(described["below_states"].split()),
        lands=frozenset(described["lands"].split()),
        of_states=frozenset(described["of_states"].split()),
        descent=frozenset(described["descent"].split()),
        pairs={tuple(p.split()): kind for kind in ("person", "state") for p in data["pairs"][kind]},
    )
