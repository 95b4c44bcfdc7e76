"""Event mentions of one report, each with the clause that says it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from onrecord.analyse.contexts import counts
from onrecord.analyse.happened.absorb import settle
from onrecord.analyse.happened.arguments import spread
from onrecord.analyse.happened.doubt import doubts
from onrecord.analyse.happened.match import Hit, hits
from onrecord.analyse.happened.rules import Rules, rules
from onrecord.analyse.happened.words import MOVING, SENDING
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import ahead
from onrecord.analyse.status import status as status_of
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model import EventMention, Link, Quote, Report, Span, Time
from onrecord.model.analysis import Channel, Format, Status
from onrecord.rules import lexicon

POINTLIKE = frozenset({"SANCTION", "AGREE", "REJECT", "CONCEDE", "RETREAT", "THREATEN", "REQUEST", "ACCUSE", "SUPPORT"})
AHEAD: frozenset[str] = frozenset({"planned", "expected", "possible"})
# Through these relations a clause shares the time of the one above it.
SHARES_TIME = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "acl", "dobj", "pobj", "nsubj", "nsubjpass", "appos", "attr", "oprd", "ccomp", "dep", "relcl"})  # fmt: skip
REPORTING = frozenset(["say", "tell", "report", "announce", "state", "add", "note", "claim", "write", "warn", "confirm", "believe", "think", "describe", "quote", "insist", "stress", "recall", "explain", "argue", "suggest", "acknowledge", "admit", "deny", "reveal", "disclose", "declare"])  # fmt: skip
RELATIVE_CLAUSES = frozenset({"after", "before", "since", "until", "following"})
BACKGROUND_DAYS = 21
MIN_CONTEXT_HITS = 3
PLANNED_NOUNS = frozenset({"visit", "trip", "meeting", "summit", "talk", "tour", "stay"})
LENGTH = re.compile(r"\b(\w+) ?- ?day\b")
NEAR_SENTENCES = 2  # before a pronoun, in which no other person must be named for it to be plain
TO = re.compile(r"\s*(?:to|until|till|through|thru|[-–—])\s*", re.I)
AND = re.compile(r"\s*and\s*", re.I)


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
        state = _status(parse, hit)
        time, earliest, latest = _time(parse, hit, when, report.published, state)
        if sentence.kind != "caption":  # a gallery goes on being filled after its day
            state = _status_by_time(state, earliest, report.published)
        if state == "planned" and hit.token.pos == "NOUN" and latest and report.published and latest < report.published and parse.head(hit.token).lower == "before":
            state = "happened"  # "worried before the call of July 25": long since made
        if state == "happened" and _coming(when, hit):
            state, earliest, latest = "planned", report.published, None
        if hit.type == "CONSULT" and hit.rule.mode == "visit":
            earliest, latest = _stay(parse, hit, earliest, latest)
        links = _links(parse, hit, ids)
        if time is None and state == "happened":
            # "in August, after the visit": the visit lies no later than what it came before
            bounds = [end for k in links if k.kind == "before" and (end := by_id[k.event].latest) is not None]
            latest = min([*bounds, latest] if latest else bounds, default=None)
        form = _format(parse, hit, span.text)
        what = _what(parse, hit)
        aim = _aim(parse, hit, what)
        # "the minister demands": of what and of whom a chronology would not tell
        bare = hit.type in IN_WORDS and hit.type == hit.rule.type and not (what or aim or hit.recipients or hit.rule.mode == "investigate") and (hit.token.pos == "VERB" or hit.carrier is None)
        k = f"e{len(made) + 1}"
        ids[t.i] = k
        made.append(
            EventMention(
                id=k, trigger=Span.of(parse.text, *hit.trigger), evidence=span, type=hit.type, rule=hit.rule.id,
                mode=_mode(hit, form), contexts=sentence_contexts[sentence.i], actors=tuple(hit.actors),
                recipients=tuple(hit.recipients), earliest=earliest, latest=latest, time=time.span if time else None,
                place=_place(parse, who, hit), status=state, format=form, channel=_channel(parse, hit),
                according_to=vouchers.at(t.start), relay=vouchers.relay(t.start), quoted=vouchers.word_for_word(t.start), sure=_sure(parse, who, hit),
                doubts=(*doubts(parse, who, hit, state, sentence.kind, time is not None), *(("empty",) if bare else ())),
                background=_background(parse, clause, earliest, latest, report.published, state),
                occasion=_occasion(parse, who, hit), lemma=_lemma(parse, hit), what=what, links=links, aim=aim,
            )
        )  # fmt: skip
        by_id[k] = made[-1]
    return _as_planned(made)


def _as_planned(made: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """"The visit is a chance for both": a noun without a time speaks of the visit that its report calls planned."""
    ahead = [e for e in made if e.type == "CONSULT" and e.status in AHEAD]

    def spoken_of(e: EventMention) -> EventMention | None:
        if e.type != "CONSULT" or e.status != "happened" or e.time is not None or e.background or (e.lemma or "") not in PLANNED_NOUNS:
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


def _sure(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether someone who takes part is named or described where the act is told, and no pronoun that acts is open."""
    doers = spread(parse, hit.arguments.agents)
    sufferers = spread(parse, hit.arguments.patients) if hit.recipients else []
    if any(not _plain(parse, who, t) for t in (*doers, *sufferers) if t.i in who.ref_at and who.ref_at[t.i].form == "pronoun"):
        return False
    heads = [*hit.arguments.agents, *(hit.arguments.patients if hit.rule.both or not hit.actors else [])]
    if hit.rule.both:
        heads += [o for p in ("with", "between", "to") for o in hit.arguments.preps.get(p, [])]
    known = set(hit.actors) | set(hit.recipients)
    if any(t.i in who.ref_at and who.ref_at[t.i].open for t in spread(parse, heads)):
        return False  # "the senator", of three who are spoken of
    if any(_unresolved(parse, who, t) for t in doers):
        return False
    if any(k.tag == "PRP$" and k.i in who.ref_at and not _plain(parse, who, k) for t in (*doers, *sufferers) for k in t.kids):
        return False  # "his aides", of one who is not plain
    for t in spread(parse, heads):
        ref = who.ref_at.get(t.i)
        if ref is None:
            if any(i in known for k in t.kids for i in who.at.get(k.i, ())):
                return True
            continue
        if ref.form != "pronoun" or _plain(parse, who, t):
            return True
    return False


