"""Whether an act is told as a fact: one walk up its governors over the table ``embedding.toml``.

Each governor gives the act below it a status, passes on its own, or leaves it as its own form has it; a
governor that is itself denied or only planned is taken into account on the way. Nothing else asks whether a
thing happened.
"""

from __future__ import annotations

from onrecord.analyse.clause.form import form_of
from onrecord.analyse.clause.grammar import (
    ANY_SUBJECT,
    CLAUSAL,
    NOMINAL,
    OBJECT,
    PASSIVE_SUBJECT,
    PREDICATE,
    SUBJECT,
    infinitive,
    kids,
)
from onrecord.analyse.clause.model import Form, Step
from onrecord.analyse.clause.words import Words, words
from onrecord.analyse.english import ABLE, BE, DEFINITE, GOING, MAYBE, OF, POINTING, SINCE, UNREAL, WOULD
from onrecord.analyse.parse import Parse, Token
from onrecord.model.analysis import Status

REAL = frozenset({"happened", "ongoing"})
AHEAD = frozenset({"planned", "expected", "possible"})
UNDONE = frozenset({"not_happened", "called_off"})
DEPTH = 12
Known = tuple[Status, tuple[Step, ...]]


class Factuality:
    """Statuses of the predicates of one parse, each computed once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.lex: Words = words()
        self._known: dict[int, Known] = {}
        self._forms: dict[int, Form] = {}

    def form(self, t: Token) -> Form:
        if t.i not in self._forms:
            self._forms[t.i] = form_of(self.parse, t)
        return self._forms[t.i]

    def of(self, t: Token, carrier: Token | None = None) -> Known:
        """The status of the act that ``t`` names, with the grounds from the inside out."""
        if carrier is not None and carrier.i != t.i:
            return self._carried(t, carrier)
        if t.pos in CLAUSAL:
            return self._verb(t, 0)
        return self._noun(t, 0)

    # --- verbs ----------------------------------------------------------------------------------------------
    def _verb(self, t: Token, depth: int) -> Known:
        if t.i in self._known:
            return self._known[t.i]
        self._known[t.i] = ("happened", ())  # what hangs on itself through a wrong parse is taken as told
        found = self._unfinished(t, depth) if depth < DEPTH else ("happened", ())
        self._known[t.i] = found
        return found

    def _unfinished(self, t: Token, depth: int) -> Known:
        form = self.form(t)
        own, ground = self._own(t, form)
        steps = [Step(t.i, ground, own)]
        if any(k.lower in UNREAL for k in kids(t, "mark")) and (own not in UNDONE or form.tense == "present"):
            return "possible", (*steps, Step(t.i, "condition", "possible"))
        if any(k.lower in self.lex.guess for k in kids(t, "advmod")) and own in REAL:
            own = "possible"
            steps.append(Step(t.i, "guess", own))
        status, more = self._above(t, form, own, depth)
        return status, (*steps, *more)

    def _own(self, t: Token, form: Form) -> tuple[Status, str]:
        """The status by the predicate's own form alone."""
        if form.modal in WOULD and form.perfect:
            return "not_happened", "counterfactual"
        if form.tense == "future":
            return ("not_happened" if form.negated else "planned"), "future"
        if form.modal in WOULD:
            return ("not_happened" if form.negated else "possible"), "would"
        if form.modal in MAYBE:
            return ("not_happened" if form.negated and form.modal in ABLE else "possible"), "modal"
        if form.negated:
            return "not_happened", "precedent" if self._precedent(t, form) else "negation"
        if form.progressive and form.tense == "present":
            return "ongoing", "progressive"
        return "happened", "told"

    def _precedent(self, t: Token, form: Form) -> bool:
        """ "No minister had visited it since 1997": tells what went before, not that anything failed to come
        about."""
        spans = any(
            k.lower in self.lex.precedent and (k.dep != "prep" or k.lower == SINCE or _time(k))
            for k in t.kids
        )
        return form.perfect and form.tense in ("past", "present") and spans

    def _above(self, t: Token, form: Form, own: Status, depth: int) -> tuple[Status, tuple[Step, ...]]:
        """What the governor makes of it; a finite clause of its own is left as it is."""
        head = self.parse.head(t)
        if t.head == t.i:
            return (
                ("planned", (Step(t.i, "infinitive", "planned"),))
                if form.infinitive and own == "happened"
                else (own, ())
            )
        if t.dep == "conj" and head.pos in CLAUSAL:
            return self._joined(t, form, own, head, depth)
        if t.dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "relcl", "dep", "parataxis"):
            shape = self._shape(t, form)
            if t.dep == "pcomp":
                return self._in_phrase(t, own, head, depth)
            if t.dep == "advcl":
                return self._adverbial(t, form, own, head, depth)
            if t.dep in ("relcl", "acl") and form.infinitive and form.passive and head.pos in NOMINAL:
                return ("not_happened" if form.negated else "planned"), (
                    Step(t.i, "to be", "planned"),
                )  # "talks to be held"
            if t.dep == "relcl" or (t.dep == "acl" and shape != "to"):
                return own, ()
            return self._governed(t, shape, own, head, depth)
        return own, ()

    def _shape(self, t: Token, form: Form) -> str:
        if form.infinitive or (t.tag == "VB" and form.modal is None and form.tense == "none"):
            return "to"
        if form.tense == "none" and t.tag in ("VBG", "VBN") and not form.perfect:
            return "ing"
        return "that"

    def _joined(
        self, t: Token, form: Form, own: Status, head: Token, depth: int
    ) -> tuple[Status, tuple[Step, ...]]:
        """ "Will meet and sign", "plans to meet and sign": a verb without tense of its own shares that of the
        first."""
        bare = not any(True for _ in kids(t, "aux", "auxpass", *ANY_SUBJECT)) and t.tag in (
            "VB",
            "VBG",
            "VBN",
        )
        if bare or (form.infinitive and own == "happened"):
            status, _ = self._verb(head, depth + 1)
            return (own if own in UNDONE else status), (Step(head.i, "joined", status),)
        return own, ()

    def _governed(
        self, t: Token, shape: str, own: Status, head: Token, depth: int
    ) -> tuple[Status, tuple[Step, ...]]:
        gives, denied = self._table(head, shape)
        if head.pos in CLAUSAL and (head.lemma == BE or head.lower == GOING) and shape == "to":
            # "is to meet", "is going to meet"; "is ready to meet"
            predicate = next(iter(kids(head, *PREDICATE)), None)
            if predicate is not None and predicate.i < t.i:
                return self._governed(t, shape, own, predicate, depth)
            gives, denied = "planned", "not_happened"
        outer = self._outer(head, depth)
        if gives == "own":
            if own == "possible" and self.form(t).modal in WOULD:
                own = "planned"  # "said it would withdraw": the future of the past
            return own, (Step(head.i, "reported", own),)
        if gives == "same":
            status = own if own in UNDONE else outer
            found = status if status != "not_happened" else denied
            return found, (Step(head.i, "implied", status),)  # type: ignore[return-value]
        negative = outer == "not_happened" or (own == "not_happened" and gives != "not_happened")
        status = _given(denied, "not_happened") if negative else _given(gives, outer)
        if outer == "possible" and status in ("planned", "expected"):
            status = "possible"
        return status, (Step(head.i, f"{head.lemma} {shape}", status),)

    def _outer(self, head: Token, depth: int) -> Status:
        """The status of a governor: a verb's own, an adjective's that of its copula, a noun's by its
        determiner."""
        if head.pos in CLAUSAL:
            return self._verb(head, depth + 1)[0]
        if head.pos in NOMINAL:
            return "not_happened" if self.form(head).negated else "happened"
        copula = self.parse.head(head)
        negative = self.form(head).negated or (
            copula.pos in CLAUSAL and self._verb(copula, depth + 1)[0] == "not_happened"
        )
        return "not_happened" if negative else "happened"

    def _table(self, head: Token, shape: str) -> tuple[str, str]:
        for key in _keys(head):
            if (key, shape) in self.lex.governors:
                return self.lex.governors[(key, shape)]
        if shape == "that":
            return "own", "own"
        uncertain = shape == "to" and (head.pos in NOMINAL or head.pos == "ADJ")
        return ("possible", "not_happened") if uncertain else ("same", "not_happened")

    def _adverbial(
        self, t: Token, form: Form, own: Status, head: Token, depth: int
    ) -> tuple[Status, tuple[Step, ...]]:
        """Participles share the status of their clause; purposes lie ahead of it unless it is done by doing
        them."""
        outer = self._outer(head, depth)
        if form.infinitive:
            gives = self.lex.governors.get((head.lemma, "to"), ("possible", ""))[0]
            status: Status = outer if gives == "same" else "planned" if outer in REAL else outer
            return status, (Step(head.i, "purpose", status),)
        if form.tense == "none" and outer in AHEAD | UNDONE and own in REAL:
            return outer, (Step(head.i, "participle", outer),)
        if any(k.lower in self.lex.ahead for k in kids(t, "mark")) and own == "happened" and outer in AHEAD:
            return "planned", (Step(head.i, "before", "planned"),)
        return own, ()

    def _in_phrase(self, t: Token, own: Status, prep: Token, depth: int) -> tuple[Status, tuple[Step, ...]]:
        """A gerund behind a preposition: done after "after", not done "without", else as its governor has
        it."""
        if prep.lower in self.lex.without:
            return "not_happened", (Step(prep.i, "without", "not_happened"),)
        if prep.lower in self.lex.after:
            return own, ()
        outer = self.parse.head(prep)
        for shape in ("ing", "noun", "to"):
            for key in _keys(outer, prep.lower):
                if (key, shape) in self.lex.governors and outer.pos in (*CLAUSAL, *NOMINAL, "ADJ"):
                    return self._governed(t, shape, own, outer, depth)
        if outer.pos in CLAUSAL:
            status = self._outer(outer, depth)
            if prep.lower in self.lex.ahead and status in REAL:
                return own, ()
            return (own if status in REAL or own in UNDONE else status), (Step(outer.i, "phrase", status),)
        return own, ()

    # --- nouns ----------------------------------------------------------------------------------------------
    def _carried(self, t: Token, carrier: Token) -> Known:
        modified, ground = self._modified(t)
        if self.form(t).negated:
            return "not_happened", (Step(t.i, "negation", "not_happened"),)
        if carrier.pos in CLAUSAL and (carrier.lemma != BE or t.dep in OBJECT):
            status, steps = self._object_of(t, carrier, 0)
        else:
            status, steps = self._verb(carrier, 0)
        if modified is not None and (modified in UNDONE or (status in REAL and carrier.lemma == BE)):
            return modified, (ground, *steps)  # type: ignore[arg-type]
        return status, steps

    def _modified(self, t: Token) -> tuple[Status | None, Step | None]:
        """ "Planned talks", "the cancelled visit", "talks set for May"."""
        for k in kids(t, "amod", "compound"):
            if (found := self.lex.modifiers.get(k.lower) or self.lex.modifiers.get(k.lemma)) is not None:
                return found, Step(k.i, "modifier", found)  # type: ignore[return-value,arg-type]
        for k in kids(t, "acl"):
            if k.lemma in self.lex.participles and k.tag in ("VBN", "VBD"):
                gives = _given(self.lex.governors.get((k.lemma, "noun"), ("planned", ""))[0], "happened")
                return gives, Step(k.i, "participle", gives)
            if infinitive(k) and (k.lemma == BE or any(True for _ in kids(k, "auxpass"))):
                return "planned", Step(k.i, "to be held", "planned")
        return None, None

    def _noun(self, t: Token, depth: int) -> Known:
        if self.form(t).negated:
            return "not_happened", (Step(t.i, "negation", "not_happened"),)
        own, ground = self._modified(t)
        steps = (ground,) if ground is not None else ()
        outer, more = self._noun_above(t, depth)
        if own is None or (own in AHEAD and outer in UNDONE):
            return outer, (*steps, *more)
        return own, (*steps, *more)

    def _noun_above(self, t: Token, depth: int) -> Known:
        head = self.parse.head(t)
        while t.dep in ("conj", "appos") and head.pos in NOMINAL and t.head != t.i:
            t, head = head, self.parse.head(head)
        if t.head == t.i or depth > 4:
            return "happened", ()
        if head.pos in NOMINAL and t.dep in ("compound", "nmod"):
            found = self.lex.governors.get((head.lemma, "noun"))
            status = _given(found[0], "happened") if found else "happened"
            return status, (Step(head.i, "compound", status),) if found else ()
        if head.pos in CLAUSAL and t.dep in OBJECT | PASSIVE_SUBJECT:
            return self._object_of(t, head, depth)
        if head.pos in CLAUSAL and t.dep in SUBJECT:
            return self._subject_of(t, head, depth)
        if t.dep in ("pobj", "pcomp"):
            return self._noun_in_phrase(t, head, depth)
        if t.dep in PREDICATE and head.pos in CLAUSAL:
            return self._verb(head, depth + 1)
        return "happened", ()

    def _object_of(self, t: Token, verb: Token, depth: int) -> Known:
        outer, steps = self._verb(verb, depth + 1)
        found = next(
            (self.lex.governors[k, "noun"] for k in _keys(verb) if (k, "noun") in self.lex.governors), None
        )
        if found is None:
            definite = any(k.dep == "poss" or k.lower in POINTING for k in t.kids)
            status: Status = "happened" if definite or outer in REAL else outer
            return status, (*steps, Step(verb.i, "object", status))
        gives, denied = found
        if gives in UNDONE and outer == "happened" and t.lemma in self.lex.presupposed:
            return "happened", (*steps, Step(verb.i, "presupposed", "happened"))
        if gives == "same":
            return outer, (*steps, Step(verb.i, "carried", outer))
        status = _given(denied if outer == "not_happened" else gives, outer)
        if outer == "possible" and status == "planned":
            status = "possible"
        elif outer in AHEAD and status == "called_off":
            status = "planned"
        return status, (*steps, Step(verb.i, f"{verb.lemma} noun", status))

    def _subject_of(self, t: Token, verb: Token, depth: int) -> Known:
        outer, steps = self._verb(verb, depth + 1)
        if verb.lemma == BE:
            for k in kids(verb, *PREDICATE, "advmod"):
                found = self.lex.modifiers.get(k.lower)
                if found is not None and outer in REAL:
                    return found, (Step(k.i, "predicate", found),)  # type: ignore[return-value,arg-type]
        if verb.lemma in self.lex.occurring or any(k in self.lex.occurring for k in _keys(verb)):
            return outer, steps
        if outer == "planned" or (
            outer == "possible" and not any(k.lower in DEFINITE or k.dep == "poss" for k in t.kids)
        ):
            return outer, steps
        return "happened", ()

    def _noun_in_phrase(self, t: Token, prep: Token, depth: int) -> Known:
        above = self.parse.head(prep)
        if prep.lower in self.lex.without:
            return "not_happened", (Step(prep.i, "without", "not_happened"),)
        if prep.lower in self.lex.after or (prep.lower == OF and above.lemma in self.lex.presupposing):
            return "happened", ()
        for key in _keys(above, prep.lower):
            if (key, "noun") in self.lex.governors:
                gives, denied = self.lex.governors[(key, "noun")]
                outer = self._outer(above, depth) if above.pos in CLAUSAL else "happened"
                status = _given(denied if gives != "same" and outer == "not_happened" else gives, outer)
                return status, (Step(above.i, f"{key} noun", status),)
        if above.pos in CLAUSAL:
            outer, steps = self._verb(above, depth + 1)
            if prep.lower in self.lex.ahead:
                return (
                    "planned" if outer in AHEAD or self.form(above).tense == "present" else "happened"
                ), steps
            return ("happened" if outer == "not_happened" else outer), steps
        if above.pos in NOMINAL and prep.lower == OF:
            return self._noun_above(above, depth + 1)
        return "happened", ()


def _given(gives: str, outer: Status) -> Status:
    """What a row of the table gives: a status, or that of the clause above."""
    return outer if gives == "same" else gives  # type: ignore[return-value]


def _keys(head: Token, prep: str | None = None) -> list[str]:
    """The names under which a governor may stand: with its particle or preposition first."""
    particles = [k.lower for k in kids(head, "prt")]
    names = [f"{head.lemma}_{p}" for p in (*particles, *((prep,) if prep else ()))]
    return [*names, head.lemma, *((head.lower,) if head.pos == "ADJ" else ())]


def _time(preposition: Token) -> bool:
    """Whether a preposition has a time behind it: "in ten years", "since 1997", and not "in Peru"."""
    return any(k.ent in ("DATE", "TIME") or k.lower.isdigit() for k in kids(preposition, "pobj", "pcomp"))
