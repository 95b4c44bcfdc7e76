"""Which entries of the lexicon a word may mean, and which of their conditions the clause does not meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.grammar import CLAUSAL, NOMINAL, kids
from onrecord.analyse.english import OF, ON, PRO_OBJECTS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who
from onrecord.analyse.who.words import words as who_words
from onrecord.lexicon.acts import Act, Acts

PARTICLE_DEPS = ("prt", "prep", "advmod", "agent")
WITH_WORD = ("dobj", "acomp", "oprd")
LOOKS_THROUGH = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a word may mean; ``unmet`` names the conditions that the clause does not fill."""

    act: Act
    key: str
    unmet: tuple[str, ...]


def keys(parse: Parse, t: Token) -> list[str]:
    """The names under which a verb may stand in the lexicon, the longest first: "walk_out_of", "walk_out",
    "walk"."""
    found = []
    for k in t.kids:
        if k.dep in WITH_WORD and k.i > t.i:  # "find guilty", "take issue with"
            found.append(f"{t.lemma}_{k.lower}")
            found += [
                f"{t.lemma}_{k.lower}_{g.lower}" for g in (*k.kids, *t.kids) if g.dep == "prep" and g.i > k.i
            ]
        elif k.dep in PARTICLE_DEPS and k.i > t.i and not any(g.ent in ("DATE", "TIME") for g in k.kids):
            found.append(f"{t.lemma}_{k.lower}")
            found += [f"{t.lemma}_{k.lower}_{g.lower}" for g in kids(k, "prep")]
            found += [f"{t.lemma}_{k.lower}_{g.lower}" for g in t.kids if g.dep == "prep" and g.i > k.i]
    found.sort(key=lambda k: -k.count("_"))
    hyphen = t.i > 1 and parse.tokens[t.i - 1].text == "-" and parse.tokens[t.i - 1].end == t.start
    joined = [f"{parse.tokens[t.i - 2].lower}-{t.lemma}"] if hyphen else []  # "co-hosted"
    return [*joined, *dict.fromkeys(found), t.lemma]


def noun_keys(parse: Parse, t: Token) -> list[str]:
    """An act noun with the compound before it, then alone: "phone_call", "call"."""
    before = [k for k in kids(t, "compound", "amod", "nmod") if k.i < t.i]
    joined = [f"{k.lemma}_{t.lemma}" for k in before]
    hyphen = t.i > 1 and parse.tokens[t.i - 1].text == "-" and parse.tokens[t.i - 1].end == t.start
    if hyphen:  # "test-firing" is one word: its second half alone is none ("cease-fire")
        return [f"{parse.tokens[t.i - 2].lower}-{t.lemma}"]
    return [*joined, t.lemma]


def looked_up(parse: Parse, t: Token) -> list[str]:
    """The names under which a word is looked for."""
    return keys(parse, t) if t.pos in CLAUSAL else noun_keys(parse, t) if t.pos in NOMINAL else [t.lower]


def matches(clauses: Clauses, who: Who, t: Token, lexicon: Acts) -> list[Match]:
    """Every entry under the longest of the word's names that has any, fewest unmet conditions first."""
    table, names = _names(clauses.parse, t, lexicon)
    clause: Clause | None = None
    found: list[Match] = []
    for name in names:
        for act in table.get(name, ()):
            clause = clause or clauses.of(t)
            found.append(Match(act, name, _unmet(clauses, clause, who, t, act, name)))
    found.sort(
        key=lambda m: (len([u for u in m.unmet if u in HARD]), len(m.unmet), -m.key.count("_"), -_asks(m.act))
    )
    return found


def narrowed(readings: Sequence[Match]) -> list[Match]:
    """Without the plain entries of a word, where one that asks for its object or complement is met; of plain
    ones those of the longest name: "pleaded guilty" is no plea for something."""
    met = [m for m in readings if not HARD & set(m.unmet)]
    longest = max((m.key.count("_") for m in met), default=0)
    narrow = [m for m in met if _asks(m.act)]
    return narrow or [m for m in met if m.key.count("_") == longest] or list(readings)


HARD = frozenset({"object", "object_not", "complement", "under", "modified"})


def _names(parse: Parse, t: Token, lexicon: Acts) -> tuple[dict[str, tuple[Act, ...]], list[str]]:
    if t.pos in CLAUSAL:
        return lexicon.verbs, keys(parse, t)
    if t.pos in NOMINAL:
        return lexicon.nouns, noun_keys(parse, t)
    if t.pos == "ADJ":
        return lexicon.adjectives, [t.lower]
    return {}, []


