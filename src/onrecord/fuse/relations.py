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
    r"\b(?:hop(?:e|es|ed|ing)|interest(?:ed)?|want(?:s|ed)?|wish|would|could|may|might|not|haven.t|hasn.t|yet|if|whether|"
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
    changes: list[tuple[date, TieState, Event, int]] = []
    for e, c in rows:
        if c.told[0].phase != "real":
            continue
        state, which = _state(e, c)
        day = e.earliest or e.latest
        if e.earliest and e.latest and (e.latest - e.earliest).days > PRECISE:
            continue  # "last year" can't be put in order with days and months
        if state and day:
            changes.append((day, state, e, which))
    changes.sort(key=lambda x: (x[0], x[2].id))
    kept: list[tuple[date, TieState, Event, int]] = []
    for change in changes:
        day, state, e, which = change
        now = kept[-1][1] if kept else None
        if state == "active" and now in ("suspended", "ended"):
            # contact while suspended is informal unless it is said to be official or to resume
            state = "resumed" if e.channel == "official" else "informal"
        if state == "active" and now == "informal":
            state = "resumed" if e.channel == "official" and e.format in ("in_person", None) else "informal"
        if state == "active" and now in ("active", "resumed"):
            continue
        if state == "resumed" and now in (None, "active", "resumed"):
            state = "active" if now is None else now
        if state == "informal" and now in (None, "active", "resumed"):
            continue
        if state != now:
            kept.append((day, state, e, which))
    out = []
    for n, (day, state, e, which) in enumerate(kept):
        out.append(
            RelationState(state, day, kept[n + 1][0] if n + 1 < len(kept) else None, e.id, e.evidence[which])
        )
    return tuple(out)


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
