"""Second opinions that are learned from labelled news: on the status of an act, and on who takes part.

Their weights stand in ``status.json`` and ``partakers.json``. Where ``scripts/calibrate.py`` learns the
weights of the chance ``p``, each report is read with opinions that had not seen it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

Tables = Mapping[str, Mapping[str, float]]  # weights by question and name of a fact


@dataclass(frozen=True, slots=True)
class Opinions:
    """status: by family of statuses (``status.py``); partakers: "part" and "recipient" (``partakers.py``)."""

    status: Tables
    partakers: Tables


NONE = Opinions({}, {})  # what the rules alone say


@functools.cache
def shipped() -> Opinions:
    """Those that stand beside the lexicon."""
    return Opinions(_weights("status.json"), _weights("partakers.json"))


def _weights(name: str) -> Tables:
    path = files("onrecord.lexicon") / "data" / "en" / name
    return dict(json.loads(path.read_text(encoding="utf-8"))["weights"])
