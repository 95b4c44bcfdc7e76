"""Gold tables: one case a line, in a text beside the test that asks them."""

from __future__ import annotations

import re
from pathlib import Path


def gold(test: str) -> list[str]:
    """The cases of ``test_NAME.py``, which stand in ``NAME.txt`` beside it; lines with ``#`` are remarks."""
    file = Path(test)
    table = file.with_name(file.stem.removeprefix("test_") + ".txt").read_text(encoding="utf8")
    return [line for line in table.splitlines() if line.strip() and not line.startswith("#")]


def fields(line: str, count: int) -> list[str | None]:
    """What stands between the bars of a line; a dash is nothing."""
    found = [None if field == "-" else field for field in line.split(" | ")]
    assert len(found) == count, line
    return found


def match(pattern: re.Pattern[str], words: str) -> tuple[str, ...]:
    """The groups of a pattern that the words must fit whole."""
    found = pattern.fullmatch(words)
    assert found, words
    return found.groups()
