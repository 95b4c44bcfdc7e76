"""A second opinion on the status of an act: where the table of factuality is known to err, labelled news says
how.

The table (``clause/factuality.py``) gives a status with its grounds; the same grounds and the form of the
clause, as labelled sentences of news have them, give a chance for each family of statuses (one logistic
regression a family, ``status.json``, made by ``scripts/calibrate.py``). The table's word holds unless another
family is clearly likelier.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from onrecord.analyse.happened.opinions import Tables
from onrecord.model.analysis import Status

FAMILY: dict[Status, str] = {"happened": "real", "ongoing": "real", "planned": "ahead", "expected": "ahead"}
FIRST: dict[str, Status] = {"real": "happened", "ahead": "planned"}  # what a family is told as
CLEARLY = 0.3  # by how much likelier: of 8,088 acts 304 mended and 51 spoiled (cross-validated)
ASKED = (
    "ground", "step", "tense", "kind", "in ", "definite", "dep", "status", "modal", "negated", "perfect",
    "question", "passive",
    "quoted", "vouched", "plural", "bare", "carried", "complement", "tag", "basis", "sentence", "lead",
    "deep", "middle", "above",
    "object", "subject", "under",
)  # fmt: skip
OF_STATUS = (
    "ground",
    "step",
    "tense",
    "kind",
    "in ",
    "definite",
    "dep",
    "status",
    "modal",
    "carried",
    "under",
)


def family(status: Status) -> str:
    """What is taken for one: what happened or goes on, what is planned or expected; the others stand
    alone."""
    return FAMILY.get(status, status)


def evidence(facts: Mapping[str, float], status: Status) -> dict[str, float]:
    """The facts of a mention that speak of its status, alone and together with what the table says."""
    told = family(status)
    known = [f for f in facts if f.startswith(ASKED)]
    return dict.fromkeys([*known, *(f"{f} @{told}" for f in known if f.startswith(OF_STATUS))], 1.0)


def chances(found: Mapping[str, float], of: Tables) -> dict[str, float]:
    """The chance of each family; they sum to one."""
    odds = {
        name: 1 / (1 + math.exp(-max(-30.0, min(30.0, math.fsum(table.get(f, 0.0) for f in found)))))
        for name, table in of.items()
    }
    whole = math.fsum(odds.values())
    return {name: p / whole for name, p in odds.items()}


def reconsidered(facts: Mapping[str, float], status: Status, of: Tables) -> Status:
    """The status as told, or the first of the family that is clearly likelier."""
    if not of:
        return status
    p = chances(evidence(facts, status), of)
    told = family(status)
    best = max(p, key=lambda name: (p[name], name))
    return FIRST.get(best, best) if p[best] - p.get(told, 0.0) > CLEARLY else status  # type: ignore[arg-type]
