"""Nouns of acts in another sense: "called the attack barbaric", "the country's demand for oil", "Soto's rally"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.hit import FORCES, people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense.kinds import in_words
from onrecord.analyse.happened.words import GETTING, GOODS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

MATTERS = frozenset({"handling", "policy", "record", "character", "credibility", "position", "leadership", "integrity", "motive", "legacy", "proposal", "idea", "remark", "comment", "decision", "agenda"})


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, carrier: Token | None) -> bool:
    """Whether the noun is used in another sense than the rule's; ``carrier`` is its light verb."""
    if carrier is not None and carrier.lemma == "call" and rule.type not in ("CONSULT", "PROTEST", "AGREE", "CONCEDE"):
        return True  # "called the attack barbaric"
    if carrier is not None and rule.type == "ASSAULT" and carrier.lemma in ("issue", "receive", "call", "attend", "host", "join", "file", "lodge", "propose", "schedule", "arrange", "offer"):
        return True  # "issued a statement blasting attacks"
    if rule.id == "assault.noun" and t.lemma == "attack" and in_words(parse, who, Arguments([k for k in t.kids if k.dep == "poss"] if carrier is None else of_verb(parse, carrier).agents, args.preps.get("on", []))):
        return True  # "her attack on the order of the world"
    if rule.type == "ASSAULT" and t.lemma in ("battle", "clash", "fight") and (fighters := ids(parse, who, [k for k in t.kids if k.dep == "poss"], deep=False)) and all(who.by_id[i].kind == "person" and who.by_id[i].sector not in FORCES for i in fighters):
        return True  # "the president's battles with the generals"
    if carrier is not None and carrier.lemma == "take" and any(k.lower in ("seriously", "lightly") for k in carrier.kids):
        return True  # "have not taken the talks seriously"
    if rule.type == "CONSULT" and carrier is not None and carrier.dep == "acl" and any(k.lower in ("annual", "yearly", "regular") for k in t.kids):
        return True  # "farmers gathered for the union's annual meetings"
    if carrier is not None and rule.type == "AGREE" and carrier.lemma in GETTING:
        return True  # "secured commitments from allies": theirs
    if rule.id == "protest.noun" and t.lemma == "rally" and any(who.by_id[i].kind == "person" for i in ids(parse, who, [k for k in t.kids if k.dep in ("poss", "compound")], deep=False)):
        return True  # "Soto's rally": a campaign's
    if (rule.id == "agree.deal" and t.pos == "PROPN") or (rule.id == "threaten.noun" and t.dep in ("attr", "oprd", "acomp")):
        return True  # a treaty by its name; "called Chile a threat"
    if carrier is None and t.dep == "pobj" and any(k.i in who.ref_at and who.ref_at[k.i].kind == "occasion" for k in t.kids):
        return True  # "during the G20 summit": where something else took place
    if t.lemma == "appeal" and args.preps.get("to") and not args.preps.get("for") and not any(k.dep in ("acl", "relcl") for k in t.kids):
        return True  # "her appeal to young voters"
    if t.lemma == "demand" and any(o.lemma in GOODS for o in args.preps.get("for", [])):
        return True  # "the country's demand for oil"
    if rule.type == "CONSULT" and t.tag == "NN" and t.lemma == "talk" and args.preps.get("of"):
        return True  # "their talk of appeasement"
    if rule.id == "consult.talks" and t.lemma == "meeting" and any(k.lower == "annual" for k in t.kids):
        return True  # "gathered for the league's annual meetings"
    if rule.id == "assault.noun" and any(o.lemma in MATTERS for o in args.preps.get("on", [])):
        return True  # "an attack on her handling of the crisis": with words
    if t.lemma == "appeal" and rule.type == "REQUEST" and carrier is None and args.preps.get("to") and not args.preps.get("for"):
        return True  # "his appeal to young men": that they like him
    if rule.id == "sanction.expel-noun" and people(who, ids(parse, who, args.preps.get("of", []), deep=False), "army"):
        return True  # "the expulsion of the army from the port": by force
    if t.lemma == "consultation" and parse.head(t).lower == "in" and not any(k.dep == "det" for k in t.kids):
        return True  # "gives it powers in consultation with her"
    if t.lemma == "search" and args.preps.get("for"):
        return True  # "their search for the devices"
    if rule.type == "SUPPORT" and any(o.lemma in ("percent", "%") or any(k.lemma in ("percent", "%") for k in o.kids) for o in args.preps.get("from", [])):
        return True  # "has backing from 33 percent": a poll
    if rule.id == "retreat.noun" and any(o.lemma in ("license", "licence", "support", "permit", "offer", "proposal", "bill", "candidate", "funding", "subsidy", "plan", "request", "statement", "money", "deposit", "visa", "status", "candidacy", "invitation") for o in args.preps.get("of", [])):
        return True  # "the withdrawal of its licence"
    if t.lemma == "invasion" and sum(who.by_id[i].kind == "state" for i in ids(parse, who, [k for k in t.kids if k.dep in ("amod", "compound", "nmod")])) > 1:
        return True  # "the Chilean or Peruvian invasions": where they were
    return rule.id == "retreat.noun" and not args.preps and not any(k.dep == "compound" for k in t.kids)  # "announced Norway's withdrawal": from what is not said
