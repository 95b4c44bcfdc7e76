"""What one input may take, and how it is set: by the environment, for workers and the program alike."""

from __future__ import annotations

import math
import os

READ_SECONDS = (
    "ONRECORD_READ_SECONDS",
    20.0,
)  # that reading one text or page may take, beside what its length asks for
READ_MEMORY = ("ONRECORD_READ_MEMORY", 2000.0)  # megabytes that the process which reads it may address
ANALYSIS_SECONDS = (
    "ONRECORD_ANALYSIS_SECONDS",
    60.0,
)  # that the analysis of a report may take, beside the same
FETCH_SECONDS = ("ONRECORD_FETCH_SECONDS", 30.0)  # that a page may take to come, with all its redirects


class BadLimit(ValueError):
    """A limit that is none; the message says what to write."""


def limit(of: tuple[str, float]) -> float:
    """The limit that is set, or its default. Raises ``BadLimit``."""
    name, default = of
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not 0 < found < 1e9:
        raise BadLimit(
            f"{name}={value!r} is no limit; set a number above 0, or leave it unset for {default:g}"
        )
    return found
