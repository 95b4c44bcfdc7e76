"""Where a name first stands, which past events are like one, what somebody said, and who is on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from onrecord.ask.wording import fold, stems
from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor
from onrecord.fuse.together import SaidOnRecord
from onrecord.model import Analysis, Citation, Event, Report


class Like(Struct, frozen=True):
    """An event that is like another, how much (0 to 1), and in what."""

    event: Event
    likeness: float
    common: tuple[str, ...]


def similar(e: Event, fused: Fused) -> list[Like]:
    """Events that are like one, the likest first: of its type and mode, between its parties, on its issues,
    of its words."""
    home = {a.name: a.country for a in fused.actors}

    def sides(x: Event) -> set[str]:
        return {home.get(n) or n for n in (*x.actors, *x.recipients)}

    mine, about = sides(e), stems(e.summary)
    out = []
    for x in fused.events:
        if x.id == e.id:
            continue
        parts = {
            "type": 0.3 * (x.type == e.type) + 0.1 * (x.type == e.type and x.mode == e.mode),
            "parties": 0.3 * _share(mine, sides(x)),
            "issues": 0.15 * _share(set(e.contexts), set(x.contexts)),
            "words": 0.1 * _share(about, stems(x.summary)),
            "status": 0.05 * (x.status == e.status),
        }
        common = tuple(k for k, v in parts.items() if v > 0 and k != "status")
        if parts["type"] and len(common) > 1:
            out.append(Like(x, round(sum(parts.values()), 3), common))
    return sorted(out, key=lambda k: (-k.likeness, k.event.id))


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 0.0


class First(Struct, frozen=True):
    """Where a name first stands: the report, its day, the sentence, the words, and what it is called
    there."""

    name: str
    report: str
    published: date | None
    sentence: Citation
    mention: Citation
    roles: tuple[str, ...]


def first(actor: KnownActor, analyses: Sequence[Analysis]) -> First | None:
    """The earliest report that names or describes the actor, and the sentence in which it does."""
    keys = {fold(n) for n in (actor.name, *actor.aliases)}
    ordered = sorted(analyses, key=lambda a: (a.report.published or date.max, a.report.id))
    for a in ordered:
        for x in a.actors:
            state = actor.kind == "state" and x.kind == "state" and x.country == actor.country is not None
            if (
                state
                or fold(x.name) in keys
                or any(fold(m.span.text) in keys for m in x.mentions if m.form == "name")
            ):
                span = min(m.span for m in x.mentions)
                start, end = _around(a, span.start)
                text = a.report.text
                return First(
                    actor.name,
                    a.report.id,
                    a.report.published,
                    Citation(a.report.id, start, end, text[start:end]),
                    Citation(a.report.id, span.start, span.end, span.text),
                    x.roles,
                )
    return None


def _around(a: Analysis, at: int) -> tuple[int, int]:
    """The sentence that holds an offset; where none does, the block."""
    for start, end in a.sentences:
        if start <= at < end:
            return start, end
    for b in a.report.blocks:
        if b.start <= at < b.end:
            return b.start, b.end
    return at, min(len(a.report.text), at + 200)


def quotes(
    fused: Fused,
    reports: Sequence[Report],
    by: str | None = None,
    words: str | None = None,
    start: date | None = None,
    end: date | None = None,
) -> list[SaidOnRecord]:
    """What was said, in order of publication: by whom, with which words, in reports of which days."""
    day = {r.id: r.published for r in reports}
    wanted = fold(by) if by else None
    names = {a.name for a in fused.actors if wanted and any(wanted in fold(n) for n in (a.name, *a.aliases))}
    about = fold(words) if words else None
    found = []
    for q in fused.quotes:
        published = day.get(q.report)
        said = fold(" ".join(text for _, _, text in q.content))
        if wanted and not (q.speaker and (q.speaker in names or wanted in fold(q.speaker))):
            continue
        if about and about not in said:
            continue
        if (start and (published is None or published < start)) or (
            end and (published is None or published > end)
        ):
            continue
        found.append(q)
    return sorted(found, key=lambda q: (day.get(q.report) or date.max, q.report, q.content[0][0]))


def actors(
    fused: Fused, kind: str | None = None, country: str | None = None
) -> list[tuple[KnownActor, int, int]]:
    """Who is on record, those of most lines first: the actor, its lines, its statements."""
    lines: dict[str, int] = {}
    for e in fused.events:
        for n in {*e.actors, *e.recipients}:
            lines[n] = lines.get(n, 0) + 1
    said: dict[str, int] = {}
    for q in fused.quotes:
        if q.speaker:
            said[q.speaker] = said.get(q.speaker, 0) + 1
    found = [
        (a, lines.get(a.name, 0), said.get(a.name, 0))
        for a in fused.actors
        if (kind is None or a.kind == kind)
        and (country is None or (a.country or "").lower() == country.lower())
    ]
    return sorted(found, key=lambda x: (-x[1], -x[2], -x[0].reports, x[0].name, x[0].id))
