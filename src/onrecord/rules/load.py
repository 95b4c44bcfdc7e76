"""Reads a shipped TOML file of ``rules/data/en``."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

from onrecord.model.closed import fitting
from onrecord.rules.shapes import SHAPES


@functools.cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of ``rules/data/en/NAME.toml``. Treat as read-only: it is shared within the process. Raises
    ``ValueError`` where the file fits no shape."""
    text = (files("onrecord.rules") / "data" / "en" / f"{name}.toml").read_text(encoding="utf8")
    return fitting(tomllib.loads(text), SHAPES[name], f"{name}.toml")
