"""A mention as the whole record takes it: with its report, and with who takes part in it as known across
reports."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.fuse.identity import Identity, KnownActor
from onrecord.model import Analysis, EventMention, Report
from onrecord.rules import lexicon

_WORD = re.compile(r"[a-z]+")
GENERIC = frozenset(lexicon("sameness")["stems"]["generic"].split())
EMPTY = frozenset(lexicon("sameness")["words"]["empty"].split())
REAL = frozenset({"happened", "ongoing"})
AHEAD = frozenset({"planned", "expected", "possible"})
EXACT = 9  # days that a time may span and still be a date rather than a period


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with its report and what it resolves to in the whole record."""

    mention: EventMention
    report: Report
    lineage: str
    persons: frozenset[str]
    states: frozenset[str]
    others: frozenset[str]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    story: str = ""
    relay: str | None = None  # the outlet that tells it, where the report only passes it on
    land: str | None = None  # the country that the place lies in
    hosts: frozenset[str] = frozenset()  # countries of those who are acted on, and of the place
    wide: bool = False  # whether the place is the country itself
    matter: frozenset[str] = (
        frozenset()
    )  # stems of the words that say what is acted on, without who takes part

    words: frozenset[str] = frozenset()  # stems of the words of its sentence, without who takes part

    # what the mention says, kept because it is asked of every pair
    phase: str = field(init=False, compare=False)
    dated: bool = field(init=False, compare=False)
    day: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        m = self.mention
        span = (m.latest - m.earliest).days if m.earliest is not None and m.latest is not None else None
        phase = "real" if m.status in REAL else "ahead" if m.status in AHEAD else "not"
        object.__setattr__(self, "phase", phase)
        object.__setattr__(self, "dated", span is not None and span <= 31)
        object.__setattr__(self, "day", span is not None and span <= EXACT)


def _known(a: Analysis, ids: Iterable[str], identity: Identity) -> tuple[str, ...]:
    """The actors of the record whom a report's ids mean, each once."""
    given = ((a.report.id, i) for i in ids)
    return tuple(dict.fromkeys(identity.of[key] for key in given if key in identity.of))


def _is_other(x: KnownActor) -> bool:
    """Whether an actor is a body, or people who are only described."""
    return x.kind in ("organization", "group") or (x.kind == "person" and not x.named)


def tell(
    analyses: Sequence[Analysis], identity: Identity, lineage_of: dict[str, str], story_of: dict[str, str]
) -> list[Told]:
    """Every mention that names a known actor, resolved."""
    out = []
    alike: dict[frozenset[str], frozenset[str]] = {}  # the same few people and states are in many mentions

    def once(found: Iterable[str]) -> frozenset[str]:
        made = frozenset(found)
        return alike.setdefault(made, made)

    stems_of = functools.cache(lambda i: _named(identity.actors[i]))
    realms = {x.name: x.country for x in identity.actors.values() if x.kind == "state"}
    for a in analyses:
        lands = {**realms, **{p.name: p.country for p in a.places if p.country}}
        for m in a.events:
            actors = _known(a, m.actors, identity)
            recipients = _known(a, m.recipients, identity)
            everyone = [identity.actors[i] for i in (*actors, *recipients)]
            persons = once(x.id for x in everyone if x.kind == "person" and x.named)
            states = once(x.country for x in everyone if x.country)
            others = once(x.id for x in everyone if _is_other(x))
            if persons or states or any(x.named for x in everyone):
                land = lands.get(m.place or "")
                relay = identity.of.get((a.report.id, m.relay or ""))
                named = frozenset[str]().union(*map(stems_of, (*actors, *recipients)))
                out.append(
                    Told(
                        m,
                        a.report,
                        lineage_of[a.report.id],
                        persons,
                        states,
                        others,
                        actors,
                        recipients,
                        story_of.get(a.report.id, ""),
                        relay=identity.actors[relay].name if relay else None,
                        matter=_matter(m, named),
                        words=_less(_stems(m.evidence.text), named),
                        land=land,
                        wide=m.place in realms,
                        hosts=once(c for c in (land, *(identity.actors[i].country for i in recipients)) if c),
                    )
                )
    out.sort(key=_order)
    return out


def _order(t: Told) -> tuple[object, ...]:
    """Likely, dated and many-peopled mentions first, so that vague ones find a cluster to join."""
    m = t.mention
    return (
        m.p < 0.5,
        not t.day,
        not t.dated,
        -len(t.persons),
        -len(t.states),
        m.earliest or date.max,
        m.latest or date.max,
        t.report.published or date.max,
        t.report.id,
        m.trigger.start,
    )


def anchor(t: Told) -> str:
    """What an analyst's judgement holds on to: "REPORT:OFFSET:TYPE" of the words that name the act. One word
    may tell two acts: "will visit" is a visit that is planned, and may be a promise."""
    return mention_key(t.report.id, t.mention)


def mention_key(report: str, m: EventMention) -> str:
    return f"{report}:{m.trigger.start}:{m.type}"


def _named(x: KnownActor) -> frozenset[str]:
    return frozenset(w[:5] for name in (x.name, *x.aliases[:20]) for w in _WORD.findall(name.lower()))


@functools.lru_cache(maxsize=1_000)  # a sentence tells several acts
def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:5] for w in _WORD.findall(text.lower()) if len(w) > 3 and w not in EMPTY)


def _matter(m: EventMention, named: frozenset[str]) -> frozenset[str]:
    return _less(_less(_stems(m.what.text), named), GENERIC) if m.what else frozenset()


def _less(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The words but for the others; the same set where none goes: it is kept for each of many mentions."""
    return words if words.isdisjoint(others) else words - others
