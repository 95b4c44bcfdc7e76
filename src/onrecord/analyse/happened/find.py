"""All mentions of acts in one report: each word that may tell one, with what its clause says and the chance
that it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.contexts import counts
from onrecord.analyse.happened import partakers
from onrecord.analyse.happened.chance import against, chance
from onrecord.analyse.happened.days import Calendar, Days
from onrecord.analyse.happened.features import features
from onrecord.analyse.happened.match import HARD, Match, matches, narrowed
from onrecord.analyse.happened.opinions import Opinions, shipped
from onrecord.analyse.happened.parties import Names, Parties, parties
from onrecord.analyse.happened.recalled import antecedent, by_its_act, is_open, taken_over
from onrecord.analyse.happened.setting import (
    aim_of,
    channel_of,
    form_of,
    lemma_of,
    mode_of,
    occasion_of,
    place_of,
    what_of,
)
from onrecord.analyse.happened.status import reconsidered
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.happened.whom import standing
from onrecord.analyse.happened.words import in_words
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.lexicon.acts import Acts, acts
from onrecord.model import EventMention, Quote, Report, Span
from onrecord.model.analysis import Status

KEPT = 0.12  # the least chance with which a mention is kept: what is likely elsewhere is met again in it
LIKELY = 0.37  # below it what speaks against a mention is told with it
MAX_EVIDENCE = 690
MIN_CONTEXT_HITS = 3
BACKGROUND = timedelta(days=21)
WORDS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention before its chance is known, with the facts that it follows from."""

    token: Token
    clause: Clause
    match: Match
    parties: Parties
    status: Status
    days: Days
    quoted: bool
    features: dict[str, float]
    p: float
    standing: Mapping[str, Mapping[str, float]]  # of everyone named around it, by actor (``whom.py``)
    earlier: Candidate | None = None  # the act told before that a noun looks back on


@dataclass(frozen=True, slots=True)
class _Context:
    """The answers of one report that every word's readings are made from."""

    parse: Parse
    who: Who
    clauses: Clauses
    vouchers: Vouchers
    names: Names
    calendar: Calendar
    lexicon: Acts
    opinions: Opinions


def find(
    parse: Parse,
    report: Report,
    who: Who,
    when: When,
    quotes: Sequence[Quote],
    clauses: Clauses,
    lexicon: Acts | None = None,
    least: float = KEPT,
) -> tuple[EventMention, ...]:
    """The mentions of at least the chance ``least``, in text order; ids are ``e1``, ``e2`` …"""
    vouchers = Vouchers(quotes)
    names = Names(clauses, who, vouchers)
    overall = [c for c, n in counts(report.text).most_common(1) if n >= MIN_CONTEXT_HITS]
    contexts: dict[int, tuple[str, ...]] = {}
    made: list[EventMention] = []
    ids: dict[
        int, str
    ] = {}  # of what a mention looks back on, first of all, or its own; by the token of the act
    for c in settle(candidates(parse, report, who, when, clauses, vouchers, names, lexicon or acts())):
        if c.p >= least:
            sentence = parse.sentence(c.token)
            if sentence.i not in contexts:
                contexts[sentence.i] = _contexts(_evidence(parse, c.token), overall)
            k = f"e{len(made) + 1}"
            refers = ids.get(c.earlier.token.i) if c.earlier is not None else None
            ids[c.token.i] = refers or k
            made.append(_mention(k, parse, report, who, clauses, vouchers, contexts[sentence.i], c, refers))
    return tuple(made)


