"""Whether a verb is used in another sense than its rule's, told by its own words: "fired an aide", "shot back"."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense import force, listed, meeting, speech
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


def other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Whether the verb is used in another sense than the rule's."""
    if t.tag == "VBG" and t.dep == "xcomp" and parse.head(t).lemma == "tell":
        return True  # "told cheering farmers that …": they cheer
    if t.tag == "VBG" and ((t.dep == "amod" and t.head == t.i + 1) or (t.dep == "xcomp" and parse.head(t).lemma in ("receive", "get", "send", "write") and t.i == t.head + 1)):
        return True  # "received harassing letters"
    if t.tag == "VBG" and t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lower == "of" and not any(k.dep in ("dobj", "aux") for k in t.kids):
        return True  # "her continued pressing of charges": a noun
    if listed.other_sense(parse, t, rule, args, complement, key):
        return True
    return force.other_sense(parse, who, t, rule, args, complement, key) or speech.other_sense(parse, who, t, rule, args, complement, key) or meeting.other_sense(parse, who, t, rule, args)
