"""On whom a verb's act is done: its object, the phrases that its rule names, or those in what is promised or asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.analyse.happened.act import Act
from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import (
    DWELLINGS,
    HANDED,
    KILLINGS,
    MAKING,
    MOVING,
    SENDING,
    SENT,
    TOLD_OF,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


@dataclass(frozen=True, slots=True)
class _Act(Act):
    """A verb with what its rule and its clause say: what each way of finding whom it is done to is asked of."""

    complement: Token | None
    actors: list[str]

    @property
    def lemma(self) -> str:
        return self.t.lemma

    @property
    def things(self) -> bool:
        """"It was ordered": what was, and no one."""
        return self.rule.type in ("REQUEST", "REJECT", "SUPPORT", "ACCUSE") and self.rule.id != "accuse.allege"

    @property
    def places(self) -> bool:
        """Who signs a pact in Lima is not Peru for that."""
        return self.rule.type != "CONSULT" and not self.rule.both and self.rule.id != "assault.launch"

    def ids(self, heads: Iterable[Token], deep: bool = True, places: bool = True, whose: bool = False) -> list[str]:
        return ids(self.parse, self.who, heads, deep=deep, places=places, whose=whose)

    def others(self, found: Iterable[str]) -> list[str]:
        return [i for i in dict.fromkeys(found) if i not in self.actors]


def recipients_of(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, actors: list[str]) -> list[str]:
    """On whom the act is done: its object and the phrases that the rule names; where these name nobody, those in what
    is asked or promised, and then whoever else the clause tells it is done to."""
    if rule.must:
        return ids(parse, who, of_verb(parse, complement).agents) if complement is not None else []
    if rule.id == "agree.offer" and t.lemma != "invite":  # "offered advisers": they are what is offered
        args = Arguments(args.agents, [p for p in args.patients if p.dep == "dative" or (len(args.patients) > 1 and p is args.patients[0]) or args.passive], args.preps, args.passive)
    act = _Act(parse, who, t, rule, args, complement, actors)
    patients = _objects(act)
    found = _named(act, patients) or _by(act) or _in_content(act)
    if rule.id == "sanction.impose":  # "imposed its harshest sanctions yet, aimed at Chile": not on itself
        found = act.others(found)
    found = _taking_part(act, found or _of_letter(act) or _aimed_at(act) or _addressed(act) or _helped(act))
    found = found or _behind_prepositions(act) or _fought(act) or _made_by(act, patients)
    if rule.mode == "visit":  # "visited the site of the Norwegian Airlines jet"
        seen = act.ids([*patients, *(o for os in args.preps.values() for o in os)], deep=False)
        found = [i for i in found if who.by_id[i].kind != "organization" or i in seen]
    if not found and rule.type in ("PROTEST", "MOBILIZE"):
        found = act.ids(args.preps.get("against", []) + args.preps.get("at", []))
    return found or _the_country(act)


def _wanted(act: _Act) -> bool:
    """"Requested forces", "called for a committee", "pressed for control of the port": what is wanted, and nobody who is asked."""
    args, lemma = act.args, act.lemma
    if act.rule.type != "REQUEST" or act.complement is not None:
        return False
    pushed = lemma in ("press", "push", "lobby", "campaign") and not args.patients
    to_act = any(x.tag == "TO" for o in args.preps.get("for", []) for x in (*act.parse.subtree(o), *act.parse.tokens[o.i + 1 : o.i + 2]))
    return lemma in ("request", "demand", "call", "insist") or (pushed and not to_act)


def _objects(act: _Act) -> list[Token]:
    """Of what the verb acts on, that which may be somebody."""
    rule, lemma, by_id = act.rule, act.lemma, act.who.by_id
    if rule.topic or rule.id in ("cooperate.cooperate", "consult.send") or lemma == "volunteer" or _wanted(act):
        return []  # "discussed Chile": what is spoken of takes no part; "sent officials": no hosts
    patients = [p for p in act.args.patients if not (act.things and p.lower in IT)]
    if rule.id == "agree.promise" and len(patients) == 1 and not act.args.passive:  # "promised a government of wisdom": what is promised
        patients = [p for p in patients if any(m.form == "name" for i in act.who.at.get(p.i, ()) for m in by_id[i].mentions) or p.tag in ("NNS", "PRP")]
    if rule.type in ("REJECT", "CONCEDE") and len(patients) > 1 and not act.args.passive and act.who.at.get(patients[0].i) and patients[0].dep != "conj":  # "denied the farmers their rights"
        patients = patients[:1]
    if rule.type == "ACCUSE":  # "protested the number of prisoners"
        patients = [p for p in patients if p.lemma != "number"]
    if rule.id == "support.relations":  # "opened an embassy in Lima"
        patients = [p for p in patients if p.lemma not in MISSIONS] + [g for p in patients if p.lemma in MISSIONS for k in p.kids if k.lower in ("in", "to") for g in k.kids if g.dep == "pobj"]
    if rule.id == "consult.meet":  # "met at the hall, the envoy's residence"
        patients = [p for p in patients if p.lemma not in DWELLINGS]
    if rule.type == "REJECT":  # "rejected talk of a new government"
        patients = [p for p in patients if p.lemma not in TOLD_OF]
    if rule.type == "CONSULT" and lemma == "negotiate":  # "negotiated the Southern Seas Partnership": no party to it
        patients = [p for p in patients if all(by_id[i].kind != "organization" for i in act.who.at.get(p.i, ()))]
    return patients


def _named(act: _Act, patients: list[Token]) -> list[str]:
    """Who is named as the object, or in the phrases that the rule asks for."""
    rule, args, lemma, wanted = act.rule, act.args, act.lemma, _wanted(act)
    asked = rule.type == "REQUEST" and lemma not in ("press", "pressure", "push")
    whose = (rule.type in ("SUPPORT", "REJECT", "AGREE", "ACCUSE") and not rule.both) or (rule.type == "CONSULT" and lemma in ("negotiate", "discuss"))  # "praised the pact with Chile" praises no one
    own = rule.id.endswith(".express")  # "expressed their dismay": it is theirs
    found = act.ids(patients, deep=not (asked or own), places=act.places, whose=whose)
    direct = bool(act.ids(patients, deep=False))
    hostile = any(p.lemma in HARMFUL for p in patients)  # "decried sanctions against Chile"
    hung = {o.i for p in patients for k in p.kids if k.dep == "prep" for o in k.kids} if (found or hostile) and rule.type in ("SUPPORT", "REJECT", "ACCUSE") else set()  # "criticized the king's approach to Chile"
    about = ("against", "of", "over", "for", "in", "on", *(("from",) if rule.type == "RETREAT" and args.passive else ()))
    for prep in sorted(rule.preps):
        if rule.id == "agree.agree" and prep != "with":  # "agreed to Chile's demand": whose it is, and not whom it is for
            found += [i for i in act.ids(args.preps.get(prep, []), places=False, whose=True) if i not in found]
            continue
        if rule.id == "accuse.allege" and (patients or args.passive):
            break  # "blamed the king for the war with Chile": what of, and not whom
        if rule.type == "AID" and prep == "with" and direct:
            continue  # "provided Chile with doctors"
        if rule.id == "accuse.file" and prep == "with":  # "lodged a protest with Chile"; but "filed a complaint with Lima's board": before whom
            found += [i for i in act.ids(args.preps.get(prep, []), deep=False) if act.who.by_id[i].kind == "state" and i not in found]
            continue
        if lemma == "complain" and prep == "at":
            continue  # "complained at the assembly": where
        if wanted and prep in ("for", "on") and not (prep == "on" and lemma == "call"):
            continue
        if (prep == "by" and args.passive) or (direct and not rule.both and prep in about):
            continue  # "accused him of crimes against the farmers": he is accused, not they
        heads = args.preps.get(prep, [])
        if lemma == "call" and prep == "for":  # "called for a prosecutor to look into it": she is wanted, and not asked
            heads = [o for o in heads if not any(k.lower in ("a", "an") for k in o.kids)]
        heads = [o for o in heads if o.i not in hung and not (act.things and o.lower in IT) and (prep != "at" or o.i > act.t.i)]
        found += [i for i in act.ids(heads, deep=not asked and rule.id != "consult.speak", places=act.places and not own, whose=own) if i not in found]
    if rule.both and "with" in args.preps:
        found += [i for i in act.ids(args.preps["with"], deep=rule.id != "cooperate.cooperate", places=act.places) if i not in found]
    return found


def _by(act: _Act) -> list[str]:
    """"Demanded an admission by Chile"."""
    if act.rule.type not in ("REQUEST", "ACCUSE", "SUPPORT", "REJECT") or act.args.passive:
        return []
    return act.ids([o for o in act.args.preps.get("by", []) if o.pos != "VERB"], deep=False)


def _in_content(act: _Act) -> list[str]:
    """Those in what is promised, denied, threatened or asked."""
    rule, complement = act.rule, act.complement
    addressed = rule.type in ("THREATEN", "REQUEST") and any(p.pos == "NOUN" and p.dep == "dobj" for p in act.args.patients)  # "warned others not to trade with Chile"
    if not rule.takes or complement is None or rule.both or addressed:
        return []
    inner = of_verb(act.parse, complement)
    if rule.type in ("AGREE", "REJECT", "REQUEST"):  # "asked to move it", "vowed not to ignore them"
        inner.patients = [p for p in inner.patients if p.tag != "PRP" and p.lemma not in ("troop", "soldier", "force")]
    if (rule.type == "REJECT" and complement.lemma in HANDED) or complement.lemma == "avenge":
        inner.patients = []
    if rule.type == "AGREE" and complement.lemma in SENDING and any(k.dep == "neg" for k in complement.kids):
        inner.patients, inner.preps = [], {}  # "vowed not to send troops against the rebels": that is promised to others
    if rule.type == "REQUEST":  # whoever is to act is asked, not whom the act is about
        found = act.ids(inner.agents) if complement.dep == "ccomp" and complement.i > act.t.i else []
    else:
        found = _of_clause(act, complement, inner)
    if not found and rule.type == "THREATEN":  # "… unless Chile withdraws"
        clauses = [k for x in (act.t, complement) for k in x.kids if k.dep == "advcl" and any(m.lower in ("unless", "if") for m in k.kids)]
        found = [i for k in clauses for i in act.ids(of_verb(act.parse, k).agents)]
    by_id = act.who.by_id
    return [i for i in act.others(found) if not (rule.type in ("AGREE", "REJECT") and by_id[i].kind == "organization" and not any(m.form == "name" for m in by_id[i].mentions))]  # "promised to tighten up the regime"


def _of_clause(act: _Act, complement: Token, inner: Arguments) -> list[str]:
    """Those whom the clause of a promise, a refusal or a threat names as acted on, or as those towards whom it is."""
    rule = act.rule
    promised = rule.type in ("AGREE", "REJECT")  # what is promised or denied in a clause is done to nobody yet
    moved = complement.lemma in SENDING  # "threatened to send troops"
    made = promised and complement.lemma in MAKING | RULING  # "vowed to form a task force": there is none yet
    found = act.ids(inner.patients if not made else [], deep=not promised) if (complement.dep == "xcomp" or not promised) and not moved else []
    if complement.dep == "ccomp" and not promised:
        found = act.ids(inner.agents) + ([] if rule.id == "accuse.allege" else found)
    if (rule.id == "accuse.allege" and complement.dep == "ccomp") or not (found or complement.dep == "xcomp" or not promised):
        return found
    if promised and len(inner.patients) > 1 and act.who.at.get(inner.patients[0].i):
        found = act.ids(inner.patients[:1], deep=False)  # "promised to feed the guests Berg's cakes"
    returns = complement.lemma in MOVING  # "threatened to return to Lima" threatens no one there
    towards: tuple[str, ...] = ("with", "to", "for", "in", "into") if moved else ("with", "to", "for") if promised else ("with", "against", "on") if returns else ("with", "to", "against", "from", "on")
    for prep in towards:
        if rule.type == "THREATEN" and any(o.lemma in KILLINGS for o in inner.preps.get(prep, [])):
            continue  # "threatened to respond to Soto's killing": she is avenged
        found += act.ids(inner.preps.get(prep, []) or (_behind(inner, prep) if moved else []), deep=moved or not promised)
    return found


def _of_letter(act: _Act) -> list[str]:
    """"Sent the ministry a letter asking for an audit"."""
    if act.rule.type not in ("REQUEST", "AGREE", "THREATEN") or act.t.tag != "VBG":
        return []
    letter = act.parse.head(act.t)
    letter = letter if letter.pos == "VERB" else act.parse.head(letter)
    if letter.lemma not in ("send", "write") or letter.pos != "VERB":
        return []
    written = of_verb(act.parse, letter)
    readers = written.preps.get("to", []) + [p for p in written.patients if p.dep == "dative"]
    return act.others(act.ids(readers, deep=False) or act.ids([o for o in readers if o.lemma in ("headquarters", "office", "desk")]))


def _aimed_at(act: _Act) -> list[str]:
    """"Sanctions aimed at Chile", "… aimed at getting Chile to agree"."""
    if act.rule.id != "sanction.impose":
        return []
    found: list[Token] = []
    for k in [k for p in act.args.patients for x in act.parse.subtree(p) for k in x.kids if k.dep == "acl" and k.lemma in ("aim", "target", "direct")]:
        found += [g for g in k.kids if g.dep == "dobj"]
        for o in [o for os in of_verb(act.parse, k).preps.values() for o in os]:
            inner = [d for d in o.kids if d.dep in ("dobj", "ccomp")] if o.pos == "VERB" else []
            found += [next((g for g in d.kids if g.dep == "nsubj"), d) for d in inner] if o.pos == "VERB" else [o]
    return act.others(act.ids(found, deep=False))


def _addressed(act: _Act) -> list[str]:
    """With whom the call was, or to whom the letter, in which something is said."""
    if act.rule.type not in ("REQUEST", "THREATEN"):
        return []
    parse, node = act.parse, act.t
    for _ in range(4):
        said = [g for k in node.kids if k.dep == "prep" and k.lower in ("in", "during") for g in k.kids if g.dep == "pobj" and g.lemma in SPOKEN]
        if said:
            return act.others(act.ids([o for n in said for x in parse.subtree(n) if x.dep == "prep" and x.lower in ("with", "to") for o in x.kids if o.dep == "pobj"][:1], deep=False))
        if node.head == node.i or node.dep not in ("conj", "xcomp", "ccomp", "advcl"):
            return []
        node = parse.head(node)
    return []


def _helped(act: _Act) -> list[str]:
    """"Gave money to help the farmers"."""
    if act.rule.type != "AID":
        return []
    helped = [k for x in (act.t, *act.args.patients) for k in x.kids if k.dep in ("acl", "relcl", "advcl", "xcomp") and k.lemma in ("help", "assist", "aid", "support")]
    return act.others(act.ids([g for k in helped for g in k.kids if g.dep == "dobj"] + [s for k in helped for c in k.kids if c.dep in ("ccomp", "xcomp") for s in c.kids if s.dep == "nsubj"], deep=False))


def _taking_part(act: _Act, found: list[str]) -> list[str]:
    """Without those who are only given, sent, deployed, or the name of where it was."""
    rule, args, by_id = act.rule, act.args, act.who.by_id
    if rule.id == "consult.attend":  # "the Singapore conference": where it was
        named_after = act.ids([k for p in args.patients for k in p.kids if k.dep in ("compound", "nmod")], deep=False)
        found = [i for i in found if not (i in named_after and by_id[i].kind == "state")]
    if rule.type == "AID" and act.lemma in ("provide", "supply", "deliver", "donate") and args.patients and args.patients[0].dep == "dobj" and not args.preps.get("with") and not act.who.at.get(args.patients[0].i):
        found = [i for i in found if i not in act.ids(args.patients[:1], deep=False)]  # "provided trucks or carriers"
    if rule.type == "AID" and act.lemma in SENT:  # "sent food and doctors to Peru": they are sent, and no one they are sent to
        sent = act.ids([p for p in args.patients if p.dep != "dative" and (len(args.patients) < 2 or p is not args.patients[0])], deep=False)
        found = [i for i in found if i not in sent]
    if rule.type == "MOBILIZE":  # what is deployed is not whom it is deployed against
        deployed = act.ids(args.patients, deep=False)
        home = {by_id[i].country for i in act.actors} - {None}
        found = [i for i in found if (i not in deployed or by_id[i].kind == "state") and by_id[i].country not in home and not (by_id[i].kind == "organization" and by_id[i].sector == "MIL")]
    return found


def _behind_prepositions(act: _Act) -> list[str]:
    """Who stands behind some preposition, the likeliest first: "fired on the town", "sent food to Peru"."""
    rule, args = act.rule, act.args
    unnamed = args.passive and any(p.tag == "PRP" for p in args.patients[:1])  # "he was arrested in Chile": he, and not Chile
    if unnamed or rule.type not in ("ASSAULT", "COERCE", "SANCTION", "CONCEDE", "RETREAT", "MOBILIZE", "AID", "AGREE", "COOPERATE"):
        return []
    for prep in ("against", "on", "with", "to", "from", "of", "for", "in", "at", "into"):
        if prep in NOT_BEHIND.get(rule.type, ()) or (prep in NOT_BEHIND.get(act.lemma, ()) and (act.lemma != "shoot" or args.patients)):
            continue
        if rule.type == "AGREE" and prep not in (("to",) if rule.to_only else ("with", "to")):
            continue  # "promised a report on Chile's ships"
        heads = [o for o in args.preps.get(prep, []) if not (prep == "in" and o.lemma in SAYINGS)]
        if found := act.others(act.ids(heads, places=act.places, deep=rule.type != "AGREE")):
            return found
    return []


def _fought(act: _Act) -> list[str]:
    """"Waged a war against the north, killing thousands", "opened a row with Chile, alleging theft"."""
    t, above = act.t, act.parse.head(act.t)
    if act.rule.type not in ("ASSAULT", "ACCUSE") or t.tag != "VBG" or t.dep != "advcl" or above.pos != "VERB":
        return []
    against = of_verb(act.parse, above).preps
    heads = against.get("against", []) + (against.get("with", []) if act.rule.id == "accuse.allege" else [])
    return act.others(act.ids(heads, deep=False) or act.ids([o for o in heads if o.lemma in ("minority", "majority", "community", "population", "people")]))


def _made_by(act: _Act, patients: list[Token]) -> list[str]:
    """"Defended a remark that Lund made": what is praised or decried is hers."""
    if act.rule.type not in ("SUPPORT", "ACCUSE", "REJECT") or act.rule.both:
        return []
    made = [k for p in patients for k in p.kids if k.dep in ("relcl", "acl") and k.lemma in MADE]
    return act.others(act.ids([s for k in made for s in k.kids if s.dep == "nsubj" and s.pos in ("PROPN", "NOUN")], deep=False))


def _the_country(act: _Act) -> list[str]:
    """"He left the pact with Chile and imposed sanctions on the country": the one state that the sentence has named
    before, and whose no one who acts is."""
    if act.rule.type not in ("SANCTION", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "COERCE", "AID"):
        return []
    args, who = act.args, act.who
    over = [*args.patients, *(o for os in args.preps.values() for o in os), *(g for p in args.patients for k in p.kids if k.dep == "prep" for g in k.kids)]
    here = next((o for o in over if o.lemma in ("country", "nation") and any(k.lower in ("the", "that") for k in o.kids) and not any(k.dep in ("amod", "relcl", "acl") for k in o.kids)), None)
    if here is None:
        return []
    home = {who.by_id[i].country for i in act.ids(args.agents)} - {None}
    first = act.parse.sentence(act.t).first
    named = {i for r in who.refs if r.kind == "state" and first <= r.first and r.last < here.i for i in who.at.get(r.head, ()) if who.by_id[i].country not in home}
    return act.others(sorted(named)) if len(named) == 1 else []


IT = frozenset({"it", "this", "that"})
HARMFUL = frozenset({"sanction", "attack", "strike", "airstrike", "war", "action", "operation", "campaign", "violence", "crackdown", "offensive", "aggression"})
RULING = frozenset({"run", "lead", "govern", "rule", "reform", "overhaul", "manage", "win", "dismantle"})
MADE = frozenset({"make", "take", "say", "write", "propose", "issue", "sign", "send", "give", "announce", "outline", "unveil"})
MISSIONS = frozenset({"embassy", "consulate", "mission", "office"})
SAYINGS = frozenset({"statement", "interview", "speech", "address", "remark", "comment", "letter", "tweet", "post", "message", "article", "briefing"})
SPOKEN = frozenset({"call", "conversation", "letter", "message", "email", "telegram"})
NOT_BEHIND = {  # by type or verb: where it is done, with what, whence or whither
    "MOBILIZE": ("with",),  # "ordered a carrier with 5,000 sailors"
    "AID": ("from",),  # "gave millions from the ministry's budget"
    "RETREAT": ("to", "in", "at", "into"),  # whither they withdraw is nobody's loss
    "invade": ("from",),  # "invaded from Chile"
    "attack": ("to", "from"),  # "attacked north from Lima to Cusco"
    "shoot": ("in", "at"),  # "shot down drones in Chile"
}


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
