"""On whom a verb's act is done: its object, the phrases that its rule names, or those in what is promised or asked."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import HANDED, MAKING, MOVING, SENDING, SENT
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


def recipients_of(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, actors: list[str]) -> list[str]:
    """On whom the act is done: its object, the phrases that the rule names, or those in what is promised or asked."""
    if rule.must:
        return ids(parse, who, of_verb(parse, complement).agents) if complement is not None else []
    lemma, places = t.lemma, rule.type != "CONSULT" and not rule.both and rule.id != "assault.launch"  # who signs a pact in Lima is not Peru for that
    asked = rule.type == "REQUEST" and lemma not in ("press", "pressure", "push")
    things = rule.type in ("REQUEST", "REJECT", "SUPPORT", "ACCUSE") and rule.id != "accuse.allege"  # "it was ordered": what was, and no one
    if rule.id == "agree.offer" and lemma != "invite":  # "offered advisers": they are what is offered
        args = Arguments(args.agents, [p for p in args.patients if p.dep == "dative" or (len(args.patients) > 1 and p is args.patients[0]) or args.passive], args.preps, args.passive)
    patients = [] if rule.topic or rule.id == "cooperate.cooperate" or lemma == "volunteer" else [p for p in args.patients if not (things and p.lower in ("it", "this", "that"))]  # "discussed Chile": what is spoken of takes no part
    wanted = rule.type == "REQUEST" and complement is None and lemma in ("request", "demand", "call", "insist", *(("press", "push", "lobby", "campaign") if not args.patients and not any(x.tag == "TO" for o in args.preps.get("for", []) for x in (*parse.subtree(o), *parse.tokens[o.i + 1 : o.i + 2])) else ()))
    if wanted or rule.id == "consult.send":  # "requested forces", "called for a committee": what is wanted, and nobody who is asked; "sent officials": no hosts
        patients = []
    if rule.type == "ACCUSE":  # "protested the number of prisoners"
        patients = [p for p in patients if p.lemma != "number"]
    if rule.id == "support.relations":  # "opened an embassy in Lima"
        patients = [p for p in patients if p.lemma not in MISSIONS] + [g for p in patients if p.lemma in MISSIONS for k in p.kids if k.lower in ("in", "to") for g in k.kids if g.dep == "pobj"]
    if rule.type == "CONSULT" and lemma == "negotiate":  # "negotiated the Southern Seas Partnership": no party to it
        patients = [p for p in patients if all(who.by_id[i].kind != "organization" for i in who.at.get(p.i, ()))]
    whose = (rule.type in ("SUPPORT", "REJECT", "AGREE", "ACCUSE") and not rule.both) or (rule.type == "CONSULT" and t.lemma in ("negotiate", "discuss"))  # "praised the pact with Chile" praises no one
    own = rule.id.endswith(".express")  # "expressed their dismay": it is theirs
    recipients = ids(parse, who, patients, deep=not (asked or own), places=places, whose=whose)
    direct = bool(ids(parse, who, patients, deep=False))
    hostile = any(p.lemma in ("sanction", "attack", "strike", "airstrike", "war", "action", "operation", "campaign", "violence", "crackdown", "offensive", "aggression") for p in patients)  # "decried sanctions against Chile"
    hung = {o.i for p in patients for k in p.kids if k.dep == "prep" for o in k.kids} if (recipients or hostile) and rule.type in ("SUPPORT", "REJECT", "ACCUSE") else set()  # "criticized the king's approach to Chile"
    for prep in sorted(rule.preps):
        if rule.id == "agree.agree" and prep != "with":  # "agreed to Chile's demand": whose it is, and not whom it is for
            recipients += [i for i in ids(parse, who, args.preps.get(prep, []), places=False, whose=True) if i not in recipients]
            continue
        if rule.id == "accuse.allege" and (patients or args.passive):
            break  # "blamed the king for the war with Chile": what of, and not whom
        if rule.type == "AID" and prep == "with" and direct:
            continue  # "provided Chile with doctors"
        if (wanted and prep in ("for", "on")) and not (prep == "on" and lemma == "call"):
            continue
        if (prep == "by" and args.passive) or (direct and not rule.both and prep in (("against", "of", "over", "for", "in", "on", "from") if rule.type == "RETREAT" and args.passive else ("against", "of", "over", "for", "in", "on"))):
            continue  # "accused him of crimes against the farmers": he is accused, not they
        recipients += [i for i in ids(parse, who, [o for o in args.preps.get(prep, []) if o.i not in hung and not (things and o.lower in ("it", "this", "that")) and (prep != "at" or o.i > t.i)], deep=not asked and rule.id != "consult.speak", places=places and not own, whose=own) if i not in recipients]
    if rule.both and "with" in args.preps:
        recipients += [i for i in ids(parse, who, args.preps["with"], deep=rule.id != "cooperate.cooperate", places=places) if i not in recipients]
    if not recipients and rule.type in ("REQUEST", "ACCUSE", "SUPPORT", "REJECT") and not args.passive:
        recipients = ids(parse, who, [o for o in args.preps.get("by", []) if o.pos != "VERB"], deep=False)  # "demanded an admission by Chile"
    addressed = rule.type in ("THREATEN", "REQUEST") and any(p.pos == "NOUN" and p.dep == "dobj" for p in args.patients)  # "warned others not to trade with Chile"
    if rule.takes and complement is not None and not recipients and not rule.both and not addressed:
        inner = of_verb(parse, complement)
        if rule.type in ("AGREE", "REJECT", "REQUEST"):  # "asked to move it", "vowed not to ignore them"
            inner.patients = [p for p in inner.patients if p.tag != "PRP" and p.lemma not in ("troop", "soldier", "force")]
        if (rule.type == "REJECT" and complement.lemma in HANDED) or complement.lemma == "avenge":
            inner.patients = []
        if rule.type == "AGREE" and complement.lemma in SENDING and any(k.dep == "neg" for k in complement.kids):
            inner.patients, inner.preps = [], {}  # "vowed not to send troops against the rebels": that is promised to others
        if rule.type == "REQUEST":  # whoever is to act is asked, not whom the act is about
            deep = ids(parse, who, inner.agents) if complement.dep == "ccomp" and complement.i > t.i else []
        else:
            promised = rule.type in ("AGREE", "REJECT")  # what is promised or denied in a clause is done to nobody yet
            moved = complement.lemma in SENDING  # "threatened to send troops"
            made = promised and complement.lemma in MAKING | RULING  # "vowed to form a task force": there is none yet
            deep = ids(parse, who, inner.patients if not made else [], deep=not promised) if (complement.dep == "xcomp" or not promised) and not moved else []
            if complement.dep == "ccomp" and not promised:
                deep = ids(parse, who, inner.agents) + ([] if rule.id == "accuse.allege" else deep)
            moves = complement.lemma in MOVING  # "threatened to return to Lima" threatens no one there
            towards: tuple[str, ...] = ("with", "to", "for", "in", "into") if moved else ("with", "to", "for") if promised else ("with", "against", "on") if moves else ("with", "to", "against", "from", "on")
            for prep in () if rule.id == "accuse.allege" and complement.dep == "ccomp" else towards if deep or complement.dep == "xcomp" or not promised else ():
                deep += ids(parse, who, inner.preps.get(prep, []) or (_behind(inner, prep) if moved else []), deep=moved or not promised)
        if not deep and rule.type == "THREATEN":  # "… unless Chile withdraws"
            clauses = [k for x in (t, complement) for k in x.kids if k.dep == "advcl" and any(m.lower in ("unless", "if") for m in k.kids)]
            deep += [i for k in clauses for i in ids(parse, who, of_verb(parse, k).agents)]
        recipients = [i for i in dict.fromkeys(deep) if i not in actors and not (rule.type == "AGREE" and who.by_id[i].kind == "organization" and not any(m.form == "name" for m in who.by_id[i].mentions))]  # "promised to tighten up the regime"
    if not recipients and rule.type in ("REQUEST", "AGREE", "THREATEN") and t.tag == "VBG":  # "sent the ministry a letter asking for an audit"
        letter = parse.head(t) if parse.head(t).pos == "VERB" else parse.head(parse.head(t))
        written = of_verb(parse, letter) if letter.lemma in ("send", "write") and letter.pos == "VERB" else Arguments()
        recipients = [i for i in ids(parse, who, written.preps.get("to", []) + [p for p in written.patients if p.dep == "dative"], deep=False) if i not in actors]
    if not recipients and rule.id == "sanction.impose":  # "sanctions aimed at Chile"
        aimed = [k for p in args.patients for x in parse.subtree(p) for k in x.kids if k.dep == "acl" and k.lemma in ("aim", "target", "direct")]
        recipients = [i for k in aimed for i in ids(parse, who, [g for g in k.kids if g.dep == "dobj"] + [o for os in of_verb(parse, k).preps.values() for o in os if o.pos != "VERB"] + [s if s is not None else d for os in of_verb(parse, k).preps.values() for o in os if o.pos == "VERB" for d in o.kids if d.dep in ("dobj", "ccomp") for s in [next((g for g in d.kids if g.dep == "nsubj"), None)]], deep=False) if i not in actors]
    if rule.id == "consult.attend":  # "the Singapore conference": where it was
        named_after = ids(parse, who, [k for p in args.patients for k in p.kids if k.dep in ("compound", "nmod")], deep=False)
        recipients = [i for i in recipients if not (i in named_after and who.by_id[i].kind == "state")]
    if not recipients and rule.type in ("REQUEST", "THREATEN"):  # "in a call with the envoy, he demanded her release"
        recipients = [i for i in _addressed(parse, who, t) if i not in actors]
    if rule.type == "AID" and not recipients:  # "gave money to help the farmers"
        helped = [k for x in (t, *args.patients) for k in x.kids if k.dep in ("acl", "relcl", "advcl", "xcomp") and k.lemma in ("help", "assist", "aid", "support")]
        recipients = [i for k in helped for i in ids(parse, who, [g for g in k.kids if g.dep == "dobj"] + [s for c in k.kids if c.dep in ("ccomp", "xcomp") for s in c.kids if s.dep == "nsubj"], deep=False) if i not in actors]
    if rule.type == "AID" and lemma in ("provide", "supply", "deliver", "donate") and args.patients and args.patients[0].dep == "dobj" and not args.preps.get("with") and not who.at.get(args.patients[0].i):
        recipients = [i for i in recipients if i not in ids(parse, who, args.patients[:1], deep=False)]  # "provided trucks or carriers"
    if rule.type == "AID" and lemma in SENT:  # "sent food and doctors to Peru": they are sent, and no one they are sent to
        sent = ids(parse, who, [p for p in args.patients if p.dep != "dative" and (len(args.patients) < 2 or p is not args.patients[0])], deep=False)
        recipients = [i for i in recipients if i not in sent]
    if rule.type == "MOBILIZE":  # what is deployed is not whom it is deployed against
        deployed = ids(parse, who, args.patients, deep=False)
        home = {who.by_id[i].country for i in actors} - {None}
        recipients = [i for i in recipients if (i not in deployed or who.by_id[i].kind == "state") and who.by_id[i].country not in home]
    unnamed = args.passive and any(p.tag == "PRP" for p in args.patients[:1])  # "he was arrested in Chile": he, and not Chile
    if not recipients and not unnamed and rule.type in ("ASSAULT", "COERCE", "SANCTION", "CONCEDE", "RETREAT", "MOBILIZE", "AID", "AGREE", "COOPERATE"):
        for prep in ("against", "on", "with", "to", "from", "of", "for", "in", "at", "into"):
            if rule.type == "MOBILIZE" and prep == "with":
                continue  # "ordered a carrier with 5,000 sailors"
            if lemma == "shoot" and args.patients and prep in ("in", "at"):
                continue  # "shot down drones in Chile"
            if rule.type == "AID" and prep == "from":
                continue  # "gave millions from the ministry's budget"
            if lemma == "attack" and prep in ("to", "from"):
                continue  # "attacked north from Lima to Cusco"
            if rule.type == "RETREAT" and prep in ("to", "in", "at", "into"):
                continue  # whither they withdraw is nobody's loss
            if rule.type == "AGREE" and prep not in (("to",) if rule.to_only else ("with", "to")):
                continue  # "promised a report on Chile's ships"
            found = [i for i in ids(parse, who, [o for o in args.preps.get(prep, []) if not (prep == "in" and o.lemma in SAYINGS)], places=places, deep=rule.type != "AGREE") if i not in actors]
            if found:
                recipients = found
                break
    if not recipients and rule.type == "ASSAULT" and t.tag == "VBG" and t.dep == "advcl" and parse.head(t).pos == "VERB":  # "waged a war against the north, killing thousands"
        upper = of_verb(parse, parse.head(t))
        recipients = [i for i in ids(parse, who, upper.preps.get("against", []), deep=False) if i not in actors]
    if rule.mode == "visit":  # "visited the site of the Norwegian Airlines jet"
        seen = ids(parse, who, [*patients, *(o for os in args.preps.values() for o in os)], deep=False)
        recipients = [i for i in recipients if who.by_id[i].kind != "organization" or i in seen]
    if not recipients and rule.type in ("PROTEST", "MOBILIZE"):
        recipients = ids(parse, who, args.preps.get("against", []) + args.preps.get("at", []))
    if not recipients and rule.type in ("SANCTION", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "COERCE", "AID"):
        recipients = [i for i in _the_country(parse, who, t, args) if i not in actors]
    return recipients


def _the_country(parse: Parse, who: Who, t: Token, args: Arguments) -> list[str]:
    """"He left the pact with Chile and imposed sanctions on the country": the one state that the sentence has named
    before, and whose no one who acts is."""
    over = [*args.patients, *(o for os in args.preps.values() for o in os), *(g for p in args.patients for k in p.kids if k.dep == "prep" for g in k.kids)]
    here = next((o for o in over if o.lemma in ("country", "nation") and any(k.lower in ("the", "that") for k in o.kids) and not any(k.dep in ("amod", "relcl", "acl") for k in o.kids)), None)
    if here is None:
        return []
    home = {who.by_id[i].country for i in ids(parse, who, args.agents)} - {None}
    first = parse.sentence(t).first
    named = {i for r in who.refs if r.kind == "state" and first <= r.first and r.last < here.i for i in who.at.get(r.head, ()) if who.by_id[i].country not in home}
    return sorted(named) if len(named) == 1 else []


RULING = frozenset({"run", "lead", "govern", "rule", "reform", "overhaul", "manage", "win", "dismantle"})
MISSIONS = frozenset({"embassy", "consulate", "mission", "office"})
SAYINGS = frozenset({"statement", "interview", "speech", "address", "remark", "comment", "letter", "tweet", "post", "message", "article", "briefing"})
SPOKEN = frozenset({"call", "conversation", "letter", "message", "email", "telegram"})


def _addressed(parse: Parse, who: Who, t: Token) -> list[str]:
    """With whom the call was, or to whom the letter, in which something is said."""
    node = t
    for _ in range(4):
        said = [g for k in node.kids if k.dep == "prep" and k.lower in ("in", "during") for g in k.kids if g.dep == "pobj" and g.lemma in SPOKEN]
        if said:
            return ids(parse, who, [o for n in said for x in parse.subtree(n) if x.dep == "prep" and x.lower in ("with", "to") for o in x.kids if o.dep == "pobj"][:1], deep=False)
        if node.head == node.i or node.dep not in ("conj", "xcomp", "ccomp", "advcl"):
            return []
        node = parse.head(node)
    return []


def _behind(args: Arguments, prep: str) -> list[Token]:
    """What a preposition hung on the object takes: "deploy troops in Chile"."""
    return [g for o in args.patients for k in o.kids if k.lower == prep for g in k.kids if g.dep == "pobj"]


def reflexive(parse: Parse, who: Who, args: Arguments) -> bool:
    """"Its own ships", "themselves": what is said to be its own may well be what it acts on."""
    near = [x for p in args.patients for x in parse.subtree(p)]
    return any(x.i in who.ref_at and who.ref_at[x.i].form == "pronoun" for x in near)


def not_own(parse: Parse, who: Who, args: Arguments, actors: list[str], recipients: list[str]) -> list[str]:
    """"The president denied Chilean meddling": whoever acts for a state that merely qualifies the matter does it to
    nobody."""
    own = {who.by_id[i].country for i in actors} - {None}
    named = ids(parse, who, [*args.patients, *(o for prep, os in args.preps.items() if prep != "in" for o in os)], deep=False)
    return [i for i in recipients if i in named or not (who.by_id[i].kind == "state" and who.by_id[i].country in own)]
