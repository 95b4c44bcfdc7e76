"""What a record says to a claim: supported by whom, disputed, contradicted, only planned, or not on
record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from onrecord.ask.match import Act, Cast, Match, acts, matches, near
from onrecord.ask.wording import stems
from onrecord.fuse import Fused
from onrecord.fuse.corrected import written_days
from onrecord.model import Analysis, Citation, Event

Word = Literal["supported", "disputed", "contradicted", "planned", "not on record"]
UNDONE = frozenset({"not_happened", "called_off"})
DONE = frozenset({"happened", "ongoing"})
MOST = 5  # lines given for a verdict


class Verdict(Struct, frozen=True):
    """The word on one act of a claim, the lines it rests on and the words behind them, and what is to be
    known."""

    word: Word
    claim: str
    why: str
    events: tuple[Event, ...] = ()
    independent_sources: int = 0

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """Words of the reports, those of the likeliest line first."""
        return tuple(dict.fromkeys(c for e in self.events for c in e.evidence))


def check(claim: Analysis, fused: Fused) -> list[Verdict]:
    """A verdict on each act that the claim tells; one of "not on record" where it tells none that names
    somebody."""
    told = acts(claim)
    if not told:
        near_by = alike(claim.report.text, (*fused.events, *fused.unsure))
        why = "no act with a named party was found in the claim"
        if near_by:
            why += "; the nearest lines are given"
        return [Verdict("not on record", claim.report.text.strip(), why, tuple(near_by))]
    cast = Cast.of(fused)
    return [_verdict(act, fused, cast, claim.report.published is not None) for act in told]


def alike(text: str, events: Iterable[Event], most: int = MOST) -> list[Event]:
    """Lines that share words with a text, the likeliest first."""
    about = stems(text)
    ranked = [
        (len(about & stems(f"{e.summary} {' '.join(c.text for c in e.evidence[:3])}")), e) for e in events
    ]
    return [e for n, e in sorted(ranked, key=lambda x: (-x[0], x[1].id)) if n >= 2][:most]


def _verdict(act: Act, fused: Fused, cast: Cast, dated: bool) -> Verdict:
    m = act.mention
    days = (m.earliest, m.latest) if m.time is not None or dated else (None, None)
    found = matches(act, fused.events, cast, days)
    same = [x for x in found if x.fit == "same"]
    someday = all(x.event.status not in DONE | UNDONE and x.event.latest is None for x in same)
    if same and not someday:
        return _of_same(act, [x.event for x in same])
    other = _of_other(
        act, found, days
    )  # a plan for some day says less of a day than what was done on another
    if other is not None:
        return other
    return _of_same(act, [x.event for x in same]) if same else _unsure(act, fused, cast, days)


def _of_same(act: Act, events: list[Event]) -> Verdict:
    """The claim's act is on record: what is said to have become of it decides."""
    status = act.mention.status
    done = [e for e in events if e.status in DONE]
    undone = [e for e in events if e.status in UNDONE]
    ahead = [e for e in events if e.status not in DONE | UNDONE]
    if status in UNDONE:
        if undone and not done:
            return _told("supported", act, undone, "it did not happen, as the claim says")
        if done:
            return _told(
                "disputed" if undone else "contradicted", act, done + undone, "the record has it as happened"
            )
        return _told(
            "planned", act, ahead, "the record has it as planned only, and no word that it did not happen"
        )
    if status in DONE:
        if done:
            if undone:
                return _told("disputed", act, done + undone, "reports disagree on whether it happened")
            disputed = [d.field for e in done[:1] for d in e.disputes]
            if disputed:
                return _told(
                    "disputed", act, done, f"it happened, but reports disagree on its {', '.join(disputed)}"
                )
            return _told("supported", act, done, "it happened")
        if undone:
            return _told(
                "contradicted", act, undone, f"the record has it as {undone[0].status.replace('_', ' ')}"
            )
        return _told("planned", act, ahead, "the record has it as planned or foreseen only")
    if ahead:
        return _told("supported", act, ahead + done + undone, "it was planned or foreseen, as the claim says")
    if done:
        return _told("supported", act, done, "it happened since")
    return _told("contradicted", act, undone, f"the record has it as {undone[0].status.replace('_', ' ')}")


def _of_other(act: Act, found: list[Match], days: tuple[date | None, date | None]) -> Verdict | None:
    """The record has something like it: elsewhere, the other way round, or on another day that is near."""
    elsewhere = [x.event for x in found if x.fit == "elsewhere"]
    if elsewhere:
        e = elsewhere[0]
        if any(d.field == "place" for d in e.disputes):
            return _told("disputed", act, [e], "reports disagree on its place")
        return _told(
            "contradicted", act, elsewhere, f"the record has it in {e.place}, not in {act.mention.place}"
        )
    other_day = [
        x.event for x in near(found, days) if x.event.status in DONE or act.mention.status not in DONE
    ]
    if other_day:
        first, last = other_day[0].earliest, other_day[0].latest
        on = str(first) if first == last else written_days(first, last).replace("/", " to ")
        return _told("contradicted", act, other_day, f"the record has it on another day: {on}")
    back = [x.event for x in found if x.fit == "reversed"]
    return _told("contradicted", act, back, "the record has it the other way round") if back else None


def _unsure(act: Act, fused: Fused, cast: Cast, days: tuple[date | None, date | None]) -> Verdict:
    below = [x.event for x in matches(act, fused.unsure, cast, days) if x.fit == "same"]
    if below:
        said = next((c for c in below[0].corrected if c.verb == "reject"), None)
        why = (
            f"rejected by {said.author or 'an analyst'}"
            if said
            else f"found, but less likely right than wrong (chance {below[0].p:.2f})"
        )
        return _told("not on record", act, below, why)
    far = [x.event for x in matches(act, fused.events, cast, (None, None))]
    why = "no line has this act between these parties" + (
        " on these days; the nearest are given" if far else ""
    )
    return _told("not on record", act, far, why)


def _told(word: Word, act: Act, events: list[Event], why: str) -> Verdict:
    sources = max((e.independent_sources for e in events), default=0) if word != "not on record" else 0
    return Verdict(word, act.text, why, tuple(events[:MOST]), sources)
