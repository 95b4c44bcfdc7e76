"""The whole record from the analyses of its reports. Analyses are put in one order first, so reading order is
nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from onrecord.defaults import SHOWN
from onrecord.fuse.corrected import corrected, renamed, told_of
from onrecord.fuse.disagreements import Disagreement, disagreements
from onrecord.fuse.events import event_of
from onrecord.fuse.foreseen import foreseen
from onrecord.fuse.gathered import Gathered, gathered, opened
from onrecord.fuse.identity import Identity, KnownActor, identify
from onrecord.fuse.lineage import lineages
from onrecord.fuse.memo import Before, Memo
from onrecord.fuse.outcomes import settle
from onrecord.fuse.parts import parts
from onrecord.fuse.relations import relations
from onrecord.fuse.sameness import Cluster, cluster
from onrecord.fuse.stories import stories
from onrecord.fuse.told import Told, anchor, tell
from onrecord.fuse.versions import changes, depends_on
from onrecord.model import (
    Analysis,
    Change,
    Corrected,
    Event,
    Expectation,
    Judgement,
    Lineage,
    Relation,
    Span,
    Story,
    content_id,
)
from onrecord.progress import Tell, counted, quiet, within


class SaidOnRecord(Struct, frozen=True):
    """A quotation with its speaker known across reports."""

    id: str
    kind: str
    speaker: str | None
    speaker_role: str | None
    report: str
    content: tuple[tuple[int, int, str], ...]
    cue: str | None
    date: str | None
    contexts: tuple[str, ...]


class Promise(Struct, frozen=True):
    """A commitment with its actors known across reports."""

    id: str
    actors: tuple[str, ...]
    deadline: str | None
    text: str
    report: str
    start: int
    end: int
    status: str


class Fused(Struct, frozen=True):
    """All that a record hands out."""

    actors: tuple[KnownActor, ...]
    events: tuple[Event, ...]
    quotes: tuple[SaidOnRecord, ...]
    commitments: tuple[Promise, ...]
    expectations: tuple[Expectation, ...]
    relations: tuple[Relation, ...]
    disagreements: tuple[Disagreement, ...]
    lineages: tuple[Lineage, ...]
    stories: tuple[Story, ...]
    unsure: tuple[Event, ...] = ()  # events that are on record and less likely right than wrong


def at_least(fused: Fused, sure: float) -> Fused:
    """The same record with the events of at least this chance: fewer above ``SHOWN``, below it also those
    that are unsure."""
    everything = [*fused.events, *fused.unsure]
    kept = sorted((e for e in everything if e.p >= sure), key=in_time)
    return msgspec.structs.replace(
        fused, events=tuple(kept), unsure=tuple(e for e in everything if e.p < sure),
        expectations=tuple(x for x in fused.expectations if x.event is not None or x.p >= sure),
    )  # fmt: skip


def fuse(
    reports: Iterable[Analysis] | Gathered,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
    step: Tell = quiet,
    before: Before | None = None,
) -> Fused:
    """Everything that follows from the reports; the same for any order of them. step: is told how far it is.

    as_of: what was published later is not among them. ``Gathered`` reports are taken as they are. before:
    what is known of pairs of them, which saves asking again and changes nothing.
    """
    before = before or Before()
    those = reports if isinstance(reports, Gathered) else gathered(reports, as_of=as_of)
    ordered, lines, identity, groups, told = _ground(those, judgements, within(step, 0, 0.4), before)
    marked = corrected(cluster(told, judgements, within(step, 0.4, 0.75)), judgements)
    rows = _rows(marked, identity, within(step, 0.75, 0.95))
    unsure = tuple(e for e, _ in rows if e.p < SHOWN)
    events, clusters = [e for e, _ in rows if e.p >= SHOWN], [c for e, c in rows if e.p >= SHOWN]
    expected, outcome_of = _settled(events, clusters, as_of)
    lineage_of = {i: line.id for line in lines for i in line.reports}
    foretold = foreseen(ordered, identity, lineage_of, list(zip(events, clusters, strict=True)))
    countries = {p.name: p.country for a in ordered for p in a.places if p.country}
    part_of = parts(list(zip(events, clusters, strict=True)), identity, countries)
    events = [
        msgspec.structs.replace(e, outcome_of=outcome_of.get(e.id), part_of=part_of.get(e.id)) for e in events
    ]
    event_of_mention = {m: e.id for e in events for m in e.mentions}
    return Fused(
        actors=tuple(sorted(identity.actors.values(), key=lambda x: (-x.reports, x.name, x.id))),
        events=tuple(events),
        quotes=tuple(_quotes(ordered, identity)),
        commitments=tuple(_promises(ordered, identity, as_of)),
        expectations=tuple(sorted((*expected, *foretold), key=_when_expected)),
        relations=relations(events, clusters, identity),
        disagreements=_disagreements(events, clusters),
        lineages=_with_changes(lines, those, event_of_mention, before.changed),
        stories=groups,
        unsure=unsure,
    )


def _rows(
    marked: Sequence[tuple[Cluster, tuple[Corrected, ...]]], identity: Identity, step: Tell
) -> list[tuple[Event, Cluster]]:
    """The event of each cluster, with what an analyst said of it, in order of time."""
    made = [(told_of(event_of(c, identity), said), c) for c, said in counted(marked, len(marked), step)]
    return sorted(made, key=lambda x: in_time(x[0]))


def mentions(analyses: Sequence[Analysis], judgements: Sequence[Judgement] = ()) -> dict[str, Told]:
    """Every mention that fusion puts together, by "REPORT:OFFSET:TYPE"."""
    return {anchor(t): t for t in _ground(gathered(analyses), judgements)[-1]}


def _ground(
    those: Gathered, judgements: Sequence[Judgement], step: Tell = quiet, before: Before | None = None
) -> tuple[list[Analysis], tuple[Lineage, ...], Identity, tuple[Story, ...], list[Told]]:  # fmt: skip
    """What all else is made of: the analyses in one order, who copied whom, who is who, stories, and the
    mentions."""
    ordered = sorted(those.analyses, key=lambda a: (a.report.published or date.max, a.report.id))
    lines = lineages([a.report for a in ordered], those.runs, those.text, before.copied if before else None)
    lineage_of = {i: line.id for line in lines for i in line.reports}
    step(0.1, "who")
    identity = renamed(identify(ordered, judgements), judgements)
    step(0.35, "stories")
    groups = stories(ordered, lines, those.words)
    story_of = {i: s.id for s in groups for i in s.reports}
    step(0.85, "what is told")
    told = [t for t in tell(ordered, identity, lineage_of, story_of) if not (_overdue(t) or _precedent(t))]
    return ordered, lines, identity, groups, told


def _settled(
    events: Sequence[Event], clusters: Sequence[Cluster], as_of: date | None
) -> tuple[tuple[Expectation, ...], dict[str, str]]:
    """Plans are held against events of their own kind only, so each kind is gone through alone."""
    found: list[Expectation] = []
    outcome_of: dict[str, str] = {}
    for kind in _kinds(events, clusters, lambda e: (e.type, e.mode == "visit")):
        expected, came = settle(*kind, as_of)
        found += expected
        outcome_of |= came
    return tuple(sorted(found, key=_when_expected)), outcome_of


def _when_expected(x: Expectation) -> tuple[date, date, str]:
    return x.first_expected or date.max, x.earliest or date.max, x.id


def _disagreements(events: Sequence[Event], clusters: Sequence[Cluster]) -> tuple[Disagreement, ...]:
    """Only events of one type can contradict each other."""
    found = [d for kind in _kinds(events, clusters, lambda e: e.type) for d in disagreements(*kind)]
    return tuple(sorted(found, key=lambda d: (d.what, d.values[0][1])))


def _kinds(
    events: Sequence[Event], clusters: Sequence[Cluster], kind: Callable[[Event], object]
) -> list[tuple[list[Event], list[Cluster]]]:
    """Events and their clusters, kind by kind, each in the order given: what compares all with all costs the
    less for it."""
    made: dict[object, tuple[list[Event], list[Cluster]]] = {}
    for e, c in zip(events, clusters, strict=True):
        of, into = made.setdefault(kind(e), ([], []))
        of.append(e)
        into.append(c)
    return list(made.values())


def _overdue(t: Told) -> bool:
    """ "Had been due on Sunday", told after Sunday: whether it came about is not said."""
    m = t.mention
    return m.status == "possible" and bool(m.latest and t.report.published and m.latest < t.report.published)


def _precedent(t: Told) -> bool:
    """ "No minister had visited in ten years": a fact about what went before, which is no event."""
    return t.mention.grounds[:1] == ("precedent",)


def _with_changes(
    lines: Iterable[Lineage],
    those: Gathered,
    same: Mapping[str, str],
    before: Memo[tuple[Change, ...]],
) -> tuple[Lineage, ...]:
    whole, slim = opened(those), {a.report.id: a for a in those.analyses}

    def changed(a: str, b: str) -> tuple[Change, ...]:
        key = depends_on(slim[a], slim[b], same)
        return before.of(key, lambda: changes(whole(a), whole(b), same))

    return tuple(_changed(line, changed) if line.copied else line for line in lines)


def _changed(line: Lineage, changed: Callable[[str, str], tuple[Change, ...]]) -> Lineage:
    """The lineage with the facts in which its versions differ: each report against the one it shares most
    with."""
    nearest: dict[str, tuple[int, str]] = {}
    for a, b, spans in line.copied:
        nearest[b] = max(nearest.get(b, (0, "")), (sum(e - s for s, e in spans), a))
    found = [(a, b, made) for b, (_, a) in sorted(nearest.items()) if (made := changed(a, b))]
    return msgspec.structs.replace(line, changed=tuple(found)) if found else line


def in_time(e: Event) -> tuple[str, str, str]:
    """By what events are put in order."""
    day = e.earliest if e.earliest and e.latest else e.latest or e.earliest
    return (day.isoformat() if day else "9999", (e.latest or date.max).isoformat(), e.id)


def _quotes(analyses: Sequence[Analysis], identity: Identity) -> list[SaidOnRecord]:
    out = []
    for a in analyses:
        for q in a.quotes:
            known = (
                identity.actors.get(identity.of.get((a.report.id, q.speaker or ""), "")) if q.sure else None
            )
            speaker = _speaker(known, q.anonymous, q.source)
            if not q.firm or (speaker is None and q.kind != "direct"):
                continue  # better missing than wrong
            role = next((x.roles[0] for x in a.actors if q.sure and x.id == q.speaker and x.roles), None)
            day = q.said_latest if q.said_latest and q.said_earliest == q.said_latest else None
            out.append(
                SaidOnRecord(
                    content_id("q", a.report.text_sha256, q.content[0].start),
                    q.kind,
                    speaker,
                    role,
                    a.report.id,
                    tuple((c.start, c.end, c.text) for c in q.content),
                    " ".join(c.text for c in q.cue) or None,
                    day.isoformat() if day else None,
                    q.contexts,
                )
            )
    return out


PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "that", "this"})
PHRASE = re.compile(r"[^,;:(–—“\"]+?(?=\s+(?:who|which|that|(?:\w+ed )?on [A-Z][a-z]+day)\b|[,;:(–—“\"]|$)")
NAME = re.compile(r", (?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+")
JOINED = re.compile(r",? and (?:[A-Z]|her |his |the )")
LONG = 7  # words of a description that still names a speaker


def _speaker(known: KnownActor | None, anonymous: bool, source: tuple[Span, ...]) -> str | None:
    """The speaker's name, or the report's own words for one without; "anonymous" for those who are only
    "officials"."""
    if known is not None and known.kind not in ("state", "group") and (known.named or " " in known.name):
        return known.name
    found = PHRASE.match(source[0].text) if source else None
    phrase = " ".join(found.group().split()) if found else ""
    if found is not None and JOINED.match(source[0].text, found.end()):
        phrase = ""  # one of two who spoke
    named_behind = found is not None and NAME.search(source[0].text, found.end()) is not None
    if not phrase or phrase.lower() in PRONOUNS or len(phrase.split()) > LONG or named_behind:
        phrase = ""  # a pronoun, a whole clause, or somebody named beside whom the description may not mean
    if known is not None and known.kind == "group" and " " in known.name:
        return (
            phrase
            if " " in phrase.lower().removeprefix("the ") or len(known.name.split()) > LONG
            else known.name
        )
    if known is not None and known.kind == "state" and " " not in phrase:
        return known.name  # "Beijing" is China; "the White House" speaks for itself
    if anonymous:
        return "anonymous"
    return phrase or (None if known is None else known.name)


def _promises(analyses: Sequence[Analysis], identity: Identity, as_of: date | None) -> list[Promise]:
    out: list[Promise] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    for a in analyses:
        for c in a.commitments:
            names = [
                identity.actors[identity.of[(a.report.id, i)]].name
                for i in c.actors
                if (a.report.id, i) in identity.of
            ]
            told = (tuple(sorted(set(names))), " ".join(c.span.text.lower().split()))
            if told in seen:
                continue  # a reprint promises nothing new
            seen.add(told)
            due = (
                c.deadline is not None
                and as_of is not None
                and c.deadline[:4].isdigit()
                and int(c.deadline[:4]) < as_of.year
            )
            out.append(
                Promise(
                    content_id("c", a.report.text_sha256, c.span.start),
                    tuple(dict.fromkeys(names)),
                    c.deadline,
                    c.span.text,
                    a.report.id,
                    c.span.start,
                    c.span.end,
                    "due" if due else "open",
                )
            )
    return out
