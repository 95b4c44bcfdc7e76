"""How a tie between two sides stands on an issue: suspended, informal contact, resumed, by rules over
events."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from onrecord.fuse.identity import Identity
from onrecord.fuse.level import months
from onrecord.fuse.sameness import Cluster
from onrecord.model import Event, Relation, RelationState
from onrecord.model.event import TieState
from onrecord.rules import lexicon

# Before the words of a state, these make it a wish or a question.
WISHED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|interest(?:ed)?|want(?:s|ed)?|wish|would|could|may|might|not|"
    r"haven.t|hasn.t|yet|if|whether|"
    r"call(?:s|ed)? for|urg(?:e|ed|es|ing)|bid to|attempt(?:ed)? to|seek(?:s|ing)?|aim(?:s|ed)? to)\b",
    re.I,
)
_WORD = re.compile(r"[a-z]+")
PRECISE = 31  # days that an event may span and still date a change


@functools.cache
def _rules() -> tuple[tuple[TieState, re.Pattern[str]], ...]:
    data = lexicon("relations")["states"]
    return tuple((state, re.compile(pattern, re.I)) for state, pattern in data.items())


def relations(
    events: Sequence[Event], clusters: Sequence[Cluster], identity: Identity, contexts: int = 1
) -> tuple[Relation, ...]:
    """The states of each pair of countries on each issue, in order of time; the words stand beside each
    change."""
    tables: dict[tuple[tuple[str, str], str | None], list[tuple[Event, Cluster]]] = defaultdict(list)
    for e, c in zip(events, clusters, strict=True):
        for pair in combinations(sorted(c.states), 2):
            for context in e.contexts[:contexts] or (None,):
                tables[(pair, context)].append((e, c))
    overall: dict[tuple[str, str], list[tuple[Event, Cluster]]] = defaultdict(list)
    for e, c in zip(events, clusters, strict=True):
        for pair in combinations(sorted(c.states), 2):
            overall[pair].append((e, c))
    made: list[Relation] = []
    changed = set()
    for (pair, context), rows in tables.items():
        states = _states(rows)
        if context is not None and _tells(states):
            made.append(Relation(pair, context, states, months([e for e, _ in rows])))
            changed.add(pair)
    for pair, rows in overall.items():  # where no one issue shows a change, the tie as a whole may
        states = _states(rows) if pair not in changed else ()
        if _tells(states):
            made.append(Relation(pair, None, states, months([e for e, _ in rows])))
    made.sort(key=lambda r: (-len(r.states), r.between, r.context or ""))
    return tuple(made)


def _tells(states: Sequence[RelationState]) -> bool:
    """Whether any act changed how the tie stands: that there was contact alone is no state."""
    return any(s.state != "active" for s in states)


def _states(rows: Sequence[tuple[Event, Cluster]]) -> tuple[RelationState, ...]:
    kept: list[tuple[date, TieState, Event, int]] = []
    for day, told, e, which in _changes(rows):
        now = kept[-1][1] if kept else None
        state = _after(now, told, e)
        if state is not None and state != now:
            kept.append((day, state, e, which))
    ends = [*(day for day, *_ in kept[1:]), None]
    return tuple(
        RelationState(state, day, end, e.id, e.evidence[which])
        for (day, state, e, which), end in zip(kept, ends, strict=False)
    )


def _changes(rows: Sequence[tuple[Event, Cluster]]) -> list[tuple[date, TieState, Event, int]]:
    """What changes a tie, in order: its day, the state that it tells of, the event and which of its words."""
    found: list[tuple[date, TieState, Event, int]] = []
    for e, c in rows:
        if c.told[0].phase != "real":
            continue
        state, which = _state(e, c)
        day = e.earliest or e.latest
        if e.earliest and e.latest and (e.latest - e.earliest).days > PRECISE:
            continue  # "last year" can't be put in order with days and months
        if state and day:
            found.append((day, state, e, which))
    return sorted(found, key=lambda x: (x[0], x[2].id))


def _after(now: TieState | None, told: TieState, e: Event) -> TieState | None:
    """The state of a tie that was ``now``, after an event that tells of another."""
    if told == "active" and now in ("suspended", "ended"):
        # contact while suspended is informal unless it is said to be official or to resume
        return "resumed" if e.channel == "official" else "informal"
    if told == "active" and now == "informal":
        return "resumed" if e.channel == "official" and e.format in ("in_person", None) else "informal"
    if now in ("active", "resumed"):
        return now if told in ("active", "resumed", "informal") else told
    if now is None:
        return None if told == "informal" else "active" if told == "resumed" else told
    return told


@functools.cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(lexicon("relations")["entries"][name].split())


def _closes(c: Cluster) -> bool:
    """Whether what is told as ended came to its close, as a visit or a round of talks does: only what would
    have gone on, such as relations, is cut by being ended."""
    m = c.told[0].mention
    said = {w.rstrip("s") for w in _WORD.findall(m.what.text.lower())} if m.what else set()
    return m.lemma in _entries("closes") and not said & _entries("standing")


def _state(e: Event, c: Cluster) -> tuple[TieState | None, int]:
    """The state that an event puts a tie in, and which of its citations says so."""
    if e.type == "SANCTION" and e.mode == "discontinue" and c.told[0].mention.rule in _entries("suspends"):
        return (None if _closes(c) else "suspended"), 0
    for n, citation in enumerate(e.evidence):
        for state, pattern in _rules():
            hit = pattern.search(citation.text)
            if (
                hit
                and not WISHED.search(citation.text[max(0, hit.start() - 60) : hit.end()])
                and e.type in ("CONSULT", "SUPPORT", "SANCTION", "REJECT", "COOPERATE", "AGREE")
            ):
                if state == "suspended" and e.type not in ("SANCTION", "REJECT"):
                    continue
                if state == "informal" and e.channel != "unofficial":
                    continue
                return state, n
    if e.type in ("CONSULT", "COOPERATE", "AGREE"):
        if e.channel == "unofficial":
            return "informal", 0
        return "active", 0
    if e.type == "SUPPORT" and c.told[0].mention.rule in _entries("renews"):
        return "resumed", 0
    return None, 0
