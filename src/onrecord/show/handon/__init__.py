"""The record in the forms of other tools, a module a form: pure, the same bytes for the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.fuse import Fused
from onrecord.model import Analysis
from onrecord.show.handon import calendar, ftm, graph, plover, prov, timelinejs, webannotation

Make = Callable[[Fused, Sequence[Analysis]], Iterator[bytes]]
FILES: Mapping[str, tuple[str, Make]] = {
    "ics": ("plans as an iCalendar", calendar.made),
    "timelinejs": ("the story for TimelineJS", timelinejs.made),
    "ftm": ("entities of FollowTheMoney, one a line", ftm.made),
    "webannotation": ("every citation as a W3C Web Annotation", webannotation.made),
    "graphml": ("who with whom, as a graph", graph.made),
    "plover": ("PLOVER events by its manual, one a line", plover.made),
    "prov": ("what each line was made of, as W3C PROV-JSON", prov.made),
}
"""Forms that are one file: what each is, and how it is made."""
