"""The reports of a view as far as fusion asks them: gathered one by one, so that no more than one is there
whole.

A text is asked for its words (stories), its runs (lineages) and what its versions changed. The words
are counted as the report comes by; the few reports that may share text with another are kept packed;
what else fusion never asks is let go. What all reports say alike (names, kinds, days) is kept once. The
view is the same.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec

from onrecord.fuse.lineage import near, rare_runs
from onrecord.fuse.stories import Words
from onrecord.fuse.versions import Version, version
from onrecord.model import Actor, Analysis, EventMention, Mention, Quote, Report, Span

T = TypeVar("T")
_DECODER = msgspec.msgpack.Decoder(Analysis)
OPEN = 64  # reports that are unpacked at once: a lineage asks for the same ones again


@dataclass(slots=True)
class Gathered:
    """analyses: without their texts, in the order in which they were given. runs: ``lineage.rare_runs`` of
    each."""

    analyses: list[Analysis] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    runs: dict[str, Sequence[int]] = field(default_factory=dict)
    packed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    _at: dict[str, int] = field(default_factory=dict)  # where in analyses those stand
    _alike: dict[Any, Any] = field(default_factory=dict)

    def version(self, id: str) -> Version:
        """A report that may share text with another, as it is held against its versions. Raises ``KeyError``
        for any other."""
        events = self.analyses[self._at[id]].events
        a = _DECODER.decode(zlib.decompress(self.packed[id][1]))
        report = msgspec.structs.replace(a.report, text=self.text(id))
        return version(msgspec.structs.replace(a, report=report, events=events))

    def text(self, id: str) -> str:
        """Its text alone, which is quicker."""
        return zlib.decompress(self.packed[id][0]).decode("utf8", "surrogatepass")

    def add(self, a: Analysis, runs: Sequence[int] | None, whole: bool) -> None:
        """runs: where they are at hand. whole: to be kept packed too, as far as versions are
        held against each other."""
        i = a.report.id
        self.words.add(a.report)
        self.runs[i] = rare_runs(a.report.text) if runs is None else runs
        if whole:
            direct = tuple(q for q in a.quotes if q.kind == "direct")
            rest = Analysis(Report(i, "", "", ""), a.version, a.times, quotes=direct, sentences=a.sentences)
            text = a.report.text.encode("utf8", "surrogatepass")
            self._at[i] = len(self.analyses)
            self.packed[i] = (zlib.compress(text, 1), zlib.compress(msgspec.msgpack.encode(rest), 1))
        self.analyses.append(self.slim(a))

    def slim(self, a: Analysis) -> Analysis:
        """The analysis without what fusion asks of no report for itself."""
        return msgspec.structs.replace(
            a, report=_head(a.report), times=(), sentences=(), problems=(),
            actors=tuple(self._actor(x) for x in a.actors),
            quotes=tuple(self._quote(q) for q in a.quotes if q.firm),
            places=tuple(self.once(msgspec.structs.replace(p, mentions=())) for p in a.places),
            events=self._events(a.events),
        )  # fmt: skip

    def once(self, thing: T) -> T:
        """The one that stands for all that are equal to it."""
        found: T = self._alike.setdefault(thing, thing)
        return found

    def _actor(self, x: Actor) -> Actor:
        return msgspec.structs.replace(
            x, id=self.once(x.id), name=self.once(x.name), country=self.once(x.country),
            sector=self.once(x.sector),
            roles=self.once(x.roles), mentions=tuple(self._seen(m) for m in x.mentions),
        )  # fmt: skip

    def _seen(self, m: Mention) -> Mention:
        """Of where somebody is named it is asked how often, and by what names: not where."""
        text = m.span.text if m.form == "name" else ""
        found: Mention | None = self._alike.get((m.form, text))
        if found is None:
            found = self._alike[(m.form, text)] = Mention(Span(0, len(text), text), m.form)
        return found

    def _quote(self, q: Quote) -> Quote:
        return msgspec.structs.replace(
            q, rule=self.once(q.rule), speaker=self.once(q.speaker), contexts=self.once(q.contexts)
        )

    def _events(self, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
        spans: dict[Span, Span] = {}  # a sentence tells several acts
        once = self.once
        return tuple(
            msgspec.structs.replace(
                m, id=once(m.id), evidence=spans.setdefault(m.evidence, m.evidence), type=once(m.type),
                rule=once(m.rule),
                mode=once(m.mode), contexts=once(m.contexts), actors=once(m.actors),
                recipients=once(m.recipients),
                earliest=once(m.earliest), latest=once(m.latest), time=spans.setdefault(m.time, m.time) if
                m.time else None,
                place=once(m.place), according_to=once(m.according_to), relay=once(m.relay),
                occasion=once(m.occasion),
                lemma=once(m.lemma), grounds=once(m.grounds), left_out=once(m.left_out),
            )
            for m in events
        )  # fmt: skip


def _head(r: Report) -> Report:
    # a correction is looked for in the text that it stands in (amended.py)
    text = r.text if r.notes else ""
    return msgspec.structs.replace(r, text=text, blocks=(), path="")


def gathered(
    analyses: Iterable[Analysis],
    runs: Mapping[str, Sequence[int]] | None = None,
    as_of: date | None = None,
) -> Gathered:
    """The analyses, which may come one by one; with a day, those published by then, and undated ones. runs:
    ``lineage.rare_runs`` of exactly these, as far as they are at hand; made where not."""
    known = runs or {}
    sharing = frozenset(i for pair in near(known) for i in pair) if len(known) > 1 else frozenset()
    made = Gathered()
    for a in analyses:
        i, day = a.report.id, a.report.published
        if as_of is None or day is None or day <= as_of:
            made.add(a, known.get(i), whole=i in sharing or i not in known)
    return made


def opened(those: Gathered) -> Callable[[str], Version]:
    """``Gathered.version`` that keeps the last few open."""
    return functools.lru_cache(maxsize=OPEN)(those.version)
