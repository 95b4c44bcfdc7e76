"""Which mentions are one event: by type, people and the states they act for, days, place and form.

A mention joins the first cluster, in order of time, whose every condition it meets; mentions are sorted by
what they say before that, so the order of reading changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.fuse.identity import Identity, KnownActor
from onrecord.model import Analysis, EventMention, Judgement, Report
from onrecord.rules import lexicon

ORDINAL = re.compile(r"\b(first|second|third|fourth|final|another)(?:-ever)? (?:[\w-]+ ){0,2}$", re.I)
FURTHER = frozenset({"second", "third", "fourth", "final", "another"})
_WORD = re.compile(r"[a-z]+")
_STEMS, _LISTS = lexicon("sameness")["stems"], lexicon("sameness")["words"]
GENERIC, MEASURES = frozenset(_STEMS["generic"].split()), frozenset(_STEMS["measures"].split())
EMPTY, MEETING = frozenset(_LISTS["empty"].split()), frozenset(_LISTS["meeting"].split())
SPOKE = frozenset(_LISTS["spoke"].split())
CUTTING = frozenset(lexicon("sameness")["entries"]["cutting"].split())
# Acts in words are one only where what is said agrees.
WORDS = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "SUPPORT", "THREATEN", "CONCEDE"})
REAL = frozenset({"happened", "ongoing"})
AHEAD = frozenset({"planned", "expected", "possible"})
UNDATED_REACH = (
    45  # days before its report within which an undated mention of background may join a dated event
)
NEWS_REACH = 14  # the same of news; what is told without a day and not as background is recent
PLAN_REACH = 45  # days ahead within which an undated plan may be a dated one
SAME_STORY = 10  # days between two reports whose undated mentions may be one event
LONG_AGO = 200  # days after which an act without a day is of some time since
SLIP = 3  # days between reports that may date one meeting differently
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

    @property
    def phase(self) -> str:
        s = self.mention.status
        return "real" if s in REAL else "ahead" if s in AHEAD else "not"

    @property
    def dated(self) -> bool:
        m = self.mention
        return m.earliest is not None and m.latest is not None and (m.latest - m.earliest).days <= 31

    @property
    def day(self) -> bool:
        m = self.mention
        return m.earliest is not None and m.latest is not None and (m.latest - m.earliest).days <= EXACT


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions taken for one event."""

    told: list[Told] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    earliest: date | None = None
    latest: date | None = None
    exact: bool = False

    def add(self, t: Told) -> None:
        self.told.append(t)
        self.persons |= t.persons
        self.states |= t.states
        self.others |= t.others
        m = t.mention
        if (
            m.earliest
            and (self.earliest is None or m.earliest > self.earliest)
            and (self.latest is None or m.earliest <= self.latest)
        ):
            self.earliest = m.earliest
        if (
            m.latest
            and (self.latest is None or m.latest < self.latest)
            and (self.earliest is None or m.latest >= self.earliest)
        ):
            self.latest = m.latest
        self.exact = self.exact or t.day


def tell(
    analyses: Sequence[Analysis], identity: Identity, lineage_of: dict[str, str], story_of: dict[str, str]
) -> list[Told]:
    """Every mention that names a known actor, resolved."""
    out = []
    realms = {x.name: x.country for x in identity.actors.values() if x.kind == "state"}
    for a in analyses:
        lands = {p.name: p.country for p in a.places}
        for m in a.events:
            actors = tuple(
                dict.fromkeys(
                    identity.of[(a.report.id, i)] for i in m.actors if (a.report.id, i) in identity.of
                )
            )
            recipients = tuple(
                dict.fromkeys(
                    identity.of[(a.report.id, i)] for i in m.recipients if (a.report.id, i) in identity.of
                )
            )
            everyone = [identity.actors[i] for i in (*actors, *recipients)]
            persons = frozenset(x.id for x in everyone if x.kind == "person" and x.named)
            states = frozenset(x.country for x in everyone if x.country)
            others = frozenset(
                x.id
                for x in everyone
                if x.kind in ("organization", "group") or (x.kind == "person" and not x.named)
            )
            if persons or states or any(x.named for x in everyone):
                land = lands.get(m.place or "") or realms.get(m.place or "")
                relay = identity.of.get((a.report.id, m.relay or ""))
                out.append(
                    Told(
                        m, a.report, lineage_of[a.report.id], persons, states, others, actors, recipients, story_of.get(a.report.id, ""),
                        relay=identity.actors[relay].name if relay else None,
                        matter=_matter(m, everyone), land=land, wide=m.place in realms,
                        hosts=frozenset(c for c in (land, *(identity.actors[i].country for i in recipients)) if c),
                    )
                )  # fmt: skip
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
    """What an analyst's judgement holds on to: "REPORT:OFFSET:TYPE" of the words that name the act. One word may tell two
    acts: "will visit" is a visit that is planned, and may be a promise."""
    return mention_key(t.report.id, t.mention)


