"""What speaks for a mention and against it, by name: the input of its chance."""

from __future__ import annotations

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.grammar import kids
from onrecord.analyse.happened.match import Match
from onrecord.analyse.happened.parties import Parties
from onrecord.analyse.parse import Token
from onrecord.analyse.who import Who
from onrecord.model.analysis import Status

LEAD, DEEP = 4, 20  # sentences of a report: its news comes first, its background last
FIRST_PERSON = frozenset({"i", "we", "you", "us", "me"})
DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})


def features(
    clauses: Clauses,
    clause: Clause,
    who: Who,
    t: Token,
    match: Match,
    parties: Parties,
    status: Status,
    quoted: bool,
    vouched: bool,
    rivals: int,
) -> dict[str, float]:
    """Named facts of one mention; each is 1 unless it says otherwise."""
    act = match.act
    names = [
        "bias",
        f"type {act.type}",
        f"kind {clause.kind}",
        f"entry {act.id}",
        f"status {status}",
        f"status {status} {_family(act.type)}",
        *(f"unmet {u}" for u in (*match.unmet, *parties.unmet)),
        *(f"unmet {u} {act.type}" for u in (*match.unmet, *parties.unmet)),
        f"actors {min(len(parties.actors), 3)}",
        f"recipients {min(len(parties.recipients), 2)}",
        f"actors {min(len(parties.actors), 3)} {act.type}",
        f"recipients {min(len(parties.recipients), 2)} {act.type}",
        f"subject {clause.subject.how}" if clause.subject else "subject none",
        f"dep {t.dep}",
        f"tense {clause.form.tense}",
        f"tag {t.tag}",
        f"complement {clause.complement_form} {act.type}",
        f"basis of tense {clause.form.tense} {clause.kind}",
        f"in {_embedding(clauses, t)}",
        f"sentence {clauses.parse.sentence(t).kind}",
    ]
    names += [f"found {f}" for f in parties.found]
    names += _by_type(clauses, clause, who, t, act.type, parties, status)
    if clause.steps:
        names.append(f"ground {clause.steps[-1].ground.split(' ')[-1]}")
        names += [f"step {s.ground.split(' ')[-1]}" for s in clause.steps]
    if clause.subject and not parties.actors:
        names.append("subject unknown")
    if clause.object and not any(h in who.at for h in clause.object.heads):
        names.append(f"object unknown {_family(act.type)}")
    if clause.carrier != clause.head:
        names.append("carried")
    names += _of_actor(clauses, clause, who, parties)
    flags = {
        "quoted": quoted,
        "vouched": vouched,
        f"quoted {act.type}": quoted,
        "perfect": clause.form.perfect,
        "modal": clause.form.modal is not None,
        "negated": clause.form.negated,
        "question": clause.form.question,
        "passive": clause.form.passive,
        "many senses": rivals > 1,
        "definite": any(k.lower in DEMONSTRATIVE for k in t.kids) and clause.kind == "noun",
        "bare noun": clause.kind == "noun" and not t.kids,
        "plural noun": clause.kind == "noun" and t.tag == "NNS",
        "complement": clause.complement is not None,
        "object": bool(clause.object),
        "first person": any(clauses.parse.tokens[h].lower in FIRST_PERSON for h in clause.subject.heads),
        "adverb": any(True for _ in kids(t, "advmod")),
        "above clause": _depth(clauses, t) > 1,
    }
    names += [name for name, holds in flags.items() if holds]
    return dict.fromkeys(names, 1.0)


def _by_type(
    clauses: Clauses, clause: Clause, who: Who, t: Token, kind: str, parties: Parties, status: Status
) -> list[str]:
    """What may speak for one type and against another: the words themselves, who acts, where the clause
    hangs."""
    tokens = clauses.parse.tokens
    names = [
        f"word {t.lemma} {kind}",
        f"status {status} {kind}",
        f"in {_embedding(clauses, t)} {kind}",
        f"tense {clause.form.tense} {kind}",
    ]
    names += [f"object {tokens[h].lemma}" for h in clause.object.heads[:1] if tokens[h].pos == "NOUN"]
    names += [
        f"under {tokens[t.head].lemma} {clause.kind}" for _ in range(clause.kind == "noun" and t.head != t.i)
    ]
    if parties.actors:
        names.append(f"actor {who.by_id[parties.actors[0]].kind} {kind}")
    if parties.recipients:
        names.append(f"recipient {who.by_id[parties.recipients[0]].kind} {kind}")
    if clause.subject:
        names.append(f"subject {clause.subject.how} {kind}")
    sentence = clauses.parse.sentence(t)
    names.append("lead" if sentence.i < LEAD else "deep" if sentence.i > DEEP else "middle")
    return names


def _family(kind: str) -> str:
    return (
        "verbal"
        if kind in ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
        else "material"
    )


def _embedding(clauses: Clauses, t: Token) -> str:
    """The relation by which the act's clause hangs on another: the first of those on the way up, "main"
    without one."""
    for a in (t, *clauses.parse.ancestors(t)):
        if a.dep in ("relcl", "ccomp", "advcl", "acl", "xcomp", "pcomp", "csubj", "parataxis"):
            return str(a.dep)
    return "main"


def _depth(clauses: Clauses, t: Token) -> int:
    return sum(a.pos in ("VERB", "AUX") for a in clauses.parse.ancestors(t))


def _rivals(clauses: Clauses, who: Who, at: int, meant: str) -> int:
    """How many others a pronoun could mean: those of its kind named in its sentence or the two before, three
    at most."""
    parse = clauses.parse
    first = parse.sentences[max(0, parse.tokens[at].sent - 2)].first
    kind = who.by_id[meant].kind
    named = {
        i
        for n in range(first, parse.sentence(parse.tokens[at]).last)
        if n in who.ref_at and who.ref_at[n].form != "pronoun"
        for i in who.at.get(n, ())
    }
    return min(3, sum(i != meant and who.by_id[i].kind == kind for i in named))


def _of_actor(clauses: Clauses, clause: Clause, who: Who, parties: Parties) -> list[str]:
    """How the first participant in each role is told: by name, title, description or pronoun, and what it
    is."""
    out = []
    for role, ids, heads in (
        ("actor", parties.actors, clause.subject.heads),
        ("recipient", parties.recipients, clause.object.heads),
    ):
        if not ids:
            continue
        a = who.by_id[ids[0]]
        out += [f"{role} {a.kind}", f"{role} {'of a state' if a.country else 'of no state'}"]
        if a.sector:
            out.append(f"{role} {a.sector}")
        refs = [who.ref_at[h] for h in heads if h in who.ref_at]
        if refs:
            out.append(f"{role} by {refs[0].form}")
            if refs[0].open:
                out.append(f"{role} open")
            if refs[0].form == "pronoun":
                out.append(f"{role} pronoun rivals {_rivals(clauses, who, heads[0], ids[0])}")
            if refs[0].plural:
                out.append(f"{role} plural")
            if refs[0].form == "nominal" and not a.country and not any(m.form == "name" for m in a.mentions):
                out.append(f"{role} unnamed")
    return out
