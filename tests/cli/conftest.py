"""A record of the sample story, read once; each test that corrects it gets a copy."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def _served(record: Path) -> Iterator[str]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    begin = [sys.executable, "-c", "from onrecord.cli import main; main()"]
    command = [*begin, "serve", "--record", str(record), "--port", str(port), "--author", "A. Berg"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr
        assert f"http://127.0.0.1:{port}/" in running.stderr.readline()
        for _ in range(150):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


@pytest.fixture
def server(mine: Path) -> Iterator[str]:
    """The live pages of a record that may be corrected."""
    with _served(mine) as address:
        yield address


@pytest.fixture(scope="module")
def shown(story: Path) -> Iterator[str]:
    """The live pages of the sample story, only looked at."""
    with _served(story) as address:
        yield address
