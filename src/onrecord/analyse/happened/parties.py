"""Who takes part in an act: the roles of its clause, read by the frame of its entry."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.clause import Clause, Clauses, Role
from onrecord.analyse.clause.grammar import CLAUSAL, NOMINAL, infinitive, kids
from onrecord.analyse.clause.model import NOBODY
from onrecord.analyse.clause.words import words as clause_words
from onrecord.analyse.english import BETWEEN, BY, FOR, FROM, OF, PRO_PLACES, TO, WITH
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.parse import Token
from onrecord.analyse.who import Who
from onrecord.analyse.who.words import words as who_words
from onrecord.lexicon.acts import Act
from onrecord.model import Actor

TOGETHER = ("with", "between", "among", "alongside")
DEFAULT = (
    "object",
    "indirect",
    "to",
    "from",
    "against",
    "on",
    "upon",
    "at",
    "with",
    "toward",
    "towards",
    "into",
    "between",
    "among",
    "owner",
)
PARTNERED = (
    "object",
    "indirect",
    "to",
    "toward",
    "towards",
    "owner",
)  # of those who act together; TOGETHER beside
BESIDE_OBJECT = frozenset(
    {"object", "indirect", "to", "between", "among"}
)  # where the object itself is somebody
OF_OBJECT = (
    "of",
    "from",
    "by",
    "against",
    "on",
    "to",
    "with",
    "between",
)  # phrases of an object that is nobody itself
DEEP = frozenset({"of", "by", "against", "on", "for"})  # behind these, of what is nobody those it belongs to
PRESS = "JRN"
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
CONTENT = frozenset({"REQUEST", "THREATEN", "AGREE"})  # acts in words whose content tells whom they are to
GIVEN = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE", "AID"}
)  # "criticism from Peru"
FORCES = frozenset({"MIL", "COP", "REB", "SPY", "UAF"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "IGO", "PTY", "OPP", "REB", "JUD", "ELI", "REL", "BUS", "NGO"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor ids by role; ``found`` names the constructions by which they were found, ``unmet`` what the frame
    lacks."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    found: frozenset[str]
    unmet: tuple[str, ...]


class Names:
    """Actor ids of tokens: the one that a token names, else those that its phrase names.

    Outlets take part in nothing: what they are told, publish or confirm is no act of theirs.
    """

    def __init__(self, clauses: Clauses, who: Who, vouchers: Vouchers) -> None:
        self.clauses, self.who, self.tokens, self.vouchers = clauses, who, clauses.parse.tokens, vouchers
        self._press = frozenset(a.id for a in who.actors if a.sector == PRESS and a.kind == "organization")

    def named(self, h: int) -> list[str]:
        """Whom one token means; "I" and "we" in quotation marks are the speaker."""
        found = [i for i in self.who.at.get(h, ()) if i not in self._press]
        if (
            not found
            and self.tokens[h].lower in FIRST_PERSON
            and (speaker := self.vouchers.speaker(self.tokens[h].start))
        ):
            return [speaker]
        return found

    def at(self, heads: tuple[int, ...], deep: bool = True) -> list[str]:
        """Ids of the heads in order, each once; with ``deep``, of a head that is nobody those it belongs
        to."""
        out: list[str] = []
        for h in heads:
            found = self.named(h)
            out += found or (self._deeper(self.tokens[h]) if deep else ())
            if found:  # "with A, B, and then-chairman C": parses of long lists break
                out += [i for g in self.who.listed_after(h) for i in self.named(g)]
        return list(dict.fromkeys(out))

    def owners(self, h: int) -> list[str]:
        """Whose something is: "its embassy", "Norwegian salmon"."""
        return [i for o in self.clauses.roles.owners(self.tokens[h]).heads for i in self.named(o)]

    def _deeper(self, t: Token) -> list[str]:
        """ "Its embassy", "the bombing of Aleppo", "two of them": whose it is, or of whom."""
        if t.pos in ("NUM", "DET", "PRON"):
            return [
                i for k in kids(t, "prep") if k.lower == OF for g in kids(k, "pobj") for i in self.named(g.i)
            ]
        if t.pos not in NOMINAL:
            return []
        if t.lemma in who_words().transparent:  # "a pair of U.S. air strikes killed …"
            inner = [g for k in kids(t, "prep") if k.lower == OF for g in kids(k, "pobj") if g.i != t.i]
            if inner:
                return self.named(inner[0].i) or self.owners(inner[0].i)
        found = self.owners(t.i)
        if not found:
            for k in kids(t, "prep", "agent"):
                if k.lower in OF_OBJECT:
                    found += [i for g in kids(k, "pobj") for i in self.named(g.i)]
        return found


def parties(names: Names, clause: Clause, act: Act, t: Token) -> Parties:
    """Actors and recipients of an act by its frame."""
    found: set[str] = set()
    if clause.kind == "noun":
        actors, recipients = _of_noun(names, clause, act, found)
    else:
        actors, recipients = _of_verb(names, clause, act, found)
    if act.swap:
        actors, recipients = recipients, actors
    if act.type == "CONSULT":  # an interview is no consultation
        actors, recipients = (
            [i for i in ids if names.who.by_id[i].sector != PRESS] for ids in (actors, recipients)
        )
    if act.both:
        actors, recipients = list(dict.fromkeys([*actors, *recipients])), []
    recipients = [i for i in recipients if i not in actors]
    if act.type in CONTENT and not recipients and not (act.both and len(actors) > 1):
        about = _content(names, clause, act) if clause.kind == "verb" else _asked_to_act(names, clause)
        known = names.who.by_id
        recipients = [i for i in dict.fromkeys(about) if i not in actors and _named(known[i], act)]
        found.update({"content"} if recipients else ())
    return Parties(
        tuple(actors), tuple(recipients), frozenset(found), lacks(names, clause, act, actors, recipients)
    )


def _named(actor: Actor, act: Act) -> bool:
    """A promise is made to those who have a name: "promised to run the council" is none to the council."""
    return act.type != "AGREE" or actor.kind == "state" or any(m.form == "name" for m in actor.mentions)


def _note(found: set[str], role: Role, ids: list[str]) -> list[str]:
    if ids:
        found.add(role.how)
    return ids


def _of_verb(names: Names, clause: Clause, act: Act, found: set[str]) -> tuple[list[str], list[str]]:
    actors = _note(found, clause.subject, names.at(clause.subject.heads)) or _issuers(names, clause)
    recipients: list[str] = []
    if clause.form.passive and not actors:
        actors = [i for p in act.agent if p in clause.oblique for i in names.at(clause.oblique[p].heads)]
        found.update({"agent phrase"} if actors else ())
    slots = act.recipient or (PARTNERED if act.both else DEFAULT)
    if not act.recipient and names.at(
        clause.object.heads, deep=False
    ):  # "criticised Peru on its rights to the sea"
        slots = tuple(x for x in slots if x in BESIDE_OBJECT)
    for slot in slots:
        recipients += _slot(names, clause, slot, found)
    for prep in TOGETHER if act.both else ():
        if prep in clause.oblique:
            recipients += names.at(clause.oblique[prep].heads)
    return actors, list(dict.fromkeys(recipients))


def _slot(names: Names, clause: Clause, slot: str, found: set[str]) -> list[str]:
    if slot == "object":
        return _note(found, clause.object, names.at(clause.object.heads, deep=False))
    if slot == "indirect":
        return _note(found, clause.indirect, names.at(clause.indirect.heads, deep=False))
    if slot == "owner":  # of what is acted on, where it is nobody itself
        bare = [h for h in clause.object.heads if h not in names.who.at]
        return names.at(tuple(bare))
    if slot in clause.oblique:
        return names.at(clause.oblique[slot].heads, deep=slot in DEEP)
    return []


def _issuers(names: Names, clause: Clause) -> list[str]:
    """ "Issued a statement condemning him": of a participle on a noun that is nobody those who issue it."""
    if clause.subject.how != "participle" or not clause.subject:
        return []
    verb = names.clauses.roles.governing_verb(names.tokens[clause.subject.heads[0]])
    return names.at(names.clauses.of(verb).subject.heads) if verb is not None else []


def _content(names: Names, clause: Clause, act: Act) -> list[str]:
    """Whom what is asked, promised or threatened is about: who is to act in "that" clauses, whom an
    infinitive acts on."""
    if clause.complement is None:
        return _asked_to_act(names, clause)
    inner = names.clauses.of(names.tokens[clause.complement])
    if clause.complement_form == "that":
        return names.at((inner.object if inner.form.passive else inner.subject).heads)
    deep = act.type != "AGREE"  # "pledged to repair Nepal's railways" is no promise to Nepal
    acted_on = names.at((*inner.object.heads, *inner.indirect.heads), deep) or [
        i
        for p in ("to", "with", "against", "on", "from")
        if p in inner.oblique
        for i in names.at(inner.oblique[p].heads, deep)
    ]
    asked = names.at(inner.subject.heads) if act.type == "REQUEST" and FOR in clause.oblique else []
    return asked or acted_on


def _asked_to_act(names: Names, clause: Clause) -> list[str]:
    """ "Pushed for Norway to grant visas", "called for the envoys to leave": who is to act."""
    t = names.tokens[clause.head]
    for k in kids(t, "advcl", "acl"):
        if k.i > t.i and infinitive(k):
            marked = any(m.lower == FOR for m in kids(k, "mark"))
            inner = names.clauses.of(k)
            return names.at(inner.subject.heads if marked else clause.oblique.get("for", NOBODY).heads)
    return []


def _given(clause: Clause, act: Act, acting: bool) -> bool:
    """Whether who stands behind "from" acts."""
    gives = FROM in clause.oblique and not acting and (TO in clause.oblique or bool(clause.indirect))
    return gives or (act.type in GIVEN and FROM not in act.recipient)


def _by_phrases(
    names: Names, clause: Clause, act: Act, found: set[str], actors: list[str], recipients: list[str]
) -> None:
    """Adds whom the phrases behind a noun name."""
    given = _given(clause, act, bool(actors))
    to = act.recipient or (PARTNERED if act.both else (*DEFAULT, FOR))
    for prep, role in clause.oblique.items():
        ids = names.at(role.heads, deep=prep in DEEP)
        if prep == BETWEEN or (prep == FROM and given and not actors):
            actors.extend(ids)
            continue
        if prep == OF:
            if act.own and not actors and BY not in clause.oblique:  # "the recall of its ambassador"
                actors.extend(i for h in role.heads for i in names.owners(h))
            if act.own and (actors or act.of == "recipient"):
                continue
            (actors if act.of in ("", "actor") and not actors else recipients).extend(ids)
        elif prep == BY or (prep in TOGETHER and act.both):
            actors.extend(ids)
        elif prep in TOGETHER or prep in to:
            recipients.extend(ids)
        if ids:
            found.add("phrase")


def _where_to(names: Names, clause: Clause) -> list[str]:
    """ "Pelosi's Taiwan trip": the state that the noun before it names."""
    where = (k.i for k in kids(names.tokens[clause.head], "compound", "nmod") if k.pos == "PROPN")
    return [i for i in names.at(tuple(where), deep=False) if names.who.by_id[i].kind == "state"]


def _of_noun(names: Names, clause: Clause, act: Act, found: set[str]) -> tuple[list[str], list[str]]:
    actors: list[str] = _note(found, clause.subject, names.at(clause.subject.heads))
    recipients: list[str] = []
    owner = _note(found, clause.owner, names.at(clause.owner.heads, deep=False))
    if act.mode == "visit":
        recipients = _note(found, clause.owner, _where_to(names, clause))
        owner = [i for i in owner if i not in recipients]
    suffers = (
        act.of == "recipient"
        and clause.owner.how == "owner"
        and any(names.who.by_id[i].kind == "person" for i in owner)
    )
    (recipients if suffers or (actors and not act.both) else actors).extend(owner)
    recipients += names.at(clause.indirect.heads, deep=False)
    _by_phrases(names, clause, act, found, actors, recipients)
    if act.both:
        recipients += _included(names, clause)
    if act.both and not actors and not recipients:
        actors = _note(found, clause.above, _around(names, clause))
    alone = len(set(actors) | set(recipients)) < 2
    partnered = WITH in clause.oblique and not clause.subject and not owner
    if (act.both and (alone or partnered) and BETWEEN not in clause.oblique) or (
        not actors and act.mode == "visit"
    ):
        actors = [*_note(found, clause.above, names.at(clause.above.heads, deep=False)), *actors]
    return list(dict.fromkeys(actors)), list(dict.fromkeys(recipients))


def _included(names: Names, clause: Clause) -> list[str]:
    """ "Her meetings on Monday included the premier": whom the verb of a gathering names."""
    t = names.tokens[clause.head]
    verb = names.clauses.parse.head(t)
    if t.dep != "nsubj" or verb.pos not in CLAUSAL or verb.lemma not in clause_words().includes:
        return []
    return names.at(names.clauses.of(verb).object.heads, deep=False)


def _around(names: Names, clause: Clause) -> list[str]:
    """Talks of which nobody is told: who acts and whom the sentence's main clause names ("… after talks
    began")."""
    root = names.tokens[clause.head]
    while root.head != root.i:
        root = names.clauses.parse.head(root)
    if root.i == clause.head or root.pos not in CLAUSAL:
        return []
    main = names.clauses.of(root)
    heads = [
        *main.subject.heads,
        *main.object.heads,
        *(h for p in TOGETHER if p in main.oblique for h in main.oblique[p].heads),
    ]
    return names.at(tuple(h for h in heads if h != clause.head), deep=False)