def _unresolved(parse: Parse, who: Who, t: Token) -> bool:
    """"The tycoon", first spoken of with "the": somebody told of before, and not known to be whom."""
    ref = who.ref_at.get(t.i)
    if ref is None or ref.form != "nominal" or ref.plural or ref.kind != "person" or parse.tokens[ref.first].lower != "the":
        return False
    actors = [who.by_id[i] for i in who.at.get(t.i, ())]
    of = any(k.dep in ("prep", "relcl", "acl", "appos") for k in t.kids)
    return not of and any(a.country is None and all(m.form == "nominal" for m in a.mentions) and a.mentions[0].span.start == parse.tokens[ref.first].start for a in actors)


def _plain(parse: Parse, who: Who, t: Token) -> bool:
    """Whether a pronoun's own sentence says whom it means, or no other person was named just before it."""
    mine = set(who.at.get(t.i, ()))
    sentence = parse.sentence(t)
    last = sentence.last if t.tag == "PRP$" else t.i  # "in his talks with farmers, Berg said …"
    told = [(i, who.ref_at[j].plural) for j in range(sentence.first, last) if j in who.ref_at and who.ref_at[j].form != "pronoun" for i in who.at.get(j, ())]
    if who.ref_at[t.i].gender in ("m", "f") or len(mine) > 1:
        fit = {i for i, _ in told if i in mine or who.by_id[i].kind == "person"}
        if mine and mine <= fit and (len(mine) > 1 or fit == mine or _subject_first(parse, who, t, mine)):
            return True
    else:  # "it" and "they" mean the only one of their kind that the sentence has
        fit = {i for i, _ in told if who.by_id[i].kind != "person"}
        many = t.lower in ("they", "them", "their")
        if fit == mine and (not many or any(plural or who.by_id[i].kind == "group" for i, plural in told if i in mine)):
            return True
    if who.ref_at[t.i].gender not in ("m", "f"):
        return False
    before = [j for j in range(parse.sentences[max(0, t.sent - NEAR_SENTENCES)].first, sentence.first) if j in who.ref_at and who.ref_at[j].form == "pronoun" and who.ref_at[j].gender == who.ref_at[t.i].gender]
    if any(set(who.at.get(j, ())) != mine for j in before):
        return False  # "he" has just been another
    back = parse.sentences[max(0, t.sent - NEAR_SENTENCES)].first
    people = {i for j in range(back, t.i) if j in who.ref_at and who.ref_at[j].form != "pronoun" for i in who.at.get(j, ()) if who.by_id[i].kind == "person"}
    return people == mine


def _subject_first(parse: Parse, who: Who, t: Token, mine: set[str]) -> bool:
    """Whether a pronoun means the subject of the clause above it: "Lund said she …", "…, Lund said of his rival"."""
    node = t
    for _ in range(8):
        if node.head == node.i:
            return False
        node = parse.head(node)
        own = next((k for k in node.kids if k.dep in ("nsubj", "nsubjpass") and k.i != t.i), None)
        if own is not None and own.lower in ("who", "that", "which") and node.dep == "relcl":
            own = parse.head(node)
        if own is not None and (own.i not in who.ref_at or who.ref_at[own.i].form != "pronoun"):
            return bool(set(who.at.get(own.i, ())) & mine)
    return False


