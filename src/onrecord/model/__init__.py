"""The value types that every part passes on: frozen, ordered, and imported by all, importing none.

Offsets are half-open ``[start, end)`` in Unicode code points of ``Report.text``. A fact carries the
spans that say it (never none) and the id of the rule that found it.
"""

from onrecord.model.analysis import (
    Actor,
    Analysis,
    Commitment,
    EventMention,
    Forecast,
    Mention,
    Place,
    Problem,
    Quote,
    Time,
)
from onrecord.model.event import (
    Amended,
    Change,
    Citation,
    Corrected,
    Dispute,
    DisputeValue,
    Event,
    Expectation,
    Held,
    Judgement,
    Line,
    Lineage,
    Relation,
    RelationMonth,
    RelationState,
    Story,
)
from onrecord.model.ids import content_id
from onrecord.model.report import Block, Note, Report, SetAside
from onrecord.model.span import Span

__all__ = [
    "Actor",
    "Amended",
    "Analysis",
    "Block",
    "Change",
    "Citation",
    "Commitment",
    "Corrected",
    "Dispute",
    "DisputeValue",
    "Event",
    "EventMention",
    "Expectation",
    "Forecast",
    "Held",
    "Judgement",
    "Line",
    "Lineage",
    "Mention",
    "Note",
    "Place",
    "Problem",
    "Quote",
    "Relation",
    "RelationMonth",
    "RelationState",
    "Report",
    "SetAside",
    "Span",
    "Story",
    "Time",
    "content_id",
]
