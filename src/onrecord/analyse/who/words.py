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


@functools.cache
def words() -> Words:
    data = lexicon("who")

    def table(part: dict[str, str]) -> dict[str, str]:
        return {w.replace("_", " "): sector for sector, ws in part.items() for w in ws.split()}

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
        described={k: frozenset(v.split()) for k, v in data["described"].items()},
        pairs={tuple(p.split()): kind for kind in ("person", "state") for p in data["pairs"][kind]},
    )