# --- status ----------------------------------------------------------------------------------------------------------
def _status(parse: Parse, hit: Hit) -> Status:
    if hit.type != hit.rule.type or hit.rule.negated_only:
        return "happened"  # a promise, a threat or a refusal has been made
    found = status_of(parse, hit.token, hit.carrier)
    if found == "ongoing" and hit.rule.id == "consult.travel" and hit.token.lemma in MOVING and not any(k.tag == "VBD" for k in hit.token.kids if k.dep == "aux"):
        return "planned"  # "is heading to Lima" is not there yet
    if found == "ongoing" and hit.token.lemma in SENDING and hit.type == "CONSULT":
        return "planned"  # "is sending an envoy to Lima"
    above = parse.head(hit.carrier or hit.token)
    if found == "planned" and hit.type in POINTLIKE and (hit.carrier or hit.token).dep == "xcomp" and above.lemma == "decide" and above.tag == "VBD":
        return "happened"  # "when she decided to call off the strikes": words follow a decision at once
    if found == "planned" and hit.type in ("REJECT", "CONCEDE", "ACCUSE", "SUPPORT") and hit.token.dep == "xcomp" and above.lemma == "vote" and above.tag in ("VBD", "VBG", "VBN"):
        return "happened"  # "voted to scuttle the package"
    if found == "ongoing" and hit.type in POINTLIKE:
        return "happened"  # "announced it was halting aid"
    if hit.carrier is not None and hit.carrier.lemma in ("start", "begin", "open", "resume") and found == "ongoing":
        return "happened"
    return found


