"""The second opinion on who takes part (``analyse/happened/partakers.py``): how its weights are learned.

Of each candidate that a labelled act of its type names: how everyone named around it stands to it
(``whom.py``), and whether the reader has them take part, and as a recipient. ``scripts/calibrate.py`` gives
the cases and writes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

import labelled
import logistic
import training_text
from onrecord.analyse.happened import partakers
from onrecord.analyse.happened.opinions import Tables

RARE, PRIOR, LEAST = 2, 3.0, 0.03


@dataclass(frozen=True, slots=True)
class Case:
    """One act: how everyone named around it stands to it, whom the rule and whom the reader has take part,
    its report."""

    standing: Mapping[str, Mapping[str, float]]
    told: tuple[frozenset[str], frozenset[str]]
    gold: tuple[frozenset[str], frozenset[str]]  # "" for one that names nobody known
    both: bool
    report: str


def case(told: labelled.Told, gold: training_text.Act, report: str) -> Case:
    _, parse, people, c = told
    marked = [frozenset(labelled.ids(parse, people, spans)) for spans in (gold.actors, gold.recipients)]
    mine = (frozenset(c.parties.actors), frozenset(c.parties.recipients))
    return Case(c.standing, mine, (marked[0], marked[1]), c.match.act.both, report)


def is_asked(c: Case) -> bool:
    """Whether the opinion is asked at all: not of a noun that names whom an act told before does."""
    return c.told[0] | c.told[1] <= c.standing.keys()


def fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights by question: takes part or not; of those who do, recipient or not."""
    everyone = [(c, i, facts) for c in cases for i, facts in c.standing.items()]
    partaking = [(c, i, facts) for c, i, facts in everyone if i in c.gold[0] | c.gold[1]]
    return {
        "part": _fitted([f for _, _, f in everyone], [i in c.gold[0] | c.gold[1] for c, i, _ in everyone]),
        "recipient": _fitted([f for _, _, f in partaking], [i in c.gold[1] for c, i, _ in partaking]),
    }


def _fitted(rows: Sequence[Mapping[str, float]], came_out: Sequence[bool]) -> dict[str, float]:
    index = logistic.frequent(rows, RARE)
    prior = np.array([0.01 if f == "bias" else PRIOR * (2 if _of_one_word(f) else 1) for f in index])
    w = logistic.newton(
        logistic.matrix(rows, index), np.array(came_out, dtype=float), np.ones(len(rows)), prior
    )
    return {f: round(float(w[n]), 2) for f, n in index.items() if abs(w[n]) >= LEAST}


def _of_one_word(feature: str) -> bool:
    """What holds for one type, entry or word is drawn to nothing by twice as much as what holds for all."""
    return feature.rpartition(" ")[2].isupper() or "." in feature or " word " in feature


def right(c: Case, told: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether these take part and no others, none in the other role (as ``labelled.is_right`` judges)."""
    known = {i for i in c.gold[0] | c.gold[1] if i}
    mine = told[0] | told[1]
    unknown = "" in c.gold[0] | c.gold[1]
    return known <= mine and len(mine - known) <= unknown and not (known & c.gold[1] & told[0] - c.gold[0])


def again(c: Case, weights: Tables) -> tuple[frozenset[str], frozenset[str]]:
    """Whom the second opinion has take part."""
    actors, recipients = partakers.chosen(*c.told, c.both, partakers.chances(c.standing, weights))
    return frozenset(actors), frozenset(recipients)


def check(cases: Sequence[Case], folds: int = 4) -> None:
    """How often the rule is right, and the rule with the second opinion, by weights that had not seen the
    report."""
    fold = {g: n % folds for n, g in enumerate(sorted({c.report for c in cases}))}
    before = after = mended = spoiled = 0
    for k in range(folds):
        weights = fit([c for c in cases if fold[c.report] != k])
        for c in (c for c in cases if fold[c.report] == k):
            old, new = right(c, c.told), right(c, again(c, weights))
            before, after = before + old, after + new
            mended, spoiled = mended + (new and not old), spoiled + (old and not new)
    was, now = (100 * n / len(cases) for n in (before, after))
    print(f"{len(cases)} acts: right before {was:.1f}, after {now:.1f}; mended {mended}, spoiled {spoiled}")
