"""Verbs of force, restraint and punishment in another sense: "fired an aide", "the shop closed"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, spread
from onrecord.analyse.happened.hit import people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense.kinds import in_force, in_words, its_own
from onrecord.analyse.happened.words import (
    BROKEN_INTO,
    DISASTERS,
    EASINGS,
    OWN_AFFAIRS,
    SEATS,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

AROUND_IT = 400  # characters in which a storm or a flood is told of
RELIEF = frozenset({"relief", "rescue", "humanitarian", "medical", "doctors", "nurses", "firefighters"})
PUBLISHED = frozenset({"letter", "poll", "survey", "report", "video", "statement", "order", "document", "tape", "transcript", "memo", "data", "study", "email", "recording", "album", "film", "book", "photo", "list"})
PAPERS = frozenset({"plan", "deal", "talk", "proposal", "pledge", "commitment", "threat", "brink", "decision", "policy", "promise"})
PROCEEDINGS = frozenset({"agenda", "timetable", "calendar", "schedule", "debate", "process", "narrative", "conversation"})
SCORED = frozenset({"point", "percent", "vote", "margin", "seat", "goal", "percentage", "wide", "narrow"})


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Verbs of force, restraint and punishment."""
    lemma = t.lemma
    if rule.type in ("COERCE", "RETREAT") and rule.mode in ("arrest", "release", "deport") and t.dep == "relcl" and any(k.lower == "which" and k.dep in ("dobj", "nsubjpass") for k in t.kids):
        return True  # "a town, which the rebels captured": nobody is arrested
    if rule.id == "retreat.withdraw" and not args.passive and not args.patients and (gone := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].kind == "person" or who.by_id[i].sector in ("BUS", "MED", "EDU", "JRN") for i in gone) and not people(who, gone, "army"):
        return True  # "the banker has withdrawn", "pulled out of the conference"
    if lemma == "shoot" and key == lemma and not args.passive and args.patients and not in_force(parse, who, args):
        return True  # "shot a pile of paper"
    if rule.mode == "release" and any(x.lemma in ("raid", "hijacking", "rescue", "commando") for x in parse.sent_tokens(parse.sentence(t))) and people(who, ids(parse, who, args.agents), "army"):
        return True  # "soldiers freed the hostages in a raid": from others' hands
    if rule.type == "AID" and any(k.dep in ("advcl", "xcomp") and k.lemma in ("bomb", "strike", "attack", "hit", "target", "fight") for x in (t, *args.patients) for k in x.kids):
        return True  # "sent fighter jets to Chile to bomb militias"
    if rule.mode == "release" and (any(p.lemma in PUBLISHED for p in args.patients) or (t.dep == "acl" and any(x.lemma in PUBLISHED for x in list(parse.ancestors(t))[:5]))):
        return True  # "a letter to senators released on Monday", "a poll of voters"
    if rule.type == "AID" and lemma == "pay" and not any(p.dep == "dative" for p in args.patients) and len(args.patients) < 2 and not args.preps.get("to") and not any(x.lemma in ("aid", "compensation", "reparation", "relief", "help") for p in args.patients for x in parse.subtree(p)):
        return True  # "paid $3 billion in taxes", "paid a million for it"
    if rule.id in ("consult.host", "consult.receive") and any(p.lemma == "party" and any(k.dep == "compound" for k in p.kids) for p in args.patients):
        return True  # "is hosting a dinner party"
    if lemma == "sanction" and any(p.lemma in ("referendum", "vote", "visit", "marriage", "trip", "torture", "killing", "strike", "operation", "raid", "mission") for p in args.patients) and not ids(parse, who, args.patients, deep=False):
        return True  # "sanctioned a referendum": allowed it
    if rule.id == "retreat.withdraw" and any(x.lemma in PAPERS and x.dep == "pobj" for x in parse.tokens[t.i + 1 : t.i + 6]):
        return True  # "pulled back from a plan"
    if rule.id == "mobilize.troops" and any(k.dep in ("xcomp", "advcl") and (k.lemma in ("evacuate", "rescue", "deliver") or any(g.lemma in ("evacuate", "rescue", "deliver") for g in k.kids)) and any(g.lower == "to" for g in k.kids) for x in (t, *args.patients) for k in x.kids):
        return True  # "sent two planes to evacuate its citizens"
    if rule.id == "assault.launch" and any(x.lemma in ("hunger", "relation", "pr", "charm", "propaganda", "media", "price", "bidding") for p in args.patients for k in p.kids if k.dep in ("amod", "compound", "nmod") for x in (k, *k.kids)):
        return True  # "staged a hunger strike", "mounted a public relations offensive"
    if rule.id == "assault.launch" and any(p.lemma in ("battle", "war", "fight") for p in args.patients) and args.preps.get("against") and not ids(parse, who, args.preps["against"]):
        return True  # "waged a battle against an oil slick"
    if rule.id == "retreat.ceasefire" and any(p.ent == "EVENT" for p in args.patients):
        return True  # "ended World War II"
    if rule.id == "mobilize.order" and any(x.tag == "TO" and parse.tokens[x.i + 1].lemma in ("open", "fire", "shoot") for x in parse.tokens[t.i + 1 : t.i + 5]):
        return True  # "ordered troops there to open fire"
    if rule.id == "mobilize.order" and any(x.lower == "home" for p in args.patients for x in (*parse.subtree(p), *t.kids)):
        return True  # "ordered the soldiers back home"
    if rule.id == "assault.launch" and any(g.lemma == "word" for p in args.patients for k in p.kids if k.lower == "of" for g in k.kids):
        return True  # "began the war of words"
    if rule.id == "assault.launch" and any(p.lemma == "raid" for p in spread(parse, args.patients)) and people(who, ids(parse, who, args.agents, deep=False), "police"):
        return True  # a search
    if lemma == "displace" and not people(who, ids(parse, who, args.agents, deep=False), "force"):
        return True  # "displaced by the Chilean war"
    after = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else t
    if t.tag == "VBN" and after in t.kids and after.dep == "dobj" and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        return True  # "internally displaced people"
    if rule.id == "retreat.withdraw" and (left := ids(parse, who, args.preps.get("from", []), deep=False)) and all(who.by_id[i].sector == "IGO" for i in left):
        return True  # who leaves a council withdraws no troops from it
    if rule.type == "COERCE" and key == lemma and not args.passive and not args.patients and not args.preps and not any(k.dep == "conj" for k in t.kids):
        return True  # "the shop closed"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and (shut := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].kind == "organization" and who.by_id[i].sector in (None, "BUS", "MED", "EDU") for i in shut):
        return True  # "the chain closed most of its shops"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and not args.passive and any(k.tag == "PRP$" for p in args.patients if p.lemma in SEATS for k in p.kids) and its_own(parse, who, args):
        return True  # "closed their offices in Lima": went
    if rule.type in ("ASSAULT", "ACCUSE", "CONCEDE") and not args.passive and any(p.lower.endswith(("self", "selves")) for p in args.patients):
        return True  # "shot himself"
    if rule.mode == "deport" and (moved := ids(parse, who, args.patients, deep=False)) and all(who.by_id[i].kind in ("state", "organization") for i in moved):
        return True  # a state that is expelled from a council is not deported
    if rule.mode == "deport" and any(who.by_id[i].kind == "organization" for i in ids(parse, who, args.preps.get("from", []), deep=False)):
        return True  # "expelled from the party"
    if "break_into" in key and not any(o.lemma in BROKEN_INTO or any(k.lemma in BROKEN_INTO for k in o.kids) for o in args.preps.get("into", [])):
        return True  # "broke into the market"
    if rule.type in ("SANCTION", "COERCE") and not args.passive and args.patients and args.patients[0].lemma in EASINGS and any(k.dep == "prep" for k in args.patients[0].kids):
        return True  # "announced a six-month hold on new tariffs"
    if rule.id == "coerce.impose" and any(p.lemma == "state" and not any(k.lower == "of" for k in p.kids) for p in args.patients):
        return True  # "declared an Islamic state"
    if rule.id == "coerce.impose" and any(p.lemma in ("state", "emergency") for p in args.patients) and any(word in parse.text[max(0, t.start - AROUND_IT) : t.end + AROUND_IT].lower() for word in DISASTERS):
        return True  # an emergency declared for a storm restricts nobody
    if lemma in ("fight", "battle", "clash", "spar") and args.preps.get("over") and not people(who, ids(parse, who, args.agents), "army"):
        return True  # "clashed over procedure"
    if lemma in ("fight", "battle") and rule.type == "ASSAULT" and not args.passive and args.patients and args.patients[0].pos == "NOUN" and not ids(parse, who, args.patients, deep=False) and not people(who, ids(parse, who, args.agents), "army"):
        return True  # "fights stereotypes"
    if lemma in ("fight", "battle") and rule.type == "ASSAULT" and not args.patients and not any(args.preps.get(p) for p in ("against", "with")):
        complement_to = any(k.dep in ("xcomp", "advcl") and any(g.lower == "to" for g in k.kids) for k in t.kids)
        if complement_to or args.preps.get("for") or not people(who, ids(parse, who, args.agents), "force"):
            return True  # "fought to link aid with rights"
    if lemma == "attack" and not args.passive and args.patients and (in_words(parse, who, args) or any(o.lemma in ("twitter", "facebook", "television", "tv", "tweet") for o in args.preps.get("on", [])) or any(p.lemma in ("media", "press") for p in args.patients)):
        return True
    if rule.id == "mobilize.troops" and any(x.lower in RELIEF for p in (*args.patients, *args.preps.get("with", [])) for x in parse.subtree(p)):
        return True  # "sent a plane with rescue teams"
    if lemma == "beat" and any(o.pos == "NUM" or o.lemma in SCORED for o in args.preps.get("by", [])):
        return True  # "beat her by ten points"
    if lemma == "explode" and not args.patients and ids(parse, who, args.agents):
        return True  # "the population exploded"
    if rule.mode == "riot" and (looters := ids(parse, who, args.agents)) and people(who, looters, "army"):
        return True  # militants who loot a bank are no crowd
    if rule.type == "SANCTION" and not args.passive and any(p.lemma in OWN_AFFAIRS and any(k.tag == "PRP$" for k in p.kids) for p in args.patients):
        return True  # "suspended its ferry service"
    if rule.id == "coerce.seize" and any(g.lemma in PROCEEDINGS for p in args.patients if p.lemma == "control" for k in p.kids if k.lower == "of" for g in k.kids):
        return True  # "lawmakers seized control of the calendar"
    return lemma in ("fight", "battle", "attack") and rule.type == "ASSAULT" and any(who.by_id[i].sector in ("PTY", "LEG") for i in ids(parse, who, args.agents))  # "the party fought the ministry for the papers"