def _stay(parse: Parse, hit: Hit, earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    """The days of a visit whose length is told with the day it began or ended: "ended a four-day visit on Monday"."""
    t = hit.token
    if earliest is None or earliest != latest or hit.carrier is None or t.pos != "NOUN":
        return earliest, latest
    words = " ".join(x.lower for x in parse.tokens[max(parse.sentence(t).first, t.i - 8) : t.i])
    found = LENGTH.search(words)
    if found is None:
        return earliest, latest
    spelled = lexicon("relations")["numbers"]
    n = int(spelled.get(found.group(1), found.group(1) if found.group(1).isdigit() else 0))
    if not 1 < n < 60:
        return earliest, latest
    if hit.carrier.lemma in ("end", "conclude", "finish", "complete", "wrap"):
        return earliest - timedelta(days=n - 1), latest
    if hit.carrier.lemma in ("begin", "start", "open", "launch"):
        return earliest, earliest + timedelta(days=n - 1)
    return earliest, latest


def _coming(when: When, hit: Hit) -> bool:
    """"In the coming weeks": a time that names no day, but lies ahead."""
    nodes = [x for x in (hit.token, hit.carrier) if x is not None]
    near = [g for node in nodes for k in node.kids for g in (k, *(k.kids if k.dep == "prep" else ()))]
    return any(when.times[when.at[k.i]].value == "FUTURE_REF" or when.times[when.at[k.i]].span.text.lower().startswith(("coming ", "the coming ")) for k in near if k.i in when.at)


def _status_by_time(state: Status, earliest: date | None, published: date | None) -> Status:
    """What lies after the day of the report has not happened, whatever its tense ("The summit opens on Monday")."""
    if published and earliest and earliest > published and state in ("happened", "ongoing"):
        return "planned"
    return state


# --- time ------------------------------------------------------------------------------------------------------------
def _time(parse: Parse, hit: Hit, when: When, published: date | None, state: Status) -> tuple[Time | None, date | None, date | None]:
    """The time that belongs to the act by structure, and the days it may lie on.

    Without one, what happened lies on or before the day of the report and what is ahead on or after it; the
    report's day itself is never taken for a date.
    """
    if state == "not_happened" and (since := _since(when, hit.carrier or hit.token)) is not None:
        return since, since.earliest, published  # "has not tested one since March"
    index, bound = _attached(parse, hit, when)
    if hit.type != hit.rule.type and not hit.rule.negated_only and (clause := hit.carrier or hit.token).dep == "ccomp" and index is not None and when.times[index].span.start > hit.token.start:
        index = _nearest(parse, when, parse.head(clause))  # "said on Monday it would send food in July": Monday's promise
    if index is not None:
        time = when.times[index]
        earliest, latest = time.earliest, _until(parse, when, index)
        present = hit.token.tag in ("VBZ", "VBP") and hit.token.pos == "VERB" and not any(k.dep == "aux" for k in hit.token.kids)
        if present and published and latest and (published - latest).days > 31 and state == "happened":
            return None, None, published  # "blames Chile for breaches in 2015": that year dates the breaches
        if time.value == "PRESENT_REF" and state == "happened":
            return None, None, latest  # "now has been ousted": some day up to now
        if state == "happened" and published and earliest and latest and earliest <= published < latest:
            latest = published
        if state in AHEAD and parse.text[max(0, time.span.start - 3) : time.span.start].lower() == "by " and latest is not None:
            earliest = published if published is None or published <= latest else earliest  # "will meet by May"
        passed = state in AHEAD and published is not None and latest is not None and latest < published
        if (earliest or latest) and not (passed and _nearest(parse, when, hit.token) != index):
            return time, earliest, latest
        if passed:  # "agreed on Monday to meet": the meeting lies after Monday, not on it
            return None, latest, None
    if state in AHEAD:
        # "may have met", "can meet": possible, and on no side of the day of the report
        return None, published if ahead(parse, hit.token, hit.carrier) else None, None
    if bound is not None:
        said = when.times[bound]
        if said.latest and (published is None or said.latest <= published):
            return None, None, said.latest
    return None, None, published


def _since(when: When, verb: Token) -> Time | None:
    """The time after "since" at a verb."""
    found = [when.times[when.at[g.i]] for k in verb.kids if k.lower == "since" for g in k.kids if g.i in when.at]
    return next((t for t in found if t.type == "DATE" and t.earliest is not None), None)


def _until(parse: Parse, when: When, index: int) -> date | None:
    """The last day of a time, or of the one it reaches to: "from Monday to Thursday", "between May 6 and May 9"."""
    first = when.times[index]
    if index + 1 == len(when.times) or first.earliest is None:
        return first.latest
    second = when.times[index + 1]
    between = parse.text[first.span.end : second.span.start]
    before = parse.text[max(0, first.span.start - 9) : first.span.start].lower()
    reaches = TO.fullmatch(between) or (AND.fullmatch(between) and "between" in before)
    later = reaches and second.latest is not None and second.type == "DATE" and second.latest >= first.earliest
    return second.latest if later else first.latest


def _attached(parse: Parse, hit: Hit, when: When) -> tuple[int | None, int | None]:
    """The index of the act's own time, and of the time at which it was merely said."""
    t = hit.token
    best = _nearest(parse, when, t)
    if best is None and hit.carrier is not None:
        best = _nearest(parse, when, hit.carrier)
    if best is not None:
        return (None, None) if _forward(when, t, best) else (best, None)
    bound: int | None = None
    which = False
    node = hit.carrier or t
    for _ in range(4):
        if node.head == node.i:
            break
        dep, lemma = node.dep, node.lemma
        mark = next((k.lower for k in node.kids if k.dep in ("mark", "advmod") and k.lower in RELATIVE_CLAUSES), None)
        if dep == "conj" and _perfect(node) and not _perfect(parse.head(node)):
            break  # "advised Chile last year but has vowed to …"
        which = which or (dep == "relcl" and any(k.dep == "prep" and any(g.lower == "which" for g in k.kids) for k in node.kids))
        node = parse.head(node)
        if node.pos == "ADP":
            if node.lower in RELATIVE_CLAUSES:
                break
            continue
        if dep not in SHARES_TIME or mark:
            break
        if node.pos in ("VERB", "AUX"):
            if dep == "relcl" and which:
                found = _nearest(parse, when, node)
                if found is not None:
                    return found, None
            if dep in ("ccomp", "relcl") or (dep in ("advcl",) and node.lemma in REPORTING):
                if dep == "ccomp" and node.lemma in REPORTING:
                    bound = _nearest(parse, when, node)
                break
            if node.lemma in REPORTING and dep in ("xcomp", "dobj", "pobj"):
                bound = _nearest(parse, when, node)
                break
            if dep == "acl" and lemma != node.lemma:
                break
            found = _nearest(parse, when, node)
            if found is not None and (dep == "conj" or (dep == "advcl" and t.tag in ("VBN", "VBD"))) and _long(when, found) and node.start < when.times[found].span.start < t.start:
                break  # "was arrested in May and sentenced": the month is that of the arrest
            if found is not None:
                return found, None
        elif node.pos in ("NOUN", "PROPN"):
            if dep == "relcl" and which:  # "on Monday they published a statement in which they agreed to …"
                continue
            if dep in ("acl", "relcl"):
                break
            found = _nearest(parse, when, node)
            if found is not None and dep in ("pobj", "prep", "conj", "appos", "dobj"):
                return found, None
    return None, bound


def _long(when: When, index: int) -> bool:
    time = when.times[index]
    return time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days > 6


def _perfect(t: Token) -> bool:
    return any(k.dep == "aux" and k.lower in ("has", "have") for k in t.kids)


@functools.cache
def _forward_verbs() -> frozenset[str]:
    return frozenset(lexicon("status")["sets"]["forward"].split())


def _forward(when: When, t: Token, index: int) -> bool:
    """"Invited him to Lima in June": June is the month of the visit, and when he was invited is not said."""
    to = next((k for k in t.kids if k.dep == "prep" and k.lower == "to"), None)
    return t.lemma in _forward_verbs() and to is not None and when.times[index].span.start > to.start


def _nearest(parse: Parse, when: When, t: Token) -> int | None:
    """A DATE or TIME hung on this word, directly, after a preposition, or inside its own noun phrase."""
    found: list[tuple[int, int]] = []
    for kid in t.kids:
        if kid.dep in ("nsubj", "nsubjpass", "relcl", "ccomp", "advcl", "conj", "acl", "xcomp") and kid.pos != "PROPN":
            if kid.dep not in ("nsubj", "nsubjpass") or t.pos in ("NOUN", "PROPN"):
                continue
            if kid.i not in when.at:
                continue
        index = when.at.get(kid.i)
        if index is None and kid.dep in ("prep", "agent", "mark", "advmod") and kid.lower not in ("since", "until", "before", "after"):
            index = next((when.at[g.i] for g in kid.kids if g.i in when.at), None)
        if index is None and kid.dep in ("dobj", "pobj", "attr") and t.pos in ("VERB", "AUX"):
            index = next((when.at[g.i] for g in kid.kids if g.i in when.at and g.dep in ("npadvmod", "nmod", "advmod")), None)
            if index is None:
                index = next((when.at[g.i] for p in kid.kids if p.dep == "prep" and p.lower in ("on", "in", "at", "during", "last", "for") for g in p.kids if g.i in when.at), None)
        if index is not None and when.times[index].type in ("DATE", "TIME") and (when.times[index].earliest or when.times[index].latest):
            found.append((abs(kid.i - t.i), index))
    if found:
        return min(found)[1]
    chain = _down_the_chain(when, t)
    return chain if chain is not None else _fronted(when, t)


def _fronted(when: When, t: Token) -> int | None:
    """A time within a phrase before the subject: "As part of a tour in 1961, the king travelled to Lima"."""
    subject = next((k for k in t.kids if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    todo = [(k, 0) for k in t.kids if k.dep == "prep" and k.i < subject.i and k.lower not in ("since", "until", "before", "after", "despite")]
    while todo:
        node, depth = todo.pop(0)
        for kid in node.kids:
            if kid.i in when.at and kid.dep in ("pobj", "npadvmod"):
                return when.at[kid.i] if when.times[when.at[kid.i]].type in ("DATE", "TIME") else None
            if depth < 4 and kid.dep in ("pobj", "prep"):
                todo.append((kid, depth + 1))
    return None


def _down_the_chain(when: When, t: Token) -> int | None:
    """A time at the end of a chain of prepositions: "met him for talks during the summit in Oslo on Monday"."""
    todo = [(k, 0) for k in t.kids if k.dep == "prep" and k.lower in CHAIN]
    while todo:
        prep, depth = todo.pop(0)
        for noun in prep.kids:
            if noun.dep != "pobj" or noun.pos not in ("NOUN", "PROPN"):
                continue
            for kid in noun.kids:
                if kid.dep in ("npadvmod", "tmod") and kid.i in when.at:
                    return _exact(when, when.at[kid.i])
                if kid.dep == "prep" and kid.lower in ("on", "in", "at"):
                    index = next((when.at[g.i] for g in kid.kids if g.i in when.at), None)
                    if index is not None:
                        return _exact(when, index)
                if kid.dep == "prep" and kid.lower in CHAIN and depth < 3:
                    todo.append((kid, depth + 1))
    return None


CHAIN = frozenset({"for", "during", "at", "in", "on", "with", "near", "outside"})


def _exact(when: When, index: int) -> int | None:
    time = when.times[index]
    near = time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days < 7
    return index if time.type in ("DATE", "TIME") and near else None


# --- place, form, channel --------------------------------------------------------------------------------------------
def _place(parse: Parse, who: Who, hit: Hit) -> str | None:
    if hit.host_place is not None:
        ref = who.ref_at.get(hit.host_place.i)
        return who.place_at.get(hit.host_place.i) or (ref.name if ref is not None else None)
    for node in (hit.token, hit.carrier):
        if node is None or (node is hit.carrier and node.lemma in REPORTING):
            continue
        found = _place_below(parse, who, node, hit.type in VERBAL, hit.type in IN_WORDS)
        if found:
            return found
    node = hit.carrier or hit.token
    if node.dep in ("xcomp", "conj", "pobj", "pcomp", "prep", "dobj") and node.head != node.i:
        up = parse.head(node)
        if up.pos == "ADP" and up.head != up.i:
            up = parse.head(up)
        return _place_below(parse, who, up, hit.type in VERBAL, hit.type in IN_WORDS) if up.pos == "VERB" and up.lemma not in REPORTING else None
    return None


VERBAL = frozenset({"CONSULT", *POINTLIKE} - {"SANCTION", "RETREAT"})
EDGES = frozenset({"sideline", "margin", "fringe", "edge", "visit", "trip", "tour", "outskirts", "soil", "ground"})


def _place_below(parse: Parse, who: Who, node: Token, verbal: bool, in_words: bool) -> str | None:
    """The place that hangs below a word; of an act in words, what it is "on" or "of" is its matter and no place."""
    for kid in sorted(node.kids, key=lambda k: abs(k.i - node.i)):
        if node.pos == "NOUN" and kid.dep == "prep" and kid.lower in ("between", "with"):
            inner = next((x for p in parse.subtree(kid) if p.dep == "prep" and p.lower == "in" for x in p.kids if x.i in who.place_at), None)
            if inner is not None:
                return _finest(parse, who, inner)
        if kid.dep == "prep" and (kid.lower == "during" or (kid.lower == "for" and not in_words)):
            inner = next((x for p in parse.subtree(kid) if p.dep == "prep" and p.lower == "in" and p.i > kid.i for x in p.kids if x.i in who.place_at), None)
            if inner is not None and not any(parse.tokens[j].pos == "VERB" for j in range(kid.i, inner.i)):
                return _finest(parse, who, inner)
        if kid.dep == "prep" and kid.lower in ("in", "at", "inside", "on", "across", "of"):
            for g in kid.kids:
                if g.i in who.place_at and (kid.lower != "of" or (node.pos == "NOUN" and (not verbal or node.lemma in EDGES))):
                    return _finest(parse, who, g)
                matter = verbal and g.lemma not in EDGES
                about = (kid.lower == "on" and (g.ent == "DATE" or g.lemma in ("anniversary", "eve") or matter)) or (kid.lower == "of" and (node.pos != "NOUN" or matter))  # "talks on ships in Peru"
                deeper = next((x for p in parse.subtree(g) if p.dep == "prep" and p.lower in ("in", "at") and parse.head(p).pos != "VERB" for x in p.kids if x.i in who.place_at), None)
                if deeper is not None and not about:
                    return _finest(parse, who, deeper)
        elif kid.dep in ("dobj", "pobj", "attr", "nsubjpass") and node.pos in ("VERB", "AUX"):
            for p in kid.kids:
                if p.dep == "prep" and p.lower in ("in", "at"):
                    for g in p.kids:
                        if g.i in who.place_at:
                            return _finest(parse, who, g)
    return None


def _finest(parse: Parse, who: Who, t: Token) -> str:
    """"in Sharm el-Sheikh, Egypt": the first named place is the finer one."""
    return who.place_at[t.i]


@functools.cache
def _form_words() -> tuple[tuple[Format, re.Pattern[str]], ...]:
    table = lexicon("status")["formats"]
    return tuple((form, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for form, words in table.items())


def _format(parse: Parse, hit: Hit, sentence: str) -> Format | None:
    if hit.rule.format:
        return hit.rule.format  # type: ignore[return-value]
    if hit.type != "CONSULT":
        return None
    nearby = [t for node in (hit.token, hit.carrier) if node is not None for t in _phrase_tokens(parse, node)]
    nearby += _following(parse, hit.token)
    words = re.sub(r" ?- ?", "-", " ".join(t.text for t in nearby))
    for form, pattern in _form_words():
        if pattern.search(words):
            return form
    if hit.rule.id == "consult.meet" and hit.token.lemma == "meet" and not re.search(r"\b(?:virtual|online|video|phone)", words):
        return "in_person"
    return None


def _following(parse: Parse, t: Token) -> list[Token]:
    """The few words after a trigger, up to the next comma or verb: "talks on Thursday via a video call"."""
    out = []
    for x in parse.tokens[t.i + 1 : t.i + 9]:
        if x.sent != t.sent or x.text in (",", ";", ":") or x.pos == "VERB":
            break
        out.append(x)
    return out


def _phrase_tokens(parse: Parse, node: Token) -> list[Token]:
    """A word with its own phrase, but not the clauses hung on it."""
    out, todo = [node], list(node.kids)
    while todo:
        t = todo.pop()
        if t.dep in ("ccomp", "advcl", "relcl", "nsubj", "conj", "parataxis") and t.pos in ("VERB", "AUX"):
            continue
        if t.dep in ("nsubj",):
            continue
        out.append(t)
        todo.extend(t.kids)
    out.sort(key=lambda t: t.i)
    return out


def _mode(hit: Hit, form: Format | None) -> str | None:
    if hit.type != hit.rule.type:
        return None
    if hit.type == "CONSULT" and hit.rule.mode is None and form in ("call", "video", "email", "text_message", "letter"):
        return "phone"
    return hit.rule.mode


@functools.cache
def _channel_words() -> dict[str, Channel]:
    return {w: channel for channel, ws in lexicon("status")["channels"].items() for w in ws.split()}


TALKS = frozenset({"talk", "consultation", "conversation", "meeting", "discussion", "negotiation", "dialogue", "contact", "channel", "capacity"})


def _channel(parse: Parse, hit: Hit) -> Channel | None:
    if hit.type not in ("CONSULT", "AGREE", "COOPERATE", "SANCTION"):
        return None
    words = _channel_words()
    found = []
    for node in (hit.token, hit.carrier):
        near = [] if node is None else [*node.kids, *(g for k in node.kids if k.dep == "prep" and k.lower in ("for", "in", "by", "through", "via", "on") for p in k.kids if p.lemma in TALKS for g in p.kids)]
        if node is not None:
            near += [c for k in near if k.dep == "amod" for c in k.kids if c.dep in ("conj", "amod")]
        found += [words[t.lower] for t in near if t.lower in words]
    return ("unofficial" if "unofficial" in found else found[0]) if found else None


MAX_WHAT = 9
PARTICLES = frozenset({"back", "out", "off", "down", "up", "away", "together", "apart"})


def _lemma(parse: Parse, hit: Hit) -> str:
    t = hit.token
    particle = next((k.lower for k in t.kids if k.dep == "prt" or (k.dep == "advmod" and k.i == t.i + 1 and k.lower in PARTICLES)), None)
    return f"{t.lemma} {particle}" if particle else t.lemma


def _what(parse: Parse, hit: Hit) -> Span | None:
    """The thing acted on, as the report has it: "negotiations", "the ban on imports"; None where it is long."""
    t = hit.token
    if t.pos != "VERB":
        return None
    head = next((k for k in t.kids if k.dep in ("dobj", "nsubjpass") and k.pos in ("NOUN", "PROPN")), None)
    shared = next((k for k in t.kids if k.dep == "conj" and k.pos == "VERB" and k.i - t.i < 4), None)
    if head is None and shared is not None:  # "detained or intimidated dozens of people"
        head = next((k for k in shared.kids if k.dep == "dobj" and k.pos in ("NOUN", "PROPN")), None)
    if head is None and t.dep == "acl" and t.tag == "VBN":  # "a bill passed by the senate"
        noun = parse.head(t)
        first = min((k.i for k in noun.kids if k.dep in ("det", "amod", "compound", "nummod") and noun.i - k.i < 5), default=noun.i)
        return Span.of(parse.text, parse.tokens[first].start, noun.end)
    if head is None and t.dep == "relcl" and not hit.rule.takes and hit.arguments.patients and hit.arguments.patients[0].pos == "NOUN":
        noun = hit.arguments.patients[0]  # "talks on climate change, which were suspended"
        row = [noun.i, *(x.i for k in noun.kids if k.dep in ("amod", "compound") for x in parse.subtree(k)), *(x.i for k in noun.kids if k.dep == "prep" and k.lower in ("on", "over", "about", "of") for x in parse.subtree(k) if x.i < t.i - 1)]
        first, last = min(row), min(max(row), min(row) + MAX_WHAT)
        while last > first and parse.tokens[last].pos in ("PUNCT", "ADP", "DET", "PRON"):
            last -= 1
        return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)
    if head is None and hit.rule.takes:
        content = next((k for k in t.kids if k.dep in ("xcomp", "ccomp") and k.i > t.i), None)
        if content is None:
            return None
        row = [x.i for x in parse.subtree(content)]
        if any(parse.tokens[i].text == "," for i in row[1:3]):
            return None  # "that, if elected, …"
        last = min(row[-1], row[0] + MAX_WHAT)
        for x in parse.tokens[row[0] + 2 : last + 1]:  # stop before a further clause or a further phrase
            if x.dep in ("advcl", "relcl") or (x.dep == "punct" and x.text != "-") or (x.dep == "prep" and x.head == content.i and x.i > content.i + 6):
                last = (min(k.i for k in parse.subtree(x)) if x.dep in ("advcl", "relcl") else x.i) - 1
                break
        if last + 2 < len(parse.tokens) and parse.tokens[last + 1].tag == "POS":
            last = max(last, min(parse.tokens[last].head, last + 4))  # "release Lund's report", and not Lund
        while last > row[0] and (parse.tokens[last].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "AUX") or parse.tokens[last].tag in ("TO", "PRP$", "WDT", "WP")):
            last -= 1
        if last - row[0] < 1 or parse.tokens[last].tag == "PRP":
            return None
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end)
    if head is None:
        return None
    inside = [x for x in parse.subtree(head) if x.i >= min(k.i for k in [head, *head.kids])]
    tail = next((k for k in head.kids if k.dep in ("relcl", "acl", "appos")), None)
    if inside[-1].i - inside[0].i >= MAX_WHAT:
        tail = next((k for k in head.kids if k.dep in ("relcl", "acl", "appos") or (k.dep == "prep" and k.lower not in ("of", "on", "for", "over"))), tail)
    last = (min(x.i for x in parse.subtree(tail)) - 1) if tail is not None and tail.i > head.i else inside[-1].i
    last = max(last, head.i)
    first = inside[0].i
    while last > head.i and parse.tokens[last].pos in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    while first > 1 and parse.tokens[first - 1].text == "-" and parse.tokens[first - 1].end == parse.tokens[first].start:
        first -= 2  # "twenty-one sailors"
    if last - first >= MAX_WHAT:
        first = min((k.i for k in head.kids if k.dep in ("amod", "compound", "det", "nummod", "poss") and head.i - k.i < 5), default=head.i)
        last = head.i
    return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)


