"""What states are called: as the record's reports call them, else as the world does."""

from __future__ import annotations

from onrecord.fuse import Fused
from onrecord.world import load, own_file


def called(fused: Fused) -> dict[str, str]:
    """Names by ISO 3166-1 alpha-3 code."""
    world = {code: s.name for code, s in load(own_file()).states.items()}
    return world | {a.country: a.name for a in fused.actors if a.kind == "state" and a.country}
