"""JSON Schemas of the TOML files that people edit, made of the shapes that their loaders hold them to.

    python scripts/schemas.py            # writes schemas/
    python scripts/schemas.py --check    # exit 1 where one is not what the shapes say; the tests ask the same

``.taplo.toml`` tells editors (Even Better TOML, taplo) which file has which; data files need no
line of their own.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec

from onrecord.lexicon.shapes import SHAPES as ACTS
from onrecord.model.closed import Closed
from onrecord.read.tongue import Tongues
from onrecord.rules.shapes import SHAPES as RULES
from onrecord.world.shape import Layer

ROOT = Path(__file__).parent.parent
Numbers = dict[str, int]
Texts = dict[str, str]


class Times(Closed, frozen=True):
    """The words of the tagger of times. It stands here, for the tagger needs the standard library alone."""

    months: Numbers
    month_abbreviations: Numbers
    weekdays: Numbers
    weekday_abbreviations: Numbers
    numbers: Numbers
    ordinals: Numbers
    decades: Numbers
    units: Texts
    unit_plurals: Texts
    seasons: Texts
    season_plurals: Texts
    day_parts: Texts
    day_part_plurals: Texts
    deictic: Numbers
    vague: Texts
    approximators: Texts
    comparisons: Texts
    edges: Texts
    parts: Texts
    quantities: Texts
    frequency: Texts
    zones: Texts
    holidays_fixed: Texts
    holidays_nth: dict[str, tuple[int, int, int]]
    holidays_easter: Numbers
    events_nth: dict[str, tuple[int, int, int]]
    words: Texts
    filters: dict[str, tuple[str, ...]]
    tense: dict[str, tuple[str, ...]]


MADE: dict[str, type[msgspec.Struct]] = {**ACTS, **RULES, "world": Layer, "times": Times, "tongues": Tongues}


def schema(name: str) -> str:
    """The schema of a kind of file, as JSON."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(MADE[name])}
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; say which are not as they should be"
    )
    check, stale = parser.parse_args().check, []
    for name in MADE:
        path = ROOT / "schemas" / f"{name}.schema.json"
        if path.exists() and path.read_text(encoding="utf8") == schema(name):
            continue
        stale.append(path.name)
        if not check:
            path.write_text(schema(name), encoding="utf8")
    if check and stale:
        print(f"{', '.join(stale)}: not as the shapes say; run: python scripts/schemas.py")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
