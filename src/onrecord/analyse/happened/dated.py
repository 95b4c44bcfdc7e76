"""The time that belongs to an act by structure, and the days it may lie on."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import AHEAD, IN_WORDS, RELATIVE_CLAUSES, REPORTING
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import ahead
from onrecord.analyse.when import When
from onrecord.model import Time
from onrecord.model.analysis import Status
from onrecord.rules import lexicon
from onrecord.times.calendar import WEEKDAYS, days_of

# Through these relations a clause shares the time of the one above it.
SHARES_TIME = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "acl", "dobj", "pobj", "nsubj", "nsubjpass", "appos", "attr", "oprd", "ccomp", "dep", "relcl"})  # fmt: skip
TO = re.compile(r"\s*(?:to|until|till|through|thru|[-–—])\s*", re.I)
CLOCK = re.compile(r"(?:about |around |just |shortly )?\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?)?(?: [A-Z]{2,4}T?)?|noon|midnight|midday", re.I)  # a time of day that names no day
AND = re.compile(r"\s*and\s*", re.I)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
WEEKDAY = re.compile(r"(?:early |late |earlier )?(?:" + "|".join(sorted(WEEKDAYS)) + r")(?: (?:morning|afternoon|evening|night))?", re.I)
CHAIN = frozenset({"for", "during", "at", "in", "on", "with", "near", "outside"})


def time_of(parse: Parse, hit: Hit, when: When, published: date | None, state: Status) -> tuple[Time | None, date | None, date | None]:
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
        if state == "happened" and parse.text[max(0, time.span.start - 6) : time.span.start].lower() == "as of ":
            return None, None, latest  # "as of Thursday ten had been hit"
        present = hit.token.tag in ("VBZ", "VBP") and hit.token.pos == "VERB" and not any(k.dep == "aux" for k in hit.token.kids)
        if present and published and latest and (published - latest).days > 31 and state == "happened":
            return None, None, published  # "blames Chile for breaches in 2015": that year dates the breaches
        if time.span.text.lower() == "the end of the day" and parse.text[max(0, time.span.start - 3) : time.span.start].lower() == "at ":
            return None, None, published if state not in AHEAD else None  # a figure of speech
        if time.span.text.lower().startswith("earlier this") and earliest == latest == published:
            return None, None, published  # on the first of a month, "earlier this month" is in the last
        if state == "happened" and time.span.text == "Today" and any(k.dep == "aux" and k.lower in ("has", "have") for k in hit.token.kids):
            return None, None, published  # "Today, many states have mobilized troops": nowadays
        if state == "happened" and time.span.text.lower() in ("that night", "that day", "that morning", "that evening") and earliest == published and not any(x.earliest == earliest for x in when.times[:index]):
            return None, None, published  # which day is not told before
        if state == "happened" and time.value == "FUTURE_REF":
            return None, None, published  # "expressed confidence in the future of the union"
        if state == "happened" and (time.value == "PRESENT_REF" or (time.type == "TIME" and latest == published and CLOCK.fullmatch(time.span.text))):
            return None, None, latest  # "now has been ousted", "met at 5 p.m.": some day up to now
        if state == "happened" and published and earliest and latest and earliest <= published < latest:
            latest = published
        if published and earliest and latest and earliest == latest == published - WEEK + DAY and state not in ("possible", "not_happened") and WEEKDAY.fullmatch(time.span.text):
            # "on Thursday", in a report of Wednesday: six days ago, or tomorrow, where the date of the report is a day slow
            return (time, earliest, published + DAY) if state in ("happened", "ongoing") else (time, published + DAY, published + DAY)
        if state in AHEAD and published and time.span.text.lower().startswith("this ") and (whole := days_of(time.value or "")) and whole[0] <= published <= whole[1]:
            on = WEEK if whole[1] == published and time.span.text.lower() == "this week" else timedelta(0)  # on a Sunday, the week that begins
            earliest, latest = published, whole[1] + on  # "was due to visit Chile this week"
        if state in AHEAD and parse.text[max(0, time.span.start - 3) : time.span.start].lower() == "by " and latest is not None:
            earliest = published if published is None or published <= latest else earliest  # "will meet by May"
        passed = state in AHEAD and published is not None and latest is not None and (latest < published or (latest == published and _done_then(parse, hit)))
        if passed and hit.token.pos == "NOUN" and hit.carrier is None and _nearest(parse, when, hit.token) == index and earliest and latest and time.span.text.lower() in WEEKDAYS and (published - latest).days < 7:  # type: ignore[operator]
            return time, earliest + WEEK, latest + WEEK  # "low hopes for her Monday meeting": the next one
        coming = hit.token.pos == "VERB" and any(k.dep == "aux" and k.tag in ("VBZ", "VBP", "MD") for k in hit.token.kids)
        if passed and coming and earliest and latest and earliest == latest and WEEKDAY.fullmatch(time.span.text) and (published - latest).days < 7:  # type: ignore[operator]
            return time, earliest + WEEK, latest + WEEK  # "is stepping down Friday": the next one
        if (earliest or latest) and not (passed and _nearest(parse, when, hit.token) != index):
            return time, earliest, latest
        if passed:  # "agreed on Monday to meet": the meeting lies after Monday, not on it
            return None, latest, None
    if state in AHEAD:
        # "may have met", "can meet": possible, and on no side of the day of the report
        return None, published if ahead(parse, hit.token, hit.carrier) else None, None
    if bound is not None:
        said = when.times[bound]
        slow = published is not None and said.latest == published - WEEK + DAY and WEEKDAY.fullmatch(said.span.text)
        if said.latest and (published is None or said.latest <= published) and not slow:
            return None, None, said.latest
    return None, None, published


def _done_then(parse: Parse, hit: Hit) -> bool:
    """Whether the clause above what is ahead is told in the past tense: "called him on Monday to arrange a meeting"."""
    t = hit.carrier or hit.token
    above = next((x for x in parse.ancestors(t) if x.pos in ("VERB", "AUX") and x.tag != "VB"), None)
    while above is not None and above.tag in ("VBG", "VB") and above.dep in ("advcl", "xcomp") and not any(k.dep == "aux" for k in above.kids):
        above = parse.head(above)
    return above is not None and above.tag == "VBD" and above.lemma not in ("be", "have", "plan", "schedule", "expect", "set") and not any(k.dep in ("nsubj", "nsubjpass") and k.i == t.i for k in above.kids)


def is_past(parse: Parse, hit: Hit) -> bool:
    """Whether the act, or the clause that a noun of it stands in, is told in the past tense, so that no day ahead dates it."""
    t = hit.carrier or hit.token
    if t.tag == "VBG" and t.dep == "pcomp" and parse.head(t).lower == "by" and parse.head(parse.head(t)).tag == "VBD":
        return True  # "angered many by calling it a mistake"
    if t.pos == "VERB":
        return t.tag == "VBD" or (t.tag == "VBN" and (hit.type in IN_WORDS or any(k.dep in ("aux", "auxpass") and k.tag in ("VBD", "VBZ", "VBP") for k in t.kids)))
    above = next((x for x in parse.ancestors(t) if x.pos in ("VERB", "AUX")), None)
    return above is not None and above.tag == "VBD" and above.lemma not in REPORTING and t.dep == "pobj" and parse.head(t).lower in ("during", "after", "in", "at", "following")


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
    which = about = False
    node = hit.carrier or t
    when_clause = next((k for k in node.kids if k.lower == "when" and k.i < node.i), None)
    if when_clause is not None and node.dep in ("relcl", "advcl"):  # "two months ago, when Norway began a campaign"
        before = next((j for j in range(when_clause.i - 1, max(-1, when_clause.i - 4), -1) if j in when.at), None)
        if before is not None and when.times[when.at[before]].type in ("DATE", "TIME") and when.times[when.at[before]].earliest is not None:
            return when.at[before], None
    for _ in range(4):
        if node.head == node.i:
            break
        dep, lemma = node.dep, node.lemma
        mark = next((k.lower for k in node.kids if k.dep in ("mark", "advmod") and k.lower in RELATIVE_CLAUSES), None)
        if dep in ("conj", "advcl") and _perfect(node) and not _perfect(parse.head(node)) and (dep == "conj" or any(k.lower in ("while", "although", "though") for k in node.kids)):
            break  # "advised Chile in March but has vowed to …"
        which = which or (dep == "relcl" and any(k.dep == "prep" and any(g.lower == "which" for g in k.kids) for k in node.kids))
        node = parse.head(node)
        if node.pos == "ADP":
            about = node.lower in ("on", "over", "about") and parse.head(node).pos == "NOUN"  # "the hearing Wednesday on his request"
            if node.lower in RELATIVE_CLAUSES or node.lower in ("amid", "despite") or (node.lower == "for" and parse.head(node).pos == "NOUN"):
                break  # also "set conditions on Friday for a meeting"
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
            if found is not None and (dep == "conj" or (dep == "advcl" and (hit.carrier or t).tag in ("VBN", "VBD"))) and _long(when, found) and node.start < when.times[found].span.start < t.start:
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
                return (None, None) if about else (found, None)
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
        if index is None and kid.dep == "dobj" and kid.lemma in DECISIONS and any(g.dep == "poss" or g.lower == "by" for g in kid.kids):
            continue  # "welcomed a decision by Chile last week": the decision's time
        if index is None and kid.dep in ("dobj", "pobj", "attr") and t.pos in ("VERB", "AUX"):
            index = next((when.at[g.i] for g in kid.kids if g.i in when.at and g.dep in ("npadvmod", "nmod", "advmod")), None)
            if index is None:
                index = next((when.at[g.i] for p in kid.kids if p.dep == "prep" and p.lower in ("on", "in", "at", "during", "last", "for") for g in p.kids if g.i in when.at), None)
        if index is not None and kid.dep == "npadvmod" and (_of_decision(parse, t, kid) or kid.lower.isdigit()):
            continue  # also "the talks mirrored 1938": no year of theirs
        if index is not None and when.times[index].type in ("DATE", "TIME") and (when.times[index].earliest or when.times[index].latest):
            found.append((abs(kid.i - t.i), index))
    if found:
        return min(found)[1]
    chain = _down_the_chain(when, t)
    return chain if chain is not None else _fronted(when, t)


DECISIONS = frozenset({"decision", "vote", "plan", "move", "offer", "agreement", "pledge", "promise", "order", "call", "refusal", "attempt", "bid", "effort", "ruling"})


def _of_decision(parse: Parse, verb: Token, time: Token) -> bool:
    """"Welcomed a vote by the council last week to leave": what was voted stands behind the time, which so is the vote's."""
    after = parse.tokens[time.i + 1] if time.i + 1 < len(parse.tokens) else time
    return verb.pos == "VERB" and after.tag == "TO" and any(k.dep == "dobj" and k.lemma in DECISIONS and k.i < time.i and any(g.dep == "poss" or g.lower == "by" for g in k.kids) for k in verb.kids)


def _fronted(when: When, t: Token) -> int | None:
    """A time within a phrase before the subject: "As part of a tour in 1961, the king travelled to Lima"."""
    subject = next((k for k in t.kids if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    todo = [(k, 0) for k in t.kids if k.dep == "prep" and k.i < subject.i and k.lower not in ("since", "until", "before", "after", "following", "despite", "according") and not any(g.lemma in ("contrast", "comparison", "response", "reaction", "reference") for g in k.kids)]
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


def _exact(when: When, index: int) -> int | None:
    time = when.times[index]
    near = time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days < 7
    return index if time.type in ("DATE", "TIME") and near else None
