"""The chance that a mention is right: a logistic regression whose weights stand in a file that people can
read.

``weights.json`` is made by ``scripts/calibrate.py`` from labels on news and from the sentences of
``training/``; a feature that it does not name weighs nothing. Features are facts of the clause, the entry and
the participants, never words.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from importlib.resources import files


def against(
    features: Mapping[str, float], table: Mapping[str, float] | None = None, most: int = 3
) -> tuple[str, ...]:
    """The features that lower the chance most, the heaviest first."""
    known = weights() if table is None else table
    weighed = sorted(
        (known.get(name, 0.0) * value, name) for name, value in features.items() if name != "bias"
    )
    return tuple(name for weight, name in weighed[:most] if weight < 0)


@functools.cache
def weights() -> dict[str, float]:
    """Weights by feature name."""
    path = files("onrecord.lexicon") / "data" / "en" / "weights.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["weights"]) if path.is_file() else {}


def chance(features: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The probability of being right, rounded so that it prints the same everywhere."""
    known = weights() if table is None else table
    z = math.fsum(known.get(name, 0.0) * value for name, value in sorted(features.items()))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 4)
