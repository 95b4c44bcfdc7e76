"""What many reports say together: events counted once, with what was not chosen kept beside."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from onrecord.model.analysis import Channel, DayBasis, Format, Status
from onrecord.model.ids import content_id

Outcome = Literal["happened", "did_not_happen", "called_off", "open"]
OUTCOME_OF: dict[Status, Outcome] = {  # what a line's status makes of what was expected
    "happened": "happened",
    "ongoing": "happened",
    "not_happened": "did_not_happen",
    "called_off": "called_off",
}
ChangeOf = Literal["event", "date", "quotation", "number"]
TieState = Literal["active", "suspended", "informal", "resumed", "ended"]
Verb = Literal[
    "join", "split", "rename", "retype", "redate", "restatus", "reject", "confirm", "alias", "withdraw"
]
Subject = Literal["actor", "event", "report"]


class Citation(Struct, frozen=True, order=True):
    """The words of a report: ``text == report.text[start:end]``."""

    report: str
    start: int
    end: int
    text: str


class DisputeValue(Struct, frozen=True, order=True):
    value: str
    reports: tuple[str, ...]


class Dispute(Struct, frozen=True):
    """Values of one field on which reports disagree, the chosen one first, and why it was chosen."""

    field: str
    values: tuple[DisputeValue, ...]
    reason: str = ""


class Corrected(Struct, frozen=True):
    """What an analyst said of a line, as it is shown beside it: ``was`` is what stood there before."""

    id: str
    verb: Verb
    author: str
    note: str = ""
    made: str = ""
    value: str | None = None
    was: str | None = None


class Amended(Struct, frozen=True, order=True):
    """What a report says it got wrong, on a line that rests on it; ``start`` and ``end`` where that stands in
    its text."""

    report: str
    text: str
    start: int | None = None
    end: int | None = None


class Event(Struct, frozen=True):
    """One thing that happened (or was planned, or called off), however many reports tell it."""

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    summary: str
    reports: tuple[str, ...]
    independent_sources: int
    evidence: tuple[Citation, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    place: str | None = None
    format: Format | None = None
    channel: Channel | None = None
    disputes: tuple[Dispute, ...] = ()
    outcome_of: str | None = None
    according_to: tuple[str, ...] = ()
    relayed_from: tuple[str, ...] = ()  # outlets whose word is only passed on
    part_of: str | None = None  # the visit that this meeting is part of
    mentions: tuple[str, ...] = ()  # "REPORT:OFFSET:TYPE" of every mention taken for this event
    background_only: bool = False
    p: float = 1.0  # the chance that it is right, by its independent witnesses
    day_basis: DayBasis = "open"  # what its days rest on
    weight: float = 0.0
    corrected: tuple[Corrected, ...] = ()  # an analyst's word on it, in the order in which it was given
    amended: tuple[Amended, ...] = ()  # corrections that its reports made of themselves


class Line(NamedTuple):
    """An event as a line. part_of: the visit below which it stands; outcome: what came of a plan."""

    event: Event
    part_of: str | None
    outcome: str | None


class Expectation(Struct, frozen=True):
    """What was planned or foreseen, and what came of it.

    event: the line of the record that tells it; None where reports only say that it may come: then
    ``evidence`` has their words, and ``p`` the chance that a reader would note it as something to come.
    """

    event: str | None
    what: str
    actors: tuple[str, ...]
    earliest: date | None
    latest: date | None
    first_expected: date | None
    last_expected: date | None
    reports: tuple[str, ...]
    outcome: Outcome
    settled_by: Citation | None = None
    evidence: tuple[Citation, ...] = ()
    p: float = 1.0

    @property
    def id(self) -> str:
        """The id of its line, or one made of the words that say it first."""
        return self.event or content_id("x", self.evidence[0].report, self.evidence[0].start)


class RelationState(Struct, frozen=True):
    state: TieState
    since: date | None
    until: date | None
    event: str
    evidence: Citation


class RelationMonth(Struct, frozen=True):
    """What passed between two sides in a month. ``level`` is the mean of its events on PLOVER's scale (-10 to
    10), ``direction`` its change against the month before that had events; both as a plot wants them."""

    month: str
    level: float
    direction: Literal["up", "down", "level"] | None
    events: int


class Relation(Struct, frozen=True):
    """The tie between two sides on one issue (a PLOVER context, or None for all) over time."""

    between: tuple[str, str]
    context: str | None
    states: tuple[RelationState, ...]
    months: tuple[RelationMonth, ...] = ()


class Change(Struct, frozen=True, order=True):
    """A fact in which two versions of one dispatch differ; ``before`` is None where it came in, ``after``
    where it fell out."""

    what: ChangeOf
    before: Citation | None
    after: Citation | None


class Lineage(Struct, frozen=True):
    """Reports that share text: one witness, however often reprinted."""

    id: str
    reports: tuple[str, ...]
    copied: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...] = ()
    changed: tuple[tuple[str, str, tuple[Change, ...]], ...] = ()  # (earlier report, later report, facts)


class Story(Struct, frozen=True):
    id: str
    name: str
    reports: tuple[str, ...]


class Held(Struct, frozen=True):
    """What a correction of a line holds on to: the act at ``trigger``, within the words ``text ==
    report.text[start:end]`` of the report whose text has this hash. A report that is kept under another id,
    or analysed anew, is found by it."""

    report: str
    sha: str
    trigger: int
    type: str
    start: int
    end: int
    text: str


class Judgement(Struct, frozen=True):
    """An analyst's word, above every rule and every later import.

    members: of an event "REPORT:OFFSET:TYPE" of its mentions, of an actor "kind/name", of a report its id.
    What the verb needs beside them stands in ``value`` (a name, a type, days as "FIRST/LAST", a status).
    ``line`` is what it was said of, in words, and ``was`` what stood there then; ``made`` and ``undone`` are
    moments in UTC.
    """

    verb: Verb
    subject: Subject
    members: tuple[str, ...]
    value: str | None = None
    author: str = ""
    note: str = ""
    made: str = ""
    was: str | None = None
    line: str = ""
    held: tuple[Held, ...] = ()
    undone: str | None = None
    known_as: str = ""  # its id, where its members have moved since

    @property
    def id(self) -> str:
        """The same for the same word on the same thing, whoever says it and in whichever record."""
        return self.known_as or content_id("k", self.verb, self.subject, self.members, self.value)
