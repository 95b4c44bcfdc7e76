"""What was promised: a line a case, every field compared."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gold import gold, match
from onrecord import analyse

PROMISE = re.compile(r"(.+) \[(.+)\] (\S+)")


def case(line: str) -> tuple[str, list[tuple[str, set[str], str | None]]]:
    """A line of ``promised.txt``."""
    text, _, found = line.partition(" => ")
    each = [match(PROMISE, x) for x in found.split(" ;; ") if found != "nothing"]
    return text, [(words, set(who.split("; ")), None if by == "-" else by) for words, who, by in each]


CASES = [case(line) for line in gold(__file__)]


@pytest.mark.parametrize(("text", "promised"), CASES)
def test_commitments(text: str, promised: list[tuple[str, set[str], str | None]]) -> None:
    found = analyse(text, published=date(2024, 5, 8))
    assert found.problems == ()
    names = {a.id: a.name for a in found.actors}
    assert [(c.span.text, {names[i] for i in c.actors}, c.deadline) for c in found.commitments] == promised
