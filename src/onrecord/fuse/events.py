"""A cluster of mentions as one event: each field chosen by witnesses and nearness, the rest kept as
disputes."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from onrecord.fuse.amended import amended
from onrecord.fuse.identity import Identity, called
from onrecord.fuse.sameness import Cluster
from onrecord.fuse.summary import PEOPLE, many, summary
from onrecord.fuse.told import Told, anchor
from onrecord.fuse.witness import independent, witness
from onrecord.model import Citation, Dispute, DisputeValue, Event, content_id
from onrecord.model.analysis import DayBasis
from onrecord.rules import lexicon

MAX_EVIDENCE = 40
NEVER = 1 << 20  # days
AHEAD = frozenset({"planned", "expected"})
UNDONE = frozenset({"not_happened", "called_off"})
AGREE = (
    AHEAD,
    frozenset({"happened", "ongoing"}),
    UNDONE,
)  # statuses that do not exclude each other


def _cited(t: Told) -> Citation:
    words = t.mention.evidence
    return Citation(t.report.id, words.start, words.end, words.text)


def _public(told: Sequence[Told]) -> str | None:
    """Whether a contact was official; one in many speaks of a private dinner beside the summit."""
    channel, _ = _chosen(told, "channel", lambda t: t.mention.channel)
    return None if 3 * sum(t.mention.channel == channel for t in told) < len(told) else channel


def event_of(c: Cluster, identity: Identity) -> Event:
    """The event that a cluster's mentions tell of."""
    told = sorted(
        c.told, key=lambda t: (t.report.published or date.max, t.report.id, t.mention.trigger.start)
    )
    best = max(told, key=lambda t: (_informed(t), -(t.report.published or date.max).toordinal(), t.report.id))
    place, place_dispute = _chosen(told, "place", _narrowest(told))
    _, number_dispute = _chosen(told, "number", counted)
    _, answer_dispute = _chosen(told, "answered", answered)
    place = place or _visited(told, identity)
    form, _ = _chosen(told, "format", lambda t: t.mention.format)
    channel = _public(told)
    mode, _ = _chosen(told, "mode", lambda t: t.mention.mode)
    status, status_dispute = _chosen(told, "status", lambda t: t.mention.status)
    if status in AHEAD and (settled := _settled(told))[0] is not None:
        status, status_dispute = settled
    earliest, latest, day_dispute = _days(told)
    actors, recipients = _participants(told, best, identity)
    shown = {*actors, *recipients}
    lead = max(
        told, key=lambda t: (len(shown & {*t.actors, *t.recipients}), t is best)
    )  # first the words that name who is shown
    reports = tuple(dict.fromkeys(t.report.id for t in told))
    sources = independent(told)
    contexts = Counter(x for t in told for x in t.mention.contexts)
    citations = tuple(dict.fromkeys(_cited(t) for t in (lead, best, *told)))
    disputes = (day_dispute, place_dispute, status_dispute, number_dispute, answer_dispute)
    names = [called(identity.actors[i]) for i in actors]
    whom = [called(identity.actors[i]) for i in recipients]
    verb = _lemma(best)
    return Event(
        id=content_id(
            "e", best.mention.type, *sorted((t.report.text_sha256, t.mention.trigger.start) for t in told)
        ),
        type=best.mention.type,
        mode=mode,
        contexts=tuple(x for x, _ in sorted(contexts.items(), key=lambda x: (-x[1], x[0]))[:4]),
        actors=tuple(names),
        recipients=tuple(whom),
        earliest=earliest,
        latest=latest,
        place=place,
        status=status or "happened",  # type: ignore[arg-type]
        format=form,  # type: ignore[arg-type]
        channel=channel,  # type: ignore[arg-type]
        summary=summary(
            best,
            names,
            whom,
            form=form,
            channel=channel,
            place=place,
            mode=mode,
            verb=verb,
            plural=_many(actors, identity),
            plural_target=len(recipients) > 1 or _many(recipients, identity),
        ),
        reports=reports,
        independent_sources=sources,
        evidence=citations[:MAX_EVIDENCE],
        disputes=tuple(d for d in disputes if d is not None),
        according_to=tuple(dict.fromkeys(_voucher(t, identity) for t in told if t.mention.according_to)),
        relayed_from=tuple(dict.fromkeys(t.relay for t in told if t.relay and witness(t) != t.lineage)),
        mentions=tuple(anchor(t) for t in told),
        background_only=all(t.mention.background for t in told),
        p=chance_of(told),
        day_basis=_basis(told, earliest, latest),
        weight=sources + 0.1 * len(told),
        amended=amended(told),
    )


def _many(ids: Sequence[str], identity: Identity) -> bool:
    return any(many(called(identity.actors[i]), identity.actors[i].kind) for i in ids)


def chance_of(told: Sequence[Told]) -> float:
    """The chance that at least one independent witness is right, each taken at its best mention."""
    best: dict[str, float] = {}
    for t in told:
        best[witness(t)] = max(best.get(witness(t), 0.0), t.mention.p)
    return round(1 - math.prod(1 - p for p in best.values()), 4)


