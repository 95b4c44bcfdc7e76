"""What is known of the world: states, seats of power, bodies, leaders with their terms, places.

Facts with their sources (``scripts/compile_world.py``, ``data/more.toml``); read once a process.
"""

from onrecord.world.world import (
    OWN,
    Body,
    City,
    State,
    Term,
    World,
    family_name,
    load,
    own_file,
)

__all__ = ["OWN", "Body", "City", "State", "Term", "World", "family_name", "load", "own_file"]
