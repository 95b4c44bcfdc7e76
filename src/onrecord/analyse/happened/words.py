"""The word lists of ``happened.toml`` by name."""

from __future__ import annotations

from onrecord.rules import lexicon

_LISTS = lexicon("happened")["words"]


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


OBJECT_CONTROL = _words("object_control")
SENDING = _words("sending")
PLANS = _words("plans")
JUDGING = _words("judging")
TOPICS = _words("topics")
RELATED = _words("related")
AROUND = _words("around")
VIOLENT = _words("violent")
GETTING = _words("getting")
KILLINGS = _words("killings")
SUFFERING = _words("suffering")
SPEAKING = _words("speaking")
ALLEGED = _words("alleged")
SHARED = _words("shared")
COMPLYING = _words("complying")
TRANSITIVE = _words("transitive")
MOVING = _words("moving")
MAKING = _words("making")
HARMS = _words("harms")
HANDED = _words("handed")
MOVES = _words("moves")
BROKEN_INTO = _words("broken_into")
WAYPOINTS = _words("waypoints")
DISASTERS = _words("disasters")
ARMS = _words("arms")
LITERAL = _words("literal")
ARRANGING = _words("arranging")
MANNER = _words("manner")
GOODS = _words("goods")
ASKED = _words("asked")
BURDENS = _words("burdens")
CARE = _words("care")
MISSILES = _words("missiles")
POSTS = _words("posts")
REMEMBERING = _words("remembering")
RAIDS = _words("raids")
RESISTING = _words("resisting")
MONEY = _words("money")
CAUSED = _words("caused")
SENT = _words("sent")
NOBODYS = _words("nobodys")
WORDY = _words("wordy")
REPLIES = _words("replies")
EDGES = _words("edges")
UNDERGONE = _words("undergone")
NOT_DONE = _words("not_done")
ENDANGERING = _words("endangering")
THREATENED = _words("threatened")
RULES = _words("rules")
SEATS = _words("seats")
PRESS = _words("press")
