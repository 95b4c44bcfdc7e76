"""Factories that make a test case a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.analyse.report import analyse_reports
from onrecord.model import Analysis
from onrecord.read import report_of

# What takes long or needs another process for long: ``make test`` leaves it to ``make slow``, and CI runs
# both.
SLOW = (
    "hostile",
    "faults",
    "fetch",
    "test_watch.py",
    "test_quality.py",
    "test_serve.py",
    "test_looks.py",
    "test_own_words.py",
)
SHARED = Path(__file__).parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if set(SLOW) & set(item.path.parts):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def analysed() -> Callable[..., Analysis]:
    """``analysed("Norway met Chile.", "2024-05-08")``: the analysis of a text, each made once."""
    made: dict[tuple[str, str | None, str | None], Analysis] = {}

    def analyse(text: str, published: str | None = None, id: str | None = None) -> Analysis:
        key = (text, published, id)
        if key not in made:
            day = date.fromisoformat(published) if published else None
            made[key] = next(iter(analyse_reports([report_of(text, id=id, published=day)])))
        return made[key]

    return analyse