def mention_key(report: str, m: EventMention) -> str:
    return f"{report}:{m.trigger.start}:{m.type}"


def cluster(told: Iterable[Told], judgements: Sequence[Judgement] = ()) -> list[Cluster]:
    """Clusters of mentions, each one event; deterministic for any order of reports. An analyst's judgements hold
    above every rule: what was split is never one, what was joined always is."""
    apart: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        if j.subject == "event" and j.verb == "split":
            alone, *rest = j.members  # the first is another event than the rest, which may stay one
            apart[alone] |= set(rest)
            for m in rest:
                apart[m].add(alone)
    made = _grown(told, apart)
    for j in judgements:
        if j.subject == "event" and j.verb == "join":
            hit = [c for c in made if any(anchor(t) in j.members for t in c.told)]
            for other in hit[1:]:
                for t in other.told:
                    hit[0].add(t)
                made.remove(other)
    return made


def _grown(told: Iterable[Told], apart: dict[str, set[str]]) -> list[Cluster]:
    blocks: dict[tuple[str, str, str], list[Cluster]] = defaultdict(list)
    made: list[Cluster] = []
    for t in told:
        kind = _kind(t.mention)
        keys = [(kind, t.phase, k) for k in sorted(t.persons | t.states | t.others)]
        best: Cluster | None = None
        best_score = 0.0
        seen: set[int] = set()
        for key in keys:
            for c in blocks[key]:
                if id(c) in seen:
                    continue
                seen.add(id(c))
                if apart and apart.get(anchor(t)) and any(anchor(x) in apart[anchor(t)] for x in c.told):
                    continue
                score = likeness(t, c)
                if score > best_score:
                    best, best_score = c, score
        if best is None:
            best = Cluster()
            made.append(best)
        best.add(t)
        for key in keys:
            if best not in blocks[key]:
                blocks[key].append(best)
    return made


def _kind(m: EventMention) -> str:
    if m.type == "CONSULT":
        return "visit" if m.mode == "visit" else "consult"
    return m.type


