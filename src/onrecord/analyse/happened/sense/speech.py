"""Verbs of what is asked, promised, praised, admitted or threatened in another sense: "agreed that it was late"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids
from onrecord.analyse.happened.hit import people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense.kinds import its_own
from onrecord.analyse.happened.words import (
    ASKED,
    ENDANGERING,
    RULES,
    THREATENED,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

FORCE = frozenset({"kill", "killing", "strike", "airstrike", "attack", "bomb", "bombing", "raid", "assassinate", "assassination", "invasion", "shoot", "torture", "force"})


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Verbs of what is asked, promised, praised, admitted or threatened."""
    lemma = t.lemma
    if rule.id == "support.express" and any(p.lemma in ("confidence", "optimism") and any(k.dep in ("acl", "ccomp", "relcl") and any(g.dep in ("nsubj", "nsubjpass") for g in k.kids) for x in (t, p) for k in x.kids) for p in args.patients):
        return True  # "expressed confidence the ship would sail"
    if rule.id == "support.express" and any(p.lemma in ("confidence", "optimism") and any(g.dep == "pcomp" for k in p.kids if k.lower in ("in", "about") for g in k.kids) for p in args.patients):
        return True  # "expressed confidence in passing the bill"
    if rule.id == "cooperate.cooperate" and args.preps.get("with") and all(o.lemma in RULES for o in args.preps["with"]):
        return True  # "cooperated with the committee's rules": kept them
    if rule.id == "support.express" and lemma in ("underline", "underscore", "stress") and not any(k.dep == "poss" for p in args.patients for k in p.kids):
        return True  # "stressed bipartisan support": others'
    if rule.id == "support.express" and any(p.lemma == "approval" for p in args.patients) and any(k.dep in ("xcomp", "acl", "advcl") and k.tag == "VB" for x in (t, *args.patients, *args.preps.get("to", [])) for k in x.kids):
        return True  # "gave him approval to send the fleet"
    if lemma == "concede" and not args.patients and not args.preps.get("to") and any(x.lower == "that" and x.dep == "mark" for x in parse.tokens[t.i : t.i + 15]):
        return True  # "conceded at a meeting that …"
    if lemma in ("threaten", "menace") and t.tag in ("VBZ", "VBP") and complement is None and not any(k.dep in ("aux", "prep") for k in t.kids):
        return True  # "the group threatens the north": a danger, and no threat
    if rule.id == "threaten.threaten" and lemma in ("threaten", "menace") and _endangers(parse, who, args, complement):
        return True
    if lemma == "blame" and rule.id == "accuse.allege" and any(k.lower == "on" and k.dep == "prep" and not any(g.ent in ("DATE", "TIME") for g in k.kids) for k in t.kids):
        return True  # "blamed Chile's crisis on the rebels": them, and another rule's matter
    if lemma == "blame" and not ids(parse, who, args.patients) and not ids(parse, who, args.preps.get("on", [])):
        return True  # "blamed the delay on the storm"
    if rule.id == "concede.give-in" and "_in" in key and any(k.lower == "in" and any(g.dep == "pobj" for g in k.kids) for k in t.kids):
        return True  # "the speech that he gave in June"
    if rule.id == "concede.apologise" and any(p.lemma == "regret" for p in args.patients) and (over := ids(parse, who, args.preps.get("over", []) + args.preps.get("at", []))) and not set(over) & set(ids(parse, who, args.agents)):
        return True  # "expressed regret over Chile's test": at what another did
    if rule.type == "CONCEDE" and lemma in ("delay", "postpone", "hold") and args.patients and ids(parse, who, args.patients, deep=False):
        return True  # "delayed the government for weeks"
    if rule.type == "REQUEST" and lemma == "call" and args.patients and complement is None and not args.passive and not args.preps.get("for") and not any(o.lemma not in ("issue", "matter", "question", "subject", "eve", "day", "ground") for p in ("on", "upon") for o in args.preps.get(p, [])):
        return True  # "calls Norway “a war machine”"
    if rule.id == "concede.apologise" and any(_over_anothers(parse, who, args, p) for p in args.patients):
        return True
    if rule.type == "CONCEDE" and lemma in ("authorize", "authorise", "approve", "allow", "permit") and any(x.lemma in FORCE for x in (*args.patients, *([complement] if complement is not None else []), *(parse.tokens[p.i + 1] for p in args.patients if p.i + 1 < len(parse.tokens)))):
        return True  # "authorized his killing"
    if rule.id == "reject.reject" and any(x.lemma in ("term", "phrase", "word", "label", "name") for p in (args.patients if complement is None else [k for k in complement.kids if k.dep == "dobj"]) for x in (p, *p.kids)) and (complement is not None and complement.lemma in ("use", "utter", "say", "speak", "adopt")):
        return True  # "refuses to use the term": a habit of speech
    if rule.id == "support.express" and any(p.lemma == "approval" for p in args.patients) and (args.preps.get("for") or any(k.lower in ("for", "of") for p in args.patients for k in p.kids)):
        return True  # "gave approval for the use of nets"
    if lemma == "pledge" and any(p.lemma == "delegate" for p in (*args.patients, *([parse.head(t)] if t.dep in ("amod", "acl") else []))):
        return True  # "pledged delegates": a kind of delegate
    if rule.id == "agree.promise" and complement is not None and complement.dep == "ccomp" and complement.tag in ("VBZ", "VBP") and not any(k.dep in ("aux", "auxpass") for k in complement.kids) and any(k.dep == "nsubj" and k.lower not in ("he", "she", "it", "they", "we", "i") for k in complement.kids):
        return True  # "pledged that the premier is for free trade": says so
    if rule.id == "aid.help" and lemma in ("aid", "assist") and not ids(parse, who, args.patients, deep=False):
        return True  # "the prospects were aided by it"
    if lemma in ("agree", "concur", "volunteer", "swear") and complement is not None and _opines(complement):
        return True
    if lemma == "order" and rule.type == "REQUEST" and complement is None and args.patients and any(o.i in who.place_at or o.i in who.at for o in args.preps.get("to", [])):
        return True  # "ordered advisers to Chile" sends them
    if lemma in ("push", "press") and rule.type == "REQUEST" and complement is not None and complement.dep == "xcomp" and not args.patients:
        return True  # "was pushing to win the prize"
    if lemma in ("push", "press") and rule.type == "REQUEST" and complement is None and args.patients and not args.preps.get("for") and not ids(parse, who, args.patients, deep=False):
        return True  # "pushes propaganda", "pushed the bill"
    if rule.type == "REQUEST" and _inquires(parse, t, args):
        return True
    if rule.type == "REQUEST" and args.passive and args.patients and args.patients[0].lower in ("it", "that", "this"):
        return True  # "it was ordered by the prince"
    if rule.type == "REQUEST" and lemma == "order" and complement is not None and any(k.dep == "auxpass" for k in complement.kids) and not people(who, ids(parse, who, args.patients, deep=False), "people"):
        return True  # "ordered flags to be lowered": a decree
    return rule.id == "support.praise" and any(k.tag == "PRP$" or k.lower.endswith(("self", "selves")) for p in args.patients for k in (p, *p.kids)) and its_own(parse, who, args)  # "defended his own words"


