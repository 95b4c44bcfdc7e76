"""A record of the sample story, read once; each test that corrects it gets a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shell import EXAMPLES, run


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's record; only looked at."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    assert run("read", EXAMPLES, "--record", path).exit_code == 0
    assert run("timeline", "--record", path).exit_code == 0  # the view is kept
    return path


@pytest.fixture
def mine(story: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copy(story, tmp_path / "mine.db"))


@pytest.fixture
def line_of(story: Path) -> Callable[..., str]:
    """``line_of("Woodside")``: the id of the one line of the timeline that holds the words."""

    def find(words: str, record: Path = story) -> str:
        lines = [x for x in run("timeline", "--record", record, "--ids").stdout.splitlines() if words in x]
        assert len(lines) == 1, lines
        return lines[0].rsplit("  ", 1)[1]

    return find
