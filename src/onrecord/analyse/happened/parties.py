"""Who takes part in an act that a noun names, and on whom it is: "Chile's talks with Peru", "the Soto inquiry"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.analyse.happened.act import Act
from onrecord.analyse.happened.arguments import Arguments, ids, merely_where, of_verb
from onrecord.analyse.happened.hit import FORCES
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import ARRANGING, KILLINGS, MARKED_DAYS, SPEAKING, SUFFERING, VIOLENT
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

MEANS = frozenset({"air", "gas", "chemical", "sarin", "cyber", "ground", "land", "sea", "naval", "arson", "acid", "car", "van", "truck", "revenge", "surprise", "proxy", "torpedo", "mine", "sniper", "helicopter"})
NAMED = ("compound", "nmod")  # how a name stands before a noun
INTO = frozenset({"COP", "JUD", "GOV", "LEG", "SPY", "MIL"})  # bodies that look into others
HERE = frozenset({"ASSAULT", "PROTEST", "COERCE", "ACCUSE", "THREATEN"})  # of which a name before the noun says where or into what


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor ids by role; ``owners`` are those of the actors whose act it is called."""

    actors: list[str]
    recipients: list[str]
    owners: list[str]


@dataclass(frozen=True, slots=True)
class _Act(Act):
    """A noun with what its rule and its clause say."""

    carrier: Token | None

    def ids(self, heads: Iterable[Token], deep: bool = True, owned: bool = True) -> list[str]:
        return ids(self.parse, self.who, heads, deep=deep, owned=owned)

    def kids(self, *deps: str) -> list[Token]:
        return [k for k in self.t.kids if k.dep in deps]

    def kind(self, i: str) -> str:
        return self.who.by_id[i].kind


def parties(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, carrier: Token | None, against: list[Token]) -> Parties:
    """Who acts and on whom, of a noun whose ``args`` hold those that may; ``against`` are those whom it names as its
    target ("anti-Chilean protests")."""
    act = _Act(parse, who, t, rule, args, carrier)
    owners = act.ids(args.agents, deep=False)
    named_after = _named_after(act, owners)
    owners = [i for i in owners if i not in named_after]
    sufferers: list[str] = []
    if carrier is not None and _suffered(act):  # "faces protests", "drew criticism": the subject is not who protests
        sufferers = act.ids(of_verb(parse, carrier).agents, deep=False)
        owners = [i for i in owners if i not in sufferers]
        owners += [i for i in act.ids(args.preps.pop("from", [])) if i not in (*owners, *sufferers)]  # "received a request from Chile"
    actors = _actors(act, owners)
    recipients = sufferers + [i for i in act.ids(against, deep=False) if i not in sufferers]
    if rule.type in ("ACCUSE", "COERCE") or t.lemma in KILLINGS:
        recipients = recipients + [i for i in named_after if i not in recipients]
    actors, recipients = _belonging(act, owners, actors, recipients)
    actors = _going_along(act, actors)
    recipients = _towards(act, actors, recipients)
    if rule.type == "ASSAULT" and not recipients and len(owners) > 1:
        actors, recipients = owners[:1], owners[1:]
    return Parties(actors, recipients, owners)


def agents_of(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, carrier: Token | None) -> tuple[list[Token], list[Token]]:
    """Those of a noun's agents that may act by it, and those whom it names as its target."""
    agents = args.agents
    if rule.type == "ASSAULT" and any(k.dep == "compound" and k.pos == "NOUN" and k.lemma not in VIOLENT and k.lemma not in MEANS for k in t.kids):
        agents = [a for a in agents if a.dep != "amod"]  # "a Chilean wedding attack": where it was
    if rule.type == "CONSULT":
        agents = [a for a in agents if not (a.dep == "compound" and a.lemma in ("group", "community", "team", "family"))]  # "a community meeting"
    against = [a for a in agents if _prefixed(parse, a, "anti")]  # "anti-Chilean protests" are nobody's of Chile
    agents = agents + [k for a in agents if a.dep == "amod" for k in a.kids if k.dep == "conj" and k.pos == "NOUN" and k.i < t.i]  # "Chilean and coalition airstrikes"
    agents = [a for a in agents if not merely_where(who, a) and a not in against and not _prefixed(parse, a, "pro") and not _of_a_group(who, a) and not (rule.type in ("RETREAT", "MOBILIZE") and _kind_of(who, a))]
    if rule.type == "ASSAULT" and any(a.pos == "PROPN" for a in agents):
        agents = [a for a in agents if a.lemma not in ("terrorist", "rebel", "militant", "militia", "insurgent", "suicide")]  # "the Brigade terrorist attacks"
    if rule.type == "ASSAULT" and carrier is not None and carrier.lemma in SPEAKING:  # "the spokesman announced the airstrike"
        agents = [a for a in agents if a not in of_verb(parse, carrier).agents]
    return agents, against


