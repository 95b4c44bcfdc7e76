"""Where an act took place, in which form and through which channel, and what it is about in the report's
words."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.attach import hangs_on
from onrecord.analyse.clause.grammar import CLAUSAL, NOMINAL, OBJECT, PASSIVE_SUBJECT, kids
from onrecord.analyse.english import BY_FROM_OF, FOR, TO
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who
from onrecord.lexicon.acts import Act, acts
from onrecord.model import Span
from onrecord.model.analysis import Channel, Format
from onrecord.rules import lexicon

WHERE = frozenset({"in", "at", "inside", "outside", "near", "on", "across", "of", "from"})
TELLING = frozenset({"in", "at", "inside", "near", "outside", "across"})
WITHIN = frozenset({"during", "on", "in", "at", "amid"})
BEFORE = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "predet"})
ENDS = frozenset({"relcl", "advcl", "ccomp", "parataxis", "appos"})
MOST = 14  # tokens of what is told of an act
REMOTE = frozenset({"call", "video", "email", "text_message", "letter"})


def place_of(clauses: Clauses, clause: Clause, who: Who) -> str | None:
    """The place that hangs on the act by "in", "at" or the like, the nearest first; else the one its verb
    has."""
    parse = clauses.parse
    best: tuple[int, int, str] | None = None
    for n, node in enumerate(dict.fromkeys((clause.head, clause.carrier))):
        t = parse.tokens[node]
        sentence = parse.sentence(t)
        for i in range(sentence.first, sentence.last):
            if i not in who.place_at:
                continue
            found = hangs_on(parse, parse.tokens[i], t)
            if found is None or not (found[1] in TELLING or (found[1] in WHERE and i not in who.at)):
                continue
            rank = (n * 10 + found[0], i, who.place_at[i])
            best = rank if best is None or rank < best else best
    if best is not None:
        return best[2]
    t = parse.tokens[clause.head]
    own = (who.place_at[k.i] for k in kids(t, "compound", "nmod") if k.i in who.place_at)  # "the Oslo talks"
    return next(own, None) or _gone_to(clause, t, who) or _while_there(clauses, clause, who)


def _gone_to(clause: Clause, t: Token, who: Who) -> str | None:
    """Where a visit leads: "travelled to Lima", "her visit to Lima"."""
    if t.lemma not in _visiting():
        return None
    heads = (
        *clause.object.heads,
        *(clause.oblique["to"].heads if TO in clause.oblique else ()),
        *(o.i for prep in kids(t, "prep") if prep.lower == TO for o in kids(prep, "pobj")),
    )
    return next((place for h in heads if (place := who.place_at.get(h) or who.city_at.get(h))), None)


def _while_there(clauses: Clauses, clause: Clause, who: Who) -> str | None:
    """Where a visit led within which, or for which, it is told: "met him during a visit to Lima", "arrived in
    Lima for talks"."""
    tokens = clauses.parse.tokens
    for node in dict.fromkeys((clause.head, clause.carrier)):
        t = tokens[node]
        for prep in kids(t, "prep"):
            for o in kids(prep, "pobj"):
                if prep.lower in WITHIN and (place := _gone_to(clauses.of(o), o, who)) is not None:
                    return place
        prep = tokens[t.head]
        above = tokens[prep.head]
        if t.dep == "pobj" and prep.lower == FOR and above.lemma in _visiting() and above.i != t.i:
            return place_of(clauses, clauses.of(above), who)
    return None


@functools.cache
def _visiting() -> frozenset[str]:
    """Verbs and nouns of visiting, by the lexicon."""
    lexicon = acts()
    words = (*lexicon.verbs.items(), *lexicon.nouns.items())
    return frozenset(w.split("_")[0] for w, found in words if any(a.mode == "visit" for a in found))