def candidates(
    parse: Parse,
    report: Report,
    who: Who,
    when: When,
    clauses: Clauses,
    vouchers: Vouchers,
    names: Names,
    lexicon: Acts,
    opinions: Opinions | None = None,
) -> list[Candidate]:
    """The likeliest reading of each word that has any. opinions: those beside the lexicon, unless others are
    given."""
    context = _Context(
        parse,
        who,
        clauses,
        vouchers,
        names,
        Calendar(clauses, when, report.published),
        lexicon,
        opinions or shipped(),
    )
    has_body = any(s.kind == "paragraph" for s in parse.sentences)
    out: list[Candidate] = []
    for t in parse.tokens:
        if t.pos not in WORDS or (parse.sentence(t).kind == "headline" and has_body):
            continue
        readings = narrowed([m for m in matches(clauses, who, t, lexicon) if not HARD & set(m.unmet)])[:3]
        found = [c for m in readings if (c := _candidate(context, t, m, len(readings), out)) is not None]
        if found:
            best = max(found, key=lambda c: c.p)  # of equals the first
            out += [best, *_in_words(context, t, best)]
    return out


def _in_words(context: _Context, t: Token, best: Candidate) -> list[Candidate]:
    """The act in words that a report of somebody's words tells beside the act itself."""
    kind = best.match.act.type
    said = in_words(context.names, context.clauses, t, best.clause, kind, best.parties, context.lexicon)
    if said is None or said[0] == kind:
        return []
    match = Match(context.lexicon.in_words[said[0]], t.lemma, ())
    return [_weighed(context, t, match, said[1], "happened", 1, None)]


def _candidate(
    context: _Context, t: Token, match: Match, rivals: int, before: Sequence[Candidate]
) -> Candidate | None:
    clause = context.clauses.of(t)
    ruled = by_its_act(clause, parties(context.names, clause, match.act, t), before)
    around = standing(context.names, clause, match.act, t, ruled)
    p = partakers.chances(around, context.opinions.partakers)
    told = partakers.reconsidered(context.names, clause, match.act, ruled, p)
    earlier = antecedent(context.who, t, clause, match.act, ruled, before)
    if earlier is not None and is_open(match.act, ruled):
        told = taken_over(ruled, earlier)
    elif "nobody" in told.unmet and context.opinions.partakers:
        return None
    return _weighed(context, t, match, told, clause.status, rivals, (around, p), earlier)


def _weighed(
    context: _Context,
    t: Token,
    match: Match,
    told: Parties,
    status: Status,
    rivals: int,
    near: tuple[Mapping[str, Mapping[str, float]], partakers.Chances] | None,
    earlier: Candidate | None = None,
) -> Candidate:
    """The candidate with its status, its days, its facts and its chance; what would lie after the report is
    planned."""
    clauses, vouchers, clause = context.clauses, context.vouchers, context.clauses.of(t)
    quoted, vouched = vouchers.word_for_word(t.start), vouchers.at(t.start) is not None

    def read(status: Status) -> tuple[Status, Days, dict[str, float]]:
        days = _days(context, t, match, status, earlier)
        today = context.calendar.published
        if today and days.earliest and days.earliest > today and status in ("happened", "ongoing"):
            status = "planned"
        facts = features(clauses, clause, context.who, t, match, told, status, quoted, vouched, rivals)
        if near is not None and "recalled" not in told.found:
            facts |= partakers.facts(told, near[1])
        return status, days, {**facts, f"basis {days.basis}": 1.0}

    recalled = earlier is not None and "recalled" in told.found
    found, days, facts = read(
        earlier.status if earlier is not None and recalled and not clause.steps else status
    )
    again = found if match.act.told else reconsidered(facts, found, context.opinions.status)
    if again != found:
        found, days, facts = read(again)
        facts["status reconsidered"] = 1.0
    return Candidate(
        t, clause, match, told, found, days, quoted, facts, chance(facts), near[0] if near else {}, earlier
    )


def _days(context: _Context, t: Token, match: Match, status: Status, earlier: Candidate | None) -> Days:
    """The days of the act, of the words that tell it, or of the act that a noun looks back on where it tells
    none itself."""
    if match.act.told:
        return context.calendar.said(context.clauses.of(context.parse.head(t)))
    clause = context.clauses.of(t)
    if earlier is not None and earlier.days.basis != "open" and not context.calendar.tells(clause):
        return _inherited(earlier.days)
    return context.calendar.of(clause, status)


def _inherited(days: Days) -> Days:
    return Days(days.earliest, days.latest, None, "inherited" if days.basis == "told" else days.basis)