AIMED = frozenset({"at", "over", "against", "to", "toward", "towards", "on", "upon", "into", "about", "with", "from", "for", "by", "of"})
MAX_AIM = 10
IN_WORDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "AGREE", "THREATEN", "CONCEDE"})


def _aim(parse: Parse, hit: Hit, what: Span | None) -> Span | None:
    """The words that tell whom or what an act is aimed at, where no actor is found for it: the phrase right behind the
    object ("an olive branch to the west"), behind the verb or the noun ("lashed out at the party", "an attack on bases"),
    the clause that says what is complained of, or an object that is a pronoun of several words ("all those involved")."""
    t = hit.token
    told = next((k for k in t.kids if k.dep in ("dobj", "obj") and k.i > t.i), None)
    if (hit.rule.both and hit.type != "AGREE") or (hit.arguments.passive and t.pos == "VERB") or (hit.recipients and told is not None):
        return None
    if told is not None and (told.pos in ("PRON", "DET") or told.lower in ("other", "another")) and told.tag not in ("PRP", "WP", "WDT"):
        row = [x.i for x in parse.subtree(told)]
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[row[-1]].end) if row[-1] - row[0] < MAX_AIM // 2 else None
    clause = next((k for k in t.kids if k.dep == "ccomp" and k.i > t.i and k.pos in ("VERB", "AUX")), None)
    if told is None and what is None and clause is not None and hit.type in IN_WORDS:
        row = [x.i for x in parse.subtree(clause)]
        last = _stop(parse, clause, min(row[-1], row[0] + MAX_AIM))
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if last > clause.i else None
    if what is not None:  # right behind the part that is shown
        after = next((x.i for x in parse.tokens[t.i :] if x.start >= what.end), t.i + 1)
    else:
        after = (max((x.i for k in told.kids if k.dep not in ("prep", "acl", "relcl", "appos") for x in parse.subtree(k)), default=told.i) if told is not None else t.i) + 1
    near = [k for x in parse.tokens[t.i : max(after, t.i + 1)] for k in x.kids]
    if t.pos == "NOUN" and (act := next((k for k in t.kids if k.dep == "acl" and k.i == t.i + 2 and any(g.lower == "to" for g in k.kids)), None)):
        row = [x.i for x in parse.subtree(act)]
        last = _stop(parse, act, min(row[-1], row[0] + MAX_AIM))
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end)
    phrases = sorted((k for k in near if k.dep in ("prep", "dative", "agent") and k.i >= after and k.lower in AIMED), key=lambda k: k.i)
    if not phrases or not all(x.dep in ("prt", "advmod") for x in parse.tokens[after : phrases[0].i]):
        return None
    noun = next((g for g in phrases[0].kids if (g.dep == "pobj" and g.pos in ("NOUN", "PROPN") and g.ent not in ("DATE", "TIME")) or (g.dep == "pcomp" and hit.type in ("REQUEST", "ACCUSE"))), None)
    if noun is None:
        return None
    last = _stop(parse, noun, parse.subtree(noun)[-1].i)
    return Span.of(parse.text, phrases[0].start, parse.tokens[last].end) if last - phrases[0].i <= MAX_AIM else None


