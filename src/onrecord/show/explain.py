"""Stage by stage what was found in one report and by which rule: how a rule is debugged and reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.fuse.amended import corrections
from onrecord.model import Analysis, EventMention, Quote, Span
from onrecord.show import words

MOST = 90  # characters of quoted text on a line


@dataclass(frozen=True, slots=True)
class Section:
    """A stage: its name and its lines; indented lines belong to the line above."""

    name: str
    lines: tuple[str, ...]


def explain(a: Analysis) -> Iterator[Section]:
    """The stages in the order in which they are run."""
    names = {x.id: x.name for x in a.actors}
    yield Section("Report", tuple(_report(a)))
    yield Section(
        "Layout",
        tuple(
            f"{_at(b.start, b.end)}  {b.kind:<10}  {_short(a.report.text[b.start : b.end])}"
            for b in a.report.blocks
        ),
    )
    yield Section(
        "Times",
        tuple(
            f"{_where(t.span)}  {t.span.text!r}  {t.type} {t.value}{' ' + t.mod if t.mod else ''}  → "
            f"{words.days(t.earliest, t.latest) if t.earliest or t.latest else 'no days follow'}"
            for t in a.times
        ),
    )
    yield Section(
        "Actors",
        tuple(
            line
            for x in a.actors
            for line in (
                f"{x.id}  {x.name}  {', '.join(v for v in (x.kind, x.country, x.sector, *x.roles) if v)}",
                "      " + ", ".join(f"{m.span.text!r} {m.form} {_where(m.span)}" for m in x.mentions),
            )
        ),
    )
    yield Section(
        "Places",
        tuple(
            f"{p.name}  {p.country or ''}  {', '.join(_where(m.span) for m in p.mentions)}" for p in a.places
        ),
    )
    yield Section("Quotes", tuple(line for q in a.quotes for line in _quote(q, names)))
    yield Section("Events", tuple(line for e in a.events for line in _event(e, a, names)))
    yield Section(
        "Commitments",
        tuple(
            f"{_where(c.span)}  {', '.join(names.get(i, i) for i in c.actors)}: {_short(c.span.text)}  by "
            f"{c.deadline or 'no day'}  rule {c.rule}"
            for c in a.commitments
        ),
    )
    if a.problems:
        yield Section("Problems", tuple(f"{p.where}: {p.what}" for p in a.problems))


def _report(a: Analysis) -> Iterator[str]:
    r = a.report
    yield f"{r.id}  {r.title or 'no title'}"
    yield from (f"{n.kind}: {_short(n.text)}" for n in r.notes)
    yield (
        f"published {r.published or 'unknown'} ({r.published_basis}), dateline {r.dateline or 'none'}, "
        f"publisher {r.agency or r.publisher or 'unknown'}, {len(r.text):,} characters"
    )


def _quote(q: Quote, names: dict[str, str]) -> Iterator[str]:
    speaker = names.get(q.speaker or "", "not named on purpose" if q.anonymous else "not found")
    unsure = "" if q.sure or q.speaker is None else ", unsure"
    firm = "" if q.firm else "  (not surely said: left off the record)"
    when = "  said " + words.days(q.said_earliest, q.said_latest) if q.said_earliest or q.said_latest else ""
    yield f"{_where(q.content[0])}  {q.kind}  speaker {speaker}{unsure}  rule {q.rule}{firm}"
    yield f"      source {_texts(q.source)}  cue {_texts(q.cue)}{when}"
    yield f"      “{_short(' … '.join(c.text for c in q.content))}”"


def _event(e: EventMention, a: Analysis, names: dict[str, str]) -> Iterator[str]:
    def who(ids: tuple[str, ...]) -> str:
        return ", ".join(names.get(i, i) for i in ids) or "nobody"

    mode = f"/{e.mode}" if e.mode else ""
    yield f"{e.id}  {e.trigger.text!r} {_where(e.trigger)}  {e.type}{mode}  {e.status}  rule {e.rule}"
    yield f"      {who(e.actors)} → {who(e.recipients)}"
    yield f"      when {words.days(e.earliest, e.latest)}, {_time_from(e, a)}"
    more = [
        ("place", e.place),
        ("form", e.format),
        ("channel", e.channel),
        ("occasion", e.occasion),
        ("what", e.what.text if e.what else None),
        ("issues", ", ".join(e.contexts)),
        ("according to", names.get(e.according_to, e.according_to) if e.according_to else None),
        ("passed on from", names.get(e.relay or "")),
        ("refers to", e.refers),
        ("", "background" if e.background else None),
        ("chance", f"{e.p:.2f}"),
        ("days rest on", e.day_basis),
        ("status by", " < ".join(e.grounds)),
        ("against it", ", ".join(e.left_out)),
    ]
    told = ", ".join(f"{k} {v}".strip() for k, v in more if v)
    if told:
        yield f"      {told}"
    yield f"      “{_short(e.evidence.text)}” {_where(e.evidence)}"
    for note in corrections(a.report, e.evidence):
        yield f"      the report corrects: “{_short(note.text)}”"


def _time_from(e: EventMention, a: Analysis) -> str:
    """Where an event's days come from."""
    if e.time is not None:
        return f"from {e.time.text!r} {_where(e.time)}"
    if not e.earliest and not e.latest:
        return "no time and no day of publication"
    if a.report.published in (e.earliest, e.latest):
        return "no time of its own: bounded by the day of publication"
    return "no time of its own: bounded by the day it was said"


def _texts(spans: tuple[Span, ...]) -> str:
    return ", ".join(repr(s.text) for s in spans) or "none"


def _at(start: int, end: int) -> str:
    return f"[{start}–{end}]".ljust(13)


def _where(s: Span) -> str:
    return f"[{s.start}–{s.end}]"


def _short(text: str, most: int = MOST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
