"""How each one named in an act's sentence stands to the act: the evidence of who does it and to whom it is
done.

The frames of the lexicon name participants by rule (``parties.py``). Labelled news says how often a
name that stands so to such a word takes part, by the path of dependencies between the two, the slot of
the clause that it fills and what the rule made of it (features as in Gildea and Jurafsky 2002,
Automatic Labeling of Semantic Roles).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.analyse.clause import Clause
from onrecord.analyse.clause.grammar import NOMINAL
from onrecord.analyse.happened.parties import Names, Parties
from onrecord.analyse.parse import Token
from onrecord.lexicon.acts import Act

UP, DOWN, FAR = 4, 5, 30  # steps of a path that is told step by step, and that is told at all
NEAR = (2, 5, 10, 20)  # tokens
REACH, MOST = 80, 40  # tokens either way, and names: a longer sentence is a list


def named_around(names: Names, t: Token) -> dict[str, list[int]]:
    """Tokens of the act's sentence by the actor that they name, of those within reach; the nearest of a
    long list alone."""
    sentence = names.clauses.parse.sentence(t)
    near = range(max(sentence.first, t.i - REACH), min(sentence.last, t.i + REACH + 1))
    found = [(i, who) for i in near if i != t.i for who in names.named(i)]
    if len(found) > MOST:
        found = sorted(sorted(found, key=lambda x: abs(x[0] - t.i))[:MOST])
    out: dict[str, list[int]] = {}
    for i, who in found:
        out.setdefault(who, []).append(i)
    return out


def _next_to(t: Token, around: dict[str, list[int]]) -> dict[int, str]:
    """Who is named nearest before the act (-1) and after it (1)."""
    out: dict[int, tuple[int, str]] = {}
    for who, at in around.items():
        for i in at:
            side = 1 if i > t.i else -1
            if side not in out or abs(i - t.i) < out[side][0]:
                out[side] = (abs(i - t.i), who)
    return {side: who for side, (_, who) in out.items()}


@dataclass(frozen=True, slots=True)
class _Act:
    """What is the same for everyone named around one act."""

    t: Token
    carrier: int
    act: Act
    slots: dict[int, str]  # of its clause, by token
    outer: dict[int, str]  # of the clause that a noun stands in
    above: dict[int, int]  # steps up to what it hangs on, by token
    chain: tuple[Token, ...]
    speaker: str | None
    quoted: bool


def _act(names: Names, clause: Clause, act: Act, t: Token) -> _Act:
    verb = names.clauses.roles.governing_verb(t)
    outer = dict(_slots(names.clauses.of(verb))) if verb is not None and verb.i != clause.carrier else {}
    chain = (t, *islice(names.clauses.parse.ancestors(t), FAR))
    return _Act(
        t, clause.carrier, act, dict(_slots(clause)), outer, {x.i: n for n, x in enumerate(chain)}, chain,
        names.vouchers.at(t.start), names.vouchers.word_for_word(t.start),
    )  # fmt: skip


def standing(names: Names, clause: Clause, act: Act, t: Token, told: Parties) -> dict[str, dict[str, float]]:
    """Facts by actor: everyone named in the act's sentence, and everyone whom the rule names."""
    around = named_around(names, t)
    for i in (*told.actors, *told.recipients)[:MOST]:
        around.setdefault(i, [])
    one = _act(names, clause, act, t)
    ruled = frozenset((*told.actors, *told.recipients))
    states = Counter(names.who.by_id[i].country for i in ruled)
    next_to = _next_to(t, around)
    out = {}
    for who, at in around.items():
        facts = {f for i in at for f in _of_place(names, one, i)}
        facts |= _of_rule(act, clause, told, who)
        actor = names.who.by_id[who]
        if actor.country and states[actor.country] > (who in ruled):
            facts |= {"of one state with another", f"of one state with another {act.type}"}
        for side in (side for side, nearest in next_to.items() if nearest == who):
            facts |= {f"next {side}", f"next {side} {act.type} {clause.kind}"}
        facts |= {
            f"told {sum(len(actor.mentions) > n for n in (1, 3, 6, 12))}",
            f"named {any(m.form == 'name' for m in actor.mentions)}",
            f"is {actor.kind}",
            f"is {actor.kind} {act.type}",
            f"sector {actor.sector}",
            f"others {min(len(around) - 1, 4)}",
            "bias",
        }
        if not at:
            facts.add("elsewhere")
        out[who] = dict.fromkeys(sorted(facts), 1.0)
    return out