def _stop(parse: Parse, head: Token, last: int) -> int:
    """The last token of a phrase without the further clauses and asides that hang on it."""
    tail = next((x for x in parse.tokens[head.i + 1 : last + 1] if x.dep in ("relcl", "acl", "appos", "advcl") or x.text in (",", ";", "(", ":", "--")), None)
    if tail is not None:
        last = (min(x.i for x in parse.subtree(tail)) if tail.dep in ("relcl", "acl", "appos", "advcl") else tail.i) - 1
    while last > head.i and (parse.tokens[last].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "AUX") or parse.tokens[last].tag in ("TO", "PRP$", "WDT", "WP")):
        last -= 1
    return last


# --- background, occasion, links -------------------------------------------------------------------------------------
def _background(parse: Parse, clause: Token, earliest: date | None, latest: date | None, published: date | None, state: Status) -> bool:
    """Told as background: long past, in the past perfect, or in a clause that only dates another act."""
    if state in AHEAD:
        return False
    if published and latest and latest < published - timedelta(days=BACKGROUND_DAYS):
        return True
    aux = {k.lower for k in clause.kids if k.dep == "aux"}
    if "had" in aux:
        return True
    node = clause
    for _ in range(3):
        if node.dep == "advcl" and any(k.lower in RELATIVE_CLAUSES for k in node.kids if k.dep in ("mark", "advmod")):
            return True
        if node.dep in ("pobj", "pcomp") and parse.head(node).lower in ("after", "since", "following", "despite"):
            return True
        if node.dep == "relcl":  # "talks, which were suspended": says what the talks are
            return clause.tag in ("VBD", "VBN") and not aux & {"has", "have"} and clause is node and earliest is None
        if node.head == node.i:
            return False
        node = parse.head(node)
    return False


