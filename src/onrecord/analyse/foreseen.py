"""What a report says lies ahead, be it an act of the lexicon's or not: "the judge will hear it in May".

Any clause that the factuality table holds for planned, expected or possible is a candidate, and so is what
has a day of its own after the report. How likely it is that a reader would note it as something to come, of
those it names, is learned (``forecast.json``, made by ``scripts/calibrate_forecast.py``): much that is
"possible" is argument, habit or politeness.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from importlib.resources import files

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.grammar import ANY_SUBJECT, CLAUSAL, kids
from onrecord.analyse.english import BE, IF
from onrecord.analyse.happened.chance import chance
from onrecord.analyse.happened.days import Calendar, Days
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.when import When
from onrecord.model import Forecast, Report, Span

AHEAD = frozenset({"planned", "expected", "possible"})
KEPT = 0.25  # least chance of what is kept
LONGEST = 50  # tokens of its words
LEAD, DEEP = 4, 20  # sentences of a report
TOLD = (1, 3, 6, 12)  # times that somebody is named
Facts = dict[str, float]


def find(
    parse: Parse, report: Report, clauses: Clauses, names: Names, when: When, least: float = KEPT
) -> tuple[Forecast, ...]:
    """Forecasts of at least the chance ``least``, in text order."""
    found: list[Forecast] = []
    for t, clause, actors, days in candidates(parse, report, clauses, names, when):
        p = chance(facts(parse, clauses, names, t, clause, actors, days), weights())
        if p >= least:
            head = Span.of(parse.text, t.start, t.end)
            words = span_of(parse, clauses, t)
            found.append(
                Forecast(
                    head,
                    words,
                    tuple(actors),
                    clause.status,
                    days.earliest,
                    days.latest,
                    names.vouchers.at(t.start),
                    t.lemma,
                    p,
                )
            )
    return tuple(found)


def candidates(
    parse: Parse, report: Report, clauses: Clauses, names: Names, when: When
) -> Iterator[tuple[Token, Clause, list[str], Days]]:
    """Each predicate that may lie ahead, with everyone whom its roles name and its days."""
    calendar = Calendar(clauses, when, report.published)
    has_body = any(s.kind == "paragraph" for s in parse.sentences)
    taken: set[int] = set()
    for t in parse.tokens:
        if (
            t.pos not in CLAUSAL
            or t.dep in ("aux", "auxpass")
            or (parse.head(t).i in taken and t.dep == "xcomp")
        ):
            continue
        if parse.sentence(t).kind == "headline" and has_body:
            continue
        clause = clauses.of(t)
        if clause.form.question or any(s.ground == "condition" for s in clause.steps):
            continue
        days = calendar.of(clause, clause.status)
        if not _lies_ahead(clause, days, report):
            continue
        actors = _actors(names, clause)
        if actors:
            taken.add(t.i)
            yield t, clause, actors, days


def _lies_ahead(clause: Clause, days: Days, report: Report) -> bool:
    """Planned or thought possible and not over yet, or dated behind the day of the report."""
    today = report.published
    if today and days.basis == "told" and days.earliest and days.earliest > today:
        return clause.status not in ("not_happened", "called_off") or clause.form.negated
    over = bool(today and days.latest and days.latest < today)
    ahead = clause.status in AHEAD or (clause.form.negated and clause.form.tense == "future")
    return ahead and not over and not (clause.form.perfect and clause.form.modal is not None)


def _actors(names: Names, clause: Clause) -> list[str]:
    roles = (clause.subject, clause.object, clause.indirect, *clause.oblique.values())
    return list(dict.fromkeys(i for role in roles for i in names.at(role.heads)))


def span_of(parse: Parse, clauses: Clauses, t: Token) -> Span:
    """The words of the clause, from its subject on, without what trails behind as a clause of its own."""
    top = t
    while top.dep == "xcomp" and parse.head(top).pos in CLAUSAL | {"ADJ"}:
        top = parse.head(top)
    if top.pos == "ADJ" and parse.head(top).pos in CLAUSAL:
        top = parse.head(top)  # "is likely to"
    subject = [x for k in kids(top, *ANY_SUBJECT) for x in parse.subtree(k)]
    own = [x for x in parse.subtree(t) if not _trails(parse, t, x)]
    first = min((x for x in (*subject, *own, t)), key=lambda x: x.i)
    while first.i < t.i and _joins(parse, first, {t.i, top.i}):
        first = parse.tokens[first.i + 1]
    last = max((x for x in own if x.i < first.i + LONGEST), key=lambda x: x.i, default=t)
    while last.pos == "PUNCT" and last.i > t.i:
        last = parse.tokens[last.i - 1]
    return Span.of(parse.text, first.start, max(last.end, t.end))


def _joins(parse: Parse, x: Token, verbs: set[int]) -> bool:
    """Whether a word at the start only joins the clause to what stands before it: "that", "however,"."""
    after = parse.tokens[x.i + 1]
    if x.pos == "PUNCT":
        return True
    if x.dep in ("mark", "cc"):
        return x.head in verbs
    return (x.dep == "advmod" and after.text == ",") or (x.dep == "prep" and after.dep == "mark")


def _trails(parse: Parse, t: Token, x: Token) -> bool:
    """Whether a word belongs to a clause joined to this one: what comes behind "and" is told on its own."""
    node = x
    while node.i != t.i and node.head != node.i:
        if node.head == t.i:
            return node.dep in ("conj", "cc", "parataxis") and node.pos in CLAUSAL | {"CCONJ"}
        node = parse.head(node)
    return False


def facts(
    parse: Parse, clauses: Clauses, names: Names, t: Token, clause: Clause, actors: list[str], days: Days
) -> Facts:
    """Named facts of one candidate, 1 each."""
    by_id = names.who.by_id
    first = by_id[actors[0]]
    subject = names.at(clause.subject.heads)
    speaker = names.vouchers.at(t.start)
    form = clause.form
    head = parse.head(t)
    sentence = parse.sentence(t)
    ref = next((names.who.ref_at[h].form for h in clause.subject.heads if h in names.who.ref_at), "none")
    steps = [s.ground.split(" ")[-1] for s in clause.steps]
    over = [parse.tokens[s.at].lemma for s in clause.steps if s.at != t.i]
    tokens = parse.tokens
    out = [
        "bias",
        f"status {clause.status}",
        f"status {clause.status} {clause.kind}",
        f"modal {form.modal}",
        f"tense {form.tense}",
        f"word {t.lemma}",
        f"dep {t.dep}",
        f"dep {t.dep} {clause.status}",
        f"under {head.lemma} {t.dep}",
        f"subject {ref}",
        f"subject {clause.subject.how}",
        f"is {first.kind}",
        f"is {first.kind} {first.sector}",
        f"days {days.basis}",
        f"actors {min(len(actors), 3)}",
        f"acts {min(len(subject), 2)}",
        f"told {sum(len(first.mentions) > n for n in TOLD)}",
        f"sentence {sentence.kind}",
        "lead" if sentence.i < LEAD else "deep" if sentence.i > DEEP else "middle",
        *(f"step {s}" for s in steps),
        *(f"step {s} {form.modal}" for s in steps[-1:]),
        *(f"over {w}" for w in over),
        *(f"object {tokens[h].lemma}" for h in clause.object.heads[:1] if tokens[h].pos == "NOUN"),
        *(f"with {p}" for p in clause.oblique),
        *(f"adverb {k.lower}" for k in kids(t, "advmod")),
        *(
            f"subject word {tokens[h].lemma}"
            for h in clause.subject.heads[:1]
            if tokens[h].pos in ("NOUN", "PRON")
        ),
    ]
    flags = {
        "negated": form.negated,
        "passive": form.passive,
        "perfect": form.perfect,
        "progressive": form.progressive,
        "quoted": names.vouchers.word_for_word(t.start),
        "vouched": speaker is not None,
        "speaks of itself": speaker in subject,
        "object named": bool(names.at(clause.object.heads)),
        "has object": bool(clause.object),
        "is": t.lemma == BE,
        "has a condition": any(k.lower == IF for c in kids(t, "advcl") for k in kids(c, "mark")),
        "long": len(parse.subtree(t)) > LONGEST,
        "dated ahead": days.basis == "told" and days.earliest is not None,
    }
    out += [name for name, holds in flags.items() if holds]
    return dict.fromkeys(out, 1.0)


@functools.cache
def weights() -> dict[str, float]:
    """Weights by name of a fact."""
    path = files("onrecord.lexicon") / "data" / "en" / "forecast.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["weights"]) if path.is_file() else {}