def _basis(told: Sequence[Told], earliest: date | None, latest: date | None) -> DayBasis:
    """The firmest ground among the mentions that allow these days: told before inherited before news."""
    ranks: tuple[DayBasis, ...] = ("told", "inherited", "news")
    found = {
        t.mention.day_basis for t in told if t.mention.earliest == earliest or t.mention.latest == latest
    }
    return next((b for b in ranks if b in found), "open")


def _lemma(t: Told) -> str:
    """The trigger's verb in its plain form, particle included."""
    return t.mention.lemma or t.mention.trigger.text.lower()


def _informed(t: Told) -> float:
    """How much a mention says: people over states, a day over a month, a place, a form."""
    m = t.mention
    return (
        2 * len(t.persons)
        + len(t.states)
        + 2 * t.day
        + t.dated
        + bool(m.place)
        + bool(m.format)
        + bool(m.channel)
        + 0.5 * (m.what is not None)
        - m.background
    )


def _voucher(t: Told, identity: Identity) -> str:
    who = t.mention.according_to or ""
    if who == "anonymous":
        return who
    known = identity.of.get((t.report.id, who))
    return identity.actors[known].name if known else who


def _chosen(
    told: Sequence[Told], field: str, value: Callable[[Told], str | None]
) -> tuple[str | None, Dispute | None]:
    """The value with most witnesses, then told by most, then earliest; the others are a dispute."""
    told_by = [value(t) for t in told]
    values = {v for v in told_by if v is not None}
    if len(values) < 2:
        return next(iter(values), None), None
    by_witness: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    reports: dict[str, list[str]] = defaultdict(list)
    for t, v in zip(told, told_by, strict=True):
        if v is not None:
            by_witness[v].add(witness(t))
            count[v] += 1
            if t.report.id not in reports[v]:
                reports[v].append(t.report.id)
    near = {v: min(_distance(t) for t, x in zip(told, told_by, strict=True) if x == v) for v in by_witness}
    ranked = sorted(by_witness, key=lambda v: (-len(by_witness[v]), -count[v], near[v], v))
    if field in ("format", "channel", "mode") or any(set(ranked) <= same for same in AGREE):
        return ranked[0], None
    reason = (
        "more independent sources"
        if len(by_witness[ranked[0]]) > len(by_witness[ranked[1]])
        else "told more often"
        if count[ranked[0]] > count[ranked[1]]
        else "told nearer to the day"
        if near[ranked[0]] < near[ranked[1]]
        else "undecided: the first in the alphabet"
    )
    return ranked[0], Dispute(field, tuple(DisputeValue(v, tuple(reports[v])) for v in ranked), reason)


def _narrowest(told: Sequence[Told]) -> Callable[[Told], str | None]:
    """Where a mention puts it; a country says nothing beside a place that lies in it."""
    lands = {t.land for t in told if t.mention.place and not t.wide and t.land}
    return lambda t: None if t.wide and t.land in lands else t.mention.place


def _visited(told: Sequence[Told], identity: Identity) -> str | None:
    """Where a visit went that tells no place: to the one country that is its recipient."""
    hosts = {
        identity.actors[i].name
        for t in told
        if t.mention.mode == "visit"
        for i in t.recipients
        if identity.actors[i].kind == "state"
    }
    return hosts.pop() if len(hosts) == 1 and all(t.mention.mode == "visit" for t in told) else None


def _settled(told: Sequence[Told]) -> tuple[str | None, Dispute | None]:
    """What became of a plan: the status that is told of it as settled, by a report no earlier than any that
    plans it, and whether the reports since disagree on it."""
    day = {t: t.report.published or date.min for t in told}
    planned = max((day[t] for t in told if t.mention.status in AHEAD), default=date.min)
    after = [t for t in told if t.mention.status in ("happened", *UNDONE) and day[t] >= planned]
    return _chosen(after, "status", lambda t: t.mention.status)


def _distance(t: Told) -> int:
    """Days between what is told and the report that tells it."""
    day = t.mention.latest or t.mention.earliest
    return abs((t.report.published - day).days) if t.report.published and day else NEVER


def counted(t: Told) -> str | None:
    """How many are acted on, with the noun: "12 people"; None where no number is told."""
    words = t.mention.what.text.lower().replace(",", "").split() if t.mention.what else []
    spelled = lexicon("relations")["numbers"]
    for n, w in enumerate(words):
        if (w.isdigit() or w in spelled) and n + 1 < len(words):
            noun = next((x for x in words[n + 1 :] if x in PEOPLE), None)
            if noun is not None:
                return f"{spelled.get(w, w)} people"
    return None


def answered(t: Told) -> str | None:
    """For letters and messages: whether they were answered; None where that is not told."""
    m = t.mention
    if m.format not in ("email", "letter", "text_message"):
        return None
    near = m.evidence.text[
        max(0, m.trigger.start - m.evidence.start - 30) : m.trigger.end - m.evidence.start + 60
    ]
    if _one_sided().search(near):
        return "unanswered"
    return "exchanged" if _two_sided().search(near) else None


