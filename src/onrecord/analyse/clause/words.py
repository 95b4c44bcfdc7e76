"""The words of ``embedding.toml``, compiled: governors of factuality, control, modifiers."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from onrecord.lexicon import table

Gives = str  # a status, "same" or "own"


@dataclass(frozen=True, slots=True)
class Words:
    """``governors`` maps ``(lemma, complement form)`` to what holds and what holds where it is denied;
    ``light`` are those whose subject does what their noun tells."""

    governors: dict[tuple[str, str], tuple[Gives, Gives]]
    light: frozenset[str]
    modifiers: dict[str, str]
    occurring: frozenset[str]
    participles: frozenset[str]
    object_control: frozenset[str]
    asking: frozenset[str]
    asked_prepositions: tuple[str, ...]
    judging: frozenset[str]
    object_prepositions: frozenset[str]
    intransitive: frozenset[str]
    transitive: frozenset[str]
    performs: frozenset[str]
    undergoes: frozenset[str]
    answers_with: frozenset[str]
    includes: frozenset[str]
    before_names: frozenset[str]
    shared_prepositions: frozenset[str]
    owning_entities: frozenset[str]
    presupposed: frozenset[str]
    presupposing: frozenset[str]
    carried: frozenset[str]
    alleging: frozenset[str]
    clauses_of_time: frozenset[str]
    after: frozenset[str]
    ahead: frozenset[str]
    without: frozenset[str]
    looks_back: frozenset[str]
    moments: frozenset[str]
    precedent: frozenset[str]
    guess: frozenset[str]


@functools.cache
def words() -> Words:
    data = table("embedding")
    governors: dict[tuple[str, str], tuple[Gives, Gives]] = {}
    for entry in data["governor"]:
        for word in entry["words"].split():
            for form in entry["complement"].split():
                governors.setdefault((word, form), (entry["gives"], entry["denied"]))
    control, adverbials = data["control"], data["adverbials"]

    def many(part: dict[str, str], name: str) -> frozenset[str]:
        return frozenset(part[name].split())

    return Words(
        governors=governors,
        light=frozenset(w for e in data["governor"] if e.get("light") for w in e["words"].split()),
        modifiers={w: status for status, ws in data["modifiers"].items() for w in ws.split()},
        occurring=many(data["occurring"], "words"),
        participles=many(data["participles"], "words"),
        object_control=many(control, "object_control"),
        asking=many(control, "asking"),
        asked_prepositions=tuple(control["asked_prepositions"].split()),
        judging=many(control, "judging"),
        object_prepositions=many(control, "object_prepositions"),
        intransitive=many(control, "intransitive"),
        transitive=many(control, "transitive"),
        performs=many(control, "performs"),
        undergoes=many(control, "undergoes"),
        answers_with=many(control, "answers_with"),
        includes=many(control, "includes"),
        before_names=many(data["premodifiers"], "before_names"),
        shared_prepositions=many(control, "shared_prepositions"),
        owning_entities=many(control, "owning_entities"),
        presupposed=many(data["presupposed"], "nouns"),
        presupposing=many(data["presupposed"], "of"),
        carried=many(data["carried"], "verbs"),
        alleging=many(control, "alleging"),
        clauses_of_time=many(adverbials, "clauses_of_time"),
        after=many(adverbials, "after"),
        ahead=many(adverbials, "ahead"),
        without=many(adverbials, "without"),
        looks_back=many(adverbials, "looks_back"),
        moments=many(adverbials, "moments"),
        precedent=many(adverbials, "precedent"),
        guess=many(adverbials, "guess"),
    )
