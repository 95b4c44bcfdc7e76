"""The rules of ``happened.toml``, compiled into lookups by trigger word."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from onrecord.rules import lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the fields are explained at the head of ``happened.toml``."""

    id: str
    type: str
    mode: str | None = None
    format: str | None = None
    objects: frozenset[str] = frozenset()
    objects_not: frozenset[str] = frozenset()
    object_is: frozenset[str] = frozenset()  # one of them describes the object: "joint exercises"
    alone: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    to_verbs: frozenset[str] = frozenset()
    not_verbs: frozenset[str] = frozenset()
    to: str | None = None
    needs: str = "any"
    by: str | None = None
    on: str | None = None
    on_person: bool = False
    both: bool = False
    swap: bool = False
    takes: bool = False
    must: bool = False
    needs_prep: bool = False
    taken: bool = False  # only with an object of its own: "trained with them" trains nobody
    no_clause: bool = False
    no_content: bool = False  # the object has no clause of its own: "confidence that they will"
    no_doing: bool = False  # the object is no act of its own: "defended meeting them"
    own_clause: bool = False  # in a clause that says what is promised, who promises acts
    others_clause: bool = False  # in a clause that says what is proposed, another acts
    to_only: bool = False  # only "to" tells to whom
    to_words: frozenset[str] = frozenset()  # one of them stands within what is to be done
    not_people: bool = False
    negated_only: bool = False
    poss_only: bool = False
    with_only: bool = False
    imposes: bool = False  # whose the object is, is who acts: "his tariffs"
    topic: bool = False  # the object is what is spoken of, and takes no part
    dated: bool = False
    occasions: bool = False
    special: bool = False  # has a condition of its own on the object, so it is tried before plain ones


@dataclass(frozen=True, slots=True)
class Rules:
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    adjectives: dict[str, tuple[Rule, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]  # by first word
    light: frozenset[str]
    ids: tuple[str, ...]


def compile_rules(data: dict[str, Any]) -> Rules:
    """Lookups from the parsed TOML; within a trigger, rules with conditions come first."""
    sets = {k: v.split() for k, v in data.get("sets", {}).items()}

    def words(value: str) -> frozenset[str]:
        out: list[str] = []
        for w in value.split():
            out += sets[w[1:]] if w.startswith("@") else [w]
        return frozenset(out)

    verbs: dict[str, list[Rule]] = defaultdict(list)
    nouns: dict[str, list[Rule]] = defaultdict(list)
    adjectives: dict[str, list[Rule]] = defaultdict(list)
    phrases: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
    ids = []
    for entry in data["rule"]:
        fields = {k: v for k, v in entry.items() if k not in ("verbs", "nouns", "adjectives", "phrases", "fires", "silent")}
        for key in ("objects", "objects_not", "object_is", "alone", "preps", "to_verbs", "to_words", "not_verbs"):
            if key in fields:
                fields[key] = words(fields[key])
        rule = Rule(**fields, special=bool(fields.get("objects") or fields.get("to_verbs") or fields.get("to") == "required" or fields.get("must") or fields.get("others_clause") or fields.get("negated_only") or fields.get("needs_prep")))
        ids.append(rule.id)
        for verb in entry.get("verbs", "").split():
            verbs[verb].append(rule)
        for noun in entry.get("nouns", "").split():
            nouns[noun].append(rule)
        for adjective in entry.get("adjectives", "").split():
            adjectives[adjective].append(rule)
        for phrase in filter(None, entry.get("phrases", "").split("|")):
            ws = tuple(phrase.split())
            phrases[ws[0]].append((ws, rule))

    def ordered(table: dict[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
        return {k: tuple(sorted(v, key=lambda r: not r.special)) for k, v in table.items()}

    return Rules(
        ordered(verbs), ordered(nouns), ordered(adjectives), {k: tuple(v) for k, v in phrases.items()},
        frozenset(data.get("light", {}).get("verbs", "").split()), tuple(ids),
    )  # fmt: skip


@functools.cache
def rules() -> Rules:
    return compile_rules(lexicon("happened"))