@functools.cache
def _form_words() -> tuple[tuple[Format, re.Pattern[str]], ...]:
    table = lexicon("contact")["formats"]
    return tuple((form, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for form, words in table.items())


def form_of(parse: Parse, clause: Clause, act: Act) -> Format | None:
    """The form of a contact, by the words of its own phrase."""
    if act.type not in ("CONSULT", "REQUEST", "AGREE"):
        return None
    words = " ".join(
        t.text
        for node in dict.fromkeys((clause.head, clause.carrier))
        for t in phrase(parse, parse.tokens[node])
    )
    for form, pattern in _form_words():
        if pattern.search(re.sub(r" ?- ?", "-", words)):
            return form
    return act.format


def mode_of(act: Act, form: Format | None) -> str | None:
    """The entry's PLOVER mode; a contact from afar is "phone"."""
    return "phone" if act.type == "CONSULT" and act.mode is None and form in REMOTE else act.mode


@functools.cache
def _channel_words() -> dict[str, Channel]:
    return {w: channel for channel, ws in lexicon("contact")["channels"].items() for w in ws.split()}


def channel_of(parse: Parse, clause: Clause, act: Act) -> Channel | None:
    """Official or unofficial, where a modifier of the act says so."""
    if act.type not in ("CONSULT", "AGREE", "COOPERATE", "SANCTION", "REQUEST"):
        return None
    words = _channel_words()
    near = [
        k for node in dict.fromkeys((clause.head, clause.carrier)) for k in phrase(parse, parse.tokens[node])
    ]
    found = [
        words[k.lower] for k in near if k.lower in words and k.dep in ("amod", "advmod", "conj", "compound")
    ]
    return ("unofficial" if "unofficial" in found else found[0]) if found else None


def phrase(parse: Parse, node: Token) -> list[Token]:
    """A word with its own phrase, without its subject and the clauses hung on it."""
    out, todo = [node], list(node.kids)
    while todo:
        t = todo.pop()
        if t.dep in ("ccomp", "advcl", "relcl", "nsubj", "conj", "parataxis") or (
            t.dep == "pcomp" and t.pos == "VERB"
        ):
            continue
        out.append(t)
        todo.extend(t.kids)
    out.sort(key=lambda t: t.i)
    return out


def occasion_of(parse: Parse, clause: Clause, who: Who) -> str | None:
    """The gathering at which it took place: "during the COP27 summit", "on the sidelines of the G20"."""
    for node in dict.fromkeys((clause.head, clause.carrier)):
        for t in phrase(parse, parse.tokens[node]):
            ref = who.ref_at.get(t.i)
            if ref is not None and ref.kind == "occasion":
                return ref.name
    return None


def lemma_of(t: Token) -> str:
    """The trigger's plain form with its particle."""
    return " ".join([t.lemma, *(k.lower for k in kids(t, "prt"))])


def what_of(parse: Parse, clause: Clause) -> Span | None:
    """What is acted on, or what is promised, asked or refused, as the report has it; None where nothing is
    told."""
    t = parse.tokens[clause.head]
    if t.pos not in CLAUSAL:
        return None
    head = next((k for k in t.kids if k.dep in OBJECT | PASSIVE_SUBJECT and k.pos in (*NOMINAL, "NUM")), None)
    if head is not None:
        return _noun_phrase(parse, head)
    if clause.object.how in (
        "participle",
        "relative",
    ):  # "a bill passed by the house", "the treaty that it signed"
        noun = parse.tokens[clause.object.heads[0]]
        if noun.pos in NOMINAL and noun.i < t.i:
            return _noun_phrase(parse, noun, min(x.i for x in parse.subtree(t)))
    if clause.complement is not None and clause.complement > t.i:
        return _stretch(parse, parse.subtree(parse.tokens[clause.complement]), t.i, clause.complement)
    return None


def aim_of(parse: Parse, clause: Clause, what: Span | None, who: Who, actors: Collection[str]) -> Span | None:
    """The phrase behind the act: "at the rebels", "over the raid", "to leave by Friday". Who acts stands in
    none: "the request of the union"."""
    t = parse.tokens[clause.head]
    after = t.end if what is None or what.start < t.start else what.end
    for k in sorted(t.kids, key=lambda k: k.i):
        content = k.dep in ("xcomp", "ccomp") and k.i == clause.complement and what is not None
        doer = k.dep == "agent" and bool(clause.subject)  # who did it is told as the actor
        phrase_of = k.dep in ("prep", "agent", "dative") and k.pos == "ADP" and not _timed(k) and not doer
        if phrase_of and any(_is_one_of(who, g, actors) for g in kids(k, "pobj")) and k.lower in BY_FROM_OF:
            continue
        if (phrase_of and k.start >= after) or (content and k.end > after):
            return _stretch(parse, [x for x in parse.subtree(k) if x.start >= after], t.i, k.i)
    return None


def _is_one_of(who: Who, t: Token, actors: Collection[str]) -> bool:
    named = who.at.get(t.i, ())
    return bool(named) and set(named) <= set(actors)


def _timed(prep: Token) -> bool:
    return any(g.ent in ("DATE", "TIME") for g in prep.kids)


def _noun_phrase(parse: Parse, head: Token, stop: int | None = None) -> Span | None:
    """The phrase of a noun; stop: the token before which it ends."""
    first = min((x.i for k in kids(head, *BEFORE) if k.i < head.i for x in parse.subtree(k)), default=head.i)
    tail = [x for x in parse.subtree(head) if x.i >= first and (stop is None or x.i < max(stop, head.i + 1))]
    return _stretch(parse, tail, first - 1, head.i)


def _stretch(parse: Parse, row: list[Token], after: int, least: int = -1) -> Span | None:
    """The unbroken run of ``row`` behind token ``after``, cut before a further clause, a time or a mark."""
    row = [x for x in row if x.i > after]
    if not row:
        return None
    first = last = row[0].i
    for x in row:
        if x.i > last + 1 or x.i - first >= MOST:
            break
        if x.i > first and x.i != least and (x.dep in ENDS or (x.pos == "PUNCT" and x.text not in "-'’\"“”")):
            break
        last = x.i
    while (
        last > max(least, first)
        and parse.tokens[last].dep != "prt"
        and parse.tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "DET", "SCONJ", "PART", "AUX", "PRON")
    ):
        last -= 1
    return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)