def likeness(t: Told, c: Cluster) -> float:
    """0 where the mention can't be of the cluster's event, else the higher the likelier."""
    m = t.mention
    if m.format and any(x.mention.format and _form(x.mention.format) != _form(m.format) for x in c.told):
        return 0.0
    if any(
        (_form(x.mention.format or "") == "written") != (_form(m.format or "") == "written") for x in c.told
    ):
        return 0.0  # letters are no part of a meeting that merely has no form
    if (
        m.mode == "visit"
        and t.hosts
        and any(x.hosts for x in c.told)
        and not any(x.hosts & t.hosts for x in c.told)
    ):
        return 0.0  # another country
    if _remote(t) != _remote(c.told[0]) and any(
        _met(x) != _met(t) and x.lineage != t.lineage for x in c.told
    ):
        return 0.0  # a call, and a meeting
    others = (
        m.type == "CONSULT"
        and all(_spoke(x) != _spoke(t) for x in c.told)
        and (_met(t) or any(_met(x) for x in c.told))
    )
    if others and not _beside(t, c) and all(x.lineage != t.lineage for x in c.told):
        return 0.0  # a word exchanged, and a meeting
    if any(
        x.report.id == t.report.id
        and x.mention.evidence == m.evidence
        and x.mention.lemma == m.lemma
        and x.mention.rule == m.rule
        and m.type != "CONSULT"
        and x.mention.trigger != m.trigger
        for x in c.told
    ):
        return 0.0  # "were ordered by the king, who had ordered": two orders
    if any(_linked(t, x) for x in c.told):
        return 0.0  # "spoke before they met"
    if any(_another(t, x) for x in c.told) and not _beside(t, c):
        return 0.0  # "his second trip"
    if any(_over(x) != _over(t) and (x.day or t.day) for x in c.told):
        return 0.0  # "has launched more in the past three years", and what was launched today
    if m.mode == "visit" and not any(set(t.actors) & set(x.actors) for x in c.told):
        return 0.0  # another visitor
    people = _circle(t, c) if m.type == "CONSULT" else _shared(t, c)
    if not people:
        return 0.0
    if m.type != "CONSULT" and not _same_sides(t, c):
        return 0.0
    when = _time(t, c)
    if when <= 0:
        return 0.0
    if m.place and any(_apart(t, x) for x in c.told) and not any(x.mention.place == m.place for x in c.told):
        if not (t.day and c.exact):
            return 0.0
        when -= 0.8
    if not _elsewhere(t, c):
        return 0.0
    if m.type != "CONSULT" and alike(t, c) < ALIKE:
        return 0.0
    return people + when if when > 0 else 0.0


def _shared(t: Told, c: Cluster) -> float:
    """Who takes part in both, people before states."""
    return (
        2.0 * bool(t.persons & c.persons) + 1.0 * bool(t.states & c.states) + 1.5 * bool(t.others & c.others)
    )


def _circle(t: Told, c: Cluster) -> float:
    """Whether those who meet may be the same circle: 0 where they can't be, else the higher the more are in common."""
    m = t.mention
    if t.persons and c.persons:
        common = t.persons & c.persons
        if not common:
            return 0.0
        if t.others and not t.others & c.others and not c.persons <= t.persons:
            return 0.0  # with the queen, and with the premier
        if not (t.persons <= c.persons or c.persons <= t.persons):
            return 0.0
        if t.others and any(_another_party(t, x) for x in c.told):
            return 0.0  # with activists, and with their opponents
        if m.mode != "visit" and not all(_same_circle(t, x) for x in c.told):
            return 0.0  # two of three: with the one today, with the other next month
        if m.mode != "visit" and (_a_third(t, c.told[0]) or _a_third(c.told[0], t)) and not _beside(t, c):
            return 0.0  # their call to a third
        same_occasion = m.occasion is not None and any(x.mention.occasion == m.occasion for x in c.told)
        if len(common) < 2 and not same_occasion and not _same_host(t, c) and not _beside(t, c):
            return 0.0  # one name in common makes no meeting the same
        return 2.0 + len(common)
    if t.states and c.states:
        if not (t.states <= c.states or c.states <= t.states):
            return 0.0
        if not (t.persons or c.persons) and (
            t.states != c.states or (m.mode == "visit" and not (t.day and c.exact))
        ):
            return 0.0  # talks with other parties, visits by others
        if bool(t.persons) != bool(c.persons) and m.mode != "visit" and not _beside(t, c):
            return 0.0  # two states in touch, and two of their people: one event only where they are told of together
        if (
            bool(t.persons) != bool(c.persons)
            and m.place
            and not any(x.mention.place == m.place for x in c.told)
        ):
            return 0.0
        if len(t.states & c.states) < 2 and (t.persons or c.persons) and m.mode != "visit":
            return 0.0
        if (
            t.others
            and c.others
            and not t.others & c.others
            and not t.persons
            and not c.persons
            and len(t.states) < 2
        ):
            return 0.0
        if (
            not (t.persons or c.persons)
            and not t.dated
            and c.exact is False
            and c.earliest
            and all(x.mention.rule != m.rule for x in c.told)
        ):
            return 0.0  # a month's meeting, and a word exchanged on some day
        return 1.0 + 0.5 * len(t.states & c.states)
    if t.others & c.others:
        return 1.5
    return 0.0