def _occasion(parse: Parse, who: Who, hit: Hit) -> str | None:
    """The gathering at which it took place: "during the COP27 summit", "on the sidelines of the G20"."""
    for node in (hit.token, hit.carrier):
        if node is None:
            continue
        for t in _phrase_tokens(parse, node):
            ref = who.ref_at.get(t.i)
            if ref is not None and ref.kind == "occasion":
                return ref.name
    return None


def _links(parse: Parse, hit: Hit, ids: dict[int, str]) -> tuple[Link, ...]:
    """Ties to earlier mentions of the sentence: "after", "before", "because of", "at the request of"."""
    node = hit.carrier or hit.token
    for _ in range(4):
        if node.head == node.i:
            break
        mark = next((k.lower for k in node.kids if k.dep in ("mark", "advmod") and k.lower in RELATIVE_CLAUSES), None)
        dep, child = node.dep, node
        node = parse.head(node)
        if dep in ("pobj", "pcomp") and child is not node and node.lower in RELATIVE_CLAUSES and node.head in ids:
            return (Link(_inverse(node.lower), ids[node.head]),)
        if dep == "advcl" and mark and node.i in ids:
            return (Link(_inverse(mark), ids[node.i]),)
    return ()


def _inverse(word: str) -> str:
    """"A after B": B comes before A."""
    return {"after": "before", "following": "before", "since": "before", "before": "after", "until": "after"}[word]
