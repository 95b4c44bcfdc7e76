"""The lexicon's tables, read once a process."""

from __future__ import annotations

import functools
import os
import tomllib
from importlib.resources import files
from typing import Any

from onrecord.lexicon.shapes import SHAPES
from onrecord.model.closed import fitting


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The TOML of ``data/en/NAME.toml`` as it stands there. Raises ``ValueError`` where it fits no shape."""
    text = (files("onrecord.lexicon") / "data" / "en" / f"{name}.toml").read_text(encoding="utf-8")
    return fitting(tomllib.loads(text), SHAPES[name], f"{name}.toml")


OWN = "ONRECORD_RULES"


def own_rules() -> str | None:
    """The path of the user's own file of acts, if one is set."""
    return os.environ.get(OWN) or None
