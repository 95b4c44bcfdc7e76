"""Verbs of meeting, speaking and travelling in another sense: "met his wife as a cadet"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids
from onrecord.analyse.happened.hit import WANDERING, people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import (
    REMEMBERING,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

KIN = frozenset({"wife", "husband", "girlfriend", "boyfriend", "spouse", "fiancée", "fiance"})


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments) -> bool:
    """Verbs of meeting, speaking and travelling."""
    if rule.id == "consult.travel" and (travellers := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].sector in WANDERING for i in travellers):
        return True  # "18,000 foreigners have travelled to Chile"
    if rule.mode == "visit" and t.lemma in ("head", "return", "go", "fly", "move", "come", "travel") and any(k.lower in ("home", "back") for k in t.kids if k.dep == "advmod") and any(k.lower == "home" for k in t.kids):
        return True  # "headed home to Chile"
    if t.lemma == "visit" and t.tag == "VBG" and t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lemma in ("fellow", "professor", "scholar", "lecturer", "researcher", "team", "hour", "right"):
        return True  # "a visiting fellow at the institute"
    if rule.id == "consult.meet" and any(p.lemma in KIN and any(k.dep == "poss" for k in p.kids) for p in args.patients):
        return True  # "met his wife as a cadet"
    if rule.id == "consult.meet" and any(x.lemma in ("school", "college", "university", "student", "childhood") for k in t.kids if k.dep == "advcl" and any(g.lower in ("when", "while", "as") for g in k.kids) for x in parse.subtree(k)):
        return True  # "met him when they were at school"
    before = parse.tokens[t.i - 1] if t.i else t
    if t.lemma == "visit" and t.tag == "VBG" and before.pos not in ("ADP", "SCONJ", "AUX", "VERB", "ADV", "CCONJ") and before.text != "," and people(who, ids(parse, who, args.patients, deep=False), "person"):
        return True  # "met with visiting Chilean president Name": the guest
    if rule.id == "consult.gather" and t.dep == "acl" and t.tag == "VBN":
        return True  # "addressed the executives gathered in the hall"
    if rule.id == "consult.gather" and (gathered := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].sector in ("MIL", "REB") for i in gathered):
        return True  # "troops gathered near the border"
    if rule.id == "consult.receive" and any(x.lemma in ("patient", "refugee", "migrant", "casualty", "asylum") for p in args.patients for x in parse.subtree(p)):
        return True  # "hospitals received patients", "received people seeking asylum"
    if rule.id == "consult.gather" and any(k.dep in ("xcomp", "advcl") and k.lemma in REMEMBERING for k in t.kids):
        return True  # "gathered to honour the dead"
    if rule.id == "consult.speak" and not args.preps.get("with") and (heard := ids(parse, who, args.preps.get("to", []), deep=False)) and all(who.by_id[i].kind in ("organization", "group") for i in heard):
        return True  # "spoke to Congress": a speech
    return rule.id == "consult.speak" and any(o.ent in ("LANGUAGE", "NORP") for o in args.patients)  # "speaks French"