def _named_after(act: _Act, owners: list[str]) -> list[str]:
    """"The Lima attacks", "the Russia probe", "Soto's detention": who stands before such a noun is where or into whom it
    is, or suffers it, and does not act by it."""
    rule, t, kind = act.rule, act.t, act.kind
    by_id = act.who.by_id
    before = act.kids(*NAMED)
    names = [k for k in before if k.pos == "PROPN"]
    found: list[str] = []
    if rule.type in HERE:
        inquiry = rule.type == "ACCUSE" and rule.mode == "investigate"  # "the Soto inquiry" is into her
        found = [i for i in act.ids(names, deep=False) if kind(i) == "state" or (inquiry and not (kind(i) == "organization" and by_id[i].sector in INTO))]
    if rule.type == "ASSAULT":
        elsewhere = act.ids([o for p in ("in", "on", "against") for o in act.args.preps.get(p, [])])
        if elsewhere and not set(elsewhere) & set(found):
            found = [i for i in found if kind(i) != "state"]  # "U.S. attacks in Chile" are not attacks in the U.S.
    if rule.type in ("ASSAULT", "PROTEST"):  # "the Rosario school shooting": no school shoots
        found += [i for k in before for i in act.ids([k], deep=False) if kind(i) == "organization" and (by_id[i].sector not in (*FORCES, "GOV", "PTY", "IGO") or k.lemma in ("embassy", "consulate", "mission"))]
    if rule.type == "PROTEST":  # "the Lima riots": where they were
        found += act.ids([k for k in names if any(kind(i) != "group" or k.tag == "NNP" for i in act.who.at.get(k.i, ()))], deep=False)
    if rule.type == "MOBILIZE":  # "the Berg buildup" is of his time
        found += act.ids([k for k in before if any(kind(i) == "person" for i in act.who.at.get(k.i, ()))], deep=False)
    if rule.type == "COERCE" and rule.mode == "arrest":  # "Soto's detention" is suffered by her
        beside = act.ids([k for k in t.kids if k.dep != "prep"], deep=False)
        found += [i for i in owners if (act.carrier is None or i in beside) if kind(i) == "person" or (kind(i) == "group" and by_id[i].sector not in FORCES)]
    if t.lemma in KILLINGS:  # "Soto's killing" is suffered by her
        found += [i for i in act.ids(act.kids("poss"), deep=False) if kind(i) == "person"]
    return found


def _suffered(act: _Act) -> bool:
    """Whether the light verb makes its subject the one who suffers: "faces protests", "brought criticism from Chile"."""
    verb = act.carrier.lemma if act.carrier is not None else ""
    return (verb in SUFFERING or (verb == "bring" and bool(act.args.preps.get("from")))) and act.rule.type not in ("CONSULT", "AGREE")


def _actors(act: _Act, owners: list[str]) -> list[str]:
    """Whose the act is, who did it ("by", "between"), and who held talks that name no holder."""
    rule, args = act.rule, act.args
    actors = list(owners)
    for prep in ("between", "by", "among"):
        if prep == "by" and rule.type == "ACCUSE" and owners and args.preps.get("of"):
            continue  # "Chile's accusations of torture by rebels"
        actors += [i for i in act.ids(args.preps.get(prep, []), deep=prep != "by") if i not in actors]
    if rule.type == "CONSULT" and act.carrier is None and not owners and not args.preps.get("between"):
        holders = _around(act.parse, act.t)
        args.agents = [*args.agents, *holders]
        actors += [i for i in act.ids(holders, deep=False) if i not in actors]
    if rule.type == "CONSULT" and any(act.kind(i) == "person" for i in actors):  # "Berg's Lima summit with Soto"
        held_in = act.ids([k for k in act.kids(*NAMED) if k.pos == "PROPN"], deep=False)
        actors = [i for i in actors if not (i in held_in and act.kind(i) == "state")]
    return actors


def _belonging(act: _Act, owners: list[str], actors: list[str], recipients: list[str]) -> tuple[list[str], list[str]]:
    """With those whom "of" names, as actors ("the withdrawal of Chile") or as recipients ("the murder of Soto")."""
    rule, args = act.rule, act.args
    belonging = args.preps.get("of", [])
    of = act.ids(belonging)
    if set(act.ids([k for o in belonging for k in o.kids if k.dep == "poss"], deep=False)) & set(actors):
        of = [i for i in of if i in actors]  # "Chile announced the withdrawal of its troops"
    if rule.mode == "withdraw" and owners and rule.type == "RETREAT":
        return actors, recipients  # "Norway's withdrawal of its troops": they are withdrawn
    hers = rule.type == "PROTEST" and owners and belonging  # "her protests of the plan"
    if not hers and rule.mode != "visit" and (rule.both or (rule.type in ("CONSULT", "RETREAT", "AGREE", "PROTEST") and rule.mode != "release")):
        return actors + [i for i in of if i not in actors], recipients
    return actors, recipients + of


