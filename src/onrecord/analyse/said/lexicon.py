"""The cue words of ``rules/data/en/said.toml``, looked up by lemma."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import Any

from onrecord.rules import lexicon as rules_of


@dataclass(frozen=True, slots=True)
class Frame:
    """What one rule lets one word take as content."""

    rule: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    hearer: bool
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Which attributions a record may tell as said; ``said.toml`` explains each list."""

    says: frozenset[str]
    utters: frozenset[str]
    shows: frozenset[str]
    documents: frozenset[str]
    voices: frozenset[str]
    names: frozenset[str]
    judges: frozenset[str]
    urges: frozenset[str]
    nouns: frozenset[str]
    nobody: frozenset[str]
    unsaid: frozenset[str]
    undoing: frozenset[str]
    supposing: frozenset[str]
    doing: frozenset[str]
    calls: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by part of speech and lemma, in the order of the file."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    speaking: frozenset[str]  # verbs that take quoted words
    steering: frozenset[str]  # verbs whose object does what follows ("urged Rome to say")
    answering: frozenset[str]  # verbs whose object is someone else's claim ("rejected the claim that")
    relaying: frozenset[str]  # verbs of passing on ("quoted him as saying")
    light: frozenset[str]
    issuing: frozenset[str]  # verbs that put a document out
    voicing: frozenset[str]
    reportedly: frozenset[str]
    viewpoints: frozenset[str]
    putting: frozenset[str]
    wordings: frozenset[str]
    notes: frozenset[str]
    labels: frozenset[str]
    anonymous_nouns: frozenset[str]
    anonymous_markers: frozenset[str]
    record: Recorded
    rules: tuple[dict[str, Any], ...]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    data = rules_of("said")
    tables: dict[str, dict[str, tuple[Frame, ...]]] = {}
    for kind in ("verb", "noun", "adjective"):
        frames: dict[str, list[Frame]] = {}
        for rule in data[kind]:
            frame = Frame(
                rule["id"],
                frozenset(rule["takes"]),
                frozenset(rule.get("prepositions", ())),
                bool(rule.get("hearer", False)),
                frozenset(rule.get("also", ())),
            )
            for lemma in dict.fromkeys(rule["lemmas"]):
                frames.setdefault(lemma, []).append(frame)
        # "described him as" before "described him": the frame that takes more goes first
        tables[kind] = {
            lemma: tuple(sorted(found, key=lambda f: "as" not in f.takes)) for lemma, found in frames.items()
        }
    return Lexicon(
        tables["verb"],
        tables["noun"],
        tables["adjective"],
        frozenset(k for k, found in tables["verb"].items() if any("quote" in f.takes for f in found)),
        frozenset(k for k, found in tables["verb"].items() if any("person" in f.takes for f in found)),
        frozenset(data["words"]["answering"]),
        frozenset(data["words"]["relaying"]),
        frozenset(data["words"]["light"]),
        frozenset(data["words"]["issuing"]),
        frozenset(data["words"]["voicing"]),
        frozenset(data["words"]["reportedly"]),
        frozenset(data["words"]["viewpoints"]),
        frozenset(data["words"]["putting"]),
        frozenset(data["words"]["wordings"]),
        frozenset(data["words"]["notes"]),
        frozenset(data["words"]["labels"]),
        frozenset(data["anonymous"]["nouns"]),
        frozenset(data["anonymous"]["markers"]),
        Recorded(
            **{f.name: frozenset(data["record"][f.name]) for f in fields(Recorded) if f.name != "calls"},
            calls={verb: frozenset(found) for verb, found in data["record"]["calls"].items()},
        ),
        tuple(rule for kind in ("verb", "noun", "adjective") for rule in data[kind]),
    )