def settle(found: Sequence[Candidate]) -> list[Candidate]:
    """One act told by two words ("staged a protest", "struck a deal") is one candidate: the likelier one
    stays."""
    by_head = {c.token.i: c for c in found}
    gone: set[int] = set()
    for c in found:
        carrier = by_head.get(c.clause.carrier)
        if (
            carrier is not None
            and carrier is not c
            and carrier.match.act.type == c.match.act.type
            and not {c.token.i, carrier.token.i} & gone
        ):
            gone.add(c.token.i if carrier.p >= c.p else carrier.token.i)
    for c in found:
        objects = (by_head[h] for h in c.clause.object.heads if h in by_head)
        gone.update(x.token.i for o in objects if o is not c and (x := _no_act(c, o)) is not None)
    return [c for c in found if c.token.i not in gone]


def _no_act(c: Candidate, noun: Candidate) -> Candidate | None:
    """Which of an act and the act that is its object is none: "suspended talks", "called off the meeting"."""
    act, other = c.match.act, noun.match.act
    if act.type == "SANCTION":
        return noun if act.object and other.type != "SANCTION" and c.p >= LIKELY else None
    if act.type != other.type or "called_off" not in (c.status, noun.status):
        return None
    return noun if c.status == "called_off" else c  # by one of the two it was called off: by both it was


def _contexts(words: str, overall: list[str]) -> tuple[str, ...]:
    own = counts(words)
    return tuple([c for c, n in own.most_common(3) if n == max(own.values()) or n >= 2] if own else overall)


def _evidence(parse: Parse, t: Token) -> str:
    return evidence_of(parse, t).text


def evidence_of(parse: Parse, t: Token) -> Span:
    """The sentence that tells the act; of a very long one the part around it."""
    sentence = parse.sentence(t)
    first, last = parse.tokens[sentence.first].start, parse.tokens[sentence.last - 1].end
    if last - first <= MAX_EVIDENCE:
        return Span.of(parse.text, first, last)
    row = parse.sent_tokens(sentence)
    start = next((x.start for x in row if x.start >= t.start - MAX_EVIDENCE // 2), first)
    end = max((x.end for x in row if x.end <= start + MAX_EVIDENCE), default=t.end)
    return Span.of(parse.text, start, end)


def _mention(
    k: str,
    parse: Parse,
    report: Report,
    who: Who,
    clauses: Clauses,
    vouchers: Vouchers,
    contexts: tuple[str, ...],
    c: Candidate,
    refers: str | None,
) -> EventMention:
    t, clause, act = c.token, c.clause, c.match.act
    form = form_of(parse, clause, act)
    what = what_of(parse, clause)
    return EventMention(
        id=k,
        trigger=Span.of(parse.text, t.start, t.end),
        evidence=evidence_of(parse, t),
        type=act.type,
        rule=act.id,
        mode=mode_of(act, form),
        contexts=contexts,
        actors=c.parties.actors,
        recipients=c.parties.recipients,
        earliest=c.days.earliest,
        latest=c.days.latest,
        time=c.days.time.span if c.days.time else None,
        place=place_of(clauses, clause, who),
        status=c.status,
        format=form,
        channel=channel_of(parse, clause, act),
        according_to=vouchers.at(t.start),
        relay=vouchers.relay(t.start),
        quoted=c.quoted,
        background=_background(clause, c.days, report.published, c.status),
        occasion=occasion_of(parse, clause, who),
        lemma=lemma_of(t),
        what=what,
        aim=aim_of(parse, clause, what, who, c.parties.actors),
        refers=refers,
        p=c.p,
        day_basis=c.days.basis,
        grounds=tuple(s.ground for s in clause.steps),
        left_out=against(c.features) if c.p < LIKELY else (),
    )


def _background(clause: Clause, days: Days, published: date | None, status: Status) -> bool:
    """Told as background: long past, or in the past perfect."""
    if status in ("planned", "expected", "possible"):
        return False
    if published and days.latest and days.latest < published - BACKGROUND:
        return True
    return clause.form.perfect and clause.form.tense == "past"
