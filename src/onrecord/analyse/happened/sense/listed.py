"""Senses that the words around a verb tell, as data (``rules/data/en/senses.toml``)."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from onrecord.analyse.happened.arguments import Arguments
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.parse import Parse, Token
from onrecord.rules import lexicon

ANY, NONE = frozenset({"*"}), frozenset({"-"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense; the fields are explained at the head of ``senses.toml``. An empty set asks for nothing."""

    of: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    object_not: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    not_beside: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    complement_not: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    passive: bool | None = None
    no_agent: bool = False
    like: str = ""

    def of_rule(self, rule: Rule) -> bool:
        """Whether it speaks of a rule: by its id, its type, or its type and mode."""
        return not self.of or bool(self.of & {rule.id, rule.type, f"{rule.type}/{rule.mode}"})


def sense_of(entry: dict[str, Any]) -> Sense:
    """A sense from its table; ``@name`` stands for a word list of ``happened.toml``."""
    lists = lexicon("happened")["words"]

    def words(value: str) -> frozenset[str]:
        return frozenset(w for v in value.split() for w in (lists[v[1:]].split() if v.startswith("@") else (v,)))

    fields: dict[str, Any] = {k: words(v) if isinstance(v, str) and k != "like" else v for k, v in entry.items()}
    return Sense(**fields)


@functools.cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """All senses by verb; those of any verb stand under the empty one."""
    by_verb: dict[str, list[Sense]] = defaultdict(list)
    for entry in lexicon("senses")["sense"]:
        sense = sense_of(entry)
        for verb in sense.verbs or {""}:
            by_verb[verb].append(sense)
    return {verb: tuple(found) for verb, found in by_verb.items()}


def other_sense(parse: Parse, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Whether one of the listed senses fits the verb where it stands."""
    table = senses()
    return any(s.of_rule(rule) and _fits(s, parse, t, args, complement) for verb in dict.fromkeys((t.lemma, key, "")) for s in table.get(verb, ()))


def _fits(s: Sense, parse: Parse, t: Token, args: Arguments, complement: Token | None) -> bool:
    if s.passive is not None and args.passive is not s.passive:
        return False
    if s.no_agent and args.agents:
        return False
    if s.complement and not (complement is None if s.complement == NONE else complement is not None and (s.complement == ANY or complement.lemma in s.complement)):
        return False
    if s.complement_not and (complement is None or complement.lemma in s.complement_not):
        return False
    beside = {k.lower for k in t.kids}
    if (s.beside and not beside & s.beside) or beside & s.not_beside:
        return False
    if any(args.preps.get(p) for p in s.without):
        return False
    if s.preps and not any(not s.nouns or o.lemma in s.nouns for p in s.preps for o in args.preps.get(p, ())):
        return False
    return _object_fits(s, args) and not (s.sentence and not any(x.lemma in s.sentence for x in parse.sent_tokens(parse.sentence(t))))


def _object_fits(s: Sense, args: Arguments) -> bool:
    names = {w for p in args.patients for x in (p, *(k for k in p.kids if k.dep == "conj")) for w in (x.lemma, x.lower)}
    if s.object and not (not args.patients if s.object == NONE else bool(args.patients) if s.object == ANY else bool(names & s.object)):
        return False
    if names & s.object_not:
        return False
    return not s.described or any(k.lower in s.described or k.lemma in s.described for p in args.patients for k in p.kids)