def _going_along(act: _Act, actors: list[str]) -> list[str]:
    """"Her tour of Chile with the cabinet": they go too."""
    args = act.args
    if act.rule.mode != "visit" or not (args.preps.get("of") or args.preps.get("to")):
        return actors
    return actors + [i for i in act.ids(args.preps.pop("with", []), deep=False) if i not in actors]


def _towards(act: _Act, actors: list[str], recipients: list[str]) -> list[str]:
    """With those behind the other prepositions, or to whom the light verb gives it."""
    rule, args, by_id = act.rule, act.args, act.who.by_id
    for prep in ("with", "against", "on", "to", "from", "at", "for", "into", "in"):
        if (prep == "in" and (actors or recipients)) or (rule.type == "CONSULT" and prep not in ("with", "to")):
            continue
        if rule.type == "ACCUSE" and prep == "to":
            continue  # "her complaint to the board": before whom
        if rule.type == "REQUEST" and prep not in ("on", "to"):
            continue  # "her call for a strike in Chile" asks Chile for nothing
        heads = [o for o in args.preps.get(prep, []) if o.lemma not in MARKED_DAYS]
        recipients = recipients + [i for i in act.ids(heads, owned=False) if i not in recipients and i not in actors]
    if act.carrier is not None and rule.type in ("THREATEN", "AGREE", "REQUEST") and not recipients:  # "gave Chile an ultimatum"
        recipients = [i for i in act.ids([k for k in act.carrier.kids if k.dep == "dative"], deep=False) if i not in actors]
    if rule.type == "ASSAULT":  # "his strike against his regime": another's, whose pronoun is not known
        recipients = [i for i in recipients if not any(by_id[i].name.startswith(f"{by_id[a].name}'s ") for a in actors if act.kind(a) == "person")]
    if rule.type == "COERCE":  # "the premier's crackdown on Kisumu": on his own
        home = {by_id[i].country for i in actors} - {None}
        recipients = [i for i in recipients if not (act.kind(i) == "state" and by_id[i].country in home)]
    return recipients


def _of_a_group(who: Who, t: Token) -> bool:
    """"Western sanctions", "Muslim protests": an adjective of a group names nobody who acts."""
    return (t.dep == "amod" or (t.dep in ("compound", "nmod") and t.ent == "NORP" and t.tag in ("JJ", "NNP"))) and any(who.by_id[i].kind == "group" for i in who.at.get(t.i, ()))


def _kind_of(who: Who, t: Token) -> bool:
    """"A troop withdrawal": of what kind it is, and none of the troops spoken of before."""
    ref = who.ref_at.get(t.i)
    return ref is not None and ref.form == "nominal" and t.dep in ("compound", "nmod") and t.tag == "NN" and ref.first == ref.last


def _prefixed(parse: Parse, t: Token, prefix: str) -> bool:
    """"Anti-Chilean", "pro-Chilean", in one word or in two."""
    i = t.i - 1 - (t.i > 1 and parse.tokens[t.i - 1].text == "-")
    return i >= 0 and parse.tokens[i].lower.rstrip("-") == prefix and parse.tokens[i].end >= t.start - 1


def _around(parse: Parse, t: Token) -> list[Token]:
    """Who held talks that name no holder: the subject of the clause they stand in ("after talks, the envoys agreed")
    or the one who speaks of them ("Norway said talks with Chile went well")."""
    top = t
    while top.head != top.i and ((top.dep == "pobj" and parse.head(top).lower == "of") or (top.dep == "prep" and top.lower == "of")):
        top = parse.head(top)
    if top.dep == "conj" and top.head != top.i:
        top = parse.head(top)
    if top.head == top.i:
        return []
    head = parse.head(top)
    if head.lower in ("before", "ahead") and not any(k.lower == "with" for k in t.kids):
        return []  # "dined before the start of the summit"
    if top.dep == "pobj" and head.lower in ("in", "during", "after", "following", "at", "through", "via", "before") and head.head != head.i:
        verb = parse.head(head)
        if verb.lower in ("ahead",) and verb.head != verb.i:
            verb = parse.head(verb)
        return of_verb(parse, verb).agents if verb.pos == "VERB" and not of_verb(parse, verb).passive else []
    if top.dep == "dobj" and head.pos == "VERB" and head.lemma in ARRANGING and not of_verb(parse, head).passive:
        return of_verb(parse, head).agents  # "cancelled a meeting with Chile"
    if top.dep == "nsubj" and head.dep == "ccomp" and head.head != head.i and parse.head(head).lemma in SPEAKING and any(k.lower == "with" for k in t.kids):
        return of_verb(parse, parse.head(head)).agents
    return []
