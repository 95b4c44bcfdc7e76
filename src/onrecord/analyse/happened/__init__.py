"""What happened: PLOVER events from verbs and nouns, with participants, time, place, status and voucher."""

from onrecord.analyse.happened.find import find
from onrecord.analyse.happened.rules import Rule, Rules, compile_rules, rules

__all__ = ["Rule", "Rules", "compile_rules", "find", "rules"]
