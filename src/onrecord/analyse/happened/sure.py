"""Whether it is plain who takes part: somebody named or described there, and no pronoun that may mean another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analyse.happened.arguments import spread
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

NEAR_SENTENCES = 2  # before a pronoun, in which no other person must be named for it to be plain


def sure(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether someone who takes part is named or described where the act is told, and no pronoun that acts is open."""
    doers = spread(parse, hit.arguments.agents)
    sufferers = spread(parse, hit.arguments.patients) if hit.recipients else []
    if any(not _plain(parse, who, t) for t in (*doers, *sufferers) if t.i in who.ref_at and who.ref_at[t.i].form == "pronoun"):
        return False
    heads = [*hit.arguments.agents, *(hit.arguments.patients if hit.rule.both or not hit.actors or not hit.arguments.agents else [])]
    if hit.rule.both:
        heads += [o for p in ("with", "between", "to") for o in hit.arguments.preps.get(p, [])]
    known = set(hit.actors) | set(hit.recipients)
    if any(t.i in who.ref_at and who.ref_at[t.i].open for t in spread(parse, heads)):
        return False  # "the senator", of three who are spoken of
    if any(_unresolved(parse, who, t) for t in doers):
        return False
    if any(k.tag == "PRP$" and k.i in who.ref_at and not _plain(parse, who, k) for t in (*doers, *sufferers) for k in t.kids):
        return False  # "his aides", of one who is not plain
    for t in spread(parse, heads):
        ref = who.ref_at.get(t.i)
        if ref is None:
            if any(i in known for k in t.kids for i in who.at.get(k.i, ())):
                return True
            continue
        if ref.form != "pronoun" or _plain(parse, who, t):
            return True
    return False


def _unresolved(parse: Parse, who: Who, t: Token) -> bool:
    """"The tycoon", first spoken of with "the": somebody told of before, and not known to be whom."""
    ref = who.ref_at.get(t.i)
    if ref is None or ref.form != "nominal" or ref.plural or ref.kind != "person" or parse.tokens[ref.first].lower != "the":
        return False
    actors = [who.by_id[i] for i in who.at.get(t.i, ())]
    of = any(k.dep in ("prep", "relcl", "acl", "appos") for k in t.kids)
    return not of and any(a.country is None and all(m.form == "nominal" for m in a.mentions) and a.mentions[0].span.start == parse.tokens[ref.first].start for a in actors)


def _plain(parse: Parse, who: Who, t: Token) -> bool:
    """Whether a pronoun's own sentence says whom it means, or no other person was named just before it."""
    mine = set(who.at.get(t.i, ()))
    sentence = parse.sentence(t)
    if _quoted(parse, t):
        return False  # "it is good for his abdication," said Lund: not hers who speaks, and whose is not told
    last = sentence.last if t.tag == "PRP$" else t.i  # "in his talks with farmers, Berg said …"
    if any(who.ref_at[j].open and set(who.at.get(j, ())) & mine for j in range(sentence.first, last) if j in who.ref_at):
        return False  # "the two sides said they had agreed", of three who are spoken of
    told = [(i, who.ref_at[j].plural) for j in range(sentence.first, last) if j in who.ref_at and who.ref_at[j].form != "pronoun" for i in who.at.get(j, ())]
    if who.ref_at[t.i].gender in ("m", "f") or len(mine) > 1:
        fit = {i for i, _ in told if i in mine or who.by_id[i].kind == "person"}
        if mine and mine <= fit and (len(mine) > 1 or fit == mine or _subject_first(parse, who, t, mine)):
            return True
    else:  # "it" and "they" mean the only one of their kind that the sentence has
        fit = {i for i, _ in told if who.by_id[i].kind != "person"}
        many = t.lower in ("they", "them", "their")
        if fit == mine and (not many or any(plural or who.by_id[i].kind == "group" for i, plural in told if i in mine)):
            return True
    if who.ref_at[t.i].gender not in ("m", "f"):
        return False
    before = [j for j in range(parse.sentences[max(0, t.sent - NEAR_SENTENCES)].first, sentence.first) if j in who.ref_at and who.ref_at[j].form == "pronoun" and who.ref_at[j].gender == who.ref_at[t.i].gender]
    if any(set(who.at.get(j, ())) != mine for j in before):
        return False  # "he" has just been another
    back = parse.sentences[max(0, t.sent - NEAR_SENTENCES)].first
    people = {i for j in range(back, t.i) if j in who.ref_at and who.ref_at[j].form != "pronoun" for i in who.at.get(j, ()) if who.by_id[i].kind == "person"}
    return people == mine


def _quoted(parse: Parse, t: Token) -> bool:
    """Whether a word stands in quotation marks whose sentence goes on to tell who speaks."""
    row = parse.sent_tokens(parse.sentence(t))
    before = [x.text for x in row if x.i < t.i and x.text in ('"', "“", "”", "``", "''")]
    inside = len(before) % 2 == 1
    return inside and any(x.dep == "nsubj" and parse.head(x).lemma in ("say", "add", "tell") and parse.head(x).i != x.i and not _within(x, row, t) for x in row)


def _within(x: Token, row: Sequence[Token], t: Token) -> bool:
    """Whether a later or earlier word of the sentence stands in the same quotation."""
    between = [k for k in row if min(x.i, t.i) < k.i < max(x.i, t.i) and k.text in ('"', "“", "”", "``", "''")]
    return not between


def _subject_first(parse: Parse, who: Who, t: Token, mine: set[str]) -> bool:
    """Whether a pronoun means the subject of the clause above it: "Lund said she …", "…, Lund said of his rival"."""
    node = t
    for _ in range(8):
        if node.head == node.i:
            return False
        node = parse.head(node)
        own = next((k for k in node.kids if k.dep in ("nsubj", "nsubjpass") and k.i != t.i), None)
        if own is not None and own.lower in ("who", "that", "which") and node.dep == "relcl":
            own = parse.head(node)
        if own is not None and (own.i not in who.ref_at or who.ref_at[own.i].form != "pronoun"):
            return bool(set(who.at.get(own.i, ())) & mine)
    return False
