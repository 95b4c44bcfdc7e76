"""A verb or a noun that tells of an act, with what its rule and its clause say."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.happened.arguments import Arguments
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


@dataclass(frozen=True, slots=True)
class Act:
    """What stands by the word ``t``, whichever kind of word it is."""

    parse: Parse
    who: Who
    t: Token
    rule: Rule
    args: Arguments
