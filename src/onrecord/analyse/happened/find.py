"""Event mentions of one report, each with the clause that says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.analyse.contexts import counts
from onrecord.analyse.happened.absorb import settle
from onrecord.analyse.happened.dated import is_past, time_of
from onrecord.analyse.happened.doubt import doubts
from onrecord.analyse.happened.form import channel_of, form_of, mode_of
from onrecord.analyse.happened.kinds import AHEAD
from onrecord.analyse.happened.match import hits
from onrecord.analyse.happened.matter import aim_of, is_bare, lemma_of, what_of
from onrecord.analyse.happened.rules import Rules, rules
from onrecord.analyse.happened.setting import is_background, links_of, occasion_of
from onrecord.analyse.happened.state import by_time, coming, state_of, stay
from onrecord.analyse.happened.sure import sure
from onrecord.analyse.happened.where import place_of
from onrecord.analyse.parse import Parse
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model import EventMention, Quote, Report, Span

MIN_CONTEXT_HITS = 3
PLANNED_NOUNS = frozenset({"visit", "trip", "meeting", "summit", "talk", "tour", "stay"})


def find(parse: Parse, report: Report, who: Who, when: When, quotes: Sequence[Quote], found: Rules | None = None) -> tuple[EventMention, ...]:
    """All event mentions in text order; ids are ``e1``, ``e2`` …"""
    lex = found or rules()
    settled = settle(parse, list(hits(parse, who, lex)))
    overall = [c for c, n in counts(report.text).most_common(1) if n >= MIN_CONTEXT_HITS]
    vouchers = _Vouchers(quotes)
    sentence_contexts: dict[int, tuple[str, ...]] = {}
    made: list[EventMention] = []
    ids: dict[int, str] = {}
    by_id: dict[str, EventMention] = {}
    has_body = any(s.kind == "paragraph" for s in parse.sentences)
    for hit in settled:
        t = hit.token
        clause = hit.carrier or t
        sentence = parse.sentence(t)
        if sentence.kind == "headline" and has_body:
            continue  # a headline tells what its report tells, in worse grammar and without a date
        span = _sentence_span(parse, sentence.first, sentence.last)
        if span.text.rstrip(' "”’').endswith("?"):
            continue  # a question tells of nothing
        if sentence.i not in sentence_contexts:
            own = counts(span.text)
            top = [c for c, n in own.most_common(3) if n == max(own.values()) or n >= 2] if own else []
            sentence_contexts[sentence.i] = tuple(top or overall)
        state = state_of(parse, who, hit)
        time, earliest, latest = time_of(parse, hit, when, report.published, state)
        if state == "happened" and time is not None and earliest and report.published and earliest > report.published and is_past(parse, hit):
            time, earliest, latest = None, None, report.published  # "proposed cuts by 2030": the year is that of the cuts; "met them the next month": of which year is not said
        if sentence.kind != "caption":  # a gallery goes on being filled after its day
            state = by_time(state, earliest, report.published)
        if state == "planned" and hit.token.pos == "NOUN" and latest and report.published and latest < report.published and parse.head(hit.token).lower == "before":
            state = "happened"  # "worried before the call of July 25": long since made
        if state == "happened" and coming(when, hit) and not is_past(parse, hit):
            state, earliest, latest = "planned", report.published, None
        if hit.type == "CONSULT" and hit.rule.mode == "visit":
            earliest, latest = stay(parse, hit, earliest, latest)
        links = links_of(parse, hit, ids)
        if time is None and state == "happened":
            # "in August, after the visit": the visit lies no later than what it came before
            bounds = [end for k in links if k.kind == "before" and (end := by_id[k.event].latest) is not None]
            latest = min([*bounds, latest] if latest else bounds, default=None)
        form = form_of(parse, hit, span.text)
        what = what_of(parse, hit)
        aim = aim_of(parse, hit, what)
        k = f"e{len(made) + 1}"
        ids[t.i] = k
        made.append(
            EventMention(
                id=k, trigger=Span.of(parse.text, *hit.trigger), evidence=span, type=hit.type, rule=hit.rule.id,
                mode=mode_of(hit, form), contexts=sentence_contexts[sentence.i], actors=tuple(hit.actors),
                recipients=tuple(hit.recipients), earliest=earliest, latest=latest, time=time.span if time else None,
                place=place_of(parse, who, hit), status=state, format=form, channel=channel_of(parse, hit),
                according_to=vouchers.at(t.start), relay=vouchers.relay(t.start), quoted=vouchers.word_for_word(t.start), sure=sure(parse, who, hit),
                doubts=(*doubts(parse, who, hit, state, sentence.kind, time is not None), *(("empty",) if is_bare(hit, what, aim, time is not None) else ())),
                background=is_background(parse, clause, earliest, latest, report.published, state),
                occasion=occasion_of(parse, who, hit), lemma=lemma_of(parse, hit), what=what, links=links, aim=aim,
            )
        )  # fmt: skip
        by_id[k] = made[-1]
    return _as_planned(made)


def _as_planned(made: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """"The visit is a chance for both": a noun without a time speaks of the visit that its report calls planned."""
    ahead = [e for e in made if e.type == "CONSULT" and e.status in AHEAD]

    def spoken_of(e: EventMention) -> EventMention | None:
        if e.type != "CONSULT" or e.status != "happened" or e.time is not None or e.background or e.what is not None or e.trigger.text.lower().removesuffix("s") not in PLANNED_NOUNS:
            return None
        who = set(e.actors) | set(e.recipients)
        return next((p for p in ahead if p.mode == e.mode and who and who <= set(p.actors) | set(p.recipients)), None)

    return tuple(msgspec.structs.replace(e, status=p.status, earliest=p.earliest, latest=p.latest) if (p := spoken_of(e)) is not None else e for e in made)


def _sentence_span(parse: Parse, first: int, last: int) -> Span:
    return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last - 1].end)


class _Vouchers:
    """Who vouches for a stretch of text: the speaker of the reported speech that holds it."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._spans = sorted(
            ((c.start, c.end, q.speaker or ("anonymous" if q.anonymous else None), q.relay) for q in quotes for c in q.content),
            key=lambda s: (s[0], s[1], s[2] or "", s[3] or ""),
        )
        self._direct = [(c.start, c.end) for q in quotes if q.kind == "direct" for c in q.content]

    def word_for_word(self, offset: int) -> bool:
        """Whether somebody is quoted there: rhetoric, more often than report."""
        return any(start <= offset < end for start, end in self._direct)

    def at(self, offset: int) -> str | None:
        """Who vouches: an actor id or "anonymous"."""
        return self._narrowest(offset, 2)

    def relay(self, offset: int) -> str | None:
        """The outlet whose word is only passed on."""
        return self._narrowest(offset, 3)

    def _narrowest(self, offset: int, field: Literal[2, 3]) -> str | None:
        best: tuple[int, str] | None = None
        for span in self._spans:
            start, end, value = span[0], span[1], span[field]
            if start > offset:
                break
            if offset < end and value and (best is None or end - start < best[0]):
                best = (end - start, value)
        return best[1] if best else None