def _over_anothers(parse: Parse, who: Who, args: Arguments, noun: Token) -> bool:
    """"Expressed regret over Chile's test", "sorrow over the deaths": for another's act, or for a loss."""
    over = [g for x in (noun, *(k for k in noun.kids if k.dep == "conj")) for k in x.kids if k.dep == "prep" and k.lower in ("over", "about", "at") for g in k.kids if g.dep == "pobj"]
    over += [o for p in ("over", "about", "at") for o in args.preps.get(p, [])]
    owners = ids(parse, who, [k for o in over for k in o.kids if k.dep == "poss"], deep=False)
    return any(o.lemma in ("death", "loss", "crash", "accident", "tragedy", "disaster") for o in over) or bool(owners and not set(owners) & set(ids(parse, who, args.agents)))


def _endangers(parse: Parse, who: Who, args: Arguments, complement: Token | None) -> bool:
    """"Threatens to undermine the talks", "threatened the very idea of a state": a danger, and nobody's threat."""
    if complement is not None:
        return complement.lemma in ENDANGERING
    if args.passive or not args.patients or args.preps.get("with") or ids(parse, who, args.patients, deep=False):
        return False
    return not any(k.lemma in THREATENED for p in args.patients for k in (p, *p.kids))


def _opines(complement: Token) -> bool:
    """"Agreed that prices are high", "agree to disagree": an opinion shared, and no promise."""
    if complement.lemma in ("disagree", "differ"):
        return True
    aux = {k.lower for k in complement.kids if k.dep in ("aux", "auxpass")}
    if complement.dep == "ccomp" and complement.lemma in ("impact", "affect", "mean", "cause", "remain", "matter", "need"):
        return True  # "agreed that it would affect prices"
    return complement.dep == "ccomp" and not aux & {"will", "would", "shall", "to", "'ll"} and complement.tag != "VB"


def _inquires(parse: Parse, t: Token, args: Arguments) -> bool:
    """"Asked about the plan", "asked whether he knew": a question, and no request."""
    if t.lemma != "ask":
        return False
    if not args.patients and not args.preps.get("for") and not any(k.dep in ("xcomp", "ccomp") and (any(g.tag in ("TO", "MD") or g.lower == "that" for g in k.kids) or k.tag == "VB") for k in t.kids):
        return True  # "asked rhetorically, shaking his head"
    if any(p.lemma in ASKED for p in args.patients):
        return True  # "asked him his thoughts"
    if args.patients and not args.preps.get("for") and not any(k.dep in ("xcomp", "ccomp", "advcl", "dative") or (k.dep == "dobj" and k not in args.patients[:1]) for k in t.kids) and len(args.patients) < 2 and not any(k.dep == "acl" for p in args.patients for k in p.kids):
        return True  # "“Why?” he asked reporters"
    if args.preps.get("about") or not (args.patients or args.preps.get("for") or any(k.dep in ("xcomp", "ccomp", "dobj", "dative") for k in t.kids)):
        return True
    if any(k.dep in ("ccomp", "parataxis") and any(x.text == "?" for x in parse.subtree(k)) for k in t.kids) or any(x.text == "?" for x in t.kids):
        return True  # "“Will they come?” asks the envoy"
    clauses = [*t.kids, *(g for k in t.kids if k.dep in ("prep", "pcomp") for p in k.kids for g in (p, *p.kids))]
    clauses = [k for k in clauses if k.dep in ("ccomp", "advcl")]
    return any(g.lower in ("if", "whether", "when", "why", "how", "what", "who", "whom", "which", "where") for c in clauses for k in c.kids for g in (k, *k.kids) if g.i < c.i)
