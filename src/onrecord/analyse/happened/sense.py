"""Whether a verb is used in another sense than its rule's, told by its own words: "fired an aide", "shot back"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, spread
from onrecord.analyse.happened.hit import WANDERING, people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import (
    ASKED,
    BROKEN_INTO,
    BURDENS,
    CARE,
    DISASTERS,
    EASINGS,
    ENDANGERING,
    MISSILES,
    MOVES,
    POSTS,
    REMEMBERING,
    RULES,
    SEATS,
    THREATENED,
    VIOLENT,
    WORDY,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

AROUND_IT = 400  # characters in which a storm or a flood is told of
FINDINGS = frozenset({"failure", "cause", "error", "terrorism", "sabotage", "link", "motive", "suicide", "accident", "connection", "explosion", "fault", "malfunction"})
KIN = frozenset({"wife", "husband", "girlfriend", "boyfriend", "spouse", "fiancée", "fiance"})
SCORED = frozenset({"point", "percent", "vote", "margin", "seat", "goal", "percentage", "wide", "narrow"})
TURNING = frozenset({"off", "up", "out", "down", "over", "back", "forward", "ahead", "along"})


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Whether the verb is used in another sense than the rule's."""
    if t.tag == "VBG" and t.dep == "xcomp" and parse.head(t).lemma == "tell":
        return True  # "told cheering farmers that …": they cheer
    if t.tag == "VBG" and ((t.dep == "amod" and t.head == t.i + 1) or (t.dep == "xcomp" and parse.head(t).lemma in ("receive", "get", "send", "write") and t.i == t.head + 1)):
        return True  # "received harassing letters"
    if t.tag == "VBG" and t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lower == "of" and not any(k.dep in ("dobj", "aux") for k in t.kids):
        return True  # "her continued pressing of charges": a noun
    return _of_force(parse, who, t, rule, args, complement, key) or _of_words(parse, who, t, rule, args, complement, key) or _of_meeting(parse, who, t, rule, args)