ALIKE = 5.0  # of what ``alike`` weighs; tuned on stories 2 and 3 by the share of a reader's reports that one event cites


def alike(t: Told, c: Cluster) -> float:
    """How much a mention of an act other than a contact has in common with a cluster: who, whom, word, matter, day, story.

    What both tell and tell otherwise counts against it; what one leaves out counts for nothing.
    """
    return max((_alike(t, x) for x in c.told), default=0.0)


def _alike(t: Told, x: Told) -> float:
    m, n = t.mention, x.mention
    if _measures(t) and _measures(x) and not _measures(t) & _measures(x):
        return 0.0  # sanctions, and tariffs
    one_sentence = t.report.id == x.report.id and m.evidence == n.evidence
    points = _common(t.actors, x.actors, 2.0, t.persons & x.persons or t.states & x.states)
    points += _common(t.recipients, x.recipients, 2.0, frozenset())
    points += 1.5 if m.lemma == n.lemma else 0.5 if m.rule == n.rule else -0.5
    points += 1.5 * bool(t.matter & x.matter) + 1.0 * _much(t.matter, x.matter)
    if t.matter and x.matter and not t.matter & x.matter:
        points -= 2.5 if m.type in WORDS else 1.5
    if t.day and x.day:
        points += 1.5
    elif t.dated and x.dated:
        points += 0.5
    points += 1.0 * (bool(t.story) and t.story == x.story) + 1.0 * (t.lineage == x.lineage)
    points += 1.0 * (m.place is not None and m.place == n.place)
    if one_sentence and (m.lemma != n.lemma or not set(t.recipients) & set(x.recipients)):
        points -= 3.0  # two acts of one sentence
    return points


def _common(a: tuple[str, ...], b: tuple[str, ...], worth: float, kin: frozenset[str]) -> float:
    """Participants of one role: shared ones speak for one act, others against it, those of one state for little."""
    if not a or not b:
        return 0.0
    return worth if set(a) & set(b) else 0.5 if kin else -worth


NEAR_TEXT = 1200  # characters within which a report speaks of the same talks


def _beside(t: Told, c: Cluster) -> bool:
    """Whether a mention of the cluster stands near in the same report, or both are of one exact time."""
    if t.day and c.exact:
        return True
    return any(
        x.report.id == t.report.id and abs(x.mention.trigger.start - t.mention.trigger.start) <= NEAR_TEXT
        for x in c.told
    )


def _remote(t: Told) -> bool:
    return t.mention.format in ("call", "video")


def _met(t: Told) -> bool:
    return t.mention.format == "in_person" or (t.mention.lemma in MEETING and not _remote(t))


def _spoke(t: Told) -> bool:
    """Whether only a word exchanged is told: "spoke", "talked", "called"."""
    return t.mention.lemma in SPOKE or _remote(t)


def _ordinal(t: Told) -> str | None:
    """Which of several an act is told to be, by the word before its noun: "second", "final", "another"."""
    m = t.mention
    found = ORDINAL.search(m.evidence.text[: m.trigger.start - m.evidence.start])
    return found.group(1).lower() if found else None


def _another(t: Told, x: Told) -> bool:
    """Whether one is told to be a further one of its kind, or both to be different ones."""
    a, b = _ordinal(t), _ordinal(x)
    if t.report.id == x.report.id or a == b or (t.day and x.day):
        return False
    return (a is not None and b is not None) or bool({a, b} & FURTHER)


def _another_party(t: Told, x: Told) -> bool:
    """Whether one report tells of two meetings of one person with others, and gives no day that would make them one."""
    apart = (
        t.report.id == x.report.id and t.persons == x.persons and bool(x.others) and not t.others & x.others
    )
    return apart and not (t.day and x.day and t.mention.latest == x.mention.latest)


def _linked(t: Told, x: Told) -> bool:
    """Whether the one report puts the two in order: "spoke before they met"."""
    if t.report.id != x.report.id:
        return False
    return any(k.event == x.mention.id for k in t.mention.links) or any(
        k.event == t.mention.id for k in x.mention.links
    )


