"""What one report says, each line with the words that say it. ``Analysis`` is what crosses processes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from onrecord.model.report import Report
from onrecord.model.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "organization", "state", "group"]
MentionForm = Literal["name", "title", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Status = Literal["happened", "ongoing", "planned", "expected", "possible", "not_happened", "called_off"]
Format = Literal["in_person", "call", "video", "email", "text_message", "letter"]
Channel = Literal["official", "unofficial"]
DayBasis = Literal["told", "inherited", "news", "open"]


class Time(Struct, frozen=True):
    """A TIMEX3 expression and the days it can mean (both inclusive; None where no day follows)."""

    span: Span
    type: TimexType
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None


class Mention(Struct, frozen=True):
    span: Span
    form: MentionForm


class Actor(Struct, frozen=True):
    """Who a report speaks of: ``id`` holds within the report, ``roles`` are the titles given there."""

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    country: str | None = None
    sector: str | None = None
    roles: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    name: str
    mentions: tuple[Mention, ...]
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Quote(Struct, frozen=True):
    """Reported speech: ``content`` may be in pieces; ``speaker`` is an actor id or None."""

    kind: QuoteKind
    content: tuple[Span, ...]
    rule: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    relay: str | None = None  # actor id of the outlet whose word is only passed on
    anonymous: bool = False
    said_earliest: date | None = None
    said_latest: date | None = None
    contexts: tuple[str, ...] = ()
    firm: bool = True  # something was said: not negated, supposed, asked or only thought
    sure: bool = True  # the speaker is beyond doubt


class EventMention(Struct, frozen=True):
    """One mention of a PLOVER event. ``actors`` and ``recipients`` are actor ids of the report."""

    id: str
    trigger: Span
    evidence: Span
    type: str
    rule: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    time: Span | None = None
    place: str | None = None
    status: Status = "happened"
    format: Format | None = None
    channel: Channel | None = None
    according_to: str | None = None
    relay: str | None = None  # actor id of the outlet that tells it, where the report only passes it on
    background: bool = False
    quoted: bool = False  # within somebody's words in quotation marks
    occasion: str | None = None
    lemma: str | None = None  # the trigger's plain form, with its particle
    what: Span | None = None  # what the verb acts on, in the report's words, where that is short
    refers: str | None = (
        None  # id of the mention before it that a noun looks back on: "the suit", "those talks"
    )
    p: float = 1.0  # the chance that the line is right
    day_basis: DayBasis = "open"  # what its days rest on
    grounds: tuple[str, ...] = ()  # of the status, from the inside out
    left_out: tuple[str, ...] = ()  # what speaks most against it, where it is less likely right than wrong
    aim: Span | None = (
        # "at the rebels", "over the raid", "each other": what it is aimed at, where that is no known actor
        None
    )


class Commitment(Struct, frozen=True):
    """A pledge, target or offer: who is bound, the words, and the TIMEX3 value of the deadline."""

    span: Span
    actors: tuple[str, ...]
    rule: str
    deadline: str | None = None


class Forecast(Struct, frozen=True):
    """What a report says may come, told by any word: whom it names, and the days on which it would lie."""

    head: Span  # the word that names it
    span: Span  # the clause that says so
    actors: tuple[str, ...]
    status: Status
    earliest: date | None = None
    latest: date | None = None
    according_to: str | None = None
    lemma: str = ""
    p: float = 1.0  # the chance that a reader would note it as something to come


class Problem(Struct, frozen=True):
    """What went wrong with a report, and where; the rest goes on."""

    what: str
    where: str


class Analysis(Struct, frozen=True):
    """All that one report says on its own, and the version of code and rules that found it."""

    report: Report
    version: str
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMention, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    problems: tuple[Problem, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()  # offsets of the sentences of paragraphs
    forecasts: tuple[Forecast, ...] = ()
