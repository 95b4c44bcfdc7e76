"""What speaks against a mention, in words that people read; machine formats keep the names of the
features."""

from __future__ import annotations

import re

# The first that fits gives the words; what none fits is shown as it is named.
_WORDS = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"word (\S+) ([A-Z]+)", r"“\1” is often no \2"),
        (r"object (\S+) ?", r"what it is done to is “\1”"),
        (r"under (\S+) \w+", r"it hangs on “\1”"),
        (r"subject (\w+) [A-Z]+", r"who acts is found only by the words around it (\1)"),
        (r"(actor|recipient) (person|state|group|organization)(?: [A-Z]+)?", r"a \2 is its \1"),
        (r"(actor|recipient) ([A-Z]+)", r"its \1 is of the sector \2"),
        (r"tense (\w+) [A-Z]+", r"it is told in the \1"),
        (r"lead|middle|deep", "for where in the report it stands"),
        (r"basis of tense none noun", "told by a noun, which gives no time"),
        (r"basis of tense (\w+) (\w+)", r"told by a \2 without a time that is clear"),
        (r"tense none", "no tense tells when"),
        (r"recipients 0.*", "at whom or what it is aimed is not told"),
        (r"recipients \d.*", "at so many it is seldom aimed"),
        (r"actors 0.*|subject unknown|subject none", "who acts is not told"),
        (r"actors 1.*", "one alone is told to act"),
        (r"actors \d.*", "so many are told to act"),
        (r"found by its act", "who acts is told by another act"),
        (r"found (\w+)", r"who takes part is found only by the words around it (\1)"),
        (r"(?:subject|carried) ?light|carried", "a plain verb carries it"),
        (r"(?:ground|step) reported", "it stands in somebody's report"),
        (r"(?:ground|step) (\w+)", r"what it hangs on makes it doubtful (\1)"),
        (r"status (\w+).*", r"it is told as \1"),
        (r"unmet preps.*", "its frame asks for another preposition"),
        (r"unmet (\w+).*", r"its frame asks for another \1"),
        (r"object unknown.*", "what it is done to is nobody known"),
        (r"object", "for what stands as its object"),
        (r"complement None.*", "what is agreed, asked or promised is not told"),
        (r"complement.*", "for the clause that it governs"),
        (r"negated", "it is denied"),
        (r"question", "it is asked"),
        (r"modal", "it may or must be"),
        (r"quoted.*", "it stands in quotation marks"),
        (r"vouched", "somebody else vouches for it"),
        (r"passive", "it is told in the passive"),
        (r"plural noun", "a plural tells of many"),
        (r"bare noun", "a bare noun tells it"),
        (r"first person", "the teller speaks of himself"),
        (r"in (\w+)(?: [A-Z]+)?|dep (\w+)|above clause", "it stands within another clause"),
        (r"entry ([\w.-]+)", r"what the entry \1 finds is often none"),
        (r"type ([A-Z]+)", r"what looks like \1 is often none"),
        (r"(actor|recipient) (?:open|pronoun.*|by pronoun)", r"whom its \1 means is open"),
        (r"(actor|recipient) unnamed|(actor|recipient) by nominal", "somebody is only described"),
        (r"many senses", "the word has other senses"),
        (r"partakers left.*", "others named beside may take part, too"),
        (r"partakers.*", "who takes part is in doubt"),
    )
)


def told(feature: str) -> str:
    """A feature's name in words."""
    for pattern, words in _WORDS:
        if found := pattern.fullmatch(feature):
            return found.expand(words).replace("_", " ")
    return feature