def _over(t: Told) -> bool:
    """Whether a time is told over which an act was done again and again, up to now."""
    m, written = t.mention, t.report.published
    return (
        m.time is not None
        and m.earliest is not None
        and m.latest is not None
        and m.latest == written
        and (m.latest - m.earliest).days > 31
    )


def _a_third(t: Told, x: Told) -> bool:
    """Whether a mention names somebody of a further state whom the other, of the same people, does not."""
    return bool(t.others) and t.persons == x.persons and len(x.states) > 1 and not t.states <= x.states


def _same_circle(t: Told, x: Told) -> bool:
    """Whether two mentions of meetings name the same people, or are pinned to one occasion that explains the difference."""
    if len(t.persons) < 2 or len(x.persons) < 2 or t.persons == x.persons:
        return True
    if t.mention.occasion is not None and t.mention.occasion == x.mention.occasion:
        return True
    near = t.report.id == x.report.id and t.mention.evidence == x.mention.evidence
    return near or x.lineage == t.lineage or (t.day and x.day and not _apart(t, x))


def _apart(t: Told, x: Told) -> bool:
    """Whether two mentions are in two places: Lima and Cusco are, Lima and Peru are not."""
    if not (t.mention.place and x.mention.place) or t.mention.place == x.mention.place:
        return False
    return not (t.land is not None and t.land == x.land and (t.wide or x.wide))


def _form(form: str) -> str:
    return "written" if form in ("email", "letter", "text_message") else form


def _same_host(t: Told, c: Cluster) -> bool:
    return t.mention.mode == "visit" and any(
        x.hosts & t.hosts or set(x.recipients) & set(t.recipients) for x in c.told
    )


def _elsewhere(t: Told, c: Cluster) -> bool:
    """Whether a mention may be of an event that only other stories tell: it must be pinned down by a time, or by
    two people or two states in touch, not merely by who acts."""
    if any(x.story == t.story or x.lineage == t.lineage for x in c.told):
        return True
    if t.dated and c.earliest and c.latest and (c.latest - c.earliest).days <= 31:
        return True
    pinned = len(t.persons & c.persons) >= 2 or (
        len(t.persons | t.states) >= 2 and t.persons == c.persons and t.states == c.states
    )
    return (
        pinned
        or _same_host(t, c)
        or (
            t.mention.background
            and any(x.mention.rule == t.mention.rule for x in c.told)
            and bool(t.states & c.states)
            and t.mention.type == "SANCTION"
        )
    )


def _measures(t: Told) -> frozenset[str]:
    return (
        frozenset(w[:5] for w in _WORD.findall(t.mention.what.text.lower())) & MEASURES
        if t.mention.what
        else frozenset()
    )