def _asks(act: Act) -> int:
    return (
        bool(act.object)
        + bool(act.complement or act.complement_verbs)
        + bool(act.under)
        + bool(act.modified)
        + act.plain_object
    )


def _objects(clause: Clause, t: Token, key: str) -> list[int]:
    """What an act is done to: a verb's object, or what a noun names."""
    if clause.kind == "noun":
        behind = [clause.oblique[p].heads[0] for p in (OF, ON) if p in clause.oblique]
        return [*behind, *(k.i for k in kids(t, "compound", "amod", "nmod"))]
    prep = key.split("_")[-1] if "_" in key and t.pos in CLAUSAL else ""
    if not clause.object.heads and prep in clause.oblique:
        return list(clause.oblique[prep].heads)
    return list(clause.object.heads)


def _described(tokens: Sequence[Token], t: Token, heads: list[int], clause: Clause) -> set[str]:
    """The words that stand before an act, or before what it is done to."""
    above = heads if clause.kind == "verb" else [t.i]
    found = {k.lower for h in above for k in tokens[h].kids if k.dep in ("amod", "compound", "nmod")}
    if t.i > 1 and tokens[t.i - 1].text == "-":
        found.add(tokens[t.i - 2].lower)
    joined = (k for h in (*heads, t.i) for k in tokens[h].kids if k.i > 1 and tokens[k.i - 1].text == "-")
    return found | {f"{tokens[k.i - 2].lower}-{k.lower}" for k in joined}


def _unmet(clauses: Clauses, clause: Clause, who: Who, t: Token, act: Act, key: str) -> tuple[str, ...]:
    parse = clauses.parse
    tokens = parse.tokens
    heads = _objects(clause, t, key)
    named = {w for h in heads for w in names_of(parse, tokens[h])}
    out = []
    if act.object and not _fills(act, named, heads, who, tokens, clause):
        out.append("object told before" if _told_before(act, parse, heads) else "object")
    if act.object_not & (named if clause.kind != "noun" else named | {t.lemma}):
        out.append("object_not")
    if act.plain_object and any(k.dep in ("oprd", "attr", "acomp", "ccomp", "xcomp") for k in t.kids):
        out.append("object")
    if act.modified and not act.modified & _described(tokens, t, heads, clause):
        out.append("modified")
    if act.preps and not act.preps & clause.oblique.keys() and not _phrase_before(parse, t, act):
        out.append("preps")
    if act.complement and clause.complement_form != act.complement:
        out.append("complement")
    verb = tokens[clause.complement].lemma if clause.complement is not None else ""
    if (act.complement_verbs and verb not in act.complement_verbs) or verb in act.complement_not:
        out.append("complement")
    if act.under and not (t.dep == "pobj" and parse.head(t).lower in act.under):
        out.append("under")
    return tuple(out)


def _told_before(act: Act, parse: Parse, heads: Sequence[int]) -> bool:
    """ "The treaty … has not ratified it": whether a pronoun can stand for an object that was told just
    before."""
    return any(
        parse.tokens[h].lower in PRO_OBJECTS
        and any(
            x.pos in NOMINAL and names_of(parse, x) & act.object
            for x in parse.tokens[parse.sentences[max(0, parse.tokens[h].sent - 1)].first : h]
        )
        for h in heads
    )


def _phrase_before(parse: Parse, t: Token, act: Act) -> bool:
    head = parse.head(t)
    return t.dep == "pobj" and head.lower in act.preps


def names_of(parse: Parse, t: Token) -> set[str]:
    """The lemmas by which an object may be meant: its own, with its compounds, and what it is a number of."""
    found = {t.lemma, t.lower}
    for k in kids(t, "compound", "amod", "nmod"):
        found.add(f"{k.lemma}_{t.lemma}")
    node = t
    for _ in range(LOOKS_THROUGH):
        if node.lemma not in who_words().transparent:
            break
        inner = [g for k in kids(node, "prep") if k.lower == OF for g in kids(k, "pobj")]
        if not inner:
            break
        node = inner[0]
        found |= {node.lemma, node.lower}
    return found


def _fills(
    act: Act, named: set[str], heads: list[int], who: Who, tokens: list[Token], clause: Clause
) -> bool:
    if named & act.object:
        return True
    if not heads:
        return "none" in act.object
    return "actor" in act.object and any(h in who.at for h in heads)
