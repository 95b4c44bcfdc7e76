"""Which mentions are one event: acts by a learned chance (alike.py), contacts also by who can have met whom.

A mention joins the likest cluster of those it may be of; mentions are sorted by what they say before that, so the order of
reading changes nothing.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.fuse.alike import alike
from onrecord.fuse.blocks import Blocks
from onrecord.fuse.told import Told, anchor
from onrecord.model import Judgement
from onrecord.rules import lexicon

ORDINAL = re.compile(r"\b(first|second|third|fourth|final|another)(?:-ever)? (?:[\w-]+ ){0,2}$", re.I)
FURTHER = frozenset({"second", "third", "fourth", "final", "another"})
_LISTS = lexicon("sameness")["words"]
MEETING = frozenset(_LISTS["meeting"].split())
SPOKE = frozenset(_LISTS["spoke"].split())
SAME = 0.6  # the least chance of being one act with some mention of a cluster; chosen on stories 2 and 3
DOUBTED = 0.3  # contacts that are less alike are not one, whoever met: of 70 pairs joined 59 of 100 right without, 66 with
ON_THE_WHOLE = 0.35  # the least with all of them on the mean: no chains of likes
UNDATED_REACH = (
    45  # days before its report within which an undated mention of background may join a dated event
)
NEWS_REACH = 14  # the same of news; what is told without a day and not as background is recent
PLAN_REACH = 45  # days ahead within which an undated plan may be a dated one
SAME_STORY = 10  # days between two reports whose undated mentions may be one event
SLIP = 3  # days between reports that may date one meeting differently


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
    told = list(told)
    blocks = Blocks(told, [_keys(t) for t in told], [DOUBTED if _is_contact(t) else SAME for t in told])
    made: list[Cluster] = []
    for n, t in enumerate(told):
        best: int | None = None
        best_score = 0.0
        for k in blocks.candidates(n):
            c = made[k]
            if apart and apart.get(anchor(t)) and any(anchor(x) in apart[anchor(t)] for x in c.told):
                continue
            score = (_meeting if _is_contact(t) else _act)(t, c)
            if score > best_score:
                best, best_score = k, score
        joined = blocks.join(n, best)
        if best is None:
            made.append(Cluster())
        made[joined].add(t)
    return made


def _is_contact(t: Told) -> bool:
    return t.mention.type == "CONSULT"


def _keys(t: Told) -> list[tuple[str, ...]]:
    """Where a mention looks for its like: among contacts of the same people and states; among acts of theirs that the same
    story tells, or that fall into the same months."""
    m = t.mention
    who = sorted(t.persons | t.states | t.others)
    if m.type == "CONSULT":
        return [("visit" if m.mode == "visit" else "consult", t.phase, k) for k in who]
    keys: list[tuple[str, ...]] = [("act", t.phase, k, t.story or t.lineage) for k in who]
    if t.dated and m.earliest and m.latest:
        months = dict.fromkeys((f"{m.earliest:%Y-%m}", f"{m.latest:%Y-%m}"))
        keys += [("act", t.phase, k, month) for k in who for month in months]
    return keys


def _act(t: Told, c: Cluster) -> float:
    """The chance that an act other than a contact is the cluster's, by its likest mention; 0 where it is too small."""
    if any(_linked(t, x) for x in c.told):
        return 0.0  # "struck before they withdrew"
    if any(_other_side(t, x) for x in c.told):
        return 0.0  # one act that reports lay to different sides is a dispute (disagreements.py)
    chances = [alike(t, x) for x in c.told]
    best = max(chances)
    return best if best >= SAME and sum(chances) >= ON_THE_WHOLE * len(chances) else 0.0


def _meeting(t: Told, c: Cluster) -> float:
    """How likely a contact is the cluster's: by who can have met whom, where the evidence of all else is not against it."""
    score = _contact(t, c)
    return score if score and any(alike(t, x) >= DOUBTED for x in c.told) else 0.0


def _other_side(t: Told, x: Told) -> bool:
    """Whether those who act are others, and of other states."""
    sides, others = t.states - t.hosts, x.states - x.hosts
    return bool(sides and others) and not sides & others and set(t.actors).isdisjoint(x.actors)


def _contact(t: Told, c: Cluster) -> float:
    """0 where a meeting, talk or visit can't be the cluster's, else the higher the likelier."""
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
    others = all(_spoke(x) != _spoke(t) for x in c.told) and (_met(t) or any(_met(x) for x in c.told))
    if others and not _beside(t, c) and all(x.lineage != t.lineage for x in c.told):
        return 0.0  # a word exchanged, and a meeting
    if any(_linked(t, x) for x in c.told):
        return 0.0  # "spoke before they met"
    if any(_another(t, x) for x in c.told) and not _beside(t, c):
        return 0.0  # "his second trip"
    if any(_over(x) != _over(t) and (x.day or t.day) for x in c.told):
        return 0.0  # "has launched more in the past three years", and what was launched today
    if m.mode == "visit" and not any(set(t.actors) & set(x.actors) for x in c.told):
        return 0.0  # another visitor
    people = _circle(t, c)
    if not people:
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
    return people + when if when > 0 else 0.0


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
    return _ordinal_behind(m.evidence.text[: m.trigger.start - m.evidence.start])


@functools.lru_cache(maxsize=100_000)  # asked of each mention again and again
def _ordinal_behind(words: str) -> str | None:
    found = ORDINAL.search(words)
    return found.group(1).lower() if found else None


def _another(t: Told, x: Told) -> bool:
    """Whether one is told to be a further one of its kind, or both to be different ones."""
    if t.report.id == x.report.id or (t.day and x.day):
        return False
    a, b = _ordinal(t), _ordinal(x)
    return a != b and ((a is not None and b is not None) or bool({a, b} & FURTHER))


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
    return pinned or _same_host(t, c)


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
        if m.earliest is not None and m.latest is not None and len(t.persons) > 1 and t.persons == c.persons:
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
            there = any(m.place and x.mention.place == m.place for x in c.told)
            like = _same_host(t, c) if m.mode == "visit" else there
            if not (m.background and like):
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
        t.phase == "real"
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
