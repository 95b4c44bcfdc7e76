"""The lexicon of acts, checked against one schema and compiled into lookups by trigger word."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from onrecord.lexicon.load import own_rules, table
from onrecord.lexicon.shapes import Acts as File
from onrecord.lexicon.shapes import Entry


class Act(Struct, frozen=True):
    """An entry with its word lists as sets."""

    id: str
    type: str
    mode: str | None
    format: Literal["in_person", "call", "letter"] | None
    object: frozenset[str]
    object_not: frozenset[str]
    modified: frozenset[str]
    preps: frozenset[str]
    complement: str
    complement_verbs: frozenset[str]
    complement_not: frozenset[str]
    subject: str
    recipient: tuple[str, ...]
    needs: str
    under: frozenset[str]
    of: str
    agent: tuple[str, ...]
    own: bool
    both: bool
    swap: bool
    plain_object: bool
    told: bool


class Acts(Struct, frozen=True):
    """Lookups by lemma; verbs with a particle or preposition as ``call_off``."""

    verbs: dict[str, tuple[Act, ...]]
    nouns: dict[str, tuple[Act, ...]]
    adjectives: dict[str, tuple[Act, ...]]
    known_verbs: frozenset[str]
    announced: dict[str, str]  # by type of what is announced: the type of the act in words
    in_words: dict[str, Act]  # by type: the frame of an act that reported words are


def compile_acts(data: dict[str, object]) -> Acts:
    """Lookups from the parsed TOML. Raises ValueError naming the entry and what is wrong with it."""
    if unknown := set(data) - set(File.__struct_fields__):
        raise ValueError(f"{min(unknown)}: no table of a lexicon; {', '.join(File.__struct_fields__)} are")
    raw = data.get("sets", {})
    assert isinstance(raw, dict)
    sets = {name: str(words).split() for name, words in raw.items()}
    tables: dict[str, dict[str, list[Act]]] = {k: defaultdict(list) for k in ("verbs", "nouns", "adjectives")}
    in_words: dict[str, Act] = {}
    raw_announced = data.get("announced", {})
    assert isinstance(raw_announced, dict)
    announced = {kind: made for made, kinds in raw_announced.items() for kind in str(kinds).split()}
    entries = data["act"]
    assert isinstance(entries, list)
    for n, made in enumerate(entries):
        try:
            entry = msgspec.convert(made, Entry)
        except msgspec.ValidationError as error:
            raise ValueError(f"act {made.get('id', n)}: {error}") from error
        act = _compiled(entry, sets)
        if entry.told:
            in_words[act.type] = act
        elif not (entry.verbs or entry.nouns or entry.adjectives):
            raise ValueError(f"act {entry.id}: no verbs, nouns or adjectives; name the words that tell it")
        for kind, words in (("verbs", entry.verbs), ("nouns", entry.nouns), ("adjectives", entry.adjectives)):
            for word in words.split():
                tables[kind][word].append(act)
    verbs, nouns, adjectives = (
        {w: tuple(found) for w, found in tables[k].items()} for k in ("verbs", "nouns", "adjectives")
    )
    return Acts(verbs, nouns, adjectives, frozenset(w.split("_")[0] for w in verbs), announced, in_words)


def _compiled(entry: Entry, sets: dict[str, list[str]]) -> Act:
    def many(words: str) -> frozenset[str]:
        out: list[str] = []
        for w in words.split():
            if w.startswith("@"):
                if w[1:] not in sets:
                    raise ValueError(f"act {entry.id}: no set {w}")
                out += sets[w[1:]]
            else:
                out.append(w)
        return frozenset(out)

    return Act(
        entry.id,
        entry.type,
        entry.mode,
        entry.format,
        many(entry.object),
        many(entry.object_not),
        many(entry.modified),
        many(entry.preps),
        entry.complement,
        many(entry.complement_verbs),
        many(entry.complement_not),
        entry.subject,
        tuple(entry.recipient.split()),
        entry.needs,
        many(entry.under),
        entry.of,
        tuple(entry.agent.split()),
        entry.own,
        entry.both,
        entry.swap,
        entry.plain_object,
        bool(entry.told),
    )


def acts() -> Acts:
    """The shipped lexicon, with the user's own file laid over it where one is set."""
    return _acts(own_rules())


@functools.cache
def _acts(own: str | None) -> Acts:
    shipped = table("acts")
    return compile_acts(
        laid_over(tomllib.loads(Path(own).read_text(encoding="utf8")), shipped) if own else shipped
    )


def laid_over(own: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    """Both lexicons as one: an entry or a set of the user's takes the place of the shipped one of its
    name."""
    ids = {entry.get("id") for entry in own.get("act", [])}
    kept = [entry for entry in shipped["act"] if entry["id"] not in ids]
    return {
        **shipped,
        **own,
        "act": [*own.get("act", []), *kept],
        "sets": {**shipped["sets"], **own.get("sets", {})},
    }
