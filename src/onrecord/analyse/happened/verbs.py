"""What a rule makes of a verb: whether its shape and its objects are those of the rule, and who acts."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.hit import Hit, admit, host, object_names, people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense import other_sense
from onrecord.analyse.happened.whom import not_own, recipients_of, reflexive
from onrecord.analyse.happened.words import COMPLYING, HARMS, NOBODYS, RAIDS, RESISTING, TRANSITIVE, WAYPOINTS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import negated
from onrecord.analyse.who import Who

OPENING = ('"', "``", "“", "‘", "''", "`")
SUFFERED = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT"})
# Acts of good will: to say that one will not do them is to refuse (PLOVER codes the refusal).
WILLING = frozenset({"CONCEDE", "RETREAT", "AGREE", "SUPPORT", "AID", "COOPERATE", "REJECT"})


def of_a_verb(parse: Parse, who: Who, t: Token, rule: Rule, key: str) -> Hit | None:
    refused = rule.type in WILLING and _refused(parse, t)
    if rule.negated_only and not refused:
        return None
    args = of_verb(parse, t)
    if rule.type in SUFFERED and t.tag == "VBD" and t.dep == "conj" and not args.patients and (upper := of_verb(parse, parse.head(t))).passive:
        # "was arrested, charged and sentenced": the pipeline takes the last for a past tense
        args.passive, args.patients, args.agents = True, upper.patients[:1], args.preps.get("by", [])
    if t.lemma in TRANSITIVE and t.tag in ("VBD", "VBN") and not args.passive and not args.patients and not any(k.dep in ("aux", "ccomp", "conj") for k in t.kids) and t.dep not in ("conj", "relcl"):
        args.passive, args.patients, args.agents = True, args.agents, args.preps.get("by", [])
    if t.lemma in ("accuse", "acquit", "suspect") and t.tag in ("VBD", "VBN") and not args.passive and not args.patients and args.agents and (args.preps.get("of") or args.preps.get("by")) and not any(k.dep in ("xcomp", "ccomp", "aux") for k in t.kids):
        args.passive, args.patients, args.agents = True, args.agents, args.preps.get("by", [])  # "Lund, accused of theft, …", "Lund accused of theft"
    if rule.type in ("ASSAULT", "COERCE") and not args.passive and not args.patients and (shared := _shared_object(parse, t)) is not None:
        args.patients = [shared]
    complement = next((k for k in t.kids if k.dep in ("xcomp", "ccomp") and k.pos in ("VERB", "AUX")), None)
    if refused and t.lemma == "agree" and complement is None and not args.preps.get("to"):
        return None  # "don't agree on much"
    if not _shape_fits(parse, who, t, rule, args, complement) or other_sense(parse, who, t, rule, args, complement, key):
        return None
    objects = list(args.patients)
    for prep in rule.preps:
        objects += args.preps.get(prep, [])
    if not _objects_fit(parse, who, t, rule, args, complement, key, objects):
        return None
    lemma = t.lemma
    if args.passive and lemma in ("commit", "determine", "pledge") and not args.agents:
        args.agents, args.patients = args.patients[:1], args.patients[1:]  # "is committed to": the subject has promised
    places = rule.type != "CONSULT"
    clause = _relative(parse, t)
    actors = ids(parse, who, args.agents, places=places, before=clause.i if clause is not None else None)
    if args.passive and not args.agents and not actors and t.dep in ("xcomp", "ccomp") and parse.head(t).lemma == "order" and rule.type in ("RETREAT", "MOBILIZE", "COERCE"):
        actors = ids(parse, who, of_verb(parse, parse.head(t)).agents, deep=False)  # "ordered the troops to be pulled back"
    if rule.id == "sanction.convict" and args.passive and not args.preps.get("by"):  # "was arrested by police, accused and sentenced": not by them
        actors = [i for i in actors if who.by_id[i].sector != "COP"]
    if rule.type == "ASSAULT" and args.passive and not actors:  # "killed in a Chilean airstrike"
        actors = _raiders(parse, who, args)
    if not actors and args.passive and not args.agents and (rule.type == "ASSAULT" or rule.mode == "arrest"):
        actors = _when_who(parse, who, t, rule.mode == "arrest")
    recipients = not_own(parse, who, args, actors, recipients_of(parse, who, t, rule, args, complement, actors))
    if rule.id == "threaten.warn" and complement is not None and complement.dep == "ccomp":  # "warned the country would strike Chile": its own
        own = {who.by_id[i].country for i in actors} - {None}
        struck = [i for i in ids(parse, who, of_verb(parse, complement).patients, deep=False) if i not in actors]
        if any(who.by_id[i].kind == "state" and who.by_id[i].country in own for i in recipients):
            recipients = struck
    if rule.type == "MOBILIZE":
        if args.passive and not actors:  # "Norwegian ships stationed in the bay": Norway's
            moved = [i for i in ids(parse, who, args.patients) if who.by_id[i].kind == "state" or who.by_id[i].sector in ("MIL", "REB")]
            recipients = [i for i in recipients if i not in moved]
            actors = [next((a.id for a in who.actors if a.kind == "state" and a.country == who.by_id[i].country is not None), i) for i in moved]
        whither = {i for p in ("to", "in", "at", "into") for i in ids(parse, who, args.preps.get(p, []))}
        recipients = [i for i in recipients if who.by_id[i].kind != "person" and not (i in whither and who.by_id[i].kind == "organization")]
        if rule.mode == "weapons" and any(who.by_id[i].kind == "state" for i in recipients):
            return None  # "fired by rebels (and others) at Chile" is no test
    if rule.type == "RETREAT" and rule.mode == "withdraw" and not args.passive:  # the troops withdrawn
        recipients = [i for i in recipients if i not in ids(parse, who, args.patients, deep=False)]
    if rule.id == "sanction.leave":  # "withdrew the country from the treaty": his own
        own_countries = {who.by_id[i].country for i in actors} - {None}
        withdrawn = ids(parse, who, args.patients, deep=False) if args.preps.get("from") else []
        recipients = [i for i in recipients if who.by_id[i].country not in own_countries and i not in withdrawn]
    if rule.mode == "visit" and rule.id == "consult.visit":  # "the two premiers visited Lima": who is at home there is no visitor
        hosts = {who.by_id[i].country for i in recipients if who.by_id[i].kind == "state"}
        actors = [i for i in actors if who.by_id[i].country not in hosts] or actors
    if rule.mode == "resign":
        recipients = []  # who resigns does it to nobody
    if rule.imposes:  # "his tariffs were imposed", "the Chilean ban on Kenya": whose it is imposes it
        owners = ids(parse, who, [k for p in args.patients for k in p.kids if k.dep == "poss"], deep=False)
        actors = actors or owners
        recipients = [i for i in recipients if i not in owners]
    on_itself = rule.type in SUFFERED and any(i in actors for i in recipients) and not reflexive(parse, who, args)
    recipients = [i for i in recipients if i not in actors]
    end = t.end
    if "_" in key:
        word = key.split("_", 1)[1]
        particle = next((k for k in parse.tokens[t.i + 1 : t.i + 4] if k.lower == word), None)
        end = particle.end if particle is not None and particle.i == t.i + 1 else t.end
    if rule.id == "agree.promise" and lemma == "commit" and not args.passive and args.patients and args.preps.get("to") and not any(p.lower.endswith(("self", "selves")) for p in args.patients) and people(who, ids(parse, who, args.patients, deep=False), "government"):
        return None  # "committed the country to action": led it there
    if (rule.id in ("concede.allow", "concede.permit", "retreat.access") or lemma in ("guarantee", "assure")) and t.tag == "VBG" and t.dep == "advcl" and t.i and parse.tokens[t.i - 1].text == ",":
        return None  # "the port works, allowing aid to arrive": what follows, and no leave given
    if rule.id == "threaten.vow-noun" and complement is not None and complement.dep == "ccomp":
        return None  # "promised the trade war would help farmers"
    if rule.id == "threaten.warn" and not _own_threat(complement, args):
        return None
    if rule.type == "CONCEDE" and lemma in ("authorize", "authorise", "allow", "permit", "let") and recipients and all((who.by_id[i].kind == "organization" or who.by_id[i].sector in ("MIL", "COP")) and who.by_id[i].country in {who.by_id[a].country for a in actors} for i in recipients):
        return None  # a president who authorizes his treasury concedes nothing
    not_to = rule.id == "agree.promise" and complement is not None and any(k.dep == "neg" for k in complement.kids)
    harm = complement is not None and any(k.dep == "dobj" and k.lemma in HARMS for k in complement.kids)  # "vowed not to allow attacks"
    refused = refused or (not_to and complement is not None and (complement.lemma in COMPLYING or (complement.lemma == "give" and any(k.lower == "up" for k in complement.kids))) and not harm)  # "vowed not to comply"
    refused = refused or (rule.id == "agree.promise" and complement is not None and not not_to and complement.lemma in RESISTING)  # "vowed to resist it"
    hit = Hit(rule, t, (t.start, end), args, actors, recipients, type="REJECT" if refused and actors else rule.type, on_itself=on_itself)
    if rule.needs == "host":
        hit.host_place = host(who, parse, objects)
        if hit.host_place is None or (rule.id == "consult.travel" and WAYPOINTS & {hit.host_place.lower, *who.place_at.get(hit.host_place.i, "").lower().split()}):
            return None  # "arrived at the air base"
    return admit(who, hit, bool(objects))


NO_RAIDERS = frozenset({"MED", "EDU", "BUS", "REL"})  # in "the hospital attack" no hospital attacks


def _raiders(parse: Parse, who: Who, args: Arguments) -> list[str]:
    """Who killed is told by the raid: "killed in a Chilean airstrike", "in a raid by soldiers"."""
    during = [o for p in ("in", "during") for o in args.preps.get(p, [])]
    if any(k.lower == "between" for o in during for k in o.kids):
        return []  # "killed in clashes between rebels and farmers"
    whose = [k for o in (*during, *args.preps.get("by", [])) if o.lemma in RAIDS for k in o.kids if k.dep in ("amod", "compound", "nmod", "poss")]
    by = [g for o in during if o.lemma in RAIDS for k in o.kids if k.lower == "by" for g in k.kids if g.dep == "pobj"]
    found = ids(parse, who, [*whose, *by], deep=False) or ids(parse, who, by)
    return [i for i in found if who.by_id[i].kind in ("state", "group") or (who.by_id[i].kind == "organization" and who.by_id[i].sector not in NO_RAIDERS)]


STRIKING = frozenset({"attack", "fire", "shoot", "storm", "ambush", "bomb", "detonate", "raid", "strike", "target", "shell"})
SEARCHING = frozenset({"raid", "storm", "search"})


def _when_who(parse: Parse, who: Who, t: Token, arrest: bool) -> list[str]:
    """"Two were killed when gunmen attacked a bus", "was held after police raided his home": who did it is told in the
    clause that says when."""
    for clause in [k for k in t.kids if k.dep == "advcl"]:
        mark = next((m for m in clause.kids if m.lower in ("when", "as", "after")), None)
        if mark is None or (mark.lower == "after" and (not arrest or parse.tokens[mark.i - 1].pos == "NOUN")):
            continue  # "a day after police arrested another"
        struck = clause.lemma in STRIKING or any(g.lemma == "fire" and g.dep == "dobj" for g in clause.kids)
        if clause.lemma in SEARCHING if arrest else struck:
            return ids(parse, who, of_verb(parse, clause).agents, deep=False)
    return []


def _relative(parse: Parse, t: Token) -> Token | None:
    """The verb of the clause with "who" whose subject a verb has: "who led the office and helped to investigate"."""
    node = t
    for _ in range(4):
        if node.dep == "relcl":
            return node if any(k.lower in ("who", "which", "that") and k.dep == "nsubj" for k in node.kids) else None
        if node.dep not in ("xcomp", "conj", "advcl") or any(k.dep in ("nsubj", "nsubjpass") for k in node.kids) or node.head == node.i:
            return None
        node = parse.head(node)
    return None


def _shared_object(parse: Parse, t: Token) -> Token | None:
    """The object that two verbs share: "invaded and later annexed the east"."""
    second = next((k for k in t.kids if k.dep == "conj" and k.pos == "VERB" and k.i - t.i <= 6), None)
    if second is None or any(x.dep not in ("cc", "advmod", "compound", "punct") and x.pos not in ("ADV", "X", "CCONJ") for x in parse.tokens[t.i + 1 : second.i]):
        return None
    return next((k for k in second.kids if k.dep == "dobj"), None)


LEARNED = frozenset({"analyst", "expert", "professor", "researcher", "scholar", "economist", "columnist", "director", "fellow", "historian"})


def _shape_fits(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None) -> bool:
    """Whether the clause has the shape that the rule asks for: its complement, who acts in it, its prepositions."""
    if rule.to == "required" and (complement is None or (rule.to_verbs and complement.lemma not in rule.to_verbs)):
        return False
    if rule.must and not (complement is not None and any(k.dep == "aux" and k.lower in ("must", "should", "ought", "need") for k in complement.kids)):
        return False
    if complement is not None and complement.lemma in rule.not_verbs and not any(k.dep == "neg" for k in complement.kids):
        return False
    if rule.not_people and people(who, ids(parse, who, args.patients, deep=False), "people"):
        return False
    if rule.id == "coerce.restrict" and args.patients and all(p.lower in ("it", "this", "that") for p in args.patients):
        return False  # "dismissed it as a theory"
    if rule.taken and not args.patients:
        return False
    if rule.id == "agree.agree" and complement is not None and complement.dep == "ccomp" and len(alone := ids(parse, who, args.agents)) == 1 and (learned := who.by_id[alone[0]]).kind == "person" and (not learned.country or any(w in LEARNED for role in learned.roles for w in role.lower().split())) and not _does_it(parse, who, args, complement):
        return False  # an analyst who agreed that it would be slow
    if rule.no_clause and any(k.dep in ("ccomp", "parataxis") for k in t.kids):
        return False
    if rule.no_content and any(k.dep in ("acl", "ccomp", "relcl") and any(m.lower == "that" for m in k.kids) for p in (t, *args.patients) for k in p.kids):
        return False
    if rule.type == "THREATEN" and rule.to_verbs and complement is not None and any(k.dep == "neg" for k in complement.kids):
        return False  # "pledged not to attack"
    if rule.no_doing and any(k.dep in ("xcomp", "pcomp", "ccomp") and k.tag == "VBG" and not any(g.dep == "nsubj" for g in k.kids) for k in t.kids):
        return False
    if rule.to_words and not (complement is not None and any(x.lemma in rule.to_words or x.lower in rule.to_words for x in parse.subtree(complement))):
        return False
    if rule.id == "request.demand" and t.lemma == "insist" and any(g.dep == "pcomp" and not any(s.dep in ("nsubj", "poss") for s in g.kids) for k in t.kids if k.lower in ("on", "upon") for g in k.kids):
        return False  # "insisted on staying"
    content = next((k for k in t.kids if k.dep == "ccomp"), None)
    if rule.own_clause and content is not None and not _does_it(parse, who, args, content):
        return False
    if rule.others_clause and (content is None or _does_it(parse, who, args, content)):
        return False
    if rule.needs_prep and not (any(k.lower in rule.preps and k.dep in ("prep", "dative") and k.i > t.i and not all(g.ent in ("DATE", "TIME") for g in k.kids) for k in t.kids) or (rule.topic and any(args.preps.get(p) for p in rule.preps))):
        return False
    if rule.on_person and (any(k.dep in ("oprd", "attr", "ccomp", "xcomp", "acomp") and not any(g.tag == "TO" for g in k.kids) for k in t.kids) or _quoted_name(parse, t)):
        return False  # "called him a liar"
    return not rule.on_person or any(who.by_id[i].kind == "person" for i in ids(parse, who, args.patients, deep=False))


def _objects_fit(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str, objects: list[Token]) -> bool:
    """Whether what is acted on is of those that the rule names."""
    lemma = t.lemma
    if rule.objects_not and object_names(parse, objects) & rule.objects_not:
        return False
    if rule.object_is and not any(k.lower in rule.object_is for p in args.patients for k in p.kids):
        return False
    if rule.objects:
        own = args.patients if args.patients and rule.id == "support.express" else objects  # "repeated the denials, to his approval"
        fits = bool((object_names(parse, args.patients, compounds=True) | object_names(parse, own)) & rule.objects)
        if not fits and rule.on == "people":
            fits = people(who, ids(parse, who, [p for p in args.patients if p.lower != "it"], deep=False), "people")
        if not fits and rule.on == "persons":
            fits = any(who.by_id[i].kind in ("person", "group") for i in ids(parse, who, [p for p in args.patients if p.lower != "it"], deep=False))
        if not fits and rule.on == "body":
            fits = not args.passive and not args.patients and any(who.by_id[i].kind == "organization" and who.by_id[i].sector == "IGO" for i in ids(parse, who, args.preps.get("from", []), deep=False))
        if not fits and rule.on == "state":
            fits = any(who.by_id[i].kind == "state" for i in ids(parse, who, args.patients, deep=False))
        if not fits and rule.occasions:
            fits = any(o.i in who.ref_at and who.ref_at[o.i].kind == "occasion" for o in objects)
        if not fits and not ((key in rule.alone or lemma in rule.alone) and not args.patients):
            return False
    elif rule.to_verbs and rule.to != "required":
        if complement is not None:
            if complement.lemma not in rule.to_verbs and lemma not in rule.alone:
                return False
        elif (lemma not in rule.alone and not objects) or lemma not in rule.alone:
            return False
    return True


def _does_it(parse: Parse, who: Who, args: Arguments, content: Token) -> bool:
    """Whether the clause that says what is promised or proposed is about what its speaker does: by a pronoun, something
    of its own, or a name that is the speaker's or of the speaker's state."""
    subject = next((k for k in content.kids if k.dep in ("nsubj", "nsubjpass")), None)
    if content.tag == "VBD" or any(k.dep in ("aux", "auxpass") and k.tag == "VBD" for k in content.kids):
        return False  # "promised that they were not spying": an assurance
    if subject is None or subject.lower in ("he", "she", "they", "we", "i", "it") or any(k.tag == "PRP$" for k in subject.kids):
        meant = subject is None or subject.lower != "it" or bool(set(ids(parse, who, args.agents)) & set(who.at.get(subject.i, ())))
        return meant and content.lemma not in NOBODYS
    speakers = [who.by_id[i] for i in ids(parse, who, args.agents)]
    doers = [who.by_id[i] for i in who.at.get(subject.i, ())]
    return any(d.id == s.id or (d.country is not None and d.country == s.country) for d in doers for s in speakers)


def _own_threat(complement: Token | None, args: Arguments) -> bool:
    """A warning threatens where the one who warns would act, or where there are consequences."""
    if complement is not None and complement.dep == "ccomp":
        modal = any(k.dep == "aux" and k.lower in ("will", "would", "could", "'ll", "may", "might") for k in complement.kids)
        subject = next((k for k in complement.kids if k.dep in ("nsubj", "nsubjpass")), None)
        return modal and bool(args.patients) and (subject is None or subject.lower in ("it", "he", "she", "they", "we", "i"))
    if complement is not None:  # "warned Chile not to act"; but "warned Chile to let them in" asks
        return bool(args.patients) and (any(k.dep == "neg" for k in complement.kids) or complement.lemma in ("stop", "cease", "refrain", "withdraw", "halt", "avoid", "stay", "keep", "leave", "back", "surrender"))
    return any(o.lemma in ("consequence", "retaliation", "action", "response", "sanction", "reprisal", "punishment", "war", "attack", "strike") for p in ("of", "with") for o in (*args.preps.get(p, []), *(g for x in args.patients for k in x.kids if k.lower == p for g in k.kids)))


def _refused(parse: Parse, t: Token) -> bool:
    """A refusal, which is an act, and not merely something that did not take place: present or future, or "would"."""
    if not negated(parse, t):
        return False
    modals = {k.lower for k in t.kids if k.dep == "aux"}
    if any(k.dep == "mark" and k.lower in ("if", "unless", "whether") for k in t.kids):
        return False
    return bool(modals & {"will", "would", "wo", "does", "do", "can", "could", "ca"})


def _quoted_name(parse: Parse, t: Token) -> bool:
    """"Called the minister “a liar”": a quotation opens behind the verb before a comma or another verb does."""
    for x in parse.tokens[t.i + 1 :]:
        if x.sent != t.sent or x.text == "," or (x.pos in ("VERB", "AUX") and x.dep != "amod"):
            return False
        if x.text.startswith(OPENING):
            return True
    return False
