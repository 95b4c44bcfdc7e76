"""A second opinion on who takes part: where the frames of the lexicon are known to err, labelled news says
how.

Two logistic regressions over the evidence of ``whom.py`` (``partakers.json``, made by
``scripts/calibrate.py``): the chance that somebody named in the sentence takes part at all,
and that one who does is a recipient. The rule's word holds unless the chance is clearly against it; how
sure the whole set is, is a fact of the mention's own chance.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onrecord.analyse.clause import Clause
from onrecord.analyse.happened.opinions import Tables
from onrecord.analyse.happened.parties import PRESS, Names, Parties, lacks
from onrecord.lexicon.acts import Act

OUT, IN = 0.1, 0.6  # below: one whom the rule names takes no part; above: one whom it does not name does
TURNED = 0.8  # the chance of the other role from which one whom the rule names changes role
LEAST = 0.02  # of a chance, either way


@dataclass(frozen=True, slots=True)
class Chances:
    """Of everyone named around an act: the chance to take part, and of a partaker the chance to be a
    recipient."""

    part: dict[str, float]
    recipient: dict[str, float]


def chances(standing: Mapping[str, Mapping[str, float]], of: Tables) -> Chances:
    """Chances by actor from the evidence of each; without weights everyone's is even."""
    part, recipient = of.get("part", {}), of.get("recipient", {})
    return Chances(
        {i: _chance(part, facts) for i, facts in standing.items()},
        {i: _chance(recipient, facts) for i, facts in standing.items()},
    )


def _chance(table: Mapping[str, float], facts: Mapping[str, float]) -> float:
    z = math.fsum(table.get(f, 0.0) for f in facts)
    return min(max(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), LEAST), 1 - LEAST)


def chosen(
    actors: Collection[str], recipients: Collection[str], both: bool, p: Chances, no: Collection[str] = ()
) -> tuple[list[str], list[str]]:
    """Actors and recipients: the rule's own without those who clearly take no part, and those who clearly do.

    both: whether the act has no recipients; no: those whom none may add.
    """
    ruled = dict.fromkeys((*actors, *recipients))
    added = [i for i, chance in p.part.items() if i not in ruled and i not in no and chance > IN]
    found: tuple[list[str], list[str]] = ([], [])
    for i in (*(i for i in ruled if p.part.get(i, 1.0) >= OUT), *added):
        limit = TURNED if i in actors else 1 - TURNED if i in recipients else 0.5
        found[p.recipient.get(i, float(i in recipients)) > limit and not both].append(i)
    return found


def reconsidered(names: Names, clause: Clause, act: Act, told: Parties, p: Chances) -> Parties:
    """The participants as the rule has them, but for those of whom the chance is clearly against it."""
    press = [i for i in p.part if names.who.by_id[i].sector == PRESS] if act.type == "CONSULT" else ()
    actors, recipients = chosen(told.actors, told.recipients, act.both, p, press)
    if {*actors} == {*told.actors} and {*recipients} == {*told.recipients}:
        return told
    unmet = lacks(names, clause, act, actors, recipients)
    return Parties(tuple(actors), tuple(recipients), told.found | {"reconsidered"}, unmet)


def facts(told: Parties, p: Chances) -> dict[str, float]:
    """How sure it is that these take part and no others: in all, of the least sure, and of the likeliest
    left out."""
    chosen = {*told.actors, *told.recipients}
    within = [p.part[i] for i in chosen if i in p.part]
    without = [q for i, q in p.part.items() if i not in chosen]
    whole = math.fsum((*(math.log(q) for q in within), *(math.log(1 - q) for q in without)))
    return {
        "partakers": max(whole, -5.0),
        f"partakers about {max(int(whole * 2), -10)}": 1.0,
        f"partakers least {int(min(within, default=0.0) * 10)}": 1.0,
        f"partakers left {int(max(without, default=0.0) * 10)}": 1.0,
    }