def _much(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether of two matters in words the shorter is mostly in the longer; of long ones, one word in common is little."""
    return bool(a & b) and 2 * len(a & b) >= min(len(a), len(b), 4)


def _matter(m: EventMention, everyone: Sequence[KnownActor]) -> frozenset[str]:
    names = {
        w[:5] for x in everyone for name in (x.name, *x.aliases[:20]) for w in _WORD.findall(name.lower())
    }
    return (
        frozenset(w[:5] for w in _WORD.findall(m.what.text.lower()) if len(w) > 3 and w not in EMPTY)
        - names
        - GENERIC
        if m.what
        else frozenset()
    )


def _same_sides(t: Told, c: Cluster) -> bool:
    """Who acts and who is acted on must not be swapped."""
    actors = {i for x in c.told for i in x.actors}
    recipients = {i for x in c.told for i in x.recipients}
    if t.actors and actors and not set(t.actors) & actors:
        return False
    return not (
        t.recipients and recipients and not set(t.recipients) & recipients and not t.states & c.states - set()
    )


def _time(t: Told, c: Cluster) -> float:
    m = t.mention
    if (
        not t.dated
        and any(
            x.report.id == t.report.id and x.mention.evidence == m.evidence and x.mention.lemma != m.lemma
            for x in c.told
        )
        and t.persons == c.persons
    ):
        return (
            0.0 if any(_apart(t, x) for x in c.told) else 1.5
        )  # the same people in the same sentence: "a meeting in May, when they last met"
    one_report = all(x.report.id == t.report.id for x in c.told)
    if t.dated and c.earliest and c.latest:
        if (
            m.earliest is not None
            and m.latest is not None
            and m.earliest <= c.latest
            and c.earliest <= m.latest
        ):
            return 2.0 if t.day and c.exact else 1.2
        if (
            m.earliest is not None
            and m.latest is not None
            and m.type == "CONSULT"
            and len(t.persons) > 1
            and t.persons == c.persons
        ):
            apart = max((m.earliest - c.latest).days, (c.earliest - m.latest).days)
            written = {x.report.published for x in c.told} | {t.report.published}
            close = None not in written and (max(written) - min(written)).days <= SLIP  # type: ignore[type-var, operator]
            if apart <= 1 and close:
                return 0.4  # reports of one day that put one meeting a day apart: one event, its day disputed
        return 0.0
    known = [x for x in c.told if x.report.published] if t.report.published else c.told
    if c.earliest and c.latest:  # the mention is undated
        if m.latest and c.earliest > m.latest:
            return 0.0
        if m.earliest and c.latest < m.earliest:
            return 0.0
        if t.report.published is None and not any(
            x.lineage == t.lineage or (t.story and x.story == t.story) for x in c.told
        ):
            return 0.0  # with no day of its own, a report's undated events are only its story's
        wide = (c.latest - c.earliest).days > 31 and m.type != "CONSULT"
        if wide and not any(set(t.recipients) & set(x.recipients) or t.matter & x.matter for x in c.told):
            return 0.0  # "in 2018": of all that a year holds, only what is alike
        if (
            t.phase == "ahead"
            and t.report.published
            and (
                c.latest < t.report.published
                or (
                    (c.earliest - t.report.published).days > PLAN_REACH
                    and all(x.story != t.story for x in c.told)
                )
            )
        ):
            return 0.0  # what is planned now is not what was planned for a day gone by
        reach = m.latest or (t.report.published if t.report.published else None)
        if (
            t.phase == "real"
            and reach
            and c.latest < reach - timedelta(days=UNDATED_REACH if m.background else NEWS_REACH)
        ):
            alike = any(x.mention.rule == m.rule or (m.place and x.mention.place == m.place) for x in c.told)
            if m.mode == "visit":
                alike = _same_host(t, c)
            cut = m.rule in CUTTING and any(
                x.mention.rule == m.rule and set(x.mention.contexts) & set(m.contexts) for x in c.told
            )  # cut once, a tie stays cut
            if (
                m.type != "CONSULT"
                and not cut
                and (reach - c.latest).days > LONG_AGO
                and all(x.lineage != t.lineage for x in c.told)
            ):
                return 0.0
            if (
                m.type != "CONSULT"
                and not cut
                and not any(t.matter & x.matter or (m.place and x.mention.place == m.place) for x in c.told)
            ):
                return 0.0  # of long ago, only what says the same of it
            if (
                not m.background
                or (
                    m.type == "CONSULT"
                    and m.mode != "visit"
                    and not any(m.place and x.mention.place == m.place for x in c.told)
                )
                or not alike
            ):
                return 0.0
        return 1.0
    if t.dated:  # the cluster is undated
        return (
            0.6
            if all(
                x.mention.latest is None or (m.earliest and m.earliest <= x.mention.latest) for x in c.told
            )
            and _near(t, known)
            else 0.0
        )
    if one_report:
        return 0.9
    if (
        m.type == "CONSULT"
        and t.phase == "real"
        and not m.background
        and t.report.published
        and not any(
            x.lineage == t.lineage
            or x.mention.background
            or (x.report.published and abs((x.report.published - t.report.published).days) <= 1)
            for x in c.told
        )
    ):
        return 0.0  # the news of two days is of two meetings
    return 0.8 if _near(t, known) else 0.0


def _near(t: Told, others: Sequence[Told]) -> bool:
    if t.report.published is None:
        return any(x.lineage == t.lineage or (t.story and x.story == t.story) for x in others)
    return any(
        x.lineage == t.lineage
        or (x.report.published and abs((x.report.published - t.report.published).days) <= SAME_STORY)
        for x in others
    )