def _of_force(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Verbs of force, restraint and punishment."""
    lemma = t.lemma
    if rule.type == "MOBILIZE" and rule.mode == "weapons" and any(args.preps.get(p) for p in ("at", "against", "into", "toward", "towards")):
        return True  # "fired rockets at the port" is no test
    if rule.id == "mobilize.weapons" and lemma in ("fire", "launch") and any(x.lemma in ("strike", "attack", "bombardment", "target") for x in parse.sent_tokens(parse.sentence(t))):
        return True  # "a strike with the missiles that she launched"
    if rule.id == "mobilize.troops" and any(k.lower in ("out", "away", "home") for k in t.kids):
        return True  # "moved troops out of the region"
    if rule.type in ("COERCE", "RETREAT") and rule.mode in ("arrest", "release", "deport") and t.dep == "relcl" and any(k.lower == "which" and k.dep in ("dobj", "nsubjpass") for k in t.kids):
        return True  # "a town, which the rebels captured": nobody is arrested
    if lemma in ("fight", "battle") and args.passive and any(p.lemma in ("war", "battle") for p in args.patients):
        return True  # "the war was fought in the hills"
    if rule.id == "retreat.withdraw" and not args.passive and not args.patients and (gone := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].kind == "person" or who.by_id[i].sector in ("BUS", "MED", "EDU", "JRN") for i in gone) and not people(who, gone, "army"):
        return True  # "the banker has withdrawn", "pulled out of the conference"
    if lemma == "shoot" and key == lemma and not args.passive and args.patients and not in_force(parse, who, args):
        return True  # "shot a pile of paper"
    if rule.mode == "release" and any(x.lemma in ("raid", "hijacking", "rescue", "commando") for x in parse.sent_tokens(parse.sentence(t))) and people(who, ids(parse, who, args.agents), "army"):
        return True  # "soldiers freed the hostages in a raid": from others' hands
    if rule.type == "AID" and args.preps.get("into") and any(p.lemma in ("artillery", "tank", "weapon", "missile", "soldier", "troop", "armor", "armour") for p in args.patients):
        return True  # "sent artillery into the east"
    if rule.type == "AID" and any(k.dep in ("advcl", "xcomp") and k.lemma in ("bomb", "strike", "attack", "hit", "target", "fight") for x in (t, *args.patients) for k in x.kids):
        return True  # "sent fighter jets to Chile to bomb militias"
    if rule.mode == "disarm" and lemma == "lay" and args.patients and not any(p.lemma in ("arm", "weapon", "gun", "rifle", "sword") for p in args.patients):
        return True  # "laid down his legacy"
    if rule.id == "retreat.ceasefire" and any(p.ent == "EVENT" for p in args.patients):
        return True  # "ended World War II"
    if rule.id == "assault.kill" and any(x.lemma in ("simulation", "drill", "exercise", "test") for x in parse.sent_tokens(parse.sentence(t))) and any(p.lemma in MISSILES or p.lemma in ("drone", "target") for p in args.patients):
        return True  # "shot down a missile in a simulation"
    if rule.id == "mobilize.order" and complement is not None and complement.lemma not in MOVES:
        return True  # "ordered the soldiers to open fire if they are shot at"
    if rule.id == "assault.launch" and any(k.lower in WORDY for p in args.patients for k in p.kids if k.dep in ("amod", "compound")):
        return True  # "launched a Twitter attack on a critic"
    if rule.id == "assault.launch" and any(g.lemma == "word" for p in args.patients for k in p.kids if k.lower == "of" for g in k.kids):
        return True  # "began the war of words"
    if rule.id == "assault.launch" and any(p.lemma == "raid" for p in spread(parse, args.patients)) and people(who, ids(parse, who, args.agents, deep=False), "police"):
        return True  # a search
    if lemma == "displace" and not people(who, ids(parse, who, args.agents, deep=False), "force"):
        return True  # "displaced by the Chilean war"
    if lemma == "demonstrate" and (complement is not None or args.patients):
        return True  # "failed to demonstrate that it works"
    after = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else t
    if t.tag == "VBN" and after in t.kids and after.dep == "dobj" and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        return True  # "internally displaced people"
    if rule.id == "retreat.withdraw" and (left := ids(parse, who, args.preps.get("from", []), deep=False)) and all(who.by_id[i].sector == "IGO" for i in left):
        return True  # who leaves a council withdraws no troops from it
    if rule.type == "COERCE" and key == lemma and not args.passive and not args.patients and not args.preps and not any(k.dep == "conj" for k in t.kids):
        return True  # "the shop closed"
    if lemma == "liberate" and args.passive and args.preps.get("on"):
        return True  # "is now liberated on both fronts"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and (shut := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].kind == "organization" and who.by_id[i].sector in (None, "BUS", "MED", "EDU") for i in shut):
        return True  # "the chain closed most of its shops"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and not args.passive and any(k.tag == "PRP$" for p in args.patients if p.lemma in SEATS for k in p.kids) and _its_own(parse, who, args):
        return True  # "closed their offices in Lima": went
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and not args.patients:
        return True  # "closed for students"
    if rule.type in ("ASSAULT", "ACCUSE") and not args.passive and any(p.lower.endswith(("self", "selves")) for p in args.patients):
        return True  # "shot himself"
    if rule.mode == "deport" and (moved := ids(parse, who, args.patients, deep=False)) and all(who.by_id[i].kind in ("state", "organization") for i in moved):
        return True  # a state that is expelled from a council is not deported
    if rule.mode == "deport" and any(who.by_id[i].kind == "organization" for i in ids(parse, who, args.preps.get("from", []), deep=False)):
        return True  # "expelled from the party"
    if rule.id == "sanction.exclude" and any(o.lemma in BURDENS for o in args.preps.get("from", [])):
        return True  # "excluded Chile from the tariffs": spared it
    if args.passive and not args.agents and lemma in ("displace", "dismantle"):
        return True  # "a million were displaced" by war; "the union was dismantled" by others
    if rule.type == "MOBILIZE" and any(o.lemma in CARE for p in ("to", "in", "for") for o in args.preps.get(p, [])):
        return True  # "soldiers were rushed to hospitals"
    if "break_into" in key and not any(o.lemma in BROKEN_INTO or any(k.lemma in BROKEN_INTO for k in o.kids) for o in args.preps.get("into", [])):
        return True  # "broke into the market"
    if rule.type in ("SANCTION", "COERCE") and not args.passive and args.patients and args.patients[0].lemma in EASINGS and any(k.dep == "prep" for k in args.patients[0].kids):
        return True  # "announced a six-month hold on new tariffs"
    if rule.id == "coerce.impose" and lemma == "order" and complement is not None:
        return True  # "ordered the State Department to review it"
    if lemma == "take" and "over" in key and any(p.lemma in POSTS for p in args.patients):
        return True  # "took over the post"
    if rule.id == "coerce.impose" and any(p.lemma == "state" and not any(k.lower == "of" for k in p.kids) for p in args.patients):
        return True  # "declared an Islamic state"
    if rule.id == "coerce.impose" and any(p.lemma in ("state", "emergency") for p in args.patients) and any(word in parse.text[max(0, t.start - AROUND_IT) : t.end + AROUND_IT].lower() for word in DISASTERS):
        return True  # an emergency declared for a storm restricts nobody
    if lemma in ("fight", "battle", "clash", "spar") and args.preps.get("over") and not people(who, ids(parse, who, args.agents), "army"):
        return True  # "clashed over procedure"
    if lemma in ("fight", "battle") and rule.type == "ASSAULT" and not args.patients and not any(args.preps.get(p) for p in ("against", "with")):
        complement_to = any(k.dep in ("xcomp", "advcl") and any(g.lower == "to" for g in k.kids) for k in t.kids)
        if complement_to or args.preps.get("for") or not people(who, ids(parse, who, args.agents), "force"):
            return True  # "fought to link aid with rights"
    if lemma == "attack" and not args.passive and args.patients and in_words(parse, who, args):
        return True
    if lemma == "beat" and any(o.pos == "NUM" or o.lemma in SCORED for o in args.preps.get("by", [])):
        return True  # "beat her by ten points"
    if lemma == "explode" and not args.patients and ids(parse, who, args.agents):
        return True  # "the population exploded"
    if lemma in ("shoot", "hit", "fire") and any(k.lower == "back" for k in t.kids):
        return True  # "she shot back" in words
    return lemma in ("fight", "battle") and any(who.by_id[i].sector in ("PTY", "LEG") for i in ids(parse, who, args.agents))  # "the party fought the ministry for the papers"


def _of_words(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Verbs of what is asked, promised, praised, admitted or threatened."""
    lemma = t.lemma
    if rule.id == "accuse.file" and any(p.lemma == "motion" for p in args.patients) and not args.preps.get("against"):
        return True  # "filed a motion to dismiss the case"
    if rule.id == "accuse.open-probe" and any(p.lemma == "hearing" for p in args.patients) and not (args.preps.get("into") or args.preps.get("against")):
        return True  # "held a hearing on the bill"
    if rule.id == "support.express" and any(p.lemma in ("confidence", "optimism") and any(k.dep in ("acl", "ccomp", "relcl") and any(g.dep in ("nsubj", "nsubjpass") for g in k.kids) for x in (t, p) for k in x.kids) for p in args.patients):
        return True  # "expressed confidence the ship would sail"
    if rule.id == "support.express" and any(p.lemma in ("confidence", "optimism") and any(g.dep == "pcomp" for k in p.kids if k.lower in ("in", "about") for g in k.kids) for p in args.patients):
        return True  # "expressed confidence in passing the bill"
    if lemma in ("push", "press", "argue", "plead") and rule.type == "REQUEST" and any(k.lower in ("against", "past") and k.dep == "prep" for k in t.kids) and complement is None and not args.patients:
        return True  # "pushes against such calls"
    if rule.id == "cooperate.cooperate" and args.preps.get("with") and all(o.lemma in RULES for o in args.preps["with"]):
        return True  # "cooperated with the committee's rules": kept them
    if rule.id == "support.express" and lemma in ("underline", "underscore", "stress") and not any(k.dep == "poss" for p in args.patients for k in p.kids):
        return True  # "stressed bipartisan support": others'
    if rule.id == "support.express" and any(p.lemma == "approval" for p in args.patients) and any(k.dep in ("xcomp", "acl", "advcl") and k.tag == "VB" for x in (t, *args.patients, *args.preps.get("to", [])) for k in x.kids):
        return True  # "gave him approval to send the fleet"
    if rule.id == "accuse.allege" and lemma == "suspect" and complement is not None:
        return True  # "suspects that they know": a thought
    if lemma == "back" and any(k.lower in ("away", "off", "down", "out") for k in t.kids):
        return True
    if lemma == "concede" and not args.patients and not args.preps.get("to") and any(x.lower == "that" and x.dep == "mark" for x in parse.tokens[t.i : t.i + 15]):
        return True  # "conceded at a meeting that …"
    if lemma == "invite" and not args.passive and not args.patients:
        return True  # "the farmers invited to the hall left", parsed as a finite verb
    if lemma == "swear" and (args.passive or any(k.lower == "in" for k in t.kids)):
        return True  # sworn in
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
    if lemma in ("lament", "bemoan") and complement is not None:
        return True  # "bemoaned that the night was short"
    if lemma == "reaffirm" and complement is not None:
        return True  # "reaffirmed that it would not be first"
    if lemma == "rule" and any(p.lemma in FINDINGS for p in args.patients):
        return True  # "ruled out engine failure": a finding
    if lemma == "agree" and complement is None and not args.patients and args.preps.get("with") and not any(args.preps.get(p) for p in ("on", "to", "upon")):
        return True  # "agreed with the minister": of one opinion
    if lemma == "undertake" and complement is None:
        return True  # "undertook the mission": went about it
    if rule.type == "CONCEDE" and lemma in ("delay", "postpone", "hold") and args.patients and ids(parse, who, args.patients, deep=False):
        return True  # "delayed the government for weeks"
    if rule.type == "SUPPORT" and lemma == "improve" and args.passive and not args.agents:
        return True  # "the relationship is much improved"
    if rule.type == "SUPPORT" and lemma in ("acknowledge", "recognize", "recognise") and complement is not None:
        return True  # "acknowledged that she had ordered it"
    if rule.type == "REQUEST" and lemma == "call" and args.patients and complement is None and not args.passive and not args.preps.get("for") and not any(o.lemma not in ("issue", "matter", "question", "subject", "eve", "day") for p in ("on", "upon") for o in args.preps.get(p, [])):
        return True  # "calls Norway “a war machine”"
    if rule.mode == "resign" and any(k.lower in ("temporarily", "briefly") for k in t.kids):
        return True  # "temporarily stepped down as head of the inquiry"
    if lemma == "beg" and complement is not None and complement.lemma == "differ":
        return True
    if rule.id == "aid.help" and lemma in ("aid", "assist") and not ids(parse, who, args.patients, deep=False):
        return True  # "the prospects were aided by it"
    if rule.id == "concede.pardon" and lemma in ("postpone", "delay") and any(p.lemma in ("vote", "referendum", "inspection", "election") for p in args.patients):
        return True  # "postponed a vote on the bill"
    if lemma == "volunteer" and complement is None and not args.patients:
        return True  # "volunteered with the militia": served in it
    if lemma in ("uphold", "hold") and args.preps.get("as"):
        return True  # "upheld them as examples"
    if lemma == "charge" and not args.patients and any(args.preps.get(p) for p in ("into", "at", "toward", "towards", "through", "up")):
        return True  # "charged into the fray"
    if lemma in ("agree", "concur", "volunteer", "swear") and complement is not None and _opines(complement):
        return True
    if rule.type == "REQUEST" and any(k.dep in ("advmod", "prt", "prep") and k.lower in TURNING for k in t.kids):
        return True  # "pushed him back"
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
    if rule.id == "agree.promise" and lemma == "commit" and complement is None and not args.passive and not args.preps.get("to"):
        return True  # "committed a campaign of murder"
    return rule.id == "support.praise" and any(k.tag == "PRP$" or k.lower.endswith(("self", "selves")) for p in args.patients for k in (p, *p.kids)) and _its_own(parse, who, args)  # "defended his own words"


def _of_meeting(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments) -> bool:
    """Verbs of meeting, speaking and travelling."""
    if rule.id == "consult.travel" and (travellers := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].sector in WANDERING for i in travellers):
        return True  # "18,000 foreigners have travelled to Chile"
    if t.lemma == "greet" and any(p.lemma == "host" or any(k.lemma == "host" for k in p.kids) for p in args.patients):
        return True  # "she greeted her host": the visitor does
    if rule.mode == "visit" and t.lemma in ("head", "return", "go", "fly", "move", "come", "travel") and any(k.lower in ("home", "back") for k in t.kids if k.dep == "advmod") and any(k.lower == "home" for k in t.kids):
        return True  # "headed home to Chile"
    if rule.id in ("consult.host", "consult.receive") and t.lemma in ("greet", "welcome") and args.passive and not args.agents and args.preps.get("with"):
        return True  # "was greeted with applause"
    if t.lemma == "visit" and t.tag == "VBG" and t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lemma in ("fellow", "professor", "scholar", "lecturer", "researcher", "team", "hour", "right"):
        return True  # "a visiting fellow at the institute"
    if t.lemma == "huddle" and any(k.lower in ("under", "beneath", "inside", "around", "near", "against") for k in t.kids if k.dep == "prep"):
        return True  # "huddled under blankets"
    if rule.id == "consult.meet" and any(p.lemma in KIN and any(k.dep == "poss" for k in p.kids) for p in args.patients):
        return True  # "met his wife as a cadet"
    before = parse.tokens[t.i - 1] if t.i else t
    if t.lemma == "visit" and t.tag == "VBG" and before.pos not in ("ADP", "SCONJ", "AUX", "VERB", "ADV", "CCONJ") and before.text != "," and people(who, ids(parse, who, args.patients, deep=False), "person"):
        return True  # "met with visiting Chilean president Name": the guest
    if rule.id == "cooperate.cooperate" and t.lemma == "work" and args.preps.get("as"):
        return True  # "worked together as advisers"
    if t.lemma == "coordinate" and args.patients and not any(k.lower == "with" for k in t.kids):
        return True  # "coordinated the office": ran it
    if rule.id == "consult.gather" and args.patients:
        return True  # "gathered weapons"
    if rule.id == "consult.gather" and any(k.dep in ("xcomp", "advcl") and k.lemma in REMEMBERING for k in t.kids):
        return True  # "gathered to honour the dead"
    if rule.id == "consult.speak" and not args.preps.get("with") and (heard := ids(parse, who, args.preps.get("to", []), deep=False)) and all(who.by_id[i].kind in ("organization", "group") for i in heard):
        return True  # "spoke to Congress": a speech
    return rule.id == "consult.speak" and any(o.ent in ("LANGUAGE", "NORP") for o in args.patients)  # "speaks French"


