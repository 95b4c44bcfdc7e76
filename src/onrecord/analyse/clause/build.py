"""The clauses of a parse: roles, form and factuality of a predicate, computed once when it is first asked
for."""

from __future__ import annotations

from onrecord.analyse.clause.factuality import Factuality
from onrecord.analyse.clause.grammar import CLAUSAL, NOMINAL, OBJECT, PASSIVE_SUBJECT, infinitive, kids
from onrecord.analyse.clause.model import Clause, Shape
from onrecord.analyse.clause.roles import Args, Roles
from onrecord.analyse.clause.words import words
from onrecord.analyse.english import BE, INTO, OF
from onrecord.analyse.parse import Parse, Token

ROUND = frozenset(
    {"round", "series", "day", "week", "hour", "set", "string", "wave", "spate", "number", "bout"}
)


class Clauses:
    """All predicates of one report, each made once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.roles = Roles(parse)
        self.factuality = Factuality(parse)
        self._made: dict[int, Clause] = {}

    def of(self, t: Token) -> Clause:
        """The clause that ``t`` names: a verb, an act noun (with its light verb) or a predicative
        adjective."""
        if t.i not in self._made:
            self._made[t.i] = self._clause(t)
        return self._made[t.i]

    def _clause(self, t: Token) -> Clause:
        carrier = self._carrier(t)
        args = self.roles.of_verb(t) if t.pos in CLAUSAL else self.roles.of_noun(t, carrier)
        if t.pos == "ADJ":
            args = self._adjective(t, args)
        status, steps = self.factuality.of(t, carrier)
        complement, shape = self._complement(t)
        return Clause(
            head=t.i,
            kind="verb" if t.pos in CLAUSAL else "adjective" if t.pos == "ADJ" else "noun",
            lemma=t.lemma,
            carrier=carrier.i if carrier is not None else t.i,
            subject=args.subject,
            object=args.object,
            indirect=args.indirect,
            owner=args.owner,
            above=args.above,
            oblique={p: self.roles.role(heads) for p, heads in args.oblique.items()},
            complement=complement,
            complement_form=shape,
            form=self.factuality.form(self.parse.tokens[carrier.i] if carrier is not None else t),
            status=status,
            steps=steps,
        )

    def _adjective(self, t: Token, args: Args) -> Args:
        copula = self.parse.head(t)
        if copula.pos in CLAUSAL:
            of = self.roles.of_verb(copula)
            args.subject = of.object if of.passive else of.subject
        return args

    def _carrier(self, t: Token) -> Token | None:
        """The light verb of an act noun ("held talks", "talks were held", "is in talks"), or an adjective's
        copula."""
        head = self.parse.head(t)
        if t.pos == "ADJ":
            return head if head.pos in CLAUSAL and head.i != t.i else None
        if t.pos in CLAUSAL:
            return None
        node = t
        while node.dep in ("conj", "appos") and head.pos in NOMINAL and node.head != node.i:
            node, head = head, self.parse.head(head)
        if node.dep == "pobj" and head.lower == OF and self.parse.head(head).lemma in ROUND:
            node = self.parse.head(head)  # "a round of talks"
            head = self.parse.head(node)
        if head.pos in CLAUSAL and node.dep in OBJECT | PASSIVE_SUBJECT | {"attr"}:
            named = (head.lemma, *(f"{head.lemma}_{p.lower}" for p in kids(head, "prt")))
            light = any(k in words().light for k in named)
            return head if light else None
        if node.dep == "pobj" and head.lower in INTO:
            verb = self.parse.head(head)
            light = verb.lemma == BE or f"{verb.lemma}_{head.lower}" in words().carried
            return verb if verb.pos in CLAUSAL and light else None
        return None

    def _complement(self, t: Token) -> tuple[int | None, Shape | None]:
        for k in kids(t, "xcomp", "ccomp", "acl", "pcomp"):
            if k.pos not in CLAUSAL or k.i < t.i:
                continue
            if infinitive(k):
                return k.i, "to"
            if k.tag == "VBG" and k.dep != "ccomp":
                return k.i, "ing"
            if k.dep in ("ccomp", "acl") and t.pos in CLAUSAL:
                return k.i, "that"
        return None, None


def clauses(parse: Parse) -> Clauses:
    """The clauses of a report."""
    return Clauses(parse)