def lacks(
    names: Names, clause: Clause, act: Act, actors: list[str], recipients: list[str]
) -> tuple[str, ...]:
    """What the frame asks of who takes part and does not get."""
    out = []
    everyone = [*actors, *recipients]
    people = [names.who.by_id[i] for i in actors]
    if not everyone:
        out.append("nobody")
    if (
        (act.needs in ("actor", "partner") and not actors)
        or (act.needs == "partner" and len(everyone) < 2 and not _several(names, clause, actors))
        or (act.needs == "recipient" and not recipients)
        or (act.needs == "place" and not recipients and not _goes_to_place(names, clause))
    ):
        out.append("needs")
    kinds = {
        "actor": bool(people),
        "person": any(a.kind in ("person", "group") for a in people),
        "official": any(a.kind == "state" or a.roles or a.sector in OFFICIAL or a.country for a in people),
        "force": any(a.kind in ("state", "group") or a.sector in FORCES for a in people),
        "crowd": any(
            a.kind in ("group", "person") or a.sector not in ("GOV", "MIL", "COP", "JRN")
            for a in people
            if a.kind != "state"
        ),
    }
    if act.subject and not kinds[act.subject]:
        out.append("subject")
    return tuple(out)


def _several(names: Names, clause: Clause, actors: list[str]) -> bool:
    """Whether one actor is several ("the ministers met")."""
    return any(names.who.by_id[i].kind == "group" for i in actors)


def _goes_to_place(names: Names, clause: Clause) -> bool:
    heads = [
        *clause.object.heads,
        *(
            h
            for p in ("to", "in", "at", "for", "into")
            if p in clause.oblique
            for h in clause.oblique[p].heads
        ),
    ]
    there = any(k.lower in PRO_PLACES for k in kids(names.tokens[clause.head], "advmod"))
    return there or any(h in names.who.place_at or h in names.who.at for h in heads)
