"""The lexicon's tables, read once a process."""

from __future__ import annotations

import functools
import os
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The TOML of ``data/en/NAME.toml`` as it stands there."""
    return tomllib.loads(
        (files("onrecord.lexicon") / "data" / "en" / f"{name}.toml").read_text(encoding="utf-8")
    )


# environment: a user's own file of acts, so that every worker process reads the same lexicon
OWN = "ONRECORD_RULES"


def own_rules() -> str | None:
    """The path of the user's own file of acts, if one is set."""
    return os.environ.get(OWN) or None
