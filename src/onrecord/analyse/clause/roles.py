"""Who fills the roles of a predicate: its own words, and those it takes over from the clause above.

Passives, control and raising, relative clauses, participles, coordination, light verbs and possessors are
each one small function; every role says by which of them it was filled. Terms as in Huddleston and Pullum
(2002).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.analyse.clause.grammar import (
    ANY_SUBJECT,
    CLAUSAL,
    NOMINAL,
    OBJECT,
    PASSIVE_SUBJECT,
    SUBJECT,
    first_conjunct,
    infinitive,
    kids,
    spread,
)
from onrecord.analyse.clause.model import NOBODY, Filled, Role
from onrecord.analyse.clause.words import words
from onrecord.analyse.english import BY, HAVE, OF, RELATIVE
from onrecord.analyse.parse import Parse, Token

TIME_ENTITIES = frozenset({"DATE", "TIME"})
COMPLEX = frozenset(
    {"according", "because", "instead", "due", "prior", "ahead"}
)  # "according to": who is named there takes no part
DEEP = 40  # clauses in clauses; none of English, but a wrong parse of a list may have more
UP = frozenset({"xcomp", "advcl", "pcomp", "conj", "acl", "ccomp", "relcl", "dep", "parataxis"})


@dataclass(slots=True)
class Args:
    """The roles of one predicate while they are gathered."""

    subject: Role = NOBODY
    object: Role = NOBODY
    indirect: Role = NOBODY
    owner: Role = NOBODY
    above: Role = NOBODY
    oblique: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False


class Roles:
    """Roles of the predicates of one parse, each computed once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._depth = 0
        self._verbs: dict[int, Args | None] = {}

    def role(self, heads: list[Token], how: Filled = "own") -> Role:
        return Role(tuple(t.i for t in spread(self.parse, heads)), how)

    def of_verb(self, t: Token) -> Args:
        """The roles of a verb; a verb that is asked for while it is being answered has none."""
        if self._depth > DEEP:
            return Args()
        if t.i not in self._verbs:
            self._verbs[t.i] = None
            self._depth += 1
            self._verbs[t.i] = self._verb(t)
            self._depth -= 1
        return self._verbs[t.i] or Args()

    def _verb(self, t: Token) -> Args:
        args = Args()
        self._phrases(t, args)
        objects = [k for k in t.kids if k.dep in OBJECT and not _is_time(k)]
        datives = [k for k in kids(t, "dative", "iobj") if k.pos in (*NOMINAL, "PRON", "NUM")]
        passive = next(iter(kids(t, *PASSIVE_SUBJECT)), None)
        own = self._nearest(list(kids(t, *SUBJECT)), t)
        objects = objects or self._small_clause(t)
        if objects:
            args.object = self.role(objects)
        if datives:
            args.indirect = self.role(datives)
        if passive is not None:
            self._suffer(t, args, self._antecedent(passive, t), "passive")
        elif own is not None and self._headless_passive(t, args):
            self._suffer(t, args, self._antecedent(own, t), "passive")
        elif own is not None:
            args.subject = self._antecedent(own, t)
        else:
            self._take_over(t, args)
        if not args.object and not args.passive:
            self._object_elsewhere(t, args)
        if t.dep == "relcl":
            self._gap(t, args)
        return args

    def _nearest(self, subjects: list[Token], t: Token) -> Token | None:
        """Of several the parse gives, the last before the verb: what stands before it is a dateline or a
        topic."""
        before = [s for s in subjects if s.i < t.i]
        return before[-1] if before else next(iter(subjects), None)

    def _headless_passive(self, t: Token, args: Args) -> bool:
        """ "Students barred from the port": a transitive verb in -ed without an object or an auxiliary is a
        passive."""
        bare = (
            t.tag in ("VBN", "VBD")
            and not args.object
            and not any(True for _ in kids(t, "aux", "ccomp", "xcomp", "prt"))
        )
        return bare and t.lemma in words().transitive

    def _phrases(self, t: Token, args: Args) -> None:
        """What follows its prepositions; a phrase that the parse hung on the object is the verb's too."""
        for k in t.kids:
            if k.dep in ("prep", "agent", "prt") or (k.dep == "dative" and k.pos == "ADP"):
                self._phrase(k, args)
        for o in kids(t, *OBJECT, *PASSIVE_SUBJECT):
            for k in kids(o, "prep"):
                if k.lower in words().shared_prepositions:
                    self._phrase(k, args)
        for time in self._times(t):  # "spoke for hours with her", "met on Friday with him"
            for k in kids(time, "prep"):
                if k.i > t.i and not any(_is_time(g) for g in k.kids):
                    self._phrase(k, args)

    def _times(self, t: Token) -> list[Token]:
        """The times of a predicate, on which the parse hangs phrases that are the predicate's."""
        found = [k for k in kids(t, "npadvmod") if _is_time(k)]
        return found + [g for k in kids(t, "prep") for g in kids(k, "pobj") if _is_time(g)]

    def _phrase(self, prep: Token, args: Args) -> None:
        waiting = [prep]
        while waiting:  # "in Oslo and in Lima and in …"
            at = waiting.pop()
            for g in at.kids:
                if g.dep in ("pobj", "pcomp") and not _is_time(g):
                    args.oblique.setdefault(at.lower, []).append(g)
                elif g.dep == "prep" and at.lower not in COMPLEX:  # "out of", "along with"
                    for x in kids(g, "pobj"):
                        args.oblique.setdefault(g.lower, []).append(x)
                elif g.dep == "conj" and g.pos == "ADP":
                    waiting.append(g)

    def _small_clause(self, t: Token) -> list[Token]:
        """ "Allowed the party to march": what the parse calls the clause's subject is what the verb acts
        on."""
        bare = ("VB", "VBN") if t.lemma in words().object_control else ()
        return [
            s
            for c in kids(t, "ccomp")
            if infinitive(c) or c.tag in bare
            for s in kids(c, "nsubj")
            if not any(True for _ in kids(c, "aux", "mark")) or infinitive(c)
        ]

    def _suffer(self, t: Token, args: Args, sufferer: Role, how: Filled) -> None:
        args.passive = True
        args.object, second = Role(sufferer.heads, how), args.object
        if second:
            args.indirect, args.object = args.object, second  # "was given a medal"
        by = args.oblique.get("by", [])
        args.subject = self.role([g for g in by if g.pos in (*NOMINAL, "PRON", "NUM", "ADJ")], "passive")

    def _antecedent(self, subject: Token, verb: Token) -> Role:
        """A relative pronoun stands for the noun that its clause hangs on."""
        part = [g for k in kids(subject, "prep") if k.lower == OF for g in kids(k, "pobj")]
        of_whom = bool(part) and part[0].lower in RELATIVE  # "six reporters, two of whom were released"
        if (subject.lower in RELATIVE and subject.tag != "DT") or of_whom:
            node = verb
            for _ in range(6):
                if node.dep == "relcl":
                    return self.role([self.parse.head(node)], "relative")
                if node.head == node.i:
                    break
                node = self.parse.head(node)
        return self.role([subject])

    def _take_over(self, t: Token, args: Args) -> None:
        """A predicate without a subject takes it from the clause above, as its relation there has it."""
        above = self.parse.head(t)
        if t.dep in ("acl", "relcl") and above.pos in (*NOMINAL, "PRON", "NUM"):
            self._of_noun(t, above, args)
        elif t.head == t.i:
            return
        elif t.dep == "pcomp":
            self._of_phrase(t, above, args)
        elif t.dep in UP and above.pos in (*CLAUSAL, "ADJ"):
            self._of_clause(t, above, args)

    def _participle(self, t: Token) -> bool:
        return t.tag == "VBN" and not any(k.lemma == HAVE for k in kids(t, "aux"))

    def _of_noun(self, t: Token, noun: Token, args: Args) -> None:
        if infinitive(t):
            args.subject = self._planner(noun)  # "the plan to meet", "its refusal to sign"
        elif self._participle(t) or (t.tag == "VBD" and BY in args.oblique):
            self._suffer(t, args, self.role([noun]), "participle")
        elif any(k.lower in RELATIVE for k in t.kids):
            args.subject = Role()
        else:
            args.subject = self.role([noun], "participle")

    def _planner(self, noun: Token) -> Role:
        """Who has a plan, a refusal, a right: its possessor, else who acts in the clause it stands in."""
        owner = self.owners(noun)
        if owner:
            return Role(owner.heads, "controlled")
        verb = self.governing_verb(noun)
        if verb is None:
            return NOBODY
        outer = self.of_verb(verb)
        return Role((outer.subject or outer.object).heads, "controlled")

    def _of_phrase(self, t: Token, prep: Token, args: Args) -> None:
        """ "After meeting him, she left": the subject of the clause that the phrase belongs to."""
        outer = self.parse.head(prep)
        if outer.pos in NOMINAL:
            verb = self.governing_verb(outer)
            args.subject = self.owners(outer) or (
                Role(self.of_verb(verb).subject.heads, "controlled") if verb is not None else NOBODY
            )
            return
        if outer.pos not in CLAUSAL:
            return
        of = self.of_verb(outer)
        blamed = prep.lower in words().object_prepositions and outer.lemma in words().judging
        args.subject = Role(
            (of.object if (of.passive or blamed) and of.object else of.subject).heads, "controlled"
        )

    def _of_clause(self, t: Token, above: Token, args: Args) -> None:
        if above.pos == "ADJ":
            args.subject = Role(self._of_adjective(above).heads, "controlled")
            return
        outer = self.of_verb(above)
        if t.dep == "conj":
            self._shared(t, above, outer, args)
        elif (
            t.dep in ("xcomp", "ccomp")
            and above.lemma in words().object_control
            and (outer.object or outer.indirect)
        ):
            controller = outer.indirect or outer.object
            if self._participle(t):
                self._suffer(t, args, controller, "controlled")
            else:
                args.subject = Role(controller.heads, "controlled")
        elif (
            (t.dep in ("xcomp", "ccomp") or (t.dep == "advcl" and infinitive(t)))
            and above.lemma in words().asking
            and (asked := self._asked(outer))
        ):
            args.subject = Role(asked.heads, "controlled")
        else:
            subject = outer.object if outer.passive and outer.object else outer.subject
            bare = self._participle(t) and t.dep in ("xcomp", "advcl", "ccomp", "dep")
            if bare or any(True for _ in kids(t, "auxpass")):
                self._suffer(t, args, subject, "controlled")
            else:
                args.subject = Role(subject.heads, "controlled")

    def _asked(self, outer: Args) -> Role:
        """ "Called on Chile to leave", "appealed to him to stay": whom one asks stands behind a
        preposition."""
        for p in words().asked_prepositions:
            if p in outer.oblique:
                return self.role(outer.oblique[p])
        return NOBODY

    def _shared(self, t: Token, above: Token, outer: Args, args: Args) -> None:
        """ "Was arrested and beaten", "met him and left": a coordinated verb shares the subject, and a
        passive its sufferer."""
        if outer.passive and t.tag == "VBN" and not args.object and not any(True for _ in kids(t, "aux")):
            self._suffer(t, args, outer.object, "shared")
            if not args.subject:
                args.subject = Role(outer.subject.heads, "shared")
        elif self._participle(t) and BY in args.oblique and not args.object and above.pos in CLAUSAL:
            self._suffer(t, args, outer.subject, "shared")
        else:
            args.subject = Role(
                (outer.object if outer.passive and outer.object else outer.subject).heads, "shared"
            )

    def _of_adjective(self, adjective: Token) -> Role:
        """ "Is ready to sign": the subject of the copula."""
        copula = self.parse.head(adjective)
        if copula.pos in CLAUSAL:
            of = self.of_verb(copula)
            return of.object if of.passive else of.subject
        return self.role([copula]) if copula.pos in NOMINAL else NOBODY

    def _object_elsewhere(self, t: Token, args: Args) -> None:
        """ "Invaded and annexed the east": verbs side by side share the object that the last of them has."""
        later = next((k for k in kids(t, "conj") if k.pos == "VERB" and k.i - t.i <= 3), None)
        if later is not None and not any(True for _ in kids(later, *ANY_SUBJECT)):
            shared = [k for k in later.kids if k.dep in OBJECT]
            if shared:
                args.object = self.role(shared, "shared")

    def _gap(self, t: Token, args: Args) -> None:
        """ "The talks that Chile suspended": what a relative clause hangs on fills the role that it lacks."""
        noun = self.parse.head(t)
        if args.subject.how == "relative" or args.passive or noun.i in args.subject.heads:
            return
        pronoun = [k for k in t.kids if k.dep in OBJECT and k.lower in RELATIVE]
        if pronoun or (
            not args.object and not any(k.dep in ("ccomp", "xcomp") for k in t.kids) and args.subject
        ):
            stranded = [p for p, found in args.oblique.items() if any(g.lower in RELATIVE for g in found)]
            if stranded:
                args.oblique[stranded[0]] = [noun]
            elif pronoun or t.lemma not in words().intransitive:
                args.object = self.role([noun], "relative")

    # --- nouns ----------------------------------------------------------------------------------------------
    def of_noun(self, t: Token, carrier: Token | None) -> Args:
        """The roles of an act noun: its possessor and phrases, and those of the light verb that carries
        it."""
        args = Args()
        for k in kids(t, "prep", "agent"):
            self._phrase(k, args)
            for g in kids(k, "pobj") if k.lower == OF else ():  # "the killing of a farmer by rebels"
                for agent in kids(g, "prep", "agent"):
                    if agent.lower == BY:
                        self._phrase(agent, args)
        args.owner = self.owners(t)
        if carrier is not None:
            self._carried_by(t, carrier, args)
        elif (verb := self.governing_verb(t)) is not None:
            self._governed_by(t, verb, args)
        return args

    def _carried_by(self, t: Token, carrier: Token, args: Args) -> None:
        """What a noun takes over from its light verb: who does it, or suffers it, and the verb's phrases."""
        outer = self.of_verb(carrier)
        if carrier.lemma in words().undergoes:
            args.indirect = Role(outer.subject.heads, "light")
        else:
            args.subject = Role(outer.subject.heads, "light")
        args.passive = outer.passive
        args.indirect = args.indirect or outer.indirect
        for prep, found in outer.oblique.items():
            if prep != "by" and all(g.i != t.i for g in found):
                args.oblique.setdefault(prep, []).extend(
                    g for g in found if g not in args.oblique.get(prep, [])
                )
        if t.i not in outer.object.heads and outer.object:
            args.object = outer.object

    def _governed_by(self, t: Token, verb: Token, args: Args) -> None:
        """What a noun takes over from the verb that it stands under, which is no light verb."""
        outer = self.of_verb(verb)
        if t.i in outer.object.heads and verb.lemma in words().performs and not args.owner:
            args.subject = Role(outer.subject.heads, "light")  # "plans an inquiry"
        if verb.lemma in words().answers_with and any(g.i == t.i for g in outer.oblique.get("with", ())):
            args.subject = args.subject or Role(outer.subject.heads, "light")  # "answered with sanctions"
            args.indirect = args.indirect or outer.object
        if t.i not in outer.subject.heads and not (outer.passive and t.i in outer.object.heads):
            args.above = Role((outer.subject or NOBODY).heads, "above")
            if outer.passive and not outer.subject:
                args.above = Role(outer.object.heads, "above")

    def owners(self, noun: Token) -> Role:
        """Whose a noun is: "Kerry's trip", "its envoy", "Chilean air strikes"."""
        noun = first_conjunct(self.parse, noun) if not any(True for _ in kids(noun, "poss")) else noun
        found = [*kids(noun, "poss")]
        how: Filled = "owner"
        if not found:
            found = [k for k in kids(noun, "amod", "compound", "nmod") if k.ent in words().owning_entities]
            how = "modifier"
        return self.role(found, how) if found else NOBODY

    def governing_verb(self, t: Token) -> Token | None:
        """The verb of the clause that a noun stands in, through prepositions, nouns and coordination."""
        node = t
        for _ in range(8):
            if node.head == node.i:
                return None
            dep, node = node.dep, self.parse.head(node)
            if node.pos in CLAUSAL:
                return node
            if dep in ("relcl", "acl"):
                return None
        return None


def _is_time(t: Token) -> bool:
    return t.ent in TIME_ENTITIES and t.pos in ("NOUN", "NUM", "PROPN")