@functools.cache
def _one_sided() -> re.Pattern[str]:
    return re.compile(lexicon("relations")["messages"]["unanswered"], re.I)


@functools.cache
def _two_sided() -> re.Pattern[str]:
    return re.compile(lexicon("relations")["messages"]["exchanged"], re.I)


def _days(told: Sequence[Told]) -> tuple[date | None, date | None, Dispute | None]:
    """The narrowest days that the mentions have in common; days that exclude each other are a dispute."""
    dated = [t for t in told if t.mention.earliest and t.mention.latest]
    if any(
        t.mention.day_basis == "told" for t in dated
    ):  # a day in so many words stands above one that is inferred
        dated = [t for t in dated if t.mention.day_basis == "told"]
    if dated:
        days: dict[tuple[date, date], set[str]] = defaultdict(set)
        for t in dated:
            days[(t.mention.earliest, t.mention.latest)].add(witness(t))  # type: ignore[index]
        ranked = sorted(days, key=lambda d: ((d[1] - d[0]).days, -len(days[d]), d))
        earliest, latest = ranked[0]
        apart = [d for d in ranked if d[0] > latest or d[1] < earliest]
        if not apart:
            return earliest, latest, None
        values = [(earliest, latest), *apart]
        return (
            min(v[0] for v in values),
            max(v[1] for v in values),
            Dispute(
                "date",
                tuple(
                    DisputeValue(
                        _written(v),
                        tuple(
                            dict.fromkeys(
                                t.report.id for t in dated if (t.mention.earliest, t.mention.latest) == v
                            )
                        ),
                    )
                    for v in values
                ),
                "the days exclude each other",
            ),
        )
    latest_known = [t.mention.latest for t in told if t.mention.latest]
    earliest_known = [t.mention.earliest for t in told if t.mention.earliest]
    return (
        (max(earliest_known) if earliest_known else None),
        (min(latest_known) if latest_known else None),
        None,
    )


def _written(days: tuple[date, date]) -> str:
    return days[0].isoformat() if days[0] == days[1] else f"{days[0].isoformat()}/{days[1].isoformat()}"


def _without_states_of_people(
    ids: list[str], weights: dict[str, int], mentions: int, identity: Identity
) -> list[str]:
    """Those of a contact without the states whose people meet, and without a state that one mention in five
    names: there they met."""
    actors = [identity.actors[i] for i in ids]
    people = {x.country for x in actors if x.kind == "person" and x.named}
    if not people:
        return ids
    return [
        x.id
        for x in actors
        if x.kind == "person"
        or (4 * weights[x.id] >= mentions and not (x.kind == "state" and x.country in people))
    ]


def _without_described(ids: list[str], together: Sequence[set[str]], identity: Identity) -> list[str]:
    """Those of a role without people who are only described where another mention may name them: "her Chilean
    counterpart". together: who has the role in each mention."""
    named = [x for i in ids if (x := identity.actors[i]).kind == "person" and x.named]

    def elsewhere(i: str) -> bool:
        country = identity.actors[i].country
        return country is not None and any(
            x.country == country and not any({i, x.id} <= s for s in together) for x in named
        )

    described = (i for i in ids if identity.actors[i].kind == "person" and not identity.actors[i].named)
    left_out = {i for i in described if elsewhere(i)}
    return [i for i in ids if i not in left_out]


def _participants(told: Sequence[Told], best: Told, identity: Identity) -> tuple[list[str], list[str]]:
    """Actors and recipients of the whole; a state drops out where its own people are named in the same role,
    and who is only described ("the envoy") where another mention may name them."""
    weights: dict[str, dict[str, int]] = {"a": {}, "r": {}}
    first: dict[str, int] = {}
    for n, t in enumerate(told):
        for role, found in (("a", t.actors), ("r", t.recipients)):
            for i in found:
                weights[role][i] = weights[role].get(i, 0) + 1
                first.setdefault(i, n * 100 + len(first))

    contact = told[0].mention.type == "CONSULT"
    meeting = contact and told[0].mention.mode != "visit"

    def keep(role: str) -> list[str]:
        kept = sorted(weights[role], key=lambda i: first[i])
        if contact:
            kept = _without_states_of_people(kept, weights[role], len(told), identity)
        together = [{*(t.actors if role == "a" else t.recipients)} for t in told]
        kept = _without_described(kept, together, identity)
        borne = [
            i for i in kept if i in {*best.actors, *best.recipients} or weights[role][i] > 1
        ]  # whom one mention adds to the fullest may belong to another act
        if len(borne) > meeting:
            kept = borne
        named = [i for i in kept if identity.actors[i].named or identity.actors[i].country]
        if meeting and len(named) < 2:
            return kept  # "lawmakers met the king": nobody meets alone
        own = set(best.actors if role == "a" else best.recipients)
        return kept if set(named) <= own and set(kept) <= own else named or kept

    actors = keep("a")
    return actors, [i for i in keep("r") if i not in actors]