def _of_rule(act: Act, clause: Clause, told: Parties, who: str) -> set[str]:
    role = "actor" if who in told.actors else "recipient" if who in told.recipients else "none"
    facts = {
        f"rule {role}",
        f"rule {role} {act.type}",
        f"rule {role} {act.id}",
        f"rule {role} {clause.kind} {min(len(told.actors), 2)} {min(len(told.recipients), 2)}",
        f"rule {role} {act.type} {min(len(told.actors), 2)} {min(len(told.recipients), 2)}",
    }
    return (
        facts | {f"rule {role} by {f}" for f in told.found} | {f"rule {role} lacks {u}" for u in told.unmet}
    )


def _slots(clause: Clause) -> Iterator[tuple[int, str]]:
    """The slot that a head fills; of several the last told."""
    for name, role in (("above", clause.above), ("owner", clause.owner), *clause.oblique.items()):
        for h in role.heads:
            yield h, name
    for name, role in (("indirect", clause.indirect), ("object", clause.object), ("subject", clause.subject)):
        for h in role.heads:
            yield h, f"{name} {role.how}"


def _of_place(names: Names, one: _Act, i: int) -> set[str]:
    """Facts of one place where somebody is named."""
    t, act = one.t, one.act
    h = names.tokens[i]
    side = "after" if i > t.i else "before"
    distance = sum(abs(i - t.i) > n for n in NEAR)
    path, top = _path(names, one, h)
    ref = names.who.ref_at.get(i)
    form = ref.form if ref is not None else "none"
    slot = one.slots.get(i, "")
    kind = "noun" if t.pos in NOMINAL else "verb"
    facts = {
        f"path {path}",
        f"path {path} {act.type}",
        f"path {path} {act.id}",
        f"{side} {distance}",
        f"{side} {distance} {kind}",
        f"form {form}",
        f"form {form} {side} {kind}",
        f"dep {h.dep} {names.tokens[h.head].lower if h.dep == 'pobj' else names.tokens[h.head].pos}",
    }
    facts |= {f"{kind} word {t.lemma} {path}", f"{kind} word {t.lemma} {side}"}
    if h.pos == "NOUN":
        facts |= {f"called {h.lemma}", f"called {h.lemma} {act.type} {side}"}
    if i in names.who.place_at:
        facts |= {"place", f"place {act.type}", f"place {path}", f"place {slot}"}
    if slot:
        facts |= {f"slot {slot}", f"slot {slot} {act.type}", f"slot {slot} {act.id}", f"slot {slot} {kind}"}
    if i in one.outer:
        facts |= {f"outer {one.outer[i]}", f"outer {one.outer[i]} {act.type}"}
    if top is not None and top.i not in (t.i, one.carrier):
        facts.add(f"top {top.lemma} {path.rpartition('>')[2]}")
    if one.speaker in names.named(i):
        facts |= {"speaks", f"speaks {act.type}"}
    if ref is not None and ref.modifier:
        facts.add(f"modifier {kind}")
    if names.vouchers.word_for_word(h.start) != one.quoted:
        facts.add("across quotation marks")
    return facts


def _path(names: Names, one: _Act, h: Token) -> tuple[str, Token | None]:
    """Relations from the act up to what both hang on, and down to the name; coordination and apposition of
    names apart."""
    down: list[str] = []
    node = h
    for _ in range(FAR):
        if node.i in one.above or node.head == node.i:
            break
        if not (node.dep in ("conj", "appos") and node.pos in NOMINAL):
            parent = names.tokens[node.head]
            down.append(parent.lower if node.dep == "pobj" else node.dep if node.dep != "prep" else "")
        node = names.tokens[node.head]
    if node.i not in one.above:
        return "none", None
    climbed = [x.dep for x in one.chain[: one.above[node.i]]]
    down = [d for d in reversed(down) if d]
    if len(climbed) > UP or len(down) > DOWN:
        return f"far {min(len(climbed), 6)}", node
    return f"{'<'.join(climbed)}^{node.pos}>{'>'.join(down)}", node