def _its_own(parse: Parse, who: Who, args: Arguments) -> bool:
    """Whether what is acted on belongs to who acts, or is himself."""
    actors = set(ids(parse, who, args.agents))
    near = [x for p in args.patients for x in (p, *p.kids) if x.tag == "PRP$" or x.lower.endswith(("self", "selves"))]
    return any(actors & set(who.at.get(x.i, ())) or not who.at.get(x.i) for x in near)


def in_words(parse: Parse, who: Who, args: Arguments) -> bool:
    """"The president attacked the plan": what one person attacks that is no place, people or building, he attacks in words."""
    by = [who.by_id[i] for i in ids(parse, who, args.agents, deep=False)]
    if not by or any(a.kind != "person" or a.sector in ("MIL", "REB", "COP", "CRM") or not a.mentions[0].span.text[:1].isupper() for a in by):
        return False
    return bool(args.patients) and not any(x.i in who.at or x.i in who.place_at or x.lemma in VIOLENT for p in args.patients for x in (p, *(g for k in p.kids if k.dep in ("poss", "prep", "appos", "conj") for g in parse.subtree(k))))


def in_force(parse: Parse, who: Who, args: Arguments) -> bool:
    """Whether what is acted on is somebody, some place or a thing of force."""
    return any(x.i in who.at or x.i in who.place_at or x.lemma in VIOLENT for p in args.patients for x in parse.subtree(p))


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
